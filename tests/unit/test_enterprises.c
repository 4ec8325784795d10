/*
 * quality/enterprises: a record against itself. The sound record has 10 ha, in parts of 4, 0.5, 2,
 * 1, 1, 0.5 and 1 ha, 80 000 m2 of floor, 30 000 m2 of footprint and 50 000 m2 with yards: by hand
 * far 0.80 and coefficient 50 %. Each row changes some of that; what must be found is worked by
 * hand from the limit of 1 % and half of the last digit written.
 */
#include "quality/quality.h"

#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/quality_model.h"

#include <math.h>
#include <string.h>

#define NONE ((double)NAN)

enum { VALUE_COUNT = LG_ENTERPRISE_ROLE_COUNT - LG_ENTERPRISE_LAND_AREA };

static struct lg_error error;

/* In the units of the fields: ha, wan_m2, a ratio and %. */
static const double sound[VALUE_COUNT] = {10, 4, 0.5, 2, 1, 1, 0.5, 1, 8.00, 3, 5, 0.80, 50};

/* 99 900 m2 by 12.34 ha are 0.8096, 61 800 m2 are 50.081 %. */
static const double neighbour[VALUE_COUNT] = {12.34, 4.11, 1.05, 2.02, 1.13, 1.01, 0.52,
                                              2.50,  9.99, 3.21, 6.18, 0.81, 50.08};

static double factor_of(size_t role)
{
    return lg_enterprise_roles[role].unit == LG_UNIT_AREA ? 10000 : 1;
}

static struct lg_model *make_model(size_t enterprise_count)
{
    struct lg_model *model = quality_model_new(1);
    size_t source;
    assert_int_equal(lg_sources_add(&model->sources, LG_SOURCE_ENTERPRISES, &source, &error),
                     LG_OK);
    model->sources.items[source].path = "/data/企业.csv";
    for (size_t role = LG_ENTERPRISE_LAND_AREA; role < LG_ENTERPRISE_ROLE_COUNT; role++) {
        bool is_area = lg_enterprise_roles[role].unit == LG_UNIT_AREA;
        bool is_land = role <= LG_ENTERPRISE_OTHER_LAND;
        quality_model_field(model, source,
                            (struct lg_field_choice){
                                .role = role,
                                .field = lg_enterprise_roles[role].name,
                                .unit = !is_area  ? NULL
                                        : is_land ? "ha"
                                                  : "wan_m2",
                            });
    }
    struct lg_table *table = &model->enterprises;
    assert_int_equal(lg_table_add_rows(table, enterprise_count, &error), LG_OK);
    for (size_t row = 0; row < enterprise_count; row++) {
        table->source[row] = (uint32_t)source;
        table->feature[row] = (int64_t)row;
        for (size_t i = 0; i < VALUE_COUNT; i++) {
            size_t role = LG_ENTERPRISE_LAND_AREA + i;
            quality_model_number(table, role, row, sound[i] * factor_of(role));
        }
    }
    return model;
}

struct change {
    size_t role; /* 0: none */
    double value;
};

struct record_case {
    const char *name;
    struct change changes[3];
    const char *expected;
    double value, limit; /* of the only finding; limit NaN: not looked at */
    const char *message;
};

static const struct record_case record_cases[] = {
    {"a sound record", {{0, 0}}, "", 0, 0, ""},
    {"parts make more than the land",
     {{LG_ENTERPRISE_OTHER_LAND, 2}},
     "E_SUM",
     1,
     NONE,
     "the parts of the land of enterprise E make 11.0000 ha, its land_area is 10.0000 ha"},
    {"parts make less than the land", {{LG_ENTERPRISE_PLANT_LAND, 3}}, "E_SUM", -1, NONE, "9.0000"},
    {"parts within one per cent", {{LG_ENTERPRISE_OTHER_LAND, 1.1}}, "", 0, 0, ""},
    {"a part that is missing may be the rest", {{LG_ENTERPRISE_PLANT_LAND, NONE}}, "", 0, 0, ""},
    {"the known parts make too much",
     {{LG_ENTERPRISE_PLANT_LAND, NONE}, {LG_ENTERPRISE_YARD_LAND, 8}},
     "E_SUM",
     2,
     NONE,
     "known parts"},
    {"no land, nothing to hold it against",
     {{LG_ENTERPRISE_LAND_AREA, NONE}, {LG_ENTERPRISE_FAR, 2}},
     "",
     0,
     0,
     ""},
    {"far of another record",
     {{LG_ENTERPRISE_FAR, 0.59}},
     "W_FAR",
     0.59,
     0.8,
     "far of enterprise E is 0.5900, but its floor_area of 80000.0 m2 on 10.0000 ha makes 0.8000"},
    {"far rounded to two digits", {{LG_ENTERPRISE_FAR, 0.81}}, "", 0, 0, ""},
    /* 1 % of 0.80, half a digit of far, of floor by land and of land: 0.008, 0.005, 0.0005, 0.0004
     */
    {"far beyond what rounding allows", {{LG_ENTERPRISE_FAR, 0.82}}, "W_FAR", 0.82, 0.8, "0.8200"},
    {"more digits leave less to rounding",
     {{LG_ENTERPRISE_FAR, 0.8138}},
     "W_FAR",
     0.8138,
     0.8,
     "0.8138"},
    {"far of single precision", {{LG_ENTERPRISE_FAR, 0.79999998}}, "", 0, 0, ""},
    {"no far recorded", {{LG_ENTERPRISE_FAR, NONE}}, "", 0, 0, ""},
    {"coefficient of another record",
     {{LG_ENTERPRISE_COEFFICIENT, 54.28}},
     "W_FAR",
     54.28,
     50,
     "coefficient of enterprise E is 54.28 %, but its footprint_yards of 50000.0 m2"},
    {"coefficient within one per cent", {{LG_ENTERPRISE_COEFFICIENT, 50.3}}, "", 0, 0, ""},
    {"a coefficient without yards is at least the buildings",
     {{LG_ENTERPRISE_FOOTPRINT_YARDS, NONE}, {LG_ENTERPRISE_COEFFICIENT, 20}},
     "W_FAR",
     20,
     30,
     "its footprint of 30000.0 m2 on 10.0000 ha alone makes 30.00 %"},
    {"and may be more", {{LG_ENTERPRISE_FOOTPRINT_YARDS, NONE}}, "", 0, 0, ""},
    {"yards larger than the land",
     {{LG_ENTERPRISE_FOOTPRINT_YARDS, 35.79}},
     "W_FAR",
     3.579,
     1,
     "footprint_yards of enterprise E is 357900.0 m2, more than its land_area of 10.0000 ha"},
    {"all of the land covered",
     {{LG_ENTERPRISE_FOOTPRINT_YARDS, 10}, {LG_ENTERPRISE_COEFFICIENT, 100}},
     "",
     0,
     0,
     ""},
    {"yards without the footprint",
     {{LG_ENTERPRISE_FOOTPRINT_YARDS, 2}, {LG_ENTERPRISE_COEFFICIENT, 20}},
     "W_FAR",
     20000,
     30000,
     "less than its footprint"},
    {"less than one storey",
     {{LG_ENTERPRISE_FLOOR_AREA, 2}, {LG_ENTERPRISE_FAR, 0.2}},
     "W_FAR",
     20000,
     30000,
     "floor_area of enterprise E is 20000.0 m2, less than its footprint of 30000.0 m2"},
    {"one storey", {{LG_ENTERPRISE_FLOOR_AREA, 3}, {LG_ENTERPRISE_FAR, 0.3}}, "", 0, 0, ""},
};

/* Beside the row stand two sound ones: they settle the medians and show that digits are two. */
static void check_record_case(void **state)
{
    const struct record_case *row = *state;
    struct lg_model *model = make_model(3);
    struct lg_table *table = &model->enterprises;
    quality_model_text(table, LG_ENTERPRISE_NAME, 0, "E");
    quality_model_text(table, LG_ENTERPRISE_PARCEL_ID, 0, "Z1");
    quality_model_number(&model->parcels.table, LG_PARCEL_RECORDED_AREA, 0, 10000);
    model->parcels.area_m2[0] = 250000; /* the parcel is larger than the enterprise */
    for (size_t i = 0; i < VALUE_COUNT; i++) {
        size_t role = LG_ENTERPRISE_LAND_AREA + i;
        quality_model_number(table, role, 1, neighbour[i] * factor_of(role));
    }
    for (size_t i = 0; i < 3 && row->changes[i].role != 0; i++) {
        size_t role = row->changes[i].role;
        quality_model_number(table, role, 0, row->changes[i].value * factor_of(role));
    }

    assert_int_equal(lg_quality_enterprises(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        const struct lg_finding *finding = &model->findings.items[0];
        ASSERT_CLOSE(finding->value, row->value, 1e-9);
        if (!isnan(row->limit)) ASSERT_CLOSE(finding->limit, row->limit, 1e-9);
        assert_non_null(strstr(finding->message, row->message));
        assert_string_equal(finding->layer, "enterprises");
        assert_string_equal(finding->parcel_id, "Z1");
        assert_int_equal(finding->feature, 0);
        ASSERT_CLOSE(finding->lon_deg, 91, 0);
    }
    lg_model_free(model);
}

struct unit_case {
    const char *name;
    struct change changes[2]; /* of every row: factors, not values */
    const char *parcel_id;
    const char *expected, *message;
};

static const struct unit_case unit_cases[] = {
    {"all as declared", {{0, 0}}, "Z1", "", ""},
    {"floor area in m2 read as 10 000 m2",
     {{LG_ENTERPRISE_FLOOR_AREA, 1e4}},
     NULL,
     "W_UNIT",
     "floor_area of 企业.csv is 8000 of the land in the median, as if it were in m2 and not in "
     "wan_m2; declare units: {floor_area: m2} if so"},
    {"yards in m2 read as 10 000 m2",
     {{LG_ENTERPRISE_FOOTPRINT_YARDS, 1e4}},
     NULL,
     "W_UNIT",
     "footprint_yards of"},
    {"land in m2 read as ha",
     {{LG_ENTERPRISE_LAND_AREA, 1e4}},
     "Z1",
     "W_UNIT",
     "land_area of 企业.csv is 1e+04 of the measured area in the median, as if it were in m2"},
    {"parts in mu read as ha",
     {{LG_ENTERPRISE_PLANT_LAND, 15}},
     NULL,
     "W_UNIT",
     "as if they were in mu and not in ha"},
    {"coefficients as shares",
     {{LG_ENTERPRISE_COEFFICIENT, 0.01}},
     NULL,
     "W_UNIT",
     "as if it were a share and not in %"},
};

static void check_unit_case(void **state)
{
    const struct unit_case *row = *state;
    struct lg_model *model = make_model(3);
    struct lg_table *table = &model->enterprises;
    model->parcels.area_m2[0] = 100000;
    for (size_t i = 0; i < 3; i++) {
        if (i == 0) quality_model_text(table, LG_ENTERPRISE_PARCEL_ID, i, row->parcel_id);
        for (size_t c = 0; c < 2 && row->changes[c].role != 0; c++) {
            size_t first = row->changes[c].role;
            /* The parts change their unit together. */
            size_t last = first == LG_ENTERPRISE_PLANT_LAND ? LG_ENTERPRISE_OTHER_LAND : first;
            for (size_t role = first; role <= last; role++) {
                table->columns[role].number[i] *= row->changes[c].value;
            }
        }
    }

    assert_int_equal(lg_quality_enterprises(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        assert_non_null(strstr(model->findings.items[0].message, row->message));
        assert_int_equal(model->findings.items[0].source, 1);
    }
    lg_model_free(model);
}

struct twin_case {
    const char *name;
    const char *ids[3], *names[3];
    const char *expected;
};

static const struct twin_case twin_cases[] = {
    {"three enterprises", {"Z1", "Z2", "Z3"}, {"A", "B", "C"}, ""},
    {"two on one parcel", {"Z1", "Z1", "Z3"}, {"A", "B", "C"}, ""},
    {"one on two parcels", {"Z1", "Z2", "Z3"}, {"A", "A", "C"}, ""},
    {"one row twice", {"Z1", "Z2", "Z1"}, {"A", "B", "A"}, "E_DUP"},
    {"one row three times", {"Z1", "Z1", "Z1"}, {"A", "A", "A"}, "E_DUP E_DUP"},
    {"without names nothing tells", {"Z1", "Z1", "Z1"}, {NULL, NULL, NULL}, ""},
    {"without a parcel nothing tells", {NULL, NULL, NULL}, {"A", "A", "A"}, ""},
};

static void check_twin_case(void **state)
{
    const struct twin_case *row = *state;
    struct lg_model *model = make_model(3);
    for (size_t i = 0; i < 3; i++) {
        quality_model_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, i, row->ids[i]);
        quality_model_text(&model->enterprises, LG_ENTERPRISE_NAME, i, row->names[i]);
        quality_model_number(&model->enterprises, LG_ENTERPRISE_LAND_AREA, i, NONE);
    }

    assert_int_equal(lg_quality_enterprises(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) assert_int_equal(model->findings.items[0].feature, 2);
    lg_model_free(model);
}

/* Whatever allocation fails, it is said and nothing is lost: the sanitizers would tell. */
static void test_lost_memory_is_said(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    for (long allowed = 0; status != LG_OK; allowed++) {
        struct lg_model *model = make_model(2);
        quality_model_text(&model->enterprises, LG_ENTERPRISE_NAME, 0, "E");
        quality_model_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, 0, "Z1");
        quality_model_number(&model->enterprises, LG_ENTERPRISE_FAR, 0, 0.59);
        failing_alloc_after(allowed);
        status = lg_quality_enterprises(model, &error);
        failing_alloc_after(-1);
        assert_true(status == LG_NO_MEMORY || (status == LG_OK && allowed > 20));
        lg_model_free(model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lost_memory_is_said)};
    int failed = 0;
    failed += RUN_CASES("quality/enterprises", record_cases, check_record_case);
    failed += RUN_CASES("quality/enterprise units", unit_cases, check_unit_case);
    failed += RUN_CASES("quality/enterprise twins", twin_cases, check_twin_case);
    return failed + cmocka_run_group_tests_name("quality/enterprise memory", tests, NULL, NULL);
}
