/*
 * A second key to areas: shapes in degrees measured by geodesics, and the land that many of them
 * cover together. Shares nothing with the national formula but the ellipsoid.
 */
#ifndef LG_SPATIAL_UNION_AREA_H
#define LG_SPATIAL_UNION_AREA_H

#include "model/shapes.h"
#include "spatial/worker.h"

/* A shape as it is drawn. */
struct lg_drawn_area {
    double area_m2;  /* with geodesics for edges; 0 for an empty shape */
    double limit_m2; /* what the area before rounding may differ by, see lg_drawn_area_of() */
};

/**
 * Area of a shape in degrees, its outer rings less its holes, whatever way they run.
 *
 * The limit is no estimate but a bound. Coordinates of 8 decimals are off by half a unit of the
 * last one, ex and ey in metres; moving a vertex by so much changes the area by at most
 * (ex |dy| + ey |dx|) / 2, dx and dy between its neighbours. An edge of length s that is straight
 * in degrees, in a Gauss-Krueger plane or in another conformal plane near its middle bends from
 * the geodesic by at most 1.09 (tan B + 0.05) / R, which leaves 1.09 (tan B + 0.05) s^3 / 12 R
 * between both; the factor is taken as 1.3 for the short parts in which areas are measured.
 *
 * @param lon_lat  closed rings
 * @source sphere: the line dL / dB = const has the geodesic curvature sin A (1 + cos^2 A) tan B / R
 */
struct lg_drawn_area lg_drawn_area_of(const struct lg_shapes *lon_lat, size_t row);

/** Whether GEOS takes a shape for valid; an empty one is. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_drawn_is_valid(struct lg_spatial_worker *worker,
                                              const struct lg_shapes *lon_lat, size_t row,
                                              bool *is_valid, struct lg_error *err);

/* Rows of a column of shapes, and the boundary they should lie in. */
struct lg_drawn_rows {
    const struct lg_shapes *lon_lat;
    const size_t *rows; /* [count] */
    size_t count;
    const struct lg_shapes *boundary;
    size_t boundary_row;
    double pair_m2_max; /* two rows may share so much, which a drawing leaves */
};

struct lg_drawn_union {
    double union_m2;  /* of all rows together; NaN: GEOS cannot make it */
    double shared_m2; /* what pairs of rows share up to pair_m2_max; 0 while nothing is shared */
    double beyond_m2; /* of the union outside the boundary; NaN as above */
};

/**
 * The land that the rows cover together, each square metre once.
 *
 * Which pairs share land is looked up only where the union is smaller than the sum of the rows by
 * more than their limits.
 *
 * @return LG_OK; LG_NO_MEMORY. A shape that GEOS cannot overlay is no failure: the result is NaN.
 */
LG_NODISCARD enum lg_status lg_drawn_union_of(struct lg_spatial_worker *worker,
                                              const struct lg_drawn_rows *rows,
                                              struct lg_drawn_union *result, struct lg_error *err);

#endif
