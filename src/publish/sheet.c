/*
 * What every sheet shares: moving to a row, writing a number.
 */
#include "publish/sheet.h"

#include <assert.h>
#include <math.h>

enum { DECIMALS_MAX = 12, SIGNIFICANT_DIGITS = 9 };

void lg_row_move(struct lg_row *row, const struct lg_sheet *sheet, size_t position)
{
    assert(position < sheet->row_count);

    row->row = position;
    row->park = LG_NO_PARK;
    row->parcel = SIZE_MAX;
    row->piece = SIZE_MAX;
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

/*
 * Nine digits hide the last bits, in which two mathematics libraries may differ; zeros at the end
 * say nothing where the unit is not known.
 */
static void add_nine_digits(struct lg_text *text, double value)
{
    int decimals = 0;
    if (value != 0) {
        decimals = SIGNIFICANT_DIGITS - 1 - (int)floor(log10(fabs(value)));
        if (decimals < 0) decimals = 0;
        if (decimals > DECIMALS_MAX) decimals = DECIMALS_MAX;
    }
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
