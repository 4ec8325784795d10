/*
 * What a park's leader has before him: the next date, the first parcel, the facts to be brought.
 */
#include "publish/report/passport.h"

#include <math.h>
#include <stdio.h>

enum { NAME_SIZE = 64 };

static void put_count(struct lg_report_sentence *sentence, size_t park, const char *what,
                      size_t count)
{
    char name[NAME_SIZE];
    (void)snprintf(name, sizeof(name), "passport/%zu/%s", park, what);
    lg_report_sentence_derived(sentence, "COUNT", name, (double)count, 0);
}

void lg_report_say_due(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const unknown[] = {"passport.due.unknown", NULL};
    static const char *const none[] = {"passport.due.none", NULL};
    static const char *const one[] = {"passport.due.one", NULL};
    static const char *const several[] = {"passport.due.several", NULL};
    struct lg_report *page = sentence->page;
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_WATCHLIST, park, &count);
    if (page->by_park[LG_REPORT_WATCHLIST].start == NULL) {
        (void)lg_report_sentence_say(sentence, unknown);
        return;
    }
    size_t next = count == 0 ? SIZE_MAX : rows[0];
    put_count(sentence, park, "due", count);
    lg_report_sentence_cell(sentence, "DATE", LG_REPORT_WATCHLIST, next, "due_on");
    lg_report_sentence_figure(sentence, "DAYS", LG_REPORT_WATCHLIST, next, "days_left");
    lg_report_sentence_codes(sentence, "EVENT", LG_REPORT_WATCHLIST, next, "event", NULL);
    lg_report_sentence_parcel(sentence, "PARCEL", LG_REPORT_WATCHLIST, next);
    (void)lg_report_sentence_say(sentence, count == 0 ? none : count == 1 ? one : several);
}

/* The row with the smallest number that is not to be left out; SIZE_MAX: none. */
static size_t find_first(struct lg_report *page, enum lg_report_sheet sheet, size_t park,
                         const char *key, const char *done)
{
    size_t count = 0;
    size_t first = SIZE_MAX;
    double least = (double)INFINITY;
    const size_t *rows = lg_report_rows_of(page, sheet, park, &count);
    for (size_t i = 0; i < count; i++) {
        double rank = lg_report_number(page, sheet, rows[i], key);
        if (!(rank < least) && first != SIZE_MAX) continue;
        if (done != NULL && !lg_report_cell(page, sheet, rows[i], done).is_missing) continue;
        least = isnan(rank) ? least : rank;
        first = rows[i];
    }
    return first;
}

static void say_first_parcel(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const unknown[] = {"passport.first.unknown", NULL};
    static const char *const none[] = {"passport.first.none", NULL};
    static const char *const parcel[] = {"passport.first.option", "passport.first.route",
                                         "passport.first.parcel", NULL};
    struct lg_report *page = sentence->page;
    if (page->by_park[LG_REPORT_IDLE].start == NULL) {
        (void)lg_report_sentence_say(sentence, unknown);
        return;
    }
    size_t first = find_first(page, LG_REPORT_IDLE, park, "priority_rank", "disposed_on");
    lg_report_sentence_parcel(sentence, "PARCEL", LG_REPORT_IDLE, first);
    lg_report_sentence_figure(sentence, "RANK", LG_REPORT_IDLE, first, "priority_rank");
    lg_report_sentence_figure(sentence, "AREA", LG_REPORT_IDLE, first, "idle_ha");
    lg_report_sentence_status(sentence, "STATUS", first);
    lg_report_sentence_codes(sentence, "ROUTE", LG_REPORT_IDLE, first, "route", NULL);
    lg_report_sentence_codes(sentence, "OPTION", LG_REPORT_IDLE, first, "option1", "option");
    (void)lg_report_sentence_say(sentence, first == SIZE_MAX ? none : parcel);
}

static void say_requests(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const none[] = {"passport.first.no_requests", NULL};
    static const char *const one[] = {"passport.first.request", NULL};
    static const char *const several[] = {"passport.first.requests", NULL};
    struct lg_report *page = sentence->page;
    size_t count = 0;
    (void)lg_report_rows_of(page, LG_REPORT_REQUESTS, park, &count);
    if (page->by_park[LG_REPORT_REQUESTS].start == NULL) return;
    size_t first = find_first(page, LG_REPORT_REQUESTS, park, "rank", NULL);
    put_count(sentence, park, "requests", count);
    lg_report_sentence_parcel(sentence, "PARCEL", LG_REPORT_REQUESTS, first);
    lg_report_sentence_codes(sentence, "FIELDS", LG_REPORT_REQUESTS, first, "missing_fields", NULL);
    lg_report_sentence_space(sentence);
    (void)lg_report_sentence_say(sentence, count == 0 ? none : count == 1 ? one : several);
}

/* Requests name no area of a park: they stand with its first. */
static void say_elsewhere(struct lg_report_sentence *sentence, size_t park)
{
    static const char *const parcels[] = {"passport.elsewhere.scope", "passport.elsewhere", NULL};
    static const char *const requests[] = {"passport.first.elsewhere", NULL};
    struct lg_report *page = sentence->page;
    size_t first = page->parks[park].first;
    lg_report_sentence_codes(sentence, "SCOPE", LG_REPORT_PARKS, first, "scope", NULL);
    if (!lg_report_knows_area(page, park)) {
        (void)lg_report_sentence_say(sentence, parcels);
        return;
    }
    say_first_parcel(sentence, park);
    lg_report_sentence_space(sentence);
    (void)lg_report_sentence_say(sentence, requests);
}

void lg_report_say_first(struct lg_report_sentence *sentence, size_t park)
{
    if (sentence->page->parks[park].first != park) {
        say_elsewhere(sentence, park);
        return;
    }
    say_first_parcel(sentence, park);
    say_requests(sentence, park);
}
