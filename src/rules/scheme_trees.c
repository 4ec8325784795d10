/*
 * The trees of goals, sub-goals and indicators (domain.md 1.4): read, and made with names and
 * weights.
 */
#include "rules/scheme_weights.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { TREE_NODES_MAX = 200, NAMES_SHOWN_MAX = 256 };

static enum lg_status read_place_in_tree(const struct lg_scheme_reading *reading,
                                         const struct lg_yaml_node *map, struct lg_draft_tree *tree,
                                         struct lg_error *err)
{
    static const struct lg_rules_words types = {"type", lg_eval_type_names, LG_TYPE_COUNT, 1};
    static const struct lg_rules_words scopes = {"scope", lg_scope_names, LG_SCOPE_COUNT, 1};
    const char *type = NULL;
    const char *scope = NULL;
    const struct {
        const struct lg_rules_words *words;
        const char **word;
    } rows[] = {{&types, &type}, {&scopes, &scope}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (lg_rules_find_text(reading->yaml, map, rows[i].words->what, err) == NULL) {
            return LG_BAD_PROJECT;
        }
        enum lg_status status =
            lg_rules_read_given_word(reading, map, rows[i].words, rows[i].word, err);
        if (status != LG_OK) return status;
    }
    tree->type = type == lg_eval_type_names[0] ? LG_TYPE_INDUSTRIAL : LG_TYPE_MIXED;
    tree->scope = scope == lg_scope_names[0] ? LG_SCOPE_MAIN : LG_SCOPE_EXPANSION;
    return LG_OK;
}

/* A node behind those that are there; each code stands once in a tree. */
static enum lg_status add_node(const struct lg_scheme_reading *reading, struct lg_draft_tree *tree,
                               const char *code, struct lg_rules_place place, size_t parent,
                               struct lg_error *err)
{
    if (tree->node_count == TREE_NODES_MAX) {
        return lg_yaml_wrong(reading->yaml, place.line, place.column, err,
                             "a tree of more than %d nodes; remove some", TREE_NODES_MAX);
    }
    for (size_t i = 1; i < tree->node_count; i++) {
        if (strcmp(tree->nodes[i].code.text, code) != 0) continue;
        return lg_yaml_wrong(reading->yaml, place.line, place.column, err,
                             "\"%.*s\" stands twice in the tree; remove one of them",
                             LG_YAML_SHOWN(code));
    }
    const char *kept = lg_arena_text(&reading->set->memory, code, strlen(code));
    if (kept == NULL) return lg_rules_no_memory(err);
    enum lg_node_level level = LG_NODE_AREA;
    if (tree->node_count > 0) {
        level = (enum lg_node_level)((unsigned)tree->nodes[parent].level + 1U);
    }
    tree->nodes[tree->node_count++] = (struct lg_draft_tree_node){{kept, place}, parent, level};
    return LG_OK;
}

static enum lg_status read_leaves(const struct lg_scheme_reading *reading,
                                  const struct lg_yaml_node *list, struct lg_draft_tree *tree,
                                  struct lg_error *err)
{
    size_t parent = tree->node_count - 1;
    if (list->kind != LG_YAML_LIST || list->count == 0) {
        return lg_yaml_wrong(reading->yaml, list->line, list->column, err,
                             "%s must be a list of indicators", list->key);
    }
    enum lg_status status = LG_OK;
    for (const struct lg_yaml_node *leaf = list->children; leaf != NULL && status == LG_OK;
         leaf = leaf->sister) {
        if (leaf->kind != LG_YAML_SCALAR) {
            return lg_yaml_wrong(reading->yaml, leaf->line, leaf->column, err,
                                 "an indicator must be one code");
        }
        status = add_node(reading, tree, leaf->text, lg_rules_place_of(reading, leaf), parent, err);
    }
    return status;
}

static enum lg_status read_goal(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *goal, struct lg_draft_tree *tree,
                                struct lg_error *err)
{
    size_t parent = tree->node_count;
    enum lg_status status =
        add_node(reading, tree, goal->key, lg_rules_place_of_key(reading, goal), 0, err);
    if (status == LG_OK && (goal->kind != LG_YAML_MAP || goal->count == 0)) {
        return lg_yaml_wrong(reading->yaml, goal->line, goal->column, err,
                             "%s must be a map of sub-goals to lists of indicators", goal->key);
    }
    for (const struct lg_yaml_node *node = goal->children; node != NULL && status == LG_OK;
         node = node->sister) {
        status =
            add_node(reading, tree, node->key, lg_rules_place_of_key(reading, node), parent, err);
        if (status == LG_OK) status = read_leaves(reading, node, tree, err);
    }
    return status;
}

static enum lg_status read_goals(const struct lg_scheme_reading *reading,
                                 const struct lg_yaml_node *map, struct lg_draft_tree *tree,
                                 struct lg_error *err)
{
    const struct lg_yaml_node *goals = lg_yaml_find(map, "goals");
    if (goals == NULL) {
        return lg_yaml_wrong(reading->yaml, map->line, map->column, err,
                             "\"goals\" is missing; add it");
    }
    if (goals->kind != LG_YAML_MAP || goals->count == 0) {
        return lg_yaml_wrong(reading->yaml, goals->line, goals->column, err,
                             "goals must be a map of goals to sub-goals");
    }
    tree->nodes = lg_arena_take(&reading->set->memory, TREE_NODES_MAX * sizeof(*tree->nodes));
    if (tree->nodes == NULL) return lg_rules_no_memory(err);
    enum lg_status status =
        add_node(reading, tree, lg_scope_names[tree->scope], tree->place, 0, err);
    for (const struct lg_yaml_node *goal = goals->children; goal != NULL && status == LG_OK;
         goal = goal->sister) {
        status = read_goal(reading, goal, tree, err);
    }
    return status;
}

static enum lg_status read_tree(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *map, struct lg_draft_tree *tree,
                                struct lg_error *err)
{
    static const char *const keys[] = {"type", "scope", "goals", "source"};
    *tree = (struct lg_draft_tree){.place = lg_rules_place_of(reading, map),
                                   .set = reading->name,
                                   .rank = reading->draft->set_count,
                                   .replaced_rank = SIZE_MAX};
    enum lg_status status =
        lg_rules_check_keys(reading->yaml, map, "a tree", keys, COUNT(keys), err);
    if (status == LG_OK) status = read_place_in_tree(reading, map, tree, err);
    if (status == LG_OK) status = read_goals(reading, map, tree, err);
    if (status != LG_OK) return status;
    return lg_rules_take_text(reading->yaml, map, "source", &reading->set->memory, &tree->source,
                              err);
}

enum lg_status lg_scheme_read_trees(struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = lg_rules_check_list(reading->yaml, node, "trees", err);
    if (status != LG_OK) return status;
    size_t first = draft->tree_count;
    struct lg_draft_tree *rows =
        lg_rules_grow(&reading->set->memory, draft->trees, first, node->count, sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    draft->trees = rows;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        struct lg_draft_tree *tree = &rows[draft->tree_count];
        status = read_tree(reading, map, tree, err);
        if (status != LG_OK) return status;
        for (size_t i = 0; i < draft->tree_count; i++) {
            if (rows[i].type != tree->type || rows[i].scope != tree->scope) continue;
            if (i >= first) {
                return lg_yaml_wrong(reading->yaml, map->line, map->column, err,
                                     "the tree of %s, %s stands twice; remove one of them",
                                     lg_eval_type_names[tree->type], lg_scope_names[tree->scope]);
            }
            if (rows[i].replaced_rank == SIZE_MAX) rows[i].replaced_rank = tree->rank;
        }
        draft->tree_count++;
    }
    return LG_OK;
}

static enum lg_status find_name(const struct lg_scheme *scheme,
                                const struct lg_draft_tree_node *draft, struct lg_tree_node *node,
                                struct lg_error *err)
{
    const char *known[NAMES_SHOWN_MAX];
    size_t known_count = 0;
    for (size_t i = 0; i < scheme->node_count; i++) {
        const struct lg_node_name *name = &scheme->nodes[i];
        if (known_count < COUNT(known)) known[known_count++] = name->code;
        if (strcmp(name->code, draft->code.text) != 0) continue;
        node->name[0] = name->name[0];
        node->name[1] = name->name[1];
        return LG_OK;
    }
    return lg_rules_no_such(&draft->code, "has no name under nodes", known, known_count, err);
}

static enum lg_status make_node(const struct lg_scheme *scheme, const struct lg_draft_tree *tree,
                                size_t position, struct lg_tree_node *node, struct lg_error *err)
{
    const struct lg_draft_tree_node *draft = &tree->nodes[position];
    *node = (struct lg_tree_node){
        .code = draft->code.text, .parent = draft->parent, .level = draft->level};
    if (draft->level == LG_NODE_AREA) {
        node->name[0] = lg_scope_area_names[tree->scope][0];
        node->name[1] = lg_scope_area_names[tree->scope][1];
        return LG_OK;
    }
    if (draft->level != LG_NODE_INDICATOR) return find_name(scheme, draft, node, err);
    enum lg_status status = lg_rules_find_indicator(&draft->code, scheme, &node->indicator, err);
    if (status != LG_OK) return status;
    const struct lg_indicator_entry *entry = lg_scheme_indicator(scheme, node->indicator);
    node->name[0] = entry->name[0];
    node->name[1] = entry->name[1];
    return LG_OK;
}

static enum lg_status make_tree(const struct lg_draft_tree *draft, const struct lg_scheme *scheme,
                                struct lg_rule_set *set, struct lg_tree *tree, struct lg_error *err)
{
    struct lg_tree_node *nodes =
        lg_arena_take(&set->memory, (draft->node_count + 1) * sizeof(*nodes));
    if (nodes == NULL) return lg_rules_no_memory(err);
    *tree = (struct lg_tree){draft->type, draft->scope,  draft->node_count,
                             nodes,       draft->source, draft->set};
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < draft->node_count && status == LG_OK; i++) {
        status = make_node(scheme, draft, i, &nodes[i], err);
    }
    return status;
}

static const struct lg_draft_tree *find_draft(const struct lg_scheme_draft *draft, unsigned type,
                                              unsigned scope)
{
    for (size_t i = 0; i < draft->tree_count; i++) {
        const struct lg_draft_tree *tree = &draft->trees[i];
        bool is_last = tree->replaced_rank == SIZE_MAX;
        if (tree->type == type && tree->scope == scope && is_last) return tree;
    }
    return NULL;
}

enum lg_status lg_scheme_make_trees(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                    struct lg_rule_set *set, struct lg_error *err)
{
    struct lg_weighing weighing = {.draft = draft, .scheme = scheme, .set = set};
    struct lg_tree *trees =
        lg_arena_take(&set->memory, (size_t)LG_TYPE_COUNT * LG_SCOPE_COUNT * sizeof(*trees));
    if (trees == NULL) return lg_rules_no_memory(err);
    scheme->trees = trees;
    enum lg_status status = LG_OK;
    for (unsigned type = 0; type < LG_TYPE_COUNT; type++) {
        for (unsigned scope = 0; scope < LG_SCOPE_COUNT && status == LG_OK; scope++) {
            const struct lg_draft_tree *from = find_draft(draft, type, scope);
            if (from == NULL) continue;
            weighing.trees[scheme->tree_count] = from;
            status = make_tree(from, scheme, set, &trees[scheme->tree_count++], err);
        }
    }
    return status == LG_OK ? lg_scheme_weigh(&weighing, err) : status;
}
