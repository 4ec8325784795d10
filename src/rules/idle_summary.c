/*
 * Idle land of each park by status, and what it means: causes, fees, bonds, a what-if.
 */
#include "base/grow.h"
#include "rules/ledger.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums over the same pieces in the same order differ by rounding alone. */
static const double closure_ratio = 1e-9;
static const double closure_m2 = 1e-6;

bool lg_ledger_is_supplied(const struct lg_model *model, size_t parcel)
{
    return lg_state_is_within(model->parcels.supply_state[parcel], LG_STATE_D);
}

enum lg_status lg_ledger_part_parks(const struct lg_model *model, bool **is_part,
                                    struct lg_error *err)
{
    size_t park_count = model->parks.table.count;
    *is_part = calloc(park_count + 1, sizeof(**is_part));
    if (*is_part == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parks", park_count);
    for (size_t park = 0; park < park_count; park++) {
        (*is_part)[park] =
            lg_park_parent(model, park) != LG_NO_PARK || lg_park_is_candidate(model, park);
    }
    return LG_OK;
}

static enum lg_status size_results(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    size_t park_count = model->parks.table.count;
    size_t row_count = park_count * LG_IDLE_STATUS_COUNT;
    struct lg_idle_status_row *rows = lg_resize(results->idle_status, row_count + 1, sizeof(*rows));
    if (rows != NULL) results->idle_status = rows;
    struct lg_idle_summary *summary =
        lg_resize(results->idle_summary, park_count + 1, sizeof(*summary));
    if (summary != NULL) results->idle_summary = summary;
    if (rows == NULL || summary == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the idle land of %zu parks", park_count);
    }
    results->idle_status_count = row_count;
    for (size_t row = 0; row < row_count; row++) {
        rows[row] = (struct lg_idle_status_row){
            .park = row / LG_IDLE_STATUS_COUNT,
            .status = (enum lg_idle_status)(row % LG_IDLE_STATUS_COUNT),
        };
    }
    memset(summary, 0, (park_count + 1) * sizeof(*summary));
    return LG_OK;
}

/* A fee is shared among parks as every total of a parcel is. */
static void add_fee(const struct lg_model *model, size_t piece, struct lg_idle_summary *summary,
                    size_t *known_count)
{
    const struct lg_idle_finding *clock = &model->parcels.idle[model->pieces.parcel[piece]];
    if (clock->route != LG_ROUTE_FEE) return;
    if (isnan(clock->fee_yuan)) {
        summary->fee_unknown_parcels++;
        return;
    }
    double share = model->pieces.share[piece];
    summary->fee_yuan += clock->fee_yuan * (isnan(share) ? 1.0 : share);
    ++*known_count;
}

static void add_piece(struct lg_model *model, size_t piece, size_t *known_fee_count)
{
    size_t park = model->pieces.park[piece];
    size_t parcel = model->pieces.parcel[piece];
    double area_m2 = model->pieces.account_m2[piece];
    const struct lg_idle_finding *clock = &model->parcels.idle[parcel];
    struct lg_idle_status_row *row =
        &model->results.idle_status[park * LG_IDLE_STATUS_COUNT + clock->status];
    row->parcel_count++;
    row->area_m2 += area_m2;

    struct lg_idle_summary *summary = &model->results.idle_summary[park];
    const char *bond = model->parcels.bond[parcel];
    if (bond != NULL && strcmp(bond, "yes") == 0) {
        summary->bond_parcels++;
        summary->bond_m2 += area_m2;
    }
    if (lg_parcel_is_idle(model, parcel) && lg_idle_is_government_caused(clock->cause)) {
        summary->government_parcels++;
        summary->government_m2 += area_m2;
    }
    add_fee(model, piece, summary, known_fee_count);
}

static double indicator_of(const struct lg_model *model, size_t park, const char *code)
{
    const struct lg_results *results = &model->results;
    size_t per_park =
        model->parks.table.count > 0 ? results->indicator_count / model->parks.table.count : 0;
    for (size_t i = park * per_park; i < (park + 1) * per_park; i++) {
        const struct lg_indicator *indicator = &results->indicators[i];
        if (indicator->park == park && strcmp(indicator->entry->code, code) == 0) {
            return indicator->value;
        }
    }
    return (double)NAN;
}

static double usable_m2(const struct lg_model *model, size_t park)
{
    const struct lg_results *results = &model->results;
    size_t low = 0;
    size_t high = results->waterfall_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (results->waterfall[middle].park <= park) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && results->waterfall[low - 1].park == park ? results->waterfall[low - 1].left_m2
                                                               : (double)NAN;
}

static void finish_park(struct lg_model *model, size_t park, size_t known_fee_count)
{
    struct lg_idle_summary *summary = &model->results.idle_summary[park];
    double idle_m2 = model->results.sums[park].idle_m2;
    if (isnan(idle_m2)) summary->government_m2 = (double)NAN;
    bool is_fee_known = known_fee_count > 0 || summary->fee_unknown_parcels == 0;
    if (isnan(idle_m2) || !is_fee_known) summary->fee_yuan = (double)NAN;
    summary->usable_m2 = usable_m2(model, park);
    /* 万元 per hectare are yuan per square metre. */
    summary->what_if_tax_yuan = idle_m2 * indicator_of(model, park, "B12");
    summary->what_if_investment_yuan = idle_m2 * indicator_of(model, park, "B11");
}

static enum lg_status check_closure(const struct lg_model *model, size_t park, struct lg_error *err)
{
    const struct lg_idle_status_row *rows =
        &model->results.idle_status[park * LG_IDLE_STATUS_COUNT];
    double sum_m2 = 0.0;
    for (size_t i = 0; i < LG_IDLE_STATUS_COUNT; i++) {
        sum_m2 += rows[i].area_m2;
    }
    double surveyed_m2 = model->results.sums[park].surveyed_m2;
    /* A recorded area that is missing leaves both sums without a value. */
    if (isnan(sum_m2) && isnan(surveyed_m2)) return LG_OK;
    if (fabs(sum_m2 - surveyed_m2) <= closure_ratio * surveyed_m2 + closure_m2) return LG_OK;
    return lg_fail(err, LG_INTERNAL,
                   "park %zu: land by idle status is %.4f m2, the surveyed land %.4f m2", park,
                   sum_m2, surveyed_m2);
}

enum lg_status lg_idle_summary_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parks.table.count == 0 || model->results.sums != NULL);

    enum lg_status status = size_results(model, err);
    size_t piece = 0;
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        size_t known_fee_count = 0;
        for (; piece < model->pieces.count && model->pieces.park[piece] == park; piece++) {
            add_piece(model, piece, &known_fee_count);
        }
        finish_park(model, park, known_fee_count);
        status = check_closure(model, park, err);
    }
    return status;
}
