/*
 * spatial/decimals: with how many decimals of a degree a shape stays valid, and what is done with
 * one that none holds.
 */
#include "spatial/decimals.h"

#include "spatial/geos.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static struct lg_spatial_worker *start_worker(void)
{
    static const struct lg_sources no_sources = {0};
    struct lg_spatial_worker *worker = NULL;
    assert_int_equal(lg_spatial_worker_new(&no_sources, &worker, NULL), LG_OK);
    return worker;
}

struct decimals_case {
    const char *name;
    size_t count;
    double xy[10]; /* degrees above 91, 29.65 */
    uint8_t decimals;
};

static const struct decimals_case decimals_cases[] = {
    {"a parcel does with eight", 4, {0, 0, 1e-3, 0, 0, 1e-3, 0, 0}, 8},
    {"three billionths high needs nine", 4, {0, 0, 1e-3, 0, 5e-4, 3e-9, 0, 0}, 9},
    {"three ten-billionths high needs ten", 4, {0, 0, 1e-3, 0, 5e-4, 3e-10, 0, 0}, 10},
    {"one step high is enough", 4, {0, 0, 1e-8, 0, 0, 1e-8, 0, 0}, 8},
    {"a notch that closes at eight needs nine",
     5,
     {0, 0, 1e-3, 0, 5e-4, 3e-9, 5e-4, 1e-3, 0, 0},
     9},
};

static void add_ring(struct lg_shapes *shapes, const double *xy, size_t count)
{
    double *room = NULL;
    struct lg_error err;
    lg_shapes_clear(shapes);
    assert_int_equal(lg_shapes_begin(shapes, &err), LG_OK);
    assert_int_equal(lg_shapes_add_ring(shapes, false, count, &room, &err), LG_OK);
    for (size_t i = 0; i < count; i++) {
        room[2 * i] = 91.0 + xy[2 * i];
        room[2 * i + 1] = 29.65 + xy[2 * i + 1];
    }
}

static void decimals_hold(void **state)
{
    const struct decimals_case *expected = *state;
    struct lg_spatial_worker *worker = start_worker();
    struct lg_error err;
    struct lg_shapes shapes = {0};
    uint8_t decimals = 0;
    add_ring(&shapes, expected->xy, expected->count);
    assert_int_equal(lg_decimals_choose(worker, &shapes, 0, &decimals, &err), LG_OK);
    assert_int_equal(decimals, expected->decimals);
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

static bool is_valid_rounded(struct lg_spatial_worker *worker, struct lg_shapes *shapes)
{
    for (size_t i = 0; i < 2 * shapes->vertex_count; i++) {
        shapes->xy[i] = round(shapes->xy[i] * 1e8) / 1e8;
    }
    GEOSGeometry *geometry = lg_geos_from_shape(worker, shapes, 0);
    assert_non_null(geometry);
    bool is_valid = GEOSisValid_r(worker->geos, geometry) == 1;
    GEOSGeom_destroy_r(worker->geos, geometry);
    return is_valid;
}

/* Small rings on a coarse grid touch themselves in every way there is. GEOS is the judge. */
static void eight_decimals_are_valid_to_geos(void **state)
{
    (void)state;
    struct lg_spatial_worker *worker = start_worker();
    struct lg_error err;
    struct lg_shapes shapes = {0};
    uint64_t seed = 20171;
    size_t proven_count = 0;
    for (int round = 0; round < 20000; round++) {
        double xy[2 * 8];
        size_t count = 4 + (size_t)(round % 4);
        for (size_t i = 0; i < 2 * count; i++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            xy[i] = (double)(seed % 9) * (round % 2 == 0 ? 1e-8 : 0.7e-8);
        }
        memcpy(xy + 2 * (count - 1), xy, 2 * sizeof(double));
        uint8_t decimals = 0;
        add_ring(&shapes, xy, count);
        assert_int_equal(lg_decimals_choose(worker, &shapes, 0, &decimals, &err), LG_OK);
        bool is_valid = is_valid_rounded(worker, &shapes);
        assert_int_equal(decimals == LG_DECIMALS_MIN, is_valid);
        proven_count += is_valid;
    }
    assert_in_range(proven_count, 2000, 18000);
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

struct settle_case {
    const char *name;
    size_t count;
    double xy[2 * 9]; /* steps of 1e-4 degrees, 11 m; from 91, 29.65 */
    double area;      /* what is left, in such steps */
    bool is_kept;     /* to the last bit */
};

/* A step of 1e-14 degrees is lost at 12 decimals: there and back, and nothing between. */
static const struct settle_case settle_cases[] = {
    {"a strip without width along an edge is taken off",
     8,
     {0, 0, 3, 0, 3, 1, 1, 1, 1, -1e-10, 0.5, -1e-10, 0.5, 0, 0, 0},
     2.0,
     false},
    {"two lots with a thread between are two lots",
     9,
     {0, 0, 1, 0, 2, 0, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0},
     1.0,
     false},
    {"a notch of half a step is kept",
     7,
     {0, 0, 2, 0, 2, 1, 1, 1, 1, 0.5, 0, 0.5, 0, 0},
     1.5,
     true},
};

static void settled_is_valid(void **state)
{
    const struct settle_case *expected = *state;
    struct lg_spatial_worker *worker = start_worker();
    struct lg_error err;
    struct lg_shapes shapes = {0};
    double xy[2 * 9] = {0};
    uint8_t decimals = 0;
    for (size_t i = 0; i < 2 * expected->count; i++) {
        xy[i] = expected->xy[i] * 1e-4;
    }
    add_ring(&shapes, xy, expected->count);
    struct lg_shapes before = {0};
    assert_int_equal(lg_shapes_append(&before, &shapes, 0, 1, NULL), LG_OK);
    assert_int_equal(lg_decimals_settle(worker, &shapes, &decimals, &err), LG_OK);
    assert_int_equal(shapes.count, 1);
    assert_int_equal(decimals, LG_DECIMALS_MIN);
    assert_int_equal(lg_shapes_compare(&shapes, 0, &before, 0) == 0, expected->is_kept);
    assert_true(is_valid_rounded(worker, &shapes));
    GEOSGeometry *geometry = lg_geos_from_shape(worker, &shapes, 0);
    double area = 0.0;
    assert_int_equal(GEOSArea_r(worker->geos, geometry, &area), 1);
    ASSERT_CLOSE(area * 1e8, expected->area, 1e-3);
    GEOSGeom_destroy_r(worker->geos, geometry);
    lg_shapes_reset(&before);
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_decimals_are_valid_to_geos),
    };
    int failed = RUN_CASES("decimals", decimals_cases, decimals_hold);
    failed += RUN_CASES("shapes that no decimals hold", settle_cases, settled_is_valid);
    return failed + cmocka_run_group_tests_name("spatial/decimals", tests, NULL, NULL);
}
