/*
 * What the items of low use are called in rules files and results.
 */
#include "model/policy.h"

const char *const lg_low_item_names[LG_LOW_ITEM_COUNT] = {
    [LG_LOW_FAR] = "far",
    [LG_LOW_COEFFICIENT] = "coefficient",
    [LG_LOW_INVESTMENT] = "investment",
    [LG_LOW_REVENUE] = "revenue",
    [LG_LOW_TAX] = "tax",
};
