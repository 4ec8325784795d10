/*
 * The constraints on a piece, and what of its land they turn into land that cannot be built on.
 */
#ifndef LG_MODEL_CONSTRAINTS_H
#define LG_MODEL_CONSTRAINTS_H

#include "model/model.h"

/** The hits of a piece: a range of constraints.hits, in the order of the project; count may be 0.
 */
const struct lg_constraint_hit *lg_piece_hits(const struct lg_model *model, size_t piece,
                                              size_t *count);

/**
 * Land that a hit turns into its constraint's state C1 to C3, on the chosen area basis.
 *
 * Unbuilt land (B2 and below) that is not supplied (D) takes the state; all other land stays what
 * it is.
 *
 * @return m2; 0 where nothing is turned, or the piece's area is not known
 * @source domain.md 1.3 (C), 5.4
 */
double lg_hit_turned_m2(const struct lg_model *model, const struct lg_constraint_hit *hit);

#endif
