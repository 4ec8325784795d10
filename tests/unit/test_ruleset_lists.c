/*
 * rules/ruleset_lists: the built-in lists against what they come from (domain.md 2.8, 5.4, 6.3,
 * 6.5), how sets go over each other, and what is refused. Lines and columns counted by hand; HEAD
 * has three lines.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define HEAD  "name: own\nvalid_from: 2026-07-01\nsource: a bureau's decision\n"
#define SHARE "if: {forbid_share_over: 0.1}"

static struct lg_rules rules;
static struct lg_rule_set set;

static const struct lg_baseline *find_baseline(const char *edition, const char *industry)
{
    const struct lg_policy *policy = &rules.policy;
    for (size_t i = 0; i < policy->baseline_count; i++) {
        const struct lg_baseline *row = &policy->baselines[i];
        bool is_edition = edition == NULL
                              ? row->edition == NULL
                              : row->edition != NULL && strcmp(row->edition, edition) == 0;
        bool is_industry = industry == NULL
                               ? row->industry == NULL
                               : row->industry != NULL && strcmp(row->industry, industry) == 0;
        if (is_edition && is_industry) return row;
    }
    return NULL;
}

struct line_case {
    const char *name;
    const char *edition, *industry;
    double far_min; /* NaN: there is no row */
};

/* domain.md 2.8: the table by the edition of 2002, and the numbers that moved. */
static const struct line_case line_cases[] = {
    {"food, 2002", "2002", "13", 1.0},
    {"petroleum, 2002", "2002", "25", 0.5},
    {"chemistry, 2002", "2002", "26", 0.6},
    {"rubber, 2002", "2002", "29", 0.8},
    {"plastics, 2002", "2002", "30", 1.0},
    {"non-ferrous, 2002", "2002", "33", 0.6},
    {"metal products, 2002", "2002", "34", 0.7},
    {"the table has no 38", "2002", "38", (double)NAN},
    {"use of waste, 2002", "2002", "43", 0.7},
    {"non-ferrous, 2017", "2017", "32", 0.6},
    {"metal products, 2017", "2017", "33", 0.7},
    {"rubber, 2017", "2017", "291", 0.8},
    {"plastics, 2011", "2011", "292", 1.0},
    {"rubber and plastics together have none, 2017", "2017", "29", (double)NAN},
    {"non-metal minerals, 2011", "2011", "30", 0.7},
    {"cars, 2017", "2017", "36", 0.7},
    {"electrical, 2017", "2017", "38", 0.7},
    {"computers, 2011", "2011", "39", 1.0},
    {"use of waste, 2017", "2017", "42", 0.7},
    {"repair has none, 2017", "2017", "43", (double)NAN},
};

static void check_line(void **state)
{
    const struct line_case *row = *state;
    assert_int_equal(lg_rules_read(NULL, 0, &rules, &set, NULL), LG_OK);
    const struct lg_baseline *found = find_baseline(row->edition, row->industry);
    if (isnan(row->far_min)) {
        assert_null(found);
    } else {
        assert_non_null(found);
        ASSERT_CLOSE(found->far_min, row->far_min, 0);
        assert_true(isnan(found->coefficient_min));
    }
    lg_rule_set_reset(&set);
}

static void the_other_lists_are_built_in(void **state)
{
    (void)state;
    assert_int_equal(lg_rules_read(NULL, 0, &rules, &set, NULL), LG_OK);
    const struct lg_policy *policy = &rules.policy;
    assert_ptr_equal(find_baseline(NULL, NULL), &policy->baselines[0]);
    ASSERT_CLOSE(policy->baselines[0].coefficient_min, 0.30, 0);
    assert_int_equal(policy->option_count, 17);
    assert_int_equal(policy->option_rule_count, 13);
    assert_int_equal(policy->expected_count, 10);
    assert_string_equal(policy->expected[0].name, "生态保护红线");
    assert_int_equal(policy->industrial_type_count, 10);
    assert_string_equal(policy->industrial_types[9], "0802");
    assert_non_null(strstr(policy->industrial_type_sources[9], "own convention"));
    /* The region by two names, its seven prefectures and 74 counties, five of them by two names. */
    assert_int_equal(policy->region_place_count, 2 + 7 + 74 + 5);
    assert_string_equal(policy->region_places[0].name, "西藏");
    assert_string_equal(policy->region_places[0].code, "54");
    assert_string_equal(policy->region_places[8].name, "阿里");
    assert_string_equal(policy->region_places[8].code, "5425");
    assert_string_equal(set.lists[LG_LIST_REGION_PLACES].set, "tibet-2026");
    ASSERT_CLOSE(policy->low_weights[LG_LOW_TAX], 1, 0);
    assert_string_equal(set.lists[LG_LIST_BASELINES].set, "control-2008");
    assert_string_equal(set.lists[LG_LIST_OPTION_TABLE].set, "tibet-2026");
    assert_int_equal(set.lists[LG_LIST_BASELINES].count, policy->baseline_count);
    lg_rule_set_reset(&set);
}

static void every_row_has_a_source(void **state)
{
    (void)state;
    assert_int_equal(lg_rules_read(NULL, 0, &rules, &set, NULL), LG_OK);
    const struct lg_policy *policy = &rules.policy;
    for (size_t i = 0; i < policy->option_count; i++) {
        assert_true(strlen(policy->options[i].source) > 0);
        assert_true(strlen(policy->options[i].basis) > 0);
        assert_true(strlen(policy->options[i].name[0]) > 0);
        assert_true(strlen(policy->options[i].name[1]) > 0);
        assert_string_equal(policy->options[i].set, "tibet-2026");
    }
    for (size_t i = 0; i < policy->option_rule_count; i++) {
        assert_true(strlen(policy->option_rules[i].source) > 0);
    }
    for (size_t i = 0; i < policy->baseline_count; i++) {
        assert_true(strlen(policy->baselines[i].source) > 0);
    }
    for (size_t i = 0; i < policy->region_place_count; i++) {
        assert_true(strlen(policy->region_places[i].source) > 0);
    }
    lg_rule_set_reset(&set);
}

static void the_lines_of_2023_are_asked_for_by_name(void **state)
{
    (void)state;
    const char *names[] = {"control-2008", "control-2023"};
    assert_int_equal(lg_rules_read(names, 2, &rules, &set, NULL), LG_OK);
    assert_int_equal(rules.policy.baseline_count, 1);
    ASSERT_CLOSE(rules.policy.baselines[0].coefficient_min, 0.40, 0);
    assert_non_null(strstr(rules.policy.baselines[0].source, "to be confirmed"));
    lg_rule_set_reset(&set);
}

/* A list of conditions, money in wan per ha (as many yuan per m2), an option of one's own. */
static void a_list_stands_over_the_earlier_one_whole(void **state)
{
    (void)state;
    static const char text[] =
        HEAD "options:\n"
             "  EXTEND: {zh: 延, en: longer, basis: art. 1, source: ours}\n"
             "  SWAP: {zh: 换, en: swap, basis: art. 2, source: ours}\n"
             "option_table:\n"
             "  - if: {cause: [O0, U0], status: IDLE1, stock_class: [S2c], groups: [IND, RES],\n"
             "         bond: yes, seized: \"no\", started: no, forbid_share_over: 0}\n"
             "    options: [SWAP, EXTEND, RECOVER]\n"
             "    source: ours\n"
             "  - {if: {}, options: SWAP, source: ours}\n"
             "baselines:\n"
             "  - {edition: 2017, industry: \"1331\", investment_wan_per_ha_min: 1500,\n"
             "     revenue_wan_per_ha_min: 3000, tax_wan_per_ha_min: 75, source: ours}\n"
             "industrial_types: []\n"
             "region_places:\n"
             "  - {name: 达孜, code: \"540104\", source: ours}\n"
             "  - {name: Dagze, code: 540104, source: ours}\n";
    const char *names[] = {"tibet-2026", "own.yaml"};
    sandbox_put(names[1], text);
    assert_int_equal(lg_rules_read(names, 2, &rules, &set, NULL), LG_OK);
    const struct lg_policy *policy = &rules.policy;
    assert_int_equal(policy->option_count, 18);
    assert_string_equal(policy->options[5].code, "EXTEND");
    assert_string_equal(policy->options[5].name[1], "longer");
    assert_string_equal(policy->options[5].set, "own.yaml");
    assert_string_equal(policy->options[17].code, "SWAP");
    assert_int_equal(policy->option_rule_count, 2);
    const struct lg_option_rule *row = &policy->option_rules[0];
    assert_string_equal(row->cause[1], "U0");
    assert_null(row->cause[2]);
    assert_string_equal(row->status[0], "IDLE1");
    assert_string_equal(row->stock_class[0], "S2c");
    assert_int_equal(row->groups, 1U << LG_GROUP_IND | 1U << LG_GROUP_RES);
    assert_string_equal(row->bond, "yes");
    assert_string_equal(row->seized, "no");
    assert_string_equal(row->started, "no");
    ASSERT_CLOSE(row->forbid_share_over, 0, 0);
    assert_string_equal(row->options[2], "RECOVER");
    assert_null(row->options[3]);
    assert_true(isnan(policy->option_rules[1].forbid_share_over));
    assert_int_equal(policy->baseline_count, 1);
    ASSERT_CLOSE(policy->baselines[0].investment_yuan_per_m2_min, 1500, 0);
    ASSERT_CLOSE(policy->baselines[0].tax_yuan_per_m2_min, 75, 0);
    assert_int_equal(policy->industrial_type_count, 0);
    assert_int_equal(policy->region_place_count, 2);
    assert_string_equal(policy->region_places[1].name, "Dagze");
    assert_string_equal(policy->region_places[1].code, "540104");
    assert_int_equal(policy->expected_count, 10);
    assert_string_equal(set.lists[LG_LIST_BASELINES].set, "own.yaml");
    assert_string_equal(set.lists[LG_LIST_EXPECTED_CONSTRAINTS].set, "tibet-2026");
    lg_rule_set_reset(&set);
}

/* A file alone may name built-in options, and what it leaves out is filled from the built-in. */
static void a_table_alone_knows_the_built_in_options(void **state)
{
    (void)state;
    const char *names[] = {"own.yaml"};
    sandbox_put(names[0], HEAD "option_table: [{if: {}, options: BOND, source: x}]\n");
    assert_int_equal(lg_rules_read(names, 1, &rules, &set, NULL), LG_OK);
    assert_int_equal(rules.policy.option_rule_count, 1);
    assert_string_equal(rules.policy.option_rules[0].options[0], "BOND");
    assert_int_equal(rules.idle_notice_days, 30);
    assert_true(rules.policy.baseline_count > 80);
    lg_rule_set_reset(&set);
}

/* Options of a set named later stand over the file before it. */
static void the_set_named_last_wins(void **state)
{
    (void)state;
    const char *names[] = {"own.yaml", "tibet-2026"};
    sandbox_put(names[0], HEAD "options: {EXTEND: {zh: a, en: b, basis: c, source: d}}\n"
                               "option_table: [{if: {}, options: EXTEND, source: x}]\n");
    assert_int_equal(lg_rules_read(names, 2, &rules, &set, NULL), LG_OK);
    assert_int_equal(rules.policy.option_rule_count, 13);
    assert_string_equal(rules.policy.options[5].set, "tibet-2026");
    lg_rule_set_reset(&set);
}

struct wrong_case {
    const char *name;
    const char *text;
    const char *expected; /* behind "own.yaml:" and before " [E_RULES]" */
};

static const struct wrong_case wrong_cases[] = {
    {"options are no list", HEAD "options: []\n",
     "4:10: options must be a map of codes to options"},
    {"an option in small letters", HEAD "options:\n  swap: {}\n",
     "5:3: option code \"swap\" is not of A to Z, 0 to 9 and _, up to 24 of them"},
    {"an option without an English name", HEAD "options:\n  SWAP: {zh: a, basis: c, source: d}\n",
     "5:9: \"en\" is missing; add it"},
    {"an option without a source", HEAD "options:\n  SWAP: {zh: a, en: b, basis: c}\n",
     "5:9: \"source\" is missing; add it"},
    {"an option with more", HEAD "options:\n  SWAP: {zh: a, fr: b}\n",
     "5:17: unknown key \"fr\"; allowed here: zh en basis source"},
    {"an option that is a text", HEAD "options:\n  SWAP: swap\n",
     "5:9: SWAP must be a map of keys and values"},
    {"a table that is a map", HEAD "option_table: {}\n", "4:15: option_table must be a list"},
    {"a row that is a text", HEAD "option_table:\n  - EXTEND\n",
     "5:5: a row of option_table must be a map of keys and values"},
    {"a row without conditions", HEAD "option_table:\n  - {options: EXTEND, source: x}\n",
     "5:5: \"if\" is missing; add it"},
    {"a row without options", HEAD "option_table:\n  - {if: {}, source: x}\n",
     "5:5: \"options\" is missing; add it"},
    {"a row without a source", HEAD "option_table:\n  - {if: {}, options: EXTEND}\n",
     "5:5: \"source\" is missing; add it"},
    {"a row with more", HEAD "option_table:\n  - {when: {}}\n",
     "5:6: unknown key \"when\"; allowed here: if options source"},
    {"an unknown option",
     HEAD "option_table:\n  - " SHARE "\n    options: [EXTEND, SWAP]\n    source: x\n",
     "6:23: unknown option \"SWAP\"; allowed here: RESTORE HANDOVER CHANGE EXCHANGE BUYBACK EXTEND "
     "TEMPORARY HEARING FEE_START RECOVER CUT TRANSFER BOND MARKET PUSH_SUPPLY WITHDRAW UPGRADE"},
    {"four options",
     HEAD "option_table:\n  - if: {}\n    options: [EXTEND, CUT, BOND, MARKET]\n    source: x\n",
     "6:34: more than 3 of option; remove some"},
    {"an option twice",
     HEAD "option_table:\n  - if: {}\n    options: [EXTEND, EXTEND]\n    source: x\n",
     "6:23: option EXTEND stands twice; remove one of them"},
    {"no option at all", HEAD "option_table:\n  - if: {}\n    options: []\n    source: x\n",
     "6:14: option is an empty list; name one or remove the line"},
    {"a map of options", HEAD "option_table:\n  - if: {}\n    options: {a: b}\n    source: x\n",
     "6:14: option must be a word or a list of words"},
    {"conditions that are a text", HEAD "option_table:\n  - {if: x, options: EXTEND, source: x}\n",
     "5:10: if must be a map of keys and values"},
    {"an unknown condition",
     HEAD "option_table:\n  - if: {share: 1}\n    options: EXTEND\n    source: x\n",
     "5:10: unknown key \"share\"; allowed here: forbid_share_over cause status stock_class groups "
     "bond seized started"},
    {"a share in percent",
     HEAD "option_table:\n  - if: {forbid_share_over: 50}\n    options: EXTEND\n    source: x\n",
     "5:29: forbid_share_over \"50\" is not a number from 0 to 1"},
    {"a share that is none",
     HEAD "option_table:\n  - if: {forbid_share_over: nan}\n    options: EXTEND\n    source: x\n",
     "5:29: forbid_share_over \"nan\" is not a number from 0 to 1"},
    {"an unknown cause",
     HEAD "option_table:\n  - if: {cause: [G1, G7]}\n    options: EXTEND\n    source: x\n",
     "5:22: unknown cause \"G7\"; allowed here: G1 U0 G2 G3 G4 G5 G6 F1 P1 O0"},
    {"an unknown status",
     HEAD "option_table:\n  - if: {status: IDLE3}\n    options: EXTEND\n    source: x\n",
     "5:18: unknown status \"IDLE3\"; allowed here: IDLE1 N_A DONE UNKNOWN WAIT LATE IDLE2 "
     "STARTED_NODATA IDLE_S SUSPENDED LATE_FIN ACTIVE"},
    {"an unknown class",
     HEAD "option_table:\n  - if: {stock_class: S9}\n    options: EXTEND\n    source: x\n",
     "5:23: unknown stock_class \"S9\"; allowed here: S1 S1b S2a S2b S2c S3a S3b S4 S5"},
    {"an unknown group",
     HEAD "option_table:\n  - if: {groups: INDUSTRY}\n    options: EXTEND\n    source: x\n",
     "5:18: unknown groups \"INDUSTRY\"; allowed here: RES IND RD TR COM GRN PUB SPC RUR AGR WAT "
     "OTH"},
    {"an unknown answer",
     HEAD "option_table:\n  - if: {bond: maybe}\n    options: EXTEND\n"
          "    source: x\n",
     "5:16: unknown bond \"maybe\"; allowed here: yes no nodata"},
    {"two answers",
     HEAD "option_table:\n  - if: {started: [yes, no]}\n    options: EXTEND\n"
          "    source: x\n",
     "5:25: more than 1 of started; remove some"},
    {"seized knows no nodata",
     HEAD "option_table:\n  - if: {seized: nodata}\n    options: EXTEND\n    source: x\n",
     "5:18: unknown seized \"nodata\"; allowed here: yes no"},
    {"baselines are no map", HEAD "baselines: {far_min: 1}\n", "4:12: baselines must be a list"},
    {"a baseline with more", HEAD "baselines:\n  - {far: 1, source: x}\n",
     "5:6: unknown key \"far\"; allowed here: far_min edition industry coefficient_min "
     "investment_wan_per_ha_min revenue_wan_per_ha_min tax_wan_per_ha_min source"},
    {"a baseline without a source", HEAD "baselines:\n  - {far_min: 1}\n",
     "5:5: \"source\" is missing; add it"},
    {"a baseline without a figure", HEAD "baselines:\n  - {industry: \"13\", source: x}\n",
     "5:5: a baseline without a figure; add far_min, coefficient_min or another"},
    {"a floor area ratio of 0", HEAD "baselines:\n  - {far_min: 0, source: x}\n",
     "5:15: far_min \"0\" is not a number from 0.001 to 100"},
    {"a coefficient in percent", HEAD "baselines:\n  - {coefficient_min: 30, source: x}\n",
     "5:23: coefficient_min \"30\" is not a number from 0.001 to 1"},
    {"a negative tax", HEAD "baselines:\n  - {tax_wan_per_ha_min: -1, source: x}\n",
     "5:26: tax_wan_per_ha_min \"-1\" is not a number from 0.001 to 1e+07"},
    {"an unknown edition", HEAD "baselines:\n  - {edition: 1994, far_min: 1, source: x}\n",
     "5:15: unknown edition \"1994\"; allowed here: 2002 2011 2017"},
    {"an industry by name", HEAD "baselines:\n  - {industry: 食品, far_min: 1, source: x}\n",
     "5:16: industry \"食品\" is no code of GB/T 4754; write its first two to four digits"},
    {"an industry of one digit", HEAD "baselines:\n  - {industry: 1, far_min: 1, source: x}\n",
     "5:16: industry \"1\" is no code of GB/T 4754; write its first two to four digits"},
    {"an industry twice",
     HEAD "baselines:\n  - {industry: 13, far_min: 1, source: x}\n"
          "  - {industry: 13, coefficient_min: 0.3, source: x}\n",
     "6:5: industry 13 stands twice in edition (any); join the two rows"},
    {"a weight left out",
     HEAD "low_weights:\n  far: {value: 1, source: x}\n  coefficient: {value: 1, source: x}\n"
          "  investment: {value: 1, source: x}\n  revenue: {value: 1, source: x}\n",
     "5:3: \"tax\" is missing; add it"},
    {"an item that is none", HEAD "low_weights:\n  jobs: {value: 1, source: x}\n",
     "5:3: unknown key \"jobs\"; allowed here: far coefficient investment revenue tax"},
    {"a weight without a source",
     HEAD "low_weights:\n  far: {value: 1}\n  coefficient: {value: 1, source: x}\n"
          "  investment: {value: 1, source: x}\n  revenue: {value: 1, source: x}\n"
          "  tax: {value: 1, source: x}\n",
     "5:8: \"source\" is missing; add it"},
    {"a weight below 0",
     HEAD "low_weights:\n  far: {value: -1, source: x}\n  coefficient: {value: 1, source: x}\n",
     "5:16: far \"-1\" is not a number from 0 to 1000"},
    {"weights that are all 0",
     HEAD "low_weights:\n  far: {value: 0, source: x}\n  coefficient: {value: 0, source: x}\n"
          "  investment: {value: 0, source: x}\n  revenue: {value: 0, source: x}\n"
          "  tax: {value: 0, source: x}\n",
     "5:3: low_weights are all 0; give one item a weight"},
    {"expected layers by name alone", HEAD "expected_constraints:\n  - 生态保护红线\n",
     "5:5: an expected constraint must be a map of keys and values"},
    {"an expected layer without a source", HEAD "expected_constraints:\n  - {name: 军事}\n",
     "5:5: \"source\" is missing; add it"},
    {"an expected layer twice",
     HEAD "expected_constraints:\n  - {name: a, source: x}\n  - {name: a, source: y}\n",
     "6:5: name \"a\" stands twice; remove one of them"},
    {"an expected layer without a name", HEAD "expected_constraints:\n  - {name: , source: x}\n",
     "5:12: \"name\" must be one value"},
    {"a type of another system",
     HEAD "industrial_types:\n  - {code: \"1001\", source: x}\n  - {code: \"0601H1\", source: x}\n",
     "6:12: code \"0601H1\" is no class of the guide of 2023 (ydyh2023)"},
    {"a type that is only the beginning of one",
     HEAD "industrial_types:\n  - {code: \"100199\", source: x}\n",
     "5:12: code \"100199\" is no class of the guide of 2023 (ydyh2023)"},
    {"types that are a map", HEAD "industrial_types: {}\n",
     "4:19: industrial_types must be a list"},
    {"places that are a map", HEAD "region_places: {name: 西藏}\n",
     "4:16: region_places must be a list"},
    {"no place at all", HEAD "region_places: []\n",
     "4:16: region_places is empty, so every park would lie outside; name the region"},
    {"a place by name alone", HEAD "region_places:\n  - 西藏\n",
     "5:5: a place must be a map of keys and values"},
    {"a place with more", HEAD "region_places:\n  - {name: 西藏, prefix: 54}\n",
     "5:16: unknown key \"prefix\"; allowed here: name code source"},
    {"a place without a name", HEAD "region_places:\n  - {code: 54, source: x}\n",
     "5:5: \"name\" is missing; add it"},
    {"a place with an empty name", HEAD "region_places:\n  - {name: \"\", code: 54, source: x}\n",
     "5:12: \"name\" must be one value"},
    {"a place without a code", HEAD "region_places:\n  - {name: a, source: x}\n",
     "5:5: \"code\" is missing; add it"},
    {"a place without a source", HEAD "region_places:\n  - {name: a, code: 54}\n",
     "5:5: \"source\" is missing; add it"},
    {"a code that is a name", HEAD "region_places:\n  - {name: a, code: XZ, source: x}\n",
     "5:21: code \"XZ\" does not begin a code of GB/T 2260; write its first two to twelve digits"},
    {"a code of one digit", HEAD "region_places:\n  - {name: a, code: 5, source: x}\n",
     "5:21: code \"5\" does not begin a code of GB/T 2260; write its first two to twelve digits"},
    {"a code of digits and more", HEAD "region_places:\n  - {name: a, code: 54x, source: x}\n",
     "5:21: code \"54x\" does not begin a code of GB/T 2260; write its first two to twelve digits"},
    {"a place twice",
     HEAD "region_places:\n  - {name: a, code: 54, source: x}\n"
          "  - {name: a, code: 55, source: y}\n",
     "6:5: name \"a\" stands twice; remove one of them"},
    {"neither parameters nor lists", HEAD,
     "1:1: there is no rule in it; add parameters, or a list such as ideals"},
};

static void check_wrong(void **state)
{
    const struct wrong_case *row = *state;
    char expected[512];
    sandbox_put("own.yaml", row->text);
    struct lg_error err = {.message = ""};

    assert_int_equal(lg_rules_check("own.yaml", &err), LG_BAD_PROJECT);
    (void)snprintf(expected, sizeof(expected), "own.yaml:%s [E_RULES]", row->expected);
    assert_string_equal(err.message, expected);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_other_lists_are_built_in),
        cmocka_unit_test(every_row_has_a_source),
        cmocka_unit_test(the_lines_of_2023_are_asked_for_by_name),
        cmocka_unit_test(a_list_stands_over_the_earlier_one_whole),
        cmocka_unit_test(a_table_alone_knows_the_built_in_options),
        cmocka_unit_test(the_set_named_last_wins),
    };
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = cmocka_run_group_tests_name("rules/ruleset_lists", tests, NULL, NULL);
    failed += RUN_CASES("rules/ruleset_lists lines of 2008", line_cases, check_line);
    failed += RUN_CASES("rules/ruleset_lists refuses", wrong_cases, check_wrong);
    return failed + remove_sandbox(&sandbox);
}
