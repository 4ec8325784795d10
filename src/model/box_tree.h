/*
 * Which of many boxes meet a given one: a packed tree, built once, read by any thread.
 *
 * Sort-Tile-Recursive packing: boxes are sorted into vertical slices by their centre's x, each
 * slice by y, and every 16 neighbours share a node. There is no bad case with mixed sizes.
 */
#ifndef LG_MODEL_BOX_TREE_H
#define LG_MODEL_BOX_TREE_H

#include "model/shapes.h"

struct lg_box_tree;

/* Positions found; zero-initialise, then use again and again. */
struct lg_box_hits {
    size_t count, capacity;
    size_t *items; /* [count] ascending */
};

/**
 * Build a tree.
 *
 * @param boxes  [count], not kept; an inverted box is never found; count may be 0
 * @param tree   out: free with lg_box_tree_free(); NULL on failure
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_box_tree_new(const struct lg_box *boxes, size_t count,
                                            struct lg_box_tree **tree, struct lg_error *err);

/**
 * Positions of all boxes that have a point in common with a box, borders included.
 *
 * @param hits  out: cleared first
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_box_tree_query(const struct lg_box_tree *tree, struct lg_box box,
                                              struct lg_box_hits *hits, struct lg_error *err);

/** NULL is allowed. */
void lg_box_tree_free(struct lg_box_tree *tree);

void lg_box_hits_reset(struct lg_box_hits *hits);

/** Whether two boxes have a point in common; false for inverted ones. */
bool lg_box_meets(struct lg_box left, struct lg_box right);

#endif
