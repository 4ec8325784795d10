/*
 * A scheme of evaluation by hand, and parks whose figures are set one by one.
 *
 * The trees, weights and ideals are those of domain.md 1.4, 1.7 and 1.9; every test has its own
 * copy and may change it.
 */
#ifndef TESTS_SUPPORT_SCHEME_MODEL_H
#define TESTS_SUPPORT_SCHEME_MODEL_H

#include "model/model.h"

enum {
    SCHEME_NODE_MAX = 20,
    SCHEME_IDEAL_MAX = 16,
    SCHEME_BENCHMARK_MAX = 8,
    SCHEME_TREE_COUNT = 4,
};

struct scheme_model {
    struct lg_tree trees[SCHEME_TREE_COUNT]; /* by type, then scope */
    struct lg_tree_node nodes[SCHEME_TREE_COUNT][SCHEME_NODE_MAX];
    struct lg_ideal ideals[SCHEME_IDEAL_MAX];
    struct lg_benchmark benchmarks[SCHEME_BENCHMARK_MAX];
};

/**
 * Give a model the trees, ideals, bands and classes of the dossier. The scheme lives in `made`,
 * which must live as long as the model.
 */
void scheme_model_set(struct scheme_model *made, struct lg_model *model);

/** One tree for every type and scope, of A31 alone with the ideal 100: a score is its value. */
void scheme_model_set_plain(struct scheme_model *made, struct lg_model *model);

/** A node of a tree by its code; the area: "". Any failure ends the test. */
struct lg_tree_node *scheme_node(struct scheme_model *made, enum lg_eval_type type,
                                 enum lg_scope scope, const char *code);

/** Change an ideal, or take it away with NaN. */
void scheme_set_ideal(struct scheme_model *made, struct lg_model *model, const char *code,
                      double value);

/** Parks of the main area without any figure: codes K001 ..., type 工业主导型. */
struct lg_model *scheme_parks_new(size_t count);

/** The one park of domain.md 1.9, with the figures that its land, buildings and money give. */
struct lg_model *scheme_example_new(void);

/** Make a row the expansion area of the row before it. */
void scheme_parks_expand(struct lg_model *model, size_t park);

/** Set the value of an indicator; NaN takes it away, with the reason "not given". */
void scheme_parks_set(struct lg_model *model, size_t park, const char *code, double value);

/** Set a fact; NaN takes it away, with the reason "not given". */
void scheme_parks_set_fact(struct lg_model *model, size_t park, size_t fact, double value);

/** A run before that had none of the parks. */
void scheme_parks_before(struct lg_model *model);

/** The row of a node in a park's scores; the area: "". Any failure ends the test. */
const struct lg_score_row *scheme_row(const struct lg_model *model, size_t park, const char *code);

#endif
