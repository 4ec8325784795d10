/*
 * Idle and suppliable pieces of a park to sites: which are near each other, then their outlines.
 *
 * A tree of boxes says which pair may be near, and a pair is measured only while nothing has joined
 * the two yet: land in a row costs as many looks as it has pieces. Who is joined does not depend on
 * the order of the looks, and a site is named after its first piece, so neither do the sites.
 */
#include "base/grow.h"
#include "base/hooks.h"
#include "base/pool.h"
#include "model/box_tree.h"
#include "spatial/overlay.h"
#include "spatial/sets.h"
#include "spatial/site_outline.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* What is drawn as touching may be off by a hair in another plane. */
#define TOUCH_M 0.01
/* With a distance of 0: a shorter border is a corner. */
#define BORDER_M_MIN 0.1

/* Of many sites a worker takes so many pieces at once. */
enum { BLOCK_PIECES = 512 };

/* The pieces of one park while they are joined. */
struct joining {
    struct lg_model *model;
    struct lg_spatial_worker *worker;
    size_t *pieces; /* [piece_count] of all parks, ascending */
    size_t piece_count;
    size_t *first_of;      /* [piece_count] a piece of the same site, never a later one; positions
                              in pieces */
    struct lg_shapes flat; /* the park's, in its plane */
    GEOSGeometry **drawn;  /* [piece_count] of the park's; NULL: not needed yet */
    struct lg_box_tree *tree;
    struct lg_box_hits hits;
    double distance_m;
};

/* ---- pairs ---- */

/* Lines that run beside each other have land between them when one is made a little wider. */
static enum lg_status has_border(struct joining *joining, const GEOSGeometry *left,
                                 const GEOSGeometry *right, bool *has, struct lg_error *err)
{
    GEOSContextHandle_t geos = joining->worker->geos;
    double common_m2 = 0.0;
    GEOSGeometry *wide = GEOSBuffer_r(geos, left, TOUCH_M, 8);
    GEOSGeometry *common = wide == NULL ? NULL : GEOSIntersection_r(geos, wide, right);
    bool is_measured = common != NULL && GEOSArea_r(geos, common, &common_m2) == 1;
    *has = common_m2 >= TOUCH_M * BORDER_M_MIN;
    if (wide != NULL) GEOSGeom_destroy_r(geos, wide);
    if (common != NULL) GEOSGeom_destroy_r(geos, common);
    return is_measured ? LG_OK : lg_geos_fail(joining->worker, err, "border of two parcels");
}

static const GEOSGeometry *drawn_piece(struct joining *joining, size_t at)
{
    if (joining->drawn[at] == NULL) {
        joining->drawn[at] = lg_geos_from_shape(joining->worker, &joining->flat, at);
    }
    return joining->drawn[at];
}

/* Join a piece with those behind it that are near. @param first  of the park's pieces */
static enum lg_status join_near(struct joining *joining, size_t first, size_t at,
                                struct lg_error *err)
{
    GEOSContextHandle_t geos = joining->worker->geos;
    const GEOSPreparedGeometry *prepared = NULL;
    double near_m = fmax(joining->distance_m, TOUCH_M);
    size_t *first_of = joining->first_of;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < joining->hits.count; i++) {
        size_t other = joining->hits.items[i];
        if (other <= at) continue;
        if (lg_sets_first(first_of, first + at) == lg_sets_first(first_of, first + other)) continue;
        const GEOSGeometry *left = drawn_piece(joining, at);
        const GEOSGeometry *right = drawn_piece(joining, other);
        if (left != NULL && prepared == NULL) prepared = GEOSPrepare_r(geos, left);
        char is_near = 2;
        if (right != NULL && prepared != NULL) {
            is_near = GEOSPreparedDistanceWithin_r(geos, prepared, right, near_m);
        }
        bool joins = is_near == 1;
        if (is_near == 2) status = lg_geos_fail(joining->worker, err, "distance of two parcels");
        if (joins && !(joining->distance_m > 0.0)) {
            status = has_border(joining, left, right, &joins, err);
        }
        if (status == LG_OK && joins) lg_sets_join(first_of, first + at, first + other);
    }
    if (prepared != NULL) GEOSPreparedGeom_destroy_r(geos, prepared);
    return status;
}

/* ---- one park ---- */

/* What counts of a piece, in degrees. */
static enum lg_status add_piece(const struct lg_model *model, size_t piece,
                                struct lg_shapes *lon_lat, struct lg_error *err)
{
    const struct lg_parcels *parcels = &model->parcels;
    size_t cut = model->pieces.cut[piece];
    if (cut != LG_WHOLE_SHAPE) {
        return lg_shapes_append(lon_lat, &model->pieces.cut_lon_lat, cut, 1, err);
    }
    size_t row = parcels->shape[model->pieces.parcel[piece]];
    return lg_shapes_append(lon_lat, &parcels->lon_lat, row, 1, err);
}

static enum lg_status look_around(struct joining *joining, size_t first, size_t count,
                                  const struct lg_box *boxes, struct lg_error *err)
{
    double near_m = fmax(joining->distance_m, TOUCH_M);
    enum lg_status status = lg_box_tree_new(boxes, count, &joining->tree, err);
    for (size_t at = 0; status == LG_OK && at < count; at++) {
        struct lg_box box = boxes[at];
        box.x_min -= near_m;
        box.y_min -= near_m;
        box.x_max += near_m;
        box.y_max += near_m;
        status = lg_box_tree_query(joining->tree, box, &joining->hits, err);
        if (status == LG_OK) status = join_near(joining, first, at, err);
    }
    lg_box_tree_free(joining->tree);
    joining->tree = NULL;
    return status;
}

static enum lg_status join_park(struct joining *joining, size_t first, size_t end,
                                struct lg_error *err)
{
    size_t count = end - first;
    if (count < 2) return LG_OK;
    struct lg_shapes *flat = &joining->flat;
    lg_shapes_clear(flat);
    enum lg_status status = LG_OK;
    for (size_t i = first; status == LG_OK && i < end; i++) {
        status = add_piece(joining->model, joining->pieces[i], flat, err);
    }
    if (status != LG_OK) return status;
    struct lg_stretch stretch = lg_stretch_around(flat);
    lg_stretch_to_metres(&stretch, flat->vertex_count, flat->xy);
    struct lg_box *boxes = lg_resize(NULL, count, sizeof(*boxes));
    if (boxes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu boxes", count);
    for (size_t at = 0; at < count; at++) {
        boxes[at] = lg_shapes_box(flat, at);
    }
    status = look_around(joining, first, count, boxes, err);
    free(boxes);
    for (size_t at = 0; at < count; at++) {
        if (joining->drawn[at] == NULL) continue;
        GEOSGeom_destroy_r(joining->worker->geos, joining->drawn[at]);
        joining->drawn[at] = NULL;
    }
    return status;
}

/* ---- all parks ---- */

static enum lg_status list_pieces(struct joining *joining, struct lg_error *err)
{
    const struct lg_model *model = joining->model;
    size_t count = 0;
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        count += lg_piece_is_in_site(model, piece);
    }
    joining->pieces = calloc(count + 1, sizeof(*joining->pieces));
    joining->first_of = calloc(count + 1, sizeof(*joining->first_of));
    joining->drawn = (GEOSGeometry **)calloc(count + 1, sizeof(GEOSGeometry *));
    if (joining->pieces == NULL || joining->first_of == NULL || joining->drawn == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the sites of %zu parcels", count);
    }
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        if (!lg_piece_is_in_site(model, piece)) continue;
        joining->first_of[joining->piece_count] = joining->piece_count;
        joining->pieces[joining->piece_count++] = piece;
    }
    return LG_OK;
}

static enum lg_status join_pieces(struct joining *joining, const struct lg_hooks *hooks,
                                  struct lg_error *err)
{
    const size_t *park_of = joining->model->pieces.park;
    enum lg_status status = LG_OK;
    size_t first = 0;
    while (status == LG_OK && first < joining->piece_count) {
        size_t end = first + 1;
        while (end < joining->piece_count &&
               park_of[joining->pieces[end]] == park_of[joining->pieces[first]]) {
            end++;
        }
        if (hooks != NULL && hooks->stop != NULL && *hooks->stop != 0) {
            return lg_fail(err, LG_STOPPED, "stopped while idle land was joined to sites");
        }
        status = join_park(joining, first, end, err);
        first = end;
    }
    return status;
}

/* The sets as sites, in the order of their first pieces; theirs stay in order. */
static enum lg_status list_sites(struct joining *joining, struct lg_error *err)
{
    struct lg_sites *sites = &joining->model->results.sites;
    size_t count = joining->piece_count;
    for (size_t at = 0; at < count; at++) {
        joining->first_of[at] = lg_sets_first(joining->first_of, at);
        sites->count += joining->first_of[at] == at;
    }
    sites->items = calloc(sites->count + 1, sizeof(*sites->items));
    sites->decimals = calloc(sites->count + 1, sizeof(*sites->decimals));
    sites->pieces = calloc(count + 1, sizeof(*sites->pieces));
    size_t *site_of = calloc(count + 1, sizeof(*site_of));
    if (sites->items == NULL || sites->decimals == NULL || sites->pieces == NULL ||
        site_of == NULL) {
        free(site_of);
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu sites", sites->count);
    }
    size_t site_count = 0;
    for (size_t at = 0; at < count; at++) {
        size_t first = joining->first_of[at];
        site_of[at] = first == at ? site_count++ : site_of[first];
        sites->items[site_of[at]].piece_count++;
    }
    for (size_t site = 0; site < sites->count; site++) {
        sites->items[site].first = sites->piece_count;
        sites->piece_count += sites->items[site].piece_count;
        sites->items[site].piece_count = 0;
    }
    for (size_t at = 0; at < count; at++) {
        struct lg_site *site = &sites->items[site_of[at]];
        site->park = joining->model->pieces.park[joining->pieces[at]];
        sites->pieces[site->first + site->piece_count++] = joining->pieces[at];
    }
    free(site_of);
    return LG_OK;
}

/* ---- outlines, many at once ---- */

struct drawing {
    struct lg_model *model;
    size_t taken; /* sites; written in serial calls only */
};

struct drawing_state {
    struct lg_spatial_worker *worker;
    struct lg_shapes pieces;
    struct lg_shapes outlines; /* of the block's sites */
    size_t first, end;         /* sites of the block */
};

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    const struct drawing *drawing = shared;
    struct drawing_state *own = state;
    return lg_spatial_worker_new(&drawing->model->sources, &own->worker, err);
}

static enum lg_status take_sites(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct drawing *drawing = shared;
    struct drawing_state *own = state;
    const struct lg_sites *sites = &drawing->model->results.sites;
    size_t piece_count = 0;
    own->first = drawing->taken;
    own->end = own->first;
    while (own->end < sites->count && piece_count < BLOCK_PIECES) {
        piece_count += sites->items[own->end++].piece_count;
    }
    drawing->taken = own->end;
    *more = own->first < own->end;
    return LG_OK;
}

static enum lg_status work_sites(void *shared, void *state, struct lg_error *err)
{
    struct drawing *drawing = shared;
    struct drawing_state *own = state;
    struct lg_sites *sites = &drawing->model->results.sites;
    enum lg_status status = LG_OK;
    lg_shapes_clear(&own->outlines);
    for (size_t row = own->first; status == LG_OK && row < own->end; row++) {
        struct lg_site *site = &sites->items[row];
        lg_shapes_clear(&own->pieces);
        for (size_t i = 0; status == LG_OK && i < site->piece_count; i++) {
            size_t piece = sites->pieces[site->first + i];
            status = add_piece(drawing->model, piece, &own->pieces, err);
        }
        if (status != LG_OK) break;
        site->shape = row;
        status = lg_site_outline(own->worker, &own->pieces, drawing->model->rules.gap_width_m, site,
                                 &own->outlines, &sites->decimals[row], err);
    }
    return status;
}

static enum lg_status give_sites(void *shared, void *state, struct lg_error *err)
{
    struct drawing *drawing = shared;
    const struct drawing_state *own = state;
    struct lg_sites *sites = &drawing->model->results.sites;
    return lg_shapes_append(&sites->lon_lat, &own->outlines, 0, own->outlines.count, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct drawing_state *own = state;
    lg_spatial_worker_free(own->worker);
    lg_shapes_reset(&own->pieces);
    lg_shapes_reset(&own->outlines);
}

static enum lg_status draw_sites(struct lg_model *model, size_t thread_count,
                                 const struct lg_hooks *hooks, struct lg_error *err)
{
    struct drawing drawing = {.model = model};
    const struct lg_pool_job job = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct drawing_state),
        .start = start_state,
        .take = take_sites,
        .work = work_sites,
        .give = give_sites,
        .finish = finish_state,
        .stop = lg_hooks_stop(hooks),
    };
    return lg_pool_run(&job, &drawing, err);
}

enum lg_status lg_overlay_join_sites(struct lg_model *model, size_t thread_count,
                                     const struct lg_hooks *hooks, struct lg_error *err)
{
    assert(model != NULL);

    struct joining joining = {.model = model, .distance_m = model->rules.sites.distance_m};
    lg_sites_reset(&model->results.sites);
    enum lg_status status = list_pieces(&joining, err);
    if (status == LG_OK) status = lg_spatial_worker_new(&model->sources, &joining.worker, err);
    if (status == LG_OK) status = join_pieces(&joining, hooks, err);
    if (status == LG_OK) status = list_sites(&joining, err);
    lg_spatial_worker_free(joining.worker);
    free(joining.pieces);
    free(joining.first_of);
    free((void *)joining.drawn);
    lg_shapes_reset(&joining.flat);
    lg_box_hits_reset(&joining.hits);
    if (status == LG_OK) status = draw_sites(model, thread_count, hooks, err);
    if (status != LG_OK) lg_sites_reset(&model->results.sites);
    return status;
}
