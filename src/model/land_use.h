/*
 * Land-use code systems, each with its group for the intensity tree. Defined in src/data/.
 */
#ifndef LG_MODEL_LAND_USE_H
#define LG_MODEL_LAND_USE_H

#include <stddef.h>

enum lg_use_system {
    LG_USE_NONE,     /* not declared */
    LG_USE_GB2017,   /* GB/T 21010-2017 */
    LG_USE_SURVEY3,  /* working classes of the third national survey */
    LG_USE_YDYH2023, /* guide of 2023 (自然资发〔2023〕234号) */
    LG_USE_KFQ,      /* the land-state tree itself */
    LG_USE_SYSTEM_COUNT
};

/* domain.md 3: what a use counts as in the intensity tree. */
enum lg_use_group {
    LG_GROUP_NONE,
    LG_GROUP_RES,
    LG_GROUP_IND,
    LG_GROUP_RD,
    LG_GROUP_TR,
    LG_GROUP_COM,
    LG_GROUP_GRN,
    LG_GROUP_PUB,
    LG_GROUP_SPC,
    LG_GROUP_RUR,
    LG_GROUP_AGR,
    LG_GROUP_WAT,
    LG_GROUP_OTH,
    LG_GROUP_COUNT
};

struct lg_use_entry {
    const char *code;
    const char *name[2]; /* by enum lg_language */
    enum lg_use_group group;
};

/* All codes of one system, in code order (strcmp). */
struct lg_use_table {
    size_t count;
    const struct lg_use_entry *entries; /* [count] */
};

extern const struct lg_use_table lg_use_gb2017, lg_use_survey3, lg_use_ydyh2023;

/** The system of a name in a project file (gb2017 survey3 ydyh2023 kfq), blanks and case aside;
 * LG_USE_NONE when there is none. */
enum lg_use_system lg_use_system_find(const char *name);
const char *lg_use_system_name(enum lg_use_system system);
/** The name of a group ("IND") in rules and results; NULL for LG_GROUP_NONE. */
const char *lg_use_group_name(enum lg_use_group group);
/**
 * Look a code up: exact, without trailing letters, then (third level of 2023) its first four and
 * first two digits.
 * @return NULL when the system does not know it
 */
const struct lg_use_entry *lg_use_find(enum lg_use_system system, const char *code);

/*
 * Editions of GB/T 4754, the classification of industries: two-digit numbers moved between them.
 */

/** The edition ("2017") that a name in a project file stands for (gbt4754-2017), blanks and case
 * aside; static text; NULL when there is none. */
const char *lg_industry_edition_find(const char *name);
/** The names, one after the other; NULL past the last. */
const char *lg_industry_edition_name(size_t position);

#endif
