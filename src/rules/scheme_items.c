/*
 * Compliance items (domain.md 6.6): a later set changes single fields of an item.
 */
#include "rules/scheme_draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { CODE_LENGTH_MAX = 24 };

static const char *const kinds[] = {"official", "regional", "user", "program"};

static enum lg_status read_texts(const struct lg_scheme_reading *reading,
                                 const struct lg_yaml_node *map, struct lg_draft_item *item,
                                 struct lg_error *err)
{
    const struct {
        const char *key;
        const char **text;
    } texts[] = {
        {"zh", &item->name[0]},
        {"en", &item->name[1]},
        {"basis", &item->basis},
        {"unit", &item->unit},
    };
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < COUNT(texts) && status == LG_OK; i++) {
        status = lg_rules_take_given(reading, map, texts[i].key, texts[i].text, err);
    }
    if (status == LG_OK && lg_yaml_find(map, "value") != NULL) {
        status = lg_rules_take_placed(reading, map, "value", &item->value, err);
    }
    return status;
}

/* The line: "none" takes it away. One that a later set gives is the user's unless it says more. */
static enum lg_status read_line(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *map, struct lg_draft_item *item,
                                struct lg_error *err)
{
    static const struct lg_rules_range range = {"threshold", -1e9, 1e9, false};
    static const struct lg_rules_words words = {"kind", kinds, COUNT(kinds), 1};
    const struct lg_yaml_node *threshold = lg_yaml_find(map, "threshold");
    enum lg_status status = lg_rules_read_operator(reading, map, &item->comparison, err);
    if (status == LG_OK && threshold != NULL) {
        if (item->kind != NULL) item->kind = kinds[2];
        item->threshold = (double)NAN;
        if (threshold->kind != LG_YAML_SCALAR || strcmp(threshold->text, "none") != 0) {
            status = lg_rules_take_number(reading, map, &range, &item->threshold, err);
        }
    }
    if (status != LG_OK) return status;
    return lg_rules_read_given_word(reading, map, &words, &item->kind, err);
}

/* Whose the line is, and whose the weight: each has the source of the row that gave it. */
static enum lg_status read_source(const struct lg_scheme_reading *reading,
                                  const struct lg_yaml_node *map, struct lg_draft_item *item,
                                  struct lg_error *err)
{
    static const char *const of_line[] = {"basis",    "unit",      "value",
                                          "operator", "threshold", "kind"};
    static const struct lg_rules_range range = {"weight", 0, 1000, false};
    const char *source = NULL;
    enum lg_status status =
        lg_rules_take_text(reading->yaml, map, "source", &reading->set->memory, &source, err);
    if (status != LG_OK) return status;
    /* A source alone stands for the line. */
    bool has_line = item->source == NULL || map->count == 1;
    for (size_t i = 0; i < COUNT(of_line); i++) {
        has_line = has_line || lg_yaml_find(map, of_line[i]) != NULL;
    }
    if (has_line) {
        item->source = source;
        item->set = reading->name;
    }
    if (lg_yaml_find(map, "weight") == NULL) return LG_OK;
    item->weight_source = source;
    item->weight_set = reading->name;
    return lg_rules_take_number(reading, map, &range, &item->weight, err);
}

/* What an item still lacks after all of its rows is missing in the last of them. */
static enum lg_status check_whole(const struct lg_draft_item *item, struct lg_error *err)
{
    const struct {
        const char *key;
        bool is_given;
    } fields[] = {
        {"zh", item->name[0] != NULL},       {"en", item->name[1] != NULL},
        {"basis", item->basis != NULL},      {"unit", item->unit != NULL},
        {"value", item->value.text != NULL}, {"operator", item->comparison != NULL},
        {"weight", !isnan(item->weight)},    {"kind", item->kind != NULL},
    };
    for (size_t i = 0; i < COUNT(fields); i++) {
        if (fields[i].is_given) continue;
        const struct lg_yaml file = lg_rules_file(&item->code.place);
        return lg_yaml_wrong(&file, item->code.place.line, item->code.place.column, err,
                             "\"%s\" of %s is missing; add it", fields[i].key, item->code.text);
    }
    return LG_OK;
}

static enum lg_status read_item(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *entry, struct lg_draft_item *item,
                                struct lg_error *err)
{
    static const char *const keys[] = {"zh",       "en",        "basis",  "unit", "value",
                                       "operator", "threshold", "weight", "kind", "source"};
    static const struct lg_rules_alphabet alphabet = {"item code", LG_RULES_CAPITALS,
                                                      LG_RULES_CAPITALS_SHOWN, CODE_LENGTH_MAX};
    enum lg_status status = lg_rules_keep_word(
        reading, entry->key, &alphabet, lg_rules_place_of_key(reading, entry), &item->code, err);
    if (status == LG_OK) {
        status = lg_rules_check_keys(reading->yaml, entry, entry->key, keys, COUNT(keys), err);
    }
    if (status == LG_OK) status = read_texts(reading, entry, item, err);
    if (status == LG_OK) status = read_line(reading, entry, item, err);
    if (status == LG_OK) status = read_source(reading, entry, item, err);
    return status;
}

enum lg_status lg_scheme_read_items(struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    if (node->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(reading->yaml, node->line, node->column, err,
                             "compliance must be a map of codes");
    }
    struct lg_draft_item *items = lg_rules_grow(&reading->set->memory, draft->items,
                                                draft->item_count, node->count, sizeof(*items));
    if (items == NULL) return lg_rules_no_memory(err);
    draft->items = items;
    for (const struct lg_yaml_node *entry = node->children; entry != NULL; entry = entry->sister) {
        size_t at = 0;
        while (at < draft->item_count && strcmp(items[at].code.text, entry->key) != 0) {
            at++;
        }
        if (at == draft->item_count) {
            items[at] = (struct lg_draft_item){.threshold = (double)NAN, .weight = (double)NAN};
        }
        enum lg_status status = read_item(reading, entry, &items[at], err);
        if (status != LG_OK) return status;
        if (at == draft->item_count) draft->item_count++;
    }
    return LG_OK;
}

static int compare_items(const void *left, const void *right)
{
    const struct lg_draft_item *a = left;
    const struct lg_draft_item *b = right;
    return strcmp(a->code.text, b->code.text);
}

enum lg_status lg_scheme_make_items(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                    struct lg_rule_set *set, struct lg_error *err)
{
    struct lg_compliance_item *items =
        lg_arena_take(&set->memory, (draft->item_count + 1) * sizeof(*items));
    if (items == NULL) return lg_rules_no_memory(err);
    if (draft->item_count > 0) {
        qsort(draft->items, draft->item_count, sizeof(*draft->items), compare_items);
    }
    for (size_t i = 0; i < draft->item_count; i++) {
        const struct lg_draft_item *row = &draft->items[i];
        enum lg_status status = check_whole(row, err);
        if (status != LG_OK) return status;
        items[i] = (struct lg_compliance_item){
            .code = row->code.text,
            .name = {row->name[0], row->name[1]},
            .basis = row->basis,
            .unit = row->unit,
            .threshold = row->threshold,
            .weight = row->weight,
            .comparison = lg_rules_operator(row->comparison),
            .kind = row->kind,
            .source = row->source,
            .set = row->set,
            .weight_source = row->weight_source,
            .weight_set = row->weight_set,
        };
        status = lg_rules_compile(&row->value, "value", scheme, LG_FACT_OF_REGISTER, set,
                                  &items[i].value, err);
        if (status != LG_OK) return status;
    }
    scheme->items = items;
    scheme->item_count = draft->item_count;
    return LG_OK;
}
