#include "spatial/land_area.h"

#include "spatial/decimals.h"
#include "spatial/measure_shape.h"
#include "spatial/outline_checks.h"

/* A point in the land, in degrees. */
static enum lg_status place_area(const struct lg_land_area_task *task, const GEOSGeometry *geometry,
                                 struct lg_quality_area *area, struct lg_error *err)
{
    GEOSContextHandle_t geos = task->worker->geos;
    double xy[2] = {0.0, 0.0};
    GEOSGeometry *point = GEOSPointOnSurface_r(geos, geometry);
    bool is_placed = point != NULL && GEOSGeomGetX_r(geos, point, &xy[0]) == 1 &&
                     GEOSGeomGetY_r(geos, point, &xy[1]) == 1;
    if (point != NULL) GEOSGeom_destroy_r(geos, point);
    if (!is_placed) return lg_geos_fail(task->worker, err, "point in a piece of land");

    const struct lg_projection *projection;
    enum lg_status status = lg_worker_projection(task->worker, task->plane, &projection, err);
    if (status != LG_OK) return status;
    status = projection->to_lon_lat(projection->state, 1, xy, err);
    area->lon_deg = xy[0];
    area->lat_deg = xy[1];
    return status;
}

enum lg_status lg_land_area_add(struct lg_land_area_scratch *scratch,
                                const struct lg_land_area_task *task, const GEOSGeometry *geometry,
                                struct lg_quality_area *area, struct lg_quality_areas *areas,
                                struct lg_error *err)
{
    struct lg_spatial_worker *worker = task->worker;
    area->area_m2 = 0.0;
    lg_shapes_clear(&scratch->flat);
    enum lg_status status = lg_geos_to_shapes(worker, geometry, &scratch->flat, err);
    if (status != LG_OK || lg_shapes_is_empty(&scratch->flat, 0)) return status;
    status = lg_measure_shapes(worker, task->plane, &scratch->flat, &area->area_m2,
                               &scratch->degrees, err);
    if (status != LG_OK || !(area->area_m2 > task->area_m2_min)) return status;

    uint8_t decimals = LG_DECIMALS_MIN;
    double length_m = lg_outline_length_m(&scratch->degrees, 0);
    area->width_m = length_m > 0.0 ? 2.0 * area->area_m2 / length_m : 0.0;
    status = place_area(task, geometry, area, err);
    if (status == LG_OK) {
        status = lg_decimals_choose(worker, &scratch->degrees, 0, &decimals, err);
    }
    if (status != LG_OK) return status;
    return lg_quality_areas_add(areas, area, &scratch->degrees, 0, decimals, err);
}

void lg_land_area_scratch_reset(struct lg_land_area_scratch *scratch)
{
    lg_shapes_reset(&scratch->flat);
    lg_shapes_reset(&scratch->degrees);
}
