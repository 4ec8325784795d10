/*
 * rules: the class of stock land (domain.md 2.5), what may be done about it (6.5) and whether land
 * can be supplied (6.2), with the built-in rule sets. Evaluation date 2026-06-30; parcels of one
 * hectare.
 */
#include "rules/facts.h"
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/stock_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

static struct lg_rule_set set;

static struct lg_model *make_model(size_t count)
{
    struct lg_model *model = stock_model_new(count);
    assert_int_equal(lg_rules_read(NULL, 0, &model->rules, &set, NULL), LG_OK);
    return model;
}

static void free_model(struct lg_model *model)
{
    lg_rule_set_reset(&set);
    lg_model_free(model);
}

static void check_text(const char *actual, const char *expected)
{
    if (expected == NULL) {
        assert_null(actual);
    } else {
        assert_non_null(actual);
        assert_string_equal(actual, expected);
    }
}

struct class_case {
    const char *name;
    enum lg_idle_status status;
    enum lg_state supply;
    const char *approved_on, *recovered_on;
    const char *expected;
};

static const struct class_case class_cases[] = {
    {"approved, no date", LG_IDLE_NOT_APPLICABLE, LG_STATE_E1, NULL, NULL, "S1"},
    {"approved yesterday", LG_IDLE_NOT_APPLICABLE, LG_STATE_E, "2026-06-29", NULL, "S1"},
    {"the second anniversary is today", LG_IDLE_NOT_APPLICABLE, LG_STATE_E21, "2024-06-30", NULL,
     "S1"},
    {"the second anniversary was yesterday", LG_IDLE_NOT_APPLICABLE, LG_STATE_E21, "2024-06-29",
     NULL, "S1b"},
    {"approved long ago, but cannot be supplied", LG_IDLE_NOT_APPLICABLE, LG_STATE_F, "2010-01-01",
     NULL, NULL},
    {"approved long ago, and supplied", LG_IDLE_WAIT, LG_STATE_D21, "2010-01-01", NULL, "S2a"},
    {"late", LG_IDLE_LATE, LG_STATE_D21, NULL, NULL, "S2b"},
    {"idle for a year", LG_IDLE_FIRST, LG_STATE_D21, NULL, NULL, "S2c"},
    {"idle for two", LG_IDLE_SECOND, LG_STATE_D22, NULL, NULL, "S2c"},
    {"idle, suspended", LG_IDLE_STOPPED, LG_STATE_D1, NULL, NULL, "S2c"},
    {"late finish", LG_IDLE_LATE_FINISH, LG_STATE_D21, NULL, NULL, "S3a"},
    {"expired", LG_IDLE_ACTIVE, LG_STATE_D22, NULL, NULL, "S4"},
    {"expired, clock not known", LG_IDLE_UNKNOWN, LG_STATE_D22, NULL, NULL, "S4"},
    {"clock not known", LG_IDLE_UNKNOWN, LG_STATE_D21, NULL, NULL, NULL},
    {"done", LG_IDLE_DONE, LG_STATE_D21, NULL, NULL, "S5"},
    {"recovered", LG_IDLE_DONE, LG_STATE_D21, NULL, "2026-06-30", NULL},
    {"to be recovered tomorrow", LG_IDLE_DONE, LG_STATE_D21, NULL, "2026-07-01", "S5"},
    {"suspended", LG_IDLE_SUSPENDED, LG_STATE_D21, NULL, NULL, "S5"},
    {"started, no data", LG_IDLE_STARTED_NODATA, LG_STATE_D21, NULL, NULL, "S5"},
};

static void check_class(void **state)
{
    const struct class_case *row = *state;
    struct lg_model *model = make_model(1);
    model->parcels.idle[0].status = row->status;
    model->parcels.supply_state[0] = row->supply;
    if (row->approved_on != NULL) {
        quality_model_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, 0, row->approved_on);
    }
    if (row->recovered_on != NULL) {
        quality_model_date(&model->parcels.table, LG_PARCEL_RECOVERED_ON, 0, row->recovered_on);
    }
    check_text(lg_stock_class_of(model, 0), row->expected);
    free_model(model);
}

struct option_case {
    const char *name;
    const char *stock_class, *cause;
    enum lg_idle_status status;
    double forbidden_m2; /* NaN: no layer */
    const char *approved_use, *current_use, *seized, *start_on, *finding_no;
    const char *bond;
    const char *first, *second;
};

/* Uses by the 2023 guide: 0701 housing, 0901 commerce, 1001 industry, 0802 research. */
static const struct option_case option_cases[] = {
    {"row 1: more than half forbidden", "S2c", "G1", LG_IDLE_SECOND, 5001, NULL, NULL, NULL, NULL,
     NULL, "no", "RESTORE", "HANDOVER"},
    {"half of it is not more than half", "S2c", "G1", LG_IDLE_SECOND, 5000, NULL, NULL, NULL, NULL,
     NULL, "no", "HANDOVER", "EXTEND"},
    {"row 2: not handed over", "S2c", "G1", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "HANDOVER", "EXTEND"},
    {"row 3: plan changed", "S2c", "G2", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "CHANGE", "EXCHANGE"},
    {"row 3: policy changed", "S2c", "G3", LG_IDLE_SECOND, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "CHANGE", "EXCHANGE"},
    {"row 4: petitions", "S2c", "G4", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "EXTEND", "TEMPORARY"},
    {"row 4: heritage", "S2c", "G5", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "EXTEND", "TEMPORARY"},
    {"row 4: other act", "S2c", "G6", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "EXTEND", "TEMPORARY"},
    {"row 5: force majeure", "S2c", "F1", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "EXTEND", NULL},
    {"row 6: preparatory work", "S2c", "P1", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL,
     "no", "HEARING", "EXTEND"},
    {"row 7: own, a year", "S2c", "O0", LG_IDLE_FIRST, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "FEE_START", NULL},
    {"row 8: own, two years; housing with bonds comes second", "S2c", "O0", LG_IDLE_SECOND, NONE,
     "0701", NULL, NULL, NULL, NULL, "yes", "RECOVER", "BOND"},
    {"row 9: suspended; the second of the same row", "S2c", "O0", LG_IDLE_STOPPED, NONE, "1001",
     NULL, "否", "2020-01-01", NULL, "yes", "EXTEND", "CUT"},
    {"row 9: a force majeure suspended, EXTEND stands once", "S2c", "F1", LG_IDLE_STOPPED, NONE,
     NULL, NULL, NULL, NULL, NULL, "no", "EXTEND", "CUT"},
    {"row 10: commerce with bonds, cause not known", "S2c", "U0", LG_IDLE_SECOND, NONE, "0901",
     "1001", NULL, NULL, NULL, "yes", "BOND", NULL},
    {"row 10: the current use where none is approved", "S2c", "U0", LG_IDLE_SECOND, NONE, NULL,
     "0901", NULL, NULL, NULL, "yes", "BOND", NULL},
    {"row 10: no bonds", "S2c", "U0", LG_IDLE_SECOND, NONE, "0901", NULL, NULL, NULL, NULL,
     "nodata", NULL, NULL},
    {"row 10: industry is neither", "S2c", "U0", LG_IDLE_SECOND, NONE, "1001", "0901", NULL, NULL,
     NULL, "yes", NULL, NULL},
    {"row 11: industry, free, started, found idle", "S5", NULL, LG_IDLE_SUSPENDED, NONE, "1001",
     NULL, "无", "2026-06-30", "2026-7", "no", "MARKET", NULL},
    {"row 11: starts tomorrow", "S5", NULL, LG_IDLE_SUSPENDED, NONE, "1001", NULL, "无",
     "2026-07-01", "2026-7", "no", NULL, NULL},
    {"row 11: seized by a court", "S5", NULL, LG_IDLE_SUSPENDED, NONE, "1001", NULL,
     "拉萨市中级人民法院", "2020-01-01", "2026-7", "no", NULL, NULL},
    {"row 11: whether seized is not known", "S5", NULL, LG_IDLE_SUSPENDED, NONE, "1001", NULL, NULL,
     "2020-01-01", "2026-7", "no", NULL, NULL},
    {"row 12: approval overdue", "S1b", NULL, LG_IDLE_NOT_APPLICABLE, NONE, NULL, NULL, NULL, NULL,
     NULL, "no", "PUSH_SUPPLY", "WITHDRAW"},
    {"row 13: low use", "S3b", NULL, LG_IDLE_DONE, NONE, NULL, NULL, NULL, NULL, NULL, "no",
     "UPGRADE", NULL},
    {"row 11 before 13: low use of industry that is free", "S3b", NULL, LG_IDLE_DONE, NONE, "1001",
     NULL, "否", "2015-01-01", NULL, "no", "MARKET", "UPGRADE"},
    {"not asked: in use", "S5", NULL, LG_IDLE_DONE, 9000, "1001", NULL, "否", "2015-01-01", NULL,
     "no", NULL, NULL},
    {"not asked: approval not overdue", "S1", NULL, LG_IDLE_NOT_APPLICABLE, 9000, NULL, NULL, NULL,
     NULL, NULL, "no", NULL, NULL},
};

static void fill_case(struct lg_model *model, const struct option_case *row)
{
    struct lg_parcels *parcels = &model->parcels;
    const struct {
        size_t role;
        const char *text;
    } texts[] = {
        {LG_PARCEL_APPROVED_USE, row->approved_use},
        {LG_PARCEL_CURRENT_USE, row->current_use},
        {LG_PARCEL_SEIZED, row->seized},
        {LG_PARCEL_IDLE_FINDING_NO, row->finding_no},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i].text == NULL) continue;
        quality_model_text(&parcels->table, texts[i].role, 0, texts[i].text);
    }
    if (row->start_on != NULL) {
        quality_model_date(&parcels->table, LG_PARCEL_START_ON, 0, row->start_on);
    }
    model->use_systems[0] = LG_USE_YDYH2023;
    model->use_systems[1] = LG_USE_YDYH2023;
    parcels->stock_class[0] = row->stock_class;
    parcels->bond[0] = row->bond;
    parcels->idle[0].status = row->status;
    parcels->idle[0].cause = row->cause;
    if (!isnan(row->forbidden_m2)) stock_model_forbid(model, 0, row->forbidden_m2);
}

static void check_options(void **state)
{
    const struct option_case *row = *state;
    struct lg_model *model = make_model(1);
    fill_case(model, row);
    assert_int_equal(lg_options_fill(model, NULL), LG_OK);
    check_text(model->parcels.option_first[0], row->first);
    check_text(model->parcels.option_second[0], row->second);
    free_model(model);
}

/* A parcel that meets the conditions of one row, whatever they are. */
static void meet(struct lg_model *model, const struct lg_option_rule *rule)
{
    static const struct {
        enum lg_use_group group;
        const char *code;
    } uses[] = {{LG_GROUP_RES, "0701"}, {LG_GROUP_COM, "0901"}, {LG_GROUP_IND, "1001"}};
    const struct lg_option_rule *table = model->rules.policy.option_rules;
    assert_true(rule >= table);
    struct option_case row = {
        .stock_class = rule->stock_class[0] != NULL ? rule->stock_class[0] : "S2c",
        .cause = rule->cause[0],
        .status = LG_IDLE_SUSPENDED,
        .forbidden_m2 = isnan(rule->forbid_share_over) ? NONE : 10000,
        .seized = rule->seized,
        .start_on = rule->started != NULL ? "2020-01-01" : NULL,
        .bond = rule->bond,
    };
    for (int status = 0; rule->status[0] != NULL && status < LG_IDLE_STATUS_COUNT; status++) {
        const char *code = lg_idle_status_code((enum lg_idle_status)status);
        if (strcmp(code, rule->status[0]) == 0) row.status = (enum lg_idle_status)status;
    }
    for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); i++) {
        if ((rule->groups >> uses[i].group & 1U) != 0) row.approved_use = uses[i].code;
    }
    fill_case(model, &row);
}

/* The table as it is: every row has a parcel for which it gives the first option, and every option
 * of the list is the first, the second or a third of some row. */
static void every_row_and_option_is_reached(void **state)
{
    (void)state;
    struct lg_model *probe = make_model(1);
    size_t rule_count = probe->rules.policy.option_rule_count;
    size_t option_count = probe->rules.policy.option_count;
    free_model(probe);
    assert_int_equal(rule_count, 13);
    assert_int_equal(option_count, 17);
    size_t reached = 0;
    for (size_t rule = 0; rule < rule_count; rule++) {
        struct lg_model *model = make_model(1);
        const struct lg_option_rule *row = &model->rules.policy.option_rules[rule];
        meet(model, row);
        assert_int_equal(lg_options_fill(model, NULL), LG_OK);
        check_text(model->parcels.option_first[0], row->options[0]);
        free_model(model);
    }
    struct lg_model *model = make_model(1);
    const struct lg_policy *policy = &model->rules.policy;
    for (size_t option = 0; option < option_count; option++) {
        bool is_in_table = false;
        for (size_t rule = 0; rule < rule_count; rule++) {
            for (size_t i = 0; policy->option_rules[rule].options[i] != NULL; i++) {
                const char *code = policy->option_rules[rule].options[i];
                is_in_table = is_in_table || strcmp(code, policy->options[option].code) == 0;
            }
        }
        reached += is_in_table;
    }
    assert_int_equal(reached, option_count);
    free_model(model);
}

struct supply_case {
    const char *name;
    enum lg_state supply;
    double forbidden_m2; /* NaN: no layer */
    const char *expected;
};

/* forbid_share_max is 0.01: 100 m2 of a hectare. */
static const struct supply_case supply_cases[] = {
    {"no layer", LG_STATE_E21, NONE, "nodata"},
    {"free", LG_STATE_E21, 0, "yes"},
    {"as much as is tolerated", LG_STATE_E, 100, "yes"},
    {"a little more", LG_STATE_E, 101, "no"},
    {"supplied already", LG_STATE_D21, 0, NULL},
    {"cannot be supplied", LG_STATE_F, 0, NULL},
    {"no state known", LG_STATE_NONE, 0, NULL},
};

static void check_suppliable(void **state)
{
    const struct supply_case *row = *state;
    struct lg_model *model = make_model(1);
    model->parcels.supply_state[0] = row->supply;
    if (!isnan(row->forbidden_m2)) stock_model_forbid(model, 0, row->forbidden_m2);
    assert_int_equal(lg_options_fill(model, NULL), LG_OK);
    check_text(model->parcels.suppliable[0], row->expected);
    free_model(model);
}

static void fail_each_allocation(enum lg_status (*stage)(struct lg_model *model,
                                                         struct lg_error *err),
                                 struct lg_model *model)
{
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status != LG_OK; count++) {
        failing_alloc_after(count);
        status = stage(model, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
    }
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    struct lg_model *model = make_model(2);
    model->parcels.idle[0].status = LG_IDLE_FIRST;
    fail_each_allocation(lg_low_use_judge, model);
    fail_each_allocation(lg_options_fill, model);
    fail_each_allocation(lg_priority_fill, model);
    free_model(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_and_option_is_reached),
        cmocka_unit_test(each_allocation_may_fail),
    };
    int failed = RUN_CASES("rules/stock_class", class_cases, check_class);
    failed += RUN_CASES("rules/options", option_cases, check_options);
    failed += RUN_CASES("rules/options suppliable", supply_cases, check_suppliable);
    return failed + cmocka_run_group_tests_name("rules/options table", tests, NULL, NULL);
}
