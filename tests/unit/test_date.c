/*
 * landgauge/date: the calendar, the legal year arithmetic, and the written forms.
 *
 * Day numbers are counted by hand from 1970-01-01 or well known (2000-03-01 is 11017); the forms
 * are those of domain.md 4.2 and of real layers.
 */
#include "landgauge/date.h"
#include "support/cmocka.h"

#include <string.h>

struct day_case {
    const char *name;
    int year, month, day;
    bool exists;
    lg_date date;
};

static const struct day_case days[] = {
    {"day zero", 1970, 1, 1, true, 0},
    {"the day before day zero", 1969, 12, 31, true, -1},
    {"first of March after the leap day of a century year", 2000, 3, 1, true, 11017},
    {"leap day of a century year divisible by 400", 2000, 2, 29, true, 11016},
    /* 56 * 365 + 14 leap days + 31 + 28 + 31 + 30 + 31 + 29 */
    {"middle of 2026", 2026, 6, 30, true, 20634},
    {"first day", 1, 1, 1, true, -719162},
    {"last day", 9999, 12, 31, true, 2932896},
    {"no leap day in a century year", 1900, 2, 29, false, 0},
    {"no leap day in a common year", 2023, 2, 29, false, 0},
    {"no 31 April", 2024, 4, 31, false, 0},
    {"no 31 November", 2024, 11, 31, false, 0},
    {"no month 0", 2024, 0, 1, false, 0},
    {"no month 13", 2024, 13, 1, false, 0},
    {"no day 0", 2024, 1, 0, false, 0},
    {"no year 0", 0, 1, 1, false, 0},
    {"no year 10000", 10000, 1, 1, false, 0},
};

static void check_day(void **state)
{
    const struct day_case *row = *state;
    assert_int_equal(lg_date_exists(row->year, row->month, row->day), row->exists);
    if (!row->exists) return;

    int year = 0;
    int month = 0;
    int day = 0;
    assert_int_equal(lg_date_make(row->year, row->month, row->day), row->date);
    lg_date_split(row->date, &year, &month, &day);
    assert_int_equal(year, row->year);
    assert_int_equal(month, row->month);
    assert_int_equal(day, row->day);
}

static void assert_is_day(lg_date date, int year, int month, int day)
{
    int found[3] = {0};
    lg_date_split(date, &found[0], &found[1], &found[2]);
    assert_int_equal(lg_date_make(year, month, day), date);
    assert_int_equal(found[0], year);
    assert_int_equal(found[1], month);
    assert_int_equal(found[2], day);
}

static void assert_days_follow(int first_year, int last_year)
{
    lg_date date = lg_date_make(first_year, 1, 1);
    for (int year = first_year; year <= last_year; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; lg_date_exists(year, month, day); day++) {
                assert_is_day(date++, year, month, day);
            }
        }
    }
}

/* Every day of four centuries and of both ends, each one after the day before it. */
static void days_follow_one_another(void **state)
{
    (void)state;
    assert_days_follow(1, 9);
    assert_days_follow(1799, 2201);
    assert_days_follow(9990, 9999);
}

struct text_case {
    const char *name;
    const char *from;
    int years;
    const char *to;
};

/* Civil Code art. 200 to 202 (domain.md 2.2). */
static const struct text_case additions[] = {
    {"corresponding day", "2025-06-30", 1, "2026-06-30"},
    {"leap day and a year end on 28 February", "2024-02-29", 1, "2025-02-28"},
    {"leap day and two years end on 28 February", "2024-02-29", 2, "2026-02-28"},
    {"leap day and four years are a leap day", "2024-02-29", 4, "2028-02-29"},
    {"leap day into a century without one", "1896-02-29", 4, "1900-02-28"},
    {"28 February stays 28 in a leap year", "2023-02-28", 1, "2024-02-28"},
    {"end of the year", "2025-12-31", 1, "2026-12-31"},
    {"no years", "2024-02-29", 0, "2024-02-29"},
    {"never stays never", "9999-12-31", 2, "9999-12-31"},
    {"nearly never ends at never", "9998-06-01", 2, "9999-12-31"},
};

static void check_addition(void **state)
{
    const struct text_case *row = *state;
    char text[LG_DATE_TEXT_SIZE];
    struct lg_date_reading from = lg_date_read(row->from, strlen(row->from));
    assert_int_equal(from.form, LG_DATE_READ);
    assert_string_equal(lg_date_format(lg_date_add_years(from.date, row->years), text), row->to);
}

struct reading_case {
    const char *name; /* the text itself, where it is not blank */
    const char *text;
    enum lg_date_form form;
    enum lg_date_precision precision;
    const char *date;
};

static const struct reading_case readings[] = {
    {"YYYYMMDD", "20130601", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"YYYY-MM-DD", "2013-06-01", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"YYYY-M-D", "2013-6-1", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"YYYY/M/D", "2013/6/1", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"YYYY/MM/DD of the OGR reader", "2013/06/01", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"YYYY.M.D", "2013.6.1", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"Chinese", "2013年6月1日", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"Chinese, padded", "2013年06月01日", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"Chinese, spoken", "2013年6月1号", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"Chinese, last sign cut off", "2013年6月1", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"Chinese, blanks inside", "2013 年 6 月 1 日", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"padded with blanks", "2013- 6- 1", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"leap day", "2012-02-29", LG_DATE_READ, LG_DATE_BY_DAY, "2012-02-29"},
    {"31 December", "20121231", LG_DATE_READ, LG_DATE_BY_DAY, "2012-12-31"},
    {"blanks around", "  2013-06-01\t", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"wide blanks around", "　2013-06-01　", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"ISO with time", "2013-06-01T23:59:59", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"ISO in UTC", "2013-06-01T12:00:00Z", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"a zone moves no day", "2013-06-01T01:00:00+08:00", LG_DATE_READ, LG_DATE_BY_DAY,
     "2013-06-01"},
    {"OGR with time and zone", "2013/06/01 00:00:00+00", LG_DATE_READ, LG_DATE_BY_DAY,
     "2013-06-01"},
    {"fractions of a second", "2013-06-01 12:30:00.123", LG_DATE_READ, LG_DATE_BY_DAY,
     "2013-06-01"},
    {"spreadsheet with time", "2013/6/1 8:30", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"Chinese with time", "2013年6月1日 8:30", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},
    {"fourteen digits", "20130601083000", LG_DATE_READ, LG_DATE_BY_DAY, "2013-06-01"},

    {"YYYYMM is the last of its month", "201306", LG_DATE_READ, LG_DATE_BY_MONTH, "2013-06-30"},
    {"YYYY-MM", "2006-06", LG_DATE_READ, LG_DATE_BY_MONTH, "2006-06-30"},
    {"YYYY-M", "2010-6", LG_DATE_READ, LG_DATE_BY_MONTH, "2010-06-30"},
    {"YYYY/M", "2010/6", LG_DATE_READ, LG_DATE_BY_MONTH, "2010-06-30"},
    {"Chinese month", "2010年6月", LG_DATE_READ, LG_DATE_BY_MONTH, "2010-06-30"},
    {"February of a leap year", "201202", LG_DATE_READ, LG_DATE_BY_MONTH, "2012-02-29"},
    {"February of a common year", "2013-2", LG_DATE_READ, LG_DATE_BY_MONTH, "2013-02-28"},
    {"December", "201312", LG_DATE_READ, LG_DATE_BY_MONTH, "2013-12-31"},

    {"YYYY is the last of its year", "2012", LG_DATE_READ, LG_DATE_BY_YEAR, "2012-12-31"},
    {"YYYY- with a blank", "2006- ", LG_DATE_READ, LG_DATE_BY_YEAR, "2006-12-31"},
    {"Chinese year", "2006年", LG_DATE_READ, LG_DATE_BY_YEAR, "2006-12-31"},

    {"no text", "", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},
    {"blanks", "        ", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},
    {"wide blank", "　", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},
    {"0", "0", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},
    {"00000000", "00000000", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},
    {"0000-00-00", "0000-00-00", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},
    {"dBASE shows an empty date so", "    -  -  ", LG_DATE_EMPTY, LG_DATE_BY_DAY, ""},

    {"portal placeholder", "1900-01-01", LG_DATE_PLACEHOLDER, LG_DATE_BY_DAY, ""},
    {"portal placeholder, digits", "19000101", LG_DATE_PLACEHOLDER, LG_DATE_BY_DAY, ""},
    {"portal placeholder with time", "1900/1/1 0:00:00", LG_DATE_PLACEHOLDER, LG_DATE_BY_DAY, ""},
    {"the day after the placeholder", "1900-01-02", LG_DATE_READ, LG_DATE_BY_DAY, "1900-01-02"},

    {"formed in history", "历史形成", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"no leap day", "2013-02-29", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"no 31 June", "20130631", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"no month 13", "2013-13-01", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"no month 13, digits", "201313", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"month zero", "20130000", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"day zero", "2013-06-00", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"year zero", "0000-06-01", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"day first", "01-06-2013", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"short year", "13-06-01", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"mixed separators", "2013/6-1", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"five digits", "20136", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"seven digits", "2013061", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"nine digits", "201306011", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"overflowed field", "********", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"words behind", "2013-06-01前", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"a range", "2013-06-01至2014-06-01", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"hour 24", "2013-06-01 24:00:00", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"minute 60", "2013-06-01 12:60", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"T without a time", "2013-06-01T", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
    {"negative", "-2013-06-01", LG_DATE_WRONG, LG_DATE_BY_DAY, ""},
};

static void check_reading(void **state)
{
    const struct reading_case *row = *state;
    char text[LG_DATE_TEXT_SIZE];
    struct lg_date_reading found = lg_date_read(row->text, strlen(row->text));
    assert_string_equal(lg_date_format(found.date, text), row->date);
    assert_int_equal(found.form, row->form);
    assert_int_equal(found.precision, row->precision);
}

static void reading_stays_within_its_length(void **state)
{
    (void)state;
    char text[LG_DATE_TEXT_SIZE];
    struct lg_date_reading found = lg_date_read("20130601", 6);
    assert_string_equal(lg_date_format(found.date, text), "2013-06-30");
    assert_int_equal(lg_date_read(NULL, 0).form, LG_DATE_EMPTY);
    assert_int_equal(lg_date_read("2013\0", 5).form, LG_DATE_WRONG);
    /* A Chinese sign cut in its middle by a narrow field. */
    assert_int_equal(lg_date_read("2013\xE5\xB9", 6).form, LG_DATE_WRONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_one_another),
        cmocka_unit_test(reading_stays_within_its_length),
    };
    int failed = RUN_CASES("date: days", days, check_day);
    failed += RUN_CASES("date: years on", additions, check_addition);
    failed += RUN_CASES("date: written forms", readings, check_reading);
    return failed + cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
