/*
 * What one weight or one ideal does alone.
 */
#ifndef LG_EVALUATE_CAUSES_H
#define LG_EVALUATE_CAUSES_H

#include "evaluate/study.h"

/**
 * Add the causes of a study to results.sensitivity_causes, and the status of its parks.
 * @param model  of the study
 * @param rows  [park_count] of the study's parks: rank is read, status written
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_causes_find(struct lg_study *study, struct lg_model *model,
                                           struct lg_sensitivity_row *rows, struct lg_error *err);

#endif
