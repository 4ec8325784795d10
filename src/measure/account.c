/*
 * The closed land account: the lines of a park add up to its approved area, or to its own where
 * none is given.
 *
 * "surveyed" and "overlap" of one code together are its land: once, an overlap is the part of the
 * land that another parcel claims, too; kept, it is what counts twice, taken off again; recorded
 * areas have none. "boundary_difference" is what is left to the approved area, or what rounding
 * and slivers leave to the park's own.
 */
#include "base/grow.h"
#include "measure/tally.h"

static const double account_ratio_max = 1e-9;
/* Less than this is rounding, which needs no line of its own. */
static const double rounding_ratio = 1e-12;

static enum lg_status add_row(struct lg_model *model, struct lg_account_book *book,
                              const char *line, enum lg_state code, double area_m2,
                              struct lg_error *err)
{
    struct lg_results *results = &model->results;
    if (results->account_count == book->capacity) {
        size_t grown = lg_grow_capacity(book->capacity, results->account_count + 1);
        struct lg_account_row *account = lg_resize(results->account, grown, sizeof(*account));
        if (account == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the land account");
        results->account = account;
        book->capacity = grown;
    }
    lg_sum_add(&book->total_m2, area_m2);
    results->account[results->account_count++] =
        (struct lg_account_row){book->park, line, code, area_m2};
    return LG_OK;
}

static enum lg_status add_states(struct lg_model *model, const struct lg_tally *tally,
                                 struct lg_account_book *book, struct lg_error *err)
{
    bool is_once = model->overlaps == LG_OVERLAPS_ONCE;
    for (enum lg_state code = LG_STATE_NONE; code < LG_STATE_D; code++) {
        if (tally->own_parcels[code] == 0) continue;
        double own_m2 = lg_sum_value(tally->own_m2[code]);
        double disputed_m2 = lg_sum_value(tally->disputed_m2[code]);
        double surveyed_m2 = is_once ? own_m2 - disputed_m2 : own_m2;
        enum lg_status status = add_row(model, book, "surveyed", code, surveyed_m2, err);
        if (status != LG_OK) return status;
    }
    for (enum lg_state code = LG_STATE_NONE; code < LG_STATE_D; code++) {
        double disputed_m2 = lg_sum_value(tally->disputed_m2[code]);
        if (disputed_m2 == 0.0) continue;
        enum lg_status status =
            add_row(model, book, "overlap", code, is_once ? disputed_m2 : -disputed_m2, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static enum lg_status check_closed(const struct lg_model *model, const struct lg_account_book *book,
                                   double target_m2, struct lg_error *err)
{
    double off_m2 = lg_sum_value(book->total_m2) - target_m2;
    if (!(fabs(off_m2) > account_ratio_max * fabs(target_m2))) return LG_OK;
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, book->park);
    return lg_fail(err, LG_INTERNAL, "park %s: its land account is %.6f m2 off its area",
                   code != NULL ? code : "without code", off_m2);
}

enum lg_status lg_account_add_park(struct lg_model *model, const struct lg_tally *tally,
                                   struct lg_account_book *book, struct lg_error *err)
{
    const struct lg_park_sums *sums = &model->results.sums[tally->park];
    book->park = tally->park;
    book->total_m2 = (struct lg_sum){0};
    enum lg_status status = add_states(model, tally, book, err);
    if (status == LG_OK) {
        status = add_row(model, book, "unsurveyed", LG_STATE_NONE, sums->unsurveyed_m2, err);
    }
    if (status != LG_OK) return status;

    bool is_approved = !isnan(sums->approved_m2);
    double target_m2 = is_approved ? sums->approved_m2 : sums->total_m2;
    double left_m2 = target_m2 - lg_sum_value(book->total_m2);
    if (is_approved || fabs(left_m2) > rounding_ratio * fabs(target_m2)) {
        status = add_row(model, book, "boundary_difference", LG_STATE_NONE, left_m2, err);
        if (status != LG_OK) return status;
    }
    return check_closed(model, book, target_m2, err);
}

enum lg_status lg_account_add_outside(struct lg_model *model, size_t first_piece,
                                      struct lg_account_book *book, struct lg_error *err)
{
    struct lg_sum outside_m2[LG_STATE_D] = {{0}};
    size_t parcel_count[LG_STATE_D] = {0};
    book->park = LG_NO_PARK;
    for (size_t piece = first_piece; piece < model->pieces.count; piece++) {
        size_t parcel = model->pieces.parcel[piece];
        /* A parcel without a usable shape is in no sum; its finding says so. */
        if (isnan(model->parcels.area_m2[parcel])) continue;
        enum lg_state land = model->parcels.land_state[parcel];
        lg_sum_add(&outside_m2[land], model->pieces.account_m2[piece]);
        parcel_count[land]++;
    }
    for (enum lg_state code = LG_STATE_NONE; code < LG_STATE_D; code++) {
        if (parcel_count[code] == 0) continue;
        enum lg_status status =
            add_row(model, book, "outside", code, lg_sum_value(outside_m2[code]), err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}
