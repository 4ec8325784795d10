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
#include <string.h>

/* How the reason of a doubtful value begins. */
#define OUT_OF_RANGE "out_of_range: "

enum part_kind {
    PART_SUPPLIED,   /* D */
    PART_BUILT,      /* A */
    PART_INDUSTRIAL, /* A2 */
    PART_READY,      /* A + B21 */
    PART_BUILDABLE,  /* A + B */
    PART_IDLE,       /* G */
    PART_FLOOR,
    PART_FOOTPRINT,
    PART_INDUSTRIAL_FLOOR,
    PART_YARDS,
    PART_INVESTMENT,
    PART_INDUSTRIAL_TAX,
    PART_REVENUE,
    PART_TAX,
    PART_POPULATION,
    PART_COUNT
};

struct part {
    double value; /* NaN: see the reason */
    const char *reason;
};

static const struct {
    const char *code;
    enum part_kind numerator, denominator;
} rates[] = {
    {"A10", PART_READY, PART_BUILDABLE},
    {"A11", PART_SUPPLIED, PART_READY},
    {"A12", PART_BUILT, PART_SUPPLIED},
    {"A21", PART_INDUSTRIAL, PART_BUILT},
    {"A31", PART_FLOOR, PART_BUILT},
    {"A32", PART_FOOTPRINT, PART_BUILT},
    {"A33", PART_INDUSTRIAL_FLOOR, PART_INDUSTRIAL},
    {"A34", PART_YARDS, PART_INDUSTRIAL},
    {"B11", PART_INVESTMENT, PART_INDUSTRIAL},
    {"B12", PART_INDUSTRIAL_TAX, PART_INDUSTRIAL},
    {"B12'", PART_REVENUE, PART_INDUSTRIAL},
    {"B21", PART_TAX, PART_BUILT},
    {"B22", PART_POPULATION, PART_BUILT},
    {"C11", PART_IDLE, PART_SUPPLIED},
};

/* What a part needs of the parcels; the first that lacks gives the reason. */
static const struct {
    size_t lack_count;
    enum lg_lack_kind lacks[3];
} needs[PART_COUNT] = {
    [PART_SUPPLIED] = {2, {LG_LACK_AREA, LG_LACK_SUPPLY}},
    [PART_BUILT] = {2, {LG_LACK_AREA, LG_LACK_STATE}},
    [PART_INDUSTRIAL] = {3, {LG_LACK_AREA, LG_LACK_STATE, LG_LACK_BUILT_KIND}},
    [PART_READY] = {3, {LG_LACK_AREA, LG_LACK_STATE, LG_LACK_OPEN_KIND}},
    [PART_BUILDABLE] = {2, {LG_LACK_AREA, LG_LACK_STATE}},
    [PART_IDLE] = {1, {LG_LACK_AREA}},
    [PART_FLOOR] = {1, {LG_LACK_FLOOR}},
    [PART_FOOTPRINT] = {1, {LG_LACK_FOOTPRINT}},
    [PART_INDUSTRIAL_FLOOR] = {1, {LG_LACK_INDUSTRIAL_FLOOR}},
    [PART_YARDS] = {1, {LG_LACK_YARDS}},
};

static const char *const lack_texts[LG_LACK_COUNT] = {
    [LG_LACK_AREA] = "recorded_area is missing",
    [LG_LACK_STATE] = "land_state is missing",
    [LG_LACK_BUILT_KIND] = "land_state is A only, and current_use does not say which part of it,",
    [LG_LACK_OPEN_KIND] = "land_state is B or B2 only, not B21 or B22,",
    [LG_LACK_SUPPLY] = "supply_state is missing",
    [LG_LACK_CLOCK] = "the idle clock cannot be read (no start, or no share of a site at rest)",
    [LG_LACK_FLOOR] = "there is no building layer, and floor_area is missing",
    [LG_LACK_INDUSTRIAL_FLOOR] = "there is no building layer, and floor_area is missing",
    [LG_LACK_FOOTPRINT] = "there is no building layer, and footprint is missing",
    [LG_LACK_YARDS] = "footprint_yards is missing",
};

/* Why a part has no value although nothing is missing on a parcel; by the sums' NaN. */
static const char *const none_texts[PART_COUNT] = {
    [PART_INVESTMENT] = "neither the park (fixed_investment) nor any of its A2 parcels has an "
                        "investment (enterprises table or field)",
    [PART_INDUSTRIAL_TAX] = "neither the park (industrial_tax) nor any of its A2 parcels has a tax "
                            "(enterprises table or field)",
    [PART_REVENUE] = "neither the park (industrial_revenue) nor any of its A2 parcels has a "
                     "revenue (enterprises table or field)",
    [PART_TAX] = "neither the park (total_tax) nor any of its A parcels has a tax (enterprises "
                 "table or field)",
    [PART_POPULATION] = "population is missing in the park table",
};

static const char *const part_names[PART_COUNT] = {
    [PART_SUPPLIED] = "supplied land (D)",
    [PART_BUILT] = "built land (A)",
    [PART_INDUSTRIAL] = "built industrial land (A2)",
    [PART_READY] = "land ready for supply (A + B21)",
    [PART_BUILDABLE] = "buildable land (A + B)",
};

/* What to look at when a rate of such parts is out of its range. */
static const char *const part_sources[PART_COUNT] = {
    [PART_SUPPLIED] = "the land and supply states",
    [PART_BUILT] = "the land and supply states",
    [PART_INDUSTRIAL] = "the land states",
    [PART_READY] = "the land states",
    [PART_BUILDABLE] = "the land states",
    [PART_IDLE] = "the supply states",
    [PART_FLOOR] = "the unit of floor_area, and floors",
    [PART_FOOTPRINT] = "the unit of footprint, and the buildings",
    [PART_INDUSTRIAL_FLOOR] = "the unit of floor_area, and floors",
    [PART_YARDS] = "the unit of footprint_yards",
    [PART_INVESTMENT] = "the unit of fixed_investment or investment",
    [PART_INDUSTRIAL_TAX] = "the unit of industrial_tax or tax",
    [PART_REVENUE] = "the unit of industrial_revenue or revenue",
    [PART_TAX] = "the unit of total_tax or tax",
    [PART_POPULATION] = "population",
};

/* A rate of 100 % may come out a little above it. */
static const double range_slack_ratio = 1e-6;

/* "land_state is missing on 3 parcels (1.2500 ha)"; NULL when memory is out. */
static const char *lack_reason(struct lg_model *model, const struct lg_tally *tally,
                               enum lg_lack_kind kind)
{
    const struct lg_lack *lack = &tally->lacks[kind];
    struct lg_text text = {0};
    lg_text_add_text(&text, lack_texts[kind]);
    lg_text_printf(&text, " on %zu %s%s (", lack->parcel_count,
                   kind == LG_LACK_CLOCK ? "supplied " : "",
                   lack->parcel_count == 1 ? "parcel" : "parcels");
    lg_text_add_fixed(&text, lg_sum_value(lack->m2) / LG_M2_PER_HA, 4);
    lg_text_add_text(&text, " ha)");
    const char *reason =
        text.failed ? NULL : lg_arena_text(&model->results.texts, text.bytes, text.size);
    lg_text_reset(&text);
    return reason;
}

static void set_values(const struct lg_park_sums *sums, struct part parts[PART_COUNT])
{
    const double *m2 = sums->state_m2;
    parts[PART_SUPPLIED].value = m2[LG_STATE_D] / LG_M2_PER_HA;
    parts[PART_BUILT].value = m2[LG_STATE_A] / LG_M2_PER_HA;
    parts[PART_INDUSTRIAL].value = m2[LG_STATE_A2] / LG_M2_PER_HA;
    parts[PART_READY].value = sums->ready_m2 / LG_M2_PER_HA;
    parts[PART_BUILDABLE].value = (m2[LG_STATE_A] + m2[LG_STATE_B]) / LG_M2_PER_HA;
    parts[PART_IDLE].value = sums->idle_m2 / LG_M2_PER_HA;
    parts[PART_FLOOR].value = sums->floor_m2 / LG_M2_PER_HA;
    parts[PART_FOOTPRINT].value = sums->footprint_m2 / LG_M2_PER_HA;
    parts[PART_INDUSTRIAL_FLOOR].value = sums->industrial_floor_m2 / LG_M2_PER_HA;
    parts[PART_YARDS].value = sums->industrial_footprint_yards_m2 / LG_M2_PER_HA;
    parts[PART_INVESTMENT].value = sums->industrial_investment_yuan / LG_YUAN_PER_WAN;
    parts[PART_INDUSTRIAL_TAX].value = sums->industrial_tax_yuan / LG_YUAN_PER_WAN;
    parts[PART_REVENUE].value = sums->industrial_revenue_yuan / LG_YUAN_PER_WAN;
    parts[PART_TAX].value = sums->tax_yuan / LG_YUAN_PER_WAN;
    parts[PART_POPULATION].value = sums->population;
}

/* Where the first lack of a part is said; a lack takes its value away. */
static enum lg_status set_reason(struct lg_model *model, const struct lg_tally *tally,
                                 enum part_kind kind, struct part *part, struct lg_error *err)
{
    for (size_t i = 0; i < needs[kind].lack_count; i++) {
        if (!lg_tally_lacks(tally, needs[kind].lacks[i])) continue;
        part->value = (double)NAN;
        part->reason = lack_reason(model, tally, needs[kind].lacks[i]);
        if (part->reason != NULL) return LG_OK;
        return lg_fail(err, LG_NO_MEMORY, "no memory for the reasons of indicators");
    }
    if (isnan(part->value)) part->reason = none_texts[kind];
    return LG_OK;
}

/* Idle land is known when every supplied parcel's clock is read, or when the data record it. */
static enum lg_status set_idle_reason(struct lg_model *model, const struct lg_tally *tally,
                                      struct part *part, struct lg_error *err)
{
    if (part->reason != NULL) return LG_OK;
    if (model->rules.idle_from_record) {
        if (model->parcels.table.columns[LG_PARCEL_RECORDED_IDLE].present) return LG_OK;
        part->value = (double)NAN;
        part->reason = "no parcel layer has recorded_idle, which the rules take idle land from";
        return LG_OK;
    }
    if (!lg_tally_lacks(tally, LG_LACK_CLOCK)) return LG_OK;
    part->value = (double)NAN;
    part->reason = lack_reason(model, tally, LG_LACK_CLOCK);
    if (part->reason != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the reasons of indicators");
}

static void keep_reasons(const struct part parts[PART_COUNT], struct lg_park_sums *sums)
{
    sums->floor_reason = parts[PART_FLOOR].reason;
    sums->footprint_reason = parts[PART_FOOTPRINT].reason;
    sums->yards_reason = parts[PART_YARDS].reason;
    sums->investment_reason = parts[PART_INVESTMENT].reason;
    sums->revenue_reason = parts[PART_REVENUE].reason;
    sums->industrial_tax_reason = parts[PART_INDUSTRIAL_TAX].reason;
    sums->tax_reason = parts[PART_TAX].reason;
}

static enum lg_status divide(struct lg_model *model, const struct part parts[PART_COUNT],
                             size_t rate, struct lg_indicator *row, struct lg_error *err)
{
    const struct part *numerator = &parts[rates[rate].numerator];
    const struct part *denominator = &parts[rates[rate].denominator];
    bool is_percent = strcmp(lg_indicator_entries[rate].unit, "%") == 0;
    row->numerator = numerator->value;
    row->denominator = denominator->value;
    row->value = (double)NAN;
    row->reason = numerator->reason != NULL ? numerator->reason : denominator->reason;
    if (row->reason != NULL) return LG_OK;
    if (denominator->value > 0.0) {
        row->value = (is_percent ? 100.0 : 1.0) * numerator->value / denominator->value;
        return LG_OK;
    }
    struct lg_text text = {0};
    lg_text_printf(&text, "the park has no %s", part_names[rates[rate].denominator]);
    if (!text.failed) row->reason = lg_arena_text(&model->results.texts, text.bytes, text.size);
    lg_text_reset(&text);
    if (row->reason != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the reasons of indicators");
}

/* What the parts of two indicators say against each other; NULL: nothing. */
static const char *contradiction(const struct part parts[PART_COUNT], size_t rate)
{
    enum part_kind kind = rates[rate].numerator;
    if (kind == PART_FLOOR && parts[PART_FLOOR].value < parts[PART_FOOTPRINT].value) {
        return "less floor area than footprint, though a building has a floor at least";
    }
    if (kind == PART_TAX && parts[PART_TAX].value < parts[PART_INDUSTRIAL_TAX].value) {
        return "all firms pay less tax than the industrial ones";
    }
    return NULL;
}

/* Doubt a value outside its plausible range (domain.md 1.11); it stays, with the doubt beside it.
 */
static enum lg_status doubt(struct lg_model *model, const struct part parts[PART_COUNT],
                            size_t rate, struct lg_indicator *row, struct lg_error *err)
{
    const struct lg_indicator_entry *entry = &lg_indicator_entries[rate];
    double slack = range_slack_ratio * fabs(row->value);
    const char *against = contradiction(parts, rate);
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
    lg_text_printf(&text, "; check %s", part_sources[rates[rate].numerator]);
    row->reason = text.failed ? NULL : lg_arena_text(&model->results.texts, text.bytes, text.size);
    lg_text_reset(&text);
    if (row->reason == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the reasons of indicators");
    }
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

enum lg_status lg_indicators_fill(struct lg_model *model, const struct lg_tally *tally,
                                  struct lg_error *err)
{
    assert(sizeof(rates) / sizeof(rates[0]) == lg_indicator_entry_count);

    struct lg_park_sums *sums = &model->results.sums[tally->park];
    struct part parts[PART_COUNT] = {{0}};
    set_values(sums, parts);
    enum lg_status status = LG_OK;
    for (enum part_kind kind = 0; status == LG_OK && kind < PART_COUNT; kind++) {
        status = set_reason(model, tally, kind, &parts[kind], err);
    }
    if (status == LG_OK) status = set_idle_reason(model, tally, &parts[PART_IDLE], err);
    if (status != LG_OK) return status;

    keep_reasons(parts, sums);
    struct lg_indicator *rows = model->results.indicators + tally->park * lg_indicator_entry_count;
    for (size_t rate = 0; rate < lg_indicator_entry_count; rate++) {
        assert(strcmp(rates[rate].code, lg_indicator_entries[rate].code) == 0);
        rows[rate].park = tally->park;
        rows[rate].code = lg_indicator_entries[rate].code;
        status = divide(model, parts, rate, &rows[rate], err);
        if (status == LG_OK) status = doubt(model, parts, rate, &rows[rate], err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}
