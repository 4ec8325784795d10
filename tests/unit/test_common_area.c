/*
 * spatial/common_area: common areas that can be counted in squares, and any shapes against GEOS.
 */
#include "spatial/common_area.h"
#include "spatial/geos.h"
#include "support/cmocka.h"
#include "support/rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct clip_case {
    const char *name;
    const char *first, *second; /* rings as "x y, x y; - x y, ...", '-' before a hole */
    double area;
};

#define SQUARE "0 0, 4 0, 4 4, 0 4"
#define COMB   "-1 -1, 5 -1, 5 5, 3 5, 3 1, 1 1, 1 5, -1 5"
#define ELL    "0 0, 4 0, 4 1, 1 1, 1 4, 0 4"

static const struct clip_case cases[] = {
    {"two squares", SQUARE, "2 2, 6 2, 6 6, 2 6", 4.0},
    {"a clockwise window", "0 0, 0 4, 4 4, 4 0", "2 2, 6 2, 6 6, 2 6", 4.0},
    {"a clockwise subject", SQUARE, "2 2, 2 6, 6 6, 6 2", 4.0},
    {"the same shape", SQUARE, SQUARE, 16.0},
    {"apart", SQUARE, "5 0, 9 0, 9 4, 5 4", 0.0},
    {"a common edge", SQUARE, "4 0, 8 0, 8 4, 4 4", 0.0},
    {"a triangle's tip", SQUARE, "2 2, 6 0, 6 4", 2.0},
    {"the subject falls into two parts", SQUARE, COMB, 10.0},
    {"the second is the window", COMB, SQUARE, 10.0},
    {"a hole takes away", SQUARE, "-1 -1, 5 -1, 5 5, -1 5;- 1 1, 1 6, 2 6, 2 1", 13.0},
    {"two parts of one shape", SQUARE, "0 0, 1 0, 1 1, 0 1; 3 3, 9 3, 9 9, 3 9", 2.0},
    {"a vertex on a straight edge is convex", "0 0, 2 0, 4 0, 4 4, 0 4", ELL, 7.0},
    {"neither is convex", ELL, COMB, 7.0},
    {"neither is convex, the other way round", COMB, ELL, 7.0},
    {"a repeated vertex does not hide a turn", "0 0, 4 0, 4 1, 1 1, 1 1, 1 1, 1 4, 0 4", SQUARE,
     7.0},
    {"both have holes", "0 0, 6 0, 6 6, 0 6;- 1 1, 1 3, 3 3, 3 1",
     "0 0, 6 0, 6 6, 0 6;- 2 2, 2 5, 5 5, 5 2", 24.0},
};

static void check_case(void **state)
{
    const struct clip_case *row = *state;
    struct lg_clip_scratch scratch = {0};
    struct lg_shapes shapes = {0};
    read_rings(row->first, &shapes);
    read_rings(row->second, &shapes);
    /* Where eastings lie: the digits before the point must not cost any behind it. */
    for (size_t i = 0; i < shapes.vertex_count; i++) {
        shapes.xy[2 * i] += 31446000.0;
        shapes.xy[2 * i + 1] += 3280000.0;
    }
    double area = -1.0;
    assert_int_equal(lg_common_area(&scratch, &shapes, 0, &shapes, 1, &area, NULL), LG_OK);
    ASSERT_CLOSE(area, row->area, 1e-12);
    lg_clip_scratch_reset(&scratch);
    lg_shapes_reset(&shapes);
}

/* Numbers from 0 to 1, the same on every machine. */
static double draw(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* A star about a centre; whole numbers make vertices meet vertices and edges. */
static void add_star(uint64_t *seed, double radius_max, bool is_whole, struct lg_shapes *shapes)
{
    size_t count = 4 + (size_t)(8.0 * draw(seed));
    double x = 10.0 + 4.0 * draw(seed);
    double y = 10.0 + 4.0 * draw(seed);
    double *xy;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(shapes, false, count + 1, &xy, NULL), LG_OK);
    for (size_t i = 0; i < count; i++) {
        double angle = 6.283185307179586 * ((double)i + 0.8 * draw(seed)) / (double)count;
        double radius = radius_max * (0.3 + 0.7 * draw(seed));
        xy[2 * i] = x + radius * cos(angle);
        xy[2 * i + 1] = y + radius * sin(angle);
        for (size_t axis = 0; is_whole && axis < 2; axis++) {
            xy[2 * i + axis] = rint(xy[2 * i + axis]);
        }
    }
    xy[2 * count] = xy[0];
    xy[2 * count + 1] = xy[1];
}

/* The pair's common area by GEOS; NaN where one of them is not valid. */
static double area_by_geos(struct lg_spatial_worker *worker, const struct lg_shapes *shapes)
{
    double area = (double)NAN;
    GEOSGeometry *a = lg_geos_from_shape(worker, shapes, 0);
    GEOSGeometry *b = lg_geos_from_shape(worker, shapes, 1);
    assert_non_null(a);
    assert_non_null(b);
    if (GEOSisValid_r(worker->geos, a) == 1 && GEOSisValid_r(worker->geos, b) == 1) {
        GEOSGeometry *common = GEOSIntersection_r(worker->geos, a, b);
        assert_non_null(common);
        assert_int_equal(GEOSArea_r(worker->geos, common, &area), 1);
        GEOSGeom_destroy_r(worker->geos, common);
    }
    GEOSGeom_destroy_r(worker->geos, a);
    GEOSGeom_destroy_r(worker->geos, b);
    return area;
}

struct star_case {
    const char *name;
    double radius;
    bool is_whole;
};

static const struct star_case stars[] = {
    {"stars anywhere", 8.0, false},
    {"stars on whole numbers touch in vertices and edges", 8.0, true},
    {"small stars in large ones", 3.0, false},
    {"small stars on whole numbers", 3.0, true},
};

static void check_stars(void **state)
{
    const struct star_case *row = *state;
    struct lg_sources sources = {0};
    struct lg_spatial_worker *worker;
    struct lg_clip_scratch scratch = {0};
    struct lg_shapes shapes = {0};
    uint64_t seed = 20260630;
    size_t judged = 0;
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    for (size_t pair = 0; pair < 5000; pair++) {
        lg_shapes_clear(&shapes);
        add_star(&seed, row->radius, row->is_whole, &shapes);
        add_star(&seed, 8.0, row->is_whole, &shapes);
        double expected = area_by_geos(worker, &shapes);
        if (isnan(expected)) continue;
        double area;
        assert_int_equal(lg_common_area(&scratch, &shapes, 0, &shapes, 1, &area, NULL), LG_OK);
        /* Coordinates up to 22: 1e-11 is what rounding leaves of areas up to 200. */
        ASSERT_CLOSE(area, expected, 1e-11);
        judged++;
    }
    assert_true(judged > 2000);
    lg_clip_scratch_reset(&scratch);
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

int main(void)
{
    int failed = RUN_CASES("spatial/common_area", cases, check_case);
    return failed + RUN_CASES("spatial/common_area against GEOS", stars, check_stars);
}
