#include "spatial/diff_overlay.h"

#include "base/grow.h"
#include "base/pool.h"
#include "model/box_tree.h"
#include "spatial/common_area.h"
#include "spatial/ellipsoid.h"
#include "spatial/geos.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Pairs a block; clipping takes time by the product of vertices, above this GEOS is faster. */
enum { BLOCK_PAIRS = 256, CLIP_VERTICES_MAX = 20000 };

/* Less common land by clipping, as a share of the smaller shape, is that they touch. */
#define TOUCH_SHARE   1e-9
#define RAD_PER_DEG   0.017453292519943295
#define LAT_M_PER_DEG 111132.0
#define LON_M_PER_DEG 111320.0

static double ring_length_m(const double *xy, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i + 1 < count; i++) {
        const double *from = xy + 2 * i;
        double east_m = (from[2] - from[0]) * LON_M_PER_DEG * cos(from[1] * RAD_PER_DEG);
        sum += hypot(east_m, (from[3] - from[1]) * LAT_M_PER_DEG);
    }
    return sum;
}

double lg_lon_lat_area_m2(const struct lg_shapes *lon_lat, size_t shape, double *border_m)
{
    assert(shape < lon_lat->count);

    double area_m2 = 0.0;
    if (border_m != NULL) *border_m = 0.0;
    for (size_t ring = lon_lat->ring_start[shape]; ring < lon_lat->ring_start[shape + 1]; ring++) {
        size_t first = lon_lat->vertex_start[ring];
        size_t count = lon_lat->vertex_start[ring + 1] - first;
        const double *xy = lon_lat->xy + 2 * first;
        if (count < 4) continue;
        double ring_m2 = fabs(lg_open_ring_divided_m2(xy, count - 1));
        area_m2 += lon_lat->ring_is_hole[ring] != 0 ? -ring_m2 : ring_m2;
        if (border_m != NULL) *border_m += ring_length_m(xy, count);
    }
    return fmax(0.0, area_m2);
}

static enum lg_status take_geometry(struct lg_spatial_worker *worker,
                                    const struct lg_shapes *shapes, size_t shape,
                                    GEOSGeometry **geometry, struct lg_error *err)
{
    *geometry = lg_geos_from_shape(worker, shapes, shape);
    if (*geometry != NULL) return LG_OK;
    return lg_geos_fail(worker, err, "a shape of the result");
}

/* Two geometries as one; both consumed. */
static GEOSGeometry *unite(struct lg_spatial_worker *worker, GEOSGeometry *left,
                           GEOSGeometry *right)
{
    GEOSGeometry *both = GEOSUnion_r(worker->geos, left, right);
    GEOSGeom_destroy_r(worker->geos, left);
    GEOSGeom_destroy_r(worker->geos, right);
    return both;
}

/* In parks that lie in each other a parcel stands twice. */
static bool are_equal(const struct lg_shapes *shapes, size_t first, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (lg_shapes_compare(shapes, first, shapes, first + i) != 0) return false;
    }
    return true;
}

enum lg_status lg_lon_lat_join(const struct lg_shapes *lon_lat, size_t first, size_t count,
                               struct lg_shapes *into, struct lg_error *err)
{
    assert(count > 0 && first + count <= lon_lat->count);

    if (are_equal(lon_lat, first, count)) return lg_shapes_append(into, lon_lat, first, 1, err);
    const struct lg_sources no_sources = {.count = 0};
    struct lg_spatial_worker *worker = NULL;
    GEOSGeometry *all = NULL;
    enum lg_status status = lg_spatial_worker_new(&no_sources, &worker, err);
    if (status == LG_OK) status = take_geometry(worker, lon_lat, first, &all, err);
    for (size_t i = 1; status == LG_OK && i < count; i++) {
        GEOSGeometry *next = NULL;
        status = take_geometry(worker, lon_lat, first + i, &next, err);
        if (status != LG_OK) break;
        all = unite(worker, all, next);
        if (all == NULL) status = lg_geos_fail(worker, err, "the parts of a parcel");
    }
    if (status == LG_OK) status = lg_geos_to_shapes(worker, all, into, err);
    if (all != NULL) GEOSGeom_destroy_r(worker->geos, all);
    lg_spatial_worker_free(worker);
    return status;
}

static enum lg_status add_hits(struct lg_common_lands *pairs, size_t old_shape,
                               const struct lg_box_hits *hits, struct lg_error *err)
{
    size_t needed = pairs->count + hits->count;
    if (needed > pairs->capacity) {
        size_t capacity = lg_grow_capacity(pairs->capacity, needed);
        struct lg_common_land *items = lg_resize(pairs->items, capacity, sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu pairs", capacity);
        pairs->items = items;
        pairs->capacity = capacity;
    }
    for (size_t i = 0; i < hits->count; i++) {
        pairs->items[pairs->count++] =
            (struct lg_common_land){old_shape, hits->items[i], (double)NAN};
    }
    return LG_OK;
}

enum lg_status lg_find_common_land(const struct lg_shapes *old_shapes,
                                   const struct lg_shapes *new_shapes,
                                   struct lg_common_lands *pairs, struct lg_error *err)
{
    struct lg_box_tree *tree = NULL;
    struct lg_box_hits hits = {0};
    *pairs = (struct lg_common_lands){0};
    struct lg_box *boxes = lg_resize(NULL, new_shapes->count + 1, sizeof(*boxes));
    if (boxes == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu boxes", new_shapes->count);
    }
    for (size_t i = 0; i < new_shapes->count; i++) {
        boxes[i] = lg_shapes_box(new_shapes, i);
    }
    enum lg_status status = lg_box_tree_new(boxes, new_shapes->count, &tree, err);
    for (size_t i = 0; status == LG_OK && i < old_shapes->count; i++) {
        if (lg_shapes_is_empty(old_shapes, i)) continue;
        status = lg_box_tree_query(tree, lg_shapes_box(old_shapes, i), &hits, err);
        if (status == LG_OK) status = add_hits(pairs, i, &hits, err);
    }
    lg_box_hits_reset(&hits);
    lg_box_tree_free(tree);
    free(boxes);
    return status;
}

/* What all threads share. */
struct shared {
    const struct lg_shapes *old_shapes, *new_shapes;
    struct lg_common_lands *pairs;
    size_t next; /* first pair that nobody has taken */
};

/* One thread's. */
struct state {
    struct lg_spatial_worker *worker;
    struct lg_clip_scratch scratch;
    struct lg_shapes common; /* one shape */
    size_t first, count;
    double areas_m2[BLOCK_PAIRS];
};

static enum lg_status start(void *shared, void *state, struct lg_error *err)
{
    static const struct lg_sources no_sources = {.count = 0};
    (void)shared;
    return lg_spatial_worker_new(&no_sources, &((struct state *)state)->worker, err);
}

static enum lg_status take(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct shared *all = shared;
    struct state *own = state;
    size_t left = all->pairs->count - all->next;
    own->first = all->next;
    own->count = left < BLOCK_PAIRS ? left : BLOCK_PAIRS;
    all->next += own->count;
    *more = own->count > 0;
    return LG_OK;
}

/* A large shape against a small one: only the part near it is overlaid. */
static GEOSGeometry *near_part(struct lg_spatial_worker *worker, const struct lg_shapes *shapes,
                               size_t shape, struct lg_box box)
{
    GEOSGeometry *whole = lg_geos_from_shape(worker, shapes, shape);
    if (whole == NULL || lg_shapes_vertex_count(shapes, shape) < 1000) return whole;
    GEOSGeometry *part = lg_geos_clip_near(worker, whole, box);
    if (part == NULL) return whole;
    GEOSGeom_destroy_r(worker->geos, whole);
    return part;
}

/* Overlay; a shape that was edited and is invalid is repaired first. NULL: GEOS gives up. */
static GEOSGeometry *intersect(struct lg_spatial_worker *worker, const GEOSGeometry *left,
                               const GEOSGeometry *right)
{
    GEOSGeometry *common = GEOSIntersection_r(worker->geos, left, right);
    if (common != NULL) return common;
    GEOSGeometry *valid_left = GEOSMakeValid_r(worker->geos, left);
    GEOSGeometry *valid_right = GEOSMakeValid_r(worker->geos, right);
    if (valid_left != NULL && valid_right != NULL) {
        common = GEOSIntersection_r(worker->geos, valid_left, valid_right);
    }
    if (valid_left != NULL) GEOSGeom_destroy_r(worker->geos, valid_left);
    if (valid_right != NULL) GEOSGeom_destroy_r(worker->geos, valid_right);
    return common;
}

static enum lg_status overlay(const struct shared *all, struct state *own,
                              const struct lg_common_land *pair, double *area_m2,
                              struct lg_error *err)
{
    struct lg_spatial_worker *worker = own->worker;
    char what[96];
    GEOSGeometry *left = near_part(worker, all->old_shapes, pair->old_shape,
                                   lg_shapes_box(all->new_shapes, pair->new_shape));
    GEOSGeometry *right = near_part(worker, all->new_shapes, pair->new_shape,
                                    lg_shapes_box(all->old_shapes, pair->old_shape));
    GEOSGeometry *common = NULL;
    enum lg_status status = LG_OK;
    if (left != NULL && right != NULL) common = intersect(worker, left, right);
    if (common == NULL) {
        (void)snprintf(what, sizeof(what), "old parcel in row %zu over new parcel in row %zu",
                       pair->old_shape + 1, pair->new_shape + 1);
        status = lg_geos_fail(worker, err, what);
        if (status != LG_NO_MEMORY) status = LG_BAD_INPUT;
    } else {
        lg_shapes_clear(&own->common);
        status = lg_geos_to_shapes(worker, common, &own->common, err);
        if (status == LG_OK) *area_m2 = lg_lon_lat_area_m2(&own->common, 0, NULL);
    }
    if (left != NULL) GEOSGeom_destroy_r(worker->geos, left);
    if (right != NULL) GEOSGeom_destroy_r(worker->geos, right);
    if (common != NULL) GEOSGeom_destroy_r(worker->geos, common);
    return status;
}

/* Whether two shapes only touch, by clipping; not asked of shapes with very many vertices. */
static enum lg_status find_touch(const struct shared *all, struct state *own,
                                 const struct lg_common_land *pair, bool *only_touch,
                                 struct lg_error *err)
{
    size_t vertices = lg_shapes_vertex_count(all->old_shapes, pair->old_shape) *
                      lg_shapes_vertex_count(all->new_shapes, pair->new_shape);
    double common = 0.0;
    *only_touch = false;
    if (vertices > CLIP_VERTICES_MAX) return LG_OK;
    enum lg_status status = lg_common_area(&own->scratch, all->old_shapes, pair->old_shape,
                                           all->new_shapes, pair->new_shape, &common, err);
    double smaller = fmin(lg_plane_area(all->old_shapes, pair->old_shape),
                          lg_plane_area(all->new_shapes, pair->new_shape));
    *only_touch = status == LG_OK && common <= TOUCH_SHARE * smaller;
    return status;
}

static enum lg_status measure_pair(const struct shared *all, struct state *own,
                                   const struct lg_common_land *pair, double *area_m2,
                                   struct lg_error *err)
{
    *area_m2 = 0.0;
    if (lg_shapes_is_empty(all->old_shapes, pair->old_shape)) return LG_OK;
    if (lg_shapes_is_empty(all->new_shapes, pair->new_shape)) return LG_OK;
    if (lg_shapes_compare(all->old_shapes, pair->old_shape, all->new_shapes, pair->new_shape) ==
        0) {
        *area_m2 = lg_lon_lat_area_m2(all->old_shapes, pair->old_shape, NULL);
        return LG_OK;
    }
    bool only_touch = false;
    enum lg_status status = find_touch(all, own, pair, &only_touch, err);
    if (status != LG_OK || only_touch) return status;
    return overlay(all, own, pair, area_m2, err);
}

static enum lg_status work(void *shared, void *state, struct lg_error *err)
{
    const struct shared *all = shared;
    struct state *own = state;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < own->count; i++) {
        status = measure_pair(all, own, &all->pairs->items[own->first + i], &own->areas_m2[i], err);
    }
    return status;
}

static enum lg_status give(void *shared, void *state, struct lg_error *err)
{
    (void)err;
    struct shared *all = shared;
    const struct state *own = state;
    for (size_t i = 0; i < own->count; i++) {
        all->pairs->items[own->first + i].area_m2 = own->areas_m2[i];
    }
    return LG_OK;
}

static void finish(void *shared, void *state)
{
    (void)shared;
    struct state *own = state;
    lg_shapes_reset(&own->common);
    lg_clip_scratch_reset(&own->scratch);
    lg_spatial_worker_free(own->worker);
}

enum lg_status lg_measure_common_land(const struct lg_shapes *old_shapes,
                                      const struct lg_shapes *new_shapes,
                                      const struct lg_overlay_means *means,
                                      struct lg_common_lands *pairs, struct lg_error *err)
{
    struct shared shared = {old_shapes, new_shapes, pairs, 0};
    const struct lg_pool_job job = {
        .thread_count = pairs->count > BLOCK_PAIRS ? means->thread_count : 1,
        .state_bytes = sizeof(struct state),
        .start = start,
        .take = take,
        .work = work,
        .give = give,
        .finish = finish,
        .stop = means->stop,
    };
    return lg_pool_run(&job, &shared, err);
}
