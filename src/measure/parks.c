/*
 * Park by park: sums, checks, account, indicators.
 */
#include "base/grow.h"
#include "measure/measure.h"
#include "measure/tally.h"

#include <assert.h>
#include <stdlib.h>

static enum lg_status size_results(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    size_t park_count = model->parks.table.count > 0 ? model->parks.table.count : 1;
    size_t indicator_count = lg_scheme_indicator_count(&model->rules.scheme);
    size_t row_count = park_count * indicator_count;
    struct lg_park_sums *sums = lg_resize(results->sums, park_count, sizeof(*sums));
    if (sums != NULL) results->sums = sums;
    struct lg_indicator *rows = lg_resize(results->indicators, row_count, sizeof(*rows));
    if (rows != NULL) results->indicators = rows;
    struct lg_fact_value *facts =
        lg_resize(results->facts, park_count * LG_FACT_COUNT, sizeof(*facts));
    if (facts != NULL) results->facts = facts;
    if (sums == NULL || rows == NULL || facts == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the sums of %zu parks", park_count);
    }
    results->indicator_count = model->parks.table.count * indicator_count;
    free(results->account);
    results->account = NULL;
    results->account_count = 0;
    return LG_OK;
}

static enum lg_status measure_park(struct lg_model *model, struct lg_tally *tally,
                                   struct lg_account_book *book, struct lg_error *err)
{
    lg_tally_fill(model, tally);
    lg_sums_fill(model, tally, &model->results.sums[tally->park]);
    enum lg_status status = lg_identities_check(model, tally, err);
    if (status == LG_OK) status = lg_account_add_park(model, tally, book, err);
    if (status == LG_OK) status = lg_facts_fill(model, tally, err);
    if (status == LG_OK) status = lg_indicators_fill(model, tally, err);
    if (status == LG_OK) status = lg_eval_type_decide(model, tally, err);
    return status;
}

enum lg_status lg_measure_parks(struct lg_model *model, struct lg_error *err)
{
    assert(model->parcels.table.count == 0 ||
           (model->parcels.idle != NULL && model->parcels.tax_yuan != NULL));

    enum lg_status status = lg_tally_fill_pieces(model, err);
    if (status == LG_OK) status = size_results(model, err);
    struct lg_account_book book = {0};
    struct lg_tally tally = {.first_piece = 0};
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        tally.park = park;
        tally.end_piece = lg_end_of_park(&model->pieces, tally.first_piece, park);
        status = measure_park(model, &tally, &book, err);
        tally.first_piece = tally.end_piece;
    }
    if (status != LG_OK) return status;
    assert(tally.first_piece == model->pieces.count ||
           model->pieces.park[tally.first_piece] == LG_NO_PARK);
    return lg_account_add_outside(model, tally.first_piece, &book, err);
}
