/*
 * Parks over parks. A park may lie in another that it names as its parent; any other common land
 * of two parks would count in both, and is a finding.
 *
 * A pair is compared in the plane in which the first of them was drawn: a long boundary that is
 * straight there is not straight in degrees.
 */
#include "base/grow.h"
#include "spatial/bring.h"
#include "spatial/contact.h"
#include "spatial/land_area.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct parks_check {
    struct lg_model *model;
    struct lg_spatial_worker *worker;
    struct lg_contact_scratch scratch;
    struct lg_box_hits hits;
    struct lg_box *boxes; /* [park count] in degrees */
    struct lg_box_tree *tree;
    struct lg_shapes pair; /* two shapes in the plane of the first */
    struct lg_land_area_scratch land;
};

static bool same_text(const char *left, const char *right)
{
    return left != NULL && right != NULL && strcmp(left, right) == 0;
}

/* Two scopes of one park, or parent and child, may share their land. */
static bool may_share(const struct lg_table *parks, size_t left, size_t right)
{
    const char *left_code = lg_table_text(parks, LG_PARK_CODE, left);
    const char *right_code = lg_table_text(parks, LG_PARK_CODE, right);
    return same_text(left_code, right_code) ||
           same_text(lg_table_text(parks, LG_PARK_PARENT, left), right_code) ||
           same_text(lg_table_text(parks, LG_PARK_PARENT, right), left_code);
}

static enum lg_status measure_pair(struct parks_check *check, size_t left, size_t right,
                                   struct lg_error *err)
{
    struct lg_spatial_worker *worker = check->worker;
    struct lg_model *model = check->model;
    const struct lg_land_area_task task = {worker, model->parks.table.source[left],
                                           model->rules.sliver_m2};
    struct lg_quality_area found = lg_quality_area_blank(LG_W_NEST);
    found.park = left;
    found.other_park = right;
    enum lg_status status;
    GEOSGeometry *second = NULL;
    GEOSGeometry *common = NULL;
    GEOSGeometry *first = lg_geos_from_shape(worker, &check->pair, 0);
    if (first != NULL) second = lg_geos_from_shape(worker, &check->pair, 1);
    if (second != NULL) common = GEOSIntersection_r(worker->geos, first, second);
    if (common == NULL) {
        status = lg_geos_fail(worker, err, "common part of two parks");
    } else {
        status = lg_land_area_add(&check->land, &task, common, &found, &model->quality_areas, err);
    }
    if (first != NULL) GEOSGeom_destroy_r(worker->geos, first);
    if (second != NULL) GEOSGeom_destroy_r(worker->geos, second);
    if (common != NULL) GEOSGeom_destroy_r(worker->geos, common);
    return status;
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

static enum lg_status check_park(struct parks_check *check, size_t left, struct lg_error *err)
{
    enum lg_status status = lg_box_tree_query(check->tree, check->boxes[left], &check->hits, err);
    for (size_t i = 0; status == LG_OK && i < check->hits.count; i++) {
        size_t right = check->hits.items[i];
        if (right <= left || may_share(&check->model->parks.table, left, right)) continue;
        status = compare_pair(check, left, right, err);
    }
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

enum lg_status lg_overlay_check_parks(struct lg_model *model, struct lg_error *err)
{
    assert(model != NULL);

    size_t count = model->parks.table.count;
    struct parks_check check = {.model = model};
    check.boxes = lg_resize(NULL, count, sizeof(*check.boxes));
    if (check.boxes == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the boxes of %zu parks", count);
    }
    enum lg_status status = index_parks(&check, err);
    for (size_t park = 0; status == LG_OK && park < count; park++) {
        status = check_park(&check, park, err);
    }
    lg_spatial_worker_free(check.worker);
    lg_contact_scratch_reset(&check.scratch);
    lg_box_hits_reset(&check.hits);
    lg_shapes_reset(&check.pair);
    lg_land_area_scratch_reset(&check.land);
    lg_box_tree_free(check.tree);
    free(check.boxes);
    return status;
}
