/*
 * rules/priority: how urgent idle land is (domain.md 6.5), with the built-in rule sets; evaluation
 * date 2026-06-30, points worked by hand.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/stock_model.h"

#include <math.h>

#define NONE ((double)NAN)

static struct lg_rule_set set;

static struct lg_model *make_model(size_t count)
{
    struct lg_model *model = stock_model_new(count);
    assert_int_equal(lg_rules_read(NULL, 0, &model->rules, &set, NULL), LG_OK);
    return model;
}

static void free_model(struct lg_model *model)
{
    lg_rule_set_reset(&set);
    lg_model_free(model);
}

struct priority_case {
    const char *name;
    enum lg_idle_status status;
    int idle_days;
    double account_m2;
    double forbidden_m2; /* NaN: no layer */
    const char *ready, *water, *power, *road, *finding_no;
    struct lg_priority expected; /* rank 0: not in the ledger */
};

/* 40 points at 5 ha, 30 at 730 days, 20 without constraints, 10 ready. */
static const struct priority_case priority_cases[] = {
    {"one hectare, a year, nothing else known",
     LG_IDLE_FIRST,
     365,
     10000,
     NONE,
     NULL,
     NULL,
     NULL,
     NULL,
     NULL,
     {8, 15, NONE, NONE, 23, 70, 1}},
    {"everything is full",
     LG_IDLE_SECOND,
     731,
     60000,
     0,
     "是",
     NULL,
     NULL,
     NULL,
     NULL,
     {40, 30, 20, 10, 100, 100, 1}},
    {"constrained, not ready",
     LG_IDLE_STOPPED,
     73,
     25000,
     5,
     "否",
     NULL,
     NULL,
     NULL,
     NULL,
     {20, 3, 0, 0, 23, 100, 1}},
    {"water, power and road",
     LG_IDLE_FIRST,
     1,
     0,
     NONE,
     NULL,
     "1",
     "yes",
     "是",
     NULL,
     {0, 30.0 / 730, NONE, 10, 10 + 30.0 / 730, 80, 1}},
    {"... although the record says no",
     LG_IDLE_FIRST,
     1,
     0,
     NONE,
     "否",
     "是",
     "是",
     "是",
     NULL,
     {0, 30.0 / 730, NONE, 10, 10 + 30.0 / 730, 80, 1}},
    {"no road",
     LG_IDLE_FIRST,
     1,
     0,
     NONE,
     NULL,
     "是",
     "是",
     "否",
     NULL,
     {0, 30.0 / 730, NONE, 0, 30.0 / 730, 80, 1}},
    {"nobody knows of the road",
     LG_IDLE_FIRST,
     1,
     0,
     NONE,
     NULL,
     "是",
     "是",
     NULL,
     NULL,
     {0, 30.0 / 730, NONE, NONE, 30.0 / 730, 70, 1}},
    {"found idle, but under way",
     LG_IDLE_ACTIVE,
     0,
     10000,
     NONE,
     NULL,
     NULL,
     NULL,
     NULL,
     "1号",
     {8, 0, NONE, NONE, 8, 70, 1}},
    {"found idle, the clock cannot be read",
     LG_IDLE_UNKNOWN,
     0,
     10000,
     NONE,
     NULL,
     NULL,
     NULL,
     NULL,
     "1号",
     {8, NONE, NONE, NONE, 8, 40, 1}},
    {"the land is not known",
     LG_IDLE_FIRST,
     365,
     NONE,
     NONE,
     NULL,
     NULL,
     NULL,
     NULL,
     NULL,
     {NONE, 15, NONE, NONE, 15, 30, 1}},
    {"a finding number that says there is none",
     LG_IDLE_ACTIVE,
     0,
     10000,
     0,
     NULL,
     NULL,
     NULL,
     NULL,
     "无",
     {NONE, NONE, NONE, NONE, NONE, NONE, 0}},
    {"not idle",
     LG_IDLE_LATE,
     0,
     10000,
     0,
     "是",
     NULL,
     NULL,
     NULL,
     NULL,
     {NONE, NONE, NONE, NONE, NONE, NONE, 0}},
};

static void check_number(double actual, double expected)
{
    if (isnan(expected)) {
        assert_true(isnan(actual));
    } else {
        ASSERT_CLOSE(actual, expected, 1e-12);
    }
}

static void check_priority(void **state)
{
    const struct priority_case *row = *state;
    struct lg_model *model = make_model(1);
    struct lg_table *table = &model->parcels.table;
    model->parcels.idle[0].status = row->status;
    model->parcels.idle[0].idle_days = row->idle_days;
    model->pieces.account_m2[0] = row->account_m2;
    quality_model_text(table, LG_PARCEL_READY_FOR_SUPPLY, 0, row->ready);
    quality_model_text(table, LG_PARCEL_WATER, 0, row->water);
    quality_model_text(table, LG_PARCEL_POWER, 0, row->power);
    quality_model_text(table, LG_PARCEL_ROAD, 0, row->road);
    quality_model_text(table, LG_PARCEL_IDLE_FINDING_NO, 0, row->finding_no);
    if (!isnan(row->forbidden_m2)) stock_model_forbid(model, 0, row->forbidden_m2);
    assert_int_equal(lg_priority_fill(model, NULL), LG_OK);
    const struct lg_priority *actual = &model->parcels.priority[0];
    check_number(actual->area, row->expected.area);
    check_number(actual->time, row->expected.time);
    check_number(actual->free, row->expected.free);
    check_number(actual->ready, row->expected.ready);
    check_number(actual->total, row->expected.total);
    check_number(actual->most, row->expected.most);
    assert_int_equal(actual->rank, row->expected.rank);
    free_model(model);
}

/* 1 ha 8 points, 2 ha 16; 365 days 15 points. The second and fifth have the same land and days: the
 * smaller id is first. The fourth has as many points as the third by less land. */
static void ranks_by_points_land_and_id(void **state)
{
    (void)state;
    static const double land_m2[] = {10000, 20000, 60000, 50000, 20000, 10000};
    static const size_t ranks[] = {5, 3, 1, 2, 4, 0};
    struct lg_model *model = make_model(6);
    for (size_t i = 0; i < 6; i++) {
        model->pieces.account_m2[i] = land_m2[i];
        model->parcels.idle[i].status = i < 5 ? LG_IDLE_FIRST : LG_IDLE_WAIT;
        model->parcels.idle[i].idle_days = 365;
    }
    assert_int_equal(lg_priority_fill(model, NULL), LG_OK);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(model->parcels.priority[i].rank, ranks[i]);
    }
    free_model(model);
}

/* A park in a park: the land counts once. In no park it is not in the ledger. */
static void land_counts_once(void **state)
{
    (void)state;
    struct lg_model *model = make_model(2);
    assert_int_equal(lg_table_add_rows(&model->parks.table, 1, NULL), LG_OK);
    quality_model_text(&model->parks.table, LG_PARK_CODE, 1, "K2");
    quality_model_text(&model->parks.table, LG_PARK_PARENT, 1, "K1");
    model->pieces.parcel[1] = 0;
    model->pieces.park[1] = 1;
    model->parcels.idle[0].status = LG_IDLE_FIRST;
    model->parcels.idle[1].status = LG_IDLE_FIRST;
    assert_int_equal(lg_priority_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->parcels.priority[0].area, 8, 1e-12);
    assert_int_equal(model->parcels.priority[0].rank, 1);
    assert_int_equal(model->parcels.priority[1].rank, 0);
    free_model(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_by_points_land_and_id),
        cmocka_unit_test(land_counts_once),
    };
    int failed = RUN_CASES("rules/priority", priority_cases, check_priority);
    return failed + cmocka_run_group_tests_name("rules/priority ledger", tests, NULL, NULL);
}
