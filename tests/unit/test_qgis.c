/*
 * publish/qgis/qgis: classes and codes that a layer is coloured by, the map's system, the text of a
 * style, and that a project is the same bytes whenever it is made.
 *
 * The sheets are made here, row by row, as they may come from a run or from a folder.
 */
#include "publish/qgis/classes.h"
#include "publish/qgis/place.h"
#include "publish/qgis/qgis.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

enum { VALUES_MAX = 12, ROWS_MAX = 6, TEXT_COLUMNS = 3 };

struct classes_case {
    const char *name;
    size_t count;
    double values[VALUES_MAX];
    size_t class_count;
    double bounds[LG_QGIS_BOUNDS_MAX];
    bool has_zero, has_missing;
    double missing;
};

static const struct lg_qgis_data geojson = {.source = LG_QGIS_GEOJSON};
static const struct lg_qgis_data geopackage = {.source = LG_QGIS_GEOPACKAGE};

static const struct classes_case classes_cases[] = {
    {"nothing", 0, {0}, 0, {0}, false, false, -1},
    {"all missing", 2, {NONE, NONE}, 0, {0}, false, true, -1},
    {"only nought", 2, {0, 0}, 0, {0}, true, false, -1},
    {"one value is its own class", 1, {5}, 1, {5, 5}, false, false, -1},
    {"equal values are one class", 3, {0.7, 0.7, 0.7}, 1, {0.7, 0.7}, false, false, -1},
    {"five classes of ten values",
     10,
     {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
     5,
     {1, 3, 5, 7, 9, 10},
     false,
     false,
     -1},
    {"the order of the values does not matter",
     10,
     {10, 3, 2, 9, 5, 6, 7, 8, 4, 1},
     5,
     {1, 3, 5, 7, 9, 10},
     false,
     false,
     -1},
    {"the ends are rounded outwards", 2, {0.123, 41.9}, 2, {0.1, 40, 50}, false, false, -1},
    {"two digits where one would hide two classes",
     5,
     {101, 111, 121, 131, 149},
     4,
     {100, 110, 120, 130, 150},
     false,
     false,
     -1},
    {"nought is a class of its own", 5, {0, 0, 1, 2, 4}, 2, {1, 2, 4}, true, false, -1},
    {"missing values are told apart", 3, {NONE, 3, 1}, 1, {1, 3}, false, true, -1},
    {"a missing value is below every other", 3, {NONE, -2.5, 1}, 1, {-3, 1}, false, true, -4},
    {"values that are the same count once where they would leave few classes",
     12,
     {0.37, 0.37, 0.37, 0.37, 0.37, 0.37, 0.37, 0.37, 0.37, 0.75, 1.1, 1.9},
     4,
     {0.3, 0.4, 0.8, 1, 2},
     false,
     false,
     -1},
    {"small numbers", 2, {0.00012, 0.00034}, 2, {0.0001, 0.0003, 0.0004}, false, false, -1},
};

static void check_classes(void **state)
{
    const struct classes_case *row = *state;
    double values[VALUES_MAX];
    memcpy(values, row->values, sizeof(values));
    struct lg_qgis_classes classes = lg_qgis_classes_make(values, row->count, LG_QGIS_CLASSES_MAX);
    assert_int_equal(classes.count, row->class_count);
    for (size_t i = 0; classes.count > 0 && i <= classes.count; i++) {
        ASSERT_CLOSE(classes.bounds[i], row->bounds[i], 1e-12);
    }
    assert_int_equal(classes.has_zero, row->has_zero);
    assert_int_equal(classes.has_missing, row->has_missing);
    ASSERT_CLOSE(classes.missing, row->missing, 0);
    for (size_t i = 0; i < row->count; i++) {
        if (isnan(values[i]) || values[i] == 0) continue;
        assert_true(values[i] >= classes.bounds[0]);
        assert_true(values[i] <= classes.bounds[classes.count]);
    }
}

struct system_case {
    const char *name;
    struct lg_box box_deg;
    int epsg;
};

/* The codes and meridians are those of the EPSG register: 4534 is CM 75E, 4554 is CM 135E. */
static const struct system_case system_cases[] = {
    {"Lhasa is in the zone of 90", {91.0, 29.6, 91.2, 29.7}, 4539},
    {"Binxi is in the zone of 126", {127.1, 45.7, 127.2, 45.8}, 4551},
    {"the first zone", {74.9, 39, 75.1, 40}, 4534},
    {"the last zone", {134, 48, 134.8, 48.4}, 4554},
    {"the edge of two zones belongs to either", {88.4, 29, 88.6, 29.2}, 4539},
    {"nearly six degrees around a meridian", {87.1, 29, 92.9, 30}, 4539},
    {"more than that is no zone", {86.9, 29, 93.2, 30}, 4490},
    {"far from China", {2, 48, 2.5, 49}, 4490},
};

static void check_system(void **state)
{
    const struct system_case *row = *state;
    assert_int_equal(lg_qgis_place_epsg(&row->box_deg), row->epsg);
}

/* ---- sheets by hand ---- */

struct rows {
    size_t count;
    const char *texts[ROWS_MAX][TEXT_COLUMNS];
    double number[ROWS_MAX];
};

static struct lg_shapes shapes; /* one square, the shape of every row */

static const char *text_at(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct rows *rows = row->sheet->source;
    return rows->texts[row->row][column->role];
}

static double number_at(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct rows *rows = row->sheet->source;
    (void)column;
    return rows->number[row->row];
}

static struct lg_row_shape shape_at(const struct lg_row *row)
{
    (void)row;
    return (struct lg_row_shape){&shapes, 0, 8};
}

static const struct lg_sheet_column idle_columns[] = {
    {"parcel_id", LG_CELL_TEXT, .role = 0, .text = text_at},
    {"status", LG_CELL_TEXT, .role = 1, .text = text_at},
    {"holder", LG_CELL_TEXT, .role = 2, .text = text_at},
    {"idle_ha", LG_CELL_NUMBER, .decimals = 8, .number = number_at},
};

static const struct lg_sheet_column register_columns[] = {
    {"parcel_id", LG_CELL_TEXT, .role = 0, .text = text_at},
    {"land_state", LG_CELL_TEXT, .role = 1, .text = text_at},
    {"idle_status", LG_CELL_TEXT, .role = 2, .text = text_at},
    {"far", LG_CELL_NUMBER, .decimals = 6, .number = number_at},
};

static const struct lg_sheet_column park_columns[] = {
    {"park_name", LG_CELL_TEXT, .role = 0, .text = text_at},
    {"park_code", LG_CELL_TEXT, .role = 1, .text = text_at},
    {"idle_ha", LG_CELL_NUMBER, .decimals = 8, .number = number_at},
};

static const struct rows idle_rows = {
    .count = 3,
    .texts = {{"P1", "IDLE1", "<A&B\">"}, {"P2", "IDLE2", "甲"}, {"P3", "IDLE1", NULL}},
    .number = {1, 2, NONE},
};

static const struct rows register_rows = {
    .count = 5,
    .texts = {{"P1", "A32", "DONE"},
              {"P2", "A31", "DONE"},
              {"P3", "B21", "IDLE1"},
              {"P4", NULL, "UNKNOWN"},
              {"P5", "A2", "DONE"}},
    .number = {0, 0.5, 1.5, NONE, 1},
};

static const struct rows park_rows = {.count = 1, .texts = {{"<A&B\">", "K1"}}, .number = {3}};

static const struct rows no_rows = {0};

#define SHEET(NAME, COLUMNS, ROWS)                                                                 \
    (struct lg_sheet)                                                                              \
    {                                                                                              \
        .name = (NAME), .column_count = sizeof(COLUMNS) / sizeof((COLUMNS)[0]),                    \
        .columns = (COLUMNS), .row_count = (ROWS)->count, .shape = shape_at, .source = (ROWS)      \
    }

static const struct lg_view view;

static struct lg_book make_book(struct lg_sheet *sheets, size_t count, enum lg_language language)
{
    return (struct lg_book){.view = &view,
                            .language = language,
                            .as_of = lg_date_make(2026, 6, 30),
                            .formats = LG_FORMAT_GEOJSON | LG_FORMAT_QGIS,
                            .sheet_count = count,
                            .sheets = sheets};
}

static int make_shape(void **state)
{
    (void)state;
    double *xy = NULL;
    static const double square[] = {91, 29.6, 91.1, 29.6, 91.1, 29.7, 91, 29.7, 91, 29.6};
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(&shapes, false, 5, &xy, NULL), LG_OK);
    memcpy(xy, square, sizeof(square));
    return 0;
}

static int drop_shape(void **state)
{
    (void)state;
    lg_shapes_reset(&shapes);
    return 0;
}

static void assert_has(const struct lg_text *text, const char *part)
{
    if (strstr(text->bytes, part) == NULL) fail_msg("no %s in %s", part, text->bytes);
}

static void assert_has_not(const struct lg_text *text, const char *part)
{
    if (strstr(text->bytes, part) != NULL) fail_msg("%s in the text", part);
}

/* The layers are drawn by the codes that occur, in the order of the palette. */
static void idle_land_is_styled(void **state)
{
    (void)state;
    struct lg_sheet sheet = SHEET("idle", idle_columns, &idle_rows);
    struct lg_book book = make_book(&sheet, 1, LG_CHINESE);
    struct lg_text text = {0};
    lg_qgis_style_add(&text, &book, &sheet);
    assert_has(&text, "<renderer-v2 type=\"categorizedSymbol\"");
    assert_has(&text, "attr=\"status\"");
    const char *two = strstr(text.bytes, "value=\"IDLE2\" label=\"疑似闲置满二年\"");
    const char *one = strstr(text.bytes, "value=\"IDLE1\" label=\"疑似闲置满一年\"");
    assert_non_null(two);
    assert_non_null(one);
    assert_true(two < one);
    assert_has(&text, "213,94,0,255"); /* #d55e00 */
    assert_has_not(&text, "IDLE_S");
    assert_has_not(&text, "其他"); /* every row has a known code */
    assert_has(&text, "<alias field=\"idle_ha\"");
    assert_has(&text, "labelsEnabled=\"1\"");
    lg_text_reset(&text);
}

/* Codes get the names of their column; names of holders do not become a list of values. */
static void values_have_names(void **state)
{
    (void)state;
    struct lg_sheet sheet = SHEET("idle", idle_columns, &idle_rows);
    struct lg_book book = make_book(&sheet, 1, LG_ENGLISH);
    struct lg_text text = {0};
    lg_qgis_style_add(&text, &book, &sheet);
    assert_has(&text, "<field name=\"status\">\n<editWidget type=\"ValueMap\">");
    assert_has(&text, "name=\"suspected idle for one year\" type=\"QString\" value=\"IDLE1\"");
    assert_has_not(&text, "<field name=\"holder\">");
    assert_has_not(&text, "<A&B");
    lg_text_reset(&text);
}

/* Sentences have names where all of a column are sentences; English ones need none. */
static void sentences_have_names(void **state)
{
    (void)state;
    static const struct lg_sheet_column columns[] = {
        {"parcel_id", LG_CELL_TEXT, .role = 0, .text = text_at},
        {"score_reason", LG_CELL_TEXT, .role = 1, .text = text_at},
        {"message", LG_CELL_TEXT, .role = 2, .text = text_at},
    };
    static const struct rows rows = {
        .count = 3,
        .texts = {{"P1", "not known", "not known"},
                  {"P2", "not known", "a stranger's words"},
                  {"P3", NULL, "not known"}},
    };
    struct lg_sheet sheet = SHEET("idle", columns, &rows);
    struct lg_book chinese = make_book(&sheet, 1, LG_CHINESE);
    struct lg_book english = make_book(&sheet, 1, LG_ENGLISH);
    struct lg_text text = {0};
    lg_qgis_style_add(&text, &chinese, &sheet);
    assert_has(&text, "<field name=\"score_reason\">\n<editWidget type=\"ValueMap\">");
    assert_has(&text, "name=\"不详\" type=\"QString\" value=\"not known\"");
    assert_has_not(&text, "<field name=\"message\">");
    lg_text_clear(&text);
    lg_qgis_style_add(&text, &english, &sheet);
    assert_has_not(&text, "<field name=\"score_reason\">");
    lg_text_reset(&text);
}

/* Children without a colour share their parent's entry; what has no state is "other". */
static void land_states_share_colours(void **state)
{
    (void)state;
    struct lg_sheet sheet = SHEET("register", register_columns, &register_rows);
    struct lg_book book = make_book(&sheet, 1, LG_CHINESE);
    struct lg_text text = {0};
    lg_qgis_style_add(&text, &book, &sheet);
    assert_has(&text, "label=\"A3 交通运输用地\">\n<val type=\"QString\" value=\"A31\"/>\n"
                      "<val type=\"QString\" value=\"A32\"/>");
    assert_has(&text, "value=\"\" label=\"其他\"");
    lg_text_reset(&text);
}

static void tables_have_no_style(void **state)
{
    (void)state;
    struct lg_sheet sheet = SHEET("holders", idle_columns, &idle_rows);
    sheet.shape = NULL;
    struct lg_book book = make_book(&sheet, 1, LG_CHINESE);
    struct lg_text text = {0};
    lg_qgis_style_add(&text, &book, &sheet);
    assert_int_equal(text.size, 0);
    lg_text_reset(&text);
}

/* A layer that nobody has thought of is still drawn. */
static void other_layers_have_a_plain_style(void **state)
{
    (void)state;
    struct lg_sheet sheet = SHEET("sheds", idle_columns, &idle_rows);
    struct lg_book book = make_book(&sheet, 1, LG_CHINESE);
    struct lg_text text = {0};
    lg_qgis_style_add(&text, &book, &sheet);
    assert_has(&text, "<renderer-v2 type=\"singleSymbol\"");
    assert_has(&text, "<alias field=\"holder\"");
    lg_text_reset(&text);
}

static void projects_are_made(void **state)
{
    (void)state;
    struct lg_sheet sheets[] = {SHEET("parks", park_columns, &park_rows),
                                SHEET("register", register_columns, &register_rows),
                                SHEET("idle", idle_columns, &no_rows)};
    struct lg_book book = make_book(sheets, 3, LG_CHINESE);
    struct lg_text first = {0};
    struct lg_text second = {0};
    struct lg_text other = {0};
    assert_int_equal(lg_qgis_project_make(&book, &geojson, &first, NULL), LG_OK);
    assert_int_equal(lg_qgis_project_make(&book, &geojson, &second, NULL), LG_OK);
    assert_int_equal(lg_qgis_project_make(&book, &geopackage, &other, NULL), LG_OK);
    assert_memory_equal(first.bytes, "PK\003\004", 4);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    assert_true(first.size != other.size || memcmp(first.bytes, other.bytes, first.size) != 0);
    lg_text_reset(&first);
    lg_text_reset(&second);
    lg_text_reset(&other);
}

/* A folder may have lost every layer. */
static void a_book_without_layers_is_a_project(void **state)
{
    (void)state;
    struct lg_book book = make_book(NULL, 0, LG_ENGLISH);
    struct lg_text text = {0};
    assert_int_equal(lg_qgis_project_make(&book, &geojson, &text, NULL), LG_OK);
    assert_true(text.size > 0);
    lg_text_reset(&text);
}

/* Each allocation fails once, until one attempt has enough. */
static void memory_runs_out(void **state)
{
    (void)state;
    enum { ATTEMPTS_MAX = 100000 };
    struct lg_sheet sheets[] = {SHEET("parks", park_columns, &park_rows),
                                SHEET("register", register_columns, &register_rows),
                                SHEET("idle", idle_columns, &idle_rows)};
    struct lg_book book = make_book(sheets, 3, LG_CHINESE);
    enum lg_status status = LG_NO_MEMORY;
    long granted = 0;
    for (; granted < ATTEMPTS_MAX && status != LG_OK; granted++) {
        struct lg_text text = {0};
        failing_alloc_after(granted);
        status = lg_qgis_project_make(&book, &geojson, &text, NULL);
        failing_alloc_after(-1);
        assert_true(status == LG_OK || status == LG_NO_MEMORY);
        lg_text_reset(&text);
    }
    assert_int_equal(status, LG_OK);
    assert_true(granted > 10);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(idle_land_is_styled),
        cmocka_unit_test(values_have_names),
        cmocka_unit_test(sentences_have_names),
        cmocka_unit_test(land_states_share_colours),
        cmocka_unit_test(tables_have_no_style),
        cmocka_unit_test(other_layers_have_a_plain_style),
        cmocka_unit_test(projects_are_made),
        cmocka_unit_test(a_book_without_layers_is_a_project),
        cmocka_unit_test(memory_runs_out),
    };
    int failed = RUN_CASES("classes", classes_cases, check_classes);
    failed += RUN_CASES("systems", system_cases, check_system);
    return failed + cmocka_run_group_tests_name("qgis", tests, make_shape, drop_shape);
}
