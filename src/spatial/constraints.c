/*
 * All pieces under the constraints, block by block.
 */
#include "base/grow.h"
#include "base/pool.h"
#include "spatial/bring.h"
#include "spatial/buildings.h"
#include "spatial/cover.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_PIECES = 1024 };

/* The job and how far it is; the counter is written in serial calls only. */
struct binding {
    struct lg_model *model;
    const struct lg_hooks *hooks;
    struct lg_cover_index index;
    size_t taken;
};

/* One worker and its block; hits and areas are those of the block. */
struct binding_state {
    struct lg_cover_state cover;
    size_t first, end;
    size_t hit_count, hit_capacity;
    struct lg_constraint_hit *hits;
    double forbidden_m2[BLOCK_PIECES], constrained_m2[BLOCK_PIECES];
};

static enum lg_status add_hit(struct lg_constraint_hit **hits, size_t *count, size_t *capacity,
                              const struct lg_constraint_hit *hit, struct lg_error *err)
{
    if (*count == *capacity) {
        size_t grown = lg_grow_capacity(*capacity, *count + 1);
        struct lg_constraint_hit *items = lg_resize(*hits, grown, sizeof(*items));
        if (items == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu constraints", grown);
        }
        *hits = items;
        *capacity = grown;
    }
    (*hits)[(*count)++] = *hit;
    return LG_OK;
}

/* What the constraints so far take of a piece: all, the forbidding ones, those with a state. */
struct taken {
    struct lg_cover all, forbidden, stated;
};

static enum lg_status bind_by(const struct binding *binding, struct binding_state *own,
                              size_t piece, size_t constraint, struct taken *taken,
                              struct lg_error *err)
{
    const struct lg_constraint *rule = &binding->model->constraints.items[constraint];
    struct lg_constraint_hit hit = {.piece = piece, .constraint = constraint};
    struct lg_cover cover;
    enum lg_status status =
        lg_cover_take(&binding->index, &own->cover, constraint, rule->binds_outside, &cover, err);
    if (status != LG_OK || cover.kind == LG_COVER_NONE) return status;
    hit.area_m2 = cover.area_m2;
    status = lg_cover_join(&own->cover, &taken->all, &cover, &hit.fresh_m2, err);
    if (status == LG_OK && rule->forbids) {
        status = lg_cover_join(&own->cover, &taken->forbidden, &cover, NULL, err);
    }
    if (status == LG_OK && rule->state != LG_STATE_NONE) {
        status = lg_cover_join(&own->cover, &taken->stated, &cover, &hit.state_m2, err);
    }
    lg_cover_drop(&own->cover, &cover);
    if (status != LG_OK) return status;
    return add_hit(&own->hits, &own->hit_count, &own->hit_capacity, &hit, err);
}

static enum lg_status bind_piece(const struct binding *binding, struct binding_state *own,
                                 size_t piece, struct lg_error *err)
{
    const struct lg_model *model = binding->model;
    size_t parcel = model->pieces.parcel[piece];
    double parcel_m2 = model->parcels.area_m2[parcel];
    size_t row;
    const struct lg_shapes *shapes = lg_building_piece_shape(model, piece, &row);
    own->forbidden_m2[piece - own->first] = 0.0;
    own->constrained_m2[piece - own->first] = 0.0;
    /* A lost shape, and a piece that winners took whole, have no land to bind. */
    if (!(model->pieces.counted_m2[piece] > 0.0) || lg_shapes_is_empty(shapes, row)) return LG_OK;

    char name[160];
    (void)snprintf(name, sizeof(name), "parcel %.100s under the constraints",
                   model->parcels.id[parcel]);
    const struct lg_cover_target target = {
        .shapes = shapes,
        .row = row,
        .plane = binding->index.planes[model->parcels.table.source[parcel]],
        .area_m2 = model->pieces.counted_m2[piece],
        .limit_m2 = fmin(model->rules.sliver_m2, model->rules.sliver_share * parcel_m2),
        .name = name,
    };
    struct taken taken = {.all = {.kind = LG_COVER_NONE}};
    enum lg_status status = lg_cover_begin(&binding->index, &own->cover, &target, err);
    for (size_t i = 0; status == LG_OK && i < model->constraints.count; i++) {
        bool is_near = lg_cover_next_group(&binding->index, &own->cover) == i;
        if (!is_near && !model->constraints.items[i].binds_outside) continue;
        status = bind_by(binding, own, piece, i, &taken, err);
    }
    own->forbidden_m2[piece - own->first] = taken.forbidden.area_m2;
    own->constrained_m2[piece - own->first] = taken.all.area_m2;
    lg_cover_drop(&own->cover, &taken.all);
    lg_cover_drop(&own->cover, &taken.forbidden);
    lg_cover_drop(&own->cover, &taken.stated);
    return status;
}

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    const struct binding *binding = shared;
    struct binding_state *own = state;
    return lg_spatial_worker_new(&binding->model->sources, &own->cover.worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct binding_state *own = state;
    lg_cover_state_reset(&own->cover);
    free(own->hits);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct binding *binding = shared;
    struct binding_state *own = state;
    size_t count = binding->model->pieces.count;
    own->first = binding->taken;
    own->end = count - own->first > BLOCK_PIECES ? own->first + BLOCK_PIECES : count;
    own->hit_count = 0;
    binding->taken = own->end;
    *more = own->first < own->end;
    return LG_OK;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    const struct binding *binding = shared;
    struct binding_state *own = state;
    enum lg_status status = LG_OK;
    for (size_t piece = own->first; status == LG_OK && piece < own->end; piece++) {
        status = bind_piece(binding, own, piece, err);
    }
    return status;
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct binding *binding = shared;
    struct binding_state *own = state;
    struct lg_model *model = binding->model;
    struct lg_constraints *constraints = &model->constraints;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < own->hit_count; i++) {
        status = add_hit(&constraints->hits, &constraints->hit_count, &constraints->hit_capacity,
                         &own->hits[i], err);
    }
    for (size_t piece = own->first; piece < own->end; piece++) {
        model->pieces.forbidden_m2[piece] = own->forbidden_m2[piece - own->first];
        model->pieces.constrained_m2[piece] = own->constrained_m2[piece - own->first];
    }
    if (binding->hooks != NULL && binding->hooks->progress != NULL) {
        binding->hooks->progress(binding->hooks->user, "constraints", own->end,
                                 model->pieces.count);
    }
    return status;
}

static enum lg_status size_columns(struct lg_pieces *pieces, struct lg_error *err)
{
    double *forbidden_m2 = lg_resize(pieces->forbidden_m2, pieces->count, sizeof(double));
    if (forbidden_m2 != NULL) pieces->forbidden_m2 = forbidden_m2;
    double *constrained_m2 = lg_resize(pieces->constrained_m2, pieces->count, sizeof(double));
    if (constrained_m2 != NULL) pieces->constrained_m2 = constrained_m2;
    if (forbidden_m2 != NULL && constrained_m2 != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the constraints of %zu pieces", pieces->count);
}

enum lg_status lg_overlay_bind_pieces(struct lg_model *model, const struct lg_cover_layer *layer,
                                      size_t thread_count, const struct lg_hooks *hooks,
                                      struct lg_error *err)
{
    assert(model != NULL && layer != NULL);
    assert(thread_count > 0);

    struct binding binding = {.model = model, .hooks = hooks};
    const struct lg_pool_job pool = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct binding_state),
        .start = start_state,
        .take = take_block,
        .work = work_block,
        .give = give_block,
        .finish = finish_state,
        .stop = hooks != NULL ? hooks->stop : NULL,
    };
    model->constraints.hit_count = 0;
    model->constraints.polygon_count = layer->count;
    enum lg_status status = size_columns(&model->pieces, err);
    if (status == LG_OK) status = lg_cover_index_init(&binding.index, model, layer, err);
    if (status == LG_OK) status = lg_pool_run(&pool, &binding, err);
    lg_cover_index_reset(&binding.index);
    return status;
}
