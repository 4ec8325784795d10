/*
 * The indicators of a park: each a part over a part, or the reason why it has no value or why the
 * value is to be doubted.
 *
 * Source: domain.md 1.4. Parts are in ha (floor and footprint: 万m2, the same number), 万元 and
 * persons.
 */
#include "base/text.h"
#include "measure/tally.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* How the reason of a doubtful value begins. */
#define OUT_OF_RANGE "out_of_range: "

struct rate {
    const char *code;
    enum lg_fact numerator, denominator;
};

static const struct rate rates[] = {
    {"A10", LG_FACT_READY, LG_FACT_BUILDABLE},
    {"A11", (enum lg_fact)LG_STATE_D, LG_FACT_READY},
    {"A12", (enum lg_fact)LG_STATE_A, (enum lg_fact)LG_STATE_D},
    {"A21", (enum lg_fact)LG_STATE_A2, (enum lg_fact)LG_STATE_A},
    {"A31", LG_FACT_FLOOR, (enum lg_fact)LG_STATE_A},
    {"A32", LG_FACT_FOOTPRINT, (enum lg_fact)LG_STATE_A},
    {"A33", LG_FACT_INDUSTRIAL_FLOOR, (enum lg_fact)LG_STATE_A2},
    {"A34", LG_FACT_INDUSTRIAL_YARDS, (enum lg_fact)LG_STATE_A2},
    {"B11", LG_FACT_INVESTMENT, (enum lg_fact)LG_STATE_A2},
    {"B12", LG_FACT_INDUSTRIAL_TAX, (enum lg_fact)LG_STATE_A2},
    {"B12'", LG_FACT_INDUSTRIAL_REVENUE, (enum lg_fact)LG_STATE_A2},
    {"B21", LG_FACT_TOTAL_TAX, (enum lg_fact)LG_STATE_A},
    {"B22", LG_FACT_POPULATION, (enum lg_fact)LG_STATE_A},
    {"C11", LG_FACT_IDLE, (enum lg_fact)LG_STATE_D},
};

/* A rate of 100 % may come out a little above it. */
static const double range_slack_ratio = 1e-6;

/* What a row is called when its denominator is 0. */
static const char *name_of_part(size_t fact)
{
    switch (fact) {
    case LG_STATE_D:
        return "supplied land (D)";
    case LG_STATE_A:
        return "built land (A)";
    case LG_STATE_A2:
        return "built industrial land (A2)";
    case LG_FACT_READY:
        return "land ready for supply (A + B21)";
    case LG_FACT_BUILDABLE:
        return "buildable land (A + B)";
    default:
        return lg_fact_label(fact, LG_ENGLISH);
    }
}

/* Numerator over denominator, both with a value. */
static void set_value(struct lg_indicator *row)
{
    bool is_percent = strcmp(row->entry->unit, "%") == 0;
    row->value = (is_percent ? 100.0 : 1.0) * row->numerator / row->denominator;
}

static enum lg_status divide(struct lg_model *model, const struct lg_fact_value *facts,
                             const struct rate *rate, struct lg_indicator *row,
                             struct lg_error *err)
{
    const struct lg_fact_value *numerator = &facts[rate->numerator];
    const struct lg_fact_value *denominator = &facts[rate->denominator];
    row->numerator = numerator->value;
    row->denominator = denominator->value;
    row->value = (double)NAN;
    row->reason = numerator->reason != NULL ? numerator->reason : denominator->reason;
    if (row->reason != NULL) return LG_OK;
    if (denominator->value > 0.0) {
        set_value(row);
        return LG_OK;
    }
    struct lg_text text = {0};
    lg_text_printf(&text, "the park has no %s", name_of_part(rate->denominator));
    return lg_keep_text(model, &text, &row->reason, err);
}

/* What to look at when a rate with such a numerator is out of its range. */
static const char *source_of_part(size_t fact)
{
    switch (fact) {
    case LG_STATE_D:
    case LG_STATE_A:
        return "the land and supply states";
    case LG_STATE_A2:
    case LG_FACT_READY:
        return "the land states";
    case LG_FACT_IDLE:
        return "the supply states";
    case LG_FACT_FLOOR:
    case LG_FACT_INDUSTRIAL_FLOOR:
        return "the unit of floor_area, and floors";
    case LG_FACT_FOOTPRINT:
        return "the unit of footprint, and the buildings";
    case LG_FACT_INDUSTRIAL_YARDS:
        return "the unit of footprint_yards";
    case LG_FACT_INVESTMENT:
        return "the unit of fixed_investment or investment";
    case LG_FACT_INDUSTRIAL_TAX:
        return "the unit of industrial_tax or tax";
    case LG_FACT_INDUSTRIAL_REVENUE:
        return "the unit of industrial_revenue or revenue";
    case LG_FACT_TOTAL_TAX:
        return "the unit of total_tax or tax";
    default:
        return lg_fact_name(fact);
    }
}

/* What the parts of two indicators say against each other; NULL: nothing. */
static const char *contradiction(const struct lg_fact_value *facts, const struct rate *rate)
{
    enum lg_fact kind = rate->numerator;
    if (kind == LG_FACT_FLOOR && facts[LG_FACT_FLOOR].value < facts[LG_FACT_FOOTPRINT].value) {
        return "less floor area than footprint, though a building has a floor at least";
    }
    if (kind == LG_FACT_TOTAL_TAX &&
        facts[LG_FACT_TOTAL_TAX].value < facts[LG_FACT_INDUSTRIAL_TAX].value) {
        return "all firms pay less tax than the industrial ones";
    }
    return NULL;
}

/* Doubt a value outside its plausible range (domain.md 1.11); it stays, with the doubt beside it.
 */
static enum lg_status doubt(struct lg_model *model, const struct lg_fact_value *facts,
                            const struct rate *rate, struct lg_indicator *row, struct lg_error *err)
{
    const struct lg_indicator_entry *entry = row->entry;
    double slack = range_slack_ratio * fabs(row->value);
    const char *against = contradiction(facts, rate);
    bool is_plausible =
        row->value >= entry->plausible_min - slack && row->value <= entry->plausible_max + slack;
    if (isnan(row->value) || (is_plausible && against == NULL)) return LG_OK;

    struct lg_text text = {0};
    lg_text_add_text(&text, OUT_OF_RANGE);
    if (is_plausible) {
        lg_text_add_text(&text, against);
    } else {
        lg_text_printf(&text, "%.6g to %.6g is plausible", entry->plausible_min,
                       entry->plausible_max);
    }
    lg_text_printf(&text, "; check %s", source_of_part(rate->numerator));
    enum lg_status status = lg_keep_text(model, &text, &row->reason, err);
    if (status != LG_OK) return status;
    struct lg_finding finding = lg_park_finding(model, LG_W_VALUE, row->park);
    finding.value = row->value;
    if (!is_plausible) {
        finding.limit =
            row->value < entry->plausible_min ? entry->plausible_min : entry->plausible_max;
    }
    const char *why = row->reason + strlen(OUT_OF_RANGE);
    return lg_findings_add(&model->findings, &finding, err, "%s %s is %.6g: %s", entry->code,
                           entry->name[LG_ENGLISH], row->value, why);
}

/* The indicators that the rule set defines, in the order in which they can be computed. */
static void fill_own(const struct lg_scheme *scheme, const struct lg_fact_value *facts,
                     struct lg_fact_value *values, struct lg_indicator *rows)
{
    const struct lg_operands operands = {facts, values};
    for (size_t i = 0; i < scheme->own_count; i++) {
        const struct lg_own_indicator *own = &scheme->own[scheme->own_order[i]];
        size_t position = lg_indicator_entry_count + scheme->own_order[i];
        struct lg_indicator *row = &rows[position];
        struct lg_fact_value numerator = lg_expression_value(&own->numerator, &operands);
        struct lg_fact_value denominator = {1.0, NULL};
        if (own->denominator.step_count > 0) {
            denominator = lg_expression_value(&own->denominator, &operands);
        }
        row->numerator = numerator.value;
        row->denominator = denominator.value;
        row->value = (double)NAN;
        row->reason = numerator.reason != NULL ? numerator.reason : denominator.reason;
        if (row->reason == NULL && denominator.value == 0.0) row->reason = "its denominator is 0";
        if (row->reason == NULL) set_value(row);
        if (row->reason == NULL && !isfinite(row->value)) {
            row->value = (double)NAN;
            row->reason = "a number too large to be one";
        }
        values[position] = (struct lg_fact_value){row->value, row->reason};
    }
}

enum lg_status lg_indicators_fill(struct lg_model *model, const struct lg_tally *tally,
                                  struct lg_error *err)
{
    assert(sizeof(rates) / sizeof(rates[0]) == lg_indicator_entry_count);

    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    const struct lg_fact_value *facts = model->results.facts + tally->park * LG_FACT_COUNT;
    struct lg_indicator *rows = model->results.indicators + tally->park * count;
    struct lg_fact_value *values = calloc(count, sizeof(*values));
    if (values == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the indicators");
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct lg_indicator){
            .park = tally->park,
            .entry = lg_scheme_indicator(&model->rules.scheme, i),
            .value = (double)NAN,
        };
    }
    for (size_t i = 0; status == LG_OK && i < lg_indicator_entry_count; i++) {
        assert(strcmp(rates[i].code, rows[i].entry->code) == 0);
        status = divide(model, facts, &rates[i], &rows[i], err);
        if (status == LG_OK) status = doubt(model, facts, &rates[i], &rows[i], err);
        values[i] =
            (struct lg_fact_value){rows[i].value, isnan(rows[i].value) ? rows[i].reason : NULL};
    }
    if (status == LG_OK) fill_own(&model->rules.scheme, facts, values, rows);
    free(values);
    return status;
}
