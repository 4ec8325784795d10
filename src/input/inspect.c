/*
 * The look at a layer as lines for a person.
 */
#include "base/text.h"
#include "input/look.h"
#include "input/reader.h"
#include "landgauge/run.h"

#include <ogr_api.h>

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { EXAMPLE_CELLS_MAX = 20, COLUMN_COUNT = 7, CELL_BYTES_MAX = 200 };

/* Places on a terminal that a text takes: Chinese characters take two. */
static size_t display_width(const char *text)
{
    size_t width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if ((*c & 0xC0) == 0x80) continue;
        /* E2 BA and up: CJK, Hangul, full-width forms and the planes above. */
        width += *c >= 0xE2 && !(*c == 0xE2 && c[1] < 0xBA) ? 2 : 1;
    }
    return width;
}

static void add_padded(struct lg_text *text, const char *cell, size_t width, bool is_last)
{
    lg_text_add_text(text, cell);
    for (size_t used = display_width(cell); !is_last && used < width + 2; used++) {
        lg_text_add_char(text, ' ');
    }
}

/* A table whose columns align: cells are texts of an arena. */
struct grid {
    size_t row_count;
    const char *(*cells)[COLUMN_COUNT]; /* [row_count] */
};

static void print_grid(struct lg_text *text, const struct grid *grid)
{
    size_t widths[COLUMN_COUNT] = {0};
    for (size_t row = 0; row < grid->row_count; row++) {
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            size_t width = display_width(grid->cells[row][i]);
            if (width > widths[i]) widths[i] = width;
        }
    }
    for (size_t row = 0; row < grid->row_count; row++) {
        lg_text_add_text(text, "  ");
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            add_padded(text, grid->cells[row][i], widths[i], i + 1 == COLUMN_COUNT);
        }
        lg_text_add_char(text, '\n');
    }
}

static const char *keep(struct lg_look *look, struct lg_text *cell)
{
    const char *kept =
        cell->failed
            ? NULL
            : lg_arena_text(&look->memory, cell->bytes == NULL ? "" : cell->bytes, cell->size);
    lg_text_clear(cell);
    return kept;
}

/* Up to three values, long ones cut at a character. */
static void add_examples(struct lg_text *cell, const struct lg_field_profile *profile)
{
    for (size_t i = 0; i < profile->example_count; i++) {
        const char *example = profile->examples[i];
        size_t size = strlen(example);
        size_t shown = 0;
        for (size_t cells = 0; shown < size && cells < EXAMPLE_CELLS_MAX; cells++) {
            shown++;
            while (shown < size && ((unsigned char)example[shown] & 0xC0) == 0x80) {
                shown++;
            }
        }
        lg_text_printf(cell, "%s", i == 0 ? "" : ", ");
        lg_text_add(cell, example, shown);
        if (shown < size) lg_text_add_text(cell, "...");
    }
}

static bool fill_row(struct lg_look *look, size_t field, const char *cells[COLUMN_COUNT])
{
    const struct lg_field_profile *profile = &look->sample.profiles[field];
    struct lg_text cell = {0};
    cells[0] = look->sample.fields[field].name;
    cells[1] = profile->type;
    if (profile->width > 0) lg_text_add_int(&cell, profile->width);
    cells[2] = keep(look, &cell);
    if (look->sample.row_count > 0) {
        double share = 100.0 * (double)profile->filled / (double)look->sample.row_count;
        lg_text_add_fixed(&cell, share, 0);
        lg_text_add_char(&cell, '%');
    }
    cells[3] = keep(look, &cell);
    cells[4] = "-";
    cells[5] = "";
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        if (look->uses.items[i].field != field) continue;
        /* Two roles may read one field. */
        lg_text_printf(&cell, "%s%s", strcmp(cells[4], "-") == 0 ? "" : cells[4],
                       strcmp(cells[4], "-") == 0 ? "" : "+");
        lg_text_add_text(&cell, look->roles[choice->role].name);
        cells[4] = keep(look, &cell);
        if (choice->unit != NULL) {
            lg_text_printf(&cell, "%s (%s)", choice->unit, choice->unit_why);
            cells[5] = keep(look, &cell);
        } else if (choice->codes != NULL) {
            lg_text_printf(&cell, "codes %s", choice->codes);
            cells[5] = keep(look, &cell);
        }
        if (cells[4] == NULL) break;
    }
    add_examples(&cell, profile);
    cells[6] = keep(look, &cell);
    bool has_room = cells[2] != NULL && cells[3] != NULL && cells[4] != NULL && cells[5] != NULL &&
                    cells[6] != NULL;
    lg_text_reset(&cell);
    return has_room;
}

static bool print_fields(struct lg_text *text, struct lg_look *look)
{
    static const char *const heads[COLUMN_COUNT] = {"field", "type", "width",   "filled",
                                                    "role",  "unit", "examples"};
    size_t count = look->sample.field_count;
    struct grid grid = {.row_count = count + 1};
    grid.cells = lg_arena_take(&look->memory, (count + 1) * sizeof(*grid.cells));
    if (grid.cells == NULL) return false;
    memcpy((void *)grid.cells[0], heads, sizeof(heads));
    for (size_t i = 0; i < count; i++) {
        if (!fill_row(look, i, grid.cells[i + 1])) return false;
    }
    print_grid(text, &grid);
    return true;
}

static void print_head(struct lg_text *text, const struct lg_layer *layer,
                       const struct lg_look *look)
{
    const struct lg_opened *opened = &look->opened;
    lg_text_printf(text, "%s\n  driver    %s\n  layer     %s\n", layer->path, opened->driver,
                   OGR_L_GetName(opened->layer));
    lg_text_printf(text, "  rows      %lld\n", (long long)opened->feature_count);
    lg_text_printf(text, "  geometry  %s\n",
                   opened->has_geometry ? OGRGeometryTypeToName(OGR_L_GetGeomType(opened->layer))
                                        : "none (a table)");
    if (opened->settles_encoding) {
        lg_text_add_text(text, "  encoding  settled by the format\n");
    } else {
        lg_text_printf(text, "  encoding  %s (%s)\n", opened->encoding.name, opened->encoding.why);
    }
    if (look->crs.label[0] != '\0') {
        lg_text_printf(text, "  CRS       %s (%s)\n", look->crs.label, look->crs.why);
    }
    if (look->crs_error.message[0] != '\0') {
        lg_text_printf(text, "  CRS       cannot be used: %s\n", look->crs_error.message);
    }
    if (look->box.x_min <= look->box.x_max) {
        lg_text_printf(text, "  extent    x %.10g to %.10g, y %.10g to %.10g\n", look->box.x_min,
                       look->box.x_max, look->box.y_min, look->box.y_max);
    }
    lg_text_printf(text, "  read as   %s (%s)\n", lg_source_name(look->kind), look->kind_why);
}

/* What matters most for a kind, to be named when no field was found. */
static bool is_wanted(const struct lg_look *look, size_t role)
{
    switch (look->kind) {
    case LG_SOURCE_PARKS:
        return role == LG_PARK_CODE || role == LG_PARK_NAME;
    case LG_SOURCE_PARCELS:
        return role == LG_PARCEL_ID || role == LG_PARCEL_LAND_STATE ||
               role == LG_PARCEL_SUPPLY_STATE || role == LG_PARCEL_CURRENT_USE ||
               role == LG_PARCEL_START_DUE;
    case LG_SOURCE_BUILDINGS:
        return role == LG_BUILDING_FLOORS || role == LG_BUILDING_FLOOR_AREA;
    case LG_SOURCE_ENTERPRISES:
        return role == LG_ENTERPRISE_PARCEL_ID || role == LG_ENTERPRISE_INVESTMENT;
    case LG_SOURCE_SUPPLY:
        return role == LG_PARCEL_SUPERVISION_NO || role == LG_PARCEL_START_DUE;
    case LG_SOURCE_KIND_COUNT:
        break;
    }
    return false;
}

static void print_hints(struct lg_text *text, const struct lg_look *look)
{
    const char *key = lg_source_key(look->kind);
    for (size_t role = 0; role < look->role_count; role++) {
        if (!is_wanted(look, role) || lg_look_use(look, role) != NULL) continue;
        lg_text_printf(text, "  hint      no field found for %s (%s); name it in fields: of %s\n",
                       look->roles[role].name, look->roles[role].label[0], key);
    }
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        const struct lg_role *role = &look->roles[choice->role];
        bool is_standard = choice->unit != NULL && strcmp(choice->unit_why, "data standard") == 0;
        if (is_standard && role->standard_unit != NULL &&
            strcmp(choice->unit, role->standard_unit) != 0) {
            lg_text_printf(text,
                           "  hint      %s is taken in %s; else write units: {%s: %s} in %s\n",
                           choice->field, choice->unit, role->name, role->standard_unit, key);
        }
        if (role->is_code && choice->codes == NULL) {
            lg_text_printf(text,
                           "  hint      the code system of %s is not declared; write codes: {%s: "
                           "gb2017} or survey3 or ydyh2023 in %s\n",
                           choice->field, role->name, key);
        }
    }
}

enum lg_status lg_inspect(const struct lg_layer *layer, char **text, struct lg_error *err)
{
    assert(layer != NULL && layer->path != NULL && text != NULL);

    *text = NULL;
    lg_input_start();
    struct lg_look look;
    enum lg_status status = lg_look_take(layer, &look, err);
    if (status != LG_OK) return status;

    struct lg_text lines = {0};
    print_head(&lines, layer, &look);
    lg_text_add_char(&lines, '\n');
    bool has_room = print_fields(&lines, &look);
    lg_text_add_char(&lines, '\n');
    print_hints(&lines, &look);
    if (!has_room || lines.failed) {
        lg_text_reset(&lines);
        status = lg_fail(err, LG_NO_MEMORY, "%s: its description", layer->path);
    } else {
        *text = lines.bytes;
    }
    lg_look_reset(&look);
    return status;
}
