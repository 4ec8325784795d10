/*
 * The largest circle within a shape of few edges.
 */
#ifndef LG_SPATIAL_INNER_CIRCLE_H
#define LG_SPATIAL_INNER_CIRCLE_H

#include "model/shapes.h"

/* With more vertices an index of edges is worth its making, and GEOS has one. */
#define LG_INNER_CIRCLE_VERTICES_MAX 200

struct lg_inner_circle {
    double x, y;
    double radius; /* 0: the shape has no inside */
};

/**
 * Find the circle by halving squares: one is looked into only while it may hold a centre that is
 * better than the best.
 *
 * @param flat    closed valid rings in a plane, one outer one at least
 * @param exact   above 0, in the unit of the plane: no circle is larger by more
 * @param circle  out: its radius is the distance to the nearest edge
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_inner_circle_find(const struct lg_shapes *flat, size_t row,
                                                 double exact, struct lg_inner_circle *circle,
                                                 struct lg_error *err);

#endif
