#include "publish/workbook/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS    "\xE2\x80\xA6"

/* From here on scripts and signs are as wide as they are high. */
enum { FIRST_WIDE = 0x1100 };

enum { PLACEHOLDER_SIZE = 7 }; /* "_x0041_" */

/* Bytes of a character of well-formed UTF-8, and its code point. */
static size_t read_character(const char *text, unsigned *point)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x80) {
        *point = bytes[0];
        return 1;
    }
    size_t length = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
    *point = bytes[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        *point = *point << 6 | (bytes[i] & 0x3Fu);
    }
    return length;
}

/* Whether a reader would take this for the sign of a character: "_x0041_". */
static bool is_placeholder(const char *text, size_t length)
{
    return length >= PLACEHOLDER_SIZE && text[0] == '_' && text[1] == 'x' &&
           strspn(text + 2, "0123456789abcdefABCDEF") == 4 && text[PLACEHOLDER_SIZE - 1] == '_';
}

static bool is_allowed(unsigned point)
{
    return (point >= ' ' || point == '\t' || point == '\n') && point != 0xFFFE && point != 0xFFFF;
}

/* Whether a text can stand as it is; nearly all can. What is in doubt is looked at by character. */
static bool is_plain(const char *text, size_t length)
{
    bool has_wide = false;
    /* No text has more units than bytes. */
    if (length > LG_WORKBOOK_TEXT_MAX) return false;
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)text[i];
        has_wide = has_wide || byte >= 0x80;
        if (byte < ' ' || byte == '_') return false;
        /* U+FFFE and U+FFFF begin so. */
        if (byte == 0xEF && (unsigned char)text[i + 1] == 0xBF) return false;
    }
    return !has_wide || lg_utf8_valid(text, length);
}

struct cleaning {
    struct lg_text *place;
    size_t units;   /* of UTF-16 that are there */
    size_t kept;    /* bytes that leave room for the ellipsis */
    bool has_other; /* the text differs from the original */
};

static void add_piece(struct cleaning *cleaning, const char *bytes, size_t size, size_t units)
{
    lg_text_add(cleaning->place, bytes, size);
    cleaning->units += units;
    if (cleaning->units < LG_WORKBOOK_TEXT_MAX) cleaning->kept = cleaning->place->size;
}

/* One character or one bad byte; how many bytes it had. */
static size_t add_next(struct cleaning *cleaning, const char *text, size_t length)
{
    unsigned point;
    if ((unsigned char)text[0] >= 0x80 &&
        lg_utf8_valid_prefix(text, length < 4 ? length : 4) == 0) {
        add_piece(cleaning, REPLACEMENT, sizeof(REPLACEMENT) - 1, 1);
        cleaning->has_other = true;
        return 1;
    }
    size_t size = read_character(text, &point);
    if (point == '\r') {
        cleaning->has_other = true;
        if (length < 2 || text[1] != '\n') add_piece(cleaning, "\n", 1, 1);
    } else if (!is_allowed(point)) {
        cleaning->has_other = true;
        add_piece(cleaning, REPLACEMENT, sizeof(REPLACEMENT) - 1, 1);
    } else if (is_placeholder(text, length)) {
        cleaning->has_other = true;
        add_piece(cleaning, "_x005F_", PLACEHOLDER_SIZE, PLACEHOLDER_SIZE);
    } else {
        add_piece(cleaning, text, size, point >= 0x10000 ? 2 : 1);
    }
    return size;
}

const char *lg_workbook_text(struct lg_text *place, const char *text, bool *is_cut)
{
    *is_cut = false;
    size_t length = strlen(text);
    if (is_plain(text, length)) return text;
    struct cleaning cleaning = {.place = place};
    lg_text_clear(place);
    while (length > 0 && cleaning.units <= LG_WORKBOOK_TEXT_MAX && !place->failed) {
        size_t size = add_next(&cleaning, text, length);
        text += size;
        length -= size;
    }
    if (cleaning.units > LG_WORKBOOK_TEXT_MAX && !place->failed) {
        *is_cut = true;
        place->size = cleaning.kept;
        lg_text_add_text(place, ELLIPSIS);
    }
    return place->bytes == NULL ? "" : place->bytes;
}

size_t lg_workbook_width(const char *text)
{
    size_t widest = 0;
    size_t width = 0;
    size_t length = lg_utf8_valid_prefix(text, strlen(text));
    for (size_t i = 0; i < length;) {
        unsigned point;
        i += read_character(text + i, &point);
        width = point == '\n' ? 0 : width + (point >= FIRST_WIDE ? 2 : 1);
        if (width > widest) widest = width;
    }
    return widest;
}

/* The bytes of so many UTF-16 units at the start of well-formed UTF-8. */
static size_t bytes_of_units(const char *text, size_t units)
{
    size_t at = 0;
    while (text[at] != '\0') {
        unsigned point;
        size_t size = read_character(text + at, &point);
        size_t own = point >= 0x10000 ? 2 : 1;
        if (own > units) break;
        units -= own;
        at += size;
    }
    return at;
}

void lg_workbook_name(const char *label, size_t number, char name[LG_WORKBOOK_NAME_SIZE])
{
    char behind[24] = "";
    if (number > 1) (void)snprintf(behind, sizeof(behind), " (%zu)", number);
    size_t size = bytes_of_units(label, LG_WORKBOOK_NAME_MAX - strlen(behind));
    (void)snprintf(name, LG_WORKBOOK_NAME_SIZE, "%.*s%s", (int)size, label, behind);
    for (char *at = name; *at != '\0'; at++) {
        if (strchr("[]:*?/\\'", *at) != NULL || (unsigned char)*at < ' ') *at = ' ';
    }
}

static bool ends_with(const char *key, const char *suffix)
{
    size_t length = strlen(key);
    size_t own = strlen(suffix);
    return length >= own && strcmp(key + length - own, suffix) == 0;
}

unsigned lg_workbook_decimals(const struct lg_sheet_column *column)
{
    if (column->kind == LG_CELL_INTEGER) return 0;
    if (strcmp(column->key, "lon") == 0 || strcmp(column->key, "lat") == 0) return 6;
    if (ends_with(column->key, "_mu") || ends_with(column->key, "_wan")) return 2;
    switch (column->decimals) {
    case LG_DECIMALS_HA:
    case LG_DECIMALS_RATIO:
        return 4;
    case LG_DECIMALS_M2:
        return 2;
    default:
        return column->decimals;
    }
}

unsigned lg_workbook_decimals_of(double value)
{
    enum { DECIMALS_MAX = 6 };
    unsigned decimals = 0;
    while (decimals < DECIMALS_MAX &&
           fabs(lg_round_fixed(value, (int)decimals) - value) > 1e-10 * fabs(value)) {
        decimals++;
    }
    return decimals;
}

void lg_workbook_code_layout(const char *label, char layout[LG_WORKBOOK_LAYOUT_SIZE])
{
    static const char start[] = "@\" ";
    size_t size = strlen(label);
    size_t room = LG_WORKBOOK_LAYOUT_SIZE - sizeof(start) - 1;
    if (size > room) size = lg_utf8_valid_prefix(label, room);
    (void)snprintf(layout, LG_WORKBOOK_LAYOUT_SIZE, "%s%.*s\"", start, (int)size, label);
    for (char *at = layout + sizeof(start) - 1; at[0] != '\0' && at[1] != '\0'; at++) {
        if (*at == '"') *at = '\'';
    }
}
