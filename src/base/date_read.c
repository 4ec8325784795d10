/*
 * The written forms of dates (domain.md 4.2).
 *
 * A reading goes from left to right over year, month, day and time of day, and may end after any
 * of the first three. The day that is written counts: a time zone behind it moves nothing.
 */
#include "base/text.h"
#include "landgauge/date.h"

#include <assert.h>
#include <string.h>

struct cursor {
    const char *at;
    const char *end;
};

static void skip_blanks(struct cursor *c)
{
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t')) {
        c->at++;
    }
}

static bool take_text(struct cursor *c, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(c->end - c->at) < length || memcmp(c->at, text, length) != 0) return false;
    c->at += length;
    return true;
}

/* Up to digits_max digits as a number; returns how many there were. */
static int take_number(struct cursor *c, int digits_max, int *value)
{
    int digits = 0;
    *value = 0;
    while (digits < digits_max && c->at < c->end && *c->at >= '0' && *c->at <= '9') {
        *value = *value * 10 + (*c->at - '0');
        c->at++;
        digits++;
    }
    return digits;
}

static size_t count_digits(struct cursor c)
{
    const char *start = c.at;
    while (c.at < c.end && *c.at >= '0' && *c.at <= '9') {
        c.at++;
    }
    return (size_t)(c.at - start);
}

/* What databases write into an empty date: "00000000", "0", "0000-00-00", "  -  -", "/". */
static bool is_empty(struct cursor c)
{
    for (; c.at < c.end; c.at++) {
        if (strchr("0 \t-/.:", *c.at) == NULL || *c.at == '\0') return false;
    }
    return true;
}

/* "+08:00", "+0800", "+08", "Z" or nothing. */
static bool take_zone(struct cursor *c)
{
    int hour = 0;
    int minute = 0;
    if (take_text(c, "Z") || take_text(c, "z") || c->at == c->end) return true;
    if (!take_text(c, "+") && !take_text(c, "-")) return false;
    if (take_number(c, 2, &hour) != 2) return false;
    bool colon = take_text(c, ":");
    int digits = take_number(c, 2, &minute);
    return (digits == 2 || (digits == 0 && !colon)) && hour <= 14 && minute <= 59;
}

/* "12:30", "12:30:59.5" with or without a zone, to the end of the text. */
static bool take_time(struct cursor *c)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (take_number(c, 2, &hour) == 0 || !take_text(c, ":")) return false;
    if (take_number(c, 2, &minute) != 2) return false;
    if (take_text(c, ":")) {
        if (take_number(c, 2, &second) != 2) return false;
        if (take_text(c, ".")) {
            size_t digits = count_digits(*c);
            if (digits == 0) return false;
            c->at += digits;
        }
    }
    skip_blanks(c);
    return take_zone(c) && c->at == c->end && hour <= 23 && minute <= 59 && second <= 60;
}

/* Nothing, or a time of day set off by a blank or a T. */
static bool take_rest(struct cursor *c)
{
    if (c->at == c->end) return true;
    if (take_text(c, "T") || take_text(c, "t")) return take_time(c);

    const char *before = c->at;
    skip_blanks(c);
    return c->at > before && take_time(c);
}

struct parts {
    int year, month, day;
    enum lg_date_precision precision;
};

/* Year, then month and day of two digits each without anything between. */
static bool take_compact(struct cursor *c, size_t digits, struct parts *parts)
{
    if (digits != 4 && digits != 6 && digits != 8 && digits != 14) return false;

    (void)take_number(c, 4, &parts->year);
    if (digits == 4) return c->at == c->end;

    (void)take_number(c, 2, &parts->month);
    parts->precision = LG_DATE_BY_MONTH;
    if (digits == 6) return c->at == c->end;

    (void)take_number(c, 2, &parts->day);
    parts->precision = LG_DATE_BY_DAY;
    if (digits == 8) return take_rest(c);

    int hour = 0;
    int minute = 0;
    int second = 0;
    (void)take_number(c, 2, &hour);
    (void)take_number(c, 2, &minute);
    (void)take_number(c, 2, &second);
    return c->at == c->end && hour <= 23 && minute <= 59 && second <= 60;
}

/* What stands behind the year, the month and the day; the last may be left out. */
static const struct {
    const char *year;
    const char *month;
    const char *day;
} separators[] = {
    {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"},
};

static bool take_separated(struct cursor c, size_t row, struct parts *parts)
{
    if (take_number(&c, 4, &parts->year) != 4) return false;
    skip_blanks(&c);
    if (!take_text(&c, separators[row].year)) return false;
    skip_blanks(&c);
    if (c.at == c.end) return true;

    if (take_number(&c, 2, &parts->month) == 0) return false;
    parts->precision = LG_DATE_BY_MONTH;
    skip_blanks(&c);
    if (c.at == c.end) return true;
    if (!take_text(&c, separators[row].month)) return false;
    skip_blanks(&c);
    if (c.at == c.end) return true;

    if (take_number(&c, 2, &parts->day) == 0) return false;
    parts->precision = LG_DATE_BY_DAY;
    struct cursor before_blanks = c;
    skip_blanks(&c);
    if (separators[row].day[0] == '\0' || !take_text(&c, separators[row].day)) {
        return take_rest(&before_blanks);
    }
    skip_blanks(&c);
    return c.at == c.end || take_time(&c);
}

static bool take_date(struct cursor c, struct parts *parts)
{
    size_t digits = count_digits(c);
    const char *behind = c.at + digits;
    bool compact = behind == c.end || digits > 4;
    if (compact) return take_compact(&c, digits, parts);

    for (size_t row = 0; row < sizeof(separators) / sizeof(separators[0]); row++) {
        *parts = (struct parts){.precision = LG_DATE_BY_YEAR};
        if (take_separated(c, row, parts)) return true;
    }
    return false;
}

static lg_date last_day_of_month(int year, int month)
{
    int day = 31;
    while (!lg_date_exists(year, month, day)) {
        day--;
    }
    return lg_date_make(year, month, day);
}

struct lg_date_reading lg_date_read(const char *text, size_t length)
{
    assert(text != NULL || length == 0);

    struct lg_date_reading reading = {LG_DATE_EMPTY, LG_DATE_BY_DAY, LG_DATE_NONE};
    if (length == 0) return reading;

    const char *start = lg_text_trim(text, &length);
    struct cursor c = {start, start + length};
    if (is_empty(c)) return reading;

    struct parts parts = {.precision = LG_DATE_BY_YEAR};
    reading.form = LG_DATE_WRONG;
    if (!take_date(c, &parts)) return reading;

    int month = parts.precision == LG_DATE_BY_YEAR ? 12 : parts.month;
    int day = parts.precision == LG_DATE_BY_DAY ? parts.day : 1;
    if (!lg_date_exists(parts.year, month, day)) return reading;
    if (parts.precision == LG_DATE_BY_DAY && parts.year == 1900 && month == 1 && day == 1) {
        reading.form = LG_DATE_PLACEHOLDER;
        return reading;
    }
    reading.form = LG_DATE_READ;
    reading.precision = parts.precision;
    reading.date = parts.precision == LG_DATE_BY_DAY ? lg_date_make(parts.year, month, day)
                                                     : last_day_of_month(parts.year, month);
    return reading;
}
