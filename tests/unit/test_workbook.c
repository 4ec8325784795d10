/*
 * publish/workbook/workbook: texts that cells can hold, names of sheets, decimals that are shown, a
 * table that is longer than a sheet.
 */
#include "publish/workbook/parts.h"
#include "support/cmocka.h"
#include "support/sandbox.h"

#include <gdal/cpl_vsi.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void texts_are_kept_or_mended(void **state)
{
    (void)state;
    static const struct {
        const char *name, *given, *expected;
    } rows[] = {
        {"plain", "P001", "P001"},
        {"formula", "=1+1", "=1+1"},
        {"zeros in front", "0012", "0012"},
        {"Chinese", "闲置土地", "闲置土地"},
        {"beyond the basic plane", "𠮷", "𠮷"},
        {"tab and line feed", "a\tb\nc", "a\tb\nc"},
        {"DOS line end", "a\r\nb", "a\nb"},
        {"old Mac line end", "a\rb", "a\nb"},
        {"control character", "a\x01z", "a\xEF\xBF\xBDz"},
        {"no UTF-8", "a\xFFz", "a\xEF\xBF\xBDz"},
        {"cut UTF-8", "a\xE9\x97", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"no character of XML", "a\xEF\xBF\xBFz", "a\xEF\xBF\xBDz"},
        {"looks like an escape", "_x0041_", "_x005F_x0041_"},
        {"does not", "_x004_ _xx", "_x004_ _xx"},
    };
    struct lg_text place = {0};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        bool is_cut = true;
        const char *text = lg_workbook_text(&place, rows[i].given, &is_cut);
        if (strcmp(text, rows[i].expected) != 0 || is_cut) fail_msg("%s: %s", rows[i].name, text);
    }
    lg_text_reset(&place);
}

/* A text of so many times the same character. */
static char *repeated(const char *character, size_t count)
{
    size_t size = strlen(character);
    char *text = malloc(size * count + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * size, character, size);
    }
    text[size * count] = '\0';
    return text;
}

static void long_texts_end_with_an_ellipsis(void **state)
{
    (void)state;
    static const struct {
        const char *name, *character;
        size_t count;
        size_t kept; /* characters before the ellipsis; 0: all of it stays */
    } rows[] = {
        {"ASCII that fits", "a", 32767, 0},    {"ASCII", "a", 32768, 32766},
        {"Chinese that fits", "地", 32767, 0}, {"Chinese", "地", 40000, 32766},
        {"two units each", "𠮷", 16383, 0},    {"two units each, too many", "𠮷", 16384, 16383},
    };
    struct lg_text place = {0};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *given = repeated(rows[i].character, rows[i].count);
        bool is_cut = false;
        const char *text = lg_workbook_text(&place, given, &is_cut);
        size_t kept = rows[i].kept == 0 ? rows[i].count : rows[i].kept;
        char *expected = repeated(rows[i].character, kept);
        size_t size = strlen(expected);
        if (strncmp(text, expected, size) != 0) fail_msg("%s: another text", rows[i].name);
        if (strcmp(text + size, rows[i].kept == 0 ? "" : "…") != 0) {
            fail_msg("%s: another end", rows[i].name);
        }
        if (is_cut != (rows[i].kept != 0)) fail_msg("%s: cut or not", rows[i].name);
        free(given);
        free(expected);
    }
    lg_text_reset(&place);
}

static void names_fit_a_tab(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t number;
        const char *expected;
    } rows[] = {
        {"闲置土地台账", 1, "闲置土地台账"},
        {"闲置土地台账", 2, "闲置土地台账 (2)"},
        {"A/B [c]: d*?\\'", 1, "A B  c   d    "},
        {"0123456789012345678901234567890123", 1, "0123456789012345678901234567890"},
        {"0123456789012345678901234567890123", 12, "01234567890123456789012345 (12)"},
        {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二", 1,
         "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[LG_WORKBOOK_NAME_SIZE];
        lg_workbook_name(rows[i].label, rows[i].number, name);
        assert_string_equal(name, rows[i].expected);
    }
}

static void widths_count_chinese_twice(void **state)
{
    (void)state;
    assert_int_equal(lg_workbook_width(""), 0);
    assert_int_equal(lg_workbook_width("P001"), 4);
    assert_int_equal(lg_workbook_width("面积（公顷）"), 12);
    assert_int_equal(lg_workbook_width("m²"), 2);
    assert_int_equal(lg_workbook_width("ab\nabcd\nc"), 4);
}

static void decimals_are_few(void **state)
{
    (void)state;
    static const struct {
        struct lg_sheet_column column;
        unsigned expected;
    } rows[] = {
        {{.key = "area_ha", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_HA}, 4},
        {{.key = "area_m2", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_M2}, 2},
        {{.key = "area_mu", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_MU}, 2},
        {{.key = "tax_wan", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_WAN_YUAN}, 2},
        {{.key = "far", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_RATIO}, 4},
        {{.key = "lon", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_DEGREES}, 6},
        {{.key = "parcels", .kind = LG_CELL_INTEGER}, 0},
        {{.key = "value", .kind = LG_CELL_NUMBER, .decimals = LG_DECIMALS_NINE_DIGITS}, 255},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (lg_workbook_decimals(&rows[i].column) != rows[i].expected) {
            fail_msg("%s: %u", rows[i].column.key, lg_workbook_decimals(&rows[i].column));
        }
    }
    assert_int_equal(lg_workbook_decimals_of(0), 0);
    assert_int_equal(lg_workbook_decimals_of(1200), 0);
    assert_int_equal(lg_workbook_decimals_of(-0.25), 2);
    assert_int_equal(lg_workbook_decimals_of(9.95), 2);
    assert_int_equal(lg_workbook_decimals_of(1.0 / 3), 6);
}

static void codes_are_shown_with_their_names(void **state)
{
    (void)state;
    char layout[LG_WORKBOOK_LAYOUT_SIZE];
    lg_workbook_code_layout("闲置满一年", layout);
    assert_string_equal(layout, "@\" 闲置满一年\"");
    lg_workbook_code_layout("say \"yes\"", layout);
    assert_string_equal(layout, "@\" say 'yes'\"");
    char *label = repeated("地", 100);
    lg_workbook_code_layout(label, layout);
    free(label);
    size_t length = strlen(layout);
    assert_true(length < LG_WORKBOOK_LAYOUT_SIZE && length > LG_WORKBOOK_LAYOUT_SIZE - 6);
    assert_int_equal(layout[length - 1], '"');
    assert_true(lg_utf8_valid(layout, length));
}

/* ---- a table over several sheets ---- */

static double row_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)row->row;
}

static const char *row_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->row % 2 == 0 ? "=1+1" : "0012";
}

/* The text of a member of the file. */
static char *member(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof(path), "/vsizip/{%s/out/" LG_WORKBOOK_FILE "}/%s", folder, name);
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) return NULL;
    enum { ROOM = 1 << 20 };
    char *text = calloc(ROOM, 1);
    assert_non_null(text);
    assert_true(VSIFReadL(text, 1, ROOM - 1, file) < ROOM - 1);
    (void)VSIFCloseL(file);
    return text;
}

static size_t count_of(const char *text, const char *needle)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, needle)) != NULL; at++) {
        count++;
    }
    return count;
}

static void long_tables_go_on(void **state)
{
    static const struct lg_sheet_column columns[] = {
        {.key = "parcel_id", .kind = LG_CELL_TEXT, .text = row_text},
        {.key = "seq", .kind = LG_CELL_INTEGER, .number = row_number},
    };
    struct lg_sheet sheets[] = {
        {.name = "register", .column_count = 2, .columns = columns, .row_count = 25},
        {.name = "idle", .column_count = 2, .columns = columns, .row_count = 0},
        {.name = "of_no_list", .column_count = 1, .columns = columns, .row_count = 10},
        {.name = "clocks", .column_count = 1, .columns = columns, .row_count = 100001},
    };
    const char *folder = *state;
    char place[4096];
    struct lg_error err = {""};
    struct lg_output_dir *dir = NULL;
    const struct lg_view view = {.model = NULL};
    const struct lg_book book = {.view = &view,
                                 .language = LG_ENGLISH,
                                 .as_of = lg_date_make(2026, 6, 30),
                                 .sheet_count = 4,
                                 .sheets = sheets};
    const struct lg_document_means means = {1, NULL};
    (void)snprintf(place, sizeof(place), "%s/out", folder);
    assert_int_equal(lg_output_dir_begin(place, &dir, &err), LG_OK);
    assert_int_equal(lg_workbook_make(&book, &means, 10, dir, &err), LG_OK);
    assert_int_equal(lg_output_dir_commit(dir, &err), LG_OK);

    static const char *const names[] = {"\"Cover\"", "\"Land register\"", "\"Land register (2)\"",
                                        "\"Land register (3)\"", "\"of_no_list\""};
    char *text = member(folder, "xl/workbook.xml");
    assert_non_null(text);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strstr(text, names[i]) == NULL) fail_msg("no sheet %s", names[i]);
    }
    assert_int_equal(count_of(text, "<sheet "), 5);
    free(text);
    static const size_t rows[] = {10, 10, 5};
    for (size_t i = 0; i < 3; i++) {
        char name[64];
        (void)snprintf(name, sizeof(name), "xl/worksheets/sheet%zu.xml", i + 2);
        text = member(folder, name);
        assert_non_null(text);
        assert_int_equal(count_of(text, "<row "), LG_WORKBOOK_HEADER_ROWS + rows[i]);
        assert_int_equal(count_of(text, "<f>"), 0);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_kept_or_mended),
        cmocka_unit_test(long_texts_end_with_an_ellipsis),
        cmocka_unit_test(names_fit_a_tab),
        cmocka_unit_test(widths_count_chinese_twice),
        cmocka_unit_test(decimals_are_few),
        cmocka_unit_test(codes_are_shown_with_their_names),
        IN_SANDBOX(long_tables_go_on),
    };
    return cmocka_run_group_tests_name("publish/workbook/workbook", tests, NULL, NULL);
}
