/*
 * The list of items to be met (达标事项清单): what a park's register says of itself, and each item
 * of the rule set against its line.
 *
 * Source: domain.md 6.6; 藏政办发〔2026〕2号 art. 9.
 */
#ifndef LG_EVALUATE_COMPLIANCE_H
#define LG_EVALUATE_COMPLIANCE_H

#include "model/model.h"

/**
 * Fill the facts of results.facts that rest on the register and the lists (LG_FACT_OF_REGISTER),
 * each with its value, or with the reason why there is none. Shares of parcels and of enterprises
 * are over those that can be judged; beside such a value stands how many cannot be, and why.
 *
 * Needs the sums, stock classes, low use and conversions.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 1.3, 2.5, 2.8, 6.2, 6.3, 6.6
 */
LG_NODISCARD enum lg_status lg_register_facts_fill(struct lg_model *model, struct lg_error *err);

/**
 * Fill results.compliance and the fact LG_FACT_COMPLIANCE_PCT of each park.
 *
 * Every item of the rule set has a row for each main area. An item whose expression names a fact
 * about parcels has a row for each parcel (or enterprise on it) that does not meet its own line,
 * too. An expansion area is not asked: it has no rows. Needs the facts and indicators.
 *
 * @return LG_OK; LG_INTERNAL when a park has other rows than its items and the parcels that its
 *         facts counted; LG_NO_MEMORY
 * @source domain.md 6.6
 */
LG_NODISCARD enum lg_status lg_compliance_fill(struct lg_model *model, struct lg_error *err);

#endif
