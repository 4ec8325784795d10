/*
 * All parcels at all park boundaries, block by block.
 *
 * The parks are brought into every plane that parcels are in, once, and indexed there; the overlay
 * itself happens in the plane in which the parcels' common boundaries were drawn (design.md 5.3).
 */
#include "base/grow.h"
#include "base/hooks.h"
#include "base/pool.h"
#include "spatial/cut_parcel.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Cuts lie in clusters and take a hundred times as long as the rest: a block must be long enough
 * for them to even out, because blocks are given in their order and a thread waits for its turn. */
enum { BLOCK_PARCELS = 2048 };

/* The job and how far it is; the counters are written in serial calls only. */
struct cutting {
    struct lg_cut_job job; /* first: the job's functions see only this */
    struct lg_model *model;
    const struct lg_hooks *hooks;
    size_t taken;
};

static enum lg_status bring_parks(struct lg_spatial_worker *worker, const struct lg_model *model,
                                  size_t plane, struct lg_plane_parks *parks, struct lg_error *err)
{
    size_t count = model->parks.table.count;
    enum lg_status status = LG_OK;
    struct lg_box *boxes = lg_resize(NULL, count, sizeof(*boxes));
    parks->outlines = calloc(count > 0 ? count : 1, sizeof(*parks->outlines));
    if (boxes == NULL || parks->outlines == NULL) {
        free(boxes);
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu park boundaries", count);
    }
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        status = lg_bring_shape(worker, &model->parks.lon_lat, park, plane, &parks->shapes, err);
    }
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        parks->outlines[park] = lg_outline_of(&parks->shapes, park);
        boxes[park] = parks->outlines[park].box;
        status = lg_outline_index(&parks->outlines[park], err);
        parks->outline_count = park + 1;
    }
    if (status == LG_OK) status = lg_box_tree_new(boxes, count, &parks->tree, err);
    free(boxes);
    return status;
}

static enum lg_status find_planes(struct lg_cut_job *job, struct lg_error *err)
{
    const struct lg_sources *sources = &job->model->sources;
    struct lg_spatial_worker *worker = NULL;
    job->planes = lg_resize(NULL, sources->count, sizeof(*job->planes));
    job->parks = calloc(sources->count + 1, sizeof(*job->parks));
    if (job->planes == NULL || job->parks == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu sources", sources->count);
    }
    enum lg_status status = lg_spatial_worker_new(sources, &worker, err);
    for (size_t source = 0; status == LG_OK && source < sources->count; source++) {
        size_t plane = lg_plane_of(sources, source);
        job->planes[source] = plane;
        if (sources->items[source].kind != LG_SOURCE_PARCELS) continue;
        if (job->parks[plane].outlines != NULL) continue;
        status = bring_parks(worker, job->model, plane, &job->parks[plane], err);
    }
    lg_spatial_worker_free(worker);
    return status;
}

/* Sort the overlaps into ranges by parcel: the winners over it, or the losers under it. */
static enum lg_status list_rivals(const struct lg_model *model, bool winners,
                                  struct lg_rivals *rivals, struct lg_error *err)
{
    const struct lg_overlap_list *list = &model->overlap_list;
    size_t count = model->parcels.table.count;
    if (list->count == 0) return LG_OK;
    rivals->start = calloc(count + 2, sizeof(*rivals->start));
    rivals->items = lg_resize(NULL, list->count, sizeof(*rivals->items));
    if (rivals->start == NULL || rivals->items == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu overlaps", list->count);
    }
    /* Counting two places ahead leaves start[parcel + 1] as the place to fill next. */
    for (size_t i = 0; i < list->count; i++) {
        rivals->start[(winners ? list->items[i].loser : list->items[i].winner) + 2]++;
    }
    for (size_t parcel = 2; parcel <= count; parcel++) {
        rivals->start[parcel] += rivals->start[parcel - 1];
    }
    for (size_t i = 0; i < list->count; i++) {
        size_t own = winners ? list->items[i].loser : list->items[i].winner;
        size_t rival = winners ? list->items[i].winner : list->items[i].loser;
        rivals->items[rivals->start[own + 1]++] = rival;
    }
    return LG_OK;
}

static void reset_job(struct lg_cut_job *job)
{
    for (size_t i = 0; job->parks != NULL && i < job->model->sources.count; i++) {
        struct lg_plane_parks *parks = &job->parks[i];
        for (size_t park = 0; park < parks->outline_count; park++) {
            lg_outline_reset(&parks->outlines[park]);
        }
        free(parks->outlines);
        lg_shapes_reset(&parks->shapes);
        lg_box_tree_free(parks->tree);
    }
    free(job->parks);
    free(job->planes);
    free(job->winners.start);
    free(job->winners.items);
    free(job->losers.start);
    free(job->losers.items);
}

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    const struct cutting *cutting = shared;
    struct lg_cut_state *own = state;
    return lg_spatial_worker_new(&cutting->model->sources, &own->worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    lg_cut_state_reset(state);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct cutting *cutting = shared;
    struct lg_cut_state *own = state;
    size_t count = cutting->model->parcels.table.count;
    own->piece_count = 0;
    lg_shapes_clear(&own->cuts);
    lg_shapes_clear(&own->plane_cuts);
    *more = lg_pool_next_block(count, BLOCK_PARCELS, &cutting->taken, &own->first, &own->end);
    return LG_OK;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    const struct cutting *cutting = shared;
    struct lg_cut_state *own = state;
    enum lg_status status = LG_OK;
    for (size_t parcel = own->first; status == LG_OK && parcel < own->end; parcel++) {
        status = lg_cut_parcel(&cutting->job, own, parcel, err);
    }
    return status;
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct cutting *cutting = shared;
    struct lg_cut_state *own = state;
    struct lg_model *model = cutting->model;
    enum lg_status status = lg_pieces_append(&model->pieces, own->pieces, own->piece_count,
                                             &own->cuts, &own->plane_cuts, err);
    if (status == LG_OK) status = lg_findings_append(&model->findings, &own->findings, err);
    if (status == LG_OK) {
        lg_hooks_tell(cutting->hooks, "pieces", own->end, model->parcels.table.count);
    }
    return status;
}

enum lg_status lg_overlay_cut_parcels(struct lg_model *model, size_t thread_count,
                                      const struct lg_hooks *hooks, struct lg_error *err)
{
    assert(model != NULL);
    assert(thread_count > 0);

    struct cutting cutting = {.job = {.model = model}, .model = model, .hooks = hooks};
    const struct lg_pool_job pool = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct lg_cut_state),
        .start = start_state,
        .take = take_block,
        .work = work_block,
        .give = give_block,
        .finish = finish_state,
        .stop = lg_hooks_stop(hooks),
    };
    lg_pieces_clear(&model->pieces);
    enum lg_status status = find_planes(&cutting.job, err);
    if (status == LG_OK) status = list_rivals(model, true, &cutting.job.winners, err);
    if (status == LG_OK) status = list_rivals(model, false, &cutting.job.losers, err);
    if (status == LG_OK) status = lg_pool_run(&pool, &cutting, err);
    if (status == LG_OK) status = lg_pieces_sort(&model->pieces, err);
    reset_job(&cutting.job);
    return status;
}
