/*
 * What more a park could hold: land still to be supplied, land that other uses have, land used less
 * than its ideal, land that waits for its authority.
 *
 * Kinds overlap, the same hectare may be in several: they are never one sum. Source: domain.md 1.8.
 */
#include "base/grow.h"
#include "evaluate/evaluate.h"
#include "evaluate/parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Most rows that a park has: two of expansion, structure, four of intensity, three of management.
 */
enum { ROWS_OF_A_PARK = 10 };

/* Indicators of intensity by type: what they are built on, and which they are. */
static const struct {
    enum lg_state land;
    const char *codes[4]; /* ends with NULL when fewer */
} intensities[LG_TYPE_COUNT] = {
    [LG_TYPE_INDUSTRIAL] = {LG_STATE_A2, {"A33", "A34", "B11", "B12"}},
    [LG_TYPE_MIXED] = {LG_STATE_A, {"A31", "A32", "B21", NULL}},
};

/* One park under way. */
struct work {
    struct lg_model *model;
    size_t park;
    const struct lg_fact_value *facts; /* [LG_FACT_COUNT] of the park */
};

/* A row with its area: 0 where there is less than none. */
static void add_row(struct work *work, struct lg_potential_row row)
{
    struct lg_results *results = &work->model->results;
    row.park = work->park;
    row.area_ha = row.raw_ha < 0.0 ? 0.0 : row.raw_ha;
    results->potentials[results->potential_count++] = row;
}

static struct lg_potential_row new_row(enum lg_potential_kind kind)
{
    return (struct lg_potential_row){
        .kind = kind,
        .indicator = SIZE_MAX,
        .raw_ha = (double)NAN,
        .years_3 = (double)NAN,
        .years_5 = (double)NAN,
    };
}

/* Years that land lasts when so much is supplied in a year, or why that is not known. */
static struct lg_fact_value years(const struct lg_fact_value *land,
                                  const struct lg_fact_value *supply)
{
    if (isnan(land->value)) return (struct lg_fact_value){(double)NAN, land->reason};
    if (isnan(supply->value)) return (struct lg_fact_value){(double)NAN, supply->reason};
    if (!(supply->value > 0.0)) {
        return (struct lg_fact_value){(double)NAN, "no land was supplied in these years"};
    }
    return (struct lg_fact_value){land->value / supply->value, NULL};
}

static enum lg_status add_expansion(struct work *work, enum lg_potential_kind kind,
                                    struct lg_error *err)
{
    bool is_industrial = kind == LG_POTENTIAL_EXPANSION_INDUSTRIAL;
    const struct lg_fact_value *land = &work->facts[is_industrial ? LG_STATE_E21 : LG_STATE_E];
    struct lg_fact_value mean = years(
        land,
        &work->facts[is_industrial ? LG_FACT_INDUSTRIAL_SUPPLY_MEAN_3 : LG_FACT_SUPPLY_MEAN_3]);
    struct lg_fact_value most = years(
        land, &work->facts[is_industrial ? LG_FACT_INDUSTRIAL_SUPPLY_MAX_5 : LG_FACT_SUPPLY_MAX_5]);
    struct lg_potential_row row = new_row(kind);
    row.raw_ha = land->value;
    row.years_3 = mean.value;
    row.years_5 = most.value;
    row.reason = land->reason;
    if (land->reason == NULL && (mean.reason != NULL || most.reason != NULL)) {
        struct lg_text text = {0};
        if (mean.reason != NULL) lg_text_printf(&text, "no years_3: %s", mean.reason);
        if (most.reason != NULL) {
            lg_text_printf(&text, "%sno years_5: %s", text.size == 0 ? "" : "; ", most.reason);
        }
        enum lg_status status = lg_keep_text(work->model, &text, &row.reason, err);
        if (status != LG_OK) return status;
    }
    add_row(work, row);
    return LG_OK;
}

/* An indicator of the park with its ideal; the reason where one of them is missing, then it is NaN,
 * or where the value is doubtful. */
static enum lg_status find_pair(struct work *work, const char *code, struct lg_potential_row *row,
                                double *value, double *ideal, struct lg_error *err)
{
    struct lg_model *model = work->model;
    const struct lg_scheme *scheme = &model->rules.scheme;
    const struct lg_park_score *score = &model->results.scores[work->park];
    size_t position = lg_scheme_find(scheme, code);
    size_t count = lg_scheme_indicator_count(scheme);
    assert(position < count);

    const struct lg_indicator *indicator =
        &model->results.indicators[work->park * count + position];
    const struct lg_ideal *rule =
        lg_scheme_ideal(scheme, lg_table_text(&model->parks.table, LG_PARK_CODE, work->park),
                        score->type, score->scope, position);
    row->indicator = position;
    row->reason = indicator->reason;
    *value = indicator->value;
    *ideal = rule == NULL ? (double)NAN : rule->value;
    assert(!isnan(*value) || indicator->reason != NULL);
    if (isnan(*value)) return LG_OK;
    if (rule == NULL) return lg_no_ideal_reason(model, indicator->entry, &row->reason, err);
    if (*ideal > 0.0) return LG_OK;
    row->reason = "its ideal is not above 0";
    *ideal = (double)NAN;
    return LG_OK;
}

/* A share of land, where both are known. */
static void set_share(struct lg_potential_row *row, const struct lg_fact_value *land, double share)
{
    row->raw_ha = land->value * share;
    if (!isnan(share) && land->reason != NULL) row->reason = land->reason;
}

/* Land that could become industrial: A x (ideal of A21 - A21). */
static enum lg_status add_structure(struct work *work, struct lg_error *err)
{
    double value, ideal;
    struct lg_potential_row row = new_row(LG_POTENTIAL_STRUCTURE);
    enum lg_status status = find_pair(work, "A21", &row, &value, &ideal, err);
    if (status != LG_OK) return status;
    set_share(&row, &work->facts[LG_STATE_A], (ideal - value) / 100.0);
    add_row(work, row);
    return LG_OK;
}

/* Land that the ideal would leave free: (A2 or A) x (I - X) / I. */
static enum lg_status add_intensities(struct work *work, enum lg_eval_type type,
                                      struct lg_error *err)
{
    const struct lg_fact_value *land = &work->facts[intensities[type].land];
    for (size_t i = 0; i < 4 && intensities[type].codes[i] != NULL; i++) {
        double value, ideal;
        struct lg_potential_row row = new_row(LG_POTENTIAL_INTENSITY);
        enum lg_status status =
            find_pair(work, intensities[type].codes[i], &row, &value, &ideal, err);
        if (status != LG_OK) return status;
        set_share(&row, land, (ideal - value) / ideal);
        add_row(work, row);
    }
    return LG_OK;
}

static void add_management(struct work *work)
{
    const struct lg_fact_value *expired = &work->facts[LG_STATE_D22];
    const struct lg_fact_value *idle = &work->facts[LG_FACT_IDLE];
    struct lg_potential_row row = new_row(LG_POTENTIAL_EXPIRED);
    row.raw_ha = expired->value;
    row.reason = expired->reason;
    add_row(work, row);
    row = new_row(LG_POTENTIAL_IDLE);
    row.raw_ha = idle->value;
    row.reason = idle->reason;
    add_row(work, row);
    row = new_row(LG_POTENTIAL_MANAGEMENT);
    row.raw_ha = expired->value + idle->value;
    row.reason = expired->reason != NULL ? expired->reason : idle->reason;
    add_row(work, row);
}

static enum lg_status add_park(struct work *work, struct lg_error *err)
{
    const struct lg_park_score *score = &work->model->results.scores[work->park];
    enum lg_status status = add_expansion(work, LG_POTENTIAL_EXPANSION, err);
    if (status == LG_OK) status = add_expansion(work, LG_POTENTIAL_EXPANSION_INDUSTRIAL, err);
    if (status != LG_OK) return status;
    if (!score->has_type) {
        struct lg_potential_row row = new_row(LG_POTENTIAL_STRUCTURE);
        row.reason = lg_no_type_reason;
        add_row(work, row);
        row.kind = LG_POTENTIAL_INTENSITY;
        add_row(work, row);
    } else {
        if (score->type == LG_TYPE_INDUSTRIAL) status = add_structure(work, err);
        if (status == LG_OK) status = add_intensities(work, score->type, err);
    }
    if (status == LG_OK) add_management(work);
    return status;
}

enum lg_status lg_potentials_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    size_t park_count = model->parks.table.count;
    assert(park_count == 0 || (results->scores != NULL && results->facts != NULL));

    struct lg_potential_row *rows =
        lg_resize(results->potentials, park_count * ROWS_OF_A_PARK + 1, sizeof(*rows));
    if (rows == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the potentials of %zu parks", park_count);
    }
    results->potentials = rows;
    results->potential_count = 0;
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < park_count; park++) {
        struct work work = {model, park, results->facts + park * LG_FACT_COUNT};
        status = add_park(&work, err);
    }
    assert(results->potential_count <= park_count * ROWS_OF_A_PARK);
    return status;
}
