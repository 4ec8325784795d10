/*
 * What every column of every table is called, in both languages: the last sheet of a book, which
 * describes those before it and itself.
 */
#include "model/labels.h"
#include "publish/book.h"
#include "publish/tables/columns.h"

static const char *table(struct lg_row *row, const struct lg_sheet_column *column);
static const char *table_name(struct lg_row *row, const struct lg_sheet_column *column);
static const char *key(struct lg_row *row, const struct lg_sheet_column *column);
static const char *label(struct lg_row *row, const struct lg_sheet_column *column);
static const char *unit(struct lg_row *row, const struct lg_sheet_column *column);
static const char *kind(struct lg_row *row, const struct lg_sheet_column *column);
static double decimals(const struct lg_row *row, const struct lg_sheet_column *column);

static const struct lg_sheet_column fields_columns[] = {
    TEXT("table", table),
    TEXT("table_name", table_name),
    TEXT("key", key),
    TEXT("label", label),
    TEXT("unit", unit),
    TEXT("kind", kind),
    INTEGER("decimals", decimals),
    TEXT_OF("label_zh", LG_CHINESE, label),
    TEXT_OF("label_en", LG_ENGLISH, label),
};

enum { FIELD_COUNT = sizeof(fields_columns) / sizeof(fields_columns[0]) };

/* A column and the name of its table. */
struct field {
    const char *table;
    const struct lg_sheet_column *column;
};

static struct field field_of(const struct lg_row *row)
{
    size_t left = row->row;
    for (size_t i = 0; i + 1 < lg_book_sheet_count(); i++) {
        const struct lg_sheet sheet = lg_book_sheet_at(i, row->view);
        /* cppcheck-suppress returnDanglingLifetime ; the columns are static */
        if (left < sheet.column_count) return (struct field){sheet.name, &sheet.columns[left]};
        left -= sheet.column_count;
    }
    return (struct field){row->sheet->name, &fields_columns[left]};
}

static const char *table(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return field_of(row).table;
}

static const char *table_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_label_value(row->view->language, "table", field_of(row).table);
}

static const char *key(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return field_of(row).column->key;
}

static const char *label(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct field field = field_of(row);
    bool is_of_run = column->key[sizeof("label") - 1] == '\0';
    enum lg_language language = is_of_run ? row->view->language : (enum lg_language)column->role;
    return lg_label_column(language, field.table, field.column->key);
}

static const char *unit(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct field field = field_of(row);
    return lg_label_unit(row->view->language, field.table, field.column->key);
}

static const char *kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    static const char *const names[] = {
        [LG_CELL_TEXT] = "text",
        [LG_CELL_INTEGER] = "integer",
        [LG_CELL_NUMBER] = "number",
        [LG_CELL_DATE] = "date",
    };
    (void)column;
    return names[field_of(row).column->kind];
}

/* Nine significant digits are no fixed number of decimals. */
static double decimals(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_sheet_column *of = field_of(row).column;
    bool is_fixed = of->kind == LG_CELL_NUMBER && of->decimals != LG_DECIMALS_NINE_DIGITS;
    return is_fixed ? (double)of->decimals : LG_NO_NUMBER;
}

struct lg_sheet lg_sheet_fields(const struct lg_view *view)
{
    size_t count = FIELD_COUNT;
    for (size_t i = 0; i + 1 < lg_book_sheet_count(); i++) {
        count += lg_book_sheet_at(i, view).column_count;
    }
    return (struct lg_sheet){
        .name = "fields",
        .column_count = FIELD_COUNT,
        .columns = fields_columns,
        .row_count = count,
    };
}
