/*
 * The questions of the idle clock told again, with the dates that it saw put in.
 *
 * The answers are read off the written dates; that they lead to the written status is looked at,
 * too, so that a table that was edited is noticed. Source: domain.md 2.2 and 2.3.
 */
#include "model/law.h"
#include "run/explain_story.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Half of the last digit of a written share, and a little. */
static const double half_digit_ratio = 0.51e-6;

lg_date lg_story_day(const struct lg_story *story, const char *name)
{
    return lg_found_date(story->clock, 0, name);
}

bool lg_story_has_happened(const struct lg_story *story, lg_date date)
{
    return date != LG_DATE_NONE && date <= story->as_of;
}

static int parameter(const struct lg_story *story, const char *key, int fallback)
{
    const char *value = lg_explain_parameter(story->explaining, key);
    return value == NULL ? fallback : (int)strtol(value, NULL, 10);
}

const char *lg_story_word(const struct lg_story *story, enum lg_word name)
{
    return lg_word(name, story->explaining->language);
}

const char *lg_story_show_day(struct lg_shown *shown, lg_date date)
{
    char text[LG_DATE_TEXT_SIZE];
    (void)snprintf(shown->text, sizeof(shown->text), "%s", lg_date_format(date, text));
    return shown->text;
}

/* A date, "not known", or a date with the remark that it has not happened. */
const char *lg_story_show_event(const struct lg_story *story, struct lg_shown *shown,
                                const char *name)
{
    lg_date date = lg_story_day(story, name);
    if (date == LG_DATE_NONE) return lg_story_word(story, LG_WORD_NOT_KNOWN);
    (void)lg_story_show_day(shown, date);
    if (date <= story->as_of) return shown->text;
    struct lg_text text = {0};
    lg_explain_fill(&text, lg_story_word(story, LG_WORD_LATER), LG_VALUES(shown->text));
    if (text.size > 0) (void)snprintf(shown->text, sizeof(shown->text), "%s", text.bytes);
    lg_text_reset(&text);
    return shown->text;
}

/* "IDLE1 idle for one full year". */
const char *lg_story_label(struct lg_story *story, enum lg_law_kind kind, const char *code)
{
    const struct lg_law_entry *entry = lg_law_find(kind, code);
    (void)snprintf(story->labels.text, sizeof(story->labels.text), "%s %s", code,
                   entry == NULL ? "" : entry->name[story->explaining->language]);
    return story->labels.text;
}

static const char *decide(struct lg_story *story, const char *status)
{
    story->decided = status;
    return lg_story_label(story, LG_LAW_STATUS, status);
}

void lg_story_say(const struct lg_story *story, enum lg_word sentence, const char *const *values)
{
    lg_explain_item(story->explaining, sentence, values);
}

static bool is_over(const struct lg_story *story, lg_date end)
{
    return story->is_inclusive ? story->as_of >= end : story->as_of > end;
}

int lg_story_days_over(const struct lg_story *story, lg_date end)
{
    return story->as_of - end + (story->is_inclusive ? 1 : 0);
}

/* The first day on which a period that ends then is over. */
lg_date lg_story_first_day_over(const struct lg_story *story, lg_date end)
{
    return story->is_inclusive ? end : end + 1;
}

/* The end of a period as written, else reckoned where the table does not have it. */
static lg_date end_of(const struct lg_story *story, const char *name, lg_date from, int years)
{
    lg_date written = lg_story_day(story, name);
    return written != LG_DATE_NONE ? written : lg_date_add_years(from, years);
}

lg_date lg_story_end_first(const struct lg_story *story)
{
    return end_of(story, "end1", lg_story_day(story, "start_due"),
                  parameter(story, "idle.years_first", 1));
}

lg_date lg_story_end_second(const struct lg_story *story)
{
    return end_of(story, "end2", lg_story_day(story, "start_due"),
                  parameter(story, "idle.years_second", 2));
}

bool lg_story_is_supplied(const char *state)
{
    return state != NULL && state[0] == 'D';
}

static void ask_supply(struct lg_story *story)
{
    const char *state = lg_found_text(story->clock, 0, "supply_state");
    if (state == NULL) {
        lg_story_say(story, LG_WORD_ASK_SUPPLY_OPEN, NULL);
    } else if (lg_story_is_supplied(state)) {
        lg_story_say(story, LG_WORD_ASK_SUPPLY_YES, LG_VALUES(state));
    } else {
        lg_story_say(story, LG_WORD_ASK_SUPPLY_NO, LG_VALUES(state, decide(story, "N_A")));
    }
}

static void ask_ended(struct lg_story *story)
{
    struct lg_shown now, completed, recovered;
    (void)lg_story_show_day(&now, story->as_of);
    const char *completion = lg_story_show_event(story, &completed, "completion_on");
    const char *recovery = lg_story_show_event(story, &recovered, "recovered_on");
    if (lg_story_has_happened(story, lg_story_day(story, "completion_on"))) {
        lg_story_say(story, LG_WORD_ASK_COMPLETED,
                     LG_VALUES(now.text, completion, decide(story, "DONE")));
    } else if (lg_story_has_happened(story, lg_story_day(story, "recovered_on"))) {
        lg_story_say(story, LG_WORD_ASK_RECOVERED,
                     LG_VALUES(now.text, recovery, decide(story, "DONE")));
    } else {
        lg_story_say(story, LG_WORD_ASK_ENDED_NO, LG_VALUES(now.text, completion, recovery));
    }
}

static void ask_built(struct lg_story *story)
{
    const char *state = lg_found_text(story->clock, 0, "land_state");
    const char *done = lg_explain_parameter(story->explaining, "idle.built_is_done");
    bool is_off = done != NULL && strcmp(done, "true") != 0;
    if (state == NULL) state = lg_story_word(story, LG_WORD_NOT_KNOWN);
    if (state[0] == '(') {
        struct lg_text text = {0};
        lg_explain_fill(&text, lg_story_word(story, LG_WORD_GUESSED), LG_VALUES(state));
        lg_story_say(story, LG_WORD_ASK_BUILT_NO, LG_VALUES(text.size > 0 ? text.bytes : state));
        lg_text_reset(&text);
    } else if (state[0] != 'A') {
        lg_story_say(story, LG_WORD_ASK_BUILT_NO, LG_VALUES(state));
    } else if (is_off) {
        lg_story_say(story, LG_WORD_ASK_BUILT_OFF, LG_VALUES(state));
    } else {
        lg_story_say(story, LG_WORD_ASK_BUILT_YES, LG_VALUES(state, decide(story, "DONE")));
    }
}

static const char *show_precision(const struct lg_story *story)
{
    const char *precision = lg_found_text(story->clock, 0, "due_precision");
    if (precision != NULL && strcmp(precision, "month") == 0) {
        return lg_story_word(story, LG_WORD_BY_MONTH);
    }
    if (precision != NULL && strcmp(precision, "year") == 0) {
        return lg_story_word(story, LG_WORD_BY_YEAR);
    }
    return lg_story_word(story, LG_WORD_BY_DAY);
}

static const char *due_source(const struct lg_story *story)
{
    const struct lg_law_entry *source =
        lg_law_find(LG_LAW_DUE_SOURCE, lg_found_text(story->clock, 0, "due_source"));
    return source == NULL ? lg_story_word(story, LG_WORD_NOT_KNOWN)
                          : source->name[story->explaining->language];
}

/* @return whether the clock can be told further */
static bool ask_due(struct lg_story *story)
{
    struct lg_shown due;
    lg_date start_due = lg_story_day(story, "start_due");
    bool is_known = lg_story_is_supplied(lg_found_text(story->clock, 0, "supply_state"));
    if (start_due == LG_DATE_NONE && story->is_partial && strcmp(story->status, "UNKNOWN") != 0) {
        lg_story_say(story, LG_WORD_CHAIN_LACKS,
                     LG_VALUES(lg_story_label(story, LG_LAW_STATUS, story->status)));
        return false;
    }
    if (start_due == LG_DATE_NONE) {
        lg_story_say(story, LG_WORD_ASK_DUE_NO, LG_VALUES(decide(story, "UNKNOWN")));
    } else if (!is_known) {
        lg_story_say(story, LG_WORD_ASK_DUE_SUPPLY,
                     LG_VALUES(lg_story_show_day(&due, start_due), decide(story, "UNKNOWN")));
    } else {
        lg_story_say(story, LG_WORD_ASK_DUE_YES,
                     LG_VALUES(lg_story_show_day(&due, start_due), due_source(story),
                               show_precision(story)));
    }
    return true;
}

/* One period after the start date. @return whether it is over */
static bool ask_year(struct lg_story *story, lg_date end, int years, const char *before,
                     const char *after)
{
    struct lg_shown count, ended, now, days;
    (void)lg_show_days(&count, years);
    (void)lg_story_show_day(&ended, end);
    (void)lg_story_show_day(&now, story->as_of);
    bool over = is_over(story, end);
    (void)lg_show_days(&days, over ? lg_story_days_over(story, end) : end - story->as_of);
    lg_story_say(story, over ? LG_WORD_ASK_YEAR_YES : LG_WORD_ASK_YEAR_NO,
                 LG_VALUES(count.text, ended.text, now.text, days.text,
                           decide(story, over ? after : before)));
    return over;
}

static void ask_waiting(struct lg_story *story)
{
    struct lg_shown due, days;
    lg_date start_due = lg_story_day(story, "start_due");
    (void)lg_story_show_day(&due, start_due);
    (void)lg_show_days(&days, abs(story->as_of - start_due));
    if (story->as_of <= start_due) {
        lg_story_say(story, LG_WORD_ASK_WAIT,
                     LG_VALUES(due.text, days.text, decide(story, "WAIT")));
        return;
    }
    lg_story_say(story, LG_WORD_ASK_OVERDUE, LG_VALUES(due.text, days.text));
    int first = parameter(story, "idle.years_first", 1);
    int second = parameter(story, "idle.years_second", 2);
    if (!ask_year(story, lg_story_end_first(story), first, "LATE", "IDLE1")) return;
    (void)ask_year(story, lg_story_end_second(story), second, "IDLE1", "IDLE2");
}

/* A share within the digits of its limit is what the written status says. */
static enum lg_smallness compare_share(const struct lg_story *story, double ratio, double limit)
{
    if (isnan(ratio)) return LG_SMALL_OPEN;
    if (fabs(ratio - limit) > half_digit_ratio) return ratio < limit ? LG_SMALL : LG_NOT_SMALL;
    return strcmp(story->status, "IDLE_S") == 0 ? LG_SMALL : LG_NOT_SMALL;
}

static double developed_limit(const struct lg_story *story)
{
    return (double)parameter(story, "idle.developed_numerator", 1) /
           (double)parameter(story, "idle.developed_denominator", 3);
}

static double invested_limit(const struct lg_story *story)
{
    const char *limit = lg_explain_parameter(story->explaining, "idle.invested_ratio_min");
    return limit == NULL ? 0.25 : strtod(limit, NULL);
}

enum lg_smallness lg_story_smallness_of(const struct lg_story *story)
{
    double developed = lg_found_number(story->clock, 0, "developed_ratio");
    double invested = lg_found_number(story->clock, 0, "invested_ratio");
    enum lg_smallness by_land = compare_share(story, developed, developed_limit(story));
    enum lg_smallness by_money = compare_share(story, invested, invested_limit(story));
    if (by_land == LG_SMALL || by_money == LG_SMALL) return LG_SMALL;
    return by_land == LG_SMALL_OPEN || by_money == LG_SMALL_OPEN ? LG_SMALL_OPEN : LG_NOT_SMALL;
}

static const char *show_share(const struct lg_story *story, struct lg_shown *shown,
                              const char *name)
{
    double share = lg_found_number(story->clock, 0, name);
    return isnan(share) ? lg_story_word(story, LG_WORD_NOT_KNOWN) : lg_show_number(shown, share, 6);
}

/* "1/3" and "0.25", as the rule set has them. */
void lg_story_show_limits(const struct lg_story *story, struct lg_shown *developed,
                          struct lg_shown *invested)
{
    (void)snprintf(developed->text, sizeof(developed->text), "%d/%d",
                   parameter(story, "idle.developed_numerator", 1),
                   parameter(story, "idle.developed_denominator", 3));
    const char *limit = lg_explain_parameter(story->explaining, "idle.invested_ratio_min");
    (void)snprintf(invested->text, sizeof(invested->text), "%s", limit == NULL ? "0.25" : limit);
}

static void ask_shares(const struct lg_story *story, enum lg_smallness small)
{
    static const enum lg_word answers[] = {[LG_NOT_SMALL] = LG_WORD_NOT_SMALL,
                                           [LG_SMALL] = LG_WORD_SMALL,
                                           [LG_SMALL_OPEN] = LG_WORD_SMALL_OPEN};
    struct lg_shown developed, invested, land_limit, money_limit;
    lg_story_show_limits(story, &land_limit, &money_limit);
    lg_story_say(story, LG_WORD_ASK_SHARES,
                 LG_VALUES(show_share(story, &developed, "developed_ratio"), land_limit.text,
                           show_share(story, &invested, "invested_ratio"), money_limit.text,
                           lg_story_word(story, answers[small])));
}

static void ask_stopped(struct lg_story *story, lg_date stopped_end)
{
    struct lg_shown years, since, ended, now, days;
    bool over = is_over(story, stopped_end);
    enum lg_smallness small = lg_story_smallness_of(story);
    (void)lg_show_days(&years, parameter(story, "idle.suspended_years", 1));
    (void)lg_story_show_day(&since, lg_story_day(story, "suspended_on"));
    (void)lg_story_show_day(&ended, stopped_end);
    (void)lg_story_show_day(&now, story->as_of);
    ask_shares(story, small);
    if (!over) {
        lg_story_say(story, LG_WORD_ASK_STOPPED_EARLY,
                     LG_VALUES(years.text, since.text, ended.text, decide(story, "SUSPENDED")));
        return;
    }
    (void)lg_show_days(&days, lg_story_days_over(story, stopped_end));
    lg_story_say(story, LG_WORD_ASK_STOPPED_YES,
                 LG_VALUES(years.text, since.text, ended.text, now.text, days.text,
                           decide(story, small == LG_SMALL ? "IDLE_S" : "SUSPENDED")));
}

static void ask_finish(struct lg_story *story)
{
    struct lg_shown due, days;
    lg_date completion_due = lg_story_day(story, "completion_due");
    if (completion_due == LG_DATE_NONE || story->as_of <= completion_due) {
        lg_story_say(story, LG_WORD_ASK_FINISH_NO,
                     LG_VALUES(completion_due == LG_DATE_NONE
                                   ? lg_story_word(story, LG_WORD_NOT_KNOWN)
                                   : lg_story_show_day(&due, completion_due),
                               decide(story, "ACTIVE")));
        return;
    }
    lg_story_say(story, LG_WORD_ASK_FINISH_LATE,
                 LG_VALUES(lg_story_show_day(&due, completion_due),
                           lg_show_days(&days, story->as_of - completion_due),
                           decide(story, "LATE_FIN")));
}

static void ask_started(struct lg_story *story)
{
    bool has_share = !isnan(lg_found_number(story->clock, 0, "developed_ratio")) ||
                     !isnan(lg_found_number(story->clock, 0, "invested_ratio"));
    if (!has_share && story->is_partial && strcmp(story->status, "STARTED_NODATA") != 0) {
        lg_story_say(story, LG_WORD_CHAIN_LACKS,
                     LG_VALUES(lg_story_label(story, LG_LAW_STATUS, story->status)));
        return;
    }
    if (!has_share) {
        lg_story_say(story, LG_WORD_ASK_SHARES_NO, LG_VALUES(decide(story, "STARTED_NODATA")));
        return;
    }
    lg_date stopped_end = lg_story_day(story, "stopped_end");
    if (stopped_end != LG_DATE_NONE) {
        ask_stopped(story, stopped_end);
        return;
    }
    struct lg_shown suspended;
    lg_story_say(story, LG_WORD_ASK_STOPPED_NO,
                 LG_VALUES(lg_story_show_event(story, &suspended, "suspended_on")));
    ask_finish(story);
}

static void ask_start(struct lg_story *story)
{
    struct lg_shown now, start;
    (void)lg_story_show_day(&now, story->as_of);
    const char *started = lg_story_show_event(story, &start, "start_on");
    if (lg_story_has_happened(story, lg_story_day(story, "start_on"))) {
        lg_story_say(story, LG_WORD_ASK_STARTED_YES, LG_VALUES(now.text, started));
        ask_started(story);
    } else {
        lg_story_say(story, LG_WORD_ASK_STARTED_NO, LG_VALUES(now.text, started));
        ask_waiting(story);
    }
}

static void tell_chain(struct lg_story *story)
{
    lg_explain_heading(story->explaining, LG_WORD_HEAD_CHAIN, NULL);
    ask_supply(story);
    if (story->decided == NULL) ask_ended(story);
    if (story->decided == NULL) ask_built(story);
    if (story->decided == NULL && ask_due(story) && story->decided == NULL) ask_start(story);
    bool differs = story->decided != NULL && strcmp(story->decided, story->status) != 0;
    if (differs && !story->is_partial) {
        lg_story_say(story, LG_WORD_CHAIN_DIFFERS, LG_VALUES(story->decided, story->status));
    }
}

/* "  known to the month" where the table says so of a date; else nothing. */
static void add_coarse(struct lg_text *line, const struct lg_story *story, const char *column)
{
    const char *coarse = lg_found_text(story->clock, 0, "coarse_dates");
    size_t length = strlen(column);
    while (coarse != NULL && *coarse != '\0') {
        if (strncmp(coarse, column, length) == 0 && coarse[length] == ':') {
            bool is_month = strncmp(coarse + length + 1, "month", 5) == 0;
            enum lg_word word = is_month ? LG_WORD_BY_MONTH : LG_WORD_BY_YEAR;
            lg_text_printf(line, "  %s", lg_story_word(story, word));
            return;
        }
        coarse += strcspn(coarse, ";");
        coarse += strspn(coarse, ";");
    }
}

static void tell_dates(const struct lg_story *story)
{
    static const struct {
        const char *column;
        enum lg_word label;
        bool is_event; /* said to have happened */
    } rows[] = {
        {"signed_on", LG_WORD_SIGNED_ON, true},
        {"handover_on", LG_WORD_HANDOVER_ON, true},
        {"agreed_start", LG_WORD_AGREED_START, false},
        {"revised_start_due", LG_WORD_REVISED_START, false},
        {"start_due", LG_WORD_START_DUE, false},
        {"end1", LG_WORD_END_FIRST, false},
        {"end2", LG_WORD_END_SECOND, false},
        {"start_on", LG_WORD_START_ON, true},
        {"suspended_on", LG_WORD_SUSPENDED_ON, true},
        {"stopped_end", LG_WORD_STOPPED_END, false},
        {"completion_due", LG_WORD_COMPLETION_DUE, false},
        {"completion_on", LG_WORD_COMPLETION_ON, true},
        {"recovered_on", LG_WORD_RECOVERED_ON, true},
        {"idle_finding_on", LG_WORD_FINDING_ON, true},
    };
    lg_explain_heading(story->explaining, LG_WORD_HEAD_DATES, NULL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct lg_shown shown;
        lg_date date = lg_story_day(story, rows[i].column);
        if (date == LG_DATE_NONE) continue;
        const char *value = rows[i].is_event ? lg_story_show_event(story, &shown, rows[i].column)
                                             : lg_story_show_day(&shown, date);
        struct lg_text line = {0};
        lg_text_add_text(&line, value);
        add_coarse(&line, story, rows[i].column);
        if (rows[i].label == LG_WORD_START_DUE) {
            lg_text_printf(&line, "  %s; %s", due_source(story), show_precision(story));
        }
        lg_explain_field(story->explaining, rows[i].label, line.bytes);
        lg_text_reset(&line);
    }
}

void lg_explain_clock(struct lg_explaining *explaining, const struct lg_found *clock)
{
    const char *anniversary = lg_explain_parameter(explaining, "idle.anniversary");
    struct lg_story story = {
        .explaining = explaining,
        .clock = clock,
        .as_of = explaining->as_of,
        .status = lg_found_text(clock, 0, "status"),
        .is_partial = lg_result_lack(explaining->result, "clocks") != NULL,
        .is_inclusive = anniversary != NULL && strcmp(anniversary, "inclusive") == 0,
    };
    if (story.status == NULL || story.as_of == LG_DATE_NONE) return;
    tell_dates(&story);
    tell_chain(&story);
    lg_story_tell_status(&story);
    lg_story_tell_route(&story);
    lg_story_tell_changes(&story);
}
