/*
 * input/inspect: the look at a layer, and a starter project that the project reader accepts.
 */
#include "input/reader.h"
#include "landgauge/run.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *write_file(const char *name, const char *text, char path[256])
{
    const char *folder = getenv("TMPDIR");
    (void)snprintf(path, 256, "%s/landgauge-inspect-%ld-%s", folder == NULL ? "/tmp" : folder,
                   (long)getpid(), name);
    if (text == NULL) return path;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

#define POLYGON                                                                                    \
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[91,29],[91.1,29],[91,29.1],[91,29]]]}"
#define LAYER(properties)                                                                          \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"          \
    "{" properties "}," POLYGON "}]}"

struct kind_case {
    const char *name;
    const char *file;
    const char *text;
    const char *expected; /* line of the look */
};

/* The first five also make a starter project. */
static const struct kind_case kinds[] = {
    {"parks", "a.geojson", LAYER("\"KFQMC\":\"园区\",\"KFQJB\":\"省级\""), "read as   parks"},
    {"parcels of a zone", "b.geojson", LAYER("\"KFQMC\":\"园区\",\"DLDM\":\"A2\",\"TBBH\":\"1\""),
     "read as   parcels"},
    {"buildings", "c.geojson", LAYER("\"CS\":6,\"GD\":18.5"), "read as   buildings"},
    {"enterprises", "d.csv", "企业名称,WCTZ,TBBH\n甲,1,2\n", "read as   enterprises"},
    {"supply", "e.csv", "电子监管号,合同签订日期,约定开工时间\n1,2024-1-1,2025-1-1\n",
     "read as   supply"},
    {"buildings with their parcel and year", "g.geojson",
     LAYER("\"JZBH\":\"1\",\"ZDDM\":\"2\",\"CS\":6,\"JZMJ\":90,\"JGSJ\":\"2015\""),
     "read as   buildings"},
    {"parcels that tell floors, too", "f.geojson",
     LAYER("\"TDSYZ\":\"甲\",\"DLDM\":\"A2\",\"CS\":6"), "read as   parcels"},
};

static void check_kind(void **state)
{
    const struct kind_case *row = *state;
    char path[256];
    struct lg_layer layer = {.path = write_file(row->file, row->text, path)};
    char *text = NULL;
    struct lg_error err = {""};
    enum lg_status status = lg_inspect(&layer, &text, &err);
    (void)remove(path);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    assert_non_null(strstr(text, row->expected));
    free(text);
}

/* A column of Chinese names ends where one of Latin names of half the length does. */
static void check_columns(void **state)
{
    (void)state;
    char path[256];
    struct lg_layer layer = {
        .path = write_file("f.geojson", LAYER("\"地块编号\":\"x\",\"ABCDEFGH\":\"y\""), path)};
    char *text = NULL;
    assert_int_equal(lg_inspect(&layer, &text, NULL), LG_OK);
    (void)remove(path);
    assert_non_null(strstr(text, "\n  地块编号  text"));
    assert_non_null(strstr(text, "\n  ABCDEFGH  text"));
    assert_non_null(strstr(text, "\n  field     type"));
    free(text);
}

static void check_starter(void **state)
{
    (void)state;
    char paths[6][256];
    const char *layers[5];
    for (size_t i = 0; i < 5; i++) {
        layers[i] = write_file(kinds[i].file, kinds[i].text, paths[i]);
    }
    const char *starter = write_file("starter.yaml", NULL, paths[5]);
    struct lg_error err = {""};
    enum lg_status status = lg_inspect_init(layers, 5, starter, &err);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    struct lg_project *project = NULL;
    status = lg_project_read(starter, &project, &err);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    assert_int_equal(project->parks.count, 1);
    assert_int_equal(project->parcels.count, 1);
    assert_int_equal(project->buildings.count, 1);
    assert_int_equal(project->enterprises.count, 1);
    assert_int_equal(project->supply.count, 1);
    assert_string_equal(project->parks.items[0].path, layers[0]);
    lg_project_free(project);
    /* What is there is never overwritten. */
    assert_int_equal(lg_inspect_init(layers, 5, starter, &err), LG_NO_OUTPUT);
    for (size_t i = 0; i < 6; i++) {
        (void)remove(paths[i]);
    }
}

int main(void)
{
    lg_input_start();
    const struct CMUnitTest others[] = {
        cmocka_unit_test(check_columns),
        cmocka_unit_test(check_starter),
    };
    int failed = RUN_CASES("input/inspect", kinds, check_kind);
    return failed + cmocka_run_group_tests_name("input/inspect", others, NULL, NULL);
}
