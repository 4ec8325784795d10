/*
 * input/project: what a project file may say.
 */
#include "landgauge/project.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/sandbox.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct lg_project *read_text(const char *text)
{
    struct lg_project *project = NULL;
    struct lg_error err = {.message = ""};
    sandbox_put("project.yaml", text);
    if (lg_project_read("./project.yaml", &project, &err) != LG_OK) fail_msg("%s", err.message);
    return project;
}

static const char *find_pair(const struct lg_pairs *pairs, const char *key)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (strcmp(pairs->items[i].key, key) == 0) return pairs->items[i].value;
    }
    return NULL;
}

static void defaults_say_nothing(void **state)
{
    (void)state;
    struct lg_project *project = read_text("title: x\n");

    assert_string_equal(project->title, "x");
    assert_int_equal(project->as_of, LG_DATE_NONE);
    assert_int_equal(project->rules_count, 0);
    assert_int_equal(project->area, LG_AREA_MEASURED);
    assert_int_equal(project->repair, LG_REPAIR_STRUCTURE);
    assert_int_equal(project->overlaps, LG_OVERLAPS_ONCE);
    assert_true(isnan(project->tolerances.sliver_m2));
    assert_true(isnan(project->tolerances.closure));
    assert_int_equal(project->parks.count + project->parcels.count + project->buildings.count, 0);
    assert_int_equal(project->enterprises.count + project->supply.count, 0);
    assert_null(project->output_dir);
    assert_int_equal(project->formats, LG_FORMATS_ALL);
    assert_false(project->formats_given);
    assert_int_equal(project->language, LG_CHINESE);
    assert_false(project->language_given);
    assert_false(project->sensitivity);
    lg_project_free(project);
}

static void every_key_is_read(void **state)
{
    (void)state;
    struct lg_project *project = read_text(
        "title: 示例园区\n"
        "as_of: 2026-06-30\n"
        "rules: [kfq-2014, ours.yaml, /etc/rules.yml]\n"
        "area: recorded\n"
        "repair: linework\n"
        "overlaps: keep\n"
        "tolerances: {sliver_m2: 0.5, sliver_share: 0, area_ratio: 1e-2, area_m2: 10, closure: 1}\n"
        "sensitivity: true\n"
        "output: {dir: out, formats: [csv], lang: en}\n");

    assert_string_equal(project->title, "示例园区");
    assert_int_equal(project->as_of, lg_date_make(2026, 6, 30));
    assert_int_equal(project->rules_count, 3);
    assert_string_equal(project->rules[0], "kfq-2014");
    assert_string_equal(project->rules[1], "./ours.yaml");
    assert_string_equal(project->rules[2], "/etc/rules.yml");
    assert_int_equal(project->area, LG_AREA_RECORDED);
    assert_int_equal(project->repair, LG_REPAIR_LINEWORK);
    assert_int_equal(project->overlaps, LG_OVERLAPS_KEEP);
    assert_true(project->sensitivity);
    ASSERT_CLOSE(project->tolerances.sliver_m2, 0.5, 0);
    ASSERT_CLOSE(project->tolerances.sliver_share, 0.0, 0);
    ASSERT_CLOSE(project->tolerances.area_ratio, 0.01, 0);
    ASSERT_CLOSE(project->tolerances.area_m2, 10.0, 0);
    ASSERT_CLOSE(project->tolerances.closure, 1.0, 0);
    assert_string_equal(project->output_dir, "./out");
    assert_int_equal(project->formats, LG_FORMAT_CSV);
    assert_true(project->formats_given);
    assert_int_equal(project->language, LG_ENGLISH);
    assert_true(project->language_given);
    lg_project_free(project);
}

static void evidence_has_values_and_ranges(void **state)
{
    (void)state;
    struct lg_project *project = read_text(
        "evidence: {path: cover.tif, built: [1, 2.5, \"5-7\", -3, \"-9--7\", \" 10 - 2e1 \"], "
        "band: 2, crs: EPSG:4490}\n");
    static const double ranges[][2] = {{1, 1}, {2.5, 2.5}, {5, 7}, {-3, -3}, {-9, -7}, {10, 20}};
    assert_string_equal(project->evidence.path, "./cover.tif");
    assert_string_equal(project->evidence.crs, "EPSG:4490");
    assert_int_equal(project->evidence.band, 2);
    assert_int_equal(project->evidence.built_count, 6);
    for (size_t i = 0; i < 6; i++) {
        ASSERT_CLOSE(project->evidence.built[i].first, ranges[i][0], 0);
        ASSERT_CLOSE(project->evidence.built[i].last, ranges[i][1], 0);
    }
    lg_project_free(project);

    /* The raster may come from the command line, and one value needs no list. */
    project = read_text("evidence: {built: 50}\n");
    assert_null(project->evidence.path);
    assert_int_equal(project->evidence.band, 0);
    assert_int_equal(project->evidence.built_count, 1);
    ASSERT_CLOSE(project->evidence.built[0].first, 50, 0);
    lg_project_free(project);
}

static void layers_are_one_or_a_list(void **state)
{
    (void)state;
    struct lg_project *project = read_text(
        "layers:\n"
        "  parks: { path: parks.shp, encoding: GBK, crs: EPSG:4490, where: \"JB = 1\" }\n"
        "  parcels:\n"
        "    - { path: data.gpkg@parcels, fields: {id: TBBH, land_state: DLDM},\n"
        "        units: {recorded_area: ha, floor_area: m2}, codes: {current_use: gb2017} }\n"
        "    - { path: \"PG:dbname=land\" }\n"
        "tables:\n"
        "  enterprises: { path: e.csv, key: parcel_id, units: {investment: wan_yuan} }\n"
        "  supply: { path: /data/s.xlsx, key: supervision_no, fields: {id: A} }\n");

    assert_int_equal(project->parks.count, 1);
    assert_string_equal(project->parks.items[0].path, "./parks.shp");
    assert_string_equal(project->parks.items[0].encoding, "GBK");
    assert_string_equal(project->parks.items[0].crs, "EPSG:4490");
    assert_string_equal(project->parks.items[0].where, "JB = 1");
    assert_null(project->parks.items[0].key);
    assert_int_equal(project->parcels.count, 2);
    assert_string_equal(project->parcels.items[0].path, "./data.gpkg@parcels");
    assert_string_equal(find_pair(&project->parcels.items[0].fields, "land_state"), "DLDM");
    assert_string_equal(find_pair(&project->parcels.items[0].units, "recorded_area"), "ha");
    assert_string_equal(find_pair(&project->parcels.items[0].codes, "current_use"), "gb2017");
    assert_null(project->parcels.items[0].encoding);
    assert_string_equal(project->parcels.items[1].path, "PG:dbname=land");
    assert_string_equal(project->enterprises.items[0].key, "parcel_id");
    assert_string_equal(project->supply.items[0].path, "/data/s.xlsx");
    lg_project_free(project);
}

static void codes_keep_their_text(void **state)
{
    (void)state;
    struct lg_project *project =
        read_text("layers:\n"
                  "  parcels:\n"
                  "    path: p.shp\n"
                  "    values: {land_state: {\"03\": B21, 04: A}, supply_state: {1.0: D}}\n");
    const struct lg_layer *layer = &project->parcels.items[0];

    assert_int_equal(layer->value_count, 2);
    assert_string_equal(layer->values[0].role, "land_state");
    assert_string_equal(find_pair(&layer->values[0].codes, "03"), "B21");
    assert_string_equal(find_pair(&layer->values[0].codes, "04"), "A");
    assert_string_equal(layer->values[1].role, "supply_state");
    assert_string_equal(find_pair(&layer->values[1].codes, "1.0"), "D");
    lg_project_free(project);
}

static void one_rule_set_needs_no_list(void **state)
{
    (void)state;
    struct lg_project *project = read_text("rules: order53-2012\noutput: {formats: geojson}\n");

    assert_int_equal(project->rules_count, 1);
    assert_string_equal(project->rules[0], "order53-2012");
    assert_int_equal(project->formats, LG_FORMAT_GEOJSON);
    lg_project_free(project);
}

static void layers_can_be_added(void **state)
{
    (void)state;
    struct lg_project *project = NULL;
    assert_int_equal(lg_project_new(&project, NULL), LG_OK);

    char path[] = "a.shp";
    assert_int_equal(lg_project_add_layer(project, &project->parks, path, NULL), LG_OK);
    path[0] = 'b';
    assert_int_equal(lg_project_add_layer(project, &project->parks, path, NULL), LG_OK);
    assert_int_equal(project->parks.count, 2);
    assert_string_equal(project->parks.items[0].path, "a.shp");
    assert_string_equal(project->parks.items[1].path, "b.shp");
    assert_null(project->parks.items[1].crs);
    lg_project_free(project);
    lg_project_free(NULL);
}

static void a_project_in_use_is_accepted(void **state)
{
    (void)state;
    const char *folder = getenv("LANDGAUGE_SHARED");
    char path[1024];
    (void)snprintf(path, sizeof(path), "%s/bench/landgauge.yaml",
                   folder != NULL ? folder : LG_SOURCE_DIR "/../shared");
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not here\n", path);
        skip();
    }
    struct lg_project *project = NULL;
    struct lg_error err = {.message = ""};

    if (lg_project_read(path, &project, &err) != LG_OK) fail_msg("%s", err.message);
    assert_int_equal(project->as_of, lg_date_make(2025, 1, 1));
    assert_int_equal(project->rules_count, 2);
    assert_int_equal(project->overlaps, LG_OVERLAPS_KEEP);
    ASSERT_CLOSE(project->tolerances.sliver_m2, 0.01, 0);
    assert_string_equal(find_pair(&project->parcels.items[0].units, "price"), "wan_yuan");
    assert_string_equal(find_pair(&project->parcels.items[0].values[1].codes, "02"), "E");
    assert_int_equal(project->enterprises.items[0].fields.count, 5);
    lg_project_free(project);
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    sandbox_put("project.yaml",
                "title: x\n"
                "rules: [a, b.yaml]\n"
                "layers: {parks: {path: p, fields: {code: A}, values: {level: {1: 2}}}}\n"
                "evidence: {path: e.tif, built: [1, 2]}\n"
                "output: {dir: out}\n");
    enum lg_status status = LG_NO_MEMORY;
    for (long count = 0; status != LG_OK; count++) {
        struct lg_project *project = NULL;
        failing_alloc_after(count);
        status = lg_project_read("./project.yaml", &project, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
        assert_true((project != NULL) == (status == LG_OK));
        lg_project_free(project);
    }
}

static void check_rule(const struct lg_constraint_rule *rule, const char *name, bool forbids,
                       bool binds_outside, const char *state)
{
    assert_string_equal(rule->name, name);
    assert_int_equal(rule->forbids, forbids);
    assert_int_equal(rule->binds_outside, binds_outside);
    if (state == NULL) {
        assert_null(rule->state);
    } else {
        assert_string_equal(rule->state, state);
    }
}

static const char constraint_lines[] =
    "layers:\n"
    "  plan: [{path: a.shp, codes: {planned_use: ydyh2023}}, {path: b.shp}]\n"
    "  constraints:\n"
    "    - {name: red, path: r1.shp, state: C2, effect: forbid, crs: EPSG:4490}\n"
    "    - {name: town, path: t.shp, binds: outside}\n"
    "    - {name: red, path: r2.shp, state: C2, effect: forbid, where: A=1}\n";

/* Entries of one name are one constraint; the order is that of the first ones. */
static void constraints_are_joined_by_name(void **state)
{
    (void)state;
    struct lg_project *project = NULL;
    sandbox_put("project.yaml", constraint_lines);
    assert_int_equal(lg_project_read("project.yaml", &project, NULL), LG_OK);

    const struct lg_constraint_layers *constraints = &project->constraints;
    assert_int_equal(project->plan.count, 2);
    assert_string_equal(project->plan.items[0].codes.items[0].value, "ydyh2023");
    assert_int_equal(constraints->count, 2);
    check_rule(&constraints->items[0], "red", true, false, "C2");
    check_rule(&constraints->items[1], "town", false, true, NULL);
    assert_int_equal(constraints->layers.count, 3);
    assert_string_equal(constraints->layers.items[0].crs, "EPSG:4490");
    assert_string_equal(constraints->layers.items[2].where, "A=1");
    assert_int_equal(constraints->owners[0], 0);
    assert_int_equal(constraints->owners[1], 1);
    assert_int_equal(constraints->owners[2], 0);
    lg_project_free(project);
}

/* A known name keeps its settings and loses its files, a new one flags, others stay. */
static void constraints_can_be_replaced(void **state)
{
    (void)state;
    static const char *const words[] = {"red=x.shp", "new=a=b.shp", "new=c.shp"};
    struct lg_project *project = NULL;
    struct lg_error err = {.message = ""};
    sandbox_put("project.yaml", constraint_lines);
    assert_int_equal(lg_project_read("project.yaml", &project, NULL), LG_OK);
    assert_int_equal(lg_project_replace_constraints(project, words, 3, NULL), LG_OK);

    const struct lg_constraint_layers *constraints = &project->constraints;
    assert_int_equal(constraints->count, 3);
    check_rule(&constraints->items[0], "red", true, false, "C2");
    check_rule(&constraints->items[2], "new", false, false, NULL);
    assert_int_equal(constraints->layers.count, 4);
    assert_string_equal(constraints->layers.items[0].path, "t.shp");
    assert_string_equal(constraints->layers.items[1].path, "x.shp");
    assert_string_equal(constraints->layers.items[1].crs, "EPSG:4490");
    assert_int_equal(constraints->owners[1], 0);
    assert_string_equal(constraints->layers.items[2].path, "a=b.shp");
    assert_int_equal(constraints->owners[3], 2);

    static const char *const wrong[] = {"red", "=x.shp", "red=", "a;b=x.shp"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_int_equal(lg_project_replace_constraints(project, &wrong[i], 1, &err), LG_USAGE);
        assert_non_null(strstr(err.message, wrong[i]));
    }
    lg_project_free(project);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_say_nothing),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(evidence_has_values_and_ranges),
        cmocka_unit_test(layers_are_one_or_a_list),
        cmocka_unit_test(codes_keep_their_text),
        cmocka_unit_test(one_rule_set_needs_no_list),
        cmocka_unit_test(layers_can_be_added),
        cmocka_unit_test(constraints_are_joined_by_name),
        cmocka_unit_test(constraints_can_be_replaced),
        cmocka_unit_test(a_project_in_use_is_accepted),
        cmocka_unit_test(each_allocation_may_fail),
    };
    void *sandbox = NULL;
    if (make_sandbox(&sandbox) != 0) return 1;
    int failed = cmocka_run_group_tests_name("input/project", tests, NULL, NULL);
    return failed + remove_sandbox(&sandbox);
}
