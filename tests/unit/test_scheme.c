/*
 * rules/scheme: the built-in evaluation against what it comes from (domain.md 1.4 to 1.8, 1.11,
 * 6.6, 6.7).
 */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/sandbox.h"
#include "support/scheme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* domain.md 1.4: the codes of each tree from the area down. */
static void the_trees_are_those_of_the_source(void **state)
{
    (void)state;
    static const struct {
        enum lg_eval_type type;
        enum lg_scope scope;
        const char *codes;
    } rows[] = {
        {LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN,
         "主区 A A1 A11 A12 A2 A21 A3 A31 A32 A33 A34 B B1 B11 B12 C C1 C11"},
        {LG_TYPE_INDUSTRIAL, LG_SCOPE_EXPANSION,
         "发展方向区 A A1 A10 A2 A21 A3 A31 A32 A33 A34 B B1 B11 B12 C C1 C11"},
        {LG_TYPE_MIXED, LG_SCOPE_MAIN, "主区 A A1 A11 A12 A3 A31 A32 B B2 B21 B22 C C1 C11"},
        {LG_TYPE_MIXED, LG_SCOPE_EXPANSION, "发展方向区 A A1 A10 A3 A31 A32 B B2 B21 B22 C C1 C11"},
    };
    scheme_read(NULL, NULL);
    assert_int_equal(scheme_rules.scheme.tree_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct lg_tree *tree = scheme_find_tree(rows[i].type, rows[i].scope);
        struct lg_text codes = {.bytes = NULL};
        for (size_t node = 0; node < tree->node_count; node++) {
            lg_text_printf(&codes, "%s%s", node > 0 ? " " : "", tree->nodes[node].code);
        }
        assert_string_equal(codes.bytes, rows[i].codes);
        lg_text_reset(&codes);
    }
    lg_rule_set_reset(&scheme_set);
}

static void nodes_know_parent_level_and_name(void **state)
{
    (void)state;
    scheme_read(NULL, NULL);
    const struct lg_tree *tree = scheme_find_tree(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN);
    const struct lg_tree_node *leaf = scheme_find_node(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A33");
    const struct lg_tree_node *parent = &tree->nodes[leaf->parent];
    assert_int_equal(leaf->level, LG_NODE_INDICATOR);
    assert_string_equal(lg_scheme_indicator(&scheme_rules.scheme, leaf->indicator)->key,
                        "industrial_far");
    assert_string_equal(parent->code, "A3");
    assert_int_equal(parent->level, LG_NODE_SUB_GOAL);
    assert_string_equal(parent->name[1], "intensity of use");
    assert_string_equal(tree->nodes[parent->parent].code, "A");
    assert_int_equal(tree->nodes[parent->parent].parent, 0);
    assert_int_equal(tree->nodes[0].level, LG_NODE_AREA);
    assert_string_equal(tree->nodes[0].name[1], "main area");
    lg_rule_set_reset(&scheme_set);
}

/* domain.md 1.7, its table, column by column. */
static void the_weights_are_those_of_the_example(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        double industrial, mixed_main, mixed_expansion; /* NaN: not in the tree */
    } rows[] = {
        {"A", 0.70, 0.65, 0.65},   {"B", 0.20, 0.25, 0.25},  {"C", 0.10, 0.10, 0.10},
        {"A1", 0.25, 0.45, 0.30},  {"A3", 0.50, 0.55, 0.70}, {"A31", 0.25, 0.53, 0.53},
        {"A32", 0.22, 0.47, 0.47}, {"C1", 1, 1, 1},          {"C11", 1, 1, 1},
    };
    scheme_read(NULL, NULL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *code = rows[i].code;
        ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, code), rows[i].industrial,
                     0);
        ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_EXPANSION, code),
                     rows[i].industrial, 0);
        ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_MAIN, code), rows[i].mixed_main, 0);
        ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_EXPANSION, code),
                     rows[i].mixed_expansion, 0);
    }
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "A34"), 0.28, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_INDUSTRIAL, LG_SCOPE_MAIN, "B12"), 0.5, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_MAIN, "B22"), 0.5, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_MAIN, "主区"), 0.8, 0);
    ASSERT_CLOSE(scheme_weight_of(LG_TYPE_MIXED, LG_SCOPE_EXPANSION, "发展方向区"), 0.2, 0);
    assert_string_equal(scheme_find_node(LG_TYPE_MIXED, LG_SCOPE_MAIN, "C1")->weight_source,
                        "an only child weighs all");
    assert_int_equal(lg_rules_check_weights(&scheme_rules, &scheme_set, NULL), LG_OK);
    lg_rule_set_reset(&scheme_set);
}

static void ideals_are_those_of_rates_alone(void **state)
{
    (void)state;
    scheme_read(NULL, NULL);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_MIXED, "A10")->value, 100, 0);
    ASSERT_CLOSE(scheme_find_ideal(NULL, LG_TYPE_MIXED, "A11")->value, 100, 0);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "A12")->value, 100, 0);
    ASSERT_CLOSE(scheme_find_ideal("K1", LG_TYPE_INDUSTRIAL, "C11")->value, 0, 0);
    assert_int_equal(scheme_rules.scheme.ideal_count, 4);
    lg_rule_set_reset(&scheme_set);
}

/* domain.md 1.11: line, indicator, value; 46 figures in nine lines. */
static void benchmarks_are_those_of_the_bulletins(void **state)
{
    (void)state;
    static const struct {
        const char *line, *code;
        double value;
        bool is_derived;
        int year;
    } rows[] = {
        {"national-2010", "B11", 4812.43, false, 2010},
        {"national-2012", "B12'", 12984.94, false, 2012},
        {"national-2019", "A10", 88.53, true, 2019},
        {"national-2020", "A11", 92.68, false, 2020},
        {"national-2021", "A12", 92.34, true, 2021},
        {"national-2022", "A21", 47.78, false, 2022},
        {"national-2022", "B11", 10822, true, 2022},
        {"national-2024", "A32", 33.87, false, 2024},
        {"jiangsu-2024", "A31", 1.19, false, 2024},
        {"qinghai-2016", "B12", 144.26, false, 2016},
    };
    scheme_read(NULL, NULL);
    const struct lg_scheme *scheme = &scheme_rules.scheme;
    size_t found = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        for (size_t j = 0; j < scheme->benchmark_count; j++) {
            const struct lg_benchmark *row = &scheme->benchmarks[j];
            if (strcmp(row->line, rows[i].line) != 0 ||
                strcmp(lg_scheme_indicator(scheme, row->indicator)->code, rows[i].code) != 0) {
                continue;
            }
            found++;
            ASSERT_CLOSE(row->value, rows[i].value, 0);
            assert_int_equal(row->is_derived, rows[i].is_derived);
            assert_int_equal(row->year, rows[i].year);
            /* The day is the end of the year before, where it is known. */
            bool is_known = strcmp(row->line, "qinghai-2016") != 0;
            assert_int_equal(row->data_date,
                             is_known ? lg_date_make(row->year - 1, 12, 31) : LG_DATE_NONE);
        }
    }
    assert_int_equal(found, sizeof(rows) / sizeof(rows[0]));
    size_t lines = 0;
    for (size_t i = 0; i < scheme->benchmark_count; i++) {
        const char *before = i > 0 ? scheme->benchmarks[i - 1].line : "";
        lines += strcmp(before, scheme->benchmarks[i].line) != 0;
    }
    assert_int_equal(lines, 9);
    assert_int_equal(scheme->benchmark_count, 46);
    lg_rule_set_reset(&scheme_set);
}

static void bands_classes_and_items_are_built_in(void **state)
{
    (void)state;
    scheme_read(NULL, NULL);
    assert_int_equal(scheme_rules.scheme.band_count, 4);
    ASSERT_CLOSE(scheme_rules.scheme.bands[0].from, 80, 0);
    assert_string_equal(scheme_rules.scheme.bands[3].name[0], "低");
    assert_string_equal(scheme_rules.scheme.bands[0].source, "program bands, not official");
    assert_string_equal(scheme_rules.scheme.classes[0].text, "经济技术开发区");
    assert_string_equal(scheme_rules.scheme.classes[0].park_class, "综合性园区");
    assert_int_equal(scheme_rules.scheme.item_count, 18);
    for (size_t i = 0; i < 18; i++) {
        char code[8];
        (void)snprintf(code, sizeof(code), "L%02zu", i + 1);
        assert_string_equal(scheme_rules.scheme.items[i].code, code);
    }
    ASSERT_CLOSE(scheme_find_item("L01")->threshold, 0.3, 0);
    assert_int_equal(scheme_find_item("L01")->comparison, LG_AT_MOST);
    assert_int_equal(scheme_find_item("L18")->comparison, LG_EQUAL);
    static const char *const without[] = {"L04", "L05", "L06", "L12", "L13", "L14", "L15"};
    for (size_t i = 0; i < 7; i++) {
        assert_true(isnan(scheme_find_item(without[i])->threshold));
    }
    lg_rule_set_reset(&scheme_set);
}

/* domain.md 6.7: each flag's conditions; cases stand together. */
static void flags_are_built_in(void **state)
{
    (void)state;
    scheme_read(NULL, NULL);
    static const struct {
        const char *code;
        size_t count;
    } rows[] = {{"EXPAND_SUPPORT", 5}, {"EXPAND_AGAINST", 3}, {"ADJUST", 4},
                {"UPGRADE", 3},        {"EXIT", 4},           {"ESTABLISH", 3}};
    assert_int_equal(scheme_rules.scheme.flag_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(scheme_rules.scheme.flags[i].code, rows[i].code);
        assert_int_equal(scheme_rules.scheme.flags[i].condition_count, rows[i].count);
        assert_int_equal(scheme_rules.scheme.flags[i].of_candidates, i == 5);
    }
    /* Two cases: without a constraint layer C alone may still be over the line. */
    static const char *const shares[][2] = {{"unbuildable", "C / T * 100"},
                                            {"forbidden", "forbidden_pct"}};
    for (size_t i = 0; i < 2; i++) {
        const struct lg_flag_condition *share =
            scheme_find_condition(scheme_find_flag("ADJUST"), shares[i][0], "share");
        assert_non_null(share);
        assert_string_equal(share->value.text, shares[i][1]);
        ASSERT_CLOSE(share->threshold, 30, 0);
        assert_int_equal(share->comparison, LG_ABOVE);
    }
    lg_rule_set_reset(&scheme_set);
}

/* What rounding leaves beside a line lies on it: 1e-9 of the line, or of 1. */
static void a_line_is_kept_but_for_rounding(void **state)
{
    (void)state;
    static const struct {
        double value, threshold;
        bool at_least, at_most, above, below, equal;
    } rows[] = {
        {90, 90, true, true, false, false, true},
        {89.9999999999, 90, true, true, false, false, true},
        {90.0000000001, 90, true, true, false, false, true},
        {89.9999998, 90, false, true, false, true, false},
        {90.0000002, 90, true, false, true, false, false},
        {-1e-10, 0, true, true, false, false, true},
        {2e-9, 0, true, false, true, false, false},
        {-100.00000001, -100, true, true, false, false, true},
        {(double)NAN, 90, false, false, false, false, false},
        {90, (double)NAN, false, false, false, false, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double value = rows[i].value;
        double threshold = rows[i].threshold;
        assert_int_equal(lg_operator_holds(LG_AT_LEAST, value, threshold), rows[i].at_least);
        assert_int_equal(lg_operator_holds(LG_AT_MOST, value, threshold), rows[i].at_most);
        assert_int_equal(lg_operator_holds(LG_ABOVE, value, threshold), rows[i].above);
        assert_int_equal(lg_operator_holds(LG_BELOW, value, threshold), rows[i].below);
        assert_int_equal(lg_operator_holds(LG_EQUAL, value, threshold), rows[i].equal);
    }
}

static void every_row_has_its_source_and_set(void **state)
{
    (void)state;
    scheme_read(NULL, NULL);
    const struct lg_scheme *scheme = &scheme_rules.scheme;
    for (size_t i = 0; i < scheme->weight_count; i++) {
        assert_true(strlen(scheme->weights[i].source) > 0 && strlen(scheme->weights[i].set) > 0);
    }
    for (size_t i = 0; i < scheme->benchmark_count; i++) {
        assert_string_equal(scheme->benchmarks[i].set, "benchmarks-published");
        assert_true(strlen(scheme->benchmarks[i].source) > 0);
    }
    for (size_t i = 0; i < scheme->item_count; i++) {
        assert_string_equal(scheme->items[i].set, "tibet-2026");
        assert_string_equal(scheme->items[i].weight_set, "tibet-2026");
    }
    assert_null(scheme_set.lists[LG_LIST_INDICATORS].set);
    assert_string_equal(scheme_set.lists[LG_LIST_TREES].set, "kfq-2014");
    assert_int_equal(scheme_set.lists[LG_LIST_TREES].count, 4);
    lg_rule_set_reset(&scheme_set);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_trees_are_those_of_the_source),
        cmocka_unit_test(nodes_know_parent_level_and_name),
        cmocka_unit_test(the_weights_are_those_of_the_example),
        cmocka_unit_test(ideals_are_those_of_rates_alone),
        cmocka_unit_test(benchmarks_are_those_of_the_bulletins),
        cmocka_unit_test(bands_classes_and_items_are_built_in),
        cmocka_unit_test(flags_are_built_in),
        cmocka_unit_test(a_line_is_kept_but_for_rounding),
        cmocka_unit_test(every_row_has_its_source_and_set),
    };
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = cmocka_run_group_tests_name("rules/scheme", tests, NULL, NULL);
    return failed + remove_sandbox(&sandbox);
}
