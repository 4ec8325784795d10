/*
 * From a geometry that an overlay left to an area of the quality list.
 */
#ifndef LG_SPATIAL_LAND_AREA_H
#define LG_SPATIAL_LAND_AREA_H

#include "model/quality_areas.h"
#include "spatial/geos.h"

/* Memory of one thread; zero-initialise. */
struct lg_land_area_scratch {
    struct lg_shapes flat;    /* one shape in a plane */
    struct lg_shapes degrees; /* the same in degrees */
};

/* What all geometries of one overlay have in common. */
struct lg_land_area_task {
    struct lg_spatial_worker *worker;
    size_t plane;       /* position in lg_sources: whose CRS the geometries are in */
    double area_m2_min; /* smaller land, or land of just this size, is passed over */
};

/**
 * Measure a geometry and, where it is large enough, add it to a list.
 *
 * @param geometry  any; lines and points in it are nothing
 * @param area      in: code and whose it is; out: area, and where it is added width and place;
 *                  area_m2 is 0 where there is no polygon
 * @param areas     the area is added to it, or not
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when GEOS gives up; LG_BAD_INPUT when a vertex cannot
 *         be brought to longitude and latitude
 */
LG_NODISCARD enum lg_status lg_land_area_add(struct lg_land_area_scratch *scratch,
                                             const struct lg_land_area_task *task,
                                             const GEOSGeometry *geometry,
                                             struct lg_quality_area *area,
                                             struct lg_quality_areas *areas, struct lg_error *err);

void lg_land_area_scratch_reset(struct lg_land_area_scratch *scratch);

#endif
