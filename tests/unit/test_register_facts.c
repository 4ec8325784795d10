/*
 * evaluate/: the facts of a park that rest on its register. Parcels of one hectare; every figure
 * worked by hand beside its scene. As of 2026-06-30.
 */
#include "evaluate/compliance.h"
#include "evaluate/notes.h"
#include "support/cmocka.h"
#include "support/compliance_model.h"
#include "support/failing_alloc.h"

#include <math.h>
#include <stdlib.h>

#define NONE ((double)NAN)

/* ---- the boundary ---- */

struct boundary_case {
    const char *name;
    double approved_ha; /* NaN: not given */
    int finding;        /* -1: none */
    const char *code;   /* of the park that the finding is of */
    double expected;
    const char *reason;
};

/* The park has 100 ha: against 80 ha a quarter more, against 125 ha a fifth less. */
static const struct boundary_case boundary_cases[] = {
    {"as approved", 100, -1, NULL, 0, NULL},
    {"larger than approved", 80, -1, NULL, 25, NULL},
    {"smaller than approved", 125, -1, NULL, 20, NULL},
    {"nothing approved", NONE, -1, NULL, NONE, "approved_area is missing in the park table"},
    {"0 approved", 0, -1, NULL, NONE, "approved_area is 0"},
    {"broken: no figure, whatever the area", 100, LG_E_GEOM, "K1", NONE,
     "the boundary was delivered broken (E_GEOM): not closed, or it crosses itself; draw it again"},
    {"another park is broken", 80, LG_E_GEOM, "K2", 25, NULL},
    {"repaired: a note beside the figure", 80, LG_W_GEOM, "K1", 25,
     "the boundary was delivered with a fault that was repaired (W_GEOM)"},
};

static void check_boundary(void **state)
{
    const struct boundary_case *row = *state;
    struct lg_model *model = compliance_model_new(1);
    struct lg_fact_value *approved = compliance_model_fact(model, 0, LG_FACT_APPROVED_AREA);
    model->parks.area_m2[0] = 1e6;
    model->results.sums[0].approved_m2 = row->approved_ha * 10000;
    approved->value = row->approved_ha;
    if (isnan(row->approved_ha)) approved->reason = "approved_area is missing in the park table";
    if (row->finding >= 0) {
        struct lg_finding finding = lg_finding_blank((enum lg_finding_code)row->finding, "parks");
        finding.park_code = row->code;
        finding.feature = 7;
        assert_int_equal(lg_findings_add(&model->findings, &finding, NULL, "made up"), LG_OK);
    }
    check_fact(model, LG_FACT_BOUNDARY_DIFFERENCE_PCT, row->expected, row->reason);
    lg_model_free(model);
}

/* Main and expansion area have one code: the row of the file tells which of them is broken. */
static void only_the_broken_scope_is_broken(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    struct lg_table *parks = &model->parks.table;
    model->results.sums[0].approved_m2 = 10000;
    compliance_model_fact(model, 0, LG_FACT_APPROVED_AREA)->value = 1;
    compliance_model_park(model, "K1", "发展方向区");
    parks->feature[0] = 0;
    parks->feature[1] = 1;
    struct lg_finding finding = lg_finding_blank(LG_E_GEOM, "parks");
    finding.park_code = "K1";
    finding.source = parks->source[1];
    finding.feature = 1;
    assert_int_equal(lg_findings_add(&model->findings, &finding, NULL, "made up"), LG_OK);
    check_fact(model, LG_FACT_BOUNDARY_DIFFERENCE_PCT, 0, NULL);
    const struct lg_fact_value *second =
        compliance_model_fact(model, 1, LG_FACT_BOUNDARY_DIFFERENCE_PCT);
    assert_string_equal(second->reason, lg_note_broken_boundary);
    lg_model_free(model);
}

/* ---- how the sums close ---- */

struct closure_case {
    const char *name;
    double a_ha, b_ha, c_ha, unsurveyed_ha, recorded_ha;
    enum lg_area_basis basis;
    double expected;
    const char *reason;
};

/* T is 100 ha. */
static const struct closure_case closure_cases[] = {
    {"all of it", 60, 30, 10, 0, NONE, LG_AREA_MEASURED, 0, NULL},
    {"10 ha under no parcel", 60, 20, 10, 10, NONE, LG_AREA_MEASURED, 10,
     "land under no parcel: 10.0000 ha"},
    {"5 ha of no code", 60, 25, 10, 0, NONE, LG_AREA_MEASURED, 5, NULL},
    {"4 ha twice", 60, 30, 14, 0, NONE, LG_AREA_MEASURED, 4, NULL},
    {"recorded: 99.5 of 100", 60, 30, 9.5, 0, 100, LG_AREA_RECORDED, 0.5, NULL},
    {"recorded, the park without an area of its own", 60, 30, 10, 0, NONE, LG_AREA_RECORDED, NONE,
     "recorded_area is missing in the park table: the park is the sum of its parcels, so nothing "
     "is compared"},
    {"recorded, a parcel without", NONE, 30, 10, 0, 100, LG_AREA_RECORDED, NONE,
     "recorded_area is missing on a parcel"},
};

static void check_closure(void **state)
{
    const struct closure_case *row = *state;
    struct lg_model *model = compliance_model_new(100);
    struct lg_park_sums *sums = &model->results.sums[0];
    model->area_basis = row->basis;
    quality_model_number(&model->parks.table, LG_PARK_RECORDED_AREA, 0, row->recorded_ha * 10000);
    sums->state_m2[LG_STATE_A] = row->a_ha * 10000;
    sums->state_m2[LG_STATE_B] = row->b_ha * 10000;
    sums->state_m2[LG_STATE_C] = row->c_ha * 10000;
    sums->state_m2[LG_STATE_F] = row->a_ha * 10000;
    sums->state_m2[LG_STATE_D] = row->b_ha * 10000;
    sums->state_m2[LG_STATE_E] = row->c_ha * 10000;
    sums->unsurveyed_m2 = row->unsurveyed_ha * 10000;
    check_fact(model, LG_FACT_LAND_CLOSURE_PCT, row->expected, row->reason);
    check_fact(model, LG_FACT_SUPPLY_CLOSURE_PCT, row->expected, row->reason);
    lg_model_free(model);
}

/* ---- the record of supplied land ---- */

struct record_case {
    const char *name;
    enum lg_state supply;
    const char *contract_no, *supervision_no, *mode, *signed_on, *start_due, *revised, *holder;
    double expected; /* of a park of this parcel and one that is complete */
    const char *reason;
};

static const struct record_case record_cases[] = {
    {"contract, start, holder", LG_STATE_D21, "HT-1", NULL, NULL, NULL, "2026-01-01", NULL, "甲",
     100, NULL},
    {"supervision number, revised start", LG_STATE_D2, NULL, "5401", NULL, NULL, NULL, "2026-01-01",
     "甲", 100, NULL},
    {"neither number: half", LG_STATE_D2, NULL, NULL, NULL, "2025-01-01", "2026-01-01", NULL, "甲",
     50, NULL},
    {"a stroke is no number", LG_STATE_D2, "/", "无", NULL, NULL, "2026-01-01", NULL, "甲", 50,
     NULL},
    {"allocated: the day of the decision", LG_STATE_D1, NULL, NULL, NULL, "2025-01-01",
     "2026-01-01", NULL, "甲", 100, NULL},
    {"allocated by its mode", LG_STATE_D, NULL, NULL, "行政划拨", "2025-01-01", "2026-01-01", NULL,
     "甲", 100, NULL},
    {"allocated without a decision", LG_STATE_D1, NULL, NULL, NULL, NULL, "2026-01-01", NULL, "甲",
     50, NULL},
    {"no agreed start", LG_STATE_D2, "HT-1", NULL, NULL, NULL, NULL, NULL, "甲", 50, NULL},
    {"no holder", LG_STATE_D2, "HT-1", NULL, NULL, NULL, "2026-01-01", NULL, NULL, 50, NULL},
    {"not supplied: not asked", LG_STATE_E21, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 100, NULL},
    {"may be supplied: said beside", LG_STATE_NONE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 100,
     "judged 1 of 2; parcels without a supply state: 1"},
};

static void fill_record(struct lg_model *model, size_t parcel, const struct record_case *row)
{
    struct lg_table *table = &model->parcels.table;
    model->parcels.supply_state[parcel] = row->supply;
    quality_model_text(table, LG_PARCEL_CONTRACT_NO, parcel, row->contract_no);
    quality_model_text(table, LG_PARCEL_SUPERVISION_NO, parcel, row->supervision_no);
    quality_model_text(table, LG_PARCEL_SUPPLY_MODE, parcel, row->mode);
    quality_model_text(table, LG_PARCEL_HOLDER, parcel, row->holder);
    if (row->signed_on) quality_model_date(table, LG_PARCEL_SIGNED_ON, parcel, row->signed_on);
    if (row->start_due) quality_model_date(table, LG_PARCEL_START_DUE, parcel, row->start_due);
    if (row->revised) quality_model_date(table, LG_PARCEL_REVISED_START_DUE, parcel, row->revised);
}

static void check_record(void **state)
{
    struct lg_model *model = compliance_model_new(2);
    fill_record(model, 0, &record_cases[0]);
    fill_record(model, 1, *state);
    const struct record_case *row = *state;
    check_fact(model, LG_FACT_REGISTER_COMPLETE_PCT, row->expected, row->reason);
    lg_model_free(model);
}

static void nothing_supplied_is_nothing_to_ask(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    model->parcels.supply_state[0] = LG_STATE_E;
    check_fact(model, LG_FACT_REGISTER_COMPLETE_PCT, NONE, "the park has no supplied land");
    model->parcels.supply_state[0] = LG_STATE_NONE;
    check_fact(model, LG_FACT_REGISTER_COMPLETE_PCT, NONE,
               "judged 0 of 1; parcels without a supply state: 1");
    lg_model_free(model);
}

/* ---- plans of disposal ---- */

/* Idle: P1 with a day due, P2 disposed of, P3 with neither; P4 cannot be read, P5 is not idle. */
static void idle_parcels_with_a_plan(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(5);
    struct lg_idle_finding *clocks = model->parcels.idle;
    clocks[0].status = LG_IDLE_FIRST;
    clocks[1].status = LG_IDLE_SECOND;
    clocks[2].status = LG_IDLE_STOPPED;
    clocks[3].status = LG_IDLE_UNKNOWN;
    quality_model_date(&model->parcels.table, LG_PARCEL_DISPOSAL_DUE, 0, "2026-12-31");
    quality_model_date(&model->parcels.table, LG_PARCEL_DISPOSED_ON, 1, "2026-06-01");
    check_fact(model, LG_FACT_DISPOSAL_PLAN_PCT, 200.0 / 3,
               "judged 3 of 4; parcels of which it is not known whether they are idle: 1");
    clocks[3].status = LG_IDLE_WAIT;
    check_fact(model, LG_FACT_DISPOSAL_PLAN_PCT, 200.0 / 3, NULL);
    for (size_t parcel = 0; parcel < 5; parcel++) {
        clocks[parcel].status = LG_IDLE_DONE;
    }
    check_fact(model, LG_FACT_DISPOSAL_PLAN_PCT, NONE, "the park has no idle land");
    const struct lg_fact_value *plan = compliance_model_fact(model, 0, LG_FACT_DISPOSAL_PLAN_PCT);
    assert_true(lg_note_is_nothing_to_ask(plan->reason));
    clocks[0].status = LG_IDLE_UNKNOWN;
    check_fact(model, LG_FACT_DISPOSAL_PLAN_PCT, NONE,
               "judged 0 of 1; parcels of which it is not known whether they are idle: 1");
    /* What the data record counts where the rules say so. */
    model->rules.idle_from_record = true;
    quality_model_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, 0, "是");
    quality_model_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, 2, "是");
    check_fact(model, LG_FACT_DISPOSAL_PLAN_PCT, 50, NULL);
    lg_model_free(model);
}

/* ---- land ---- */

/*
 * 1.5 of 4 ha measured: 37.5 %; where 5 ha are recorded, 1.875 ha of them. Whether parcels lie on
 * it or not.
 */
static void forbidden_land_by_the_chosen_areas(void **state)
{
    (void)state;
    static const char none[] = "no constraint layer that forbids is given";
    struct lg_model *model = compliance_model_new(4);
    check_fact(model, LG_FACT_FORBIDDEN_HA, NONE, none);
    check_fact(model, LG_FACT_FORBIDDEN_PCT, NONE, none);
    stock_model_forbid(model, 0, 0);
    model->parks.forbidden_m2 = calloc(1, sizeof(double));
    assert_non_null(model->parks.forbidden_m2);
    check_fact(model, LG_FACT_FORBIDDEN_HA, 0, NULL);
    model->parks.forbidden_m2[0] = 15000;
    check_fact(model, LG_FACT_FORBIDDEN_HA, 1.5, NULL);
    check_fact(model, LG_FACT_FORBIDDEN_PCT, 37.5, NULL);
    compliance_model_fact(model, 0, LG_FACT_TOTAL)->value = 5;
    check_fact(model, LG_FACT_FORBIDDEN_HA, 1.875, NULL);
    *compliance_model_fact(model, 0, LG_FACT_TOTAL) = (struct lg_fact_value){NONE, "no area"};
    check_fact(model, LG_FACT_FORBIDDEN_HA, NONE, "no area");
    check_fact(model, LG_FACT_FORBIDDEN_PCT, 37.5, NULL);
    model->constraints.items[0].forbids = false;
    check_fact(model, LG_FACT_FORBIDDEN_HA, NONE, none);
    lg_model_free(model);
}

/* Of a hectare a quarter in another park, which it touches; 9 000 m2 within the boundary. */
static void where_the_park_lies(void **state)
{
    (void)state;
    static const char none[] = "no constraint layer is named 城镇开发边界";
    struct lg_model *model = compliance_model_new(1);
    check_fact(model, LG_FACT_OVERLAP_HA, NONE, "not measured");
    model->parks.overlap_m2 = calloc(1, sizeof(double));
    model->parks.nearest_m = calloc(1, sizeof(double));
    model->constraints.on_parks = calloc(1, sizeof(*model->constraints.on_parks));
    assert_true(model->parks.overlap_m2 != NULL && model->parks.nearest_m != NULL &&
                model->constraints.on_parks != NULL);
    model->parks.overlap_m2[0] = 2500;
    stock_model_forbid(model, 0, 0);
    model->constraints.on_parks[0] = (struct lg_park_constraint){1000, 9000};
    check_fact(model, LG_FACT_OVERLAP_HA, 0.25, NULL);
    check_fact(model, LG_FACT_NEAREST_PARK_KM, 0, NULL);
    check_fact(model, LG_FACT_INSIDE_BOUNDARY_PCT, NONE, none);
    model->constraints.items[0].name = "城镇开发边界";
    check_fact(model, LG_FACT_INSIDE_BOUNDARY_PCT, 90, NULL);
    model->parks.nearest_m[0] = 2500;
    check_fact(model, LG_FACT_NEAREST_PARK_KM, 2.5, NULL);
    model->parks.nearest_m[0] = NONE;
    check_fact(model, LG_FACT_NEAREST_PARK_KM, NONE, "there is no other park");
    lg_model_free(model);
}

/* P1 overdue, P2 approved in time, P3 supplied: 1 ha. P4 without its day: nobody knows. */
static void approvals_overdue(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(4);
    check_fact(model, LG_FACT_OVERDUE_APPROVAL_HA, 0, NULL);
    for (size_t parcel = 0; parcel < 4; parcel++) {
        model->parcels.supply_state[parcel] = parcel == 2 ? LG_STATE_D2 : LG_STATE_E21;
        model->parcels.stock_class[parcel] = "S1";
    }
    model->parcels.stock_class[0] = "S1b";
    quality_model_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, 0, "2020-01-01");
    quality_model_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, 1, "2026-01-01");
    quality_model_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, 3, "2026-01-01");
    check_fact(model, LG_FACT_OVERDUE_APPROVAL_HA, 1, NULL);
    quality_model_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, 3, "");
    check_fact(model, LG_FACT_OVERDUE_APPROVAL_HA, NONE,
               "unsupplied parcels without approved_on: 1 (1.0000 ha); known for certain: "
               "1.0000 ha");
    *compliance_model_fact(model, 0, LG_STATE_E) =
        (struct lg_fact_value){NONE, "supply_state is missing on 1 parcel (1.0000 ha)"};
    check_fact(model, LG_FACT_OVERDUE_APPROVAL_HA, NONE,
               "supply_state is missing on 1 parcel (1.0000 ha)");
    lg_model_free(model);
}

/* Two years by the holder, and by a cause not proven: 2. One year, and a cause that excuses: not.
 */
static void land_that_may_be_recovered(void **state)
{
    (void)state;
    static const enum lg_idle_status statuses[4] = {LG_IDLE_SECOND, LG_IDLE_SECOND, LG_IDLE_SECOND,
                                                    LG_IDLE_FIRST};
    static const enum lg_idle_route routes[4] = {LG_ROUTE_RECOVER, LG_ROUTE_INVESTIGATE,
                                                 LG_ROUTE_ART12, LG_ROUTE_FEE};
    struct lg_model *model = compliance_model_new(5);
    for (size_t parcel = 0; parcel < 4; parcel++) {
        model->parcels.idle[parcel].status = statuses[parcel];
        model->parcels.idle[parcel].route = routes[parcel];
    }
    check_fact(model, LG_FACT_RECOVERABLE_PARCELS, 2, NULL);
    model->parcels.idle[4].status = LG_IDLE_UNKNOWN;
    check_fact(model, LG_FACT_RECOVERABLE_PARCELS, NONE,
               "parcels whose idle clock cannot be read: 1; known for certain: 2");
    lg_model_free(model);
}

/* ---- what the row of the park says ---- */

struct row_case {
    const char *name;
    const char *established, *statistics;
    double years, delivered;
    const char *years_reason, *delivered_reason;
};

static const struct row_case row_cases[] = {
    {"the anniversary is a full year", "2016-06-30", "是", 10, 1, NULL, NULL},
    {"a day less", "2016-07-01", "no", 9, 0, NULL, NULL},
    {"a leap day", "2024-02-29", "1", 2, 1, NULL, NULL},
    {"the day itself", "2026-06-30", "0", 0, 0, NULL, NULL},
    {"later", "2026-07-01", "部分", NONE, NONE, "established is later than the evaluation date",
     "statistics_delivered is neither yes nor no"},
    {"neither", NULL, NULL, NONE, NONE, "established is missing in the park table",
     "statistics_delivered is missing in the park table"},
    {"a hundred years", "1900-06-30", NULL, NONE, NONE,
     "established is a hundred years ago or more",
     "statistics_delivered is missing in the park table"},
};

static void check_park_row(void **state)
{
    const struct row_case *row = *state;
    struct lg_model *model = compliance_model_new(1);
    if (row->established != NULL) {
        quality_model_date(&model->parks.table, LG_PARK_ESTABLISHED, 0, row->established);
    }
    quality_model_text(&model->parks.table, LG_PARK_STATISTICS_DELIVERED, 0, row->statistics);
    check_fact(model, LG_FACT_YEARS_ESTABLISHED, row->years, row->years_reason);
    check_fact(model, LG_FACT_STATISTICS_DELIVERED, row->delivered, row->delivered_reason);
    lg_model_free(model);
}

/* Every fact of the register has a value or says why not, in a park without parcels, too. */
static void no_fact_is_silent(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    compliance_model_park(model, "K2", NULL);
    assert_int_equal(lg_register_facts_fill(model, NULL), LG_OK);
    for (size_t fact = 0; fact < LG_FACT_COUNT; fact++) {
        if (lg_fact_stage(fact) != LG_FACT_OF_REGISTER) continue;
        for (size_t park = 0; park < 2; park++) {
            const struct lg_fact_value *made = compliance_model_fact(model, park, fact);
            if (isnan(made->value) && made->reason == NULL) fail_msg("%s", lg_fact_name(fact));
        }
    }
    const struct lg_fact_value *open = compliance_model_fact(model, 1, LG_FACT_OVERDUE_APPROVAL_HA);
    assert_true(isnan(open->value));
    assert_string_equal(open->reason, "the park has no parcels");
    assert_false(lg_note_is_nothing_to_ask(open->reason));
    lg_model_free(model);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    build_industry(model, 1);
    compliance_model_firm(model, "P0001", "甲", 10000, NONE, NONE);
    enum lg_status status = LG_NO_MEMORY;
    long allowed = 0;
    for (; status != LG_OK && allowed < 1000; allowed++) {
        failing_alloc_after(allowed);
        status = lg_register_facts_fill(model, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
    }
    assert_true(allowed > 5 && status == LG_OK);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_broken_scope_is_broken),
        cmocka_unit_test(nothing_supplied_is_nothing_to_ask),
        cmocka_unit_test(idle_parcels_with_a_plan),
        cmocka_unit_test(forbidden_land_by_the_chosen_areas),
        cmocka_unit_test(where_the_park_lies),
        cmocka_unit_test(approvals_overdue),
        cmocka_unit_test(land_that_may_be_recovered),
        cmocka_unit_test(no_fact_is_silent),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    int failed = RUN_CASES("evaluate/register_facts boundary", boundary_cases, check_boundary);
    failed += RUN_CASES("evaluate/register_facts closure", closure_cases, check_closure);
    failed += RUN_CASES("evaluate/register_facts record", record_cases, check_record);
    failed += RUN_CASES("evaluate/register_facts park", row_cases, check_park_row);
    return failed + cmocka_run_group_tests_name("evaluate/register_facts", tests, NULL, NULL);
}
