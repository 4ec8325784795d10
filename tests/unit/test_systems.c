/*
 * quality/systems: columns of codes against the system declared. Codes and meanings are those of
 * domain.md 3: 1001 is a railway in GB/T 21010 and industry in the guide of 2023, 0601 industry and
 * a rural road, 0701 an urban dwelling in both; 1401 and 100101 are of the guide alone, 05H1 of the
 * third survey alone, 061 of the edition of 2007.
 */
#include "quality/quality.h"

#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/quality_model.h"

#include <string.h>

enum { CODE_COUNT = 6 };

static struct lg_error error;

struct system_case {
    const char *name;
    enum lg_use_system declared;
    const char *codes[CODE_COUNT]; /* NULL: no code in the row */
    const char *expected;
    double share;
    const char *message;
};

static const struct system_case system_cases[] = {
    {"all codes fit", LG_USE_GB2017, {"0601", "0701", "1001", "0810", "1101", "0501"}, "", 0, ""},
    {"ambiguous codes that fit both are no sign",
     LG_USE_GB2017,
     {"1001", "1101", "0601", "1001", "1101", "0601"},
     "",
     0,
     ""},
    {"letters behind a code are stripped",
     LG_USE_SURVEY3,
     {"0810A", "1104K", "08H2A", "05H1"},
     "",
     0,
     ""},
    {"codes that no system has", LG_USE_GB2017, {"0601", "9999", "XY", "ZZZZ"}, "", 0, ""},
    {"nothing declared, nothing looked at", LG_USE_NONE, {"1401", "100101"}, "", 0, ""},
    {"no codes", LG_USE_GB2017, {NULL}, "", 0, ""},
    {"one code of the survey",
     LG_USE_GB2017,
     {"0601", "0601", "05H1", "0701"},
     "W_SYSTEM",
     0.25,
     "1 of 4 codes of current_use in 宗地.shp are not in gb2017, but in survey3 (05H1); declare "
     "codes: {current_use: survey3} if it is the system, else correct them"},
    /* The guide knows all four, GB/T 21010 the two that mean something else there. */
    {"six digits, and the ambiguous ones side with them",
     LG_USE_GB2017,
     {"100101", "100102", "1001", "0601"},
     "W_SYSTEM",
     1,
     "but in ydyh2023 (100101, 100102); 2 more rows have codes of both that mean something else "
     "there, such as 0601: 农村道路"},
    /* The guide lacks 0810, GB/T 21010 lacks 100101: five of six each. */
    {"a tie takes no ambiguous code along",
     LG_USE_GB2017,
     {"100101", "1001", "0601", "0701", "1101", "0810"},
     "W_SYSTEM",
     1.0 / 6,
     "1 of 6 codes"},
    /* Three that the guide lacks, and 0601, which GB/T 21010 has with another meaning. */
    {"codes of GB/T 21010 under the guide",
     LG_USE_YDYH2023,
     {"0604", "0810", "0810", "0601"},
     "W_SYSTEM",
     1,
     "3 of 4 codes of current_use in 宗地.shp are not in ydyh2023, but in gb2017 (0604, 0810)"},
    {"land states as a use",
     LG_USE_GB2017,
     {"A2", "A31", "0601"},
     "W_SYSTEM",
     2.0 / 3,
     "but in kfq (A2, A31)"},
    {"the edition of 2007",
     LG_USE_GB2017,
     {"061", "062", "0601", "203A"},
     "W_SYSTEM",
     0.75,
     "look like GB/T 21010-2007 or town codes of three digits (061, 062, 203A); map them"},
};

static void check_system_case(void **state)
{
    const struct system_case *row = *state;
    struct lg_model *model = quality_model_new(CODE_COUNT);
    model->use_systems[0] = row->declared;
    for (size_t i = 0; i < CODE_COUNT; i++) {
        quality_model_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, i, row->codes[i]);
    }

    assert_int_equal(lg_quality_systems(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        ASSERT_CLOSE(model->findings.items[0].value, row->share, 1e-12);
        assert_non_null(strstr(model->findings.items[0].message, row->message));
        assert_int_equal(model->findings.items[0].source, 0);
    }
    lg_model_free(model);
}

/* Each source has its own finding, and so has each role. */
static void test_sources_and_roles_are_told_apart(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(4);
    size_t source;
    assert_int_equal(lg_sources_add(&model->sources, LG_SOURCE_PARCELS, &source, &error), LG_OK);
    model->sources.items[source].path = "/data/new.shp";
    model->use_systems[0] = LG_USE_GB2017;
    model->use_systems[2] = LG_USE_YDYH2023;
    const char *const current[] = {"0601", "0601", "1401", "0601"};
    const char *const planned[] = {"100101", "0604", "100101", "1401"};
    for (size_t row = 0; row < 4; row++) {
        model->parcels.table.source[row] = row < 2 ? 0 : (uint32_t)source;
        quality_model_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, row, current[row]);
        quality_model_text(&model->parcels.table, LG_PARCEL_PLANNED_USE, row, planned[row]);
    }

    assert_int_equal(lg_quality_systems(model, &error), LG_OK);

    quality_model_check(model, "W_SYSTEM W_SYSTEM");
    assert_non_null(strstr(model->findings.items[0].message, "current_use in new.shp"));
    assert_non_null(strstr(model->findings.items[1].message, "planned_use in 宗地.shp"));
    lg_model_free(model);
}

/* A field of uses that was taken for the land state. */
static void test_uses_in_the_land_state(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(2);
    quality_model_text(&model->parcels.table, LG_PARCEL_LAND_STATE, 0, "A2");
    quality_model_text(&model->parcels.table, LG_PARCEL_LAND_STATE, 1, "0601");

    assert_int_equal(lg_quality_systems(model, &error), LG_OK);

    quality_model_check(model, "W_SYSTEM");
    assert_non_null(strstr(model->findings.items[0].message, "1 of 2 codes of land_state"));
    lg_model_free(model);
}

/* Whatever allocation fails, it is said and nothing is lost: the sanitizers would tell. */
static void test_lost_memory_is_said(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    for (long allowed = 0; status != LG_OK; allowed++) {
        struct lg_model *model = quality_model_new(1);
        model->use_systems[0] = LG_USE_GB2017;
        quality_model_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, 0, "05H1");
        failing_alloc_after(allowed);
        status = lg_quality_systems(model, &error);
        failing_alloc_after(-1);
        assert_true(status == LG_NO_MEMORY || (status == LG_OK && allowed > 2));
        lg_model_free(model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_and_roles_are_told_apart),
        cmocka_unit_test(test_uses_in_the_land_state),
        cmocka_unit_test(test_lost_memory_is_said),
    };
    int failed = RUN_CASES("quality/systems", system_cases, check_system_case);
    return failed + cmocka_run_group_tests_name("systems", tests, NULL, NULL);
}
