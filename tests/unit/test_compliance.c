/*
 * evaluate/compliance: each item against its line, the parcels that do not meet it, and the share
 * of items that are met. Items made by hand; figures worked by hand.
 */
#include "evaluate/compliance.h"
#include "evaluate/notes.h"
#include "support/cmocka.h"
#include "support/compliance_model.h"
#include "support/failing_alloc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

enum { FACT = LG_STATE_A }; /* set by the tests themselves */

static const struct lg_expression_step steps[LG_FACT_COUNT] = {
    [FACT] = {0, FACT, LG_STEP_FACT},
    [LG_FACT_REGISTER_COMPLETE_PCT] = {0, LG_FACT_REGISTER_COMPLETE_PCT, LG_STEP_FACT},
    [LG_FACT_DISPOSAL_PLAN_PCT] = {0, LG_FACT_DISPOSAL_PLAN_PCT, LG_STEP_FACT},
    [LG_FACT_FAR_MET_PCT] = {0, LG_FACT_FAR_MET_PCT, LG_STEP_FACT},
    [LG_FACT_OFFICE_MET_PCT] = {0, LG_FACT_OFFICE_MET_PCT, LG_STEP_FACT},
    [LG_FACT_YIELD_MET_PCT] = {0, LG_FACT_YIELD_MET_PCT, LG_STEP_FACT},
    [LG_FACT_CONFORMING_PCT] = {0, LG_FACT_CONFORMING_PCT, LG_STEP_FACT},
};

static struct lg_compliance_item item_of(const char *code, size_t fact, enum lg_operator comparison,
                                         double threshold)
{
    return (struct lg_compliance_item){
        .code = code,
        .name = {"项", "item"},
        .basis = "rule",
        .unit = "%",
        .value = {"made up", 1, &steps[fact]},
        .threshold = threshold,
        .weight = 1,
        .comparison = comparison,
        .kind = "user",
        .source = "of the line",
    };
}

static void make_indicators(struct lg_model *model)
{
    size_t count = lg_scheme_indicator_count(&model->rules.scheme) * model->parks.table.count;
    model->results.indicators = calloc(count, sizeof(*model->results.indicators));
    assert_non_null(model->results.indicators);
    model->results.indicator_count = count;
    for (size_t i = 0; i < count; i++) {
        model->results.indicators[i].value = NONE;
    }
}

static void set_items(struct lg_model *model, const struct lg_compliance_item *items, size_t count)
{
    model->rules.scheme.items = items;
    model->rules.scheme.item_count = count;
    if (model->results.indicators == NULL) make_indicators(model);
}

static void fill(struct lg_model *model)
{
    struct lg_error error = {.message = ""};
    assert_int_equal(lg_register_facts_fill(model, &error), LG_OK);
    assert_int_equal(lg_compliance_fill(model, &error), LG_OK);
}

struct line_case {
    const char *name;
    enum lg_operator comparison;
    double threshold, value;
    const char *reason;
    const char *result;
    double gap;
    const char *expected_reason;
};

static const struct line_case line_cases[] = {
    {"at least, met on the line", LG_AT_LEAST, 90, 90, NULL, "MET", 0, NULL},
    {"at least, 2.5 short", LG_AT_LEAST, 90, 87.5, NULL, "NOT_MET", 2.5, NULL},
    {"at most, met", LG_AT_MOST, 0.3, 0.25, NULL, "MET", 0, NULL},
    {"at most, 1 too much", LG_AT_MOST, 0, 1, NULL, "NOT_MET", 1, NULL},
    {"above: the line itself is not enough, and lacks nothing", LG_ABOVE, 5, 5, NULL, "NOT_MET", 0,
     NULL},
    {"below", LG_BELOW, 5, 4, NULL, "MET", 0, NULL},
    {"equal, 1 off", LG_EQUAL, 1, 0, NULL, "NOT_MET", 1, NULL},
    {"a note stands beside the value", LG_AT_LEAST, 90, 95, "judged 1 of 2", "MET", 0,
     "judged 1 of 2"},
    {"no line", LG_AT_LEAST, NONE, 95, NULL, "NOT_APPLICABLE", NONE, "no line set"},
    {"no line, no value", LG_AT_LEAST, NONE, NONE, "why", "NOT_APPLICABLE", NONE, "no line set"},
    {"no value", LG_AT_LEAST, 90, NONE, "why", "NODATA", NONE, "why"},
    {"no value and no reason", LG_AT_LEAST, 90, NONE, NULL, "NODATA", NONE, "not known"},
    {"nothing to ask of", LG_AT_LEAST, 100, NONE, "the park has no idle land", "NOT_APPLICABLE",
     NONE, "the park has no idle land"},
    {"broken, whatever the figure", LG_AT_MOST, 0.3, NONE, lg_note_broken_boundary, "NOT_MET", NONE,
     lg_note_broken_boundary},
};

static void check_line(void **state)
{
    const struct line_case *row = *state;
    struct lg_model *model = compliance_model_new(1);
    const struct lg_compliance_item item = item_of("X1", FACT, row->comparison, row->threshold);
    set_items(model, &item, 1);
    *compliance_model_fact(model, 0, FACT) = (struct lg_fact_value){row->value, row->reason};
    fill(model);
    assert_int_equal(model->results.compliance_count, 1);
    const struct lg_compliance_row *made = &model->results.compliance[0];
    assert_true(made->item == &item && made->parcel == SIZE_MAX && made->park == 0);
    assert_string_equal(made->result, row->result);
    assert_string_equal(made->unit, "%");
    assert_string_equal(made->source, "of the line");
    assert_int_equal(made->comparison, row->comparison);
    assert_true(isnan(made->gap) == isnan(row->gap));
    if (!isnan(row->gap)) ASSERT_CLOSE(made->gap, row->gap, 1e-12);
    if (row->expected_reason == NULL) {
        assert_null(made->reason);
    } else {
        assert_string_equal(made->reason, row->expected_reason);
    }
    lg_model_free(model);
}

/* 100 - difference: computed of a broken boundary, it is not known; of nothing, it does not apply.
 */
static void a_computed_item_is_not_the_fact(void **state)
{
    (void)state;
    static const struct lg_expression_step computed[] = {
        {100, 0, LG_STEP_CONSTANT}, {0, FACT, LG_STEP_FACT}, {0, 0, LG_STEP_SUBTRACT}};
    struct lg_model *model = compliance_model_new(1);
    struct lg_compliance_item item = item_of("X1", FACT, LG_AT_LEAST, 90);
    item.value = (struct lg_expression){"100 - A", 3, computed};
    set_items(model, &item, 1);
    struct lg_fact_value *fact = compliance_model_fact(model, 0, FACT);
    *fact = (struct lg_fact_value){5, "a note of the fact, not of the result"};
    fill(model);
    ASSERT_CLOSE(model->results.compliance[0].value, 95, 0);
    assert_null(model->results.compliance[0].reason);
    *fact = (struct lg_fact_value){NONE, lg_note_broken_boundary};
    fill(model);
    assert_string_equal(model->results.compliance[0].result, "NODATA");
    *fact = (struct lg_fact_value){NONE, "the park has no supplied land"};
    fill(model);
    assert_string_equal(model->results.compliance[0].result, "NOT_APPLICABLE");
    lg_model_free(model);
}

static void an_indicator_of_its_park_is_looked_at(void **state)
{
    (void)state;
    static const struct lg_expression_step step = {0, 3, LG_STEP_INDICATOR};
    struct lg_model *model = compliance_model_new(1);
    struct lg_compliance_item item = item_of("X1", FACT, LG_AT_LEAST, 90);
    item.value = (struct lg_expression){"made up", 1, &step};
    compliance_model_park(model, "K2", NULL);
    set_items(model, &item, 1);
    model->results.indicators[3].value = 92.84;
    model->results.indicators[3].reason = "out_of_range: a doubt is no reason";
    model->results.indicators[lg_scheme_indicator_count(&model->rules.scheme) + 3].value = 12;
    fill(model);
    ASSERT_CLOSE(model->results.compliance[0].value, 92.84, 0);
    assert_string_equal(model->results.compliance[0].result, "MET");
    ASSERT_CLOSE(model->results.compliance[1].value, 12, 0);
    model->results.indicators[3] = (struct lg_indicator){.value = NONE, .reason = "no A"};
    fill(model);
    assert_string_equal(model->results.compliance[0].reason, "no A");
    lg_model_free(model);
}

/* ---- parcels ---- */

struct listed {
    const char *item, *parcel; /* NULL: of the park */
    double value, threshold;
    const char *unit, *reason;
};

static void check_rows(const struct lg_model *model, const struct listed *rows, size_t count)
{
    assert_int_equal(model->results.compliance_count, count);
    for (size_t i = 0; i < count; i++) {
        const struct lg_compliance_row *made = &model->results.compliance[i];
        const struct listed *row = &rows[i];
        assert_string_equal(made->item->code, row->item);
        assert_true((row->parcel == NULL) == (made->parcel == SIZE_MAX));
        if (row->parcel != NULL) {
            assert_string_equal(model->parcels.id[made->parcel], row->parcel);
            assert_string_equal(made->result, "NOT_MET");
            ASSERT_CLOSE(made->gap, fabs(row->value - row->threshold), 1e-9);
        }
        ASSERT_CLOSE(made->value, row->value, 1e-9);
        ASSERT_CLOSE(made->threshold, row->threshold, 1e-9);
        assert_string_equal(made->unit, row->unit);
        if (row->reason != NULL) assert_string_equal(made->reason, row->reason);
    }
}

/* P2 below its floor area ratio; revenue and tax of P3 below, 20 yuan/m2 being 20 wan/ha. */
static void industrial_parcels_that_fall_short(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(3);
    for (size_t parcel = 0; parcel < 3; parcel++) {
        model->parcels.land_state[parcel] = LG_STATE_A2;
    }
    compliance_model_low(model, 0, LG_LOW_FAR, 1.2, 1, "met");
    compliance_model_low(model, 1, LG_LOW_FAR, 0.75, 1, "below");
    compliance_model_low(model, 2, LG_LOW_REVENUE, 20, 30, "below");
    compliance_model_low(model, 2, LG_LOW_TAX, 1, 2, "below");
    const struct lg_compliance_item items[] = {
        item_of("X1", LG_FACT_FAR_MET_PCT, LG_AT_LEAST, 100),
        item_of("X2", LG_FACT_YIELD_MET_PCT, LG_AT_LEAST, 100),
    };
    set_items(model, items, 2);
    fill(model);
    static const struct listed expected[] = {
        {"X1", NULL, 50, 100, "%",
         "judged 2 of 3; industrial parcels without a baseline of their industry: 1"},
        {"X1", "P0002", 0.75, 1, "1", "far: below the baseline"},
        {"X2", NULL, 0, 100, "%",
         "judged 1 of 3; industrial parcels without a baseline of their industry: 2"},
        {"X2", "P0003", 20, 30, "wan_yuan/ha", "revenue: below the baseline"},
        {"X2", "P0003", 1, 2, "wan_yuan/ha", "tax: below the baseline"},
    };
    check_rows(model, expected, 5);
    assert_int_equal(model->results.compliance[1].comparison, LG_AT_LEAST);
    assert_string_equal(model->results.compliance[1].source, "made up");
    lg_model_free(model);
}

/* Two of three parts are there, and none. */
static void parcels_without_a_whole_record(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(2);
    model->parcels.supply_state[0] = LG_STATE_D21;
    model->parcels.supply_state[1] = LG_STATE_D21;
    quality_model_text(&model->parcels.table, LG_PARCEL_CONTRACT_NO, 0, "HT-1");
    quality_model_text(&model->parcels.table, LG_PARCEL_HOLDER, 0, "甲");
    model->parcels.idle[1].status = LG_IDLE_FIRST;
    const struct lg_compliance_item items[] = {
        item_of("X1", LG_FACT_REGISTER_COMPLETE_PCT, LG_AT_LEAST, 100),
        item_of("X2", LG_FACT_DISPOSAL_PLAN_PCT, LG_AT_LEAST, 100),
    };
    set_items(model, items, 2);
    fill(model);
    static const struct listed expected[] = {
        {"X1", NULL, 0, 100, "%", NULL},
        {"X1", "P0001", 2, 3, "1", "without start_due"},
        {"X1", "P0002", 0, 3, "1", "without contract_no and supervision_no, start_due, holder"},
        {"X2", NULL, 0, 100, "%", NULL},
        {"X2", "P0002", 0, 1, "1", "without disposal_due and disposed_on"},
    };
    check_rows(model, expected, 5);
    lg_model_free(model);
}

/* Uses have a list of their own: no parcels here. */
static void conversions_are_not_listed_again(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    model->parcels.conversion = calloc(1, sizeof(*model->parcels.conversion));
    assert_non_null(model->parcels.conversion);
    model->parcels.conversion[0].result = "SUSPECTED";
    const struct lg_compliance_item item = item_of("X1", LG_FACT_CONFORMING_PCT, LG_AT_LEAST, 100);
    set_items(model, &item, 1);
    fill(model);
    static const struct listed expected[] = {{"X1", NULL, 0, 100, "%", NULL}};
    check_rows(model, expected, 1);
    lg_model_free(model);
}

/* 10, 9 and 8 % of three enterprises on P1, by name, in whatever order the table has them. */
static void enterprises_in_any_order_of_the_table(void **state)
{
    (void)state;
    static const struct listed expected[] = {
        {"X1", NULL, 0, 100, "%", NULL},
        {"X1", "P0001", 10, 7, "%", "an enterprise without name"},
        {"X1", "P0001", 9, 7, "%", "a"},
        {"X1", "P0001", 8, 7, "%", "b"},
    };
    for (int turned = 0; turned < 2; turned++) {
        struct lg_model *model = compliance_model_new(1);
        model->parcels.land_state[0] = LG_STATE_A2;
        if (turned == 1) compliance_model_firm(model, "P0001", "b", 10000, 800, NONE);
        compliance_model_firm(model, "P0001", "a", 10000, 900, NONE);
        compliance_model_firm(model, "P0001", NULL, 10000, 1000, NONE);
        if (turned == 0) compliance_model_firm(model, "P0001", "b", 10000, 800, NONE);
        const struct lg_compliance_item item =
            item_of("X1", LG_FACT_OFFICE_MET_PCT, LG_AT_LEAST, 100);
        set_items(model, &item, 1);
        fill(model);
        check_rows(model, expected, 4);
        assert_int_equal(model->results.compliance[1].comparison, LG_AT_MOST);
        assert_string_equal(model->results.compliance[1].source, "compliance.office_share_max");
        lg_model_free(model);
    }
}

/* ---- parks ---- */

static void *grown(void *items, size_t count, size_t item_bytes)
{
    void *made = realloc(items, count * item_bytes);
    assert_non_null(made);
    return made;
}

/* P1 lies in the main area K1, P2 in both parks, P3 in K2 and the expansion area of K2. */
static struct lg_model *make_parks(void)
{
    static const size_t parks[] = {0, 0, 1, 1, 2};
    static const size_t parcels[] = {0, 1, 1, 2, 2};
    struct lg_model *model = compliance_model_new(3);
    struct lg_pieces *pieces = &model->pieces;
    compliance_model_park(model, "K2", NULL);
    compliance_model_park(model, "K2", "发展方向区");
    pieces->park = grown(pieces->park, 5, sizeof(size_t));
    pieces->parcel = grown(pieces->parcel, 5, sizeof(size_t));
    pieces->account_m2 = grown(pieces->account_m2, 5, sizeof(double));
    pieces->count = 5;
    for (size_t piece = 0; piece < 5; piece++) {
        pieces->park[piece] = parks[piece];
        pieces->parcel[piece] = parcels[piece];
        pieces->account_m2[piece] = 5000;
    }
    for (size_t parcel = 0; parcel < 3; parcel++) {
        model->parcels.supply_state[parcel] = LG_STATE_D2;
    }
    return model;
}

static void a_candidate_is_not_asked(void **state)
{
    (void)state;
    struct lg_model *model = make_parks();
    const struct lg_compliance_item item =
        item_of("X1", LG_FACT_REGISTER_COMPLETE_PCT, LG_AT_LEAST, 100);
    quality_model_text(&model->parks.table, LG_PARK_CANDIDATE, 1, "是");
    set_items(model, &item, 1);
    fill(model);
    assert_int_equal(model->results.compliance_count, 3);
    assert_int_equal(model->results.compliance[2].park, 0);
    assert_string_equal(compliance_model_fact(model, 1, LG_FACT_COMPLIANCE_PCT)->reason,
                        "asked of the main areas of parks only");
    lg_model_free(model);
}

static void each_main_area_lists_its_own_parcels(void **state)
{
    (void)state;
    struct lg_model *model = make_parks();
    const struct lg_compliance_item item =
        item_of("X1", LG_FACT_REGISTER_COMPLETE_PCT, LG_AT_LEAST, 100);
    set_items(model, &item, 1);
    fill(model);
    static const size_t parks[] = {0, 0, 0, 1, 1, 1};
    static const size_t parcels[] = {SIZE_MAX, 0, 1, SIZE_MAX, 1, 2};
    assert_int_equal(model->results.compliance_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(model->results.compliance[i].park, parks[i]);
        assert_true(model->results.compliance[i].parcel == parcels[i]);
    }
    const struct lg_fact_value *expansion = compliance_model_fact(model, 2, LG_FACT_COMPLIANCE_PCT);
    assert_true(isnan(expansion->value));
    assert_string_equal(expansion->reason, "asked of the main areas of parks only");
    /* What the facts say of it is there. */
    ASSERT_CLOSE(compliance_model_fact(model, 2, LG_FACT_REGISTER_COMPLETE_PCT)->value, 0, 0);
    lg_model_free(model);
}

struct share_case {
    const char *name;
    double values[3], lines[3], weights[3]; /* at least so much */
    const char *reasons[3];
    double expected;
    const char *reason;
};

static const struct share_case share_cases[] = {
    {"weights 1 of 1 + 3", {1, 0, NONE}, {1, 1, NONE}, {1, 3, 5}, {NULL, NULL, "why"}, 25, NULL},
    {"all met", {1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {NULL, NULL, NULL}, 100, NULL},
    {"what is not known may not be met",
     {1, NONE, NONE},
     {1, 1, 1},
     {1, 1, 1},
     {NULL, "why", "why"},
     NONE,
     "not known: X2, X3"},
    {"without weight it need not be known",
     {1, NONE, 0},
     {1, 1, 1},
     {1, 0, 1},
     {NULL, "why", NULL},
     50,
     NULL},
    {"what does not apply is left out",
     {1, NONE, 1},
     {1, 1, 1},
     {1, 1, 1},
     {NULL, "the park has no idle land", NULL},
     100,
     NULL},
    {"no line at all",
     {1, 1, 1},
     {NONE, NONE, NONE},
     {1, 1, 1},
     {NULL, NULL, NULL},
     NONE,
     "no item with a line and a weight applies"},
};

static void check_share(void **state)
{
    const struct share_case *row = *state;
    static const size_t facts[3] = {LG_STATE_A, LG_STATE_B, LG_STATE_C};
    static const char *const codes[3] = {"X1", "X2", "X3"};
    struct lg_expression_step own[3];
    struct lg_compliance_item items[3];
    struct lg_model *model = compliance_model_new(1);
    for (size_t i = 0; i < 3; i++) {
        own[i] = (struct lg_expression_step){0, facts[i], LG_STEP_FACT};
        items[i] = item_of(codes[i], FACT, LG_AT_LEAST, row->lines[i]);
        items[i].weight = row->weights[i];
        items[i].value.steps = &own[i];
        *compliance_model_fact(model, 0, facts[i]) =
            (struct lg_fact_value){row->values[i], row->reasons[i]};
    }
    set_items(model, items, 3);
    fill(model);
    const struct lg_fact_value *share = compliance_model_fact(model, 0, LG_FACT_COMPLIANCE_PCT);
    assert_true(isnan(share->value) == isnan(row->expected));
    if (!isnan(row->expected)) ASSERT_CLOSE(share->value, row->expected, 1e-9);
    if (row->reason == NULL) {
        assert_null(share->reason);
    } else {
        assert_string_equal(share->reason, row->reason);
    }
    lg_model_free(model);
}

static void without_items_there_is_nothing(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    set_items(model, NULL, 0);
    fill(model);
    assert_int_equal(model->results.compliance_count, 0);
    assert_string_equal(compliance_model_fact(model, 0, LG_FACT_COMPLIANCE_PCT)->reason,
                        "no item with a line and a weight applies");
    lg_model_free(model);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    struct lg_model *model = make_parks();
    const struct lg_compliance_item item =
        item_of("X1", LG_FACT_REGISTER_COMPLETE_PCT, LG_AT_LEAST, 100);
    set_items(model, &item, 1);
    assert_int_equal(lg_register_facts_fill(model, NULL), LG_OK);
    enum lg_status status = LG_NO_MEMORY;
    long allowed = 0;
    for (; status != LG_OK && allowed < 1000; allowed++) {
        failing_alloc_after(allowed);
        status = lg_compliance_fill(model, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
    }
    assert_true(allowed > 5 && status == LG_OK);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_computed_item_is_not_the_fact),
        cmocka_unit_test(an_indicator_of_its_park_is_looked_at),
        cmocka_unit_test(industrial_parcels_that_fall_short),
        cmocka_unit_test(parcels_without_a_whole_record),
        cmocka_unit_test(conversions_are_not_listed_again),
        cmocka_unit_test(enterprises_in_any_order_of_the_table),
        cmocka_unit_test(a_candidate_is_not_asked),
        cmocka_unit_test(each_main_area_lists_its_own_parcels),
        cmocka_unit_test(without_items_there_is_nothing),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    int failed = RUN_CASES("evaluate/compliance", line_cases, check_line);
    failed += RUN_CASES("evaluate/compliance share", share_cases, check_share);
    return failed + cmocka_run_group_tests_name("evaluate/compliance", tests, NULL, NULL);
}
