/*
 * A table as a sheet: header, rows, widths, filters, colours, print set-up.
 */
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    SEEN_MAX = 48,             /* different texts that a column is searched for codes in */
    CODE_WIDTH_MAX = 40,       /* longer texts are no codes */
    SHORT_TEXTS = 4096,        /* rows whose texts say how wide a column is */
    LINES_MAX = 8,             /* of a sentence: what is longer can be seen in its cell */
    ROWS_BETWEEN_LOOKS = 1024, /* at who may have asked to stop */
};

static const double least_width = 8;
static const double most_width = 48;
static const double arrow_width = 3; /* of the filter's button */

/* A text that a column has had. */
struct seen {
    const char *text;
    lxw_format *format; /* NULL: it is no code */
};

struct column {
    const struct lg_sheet_column *column;
    lxw_format *format;
    double width;
    bool has_codes;
    double largest;    /* figure so far, which says how wide the column is */
    size_t seen_count; /* SEEN_MAX + 1: the column has no codes */
    struct seen seen[SEEN_MAX];
    struct lg_workbook_column_sentences sentences;
};

struct table {
    struct lg_workbook *wb;
    const struct lg_workbook_tab *tab;
    const struct lg_sheet *sheet;
    lxw_worksheet *to;
    struct column *columns; /* [sheet->column_count] */
    bool is_found;          /* an authority has found the land of this row idle */
    size_t line_count;      /* of the row that is written */
};

static void widen(struct column *column, double width)
{
    if (width > most_width) width = most_width;
    if (width > column->width) column->width = width;
}

/* Not degrees, and not years. */
static bool has_thousands(const struct lg_sheet_column *column)
{
    return strcmp(column->key, "lon") != 0 && strcmp(column->key, "lat") != 0 &&
           strcmp(column->key, "year") != 0;
}

static lxw_format *format_of(struct lg_workbook *wb, const struct lg_sheet_column *column)
{
    switch (column->kind) {
    case LG_CELL_TEXT:
        return wb->text;
    case LG_CELL_DATE:
        return wb->date;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
        break;
    }
    unsigned decimals = lg_workbook_decimals(column);
    if (decimals == LG_DECIMALS_NINE_DIGITS) return NULL;
    return lg_workbook_figure(wb, decimals, has_thousands(column));
}

/* A name, and its unit on a line of its own: nothing else keeps a bracket from standing alone. */
static void add_name(struct table *table, size_t place, double *line_count)
{
    static const char bracket[] = "\xEF\xBC\x88";
    struct lg_workbook *wb = table->wb;
    struct column *column = &table->columns[place];
    struct lg_text text = {0};
    const char *label =
        lg_label_column(wb->book->language, table->sheet->name, column->column->key);
    const char *unit = NULL;
    for (const char *at = label; (at = strstr(at, bracket)) != NULL; at++) {
        unit = at;
    }
    size_t length = unit == NULL || unit == label ? strlen(label) : (size_t)(unit - label);
    lg_text_add(&text, label, length);
    double name_width = (double)lg_workbook_width(text.bytes == NULL ? "" : text.bytes);
    double width = (double)lg_workbook_width(label) / 2 + 3;
    if (label[length] != '\0') {
        lg_text_add_char(&text, '\n');
        lg_text_add_text(&text, label + length);
        width = fmax(width, (double)lg_workbook_width(label + length) + 1);
        if (name_width + 2 > width) *line_count = 3;
    }
    if (text.failed) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_workbook_put(wb, table->to, 0, (lxw_col_t)place, text.bytes == NULL ? "" : text.bytes,
                    wb->header);
    lg_text_reset(&text);
    widen(column, width);
}

/* The names with units, and below them the keys that formulas and programs go by. */
static void add_header(struct table *table)
{
    static const double name_height = 16.5;
    struct lg_workbook *wb = table->wb;
    double line_count = 2;
    for (size_t i = 0; i < table->sheet->column_count; i++) {
        add_name(table, i, &line_count);
    }
    lg_workbook_said(wb, worksheet_set_row(table->to, 0, line_count * name_height, NULL));
    for (size_t i = 0; i < table->sheet->column_count; i++) {
        const char *key = table->columns[i].column->key;
        lg_workbook_put(wb, table->to, 1, (lxw_col_t)i, key, wb->key);
        /* It is written small. */
        widen(&table->columns[i], (double)strlen(key) * 0.7 + arrow_width);
    }
}

/* Keep what a text of a column is; NULL when it is no code. */
static lxw_format *look_at(struct table *table, struct column *column, const char *text)
{
    struct lg_workbook *wb = table->wb;
    if (column->seen_count == SEEN_MAX) {
        if (!column->has_codes) column->seen_count++;
        return NULL;
    }
    size_t length = strlen(text);
    if (length > CODE_WIDTH_MAX) return NULL;
    const char *label = lg_workbook_code(wb, column->column->key, text);
    struct seen seen = {lg_arena_text(&wb->memory, text, length), NULL};
    if (seen.text == NULL) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    if (label != NULL) {
        /* A code that is its own name needs none behind it, and formats are few. */
        seen.format = strcmp(label, text) == 0 ? wb->text : lg_workbook_code_format(wb, label);
        column->has_codes = true;
        if (seen.format != wb->text) {
            widen(column, (double)(length + lg_workbook_width(label)) + 2);
        }
    }
    column->seen[column->seen_count++] = seen;
    return seen.format;
}

static lxw_format *format_of_text(struct table *table, struct column *column, const char *text)
{
    lxw_format *format = NULL;
    /* Sentences go on in a second line instead of behind the next cell. */
    if ((double)strlen(text) > most_width && (double)lg_workbook_width(text) + 2 > most_width) {
        size_t line_count = 1 + lg_workbook_width(text) / ((size_t)most_width - 4);
        if (line_count > LINES_MAX) line_count = LINES_MAX;
        if (line_count > table->line_count) table->line_count = line_count;
        return table->wb->wrapped;
    }
    if (column->seen_count <= SEEN_MAX) {
        size_t i = 0;
        while (i < column->seen_count && strcmp(column->seen[i].text, text) != 0) {
            i++;
        }
        format = i < column->seen_count ? column->seen[i].format : look_at(table, column, text);
    }
    return format == NULL ? table->wb->text : format;
}

static bool says_yes(struct lg_row *row, const struct lg_sheet_column *column)
{
    if (column == NULL) return false;
    const struct lg_cell cell = lg_row_cell(row, column);
    return !cell.is_missing && cell.kind == LG_CELL_TEXT && strcmp(cell.text, "yes") == 0;
}

/* What is found is no longer suspected: the name of the status alone. */
static lxw_format *format_of_found(struct table *table, struct column *column, const char *text)
{
    lxw_format *format = format_of_text(table, column, text);
    if (!table->is_found || strcmp(column->column->key, "status") != 0) return format;
    const char *label = lg_label_value(table->wb->book->language, column->column->key, text);
    return label == NULL ? format : lg_workbook_code_format(table->wb, label);
}

/* A figure that has no room is shown as ####. */
static void widen_for(struct column *column, double number, unsigned decimals)
{
    double size = fabs(number);
    if (size <= column->largest && column->format != NULL) return;
    column->largest = size;
    unsigned digits = size < 10 ? 1 : (unsigned)log10(size) + 1;
    unsigned commas = (digits - 1) / 3;
    /* A sign and the edges take three more. */
    widen(column, digits + commas + (decimals > 0 ? 1 + decimals : 0) + 3);
}

static void put_number(struct table *table, struct column *column, lxw_row_t row, lxw_col_t at,
                       double number)
{
    struct lg_workbook *wb = table->wb;
    lxw_format *format = column->format;
    unsigned decimals = lg_workbook_decimals(column->column);
    if (format == NULL) {
        decimals = lg_workbook_decimals_of(number);
        format = lg_workbook_figure(wb, decimals, true);
    }
    lg_workbook_said(wb, worksheet_write_number(table->to, row, at, number, format));
    widen_for(column, number, decimals);
}

static void put_cell(struct table *table, struct lg_row *row, lxw_row_t to_row, size_t at)
{
    struct column *column = &table->columns[at];
    const struct lg_cell cell = lg_row_cell(row, column->column);
    if (cell.is_missing) return;
    switch (cell.kind) {
    case LG_CELL_TEXT:
        lg_workbook_put(table->wb, table->to, to_row, (lxw_col_t)at, cell.text,
                        format_of_found(table, column, cell.text));
        lg_workbook_keep_sentence(table->wb, &column->sentences, cell.text);
        if (to_row < SHORT_TEXTS) widen(column, (double)lg_workbook_width(cell.text) + 2);
        return;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
        put_number(table, column, to_row, (lxw_col_t)at, cell.number);
        return;
    case LG_CELL_DATE:
        lg_workbook_put_date(table->wb, table->to, to_row, (lxw_col_t)at, cell.date);
        widen(column, 12);
        return;
    }
}

static enum lg_status add_rows(struct table *table, size_t first, size_t end, struct lg_error *err)
{
    struct lg_workbook *wb = table->wb;
    const volatile sig_atomic_t *stop = wb->means->stop;
    const struct lg_sheet_column *confirmed = lg_sheet_column(table->sheet, "confirmed");
    struct lg_row row = lg_book_row(wb->book);
    enum lg_status status = LG_OK;
    for (size_t i = first; i < end && status == LG_OK; i++) {
        lg_row_move(&row, table->sheet, i);
        lxw_row_t to_row = (lxw_row_t)(LG_WORKBOOK_HEADER_ROWS + i - first);
        table->is_found = says_yes(&row, confirmed);
        table->line_count = 1;
        for (size_t at = 0; at < table->sheet->column_count; at++) {
            put_cell(table, &row, to_row, at);
        }
        if (table->line_count > 1) {
            lg_workbook_said(
                wb, worksheet_set_row(table->to, to_row,
                                      LG_WORKBOOK_LINE_HEIGHT * (double)table->line_count, NULL));
        }
        if (i % ROWS_BETWEEN_LOOKS != 0) continue;
        if (stop != NULL && *stop != 0) {
            status = lg_fail(err, LG_STOPPED, "stopped");
        } else {
            status = lg_workbook_fault(wb, err);
        }
        if (status == LG_OK) status = lg_workbook_flush(table->to, err);
    }
    if (status == LG_OK && row.scratch.failed) {
        status = lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": out of memory");
    }
    lg_text_reset(&row.scratch);
    return status;
}

/* Position of a column behind which the sheet scrolls. */
static lxw_col_t frozen_count(const struct table *table)
{
    const char *key = table->tab->look->frozen;
    const struct lg_sheet_column *column = key == NULL ? NULL : lg_sheet_column(table->sheet, key);
    return column == NULL ? 0 : (lxw_col_t)(column - table->sheet->columns + 1);
}

static void add_bars(struct table *table, lxw_row_t last_row)
{
    enum { BAR_COLOUR = 0x56B4E9 };
    const char *key = table->tab->look->bar;
    const struct lg_sheet_column *column = key == NULL ? NULL : lg_sheet_column(table->sheet, key);
    if (column == NULL) return;
    lxw_conditional_format bars = {
        .type = LXW_CONDITIONAL_DATA_BAR,
        .bar_color = BAR_COLOUR,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 0,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_value = 100,
    };
    lxw_col_t at = (lxw_col_t)(column - table->sheet->columns);
    lg_workbook_said(table->wb, worksheet_conditional_format_range(
                                    table->to, LG_WORKBOOK_HEADER_ROWS, at, last_row, at, &bars));
}

static void finish(struct table *table, const char *name, size_t row_count)
{
    struct lg_workbook *wb = table->wb;
    lxw_worksheet *to = table->to;
    const size_t column_count = table->sheet->column_count;
    const lxw_row_t last_row = (lxw_row_t)(LG_WORKBOOK_HEADER_ROWS + row_count - 1);
    double width = 0;
    for (size_t i = 0; i < column_count; i++) {
        lg_workbook_said(wb, worksheet_set_column(to, (lxw_col_t)i, (lxw_col_t)i,
                                                  table->columns[i].width, NULL));
        width += table->columns[i].width;
    }
    const lxw_col_t frozen = frozen_count(table);
    worksheet_freeze_panes(to, LG_WORKBOOK_HEADER_ROWS, frozen);
    lg_workbook_said(wb, worksheet_autofilter(to, LG_WORKBOOK_HEADER_ROWS - 1, 0, last_row,
                                              (lxw_col_t)(column_count - 1)));
    lg_workbook_said(wb, worksheet_repeat_rows(to, 0, LG_WORKBOOK_HEADER_ROWS - 1));
    if (frozen > 0) {
        lg_workbook_said(wb, worksheet_repeat_columns(to, 0, (lxw_col_t)(frozen - 1)));
    }
    lg_workbook_colour(wb, table->sheet, to, row_count);
    add_bars(table, last_row);
    lg_workbook_print_setup(wb, to, name, width);
}

enum lg_status lg_workbook_add_table(struct lg_workbook *wb, const struct lg_workbook_tab *tab,
                                     size_t part, struct lg_error *err)
{
    const struct lg_sheet *sheet = tab->sheet;
    const size_t first = part * wb->rows_max;
    const size_t left = sheet->row_count - first;
    const size_t end = first + (left < wb->rows_max ? left : wb->rows_max);
    char name[LG_WORKBOOK_NAME_SIZE];
    lg_workbook_part_name(tab, part + 1, name);
    struct table table = {wb, tab, sheet, lg_workbook_sheet(wb, name), NULL, false, 1};
    if (table.to == NULL) return lg_workbook_fault(wb, err);
    table.columns = lg_arena_take(&wb->memory, sheet->column_count * sizeof(*table.columns));
    if (table.columns == NULL) {
        return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        table.columns[i] =
            (struct column){.column = &sheet->columns[i],
                            .format = format_of(wb, &sheet->columns[i]),
                            .width = least_width,
                            .sentences = {.table = sheet->name, .key = sheet->columns[i].key}};
    }
    add_header(&table);
    enum lg_status status = add_rows(&table, first, end, err);
    if (status != LG_OK) return status;
    finish(&table, name, end - first);
    status = lg_workbook_flush(table.to, err);
    return status == LG_OK ? lg_workbook_fault(wb, err) : status;
}
