/*
 * The shapes of one result over those of another: areas, and the land in common.
 */
#ifndef LG_SPATIAL_DIFF_OVERLAY_H
#define LG_SPATIAL_DIFF_OVERLAY_H

#include "model/shapes.h"

#include <signal.h>

/* How much work goes on at once, and whether to stop. */
struct lg_overlay_means {
    size_t thread_count;
    const volatile sig_atomic_t *stop; /* NULL: never */
};

/* Two shapes, and what they have in common. */
struct lg_common_land {
    size_t old_shape, new_shape;
    double area_m2;
};

struct lg_common_lands {
    size_t count, capacity;
    struct lg_common_land *items; /* [count] by old_shape, new_shape */
};

/**
 * Area of a shape in degrees by the national formula, edges longer than 70 m divided in the plane
 * of longitude and latitude.
 *
 * @param lon_lat   closed rings
 * @param border_m  out: length of all rings; NULL: not wanted
 * @return m2; 0 for an empty shape
 * @source domain.md 4.4
 */
double lg_lon_lat_area_m2(const struct lg_shapes *lon_lat, size_t shape, double *border_m);

/**
 * Append the union of several shapes as one.
 *
 * @param lon_lat  valid shapes in degrees
 * @param first    of them, count after each other
 * @param into     the shape is added to it; not lon_lat
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when GEOS gives up
 */
LG_NODISCARD enum lg_status lg_lon_lat_join(const struct lg_shapes *lon_lat, size_t first,
                                            size_t count, struct lg_shapes *into,
                                            struct lg_error *err);

/**
 * Which old and new shapes may have land in common: their boxes meet.
 *
 * @param pairs  out: area_m2 is NaN; free items
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_find_common_land(const struct lg_shapes *old_shapes,
                                                const struct lg_shapes *new_shapes,
                                                struct lg_common_lands *pairs,
                                                struct lg_error *err);

/**
 * Fill in what pairs of shapes have in common, by the national formula.
 *
 * Equal shapes share their whole area. Clipping without GEOS finds out which others only touch; of
 * the rest GEOS makes the common shape. Rows are worked on in blocks over threads; the result does
 * not depend on how many.
 *
 * @param pairs  in: which; out: area_m2, 0 where they only touch
 * @return LG_OK; LG_NO_MEMORY; LG_STOPPED; LG_BAD_INPUT when GEOS can make nothing of two shapes
 */
LG_NODISCARD enum lg_status lg_measure_common_land(const struct lg_shapes *old_shapes,
                                                   const struct lg_shapes *new_shapes,
                                                   const struct lg_overlay_means *means,
                                                   struct lg_common_lands *pairs,
                                                   struct lg_error *err);

#endif
