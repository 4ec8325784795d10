/*
 * What stands behind a code of the idle clock: its name, what it says and which article says so.
 *
 * Words for a person, in both languages; nothing is decided by them. Defined in src/data/law.c.
 */
#ifndef LG_MODEL_LAW_H
#define LG_MODEL_LAW_H

#include <stddef.h>

enum lg_law_kind {
    LG_LAW_STATUS,      /* "IDLE1" */
    LG_LAW_ROUTE,       /* "FEE" */
    LG_LAW_CAUSE,       /* "G1" */
    LG_LAW_STOCK_CLASS, /* "S2c" */
    LG_LAW_DUE_SOURCE,  /* "CONTRACT" */
};

struct lg_law_entry {
    enum lg_law_kind kind;
    const char *code;
    const char *const name[2];    /* by enum lg_language */
    const char *const words[2];   /* one or two sentences */
    const char *const article[2]; /* "Order 53 art. 2(1)" */
    const char *source;           /* tag and place in domain.md */
};

extern const struct lg_law_entry lg_law_entries[];
extern const size_t lg_law_entry_count;

/** The entry of a code; NULL when there is none. @param code  NULL is allowed */
const struct lg_law_entry *lg_law_find(enum lg_law_kind kind, const char *code);

#endif
