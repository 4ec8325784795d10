/*
 * Messages of libraries that repeat an address, without what is secret in it.
 */
#include "base/address.h"

#include <string.h>

static void replace(struct lg_error *err, const char *secret, size_t size, const char *by)
{
    struct lg_text shown = {0};
    const char *rest = err->message;
    bool is_found = false;
    while (*rest != '\0') {
        bool is_here = size > 0 && strncmp(rest, secret, size) == 0;
        is_found = is_found || is_here;
        if (is_here) {
            lg_text_add_text(&shown, by);
        } else {
            lg_text_add_char(&shown, *rest);
        }
        rest += is_here ? size : 1;
    }
    if (is_found) {
        size_t length = shown.failed ? 0 : shown.size;
        if (length >= sizeof(err->message)) length = sizeof(err->message) - 1;
        if (length > 0) memcpy(err->message, shown.bytes, length);
        err->message[length] = '\0';
    }
    lg_text_reset(&shown);
}

struct hiding {
    const char *address;
    struct lg_error *err;
};

/* As the library says it, and as it was written. */
static void hide_part(void *state, const struct lg_address_part *part)
{
    const struct hiding *hiding = state;
    if (!part->is_secret || strcmp(part->value, LG_ADDRESS_HIDDEN) == 0) return;
    replace(hiding->err, part->value, strlen(part->value), LG_ADDRESS_HIDDEN);
    replace(hiding->err, hiding->address + part->begin, part->end - part->begin, LG_ADDRESS_HIDDEN);
}

void lg_error_hide(struct lg_error *err, const char *address)
{
    if (err == NULL) return;
    struct lg_text shown = {0};
    lg_address_show(address, &shown);
    /* As a whole first: what cannot be read of it has no parts. */
    bool is_other = shown.bytes != NULL && strcmp(shown.bytes, address) != 0;
    if (is_other) {
        replace(err, address, strlen(address), shown.failed ? LG_ADDRESS_HIDDEN : shown.bytes);
    }
    lg_text_reset(&shown);
    if (!is_other) return;
    const char *layer = lg_address_layer(address);
    size_t size = layer == NULL ? strlen(address) : (size_t)(layer - address);
    struct hiding hiding = {.address = address, .err = err};
    (void)lg_address_each(address, size, hide_part, &hiding);
}
