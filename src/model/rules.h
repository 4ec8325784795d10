/*
 * What the rule sets say, as numbers, and where each came from. Lists stand in model/policy.h and
 * model/scheme.h.
 *
 * Written by rules/ when the rule sets are read; tolerances are overridden by the project.
 */
#ifndef LG_MODEL_RULES_H
#define LG_MODEL_RULES_H

#include "landgauge/rules.h"
#include "model/policy.h"
#include "model/scheme.h"

/* How many points of the priority each part gives, and where it is full (domain.md 6.5). */
struct lg_priority_rules {
    double area_points, area_full_ha;
    double time_points, time_full_days;
    double free_points, ready_points;
};

/*
 * From which share of a parcel on it is taken for empty, or for built on: by buildings, and by a
 * raster, of which the cells at a parcel's edge show the neighbour, too.
 */
struct lg_evidence_rules {
    double empty_share_max, built_share_min;               /* 0.005, 0.05 */
    double raster_empty_share_max, raster_built_share_min; /* 0.20, 0.25 */
};

/* What makes one site of several parcels. */
struct lg_site_rules {
    double distance_m; /* 1: no wider gap is passed over; 0: only a common border joins */
};

/* How scores are made (domain.md 1.6, 1.7, 6.7). */
struct lg_evaluation_rules {
    bool is_uncapped;    /* standard values may pass 100 */
    bool renormalises;   /* a missing indicator's weight goes to its sisters: a partial score */
    int class_parks_min; /* 8: smaller classes have ranks and nothing else */
    int draws;           /* 1000: of the sensitivity */
    int seed;            /* of the draws */
    double weight_change_max, ideal_change_max; /* 0.2, 0.1: relative, either way */
    double office_share_max, green_share_max;   /* 0.07, 0.20: of an enterprise's land */
};

/* What the rule set says beside the clock. Written by rules/ruleset, overridden by the project. */
struct lg_rules {
    struct lg_idle_rules idle;
    bool idle_from_record; /* idle area from recorded_idle instead of the clock */
    int watch_days;
    int idle_notice_days, idle_reply_days; /* 30, 30: Order 53 art. 5 */
    int approval_years;      /* 2: land approved earlier and not supplied is overdue (S1b) */
    double forbid_share_max; /* 0.01: more under forbidding layers, and land cannot be supplied */
    double plan_share_min;   /* 0.01: smaller parts in another planned use are not told */
    struct lg_evidence_rules evidence;
    struct lg_priority_rules priority;
    struct lg_site_rules sites;
    bool low_efficiency_scores; /* by score instead of k of n */
    int low_failing_items_min;  /* 2 */
    double low_score_min;       /* 60 */
    struct lg_policy policy;
    struct lg_scheme scheme;
    struct lg_evaluation_rules evaluation;
    double storey_height_m; /* 3 */
    lg_date bond_cutoff;    /* supplied on or before: may be recovered with special bonds */
    double sliver_m2, sliver_share;
    double area_ratio_warning, area_m2_warning, area_ratio_error; /* 0.003, 50, 0.05 */
    double closure_ha, closure_ratio;                             /* identities: 0.01 ha or 0.001 */
    double spike_angle_deg, spike_width_m; /* 1, 0.1: a vertex sharper and narrower is a spike */
    double thin_width_m;                   /* 0.1: mean width below it, a parcel is a sliver */
    double same_land_share;   /* 0.999: two parcels that share so much of the larger are one */
    double gap_width_m;       /* 0.1: narrower gaps are a matter of drawing */
    double out_share_min;     /* 0.05: a smaller part in or out of a park is usual */
    double far_min, far_max;  /* 0.05, 3: usual floor area ratios */
    double figure_ratio;      /* 0.01: recorded figures against their own parts */
    double guessed_share_max; /* 0.10: more land with a guessed state is a headline warning */
    double type_industrial_min, type_residential_max; /* 0.30, 0.25 */
    bool type_at_least; /* industrial land of type_industrial_min itself is enough */
};

/* One of these numbers as it was written: for the run log. */
struct lg_rule_parameter {
    const char *key;    /* "idle.years_first" */
    const char *value;  /* as written */
    const char *set;    /* the rule set it came from, "project file" where that overrides */
    const char *source; /* the tag or article that stands behind it; NULL: none */
};

/* The lists of the rule sets, each one of struct lg_policy or of struct lg_scheme. */
enum lg_rule_list_kind {
    LG_LIST_OPTIONS,
    LG_LIST_OPTION_TABLE,
    LG_LIST_BASELINES,
    LG_LIST_LOW_WEIGHTS,
    LG_LIST_EXPECTED_CONSTRAINTS,
    LG_LIST_INDUSTRIAL_TYPES,
    LG_LIST_REGION_PLACES,
    LG_LIST_INDICATORS, /* from here on: of struct lg_scheme */
    LG_LIST_NODES,
    LG_LIST_TREES,
    LG_LIST_WEIGHTS,
    LG_LIST_BENCHMARKS,
    LG_LIST_IDEALS,
    LG_LIST_BANDS,
    LG_LIST_PARK_CLASSES,
    LG_LIST_COMPLIANCE,
    LG_LIST_FLAGS,
    LG_RULE_LIST_COUNT
};

/* Where one of them came from: for the run log. */
struct lg_rule_list {
    const char *key; /* "option_table" */
    const char *set; /* the rule set that gave it, of joined lists the last; NULL: none did */
    size_t count;    /* rows */
};

#endif
