/*
 * What the figures of the parks are weighed into and compared with.
 */
#ifndef LG_EVALUATE_EVALUATE_H
#define LG_EVALUATE_EVALUATE_H

#include "model/model.h"

/**
 * Fill results.scores and score_rows: standard values, the weighted sums of each tree, the combined
 * score of each park and its band. Needs the indicators.
 *
 * @return LG_OK; LG_INTERNAL when rates, weights or scores of a park contradict each other;
 *         LG_NO_MEMORY
 * @source domain.md 1.4, 1.6, 1.7
 */
LG_NODISCARD enum lg_status lg_scores_fill(struct lg_model *model, struct lg_error *err);

/** Fill the classes and ranks of results.scores. @source domain.md 6.4; Article 10 */
void lg_ranks_fill(struct lg_model *model);

/**
 * Fill results.places and benchmarks: ranks of indicators, published figures, the run before.
 * Needs the scores and, where there is one, model->previous. @source domain.md 1.11, 6.4
 */
LG_NODISCARD enum lg_status lg_places_fill(struct lg_model *model, struct lg_error *err);

/** Fill results.potentials. Needs the indicators and facts. @source domain.md 1.8 */
LG_NODISCARD enum lg_status lg_potentials_fill(struct lg_model *model, struct lg_error *err);

/**
 * Fill the facts of results.facts that stand on scores, ranks, potentials and the run before.
 * Needs all of these. @source domain.md 6.7
 */
LG_NODISCARD enum lg_status lg_score_facts_fill(struct lg_model *model, struct lg_error *err);

#endif
