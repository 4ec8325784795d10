#include "evaluate/park_facts.h"

#include "base/answer.h"
#include "base/units.h"
#include "evaluate/notes.h"

#include <math.h>
#include <string.h>

#define M_PER_KM 1000.0

enum { YEARS_MAX = 100 };

/* As the layers to look for in Tibet have it. */
static const char boundary_name[] = "城镇开发边界";

static bool is_of_row(const struct lg_finding *finding, const struct lg_table *table, size_t row)
{
    return finding->source == table->source[row] && finding->feature == table->feature[row];
}

/*
 * Whether a finding of the park layer is of this park. Several features make one park, and the
 * scopes of a park share its code: then the row of the file tells which scope is meant.
 */
static bool is_of_park(const struct lg_model *model, const struct lg_finding *finding, size_t park)
{
    const struct lg_table *table = &model->parks.table;
    const char *code = lg_table_text(table, LG_PARK_CODE, park);
    if (strcmp(finding->layer, "parks") != 0) return false;
    if (is_of_row(finding, table, park)) return true;
    if (finding->park_code == NULL || code == NULL || strcmp(finding->park_code, code) != 0) {
        return false;
    }
    for (size_t other = 0; other < table->count; other++) {
        if (other != park && is_of_row(finding, table, other)) return false;
    }
    return true;
}

static bool has_finding(const struct lg_model *model, enum lg_finding_code code, size_t park)
{
    const struct lg_findings *findings = &model->findings;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].code == code && is_of_park(model, &findings->items[i], park)) {
            return true;
        }
    }
    return false;
}

/* A boundary that leaves open which land is meant has no area to compare. */
static void set_boundary(const struct lg_model *model, size_t park, struct lg_fact_value *facts)
{
    struct lg_fact_value *fact = &facts[LG_FACT_BOUNDARY_DIFFERENCE_PCT];
    double measured_m2 = model->parks.area_m2[park];
    double approved_m2 = model->results.sums[park].approved_m2;
    if (has_finding(model, LG_E_GEOM, park)) {
        *fact = (struct lg_fact_value){(double)NAN, lg_note_broken_boundary};
        return;
    }
    if (lg_note_is_missing(&facts[LG_FACT_APPROVED_AREA], fact)) return;
    *fact = (struct lg_fact_value){fabs(measured_m2 - approved_m2) / approved_m2 * 100, NULL};
    if (!isfinite(fact->value)) {
        *fact = (struct lg_fact_value){(double)NAN, "approved_area is 0"};
    } else if (has_finding(model, LG_W_GEOM, park)) {
        fact->reason = "the boundary was delivered with a fault that was repaired (W_GEOM)";
    }
}

/* Three codes against the park: land of no parcel and of no code shows as the difference. */
static enum lg_status set_closure(struct lg_model *model, size_t park, enum lg_state first,
                                  const enum lg_state rest[2], struct lg_fact_value *fact,
                                  struct lg_error *err)
{
    const struct lg_park_sums *sums = &model->results.sums[park];
    const struct lg_fact_value *facts = model->results.facts + park * LG_FACT_COUNT;
    double sum_m2 = sums->state_m2[first] + sums->state_m2[rest[0]] + sums->state_m2[rest[1]];
    double recorded_m2 = lg_table_number(&model->parks.table, LG_PARK_RECORDED_AREA, park);
    *fact = (struct lg_fact_value){(double)NAN, NULL};
    if (model->area_basis == LG_AREA_RECORDED && isnan(recorded_m2)) {
        fact->reason = "recorded_area is missing in the park table: the park is the sum of its "
                       "parcels, so nothing is compared";
        return LG_OK;
    }
    if (isnan(sum_m2)) {
        fact->reason = "recorded_area is missing on a parcel";
        return LG_OK;
    }
    if (lg_note_is_missing(&facts[LG_FACT_TOTAL], fact)) return LG_OK;
    if (!(sums->total_m2 > 0)) {
        fact->reason = "the park has no area";
        return LG_OK;
    }
    fact->value = fabs(sums->total_m2 - sum_m2) / sums->total_m2 * 100;
    struct lg_text text = {0};
    if (sums->unsurveyed_m2 > model->rules.closure_ha * LG_M2_PER_HA) {
        lg_text_add_text(&text, "land under no parcel: ");
        lg_text_add_fixed(&text, sums->unsurveyed_m2 / LG_M2_PER_HA, 4);
        lg_text_add_text(&text, " ha");
    }
    return lg_note_keep(model, &text, fact, err);
}

static struct lg_fact_value statistics_of(const struct lg_model *model, size_t park)
{
    const char *text = lg_table_text(&model->parks.table, LG_PARK_STATISTICS_DELIVERED, park);
    switch (lg_answer_read(text)) {
    case LG_ANSWER_YES:
        return (struct lg_fact_value){1, NULL};
    case LG_ANSWER_NO:
        return (struct lg_fact_value){0, NULL};
    case LG_ANSWER_WRONG:
        return (struct lg_fact_value){(double)NAN, "statistics_delivered is neither yes nor no"};
    case LG_ANSWER_NONE:
        break;
    }
    return (struct lg_fact_value){(double)NAN, "statistics_delivered is missing in the park table"};
}

/* Full years by the calendar: the year is full on its anniversary. */
static struct lg_fact_value years_of(const struct lg_model *model, size_t park)
{
    lg_date day = lg_table_date(&model->parks.table, LG_PARK_ESTABLISHED, park);
    int years = 0;
    if (day == LG_DATE_NONE) {
        return (struct lg_fact_value){(double)NAN, "established is missing in the park table"};
    }
    if (day > model->as_of) {
        return (struct lg_fact_value){(double)NAN, "established is later than the evaluation date"};
    }
    while (years < YEARS_MAX && lg_date_add_years(day, years + 1) <= model->as_of) {
        years++;
    }
    if (years < YEARS_MAX) return (struct lg_fact_value){years, NULL};
    return (struct lg_fact_value){(double)NAN, "established is a hundred years ago or more"};
}

/* Land under forbidding layers, with parcels on it or not: its measured share of the park. */
static void set_forbidden(const struct lg_model *model, size_t park, struct lg_fact_value *facts)
{
    const struct lg_constraints *constraints = &model->constraints;
    const struct lg_parks *parks = &model->parks;
    struct lg_fact_value *fact = &facts[LG_FACT_FORBIDDEN_HA];
    struct lg_fact_value *share = &facts[LG_FACT_FORBIDDEN_PCT];
    bool is_given = false;
    for (size_t i = 0; i < constraints->count; i++) {
        is_given = is_given || constraints->items[i].forbids;
    }
    *share = (struct lg_fact_value){(double)NAN, "no constraint layer that forbids is given"};
    *fact = *share;
    if (parks->forbidden_m2 == NULL || !is_given) return;
    *share = (struct lg_fact_value){parks->forbidden_m2[park] / parks->area_m2[park] * 100, NULL};
    if (isnan(share->value)) share->reason = "the park has no area";
    *fact = *share;
    if (lg_note_is_missing(&facts[LG_FACT_TOTAL], fact)) return;
    fact->value = share->value / 100 * facts[LG_FACT_TOTAL].value;
}

/* How the park lies to others. */
static void set_neighbours(const struct lg_parks *parks, size_t park, struct lg_fact_value *facts)
{
    struct lg_fact_value *overlap = &facts[LG_FACT_OVERLAP_HA];
    struct lg_fact_value *nearest = &facts[LG_FACT_NEAREST_PARK_KM];
    *overlap = (struct lg_fact_value){(double)NAN, "not measured"};
    *nearest = *overlap;
    if (parks->overlap_m2 == NULL || parks->nearest_m == NULL) return;
    *overlap = (struct lg_fact_value){parks->overlap_m2[park] / LG_M2_PER_HA, NULL};
    *nearest = (struct lg_fact_value){parks->nearest_m[park] / M_PER_KM, NULL};
    if (isnan(nearest->value)) nearest->reason = "there is no other park";
}

/* The part of the park within the urban development boundary, by the layer of that name. */
static struct lg_fact_value inside_boundary(const struct lg_model *model, size_t park)
{
    const struct lg_constraints *constraints = &model->constraints;
    for (size_t i = 0; constraints->on_parks != NULL && i < constraints->count; i++) {
        if (strcmp(constraints->items[i].name, boundary_name) != 0) continue;
        double inside_m2 = constraints->on_parks[park * constraints->count + i].inside_m2;
        return (struct lg_fact_value){inside_m2 / model->parks.area_m2[park] * 100, NULL};
    }
    return (struct lg_fact_value){(double)NAN, "no constraint layer is named 城镇开发边界"};
}

enum lg_status lg_park_facts_fill(struct lg_model *model, size_t park, struct lg_error *err)
{
    static const enum lg_state land[2] = {LG_STATE_B, LG_STATE_C};
    static const enum lg_state supply[2] = {LG_STATE_E, LG_STATE_F};
    struct lg_fact_value *facts = model->results.facts + park * LG_FACT_COUNT;
    set_boundary(model, park, facts);
    enum lg_status status =
        set_closure(model, park, LG_STATE_A, land, &facts[LG_FACT_LAND_CLOSURE_PCT], err);
    if (status == LG_OK) {
        status =
            set_closure(model, park, LG_STATE_D, supply, &facts[LG_FACT_SUPPLY_CLOSURE_PCT], err);
    }
    facts[LG_FACT_STATISTICS_DELIVERED] = statistics_of(model, park);
    facts[LG_FACT_YEARS_ESTABLISHED] = years_of(model, park);
    facts[LG_FACT_INSIDE_BOUNDARY_PCT] = inside_boundary(model, park);
    set_neighbours(&model->parks, park, facts);
    set_forbidden(model, park, facts);
    return status;
}
