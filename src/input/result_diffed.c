/*
 * What a comparison of two results reads of each table.
 */
#include "input/result_columns.h"

static const struct lg_result_column land_register[] = {
    KEY("park_code"),         WORD("scope"),
    KEY("parcel_id"),         WORD("holder"),
    FIGURE("area_m2"),        FIGURE("inside_m2"),
    FIGURE("area_ha"),        WORD("approved_use"),
    WORD("current_use"),      WORD("planned_use"),
    WORD("land_state"),       WORD("supply_state"),
    WORD("supply_mode"),      WORD("contract_no"),
    WORD("signed_on"),        WORD("handover_on"),
    WORD("start_due"),        WORD("start_on"),
    WORD("completion_due"),   WORD("completion_on"),
    FIGURE("price_wan"),      FIGURE("floor_area_m2"),
    FIGURE("footprint_m2"),   FIGURE("coefficient_pct"),
    FIGURE("investment_wan"), FIGURE("tax_wan"),
    FIGURE("revenue_wan"),    WORD("stock_class"),
    WORD("idle_status"),      WORD("low_efficiency"),
    WORD("constraints"),      FIGURE("constraint_pct"),
};

static const struct lg_result_column clocks[] = {
    KEY("parcel_id"),         WORD("supply_state"),      WORD("land_state"),
    WORD("handover_on"),      WORD("revised_start_due"), WORD("agreed_start"),
    WORD("start_on"),         WORD("suspended_on"),      WORD("completion_due"),
    WORD("completion_on"),    WORD("recovered_on"),      FIGURE("developed_ratio"),
    FIGURE("invested_ratio"),
};

static const struct lg_result_column conversion[] = {
    KEY("parcel_id"),
    WORD("result"),
};

#define COLUMNS(ARRAY) sizeof(ARRAY) / sizeof((ARRAY)[0]), ARRAY

const struct lg_result_table lg_result_diffed[] = {
    {"register", true, COLUMNS(land_register), NULL},
    {"clocks", false, COLUMNS(clocks), NULL},
    {"conversion", true, COLUMNS(conversion), NULL},
    /* Each of their figures is compared: all that the file has. */
    {"parks", true, 0, NULL, NULL},
    {"indicators", false, 0, NULL, NULL},
    {"land_state", false, 0, NULL, NULL},
    {"scores", false, 0, NULL, NULL},
    {NULL, false, 0, NULL, NULL},
};
