/*
 * Bands of scores and classes of parks: short lists that a later set replaces whole (domain.md 1.8,
 * 6.7).
 */
#include "rules/scheme_draft.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { CODE_LENGTH_MAX = 24 };

static enum lg_status read_band(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *map, struct lg_band *band,
                                struct lg_error *err)
{
    static const char *const keys[] = {"from", "code", "zh", "en", "source"};
    static const struct lg_rules_range range = {"from", 0, 1000, false};
    static const struct lg_rules_alphabet alphabet = {"band code", LG_RULES_CAPITALS,
                                                      LG_RULES_CAPITALS_SHOWN, CODE_LENGTH_MAX};
    const struct lg_yaml *yaml = reading->yaml;
    struct lg_arena *memory = &reading->set->memory;
    struct lg_placed_text code = {.text = NULL};
    *band = (struct lg_band){.code = NULL};
    enum lg_status status = lg_rules_check_keys(yaml, map, "a band", keys, COUNT(keys), err);
    if (status == LG_OK) status = lg_rules_take_number(reading, map, &range, &band->from, err);
    if (status != LG_OK) return status;
    const struct lg_yaml_node *node = lg_rules_find_text(yaml, map, "code", err);
    if (node == NULL) return LG_BAD_PROJECT;
    status = lg_rules_keep_word(reading, node->text, &alphabet, lg_rules_place_of(reading, node),
                                &code, err);
    band->code = code.text;
    if (status == LG_OK) status = lg_rules_take_text(yaml, map, "zh", memory, &band->name[0], err);
    if (status == LG_OK) status = lg_rules_take_text(yaml, map, "en", memory, &band->name[1], err);
    if (status != LG_OK) return status;
    return lg_rules_take_text(yaml, map, "source", memory, &band->source, err);
}

enum lg_status lg_scheme_read_bands(struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *node, struct lg_error *err)
{
    const struct lg_yaml *yaml = reading->yaml;
    enum lg_status status = lg_rules_check_list(yaml, node, "bands", err);
    if (status != LG_OK) return status;
    struct lg_band *rows =
        lg_rules_grow(&reading->set->memory, NULL, 0, node->count, sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    size_t count = 0;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        status = read_band(reading, map, &rows[count], err);
        if (status != LG_OK) return status;
        if (count > 0 && !(rows[count].from < rows[count - 1].from)) {
            return lg_yaml_wrong(yaml, map->line, map->column, err,
                                 "band %s begins at %g, not below the %g before it; write the "
                                 "bands from the highest down",
                                 rows[count].code, rows[count].from, rows[count - 1].from);
        }
        for (size_t i = 0; i < count; i++) {
            if (strcmp(rows[i].code, rows[count].code) != 0) continue;
            return lg_yaml_wrong(yaml, map->line, map->column, err,
                                 "band %s stands twice; rename one of them", rows[i].code);
        }
        count++;
    }
    reading->draft->bands = rows;
    reading->draft->band_count = count;
    return LG_OK;
}

static enum lg_status read_class(const struct lg_scheme_reading *reading,
                                 const struct lg_yaml_node *map, struct lg_class_rule *row,
                                 struct lg_error *err)
{
    static const char *const keys[] = {"text", "class", "source"};
    static const char *const classes[] = {"综合性园区", "专业性园区"};
    static const struct lg_rules_words words = {"class", classes, COUNT(classes), 1};
    const struct lg_yaml *yaml = reading->yaml;
    struct lg_arena *memory = &reading->set->memory;
    *row = (struct lg_class_rule){.text = NULL};
    enum lg_status status = lg_rules_check_keys(yaml, map, "a park class", keys, COUNT(keys), err);
    if (status == LG_OK) {
        status = lg_rules_take_text(yaml, map, "text", memory, &row->text, err);
    }
    if (status == LG_OK && lg_rules_find_text(yaml, map, "class", err) == NULL) {
        status = LG_BAD_PROJECT;
    }
    if (status == LG_OK) {
        status = lg_rules_read_given_word(reading, map, &words, &row->park_class, err);
    }
    if (status != LG_OK) return status;
    return lg_rules_take_text(yaml, map, "source", memory, &row->source, err);
}

enum lg_status lg_scheme_read_classes(struct lg_scheme_reading *reading,
                                      const struct lg_yaml_node *node, struct lg_error *err)
{
    const struct lg_yaml *yaml = reading->yaml;
    enum lg_status status = lg_rules_check_list(yaml, node, "park_classes", err);
    if (status != LG_OK) return status;
    struct lg_class_rule *rows =
        lg_rules_grow(&reading->set->memory, NULL, 0, node->count, sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    size_t count = 0;
    for (const struct lg_yaml_node *map = node->children; map != NULL; map = map->sister) {
        status = read_class(reading, map, &rows[count], err);
        if (status != LG_OK) return status;
        for (size_t i = 0; i < count; i++) {
            if (strcmp(rows[i].text, rows[count].text) != 0) continue;
            return lg_yaml_wrong(yaml, map->line, map->column, err,
                                 "text \"%.*s\" stands twice; remove one of them",
                                 LG_YAML_SHOWN(rows[i].text));
        }
        count++;
    }
    reading->draft->classes = rows;
    reading->draft->class_count = count;
    return LG_OK;
}
