/*
 * The rows of lg_pieces while they are made.
 */
#ifndef LG_SPATIAL_PIECES_H
#define LG_SPATIAL_PIECES_H

#include "model/model.h"

/* One row; cut is a shape of the column that is handed in beside it, or LG_WHOLE_SHAPE. */
struct lg_piece {
    size_t park, parcel;
    double inside_m2, counted_m2, disputed_m2, share;
    size_t cut;
    uint8_t cut_decimals; /* of the cut shape */
};

/**
 * Append rows, and their cut shapes from a column; columns of other stages are filled with "not
 * known".
 *
 * @param items       [count]; cut shapes are numbered in the order of the rows
 * @param cuts        their shapes in degrees
 * @param plane_cuts  [cuts->count] the same in the plane of the parcel
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_pieces_append(struct lg_pieces *pieces, const struct lg_piece *items,
                                             size_t count, const struct lg_shapes *cuts,
                                             const struct lg_shapes *plane_cuts,
                                             struct lg_error *err);

/** Bring the rows into the order of park and parcel, LG_NO_PARK last. @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_pieces_sort(struct lg_pieces *pieces, struct lg_error *err);

/** Forget all rows, keep the memory. */
void lg_pieces_clear(struct lg_pieces *pieces);

#endif
