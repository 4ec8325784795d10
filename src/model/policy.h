/*
 * The lists of a rule set: what may be done about stock land, what counts as low use, which layers
 * constrain land. Numbers that stand alone are in struct lg_rules.
 *
 * Written by rules/ when the rule sets are read; all texts live as long as the rule set.
 */
#ifndef LG_MODEL_POLICY_H
#define LG_MODEL_POLICY_H

#include "model/land_use.h"

#include <stdbool.h>

/* What may be suggested to the authority about a parcel. */
struct lg_option {
    const char *code;          /* "EXTEND": stable, in every output */
    const char *const name[2]; /* by enum lg_language */
    const char *basis;         /* article or document */
    const char *source;
    const char *set; /* the rule set that gave it */
};

enum { LG_RULE_OPTIONS_MAX = 4, LG_RULE_WORDS_MAX = 12 };

/* A row of the option table: all conditions that it gives must hold. */
struct lg_option_rule {
    double forbid_share_over;                   /* NaN: not asked */
    const char *cause[LG_RULE_WORDS_MAX];       /* "G1"; ends with NULL, none: not asked */
    const char *status[LG_RULE_WORDS_MAX];      /* "IDLE1" */
    const char *stock_class[LG_RULE_WORDS_MAX]; /* "S1b" */
    unsigned groups;     /* bits 1 << enum lg_use_group of the approved use; 0: not asked */
    const char *bond;    /* "yes"; NULL: not asked */
    const char *seized;  /* "no"; NULL: not asked */
    const char *started; /* "yes", "no": actual start; NULL: not asked */
    const char *options[LG_RULE_OPTIONS_MAX]; /* codes; ends with NULL */
    const char *source;
};

/* Below any of these, industrial land of the industry is used too little; NaN: no baseline. */
struct lg_baseline {
    const char *edition;  /* "2002", "2011", "2017": of GB/T 4754; NULL: any */
    const char *industry; /* code or its beginning, "13"; NULL: any; the longest that fits counts */
    double far_min;
    double coefficient_min; /* 0..1 */
    double investment_yuan_per_m2_min, revenue_yuan_per_m2_min, tax_yuan_per_m2_min;
    const char *source;
};

/* The items of low use, and what each weighs in the score; by enum lg_low_item. */
enum lg_low_item {
    LG_LOW_FAR,
    LG_LOW_COEFFICIENT,
    LG_LOW_INVESTMENT,
    LG_LOW_REVENUE,
    LG_LOW_TAX,
    LG_LOW_ITEM_COUNT
};

extern const char *const lg_low_item_names[LG_LOW_ITEM_COUNT]; /* "far": in rules and results */

/* A layer that a careful waterfall takes off: shown as not given when no layer has the name. */
struct lg_expected_constraint {
    const char *name;
    const char *source;
};

/* A name that the places of the region begin with, and what the code of such a place begins with.
 * Several names of one place have one code. */
struct lg_region_place {
    const char *name; /* "拉萨" */
    const char *code; /* "5401": digits of GB/T 2260 */
    const char *source;
};

struct lg_policy {
    size_t option_count;
    const struct lg_option *options; /* [option_count] */
    size_t option_rule_count;
    const struct lg_option_rule *option_rules; /* [option_rule_count] in order */
    size_t baseline_count;
    const struct lg_baseline *baselines; /* [baseline_count] */
    double low_weights[LG_LOW_ITEM_COUNT];
    const char *low_weight_sources[LG_LOW_ITEM_COUNT];
    size_t expected_count;
    const struct lg_expected_constraint *expected; /* [expected_count] in order */
    size_t industrial_type_count;
    /* [industrial_type_count] classes of the guide of 2023 between which industry may change */
    const char *const *industrial_types;
    const char *const *industrial_type_sources; /* [industrial_type_count] */
    size_t region_place_count;
    const struct lg_region_place *region_places; /* [region_place_count] in order */
};

#endif
