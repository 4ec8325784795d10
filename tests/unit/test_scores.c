/*
 * evaluate: standard values, weighted sums, the combined score and its band. The base are the
 * worked example of domain.md 1.9 [C] and the check vector of 1.7 [S03]; what lies beside them is
 * worked by hand.
 */
#include "evaluate/evaluate.h"
#include "evaluate/tree_score.h"
#include "support/cmocka.h"
#include "support/scheme_model.h"

#include <math.h>
#include <string.h>

static struct scheme_model scheme;

/* The park of domain.md 1.9 with its scheme. */
static struct lg_model *example_model(void)
{
    struct lg_model *model = scheme_example_new();
    scheme_model_set(&scheme, model);
    return model;
}

static void assert_says(const char *text, const char *part)
{
    assert_non_null(text);
    if (strstr(text, part) == NULL) fail_msg("\"%s\" does not say \"%s\"", text, part);
}

struct score_case {
    const char *name; /* of the node; "F": the area */
    double score;
};

/* domain.md 1.9: standard values, sub-goals, goals, F, to the printed digits. */
static const struct score_case example[] = {
    {"A11", 90},     {"A12", 85.4701}, {"A21", 92.3077}, {"A31", 86.3636}, {"A32", 80},
    {"A33", 80},     {"A34", 90},      {"B11", 66.6667}, {"B12", 60},      {"C11", 94.8718},
    {"A1", 87.7350}, {"A2", 92.3077},  {"A3", 84.3909},  {"A", 87.2061},   {"B", 63.3333},
    {"C", 94.8718},  {"B1", 63.3333},  {"C1", 94.8718},  {"F", 83.1981},
};

static void check_example(void **state)
{
    const struct score_case *row = *state;
    struct lg_model *model = example_model();
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);

    const char *code = strcmp(row->name, "F") == 0 ? "" : row->name;
    const struct lg_score_row *found = scheme_row(model, 0, code);
    ASSERT_CLOSE(found->score, row->score, 5e-5);
    assert_null(found->reason);
    assert_false(found->is_capped || found->is_partial);
    lg_model_free(model);
}

static void test_example_is_one_park(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);

    const struct lg_park_score *score = &model->results.scores[0];
    assert_int_equal(score->row_count, 19);
    assert_true(score->is_whole_park);
    ASSERT_CLOSE(score->score, 83.1981, 5e-5);
    ASSERT_CLOSE(score->combined, score->score, 0.0);
    assert_string_equal(score->band->code, "HIGH");
    assert_null(score->reason);
    assert_null(score->combined_reason);
    ASSERT_CLOSE(scheme_row(model, 0, "A33")->weight, 0.25, 0.0);
    ASSERT_CLOSE(scheme_row(model, 0, "B11")->ideal, 6000, 0.0);
    ASSERT_CLOSE(scheme_row(model, 0, "B11")->value, 4000, 1e-9);
    assert_string_equal(scheme_row(model, 0, "B11")->ideal_rule->source, "test");
    lg_model_free(model);
}

/* Two areas of one park with the figures of domain.md 1.7: A1 100 and 50, A3 47, B 50, C 100. */
static struct lg_model *check_vector(void)
{
    struct lg_model *model = scheme_parks_new(2);
    scheme_model_set(&scheme, model);
    scheme_parks_expand(model, 1);
    for (size_t park = 0; park < 2; park++) {
        model->results.sums[park].eval_type = lg_eval_type_names[LG_TYPE_MIXED];
        scheme_parks_set(model, park, "A10", 50);
        scheme_parks_set(model, park, "A11", 100);
        scheme_parks_set(model, park, "A12", 100);
        scheme_parks_set(model, park, "A31", 0.517); /* 47 % of 1.1 */
        scheme_parks_set(model, park, "A32", 18.8);  /* 47 % of 40 */
        scheme_parks_set(model, park, "B21", 150);
        scheme_parks_set(model, park, "B22", 50);
        scheme_parks_set(model, park, "C11", 0);
    }
    /* A10 x A11 x A12 is 0.5, and so is A / (A + B). */
    for (size_t park = 0; park < 2; park++) {
        scheme_parks_set_fact(model, park, LG_STATE_A, 50);
        scheme_parks_set_fact(model, park, LG_FACT_BUILDABLE, 100);
    }
    return model;
}

static void test_check_vector_of_two_areas(void **state)
{
    (void)state;
    struct lg_model *model = check_vector();
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);

    const struct lg_park_score *scores = model->results.scores;
    ASSERT_CLOSE(scheme_row(model, 0, "A")->score, 70.85, 1e-9);
    ASSERT_CLOSE(scheme_row(model, 1, "A")->score, 47.90, 1e-9);
    ASSERT_CLOSE(scores[0].score, 68.5525, 1e-9);
    ASSERT_CLOSE(scores[1].score, 53.635, 1e-9);
    ASSERT_CLOSE(scores[0].combined, 65.569, 1e-9);
    assert_true(scores[0].is_whole_park);
    assert_false(scores[1].is_whole_park);
    assert_true(isnan(scores[1].combined));
    assert_says(scores[1].combined_reason, "main area");
    assert_string_equal(scores[0].band->code, "UPPER");
    assert_null(scores[1].band);
    lg_model_free(model);
}

static void test_area_without_score(void **state)
{
    (void)state;
    struct lg_model *model = check_vector();
    scheme_parks_set(model, 1, "B22", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    const struct lg_park_score *scores = model->results.scores;
    assert_true(isnan(scores[0].combined));
    assert_says(scores[0].combined_reason, "发展方向区 has no score (missing: B22)");
    assert_null(scores[0].band);

    /* B22's weight goes to B21 (50): the same score, told as partial. */
    model->rules.evaluation.renormalises = true;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    scores = model->results.scores;
    ASSERT_CLOSE(scores[0].combined, 65.569, 1e-9);
    assert_true(scores[0].is_combined_partial);
    assert_false(scores[0].is_partial);
    assert_true(scores[1].is_partial);
    assert_string_equal(scores[0].combined_reason, "发展方向区: left out: B22");

    /* The whole area without a value: the main area's score, partial. */
    model->results.sums[1].eval_type = NULL;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    scores = model->results.scores;
    ASSERT_CLOSE(scores[0].combined, 68.5525, 1e-9);
    assert_true(scores[0].is_combined_partial);
    assert_says(scores[0].combined_reason, "left out: 发展方向区 (the park has no evaluation type");
    lg_model_free(model);
}

static void test_weights_of_areas(void **state)
{
    (void)state;
    struct lg_model *model = check_vector();
    scheme_node(&scheme, LG_TYPE_MIXED, LG_SCOPE_MAIN, "")->weight = 0.6;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    assert_true(isnan(model->results.scores[0].combined));
    assert_says(model->results.scores[0].combined_reason, "do not add up to 1");

    /* 0.6 and 0.2 of 0.8: 0.75 x 68.5525 + 0.25 x 53.635. */
    model->rules.evaluation.renormalises = true;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.scores[0].combined, 64.823125, 1e-9);
    assert_false(model->results.scores[0].is_combined_partial);
    lg_model_free(model);
}

/* As an indicator without a weight: whatever it lacks, the park is the main area. */
static void test_area_without_weight(void **state)
{
    (void)state;
    struct lg_model *model = check_vector();
    scheme_node(&scheme, LG_TYPE_MIXED, LG_SCOPE_MAIN, "")->weight = 1;
    scheme_node(&scheme, LG_TYPE_MIXED, LG_SCOPE_EXPANSION, "")->weight = 0;
    scheme_parks_set(model, 1, "B22", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.scores[0].combined, 68.5525, 1e-9);
    assert_false(model->results.scores[0].is_combined_partial);
    assert_null(model->results.scores[0].combined_reason);

    /* The expansion area's score is not the park's where the main area has none. */
    scheme_parks_set(model, 0, "B22", (double)NAN);
    scheme_parks_set(model, 1, "B22", 50);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    assert_true(isnan(model->results.scores[0].combined));
    assert_string_equal(model->results.scores[0].combined_reason, "missing: B22");
    lg_model_free(model);
}

static void test_missing_value_gives_no_score(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    scheme_set_ideal(&scheme, model, "B12", (double)NAN);
    scheme_parks_set(model, 0, "A34", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);

    assert_string_equal(scheme_row(model, 0, "A34")->reason, "not given");
    assert_string_equal(scheme_row(model, 0, "B12")->reason,
                        "no ideal for B12: give one in a rule set");
    assert_string_equal(scheme_row(model, 0, "A3")->reason, "missing: A34");
    assert_string_equal(scheme_row(model, 0, "A")->reason, "missing: A34");
    assert_string_equal(model->results.scores[0].reason, "missing: A34; no ideal: B12");
    assert_true(isnan(model->results.scores[0].score));
    assert_true(isnan(model->results.scores[0].combined));
    assert_string_equal(model->results.scores[0].combined_reason, "missing: A34; no ideal: B12");
    /* What is whole keeps its score. */
    ASSERT_CLOSE(scheme_row(model, 0, "A1")->score, 87.7350, 5e-5);
    ASSERT_CLOSE(scheme_row(model, 0, "C")->score, 94.8718, 5e-5);
    lg_model_free(model);
}

/* A34 (0.28) is missing: A3 = (0.25 x 86.363636 + 0.22 x 80 + 0.25 x 80) / 0.72 = 82.209596.
 * B11 and B12 are: goal B is, and A and C weigh 0.7 / 0.8 and 0.1 / 0.8. */
static void test_renormalised(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    model->rules.evaluation.renormalises = true;
    scheme_set_ideal(&scheme, model, "A34", (double)NAN);
    scheme_set_ideal(&scheme, model, "B11", (double)NAN);
    scheme_set_ideal(&scheme, model, "B12", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);

    ASSERT_CLOSE(scheme_row(model, 0, "A31")->weight, 0.25 / 0.72, 1e-12);
    assert_true(isnan(scheme_row(model, 0, "A34")->weight));
    double a3 = (0.25 * 95 / 1.1 + 0.22 * 80 + 0.25 * 80) / 0.72;
    double a = 0.25 * (90 + 20000.0 / 234) / 2 + 0.25 * 6000 / 65 + 0.50 * a3;
    double c = 100 - 1200.0 / 234;
    ASSERT_CLOSE(scheme_row(model, 0, "A3")->score, a3, 1e-9);
    ASSERT_CLOSE(scheme_row(model, 0, "A3")->score, 82.209596, 5e-7);
    ASSERT_CLOSE(scheme_row(model, 0, "A")->score, a, 1e-9);
    ASSERT_CLOSE(model->results.scores[0].score, (0.7 * a + 0.1 * c) / 0.8, 1e-9);
    assert_true(scheme_row(model, 0, "A3")->is_partial);
    assert_false(scheme_row(model, 0, "A1")->is_partial);
    assert_true(isnan(scheme_row(model, 0, "B")->score));
    assert_string_equal(scheme_row(model, 0, "B")->reason, "no ideal: B11, B12");
    assert_true(model->results.scores[0].is_partial);
    assert_true(model->results.scores[0].is_combined_partial);
    assert_string_equal(model->results.scores[0].reason, "left out: A34, B11, B12");
    lg_model_free(model);
}

/* A value out of its range counts as it is; every score above it says so. */
static void test_doubtful_value_is_told(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    size_t position = lg_scheme_find(&model->rules.scheme, "A33");
    assert_true(position < count);
    scheme_parks_set(model, 0, "A33", 8000);
    model->results.indicators[position].reason = "out_of_range: 0.05 to 3 is plausible";
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    const struct lg_score_row *far = scheme_row(model, 0, "A33");
    ASSERT_CLOSE(far->score, 100, 0.0);
    assert_true(far->is_capped);
    assert_says(far->reason, "out_of_range");
    assert_string_equal(scheme_row(model, 0, "A3")->reason, "doubtful: A33");
    assert_null(scheme_row(model, 0, "B")->reason);
    assert_string_equal(model->results.scores[0].combined_reason, "doubtful: A33");
    assert_false(model->results.scores[0].is_combined_partial);

    model->rules.evaluation.renormalises = true;
    scheme_parks_set(model, 0, "B12", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    assert_string_equal(model->results.scores[0].reason, "left out: B12; doubtful: A33");
    lg_model_free(model);
}

/* Nothing at all below: no score, also where weights go to sisters. */
static void test_nothing_to_score(void **state)
{
    (void)state;
    struct lg_model *model = scheme_parks_new(1);
    scheme_model_set(&scheme, model);
    model->rules.evaluation.renormalises = true;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    assert_true(isnan(model->results.scores[0].score));
    assert_false(model->results.scores[0].is_partial);
    assert_says(model->results.scores[0].reason, "missing: A11, A12, A21");
    lg_model_free(model);
}

static void test_no_type_and_no_tree(void **state)
{
    (void)state;
    struct lg_model *model = scheme_parks_new(2);
    scheme_model_set(&scheme, model);
    model->rules.scheme.tree_count = 1;
    model->results.sums[0].eval_type = NULL;
    model->results.sums[1].eval_type = lg_eval_type_names[LG_TYPE_MIXED];
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    const struct lg_park_score *scores = model->results.scores;
    assert_true(isnan(scores[0].score) && isnan(scores[1].score));
    assert_says(scores[0].reason, "no evaluation type");
    assert_string_equal(scores[1].reason, "no tree for 产城融合型, 主区: give one in a rule set");
    assert_int_equal(model->results.score_row_count, 0);
    lg_model_free(model);
}

/* Weights of a node count against each other only. */
static void test_scaled_weights_change_nothing(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    model->rules.evaluation.renormalises = true;
    scheme_set_ideal(&scheme, model, "A32", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    double before = model->results.scores[0].score;

    static const char *const below_a3[] = {"A31", "A32", "A33", "A34"};
    static const char *const goals[] = {"A", "B", "C"};
    for (size_t i = 0; i < 4; i++) {
        scheme_node(&scheme, LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, below_a3[i])->weight *= 7.3;
    }
    for (size_t i = 0; i < 3; i++) {
        scheme_node(&scheme, LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, goals[i])->weight *= 0.01;
    }
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.scores[0].score, before, 1e-9);
    lg_model_free(model);
}

static void test_weight_of_nothing_does_not_count(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    scheme_node(&scheme, LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "B11")->weight = 0;
    scheme_node(&scheme, LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "B12")->weight = 1;
    scheme_set_ideal(&scheme, model, "B11", (double)NAN);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(scheme_row(model, 0, "B")->score, 60, 1e-9);
    assert_false(model->results.scores[0].is_partial);
    lg_model_free(model);
}

/* Weights that do not add up to 1 are for the readers to refuse; here they are a fault. */
static void test_wrong_weights_are_a_fault(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    scheme_node(&scheme, LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A34")->weight = 0.3;
    assert_int_equal(lg_scores_fill(model, NULL), LG_INTERNAL);
    lg_model_free(model);
}

static void test_wrong_rates_are_a_fault(void **state)
{
    (void)state;
    struct lg_model *model = example_model();
    scheme_parks_set(model, 0, "A11", 90.0001);
    assert_int_equal(lg_scores_fill(model, NULL), LG_INTERNAL);
    lg_model_free(model);
}

static void test_bands(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *code;
    } cases[] = {
        {80, "HIGH"},  {79.99996, "HIGH"}, {79.9999, "UPPER"},
        {60, "UPPER"}, {40, "MIDDLE"},     {39.9, "LOW"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct lg_model *model = scheme_parks_new(1);
        scheme_model_set_plain(&scheme, model);
        scheme_parks_set(model, 0, "A31", cases[i].value);
        assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
        assert_string_equal(model->results.scores[0].band->code, cases[i].code);
        lg_model_free(model);
    }
}

struct standard_case {
    const char *name;
    double value, ideal, standard; /* NaN: none */
    const char *reason;            /* a part of it; NULL */
    bool is_negative, is_uncapped, is_capped;
};

#define NONE ((double)NAN)

/* domain.md 1.6 */
static const struct standard_case standards[] = {
    {"a part of the ideal", 0.95, 1.1, 86.3636, NULL, false, false, false},
    {"the ideal itself", 1.1, 1.1, 100, NULL, false, false, false},
    {"better than the ideal", 1.32, 1.1, 100, NULL, false, false, true},
    {"better, without a cap", 1.32, 1.1, 120, NULL, false, true, false},
    {"nothing", 0, 1.1, 0, NULL, false, false, false},
    {"below nothing", -3, 1.1, 0, NULL, false, false, false},
    {"ideal of 0", 3, 0, NONE, "not above 0", false, false, false},
    {"ideal below 0", 3, -1, NONE, "not above 0", false, false, false},
    {"idle land, none wanted", 5.1282, 0, 94.8718, NULL, true, false, false},
    {"idle land, some allowed", 10, 4, 93.75, NULL, true, false, false},
    {"less than allowed", 2, 4, 100, NULL, true, false, true},
    {"less than allowed, without a cap", 2, 4, 102.0833, NULL, true, true, false},
    {"more idle than supplied", 120, 0, 0, NULL, true, false, false},
    {"everything allowed", 10, 100, NONE, "not below 100", true, false, false},
};

static void check_standard(void **state)
{
    const struct standard_case *row = *state;
    const struct lg_indicator_entry entry = {.unit = "%", .is_negative = row->is_negative};
    struct lg_standard found = lg_standard_value(&entry, row->value, row->ideal, row->is_uncapped);
    assert_int_equal(found.is_capped, row->is_capped);
    if (row->reason == NULL) {
        ASSERT_CLOSE(found.value, row->standard, 5e-5);
        assert_null(found.reason);
    } else {
        assert_true(isnan(found.value));
        assert_says(found.reason, row->reason);
    }
}

static void test_less_is_better_of_no_percentage(void **state)
{
    (void)state;
    const struct lg_indicator_entry entry = {.unit = "wan_yuan/ha", .is_negative = true};
    struct lg_standard found = lg_standard_value(&entry, 5, 1, false);
    assert_true(isnan(found.value));
    assert_says(found.reason, "no percentage");
}

static void test_uncapped_score_passes_100(void **state)
{
    (void)state;
    struct lg_model *model = scheme_parks_new(1);
    scheme_model_set_plain(&scheme, model);
    scheme_parks_set(model, 0, "A31", 128);
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.scores[0].score, 100, 0.0);
    assert_true(scheme_row(model, 0, "A31")->is_capped);
    model->rules.evaluation.is_uncapped = true;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(model->results.scores[0].score, 128, 1e-9);
    assert_false(scheme_row(model, 0, "A31")->is_capped);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example_is_one_park),
        cmocka_unit_test(test_check_vector_of_two_areas),
        cmocka_unit_test(test_area_without_score),
        cmocka_unit_test(test_weights_of_areas),
        cmocka_unit_test(test_area_without_weight),
        cmocka_unit_test(test_missing_value_gives_no_score),
        cmocka_unit_test(test_renormalised),
        cmocka_unit_test(test_doubtful_value_is_told),
        cmocka_unit_test(test_nothing_to_score),
        cmocka_unit_test(test_no_type_and_no_tree),
        cmocka_unit_test(test_scaled_weights_change_nothing),
        cmocka_unit_test(test_weight_of_nothing_does_not_count),
        cmocka_unit_test(test_wrong_weights_are_a_fault),
        cmocka_unit_test(test_wrong_rates_are_a_fault),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_less_is_better_of_no_percentage),
        cmocka_unit_test(test_uncapped_score_passes_100),
    };
    int failed = RUN_CASES("evaluate/scores, worked example", example, check_example);
    failed += RUN_CASES("evaluate/scores, standard values", standards, check_standard);
    return failed + cmocka_run_group_tests_name("evaluate/scores", tests, NULL, NULL);
}
