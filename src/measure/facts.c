/*
 * The sums of a park as facts: each with its value in the unit of the tables, or with the reason
 * why it is missing.
 *
 * Source: domain.md 1.3, 1.4, 1.8. Areas are in ha (floor and footprint: 万m2, the same number),
 * money in 万元.
 */
#include "base/text.h"
#include "measure/tally.h"

#include <assert.h>

/* What a fact needs of the parcels; the first that lacks gives the reason. */
static const struct {
    enum lg_fact fact;
    enum lg_lack_kind lack;
} needs[] = {
    {LG_FACT_READY, LG_LACK_AREA},
    {LG_FACT_READY, LG_LACK_STATE},
    {LG_FACT_READY, LG_LACK_OPEN_KIND},
    {LG_FACT_BUILDABLE, LG_LACK_AREA},
    {LG_FACT_BUILDABLE, LG_LACK_STATE},
    {LG_FACT_IDLE, LG_LACK_AREA},
    {LG_FACT_FLOOR, LG_LACK_FLOOR},
    {LG_FACT_FOOTPRINT, LG_LACK_FOOTPRINT},
    {LG_FACT_INDUSTRIAL_FLOOR, LG_LACK_INDUSTRIAL_FLOOR},
    {LG_FACT_INDUSTRIAL_YARDS, LG_LACK_YARDS},
};

static const char *const lack_texts[LG_LACK_COUNT] = {
    [LG_LACK_AREA] = "recorded_area is missing",
    [LG_LACK_STATE] = "land_state is missing",
    [LG_LACK_BUILT_KIND] = "land_state is A only, and current_use does not say which part of it,",
    [LG_LACK_OPEN_KIND] = "land_state is B or B2 only, not B21 or B22,",
    [LG_LACK_SUPPLY] = "supply_state is missing",
    [LG_LACK_CLOCK] = "the idle clock cannot be read (no start, or no share of a site at rest)",
    [LG_LACK_SUPPLY_CLOCK] = "supply_state is missing, and the idle clock with it,",
    [LG_LACK_FLOOR] = "there is no building layer, and floor_area is missing",
    [LG_LACK_INDUSTRIAL_FLOOR] = "there is no building layer, and floor_area is missing",
    [LG_LACK_FOOTPRINT] = "there is no building layer, and footprint is missing",
    [LG_LACK_YARDS] = "footprint_yards is missing",
};

/* Why a fact has no value although nothing is missing on a parcel. */
static const struct {
    enum lg_fact fact;
    const char *reason;
} none_texts[] = {
    {LG_FACT_TOTAL, "the park has no area by the chosen basis"},
    {LG_FACT_UNSURVEYED, "the park has no area by the chosen basis"},
    {LG_FACT_APPROVED_AREA, "approved_area is missing in the park table"},
    {LG_FACT_INVESTMENT, "neither the park (fixed_investment) nor any of its A2 parcels has an "
                         "investment (enterprises table or field)"},
    {LG_FACT_INDUSTRIAL_TAX, "neither the park (industrial_tax) nor any of its A2 parcels has a "
                             "tax (enterprises table or field)"},
    {LG_FACT_INDUSTRIAL_REVENUE, "neither the park (industrial_revenue) nor any of its A2 parcels "
                                 "has a revenue (enterprises table or field)"},
    {LG_FACT_TOTAL_TAX, "neither the park (total_tax) nor any of its A parcels has a tax "
                        "(enterprises table or field)"},
    {LG_FACT_POPULATION, "population is missing in the park table"},
    {LG_FACT_SUPPLY_MEAN_3, "supplied_y1 to supplied_y3 are not all given in the park table"},
    {LG_FACT_SUPPLY_MAX_5, "supplied_y1 to supplied_y5 are not all given in the park table"},
    {LG_FACT_INDUSTRIAL_SUPPLY_MEAN_3,
     "supplied_industrial_y1 to _y3 are not all given in the park table"},
    {LG_FACT_INDUSTRIAL_SUPPLY_MAX_5,
     "supplied_industrial_y1 to _y5 are not all given in the park table"},
};

/* Why there is no value, in place of it. */
static enum lg_status keep_reason(struct lg_model *model, struct lg_text *text,
                                  struct lg_fact_value *fact, struct lg_error *err)
{
    fact->value = (double)NAN;
    return lg_keep_text(model, text, &fact->reason, err);
}

/* "land_state is missing on 3 parcels (1.2500 ha)", and the value goes. */
static enum lg_status set_lack(struct lg_model *model, const struct lg_tally *tally,
                               enum lg_lack_kind kind, struct lg_fact_value *fact,
                               struct lg_error *err)
{
    const struct lg_lack *lack = &tally->lacks[kind];
    struct lg_text text = {0};
    if (fact->reason != NULL || !lg_tally_lacks(tally, kind)) return LG_OK;
    lg_text_add_text(&text, lack_texts[kind]);
    lg_text_printf(&text, " on %zu %s%s (", lack->parcel_count,
                   kind == LG_LACK_CLOCK ? "supplied " : "",
                   lack->parcel_count == 1 ? "parcel" : "parcels");
    lg_text_add_fixed(&text, lg_sum_value(lack->m2) / LG_M2_PER_HA, 4);
    lg_text_add_text(&text, " ha)");
    return keep_reason(model, &text, fact, err);
}

/* Land of a code is known when no parcel has a code above it only. */
static enum lg_status set_state(struct lg_model *model, const struct lg_tally *tally,
                                enum lg_state state, struct lg_fact_value *fact,
                                struct lg_error *err)
{
    bool is_land = lg_state_is_construction(state);
    const char *role = is_land ? "land_state" : "supply_state";
    fact->value = model->results.sums[tally->park].state_m2[state] / LG_M2_PER_HA;
    fact->reason = NULL;
    enum lg_status status = set_lack(model, tally, LG_LACK_AREA, fact, err);
    if (status == LG_OK) {
        status = set_lack(model, tally, is_land ? LG_LACK_STATE : LG_LACK_SUPPLY, fact, err);
    }
    if (status == LG_OK && state != LG_STATE_A && lg_state_is_within(state, LG_STATE_A)) {
        status = set_lack(model, tally, LG_LACK_BUILT_KIND, fact, err);
    }
    for (enum lg_state above = lg_states[state].parent; above != LG_STATE_NONE;
         above = lg_states[above].parent) {
        size_t count = tally->own_parcels[above];
        if (status != LG_OK || fact->reason != NULL || count == 0) continue;
        struct lg_text text = {0};
        lg_text_printf(&text, "%s is %s only, no code below it, on %zu %s", role,
                       lg_states[above].code, count, count == 1 ? "parcel" : "parcels");
        status = keep_reason(model, &text, fact, err);
    }
    return status;
}

/* Mean of the last three years and largest of the last five, from the year roles of the parks. */
static void set_supply(const struct lg_model *model, size_t park, size_t first_role,
                       struct lg_fact_value *mean_3, struct lg_fact_value *max_5)
{
    double sum_m2 = 0.0;
    double most_m2 = 0.0;
    for (size_t year = 0; year < 5; year++) {
        double supplied_m2 = lg_table_number(&model->parks.table, first_role + year, park);
        if (year < 3) sum_m2 += supplied_m2;
        if (!(supplied_m2 <= most_m2)) most_m2 = supplied_m2;
        if (isnan(supplied_m2)) break;
    }
    mean_3->value = sum_m2 / 3.0 / LG_M2_PER_HA;
    max_5->value = most_m2 / LG_M2_PER_HA;
}

static void set_values(const struct lg_model *model, size_t park, struct lg_fact_value *facts)
{
    const struct lg_park_sums *sums = &model->results.sums[park];
    const double *m2 = sums->state_m2;
    facts[LG_FACT_TOTAL].value = sums->total_m2 / LG_M2_PER_HA;
    facts[LG_FACT_IDLE].value = sums->idle_m2 / LG_M2_PER_HA;
    facts[LG_FACT_READY].value = sums->ready_m2 / LG_M2_PER_HA;
    facts[LG_FACT_BUILDABLE].value = (m2[LG_STATE_A] + m2[LG_STATE_B]) / LG_M2_PER_HA;
    facts[LG_FACT_UNSURVEYED].value = sums->unsurveyed_m2 / LG_M2_PER_HA;
    facts[LG_FACT_APPROVED_AREA].value = sums->approved_m2 / LG_M2_PER_HA;
    facts[LG_FACT_GUESSED].value = sums->guessed_m2 / LG_M2_PER_HA;
    facts[LG_FACT_FLOOR].value = sums->floor_m2 / LG_M2_PER_HA;
    facts[LG_FACT_FOOTPRINT].value = sums->footprint_m2 / LG_M2_PER_HA;
    facts[LG_FACT_INDUSTRIAL_FLOOR].value = sums->industrial_floor_m2 / LG_M2_PER_HA;
    facts[LG_FACT_INDUSTRIAL_YARDS].value = sums->industrial_footprint_yards_m2 / LG_M2_PER_HA;
    facts[LG_FACT_INVESTMENT].value = sums->industrial_investment_yuan / LG_YUAN_PER_WAN;
    facts[LG_FACT_INDUSTRIAL_TAX].value = sums->industrial_tax_yuan / LG_YUAN_PER_WAN;
    facts[LG_FACT_INDUSTRIAL_REVENUE].value = sums->industrial_revenue_yuan / LG_YUAN_PER_WAN;
    facts[LG_FACT_TOTAL_TAX].value = sums->tax_yuan / LG_YUAN_PER_WAN;
    facts[LG_FACT_POPULATION].value = sums->population;
    set_supply(model, park, LG_PARK_SUPPLIED_Y1, &facts[LG_FACT_SUPPLY_MEAN_3],
               &facts[LG_FACT_SUPPLY_MAX_5]);
    set_supply(model, park, LG_PARK_SUPPLIED_INDUSTRIAL_Y1,
               &facts[LG_FACT_INDUSTRIAL_SUPPLY_MEAN_3], &facts[LG_FACT_INDUSTRIAL_SUPPLY_MAX_5]);
}

/*
 * Idle land is known when every supplied parcel's clock is read, or when the data record it. That
 * none was found says nothing while it is open which parcels are supplied.
 */
static enum lg_status set_idle(struct lg_model *model, const struct lg_tally *tally,
                               struct lg_fact_value *fact, struct lg_error *err)
{
    if (!model->rules.idle_from_record) {
        enum lg_status status = set_lack(model, tally, LG_LACK_CLOCK, fact, err);
        if (status == LG_OK) status = set_lack(model, tally, LG_LACK_SUPPLY_CLOCK, fact, err);
        if (status != LG_OK || !isnan(fact->value)) return status;
        return set_lack(model, tally, LG_LACK_SUPPLY, fact, err);
    }
    bool is_recorded = model->parcels.table.columns[LG_PARCEL_RECORDED_IDLE].present;
    if (fact->reason != NULL || is_recorded) return LG_OK;
    *fact = (struct lg_fact_value){
        (double)NAN, "no parcel layer has recorded_idle, which the rules take idle land from"};
    return LG_OK;
}

/* Of a park on which no parcel lies nothing is known but its boundary and what its table says. */
static void forget_land(struct lg_fact_value *facts)
{
    static const struct lg_fact_value unknown = {(double)NAN, "no parcel lies in the park"};
    for (size_t state = LG_STATE_A; state < LG_STATE_COUNT; state++) {
        facts[state] = unknown;
    }
    static const enum lg_fact sums[] = {
        LG_FACT_IDLE,  LG_FACT_READY,     LG_FACT_BUILDABLE,        LG_FACT_GUESSED,
        LG_FACT_FLOOR, LG_FACT_FOOTPRINT, LG_FACT_INDUSTRIAL_FLOOR, LG_FACT_INDUSTRIAL_YARDS,
    };
    for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
        facts[sums[i]] = unknown;
    }
}

enum lg_status lg_facts_fill(struct lg_model *model, const struct lg_tally *tally,
                             struct lg_error *err)
{
    struct lg_fact_value *facts = model->results.facts + tally->park * LG_FACT_COUNT;
    enum lg_status status = LG_OK;
    for (size_t fact = 0; fact < LG_FACT_COUNT; fact++) {
        facts[fact] = (struct lg_fact_value){(double)NAN, NULL};
    }
    set_values(model, tally->park, facts);
    for (enum lg_state state = LG_STATE_A; status == LG_OK && state < LG_STATE_COUNT; state++) {
        status = set_state(model, tally, state, &facts[state], err);
    }
    for (size_t i = 0; status == LG_OK && i < sizeof(needs) / sizeof(needs[0]); i++) {
        status = set_lack(model, tally, needs[i].lack, &facts[needs[i].fact], err);
    }
    if (status == LG_OK) status = set_idle(model, tally, &facts[LG_FACT_IDLE], err);
    if (tally->first_piece == tally->end_piece) forget_land(facts);
    for (size_t i = 0; i < sizeof(none_texts) / sizeof(none_texts[0]); i++) {
        struct lg_fact_value *fact = &facts[none_texts[i].fact];
        if (isnan(fact->value) && fact->reason == NULL) fact->reason = none_texts[i].reason;
    }
    return status;
}
