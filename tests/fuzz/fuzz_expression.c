/*
 * Fuzz rules/expression: any text either is refused with a line or is evaluated to a finite value
 * or to none with a reason; what was compiled once is compiled again from its own text.
 */
#include "rules/expression.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_SIZE = 1024, INDICATOR_ROOM = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_steps(const struct lg_expression *expression)
{
    struct lg_fact_value facts[LG_FACT_COUNT];
    struct lg_fact_value indicators[INDICATOR_ROOM];
    for (size_t i = 0; i < LG_FACT_COUNT; i++) {
        facts[i] = (struct lg_fact_value){i % 3 == 0 ? (double)NAN : (double)i - 20.0, NULL};
    }
    for (size_t i = 0; i < INDICATOR_ROOM; i++) {
        indicators[i] = (struct lg_fact_value){(double)i * 1e300, NULL};
    }
    const struct lg_operands operands = {facts, indicators};
    struct lg_fact_value value = lg_expression_value(expression, &operands);
    if (isnan(value.value) != (value.reason != NULL) || isinf(value.value)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct lg_scheme scheme = {.own_count = 0};
    char text[TEXT_SIZE];
    if (size == 0 || size >= TEXT_SIZE || lg_indicator_entry_count > INDICATOR_ROOM) return 0;
    const struct lg_expression_names names = {&scheme, (enum lg_fact_stage)(data[0] % 3)};
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';

    struct lg_arena memory = {.block = NULL};
    struct lg_expression expression;
    struct lg_expression again;
    struct lg_error err = {.message = ""};
    enum lg_status status = lg_expression_compile(text, &names, &memory, &expression, &err);
    if (status == LG_BAD_PROJECT && err.message[0] == '\0') abort();
    if (status == LG_OK) {
        check_steps(&expression);
        status = lg_expression_compile(expression.text, &names, &memory, &again, NULL);
        if (status != LG_OK || again.step_count != expression.step_count) abort();
    }
    lg_arena_reset(&memory);
    return 0;
}
