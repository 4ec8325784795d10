/*
 * An expression of a rule set over named figures, compiled: + - * / ( ), min, max.
 *
 * Steps stand in postfix order. rules/ parses and checks them; any stage may evaluate them. No
 * other program ever sees the text.
 */
#ifndef LG_MODEL_EXPRESSION_H
#define LG_MODEL_EXPRESSION_H

#include "model/facts.h"

enum { LG_EXPRESSION_STACK_MAX = 32 };

enum lg_expression_kind {
    LG_STEP_CONSTANT,
    LG_STEP_FACT,      /* operand: enum lg_fact */
    LG_STEP_INDICATOR, /* operand: row of the park's indicators (built-in ones, then own ones) */
    LG_STEP_ADD,
    LG_STEP_SUBTRACT,
    LG_STEP_MULTIPLY,
    LG_STEP_DIVIDE,
    LG_STEP_NEGATE,
    LG_STEP_MIN, /* of two */
    LG_STEP_MAX,
};

struct lg_expression_step {
    double constant;
    size_t operand;
    enum lg_expression_kind kind;
};

struct lg_expression {
    const char *text; /* as written */
    size_t step_count;
    const struct lg_expression_step *steps; /* [step_count] never empties the stack, leaves one */
};

/* What an expression of one park may look at. */
struct lg_operands {
    const struct lg_fact_value *facts;      /* [LG_FACT_COUNT] */
    const struct lg_fact_value *indicators; /* [indicator count] value and reason */
};

/**
 * The value of an expression.
 *
 * A missing operand gives missing with the reason of the first that is missing; so does a division
 * by 0 and a result that is not finite.
 *
 * @param expression  of at most LG_EXPRESSION_STACK_MAX values under way
 */
struct lg_fact_value lg_expression_value(const struct lg_expression *expression,
                                         const struct lg_operands *operands);

#endif
