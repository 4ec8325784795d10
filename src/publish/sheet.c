/*
 * What every sheet shares: moving to a row, writing a number.
 */
#include "publish/sheet.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { DECIMALS_MAX = 12, SIGNIFICANT_DIGITS = 9 };

void lg_row_move(struct lg_row *row, const struct lg_sheet *sheet, size_t position)
{
    assert(position < sheet->row_count);

    row->sheet = sheet;
    row->row = position;
    row->park = LG_NO_PARK;
    row->parcel = SIZE_MAX;
    row->piece = SIZE_MAX;
    row->indicator = SIZE_MAX;
    if (sheet->bind != NULL) sheet->bind(row);
}

struct lg_text *lg_row_scratch(struct lg_row *row)
{
    bool failed = row->scratch.failed;
    lg_text_clear(&row->scratch);
    row->scratch.failed = failed;
    return &row->scratch;
}

const char *lg_row_made(const struct lg_row *row)
{
    return row->scratch.size > 0 ? row->scratch.bytes : NULL;
}

static int decimals_of_nine_digits(double value)
{
    if (value == 0) return 0;
    int decimals = SIGNIFICANT_DIGITS - 1 - (int)floor(log10(fabs(value)));
    if (decimals < 0) return 0;
    return decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
}

/*
 * Nine digits hide the last bits, in which two mathematics libraries may differ; zeros at the end
 * say nothing where the unit is not known.
 */
static void add_nine_digits(struct lg_text *text, double value)
{
    int decimals = decimals_of_nine_digits(value);
    lg_text_add_fixed(text, value, decimals);
    if (decimals == 0 || text->failed) return;
    while (text->bytes[text->size - 1] == '0') {
        text->size--;
    }
    if (text->bytes[text->size - 1] == '.') text->size--;
    text->bytes[text->size] = '\0';
}

void lg_sheet_add_number(struct lg_text *text, const struct lg_sheet_column *column, double value)
{
    if (!isfinite(value)) return;

    if (column->kind == LG_CELL_INTEGER) {
        lg_text_add_fixed(text, value, 0);
    } else if (column->decimals == LG_DECIMALS_NINE_DIGITS) {
        add_nine_digits(text, value);
    } else {
        lg_text_add_fixed(text, value, column->decimals);
    }
}

double lg_sheet_round(const struct lg_sheet_column *column, double value)
{
    if (!isfinite(value)) return LG_NO_NUMBER;
    if (column->kind == LG_CELL_INTEGER) return lg_round_fixed(value, 0);
    if (column->decimals != LG_DECIMALS_NINE_DIGITS) return lg_round_fixed(value, column->decimals);
    return lg_round_fixed(value, decimals_of_nine_digits(value));
}

struct lg_cell lg_row_cell(struct lg_row *row, const struct lg_sheet_column *column)
{
    struct lg_cell cell = {.kind = column->kind, .number = LG_NO_NUMBER, .date = LG_DATE_NONE};
    switch (column->kind) {
    case LG_CELL_TEXT:
        cell.text = column->text == NULL ? NULL : column->text(row, column);
        cell.is_missing = cell.text == NULL || cell.text[0] == '\0';
        break;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
        if (column->number != NULL) {
            cell.number = lg_sheet_round(column, column->number(row, column));
        }
        cell.is_missing = isnan(cell.number);
        break;
    case LG_CELL_DATE:
        if (column->date != NULL) cell.date = column->date(row, column);
        cell.is_missing = cell.date == LG_DATE_NONE;
        break;
    }
    return cell;
}

const struct lg_sheet_column *lg_sheet_column(const struct lg_sheet *sheet, const char *key)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (strcmp(sheet->columns[i].key, key) == 0) return &sheet->columns[i];
    }
    return NULL;
}

const char *lg_severity_name(enum lg_severity severity)
{
    switch (severity) {
    case LG_SEVERITY_ERROR:
        return "error";
    case LG_SEVERITY_WARNING:
        return "warning";
    case LG_SEVERITY_NOTICE:
        return "notice";
    }
    return "notice";
}
