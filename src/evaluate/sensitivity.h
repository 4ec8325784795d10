/*
 * How scores and ranks move when weights and ideals do.
 */
#ifndef LG_EVALUATE_SENSITIVITY_H
#define LG_EVALUATE_SENSITIVITY_H

#include "model/model.h"

/**
 * Fill results.sensitivity and sensitivity_causes from results.scores and score_rows.
 *
 * Draws: evaluation.draws times every weight is multiplied by 1 + u weight_change_max and every
 * ideal of an indicator of which more is better by 1 + u ideal_change_max, u evenly from [-1, 1),
 * and the weights of each node (and those of the areas of a park) are brought back to their sum.
 * One draw holds for all parks: a weight by its type, scope and code, an ideal by its row of the
 * rule set. The same seed gives the same draws, whatever else the rule set or the data have.
 *
 * Causes: each weight, and each ideal of a tree, alone up and down by its bound.
 *
 * A park without a combined score or rank has no row.
 *
 * @return LG_OK; LG_BAD_PROJECT: draws or bounds that mean nothing; LG_INTERNAL: the scores are
 *         not those of the weighing to 1e-9; LG_NO_MEMORY
 * @source domain.md 1.5 to 1.7: weights and ideals are the choice of those who evaluate
 */
LG_NODISCARD enum lg_status lg_sensitivity_fill(struct lg_model *model, struct lg_error *err);

#endif
