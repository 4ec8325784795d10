/*
 * Shapes to areas: divide, project in large batches, sum.
 *
 * A projected plane is divided before the projection, because an edge that is straight in the
 * plane is not straight in degrees. In a geographic source both planes are the same, and the parts
 * need not be written down at all.
 */
#include "spatial/measure_shape.h"

#include "spatial/ellipsoid.h"
#include "spatial/geos.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* A batch ends with the shape that fills it: 512 KiB of vertices stay in the cache. */
#define BATCH_VERTICES 32768

/* One call's work: whose vertices, whereto, and how far the batch has come. */
struct batch {
    struct lg_spatial_worker *worker;
    const struct lg_projection *projection;
    const struct lg_source *source;
    const struct lg_shapes *shapes;
    size_t first, end;   /* shapes of the batch */
    size_t first_vertex; /* of them: worker->steps starts there */
    size_t vertex_count; /* in worker->vertices */
};

static enum lg_status reserve_vertices(struct lg_spatial_worker *worker, size_t count,
                                       struct lg_error *err)
{
    if (count <= worker->vertex_capacity) return LG_OK;

    size_t capacity = count < BATCH_VERTICES ? 2 * (size_t)BATCH_VERTICES : count + count / 2;
    double *grown = realloc(worker->vertices, 2 * capacity * sizeof(*grown));
    if (grown == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu vertices of divided edges",
                       capacity);
    }
    worker->vertices = grown;
    worker->vertex_capacity = capacity;
    return LG_OK;
}

static enum lg_status reserve_steps(struct lg_spatial_worker *worker, size_t count,
                                    struct lg_error *err)
{
    if (count <= worker->step_capacity) return LG_OK;

    size_t capacity = count < BATCH_VERTICES ? BATCH_VERTICES : count + count / 2;
    uint32_t *grown = realloc(worker->steps, capacity * sizeof(*grown));
    if (grown == NULL) return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu edges", capacity);

    worker->steps = grown;
    worker->step_capacity = capacity;
    return LG_OK;
}

/* Parts of each edge of a ring. @return their sum: vertices of the divided open ring */
static size_t count_parts(const double *xy, size_t edge_count, double metre_per_unit,
                          uint32_t *steps)
{
    size_t sum = 0;
    for (size_t edge = 0; edge < edge_count; edge++) {
        double dx = xy[2 * edge + 2] - xy[2 * edge];
        double dy = xy[2 * edge + 3] - xy[2 * edge + 1];
        /* Squares that overflow give an infinite length, which is capped. */
        steps[edge] = lg_edge_part_count(sqrt(dx * dx + dy * dy) * metre_per_unit);
        sum += steps[edge];
    }
    return sum;
}

static void write_parts(const double *xy, size_t edge_count, const uint32_t *steps, double *out)
{
    for (size_t edge = 0; edge < edge_count; edge++) {
        const double *from = xy + 2 * edge;
        *out++ = from[0];
        *out++ = from[1];
        for (uint32_t part = 1; part < steps[edge]; part++) {
            *out++ = lg_edge_part(from[0], from[2], part, steps[edge]);
            *out++ = lg_edge_part(from[1], from[3], part, steps[edge]);
        }
    }
}

/* A ring's edges; 0 for rings too short to hold land. */
static size_t edge_count_of(const struct lg_shapes *shapes, size_t ring)
{
    size_t vertex_count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
    return vertex_count < 1 ? 0 : vertex_count - 1;
}

static enum lg_status divide_shape(struct batch *batch, size_t shape, struct lg_error *err)
{
    struct lg_spatial_worker *worker = batch->worker;
    const struct lg_shapes *shapes = batch->shapes;
    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        size_t vertex = shapes->vertex_start[ring];
        size_t edge_count = edge_count_of(shapes, ring);
        size_t step = vertex - batch->first_vertex;
        enum lg_status status = reserve_steps(worker, step + edge_count, err);
        if (status != LG_OK) return status;

        const double *xy = shapes->xy + 2 * vertex;
        uint32_t *steps = worker->steps + step;
        size_t count = count_parts(xy, edge_count, batch->projection->metre_per_unit, steps);
        status = reserve_vertices(worker, batch->vertex_count + count, err);
        if (status != LG_OK) return status;
        write_parts(xy, edge_count, steps, worker->vertices + 2 * batch->vertex_count);
        batch->vertex_count += count;
    }
    return LG_OK;
}

/* Degrees that are none: a projection may hand nonsense on without a word. */
static bool is_on_earth(const double *lon_lat_deg, size_t vertex_count, size_t *bad)
{
    for (size_t vertex = 0; vertex < vertex_count; vertex++) {
        double lon_deg = lon_lat_deg[2 * vertex];
        double lat_deg = lon_lat_deg[2 * vertex + 1];
        if (!(fabs(lon_deg) <= 360.0 && fabs(lat_deg) <= 90.0)) {
            *bad = vertex;
            return false;
        }
    }
    return true;
}

static enum lg_status project_batch(struct batch *batch, struct lg_error *err)
{
    double *vertices = batch->worker->vertices;
    const struct lg_projection *projection = batch->projection;
    if (batch->vertex_count == 0) return LG_OK;

    enum lg_status status =
        projection->to_lon_lat(projection->state, batch->vertex_count, vertices, err);
    if (status != LG_OK) return status;

    size_t bad = 0;
    if (is_on_earth(vertices, batch->vertex_count, &bad)) return LG_OK;
    const char *path = batch->source->path;
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: a vertex comes out at longitude %.8g, latitude %.8g, no place on earth; "
                   "check the coordinates and the CRS",
                   path != NULL ? path : "layer", vertices[2 * bad], vertices[2 * bad + 1]);
}

static const uint32_t *steps_of(const struct batch *batch, size_t ring)
{
    return batch->worker->steps + (batch->shapes->vertex_start[ring] - batch->first_vertex);
}

/* The original vertices of a divided ring, closed again. */
static enum lg_status keep_ring(const struct batch *batch, size_t ring, const double *divided,
                                struct lg_shapes *lon_lat, struct lg_error *err)
{
    const struct lg_shapes *shapes = batch->shapes;
    const uint32_t *steps = steps_of(batch, ring);
    size_t edge_count = edge_count_of(shapes, ring);
    size_t vertex_count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
    double *xy = NULL;
    enum lg_status status =
        lg_shapes_add_ring(lon_lat, shapes->ring_is_hole[ring] != 0, vertex_count, &xy, err);
    if (status != LG_OK || edge_count == 0) return status;

    const double *from = divided;
    for (size_t edge = 0; edge < edge_count; edge++) {
        xy[2 * edge] = from[0];
        xy[2 * edge + 1] = from[1];
        from += 2 * (size_t)steps[edge];
    }
    xy[2 * edge_count] = divided[0];
    xy[2 * edge_count + 1] = divided[1];
    return LG_OK;
}

/* Signed area of a ring whose divided vertices start at *divided, which moves behind them. */
static double sum_ring(const struct batch *batch, size_t ring, const double **divided)
{
    const uint32_t *steps = steps_of(batch, ring);
    size_t edge_count = edge_count_of(batch->shapes, ring);
    size_t count = 0;
    for (size_t edge = 0; edge < edge_count; edge++) {
        count += steps[edge];
    }

    const double *vertices = *divided;
    *divided += 2 * count;
    return batch->projection->is_geographic ? lg_open_ring_divided_m2(vertices, count)
                                            : lg_open_ring_m2(vertices, count);
}

static enum lg_status sum_batch(const struct batch *batch, double *area_m2,
                                struct lg_shapes *lon_lat, struct lg_error *err)
{
    const struct lg_shapes *shapes = batch->shapes;
    const double *divided = batch->worker->vertices;
    for (size_t shape = batch->first; shape < batch->end; shape++) {
        enum lg_status status = lon_lat != NULL ? lg_shapes_begin(lon_lat, err) : LG_OK;
        double shape_m2 = 0.0;
        size_t ring = shapes->ring_start[shape];
        for (; status == LG_OK && ring < shapes->ring_start[shape + 1]; ring++) {
            const double *vertices = divided;
            double ring_m2 = fabs(sum_ring(batch, ring, &divided));
            shape_m2 += shapes->ring_is_hole[ring] != 0 ? -ring_m2 : ring_m2;
            if (lon_lat != NULL) status = keep_ring(batch, ring, vertices, lon_lat, err);
        }
        if (status != LG_OK) return status;
        area_m2[shape - batch->first] = shape_m2;
    }
    return LG_OK;
}

/* The first vertex of a shape or of the first one behind it that has any. */
static size_t vertex_from(const struct lg_shapes *shapes, size_t shape)
{
    return shapes->ring_count == 0 ? 0 : shapes->vertex_start[shapes->ring_start[shape]];
}

/* Areas of the shapes first .. end - 1, to area_m2[0] and on. */
static enum lg_status measure_range(struct batch *batch, size_t first, size_t end, double *area_m2,
                                    struct lg_shapes *lon_lat, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    batch->first = first;
    while (status == LG_OK && batch->first < end) {
        batch->end = batch->first;
        batch->first_vertex = vertex_from(batch->shapes, batch->first);
        batch->vertex_count = 0;
        while (status == LG_OK && batch->end < end && batch->vertex_count < BATCH_VERTICES) {
            status = divide_shape(batch, batch->end++, err);
        }
        if (status == LG_OK) status = project_batch(batch, err);
        if (status == LG_OK) {
            status = sum_batch(batch, area_m2 + (batch->first - first), lon_lat, err);
        }
        batch->first = batch->end;
    }
    return status;
}

static enum lg_status begin_batch(struct batch *batch, struct lg_spatial_worker *worker,
                                  size_t source, const struct lg_shapes *shapes,
                                  struct lg_error *err)
{
    *batch = (struct batch){.worker = worker, .shapes = shapes};
    enum lg_status status = lg_worker_projection(worker, source, &batch->projection, err);
    if (status == LG_OK) batch->source = &worker->sources->items[source];
    return status;
}

enum lg_status lg_measure_shape(struct lg_spatial_worker *worker, size_t source,
                                const struct lg_shapes *shapes, size_t row, double *area_m2,
                                struct lg_error *err)
{
    assert(row < shapes->count);

    struct batch batch;
    *area_m2 = (double)NAN;
    enum lg_status status = begin_batch(&batch, worker, source, shapes, err);
    if (status != LG_OK) return status;
    return measure_range(&batch, row, row + 1, area_m2, NULL, err);
}

enum lg_status lg_measure_shapes(struct lg_spatial_worker *worker, size_t source,
                                 const struct lg_shapes *shapes, double *area_m2,
                                 struct lg_shapes *lon_lat, struct lg_error *err)
{
    struct batch batch;
    if (lon_lat != NULL) lg_shapes_clear(lon_lat);
    enum lg_status status = begin_batch(&batch, worker, source, shapes, err);
    if (status != LG_OK) return status;
    return measure_range(&batch, 0, shapes->count, area_m2, lon_lat, err);
}
