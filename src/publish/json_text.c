#include "publish/json_text.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* U+FFFD, for a byte that is no UTF-8. */
#define REPLACEMENT "\xEF\xBF\xBD"

enum { INDENT = 2, FIRST_PRINTABLE = 0x20, FIRST_NOT_ASCII = 0x80 };

static bool is_plain(unsigned char byte)
{
    return byte >= FIRST_PRINTABLE && byte < FIRST_NOT_ASCII && byte != '"' && byte != '\\';
}

static void add_escaped_byte(struct lg_text *text, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
    switch (byte) {
    case '"':
        lg_text_add(text, "\\\"", 2);
        return;
    case '\\':
        lg_text_add(text, "\\\\", 2);
        return;
    case '\n':
        lg_text_add(text, "\\n", 2);
        return;
    case '\r':
        lg_text_add(text, "\\r", 2);
        return;
    case '\t':
        lg_text_add(text, "\\t", 2);
        return;
    default:
        lg_text_add(text, escape, sizeof(escape));
        return;
    }
}

/* Bytes that are well-formed UTF-8. */
static void add_valid(struct lg_text *text, const char *bytes, size_t length)
{
    size_t start = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (is_plain(byte) || byte >= FIRST_NOT_ASCII) continue;
        lg_text_add(text, bytes + start, i - start);
        add_escaped_byte(text, byte);
        start = i + 1;
    }
    lg_text_add(text, bytes + start, length - start);
}

void lg_json_add_text(struct lg_text *text, const char *value)
{
    if (value == NULL) {
        lg_text_add(text, "null", 4);
        return;
    }
    /* Codes and numbers, most of all cells, need neither escapes nor a look at UTF-8. */
    size_t plain = 0;
    while (is_plain((unsigned char)value[plain])) {
        plain++;
    }
    lg_text_add_char(text, '"');
    lg_text_add(text, value, plain);
    const char *rest = value + plain;
    size_t length = strlen(rest);
    while (length > 0) {
        size_t valid = lg_utf8_valid_prefix(rest, length);
        add_valid(text, rest, valid);
        if (valid == length) break;
        lg_text_add_text(text, REPLACEMENT);
        rest += valid + 1;
        length -= valid + 1;
    }
    lg_text_add_char(text, '"');
}

void lg_json_add_number(struct lg_text *text, double value, int decimals)
{
    if (isfinite(value)) {
        lg_text_add_fixed(text, value, decimals);
    } else {
        lg_text_add(text, "null", 4);
    }
}

static void break_line(struct lg_json *json)
{
    if (json->is_flat) return;
    lg_text_add_char(&json->text, '\n');
    for (int i = 0; i < json->depth * INDENT; i++) {
        lg_text_add_char(&json->text, ' ');
    }
}

/* What stands before every value: comma, line break, key. */
static void begin_value(struct lg_json *json, const char *key)
{
    if (json->has_items) lg_text_add_char(&json->text, ',');
    if (json->depth > 0) break_line(json);
    if (key != NULL) {
        lg_json_add_text(&json->text, key);
        lg_text_add_char(&json->text, ':');
        if (!json->is_flat) lg_text_add_char(&json->text, ' ');
    }
    json->has_items = true;
}

static void open_with(struct lg_json *json, const char *key, char bracket)
{
    begin_value(json, key);
    lg_text_add_char(&json->text, bracket);
    json->depth++;
    json->has_items = false;
}

static void close_with(struct lg_json *json, char bracket)
{
    assert(json->depth > 0);

    json->depth--;
    if (json->has_items) break_line(json);
    lg_text_add_char(&json->text, bracket);
    json->has_items = true;
}

void lg_json_open_object(struct lg_json *json, const char *key)
{
    open_with(json, key, '{');
}

void lg_json_close_object(struct lg_json *json)
{
    close_with(json, '}');
}

void lg_json_open_array(struct lg_json *json, const char *key)
{
    open_with(json, key, '[');
}

void lg_json_close_array(struct lg_json *json)
{
    close_with(json, ']');
}

void lg_json_text(struct lg_json *json, const char *key, const char *value)
{
    begin_value(json, key);
    lg_json_add_text(&json->text, value);
}

void lg_json_int(struct lg_json *json, const char *key, int64_t value)
{
    begin_value(json, key);
    lg_text_add_int(&json->text, value);
}

void lg_json_number(struct lg_json *json, const char *key, double value, int decimals)
{
    begin_value(json, key);
    lg_json_add_number(&json->text, value, decimals);
}

void lg_json_bool(struct lg_json *json, const char *key, bool value)
{
    begin_value(json, key);
    lg_text_add_text(&json->text, value ? "true" : "false");
}

void lg_json_null(struct lg_json *json, const char *key)
{
    begin_value(json, key);
    lg_text_add(&json->text, "null", 4);
}
