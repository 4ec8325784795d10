/*
 * The indicators of domain.md 1.4: code, names, unit, parts. Defined in src/data/indicators.c.
 */
#ifndef LG_MODEL_INDICATORS_H
#define LG_MODEL_INDICATORS_H

#include <stdbool.h>
#include <stddef.h>

struct lg_indicator_entry {
    const char *code;          /* "A10" */
    const char *key;           /* column of the parks layer, "development_rate"; NULL: none */
    const char *const name[2]; /* by enum lg_language */
    const char *unit;          /* "%", "1", "wan_yuan/ha", "persons/ha" */
    const char *numerator;     /* in words of the code tree: "A + B21" */
    const char *denominator;   /* "A + B" */
    double plausible_min;      /* in the unit; outside of both a value is shown, but doubted */
    double plausible_max;      /* -HUGE_VAL, HUGE_VAL: any */
    bool is_negative;          /* less is better */
};

extern const struct lg_indicator_entry lg_indicator_entries[];
extern const size_t lg_indicator_entry_count;

/** The entry of a code; NULL when there is none. */
const struct lg_indicator_entry *lg_indicator_find(const char *code);

#endif
