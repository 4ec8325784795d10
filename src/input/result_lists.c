/*
 * What explanations read of each table.
 */
#include "input/result_columns.h"

static const struct lg_result_column parks[] = {
    WORD("park_code"),
    MAYBE_WORD("park_name"),
    MAYBE_WORD("scope"),
    PARK_FIGURES(MAYBE_FIGURE),
};

static const struct lg_result_column land_register[] = {
    WORD("park_code"),
    MAYBE_WORD("park_name"),
    MAYBE_WORD("scope"),
    WORD("parcel_id"),
    MAYBE_WORD("location"),
    MAYBE_WORD("holder"),
    MAYBE_FIGURE("area_m2"),
    MAYBE_FIGURE("inside_m2"),
    MAYBE_FIGURE("area_ha"),
    MAYBE_FIGURE("certificate_m2"),
    MAYBE_FIGURE("area_diff_pct"),
    MAYBE_WORD("approved_use"),
    MAYBE_WORD("approved_use_name"),
    MAYBE_WORD("current_use"),
    MAYBE_WORD("current_use_name"),
    MAYBE_WORD("planned_use"),
    MAYBE_WORD("planned_use_name"),
    MAYBE_WORD("land_state"),
    MAYBE_WORD("supply_state"),
    MAYBE_WORD("supply_mode"),
    MAYBE_WORD("contract_no"),
    MAYBE_WORD("supervision_no"),
    MAYBE_WORD("signed_on"),
    MAYBE_WORD("handover_due"),
    MAYBE_WORD("handover_on"),
    PARCEL_FACTS,
    MAYBE_WORD("constrained_state"),
    MAYBE_FIGURE("constrained_ha"),
    MAYBE_WORD("suppliable"),
    MAYBE_FIGURE("split"),
    MAYBE_WORD("remarks"),
};

static const struct lg_result_column register_ids[] = {
    WORD("parcel_id"),
};

static const struct lg_result_column clocks[] = {
    WORD("parcel_id"),
    WORD("status"),
    MAYBE_WORD("supply_state"),
    MAYBE_WORD("land_state"),
    MAYBE_WORD("signed_on"),
    MAYBE_WORD("handover_on"),
    MAYBE_WORD("start_due"),
    MAYBE_WORD("due_source"),
    MAYBE_WORD("due_precision"),
    MAYBE_WORD("revised_start_due"),
    MAYBE_WORD("agreed_start"),
    MAYBE_WORD("start_on"),
    MAYBE_WORD("suspended_on"),
    MAYBE_WORD("completion_due"),
    MAYBE_WORD("completion_on"),
    MAYBE_WORD("recovered_on"),
    MAYBE_WORD("end1"),
    MAYBE_WORD("end2"),
    MAYBE_WORD("stopped_end"),
    MAYBE_FIGURE("developed_ratio"),
    MAYBE_FIGURE("invested_ratio"),
    MAYBE_WORD("cause"),
    MAYBE_WORD("evidence"),
    MAYBE_WORD("route"),
    MAYBE_FIGURE("fee_wan"),
    MAYBE_FIGURE("price_wan"),
    MAYBE_WORD("idle_finding_no"),
    MAYBE_WORD("idle_finding_on"),
    MAYBE_WORD("missing"),
    MAYBE_WORD("coarse_dates"),
};

static const struct lg_result_column idle[] = {
    WORD("parcel_id"),
    MAYBE_WORD("confirmed"),
    MAYBE_FIGURE("idle_ha"),
    MAYBE_WORD("start_due"),
    MAYBE_WORD("due_source"),
    MAYBE_WORD("due_precision"),
    MAYBE_WORD("end1"),
    MAYBE_WORD("end2"),
    MAYBE_FIGURE("developed_ratio"),
    MAYBE_FIGURE("invested_ratio"),
    MAYBE_WORD("cause"),
    MAYBE_WORD("evidence"),
    MAYBE_WORD("route"),
    MAYBE_FIGURE("fee_wan"),
    MAYBE_WORD("mortgage"),
    MAYBE_WORD("seized"),
    MAYBE_WORD("bond"),
    MAYBE_WORD("option1"),
    MAYBE_WORD("option2"),
    MAYBE_FIGURE("priority"),
    MAYBE_FIGURE("priority_area"),
    MAYBE_FIGURE("priority_time"),
    MAYBE_FIGURE("priority_free"),
    MAYBE_FIGURE("priority_ready"),
};

static const struct lg_result_column indicators[] = {
    WORD("park_code"),
    MAYBE_WORD("scope"),
    WORD("code"),
    MAYBE_WORD("name"),
    MAYBE_WORD("unit"),
    MAYBE_FIGURE("numerator"),
    MAYBE_FIGURE("denominator"),
    MAYBE_FIGURE("value"),
    MAYBE_WORD("status"),
    MAYBE_FIGURE("ideal"),
    MAYBE_WORD("ideal_source"),
    MAYBE_FIGURE("standard"),
    MAYBE_WORD("standard_status"),
    MAYBE_WORD("capped"),
    MAYBE_FIGURE("weight"),
    MAYBE_WORD("weight_source"),
    MAYBE_WORD("sub_goal"),
    MAYBE_FIGURE("benchmark"),
    MAYBE_WORD("benchmark_source"),
    MAYBE_FIGURE("benchmark_distance"),
    MAYBE_FIGURE("rank"),
    MAYBE_FIGURE("rank_of"),
    MAYBE_FIGURE("change"),
};

static const struct lg_result_column scores[] = {
    WORD("park_code"),           WORD("scope"),
    MAYBE_FIGURE("score"),       MAYBE_FIGURE("combined"),
    MAYBE_WORD("partial"),       MAYBE_WORD("band"),
    MAYBE_WORD("band_name"),     MAYBE_FIGURE("rank_type"),
    MAYBE_FIGURE("type_parks"),  MAYBE_FIGURE("rank_class"),
    MAYBE_FIGURE("class_parks"), MAYBE_WORD("eval_type"),
    MAYBE_WORD("type_source"),   MAYBE_WORD("class"),
    MAYBE_WORD("class_source"),  MAYBE_WORD("status"),
};

static const struct lg_result_column score_nodes[] = {
    WORD("park_code"),
    WORD("scope"),
    WORD("level"),
    WORD("code"),
    MAYBE_WORD("name"),
    MAYBE_WORD("parent"),
    MAYBE_FIGURE("weight"),
    MAYBE_WORD("weight_source"),
    MAYBE_FIGURE("value"),
    MAYBE_FIGURE("ideal"),
    MAYBE_WORD("ideal_source"),
    MAYBE_FIGURE("score"),
    MAYBE_FIGURE("weighted"),
    MAYBE_WORD("capped"),
    MAYBE_WORD("partial"),
    MAYBE_WORD("status"),
};

static const struct lg_result_column potential[] = {
    WORD("park_code"),       WORD("scope"),           WORD("kind"),
    MAYBE_WORD("indicator"), MAYBE_FIGURE("area_ha"), MAYBE_FIGURE("raw_ha"),
    MAYBE_FIGURE("years_3"), MAYBE_FIGURE("years_5"), MAYBE_WORD("status"),
};

static const struct lg_result_column benchmarks[] = {
    WORD("park_code"),
    WORD("scope"),
    WORD("code"),
    MAYBE_WORD("line"),
    MAYBE_WORD("region"),
    MAYBE_WORD("year"),
    MAYBE_FIGURE("benchmark"),
    MAYBE_FIGURE("distance"),
    MAYBE_FIGURE("distance_pct"),
    MAYBE_WORD("derived"),
    MAYBE_WORD("source"),
};

static const struct lg_result_column land_state[] = {
    WORD("park_code"),
    MAYBE_WORD("scope"),
    WORD("code"),
    MAYBE_FIGURE("area_ha"),
};

static const struct lg_result_column account[] = {
    WORD("park_code"),
    MAYBE_WORD("scope"),
    WORD("line"),
    MAYBE_FIGURE("area_ha"),
};

static const struct lg_result_column quality[] = {
    MAYBE_WORD("code"),    MAYBE_WORD("severity"), MAYBE_WORD("layer"),   WORD("parcel_id"),
    MAYBE_FIGURE("value"), MAYBE_FIGURE("limit"),  MAYBE_WORD("message"),
};

/* Of the run before, for a run to compare with. */
static const struct lg_result_column previous_scores[] = {
    WORD("park_code"),          WORD("scope"),
    MAYBE_FIGURE("combined"),   MAYBE_WORD("class"),
    MAYBE_FIGURE("rank_class"), MAYBE_FIGURE("class_parks"),
};

static const struct lg_result_column previous_indicators[] = {
    WORD("park_code"),
    WORD("scope"),
    WORD("code"),
    MAYBE_FIGURE("value"),
};

static const struct lg_result_column previous_land_state[] = {
    WORD("park_code"),
    WORD("scope"),
    WORD("code"),
    MAYBE_FIGURE("area_ha"),
};

const struct lg_result_table lg_result_lists[] = {
    {"parks", true, COLUMNS(parks), NULL},
    {"register", true, COLUMNS(land_register), NULL},
    {"register", true, COLUMNS(register_ids), "register_ids"},
    {"clocks", false, COLUMNS(clocks), NULL},
    {"idle", true, COLUMNS(idle), NULL},
    {"indicators", false, COLUMNS(indicators), NULL},
    {"land_state", false, COLUMNS(land_state), NULL},
    {"account", false, COLUMNS(account), NULL},
    {"quality", true, COLUMNS(quality), NULL},
    {"scores", false, COLUMNS(scores), NULL},
    {"score_nodes", false, COLUMNS(score_nodes), NULL},
    {"potential", false, COLUMNS(potential), NULL},
    {"benchmarks", false, COLUMNS(benchmarks), NULL},
    {"scores", false, COLUMNS(previous_scores), "previous_scores"},
    {"indicators", false, COLUMNS(previous_indicators), "previous_indicators"},
    {"land_state", false, COLUMNS(previous_land_state), "previous_land_state"},
    /* Told as they stand: all that the file has. */
    {"conversion", true, 0, NULL, NULL},
    {"requests", false, 0, NULL, NULL},
    {"evidence", false, 0, NULL, NULL},
    {NULL, false, 0, NULL, NULL},
};
