/*
 * All land in parks by holder.
 */
#include "base/text.h"
#include "base/text_index.h"
#include "model/holder_name.h"
#include "rules/ledger.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A piece and the first parcel with the name that it goes by: numbers sort faster than names. */
struct entry {
    size_t owner;
    size_t piece;
};

struct work {
    struct lg_model *model;
    bool *is_part;         /* [park count] */
    size_t *park_of;       /* [park count] last holder seen in the park, counted from 1 */
    const char **keys;     /* [parcel count] "": no holder */
    struct entry *entries; /* [entry_count] */
    size_t entry_count;
    struct lg_arena texts;
};

const char *lg_ledger_holder_key(const struct lg_model *model, size_t parcel,
                                 struct lg_arena *arena, struct lg_text *scratch)
{
    const char *holder = lg_table_text(&model->parcels.table, LG_PARCEL_HOLDER, parcel);
    return lg_holder_name(holder, true, arena, scratch);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
    return (a->piece > b->piece) - (a->piece < b->piece);
}

static enum lg_status name_parcels(struct work *work, struct lg_error *err)
{
    const struct lg_table *parcels = &work->model->parcels.table;
    struct lg_text scratch = {0};
    bool has_room = true;
    for (size_t parcel = 0; has_room && parcel < parcels->count; parcel++) {
        work->keys[parcel] = lg_ledger_holder_key(work->model, parcel, &work->texts, &scratch);
        has_room = work->keys[parcel] != NULL;
    }
    lg_text_reset(&scratch);
    return has_room ? LG_OK : lg_fail(err, LG_NO_MEMORY, "no memory for the holders");
}

/* The pieces holder by holder; those of parks in other parks are left out. */
static enum lg_status sort_pieces(struct work *work, struct lg_error *err)
{
    const struct lg_pieces *pieces = &work->model->pieces;
    struct lg_text_index owners = {0};
    enum lg_status status =
        lg_text_index_build(&owners, work->keys, work->model->parcels.table.count, err);
    if (status != LG_OK) return status;
    for (size_t piece = 0; piece < pieces->count; piece++) {
        size_t park = pieces->park[piece];
        if (park == LG_NO_PARK || work->is_part[park]) continue;
        size_t owner = lg_text_index_find(&owners, work->keys[pieces->parcel[piece]]);
        work->entries[work->entry_count++] = (struct entry){owner, piece};
    }
    lg_text_index_reset(&owners);
    if (work->entry_count > 0) {
        qsort(work->entries, work->entry_count, sizeof(*work->entries), compare_entries);
    }
    return LG_OK;
}

static enum lg_status begin(struct work *work, struct lg_error *err)
{
    const struct lg_model *model = work->model;
    enum lg_status status = lg_ledger_part_parks(model, &work->is_part, err);
    if (status != LG_OK) return status;
    work->park_of = calloc(model->parks.table.count + 1, sizeof(*work->park_of));
    work->keys = calloc(model->parcels.table.count + 1, sizeof(*work->keys));
    work->entries = calloc(model->pieces.count + 1, sizeof(*work->entries));
    if (work->park_of == NULL || work->keys == NULL || work->entries == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the holders");
    }
    status = name_parcels(work, err);
    return status == LG_OK ? sort_pieces(work, err) : status;
}

static void add_piece(struct work *work, size_t piece, size_t number, bool *is_open,
                      struct lg_holder_row *row)
{
    const struct lg_model *model = work->model;
    size_t parcel = model->pieces.parcel[piece];
    size_t park = model->pieces.park[piece];
    double area_m2 = model->pieces.account_m2[piece];
    row->area_m2 += area_m2;
    if (lg_ledger_is_supplied(model, parcel)) row->supplied_m2 += area_m2;
    if (lg_parcel_is_idle(model, parcel)) {
        row->idle_m2 += area_m2;
        int idle_days = model->parcels.idle[parcel].idle_days;
        if (idle_days > row->oldest_idle_days) row->oldest_idle_days = idle_days;
    }
    *is_open = *is_open || lg_parcel_may_be_idle(model, parcel);
    if (work->park_of[park] != number) row->park_count++;
    work->park_of[park] = number;
}

static int compare_parcels(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return (a > b) - (a < b);
}

/* How many parcels, and which is the first: pieces stand by park, so a parcel may come again. */
static enum lg_status count_parcels(const struct work *work, size_t first, size_t end,
                                    size_t *first_parcel, struct lg_holder_row *row,
                                    struct lg_error *err)
{
    size_t count = end - first;
    size_t *parcels = malloc(count * sizeof(*parcels));
    if (parcels == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the holders");
    for (size_t i = 0; i < count; i++) {
        parcels[i] = work->model->pieces.parcel[work->entries[first + i].piece];
    }
    qsort(parcels, count, sizeof(*parcels), compare_parcels);
    for (size_t i = 0; i < count; i++) {
        row->parcel_count += i == 0 || parcels[i] != parcels[i - 1];
    }
    *first_parcel = parcels[0];
    free(parcels);
    return LG_OK;
}

/* The pieces from first to end have one holder. */
static enum lg_status add_holder(struct work *work, size_t first, size_t end, struct lg_error *err)
{
    struct lg_model *model = work->model;
    struct lg_results *results = &model->results;
    struct lg_holder_row row = {0};
    bool is_open = false;
    size_t parcel = 0;
    for (size_t i = first; i < end; i++) {
        add_piece(work, work->entries[i].piece, results->holder_count + 1, &is_open, &row);
    }
    if (row.idle_m2 == 0.0 && is_open) row.idle_m2 = (double)NAN;
    enum lg_status status = count_parcels(work, first, end, &parcel, &row, err);
    if (status != LG_OK) return status;
    if (work->keys[parcel][0] != '\0') {
        struct lg_text scratch = {0};
        const char *holder = lg_table_text(&model->parcels.table, LG_PARCEL_HOLDER, parcel);
        row.holder = lg_holder_name(holder, false, &results->texts, &scratch);
        lg_text_reset(&scratch);
        if (row.holder == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the holders");
    }
    results->holders[results->holder_count++] = row;
    return LG_OK;
}

/* What is not known stands behind. */
static double known(double area_m2)
{
    return isnan(area_m2) ? 0.0 : area_m2;
}

static int compare_holders(const void *left, const void *right)
{
    const struct lg_holder_row *a = left;
    const struct lg_holder_row *b = right;
    const double idle_m2[2] = {known(a->idle_m2), known(b->idle_m2)};
    const double area_m2[2] = {known(a->area_m2), known(b->area_m2)};
    if (idle_m2[0] != idle_m2[1]) return idle_m2[0] > idle_m2[1] ? -1 : 1;
    if (area_m2[0] != area_m2[1]) return area_m2[0] > area_m2[1] ? -1 : 1;
    if (a->holder == NULL || b->holder == NULL) return (a->holder != NULL) - (b->holder != NULL);
    return strcmp(a->holder, b->holder);
}

static enum lg_status add_holders(struct work *work, struct lg_error *err)
{
    struct lg_results *results = &work->model->results;
    size_t holder_count = 0;
    for (size_t i = 0; i < work->entry_count; i++) {
        holder_count += i == 0 || work->entries[i].owner != work->entries[i - 1].owner;
    }
    free(results->holders);
    results->holder_count = 0;
    results->holders = calloc(holder_count + 1, sizeof(*results->holders));
    if (results->holders == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu holders", holder_count);
    }
    size_t first = 0;
    while (first < work->entry_count) {
        size_t end = first + 1;
        size_t owner = work->entries[first].owner;
        while (end < work->entry_count && work->entries[end].owner == owner) {
            end++;
        }
        enum lg_status status = add_holder(work, first, end, err);
        if (status != LG_OK) return status;
        first = end;
    }
    if (holder_count > 0) {
        qsort(results->holders, holder_count, sizeof(*results->holders), compare_holders);
    }
    return LG_OK;
}

enum lg_status lg_holders_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parcels.table.count == 0 || model->parcels.idle != NULL);

    struct work work = {.model = model};
    enum lg_status status = begin(&work, err);
    if (status == LG_OK) status = add_holders(&work, err);
    free(work.is_part);
    free(work.park_of);
    free((void *)work.keys);
    free(work.entries);
    lg_arena_reset(&work.texts);
    return status;
}
