/*
 * Rule sets: YAML with a value and a source for every parameter, read strictly.
 *
 * One table row per parameter: where it lives in struct lg_rules, what it may be. A rule set may
 * give some parameters only; sets are applied in order, and what none of them gives comes from the
 * built-in set that has it, so that no figure is ever made with a number without a source. The
 * lists of a set are read by ruleset_lists.c and ruleset_options.c, those of the evaluation by
 * scheme_finish.c and its readers.
 */
#include "base/text.h"
#include "landgauge/names.h"
#include "rules/ruleset_lists.h"
#include "rules/ruleset_yaml.h"
#include "rules/scheme_draft.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum value_kind {
    VALUE_COUNT,  /* int */
    VALUE_NUMBER, /* double */
    VALUE_CHOICE, /* bool: the second word is true */
    VALUE_DATE,   /* lg_date */
};

struct parameter {
    const char *group;
    const char *name;
    enum value_kind kind;
    size_t offset;        /* in struct lg_rules */
    double least, most;   /* of counts and numbers, both allowed */
    const char *words[2]; /* of choices */
};

#define AT(member) offsetof(struct lg_rules, member)

static const struct parameter parameters[] = {
    {"idle", "years_first", VALUE_COUNT, AT(idle.years_first), 1, 50, {0}},
    {"idle", "years_second", VALUE_COUNT, AT(idle.years_second), 1, 50, {0}},
    {"idle", "suspended_years", VALUE_COUNT, AT(idle.suspended_years), 1, 50, {0}},
    {"idle", "handover_plus_years", VALUE_COUNT, AT(idle.handover_plus_years), 0, 50, {0}},
    {"idle", "developed_numerator", VALUE_COUNT, AT(idle.developed_numerator), 1, 1000, {0}},
    {"idle", "developed_denominator", VALUE_COUNT, AT(idle.developed_denominator), 1, 1000, {0}},
    {"idle", "invested_ratio_min", VALUE_NUMBER, AT(idle.invested_ratio_min), 0.001, 1, {0}},
    {"idle", "fee_ratio", VALUE_NUMBER, AT(idle.fee_ratio), 0, 1, {0}},
    {"idle",
     "anniversary",
     VALUE_CHOICE,
     AT(idle.anniversary_inclusive),
     0,
     0,
     {"exclusive", "inclusive"}},
    {"idle", "built_is_done", VALUE_CHOICE, AT(idle.built_is_done), 0, 0, {"false", "true"}},
    {"idle", "notice_days", VALUE_COUNT, AT(idle_notice_days), 1, 366, {0}},
    {"idle", "reply_days", VALUE_COUNT, AT(idle_reply_days), 1, 366, {0}},
    {"reactivation", "idle_from", VALUE_CHOICE, AT(idle_from_record), 0, 0, {"clock", "recorded"}},
    {"reactivation", "watch_days", VALUE_COUNT, AT(watch_days), 1, 3660, {0}},
    {"reactivation", "bond_cutoff", VALUE_DATE, AT(bond_cutoff), 0, 0, {0}},
    {"reactivation", "approval_years", VALUE_COUNT, AT(approval_years), 1, 50, {0}},
    {"reactivation", "forbid_share_max", VALUE_NUMBER, AT(forbid_share_max), 0, 1, {0}},
    {"reactivation", "plan_share_min", VALUE_NUMBER, AT(plan_share_min), 0, 0.5, {0}},
    {"evidence", "empty_share_max", VALUE_NUMBER, AT(evidence.empty_share_max), 0, 1, {0}},
    {"evidence", "built_share_min", VALUE_NUMBER, AT(evidence.built_share_min), 0, 1, {0}},
    {"evidence",
     "raster_empty_share_max",
     VALUE_NUMBER,
     AT(evidence.raster_empty_share_max),
     0,
     1,
     {0}},
    {"evidence",
     "raster_built_share_min",
     VALUE_NUMBER,
     AT(evidence.raster_built_share_min),
     0,
     1,
     {0}},
    {"priority", "area_points", VALUE_NUMBER, AT(priority.area_points), 0, 1000, {0}},
    {"priority", "area_full_ha", VALUE_NUMBER, AT(priority.area_full_ha), 0.001, 1e6, {0}},
    {"priority", "time_points", VALUE_NUMBER, AT(priority.time_points), 0, 1000, {0}},
    {"priority", "time_full_days", VALUE_NUMBER, AT(priority.time_full_days), 1, 1e5, {0}},
    {"priority", "free_points", VALUE_NUMBER, AT(priority.free_points), 0, 1000, {0}},
    {"priority", "ready_points", VALUE_NUMBER, AT(priority.ready_points), 0, 1000, {0}},
    {"sites", "distance_m", VALUE_NUMBER, AT(sites.distance_m), 0, 1000, {0}},
    {"low_efficiency", "rule", VALUE_CHOICE, AT(low_efficiency_scores), 0, 0, {"k_of_n", "score"}},
    {"low_efficiency", "failing_items_min", VALUE_COUNT, AT(low_failing_items_min), 1, 100, {0}},
    {"low_efficiency", "score_min", VALUE_NUMBER, AT(low_score_min), 0, 100, {0}},
    {"evaluation", "type_industrial_min", VALUE_NUMBER, AT(type_industrial_min), 0, 1, {0}},
    {"evaluation", "type_residential_max", VALUE_NUMBER, AT(type_residential_max), 0, 1, {0}},
    {"evaluation", "type_comparison", VALUE_CHOICE, AT(type_at_least), 0, 0, {"above", "at_least"}},
    {"evaluation", "storey_height_m", VALUE_NUMBER, AT(storey_height_m), 1, 20, {0}},
    {"evaluation", "guessed_share_max", VALUE_NUMBER, AT(guessed_share_max), 0, 1, {0}},
    {"evaluation", "cap", VALUE_CHOICE, AT(evaluation.is_uncapped), 0, 0, {"100", "none"}},
    {"evaluation",
     "renormalise",
     VALUE_CHOICE,
     AT(evaluation.renormalises),
     0,
     0,
     {"false", "true"}},
    {"evaluation", "class_parks_min", VALUE_COUNT, AT(evaluation.class_parks_min), 2, 1000, {0}},
    {"evaluation", "draws", VALUE_COUNT, AT(evaluation.draws), 1, 100000, {0}},
    {"evaluation", "seed", VALUE_COUNT, AT(evaluation.seed), 0, 2147483647, {0}},
    {"evaluation",
     "weight_change_max",
     VALUE_NUMBER,
     AT(evaluation.weight_change_max),
     0,
     0.99,
     {0}},
    {"evaluation", "ideal_change_max", VALUE_NUMBER, AT(evaluation.ideal_change_max), 0, 0.99, {0}},
    {"compliance", "office_share_max", VALUE_NUMBER, AT(evaluation.office_share_max), 0, 1, {0}},
    {"compliance", "green_share_max", VALUE_NUMBER, AT(evaluation.green_share_max), 0, 1, {0}},
    {"tolerances", "sliver_m2", VALUE_NUMBER, AT(sliver_m2), 0, 1e9, {0}},
    {"tolerances", "sliver_share", VALUE_NUMBER, AT(sliver_share), 0, 1, {0}},
    {"tolerances", "area_ratio_warning", VALUE_NUMBER, AT(area_ratio_warning), 0, 1, {0}},
    {"tolerances", "area_m2_warning", VALUE_NUMBER, AT(area_m2_warning), 0, 1e9, {0}},
    {"tolerances", "area_ratio_error", VALUE_NUMBER, AT(area_ratio_error), 0, 1, {0}},
    {"tolerances", "closure_ha", VALUE_NUMBER, AT(closure_ha), 0, 1e5, {0}},
    {"tolerances", "closure_ratio", VALUE_NUMBER, AT(closure_ratio), 0, 1, {0}},
    {"tolerances", "spike_angle_deg", VALUE_NUMBER, AT(spike_angle_deg), 0, 45, {0}},
    {"tolerances", "spike_width_m", VALUE_NUMBER, AT(spike_width_m), 0, 100, {0}},
    {"tolerances", "thin_width_m", VALUE_NUMBER, AT(thin_width_m), 0, 100, {0}},
    {"tolerances", "same_land_share", VALUE_NUMBER, AT(same_land_share), 0.5, 1, {0}},
    {"tolerances", "gap_width_m", VALUE_NUMBER, AT(gap_width_m), 0, 100, {0}},
    {"tolerances", "out_share_min", VALUE_NUMBER, AT(out_share_min), 0, 0.5, {0}},
    {"tolerances", "far_min", VALUE_NUMBER, AT(far_min), 0, 100, {0}},
    {"tolerances", "far_max", VALUE_NUMBER, AT(far_max), 0, 100, {0}},
    {"tolerances", "figure_ratio", VALUE_NUMBER, AT(figure_ratio), 0, 1, {0}},
};

static const char *const groups[] = {
    "idle",           "reactivation", "evidence",   "priority",   "sites",
    "low_efficiency", "evaluation",   "compliance", "tolerances",
};
static const char *const defaults[] = {"kfq-2014", "order53-2012", "control-2008", "tibet-2026",
                                       "benchmarks-published"};

/* Rule sets under way. */
struct reading {
    struct lg_rules *rules;
    struct lg_rule_set *set;
    struct lg_scheme_draft draft;
    struct lg_rule_parameter found[COUNT(parameters)]; /* key NULL: nobody gave it */
    bool fill_only;                                    /* keep what is there already */
};

static enum lg_status read_number(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                  const struct parameter *parameter, char *place,
                                  struct lg_error *err)
{
    char name[80];
    double value = 0.0;
    (void)snprintf(name, sizeof(name), "%s.%s", parameter->group, parameter->name);
    const struct lg_rules_range range = {name, parameter->least, parameter->most,
                                         parameter->kind == VALUE_COUNT};
    enum lg_status status = lg_rules_read_number(yaml, node, &range, &value, err);
    if (status != LG_OK) return status;
    if (range.is_count) {
        int count = (int)value;
        memcpy(place, &count, sizeof(count));
    } else {
        memcpy(place, &value, sizeof(value));
    }
    return LG_OK;
}

static enum lg_status read_value(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                 const struct parameter *parameter, struct lg_rules *rules,
                                 struct lg_error *err)
{
    char *place = (char *)rules + parameter->offset;
    switch (parameter->kind) {
    case VALUE_COUNT:
    case VALUE_NUMBER:
        return read_number(yaml, node, parameter, place, err);
    case VALUE_CHOICE: {
        bool is_second = strcmp(parameter->words[1], node->text) == 0;
        if (!is_second && strcmp(parameter->words[0], node->text) != 0) {
            return lg_yaml_unknown(yaml, node, false, "unknown value", parameter->words, 2, err);
        }
        memcpy(place, &is_second, sizeof(is_second));
        return LG_OK;
    }
    case VALUE_DATE: {
        lg_date day = LG_DATE_NONE;
        enum lg_status status = lg_rules_read_day(yaml, node, parameter->name, &day, err);
        if (status == LG_OK) memcpy(place, &day, sizeof(day));
        return status;
    }
    }
    return LG_OK;
}

/* {value: ..., source: "..."} of one parameter. */
static enum lg_status read_parameter(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                     size_t position, struct reading *reading, struct lg_error *err)
{
    static const char *const keys[] = {"value", "source"};
    const struct parameter *parameter = &parameters[position];
    struct lg_rules scratch;

    enum lg_status status =
        lg_rules_check_keys(yaml, node, parameter->name, keys, COUNT(keys), err);
    if (status != LG_OK) return status;
    const struct lg_yaml_node *value = lg_rules_find_text(yaml, node, "value", err);
    if (value == NULL) return LG_BAD_PROJECT;
    const struct lg_yaml_node *source = lg_rules_find_text(yaml, node, "source", err);
    if (source == NULL) return LG_BAD_PROJECT;
    struct lg_rule_parameter *found = &reading->found[position];
    bool keep = reading->fill_only && found->key != NULL;
    status = read_value(yaml, value, parameter, keep ? &scratch : reading->rules, err);
    if (status != LG_OK || keep) return status;

    struct lg_arena *memory = &reading->set->memory;
    struct lg_text key = {.bytes = NULL};
    lg_text_printf(&key, "%s.%s", parameter->group, parameter->name);
    if (!key.failed) found->key = lg_arena_text(memory, key.bytes, key.size);
    bool failed = key.failed;
    lg_text_reset(&key);
    found->value = lg_arena_text(memory, value->text, strlen(value->text));
    found->source = lg_arena_text(memory, source->text, strlen(source->text));
    found->set = lg_arena_text(memory, yaml->name, strlen(yaml->name));
    failed = failed || found->key == NULL || found->value == NULL || found->source == NULL ||
             found->set == NULL;
    return failed ? lg_rules_no_memory(err) : LG_OK;
}

static enum lg_status read_group(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                 struct reading *reading, struct lg_error *err)
{
    const char *names[COUNT(parameters)];
    size_t positions[COUNT(parameters)];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(parameters); i++) {
        if (strcmp(parameters[i].group, map->key) != 0) continue;
        names[count] = parameters[i].name;
        positions[count++] = i;
    }
    enum lg_status status = lg_rules_check_keys(yaml, map, map->key, names, count, err);
    for (size_t i = 0; i < count && status == LG_OK; i++) {
        const struct lg_yaml_node *node = lg_yaml_find(map, names[i]);
        if (node != NULL) status = read_parameter(yaml, node, positions[i], reading, err);
    }
    return status;
}

static enum lg_status read_head(const struct lg_yaml *yaml, struct lg_error *err)
{
    static const char *const keys[] = {
        "name",
        "valid_from",
        "source",
        "parameters",
        "options",
        "option_table",
        "baselines",
        "low_weights",
        "expected_constraints",
        "industrial_types",
        "region_places",
        "indicators",
        "nodes",
        "trees",
        "weights",
        "benchmarks",
        "ideals",
        "bands",
        "park_classes",
        "compliance",
        "flags",
    };
    const struct lg_yaml_node *root = yaml->root;
    lg_date valid_from = LG_DATE_NONE;
    enum lg_status status = lg_rules_check_keys(yaml, root, "a rules file", keys, COUNT(keys), err);
    if (status != LG_OK) return status;
    if (lg_rules_find_text(yaml, root, "name", err) == NULL) return LG_BAD_PROJECT;
    if (lg_rules_find_text(yaml, root, "source", err) == NULL) return LG_BAD_PROJECT;
    const struct lg_yaml_node *node = lg_rules_find_text(yaml, root, "valid_from", err);
    if (node == NULL) return LG_BAD_PROJECT;
    return lg_rules_read_day(yaml, node, "valid_from", &valid_from, err);
}

static enum lg_status read_tree(const struct lg_yaml *yaml, struct reading *reading,
                                struct lg_error *err)
{
    enum lg_status status = read_head(yaml, err);
    if (status != LG_OK) return status;
    bool has_lists = false;
    status = lg_rules_read_lists(yaml, &reading->rules->policy, reading->set, reading->fill_only,
                                 &has_lists, err);
    if (status == LG_OK && !reading->fill_only) {
        status = lg_scheme_read(yaml, &reading->draft, reading->set, err);
    }
    if (status != LG_OK) return status;

    const struct lg_yaml_node *map = lg_yaml_find(yaml->root, "parameters");
    if (map == NULL && has_lists) return LG_OK;
    if (map == NULL) {
        return lg_yaml_wrong(yaml, yaml->root->line, yaml->root->column, err,
                             "there is no rule in it; add parameters, or a list such as ideals");
    }
    status = lg_rules_check_keys(yaml, map, "parameters", groups, COUNT(groups), err);
    for (const struct lg_yaml_node *node = map->children; node != NULL && status == LG_OK;
         node = node->sister) {
        status = read_group(yaml, node, reading, err);
    }
    return status;
}

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') != NULL || (length > 5 && strcmp(name + length - 5, ".yaml") == 0) ||
           (length > 4 && strcmp(name + length - 4, ".yml") == 0) || access(name, F_OK) == 0;
}

static enum lg_status no_such_set(const char *name, struct lg_error *err)
{
    const char *names[32];
    size_t count = 0;
    struct lg_text list = {.bytes = NULL};
    for (const struct lg_builtin_rules *set = lg_builtin_rules;
         set->name != NULL && count < COUNT(names); set++) {
        names[count++] = set->name;
        lg_text_printf(&list, " %s", set->name);
    }
    size_t nearest = lg_names_nearest(name, names, count);
    enum lg_status status = lg_fail(
        err, LG_BAD_PROJECT,
        "%s: no such rule set%s%s%s; built in:%s; or give a file "
        "(NAME.yaml) [E_RULES]",
        name, nearest < count ? " (did you mean " : "", nearest < count ? names[nearest] : "",
        nearest < count ? "?)" : "", list.failed || list.bytes == NULL ? "" : list.bytes);
    lg_text_reset(&list);
    return status;
}

static enum lg_status read_set(const char *name, struct reading *reading, struct lg_error *err)
{
    struct lg_yaml yaml = {.root = NULL};
    const char *builtin = lg_rules_text(name);
    enum lg_status status;
    if (builtin != NULL) {
        status = lg_yaml_parse(name, "E_RULES", builtin, strlen(builtin), &yaml, err);
    } else if (is_path(name)) {
        status = lg_yaml_read(name, "E_RULES", &yaml, err);
    } else {
        return no_such_set(name, err);
    }
    if (status == LG_OK) status = read_tree(&yaml, reading, err);
    lg_yaml_reset(&yaml);
    return status;
}

static bool is_named(const char *name, const char *const *names, size_t count)
{
    size_t at = 0;
    while (at < count && strcmp(names[at], name) != 0) {
        at++;
    }
    return at < count;
}

/*
 * What later sets stand on: the options of the built-in sets, so that a table may suggest them,
 * and the evaluation's lists of those that are not named, which the named ones change row by row.
 */
static enum lg_status read_base(const char *const *names, size_t count, struct reading *reading,
                                struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < COUNT(defaults) && status == LG_OK; i++) {
        const char *text = lg_rules_text(defaults[i]);
        struct lg_yaml yaml = {.root = NULL};
        if (text == NULL) {
            return lg_fail(err, LG_INTERNAL, "no built-in rule set %s", defaults[i]);
        }
        status = lg_yaml_parse(defaults[i], "E_RULES", text, strlen(text), &yaml, err);
        if (status == LG_OK) {
            status = lg_rules_read_options(&yaml, &reading->rules->policy, reading->set, err);
        }
        if (status == LG_OK && !is_named(defaults[i], names, count)) {
            status = lg_scheme_read(&yaml, &reading->draft, reading->set, err);
        }
        lg_yaml_reset(&yaml);
    }
    return status;
}

/* What is right one by one may be wrong together. */
static enum lg_status check_order(const struct lg_rules *rules, const char *last,
                                  struct lg_error *err)
{
    const char *fault = NULL;
    if (rules->idle.years_first > rules->idle.years_second) {
        fault = "idle.years_first is more than idle.years_second";
    } else if (rules->idle.developed_numerator > rules->idle.developed_denominator) {
        fault = "idle.developed_numerator is more than idle.developed_denominator";
    } else if (rules->area_ratio_warning > rules->area_ratio_error) {
        fault = "tolerances.area_ratio_warning is more than tolerances.area_ratio_error";
    }
    if (fault == NULL) return LG_OK;
    return lg_fail(err, LG_BAD_PROJECT, "%s: %s; correct one of them [E_RULES]", last, fault);
}

/* Hand the parameters over in the order of the table, and the names in the order applied. */
static enum lg_status fill_set(const char *const *names, size_t count,
                               const struct reading *reading, struct lg_rule_set *set,
                               struct lg_error *err)
{
    set->names = lg_arena_take(&set->memory, count * sizeof(*set->names));
    set->parameters = lg_arena_take(&set->memory, sizeof(reading->found));
    if (set->names == NULL || set->parameters == NULL) return lg_rules_no_memory(err);

    for (size_t i = 0; i < count; i++) {
        const char *name = lg_arena_text(&set->memory, names[i], strlen(names[i]));
        if (name == NULL) return lg_rules_no_memory(err);
        set->names[set->name_count++] = name;
    }
    for (size_t i = 0; i < COUNT(parameters); i++) {
        if (reading->found[i].key == NULL) {
            return lg_fail(err, LG_INTERNAL, "no built-in rule set gives %s.%s",
                           parameters[i].group, parameters[i].name);
        }
        set->parameters[set->parameter_count++] = reading->found[i];
    }
    for (size_t i = 0; i < LG_RULE_LIST_COUNT; i++) {
        /* No built-in set has indicators of its own. */
        if (set->lists[i].set != NULL || i == LG_LIST_INDICATORS) continue;
        return lg_fail(err, LG_INTERNAL, "no built-in rule set gives %s", set->lists[i].key);
    }
    return LG_OK;
}

enum lg_status lg_rules_read(const char *const *names, size_t count, struct lg_rules *rules,
                             struct lg_rule_set *set, struct lg_error *err)
{
    if (count == 0) {
        names = defaults;
        count = COUNT(defaults);
    }
    *rules = (struct lg_rules){.watch_days = 0};
    *set = (struct lg_rule_set){.name_count = 0};
    struct reading reading = {.rules = rules, .set = set};

    enum lg_status status = read_base(names, count, &reading, err);
    for (size_t i = 0; i < count && status == LG_OK; i++) {
        status = read_set(names[i], &reading, err);
    }
    reading.fill_only = true;
    for (size_t i = 0; i < COUNT(defaults) && status == LG_OK; i++) {
        status = read_set(defaults[i], &reading, err);
    }
    if (status == LG_OK) status = check_order(rules, names[count - 1], err);
    if (status == LG_OK) status = lg_scheme_finish(&reading.draft, &rules->scheme, set, err);
    if (status == LG_OK) status = fill_set(names, count, &reading, set, err);
    if (status != LG_OK) lg_rule_set_reset(set);
    return status;
}

void lg_rule_set_reset(struct lg_rule_set *set)
{
    lg_arena_reset(&set->memory);
    *set = (struct lg_rule_set){.name_count = 0};
}

enum lg_status lg_rules_check(const char *name, struct lg_error *err)
{
    struct lg_rules rules;
    struct lg_rule_set set;
    enum lg_status status = lg_rules_read(&name, 1, &rules, &set, err);
    if (status == LG_OK) status = lg_rules_check_weights(&rules, &set, err);
    lg_rule_set_reset(&set);
    return status;
}
