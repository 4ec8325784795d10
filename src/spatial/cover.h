/*
 * Layers that lie over the land: the plan and the constraints. Their polygons come in groups (a
 * planned use, a constraint); within a group a square metre counts once.
 */
#ifndef LG_SPATIAL_COVER_H
#define LG_SPATIAL_COVER_H

#include "model/block.h"
#include "model/model.h"
#include "spatial/contact.h"
#include "spatial/geos.h"

/* Polygons as they are read. Zero-initialise. */
struct lg_cover_layer {
    size_t count;             /* of polygons, empty ones too */
    struct lg_shapes shapes;  /* [count] in the CRS of the row's source */
    struct lg_shapes lon_lat; /* [count] */
    size_t *group;            /* [count] SIZE_MAX: counts nowhere */
    size_t *source;           /* [count] position in lg_sources */
    size_t capacity;
};

/**
 * Add the rows of a prepared block.
 * @param groups  [block->table.count]
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_cover_layer_add(struct lg_cover_layer *layer,
                                               const struct lg_block *block, const size_t *groups,
                                               struct lg_error *err);
void lg_cover_layer_reset(struct lg_cover_layer *layer);

/* The polygons in one plane of targets. */
struct lg_cover_plane {
    struct lg_shapes shapes;     /* [count of the index] */
    struct lg_outline *outlines; /* [outline_count] indexed; NULL: no target is in this plane */
    size_t outline_count;
    struct lg_box_tree *tree;
};

/* What all workers read: the polygons by group and geometry, so that no input order is left. */
struct lg_cover_index {
    size_t count;
    size_t *group; /* [count] ascending */
    size_t source_count;
    size_t *planes;                  /* [source_count] lg_plane_of() of each source */
    struct lg_cover_plane *by_plane; /* [source_count] */
};

/** @param with_parks  in the planes of the parks, too
 *  @param index  out: free with lg_cover_index_reset(), also after a failure
 *  @return LG_OK; LG_BAD_INPUT when a vertex cannot be brought over; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_cover_index_init(struct lg_cover_index *index,
                                                const struct lg_model *model,
                                                const struct lg_cover_layer *layer, bool with_parks,
                                                struct lg_error *err);
void lg_cover_index_reset(struct lg_cover_index *index);

enum lg_cover_kind { LG_COVER_NONE, LG_COVER_PART, LG_COVER_WHOLE };

/* How much of a target something covers. Zero-initialised: nothing. */
struct lg_cover {
    enum lg_cover_kind kind;
    double area_m2;         /* adjusted to close on the target */
    GEOSGeometry *geometry; /* owned; of a part only */
};

/* The land that is looked at: a parcel, a piece or a park. */
struct lg_cover_target {
    const struct lg_shapes *shapes;
    size_t row;
    size_t plane;
    double area_m2;   /* what it counts */
    double limit_m2;  /* a smaller part is nothing, a smaller rest is not left */
    const char *name; /* in messages */
};

/* One worker. Zero-initialise all but the worker. */
struct lg_cover_state {
    struct lg_spatial_worker *worker;
    struct lg_cover_target target;
    struct lg_outline outline; /* of the target */
    GEOSGeometry *geometry;    /* of the target; NULL: not needed yet */
    double raw_m2;             /* of the target as measured; NaN: not needed yet */
    struct lg_contact_scratch scratch;
    struct lg_box_hits hits;
    size_t hit; /* the first of hits that no group has taken yet */
    struct lg_shapes flat;
    GEOSGeometry **parts; /* [part_capacity] */
    size_t part_count, part_capacity;
    GEOSGeometry **large; /* [large_count] of polygons with many vertices, on first use, by plane */
    size_t large_count;
};

/** Take up a target: which polygons are near it. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_cover_begin(const struct lg_cover_index *index,
                                           struct lg_cover_state *state,
                                           const struct lg_cover_target *target,
                                           struct lg_error *err);

/** The group of the nearest polygon that is not taken yet; SIZE_MAX: no more. */
size_t lg_cover_next_group(const struct lg_cover_index *index, const struct lg_cover_state *state);

/**
 * What a group covers of the target. Groups are asked in ascending order.
 *
 * @param is_outside  true: what lies outside all its polygons
 * @param cover       out: free with lg_cover_drop()
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when GEOS cannot overlay the two
 */
LG_NODISCARD enum lg_status lg_cover_take(const struct lg_cover_index *index,
                                          struct lg_cover_state *state, size_t group,
                                          bool is_outside, struct lg_cover *cover,
                                          struct lg_error *err);

/**
 * Add a cover of the same target to another; the land of both counts once.
 *
 * @param fresh_m2  out: by how much the sum grew; NULL: not wanted
 */
LG_NODISCARD enum lg_status lg_cover_join(struct lg_cover_state *state, struct lg_cover *sum,
                                          const struct lg_cover *more, double *fresh_m2,
                                          struct lg_error *err);
void lg_cover_drop(struct lg_cover_state *state, struct lg_cover *cover);

/** Free all but what is borrowed. */
void lg_cover_state_reset(struct lg_cover_state *state);

#endif
