/*
 * A clock being told: what explain_clock.c and explain_outcome.c share.
 */
#ifndef LG_RUN_EXPLAIN_STORY_H
#define LG_RUN_EXPLAIN_STORY_H

#include "landgauge/project.h"
#include "model/law.h"
#include "run/explain_text.h"

/* A clock being told. */
struct lg_story {
    struct lg_explaining *explaining;
    const struct lg_found *clock;
    lg_date as_of;
    const char *status;     /* as the table has it */
    bool is_partial;        /* no table of clocks: dates may be missing */
    bool is_inclusive;      /* the anniversary itself is over */
    const char *decided;    /* what the questions lead to; NULL: open */
    struct lg_shown labels; /* a code and its name */
};

/* Whether too little was developed or invested, by the shares that are known. */
enum lg_smallness { LG_NOT_SMALL, LG_SMALL, LG_SMALL_OPEN };

/** A date of the clock; LG_DATE_NONE. */
lg_date lg_story_day(const struct lg_story *story, const char *name);
/** Whether a date is known and not after the evaluation date. */
bool lg_story_has_happened(const struct lg_story *story, lg_date date);
bool lg_story_is_supplied(const char *state);
/** The days since a period was over. */
int lg_story_days_over(const struct lg_story *story, lg_date end);
/** The first day on which a period that ends then is over. */
lg_date lg_story_first_day_over(const struct lg_story *story, lg_date end);
/** Ends of the two periods after the start date, which must be known. */
lg_date lg_story_end_first(const struct lg_story *story);
lg_date lg_story_end_second(const struct lg_story *story);
enum lg_smallness lg_story_smallness_of(const struct lg_story *story);

const char *lg_story_word(const struct lg_story *story, enum lg_word name);
/** "IDLE1 idle for one full year"; lives until the next label. */
const char *lg_story_label(struct lg_story *story, enum lg_law_kind kind, const char *code);
const char *lg_story_show_day(struct lg_shown *shown, lg_date date);
/** A date, "not known", or a date with the remark that it has not happened. */
const char *lg_story_show_event(const struct lg_story *story, struct lg_shown *shown,
                                const char *name);
/** The limits of too little, as the rule set has them: "1/3" and "0.25". */
void lg_story_show_limits(const struct lg_story *story, struct lg_shown *developed,
                          struct lg_shown *invested);
/** Add a sentence. */
void lg_story_say(const struct lg_story *story, enum lg_word sentence, const char *const *values);

void lg_story_tell_status(struct lg_story *story);
void lg_story_tell_route(struct lg_story *story);
void lg_story_tell_changes(const struct lg_story *story);

#endif
