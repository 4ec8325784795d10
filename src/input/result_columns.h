/*
 * Columns of a result's tables in one word each, for the lists of result_lists.c and
 * result_diffed.c. Keys must be there; what an older result, or one of fewer stages, does not have
 * is optional.
 */
#ifndef LG_INPUT_RESULT_COLUMNS_H
#define LG_INPUT_RESULT_COLUMNS_H

#include "input/result_load.h"

#include <stddef.h>

#define KEY(NAME)                                                                                  \
    {                                                                                              \
        NAME, false, false                                                                         \
    }
#define WORD(NAME)                                                                                 \
    {                                                                                              \
        NAME, false, true                                                                          \
    }
#define FIGURE(NAME)                                                                               \
    {                                                                                              \
        NAME, true, true                                                                           \
    }

#endif
