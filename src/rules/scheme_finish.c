/*
 * The lists of the evaluation as a whole: every reader for a file, every maker for all of them.
 */
#include "rules/ruleset_lists.h"
#include "rules/scheme_draft.h"

#include <string.h>

enum lg_status lg_scheme_read(const struct lg_yaml *yaml, struct lg_scheme_draft *draft,
                              struct lg_rule_set *set, struct lg_error *err)
{
    static lg_scheme_reader *const readers[LG_RULE_LIST_COUNT] = {
        [LG_LIST_INDICATORS] = lg_scheme_read_indicators,
        [LG_LIST_NODES] = lg_scheme_read_nodes,
        [LG_LIST_TREES] = lg_scheme_read_trees,
        [LG_LIST_WEIGHTS] = lg_scheme_read_weights,
        [LG_LIST_BENCHMARKS] = lg_scheme_read_benchmarks,
        [LG_LIST_IDEALS] = lg_scheme_read_ideals,
        [LG_LIST_BANDS] = lg_scheme_read_bands,
        [LG_LIST_PARK_CLASSES] = lg_scheme_read_classes,
        [LG_LIST_COMPLIANCE] = lg_scheme_read_items,
        [LG_LIST_FLAGS] = lg_scheme_read_flags,
    };
    struct lg_scheme_reading reading = {.yaml = yaml, .draft = draft, .set = set};
    reading.name = lg_arena_text(&set->memory, yaml->name, strlen(yaml->name));
    if (reading.name == NULL) return lg_rules_no_memory(err);
    enum lg_status status = LG_OK;
    for (unsigned kind = LG_LIST_INDICATORS; kind < LG_RULE_LIST_COUNT && status == LG_OK; kind++) {
        enum lg_rule_list_kind list = (enum lg_rule_list_kind)kind;
        const struct lg_yaml_node *node = lg_yaml_find(yaml->root, lg_rules_list_key(list));
        if (node == NULL) continue;
        status = readers[kind](&reading, node, err);
        /* How many rows there are is known when all sets are read. */
        if (status == LG_OK) status = lg_rules_note_list(set, list, yaml, 0, err);
    }
    draft->set_count++;
    return status;
}

static void note_counts(const struct lg_scheme *scheme, struct lg_rule_set *set)
{
    const size_t counts[LG_RULE_LIST_COUNT] = {
        [LG_LIST_INDICATORS] = scheme->own_count,
        [LG_LIST_NODES] = scheme->node_count,
        [LG_LIST_TREES] = scheme->tree_count,
        [LG_LIST_WEIGHTS] = scheme->weight_count,
        [LG_LIST_BENCHMARKS] = scheme->benchmark_count,
        [LG_LIST_IDEALS] = scheme->ideal_count,
        [LG_LIST_BANDS] = scheme->band_count,
        [LG_LIST_PARK_CLASSES] = scheme->class_count,
        [LG_LIST_COMPLIANCE] = scheme->item_count,
        [LG_LIST_FLAGS] = scheme->flag_count,
    };
    for (unsigned kind = LG_LIST_INDICATORS; kind < LG_RULE_LIST_COUNT; kind++) {
        set->lists[kind].key = lg_rules_list_key((enum lg_rule_list_kind)kind);
        set->lists[kind].count = counts[kind];
    }
}

enum lg_status lg_scheme_finish(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                struct lg_rule_set *set, struct lg_error *err)
{
    /* Each needs those before it. */
    static lg_scheme_maker *const makers[] = {
        lg_scheme_make_indicators, lg_scheme_make_trees, lg_scheme_make_benchmarks,
        lg_scheme_make_ideals,     lg_scheme_make_items, lg_scheme_make_flags,
    };
    *scheme = (struct lg_scheme){
        .node_count = draft->node_count,
        .nodes = draft->nodes,
        .band_count = draft->band_count,
        .bands = draft->bands,
        .class_count = draft->class_count,
        .classes = draft->classes,
    };
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]) && status == LG_OK; i++) {
        status = makers[i](draft, scheme, set, err);
    }
    if (status == LG_OK) note_counts(scheme, set);
    return status;
}

enum lg_status lg_rules_check_weights(const struct lg_rules *rules, const struct lg_rule_set *set,
                                      struct lg_error *err)
{
    if (set->weight_fault == NULL || rules->evaluation.renormalises) return LG_OK;
    return lg_fail(err, LG_BAD_PROJECT, "%s", set->weight_fault);
}
