/*
 * What Article 10 asks of each park, as hints: flags with their conditions and reasons.
 */
#ifndef LG_EVALUATE_ASSESSMENT_H
#define LG_EVALUATE_ASSESSMENT_H

#include "model/model.h"

/**
 * Fill results.assessed, flag_rows and flags from the facts, the indicators and the flags of the
 * rule set. Needs results.facts complete, and results.scores for every park that is no candidate.
 *
 * Asked is each park once, at the row that stands for it (struct lg_park_score, is_whole_park), and
 * each row of a candidate; candidates the flags of candidates, parks the others. A condition
 * without a value is not decided; a case holds when all its conditions do and fails when one does;
 * a flag is yes when one case holds, no when all fail.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source 藏政办发〔2026〕2号 art. 10; domain.md 6.7: the tests are hints, there is no official
 * line
 */
LG_NODISCARD enum lg_status lg_assessment_fill(struct lg_model *model, struct lg_error *err);

#endif
