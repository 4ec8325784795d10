/*
 * What the self check reads of each table. A result whose file lacks one of the columns has not
 * that table, and what is asked of it is not checked, which is said.
 */
#include "input/result_columns.h"

static const struct lg_result_column parks[] = {
    WORD("park_code"),       WORD("scope"),        WORD("parent"),
    MAYBE_WORD("candidate"), PARK_FIGURES(FIGURE), MAYBE_FIGURE("score"),
};

static const struct lg_result_column land_register[] = {
    FIGURE("seq"),
    WORD("park_code"),
    WORD("scope"),
    WORD("parcel_id"),
    WORD("holder"),
    FIGURE("area_m2"),
    FIGURE("inside_m2"),
    FIGURE("area_ha"),
    FIGURE("area_mu"),
    FIGURE("certificate_m2"),
    FIGURE("area_diff_pct"),
    WORD("current_use"),
    WORD("current_use_name"),
    WORD("land_state"),
    WORD("supply_state"),
    FIGURE("price_wan"),
    FIGURE("floor_area_m2"),
    FIGURE("footprint_m2"),
    FIGURE("far"),
    FIGURE("density_pct"),
    FIGURE("coefficient_pct"),
    FIGURE("investment_wan"),
    FIGURE("tax_wan"),
    FIGURE("revenue_wan"),
    WORD("stock_class"),
    WORD("idle_status"),
    WORD("constraints"),
    FIGURE("constraint_pct"),
    FIGURE("split"),
    WORD("constrained_state"),
    FIGURE("constrained_ha"),
    WORD("remarks"),
    MAYBE_WORD("suppliable"),
};

static const struct lg_result_column land_state[] = {
    WORD("park_code"),         WORD("scope"),       WORD("code"),      FIGURE("area_ha"),
    FIGURE("area_mu"),         FIGURE("share_pct"), FIGURE("parcels"), MAYBE_FIGURE("previous_ha"),
    MAYBE_FIGURE("change_ha"),
};

static const struct lg_result_column indicators[] = {
    WORD("park_code"),
    WORD("scope"),
    WORD("code"),
    WORD("unit"),
    FIGURE("numerator"),
    FIGURE("denominator"),
    FIGURE("value"),
    MAYBE_FIGURE("ideal"),
    MAYBE_FIGURE("standard"),
    MAYBE_FIGURE("weight"),
    MAYBE_FIGURE("weighted"),
    MAYBE_WORD("capped"),
    MAYBE_FIGURE("benchmark"),
    MAYBE_FIGURE("benchmark_distance"),
    MAYBE_FIGURE("rank"),
    MAYBE_FIGURE("rank_of"),
};

static const struct lg_result_column account[] = {
    WORD("park_code"), WORD("scope"),     WORD("line"),
    WORD("code"),      FIGURE("area_ha"), FIGURE("share_pct"),
};

static const struct lg_result_column idle[] = {
    WORD("park_code"),
    WORD("parcel_id"),
    FIGURE("area_ha"),
    FIGURE("idle_ha"),
    WORD("status"),
    WORD("confirmed"),
    WORD("start_due"),
    WORD("due_source"),
    WORD("end1"),
    WORD("end2"),
    FIGURE("overdue_days"),
    FIGURE("idle_days"),
    FIGURE("developed_ratio"),
    FIGURE("invested_ratio"),
    WORD("cause"),
    WORD("route"),
    FIGURE("fee_wan"),
};

static const struct lg_result_column watchlist[] = {
    WORD("parcel_id"),
    WORD("event"),
    WORD("due_on"),
    FIGURE("days_left"),
};

static const struct lg_result_column quality[] = {
    WORD("code"), WORD("severity"), WORD("parcel_id"), WORD("park_code"), FIGURE("value"),
};

static const struct lg_result_column overlay[] = {
    WORD("parcel_id"),    FIGURE("area_m2"),    FIGURE("inside_m2"),
    FIGURE("overlap_m2"), FIGURE("outside_m2"), WORD("parks"),
};

static const struct lg_result_column constraint_shares[] = {
    WORD("park_code"),  WORD("scope"),       WORD("parcel_id"), WORD("constraint"),
    WORD("effect"),     WORD("state"),       FIGURE("area_ha"), FIGURE("share_pct"),
    FIGURE("fresh_ha"), FIGURE("turned_ha"),
};

static const struct lg_result_column register_sums[] = {
    WORD("park_code"), WORD("scope"),     WORD("by"),        WORD("code"),
    FIGURE("parcels"), FIGURE("area_ha"), FIGURE("area_mu"), FIGURE("share_pct"),
};

static const struct lg_result_column conversion_matrix[] = {
    WORD("park_code"),   WORD("scope"),     WORD("kind"),      WORD("approved_group"),
    WORD("other_group"), FIGURE("area_ha"), FIGURE("parcels"),
};

static const struct lg_result_column idle_status[] = {
    WORD("park_code"), WORD("scope"),     WORD("status"),
    FIGURE("parcels"), FIGURE("area_ha"), FIGURE("share_pct"),
};

static const struct lg_result_column idle_summary[] = {
    WORD("park_code"),
    WORD("scope"),
    FIGURE("idle_ha"),
    FIGURE("idle_rate"),
    FIGURE("government_parcels"),
    FIGURE("government_ha"),
    FIGURE("government_share_pct"),
    FIGURE("fee_total_wan"),
    FIGURE("fee_unknown_parcels"),
    FIGURE("usable_ha"),
    FIGURE("what_if_tax_wan"),
    FIGURE("what_if_investment_wan"),
};

static const struct lg_result_column waterfall[] = {
    WORD("park_code"), WORD("scope"), FIGURE("seq"),      WORD("step"),
    WORD("effect"),    WORD("given"), FIGURE("taken_ha"), FIGURE("left_ha"),
};

static const struct lg_result_column holders[] = {
    WORD("holder"), FIGURE("parcels"), FIGURE("area_ha"), FIGURE("idle_ha"), FIGURE("parks"),
};

static const struct lg_result_column clocks[] = {
    WORD("parcel_id"),
    WORD("status"),
    WORD("supply_state"),
    WORD("land_state"),
    WORD("handover_on"),
    WORD("start_due"),
    WORD("due_source"),
    WORD("revised_start_due"),
    WORD("agreed_start"),
    WORD("suspended_on"),
    WORD("completion_due"),
    WORD("end1"),
    WORD("end2"),
    WORD("stopped_end"),
    FIGURE("developed_ratio"),
    FIGURE("invested_ratio"),
    WORD("cause"),
    WORD("route"),
    FIGURE("fee_wan"),
};

static const struct lg_result_column plan_shares[] = {
    WORD("parcel_id"),
    WORD("planned_use"),
    FIGURE("area_ha"),
    FIGURE("share_pct"),
};

static const struct lg_result_column requests[] = {
    WORD("parcel_id"),
    FIGURE("blocks_ha"),
    FIGURE("rank"),
};

static const struct lg_result_column idle_notice[] = {
    WORD("park_code"),  WORD("parcel_id"),   FIGURE("area_ha"),
    WORD("idle_since"), FIGURE("idle_days"),
};

static const struct lg_result_column scores[] = {
    WORD("park_code"),     WORD("scope"),
    FIGURE("goal_a"),      FIGURE("goal_b"),
    FIGURE("goal_c"),      FIGURE("score"),
    FIGURE("combined"),    WORD("partial"),
    WORD("band"),          FIGURE("rank_type"),
    FIGURE("rank_class"),  FIGURE("a1"),
    FIGURE("a2"),          FIGURE("a3"),
    FIGURE("b1"),          FIGURE("b2"),
    FIGURE("c1"),          WORD("eval_type"),
    WORD("class"),         FIGURE("type_parks"),
    FIGURE("class_parks"), FIGURE("previous_combined"),
    FIGURE("change"),
};

static const struct lg_result_column score_nodes[] = {
    WORD("park_code"), WORD("scope"),      WORD("level"),   WORD("code"),
    WORD("parent"),    FIGURE("weight"),   FIGURE("value"), FIGURE("ideal"),
    FIGURE("score"),   FIGURE("weighted"), WORD("capped"),  WORD("partial"),
};

static const struct lg_result_column potential[] = {
    WORD("park_code"), WORD("scope"),    WORD("kind"),      WORD("indicator"),
    FIGURE("area_ha"), FIGURE("raw_ha"), FIGURE("years_3"), FIGURE("years_5"),
};

static const struct lg_result_column benchmarks[] = {
    WORD("park_code"),   WORD("scope"),      WORD("code"),           FIGURE("value"),
    WORD("line"),        WORD("region"),     FIGURE("year"),         WORD("data_date"),
    FIGURE("benchmark"), FIGURE("distance"), FIGURE("distance_pct"),
};

static const struct lg_result_column compliance[] = {
    WORD("park_code"), WORD("scope"),    WORD("item"),        WORD("level"),
    WORD("parcel_id"), WORD("operator"), FIGURE("threshold"), FIGURE("value"),
    WORD("result"),    FIGURE("gap"),    FIGURE("weight"),    WORD("status"),
};

static const struct lg_result_column compliance_summary[] = {
    WORD("park_code"), WORD("scope"),    FIGURE("items"),          FIGURE("met"),
    FIGURE("not_met"), FIGURE("nodata"), FIGURE("not_applicable"), FIGURE("met_pct"),
};

static const struct lg_result_column assessment[] = {
    WORD("park_code"),
    WORD("class"),
    WORD("eval_type"),
    FIGURE("score"),
    WORD("partial"),
    WORD("band"),
    FIGURE("rank_type"),
    FIGURE("type_parks"),
    FIGURE("rank_class"),
    FIGURE("class_parks"),
    FIGURE("previous_score"),
    FIGURE("change"),
    FIGURE("supply_rate"),
    FIGURE("built_rate"),
    FIGURE("idle_rate"),
    FIGURE("industrial_rate"),
    FIGURE("population_per_ha"),
    FIGURE("tax_per_ha"),
    FIGURE("expansion_ha"),
    FIGURE("expansion_industrial_ha"),
    FIGURE("structure_ha"),
    FIGURE("expired_ha"),
    FIGURE("idle_ha"),
    FIGURE("low_efficiency_ha"),
    FIGURE("years_3"),
    FIGURE("years_5"),
    FIGURE("compliance_pct"),
    WORD("expand_support"),
    WORD("expand_against"),
    WORD("adjust"),
    WORD("upgrade"),
    WORD("exit"),
    WORD("establish"),
};

static const struct lg_result_column assessment_flags[] = {
    WORD("park_code"), WORD("flag"),     WORD("case"),        WORD("condition"), WORD("expression"),
    FIGURE("value"),   WORD("operator"), FIGURE("threshold"), WORD("result"),
};

static const struct lg_result_column sensitivity[] = {
    WORD("park_code"),   WORD("eval_type"),    FIGURE("score"),         FIGURE("score_least"),
    FIGURE("score_low"), FIGURE("score_high"), FIGURE("score_most"),    FIGURE("rank"),
    FIGURE("rank_best"), FIGURE("rank_worst"), FIGURE("rank_kept_pct"),
};

static const struct lg_result_column enclaves[] = {
    WORD("park_code"),
    WORD("scope"),
    WORD("parent"),
    WORD("home"),
    WORD("host"),
    FIGURE("share"),
    WORD("outside"),
    FIGURE("area_ha"),
    FIGURE("built_ha"),
    FIGURE("supplied_ha"),
    FIGURE("idle_ha"),
    FIGURE("fixed_investment_wan"),
    FIGURE("industrial_revenue_wan"),
    FIGURE("industrial_tax_wan"),
    FIGURE("total_tax_wan"),
    FIGURE("home_fixed_investment_wan"),
    FIGURE("home_industrial_revenue_wan"),
    FIGURE("home_industrial_tax_wan"),
    FIGURE("home_total_tax_wan"),
    FIGURE("host_fixed_investment_wan"),
    FIGURE("host_industrial_revenue_wan"),
    FIGURE("host_industrial_tax_wan"),
    FIGURE("host_total_tax_wan"),
};

static const struct lg_result_column regional_totals[] = {
    WORD("part"),
    WORD("place"),
    WORD("outside"),
    FIGURE("parks"),
    FIGURE("nested_parks"),
    FIGURE("area_ha"),
    FIGURE("a_ha"),
    FIGURE("b_ha"),
    FIGURE("c_ha"),
    FIGURE("d_ha"),
    FIGURE("e_ha"),
    FIGURE("f_ha"),
    FIGURE("a2_ha"),
    FIGURE("idle_ha"),
    FIGURE("unsurveyed_ha"),
    FIGURE("twice_ha"),
    FIGURE("fixed_investment_wan"),
    FIGURE("industrial_revenue_wan"),
    FIGURE("industrial_tax_wan"),
    FIGURE("total_tax_wan"),
    FIGURE("shared_fixed_investment_wan"),
    FIGURE("shared_industrial_revenue_wan"),
    FIGURE("shared_industrial_tax_wan"),
    FIGURE("shared_total_tax_wan"),
};

static const struct lg_result_column park_places[] = {
    WORD("park_code"),    WORD("scope"),       WORD("candidate"),      FIGURE("overlap_ha"),
    WORD("nearest_park"), FIGURE("nearest_m"), FIGURE("forbidden_ha"), FIGURE("forbidden_pct"),
};

static const struct lg_result_column park_constraints[] = {
    WORD("park_code"), WORD("scope"),       WORD("constraint"),  WORD("effect"),
    FIGURE("area_ha"), FIGURE("share_pct"), FIGURE("inside_ha"), FIGURE("inside_pct"),
};

static const struct lg_result_column sites[] = {
    WORD("site_id"),   WORD("park_code"), WORD("scope"),           FIGURE("rank"),
    FIGURE("area_ha"), FIGURE("idle_ha"), FIGURE("suppliable_ha"),
};

const struct lg_result_table lg_result_tables[LG_RESULT_TABLE_COUNT] = {
    {"parks", true, COLUMNS(parks), NULL},
    {"register", true, COLUMNS(land_register), NULL},
    {"idle", true, COLUMNS(idle), NULL},
    {"land_state", false, COLUMNS(land_state), NULL},
    {"indicators", false, COLUMNS(indicators), NULL},
    {"account", false, COLUMNS(account), NULL},
    {"watchlist", false, COLUMNS(watchlist), NULL},
    {"quality", false, COLUMNS(quality), NULL},
    {"overlay", false, COLUMNS(overlay), NULL},
    {"constraint_shares", false, COLUMNS(constraint_shares), NULL},
    {"register_sums", false, COLUMNS(register_sums), NULL},
    {"conversion_matrix", false, COLUMNS(conversion_matrix), NULL},
    {"idle_status", false, COLUMNS(idle_status), NULL},
    {"idle_summary", false, COLUMNS(idle_summary), NULL},
    {"waterfall", false, COLUMNS(waterfall), NULL},
    {"holders", false, COLUMNS(holders), NULL},
    {"clocks", false, COLUMNS(clocks), NULL},
    {"plan_shares", false, COLUMNS(plan_shares), NULL},
    {"requests", false, COLUMNS(requests), NULL},
    {"idle_notice", false, COLUMNS(idle_notice), NULL},
    {"scores", false, COLUMNS(scores), NULL},
    {"score_nodes", false, COLUMNS(score_nodes), NULL},
    {"potential", false, COLUMNS(potential), NULL},
    {"benchmarks", false, COLUMNS(benchmarks), NULL},
    {"compliance", false, COLUMNS(compliance), NULL},
    {"compliance_summary", false, COLUMNS(compliance_summary), NULL},
    {"assessment", false, COLUMNS(assessment), NULL},
    {"assessment_flags", false, COLUMNS(assessment_flags), NULL},
    {"sensitivity", false, COLUMNS(sensitivity), NULL},
    {"enclaves", false, COLUMNS(enclaves), NULL},
    {"regional_totals", false, COLUMNS(regional_totals), NULL},
    {"park_places", false, COLUMNS(park_places), NULL},
    {"park_constraints", false, COLUMNS(park_constraints), NULL},
    {"sites", false, COLUMNS(sites), NULL},
};
