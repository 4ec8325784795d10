/*
 * GEOS judges every rounded shape, but for single short rings that integers prove simple: those
 * are most parcels, and a second validity test each would cost as much as the first.
 */
#include "spatial/decimals.h"

#include "landgauge/project.h"
#include "spatial/geos.h"

#include <assert.h>
#include <math.h>

/* Longer rings are GEOS's: the proof looks at all pairs of edges. */
#define PROOF_VERTICES_MAX 40
/* Wider rings, too: products of two differences have to fit 64 bits. 2^28 steps are 2.7 degrees. */
#define PROOF_STEPS_MAX ((int64_t)1 << 28)

/* A ring in steps of the last decimal, relative to its first vertex; open. */
struct grid_ring {
    size_t count;
    int64_t x[PROOF_VERTICES_MAX], y[PROOF_VERTICES_MAX];
    int64_t margin; /* of a cross product: below it, the doubles read back might touch */
};

/*
 * A decimal read back as a double is off by 1e-6 steps at most (7e-15 of 360 degrees), which moves
 * a cross product by less than 1e-5 times the ring's width: 2^-14 of it leaves a factor of six.
 */
static bool put_on_grid(const double *xy, size_t vertex_count, double steps_per_deg,
                        struct grid_ring *ring)
{
    int64_t width = 0;
    double x0 = round(xy[0] * steps_per_deg);
    double y0 = round(xy[1] * steps_per_deg);
    ring->count = vertex_count - 1;
    for (size_t i = 0; i < ring->count; i++) {
        double x = round(xy[2 * i] * steps_per_deg) - x0;
        double y = round(xy[2 * i + 1] * steps_per_deg) - y0;
        double size = fmax(fabs(x), fabs(y));
        if (!(size < (double)PROOF_STEPS_MAX)) return false;
        ring->x[i] = (int64_t)x;
        ring->y[i] = (int64_t)y;
        if ((int64_t)size > width) width = (int64_t)size;
    }
    ring->margin = 1 + (2 * width >> 14);
    return true;
}

/* Twice the area of the triangle a, b, c. */
static int64_t cross(const struct grid_ring *ring, size_t a, size_t b, size_t c)
{
    return (ring->x[b] - ring->x[a]) * (ring->y[c] - ring->y[a]) -
           (ring->y[b] - ring->y[a]) * (ring->x[c] - ring->x[a]);
}

static bool ranges_apart(int64_t a, int64_t b, int64_t c, int64_t d)
{
    return (a > b ? a : b) < (c < d ? c : d) || (c > d ? c : d) < (a < b ? a : b);
}

/* Whether c and d lie clearly on one side of the line through a and b. */
static bool on_one_side(const struct grid_ring *ring, size_t a, size_t b, size_t c, size_t d)
{
    int64_t first = cross(ring, a, b, c);
    int64_t second = cross(ring, a, b, d);
    return (first > ring->margin && second > ring->margin) ||
           (first < -ring->margin && second < -ring->margin);
}

static bool edges_apart(const struct grid_ring *ring, size_t a, size_t b, size_t c, size_t d)
{
    return ranges_apart(ring->x[a], ring->x[b], ring->x[c], ring->x[d]) ||
           ranges_apart(ring->y[a], ring->y[b], ring->y[c], ring->y[d]) ||
           on_one_side(ring, a, b, c, d) || on_one_side(ring, c, d, a, b);
}

/* Two edges with a common vertex b meet nowhere else: they bend, or go straight on. */
static bool corner_is_open(const struct grid_ring *ring, size_t a, size_t b, size_t c)
{
    int64_t bend = cross(ring, a, b, c);
    if (bend > ring->margin || bend < -ring->margin) return true;
    int64_t onward = (ring->x[b] - ring->x[a]) * (ring->x[c] - ring->x[b]) +
                     (ring->y[b] - ring->y[a]) * (ring->y[c] - ring->y[b]);
    return onward > 0;
}

/* Whether no two edges touch but neighbours in their common vertex: then the ring is valid. */
static bool is_proven_simple(const struct grid_ring *ring)
{
    size_t count = ring->count;
    for (size_t a = 0; a < count; a++) {
        size_t b = a + 1 < count ? a + 1 : 0;
        if (!corner_is_open(ring, a, b, b + 1 < count ? b + 1 : 0)) return false;
        for (size_t c = a + 2; c < count; c++) {
            size_t d = c + 1 < count ? c + 1 : 0;
            if (d != a && !edges_apart(ring, a, b, c, d)) return false;
        }
    }
    return true;
}

static bool is_proven_valid(const struct lg_shapes *lon_lat, size_t row, double steps_per_deg)
{
    size_t ring = lon_lat->ring_start[row];
    if (lon_lat->ring_start[row + 1] != ring + 1) return false;
    size_t first = lon_lat->vertex_start[ring];
    size_t vertex_count = lon_lat->vertex_start[ring + 1] - first;
    if (vertex_count < 4 || vertex_count > PROOF_VERTICES_MAX) return false;

    struct grid_ring grid;
    return put_on_grid(lon_lat->xy + 2 * first, vertex_count, steps_per_deg, &grid) &&
           is_proven_simple(&grid);
}

static enum lg_status round_shape(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                                  size_t row, double steps_per_deg, struct lg_error *err)
{
    struct lg_shapes *rounded = &worker->rounded;
    lg_shapes_clear(rounded);
    enum lg_status status = lg_shapes_append(rounded, lon_lat, row, 1, err);
    if (status != LG_OK) return status;

    for (size_t i = 0; i < 2 * rounded->vertex_count; i++) {
        rounded->xy[i] = round(rounded->xy[i] * steps_per_deg) / steps_per_deg;
    }
    return LG_OK;
}

static enum lg_status test_rounded(struct lg_spatial_worker *worker,
                                   const struct lg_shapes *lon_lat, size_t row,
                                   double steps_per_deg, bool *is_valid, struct lg_error *err)
{
    enum lg_status status = round_shape(worker, lon_lat, row, steps_per_deg, err);
    if (status != LG_OK) return status;
    GEOSGeometry *geometry = lg_geos_from_shape(worker, &worker->rounded, 0);
    if (geometry == NULL) return lg_geos_fail(worker, err, "rounded shape");

    *is_valid = GEOSisValid_r(worker->geos, geometry) == 1;
    GEOSGeom_destroy_r(worker->geos, geometry);
    return LG_OK;
}

enum lg_status lg_decimals_choose(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                                  size_t row, uint8_t *decimals, struct lg_error *err)
{
    assert(row < lon_lat->count);

    *decimals = LG_DECIMALS_MIN;
    double steps_per_deg = 1e8;
    if (lg_shapes_is_empty(lon_lat, row)) return LG_OK;
    if (is_proven_valid(lon_lat, row, steps_per_deg)) return LG_OK;

    for (; *decimals < LG_DECIMALS_MAX; ++*decimals) {
        bool is_valid = false;
        enum lg_status status = test_rounded(worker, lon_lat, row, steps_per_deg, &is_valid, err);
        if (status != LG_OK || is_valid) return status;
        steps_per_deg *= 10.0;
    }
    return LG_OK;
}

static void drop_last(struct lg_shapes *shapes)
{
    shapes->count--;
    shapes->ring_count = shapes->ring_start[shapes->count];
    shapes->vertex_count = shapes->ring_count == 0 ? 0 : shapes->vertex_start[shapes->ring_count];
}

/* The last shape without what has no width at the fewest decimals, in its place. */
static enum lg_status mend_last(struct lg_spatial_worker *worker, struct lg_shapes *lon_lat,
                                struct lg_error *err)
{
    enum lg_status status = round_shape(worker, lon_lat, lon_lat->count - 1, 1e8, err);
    if (status != LG_OK) return status;
    GEOSGeometry *rounded = lg_geos_from_shape(worker, &worker->rounded, 0);
    if (rounded == NULL) return lg_geos_fail(worker, err, "rounded shape");
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(worker->geos, rounded,
                                                    worker->repair_params[LG_REPAIR_STRUCTURE]);
    GEOSGeom_destroy_r(worker->geos, rounded);
    if (valid == NULL) return lg_geos_fail(worker, err, "rounded shape");
    lg_shapes_clear(&worker->rounded);
    status = lg_geos_to_shapes(worker, valid, &worker->rounded, err);
    GEOSGeom_destroy_r(worker->geos, valid);
    if (status != LG_OK || lg_shapes_is_empty(&worker->rounded, 0)) return status;
    drop_last(lon_lat);
    return lg_shapes_append(lon_lat, &worker->rounded, 0, 1, err);
}

enum lg_status lg_decimals_settle(struct lg_spatial_worker *worker, struct lg_shapes *lon_lat,
                                  uint8_t *decimals, struct lg_error *err)
{
    assert(lon_lat->count > 0);

    enum lg_status status = lg_decimals_choose(worker, lon_lat, lon_lat->count - 1, decimals, err);
    if (status != LG_OK || *decimals < LG_DECIMALS_MAX) return status;
    bool is_valid = false;
    double steps_per_deg = pow(10, LG_DECIMALS_MAX);
    status = test_rounded(worker, lon_lat, lon_lat->count - 1, steps_per_deg, &is_valid, err);
    if (status != LG_OK || is_valid) return status;
    status = mend_last(worker, lon_lat, err);
    if (status != LG_OK) return status;
    return lg_decimals_choose(worker, lon_lat, lon_lat->count - 1, decimals, err);
}
