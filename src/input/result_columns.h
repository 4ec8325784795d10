/*
 * Columns of a result's tables in one word each, for the lists of result_checked.c, result_lists.c
 * and result_diffed.c. Which columns there are, and which of them must be, is each reader's own:
 * the check asks for all that a result of today has, the others do with what an older result, or
 * one of fewer stages, has beside its keys.
 */
#ifndef LG_INPUT_RESULT_COLUMNS_H
#define LG_INPUT_RESULT_COLUMNS_H

#include "input/result_load.h"

#include <stddef.h>

#define WORD(NAME)                                                                                 \
    {                                                                                              \
        NAME, false, false                                                                         \
    }
#define FIGURE(NAME)                                                                               \
    {                                                                                              \
        NAME, true, false                                                                          \
    }
/* NULL in every row where the file has no such column. */
#define MAYBE_WORD(NAME)                                                                           \
    {                                                                                              \
        NAME, false, true                                                                          \
    }
#define MAYBE_FIGURE(NAME)                                                                         \
    {                                                                                              \
        NAME, true, true                                                                           \
    }

/* The figures of a park, each as the reader's COLUMN has it. */
#define PARK_FIGURES(COLUMN)                                                                       \
    COLUMN("area_ha"), COLUMN("recorded_ha"), COLUMN("a_ha"), COLUMN("b_ha"), COLUMN("c_ha"),      \
        COLUMN("d_ha"), COLUMN("e_ha"), COLUMN("f_ha"), COLUMN("a1_ha"), COLUMN("a2_ha"),          \
        COLUMN("b21_ha"), COLUMN("ready_ha"), COLUMN("idle_ha"), COLUMN("unsurveyed_ha"),          \
        COLUMN("development_rate"), COLUMN("supply_rate"), COLUMN("built_rate"),                   \
        COLUMN("industrial_rate"), COLUMN("far"), COLUMN("density"), COLUMN("industrial_far"),     \
        COLUMN("industrial_coefficient"), COLUMN("investment_per_ha"),                             \
        COLUMN("industrial_tax_per_ha"), COLUMN("tax_per_ha"), COLUMN("population_per_ha"),        \
        COLUMN("idle_rate")

/* What the register says of a parcel's terms, buildings, money and state. */
#define PARCEL_FACTS                                                                               \
    MAYBE_WORD("start_due"), MAYBE_WORD("start_on"), MAYBE_WORD("completion_due"),                 \
        MAYBE_WORD("completion_on"), MAYBE_FIGURE("price_wan"), MAYBE_FIGURE("floor_area_m2"),     \
        MAYBE_FIGURE("footprint_m2"), MAYBE_FIGURE("coefficient_pct"),                             \
        MAYBE_FIGURE("investment_wan"), MAYBE_FIGURE("tax_wan"), MAYBE_FIGURE("revenue_wan"),      \
        MAYBE_WORD("stock_class"), MAYBE_WORD("idle_status"), MAYBE_WORD("low_efficiency"),        \
        MAYBE_WORD("constraints"), MAYBE_FIGURE("constraint_pct")

#define COLUMNS(ARRAY) sizeof(ARRAY) / sizeof((ARRAY)[0]), ARRAY

#endif
