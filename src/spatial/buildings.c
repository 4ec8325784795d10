/*
 * Buildings over pieces, one block at a time.
 *
 * A building is measured in the plane of the parcels, with the plane's scale corrected
 * (plane_scale.h: error below 1e-7). The contact test settles most: a building inside a piece gives
 * it its whole footprint, one apart from it nothing. Of the rest only the common area is computed.
 * Shares are whole millionths of a square metre, so that their sums do not depend on the order of
 * the blocks.
 */
#include "spatial/buildings.h"

#include "base/grow.h"
#include "spatial/common_area.h"
#include "spatial/contact.h"
#include "spatial/measure_shape.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define MICRO 1e6
/* Less than this on parcels is a touch: the building then stands on no parcel. */
#define TOUCH_M2 0.01

struct lg_building_scratch {
    struct lg_contact_scratch contact;
    struct lg_box_hits hits;
    struct lg_shapes brought; /* the block in another plane */
    struct lg_clip_scratch clip;
};

/* What work knows of the block it is at. */
struct block_work {
    const struct lg_building_overlay *overlay;
    const struct lg_model *model;
    struct lg_spatial_worker *worker;
    struct lg_block *block;
    struct lg_building_shares *shares;
    const struct lg_plane_pieces *pieces; /* of the plane at work */
    const struct lg_shapes *shapes;       /* the block in that plane */
};

/* One building. */
struct building {
    size_t row;
    double footprint_m2, floor_m2;
    double covered_m2; /* of the footprint, on parcels */
};

/* Footprint in true square metres; far from every parcel the scale has no node, and the shape is
 * measured itself. */
static enum lg_status measure_footprint(const struct block_work *work,
                                        const struct lg_outline *outline, double *footprint_m2,
                                        struct lg_error *err)
{
    double scale =
        lg_plane_scale_at(work->pieces->scale, (outline->box.x_min + outline->box.x_max) / 2.0,
                          (outline->box.y_min + outline->box.y_max) / 2.0);
    if (isnan(scale)) {
        return lg_measure_shape(work->worker, work->pieces->plane, outline->shapes, outline->shape,
                                footprint_m2, err);
    }
    *footprint_m2 = scale * lg_plane_area(outline->shapes, outline->shape);
    return LG_OK;
}

/* The share of a building that lies on a piece. */
static enum lg_status measure_common(const struct block_work *work,
                                     const struct lg_outline *building,
                                     const struct lg_outline *piece, double *share,
                                     struct lg_error *err)
{
    double area = 0.0;
    enum lg_status status =
        lg_common_area(&work->shares->scratch->clip, building->shapes, building->shape,
                       piece->shapes, piece->shape, &area, err);
    double whole = lg_plane_area(building->shapes, building->shape);
    *share = whole > 0.0 ? fmin(1.0, area / whole) : 0.0;
    return status;
}

static enum lg_status add_share(struct lg_building_shares *shares, size_t piece,
                                const struct building *building, double share, struct lg_error *err)
{
    if (shares->count == shares->capacity) {
        size_t capacity = lg_grow_capacity(shares->capacity, shares->count + 1);
        struct lg_building_share *items = lg_resize(shares->items, capacity, sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for buildings on pieces");
        shares->items = items;
        shares->capacity = capacity;
    }
    shares->items[shares->count++] = (struct lg_building_share){
        .piece = piece,
        .footprint_micro_m2 = llrint(share * building->footprint_m2 * MICRO),
        .floor_micro_m2 = llrint(share * building->floor_m2 * MICRO),
    };
    return LG_OK;
}

/*
 * How much of a building its pieces cover. Pieces of one parcel in different parks may lie over
 * each other (a park within a park), so of those only the largest counts, and what lies in no park.
 */
static double covered_m2_of(const struct lg_model *model, const struct lg_building_shares *shares,
                            size_t first, double footprint_m2)
{
    const struct lg_building_share *items = shares->items;
    double covered = 0.0;
    for (size_t i = first; i < shares->count; i++) {
        size_t parcel = model->pieces.parcel[items[i].piece];
        bool in_park = model->pieces.park[items[i].piece] != LG_NO_PARK;
        bool largest = true;
        for (size_t j = first; in_park && j < shares->count; j++) {
            if (j == i || model->pieces.parcel[items[j].piece] != parcel) continue;
            if (model->pieces.park[items[j].piece] == LG_NO_PARK) continue;
            int64_t more = items[j].footprint_micro_m2 - items[i].footprint_micro_m2;
            if (more > 0 || (more == 0 && j < i)) largest = false;
        }
        if (largest) covered += (double)items[i].footprint_micro_m2 / MICRO;
    }
    return fmin(covered, footprint_m2);
}

/* Lay a building over the pieces of one plane. */
static enum lg_status lay_building(const struct block_work *work, const struct lg_outline *outline,
                                   struct building *building, struct lg_error *err)
{
    struct lg_building_scratch *scratch = work->shares->scratch;
    size_t first = work->shares->count;
    enum lg_status status =
        lg_box_tree_query(work->pieces->tree, outline->box, &scratch->hits, err);
    for (size_t i = 0; status == LG_OK && i < scratch->hits.count; i++) {
        size_t hit = scratch->hits.items[i];
        size_t piece = work->pieces->pieces[hit];
        size_t row;
        const struct lg_shapes *shapes = lg_building_piece_shape(work->model, piece, &row);
        const struct lg_outline ground = {shapes, row, work->pieces->boxes[hit], NULL};
        enum lg_contact contact;
        status = lg_contact_find(&scratch->contact, outline, &ground, &contact, err);
        if (status != LG_OK || contact == LG_CONTACT_APART) continue;
        double share = 1.0;
        if (contact == LG_CONTACT_DOUBT) {
            status = measure_common(work, outline, &ground, &share, err);
        }
        if (status == LG_OK && share > 0.0) {
            status = add_share(work->shares, piece, building, share, err);
        }
    }
    if (status == LG_OK) {
        building->covered_m2 +=
            covered_m2_of(work->model, work->shares, first, building->footprint_m2);
    }
    return status;
}

static bool can_tell_floors(const struct lg_table *table)
{
    return table->columns[LG_BUILDING_FLOORS].present ||
           table->columns[LG_BUILDING_HEIGHT].present ||
           table->columns[LG_BUILDING_FLOOR_AREA].present;
}

/* A finding of a building, with the middle of its box for a place. */
static enum lg_status building_finding(const struct block_work *work, enum lg_finding_code code,
                                       size_t row, struct lg_finding *finding, struct lg_error *err)
{
    const struct lg_table *table = &work->block->table;
    const struct lg_projection *projection;
    enum lg_status status =
        lg_worker_projection(work->worker, work->block->source, &projection, err);
    if (status != LG_OK) return status;
    struct lg_box box = lg_shapes_box(&work->block->shapes, row);
    double place[2] = {(box.x_min + box.x_max) / 2.0, (box.y_min + box.y_max) / 2.0};
    status = projection->to_lon_lat(projection->state, 1, place, err);
    *finding = lg_finding_blank(code, "buildings");
    finding->source = work->block->source;
    finding->feature = table->feature[row];
    finding->parcel_id = lg_table_text(table, LG_BUILDING_PARCEL_ID, row);
    finding->lon_deg = place[0];
    finding->lat_deg = place[1];
    return status;
}

static enum lg_status report_floors(const struct block_work *work, size_t row, struct lg_error *err)
{
    struct lg_finding finding;
    if (can_tell_floors(&work->block->table)) {
        enum lg_status status = building_finding(work, LG_W_FLOORS, row, &finding, err);
        if (status != LG_OK) return status;
        finding.value = 1.0;
        return lg_findings_add(&work->block->findings, &finding, err,
                               "building has neither floors nor height nor floor area and counts "
                               "with one floor; enter its floors");
    }
    if (atomic_flag_test_and_set(&work->overlay->told[work->block->source])) return LG_OK;
    finding = lg_finding_blank(LG_W_FLOORS, "buildings");
    finding.source = work->block->source;
    finding.value = 1.0;
    return lg_findings_add(
        &work->block->findings, &finding, err,
        "the layer has no field for floors, height or floor area; every building "
        "counts with one floor, so floor area ratios are too low; name the "
        "field, or survey the floors");
}

static enum lg_status find_floor_area(const struct block_work *work, struct building *building,
                                      struct lg_error *err)
{
    const struct lg_table *table = &work->block->table;
    double recorded_m2 = lg_table_number(table, LG_BUILDING_FLOOR_AREA, building->row);
    double floors = lg_table_number(table, LG_BUILDING_FLOORS, building->row);
    double height_m = lg_table_number(table, LG_BUILDING_HEIGHT, building->row);
    enum lg_status status = LG_OK;
    if (recorded_m2 > 0.0) {
        building->floor_m2 = recorded_m2;
    } else if (floors > 0.0) {
        building->floor_m2 = building->footprint_m2 * floors;
    } else if (height_m > 0.0) {
        building->floor_m2 = building->footprint_m2 *
                             fmax(1.0, round(height_m / work->model->rules.storey_height_m));
        work->shares->totals.floors_from_height_count++;
    } else {
        building->floor_m2 = building->footprint_m2;
        work->shares->totals.floors_assumed_count++;
        status = report_floors(work, building->row, err);
    }
    return status;
}

static enum lg_status report_no_parcel(const struct block_work *work,
                                       const struct building *building, struct lg_error *err)
{
    struct lg_finding finding;
    enum lg_status status = building_finding(work, LG_W_OUT, building->row, &finding, err);
    if (status != LG_OK) return status;
    finding.value = building->footprint_m2;
    return lg_findings_add(&work->block->findings, &finding, err,
                           "building of %.1f m2 stands on no parcel and counts nowhere; check its "
                           "place and the parcels about it",
                           building->footprint_m2);
}

/* The block's shapes in a plane: as they are, or through degrees. */
static enum lg_status bring_block(struct block_work *work, struct lg_error *err)
{
    struct lg_shapes *brought = &work->shares->scratch->brought;
    size_t own_plane = lg_plane_of(&work->model->sources, work->block->source);
    work->shapes = &work->block->shapes;
    if (own_plane == work->pieces->plane) return LG_OK;

    const struct lg_projection *from;
    const struct lg_projection *to;
    enum lg_status status = lg_worker_projection(work->worker, own_plane, &from, err);
    if (status == LG_OK) status = lg_worker_projection(work->worker, work->pieces->plane, &to, err);
    if (status != LG_OK) return status;
    lg_shapes_clear(brought);
    status = lg_shapes_append(brought, &work->block->shapes, 0, work->block->shapes.count, err);
    work->shapes = brought;
    if (status != LG_OK || brought->vertex_count == 0) return status;
    status = from->to_lon_lat(from->state, brought->vertex_count, brought->xy, err);
    if (status != LG_OK) return status;
    return to->from_lon_lat(to->state, brought->vertex_count, brought->xy, err);
}

/* Lay every building of the block over the pieces of one plane. */
static enum lg_status lay_block(struct block_work *work, struct building *buildings, bool is_first,
                                struct lg_error *err)
{
    enum lg_status status = bring_block(work, err);
    for (size_t row = 0; status == LG_OK && row < work->block->table.count; row++) {
        if (lg_shapes_is_empty(work->shapes, row)) continue;
        struct lg_outline outline = lg_outline_of(work->shapes, row);
        if (is_first) {
            buildings[row].row = row;
            status = measure_footprint(work, &outline, &buildings[row].footprint_m2, err);
            if (status == LG_OK) status = find_floor_area(work, &buildings[row], err);
        }
        if (status == LG_OK) status = lay_building(work, &outline, &buildings[row], err);
    }
    return status;
}

static enum lg_status count_block(const struct block_work *work, const struct building *buildings,
                                  struct lg_error *err)
{
    struct lg_building_totals *totals = &work->shares->totals;
    enum lg_status status = LG_OK;
    totals->given = true;
    totals->count = work->block->table.count;
    for (size_t row = 0; status == LG_OK && row < work->block->table.count; row++) {
        if (work->block->fate[row] != LG_SHAPE_VALID) totals->invalid_count++;
        if (lg_shapes_is_empty(&work->block->shapes, row)) continue;
        const struct building *building = &buildings[row];
        double off_m2 = fmax(0.0, building->footprint_m2 - building->covered_m2);
        totals->footprint_micro_m2 += llrint(building->footprint_m2 * MICRO);
        totals->off_parcel_micro_m2 += llrint(off_m2 * MICRO);
        if (building->covered_m2 >= TOUCH_M2 || off_m2 == 0.0) continue;
        totals->no_parcel_count++;
        status = report_no_parcel(work, building, err);
    }
    return status;
}

enum lg_status lg_building_overlay_work(const struct lg_building_overlay *overlay,
                                        struct lg_spatial_worker *worker,
                                        const struct lg_model *model, struct lg_block *block,
                                        struct lg_building_shares *shares, struct lg_error *err)
{
    assert(overlay != NULL);
    assert(block->source < overlay->source_count);

    shares->count = 0;
    shares->totals = (struct lg_building_totals){0};
    if (shares->scratch == NULL) shares->scratch = calloc(1, sizeof(*shares->scratch));
    struct building *buildings = calloc(block->table.count + 1, sizeof(*buildings));
    struct block_work work = {
        .overlay = overlay, .model = model, .worker = worker, .block = block, .shares = shares};
    enum lg_status status = LG_OK;
    if (shares->scratch == NULL || buildings == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for %zu buildings", block->table.count);
        goto done;
    }
    for (size_t i = 0; status == LG_OK && i < overlay->plane_count; i++) {
        work.pieces = &overlay->planes[i];
        status = lay_block(&work, buildings, i == 0, err);
    }
    if (status == LG_OK) status = count_block(&work, buildings, err);

done:
    free(buildings);
    return status;
}

void lg_building_overlay_give(struct lg_model *model, const struct lg_building_shares *shares)
{
    for (size_t i = 0; i < shares->count; i++) {
        const struct lg_building_share *share = &shares->items[i];
        model->pieces.footprint_micro_m2[share->piece] += share->footprint_micro_m2;
        model->pieces.floor_micro_m2[share->piece] += share->floor_micro_m2;
    }
    struct lg_building_totals *totals = &model->buildings;
    totals->given = true;
    totals->count += shares->totals.count;
    totals->invalid_count += shares->totals.invalid_count;
    totals->no_parcel_count += shares->totals.no_parcel_count;
    totals->floors_from_height_count += shares->totals.floors_from_height_count;
    totals->floors_assumed_count += shares->totals.floors_assumed_count;
    totals->footprint_micro_m2 += shares->totals.footprint_micro_m2;
    totals->off_parcel_micro_m2 += shares->totals.off_parcel_micro_m2;
}

void lg_building_shares_reset(struct lg_building_shares *shares)
{
    if (shares->scratch != NULL) {
        lg_contact_scratch_reset(&shares->scratch->contact);
        lg_box_hits_reset(&shares->scratch->hits);
        lg_shapes_reset(&shares->scratch->brought);
        lg_clip_scratch_reset(&shares->scratch->clip);
    }
    free(shares->scratch);
    free(shares->items);
    *shares = (struct lg_building_shares){0};
}
