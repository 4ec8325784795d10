/*
 * What may be suggested about a parcel, and the table that says when.
 */
#include "rules/facts.h"
#include "rules/ruleset_lists.h"
#include "rules/ruleset_yaml.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The last place of a list of words is the NULL that ends it. */
#define WORDS_MOST (LG_RULE_WORDS_MAX - 1)

enum { CODE_LENGTH_MAX = 24 };

static enum lg_status check_code(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                 struct lg_error *err)
{
    size_t length = strspn(node->key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (length > 0 && length <= CODE_LENGTH_MAX && node->key[length] == '\0') return LG_OK;
    return lg_yaml_wrong(yaml, node->key_line, node->key_column, err,
                         "option code \"%.*s\" is not of A to Z, 0 to 9 and _, up to %d of them",
                         LG_YAML_SHOWN(node->key), CODE_LENGTH_MAX);
}

/* Where an option of this code stands; count when there is none. */
static size_t find_option(const struct lg_option *options, size_t count, const char *code)
{
    size_t found = 0;
    while (found < count && strcmp(options[found].code, code) != 0) {
        found++;
    }
    return found;
}

/* An option's names cannot be set one by one: they are constant once it is there. */
static enum lg_status read_option(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                  struct lg_arena *memory, struct lg_option *option,
                                  struct lg_error *err)
{
    static const char *const keys[] = {"zh", "en", "basis", "source"};
    const char *texts[COUNT(keys)] = {NULL};
    enum lg_status status = check_code(yaml, node, err);
    if (status == LG_OK) {
        status = lg_rules_check_keys(yaml, node, node->key, keys, COUNT(keys), err);
    }
    for (size_t i = 0; i < COUNT(keys) && status == LG_OK; i++) {
        status = lg_rules_take_text(yaml, node, keys[i], memory, &texts[i], err);
    }
    if (status != LG_OK) return status;
    const char *code = lg_arena_text(memory, node->key, strlen(node->key));
    const char *set = lg_arena_text(memory, yaml->name, strlen(yaml->name));
    if (code == NULL || set == NULL) return lg_rules_no_memory(err);
    const struct lg_option made = {code, {texts[0], texts[1]}, texts[2], texts[3], set};
    memcpy(option, &made, sizeof(made));
    return LG_OK;
}

enum lg_status lg_rules_read_options(const struct lg_yaml *yaml, struct lg_policy *policy,
                                     struct lg_rule_set *set, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(yaml->root, lg_rules_list_key(LG_LIST_OPTIONS));
    if (node == NULL) return LG_OK;
    if (node->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "options must be a map of codes to options");
    }
    size_t count = policy->option_count;
    struct lg_option *options =
        lg_arena_take(&set->memory, (count + node->count + 1) * sizeof(*options));
    if (options == NULL) return lg_rules_no_memory(err);
    if (count > 0) memcpy(options, policy->options, count * sizeof(*options));
    for (const struct lg_yaml_node *entry = node->children; entry != NULL; entry = entry->sister) {
        size_t at = find_option(options, count, entry->key);
        enum lg_status status = read_option(yaml, entry, &set->memory, &options[at], err);
        if (status != LG_OK) return status;
        if (at == count) count++;
    }
    policy->options = options;
    policy->option_count = count;
    return lg_rules_note_list(set, LG_LIST_OPTIONS, yaml, count, err);
}

/* The words of one condition; not asked when the table does not give it. */
static enum lg_status read_condition(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                     const struct lg_rules_words *vocabulary, const char **words,
                                     struct lg_error *err)
{
    size_t count = 0;
    const struct lg_yaml_node *node = lg_yaml_find(map, vocabulary->what);
    if (node == NULL) return LG_OK;
    return lg_rules_read_words(yaml, node, vocabulary, words, &count, err);
}

static enum lg_status read_status_words(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                        struct lg_option_rule *row, struct lg_error *err)
{
    const char *statuses[LG_IDLE_STATUS_COUNT];
    for (size_t i = 0; i < LG_IDLE_STATUS_COUNT; i++) {
        statuses[i] = lg_idle_status_code((enum lg_idle_status)i);
    }
    const struct lg_rules_words causes = {"cause", lg_idle_causes, LG_IDLE_CAUSE_COUNT, WORDS_MOST};
    const struct lg_rules_words states = {"status", statuses, COUNT(statuses), WORDS_MOST};
    const struct lg_rules_words classes = {"stock_class", lg_stock_classes, LG_STOCK_CLASS_COUNT,
                                           WORDS_MOST};
    enum lg_status status = read_condition(yaml, map, &causes, row->cause, err);
    if (status == LG_OK) status = read_condition(yaml, map, &states, row->status, err);
    if (status == LG_OK) status = read_condition(yaml, map, &classes, row->stock_class, err);
    return status;
}

static enum lg_status read_answers(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                   struct lg_option_rule *row, struct lg_error *err)
{
    static const char *const words[] = {"yes", "no", "nodata"};
    const struct lg_rules_words bonds = {"bond", words, 3, 1};
    const struct lg_rules_words seized = {"seized", words, 2, 1};
    const struct lg_rules_words started = {"started", words, 2, 1};
    enum lg_status status = read_condition(yaml, map, &bonds, &row->bond, err);
    if (status == LG_OK) status = read_condition(yaml, map, &seized, &row->seized, err);
    if (status == LG_OK) status = read_condition(yaml, map, &started, &row->started, err);
    return status;
}

static enum lg_status read_groups(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                  struct lg_option_rule *row, struct lg_error *err)
{
    enum { NAMED_COUNT = LG_GROUP_COUNT - 1 }; /* all but LG_GROUP_NONE */
    const char *names[NAMED_COUNT];
    const char *words[NAMED_COUNT] = {NULL};
    for (unsigned i = 0; i < NAMED_COUNT; i++) {
        names[i] = lg_use_groups[i + 1].code;
    }
    const struct lg_rules_words groups = {"groups", names, NAMED_COUNT, NAMED_COUNT};
    enum lg_status status = read_condition(yaml, map, &groups, words, err);
    for (size_t i = 0; status == LG_OK && i < NAMED_COUNT && words[i] != NULL; i++) {
        for (unsigned group = 1; group < LG_GROUP_COUNT; group++) {
            if (words[i] == names[group - 1]) row->groups |= 1U << group;
        }
    }
    return status;
}

static enum lg_status read_conditions(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                      struct lg_option_rule *row, struct lg_error *err)
{
    static const char *const keys[] = {"forbid_share_over",
                                       "cause",
                                       "status",
                                       "stock_class",
                                       "groups",
                                       "bond",
                                       "seized",
                                       "started"};
    static const struct lg_rules_range share = {"forbid_share_over", 0, 1, false};
    enum lg_status status = lg_rules_check_keys(yaml, map, "if", keys, COUNT(keys), err);
    const struct lg_yaml_node *node = lg_yaml_find(map, share.name);
    if (status == LG_OK && node != NULL) {
        status = lg_rules_read_number(yaml, node, &share, &row->forbid_share_over, err);
    }
    if (status == LG_OK) status = read_status_words(yaml, map, row, err);
    if (status == LG_OK) status = read_groups(yaml, map, row, err);
    if (status == LG_OK) status = read_answers(yaml, map, row, err);
    return status;
}

static enum lg_status read_row(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                               const struct lg_rules_words *codes, struct lg_arena *memory,
                               struct lg_option_rule *row, struct lg_error *err)
{
    static const char *const keys[] = {"if", "options", "source"};
    size_t count = 0;
    *row = (struct lg_option_rule){.forbid_share_over = (double)NAN};
    enum lg_status status =
        lg_rules_check_keys(yaml, map, "a row of option_table", keys, COUNT(keys), err);
    for (size_t i = 0; i < 2 && status == LG_OK; i++) {
        if (lg_yaml_find(map, keys[i]) != NULL) continue;
        status =
            lg_yaml_wrong(yaml, map->line, map->column, err, "\"%s\" is missing; add it", keys[i]);
    }
    if (status == LG_OK) status = read_conditions(yaml, lg_yaml_find(map, "if"), row, err);
    if (status == LG_OK) {
        status = lg_rules_read_words(yaml, lg_yaml_find(map, "options"), codes, row->options,
                                     &count, err);
    }
    if (status != LG_OK) return status;
    return lg_rules_take_text(yaml, map, "source", memory, &row->source, err);
}

enum lg_status lg_rules_read_option_table(const struct lg_yaml *yaml,
                                          const struct lg_yaml_node *node, struct lg_policy *policy,
                                          struct lg_rule_set *set, struct lg_error *err)
{
    enum lg_status status = lg_rules_check_list(yaml, node, "option_table", err);
    if (status != LG_OK) return status;
    struct lg_option_rule *rows = lg_arena_take(&set->memory, (node->count + 1) * sizeof(*rows));
    const char **codes = lg_arena_take(&set->memory, (policy->option_count + 1) * sizeof(*codes));
    if (rows == NULL || codes == NULL) return lg_rules_no_memory(err);
    for (size_t i = 0; i < policy->option_count; i++) {
        codes[i] = policy->options[i].code;
    }
    const struct lg_rules_words options = {"option", codes, policy->option_count,
                                           LG_RULE_OPTIONS_MAX - 1};
    size_t count = 0;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        status = read_row(yaml, map, &options, &set->memory, &rows[count++], err);
        if (status != LG_OK) return status;
    }
    policy->option_rules = rows;
    policy->option_rule_count = count;
    return lg_rules_note_list(set, LG_LIST_OPTION_TABLE, yaml, count, err);
}
