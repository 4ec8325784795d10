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
#include "base/pool.h"
#include "spatial/bring.h"
#include "spatial/contact.h"
#include "spatial/measure_shape.h"
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
    struct lg_shapes common;  /* one shape */
    struct lg_overlap_list found;
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

/* A point in the common part, in degrees. */
static enum lg_status place_overlap(struct search_state *own, const GEOSGeometry *common,
                                    size_t plane, struct lg_overlap *overlap, struct lg_error *err)
{
    struct lg_spatial_worker *worker = own->worker;
    double xy[2] = {0.0, 0.0};
    GEOSGeometry *point = GEOSPointOnSurface_r(worker->geos, common);
    bool placed = point != NULL && GEOSGeomGetX_r(worker->geos, point, &xy[0]) == 1 &&
                  GEOSGeomGetY_r(worker->geos, point, &xy[1]) == 1;
    if (point != NULL) GEOSGeom_destroy_r(worker->geos, point);
    if (!placed) return lg_geos_fail(worker, err, "point in an overlap");

    const struct lg_projection *projection;
    enum lg_status status = lg_worker_projection(worker, plane, &projection, err);
    if (status != LG_OK) return status;
    status = projection->to_lon_lat(projection->state, 1, xy, err);
    overlap->lon_deg = xy[0];
    overlap->lat_deg = xy[1];
    return status;
}

/* Measure the common part of two shapes; area_m2 of *overlap is 0 where there is none. */
static enum lg_status measure_common(struct search_state *own, const struct lg_outline *a,
                                     const struct lg_outline *b, size_t plane, double sliver_m2,
                                     struct lg_overlap *overlap, struct lg_error *err)
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
        goto done;
    }
    lg_shapes_clear(&own->common);
    status = lg_geos_to_shapes(worker, common, &own->common, err);
    if (status != LG_OK || lg_shapes_is_empty(&own->common, 0)) goto done;
    status = lg_measure_shape(worker, plane, &own->common, 0, &overlap->area_m2, err);
    if (status == LG_OK && overlap->area_m2 > sliver_m2) {
        status = place_overlap(own, common, plane, overlap, err);
    }

done:
    if (first != NULL) GEOSGeom_destroy_r(worker->geos, first);
    if (second != NULL) GEOSGeom_destroy_r(worker->geos, second);
    if (common != NULL) GEOSGeom_destroy_r(worker->geos, common);
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

    struct lg_overlap overlap = {
        .winner = left, .loser = right, .lon_deg = (double)NAN, .lat_deg = (double)NAN};
    status = measure_common(own, a, &b, plane, model->rules.sliver_m2, &overlap, err);
    if (status != LG_OK || !(overlap.area_m2 > model->rules.sliver_m2)) return status;
    if (!comes_first(model, left, right)) {
        overlap.winner = right;
        overlap.loser = left;
    }
    status = reserve_overlaps(&own->found, own->found.count + 1, err);
    if (status == LG_OK) own->found.items[own->found.count++] = overlap;
    return status;
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
    lg_shapes_reset(&own->common);
    free(own->found.items);
}

static enum lg_status take_block(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct search *search = shared;
    struct search_state *own = state;
    size_t count = search->model->parcels.table.count;
    own->first = search->taken;
    own->end = count - own->first > BLOCK_PARCELS ? own->first + BLOCK_PARCELS : count;
    own->found.count = 0;
    search->taken = own->end;
    *more = own->first < own->end;
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
    search->given = own->end;
    if (search->hooks != NULL && search->hooks->progress != NULL) {
        search->hooks->progress(search->hooks->user, "overlaps", search->given,
                                search->model->parcels.table.count);
    }
    return LG_OK;
}

static int compare_overlaps(const void *left, const void *right)
{
    const struct lg_overlap *a = left;
    const struct lg_overlap *b = right;
    if (a->winner != b->winner) return a->winner < b->winner ? -1 : 1;
    return (a->loser > b->loser) - (a->loser < b->loser);
}

static enum lg_status report_overlaps(struct lg_model *model, struct lg_error *err)
{
    const struct lg_overlap_list *list = &model->overlap_list;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < list->count; i++) {
        const struct lg_overlap *overlap = &list->items[i];
        const char *winner = model->parcels.id[overlap->winner];
        const char *loser = model->parcels.id[overlap->loser];
        struct lg_finding finding = lg_parcel_finding(model, LG_W_OVERLAP, overlap->loser);
        finding.lon_deg = overlap->lon_deg;
        finding.lat_deg = overlap->lat_deg;
        finding.value = overlap->area_m2;
        finding.limit = model->rules.sliver_m2;
        if (model->overlaps == LG_OVERLAPS_ONCE) {
            status =
                lg_findings_add(&model->findings, &finding, err,
                                "parcels %s and %s share %.2f m2; they count for %s; correct the "
                                "boundary that is wrong",
                                winner, loser, overlap->area_m2, winner);
        } else {
            status =
                lg_findings_add(&model->findings, &finding, err,
                                "parcels %s and %s share %.2f m2; they count for both; correct the "
                                "boundary that is wrong",
                                winner, loser, overlap->area_m2);
        }
    }
    return status;
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
        .stop = hooks != NULL ? hooks->stop : NULL,
    };
    model->overlap_list.count = 0;
    enum lg_status status = index_parcels(&search, err);
    if (status == LG_OK) status = lg_pool_run(&job, &search, err);
    if (status == LG_OK && model->overlap_list.count > 0) {
        qsort(model->overlap_list.items, model->overlap_list.count,
              sizeof(*model->overlap_list.items), compare_overlaps);
        status = report_overlaps(model, err);
    }
    lg_box_tree_free(search.tree);
    free(search.degree_boxes);
    free(search.planes);
    return status;
}
