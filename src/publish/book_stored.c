#include "publish/book_stored.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const union lg_stored_cell *cell_of(const struct lg_row *row,
                                           const struct lg_sheet_column *column)
{
    const struct lg_stored *stored = row->sheet->source;
    return stored->cells + row->row * stored->column_count + (column - row->sheet->columns);
}

static const char *text_of(struct lg_row *row, const struct lg_sheet_column *column)
{
    return cell_of(row, column)->text;
}

static double number_of(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return cell_of(row, column)->number;
}

static lg_date date_of(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return cell_of(row, column)->date;
}

static struct lg_row_shape shape_of(const struct lg_row *row)
{
    const struct lg_stored *stored = row->sheet->source;
    return (struct lg_row_shape){&stored->shapes, row->row, stored->decimals[row->row]};
}

static struct lg_row_point point_of(const struct lg_row *row)
{
    const struct lg_stored *stored = row->sheet->source;
    return (struct lg_row_point){stored->points[2 * row->row], stored->points[2 * row->row + 1]};
}

static const char *id_of(struct lg_row *row)
{
    const struct lg_stored *stored = row->sheet->source;
    return stored->ids[row->row];
}

/* YYYY-MM-DD, as the tables have it: a computed day is meant even where portals write it for none.
 */
static bool read_day(const char *text, lg_date *date)
{
    struct lg_date_reading reading = lg_date_read(text, strlen(text));
    *date = reading.date;
    if (reading.form == LG_DATE_PLACEHOLDER) {
        *date = lg_date_make(1900, 1, 1);
        return true;
    }
    return strlen(text) == LG_DATE_TEXT_SIZE - 1 && reading.form == LG_DATE_READ &&
           reading.precision == LG_DATE_BY_DAY;
}

static bool convert(union lg_stored_cell *cell, enum lg_cell_kind kind)
{
    const char *text = cell->text;
    switch (kind) {
    case LG_CELL_TEXT:
        return true;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
        cell->number = LG_NO_NUMBER;
        return text == NULL || lg_number_read(text, strlen(text), &cell->number);
    case LG_CELL_DATE:
        cell->date = LG_DATE_NONE;
        return text == NULL || read_day(text, &cell->date);
    }
    return false;
}

static enum lg_status convert_cells(const struct lg_sheet *sheet, struct lg_stored *stored,
                                    struct lg_error *err)
{
    union lg_stored_cell *cell = stored->cells;
    for (size_t row = 0; row < stored->row_count; row++) {
        for (size_t column = 0; column < stored->column_count; column++, cell++) {
            const char *text = cell->text;
            enum lg_cell_kind kind = sheet->columns[column].kind;
            if (convert(cell, kind)) continue;
            return lg_fail(err, LG_BAD_INPUT,
                           "tables/%s.csv: row %zu: %s '%.60s' is no %s; take the result from "
                           "the run",
                           stored->name, row + 1, stored->keys[column], text,
                           kind == LG_CELL_DATE ? "date" : "number");
        }
    }
    return LG_OK;
}

static enum lg_status check_columns(const struct lg_sheet *sheet, const struct lg_stored *stored,
                                    struct lg_error *err)
{
    size_t shared = 0;
    while (shared < sheet->column_count && shared < stored->column_count &&
           strcmp(sheet->columns[shared].key, stored->keys[shared]) == 0) {
        shared++;
    }
    if (shared == sheet->column_count && shared == stored->column_count) return LG_OK;
    bool is_more = shared == sheet->column_count;
    return lg_fail(err, LG_BAD_INPUT,
                   "tables/%s.csv: %s column %.60s, as another version writes it; run again with "
                   "this one",
                   stored->name, is_more ? "has a" : "has not at its place the",
                   is_more ? stored->keys[shared] : sheet->columns[shared].key);
}

static struct lg_sheet_column stored_column(const struct lg_sheet_column *described)
{
    struct lg_sheet_column column = {
        .key = described->key,
        .kind = described->kind,
        .decimals = described->decimals,
        .role = described->role,
    };
    switch (described->kind) {
    case LG_CELL_TEXT:
        column.text = text_of;
        break;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
        column.number = number_of;
        break;
    case LG_CELL_DATE:
        column.date = date_of;
        break;
    }
    return column;
}

enum lg_status lg_book_check_stored(const struct lg_sheet *described, struct lg_stored *stored,
                                    struct lg_error *err)
{
    assert(described != NULL && stored != NULL);

    enum lg_status status = check_columns(described, stored, err);
    return status == LG_OK ? convert_cells(described, stored, err) : status;
}

enum lg_status lg_book_begin_stored(struct lg_book *book, struct lg_error *err)
{
    assert(book->view != NULL && book->sheets == NULL);

    book->sheets = lg_arena_take(&book->memory, lg_book_sheet_count() * sizeof(*book->sheets));
    return book->sheets == NULL ? lg_fail(err, LG_NO_MEMORY, "tables: no memory") : LG_OK;
}

enum lg_status lg_book_add_stored(struct lg_book *book, size_t position, struct lg_stored *stored,
                                  struct lg_error *err)
{
    assert(book->sheet_count < lg_book_sheet_count());

    const struct lg_sheet described = lg_book_sheet_at(position, book->view);
    size_t size = described.column_count * sizeof(struct lg_sheet_column);
    struct lg_sheet_column *columns = lg_arena_take(&book->memory, size);
    if (columns == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", stored->name);
    for (size_t i = 0; i < described.column_count; i++) {
        columns[i] = stored_column(&described.columns[i]);
    }
    book->sheets[book->sheet_count++] = (struct lg_sheet){
        .name = described.name,
        .column_count = described.column_count,
        .columns = columns,
        .row_count = stored->row_count,
        .shape = stored->has_places && described.shape != NULL ? shape_of : NULL,
        .point = stored->has_places && described.point != NULL ? point_of : NULL,
        .id = stored->has_places ? id_of : NULL,
        .source = stored,
    };
    return LG_OK;
}
