/*
 * rules/waterfall: from the idle land of a park down to what can be used (domain.md 6.5).
 *
 * Worked by hand. Idle pieces of K1: P1 1000 m2, P2 2000 m2 measured but 4000 m2 by record, so what
 * is measured on it counts twice; P3 is not idle. K2 has no idle land.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/ledger_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct ledger_parcel land[] = {
    {"P1", 0, 1000, LG_STATE_D21, LG_IDLE_FIRST, NULL, NULL, NULL},
    {"P2", 0, 4000, LG_STATE_D21, LG_IDLE_SECOND, NULL, NULL, NULL},
    {"P3", 0, 700, LG_STATE_D21, LG_IDLE_ACTIVE, NULL, NULL, NULL},
    {"P4", 1, 500, LG_STATE_D21, LG_IDLE_WAIT, NULL, NULL, NULL},
};

static struct lg_model *make_model(void)
{
    struct lg_model *model = ledger_model_new(2, land, 4);
    model->pieces.counted_m2[1] = 2000;
    return model;
}

static void add_constraints(struct lg_model *model, const struct lg_constraint *items, size_t count,
                            const struct lg_constraint_hit *hits, size_t hit_count)
{
    model->constraints.items = calloc(count, sizeof(*items));
    model->constraints.hits = calloc(hit_count, sizeof(*hits));
    assert_non_null(model->constraints.items);
    assert_non_null(model->constraints.hits);
    memcpy(model->constraints.items, items, count * sizeof(*items));
    memcpy(model->constraints.hits, hits, hit_count * sizeof(*hits));
    model->constraints.count = count;
    model->constraints.hit_count = hit_count;
}

static void assert_row(const struct lg_model *model, size_t row, const char *step, const char *name,
                       double taken_m2, double left_m2)
{
    assert_true(row < model->results.waterfall_count);
    const struct lg_waterfall_row *actual = &model->results.waterfall[row];
    assert_string_equal(actual->step, step);
    if (name == NULL) {
        assert_null(actual->name);
    } else {
        assert_string_equal(actual->name, name);
    }
    assert_int_equal(isnan(actual->taken_m2) != 0, isnan(taken_m2) != 0);
    if (!isnan(taken_m2)) ASSERT_CLOSE(actual->taken_m2, taken_m2, 1e-9);
    ASSERT_CLOSE(actual->left_m2, left_m2, 1e-9);
}

#define NOTHING ((double)NAN)

static void test_no_layer_and_no_seizure(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.waterfall_count, 6);
    assert_row(model, 0, "gross", NULL, NOTHING, 5000);
    assert_row(model, 1, "seized", NULL, NOTHING, 5000);
    assert_false(model->results.waterfall[1].is_given);
    assert_row(model, 2, "usable", NULL, NOTHING, 5000);
    assert_row(model, 3, "gross", NULL, NOTHING, 0);
    assert_row(model, 5, "usable", NULL, NOTHING, 0);
    lg_model_free(model);
}

/* Ecology takes 300 of P1 and 500 of P2 (1000 by record); floods are flagged alone; farmland takes
 * what ecology has left of its 400 on P1: 100, and no more. */
static void test_each_layer_takes_what_is_fresh(void **state)
{
    (void)state;
    static const struct lg_constraint items[] = {
        {"ecology", true, false, LG_STATE_NONE},
        {"flood", false, false, LG_STATE_NONE},
        {"farmland", true, false, LG_STATE_NONE},
    };
    static const struct lg_constraint_hit hits[] = {
        {0, 0, 300, 300, 0}, {0, 2, 400, 100, 0}, {1, 0, 500, 500, 0},
        {1, 1, 250, 250, 0}, {2, 0, 700, 700, 0},
    };
    static const struct lg_expected_constraint expected[] = {{"farmland", "x"}, {"heritage", "x"}};
    struct lg_model *model = make_model();
    add_constraints(model, items, 3, hits, 5);
    model->rules.policy.expected = expected;
    model->rules.policy.expected_count = 2;
    ledger_model_text(&model->parcels.table, LG_PARCEL_SEIZED, 0, "（2025）藏01执5号");
    ledger_model_text(&model->parcels.table, LG_PARCEL_SEIZED, 1, "否");
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.waterfall_count, 14);
    assert_row(model, 0, "gross", NULL, NOTHING, 5000);
    assert_row(model, 1, "constraint", "ecology", 1300, 3700);
    assert_row(model, 2, "constraint", "flood", 500, 3700);
    assert_string_equal(model->results.waterfall[2].effect, "flag");
    assert_row(model, 3, "constraint", "farmland", 100, 3600);
    assert_row(model, 4, "constraint", "heritage", NOTHING, 3600);
    assert_false(model->results.waterfall[4].is_given);
    assert_null(model->results.waterfall[4].effect);
    assert_row(model, 5, "seized", NULL, 600, 3000);
    assert_row(model, 6, "usable", NULL, NOTHING, 3000);
    assert_row(model, 13, "usable", NULL, NOTHING, 0);
    lg_model_free(model);
}

/* Where a flagging layer stands before, its land is not fresh to the forbidding one, but forbidden:
 * pieces.forbidden_m2 says how much. */
static void test_flagged_land_is_still_forbidden(void **state)
{
    (void)state;
    static const struct lg_constraint items[] = {
        {"flood", false, false, LG_STATE_NONE},
        {"ecology", true, false, LG_STATE_NONE},
    };
    static const struct lg_constraint_hit hits[] = {{0, 0, 600, 600, 0}, {0, 1, 500, 150, 0}};
    struct lg_model *model = make_model();
    add_constraints(model, items, 2, hits, 2);
    model->pieces.forbidden_m2 = calloc(4, sizeof(double));
    assert_non_null(model->pieces.forbidden_m2);
    model->pieces.forbidden_m2[0] = 500;
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_row(model, 1, "constraint", "flood", 600, 5000);
    assert_row(model, 2, "constraint", "ecology", 500, 4500);
    assert_row(model, 4, "usable", NULL, NOTHING, 4500);
    lg_model_free(model);
}

static void test_unknown_idle_land_stays_unknown(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    model->results.sums[1].idle_m2 = (double)NAN;
    ledger_model_text(&model->parcels.table, LG_PARCEL_SEIZED, 0, "是");
    assert_int_equal(lg_waterfall_fill(model, NULL), LG_OK);
    assert_row(model, 1, "seized", NULL, 1000, 4000);
    assert_true(isnan(model->results.waterfall[3].left_m2));
    assert_true(isnan(model->results.waterfall[4].taken_m2));
    assert_true(isnan(model->results.waterfall[5].left_m2));
    lg_model_free(model);
}

static void test_sums_that_do_not_close_are_a_fault(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    struct lg_error err = {""};
    model->results.sums[0].idle_m2 = 5000.1;
    assert_int_equal(lg_waterfall_fill(model, &err), LG_INTERNAL);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_layer_and_no_seizure),
        cmocka_unit_test(test_each_layer_takes_what_is_fresh),
        cmocka_unit_test(test_flagged_land_is_still_forbidden),
        cmocka_unit_test(test_unknown_idle_land_stays_unknown),
        cmocka_unit_test(test_sums_that_do_not_close_are_a_fault),
    };
    return cmocka_run_group_tests_name("rules/waterfall", tests, NULL, NULL);
}
