/*
 * rules/ruleset: the built-in numbers against the law they come from (domain.md 1.2, 1.3, 2.1, 2.6,
 * 4.6), overriding, and what is refused. Lines and columns counted by hand.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "name: own\nvalid_from: 2026-07-01\nsource: a bureau's decision\nparameters:\n"

static const struct lg_rule_parameter *find_parameter(const struct lg_rule_set *set,
                                                      const char *key)
{
    for (size_t i = 0; i < set->parameter_count; i++) {
        if (strcmp(set->parameters[i].key, key) == 0) return &set->parameters[i];
    }
    fail_msg("no parameter %s", key);
    return NULL;
}

static void order_53_is_built_in(void **state)
{
    (void)state;
    struct lg_rules rules;
    struct lg_rule_set set;

    assert_int_equal(lg_rules_read(NULL, 0, &rules, &set, NULL), LG_OK);
    assert_int_equal(rules.idle.years_first, 1);
    assert_int_equal(rules.idle.years_second, 2);
    assert_int_equal(rules.idle.suspended_years, 1);
    assert_int_equal(rules.idle.handover_plus_years, 1);
    assert_int_equal(rules.idle.developed_numerator, 1);
    assert_int_equal(rules.idle.developed_denominator, 3);
    ASSERT_CLOSE(rules.idle.invested_ratio_min, 0.25, 0);
    ASSERT_CLOSE(rules.idle.fee_ratio, 0.20, 0);
    assert_false(rules.idle.anniversary_inclusive);
    assert_true(rules.idle.built_is_done);
    assert_string_equal(find_parameter(&set, "idle.fee_ratio")->source, "Order 53 art. 14 (1)");
    lg_rule_set_reset(&set);
}

static void the_other_defaults_are_built_in(void **state)
{
    (void)state;
    struct lg_rules rules;
    struct lg_rule_set set;

    assert_int_equal(lg_rules_read(NULL, 0, &rules, &set, NULL), LG_OK);
    assert_int_equal(set.name_count, 5);
    assert_string_equal(set.names[0], "kfq-2014");
    assert_string_equal(set.names[1], "order53-2012");
    assert_string_equal(set.names[2], "control-2008");
    assert_string_equal(set.names[3], "tibet-2026");
    assert_string_equal(set.names[4], "benchmarks-published");
    assert_int_equal(set.parameter_count, 62);
    assert_false(rules.idle_from_record);
    assert_int_equal(rules.watch_days, 180);
    assert_int_equal(rules.bond_cutoff, lg_date_make(2024, 11, 7));
    ASSERT_CLOSE(rules.storey_height_m, 3.0, 0);
    ASSERT_CLOSE(rules.type_industrial_min, 0.30, 0);
    ASSERT_CLOSE(rules.type_residential_max, 0.25, 0);
    ASSERT_CLOSE(rules.guessed_share_max, 0.10, 0);
    ASSERT_CLOSE(rules.sliver_m2, 1.0, 0);
    ASSERT_CLOSE(rules.sliver_share, 0.0001, 0);
    ASSERT_CLOSE(rules.area_ratio_warning, 0.003, 0);
    ASSERT_CLOSE(rules.area_m2_warning, 50.0, 0);
    ASSERT_CLOSE(rules.area_ratio_error, 0.05, 0);
    ASSERT_CLOSE(rules.closure_ha, 0.01, 0);
    ASSERT_CLOSE(rules.closure_ratio, 0.001, 0);
    assert_false(rules.type_at_least);
    assert_false(rules.evaluation.is_uncapped);
    assert_false(rules.evaluation.renormalises);
    assert_int_equal(rules.evaluation.class_parks_min, 8);
    assert_int_equal(rules.evaluation.draws, 1000);
    assert_int_equal(rules.evaluation.seed, 1);
    ASSERT_CLOSE(rules.evaluation.weight_change_max, 0.2, 0);
    ASSERT_CLOSE(rules.evaluation.ideal_change_max, 0.1, 0);
    ASSERT_CLOSE(rules.evaluation.office_share_max, 0.07, 0);
    ASSERT_CLOSE(rules.evaluation.green_share_max, 0.20, 0);
    lg_rule_set_reset(&set);
}

static void every_parameter_has_a_source(void **state)
{
    (void)state;
    struct lg_rules rules;
    struct lg_rule_set set;

    assert_int_equal(lg_rules_read(NULL, 0, &rules, &set, NULL), LG_OK);
    for (size_t i = 0; i < set.parameter_count; i++) {
        assert_true(strlen(set.parameters[i].value) > 0);
        assert_true(strlen(set.parameters[i].source) > 0);
        assert_true(strlen(set.parameters[i].set) > 0);
    }
    lg_rule_set_reset(&set);
}

static void what_no_set_gives_is_built_in(void **state)
{
    (void)state;
    const char *names[] = {"order53-2012"};
    struct lg_rules rules;
    struct lg_rule_set set;

    assert_int_equal(lg_rules_read(names, 1, &rules, &set, NULL), LG_OK);
    assert_int_equal(set.name_count, 1);
    assert_int_equal(rules.watch_days, 180);
    assert_string_equal(find_parameter(&set, "reactivation.watch_days")->set, "tibet-2026");
    lg_rule_set_reset(&set);
}

static void later_sets_override(void **state)
{
    (void)state;
    static const char text[] = HEAD "  idle:\n"
                                    "    anniversary: {value: inclusive, source: local custom}\n"
                                    "    fee_ratio: {value: 0.15, source: art. 7}\n"
                                    "  reactivation:\n"
                                    "    idle_from: {value: recorded, source: art. 8}\n"
                                    "    bond_cutoff: {value: 2025-01-31, source: art. 9}\n";
    const char *names[] = {"order53-2012", "own.yaml"};
    sandbox_put(names[1], text);
    struct lg_rules rules;
    struct lg_rule_set set;

    assert_int_equal(lg_rules_read(names, 2, &rules, &set, NULL), LG_OK);
    assert_true(rules.idle.anniversary_inclusive);
    ASSERT_CLOSE(rules.idle.fee_ratio, 0.15, 0);
    assert_true(rules.idle_from_record);
    assert_int_equal(rules.bond_cutoff, lg_date_make(2025, 1, 31));
    assert_int_equal(rules.idle.years_second, 2);
    assert_string_equal(find_parameter(&set, "idle.fee_ratio")->value, "0.15");
    assert_string_equal(find_parameter(&set, "idle.fee_ratio")->source, "art. 7");
    assert_string_equal(find_parameter(&set, "idle.fee_ratio")->set, names[1]);
    lg_rule_set_reset(&set);
}

static void a_set_named_later_wins_over_a_file(void **state)
{
    (void)state;
    static const char text[] = HEAD "  idle: {fee_ratio: {value: 0.15, source: art. 7}}\n";
    const char *names[] = {"own.yaml", "order53-2012"};
    sandbox_put(names[0], text);
    struct lg_rules rules;
    struct lg_rule_set set;

    assert_int_equal(lg_rules_read(names, 2, &rules, &set, NULL), LG_OK);
    ASSERT_CLOSE(rules.idle.fee_ratio, 0.20, 0);
    lg_rule_set_reset(&set);
}

static void names_that_are_none(void **state)
{
    (void)state;
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_rules_check("order53", &err), LG_BAD_PROJECT);
    assert_non_null(strstr(err.message, "order53: no such rule set"));
    assert_non_null(strstr(err.message,
                           "built in: benchmarks-published control-2008 control-2023 "
                           "ideals-national-2020 ideals-qinghai-2016 kfq-2014 order53-2012 "
                           "tibet-2026; or give a file"));
    assert_int_equal(lg_rules_check("tibet-2025", &err), LG_BAD_PROJECT);
    assert_non_null(strstr(err.message, "did you mean tibet-2026?"));
    assert_int_equal(lg_rules_check("./no-such.yaml", &err), LG_NO_INPUT);
    assert_null(lg_rules_text("order53"));
}

static void built_in_sets_are_listed_and_shown(void **state)
{
    (void)state;
    char *text = NULL;

    assert_int_equal(lg_rules_list(&text, NULL), LG_OK);
    assert_non_null(strstr(text, "order53-2012         valid from 2012-07-01  "));
    free(text);
    const char *shown = lg_rules_text("tibet-2026");
    assert_non_null(shown);
    sandbox_put("shown.yaml", shown);
    assert_int_equal(lg_rules_check("shown.yaml", NULL), LG_OK);
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status != LG_OK; count++) {
        struct lg_rules rules;
        struct lg_rule_set set;
        failing_alloc_after(count);
        status = lg_rules_read(NULL, 0, &rules, &set, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
        lg_rule_set_reset(&set);
    }
}

struct wrong_case {
    const char *name;
    const char *text;
    const char *expected; /* message */
};

static const struct wrong_case wrong_cases[] = {
    {"unknown key at the top", HEAD "  {}\nidel: 1\n",
     "own.yaml:6:1: unknown key \"idel\"; allowed here: ideals name valid_from source "
     "parameters options option_table baselines low_weights expected_constraints industrial_types "
     "region_places indicators nodes trees weights benchmarks bands park_classes compliance flags "
     "[E_RULES]"},
    {"unknown group", HEAD "  idel: {}\n",
     "own.yaml:5:3: unknown key \"idel\"; allowed here: idle reactivation evidence priority sites "
     "low_efficiency "
     "evaluation compliance tolerances "
     "[E_RULES]"},
    {"unknown parameter, the nearest first", HEAD "  reactivation:\n    watchdays: {}\n",
     "own.yaml:6:5: unknown key \"watchdays\"; allowed here: watch_days idle_from bond_cutoff "
     "approval_years forbid_share_max plan_share_min "
     "[E_RULES]"},
    {"a parameter without a source", HEAD "  idle: {fee_ratio: {value: 0.1}}\n",
     "own.yaml:5:21: \"source\" is missing; add it [E_RULES]"},
    {"a bare value", HEAD "  idle:\n    fee_ratio: 0.1\n",
     "own.yaml:6:16: fee_ratio must be a map of keys and values [E_RULES]"},
    {"a share above 1", HEAD "  idle:\n    fee_ratio: {value: 20, source: x}\n",
     "own.yaml:6:24: idle.fee_ratio \"20\" is not a number from 0 to 1 [E_RULES]"},
    {"a negative number", HEAD "  tolerances:\n    sliver_m2: {value: -1, source: x}\n",
     "own.yaml:6:24: tolerances.sliver_m2 \"-1\" is not a number from 0 to 1e+09 [E_RULES]"},
    {"not a number", HEAD "  tolerances:\n    sliver_m2: {value: nan, source: x}\n",
     "own.yaml:6:24: tolerances.sliver_m2 \"nan\" is not a number from 0 to 1e+09 [E_RULES]"},
    {"zero years", HEAD "  idle:\n    years_first: {value: 0, source: x}\n",
     "own.yaml:6:26: idle.years_first \"0\" is not a whole number from 1 to 50 [E_RULES]"},
    {"half a year", HEAD "  idle:\n    years_first: {value: 1.5, source: x}\n",
     "own.yaml:6:26: idle.years_first \"1.5\" is not a whole number from 1 to 50 [E_RULES]"},
    {"a word that is none", HEAD "  idle:\n    anniversary: {value: both, source: x}\n",
     "own.yaml:6:26: unknown value \"both\"; allowed here: exclusive inclusive [E_RULES]"},
    {"a month is no day", HEAD "  reactivation:\n    bond_cutoff: {value: 2024-11, source: x}\n",
     "own.yaml:6:26: bond_cutoff \"2024-11\" is not a day; write it as YYYY-MM-DD [E_RULES]"},
    {"no name", "valid_from: 2026-07-01\nsource: x\nparameters: {}\n",
     "own.yaml:1:1: \"name\" is missing; add it [E_RULES]"},
    {"no parameters", "name: x\nvalid_from: 2026-07-01\nsource: x\n",
     "own.yaml:1:1: there is no rule in it; add parameters, or a list such as ideals [E_RULES]"},
    {"a list", "- 1\n", "own.yaml:1:1: a rules file must be a map of keys and values [E_RULES]"},
    {"right alone, wrong together", HEAD "  idle: {years_first: {value: 3, source: x}}\n",
     "own.yaml: idle.years_first is more than idle.years_second; correct one of them [E_RULES]"},
};

static void check_wrong(void **state)
{
    const struct wrong_case *row = *state;
    sandbox_put("own.yaml", row->text);
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_rules_check("own.yaml", &err), LG_BAD_PROJECT);
    assert_string_equal(err.message, row->expected);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_53_is_built_in),
        cmocka_unit_test(the_other_defaults_are_built_in),
        cmocka_unit_test(every_parameter_has_a_source),
        cmocka_unit_test(what_no_set_gives_is_built_in),
        cmocka_unit_test(later_sets_override),
        cmocka_unit_test(a_set_named_later_wins_over_a_file),
        cmocka_unit_test(names_that_are_none),
        cmocka_unit_test(built_in_sets_are_listed_and_shown),
        cmocka_unit_test(each_allocation_may_fail),
    };
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = cmocka_run_group_tests_name("rules/ruleset", tests, NULL, NULL);
    failed += RUN_CASES("rules/ruleset refuses", wrong_cases, check_wrong);
    return failed + remove_sandbox(&sandbox);
}
