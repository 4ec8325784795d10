/*
 * How far it is from each park to the nearest other one.
 *
 * A source's own plane does not do: parks lie in several zones, and some in degrees. So each pair
 * gets a plane of its own, the azimuthal equidistant one around a point between the two: lengths
 * from that point are true, lengths across are too long by r^2 / 6 R^2 at a distance r, which is
 * 1e-5 at 50 km and 9e-5 at 150 km. Boundaries come there by points no more than TRACE_STEP_M
 * apart (long ones: TRACE_STEPS_MAX), for what is straight in one plane is bent in another.
 *
 * Which pairs are measured is settled by boxes: no park is nearer than its box, so that a park is
 * measured against few others however many there are.
 */
#include "base/grow.h"
#include "spatial/bring.h"
#include "spatial/geos.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* CGCS2000; domain.md 4.3. */
#define AXIS_M           6378137.0
#define FLATTENING       (1 / 298.257222101)
#define RADIUS_M_MIN     6335000.0 /* of curvature, on the side that makes a bound smaller */
#define RAD_PER_DEG      0.017453292519943295
#define METRE_PER_DEGREE 111000.0 /* for a step, no measure */

/* An edge of 100 m bends by 0.1 mm in degrees, less in a Gauss-Krueger plane; four times as much
   where it is twice as long. */
#define TRACE_STEP_M 100.0
/* A boundary longer than 400 km gets longer steps: one of a whole province would have a hundred
   thousand points, which say no more of its distance to others. */
#define TRACE_STEPS_MAX 4000.0
/* What is drawn as touching may be off by a hair in another plane. */
#define TOUCH_M 0.01

struct nearing {
    struct lg_model *model;
    struct lg_spatial_worker *worker;
    struct lg_shapes traces; /* [park count] boundaries with points in between, degrees */
    double *xyz_m;           /* [3 * traces.vertex_count] the same from the Earth's centre */
    struct lg_box *boxes;    /* [park count] of the traces */
    double *apart_m;         /* [park count] from the park at hand, at least */
    struct lg_shapes pair;   /* two traces in the plane of the pair */
};

/* A point on the ellipsoid with its east, north and mean radius of curvature. */
struct frame {
    double origin_m[3], east[3], north[3], radius_m;
};

static struct frame frame_at(double lon_deg, double lat_deg)
{
    double lon = lon_deg * RAD_PER_DEG;
    double lat = lat_deg * RAD_PER_DEG;
    double eccentricity2 = FLATTENING * (2.0 - FLATTENING);
    double flat = 1.0 - eccentricity2 * sin(lat) * sin(lat);
    double normal_m = AXIS_M / sqrt(flat);
    return (struct frame){
        .origin_m = {normal_m * cos(lat) * cos(lon), normal_m * cos(lat) * sin(lon),
                     normal_m * (1.0 - eccentricity2) * sin(lat)},
        .east = {-sin(lon), cos(lon), 0.0},
        .north = {-sin(lat) * cos(lon), -sin(lat) * sin(lon), cos(lat)},
        .radius_m = normal_m * sqrt((1.0 - eccentricity2) / flat),
    };
}

static double dot(const double *left, const double *right)
{
    return left[0] * right[0] + left[1] * right[1] + left[2] * right[2];
}

/* Direction as in the tangent plane, length that of the arc over the chord. */
static void flatten(const struct frame *frame, const double *xyz_m, double *xy)
{
    const double away_m[3] = {xyz_m[0] - frame->origin_m[0], xyz_m[1] - frame->origin_m[1],
                              xyz_m[2] - frame->origin_m[2]};
    double east_m = dot(away_m, frame->east);
    double north_m = dot(away_m, frame->north);
    double flat_m = hypot(east_m, north_m);
    double chord_m = sqrt(dot(away_m, away_m));
    double half = fmin(chord_m / (2.0 * frame->radius_m), 1.0);
    double scale = flat_m > 0.0 ? 2.0 * frame->radius_m * asin(half) / flat_m : 0.0;
    xy[0] = scale * east_m;
    xy[1] = scale * north_m;
}

/* ---- traces ---- */

/* The outline with points in between; NULL when GEOS fails. The caller destroys it. */
static GEOSGeometry *trace_outline(struct lg_spatial_worker *worker, const GEOSGeometry *drawn,
                                   double metre)
{
    double length = 0.0;
    if (GEOSLength_r(worker->geos, drawn, &length) != 1) return NULL;
    double step = fmax(TRACE_STEP_M / metre, length / TRACE_STEPS_MAX);
    return GEOSDensify_r(worker->geos, drawn, step);
}

static enum lg_status trace_park(struct nearing *nearing, size_t park, struct lg_shapes *flat,
                                 struct lg_error *err)
{
    struct lg_spatial_worker *worker = nearing->worker;
    const struct lg_parks *parks = &nearing->model->parks;
    size_t source = parks->table.source[park];
    const struct lg_projection *projection;
    enum lg_status status = lg_worker_projection(worker, source, &projection, err);
    if (status != LG_OK) return status;
    lg_shapes_clear(flat);
    status = lg_bring_shape(worker, &parks->lon_lat, park, source, flat, err);
    if (status != LG_OK) return status;

    double metre = projection->is_geographic ? METRE_PER_DEGREE : projection->metre_per_unit;
    GEOSGeometry *drawn = lg_geos_from_shape(worker, flat, 0);
    GEOSGeometry *traced = drawn == NULL ? NULL : trace_outline(worker, drawn, metre);
    if (drawn != NULL) GEOSGeom_destroy_r(worker->geos, drawn);
    if (traced == NULL) return lg_geos_fail(worker, err, "boundary of a park");
    status = lg_geos_to_shapes(worker, traced, &nearing->traces, err);
    GEOSGeom_destroy_r(worker->geos, traced);
    if (status != LG_OK || lg_shapes_is_empty(&nearing->traces, park)) return status;
    double *xy = nearing->traces.xy + 2 * lg_shapes_first_vertex(&nearing->traces, park);
    return projection->to_lon_lat(projection->state, lg_shapes_vertex_count(&nearing->traces, park),
                                  xy, err);
}

static enum lg_status trace_parks(struct nearing *nearing, struct lg_error *err)
{
    size_t count = nearing->model->parks.table.count;
    struct lg_shapes flat = {0};
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        status = trace_park(nearing, park, &flat, err);
        if (status == LG_OK) nearing->boxes[park] = lg_shapes_box(&nearing->traces, park);
    }
    lg_shapes_reset(&flat);
    if (status != LG_OK) return status;

    const struct lg_shapes *traces = &nearing->traces;
    nearing->xyz_m = lg_resize(NULL, traces->vertex_count, 3 * sizeof(*nearing->xyz_m));
    if (nearing->xyz_m == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the boundaries of %zu parks", count);
    }
    for (size_t i = 0; i < traces->vertex_count; i++) {
        struct frame frame = frame_at(traces->xy[2 * i], traces->xy[2 * i + 1]);
        for (size_t axis = 0; axis < 3; axis++) {
            nearing->xyz_m[3 * i + axis] = frame.origin_m[axis];
        }
    }
    return LG_OK;
}

/* ---- pairs ---- */

/* By how much two ranges are apart; 0 where they meet. */
static double gap(double left_min, double left_max, double right_min, double right_max)
{
    return fmax(0.0, fmax(right_min - left_max, left_min - right_max));
}

/*
 * No two points of the boxes are nearer: the chord of the haversine at the latitude where a degree
 * of longitude is shortest, on a sphere that bends as the ellipsoid does at its worst.
 */
static double apart_m(struct lg_box left, struct lg_box right)
{
    double north = gap(left.y_min, left.y_max, right.y_min, right.y_max) * RAD_PER_DEG;
    double east = gap(left.x_min, left.x_max, right.x_min, right.x_max) * RAD_PER_DEG;
    double lat_deg =
        fmax(fmax(fabs(left.y_min), fabs(left.y_max)), fmax(fabs(right.y_min), fabs(right.y_max)));
    double up = sin(north / 2.0);
    double across = cos(lat_deg * RAD_PER_DEG) * sin(east / 2.0);
    return 2.0 * RADIUS_M_MIN * hypot(up, across);
}

/* The middle of what two ranges have in common, or of what is between them. */
static double middle(double left_min, double left_max, double right_min, double right_max)
{
    return (fmax(left_min, right_min) + fmin(left_max, right_max)) / 2.0;
}

static enum lg_status flatten_trace(struct nearing *nearing, const struct frame *frame, size_t park,
                                    struct lg_error *err)
{
    const struct lg_shapes *traces = &nearing->traces;
    enum lg_status status = lg_shapes_append(&nearing->pair, traces, park, 1, err);
    if (status != LG_OK) return status;
    size_t first = lg_shapes_first_vertex(traces, park);
    size_t count = lg_shapes_vertex_count(traces, park);
    double *xy =
        nearing->pair.xy + 2 * lg_shapes_first_vertex(&nearing->pair, nearing->pair.count - 1);
    for (size_t i = 0; i < count; i++) {
        flatten(frame, nearing->xyz_m + 3 * (first + i), xy + 2 * i);
    }
    return LG_OK;
}

static enum lg_status measure_flat(struct nearing *nearing, double *distance_m,
                                   struct lg_error *err)
{
    struct lg_spatial_worker *worker = nearing->worker;
    const GEOSPreparedGeometry *prepared = NULL;
    GEOSGeometry *second = NULL;
    bool is_measured = false;
    GEOSGeometry *first = lg_geos_from_shape(worker, &nearing->pair, 0);
    if (first != NULL) second = lg_geos_from_shape(worker, &nearing->pair, 1);
    if (second != NULL) prepared = GEOSPrepare_r(worker->geos, first);
    if (prepared != NULL) {
        is_measured = GEOSPreparedDistance_r(worker->geos, prepared, second, distance_m) == 1;
    }
    enum lg_status status = LG_OK;
    if (!is_measured) status = lg_geos_fail(worker, err, "distance of two parks");
    if (prepared != NULL) GEOSPreparedGeom_destroy_r(worker->geos, prepared);
    if (second != NULL) GEOSGeom_destroy_r(worker->geos, second);
    if (first != NULL) GEOSGeom_destroy_r(worker->geos, first);
    return status;
}

/* The same bits from either of the two: the one with the smaller row is the first. */
static enum lg_status measure_pair(struct nearing *nearing, size_t park, size_t other,
                                   double *distance_m, struct lg_error *err)
{
    struct lg_box left = nearing->boxes[park];
    struct lg_box right = nearing->boxes[other];
    struct frame frame = frame_at(middle(left.x_min, left.x_max, right.x_min, right.x_max),
                                  middle(left.y_min, left.y_max, right.y_min, right.y_max));
    lg_shapes_clear(&nearing->pair);
    enum lg_status status = flatten_trace(nearing, &frame, park < other ? park : other, err);
    if (status == LG_OK) status = flatten_trace(nearing, &frame, park < other ? other : park, err);
    if (status == LG_OK) status = measure_flat(nearing, distance_m, err);
    if (status == LG_OK && *distance_m < TOUCH_M) *distance_m = 0.0;
    return status;
}

static enum lg_status try_park(struct nearing *nearing, size_t park, size_t other,
                               struct lg_error *err)
{
    struct lg_parks *parks = &nearing->model->parks;
    double distance_m = 0.0;
    enum lg_status status = measure_pair(nearing, park, other, &distance_m, err);
    if (status != LG_OK) return status;
    /* Of equally near ones the first; LG_NO_PARK is behind them all, and its NaN near nothing. */
    bool is_equal = distance_m == parks->nearest_m[park] && other < parks->nearest_park[park];
    if (!is_equal && distance_m >= parks->nearest_m[park]) return LG_OK;
    parks->nearest_m[park] = distance_m;
    parks->nearest_park[park] = other;
    return LG_OK;
}

/* The one whose box is nearest first: most of the others then need no measuring. */
static enum lg_status near_park(struct nearing *nearing, size_t park, struct lg_error *err)
{
    const struct lg_model *model = nearing->model;
    size_t count = model->parks.table.count;
    size_t first = LG_NO_PARK;
    if (lg_shapes_is_empty(&nearing->traces, park)) return LG_OK;
    for (size_t other = 0; other < count; other++) {
        nearing->apart_m[other] = HUGE_VAL;
        if (lg_shapes_is_empty(&nearing->traces, other)) continue;
        if (!lg_park_is_other(model, park, other)) continue;
        nearing->apart_m[other] = apart_m(nearing->boxes[park], nearing->boxes[other]);
        if (first == LG_NO_PARK || nearing->apart_m[other] < nearing->apart_m[first]) first = other;
    }
    if (first == LG_NO_PARK) return LG_OK;
    enum lg_status status = try_park(nearing, park, first, err);
    for (size_t other = 0; status == LG_OK && other < count; other++) {
        bool is_far = nearing->apart_m[other] > model->parks.nearest_m[park] + TOUCH_M;
        if (other == first || is_far) continue;
        status = try_park(nearing, park, other, err);
    }
    return status;
}

static enum lg_status size_columns(struct nearing *nearing, struct lg_error *err)
{
    struct lg_parks *parks = &nearing->model->parks;
    size_t count = parks->table.count;
    size_t *nearest_park = lg_resize(parks->nearest_park, count, sizeof(*nearest_park));
    if (nearest_park != NULL) parks->nearest_park = nearest_park;
    double *nearest_m = lg_resize(parks->nearest_m, count, sizeof(*nearest_m));
    if (nearest_m != NULL) parks->nearest_m = nearest_m;
    nearing->boxes = lg_resize(NULL, count, sizeof(*nearing->boxes));
    nearing->apart_m = lg_resize(NULL, count, sizeof(*nearing->apart_m));
    if (nearest_park == NULL || nearest_m == NULL || nearing->boxes == NULL ||
        nearing->apart_m == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the distances of %zu parks", count);
    }
    for (size_t park = 0; park < count; park++) {
        nearest_park[park] = LG_NO_PARK;
        nearest_m[park] = (double)NAN;
    }
    return LG_OK;
}

enum lg_status lg_overlay_find_nearest_parks(struct lg_model *model, struct lg_error *err)
{
    assert(model != NULL);

    struct nearing nearing = {.model = model};
    enum lg_status status = size_columns(&nearing, err);
    if (status == LG_OK) status = lg_spatial_worker_new(&model->sources, &nearing.worker, err);
    if (status == LG_OK) status = trace_parks(&nearing, err);
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        status = near_park(&nearing, park, err);
    }
    lg_spatial_worker_free(nearing.worker);
    lg_shapes_reset(&nearing.traces);
    lg_shapes_reset(&nearing.pair);
    free(nearing.xyz_m);
    free(nearing.boxes);
    free(nearing.apart_m);
    return status;
}
