/*
 * All parcels under the plan, block by block: which planned uses lie on each, and how much of it.
 */
#include "base/grow.h"
#include "base/hooks.h"
#include "base/pool.h"
#include "spatial/bring.h"
#include "spatial/cover.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_PARCELS = 1024 };

/* A use on less of a parcel is a matter of drawing, and no use of the parcel. */
#define USE_SHARE_MIN 0.005
/* Areas are told apart by the digits that are published: two halves are equal. */
#define EQUAL_PER_M2 1e4

/* The job and how far it is; the counter is written in serial calls only. */
struct planning {
    struct lg_model *model;
    const struct lg_hooks *hooks;
    const char *const *uses; /* by group */
    struct lg_cover_index index;
    size_t taken;
};

/* One worker and its block; shares and uses are those of the block. */
struct planning_state {
    struct lg_cover_state cover;
    size_t first, end;
    size_t share_count, share_capacity;
    struct lg_plan_share *shares;
    const char *planned_use[BLOCK_PARCELS];
    struct lg_findings findings;
};

static enum lg_status add_share(struct lg_plan_share **shares, size_t *count, size_t *capacity,
                                const struct lg_plan_share *share, struct lg_error *err)
{
    if (*count == *capacity) {
        size_t grown = lg_grow_capacity(*capacity, *count + 1);
        struct lg_plan_share *items = lg_resize(*shares, grown, sizeof(*items));
        if (items == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu planned uses", grown);
        }
        *shares = items;
        *capacity = grown;
    }
    (*shares)[(*count)++] = *share;
    return LG_OK;
}

/* From the largest; equal ones by use. */
static int compare_shares(const void *left, const void *right)
{
    const struct lg_plan_share *a = left;
    const struct lg_plan_share *b = right;
    long long area_a = llround(a->area_m2 * EQUAL_PER_M2);
    long long area_b = llround(b->area_m2 * EQUAL_PER_M2);
    if (area_a != area_b) return area_a > area_b ? -1 : 1;
    return strcmp(a->use, b->use);
}

static enum lg_status report_twice(const struct planning *planning, struct planning_state *own,
                                   size_t parcel, double twice_m2, struct lg_error *err)
{
    if (!(twice_m2 > own->cover.target.limit_m2)) return LG_OK;
    struct lg_finding finding = lg_parcel_finding(planning->model, LG_W_PLAN, parcel);
    finding.value = twice_m2;
    finding.limit = own->cover.target.limit_m2;
    return lg_findings_add(&own->findings, &finding, err,
                           "the plan layer gives %.1f m2 of the parcel more than one planned use; "
                           "each counts it; correct the plan layer",
                           twice_m2);
}

/* All uses on a parcel, in the order of the groups, then sorted. */
static enum lg_status find_shares(const struct planning *planning, struct planning_state *own,
                                  size_t parcel, struct lg_error *err)
{
    struct lg_cover sum = {.kind = LG_COVER_NONE};
    double twice_m2 = 0.0;
    size_t first = own->share_count;
    enum lg_status status = LG_OK;
    size_t use;
    while (status == LG_OK &&
           (use = lg_cover_next_group(&planning->index, &own->cover)) != SIZE_MAX) {
        struct lg_cover cover;
        double fresh_m2 = 0.0;
        status = lg_cover_take(&planning->index, &own->cover, use, false, &cover, err);
        if (status != LG_OK || cover.kind == LG_COVER_NONE) continue;
        struct lg_plan_share share = {parcel, planning->uses[use], cover.area_m2};
        status = lg_cover_join(&own->cover, &sum, &cover, &fresh_m2, err);
        twice_m2 += cover.area_m2 - fresh_m2;
        lg_cover_drop(&own->cover, &cover);
        if (status != LG_OK) continue;
        status = add_share(&own->shares, &own->share_count, &own->share_capacity, &share, err);
    }
    lg_cover_drop(&own->cover, &sum);
    if (status != LG_OK || own->share_count == first) return status;
    qsort(own->shares + first, own->share_count - first, sizeof(*own->shares), compare_shares);
    return report_twice(planning, own, parcel, twice_m2, err);
}

static enum lg_status plan_parcel(const struct planning *planning, struct planning_state *own,
                                  size_t parcel, struct lg_error *err)
{
    const struct lg_model *model = planning->model;
    const struct lg_parcels *parcels = &model->parcels;
    double area_m2 = parcels->area_m2[parcel];
    size_t row = parcels->shape[parcel];
    const char **taken = &own->planned_use[parcel - own->first];
    *taken = NULL;
    if (!(area_m2 > 0.0) || lg_shapes_is_empty(&parcels->shapes, row)) return LG_OK;

    char name[160];
    (void)snprintf(name, sizeof(name), "parcel %.100s under the plan", parcels->id[parcel]);
    const struct lg_cover_target target = {
        .shapes = &parcels->shapes,
        .row = row,
        .plane = planning->index.planes[parcels->table.source[parcel]],
        .area_m2 = area_m2,
        .limit_m2 = fmin(model->rules.sliver_m2, model->rules.sliver_share * area_m2),
        .name = name,
    };
    size_t first = own->share_count;
    enum lg_status status = lg_cover_begin(&planning->index, &own->cover, &target, err);
    if (status == LG_OK) status = find_shares(planning, own, parcel, err);
    if (status != LG_OK || own->share_count == first) return status;
    if (own->shares[first].area_m2 >= USE_SHARE_MIN * area_m2) *taken = own->shares[first].use;
    while (own->share_count > first &&
           own->shares[own->share_count - 1].area_m2 < model->rules.plan_share_min * area_m2) {
        own->share_count--;
    }
    return LG_OK;
}

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    const struct planning *planning = shared;
    struct planning_state *own = state;
    return lg_spatial_worker_new(&planning->model->sources, &own->cover.worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct planning_state *own = state;
    lg_cover_state_reset(&own->cover);
    lg_findings_reset(&own->findings);
    free(own->shares);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct planning *planning = shared;
    struct planning_state *own = state;
    size_t count = planning->model->parcels.table.count;
    own->share_count = 0;
    *more = lg_pool_next_block(count, BLOCK_PARCELS, &planning->taken, &own->first, &own->end);
    return LG_OK;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    const struct planning *planning = shared;
    struct planning_state *own = state;
    enum lg_status status = LG_OK;
    for (size_t parcel = own->first; status == LG_OK && parcel < own->end; parcel++) {
        status = plan_parcel(planning, own, parcel, err);
    }
    return status;
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct planning *planning = shared;
    struct planning_state *own = state;
    struct lg_model *model = planning->model;
    struct lg_plan_shares *shares = &model->plan_shares;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < own->share_count; i++) {
        status = add_share(&shares->items, &shares->count, &shares->capacity, &own->shares[i], err);
    }
    for (size_t parcel = own->first; parcel < own->end; parcel++) {
        model->parcels.planned_use[parcel] = own->planned_use[parcel - own->first];
    }
    if (status == LG_OK) status = lg_findings_append(&model->findings, &own->findings, err);
    lg_hooks_tell(planning->hooks, "plan", own->end, model->parcels.table.count);
    return status;
}

enum lg_status lg_overlay_lay_plan(struct lg_model *model, const struct lg_cover_layer *layer,
                                   const char *const *uses, size_t thread_count,
                                   const struct lg_hooks *hooks, struct lg_error *err)
{
    assert(model != NULL && layer != NULL);
    assert(thread_count > 0);

    struct planning planning = {.model = model, .hooks = hooks, .uses = uses};
    const struct lg_pool_job pool = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct planning_state),
        .start = start_state,
        .take = take_block,
        .work = work_block,
        .give = give_block,
        .finish = finish_state,
        .stop = lg_hooks_stop(hooks),
    };
    size_t count = model->parcels.table.count;
    const char **planned = lg_resize((void *)model->parcels.planned_use, count, sizeof(*planned));
    if (planned == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu planned uses", count);
    model->parcels.planned_use = planned;
    model->plan_shares.count = 0;
    model->plan_shares.polygon_count = layer->count;
    enum lg_status status = lg_cover_index_init(&planning.index, model, layer, false, err);
    if (status == LG_OK) status = lg_pool_run(&pool, &planning, err);
    lg_cover_index_reset(&planning.index);
    return status;
}
