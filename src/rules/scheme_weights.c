#include "rules/scheme_weights.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { WHERE_SIZE = 160 };

/* domain.md 1.7: weights of one node add up to 1 within this. */
static const double sum_tolerance = 1e-6;
static const char only_child[] = "an only child weighs all";

static bool reaches(struct lg_reach reach, enum lg_eval_type type, enum lg_scope scope)
{
    return (reach.types >> type & 1U) != 0 && (reach.scopes >> scope & 1U) != 0;
}

static enum lg_status read_weight(const struct lg_scheme_reading *reading,
                                  const struct lg_yaml_node *map, struct lg_draft_weight *row,
                                  struct lg_error *err)
{
    static const char *const keys[] = {"type", "scope", "of", "value", "source"};
    static const struct lg_rules_range range = {"value", 0, 1000, false};
    const struct lg_yaml *yaml = reading->yaml;
    *row = (struct lg_draft_weight){.set = reading->name, .rank = {reading->draft->set_count, 0}};
    enum lg_status status = lg_rules_check_keys(yaml, map, "a weight", keys, COUNT(keys), err);
    if (status == LG_OK) status = lg_rules_take_placed(reading, map, "of", &row->of, err);
    if (status == LG_OK) status = lg_rules_take_number(reading, map, &range, &row->value, err);
    if (status == LG_OK) {
        status = lg_rules_take_text(yaml, map, "source", &reading->set->memory, &row->source, err);
    }
    if (status != LG_OK) return status;
    return lg_rules_read_reach(reading, map, &row->reach, &row->rank.exact, err);
}

/* Which of the two counts could not be told. */
static bool are_rivals(const struct lg_draft_weight *left, const struct lg_draft_weight *right)
{
    return left->rank.set == right->rank.set && left->rank.exact == right->rank.exact &&
           (left->reach.types & right->reach.types) != 0 &&
           (left->reach.scopes & right->reach.scopes) != 0 &&
           strcmp(left->of.text, right->of.text) == 0;
}

enum lg_status lg_scheme_read_weights(struct lg_scheme_reading *reading,
                                      const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = lg_rules_check_list(reading->yaml, node, "weights", err);
    if (status != LG_OK) return status;
    size_t first = draft->weight_count;
    struct lg_draft_weight *rows =
        lg_rules_grow(&reading->set->memory, draft->weights, first, node->count, sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    draft->weights = rows;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        struct lg_draft_weight *row = &rows[draft->weight_count];
        status = read_weight(reading, map, row, err);
        if (status != LG_OK) return status;
        for (size_t i = first; i < draft->weight_count; i++) {
            if (!are_rivals(&rows[i], row)) continue;
            return lg_yaml_wrong(reading->yaml, map->line, map->column, err,
                                 "two weights of %s for the same type and scope (the other in "
                                 "line %zu); remove one of them",
                                 row->of.text, rows[i].of.place.line);
        }
        draft->weight_count++;
    }
    return LG_OK;
}

/* A row may be of a tree that a later set replaced, not of one that was gone when it was given. */
static bool is_of_a_tree(const struct lg_scheme_draft *draft, const struct lg_draft_weight *row)
{
    for (size_t i = 0; i < draft->tree_count; i++) {
        const struct lg_draft_tree *tree = &draft->trees[i];
        if (!reaches(row->reach, tree->type, tree->scope)) continue;
        if (row->rank.set >= tree->replaced_rank) continue;
        for (size_t node = 0; node < tree->node_count; node++) {
            if (strcmp(tree->nodes[node].code.text, row->of.text) == 0) return true;
        }
    }
    return false;
}

static enum lg_status check_rows(const struct lg_scheme_draft *draft, struct lg_error *err)
{
    for (size_t i = 0; i < draft->weight_count; i++) {
        if (is_of_a_tree(draft, &draft->weights[i])) continue;
        return lg_rules_no_such(&draft->weights[i].of, "is in no tree of this type and scope", NULL,
                                0, err);
    }
    return LG_OK;
}

/* By insertion: rows of one rank stay as written. */
static void sort_rows(struct lg_scheme_draft *draft)
{
    for (size_t i = 1; i < draft->weight_count; i++) {
        struct lg_draft_weight row = draft->weights[i];
        size_t at = i;
        while (at > 0 && lg_rules_ranks_before(&row.rank, &draft->weights[at - 1].rank)) {
            draft->weights[at] = draft->weights[at - 1];
            at--;
        }
        draft->weights[at] = row;
    }
}

static const struct lg_draft_weight *find_row(const struct lg_scheme_draft *draft,
                                              const struct lg_tree *tree, const char *code)
{
    for (size_t i = 0; i < draft->weight_count; i++) {
        const struct lg_draft_weight *row = &draft->weights[i];
        if (reaches(row->reach, tree->type, tree->scope) && strcmp(row->of.text, code) == 0) {
            return row;
        }
    }
    return NULL;
}

/* How many children the parent of a node has; areas are the children of their type. */
static size_t count_sisters(const struct lg_weighing *weighing, const struct lg_tree *tree,
                            size_t position)
{
    size_t count = 0;
    if (position == 0) {
        for (size_t i = 0; i < weighing->scheme->tree_count; i++) {
            count += weighing->scheme->trees[i].type == tree->type;
        }
        return count;
    }
    for (size_t i = 1; i < tree->node_count; i++) {
        count += tree->nodes[i].parent == tree->nodes[position].parent;
    }
    return count;
}

static enum lg_status weigh_node(const struct lg_weighing *weighing, size_t tree_position,
                                 size_t position, struct lg_error *err)
{
    const struct lg_tree *tree = &weighing->scheme->trees[tree_position];
    struct lg_tree_node *node = &tree->nodes[position];
    const struct lg_draft_tree *draft = weighing->trees[tree_position];
    const struct lg_draft_weight *row = find_row(weighing->draft, tree, node->code);
    bool is_only = count_sisters(weighing, tree, position) == 1;
    /* A weight among sisters of an earlier tree means nothing where there are none. */
    if (is_only && row != NULL && row->rank.set < draft->rank) row = NULL;
    if (row != NULL) {
        node->weight = row->value;
        node->weight_source = row->source;
        node->weight_set = row->set;
        return LG_OK;
    }
    if (is_only) {
        node->weight = 1.0;
        node->weight_source = only_child;
        return LG_OK;
    }
    const struct lg_rules_place *place = &draft->nodes[position].code.place;
    const struct lg_yaml file = lg_rules_file(place);
    return lg_yaml_wrong(&file, place->line, place->column, err,
                         "%s has no weight in the tree of %s, %s; add a row to weights", node->code,
                         lg_eval_type_names[tree->type], lg_scope_names[tree->scope]);
}

/* The sum of one family, and the row that was given last: that one is to blame. */
struct family {
    const struct lg_draft_weight *last;
    double sum;
};

static void add_child(const struct lg_weighing *weighing, const struct lg_tree *tree,
                      size_t position, struct family *family)
{
    const struct lg_draft_weight *row = find_row(weighing->draft, tree, tree->nodes[position].code);
    family->sum += tree->nodes[position].weight;
    if (row == NULL) return;
    if (family->last == NULL || row->rank.set > family->last->rank.set ||
        (row->rank.set == family->last->rank.set &&
         row->of.place.line >= family->last->of.place.line)) {
        family->last = row;
    }
}

/* A tree that is newer than all weights of a family is to blame, not those. @param where  "A3 in
 * the tree of ..."; @param node  the parent; NULL: of the areas; @param rank  of its tree */
static enum lg_status check_family(const struct lg_weighing *weighing, const char *where,
                                   const struct family *family,
                                   const struct lg_draft_tree_node *node, size_t rank,
                                   struct lg_error *err)
{
    if (family->last == NULL || fabs(family->sum - 1.0) <= sum_tolerance) return LG_OK;
    struct lg_error fault = {.message = ""};
    bool is_of_tree = node != NULL && rank > family->last->rank.set;
    const struct lg_rules_place *place = is_of_tree ? &node->code.place : &family->last->of.place;
    const struct lg_yaml file = lg_rules_file(place);
    bool is_nothing = !(family->sum > 0.0);
    (void)lg_yaml_wrong(&file, place->line, place->column, &fault,
                        "the weights of %s add up to %.9g, not to 1; %s%s", where, family->sum,
                        is_of_tree ? "give weights for this tree" : "correct them",
                        is_nothing ? "" : " or set evaluation.renormalise");
    if (is_nothing) return lg_fail(err, LG_BAD_PROJECT, "%s", fault.message);
    struct lg_rule_set *set = weighing->set;
    if (set->weight_fault != NULL) return LG_OK;
    set->weight_fault = lg_arena_text(&set->memory, fault.message, strlen(fault.message));
    return set->weight_fault != NULL ? LG_OK : lg_rules_no_memory(err);
}

static enum lg_status check_tree(const struct lg_weighing *weighing, size_t position,
                                 struct lg_error *err)
{
    const struct lg_tree *tree = &weighing->scheme->trees[position];
    const struct lg_draft_tree *draft = weighing->trees[position];
    enum lg_status status = LG_OK;
    for (size_t parent = 0; parent < tree->node_count && status == LG_OK; parent++) {
        char where[WHERE_SIZE];
        struct family family = {.last = NULL};
        for (size_t i = 1; i < tree->node_count; i++) {
            if (tree->nodes[i].parent == parent) add_child(weighing, tree, i, &family);
        }
        (void)snprintf(where, sizeof(where), "%s in the tree of %s, %s", tree->nodes[parent].code,
                       lg_eval_type_names[tree->type], lg_scope_names[tree->scope]);
        status = check_family(weighing, where, &family, &draft->nodes[parent], draft->rank, err);
    }
    return status;
}

/* The areas of each type are a family, too. */
static enum lg_status check_areas(const struct lg_weighing *weighing, struct lg_error *err)
{
    const struct lg_scheme *scheme = weighing->scheme;
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < scheme->tree_count && status == LG_OK; i++) {
        struct family family = {.last = NULL};
        if (i > 0 && scheme->trees[i - 1].type == scheme->trees[i].type) continue;
        for (size_t j = i; j < scheme->tree_count; j++) {
            if (scheme->trees[j].type != scheme->trees[i].type) continue;
            add_child(weighing, &scheme->trees[j], 0, &family);
        }
        char where[WHERE_SIZE];
        (void)snprintf(where, sizeof(where), "the areas of %s",
                       lg_eval_type_names[scheme->trees[i].type]);
        status = check_family(weighing, where, &family, NULL, 0, err);
    }
    return status;
}

static enum lg_status keep_rows(const struct lg_weighing *weighing, struct lg_error *err)
{
    const struct lg_scheme_draft *draft = weighing->draft;
    struct lg_weight_row *rows =
        lg_arena_take(&weighing->set->memory, (draft->weight_count + 1) * sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    for (size_t i = 0; i < draft->weight_count; i++) {
        const struct lg_draft_weight *row = &draft->weights[i];
        rows[i] =
            (struct lg_weight_row){row->of.text, row->reach, row->value, row->source, row->set};
    }
    weighing->scheme->weights = rows;
    weighing->scheme->weight_count = draft->weight_count;
    return LG_OK;
}

enum lg_status lg_scheme_weigh(struct lg_weighing *weighing, struct lg_error *err)
{
    const struct lg_scheme *scheme = weighing->scheme;
    enum lg_status status = check_rows(weighing->draft, err);
    sort_rows(weighing->draft);
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        for (size_t i = 0; i < scheme->trees[tree].node_count && status == LG_OK; i++) {
            status = weigh_node(weighing, tree, i, err);
        }
    }
    for (size_t tree = 0; tree < scheme->tree_count && status == LG_OK; tree++) {
        status = check_tree(weighing, tree, err);
    }
    if (status == LG_OK) status = check_areas(weighing, err);
    return status == LG_OK ? keep_rows(weighing, err) : status;
}
