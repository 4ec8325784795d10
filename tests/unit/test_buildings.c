/*
 * spatial/buildings: whose land a building stands on, and what floor area it brings. All shapes are
 * rectangles, so that every share can be read off the row.
 */
#include "landgauge/area.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/overlay_model.h"

#include <math.h>

#define NONE ((double)NAN)

struct building_row {
    const char *name;
    double x0, x1, y0, y1;                /* in a scene of two parcels: see below */
    double floors, height_m, recorded_m2; /* NaN: not known */
    double on_first, on_second, outside;  /* share of the footprint on each piece */
    double floor_m2;                      /* NaN: this many times the footprint */
    double floor_factor;
    size_t no_parcel, from_height, assumed; /* counts */
};

/* Parcel 1 from 2 to 5, parcel 2 from 4 to 12 loses the overlap and lies out of park A from 10. */
static const struct park_row parks[PARKS_MAX] = {{"A", 0, 10, NULL}};
static const struct parcel_row parcels[PARCELS_MAX] = {{"1", 2, 5, 0, false},
                                                       {"2", 4, 12, 0, false}};

static const struct building_row building_rows[] = {
    {"inside one parcel, floors known", 2.2, 2.4, 0.2, 0.4, 3, NONE, NONE, 1, 0, 0, NONE, 3, 0, 0,
     0},
    {"on overlapped land it is the winner's", 4.2, 4.4, 0.2, 0.4, 2, NONE, NONE, 1, 0, 0, NONE, 2,
     0, 0, 0},
    {"across two parcels it is shared", 4.8, 5.2, 0.2, 0.4, 1, NONE, NONE, 0.5, 0.5, 0, NONE, 1, 0,
     0, 0},
    {"across the park boundary it is shared", 9.9, 10.3, 0.2, 0.4, 5, NONE, NONE, 0, 0.25, 0.75,
     NONE, 5, 0, 0, 0},
    {"half on a parcel", 1.9, 2.1, 0.2, 0.4, 1, NONE, NONE, 0.5, 0, 0, NONE, 1, 0, 0, 0},
    {"on no parcel", 0.2, 0.4, 0.2, 0.4, 1, NONE, NONE, 0, 0, 0, NONE, 1, 1, 0, 0},
    {"a recorded floor area stands", 2.2, 2.4, 0.2, 0.4, 3, NONE, 777, 1, 0, 0, 777, 0, 0, 0, 0},
    {"height makes floors: 10 m are three", 2.2, 2.4, 0.2, 0.4, NONE, 10, NONE, 1, 0, 0, NONE, 3, 0,
     1, 0},
    {"a low height is one floor", 2.2, 2.4, 0.2, 0.4, NONE, 1, NONE, 1, 0, 0, NONE, 1, 0, 1, 0},
    {"nothing known is one floor and a finding", 2.2, 2.4, 0.2, 0.4, NONE, NONE, NONE, 1, 0, 0,
     NONE, 1, 0, 0, 1},
    {"a copy of the parcel", 2, 5, 0, 1, 1, NONE, NONE, 1, 0, 0, NONE, 1, 0, 0, 0},
};

static void fill_building(struct lg_block *block, const struct building_row *row, int plane)
{
    static const size_t roles[] = {LG_BUILDING_FLOORS, LG_BUILDING_HEIGHT, LG_BUILDING_FLOOR_AREA};
    assert_int_equal(lg_block_init(block, lg_building_roles, LG_BUILDING_ROLE_COUNT, NULL), LG_OK);
    add_rows(&block->table, 1, roles, 3);
    block->source = 3;
    block->table.columns[LG_BUILDING_FLOORS].number[0] = row->floors;
    block->table.columns[LG_BUILDING_HEIGHT].number[0] = row->height_m;
    block->table.columns[LG_BUILDING_FLOOR_AREA].number[0] = row->recorded_m2;
    assert_int_equal(lg_block_size_columns(block, NULL), LG_OK);
    block->fate[0] = LG_SHAPE_VALID;
    add_box(&block->shapes, row->x0, row->x1, row->y0, row->y1);
    struct lg_projection projection = projection_of(plane);
    (void)projection.from_lon_lat(projection.state, 5, block->shapes.xy, NULL);
}

/* Of a rectangle between two parallels: mean longitude times the band, so as the formula has it. */
static double box_m2(const struct building_row *row)
{
    struct lg_shapes shapes = {0};
    add_box(&shapes, row->x0, row->x1, row->y0, row->y1);
    double area_m2 = lg_area_ring_m2(shapes.xy, 5);
    lg_shapes_reset(&shapes);
    return area_m2;
}

static void check_sums(const struct lg_model *model, const struct building_row *row)
{
    double footprint_m2 = box_m2(row);
    double floor_m2 = isnan(row->floor_m2) ? footprint_m2 * row->floor_factor : row->floor_m2;
    const double shares[3] = {row->on_first, row->on_second, row->outside};
    assert_int_equal(model->pieces.count, 3);
    for (size_t i = 0; i < 3; i++) {
        ASSERT_CLOSE((double)model->pieces.footprint_micro_m2[i] / 1e6, shares[i] * footprint_m2,
                     2e-6 + 2e-7 * footprint_m2);
        ASSERT_CLOSE((double)model->pieces.floor_micro_m2[i] / 1e6, shares[i] * floor_m2,
                     2e-6 + 2e-7 * floor_m2);
    }
    const struct lg_building_totals *totals = &model->buildings;
    double off_m2 = footprint_m2 * (1 - row->on_first - row->on_second - row->outside);
    assert_int_equal(totals->count, 1);
    assert_int_equal(totals->no_parcel_count, row->no_parcel);
    assert_int_equal(totals->floors_from_height_count, row->from_height);
    assert_int_equal(totals->floors_assumed_count, row->assumed);
    ASSERT_CLOSE((double)totals->off_parcel_micro_m2 / 1e6, off_m2, 2e-6 + 2e-7 * footprint_m2);
}

static void check_building_in(const struct building_row *row, int parcel_plane, int building_plane)
{
    struct lg_model *model = overlay_model_new(LG_OVERLAPS_ONCE, parks, parcels, parcel_plane);
    add_source(model, LG_SOURCE_BUILDINGS, building_plane);
    run_overlays(model, 1);
    struct lg_error err = {""};
    struct lg_building_overlay *overlay;
    struct lg_spatial_worker *worker;
    struct lg_building_shares shares = {0};
    struct lg_block block;
    fill_building(&block, row, building_plane);
    must(lg_building_overlay_new(model, &overlay, &err), &err);
    must(lg_spatial_worker_new(&model->sources, &worker, &err), &err);
    must(lg_building_overlay_work(overlay, worker, model, &block, &shares, &err), &err);
    lg_building_overlay_give(model, &shares);
    check_sums(model, row);
    assert_int_equal(block.findings.count, row->no_parcel + row->assumed);
    lg_block_reset(&block);
    lg_building_shares_reset(&shares);
    lg_spatial_worker_free(worker);
    lg_building_overlay_free(overlay);
    lg_model_free(model);
}

static void check_building(void **state)
{
    const struct building_row *row = *state;
    check_building_in(row, DEGREES, DEGREES);
    check_building_in(row, METRES, METRES);
    check_building_in(row, METRES, DEGREES);
}

int main(void)
{
    return RUN_CASES("spatial/overlay buildings", building_rows, check_building);
}
