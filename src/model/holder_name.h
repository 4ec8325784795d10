/*
 * How names of holders are compared: one holder is written in several ways.
 */
#ifndef LG_MODEL_HOLDER_NAME_H
#define LG_MODEL_HOLDER_NAME_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

/**
 * A name without blanks at its ends, and with one where several are inside (also full-width ones,
 * tabs and ends of lines).
 *
 * @param name               NULL: no holder
 * @param folds_parentheses  full-width ones as half-width: as names are compared, else as shown
 * @param arena              where a name that is written otherwise is kept
 * @param scratch            any text; emptied first
 * @return the name itself where it is written so; "" without a holder; NULL when memory is out
 */
const char *lg_holder_name(const char *name, bool folds_parentheses, struct lg_arena *arena,
                           struct lg_text *scratch);

#endif
