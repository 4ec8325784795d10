/*
 * What explanations read of each table.
 */
#include "input/result_columns.h"

static const struct lg_result_column parks[] = {
    KEY("park_code"),
    WORD("park_name"),
    WORD("scope"),
    FIGURE("area_ha"),
    FIGURE("recorded_ha"),
    FIGURE("a_ha"),
    FIGURE("b_ha"),
    FIGURE("c_ha"),
    FIGURE("d_ha"),
    FIGURE("e_ha"),
    FIGURE("f_ha"),
    FIGURE("a1_ha"),
    FIGURE("a2_ha"),
    FIGURE("b21_ha"),
    FIGURE("ready_ha"),
    FIGURE("idle_ha"),
    FIGURE("unsurveyed_ha"),
    FIGURE("development_rate"),
    FIGURE("supply_rate"),
    FIGURE("built_rate"),
    FIGURE("industrial_rate"),
    FIGURE("far"),
    FIGURE("density"),
    FIGURE("industrial_far"),
    FIGURE("industrial_coefficient"),
    FIGURE("investment_per_ha"),
    FIGURE("industrial_tax_per_ha"),
    FIGURE("tax_per_ha"),
    FIGURE("population_per_ha"),
    FIGURE("idle_rate"),
};

static const struct lg_result_column land_register[] = {
    KEY("park_code"),          WORD("park_name"),        WORD("scope"),
    KEY("parcel_id"),          WORD("location"),         WORD("holder"),
    FIGURE("area_m2"),         FIGURE("inside_m2"),      FIGURE("area_ha"),
    FIGURE("certificate_m2"),  FIGURE("area_diff_pct"),  WORD("approved_use"),
    WORD("approved_use_name"), WORD("current_use"),      WORD("current_use_name"),
    WORD("planned_use"),       WORD("planned_use_name"), WORD("land_state"),
    WORD("supply_state"),      WORD("supply_mode"),      WORD("contract_no"),
    WORD("supervision_no"),    WORD("signed_on"),        WORD("handover_due"),
    WORD("handover_on"),       WORD("start_due"),        WORD("start_on"),
    WORD("completion_due"),    WORD("completion_on"),    FIGURE("price_wan"),
    FIGURE("floor_area_m2"),   FIGURE("footprint_m2"),   FIGURE("coefficient_pct"),
    FIGURE("investment_wan"),  FIGURE("tax_wan"),        FIGURE("revenue_wan"),
    WORD("stock_class"),       WORD("idle_status"),      WORD("low_efficiency"),
    WORD("constraints"),       FIGURE("constraint_pct"), WORD("constrained_state"),
    FIGURE("constrained_ha"),  WORD("suppliable"),       FIGURE("split"),
    WORD("remarks"),
};

static const struct lg_result_column register_ids[] = {
    KEY("parcel_id"),
};

static const struct lg_result_column clocks[] = {
    KEY("parcel_id"),
    KEY("status"),
    WORD("supply_state"),
    WORD("land_state"),
    WORD("signed_on"),
    WORD("handover_on"),
    WORD("start_due"),
    WORD("due_source"),
    WORD("due_precision"),
    WORD("revised_start_due"),
    WORD("agreed_start"),
    WORD("start_on"),
    WORD("suspended_on"),
    WORD("completion_due"),
    WORD("completion_on"),
    WORD("recovered_on"),
    WORD("end1"),
    WORD("end2"),
    WORD("stopped_end"),
    FIGURE("developed_ratio"),
    FIGURE("invested_ratio"),
    WORD("cause"),
    WORD("evidence"),
    WORD("route"),
    FIGURE("fee_wan"),
    FIGURE("price_wan"),
    WORD("idle_finding_no"),
    WORD("idle_finding_on"),
    WORD("missing"),
    WORD("coarse_dates"),
};

static const struct lg_result_column idle[] = {
    KEY("parcel_id"),
    WORD("confirmed"),
    FIGURE("idle_ha"),
    WORD("start_due"),
    WORD("due_source"),
    WORD("due_precision"),
    WORD("end1"),
    WORD("end2"),
    FIGURE("developed_ratio"),
    FIGURE("invested_ratio"),
    WORD("cause"),
    WORD("evidence"),
    WORD("route"),
    FIGURE("fee_wan"),
    WORD("mortgage"),
    WORD("seized"),
    WORD("bond"),
    WORD("option1"),
    WORD("option2"),
    FIGURE("priority"),
    FIGURE("priority_area"),
    FIGURE("priority_time"),
    FIGURE("priority_free"),
    FIGURE("priority_ready"),
};

static const struct lg_result_column indicators[] = {
    KEY("park_code"),
    WORD("scope"),
    KEY("code"),
    WORD("name"),
    WORD("unit"),
    FIGURE("numerator"),
    FIGURE("denominator"),
    FIGURE("value"),
    WORD("status"),
    FIGURE("ideal"),
    WORD("ideal_source"),
    FIGURE("standard"),
    WORD("standard_status"),
    WORD("capped"),
    FIGURE("weight"),
    WORD("weight_source"),
    WORD("sub_goal"),
    FIGURE("benchmark"),
    WORD("benchmark_source"),
    FIGURE("benchmark_distance"),
    FIGURE("rank"),
    FIGURE("rank_of"),
    FIGURE("change"),
};

static const struct lg_result_column scores[] = {
    KEY("park_code"),     KEY("scope"),         FIGURE("score"),       FIGURE("combined"),
    WORD("partial"),      WORD("band"),         WORD("band_name"),     FIGURE("rank_type"),
    FIGURE("type_parks"), FIGURE("rank_class"), FIGURE("class_parks"), WORD("eval_type"),
    WORD("type_source"),  WORD("class"),        WORD("class_source"),  WORD("status"),
};

static const struct lg_result_column score_nodes[] = {
    KEY("park_code"),   KEY("scope"),    KEY("level"),         KEY("code"),
    WORD("name"),       WORD("parent"),  FIGURE("weight"),     WORD("weight_source"),
    FIGURE("value"),    FIGURE("ideal"), WORD("ideal_source"), FIGURE("score"),
    FIGURE("weighted"), WORD("capped"),  WORD("partial"),      WORD("status"),
};

static const struct lg_result_column potential[] = {
    KEY("park_code"), KEY("scope"),      KEY("kind"),       WORD("indicator"), FIGURE("area_ha"),
    FIGURE("raw_ha"), FIGURE("years_3"), FIGURE("years_5"), WORD("status"),
};

static const struct lg_result_column benchmarks[] = {
    KEY("park_code"),       KEY("scope"),    KEY("code"),         WORD("line"),
    WORD("region"),         WORD("year"),    FIGURE("benchmark"), FIGURE("distance"),
    FIGURE("distance_pct"), WORD("derived"), WORD("source"),
};

static const struct lg_result_column land_state[] = {
    KEY("park_code"),
    WORD("scope"),
    KEY("code"),
    FIGURE("area_ha"),
};

static const struct lg_result_column account[] = {
    KEY("park_code"),
    WORD("scope"),
    KEY("line"),
    FIGURE("area_ha"),
};

static const struct lg_result_column quality[] = {
    WORD("code"),    WORD("severity"), WORD("layer"),   KEY("parcel_id"),
    FIGURE("value"), FIGURE("limit"),  WORD("message"),
};

/* Of the run before, for a run to compare with. */
static const struct lg_result_column previous_scores[] = {
    KEY("park_code"), KEY("scope"),         FIGURE("combined"),
    WORD("class"),    FIGURE("rank_class"), FIGURE("class_parks"),
};

static const struct lg_result_column previous_indicators[] = {
    KEY("park_code"),
    KEY("scope"),
    KEY("code"),
    FIGURE("value"),
};

static const struct lg_result_column previous_land_state[] = {
    KEY("park_code"),
    KEY("scope"),
    KEY("code"),
    FIGURE("area_ha"),
};

#define COLUMNS(ARRAY) sizeof(ARRAY) / sizeof((ARRAY)[0]), ARRAY

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
