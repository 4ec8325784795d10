#include "model/expression.h"

#include <assert.h>
#include <math.h>

static const struct lg_fact_value missing = {.value = (double)NAN, .reason = "not known"};

static double combine(enum lg_expression_kind kind, double left, double right)
{
    switch (kind) {
    case LG_STEP_ADD:
        return left + right;
    case LG_STEP_SUBTRACT:
        return left - right;
    case LG_STEP_MULTIPLY:
        return left * right;
    case LG_STEP_DIVIDE:
        return left / right;
    case LG_STEP_MIN:
        return left < right ? left : right;
    case LG_STEP_MAX:
        return left > right ? left : right;
    case LG_STEP_CONSTANT:
    case LG_STEP_FACT:
    case LG_STEP_INDICATOR:
    case LG_STEP_NEGATE:
        break;
    }
    return (double)NAN;
}

static struct lg_fact_value operand(const struct lg_expression_step *step,
                                    const struct lg_operands *operands)
{
    if (step->kind == LG_STEP_CONSTANT) return (struct lg_fact_value){step->constant, NULL};
    struct lg_fact_value value = step->kind == LG_STEP_FACT ? operands->facts[step->operand]
                                                            : operands->indicators[step->operand];
    if (!isnan(value.value)) value.reason = NULL;
    if (isnan(value.value) && value.reason == NULL) value.reason = missing.reason;
    return value;
}

/* Two values into one: the first that is missing says why. */
static struct lg_fact_value fold(enum lg_expression_kind kind, struct lg_fact_value left,
                                 struct lg_fact_value right)
{
    if (isnan(left.value)) return left;
    if (isnan(right.value)) return right;
    if (kind == LG_STEP_DIVIDE && right.value == 0.0) {
        return (struct lg_fact_value){missing.value, "a division by 0"};
    }
    double value = combine(kind, left.value, right.value);
    if (isfinite(value)) return (struct lg_fact_value){value, NULL};
    return (struct lg_fact_value){missing.value, "a number too large to be one"};
}

struct lg_fact_value lg_expression_value(const struct lg_expression *expression,
                                         const struct lg_operands *operands)
{
    struct lg_fact_value stack[LG_EXPRESSION_STACK_MAX];
    size_t count = 0;
    for (size_t i = 0; i < expression->step_count; i++) {
        const struct lg_expression_step *step = &expression->steps[i];
        if (step->kind <= LG_STEP_INDICATOR) {
            assert(count < LG_EXPRESSION_STACK_MAX);
            stack[count++] = operand(step, operands);
        } else if (step->kind == LG_STEP_NEGATE) {
            assert(count >= 1);
            stack[count - 1].value = -stack[count - 1].value;
        } else {
            assert(count >= 2);
            count--;
            stack[count - 1] = fold(step->kind, stack[count - 1], stack[count]);
        }
    }
    assert(count == 1);
    return count == 1 ? stack[0] : missing;
}
