/*
 * evaluate/assessment: the flags of Article 10, their conditions and reasons (domain.md 6.7).
 *
 * Worked by hand. The flag of most tests has two cases:
 *   a: supply_rate >= 90, years_3 < 3
 *   b: G > 5
 */
#include "evaluate/assessment.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/small_model.h"
#include "support/weighed_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING ((double)NAN)

enum { SUPPLY_RATE, YEARS_3, IDLE, MEDIAN, FLAG_STEPS };

/* A step for each figure that a condition looks at; the operand of an indicator is set at run. */
static struct lg_expression_step steps[FLAG_STEPS] = {
    [SUPPLY_RATE] = {.kind = LG_STEP_INDICATOR},
    [YEARS_3] = {.kind = LG_STEP_FACT, .operand = LG_FACT_YEARS_3},
    [IDLE] = {.kind = LG_STEP_FACT, .operand = LG_FACT_IDLE},
    [MEDIAN] = {.kind = LG_STEP_FACT, .operand = LG_FACT_CLASS_MEDIAN},
};

static struct lg_flag_condition condition_of(const char *case_name, const char *name,
                                             const char *text,
                                             const struct lg_expression_step *step,
                                             enum lg_operator comparison, double threshold)
{
    return (struct lg_flag_condition){
        .case_name = case_name,
        .name = name,
        .value = {text, 1, step},
        .threshold = threshold,
        .comparison = comparison,
        .source = "test",
    };
}

static struct lg_flag flag_of(const struct lg_flag_condition *conditions, size_t count)
{
    return (struct lg_flag){
        .code = "EXPAND_SUPPORT",
        .name = {"支持扩区", "supports an expansion"},
        .condition_count = count,
        .conditions = conditions,
        .set = "test",
    };
}

static const struct weighed_park parks[] = {
    {"K1", LG_SCOPE_MAIN, {NOTHING, NOTHING, NOTHING}},
    {"K1", LG_SCOPE_EXPANSION, {NOTHING, NOTHING, NOTHING}},
};

/* One park of two areas; what stands for it is the main area. */
static struct lg_model *model_of(double supply_rate, double years_3, double idle_ha)
{
    struct lg_model *model = weighed_model_new(parks, 2, false);
    size_t position = lg_scheme_find(&model->rules.scheme, "A11");
    steps[SUPPLY_RATE].operand = position;
    model->results.indicators[position].value = supply_rate;
    model->results.indicators[position].reason = isnan(supply_rate) ? "no supply state" : NULL;
    model->results.facts[LG_FACT_YEARS_3] =
        (struct lg_fact_value){years_3, isnan(years_3) ? "no supply history" : NULL};
    model->results.facts[LG_FACT_IDLE] =
        (struct lg_fact_value){idle_ha, isnan(idle_ha) ? "no clock" : NULL};
    model->results.scores = calloc(2, sizeof(*model->results.scores));
    assert_non_null(model->results.scores);
    model->results.scores[0].is_whole_park = true;
    return model;
}

struct case_row {
    const char *name;
    double supply_rate, years_3, idle_ha;
    const char *reason;
    enum lg_flag_answer conditions[3];
    enum lg_flag_answer answer;
};

static const struct case_row cases[] = {
    {"all of one case hold",
     90,
     2.5,
     5,
     "a: supply_rate = 90 (>= 90), years_3 = 2.5 (< 3)",
     {LG_FLAG_YES, LG_FLAG_YES, LG_FLAG_NO},
     LG_FLAG_YES},
    {"one case of one condition is enough",
     50,
     2.5,
     5.5,
     "b: G = 5.5 (> 5)",
     {LG_FLAG_NO, LG_FLAG_YES, LG_FLAG_YES},
     LG_FLAG_YES},
    {"both cases hold",
     95,
     0,
     6,
     "a: supply_rate = 95 (>= 90), years_3 = 0 (< 3); b: G = 6 (> 5)",
     {LG_FLAG_YES, LG_FLAG_YES, LG_FLAG_YES},
     LG_FLAG_YES},
    {"the lines themselves",
     90,
     3,
     5,
     "a: years_3 = 3 (not < 3); b: G = 5 (not > 5)",
     {LG_FLAG_YES, LG_FLAG_NO, LG_FLAG_NO},
     LG_FLAG_NO},
    {"a failing condition decides over a missing one",
     89.5,
     NOTHING,
     1,
     "a: supply_rate = 89.5 (not >= 90); b: G = 1 (not > 5)",
     {LG_FLAG_NO, LG_FLAG_NODATA, LG_FLAG_NO},
     LG_FLAG_NO},
    {"a missing condition leaves its case open",
     95,
     NOTHING,
     1,
     "a: years_3: no supply history",
     {LG_FLAG_YES, LG_FLAG_NODATA, LG_FLAG_NO},
     LG_FLAG_NODATA},
    {"an open case does not hide one that holds",
     NOTHING,
     NOTHING,
     9,
     "b: G = 9 (> 5)",
     {LG_FLAG_NODATA, LG_FLAG_NODATA, LG_FLAG_YES},
     LG_FLAG_YES},
    {"nothing is known",
     NOTHING,
     NOTHING,
     NOTHING,
     "a: supply_rate: no supply state, years_3: no supply history; b: G: no clock",
     {LG_FLAG_NODATA, LG_FLAG_NODATA, LG_FLAG_NODATA},
     LG_FLAG_NODATA},
};

static void check_case(void **state)
{
    const struct case_row *row = *state;
    const struct lg_flag_condition conditions[] = {
        condition_of("a", "supply", "supply_rate", &steps[SUPPLY_RATE], LG_AT_LEAST, 90),
        condition_of("a", "years", "years_3", &steps[YEARS_3], LG_BELOW, 3),
        condition_of("b", "idle", "G", &steps[IDLE], LG_ABOVE, 5),
    };
    const struct lg_flag flag = flag_of(conditions, 3);
    struct lg_model *model = model_of(row->supply_rate, row->years_3, row->idle_ha);
    model->rules.scheme.flags = &flag;
    model->rules.scheme.flag_count = 1;
    assert_int_equal(lg_assessment_fill(model, NULL), LG_OK);

    const struct lg_results *results = &model->results;
    assert_int_equal(results->assessed_count, 1);
    assert_int_equal(results->assessed[0], 0);
    assert_int_equal(results->flag_count, 1);
    assert_int_equal(results->flag_row_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(results->flag_rows[i].answer, row->conditions[i]);
        assert_ptr_equal(results->flag_rows[i].condition, &conditions[i]);
        bool is_missing = row->conditions[i] == LG_FLAG_NODATA;
        assert_int_equal(isnan(results->flag_rows[i].value) != 0, is_missing);
        assert_int_equal(results->flag_rows[i].reason != NULL, is_missing);
    }
    assert_int_equal(results->flags[0].answer, row->answer);
    assert_int_equal(results->flags[0].park, 0);
    assert_int_equal(results->flags[0].first_row, 0);
    assert_string_equal(results->flags[0].reason, row->reason);
    lg_model_free(model);
}

/*
 * In a class of fewer than eight parks the median says nothing: a flag that compares with it is
 * open, unless another condition of the case fails.
 */
static void check_small_class(double supply_rate, enum lg_flag_answer answer, const char *reason)
{
    const struct lg_flag_condition conditions[] = {
        condition_of("a", "supply", "supply_rate", &steps[SUPPLY_RATE], LG_AT_LEAST, 90),
        condition_of("a", "median", "class_median", &steps[MEDIAN], LG_AT_LEAST, 0),
    };
    const struct lg_flag flag = flag_of(conditions, 2);
    struct lg_model *model = model_of(supply_rate, 1, 1);
    model->results.facts[LG_FACT_CLASS_MEDIAN].reason = "3 parks of the class have a score, not 8";
    model->rules.scheme.flags = &flag;
    model->rules.scheme.flag_count = 1;
    assert_int_equal(lg_assessment_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.flags[0].answer, answer);
    assert_string_equal(model->results.flags[0].reason, reason);
    lg_model_free(model);
}

static void test_a_small_class_leaves_the_flag_open(void **state)
{
    (void)state;
    check_small_class(95, LG_FLAG_NODATA,
                      "a: class_median: 3 parks of the class have a score, not 8");
    check_small_class(85, LG_FLAG_NO, "a: supply_rate = 85 (not >= 90)");
}

static void test_no_line_decides_nothing(void **state)
{
    (void)state;
    const struct lg_flag_condition conditions[] = {
        condition_of("a", "idle", "G", &steps[IDLE], LG_ABOVE, NOTHING)};
    const struct lg_flag flag = flag_of(conditions, 1);
    struct lg_model *model = model_of(1, 1, 1);
    model->rules.scheme.flags = &flag;
    model->rules.scheme.flag_count = 1;
    assert_int_equal(lg_assessment_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.flags[0].answer, LG_FLAG_NODATA);
    assert_string_equal(model->results.flags[0].reason, "a: G: there is no line to compare with");
    lg_model_free(model);
}

/* K1 is a park of two areas, K2 a candidate of two: K1 is asked once and never the candidates'
 * flag, both rows of K2 are asked that one alone. */
static void test_candidates_have_flags_of_their_own(void **state)
{
    (void)state;
    static const struct weighed_park four[] = {
        {"K1", LG_SCOPE_MAIN, {NOTHING, NOTHING, NOTHING}},
        {"K1", LG_SCOPE_EXPANSION, {NOTHING, NOTHING, NOTHING}},
        {"K2", LG_SCOPE_MAIN, {NOTHING, NOTHING, NOTHING}},
        {"K2", LG_SCOPE_EXPANSION, {NOTHING, NOTHING, NOTHING}},
    };
    const struct lg_flag_condition idle[] = {
        condition_of("a", "idle", "G", &steps[IDLE], LG_ABOVE, 5)};
    struct lg_flag flags[] = {flag_of(idle, 1), flag_of(idle, 1), flag_of(idle, 1)};
    flags[1].code = "ESTABLISH";
    flags[1].of_candidates = true;
    flags[2].code = "OUR_OWN";
    struct lg_model *model = weighed_model_new(four, 4, false);
    small_model_text(&model->parks.table, LG_PARK_CANDIDATE, 2, "是");
    small_model_text(&model->parks.table, LG_PARK_CANDIDATE, 3, "1");
    model->results.scores = calloc(4, sizeof(*model->results.scores));
    assert_non_null(model->results.scores);
    model->results.scores[0].is_whole_park = true;
    model->rules.scheme.flags = flags;
    model->rules.scheme.flag_count = 3;
    for (size_t park = 0; park < 4; park++) {
        model->results.facts[park * LG_FACT_COUNT + LG_FACT_IDLE] =
            (struct lg_fact_value){4.0 + (double)park, NULL};
    }
    assert_int_equal(lg_assessment_fill(model, NULL), LG_OK);
    static const struct {
        size_t park, flag;
        enum lg_flag_answer answer;
    } expected[] = {
        {0, 0, LG_FLAG_NO}, {0, 2, LG_FLAG_NO}, {2, 1, LG_FLAG_YES}, {3, 1, LG_FLAG_YES}};
    assert_int_equal(model->results.assessed_count, 3);
    assert_int_equal(model->results.flag_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct lg_park_flag *flag = &model->results.flags[i];
        assert_int_equal(flag->park, expected[i].park);
        assert_ptr_equal(flag->flag, &flags[expected[i].flag]);
        assert_int_equal(flag->answer, expected[i].answer);
        assert_int_equal(flag->first_row, i);
    }
    lg_model_free(model);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    const struct lg_flag_condition idle[] = {
        condition_of("a", "idle", "G", &steps[IDLE], LG_ABOVE, 5)};
    const struct lg_flag flag = flag_of(idle, 1);
    enum lg_status status = LG_NO_MEMORY;
    long count = 0;
    for (; status != LG_OK; count++) {
        struct lg_model *model = model_of(1, 1, 1);
        model->rules.scheme.flags = &flag;
        model->rules.scheme.flag_count = 1;
        failing_alloc_after(count);
        status = lg_assessment_fill(model, NULL);
        failing_alloc_after(-1);
        if (status != LG_OK) assert_int_equal(status, LG_NO_MEMORY);
        lg_model_free(model);
    }
    assert_true(count > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_small_class_leaves_the_flag_open),
        cmocka_unit_test(test_no_line_decides_nothing),
        cmocka_unit_test(test_candidates_have_flags_of_their_own),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    int failed = RUN_CASES("evaluate/assessment", cases, check_case);
    return failed + cmocka_run_group_tests_name("evaluate/assessment, flags", tests, NULL, NULL);
}
