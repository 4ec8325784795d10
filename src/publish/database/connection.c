#include "publish/database/connection.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum { SCHEMA_LENGTH_MAX = 63 };

#define PREFIX      "PG:"
#define HIDDEN      "***"
#define KEY_LETTERS "abcdefghijklmnopqrstuvwxyz_"

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

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static const char *skip_blanks(const char *at)
{
    while (is_blank(*at)) {
        at++;
    }
    return at;
}

/* A value, quoted or not; a backslash keeps the character behind it. NULL when a quote is open. */
static const char *take_value(const char *at, struct lg_text *value)
{
    bool quoted = *at == '\'';
    if (quoted) at++;
    while (*at != '\0' && (quoted ? *at != '\'' : !is_blank(*at))) {
        if (*at == '\\' && at[1] != '\0') at++;
        lg_text_add_char(value, *at++);
    }
    if (!quoted) return at;
    return *at == '\'' ? at + 1 : NULL;
}

/* "key = value"; NULL when that is not what stands there. */
static const char *take_pair(const char *at, struct lg_text *key, struct lg_text *value)
{
    lg_text_clear(key);
    lg_text_clear(value);
    while (*at != '\0' && *at != '=' && !is_blank(*at)) {
        lg_text_add_char(key, *at++);
    }
    at = skip_blanks(at);
    /* Another key, as that of a URI, would come back in a message of libpq. */
    bool is_key = key->size > 0 && strspn(key->bytes, KEY_LETTERS) == key->size;
    if (!is_key || *at != '=') return NULL;
    return take_value(skip_blanks(at + 1), value);
}

static void add_pair(struct lg_text *address, const struct lg_text *key,
                     const struct lg_text *value)
{
    if (address->size > strlen(PREFIX)) lg_text_add_char(address, ' ');
    lg_text_printf(address, "%s='", key->bytes);
    for (size_t i = 0; i < value->size; i++) {
        if (value->bytes[i] == '\'' || value->bytes[i] == '\\') lg_text_add_char(address, '\\');
        lg_text_add_char(address, value->bytes[i]);
    }
    lg_text_add_char(address, '\'');
}

static void keep(struct lg_text *text, const struct lg_text *value)
{
    lg_text_clear(text);
    lg_text_add(text, value->bytes == NULL ? "" : value->bytes, value->size);
}

static bool is_schema_name(const struct lg_text *schema)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    return schema->size <= SCHEMA_LENGTH_MAX && strspn(schema->bytes, letters) == schema->size;
}

static enum lg_status check(const struct lg_connection *connection, const char *at,
                            struct lg_error *err)
{
    if (at == NULL) {
        return lg_fail(err, LG_USAGE,
                       "the database's address is not PG: and a list of key=value, such as "
                       "PG:host=HOST dbname=NAME user=USER");
    }
    if (connection->address.failed || connection->schema.failed || connection->password.failed) {
        return lg_fail(err, LG_NO_MEMORY, "the database's address: out of memory");
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
    struct lg_text key = {0};
    struct lg_text value = {0};
    struct lg_text schemas = {0};
    lg_text_add_text(&connection->address, PREFIX);
    const char *at = skip_blanks(place + strlen(PREFIX));
    while (at != NULL && *at != '\0') {
        at = take_pair(at, &key, &value);
        if (at == NULL || key.failed || value.failed) break;
        at = skip_blanks(at);
        if (strcmp(key.bytes, "active_schema") == 0) {
            keep(&connection->schema, &value);
        } else if (strcmp(key.bytes, "schemas") == 0) {
            keep(&schemas, &value);
        } else {
            if (strcmp(key.bytes, "password") == 0) keep(&connection->password, &value);
            add_pair(&connection->address, &key, &value);
        }
    }
    if (connection->schema.size == 0 && schemas.size > 0) keep(&connection->schema, &schemas);
    if (key.failed || value.failed || schemas.failed) connection->address.failed = true;
    lg_text_reset(&key);
    lg_text_reset(&value);
    lg_text_reset(&schemas);
    return check(connection, at, err);
}

void lg_connection_reset(struct lg_connection *connection)
{
    lg_text_reset(&connection->address);
    lg_text_reset(&connection->schema);
    lg_text_reset(&connection->password);
}

void lg_connection_hide(const struct lg_connection *connection, struct lg_error *err)
{
    if (err == NULL || connection->password.size == 0) return;
    struct lg_text shown = {0};
    const char *rest = err->message;
    const char *found = strstr(rest, connection->password.bytes);
    if (found == NULL) return;
    while (found != NULL) {
        lg_text_add(&shown, rest, (size_t)(found - rest));
        lg_text_add_text(&shown, HIDDEN);
        rest = found + connection->password.size;
        found = strstr(rest, connection->password.bytes);
    }
    lg_text_add_text(&shown, rest);
    size_t size = shown.failed ? 0 : shown.size;
    if (size >= sizeof(err->message)) size = sizeof(err->message) - 1;
    if (size > 0) memcpy(err->message, shown.bytes, size);
    err->message[size] = '\0';
    lg_text_reset(&shown);
}
