/*
 * One target under the polygons of a layer, group by group.
 *
 * The contact test settles most: a target inside a polygon is covered whole, one apart from all is
 * not covered. Only the rest is laid over each other, in the plane of the target; what comes out is
 * measured by the national formula and brought to the scale on which the target was closed.
 */
#include "spatial/cover.h"

#include "base/grow.h"
#include "spatial/measure_shape.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Polygons with more vertices are kept as GEOS has them, and clipped to the target before use. */
enum { LARGE_VERTICES_MIN = 200 };

static enum lg_status fail_target(const struct lg_cover_state *state, struct lg_error *err)
{
    return lg_geos_fail(state->worker, err, state->target.name);
}

static void forget_target(struct lg_cover_state *state)
{
    if (state->geometry != NULL) GEOSGeom_destroy_r(state->worker->geos, state->geometry);
    state->geometry = NULL;
    state->raw_m2 = (double)NAN;
    lg_outline_reset(&state->outline);
}

enum lg_status lg_cover_begin(const struct lg_cover_index *index, struct lg_cover_state *state,
                              const struct lg_cover_target *target, struct lg_error *err)
{
    const struct lg_cover_plane *plane = &index->by_plane[target->plane];
    assert(plane->tree != NULL);

    forget_target(state);
    state->target = *target;
    state->outline = lg_outline_of(target->shapes, target->row);
    state->hit = 0;
    if (lg_shapes_vertex_count(target->shapes, target->row) > LARGE_VERTICES_MIN) {
        enum lg_status status = lg_outline_index(&state->outline, err);
        if (status != LG_OK) return status;
    }
    return lg_box_tree_query(plane->tree, state->outline.box, &state->hits, err);
}

size_t lg_cover_next_group(const struct lg_cover_index *index, const struct lg_cover_state *state)
{
    return state->hit < state->hits.count ? index->group[state->hits.items[state->hit]] : SIZE_MAX;
}

static enum lg_status target_geometry(struct lg_cover_state *state, struct lg_error *err)
{
    if (state->geometry == NULL) {
        state->geometry =
            lg_geos_from_shape(state->worker, state->target.shapes, state->target.row);
    }
    return state->geometry != NULL ? LG_OK : fail_target(state, err);
}

/* Where a polygon with many vertices is kept; NULL: it is not worth it. */
static enum lg_status large_place(const struct lg_cover_index *index, struct lg_cover_state *state,
                                  size_t polygon, GEOSGeometry ***place, struct lg_error *err)
{
    size_t plane = state->target.plane;
    *place = NULL;
    if (lg_shapes_vertex_count(&index->by_plane[plane].shapes, polygon) <= LARGE_VERTICES_MIN) {
        return LG_OK;
    }
    if (state->large == NULL) {
        size_t count = index->source_count * index->count;
        state->large = calloc(count, sizeof(GEOSGeometry *));
        if (state->large == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu polygons", count);
        }
        state->large_count = count;
    }
    *place = &state->large[plane * index->count + polygon];
    return LG_OK;
}

static enum lg_status keep_part(struct lg_cover_state *state, GEOSGeometry *part,
                                struct lg_error *err)
{
    if (state->part_count == state->part_capacity) {
        size_t capacity = lg_grow_capacity(state->part_capacity, state->part_count + 1);
        GEOSGeometry **parts = lg_resize((void *)state->parts, capacity, sizeof(GEOSGeometry *));
        if (parts == NULL) {
            GEOSGeom_destroy_r(state->worker->geos, part);
            return lg_fail(err, LG_NO_MEMORY, "no memory for parts of a parcel");
        }
        state->parts = parts;
        state->part_capacity = capacity;
    }
    state->parts[state->part_count++] = part;
    return LG_OK;
}

static void drop_parts(struct lg_cover_state *state)
{
    for (size_t i = 0; i < state->part_count; i++) {
        GEOSGeom_destroy_r(state->worker->geos, state->parts[i]);
    }
    state->part_count = 0;
}

/* The target within one polygon, from the near part of it where it has many vertices. */
static enum lg_status cut_at(const struct lg_cover_index *index, struct lg_cover_state *state,
                             size_t polygon, struct lg_error *err)
{
    GEOSContextHandle_t geos = state->worker->geos;
    GEOSGeometry **place;
    enum lg_status status = target_geometry(state, err);
    if (status == LG_OK) status = large_place(index, state, polygon, &place, err);
    if (status != LG_OK) return status;

    GEOSGeometry *whole = place == NULL ? NULL : *place;
    if (whole == NULL) {
        whole = lg_geos_from_shape(state->worker, &index->by_plane[state->target.plane].shapes,
                                   polygon);
    }
    if (whole == NULL) return fail_target(state, err);
    GEOSGeometry *near = NULL;
    GEOSGeometry *common = NULL;
    if (place != NULL) {
        *place = whole;
        near = lg_geos_clip_near(state->worker, whole, state->outline.box);
    }
    if (near != NULL) common = GEOSIntersection_r(geos, state->geometry, near);
    if (common == NULL) common = GEOSIntersection_r(geos, state->geometry, whole);
    if (near != NULL) GEOSGeom_destroy_r(geos, near);
    if (place == NULL) GEOSGeom_destroy_r(geos, whole);
    GEOSGeometry *part;
    status = lg_geos_polygons(state->worker, common, &part, state->target.name, err);
    return status == LG_OK ? keep_part(state, part, err) : status;
}

/* A polygon within the target is a part as it stands: a park may hold thousands of them. */
static enum lg_status take_whole(const struct lg_cover_index *index, struct lg_cover_state *state,
                                 size_t polygon, bool *is_taken, struct lg_error *err)
{
    const struct lg_cover_plane *plane = &index->by_plane[state->target.plane];
    enum lg_contact contact;
    *is_taken = false;
    if (state->outline.edges == NULL) return LG_OK;
    enum lg_status status =
        lg_contact_find(&state->scratch, &plane->outlines[polygon], &state->outline, &contact, err);
    if (status != LG_OK || contact != LG_CONTACT_FIRST_INSIDE) return status;
    GEOSGeometry *part = lg_geos_from_shape(state->worker, &plane->shapes, polygon);
    if (part == NULL) return fail_target(state, err);
    *is_taken = true;
    return keep_part(state, part, err);
}

/* All parts as one; the parts are used up. */
static enum lg_status unite_parts(struct lg_cover_state *state, GEOSGeometry **united,
                                  struct lg_error *err)
{
    GEOSContextHandle_t geos = state->worker->geos;
    *united = NULL;
    if (state->part_count == 1) {
        *united = state->parts[0];
        state->part_count = 0;
        return LG_OK;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, state->parts,
                                                    (unsigned)state->part_count);
    /* The collection takes its parts over even where it is not made. */
    state->part_count = 0;
    if (all == NULL) return fail_target(state, err);
    GEOSGeometry *sum = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return lg_geos_polygons(state->worker, sum, united, state->target.name, err);
}

/* On the scale of the target: what is measured of all of it makes its area. */
static enum lg_status measure(struct lg_cover_state *state, const GEOSGeometry *geometry,
                              double *area_m2, struct lg_error *err)
{
    const struct lg_cover_target *target = &state->target;
    enum lg_status status = LG_OK;
    if (isnan(state->raw_m2)) {
        status = lg_measure_shape(state->worker, target->plane, target->shapes, target->row,
                                  &state->raw_m2, err);
        if (status != LG_OK) return status;
    }
    lg_shapes_clear(&state->flat);
    status = lg_geos_to_shapes(state->worker, geometry, &state->flat, err);
    if (status != LG_OK) return status;
    status = lg_measure_shape(state->worker, target->plane, &state->flat, 0, area_m2, err);
    if (status != LG_OK) return status;
    double scale = state->raw_m2 > 0.0 ? target->area_m2 / state->raw_m2 : 0.0;
    *area_m2 = fmin(*area_m2 * scale, target->area_m2);
    return LG_OK;
}

/* A geometry (consumed) as a cover: slivers are nothing, and leave nothing. */
static enum lg_status settle(struct lg_cover_state *state, GEOSGeometry *geometry,
                             struct lg_cover *cover, struct lg_error *err)
{
    double area_m2 = 0.0;
    enum lg_status status = measure(state, geometry, &area_m2, err);
    bool is_part = area_m2 > state->target.limit_m2 &&
                   state->target.area_m2 - area_m2 > state->target.limit_m2;
    if (status == LG_OK && is_part) {
        *cover = (struct lg_cover){LG_COVER_PART, area_m2, geometry};
        return LG_OK;
    }
    GEOSGeom_destroy_r(state->worker->geos, geometry);
    *cover = (struct lg_cover){.kind = LG_COVER_NONE};
    if (status == LG_OK && area_m2 > state->target.limit_m2) {
        *cover = (struct lg_cover){LG_COVER_WHOLE, state->target.area_m2, NULL};
    }
    return status;
}

/* Cut the target at the polygons of the group that are in doubt; true where one holds it all. */
static enum lg_status cut_at_group(const struct lg_cover_index *index, struct lg_cover_state *state,
                                   size_t group, bool *is_whole, struct lg_error *err)
{
    const struct lg_cover_plane *plane = &index->by_plane[state->target.plane];
    enum lg_status status = LG_OK;
    size_t first = state->hit;
    *is_whole = false;
    while (lg_cover_next_group(index, state) == group) {
        state->hit++;
    }
    for (size_t i = first; status == LG_OK && i < state->hit; i++) {
        enum lg_contact contact;
        size_t polygon = state->hits.items[i];
        status = lg_contact_find(&state->scratch, &state->outline, &plane->outlines[polygon],
                                 &contact, err);
        if (status != LG_OK || contact == LG_CONTACT_APART) continue;
        *is_whole = contact == LG_CONTACT_FIRST_INSIDE;
        if (*is_whole) return LG_OK;
        bool is_taken;
        status = take_whole(index, state, polygon, &is_taken, err);
        if (status == LG_OK && !is_taken) status = cut_at(index, state, polygon, err);
    }
    return status;
}

static enum lg_status take_outside(struct lg_cover_state *state, GEOSGeometry *inside,
                                   struct lg_cover *cover, struct lg_error *err)
{
    GEOSGeometry *outside;
    GEOSGeometry *rest = NULL;
    enum lg_status status = target_geometry(state, err);
    if (status == LG_OK) rest = GEOSDifference_r(state->worker->geos, state->geometry, inside);
    GEOSGeom_destroy_r(state->worker->geos, inside);
    if (status != LG_OK) return status;
    status = lg_geos_polygons(state->worker, rest, &outside, state->target.name, err);
    return status == LG_OK ? settle(state, outside, cover, err) : status;
}

enum lg_status lg_cover_take(const struct lg_cover_index *index, struct lg_cover_state *state,
                             size_t group, bool is_outside, struct lg_cover *cover,
                             struct lg_error *err)
{
    *cover = (struct lg_cover){.kind = LG_COVER_NONE};
    while (lg_cover_next_group(index, state) < group) {
        state->hit++;
    }
    bool is_whole = false;
    enum lg_status status = cut_at_group(index, state, group, &is_whole, err);
    if (status != LG_OK || is_whole || state->part_count == 0) {
        drop_parts(state);
        if (is_whole != is_outside) {
            *cover = (struct lg_cover){LG_COVER_WHOLE, state->target.area_m2, NULL};
        }
        return status;
    }
    GEOSGeometry *inside;
    status = unite_parts(state, &inside, err);
    if (status != LG_OK) return status;
    if (is_outside) return take_outside(state, inside, cover, err);
    return settle(state, inside, cover, err);
}

enum lg_status lg_cover_join(struct lg_cover_state *state, struct lg_cover *sum,
                             const struct lg_cover *more, double *fresh_m2, struct lg_error *err)
{
    GEOSContextHandle_t geos = state->worker->geos;
    struct lg_cover joined = {.kind = LG_COVER_WHOLE, .area_m2 = state->target.area_m2};
    double before_m2 = sum->area_m2;
    if (fresh_m2 != NULL) *fresh_m2 = 0.0;
    if (more->kind == LG_COVER_NONE || sum->kind == LG_COVER_WHOLE) return LG_OK;
    if (more->kind == LG_COVER_PART) {
        GEOSGeometry *both = sum->kind == LG_COVER_NONE
                                 ? GEOSGeom_clone_r(geos, more->geometry)
                                 : GEOSUnion_r(geos, sum->geometry, more->geometry);
        GEOSGeometry *united;
        enum lg_status status =
            lg_geos_polygons(state->worker, both, &united, state->target.name, err);
        if (status == LG_OK) status = settle(state, united, &joined, err);
        if (status != LG_OK) return status;
        /* What a sliver adds is nothing, or the sums would tell of it and no row would. */
        bool is_nothing = joined.area_m2 - before_m2 <= state->target.limit_m2;
        if (is_nothing && joined.kind != LG_COVER_WHOLE) {
            lg_cover_drop(state, &joined);
            return LG_OK;
        }
    }
    lg_cover_drop(state, sum);
    *sum = joined;
    if (fresh_m2 != NULL) *fresh_m2 = joined.area_m2 - before_m2;
    return LG_OK;
}

void lg_cover_drop(struct lg_cover_state *state, struct lg_cover *cover)
{
    if (cover->geometry != NULL) GEOSGeom_destroy_r(state->worker->geos, cover->geometry);
    *cover = (struct lg_cover){.kind = LG_COVER_NONE};
}

void lg_cover_state_reset(struct lg_cover_state *state)
{
    if (state->worker != NULL) {
        forget_target(state);
        drop_parts(state);
        for (size_t i = 0; i < state->large_count; i++) {
            if (state->large[i] != NULL) GEOSGeom_destroy_r(state->worker->geos, state->large[i]);
        }
    }
    free((void *)state->large);
    free((void *)state->parts);
    lg_shapes_reset(&state->flat);
    lg_contact_scratch_reset(&state->scratch);
    lg_box_hits_reset(&state->hits);
    lg_spatial_worker_free(state->worker);
    *state = (struct lg_cover_state){.worker = NULL};
}
