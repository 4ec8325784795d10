/*
 * The arithmetic of a score, apart from where its figures come from: the standard value of an
 * indicator, and the weighted sums up a tree.
 */
#ifndef LG_EVALUATE_TREE_SCORE_H
#define LG_EVALUATE_TREE_SCORE_H

#include "model/scheme.h"

/* How far a value has come to its ideal. */
struct lg_standard {
    double value;       /* 0..100, more without a cap; NaN: see the reason */
    const char *reason; /* static text; NULL */
    bool is_capped;     /* the cap took something off */
};

/* What a tree makes of one of its nodes. */
struct lg_node_score {
    double score;       /* NaN: something below is missing */
    double weight;      /* that counted in its parent, of the area in the park; NaN: none */
    double sum, within; /* of what is below: weighted sum, and the weights in it */
    bool lacks;         /* something below is missing that has a weight */
    bool is_partial;    /* a score without something below */
};

/**
 * The standard value of an indicator.
 *
 * More is better: 100 X / I. Less is better: 100 (100 - X) / (100 - I), of percentages only. Never
 * below 0; not above 100 unless is_uncapped.
 *
 * @param value  in the unit of the indicator, not NaN
 * @param ideal  in the same unit, not NaN
 * @source domain.md 1.6
 */
struct lg_standard lg_standard_value(const struct lg_indicator_entry *entry, double value,
                                     double ideal, bool is_uncapped);

/**
 * The scores of all nodes of a tree.
 *
 * A node whose weight is 0 does not count. Where something is missing, what is above has no score;
 * with renormalises its weight goes to its sisters, and all weights of a node are divided by their
 * sum.
 *
 * @param weights    [node_count] of each node in its parent
 * @param standards  [node_count] of indicators; NaN: missing
 * @param nodes      [node_count] out
 * @source domain.md 1.7
 */
void lg_tree_score(const struct lg_tree *tree, const double *weights, const double *standards,
                   bool renormalises, struct lg_node_score *nodes);

#endif
