#include "support/made_book.h"

#include "support/cmocka.h"
#include "support/rings.h"

#include <stdlib.h>
#include <string.h>

/* Through the scratch of the row, as many columns of a run: it is gone with the next cell. */
static const char *cell_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct made_table *table = row->sheet->source;
    const char *text = table->rows[row->row].cells[column->role];
    if (text == NULL) return NULL;
    struct lg_text *scratch = lg_row_scratch(row);
    lg_text_add_text(scratch, text);
    return scratch->failed ? NULL : lg_row_made(row);
}

static double cell_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct made_table *table = row->sheet->source;
    const char *text = table->rows[row->row].cells[column->role];
    return text == NULL ? LG_NO_NUMBER : strtod(text, NULL);
}

static struct lg_row_shape shape_of(const struct lg_row *row)
{
    const struct made_table *table = row->sheet->source;
    if (table->rows[row->row].rings == NULL) return (struct lg_row_shape){.shapes = NULL};
    return (struct lg_row_shape){&table->shapes, row->row, 8};
}

#define MADE_TEXT(KEY, AT)                                                                         \
    {                                                                                              \
        KEY, LG_CELL_TEXT, .role = (AT), .text = cell_text                                         \
    }
#define MADE_NUMBER(KEY, AT)                                                                       \
    {                                                                                              \
        KEY, LG_CELL_NUMBER, .decimals = 4, .role = (AT), .number = cell_number                    \
    }

static const struct lg_sheet_column park_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("scope", 1), MADE_TEXT("park_name", 2),
    MADE_TEXT("candidate", 3), MADE_TEXT("parent", 4)};
static const struct lg_sheet_column register_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("scope", 1), MADE_TEXT("parcel_id", 2),
    MADE_TEXT("land_state", 3)};
static const struct lg_sheet_column idle_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("parcel_id", 1),       MADE_TEXT("status", 2),
    MADE_NUMBER("idle_ha", 3), MADE_NUMBER("priority_rank", 4), MADE_TEXT("holder", 5),
    MADE_TEXT("confirmed", 6)};
static const struct lg_sheet_column site_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("scope", 1), MADE_TEXT("site_id", 2),
    MADE_NUMBER("area_ha", 3), MADE_NUMBER("parcels", 4)};

void made_book_add(struct made_book *made, int table, const struct made_row *row)
{
    struct made_table *own = &made->tables[table];
    assert_true(own->row_count < MADE_ROW_MAX);
    own->rows[own->row_count++] = *row;
    if (row->rings == NULL || row->rings[0] == '\0') {
        assert_int_equal(lg_shapes_begin(&own->shapes, NULL), LG_OK);
    } else {
        read_rings(row->rings, &own->shapes);
    }
    made->sheets[table].row_count = own->row_count;
}

void made_book_init(struct made_book *made)
{
    static const struct lg_sheet empty[MADE_TABLE_COUNT] = {
        {.name = "parks", .column_count = 5, .columns = park_columns, .shape = shape_of},
        {.name = "register", .column_count = 4, .columns = register_columns, .shape = shape_of},
        {.name = "idle", .column_count = 7, .columns = idle_columns, .shape = shape_of},
        {.name = "sites", .column_count = 5, .columns = site_columns, .shape = shape_of},
    };
    *made = (struct made_book){.book = {.language = LG_CHINESE}};
    memcpy(made->sheets, empty, sizeof(empty));
    for (int i = 0; i < MADE_TABLE_COUNT; i++) {
        made->sheets[i].source = &made->tables[i];
    }
    made->book.view = &made->view;
    made->book.sheets = made->sheets;
    made->book.sheet_count = MADE_TABLE_COUNT;
}

void made_book_reset(struct made_book *made)
{
    for (int i = 0; i < MADE_TABLE_COUNT; i++) {
        lg_shapes_reset(&made->tables[i].shapes);
    }
}
