/*
 * All parks and all pieces under the constraints: a park is a block of its own, pieces go by many.
 */
#include "base/grow.h"
#include "base/hooks.h"
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

/* The job and how far it is; the counters are written in serial calls only. */
struct binding {
    struct lg_model *model;
    const struct lg_hooks *hooks;
    struct lg_cover_index index;
    size_t parks_taken, pieces_taken;
};

/* One worker and its block; hits and areas are those of the block. */
struct binding_state {
    struct lg_cover_state cover;
    struct lg_shapes drawn; /* the park in its plane */
    bool is_park;           /* first is a park; else a range of pieces */
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

/* A hit of a park has its row for a piece; of a park nothing is asked but what all forbid. */
static enum lg_status bind_by(const struct binding *binding, struct binding_state *own, size_t row,
                              size_t constraint, struct taken *taken, struct lg_error *err)
{
    const struct lg_constraint *rule = &binding->model->constraints.items[constraint];
    struct lg_constraint_hit hit = {.piece = row, .constraint = constraint};
    struct lg_cover cover;
    enum lg_status status =
        lg_cover_take(&binding->index, &own->cover, constraint, rule->binds_outside, &cover, err);
    if (status != LG_OK || cover.kind == LG_COVER_NONE) return status;
    hit.area_m2 = cover.area_m2;
    bool is_piece = !own->is_park;
    if (is_piece) status = lg_cover_join(&own->cover, &taken->all, &cover, &hit.fresh_m2, err);
    if (status == LG_OK && rule->forbids) {
        status = lg_cover_join(&own->cover, &taken->forbidden, &cover, NULL, err);
    }
    if (status == LG_OK && is_piece && rule->state != LG_STATE_NONE) {
        status = lg_cover_join(&own->cover, &taken->stated, &cover, &hit.state_m2, err);
    }
    lg_cover_drop(&own->cover, &cover);
    if (status != LG_OK) return status;
    return add_hit(&own->hits, &own->hit_count, &own->hit_capacity, &hit, err);
}

static enum lg_status bind_target(const struct binding *binding, struct binding_state *own,
                                  const struct lg_cover_target *target, size_t row,
                                  struct lg_error *err)
{
    const struct lg_constraints *constraints = &binding->model->constraints;
    struct taken taken = {.all = {.kind = LG_COVER_NONE}};
    enum lg_status status = lg_cover_begin(&binding->index, &own->cover, target, err);
    for (size_t i = 0; status == LG_OK && i < constraints->count; i++) {
        bool is_near = lg_cover_next_group(&binding->index, &own->cover) == i;
        if (!is_near && !constraints->items[i].binds_outside) continue;
        status = bind_by(binding, own, row, i, &taken, err);
    }
    own->forbidden_m2[row - own->first] = taken.forbidden.area_m2;
    own->constrained_m2[row - own->first] = taken.all.area_m2;
    lg_cover_drop(&own->cover, &taken.all);
    lg_cover_drop(&own->cover, &taken.forbidden);
    lg_cover_drop(&own->cover, &taken.stated);
    return status;
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
    return bind_target(binding, own, &target, piece, err);
}

/* All the land of a park, whether parcels are on it or not. */
static enum lg_status bind_park(const struct binding *binding, struct binding_state *own,
                                size_t park, struct lg_error *err)
{
    const struct lg_model *model = binding->model;
    const struct lg_parks *parks = &model->parks;
    double park_m2 = parks->area_m2[park];
    size_t plane = binding->index.planes[parks->table.source[park]];
    own->forbidden_m2[0] = 0.0;
    lg_shapes_clear(&own->drawn);
    enum lg_status status =
        lg_bring_shape(own->cover.worker, &parks->lon_lat, park, plane, &own->drawn, err);
    if (status != LG_OK || lg_shapes_is_empty(&own->drawn, 0)) return status;

    const char *code = lg_table_text(&parks->table, LG_PARK_CODE, park);
    char name[160];
    (void)snprintf(name, sizeof(name), "park %.100s under the constraints",
                   code != NULL ? code : "without code");
    const struct lg_cover_target target = {
        .shapes = &own->drawn,
        .row = 0,
        .plane = plane,
        .area_m2 = park_m2,
        .limit_m2 = fmin(model->rules.sliver_m2, model->rules.sliver_share * park_m2),
        .name = name,
    };
    return bind_target(binding, own, &target, park, err);
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
    lg_shapes_reset(&own->drawn);
    free(own->hits);
}

/* The parks first: one of them may take as long as a block of pieces. */
static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct binding *binding = shared;
    struct binding_state *own = state;
    own->hit_count = 0;
    own->is_park = binding->parks_taken < binding->model->parks.table.count;
    if (own->is_park) {
        own->first = binding->parks_taken++;
        own->end = own->first + 1;
        *more = true;
        return LG_OK;
    }
    size_t count = binding->model->pieces.count;
    *more = lg_pool_next_block(count, BLOCK_PIECES, &binding->pieces_taken, &own->first, &own->end);
    return LG_OK;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    const struct binding *binding = shared;
    struct binding_state *own = state;
    if (own->is_park) return bind_park(binding, own, own->first, err);
    enum lg_status status = LG_OK;
    for (size_t piece = own->first; status == LG_OK && piece < own->end; piece++) {
        status = bind_piece(binding, own, piece, err);
    }
    return status;
}

/* A row for each constraint, also for those that the park has no land under. */
static void give_park(struct lg_model *model, const struct binding_state *own)
{
    const struct lg_constraints *constraints = &model->constraints;
    size_t park = own->first;
    struct lg_park_constraint *rows = constraints->on_parks + park * constraints->count;
    model->parks.forbidden_m2[park] = own->forbidden_m2[0];
    for (size_t i = 0; i < constraints->count; i++) {
        bool is_rest = constraints->items[i].binds_outside;
        rows[i] = (struct lg_park_constraint){0.0, is_rest ? model->parks.area_m2[park] : 0.0};
    }
    for (size_t i = 0; i < own->hit_count; i++) {
        const struct lg_constraint_hit *hit = &own->hits[i];
        bool is_rest = constraints->items[hit->constraint].binds_outside;
        double rest_m2 = model->parks.area_m2[park] - hit->area_m2;
        rows[hit->constraint] =
            (struct lg_park_constraint){hit->area_m2, is_rest ? rest_m2 : hit->area_m2};
    }
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct binding *binding = shared;
    struct binding_state *own = state;
    struct lg_model *model = binding->model;
    struct lg_constraints *constraints = &model->constraints;
    if (own->is_park) {
        give_park(model, own);
        return LG_OK;
    }
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < own->hit_count; i++) {
        status = add_hit(&constraints->hits, &constraints->hit_count, &constraints->hit_capacity,
                         &own->hits[i], err);
    }
    for (size_t piece = own->first; piece < own->end; piece++) {
        model->pieces.forbidden_m2[piece] = own->forbidden_m2[piece - own->first];
        model->pieces.constrained_m2[piece] = own->constrained_m2[piece - own->first];
    }
    lg_hooks_tell(binding->hooks, "constraints", own->end, model->pieces.count);
    return status;
}

static enum lg_status size_columns(struct lg_model *model, struct lg_error *err)
{
    struct lg_pieces *pieces = &model->pieces;
    double *forbidden_m2 = lg_resize(pieces->forbidden_m2, pieces->count, sizeof(double));
    if (forbidden_m2 != NULL) pieces->forbidden_m2 = forbidden_m2;
    double *constrained_m2 = lg_resize(pieces->constrained_m2, pieces->count, sizeof(double));
    if (constrained_m2 != NULL) pieces->constrained_m2 = constrained_m2;
    if (forbidden_m2 != NULL && constrained_m2 != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the constraints of %zu pieces", pieces->count);
}

static enum lg_status size_park_columns(struct lg_model *model, struct lg_error *err)
{
    size_t count = model->parks.table.count;
    double *forbidden_m2 = lg_resize(model->parks.forbidden_m2, count, sizeof(double));
    if (forbidden_m2 != NULL) model->parks.forbidden_m2 = forbidden_m2;
    struct lg_park_constraint *rows =
        lg_resize(model->constraints.on_parks, count * model->constraints.count, sizeof(*rows));
    if (rows != NULL) model->constraints.on_parks = rows;
    if (forbidden_m2 != NULL && rows != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the constraints of %zu parks", count);
}

enum lg_status lg_overlay_bind(struct lg_model *model, const struct lg_cover_layer *layer,
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
        .stop = lg_hooks_stop(hooks),
    };
    model->constraints.hit_count = 0;
    model->constraints.polygon_count = layer->count;
    enum lg_status status = size_columns(model, err);
    if (status == LG_OK) status = size_park_columns(model, err);
    if (status == LG_OK) status = lg_cover_index_init(&binding.index, model, layer, true, err);
    if (status == LG_OK) status = lg_pool_run(&pool, &binding, err);
    lg_cover_index_reset(&binding.index);
    return status;
}
