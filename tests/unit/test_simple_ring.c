/*
 * spatial/simple_ring: rings whose validity can be seen by eye.
 *
 * "Surely valid" may never be said of a bad ring; of a good one it should be said.
 */
#include "spatial/geos.h"
#include "spatial/simple_ring.h"
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 64, ZIGZAG_COUNT = 60 };

struct ring_case {
    const char *name;
    const char *rings; /* "x y, x y; x y, ...", each closed */
    bool is_sure;
};

static const struct ring_case cases[] = {
    {"a square", "0 0, 4 0, 4 4, 0 4, 0 0", true},
    {"a clockwise square", "0 0, 0 4, 4 4, 4 0, 0 0", true},
    {"a triangle", "0 0, 4 0, 0 4, 0 0", true},
    {"a ring that bends inwards", "0 0, 4 0, 4 4, 2 1, 0 4, 0 0", true},
    {"a vertex on a straight edge", "0 0, 2 0, 4 0, 4 4, 0 4, 0 0", true},
    {"the first vertex on a straight edge", "2 0, 4 0, 4 4, 0 4, 0 0, 2 0", true},
    {"a bow tie", "0 0, 4 4, 4 0, 0 4, 0 0", false},
    {"a spike", "0 0, 4 0, 4 4, 4 6, 4 4, 0 4, 0 0", false},
    {"a spike at the first vertex", "4 6, 4 4, 0 4, 0 0, 4 0, 4 4, 4 6", false},
    {"a ring without area", "0 0, 2 0, 4 0, 0 0", false},
    {"a vertex that touches an edge", "0 0, 4 0, 4 4, 2 0, 0 4, 0 0", false},
    {"a vertex met twice", "0 0, 4 0, 2 2, 4 4, 0 4, 2 2, 0 0", false},
    {"an edge along another", "0 0, 6 0, 6 2, 4 2, 4 0, 2 0, 2 2, 0 2, 0 0", false},
    {"a vertex given twice in a row", "0 0, 4 0, 4 0, 4 4, 0 4, 0 0", false},
    {"a hole is not looked at", "0 0, 9 0, 9 9, 0 9, 0 0; 1 1, 1 2, 2 2, 2 1, 1 1", false},
    {"edges nearer than doubles can tell", "0 0, 3 1, 3 3, 0.3 0.1, 0 3, 0 0", false},
    {"an empty shape", "", false},
};

static void read_rings(const char *text, struct lg_shapes *shapes)
{
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    while (*text != '\0') {
        double values[VALUES_MAX] = {0};
        size_t count = 0;
        while (*text != '\0' && *text != ';') {
            char *end;
            assert_true(count < VALUES_MAX);
            values[count++] = strtod(text, &end);
            text = end;
            while (*text == ',' || *text == ' ') {
                text++;
            }
        }
        double *xy;
        bool is_hole = shapes->ring_count > 0;
        assert_int_equal(lg_shapes_add_ring(shapes, is_hole, count / 2, &xy, NULL), LG_OK);
        memcpy(xy, values, count * sizeof(*xy));
        if (*text == ';') text++;
    }
}

static void check_case(void **state)
{
    const struct ring_case *row = *state;
    struct lg_shapes shapes = {0};
    read_rings(row->rings, &shapes);

    assert_int_equal(lg_is_surely_valid(&shapes, 0), row->is_sure);

    lg_shapes_reset(&shapes);
}

/* A zigzag with a roof: simple, but with more pairs of edges than are worth looking at. */
static void leave_a_long_ring_to_geos(void **state)
{
    (void)state;
    struct lg_shapes shapes = {0};
    double *xy;
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(&shapes, false, ZIGZAG_COUNT + 2, &xy, NULL), LG_OK);
    for (size_t i = 0; i < ZIGZAG_COUNT; i++) {
        *xy++ = (double)i;
        *xy++ = i % 2 == 0 ? 0.0 : 1.0;
    }
    const double roof_and_first[4] = {0.0, 9.0, 0.0, 0.0};
    memcpy(xy, roof_and_first, sizeof(roof_and_first));

    assert_false(lg_is_surely_valid(&shapes, 0));

    lg_shapes_reset(&shapes);
}

/* Rings of few vertices on a coarse grid touch themselves in every way there is. */
static void never_sure_of_what_geos_refuses(void **state)
{
    (void)state;
    struct lg_sources sources = {0};
    struct lg_spatial_worker *worker;
    struct lg_shapes shapes = {0};
    uint64_t seed = 7;
    size_t sure_count = 0;
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    for (size_t ring = 0; ring < 40000; ring++) {
        double *xy;
        size_t count = 3 + ring % 6;
        lg_shapes_clear(&shapes);
        assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
        assert_int_equal(lg_shapes_add_ring(&shapes, false, count + 1, &xy, NULL), LG_OK);
        for (size_t i = 0; i < 2 * count; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            xy[i] = (double)((seed >> 33) % 6);
        }
        memcpy(xy + 2 * count, xy, 2 * sizeof(*xy));
        if (!lg_is_surely_valid(&shapes, 0)) continue;
        sure_count++;
        GEOSGeometry *geometry = lg_geos_from_shape(worker, &shapes, 0);
        assert_non_null(geometry);
        assert_int_equal(GEOSisValid_r(worker->geos, geometry), 1);
        GEOSGeom_destroy_r(worker->geos, geometry);
    }
    assert_true(sure_count > 4000);
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(leave_a_long_ring_to_geos),
                                       cmocka_unit_test(never_sure_of_what_geos_refuses)};
    int failed = RUN_CASES("spatial/simple_ring", cases, check_case);
    return failed + cmocka_run_group_tests_name("long rings", tests, NULL, NULL);
}
