/*
 * publish/tables/assessment, tables_sensitivity: what the evaluation found, as rows.
 */
#include "publish/csv.h"
#include "publish/sheet.h"
#include "support/cmocka.h"
#include "support/small_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING ((double)NAN)

static const struct lg_band bands[] = {{.from = 60, .code = "FAIR", .name = {"较高", "fair"}}};

static const struct lg_flag_condition conditions[] = {
    {.case_name = "full",
     .name = "supply",
     .value = {.text = "supply_rate"},
     .threshold = 90,
     .comparison = LG_AT_LEAST,
     .source = "own convention"},
    {.case_name = "full",
     .name = "years",
     .value = {.text = "years_3"},
     .threshold = 3,
     .comparison = LG_BELOW,
     .source = "own convention"},
    {.case_name = "any",
     .name = "idle",
     .value = {.text = "G"},
     .threshold = 2.5,
     .comparison = LG_ABOVE,
     .source = "own convention"},
};

static const struct lg_flag flags[] = {
    {.code = "EXPAND_SUPPORT",
     .name = {"支持扩区", "speaks for expansion"},
     .condition_count = 2,
     .conditions = conditions,
     .set = "ours"},
    {.code = "OUR_OWN",
     .name = {"自定", "our own"},
     .condition_count = 1,
     .conditions = conditions + 2,
     .set = "ours"},
};

static void *copy_of(const void *items, size_t size_bytes)
{
    void *copy = malloc(size_bytes);
    assert_non_null(copy);
    memcpy(copy, items, size_bytes);
    return copy;
}

static void fill_flags(struct lg_results *results)
{
    const struct lg_flag_row rows[] = {
        {0, &flags[0], &conditions[0], 92.5, NULL, LG_FLAG_YES},
        {0, &flags[0], &conditions[1], NOTHING, "no supply history", LG_FLAG_NODATA},
        {0, &flags[1], &conditions[2], 7, NULL, LG_FLAG_YES},
        {1, &flags[0], &conditions[0], 1.0 / 3.0, NULL, LG_FLAG_NO},
        {1, &flags[0], &conditions[1], 2, NULL, LG_FLAG_YES},
        {1, &flags[1], &conditions[2], 1, NULL, LG_FLAG_NO},
    };
    const struct lg_park_flag answers[] = {
        {0, &flags[0], "full: years_3: no supply history", 0, LG_FLAG_NODATA},
        {0, &flags[1], "any: G = 7 (> 2.5)", 2, LG_FLAG_YES},
        {1, &flags[0], "full: supply_rate = 0.333333333 (not >= 90)", 3, LG_FLAG_NO},
        {1, &flags[1], "any: G = 1 (not > 2.5)", 5, LG_FLAG_NO},
    };
    results->assessed = copy_of((size_t[]){0, 1}, sizeof(size_t[2]));
    results->assessed_count = 2;
    results->flag_rows = copy_of(rows, sizeof(rows));
    results->flag_row_count = 6;
    results->flags = copy_of(answers, sizeof(answers));
    results->flag_count = 4;
}

static void fill_scores(struct lg_model *model)
{
    const struct lg_park_score scores[] = {
        {.type = LG_TYPE_INDUSTRIAL,
         .has_type = true,
         .is_whole_park = true,
         .is_combined_partial = true,
         .combined = 74.5,
         .band = bands,
         .rank_type = 1,
         .type_count = 2,
         .rank_class = 1,
         .class_count = 1,
         .park_class = "专业性园区",
         .class_why = "assumed"},
        {.is_whole_park = true, .combined = NOTHING},
    };
    struct lg_fact_value facts[2 * LG_FACT_COUNT];
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        facts[i] = (struct lg_fact_value){NOTHING, "not given in the test"};
    }
    facts[LG_FACT_SCORE_CHANGE].value = -1.25;
    facts[LG_FACT_PREVIOUS_SCORE].value = 75.75;
    facts[LG_FACT_IDLE].value = 7;
    facts[LG_FACT_LOW_EFFICIENCY_HA].value = 0;
    facts[LG_FACT_YEARS_3].value = 2.6;
    facts[LG_FACT_COMPLIANCE_PCT].value = 87.5;
    const struct lg_potential_row potentials[] = {
        {.park = 0, .kind = LG_POTENTIAL_EXPANSION, .area_ha = 26},
        {.park = 0, .kind = LG_POTENTIAL_EXPANSION_INDUSTRIAL, .area_ha = 15},
        {.park = 0, .kind = LG_POTENTIAL_STRUCTURE, .area_ha = NOTHING},
        {.park = 0, .kind = LG_POTENTIAL_EXPIRED, .area_ha = 4},
        {.park = 1, .kind = LG_POTENTIAL_EXPIRED, .area_ha = 0},
    };
    free(model->results.facts);
    model->results.sums[0].eval_type_why = "given";
    model->results.scores = copy_of(scores, sizeof(scores));
    model->results.facts = copy_of(facts, sizeof(facts));
    model->results.potentials = copy_of(potentials, sizeof(potentials));
    model->results.potential_count = 5;
}

static const struct lg_tree_node node = {.code = "A", .name = {"目标", "goal"}};
static const struct lg_tree tree = {.type = LG_TYPE_INDUSTRIAL, .scope = LG_SCOPE_EXPANSION};

static void fill_sensitivity(struct lg_results *results)
{
    const struct lg_sensitivity_row rows[] = {{
        .park = 0,
        .score = 74.5,
        .score_least = 70,
        .score_low = 71,
        .score_high = 77,
        .score_most = 78,
        .rank = 1,
        .rank_best = 1,
        .rank_worst = 2,
        .rank_kept_share = 0.9125,
        .status = "the rank hangs on the weight of A",
    }};
    const struct lg_sensitivity_cause causes[] = {
        {&tree, &node, 0.2, 2, 1.5, 1, -1, false},
        {&tree, &node, 0.1, 0, 0, SIZE_MAX, 0, true},
    };
    results->sensitivity = copy_of(rows, sizeof(rows));
    results->sensitivity_count = 1;
    results->sensitivity_causes = copy_of(causes, sizeof(causes));
    results->sensitivity_cause_count = 2;
}

struct line_case {
    const char *name;
    struct lg_sheet (*make)(const struct lg_view *view);
    size_t row;
    const char *expected;
};

#define HINT "\"flags are hints, no decisions; the lines are those of the rule sets\"\r\n"

static const struct line_case lines[] = {
    {"a park with all that is known of it", lg_sheet_assessment, 0,
     "K1,东园,专业性园区,assumed,工业主导型,given,74.5000,yes,FAIR,1,2,1,1,75.7500,-1.2500,,,,"
     "100.0000,,,26.00000000,15.00000000,,4.00000000,7.00000000,0.00000000,2.600000,,87.5000,"
     "nodata,full: years_3: no supply history,,,,,,,,,,," HINT},
    {"a park without a score or a class", lg_sheet_assessment, 1,
     "K2,,,,,,,,,,,,,,,,,,,,,,,,0.00000000,,,,,,no,full: supply_rate = 0.333333333 (not >= 90),,,,"
     ",,,,,,," HINT},
    {"a flag has a row of its own", lg_sheet_assessment_flags, 0,
     "K1,EXPAND_SUPPORT,speaks for expansion,,,,,,,nodata,full: years_3: no supply "
     "history,ours," HINT},
    {"before those of its conditions", lg_sheet_assessment_flags, 1,
     "K1,EXPAND_SUPPORT,speaks for expansion,full,supply,supply_rate,92.5,>=,90,yes,,own "
     "convention," HINT},
    {"a condition without a value says why", lg_sheet_assessment_flags, 2,
     "K1,EXPAND_SUPPORT,speaks for expansion,full,years,years_3,,<,3,nodata,no supply history,own "
     "convention," HINT},
    {"the next flag of the park", lg_sheet_assessment_flags, 3,
     "K1,OUR_OWN,our own,,,,,,,yes,any: G = 7 (> 2.5),ours," HINT},
    {"and its condition", lg_sheet_assessment_flags, 4,
     "K1,OUR_OWN,our own,any,idle,G,7,>,2.5,yes,,own convention," HINT},
    {"the next park", lg_sheet_assessment_flags, 5,
     "K2,EXPAND_SUPPORT,speaks for expansion,,,,,,,no,full: supply_rate = 0.333333333 (not >= "
     "90),ours," HINT},
    {"the last condition of all", lg_sheet_assessment_flags, 9,
     "K2,OUR_OWN,our own,any,idle,G,1,>,2.5,no,,own convention," HINT},
    {"how a score moves", lg_sheet_sensitivity, 0,
     "K1,工业主导型,74.5000,70.0000,71.0000,77.0000,78.0000,1,1,2,91.2500,the rank hangs on the "
     "weight of A\r\n"},
    {"a weight that moves ranks", lg_sheet_sensitivity_causes, 0,
     "工业主导型,发展方向区,A,goal,weight,20.0000,2,1.5000,K2,-1\r\n"},
    {"an ideal that moves none", lg_sheet_sensitivity_causes, 1,
     "工业主导型,发展方向区,A,goal,ideal,10.0000,0,0.0000,,\r\n"},
};

static void check_line(void **state)
{
    const struct line_case *row = *state;
    struct lg_model *model = small_model_new();
    struct lg_view *view = NULL;
    fill_scores(model);
    fill_flags(&model->results);
    fill_sensitivity(&model->results);
    assert_int_equal(lg_view_new(model, LG_ENGLISH, &view, NULL), LG_OK);
    struct lg_sheet sheet = row->make(view);
    struct lg_row at = {.view = view, .model = model};
    struct lg_text text = {0};
    lg_row_move(&at, &sheet, row->row);
    lg_csv_add_row(&text, &sheet, &at);
    assert_string_equal(text.bytes, row->expected);
    lg_text_reset(&text);
    lg_text_reset(&at.scratch);
    lg_view_free(view);
    lg_model_free(model);
}

static void test_without_the_evaluation_there_are_no_rows(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    assert_int_equal(lg_sheet_assessment(view).row_count, 0);
    assert_int_equal(lg_sheet_assessment_flags(view).row_count, 0);
    assert_int_equal(lg_sheet_sensitivity(view).row_count, 0);
    assert_int_equal(lg_sheet_sensitivity_causes(view).row_count, 0);
    lg_view_free(view);
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_the_evaluation_there_are_no_rows),
    };
    int failed = RUN_CASES("publish/tables/assessment", lines, check_line);
    return failed + cmocka_run_group_tests_name("publish/tables/assessment", tests, NULL, NULL);
}
