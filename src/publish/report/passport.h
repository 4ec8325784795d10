/*
 * The five sentences of a park's passport, each a <li>.
 */
#ifndef LG_PUBLISH_REPORT_PASSPORT_H
#define LG_PUBLISH_REPORT_PASSPORT_H

#include "publish/report/sentence.h"

/** How much of the land is built, what can still be supplied, where most of it lies in one piece.
 */
void lg_report_say_land(struct lg_report_sentence *sentence, size_t park);
/** How much is suspected idle, since when at most, and what comes next there. */
void lg_report_say_idle(struct lg_report_sentence *sentence, size_t park);
/** Score and rank, the indicator farthest from its ideal, one against its benchmark. */
void lg_report_say_standing(struct lg_report_sentence *sentence, size_t park);
/** Which clock runs out next. */
void lg_report_say_due(struct lg_report_sentence *sentence, size_t park);
/** The parcel to begin with, and the facts that are missing. */
void lg_report_say_first(struct lg_report_sentence *sentence, size_t park);

/**
 * Why an area has no score, in words.
 * @param name  of the part; not known when there is a score or no reason is given
 */
void lg_report_sentence_no_score(struct lg_report_sentence *sentence, const char *name, size_t row);

/** Whether the rows of the ledger with this park are those of its own area. */
bool lg_report_knows_area(const struct lg_report *page, size_t park);

/** Whether the value of a row of indicators is out of its range, and so to be doubted. */
bool lg_report_is_doubtful(struct lg_report *page, size_t row);

#endif
