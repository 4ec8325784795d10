/*
 * publish: the rows of the evaluation. The figures are set by hand; no stage takes part.
 */
#include "publish/csv.h"
#include "publish/view.h"
#include "support/cmocka.h"
#include "support/scheme_model.h"
#include "support/worked_example.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct scheme_model scheme;

static const struct lg_benchmark line = {
    .line = "national-2020",
    .region = "national",
    .value = 0.8,
    .data_date = 0, /* 1970-01-01 */
    .year = 2020,
    .types = 3,
    .is_derived = true,
    .source = "S09",
};

static void *copy_of(const void *items, size_t size_bytes)
{
    void *copy = malloc(size_bytes);
    assert_non_null(copy);
    memcpy(copy, items, size_bytes);
    return copy;
}

/* A park of the tree area, goal A, sub-goal A3, A31; its second row, an expansion area, has none.
 */
static struct lg_model *evaluated_model(void)
{
    struct lg_model *model = scheme_parks_new(2);
    scheme_model_set_plain(&scheme, model);
    scheme_parks_expand(model, 1);
    scheme_parks_set(model, 0, "A31", 0.5);
    struct lg_results *results = &model->results;
    const struct lg_tree *tree = lg_scheme_tree(&model->rules.scheme, LG_TYPE_INDUSTRIAL, 0);
    struct lg_score_row rows[4];
    for (size_t i = 0; i < 4; i++) {
        rows[i] = (struct lg_score_row){
            .node = &tree->nodes[i],
            .weight = i == 0 ? 0.8 : 1,
            .value = (double)NAN,
            .ideal = (double)NAN,
            .score = 45.45454545,
            .is_partial = i == 0,
            .reason = i == 0 ? "left out: A32" : NULL,
        };
    }
    rows[3].value = 0.5;
    rows[3].ideal = 1.1;
    rows[3].ideal_rule = lg_scheme_ideal(&model->rules.scheme, NULL, LG_TYPE_INDUSTRIAL, 0,
                                         tree->nodes[3].indicator);
    rows[3].is_capped = true;
    results->score_rows = copy_of(rows, sizeof(rows));
    results->score_row_count = 4;
    const struct lg_park_score scores[2] = {
        {
            .has_type = true,
            .is_combined_partial = true,
            .is_whole_park = true,
            .tree = tree,
            .row_count = 4,
            .score = 45.45454545,
            .combined = 45.45454545,
            .combined_reason = "left out: 发展方向区",
            .band = &model->rules.scheme.bands[2],
            .rank_type = 2,
            .type_count = 3,
            .rank_class = 1,
            .class_count = 2,
            .park_class = "综合性园区",
            .class_why = "given",
        },
        {
            .scope = LG_SCOPE_EXPANSION,
            .has_type = true,
            .score = (double)NAN,
            .combined = (double)NAN,
            .reason = "no tree",
            .combined_reason = "elsewhere",
        },
    };
    results->scores = copy_of(scores, sizeof(scores));
    struct lg_indicator_place *places = calloc(results->indicator_count, sizeof(*places));
    assert_non_null(places);
    for (size_t i = 0; i < results->indicator_count; i++) {
        places[i].previous = (double)NAN;
    }
    places[4] = (struct lg_indicator_place){&line, &results->score_rows[3], 0.4, 2, 3};
    results->places = places;
    return model;
}

static void fill_lists(struct lg_model *model)
{
    struct lg_results *results = &model->results;
    const struct lg_potential_row potentials[2] = {
        {0, LG_POTENTIAL_EXPANSION, SIZE_MAX, 26, 26, 2.6, (double)NAN, "no years_5: none given"},
        {1, LG_POTENTIAL_INTENSITY, 6, 0, -12.5, (double)NAN, (double)NAN, NULL},
    };
    results->potentials = copy_of(potentials, sizeof(potentials));
    results->potential_count = 2;
    const struct lg_benchmark_row benchmarks[2] = {{0, 4, &line, -0.3}, {1, 4, &line, (double)NAN}};
    results->benchmarks = copy_of(benchmarks, sizeof(benchmarks));
    results->benchmark_count = 2;
}

struct line_case {
    const char *name;
    struct lg_sheet (*make)(const struct lg_view *view);
    size_t row;
    const char *expected;
};

static const struct line_case cases[] = {
    {"a whole park", lg_sheet_scores, 0,
     "K001,主区,45.4545,,,45.4545,45.4545,yes,MIDDLE,2,1,,,45.4545,,,,工业主导型,given,综合性园区,"
     "given,3,2,中,44.0000,1.4545,left out: 发展方向区\r\n"},
    {"an area without a score", lg_sheet_scores, 1,
     "K001,发展方向区,,,,,,,,,,,,,,,,工业主导型,given,,,0,,,,,no tree\r\n"},
    {"the node of an area", lg_sheet_score_nodes, 0,
     "K001,主区,area,主区,,,0.8,S03,,,,45.454545,36.363636,,yes,left out: A32\r\n"},
    {"the node of a sub-goal", lg_sheet_score_nodes, 2,
     "K001,主区,sub_goal,A3,A3,A,1,S03,,,,45.454545,45.454545,,no,ok\r\n"},
    {"the node of an indicator", lg_sheet_score_nodes, 3,
     "K001,主区,indicator,A31,A31,A3,1,S03,0.500000,1.100000,test,45.454545,45.454545,yes,,ok\r\n"},
    {"years that are known and not known", lg_sheet_potential, 0,
     "K001,主区,expansion,,26.00000000,26.00000000,2.600000,,no years_5: none given\r\n"},
    {"less than no potential", lg_sheet_potential, 1,
     "K001,发展方向区,intensity,A33,0.00000000,-12.50000000,,,ok\r\n"},
    {"a published figure beside a value", lg_sheet_benchmarks, 0,
     "K001,主区,A31,综合容积率,1,0.500000,national-2020,national,2020,1970-01-01,0.800000,"
     "-0.300000,-37.5000,yes,S09\r\n"},
    {"a published figure alone", lg_sheet_benchmarks, 1,
     "K001,发展方向区,A31,综合容积率,1,,national-2020,national,2020,1970-01-01,0.800000,,,yes,"
     "S09\r\n"},
    {"an indicator that is scored", lg_sheet_indicators, 4,
     "K001,主区,工业主导型,A31,综合容积率,1,0.00000000,0.00000000,0.500000,1.100000,45.454545,"
     "1.000000,0.800000,national-2020 "
     "(1970-01-01),2,0.100000,ok,A,A3,test,yes,45.454545,S03,-0.300000,3,"
     "given,ok\r\n"},
    {"an indicator that no tree has", lg_sheet_indicators, 0,
     "K001,主区,工业主导型,A10,土地开发率,%,0.00000000,0.00000000,,,,,,,,,not given,,,,,,,,0,given,"
     "\r\n"},
    {"land of the run before", lg_sheet_land_state, 0,
     "K001,主区,A,已建成城镇建设用地,1.50000000,22.500000,,1,1.25000000,0.25000000\r\n"},
};

static void check_line(void **state)
{
    const struct line_case *row = *state;
    struct lg_model *model = evaluated_model();
    fill_lists(model);
    model->results.sums[0].state_m2[LG_STATE_A] = 15000;
    model->results.sums[0].state_parcels[LG_STATE_A] = 1;
    model->previous.state_m2 = calloc(2 * (size_t)LG_STATE_COUNT, sizeof(double));
    assert_non_null(model->previous.state_m2);
    model->previous.state_m2[LG_STATE_A] = 12500;
    model->previous.parks = calloc(2, sizeof(*model->previous.parks));
    assert_non_null(model->previous.parks);
    model->previous.parks[0] = (struct lg_previous_park){44, (double)NAN, true};
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    struct lg_sheet sheet = row->make(view);
    struct lg_row at = {.view = view, .model = model};
    struct lg_text text = {0};
    assert_true(row->row < sheet.row_count);
    lg_row_move(&at, &sheet, row->row);
    lg_csv_add_row(&text, &sheet, &at);
    assert_string_equal(text.bytes, row->expected);
    lg_text_reset(&text);
    lg_text_reset(&at.scratch);
    lg_view_free(view);
    lg_model_free(model);
}

int main(void)
{
    return RUN_CASES("publish/tables of scores", cases, check_line);
}
