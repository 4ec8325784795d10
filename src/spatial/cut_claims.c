/*
 * From regions of a parcel to its rows: what counts of each, and what others claim.
 */
#include "base/grow.h"
#include "spatial/cut_parcel.h"
#include "spatial/decimals.h"

#include <math.h>
#include <string.h>

static size_t rival_count(const struct lg_rivals *rivals, size_t parcel)
{
    return rivals->start == NULL ? 0 : rivals->start[parcel + 1] - rivals->start[parcel];
}

/* Subtract all rivals of the parcel at work; *rest is consumed and replaced, NULL on failure. */
static enum lg_status subtract_rivals(const struct lg_cut_job *job, struct lg_cut_state *state,
                                      const struct lg_rivals *rivals, GEOSGeometry **rest,
                                      struct lg_error *err)
{
    GEOSContextHandle_t geos = state->worker->geos;
    size_t count = rival_count(rivals, state->parcel);
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        size_t rival = rivals->items[rivals->start[state->parcel] + i];
        lg_shapes_clear(&state->rival);
        status =
            lg_bring_parcel(state->worker, job->model, rival, state->plane, &state->rival, err);
        if (status != LG_OK) return status;
        GEOSGeometry *taken = lg_geos_from_shape(state->worker, &state->rival, 0);
        GEOSGeometry *smaller = taken != NULL ? GEOSDifference_r(geos, *rest, taken) : NULL;
        if (taken != NULL) GEOSGeom_destroy_r(geos, taken);
        GEOSGeom_destroy_r(geos, *rest);
        *rest = smaller;
        if (smaller == NULL) status = lg_cut_fail(job, state, err);
    }
    return status;
}

static double part_of(double whole_m2, double part_raw_m2, double whole_raw_m2)
{
    return fmax(0.0, fmin(whole_m2, whole_m2 * (part_raw_m2 / whole_raw_m2)));
}

/* A region less the winners, then less the losers: both areas as measured. */
static enum lg_status measure_claims(const struct lg_cut_job *job, struct lg_cut_state *state,
                                     const struct lg_cut_region *region, double left_m2[2],
                                     size_t *degrees, struct lg_error *err)
{
    GEOSContextHandle_t geos = state->worker->geos;
    const GEOSGeometry *parcel;
    enum lg_status status = lg_cut_parcel_geometry(job, state, &parcel, err);
    if (status != LG_OK) return status;

    GEOSGeometry *without_winners =
        GEOSGeom_clone_r(geos, region->geometry != NULL ? region->geometry : parcel);
    GEOSGeometry *without_all = NULL;
    if (without_winners == NULL) return lg_cut_fail(job, state, err);
    status = subtract_rivals(job, state, &job->winners, &without_winners, err);
    if (status != LG_OK) goto done;
    without_all = GEOSGeom_clone_r(geos, without_winners);
    if (without_all == NULL) {
        status = lg_cut_fail(job, state, err);
        goto done;
    }
    status = subtract_rivals(job, state, &job->losers, &without_all, err);
    if (status != LG_OK) goto done;
    const GEOSGeometry *both[2] = {without_winners, without_all};
    status = lg_cut_measure(state, both, 2, left_m2, degrees, err);

done:
    if (without_winners != NULL) GEOSGeom_destroy_r(geos, without_winners);
    if (without_all != NULL) GEOSGeom_destroy_r(geos, without_all);
    return status;
}

/* Fill counted and disputed of a row, and the row of degrees that shows it. */
static enum lg_status weigh_claims(const struct lg_cut_job *job, struct lg_cut_state *state,
                                   const struct lg_cut_region *region, struct lg_piece *piece,
                                   struct lg_error *err)
{
    size_t winners = rival_count(&job->winners, state->parcel);
    size_t losers = rival_count(&job->losers, state->parcel);
    bool once = job->model->overlaps == LG_OVERLAPS_ONCE;
    if (isnan(region->inside_m2) || (winners == 0 && (losers == 0 || !once))) return LG_OK;

    double left_m2[2] = {0.0, 0.0};
    size_t degrees = LG_WHOLE_SHAPE;
    enum lg_status status = measure_claims(job, state, region, left_m2, &degrees, err);
    if (status != LG_OK) return status;
    double own_m2 = part_of(region->inside_m2, left_m2[0], region->raw_m2);
    if (!once) {
        piece->disputed_m2 = region->inside_m2 - own_m2;
        return LG_OK;
    }
    double free_m2 = part_of(region->inside_m2, left_m2[1], region->raw_m2);
    if (winners > 0) {
        piece->counted_m2 = own_m2;
        piece->cut = degrees;
    }
    piece->disputed_m2 = fmax(0.0, piece->counted_m2 - free_m2);
    return LG_OK;
}

static enum lg_status add_piece(struct lg_cut_state *state, struct lg_piece *piece,
                                struct lg_error *err)
{
    enum lg_status status;
    if (state->piece_count == state->piece_capacity) {
        size_t capacity = lg_grow_capacity(state->piece_capacity, state->piece_count + 1);
        struct lg_piece *pieces = lg_resize(state->pieces, capacity, sizeof(*pieces));
        if (pieces == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu pieces", capacity);
        state->pieces = pieces;
        state->piece_capacity = capacity;
    }
    if (piece->cut != LG_WHOLE_SHAPE) {
        status = lg_shapes_append(&state->cuts, &state->degrees, piece->cut, 1, err);
        if (status != LG_OK) return status;
        status = lg_shapes_append(&state->plane_cuts, &state->planar, piece->cut, 1, err);
        if (status != LG_OK) return status;
        piece->cut = state->cuts.count - 1;
        status = lg_decimals_settle(state->worker, &state->cuts, &piece->cut_decimals, err);
        if (status != LG_OK) return status;
    }
    state->pieces[state->piece_count++] = *piece;
    return LG_OK;
}

enum lg_status lg_cut_write_regions(const struct lg_cut_job *job, struct lg_cut_state *state,
                                    struct lg_error *err)
{
    double area_m2 = job->model->parcels.area_m2[state->parcel];
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < state->region_count; i++) {
        const struct lg_cut_region *region = &state->regions[i];
        struct lg_piece piece = {
            .park = region->park,
            .parcel = state->parcel,
            .inside_m2 = region->inside_m2,
            .counted_m2 = region->inside_m2,
            .disputed_m2 = isnan(region->inside_m2) ? (double)NAN : 0.0,
            .cut = region->degrees,
        };
        status = weigh_claims(job, state, region, &piece, err);
        if (status != LG_OK) return status;
        if (region->park == LG_NO_PARK) {
            /* What winners take outside every park is not a matter of any park. */
            piece.inside_m2 = piece.counted_m2;
            if (piece.counted_m2 == 0.0 && state->region_count > 1) continue;
        }
        piece.share = piece.counted_m2 / area_m2;
        status = add_piece(state, &piece, err);
    }
    return status;
}
