/*
 * rules/scheme: wrong lists of the evaluation, and the one line that says so. Lines and columns
 * counted by hand; HEAD has three lines.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <stdio.h>

#define HEAD  "name: own\nvalid_from: 2026-07-01\nsource: a bureau's decision\n"
#define NAMES "zh: 甲, en: a, "

struct wrong_case {
    const char *name;
    const char *text;     /* behind HEAD */
    const char *expected; /* between "own.yaml:" and " [E_RULES]" */
};

static const struct wrong_case indicator_cases[] = {
    {"indicators are a map", "indicators: [1]\n", "4:13: indicators must be a map of codes"},
    {"a built-in code", "indicators: {A11: {" NAMES "unit: ha, numerator: A, source: x}}\n",
     "4:14: code \"A11\" is a built-in indicator already; choose another"},
    {"a built-in key", "indicators: {far: {" NAMES "unit: ha, numerator: A, source: x}}\n",
     "4:14: code \"far\" is a built-in indicator already; choose another"},
    {"a fact", "indicators: {supply_mean_3: {" NAMES "unit: ha, numerator: A, source: x}}\n",
     "4:14: code \"supply_mean_3\" is a figure of every park already; choose another"},
    {"a land state", "indicators: {B21: {" NAMES "unit: ha, numerator: A, source: x}}\n",
     "4:14: code \"B21\" is a built-in indicator already; choose another"},
    {"a word of expressions", "indicators: {min: {" NAMES "unit: ha, numerator: A, source: x}}\n",
     "4:14: code \"min\" is a word of expressions already; choose another"},
    {"a blank in a code", "indicators: {\"X 1\": {" NAMES "unit: ha, numerator: A, source: x}}\n",
     "4:14: code \"X 1\" is not of letters, digits and _, up to 24 of them"},
    {"an indicator without a unit", "indicators: {X1: {" NAMES "numerator: A, source: x}}\n",
     "4:18: \"unit\" is missing; add it"},
    {"an indicator without a source", "indicators: {X1: {" NAMES "unit: ha, numerator: A}}\n",
     "4:18: \"source\" is missing; add it"},
    {"a percentage of nothing",
     "indicators:\n  X1: {" NAMES "unit: \"%\", numerator: supply_rate, source: x}\n",
     "5:28: X1 is in %, a quotient times 100, and has no denominator; add it, 100 where the "
     "numerator is in % already"},
    {"a percent sign of full width",
     "indicators:\n  X1: {" NAMES "unit: ％, numerator: A, denominator: T, source: x}\n",
     "5:28: unit \"％\" is not %; write \"%\""},
    {"an unknown key of an indicator",
     "indicators:\n  X1: {" NAMES "unit: ha, nominator: A, source: x}\n",
     "5:32: unknown key \"nominator\"; allowed here: denominator zh en unit numerator sense "
     "source"},
    {"an unknown sense",
     "indicators:\n  X1: {" NAMES "unit: ha, numerator: A, sense: up, source: x}\n",
     "5:53: unknown sense \"up\"; allowed here: positive negative"},
    {"a wrong expression", "indicators:\n  X1: {" NAMES "unit: ha, numerator: A + , source: x}\n",
     "5:43: numerator, character 4: expected a number, a name or \"(\", not the end"},
    {"a fact that is known later",
     "indicators:\n  X1: {" NAMES "unit: ha, numerator: A, denominator: score, source: x}\n",
     "5:59: denominator, character 1: \"score\" is known only after indicators are made; name "
     "something that is known before"},
    {"indicators that need each other",
     "indicators:\n"
     "  X1: {" NAMES "unit: ha, numerator: X2 + 1, source: x}\n"
     "  X2: {" NAMES "unit: ha, numerator: A, denominator: X3, source: x}\n"
     "  X3: {" NAMES "unit: ha, numerator: 2 * X2, source: x}\n",
     "6:3: indicators that need each other: X2 -> X3 -> X2; break the circle"},
    {"an indicator that needs itself",
     "indicators:\n  X1: {" NAMES "unit: ha, numerator: X1, source: x}\n",
     "5:3: indicators that need each other: X1 -> X1; break the circle"},
    {"a code given twice", "nodes:\n  A1: {" NAMES "source: x}\n  A1: {" NAMES "source: x}\n",
     "6:3: key \"A1\" again (first in line 5); keep one of them"},
    {"a node without a Chinese name", "nodes: {D1: {en: a, source: x}}\n",
     "4:13: \"zh\" is missing; add it"},
};

#define TREE "trees:\n  - type: 产城融合型\n    scope: 主区\n    source: x\n    goals: "

static const struct wrong_case tree_cases[] = {
    {"trees are a list", "trees: {}\n", "4:8: trees must be a list"},
    {"an unknown type", "trees: [{type: 工业, scope: 主区, goals: {}, source: x}]\n",
     "4:16: unknown type \"工业\"; allowed here: 工业主导型 产城融合型"},
    {"a tree without a scope", "trees: [{type: 工业主导型, goals: {}, source: x}]\n",
     "4:9: \"scope\" is missing; add it"},
    {"a list of types for one tree",
     "trees: [{type: [工业主导型], scope: 主区, goals: {}, source: x}]\n",
     "4:16: \"type\" must be one value"},
    {"a tree without goals", TREE "{}\n", "8:12: goals must be a map of goals to sub-goals"},
    {"a goal without sub-goals", TREE "{A: [A11]}\n",
     "8:16: A must be a map of sub-goals to lists of indicators"},
    {"a sub-goal without indicators", TREE "{A: {A1: []}}\n",
     "8:21: A1 must be a list of indicators"},
    {"an unknown indicator", TREE "{A: {A1: [A13]}}\n",
     "8:22: \"A13\" is no indicator; did you mean \"A10\"?"},
    {"a node without a name", TREE "{A: {A9: [A11]}}\n",
     "8:17: \"A9\" has no name under nodes; did you mean \"A1\"?"},
    {"an indicator twice", TREE "{A: {A1: [A11, A12], A3: [A11]}}\n",
     "8:38: \"A11\" stands twice in the tree; remove one of them"},
    {"a sub-goal twice", TREE "{A: {A1: [A11]}, B: {A1: [A12]}}\n",
     "8:33: \"A1\" stands twice in the tree; remove one of them"},
    {"a tree twice",
     "trees:\n"
     "  - {type: 产城融合型, scope: 主区, goals: {A: {A1: [A11]}}, source: x}\n"
     "  - {type: 产城融合型, scope: 主区, goals: {A: {A1: [A12]}}, source: x}\n",
     "6:5: the tree of 产城融合型, 主区 stands twice; remove one of them"},
    {"a child without a weight",
     "nodes: {D9: {" NAMES "source: x}}\n" TREE "{A: {A1: [A11], D9: [A12]}}\n",
     "9:28: D9 has no weight in the tree of 产城融合型, 主区; add a row to weights"},
    {"a weight of no node", "weights: [{of: A39, value: 1, source: x}]\n",
     "4:16: \"A39\" is in no tree of this type and scope"},
    {"a weight of a node that this type does not have",
     "weights: [{type: 产城融合型, of: A21, value: 1, source: x}]\n",
     "4:29: \"A21\" is in no tree of this type and scope"},
    {"a negative weight", "weights: [{of: A11, value: -0.1, source: x}]\n",
     "4:28: value \"-0.1\" is not a number from 0 to 1000"},
    {"a weight without a source", "weights: [{of: A11, value: 0.1}]\n",
     "4:11: \"source\" is missing; add it"},
    {"two weights for the same",
     "weights:\n"
     "  - {of: A11, value: 0.5, source: x}\n"
     "  - {of: A11, value: 0.6, source: x}\n",
     "6:5: two weights of A11 for the same type and scope (the other in line 5); remove one of "
     "them"},
    {"weights that do not add up",
     "weights:\n"
     "  - {of: A11, value: 0.5, source: x}\n"
     "  - {of: A12, value: 0.4, source: x}\n",
     "6:10: the weights of A1 in the tree of 工业主导型, 主区 add up to 0.9, not to 1; correct "
     "them "
     "or set evaluation.renormalise"},
    {"an only child of less than all", "weights: [{of: C11, value: 0.5, source: x}]\n",
     "4:16: the weights of C1 in the tree of 工业主导型, 主区 add up to 0.5, not to 1; correct "
     "them "
     "or set evaluation.renormalise"},
    {"a new tree for which the weights of the old one do not add up",
     TREE "{A: {A1: [A11, A12], A3: [A31, A32]}, C: {C1: [C11]}}\n",
     "5:5: the weights of 主区 in the tree of 产城融合型, 主区 add up to 0.75, not to 1; give "
     "weights for this tree or set evaluation.renormalise"},
    {"a weight of a node that the file's own tree left out",
     TREE "{A: {A1: [A11, A12]}}\nweights: [{type: 产城融合型, scope: 主区, of: A3, value: 1, "
          "source: x}]\n",
     "9:40: \"A3\" is in no tree of this type and scope"},
    {"areas that do not add up", "weights: [{of: 主区, value: 0.9, source: x}]\n",
     "4:16: the weights of the areas of 工业主导型 add up to 1.1, not to 1; correct them or set "
     "evaluation.renormalise"},
    {"children that weigh nothing, renormalised or not",
     "parameters: {evaluation: {renormalise: {value: true, source: x}}}\n"
     "weights:\n"
     "  - {of: A11, value: 0, source: x}\n"
     "  - {of: A12, value: 0, source: x}\n",
     "7:10: the weights of A1 in the tree of 工业主导型, 主区 add up to 0, not to 1; correct them"},
};

#define LINE "benchmarks: [{line: own-1, region: r, year: 2020, derived: false, source: x, "

static const struct wrong_case line_cases[] = {
    {"an ideal of nothing known", "ideals: [{of: A99, value: 1, source: x}]\n",
     "4:15: \"A99\" is no indicator"},
    {"an ideal by the name that expressions have", "ideals: [{of: far, value: 1, source: x}]\n",
     "4:15: \"far\" is a name for expressions; write the code \"A31\""},
    {"an ideal of 0", "ideals: [{of: A31, value: 0, source: x}]\n",
     "4:27: the ideal of A31 is 0; it divides: give a number above 0"},
    {"an idle rate of all land", "ideals: [{of: C11, value: 100, source: x}]\n",
     "4:27: the ideal of C11 is 100; less is better there: give a percentage from 0 to below 100"},
    {"an idle rate below 0", "ideals: [{of: C11, value: -1, source: x}]\n",
     "4:27: the ideal of C11 is -1; less is better there: give a percentage from 0 to below 100"},
    {"an ideal without a figure", "ideals: [{of: A31, source: x}]\n",
     "4:10: an ideal takes value or benchmark; give one of them"},
    {"an ideal of two figures",
     "ideals: [{of: A31, value: 1, benchmark: national-2020, source: x}]\n",
     "4:10: an ideal takes value or benchmark; give one of them"},
    {"an unknown line", "ideals: [{of: A31, benchmark: national-2023, source: x}]\n",
     "4:31: \"national-2023\" is no benchmark line; did you mean \"national-2020\"?"},
    {"a line without this indicator", "ideals: [{of: A34, benchmark: national-2020, source: x}]\n",
     "4:31: line national-2020 has no figure of A34 for these types; give a value"},
    {"a line without it for this type",
     "ideals: [{of: A21, type: 产城融合型, benchmark: national-2024, source: x}]\n",
     "4:44: line national-2024 has no figure of A21 for these types; give a value"},
    {"two ideals for the same",
     "ideals:\n"
     "  - {of: A31, park: K1, value: 1, source: x}\n"
     "  - {of: A31, park: K1, value: 2, source: x}\n",
     "6:5: two ideals of A31 for the same parks (the other in line 5); remove one of them"},
    {"a line with a blank",
     "benchmarks: [{line: own 1, region: r, year: 2020, of: A10, value: 1, "
     "derived: false, source: x}]\n",
     "4:21: line \"own 1\" is not of a to z, 0 to 9, - and _, up to 40 of them"},
    {"an indicator that no line can have", LINE "of: A1, value: 1}]\n",
     "4:82: \"A1\" is no indicator; did you mean \"A10\"?"},
    {"a figure below 0", LINE "of: A10, value: -1}]\n",
     "4:94: value \"-1\" is not a number from 0 to 1e+09"},
    {"a month is no day", LINE "of: A10, value: 1, data_date: 2019-12}]\n",
     "4:108: data_date \"2019-12\" is not a day; write it as YYYY-MM-DD"},
    {"half a year is none",
     "benchmarks: [{line: own-1, region: r, year: 2020.5, of: A10, value: 1, derived: false, "
     "source: x}]\n",
     "4:45: year \"2020.5\" is not a whole number from 1990 to 2100"},
    {"derived or not is said",
     "benchmarks: [{line: own-1, region: r, year: 2020, of: A10, value: 1, source: x}]\n",
     "4:14: \"derived\" is missing; add it"},
    {"a figure twice",
     "benchmarks:\n"
     "  - {line: own-1, region: r, year: 2020, of: A10, value: 1, derived: false, source: x}\n"
     "  - {line: own-1, region: r, year: 2020, of: A10, value: 2, derived: false, source: x}\n",
     "6:12: A10 of line own-1 stands twice (the other in line 5); remove one of them"},
    {"a line of two years",
     "benchmarks:\n"
     "  - {line: own-1, region: r, year: 2020, of: A10, value: 1, derived: false, source: x}\n"
     "  - {line: own-1, region: r, year: 2021, of: A11, value: 2, derived: false, source: x}\n",
     "6:12: line own-1 is of r, 2020 in another row; give this one its own name"},
    {"bands that go up",
     "bands:\n"
     "  - {from: 40, code: LOW, " NAMES "source: x}\n"
     "  - {from: 80, code: HIGH, " NAMES "source: x}\n",
     "6:5: band HIGH begins at 80, not below the 40 before it; write the bands from the highest "
     "down"},
    {"a band twice",
     "bands:\n"
     "  - {from: 40, code: LOW, " NAMES "source: x}\n"
     "  - {from: 20, code: LOW, " NAMES "source: x}\n",
     "6:5: band LOW stands twice; rename one of them"},
    {"a class of one's own", "park_classes: [{text: 园, class: 其他, source: x}]\n",
     "4:33: unknown class \"其他\"; allowed here: 综合性园区 专业性园区"},
};

static const struct wrong_case item_cases[] = {
    {"a new item without all", "compliance:\n  N01: {" NAMES "value: A, source: x}\n",
     "5:3: \"basis\" of N01 is missing; add it"},
    {"an override without a source", "compliance: {L04: {threshold: 90}}\n",
     "4:19: \"source\" is missing; add it"},
    {"a line that is no number", "compliance: {L04: {threshold: high, source: x}}\n",
     "4:31: threshold \"high\" is not a number from -1e+09 to 1e+09"},
    {"an operator that is none", "compliance: {L04: {operator: \"=>\", source: x}}\n",
     "4:30: unknown operator \"=>\"; allowed here: >= <= > < ="},
    {"a kind that is none", "compliance: {L04: {kind: national, source: x}}\n",
     "4:26: unknown kind \"national\"; allowed here: regional official user program"},
    {"an item in small letters", "compliance: {l04: {threshold: 1, source: x}}\n",
     "4:14: item code \"l04\" is not of A to Z, 0 to 9 and _, up to 24 of them"},
    {"a score in a compliance item", "compliance: {L04: {value: score, source: x}}\n",
     "4:27: value, character 1: \"score\" is known only after compliance items are made; name "
     "something that is known before"},
    {"a code in an expression", "compliance: {L04: {value: A33, source: x}}\n",
     "4:27: value, character 1: \"A33\" is the code of an indicator, and codes are land here; "
     "write "
     "\"industrial_far\""},
    {"a mistyped fact", "compliance: {L04: {value: far_met, source: x}}\n",
     "4:27: value, character 1: unknown name \"far_met\"; did you mean \"far_met_pct\"?"},
    {"a flag without cases", "flags: {NEW: {" NAMES "applies: parks}}\n",
     "4:9: \"cases\" of NEW is missing; add it"},
    {"a flag that applies to nothing known", "flags: {EXIT: {applies: towns}}\n",
     "4:25: unknown applies \"towns\"; allowed here: parks candidates"},
    {"a condition without a source", "flags: {EXIT: {cases: {last: {rank: {threshold: 5}}}}}\n",
     "4:37: \"source\" is missing; add it"},
    {"a new condition without an operator",
     "flags: {EXIT: {cases: {last: {tax: {value: far, threshold: 5, source: x}}}}}\n",
     "4:31: \"operator\" of tax is missing; add it"},
    {"a condition without a line",
     "flags: {EXIT: {cases: {last: {tax: {value: far, operator: \">\", source: x}}}}}\n",
     "4:31: \"threshold\" of tax is missing; add it"},
    {"conditions without a case", "flags: {EXIT: {cases: {rank: 5}}}\n",
     "4:30: rank must be a map of conditions"},
    {"a case without conditions takes nothing away", "flags: {EXIT: {cases: {last: {}}}}\n",
     "4:30: last must be a map of conditions"},
    {"a flag without cases of its own", "flags: {EXIT: {cases: {}}}\n",
     "4:23: cases must be a map of cases to conditions"},
    {"a flag of nothing", "flags: {EXIT: {}}\n", "4:15: EXIT must be a map of fields"},
    {"a case in capitals", "flags: {EXIT: {cases: {LAST: {}}}}\n",
     "4:24: name \"LAST\" is not of a to z, 0 to 9 and _, up to 40 of them"},
    {"a wrong expression of a flag",
     "flags: {EXIT: {cases: {last: {rank: {value: class_rank, source: x}}}}}\n",
     "4:45: value, character 1: unknown name \"class_rank\"; did you mean \"class_parks\"?"},
};

static void check_wrong(void **state)
{
    const struct wrong_case *row = *state;
    char text[2048];
    char expected[1024];
    struct lg_error err = {.message = ""};
    (void)snprintf(text, sizeof(text), "%s%s", HEAD, row->text);
    (void)snprintf(expected, sizeof(expected), "own.yaml:%s [E_RULES]", row->expected);
    sandbox_put("own.yaml", text);

    assert_int_equal(lg_rules_check("own.yaml", &err), LG_BAD_PROJECT);
    assert_string_equal(err.message, expected);
}

int main(void)
{
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = RUN_CASES("rules/scheme_indicators refuses", indicator_cases, check_wrong);
    failed += RUN_CASES("rules/scheme_trees refuses", tree_cases, check_wrong);
    failed += RUN_CASES("rules/scheme_lines refuses", line_cases, check_wrong);
    failed += RUN_CASES("rules/scheme_items refuses", item_cases, check_wrong);
    return failed + remove_sandbox(&sandbox);
}
