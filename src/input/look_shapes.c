/*
 * The shapes of the sample, measured as a run will measure them: what recorded areas, floor areas
 * and money are held against.
 */
#include "input/look.h"

#include "base/grow.h"
#include "landgauge/area.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Collections of collections deeper than this are no land parcels. */
enum { DEPTH_MAX = 8 };

/* Shapes of more vertices than this in all are not measured: a look takes seconds. */
#define VERTEX_COUNT_MAX ((size_t)4 << 20)

struct measuring {
    struct lg_look *look;
    double *xy; /* [2 * capacity] the ring at hand */
    size_t capacity, vertex_count;
    bool is_plane, has_failed;
};

/* |area| of a plane ring about its first vertex. */
static double plane_area(const double *xy, size_t vertex_count)
{
    double twice = 0.0;
    for (size_t i = 1; i + 1 < vertex_count; i++) {
        const double *at = xy + 2 * i;
        twice += (at[0] - xy[0]) * (at[3] - xy[1]) - (at[2] - xy[0]) * (at[1] - xy[1]);
    }
    return fabs(twice) / 2.0;
}

/* NaN: it has no place on the ellipsoid. */
static double ring_area(struct measuring *measuring, size_t vertex_count)
{
    double *xy = measuring->xy;
    for (size_t i = 0; i < 2 * vertex_count; i++) {
        if (!isfinite(xy[i])) return (double)NAN;
    }
    if (measuring->is_plane) return plane_area(xy, vertex_count);
    const struct lg_projection *projection = &measuring->look->crs.projection;
    struct lg_error err;
    double area_m2 = 0.0;
    if (projection->to_lon_lat(projection->state, vertex_count, xy, &err) != LG_OK) {
        return (double)NAN;
    }
    if (lg_area_ring_divided_m2(xy, vertex_count, &area_m2, &err) != LG_OK) {
        measuring->has_failed = true;
        return (double)NAN;
    }
    return fabs(area_m2);
}

static double polygon_area(struct measuring *measuring, OGRGeometryH polygon)
{
    double area_m2 = 0.0;
    int ring_count = OGR_G_GetGeometryCount(polygon);
    for (int i = 0; i < ring_count && !measuring->has_failed; i++) {
        OGRGeometryH ring = OGR_G_GetGeometryRef(polygon, i);
        int count = ring == NULL ? 0 : OGR_G_GetPointCount(ring);
        if (count <= 0) continue;
        if ((size_t)count > measuring->capacity) {
            size_t capacity = lg_grow_capacity(measuring->capacity, (size_t)count);
            double *xy = lg_resize(measuring->xy, capacity, 2 * sizeof(double));
            measuring->has_failed = xy == NULL;
            if (xy == NULL) break;
            measuring->xy = xy;
            measuring->capacity = capacity;
        }
        const int stride = 2 * (int)sizeof(double);
        (void)OGR_G_GetPoints(ring, measuring->xy, stride, measuring->xy + 1, stride, NULL, 0);
        measuring->vertex_count += (size_t)count;
        area_m2 += (i == 0 ? 1.0 : -1.0) * ring_area(measuring, (size_t)count);
    }
    return area_m2;
}

static double part_area(struct measuring *measuring, OGRGeometryH geometry, int depth)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbPolygon) return polygon_area(measuring, geometry);
    if ((type != wkbMultiPolygon && type != wkbGeometryCollection) || depth == DEPTH_MAX) {
        measuring->look->other_count++;
        return (double)NAN;
    }
    double area_m2 = 0.0;
    int count = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; i < count; i++) {
        area_m2 += part_area(measuring, OGR_G_GetGeometryRef(geometry, i), depth + 1);
    }
    return area_m2;
}

static double feature_area(struct measuring *measuring, OGRFeatureH feature)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry == NULL || OGR_G_IsEmpty(geometry)) {
        measuring->look->empty_count++;
        return (double)NAN;
    }
    measuring->look->dimension_count += OGR_G_Is3D(geometry) || OGR_G_IsMeasured(geometry);
    OGRGeometryH straight = NULL;
    if (OGR_G_HasCurveGeometry(geometry, TRUE)) {
        straight = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
        if (straight != NULL) geometry = straight;
    }
    double area_m2 = part_area(measuring, geometry, 0);
    if (straight != NULL) OGR_G_DestroyGeometry(straight);
    return area_m2 > 0 ? area_m2 : (double)NAN;
}

/* Where no CRS can be used, coordinates too large for degrees are taken for metres. */
static bool looks_like_metres(const struct lg_box *box)
{
    return box->x_min <= box->x_max && (fmax(fabs(box->x_min), fabs(box->x_max)) > 360.0 ||
                                        fmax(fabs(box->y_min), fabs(box->y_max)) > 360.0);
}

enum lg_status lg_look_measure(struct lg_look *look, struct lg_error *err)
{
    assert(look->opened.layer != NULL);

    const struct lg_sample *sample = &look->sample;
    look->area_m2 = lg_arena_take(&look->memory, (sample->row_count + 1) * sizeof(double));
    if (look->area_m2 == NULL) return lg_fail(err, LG_NO_MEMORY, "a look at the shapes");
    for (size_t row = 0; row < sample->row_count; row++) {
        look->area_m2[row] = (double)NAN;
    }
    bool has_way = look->crs_error.message[0] == '\0' && look->crs.projection.to_lon_lat != NULL;
    struct measuring measuring = {.look = look, .is_plane = !has_way};
    look->is_plane = measuring.is_plane;
    if (!look->opened.has_geometry || (!has_way && !looks_like_metres(&look->box))) return LG_OK;

    OGR_L_ResetReading(look->opened.layer);
    size_t row = 0;
    while (row < sample->row_count && measuring.vertex_count < VERTEX_COUNT_MAX &&
           !measuring.has_failed) {
        OGRFeatureH feature = OGR_L_GetNextFeature(look->opened.layer);
        if (feature == NULL) break;
        int64_t number = (int64_t)OGR_F_GetFID(feature);
        /* OGR may pass rows over that the table shows; never take one's shape for another's. */
        while (row < sample->row_count && sample->features[row] < number) {
            row++;
        }
        if (row < sample->row_count && sample->features[row] == number) {
            look->area_m2[row++] = feature_area(&measuring, feature);
            look->measured_count++;
        }
        OGR_F_Destroy(feature);
    }
    OGR_L_ResetReading(look->opened.layer);
    free(measuring.xy);
    return measuring.has_failed ? lg_fail(err, LG_NO_MEMORY, "a look at the shapes") : LG_OK;
}
