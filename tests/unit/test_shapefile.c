/*
 * input/shapefile: parts that are missing, differ, are cut, or hold what OGR would hide.
 *
 * Each case builds a shapefile of unit squares by the bytes of the two published layouts (ESRI
 * Shapefile Technical Description 1998; dBase III), then damages it.
 */
#include "input/reader.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RECORD_BYTES = 21, ROWS_MAX = 4 }; /* mark, ZDDM 6, TBMJ 6, YDDGSJ 8 */

static const char degrees_prj[] =
    "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
    "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]]";

struct bytes {
    unsigned char data[1024];
    size_t size;
};

static void put(struct bytes *to, size_t size, unsigned long value, int is_big)
{
    for (size_t i = 0; i < size; i++) {
        size_t shift = 8 * (is_big ? size - 1 - i : i);
        to->data[to->size++] = (unsigned char)(value >> shift);
    }
}

static void put_double(struct bytes *to, double value)
{
    memcpy(to->data + to->size, &value, sizeof(value));
    to->size += sizeof(value);
}

static void put_box(struct bytes *to, double x_min, double x_max)
{
    put_double(to, x_min);
    put_double(to, 29.0);
    put_double(to, x_max);
    put_double(to, 29.5);
}

static void put_header(struct bytes *to, size_t file_bytes, size_t row_count)
{
    put(to, 4, 9994, 1);
    to->size = 24;
    put(to, 4, file_bytes / 2, 1);
    put(to, 4, 1000, 0);
    put(to, 4, 5, 0);
    put_box(to, 90.0, 89.5 + (double)row_count);
    to->size = 100;
}

enum { SHAPE_BYTES = 8 + 44 + 4 + 80 };

static void make_shapes(struct bytes *shp, struct bytes *shx, size_t row_count)
{
    static const double corners[5][2] = {
        {0.0, 0.0}, {0.0, 0.5}, {0.5, 0.5}, {0.5, 0.0}, {0.0, 0.0}};
    put_header(shp, 100 + row_count * SHAPE_BYTES, row_count);
    put_header(shx, 100 + row_count * 8, row_count);
    for (size_t row = 0; row < row_count; row++) {
        double x = 90.0 + (double)row;
        put(shx, 4, shp->size / 2, 1);
        put(shx, 4, (SHAPE_BYTES - 8) / 2, 1);
        put(shp, 4, row + 1, 1);
        put(shp, 4, (SHAPE_BYTES - 8) / 2, 1);
        put(shp, 4, 5, 0);
        put_box(shp, x, x + 0.5);
        put(shp, 4, 1, 0);
        put(shp, 4, 5, 0);
        put(shp, 4, 0, 0);
        for (size_t i = 0; i < 5; i++) {
            put_double(shp, x + corners[i][0]);
            put_double(shp, 29.0 + corners[i][1]);
        }
    }
}

static void put_field(struct bytes *dbf, const char *name, char type, size_t width)
{
    size_t start = dbf->size;
    memcpy(dbf->data + start, name, strlen(name));
    dbf->data[start + 11] = (unsigned char)type;
    dbf->data[start + 16] = (unsigned char)width;
    dbf->size = start + 32;
}

static void make_table(struct bytes *dbf, const char *const *records, size_t row_count)
{
    put(dbf, 1, 3, 0);
    put(dbf, 3, 0x01017E, 0); /* 2026-01-01 */
    put(dbf, 4, row_count, 0);
    put(dbf, 2, 32 + 3 * 32 + 1, 0);
    put(dbf, 2, RECORD_BYTES, 0);
    dbf->size = 32;
    put_field(dbf, "ZDDM", 'C', 6);
    put_field(dbf, "TBMJ", 'N', 6);
    put_field(dbf, "YDDGSJ", 'D', 8);
    put(dbf, 1, 0x0D, 0);
    for (size_t row = 0; row < row_count; row++) {
        memcpy(dbf->data + dbf->size, records[row], RECORD_BYTES);
        dbf->size += RECORD_BYTES;
    }
}

static const char *part_path(const char *extension)
{
    static char path[256];
    const char *folder = getenv("TMPDIR");
    (void)snprintf(path, sizeof(path), "%s/landgauge-shape-%ld.%s",
                   folder == NULL ? "/tmp" : folder, (long)getpid(), extension);
    return path;
}

static void write_part(const char *extension, const void *bytes, size_t size)
{
    FILE *file = fopen(part_path(extension), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* @param shape_count  shapes for the .shp and .shx, may differ from the rows */
static void write_shapefile(const char *const *records, size_t row_count, size_t shape_count)
{
    struct bytes shp = {.size = 0};
    struct bytes shx = {.size = 0};
    struct bytes dbf = {.size = 0};
    make_shapes(&shp, &shx, shape_count);
    make_table(&dbf, records, row_count);
    write_part("shp", shp.data, shp.size);
    write_part("shx", shx.data, shx.size);
    write_part("dbf", dbf.data, dbf.size);
    write_part("prj", degrees_prj, sizeof(degrees_prj) - 1);
}

static int remove_all(void **state)
{
    static const char *const extensions[] = {"shp", "shx", "dbf", "prj"};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        (void)remove(part_path(extensions[i]));
    }
    return 0;
}

struct outcome {
    enum lg_status status;
    struct lg_error err;
    struct lg_sources sources;
    struct lg_findings findings;
    struct lg_block block;
};

static void read_layer(enum lg_source_kind kind, const struct lg_layer *layer, struct outcome *out)
{
    struct lg_reader *reader = NULL;
    size_t role_count = 0;
    const struct lg_role *roles = lg_reader_roles(kind, &role_count);
    assert_int_equal(lg_block_init(&out->block, roles, role_count, NULL), LG_OK);
    out->status = lg_reader_open(kind, layer, &out->sources, &out->findings, &reader, &out->err);
    if (out->status == LG_OK) out->status = lg_reader_read(reader, 100, &out->block, &out->err);
    lg_reader_close(reader);
}

static void read_it(const char *where, struct outcome *out)
{
    memset(out, 0, sizeof(*out));
    struct lg_layer layer = {.path = part_path("shp"), .where = where};
    read_layer(LG_SOURCE_PARCELS, &layer, out);
}

static void read_table(struct outcome *out)
{
    memset(out, 0, sizeof(*out));
    struct lg_layer layer = {.path = part_path("dbf")};
    read_layer(LG_SOURCE_SUPPLY, &layer, out);
}

static void forget(struct outcome *out)
{
    lg_block_reset(&out->block);
    lg_findings_reset(&out->findings);
    lg_sources_reset(&out->sources);
}

/* 宗 is D7DA in GBK: the first value ends on half of it. */
static const char *const records[ROWS_MAX] = {
    " \xD7\xDA\xD7\xDA"
    "1\xD7"
    "  12.520240301",
    " P-0002******00000000",
    " P-0003 1a.5020240229",
    "*P-0004   1.020240229",
};

static const char *const clean_records[ROWS_MAX] = {
    " P-0001  12.520240301",
    " P-0002   3.020240301",
    " P-0003   1.520240229",
};

static void check_values(void **state)
{
    (void)state;
    write_shapefile(records, 4, 4);
    struct outcome out;
    read_it(NULL, &out);
    if (out.status != LG_OK) print_error("%s\n", out.err.message);
    assert_int_equal(out.status, LG_OK);
    const struct lg_table *table = &out.block.table;
    assert_int_equal(table->count, 3);
    assert_string_equal(lg_table_text(table, LG_PARCEL_ID, 0), "宗宗1");
    ASSERT_CLOSE(lg_table_number(table, LG_PARCEL_RECORDED_AREA, 0), 12.5, 0.0);
    assert_int_equal(lg_table_date(table, LG_PARCEL_START_DUE, 0), lg_date_make(2024, 3, 1));
    assert_true(isnan(lg_table_number(table, LG_PARCEL_RECORDED_AREA, 1)));
    assert_int_equal(lg_table_reading(table, LG_PARCEL_START_DUE, 1).form, LG_DATE_EMPTY);
    assert_true(isnan(lg_table_number(table, LG_PARCEL_RECORDED_AREA, 2)));
    /* The cut character, the junk number, the deleted row, the stars: each is said. */
    static const enum lg_finding_code codes[] = {LG_W_ENC, LG_W_VALUE, LG_W_VALUE, LG_I_MISSING};
    assert_int_equal(out.block.findings.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(out.block.findings.items[i].code, codes[i]);
    }
    assert_int_equal(out.block.raw.ring_count, 3);
    ASSERT_CLOSE(out.block.raw.xy[0], 90.0, 0.0);
    forget(&out);
}

static void check_filter(void **state)
{
    (void)state;
    write_shapefile(records, 3, 3);
    struct outcome out;
    read_it("ZDDM = 'P-0003'", &out);
    assert_int_equal(out.status, LG_OK);
    assert_int_equal(out.block.table.count, 1);
    assert_int_equal(out.block.table.feature[0], 2);
    assert_string_equal(lg_table_text(&out.block.table, LG_PARCEL_ID, 0), "P-0003");
    forget(&out);
    read_it("ZDDM >", &out);
    assert_int_equal(out.status, LG_BAD_INPUT);
    assert_non_null(strstr(out.err.message, "where:"));
    forget(&out);
}

static void check_all_parts_listed(void **state)
{
    (void)state;
    write_shapefile(records, 3, 3);
    struct outcome out;
    read_it(NULL, &out);
    assert_int_equal(out.sources.items[0].file_count, 4);
    assert_int_equal(out.sources.items[0].feature_count, 3);
    forget(&out);
}

struct damage_case {
    const char *name;
    const char *removed; /* part */
    size_t row_count, shape_count;
    enum lg_status status;
    const char *part; /* of the message */
};

static const struct damage_case damages[] = {
    {"no .shx", "shx", 3, 3, LG_NO_INPUT, ".shx"},
    {"no .dbf", "dbf", 3, 3, LG_NO_INPUT, ".dbf"},
    {"no .prj", "prj", 3, 3, LG_BAD_INPUT, "(the .prj is missing); give crs: under layers.parcels"},
    {"no .shp", "shp", 3, 3, LG_NO_INPUT, "no such file"},
    {"more shapes than records", NULL, 2, 3, LG_BAD_INPUT, "3 shapes in the .shx, 2 records"},
    {"no rows", NULL, 0, 0, LG_BAD_INPUT, "empty"},
};

static void check_damage(void **state)
{
    const struct damage_case *row = *state;
    write_shapefile(records, row->row_count, row->shape_count);
    if (row->removed != NULL) (void)remove(part_path(row->removed));
    struct outcome out;
    read_it(NULL, &out);
    (void)remove_all(NULL);
    assert_int_equal(out.status, row->status);
    if (strstr(out.err.message, row->part) == NULL) {
        print_error("%s\n", out.err.message);
        fail();
    }
    forget(&out);
}

static void check_cut_table(void **state)
{
    (void)state;
    write_shapefile(records, 3, 3);
    assert_int_equal(truncate(part_path("dbf"), 129 + RECORD_BYTES), 0);
    struct outcome out;
    read_it(NULL, &out);
    assert_int_equal(out.status, LG_BAD_INPUT);
    assert_non_null(strstr(out.err.message, "3 records announced, 1 are there"));
    forget(&out);
}

/* One number of a part changed; whose shapes are then not to be had. */
struct stray_case {
    const char *name;
    const char *part;
    long at;
    unsigned long value;
    bool is_big;
    bool is_lost[3];
};

enum { SECOND = 100 + SHAPE_BYTES, SECOND_ENTRY = 100 + 8, THIRD_ENTRY = 100 + 16 };

static const struct stray_case strays[] = {
    {"an entry beyond the file", "shx", SECOND_ENTRY, 1UL << 29, true, {false, true, false}},
    {"an entry in the header", "shx", SECOND_ENTRY, 10, true, {false, true, false}},
    {"an entry inside a record", "shx", SECOND_ENTRY, SECOND / 2 + 4, true, {false, true, false}},
    {"two entries for one record", "shx", THIRD_ENTRY, SECOND / 2, true, {false, true, true}},
    {"an entry of another length", "shx", SECOND_ENTRY + 4, 60, true, {false, true, false}},
    {"a record of another length", "shp", SECOND + 4, 62, true, {false, true, false}},
    {"more vertices than there are bytes", "shp", SECOND + 48, 6, false, {false, true, false}},
    {"fewer vertices than there are bytes", "shp", SECOND + 48, 4, false, {false, true, false}},
    {"a huge count of rings", "shp", SECOND + 44, 1UL << 31, false, {false, true, false}},
    {"the record's number does not matter", "shp", SECOND, 77, true, {false, false, false}},
};

static void patch(const char *part, long at, unsigned long value, bool is_big)
{
    struct bytes number = {.size = 0};
    put(&number, 4, value, is_big);
    FILE *file = fopen(part_path(part), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(number.data, 1, 4, file), 4);
    assert_int_equal(fclose(file), 0);
}

static void check_stray(void **state)
{
    const struct stray_case *row = *state;
    write_shapefile(clean_records, 3, 3);
    patch(row->part, row->at, row->value, row->is_big);
    struct outcome out;
    read_it(NULL, &out);
    (void)remove_all(NULL);
    if (out.status != LG_OK) print_error("%s\n", out.err.message);
    assert_int_equal(out.status, LG_OK);
    assert_int_equal(out.block.table.count, 3);
    size_t said = 0;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(lg_shapes_is_empty(&out.block.raw, i), row->is_lost[i]);
        if (!row->is_lost[i]) continue;
        assert_int_equal(out.block.findings.items[said].code, LG_E_GEOM);
        assert_int_equal(out.block.findings.items[said].feature, i);
        said++;
    }
    assert_int_equal(out.block.findings.count, said);
    forget(&out);
}

static void check_index_of_others(void **state)
{
    (void)state;
    write_shapefile(clean_records, 3, 3);
    for (long i = 0; i < 3; i++) {
        patch("shx", 100 + 8 * i + 4, 20, true);
    }
    struct outcome out;
    read_it(NULL, &out);
    assert_int_equal(out.status, LG_BAD_INPUT);
    assert_non_null(strstr(out.err.message, "leads to none of its 3 shapes"));
    forget(&out);
}

/* Part starts that run backwards: the counts fit, and OGR gives the shape up. */
static void check_unreadable_shape(void **state)
{
    (void)state;
    write_shapefile(clean_records, 3, 3);
    patch("shp", SECOND + 52, 1UL << 30, false);
    struct outcome out;
    read_it(NULL, &out);
    assert_int_equal(out.status, LG_OK);
    assert_int_equal(out.block.table.count, 3);
    assert_true(lg_shapes_is_empty(&out.block.raw, 1));
    assert_int_equal(out.block.findings.count, 1);
    assert_int_equal(out.block.findings.items[0].code, LG_E_GEOM);
    assert_int_equal(out.block.findings.items[0].feature, 1);
    assert_non_null(strstr(out.block.findings.items[0].message, "cannot be read"));
    forget(&out);
}

/* The table of a shapefile is read by its own count, whatever lies beside it. */
static void check_table_alone(void **state)
{
    (void)state;
    struct outcome out;
    write_shapefile(clean_records, 3, 2);
    read_table(&out);
    assert_int_equal(out.status, LG_OK);
    assert_int_equal(out.sources.items[0].feature_count, 3);
    assert_int_equal(out.block.table.count, 3);
    assert_int_equal(out.sources.items[0].file_count, 1);
    assert_string_equal(out.sources.items[0].files[0].path, part_path("dbf"));
    forget(&out);
    (void)remove(part_path("shx"));
    read_table(&out);
    assert_int_equal(out.status, LG_OK);
    assert_int_equal(out.block.table.count, 3);
    forget(&out);
    write_shapefile(clean_records, 0, 2);
    read_table(&out);
    assert_int_equal(out.status, LG_BAD_INPUT);
    assert_non_null(strstr(out.err.message, "no rows"));
    forget(&out);
}

/* The name of a field is shown in the message, and the message is one line. */
static void check_control_characters(void **state)
{
    (void)state;
    write_shapefile(clean_records, 3, 3);
    patch("dbf", 64, 0x540A0D1BUL, true);
    struct lg_pair missing = {"land_state", "DLDM"};
    struct lg_layer layer = {.path = part_path("shp"), .fields = {1, &missing}};
    struct outcome out;
    memset(&out, 0, sizeof(out));
    read_layer(LG_SOURCE_PARCELS, &layer, &out);
    assert_int_equal(out.status, LG_BAD_INPUT);
    assert_non_null(strstr(out.err.message, "there are: ZDDM T??? YDDGSJ"));
    forget(&out);
}

static void check_index_named(void **state)
{
    (void)state;
    write_shapefile(clean_records, 3, 3);
    struct lg_layer layer = {.path = part_path("shx")};
    struct outcome out;
    memset(&out, 0, sizeof(out));
    read_layer(LG_SOURCE_PARCELS, &layer, &out);
    assert_int_equal(out.status, LG_BAD_INPUT);
    assert_non_null(strstr(out.err.message, "name the .shp under layers.parcels"));
    forget(&out);
}

int main(void)
{
    lg_input_start();
    const struct CMUnitTest others[] = {
        cmocka_unit_test_teardown(check_values, remove_all),
        cmocka_unit_test_teardown(check_filter, remove_all),
        cmocka_unit_test_teardown(check_all_parts_listed, remove_all),
        cmocka_unit_test_teardown(check_cut_table, remove_all),
        cmocka_unit_test_teardown(check_index_of_others, remove_all),
        cmocka_unit_test_teardown(check_unreadable_shape, remove_all),
        cmocka_unit_test_teardown(check_table_alone, remove_all),
        cmocka_unit_test_teardown(check_control_characters, remove_all),
        cmocka_unit_test_teardown(check_index_named, remove_all),
    };
    int failed = RUN_CASES("input/damage", damages, check_damage);
    failed += RUN_CASES("input/index", strays, check_stray);
    return failed + cmocka_run_group_tests_name("input/shapefile", others, NULL, NULL);
}
