/*
 * Yes and no, done and open, given and not given in the words met in the data.
 */
#ifndef LG_BASE_ANSWER_H
#define LG_BASE_ANSWER_H

#include "landgauge/date.h"

#include <stdbool.h>

enum lg_answer {
    LG_ANSWER_NONE, /* nothing written */
    LG_ANSWER_NO,
    LG_ANSWER_YES,
    LG_ANSWER_WRONG, /* something is written that is neither */
};

/** Read 是 否 1 0 yes no Y N true false T F, blanks and case aside; text may be NULL. */
enum lg_answer lg_answer_read(const char *text);

/**
 * Read whether something rests on a parcel (a seizure, a mortgage): no for 否, no, 0, 无, 未查封
 * and whatever else begins with 未, and for what has no letter or digit ("/", "-"); yes for any
 * other text, as the number of the paper or the creditor stands for it.
 *
 * @return LG_ANSWER_NONE: nothing written; never LG_ANSWER_WRONG
 */
enum lg_answer lg_answer_read_burden(const char *text);

/**
 * Whether a text can be the number of a document: it has a digit from 1 to 9, half or full width.
 * 无, 暂无, 是, "/", "-", "0", "null" and blanks have none. @param text  may be NULL
 */
bool lg_answer_is_number(const char *text);

enum lg_task {
    LG_TASK_NONE, /* not told */
    LG_TASK_OPEN,
    LG_TASK_NOT_NEEDED,
    LG_TASK_DONE,
};

/**
 * Read how far a piece of work has come (domain.md 6.2, T1b).
 *
 * Done: 是, yes, 已完成, a date up to as_of, any text that says nothing else, as a document number.
 * Open: 否, no, 0, 无, what begins with 未, 不, 没, 尚, 待, 拟, 正在, what ends with 中 (办理中), a
 * later date. Not needed: 不需要, 无需, 不涉及, 不适用, 免, not needed, not applicable, n/a. Not
 * told: nothing written, or no letter and no digit ("/", "-").
 *
 * @param text   UTF-8, may be NULL
 * @param as_of  evaluation date
 */
enum lg_task lg_task_read(const char *text, lg_date as_of);

#endif
