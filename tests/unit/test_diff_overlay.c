/*
 * spatial/diff_overlay: land in common of two sides. Small figures in degrees near the equator,
 * where equal cells of a grid are equal in area to 1e-6, so that shares can be counted by hand.
 */
#include "spatial/diff_overlay.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/rings.h"

#include <stdlib.h>

/* Shapes are drawn in units of a millidegree, 111 m. */
struct overlay_case {
    const char *name;
    const char *old_rings, *new_rings;
    double old_share, new_share; /* of the old and the new shape in common */
};

static const struct overlay_case cases[] = {
    {"equal shapes share all", "0 0, 4 0, 4 4, 0 4", "0 0, 4 0, 4 4, 0 4", 1.0, 1.0},
    {"the same shape from another vertex on", "0 0, 4 0, 4 4, 0 4", "4 4, 0 4, 0 0, 4 0", 1.0, 1.0},
    {"a quarter of one is all of the other", "0 0, 4 0, 4 4, 0 4", "0 0, 2 0, 2 2, 0 2", 0.25, 1.0},
    {"half and half", "0 0, 4 0, 4 4, 0 4", "2 0, 6 0, 6 4, 2 4", 0.5, 0.5},
    {"neighbours only touch", "0 0, 4 0, 4 4, 0 4", "4 0, 8 0, 8 4, 4 4", 0.0, 0.0},
    {"a corner only touches", "0 0, 4 0, 4 4, 0 4", "4 4, 8 4, 8 8, 4 8", 0.0, 0.0},
    {"boxes meet, shapes do not", "0 0, 4 0, 0 4", "4 4, 4 1, 1 4", 0.0, 0.0},
    {"what lies in a hole is apart", "0 0, 4 0, 4 4, 0 4; - 1 1, 3 1, 3 3, 1 3",
     "1 1, 3 1, 3 3, 1 3", 0.0, 0.0},
    {"a hole takes away", "0 0, 4 0, 4 4, 0 4; - 1 1, 3 1, 3 3, 1 3", "0 0, 4 0, 4 4, 0 4", 1.0,
     0.75},
    {"two parts of one shape", "0 0, 1 0, 1 4, 0 4; 3 0, 4 0, 4 4, 3 4", "0 0, 4 0, 4 2, 0 2", 0.5,
     0.5},
    {"an empty shape shares nothing", "", "0 0, 4 0, 4 4, 0 4", 0.0, 0.0},
};

static void read_shape(const char *text, struct lg_shapes *shapes)
{
    if (text[0] == '\0') {
        assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
        return;
    }
    read_rings(text, shapes);
}

static void scale(struct lg_shapes *shapes)
{
    for (size_t i = 0; i < 2 * shapes->vertex_count; i++) {
        shapes->xy[i] *= 0.001;
    }
}

static void check_overlay(void **state)
{
    const struct overlay_case *row = *state;
    const struct lg_overlay_means means = {1, NULL};
    struct lg_shapes from = {0};
    struct lg_shapes to = {0};
    struct lg_common_lands lands = {0};
    read_shape(row->old_rings, &from);
    read_shape(row->new_rings, &to);
    scale(&from);
    scale(&to);
    double old_m2 = lg_lon_lat_area_m2(&from, 0, NULL);
    double new_m2 = lg_lon_lat_area_m2(&to, 0, NULL);

    /* Either way round, and as either side. */
    for (int turn = 0; turn < 2; turn++) {
        const struct lg_shapes *left = turn == 0 ? &from : &to;
        const struct lg_shapes *right = turn == 0 ? &to : &from;
        assert_int_equal(lg_find_common_land(left, right, &lands, NULL), LG_OK);
        assert_int_equal(lg_measure_common_land(left, right, &means, &lands, NULL), LG_OK);
        double common_m2 = lands.count == 0 ? 0.0 : lands.items[0].area_m2;
        assert_true(lands.count <= 1);
        ASSERT_CLOSE(common_m2, row->old_share * old_m2, 1e-5 * new_m2);
        ASSERT_CLOSE(common_m2, row->new_share * new_m2, 1e-5 * new_m2);
        free(lands.items);
    }
    lg_shapes_reset(&from);
    lg_shapes_reset(&to);
}

/* A field of cells against itself moved by half a cell: each shares a quarter with four. */
static void many_pairs(void **state)
{
    (void)state;
    enum { SIDE = 30 };
    struct lg_shapes sides[2] = {{0}, {0}};
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = i % SIDE + side * 0.5;
            double y = i / SIDE + side * 0.5; /* NOLINT(bugprone-integer-division) */
            double *xy = NULL;
            assert_int_equal(lg_shapes_begin(&sides[side], NULL), LG_OK);
            assert_int_equal(lg_shapes_add_ring(&sides[side], false, 5, &xy, NULL), LG_OK);
            const double ring[] = {x, y, x + 1, y, x + 1, y + 1, x, y + 1, x, y};
            for (int k = 0; k < 10; k++) {
                xy[k] = ring[k];
            }
        }
        scale(&sides[side]);
    }
    double sums[2] = {0.0, 0.0};
    const size_t threads[2] = {1, 3};
    for (int turn = 0; turn < 2; turn++) {
        const struct lg_overlay_means means = {threads[turn], NULL};
        struct lg_common_lands lands = {0};
        assert_int_equal(lg_find_common_land(&sides[0], &sides[1], &lands, NULL), LG_OK);
        assert_int_equal(lg_measure_common_land(&sides[0], &sides[1], &means, &lands, NULL), LG_OK);
        for (size_t i = 0; i < lands.count; i++) {
            sums[turn] += lands.items[i].area_m2;
        }
        free(lands.items);
    }
    assert_true(sums[0] == sums[1]);
    double cell_m2 = lg_lon_lat_area_m2(&sides[0], 0, NULL);
    /* The field of the moved cells lies in the other but for half a cell at two sides. */
    ASSERT_CLOSE(sums[0] / cell_m2, (SIDE - 0.5) * (SIDE - 0.5), 0.01);
    lg_shapes_reset(&sides[0]);
    lg_shapes_reset(&sides[1]);
}

static void parts_are_joined(void **state)
{
    (void)state;
    struct lg_shapes parts = {0};
    struct lg_shapes whole = {0};
    double border_m = 0.0;
    read_rings("0 0, 2 0, 2 4, 0 4", &parts);
    read_rings("2 0, 4 0, 4 4, 2 4", &parts);
    read_rings("0 0, 2 0, 2 4, 0 4", &parts);
    scale(&parts);
    double part_m2 = lg_lon_lat_area_m2(&parts, 0, NULL);
    assert_int_equal(lg_lon_lat_join(&parts, 0, 3, &whole, NULL), LG_OK);
    ASSERT_CLOSE(lg_lon_lat_area_m2(&whole, 0, &border_m), 2 * part_m2, 1e-5 * part_m2);
    /* A square of 4 millidegrees, 16 of them round it: 111.3 m east, 111.1 m north. */
    ASSERT_CLOSE(border_m, 8 * 111.32 + 8 * 111.132, 0.5);
    lg_shapes_clear(&whole);
    struct lg_shapes twice = {0};
    assert_int_equal(lg_shapes_append(&twice, &parts, 0, 1, NULL), LG_OK);
    assert_int_equal(lg_shapes_append(&twice, &parts, 2, 1, NULL), LG_OK);
    assert_int_equal(lg_lon_lat_join(&twice, 0, 2, &whole, NULL), LG_OK);
    assert_int_equal(lg_shapes_compare(&whole, 0, &parts, 0), 0);
    lg_shapes_reset(&parts);
    lg_shapes_reset(&whole);
    lg_shapes_reset(&twice);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    const struct lg_overlay_means means = {1, NULL};
    struct lg_shapes from = {0};
    struct lg_shapes to = {0};
    read_rings("0 0, 4 0, 4 4, 0 4", &from);
    read_rings("2 0, 6 0, 6 4, 2 4", &to);
    scale(&from);
    scale(&to);
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status != LG_OK && count < 100; count++) {
        struct lg_common_lands lands = {0};
        failing_alloc_after(count);
        status = lg_find_common_land(&from, &to, &lands, NULL);
        if (status == LG_OK) status = lg_measure_common_land(&from, &to, &means, &lands, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
        free(lands.items);
    }
    assert_int_equal(status, LG_OK);
    lg_shapes_reset(&from);
    lg_shapes_reset(&to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_pairs),
        cmocka_unit_test(parts_are_joined),
        cmocka_unit_test(every_allocation_may_fail),
    };
    int failed = RUN_CASES("spatial/diff_overlay: two shapes", cases, check_overlay);
    return failed + cmocka_run_group_tests_name("spatial/diff_overlay", tests, NULL, NULL);
}
