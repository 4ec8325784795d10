/*
 * Parcels over parcels: pairs whose boxes meet in degrees, filtered without an overlay, the rest
 * measured.
 *
 * Of two parcels that claim the same land, one wins. The order of claims is a total one: parcels
 * with a known contract date come before those without, later dates before earlier ones, and where
 * the dates say nothing the smaller id (parcels are sorted by id) comes first. So three parcels on
 * one spot never win against each other in a circle.
 *
 * A common part up to the sliver tolerance is a matter of drawing, and is passed over.
 */
#include "base/grow.h"
#include "base/hooks.h"
#include "base/pool.h"
#include "spatial/bring.h"
#include "spatial/contact.h"
#include "spatial/land_area.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { BLOCK_PARCELS = 1024 };

/* One look for overlaps; read only while workers are at work, but for the three counters. */
struct search {
    struct lg_model *model;
    const struct lg_hooks *hooks;
    struct lg_box_tree *tree;    /* of degree_boxes */
    struct lg_box *degree_boxes; /* [parcel count] */
    size_t *planes;              /* [source count] */
    size_t taken, given;         /* parcels; written in serial calls only */
};

struct search_state {
    struct lg_spatial_worker *worker;
    struct lg_contact_scratch scratch;
    struct lg_box_hits hits;
    struct lg_shapes brought; /* one shape: the other parcel in the plane of the first */
    struct lg_land_area_scratch land;
    struct lg_overlap_list found;
    struct lg_quality_areas areas; /* [found.count] the same, as polygons */
    size_t first, end;
};

static bool comes_first(const struct lg_model *model, size_t left, size_t right)
{
    lg_date left_on = lg_table_date(&model->parcels.table, LG_PARCEL_SIGNED_ON, left);
    lg_date right_on = lg_table_date(&model->parcels.table, LG_PARCEL_SIGNED_ON, right);
    if (left_on == right_on) return left < right;
    if (left_on == LG_DATE_NONE || right_on == LG_DATE_NONE) return right_on == LG_DATE_NONE;
    return left_on > right_on;
}

static enum lg_status reserve_overlaps(struct lg_overlap_list *list, size_t needed,
                                       struct lg_error *err)
{
    if (needed <= list->capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(list->capacity, needed);
    struct lg_overlap *items = lg_resize(list->items, capacity, sizeof(*items));
    if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu overlaps", needed);
    list->items = items;
    list->capacity = capacity;
    return LG_OK;
}

/* What a common part comes to: most of two outlines drawn twice is one piece of land. */
static enum lg_finding_code code_of(const struct lg_model *model,
                                    const struct lg_quality_area *area)
{
    const double *area_m2 = model->parcels.area_m2;
    double larger_m2 = fmax(area_m2[area->parcel], area_m2[area->other_parcel]);
    bool is_same = area->area_m2 >= model->rules.same_land_share * larger_m2;
    return is_same ? LG_E_DUP : LG_W_OVERLAP;
}

/* Measure the common part of two shapes; area_m2 of *overlap is 0 where there is none. */
static enum lg_status measure_common(struct search_state *own, const struct lg_outline *a,
                                     const struct lg_outline *b,
                                     const struct lg_land_area_task *task,
                                     struct lg_quality_area *found, struct lg_error *err)
{
    struct lg_spatial_worker *worker = own->worker;
    enum lg_status status;
    GEOSGeometry *second = NULL;
    GEOSGeometry *common = NULL;
    GEOSGeometry *first = lg_geos_from_shape(worker, a->shapes, a->shape);
    if (first != NULL) second = lg_geos_from_shape(worker, b->shapes, b->shape);
    if (second != NULL) common = GEOSIntersection_r(worker->geos, first, second);
    if (common == NULL) {
        status = lg_geos_fail(worker, err, "common part of two parcels");
    } else {
        status = lg_land_area_add(&own->land, task, common, found, &own->areas, err);
    }
    if (first != NULL) GEOSGeom_destroy_r(worker->geos, first);
    if (second != NULL) GEOSGeom_destroy_r(worker->geos, second);
    if (common != NULL) GEOSGeom_destroy_r(worker->geos, common);
    return status;
}

/* The overlap of the area added last. */
static enum lg_status add_overlap(const struct lg_model *model, struct search_state *own,
                                  struct lg_error *err)
{
    struct lg_quality_area *area = &own->areas.items[own->areas.count - 1];
    struct lg_overlap overlap = {area->parcel, area->other_parcel};
    area->code = code_of(model, area);
    enum lg_status status = reserve_overlaps(&own->found, own->found.count + 1, err);
    if (status == LG_OK) own->found.items[own->found.count++] = overlap;
    return status;
}

static enum lg_status compare_pair(const struct search *search, struct search_state *own,
                                   const struct lg_outline *a, size_t left, size_t right,
                                   struct lg_error *err)
{
    const struct lg_model *model = search->model;
    const struct lg_parcels *parcels = &model->parcels;
    size_t plane = search->planes[parcels->table.source[left]];
    struct lg_outline b;
    enum lg_status status;
    if (search->planes[parcels->table.source[right]] == plane) {
        b = lg_outline_of(&parcels->shapes, parcels->shape[right]);
    } else {
        lg_shapes_clear(&own->brought);
        status = lg_bring_parcel(own->worker, model, right, plane, &own->brought, err);
        if (status != LG_OK) return status;
        b = lg_outline_of(&own->brought, 0);
    }

    enum lg_contact contact;
    status = lg_contact_find(&own->scratch, a, &b, &contact, err);
    if (status != LG_OK || contact == LG_CONTACT_APART) return status;

    bool is_first = comes_first(model, left, right);
    const struct lg_land_area_task task = {own->worker, plane, model->rules.sliver_m2};
    struct lg_quality_area found = lg_quality_area_blank(LG_W_OVERLAP);
    found.parcel = is_first ? left : right;
    found.other_parcel = is_first ? right : left;
    size_t area_count = own->areas.count;
    status = measure_common(own, a, &b, &task, &found, err);
    if (status != LG_OK || own->areas.count == area_count) return status;
    return add_overlap(model, own, err);
}

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    struct search *search = shared;
    struct search_state *own = state;
    return lg_spatial_worker_new(&search->model->sources, &own->worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct search_state *own = state;
    lg_spatial_worker_free(own->worker);
    lg_contact_scratch_reset(&own->scratch);
    lg_box_hits_reset(&own->hits);
    lg_shapes_reset(&own->brought);
    lg_land_area_scratch_reset(&own->land);
    lg_quality_areas_reset(&own->areas);
    free(own->found.items);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct search *search = shared;
    struct search_state *own = state;
    size_t count = search->model->parcels.table.count;
    own->found.count = 0;
    lg_quality_areas_clear(&own->areas);
    *more = lg_pool_next_block(count, BLOCK_PARCELS, &search->taken, &own->first, &own->end);
    return LG_OK;
}

static enum lg_status work_block(void *shared, void *state, struct lg_error *err)
{
    const struct search *search = shared;
    struct search_state *own = state;
    const struct lg_parcels *parcels = &search->model->parcels;
    for (size_t left = own->first; left < own->end; left++) {
        enum lg_status status =
            lg_box_tree_query(search->tree, search->degree_boxes[left], &own->hits, err);
        if (status != LG_OK) return status;
        struct lg_outline a = lg_outline_of(&parcels->shapes, parcels->shape[left]);
        for (size_t i = 0; i < own->hits.count; i++) {
            if (own->hits.items[i] <= left) continue;
            status = compare_pair(search, own, &a, left, own->hits.items[i], err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}

static enum lg_status give_block(void *shared, void *state, struct lg_error *err)
{
    struct search *search = shared;
    struct search_state *own = state;
    struct lg_overlap_list *list = &search->model->overlap_list;
    enum lg_status status = reserve_overlaps(list, list->count + own->found.count, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < own->found.count; i++) {
        list->items[list->count++] = own->found.items[i];
    }
    status = lg_quality_areas_append(&search->model->quality_areas, &own->areas, err);
    if (status != LG_OK) return status;
    search->given = own->end;
    lg_hooks_tell(search->hooks, "overlaps", search->given, search->model->parcels.table.count);
    return LG_OK;
}

static int compare_overlaps(const void *left, const void *right)
{
    const struct lg_overlap *a = left;
    const struct lg_overlap *b = right;
    if (a->winner != b->winner) return a->winner < b->winner ? -1 : 1;
    return (a->loser > b->loser) - (a->loser < b->loser);
}

static enum lg_status index_parcels(struct search *search, struct lg_error *err)
{
    const struct lg_parcels *parcels = &search->model->parcels;
    size_t count = parcels->table.count;
    size_t source_count = search->model->sources.count;
    search->degree_boxes = lg_resize(NULL, count, sizeof(*search->degree_boxes));
    search->planes = lg_resize(NULL, source_count, sizeof(*search->planes));
    if (search->degree_boxes == NULL || search->planes == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the boxes of %zu parcels", count);
    }
    for (size_t i = 0; i < count; i++) {
        search->degree_boxes[i] = lg_shapes_box(&parcels->lon_lat, parcels->shape[i]);
    }
    for (size_t i = 0; i < source_count; i++) {
        search->planes[i] = lg_plane_of(&search->model->sources, i);
    }
    return lg_box_tree_new(search->degree_boxes, count, &search->tree, err);
}

enum lg_status lg_overlay_find_overlaps(struct lg_model *model, size_t thread_count,
                                        const struct lg_hooks *hooks, struct lg_error *err)
{
    assert(model != NULL);
    assert(thread_count > 0);

    struct search search = {.model = model, .hooks = hooks};
    const struct lg_pool_job job = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct search_state),
        .start = start_state,
        .take = take_block,
        .work = work_block,
        .give = give_block,
        .finish = finish_state,
        .stop = lg_hooks_stop(hooks),
    };
    model->overlap_list.count = 0;
    enum lg_status status = index_parcels(&search, err);
    if (status == LG_OK) status = lg_pool_run(&job, &search, err);
    if (status == LG_OK && model->overlap_list.count > 0) {
        qsort(model->overlap_list.items, model->overlap_list.count,
              sizeof(*model->overlap_list.items), compare_overlaps);
    }
    lg_box_tree_free(search.tree);
    free(search.degree_boxes);
    free(search.planes);
    return status;
}
