/*
 * The lists of a rule set but options: what industrial land is measured by, which layers a careful
 * look takes off, between which classes industry may change, what lies in the region. Each row has
 * its source.
 */
#include "rules/ruleset_lists.h"

#include "base/units.h"
#include "rules/ruleset_yaml.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const list_keys[LG_RULE_LIST_COUNT] = {
    [LG_LIST_OPTIONS] = "options",
    [LG_LIST_OPTION_TABLE] = "option_table",
    [LG_LIST_BASELINES] = "baselines",
    [LG_LIST_LOW_WEIGHTS] = "low_weights",
    [LG_LIST_EXPECTED_CONSTRAINTS] = "expected_constraints",
    [LG_LIST_INDUSTRIAL_TYPES] = "industrial_types",
    [LG_LIST_REGION_PLACES] = "region_places",
    [LG_LIST_INDICATORS] = "indicators",
    [LG_LIST_NODES] = "nodes",
    [LG_LIST_TREES] = "trees",
    [LG_LIST_WEIGHTS] = "weights",
    [LG_LIST_BENCHMARKS] = "benchmarks",
    [LG_LIST_IDEALS] = "ideals",
    [LG_LIST_BANDS] = "bands",
    [LG_LIST_PARK_CLASSES] = "park_classes",
    [LG_LIST_COMPLIANCE] = "compliance",
    [LG_LIST_FLAGS] = "flags",
};

const char *lg_rules_list_key(enum lg_rule_list_kind kind)
{
    return list_keys[kind];
}

enum lg_status lg_rules_note_list(struct lg_rule_set *set, enum lg_rule_list_kind kind,
                                  const struct lg_yaml *yaml, size_t count, struct lg_error *err)
{
    const char *name = lg_arena_text(&set->memory, yaml->name, strlen(yaml->name));
    if (name == NULL) return lg_rules_no_memory(err);
    set->lists[kind] = (struct lg_rule_list){list_keys[kind], name, count};
    return LG_OK;
}

/* A figure of a baseline: where it stands in the row, and what one of its unit is inside. */
static const struct {
    struct lg_rules_range range;
    size_t offset;
    double factor;
} figures[] = {
    {{"far_min", 0.001, 100, false}, offsetof(struct lg_baseline, far_min), 1},
    {{"coefficient_min", 0.001, 1, false}, offsetof(struct lg_baseline, coefficient_min), 1},
    {{"investment_wan_per_ha_min", 0.001, 1e7, false},
     offsetof(struct lg_baseline, investment_yuan_per_m2_min),
     LG_YUAN_PER_WAN / LG_M2_PER_HA},
    {{"revenue_wan_per_ha_min", 0.001, 1e7, false},
     offsetof(struct lg_baseline, revenue_yuan_per_m2_min),
     LG_YUAN_PER_WAN / LG_M2_PER_HA},
    {{"tax_wan_per_ha_min", 0.001, 1e7, false},
     offsetof(struct lg_baseline, tax_yuan_per_m2_min),
     LG_YUAN_PER_WAN / LG_M2_PER_HA},
};

static enum lg_status read_figures(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                   struct lg_baseline *row, struct lg_error *err)
{
    bool has_any = false;
    for (size_t i = 0; i < COUNT(figures); i++) {
        double value = (double)NAN;
        const struct lg_yaml_node *node = lg_yaml_find(map, figures[i].range.name);
        if (node != NULL) {
            enum lg_status status =
                lg_rules_read_number(yaml, node, &figures[i].range, &value, err);
            if (status != LG_OK) return status;
            value *= figures[i].factor;
            has_any = true;
        }
        memcpy((char *)row + figures[i].offset, &value, sizeof(value));
    }
    if (has_any) return LG_OK;
    return lg_yaml_wrong(yaml, map->line, map->column, err,
                         "a baseline without a figure; add far_min, coefficient_min or another");
}

static enum lg_status read_industry(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                    struct lg_arena *memory, const char **industry,
                                    struct lg_error *err)
{
    *industry = NULL;
    const struct lg_yaml_node *node = lg_yaml_find(map, "industry");
    if (node == NULL) return LG_OK;
    size_t digits = strspn(node->text, "0123456789");
    if (node->kind != LG_YAML_SCALAR || digits < 2 || digits > 4 || node->text[digits] != '\0') {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "industry \"%.*s\" is no code of GB/T 4754; write its first two to "
                             "four digits",
                             LG_YAML_SHOWN(node->text));
    }
    return lg_rules_take_text(yaml, map, "industry", memory, industry, err);
}

static bool are_same(const char *left, const char *right)
{
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

static enum lg_status read_baseline(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                    struct lg_arena *memory, struct lg_baseline *row,
                                    struct lg_error *err)
{
    static const char *const editions[] = {"2002", "2011", "2017"};
    static const struct lg_rules_words words = {"edition", editions, COUNT(editions), 1};
    static const char *const keys[] = {
        "edition",
        "industry",
        "far_min",
        "coefficient_min",
        "investment_wan_per_ha_min",
        "revenue_wan_per_ha_min",
        "tax_wan_per_ha_min",
        "source",
    };
    size_t count = 0;
    *row = (struct lg_baseline){.edition = NULL};
    enum lg_status status = lg_rules_check_keys(yaml, map, "a baseline", keys, COUNT(keys), err);
    const struct lg_yaml_node *edition = lg_yaml_find(map, "edition");
    if (status == LG_OK && edition != NULL) {
        status = lg_rules_read_words(yaml, edition, &words, &row->edition, &count, err);
    }
    if (status == LG_OK) status = read_industry(yaml, map, memory, &row->industry, err);
    if (status == LG_OK) status = read_figures(yaml, map, row, err);
    if (status == LG_OK) {
        status = lg_rules_take_text(yaml, map, "source", memory, &row->source, err);
    }
    return status;
}

static enum lg_status read_baselines(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                     struct lg_policy *policy, struct lg_rule_set *set,
                                     struct lg_error *err)
{
    enum lg_status status = lg_rules_check_list(yaml, node, "baselines", err);
    if (status != LG_OK) return status;
    struct lg_baseline *rows = lg_arena_take(&set->memory, (node->count + 1) * sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    size_t count = 0;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        status = read_baseline(yaml, map, &set->memory, &rows[count], err);
        if (status != LG_OK) return status;
        for (size_t i = 0; i < count; i++) {
            if (!are_same(rows[i].edition, rows[count].edition) ||
                !are_same(rows[i].industry, rows[count].industry)) {
                continue;
            }
            return lg_yaml_wrong(yaml, map->line, map->column, err,
                                 "industry %s stands twice in edition %s; join the two rows",
                                 rows[i].industry != NULL ? rows[i].industry : "(any)",
                                 rows[i].edition != NULL ? rows[i].edition : "(any)");
        }
        count++;
    }
    policy->baselines = rows;
    policy->baseline_count = count;
    return lg_rules_note_list(set, LG_LIST_BASELINES, yaml, count, err);
}

static enum lg_status read_weight(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                  const char *name, double *weight, struct lg_error *err)
{
    static const char *const keys[] = {"value", "source"};
    const struct lg_rules_range range = {name, 0, 1000, false};
    enum lg_status status = lg_rules_check_keys(yaml, map, name, keys, COUNT(keys), err);
    if (status != LG_OK) return status;
    const struct lg_yaml_node *value = lg_rules_find_text(yaml, map, "value", err);
    if (value == NULL) return LG_BAD_PROJECT;
    return lg_rules_read_number(yaml, value, &range, weight, err);
}

static enum lg_status read_weights(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                   struct lg_policy *policy, struct lg_rule_set *set,
                                   struct lg_error *err)
{
    double sum = 0;
    enum lg_status status =
        lg_rules_check_keys(yaml, node, "low_weights", lg_low_item_names, LG_LOW_ITEM_COUNT, err);
    for (size_t i = 0; i < LG_LOW_ITEM_COUNT && status == LG_OK; i++) {
        const struct lg_yaml_node *map = lg_yaml_find(node, lg_low_item_names[i]);
        if (map == NULL) {
            return lg_yaml_wrong(yaml, node->line, node->column, err, "\"%s\" is missing; add it",
                                 lg_low_item_names[i]);
        }
        status = read_weight(yaml, map, lg_low_item_names[i], &policy->low_weights[i], err);
        if (status != LG_OK) return status;
        status = lg_rules_take_text(yaml, map, "source", &set->memory,
                                    &policy->low_weight_sources[i], err);
        sum += policy->low_weights[i];
    }
    if (status != LG_OK) return status;
    if (!(sum > 0)) {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "low_weights are all 0; give one item a weight");
    }
    return lg_rules_note_list(set, LG_LIST_LOW_WEIGHTS, yaml, LG_LOW_ITEM_COUNT, err);
}

/* Rows of a name and a source. */
struct pairs {
    const char *what, *key; /* "an expected constraint", "name" */
    size_t count;
    const char **names, **sources; /* [count] */
};

static enum lg_status read_pair(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                struct lg_arena *memory, struct pairs *pairs, struct lg_error *err)
{
    const char *const keys[] = {pairs->key, "source"};
    size_t at = pairs->count;
    enum lg_status status = lg_rules_check_keys(yaml, map, pairs->what, keys, COUNT(keys), err);
    if (status == LG_OK) {
        status = lg_rules_take_text(yaml, map, pairs->key, memory, &pairs->names[at], err);
    }
    if (status == LG_OK) {
        status = lg_rules_take_text(yaml, map, "source", memory, &pairs->sources[at], err);
    }
    if (status != LG_OK) return status;
    for (size_t i = 0; i < at; i++) {
        if (strcmp(pairs->names[i], pairs->names[at]) != 0) continue;
        return lg_yaml_wrong(yaml, map->line, map->column, err,
                             "%s \"%.*s\" stands twice; remove one of them", pairs->key,
                             LG_YAML_SHOWN(pairs->names[at]));
    }
    pairs->count++;
    return LG_OK;
}

static enum lg_status read_pairs(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                 struct lg_arena *memory, struct pairs *pairs, struct lg_error *err)
{
    size_t room = (node->count + 1) * sizeof(char *);
    pairs->names = lg_arena_take(memory, room);
    pairs->sources = lg_arena_take(memory, room);
    if (pairs->names == NULL || pairs->sources == NULL) return lg_rules_no_memory(err);
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        enum lg_status status = read_pair(yaml, map, memory, pairs, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static enum lg_status read_expected(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                    struct lg_policy *policy, struct lg_rule_set *set,
                                    struct lg_error *err)
{
    struct pairs pairs = {.what = "an expected constraint", .key = "name"};
    enum lg_status status = lg_rules_check_list(yaml, node, "expected_constraints", err);
    if (status == LG_OK) status = read_pairs(yaml, node, &set->memory, &pairs, err);
    if (status != LG_OK) return status;
    struct lg_expected_constraint *rows =
        lg_arena_take(&set->memory, (pairs.count + 1) * sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    for (size_t i = 0; i < pairs.count; i++) {
        rows[i] = (struct lg_expected_constraint){pairs.names[i], pairs.sources[i]};
    }
    policy->expected = rows;
    policy->expected_count = pairs.count;
    return lg_rules_note_list(set, LG_LIST_EXPECTED_CONSTRAINTS, yaml, pairs.count, err);
}

static enum lg_status read_types(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                 struct lg_policy *policy, struct lg_rule_set *set,
                                 struct lg_error *err)
{
    struct pairs pairs = {.what = "an industrial type", .key = "code"};
    enum lg_status status = lg_rules_check_list(yaml, node, "industrial_types", err);
    if (status == LG_OK) status = read_pairs(yaml, node, &set->memory, &pairs, err);
    if (status != LG_OK) return status;
    const struct lg_yaml_node *map = node->children;
    for (size_t i = 0; i < pairs.count; i++, map = map->sister) {
        const struct lg_use_entry *entry = lg_use_find(LG_USE_YDYH2023, pairs.names[i]);
        if (entry != NULL && strcmp(entry->code, pairs.names[i]) == 0) continue;
        const struct lg_yaml_node *code = lg_yaml_find(map, "code");
        return lg_yaml_wrong(yaml, code->line, code->column, err,
                             "code \"%.*s\" is no class of the guide of 2023 (ydyh2023)",
                             LG_YAML_SHOWN(code->text));
    }
    policy->industrial_types = pairs.names;
    policy->industrial_type_sources = pairs.sources;
    policy->industrial_type_count = pairs.count;
    return lg_rules_note_list(set, LG_LIST_INDUSTRIAL_TYPES, yaml, pairs.count, err);
}

static enum lg_status read_place(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                 struct lg_arena *memory, struct lg_region_place *row,
                                 struct lg_error *err)
{
    static const char *const keys[] = {"name", "code", "source"};
    enum lg_status status = lg_rules_check_keys(yaml, map, "a place", keys, COUNT(keys), err);
    if (status == LG_OK) status = lg_rules_take_text(yaml, map, "name", memory, &row->name, err);
    if (status == LG_OK) status = lg_rules_take_text(yaml, map, "code", memory, &row->code, err);
    if (status == LG_OK) {
        status = lg_rules_take_text(yaml, map, "source", memory, &row->source, err);
    }
    if (status != LG_OK) return status;
    size_t digits = strspn(row->code, "0123456789");
    if (digits >= 2 && digits <= 12 && row->code[digits] == '\0') return LG_OK;
    const struct lg_yaml_node *code = lg_yaml_find(map, "code");
    return lg_yaml_wrong(yaml, code->line, code->column, err,
                         "code \"%.*s\" does not begin a code of GB/T 2260; write its first two to "
                         "twelve digits",
                         LG_YAML_SHOWN(row->code));
}

static enum lg_status read_places(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                  struct lg_policy *policy, struct lg_rule_set *set,
                                  struct lg_error *err)
{
    enum lg_status status = lg_rules_check_list(yaml, node, "region_places", err);
    if (status != LG_OK) return status;
    if (node->count == 0) {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "region_places is empty, so every park would lie outside; name the "
                             "region");
    }
    struct lg_region_place *rows = lg_arena_take(&set->memory, node->count * sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    size_t count = 0;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        status = read_place(yaml, map, &set->memory, &rows[count], err);
        if (status != LG_OK) return status;
        for (size_t i = 0; i < count; i++) {
            if (strcmp(rows[i].name, rows[count].name) != 0) continue;
            return lg_yaml_wrong(yaml, map->line, map->column, err,
                                 "name \"%.*s\" stands twice; remove one of them",
                                 LG_YAML_SHOWN(rows[count].name));
        }
        count++;
    }
    policy->region_places = rows;
    policy->region_place_count = count;
    return lg_rules_note_list(set, LG_LIST_REGION_PLACES, yaml, count, err);
}

enum lg_status lg_rules_read_lists(const struct lg_yaml *yaml, struct lg_policy *policy,
                                   struct lg_rule_set *set, bool fill_only, bool *has_lists,
                                   struct lg_error *err)
{
    static enum lg_status (*const readers[LG_RULE_LIST_COUNT])(
        const struct lg_yaml *yaml, const struct lg_yaml_node *node, struct lg_policy *policy,
        struct lg_rule_set *set, struct lg_error *err) = {
        [LG_LIST_OPTION_TABLE] = lg_rules_read_option_table,
        [LG_LIST_BASELINES] = read_baselines,
        [LG_LIST_LOW_WEIGHTS] = read_weights,
        [LG_LIST_EXPECTED_CONSTRAINTS] = read_expected,
        [LG_LIST_INDUSTRIAL_TYPES] = read_types,
        [LG_LIST_REGION_PLACES] = read_places,
    };
    *has_lists = lg_yaml_find(yaml->root, list_keys[LG_LIST_OPTIONS]) != NULL;
    /* The table of the same file may name them. */
    enum lg_status status = fill_only ? LG_OK : lg_rules_read_options(yaml, policy, set, err);
    for (size_t kind = 0; kind < LG_RULE_LIST_COUNT && status == LG_OK; kind++) {
        const struct lg_yaml_node *node = lg_yaml_find(yaml->root, list_keys[kind]);
        if (node == NULL) continue;
        *has_lists = true;
        if (readers[kind] == NULL) continue;
        if (fill_only && set->lists[kind].set != NULL) continue;
        status = readers[kind](yaml, node, policy, set, err);
    }
    return status;
}
