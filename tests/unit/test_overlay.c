/*
 * spatial/overlay: parcels over parcels and parks.
 *
 * All shapes are rectangles between the same two parallels, in units of 0.001 degrees of longitude
 * from 91 degrees east. Their areas are exactly proportional to their widths, so every expected
 * figure is a width that can be read off the row.
 */
#include "model/model.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/overlay_model.h"

#include <math.h>

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
    struct park_row parks[PARKS_MAX];
    struct parcel_row parcels[PARCELS_MAX];
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

static struct lg_model *model_of(const struct scene *scene, int plane)
{
    return overlay_model_new(scene->overlaps, scene->parks, scene->parcels, plane);
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

int main(void)
{
    const struct CMUnitTest others[] = {
        cmocka_unit_test(a_lost_parcel_keeps_a_row),
        cmocka_unit_test(a_stop_ends_the_stage),
    };
    int failed = RUN_CASES("spatial/overlay scenes", scenes, check_scene);
    failed += cmocka_run_group_tests_name("spatial/overlay", others, NULL, NULL);
    return failed;
}
