/*
 * evaluate/sensitivity: how scores and ranks move with weights and ideals.
 *
 * Two parks whose order hangs on the weight of A alone (weights 0.5, 0.25, 0.25; ideals 100):
 *   K1  80, 60,   50     40 + 15   + 12.5 = 67.5
 *   K2  70, 69.2, 58.4   35 + 17.3 + 14.6 = 66.9
 * A 20 % lower: weights 0.4, 0.25, 0.25 of 0.9: K1 59.5 / 0.9 = 66.1111, K2 59.9 / 0.9 = 66.5556.
 * A higher: of 1.1: K1 75.5 / 1.1 = 68.6364. B higher: of 1.05: K1 70.5, K2 70.36: K1 stays first;
 * C higher: K1 70, K2 69.82: K1 stays. Ideal of A 105: K1 65.5952, K2 65.2333: K1 stays.
 */
#include "evaluate/evaluate.h"
#include "evaluate/sensitivity.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/small_model.h"
#include "support/weighed_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING ((double)NAN)

static const struct weighed_park pair[] = {
    {"K1", LG_SCOPE_MAIN, {80, 60, 50}},
    {"K2", LG_SCOPE_MAIN, {70, 69.2, 58.4}},
};

static void score(struct lg_model *model)
{
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    lg_ranks_fill(model);
}

static void fill(struct lg_model *model)
{
    score(model);
    assert_int_equal(lg_sensitivity_fill(model, NULL), LG_OK);
}

static const struct lg_sensitivity_cause *cause_of(const struct lg_model *model,
                                                   enum lg_scope scope, const char *code,
                                                   bool is_ideal)
{
    for (size_t i = 0; i < model->results.sensitivity_cause_count; i++) {
        const struct lg_sensitivity_cause *cause = &model->results.sensitivity_causes[i];
        if (cause->tree->scope == scope && strcmp(cause->node->code, code) == 0 &&
            cause->is_ideal == is_ideal) {
            return cause;
        }
    }
    return NULL;
}

static void test_one_weight_decides(void **state)
{
    (void)state;
    struct lg_model *model = weighed_model_new(pair, 2, false);
    fill(model);
    /* Weights of A, B, C and ideals of A11, B11, B12; indicators have no sisters, nor the area. */
    static const char *const nodes[] = {"A", "A11", "B", "B11", "C", "B12"};
    assert_int_equal(model->results.sensitivity_cause_count, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct lg_sensitivity_cause *cause = &model->results.sensitivity_causes[i];
        assert_string_equal(cause->node->code, nodes[i]);
        assert_int_equal(cause->is_ideal, i % 2);
        assert_int_equal(cause->moved_parks, i == 0 ? 2 : 0);
    }
    const struct lg_sensitivity_cause *of_a = &model->results.sensitivity_causes[0];
    ASSERT_CLOSE(of_a->change, 0.2, 0);
    ASSERT_CLOSE(of_a->score_change_most, 67.5 - 59.5 / 0.9, 1e-12);
    assert_int_equal(of_a->park, 0);
    assert_int_equal(of_a->rank_change, 1);
    const struct lg_sensitivity_cause *of_a11 = &model->results.sensitivity_causes[1];
    ASSERT_CLOSE(of_a11->score_change_most, 40 / 0.95 - 40, 1e-12);
    assert_true(of_a11->park == SIZE_MAX);

    const struct lg_sensitivity_row *rows = model->results.sensitivity;
    assert_int_equal(model->results.sensitivity_count, 2);
    assert_string_equal(rows[0].status,
                        "the rank hangs on the weight of A (主区): 2 when it is 20 % lower");
    assert_string_equal(rows[1].status,
                        "the rank hangs on the weight of A (主区): 1 when it is 20 % lower");
    assert_int_equal(rows[0].rank, 1);
    assert_int_equal(rows[0].rank_best, 1);
    assert_int_equal(rows[0].rank_worst, 2);
    ASSERT_CLOSE(rows[0].score, 67.5, 1e-12);
    /* Two parks: either both keep their rank or none does. */
    assert_true(rows[0].rank_kept_share > 0.5 && rows[0].rank_kept_share < 1.0);
    ASSERT_CLOSE(rows[0].rank_kept_share, rows[1].rank_kept_share, 0);
    lg_model_free(model);
}

/*
 * The first three draws, made apart from this program from the description of the streams:
 *   K1 68.02920289214144 65.92639984305004 69.69270563410088 (so 3 draws: least, 5 %; 95 %, most)
 *   K2 66.53173261286358 66.12155807289429 69.74233142136589
 * K1 is first in the first of them only.
 */
static void test_draws_are_those_of_the_description(void **state)
{
    (void)state;
    struct lg_model *model = weighed_model_new(pair, 2, false);
    model->rules.evaluation.draws = 3;
    fill(model);
    const struct lg_sensitivity_row *rows = model->results.sensitivity;
    ASSERT_CLOSE(rows[0].score_least, 65.92639984305004, 1e-11);
    ASSERT_CLOSE(rows[0].score_low, 65.92639984305004, 1e-11);
    ASSERT_CLOSE(rows[0].score_high, 69.69270563410088, 1e-11);
    ASSERT_CLOSE(rows[0].score_most, 69.69270563410088, 1e-11);
    ASSERT_CLOSE(rows[1].score_least, 66.12155807289429, 1e-11);
    ASSERT_CLOSE(rows[1].score_most, 69.74233142136589, 1e-11);
    ASSERT_CLOSE(rows[0].rank_kept_share, 1.0 / 3.0, 0);
    lg_model_free(model);
}

/* Of 20 draws 5 % are one: the least passes for the lower bound, the last but one for the upper.
 * K1, made apart: 63.3141, 64.4881, ... 69.3193, 69.3602, 69.6927. */
static void test_one_draw_of_twenty_may_lie_beyond_a_bound(void **state)
{
    (void)state;
    struct lg_model *model = weighed_model_new(pair, 2, false);
    model->rules.evaluation.draws = 20;
    fill(model);
    const struct lg_sensitivity_row *row = &model->results.sensitivity[0];
    ASSERT_CLOSE(row->score_least, 63.31407298628811, 1e-11);
    ASSERT_CLOSE(row->score_low, 63.31407298628811, 1e-11);
    ASSERT_CLOSE(row->score_high, 69.36023399421119, 1e-11);
    ASSERT_CLOSE(row->score_most, 69.69270563410088, 1e-11);
    lg_model_free(model);
}

/* K2 has an ideal of its own for A11, so it moves by itself; K1 moves as it did. Made apart, the
 * three draws of K2: 65.68143094464018, 67.3701652916251, 68.22204700263839. */
static void test_an_ideal_of_one_park_moves_by_itself(void **state)
{
    (void)state;
    struct lg_model *model = weighed_model_new(pair, 2, false);
    struct lg_ideal ideals[WEIGHED_IDEALS + 1];
    memcpy(ideals + 1, model->rules.scheme.ideals, WEIGHED_IDEALS * sizeof(ideals[0]));
    ideals[0] = ideals[1];
    ideals[0].park = "K2";
    model->rules.scheme.ideals = ideals;
    model->rules.scheme.ideal_count = WEIGHED_IDEALS + 1;
    model->rules.evaluation.draws = 3;
    fill(model);
    ASSERT_CLOSE(model->results.sensitivity[0].score_least, 65.92639984305004, 1e-11);
    ASSERT_CLOSE(model->results.sensitivity[1].score_least, 65.68143094464018, 1e-11);
    ASSERT_CLOSE(model->results.sensitivity[1].score_most, 68.22204700263839, 1e-11);
    lg_model_free(model);
}

static void test_no_bounds_give_the_scores_themselves(void **state)
{
    (void)state;
    static const struct weighed_park parks[] = {
        {"K1", LG_SCOPE_MAIN, {80.1, 60.7, 130}},
        {"K2", LG_SCOPE_MAIN, {70, 69.2, 58.4}},
        {"K2", LG_SCOPE_EXPANSION, {33.3, 44.4, 55.5}},
    };
    struct lg_model *model = weighed_model_new(parks, 3, true);
    model->rules.evaluation.weight_change_max = 0;
    model->rules.evaluation.ideal_change_max = 0;
    fill(model);
    assert_int_equal(model->results.sensitivity_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct lg_sensitivity_row *row = &model->results.sensitivity[i];
        double combined = model->results.scores[row->park].combined;
        assert_true(row->score == combined && row->score_least == combined);
        assert_true(row->score_low == combined && row->score_high == combined);
        assert_true(row->score_most == combined);
        assert_int_equal(row->rank_best, row->rank);
        assert_int_equal(row->rank_worst, row->rank);
        assert_true(row->rank_kept_share == 1.0);
        assert_string_equal(row->status, "no weight or ideal alone moves the rank");
    }
    for (size_t i = 0; i < model->results.sensitivity_cause_count; i++) {
        assert_int_equal(model->results.sensitivity_causes[i].moved_parks, 0);
        assert_true(model->results.sensitivity_causes[i].score_change_most == 0.0);
    }
    lg_model_free(model);
}

static bool is_equal(const struct lg_sensitivity_row *left, const struct lg_sensitivity_row *right)
{
    return left->score_least == right->score_least && left->score_low == right->score_low &&
           left->score_high == right->score_high && left->score_most == right->score_most &&
           left->rank_best == right->rank_best && left->rank_worst == right->rank_worst &&
           left->rank_kept_share == right->rank_kept_share;
}

static void test_a_seed_repeats_and_another_does_not(void **state)
{
    (void)state;
    struct lg_model *first = weighed_model_new(pair, 2, false);
    struct lg_model *again = weighed_model_new(pair, 2, false);
    struct lg_model *other = weighed_model_new(pair, 2, false);
    other->rules.evaluation.seed++;
    fill(first);
    fill(again);
    fill(other);
    for (size_t i = 0; i < 2; i++) {
        assert_true(is_equal(&first->results.sensitivity[i], &again->results.sensitivity[i]));
        assert_false(is_equal(&first->results.sensitivity[i], &other->results.sensitivity[i]));
    }
    lg_model_free(first);
    lg_model_free(again);
    lg_model_free(other);
}

/* Goals C, B, A instead of A, B, C; the indicators first, then the goals would be no tree. */
static void turn_tree(struct lg_tree *tree)
{
    const struct lg_tree_node old[WEIGHED_NODES] = {
        tree->nodes[0], tree->nodes[1], tree->nodes[2], tree->nodes[3],
        tree->nodes[4], tree->nodes[5], tree->nodes[6],
    };
    static const size_t from[WEIGHED_NODES] = {0, 5, 6, 3, 4, 1, 2};
    for (size_t i = 1; i < WEIGHED_NODES; i++) {
        tree->nodes[i] = old[from[i]];
        tree->nodes[i].parent = i % 2 == 1 ? 0 : i - 1;
    }
}

/* A park before them that stays last, a second tree, ideals and nodes the other way round: sums
 * run in another order, so all but the last bits are the same. */
static void test_what_else_is_there_changes_nothing(void **state)
{
    (void)state;
    static const struct weighed_park three[] = {
        {"K0", LG_SCOPE_MAIN, {10, 10, 10}},
        {"K1", LG_SCOPE_MAIN, {80, 60, 50}},
        {"K2", LG_SCOPE_MAIN, {70, 69.2, 58.4}},
    };
    struct lg_model *model = weighed_model_new(pair, 2, false);
    struct lg_model *wider = weighed_model_new(three, 3, false);
    struct lg_model *turned = weighed_model_new(pair, 2, true);
    struct lg_ideal ideals[WEIGHED_IDEALS];
    for (size_t i = 0; i < WEIGHED_IDEALS; i++) {
        ideals[i] = turned->rules.scheme.ideals[WEIGHED_IDEALS - 1 - i];
    }
    turned->rules.scheme.ideals = ideals;
    struct lg_tree trees[2] = {turned->rules.scheme.trees[1], turned->rules.scheme.trees[0]};
    turn_tree(&trees[1]);
    turned->rules.scheme.trees = trees;
    fill(model);
    fill(wider);
    fill(turned);
    for (size_t i = 0; i < 2; i++) {
        const struct lg_sensitivity_row *row = &model->results.sensitivity[i];
        const struct lg_sensitivity_row *other = &turned->results.sensitivity[i];
        assert_true(is_equal(row, &wider->results.sensitivity[i + 1]));
        ASSERT_CLOSE(other->score_least, row->score_least, 1e-11);
        ASSERT_CLOSE(other->score_high, row->score_high, 1e-11);
        ASSERT_CLOSE(other->rank_kept_share, row->rank_kept_share, 0);
    }
    assert_true(wider->results.sensitivity[0].rank_kept_share == 1.0);
    lg_model_free(model);
    lg_model_free(wider);
    lg_model_free(turned);
}

/* K1 and K2 are alike: both first, none second, in every draw; K3 is third whatever happens. */
static void test_equals_share_a_rank(void **state)
{
    (void)state;
    static const struct weighed_park parks[] = {
        {"K1", LG_SCOPE_MAIN, {80, 60, 50}},
        {"K2", LG_SCOPE_MAIN, {80, 60, 50}},
        {"K3", LG_SCOPE_MAIN, {20, 20, 20}},
    };
    struct lg_model *model = weighed_model_new(parks, 3, false);
    fill(model);
    const struct lg_sensitivity_row *rows = model->results.sensitivity;
    assert_int_equal(rows[0].rank_worst, 1);
    assert_int_equal(rows[1].rank_worst, 1);
    assert_int_equal(rows[2].rank, 3);
    assert_int_equal(rows[2].rank_best, 3);
    assert_true(rows[1].rank_kept_share == 1.0);
    lg_model_free(model);
}

/* All at the cap: 100 in every draw of weights, whichever way its sum is rounded. */
static void test_the_cap_holds(void **state)
{
    (void)state;
    static const struct weighed_park parks[] = {
        {"K1", LG_SCOPE_MAIN, {120, 130, 140}},
        {"K2", LG_SCOPE_MAIN, {106, 106, 106}},
    };
    struct lg_model *model = weighed_model_new(parks, 2, false);
    fill(model);
    for (size_t i = 0; i < 2; i++) {
        ASSERT_CLOSE(model->results.sensitivity[i].score_least, 100, 1e-9);
        ASSERT_CLOSE(model->results.sensitivity[i].score_most, 100, 1e-9);
        assert_int_equal(model->results.sensitivity[i].rank_worst, 1);
    }
    lg_model_free(model);
}

/*
 * K1 has two areas, 80 and 30 throughout: 0.8 * 80 + 0.2 * 30 = 70. The main area 20 % lower:
 * 0.64 of 0.84: (51.2 + 6) / 0.84 = 68.0952; the expansion area higher: 0.24 of 1.04:
 * (64 + 7.2) / 1.04 = 68.4615, lower: (64 + 4.8) / 0.96 = 71.6667. K2 has 69 and one area: no
 * weight of an area moves it, so K1 falls behind it in both cases.
 */
static void test_areas_are_weights_too(void **state)
{
    (void)state;
    static const struct weighed_park parks[] = {
        {"K1", LG_SCOPE_MAIN, {80, 80, 80}},
        {"K1", LG_SCOPE_EXPANSION, {30, 30, 30}},
        {"K2", LG_SCOPE_MAIN, {69, 69, 69}},
    };
    struct lg_model *model = weighed_model_new(parks, 3, true);
    fill(model);
    const struct lg_sensitivity_cause *main_area =
        cause_of(model, LG_SCOPE_MAIN, lg_scope_names[LG_SCOPE_MAIN], false);
    const struct lg_sensitivity_cause *expansion =
        cause_of(model, LG_SCOPE_EXPANSION, lg_scope_names[LG_SCOPE_EXPANSION], false);
    assert_non_null(main_area);
    assert_non_null(expansion);
    ASSERT_CLOSE(main_area->score_change_most, 70 - 57.2 / 0.84, 1e-12);
    ASSERT_CLOSE(expansion->score_change_most, 68.8 / 0.96 - 70, 1e-12);
    assert_int_equal(main_area->moved_parks, 2);
    assert_int_equal(expansion->moved_parks, 2);
    assert_int_equal(main_area->park, 0);
    /* The goals of an area are alike: their weights move nothing. */
    ASSERT_CLOSE(cause_of(model, LG_SCOPE_MAIN, "A", false)->score_change_most, 0, 1e-12);
    assert_int_equal(model->results.sensitivity[0].park, 0);
    assert_int_equal(model->results.sensitivity[1].park, 2);
    lg_model_free(model);
}

/*
 * Less is better: the ideal does not move, the weight is one as any other. Idle 40 of an ideal of
 * 10: 100 * 60 / 90; the other two are far beyond their ideals, so without a move of weights
 * nothing moves: 50 + 25 + 25 * 2 / 3 = 91.6667.
 */
static void test_a_negative_indicator_keeps_its_ideal(void **state)
{
    (void)state;
    static const struct weighed_park capped[] = {
        {"K1", LG_SCOPE_MAIN, {200, 200, NOTHING}},
        {"K2", LG_SCOPE_MAIN, {200, 200, NOTHING}},
    };
    struct lg_model *model = weighed_model_new(capped, 2, false);
    model->rules.evaluation.weight_change_max = 0;
    size_t idle_rate = lg_scheme_find(&model->rules.scheme, "C11");
    struct lg_tree_node *leaf = &model->rules.scheme.trees[0].nodes[6];
    struct lg_ideal ideals[WEIGHED_IDEALS];
    memcpy(ideals, model->rules.scheme.ideals, sizeof(ideals));
    model->rules.scheme.ideals = ideals;
    leaf->indicator = idle_rate;
    leaf->code = "C11";
    ideals[2].indicator = idle_rate;
    ideals[2].value = 10;
    for (size_t park = 0; park < 2; park++) {
        model->results.indicators[park * lg_indicator_entry_count + idle_rate].value = 40;
    }
    fill(model);
    assert_null(cause_of(model, LG_SCOPE_MAIN, "C11", true));
    assert_non_null(cause_of(model, LG_SCOPE_MAIN, "C", false));
    assert_non_null(cause_of(model, LG_SCOPE_MAIN, "B11", true));
    ASSERT_CLOSE(model->results.sensitivity[0].score, 275.0 / 3.0, 1e-11);
    assert_true(model->results.sensitivity[0].score_least == model->results.scores[0].combined);
    assert_true(model->results.sensitivity[0].score_most == model->results.scores[0].combined);
    lg_model_free(model);
}

/* K2 lacks B12: no score, no row; with its weight spread, 35 / 0.75 + 17.3 / 0.75 = 69.7333. */
static void test_what_has_no_score_has_no_row(void **state)
{
    (void)state;
    static const struct weighed_park parks[] = {
        {"K1", LG_SCOPE_MAIN, {80, 60, 50}},
        {"K2", LG_SCOPE_MAIN, {70, 69.2, NOTHING}},
    };
    struct lg_model *model = weighed_model_new(parks, 2, false);
    fill(model);
    assert_int_equal(model->results.sensitivity_count, 1);
    assert_string_equal(model->results.sensitivity[0].status,
                        "the only park of its type that has a score");
    lg_model_free(model);

    model = weighed_model_new(parks, 2, false);
    model->rules.evaluation.renormalises = true;
    fill(model);
    assert_int_equal(model->results.sensitivity_count, 2);
    ASSERT_CLOSE(model->results.sensitivity[1].score, 52.3 / 0.75, 1e-12);
    /* A higher: (0.6 * 70 + 17.3) / 0.85; lower: (28 + 17.3) / 0.65; of K1 68.6364 and 66.1111. */
    ASSERT_CLOSE(cause_of(model, LG_SCOPE_MAIN, "A", false)->score_change_most, 67.5 - 59.5 / 0.9,
                 1e-12);
    lg_model_free(model);
}

/* K1 would be first, but is no park yet: K2 is first of two, and nobody is ranked against K1. */
static void test_a_candidate_is_not_ranked(void **state)
{
    (void)state;
    static const struct weighed_park parks[] = {
        {"K1", LG_SCOPE_MAIN, {90, 90, 90}},
        {"K2", LG_SCOPE_MAIN, {80, 60, 50}},
        {"K3", LG_SCOPE_MAIN, {20, 20, 20}},
    };
    struct lg_model *model = weighed_model_new(parks, 3, false);
    small_model_text(&model->parks.table, LG_PARK_CANDIDATE, 0, "是");
    fill(model);
    const struct lg_park_score *scores = model->results.scores;
    assert_int_equal(scores[0].rank_type, 0);
    ASSERT_CLOSE(scores[0].combined, 90, 1e-12);
    assert_int_equal(scores[1].rank_type, 1);
    assert_int_equal(scores[1].type_count, 2);
    assert_int_equal(model->results.sensitivity_count, 2);
    assert_int_equal(model->results.sensitivity[0].park, 1);
    assert_int_equal(model->results.sensitivity[0].rank_worst, 1);
    lg_model_free(model);
}

static void test_bounds_that_mean_nothing_are_refused(void **state)
{
    (void)state;
    static const struct {
        int draws;
        double weight_change_max, ideal_change_max;
    } cases[] = {
        {0, 0.2, 0.1}, {10, 1.0, 0.1}, {10, 0.2, 1.0}, {10, -0.1, 0.1}, {10, 0.2, NOTHING}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct lg_model *model = weighed_model_new(pair, 2, false);
        score(model);
        model->rules.evaluation.draws = cases[i].draws;
        model->rules.evaluation.weight_change_max = cases[i].weight_change_max;
        model->rules.evaluation.ideal_change_max = cases[i].ideal_change_max;
        assert_int_equal(lg_sensitivity_fill(model, NULL), LG_BAD_PROJECT);
        assert_int_equal(model->results.sensitivity_count, 0);
        lg_model_free(model);
    }
}

/* A score that is not what the weighing makes of its rows is a fault of ours, not a table. */
static void test_a_score_that_does_not_fit_is_told(void **state)
{
    (void)state;
    struct lg_model *model = weighed_model_new(pair, 2, false);
    score(model);
    model->results.scores[1].combined += 1e-6;
    assert_int_equal(lg_sensitivity_fill(model, NULL), LG_INTERNAL);
    lg_model_free(model);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    long count = 0;
    for (; status != LG_OK; count++) {
        struct lg_model *model = weighed_model_new(pair, 2, false);
        score(model);
        failing_alloc_after(count);
        status = lg_sensitivity_fill(model, NULL);
        failing_alloc_after(-1);
        if (status != LG_OK) assert_int_equal(status, LG_NO_MEMORY);
        lg_model_free(model);
    }
    assert_true(count > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_weight_decides),
        cmocka_unit_test(test_draws_are_those_of_the_description),
        cmocka_unit_test(test_one_draw_of_twenty_may_lie_beyond_a_bound),
        cmocka_unit_test(test_an_ideal_of_one_park_moves_by_itself),
        cmocka_unit_test(test_no_bounds_give_the_scores_themselves),
        cmocka_unit_test(test_a_seed_repeats_and_another_does_not),
        cmocka_unit_test(test_what_else_is_there_changes_nothing),
        cmocka_unit_test(test_equals_share_a_rank),
        cmocka_unit_test(test_the_cap_holds),
        cmocka_unit_test(test_areas_are_weights_too),
        cmocka_unit_test(test_a_negative_indicator_keeps_its_ideal),
        cmocka_unit_test(test_what_has_no_score_has_no_row),
        cmocka_unit_test(test_a_candidate_is_not_ranked),
        cmocka_unit_test(test_bounds_that_mean_nothing_are_refused),
        cmocka_unit_test(test_a_score_that_does_not_fit_is_told),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("evaluate/sensitivity", tests, NULL, NULL);
}
