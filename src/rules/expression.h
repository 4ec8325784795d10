/*
 * Expressions of a rule set: from text to the steps of model/expression.h.
 */
#ifndef LG_RULES_EXPRESSION_H
#define LG_RULES_EXPRESSION_H

#include "base/arena.h"
#include "landgauge/status.h"
#include "model/scheme.h"

enum { LG_EXPRESSION_LENGTH_MAX = 400, LG_EXPRESSION_DEPTH_MAX = 20 };

/* What an expression may name. */
struct lg_expression_names {
    const struct lg_scheme *scheme; /* its own indicators: their codes */
    enum lg_fact_stage latest;      /* facts that are known later are refused */
};

/**
 * Compile "min(A2, 3.5) / (A + supply_rate)": + - * / ( ), unary minus, min and max of two and
 * more, decimal numbers, facts, built-in indicators by key, own ones by code.
 *
 * @param text        of at most LG_EXPRESSION_LENGTH_MAX characters
 * @param memory      keeps steps and text
 * @param expression  out: never more than LG_EXPRESSION_STACK_MAX values under way
 * @param err         "character 5: expected ...", without a place in a file
 * @return LG_OK; LG_BAD_PROJECT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_expression_compile(const char *text,
                                                  const struct lg_expression_names *names,
                                                  struct lg_arena *memory,
                                                  struct lg_expression *expression,
                                                  struct lg_error *err);

#endif
