/*
 * publish/copies/copy: a shapefile byte by byte, as ESRI's technical description (1998) and dBase
 * III have it, worked by hand; and changes.csv.
 */
#include "publish/copies/copy.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRJ                                                                                        \
    "GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],"     \
    "UNIT[\"Degree\",0.0174532925199433]]"

static void read_bytes(const char *path, unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, size, file), size);
    assert_int_equal(fgetc(file), EOF);
    assert_int_equal(fclose(file), 0);
}

static double double_at(const unsigned char *bytes)
{
    double value = 0;
    memcpy(&value, bytes, sizeof(value)); /* the tests run on little-endian machines */
    return value;
}

static struct lg_copy_field fields[] = {
    {.name = "编号", .type = LG_COPY_TEXT, .stored_type = 'C', .width = 8},
    {.name = "MJ", .type = LG_COPY_STORED, .stored_type = 'N', .width = 6, .stored_digits = 2},
};

static struct lg_copy_value values[] = {
    {.is_set = true, .bytes = "甲#2", .length = 5},
    {.is_set = true, .bytes = "  1.50", .length = 6},
    {.is_set = false},
    {.is_set = true, .bytes = "******", .length = 6},
};

/* A triangle and a row without a shape. */
static void write_two_rows(struct lg_output_dir *dir)
{
    static const double corners[8] = {1, 2, 3, 6, 5, 2, 1, 2};
    const struct lg_copy_schema schema = {
        .is_shapefile = true, .field_count = 2, .fields = fields, .prj = PRJ};
    struct lg_copy_rows rows = {.field_count = 2};
    struct lg_shapes shapes = {0};
    struct lg_copy_writer *writer = NULL;
    struct lg_error err = {""};
    double *xy = NULL;
    assert_int_equal(lg_copy_rows_add(&rows, 2, &err), LG_OK);
    memcpy(rows.values, values, sizeof(values));
    assert_int_equal(lg_shapes_begin(&shapes, &err), LG_OK);
    assert_int_equal(lg_shapes_add_ring(&shapes, false, 4, &xy, &err), LG_OK);
    memcpy(xy, corners, sizeof(corners));
    assert_int_equal(lg_shapes_begin(&shapes, &err), LG_OK);
    assert_int_equal(lg_copy_writer_open(dir, "宗地", &schema, &writer, &err), LG_OK);
    assert_int_equal(lg_copy_writer_add(writer, &shapes, &rows, &err), LG_OK);
    assert_int_equal(lg_copy_writer_close(writer, &err), LG_OK);
    lg_copy_rows_reset(&rows);
    lg_shapes_reset(&shapes);
}

static void a_shapefile_has_every_byte_in_its_place(void **state)
{
    (void)state;
    struct lg_output_dir *dir = NULL;
    char text[SANDBOX_TEXT_SIZE];
    unsigned char shp[100 + 8 + 44 + 4 + 64 + 8 + 4];
    unsigned char shx[100 + 16];
    unsigned char dbf[32 + 64 + 1 + 2 * 15 + 1];
    assert_int_equal(lg_output_dir_begin_listed("out", &dir, NULL), LG_OK);
    write_two_rows(dir);
    assert_int_equal(lg_output_dir_commit(dir, NULL), LG_OK);
    assert_int_equal(sandbox_count("out"), 5);
    assert_string_equal(sandbox_get("out/宗地.cpg", text), "UTF-8");
    assert_string_equal(sandbox_get("out/宗地.prj", text), PRJ);

    read_bytes("out/宗地.shp", shp, sizeof(shp));
    static const unsigned char code[] = {0, 0, 0x27, 0x0A};
    static const unsigned char length[] = {0, 0, 0, 116, 0xE8, 3, 0, 0, 5, 0, 0, 0};
    static const unsigned char first[] = {0, 0, 0, 1, 0, 0, 0, 56, 5, 0, 0, 0};
    static const unsigned char parts[] = {1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0};
    static const unsigned char second[] = {0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0};
    assert_memory_equal(shp, code, sizeof(code));
    assert_memory_equal(shp + 24, length, sizeof(length));
    static const double box[] = {1, 2, 5, 6};
    for (size_t i = 0; i < 4; i++) {
        assert_true(double_at(shp + 36 + 8 * i) == box[i]);
        assert_true(double_at(shp + 112 + 8 * i) == box[i]);
    }
    assert_memory_equal(shp + 100, first, sizeof(first));
    assert_memory_equal(shp + 144, parts, sizeof(parts));
    assert_true(double_at(shp + 156 + 16) == 3 && double_at(shp + 156 + 24) == 6);
    assert_memory_equal(shp + 220, second, sizeof(second));

    read_bytes("out/宗地.shx", shx, sizeof(shx));
    static const unsigned char index[] = {0, 0, 0, 50, 0, 0, 0, 56, 0, 0, 0, 110, 0, 0, 0, 2};
    assert_memory_equal(shx, code, sizeof(code));
    assert_int_equal(shx[27], sizeof(shx) / 2);
    assert_memory_equal(shx + 100, index, sizeof(index));

    read_bytes("out/宗地.dbf", dbf, sizeof(dbf));
    static const unsigned char head[] = {3, 100, 1, 1, 2, 0, 0, 0, 97, 0, 15, 0, 0};
    static const unsigned char name[] = "编号\0\0\0\0\0C";
    assert_memory_equal(dbf, head, sizeof(head));
    assert_int_equal(dbf[29], 0);
    assert_memory_equal(dbf + 32, name, 12);
    assert_int_equal(dbf[32 + 16], 8);
    assert_memory_equal(dbf + 64, "MJ\0\0\0\0\0\0\0\0\0N", 12);
    assert_int_equal(dbf[64 + 16], 6);
    assert_int_equal(dbf[64 + 17], 2);
    assert_memory_equal(dbf + 96, "\r 甲#2     1.50         ******\x1A", 32);
}

static void changes_have_no_cell_that_computes(void **state)
{
    (void)state;
    struct lg_output_dir *dir = NULL;
    struct lg_output_file *file = NULL;
    struct lg_changes changes = {0};
    struct lg_error err = {""};
    char text[SANDBOX_TEXT_SIZE];
    struct lg_change change = lg_change_blank("id_suffixed", 3);
    change.before = "=1";
    change.after = "=1#2";
    change.lon_deg = 91.5;
    change.lat_deg = 29.25;
    assert_int_equal(lg_changes_add(&changes, &change, &err, "called %s, now", "a"), LG_OK);
    change = lg_change_blank("repaired", -1);
    change.area_before_m2 = 0;
    change.area_after_m2 = 2.5;
    assert_int_equal(lg_changes_add(&changes, &change, &err, "b"), LG_OK);
    assert_int_equal(lg_output_dir_begin_listed("out", &dir, &err), LG_OK);
    assert_int_equal(lg_changes_open(dir, &file, &err), LG_OK);
    assert_int_equal(lg_changes_write(file, "parcels", "a,b.shp", &changes, &err), LG_OK);
    assert_int_equal(lg_output_file_close(file, &err), LG_OK);
    assert_int_equal(lg_output_dir_commit(dir, &err), LG_OK);
    assert_string_equal(strchr(sandbox_get("out/changes.csv", text), '\n') + 1,
                        "parcels,\"a,b.shp\",3,,id_suffixed,'=1,'=1#2,,,91.50000000,29.25000000,"
                        "\"called a, now\"\r\n"
                        "parcels,\"a,b.shp\",,,repaired,,,0.0000,2.5000,,,b\r\n");
    assert_memory_equal(text, "\xEF\xBB\xBFlayer,source,feature,id,change,before,after,", 43);
    lg_changes_reset(&changes);
}

static void a_suffix_is_found_by_its_row(void **state)
{
    (void)state;
    static const struct lg_copy_suffix suffixes[] = {
        {0, 7, "#2"}, {1, -3, "#3"}, {1, 7, "#4"}, {1, 9, "#5"}, {4, 0, "#6"}};
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(
            lg_copy_suffix_find(suffixes, 5, suffixes[i].source, suffixes[i].feature),
            suffixes[i].text);
    }
    assert_null(lg_copy_suffix_find(suffixes, 5, 0, 9));
    assert_null(lg_copy_suffix_find(suffixes, 5, 2, 7));
    assert_null(lg_copy_suffix_find(suffixes, 5, 1, 8));
    assert_null(lg_copy_suffix_find(suffixes, 0, 0, 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SANDBOX(a_shapefile_has_every_byte_in_its_place),
        IN_SANDBOX(changes_have_no_cell_that_computes),
        cmocka_unit_test(a_suffix_is_found_by_its_row),
    };
    return cmocka_run_group_tests_name("publish/copies/copy", tests, NULL, NULL);
}
