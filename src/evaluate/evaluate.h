/*
 * What the figures of the parks are compared with and weighed into.
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

#endif
