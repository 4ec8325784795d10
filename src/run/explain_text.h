/*
 * What the files of explain share: the result at work, its rows, and the text that grows.
 */
#ifndef LG_RUN_EXPLAIN_TEXT_H
#define LG_RUN_EXPLAIN_TEXT_H

#include "base/arena.h"
#include "base/text.h"
#include "input/result_tables.h"
#include "landgauge/date.h"
#include "landgauge/explain.h"
#include "run/explain_words.h"

/* Rows that a question gave, kept. */
struct lg_found {
    size_t row_count;
    size_t column_count;
    const char **names;    /* [column_count] */
    const char **texts;    /* [row_count * column_count] NULL: missing */
    double *numbers;       /* the same places; NaN: missing, or no number */
    size_t capacity;       /* cells */
    struct lg_arena arena; /* of the texts */
};

/* An explanation at work. */
struct lg_explaining {
    struct lg_result *result;
    const char *folder; /* as the user wrote it */
    struct lg_text text;
    struct lg_found run;        /* one row: what run.json says of the run as a whole */
    struct lg_found parameters; /* key, value, set, source */
    size_t listed_max;          /* parcels that are listed where not all are wanted */
    lg_date as_of;
    int language; /* enum lg_language */
    bool all;
};

/** Ask and keep the rows. @param found  emptied first; reset by the caller */
LG_NODISCARD enum lg_status lg_found_ask(struct lg_explaining *explaining, struct lg_found *found,
                                         const char *sql, struct lg_error *err);
void lg_found_reset(struct lg_found *found);
/** A cell by the name of its column; NULL or NaN when it is missing, or there is no such column. */
const char *lg_found_text(const struct lg_found *found, size_t row, const char *name);
double lg_found_number(const struct lg_found *found, size_t row, const char *name);
/** A date in a cell; LG_DATE_NONE when there is none. */
lg_date lg_found_date(const struct lg_found *found, size_t row, const char *name);

/** The value of a rule parameter as it was written; NULL when the run did not say it. */
const char *lg_explain_parameter(const struct lg_explaining *explaining, const char *key);

/** The texts of a number and of a date live in the buffer. An empty text when it is missing. */
struct lg_shown {
    char text[160];
};
const char *lg_show_number(struct lg_shown *shown, double value, int decimals);
const char *lg_show_days(struct lg_shown *shown, int days);

/** Two line ends and a heading. */
void lg_explain_heading(struct lg_explaining *explaining, enum lg_word word,
                        const char *const *values);
/** "  label    value"; nothing when the value is NULL or empty. */
void lg_explain_field(struct lg_explaining *explaining, enum lg_word label, const char *value);
/** The same with a label of the data's own. */
void lg_explain_pair(struct lg_explaining *explaining, const char *label, const char *value);
/** The same, indented and with a label so wide as told. @param width  of the label, in columns */
void lg_explain_line(struct lg_explaining *explaining, int indent, int width, const char *label,
                     const char *value);
/** "  - sentence" with its values put in. @param values  ends with NULL */
void lg_explain_item(struct lg_explaining *explaining, enum lg_word word,
                     const char *const *values);
/** Add a sentence with its values put in to any text. */
void lg_explain_fill(struct lg_text *text, const char *sentence, const char *const *values);

/* Values of a sentence, one after the other. */
#define LG_VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

/** Fetch a table; where it cannot be had, say so in the text. As lg_result_fetch(). */
LG_NODISCARD enum lg_status lg_explain_fetch(struct lg_explaining *explaining, const char *name,
                                             const char *column, const char *value,
                                             struct lg_error *err);

/* The two kinds of explanation; the result is begun, run and parameters are read. */
LG_NODISCARD enum lg_status lg_explain_parcel_text(struct lg_explaining *explaining,
                                                   const char *parcel, struct lg_error *err);
LG_NODISCARD enum lg_status lg_explain_figure_text(struct lg_explaining *explaining,
                                                   const char *park, const char *indicator,
                                                   struct lg_error *err);
/** The dates, the questions of the clock, the status, the route and what would change them. */
void lg_explain_clock(struct lg_explaining *explaining, const struct lg_found *clock);
/**
 * Fail with the names that are nearest to one that is not there.
 * @param names  [count] in any order; another one afterwards
 * @return LG_USAGE
 */
LG_NODISCARD enum lg_status lg_explain_unknown(const struct lg_explaining *explaining,
                                               const char *what, const char *name,
                                               const char **names, size_t count,
                                               struct lg_error *err);

#endif
