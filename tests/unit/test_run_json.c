/*
 * publish/run_json: everything that decides a figure is in the log, and only the timing may differ.
 */
#include "publish/run_json.h"
#include "support/cmocka.h"
#include "support/small_model.h"

#include <string.h>

static const char *const rule_sets[] = {"kfq-2014", "自定义.yaml"};
static const struct lg_rule_parameter parameters[] = {
    {"idle.years_first", "1", "kfq-2014", "Order 53 art. 2"},
    {"sliver_m2", "2", "project file", NULL},
};
static const char *const stages[] = {"read", "measure"};

/* The log of the small model; free the text. */
static void write_log(struct lg_text *text, size_t thread_count, const double timing_s[2])
{
    struct lg_project *project = NULL;
    assert_int_equal(lg_project_new(&project, NULL), LG_OK);
    project->title = "东园 2026";
    project->formats = LG_FORMAT_GEOJSON | LG_FORMAT_CSV | LG_FORMAT_ICS;
    project->language = LG_CHINESE;
    const struct lg_run_options options = {.fail_on = LG_FAIL_ERROR};
    const struct lg_run_summary summary = {
        .park_count = 2,
        .parcel_count = 3,
        .park_area_m2 = 1500000,
        .parcel_inside_m2 = 30000,
        .idle_m2 = 20000,
        .idle_count = 1,
        .unknown_count = 1,
        .warning_count = 1,
        .notice_count = 1,
    };
    const struct lg_run_log log = {
        .project = project,
        .options = &options,
        .summary = &summary,
        .rule_set_count = 2,
        .rule_sets = rule_sets,
        .parameter_count = 2,
        .parameters = parameters,
        .timing_count = 2,
        .timing_names = stages,
        .timing_s = timing_s,
        .cpu_s = LG_NO_NUMBER,
    };
    struct lg_model *model = small_model_new();
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    lg_run_json_add(text, view, &log, thread_count);
    assert_false(text->failed);
    lg_view_free(view);
    lg_model_free(model);
    lg_project_free(project);
}

struct part_case {
    const char *name;
    const char *expected;
};

static const struct part_case part_cases[] = {
    {"title and date", "  \"title\": \"东园 2026\",\n  \"as_of\": \"2026-01-02\",\n"},
    {"options", "  \"options\": {\n    \"check_only\": false,\n    \"area\": \"measured\",\n"
                "    \"repair\": \"structure\",\n    \"overlaps\": \"once\",\n"
                "    \"lang\": \"zh\",\n    \"formats\": [\n      \"geojson\",\n      \"csv\",\n   "
                "   \"ics\"\n"
                "    ],\n    \"sensitivity\": false,\n    \"fail_on\": \"error\"\n  },\n"},
    {"rule sets in order", "  \"rules\": [\n    \"kfq-2014\",\n    \"自定义.yaml\"\n  ],\n"},
    {"a parameter with its source",
     "    {\n      \"key\": \"idle.years_first\",\n      \"value\": \"1\",\n"
     "      \"set\": \"kfq-2014\",\n      \"source\": \"Order 53 art. 2\"\n    },\n"},
    {"a parameter without one",
     "      \"set\": \"project file\",\n      \"source\": null\n    }\n  ],\n"},
    {"a source with its reasons",
     "      \"kind\": \"parcels\",\n      \"path\": \"宗地.shp\",\n      \"layer\": \"宗地\",\n"
     "      \"driver\": \"ESRI Shapefile\",\n      \"encoding\": \"GB18030\",\n"
     "      \"encoding_why\": \"the .cpg file\",\n      \"crs\": \"EPSG:4490\",\n"
     "      \"crs_why\": \"the .prj file\",\n      \"feature_count\": 4,\n"},
    {"a field with its unit",
     "          \"role\": \"recorded_area\",\n          \"field\": \"MJ\",\n"
     "          \"why\": \"alias\",\n          \"unit\": \"ha\",\n"
     "          \"unit_why\": \"data standard\",\n          \"codes\": null\n"},
    {"a file with its hash", "          \"path\": \"宗地.shp\",\n          \"size_bytes\": 1234,\n"
                             "          \"sha256\": \"00ff\"\n"},
    {"no unused field", "      \"unused_fields\": [],\n"},
    {"rows in and out", "      \"parcels\": {\n        \"in\": 4,\n        \"out\": 3\n      },\n"},
    {"pieces and ledger", "    \"pieces\": 4,\n    \"parcels_split_or_outside\": 2,\n"
                          "    \"overlaps\": 0,\n    \"idle_ledger_rows\": 2,\n"
                          "    \"idle_unknown\": 1,\n"},
    {"parcels by status", "      \"IDLE1\": 1,\n      \"IDLE2\": 0,\n"},
    {"areas", "  \"areas_m2\": {\n    \"parks\": 1500000.0000,\n    \"parcels\": 30000.0000,\n"
              "    \"parcels_in_parks\": 30000.0000,\n    \"parcels_counted\": 30000.0000,\n"
              "    \"parks_without_area\": 0,\n    \"parcels_without_area\": 1\n  },\n"},
    {"findings by code", "    {\n      \"code\": \"W_AREA\",\n      \"severity\": \"warning\",\n"
                         "      \"count\": 1\n    },\n"},
    {"timing is last", "  \"timing\": {\n    \"threads\": 2,\n    \"wall_s\": {\n"
                       "      \"read\": 0.250,\n      \"measure\": 1.500\n    },\n"
                       "    \"cpu_s\": null\n  }\n}\n"},
};

static void check_part(void **state)
{
    const struct part_case *row = *state;
    struct lg_text text = {0};
    write_log(&text, 2, (double[]){0.25, 1.5});
    if (strstr(text.bytes, row->expected) == NULL) print_message("%s", text.bytes);
    assert_non_null(strstr(text.bytes, row->expected));
    lg_text_reset(&text);
}

static void only_timing_differs(void **state)
{
    (void)state;
    struct lg_text one = {0};
    struct lg_text two = {0};
    write_log(&one, 1, (double[]){0.25, 1.5});
    write_log(&two, 8, (double[]){0.75, 0.5});
    size_t until = (size_t)(strstr(one.bytes, "\"timing\"") - one.bytes);
    assert_memory_equal(one.bytes, two.bytes, until);
    assert_string_not_equal(one.bytes, two.bytes);
    lg_text_reset(&one);
    lg_text_reset(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_timing_differs)};
    int failed = RUN_CASES("publish/run_json", part_cases, check_part);
    failed += cmocka_run_group_tests_name("publish/run_json timing", tests, NULL, NULL);
    return failed;
}
