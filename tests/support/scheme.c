#include "support/scheme.h"

#include "support/cmocka.h"
#include "support/sandbox.h"

#include <string.h>

struct lg_rules scheme_rules;
struct lg_rule_set scheme_set;

void scheme_read(const char *first, const char *second)
{
    const char *names[2] = {"first.yaml", "second.yaml"};
    size_t count = 0;
    struct lg_error err = {.message = ""};
    if (first != NULL) sandbox_put(names[count++], first);
    if (second != NULL) sandbox_put(names[count++], second);
    if (lg_rules_read(names, count, &scheme_rules, &scheme_set, &err) != LG_OK) {
        fail_msg("%s", err.message);
    }
}

const struct lg_tree *scheme_find_tree(enum lg_eval_type type, enum lg_scope scope)
{
    const struct lg_tree *tree = lg_scheme_tree(&scheme_rules.scheme, type, scope);
    assert_non_null(tree);
    return tree;
}

const struct lg_tree_node *scheme_find_node(enum lg_eval_type type, enum lg_scope scope,
                                            const char *code)
{
    const struct lg_tree *tree = scheme_find_tree(type, scope);
    for (size_t i = 0; i < tree->node_count; i++) {
        if (strcmp(tree->nodes[i].code, code) == 0) return &tree->nodes[i];
    }
    fail_msg("no node %s", code);
    return NULL;
}

double scheme_weight_of(enum lg_eval_type type, enum lg_scope scope, const char *code)
{
    return scheme_find_node(type, scope, code)->weight;
}

const struct lg_ideal *scheme_find_ideal(const char *park, enum lg_eval_type type, const char *code)
{
    return lg_scheme_ideal(&scheme_rules.scheme, park, type, LG_SCOPE_MAIN,
                           lg_scheme_find(&scheme_rules.scheme, code));
}

const struct lg_compliance_item *scheme_find_item(const char *code)
{
    for (size_t i = 0; i < scheme_rules.scheme.item_count; i++) {
        if (strcmp(scheme_rules.scheme.items[i].code, code) == 0) {
            return &scheme_rules.scheme.items[i];
        }
    }
    fail_msg("no item %s", code);
    return NULL;
}

const struct lg_flag *scheme_find_flag(const char *code)
{
    for (size_t i = 0; i < scheme_rules.scheme.flag_count; i++) {
        if (strcmp(scheme_rules.scheme.flags[i].code, code) == 0) {
            return &scheme_rules.scheme.flags[i];
        }
    }
    fail_msg("no flag %s", code);
    return NULL;
}

const struct lg_flag_condition *scheme_find_condition(const struct lg_flag *flag,
                                                      const char *case_name, const char *name)
{
    for (size_t i = 0; i < flag->condition_count; i++) {
        const struct lg_flag_condition *row = &flag->conditions[i];
        if (strcmp(row->case_name, case_name) == 0 && strcmp(row->name, name) == 0) return row;
    }
    fail_msg("no condition %s of %s", name, case_name);
    return NULL;
}
