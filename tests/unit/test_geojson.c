/*
 * publish/geojson: RFC 7946 to the letter, on the shapes of support/small_model.h.
 */
#include "publish/geojson.h"
#include "publish/geometry.h"
#include "publish/json_text.h"
#include "support/cmocka.h"
#include "support/small_model.h"

#include <stdlib.h>
#include <string.h>

struct text_case {
    const char *name;
    const char *value;
    const char *expected;
};

static const struct text_case text_cases[] = {
    {"missing text is null", NULL, "null"},
    {"empty text is not missing", "", "\"\""},
    {"plain text", "A21", "\"A21\""},
    {"Chinese stays as it is", "东园", "\"东园\""},
    {"quotes", "a\"b", "\"a\\\"b\""},
    {"backslash", "a\\b", "\"a\\\\b\""},
    {"slash needs no escape", "a/b", "\"a/b\""},
    {"line breaks and tab", "a\nb\rc\td", "\"a\\nb\\rc\\td\""},
    {"other control characters by number", "\x01\x1f", "\"\\u0001\\u001f\""},
    {"delete is no control character of JSON", "\x7f", "\"\x7f\""},
    {"escapes behind Chinese", "东\"园", "\"东\\\"园\""},
    {"a lone byte is replaced", "a\xB0z", "\"a\xEF\xBF\xBDz\""},
    {"a cut character is replaced", "a\xE4\xB8", "\"a\xEF\xBF\xBD\xEF\xBF\xBD\""},
};

static void check_text(void **state)
{
    const struct text_case *row = *state;
    struct lg_text text = {0};
    lg_json_add_text(&text, row->value);
    assert_string_equal(text.bytes, row->expected);
    lg_text_reset(&text);
}

struct ring_case {
    const char *name;
    bool is_hole;
    double xy[8]; /* a closed triangle */
    const char *expected;
};

static const struct ring_case ring_cases[] = {
    {"outer ring that runs right stays",
     false,
     {0, 0, 1, 0, 0, 1, 0, 0},
     "[0,0],[1,0],[0,1],[0,0]"},
    {"outer ring that runs wrong is turned",
     false,
     {0, 0, 0, 1, 1, 0, 0, 0},
     "[0,0],[1,0],[0,1],[0,0]"},
};

static void check_ring(void **state)
{
    const struct ring_case *row = *state;
    struct lg_shapes shapes = {0};
    double *xy = NULL;
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(&shapes, row->is_hole, 4, &xy, NULL), LG_OK);
    memcpy(xy, row->xy, sizeof(row->xy));
    struct lg_text text = {0};
    struct lg_text expected = {0};
    lg_geometry_add(&text, &(struct lg_row_shape){&shapes, 0, 0});
    lg_text_add_text(&expected, "{\"type\":\"MultiPolygon\",\"coordinates\":[[[");
    lg_text_add_text(&expected, row->expected);
    lg_text_add_text(&expected, "]]]}");
    assert_string_equal(text.bytes, expected.bytes);
    lg_text_reset(&text);
    lg_text_reset(&expected);
    lg_shapes_reset(&shapes);
}

/* The text of one feature of a layer. */
static void write_feature(struct lg_text *text, const struct lg_model *model,
                          struct lg_sheet (*make)(const struct lg_view *view), size_t position)
{
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    struct lg_sheet sheet = make(view);
    struct lg_geojson_keys keys;
    assert_int_equal(lg_geojson_keys_init(&keys, &sheet, NULL), LG_OK);
    struct lg_row row = {.view = view, .model = model};
    lg_row_move(&row, &sheet, position);
    lg_geojson_add_feature(text, &sheet, &row, &keys);
    lg_text_reset(&row.scratch);
    lg_geojson_keys_reset(&keys);
    lg_view_free(view);
}

struct feature_case {
    const char *name;
    struct lg_sheet (*make)(const struct lg_view *view);
    size_t row;
    const char *expected;
};

static const struct feature_case feature_cases[] = {
    {"outer ring and hole are turned, the row has its own decimals", lg_sheet_register, 0,
     "\n{\"type\":\"Feature\",\"id\":\"P1\",\"properties\":{\"seq\":1,\"park_code\":\"K1\","
     "\"park_name\":\"东园\",\"level\":null,\"type\":null,\"class\":null,\"scope\":\"主区\","
     "\"parcel_id\":\"P1\",\"location\":\"Road \\\"7\\\", gate\",\"holder\":\"=SUM(A1)\","
     "\"area_m2\":10000.0000,\"inside_m2\":10000.0000,\"area_ha\":1.00000000,"
     "\"area_mu\":15.000000,\"certificate_m2\":8000.0000,\"area_diff_pct\":25.0000,"
     "\"approved_use\":null,\"approved_use_name\":null,\"current_use\":\"A2\","
     "\"current_use_name\":\"工矿仓储用地\",\"planned_use\":null,\"planned_use_name\":null,"
     "\"land_state\":\"A2\",\"supply_state\":\"D2\",\"supply_mode\":null,\"contract_no\":null,"
     "\"supervision_no\":null,\"signed_on\":\"2024-02-29\",\"handover_due\":null,"
     "\"handover_on\":null,\"start_due\":null,\"start_on\":null,\"completion_due\":null,"
     "\"completion_on\":null,\"price_wan\":1234.567800,\"far_min\":0.000000,\"far_max\":null,"
     "\"floor_area_m2\":5000.0000,\"footprint_m2\":2500.0000,\"far\":0.500000,"
     "\"density_pct\":25.0000,\"coefficient_pct\":null,\"investment_wan\":null,"
     "\"invested_wan\":null,\"tax_wan\":null,\"revenue_wan\":null,\"stock_class\":\"S5\","
     "\"idle_status\":\"DONE\",\"low_efficiency\":null,\"constraints\":null,"
     "\"constraint_pct\":null,\"suppliable\":null,\"split\":null,\"constrained_state\":null,"
     "\"constrained_ha\":null,\"remarks\":\"W_AREA\"},"
     "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[["
     "[91.100000000,29.100000000],[91.200000000,29.100000000],[91.200000000,29.200000000],"
     "[91.100000000,29.200000000],[91.100000000,29.100000000]],"
     "[[91.125000000,29.125000000],[91.125000000,29.150000000],[91.150000000,29.150000000],"
     "[91.150000000,29.125000000],[91.125000000,29.125000000]]]]}}"},
    {"a cut piece has its own geometry; every key is there", lg_sheet_idle, 1,
     ",\n{\"type\":\"Feature\",\"id\":\"P2@K2\",\"properties\":{\"park_code\":\"K2\","
     "\"parcel_id\":\"P2\",\"holder\":null,\"area_ha\":0.80000000,\"idle_ha\":0.80000000,"
     "\"status\":\"IDLE1\",\"confirmed\":\"no\",\"start_due\":\"2025-01-01\","
     "\"due_source\":\"CONTRACT\",\"due_precision\":\"day\",\"end1\":\"2026-01-01\","
     "\"end2\":\"2027-01-01\",\"overdue_days\":366,\"idle_days\":1,\"developed_ratio\":0.000000,"
     "\"invested_ratio\":null,\"cause\":\"O0\",\"evidence\":null,\"route\":\"FEE\","
     "\"fee_wan\":null,\"notice_by\":null,\"reply_by\":null,\"mortgage\":null,\"seized\":null,"
     "\"bond\":\"yes\",\"option1\":null,\"option2\":null,\"priority\":null,"
     "\"priority_area\":null,\"priority_time\":null,\"priority_free\":null,"
     "\"priority_ready\":null,\"constraints\":null,\"location\":null,"
     "\"idle_finding_no\":null,\"idle_finding_on\":null,\"disposal_unit\":null,"
     "\"disposal_due\":null,\"disposed_on\":null,\"priority_most\":null,"
     "\"priority_rank\":null,\"evidence_cover_pct\":null,"
     "\"evidence_built_up_pct\":null},"
     "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[["
     "[91.50000000,29.00000000],[91.60000000,29.00000000],[91.60000000,29.12500000],"
     "[91.50000000,29.12500000],[91.50000000,29.00000000]]]]}}"},
};

static void check_feature(void **state)
{
    const struct feature_case *row = *state;
    struct lg_model *model = small_model_new();
    struct lg_text text = {0};
    write_feature(&text, model, row->make, row->row);
    assert_string_equal(text.bytes, row->expected);
    lg_text_reset(&text);
    lg_model_free(model);
}

struct id_case {
    const char *name;
    struct lg_sheet (*make)(const struct lg_view *view);
    size_t row;
    bool has_one_code; /* both parks are scopes of one park */
    const char *expected;
};

static const struct id_case id_cases[] = {
    {"a parcel in one park", lg_sheet_register, 0, false, "\"id\":\"P1\""},
    {"the pieces of a parcel name their parks", lg_sheet_register, 1, false, "\"id\":\"P2@K1\""},
    {"... and their scopes where the code is one", lg_sheet_register, 2, true,
     "\"id\":\"P2@K1@发展方向区\""},
    {"a parcel in no park", lg_sheet_register, 3, false, "\"id\":\"P3\""},
    {"a park", lg_sheet_parks, 1, false, "\"id\":\"K2\""},
    {"a scope of a park", lg_sheet_parks, 0, true, "\"id\":\"K1@主区\""},
    {"the other scope", lg_sheet_parks, 1, true, "\"id\":\"K1@发展方向区\""},
};

static void check_id(void **state)
{
    const struct id_case *row = *state;
    struct lg_model *model = small_model_new();
    if (row->has_one_code) {
        small_model_text(&model->parks.table, LG_PARK_CODE, 1, "K1");
        small_model_text(&model->parks.table, LG_PARK_SCOPE, 1, "发展方向区");
    }
    struct lg_text text = {0};
    write_feature(&text, model, row->make, row->row);
    assert_non_null(strstr(text.bytes, row->expected));
    lg_text_reset(&text);
    lg_model_free(model);
}

static void lost_geometry_is_null(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    struct lg_text text = {0};
    write_feature(&text, model, lg_sheet_register, 3);
    assert_non_null(strstr(text.bytes, "\"park_code\":null"));
    assert_non_null(strstr(text.bytes, "},\"geometry\":null}"));
    lg_text_reset(&text);
    lg_model_free(model);
}

/* The rest of a split parcel has its place in the register, and none on the idle ledger. */
static void rest_outside_is_no_idle_land_of_a_park(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    model->pieces.park[2] = LG_NO_PARK;
    struct lg_text text = {0};
    write_feature(&text, model, lg_sheet_register, 2);
    assert_non_null(strstr(text.bytes, "\"id\":\"P2@园区外\""));
    assert_non_null(strstr(text.bytes, "[91.50000000,29.00000000]"));
    lg_text_reset(&text);
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    assert_int_equal(lg_sheet_idle(view).row_count, 1);
    lg_view_free(view);
    lg_model_free(model);
}

/* A finding number makes land confirmed, and puts it on the ledger whatever the clock says. */
static void finding_number_confirms(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    small_model_text(&model->parcels.table, LG_PARCEL_IDLE_FINDING_NO, 0, "藏闲认〔2025〕1号");
    struct lg_text text = {0};
    write_feature(&text, model, lg_sheet_idle, 0);
    assert_non_null(strstr(text.bytes, "\"id\":\"P1\""));
    assert_non_null(strstr(text.bytes, "\"status\":\"DONE\",\"confirmed\":\"yes\""));
    assert_non_null(strstr(text.bytes, "\"overdue_days\":null,\"idle_days\":null"));
    lg_text_reset(&text);
    lg_model_free(model);
}

static void header_has_origin_and_box(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_ENGLISH, &view, NULL), LG_OK);
    const char *const rules[] = {"kfq-2014", "order53-2012"};
    const struct lg_project project = {.title = NULL};
    const struct lg_run_options options = {0};
    const struct lg_run_log log = {
        .project = &project, .options = &options, .rule_set_count = 2, .rule_sets = rules};
    struct lg_book book;
    assert_int_equal(lg_book_of_run(view, &log, &book, NULL), LG_OK);
    struct lg_text text = {0};
    lg_geojson_add_header(&text, lg_book_sheet(&book, "register"), &book);
    lg_geojson_add_footer(&text);
    static const char start[] = "{\"type\":\"FeatureCollection\",\"landgauge\":{\"program\":"
                                "\"landgauge\",\"version\":\"";
    assert_memory_equal(text.bytes, start, sizeof(start) - 1);
    assert_non_null(strstr(text.bytes, "\"rules\":[\"kfq-2014\",\"order53-2012\"],\"as_of\":"
                                       "\"2026-01-02\",\"area_basis\":\"measured\","));
    assert_non_null(strstr(text.bytes, "\"inputs\":[{\"path\":\"宗地.shp\",\"sha256\":\"00ff\"}]"));
    /* P1 and both pieces of P2; the lost P3 has no place; P1 has nine decimals. */
    assert_non_null(strstr(
        text.bytes, "},\"bbox\":[91.100000000,29.000000000,91.600000000,29.200000000],\"features\":"
                    "[\n]}\n"));
    assert_null(strstr(text.bytes, "\"crs\""));
    lg_text_reset(&text);
    lg_book_reset(&book);
    lg_view_free(view);
    lg_model_free(model);
}

/* A run without idle land is a layer without features and without a box. */
static void empty_layer_has_no_box(void **state)
{
    (void)state;
    struct lg_model *model = small_model_new();
    model->parcels.idle[1].status = LG_IDLE_DONE;
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    struct lg_sheet sheet = lg_sheet_idle(view);
    struct lg_book book = {.view = view};
    struct lg_text text = {0};
    lg_geojson_add_header(&text, &sheet, &book);
    assert_int_equal(sheet.row_count, 0);
    assert_null(strstr(text.bytes, "bbox"));
    lg_text_reset(&text);
    lg_view_free(view);
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lost_geometry_is_null),
        cmocka_unit_test(rest_outside_is_no_idle_land_of_a_park),
        cmocka_unit_test(finding_number_confirms),
        cmocka_unit_test(header_has_origin_and_box),
        cmocka_unit_test(empty_layer_has_no_box),
    };
    int failed = RUN_CASES("publish/geojson texts", text_cases, check_text);
    failed += RUN_CASES("publish/geojson rings", ring_cases, check_ring);
    failed += RUN_CASES("publish/geojson features", feature_cases, check_feature);
    failed += RUN_CASES("publish/geojson ids", id_cases, check_id);
    failed += cmocka_run_group_tests_name("publish/geojson", tests, NULL, NULL);
    return failed;
}
