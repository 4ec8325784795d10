/*
 * Shapes in the plane of another source.
 */
#ifndef LG_SPATIAL_BRING_H
#define LG_SPATIAL_BRING_H

#include "model/model.h"
#include "spatial/geos.h"

/**
 * The source that stands for the plane of a source: the first one with the same EPSG code, else
 * itself. Coordinates of two sources of one plane can be compared as they are.
 */
size_t lg_plane_of(const struct lg_sources *sources, size_t source);

/** The plane of a parcel. */
size_t lg_parcel_plane(const struct lg_model *model, size_t parcel);

/**
 * Append a shape of degrees to a column in the plane of a source, vertex by vertex.
 *
 * @return LG_OK; LG_BAD_INPUT when a vertex cannot be brought over; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_bring_shape(struct lg_spatial_worker *worker,
                                           const struct lg_shapes *lon_lat, size_t row,
                                           size_t plane, struct lg_shapes *brought,
                                           struct lg_error *err);

/**
 * Append a parcel's shape as it lies in a plane: copied where that is its own, else brought there.
 * @return as above
 */
LG_NODISCARD enum lg_status lg_bring_parcel(struct lg_spatial_worker *worker,
                                            const struct lg_model *model, size_t parcel,
                                            size_t plane, struct lg_shapes *brought,
                                            struct lg_error *err);

#endif
