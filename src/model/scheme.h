/*
 * How parks are evaluated, as rule-set data: trees of indicators with weights, ideals, benchmark
 * lines, bands, classes of parks, compliance items and flags (domain.md 1.4 to 1.7, 1.11, 6.6,
 * 6.7).
 *
 * Written by rules/ when the rule sets are read; all texts live as long as the rule set. Every row
 * knows its source and the set that gave it.
 */
#ifndef LG_MODEL_SCHEME_H
#define LG_MODEL_SCHEME_H

#include "landgauge/date.h"
#include "model/expression.h"
#include "model/indicators.h"

/* Scopes of a park: what an area is called, and which trees hold for it. */
enum lg_scope { LG_SCOPE_MAIN, LG_SCOPE_EXPANSION, LG_SCOPE_COUNT };

extern const char *const lg_scope_names[LG_SCOPE_COUNT]; /* 主区, 发展方向区 */
/* What people read, by enum lg_language. */
extern const char *const lg_scope_area_names[LG_SCOPE_COUNT][2];

/* Evaluation types. */
enum lg_eval_type { LG_TYPE_INDUSTRIAL, LG_TYPE_MIXED, LG_TYPE_COUNT };

extern const char *const lg_eval_type_names[LG_TYPE_COUNT]; /* 工业主导型, 产城融合型 */

/* Bits over enum lg_scope and enum lg_eval_type: where a row of the rule set holds. */
struct lg_reach {
    unsigned types, scopes; /* all bits: any */
};

/* An indicator that the rule set defines: value = numerator / denominator, times 100 for "%". */
struct lg_own_indicator {
    struct lg_indicator_entry entry; /* its numerator and denominator are the texts as written */
    struct lg_expression numerator, denominator; /* denominator.step_count 0: none */
    const char *source, *set;
};

enum lg_node_level { LG_NODE_AREA, LG_NODE_GOAL, LG_NODE_SUB_GOAL, LG_NODE_INDICATOR };

/* A node of a tree. */
struct lg_tree_node {
    const char *code;    /* "A", "A1", "A11"; of the area the name of its scope */
    const char *name[2]; /* by enum lg_language */
    size_t parent;       /* node of the tree; of the area itself: 0 */
    size_t indicator;    /* of LG_NODE_INDICATOR: position among the park's indicators */
    /* In its parent, as written; of the area: in the park. Those of one parent add up to 1, or to
       more than 0 where evaluation.renormalise is on: then divide by their sum. */
    double weight;
    const char *weight_source, *weight_set;
    enum lg_node_level level;
};

/* What a goal or sub-goal is called. */
struct lg_node_name {
    const char *code;    /* "A1" */
    const char *name[2]; /* by enum lg_language */
    const char *source, *set;
};

/* A weight as a rule set gives it: the first that fits a node counts, as of ideals. */
struct lg_weight_row {
    const char *of; /* code of a node; of an area the name of its scope */
    struct lg_reach reach;
    double value;
    const char *source, *set;
};

/* The tree of a type and scope. Nodes stand parents before children, in the order written. */
struct lg_tree {
    enum lg_eval_type type;
    enum lg_scope scope;
    size_t node_count;
    struct lg_tree_node *nodes; /* [node_count]; 0: the area */
    const char *source, *set;
};

/* What an indicator is measured against: rows of later sets stand before, then the more exact. */
struct lg_ideal {
    const char *park; /* code; NULL: any */
    struct lg_reach reach;
    size_t indicator;
    double value; /* in the unit of the indicator */
    const char *source, *set;
};

/* A published figure to compare with. */
struct lg_benchmark {
    const char *line;   /* "national-2020" */
    const char *region; /* "national" */
    size_t indicator;
    double value;
    lg_date data_date; /* LG_DATE_NONE: not known */
    int year;          /* of the bulletin */
    unsigned types;    /* bits: for which it was made; all: any */
    bool is_derived;   /* computed from published figures, not printed there */
    const char *source, *set;
};

/* Scores from this one on. Ordered from the highest. */
struct lg_band {
    double from;
    const char *code; /* "HIGH" */
    const char *name[2];
    const char *source;
};

/* A park whose type or name has this text is of the class, where the data do not say. */
struct lg_class_rule {
    const char *text;
    const char *park_class; /* 综合性园区, 专业性园区 */
    const char *source;
};

enum lg_operator { LG_AT_LEAST, LG_AT_MOST, LG_ABOVE, LG_BELOW, LG_EQUAL };

extern const char *const lg_operator_texts[]; /* ">=", "<=", ">", "<", "=" */

/* A compliance item: one figure of a park against a line. */
struct lg_compliance_item {
    const char *code; /* "L04" */
    const char *name[2];
    const char *basis; /* rule and article */
    const char *unit;
    struct lg_expression value;
    double threshold; /* NaN: there is no line */
    double weight;
    enum lg_operator comparison;
    const char *kind;         /* of the line: official, regional, user, program */
    const char *source, *set; /* of the line */
    const char *weight_source, *weight_set;
};

/* A condition of a flag. All conditions of a case must hold; one case is enough. */
struct lg_flag_condition {
    const char *case_name, *name;
    struct lg_expression value;
    double threshold;
    enum lg_operator comparison;
    const char *source, *set;
};

/* A hint to those who decide (Article 10); never the decision. */
struct lg_flag {
    const char *code; /* "EXPAND_SUPPORT" */
    const char *name[2];
    bool of_candidates; /* asked of candidate boundaries, else of parks */
    size_t condition_count;
    const struct lg_flag_condition *conditions; /* [condition_count] cases stand together */
    const char *set;
};

struct lg_scheme {
    size_t own_count;
    const struct lg_own_indicator *own; /* [own_count] */
    const size_t *own_order;            /* [own_count] in which they can be computed */
    size_t node_count;
    const struct lg_node_name *nodes; /* [node_count] names of goals and sub-goals */
    size_t tree_count;
    const struct lg_tree *trees; /* [tree_count] one for a type and scope */
    size_t weight_count;
    const struct lg_weight_row *weights; /* [weight_count] as the trees have them already */
    size_t ideal_count;
    const struct lg_ideal *ideals; /* [ideal_count] the first that fits counts */
    size_t benchmark_count;
    const struct lg_benchmark *benchmarks; /* [benchmark_count] by line, indicator as written */
    size_t band_count;
    const struct lg_band *bands; /* [band_count] */
    size_t class_count;
    const struct lg_class_rule *classes; /* [class_count] the first that fits counts */
    size_t item_count;
    const struct lg_compliance_item *items; /* [item_count] by code */
    size_t flag_count;
    const struct lg_flag *flags; /* [flag_count] in order */
};

/** How many indicators a park has: the built-in ones, then the scheme's own. */
size_t lg_scheme_indicator_count(const struct lg_scheme *scheme);
/** The indicator at a position. */
const struct lg_indicator_entry *lg_scheme_indicator(const struct lg_scheme *scheme,
                                                     size_t position);
/** The position of a code; the count when there is none. */
size_t lg_scheme_find(const struct lg_scheme *scheme, const char *code);
/** The tree of a type and scope; NULL when there is none. */
const struct lg_tree *lg_scheme_tree(const struct lg_scheme *scheme, enum lg_eval_type type,
                                     enum lg_scope scope);
/** The ideal of an indicator for a park; NULL when there is none. @param park  code; NULL allowed
 */
const struct lg_ideal *lg_scheme_ideal(const struct lg_scheme *scheme, const char *park,
                                       enum lg_eval_type type, enum lg_scope scope,
                                       size_t indicator);
/**
 * Whether a value keeps a line; NaN for either does not. A value within 1e-9 of the line, or of 1
 * where the line is less, lies on it: what is computed may come out a little beside it.
 */
bool lg_operator_holds(enum lg_operator comparison, double value, double threshold);

#endif
