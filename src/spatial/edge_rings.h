/*
 * From the edges around a piece of land back to polygons. Inside spatial/ only.
 */
#ifndef LG_SPATIAL_EDGE_RINGS_H
#define LG_SPATIAL_EDGE_RINGS_H

#include "spatial/contact.h"
#include "spatial/edge_set.h"

/* Zero-initialise; used again and again. */
struct lg_edge_rings {
    struct lg_shapes rings; /* one ring a shape, in the order found, any direction */
    double *area;           /* [rings.count] signed, in the plane: positive for outer rings */
    /* Private: memory of the steps. */
    size_t *start;      /* [vertex_count + 1] ranges of leaving */
    size_t *leaving;    /* [edge_count] edges by the vertex they leave from */
    uint8_t *used;      /* [edge_count] */
    uint32_t *path;     /* [edge_count + 1] vertices of the walk under way */
    size_t *path_place; /* [vertex_count] 1-based place in the path; 0: not in it */
    size_t vertex_capacity, edge_capacity, area_capacity;
    struct lg_box_tree *ring_tree; /* of all rings */
    size_t *outer;                 /* [outer_count] rings */
    size_t *owner;                 /* [rings.count] outer ring of a hole; SIZE_MAX: none */
    struct lg_box *boxes;
    size_t outer_count, ring_capacity;
    struct lg_contact_scratch contact;
    struct lg_box_hits hits;
};

/**
 * Polygons whose boundary the edges are, the land on the right of every edge.
 *
 * Where several edges meet in a vertex, each polygon keeps to its own: polygons and rings may touch
 * in points.
 *
 * @param set       settled: as many edges come to a vertex as leave it
 * @param area_min  of a ring, in units of the plane squared; smaller ones are rounding, dropped
 * @param polygons  out: cleared, then one polygon a shape
 * @param is_sure   out: false when it cannot be told which ring lies in which
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_edge_rings_link(struct lg_edge_rings *scratch,
                                               const struct lg_edge_set *set, double area_min,
                                               struct lg_shapes *polygons, bool *is_sure,
                                               struct lg_error *err);

void lg_edge_rings_reset(struct lg_edge_rings *scratch);

#endif
