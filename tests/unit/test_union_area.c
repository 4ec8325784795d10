/*
 * spatial/union_area: areas by the closed form for zones of the ellipsoid, unions of squares that
 * can be counted, and the bound that the limits claim to be.
 */
#include "model/sources.h"
#include "spatial/union_area.h"
#include "support/cmocka.h"
#include "support/rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AXIS_M     6378137.0
#define FLATTENING (1 / 298.257222101)
#define RAD        0.017453292519943295
#define LAT        29.65
#define LON        91.0
#define UNIT_DEG   0.001 /* about 100 m */

/* Area between the equator and a parallel per radian of longitude; the closed form. */
static double zone_m2(double lat_deg)
{
    double e = sqrt(FLATTENING * (2 - FLATTENING));
    double s = sin(lat_deg * RAD);
    return AXIS_M * AXIS_M * (1 - e * e) / 2 *
           (s / (1 - e * e * s * s) + log((1 + e * s) / (1 - e * s)) / (2 * e));
}

static double cell_m2(double width, double height)
{
    return (zone_m2(LAT + height * UNIT_DEG) - zone_m2(LAT)) * width * UNIT_DEG * RAD;
}

/* Rings in units from LON, LAT. */
static void read_units(const char *text, struct lg_shapes *shapes)
{
    size_t first = shapes->vertex_count;
    read_rings(text, shapes);
    for (size_t i = first; i < shapes->vertex_count; i++) {
        shapes->xy[2 * i] = LON + shapes->xy[2 * i] * UNIT_DEG;
        shapes->xy[2 * i + 1] = LAT + shapes->xy[2 * i + 1] * UNIT_DEG;
    }
}

struct area_case {
    const char *name;
    const char *rings;
    double width, height; /* of a cell at the corner with the same area; its holes are not cut */
    double hole_width;    /* of a square hole at the corner */
};

static const struct area_case area_cases[] = {
    {"a square", "0 0, 1 0, 1 1, 0 1", 1, 1, 0},
    {"the other way round", "0 0, 0 1, 1 1, 1 0", 1, 1, 0},
    {"a repeated vertex", "0 0, 1 0, 1 0, 1 1, 0 1", 1, 1, 0},
    {"a hole takes away", "0 0, 4 0, 4 4, 0 4;- 0 0, 0 1, 1 1, 1 0", 4, 4, 1},
    {"two parts", "0 0, 1 0, 1 1, 0 1; 5 0, 6 0, 6 1, 5 1", 2, 1, 0},
    {"ten kilometres of edge", "0 0, 100 0, 100 1, 0 1", 100, 1, 0},
};

static void area_is_that_of_the_zone(void **state)
{
    const struct area_case *row = *state;
    struct lg_shapes shapes = {0};
    read_units(row->rings, &shapes);
    struct lg_drawn_area drawn = lg_drawn_area_of(&shapes, 0);
    double expected_m2 =
        cell_m2(row->width, row->height) - cell_m2(row->hole_width, row->hole_width);
    /* The closed form is of edges along parallels, which no geodesic is: the limit says so. */
    ASSERT_CLOSE(drawn.area_m2, expected_m2, drawn.limit_m2);
    assert_true(drawn.limit_m2 > 0.0);
    lg_shapes_reset(&shapes);
}

/* Half a unit of the last decimal, the worst way: every vertex outwards. */
static void limit_bounds_the_rounding(void **state)
{
    (void)state;
    struct lg_shapes shapes = {0};
    read_units("0 0, 1 0, 1 1, 0 1", &shapes);
    struct lg_drawn_area before = lg_drawn_area_of(&shapes, 0);
    for (size_t i = 0; i < shapes.vertex_count; i++) {
        double *xy = shapes.xy + 2 * i;
        xy[0] += xy[0] > LON + UNIT_DEG / 2 ? 0.5e-8 : -0.5e-8;
        xy[1] += xy[1] > LAT + UNIT_DEG / 2 ? 0.5e-8 : -0.5e-8;
    }
    double grown_m2 = lg_drawn_area_of(&shapes, 0).area_m2 - before.area_m2;
    assert_true(grown_m2 > 0.1);
    assert_true(grown_m2 <= before.limit_m2);
    /* No more than the bound needs: 100 m of edge bend by 1.3 (tan B + 0.05) 1e6 / 12 R. */
    assert_true(before.limit_m2 < 2 * grown_m2);
    lg_shapes_reset(&shapes);
}

static void empty_is_nothing(void **state)
{
    (void)state;
    struct lg_shapes shapes = {0};
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    struct lg_drawn_area drawn = lg_drawn_area_of(&shapes, 0);
    assert_true(drawn.area_m2 == 0.0 && drawn.limit_m2 == 0.0);
    lg_shapes_reset(&shapes);
}

struct valid_case {
    const char *name;
    const char *rings; /* NULL: an empty shape */
    bool is_valid;
};

static const struct valid_case valid_cases[] = {
    {"a square is valid", "0 0, 1 0, 1 1, 0 1", true},
    {"a bow tie is not", "0 0, 1 1, 1 0, 0 1", false},
    {"nothing is", NULL, true},
};

static void validity_is_that_of_geos(void **state)
{
    const struct valid_case *row = *state;
    const struct lg_sources sources = {.count = 0};
    struct lg_spatial_worker *worker = NULL;
    struct lg_shapes shapes = {0};
    bool is_valid = !row->is_valid;
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    if (row->rings != NULL) {
        read_units(row->rings, &shapes);
    } else {
        assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    }
    assert_int_equal(lg_drawn_is_valid(worker, &shapes, 0, &is_valid, NULL), LG_OK);
    assert_int_equal(is_valid, row->is_valid);
    lg_spatial_worker_free(worker);
    lg_shapes_reset(&shapes);
}

enum { ROWS_MAX = 4 };

struct union_case {
    const char *name;
    const char *rows[ROWS_MAX]; /* up to NULL */
    const char *boundary;
    double pair_m2_max;
    double cells, shared_cells, beyond_cells; /* in squares of a unit at the corner */
    double slack;                             /* in such squares: latitude and rounding */
};

/* A square of a unit has 10720 m2 here; 0.0001 by 1 units have 1.07 m2. */
static const struct union_case union_cases[] = {
    {"neighbours add up",
     {"0 0, 1 0, 1 1, 0 1", "1 0, 2 0, 2 1, 1 1"},
     "0 0, 2 0, 2 1, 0 1",
     1,
     2,
     0,
     0,
     1e-4},
    {"an overlap counts once",
     {"0 0, 2 0, 2 1, 0 1", "1 0, 3 0, 3 1, 1 1"},
     "0 0, 3 0, 3 1, 0 1",
     1,
     3,
     0,
     0,
     1e-4},
    {"one on top of the other",
     {"0 0, 1 0, 1 1, 0 1", "0 0, 1 0, 1 1, 0 1"},
     "0 0, 1 0, 1 1, 0 1",
     1,
     1,
     0,
     0,
     1e-4},
    {"a strip below the limit of a pair is shared",
     {"0 0, 1 0, 1 1, 0 1", "0.9999 0, 2 0, 2 1, 0.9999 1"},
     "0 0, 2 0, 2 1, 0 1",
     2,
     2,
     1e-4,
     0,
     2e-5},
    {"a strip above it is not",
     {"0 0, 1 0, 1 1, 0 1", "0.9999 0, 2 0, 2 1, 0.9999 1"},
     "0 0, 2 0, 2 1, 0 1",
     0.5,
     2,
     0,
     0,
     2e-5},
    {"three on one spot",
     {"0 0, 1 0, 1 1, 0 1", "0 0, 1 0, 1 1, 0 1", "0 0, 1 0, 1 1, 0 1"},
     "0 0, 1 0, 1 1, 0 1",
     1,
     1,
     0,
     0,
     1e-4},
    {"land beyond the boundary", {"0 0, 2 0, 2 1, 0 1"}, "0 0, 1 0, 1 1, 0 1", 1, 2, 0, 1, 1e-4},
    {"all of it beyond", {"5 0, 6 0, 6 1, 5 1"}, "0 0, 1 0, 1 1, 0 1", 1, 1, 0, 1, 1e-4},
};

static void union_is_counted(void **state)
{
    const struct union_case *row = *state;
    const struct lg_sources sources = {.count = 0};
    struct lg_spatial_worker *worker = NULL;
    struct lg_shapes shapes = {0};
    struct lg_shapes boundary = {0};
    size_t rows[ROWS_MAX] = {0, 1, 2, 3};
    size_t count = 0;
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    while (count < ROWS_MAX && row->rows[count] != NULL) {
        read_units(row->rows[count++], &shapes);
    }
    read_units(row->boundary, &boundary);
    const struct lg_drawn_rows drawn = {
        .lon_lat = &shapes,
        .rows = rows,
        .count = count,
        .boundary = &boundary,
        .pair_m2_max = row->pair_m2_max,
    };
    struct lg_drawn_union together;
    assert_int_equal(lg_drawn_union_of(worker, &drawn, &together, NULL), LG_OK);
    double square_m2 = cell_m2(1, 1);
    ASSERT_CLOSE(together.union_m2 / square_m2, row->cells, row->slack);
    ASSERT_CLOSE(together.shared_m2 / square_m2, row->shared_cells, row->slack);
    ASSERT_CLOSE(together.beyond_m2 / square_m2, row->beyond_cells, row->slack);
    lg_spatial_worker_free(worker);
    lg_shapes_reset(&shapes);
    lg_shapes_reset(&boundary);
}

/* A ring that is not closed is none to GEOS: the union is not known, which is no failure. */
static void rings_of_none_have_no_union(void **state)
{
    (void)state;
    const struct lg_sources sources = {.count = 0};
    struct lg_spatial_worker *worker = NULL;
    struct lg_shapes shapes = {0};
    const size_t rows[] = {0};
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    read_units("0 0, 1 0, 1 1, 0 1", &shapes);
    shapes.xy[0] += UNIT_DEG / 4;
    const struct lg_drawn_rows drawn = {
        .lon_lat = &shapes, .rows = rows, .count = 1, .boundary = &shapes, .pair_m2_max = 1};
    struct lg_drawn_union together;
    bool is_valid = true;
    assert_int_equal(lg_drawn_union_of(worker, &drawn, &together, NULL), LG_OK);
    assert_true(isnan(together.union_m2) && isnan(together.beyond_m2));
    assert_int_equal(lg_drawn_is_valid(worker, &shapes, 0, &is_valid, NULL), LG_OK);
    assert_false(is_valid);
    lg_spatial_worker_free(worker);
    lg_shapes_reset(&shapes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limit_bounds_the_rounding),
        cmocka_unit_test(empty_is_nothing),
        cmocka_unit_test(rings_of_none_have_no_union),
    };
    int failed = RUN_CASES("areas of drawn shapes", area_cases, area_is_that_of_the_zone);
    failed += RUN_CASES("validity of drawn shapes", valid_cases, validity_is_that_of_geos);
    failed += RUN_CASES("unions of drawn shapes", union_cases, union_is_counted);
    return failed + cmocka_run_group_tests_name("drawn shapes", tests, NULL, NULL);
}
