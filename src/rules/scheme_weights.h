/*
 * The weights of a rule set, put to the nodes of its trees (domain.md 1.7).
 */
#ifndef LG_RULES_SCHEME_WEIGHTS_H
#define LG_RULES_SCHEME_WEIGHTS_H

#include "rules/scheme_draft.h"

/* Trees that get their weights. */
struct lg_weighing {
    struct lg_scheme_draft *draft; /* its weights are brought into the order in which they count */
    struct lg_scheme *scheme;      /* with its trees */
    struct lg_rule_set *set;
    const struct lg_draft_tree *trees[LG_TYPE_COUNT * LG_SCOPE_COUNT]; /* of each of the trees */
};

/**
 * Give every node its weight: an only child without a row weighs 1.
 *
 * The first node whose children do not add up to 1 is told in set->weight_fault.
 *
 * @return LG_OK; LG_BAD_PROJECT: a child without a weight, children that weigh nothing together,
 *         a row of no node; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_scheme_weigh(struct lg_weighing *weighing, struct lg_error *err);

#endif
