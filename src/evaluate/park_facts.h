/*
 * The facts of a park that need no look at its parcels: its boundary, how its sums close, what its
 * row says.
 */
#ifndef LG_EVALUATE_PARK_FACTS_H
#define LG_EVALUATE_PARK_FACTS_H

#include "model/model.h"

/** Fill them for one park. @return LG_OK; LG_NO_MEMORY @source domain.md 1.3, 6.6, 6.7 */
LG_NODISCARD enum lg_status lg_park_facts_fill(struct lg_model *model, size_t park,
                                               struct lg_error *err);

#endif
