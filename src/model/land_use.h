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
    LG_USE_GB50137,  /* letters of GB 50137-2011, as older control plans have them */
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

extern const struct lg_use_table lg_use_gb2017, lg_use_survey3, lg_use_ydyh2023, lg_use_gb50137;

struct lg_use_group_entry {
    const char *code;          /* "IND": stable, in every output */
    const char *const name[2]; /* by enum lg_language */
};

extern const struct lg_use_group_entry lg_use_groups[LG_GROUP_COUNT];

/* A code of another system and the guide's code for the same use. */
struct lg_use_pair {
    const char *code;
    const char *guide;  /* two digits where the guide parts the use otherwise, else four */
    const char *source; /* tag of domain.md 9; "own": the same use under another name */
};

/* The pairs of one system, in code order (strcmp). */
struct lg_use_crosswalk {
    size_t count;
    const struct lg_use_pair *pairs; /* [count] */
};

/** The system of a name in a project file (gb2017 survey3 ydyh2023 kfq gb50137), blanks and case
 * aside; LG_USE_NONE when there is none. */
enum lg_use_system lg_use_system_find(const char *name);
const char *lg_use_system_name(enum lg_use_system system);
/**
 * Look a code up: exact, without trailing letters, then (third level of 2023) its first four and
 * first two digits. Letters of GB 50137 by as many of their digits as the table has (M12 is M1).
 * @return NULL when the system does not know it
 */
const struct lg_use_entry *lg_use_find(enum lg_use_system system, const char *code);

/** The pairs of gb2017, survey3 or gb50137; NULL: the system has none. */
const struct lg_use_crosswalk *lg_use_crosswalk_of(enum lg_use_system system);
/**
 * The guide's class of a code: the guide of 2023 itself at four digits, the others by their pair.
 *
 * @return static: four digits "1001", or two where no finer one is known; NULL: no pair is known,
 *         or the system has no such code
 * @source domain.md 3, crosswalk survey to guide [S50]; 0604 [MM]; GB 50137 letters [MH]
 */
const char *lg_use_guide_class(enum lg_use_system system, const char *code);

/*
 * Editions of GB/T 4754, the classification of industries: two-digit numbers moved between them.
 */

/** The edition ("2017") that a name in a project file stands for (gbt4754-2017), blanks and case
 * aside; static text; NULL when there is none. */
const char *lg_industry_edition_find(const char *name);
/** The names, one after the other; NULL past the last. */
const char *lg_industry_edition_name(size_t position);

#endif
