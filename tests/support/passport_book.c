#include "support/passport_book.h"

#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

static const char *cell_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct made_table *table = row->sheet->source;
    return table->rows[row->row][column->role];
}

static double cell_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct made_table *table = row->sheet->source;
    const char *text = table->rows[row->row][column->role];
    return text == NULL ? LG_NO_NUMBER : strtod(text, NULL);
}

#define MADE_TEXT(KEY, AT)                                                                         \
    {                                                                                              \
        KEY, LG_CELL_TEXT, .role = (AT), .text = cell_text                                         \
    }
#define MADE_NUMBER(KEY, AT)                                                                       \
    {                                                                                              \
        KEY, LG_CELL_NUMBER, .decimals = 4, .role = (AT), .number = cell_number                    \
    }
#define COUNT(COLUMNS) (sizeof(COLUMNS) / sizeof((COLUMNS)[0]))

static const struct lg_sheet_column park_columns[] = {
    MADE_TEXT("park_code", 0),  MADE_TEXT("scope", 1),  MADE_NUMBER("area_ha", 2),
    MADE_NUMBER("a_ha", 3),     MADE_NUMBER("e_ha", 4), MADE_NUMBER("idle_ha", 5),
    MADE_NUMBER("idle_rate", 6)};
static const struct lg_sheet_column state_columns[] = {MADE_TEXT("park_code", 0),
                                                       MADE_TEXT("scope", 1), MADE_TEXT("code", 2),
                                                       MADE_NUMBER("share_pct", 3)};
static const struct lg_sheet_column site_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("site_id", 1), MADE_TEXT("site_kind", 2),
    MADE_NUMBER("area_ha", 3), MADE_NUMBER("circle_m", 4)};
static const struct lg_sheet_column status_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("scope", 1), MADE_TEXT("status", 2),
    MADE_NUMBER("parcels", 3)};
static const struct lg_sheet_column idle_columns[] = {
    MADE_TEXT("park_code", 0),  MADE_TEXT("parcel_id", 1),       MADE_TEXT("status", 2),
    MADE_TEXT("confirmed", 3),  MADE_NUMBER("idle_days", 4),     MADE_TEXT("route", 5),
    MADE_NUMBER("idle_ha", 6),  MADE_NUMBER("priority_rank", 7), MADE_TEXT("option1", 8),
    MADE_TEXT("disposed_on", 9)};
static const struct lg_sheet_column score_columns[] = {
    MADE_TEXT("park_code", 0),     MADE_TEXT("scope", 1),     MADE_NUMBER("score", 2),
    MADE_NUMBER("combined", 3),    MADE_TEXT("class", 4),     MADE_NUMBER("rank_class", 5),
    MADE_NUMBER("class_parks", 6), MADE_TEXT("eval_type", 7), MADE_NUMBER("rank_type", 8),
    MADE_NUMBER("type_parks", 9),  MADE_TEXT("status", 10)};
static const struct lg_sheet_column indicator_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("scope", 1),      MADE_TEXT("code", 2),
    MADE_TEXT("name", 3),      MADE_TEXT("unit", 4),       MADE_NUMBER("value", 5),
    MADE_NUMBER("ideal", 6),   MADE_NUMBER("standard", 7), MADE_NUMBER("benchmark", 8),
    MADE_TEXT("status", 9)};
static const struct lg_sheet_column watch_columns[] = {
    MADE_TEXT("parcel_id", 0), MADE_TEXT("event", 1), MADE_TEXT("due_on", 2),
    MADE_NUMBER("days_left", 3)};
static const struct lg_sheet_column register_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("scope", 1), MADE_TEXT("parcel_id", 2)};
static const struct lg_sheet_column request_columns[] = {
    MADE_TEXT("park_code", 0), MADE_TEXT("parcel_id", 1), MADE_TEXT("missing_fields", 2),
    MADE_NUMBER("rank", 3)};

static const struct lg_sheet empty_sheets[TABLES] = {
    {.name = "parks", .column_count = COUNT(park_columns), .columns = park_columns},
    {.name = "land_state", .column_count = COUNT(state_columns), .columns = state_columns},
    {.name = "sites", .column_count = COUNT(site_columns), .columns = site_columns},
    {.name = "idle_status", .column_count = COUNT(status_columns), .columns = status_columns},
    {.name = "idle", .column_count = COUNT(idle_columns), .columns = idle_columns},
    {.name = "scores", .column_count = COUNT(score_columns), .columns = score_columns},
    {.name = "indicators", .column_count = COUNT(indicator_columns), .columns = indicator_columns},
    {.name = "watchlist", .column_count = COUNT(watch_columns), .columns = watch_columns},
    {.name = "register", .column_count = COUNT(register_columns), .columns = register_columns},
    {.name = "requests", .column_count = COUNT(request_columns), .columns = request_columns},
};

void make_passport_book(struct passport_book *made, const struct made_row *rows, int left_out,
                        enum lg_language language)
{
    *made = (struct passport_book){.book = {.language = language}};
    for (const struct made_row *row = rows; row->table >= 0; row++) {
        struct made_table *table = &made->tables[row->table];
        assert_true(table->row_count < ROW_MAX);
        memcpy(table->rows[table->row_count++], row->cells, sizeof(row->cells));
    }
    for (int i = 0; i < TABLES; i++) {
        if (i == left_out) continue;
        struct lg_sheet *sheet = &made->sheets[made->book.sheet_count++];
        *sheet = empty_sheets[i];
        sheet->source = &made->tables[i];
        sheet->row_count = made->tables[i].row_count;
    }
    made->book.view = &made->view;
    made->book.sheets = made->sheets;
}
