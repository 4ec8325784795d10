/*
 * rules/idle_parcels and rules/watch: the clock over the columns of a model. Evaluation date
 * 2026-06-30, 180 days of watch: until 2026-12-27.
 */
#include "model/model.h"
#include "rules/rules.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct parcel_row {
    const char *name;
    struct {
        enum lg_state supply, land;
        int signed_on, due, start, suspended, completion_due, completion, recovered;
        double developed_pct;
        const char *recorded_idle, *cause;
        bool guessed;
    } in;
    struct {
        enum lg_idle_status status;
        const char *stock_class, *bond;
        const char *event; /* the first one; NULL: none */
        int days_left;
        enum lg_finding_code finding; /* LG_FINDING_CODE_COUNT: none */
    } out;
};

#define QUIET LG_FINDING_CODE_COUNT

static const struct parcel_row cases[] = {
    {"still available land is approved and not supplied",
     {.supply = LG_STATE_E21, .land = LG_STATE_B21},
     {LG_IDLE_NOT_APPLICABLE, "S1", "no", NULL, 0, QUIET}},
    {"a river is no stock",
     {.supply = LG_STATE_F, .land = LG_STATE_C1},
     {LG_IDLE_NOT_APPLICABLE, NULL, "no", NULL, 0, QUIET}},
    {"nothing known of the supply",
     {.supply = LG_STATE_NONE, .land = LG_STATE_B21},
     {LG_IDLE_UNKNOWN, NULL, "nodata", NULL, 0, QUIET}},
    {"supplied without a date",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .signed_on = 20200101},
     {LG_IDLE_UNKNOWN, NULL, "nodata", NULL, 0, QUIET}},
    {"waiting, due in a month",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .signed_on = 20241107, .due = 20260731},
     {LG_IDLE_WAIT, "S2a", "yes", "start_due", 31, QUIET}},
    {"due on the day itself",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .signed_on = 20241108, .due = 20260630},
     {LG_IDLE_WAIT, "S2a", "no", "start_due", 0, QUIET}},
    {"the last day of the watch",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20261227},
     {LG_IDLE_WAIT, "S2a", "nodata", "start_due", 180, QUIET}},
    {"a day behind the watch",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20261228},
     {LG_IDLE_WAIT, "S2a", "nodata", NULL, 0, QUIET}},
    {"late, the full year ends today",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .signed_on = 20200101, .due = 20250630},
     {LG_IDLE_LATE, "S2b", "yes", "full_year", 0, QUIET}},
    {"idle, two years in a month",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .signed_on = 20200101, .due = 20240730},
     {LG_IDLE_FIRST, "S2c", "yes", "two_years", 30, QUIET}},
    {"idle for two years has no next step",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .signed_on = 20200101, .due = 20240101},
     {LG_IDLE_SECOND, "S2c", "yes", NULL, 0, QUIET}},
    {"small and stopped, a year of it in two days",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_B21,
      .signed_on = 20200101,
      .due = 20240101,
      .start = 20240201,
      .suspended = 20250702,
      .developed_pct = 10},
     {LG_IDLE_SUSPENDED, "S5", "yes", "stopped_year", 2, QUIET}},
    {"half developed and stopped never becomes idle",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_B21,
      .signed_on = 20200101,
      .due = 20240101,
      .start = 20240201,
      .suspended = 20250702,
      .developed_pct = 50},
     {LG_IDLE_SUSPENDED, "S5", "yes", NULL, 0, QUIET}},
    {"building, to be completed in a day",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_B21,
      .due = 20240101,
      .start = 20240201,
      .completion_due = 20260701,
      .developed_pct = 50},
     {LG_IDLE_ACTIVE, "S5", "no", "completion_due", 1, QUIET}},
    {"late with the completion",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_B21,
      .due = 20240101,
      .start = 20240201,
      .completion_due = 20260601,
      .developed_pct = 50},
     {LG_IDLE_LATE_FINISH, "S3a", "no", NULL, 0, QUIET}},
    {"completed land is in normal use",
     {.supply = LG_STATE_D21, .land = LG_STATE_A2, .due = 20200101, .completion = 20220101},
     {LG_IDLE_DONE, "S5", "no", NULL, 0, QUIET}},
    {"an expired term is dealt with on its own",
     {.supply = LG_STATE_D22, .land = LG_STATE_A2, .due = 20200101, .completion = 20220101},
     {LG_IDLE_DONE, "S4", "no", NULL, 0, QUIET}},
    {"recovered land is in no class",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20200101, .recovered = 20220101},
     {LG_IDLE_DONE, NULL, "no", NULL, 0, QUIET}},
    {"surveyed as built, but idle by its dates",
     {.supply = LG_STATE_D21, .land = LG_STATE_A2, .due = 20200101},
     {LG_IDLE_DONE, "S5", "no", NULL, 0, LG_W_STATE}},
    {"a guessed state is no survey",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_A2,
      .signed_on = 20200101,
      .due = 20200101,
      .guessed = true},
     {LG_IDLE_SECOND, "S2c", "yes", NULL, 0, QUIET}},
    {"recorded as idle, but waiting",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20270101, .recorded_idle = "是"},
     {LG_IDLE_WAIT, "S2a", "nodata", NULL, 0, LG_W_STATE}},
    {"recorded as not idle, but idle",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20200101, .recorded_idle = "0"},
     {LG_IDLE_SECOND, "S2c", "nodata", NULL, 0, LG_W_STATE}},
    {"recorded as idle, but not supplied",
     {.supply = LG_STATE_E1, .land = LG_STATE_B21, .recorded_idle = "Y"},
     {LG_IDLE_NOT_APPLICABLE, "S1", "no", NULL, 0, LG_W_STATE}},
    {"recorded as idle, but cannot be supplied",
     {.supply = LG_STATE_F, .land = LG_STATE_C1, .recorded_idle = "是"},
     {LG_IDLE_NOT_APPLICABLE, NULL, "no", NULL, 0, LG_W_STATE}},
    {"recorded as not idle and not supplied",
     {.supply = LG_STATE_E1, .land = LG_STATE_B21, .recorded_idle = "否"},
     {LG_IDLE_NOT_APPLICABLE, "S1", "no", NULL, 0, QUIET}},
    {"recorded as idle, but completed",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_B21,
      .due = 20200101,
      .completion = 20220101,
      .recorded_idle = "是"},
     {LG_IDLE_DONE, "S5", "no", NULL, 0, LG_W_STATE}},
    {"recorded as idle, to be completed tomorrow",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_B21,
      .due = 20200101,
      .completion = 20260701,
      .recorded_idle = "是"},
     {LG_IDLE_SECOND, "S2c", "nodata", NULL, 0, QUIET}},
    {"recorded as idle, but surveyed as built",
     {.supply = LG_STATE_D21, .land = LG_STATE_A2, .recorded_idle = "是"},
     {LG_IDLE_DONE, "S5", "no", NULL, 0, LG_W_STATE}},
    {"recorded as idle and built, whatever the supply",
     {.supply = LG_STATE_NONE, .land = LG_STATE_A2, .recorded_idle = "是"},
     {LG_IDLE_DONE, "S5", "no", NULL, 0, LG_W_STATE}},
    {"recorded as not idle and built",
     {.supply = LG_STATE_D21, .land = LG_STATE_A2, .recorded_idle = "否"},
     {LG_IDLE_DONE, "S5", "no", NULL, 0, QUIET}},
    {"recorded as idle, built by a guess",
     {.supply = LG_STATE_D21,
      .land = LG_STATE_A2,
      .due = 20200101,
      .recorded_idle = "是",
      .guessed = true},
     {LG_IDLE_SECOND, "S2c", "nodata", NULL, 0, QUIET}},
    {"record and clock agree",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20200101, .recorded_idle = "yes"},
     {LG_IDLE_SECOND, "S2c", "nodata", NULL, 0, QUIET}},
    {"a clock that cannot be read contradicts nothing",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .recorded_idle = "是"},
     {LG_IDLE_UNKNOWN, NULL, "nodata", NULL, 0, QUIET}},
    {"a record that is neither yes nor no",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20270101, .recorded_idle = "疑似"},
     {LG_IDLE_WAIT, "S2a", "nodata", NULL, 0, LG_W_VALUE}},
    {"a cause in words counts as not known and is said",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20200101, .cause = "政府原因"},
     {LG_IDLE_SECOND, "S2c", "nodata", NULL, 0, LG_W_VALUE}},
    {"a cause code in lower case is a code",
     {.supply = LG_STATE_D21, .land = LG_STATE_B21, .due = 20200101, .cause = " o0 "},
     {LG_IDLE_SECOND, "S2c", "nodata", NULL, 0, QUIET}},
};

static void add_date(struct lg_table *table, size_t role, size_t row, int digits)
{
    if (digits == 0) return;
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].date[row] =
        (struct lg_date_reading){LG_DATE_READ, LG_DATE_BY_DAY,
                                 lg_date_make(digits / 10000, digits / 100 % 100, digits % 100)};
}

static void add_text(struct lg_table *table, size_t role, size_t row, const char *text)
{
    if (text == NULL) return;
    assert_int_equal(lg_table_add_column(table, role, NULL), LG_OK);
    table->columns[role].text[row] = text;
}

static void fill_row(struct lg_model *model, size_t row, const struct parcel_row *from)
{
    struct lg_table *table = &model->parcels.table;
    model->parcels.id[row] = from->name;
    model->parcels.supply_state[row] = from->in.supply;
    model->parcels.land_state[row] = from->in.land;
    model->parcels.land_state_guessed[row] = from->in.guessed;
    add_date(table, LG_PARCEL_SIGNED_ON, row, from->in.signed_on);
    add_date(table, LG_PARCEL_START_DUE, row, from->in.due);
    add_date(table, LG_PARCEL_START_ON, row, from->in.start);
    add_date(table, LG_PARCEL_SUSPENDED_ON, row, from->in.suspended);
    add_date(table, LG_PARCEL_COMPLETION_DUE, row, from->in.completion_due);
    add_date(table, LG_PARCEL_COMPLETION_ON, row, from->in.completion);
    add_date(table, LG_PARCEL_RECOVERED_ON, row, from->in.recovered);
    add_text(table, LG_PARCEL_RECORDED_IDLE, row, from->in.recorded_idle);
    add_text(table, LG_PARCEL_CAUSE, row, from->in.cause);
    if (from->in.developed_pct > 0.0) {
        assert_int_equal(lg_table_add_column(table, LG_PARCEL_DEVELOPED_PCT, NULL), LG_OK);
        table->columns[LG_PARCEL_DEVELOPED_PCT].number[row] = from->in.developed_pct;
    }
}

static struct lg_model *make_model(const struct parcel_row *rows, size_t count)
{
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    assert_int_equal(lg_table_add_rows(&model->parcels.table, count, NULL), LG_OK);
    model->as_of = lg_date_make(2026, 6, 30);
    model->rules.idle = lg_idle_rules_order53();
    model->rules.watch_days = 180;
    model->rules.bond_cutoff = lg_date_make(2024, 11, 7);
    model->parcels.id = calloc(count, sizeof(*model->parcels.id));
    model->parcels.supply_state = calloc(count, sizeof(*model->parcels.supply_state));
    model->parcels.land_state = calloc(count, sizeof(*model->parcels.land_state));
    model->parcels.land_state_guessed = calloc(count, sizeof(*model->parcels.land_state_guessed));
    assert_non_null(model->parcels.id);
    assert_non_null(model->parcels.supply_state);
    assert_non_null(model->parcels.land_state);
    assert_non_null(model->parcels.land_state_guessed);
    for (size_t row = 0; row < count; row++) {
        fill_row(model, row, &rows[row]);
    }
    return model;
}

static void assert_same_text(const char *actual, const char *expected)
{
    if (expected == NULL) {
        assert_null(actual);
        return;
    }
    assert_non_null(actual);
    assert_string_equal(actual, expected);
}

static void check_case(void **state)
{
    const struct parcel_row *row = *state;
    struct lg_model *model = make_model(row, 1);

    assert_int_equal(lg_idle_judge_parcels(model, NULL), LG_OK);
    assert_int_equal(lg_watch_fill(model, NULL), LG_OK);

    assert_string_equal(lg_idle_status_code(model->parcels.idle[0].status),
                        lg_idle_status_code(row->out.status));
    assert_same_text(model->parcels.stock_class[0], row->out.stock_class);
    assert_same_text(model->parcels.bond[0], row->out.bond);
    assert_int_equal(model->results.watch_count, row->out.event != NULL);
    if (row->out.event != NULL) {
        assert_string_equal(model->results.watch[0].event, row->out.event);
        assert_int_equal(model->results.watch[0].days_left, row->out.days_left);
        assert_int_equal(model->results.watch[0].due_on, model->as_of + row->out.days_left);
    }
    assert_int_equal(model->findings.count, row->out.finding != QUIET);
    if (row->out.finding != QUIET) {
        assert_int_equal(model->findings.items[0].code, row->out.finding);
        assert_string_equal(model->findings.items[0].parcel_id, row->name);
    }
    lg_model_free(model);
}

/* The finding says which of the two it contradicts. */
static void test_records_that_cannot_be_say_why(void **state)
{
    (void)state;
    static const struct parcel_row rows[] = {
        {"available", {.supply = LG_STATE_E1, .land = LG_STATE_B21, .recorded_idle = "是"}, {0}},
        {"completed",
         {.supply = LG_STATE_D21,
          .land = LG_STATE_B21,
          .completion = 20220101,
          .recorded_idle = "是"},
         {0}},
        {"built", {.supply = LG_STATE_D21, .land = LG_STATE_A2, .recorded_idle = "是"}, {0}},
    };
    static const char *const expected[] = {"by its supply state (E1) it was never supplied",
                                           "but completed on 2022-01-01",
                                           "but surveyed as built (A2)"};
    struct lg_model *model = make_model(rows, 3);

    assert_int_equal(lg_idle_judge_parcels(model, NULL), LG_OK);

    assert_int_equal(model->findings.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(model->findings.items[i].parcel_id, rows[i].name);
        assert_non_null(strstr(model->findings.items[i].message, expected[i]));
    }
    lg_model_free(model);
}

/* One list over all parcels: by day, then parcel; a parcel may stand in it twice. */
static void test_order(void **state)
{
    (void)state;
    static const struct parcel_row rows[] = {
        {"later", {.supply = LG_STATE_D, .due = 20260901}, {0}},
        {"two events", {.supply = LG_STATE_D, .due = 20260801, .completion_due = 20260801}, {0}},
        {"same day", {.supply = LG_STATE_D, .due = 20260801}, {0}},
    };
    struct lg_model *model = make_model(rows, 3);

    assert_int_equal(lg_idle_judge_parcels(model, NULL), LG_OK);
    assert_int_equal(lg_watch_fill(model, NULL), LG_OK);

    static const size_t parcels[] = {1, 1, 2, 0};
    static const char *const events[] = {"start_due", "completion_due", "start_due", "start_due"};
    assert_int_equal(model->results.watch_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(model->results.watch[i].parcel, parcels[i]);
        assert_string_equal(model->results.watch[i].event, events[i]);
    }
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_records_that_cannot_be_say_why),
                                              cmocka_unit_test(test_order)};
    int failed = RUN_CASES("rules/idle_parcels and watch", cases, check_case);
    return failed + cmocka_run_group_tests_name("rules/watch order", tests, NULL, NULL);
}
