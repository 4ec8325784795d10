/*
 * quality/figures: how densely a parcel is built. Parcels have 10 000 m2, so that floor area,
 * footprint and yards divided by 10 000 are floor area ratio, density and coefficient; limits are
 * 0.05 to 3 and 1 % (kfq-2014), relations those of domain.md 1.11 and 6.9.
 */
#include "quality/quality.h"

#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/quality_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

static struct lg_error error;

struct figure_case {
    const char *name;
    enum lg_state land;
    double floor_m2, footprint_m2, yards_m2, far_min, far_max;
    const char *expected;
    double value, limit;
    const char *message;
};

static const struct figure_case figure_cases[] = {
    {"nothing recorded", LG_STATE_A2, NONE, NONE, NONE, NONE, NONE, "", 0, 0, ""},
    {"two storeys", LG_STATE_A2, 8000, 4000, 5000, 0.6, 1.2, "", 0, 0, ""},
    {"one storey", LG_STATE_A2, 4000, 4000, 4000, NONE, NONE, "", 0, 0, ""},
    {"less than one storey", LG_STATE_A2, 3900, 4000, NONE, NONE, NONE, "W_FAR", 0.39, 0.4,
     "floor area of 3900.0 m2 is less than the footprint of 4000.0 m2"},
    {"less by one per cent", LG_STATE_A2, 3960, 4000, NONE, NONE, NONE, "", 0, 0, ""},
    {"less than one storey of unbuilt land, too", LG_STATE_B21, 3900, 4000, NONE, NONE, NONE,
     "W_FAR", 0.39, 0.4, "at least one storey"},
    {"footprint as large as the parcel", LG_STATE_A2, 10000, 10000, NONE, NONE, NONE, "", 0, 0, ""},
    {"footprint larger than the parcel", LG_STATE_A2, 12000, 11000, NONE, NONE, NONE, "W_FAR", 1.1,
     1, "the footprint of 11000.0 m2 is larger than the parcel of 10000.0 m2"},
    {"yards larger than the parcel", LG_STATE_A2, 5000, 5000, 11000, NONE, NONE, "W_FAR", 1.1, 1,
     "the footprint_yards of 11000.0 m2 is larger"},
    {"yards without the footprint", LG_STATE_A2, 5000, 5000, 2000, NONE, NONE, "W_FAR", 0.2, 0.5,
     "footprint_yards of 2000.0 m2 is less than the footprint of 5000.0 m2"},
    {"yards less by one per cent", LG_STATE_A2, 5000, 5000, 4950, NONE, NONE, "", 0, 0, ""},
    {"no yards and no footprint", LG_STATE_A2, 5000, 0, 0, NONE, NONE, "", 0, 0, ""},
    {"at the agreed upper limit", LG_STATE_A2, 15000, 5000, NONE, NONE, 1.5, "", 0, 0, ""},
    {"above it within one per cent", LG_STATE_A2, 15100, 5000, NONE, NONE, 1.5, "", 0, 0, ""},
    {"above the agreed upper limit", LG_STATE_A2, 15200, 5000, NONE, NONE, 1.5, "W_FAR", 1.52, 1.5,
     "above the agreed far_max of 1.5"},
    {"above it while still being built", LG_STATE_B21, 15200, 5000, NONE, NONE, 1.5, "W_FAR", 1.52,
     1.5, "above the agreed"},
    {"a limit of nought is none", LG_STATE_A2, 15200, 5000, NONE, 0, 0, "", 0, 0, ""},
    {"below the agreed lower limit", LG_STATE_A2, 7000, 5000, NONE, 0.8, NONE, "W_FAR", 0.7, 0.8,
     "below the agreed far_min of 0.8"},
    {"below it within one per cent", LG_STATE_A2, 7950, 5000, NONE, 0.8, NONE, "", 0, 0, ""},
    {"not completed need not reach it", LG_STATE_B21, 7000, 5000, NONE, 0.8, NONE, "", 0, 0, ""},
    {"limits the wrong way round", LG_STATE_A2, 7000, 5000, NONE, 2, 1, "W_FAR", 2, 1,
     "far_min 2 is above far_max 1"},
    {"usual at the upper end", LG_STATE_A2, 30000, 5000, NONE, NONE, NONE, "", 0, 0, ""},
    {"denser than usual", LG_STATE_A2, 31000, 5000, NONE, NONE, NONE, "W_FAR", 3.1, 3,
     "built land (A2) is 3.100 (as recorded), outside the usual 0.05 to 3"},
    {"denser than usual by agreement", LG_STATE_A4, 31000, 5000, NONE, NONE, 4, "W_FAR", 3.1, 3,
     "outside the usual"},
    {"denser than agreed and usual is said once", LG_STATE_A4, 31000, 5000, NONE, NONE, 2, "W_FAR",
     3.1, 2, "above the agreed"},
    {"unbuilt land has no usual density", LG_STATE_B21, 31000, 5000, NONE, NONE, NONE, "", 0, 0,
     ""},
    {"sparser than usual", LG_STATE_A2, 400, 400, NONE, NONE, NONE, "W_FAR", 0.04, 0.05,
     "outside the usual"},
    {"usual at the lower end", LG_STATE_A2, 500, 500, NONE, NONE, NONE, "", 0, 0, ""},
    {"a street may have a kiosk", LG_STATE_A31, 100, 100, NONE, NONE, NONE, "", 0, 0, ""},
    {"a park may have a pavilion", LG_STATE_A51, 100, 100, NONE, NONE, NONE, "", 0, 0, ""},
    {"built as what is not known", LG_STATE_A, 400, 400, NONE, NONE, NONE, "", 0, 0, ""},
};

static void set_figures(struct lg_model *model, size_t row, const struct figure_case *figures)
{
    struct lg_table *table = &model->parcels.table;
    model->parcels.land_state[row] = figures->land;
    quality_model_number(table, LG_PARCEL_FLOOR_AREA, row, figures->floor_m2);
    quality_model_number(table, LG_PARCEL_FOOTPRINT, row, figures->footprint_m2);
    quality_model_number(table, LG_PARCEL_FOOTPRINT_YARDS, row, figures->yards_m2);
    quality_model_number(table, LG_PARCEL_FAR_MIN, row, figures->far_min);
    quality_model_number(table, LG_PARCEL_FAR_MAX, row, figures->far_max);
}

static void check_figure_case(void **state)
{
    const struct figure_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    set_figures(model, 0, row);

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        const struct lg_finding *finding = &model->findings.items[0];
        ASSERT_CLOSE(finding->value, row->value, 1e-12);
        ASSERT_CLOSE(finding->limit, row->limit, 1e-12);
        assert_non_null(strstr(finding->message, row->message));
        assert_string_equal(finding->parcel_id, "Z1");
        ASSERT_CLOSE(finding->lon_deg, 91, 0);
        assert_int_equal(finding->source, 0);
    }
    lg_model_free(model);
}

/* A completed parcel is held to far_min, whatever its land state says. */
static void test_a_completed_parcel_is_held_to_the_lower_limit(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(2);
    set_figures(model, 0,
                &(struct figure_case){"", LG_STATE_B21, 7000, 5000, NONE, 0.8, NONE, "", 0, 0, ""});
    set_figures(model, 1,
                &(struct figure_case){"", LG_STATE_B21, 7000, 5000, NONE, 0.8, NONE, "", 0, 0, ""});
    quality_model_date(&model->parcels.table, LG_PARCEL_COMPLETION_ON, 0, "2026-06-30");
    quality_model_date(&model->parcels.table, LG_PARCEL_COMPLETION_ON, 1, "2026-07-01");

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, "W_FAR");
    lg_model_free(model);
}

/* A land state guessed from a footprint says nothing of completion. */
static void test_a_guessed_state_is_no_completion(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    set_figures(model, 0,
                &(struct figure_case){"", LG_STATE_A2, 7000, 5000, NONE, 0.8, NONE, "", 0, 0, ""});
    model->parcels.land_state_guessed[0] = true;

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, "");
    lg_model_free(model);
}

static struct lg_field_choice floors_in(const char *unit)
{
    return (struct lg_field_choice){.role = LG_PARCEL_FLOOR_AREA, .field = "JZMJ", .unit = unit};
}

/* 15 mu are 10 000 m2; written in whole mu they may be 333 m2 more, beside the 1 % of 10 300. */
static void test_rounding_of_the_written_digits_is_allowed(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    struct lg_table *table = &model->parcels.table;
    model->parcels.area_m2[0] = 100000;
    quality_model_field(model, 0, floors_in("mu"));
    quality_model_number(table, LG_PARCEL_FLOOR_AREA, 0, 10000);
    quality_model_number(table, LG_PARCEL_FOOTPRINT, 0, 10300);
    assert_int_equal(lg_quality_figures(model, &error), LG_OK);
    quality_model_check(model, "");

    quality_model_number(table, LG_PARCEL_FOOTPRINT, 0, 10600);
    assert_int_equal(lg_quality_figures(model, &error), LG_OK);
    quality_model_check(model, "W_FAR");
    lg_model_free(model);
}

/* The neighbour's 22.53 mu show that 15 were written as 15.00: half a digit is 3.3 m2. */
static void test_digits_show_in_the_column(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(2);
    struct lg_table *table = &model->parcels.table;
    quality_model_field(model, 0, floors_in("mu"));
    for (size_t row = 0; row < 2; row++) {
        model->parcels.area_m2[row] = 100000;
        quality_model_number(table, LG_PARCEL_FLOOR_AREA, row, row == 0 ? 10000 : 15020);
        quality_model_number(table, LG_PARCEL_FOOTPRINT, row, row == 0 ? 10300 : 15020);
    }

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, "W_FAR");
    lg_model_free(model);
}

/* Nobody writes whole 10 000 m2: 1 stands for 1.00, and half a digit is 50 m2. */
static void test_large_units_have_two_decimals(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    struct lg_table *table = &model->parcels.table;
    model->parcels.area_m2[0] = 100000;
    quality_model_field(model, 0, floors_in("wan_m2"));
    quality_model_number(table, LG_PARCEL_FLOOR_AREA, 0, 10000);
    quality_model_number(table, LG_PARCEL_FOOTPRINT, 0, 10140);
    assert_int_equal(lg_quality_figures(model, &error), LG_OK);
    quality_model_check(model, "");

    quality_model_number(table, LG_PARCEL_FOOTPRINT, 0, 10300);
    assert_int_equal(lg_quality_figures(model, &error), LG_OK);
    quality_model_check(model, "W_FAR");
    lg_model_free(model);
}

/* The whole column in another unit is one finding, and no row is judged by it. */
static void test_a_column_in_another_unit_is_named_once(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(3);
    for (size_t row = 0; row < 3; row++) {
        set_figures(
            model, row,
            &(struct figure_case){"", LG_STATE_A2, 0.8, 4000, 5000, 0.6, 1.2, "", 0, 0, ""});
    }

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, "W_UNIT");
    assert_non_null(strstr(model->findings.items[0].message, "in wan_m2 and not in m2"));
    lg_model_free(model);
}

static void test_noughts_of_yards_are_named_once(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(3);
    for (size_t row = 0; row < 3; row++) {
        set_figures(model, row,
                    &(struct figure_case){"", LG_STATE_A2, 8000, 4000, row < 2 ? 0 : 5000, NONE,
                                          NONE, "", 0, 0, ""});
    }

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, "W_FAR");
    assert_non_null(strstr(model->findings.items[0].message, "宗地.shp is 0 in 2 of 3 rows"));
    ASSERT_CLOSE(model->findings.items[0].value, 2, 0);
    lg_model_free(model);
}

/* Two pieces of a parcel, with buildings on them. */
static void add_pieces(struct lg_model *model, double first_m2, double second_m2, double floor_m2,
                       double footprint_m2)
{
    struct lg_pieces *pieces = &model->pieces;
    pieces->count = 2;
    pieces->parcel = calloc(2, sizeof(*pieces->parcel));
    pieces->counted_m2 = calloc(2, sizeof(*pieces->counted_m2));
    pieces->floor_micro_m2 = calloc(2, sizeof(*pieces->floor_micro_m2));
    pieces->footprint_micro_m2 = calloc(2, sizeof(*pieces->footprint_micro_m2));
    assert_non_null(pieces->parcel);
    assert_non_null(pieces->counted_m2);
    assert_non_null(pieces->floor_micro_m2);
    assert_non_null(pieces->footprint_micro_m2);
    pieces->counted_m2[0] = first_m2;
    pieces->counted_m2[1] = second_m2;
    pieces->floor_micro_m2[1] = llrint(floor_m2 * 1e6);
    pieces->footprint_micro_m2[1] = llrint(footprint_m2 * 1e6);
    model->buildings.given = true;
}

struct building_case {
    const char *name;
    double first_m2, second_m2; /* of the parcel's 10 000 m2 in parks */
    double floor_m2, footprint_m2, yards_m2;
    const char *expected;
};

/* The record says floor 50 000 m2 and footprint 9000 m2: with a buildings layer it does not count.
 */
static const struct building_case building_cases[] = {
    {"the pieces count, not the record", 4000, 6000, 8000, 4000, NONE, ""},
    {"no building on built land", 4000, 6000, 0, 0, NONE, "W_FAR"},
    {"dense by the buildings", 4000, 6000, 31000, 8000, NONE, "W_FAR"},
    {"buildings of less than a storey", 4000, 6000, 3000, 4000, NONE, "W_FAR"},
    {"a usual part outside", 4000, 5500, 29000, 9000, NONE, "W_FAR"},
    {"a part that tells little", 400, 600, 8000, 900, NONE, ""},
    {"recorded yards hold the buildings", 4000, 6000, 8000, 4000, 4000, ""},
    {"recorded yards less than the buildings", 4000, 6000, 8000, 4000, 3000, "W_FAR"},
};

static void check_building_case(void **state)
{
    const struct building_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    set_figures(model, 0,
                &(struct figure_case){"", LG_STATE_A2, 50000, 9000, row->yards_m2, NONE, NONE, "",
                                      0, 0, ""});
    add_pieces(model, row->first_m2, row->second_m2, row->floor_m2, row->footprint_m2);

    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    lg_model_free(model);
}

/* Whatever allocation fails, it is said and nothing is lost: the sanitizers would tell. */
static void test_lost_memory_is_said(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    for (long allowed = 0; status != LG_OK; allowed++) {
        struct lg_model *model = quality_model_new(1);
        set_figures(
            model, 0,
            &(struct figure_case){"", LG_STATE_A2, 3900, 4000, 5000, NONE, NONE, "", 0, 0, ""});
        add_pieces(model, 4000, 6000, 3000, 4000);
        failing_alloc_after(allowed);
        status = lg_quality_figures(model, &error);
        failing_alloc_after(-1);
        assert_true(status == LG_NO_MEMORY || (status == LG_OK && allowed > 6));
        lg_model_free(model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_completed_parcel_is_held_to_the_lower_limit),
        cmocka_unit_test(test_a_guessed_state_is_no_completion),
        cmocka_unit_test(test_rounding_of_the_written_digits_is_allowed),
        cmocka_unit_test(test_digits_show_in_the_column),
        cmocka_unit_test(test_large_units_have_two_decimals),
        cmocka_unit_test(test_a_column_in_another_unit_is_named_once),
        cmocka_unit_test(test_noughts_of_yards_are_named_once),
        cmocka_unit_test(test_lost_memory_is_said),
    };
    int failed = 0;
    failed += RUN_CASES("quality/figures", figure_cases, check_figure_case);
    failed += RUN_CASES("quality/buildings", building_cases, check_building_case);
    failed += cmocka_run_group_tests_name("figures", tests, NULL, NULL);
    return failed;
}
