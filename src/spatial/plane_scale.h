/*
 * True square metres per square unit of a plane, near given boxes.
 *
 * The scale of a map projection bends slowly: its second derivative is about 2 / R^2, R the
 * Earth's radius. Between nodes 2 km apart a bilinear value is therefore off by at most
 * 2 * (2000 m)^2 / (4 R^2) = 5e-8 of itself; over the width of a building it is constant.
 */
#ifndef LG_SPATIAL_PLANE_SCALE_H
#define LG_SPATIAL_PLANE_SCALE_H

#include "model/shapes.h"
#include "spatial/worker.h"

struct lg_plane_scale;

/**
 * Measure the scale at the nodes around the boxes.
 *
 * @param plane  position of a source in lg_sources: whose plane
 * @param boxes  [count] in that plane; inverted ones are passed over
 * @param scale  out: read only from now on, any thread; free with lg_plane_scale_free()
 * @return LG_OK; LG_BAD_INPUT where the plane cannot be brought to degrees; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_plane_scale_new(struct lg_spatial_worker *worker, size_t plane,
                                               const struct lg_box *boxes, size_t count,
                                               struct lg_plane_scale **scale, struct lg_error *err);

/** The scale at a point of one of the boxes; NaN far from all of them. */
double lg_plane_scale_at(const struct lg_plane_scale *scale, double x, double y);

/** NULL is allowed. */
void lg_plane_scale_free(struct lg_plane_scale *scale);

#endif
