/*
 * evaluate/enclaves: parks whose parents, places or boundaries do not fit together, and what the
 * totals say of it (domain.md 6.8). Worked by hand.
 */
#include "evaluate/evaluate.h"
#include "support/cmocka.h"
#include "support/region_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

/* Of A, B and C the first two hold each other; C lies in A; D says itself; F names nobody. */
static void test_parents_that_are_none(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, "B", "拉萨", NULL, NONE, 10, 1, 10},
        {"B", NULL, "A", "拉萨", NULL, NONE, 20, 1, 20},
        {"C", NULL, "A", "拉萨", NULL, NONE, 5, 1, 5},
        {"D", NULL, "D", "拉萨", NULL, NONE, 30, 1, 30},
        {"F", NULL, "X", "拉萨", NULL, NONE, 40, 1, 40},
    };
    struct lg_model *model = run_scene(scene, 5);
    assert_total(model, "ALL", 100, 100, 100);
    assert_int_equal(total_of(model, "ALL")->park_count, 4);
    assert_int_equal(total_of(model, "ALL")->nested_count, 1);
    assert_string_equal(total_of(model, "ALL")->status,
                        "A has parents in a circle, land perhaps counted twice; "
                        "B has parents in a circle, land perhaps counted twice; "
                        "D has parents in a circle, land perhaps counted twice");
    assert_int_equal(model->findings.count, 4);
    assert_non_null(strstr(model->findings.items[0].message, "parent \"B\" lies, by the parents"));
    assert_string_equal(model->findings.items[3].message,
                        "parent \"X\" is the code of no park here, so the park counts as lying in "
                        "none; correct the code or add the park");
    assert_enclave(model, 0, "-", "no", NONE, NONE,
                   "parents in a circle; home and host are one place, nothing to divide");
    assert_enclave(model, 4, "-", "no", NONE, NONE,
                   "parent not found; home and host are one place, nothing to divide");
    lg_model_free(model);
}

/* A park in a park of Lhasa cannot lie in Nagqu, nor be larger. */
static void test_a_park_and_its_parent_disagree(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, NULL, "拉萨", NULL, NONE, 10, 1, 10},
        {"B", NULL, "A", "那曲", "那曲", 0.5, 10.02, 1, 4},
    };
    struct lg_model *model = run_scene(scene, 2);
    assert_total(model, "拉萨", 10, 10, 8);
    assert_total(model, "那曲", 0, 0, 2);
    assert_int_equal(model->findings.count, 2);
    assert_string_equal(
        model->findings.items[0].message,
        "host 那曲, but its parent A lies in 拉萨, so the park counts there; correct "
        "the host or the parent");
    assert_non_null(strstr(model->findings.items[1].message, "larger than its parent A"));
    lg_model_free(model);
}

/* A has neither; B has a host and no home; C is the region's own, in Lhasa. */
static void test_places_that_nobody_tells(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, NULL, NULL, NULL, NONE, 10, 1, 10},
        {"B", NULL, NULL, NULL, "拉萨", 0.5, 20, 1, 20},
        {"C", NULL, NULL, "西藏自治区", "拉萨", NONE, 40, 1, 40},
        {"D", NULL, NULL, "青海", "四川", 0.5, 80, 1, 80},
    };
    struct lg_model *model = run_scene(scene, 4);
    assert_total(model, "ALL", 150, 150, 150);
    assert_total(model, "UNKNOWN", 10, 10, 20);
    assert_total(model, "INSIDE", 60, 60, 50);
    assert_total(model, "OUTSIDE", 80, 80, 80);
    assert_total(model, "拉萨", 60, 60, 50);
    assert_total(model, "西藏", 0, 0, 0);
    assert_total(model, "青海", 0, 0, 40);
    assert_string_equal(total_of(model, "UNKNOWN")->outside, "unknown");
    assert_int_equal(model->results.enclave_count, 3);
    assert_enclave(model, 0, "-", "no", 10, 10, "no home");
    assert_enclave(model, 1, "-", "no", NONE, NONE,
                   "home and host are one place, nothing to divide");
    assert_enclave(model, 2, "-", "yes", 40, 40, "home and host both outside the region");
    lg_model_free(model);
}

/* E and Q share 2 ha in two pieces, S and Q 1 ha; N's are E's. */
static void test_land_of_two_parks(void **state)
{
    (void)state;
    static const struct {
        size_t park, other_park;
        double area_m2;
    } shared[] = {
        {PARK_E, PARK_Q, 15000},
        {PARK_E, PARK_Q, 5000},
        {PARK_N, PARK_Q, 500},
        {PARK_Q, PARK_S1, 10000},
    };
    struct lg_model *model = region_model_new(region_parks, PARK_COUNT);
    struct lg_quality_areas *areas = &model->quality_areas;
    areas->items = calloc(4, sizeof(*areas->items));
    assert_non_null(areas->items);
    areas->count = 4;
    for (size_t i = 0; i < 4; i++) {
        areas->items[i] = lg_quality_area_blank(LG_W_NEST);
        areas->items[i].park = shared[i].park;
        areas->items[i].other_park = shared[i].other_park;
        areas->items[i].area_m2 = shared[i].area_m2;
    }
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(total_of(model, "ALL")->twice_m2, 30000, 0);
    ASSERT_CLOSE(total_of(model, "INSIDE")->twice_m2, 0, 0);
    ASSERT_CLOSE(total_of(model, "ALL")->land_m2[LG_TOTAL_AREA], 12000000, 0);
    assert_string_equal(total_of(model, "ALL")->status,
                        "E and Q share land, counted twice; Q and S share land, counted twice");
    lg_model_free(model);
}

/*
 * N has parcels P0, which is all in E, P1, of which 300 m2 are not, P2, not in E at all, and P3,
 * of which less than a sliver is not.
 */
static void test_a_park_beyond_its_parent(void **state)
{
    (void)state;
    static const struct {
        size_t park, parcel;
        double inside_m2;
    } pieces[] = {
        {PARK_E, 0, 1000}, {PARK_E, 1, 700},  {PARK_E, 3, 999.5},
        {PARK_N, 0, 1000}, {PARK_N, 1, 1000}, {PARK_N, 2, 50},
        {PARK_N, 3, 1000}, {PARK_Q, 2, 50},   {LG_NO_PARK, 2, 10},
    };
    enum { PIECES = sizeof(pieces) / sizeof(pieces[0]) };
    struct lg_model *model = region_model_new(region_parks, PARK_COUNT);
    model->rules.sliver_m2 = 1;
    assert_int_equal(lg_table_add_rows(&model->parcels.table, 4, NULL), LG_OK);
    model->pieces.park = calloc(PIECES, sizeof(*model->pieces.park));
    model->pieces.parcel = calloc(PIECES, sizeof(*model->pieces.parcel));
    model->pieces.inside_m2 = calloc(PIECES, sizeof(*model->pieces.inside_m2));
    assert_non_null(model->pieces.park);
    assert_non_null(model->pieces.parcel);
    assert_non_null(model->pieces.inside_m2);
    model->pieces.count = PIECES;
    for (size_t i = 0; i < PIECES; i++) {
        model->pieces.park[i] = pieces[i].park;
        model->pieces.parcel[i] = pieces[i].parcel;
        model->pieces.inside_m2[i] = pieces[i].inside_m2;
    }
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    assert_int_equal(model->findings.count, 1);
    ASSERT_CLOSE(model->findings.items[0].value, 350, 1e-9);
    assert_string_equal(model->findings.items[0].park_code, "N");
    assert_string_equal(model->findings.items[0].message,
                        "350.00 m2 of the park's parcels lie outside its parent E, whose land is "
                        "all that totals count of the two; correct the parent or a boundary");
    const char *said = "N lies partly outside E, land not counted";
    assert_string_equal(total_of(model, "ALL")->status, said);
    assert_string_equal(total_of(model, "拉萨")->status, said);
    assert_string_equal(total_of(model, "OUTSIDE")->status, "ok");
    assert_total(model, "ALL", 1200, 175, 175);
    lg_model_free(model);
}

/* The share of a scope is its own; what lies in the other scope goes by that one. */
static void test_scopes_of_a_parent(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", "主区", NULL, "拉萨", "格尔木", 0.5, 10, 1, 10},
        {"A", "发展方向区", NULL, "拉萨", "格尔木", 0.2, 20, 1, 20},
        {"B", "发展方向区", "A", "那曲", NULL, 1, 5, 1, 10},
    };
    struct lg_model *model = run_scene(scene, 3);
    /* 0.5 of 10 and 0.2 of the 10 that are not B's. */
    assert_total(model, "拉萨", 0, 0, 7);
    assert_total(model, "那曲", 0, 0, 10);
    assert_total(model, "格尔木", 30, 30, 13);
    assert_int_equal(total_of(model, "ALL")->park_count, 1);
    lg_model_free(model);
}

/* A status names twenty parks and counts the others. */
static void test_many_parks_lack_a_figure(void **state)
{
    (void)state;
    enum { MANY = 23 };
    static char codes[MANY][8];
    struct region_park scene[MANY];
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(codes[i], sizeof(codes[i]), "K%02zu", i);
        scene[i] = region_parks[PARK_E];
        scene[i].code = codes[i];
    }
    struct lg_model *model = region_model_new(scene, MANY);
    for (size_t i = 0; i < MANY; i++) {
        model->results.sums[i].idle_m2 = NONE;
    }
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    const char *status = total_of(model, "ALL")->status;
    assert_non_null(strstr(status, "idle_ha lacks K00, K01, "));
    assert_non_null(strstr(status, ", K19, 3 more"));
    assert_null(strstr(status, "K20"));
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parents_that_are_none),
        cmocka_unit_test(test_a_park_and_its_parent_disagree),
        cmocka_unit_test(test_places_that_nobody_tells),
        cmocka_unit_test(test_land_of_two_parks),
        cmocka_unit_test(test_a_park_beyond_its_parent),
        cmocka_unit_test(test_scopes_of_a_parent),
        cmocka_unit_test(test_many_parks_lack_a_figure),
    };
    return cmocka_run_group_tests_name("evaluate/enclaves parks", tests, NULL, NULL);
}
