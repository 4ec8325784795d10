/*
 * publish/calendar (RFC 5545) and what publish/view lets into the public notice.
 */
#include "publish/calendar.h"
#include "support/cmocka.h"
#include "support/ledger_model.h"

#include <stdlib.h>
#include <string.h>

/* 75 octets, then a blank and 74 more (3.1). */
static void test_lines_are_folded(void **state)
{
    (void)state;
    char line[151];
    struct lg_text text = {0};
    memset(line, 'a', 150);
    line[150] = '\0';
    line[75] = '\0';
    lg_calendar_add_line(&text, line);
    assert_int_equal(text.size, 77);
    lg_text_clear(&text);
    line[75] = 'a';
    lg_calendar_add_line(&text, line);
    assert_int_equal(text.size, 75 + 3 + 74 + 3 + 1 + 2);
    assert_memory_equal(text.bytes + 75, "\r\n a", 4);
    assert_memory_equal(text.bytes + 75 + 3 + 74, "\r\n a\r\n", 6);
    lg_text_reset(&text);
}

/* 74 letters, then a character of three octets: it goes to the next line whole. */
static void test_no_character_is_divided(void **state)
{
    (void)state;
    char line[81];
    struct lg_text text = {0};
    memset(line, 'a', 74);
    memcpy(line + 74, "园b", 5);
    lg_calendar_add_line(&text, line);
    assert_string_equal(text.bytes + 74, "\r\n 园b\r\n");
    lg_text_reset(&text);
}

struct escape_case {
    const char *name;
    const char *value, *expected;
};

static const struct escape_case escapes[] = {
    {"plain", "东园 1", "东园 1"},
    {"comma, semicolon, backslash", "a,b;c\\d", "a\\,b\\;c\\\\d"},
    {"line ends", "a\r\nb\nc", "a\\nb\\nc"},
    {"control characters go, a tabulator stays", "a\x01\tb\x7F", "a\tb"},
    {"a byte that is no UTF-8",
     "a\xFF"
     "b",
     "a\xEF\xBF\xBD"
     "b"},
    {"a colon and quotes stay", "a:\"b\"", "a:\"b\""},
};

static void check_escape(void **state)
{
    const struct escape_case *row = *state;
    struct lg_text text = {0};
    lg_calendar_add_escaped(&text, row->value);
    assert_string_equal(text.bytes, row->expected);
    lg_text_reset(&text);
}

static const struct ledger_parcel land[] = {
    {"P1", 0, 100, LG_STATE_D, LG_IDLE_LATE, "甲", NULL, NULL},
    {"P2", 0, 100, LG_STATE_D, LG_IDLE_FIRST, NULL, NULL, NULL},
    {"P3", 0, 100, LG_STATE_D, LG_IDLE_FIRST, NULL, NULL, NULL},
};

static struct lg_model *make_model(void)
{
    struct lg_model *model = ledger_model_new(1, land, 3);
    model->parcels.area_m2 = calloc(3, sizeof(double));
    model->results.watch = calloc(1, sizeof(*model->results.watch));
    assert_non_null(model->parcels.area_m2);
    assert_non_null(model->results.watch);
    model->results.watch[0] = (struct lg_watch_row){0, "full_year", lg_date_make(2026, 8, 1), 32};
    model->results.watch_count = 1;
    return model;
}

static void add_calendar(const struct lg_model *model, enum lg_language language,
                         struct lg_text *text)
{
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, language, &view, NULL), LG_OK);
    assert_int_equal(lg_calendar_add(text, view, NULL), LG_OK);
    assert_false(text->failed);
    lg_view_free(view);
}

static size_t count_of(const struct lg_text *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text->bytes, part); at != NULL; at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

/* P2 is planned for long after the watch, P3 for today, but is disposed of; by day. */
static void test_events(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    ledger_model_date(&model->parcels.table, LG_PARCEL_DISPOSAL_DUE, 1, 20300101);
    ledger_model_date(&model->parcels.table, LG_PARCEL_DISPOSAL_DUE, 2, 20260630);
    ledger_model_date(&model->parcels.table, LG_PARCEL_DISPOSED_ON, 2, 20260630);
    struct lg_text text = {0};
    add_calendar(model, LG_CHINESE, &text);
    assert_int_equal(count_of(&text, "BEGIN:VEVENT\r\n"), 2);
    assert_non_null(strstr(text.bytes, "BEGIN:VEVENT\r\nUID:full_year-P1@landgauge\r\n"
                                       "DTSTAMP:20260630T000000Z\r\nDTSTART;VALUE=DATE:20260801\r\n"
                                       "SUMMARY:满一年，次日起疑似闲置：P1 甲\r\nDESCRIPTION:"));
    const char *disposal = strstr(text.bytes, "UID:disposal_due-P2@landgauge\r\n");
    assert_non_null(disposal);
    assert_true(disposal > strstr(text.bytes, "UID:full_year"));
    lg_text_clear(&text);
    add_calendar(model, LG_ENGLISH, &text);
    assert_non_null(strstr(text.bytes, "SUMMARY:disposal planned for this day: P2\r\n"));
    lg_text_reset(&text);
    lg_model_free(model);
}

/* A calendar must have a component (3.4). */
static void test_without_a_deadline(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    struct lg_text text = {0};
    model->results.watch_count = 0;
    add_calendar(model, LG_CHINESE, &text);
    assert_int_equal(count_of(&text, "BEGIN:VEVENT"), 0);
    assert_int_equal(count_of(&text, "BEGIN:VTIMEZONE"), 1);
    lg_text_reset(&text);
    lg_model_free(model);
}

struct notice_case {
    const char *name;
    const char *number;
    int found, disposed, completed, recovered; /* 0: missing */
    bool is_confirmed, is_public;
};

/* As of 2026-06-30. */
static const struct notice_case notices[] = {
    {"suspected", NULL, 0, 0, 0, 0, false, false},
    {"a day without a number", NULL, 20260101, 0, 0, 0, false, false},
    {"blanks", "   ", 20260101, 0, 0, 0, false, false},
    {"none", "无", 20260101, 0, 0, 0, false, false},
    {"a stroke", "/", 20260101, 0, 0, 0, false, false},
    {"a dash", "-", 20260101, 0, 0, 0, false, false},
    {"nought", "0", 20260101, 0, 0, 0, false, false},
    {"found tomorrow", "1号", 20260701, 0, 0, 0, false, false},
    {"found today", "1号", 20260630, 0, 0, 0, true, true},
    {"found, without a day", "1号", 0, 0, 0, 0, true, true},
    {"disposed of today", "1号", 0, 20260630, 0, 0, true, false},
    {"disposed of tomorrow", "1号", 0, 20260701, 0, 0, true, true},
    {"completed", "1号", 0, 0, 20260101, 0, true, false},
    {"recovered", "1号", 0, 0, 0, 20260101, true, false},
};

static void set_date(struct lg_model *model, size_t role, int day)
{
    if (day != 0) ledger_model_date(&model->parcels.table, role, 1, day);
}

static void check_notice(void **state)
{
    const struct notice_case *row = *state;
    struct lg_model *model = make_model();
    struct lg_view *view = NULL;
    ledger_model_text(&model->parcels.table, LG_PARCEL_IDLE_FINDING_NO, 1, row->number);
    set_date(model, LG_PARCEL_IDLE_FINDING_ON, row->found);
    set_date(model, LG_PARCEL_DISPOSED_ON, row->disposed);
    set_date(model, LG_PARCEL_COMPLETION_ON, row->completed);
    set_date(model, LG_PARCEL_RECOVERED_ON, row->recovered);
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    assert_int_equal(lg_parcel_is_found_idle(model, 1), row->is_confirmed);
    assert_int_equal(view->notice_count, row->is_public);
    lg_view_free(view);
    lg_model_free(model);
}

/* What is written as the day cannot be read: the land may yet have to be found idle. */
static void test_a_day_that_cannot_be_read(void **state)
{
    (void)state;
    struct lg_model *model = make_model();
    ledger_model_text(&model->parcels.table, LG_PARCEL_IDLE_FINDING_NO, 1, "1号");
    ledger_model_date(&model->parcels.table, LG_PARCEL_IDLE_FINDING_ON, 1, 20260101);
    model->parcels.table.columns[LG_PARCEL_IDLE_FINDING_ON].date[1] =
        (struct lg_date_reading){LG_DATE_WRONG, LG_DATE_BY_DAY, LG_DATE_NONE};
    assert_false(lg_parcel_is_found_idle(model, 1));
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_are_folded),
        cmocka_unit_test(test_no_character_is_divided),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_without_a_deadline),
        cmocka_unit_test(test_a_day_that_cannot_be_read),
    };
    int failed = RUN_CASES("publish/calendar escapes", escapes, check_escape);
    failed += RUN_CASES("publish/view notice", notices, check_notice);
    return failed + cmocka_run_group_tests_name("publish/calendar", tests, NULL, NULL);
}
