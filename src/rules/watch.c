/*
 * The watch list: which clock runs out next.
 */
#include "base/grow.h"
#include "rules/facts.h"
#include "rules/rules.h"

#include <assert.h>
#include <stdlib.h>

/* In the order in which they are listed when they fall on one day. */
enum event {
    EVENT_START_DUE,
    EVENT_FULL_YEAR,
    EVENT_TWO_YEARS,
    EVENT_STOPPED_YEAR,
    EVENT_COMPLETION_DUE,
    EVENT_COUNT
};

static const char *const event_codes[EVENT_COUNT] = {
    [EVENT_START_DUE] = "start_due",           [EVENT_FULL_YEAR] = "full_year",
    [EVENT_TWO_YEARS] = "two_years",           [EVENT_STOPPED_YEAR] = "stopped_year",
    [EVENT_COMPLETION_DUE] = "completion_due",
};

/* When the clock of a parcel makes its next step; EVENT_COUNT when it makes none. */
static enum event next_step(const struct lg_idle_finding *finding, bool is_small, lg_date *due_on)
{
    *due_on = LG_DATE_NONE;
    switch (finding->status) {
    case LG_IDLE_WAIT:
        *due_on = finding->start_due;
        return EVENT_START_DUE;
    case LG_IDLE_LATE:
        *due_on = finding->end_first;
        return EVENT_FULL_YEAR;
    case LG_IDLE_FIRST:
        *due_on = finding->end_second;
        return EVENT_TWO_YEARS;
    case LG_IDLE_SUSPENDED:
        if (!is_small) return EVENT_COUNT;
        *due_on = finding->stopped_end;
        return EVENT_STOPPED_YEAR;
    case LG_IDLE_NOT_APPLICABLE:
    case LG_IDLE_DONE:
    case LG_IDLE_UNKNOWN:
    case LG_IDLE_SECOND:
    case LG_IDLE_STARTED_NODATA:
    case LG_IDLE_STOPPED:
    case LG_IDLE_LATE_FINISH:
    case LG_IDLE_ACTIVE:
    case LG_IDLE_STATUS_COUNT:
        break;
    }
    return EVENT_COUNT;
}

/* Whether somebody is still bound to complete the site. */
static bool is_running(enum lg_idle_status status)
{
    return status != LG_IDLE_NOT_APPLICABLE && status != LG_IDLE_DONE && status != LG_IDLE_UNKNOWN;
}

static enum lg_status add_row(struct lg_model *model, size_t *capacity, size_t parcel,
                              enum event event, lg_date due_on, struct lg_error *err)
{
    int days_left = due_on - model->as_of;
    if (days_left < 0 || days_left > model->rules.watch_days) return LG_OK;

    struct lg_results *results = &model->results;
    if (results->watch_count == *capacity) {
        size_t grown = lg_grow_capacity(*capacity, results->watch_count + 1);
        struct lg_watch_row *watch = lg_resize(results->watch, grown, sizeof(*watch));
        if (watch == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the watch list");
        results->watch = watch;
        *capacity = grown;
    }
    results->watch[results->watch_count++] = (struct lg_watch_row){
        .parcel = parcel,
        .event = event_codes[event],
        .due_on = due_on,
        .days_left = days_left,
    };
    return LG_OK;
}

static size_t event_rank(const char *code)
{
    size_t rank = 0;
    while (rank < EVENT_COUNT && event_codes[rank] != code) {
        rank++;
    }
    return rank;
}

static int compare_rows(const void *left, const void *right)
{
    const struct lg_watch_row *a = left;
    const struct lg_watch_row *b = right;
    if (a->due_on != b->due_on) return a->due_on < b->due_on ? -1 : 1;
    if (a->parcel != b->parcel) return a->parcel < b->parcel ? -1 : 1;
    size_t a_rank = event_rank(a->event);
    size_t b_rank = event_rank(b->event);
    return (a_rank > b_rank) - (a_rank < b_rank);
}

enum lg_status lg_watch_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parcels.table.count == 0 || model->parcels.idle != NULL);

    struct lg_results *results = &model->results;
    size_t capacity = 0;
    free(results->watch);
    results->watch = NULL;
    results->watch_count = 0;
    for (size_t parcel = 0; parcel < model->parcels.table.count; parcel++) {
        const struct lg_idle_finding *finding = &model->parcels.idle[parcel];
        if (!is_running(finding->status)) continue;
        struct lg_idle_facts facts = lg_idle_facts_read(model, parcel);
        lg_date due_on = LG_DATE_NONE;
        enum event event =
            next_step(finding, lg_idle_is_small(&model->rules.idle, &facts), &due_on);
        enum lg_status status = LG_OK;
        if (event != EVENT_COUNT) status = add_row(model, &capacity, parcel, event, due_on, err);
        if (status == LG_OK && facts.completion_due != LG_DATE_NONE) {
            status =
                add_row(model, &capacity, parcel, EVENT_COMPLETION_DUE, facts.completion_due, err);
        }
        if (status != LG_OK) return status;
    }
    if (results->watch_count > 0) {
        qsort(results->watch, results->watch_count, sizeof(*results->watch), compare_rows);
    }
    return LG_OK;
}
