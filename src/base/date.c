#include "landgauge/date.h"

#include <assert.h>

enum {
    YEAR_LAST = 9999,
    DAYS_PER_400_YEARS = 146097,
    DAY_OF_MARCH_1_YEAR_0 = -719468, /* as a day number */
};

static bool is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

bool lg_date_exists(int year, int month, int day)
{
    if (year < 1 || year > YEAR_LAST || month < 1 || month > 12) return false;
    return day >= 1 && day <= days_in_month(year, month);
}

/* Years are counted from March, so that the leap day is the last of its year. */
lg_date lg_date_make(int year, int month, int day)
{
    assert(lg_date_exists(year, month, day));

    int march_year = month > 2 ? year : year - 1;
    int march_month = month > 2 ? month - 3 : month + 9;
    /* Five months from March or August on have 153 days together. */
    int days_before_month = (153 * march_month + 2) / 5;
    int leap_days = march_year / 4 - march_year / 100 + march_year / 400;
    return 365 * march_year + leap_days + days_before_month + day - 1 + DAY_OF_MARCH_1_YEAR_0;
}

void lg_date_split(lg_date date, int *year, int *month, int *day)
{
    assert(date != LG_DATE_NONE);
    assert(year != NULL);
    assert(month != NULL);
    assert(day != NULL);

    int64_t days = (int64_t)date - DAY_OF_MARCH_1_YEAR_0;
    int64_t cycle = days / DAYS_PER_400_YEARS;
    if (days % DAYS_PER_400_YEARS < 0) cycle--;
    int rest = (int)(days - cycle * DAYS_PER_400_YEARS);

    /* The last day of a cycle, and of four years, is a leap day and starts no further year. */
    int centuries = rest / 36524 < 3 ? rest / 36524 : 3;
    rest -= centuries * 36524;
    int fours = rest / 1461;
    rest -= fours * 1461;
    int singles = rest / 365 < 3 ? rest / 365 : 3;
    rest -= singles * 365;

    int march_month = (5 * rest + 2) / 153;
    int march_year = (int)(cycle * 400) + centuries * 100 + fours * 4 + singles;
    *day = rest - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = march_month < 10 ? march_year : march_year + 1;
}

lg_date lg_date_add_years(lg_date date, int years)
{
    assert(date != LG_DATE_NONE);
    assert(years >= 0 && years <= 100);

    int year = 0;
    int month = 0;
    int day = 0;
    lg_date_split(date, &year, &month, &day);
    /* "9999-12-31" is written for "never" and must not bring a run down. */
    if (year + years > YEAR_LAST) return lg_date_make(YEAR_LAST, 12, 31);

    int last = days_in_month(year + years, month);
    return lg_date_make(year + years, month, day < last ? day : last);
}

static void write_digits(char *at, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        at[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

const char *lg_date_format(lg_date date, char buffer[LG_DATE_TEXT_SIZE])
{
    assert(buffer != NULL);

    buffer[0] = '\0';
    if (date == LG_DATE_NONE) return buffer;

    int year = 0;
    int month = 0;
    int day = 0;
    lg_date_split(date, &year, &month, &day);
    assert(year >= 1 && year <= YEAR_LAST);
    write_digits(buffer, year, 4);
    buffer[4] = '-';
    write_digits(buffer + 5, month, 2);
    buffer[7] = '-';
    write_digits(buffer + 8, day, 2);
    buffer[10] = '\0';
    return buffer;
}
