/*
 * How two polygons meet, decided without building anything: the filter before every exact overlay.
 *
 * An answer other than "doubt" is certain; it never depends on rounding.
 */
#ifndef LG_SPATIAL_CONTACT_H
#define LG_SPATIAL_CONTACT_H

#include "model/box_tree.h"

/* A valid shape as the tests see it. The shapes are borrowed, the index is owned. */
struct lg_outline {
    const struct lg_shapes *shapes;
    size_t shape;
    struct lg_box box;
    struct lg_box_tree *edges; /* NULL: edges are walked through; by first vertex of the shape */
};

enum lg_contact {
    LG_CONTACT_APART,        /* no common interior; borders may touch */
    LG_CONTACT_FIRST_INSIDE, /* nothing of the first lies outside the second */
    LG_CONTACT_DOUBT,        /* anything else, and whatever rounding could change */
};

enum lg_side { LG_SIDE_OUT, LG_SIDE_IN, LG_SIDE_DOUBT };

/* Memory of the tests of one thread; zero-initialise. */
struct lg_contact_edges {
    size_t count, capacity;
    struct lg_contact_edge *items; /* [count] */
};

struct lg_contact_scratch {
    struct lg_contact_edges first, second;
    struct lg_box_hits hits;
};

/** An outline that walks through its edges: for shapes of some tens of vertices. */
struct lg_outline lg_outline_of(const struct lg_shapes *shapes, size_t shape);

/** Give an outline an index of its edges: for shapes met often. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_outline_index(struct lg_outline *outline, struct lg_error *err);

/** Free the index. */
void lg_outline_reset(struct lg_outline *outline);

/**
 * Compare two shapes in one plane.
 *
 * @param first    valid; the directions of its rings do not matter
 * @param second   valid
 * @param contact  out: LG_CONTACT_APART when one of them is empty
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_contact_find(struct lg_contact_scratch *scratch,
                                            const struct lg_outline *first,
                                            const struct lg_outline *second,
                                            enum lg_contact *contact, struct lg_error *err);

/**
 * On which side of a shape's border a point lies; LG_SIDE_DOUBT on the border and too near to it.
 *
 * @param xy    [2]
 * @param side  out
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_contact_locate(struct lg_contact_scratch *scratch,
                                              const struct lg_outline *outline, const double *xy,
                                              enum lg_side *side, struct lg_error *err);

/** Whether the box of some edge of the shape meets a box. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_contact_has_edge_near(struct lg_contact_scratch *scratch,
                                                     const struct lg_outline *outline,
                                                     struct lg_box box, bool *near,
                                                     struct lg_error *err);

void lg_contact_scratch_reset(struct lg_contact_scratch *scratch);

#endif
