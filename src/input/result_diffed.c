/*
 * What a comparison of two results reads of each table.
 */
#include "input/result_columns.h"

static const struct lg_result_column land_register[] = {
    WORD("park_code"),
    MAYBE_WORD("scope"),
    WORD("parcel_id"),
    MAYBE_WORD("holder"),
    MAYBE_FIGURE("area_m2"),
    MAYBE_FIGURE("inside_m2"),
    MAYBE_FIGURE("area_ha"),
    MAYBE_WORD("approved_use"),
    MAYBE_WORD("current_use"),
    MAYBE_WORD("planned_use"),
    MAYBE_WORD("land_state"),
    MAYBE_WORD("supply_state"),
    MAYBE_WORD("supply_mode"),
    MAYBE_WORD("contract_no"),
    MAYBE_WORD("signed_on"),
    MAYBE_WORD("handover_on"),
    PARCEL_FACTS,
};

static const struct lg_result_column clocks[] = {
    WORD("parcel_id"),
    MAYBE_WORD("supply_state"),
    MAYBE_WORD("land_state"),
    MAYBE_WORD("handover_on"),
    MAYBE_WORD("revised_start_due"),
    MAYBE_WORD("agreed_start"),
    MAYBE_WORD("start_on"),
    MAYBE_WORD("suspended_on"),
    MAYBE_WORD("completion_due"),
    MAYBE_WORD("completion_on"),
    MAYBE_WORD("recovered_on"),
    MAYBE_FIGURE("developed_ratio"),
    MAYBE_FIGURE("invested_ratio"),
};

static const struct lg_result_column conversion[] = {
    WORD("parcel_id"),
    MAYBE_WORD("result"),
};

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
