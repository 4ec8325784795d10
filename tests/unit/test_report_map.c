/*
 * publish/report/map: figures of a made-up book whose sheets stand here, and what becomes of odd
 * shapes, hostile names and lost memory.
 */
#include "publish/report/map.h"
#include "publish/report/map_rows.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/made_book.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A park of about 2 km by 1 km, two parcels of it idle, one of them smaller than a unit. */
static void fill(struct made_book *made)
{
    made_book_init(made);
    made_book_add(
        made, MADE_PARKS,
        &(struct made_row){{"K1", "A", "东园", NULL}, "91 30, 91.02 30, 91.02 30.01, 91 30.01"});
    made_book_add(
        made, MADE_REGISTER,
        &(struct made_row){{"K1", "A", "P1", "A2"}, "91 30, 91.01 30, 91.01 30.01, 91 30.01"});
    made_book_add(made, MADE_REGISTER,
                  &(struct made_row){{"K1", "A", "P2", "B21"},
                                     "91.01 30, 91.02 30, 91.02 30.01, 91.01 30.01; "
                                     "- 91.012 30.002, 91.014 30.002, 91.014 30.004"});
    made_book_add(made, MADE_REGISTER,
                  &(struct made_row){{NULL, NULL, "P9", "A2"}, "92 30, 92.1 30, 92 31"});
    made_book_add(made, MADE_IDLE,
                  &(struct made_row){{"K1", "P1", "IDLE2", "12.345", "1", "甲公司", "yes"},
                                     "91 30, 91.01 30, 91.01 30.01, 91 30.01"});
    made_book_add(made, MADE_IDLE,
                  &(struct made_row){{"K1", "P3", "IDLE1", "0.0012", "2", NULL},
                                     "91.015 30.005, 91.015001 30.005, 91.015001 30.005001"});
    made_book_add(made, MADE_SITES,
                  &(struct made_row){{"K1", "A", "S1", "12.3", "2"},
                                     "91 30, 91.01 30, 91.01 30.01, 91 30.01"});
    made_book_add(made, MADE_SITES,
                  &(struct made_row){{"K1", "A", "S2", "1", "1"}, "91 30, 91.01 30, 91 30.01"});
}

/* ---- what is written ---- */

static size_t count_of(const char *text, const char *wanted)
{
    size_t count = 0;
    for (const char *at = strstr(text, wanted); at != NULL; at = strstr(at + 1, wanted)) {
        count++;
    }
    return count;
}

static void assert_has(const struct lg_text *html, const char *wanted)
{
    if (strstr(html->bytes, wanted) == NULL) fail_msg("no %s in %s", wanted, html->bytes);
}

/* Every map of a book, one after the other. @return whether all was made */
static bool write_all(const struct made_book *made, struct lg_text *html)
{
    struct lg_report_maps *maps = NULL;
    struct lg_report_corner corners[3];
    enum lg_status status = lg_report_maps_new(&made->book, &maps, NULL);
    if (status != LG_OK) {
        assert_int_equal(status, LG_NO_MEMORY);
        assert_null(maps);
        return false;
    }
    lg_report_maps_add_region(maps, html);
    const struct lg_sheet *parks = lg_book_sheet(&made->book, "parks");
    for (size_t i = 0; parks != NULL && i < parks->row_count; i++) {
        lg_report_maps_add_park(maps, html, i);
        lg_report_maps_add_passport(maps, html, i);
    }
    const struct lg_sheet *idle = lg_book_sheet(&made->book, "idle");
    for (size_t i = 0; idle != NULL && i < idle->row_count; i++) {
        lg_report_maps_add_parcel(maps, html, i);
        (void)lg_report_maps_corners(maps, i, corners, 3);
    }
    lg_report_maps_free(maps);
    return !html->failed;
}

/* Elements end in the order in which they began, and no attribute can break out of its quotes. */
static void assert_well_formed(const struct lg_text *html)
{
    char open[40][16];
    size_t depth = 0;
    for (const char *at = strchr(html->bytes, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        assert_non_null(end);
        assert_int_equal(count_of(at, "\"") % 2, count_of(end, "\"") % 2);
        size_t length = strcspn(at + 1, " />\n");
        bool is_end = at[1] == '/';
        if (is_end) length = strcspn(at + 2, " >");
        assert_true(length < 16);
        if (is_end) {
            assert_true(depth > 0);
            depth--;
            assert_memory_equal(open[depth], at + 2, length);
            assert_int_equal(open[depth][length], '\0');
        } else if (end[-1] != '/') {
            assert_true(depth < 40);
            memcpy(open[depth], at + 1, length);
            open[depth++][length] = '\0';
        }
    }
    assert_int_equal(depth, 0);
    assert_int_equal(count_of(html->bytes, "style="), 0);
    assert_int_equal(count_of(html->bytes, "<script"), 0);
    assert_int_equal(count_of(html->bytes, "nan"), 0);
    assert_int_equal(count_of(html->bytes, "inf"), 0);
}

/* Boxes that touch are near; rows of another park are not, and an index is laid for each park. */
static void near_rows_are_found_park_by_park(void **state)
{
    (void)state;
    static const struct {
        size_t park;
        struct lg_box window_deg;
        size_t count, first;
    } rows[] = {
        {0, {91.001, 30.001, 91.002, 30.002}, 1, 0}, /* inside P1 */
        {0, {91.011, 30.001, 91.015, 30.002}, 1, 1}, /* inside P2, the other one */
        {0, {91.01, 30.001, 91.01, 30.002}, 2, 0},   /* on their border */
        {0, {91.021, 30, 91.03, 30.01}, 0, 0},       /* beyond all of K1, in K2 */
        {1, {91.021, 30, 91.03, 30.01}, 1, 0},       {0, {91, 30, 92, 31}, 2, 0},
    };
    struct made_book made;
    struct lg_report_maps *maps = NULL;
    fill(&made);
    made_book_add(&made, MADE_PARKS,
                  &(struct made_row){{"K2", "A", "西园", NULL},
                                     "91.02 30, 91.04 30, 91.04 30.01, 91.02 30.01"});
    made_book_add(&made, MADE_REGISTER,
                  &(struct made_row){{"K2", "A", "P5", "A2"}, "91.022 30, 91.03 30, 91.03 30.01"});
    assert_int_equal(lg_report_maps_new(&made.book, &maps, NULL), LG_OK);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct lg_box_hits *hits = NULL;
        assert_true(lg_map_find_near(maps, rows[i].park, &rows[i].window_deg, &hits));
        assert_int_equal(hits->count, rows[i].count);
        if (hits->count > 0) assert_int_equal(hits->items[0], rows[i].first);
    }
    lg_report_maps_free(maps);
    made_book_reset(&made);
}

static void park_has_what_it_should(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_text html = {0};
    struct lg_report_maps *maps = NULL;
    fill(&made);
    assert_int_equal(lg_report_maps_new(&made.book, &maps, NULL), LG_OK);
    lg_report_maps_add_park(maps, &html, 0);
    assert_well_formed(&html);
    assert_has(&html, "<figure class=\"map map-park\" data-bounds=\"");
    assert_has(&html, "aria-label=\"东园土地状况与疑似闲置土地分布图\"");
    assert_has(&html, "工矿仓储用地</li>");
    assert_has(&html, "闲置满二年：1 宗，12.35 公顷</li>");
    assert_has(&html, "闲置满一年：1 宗，0.0012 公顷</li>");
    assert_has(&html, "data-row=\"0\" fill=\"url(#map1-");
    assert_has(&html, "data-row=\"1\" fill=\"none\"");
    assert_has(&html, "<title>P1\n闲置满二年\n已认定为闲置土地\n面积：12.35 公顷\n甲公司</title>");
    assert_has(&html, "<title>P3\n");
    assert_has(&html, "有 1 宗疑似闲置土地过小，以圆点表示。");
    assert_has(&html, "连片地块（两宗以上）：1 处</li>");
    assert_has(&html, ">500 米</text>");
    assert_int_equal(count_of(html.bytes, "class=\"map-outline\""), 1);
    lg_report_maps_free(maps);
    lg_text_reset(&html);
    made_book_reset(&made);
}

static void same_book_same_bytes(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_text first = {0};
    struct lg_text second = {0};
    fill(&made);
    assert_true(write_all(&made, &first));
    assert_true(write_all(&made, &second));
    assert_string_equal(first.bytes, second.bytes);
    lg_text_reset(&first);
    lg_text_reset(&second);
    made_book_reset(&made);
}

static void names_are_never_markup(void **state)
{
    (void)state;
    static const char hostile[] = "\"><script>alert('1')</script>&\x01";
    struct made_book made;
    struct lg_text html = {0};
    fill(&made);
    for (int table = 0; table < MADE_TABLE_COUNT; table++) {
        for (size_t row = 0; row < made.tables[table].row_count; row++) {
            for (size_t cell = 1; cell < MADE_CELL_MAX; cell++) {
                made.tables[table].rows[row].cells[cell] = hostile;
            }
        }
    }
    assert_true(write_all(&made, &html));
    assert_well_formed(&html);
    assert_has(&html, "&quot;&gt;&lt;script&gt;");
    lg_text_reset(&html);
    made_book_reset(&made);
}

static void idle_land_is_drawn_in_its_own_scope(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_text html = {0};
    struct lg_report_maps *maps = NULL;
    static const char whole[] = "91 30, 91.02 30, 91.02 30.01, 91 30.01";
    static const char part[] = "91 30, 91.01 30, 91.01 30.01, 91 30.01";
    made_book_init(&made);
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K1", "A", "东园", NULL}, whole});
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K1", "B", "东园", NULL}, whole});
    made_book_add(&made, MADE_REGISTER, &(struct made_row){{"K1", "A", "P1", "A2"}, whole});
    made_book_add(&made, MADE_REGISTER, &(struct made_row){{"K1", "B", "P1", "A2"}, part});
    made_book_add(&made, MADE_IDLE,
                  &(struct made_row){{"K1", "P1", "IDLE2", "1", "1", NULL}, part});
    assert_int_equal(lg_report_maps_new(&made.book, &maps, NULL), LG_OK);
    lg_report_maps_add_park(maps, &html, 0);
    assert_int_equal(count_of(html.bytes, "data-row="), 0);
    assert_has(&html, "台账中没有疑似闲置土地。");
    lg_text_clear(&html);
    lg_report_maps_add_park(maps, &html, 1);
    assert_int_equal(count_of(html.bytes, "data-row=\"0\""), 1);
    lg_report_maps_free(maps);
    lg_text_reset(&html);
    made_book_reset(&made);
}

/* As in the sums over all parks: each hectare once, and none of a park that may never be. */
static void region_counts_each_hectare_once(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_text html = {0};
    struct lg_report_maps *maps = NULL;
    static const char whole[] = "91 30, 91.02 30, 91.02 30.01, 91 30.01";
    static const char part[] = "91 30, 91.01 30, 91.01 30.01, 91 30.01";
    made_book_init(&made);
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K1", "A", "东园", NULL, NULL}, whole});
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K2", "A", "园中园", NULL, "K1"}, part});
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K3", "A", "新园", "yes", NULL}, part});
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K4", "A", "孤园", NULL, "K9"}, part});
    for (int park = 0; park < 4; park++) {
        static const char *const codes[] = {"K1", "K2", "K3", "K4"};
        made_book_add(&made, MADE_IDLE,
                      &(struct made_row){{codes[park], "P1", "IDLE2", "1.5", NULL}, part});
    }
    assert_int_equal(lg_report_maps_new(&made.book, &maps, NULL), LG_OK);
    lg_report_maps_add_region(maps, &html);
    assert_has(&html, "闲置满二年：2 宗，3.00 公顷</li>");
    assert_has(&html, "区中园、拟设立园区内的 2 宗疑似闲置土地不重复计入、不绘出。");
    assert_int_equal(count_of(html.bytes, "data-row="), 2);
    lg_report_maps_free(maps);
    lg_text_reset(&html);
    made_book_reset(&made);
}

static void far_parks_are_dots(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_text html = {0};
    struct lg_report_maps *maps = NULL;
    made_book_init(&made);
    made_book_add(&made, MADE_PARKS,
                  &(struct made_row){{"K1", "A", "东园", NULL}, "91 30, 91.01 30, 91 30.01"});
    made_book_add(&made, MADE_PARKS,
                  &(struct made_row){{"K2", "A", "西园", "yes"}, "85 33, 85.01 33, 85 33.01"});
    made_book_add(&made, MADE_PARKS, &(struct made_row){{"K3", "A", "空园", NULL}, NULL});
    assert_int_equal(lg_report_maps_new(&made.book, &maps, NULL), LG_OK);
    lg_report_maps_add_region(maps, &html);
    assert_well_formed(&html);
    assert_int_equal(count_of(html.bytes, "class=\"map-dot\""), 2);
    assert_int_equal(count_of(html.bytes, "class=\"map-outline\""), 0);
    assert_has(&html, ">东园</text>");
    assert_has(&html, ">西园</text>");
    assert_has(&html, "拟设立园区位置</li>");
    assert_has(&html, "有 2 个园区过小，以圆点表示。");
    assert_has(&html, "有 1 个园区无图形，未绘出。");
    assert_has(&html, ">100 千米</text>");
    lg_report_maps_free(maps);
    lg_text_reset(&html);
    made_book_reset(&made);
}

static void corners_are_those_of_the_file(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_report_maps *maps = NULL;
    struct lg_report_corner corners[5];
    made_book_init(&made);
    made_book_add(&made, MADE_IDLE,
                  &(struct made_row){
                      {"K1", "P1", "IDLE2", "1", "1", NULL},
                      "91 30, 91.123456789 30, 91 30.5; - 91.01 30.01, 91.02 30.01, 91.01 30.02"});
    made_book_add(&made, MADE_IDLE,
                  &(struct made_row){{"K1", "P2", "IDLE2", "1", "1", NULL}, NULL});
    assert_int_equal(lg_report_maps_new(&made.book, &maps, NULL), LG_OK);
    assert_int_equal(lg_report_maps_corners(maps, 0, corners, 5), 6);
    ASSERT_CLOSE(corners[1].lon_deg, 91.12345679, 0);
    assert_int_equal(corners[1].number, 2);
    assert_int_equal(corners[2].ring, 0);
    assert_int_equal(corners[3].ring, 1);
    assert_int_equal(corners[4].number, 5);
    assert_int_equal(lg_report_maps_corners(maps, 0, NULL, 0), 6);
    assert_int_equal(lg_report_maps_corners(maps, 1, corners, 5), 0);
    lg_report_maps_free(maps);
    made_book_reset(&made);
}

static void anchor_names_the_row(void **state)
{
    (void)state;
    struct lg_text html = {0};
    lg_report_maps_add_anchor(&html, 12);
    assert_string_equal(html.bytes, "parcel-12");
    lg_text_reset(&html);
}

/* Whatever sheets a folder lacks, what is left is drawn. */
static void sheets_may_be_missing(void **state)
{
    (void)state;
    for (unsigned present = 0; present < 16; present++) {
        struct made_book made;
        struct lg_text html = {0};
        size_t count = 0;
        fill(&made);
        for (size_t i = 0; i < MADE_TABLE_COUNT; i++) {
            if ((present >> i & 1U) != 0) made.sheets[count++] = made.sheets[i];
        }
        made.book.sheet_count = count;
        lg_text_add_char(&html, '\n');
        assert_true(write_all(&made, &html));
        assert_well_formed(&html);
        if ((present & 1U) != 0 && (present & 4U) == 0) {
            assert_has(&html, "没有闲置土地台账，是否闲置不明。");
        }
        lg_text_reset(&html);
        made_book_reset(&made);
    }
}

/* ---- odd shapes ---- */

static const char *const odd_rings[] = {
    NULL,
    "",
    "91 30, 91 30, 91 30",
    "91 30, 91.1 30, 91.2 30",
    "0 0, 0 0, 0 0",
    "91 30, 92 30, 91 31; - 91 30, 92 30, 91 31",
    "91 30, 91.001 30.001, 91.001 30, 91 30.001",
    "-180 -90, 180 -90, 180 90, -180 90",
    "91 90, 92 90, 91 89.9",
    "1e300 30, 91 1e300, -1e300 -1e300",
    "1e308 1e308, -1e308 -1e308, 1e308 -1e308",
    "91 30, inf 30, 91 31",
    "nan nan, 91 30, 92 31",
    "91 30, 91.00000001 30, 91 30.00000001",
    "91 30, 92 30, 91 31; 10 10, 11 10, 10 11",
};

enum { ODD_COUNT = sizeof(odd_rings) / sizeof(odd_rings[0]) };

/* Every odd shape as park, as parcel and as idle land, beside every other one. */
static void odd_shapes_do_no_harm(void **state)
{
    (void)state;
    const size_t count = ODD_COUNT;
    for (size_t i = 0; i < count * count; i++) {
        const char *one = odd_rings[i % count];
        const char *other = odd_rings[i / count];
        struct made_book made;
        struct lg_text html = {0};
        made_book_init(&made);
        made_book_add(&made, MADE_PARKS, &(struct made_row){{"K1", "A", "东园", NULL}, one});
        made_book_add(&made, MADE_PARKS, &(struct made_row){{"K1", "B", NULL, "yes"}, other});
        made_book_add(&made, MADE_PARKS, &(struct made_row){{NULL, NULL, NULL, NULL}, one});
        made_book_add(&made, MADE_REGISTER, &(struct made_row){{"K1", "A", "P1", "A2"}, other});
        made_book_add(&made, MADE_REGISTER, &(struct made_row){{"K1", "B", NULL, NULL}, one});
        made_book_add(&made, MADE_IDLE,
                      &(struct made_row){{"K1", "P1", "IDLE2", "1", "1", NULL}, other});
        made_book_add(&made, MADE_IDLE,
                      &(struct made_row){{NULL, NULL, NULL, NULL, NULL, NULL}, one});
        made_book_add(&made, MADE_SITES, &(struct made_row){{"K1", "A", NULL, NULL}, other});
        assert_true(write_all(&made, &html));
        assert_well_formed(&html);
        lg_text_reset(&html);
        made_book_reset(&made);
    }
}

/* ---- lost memory ---- */

/* Whichever allocation fails, either nothing is missing or the caller is told. */
static void lost_memory_is_told(void **state)
{
    (void)state;
    struct made_book made;
    struct lg_text whole = {0};
    fill(&made);
    /* Its name would lie in the corner of the scale bar, unless that is kept free. */
    made_book_add(
        &made, MADE_PARKS,
        &(struct made_row){{"K2", "A", "西园", NULL}, "91 30, 91.0001 30, 91.0001 30.0001"});
    /* The scratch of a row grows for it when maps are drawn, long after their making. */
    made_book_add(
        &made, MADE_IDLE,
        &(struct made_row){{"K1", "P4", "IDLE2", "1", "3",
                            "一家名称长得放不进六十四个字节的有限责任公司第一分公司", NULL},
                           "91.005 30.002, 91.006 30.002, 91.006 30.003"});
    assert_true(write_all(&made, &whole));
    for (int once = 0; once < 2; once++) {
        bool is_made = false;
        for (long count = 0; !is_made; count++) {
            struct lg_text html = {0};
            (once == 0 ? failing_alloc_after : failing_alloc_once)(count);
            is_made = write_all(&made, &html);
            failing_alloc_after(-1);
            if (is_made) assert_string_equal(html.bytes, whole.bytes);
            lg_text_reset(&html);
        }
    }
    lg_text_reset(&whole);
    made_book_reset(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_rows_are_found_park_by_park),
        cmocka_unit_test(park_has_what_it_should),
        cmocka_unit_test(same_book_same_bytes),
        cmocka_unit_test(names_are_never_markup),
        cmocka_unit_test(idle_land_is_drawn_in_its_own_scope),
        cmocka_unit_test(region_counts_each_hectare_once),
        cmocka_unit_test(far_parks_are_dots),
        cmocka_unit_test(corners_are_those_of_the_file),
        cmocka_unit_test(anchor_names_the_row),
        cmocka_unit_test(sheets_may_be_missing),
        cmocka_unit_test(odd_shapes_do_no_harm),
        cmocka_unit_test(lost_memory_is_told),
    };
    return cmocka_run_group_tests_name("publish/report/map", tests, NULL, NULL);
}
