/*
 * What the rule sets say of the evaluation, as read: rows with their places, before names are
 * looked up. All sets are read first, then lg_scheme_finish() makes struct lg_scheme of them, so
 * that a row may name what a later set gives.
 *
 * Texts and rows live in the memory of struct lg_rule_set.
 */
#ifndef LG_RULES_SCHEME_DRAFT_H
#define LG_RULES_SCHEME_DRAFT_H

#include "base/yaml.h"
#include "rules/rules.h"
#include "rules/ruleset_yaml.h"

/* Where something stands. */
struct lg_rules_place {
    const char *file;
    size_t line, column;
};

/* A text with its place. */
struct lg_placed_text {
    const char *text; /* NULL: not given */
    struct lg_rules_place place;
};

struct lg_draft_indicator {
    struct lg_placed_text code, numerator, denominator; /* denominator.text NULL: none */
    const char *name[2];
    const char *unit;
    const char *source, *set;
    bool is_negative;
};

struct lg_draft_tree_node {
    struct lg_placed_text code;
    size_t parent;
    enum lg_node_level level;
};

struct lg_draft_tree {
    enum lg_eval_type type;
    enum lg_scope scope;
    size_t node_count;
    struct lg_draft_tree_node *nodes; /* [node_count]; 0: the area */
    struct lg_rules_place place;
    const char *source, *set;
    size_t rank;          /* order of the sets */
    size_t replaced_rank; /* of the set with another in its place; SIZE_MAX: none has */
};

/* Where a row of weights or ideals stands among those that fit: the larger counts first. */
struct lg_draft_rank {
    size_t set;     /* order of the sets */
    unsigned exact; /* 4 of one park, 2 of types, 1 of scopes, together */
};

struct lg_draft_weight {
    struct lg_placed_text of;
    struct lg_reach reach;
    struct lg_draft_rank rank;
    double value;
    const char *source, *set;
};

struct lg_draft_ideal {
    const char *park;                    /* NULL: any */
    struct lg_placed_text of, benchmark; /* benchmark.text NULL: value counts */
    struct lg_rules_place value_place;
    struct lg_reach reach;
    struct lg_draft_rank rank;
    double value;
    const char *source, *set;
};

struct lg_draft_benchmark {
    struct lg_placed_text line, of;
    const char *region;
    double value;
    size_t rank; /* order of the sets */
    lg_date data_date;
    int year;
    unsigned types;
    bool is_derived;
    const char *source, *set;
};

struct lg_draft_item {
    struct lg_placed_text code, value;
    const char *name[2];
    const char *basis, *unit, *kind;
    const char *comparison; /* of lg_operator_texts; NULL: not given */
    const char *source, *set;
    const char *weight_source, *weight_set;
    double threshold; /* NaN: no line */
    double weight;    /* NaN: not given */
};

struct lg_draft_condition {
    struct lg_placed_text name, value;
    const char *case_name;
    const char *comparison;
    const char *source, *set;
    double threshold; /* NaN: not given */
};

struct lg_draft_flag {
    struct lg_placed_text code;
    const char *name[2];
    const char *applies; /* parks, candidates; NULL: not given */
    const char *set;
    size_t condition_count;
    struct lg_draft_condition *conditions; /* [condition_count] as given first */
};

struct lg_scheme_draft {
    size_t set_count; /* read so far */
    size_t indicator_count, node_count, tree_count, weight_count, ideal_count, benchmark_count;
    size_t item_count, flag_count, band_count, class_count;
    struct lg_draft_indicator *indicators; /* [indicator_count] */
    struct lg_node_name *nodes;            /* [node_count] */
    struct lg_draft_tree *trees;           /* [tree_count] replaced ones, too */
    struct lg_draft_weight *weights;       /* [weight_count] */
    struct lg_draft_ideal *ideals;         /* [ideal_count] */
    struct lg_draft_benchmark *benchmarks; /* [benchmark_count] */
    struct lg_draft_item *items;           /* [item_count] */
    struct lg_draft_flag *flags;           /* [flag_count] */
    struct lg_band *bands;                 /* [band_count] */
    struct lg_class_rule *classes;         /* [class_count] */
};

/* One file under way. */
struct lg_scheme_reading {
    const struct lg_yaml *yaml;
    struct lg_scheme_draft *draft;
    struct lg_rule_set *set; /* its memory */
    const char *name;        /* of the file, in that memory */
};

/**
 * Read every list of the evaluation that a rules file has, over the earlier ones.
 *
 * @return LG_OK; LG_BAD_PROJECT, the message has line and column; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_scheme_read(const struct lg_yaml *yaml,
                                           struct lg_scheme_draft *draft, struct lg_rule_set *set,
                                           struct lg_error *err);

/**
 * Look up every name and make the scheme.
 *
 * Weights that do not add up are no failure here: set->weight_fault says so, for
 * lg_rules_check_weights().
 *
 * @param scheme  out: lives as long as the set
 * @return LG_OK; LG_BAD_PROJECT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_scheme_finish(struct lg_scheme_draft *draft,
                                             struct lg_scheme *scheme, struct lg_rule_set *set,
                                             struct lg_error *err);

/* Readers of one list each. */
typedef enum lg_status lg_scheme_reader(struct lg_scheme_reading *reading,
                                        const struct lg_yaml_node *node, struct lg_error *err);
lg_scheme_reader lg_scheme_read_indicators, lg_scheme_read_nodes, lg_scheme_read_trees,
    lg_scheme_read_weights, lg_scheme_read_benchmarks, lg_scheme_read_ideals, lg_scheme_read_bands,
    lg_scheme_read_classes, lg_scheme_read_items, lg_scheme_read_flags;

/* Makers of one part of the scheme each, in this order. */
typedef enum lg_status lg_scheme_maker(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                       struct lg_rule_set *set, struct lg_error *err);
lg_scheme_maker lg_scheme_make_indicators, lg_scheme_make_trees, lg_scheme_make_benchmarks,
    lg_scheme_make_ideals, lg_scheme_make_items, lg_scheme_make_flags;

/* What readers and makers share (scheme_draft.c). */

/** The place of a node, or of its key. */
struct lg_rules_place lg_rules_place_of(const struct lg_scheme_reading *reading,
                                        const struct lg_yaml_node *node);
struct lg_rules_place lg_rules_place_of_key(const struct lg_scheme_reading *reading,
                                            const struct lg_yaml_node *node);
/** What lg_yaml_wrong() needs of a place beside line and column. */
struct lg_yaml lg_rules_file(const struct lg_rules_place *place);
/** That a text is none of the names known here: "of" "A39" is ...; did you mean "A32"?
 * @return LG_BAD_PROJECT */
enum lg_status lg_rules_no_such(const struct lg_placed_text *text, const char *what,
                                const char *const *known, size_t count, struct lg_error *err);

/** A copy of an array with room for more behind it; NULL when memory is out. */
void *lg_rules_grow(struct lg_arena *memory, const void *items, size_t count, size_t more,
                    size_t item_bytes);

/* What a code may be made of. */
struct lg_rules_alphabet {
    const char *what;       /* "flag code" */
    const char *characters; /* all that are allowed */
    const char *shown;      /* "A to Z, 0 to 9 and _" */
    int most;               /* characters */
};
/** Codes of the register's kind: A to Z, 0 to 9 and _. */
#define LG_RULES_CAPITALS       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
#define LG_RULES_CAPITALS_SHOWN "A to Z, 0 to 9 and _"
#define LG_RULES_SMALL          "abcdefghijklmnopqrstuvwxyz"

/** Keep a word and its place. @param place  of it; @return LG_OK; LG_BAD_PROJECT: it has other
 * characters or none or too many; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_rules_keep_word(const struct lg_scheme_reading *reading,
                                               const char *word,
                                               const struct lg_rules_alphabet *alphabet,
                                               struct lg_rules_place place,
                                               struct lg_placed_text *kept, struct lg_error *err);
/** lg_rules_take_text() with its place. */
LG_NODISCARD enum lg_status lg_rules_take_placed(const struct lg_scheme_reading *reading,
                                                 const struct lg_yaml_node *map, const char *key,
                                                 struct lg_placed_text *text, struct lg_error *err);
/** lg_rules_take_text() of an entry that may be missing: then text stays as it is. */
LG_NODISCARD enum lg_status lg_rules_take_given(const struct lg_scheme_reading *reading,
                                                const struct lg_yaml_node *map, const char *key,
                                                const char **text, struct lg_error *err);
/** One word of a vocabulary that may be missing: then word stays as it is. */
LG_NODISCARD enum lg_status lg_rules_read_given_word(const struct lg_scheme_reading *reading,
                                                     const struct lg_yaml_node *map,
                                                     const struct lg_rules_words *words,
                                                     const char **word, struct lg_error *err);
/** A number that has to be there. @param range  its name is the key */
LG_NODISCARD enum lg_status lg_rules_take_number(const struct lg_scheme_reading *reading,
                                                 const struct lg_yaml_node *map,
                                                 const struct lg_rules_range *range, double *value,
                                                 struct lg_error *err);
/** "type" and "scope" of a row, each a word, a list or missing. @param exact  out: as in struct
 * lg_draft_rank */
LG_NODISCARD enum lg_status lg_rules_read_reach(const struct lg_scheme_reading *reading,
                                                const struct lg_yaml_node *map,
                                                struct lg_reach *reach, unsigned *exact,
                                                struct lg_error *err);
/** ">=" and so on, which may be missing. */
LG_NODISCARD enum lg_status lg_rules_read_operator(const struct lg_scheme_reading *reading,
                                                   const struct lg_yaml_node *map,
                                                   const char **comparison, struct lg_error *err);
/** The operator of a text of lg_operator_texts. */
enum lg_operator lg_rules_operator(const char *text);
/** Compile an expression; the message has its place. @param key  the expression in messages */
LG_NODISCARD enum lg_status lg_rules_compile(const struct lg_placed_text *text, const char *key,
                                             const struct lg_scheme *scheme,
                                             enum lg_fact_stage latest, struct lg_rule_set *set,
                                             struct lg_expression *expression,
                                             struct lg_error *err);
/** The position of an indicator code. @return LG_OK; LG_BAD_PROJECT: unknown */
LG_NODISCARD enum lg_status lg_rules_find_indicator(const struct lg_placed_text *code,
                                                    const struct lg_scheme *scheme,
                                                    size_t *position, struct lg_error *err);
/** Whether a row with this rank counts before another. */
bool lg_rules_ranks_before(const struct lg_draft_rank *left, const struct lg_draft_rank *right);

#endif
