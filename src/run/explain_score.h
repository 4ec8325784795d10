/*
 * The score of a park as the tables have it, being told. For the files of explain only.
 */
#ifndef LG_RUN_EXPLAIN_SCORE_H
#define LG_RUN_EXPLAIN_SCORE_H

#include "run/explain_figure.h"

/* A node of the tree of one of the park's areas. Texts live in the rows they were read from. */
struct lg_told_node {
    const char *park;   /* "CODE SCOPE" */
    const char *code;   /* of the area the name of its scope */
    const char *name;   /* in the language of the text, where that is known */
    const char *unit;   /* of an indicator; "" where it has none */
    const char *status; /* "ok", or why there is no score, or what a partial one leaves out */
    const char *weight_source, *ideal_source;     /* NULL: none */
    const struct lg_indicator_entry *entry;       /* of a built-in indicator; NULL */
    size_t parent;                                /* SIZE_MAX: an area */
    size_t depth;                                 /* of an area 0 */
    double weight, value, ideal, score, weighted; /* as written; NaN */
    double share;  /* of the combined score: the weights up to it multiplied; NaN */
    double amount; /* denominator of an indicator; NaN */
    bool is_indicator, is_capped, is_partial;
    bool is_negative, has_sense; /* less is better; whether that is known */
};

/* All areas of one park. */
struct lg_told_score {
    struct lg_found rows;       /* of score_nodes, with what belongs to them */
    struct lg_found areas;      /* of scores: the rows of the park */
    struct lg_told_node *nodes; /* [node_count] parents before children, area after area */
    size_t node_count;
    size_t whole; /* row of areas that stands for the park */
    const char *park_code;
    double combined; /* NaN: none */
};

/**
 * Read the score of a park and how much each node weighs in the whole.
 * @param told  reset by the caller, also after a failure
 * @return LG_OK, also where there is no score; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_told_score_read(struct lg_explaining *explaining,
                                               const char *park_code, struct lg_told_score *told,
                                               struct lg_error *err);
void lg_told_score_reset(struct lg_told_score *told);

/** Whether a node is the one of the code, or lies below it. @param code  NULL: all nodes */
bool lg_told_is_below(const struct lg_told_score *told, size_t node, const char *code);
/** The node of a code in an area; SIZE_MAX: there is none. @param park  "CODE SCOPE" */
size_t lg_told_find(const struct lg_told_score *told, const char *park, const char *code);
/** Whether a text of a column status tells of something. */
bool lg_told_has_reason(const char *status);
/** "A31 Floor area ratio", with the area behind it where the park has several. */
const char *lg_told_label(const struct lg_told_score *told, const struct lg_told_node *node,
                          struct lg_text *text);
/**
 * The standard value as value and ideal make it: "100 x 0.95 / 1.1 = 86.3636"; no text where one of
 * them, or what is better, is not known.
 * @param made  out: NaN without a text
 * @param slack  out: how far the written digits may be off
 * @source domain.md 1.6
 */
void lg_told_standard(const struct lg_told_node *node, struct lg_text *text, double *made,
                      double *slack);

/** The areas of the combined score, its band and its ranks. */
void lg_score_tell_whole(struct lg_explaining *explaining, const struct lg_told_score *told);
LG_NODISCARD enum lg_status lg_score_tell_places(struct lg_explaining *explaining,
                                                 const struct lg_told_score *told,
                                                 struct lg_error *err);
/** The trees below a code, NULL: whole, and whether their sums are the written scores. */
void lg_score_tell_trees(struct lg_explaining *explaining, const struct lg_told_score *told,
                         const char *code);
/** What is missing below a code, and what that blocks. */
void lg_score_tell_missing(struct lg_explaining *explaining, const struct lg_told_score *told,
                           const char *code);
/** Which rules gave weights and ideals. */
LG_NODISCARD enum lg_status lg_score_tell_origin(struct lg_explaining *explaining,
                                                 const struct lg_told_score *told, const char *code,
                                                 struct lg_error *err);
/** How much more the combined score would be with each indicator at its ideal. */
LG_NODISCARD enum lg_status lg_score_tell_gains(struct lg_explaining *explaining,
                                                const struct lg_told_score *told, const char *code,
                                                struct lg_error *err);
/** Each scored indicator down to its parcels, by its weight in the whole. */
LG_NODISCARD enum lg_status lg_score_tell_indicators(struct lg_explaining *explaining,
                                                     const struct lg_told_score *told,
                                                     const char *code, struct lg_error *err);

/**
 * What an indicator is held against: ideal, standard value, weights, rank, the run before.
 * @param figure  its row of the table indicators, of which the first is told
 */
void lg_score_tell_standing(struct lg_explaining *explaining, const struct lg_told_score *told,
                            const struct lg_told_node *node, const struct lg_found *figure);

/** Tell the score of a park. @param code  of an area, a goal or a sub-goal; NULL: the whole */
LG_NODISCARD enum lg_status lg_explain_score(struct lg_explaining *explaining,
                                             const struct lg_found *parks, size_t row,
                                             const char *code, struct lg_error *err);
/** The ideal and all that goes with it, and the published figures, of one indicator. */
LG_NODISCARD enum lg_status lg_explain_standing(struct lg_explaining *explaining,
                                                const struct lg_found *parks, size_t row,
                                                const char *code, struct lg_error *err);
/** Tell an indicator of the rule set's own. */
LG_NODISCARD enum lg_status lg_explain_own(struct lg_explaining *explaining, const char *park,
                                           const char *code, struct lg_error *err);
/** Tell what an area of a park could still hold. @param row  of parks */
LG_NODISCARD enum lg_status lg_explain_potential(struct lg_explaining *explaining,
                                                 const struct lg_found *parks, size_t row,
                                                 struct lg_error *err);

/** Ask with values put in for each %s of the question, quoted. @param values  ends with NULL */
LG_NODISCARD enum lg_status lg_explain_ask(struct lg_explaining *explaining, struct lg_found *found,
                                           const char *question, const char *const *values,
                                           struct lg_error *err);

#endif
