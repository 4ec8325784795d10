/*
 * rules/scheme: how a set of one's own changes the built-in evaluation row by row, and which of
 * several rows counts.
 */
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/sandbox.h"
#include "support/scheme.h"

#include <math.h>
#include <string.h>

#define HEAD  "name: own\nvalid_from: 2026-07-01\nsource: a bureau's decision\n"
#define HEAD2 "name: second\nvalid_from: 2026-07-01\nsource: a later decision\n"

/* A line's figures: averages of 1.11, and rates as before. */
static void ideals_of_a_benchmark_line(void **state)
{
    (void)state;
    const char *names[] = {"kfq-2014", "ideals-national-2020"};
    assert_int_equal(lg_rules_read(names, 2, &scheme_rules, &scheme_set, NULL), LG_OK);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "B11")->value, 8984.3, 0);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_MIXED, "B21")->value, 539.96, 0);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_MIXED, "A11")->value, 100, 0);
    assert_string_equal(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A21")->set,
                        "ideals-national-2020");
    assert_null(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A34"));
    lg_rule_set_reset(&scheme_set);
    names[1] = "ideals-qinghai-2016";
    assert_int_equal(lg_rules_read(names, 2, &scheme_rules, &scheme_set, NULL), LG_OK);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "B12")->value, 144.26, 0);
    assert_null(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A21"));
    lg_rule_set_reset(&scheme_set);
}

/* national-2024 has its industrial share for 工业主导型 alone: so has the ideal. */
static void a_line_of_one_type_gives_an_ideal_of_that_type(void **state)
{
    (void)state;
    scheme_read(HEAD "ideals: [{of: A21, benchmark: national-2024, source: x}]\n", NULL);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A21")->value, 47.6, 0);
    assert_null(scheme_find_ideal("K1", LG_TYPE_MIXED, "A21"));
    lg_rule_set_reset(&scheme_set);
}

static void the_more_exact_ideal_counts_and_the_later_set_before(void **state)
{
    (void)state;
    scheme_read(HEAD "ideals:\n"
                     "  - {of: A31, value: 1.0, source: x}\n"
                     "  - {of: A31, type: 工业主导型, value: 1.1, source: x}\n"
                     "  - {of: A31, park: K1, value: 1.2, source: x}\n"
                     "  - {of: A31, park: K1, type: 工业主导型, value: 1.3, source: x}\n"
                     "  - {of: A31, scope: 发展方向区, value: 1.4, source: x}\n",
                NULL);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A31")->value, 1.3, 0);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_MIXED, "A31")->value, 1.2, 0);
    ASSERT_CLOSE(scheme_find_ideal("K2", LG_TYPE_INDUSTRIAL, "A31")->value, 1.1, 0);
    ASSERT_CLOSE(scheme_find_ideal("K2", LG_TYPE_MIXED, "A31")->value, 1.0, 0);
    ASSERT_CLOSE(lg_scheme_ideal(&scheme_rules.scheme, "K2", LG_TYPE_MIXED, LG_SCOPE_EXPANSION,
                                 lg_scheme_find(&scheme_rules.scheme, "A31"))
                     ->value,
                 1.4, 0);
    lg_rule_set_reset(&scheme_set);
    scheme_read(HEAD "ideals: [{of: A31, park: K1, value: 1.2, source: x}]\n",
                HEAD2 "ideals: [{of: A31, value: 0.9, source: y}]\n");
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A31")->value, 0.9, 0);
    assert_string_equal(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A31")->set, "second.yaml");
    lg_rule_set_reset(&scheme_set);
}

static void own_indicators_may_need_each_other_in_any_order(void **state)
{
    (void)state;
    scheme_read(
        HEAD "indicators:\n"
             "  X1: {zh: 甲, en: first, unit: \"1\", numerator: X2 + X3, source: x}\n"
             "  X2: {zh: 乙, en: second, unit: \"%\", numerator: X3, denominator: A, source: x}\n",
        HEAD2 "indicators:\n"
              "  X3: {zh: 丙, en: third, unit: \"%\", numerator: A2 * supply_rate, denominator: "
              "100, sense: "
              "negative, source: y}\n");
    const struct lg_scheme *scheme = &scheme_rules.scheme;
    assert_int_equal(scheme->own_count, 3);
    assert_int_equal(scheme->own_order[0], 2);
    assert_int_equal(scheme->own_order[1], 1);
    assert_int_equal(scheme->own_order[2], 0);
    assert_string_equal(scheme->own[1].entry.denominator, "A");
    assert_int_equal(scheme->own[1].denominator.step_count, 1);
    assert_int_equal(scheme->own[0].denominator.step_count, 0);
    assert_null(scheme->own[0].entry.denominator);
    assert_true(scheme->own[2].entry.is_negative);
    assert_false(scheme->own[0].entry.is_negative);
    assert_string_equal(scheme->own[2].set, "second.yaml");
    assert_int_equal(lg_scheme_find(scheme, "X2"), lg_indicator_entry_count + 1);
    lg_rule_set_reset(&scheme_set);
}

/* A1, A and the indicators have weights among sisters in the built-in tree, here they are alone. */
static void an_only_child_of_a_later_tree_needs_no_weight(void **state)
{
    (void)state;
    scheme_read(HEAD
                "trees: [{type: 产城融合型, scope: 主区, goals: {A: {A1: [A11]}}, source: x}]\n",
                NULL);
    const struct lg_tree *tree = lg_scheme_tree(&scheme_rules.scheme, LG_TYPE_MIXED, LG_SCOPE_MAIN);
    assert_int_equal(tree->node_count, 4);
    for (size_t i = 1; i < 4; i++) {
        ASSERT_CLOSE(tree->nodes[i].weight, 1, 0);
        assert_string_equal(tree->nodes[i].weight_source, "an only child weighs all");
    }
    ASSERT_CLOSE(tree->nodes[0].weight, 0.8, 0);
    lg_rule_set_reset(&scheme_set);
}

static void a_later_tree_stands_in_place_of_the_earlier(void **state)
{
    (void)state;
    scheme_read(
        HEAD "indicators:\n"
             "  X1: {zh: 甲, en: first, unit: \"1\", numerator: A2, denominator: A, source: x}\n"
             "nodes: {D9: {zh: 丁, en: fourth, source: x}}\n"
             "trees:\n"
             "  - {type: 产城融合型, scope: 主区, goals: {A: {A1: [A12], D9: [X1]}}, source: x}\n"
             "weights:\n"
             "  - {type: 产城融合型, scope: 主区, of: A1, value: 0.4, source: x}\n"
             "  - {of: D9, value: 0.6, source: x}\n"
             "  - {type: 产城融合型, scope: 主区, of: A, value: 1, source: x}\n"
             "  - {type: 产城融合型, scope: 主区, of: A12, value: 1, source: x}\n",
        NULL);
    const struct lg_tree *tree = scheme_find_tree(LG_TYPE_MIXED, LG_SCOPE_MAIN);
    assert_int_equal(scheme_rules.scheme.tree_count, 4);
    assert_int_equal(tree->node_count, 6);
    assert_string_equal(tree->set, "first.yaml");
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_MAIN, "D9"), 0.6, 0);
    assert_string_equal(scheme_find_node(LG_TYPE_MIXED, LG_SCOPE_MAIN, "D9")->name[0], "丁");
    assert_string_equal(scheme_find_node(LG_TYPE_MIXED, LG_SCOPE_MAIN, "X1")->name[1], "first");
    /* The tree of the other scope, and its weights, stay. */
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_EXPANSION, "A1"), 0.30, 0);
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, NULL), LG_OK);
    lg_rule_set_reset(&scheme_set);
}

/* Type and scope before type before scope before none; a later set before all of them. */
static void the_more_exact_weight_counts(void **state)
{
    (void)state;
    scheme_read(HEAD "weights:\n"
                     "  - {of: A11, value: 0.9, source: x}\n"
                     "  - {of: A12, value: 0.1, source: x}\n"
                     "  - {of: A11, scope: 主区, value: 0.8, source: x}\n"
                     "  - {of: A12, scope: [主区, 发展方向区], value: 0.2, source: x}\n"
                     "  - {of: A11, type: [工业主导型, 产城融合型], value: 0.7, source: x}\n"
                     "  - {of: A12, type: 工业主导型, value: 0.3, source: x}\n"
                     "  - {of: A12, type: 产城融合型, value: 0.4, source: x}\n"
                     "  - {of: A11, type: 产城融合型, scope: 主区, value: 0.6, source: x}\n",
                NULL);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A11"), 0.7, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A12"), 0.3, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_MAIN, "A11"), 0.6, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_MAIN, "A12"), 0.4, 0);
    lg_rule_set_reset(&scheme_set);
    scheme_read(HEAD "weights: [{of: A11, type: 工业主导型, scope: 主区, value: 0.9, source: x}]\n",
                HEAD2 "weights: [{of: A11, value: 0.5, source: y}]\n");
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A11"), 0.5, 0);
    assert_string_equal(scheme_find_node(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A11")->weight_set,
                        "second.yaml");
    lg_rule_set_reset(&scheme_set);
}

/* 0.25 + 0.22 + 0.3 + 0.28. The "of" of the row is blamed: line 4, column 16. */
static void weights_that_do_not_add_up_wait_for_renormalise(void **state)
{
    (void)state;
    struct lg_error err = {.message = ""};
    scheme_read(HEAD "weights: [{of: A33, value: 0.3, source: x}]\n", NULL);
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, &err), LG_BAD_PROJECT);
    assert_string_equal(err.message,
                        "first.yaml:4:16: the weights of A3 in the tree of 工业主导型, 主区 add up "
                        "to 1.05, not to 1; correct them or set evaluation.renormalise [E_RULES]");
    scheme_rules.evaluation.renormalises = true;
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, NULL), LG_OK);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A33"), 0.3, 0);
    lg_rule_set_reset(&scheme_set);
    scheme_read(HEAD "parameters: {evaluation: {renormalise: {value: true, source: x}}}\n"
                     "weights: [{of: A33, value: 0.3, source: x}]\n",
                NULL);
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, NULL), LG_OK);
    lg_rule_set_reset(&scheme_set);
}

/* 0.25 + 0.22 + 0.25 + 0.2800009 is within 1e-6 of 1, with 0.2800011 it is not. */
static void weights_may_be_rounded(void **state)
{
    (void)state;
    scheme_read(HEAD "weights: [{of: A34, value: 0.2800009, source: x}]\n", NULL);
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, NULL), LG_OK);
    lg_rule_set_reset(&scheme_set);
    scheme_read(HEAD "weights: [{of: A34, value: 0.2800011, source: x}]\n", NULL);
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, NULL), LG_BAD_PROJECT);
    lg_rule_set_reset(&scheme_set);
}

static void a_later_benchmark_stands_in_place_of_the_earlier(void **state)
{
    (void)state;
    scheme_read(HEAD
                "benchmarks:\n"
                "  - {line: national-2020, region: national, year: 2020, of: A10, value: 89.5, "
                "derived: true, source: x}\n"
                "  - {line: tibet-2025, region: Tibet, year: 2025, of: A10, value: 70, derived: "
                "false, source: x}\n",
                NULL);
    const struct lg_scheme *scheme = &scheme_rules.scheme;
    assert_int_equal(scheme->benchmark_count, 47);
    const struct lg_benchmark *last = &scheme->benchmarks[46];
    assert_string_equal(last->line, "tibet-2025");
    assert_int_equal(last->data_date, LG_DATE_NONE);
    size_t found = 0;
    for (size_t i = 0; i < scheme->benchmark_count; i++) {
        const struct lg_benchmark *row = &scheme->benchmarks[i];
        if (strcmp(row->line, "national-2020") != 0 || row->indicator != 0) continue;
        found++;
        ASSERT_CLOSE(row->value, 89.5, 0);
        assert_true(row->is_derived);
        assert_string_equal(row->set, "first.yaml");
    }
    assert_int_equal(found, 1);
    lg_rule_set_reset(&scheme_set);
}

static void items_change_field_by_field(void **state)
{
    (void)state;
    scheme_read(HEAD "compliance:\n"
                     "  L04: {threshold: 85, source: the bureau's scheme}\n"
                     "  L01: {threshold: none, kind: regional, source: the bureau's scheme}\n"
                     "  L05: {weight: 2, source: the bureau's weights}\n",
                HEAD2
                "compliance:\n"
                "  L00: {zh: 甲, en: first, basis: none, unit: \"%\", value: \"min(A2, 3) / A\", "
                "operator: \">\", weight: 0, kind: user, source: y}\n");
    const struct lg_compliance_item *item = scheme_find_item("L04");
    ASSERT_CLOSE(item->threshold, 85, 0);
    assert_int_equal(item->comparison, LG_AT_LEAST);
    assert_string_equal(item->name[1], "supply rate");
    assert_string_equal(item->kind, "user");
    assert_string_equal(item->source, "the bureau's scheme");
    assert_string_equal(item->set, "first.yaml");
    assert_string_equal(item->weight_set, "tibet-2026");
    assert_true(isnan(scheme_find_item("L01")->threshold));
    assert_string_equal(scheme_find_item("L01")->kind, "regional");
    item = scheme_find_item("L05");
    ASSERT_CLOSE(item->weight, 2, 0);
    assert_string_equal(item->weight_source, "the bureau's weights");
    assert_string_equal(item->source, "no line is known");
    assert_string_equal(item->set, "tibet-2026");
    assert_int_equal(scheme_rules.scheme.item_count, 19);
    assert_string_equal(scheme_rules.scheme.items[0].code, "L00");
    assert_true(isnan(scheme_rules.scheme.items[0].threshold));
    lg_rule_set_reset(&scheme_set);
}

/* A condition for a case that others follow goes to its case. */
static void flags_change_field_by_field(void **state)
{
    (void)state;
    scheme_read(
        HEAD "flags:\n"
             "  EXPAND_AGAINST:\n"
             "    en: against\n"
             "    cases:\n"
             "      idle:\n"
             "        idle_rate: {threshold: 5, source: x}\n"
             "        large: {value: G, operator: \">\", threshold: 10, source: x}\n"
             "      dense: {far: {value: far, operator: \"<\", threshold: 0.2, source: x}}\n"
             "  MERGE:\n"
             "    zh: 甲\n"
             "    en: merge\n"
             "    applies: parks\n"
             "    cases: {small: {area: {value: T, operator: \"<\", threshold: 50, source: x}}}\n",
        NULL);
    const struct lg_flag *flag = scheme_find_flag("EXPAND_AGAINST");
    assert_int_equal(flag->condition_count, 5);
    assert_string_equal(flag->name[1], "against");
    assert_string_equal(flag->name[0], "不支持扩区");
    assert_string_equal(flag->conditions[0].name, "idle_rate");
    assert_string_equal(flag->conditions[1].name, "large");
    assert_string_equal(flag->conditions[2].case_name, "unbuilt");
    assert_string_equal(flag->conditions[4].case_name, "dense");
    ASSERT_CLOSE(flag->conditions[0].threshold, 5, 0);
    assert_int_equal(flag->conditions[0].comparison, LG_ABOVE);
    assert_string_equal(flag->conditions[0].set, "first.yaml");
    assert_string_equal(flag->conditions[2].set, "tibet-2026");
    assert_int_equal(scheme_rules.scheme.flag_count, 7);
    assert_string_equal(scheme_rules.scheme.flags[6].code, "MERGE");
    lg_rule_set_reset(&scheme_set);
}

static void bands_and_classes_are_replaced_whole(void **state)
{
    (void)state;
    scheme_read(HEAD "bands: [{from: 50, code: GOOD, zh: 好, en: good, source: x}]\n"
                     "park_classes: [{text: 园, class: 专业性园区, source: x}]\n",
                NULL);
    assert_int_equal(scheme_rules.scheme.band_count, 1);
    assert_int_equal(scheme_rules.scheme.class_count, 1);
    assert_string_equal(scheme_set.lists[LG_LIST_BANDS].set, "first.yaml");
    lg_rule_set_reset(&scheme_set);
}

/* Whatever is named, and in which order: the default sets lie below. */
static void a_default_set_that_is_named_counts_in_its_place(void **state)
{
    (void)state;
    const char *names[] = {"own.yaml", "kfq-2014"};
    sandbox_put(names[0], HEAD "ideals: [{of: A10, value: 90, source: x}]\n");
    assert_int_equal(lg_rules_read(names, 1, &scheme_rules, &scheme_set, NULL), LG_OK);
    ASSERT_CLOSE(scheme_find_ideal(NULL, LG_TYPE_MIXED, "A10")->value, 90, 0);
    lg_rule_set_reset(&scheme_set);
    assert_int_equal(lg_rules_read(names, 2, &scheme_rules, &scheme_set, NULL), LG_OK);
    ASSERT_CLOSE(scheme_find_ideal(NULL, LG_TYPE_MIXED, "A10")->value, 100, 0);
    assert_int_equal(scheme_rules.scheme.item_count, 18);
    lg_rule_set_reset(&scheme_set);
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    const char *names[] = {"all.yaml"};
    sandbox_put(names[0],
                HEAD "indicators: {X1: {zh: 甲, en: a, unit: ha, numerator: A, source: x}}\n"
                     "ideals: [{of: X1, value: 1, source: x}]\n"
                     "compliance: {L01: {threshold: 1, source: x}}\n");
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status != LG_OK; count += 7) {
        failing_alloc_after(count);
        status = lg_rules_read(names, 1, &scheme_rules, &scheme_set, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
        lg_rule_set_reset(&scheme_set);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(ideals_of_a_benchmark_line),
        cmocka_unit_test(a_line_of_one_type_gives_an_ideal_of_that_type),
        cmocka_unit_test(the_more_exact_ideal_counts_and_the_later_set_before),
        cmocka_unit_test(own_indicators_may_need_each_other_in_any_order),
        cmocka_unit_test(an_only_child_of_a_later_tree_needs_no_weight),
        cmocka_unit_test(a_later_tree_stands_in_place_of_the_earlier),
        cmocka_unit_test(the_more_exact_weight_counts),
        cmocka_unit_test(weights_that_do_not_add_up_wait_for_renormalise),
        cmocka_unit_test(weights_may_be_rounded),
        cmocka_unit_test(a_later_benchmark_stands_in_place_of_the_earlier),
        cmocka_unit_test(items_change_field_by_field),
        cmocka_unit_test(flags_change_field_by_field),
        cmocka_unit_test(bands_and_classes_are_replaced_whole),
        cmocka_unit_test(a_default_set_that_is_named_counts_in_its_place),
        cmocka_unit_test(each_allocation_may_fail),
    };
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = cmocka_run_group_tests_name("rules/scheme over each other", tests, NULL, NULL);
    return failed + remove_sandbox(&sandbox);
}
