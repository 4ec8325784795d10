#include "spatial/join.h"

#include "landgauge/area.h"
#include "spatial/geos.h"

#include <assert.h>
#include <math.h>

/* Every ring's area in the plane of longitude and latitude, holes subtracted. */
static enum lg_status shape_area_m2(const struct lg_shapes *lon_lat, size_t shape, double *area_m2,
                                    struct lg_error *err)
{
    *area_m2 = 0;
    for (size_t ring = lon_lat->ring_start[shape]; ring < lon_lat->ring_start[shape + 1]; ring++) {
        size_t first = lon_lat->vertex_start[ring];
        double ring_m2 = 0;
        enum lg_status status = lg_area_ring_divided_m2(
            lon_lat->xy + 2 * first, lon_lat->vertex_start[ring + 1] - first, &ring_m2, err);
        if (status != LG_OK) return status;
        *area_m2 += lon_lat->ring_is_hole[ring] ? -fabs(ring_m2) : fabs(ring_m2);
    }
    return LG_OK;
}

static GEOSGeometry *union_of(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                              size_t first, size_t count)
{
    GEOSGeometry *joined = lg_geos_from_shape(worker, lon_lat, first);
    for (size_t row = first + 1; joined != NULL && row < first + count; row++) {
        GEOSGeometry *next = lg_geos_from_shape(worker, lon_lat, row);
        GEOSGeometry *both =
            next != NULL ? GEOSUnion_r(worker->geos, joined, next) : (GEOSGeometry *)NULL;
        GEOSGeom_destroy_r(worker->geos, joined);
        if (next != NULL) GEOSGeom_destroy_r(worker->geos, next);
        joined = both;
    }
    return joined;
}

enum lg_status lg_join_shapes(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                              size_t first, size_t count, struct lg_shapes *joined,
                              double *shared_m2, struct lg_error *err)
{
    assert(count > 0 && first + count <= lon_lat->count);

    *shared_m2 = 0;
    GEOSGeometry *geometry = union_of(worker, lon_lat, first, count);
    if (geometry == NULL) return lg_geos_fail(worker, err, "joining the features of a park");
    enum lg_status status = lg_geos_to_shapes(worker, geometry, joined, err);
    GEOSGeom_destroy_r(worker->geos, geometry);

    double parts_m2 = 0;
    for (size_t row = first; status == LG_OK && row < first + count; row++) {
        double part_m2 = 0;
        status = shape_area_m2(lon_lat, row, &part_m2, err);
        parts_m2 += part_m2;
    }
    double union_m2 = 0;
    if (status == LG_OK) status = shape_area_m2(joined, joined->count - 1, &union_m2, err);
    if (status == LG_OK) *shared_m2 = fmax(0, parts_m2 - union_m2);
    return status;
}
