#include "spatial/tidy.h"

#include "spatial/geos.h"
#include "spatial/measure_shape.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static bool same_vertex(const double *a, const double *b)
{
    return a[0] == b[0] && a[1] == b[1];
}

/* Three different points: what makes a ring worth closing. */
static bool has_three_points(const double *xy, size_t count)
{
    size_t second = 1;
    while (second < count && same_vertex(xy, xy + 2 * second)) {
        second++;
    }
    for (size_t i = second + 1; i < count; i++) {
        if (!same_vertex(xy, xy + 2 * i) && !same_vertex(xy + 2 * second, xy + 2 * i)) return true;
    }
    return false;
}

static size_t ring_size(const struct lg_shapes *shapes, size_t ring)
{
    return shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
}

static const double *ring_vertices(const struct lg_shapes *shapes, size_t ring)
{
    return shapes->xy + 2 * shapes->vertex_start[ring];
}

/* Whether a ring runs the other way than outer rings and holes of a format do. */
static bool is_wrong_way(double area, bool is_hole, bool outer_is_clockwise)
{
    return is_hole == outer_is_clockwise ? area < 0 : area > 0;
}

static size_t count_different(const double *xy, size_t count)
{
    size_t different = count > 0;
    for (size_t i = 1; i < count; i++) {
        different += !same_vertex(xy + 2 * i, xy + 2 * i - 2);
    }
    return different;
}

/* A ring into the last shape of tidy: each vertex once, the way of the copy's format. */
static enum lg_status add_ring(const struct lg_tidy_options *options, const struct lg_shapes *from,
                               size_t ring, struct lg_shapes *tidy, struct lg_tidy_row *row,
                               struct lg_error *err)
{
    size_t count = ring_size(from, ring);
    const double *xy = ring_vertices(from, ring);
    bool is_hole = from->ring_is_hole[ring] != 0;
    double area = lg_ring_twice_area(xy, count);
    bool turns = is_wrong_way(area, is_hole, options->is_clockwise);
    size_t kept_count = count_different(xy, count);
    row->turned_count += is_wrong_way(area, is_hole, options->was_clockwise);
    row->repeated_count += count - kept_count;

    double *to = NULL;
    enum lg_status status = lg_shapes_add_ring(tidy, is_hole, kept_count, &to, err);
    size_t kept = 0;
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        const double *vertex = xy + 2 * (turns ? count - 1 - i : i);
        if (kept > 0 && same_vertex(vertex, to + 2 * kept - 2)) continue;
        memcpy(to + 2 * kept, vertex, 2 * sizeof(*to));
        kept++;
    }
    return status;
}

static enum lg_status add_shape(const struct lg_tidy_options *options, const struct lg_shapes *from,
                                size_t shape, struct lg_shapes *tidy, struct lg_tidy_row *row,
                                struct lg_error *err)
{
    enum lg_status status = lg_shapes_begin(tidy, err);
    for (size_t ring = from->ring_start[shape];
         status == LG_OK && ring < from->ring_start[shape + 1]; ring++) {
        status = add_ring(options, from, ring, tidy, row, err);
    }
    return status;
}

/* ---- what was done ---- */

static void count_raw(const struct lg_shapes *raw, size_t shape, struct lg_tidy_row *row)
{
    for (size_t ring = raw->ring_start[shape]; ring < raw->ring_start[shape + 1]; ring++) {
        size_t count = ring_size(raw, ring);
        const double *xy = ring_vertices(raw, ring);
        bool is_ring = has_three_points(xy, count);
        row->closed_count += is_ring && !same_vertex(xy, xy + 2 * (count - 1));
        row->dropped_count += !is_ring;
    }
}

/* A vertex as the place to look at where the findings give none. */
static enum lg_status find_place(struct lg_spatial_worker *worker, const struct lg_block *block,
                                 size_t shape, struct lg_tidy_row *row, struct lg_error *err)
{
    bool is_changed = row->is_lost || row->is_mended || row->closed_count > 0 ||
                      row->dropped_count > 0 || row->turned_count > 0 || row->repeated_count > 0;
    if (!is_changed || !isnan(row->lon_deg) || lg_shapes_is_empty(&block->raw, shape)) return LG_OK;

    const double *vertex = block->raw.xy + 2 * lg_shapes_first_vertex(&block->raw, shape);
    double place[2] = {vertex[0], vertex[1]};
    const struct lg_projection *projection = NULL;
    enum lg_status status = lg_worker_projection(worker, block->source, &projection, err);
    if (status != LG_OK || !isfinite(place[0]) || !isfinite(place[1])) return status;
    if (projection->to_lon_lat(projection->state, 1, place, NULL) == LG_OK &&
        fabs(place[0]) <= 360.0 && fabs(place[1]) <= 90.0) {
        row->lon_deg = place[0];
        row->lat_deg = place[1];
    }
    return LG_OK;
}

/* The findings of prepare stand in the order of the rows; those with a value are of new rings. */
static void take_findings(const struct lg_block *block, size_t *next, size_t shape,
                          struct lg_tidy_row *row)
{
    const struct lg_findings *findings = &block->findings;
    for (; *next < findings->count; (*next)++) {
        const struct lg_finding *finding = &findings->items[*next];
        if (finding->feature != block->table.feature[shape]) return;
        row->lon_deg = finding->lon_deg;
        row->lat_deg = finding->lat_deg;
        row->message = finding->message;
        if (!isfinite(finding->value)) continue;
        row->is_mended = true;
        row->area_before_m2 = -finding->value; /* the area after it is added when it is known */
    }
}

static enum lg_status measure_mended(struct lg_spatial_worker *worker, const struct lg_block *block,
                                     size_t shape, struct lg_tidy_row *row, struct lg_error *err)
{
    if (!row->is_mended) return LG_OK;
    enum lg_status status =
        lg_measure_shape(worker, block->source, &block->shapes, shape, &row->area_after_m2, err);
    row->area_before_m2 += row->area_after_m2;
    return status;
}

/* Rows that the project leaves out are not to be judged: they get an empty shape for it. */
static enum lg_status hide_outside(const uint8_t *flags, const struct lg_shapes *raw,
                                   struct lg_shapes *shown, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t shape = 0; status == LG_OK && shape < raw->count; shape++) {
        status = (flags[shape] & LG_COPY_IS_OUTSIDE) != 0
                     ? lg_shapes_begin(shown, err)
                     : lg_shapes_append(shown, raw, shape, 1, err);
    }
    return status;
}

static bool has_outside(const uint8_t *flags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if ((flags[i] & LG_COPY_IS_OUTSIDE) != 0) return true;
    }
    return false;
}

static enum lg_status prepare(struct lg_spatial_worker *worker,
                              const struct lg_tidy_options *options, const uint8_t *flags,
                              struct lg_block *block, struct lg_error *err)
{
    struct lg_prepare_options shape_only = options->prepare;
    shape_only.depth = LG_PREPARE_SHAPE;
    shape_only.limits = NULL;
    if (!has_outside(flags, block->table.count)) {
        return lg_prepare_block(worker, &shape_only, block, err);
    }
    struct lg_shapes shown = {0};
    struct lg_shapes raw = block->raw;
    enum lg_status status = hide_outside(flags, &raw, &shown, err);
    block->raw = shown;
    if (status == LG_OK) status = lg_prepare_block(worker, &shape_only, block, err);
    shown = block->raw;
    block->raw = raw;
    lg_shapes_reset(&shown);
    return status;
}

static enum lg_status tidy_row(struct lg_spatial_worker *worker,
                               const struct lg_tidy_options *options, struct lg_block *block,
                               size_t shape, struct lg_shapes *tidy, struct lg_tidy_row *row,
                               struct lg_error *err)
{
    row->is_lost = block->fate[shape] == LG_SHAPE_LOST;
    if (!row->is_lost && block->fate[shape] == LG_SHAPE_REPAIRED) {
        count_raw(&block->raw, shape, row);
    }
    enum lg_status status = measure_mended(worker, block, shape, row, err);
    if (status == LG_OK) status = add_shape(options, &block->shapes, shape, tidy, row, err);
    if (row->is_mended) {
        row->turned_count = 0;
        row->repeated_count = 0;
    }
    return status == LG_OK ? find_place(worker, block, shape, row, err) : status;
}

enum lg_status lg_tidy_block(struct lg_spatial_worker *worker,
                             const struct lg_tidy_options *options, const uint8_t *flags,
                             struct lg_block *block, struct lg_shapes *tidy,
                             struct lg_tidy_row *rows, struct lg_error *err)
{
    assert(worker != NULL && options != NULL && block != NULL && tidy != NULL);

    size_t next = block->findings.count;
    lg_shapes_clear(tidy);
    enum lg_status status = prepare(worker, options, flags, block, err);
    for (size_t shape = 0; status == LG_OK && shape < block->table.count; shape++) {
        struct lg_tidy_row *row = &rows[shape];
        *row = (struct lg_tidy_row){
            .area_before_m2 = (double)NAN,
            .area_after_m2 = (double)NAN,
            .lon_deg = (double)NAN,
            .lat_deg = (double)NAN,
        };
        take_findings(block, &next, shape, row);
        if ((flags[shape] & LG_COPY_IS_OUTSIDE) != 0) {
            row->message = NULL;
            status = lg_shapes_append(tidy, &block->raw, shape, 1, err);
        } else {
            status = tidy_row(worker, options, block, shape, tidy, row, err);
        }
    }
    return status;
}
