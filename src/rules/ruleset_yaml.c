#include "rules/ruleset_yaml.h"

#include "base/text.h"

#include <string.h>

enum lg_status lg_rules_no_memory(struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "no memory for the rules");
}

enum lg_status lg_rules_check_keys(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                   const char *what, const char *const *allowed, size_t count,
                                   struct lg_error *err)
{
    if (map->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(yaml, map->line, map->column, err,
                             "%s must be a map of keys and values", what);
    }
    for (const struct lg_yaml_node *node = map->children; node != NULL; node = node->sister) {
        bool known = false;
        for (size_t i = 0; i < count && !known; i++) {
            known = strcmp(allowed[i], node->key) == 0;
        }
        if (!known) return lg_yaml_unknown(yaml, node, true, "unknown key", allowed, count, err);
    }
    return LG_OK;
}

enum lg_status lg_rules_check_list(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                   const char *what, struct lg_error *err)
{
    if (node->kind == LG_YAML_LIST) return LG_OK;
    return lg_yaml_wrong(yaml, node->line, node->column, err, "%s must be a list", what);
}

const struct lg_yaml_node *lg_rules_find_text(const struct lg_yaml *yaml,
                                              const struct lg_yaml_node *map, const char *key,
                                              struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, key);
    if (node == NULL) {
        (void)lg_yaml_wrong(yaml, map->line, map->column, err, "\"%s\" is missing; add it", key);
        return NULL;
    }
    if (node->kind != LG_YAML_SCALAR || node->text[0] == '\0') {
        (void)lg_yaml_wrong(yaml, node->line, node->column, err, "\"%s\" must be one value", key);
        return NULL;
    }
    return node;
}

enum lg_status lg_rules_take_text(const struct lg_yaml *yaml, const struct lg_yaml_node *map,
                                  const char *key, struct lg_arena *memory, const char **text,
                                  struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_rules_find_text(yaml, map, key, err);
    if (node == NULL) return LG_BAD_PROJECT;
    *text = lg_arena_text(memory, node->text, strlen(node->text));
    return *text != NULL ? LG_OK : lg_rules_no_memory(err);
}

enum lg_status lg_rules_read_day(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                 const char *what, lg_date *day, struct lg_error *err)
{
    struct lg_date_reading reading = lg_date_read(node->text, strlen(node->text));
    if (reading.form != LG_DATE_READ || reading.precision != LG_DATE_BY_DAY) {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "%s \"%.*s\" is not a day; write it as YYYY-MM-DD", what,
                             LG_YAML_SHOWN(node->text));
    }
    *day = reading.date;
    return LG_OK;
}

enum lg_status lg_rules_read_number(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                    const struct lg_rules_range *range, double *value,
                                    struct lg_error *err)
{
    /* The negated comparison refuses NaN, too. */
    if (node->kind == LG_YAML_SCALAR && lg_number_read(node->text, strlen(node->text), value) &&
        !(*value < range->least) && *value <= range->most &&
        (!range->is_count || *value == (double)(int)*value)) {
        return LG_OK;
    }
    return lg_yaml_wrong(yaml, node->line, node->column, err,
                         "%s \"%.*s\" is not a %s from %g to %g", range->name,
                         LG_YAML_SHOWN(node->text), range->is_count ? "whole number" : "number",
                         range->least, range->most);
}

static enum lg_status add_word(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                               const struct lg_rules_words *vocabulary, const char **words,
                               size_t *count, struct lg_error *err)
{
    size_t found = 0;
    while (node->kind == LG_YAML_SCALAR && found < vocabulary->count &&
           strcmp(vocabulary->allowed[found], node->text) != 0) {
        found++;
    }
    if (node->kind != LG_YAML_SCALAR || node->text[0] == '\0') {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "%s must be a word or a list of words", vocabulary->what);
    }
    if (found == vocabulary->count) {
        char what[64] = "unknown ";
        strncat(what, vocabulary->what, sizeof(what) - sizeof("unknown "));
        return lg_yaml_unknown(yaml, node, false, what, vocabulary->allowed, vocabulary->count,
                               err);
    }
    for (size_t i = 0; i < *count; i++) {
        if (words[i] != vocabulary->allowed[found]) continue;
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "%s %s stands twice; remove one of them", vocabulary->what, words[i]);
    }
    if (*count == vocabulary->most) {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "more than %zu of %s; remove some", vocabulary->most,
                             vocabulary->what);
    }
    words[(*count)++] = vocabulary->allowed[found];
    return LG_OK;
}

enum lg_status lg_rules_read_words(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                                   const struct lg_rules_words *vocabulary, const char **words,
                                   size_t *count, struct lg_error *err)
{
    *count = 0;
    if (node->kind != LG_YAML_LIST) return add_word(yaml, node, vocabulary, words, count, err);
    if (node->count == 0) {
        return lg_yaml_wrong(yaml, node->line, node->column, err,
                             "%s is an empty list; name one or remove the line", vocabulary->what);
    }
    enum lg_status status = LG_OK;
    for (node = node->children; node != NULL && status == LG_OK; node = node->sister) {
        status = add_word(yaml, node, vocabulary, words, count, err);
    }
    return status;
}
