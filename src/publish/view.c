/*
 * Look-ups over the whole model, made once before the tables are written.
 */
#include "publish/view.h"

#include "base/answer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Relative: less of a parcel missing is rounding, not land. */
#define WHOLE_TOLERANCE 1e-9

_Static_assert(LG_FINDING_CODE_COUNT <= 64, "the finding codes of a parcel are bits of uint64_t");

/* A parcel by its id, for binary search. */
struct named_parcel {
    const char *id;
    size_t parcel;
};

static int compare_names(const void *left, const void *right)
{
    const struct named_parcel *a = left;
    const struct named_parcel *b = right;
    return strcmp(a->id, b->id);
}

/* Room for count items of a kind, at least one, so that NULL always means "out of memory". */
static void *zeroed(size_t count, size_t size_bytes)
{
    return calloc(count > 0 ? count : 1, size_bytes);
}

static enum lg_status collect_findings(struct lg_view *view, struct lg_error *err)
{
    const struct lg_parcels *parcels = &view->model->parcels;
    const struct lg_findings *findings = &view->model->findings;
    size_t count = parcels->table.count;
    enum lg_status status;
    struct named_parcel *names = zeroed(count, sizeof(*names));
    view->parcel_findings = zeroed(count, sizeof(uint64_t));
    if (names == NULL || view->parcel_findings == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "index of %zu parcels: out of memory", count);
        goto done;
    }
    bool sorted = true;
    for (size_t parcel = 0; parcel < count; parcel++) {
        names[parcel] = (struct named_parcel){parcels->id[parcel], parcel};
        sorted = sorted && (parcel == 0 || compare_names(&names[parcel - 1], &names[parcel]) < 0);
    }
    if (!sorted) qsort(names, count, sizeof(*names), compare_names);

    for (size_t i = 0; i < findings->count; i++) {
        const struct lg_finding *finding = &findings->items[i];
        if (finding->parcel_id == NULL) continue;
        struct named_parcel key = {finding->parcel_id, 0};
        const struct named_parcel *found =
            bsearch(&key, names, count, sizeof(*names), compare_names);
        if (found != NULL) view->parcel_findings[found->parcel] |= UINT64_C(1) << finding->code;
    }
    status = LG_OK;

done:
    free(names);
    return status;
}

bool lg_view_is_public(const struct lg_model *model, size_t parcel)
{
    static const size_t ends[] = {LG_PARCEL_DISPOSED_ON, LG_PARCEL_COMPLETION_ON,
                                  LG_PARCEL_RECOVERED_ON};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        lg_date ended_on = lg_table_date(&model->parcels.table, ends[i], parcel);
        if (ended_on != LG_DATE_NONE && ended_on <= model->as_of) return false;
    }
    return lg_parcel_is_found_idle(model, parcel);
}

static bool is_any_use_known(const struct lg_model *model, size_t parcel)
{
    for (enum lg_parcel_use use = LG_CURRENT_USE; use < LG_PARCEL_USE_COUNT; use++) {
        const struct lg_use_entry *entry = lg_parcel_use_entry(model, parcel, use);
        if (entry != NULL && entry->group != LG_GROUP_NONE) return true;
    }
    return false;
}

/* Land in parks of which two uses differ, or of which too little is known to tell. */
static bool is_in_conversion_list(const struct lg_model *model, size_t piece)
{
    size_t parcel = model->pieces.parcel[piece];
    if (model->pieces.park[piece] == LG_NO_PARK || model->parcels.conversion == NULL) return false;
    const char *result = model->parcels.conversion[parcel].result;
    if (result == NULL || strcmp(result, "SAME") == 0) return false;
    return strcmp(result, "UNDECIDED") != 0 || is_any_use_known(model, parcel);
}

/* Whether one park counts all of the parcel. */
static bool is_whole_in_one_park(const struct lg_view *view, size_t parcel)
{
    const struct lg_pieces *pieces = &view->model->pieces;
    size_t first = view->by_parcel.start[parcel];
    if (view->by_parcel.start[parcel + 1] - first != 1) return false;
    size_t piece = view->by_parcel.pieces[first];
    if (pieces->park[piece] == LG_NO_PARK) return false;
    double area_m2 = view->model->parcels.area_m2[parcel];
    return pieces->counted_m2[piece] >= area_m2 * (1 - WHOLE_TOLERANCE);
}

static bool is_suppliable(const struct lg_model *model, size_t piece)
{
    const enum lg_state *states = model->parcels.supply_state;
    if (model->pieces.park[piece] == LG_NO_PARK || states == NULL) return false;
    enum lg_state supply = states[model->pieces.parcel[piece]];
    return lg_state_is_within(supply, LG_STATE_E);
}

/* Land that was never supplied has no clock; what lies in no park is nobody's list. */
static bool has_clock(const struct lg_view *view, size_t parcel)
{
    const struct lg_idle_finding *idle = view->model->parcels.idle;
    if (idle == NULL || idle[parcel].status == LG_IDLE_NOT_APPLICABLE) return false;
    for (size_t i = view->by_parcel.start[parcel]; i < view->by_parcel.start[parcel + 1]; i++) {
        if (view->model->pieces.park[view->by_parcel.pieces[i]] != LG_NO_PARK) return true;
    }
    return false;
}

static enum lg_status list_pieces(struct lg_view *view, struct lg_error *err)
{
    const struct lg_model *model = view->model;
    view->idle_pieces = zeroed(model->pieces.count, sizeof(size_t));
    view->notice_pieces = zeroed(model->pieces.count, sizeof(size_t));
    view->suppliable_pieces = zeroed(model->pieces.count, sizeof(size_t));
    view->conversion_pieces = zeroed(model->pieces.count, sizeof(size_t));
    bool is_full = view->idle_pieces == NULL || view->notice_pieces == NULL ||
                   view->suppliable_pieces == NULL || view->conversion_pieces == NULL;
    if (is_full) return lg_fail(err, LG_NO_MEMORY, "lists of land: out of memory");
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        if (lg_piece_is_in_idle_ledger(model, piece)) {
            view->idle_pieces[view->idle_count++] = piece;
            bool is_public = lg_view_is_public(model, model->pieces.parcel[piece]);
            if (is_public) view->notice_pieces[view->notice_count++] = piece;
        }
        if (is_in_conversion_list(model, piece)) {
            view->conversion_pieces[view->conversion_count++] = piece;
        }
        if (is_suppliable(model, piece)) view->suppliable_pieces[view->suppliable_count++] = piece;
    }
    return LG_OK;
}

static enum lg_status list_parcels(struct lg_view *view, struct lg_error *err)
{
    const struct lg_model *model = view->model;
    view->split_parcels = zeroed(model->parcels.table.count, sizeof(size_t));
    view->clock_parcels = zeroed(model->parcels.table.count, sizeof(size_t));
    if (view->split_parcels == NULL || view->clock_parcels == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "lists of parcels: out of memory");
    }
    for (size_t parcel = 0; parcel < model->parcels.table.count; parcel++) {
        if (!is_whole_in_one_park(view, parcel)) view->split_parcels[view->split_count++] = parcel;
        if (has_clock(view, parcel)) view->clock_parcels[view->clock_count++] = parcel;
    }
    return LG_OK;
}

static enum lg_status spread_indicators(struct lg_view *view, struct lg_error *err)
{
    const struct lg_results *results = &view->model->results;
    size_t count = view->model->parks.table.count * lg_indicator_entry_count;
    view->park_indicators = zeroed(count, sizeof(double));
    if (view->park_indicators == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "indicators of the parks: out of memory");
    }
    for (size_t i = 0; i < count; i++) {
        view->park_indicators[i] = LG_NO_NUMBER;
    }
    for (size_t i = 0; i < results->indicator_count; i++) {
        const struct lg_indicator *indicator = &results->indicators[i];
        const struct lg_indicator_entry *entry = lg_indicator_find(indicator->entry->code);
        if (entry == NULL) continue;
        size_t position = (size_t)(entry - lg_indicator_entries);
        view->park_indicators[indicator->park * lg_indicator_entry_count + position] =
            indicator->value;
    }
    return LG_OK;
}

double lg_view_indicator(const struct lg_view *view, size_t park, const char *key)
{
    for (size_t entry = 0; entry < lg_indicator_entry_count; entry++) {
        const char *entry_key = lg_indicator_entries[entry].key;
        if (entry_key != NULL && strcmp(entry_key, key) == 0) {
            return view->park_indicators[park * lg_indicator_entry_count + entry];
        }
    }
    return LG_NO_NUMBER;
}

static enum lg_status list_told_areas(struct lg_view *view, struct lg_error *err)
{
    const struct lg_quality_areas *areas = &view->model->quality_areas;
    view->told_areas = zeroed(areas->count, sizeof(size_t));
    if (view->told_areas == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "list of %zu areas: out of memory", areas->count);
    }
    for (size_t i = 0; i < areas->count; i++) {
        if (areas->items[i].is_told) view->told_areas[view->told_count++] = i;
    }
    return LG_OK;
}

enum lg_status lg_view_new(const struct lg_model *model, enum lg_language language,
                           struct lg_view **view, struct lg_error *err)
{
    assert(model != NULL);
    assert(view != NULL);

    enum lg_status status;
    *view = NULL;
    struct lg_view *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "view of the model: out of memory");

    made->model = model;
    made->language = language;
    status = lg_parcel_pieces_init(&made->by_parcel, model, err);
    if (status != LG_OK) goto fail;
    status = collect_findings(made, err);
    if (status != LG_OK) goto fail;
    status = list_pieces(made, err);
    if (status != LG_OK) goto fail;
    status = list_parcels(made, err);
    if (status != LG_OK) goto fail;
    status = list_told_areas(made, err);
    if (status != LG_OK) goto fail;
    status = spread_indicators(made, err);
    if (status != LG_OK) goto fail;
    *view = made;
    return LG_OK;

fail:
    lg_view_free(made);
    return status;
}

void lg_view_free(struct lg_view *view)
{
    if (view == NULL) return;

    lg_parcel_pieces_reset(&view->by_parcel);
    free(view->parcel_findings);
    free(view->idle_pieces);
    free(view->conversion_pieces);
    free(view->notice_pieces);
    free(view->suppliable_pieces);
    free(view->clock_parcels);
    free(view->split_parcels);
    free(view->told_areas);
    free(view->park_indicators);
    free(view);
}
