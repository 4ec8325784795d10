/*
 * Yes and no in the words met in the data.
 */
#ifndef LG_BASE_ANSWER_H
#define LG_BASE_ANSWER_H

enum lg_answer {
    LG_ANSWER_NONE, /* nothing written */
    LG_ANSWER_NO,
    LG_ANSWER_YES,
    LG_ANSWER_WRONG, /* something is written that is neither */
};

/** Read 是 否 1 0 yes no Y N true false T F, blanks and case aside; text may be NULL. */
enum lg_answer lg_answer_read(const char *text);

#endif
