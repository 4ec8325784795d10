/*
 * How urgent the land of the idle ledger is: points for its size, the time it has lain idle,
 * whether anything keeps it from being used, and whether it can be built on at once
 * (domain.md 6.5).
 */
#include "base/answer.h"
#include "base/grow.h"
#include "base/units.h"
#include "rules/facts.h"
#include "rules/parcel_land.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOT_KNOWN ((double)NAN)

/* More points, then more land, then the smaller id. */
struct contender {
    double total, account_m2;
    const char *id;
    size_t parcel;
};

static double time_points(const struct lg_model *model, size_t parcel)
{
    const struct lg_priority_rules *rules = &model->rules.priority;
    const struct lg_idle_finding *clock = &model->parcels.idle[parcel];
    if (lg_idle_is_idle(clock->status)) {
        return rules->time_points * fmin(clock->idle_days / rules->time_full_days, 1);
    }
    /* Found idle by the authority, but no date here says since when. */
    bool is_open = clock->status == LG_IDLE_UNKNOWN || clock->status == LG_IDLE_STARTED_NODATA;
    return is_open ? NOT_KNOWN : 0;
}

/* Ready by the record, or by its connections; one that is known to be missing says no. */
static double ready_points(const struct lg_model *model, size_t parcel)
{
    static const size_t connections[] = {LG_PARCEL_WATER, LG_PARCEL_POWER, LG_PARCEL_ROAD};
    enum { CONNECTION_COUNT = sizeof(connections) / sizeof(connections[0]) };
    const struct lg_table *table = &model->parcels.table;
    enum lg_answer ready = lg_answer_read(lg_table_text(table, LG_PARCEL_READY_FOR_SUPPLY, parcel));
    bool is_lacking = ready == LG_ANSWER_NO;
    size_t there = 0;
    for (size_t i = 0; i < CONNECTION_COUNT; i++) {
        enum lg_answer answer = lg_answer_read(lg_table_text(table, connections[i], parcel));
        there += answer == LG_ANSWER_YES;
        is_lacking = is_lacking || answer == LG_ANSWER_NO;
    }
    if (ready == LG_ANSWER_YES || there == CONNECTION_COUNT) {
        return model->rules.priority.ready_points;
    }
    return is_lacking ? 0 : NOT_KNOWN;
}

static double free_points(const struct lg_model *model, const bool *is_hit, size_t parcel)
{
    bool is_measured = !isnan(model->parcels.area_m2[parcel]);
    if (model->constraints.count == 0 || !is_measured) return NOT_KNOWN;
    return is_hit[parcel] ? 0 : model->rules.priority.free_points;
}

static void add_part(double part, double points, struct lg_priority *priority)
{
    if (isnan(part)) return;
    priority->total = isnan(priority->total) ? part : priority->total + part;
    priority->most = isnan(priority->most) ? points : priority->most + points;
}

static struct lg_priority judge(const struct lg_model *model, double account_m2, const bool *is_hit,
                                size_t parcel)
{
    const struct lg_priority_rules *rules = &model->rules.priority;
    double ha = account_m2 / LG_M2_PER_HA;
    struct lg_priority priority = {
        .area = isnan(ha) ? NOT_KNOWN : rules->area_points * fmin(ha / rules->area_full_ha, 1),
        .time = time_points(model, parcel),
        .free = free_points(model, is_hit, parcel),
        .ready = ready_points(model, parcel),
        .total = NOT_KNOWN,
        .most = NOT_KNOWN,
    };
    add_part(priority.area, rules->area_points, &priority);
    add_part(priority.time, rules->time_points, &priority);
    add_part(priority.free, rules->free_points, &priority);
    add_part(priority.ready, rules->ready_points, &priority);
    return priority;
}

/* Whether the ledger lists the parcel: idle or found so, and with land in a park. */
static bool is_in_ledger(const struct lg_model *model, const struct lg_parcel_lands *lands,
                         size_t parcel)
{
    if (!lg_idle_is_idle(model->parcels.idle[parcel].status) &&
        !lg_parcel_is_found_idle(model, parcel)) {
        return false;
    }
    size_t end = lands->by_parcel.start[parcel + 1];
    for (size_t i = lands->by_parcel.start[parcel]; i < end; i++) {
        if (model->pieces.park[lands->by_parcel.pieces[i]] != LG_NO_PARK) return true;
    }
    return false;
}

static int compare_numbers(double left, double right)
{
    if (isnan(left) || isnan(right)) return (isnan(left) ? 1 : 0) - (isnan(right) ? 1 : 0);
    return (left < right) - (left > right);
}

static int compare_contenders(const void *left, const void *right)
{
    const struct contender *a = left;
    const struct contender *b = right;
    int order = compare_numbers(a->total, b->total);
    if (order == 0) order = compare_numbers(a->account_m2, b->account_m2);
    return order != 0 ? order : strcmp(a->id, b->id);
}

static void mark_hits(const struct lg_model *model, bool *is_hit)
{
    for (size_t i = 0; i < model->constraints.hit_count; i++) {
        is_hit[model->pieces.parcel[model->constraints.hits[i].piece]] = true;
    }
}

static void fill(struct lg_model *model, const struct lg_parcel_lands *lands, const bool *is_hit,
                 struct contender *contenders)
{
    struct lg_parcels *parcels = &model->parcels;
    const struct lg_priority none = {NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN,
                                     NOT_KNOWN, NOT_KNOWN, 0};
    size_t count = 0;
    assert(contenders != NULL);
    for (size_t parcel = 0; parcel < parcels->table.count; parcel++) {
        parcels->priority[parcel] = none;
        if (!is_in_ledger(model, lands, parcel)) continue;
        double account_m2 = lg_parcel_land_of(lands, parcel).account_m2;
        parcels->priority[parcel] = judge(model, account_m2, is_hit, parcel);
        contenders[count++] = (struct contender){parcels->priority[parcel].total, account_m2,
                                                 parcels->id[parcel], parcel};
    }
    if (count > 0) qsort(contenders, count, sizeof(*contenders), compare_contenders);
    for (size_t i = 0; i < count; i++) {
        parcels->priority[contenders[i].parcel].rank = i + 1;
    }
}

enum lg_status lg_priority_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcels *parcels = &model->parcels;
    size_t count = parcels->table.count > 0 ? parcels->table.count : 1;
    assert(model->pieces.count == 0 || model->pieces.account_m2 != NULL);

    struct lg_parcel_lands lands = {.model = NULL};
    struct lg_priority *priority = lg_resize(parcels->priority, count, sizeof(*priority));
    if (priority != NULL) parcels->priority = priority;
    struct contender *contenders = lg_resize(NULL, count, sizeof(*contenders));
    bool *is_hit = calloc(count, sizeof(*is_hit));
    enum lg_status status = LG_OK;
    if (priority == NULL || contenders == NULL || is_hit == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the priorities of %zu parcels", count);
    }
    if (status == LG_OK) status = lg_parcel_lands_init(&lands, model, err);
    if (status == LG_OK) {
        mark_hits(model, is_hit);
        fill(model, &lands, is_hit, contenders);
    }
    lg_parcel_lands_reset(&lands);
    free(contenders);
    free(is_hit);
    return status;
}
