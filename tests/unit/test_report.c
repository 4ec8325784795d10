/*
 * publish/report/report: rows by park, orders, decimals for people, a page of nothing, and what
 * becomes of lost memory.
 */
#include "publish/report/report.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CELL_MAX = 5, ROW_MAX = 8, TABLE_COUNT = 5 };

struct made_table {
    size_t row_count;
    const char *cells[ROW_MAX][CELL_MAX];
};

static const struct made_table park_rows = {
    4,
    {{"K1", "A", "<b>", NULL, "7.5"},
     {"K1", "B", "<b>", NULL, "2"},
     {"K2", "A", NULL, "K1", "1"},
     {NULL, NULL, NULL, NULL, NULL}},
};
static const struct made_table idle_rows = {
    5,
    {{"K2", "P1", "IDLE1", "3", "no"},
     {"K1", "P2", "IDLE2", "1", "yes"},
     {"K1", "P3", "IDLE2", NULL, "no"},
     {"K9", "P4", "IDLE2", "4", "no"},
     {"K1", "P5", "IDLE_S", "2", "no"}},
};
static const struct made_table watch_rows = {2, {{"P2", "full_year"}, {"P9", "two_years"}}};
static const struct made_table state_rows = {
    3, {{"K1", "B", "A", "1.25"}, {"K1", "C", "A", "9"}, {"K1", "A", "A2", "0.0004"}}};

static const struct made_table register_rows = {
    4, {{"K1", "A", "P2"}, {"K1", "B", "P3"}, {"K1", "B", "P7"}, {"K2", "A", "P1"}}};

static const char *cell_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct made_table *table = row->sheet->source;
    return table->cells[row->row][column->role];
}

static double cell_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct made_table *table = row->sheet->source;
    const char *text = table->cells[row->row][column->role];
    return text == NULL ? LG_NO_NUMBER : strtod(text, NULL);
}

static struct lg_sheet_column text_column(const char *key, uint8_t at)
{
    return (struct lg_sheet_column){key, LG_CELL_TEXT, .role = at, .text = cell_text};
}

static struct lg_sheet_column number_column(const char *key, uint8_t at)
{
    return (struct lg_sheet_column){key, LG_CELL_NUMBER, .decimals = 8, .role = at,
                                    .number = cell_number};
}

struct made_book {
    struct lg_view view;
    struct lg_book book;
    struct lg_sheet sheets[TABLE_COUNT];
    struct lg_sheet_column columns[TABLE_COUNT][CELL_MAX];
};

static void make(struct made_book *made)
{
    static const char *const names[] = {"parks", "idle", "watchlist", "land_state", "register"};
    static const struct made_table *const tables[] = {&park_rows, &idle_rows, &watch_rows,
                                                      &state_rows, &register_rows};
    static const char *const keys[TABLE_COUNT][CELL_MAX] = {
        {"park_code", "scope", "park_name", "parent", "#area_ha"},
        {"park_code", "parcel_id", "status", "#priority_rank", "confirmed"},
        {"parcel_id", "event"},
        {"park_code", "scope", "code", "#area_ha"},
        {"park_code", "scope", "parcel_id"},
    };
    *made = (struct made_book){.book = {.language = LG_CHINESE, .as_of = 20000}};
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        size_t count = 0;
        while (count < CELL_MAX && keys[i][count] != NULL) {
            const char *key = keys[i][count];
            made->columns[i][count] = key[0] == '#' ? number_column(key + 1, (uint8_t)count)
                                                    : text_column(key, (uint8_t)count);
            count++;
        }
        made->sheets[i] = (struct lg_sheet){.name = names[i],
                                            .column_count = count,
                                            .columns = made->columns[i],
                                            .row_count = tables[i]->row_count,
                                            .source = tables[i]};
    }
    made->book.view = &made->view;
    made->book.sheets = made->sheets;
    made->book.sheet_count = TABLE_COUNT;
}

static void rows_are_found_by_their_park(void **state)
{
    (void)state;
    struct made_book made;
    make(&made);
    struct lg_report page = {.language = LG_CHINESE};
    assert_int_equal(lg_report_init(&page, &made.book, NULL), LG_OK);
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(&page, LG_REPORT_IDLE, 0, &count);
    assert_int_equal(count, 2); /* P5 is not in the register: the first park of the code */
    assert_int_equal(rows[0], 1);
    assert_int_equal(rows[1], 4);
    rows = lg_report_rows_of(&page, LG_REPORT_IDLE, 1, &count);
    assert_int_equal(count, 1); /* by the register */
    assert_int_equal(rows[0], 2);
    assert_int_equal(lg_report_row_of(&page, LG_REPORT_IDLE, 2), 0);
    assert_int_equal(lg_report_row_of(&page, LG_REPORT_LAND_STATE, 0), 2);
    assert_int_equal(lg_report_row_of(&page, LG_REPORT_LAND_STATE, 1), 0);
    assert_int_equal(lg_report_row_of(&page, LG_REPORT_LAND_STATE, 3), SIZE_MAX);
    (void)lg_report_rows_of(&page, LG_REPORT_QUALITY, 0, &count);
    assert_int_equal(count, 0);
    assert_int_equal(lg_report_find_park(&page, "K2"), 2);
    assert_int_equal(lg_report_find_park(&page, NULL), SIZE_MAX);
    assert_int_equal(lg_report_find_idle(&page, "P5"), 4);
    assert_int_equal(lg_report_find_idle(&page, "P9"), SIZE_MAX);
    assert_true(page.parks[2].is_nested && !page.parks[0].is_nested);
    assert_true(page.parks[2].is_alone && !page.parks[0].is_alone);
    assert_string_equal(page.parks[2].name, "K2");
    assert_string_equal(page.parks[3].name, "");
    lg_report_reset(&page);
}

static void rows_without_a_rank_come_last(void **state)
{
    (void)state;
    struct made_book made;
    make(&made);
    struct lg_report page = {.language = LG_CHINESE};
    assert_int_equal(lg_report_init(&page, &made.book, NULL), LG_OK);
    size_t rows[] = {0, 1, 2, 3, 4};
    lg_report_sort(&page, LG_REPORT_IDLE, "priority_rank", false, rows, 5);
    static const size_t up[] = {1, 4, 0, 3, 2};
    assert_memory_equal(rows, up, sizeof(up));
    lg_report_sort(&page, LG_REPORT_IDLE, "priority_rank", true, rows, 5);
    static const size_t down[] = {3, 0, 4, 1, 2};
    assert_memory_equal(rows, down, sizeof(down));
    lg_report_reset(&page);
}

static void small_numbers_keep_their_digits(void **state)
{
    (void)state;
    assert_int_equal(lg_report_decimals(0, 8), 2);
    assert_int_equal(lg_report_decimals(12.5, 8), 2);
    assert_int_equal(lg_report_decimals(0.5, 8), 2);
    assert_int_equal(lg_report_decimals(-0.05, 8), 3);
    assert_int_equal(lg_report_decimals(0.0004, 8), 5);
    assert_int_equal(lg_report_decimals(0.0004, 4), 4);
    assert_int_equal(lg_report_decimals(1e-12, 8), 8);
    assert_int_equal(lg_report_decimals(7, 0), 0);
}

/* The page of a book as a text to free. @return NULL when it was not written */
static char *write_page(const struct lg_book *book, enum lg_status *status)
{
    char place[] = "/tmp/landgauge_test_report_XXXXXX";
    char path[64];
    char *text = NULL;
    assert_non_null(mkdtemp(place));
    (void)snprintf(path, sizeof(path), "%s/out", place);
    const struct lg_document_means means = {.thread_count = 1};
    struct lg_output_dir *dir = NULL;
    *status = lg_output_dir_begin(path, &dir, NULL);
    if (*status == LG_OK) *status = lg_report_write(book, &means, dir, NULL);
    if (*status == LG_OK) {
        (void)snprintf(path, sizeof(path), "%s/report.html", lg_output_dir_path(dir));
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        text = calloc(1, 1 << 20);
        assert_non_null(text);
        assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
        assert_int_equal(fclose(file), 0);
    }
    lg_output_dir_abort(dir);
    (void)snprintf(path, sizeof(path), "%s/.out.lock", place);
    (void)unlink(path);
    (void)rmdir(place);
    return text;
}

static void a_page_tells_what_its_book_has(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "<html lang=\"zh-CN\">",
        "&lt;b&gt; \u00b7 A",
        "<data value=\"IDLE2\">\u95f2\u7f6e\u6ee1\u4e8c\u5e74</data>", /* found: confirmed */
        "<data value=\"IDLE2\">\u7591\u4f3c\u95f2\u7f6e\u6ee1\u4e8c\u5e74</data>", /* suspected */
        "<a href=\"#parcel-1\">P2</a>",
        "<data value=\"0.00040000\">0.00040</data>",
        "</html>",
    };
    struct made_book made;
    make(&made);
    enum lg_status status = LG_OK;
    char *text = write_page(&made.book, &status);
    assert_int_equal(status, LG_OK);
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (strstr(text, wanted[i]) == NULL) fail_msg("no %s", wanted[i]);
    }
    assert_null(strstr(text, "<b>"));
    assert_null(strstr(text, "href=\"#parcel-3\"")); /* of no park: in no ledger */
    free(text);
    made.book.sheet_count = 0;
    text = write_page(&made.book, &status);
    assert_int_equal(status, LG_OK);
    assert_non_null(strstr(text, "</html>"));
    assert_null(strstr(text, "id=\"parks\""));
    free(text);
}

/* Whichever allocation fails, nothing is missing from the page without a word. */
static void lost_memory_is_told(void **state)
{
    (void)state;
    struct made_book made;
    make(&made);
    enum lg_status status = LG_OK;
    char *whole = write_page(&made.book, &status);
    assert_int_equal(status, LG_OK);
    size_t failures = 0;
    for (long count = 0; failures == 0 || status != LG_OK; count++) {
        struct lg_report page = {.language = LG_CHINESE};
        failing_alloc_after(count);
        status = lg_report_init(&page, &made.book, NULL);
        for (size_t park = 0; park < page.park_count && status == LG_OK; park++) {
            lg_report_add_land(&page, park);
            lg_report_add_ledger(&page, park);
        }
        if (status == LG_OK) lg_report_add_first(&page);
        failing_alloc_after(-1);
        if (page.html.failed) status = LG_NO_MEMORY;
        if (status != LG_OK) {
            assert_int_equal(status, LG_NO_MEMORY);
            failures++;
        }
        lg_report_reset(&page);
    }
    assert_true(failures > 10);
    free(whole);
}

static void figures_are_rounded_by_their_digits(void **state)
{
    (void)state;
    struct lg_report page = {.language = LG_ENGLISH};
    lg_report_add_derived(&page, "a", 0.0915, 4);
    assert_non_null(strstr(page.html.bytes, ">0.092<"));
    lg_text_clear(&page.html);
    lg_report_add_derived(&page, "b", 1e15, 6);
    assert_non_null(strstr(page.html.bytes, ">1,000,000,000,000,000.00<"));
    lg_text_reset(&page.html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_rounded_by_their_digits),
        cmocka_unit_test(rows_are_found_by_their_park),
        cmocka_unit_test(rows_without_a_rank_come_last),
        cmocka_unit_test(small_numbers_keep_their_digits),
        cmocka_unit_test(a_page_tells_what_its_book_has),
        cmocka_unit_test(lost_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
