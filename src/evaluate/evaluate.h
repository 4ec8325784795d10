/*
 * What the figures of the parks are weighed into and compared with.
 */
#ifndef LG_EVALUATE_EVALUATE_H
#define LG_EVALUATE_EVALUATE_H

#include "model/model.h"

/**
 * Tell enclaves from other parks, and add up the region: land once by location, money by location
 * and by share. What of parent, host and share cannot be used is a finding (W_VALUE).
 *
 * In: parks, quality_areas of parks over parks, results.sums, the policy's region_places.
 * Out: results.enclaves, results.regional_totals.
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when parts do not add up
 * @source 藏政办发〔2026〕2号 art. 8; domain.md 6.8
 */
LG_NODISCARD enum lg_status lg_enclaves_fill(struct lg_model *model, struct lg_error *err);

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
