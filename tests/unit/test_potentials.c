/*
 * evaluate: potentials and years of supply. The base is the worked example of domain.md 1.9 [C].
 */
#include "evaluate/evaluate.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/scheme_model.h"

#include <math.h>
#include <string.h>

static struct scheme_model scheme;

static struct lg_model *example(void)
{
    struct lg_model *model = scheme_example_new();
    scheme_model_set(&scheme, model);
    return model;
}

static void evaluate(struct lg_model *model)
{
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    lg_ranks_fill(model);
    assert_int_equal(lg_potentials_fill(model, NULL), LG_OK);
    assert_int_equal(lg_score_facts_fill(model, NULL), LG_OK);
}

/* What is found where there is no such row: its kind is none. */
static const struct lg_potential_row no_row = {.kind = LG_POTENTIAL_KIND_COUNT};

/* The row of a kind and indicator, or no_row. @param code  NULL: of no indicator */
static const struct lg_potential_row *find_row(const struct lg_model *model,
                                               enum lg_potential_kind kind, const char *code)
{
    size_t indicator = code == NULL ? SIZE_MAX : lg_scheme_find(&model->rules.scheme, code);
    for (size_t i = 0; i < model->results.potential_count; i++) {
        const struct lg_potential_row *row = &model->results.potentials[i];
        if (row->kind == kind && row->indicator == indicator) return row;
    }
    return &no_row;
}

struct potential_case {
    const char *name;
    enum lg_potential_kind kind;
    const char *code;
    double ha, years_3, years_5;
};

#define NONE ((double)NAN)

/* domain.md 1.9, last two rows. Years of industrial land: 15 / 5 and 15 / 7. */
static const struct potential_case potentials[] = {
    {"expansion", LG_POTENTIAL_EXPANSION, NULL, 26, 2.600, 1.857143},
    {"industrial expansion", LG_POTENTIAL_EXPANSION_INDUSTRIAL, NULL, 15, 3, 2.142857},
    {"structure", LG_POTENTIAL_STRUCTURE, "A21", 10.0, NONE, NONE},
    {"industrial floor area ratio", LG_POTENTIAL_INTENSITY, "A33", 24.0, NONE, NONE},
    {"coefficient", LG_POTENTIAL_INTENSITY, "A34", 12.0, NONE, NONE},
    {"investment", LG_POTENTIAL_INTENSITY, "B11", 40.0, NONE, NONE},
    {"tax", LG_POTENTIAL_INTENSITY, "B12", 48.0, NONE, NONE},
    {"expired", LG_POTENTIAL_EXPIRED, NULL, 4, NONE, NONE},
    {"idle", LG_POTENTIAL_IDLE, NULL, 12, NONE, NONE},
    {"both of management", LG_POTENTIAL_MANAGEMENT, NULL, 16, NONE, NONE},
};

static void assert_same(double found, double expected, double tolerance)
{
    assert_int_equal(isnan(found), isnan(expected));
    if (!isnan(expected)) ASSERT_CLOSE(found, expected, tolerance);
}

static void check_potential(void **state)
{
    const struct potential_case *row = *state;
    struct lg_model *model = example();
    evaluate(model);
    const struct lg_potential_row *found = find_row(model, row->kind, row->code);
    assert_int_equal(found->kind, row->kind);
    ASSERT_CLOSE(found->area_ha, row->ha, 1e-9);
    ASSERT_CLOSE(found->raw_ha, row->ha, 1e-9);
    assert_same(found->years_3, row->years_3, 5e-7);
    assert_same(found->years_5, row->years_5, 5e-7);
    assert_null(found->reason);
    assert_int_equal(model->results.potential_count, 10);
    lg_model_free(model);
}

static void test_years_are_facts(void **state)
{
    (void)state;
    struct lg_model *model = example();
    evaluate(model);
    ASSERT_CLOSE(model->results.facts[LG_FACT_YEARS_3].value, 2.6, 1e-12);
    ASSERT_CLOSE(model->results.facts[LG_FACT_YEARS_5].value, 26.0 / 14, 1e-12);
    ASSERT_CLOSE(model->results.facts[LG_FACT_SCORE].value, 83.1981, 5e-5);
    lg_model_free(model);
}

/* Better than the ideal: no potential, and by how much. A21 60 of 55 %: 200 x -5 %; A33: -1/7. */
static void test_better_than_the_ideal(void **state)
{
    (void)state;
    struct lg_model *model = example();
    scheme_set_ideal(&scheme, model, "A21", 55);
    scheme_set_ideal(&scheme, model, "A33", 0.7);
    evaluate(model);
    const struct lg_potential_row *structure = find_row(model, LG_POTENTIAL_STRUCTURE, "A21");
    ASSERT_CLOSE(structure->area_ha, 0, 0.0);
    ASSERT_CLOSE(structure->raw_ha, -10, 1e-9);
    const struct lg_potential_row *far = find_row(model, LG_POTENTIAL_INTENSITY, "A33");
    ASSERT_CLOSE(far->area_ha, 0, 0.0);
    ASSERT_CLOSE(far->raw_ha, -120.0 / 7, 1e-9);
    assert_null(far->reason);
    lg_model_free(model);
}

/* A value out of its range counts as it is, and the row says so. */
static void test_doubtful_value_is_told(void **state)
{
    (void)state;
    struct lg_model *model = example();
    scheme_parks_set(model, 0, "A34", 120);
    size_t position = lg_scheme_find(&model->rules.scheme, "A34");
    model->results.indicators[position].reason = "out_of_range: 0 to 100 is plausible";
    evaluate(model);
    const struct lg_potential_row *row = find_row(model, LG_POTENTIAL_INTENSITY, "A34");
    ASSERT_CLOSE(row->raw_ha, 120 * (50.0 - 120) / 50, 1e-9);
    ASSERT_CLOSE(row->area_ha, 0, 0.0);
    assert_string_equal(row->reason, "out_of_range: 0 to 100 is plausible");
    lg_model_free(model);
}

/* 产城融合型: on all built land, with A31, A32 and B21; no structure potential. */
static void test_mixed_type(void **state)
{
    (void)state;
    struct lg_model *model = example();
    model->results.sums[0].eval_type = lg_eval_type_names[LG_TYPE_MIXED];
    evaluate(model);
    assert_ptr_equal(find_row(model, LG_POTENTIAL_STRUCTURE, "A21"), &no_row);
    assert_ptr_equal(find_row(model, LG_POTENTIAL_INTENSITY, "A33"), &no_row);
    ASSERT_CLOSE(find_row(model, LG_POTENTIAL_INTENSITY, "A31")->area_ha, 200 * 0.15 / 1.1, 1e-9);
    ASSERT_CLOSE(find_row(model, LG_POTENTIAL_INTENSITY, "A32")->area_ha, 40, 1e-9);
    ASSERT_CLOSE(find_row(model, LG_POTENTIAL_INTENSITY, "B21")->area_ha, 90, 1e-9);
    assert_int_equal(model->results.potential_count, 8);
    lg_model_free(model);
}

static void assert_none(const struct lg_potential_row *row, const char *reason)
{
    assert_true(isnan(row->area_ha));
    const char *said = row->reason == NULL ? "nothing" : row->reason;
    if (strstr(said, reason) == NULL) fail_msg("%s", said);
}

static void test_missing_figures(void **state)
{
    (void)state;
    struct lg_model *model = example();
    scheme_set_ideal(&scheme, model, "B11", (double)NAN);
    scheme_set_ideal(&scheme, model, "A21", (double)NAN);
    scheme_parks_set(model, 0, "B12", (double)NAN);
    scheme_parks_set_fact(model, 0, LG_STATE_A2, (double)NAN);
    scheme_parks_set_fact(model, 0, LG_STATE_D22, (double)NAN);
    scheme_parks_set_fact(model, 0, LG_STATE_E, (double)NAN);
    evaluate(model);
    assert_none(find_row(model, LG_POTENTIAL_INTENSITY, "B11"),
                "no ideal for B11: give one in a rule set");
    assert_none(find_row(model, LG_POTENTIAL_STRUCTURE, "A21"), "no ideal for A21");
    assert_none(find_row(model, LG_POTENTIAL_INTENSITY, "B12"), "not given");
    assert_none(find_row(model, LG_POTENTIAL_INTENSITY, "A33"), "not given");
    assert_none(find_row(model, LG_POTENTIAL_EXPIRED, NULL), "not given");
    assert_none(find_row(model, LG_POTENTIAL_EXPANSION, NULL), "not given");
    assert_none(find_row(model, LG_POTENTIAL_MANAGEMENT, NULL), "not given");
    ASSERT_CLOSE(find_row(model, LG_POTENTIAL_IDLE, NULL)->area_ha, 12, 1e-9);
    assert_true(isnan(model->results.facts[LG_FACT_YEARS_3].value));
    lg_model_free(model);
}

/* Land without a history of supply, and a history of none. */
static void test_no_years(void **state)
{
    (void)state;
    struct lg_model *model = example();
    scheme_parks_set_fact(model, 0, LG_FACT_SUPPLY_MAX_5, (double)NAN);
    scheme_parks_set_fact(model, 0, LG_FACT_INDUSTRIAL_SUPPLY_MEAN_3, 0);
    scheme_parks_set_fact(model, 0, LG_FACT_INDUSTRIAL_SUPPLY_MAX_5, 0);
    evaluate(model);
    const struct lg_potential_row *all = find_row(model, LG_POTENTIAL_EXPANSION, NULL);
    ASSERT_CLOSE(all->area_ha, 26, 1e-9);
    ASSERT_CLOSE(all->years_3, 2.6, 1e-12);
    assert_true(isnan(all->years_5));
    assert_string_equal(all->reason, "no years_5: not given");
    const struct lg_potential_row *industrial =
        find_row(model, LG_POTENTIAL_EXPANSION_INDUSTRIAL, NULL);
    ASSERT_CLOSE(industrial->area_ha, 15, 1e-9);
    assert_true(isnan(industrial->years_3) && isnan(industrial->years_5));
    assert_non_null(strstr(industrial->reason, "no land was supplied in these years"));
    lg_model_free(model);
}

static void test_no_type(void **state)
{
    (void)state;
    struct lg_model *model = scheme_parks_new(1);
    scheme_model_set(&scheme, model);
    model->results.sums[0].eval_type = NULL;
    assert_int_equal(lg_scores_fill(model, NULL), LG_OK);
    assert_int_equal(lg_potentials_fill(model, NULL), LG_OK);
    assert_none(find_row(model, LG_POTENTIAL_STRUCTURE, NULL), "no evaluation type");
    assert_none(find_row(model, LG_POTENTIAL_INTENSITY, NULL), "no evaluation type");
    assert_none(find_row(model, LG_POTENTIAL_IDLE, NULL), "not given");
    lg_model_free(model);
}

static enum lg_status evaluate_all(struct lg_model *model)
{
    enum lg_status status = lg_scores_fill(model, NULL);
    if (status != LG_OK) return status;
    lg_ranks_fill(model);
    status = lg_places_fill(model, NULL);
    if (status == LG_OK) status = lg_potentials_fill(model, NULL);
    if (status == LG_OK) status = lg_score_facts_fill(model, NULL);
    return status;
}

/* Whichever allocation fails: an answer, and nothing leaks. */
static void test_no_memory(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    long count = 0;
    for (; status == LG_NO_MEMORY && count < 1000; count++) {
        struct lg_model *model = example();
        scheme_set_ideal(&scheme, model, "B11", (double)NAN);
        model->rules.evaluation.renormalises = true;
        failing_alloc_after(count);
        status = evaluate_all(model);
        failing_alloc_after(-1);
        lg_model_free(model);
    }
    assert_int_equal(status, LG_OK);
    assert_true(count > 10);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_years_are_facts), cmocka_unit_test(test_better_than_the_ideal),
        cmocka_unit_test(test_mixed_type),      cmocka_unit_test(test_doubtful_value_is_told),
        cmocka_unit_test(test_missing_figures), cmocka_unit_test(test_no_years),
        cmocka_unit_test(test_no_type),         cmocka_unit_test(test_no_memory),
    };
    int failed = RUN_CASES("evaluate/potentials, worked example", potentials, check_potential);
    return failed + cmocka_run_group_tests_name("evaluate/potentials", tests, NULL, NULL);
}
