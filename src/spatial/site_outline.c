#include "spatial/site_outline.h"

#include "base/grow.h"
#include "spatial/decimals.h"
#include "spatial/inner_circle.h"
#include "spatial/site_close.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* CGCS2000; domain.md 4.3. */
#define AXIS_M      6378137.0
#define FLATTENING  (1 / 298.257222101)
#define RAD_PER_DEG 0.017453292519943295
#define PI          3.14159265358979323846

/* Union on a grid, where exact lines are too much for GEOS. */
#define GRID_M 0.001
/* The circle is this exact, by area by border: no radius is below that, and that of compact land is
   twice as large. The cost grows with the exactness where the middle of the land is a line. */
#define CIRCLE_SHARE     0.02
#define CIRCLE_METRE_MIN 0.05

/* Of all shapes; an empty one has no part in it. */
static struct lg_box box_of_all(const struct lg_shapes *shapes)
{
    struct lg_box all = lg_shapes_box(shapes, 0);
    for (size_t i = 1; i < shapes->count; i++) {
        struct lg_box box = lg_shapes_box(shapes, i);
        all.x_min = fmin(all.x_min, box.x_min);
        all.y_min = fmin(all.y_min, box.y_min);
        all.x_max = fmax(all.x_max, box.x_max);
        all.y_max = fmax(all.y_max, box.y_max);
    }
    return all;
}

struct lg_stretch lg_stretch_around(const struct lg_shapes *lon_lat)
{
    struct lg_box degrees = box_of_all(lon_lat);
    double lat_deg = (degrees.y_min + degrees.y_max) / 2.0;
    double sine = sin(lat_deg * RAD_PER_DEG);
    double eccentricity2 = FLATTENING * (2.0 - FLATTENING);
    double flat = 1.0 - eccentricity2 * sine * sine;
    double normal_m = AXIS_M / sqrt(flat);
    return (struct lg_stretch){
        .lon_deg = (degrees.x_min + degrees.x_max) / 2.0,
        .lat_deg = lat_deg,
        .east_m = normal_m * cos(lat_deg * RAD_PER_DEG) * RAD_PER_DEG,
        .north_m = normal_m * (1.0 - eccentricity2) / flat * RAD_PER_DEG,
    };
}

void lg_stretch_to_metres(const struct lg_stretch *stretch, size_t count, double *xy)
{
    for (size_t i = 0; i < count; i++) {
        xy[2 * i] = (xy[2 * i] - stretch->lon_deg) * stretch->east_m;
        xy[2 * i + 1] = (xy[2 * i + 1] - stretch->lat_deg) * stretch->north_m;
    }
}

void lg_stretch_to_degrees(const struct lg_stretch *stretch, size_t count, double *xy)
{
    for (size_t i = 0; i < count; i++) {
        xy[2 * i] = xy[2 * i] / stretch->east_m + stretch->lon_deg;
        xy[2 * i + 1] = xy[2 * i + 1] / stretch->north_m + stretch->lat_deg;
    }
}

/* ---- union ---- */

/* All shapes as one collection, which owns them; NULL: lg_geos_fail() says why. */
static GEOSGeometry *collect(struct lg_spatial_worker *worker, const struct lg_shapes *flat)
{
    GEOSGeometry **parts = (GEOSGeometry **)lg_resize(NULL, flat->count, sizeof(GEOSGeometry *));
    if (parts == NULL) {
        (void)strcpy(worker->geos_message, "bad_alloc");
        return NULL;
    }
    size_t count = 0;
    for (; count < flat->count; count++) {
        parts[count] = lg_geos_from_shape(worker, flat, count);
        if (parts[count] == NULL) break;
    }
    /* The collection takes the parts over, even when it fails. */
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(worker->geos, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)count);
    free((void *)parts);
    if (all == NULL || count == flat->count) return all;
    GEOSGeom_destroy_r(worker->geos, all);
    return NULL;
}

static GEOSGeometry *unite(struct lg_spatial_worker *worker, const struct lg_shapes *flat)
{
    GEOSGeometry *all = collect(worker, flat);
    if (all == NULL) return NULL;
    GEOSGeometry *whole = GEOSUnaryUnion_r(worker->geos, all);
    if (whole == NULL) whole = GEOSUnaryUnionPrec_r(worker->geos, all, GRID_M);
    GEOSGeom_destroy_r(worker->geos, all);
    return whole;
}

/* ---- measures ---- */

/* GEOS hands the circle over as a line from its centre to the border. */
static bool read_circle(const struct lg_spatial_worker *worker, const GEOSGeometry *line,
                        double center[2], double *radius_m)
{
    double from[2], to[2];
    const GEOSCoordSequence *ends = GEOSGeom_getCoordSeq_r(worker->geos, line);
    unsigned count = 0;
    bool is_read = ends != NULL && GEOSCoordSeq_getSize_r(worker->geos, ends, &count) == 1 &&
                   count == 2 &&
                   GEOSCoordSeq_getXY_r(worker->geos, ends, 0, &from[0], &from[1]) == 1 &&
                   GEOSCoordSeq_getXY_r(worker->geos, ends, 1, &to[0], &to[1]) == 1;
    if (!is_read) return false;
    center[0] = from[0];
    center[1] = from[1];
    *radius_m = hypot(to[0] - from[0], to[1] - from[1]);
    return true;
}

/* The same by GEOS. A site without a circle is still a site: only want of memory ends the run. */
static enum lg_status find_circle_of_many(struct lg_spatial_worker *worker,
                                          const GEOSGeometry *outline, double exact_m,
                                          struct lg_inner_circle *circle, struct lg_error *err)
{
    double center[2];
    double radius_m = 0.0;
    worker->geos_message[0] = '\0';
    GEOSGeometry *line = GEOSMaximumInscribedCircle_r(worker->geos, outline, exact_m);
    if (line == NULL) {
        enum lg_status status = lg_geos_fail(worker, err, "circle in a site");
        return status == LG_NO_MEMORY ? status : LG_OK;
    }
    if (read_circle(worker, line, center, &radius_m)) {
        *circle = (struct lg_inner_circle){center[0], center[1], radius_m};
    }
    GEOSGeom_destroy_r(worker->geos, line);
    return LG_OK;
}

/* An outline in a plane, as GEOS has it and as a row of shapes. */
struct drawn {
    const GEOSGeometry *geometry;
    const struct lg_shapes *flat;
    size_t row;
};

/* The circle of one polygon. */
static enum lg_status find_circle_of_part(struct lg_spatial_worker *worker,
                                          const GEOSGeometry *part, double exact_m,
                                          struct lg_inner_circle *circle, struct lg_error *err)
{
    if (GEOSGetNumCoordinates_r(worker->geos, part) > LG_INNER_CIRCLE_VERTICES_MAX) {
        return find_circle_of_many(worker, part, exact_m, circle, err);
    }
    struct lg_shapes flat = {0};
    enum lg_status status = lg_geos_to_shapes(worker, part, &flat, err);
    if (status == LG_OK && !lg_shapes_is_empty(&flat, 0)) {
        status = lg_inner_circle_find(&flat, 0, exact_m, circle, err);
    }
    lg_shapes_reset(&flat);
    return status;
}

/*
 * A circle lies in one polygon: each is looked at alone, and only where a circle of all its area
 * would be better than the best. Together they would be looked at as long as any of them is as
 * good.
 */
static enum lg_status find_circle(struct lg_spatial_worker *worker, const struct drawn *drawn,
                                  double exact_m, struct lg_inner_circle *best,
                                  struct lg_error *err)
{
    enum lg_status status = LG_OK;
    int count = GEOSGetNumGeometries_r(worker->geos, drawn->geometry);
    for (int i = 0; i < count && status == LG_OK; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(worker->geos, drawn->geometry, i);
        double area_m2 = 0.0;
        if (part == NULL || GEOSArea_r(worker->geos, part, &area_m2) != 1) continue;
        if (sqrt(area_m2 / PI) <= best->radius) continue;
        struct lg_inner_circle circle = {0};
        status = find_circle_of_part(worker, part, exact_m, &circle, err);
        if (circle.radius > best->radius) *best = circle;
    }
    return status;
}

static enum lg_status measure(struct lg_spatial_worker *worker, const struct lg_stretch *stretch,
                              const struct drawn *drawn, struct lg_site *site, struct lg_error *err)
{
    double area_m2 = 0.0;
    double border_m = 0.0;
    struct lg_inner_circle circle = {0};
    bool is_measured = GEOSArea_r(worker->geos, drawn->geometry, &area_m2) == 1 &&
                       GEOSLength_r(worker->geos, drawn->geometry, &border_m) == 1;
    if (!is_measured || !(area_m2 > 0.0) || !(border_m > 0.0)) return LG_OK;
    site->compactness = 4.0 * PI * area_m2 / (border_m * border_m);
    double exact_m = fmax(CIRCLE_SHARE * area_m2 / border_m, CIRCLE_METRE_MIN);
    enum lg_status status = find_circle(worker, drawn, exact_m, &circle, err);
    if (status != LG_OK || !(circle.radius > 0.0)) return status;
    double center[2] = {circle.x, circle.y};
    lg_stretch_to_degrees(stretch, 1, center);
    site->circle_m = circle.radius;
    site->circle_lon_deg = center[0];
    site->circle_lat_deg = center[1];
    return LG_OK;
}

static enum lg_status keep_outline(const struct lg_stretch *stretch, const struct drawn *drawn,
                                   struct lg_shapes *lon_lat, struct lg_error *err)
{
    enum lg_status status = lg_shapes_append(lon_lat, drawn->flat, drawn->row, 1, err);
    size_t row = lon_lat->count - 1;
    if (status != LG_OK || lg_shapes_is_empty(lon_lat, row)) return status;
    lg_stretch_to_degrees(stretch, lg_shapes_vertex_count(lon_lat, row),
                          lon_lat->xy + 2 * lg_shapes_first_vertex(lon_lat, row));
    return LG_OK;
}

enum lg_status lg_site_outline(struct lg_spatial_worker *worker, struct lg_shapes *pieces,
                               double gap_m, struct lg_site *site, struct lg_shapes *lon_lat,
                               uint8_t *decimals, struct lg_error *err)
{
    assert(pieces->count > 0);

    bool is_single = pieces->count == 1;
    struct lg_stretch stretch = lg_stretch_around(pieces);
    GEOSGeometry *outline = NULL;
    enum lg_status status = LG_OK;
    site->circle_m = site->circle_lon_deg = site->circle_lat_deg = (double)NAN;
    site->compactness = (double)NAN;
    /* The vertices of a single piece are those that the register has. */
    if (is_single) status = lg_shapes_append(lon_lat, pieces, 0, 1, err);
    if (status != LG_OK) return status;
    lg_stretch_to_metres(&stretch, pieces->vertex_count, pieces->xy);
    GEOSGeometry *whole = is_single ? lg_geos_from_shape(worker, pieces, 0) : unite(worker, pieces);
    if (whole != NULL) {
        whole = lg_site_close(worker, whole, is_single ? 0.0 : gap_m, &site->part_count);
    }
    status = lg_geos_polygons(worker, whole, &outline, "land of a site", err);
    if (status != LG_OK) return status;
    if (!is_single) status = lg_geos_to_shapes(worker, outline, pieces, err);
    const struct drawn drawn = {outline, pieces, pieces->count - 1};
    if (status == LG_OK) status = measure(worker, &stretch, &drawn, site, err);
    if (status == LG_OK && !is_single) status = keep_outline(&stretch, &drawn, lon_lat, err);
    GEOSGeom_destroy_r(worker->geos, outline);
    if (status == LG_OK) status = lg_decimals_settle(worker, lon_lat, decimals, err);
    return status;
}
