/*
 * Pieces where buildings look for them. Inside spatial/ only.
 */
#ifndef LG_SPATIAL_BUILDINGS_H
#define LG_SPATIAL_BUILDINGS_H

#include "model/box_tree.h"
#include "model/model.h"
#include "spatial/bring.h"
#include "spatial/plane_scale.h"

#include <stdatomic.h>

/* All pieces of parcels in one plane. */
struct lg_plane_pieces {
    size_t plane;
    size_t count;
    size_t *pieces;           /* [count] ascending */
    struct lg_box *boxes;     /* [count] */
    struct lg_box_tree *tree; /* of their boxes */
    struct lg_plane_scale *scale;
};

struct lg_building_overlay {
    struct lg_plane_pieces *planes; /* [plane_count] only planes with pieces */
    size_t plane_count;
    /* [source count] whether it was said that a source has nothing to tell floors by */
    atomic_flag *told;
    size_t source_count;
};

/** The shape of a piece in the plane of its parcel: a row of one of two columns. */
const struct lg_shapes *lg_building_piece_shape(const struct lg_model *model, size_t piece,
                                                size_t *row);

#endif
