/*
 * The parts that figures are made of. For the files of explain only.
 */
#ifndef LG_RUN_EXPLAIN_FIGURE_H
#define LG_RUN_EXPLAIN_FIGURE_H

#include "model/indicators.h"
#include "run/explain_text.h"

enum { LG_PART_LACKS_MAX = 4, LG_FIGURE_KEY_SIZE = 64 };

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

enum lg_figure_kind {
    LG_FIGURE_RATE,     /* an indicator of model/indicators.h */
    LG_FIGURE_OWN,      /* an indicator of the rule set's own */
    LG_FIGURE_PART,     /* one part: a key of the parks layer that is an area */
    LG_FIGURE_REST,     /* what no parcel covers */
    LG_FIGURE_BOUNDARY, /* the park itself */
    LG_FIGURE_RECORD,
    LG_FIGURE_SCORE,     /* the combined score */
    LG_FIGURE_NODE,      /* an area, a goal or a sub-goal of the tree of scores */
    LG_FIGURE_POTENTIAL, /* what the park could still hold */
};

/* What is asked for. */
struct lg_figure {
    const struct lg_indicator_entry *rate; /* of LG_FIGURE_RATE */
    struct lg_part part;                   /* of LG_FIGURE_PART */
    enum lg_figure_kind kind;
    char key[LG_FIGURE_KEY_SIZE];       /* column of the parks layer; of LG_FIGURE_OWN and
                                           LG_FIGURE_NODE the code; empty: none */
    char name[2 * LG_FIGURE_KEY_SIZE];  /* of LG_FIGURE_OWN */
    char condition[LG_FIGURE_KEY_SIZE]; /* the part's own */
};

/**
 * Find the figure that is meant by a name, in any case of letters; indicators and score_nodes are
 * fetched.
 * @return LG_OK; LG_USAGE (none; the message names the nearest); LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_figure_find(struct lg_explaining *explaining, const char *name,
                                           struct lg_figure *figure, struct lg_error *err);

/**
 * The rows of the table parks that a code or name means, with their key in the column park.
 * @param parks  reset by the caller
 */
LG_NODISCARD enum lg_status lg_figure_find_parks(struct lg_explaining *explaining, const char *name,
                                                 struct lg_found *parks, struct lg_error *err);
/** Fetch what figures of these parks are told from, and see the rows as the self check does. */
LG_NODISCARD enum lg_status lg_figure_fetch(struct lg_explaining *explaining,
                                            const struct lg_found *parks, struct lg_error *err);
/** Fetch the clocks that idle land is told from, and what scores and potentials need. */
LG_NODISCARD enum lg_status lg_figure_fetch_more(struct lg_explaining *explaining,
                                                 const struct lg_found *parks,
                                                 const struct lg_figure *figure,
                                                 struct lg_error *err);

/** "Floor area ratio = floor area on A / built land A". */
void lg_figure_formula(const struct lg_explaining *explaining,
                       const struct lg_indicator_entry *rate, struct lg_text *text);
/** The words for a part; they live in the text. */
const char *lg_figure_part_name(const struct lg_explaining *explaining, const struct lg_part *part,
                                struct lg_text *text);
/** A labelled number of four decimals with its unit; "no value" where there is none. */
void lg_figure_tell_number(struct lg_explaining *explaining, enum lg_word label, double value,
                           const char *unit);

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
