/*
 * rules/idle, day by day: the clock of each start date on every day of thirteen years, against a
 * calendar of its own.
 *
 * The calendar here counts on its fingers: it steps from day to day with the lengths of the months
 * and knows nothing of day numbers. A period of full years ends on the day of the same name, or on
 * the last day of its month where there is none (Civil Code art. 200 to 202; domain.md 2.2).
 */
#include "landgauge/rules.h"
#include "support/cmocka.h"

#include <math.h>
#include <stddef.h>

/* A day by its name. */
struct day {
    int year, month, day;
};

static const struct day first_day = {2020, 1, 1};
static const struct day last_day = {2032, 12, 31};

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

static struct day next_day(struct day at)
{
    if (at.day < month_length(at.year, at.month)) {
        return (struct day){at.year, at.month, at.day + 1};
    }
    if (at.month < 12) return (struct day){at.year, at.month + 1, 1};
    return (struct day){at.year + 1, 1, 1};
}

static int compare(struct day a, struct day b)
{
    int left = a.year * 10000 + a.month * 100 + a.day;
    int right = b.year * 10000 + b.month * 100 + b.day;
    return (left > right) - (left < right);
}

static struct day years_on(struct day at, int years)
{
    int length = month_length(at.year + years, at.month);
    return (struct day){at.year + years, at.month, at.day < length ? at.day : length};
}

static lg_date date_of(struct day at)
{
    return lg_date_make(at.year, at.month, at.day);
}

/* Where the start date comes from. */
enum from { FROM_CONTRACT, FROM_SUPPLEMENT, FROM_HANDOVER };

struct walk_case {
    const char *name;
    struct day date;
    enum from from;
};

static const struct walk_case walk_cases[] = {
    {"a leap day", {2024, 2, 29}, FROM_CONTRACT},
    {"the day before a leap day", {2024, 2, 28}, FROM_CONTRACT},
    {"28 February of a common year", {2023, 2, 28}, FROM_CONTRACT},
    {"1 March", {2023, 3, 1}, FROM_CONTRACT},
    {"the end of a short month", {2021, 4, 30}, FROM_CONTRACT},
    {"the end of a long month", {2022, 1, 31}, FROM_CONTRACT},
    {"the last day of a year", {2022, 12, 31}, FROM_CONTRACT},
    {"the first day of a year", {2023, 1, 1}, FROM_SUPPLEMENT},
    {"an extension to a leap day", {2028, 2, 29}, FROM_SUPPLEMENT},
    {"a hand-over on a leap day", {2024, 2, 29}, FROM_HANDOVER},
    {"a hand-over a year before a leap day", {2023, 2, 28}, FROM_HANDOVER},
    {"a hand-over at the end of a month", {2021, 10, 31}, FROM_HANDOVER},
};

/* What the walk keeps in mind: how many days since each of its marks. */
struct walk {
    struct day due, end_first, end_second;
    int since_due, since_first; /* days that have passed since, 0 on the day itself or before */
};

static enum lg_idle_status status_on(const struct walk *walk, struct day at, bool is_inclusive)
{
    int least = is_inclusive ? 0 : 1;
    if (compare(at, walk->due) <= 0) return LG_IDLE_WAIT;
    if (compare(at, walk->end_second) >= least) return LG_IDLE_SECOND;
    if (compare(at, walk->end_first) >= least) return LG_IDLE_FIRST;
    return LG_IDLE_LATE;
}

static void check_day(const struct lg_idle_rules *rules, const struct lg_idle_facts *facts,
                      const struct walk *walk, struct day at)
{
    bool is_inclusive = rules->anniversary_inclusive;
    enum lg_idle_status expected = status_on(walk, at, is_inclusive);
    struct lg_idle_finding found = lg_idle_judge(rules, facts, date_of(at));
    if (found.status != expected) {
        fail_msg("%d-%02d-%02d: %s, not %s", at.year, at.month, at.day,
                 lg_idle_status_code(found.status), lg_idle_status_code(expected));
    }
    assert_int_equal(found.end_first, date_of(walk->end_first));
    assert_int_equal(found.end_second, date_of(walk->end_second));
    bool is_idle = expected == LG_IDLE_FIRST || expected == LG_IDLE_SECOND;
    bool is_overdue = is_idle || expected == LG_IDLE_LATE;
    assert_int_equal(found.overdue_days, is_overdue ? walk->since_due : 0);
    assert_int_equal(found.idle_days, is_idle ? walk->since_first + (is_inclusive ? 1 : 0) : 0);
}

static struct lg_idle_facts facts_of(const struct walk_case *row)
{
    struct lg_idle_facts facts = {
        .supply = LG_SUPPLIED,
        .revised_start_due = row->from == FROM_SUPPLEMENT ? date_of(row->date) : LG_DATE_NONE,
        .start_due = row->from == FROM_CONTRACT ? date_of(row->date) : LG_DATE_NONE,
        .handover_on = row->from == FROM_HANDOVER ? date_of(row->date) : LG_DATE_NONE,
        .start_on = LG_DATE_NONE,
        .suspended_on = LG_DATE_NONE,
        .completion_due = LG_DATE_NONE,
        .completion_on = LG_DATE_NONE,
        .recovered_on = LG_DATE_NONE,
        .due_area_m2 = (double)NAN,
        .developed_area_m2 = (double)NAN,
        .developed_pct = (double)NAN,
        .total_investment_yuan = (double)NAN,
        .invested_yuan = (double)NAN,
        .invested_pct = (double)NAN,
        .price_yuan = (double)NAN,
    };
    return facts;
}

static void walk_days(const struct walk_case *row, bool is_inclusive)
{
    struct lg_idle_rules rules = lg_idle_rules_order53();
    rules.anniversary_inclusive = is_inclusive;
    struct lg_idle_facts facts = facts_of(row);
    struct walk walk = {.due = row->from == FROM_HANDOVER ? years_on(row->date, 1) : row->date};
    walk.end_first = years_on(walk.due, 1);
    walk.end_second = years_on(walk.due, 2);
    int day_count = 0;
    for (struct day at = first_day; compare(at, last_day) <= 0; at = next_day(at)) {
        if (compare(at, walk.due) > 0) walk.since_due++;
        if (compare(at, walk.end_first) > 0) walk.since_first++;
        /* Before the hand-over there is no date to count from. */
        bool is_unknown = row->from == FROM_HANDOVER && compare(at, row->date) < 0;
        if (is_unknown) {
            assert_int_equal(lg_idle_judge(&rules, &facts, date_of(at)).status, LG_IDLE_UNKNOWN);
        } else {
            check_day(&rules, &facts, &walk, at);
        }
        day_count++;
    }
    assert_int_equal(day_count, 13 * 365 + 4); /* 2020, 2024, 2028, 2032 */
}

static void check_walk(void **state)
{
    walk_days(*state, false);
    walk_days(*state, true);
}

/* The year of standstill, on every day, of a site where too little was done. */
static void check_standstill(void **state)
{
    const struct walk_case *row = *state;
    struct lg_idle_facts facts = facts_of(row);
    facts.start_due = lg_date_make(2020, 1, 1);
    facts.start_on = lg_date_make(2020, 1, 2);
    facts.revised_start_due = facts.handover_on = LG_DATE_NONE;
    facts.suspended_on = date_of(row->date);
    facts.developed_pct = 10;
    struct day end = years_on(row->date, 1);
    for (int mode = 0; mode < 2; mode++) {
        struct lg_idle_rules rules = lg_idle_rules_order53();
        rules.anniversary_inclusive = mode == 1;
        int idle_days = 0;
        for (struct day at = {2020, 1, 2}; compare(at, last_day) <= 0; at = next_day(at)) {
            struct lg_idle_finding found = lg_idle_judge(&rules, &facts, date_of(at));
            bool is_idle = compare(at, end) >= (mode == 1 ? 0 : 1);
            idle_days += is_idle;
            enum lg_idle_status expected = is_idle                      ? LG_IDLE_STOPPED
                                           : compare(at, row->date) < 0 ? LG_IDLE_ACTIVE
                                                                        : LG_IDLE_SUSPENDED;
            assert_int_equal(found.status, expected);
            assert_int_equal(found.idle_days, idle_days);
        }
    }
}

/* Whatever is dated after a day cannot change what the clock says of it. */
static void check_past(void **state)
{
    const struct walk_case *row = *state;
    struct lg_idle_rules rules = lg_idle_rules_order53();
    struct lg_idle_facts facts = facts_of(row);
    if (row->from == FROM_HANDOVER) facts.start_due = LG_DATE_NONE;
    facts.developed_pct = 10;
    facts.start_on = date_of(years_on(row->date, 1)) + 17;
    facts.suspended_on = facts.start_on + 40;
    facts.completion_on = facts.suspended_on + 700;
    facts.recovered_on = facts.completion_on + 5;
    for (struct day at = first_day; compare(at, last_day) <= 0; at = next_day(at)) {
        lg_date as_of = date_of(at);
        struct lg_idle_facts blanked = facts;
        lg_date *const events[] = {&blanked.handover_on, &blanked.start_on, &blanked.suspended_on,
                                   &blanked.completion_on, &blanked.recovered_on};
        for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
            if (*events[i] > as_of) *events[i] = LG_DATE_NONE;
        }
        struct lg_idle_finding full = lg_idle_judge(&rules, &facts, as_of);
        struct lg_idle_finding past = lg_idle_judge(&rules, &blanked, as_of);
        assert_int_equal(full.status, past.status);
        assert_int_equal(full.start_due, past.start_due);
        assert_int_equal(full.stopped_end, past.stopped_end);
        assert_int_equal(full.idle_days, past.idle_days);
        assert_int_equal(full.overdue_days, past.overdue_days);
        assert_int_equal(full.missing, past.missing);
    }
}

int main(void)
{
    int failed = RUN_CASES("rules/idle, every day", walk_cases, check_walk);
    failed += RUN_CASES("rules/idle, every day of a standstill", walk_cases, check_standstill);
    failed += RUN_CASES("rules/idle, the past", walk_cases, check_past);
    return failed;
}
