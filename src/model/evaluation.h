/*
 * What the evaluation makes of the figures: scores, ranks, potentials, benchmarks, compliance,
 * flags (domain.md 1.6 to 1.8, 1.11, 6.4, 6.6, 6.7). Written by evaluate/.
 *
 * A park is a row of the parks table, so a park and scope; what is of the whole park (combined
 * score, ranks, assessment) stands at its main area, or at its only area.
 */
#ifndef LG_MODEL_EVALUATION_H
#define LG_MODEL_EVALUATION_H

#include "model/scheme.h"

/* A node of the tree that a park is scored by. Ordered by park, then as in the tree. */
struct lg_score_row {
    size_t park;
    const struct lg_tree_node *node;
    double weight; /* that counted: spread over the sisters of what is missing; NaN: none */
    double value;  /* of an indicator, in its unit; NaN */
    double ideal;  /* NaN: none */
    const struct lg_ideal *ideal_rule; /* NULL: none */
    double score;                      /* 0..100 (more without a cap); NaN: see the reason */
    /* Why there is no score; beside a score, what was left out, and which values are doubtful; NULL
     */
    const char *reason;
    bool is_capped;  /* the value is better than the ideal, and the cap took that off */
    bool is_partial; /* some of it is missing */
};

/* The scores of one park and scope. */
struct lg_park_score {
    enum lg_eval_type type; /* when has_type */
    enum lg_scope scope;
    bool has_type;
    bool is_partial;              /* something below has no value and was left out, as asked for */
    bool is_combined_partial;     /* so in one of the areas, or an area was left out */
    bool is_whole_park;           /* stands for the park: combined score and ranks are here */
    const struct lg_tree *tree;   /* NULL: no tree, no score */
    size_t first_row, row_count;  /* of results.score_rows */
    double score;                 /* of the area; NaN: see the reason */
    double combined;              /* main area and expansion area; NaN; also NaN where not whole */
    const char *reason;           /* as of a score row; NULL */
    const char *combined_reason;  /* the same of the combined score; NULL */
    const struct lg_band *band;   /* of combined; NULL */
    size_t rank_type, type_count; /* 1: best; 0: not ranked. The count: parks with a rank */
    size_t rank_class, class_count;
    size_t class_from_end;  /* place in the class from its end, 1: last; 0: not ranked */
    const char *park_class; /* 综合性园区 ...; NULL: not known */
    const char *class_why;  /* given, assumed; NULL */
};

enum lg_potential_kind {
    LG_POTENTIAL_EXPANSION,
    LG_POTENTIAL_EXPANSION_INDUSTRIAL,
    LG_POTENTIAL_STRUCTURE,
    LG_POTENTIAL_INTENSITY,
    LG_POTENTIAL_EXPIRED,    /* D22 */
    LG_POTENTIAL_IDLE,       /* G */
    LG_POTENTIAL_MANAGEMENT, /* both */
    LG_POTENTIAL_KIND_COUNT
};

/* Ordered by park, kind, indicator. Potentials overlap: never one sum. */
struct lg_potential_row {
    size_t park;
    enum lg_potential_kind kind;
    size_t indicator; /* SIZE_MAX: none */
    double area_ha;   /* 0 where raw_ha is below; NaN: see the reason */
    double raw_ha;
    double years_3, years_5; /* of expansion; NaN */
    const char *reason;
};

/* A published figure beside that of a park. Ordered by park, indicator, line. */
struct lg_benchmark_row {
    size_t park, indicator;
    const struct lg_benchmark *benchmark;
    double distance; /* value less benchmark; NaN: no value */
};

/* Place of an indicator of a park among all parks of the scope, and what it is held against. */
struct lg_indicator_place {
    const struct lg_benchmark *benchmark; /* the nearest in time; NULL: none */
    const struct lg_score_row *scored;    /* NULL: the park's tree does not have it */
    double previous;                      /* of the run before; NaN */
    size_t rank;                          /* 1: best; 0: no value */
    size_t rank_count;
};

/*
 * A compliance item of a park, or what of it a parcel does not meet. Ordered by park, item, parcel
 * (park first). Figures in the units of the tables.
 */
struct lg_compliance_row {
    size_t park;
    size_t parcel; /* SIZE_MAX: of the park */
    const struct lg_compliance_item *item;
    double value;                /* NaN: see the reason */
    double threshold;            /* of this row: of an industry ...; NaN: no line */
    double gap;                  /* what lacks to the line, 0 when met; NaN */
    const char *unit;            /* of value, threshold and gap */
    const char *result;          /* MET NOT_MET NODATA NOT_APPLICABLE */
    const char *reason;          /* beside a value: what it leaves out; NULL */
    const char *source;          /* of the line; NULL: that of the item's basis */
    enum lg_operator comparison; /* of this row, as the unit is */
};

/* Answer of a condition or of a flag. */
enum lg_flag_answer { LG_FLAG_NO, LG_FLAG_YES, LG_FLAG_NODATA };

/* A condition of a flag, asked of a park. Ordered by park, flag, condition. */
struct lg_flag_row {
    size_t park;
    const struct lg_flag *flag;
    const struct lg_flag_condition *condition;
    double value; /* NaN: see the reason */
    const char *reason;
    enum lg_flag_answer answer;
};

/* A flag of a park. Ordered by park, flag. */
struct lg_park_flag {
    size_t park;
    const struct lg_flag *flag;
    const char *reason; /* the conditions that decide, in words */
    size_t first_row;   /* of results.flag_rows; as many as the flag has conditions */
    enum lg_flag_answer answer;
};

/* What the run before said of a park; joined by code and scope. */
struct lg_previous_park {
    double combined;
    double class_last_pct; /* place from the end of its class, in percent; NaN: small class */
    bool is_known;         /* the park was there */
};

/* How the score and rank of a park move when weights and ideals do. Ordered by park. */
struct lg_sensitivity_row {
    size_t park;
    double score;                                          /* as evaluated */
    double score_least, score_low, score_high, score_most; /* least, 5 %, 95 %, most of the draws */
    size_t rank, rank_best, rank_worst;                    /* within the type */
    double rank_kept_share;                                /* of the draws */
    const char *status; /* which weight or ideal alone moves the rank, in words */
};

/* What one weight or ideal does alone. Ordered by tree, node, is_ideal. */
struct lg_sensitivity_cause {
    const struct lg_tree *tree;
    const struct lg_tree_node *node;
    double change;            /* relative, either way */
    size_t moved_parks;       /* whose rank within the type moves when it goes up or down alone */
    double score_change_most; /* the largest of all parks, either way; never negative */
    size_t park;              /* whose rank moves most; SIZE_MAX: none */
    int rank_change;          /* of that park; negative: up */
    bool is_ideal;
};

#endif
