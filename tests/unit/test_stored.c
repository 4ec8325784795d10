/*
 * input/stored: cells and places of a result's files as they were written, and files that no run
 * has written.
 */
#include "input/stored.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512 };

static char folder[PATH_SIZE];

static int make_folder(void)
{
    char tables[PATH_SIZE + 16];
    const char *parent = getenv("TMPDIR");
    (void)snprintf(folder, sizeof(folder), "%s/stored.XXXXXX", parent == NULL ? "/tmp" : parent);
    if (mkdtemp(folder) == NULL) return -1;
    (void)snprintf(tables, sizeof(tables), "%s/tables", folder);
    return mkdir(tables, 0700);
}

static void remove_folder(void)
{
    static const char *const names[] = {"tables/t.csv", "t.geojson", "tables"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[PATH_SIZE + 32];
        (void)snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        if (unlink(path) != 0) (void)rmdir(path);
    }
    (void)rmdir(folder);
}

static void write_file(const char *name, const char *bytes, size_t size)
{
    char path[PATH_SIZE + 32];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* A table of two columns; cells of a row joined by '|', rows ended by '/', missing as '-'. */
struct table_case {
    const char *name;
    const char *bytes;
    const char *expected; /* NULL: refused */
    const char *message;  /* what the refusal says */
};

static const struct table_case table_cases[] = {
    {"with a mark and line ends of Windows",
     "\xEF\xBB\xBF"
     "a,b\r\n1,2\r\n",
     "1|2/", NULL},
    {"without either", "a,b\n1,2\n", "1|2/", NULL},
    {"without an end of the last line", "a,b\n1,2", "1|2/", NULL},
    {"no rows", "a,b\r\n", "", NULL},
    {"empty cells are missing", "a,b\r\n,\r\nx,\r\n", "-|-/x|-/", NULL},
    {"an empty text in quotes is missing", "a,b\r\n\"\",y\r\n", "-|y/", NULL},
    {"commas and line ends in quotes", "a,b\r\n\"x,y\",\"p\r\nq\"\r\n", "x,y|p\r\nq/", NULL},
    {"doubled quotes", "a,b\r\n\"say \"\"so\"\"\",\"\"\"\"\r\n", "say \"so\"|\"/", NULL},
    {"blanks stay", "a,b\r\n\" x \",y\r\n", " x |y/", NULL},
    {"the apostrophe before a formula goes", "a,b\r\n'=1+1,'-2\r\n", "=1+1|-2/", NULL},
    {"one of two apostrophes goes", "a,b\r\n''=1,'x\r\n", "'=1|'x/", NULL},
    {"of a formula in quotes, too", "a,b\r\n\"'\r=1\",\"'=\"\"a\"\"\"\r\n", "\r=1|=\"a\"/", NULL},
    {"an apostrophe alone stays", "a,b\r\n',it's\r\n", "'|it's/", NULL},
    {"one cell too few", "a,b\r\n1,2\r\n1\r\n", NULL, "tables/t.csv: row 2: fewer cells"},
    {"one cell too many", "a,b\r\n1,2,3\r\n", NULL, "tables/t.csv: row 1: more cells"},
    {"an empty line", "a,b\r\n\r\n", NULL, "row 1: fewer cells"},
    {"quotes that do not end", "a,b\r\n\"1,2\r\n", NULL, "row 1: a quote"},
    {"a quote inside a plain cell", "a,b\r\nx\"y,2\r\n", NULL, "row 1: a quote"},
    {"text behind a closing quote", "a,b\r\n\"x\"y,2\r\n", NULL, "row 1: no comma"},
    {"a carriage return alone", "a,b\r\nx\ry,2\r\n", NULL, "row 1: no comma"},
    {"a column without a name", "a,,b\r\n", NULL, "header: a column without a name"},
    {"nothing at all", "", NULL, "header: a column without a name"},
    {"bytes that are no UTF-8", "a,b\r\n\xB0,2\r\n", NULL, "no text in UTF-8"},
};

static void check_table(void **state)
{
    const struct table_case *row = *state;
    struct lg_stored stored = {0};
    struct lg_error err = {0};
    struct lg_text seen = {0};
    write_file("tables/t.csv", row->bytes, strlen(row->bytes));
    enum lg_status status = lg_stored_read_table(folder, "t", &stored, &err);
    if (row->expected == NULL) {
        assert_int_equal(status, LG_BAD_INPUT);
        assert_non_null(strstr(err.message, row->message));
        lg_stored_reset(&stored);
        return;
    }
    assert_int_equal(status, LG_OK);
    assert_int_equal(stored.column_count, 2);
    assert_string_equal(stored.keys[0], "a");
    for (size_t i = 0; i < stored.row_count * 2; i++) {
        const char *text = stored.cells[i].text;
        lg_text_printf(&seen, "%s%s", text == NULL ? "-" : text, i % 2 == 0 ? "|" : "/");
    }
    assert_string_equal(seen.bytes == NULL ? "" : seen.bytes, row->expected);
    lg_text_reset(&seen);
    lg_stored_reset(&stored);
}

static void places_have_their_digits(void **state)
{
    static const char layer[] =
        "{\"type\":\"FeatureCollection\",\"landgauge\":{\"features\":[1,{\"x\":\"]}\\\"\"}]},"
        "\"features\":[\n"
        "{\"type\":\"Feature\",\"id\":\"a\\u4e1c\\ud83d\\ude00\\n\",\"properties\":{\"id\":\"no\"},"
        "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[91.0000000001,29.5],[91.1,29."
        "5],"
        "[91.1,29.6],[91.0000000001,29.5]],[[91.01,29.51],[91.02,29.52],[91.02,29.51],[91.01,29.51]"
        "]]]}},\n"
        "{\"type\":\"Feature\",\"id\":\"b\",\"properties\":{},\"geometry\":null},\n"
        "{\"type\":\"Feature\",\"id\":\"c\",\"properties\":{},\"geometry\":{\"type\":\"Point\","
        "\"coordinates\":[91.5,29.25000000]}}\n]}\n";
    struct lg_stored stored = {0};
    struct lg_error err = {0};
    (void)state;
    write_file("tables/t.csv", "a\n1\n2\n3\n", 8);
    write_file("t.geojson", layer, sizeof(layer) - 1);
    assert_int_equal(lg_stored_read_table(folder, "t", &stored, &err), LG_OK);
    assert_int_equal(lg_stored_read_layer(folder, &stored, &err), LG_OK);
    assert_int_equal(stored.place_count, 3);
    assert_string_equal(stored.ids[0], "a东\xF0\x9F\x98\x80\n");
    assert_int_equal(stored.decimals[0], 10);
    assert_int_equal(stored.decimals[1], 8);
    assert_int_equal(stored.shapes.count, 3);
    assert_int_equal(stored.shapes.ring_count, 2);
    assert_int_equal(stored.shapes.ring_is_hole[0], 0);
    assert_int_equal(stored.shapes.ring_is_hole[1], 1);
    assert_true(stored.shapes.xy[0] == 91.0000000001);
    assert_true(lg_shapes_is_empty(&stored.shapes, 1));
    assert_true(isnan(stored.points[0]));
    assert_true(stored.points[4] == 91.5 && stored.points[5] == 29.25);
    lg_stored_reset(&stored);
}

struct layer_case {
    const char *name;
    const char *bytes;
    const char *message;
};

#define FEATURE(GEOMETRY)                                                                          \
    "{\"features\":[{\"id\":\"a\",\"properties\":{},\"geometry\":" GEOMETRY "}]}"
#define POLYGON(RING) FEATURE("{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING "]]}")

static const struct layer_case layer_cases[] = {
    {"two features for one row",
     "{\"features\":[{\"id\":\"a\",\"geometry\":null},{\"id\":\"b\",\"geometry\":null}]}",
     "has 2 features, tables/t.csv 1 rows"},
    {"no features", "{\"type\":\"FeatureCollection\"}", "it does not end"},
    {"no end", "{\"features\":[{\"id\":\"a\",\"geometry\":null}", "features that do not end"},
    {"a feature without an id", "{\"features\":[{\"geometry\":null}]}", "without an id"},
    {"an id that is a number", "{\"features\":[{\"id\":1}]}", "an id that is no text"},
    {"half a surrogate", "{\"features\":[{\"id\":\"\\ud800\"}]}", "an id that is no text"},
    {"a byte of nothing", "{\"features\":[{\"id\":\"\\u0000\"}]}", "an id that is no text"},
    {"a string that does not end", "{\"features\":[{\"id\":\"a\\", "an id that is no text"},
    {"a line", FEATURE("{\"type\":\"LineString\",\"coordinates\":[]}"), "neither MultiPolygon"},
    {"three vertices", POLYGON("[[1,2],[3,4],[1,2]]"), "a ring that is none"},
    {"metres", POLYGON("[[500000,3000000],[3,4],[1,2],[5,6]]"), "no longitude and latitude"},
    {"a height", POLYGON("[[1,2,3],[3,4],[1,2],[5,6]]"), "no longitude and latitude"},
    {"a word among the numbers", POLYGON("[[1,x],[3,4],[1,2],[5,6]]"), "no longitude"},
    {"too many digits", POLYGON("[[1.0123456789012345,2],[3,4],[1,2],[5,6]]"), "no longitude"},
    {"an empty point", FEATURE("{\"type\":\"Point\",\"coordinates\":[]}"), "a point is no"},
    {"brackets that close nothing", "{\"a\":]}", "no GeoJSON"},
    {"nothing", "", "no GeoJSON"},
};

static void check_layer(void **state)
{
    const struct layer_case *row = *state;
    struct lg_stored stored = {0};
    struct lg_error err = {0};
    write_file("tables/t.csv", "a\n1\n", 4);
    write_file("t.geojson", row->bytes, strlen(row->bytes));
    assert_int_equal(lg_stored_read_table(folder, "t", &stored, &err), LG_OK);
    assert_int_equal(lg_stored_read_layer(folder, &stored, &err), LG_BAD_INPUT);
    if (strstr(err.message, row->message) == NULL) fail_msg("%s", err.message);
    assert_false(stored.has_places);
    lg_stored_reset(&stored);
}

static void a_missing_file_is_not_found(void **state)
{
    struct lg_stored stored = {0};
    struct lg_error err = {0};
    (void)state;
    assert_false(lg_stored_has_table(folder, "t"));
    assert_int_equal(lg_stored_read_table(folder, "t", &stored, &err), LG_NO_INPUT);
    lg_stored_reset(&stored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_file_is_not_found),
        cmocka_unit_test(places_have_their_digits),
    };
    if (make_folder() != 0) return 1;
    int failed = cmocka_run_group_tests_name("input/stored", tests, NULL, NULL);
    failed += RUN_CASES("input/stored tables", table_cases, check_table);
    failed += RUN_CASES("input/stored layers", layer_cases, check_layer);
    remove_folder();
    return failed;
}
