/*
 * rules/idle: the clock of Order 53, one row per legal point. Evaluation date 2026-06-30.
 *
 * "vector n" is row n of the test vectors of domain.md 2.3; all other rows are worked by hand from
 * the text of 2.1 to 2.3.
 */
#include "landgauge/rules.h"
#include "support/cmocka.h"

#include <math.h>
#include <string.h>

#define AS_OF  20260630
#define WAN    10000.0
#define NO_FEE (-1.0)

/* Dates as YYYYMMDD, 0 for none; numbers 0 for not known, so a true 0 is written as -1. */
struct idle_case {
    const char *name;
    struct {
        enum lg_supply supply;
        bool surveyed_built;
        int revised, due, handover, start, suspended, completion_due, completion, recovered;
        double due_m2, developed_m2, developed_pct, total_yuan, invested_yuan, invested_pct;
        double price_yuan;
        const char *cause;
        bool evidence;
    } facts;
    struct {
        enum lg_idle_status status;
        int due, end_first, end_second, overdue_days, idle_days;
        enum lg_idle_route route;
        double fee_yuan;
        unsigned missing;
    } expected;
};

#define NONE .supply = LG_SUPPLY_NONE
#define YES  .supply = LG_SUPPLIED

static const struct idle_case cases[] = {
    {"vector 1: the anniversary day itself is not idle",
     {YES, .due = 20250630},
     {LG_IDLE_LATE, 20250630, 20260630, 20270630, 365, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"vector 2: the day after it is, own cause costs a fifth of the price",
     {YES, .due = 20250629, .cause = "O0", .price_yuan = 1000 * WAN},
     {LG_IDLE_FIRST, 20250629, 20260629, 20270629, 366, 1, LG_ROUTE_FEE, 200 * WAN, 0}},
    {"vector 3: two years and own cause are recovered without a fee",
     {YES, .due = 20240629, .cause = "O0", .price_yuan = 1000 * WAN},
     {LG_IDLE_SECOND, 20240629, 20250629, 20260629, 731, 366, LG_ROUTE_RECOVER, NO_FEE, 0}},
    {"vector 4: without an agreed date the hand-over and a year count",
     {YES, .handover = 20240301},
     {LG_IDLE_FIRST, 20250301, 20260301, 20270301, 486, 121, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"vector 5: exactly a third is not less than a third",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250101, .due_m2 = 30000,
      .developed_m2 = 10000, .invested_pct = 30},
     {LG_IDLE_SUSPENDED, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"vector 6: thirty percent and over a year of standstill are idle",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250515, .due_m2 = 10000,
      .developed_m2 = 3000},
     {LG_IDLE_STOPPED, 20240101, 20250101, 20260101, 0, 46, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"vector 7: not yet a year of standstill",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250715, .developed_pct = 40,
      .invested_pct = 20},
     {LG_IDLE_SUSPENDED, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"vector 8: a proven act of government goes by article 12",
     {YES, .due = 20230101, .cause = "G1", .evidence = true, .price_yuan = 1000 * WAN},
     {LG_IDLE_SECOND, 20230101, 20240101, 20250101, 1276, 911, LG_ROUTE_ART12, NO_FEE, 0}},
    {"vector 9: a leap day ends its years on 28 February",
     {YES, .due = 20240229},
     {LG_IDLE_SECOND, 20240229, 20250228, 20260228, 852, 487, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"vector 10: no dates at all are unknown, not innocent",
     {YES, .due = 0},
     {LG_IDLE_UNKNOWN, 0, 0, 0, 0, 0, LG_ROUTE_NONE, NO_FEE, LG_MISSING_START_DUE}},
    /* vector 11, the placeholder 1900-01-01, is read as no date: same facts as vector 10 */
    {"a handed-over leap day is due on 28 February",
     {YES, .handover = 20240229},
     {LG_IDLE_FIRST, 20250228, 20260228, 20270228, 487, 122, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"a date agreed anew stands over the first one",
     {YES, .revised = 20260101, .due = 20230101, .handover = 20200101},
     {LG_IDLE_LATE, 20260101, 20270101, 20280101, 180, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"a hand-over after the evaluation date has not happened yet",
     {YES, .handover = 20260701},
     {LG_IDLE_UNKNOWN, 0, 0, 0, 0, 0, LG_ROUTE_NONE, NO_FEE, LG_MISSING_START_DUE}},
    {"the agreed date stands before the hand-over",
     {YES, .due = 20260801, .handover = 20200101},
     {LG_IDLE_WAIT, 20260801, 20270801, 20280801, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"the start day itself still waits",
     {YES, .due = AS_OF},
     {LG_IDLE_WAIT, 20260630, 20270630, 20280630, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"the second anniversary day is still the first year of idleness",
     {YES, .due = 20240630},
     {LG_IDLE_FIRST, 20240630, 20250630, 20260630, 730, 365, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"land not supplied has no clock",
     {NONE, .due = 20200101},
     {LG_IDLE_NOT_APPLICABLE, 20200101, 20210101, 20220101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"completed land is done",
     {YES, .due = 20200101, .completion = AS_OF},
     {LG_IDLE_DONE, 20200101, 20210101, 20220101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"a completion after the evaluation date has not happened",
     {YES, .due = 20200101, .completion = 20260701},
     {LG_IDLE_SECOND, 20200101, 20210101, 20220101, 2372, 2006, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"recovered land is done",
     {YES, .due = 20200101, .recovered = 20230101},
     {LG_IDLE_DONE, 20200101, 20210101, 20220101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"land surveyed as built has no running clock",
     {YES, .surveyed_built = true},
     {LG_IDLE_DONE, 0, 0, 0, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"built land of unknown supply is done all the same",
     {.supply = LG_SUPPLY_UNKNOWN, .surveyed_built = true},
     {LG_IDLE_DONE, 0, 0, 0, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"supply unknown: the clock cannot be read",
     {.supply = LG_SUPPLY_UNKNOWN, .due = 20200101},
     {LG_IDLE_UNKNOWN, 20200101, 20210101, 20220101, 0, 0, LG_ROUTE_NONE, NO_FEE,
      LG_MISSING_SUPPLY}},
    {"a start after the evaluation date has not happened",
     {YES, .due = 20250629, .start = 20260701, .developed_pct = 50},
     {LG_IDLE_FIRST, 20250629, 20260629, 20270629, 366, 1, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"a start on the evaluation date has",
     {YES, .due = 20250629, .start = AS_OF, .developed_pct = 50},
     {LG_IDLE_ACTIVE, 20250629, 20260629, 20270629, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"started without any figure is no data",
     {YES, .due = 20240101, .start = 20240601},
     {LG_IDLE_STARTED_NODATA, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE,
      LG_MISSING_DEVELOPED | LG_MISSING_INVESTED}},
    {"nothing developed is a figure, too",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250629, .developed_pct = -1},
     {LG_IDLE_STOPPED, 20240101, 20250101, 20260101, 0, 1, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"the anniversary of the standstill is not idle",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250630, .developed_pct = 10},
     {LG_IDLE_SUSPENDED, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"a standstill after the evaluation date has not happened",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20260701, .developed_pct = 10},
     {LG_IDLE_ACTIVE, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"a quarter invested is not less than a quarter",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250101, .developed_pct = 50,
      .total_yuan = 400 * WAN, .invested_yuan = 100 * WAN},
     {LG_IDLE_SUSPENDED, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"either share is enough: less than a quarter invested",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250101, .developed_pct = 50,
      .total_yuan = 400 * WAN, .invested_yuan = 99 * WAN, .cause = "O0", .price_yuan = WAN},
     {LG_IDLE_STOPPED, 20240101, 20250101, 20260101, 0, 180, LG_ROUTE_ART12, NO_FEE, 0}},
    {"the areas stand before the percentage",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250101, .due_m2 = 10000,
      .developed_m2 = 5000, .developed_pct = 10, .invested_pct = 50},
     {LG_IDLE_SUSPENDED, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"a third in percent is less than a third",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250101, .developed_pct = 33.33,
      .invested_pct = 50},
     {LG_IDLE_STOPPED, 20240101, 20250101, 20260101, 0, 180, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"a share that could still decide is asked for",
     {YES, .due = 20240101, .start = 20240601, .suspended = 20250101, .developed_pct = 50},
     {LG_IDLE_SUSPENDED, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE,
      LG_MISSING_INVESTED}},
    {"the agreed completion day itself is in time",
     {YES, .due = 20240101, .start = 20240601, .completion_due = AS_OF, .developed_pct = 50},
     {LG_IDLE_ACTIVE, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"after it the site is late",
     {YES, .due = 20240101, .start = 20240601, .completion_due = 20260629, .developed_pct = 50},
     {LG_IDLE_LATE_FINISH, 20240101, 20250101, 20260101, 0, 0, LG_ROUTE_NONE, NO_FEE, 0}},
    {"a cause of government without a document is not yet known",
     {YES, .due = 20250629, .cause = "G2", .price_yuan = WAN},
     {LG_IDLE_FIRST, 20250629, 20260629, 20270629, 366, 1, LG_ROUTE_INVESTIGATE, NO_FEE, 0}},
    {"force majeure with a document",
     {YES, .due = 20250629, .cause = "F1", .evidence = true},
     {LG_IDLE_FIRST, 20250629, 20260629, 20270629, 366, 1, LG_ROUTE_ART12, NO_FEE, 0}},
    {"preparatory work with a document",
     {YES, .due = 20240629, .cause = "P1", .evidence = true},
     {LG_IDLE_SECOND, 20240629, 20250629, 20260629, 731, 366, LG_ROUTE_ART12, NO_FEE, 0}},
    {"a fee without a price has no amount and asks for it",
     {YES, .due = 20250629, .cause = "O0"},
     {LG_IDLE_FIRST, 20250629, 20260629, 20270629, 366, 1, LG_ROUTE_FEE, NO_FEE, LG_MISSING_PRICE}},
};

static lg_date date_of(int digits)
{
    if (digits == 0) return LG_DATE_NONE;
    return lg_date_make(digits / 10000, digits / 100 % 100, digits % 100);
}

static double number_of(double value)
{
    if (value < 0.0) return 0.0;
    return value > 0.0 ? value : (double)NAN;
}

static struct lg_idle_facts facts_of(const struct idle_case *row)
{
    return (struct lg_idle_facts){
        .supply = row->facts.supply,
        .surveyed_built = row->facts.surveyed_built,
        .revised_start_due = date_of(row->facts.revised),
        .start_due = date_of(row->facts.due),
        .handover_on = date_of(row->facts.handover),
        .start_on = date_of(row->facts.start),
        .suspended_on = date_of(row->facts.suspended),
        .completion_due = date_of(row->facts.completion_due),
        .completion_on = date_of(row->facts.completion),
        .recovered_on = date_of(row->facts.recovered),
        .due_area_m2 = number_of(row->facts.due_m2),
        .developed_area_m2 = number_of(row->facts.developed_m2),
        .developed_pct = number_of(row->facts.developed_pct),
        .total_investment_yuan = number_of(row->facts.total_yuan),
        .invested_yuan = number_of(row->facts.invested_yuan),
        .invested_pct = number_of(row->facts.invested_pct),
        .price_yuan = number_of(row->facts.price_yuan),
        .cause = row->facts.cause,
        .has_evidence = row->facts.evidence,
    };
}

static void check_case(void **state)
{
    const struct idle_case *row = *state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    struct lg_idle_facts facts = facts_of(row);

    struct lg_idle_finding found = lg_idle_judge(&rules, &facts, date_of(AS_OF));

    assert_string_equal(lg_idle_status_code(found.status),
                        lg_idle_status_code(row->expected.status));
    assert_int_equal(found.start_due, date_of(row->expected.due));
    assert_int_equal(found.end_first, date_of(row->expected.end_first));
    assert_int_equal(found.end_second, date_of(row->expected.end_second));
    assert_int_equal(found.overdue_days, row->expected.overdue_days);
    assert_int_equal(found.idle_days, row->expected.idle_days);
    assert_string_equal(lg_idle_route_code(found.route), lg_idle_route_code(row->expected.route));
    assert_int_equal(found.missing, row->expected.missing);
    if (row->expected.fee_yuan < 0.0) {
        assert_true(isnan(found.fee_yuan));
    } else {
        ASSERT_CLOSE(found.fee_yuan, row->expected.fee_yuan, 1e-6);
    }
}

static struct lg_idle_facts blank_facts(void)
{
    static const struct idle_case blank = {.name = "", .facts = {YES}};
    return facts_of(&blank);
}

static void test_inclusive_anniversary(void **state)
{
    (void)state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    rules.anniversary_inclusive = true;
    struct lg_idle_facts facts = blank_facts();
    facts.start_due = date_of(20250630);

    struct lg_idle_finding found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.status, LG_IDLE_FIRST);
    assert_int_equal(found.idle_days, 1);

    facts.start_due = date_of(20250701);
    found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.status, LG_IDLE_LATE);
}

/* Suspended a year ago to the day, and nothing known of what was invested. */
static void test_undecided_on_the_anniversary(void **state)
{
    (void)state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    struct lg_idle_facts facts = blank_facts();
    facts.start_due = date_of(20230101);
    facts.start_on = date_of(20230101);
    facts.suspended_on = date_of(20250630);
    facts.developed_pct = 50;

    struct lg_idle_finding found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.status, LG_IDLE_SUSPENDED);
    assert_false(lg_idle_is_undecided(&rules, &found, date_of(AS_OF)));
    rules.anniversary_inclusive = true;
    found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.status, LG_IDLE_SUSPENDED);
    assert_true(lg_idle_is_undecided(&rules, &found, date_of(AS_OF)));
    facts.invested_pct = 50;
    found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_false(lg_idle_is_undecided(&rules, &found, date_of(AS_OF)));
    facts.start_due = facts.start_on = LG_DATE_NONE;
    found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_true(lg_idle_is_undecided(&rules, &found, date_of(AS_OF)));
}

static void test_built_but_the_rule_is_off(void **state)
{
    (void)state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    rules.built_is_done = false;
    struct lg_idle_facts facts = blank_facts();
    facts.surveyed_built = true;
    facts.start_due = date_of(20250629);

    struct lg_idle_finding found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.status, LG_IDLE_FIRST);
}

static void test_cause_that_counts(void **state)
{
    (void)state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    struct lg_idle_facts facts = blank_facts();
    facts.start_due = date_of(20250629);
    assert_string_equal(lg_idle_judge(&rules, &facts, date_of(AS_OF)).cause, "U0");
    facts.cause = "G3";
    assert_string_equal(lg_idle_judge(&rules, &facts, date_of(AS_OF)).cause, "U0");
    facts.has_evidence = true;
    assert_string_equal(lg_idle_judge(&rules, &facts, date_of(AS_OF)).cause, "G3");
    facts.start_due = date_of(20270101);
    facts.cause = NULL;
    assert_null(lg_idle_judge(&rules, &facts, date_of(AS_OF)).cause);
}

static void test_due_source_and_ratios(void **state)
{
    (void)state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    struct lg_idle_facts facts = blank_facts();
    struct lg_idle_finding found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.due_source, LG_DUE_UNKNOWN);
    assert_true(isnan(found.developed_ratio));
    assert_true(isnan(found.invested_ratio));
    assert_int_equal(found.stopped_end, LG_DATE_NONE);

    facts.handover_on = date_of(20240301);
    facts.developed_pct = 40.0;
    facts.total_investment_yuan = 800.0;
    facts.invested_yuan = 100.0;
    facts.suspended_on = date_of(20240229);
    found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.due_source, LG_DUE_HANDOVER);
    ASSERT_CLOSE(found.developed_ratio, 0.4, 1e-15);
    ASSERT_CLOSE(found.invested_ratio, 0.125, 1e-15);
    assert_int_equal(found.stopped_end, date_of(20250228));

    facts.start_due = date_of(20240301);
    found = lg_idle_judge(&rules, &facts, date_of(AS_OF));
    assert_int_equal(found.due_source, LG_DUE_CONTRACT);
}

/* A third of an odd area: the quotient would be rounded, the products are exact. */
static void test_exact_third(void **state)
{
    (void)state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    struct lg_idle_facts facts = blank_facts();
    facts.start_due = date_of(20240101);
    facts.start_on = date_of(20240201);
    facts.suspended_on = date_of(20240301);
    facts.invested_pct = 90.0;
    for (int third = 1; third < 2000; third++) {
        facts.due_area_m2 = 3.0 * third;
        facts.developed_area_m2 = third;
        assert_int_equal(lg_idle_judge(&rules, &facts, date_of(AS_OF)).status, LG_IDLE_SUSPENDED);
        facts.developed_area_m2 = third - 0.001;
        assert_int_equal(lg_idle_judge(&rules, &facts, date_of(AS_OF)).status, LG_IDLE_STOPPED);
    }
}

static void test_codes(void **state)
{
    (void)state;
    static const char *const codes[LG_IDLE_STATUS_COUNT] = {
        "N_A",   "DONE",           "UNKNOWN", "WAIT",      "LATE",     "IDLE1",
        "IDLE2", "STARTED_NODATA", "IDLE_S",  "SUSPENDED", "LATE_FIN", "ACTIVE"};
    static const char *const routes[LG_ROUTE_COUNT] = {"NONE", "INVESTIGATE", "ART12", "FEE",
                                                       "RECOVER"};
    size_t idle_count = 0;
    for (enum lg_idle_status status = 0; status < LG_IDLE_STATUS_COUNT; status++) {
        assert_string_equal(lg_idle_status_code(status), codes[status]);
        bool is_idle = lg_idle_is_idle(status);
        assert_int_equal(is_idle, strncmp(codes[status], "IDLE", 4) == 0);
        idle_count += is_idle;
    }
    assert_int_equal(idle_count, 3);
    for (enum lg_idle_route route = 0; route < LG_ROUTE_COUNT; route++) {
        assert_string_equal(lg_idle_route_code(route), routes[route]);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inclusive_anniversary),
        cmocka_unit_test(test_undecided_on_the_anniversary),
        cmocka_unit_test(test_built_but_the_rule_is_off),
        cmocka_unit_test(test_cause_that_counts),
        cmocka_unit_test(test_due_source_and_ratios),
        cmocka_unit_test(test_exact_third),
        cmocka_unit_test(test_codes),
    };
    int failed = RUN_CASES("rules/idle", cases, check_case);
    return failed + cmocka_run_group_tests_name("rules/idle, single", tests, NULL, NULL);
}
