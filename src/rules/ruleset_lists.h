/*
 * The lists of a rule set: options and their table, baselines, weights, expected layers, types,
 * places of the region.
 */
#ifndef LG_RULES_RULESET_LISTS_H
#define LG_RULES_RULESET_LISTS_H

#include "base/yaml.h"
#include "rules/rules.h"

/**
 * Read every list that a rules file has; each replaces the earlier one whole, options by code.
 *
 * @param policy     the lists so far, extended
 * @param set        its memory keeps rows and texts; its lists say which set gave what
 * @param fill_only  leave a list that is there already
 * @param has_lists  out: whether the file has any
 * @return LG_OK; LG_BAD_PROJECT, the message has line and column; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_rules_read_lists(const struct lg_yaml *yaml,
                                                struct lg_policy *policy, struct lg_rule_set *set,
                                                bool fill_only, bool *has_lists,
                                                struct lg_error *err);

/** Read the options of a file alone; a code that is there already is replaced. @return as above */
LG_NODISCARD enum lg_status lg_rules_read_options(const struct lg_yaml *yaml,
                                                  struct lg_policy *policy, struct lg_rule_set *set,
                                                  struct lg_error *err);

/** Read the option table, whose options must be known. @param node  its list; @return as above */
LG_NODISCARD enum lg_status lg_rules_read_option_table(const struct lg_yaml *yaml,
                                                       const struct lg_yaml_node *node,
                                                       struct lg_policy *policy,
                                                       struct lg_rule_set *set,
                                                       struct lg_error *err);

/** Note where a list came from. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_rules_note_list(struct lg_rule_set *set, enum lg_rule_list_kind kind,
                                               const struct lg_yaml *yaml, size_t count,
                                               struct lg_error *err);

/** The key of a list in a rules file ("option_table"). */
const char *lg_rules_list_key(enum lg_rule_list_kind kind);

#endif
