/*
 * Two passes. The first finds the box of each parcel in cells; the second goes over the tiles of
 * the raster that have parcels in them. Outlines in cells are made anew for each tile, so that
 * memory does not grow with the vertices of a city.
 */
#include "spatial/coverage.h"

#include "base/hooks.h"
#include "base/pool.h"
#include "model/box_tree.h"
#include "spatial/bring.h"
#include "spatial/cell_cover.h"
#include "spatial/ellipsoid.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_PARCELS = 1024 };

/* Of a degree of latitude, near enough to count the parts of an edge. */
#define M_PER_DEGREE   111320.0
#define RAD_PER_DEGREE 0.017453292519943295

/* Read only while workers are at work, but for the counters and sums of the serial calls. */
struct search {
    struct lg_model *model;
    const struct lg_ground_grid *grid;
    const struct lg_hooks *hooks;
    size_t raster_plane;
    struct lg_box *boxes; /* [parcel count] in columns and rows; inverted: no place there */
    double *areas;        /* [parcel count] in cells */
    struct lg_box_tree *tree;
    struct lg_cell_sum *told, *built; /* [parcel count] */
    size_t taken;                     /* parcels, then tiles */
    struct lg_cell_window tiles;      /* those to look at, in tiles */
};

/* What a parcel covers of a tile. */
struct tile_row {
    size_t parcel;
    struct lg_cell_sum told, built;
};

struct search_state {
    struct lg_spatial_worker *worker;
    struct lg_shapes outline; /* one shape, in columns and rows */
    /* the first pass */
    size_t first, end;
    struct lg_box boxes[BLOCK_PARCELS];
    double areas[BLOCK_PARCELS];
    /* the second one */
    struct lg_cell_window tile;
    uint8_t *ground; /* [tile_columns * tile_rows] */
    struct lg_box_hits hits;
    struct tile_row *rows; /* [hits.count] */
    size_t row_capacity;
    struct lg_cell_cover cover;
};

/* ---- outlines in cells ---- */

static double edge_length_m(const struct lg_projection *projection, const double *from)
{
    double dx = from[2] - from[0];
    double dy = from[3] - from[1];
    if (!projection->is_geographic) return sqrt(dx * dx + dy * dy) * projection->metre_per_unit;
    dx *= cos((from[1] + from[3]) / 2.0 * RAD_PER_DEGREE);
    return sqrt(dx * dx + dy * dy) * M_PER_DEGREE;
}

static enum lg_status divide_ring(const struct lg_projection *projection, const double *xy,
                                  size_t vertex_count, bool is_hole, struct lg_shapes *outline,
                                  struct lg_error *err)
{
    size_t divided_count = 1;
    for (size_t i = 0; i + 1 < vertex_count; i++) {
        divided_count += lg_edge_part_count(edge_length_m(projection, xy + 2 * i));
    }
    double *out = NULL;
    enum lg_status status = lg_shapes_add_ring(outline, is_hole, divided_count, &out, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i + 1 < vertex_count; i++) {
        const double *from = xy + 2 * i;
        uint32_t part_count = lg_edge_part_count(edge_length_m(projection, from));
        *out++ = from[0];
        *out++ = from[1];
        for (uint32_t part = 1; part < part_count; part++) {
            *out++ = lg_edge_part(from[0], from[2], part, part_count);
            *out++ = lg_edge_part(from[1], from[3], part, part_count);
        }
    }
    out[0] = xy[2 * (vertex_count - 1)];
    out[1] = xy[2 * (vertex_count - 1) + 1];
    return LG_OK;
}

static enum lg_status divide_shape(const struct lg_projection *projection,
                                   const struct lg_shapes *shapes, size_t shape,
                                   struct lg_shapes *outline, struct lg_error *err)
{
    enum lg_status status = lg_shapes_begin(outline, err);
    size_t ring = shapes->ring_start[shape];
    for (; status == LG_OK && ring < shapes->ring_start[shape + 1]; ring++) {
        size_t first = shapes->vertex_start[ring];
        size_t vertex_count = shapes->vertex_start[ring + 1] - first;
        if (vertex_count == 0) continue;
        status = divide_ring(projection, shapes->xy + 2 * first, vertex_count,
                             shapes->ring_is_hole[ring] != 0, outline, err);
    }
    return status;
}

/* From the plane of the raster: the offset is taken off first, so that no digits are lost. */
static void count_in_cells(const struct lg_ground_grid *grid, size_t vertex_count, double *xy)
{
    double determinant = grid->column[0] * grid->row[1] - grid->row[0] * grid->column[1];
    for (size_t i = 0; i < vertex_count; i++) {
        double x = xy[2 * i] - grid->corner[0];
        double y = xy[2 * i + 1] - grid->corner[1];
        xy[2 * i] = (grid->row[1] * x - grid->row[0] * y) / determinant;
        xy[2 * i + 1] = (grid->column[0] * y - grid->column[1] * x) / determinant;
    }
}

static enum lg_status project_outline(const struct search *search, struct search_state *own,
                                      size_t parcel, struct lg_error *err)
{
    const struct lg_parcels *parcels = &search->model->parcels;
    const struct lg_projection *own_plane;
    const struct lg_projection *raster_plane;
    enum lg_status status =
        lg_worker_projection(own->worker, parcels->table.source[parcel], &own_plane, err);
    if (status != LG_OK) return status;
    status = lg_worker_projection(own->worker, search->grid->source, &raster_plane, err);
    if (status != LG_OK) return status;
    status = divide_shape(own_plane, &parcels->shapes, parcels->shape[parcel], &own->outline, err);
    if (status != LG_OK) return status;
    size_t count = own->outline.vertex_count;
    status = own_plane->to_lon_lat(own_plane->state, count, own->outline.xy, err);
    if (status != LG_OK) return status;
    return raster_plane->from_lon_lat(raster_plane->state, count, own->outline.xy, err);
}

/* The parcel in columns and rows, the one shape of own->outline. */
static enum lg_status bring_outline(const struct search *search, struct search_state *own,
                                    size_t parcel, struct lg_error *err)
{
    const struct lg_parcels *parcels = &search->model->parcels;
    enum lg_status status;
    lg_shapes_clear(&own->outline);
    if (lg_parcel_plane(search->model, parcel) == search->raster_plane ||
        lg_shapes_is_empty(&parcels->shapes, parcels->shape[parcel])) {
        status = lg_shapes_append(&own->outline, &parcels->shapes, parcels->shape[parcel], 1, err);
    } else {
        status = project_outline(search, own, parcel, err);
    }
    if (status != LG_OK) return status;
    count_in_cells(search->grid, own->outline.vertex_count, own->outline.xy);
    return LG_OK;
}

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    const struct search *search = shared;
    struct search_state *own = state;
    own->ground = calloc(search->grid->tile_columns, search->grid->tile_rows);
    if (own->ground == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for a raster's tile");
    return lg_spatial_worker_new(&search->model->sources, &own->worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct search_state *own = state;
    lg_spatial_worker_free(own->worker);
    lg_shapes_reset(&own->outline);
    lg_box_hits_reset(&own->hits);
    lg_cell_cover_reset(&own->cover);
    free(own->ground);
    free(own->rows);
}

/* ---- the first pass: where each parcel lies ---- */

static enum lg_status take_parcels(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct search *search = shared;
    struct search_state *own = state;
    size_t count = search->model->parcels.table.count;
    *more = lg_pool_next_block(count, BLOCK_PARCELS, &search->taken, &own->first, &own->end);
    return LG_OK;
}

static enum lg_status place_parcels(void *shared, void *state, struct lg_error *err)
{
    const struct search *search = shared;
    struct search_state *own = state;
    for (size_t parcel = own->first; parcel < own->end; parcel++) {
        struct lg_box *box = &own->boxes[parcel - own->first];
        double *area = &own->areas[parcel - own->first];
        enum lg_status status = bring_outline(search, own, parcel, err);
        if (status == LG_OK) {
            *box = lg_shapes_box(&own->outline, 0);
            *area = lg_cell_cover_area(&own->outline, 0);
        } else if (status == LG_BAD_INPUT) {
            /* No place in the plane of the raster: it is outside. */
            *box = (struct lg_box){1.0, 1.0, -1.0, -1.0};
            *area = 0.0;
        } else {
            return status;
        }
    }
    return LG_OK;
}

static enum lg_status give_parcels(void *shared, void *state, struct lg_error *err)
{
    (void)err;
    struct search *search = shared;
    const struct search_state *own = state;
    size_t count = own->end - own->first;
    memcpy(search->boxes + own->first, own->boxes, count * sizeof(*own->boxes));
    memcpy(search->areas + own->first, own->areas, count * sizeof(*own->areas));
    return LG_OK;
}

/* ---- the second pass: tile by tile ---- */

/* The tiles between the first and the last that a parcel has land in. */
static void find_tiles(struct search *search)
{
    const struct lg_ground_grid *grid = search->grid;
    struct lg_box hull = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t parcel = 0; parcel < search->model->parcels.table.count; parcel++) {
        struct lg_box box = search->boxes[parcel];
        if (box.x_min > box.x_max) continue;
        hull = (struct lg_box){fmin(hull.x_min, box.x_min), fmin(hull.y_min, box.y_min),
                               fmax(hull.x_max, box.x_max), fmax(hull.y_max, box.y_max)};
    }
    const struct lg_cell_window whole = {0, 0, grid->column_count, grid->row_count};
    struct lg_cell_window cells = lg_cell_window_of(whole, hull);
    if (cells.column_count == 0) return;
    size_t first_column = cells.column / grid->tile_columns;
    size_t first_row = cells.row / grid->tile_rows;
    size_t last_column = (cells.column + cells.column_count - 1) / grid->tile_columns;
    size_t last_row = (cells.row + cells.row_count - 1) / grid->tile_rows;
    search->tiles = (struct lg_cell_window){first_column, first_row, last_column - first_column + 1,
                                            last_row - first_row + 1};
}

static struct lg_cell_window tile_at(const struct search *search, size_t number)
{
    const struct lg_ground_grid *grid = search->grid;
    const struct lg_cell_window *tiles = &search->tiles;
    size_t column = (tiles->column + number % tiles->column_count) * grid->tile_columns;
    size_t row = (tiles->row + number / tiles->column_count) * grid->tile_rows;
    size_t columns_left = grid->column_count - column;
    size_t rows_left = grid->row_count - row;
    return (struct lg_cell_window){
        column, row, columns_left < grid->tile_columns ? columns_left : grid->tile_columns,
        rows_left < grid->tile_rows ? rows_left : grid->tile_rows};
}

static enum lg_status reserve_rows(struct search_state *own, struct lg_error *err)
{
    if (own->hits.count <= own->row_capacity) return LG_OK;
    struct tile_row *rows = realloc(own->rows, own->hits.capacity * sizeof(*rows));
    if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the parcels of a tile");
    own->rows = rows;
    own->row_capacity = own->hits.capacity;
    return LG_OK;
}

/* Serial: the one place where cells are read. Tiles without parcels are passed over. */
static enum lg_status take_tile(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct search *search = shared;
    struct search_state *own = state;
    const struct lg_ground_grid *grid = search->grid;
    size_t tile_count = search->tiles.column_count * search->tiles.row_count;
    *more = false;
    while (!*more && search->taken < tile_count) {
        own->tile = tile_at(search, search->taken++);
        struct lg_box box = {(double)own->tile.column, (double)own->tile.row,
                             (double)(own->tile.column + own->tile.column_count),
                             (double)(own->tile.row + own->tile.row_count)};
        enum lg_status status = lg_box_tree_query(search->tree, box, &own->hits, err);
        if (status != LG_OK) return status;
        *more = own->hits.count > 0;
    }
    lg_hooks_tell(search->hooks, "evidence", search->taken, tile_count);
    if (!*more) return LG_OK;
    const size_t first[2] = {own->tile.column, own->tile.row};
    const size_t count[2] = {own->tile.column_count, own->tile.row_count};
    return grid->read(grid->state, first, count, own->ground, err);
}

static void sum_cells(const struct search_state *own, struct tile_row *row)
{
    const struct lg_cell_window *window = &own->cover.window;
    const int64_t *units = own->cover.units;
    for (size_t y = 0; y < window->row_count; y++) {
        const uint8_t *ground = own->ground +
                                (window->row - own->tile.row + y) * own->tile.column_count +
                                (window->column - own->tile.column);
        for (size_t x = 0; x < window->column_count; x++, units++) {
            if (*units == 0 || ground[x] == LG_GROUND_SILENT) continue;
            lg_cell_sum_add(&row->told, *units);
            if (ground[x] == LG_GROUND_BUILT) lg_cell_sum_add(&row->built, *units);
        }
    }
}

static enum lg_status cover_tile(void *shared, void *state, struct lg_error *err)
{
    const struct search *search = shared;
    struct search_state *own = state;
    enum lg_status status = reserve_rows(own, err);
    for (size_t i = 0; status == LG_OK && i < own->hits.count; i++) {
        size_t parcel = own->hits.items[i];
        own->rows[i] = (struct tile_row){.parcel = parcel};
        struct lg_cell_window window = lg_cell_window_of(own->tile, search->boxes[parcel]);
        if (window.column_count == 0) continue;
        status = bring_outline(search, own, parcel, err);
        if (status == LG_OK) {
            status = lg_cell_cover_fill(&own->cover, window, &own->outline, 0, err);
        }
        if (status == LG_OK) sum_cells(own, &own->rows[i]);
    }
    return status;
}

static enum lg_status give_tile(void *shared, void *state, struct lg_error *err)
{
    (void)err;
    struct search *search = shared;
    const struct search_state *own = state;
    for (size_t i = 0; i < own->hits.count; i++) {
        const struct tile_row *row = &own->rows[i];
        lg_cell_sum_join(&search->told[row->parcel], row->told);
        lg_cell_sum_join(&search->built[row->parcel], row->built);
    }
    return LG_OK;
}

/* ---- both ---- */

static enum lg_status begin_search(struct search *search, struct lg_error *err)
{
    struct lg_parcels *parcels = &search->model->parcels;
    size_t count = parcels->table.count;
    search->raster_plane = lg_plane_of(&search->model->sources, search->grid->source);
    search->boxes = calloc(count + 1, sizeof(*search->boxes));
    search->areas = calloc(count + 1, sizeof(*search->areas));
    search->told = calloc(count + 1, sizeof(*search->told));
    search->built = calloc(count + 1, sizeof(*search->built));
    free(parcels->built_up_share);
    free(parcels->built_up_told);
    parcels->built_up_share = calloc(count + 1, sizeof(double));
    parcels->built_up_told = calloc(count + 1, sizeof(double));
    if (search->boxes == NULL || search->areas == NULL || search->told == NULL ||
        search->built == NULL || parcels->built_up_share == NULL ||
        parcels->built_up_told == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory to lay %zu parcels over a raster", count);
    }
    return LG_OK;
}

static void write_shares(const struct search *search)
{
    struct lg_parcels *parcels = &search->model->parcels;
    for (size_t parcel = 0; parcel < parcels->table.count; parcel++) {
        bool is_lost = lg_shapes_is_empty(&parcels->shapes, parcels->shape[parcel]);
        double told = lg_cell_sum_value(search->told[parcel]);
        double built = lg_cell_sum_value(search->built[parcel]);
        double told_share = told > 0.0 ? fmin(told / search->areas[parcel], 1.0) : 0.0;
        parcels->built_up_told[parcel] = is_lost ? (double)NAN : told_share;
        parcels->built_up_share[parcel] =
            !is_lost && told_share >= LG_TOLD_SHARE_MIN ? built / told : (double)NAN;
    }
}

static enum lg_status run_passes(struct search *search, size_t thread_count, struct lg_error *err)
{
    struct lg_pool_job job = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct search_state),
        .start = start_state,
        .take = take_parcels,
        .work = place_parcels,
        .give = give_parcels,
        .finish = finish_state,
        .stop = lg_hooks_stop(search->hooks),
    };
    enum lg_status status = lg_pool_run(&job, search, err);
    if (status != LG_OK) return status;
    status = lg_box_tree_new(search->boxes, search->model->parcels.table.count, &search->tree, err);
    if (status != LG_OK) return status;
    find_tiles(search);
    search->taken = 0;
    job.take = take_tile;
    job.work = cover_tile;
    job.give = give_tile;
    return lg_pool_run(&job, search, err);
}

enum lg_status lg_coverage_find(struct lg_model *model, const struct lg_ground_grid *grid,
                                size_t thread_count, const struct lg_hooks *hooks,
                                struct lg_error *err)
{
    assert(model != NULL && grid != NULL && grid->read != NULL);
    assert(grid->tile_columns > 0 && grid->tile_rows > 0);

    struct search search = {.model = model, .grid = grid, .hooks = hooks};
    enum lg_status status = begin_search(&search, err);
    if (status == LG_OK) status = run_passes(&search, thread_count, err);
    if (status == LG_OK) write_shares(&search);
    lg_box_tree_free(search.tree);
    free(search.boxes);
    free(search.areas);
    free(search.told);
    free(search.built);
    return status;
}
