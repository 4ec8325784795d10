/*
 * spatial/inner_circle: the largest circle, by hand and beside GEOS.
 */
#include "spatial/geos.h"
#include "spatial/inner_circle.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/rings.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { CORNERS = 24 };

static const struct circle_case {
    const char *name;
    const char *rings;
    double radius;
} cases[] = {
    {"a square", "0 0, 100 0, 100 100, 0 100", 50},
    {"a strip has many of them", "0 0, 400 0, 400 20, 0 20", 10},
    {"a triangle of 3, 4 and 5", "0 0, 4 0, 0 3", 1},
    /* between two outer sides and a corner of the hole: 100 sqrt 2 / (1 + sqrt 2) */
    {"a hole", "0 0, 300 0, 300 300, 0 300; - 100 100, 100 200, 200 200, 200 100", 58.5786},
    {"the larger of two parts", "0 0, 10 0, 10 10, 0 10; 20 0, 60 0, 60 40, 20 40", 20},
    /* between the far sides and the inner corner: 2 sqrt 2 / (1 + sqrt 2), times 10 */
    {"a corner turned in", "0 0, 40 0, 40 20, 20 20, 20 40, 0 40", 11.7157},
    {"a long hair", "0 0, 1000 0, 1000 2, 0 2", 1},
    {"no shape", "", 0},
};

static void check_case(void **state)
{
    const struct circle_case *row = *state;
    struct lg_shapes shapes = {0};
    struct lg_inner_circle circle;
    double exact = row->radius > 0 ? row->radius / 100 : 1;
    if (row->rings[0] == '\0') {
        assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    } else {
        read_rings(row->rings, &shapes);
    }
    assert_int_equal(lg_inner_circle_find(&shapes, 0, exact, &circle, NULL), LG_OK);
    assert_true(circle.radius <= row->radius + 1e-4);
    assert_true(circle.radius >= row->radius - exact - 1e-4);
    lg_shapes_reset(&shapes);
}

static double draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed % 1000000) / 1000000.0;
}

/* Stars around a middle cross nowhere. */
static void draw_star(uint64_t seed, struct lg_shapes *shapes)
{
    double *xy;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(shapes, false, CORNERS + 1, &xy, NULL), LG_OK);
    for (size_t i = 0; i < CORNERS; i++) {
        double radius = 20 + 200 * draw(&seed);
        double angle = 6.283185307 * ((double)i + 0.8 * draw(&seed)) / CORNERS;
        xy[2 * i] = 1000 + radius * cos(angle);
        xy[2 * i + 1] = 500 + radius * sin(angle);
    }
    memcpy(xy + (size_t)2 * CORNERS, xy, 2 * sizeof(*xy));
}

static double radius_by_geos(struct lg_spatial_worker *worker, const struct lg_shapes *shapes)
{
    double length = 0.0;
    GEOSGeometry *geometry = lg_geos_from_shape(worker, shapes, 0);
    assert_non_null(geometry);
    GEOSGeometry *line = GEOSMaximumInscribedCircle_r(worker->geos, geometry, 0.01);
    assert_non_null(line);
    assert_int_equal(GEOSLength_r(worker->geos, line, &length), 1);
    GEOSGeom_destroy_r(worker->geos, line);
    GEOSGeom_destroy_r(worker->geos, geometry);
    return length;
}

static void circles_are_those_of_geos(void **state)
{
    (void)state;
    static const struct lg_sources no_sources = {.count = 0};
    struct lg_spatial_worker *worker;
    assert_int_equal(lg_spatial_worker_new(&no_sources, &worker, NULL), LG_OK);
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct lg_shapes shapes = {0};
        struct lg_inner_circle circle;
        draw_star(seed * 7919, &shapes);
        assert_int_equal(lg_inner_circle_find(&shapes, 0, 0.01, &circle, NULL), LG_OK);
        ASSERT_CLOSE(circle.radius, radius_by_geos(worker, &shapes), 0.0101);
        lg_shapes_reset(&shapes);
    }
    lg_spatial_worker_free(worker);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct lg_shapes shapes = {0};
    read_rings("0 0, 400 0, 400 20, 0 20", &shapes);
    enum lg_status status = LG_NO_MEMORY;
    long count = 0;
    for (; status != LG_OK; count++) {
        struct lg_inner_circle circle;
        failing_alloc_after(count);
        status = lg_inner_circle_find(&shapes, 0, 0.01, &circle, NULL);
        failing_alloc_after(-1);
        if (status != LG_OK) assert_int_equal(status, LG_NO_MEMORY);
    }
    assert_true(count > 2);
    lg_shapes_reset(&shapes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(circles_are_those_of_geos),
        cmocka_unit_test(every_allocation_may_fail),
    };
    int failed = RUN_CASES("spatial/inner_circle", cases, check_case);
    return failed + cmocka_run_group_tests_name("spatial/inner_circle, all", tests, NULL, NULL);
}
