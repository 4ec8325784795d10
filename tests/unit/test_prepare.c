/*
 * Delivered rings to usable shapes: what is repaired, what is lost, and what is said about it.
 *
 * The plane of these tests is degrees in disguise: one unit is 1e-5 degrees, x = 0, y = 0 lies at
 * 91, 29.65. A square of 100 units is the third vector of domain.md 4.4, 10732.4511 m2.
 */
#include "model/block.h"
#include "spatial/decimals.h"
#include "spatial/prepare.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define M2_PER_UNIT2  1.07324511
#define RINGS_MAX     3
#define CORNERS_MAX   16
#define TOO_FAR_UNITS 1e9

static enum lg_status plane_to_lon_lat(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    for (size_t i = 0; i < count; i++) {
        if (fabs(xy[2 * i]) > TOO_FAR_UNITS) return lg_fail(err, LG_BAD_INPUT, "vertex too far");
        xy[2 * i] = 91.0 + xy[2 * i] * 1e-5;
        xy[2 * i + 1] = 29.65 + xy[2 * i + 1] * 1e-5;
    }
    return LG_OK;
}

static void plane_free(void *state)
{
    (void)state;
}

static enum lg_status plane_clone(const void *state, struct lg_projection *copy,
                                  struct lg_error *err)
{
    (void)state;
    (void)err;
    static int some_state;
    *copy = (struct lg_projection){.state = &some_state,
                                   .to_lon_lat = plane_to_lon_lat,
                                   .clone = plane_clone,
                                   .free = plane_free,
                                   .metre_per_unit = 1.0};
    return LG_OK;
}

static const struct lg_role roles[] = {{.name = "id", .kind = LG_KIND_TEXT}};

struct fixture {
    struct lg_source source;
    struct lg_sources sources;
    struct lg_spatial_worker *worker;
    struct lg_block block;
    struct lg_error err;
    const struct lg_outline_limits *limits; /* NULL: outlines are not looked at */
};

static void start(struct fixture *fixture)
{
    memset(fixture, 0, sizeof(*fixture));
    assert_int_equal(plane_clone(NULL, &fixture->source.projection, NULL), LG_OK);
    fixture->source.path = "plane.shp";
    fixture->sources.count = 1;
    fixture->sources.items = &fixture->source;
    assert_int_equal(lg_spatial_worker_new(&fixture->sources, &fixture->worker, &fixture->err),
                     LG_OK);
    assert_int_equal(lg_block_init(&fixture->block, roles, 1, &fixture->err), LG_OK);
}

static void finish(struct fixture *fixture)
{
    lg_block_reset(&fixture->block);
    lg_spatial_worker_free(fixture->worker);
}

struct ring {
    size_t count; /* vertices as delivered; 0: no more rings */
    bool is_hole;
    double xy[2 * CORNERS_MAX];
};

/* Add a row of its own feature number, 7 and on. */
static void add_row(struct fixture *fixture, const struct ring *rings)
{
    struct lg_block *block = &fixture->block;
    assert_int_equal(lg_table_add_rows(&block->table, 1, &fixture->err), LG_OK);
    block->table.feature[block->table.count - 1] = 6 + (int64_t)block->table.count;
    assert_int_equal(lg_shapes_begin(&block->raw, &fixture->err), LG_OK);
    for (size_t i = 0; i < RINGS_MAX && rings[i].count > 0; i++) {
        double *xy = NULL;
        assert_int_equal(
            lg_shapes_add_ring(&block->raw, rings[i].is_hole, rings[i].count, &xy, &fixture->err),
            LG_OK);
        memcpy(xy, rings[i].xy, 2 * rings[i].count * sizeof(double));
    }
}

static enum lg_status prepare(struct fixture *fixture, enum lg_repair repair,
                              enum lg_prepare_depth depth)
{
    const struct lg_prepare_options options = {repair, depth, "parcels", 0, fixture->limits};
    return lg_prepare_block(fixture->worker, &options, &fixture->block, &fixture->err);
}

static double plane_area(const struct lg_shapes *shapes, size_t row)
{
    double sum = 0.0;
    for (size_t ring = shapes->ring_start[row]; ring < shapes->ring_start[row + 1]; ring++) {
        double twice = 0.0;
        for (size_t i = shapes->vertex_start[ring]; i + 1 < shapes->vertex_start[ring + 1]; i++) {
            const double *p = shapes->xy + 2 * i;
            twice += p[0] * p[3] - p[2] * p[1];
        }
        sum += shapes->ring_is_hole[ring] != 0 ? -fabs(twice) / 2.0 : fabs(twice) / 2.0;
    }
    return sum;
}

#define SQUARE                                                                                     \
    {                                                                                              \
        5, false,                                                                                  \
        {                                                                                          \
            0, 0, 100, 0, 100, 100, 0, 100, 0, 0                                                   \
        }                                                                                          \
    }

struct repair_case {
    const char *name;
    struct ring rings[RINGS_MAX];
    double structure_area, linework_area; /* units2, worked by hand; 0: lost */
    enum lg_shape_fate fate;
    bool is_open;        /* which land is meant: E_GEOM even where it was repaired */
    const char *message; /* what the first finding says; NULL: there is none */
};

static const struct repair_case repair_cases[] = {
    {"a sound square stays", {SQUARE}, 10000, 10000, LG_SHAPE_VALID, false, NULL},
    {"a clockwise square stays",
     {{5, false, {0, 0, 0, 100, 100, 100, 100, 0, 0, 0}}},
     10000,
     10000,
     LG_SHAPE_VALID,
     false,
     NULL},
    {"a hole counts off, whatever way round",
     {SQUARE, {5, true, {20, 20, 40, 20, 40, 40, 20, 40, 20, 20}}},
     9600,
     9600,
     LG_SHAPE_VALID,
     false,
     NULL},
    {"two outer rings add up",
     {SQUARE, {5, false, {200, 0, 250, 0, 250, 50, 200, 50, 200, 0}}},
     12500,
     12500,
     LG_SHAPE_VALID,
     false,
     NULL},
    {"a vertex given twice is kept",
     {{6, false, {0, 0, 100, 0, 100, 0, 100, 100, 0, 100, 0, 0}}},
     10000,
     10000,
     LG_SHAPE_VALID,
     false,
     NULL},
    /* two triangles of base 100, height 50 */
    {"a bow tie keeps both wings",
     {{5, false, {0, 0, 100, 100, 100, 0, 0, 100, 0, 0}}},
     5000,
     5000,
     LG_SHAPE_REPAIRED,
     true,
     "self-crossing ring at 91.0005000 29.6505000 repaired"},
    /* a square less its corner of 30 x 30, around a loop of 40 x 40 that is covered twice */
    {"a loop inside counts by structure, is a hole by linework",
     {{9, false, {0, 0, 100, 0, 100, 100, 30, 100, 30, 30, 70, 30, 70, 70, 0, 70, 0, 0}}},
     9100,
     7500,
     LG_SHAPE_REPAIRED,
     true,
     "self-crossing ring at 91.0003000 29.6507000 repaired"},
    {"a spike goes",
     {{8, false, {0, 0, 100, 0, 100, 100, 50, 100, 50, 200, 50, 100, 0, 100, 0, 0}}},
     10000,
     10000,
     LG_SHAPE_REPAIRED,
     false,
     "ring that touches itself at"},
    /* the triangle (0 0) (20 60) (60 20) holds (60 x 60 - 20 x 20) / 2 = 1600 */
    {"a hole drawn with the outer ring becomes one",
     {{8, false, {0, 0, 100, 0, 100, 100, 0, 100, 0, 0, 20, 60, 60, 20, 0, 0}}},
     8400,
     8400,
     LG_SHAPE_REPAIRED,
     false,
     "ring that touches itself at 91.0000000 29.6500000 repaired"},
    /* common part 50 x 100; the lines of both rings bound three faces, none inside another */
    {"two outer rings that overlap count their common part once",
     {SQUARE, {5, false, {50, 0, 150, 0, 150, 100, 50, 100, 50, 0}}},
     15000,
     15000,
     LG_SHAPE_REPAIRED,
     true,
     "rings that cross or cover each other at"},
    /* GEOS: a hole apart from its ring was a ring that somebody marked wrongly */
    {"a hole outside becomes land of its own",
     {SQUARE, {5, true, {200, 0, 250, 0, 250, 50, 200, 50, 200, 0}}},
     12500,
     12500,
     LG_SHAPE_REPAIRED,
     false,
     "hole outside its ring at"},
    {"an outer ring inside another is a hole drawn the wrong way round",
     {SQUARE, {5, false, {20, 20, 40, 20, 40, 40, 20, 40, 20, 20}}},
     9600,
     9600,
     LG_SHAPE_REPAIRED,
     false,
     "ring inside another ring at 91.0002000 29.6502000 repaired (rings by nesting)"},
    {"a hole in a hole is land",
     {SQUARE,
      {5, true, {20, 20, 80, 20, 80, 80, 20, 80, 20, 20}},
      {5, true, {40, 40, 60, 40, 60, 60, 40, 60, 40, 40}}},
     6800,
     6800,
     LG_SHAPE_REPAIRED,
     false,
     "hole inside a hole"},
    /* Where the rings meet, no face lies inside another: nesting does not tell. */
    {"an outer ring inside another that it touches is land given twice",
     {SQUARE, {5, false, {0, 20, 40, 20, 40, 40, 0, 40, 0, 20}}},
     10000,
     10000,
     LG_SHAPE_REPAIRED,
     true,
     "repaired"},
    {"a ring given twice counts once",
     {SQUARE, SQUARE},
     10000,
     10000,
     LG_SHAPE_REPAIRED,
     true,
     "rings that cross or cover each other at"},
    {"an open ring is closed",
     {{4, false, {0, 0, 100, 0, 100, 100, 0, 100}}},
     10000,
     10000,
     LG_SHAPE_REPAIRED,
     true,
     "rings at 91.0000000 29.6500000: 1 not closed were closed, 0 of"},
    {"a hole of two points is dropped",
     {SQUARE, {3, true, {20, 20, 40, 20, 20, 20}}},
     10000,
     10000,
     LG_SHAPE_REPAIRED,
     true,
     "0 not closed were closed, 1 of fewer than 3 distinct points dropped"},
    {"a dropped ring takes its hole along",
     {{2, false, {0, 0, 100, 0}}, {5, true, {20, 20, 40, 20, 40, 40, 20, 40, 20, 20}}, SQUARE},
     10000,
     10000,
     LG_SHAPE_REPAIRED,
     true,
     "2 of fewer than 3 distinct points dropped"},
    {"a ring without area is lost",
     {{4, false, {0, 0, 50, 50, 100, 100, 0, 0}}},
     0,
     0,
     LG_SHAPE_LOST,
     false,
     "left out of all sums"},
    {"one vertex is lost",
     {{1, false, {5, 5}}},
     0,
     0,
     LG_SHAPE_LOST,
     false,
     "ring of fewer than 3 distinct points at 91.0000500 29.6500500: left out of all sums"},
    {"no ring is lost", {{0}}, 0, 0, LG_SHAPE_LOST, false, "no polygon: left out of all sums"},
    {"a coordinate that is no number loses the shape",
     {SQUARE, {5, true, {20, 20, 40, (double)NAN, 40, 40, 20, 40, 20, 20}}},
     0,
     0,
     LG_SHAPE_LOST,
     false,
     "coordinate that is no number: left out of all sums"},
    {"an infinite coordinate loses the shape",
     {{5, false, {0, 0, (double)INFINITY, 0, 100, 100, 0, 100, 0, 0}}},
     0,
     0,
     LG_SHAPE_LOST,
     false,
     "coordinate that is no number: left out of all sums"},
};

static void check_row(const struct fixture *fixture, const struct repair_case *expected,
                      double area)
{
    const struct lg_block *block = &fixture->block;
    assert_int_equal(block->fate[0], expected->fate);
    assert_int_equal(block->shapes.count, 1);
    assert_int_equal(block->lon_lat.count, 1);
    assert_int_equal(block->lon_lat.ring_count, block->shapes.ring_count);
    assert_int_equal(block->lon_lat.vertex_count, block->shapes.vertex_count);
    if (expected->fate == LG_SHAPE_VALID) {
        assert_int_equal(lg_shapes_compare(&block->shapes, 0, &block->raw, 0), 0);
    }
    if (expected->fate == LG_SHAPE_LOST) {
        assert_true(lg_shapes_is_empty(&block->shapes, 0));
        assert_true(isnan(block->area_m2[0]));
        return;
    }
    ASSERT_CLOSE(plane_area(&block->shapes, 0), area, 1e-6);
    /* The square of the vector lies at y = 50 on average; others by up to 50 units off: 5e-6. */
    ASSERT_CLOSE(block->area_m2[0], area * M2_PER_UNIT2, 1e-5 * area);
}

static void repair_holds(void **state)
{
    const struct repair_case *expected = *state;
    for (int repair = LG_REPAIR_STRUCTURE; repair <= LG_REPAIR_LINEWORK; repair++) {
        struct fixture fixture;
        start(&fixture);
        add_row(&fixture, expected->rings);
        assert_int_equal(prepare(&fixture, (enum lg_repair)repair, LG_PREPARE_FULL), LG_OK);
        check_row(&fixture, expected,
                  repair == LG_REPAIR_STRUCTURE ? expected->structure_area
                                                : expected->linework_area);
        const struct lg_findings *findings = &fixture.block.findings;
        if (expected->message == NULL) {
            assert_int_equal(findings->count, 0);
        } else {
            assert_true(findings->count > 0);
            assert_non_null(strstr(findings->items[0].message, expected->message));
            bool is_error = expected->is_open || expected->fate == LG_SHAPE_LOST;
            assert_int_equal(findings->items[0].code, is_error ? LG_E_GEOM : LG_W_GEOM);
            assert_int_equal(findings->items[0].feature, 7);
        }
        finish(&fixture);
    }
}

static const struct ring bow_tie[RINGS_MAX] = {{5, false, {0, 0, 100, 100, 100, 0, 0, 100, 0, 0}}};
static const struct ring square[RINGS_MAX] = {SQUARE};

/* The wings of a bow tie run opposite ways round: as delivered they cancel. */
static void repair_tells_areas_and_method(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    add_row(&fixture, bow_tie);
    assert_int_equal(prepare(&fixture, LG_REPAIR_STRUCTURE, LG_PREPARE_FULL), LG_OK);
    assert_int_equal(fixture.block.findings.count, 1);
    const struct lg_finding *finding = &fixture.block.findings.items[0];
    assert_non_null(strstr(finding->message, "repaired (structure), area changed from 0.0"));
    /* Half of the vector's square; the northern wing's smaller land and the southern's cancel. */
    assert_non_null(strstr(finding->message, " to 5366.2"));
    ASSERT_CLOSE(finding->value, 5366.2, 0.2);
    ASSERT_CLOSE(finding->lon_deg, 91.0005, 1e-12);
    ASSERT_CLOSE(finding->lat_deg, 29.6505, 1e-12);
    finish(&fixture);
}

static void row_with_an_id_is_named_by_both(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    add_row(&fixture, square);
    add_row(&fixture, bow_tie);
    assert_int_equal(lg_table_add_column(&fixture.block.table, 0, &fixture.err), LG_OK);
    fixture.block.table.columns[0].text[1] = "540102-17";
    assert_int_equal(prepare(&fixture, LG_REPAIR_LINEWORK, LG_PREPARE_FULL), LG_OK);
    assert_int_equal(fixture.block.findings.count, 1);
    const struct lg_finding *finding = &fixture.block.findings.items[0];
    assert_int_equal(finding->feature, fixture.block.table.feature[1]);
    assert_string_equal(finding->parcel_id, "540102-17");
    assert_string_equal(finding->layer, "parcels");
    finish(&fixture);
}

static void vertex_off_the_earth_stops_with_its_row(void **state)
{
    (void)state;
    const struct ring far_away[RINGS_MAX] = {{4, false, {0, 0, 1e300, 0, 0, 1e300, 0, 0}}};
    struct fixture fixture;
    start(&fixture);
    add_row(&fixture, square);
    add_row(&fixture, far_away);
    assert_int_equal(prepare(&fixture, LG_REPAIR_STRUCTURE, LG_PREPARE_FULL), LG_BAD_INPUT);
    assert_string_equal(fixture.err.message, "parcels: feature 8: vertex too far");
    finish(&fixture);
}

static void latitude_beyond_the_pole_stops_with_its_row(void **state)
{
    (void)state;
    const struct ring beyond[RINGS_MAX] = {{4, false, {0, 0, 100, 0, 0, 1e7, 0, 0}}};
    struct fixture fixture;
    start(&fixture);
    add_row(&fixture, beyond);
    assert_int_equal(prepare(&fixture, LG_REPAIR_STRUCTURE, LG_PREPARE_FULL), LG_BAD_INPUT);
    assert_non_null(strstr(fixture.err.message, "parcels: feature 7: plane.shp: a vertex"));
    finish(&fixture);
}

static void buildings_need_no_degrees(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    add_row(&fixture, square);
    add_row(&fixture, bow_tie);
    assert_int_equal(prepare(&fixture, LG_REPAIR_STRUCTURE, LG_PREPARE_SHAPE), LG_OK);
    assert_int_equal(fixture.block.shapes.count, 2);
    assert_int_equal(fixture.block.lon_lat.count, 0);
    assert_true(isnan(fixture.block.area_m2[0]));
    ASSERT_CLOSE(plane_area(&fixture.block.shapes, 1), 5000.0, 1e-9);
    finish(&fixture);
}

/*
 * Two squares of one parcel meet in a corner, but for the last bit of a double: their common part
 * has no width that anything shows, and as one ring the shape would touch itself when written.
 */
static void repair_leaves_no_vertices_that_rounding_joins(void **state)
{
    (void)state;
    const double nearly = nextafter(100, 101);
    const struct ring squares[] = {
        {5, false, {0, 0, 100, 0, 100, nearly, 0, nearly, 0, 0}},
        {5, false, {100, 100, 200, 100, 200, 200, 100, 200, 100, 100}},
        {0, false, {0}},
    };
    for (enum lg_repair repair = LG_REPAIR_STRUCTURE; repair <= LG_REPAIR_LINEWORK; repair++) {
        struct fixture fixture;
        start(&fixture);
        add_row(&fixture, squares);
        assert_int_equal(prepare(&fixture, repair, LG_PREPARE_FULL), LG_OK);
        assert_int_equal(fixture.block.fate[0], LG_SHAPE_REPAIRED);
        assert_int_equal(fixture.block.shapes.ring_count, 2);
        assert_int_equal(fixture.block.decimals[0], LG_DECIMALS_MIN);
        ASSERT_CLOSE(plane_area(&fixture.block.shapes, 0), 20000.0, 1e-9);
        finish(&fixture);
    }
}

static void block_is_prepared_anew(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    for (int round = 0; round < 2; round++) {
        add_row(&fixture, square);
        assert_int_equal(prepare(&fixture, LG_REPAIR_STRUCTURE, LG_PREPARE_FULL), LG_OK);
        assert_int_equal(fixture.block.shapes.count, 1);
        assert_int_equal(fixture.block.lon_lat.count, 1);
        lg_block_clear(&fixture.block);
    }
    assert_int_equal(prepare(&fixture, LG_REPAIR_STRUCTURE, LG_PREPARE_FULL), LG_OK);
    finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repair_tells_areas_and_method),
        cmocka_unit_test(row_with_an_id_is_named_by_both),
        cmocka_unit_test(vertex_off_the_earth_stops_with_its_row),
        cmocka_unit_test(latitude_beyond_the_pole_stops_with_its_row),
        cmocka_unit_test(buildings_need_no_degrees),
        cmocka_unit_test(repair_leaves_no_vertices_that_rounding_joins),
        cmocka_unit_test(block_is_prepared_anew),
    };
    int failed = RUN_CASES("repair", repair_cases, repair_holds);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    return failed;
}
