/*
 * Areas of shapes in the CRS of a source, by the national formula.
 */
#ifndef LG_SPATIAL_MEASURE_SHAPE_H
#define LG_SPATIAL_MEASURE_SHAPE_H

#include "model/shapes.h"
#include "spatial/worker.h"

/**
 * Area of one shape: its outer rings less its holes, whatever way round they run.
 *
 * Edges longer than LG_AREA_EDGE_M_MAX are divided in the plane of the source, then all vertices
 * are brought to longitude and latitude.
 *
 * @param source   position in lg_sources: whose CRS the shape is in
 * @param shapes   closed rings, finite vertices, any validity
 * @param area_m2  out: 0 for an empty shape
 * @return LG_OK; LG_BAD_INPUT when a vertex cannot be brought to longitude and latitude;
 *         LG_NO_MEMORY
 * @source design.md 5.2, domain.md 4.4
 */
LG_NODISCARD enum lg_status lg_measure_shape(struct lg_spatial_worker *worker, size_t source,
                                             const struct lg_shapes *shapes, size_t row,
                                             double *area_m2, struct lg_error *err);

/**
 * The same for all shapes of a column, in few calls of the projection.
 *
 * @param area_m2  out: [shapes->count]
 * @param lon_lat  out: cleared, then the same rings and vertices in degrees; NULL: not wanted
 * @return as above; on LG_BAD_INPUT ask shape by shape which one it is
 */
LG_NODISCARD enum lg_status lg_measure_shapes(struct lg_spatial_worker *worker, size_t source,
                                              const struct lg_shapes *shapes, double *area_m2,
                                              struct lg_shapes *lon_lat, struct lg_error *err);

#endif
