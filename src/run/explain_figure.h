/*
 * The parts that figures are made of. For the files of explain only.
 */
#ifndef LG_RUN_EXPLAIN_FIGURE_H
#define LG_RUN_EXPLAIN_FIGURE_H

#include "run/explain_text.h"

enum { LG_PART_LACKS_MAX = 4 };

/* What a part needs of a row, and what to call a row without it. */
struct lg_part_lack {
    const char *condition; /* SQL over land; NULL: no more */
    enum lg_word name;
};

/* A sum over rows of the register, as SQL; or a figure of the park layer. */
struct lg_part {
    const char *formula; /* as model/indicators.h has it: "A + B21" */
    enum lg_word name;
    enum lg_word unit;
    const char *source;    /* "land", or "land_part" where constrained land counts apart; NULL:
                              of the park layer alone */
    const char *amount;    /* of a row */
    const char *condition; /* which rows */
    const char *slack;     /* how far the written digits of a row may be off */
    const char *park_role; /* that stands over the rows' sum where the park layer brings it */
    struct lg_part_lack lacks[LG_PART_LACKS_MAX];
};

/** The part of a formula; NULL: there is none. */
const struct lg_part *lg_part_find(const char *formula);

/** The part of a land state and all below it. @param condition  room for its SQL, kept by the
 * caller as long as the part */
struct lg_part lg_part_of_state(const char *code, char *condition, size_t size);

/**
 * Tell a part of one park: its rows, the largest first, whether they add up to the figure, and the
 * rows that lack the input.
 * @param park    "CODE SCOPE"
 * @param figure  as the tables have it; NaN: they have none
 */
LG_NODISCARD enum lg_status lg_explain_part(struct lg_explaining *explaining,
                                            const struct lg_part *part, const char *park,
                                            double figure, struct lg_error *err);

/** Add a text of SQL in quotes. */
void lg_explain_quote(struct lg_text *sql, const char *value);

#endif
