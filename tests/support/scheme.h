/*
 * Rule sets as the tests of the evaluation read them, and looks at what came of them.
 */
#ifndef TESTS_SUPPORT_SCHEME_H
#define TESTS_SUPPORT_SCHEME_H

#include "rules/rules.h"

/* What was read last; reset the set at the end of the test. */
extern struct lg_rules scheme_rules;
extern struct lg_rule_set scheme_set;

/* The defaults, first.yaml with this text over them, second.yaml over that; NULL: none. */
void scheme_read(const char *first, const char *second);

/* Each fails the test when there is none, but for ideals. */
const struct lg_tree *scheme_find_tree(enum lg_eval_type type, enum lg_scope scope);
const struct lg_tree_node *scheme_find_node(enum lg_eval_type type, enum lg_scope scope,
                                            const char *code);
double scheme_weight_of(enum lg_eval_type type, enum lg_scope scope, const char *code);
/* Of the main area; NULL: none. */
const struct lg_ideal *scheme_find_ideal(const char *park, enum lg_eval_type type,
                                         const char *code);
const struct lg_compliance_item *scheme_find_item(const char *code);
const struct lg_flag *scheme_find_flag(const char *code);
const struct lg_flag_condition *scheme_find_condition(const struct lg_flag *flag,
                                                      const char *case_name, const char *name);

#endif
