/*
 * evaluate: places of parks and of their indicators, published figures beside them, and the facts
 * that stand on scores. All expectations are worked by hand; a score is the value of A31.
 */
#include "evaluate/evaluate.h"
#include "support/cmocka.h"
#include "support/scheme_model.h"
#include "support/worked_example.h"

#include <math.h>
#include <string.h>

static struct scheme_model scheme;

static void assert_says(const char *text, const char *part)
{
    assert_non_null(text);
    if (strstr(text, part) == NULL) fail_msg("\"%s\" does not say \"%s\"", text, part);
}

/* Parks with a score each; NaN: none. */
static struct lg_model *parks_of(const double *scores, size_t count)
{
    struct lg_model *model = scheme_parks_new(count);
    scheme_model_set_plain(&scheme, model);
    for (size_t park = 0; park < count; park++) {
        scheme_parks_set(model, park, "A31", scores[park]);
    }
    return model;
}

static void rank(struct lg_model *model)
{
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    lg_ranks_fill(model);
    assert_int_equal(lg_places_fill(model, NULL), LG_OK);
    assert_int_equal(lg_potentials_fill(model, NULL), LG_OK);
    assert_int_equal(lg_score_facts_fill(model, NULL), LG_OK);
}

static const struct lg_fact_value *fact_of(const struct lg_model *model, size_t park,
                                           enum lg_fact fact)
{
    return &model->results.facts[park * LG_FACT_COUNT + fact];
}

static void set_all(struct lg_model *model, size_t role, const char *text)
{
    for (size_t park = 0; park < model->parks.table.count; park++) {
        set_cell_text(&model->parks.table, role, park, text);
    }
}

/* 1 2 2 4; what is equal in four decimals is equal; no score, no rank. */
static void test_ties(void **state)
{
    (void)state;
    struct lg_model *model =
        parks_of((double[]){70, 90.00001, (double)NAN, 70.00004, 90.0001, 12}, 6);
    set_all(model, LG_PARK_CLASS, "专业");
    rank(model);
    static const size_t ranks[] = {3, 2, 0, 3, 1, 5};
    static const size_t from_end[] = {2, 4, 0, 2, 5, 1};
    for (size_t park = 0; park < 6; park++) {
        const struct lg_park_score *score = &model->results.scores[park];
        assert_int_equal(score->rank_type, ranks[park]);
        assert_int_equal(score->rank_class, ranks[park]);
        assert_int_equal(score->class_from_end, from_end[park]);
        assert_int_equal(score->type_count, 5);
        assert_int_equal(score->class_count, 5);
    }
    lg_model_free(model);
}

static void test_types_are_apart(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){50, 60, 70}, 3);
    model->results.sums[1].eval_type = lg_eval_type_names[LG_TYPE_MIXED];
    rank(model);
    assert_int_equal(model->results.scores[0].rank_type, 2);
    assert_int_equal(model->results.scores[1].rank_type, 1);
    assert_int_equal(model->results.scores[1].type_count, 1);
    assert_int_equal(model->results.scores[2].rank_type, 1);
    lg_model_free(model);
}

/* The expansion area counts in its park: 0.8 x 50 + 0.2 x 100 = 60. */
static void test_areas_are_ranked_as_one_park(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){50, 100, 59}, 3);
    scheme_parks_expand(model, 1);
    rank(model);
    const struct lg_park_score *scores = model->results.scores;
    ASSERT_CLOSE(scores[0].combined, 60, 1e-12);
    assert_int_equal(scores[0].rank_type, 1);
    assert_int_equal(scores[1].rank_type, 0);
    assert_int_equal(scores[2].rank_type, 2);
    assert_int_equal(scores[2].type_count, 2);
    lg_model_free(model);
}

struct class_case {
    const char *name;
    const char *park_class, *type, *park_name;
    const char *expected, *why;
};

static const struct class_case classes[] = {
    {"given in other words", "综合类园区", NULL, NULL, "综合性园区", "given"},
    {"given short", "专业", "经济开发区", NULL, "专业性园区", "given"},
    {"another class of their own", "试验区", NULL, NULL, "试验区", "given"},
    {"by the type", NULL, "省级经济开发区", "某物流园", "综合性园区", "assumed"},
    {"by the name", NULL, "园区", "某物流园", "专业性园区", "assumed"},
    {"the first rule that fits", NULL, NULL, "某经济开发区物流园", "专业性园区", "assumed"},
    {"not known", NULL, "园区", "某园区", NULL, NULL},
};

static void check_class(void **state)
{
    const struct class_case *row = *state;
    struct lg_model *model = parks_of((double[]){50}, 1);
    set_all(model, LG_PARK_CLASS, row->park_class);
    set_all(model, LG_PARK_TYPE, row->type);
    set_all(model, LG_PARK_NAME, row->park_name);
    rank(model);
    const struct lg_park_score *score = &model->results.scores[0];
    if (row->expected == NULL) {
        assert_null(score->park_class);
        assert_null(score->class_why);
        assert_int_equal(score->rank_class, 0);
        assert_says(fact_of(model, 0, LG_FACT_CLASS_PARKS)->reason, "class of the park is not");
    } else {
        assert_string_equal(score->park_class, row->expected);
        assert_string_equal(score->class_why, row->why);
        assert_int_equal(score->rank_class, 1);
    }
    lg_model_free(model);
}

/* Eight parks: 10 20 .. 80. The median is 45, the park of 80 is in the first 12.5 %. */
static void test_facts_of_a_class(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){10, 20, 30, 40, 50, 60, 70, 80}, 8);
    set_all(model, LG_PARK_CLASS, "综合");
    rank(model);
    ASSERT_CLOSE(fact_of(model, 7, LG_FACT_SCORE)->value, 80, 0.0);
    ASSERT_CLOSE(fact_of(model, 7, LG_FACT_CLASS_PARKS)->value, 8, 0.0);
    ASSERT_CLOSE(fact_of(model, 7, LG_FACT_CLASS_MEDIAN)->value, 45, 1e-12);
    ASSERT_CLOSE(fact_of(model, 7, LG_FACT_CLASS_RANK_PCT)->value, 12.5, 1e-12);
    ASSERT_CLOSE(fact_of(model, 7, LG_FACT_CLASS_LAST_PCT)->value, 100, 1e-12);
    ASSERT_CLOSE(fact_of(model, 1, LG_FACT_CLASS_LAST_PCT)->value, 25, 1e-12);
    lg_model_free(model);
}

/* Seven with a score of eight: ranks, and nothing that a share of so few would say. */
static void test_small_class(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){10, 20, 30, (double)NAN, 50, 60, 70, 80}, 8);
    set_all(model, LG_PARK_CLASS, "综合");
    rank(model);
    ASSERT_CLOSE(fact_of(model, 0, LG_FACT_CLASS_PARKS)->value, 7, 0.0);
    assert_int_equal(model->results.scores[0].rank_class, 7);
    static const enum lg_fact none[] = {LG_FACT_CLASS_MEDIAN, LG_FACT_CLASS_RANK_PCT,
                                        LG_FACT_CLASS_LAST_PCT};
    for (size_t i = 0; i < 3; i++) {
        assert_true(isnan(fact_of(model, 0, none[i])->value));
        assert_string_equal(fact_of(model, 0, none[i])->reason,
                            "the class has 7 parks with a score, fewer than 8: ranks only");
    }
    lg_model_free(model);
}

/* A park without a score in a class of enough: the median is known, its own place is not. */
static void test_no_score_in_a_class(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){10, 20, 30, 40, 50, 60, 70, 80, (double)NAN}, 9);
    set_all(model, LG_PARK_CLASS, "综合");
    rank(model);
    ASSERT_CLOSE(fact_of(model, 8, LG_FACT_CLASS_MEDIAN)->value, 45, 1e-12);
    assert_string_equal(fact_of(model, 8, LG_FACT_CLASS_RANK_PCT)->reason, "missing: A31");
    assert_string_equal(fact_of(model, 8, LG_FACT_SCORE)->reason, "missing: A31");
    lg_model_free(model);
}

static void test_no_run_before(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){10}, 1);
    rank(model);
    assert_true(isnan(fact_of(model, 0, LG_FACT_SCORE_CHANGE)->value));
    assert_says(fact_of(model, 0, LG_FACT_PREVIOUS_SCORE)->reason, "--previous");
    assert_true(isnan(model->results.places[0].previous));
    lg_model_free(model);
}

static void test_run_before(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){60, 70, (double)NAN, 40}, 4);
    scheme_parks_before(model);
    model->previous.parks[0] = (struct lg_previous_park){55, 12.5, true};
    model->previous.parks[2] = (struct lg_previous_park){30, (double)NAN, true};
    model->previous.parks[3] = (struct lg_previous_park){(double)NAN, (double)NAN, true};
    model->previous.indicators[4] = 57; /* A31 of the first park */
    rank(model);
    ASSERT_CLOSE(fact_of(model, 0, LG_FACT_PREVIOUS_SCORE)->value, 55, 0.0);
    ASSERT_CLOSE(fact_of(model, 0, LG_FACT_SCORE_CHANGE)->value, 5, 1e-12);
    ASSERT_CLOSE(fact_of(model, 0, LG_FACT_PREVIOUS_CLASS_LAST_PCT)->value, 12.5, 0.0);
    assert_string_equal(fact_of(model, 1, LG_FACT_PREVIOUS_SCORE)->reason,
                        "the park is not in the run before");
    assert_string_equal(fact_of(model, 2, LG_FACT_SCORE_CHANGE)->reason, "missing: A31");
    assert_says(fact_of(model, 2, LG_FACT_PREVIOUS_CLASS_LAST_PCT)->reason, "no place in a class");
    assert_says(fact_of(model, 3, LG_FACT_SCORE_CHANGE)->reason, "no combined score");
    ASSERT_CLOSE(model->results.places[4].previous, 57, 0.0);
    lg_model_free(model);
}

/* A score of 54.99996 was written as 55.0000: digits that were not written are no change. */
static void test_rounding_is_no_change(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){54.99996, 55.0002}, 2);
    scheme_parks_before(model);
    model->previous.parks[0] = (struct lg_previous_park){55, (double)NAN, true};
    model->previous.parks[1] = (struct lg_previous_park){55, (double)NAN, true};
    rank(model);
    ASSERT_CLOSE(fact_of(model, 0, LG_FACT_SCORE_CHANGE)->value, 0, 0.0);
    ASSERT_CLOSE(fact_of(model, 1, LG_FACT_SCORE_CHANGE)->value, 0.0002, 1e-12);
    lg_model_free(model);
}

static void test_expansion_land_that_is_ready(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){50, 100, 59}, 3);
    scheme_parks_expand(model, 1);
    model->results.facts[LG_FACT_COUNT + LG_STATE_E] = (struct lg_fact_value){26, NULL};
    rank(model);
    ASSERT_CLOSE(fact_of(model, 0, LG_FACT_EXPANSION_READY_HA)->value, 26, 0.0);
    assert_says(fact_of(model, 1, LG_FACT_EXPANSION_READY_HA)->reason, "main area");
    assert_says(fact_of(model, 1, LG_FACT_SCORE)->reason, "main area");
    assert_says(fact_of(model, 2, LG_FACT_EXPANSION_READY_HA)->reason, "no expansion area");
    lg_model_free(model);
}

static const struct lg_indicator_place *place_of(const struct lg_model *model, size_t park,
                                                 const char *code)
{
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    size_t position = lg_scheme_find(&model->rules.scheme, code);
    return &model->results.places[park * count + position];
}

/* More is better, less idle land is better; areas are ranked among areas of their scope. */
static void test_places_of_indicators(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){50, 100, 59, 59.0000001, (double)NAN}, 5);
    scheme_parks_expand(model, 1);
    static const double idle[] = {3, 1, 2, 2, 0};
    for (size_t park = 0; park < 5; park++) {
        scheme_parks_set(model, park, "C11", idle[park]);
    }
    rank(model);
    static const size_t by_far[] = {3, 1, 1, 1, 0};
    static const size_t by_idle[] = {4, 1, 2, 2, 1};
    for (size_t park = 0; park < 5; park++) {
        assert_int_equal(place_of(model, park, "A31")->rank, by_far[park]);
        assert_int_equal(place_of(model, park, "C11")->rank, by_idle[park]);
        assert_int_equal(place_of(model, park, "A31")->rank_count, park == 1 ? 1 : 3);
        assert_int_equal(place_of(model, park, "A32")->rank, 0);
    }
    assert_ptr_equal(place_of(model, 0, "A31")->scored, scheme_row(model, 0, "A31"));
    assert_null(place_of(model, 0, "C11")->scored);
    lg_model_free(model);
}

static void add_line(struct lg_model *model, const char *line, const char *region, int data_year,
                     unsigned types)
{
    struct lg_scheme *rules = &model->rules.scheme;
    scheme.benchmarks[rules->benchmark_count++] = (struct lg_benchmark){
        .line = line,
        .region = region,
        .indicator = lg_scheme_find(rules, "A31"),
        .value = 40,
        .data_date = data_year == 0 ? LG_DATE_NONE : lg_date_make(data_year, 12, 31),
        .year = data_year + 1,
        .types = types,
        .source = "test",
    };
    rules->benchmarks = scheme.benchmarks;
}

/* Evaluated in 2026: the national one of 2023 is nearest; in 2018, that of 2019 is the earliest. */
static void test_nearest_published_figure(void **state)
{
    (void)state;
    struct lg_model *model = parks_of((double[]){50, (double)NAN}, 2);
    add_line(model, "plateau-2025", "qinghai", 2025, 3);
    add_line(model, "national-2020", "national", 2019, 3);
    add_line(model, "national-2024", "national", 2023, 3);
    add_line(model, "national-2030", "national", 2029, 3);
    add_line(model, "national-mixed", "national", 2025, 2);
    add_line(model, "national-undated", "national", 0, 3);
    rank(model);
    assert_string_equal(place_of(model, 0, "A31")->benchmark->line, "national-2024");
    assert_null(place_of(model, 0, "A32")->benchmark);

    /* Every line but that for the other type, in the order written, of each park. */
    assert_int_equal(model->results.benchmark_count, 10);
    const struct lg_benchmark_row *rows = model->results.benchmarks;
    assert_string_equal(rows[0].benchmark->line, "plateau-2025");
    assert_string_equal(rows[4].benchmark->line, "national-undated");
    ASSERT_CLOSE(rows[0].distance, 10, 1e-12);
    assert_int_equal(rows[5].park, 1);
    assert_true(isnan(rows[5].distance));

    model->as_of = lg_date_make(2018, 6, 30);
    assert_int_equal(lg_places_fill(model, NULL), LG_OK);
    assert_string_equal(place_of(model, 0, "A31")->benchmark->line, "national-2020");
    /* Of no type: a figure for one type says nothing. */
    model->results.scores[0].has_type = false;
    model->as_of = lg_date_make(2026, 6, 30);
    assert_int_equal(lg_places_fill(model, NULL), LG_OK);
    assert_string_equal(place_of(model, 0, "A31")->benchmark->line, "national-2024");
    lg_model_free(model);
}

/* The same parks in two orders: every park has the same places. */
static void test_order_of_parks(void **state)
{
    (void)state;
    static const double scores[] = {31, 77.5, 77.5, 12, 90, 64, 64, 64, 3, 55};
    enum { COUNT = sizeof(scores) / sizeof(scores[0]) };
    double turned[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        turned[i] = scores[(i * 7 + 3) % COUNT];
    }
    struct lg_model *first = parks_of(scores, COUNT);
    set_all(first, LG_PARK_CLASS, "综合");
    rank(first);
    struct lg_model *second = parks_of(turned, COUNT);
    set_all(second, LG_PARK_CLASS, "综合");
    rank(second);
    for (size_t i = 0; i < COUNT; i++) {
        size_t from = (i * 7 + 3) % COUNT;
        const struct lg_park_score *left = &second->results.scores[i];
        const struct lg_park_score *right = &first->results.scores[from];
        assert_true(left->combined == right->combined);
        assert_int_equal(left->rank_type, right->rank_type);
        assert_int_equal(left->rank_class, right->rank_class);
        assert_true(fact_of(second, i, LG_FACT_CLASS_MEDIAN)->value ==
                    fact_of(first, from, LG_FACT_CLASS_MEDIAN)->value);
        assert_int_equal(place_of(second, i, "A31")->rank, place_of(first, from, "A31")->rank);
    }
    lg_model_free(first);
    lg_model_free(second);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_types_are_apart),
        cmocka_unit_test(test_areas_are_ranked_as_one_park),
        cmocka_unit_test(test_facts_of_a_class),
        cmocka_unit_test(test_small_class),
        cmocka_unit_test(test_no_score_in_a_class),
        cmocka_unit_test(test_no_run_before),
        cmocka_unit_test(test_run_before),
        cmocka_unit_test(test_rounding_is_no_change),
        cmocka_unit_test(test_expansion_land_that_is_ready),
        cmocka_unit_test(test_places_of_indicators),
        cmocka_unit_test(test_nearest_published_figure),
        cmocka_unit_test(test_order_of_parks),
    };
    int failed = RUN_CASES("evaluate/ranks, classes", classes, check_class);
    return failed + cmocka_run_group_tests_name("evaluate/ranks", tests, NULL, NULL);
}
