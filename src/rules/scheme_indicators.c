/*
 * Indicators of a rule set's own, and the names of goals and sub-goals (domain.md 1.4).
 */
#include "rules/scheme_draft.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { OWN_COUNT_MAX = 100, CODE_LENGTH_MAX = 24 };

/* Codes of indicators and nodes: names within expressions. */
static const struct lg_rules_alphabet alphabet = {
    "code", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_",
    "letters, digits and _", CODE_LENGTH_MAX};

static enum lg_status check_map(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *node, struct lg_error *err)
{
    if (node->kind == LG_YAML_MAP) return LG_OK;
    return lg_yaml_wrong(reading->yaml, node->line, node->column, err, "%s must be a map of codes",
                         node->key);
}

/* A code of one's own is no name that expressions or tables know already. */
static enum lg_status check_free(const struct lg_scheme_reading *reading,
                                 const struct lg_yaml_node *entry, struct lg_error *err)
{
    const char *code = entry->key;
    const char *what = NULL;
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        const struct lg_indicator_entry *known = &lg_indicator_entries[i];
        bool is_key = known->key != NULL && strcmp(known->key, code) == 0;
        if (is_key || strcmp(known->code, code) == 0) what = "a built-in indicator";
    }
    if (what == NULL && lg_fact_find(code) < LG_FACT_COUNT) what = "a figure of every park";
    if (strcmp(code, "min") == 0 || strcmp(code, "max") == 0) what = "a word of expressions";
    if (code[0] >= '0' && code[0] <= '9') what = "a number by its beginning";
    if (what == NULL) return LG_OK;
    return lg_yaml_wrong(reading->yaml, entry->key_line, entry->key_column, err,
                         "code \"%.*s\" is %s already; choose another", LG_YAML_SHOWN(code), what);
}

static enum lg_status read_texts(const struct lg_scheme_reading *reading,
                                 const struct lg_yaml_node *map, struct lg_draft_indicator *row,
                                 struct lg_error *err)
{
    const struct {
        const char *key;
        const char **text;
    } texts[] = {
        {"zh", &row->name[0]},
        {"en", &row->name[1]},
        {"unit", &row->unit},
        {"source", &row->source},
    };
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < COUNT(texts) && status == LG_OK; i++) {
        status = lg_rules_take_text(reading->yaml, map, texts[i].key, &reading->set->memory,
                                    texts[i].text, err);
    }
    if (status == LG_OK) {
        status = lg_rules_take_placed(reading, map, "numerator", &row->numerator, err);
    }
    if (status == LG_OK && lg_yaml_find(map, "denominator") != NULL) {
        status = lg_rules_take_placed(reading, map, "denominator", &row->denominator, err);
    }
    return status;
}

/* Of % alone the quotient is taken times 100: what only looks like it would be off by that. */
static enum lg_status check_percent(const struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *entry,
                                    const struct lg_draft_indicator *row, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(entry, "unit");
    bool is_percent = strcmp(row->unit, "%") == 0;
    bool looks_so = strchr(row->unit, '%') != NULL || strstr(row->unit, "％") != NULL;
    if (looks_so && !is_percent) {
        return lg_yaml_wrong(reading->yaml, node->line, node->column, err,
                             "unit \"%.*s\" is not %%; write \"%%\"", LG_YAML_SHOWN(row->unit));
    }
    if (!is_percent || row->denominator.text != NULL) return LG_OK;
    return lg_yaml_wrong(reading->yaml, node->line, node->column, err,
                         "%s is in %%, a quotient times 100, and has no denominator; add it, 100 "
                         "where the numerator is in %% already",
                         row->code.text);
}

static enum lg_status read_indicator(const struct lg_scheme_reading *reading,
                                     const struct lg_yaml_node *entry,
                                     struct lg_draft_indicator *row, struct lg_error *err)
{
    static const char *const keys[] = {"zh",          "en",    "unit",  "numerator",
                                       "denominator", "sense", "source"};
    static const char *const senses[] = {"positive", "negative"};
    static const struct lg_rules_words words = {"sense", senses, COUNT(senses), 1};
    const char *sense = senses[0];
    *row = (struct lg_draft_indicator){.set = reading->name};
    enum lg_status status = lg_rules_keep_word(
        reading, entry->key, &alphabet, lg_rules_place_of_key(reading, entry), &row->code, err);
    if (status == LG_OK) status = check_free(reading, entry, err);
    if (status == LG_OK) {
        status = lg_rules_check_keys(reading->yaml, entry, entry->key, keys, COUNT(keys), err);
    }
    if (status == LG_OK) status = read_texts(reading, entry, row, err);
    if (status == LG_OK) status = lg_rules_read_given_word(reading, entry, &words, &sense, err);
    row->is_negative = sense == senses[1];
    if (status == LG_OK) status = check_percent(reading, entry, row, err);
    if (status == LG_OK && row->is_negative && strcmp(row->unit, "%") != 0) {
        const struct lg_yaml_node *node = lg_yaml_find(entry, "sense");
        return lg_yaml_wrong(reading->yaml, node->line, node->column, err,
                             "%s is negative, but not in %%: its score counts from 100 down; turn "
                             "the quotient round",
                             row->code.text);
    }
    return status;
}

enum lg_status lg_scheme_read_indicators(struct lg_scheme_reading *reading,
                                         const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = check_map(reading, node, err);
    if (status != LG_OK) return status;
    struct lg_draft_indicator *rows =
        lg_rules_grow(&reading->set->memory, draft->indicators, draft->indicator_count, node->count,
                      sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    draft->indicators = rows;
    for (const struct lg_yaml_node *entry = node->children; entry != NULL; entry = entry->sister) {
        size_t at = 0;
        while (at < draft->indicator_count && strcmp(rows[at].code.text, entry->key) != 0) {
            at++;
        }
        if (at == OWN_COUNT_MAX) {
            return lg_yaml_wrong(reading->yaml, entry->key_line, entry->key_column, err,
                                 "more than %d own indicators; remove some", OWN_COUNT_MAX);
        }
        status = read_indicator(reading, entry, &rows[at], err);
        if (status != LG_OK) return status;
        if (at == draft->indicator_count) draft->indicator_count++;
    }
    return LG_OK;
}

static enum lg_status read_node(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *entry, struct lg_node_name *row,
                                struct lg_error *err)
{
    static const char *const keys[] = {"zh", "en", "source"};
    struct lg_placed_text code = {.text = NULL};
    const char *texts[COUNT(keys)] = {NULL};
    enum lg_status status = lg_rules_keep_word(reading, entry->key, &alphabet,
                                               lg_rules_place_of_key(reading, entry), &code, err);
    if (status == LG_OK) {
        status = lg_rules_check_keys(reading->yaml, entry, entry->key, keys, COUNT(keys), err);
    }
    for (size_t i = 0; i < COUNT(keys) && status == LG_OK; i++) {
        status = lg_rules_take_text(reading->yaml, entry, keys[i], &reading->set->memory, &texts[i],
                                    err);
    }
    *row = (struct lg_node_name){code.text, {texts[0], texts[1]}, texts[2], reading->name};
    return status;
}

enum lg_status lg_scheme_read_nodes(struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = check_map(reading, node, err);
    if (status != LG_OK) return status;
    struct lg_node_name *rows = lg_rules_grow(&reading->set->memory, draft->nodes,
                                              draft->node_count, node->count, sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    draft->nodes = rows;
    for (const struct lg_yaml_node *entry = node->children; entry != NULL; entry = entry->sister) {
        size_t at = 0;
        while (at < draft->node_count && strcmp(rows[at].code, entry->key) != 0) {
            at++;
        }
        status = read_node(reading, entry, &rows[at], err);
        if (status != LG_OK) return status;
        if (at == draft->node_count) draft->node_count++;
    }
    return LG_OK;
}

/* An entry's names cannot be set one by one: they are constant once it is there. */
static void put_entry(const struct lg_draft_indicator *row, struct lg_own_indicator *own)
{
    const struct lg_own_indicator made = {
        .entry =
            {
                .code = row->code.text,
                .name = {row->name[0], row->name[1]},
                .unit = row->unit,
                .numerator = row->numerator.text,
                .denominator = row->denominator.text,
                .plausible_min = -HUGE_VAL,
                .plausible_max = HUGE_VAL,
                .is_negative = row->is_negative,
            },
        .source = row->source,
        .set = row->set,
    };
    memcpy(own, &made, sizeof(made));
}

/* The first own indicator, by position, that an expression names and that is not done; count. */
static size_t find_open(const struct lg_expression *expression, const bool *is_done, size_t count)
{
    for (size_t i = 0; i < expression->step_count; i++) {
        const struct lg_expression_step *step = &expression->steps[i];
        if (step->kind != LG_STEP_INDICATOR || step->operand < lg_indicator_entry_count) continue;
        size_t own = step->operand - lg_indicator_entry_count;
        if (!is_done[own]) return own;
    }
    return count;
}

static size_t find_needed(const struct lg_own_indicator *own, const bool *is_done, size_t count)
{
    size_t needed = find_open(&own->numerator, is_done, count);
    return needed < count ? needed : find_open(&own->denominator, is_done, count);
}

/* Every one of those that are not done needs another: following them must come round. */
static enum lg_status say_cycle(const struct lg_scheme_draft *draft,
                                const struct lg_own_indicator *own, const bool *is_done,
                                struct lg_error *err)
{
    size_t count = draft->indicator_count;
    size_t at = 0;
    while (is_done[at]) {
        at++;
    }
    for (size_t i = 0; i < count; i++) {
        at = find_needed(&own[at], is_done, count);
    }
    char chain[256];
    size_t used = 0;
    const struct lg_placed_text *first = &draft->indicators[at].code;
    size_t next = at;
    do {
        size_t length = strlen(own[next].entry.code);
        if (used + length + 8 >= sizeof(chain)) break;
        memcpy(chain + used, own[next].entry.code, length);
        memcpy(chain + used + length, " -> ", 4);
        used += length + 4;
        next = find_needed(&own[next], is_done, count);
    } while (next != at);
    chain[used] = '\0';
    const struct lg_yaml file = lg_rules_file(&first->place);
    return lg_yaml_wrong(&file, first->place.line, first->place.column, err,
                         "indicators that need each other: %s%s; break the circle", chain,
                         first->text);
}

static enum lg_status put_in_order(const struct lg_scheme_draft *draft,
                                   const struct lg_own_indicator *own, size_t *order,
                                   struct lg_error *err)
{
    bool is_done[OWN_COUNT_MAX] = {false};
    size_t count = draft->indicator_count;
    size_t done = 0;
    while (done < count) {
        size_t before = done;
        for (size_t i = 0; i < count; i++) {
            if (is_done[i] || find_needed(&own[i], is_done, count) < count) continue;
            is_done[i] = true;
            order[done++] = i;
        }
        if (done == before) return say_cycle(draft, own, is_done, err);
    }
    return LG_OK;
}

enum lg_status lg_scheme_make_indicators(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                         struct lg_rule_set *set, struct lg_error *err)
{
    size_t count = draft->indicator_count;
    struct lg_own_indicator *own = lg_arena_take(&set->memory, (count + 1) * sizeof(*own));
    size_t *order = lg_arena_take(&set->memory, (count + 1) * sizeof(*order));
    if (own == NULL || order == NULL) return lg_rules_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        put_entry(&draft->indicators[i], &own[i]);
    }
    scheme->own = own;
    scheme->own_count = count;
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < count && status == LG_OK; i++) {
        const struct lg_draft_indicator *row = &draft->indicators[i];
        status = lg_rules_compile(&row->numerator, "numerator", scheme, LG_FACT_OF_SUMS, set,
                                  &own[i].numerator, err);
        if (status != LG_OK || row->denominator.text == NULL) continue;
        status = lg_rules_compile(&row->denominator, "denominator", scheme, LG_FACT_OF_SUMS, set,
                                  &own[i].denominator, err);
    }
    if (status == LG_OK) status = put_in_order(draft, own, order, err);
    scheme->own_order = order;
    return status;
}
