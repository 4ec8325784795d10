/*
 * What one kind of source said, as columns by role.
 *
 * Written by input/, read by everyone. Numbers are in m2, yuan, m and persons; a missing text is
 * NULL, a missing number NaN, a missing date LG_DATE_NONE. A role that no source has is a column
 * that is not there: all its accessors give the missing value.
 */
#ifndef LG_MODEL_TABLE_H
#define LG_MODEL_TABLE_H

#include "base/arena.h"
#include "landgauge/date.h"
#include "model/roles.h"

#include <stdint.h>

struct lg_column {
    bool present;                 /* some source has a field for the role */
    const char **text;            /* [capacity] LG_KIND_TEXT, UTF-8 */
    double *number;               /* [capacity] LG_KIND_NUMBER */
    struct lg_date_reading *date; /* [capacity] LG_KIND_DATE, with its written form */
    const char **wrong; /* [capacity] what is written where that form is LG_DATE_WRONG, else NULL;
                           NULL: in no row */
};

struct lg_table {
    size_t count;
    size_t capacity;
    const struct lg_role *roles; /* [role_count] static */
    size_t role_count;
    struct lg_column *columns; /* [role_count] */
    uint32_t *source;          /* [capacity] position of the source (lg_sources) */
    int64_t *feature;          /* [capacity] the source's own feature number */
    struct lg_arena texts;     /* what the texts live in */
};

/** An empty table of the given roles. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_table_init(struct lg_table *table, const struct lg_role *roles,
                                          size_t role_count, struct lg_error *err);
/** Free the columns; the table may be initialised again. */
void lg_table_reset(struct lg_table *table);
/** Make a role's column exist, missing in every row so far. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_table_add_column(struct lg_table *table, size_t role,
                                                struct lg_error *err);
/** Add rows in which every column is missing; their positions start at the old count. */
LG_NODISCARD enum lg_status lg_table_add_rows(struct lg_table *table, size_t row_count,
                                              struct lg_error *err);
/** Append all rows of a table with the same roles; the texts move over, from is left empty. */
LG_NODISCARD enum lg_status lg_table_append(struct lg_table *table, struct lg_table *from,
                                            struct lg_error *err);
/** Put the rows into a new order. @param order [count] new row i is the old row order[i] */
LG_NODISCARD enum lg_status lg_table_reorder(struct lg_table *table, const size_t *order,
                                             struct lg_error *err);
/** Empty the rows, keep columns and memory. */
void lg_table_clear(struct lg_table *table);

/**
 * Keep what is written where a date reads as LG_DATE_WRONG: a finding quotes it. Only columns with
 * such a row have room for it.
 * @param text  in the table's own texts
 */
LG_NODISCARD enum lg_status lg_table_keep_wrong(struct lg_table *table, size_t role, size_t row,
                                                const char *text, struct lg_error *err);

const char *lg_table_text(const struct lg_table *table, size_t role, size_t row);
double lg_table_number(const struct lg_table *table, size_t role, size_t row);
lg_date lg_table_date(const struct lg_table *table, size_t role, size_t row);
/** The reading with its precision; form LG_DATE_EMPTY when the column is not there. */
struct lg_date_reading lg_table_reading(const struct lg_table *table, size_t role, size_t row);
/** What is written where the reading is LG_DATE_WRONG; NULL: not kept. */
const char *lg_table_wrong(const struct lg_table *table, size_t role, size_t row);

#endif
