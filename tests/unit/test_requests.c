/*
 * rules/requests: the fewest facts that decide a case, whatever the answers are. Evaluation date
 * 2026-06-30; worked from the questions of domain.md 2.3.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/ledger_model.h"

#include <math.h>
#include <string.h>

struct request_case {
    const char *name;
    struct {
        enum lg_state supply;
        int due, revised, start, suspended, disposed, completion;
        const char *cause, *evidence;
        double developed_pct, invested_pct, price; /* 0: missing */
    } in;
    const char *expected; /* NULL: nothing to ask */
};

static const struct request_case cases[] = {
    {"not supplied", {.supply = LG_STATE_E21}, NULL},
    {"waiting", {.supply = LG_STATE_D, .due = 20270101}, NULL},
    {"late", {.supply = LG_STATE_D, .due = 20260101}, NULL},
    {"without a start date it may be idle of an own cause, with a fee",
     {.supply = LG_STATE_D},
     "start_due|handover_on;cause;evidence;price"},
    {"without a start date, price known",
     {.supply = LG_STATE_D, .price = 5},
     "start_due|handover_on;cause;evidence"},
    {"without a start date, own cause and price known",
     {.supply = LG_STATE_D, .cause = "O0", .price = 5},
     "start_due|handover_on"},
    {"without a start date, a cause of government with its document needs no price",
     {.supply = LG_STATE_D, .cause = "G1", .evidence = "文1"},
     "start_due|handover_on"},
    {"nothing known of the supply: a start date says that it is supplied",
     {.supply = LG_STATE_NONE, .cause = "O0", .price = 5},
     "start_due|handover_on"},
    {"a start agreed anew is no sign of a contract",
     {.supply = LG_STATE_NONE, .revised = 20270101},
     "contract_no|signed_on"},
    {"the same, and idle by it",
     {.supply = LG_STATE_NONE, .revised = 20240101},
     "contract_no|signed_on;cause;evidence"},
    {"started, and no progress known",
     {.supply = LG_STATE_D, .due = 20240101, .start = 20240201},
     "developed_pct|invested_pct"},
    {"started without a start date",
     {.supply = LG_STATE_D, .start = 20240201},
     "start_due|handover_on;developed_pct|invested_pct"},
    {"suspended for less than a year: one share is enough",
     {.supply = LG_STATE_D, .due = 20240101, .start = 20240201, .suspended = 20260101},
     "developed_pct|invested_pct"},
    {"suspended for a year: either share, if small, makes it idle",
     {.supply = LG_STATE_D, .due = 20240101, .start = 20240201, .suspended = 20250101},
     "developed_pct;invested_pct;cause;evidence"},
    {"suspended for a year, half developed",
     {.supply = LG_STATE_D,
      .due = 20240101,
      .start = 20240201,
      .suspended = 20250101,
      .cause = "O0",
      .developed_pct = 50},
     "invested_pct"},
    {"suspended for a year, little developed: idle, only the cause is open",
     {.supply = LG_STATE_D,
      .due = 20240101,
      .start = 20240201,
      .suspended = 20250101,
      .developed_pct = 10},
     "cause;evidence"},
    {"idle for a year, nothing known",
     {.supply = LG_STATE_D, .due = 20250101},
     "cause;evidence;price"},
    {"idle for a year, own cause", {.supply = LG_STATE_D, .due = 20250101, .cause = "O0"}, "price"},
    {"idle for two years needs no price",
     {.supply = LG_STATE_D, .due = 20230101},
     "cause;evidence"},
    {"a document without a cause",
     {.supply = LG_STATE_D, .due = 20230101, .evidence = "文1"},
     "cause"},
    {"a cause of government without a document",
     {.supply = LG_STATE_D, .due = 20230101, .cause = "G1"},
     "evidence"},
    {"a cause that is none",
     {.supply = LG_STATE_D, .due = 20230101, .cause = "别的"},
     "cause;evidence"},
    {"a cause not yet known",
     {.supply = LG_STATE_D, .due = 20230101, .cause = "U0"},
     "cause;evidence"},
    {"decided: own cause, two years", {.supply = LG_STATE_D, .due = 20230101, .cause = "O0"}, NULL},
    {"disposed of today", {.supply = LG_STATE_D, .due = 20230101, .disposed = 20260630}, NULL},
    {"disposed of tomorrow",
     {.supply = LG_STATE_D, .due = 20230101, .disposed = 20260701},
     "cause;evidence"},
    {"completed", {.supply = LG_STATE_D, .completion = 20260101}, NULL},
};

static void set_date(struct lg_model *model, size_t role, int day)
{
    if (day != 0) ledger_model_date(&model->parcels.table, role, 0, day);
}

static void set_number(struct lg_model *model, size_t role, double number)
{
    if (number > 0) ledger_model_number(&model->parcels.table, role, 0, number);
}

static void fill(struct lg_model *model, const struct request_case *row)
{
    set_date(model, LG_PARCEL_START_DUE, row->in.due);
    set_date(model, LG_PARCEL_REVISED_START_DUE, row->in.revised);
    set_date(model, LG_PARCEL_START_ON, row->in.start);
    set_date(model, LG_PARCEL_SUSPENDED_ON, row->in.suspended);
    set_date(model, LG_PARCEL_DISPOSED_ON, row->in.disposed);
    set_date(model, LG_PARCEL_COMPLETION_ON, row->in.completion);
    ledger_model_text(&model->parcels.table, LG_PARCEL_CAUSE, 0, row->in.cause);
    ledger_model_text(&model->parcels.table, LG_PARCEL_EVIDENCE, 0, row->in.evidence);
    set_number(model, LG_PARCEL_DEVELOPED_PCT, row->in.developed_pct);
    set_number(model, LG_PARCEL_INVESTED_PCT, row->in.invested_pct);
    set_number(model, LG_PARCEL_PRICE, row->in.price);
}

static void check_case(void **state)
{
    const struct request_case *row = *state;
    const struct ledger_parcel parcel = {"P",  0,    100, row->in.supply, LG_IDLE_UNKNOWN,
                                         NULL, NULL, NULL};
    struct lg_model *model = ledger_model_new(1, &parcel, 1);
    model->parcels.land_state[0] = LG_STATE_B21;
    fill(model, row);
    assert_int_equal(lg_idle_judge_parcels(model, NULL), LG_OK);

    assert_int_equal(lg_requests_fill(model, NULL), LG_OK);

    assert_int_equal(model->results.request_count, row->expected != NULL);
    if (row->expected != NULL) {
        assert_string_equal(model->results.requests[0].missing_fields, row->expected);
        ASSERT_CLOSE(model->results.requests[0].blocks_m2, 100, 1e-9);
    }
    lg_model_free(model);
}

/* The larger first, of equal ones by id; in no park is not asked; of a parent's land once. */
static void test_order_and_places(void **state)
{
    (void)state;
    static const struct ledger_parcel land[] = {
        {"A", 0, 100, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
        {"B", 0, 300, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
        {"C", 0, 100, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
        {"D", 1, 250, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
        {"E", LG_NO_PARK, 900, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
    };
    struct lg_model *model = ledger_model_new(2, land, 5);
    ledger_model_text(&model->parks.table, LG_PARK_PARENT, 1, "K1");
    model->pieces.parcel[3] = 1; /* B lies in K2, too, which is a part of K1 */
    assert_int_equal(lg_idle_judge_parcels(model, NULL), LG_OK);

    assert_int_equal(lg_requests_fill(model, NULL), LG_OK);

    static const size_t parcels[] = {1, 0, 2};
    assert_int_equal(model->results.request_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(model->results.requests[i].parcel, parcels[i]);
    }
    ASSERT_CLOSE(model->results.requests[0].blocks_m2, 300, 1e-9);
    assert_int_equal(model->results.requests[0].park, 0);
    lg_model_free(model);
}

/* Land without a recorded area stands behind, without a figure. */
static void test_area_that_is_not_known(void **state)
{
    (void)state;
    static const struct ledger_parcel land[] = {
        {"A", 0, (double)NAN, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
        {"B", 0, 300, LG_STATE_D, LG_IDLE_UNKNOWN, NULL, NULL, NULL},
    };
    struct lg_model *model = ledger_model_new(1, land, 2);
    assert_int_equal(lg_idle_judge_parcels(model, NULL), LG_OK);
    assert_int_equal(lg_requests_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.request_count, 2);
    assert_int_equal(model->results.requests[0].parcel, 1);
    assert_true(isnan(model->results.requests[1].blocks_m2));
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_places),
        cmocka_unit_test(test_area_that_is_not_known),
    };
    int failed = RUN_CASES("rules/requests", cases, check_case);
    return failed + cmocka_run_group_tests_name("rules/requests", tests, NULL, NULL);
}
