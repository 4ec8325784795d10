/*
 * What the lists around the idle ledger share.
 */
#ifndef LG_RULES_LEDGER_H
#define LG_RULES_LEDGER_H

#include "model/model.h"

/** Whether supplied by its supply state (D). */
bool lg_ledger_is_supplied(const struct lg_model *model, size_t parcel);

/**
 * Which parks add nothing to the region: their land is counted in another one already, or they are
 * candidates.
 * @param is_part  out: [park count], free(); NULL on failure
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_ledger_part_parks(const struct lg_model *model, bool **is_part,
                                                 struct lg_error *err);

/**
 * The name of a parcel's holder as names are compared: blanks and parentheses are written in
 * several ways.
 * @param arena    where a name that is written otherwise is kept
 * @param scratch  any text; emptied first
 * @return "" without a holder; NULL when memory is out
 */
const char *lg_ledger_holder_key(const struct lg_model *model, size_t parcel,
                                 struct lg_arena *arena, struct lg_text *scratch);

#endif
