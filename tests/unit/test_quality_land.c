/*
 * quality/: what is told of areas that spatial/ found, the boundary table, findings completed.
 *
 * On the small model (support/small_model.h): parks K1 and K2, parcel P1 in K1, P2 in both, P3 in
 * none. The areas are put there by hand.
 */
#include "model/parcel_pieces.h"
#include "quality/quality.h"
#include "support/cmocka.h"
#include "support/small_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AREAS_MAX = 3 };

struct land_case {
    const char *name;
    struct {
        enum lg_finding_code code; /* 0 with area 0 ends */
        size_t park, other_park, parcel, other_parcel;
        double area_m2, width_m;
        bool at_boundary;
    } areas[AREAS_MAX];
    enum lg_overlaps overlaps;
    enum lg_finding_code code; /* of the first finding */
    size_t finding_count, told_count;
    const char *park_code, *parcel_id, *message;
};

#define NO SIZE_MAX

static const struct land_case land_cases[] = {
    {"land claimed twice counts for one",
     {{LG_W_OVERLAP, NO, NO, 0, 1, 500, 5, false}},
     LG_OVERLAPS_ONCE,
     LG_W_OVERLAP,
     1,
     1,
     "K1",
     "P2",
     "parcels P1 and P2 share 500.00 m2, which counts for P1; correct the boundary"},
    {"or for both",
     {{LG_W_OVERLAP, NO, NO, 0, 1, 500, 5, false}},
     LG_OVERLAPS_KEEP,
     LG_W_OVERLAP,
     1,
     1,
     "K1",
     "P2",
     "which counts for both"},
    {"land drawn twice",
     {{LG_E_DUP, NO, NO, 1, 0, 10000, 50, false}},
     LG_OVERLAPS_ONCE,
     LG_E_DUP,
     1,
     1,
     "K1",
     "P1",
     "parcels P2 and P1 are the same land, 10000.00 m2, drawn twice; it counts for P2; delete"},
    {"a claim outside every park has no park",
     {{LG_W_OVERLAP, NO, NO, 0, 2, 500, 5, false}},
     LG_OVERLAPS_ONCE,
     LG_W_OVERLAP,
     1,
     1,
     NULL,
     "P3",
     "share"},
    {"a gap between parcels",
     {{LG_W_GAP, 1, NO, NO, NO, 30, 0.5, false}},
     LG_OVERLAPS_ONCE,
     LG_W_GAP,
     1,
     1,
     "K2",
     NULL,
     "no parcel covers 30.00 m2 of the park, 0.50 m wide on average, between its parcels"},
    {"a gap along the boundary",
     {{LG_W_GAP, 1, NO, NO, NO, 30, 0.5, true}},
     LG_OVERLAPS_ONCE,
     LG_W_GAP,
     1,
     1,
     "K2",
     NULL,
     "along its boundary"},
    {"a gap of just a square metre is not told",
     {{LG_W_GAP, 0, NO, NO, NO, 1, 0.5, false}},
     LG_OVERLAPS_ONCE,
     LG_W_GAP,
     0,
     0,
     NULL,
     NULL,
     NULL},
    {"a strip of just 10 cm is told as one of the small ones",
     {{LG_W_GAP, 0, NO, NO, NO, 30, 0.1, false}},
     LG_OVERLAPS_ONCE,
     LG_W_GAP,
     1,
     0,
     "K1",
     NULL,
     "1 gap too narrow or too small to be shown, 30.00 m2 in all"},
    {"small gaps of one park add up, those of another do not",
     {{LG_W_GAP, 0, NO, NO, NO, 0.6, 0.5, false},
      {LG_W_GAP, 0, NO, NO, NO, 0.6, 0.5, false},
      {LG_W_GAP, 1, NO, NO, NO, 0.6, 0.5, false}},
     LG_OVERLAPS_ONCE,
     LG_W_GAP,
     1,
     0,
     "K1",
     NULL,
     "2 gaps too narrow or too small to be shown, 1.20 m2 in all"},
    {"parks over each other",
     {{LG_W_NEST, 0, 1, NO, NO, 700, 5, false}},
     LG_OVERLAPS_ONCE,
     LG_W_NEST,
     1,
     1,
     "K2",
     NULL,
     "parks K1 and K2 share 700.00 m2"},
};

static struct lg_model *model_with_areas(const struct land_case *row)
{
    struct lg_model *model = small_model_new();
    lg_findings_reset(&model->findings);
    model->rules.sliver_m2 = 1;
    model->rules.gap_width_m = 0.1;
    model->rules.out_share_min = 0.05;
    model->overlaps = row->overlaps;
    for (size_t i = 0; i < AREAS_MAX && row->areas[i].area_m2 > 0; i++) {
        struct lg_quality_area area = lg_quality_area_blank(row->areas[i].code);
        area.park = row->areas[i].park;
        area.other_park = row->areas[i].other_park;
        area.parcel = row->areas[i].parcel;
        area.other_parcel = row->areas[i].other_parcel;
        area.area_m2 = row->areas[i].area_m2;
        area.width_m = row->areas[i].width_m;
        area.touches_boundary = row->areas[i].at_boundary;
        area.lon_deg = 91.123;
        area.lat_deg = 29.456;
        assert_int_equal(
            lg_quality_areas_add(&model->quality_areas, &area, &model->parcels.lon_lat, 0, 8, NULL),
            LG_OK);
    }
    return model;
}

static void check_text(const char *actual, const char *expected)
{
    if (expected == NULL) {
        assert_null(actual);
    } else {
        assert_string_equal(actual, expected);
    }
}

static void land_holds(void **state)
{
    const struct land_case *row = *state;
    struct lg_model *model = model_with_areas(row);
    assert_int_equal(lg_quality_land(model, NULL), LG_OK);
    assert_int_equal(model->findings.count, row->finding_count);
    size_t told_count = 0;
    for (size_t i = 0; i < model->quality_areas.count; i++) {
        told_count += model->quality_areas.items[i].is_told;
    }
    assert_int_equal(told_count, row->told_count);
    if (row->finding_count > 0) {
        const struct lg_finding *finding = &model->findings.items[0];
        assert_int_equal(finding->code, row->code);
        check_text(finding->park_code, row->park_code);
        check_text(finding->parcel_id, row->parcel_id);
        assert_non_null(strstr(finding->message, row->message));
        if (row->told_count > 0) {
            ASSERT_CLOSE(finding->value, row->areas[0].area_m2, 0);
            ASSERT_CLOSE(finding->lon_deg, 91.123, 0);
        }
    }
    lg_model_free(model);
}

/* P2 taken out of K2: 8000 of its 20 000 m2 then lie in no park. */
static struct lg_model *model_with_part_outside(double share_min)
{
    static const struct land_case none = {.name = "none"};
    struct lg_model *model = model_with_areas(&none);
    model->rules.out_share_min = share_min;
    model->pieces.park[2] = LG_NO_PARK;
    return model;
}

static void part_outside_is_an_area(void **state)
{
    (void)state;
    struct lg_model *model = model_with_part_outside(0.4);
    assert_int_equal(lg_quality_land(model, NULL), LG_OK);
    assert_int_equal(model->quality_areas.count, 1);
    const struct lg_quality_area *area = &model->quality_areas.items[0];
    assert_int_equal(area->code, LG_W_OUT);
    assert_int_equal(area->park, 0);
    assert_int_equal(area->parcel, 1);
    ASSERT_CLOSE(area->area_m2, 8000, 0);
    assert_true(area->is_told);
    lg_model_free(model);

    model = model_with_part_outside(0.41);
    assert_int_equal(lg_quality_land(model, NULL), LG_OK);
    assert_int_equal(model->quality_areas.count, 0);
    lg_model_free(model);
}

static const struct lg_boundary_row *find_row(const struct lg_model *model, size_t park,
                                              const char *line, const char *size_class)
{
    for (size_t i = 0; i < model->results.boundary_count; i++) {
        const struct lg_boundary_row *row = &model->results.boundary[i];
        bool is_class = size_class == NULL
                            ? row->size_class == NULL
                            : row->size_class != NULL && strcmp(row->size_class, size_class) == 0;
        if (row->park == park && is_class && strcmp(row->line, line) == 0) return row;
    }
    return NULL;
}

static void check_row(const struct lg_model *model, size_t park, const char *line,
                      const char *size_class, size_t count, double area_m2)
{
    const struct lg_boundary_row *row = find_row(model, park, line, size_class);
    assert_non_null(row);
    if (row == NULL) return;
    assert_int_equal(row->count, count);
    if (isnan(area_m2)) {
        assert_true(isnan(row->area_m2));
    } else {
        ASSERT_CLOSE(row->area_m2, area_m2, 1e-9);
    }
}

static void boundary_three_ways(void **state)
{
    (void)state;
    static const struct land_case gaps = {
        .name = "gaps",
        .areas = {{LG_W_GAP, 0, NO, NO, NO, 0.5, 0.5, true},
                  {LG_W_GAP, 0, NO, NO, NO, 10, 0.5, true},
                  {LG_W_GAP, 0, NO, NO, NO, 20000, 0.5, false}},
    };
    struct lg_model *model = model_with_areas(&gaps);
    model->pieces.park[2] = LG_NO_PARK;
    assert_int_equal(lg_table_add_column(&model->parks.table, LG_PARK_APPROVED_AREA, NULL), LG_OK);
    model->parks.table.columns[LG_PARK_APPROVED_AREA].number[0] = 990000;
    model->parks.table.columns[LG_PARK_APPROVED_AREA].number[1] = (double)NAN;
    assert_int_equal(lg_quality_land(model, NULL), LG_OK);
    assert_int_equal(lg_quality_boundary(model, NULL), LG_OK);

    check_row(model, 0, "approved", NULL, 0, 990000);
    check_row(model, 0, "boundary", NULL, 0, 1000000);
    check_row(model, 0, "parcels", NULL, 0, 1000000 - 20010.5);
    check_row(model, 0, "gap_edge", "<1", 1, 0.5);
    check_row(model, 0, "gap_edge", "10-100", 1, 10); /* a class begins with its first number */
    check_row(model, 0, "gap_inside", ">=10000", 1, 20000);
    check_row(model, 0, "beyond", "1000-10000", 1, 8000);
    assert_null(find_row(model, 0, "gap_edge", "1-10"));
    assert_null(find_row(model, 1, "beyond", "1000-10000"));
    check_row(model, 1, "approved", NULL, 0, (double)NAN);
    lg_model_free(model);
}

/* Made while a block was read: file and row are known. P2 lies in K1 for its larger part. */
static void findings_of_rows_are_completed(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    lg_findings_reset(&model->findings);
    double centers[6] = {91.15, 29.15, 91.5, 29.06, (double)NAN, (double)NAN};
    model->parcels.center_lon_lat_deg = malloc(sizeof(centers));
    assert_non_null(model->parcels.center_lon_lat_deg);
    memcpy(model->parcels.center_lon_lat_deg, centers, sizeof(centers));
    for (int64_t i = 0; i < 3; i++) {
        model->parcels.table.feature[i] = 2 - i;
    }
    struct lg_finding of_row = lg_finding_blank(LG_W_GEOM, "parcels");
    of_row.source = 0;
    of_row.feature = 1;
    of_row.parcel_id = "as written";
    struct lg_finding elsewhere = of_row;
    elsewhere.layer = "buildings";
    struct lg_finding other_file = of_row;
    other_file.source = 7;
    assert_int_equal(lg_findings_add(&model->findings, &of_row, NULL, "a"), LG_OK);
    assert_int_equal(lg_findings_add(&model->findings, &elsewhere, NULL, "b"), LG_OK);
    assert_int_equal(lg_findings_add(&model->findings, &other_file, NULL, "c"), LG_OK);
    assert_int_equal(lg_quality_complete(model, NULL), LG_OK);

    const struct lg_finding *items = model->findings.items;
    assert_string_equal(items[0].parcel_id, "P2");
    assert_string_equal(items[0].park_code, "K1");
    ASSERT_CLOSE(items[0].lon_deg, 91.5, 0);
    for (size_t i = 1; i < 3; i++) {
        assert_string_equal(items[i].parcel_id, "as written");
        assert_null(items[i].park_code);
        assert_true(isnan(items[i].lon_deg));
    }
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(part_outside_is_an_area),
        cmocka_unit_test(boundary_three_ways),
        cmocka_unit_test(findings_of_rows_are_completed),
    };
    int failed = RUN_CASES("land", land_cases, land_holds);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    return failed;
}
