/*
 * input/reader: layers read right or refused with a line that says why.
 *
 * The rows of /encodings are one shapefile under thirteen declarations, right, wrong and none; all
 * hold the same text. They are read from the folder $LANDGAUGE_SHARED.
 */
#include "input/reader.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *shared_folder(void)
{
    const char *folder = getenv("LANDGAUGE_SHARED");
    return folder != NULL ? folder : LG_SOURCE_DIR "/../shared";
}

struct outcome {
    enum lg_status status;
    struct lg_error err;
    struct lg_sources sources;
    struct lg_findings findings;
    struct lg_block block;
};

/* Open and read everything; forget() afterwards. */
static void read_layer(enum lg_source_kind kind, const struct lg_layer *layer, struct outcome *out)
{
    memset(out, 0, sizeof(*out));
    size_t role_count = 0;
    const struct lg_role *roles = lg_reader_roles(kind, &role_count);
    assert_int_equal(lg_block_init(&out->block, roles, role_count, &out->err), LG_OK);
    struct lg_reader *reader = NULL;
    out->status = lg_reader_open(kind, layer, &out->sources, &out->findings, &reader, &out->err);
    if (out->status == LG_OK) {
        out->status = lg_reader_read(reader, 100000, &out->block, &out->err);
    }
    lg_reader_close(reader);
}

static void forget(struct outcome *out)
{
    lg_block_reset(&out->block);
    lg_findings_reset(&out->findings);
    lg_sources_reset(&out->sources);
}

static char *write_file(const char *name, const char *bytes, size_t size)
{
    static char path[256];
    (void)snprintf(path, sizeof(path), "%s/landgauge-test-%ld-%s",
                   getenv("TMPDIR") == NULL ? "/tmp" : getenv("TMPDIR"), (long)getpid(), name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* The encoding is known from how the folder's maker wrote the bytes: GBK everywhere but in
 * t_UTF8. */
struct encoding_case {
    const char *name;
    const char *file;
    const char *encoding;
    bool is_doubtful; /* a finding says what was not believed */
};

static const struct encoding_case encoding_cases[] = {
    {"GBK by .cpg CP936", "t_CP936", "GB18030", false},
    {"GBK by .cpg GB18030", "t_GB18030", "GB18030", false},
    {"GBK by .cpg GBK", "t_GBK", "GB18030", false},
    {"UTF-8 by .cpg", "t_UTF8", "UTF-8", false},
    {".cpg 936", "v_cpg_936", "GB18030", false},
    {".cpg EUC-CN is read as GB18030", "v_cpg_EUC", "GB18030", false},
    {".cpg ANSI 936", "v_cpg_ansi936", "GB18030", false},
    {".cpg CP936", "v_cpg_cp936", "GB18030", false},
    {".cpg GB18030", "v_cpg_gb18030", "GB18030", false},
    {".cpg GB2312 over characters that it lacks", "v_cpg_gb2312", "GB18030", false},
    {".cpg GBK", "v_cpg_gbk", "GB18030", false},
    {".cpg OEM says nothing", "v_cpg_junk", "GB18030", true},
    {".cpg UTF-8 over GBK is overruled", "v_cpg_utf8_wrong", "GB18030", true},
    {"language driver 0x4D", "v_ldid4d", "GB18030", false},
    {"language driver 0x57 says nothing", "v_ldid57", "GB18030", false},
    {"no declaration at all", "v_none", "GB18030", false},
    {"zip with GBK member names", "gbkname.zip", "GB18030", false},
};

static void check_encoding(void **state)
{
    const struct encoding_case *row = *state;
    char path[512];
    bool is_zip = strstr(row->file, ".zip") != NULL;
    (void)snprintf(path, sizeof(path), "%s/trials/encodings/%s%s", shared_folder(), row->file,
                   is_zip ? "" : ".shp");
    if (access(path, R_OK) != 0) {
        print_message("%s: not there, skipped (set LANDGAUGE_SHARED)\n", path);
        skip();
    }
    /* UTF-8 leaves three of the characters of 地块编号 and 用地单位名称 in ten bytes. */
    bool is_utf8 = strcmp(row->encoding, "UTF-8") == 0;
    struct lg_pair fields[] = {
        {"id", is_utf8 ? "地块编" : "地块编号"},
        {"holder", is_utf8 ? "用地单" : "用地单位名"},
        {"recorded_area", "面积"},
    };
    struct lg_layer layer = {.path = path, .fields = {3, fields}};
    struct outcome out;
    read_layer(LG_SOURCE_PARCELS, &layer, &out);
    if (out.status != LG_OK) print_error("%s\n", out.err.message);
    assert_int_equal(out.status, LG_OK);
    assert_string_equal(out.sources.items[0].encoding, row->encoding);
    assert_int_equal(out.findings.count, row->is_doubtful ? 1 : 0);
    assert_int_equal(out.block.table.count, 1);
    assert_string_equal(lg_table_text(&out.block.table, LG_PARCEL_ID, 0), "P-001");
    assert_string_equal(lg_table_text(&out.block.table, LG_PARCEL_HOLDER, 0),
                        "苏州工业园区镕朤有限公司");
    ASSERT_CLOSE(lg_table_number(&out.block.table, LG_PARCEL_RECORDED_AREA, 0), 12345.6789, 1e-9);
    assert_non_null(strstr(out.sources.items[0].crs, "EPSG:4549"));
    assert_int_equal(out.block.raw.vertex_count, 5);
    forget(&out);
}

static const char square_in_lhasa[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"ZDDM\":\" 540102001001GB00001 \",\"DLDM\":\"A2\","
    "\"DLMJ\":1.5,\"JZMJ\":0.25,\"YDDGSJ\":\"2024年3月1日\",\"HYDM\":2239,\"CJJG\":\"x1\","
    "\"BZ\":\"\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[91,29.65],[91.01,29.65],[91.01,29.66],[91,29.66],[91,29.65]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"ZDDM\":\"b\",\"DLDM\":\"B21\"},\"geometry\":"
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[91.02,29.65],[91.03,29.65],[91.03,29.66],"
    "[91.02,29.65]]],[[[91.04,29.65],[91.05,29.65],[91.05,29.66],[91.04,29.65]],"
    "[[91.043,29.651],[91.044,29.651],[91.044,29.652],[91.043,29.651]]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"ZDDM\":\"c\"},\"geometry\":{\"type\":\"Point\","
    "\"coordinates\":[91,29.65]}},"
    "{\"type\":\"Feature\",\"properties\":{\"ZDDM\":\"d\"},\"geometry\":null}]}";

static void check_rows(void **state)
{
    (void)state;
    char *path = write_file("rows.geojson", square_in_lhasa, sizeof(square_in_lhasa) - 1);
    struct lg_pair unit = {"floor_area", "m2"};
    struct lg_layer layer = {.path = path, .units = {1, &unit}};
    struct outcome out;
    read_layer(LG_SOURCE_PARCELS, &layer, &out);
    (void)remove(path);
    if (out.status != LG_OK) print_error("%s\n", out.err.message);
    assert_int_equal(out.status, LG_OK);
    const struct lg_table *table = &out.block.table;
    assert_int_equal(table->count, 4);
    assert_string_equal(lg_table_text(table, LG_PARCEL_ID, 0), "540102001001GB00001");
    assert_string_equal(lg_table_text(table, LG_PARCEL_LAND_STATE, 1), "B21");
    assert_string_equal(lg_table_text(table, LG_PARCEL_INDUSTRY, 0), "2239");
    assert_null(lg_table_text(table, LG_PARCEL_REMARKS, 0));
    /* DLMJ is in hectares by its standard; the user said that JZMJ is in square metres. */
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_RECORDED_AREA, 0), 15000.0, 1e-9);
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_FLOOR_AREA, 0), 0.25, 1e-12);
    assert_int_equal(lg_table_date(table, LG_PARCEL_START_DUE, 0), lg_date_make(2024, 3, 1));
    assert_true(isnan(lg_table_number(table, LG_PARCEL_PRICE, 0)));
    /* Rings: one; two outer and a hole; none; none. */
    assert_int_equal(out.block.raw.count, 4);
    assert_int_equal(out.block.raw.ring_count, 4);
    assert_int_equal(out.block.raw.ring_is_hole[3], 1);
    assert_true(lg_shapes_is_empty(&out.block.raw, 2));
    assert_true(lg_shapes_is_empty(&out.block.raw, 3));
    /* "x1" is no number, a point no polygon. */
    assert_int_equal(out.block.findings.count, 2);
    assert_int_equal(out.block.findings.items[0].code, LG_W_VALUE);
    assert_int_equal(out.block.findings.items[1].code, LG_E_GEOM);
    assert_int_equal(out.block.findings.items[1].feature, 2);
    forget(&out);
}

static void check_block_by_block(void **state)
{
    (void)state;
    char *path = write_file("blocks.geojson", square_in_lhasa, sizeof(square_in_lhasa) - 1);
    struct lg_layer layer = {.path = path};
    struct outcome out;
    memset(&out, 0, sizeof(out));
    struct lg_reader *reader = NULL;
    assert_int_equal(lg_block_init(&out.block, lg_parcel_roles, LG_PARCEL_ROLE_COUNT, NULL), LG_OK);
    assert_int_equal(
        lg_reader_open(LG_SOURCE_PARCELS, &layer, &out.sources, &out.findings, &reader, NULL),
        LG_OK);
    const size_t expected[] = {3, 1, 0, 0};
    for (size_t i = 0; i < 4; i++) {
        lg_block_clear(&out.block);
        assert_int_equal(lg_reader_read(reader, 3, &out.block, NULL), LG_OK);
        assert_int_equal(out.block.table.count, expected[i]);
    }
    lg_reader_close(reader);
    (void)remove(path);
    forget(&out);
}

/* A table in every encoding that offices write; 企业 is C6F3 D2B5 in GBK. */
struct table_case {
    const char *name;
    const char *bytes;
    size_t size;
    const char *encoding;
};

#define TABLE(text) text, sizeof(text) - 1

static const struct table_case table_cases[] = {
    {"UTF-8 with a byte order mark", TABLE("\xEF\xBB\xBFTBBH,企业名称,WCTZ\n0012,企业,1.5\n"),
     "UTF-8"},
    {"UTF-8 without one", TABLE("TBBH,企业名称,WCTZ\r\n0012,企业,1.5\r\n"), "UTF-8"},
    {"GBK", TABLE("TBBH,\xC6\xF3\xD2\xB5\xC3\xFB\xB3\xC6,WCTZ\n0012,\xC6\xF3\xD2\xB5,1.5\n"),
     "GB18030"},
    {"semicolons", TABLE("TBBH;企业名称;WCTZ\n0012;企业;1.5\n"), "UTF-8"},
};

static void check_table(void **state)
{
    const struct table_case *row = *state;
    char *path = write_file("table.csv", row->bytes, row->size);
    struct lg_layer layer = {.path = path};
    struct outcome out;
    read_layer(LG_SOURCE_ENTERPRISES, &layer, &out);
    (void)remove(path);
    if (out.status != LG_OK) print_error("%s\n", out.err.message);
    assert_int_equal(out.status, LG_OK);
    assert_string_equal(out.sources.items[0].encoding, row->encoding);
    assert_int_equal(out.block.table.count, 1);
    /* Leading zeros belong to a number of a parcel. */
    assert_string_equal(lg_table_text(&out.block.table, LG_ENTERPRISE_PARCEL_ID, 0), "0012");
    assert_string_equal(lg_table_text(&out.block.table, LG_ENTERPRISE_NAME, 0), "企业");
    ASSERT_CLOSE(lg_table_number(&out.block.table, LG_ENTERPRISE_INVESTMENT, 0), 15000.0, 1e-9);
    forget(&out);
}

struct refusal_case {
    const char *name;
    const char *file; /* in the shared folder, or a name for the content */
    const char *content;
    enum lg_status status;
    const char *part; /* of the message */
};

#define NASTY "data/nasty/"

static const struct refusal_case refusal_cases[] = {
    {"no such file", "nowhere.shp", NULL, LG_NO_INPUT, "no such file"},
    {"empty layer", "empty.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}",
     LG_BAD_INPUT, "empty"},
    {"points", "points.geojson",
     "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
     "\"geometry\":{\"type\":\"Point\",\"coordinates\":[91,29]}}]}",
     LG_BAD_INPUT, "polygons"},
    {"a table is no layer", "parcels.csv", "TBBH,DLMJ\n1,2\n", LG_BAD_INPUT, "without geometry"},
    {"degrees under a plane CRS", "degrees.geojson",
     "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
     "\"urn:ogc:def:crs:EPSG::4540\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{},"
     "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[91,29],[91.1,29],[91,29.1],[91,29]]]}}]"
     "}",
     LG_BAD_INPUT, "look like degrees"},
    {"lines", NASTY "mbostock-shapefile/test/polylines.shp", NULL, LG_BAD_INPUT, "lines"},
    {"multipatches", NASTY "shapelib/tests/shape_eg_data/multipatch.shp", NULL, LG_BAD_INPUT,
     "multipatch"},
};

static void check_refusal(void **state)
{
    const struct refusal_case *row = *state;
    char path[512];
    if (row->content != NULL) {
        (void)snprintf(path, sizeof(path), "%s",
                       write_file(row->file, row->content, strlen(row->content)));
    } else {
        (void)snprintf(path, sizeof(path), "%s/%s", shared_folder(), row->file);
        if (access(path, R_OK) != 0 && row->part[0] != 'n') {
            print_message("%s: not there, skipped (set LANDGAUGE_SHARED)\n", path);
            skip();
        }
    }
    struct lg_layer layer = {.path = path};
    struct outcome out;
    read_layer(LG_SOURCE_PARCELS, &layer, &out);
    if (row->content != NULL) (void)remove(path);
    assert_int_equal(out.status, row->status);
    assert_non_null(strstr(out.err.message, row->part));
    assert_non_null(strstr(out.err.message, path));
    forget(&out);
}

int main(void)
{
    lg_input_start();
    const struct CMUnitTest others[] = {
        cmocka_unit_test(check_rows),
        cmocka_unit_test(check_block_by_block),
    };
    int failed = RUN_CASES("input/encodings", encoding_cases, check_encoding);
    failed += RUN_CASES("input/tables", table_cases, check_table);
    failed += RUN_CASES("input/refusals", refusal_cases, check_refusal);
    failed += cmocka_run_group_tests_name("input/reader", others, NULL, NULL);
    return failed;
}
