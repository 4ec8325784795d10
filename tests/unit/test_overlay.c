/*
 * spatial/overlay: parcels over parcels, parks and buildings.
 *
 * All shapes are rectangles between the same two parallels, in units of 0.001 degrees of longitude
 * from 91 degrees east. Their areas are exactly proportional to their widths, so every expected
 * figure is a width that can be read off the row.
 */
#include "landgauge/area.h"
#include "model/model.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/planes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)
#define UNIT 0.001

struct park_row {
    const char *code;
    double x0, x1;
    const char *parent;
};

struct parcel_row {
    const char *id; /* ascending; NULL ends */
    double x0, x1;
    int signed_year; /* 0: not known */
    bool other_plane;
};

struct piece_row {
    int park; /* NO: none; END ends */
    size_t parcel;
    double inside, counted, disputed; /* widths */
    bool whole;
};

enum { NO = -1, END = -2 };

struct scene {
    const char *name;
    enum lg_overlaps overlaps;
    struct park_row parks[4];
    struct parcel_row parcels[5];
    struct piece_row pieces[8];
    size_t overlap, nest, out, sliver, closure; /* findings */
};

static const struct scene scenes[] = {
    {"a parcel in a park is whole",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 4, 0, false}},
     {{0, 0, 2, 2, 0, true}, {.park = END}},
     0,
     0,
     0,
     0,
     0},
    {"a parcel along the boundary is whole",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 0, 4, 0, false}},
     {{0, 0, 4, 4, 0, true}, {.park = END}},
     0,
     0,
     0,
     0,
     0},
    {"a parcel beyond the boundary is outside",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 10, 12, 0, false}, {"2", 1, 2, 0, false}},
     {{0, 1, 1, 1, 0, true}, {NO, 0, 2, 2, 0, true}, {.park = END}},
     0,
     0,
     1,
     0,
     0},
    {"a parcel across the boundary is split",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 9, 13, 0, false}},
     {{0, 0, 1, 1, 0, false}, {NO, 0, 3, 3, 0, false}, {.park = END}},
     0,
     0,
     1,
     0,
     0},
    {"two parks side by side share a parcel",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}, {"B", 10, 20, NULL}},
     {{"1", 9, 12, 0, false}},
     {{0, 0, 1, 1, 0, false}, {1, 0, 2, 2, 0, false}, {.park = END}},
     0,
     0,
     0,
     0,
     0},
    {"two parks with a gap leave the middle in none",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}, {"B", 12, 20, NULL}},
     {{"1", 9, 16, 0, false}},
     {{0, 0, 1, 1, 0, false}, {1, 0, 4, 4, 0, false}, {NO, 0, 2, 2, 0, false}, {.park = END}},
     0,
     0,
     1,
     0,
     0},
    {"a park in its parent: a row in both, no finding",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}, {"B", 0, 5, "A"}},
     {{"1", 4, 8, 0, false}},
     {{0, 0, 4, 4, 0, true}, {1, 0, 1, 1, 0, false}, {.park = END}},
     0,
     0,
     0,
     0,
     0},
    {"parks over each other are a finding",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}, {"B", 9, 15, NULL}},
     {{"1", 2, 4, 0, false}},
     {{0, 0, 2, 2, 0, true}, {.park = END}},
     0,
     1,
     0,
     0,
     0},
    {"two scopes of one park are none",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}, {"A", 0, 12, NULL}},
     {{"1", 2, 4, 0, false}},
     {{0, 0, 2, 2, 0, true}, {1, 0, 2, 2, 0, true}, {.park = END}},
     0,
     0,
     0,
     0,
     0},
    /* A unit is about 10 800 m2; the tolerance is 1 m2, 0.00005 units are half of it. */
    {"a sliver outside is not split off",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 8, 10.00005, 0, false}},
     {{0, 0, 2.00005, 2.00005, 0, true}, {.park = END}},
     0,
     0,
     0,
     1,
     0},
    {"a sliver inside is not split off",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 9.99995, 12, 0, false}, {"2", 1, 2, 0, false}},
     {{0, 1, 1, 1, 0, true}, {NO, 0, 2.00005, 2.00005, 0, true}, {.park = END}},
     0,
     0,
     1,
     1,
     0},
    {"an overlap goes to the smaller id without dates",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 0, false}, {"2", 4, 8, 0, false}},
     {{0, 0, 3, 3, 1, true}, {0, 1, 4, 3, 0, false}, {.park = END}},
     1,
     0,
     0,
     0,
     0},
    {"an overlap goes to the later contract",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 2010, false}, {"2", 4, 8, 2020, false}},
     {{0, 0, 3, 2, 0, false}, {0, 1, 4, 4, 1, true}, {.park = END}},
     1,
     0,
     0,
     0,
     0},
    {"a known contract goes before an unknown one",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 0, false}, {"2", 4, 8, 2001, false}},
     {{0, 0, 3, 2, 0, false}, {0, 1, 4, 4, 1, true}, {.park = END}},
     1,
     0,
     0,
     0,
     0},
    {"three on one spot count once",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 2010, false}, {"2", 3, 6, 0, false}, {"3", 4, 7, 2012, false}},
     {{0, 0, 3, 2, 1, false}, {0, 1, 3, 0, 0, false}, {0, 2, 3, 3, 2, true}, {.park = END}},
     3,
     0,
     0,
     0,
     0},
    {"the same parcel twice keeps a row of nothing",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 0, false}, {"2", 2, 5, 0, false}},
     {{0, 0, 3, 3, 3, true}, {0, 1, 3, 0, 0, false}, {.park = END}},
     1,
     0,
     0,
     0,
     0},
    {"overlaps kept count whole and are disputed once",
     LG_OVERLAPS_KEEP,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 0, false}, {"2", 4, 8, 0, false}},
     {{0, 0, 3, 3, 0, true}, {0, 1, 4, 4, 1, true}, {.park = END}},
     1,
     0,
     0,
     0,
     0},
    {"an overlap across the boundary",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 8, 12, 0, false}, {"2", 9, 14, 0, false}},
     {{0, 0, 2, 2, 1, false},
      {0, 1, 1, 0, 0, false},
      {NO, 0, 2, 2, 2, false},
      {NO, 1, 2, 2, 0, false},
      {.park = END}},
     1,
     0,
     2,
     0,
     0},
    {"an overlap between planes",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 0, false}, {"2", 4, 8, 0, true}},
     {{0, 0, 3, 3, 1, true}, {0, 1, 4, 3, 0, false}, {.park = END}},
     1,
     0,
     0,
     0,
     0},
    {"neighbours do not overlap",
     LG_OVERLAPS_ONCE,
     {{"A", 0, 10, NULL}},
     {{"1", 2, 5, 0, false}, {"2", 5, 8, 0, false}},
     {{0, 0, 3, 3, 0, true}, {0, 1, 3, 3, 0, true}, {.park = END}},
     0,
     0,
     0,
     0,
     0},
};

static void must(enum lg_status status, const struct lg_error *err)
{
    if (status != LG_OK) fail_msg("%s: %s", lg_status_name(status), err->message);
}

/* Add a rectangle in degrees. */
static void add_box(struct lg_shapes *shapes, double x0, double x1, double y0, double y1)
{
    double *xy;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    if (x0 == x1) return;
    assert_int_equal(lg_shapes_add_ring(shapes, false, 5, &xy, NULL), LG_OK);
    const double ring[10] = {x0, y0, x1, y0, x1, y1, x0, y1, x0, y0};
    for (size_t i = 0; i < 5; i++) {
        xy[2 * i] = WEST + UNIT * ring[2 * i];
        xy[2 * i + 1] = SOUTH + UNIT * ring[2 * i + 1];
    }
}

static double width_m2(double width)
{
    struct lg_shapes shapes = {0};
    add_box(&shapes, 0, width, 0, 1);
    double area_m2 = lg_area_ring_m2(shapes.xy, 5);
    lg_shapes_reset(&shapes);
    return area_m2;
}

static void add_rows(struct lg_table *table, size_t count, const size_t *roles, size_t role_count)
{
    for (size_t i = 0; i < role_count; i++) {
        assert_int_equal(lg_table_add_column(table, roles[i], NULL), LG_OK);
    }
    assert_int_equal(lg_table_add_rows(table, count, NULL), LG_OK);
}

static void fill_parks(struct lg_model *model, const struct park_row *rows)
{
    static const size_t roles[] = {LG_PARK_CODE, LG_PARK_PARENT};
    size_t count = 0;
    while (count < 4 && rows[count].code != NULL) {
        count++;
    }
    add_rows(&model->parks.table, count, roles, 2);
    for (size_t i = 0; i < count; i++) {
        model->parks.table.columns[LG_PARK_CODE].text[i] = rows[i].code;
        model->parks.table.columns[LG_PARK_PARENT].text[i] = rows[i].parent;
        model->parks.table.source[i] = 0;
        add_box(&model->parks.lon_lat, rows[i].x0, rows[i].x1, -0.5, 1.5);
    }
}

static void fill_parcels(struct lg_model *model, const struct parcel_row *rows, int plane)
{
    static const size_t roles[] = {LG_PARCEL_SIGNED_ON};
    struct lg_parcels *parcels = &model->parcels;
    size_t count = 0;
    while (count < 5 && rows[count].id != NULL) {
        count++;
    }
    add_rows(&parcels->table, count, roles, 1);
    parcels->shape = calloc(count + 1, sizeof(*parcels->shape));
    parcels->area_m2 = calloc(count + 1, sizeof(*parcels->area_m2));
    parcels->id = calloc(count + 1, sizeof(*parcels->id));
    assert_non_null(parcels->shape);
    assert_non_null(parcels->area_m2);
    assert_non_null(parcels->id);
    for (size_t i = 0; i < count; i++) {
        int own_plane = rows[i].other_plane ? 1 - plane : plane;
        parcels->table.source[i] = 1 + (uint32_t)rows[i].other_plane;
        if (rows[i].signed_year != 0) {
            parcels->table.columns[LG_PARCEL_SIGNED_ON].date[i] = (struct lg_date_reading){
                LG_DATE_READ, LG_DATE_BY_DAY, lg_date_make(rows[i].signed_year, 6, 1)};
        }
        parcels->id[i] = rows[i].id;
        parcels->shape[i] = i;
        parcels->area_m2[i] =
            rows[i].x0 == rows[i].x1 ? (double)NAN : width_m2(rows[i].x1 - rows[i].x0);
        add_box(&parcels->lon_lat, rows[i].x0, rows[i].x1, 0, 1);
        assert_int_equal(lg_shapes_append(&parcels->shapes, &parcels->lon_lat, i, 1, NULL), LG_OK);
        struct lg_projection projection = projection_of(own_plane);
        if (lg_shapes_is_empty(&parcels->shapes, i)) continue;
        double *xy = parcels->shapes.xy + 2 * lg_shapes_first_vertex(&parcels->shapes, i);
        (void)projection.from_lon_lat(projection.state, lg_shapes_vertex_count(&parcels->shapes, i),
                                      xy, NULL);
    }
}

static struct lg_model *model_of(const struct scene *scene, int plane)
{
    struct lg_model *model;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    model->rules.sliver_m2 = 1.0;
    model->rules.sliver_share = 0.0001;
    model->rules.storey_height_m = 3.0;
    model->overlaps = scene->overlaps;
    add_source(model, LG_SOURCE_PARKS, DEGREES);
    add_source(model, LG_SOURCE_PARCELS, plane);
    add_source(model, LG_SOURCE_PARCELS, 1 - plane);
    fill_parks(model, scene->parks);
    fill_parcels(model, scene->parcels, plane);
    return model;
}

static void run_overlays(struct lg_model *model, size_t thread_count)
{
    struct lg_error err = {""};
    must(lg_overlay_check_parks(model, &err), &err);
    must(lg_overlay_find_overlaps(model, thread_count, NULL, &err), &err);
    must(lg_overlay_cut_parcels(model, thread_count, NULL, &err), &err);
}

static size_t count_findings(const struct lg_model *model, enum lg_finding_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < model->findings.count; i++) {
        count += model->findings.items[i].code == code;
    }
    return count;
}

static size_t count_areas(const struct lg_model *model, enum lg_finding_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < model->quality_areas.count; i++) {
        count += model->quality_areas.items[i].code == code;
    }
    return count;
}

static void check_pieces(const struct lg_model *model, const struct scene *scene)
{
    const struct lg_pieces *pieces = &model->pieces;
    double tolerance_m2 = 1e-4;
    size_t i = 0;
    for (; scene->pieces[i].park != END; i++) {
        const struct piece_row *row = &scene->pieces[i];
        assert_true(i < pieces->count);
        assert_int_equal(pieces->park[i], row->park == NO ? LG_NO_PARK : (size_t)row->park);
        assert_int_equal(pieces->parcel[i], row->parcel);
        ASSERT_CLOSE(pieces->inside_m2[i], width_m2(row->inside), tolerance_m2);
        ASSERT_CLOSE(pieces->counted_m2[i], row->counted == 0 ? 0 : width_m2(row->counted),
                     tolerance_m2);
        ASSERT_CLOSE(pieces->disputed_m2[i], row->disputed == 0 ? 0 : width_m2(row->disputed),
                     tolerance_m2);
        const struct parcel_row *parcel = &scene->parcels[row->parcel];
        ASSERT_CLOSE(pieces->share[i], row->counted / (parcel->x1 - parcel->x0), 1e-8);
        assert_int_equal(pieces->cut[i] == LG_WHOLE_SHAPE, row->whole);
        if (!row->whole && row->counted > 0) {
            struct lg_box box = lg_shapes_box(&pieces->cut_lon_lat, pieces->cut[i]);
            ASSERT_CLOSE(box.x_max - box.x_min, UNIT * row->counted, 1e-9);
            assert_in_range(pieces->cut_decimals[pieces->cut[i]], 8, 12);
        }
    }
    assert_int_equal(pieces->count, i);
}

static void check_scene_in(const struct scene *scene, int plane, size_t thread_count)
{
    struct lg_model *model = model_of(scene, plane);
    run_overlays(model, thread_count);
    check_pieces(model, scene);
    assert_int_equal(count_areas(model, LG_W_OVERLAP) + count_areas(model, LG_E_DUP),
                     scene->overlap);
    assert_int_equal(count_areas(model, LG_W_NEST), scene->nest);
    assert_int_equal(count_findings(model, LG_W_OUT), scene->out);
    assert_int_equal(count_findings(model, LG_W_SLIVER), scene->sliver);
    assert_int_equal(count_findings(model, LG_E_CLOSURE), scene->closure);
    lg_model_free(model);
}

static void check_scene(void **state)
{
    const struct scene *scene = *state;
    check_scene_in(scene, DEGREES, 1);
    check_scene_in(scene, METRES, 1);
    check_scene_in(scene, METRES, 3);
}

static void a_lost_parcel_keeps_a_row(void **state)
{
    (void)state;
    static const struct scene scene = {.parks = {{"A", 0, 10, NULL}},
                                       .parcels = {{"1", 2, 2, 0, false}, {"2", 3, 4, 0, false}}};
    struct lg_model *model = model_of(&scene, METRES);
    run_overlays(model, 2);
    assert_int_equal(model->pieces.count, 2);
    assert_int_equal(model->pieces.park[1], LG_NO_PARK);
    assert_int_equal(model->pieces.parcel[1], 0);
    assert_true(isnan(model->pieces.inside_m2[1]));
    assert_true(isnan(model->pieces.counted_m2[1]));
    assert_true(isnan(model->pieces.share[1]));
    lg_model_free(model);
}

static void a_stop_ends_the_stage(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    const struct lg_hooks hooks = {.stop = &stop};
    struct lg_model *model = model_of(&scenes[0], DEGREES);
    struct lg_error err;
    assert_int_equal(lg_overlay_find_overlaps(model, 2, &hooks, &err), LG_STOPPED);
    assert_int_equal(lg_overlay_cut_parcels(model, 2, &hooks, &err), LG_STOPPED);
    lg_model_free(model);
}

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
static const struct scene building_scene = {
    .overlaps = LG_OVERLAPS_ONCE,
    .parks = {{"A", 0, 10, NULL}},
    .parcels = {{"1", 2, 5, 0, false}, {"2", 4, 12, 0, false}},
};

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
    struct lg_model *model = model_of(&building_scene, parcel_plane);
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
    const struct CMUnitTest others[] = {
        cmocka_unit_test(a_lost_parcel_keeps_a_row),
        cmocka_unit_test(a_stop_ends_the_stage),
    };
    int failed = RUN_CASES("spatial/overlay scenes", scenes, check_scene);
    failed += RUN_CASES("spatial/overlay buildings", building_rows, check_building);
    failed += cmocka_run_group_tests_name("spatial/overlay", others, NULL, NULL);
    return failed;
}
