/*
 * Parks over parks. A park may lie in another that it names as its parent; any other common land
 * of two parks would count in both, and is a finding: a fault of the data where both exist, a
 * notice where one is a candidate.
 *
 * A pair is compared in the plane in which the first of them was drawn: a long boundary that is
 * straight there is not straight in degrees.
 */
#include "base/grow.h"
#include "spatial/bring.h"
#include "spatial/contact.h"
#include "spatial/land_area.h"
#include "spatial/measure_shape.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <stdlib.h>

struct parks_check {
    struct lg_model *model;
    struct lg_spatial_worker *worker;
    struct lg_contact_scratch scratch;
    struct lg_box_hits hits;
    struct lg_box *boxes; /* [park count] in degrees */
    struct lg_box_tree *tree;
    struct lg_shapes pair; /* two shapes in the plane of the first */
    struct lg_shapes flat; /* what is measured */
    struct lg_land_area_scratch land;
    GEOSGeometry **shared; /* [shared_count, room for park count] of one park with others */
    size_t shared_count;
    double shared_m2; /* of the last of them */
};

static enum lg_status measure(struct parks_check *check, size_t plane, const GEOSGeometry *geometry,
                              double *area_m2, struct lg_error *err)
{
    lg_shapes_clear(&check->flat);
    enum lg_status status = lg_geos_to_shapes(check->worker, geometry, &check->flat, err);
    if (status != LG_OK) return status;
    return lg_measure_shape(check->worker, plane, &check->flat, 0, area_m2, err);
}

/* Whose common land is a finding is told once, by the first of the two. */
static enum lg_status tell_pair(struct parks_check *check, size_t left, size_t right,
                                const GEOSGeometry *common, struct lg_error *err)
{
    struct lg_model *model = check->model;
    const struct lg_land_area_task task = {check->worker, model->parks.table.source[left],
                                           model->rules.sliver_m2};
    bool has_candidate = lg_park_is_candidate(model, left) || lg_park_is_candidate(model, right);
    struct lg_quality_area found =
        lg_quality_area_blank(has_candidate ? LG_I_CANDIDATE : LG_W_NEST);
    found.park = left;
    found.other_park = right;
    return lg_land_area_add(&check->land, &task, common, &found, &model->quality_areas, err);
}

/* Takes the common land over. */
static enum lg_status take_pair(struct parks_check *check, size_t left, size_t right,
                                GEOSGeometry *common, struct lg_error *err)
{
    double area_m2 = 0.0;
    size_t plane = check->model->parks.table.source[left];
    enum lg_status status = measure(check, plane, common, &area_m2, err);
    bool is_land = status == LG_OK && area_m2 > check->model->rules.sliver_m2;
    if (is_land && right > left) status = tell_pair(check, left, right, common, err);
    if (is_land && status == LG_OK && lg_park_is_other(check->model, left, right)) {
        check->shared[check->shared_count++] = common;
        check->shared_m2 = area_m2;
        return LG_OK;
    }
    GEOSGeom_destroy_r(check->worker->geos, common);
    return status;
}

static enum lg_status measure_pair(struct parks_check *check, size_t left, size_t right,
                                   struct lg_error *err)
{
    struct lg_spatial_worker *worker = check->worker;
    GEOSGeometry *second = NULL;
    GEOSGeometry *common = NULL;
    GEOSGeometry *first = lg_geos_from_shape(worker, &check->pair, 0);
    if (first != NULL) second = lg_geos_from_shape(worker, &check->pair, 1);
    if (second != NULL) common = GEOSIntersection_r(worker->geos, first, second);
    enum lg_status status = LG_OK;
    if (common == NULL) status = lg_geos_fail(worker, err, "common part of two parks");
    if (first != NULL) GEOSGeom_destroy_r(worker->geos, first);
    if (second != NULL) GEOSGeom_destroy_r(worker->geos, second);
    return status == LG_OK ? take_pair(check, left, right, common, err) : status;
}

static enum lg_status compare_pair(struct parks_check *check, size_t left, size_t right,
                                   struct lg_error *err)
{
    const struct lg_parks *parks = &check->model->parks;
    size_t plane = parks->table.source[left];
    lg_shapes_clear(&check->pair);
    enum lg_status status =
        lg_bring_shape(check->worker, &parks->lon_lat, left, plane, &check->pair, err);
    if (status != LG_OK) return status;
    status = lg_bring_shape(check->worker, &parks->lon_lat, right, plane, &check->pair, err);
    if (status != LG_OK) return status;

    struct lg_outline first = lg_outline_of(&check->pair, 0);
    struct lg_outline second = lg_outline_of(&check->pair, 1);
    enum lg_contact contact;
    status = lg_contact_find(&check->scratch, &first, &second, &contact, err);
    if (status != LG_OK || contact == LG_CONTACT_APART) return status;
    return measure_pair(check, left, right, err);
}

/* Where several others have the same land it is shared once. Uses the parts up. */
static enum lg_status sum_shared(struct parks_check *check, size_t park, struct lg_error *err)
{
    struct lg_spatial_worker *worker = check->worker;
    const struct lg_parks *parks = &check->model->parks;
    double *overlap_m2 = &parks->overlap_m2[park];
    if (check->shared_count < 2) {
        *overlap_m2 = check->shared_count == 0 ? 0.0 : check->shared_m2;
        return LG_OK;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(worker->geos, GEOS_GEOMETRYCOLLECTION,
                                                    check->shared, (unsigned)check->shared_count);
    /* The collection takes its parts over even where it is not made. */
    check->shared_count = 0;
    if (all == NULL) return lg_geos_fail(worker, err, "land that a park shares");
    GEOSGeometry *sum = GEOSUnaryUnion_r(worker->geos, all);
    GEOSGeom_destroy_r(worker->geos, all);
    if (sum == NULL) return lg_geos_fail(worker, err, "land that a park shares");
    enum lg_status status = measure(check, parks->table.source[park], sum, overlap_m2, err);
    GEOSGeom_destroy_r(worker->geos, sum);
    return status;
}

static void drop_shared(struct parks_check *check)
{
    while (check->shared_count > 0) {
        GEOSGeom_destroy_r(check->worker->geos, check->shared[--check->shared_count]);
    }
}

static enum lg_status check_park(struct parks_check *check, size_t left, struct lg_error *err)
{
    const struct lg_model *model = check->model;
    enum lg_status status = lg_box_tree_query(check->tree, check->boxes[left], &check->hits, err);
    for (size_t i = 0; status == LG_OK && i < check->hits.count; i++) {
        size_t right = check->hits.items[i];
        if (right == left || lg_park_may_share(model, left, right)) continue;
        if (right < left && !lg_park_is_other(model, left, right)) continue;
        status = compare_pair(check, left, right, err);
    }
    if (status == LG_OK) status = sum_shared(check, left, err);
    drop_shared(check);
    return status;
}

static enum lg_status index_parks(struct parks_check *check, struct lg_error *err)
{
    size_t count = check->model->parks.table.count;
    for (size_t park = 0; park < count; park++) {
        check->boxes[park] = lg_shapes_box(&check->model->parks.lon_lat, park);
    }
    enum lg_status status = lg_box_tree_new(check->boxes, count, &check->tree, err);
    if (status != LG_OK) return status;
    return lg_spatial_worker_new(&check->model->sources, &check->worker, err);
}

static enum lg_status size_columns(struct parks_check *check, struct lg_error *err)
{
    struct lg_parks *parks = &check->model->parks;
    size_t count = parks->table.count;
    double *overlap_m2 = lg_resize(parks->overlap_m2, count, sizeof(*overlap_m2));
    if (overlap_m2 != NULL) parks->overlap_m2 = overlap_m2;
    check->boxes = lg_resize(NULL, count, sizeof(*check->boxes));
    check->shared = (GEOSGeometry **)lg_resize(NULL, count, sizeof(GEOSGeometry *));
    if (overlap_m2 != NULL && check->boxes != NULL && check->shared != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the boxes of %zu parks", count);
}

enum lg_status lg_overlay_check_parks(struct lg_model *model, struct lg_error *err)
{
    assert(model != NULL);

    size_t count = model->parks.table.count;
    struct parks_check check = {.model = model};
    enum lg_status status = size_columns(&check, err);
    if (status == LG_OK) status = index_parks(&check, err);
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        status = check_park(&check, park, err);
    }
    free((void *)check.shared);
    lg_spatial_worker_free(check.worker);
    lg_contact_scratch_reset(&check.scratch);
    lg_box_hits_reset(&check.hits);
    lg_shapes_reset(&check.pair);
    lg_shapes_reset(&check.flat);
    lg_land_area_scratch_reset(&check.land);
    lg_box_tree_free(check.tree);
    free(check.boxes);
    return status;
}
