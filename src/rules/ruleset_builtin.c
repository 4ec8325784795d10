/*
 * The built-in rule sets: their texts, and a line of each.
 */
#include "base/text.h"
#include "base/yaml.h"
#include "rules/rules.h"
#include "rules/ruleset_yaml.h"

#include <string.h>

static const struct lg_builtin_rules *find_builtin(const char *name)
{
    for (const struct lg_builtin_rules *set = lg_builtin_rules; set->name != NULL; set++) {
        if (strcmp(set->name, name) == 0) return set;
    }
    return NULL;
}

const char *lg_rules_text(const char *name)
{
    const struct lg_builtin_rules *set = find_builtin(name);
    return set != NULL ? set->text : NULL;
}

static void add_line(const struct lg_yaml *yaml, struct lg_text *list)
{
    const struct lg_yaml_node *valid_from = lg_yaml_find(yaml->root, "valid_from");
    const struct lg_yaml_node *source = lg_yaml_find(yaml->root, "source");
    lg_text_printf(list, "%-20s valid from %s  %s\n", yaml->name,
                   valid_from != NULL ? valid_from->text : "?",
                   source != NULL ? source->text : "?");
}

enum lg_status lg_rules_list(char **text, struct lg_error *err)
{
    *text = NULL;
    struct lg_text list = {.bytes = NULL};
    for (const struct lg_builtin_rules *set = lg_builtin_rules; set->name != NULL; set++) {
        struct lg_yaml yaml;
        enum lg_status status =
            lg_yaml_parse(set->name, "E_RULES", set->text, strlen(set->text), &yaml, err);
        if (status == LG_OK) add_line(&yaml, &list);
        lg_yaml_reset(&yaml);
        if (status != LG_OK) {
            lg_text_reset(&list);
            return status;
        }
    }
    if (list.failed || list.bytes == NULL) {
        lg_text_reset(&list);
        return lg_rules_no_memory(err);
    }
    *text = list.bytes; /* the text's memory is malloc's own and becomes the caller's */
    return LG_OK;
}
