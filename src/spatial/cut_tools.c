/*
 * What cutting a parcel needs from GEOS and from the area formula.
 */
#include "base/grow.h"
#include "spatial/cut_parcel.h"
#include "spatial/measure_shape.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { MEASURED_MAX = 4 };

enum lg_status lg_cut_fail(const struct lg_cut_job *job, const struct lg_cut_state *state,
                           struct lg_error *err)
{
    char what[160];
    (void)snprintf(what, sizeof(what), "parcel %.120s at the park boundaries",
                   job->model->parcels.id[state->parcel]);
    return lg_geos_fail(state->worker, err, what);
}

enum lg_status lg_cut_parcel_geometry(const struct lg_cut_job *job, struct lg_cut_state *state,
                                      const GEOSGeometry **geometry, struct lg_error *err)
{
    if (state->geometry == NULL) {
        state->geometry =
            lg_geos_from_shape(state->worker, state->outline.shapes, state->outline.shape);
    }
    *geometry = state->geometry;
    return state->geometry != NULL ? LG_OK : lg_cut_fail(job, state, err);
}

enum lg_status lg_cut_park_geometry(const struct lg_cut_job *job, struct lg_cut_state *state,
                                    size_t park, const GEOSGeometry **geometry,
                                    struct lg_error *err)
{
    const struct lg_plane_parks *parks = &job->parks[state->plane];
    if (state->park_geometry == NULL) {
        size_t count = job->model->sources.count * parks->outline_count;
        state->park_geometry = calloc(count, sizeof(GEOSGeometry *));
        if (state->park_geometry == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu park boundaries", count);
        }
        state->park_geometry_count = count;
    }
    GEOSGeometry **place = &state->park_geometry[state->plane * parks->outline_count + park];
    if (*place == NULL) *place = lg_geos_from_shape(state->worker, &parks->shapes, park);
    *geometry = *place;
    return *place != NULL ? LG_OK : lg_cut_fail(job, state, err);
}

enum lg_status lg_cut_measure(struct lg_cut_state *state, const GEOSGeometry *const *geometries,
                              size_t count, double *area_m2, size_t *first, struct lg_error *err)
{
    assert(count <= MEASURED_MAX);

    *first = state->degrees.count;
    lg_shapes_clear(&state->flat);
    for (size_t i = 0; i < count; i++) {
        enum lg_status status = lg_geos_to_shapes(state->worker, geometries[i], &state->flat, err);
        if (status != LG_OK) return status;
    }
    enum lg_status status =
        lg_measure_shapes(state->worker, state->plane, &state->flat, area_m2, &state->fresh, err);
    if (status != LG_OK) return status;
    status = lg_shapes_append(&state->planar, &state->flat, 0, count, err);
    if (status != LG_OK) return status;
    return lg_shapes_append(&state->degrees, &state->fresh, 0, count, err);
}

static void destroy(struct lg_cut_state *state, GEOSGeometry **geometry)
{
    if (*geometry != NULL) GEOSGeom_destroy_r(state->worker->geos, *geometry);
    *geometry = NULL;
}

void lg_cut_forget_parcel(struct lg_cut_state *state)
{
    for (size_t i = 0; i < state->region_count; i++) {
        destroy(state, &state->regions[i].geometry);
    }
    state->region_count = 0;
    destroy(state, &state->geometry);
    destroy(state, &state->rest);
    lg_shapes_clear(&state->degrees);
    lg_shapes_clear(&state->planar);
}

void lg_cut_state_reset(struct lg_cut_state *state)
{
    if (state->worker != NULL) {
        lg_cut_forget_parcel(state);
        for (size_t i = 0; i < state->park_geometry_count; i++) {
            destroy(state, &state->park_geometry[i]);
        }
    }
    free((void *)state->park_geometry);
    free(state->regions);
    free(state->pieces);
    lg_shapes_reset(&state->flat);
    lg_shapes_reset(&state->fresh);
    lg_shapes_reset(&state->degrees);
    lg_shapes_reset(&state->planar);
    lg_shapes_reset(&state->rival);
    lg_shapes_reset(&state->cuts);
    lg_shapes_reset(&state->plane_cuts);
    lg_findings_reset(&state->findings);
    lg_contact_scratch_reset(&state->scratch);
    lg_box_hits_reset(&state->hits);
    lg_spatial_worker_free(state->worker);
}
