/*
 * Row by row: clean the rings, test, repair if need be; then measure the whole block at once.
 *
 * A shape that is closed, finite and valid is copied as it is, bit by bit. Vertices given twice in
 * a row are kept, too: GEOS does not mind them.
 */
#include "spatial/prepare.h"

#include "spatial/decimals.h"
#include "spatial/geos.h"
#include "spatial/measure_shape.h"
#include "spatial/mend.h"
#include "spatial/outline_checks.h"
#include "spatial/simple_ring.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* One call's work. */
struct task {
    struct lg_spatial_worker *worker;
    const struct lg_projection *projection;
    enum lg_repair repair;
    const char *layer;
    size_t id_role;
    const struct lg_outline_limits *limits; /* NULL: shapes that can be used are not looked at */
    struct lg_block *block;
};

/* What had to be done to the rings of a shape before GEOS could look at them. */
struct cleaning {
    bool is_lost;    /* no shape is left, reason says why */
    const char *why; /* of a lost shape; static */
    size_t closed_count, dropped_count;
    double place_xy[2]; /* of the first ring closed or dropped */
};

/*
 * What GEOS says of an invalid polygon, in the words of a land officer. The codes are those of
 * domain.md 6.9: what leaves open which land is meant is an error.
 */
static const struct {
    const char *reason;
    const char *words;
    enum lg_finding_code code;
    bool is_nesting; /* the rings are sound, their order is not: nesting tells shells from holes */
} defects[] = {
    {"Self-intersection", "self-crossing ring", LG_E_GEOM, false},
    {"Ring Self-intersection", "ring that touches itself", LG_W_GEOM, false},
    {"Hole lies outside shell", "hole outside its ring", LG_W_GEOM, true},
    {"Holes are nested", "hole inside a hole", LG_W_GEOM, true},
    {"Nested shells", "ring inside another ring", LG_W_GEOM, true},
    {"Duplicate Rings", "ring given twice", LG_W_GEOM, false},
    {"Interior is disconnected", "land cut apart by its holes", LG_W_GEOM, false},
    {"Too few points in geometry component", "ring without area", LG_E_GEOM, false},
};

/* One kind of defect at one place. */
struct defect {
    const char *words;
    enum lg_finding_code code;
    bool is_nesting;
    double xy[2]; /* NaN: no place */
};

static struct defect name_defect(const char *reason)
{
    for (size_t i = 0; reason != NULL && i < sizeof(defects) / sizeof(defects[0]); i++) {
        if (strcmp(defects[i].reason, reason) != 0) continue;
        return (struct defect){defects[i].words, defects[i].code, defects[i].is_nesting, {0}};
    }
    return (struct defect){"invalid polygon", LG_E_GEOM, false, {0}};
}

/* ---- findings ---- */

/* A finding that names the row: by its id where it has one. @param xy place; NULL: none known */
static struct lg_finding finding_of(const struct task *task, enum lg_finding_code code, size_t row,
                                    const double *xy)
{
    struct lg_finding finding = lg_finding_blank(code, task->layer);
    const char *id = lg_table_text(&task->block->table, task->id_role, row);
    bool names_park = strcmp(task->layer, "parks") == 0;
    /* A building's own id is no parcel's. */
    if (strcmp(task->layer, "buildings") == 0) {
        id = lg_table_text(&task->block->table, LG_BUILDING_PARCEL_ID, row);
    }
    finding.source = task->block->source;
    finding.feature = task->block->table.feature[row];
    if (names_park) {
        finding.park_code = id;
    } else {
        finding.parcel_id = id;
    }
    if (xy != NULL && isfinite(xy[0]) && isfinite(xy[1])) {
        double place[2] = {xy[0], xy[1]};
        const struct lg_projection *projection = task->projection;
        if (projection->to_lon_lat(projection->state, 1, place, NULL) == LG_OK &&
            fabs(place[0]) <= 360.0 && fabs(place[1]) <= 90.0) {
            finding.lon_deg = place[0];
            finding.lat_deg = place[1];
        }
    }
    return finding;
}

/* " at LON LAT", or nothing when the place is not known. */
static const char *place_text(const struct lg_finding *finding, char text[64])
{
    text[0] = '\0';
    if (!isnan(finding->lon_deg)) {
        (void)snprintf(text, 64, " at %.7f %.7f", finding->lon_deg, finding->lat_deg);
    }
    return text;
}

/* Leave an empty shape for the row and say why. The row's shape is not there yet. */
static enum lg_status lose_shape(const struct task *task, size_t row, const char *why,
                                 const double *xy, struct lg_error *err)
{
    struct lg_block *block = task->block;
    block->fate[row] = LG_SHAPE_LOST;
    enum lg_status status = lg_shapes_begin(&block->shapes, err);
    if (status != LG_OK) return status;

    char place[64];
    struct lg_finding finding = finding_of(task, LG_E_GEOM, row, xy);
    return lg_findings_add(&block->findings, &finding, err,
                           "%s%s: left out of all sums; draw the shape again", why,
                           place_text(&finding, place));
}

/* A vertex that cannot be brought over stops the run; say whose it is. */
static enum lg_status name_row(const struct task *task, size_t row, enum lg_status status,
                               const struct lg_error *said, struct lg_error *err)
{
    if (status != LG_BAD_INPUT) return lg_fail(err, status, "%s", said->message);

    const struct lg_table *table = &task->block->table;
    const char *id = lg_table_text(table, task->id_role, row);
    if (id != NULL) return lg_fail(err, status, "%s: %s: %.900s", task->layer, id, said->message);
    return lg_fail(err, status, "%s: feature %" PRId64 ": %.900s", task->layer, table->feature[row],
                   said->message);
}

static enum lg_status measure_row(const struct task *task, const struct lg_shapes *shapes,
                                  size_t shape, size_t row, double *area_m2, struct lg_error *err)
{
    struct lg_error said = {.message = ""};
    enum lg_status status =
        lg_measure_shape(task->worker, task->block->source, shapes, shape, area_m2, &said);
    return status == LG_OK ? LG_OK : name_row(task, row, status, &said, err);
}

/* ---- rings ---- */

static bool same_vertex(const double *a, const double *b)
{
    return a[0] == b[0] && a[1] == b[1];
}

/* Three distinct points stand among the first few vertices of any sound ring. */
static bool has_three_points(const double *xy, size_t count)
{
    size_t second = 1;
    while (second < count && same_vertex(xy, xy + 2 * second)) {
        second++;
    }
    size_t third = second + 1;
    while (third < count &&
           (same_vertex(xy, xy + 2 * third) || same_vertex(xy + 2 * second, xy + 2 * third))) {
        third++;
    }
    return third < count;
}

static bool is_closed(const double *xy, size_t count)
{
    return same_vertex(xy, xy + 2 * (count - 1));
}

static bool is_finite(const double *xy, size_t count)
{
    for (size_t i = 0; i < 2 * count; i++) {
        if (!isfinite(xy[i])) return false;
    }
    return true;
}

/* Whether GEOS can take the rings as they are. */
static bool is_clean(const struct lg_shapes *raw, size_t row)
{
    size_t first = raw->ring_start[row];
    size_t end = raw->ring_start[row + 1];
    if (first == end || raw->ring_is_hole[first] != 0) return false;
    for (size_t ring = first; ring < end; ring++) {
        const double *xy = raw->xy + 2 * raw->vertex_start[ring];
        size_t count = raw->vertex_start[ring + 1] - raw->vertex_start[ring];
        if (count < 4 || !is_closed(xy, count) || !has_three_points(xy, count) ||
            !is_finite(xy, count)) {
            return false;
        }
    }
    return true;
}

static enum lg_status add_closed_ring(struct lg_shapes *cleaned, bool is_hole, const double *xy,
                                      size_t count, struct lg_error *err)
{
    double *copy = NULL;
    size_t closed_count = is_closed(xy, count) ? count : count + 1;
    enum lg_status status = lg_shapes_add_ring(cleaned, is_hole, closed_count, &copy, err);
    if (status != LG_OK) return status;
    memcpy(copy, xy, 2 * count * sizeof(*xy));
    memcpy(copy + 2 * (closed_count - 1), xy, 2 * sizeof(*xy));
    return LG_OK;
}

static void note_ring(struct cleaning *cleaning, const double *xy, bool is_dropped)
{
    if (cleaning->closed_count + cleaning->dropped_count == 0 && xy != NULL) {
        memcpy(cleaning->place_xy, xy, sizeof(cleaning->place_xy));
    }
    if (is_dropped) {
        cleaning->dropped_count++;
    } else {
        cleaning->closed_count++;
    }
}

/* The usable rings of a raw shape, closed, to worker->cleaned; the holes of a bad ring go with it.
 */
static enum lg_status clean_shape(struct lg_spatial_worker *worker, const struct lg_shapes *raw,
                                  size_t row, struct cleaning *cleaning, struct lg_error *err)
{
    *cleaning = (struct cleaning){.is_lost = true, .place_xy = {(double)NAN, (double)NAN}};
    lg_shapes_clear(&worker->cleaned);
    enum lg_status status = lg_shapes_begin(&worker->cleaned, err);
    bool outer_is_dropped = false;
    cleaning->why = "no polygon";
    for (size_t ring = raw->ring_start[row]; ring < raw->ring_start[row + 1]; ring++) {
        if (status != LG_OK) return status;
        const double *xy = raw->xy + 2 * raw->vertex_start[ring];
        size_t count = raw->vertex_start[ring + 1] - raw->vertex_start[ring];
        bool is_hole = raw->ring_is_hole[ring] != 0 && ring > raw->ring_start[row];
        if (!is_finite(xy, count)) {
            cleaning->why = "coordinate that is no number";
            lg_shapes_clear(&worker->cleaned);
            return lg_shapes_begin(&worker->cleaned, err);
        }
        bool is_dropped = (is_hole && outer_is_dropped) || !has_three_points(xy, count);
        if (!is_hole) outer_is_dropped = is_dropped;
        if (is_dropped || !is_closed(xy, count)) {
            note_ring(cleaning, count > 0 ? xy : NULL, is_dropped);
        }
        if (!is_dropped) status = add_closed_ring(&worker->cleaned, is_hole, xy, count, err);
        if (is_dropped) cleaning->why = "ring of fewer than 3 distinct points";
    }
    cleaning->is_lost = lg_shapes_is_empty(&worker->cleaned, 0);
    return status;
}

static enum lg_status tell_cleaning(const struct task *task, size_t row,
                                    const struct cleaning *cleaning, struct lg_error *err)
{
    struct lg_block *block = task->block;
    if (cleaning->closed_count + cleaning->dropped_count == 0) return LG_OK;

    block->fate[row] = LG_SHAPE_REPAIRED;
    char place[64];
    struct lg_finding finding = finding_of(task, LG_E_GEOM, row, cleaning->place_xy);
    return lg_findings_add(&block->findings, &finding, err,
                           "rings%s: %zu not closed were closed, %zu of fewer than 3 distinct "
                           "points dropped; check the shape",
                           place_text(&finding, place), cleaning->closed_count,
                           cleaning->dropped_count);
}

/* ---- validity ---- */

static struct defect find_defect(const struct lg_spatial_worker *worker,
                                 const GEOSGeometry *geometry)
{
    char *reason = NULL;
    GEOSGeometry *location = NULL;
    (void)GEOSisValidDetail_r(worker->geos, geometry, 0, &reason, &location);
    struct defect defect = name_defect(reason);
    if (location == NULL || GEOSGeomGetX_r(worker->geos, location, &defect.xy[0]) != 1 ||
        GEOSGeomGetY_r(worker->geos, location, &defect.xy[1]) != 1) {
        defect.xy[0] = (double)NAN;
        defect.xy[1] = (double)NAN;
    }
    if (reason != NULL) GEOSFree_r(worker->geos, reason);
    if (location != NULL) GEOSGeom_destroy_r(worker->geos, location);
    return defect;
}

static enum lg_status tell_repair(const struct task *task, size_t row, const struct defect *defect,
                                  const char *how, double before_m2, struct lg_error *err)
{
    struct lg_block *block = task->block;
    double after_m2 = (double)NAN;
    enum lg_status status = measure_row(task, &block->shapes, row, row, &after_m2, err);
    if (status != LG_OK) return status;

    char place[64];
    struct lg_finding finding = finding_of(task, defect->code, row, defect->xy);
    finding.value = after_m2 - before_m2;
    return lg_findings_add(&block->findings, &finding, err,
                           "%s%s repaired (%s), area changed from %.2f to %.2f m2; check the shape",
                           defect->words, place_text(&finding, place), how, before_m2, after_m2);
}

/* What a repair need not tell apart: ten times the last of the most decimals (LG_DECIMALS_MAX). */
static double grid_of(const struct lg_projection *projection)
{
    static const double grid_m = 1e-6;
    static const double grid_deg = 1e-11;
    return projection->is_geographic ? grid_deg : grid_m / projection->metre_per_unit;
}

static enum lg_status repair_shape(const struct task *task, size_t row,
                                   const struct lg_shapes *shapes, size_t shape,
                                   const GEOSGeometry *geometry, struct lg_error *err)
{
    struct lg_spatial_worker *worker = task->worker;
    const char *how = NULL;
    struct defect defect = find_defect(worker, geometry);
    bool has_several = shapes->ring_start[shape + 1] - shapes->ring_start[shape] > 1;
    if (has_several && defect.words == defects[0].words) {
        defect.words = "rings that cross or cover each other";
    }
    const struct lg_mend_way way = {task->repair, defect.is_nesting, grid_of(task->projection)};
    GEOSGeometry *repaired = lg_mend(worker, geometry, &way, &how);
    double before_m2 = (double)NAN;
    enum lg_status status;
    if (repaired == NULL && strstr(worker->geos_message, "bad_alloc") != NULL) {
        status = lg_geos_fail(worker, err, task->layer);
        goto cleanup;
    }
    if (!lg_mend_holds_land(worker, repaired)) {
        status = lose_shape(task, row, defect.words, defect.xy, err);
        goto cleanup;
    }
    task->block->fate[row] = LG_SHAPE_REPAIRED;
    status = measure_row(task, shapes, shape, row, &before_m2, err);
    if (status == LG_OK) status = lg_geos_to_shapes(worker, repaired, &task->block->shapes, err);
    if (status == LG_OK) status = tell_repair(task, row, &defect, how, before_m2, err);

cleanup:
    if (repaired != NULL) GEOSGeom_destroy_r(worker->geos, repaired);
    return status;
}

/* Test one shape and append it to the block, repaired if need be. */
static enum lg_status judge_shape(const struct task *task, size_t row,
                                  const struct lg_shapes *shapes, size_t shape,
                                  struct lg_error *err)
{
    struct lg_spatial_worker *worker = task->worker;
    if (lg_is_surely_valid(shapes, shape)) {
        return lg_shapes_append(&task->block->shapes, shapes, shape, 1, err);
    }
    GEOSGeometry *geometry = lg_geos_from_shape(worker, shapes, shape);
    if (geometry == NULL) return lg_geos_fail(worker, err, task->layer);

    /* 2 is a geometry that the test could not follow: make-valid may still. */
    enum lg_status status = GEOSisValid_r(worker->geos, geometry) == 1
                                ? lg_shapes_append(&task->block->shapes, shapes, shape, 1, err)
                                : repair_shape(task, row, shapes, shape, geometry, err);
    GEOSGeom_destroy_r(worker->geos, geometry);
    return status;
}

static enum lg_status prepare_row(const struct task *task, size_t row, struct lg_error *err)
{
    struct lg_block *block = task->block;
    block->fate[row] = LG_SHAPE_VALID;
    block->area_m2[row] = (double)NAN;
    block->decimals[row] = LG_DECIMALS_MIN;
    if (is_clean(&block->raw, row)) return judge_shape(task, row, &block->raw, row, err);

    struct cleaning cleaning;
    enum lg_status status = clean_shape(task->worker, &block->raw, row, &cleaning, err);
    if (status != LG_OK) return status;
    if (cleaning.is_lost) return lose_shape(task, row, cleaning.why, cleaning.place_xy, err);
    status = tell_cleaning(task, row, &cleaning, err);
    if (status != LG_OK) return status;
    return judge_shape(task, row, &task->worker->cleaned, 0, err);
}

/* ---- blocks ---- */

/* The batch failed as a whole: find the row, whose message is then the error. */
static enum lg_status blame_row(const struct task *task, enum lg_status status,
                                const struct lg_error *said, struct lg_error *err)
{
    for (size_t row = 0; status == LG_BAD_INPUT && row < task->block->table.count; row++) {
        double area_m2 = (double)NAN;
        enum lg_status alone = measure_row(task, &task->block->shapes, row, row, &area_m2, err);
        if (alone != LG_OK) return alone;
    }
    return lg_fail(err, status, "%s", said->message);
}

/* What is doubtful in a shape that can be used. */
static enum lg_status look_at_outline(const struct task *task, size_t row, struct lg_error *err)
{
    struct lg_block *block = task->block;
    struct lg_outline_look look = lg_outline_look(task->limits, block, row);
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < look.count && status == LG_OK; i++) {
        const struct lg_outline_doubt *doubt = &look.doubts[i];
        struct lg_finding finding = finding_of(task, doubt->code, row, NULL);
        finding.lon_deg = doubt->lon_deg;
        finding.lat_deg = doubt->lat_deg;
        finding.value = doubt->value;
        finding.limit = doubt->limit;
        status = lg_findings_add(&block->findings, &finding, err, "%s", doubt->message);
    }
    return status;
}

static enum lg_status measure_block(const struct task *task, struct lg_error *err)
{
    struct lg_block *block = task->block;
    struct lg_error said = {.message = ""};
    enum lg_status status = lg_measure_shapes(task->worker, block->source, &block->shapes,
                                              block->area_m2, &block->lon_lat, &said);
    if (status != LG_OK) return blame_row(task, status, &said, err);

    for (size_t row = 0; status == LG_OK && row < block->table.count; row++) {
        if (block->fate[row] == LG_SHAPE_LOST) block->area_m2[row] = (double)NAN;
        status = lg_decimals_choose(task->worker, &block->lon_lat, row, &block->decimals[row], err);
        if (status == LG_OK && task->limits != NULL) status = look_at_outline(task, row, err);
    }
    return status;
}

enum lg_status lg_prepare_block(struct lg_spatial_worker *worker,
                                const struct lg_prepare_options *options, struct lg_block *block,
                                struct lg_error *err)
{
    assert(worker != NULL && options != NULL && options->layer != NULL && block != NULL);
    assert(block->raw.count == block->table.count);

    struct task task = {
        .worker = worker,
        .repair = options->repair,
        .layer = options->layer,
        .id_role = options->id_role,
        .limits = options->limits,
        .block = block,
    };
    lg_shapes_clear(&block->shapes);
    lg_shapes_clear(&block->lon_lat);
    enum lg_status status = lg_block_size_columns(block, err);
    if (status == LG_OK) {
        status = lg_worker_projection(worker, block->source, &task.projection, err);
    }
    for (size_t row = 0; status == LG_OK && row < block->table.count; row++) {
        status = prepare_row(&task, row, err);
    }
    if (status == LG_OK && options->depth == LG_PREPARE_FULL) status = measure_block(&task, err);
    return status;
}
