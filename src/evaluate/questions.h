/*
 * What the list of items asks of single parcels, and of the enterprises on them: a share of a park
 * and the list of those that do not meet it come from the same answers.
 */
#ifndef LG_EVALUATE_QUESTIONS_H
#define LG_EVALUATE_QUESTIONS_H

#include "evaluate/roll.h"

/* Ordered: of several figures of one parcel the latest verdict stands for the parcel. */
enum lg_verdict {
    LG_VERDICT_NO_LINE, /* there is nothing to hold it against */
    LG_VERDICT_MET,
    LG_VERDICT_NO_DATA, /* its own figure is not known */
    LG_VERDICT_NOT_MET,
    LG_VERDICT_UNPLACED, /* not known whether it is to be asked at all */
    LG_VERDICT_COUNT
};

/* A figure of a parcel against its line, in the unit of the tables. */
struct lg_look {
    double value, line;
    const char *unit;
    const char *reason; /* what does not meet the line; NULL */
    const char *source; /* of the line; NULL */
    enum lg_operator comparison;
    enum lg_verdict verdict;
};

/* What a fact asks of each parcel of a park. */
struct lg_question {
    enum lg_fact fact;
    bool counts_looks;                         /* each look counts, else each parcel */
    bool is_listed;                            /* items list the parcels that do not meet it */
    const char *count_names[LG_VERDICT_COUNT]; /* who has the verdict: "parcels without ..." */
    /* Reason of a park where nobody is asked: the item does not apply there. NULL: all are asked */
    const char *nobody;
    /* The look at a position of a parcel. @return false: there are no more */
    bool (*look)(const struct lg_roll *roll, size_t parcel, size_t position, struct lg_look *look);
};

enum { LG_QUESTION_COUNT = 9 };

extern const struct lg_question lg_questions[LG_QUESTION_COUNT];

/* What a park answers to a question. */
struct lg_answers {
    size_t counts[LG_VERDICT_COUNT];
    size_t listed; /* looks that do not meet their line */
};

struct lg_answers lg_question_ask(const struct lg_roll *roll, const struct lg_question *question,
                                  size_t park);

#endif
