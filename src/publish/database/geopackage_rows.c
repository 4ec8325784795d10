#include "publish/database/geopackage_rows.h"

#include "publish/database/shape_bytes.h"
#include "publish/database/sheet_layer.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SRS_CGCS2000 = 4490, STOP_ROWS = 256, NAME_SIZE = 64 };

/* A text of the row among its texts. */
struct held {
    size_t start, length;
    bool is_there;
};

/* What the rows of one sheet are written with. */
struct filling {
    sqlite3 *database;
    const struct lg_sheet *sheet;
    sqlite3_stmt *insert;
    struct lg_row row;
    struct lg_text bytes; /* of a geometry */
    struct lg_text clean; /* a text that was no UTF-8 */
    struct lg_text texts; /* all texts of a row: SQLite need not copy each */
    struct held *held;    /* [column_count] where they are */
    size_t entry_count;
    struct lg_index_entry *entries; /* [row_count] of the rows that have a place */
    struct lg_box extent;           /* of those */
};

/* ---- geometry ---- */

static void add_double(struct lg_text *bytes, double value)
{
    lg_text_add(bytes, (const char *)&value, sizeof(value));
}

/*
 * The head of a geometry: mark, version, flags, reference system, and the box of polygons.
 * @source OGC 12-128r15, 2.1.3.1.1
 */
static void add_head(struct lg_text *bytes, const struct lg_box *box)
{
    const uint16_t one = 1;
    char order = 0; /* 1 where the machine has the low byte first */
    const int32_t srs = SRS_CGCS2000;
    memcpy(&order, &one, 1);
    lg_text_add(bytes, "GP\0", 3);
    lg_text_add_char(bytes, (char)(order | (box == NULL ? 0 : 2)));
    lg_text_add(bytes, (const char *)&srs, sizeof(srs));
    if (box == NULL) return;
    add_double(bytes, box->x_min);
    add_double(bytes, box->x_max);
    add_double(bytes, box->y_min);
    add_double(bytes, box->y_max);
}

/* The bytes of the row's geometry and their box; false where it has no place. */
static bool make_place(struct filling *filling, struct lg_box *box)
{
    const struct lg_sheet *sheet = filling->sheet;
    lg_text_clear(&filling->bytes);
    if (sheet->point != NULL) {
        struct lg_row_point point = sheet->point(&filling->row);
        if (isnan(point.lon_deg) || isnan(point.lat_deg)) return false;
        double lon_deg = lg_round_fixed(point.lon_deg, LG_DECIMALS_DEGREES);
        double lat_deg = lg_round_fixed(point.lat_deg, LG_DECIMALS_DEGREES);
        *box = (struct lg_box){lon_deg, lat_deg, lon_deg, lat_deg};
        add_head(&filling->bytes, NULL);
        lg_shape_bytes_add_point(&filling->bytes, point);
        return true;
    }
    struct lg_row_shape place = sheet->shape(&filling->row);
    if (place.shapes == NULL || lg_shapes_is_empty(place.shapes, place.shape)) return false;
    /* Rounding keeps the order: the box of what is rounded is the rounded box. */
    *box = lg_shapes_box(place.shapes, place.shape);
    box->x_min = lg_round_fixed(box->x_min, place.decimals);
    box->y_min = lg_round_fixed(box->y_min, place.decimals);
    box->x_max = lg_round_fixed(box->x_max, place.decimals);
    box->y_max = lg_round_fixed(box->y_max, place.decimals);
    add_head(&filling->bytes, box);
    lg_shape_bytes_add(&filling->bytes, &place);
    return true;
}

static void keep_box(struct filling *filling, const struct lg_box *box)
{
    struct lg_box *all = &filling->extent;
    if (filling->entry_count == 0) *all = *box;
    all->x_min = fmin(all->x_min, box->x_min);
    all->y_min = fmin(all->y_min, box->y_min);
    all->x_max = fmax(all->x_max, box->x_max);
    all->y_max = fmax(all->y_max, box->y_max);
    filling->entries[filling->entry_count++] =
        lg_index_entry_of((int64_t)filling->row.row + 1, box);
}

/* ---- rows ---- */

/* Texts may grow and move until the row has all of them: they are bound in the end. */
static void hold_text(struct filling *filling, size_t column, const char *text)
{
    size_t length = strlen(text);
    filling->held[column] = (struct held){filling->texts.size, length, true};
    lg_text_add(&filling->texts, text, length);
}

static int bind_texts(struct filling *filling, int first)
{
    int said = SQLITE_OK;
    for (size_t i = 0; said == SQLITE_OK && i < filling->sheet->column_count; i++) {
        const struct held *held = &filling->held[i];
        if (!held->is_there) continue;
        said =
            sqlite3_bind_text64(filling->insert, first + (int)i, filling->texts.bytes + held->start,
                                held->length, SQLITE_STATIC, SQLITE_UTF8);
    }
    return said;
}

static int bind_cell(struct filling *filling, int place, size_t column)
{
    char day[LG_DATE_TEXT_SIZE];
    const struct lg_cell cell = lg_row_cell(&filling->row, &filling->sheet->columns[column]);
    filling->held[column].is_there = false;
    if (cell.is_missing) return sqlite3_bind_null(filling->insert, place);
    switch (cell.kind) {
    case LG_CELL_TEXT:
        hold_text(filling, column, lg_sheet_layer_clean(cell.text, &filling->clean));
        break;
    case LG_CELL_INTEGER:
        assert(fabs(cell.number) < (double)INT64_MAX);
        return sqlite3_bind_int64(filling->insert, place, (int64_t)cell.number);
    case LG_CELL_NUMBER:
        return sqlite3_bind_double(filling->insert, place, cell.number);
    case LG_CELL_DATE:
        hold_text(filling, column, lg_date_format(cell.date, day));
        break;
    }
    return SQLITE_OK;
}

static int add_row(struct filling *filling, size_t position)
{
    const struct lg_sheet *sheet = filling->sheet;
    int place = 1;
    lg_row_move(&filling->row, sheet, position);
    int said = sqlite3_bind_int64(filling->insert, place++, (int64_t)position + 1);
    if (said == SQLITE_OK && lg_sheet_is_layer(sheet)) {
        struct lg_box box;
        if (!make_place(filling, &box)) {
            said = sqlite3_bind_null(filling->insert, place++);
        } else {
            keep_box(filling, &box);
            said = sqlite3_bind_blob64(filling->insert, place++, filling->bytes.bytes,
                                       filling->bytes.size, SQLITE_STATIC);
        }
    }
    lg_text_clear(&filling->texts);
    for (size_t i = 0; said == SQLITE_OK && i < sheet->column_count; i++) {
        said = bind_cell(filling, place + (int)i, i);
    }
    if (said == SQLITE_OK && filling->texts.failed) said = SQLITE_NOMEM;
    if (said == SQLITE_OK) said = bind_texts(filling, place);
    if (said != SQLITE_OK) return said;
    (void)sqlite3_step(filling->insert);
    return sqlite3_reset(filling->insert);
}

static int prepare_insert(struct filling *filling)
{
    struct lg_text sql = {0};
    const struct lg_sheet *sheet = filling->sheet;
    lg_text_printf(&sql, "INSERT INTO \"%s\" (\"" LG_LAYER_NUMBER "\"", sheet->name);
    if (lg_sheet_is_layer(sheet)) lg_text_add_text(&sql, ", \"" LG_LAYER_SHAPE "\"");
    for (size_t i = 0; i < sheet->column_count; i++) {
        lg_text_printf(&sql, ", \"%s\"", sheet->columns[i].key);
    }
    lg_text_add_text(&sql, lg_sheet_is_layer(sheet) ? ") VALUES (?, ?" : ") VALUES (?");
    for (size_t i = 0; i < sheet->column_count; i++) {
        lg_text_add_text(&sql, ", ?");
    }
    lg_text_add_char(&sql, ')');
    int said = sql.failed
                   ? SQLITE_NOMEM
                   : sqlite3_prepare_v2(filling->database, sql.bytes, -1, &filling->insert, NULL);
    lg_text_reset(&sql);
    return said;
}

/* What is noted of a table beside it. */
static int note_table(const struct filling *filling)
{
    struct lg_text sql = {0};
    const struct lg_box *extent = &filling->extent;
    lg_text_printf(&sql,
                   "UPDATE gpkg_ogr_contents SET feature_count = %zu WHERE table_name = '%s';",
                   filling->sheet->row_count, filling->sheet->name);
    if (filling->entry_count > 0) {
        lg_text_printf(&sql,
                       "UPDATE gpkg_contents SET min_x = %.17g, min_y = %.17g, max_x = %.17g, "
                       "max_y = %.17g WHERE table_name = '%s';",
                       extent->x_min, extent->y_min, extent->x_max, extent->y_max,
                       filling->sheet->name);
    }
    int said =
        sql.failed ? SQLITE_NOMEM : sqlite3_exec(filling->database, sql.bytes, NULL, NULL, NULL);
    lg_text_reset(&sql);
    return said;
}

static bool is_stopped(const volatile sig_atomic_t *stop)
{
    return stop != NULL && *stop != 0;
}

/* SQLITE_INTERRUPT when it was told to stop. */
static int fill_sheet(sqlite3 *database, const struct lg_book *book, const struct lg_sheet *sheet,
                      const volatile sig_atomic_t *stop)
{
    char index[NAME_SIZE];
    struct filling filling = {.database = database, .sheet = sheet, .row = lg_book_row(book)};
    filling.held = calloc(sheet->column_count + 1, sizeof(*filling.held));
    filling.entries =
        calloc(lg_sheet_is_layer(sheet) ? sheet->row_count + 1 : 1, sizeof(*filling.entries));
    bool has_memory = filling.held != NULL && filling.entries != NULL;
    int said = has_memory ? prepare_insert(&filling) : SQLITE_NOMEM;
    for (size_t i = 0; said == SQLITE_OK && i < sheet->row_count; i++) {
        said = i % STOP_ROWS == 0 && is_stopped(stop) ? SQLITE_INTERRUPT : add_row(&filling, i);
    }
    bool failed = filling.bytes.failed || filling.clean.failed || filling.row.scratch.failed;
    if (said == SQLITE_OK && failed) said = SQLITE_NOMEM;
    if (said == SQLITE_OK) said = note_table(&filling);
    if (said == SQLITE_OK && lg_sheet_is_layer(sheet)) {
        (void)snprintf(index, sizeof(index), "rtree_%s_" LG_LAYER_SHAPE, sheet->name);
        said = lg_geopackage_index(database, index, filling.entries, filling.entry_count);
    }
    (void)sqlite3_finalize(filling.insert);
    free(filling.entries);
    free(filling.held);
    lg_text_reset(&filling.texts);
    lg_text_reset(&filling.bytes);
    lg_text_reset(&filling.clean);
    lg_text_reset(&filling.row.scratch);
    return said;
}

/* ---- the file ---- */

/* Triggers count and index each row for itself: they are put away and come back. */
static int read_triggers(sqlite3 *database, struct lg_text *drop, struct lg_text *create)
{
    sqlite3_stmt *query = NULL;
    int said = sqlite3_prepare_v2(
        database, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid", -1,
        &query, NULL);
    while (said == SQLITE_OK && sqlite3_step(query) == SQLITE_ROW) {
        lg_text_printf(drop, "DROP TRIGGER \"%s\";\n", (const char *)sqlite3_column_text(query, 0));
        lg_text_printf(create, "%s;\n", (const char *)sqlite3_column_text(query, 1));
    }
    if (said == SQLITE_OK) said = sqlite3_finalize(query);
    return drop->failed || create->failed ? SQLITE_NOMEM : said;
}

static int run_script(sqlite3 *database, const struct lg_text *script)
{
    if (script->size == 0) return SQLITE_OK;
    return sqlite3_exec(database, script->bytes, NULL, NULL, NULL);
}

static int fill(sqlite3 *database, const struct lg_book *book, const volatile sig_atomic_t *stop)
{
    /* The file is new and synced when it is whole: what fails is thrown away. */
    static const char settings[] = "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
                                   "PRAGMA cache_size = -65536; BEGIN";
    struct lg_text drop = {0};
    struct lg_text create = {0};
    int said = sqlite3_exec(database, settings, NULL, NULL, NULL);
    if (said == SQLITE_OK) said = read_triggers(database, &drop, &create);
    if (said == SQLITE_OK) said = run_script(database, &drop);
    for (size_t i = 0; said == SQLITE_OK && i < book->sheet_count; i++) {
        said = fill_sheet(database, book, &book->sheets[i], stop);
    }
    if (said == SQLITE_OK) said = run_script(database, &create);
    if (said == SQLITE_OK) said = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
    lg_text_reset(&drop);
    lg_text_reset(&create);
    return said;
}

enum lg_status lg_geopackage_fill(const char *path, const char *name, const struct lg_book *book,
                                  const volatile sig_atomic_t *stop, struct lg_error *err)
{
    assert(path != NULL && book != NULL);

    sqlite3 *database = NULL;
    enum lg_status status = LG_OK;
    int said = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (said == SQLITE_OK) said = fill(database, book, stop);
    if (said == SQLITE_INTERRUPT) {
        status = lg_fail(err, LG_STOPPED, "stopped while %s was written", name);
    } else if (said == SQLITE_NOMEM) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", name);
    } else if (said != SQLITE_OK) {
        status = lg_fail(err, LG_WRITE, "%s: write: %s", name, sqlite3_errmsg(database));
    }
    said = sqlite3_close(database);
    if (status == LG_OK && said != SQLITE_OK) {
        status = lg_fail(err, LG_WRITE, "%s: write: %s", name, sqlite3_errstr(said));
    }
    return status;
}
