/*
 * rules/idle_summary and rules/holders: idle land of parks and of holders, worked by hand.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/ledger_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct ledger_parcel land[] = {
    {"P1", 0, 1000, LG_STATE_D21, LG_IDLE_FIRST, "甲（拉萨）", NULL, "O0"},
    {"P2", 0, 3000, LG_STATE_D21, LG_IDLE_SECOND, " 甲(拉萨) ", NULL, "G3"},
    {"P3", 0, 2000, LG_STATE_E21, LG_IDLE_NOT_APPLICABLE, NULL, NULL, NULL},
    {"P4", 0, 500, LG_STATE_D21, LG_IDLE_STOPPED, "乙\t 公司", NULL, "P1"},
    {"P5", 1, 800, LG_STATE_D21, LG_IDLE_UNKNOWN, "乙　公司", NULL, NULL},
    {"P6", 1, 400, LG_STATE_D21, LG_IDLE_UNKNOWN, "丙", NULL, NULL},
    {"P7", LG_NO_PARK, 900, LG_STATE_D21, LG_IDLE_FIRST, "丙", NULL, NULL},
};

enum { LAND_COUNT = sizeof(land) / sizeof(land[0]) };

static struct lg_model *make_model(void)
{
    struct lg_model *model = ledger_model_new(2, land, LAND_COUNT);
    model->results.sums[1].idle_m2 = (double)NAN;
    model->parcels.idle[0].idle_days = 10;
    model->parcels.idle[1].idle_days = 400;
    model->parcels.idle[3].idle_days = 30;
    return model;
}

static void test_statuses_add_up(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    assert_int_equal(lg_idle_summary_fill(model, NULL), LG_OK);
    const struct lg_results *results = &model->results;
    assert_int_equal(results->idle_status_count, 2 * LG_IDLE_STATUS_COUNT);
    double sum_m2 = 0;
    for (size_t i = 0; i < LG_IDLE_STATUS_COUNT; i++) {
        assert_int_equal(results->idle_status[i].status, i);
        sum_m2 += results->idle_status[i].area_m2;
    }
    ASSERT_CLOSE(sum_m2, 6500, 1e-9);
    ASSERT_CLOSE(results->idle_status[LG_IDLE_SECOND].area_m2, 3000, 1e-9);
    const struct lg_idle_status_row *second = &results->idle_status[LG_IDLE_STATUS_COUNT];
    assert_int_equal(second[LG_IDLE_UNKNOWN].park, 1);
    assert_int_equal(second[LG_IDLE_UNKNOWN].parcel_count, 2);
    ASSERT_CLOSE(second[LG_IDLE_UNKNOWN].area_m2, 1200, 1e-9);
    lg_model_free(model);
}

static void test_statuses_that_do_not_add_up_are_a_fault(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    model->results.sums[0].surveyed_m2 = 6500.1;
    assert_int_equal(lg_idle_summary_fill(model, NULL), LG_INTERNAL);
    lg_model_free(model);
}

/* Fees of 200 yuan, of which 0.6 count here, and one that is not known. */
static void test_causes_fees_and_bonds(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    model->parcels.idle[0].route = LG_ROUTE_FEE;
    model->parcels.idle[0].fee_yuan = 200;
    model->pieces.share[0] = 0.6;
    model->parcels.idle[1].route = LG_ROUTE_FEE;
    model->parcels.bond[0] = "yes";
    model->parcels.bond[1] = "no";
    model->parcels.bond[3] = "yes";
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_int_equal(lg_idle_summary_fill(model, NULL), LG_OK);
    const struct lg_idle_summary *first = &model->results.idle_summary[0];
    assert_int_equal(first->government_parcels, 1);
    ASSERT_CLOSE(first->government_m2, 3000, 1e-9);
    ASSERT_CLOSE(first->fee_yuan, 120, 1e-9);
    assert_int_equal(first->fee_unknown_parcels, 1);
    assert_int_equal(first->bond_parcels, 2);
    ASSERT_CLOSE(first->bond_m2, 1500, 1e-9);
    ASSERT_CLOSE(first->usable_m2, 4500, 1e-9);
    assert_true(isnan(first->what_if_tax_yuan));
    const struct lg_idle_summary *second = &model->results.idle_summary[1];
    assert_true(isnan(second->government_m2));
    assert_true(isnan(second->fee_yuan));
    assert_true(isnan(second->usable_m2));
    lg_model_free(model);
}

/* A fee whose price nobody knows is not a fee of nothing. */
static void test_fees_of_which_none_is_known(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    model->parcels.idle[0].route = LG_ROUTE_FEE;
    assert_int_equal(lg_idle_summary_fill(model, NULL), LG_OK);
    assert_true(isnan(model->results.idle_summary[0].fee_yuan));
    assert_int_equal(model->results.idle_summary[0].fee_unknown_parcels, 1);
    lg_model_free(model);
}

/* 4500 m2 are 0.45 ha; at 300 and 2000 万元 per hectare 135 and 900 万元. */
static void test_what_if(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    struct lg_indicator *indicators = calloc(4, sizeof(*indicators));
    assert_non_null(indicators);
    indicators[0] = (struct lg_indicator){0, lg_indicator_find("B11"), 1, 1, 2000, NULL};
    indicators[1] = (struct lg_indicator){0, lg_indicator_find("B12"), 1, 1, 300, NULL};
    indicators[2] = (struct lg_indicator){1, lg_indicator_find("B11"), 1, 1, 2000, NULL};
    indicators[3] = (struct lg_indicator){1, lg_indicator_find("B12"), 1, 1, 300, NULL};
    model->results.indicators = indicators;
    model->results.indicator_count = 4;
    assert_int_equal(lg_idle_summary_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.idle_summary[0].what_if_tax_yuan, 1350000, 1e-6);
    ASSERT_CLOSE(model->results.idle_summary[0].what_if_investment_yuan, 9000000, 1e-6);
    assert_true(isnan(model->results.idle_summary[1].what_if_tax_yuan));
    lg_model_free(model);
}

static void test_idle_from_the_record(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    model->rules.idle_from_record = true;
    ledger_model_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, 1, "是");
    ledger_model_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, 5, "否");
    model->results.sums[0].idle_m2 = 3000;
    model->results.sums[1].idle_m2 = 0;
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_int_equal(lg_holders_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.waterfall[0].left_m2, 3000, 1e-9);
    ASSERT_CLOSE(model->results.holders[0].idle_m2, 3000, 1e-9);
    /* Everybody else is recorded as not idle. */
    ASSERT_CLOSE(model->results.holders[3].idle_m2, 0, 0);
    lg_model_free(model);
}

struct holder_case {
    const char *name; /* of the holder as listed */
    size_t parcels, parks;
    double area_m2, idle_m2, supplied_m2;
    int oldest_idle_days;
};

/* In the order of idle land, area. */
static const struct holder_case holders[] = {
    {"甲（拉萨）", 2, 1, 4000, 4000, 4000, 400},
    {"乙 公司", 2, 2, 1300, 500, 1300, 30},
    {"", 1, 1, 2000, 0, 0, 0},
    {"丙", 1, 1, 400, (double)NAN, 400, 0},
};

static void test_holders(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    assert_int_equal(lg_holders_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.holder_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct lg_holder_row *row = &model->results.holders[i];
        assert_string_equal(row->holder == NULL ? "" : row->holder, holders[i].name);
        assert_int_equal(row->parcel_count, holders[i].parcels);
        assert_int_equal(row->park_count, holders[i].parks);
        ASSERT_CLOSE(row->area_m2, holders[i].area_m2, 1e-9);
        ASSERT_CLOSE(row->supplied_m2, holders[i].supplied_m2, 1e-9);
        assert_int_equal(isnan(row->idle_m2) != 0, isnan(holders[i].idle_m2) != 0);
        if (!isnan(row->idle_m2)) ASSERT_CLOSE(row->idle_m2, holders[i].idle_m2, 1e-9);
        assert_int_equal(row->oldest_idle_days, holders[i].oldest_idle_days);
    }
    lg_model_free(model);
}

/* K2 lies in K1: its land is counted there already. */
static void test_a_park_in_another_is_not_counted_again(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    ledger_model_text(&model->parks.table, LG_PARK_PARENT, 1, "K1");
    assert_int_equal(lg_holders_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.holder_count, 3);
    ASSERT_CLOSE(model->results.holders[1].area_m2, 500, 1e-9);
    lg_model_free(model);
}

/* A recorded area that is missing leaves its sums without a value, and is no fault. */
static void test_an_area_that_is_not_known(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    model->pieces.account_m2[4] = (double)NAN;
    model->results.sums[1].surveyed_m2 = (double)NAN;
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_int_equal(lg_idle_summary_fill(model, NULL), LG_OK);
    assert_int_equal(lg_holders_fill(model, NULL), LG_OK);
    const struct lg_idle_status_row *second = &model->results.idle_status[LG_IDLE_STATUS_COUNT];
    assert_true(isnan(second[LG_IDLE_UNKNOWN].area_m2));
    assert_string_equal(model->results.holders[1].holder, "乙 公司");
    assert_true(isnan(model->results.holders[1].area_m2));
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statuses_add_up),
        cmocka_unit_test(test_statuses_that_do_not_add_up_are_a_fault),
        cmocka_unit_test(test_causes_fees_and_bonds),
        cmocka_unit_test(test_fees_of_which_none_is_known),
        cmocka_unit_test(test_what_if),
        cmocka_unit_test(test_idle_from_the_record),
        cmocka_unit_test(test_an_area_that_is_not_known),
        cmocka_unit_test(test_holders),
        cmocka_unit_test(test_a_park_in_another_is_not_counted_again),
    };
    return cmocka_run_group_tests_name("rules/idle_summary", tests, NULL, NULL);
}
