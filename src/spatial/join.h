/*
 * Several boundaries that are one park.
 */
#ifndef LG_SPATIAL_JOIN_H
#define LG_SPATIAL_JOIN_H

#include "model/shapes.h"
#include "spatial/worker.h"

/**
 * Join a run of shapes into one.
 *
 * @param lon_lat    valid shapes in degrees
 * @param first      the first of them
 * @param count      how many, at least 1
 * @param joined     out: one shape is added, their union
 * @param shared_m2  out: land that more than one of them holds, by the national formula in the
 *                   plane of longitude and latitude; 0 when they only touch
 * @return LG_OK; LG_BAD_INPUT when GEOS cannot join them; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_join_shapes(struct lg_spatial_worker *worker,
                                           const struct lg_shapes *lon_lat, size_t first,
                                           size_t count, struct lg_shapes *joined,
                                           double *shared_m2, struct lg_error *err);

#endif
