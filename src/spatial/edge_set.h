/*
 * Directed edges of many rings, of which those that run both ways cancel each other.
 *
 * The edges of neighbours that share a boundary cancel bit by bit; what is left is the boundary of
 * their union. Inside spatial/ only.
 */
#ifndef LG_SPATIAL_EDGE_SET_H
#define LG_SPATIAL_EDGE_SET_H

#include "model/box_tree.h"
#include "model/shapes.h"

struct lg_edge {
    uint32_t from, to; /* vertices */
};

/* One split of an edge at a vertex that lies on it. */
struct lg_edge_split {
    size_t edge;
    double along; /* 0 at its begin, 1 at its end */
    uint32_t vertex;
};

/* Zero-initialise; used again for park after park. */
struct lg_edge_set {
    size_t vertex_count, edge_count;
    double *xy;            /* [2 * vertex_count] no vertex twice */
    struct lg_edge *edges; /* [edge_count] */
    bool is_repeated;      /* some edge of those left stands more than once */
    /* Private: memory of the steps. */
    size_t vertex_capacity, edge_capacity, box_capacity, split_count, split_capacity;
    size_t table_capacity, table_room; /* in use, a power of two; allocated */
    uint32_t *table;      /* [table_capacity] open addressing; 0: free, else a position plus 1 */
    int8_t *net;          /* [edge_capacity] how often an edge runs on from - to minus back */
    uint32_t *same;       /* [vertex_capacity] the vertex that stands for a vertex */
    struct lg_box *boxes; /* [box_capacity] */
    struct lg_edge_split *splits; /* [split_count] */
    struct lg_box_hits hits;
};

/** Forget all edges, keep the memory, make room for some vertices. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_edge_set_start(struct lg_edge_set *set, size_t vertex_count_max,
                                              struct lg_error *err);

/**
 * Add the rings of a shape, its land on the left of every edge; right_side turns them round.
 *
 * All shapes together have at most the vertices that lg_edge_set_start() was told.
 */
void lg_edge_set_add(struct lg_edge_set *set, const struct lg_shapes *shapes, size_t shape,
                     bool right_side);

/**
 * Cancel edges that run both ways, then take vertices nearer to each other than the tolerance for
 * one, let edges run through a vertex that they pass within the tolerance, and through a new one
 * where they cross; cancel again.
 *
 * @param tolerance  in units of the plane
 * @param is_sure    out: true when no two edges that are left cross
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_edge_set_settle(struct lg_edge_set *set, double tolerance,
                                               bool *is_sure, struct lg_error *err);

void lg_edge_set_reset(struct lg_edge_set *set);

#endif
