/*
 * Between our columns and GEOS. Only files of spatial/ may include this.
 *
 * GEOS objects belong to the worker whose context made them and never leave the folder.
 */
#ifndef LG_SPATIAL_GEOS_H
#define LG_SPATIAL_GEOS_H

#include "model/shapes.h"
#include "spatial/worker.h"

#include <geos_c.h>

struct lg_spatial_worker {
    GEOSContextHandle_t geos;
    char geos_message[256]; /* what GEOS said last when a call of it came to nothing */
    const struct lg_sources *sources;
    struct lg_projection *projections; /* [projection_count] by source; no state: not cloned yet */
    size_t projection_count;
    GEOSMakeValidParams *repair_params[2]; /* by enum lg_repair */
    GEOSGeometry **parts; /* [part_capacity] while a multipolygon is put together */
    size_t part_capacity;
    double *vertices; /* [2 * vertex_capacity] divided rings on their way to degrees */
    uint32_t *steps;  /* [step_capacity] parts that each edge was divided into */
    size_t vertex_capacity, step_capacity;
    struct lg_shapes cleaned; /* one shape: closed rings, before validity is known */
    struct lg_shapes rounded; /* one shape: as it will be written */
};

/**
 * The projection of a source, cloned for this worker on first use.
 *
 * @param source      position in lg_sources; not a table
 * @param projection  out: belongs to the worker
 * @return LG_OK; LG_NO_MEMORY; what the projection's clone says
 */
LG_NODISCARD enum lg_status lg_worker_projection(struct lg_spatial_worker *worker, size_t source,
                                                 const struct lg_projection **projection,
                                                 struct lg_error *err);

/**
 * A shape as a GEOS polygon, or multipolygon when it has several outer rings.
 *
 * Vertices come over unchanged, holes with the outer ring before them; a shape without rings
 * becomes an empty polygon. A first ring marked as a hole is taken as an outer one.
 *
 * @param shapes  closed rings of at least 4 vertices, any validity, finite
 * @return free with GEOSGeom_destroy_r(worker->geos, ...); NULL: lg_geos_fail() says why
 */
GEOSGeometry *lg_geos_from_shape(struct lg_spatial_worker *worker, const struct lg_shapes *shapes,
                                 size_t row);

/**
 * Append a geometry as one shape: its polygons at any depth, lines and points dropped.
 *
 * Each outer ring is followed by its holes; orders and orientations are those of GEOS. Without
 * any polygon the appended shape is empty.
 *
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when GEOS cannot hand a ring over
 */
LG_NODISCARD enum lg_status lg_geos_to_shapes(struct lg_spatial_worker *worker,
                                              const GEOSGeometry *geometry,
                                              struct lg_shapes *shapes, struct lg_error *err);

/**
 * The part of a polygon near a box, for what is to be laid over something in the box.
 *
 * @return free with GEOSGeom_destroy_r(); NULL: the clip cannot be relied on, take the whole
 */
GEOSGeometry *lg_geos_clip_near(struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                                struct lg_box box);

/**
 * The polygons of a geometry that an overlay made, without the lines and points that it left.
 *
 * @param geometry  consumed; NULL is a failure
 * @param polygons  out: free with GEOSGeom_destroy_r(); NULL on failure
 * @param what      as for lg_geos_fail()
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_geos_polygons(struct lg_spatial_worker *worker,
                                             GEOSGeometry *geometry, GEOSGeometry **polygons,
                                             const char *what, struct lg_error *err);

/**
 * The failure of the last GEOS call: LG_NO_MEMORY when it ran out of memory, else LG_INTERNAL.
 *
 * @param what  the thing at fault, "parcel 17 over park A": heads the message
 */
enum lg_status lg_geos_fail(const struct lg_spatial_worker *worker, struct lg_error *err,
                            const char *what);

#endif
