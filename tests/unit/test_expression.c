/*
 * rules/expression and model/expression: what a text says of made-up figures, by hand, and what is
 * refused. Characters are counted by hand, from 1.
 */
#include "rules/expression.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct lg_own_indicator own[] = {
    {.entry = {.code = "X1", .name = {"甲", "first"}, .unit = "%"}},
};
static const struct lg_scheme scheme = {.own_count = 1, .own = own};

/* Compile and evaluate: A 10, A2 4, C 0, T huge, floor missing; supply_rate 80, own X1 0.5. */
static enum lg_status evaluate(const char *text, enum lg_fact_stage latest,
                               struct lg_fact_value *value, struct lg_error *err)
{
    struct lg_fact_value facts[LG_FACT_COUNT];
    struct lg_fact_value indicators[64];
    struct lg_arena memory = {.block = NULL};
    struct lg_expression expression = {.text = NULL};
    const struct lg_expression_names names = {&scheme, latest};
    for (size_t i = 0; i < LG_FACT_COUNT; i++) {
        facts[i] = (struct lg_fact_value){(double)NAN, "not given"};
    }
    for (size_t i = 0; i < 64; i++) {
        indicators[i] = (struct lg_fact_value){(double)NAN, NULL};
    }
    facts[LG_STATE_A] = (struct lg_fact_value){10.0, NULL};
    facts[LG_STATE_A2] = (struct lg_fact_value){4.0, "a remark beside a value"};
    facts[LG_STATE_C] = (struct lg_fact_value){0.0, NULL};
    facts[LG_FACT_TOTAL] = (struct lg_fact_value){1e308, NULL};
    facts[LG_FACT_FLOOR].reason = "no floors";
    indicators[lg_scheme_find(&scheme, "A11")] = (struct lg_fact_value){80.0, NULL};
    indicators[lg_scheme_find(&scheme, "X1")] = (struct lg_fact_value){0.5, NULL};

    const struct lg_operands operands = {facts, indicators};
    enum lg_status status = lg_expression_compile(text, &names, &memory, &expression, err);
    if (status == LG_OK) {
        *value = lg_expression_value(&expression, &operands);
        assert_string_equal(expression.text, text);
    }
    lg_arena_reset(&memory);
    return status;
}

struct value_case {
    const char *name;
    const char *text;
    double value; /* NaN: the reason counts */
    const char *reason;
};

static const struct value_case value_cases[] = {
    {"a number", "0.25", 0.25, NULL},
    {"a number with a point at its end", "3.", 3.0, NULL},
    {"a fact", "A2", 4.0, NULL},
    {"an indicator by key", "supply_rate", 80.0, NULL},
    {"an own indicator by code", "X1 * 2", 1.0, NULL},
    {"products before sums", "1 + 2 * 3", 7.0, NULL},
    {"from left to right", "10 - 4 - 3", 3.0, NULL},
    {"division from left to right", "100 / 5 / 4", 5.0, NULL},
    {"parentheses first", "(1 + 2) * 3", 9.0, NULL},
    {"a minus before a value", "-A2 + 1", -3.0, NULL},
    {"a minus before parentheses", "2 * -(A2 - 1)", -6.0, NULL},
    {"two minus", "--A2", 4.0, NULL},
    {"the least of three", "min(A, A2, 7)", 4.0, NULL},
    {"the most of three", "max(3, A, A2)", 10.0, NULL},
    {"one within the other", "max(min(A, 3), -1) + 1", 4.0, NULL},
    {"no blanks, many blanks", "min(A,A2)  +\t1\n", 5.0, NULL},
    {"0 over something", "C / A", 0.0, NULL},
    {"something over 0", "A / C", (double)NAN, "a division by 0"},
    {"0 over 0", "C / C", (double)NAN, "a division by 0"},
    {"a missing value", "floor", (double)NAN, "no floors"},
    {"missing takes all with it", "0 * floor + 1", (double)NAN, "no floors"},
    {"missing in the least", "min(1, floor)", (double)NAN, "no floors"},
    {"the first that is missing says why", "floor + footprint", (double)NAN, "no floors"},
    {"missing before a division by 0", "A / C + floor", (double)NAN, "a division by 0"},
    {"missing without a reason", "built_rate", (double)NAN, "not known"},
    {"a sum too large", "T + T", (double)NAN, "a number too large to be one"},
    {"a product too large", "T * 10 / T", (double)NAN, "a number too large to be one"},
    {"a large one that stays one", "T / 2 + T / 4", 7.5e307, NULL},
};

static void check_value(void **state)
{
    const struct value_case *row = *state;
    struct lg_fact_value value = {0.0, NULL};
    assert_int_equal(evaluate(row->text, LG_FACT_OF_SUMS, &value, NULL), LG_OK);
    if (isnan(row->value)) {
        assert_true(isnan(value.value));
        assert_string_equal(value.reason, row->reason);
    } else {
        ASSERT_CLOSE(value.value, row->value, fabs(row->value) * 1e-15);
        assert_null(value.reason);
    }
}

struct wrong_case {
    const char *name;
    const char *text;
    enum lg_fact_stage latest;
    const char *expected;
};

static const struct wrong_case wrong_cases[] = {
    {"nothing", "", LG_FACT_OF_SUMS,
     "character 1: expected a number, a name or \"(\", not the end"},
    {"an operator without its right side", "A +", LG_FACT_OF_SUMS,
     "character 4: expected a number, a name or \"(\", not the end"},
    {"two operators", "A */ 2", LG_FACT_OF_SUMS,
     "character 4: expected a number, a name or \"(\", not \"/\""},
    {"two names", "A A2", LG_FACT_OF_SUMS,
     "character 3: expected an operator or the end, not \"A\""},
    {"an open parenthesis", "(A + 1", LG_FACT_OF_SUMS,
     "character 7: expected an operator or \")\", not the end"},
    {"a parenthesis too many", "A)", LG_FACT_OF_SUMS,
     "character 2: expected an operator or the end, not \")\""},
    {"another alphabet", "A + 面积", LG_FACT_OF_SUMS,
     "character 5: expected a number, a name or \"(\", not \"面\""},
    {"characters, not bytes", "A + 1 面 ", LG_FACT_OF_SUMS,
     "character 7: expected an operator or the end, not \"面\""},
    {"a percent sign", "5%", LG_FACT_OF_SUMS,
     "character 2: expected an operator or the end, not \"%\""},
    {"an exponent", "1e5", LG_FACT_OF_SUMS,
     "character 2: expected an operator or the end, not \"e\""},
    {"a point alone", ".5", LG_FACT_OF_SUMS,
     "character 1: expected a number, a name or \"(\", not \".\""},
    {"min without parentheses", "min A", LG_FACT_OF_SUMS, "character 5: expected \"(\", not \"A\""},
    {"min of one", "min(A)", LG_FACT_OF_SUMS, "character 6: expected \",\", not \")\""},
    {"min that does not end", "min(A, 2", LG_FACT_OF_SUMS,
     "character 9: expected \",\" or \")\", not the end"},
    {"max of nothing", "max()", LG_FACT_OF_SUMS,
     "character 5: expected a number, a name or \"(\", not \")\""},
    {"no other function", "abs(A)", LG_FACT_OF_SUMS,
     "character 1: unknown name \"abs\"; docs/reference.md lists the names"},
    {"a mistyped name", "A + suply_rate", LG_FACT_OF_SUMS,
     "character 5: unknown name \"suply_rate\"; did you mean \"supply_rate\"?"},
    {"a name like none", "qqqqqqqq", LG_FACT_OF_SUMS,
     "character 1: unknown name \"qqqqqqqq\"; docs/reference.md lists the names"},
    {"the code of a built-in indicator is no name", "A11", LG_FACT_OF_SUMS,
     "character 1: \"A11\" is the code of an indicator, and codes are land here; write "
     "\"supply_rate\""},
    {"a fact of the register in an indicator", "A + far_met_pct", LG_FACT_OF_SUMS,
     "character 5: \"far_met_pct\" is known only after indicators are made; name something that is "
     "known before"},
    {"a score in a compliance item", "score", LG_FACT_OF_REGISTER,
     "character 1: \"score\" is known only after compliance items are made; name something that is "
     "known before"},
};

static void check_wrong(void **state)
{
    const struct wrong_case *row = *state;
    struct lg_fact_value value = {0.0, NULL};
    struct lg_error err = {.message = ""};
    assert_int_equal(evaluate(row->text, row->latest, &value, &err), LG_BAD_PROJECT);
    assert_string_equal(err.message, row->expected);
}

static void each_stage_may_name_what_it_knows(void **state)
{
    (void)state;
    struct lg_fact_value value = {0.0, NULL};
    assert_int_equal(evaluate("far_met_pct", LG_FACT_OF_REGISTER, &value, NULL), LG_OK);
    assert_int_equal(evaluate("far_met_pct + score", LG_FACT_OF_SCORES, &value, NULL), LG_OK);
    assert_string_equal(value.reason, "not given");
}

/* A text of count times one character, then another, then count times a third. */
static const char *repeat(char text[1024], size_t count, char before, char middle, char after)
{
    memset(text, before, count);
    text[count] = middle;
    memset(text + count + 1, after, count);
    text[2 * count + 1] = '\0';
    return text;
}

static void depth_and_length_are_bounded(void **state)
{
    (void)state;
    char text[1024];
    struct lg_fact_value value = {0.0, NULL};
    struct lg_error err = {.message = ""};
    /* The innermost value is a level of its own. */
    size_t most = LG_EXPRESSION_DEPTH_MAX - 1;
    assert_int_equal(evaluate(repeat(text, most, '(', '1', ')'), LG_FACT_OF_SUMS, &value, NULL),
                     LG_OK);
    assert_int_equal(evaluate(repeat(text, most + 1, '(', '1', ')'), LG_FACT_OF_SUMS, &value, &err),
                     LG_BAD_PROJECT);
    assert_string_equal(err.message,
                        "character 21: more than 20 parentheses and signs within each other");
    memset(text, '-', 300);
    text[300] = '\0';
    assert_int_equal(evaluate(text, LG_FACT_OF_SUMS, &value, NULL), LG_BAD_PROJECT);
    memset(text, ' ', LG_EXPRESSION_LENGTH_MAX);
    text[0] = '7';
    text[LG_EXPRESSION_LENGTH_MAX] = '\0';
    assert_int_equal(evaluate(text, LG_FACT_OF_SUMS, &value, NULL), LG_OK);
    text[LG_EXPRESSION_LENGTH_MAX] = ' ';
    text[LG_EXPRESSION_LENGTH_MAX + 1] = '\0';
    assert_int_equal(evaluate(text, LG_FACT_OF_SUMS, &value, &err), LG_BAD_PROJECT);
    assert_string_equal(err.message, "an expression of more than 400 characters; shorten it");
}

/* 1+1*(1+1*( ... each level keeps two values waiting: 16 levels and one more are too many. */
static void values_under_way_are_bounded(void **state)
{
    (void)state;
    char text[256] = "1+1";
    char deeper[256];
    struct lg_fact_value value = {0.0, NULL};
    struct lg_error err = {.message = ""};
    for (size_t i = 0; i < 15; i++) {
        (void)snprintf(deeper, sizeof(deeper), "1+1*(%.200s)", text);
        memcpy(text, deeper, sizeof(text));
    }
    assert_int_equal(evaluate(text, LG_FACT_OF_SUMS, &value, NULL), LG_OK);
    ASSERT_CLOSE(value.value, 17.0, 0);
    (void)snprintf(deeper, sizeof(deeper), "1+1*(%.200s)", text);
    assert_int_equal(evaluate(deeper, LG_FACT_OF_SUMS, &value, &err), LG_BAD_PROJECT);
    assert_string_equal(err.message, "character 81: more than 32 values wait for their operator; "
                                     "use fewer parentheses");
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    const struct lg_expression_names names = {&scheme, LG_FACT_OF_SUMS};
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status != LG_OK; count++) {
        struct lg_arena memory = {.block = NULL};
        struct lg_expression expression;
        failing_alloc_after(count);
        status = lg_expression_compile("A + 1", &names, &memory, &expression, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
        lg_arena_reset(&memory);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stage_may_name_what_it_knows),
        cmocka_unit_test(depth_and_length_are_bounded),
        cmocka_unit_test(values_under_way_are_bounded),
        cmocka_unit_test(each_allocation_may_fail),
    };
    int failed = cmocka_run_group_tests_name("rules/expression", tests, NULL, NULL);
    failed += RUN_CASES("model/expression", value_cases, check_value);
    return failed + RUN_CASES("rules/expression refuses", wrong_cases, check_wrong);
}
