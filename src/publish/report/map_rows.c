#include "publish/report/map_rows.h"

#include "publish/report/map.h"
#include "publish/report/map_frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_CHARACTERS = 60 };

static const char *const layer_names[LG_MAP_LAYER_COUNT] = {"register", "idle", "sites"};

struct lg_row_shape lg_map_shape_at(struct lg_report_maps *maps, const struct lg_sheet *sheet,
                                    size_t row)
{
    lg_row_move(&maps->row, sheet, row);
    if (sheet->shape == NULL) return (struct lg_row_shape){.shapes = NULL};
    return sheet->shape(&maps->row);
}

const char *lg_map_text_at(struct lg_report_maps *maps, const char *key)
{
    const struct lg_sheet_column *column = lg_sheet_column(maps->row.sheet, key);
    if (column == NULL) return NULL;
    struct lg_cell cell = lg_row_cell(&maps->row, column);
    return cell.is_missing ? NULL : cell.text;
}

double lg_map_number_at(struct lg_report_maps *maps, const char *key)
{
    const struct lg_sheet_column *column = lg_sheet_column(maps->row.sheet, key);
    return column == NULL ? LG_NO_NUMBER : lg_row_cell(&maps->row, column).number;
}

static struct lg_box box_of(const struct lg_row_shape *place)
{
    if (place->shapes == NULL) return lg_map_box_none();
    return lg_shapes_box(place->shapes, place->shape);
}

/* @return false when memory is out */
static bool keep_text(struct lg_report_maps *maps, const char *key, const char **kept)
{
    const char *text = lg_map_text_at(maps, key);
    *kept = NULL;
    if (text == NULL) return true;
    *kept = lg_arena_text(&maps->memory, text, strlen(text));
    return *kept != NULL;
}

/* A name, else the code, as captions say it. */
static bool keep_name(struct lg_report_maps *maps, const char **kept)
{
    const char *text = lg_map_text_at(maps, "park_name");
    if (text == NULL) text = lg_map_text_at(maps, "park_code");
    struct lg_text name = {0};
    *kept = "";
    if (text == NULL || *text == '\0') return true;
    lg_text_add_short(&name, text, NAME_CHARACTERS);
    *kept = name.failed ? NULL : lg_arena_text(&maps->memory, name.bytes, name.size);
    lg_text_reset(&name);
    return *kept != NULL;
}

static bool read_park(struct lg_report_maps *maps, size_t row)
{
    struct lg_map_park *park = &maps->parks[row];
    struct lg_row_shape place = lg_map_shape_at(maps, maps->park_sheet, row);
    park->box = box_of(&place);
    bool is_kept = keep_text(maps, "park_code", &park->code) &&
                   keep_text(maps, "scope", &park->scope) && keep_name(maps, &park->name);
    const char *candidate = lg_map_text_at(maps, "candidate");
    park->is_candidate = candidate != NULL && strcmp(candidate, "yes") == 0;
    return is_kept;
}

/* Whether the land of a park is that of another one already, or may never be any park's. */
static bool is_counted(struct lg_report_maps *maps, const struct lg_map_park *park, size_t row,
                       const struct lg_text_index *by_code)
{
    lg_row_move(&maps->row, maps->park_sheet, row);
    const char *parent = lg_map_text_at(maps, "parent");
    bool is_nested = parent != NULL && (park->code == NULL || strcmp(parent, park->code) != 0) &&
                     lg_text_index_find(by_code, parent) != LG_NO_ROW;
    return !is_nested && !park->is_candidate;
}

static bool read_parks(struct lg_report_maps *maps, const char **codes)
{
    for (size_t i = 0; i < maps->park_count; i++) {
        if (!read_park(maps, i)) return false;
        codes[i] = maps->parks[i].code;
    }
    return true;
}

static void group_parks(struct lg_report_maps *maps, const struct lg_text_index *by_code)
{
    for (size_t i = 0; i < maps->park_count; i++) {
        struct lg_map_park *park = &maps->parks[i];
        size_t first = lg_text_index_find(by_code, park->code);
        park->group = first == LG_NO_ROW ? i : first;
        park->is_counted = is_counted(maps, park, i, by_code);
        park->is_alone = first == LG_NO_ROW || lg_text_index_next(by_code, first) == LG_NO_ROW;
    }
}

/* What all layers of a book are sorted by. */
struct sorting {
    struct lg_text_index by_code;   /* parks */
    struct lg_text_index by_parcel; /* rows of the register in parks that share their code */
    const char **codes;             /* [park count] */
    const char **parcels;           /* [row count of the register] NULL: not such a row */
    size_t *parks;                  /* [row count of the register] LG_NO_ROW: none */
    bool *is_taken;                 /* [row count of the register] an idle row was found for it */
};

static void sorting_reset(struct sorting *sorting)
{
    lg_text_index_reset(&sorting->by_code);
    lg_text_index_reset(&sorting->by_parcel);
    free(sorting->codes);
    free(sorting->parcels);
    free(sorting->parks);
    free(sorting->is_taken);
}

/* The park of the row that was moved to; the first of its code where the layer has no scopes. */
static size_t park_by_scope(struct lg_report_maps *maps, const struct sorting *sorting)
{
    size_t park = lg_text_index_find(&sorting->by_code, lg_map_text_at(maps, "park_code"));
    if (lg_sheet_column(maps->row.sheet, "scope") == NULL) return park;
    const char *scope = lg_map_text_at(maps, "scope");
    for (; park != LG_NO_ROW; park = lg_text_index_next(&sorting->by_code, park)) {
        const char *other = maps->parks[park].scope;
        if (scope == NULL ? other == NULL : other != NULL && strcmp(scope, other) == 0) break;
    }
    return park;
}

static bool is_same_box(const struct lg_box *left, const struct lg_box *right)
{
    return left->x_min == right->x_min && left->y_min == right->y_min &&
           left->x_max == right->x_max && left->y_max == right->y_max;
}

/*
 * The idle ledger tells no scope: where parks share a code, a row lies in the park in which the
 * register has the same piece. Both are in one order, so that pieces that are alike in two scopes
 * are met one after the other.
 */
static size_t park_by_register(const struct lg_report_maps *maps, const struct sorting *sorting,
                               const char *parcel, const struct lg_box *box, size_t first)
{
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_REGISTER];
    size_t row = lg_text_index_find(&sorting->by_parcel, parcel);
    for (; row != LG_NO_ROW; row = lg_text_index_next(&sorting->by_parcel, row)) {
        size_t park = sorting->parks[row];
        bool is_it = !sorting->is_taken[row] && maps->parks[park].group == first &&
                     is_same_box(&layer->boxes[row], box);
        if (!is_it) continue;
        sorting->is_taken[row] = true;
        return park;
    }
    return first;
}

static size_t park_of_row(struct lg_report_maps *maps, struct sorting *sorting,
                          enum lg_map_layer_kind kind, const struct lg_box *box)
{
    size_t park = park_by_scope(maps, sorting);
    if (kind != LG_MAP_IDLE || park == LG_NO_ROW || maps->parks[park].is_alone) return park;
    if (!maps->layers[kind].is_by_scope || sorting->parks == NULL) return park;
    return park_by_register(maps, sorting, lg_map_text_at(maps, "parcel_id"), box, park);
}

static bool make_layer(struct lg_map_layer *layer, size_t park_count)
{
    size_t row_count = layer->sheet->row_count;
    layer->start = calloc(park_count + 2, sizeof(*layer->start));
    layer->rows = calloc(row_count + 1, sizeof(*layer->rows));
    layer->boxes = calloc(row_count + 1, sizeof(*layer->boxes));
    return layer->start != NULL && layer->rows != NULL && layer->boxes != NULL;
}

/* @param parks  out: [row count of the sheet] */
static void sort_rows(struct lg_report_maps *maps, struct sorting *sorting,
                      enum lg_map_layer_kind kind, size_t *parks)
{
    struct lg_map_layer *layer = &maps->layers[kind];
    size_t row_count = layer->sheet->row_count;
    /* Counted two places on, so that filling in moves each start to where it belongs. */
    for (size_t row = 0; row < row_count; row++) {
        struct lg_row_shape place = lg_map_shape_at(maps, layer->sheet, row);
        layer->boxes[row] = box_of(&place);
        parks[row] = park_of_row(maps, sorting, kind, &layer->boxes[row]);
        if (parks[row] != LG_NO_ROW) layer->start[parks[row] + 2]++;
    }
    for (size_t i = 2; i < maps->park_count + 2; i++) {
        layer->start[i] += layer->start[i - 1];
    }
    for (size_t row = 0; row < row_count; row++) {
        if (parks[row] != LG_NO_ROW) layer->rows[layer->start[parks[row] + 1]++] = row;
    }
}

/* Index the register's rows in parks that share their code; takes the parks of its rows. */
static enum lg_status index_register(struct lg_report_maps *maps, struct sorting *sorting,
                                     size_t *parks, struct lg_error *err)
{
    const struct lg_sheet *sheet = maps->layers[LG_MAP_REGISTER].sheet;
    sorting->parks = parks;
    sorting->parcels = calloc(sheet->row_count + 1, sizeof(*sorting->parcels));
    sorting->is_taken = calloc(sheet->row_count + 1, sizeof(*sorting->is_taken));
    bool has_room = sorting->parcels != NULL && sorting->is_taken != NULL;
    for (size_t row = 0; has_room && row < sheet->row_count; row++) {
        if (parks[row] == LG_NO_ROW || maps->parks[parks[row]].is_alone) continue;
        lg_row_move(&maps->row, sheet, row);
        has_room = keep_text(maps, "parcel_id", &sorting->parcels[row]);
    }
    if (!has_room) return lg_fail(err, LG_NO_MEMORY, "maps: no memory for the register");
    return lg_text_index_build(&sorting->by_parcel, sorting->parcels, sheet->row_count, err);
}

static enum lg_status sort_layer(struct lg_report_maps *maps, struct sorting *sorting,
                                 enum lg_map_layer_kind kind, struct lg_error *err)
{
    struct lg_map_layer *layer = &maps->layers[kind];
    layer->sheet = lg_book_sheet(maps->book, layer_names[kind]);
    if (layer->sheet == NULL) return LG_OK;
    size_t *parks = calloc(layer->sheet->row_count + 1, sizeof(*parks));
    if (parks == NULL || !make_layer(layer, maps->park_count)) {
        free(parks);
        return lg_fail(err, LG_NO_MEMORY, "maps: no memory for the rows of %s", layer->sheet->name);
    }
    layer->is_by_scope = lg_sheet_column(layer->sheet, "scope") != NULL ||
                         (kind == LG_MAP_IDLE && maps->layers[LG_MAP_REGISTER].sheet != NULL);
    sort_rows(maps, sorting, kind, parks);
    if (kind == LG_MAP_REGISTER) return index_register(maps, sorting, parks, err);
    free(parks);
    return LG_OK;
}

static enum lg_status fill(struct lg_report_maps *maps, struct sorting *sorting,
                           struct lg_error *err)
{
    if (!read_parks(maps, sorting->codes)) {
        return lg_fail(err, LG_NO_MEMORY, "maps: no memory for parks");
    }
    enum lg_status status =
        lg_text_index_build(&sorting->by_code, sorting->codes, maps->park_count, err);
    if (status == LG_OK) group_parks(maps, &sorting->by_code);
    for (size_t i = 0; status == LG_OK && i < LG_MAP_LAYER_COUNT; i++) {
        status = sort_layer(maps, sorting, (enum lg_map_layer_kind)i, err);
    }
    if (status == LG_OK && maps->row.scratch.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "maps: no memory for a text");
    }
    return status;
}

enum lg_status lg_report_maps_new(const struct lg_book *book, struct lg_report_maps **maps,
                                  struct lg_error *err)
{
    assert(book != NULL && maps != NULL);

    struct sorting sorting = {.codes = NULL};
    enum lg_status status;
    *maps = NULL;
    struct lg_report_maps *made = calloc(1, sizeof(*made));
    if (made == NULL) goto no_memory;
    made->book = book;
    made->language = book->language;
    made->row = lg_book_row(book);
    made->park_sheet = lg_book_sheet(book, "parks");
    made->park_count = made->park_sheet == NULL ? 0 : made->park_sheet->row_count;
    made->parks = calloc(made->park_count + 1, sizeof(*made->parks));
    sorting.codes = calloc(made->park_count + 1, sizeof(*sorting.codes));
    if (made->parks == NULL || sorting.codes == NULL) goto no_memory;
    status = fill(made, &sorting, err);
    goto done;

no_memory:
    status = lg_fail(err, LG_NO_MEMORY, "maps: no memory");
done:
    sorting_reset(&sorting);
    if (status == LG_OK) {
        *maps = made;
    } else {
        lg_report_maps_free(made);
    }
    return status;
}

void lg_report_maps_free(struct lg_report_maps *maps)
{
    if (maps == NULL) return;
    for (size_t i = 0; i < LG_MAP_LAYER_COUNT; i++) {
        free(maps->layers[i].start);
        free(maps->layers[i].rows);
        free(maps->layers[i].boxes);
    }
    lg_box_tree_free(maps->near.tree);
    lg_box_hits_reset(&maps->near.hits);
    free(maps->parks);
    lg_text_reset(&maps->row.scratch);
    lg_arena_reset(&maps->memory);
    free(maps);
}

const size_t *lg_map_rows_of(const struct lg_report_maps *maps, enum lg_map_layer_kind kind,
                             size_t park, size_t *count)
{
    const struct lg_map_layer *layer = &maps->layers[kind];
    *count = 0;
    if (layer->sheet == NULL) return NULL;
    size_t at = layer->is_by_scope ? park : maps->parks[park].group;
    *count = layer->start[at + 1] - layer->start[at];
    return layer->rows + layer->start[at];
}

/* The last digits may differ: a piece was cut along the boundary. */
static const double box_slack_deg = 1e-6;

bool lg_map_row_is_in(const struct lg_report_maps *maps, const struct lg_map_layer *layer,
                      size_t row, size_t park)
{
    const struct lg_map_park *own = &maps->parks[park];
    const struct lg_box *box = &layer->boxes[row];
    if (own->is_alone || layer->is_by_scope) return true;
    return box->x_min >= own->box.x_min - box_slack_deg &&
           box->x_max <= own->box.x_max + box_slack_deg &&
           box->y_min >= own->box.y_min - box_slack_deg &&
           box->y_max <= own->box.y_max + box_slack_deg;
}

/* @return false when memory is out */
static bool lay_tree(struct lg_report_maps *maps, size_t park)
{
    struct lg_map_near *near = &maps->near;
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_REGISTER];
    struct lg_error err = {""};
    size_t count = 0;
    const size_t *rows = lg_map_rows_of(maps, LG_MAP_REGISTER, park, &count);
    struct lg_box *boxes = calloc(count + 1, sizeof(*boxes));
    if (boxes == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        const struct lg_box *box = &layer->boxes[rows[i]];
        boxes[i] = lg_map_box_is_some(box) ? *box : lg_map_box_none();
    }
    lg_box_tree_free(near->tree);
    near->park = park;
    enum lg_status status = lg_box_tree_new(boxes, count, &near->tree, &err);
    free(boxes);
    return status == LG_OK;
}

bool lg_map_find_near(struct lg_report_maps *maps, size_t park, const struct lg_box *window_deg,
                      const struct lg_box_hits **hits)
{
    struct lg_map_near *near = &maps->near;
    struct lg_error err = {""};
    *hits = &near->hits;
    near->hits.count = 0;
    if ((near->tree == NULL || near->park != park) && !lay_tree(maps, park)) return false;
    return lg_box_tree_query(near->tree, *window_deg, &near->hits, &err) == LG_OK;
}
