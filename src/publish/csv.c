#include "publish/csv.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LINE_END        "\r\n"
/* U+FFFD, for a byte that is no UTF-8. */
#define REPLACEMENT "\xEF\xBF\xBD"

/* Behind apostrophes, too: so one apostrophe is always one too many, and readers know which. */
static bool looks_like_formula(const char *value)
{
    while (value[0] == '\'') {
        value++;
    }
    return value[0] != '\0' && strchr("=+-@\t\r", value[0]) != NULL;
}

/* Whether a cell must stand between quotes; blanks at an end are kept by few readers without. */
static bool needs_quotes(const char *value, size_t length)
{
    if (length == 0) return false;
    if (value[0] == ' ' || value[length - 1] == ' ') return true;
    return strpbrk(value, ",\"\r\n") != NULL;
}

/* Bytes that are well-formed UTF-8, quotes doubled. */
static void add_valid(struct lg_text *text, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    const char *quote = memchr(bytes, '"', length);
    while (quote != NULL) {
        lg_text_add(text, bytes, (size_t)(quote - bytes) + 1);
        lg_text_add_char(text, '"');
        bytes = quote + 1;
        quote = memchr(bytes, '"', (size_t)(end - bytes));
    }
    lg_text_add(text, bytes, (size_t)(end - bytes));
}

/* Length of a cell that is written as it is, as codes and ids are; 0 when it has to be looked at.
 */
static size_t plain_length(const char *value)
{
    size_t length = 0;
    while (value[length] >= ' ' && value[length] <= '~' && value[length] != '"' &&
           value[length] != ',') {
        length++;
    }
    bool is_plain = length > 0 && value[length] == '\0' && value[0] != ' ' &&
                    value[length - 1] != ' ' && !looks_like_formula(value);
    return is_plain ? length : 0;
}

void lg_csv_add_text(struct lg_text *text, const char *value)
{
    if (value == NULL) return;

    size_t plain = plain_length(value);
    if (plain > 0) {
        lg_text_add(text, value, plain);
        return;
    }
    size_t length = strlen(value);
    bool quoted = needs_quotes(value, length);
    if (quoted) lg_text_add_char(text, '"');
    if (looks_like_formula(value)) lg_text_add_char(text, '\'');
    while (length > 0) {
        size_t valid = lg_utf8_valid_prefix(value, length);
        add_valid(text, value, valid);
        if (valid == length) break;
        lg_text_add_text(text, REPLACEMENT);
        value += valid + 1;
        length -= valid + 1;
    }
    if (quoted) lg_text_add_char(text, '"');
}

void lg_csv_add_header(struct lg_text *text, const struct lg_sheet *sheet)
{
    lg_text_add_text(text, BYTE_ORDER_MARK);
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (i > 0) lg_text_add_char(text, ',');
        lg_text_add_text(text, sheet->columns[i].key);
    }
    lg_text_add_text(text, LINE_END);
}

static void add_cell(struct lg_text *text, const struct lg_sheet_column *column, struct lg_row *row)
{
    char day[LG_DATE_TEXT_SIZE];
    switch (column->kind) {
    case LG_CELL_TEXT:
        if (column->text != NULL) lg_csv_add_text(text, column->text(row, column));
        return;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
        if (column->number != NULL) lg_sheet_add_number(text, column, column->number(row, column));
        return;
    case LG_CELL_DATE:
        if (column->date != NULL) {
            lg_text_add_text(text, lg_date_format(column->date(row, column), day));
        }
        return;
    }
}

void lg_csv_add_row(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (i > 0) lg_text_add_char(text, ',');
        add_cell(text, &sheet->columns[i], row);
    }
    lg_text_add_text(text, LINE_END);
}
