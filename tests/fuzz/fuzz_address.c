/*
 * Fuzz base/address: parts lie in the address, one behind the other; and what is shown of an
 * address of PostgreSQL has nothing secret left in it.
 */
#include "base/address.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    size_t size; /* of the address */
    size_t end;  /* of the last part; hosts and ports of a URI are one */
};

static void look_at(void *state, const struct lg_address_part *part)
{
    struct seen *seen = state;
    bool is_port = strcmp(part->key, "port") == 0;
    if (part->begin > part->end || part->end > seen->size) abort();
    if (part->begin < seen->end && !is_port) abort();
    seen->end = part->end;
}

static void want_hidden(void *state, const struct lg_address_part *part)
{
    (void)state;
    if (part->is_secret && strcmp(part->value, "***") != 0) abort();
}

static void want_none(void *state, const struct lg_address_part *part)
{
    (void)state;
    if (part->is_secret) abort();
}

static void check(const char *address)
{
    struct seen seen = {.size = strlen(address)};
    bool is_read = lg_address_each(address, seen.size, look_at, &seen);
    struct lg_text shown = {0};
    struct lg_text stripped = {0};
    lg_address_show(address, &shown);
    lg_address_strip(address, &stripped);
    if (is_read && lg_address_is_database(address) && lg_address_layer(address) == NULL) {
        if (!lg_address_each(shown.bytes, shown.size, want_hidden, NULL)) abort();
        (void)lg_address_each(stripped.bytes, stripped.size, want_none, NULL);
    }
    struct lg_error err = {.message = ""};
    (void)lg_fail(&err, LG_NO_INPUT, "%s", address);
    lg_error_hide(&err, address);
    lg_text_reset(&shown);
    lg_text_reset(&stripped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *address = malloc(size + 1);
    if (address == NULL) return 0;
    if (size > 0) memcpy(address, data, size);
    address[size] = '\0';
    check(address);
    free(address);
    return 0;
}
