/*
 * rules/low_use: built industrial land of one hectare against baselines of its own: floor area
 * ratio 1.0, coefficient 0.30 (of any industry), investment 1 500, revenue 3 000, tax 100 wan/ha,
 * which are as many yuan per m2. Two items must fail; the score must reach 60; all weigh the same.
 * Scores worked by hand.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/stock_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

static const struct lg_baseline baselines[] = {
    {NULL, NULL, NONE, 0.30, NONE, NONE, NONE, "any"},
    {"2017", "13", 1.0, NONE, 1500, 3000, 100, "two digits"},
    {"2017", "133", 0.8, NONE, NONE, NONE, NONE, "three digits"},
    {NULL, "33", 0.7, NONE, NONE, NONE, NONE, "any edition"},
    {"2011", "33", 0.6, NONE, NONE, NONE, NONE, "of 2011"},
};

static struct lg_model *make_model(size_t count)
{
    struct lg_model *model = stock_model_new(count);
    struct lg_policy *policy = &model->rules.policy;
    policy->baselines = baselines;
    policy->baseline_count = sizeof(baselines) / sizeof(baselines[0]);
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT; i++) {
        policy->low_weights[i] = 1;
    }
    model->rules.low_failing_items_min = 2;
    model->rules.low_score_min = 60;
    model->industry_edition = "2017";
    for (size_t parcel = 0; parcel < count; parcel++) {
        model->parcels.land_state[parcel] = LG_STATE_A2;
        model->parcels.stock_class[parcel] = "S5";
    }
    return model;
}

struct use_case {
    const char *name;
    const char *industry;
    double floor_m2, yards_m2, investment_yuan, revenue_yuan, tax_yuan;
    const char *by_count, *by_score;
};

/* 10 000 m2: 1 500 wan/ha are 15 000 000 yuan. */
static const struct use_case use_cases[] = {
    {"all met exactly", "13", 10000, 3000, 15e6, 30e6, 1e6, "no", "no"},
    {"one below: score (50 + 4 x 100) / 5 = 90", "13", 5000, 3000, 15e6, 30e6, 1e6, "no", "no"},
    {"two below: score (50 + 50 + 3 x 100) / 5 = 80", "13", 5000, 1500, 15e6, 30e6, 1e6, "yes",
     "no"},
    {"a hair below counts", "13", 9999, 2999, 15e6, 30e6, 1e6, "yes", "no"},
    {"score 60 is enough: 3 of 5 full, 2 nought", "13", 0, 0, 15e6, 30e6, 1e6, "yes", "no"},
    {"score 59.8: 3 of 5 full but for a hundredth", "13", 0, 0, 15e6, 30e6, 0.99e6, "yes", "yes"},
    {"more than the baseline does not make up", "13", 0, 0, 30e6, 60e6, 0.99e6, "yes", "yes"},
    {"one below, one unknown: open by count; score 80 to 60, at worst enough", "13", 10000, NONE,
     15e6, 30e6, 0, "nodata", "no"},
    {"none below, one unknown cannot be two", "13", 10000, NONE, 15e6, 30e6, 1e6, "no", "no"},
    {"two below whatever the others are", "13", 100, 30, NONE, NONE, NONE, "yes", "nodata"},
    {"score 20.6 at best: four below, one unknown", "13", 100, 30, 1e5, 1e5, NONE, "yes", "yes"},
    {"nothing known", "13", NONE, NONE, NONE, NONE, NONE, "nodata", "nodata"},
    {"three digits before two: 0.8", "1331", 8000, 3000, 15e6, 30e6, 0, "no", "no"},
    {"no code: the coefficient alone, of which two cannot fail", "食品制造", 100, 30, 0, 0, 0,
     "nodata", "yes"},
    {"no industry: the coefficient alone", NULL, 100, 3000, 0, 0, 0, "nodata", "no"},
    {"the letter of the section", "C13", 5000, 1500, 15e6, 30e6, 1e6, "yes", "no"},
};

static void fill(struct lg_model *model, size_t parcel, const struct use_case *row)
{
    model->pieces.floor_area_m2[parcel] = row->floor_m2;
    model->parcels.investment_yuan[parcel] = row->investment_yuan;
    model->parcels.revenue_yuan[parcel] = row->revenue_yuan;
    model->parcels.tax_yuan[parcel] = row->tax_yuan;
    quality_model_number(&model->parcels.table, LG_PARCEL_FOOTPRINT_YARDS, parcel, row->yards_m2);
    quality_model_text(&model->parcels.table, LG_PARCEL_INDUSTRY, parcel, row->industry);
}

static void check_use(void **state)
{
    const struct use_case *row = *state;
    for (int by_score = 0; by_score < 2; by_score++) {
        struct lg_model *model = make_model(1);
        model->rules.low_efficiency_scores = by_score == 1;
        fill(model, 0, row);
        assert_int_equal(lg_low_use_judge(model, NULL), LG_OK);
        const char *expected = by_score == 1 ? row->by_score : row->by_count;
        assert_string_equal(model->parcels.low_efficiency[0], expected);
        bool is_low = strcmp(expected, "yes") == 0;
        assert_string_equal(model->parcels.stock_class[0], is_low ? "S3b" : "S5");
        lg_model_free(model);
    }
}

static const struct lg_low_row *row_of(const struct lg_model *model, size_t parcel,
                                       enum lg_low_item item)
{
    const struct lg_low_row *rows = model->results.low;
    size_t found = 0;
    while (found < model->results.low_count &&
           (rows[found].parcel != parcel || rows[found].item != item)) {
        found++;
    }
    assert_true(found < model->results.low_count);
    return &rows[found];
}

static void rows_say_value_baseline_and_source(void **state)
{
    (void)state;
    static const struct use_case in = {"", "1331", 9000, NONE, 7.5e6, NONE, 2e6, "", ""};
    struct lg_model *model = make_model(1);
    fill(model, 0, &in);
    assert_int_equal(lg_low_use_judge(model, NULL), LG_OK);
    assert_int_equal(model->results.low_count, 5);
    const struct lg_low_row *far = row_of(model, 0, LG_LOW_FAR);
    ASSERT_CLOSE(far->value, 0.9, 1e-12);
    ASSERT_CLOSE(far->baseline, 0.8, 0);
    assert_string_equal(far->source, "three digits");
    assert_string_equal(far->industry, "1331");
    assert_string_equal(far->edition, "2017");
    assert_string_equal(far->result, "met");
    assert_string_equal(row_of(model, 0, LG_LOW_COEFFICIENT)->source, "any");
    assert_string_equal(row_of(model, 0, LG_LOW_COEFFICIENT)->result, "nodata");
    ASSERT_CLOSE(row_of(model, 0, LG_LOW_INVESTMENT)->value, 750, 1e-9);
    assert_string_equal(row_of(model, 0, LG_LOW_INVESTMENT)->result, "below");
    assert_string_equal(row_of(model, 0, LG_LOW_REVENUE)->result, "nodata");
    ASSERT_CLOSE(row_of(model, 0, LG_LOW_TAX)->value, 200, 1e-9);
    lg_model_free(model);
}

struct edition_case {
    const char *name;
    const char *edition, *industry;
    double far_min; /* of the contract */
    double expected;
    const char *source;
};

static const struct edition_case edition_cases[] = {
    {"the very edition before any", "2011", "3360", NONE, 0.6, "of 2011"},
    {"another edition: the row of any", "2017", "33", NONE, 0.7, "any edition"},
    {"not declared: the row of any", NULL, "33", NONE, 0.7, "any edition"},
    {"not declared: none of an edition", NULL, "13", NONE, NONE, NULL},
    {"a stricter contract", "2011", "33", 1.2, 1.2, "contract: far_min of the parcel"},
    {"a laxer contract", "2011", "33", 0.5, 0.6, "of 2011"},
    {"the contract alone", NULL, "13", 1.2, 1.2, "contract: far_min of the parcel"},
    {"a contract of 0 asks for nothing", NULL, "13", 0, NONE, NULL},
};

static void check_edition(void **state)
{
    const struct edition_case *row = *state;
    struct lg_model *model = make_model(1);
    model->industry_edition = row->edition;
    model->pieces.floor_area_m2[0] = 100;
    quality_model_text(&model->parcels.table, LG_PARCEL_INDUSTRY, 0, row->industry);
    quality_model_number(&model->parcels.table, LG_PARCEL_FAR_MIN, 0, row->far_min);
    assert_int_equal(lg_low_use_judge(model, NULL), LG_OK);
    const struct lg_low_row *far = row_of(model, 0, LG_LOW_FAR);
    if (row->source == NULL) {
        assert_true(isnan(far->baseline));
        assert_null(far->source);
        assert_string_equal(far->result, "no_baseline");
    } else {
        ASSERT_CLOSE(far->baseline, row->expected, 0);
        assert_string_equal(far->source, row->source);
    }
    lg_model_free(model);
}

static void industry_of_enterprises_when_all_agree(void **state)
{
    (void)state;
    static const struct {
        const char *parcel_id, *industry;
    } rows[] = {{"P0001", "1331"}, {"P0001", " 1331"}, {"P0002", "1331"}, {"P0002", "33"},
                {"P0003", "33"},   {"P0003", NULL},    {"P0004", "33"}};
    struct lg_model *model = make_model(4);
    model->industry_edition = "2002"; /* of the parcel layer: not theirs */
    model->enterprise_industry_edition = "2017";
    size_t count = sizeof(rows) / sizeof(rows[0]);
    assert_int_equal(lg_table_add_rows(&model->enterprises, count, NULL), LG_OK);
    for (size_t i = 0; i < count; i++) {
        quality_model_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, i, rows[i].parcel_id);
        quality_model_text(&model->enterprises, LG_ENTERPRISE_INDUSTRY, i, rows[i].industry);
    }
    for (size_t parcel = 0; parcel < 4; parcel++) {
        model->pieces.floor_area_m2[parcel] = 1000;
    }
    assert_int_equal(lg_low_use_judge(model, NULL), LG_OK);
    ASSERT_CLOSE(row_of(model, 0, LG_LOW_FAR)->baseline, 0.8, 0);
    assert_string_equal(row_of(model, 0, LG_LOW_FAR)->edition, "2017");
    assert_null(row_of(model, 1, LG_LOW_FAR)->industry);
    assert_null(row_of(model, 2, LG_LOW_FAR)->industry);
    assert_null(row_of(model, 2, LG_LOW_FAR)->edition);
    ASSERT_CLOSE(row_of(model, 3, LG_LOW_FAR)->baseline, 0.7, 0);
    lg_model_free(model);
}

/* Half of the second parcel counts, in two pieces of 2 500 m2 with 750 m2 of floor each. */
static void only_built_industry_in_parks_is_asked(void **state)
{
    (void)state;
    struct lg_model *model = make_model(5);
    model->parcels.land_state[0] = LG_STATE_A1;
    model->parcels.land_state[2] = LG_STATE_B21;
    model->pieces.park[3] = LG_NO_PARK;
    model->pieces.parcel[4] = 1;
    model->parcels.investment_yuan[1] = 15e6;
    for (size_t piece = 1; piece < 5; piece += 3) {
        model->pieces.account_m2[piece] = 2500;
        model->pieces.share[piece] = 0.25;
        model->pieces.floor_area_m2[piece] = 750;
    }
    assert_int_equal(lg_low_use_judge(model, NULL), LG_OK);
    assert_null(model->parcels.low_efficiency[0]);
    assert_non_null(model->parcels.low_efficiency[1]);
    assert_null(model->parcels.low_efficiency[2]);
    assert_null(model->parcels.low_efficiency[3]);
    ASSERT_CLOSE(row_of(model, 1, LG_LOW_FAR)->value, 0.3, 1e-12);
    ASSERT_CLOSE(row_of(model, 1, LG_LOW_INVESTMENT)->value, 1500, 1e-9);
    lg_model_free(model);
}

static void low_use_takes_no_other_class_away(void **state)
{
    (void)state;
    static const struct use_case in = {"", "13", 1, 1, 1, 1, 1, "", ""};
    struct lg_model *model = make_model(1);
    model->parcels.stock_class[0] = "S4";
    fill(model, 0, &in);
    assert_int_equal(lg_low_use_judge(model, NULL), LG_OK);
    assert_string_equal(model->parcels.low_efficiency[0], "yes");
    assert_string_equal(model->parcels.stock_class[0], "S4");
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_say_value_baseline_and_source),
        cmocka_unit_test(industry_of_enterprises_when_all_agree),
        cmocka_unit_test(only_built_industry_in_parks_is_asked),
        cmocka_unit_test(low_use_takes_no_other_class_away),
    };
    int failed = RUN_CASES("rules/low_use", use_cases, check_use);
    failed += RUN_CASES("rules/low_use baselines", edition_cases, check_edition);
    return failed + cmocka_run_group_tests_name("rules/low_use", tests, NULL, NULL);
}
