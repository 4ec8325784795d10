/*
 * quality/: what is found in recorded areas and dates. Every expected number is worked by hand
 * from the bands of domain.md 4.6 (0.3 % and 50 m2, 5 %) and the relations of 6.9.
 */
#include "quality/quality.h"

#include "support/cmocka.h"
#include "support/quality_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct lg_error error;

struct area_case {
    const char *name;
    double measured_m2, recorded_m2;
    const char *expected;
    double value_pct; /* of the finding */
};

static const struct area_case area_cases[] = {
    {"equal areas", 10000, 10000, "", 0},
    {"0.29 % of a large parcel is allowed", 99710, 100000, "", 0},
    {"0.4 % is a warning", 99600, 100000, "W_AREA", -0.4},
    {"larger by geometry is a warning, too", 100400, 100000, "W_AREA", 0.4},
    {"10 % of a small parcel is within 50 m2", 450, 500, "", 0},
    {"51 m2 of a small parcel is beyond both", 449, 500, "E_AREA", -10.2},
    {"4.9 % is still a warning", 95100, 100000, "W_AREA", -4.9},
    {"beyond 5 % is an error", 94900, 100000, "E_AREA", -5.1},
    {"nothing recorded is no finding", 10000, (double)NAN, "", 0},
    {"an unusable shape is no finding here", (double)NAN, 10000, "", 0},
    {"zero is a record, and a wrong one", 10000, 0, "E_AREA", (double)NAN},
};

static void check_area_case(void **state)
{
    const struct area_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    model->parcels.area_m2[0] = row->measured_m2;
    quality_model_number(&model->parcels.table, LG_PARCEL_CERTIFICATE_AREA, 0, row->recorded_m2);

    assert_int_equal(lg_quality_areas(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        const struct lg_finding *finding = &model->findings.items[0];
        assert_true(isnan(finding->value) == isnan(row->value_pct));
        if (!isnan(row->value_pct)) ASSERT_CLOSE(finding->value, row->value_pct, 1e-9);
        assert_string_equal(finding->parcel_id, "Z1");
        assert_string_equal(finding->layer, "parcels");
        ASSERT_CLOSE(finding->lon_deg, 91, 0);
        ASSERT_CLOSE(finding->lat_deg, 29.65, 0);
    }
    lg_model_free(model);
}

struct unit_case {
    const char *name;
    enum lg_parcel_role role;
    const char *declared; /* NULL: the source does not say, m2 */
    double ratio;         /* of every recorded area, in m2 as read, to the measured one */
    const char *expected;
    const char *message; /* a part of it */
};

static const struct unit_case unit_cases[] = {
    {"hectares read as m2", LG_PARCEL_RECORDED_AREA, NULL, 1e-4, "W_UNIT", "in ha and not in m2"},
    {"mu read as m2", LG_PARCEL_RECORDED_AREA, NULL, 15e-4, "W_UNIT", "in mu and not in m2"},
    {"km2 read as m2", LG_PARCEL_RECORDED_AREA, NULL, 1e-6, "W_UNIT", "in km2 and not in m2"},
    {"m2 read as hectares", LG_PARCEL_RECORDED_AREA, "ha", 1e4, "W_UNIT", "{recorded_area: m2}"},
    {"m2 read as mu", LG_PARCEL_RECORDED_AREA, "mu", 666.67, "W_UNIT", "in m2 and not in mu"},
    {"hectares read as mu", LG_PARCEL_RECORDED_AREA, "mu", 1 / 15.0, "W_UNIT", "in ha and not"},
    {"certificates in mu", LG_PARCEL_CERTIFICATE_AREA, NULL, 15e-4, "W_UNIT", "of 宗地.shp"},
    {"raised datum", LG_PARCEL_CERTIFICATE_AREA, NULL, 1.00115, "W_AREA", "raised local datum"},
    {"all by a sixth", LG_PARCEL_CERTIFICATE_AREA, NULL, 1 / 1.17,
     "E_AREA E_AREA E_AREA E_AREA E_AREA E_AREA", "+17.0 % from it in the median of 5 rows"},
    {"all by less than a twentieth", LG_PARCEL_CERTIFICATE_AREA, NULL, 1 / 1.049,
     "W_AREA W_AREA W_AREA W_AREA W_AREA", "4.90 % larger"},
    {"within the plane's own error", LG_PARCEL_CERTIFICATE_AREA, NULL, 1.0005, "", ""},
    {"everyday floor area ratio", LG_PARCEL_FLOOR_AREA, NULL, 0.8, "", ""},
    {"m2 of floor read as 10 000 m2", LG_PARCEL_FLOOR_AREA, "wan_m2", 8000, "W_UNIT",
     "in m2 and not in wan_m2"},
    {"10 000 m2 of floor read as m2", LG_PARCEL_FLOOR_AREA, NULL, 8e-5, "W_UNIT",
     "in wan_m2 and not in m2"},
    {"a ratio no unit explains", LG_PARCEL_FLOOR_AREA, NULL, 50, "W_UNIT", "no unit explains it"},
};

static void check_unit_case(void **state)
{
    const struct unit_case *row = *state;
    struct lg_model *model = quality_model_new(5);
    struct lg_field_choice choice = {.role = row->role, .field = "MJ", .unit = row->declared};
    model->sources.items[0].fields = &choice;
    model->sources.items[0].field_count = 1;
    for (size_t parcel = 0; parcel < 5; parcel++) {
        quality_model_number(&model->parcels.table, row->role, parcel, 10000 * row->ratio);
    }

    assert_int_equal(lg_quality_areas(model, &error), LG_OK);
    assert_int_equal(lg_quality_figures(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count > 0) {
        assert_non_null(strstr(model->findings.items[0].message, row->message));
    }
    lg_model_free(model);
}

/* One park with all parcels in it: whole, but the last one only by half. */
static void add_park(struct lg_model *model, double area_m2)
{
    struct lg_table *parks = &model->parks.table;
    size_t source;
    assert_int_equal(lg_sources_add(&model->sources, LG_SOURCE_PARKS, &source, &error), LG_OK);
    assert_int_equal(lg_table_add_rows(parks, 1, &error), LG_OK);
    parks->source[0] = (uint32_t)source;
    assert_int_equal(lg_table_add_column(parks, LG_PARK_CODE, &error), LG_OK);
    parks->columns[LG_PARK_CODE].text[0] = "S549901";
    model->parks.area_m2 = calloc(1, sizeof(*model->parks.area_m2));
    assert_non_null(model->parks.area_m2);
    model->parks.area_m2[0] = area_m2;

    struct lg_pieces *pieces = &model->pieces;
    size_t count = model->parcels.table.count;
    pieces->count = count;
    pieces->park = calloc(count, sizeof(*pieces->park));
    pieces->parcel = calloc(count, sizeof(*pieces->parcel));
    pieces->counted_m2 = calloc(count, sizeof(*pieces->counted_m2));
    pieces->share = calloc(count, sizeof(*pieces->share));
    assert_non_null(pieces->park);
    assert_non_null(pieces->parcel);
    assert_non_null(pieces->counted_m2);
    assert_non_null(pieces->share);
    for (size_t i = 0; i < count; i++) {
        pieces->parcel[i] = i;
        pieces->share[i] = i + 1 < count ? 1 : 0.5;
        pieces->counted_m2[i] = pieces->share[i] * model->parcels.area_m2[i];
    }
}

/*
 * Each parcel is off by 45 m2, which its own tolerance allows; together, 100 whole ones and a
 * half, 4522.5 m2 of 1 009 522.5 m2 recorded or 0.448 % are missing from the ground.
 */
static void test_small_differences_add_up_in_the_park(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(101);
    for (size_t row = 0; row < 101; row++) {
        quality_model_number(&model->parcels.table, LG_PARCEL_RECORDED_AREA, row, 10045);
    }
    add_park(model, 1e6);

    assert_int_equal(lg_quality_areas(model, &error), LG_OK);

    quality_model_check(model, "W_AREA");
    const struct lg_finding *finding = &model->findings.items[0];
    assert_string_equal(finding->layer, "parks");
    assert_string_equal(finding->park_code, "S549901");
    assert_null(finding->parcel_id);
    ASSERT_CLOSE(finding->value, -100 * 4522.5 / 1009522.5, 1e-9);
    assert_non_null(strstr(finding->message, "parcels: 101"));
    assert_non_null(strstr(finding->message, "0.45 % smaller"));
    lg_model_free(model);
}

static void test_parcels_in_a_wrong_unit_are_named_once(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(50);
    for (size_t row = 0; row < 50; row++) {
        quality_model_number(&model->parcels.table, LG_PARCEL_RECORDED_AREA, row, 1);
    }
    add_park(model, 1e6);

    assert_int_equal(lg_quality_areas(model, &error), LG_OK);

    quality_model_check(model, "W_UNIT");
    lg_model_free(model);
}

struct park_case {
    const char *name;
    enum lg_park_role role;
    const char *scope;
    double area_m2; /* of a park measured at 1 km2 */
    const char *expected;
};

static const struct park_case park_cases[] = {
    {"approved area fits", LG_PARK_APPROVED_AREA, "主区", 1.002e6, ""},
    {"approved area 1 % larger", LG_PARK_APPROVED_AREA, "主区", 1.01e6, "W_AREA"},
    {"recorded area 10 % smaller", LG_PARK_RECORDED_AREA, NULL, 0.9e6, "E_AREA"},
    {"approved is the main area only", LG_PARK_APPROVED_AREA, "发展方向区", 3e6, ""},
    {"an expansion area by another name", LG_PARK_APPROVED_AREA, "发展方向区（北）", 3e6, ""},
    {"recorded holds for every scope", LG_PARK_RECORDED_AREA, "发展方向区", 3e6, "E_AREA"},
    {"approved area in ha read as m2", LG_PARK_APPROVED_AREA, NULL, 100, "W_UNIT"},
};

static void check_park_case(void **state)
{
    const struct park_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    add_park(model, 1e6);
    struct lg_table *parks = &model->parks.table;
    assert_int_equal(lg_table_add_column(parks, row->role, &error), LG_OK);
    parks->columns[row->role].number[0] = row->area_m2;
    assert_int_equal(lg_table_add_column(parks, LG_PARK_SCOPE, &error), LG_OK);
    parks->columns[LG_PARK_SCOPE].text[0] = row->scope;

    assert_int_equal(lg_quality_areas(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    lg_model_free(model);
}

struct date_case {
    const char *name;
    enum lg_parcel_role first, then;
    const char *first_text, *then_text;
    const char *expected;
    double value_days;
};

static const struct date_case date_cases[] = {
    {"signed before hand-over", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024-05-01",
     "2024-05-02", "", 0},
    {"signed on the day of hand-over", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024-05-01",
     "2024-05-01", "", 0},
    {"signed after hand-over", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024-05-03",
     "2024-05-01", "W_ORDER", 2},
    {"agreed start before the contract", LG_PARCEL_SIGNED_ON, LG_PARCEL_START_DUE, "2024-05-03",
     "2023-05-03", "W_ORDER", 366},
    {"started before hand-over", LG_PARCEL_HANDOVER_ON, LG_PARCEL_START_ON, "2024-05-03",
     "2024-05-02", "W_ORDER", 1},
    {"agreed start after agreed completion", LG_PARCEL_START_DUE, LG_PARCEL_COMPLETION_DUE,
     "2024-05-03", "2024-05-02", "W_ORDER", 1},
    {"started after completion", LG_PARCEL_START_ON, LG_PARCEL_COMPLETION_ON, "2024-05-03",
     "2024-05-02", "W_ORDER", 1},
    {"a month may hold the earlier day", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024-05",
     "2024-05-02", "", 0},
    {"a month that lies wholly after", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024-06",
     "2024-05-31", "W_ORDER", 1},
    {"a year may hold the earlier day", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024",
     "2024-01-01", "", 0},
    {"a missing date is in no order", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "", "2024-05-02",
     "", 0},
    {"started on the evaluation date", LG_PARCEL_START_ON, LG_PARCEL_START_DUE, "2026-06-30", "",
     "", 0},
    {"started the day after it", LG_PARCEL_START_ON, LG_PARCEL_START_DUE, "2026-07-01", "",
     "W_FUTURE", 1},
    {"an agreed start may lie ahead", LG_PARCEL_START_DUE, LG_PARCEL_START_ON, "2027-07-01", "", "",
     0},
    {"the running month is no future", LG_PARCEL_START_ON, LG_PARCEL_START_DUE, "2026-06", "", "",
     0},
    {"signed after the agreed hand-over", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_DUE, "2024-05-03",
     "2024-05-01", "W_ORDER", 2},
    {"signed on the day of the agreed hand-over", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_DUE,
     "2024-05-01", "2024-05-01", "", 0},
    {"agreed start on the day of the contract", LG_PARCEL_SIGNED_ON, LG_PARCEL_START_DUE,
     "2024-05-03", "2024-05-03", "", 0},
    {"started on the day of hand-over", LG_PARCEL_HANDOVER_ON, LG_PARCEL_START_ON, "2024-05-03",
     "2024-05-03", "", 0},
    {"agreed to start and end on one day", LG_PARCEL_START_DUE, LG_PARCEL_COMPLETION_DUE,
     "2024-05-03", "2024-05-03", "", 0},
    {"completed on the day of the start", LG_PARCEL_START_ON, LG_PARCEL_COMPLETION_ON, "2024-05-03",
     "2024-05-03", "", 0},
    {"suspended before the start", LG_PARCEL_START_ON, LG_PARCEL_SUSPENDED_ON, "2024-05-03",
     "2024-05-02", "W_ORDER", 1},
    {"suspended on the day of the start", LG_PARCEL_START_ON, LG_PARCEL_SUSPENDED_ON, "2024-05-03",
     "2024-05-03", "", 0},
    {"a placeholder is in no order", LG_PARCEL_SIGNED_ON, LG_PARCEL_START_DUE, "2024-05-03",
     "1900-01-01", "", 0},
    {"a day after the placeholder is one", LG_PARCEL_SIGNED_ON, LG_PARCEL_START_DUE, "2024-05-03",
     "1900-01-02", "W_ORDER", 45412},
    {"a wrong date is in no order", LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON, "2024-05-03",
     "2024-02-30", "", 0},
};

static void check_date_case(void **state)
{
    const struct date_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    quality_model_date(&model->parcels.table, row->first, 0, row->first_text);
    quality_model_date(&model->parcels.table, row->then, 0, row->then_text);

    assert_int_equal(lg_quality_dates(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        ASSERT_CLOSE(model->findings.items[0].value, row->value_days, 0);
        assert_string_equal(model->findings.items[0].parcel_id, "Z1");
    }
    lg_model_free(model);
}

struct form_case {
    const char *name;
    const char *text;
    const char *expected;
    const char *message;
};

static const struct form_case form_cases[] = {
    {"a day", "2024-05-01", "", ""},
    {"nothing", "", "", ""},
    {"zeros", "00000000", "", ""},
    {"a month", "202402", "W_DATE", "has no day, so 2024-02-29 stands"},
    {"a year", "2024", "W_DATE", "has no month, so 2024-12-31 stands"},
    {"placeholder", "1900-01-01", "W_DATE1900", "start_due"},
    {"30 February", "2024-02-30", "E_DATE",
     "field YDKGSJ of row 7 of 宗地.shp, holds \"2024-02-30\""},
    {"words", "历史形成", "E_DATE",
     "start_due, field YDKGSJ of row 7 of 宗地.shp, holds \"历史形成\""},
    {"a remark is quoted up to a whole character", "一二三四五六七八九十一二三四五六七八九十一",
     "E_DATE", "holds \"一二三四五六七八九十一二三四五六七八九十\","},
};

static void check_form_case(void **state)
{
    const struct form_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    struct lg_field_choice choice = {.role = LG_PARCEL_START_DUE, .field = "YDKGSJ"};
    model->sources.items[0].fields = &choice;
    model->sources.items[0].field_count = 1;
    model->parcels.table.feature[0] = 7;
    quality_model_date(&model->parcels.table, LG_PARCEL_START_DUE, 0, row->text);

    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    if (model->findings.count == 1) {
        assert_non_null(strstr(model->findings.items[0].message, row->message));
    }
    lg_model_free(model);
}

struct use_case {
    const char *name;
    enum lg_use_system system;
    const char *code;
    const char *expected;
};

/* Codes of domain.md 3.1 and 3.3. */
static const struct use_case use_cases[] = {
    {"industrial land", LG_USE_GB2017, "0601", ""},
    {"class above it", LG_USE_GB2017, "06", "W_CODE"},
    {"no such class", LG_USE_GB2017, "9999", "E_CODE"},
    {"nothing declared, nothing checked", LG_USE_NONE, "9999", ""},
    {"land state is no use to refine", LG_USE_KFQ, "A3", ""},
    {"2023 class with classes below", LG_USE_YDYH2023, "10", "W_CODE"},
    {"2023 second level has enough", LG_USE_YDYH2023, "1001", ""},
    {"a letter of an old plan", LG_USE_GB50137, "M1", ""},
    {"a letter for no single use", LG_USE_GB50137, "H11", "W_CODE"},
    {"no such letter", LG_USE_GB50137, "X", "E_CODE"},
    {"no code", LG_USE_GB2017, NULL, ""},
};

static void check_use_case(void **state)
{
    const struct use_case *row = *state;
    struct lg_model *model = quality_model_new(1);
    assert_int_equal(lg_table_add_column(&model->parcels.table, LG_PARCEL_CURRENT_USE, &error),
                     LG_OK);
    model->parcels.table.columns[LG_PARCEL_CURRENT_USE].text[0] = row->code;
    model->use_systems[0] = row->system;

    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);

    quality_model_check(model, row->expected);
    lg_model_free(model);
}

/* A date of the supply table is found there, and named by the row. */
static void test_supply_rows_are_named_by_their_row(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    assert_int_equal(lg_table_add_rows(&model->supply, 1, &error), LG_OK);
    assert_int_equal(lg_table_add_column(&model->supply, LG_PARCEL_START_DUE, &error), LG_OK);
    model->supply.columns[LG_PARCEL_START_DUE].date[0] = lg_date_read("1900-01-01", 10);
    model->supply.feature[0] = 12;

    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);

    quality_model_check(model, "W_DATE1900");
    assert_string_equal(model->findings.items[0].layer, "supply");
    assert_int_equal(model->findings.items[0].feature, 12);
    lg_model_free(model);
}

static void test_a_park_may_know_only_the_month_of_its_foundation(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    add_park(model, 1e6);
    assert_int_equal(lg_table_add_column(&model->parks.table, LG_PARK_ESTABLISHED, &error), LG_OK);
    struct lg_date_reading *established = model->parks.table.columns[LG_PARK_ESTABLISHED].date;

    established[0] = lg_date_read("200109", 6);
    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);
    quality_model_check(model, "");

    established[0] = lg_date_read("200113", 6);
    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);
    quality_model_check(model, "E_DATE");
    assert_string_equal(model->findings.items[0].park_code, "S549901");
    lg_model_free(model);
}

/* The survey's standard writes months (domain.md 4.2): one finding, not one a row. */
static void test_months_that_no_clock_reads_are_named_once(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(3);
    quality_model_date(&model->parcels.table, LG_PARCEL_SIGNED_ON, 0, "200606");
    quality_model_date(&model->parcels.table, LG_PARCEL_SIGNED_ON, 1, "2010-6");
    quality_model_date(&model->parcels.table, LG_PARCEL_SIGNED_ON, 2, "2012-01-31");

    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);

    quality_model_check(model, "W_DATE");
    assert_int_equal(model->findings.count, 1);
    assert_non_null(
        strstr(model->findings.items[0].message, "signed_on of 宗地.shp has no day in 2 of 3"));
    lg_model_free(model);
}

/* What the join brought to the parcels is not found a second time there. */
static void test_a_joined_date_is_found_once(void **state)
{
    (void)state;
    struct lg_model *model = quality_model_new(1);
    assert_int_equal(lg_table_add_rows(&model->supply, 1, &error), LG_OK);
    assert_int_equal(lg_table_add_column(&model->supply, LG_PARCEL_START_DUE, &error), LG_OK);
    model->supply.columns[LG_PARCEL_START_DUE].date[0] = lg_date_read("202405", 6);
    quality_model_date(&model->parcels.table, LG_PARCEL_START_DUE, 0, "202405");

    assert_int_equal(lg_quality_attributes(model, &error), LG_OK);

    quality_model_check(model, "W_DATE");
    assert_string_equal(model->findings.items[0].layer, "supply");
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_differences_add_up_in_the_park),
        cmocka_unit_test(test_parcels_in_a_wrong_unit_are_named_once),
        cmocka_unit_test(test_supply_rows_are_named_by_their_row),
        cmocka_unit_test(test_a_park_may_know_only_the_month_of_its_foundation),
        cmocka_unit_test(test_months_that_no_clock_reads_are_named_once),
        cmocka_unit_test(test_a_joined_date_is_found_once),
    };
    int failed = 0;
    failed += RUN_CASES("quality/areas", area_cases, check_area_case);
    failed += RUN_CASES("quality/units", unit_cases, check_unit_case);
    failed += RUN_CASES("quality/parks", park_cases, check_park_case);
    failed += RUN_CASES("quality/dates", date_cases, check_date_case);
    failed += RUN_CASES("quality/forms", form_cases, check_form_case);
    failed += RUN_CASES("quality/uses", use_cases, check_use_case);
    failed += cmocka_run_group_tests_name("quality", tests, NULL, NULL);
    return failed;
}
