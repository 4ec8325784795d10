#include "spatial/union_area.h"

#include "base/grow.h"
#include "model/box_tree.h"
#include "spatial/geos.h"

#include <geodesic.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* CGCS2000; domain.md 4.3. */
#define AXIS_M     6378137.0
#define FLATTENING (1 / 298.257222101)

/* A degree of latitude, and of longitude at the equator, at its longest on the ellipsoid; the
 * smallest radius of curvature. Each on the side that makes a bound larger. */
#define LAT_M_PER_DEG 111700.0
#define LON_M_PER_DEG 111700.0
#define RADIUS_M_MIN  6335000.0
#define RAD_PER_DEG   0.017453292519943295
#define HALF_UNIT_DEG 0.5e-8
#define BEND_FACTOR   1.3
#define PLANE_CURVATURE                                                                            \
    0.05 /* of tan B: planes bend by y / R, below it up to 318 km from the axis */
#define LAT_DEG_MAX 89.0

/* From one vertex to another in metres. */
struct step {
    double east_m, north_m;
};

static struct step step_between(const double *from, const double *to)
{
    double lat_deg = fmin(fabs(from[1]), fabs(to[1]));
    return (struct step){
        fabs(to[0] - from[0]) * LON_M_PER_DEG * cos(lat_deg * RAD_PER_DEG),
        fabs(to[1] - from[1]) * LAT_M_PER_DEG,
    };
}

static double bend_m2(const double *from, const double *to)
{
    struct step step = step_between(from, to);
    double length_m = hypot(step.east_m, step.north_m);
    double lat_deg = fmin(fmax(fabs(from[1]), fabs(to[1])), LAT_DEG_MAX);
    double curvature = (tan(lat_deg * RAD_PER_DEG) + PLANE_CURVATURE) / RADIUS_M_MIN;
    return BEND_FACTOR * curvature * length_m * length_m * length_m / 12.0;
}

/* The bound of one open ring. */
static double ring_limit_m2(const double *xy, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++) {
        const double *before = xy + 2 * (i > 0 ? i - 1 : count - 1);
        const double *at = xy + 2 * i;
        const double *behind = xy + 2 * (i + 1 < count ? i + 1 : 0);
        struct step step = step_between(before, behind);
        double north_m = HALF_UNIT_DEG * LAT_M_PER_DEG;
        double east_m = HALF_UNIT_DEG * LON_M_PER_DEG * cos(at[1] * RAD_PER_DEG);
        sum += (east_m * step.north_m + north_m * step.east_m) / 2.0 + east_m * north_m;
        sum += bend_m2(at, behind);
    }
    return sum;
}

static double ring_area_m2(const struct geod_geodesic *ellipsoid, const double *xy, size_t count)
{
    struct geod_polygon polygon;
    double area_m2 = 0.0;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i < count; i++) {
        geod_polygon_addpoint(ellipsoid, &polygon, xy[2 * i + 1], xy[2 * i]);
    }
    (void)geod_polygon_compute(ellipsoid, &polygon, 0, 1, &area_m2, NULL);
    return fabs(area_m2);
}

struct lg_drawn_area lg_drawn_area_of(const struct lg_shapes *lon_lat, size_t row)
{
    assert(row < lon_lat->count);

    struct geod_geodesic ellipsoid;
    struct lg_drawn_area drawn = {0.0, 0.0};
    geod_init(&ellipsoid, AXIS_M, FLATTENING);
    for (size_t ring = lon_lat->ring_start[row]; ring < lon_lat->ring_start[row + 1]; ring++) {
        size_t first = lon_lat->vertex_start[ring];
        size_t count = lon_lat->vertex_start[ring + 1] - first;
        const double *xy = lon_lat->xy + 2 * first;
        if (count < 4) continue;
        double area_m2 = ring_area_m2(&ellipsoid, xy, count - 1);
        drawn.area_m2 += lon_lat->ring_is_hole[ring] != 0 ? -area_m2 : area_m2;
        drawn.limit_m2 += ring_limit_m2(xy, count - 1);
    }
    return drawn;
}

/* A row as GEOS has it; *geometry stays NULL when the rings are none of GEOS's (too short, open).
 */
static enum lg_status take_shape(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                                 size_t row, GEOSGeometry **geometry, struct lg_error *err)
{
    *geometry = lg_geos_from_shape(worker, lon_lat, row);
    if (*geometry != NULL) return LG_OK;
    enum lg_status status = lg_geos_fail(worker, err, "a shape of the result");
    return status == LG_NO_MEMORY ? status : LG_OK;
}

enum lg_status lg_drawn_is_valid(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                                 size_t row, bool *is_valid, struct lg_error *err)
{
    GEOSGeometry *geometry = NULL;
    enum lg_status status = take_shape(worker, lon_lat, row, &geometry, err);
    *is_valid = geometry != NULL && GEOSisValid_r(worker->geos, geometry) == 1;
    if (geometry != NULL) GEOSGeom_destroy_r(worker->geos, geometry);
    return status;
}

/* Area of what GEOS made; NaN for NULL, unless that was for want of memory. Consumes it. */
static enum lg_status measure(struct lg_spatial_worker *worker, GEOSGeometry *made, double *area_m2,
                              struct lg_error *err)
{
    *area_m2 = (double)NAN;
    if (made == NULL) {
        enum lg_status status = lg_geos_fail(worker, err, "land of the result");
        return status == LG_NO_MEMORY ? status : LG_OK;
    }
    struct lg_shapes shapes = {0};
    enum lg_status status = lg_geos_to_shapes(worker, made, &shapes, err);
    if (status == LG_OK) *area_m2 = lg_drawn_area_of(&shapes, 0).area_m2;
    lg_shapes_reset(&shapes);
    GEOSGeom_destroy_r(worker->geos, made);
    return status;
}

/* What a row has in common with those behind it, where that is no more than a drawing leaves. */
static enum lg_status add_shared(struct lg_spatial_worker *worker, const struct lg_drawn_rows *rows,
                                 GEOSGeometry *const *geometries, size_t first,
                                 const struct lg_box_hits *hits, double *shared_m2,
                                 struct lg_error *err)
{
    enum lg_status status = LG_OK;
    double limit_m2 = lg_drawn_area_of(rows->lon_lat, rows->rows[first]).limit_m2;
    for (size_t i = 0; status == LG_OK && i < hits->count; i++) {
        size_t second = hits->items[i];
        double common_m2;
        if (second <= first) continue;
        GEOSGeometry *common =
            GEOSIntersection_r(worker->geos, geometries[first], geometries[second]);
        status = measure(worker, common, &common_m2, err);
        double pair_m2 = rows->pair_m2_max + limit_m2 +
                         lg_drawn_area_of(rows->lon_lat, rows->rows[second]).limit_m2;
        if (status == LG_OK && common_m2 <= pair_m2) *shared_m2 += common_m2;
    }
    return status;
}

static enum lg_status find_shared(struct lg_spatial_worker *worker,
                                  const struct lg_drawn_rows *rows, GEOSGeometry *const *geometries,
                                  double *shared_m2, struct lg_error *err)
{
    struct lg_box_tree *tree = NULL;
    struct lg_box_hits hits = {0};
    struct lg_box *boxes = lg_resize(NULL, rows->count, sizeof(*boxes));
    if (boxes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu boxes", rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        boxes[i] = lg_shapes_box(rows->lon_lat, rows->rows[i]);
    }
    enum lg_status status = lg_box_tree_new(boxes, rows->count, &tree, err);
    for (size_t i = 0; status == LG_OK && i < rows->count; i++) {
        status = lg_box_tree_query(tree, boxes[i], &hits, err);
        if (status == LG_OK) {
            status = add_shared(worker, rows, geometries, i, &hits, shared_m2, err);
        }
    }
    free(hits.items);
    lg_box_tree_free(tree);
    free(boxes);
    return status;
}

/* What of the union lies beyond the boundary; the union stays the caller's. */
static enum lg_status measure_beyond(struct lg_spatial_worker *worker,
                                     const struct lg_drawn_rows *rows, const GEOSGeometry *whole,
                                     double *beyond_m2, struct lg_error *err)
{
    GEOSGeometry *boundary = NULL;
    enum lg_status status = take_shape(worker, rows->boundary, rows->boundary_row, &boundary, err);
    if (status != LG_OK || boundary == NULL) return status;
    GEOSGeometry *beyond = GEOSDifference_r(worker->geos, whole, boundary);
    GEOSGeom_destroy_r(worker->geos, boundary);
    return measure(worker, beyond, beyond_m2, err);
}

/* All rows as one collection; NULL when memory is out. The collection owns what is in it. */
static GEOSGeometry *collect(struct lg_spatial_worker *worker, GEOSGeometry *const *geometries,
                             size_t count)
{
    GEOSGeometry **copies = (GEOSGeometry **)lg_resize(NULL, count, sizeof(GEOSGeometry *));
    if (copies == NULL) return NULL;
    size_t made = 0;
    while (made < count) {
        copies[made] = GEOSGeom_clone_r(worker->geos, geometries[made]);
        if (copies[made] == NULL) break;
        made++;
    }
    GEOSGeometry *all = NULL;
    if (made == count) {
        all = GEOSGeom_createCollection_r(worker->geos, GEOS_GEOMETRYCOLLECTION, copies,
                                          (unsigned)count);
    } else {
        while (made > 0) {
            GEOSGeom_destroy_r(worker->geos, copies[--made]);
        }
    }
    free((void *)copies);
    return all;
}

static enum lg_status unite(struct lg_spatial_worker *worker, const struct lg_drawn_rows *rows,
                            GEOSGeometry *const *geometries, struct lg_drawn_union *result,
                            struct lg_error *err)
{
    double sum_m2 = 0.0;
    double limit_m2 = 0.0;
    for (size_t i = 0; i < rows->count; i++) {
        struct lg_drawn_area drawn = lg_drawn_area_of(rows->lon_lat, rows->rows[i]);
        sum_m2 += drawn.area_m2;
        limit_m2 += drawn.limit_m2;
    }
    GEOSGeometry *all = collect(worker, geometries, rows->count);
    if (all == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu shapes", rows->count);
    GEOSGeometry *whole = GEOSUnaryUnion_r(worker->geos, all);
    GEOSGeom_destroy_r(worker->geos, all);
    enum lg_status status = LG_OK;
    if (whole != NULL) status = measure_beyond(worker, rows, whole, &result->beyond_m2, err);
    if (status != LG_OK) {
        GEOSGeom_destroy_r(worker->geos, whole);
        return status;
    }
    status = measure(worker, whole, &result->union_m2, err);
    if (status == LG_OK && sum_m2 - result->union_m2 > limit_m2) {
        status = find_shared(worker, rows, geometries, &result->shared_m2, err);
    }
    return status;
}

enum lg_status lg_drawn_union_of(struct lg_spatial_worker *worker, const struct lg_drawn_rows *rows,
                                 struct lg_drawn_union *result, struct lg_error *err)
{
    *result = (struct lg_drawn_union){(double)NAN, 0.0, (double)NAN};
    GEOSGeometry **geometries = (GEOSGeometry **)calloc(rows->count + 1, sizeof(GEOSGeometry *));
    if (geometries == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu shapes", rows->count);
    }
    enum lg_status status = LG_OK;
    bool is_whole = true;
    for (size_t i = 0; status == LG_OK && i < rows->count; i++) {
        status = take_shape(worker, rows->lon_lat, rows->rows[i], &geometries[i], err);
        is_whole = is_whole && geometries[i] != NULL;
    }
    if (status == LG_OK && is_whole) status = unite(worker, rows, geometries, result, err);
    for (size_t i = 0; i < rows->count; i++) {
        if (geometries[i] != NULL) GEOSGeom_destroy_r(worker->geos, geometries[i]);
    }
    free((void *)geometries);
    return status;
}
