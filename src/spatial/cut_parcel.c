/*
 * Where a parcel lies: whole in a park, outside, or cut by a boundary.
 *
 * The contact test decides most parcels. What it leaves in doubt is cut by GEOS into inside and
 * outside, both are measured, and adjusted in proportion to close on the area of the whole parcel.
 * A part up to the sliver tolerance (the smaller of sliver_m2 and sliver_share of the parcel) is
 * not split off: the parcel then counts whole on the other side, and land moved so is reported
 * from SLIVER_TOLD_M2 on; less is what coordinates of a millimetre leave along a common line.
 *
 * Each park cuts for itself, so a parcel in a park within a park has a row in both. What lies in
 * none of them is a row without a park.
 */
#include "spatial/cut_parcel.h"

#include "base/grow.h"

#include <math.h>

/* A smaller land moved to the other side of a boundary is not reported. */
#define SLIVER_TOLD_M2 0.01
/* Inside and outside against the whole, before the adjustment and after it (design.md 5.3). */
#define CLOSURE_MAX       1e-7
#define CLOSURE_AFTER_MAX 1e-9
/*
 * What the formula itself may differ by: an edge of L = 70 m that is straight in the plane is off
 * by L^3 tan(latitude) / (12 R) = 0.0025 m2 in degrees, and each ring has two ends at which an edge
 * of the parcel was divided anew.
 */
#define CLOSURE_PER_RING_M2 0.005
/* A boundary of more vertices is cut to the surroundings of the parcel first. */
enum { CLIP_VERTICES_MIN = 64 };

/* A parcel at one park. */
struct parts {
    GEOSGeometry *inside, *outside; /* owned */
    double inside_m2, outside_m2;   /* measured */
    size_t ring_count;              /* of both */
    size_t degrees;                 /* rows of state->degrees: inside, then outside */
};

static struct lg_finding finding_at(const struct lg_cut_job *job, const struct lg_cut_state *state,
                                    enum lg_finding_code code, size_t park)
{
    struct lg_finding finding = lg_parcel_finding(job->model, code, state->parcel);
    if (park != LG_NO_PARK) {
        finding.park_code = lg_table_text(&job->model->parks.table, LG_PARK_CODE, park);
    }
    return finding;
}

static double sliver_limit_m2(const struct lg_cut_job *job, double area_m2)
{
    return fmin(job->model->rules.sliver_m2, job->model->rules.sliver_share * area_m2);
}

static enum lg_status report_sliver(const struct lg_cut_job *job, struct lg_cut_state *state,
                                    size_t park, double moved_m2, double limit_m2,
                                    struct lg_error *err)
{
    if (!(fabs(moved_m2) > SLIVER_TOLD_M2)) return LG_OK;
    struct lg_finding finding = finding_at(job, state, LG_W_SLIVER, park);
    finding.value = fabs(moved_m2);
    finding.limit = limit_m2;
    if (park == LG_NO_PARK) {
        return lg_findings_add(&state->findings, &finding, err,
                               "%.3f m2 of the parcel between park boundaries are not split off",
                               moved_m2);
    }
    return lg_findings_add(&state->findings, &finding, err,
                           "%.3f m2 of the parcel lie on the other side of the park boundary and "
                           "are not split off",
                           fabs(moved_m2));
}

/* Parts of an overlay with a boundary; false when GEOS refused. */
static bool overlay(struct lg_cut_state *state, const GEOSGeometry *parcel,
                    const GEOSGeometry *boundary, struct parts *parts)
{
    GEOSContextHandle_t geos = state->worker->geos;
    parts->inside = GEOSIntersection_r(geos, parcel, boundary);
    if (parts->inside != NULL) parts->outside = GEOSDifference_r(geos, parcel, boundary);
    return parts->inside != NULL && parts->outside != NULL;
}

static void destroy_parts(struct lg_cut_state *state, struct parts *parts)
{
    if (parts->inside != NULL) GEOSGeom_destroy_r(state->worker->geos, parts->inside);
    if (parts->outside != NULL) GEOSGeom_destroy_r(state->worker->geos, parts->outside);
    *parts = (struct parts){0};
}

static enum lg_status measure_parts(struct lg_cut_state *state, struct parts *parts,
                                    struct lg_error *err)
{
    const GEOSGeometry *both[2] = {parts->inside, parts->outside};
    double area_m2[2] = {0.0, 0.0};
    enum lg_status status = lg_cut_measure(state, both, 2, area_m2, &parts->degrees, err);
    parts->ring_count = state->flat.ring_count;
    parts->inside_m2 = area_m2[0];
    parts->outside_m2 = area_m2[1];
    return status;
}

/* Cut the parcel at one boundary; parts are the caller's, also after a failure. */
static enum lg_status cut_at(const struct lg_cut_job *job, struct lg_cut_state *state, size_t park,
                             struct parts *parts, struct lg_error *err)
{
    const GEOSGeometry *parcel;
    const GEOSGeometry *boundary;
    enum lg_status status = lg_cut_parcel_geometry(job, state, &parcel, err);
    if (status != LG_OK) return status;
    status = lg_cut_park_geometry(job, state, park, &boundary, err);
    if (status != LG_OK) return status;

    GEOSGeometry *clip = NULL;
    if (lg_shapes_vertex_count(&job->parks[state->plane].shapes, park) > CLIP_VERTICES_MIN) {
        clip = lg_geos_clip_near(state->worker, boundary, state->outline.box);
    }
    bool done = clip != NULL && overlay(state, parcel, clip, parts);
    if (clip != NULL) GEOSGeom_destroy_r(state->worker->geos, clip);
    if (!done) {
        destroy_parts(state, parts);
        if (!overlay(state, parcel, boundary, parts)) return lg_cut_fail(job, state, err);
    }
    return measure_parts(state, parts, err);
}

static enum lg_status add_region(struct lg_cut_state *state, const struct lg_cut_region *region,
                                 struct lg_error *err)
{
    if (state->region_count == state->region_capacity) {
        size_t capacity = lg_grow_capacity(state->region_capacity, state->region_count + 1);
        struct lg_cut_region *regions = lg_resize(state->regions, capacity, sizeof(*regions));
        if (regions == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for parts of a parcel");
        state->regions = regions;
        state->region_capacity = capacity;
    }
    state->regions[state->region_count++] = *region;
    return LG_OK;
}

static enum lg_status add_whole(struct lg_cut_state *state, size_t park, double area_m2,
                                struct lg_error *err)
{
    const struct lg_cut_region region = {
        .park = park, .inside_m2 = area_m2, .raw_m2 = area_m2, .degrees = LG_WHOLE_SHAPE};
    return add_region(state, &region, err);
}

/* Take a boundary's inside off the rest; the first one's outside is the rest as it is. */
static enum lg_status shrink_rest(const struct lg_cut_job *job, struct lg_cut_state *state,
                                  struct parts *parts, double outside_m2, struct lg_error *err)
{
    if (state->rest == NULL) {
        state->rest = parts->outside;
        parts->outside = NULL;
        state->rest_degrees = parts->degrees + 1;
        state->rest_m2 = outside_m2;
        return LG_OK;
    }
    GEOSGeometry *smaller = GEOSDifference_r(state->worker->geos, state->rest, parts->inside);
    if (smaller == NULL) return lg_cut_fail(job, state, err);
    GEOSGeom_destroy_r(state->worker->geos, state->rest);
    state->rest = smaller;
    state->rest_degrees = LG_WHOLE_SHAPE;
    state->rest_m2 = (double)NAN;
    return LG_OK;
}

static enum lg_status check_closure(const struct lg_cut_job *job, struct lg_cut_state *state,
                                    size_t park, const struct parts *parts, struct lg_error *err)
{
    double area_m2 = job->model->parcels.area_m2[state->parcel];
    double sum_m2 = parts->inside_m2 + parts->outside_m2;
    double error_m2 = fabs(sum_m2 - area_m2);
    double limit_m2 = CLOSURE_MAX * area_m2 + CLOSURE_PER_RING_M2 * (double)parts->ring_count;
    if (error_m2 <= limit_m2) return LG_OK;
    struct lg_finding finding = finding_at(job, state, LG_E_CLOSURE, park);
    finding.value = error_m2;
    finding.limit = limit_m2;
    return lg_findings_add(&state->findings, &finding, err,
                           "inside and outside of the park boundary measure %.4f m2, the parcel "
                           "%.4f m2; both were adjusted",
                           sum_m2, area_m2);
}

/* Decide what the parts at one boundary mean. */
static enum lg_status settle_parts(const struct lg_cut_job *job, struct lg_cut_state *state,
                                   size_t park, struct parts *parts, struct lg_error *err)
{
    double area_m2 = job->model->parcels.area_m2[state->parcel];
    double limit_m2 = sliver_limit_m2(job, area_m2);
    double sum_m2 = parts->inside_m2 + parts->outside_m2;
    enum lg_status status = check_closure(job, state, park, parts, err);
    if (status != LG_OK) return status;

    double inside_m2 = sum_m2 > 0.0 ? parts->inside_m2 * area_m2 / sum_m2 : 0.0;
    double outside_m2 = sum_m2 > 0.0 ? parts->outside_m2 * area_m2 / sum_m2 : area_m2;
    if (inside_m2 <= limit_m2) return report_sliver(job, state, park, inside_m2, limit_m2, err);
    if (outside_m2 <= limit_m2) {
        status = report_sliver(job, state, park, outside_m2, limit_m2, err);
        return status != LG_OK ? status : add_whole(state, park, area_m2, err);
    }
    if (!(fabs(inside_m2 + outside_m2 - area_m2) <= CLOSURE_AFTER_MAX * area_m2)) {
        return lg_fail(err, LG_INTERNAL,
                       "parcel %s at park %s: inside %.6f and outside %.6f m2 do not add up to "
                       "%.6f m2; please report it with both shapes",
                       job->model->parcels.id[state->parcel],
                       lg_table_text(&job->model->parks.table, LG_PARK_CODE, park), inside_m2,
                       outside_m2, area_m2);
    }
    state->ring_count += parts->ring_count;
    status = shrink_rest(job, state, parts, outside_m2, err);
    if (status != LG_OK) return status;
    const struct lg_cut_region region = {.park = park,
                                         .inside_m2 = inside_m2,
                                         .raw_m2 = parts->inside_m2,
                                         .geometry = parts->inside,
                                         .degrees = parts->degrees};
    status = add_region(state, &region, err);
    if (status == LG_OK) parts->inside = NULL;
    return status;
}

/* Find the parks that hold some of the parcel. */
static enum lg_status find_regions(const struct lg_cut_job *job, struct lg_cut_state *state,
                                   struct lg_error *err)
{
    const struct lg_plane_parks *parks = &job->parks[state->plane];
    double area_m2 = job->model->parcels.area_m2[state->parcel];
    enum lg_status status = lg_box_tree_query(parks->tree, state->outline.box, &state->hits, err);
    for (size_t i = 0; status == LG_OK && i < state->hits.count; i++) {
        size_t park = state->hits.items[i];
        enum lg_contact contact;
        status = lg_contact_find(&state->scratch, &state->outline, &parks->outlines[park], &contact,
                                 err);
        if (status != LG_OK || contact == LG_CONTACT_APART) continue;
        if (contact == LG_CONTACT_FIRST_INSIDE) {
            status = add_whole(state, park, area_m2, err);
            continue;
        }
        struct parts parts = {0};
        status = cut_at(job, state, park, &parts, err);
        if (status == LG_OK) status = settle_parts(job, state, park, &parts, err);
        destroy_parts(state, &parts);
    }
    return status;
}

/*
 * Each part was closed on the parcel with its own complement; where the parks lie apart, all parts
 * together have to close on it. Parks that overlap keep what each has: theirs is no division.
 */
static void close_apart(const struct lg_cut_job *job, struct lg_cut_state *state,
                        double rest_raw_m2, bool keeps_rest)
{
    double area_m2 = job->model->parcels.area_m2[state->parcel];
    double parts_m2 = 0.0;
    for (size_t i = 0; i < state->region_count; i++) {
        parts_m2 += state->regions[i].raw_m2;
    }
    double limit_m2 = CLOSURE_MAX * area_m2 + CLOSURE_PER_RING_M2 * (double)state->ring_count;
    if (!(fabs(parts_m2 + rest_raw_m2 - area_m2) <= limit_m2)) return;

    double ratio = area_m2 / (keeps_rest ? parts_m2 + rest_raw_m2 : parts_m2);
    for (size_t i = 0; i < state->region_count; i++) {
        state->regions[i].inside_m2 = state->regions[i].raw_m2 * ratio;
    }
    state->rest_m2 = rest_raw_m2 * ratio;
}

static enum lg_status report_outside(const struct lg_cut_job *job, struct lg_cut_state *state,
                                     double share, struct lg_error *err)
{
    double share_min = job->model->rules.out_share_min;
    if (share < share_min) return LG_OK;
    struct lg_finding finding = finding_at(job, state, LG_W_OUT, LG_NO_PARK);
    finding.value = share;
    finding.limit = share_min;
    if (state->region_count == 0) {
        return lg_findings_add(
            &state->findings, &finding, err,
            "parcel lies outside every park and counts in none; check its place, or leave "
            "it out");
    }
    return lg_findings_add(&state->findings, &finding, err,
                           "%.1f %% of the parcel lie outside every park and count in none; "
                           "correct the parcel, unless it really crosses",
                           100.0 * share);
}

/* Add what lies in no park, so that every square metre of the parcel has its row. */
static enum lg_status add_rest(const struct lg_cut_job *job, struct lg_cut_state *state,
                               struct lg_error *err)
{
    double area_m2 = job->model->parcels.area_m2[state->parcel];
    if (state->region_count == 0) {
        enum lg_status status = report_outside(job, state, 1.0, err);
        return status != LG_OK ? status : add_whole(state, LG_NO_PARK, area_m2, err);
    }
    for (size_t i = 0; i < state->region_count; i++) {
        if (state->regions[i].geometry == NULL) return LG_OK;
    }

    enum lg_status status = LG_OK;
    double raw_m2 = state->rest_m2;
    if (state->rest_degrees == LG_WHOLE_SHAPE) {
        const GEOSGeometry *rest = state->rest;
        status = lg_cut_measure(state, &rest, 1, &raw_m2, &state->rest_degrees, err);
        if (status != LG_OK) return status;
        state->rest_m2 = raw_m2;
        double limit_m2 = sliver_limit_m2(job, area_m2);
        close_apart(job, state, raw_m2, raw_m2 > limit_m2);
        if (raw_m2 <= limit_m2) {
            return report_sliver(job, state, LG_NO_PARK, raw_m2, limit_m2, err);
        }
    }
    status = report_outside(job, state, state->rest_m2 / area_m2, err);
    if (status != LG_OK) return status;
    const struct lg_cut_region region = {.park = LG_NO_PARK,
                                         .inside_m2 = state->rest_m2,
                                         .raw_m2 = raw_m2,
                                         .geometry = state->rest,
                                         .degrees = state->rest_degrees};
    status = add_region(state, &region, err);
    if (status == LG_OK) state->rest = NULL;
    return status;
}

enum lg_status lg_cut_parcel(const struct lg_cut_job *job, struct lg_cut_state *state,
                             size_t parcel, struct lg_error *err)
{
    const struct lg_parcels *parcels = &job->model->parcels;
    size_t shape = parcels->shape[parcel];
    double area_m2 = parcels->area_m2[parcel];
    lg_cut_forget_parcel(state);
    state->parcel = parcel;
    state->plane = job->planes[parcels->table.source[parcel]];
    state->rest_degrees = LG_WHOLE_SHAPE;
    state->rest_m2 = (double)NAN;
    state->ring_count = 0;

    enum lg_status status;
    if (!(area_m2 > 0.0) || lg_shapes_is_empty(&parcels->shapes, shape)) {
        /* A lost shape keeps its row, so that no parcel is lost with it. */
        status = add_whole(state, LG_NO_PARK, (double)NAN, err);
    } else {
        state->outline = lg_outline_of(&parcels->shapes, shape);
        status = find_regions(job, state, err);
        if (status == LG_OK) status = add_rest(job, state, err);
    }
    if (status == LG_OK) status = lg_cut_write_regions(job, state, err);
    lg_cut_forget_parcel(state);
    return status;
}
