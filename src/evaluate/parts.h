/*
 * What the files of evaluate/ share.
 */
#ifndef LG_EVALUATE_PARTS_H
#define LG_EVALUATE_PARTS_H

#include "base/text.h"
#include "model/model.h"

/* Scores are published with four decimals: what is equal there is equal. */
enum { LG_SCORE_DECIMALS = 4, LG_VALUE_DECIMALS = 6 };

/** A number as it is published. @param decimals  LG_SCORE_DECIMALS, LG_VALUE_DECIMALS */
double lg_as_published(double value, int decimals);

/** "no ideal for A31: give one in a rule set". As lg_keep_text(). */
LG_NODISCARD enum lg_status lg_no_ideal_reason(struct lg_model *model,
                                               const struct lg_indicator_entry *entry,
                                               const char **reason, struct lg_error *err);

/** Why a park without an evaluation type has no figure that needs one. */
extern const char lg_no_type_reason[];

/** Whether a row is ranked among others, as every whole park is that is no candidate. @param park
 * row */
bool lg_takes_part(const struct lg_model *model, size_t park);

/** Whether a park is of a class. @param park_class  NULL: not known, so none is */
bool lg_is_of_class(const struct lg_park_score *score, const char *park_class);

/** The rows of a park's code that stand one behind the other. @param first  row @return end */
size_t lg_end_of_code(const struct lg_model *model, size_t first);

/** The row that stands for the whole park of a code: its main area, or the only one it has. */
size_t lg_whole_park_row(const struct lg_model *model, size_t first, size_t end);

/** The row of an area of the rows first .. end - 1; end: none. */
size_t lg_find_scope(const struct lg_model *model, size_t first, size_t end, enum lg_scope scope);

/**
 * Fill the combined scores and bands of results.scores.
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_scores_combine(struct lg_model *model, struct lg_error *err);

/**
 * Hold rates, weights and scores against each other.
 * @return LG_OK; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_scores_check(const struct lg_model *model, struct lg_error *err);

#endif
