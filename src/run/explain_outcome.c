/*
 * What the clock came to: status, standing, route and fee with the articles behind them, and what
 * would change them. Source: domain.md 2.1 to 2.4.
 */
#include "run/explain_story.h"

#include <math.h>
#include <string.h>

static void tell_law(const struct lg_story *story, enum lg_law_kind kind, const char *code)
{
    const struct lg_law_entry *entry = lg_law_find(kind, code);
    if (entry == NULL) return;
    struct lg_text article = {0};
    lg_text_printf(&article, "%s  %s", entry->article[story->explaining->language], entry->source);
    lg_explain_field(story->explaining, LG_WORD_MEANS, entry->words[story->explaining->language]);
    lg_explain_field(story->explaining, LG_WORD_ARTICLE, article.bytes);
    lg_text_reset(&article);
}

static bool is_one_of(const char *status, const char *const *statuses)
{
    for (size_t i = 0; statuses[i] != NULL; i++) {
        if (strcmp(statuses[i], status) == 0) return true;
    }
    return false;
}

static bool is_idle(const struct lg_story *story)
{
    return is_one_of(story->status, LG_VALUES("IDLE1", "IDLE2", "IDLE_S"));
}

/* The facts do not decide whether the land is idle: no route yet is not the same as none needed. */
static bool is_open(const struct lg_story *story)
{
    if (is_one_of(story->status, LG_VALUES("UNKNOWN", "STARTED_NODATA"))) return true;
    return strcmp(story->status, "SUSPENDED") == 0 && lg_story_smallness_of(story) == LG_SMALL_OPEN;
}

static void tell_days(const struct lg_story *story)
{
    struct lg_shown shown;
    lg_date start_due = lg_story_day(story, "start_due");
    if (start_due == LG_DATE_NONE) return;
    if (is_one_of(story->status, LG_VALUES("LATE", "IDLE1", "IDLE2"))) {
        lg_explain_field(story->explaining, LG_WORD_OVERDUE_DAYS,
                         lg_show_days(&shown, story->as_of - start_due));
    }
    if (!is_idle(story)) return;
    bool is_stopped = strcmp(story->status, "IDLE_S") == 0;
    lg_date end = is_stopped ? lg_story_day(story, "stopped_end") : lg_story_end_first(story);
    if (end == LG_DATE_NONE) return;
    lg_explain_field(story->explaining, LG_WORD_IDLE_DAYS,
                     lg_show_days(&shown, lg_story_days_over(story, end)));
}

/* An authority's finding counts from its own day on. */
static void tell_standing(const struct lg_story *story)
{
    const char *number = lg_found_text(story->clock, 0, "idle_finding_no");
    lg_date found_on = lg_story_day(story, "idle_finding_on");
    if (number != NULL && (found_on == LG_DATE_NONE || found_on <= story->as_of)) {
        struct lg_text text = {0};
        lg_explain_fill(&text, lg_story_word(story, LG_WORD_CONFIRMED), LG_VALUES(number));
        lg_explain_field(story->explaining, LG_WORD_STANDING, text.bytes);
        lg_text_reset(&text);
    } else if (is_idle(story)) {
        lg_explain_field(story->explaining, LG_WORD_STANDING,
                         lg_story_word(story, LG_WORD_SUSPECTED));
    }
}

void lg_story_tell_status(struct lg_story *story)
{
    lg_explain_heading(story->explaining, LG_WORD_HEAD_STATUS, NULL);
    lg_explain_field(story->explaining, LG_WORD_STATUS,
                     lg_story_label(story, LG_LAW_STATUS, story->status));
    tell_standing(story);
    tell_days(story);
    tell_law(story, LG_LAW_STATUS, story->status);
}

static void tell_fee(const struct lg_story *story)
{
    struct lg_shown price, fee;
    const char *ratio = lg_explain_parameter(story->explaining, "idle.fee_ratio");
    double fee_wan = lg_found_number(story->clock, 0, "fee_wan");
    struct lg_text text = {0};
    if (isnan(fee_wan)) {
        lg_explain_fill(&text, lg_story_word(story, LG_WORD_FEE_OPEN),
                        LG_VALUES(ratio ? ratio : "?"));
    } else {
        (void)lg_show_number(&price, lg_found_number(story->clock, 0, "price_wan"), 4);
        (void)lg_show_number(&fee, fee_wan, 4);
        lg_explain_fill(&text, lg_story_word(story, LG_WORD_FEE_SUM),
                        LG_VALUES(ratio ? ratio : "?", price.text, fee.text));
    }
    lg_explain_field(story->explaining, LG_WORD_FEE, text.bytes);
    lg_text_reset(&text);
}

void lg_story_tell_route(struct lg_story *story)
{
    const char *route = lg_found_text(story->clock, 0, "route");
    const char *cause = lg_found_text(story->clock, 0, "cause");
    if (route == NULL) return;
    lg_explain_heading(story->explaining, LG_WORD_HEAD_ROUTE, NULL);
    if (cause != NULL) {
        lg_explain_field(story->explaining, LG_WORD_CAUSE,
                         lg_story_label(story, LG_LAW_CAUSE, cause));
        tell_law(story, LG_LAW_CAUSE, cause);
        lg_explain_field(story->explaining, LG_WORD_EVIDENCE,
                         lg_found_text(story->clock, 0, "evidence"));
    }
    lg_explain_field(story->explaining, LG_WORD_ROUTE, lg_story_label(story, LG_LAW_ROUTE, route));
    if (is_open(story)) {
        lg_explain_field(story->explaining, LG_WORD_MEANS,
                         lg_story_word(story, LG_WORD_ROUTE_OPEN));
    } else {
        tell_law(story, LG_LAW_ROUTE, route);
    }
    if (strcmp(route, "FEE") == 0) tell_fee(story);
}

static void tell_next(const struct lg_story *story, enum lg_word event, lg_date due_on)
{
    if (due_on == LG_DATE_NONE || due_on < story->as_of) return;
    struct lg_shown shown, days;
    lg_story_say(story, LG_WORD_NEXT_EVENT,
                 LG_VALUES(lg_story_show_day(&shown, due_on), lg_story_word(story, event),
                           lg_show_days(&days, due_on - story->as_of)));
}

static void change_unstarted(const struct lg_story *story)
{
    struct lg_shown shown, next;
    lg_date start_due = lg_story_day(story, "start_due");
    if (start_due == LG_DATE_NONE) return;
    if (strcmp(story->status, "WAIT") == 0) {
        lg_story_say(story, LG_WORD_DO_START_DUE,
                     LG_VALUES(lg_story_show_day(&shown, start_due),
                               lg_story_show_day(&next, start_due + 1)));
    }
    if (is_one_of(story->status, LG_VALUES("WAIT", "LATE"))) {
        lg_date first = lg_story_first_day_over(story, lg_story_end_first(story));
        lg_story_say(story, LG_WORD_DO_START_YEAR, LG_VALUES(lg_story_show_day(&shown, first)));
    } else {
        lg_story_say(story, LG_WORD_DO_STARTED, NULL);
    }
    if (strcmp(story->status, "IDLE1") == 0) {
        lg_date second = lg_story_first_day_over(story, lg_story_end_second(story));
        lg_story_say(story, LG_WORD_DO_SECOND, LG_VALUES(lg_story_show_day(&shown, second)));
    }
    lg_story_say(story, LG_WORD_DO_EXTEND, NULL);
}

static void change_route(const struct lg_story *story)
{
    const char *route = lg_found_text(story->clock, 0, "route");
    if (!is_idle(story) || route == NULL) return;
    if (strcmp(route, "INVESTIGATE") == 0) {
        const char *own = strcmp(story->status, "IDLE1") == 0   ? "FEE"
                          : strcmp(story->status, "IDLE2") == 0 ? "RECOVER"
                                                                : "ART12";
        lg_story_say(story, LG_WORD_DO_OWN, LG_VALUES(own));
    }
    if (strcmp(route, "ART12") != 0) lg_story_say(story, LG_WORD_DO_EVIDENCE, NULL);
}

static void change_started(const struct lg_story *story)
{
    struct lg_shown shown, developed, invested;
    lg_story_show_limits(story, &developed, &invested);
    lg_date stopped_end = lg_story_day(story, "stopped_end");
    if (strcmp(story->status, "IDLE_S") == 0) {
        lg_story_say(story, LG_WORD_DO_RESUME, LG_VALUES(developed.text, invested.text));
    }
    bool is_suspended = strcmp(story->status, "SUSPENDED") == 0 && stopped_end != LG_DATE_NONE;
    if (is_suspended && lg_story_smallness_of(story) == LG_SMALL) {
        lg_story_say(
            story, LG_WORD_DO_STOPPED,
            LG_VALUES(lg_story_show_day(&shown, lg_story_first_day_over(story, stopped_end))));
    }
    if (strcmp(story->status, "STARTED_NODATA") == 0 ||
        (is_suspended && lg_story_smallness_of(story) == LG_SMALL_OPEN)) {
        lg_story_say(story, LG_WORD_DO_SHARES, NULL);
    }
    if (strcmp(story->status, "ACTIVE") != 0) return;
    lg_story_say(story, LG_WORD_DO_SUSPEND, NULL);
    lg_date due = lg_story_day(story, "completion_due");
    if (due != LG_DATE_NONE) {
        lg_story_say(story, LG_WORD_DO_FINISH, LG_VALUES(lg_story_show_day(&shown, due)));
    }
}

static void tell_events(const struct lg_story *story)
{
    const char *status = story->status;
    if (strcmp(status, "WAIT") == 0) {
        tell_next(story, LG_WORD_START_DUE, lg_story_day(story, "start_due"));
    }
    if (lg_story_day(story, "start_due") != LG_DATE_NONE && strcmp(status, "LATE") == 0) {
        tell_next(story, LG_WORD_END_FIRST, lg_story_end_first(story));
    }
    if (lg_story_day(story, "start_due") != LG_DATE_NONE && strcmp(status, "IDLE1") == 0) {
        tell_next(story, LG_WORD_END_SECOND, lg_story_end_second(story));
    }
    if (strcmp(status, "SUSPENDED") == 0 && lg_story_smallness_of(story) == LG_SMALL) {
        tell_next(story, LG_WORD_STOPPED_END, lg_story_day(story, "stopped_end"));
    }
    if (!is_one_of(status, LG_VALUES("N_A", "DONE", "UNKNOWN"))) {
        tell_next(story, LG_WORD_COMPLETION_DUE, lg_story_day(story, "completion_due"));
    }
}

/* Done by the survey alone, or by an event that stays. */
static void change_done(const struct lg_story *story)
{
    bool has_ended = lg_story_has_happened(story, lg_story_day(story, "completion_on")) ||
                     lg_story_has_happened(story, lg_story_day(story, "recovered_on"));
    lg_story_say(story, has_ended ? LG_WORD_DO_NOTHING : LG_WORD_DO_UNBUILT, NULL);
}

void lg_story_tell_changes(const struct lg_story *story)
{
    const char *status = story->status;
    lg_explain_heading(story->explaining, LG_WORD_HEAD_CHANGE, NULL);
    if (strcmp(status, "N_A") == 0) lg_story_say(story, LG_WORD_DO_CONTRACT, NULL);
    if (strcmp(status, "DONE") == 0) change_done(story);
    if (strcmp(status, "UNKNOWN") == 0) {
        bool is_known = lg_story_is_supplied(lg_found_text(story->clock, 0, "supply_state"));
        if (!is_known) lg_story_say(story, LG_WORD_DO_SUPPLY, NULL);
        if (lg_story_day(story, "start_due") == LG_DATE_NONE) {
            lg_story_say(story, LG_WORD_DO_DUE, NULL);
        }
    }
    if (is_one_of(status, LG_VALUES("WAIT", "LATE", "IDLE1", "IDLE2"))) change_unstarted(story);
    change_started(story);
    if (!is_one_of(status, LG_VALUES("N_A", "DONE"))) {
        lg_story_say(story, LG_WORD_DO_COMPLETE, NULL);
    }
    change_route(story);
    tell_events(story);
}
