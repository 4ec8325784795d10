/*
 * measure: the figures of a park from its pieces. The base is the worked example of domain.md 1.9
 * [C]; what lies beside it is worked by hand.
 */
#include "measure/measure.h"
#include "support/cmocka.h"
#include "support/worked_example.h"

#include <math.h>
#include <string.h>

static void assert_no_value(const struct lg_model *model, const char *code, const char *reason)
{
    const struct lg_indicator *row = find_indicator(model, code);
    assert_true(isnan(row->value));
    assert_non_null(row->reason);
    if (strstr(row->reason, reason) == NULL) fail_msg("%s: %s", code, row->reason);
}

struct rate_case {
    const char *name;
    double numerator, denominator, value;
};

/* domain.md 1.9, first three rows of results. */
static const struct rate_case rates[] = {
    {"A10", 260, 360, 72.2222}, {"A11", 234, 260, 90.0},  {"A12", 200, 234, 85.4701},
    {"A21", 120, 200, 60.0},    {"A31", 190, 200, 0.95},  {"A32", 64, 200, 32.0},
    {"A33", 96, 120, 0.8},      {"A34", 54, 120, 45.0},   {"B11", 480000, 120, 4000},
    {"B12", 21600, 120, 180},   {"B21", 33000, 200, 165}, {"B22", 12000, 200, 60},
    {"C11", 12, 234, 5.1282},
};

static void check_rate(void **state)
{
    const struct rate_case *row = *state;
    struct lg_model *model = worked_example_model();
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    const struct lg_indicator *found = find_indicator(model, row->name);
    assert_null(found->reason);
    ASSERT_CLOSE(found->numerator, row->numerator, 1e-9);
    ASSERT_CLOSE(found->denominator, row->denominator, 1e-9);
    ASSERT_CLOSE(found->value, row->value, 5e-5);
    lg_model_free(model);
}

struct state_case {
    const char *name;
    double ha;
    size_t parcels;
};

/* domain.md 1.9, row 0: A, B, C, D, E, F and the codes given. */
static const struct state_case sums[] = {
    {"A", 200, 9},  {"B", 160, 8}, {"C", 40, 3},   {"D", 234, 11}, {"E", 26, 3},
    {"F", 140, 6},  {"A3", 30, 2}, {"A5", 22, 2},  {"B1", 10, 2},  {"B2", 150, 6},
    {"B21", 60, 5}, {"D1", 30, 2}, {"D2", 204, 9}, {"E2", 20, 2},  {"A2", 120, 1},
};

static void check_sum(void **state)
{
    const struct state_case *row = *state;
    struct lg_model *model = worked_example_model();
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    const struct lg_park_sums *found = &model->results.sums[0];
    enum lg_state code = lg_state_find(row->name);
    ASSERT_CLOSE(found->state_m2[code] / HA, row->ha, 1e-9);
    assert_int_equal(found->state_parcels[code], row->parcels);
    lg_model_free(model);
}

static void test_worked_example_is_quiet_and_closed(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    const struct lg_park_sums *found = &model->results.sums[0];
    assert_int_equal(model->findings.count, 0);
    ASSERT_CLOSE(found->total_m2, 400 * HA, 0.0);
    ASSERT_CLOSE(found->ready_m2, 260 * HA, 1e-6);
    ASSERT_CLOSE(found->idle_m2, 12 * HA, 1e-6);
    ASSERT_CLOSE(found->unsurveyed_m2, 0.0, 0.0);
    assert_string_equal(found->eval_type, "工业主导型");
    assert_string_equal(found->eval_type_why, "rule");
    assert_no_value(model, "B12'", "industrial_revenue");
    ASSERT_CLOSE(account_total_ha(model), 400, 1e-9);
    ASSERT_CLOSE(account_ha(model, "surveyed", LG_STATE_B21), 60, 1e-9);
    ASSERT_CLOSE(account_ha(model, "unsurveyed", LG_STATE_NONE), 0, 0.0);
    lg_model_free(model);
}

static void test_missing_floor_area_is_not_zero(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    set_cell_number(&model->parcels.table, LG_PARCEL_FLOOR_AREA, SHOPS, (double)NAN);
    set_cell_number(&model->parcels.table, LG_PARCEL_FOOTPRINT_YARDS, INDUSTRY, (double)NAN);
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    assert_no_value(model, "A31", "floor_area is missing on 1 parcel (8.0000 ha)");
    assert_true(isnan(model->results.sums[0].floor_m2));
    assert_non_null(model->results.facts[LG_FACT_FLOOR].reason);
    /* never the footprint alone */
    assert_no_value(model, "A34", "footprint_yards is missing on 1 parcel (120.0000 ha)");
    ASSERT_CLOSE(find_indicator(model, "A33")->value, 0.8, 1e-12);
    ASSERT_CLOSE(find_indicator(model, "A32")->value, 32.0, 1e-12);
    lg_model_free(model);
}

static void assert_doubt(const struct lg_model *model, const char *code, const char *doubt)
{
    const struct lg_indicator *row = find_indicator(model, code);
    assert_false(isnan(row->value));
    if (doubt == NULL) {
        assert_null(row->reason);
        return;
    }
    assert_non_null(row->reason);
    if (strstr(row->reason, doubt) == NULL) fail_msg("%s: %s", code, row->reason);
}

/* domain.md 1.11: rates 0 to 100 %, FAR 0.05 to 3, density 2 to 80 %, a floor at least. */
static void test_an_absurd_value_is_shown_and_doubted(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    /* m2 read as 万m2 on the industrial land: 96 万m2 become 9600 of them */
    set_cell_number(&model->parcels.table, LG_PARCEL_FLOOR_AREA, INDUSTRY, 96.0 * WAN * WAN);
    set_cell_number(&model->parks.table, LG_PARK_TOTAL_TAX, 0, 19 * WAN);
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    assert_doubt(model, "A33", "out_of_range: 0.05 to 3 is plausible; check the unit of floor");
    assert_doubt(model, "A31", "out_of_range: 0.05 to 3");
    assert_doubt(model, "A32", NULL);
    /* 19 of all firms, 21600 of the industrial ones */
    assert_doubt(model, "B21", "out_of_range: all firms pay less tax than the industrial ones");
    assert_int_equal(model->findings.count, 3);
    assert_int_equal(model->findings.items[0].code, LG_W_VALUE);
    lg_model_free(model);

    model = worked_example_model();
    /* domain.md 1.9 has 190 万m2 of floor on 64 of footprint; 126.01 less stand on nothing. */
    for (size_t row = 0; row < model->parcels.table.count; row++) {
        double floor_m2 = lg_table_number(&model->parcels.table, LG_PARCEL_FLOOR_AREA, row);
        set_cell_number(&model->parcels.table, LG_PARCEL_FLOOR_AREA, row, floor_m2 * 63.99 / 190.0);
    }
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    assert_doubt(model, "A31", "out_of_range: less floor area than footprint");
    assert_doubt(model, "A33", NULL);
    lg_model_free(model);
}

static void test_no_building_on_a_parcel_is_zero_where_there_is_a_layer(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    model->buildings.given = true;
    model->pieces.floor_micro_m2[INDUSTRY] = (int64_t)60 * 10000 * 1000000;
    model->pieces.footprint_micro_m2[INDUSTRY] = (int64_t)30 * 10000 * 1000000;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    ASSERT_CLOSE(find_indicator(model, "A31")->value, 0.3, 1e-12);
    ASSERT_CLOSE(find_indicator(model, "A33")->value, 0.5, 1e-12);
    ASSERT_CLOSE(find_indicator(model, "A32")->value, 15.0, 1e-12);
    ASSERT_CLOSE(model->pieces.floor_area_m2[SHOPS], 0.0, 0.0);
    lg_model_free(model);
}

static void test_undecided_clock_takes_the_idle_rate_away(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    model->parcels.idle[WAITING].status = LG_IDLE_UNKNOWN;
    model->parcels.idle[LAST].status = LG_IDLE_UNKNOWN; /* not supplied: decides nothing */
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    assert_no_value(model, "C11", "on 1 supplied parcel (22.0000 ha)");
    assert_int_equal(model->results.sums[0].undecided_parcels, 1);
    ASSERT_CLOSE(model->results.sums[0].undecided_m2, 22 * HA, 1e-6);
    lg_model_free(model);
}

/* Half a year past its full year at rest, a site could be idle by the share that nobody gave. */
static void test_site_at_rest_with_an_unknown_share(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    struct lg_idle_finding *idle = &model->parcels.idle[WAITING];
    idle->status = LG_IDLE_SUSPENDED;
    idle->missing = LG_MISSING_INVESTED;
    idle->stopped_end = lg_date_make(2025, 12, 31);
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    assert_no_value(model, "C11", "on 1 supplied parcel (22.0000 ha)");

    /* The last day of the year at rest decides nothing yet. */
    idle->stopped_end = model->as_of;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    ASSERT_CLOSE(find_indicator(model, "C11")->value, 12.0 / 234.0 * 100.0, 1e-9);
    lg_model_free(model);
}

static void test_idle_area_from_the_record(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    model->rules.idle_from_record = true;
    model->parcels.idle[WAITING].status = LG_IDLE_UNKNOWN;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    assert_no_value(model, "C11", "recorded_idle");

    set_cell_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, WAITING, "是");
    set_cell_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, IDLE_LAND, "否");
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    ASSERT_CLOSE(find_indicator(model, "C11")->numerator, 22, 1e-9);
    lg_model_free(model);
}

static void test_missing_states_take_indicators_away(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    model->parcels.land_state[LAST] = LG_STATE_NONE;
    model->parcels.supply_state[LAST] = LG_STATE_NONE;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    assert_no_value(model, "A21", "land_state is missing on 1 parcel (5.0000 ha)");
    assert_no_value(model, "A11", "supply_state is missing on 1 parcel (5.0000 ha)");
    assert_no_value(model, "C11", "supply_state is missing");
    assert_int_equal(count_findings(model, LG_E_SUM), 2);
    ASSERT_CLOSE(account_ha(model, "surveyed", LG_STATE_NONE), 5, 1e-9);
    ASSERT_CLOSE(account_total_ha(model), 400, 1e-9);
    lg_model_free(model);
}

/* Without idle land that is found, it is open whether the land without a supply state has some. */
static void test_idle_land_is_open_where_supply_states_are_missing(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    const struct lg_fact_value *idle = NULL;
    model->parcels.idle[IDLE_LAND].status = LG_IDLE_ACTIVE;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    idle = &model->results.facts[LG_FACT_IDLE];
    ASSERT_CLOSE(idle->value, 0, 0);

    model->parcels.supply_state[LAST] = LG_STATE_NONE;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    idle = &model->results.facts[LG_FACT_IDLE];
    assert_true(isnan(idle->value));
    assert_string_equal(idle->reason, "supply_state is missing on 1 parcel (5.0000 ha)");
    lg_model_free(model);
}

static void test_parent_codes_take_what_needs_their_children(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    model->parcels.land_state[SHOPS] = LG_STATE_A;
    model->parcels.land_state[WAITING] = LG_STATE_B2;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    ASSERT_CLOSE(find_indicator(model, "A31")->value, 0.95, 1e-12);
    assert_no_value(model, "A33", "land_state is A only");
    assert_no_value(model, "A10", "B21 or B22, on 1 parcel (22.0000 ha)");
    assert_null(model->results.sums[0].eval_type);
    lg_model_free(model);
}

/* Idle land that was found is not all of it while land may be supplied and its clock is open. */
static void test_open_supply_takes_idle_land_away(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.facts[LG_FACT_IDLE].value, 12.0, 1e-9);
    model->parcels.supply_state[LAST] = LG_STATE_NONE;
    model->parcels.idle[LAST].status = LG_IDLE_UNKNOWN;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    const struct lg_fact_value *idle = &model->results.facts[LG_FACT_IDLE];
    assert_true(isnan(idle->value));
    assert_string_equal(idle->reason, "supply_state is missing, and the idle clock with it, on 1 "
                                      "parcel (5.0000 ha)");
    lg_model_free(model);
}

static void test_park_without_parcels(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    model->pieces.count = 0;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    /* nothing is known of it: no land of a kind is not 0 */
    assert_no_value(model, "A21", "no parcel lies in the park");
    assert_no_value(model, "A10", "no parcel lies in the park");
    assert_true(isnan(model->results.facts[LG_STATE_E].value));
    assert_true(isnan(model->results.facts[LG_FACT_IDLE].value));
    ASSERT_CLOSE(account_ha(model, "unsurveyed", LG_STATE_NONE), 400, 1e-9);
    assert_null(model->results.sums[0].eval_type);
    lg_model_free(model);
}

static void test_park_table_stands_before_the_enterprises(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    set_cell_number(&model->parks.table, LG_PARK_FIXED_INVESTMENT, 0, 600000 * WAN);
    set_cell_number(&model->parks.table, LG_PARK_INDUSTRIAL_REVENUE, 0, 240000 * WAN);
    set_cell_number(&model->parks.table, LG_PARK_TOTAL_TAX, 0, 40000 * WAN);
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
    ASSERT_CLOSE(find_indicator(model, "B11")->value, 5000, 1e-9);
    ASSERT_CLOSE(find_indicator(model, "B12'")->value, 2000, 1e-9);
    ASSERT_CLOSE(find_indicator(model, "B21")->value, 200, 1e-9);
    lg_model_free(model);
}

struct type_case {
    const char *name;
    const char *given, *park_name;
    double industry_ha, housing_ha; /* of 200 ha built; the rest are shops */
    const char *expected, *why;
    bool is_refused; /* the given type is no type */
    bool at_least;   /* evaluation.type_comparison */
};

/* domain.md 1.2: the rule of the running code, the fallback [P]. */
static const struct type_case types[] = {
    {"a given type wins over the rule", "产城融合型", NULL, 160, 10, "产城融合型", "given", false,
     false},
    {"a bonded zone is industrial", NULL, "拉萨综合保税区", 10, 100, "工业主导型", "rule", false,
     false},
    {"a processing zone is industrial", NULL, "出口加工区", 10, 100, "工业主导型", "rule", false,
     false},
    {"much industry, little housing", NULL, NULL, 61, 49, "工业主导型", "rule", false, false},
    {"exactly 30 % industry is not more", NULL, NULL, 60, 50, "产城融合型", "rule", false, false},
    {"little industry, a quarter housing", NULL, NULL, 20, 50, "产城融合型", "rule", false, false},
    {"both much: the fallback takes industry", NULL, NULL, 100, 60, "工业主导型", "fallback", false,
     false},
    {"both little: the fallback takes the mix", NULL, NULL, 20, 20, "产城融合型", "fallback", false,
     false},
    {"a type of no tree counts as missing", "其他", NULL, 160, 10, "工业主导型", "rule", true,
     false},
    {"exactly 30 % industry is enough where that is asked", NULL, NULL, 60, 49, "工业主导型",
     "rule", false, true},
    {"less than 30 % is not, either way", NULL, NULL, 59, 50, "产城融合型", "rule", false, true},
};

static void check_type(void **state)
{
    const struct type_case *row = *state;
    struct lg_model *model = worked_example_model();
    const double areas_ha[3] = {row->housing_ha, row->industry_ha,
                                200 - row->housing_ha - row->industry_ha};
    for (size_t i = 0; i < 3; i++) {
        model->parcels.land_state[i] = i == 0 ? LG_STATE_A1 : i == 1 ? LG_STATE_A2 : LG_STATE_A4;
        model->parcels.supply_state[i] = LG_STATE_D;
        model->pieces.counted_m2[i] = areas_ha[i] * HA;
    }
    model->pieces.count = 3;
    model->parks.area_m2[0] = 200 * HA;
    set_cell_text(&model->parks.table, LG_PARK_EVAL_TYPE, 0, row->given);
    set_cell_text(&model->parks.table, LG_PARK_NAME, 0, row->park_name);
    model->rules.type_at_least = row->at_least;
    assert_int_equal(lg_measure_parks(model, NULL), LG_OK);

    assert_string_equal(model->results.sums[0].eval_type, row->expected);
    assert_string_equal(model->results.sums[0].eval_type_why, row->why);
    size_t refused = 0;
    for (size_t i = 0; i < model->findings.count; i++) {
        refused += strstr(model->findings.items[i].message, "eval_type") != NULL;
    }
    assert_int_equal(refused, row->is_refused);
    lg_model_free(model);
}

/* The rule of the running code leaves some shares without a type: here none is left out. */
static void test_every_share_has_one_type(void **state)
{
    (void)state;
    struct lg_model *model = worked_example_model();
    const enum lg_state land[3] = {LG_STATE_A1, LG_STATE_A2, LG_STATE_A4};
    for (size_t i = 0; i < 3; i++) {
        model->parcels.land_state[i] = land[i];
        model->parcels.supply_state[i] = LG_STATE_D;
    }
    model->pieces.count = 3;
    model->parks.area_m2[0] = 200 * HA;
    set_cell_text(&model->parks.table, LG_PARK_NAME, 0, NULL);
    for (int housing_ha = 0; housing_ha <= 200; housing_ha += 5) {
        for (int industry_ha = 0; housing_ha + industry_ha <= 200; industry_ha += 5) {
            model->pieces.counted_m2[0] = housing_ha * HA;
            model->pieces.counted_m2[1] = industry_ha * HA;
            model->pieces.counted_m2[2] = (200 - housing_ha - industry_ha) * HA;
            assert_int_equal(lg_measure_parks(model, NULL), LG_OK);
            const struct lg_park_sums *found = &model->results.sums[0];
            bool is_industrial = industry_ha > 60; /* 30 % */
            bool is_decided = is_industrial == (housing_ha < 50);
            assert_string_equal(found->eval_type, is_industrial ? "工业主导型" : "产城融合型");
            assert_string_equal(found->eval_type_why, is_decided ? "rule" : "fallback");
        }
    }
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_worked_example_is_quiet_and_closed),
        cmocka_unit_test(test_missing_floor_area_is_not_zero),
        cmocka_unit_test(test_an_absurd_value_is_shown_and_doubted),
        cmocka_unit_test(test_no_building_on_a_parcel_is_zero_where_there_is_a_layer),
        cmocka_unit_test(test_undecided_clock_takes_the_idle_rate_away),
        cmocka_unit_test(test_site_at_rest_with_an_unknown_share),
        cmocka_unit_test(test_idle_area_from_the_record),
        cmocka_unit_test(test_missing_states_take_indicators_away),
        cmocka_unit_test(test_idle_land_is_open_where_supply_states_are_missing),
        cmocka_unit_test(test_parent_codes_take_what_needs_their_children),
        cmocka_unit_test(test_open_supply_takes_idle_land_away),
        cmocka_unit_test(test_park_without_parcels),
        cmocka_unit_test(test_park_table_stands_before_the_enterprises),
        cmocka_unit_test(test_every_share_has_one_type),
    };
    int failed = RUN_CASES("measure, worked example: rates", rates, check_rate);
    failed += RUN_CASES("measure, worked example: sums", sums, check_sum);
    failed += RUN_CASES("measure, type", types, check_type);
    return failed + cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
