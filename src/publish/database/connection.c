#include "publish/database/connection.h"

#include "base/address.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum { SCHEMA_LENGTH_MAX = 63 };

#define PREFIX "PG:"

bool lg_connection_is_database(const char *place)
{
    return place != NULL && strncmp(place, PREFIX, strlen(PREFIX)) == 0;
}

bool lg_connection_is_meant(const char *place)
{
    static const char *const beginnings[] = {PREFIX, "postgres:", "postgresql:"};
    for (size_t i = 0; place != NULL && i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
        if (strncasecmp(place, beginnings[i], strlen(beginnings[i])) == 0) return true;
    }
    return false;
}

static void add_pair(struct lg_text *address, size_t beginning, const struct lg_address_part *part)
{
    if (address->size > beginning) lg_text_add_char(address, ' ');
    lg_text_printf(address, "%s='", part->key);
    for (const char *byte = part->value; *byte != '\0'; byte++) {
        if (*byte == '\'' || *byte == '\\') lg_text_add_char(address, '\\');
        lg_text_add_char(address, *byte);
    }
    lg_text_add_char(address, '\'');
}

static void keep(struct lg_text *text, const char *value)
{
    lg_text_clear(text);
    lg_text_add_text(text, value);
}

/* Where the database is, but not who asks. */
static bool is_shared(const char *key)
{
    static const char *const keys[] = {"host", "port", "dbname", "service", "sslmode"};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (strcmp(key, keys[i]) == 0) return true;
    }
    return false;
}

struct reading {
    struct lg_connection *connection;
    struct lg_text schemas;
};

static void take_part(void *state, const struct lg_address_part *part)
{
    struct reading *reading = state;
    if (strcmp(part->key, "active_schema") == 0) {
        keep(&reading->connection->schema, part->value);
    } else if (strcmp(part->key, "schemas") == 0) {
        keep(&reading->schemas, part->value);
    } else {
        add_pair(&reading->connection->address, strlen(PREFIX), part);
        if (is_shared(part->key)) add_pair(&reading->connection->shared, 0, part);
    }
}

static bool is_schema_name(const struct lg_text *schema)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    return schema->size <= SCHEMA_LENGTH_MAX && strspn(schema->bytes, letters) == schema->size;
}

static enum lg_status check(const struct lg_connection *connection, bool is_read,
                            struct lg_error *err)
{
    if (connection->address.failed || connection->shared.failed || connection->schema.failed) {
        return lg_fail(err, LG_NO_MEMORY, "the database's address: out of memory");
    }
    if (!is_read) {
        return lg_fail(err, LG_USAGE,
                       "the database's address is not PG: and a list of key=value, such as "
                       "PG:host=HOST dbname=NAME user=USER, or PG:postgresql://USER@HOST/NAME");
    }
    if (connection->schema.size > 0 && !is_schema_name(&connection->schema)) {
        return lg_fail(err, LG_USAGE,
                       "the schema of a result is one name of letters, digits and underscores, "
                       "not %s",
                       connection->schema.bytes);
    }
    return LG_OK;
}

enum lg_status lg_connection_read(const char *place, struct lg_connection *connection,
                                  struct lg_error *err)
{
    assert(lg_connection_is_database(place));

    *connection = (struct lg_connection){.schema = {0}};
    struct reading reading = {.connection = connection};
    lg_text_add_text(&connection->address, PREFIX);
    bool is_read = lg_address_each(place, strlen(place), take_part, &reading);
    if (connection->schema.size == 0 && reading.schemas.size > 0) {
        keep(&connection->schema, reading.schemas.bytes);
    }
    if (reading.schemas.failed) connection->schema.failed = true;
    lg_text_reset(&reading.schemas);
    return check(connection, is_read, err);
}

void lg_connection_reset(struct lg_connection *connection)
{
    lg_text_reset(&connection->address);
    lg_text_reset(&connection->shared);
    lg_text_reset(&connection->schema);
}

void lg_connection_hide(const struct lg_connection *connection, struct lg_error *err)
{
    if (connection->address.size > 0) lg_error_hide(err, connection->address.bytes);
}
