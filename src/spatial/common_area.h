/*
 * The area that two shapes have in common, without making the common shape.
 */
#ifndef LG_SPATIAL_COMMON_AREA_H
#define LG_SPATIAL_COMMON_AREA_H

#include "model/shapes.h"

/* Rings on their way through the half-planes; zero-initialise. */
struct lg_clip_scratch {
    double *from, *to; /* [2 * capacity] */
    size_t capacity;
};

/**
 * Common area in square units of the plane.
 *
 * Takes time by the product of both counts of vertices: for shapes of which one is small.
 *
 * @param first   valid; directions of rings do not matter
 * @param second  valid
 * @param area    out: never negative
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_common_area(struct lg_clip_scratch *scratch,
                                           const struct lg_shapes *first, size_t first_row,
                                           const struct lg_shapes *second, size_t second_row,
                                           double *area, struct lg_error *err);

/**
 * Area of a shape in square units of the plane: outer rings less holes, whatever way they run.
 */
double lg_plane_area(const struct lg_shapes *shapes, size_t row);

void lg_clip_scratch_reset(struct lg_clip_scratch *scratch);

#endif
