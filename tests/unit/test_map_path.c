/*
 * publish/report/map_path, map_frame and map_labels: generalised rings, projections, scale bars and
 * names, all worked by hand.
 */
#include "publish/report/map_frame.h"
#include "publish/report/map_labels.h"
#include "publish/report/map_path.h"
#include "support/cmocka.h"
#include "support/rings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- rings ---- */

struct reduce_case {
    const char *name;
    size_t count;
    struct lg_map_point points[12];
    size_t left;
    struct lg_map_point expected[6];
};

static const struct reduce_case reduce_cases[] = {
    {"a square stays", 4, {{0, 0}, {9, 0}, {9, 9}, {0, 9}}, 4, {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
    {"the closing point goes",
     5,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}},
     4,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
    {"repeated points go",
     7,
     {{0, 0}, {0, 0}, {9, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 9}},
     4,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
    {"points on a line go",
     6,
     {{0, 0}, {3, 0}, {5, 0}, {9, 0}, {9, 9}, {0, 9}},
     4,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
    {"points on a slanted line go",
     4,
     {{0, 0}, {2, 1}, {4, 2}, {0, 9}},
     3,
     {{0, 0}, {4, 2}, {0, 9}}},
    {"the first point goes when it lies on a line",
     5,
     {{4, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}},
     4,
     {{9, 0}, {9, 9}, {0, 9}, {0, 0}}},
    {"a spike goes",
     6,
     {{0, 0}, {9, 0}, {20, 0}, {9, 0}, {9, 9}, {0, 9}},
     4,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
    {"a spike at the end goes",
     6,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 20}, {0, 9}},
     4,
     {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
    {"a point is no ring", 4, {{5, 5}, {5, 5}, {5, 5}, {5, 5}}, 0, {{0, 0}}},
    {"a line there and back is no ring", 4, {{0, 0}, {9, 3}, {3, 1}, {0, 0}}, 0, {{0, 0}}},
    {"a bow tie whose halves are alike has no area",
     4,
     {{0, 0}, {2, 2}, {2, 0}, {0, 2}},
     0,
     {{0, 0}}},
    {"no points", 0, {{0, 0}}, 0, {{0, 0}}},
};

static void check_reduce(void **state)
{
    const struct reduce_case *row = *state;
    struct lg_map_point points[12];
    memcpy(points, row->points, sizeof(points));
    size_t left = lg_map_ring_reduce(points, row->count);
    assert_int_equal(left, row->left);
    for (size_t i = 0; i < left; i++) {
        assert_int_equal(points[i].x, row->expected[i].x);
        assert_int_equal(points[i].y, row->expected[i].y);
    }
}

/* ---- paths ---- */

/* A unit for each degree, the middle of the drawing at 0, 0: x is 100 + lon, y is 100 - lat. */
static const struct lg_map_frame plain = {.units_per_lon_deg = 1,
                                          .units_per_lat_deg = 1,
                                          .m_per_unit = 1,
                                          .width = 200,
                                          .height = 200,
                                          .grain = 1};

struct path_case {
    const char *name;
    const char *rings; /* of shapes, '|' between */
    const char *expected;
};

static const struct path_case path_cases[] = {
    {"steps are relative", "0 0, 10 0, 10 20, 0 20", "m100 100 0-20 10 0 0 20z"},
    {"a ring that runs the other way is turned", "0 0, 0 20, 10 20, 10 0",
     "m100 100 0-20 10 0 0 20z"},
    {"a sliver that runs one way", "0 0, 35 0, 69 -1", "m100 100 35 0 34 1z"},
    {"a sliver that runs the other way", "0 0, 69 -1, 35 0", "m100 100 35 0 34 1z"},
    {"coordinates are rounded", "0.4 0.4, 9.6 -0.4, 10.2 19.7, -0.4 20.3",
     "m100 100 0-20 10 0 0 20z"},
    {"a hole runs against its outer ring", "0 0, 30 0, 30 30, 0 30; - 10 10, 20 10, 20 20, 10 20",
     "m100 100 0-30 30 0 0 30zm10-10 10 0 0-10-10 0z"},
    {"a ring begins where the one before ended", "0 0, 10 0, 0 10; 50 0, 60 0, 50 10",
     "m100 100 0-10 10 10zm50 0 0-10 10 10z"},
    {"what has no area left vanishes", "0 0, 0.3 0, 0.3 0.3, 0 0.3", ""},
    {"with its hole", "0 0, 0.3 0, 0.3 0.3, 0 0.3; - 10 10, 20 10, 20 20, 10 20", ""},
    {"a hole without area leaves the rest", "0 0, 10 0, 10 20, 0 20; - 5 5, 5.1 5, 5.1 5.1",
     "m100 100 0-20 10 0 0 20z"},
    {"shapes follow one another", "0 0, 10 0, 0 10|0 0, 10 0, 0 10",
     "m100 100 0-10 10 10zm0 0 0-10 10 10z"},
    {"far away is moved to where it does no harm", "0 0, 1e300 0, 0 10", "m100 100 0-10 3900 10z"},
};

static void check_path(void **state)
{
    const struct path_case *row = *state;
    struct lg_shapes shapes = {0};
    struct lg_map_path path = {0};
    char rings[200];
    (void)snprintf(rings, sizeof(rings), "%s", row->rings);
    char *rest = NULL;
    for (char *part = strtok_r(rings, "|", &rest); part != NULL;
         part = strtok_r(NULL, "|", &rest)) {
        read_rings(part, &shapes);
    }
    for (size_t i = 0; i < shapes.count; i++) {
        bool is_seen = lg_map_path_add(&path, &plain, &shapes, i);
        assert_int_equal(is_seen, row->expected[0] != '\0');
    }
    assert_string_equal(path.d.bytes == NULL ? "" : path.d.bytes, row->expected);
    lg_map_path_reset(&path);
    lg_shapes_reset(&shapes);
}

/* Lots that meet still meet: what is shared moves to the same place. */
static void vertices_move_to_grains(void **state)
{
    (void)state;
    struct lg_map_frame coarse = plain;
    struct lg_shapes shapes = {0};
    struct lg_map_path path = {0};
    coarse.grain = 8;
    read_rings("-107 0, 3 0, 6 1, 5 20, -107 20", &shapes);
    read_rings("6 1, 30 1, 30 20, 5 20", &shapes);
    assert_true(lg_map_path_add(&path, &coarse, &shapes, 0));
    assert_true(lg_map_path_add(&path, &coarse, &shapes, 1));
    assert_string_equal(path.d.bytes, "m-8 104 0-24 112 0 0 24zm112-8 0-16 24 0 0 16z");
    lg_map_path_reset(&path);
    lg_shapes_reset(&shapes);
}

static void dot_has_no_length(void **state)
{
    (void)state;
    struct lg_map_path path = {0};
    lg_map_path_add_dot(&path, (struct lg_map_point){7, 9});
    lg_map_path_add_dot(&path, (struct lg_map_point){5, 10});
    assert_string_equal(path.d.bytes, "m7 9h0m-2 1h0");
    lg_map_path_reset(&path);
}

/* ---- frames ---- */

static const struct lg_map_size wide = {
    .width = 1000, .height_min = 400, .height_max = 800, .margin = 50};

/* At 30 degrees a degree is 96486 m along the parallel and 110852 m along the meridian. */
static void frame_is_true_to_the_ellipsoid(void **state)
{
    (void)state;
    const struct lg_box box = {91.0, 29.995, 91.02, 30.005};
    struct lg_map_frame frame = lg_map_frame_fit(&box, &wide);
    double width_m = 0.02 * 96486;
    double height_m = 0.01 * 110852;
    ASSERT_CLOSE(frame.m_per_unit, width_m / 900, 1e-4);
    assert_int_equal(frame.width, 1000);
    ASSERT_CLOSE(frame.height, 900 * height_m / width_m + 100, 1.0);
    struct lg_map_point corner = lg_map_frame_place(&frame, 91.0, 30.005);
    assert_int_equal(corner.x, 50);
    ASSERT_CLOSE(corner.y, 50, 1);
    struct lg_map_point middle = lg_map_frame_place(&frame, 91.01, 30.0);
    assert_int_equal(middle.x, 500);
    ASSERT_CLOSE(middle.y, frame.height / 2.0, 0.51);
    struct lg_box seen = lg_map_frame_box(&frame);
    ASSERT_CLOSE(seen.x_max - seen.x_min, 0.02 * 1000 / 900, 1e-9);
}

static void foot_is_below_all(void **state)
{
    (void)state;
    const struct lg_box box = {91.0, 29.995, 91.02, 30.005};
    struct lg_map_size size = wide;
    struct lg_map_frame plain_frame = lg_map_frame_fit(&box, &size);
    size.foot = 60;
    struct lg_map_frame frame = lg_map_frame_fit(&box, &size);
    assert_int_equal(frame.height, plain_frame.height + 60);
    ASSERT_CLOSE(lg_map_frame_place(&frame, 91.0, 29.995).y,
                 lg_map_frame_place(&plain_frame, 91.0, 29.995).y, 1);
}

static void high_box_fits_the_height(void **state)
{
    (void)state;
    const struct lg_box box = {91.0, 30.0, 91.001, 30.1};
    struct lg_map_frame frame = lg_map_frame_fit(&box, &wide);
    assert_int_equal(frame.height, 800);
    ASSERT_CLOSE(frame.m_per_unit, 0.1 * 110860 / 700, 0.01);
}

static void flat_box_has_the_least_height(void **state)
{
    (void)state;
    const struct lg_box box = {91.0, 30.0, 91.1, 30.0001};
    assert_int_equal(lg_map_frame_fit(&box, &wide).height, 400);
}

static void point_is_drawn_100_m_wide(void **state)
{
    (void)state;
    const struct lg_box box = {91.0, 30.0, 91.0, 30.0};
    struct lg_map_frame frame = lg_map_frame_fit(&box, &wide);
    ASSERT_CLOSE(frame.m_per_unit, 100.0 / 700, 1e-9);
    assert_true(lg_map_box_is_some(&box));
}

static void boxes_hold_each_other(void **state)
{
    (void)state;
    struct lg_box box = lg_map_box_none();
    const struct lg_box nothing = lg_map_box_none();
    const struct lg_box lost = {(double)NAN, 0, 1, 1};
    assert_false(lg_map_box_is_some(&box));
    lg_map_box_add(&box, &nothing);
    lg_map_box_add(&box, &lost);
    assert_false(lg_map_box_is_some(&box));
    lg_map_box_add(&box, &(struct lg_box){1, 2, 3, 4});
    lg_map_box_add(&box, &(struct lg_box){0, 3, 2, 9});
    ASSERT_CLOSE(box.x_min, 0, 0);
    ASSERT_CLOSE(box.y_min, 2, 0);
    ASSERT_CLOSE(box.x_max, 3, 0);
    ASSERT_CLOSE(box.y_max, 9, 0);
}

struct scale_case {
    const char *name;
    double room_m, length_m;
};

static const struct scale_case scale_cases[] = {
    {"just 1", 1, 1},
    {"below 2", 1.999, 1},
    {"just 2", 2, 2},
    {"below 5", 4.99, 2},
    {"just 5", 5, 5},
    {"below 10", 9.99, 5},
    {"1000", 1000, 1000},
    {"below 1000", 999, 500},
    {"a region", 432000, 200000},
    {"below a metre", 0.3, 0.2},
};

static void check_scale(void **state)
{
    const struct scale_case *row = *state;
    ASSERT_CLOSE(lg_map_scale_m(row->room_m), row->length_m, 1e-9);
}

/* ---- names ---- */

struct place_case {
    const char *name;
    int gap;
    struct lg_map_rectangle taken;
    bool is_placed;
    struct lg_map_point middle;
};

/* A name of 20 by 10 at 50, 50 in a drawing of 100 by 100. */
static const struct place_case place_cases[] = {
    {"on the point", LG_MAP_ON_POINT, {0, 0, 1, 1}, true, {50, 50}},
    {"beside the point that is taken", LG_MAP_ON_POINT, {45, 0, 49, 54}, true, {59, 50}},
    {"only on the point", LG_MAP_ONLY_ON_POINT, {0, 0, 1, 1}, true, {50, 50}},
    {"only on the point, which is taken", LG_MAP_ONLY_ON_POINT, {45, 45, 46, 46}, false, {0, 0}},
    {"right of a sign", 4, {0, 0, 1, 1}, true, {64, 50}},
    {"left where the right is taken", 4, {60, 0, 100, 100}, true, {36, 50}},
    {"above where both sides are taken", 4, {0, 44, 100, 56}, false, {0, 0}},
    {"beside where it touches only", 4, {74, 0, 100, 100}, true, {64, 50}},
    {"nowhere", 4, {0, 0, 100, 100}, false, {0, 0}},
};

static void check_place(void **state)
{
    const struct place_case *row = *state;
    struct lg_map_labels labels = {.width = 100, .height = 100};
    struct lg_map_point middle = {0, 0};
    lg_map_labels_take(&labels, row->taken);
    bool is_placed =
        lg_map_labels_place(&labels, (struct lg_map_point){50, 50}, row->gap, 20, 10, &middle);
    assert_int_equal(is_placed, row->is_placed);
    assert_int_equal(labels.left_out, row->is_placed ? 0 : 1);
    assert_int_equal(middle.x, row->middle.x);
    assert_int_equal(middle.y, row->middle.y);
    lg_map_labels_reset(&labels);
}

static void names_keep_away_from_each_other(void **state)
{
    (void)state;
    struct lg_map_labels labels = {.width = 100, .height = 100};
    struct lg_map_point middles[4] = {{0, 0}};
    for (size_t i = 0; i < 4; i++) {
        assert_true(
            lg_map_labels_place(&labels, (struct lg_map_point){50, 50}, 8, 20, 10, &middles[i]));
    }
    assert_int_equal(middles[0].x, 68);
    assert_int_equal(middles[1].x, 32);
    assert_int_equal(middles[2].y, 37);
    assert_int_equal(middles[3].y, 63);
    lg_map_labels_reset(&labels);
}

static void name_stays_in_the_drawing(void **state)
{
    (void)state;
    struct lg_map_labels labels = {.width = 100, .height = 100};
    struct lg_map_point middle;
    assert_true(lg_map_labels_place(&labels, (struct lg_map_point){95, 50}, 4, 20, 10, &middle));
    assert_int_equal(middle.x, 81);
    lg_map_labels_reset(&labels);
}

static void width_of_texts(void **state)
{
    (void)state;
    assert_int_equal(lg_map_text_width("", 10), 0);
    assert_int_equal(lg_map_text_width("园区", 10), 20);
    assert_int_equal(lg_map_text_width("ab", 50), 62);
    assert_int_equal(lg_map_text_width("园a", 100), 162);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vertices_move_to_grains),
        cmocka_unit_test(dot_has_no_length),
        cmocka_unit_test(frame_is_true_to_the_ellipsoid),
        cmocka_unit_test(foot_is_below_all),
        cmocka_unit_test(high_box_fits_the_height),
        cmocka_unit_test(flat_box_has_the_least_height),
        cmocka_unit_test(point_is_drawn_100_m_wide),
        cmocka_unit_test(boxes_hold_each_other),
        cmocka_unit_test(names_keep_away_from_each_other),
        cmocka_unit_test(name_stays_in_the_drawing),
        cmocka_unit_test(width_of_texts),
    };
    int failed = RUN_CASES("publish/report/map_path rings", reduce_cases, check_reduce);
    failed += RUN_CASES("publish/report/map_path paths", path_cases, check_path);
    failed += RUN_CASES("publish/report/map_frame scale bars", scale_cases, check_scale);
    failed += RUN_CASES("publish/report/map_labels places", place_cases, check_place);
    failed += cmocka_run_group_tests_name("publish/report/map_path", tests, NULL, NULL);
    return failed;
}
