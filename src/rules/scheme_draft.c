/*
 * What the readers of the evaluation's lists share: places that outlive the file, words, reaches,
 * operators, expressions.
 */
#include "rules/scheme_draft.h"

#include "landgauge/names.h"
#include "rules/expression.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { KNOWN_COUNT_MAX = 256 };

struct lg_rules_place lg_rules_place_of(const struct lg_scheme_reading *reading,
                                        const struct lg_yaml_node *node)
{
    return (struct lg_rules_place){reading->name, node->line, node->column};
}

struct lg_rules_place lg_rules_place_of_key(const struct lg_scheme_reading *reading,
                                            const struct lg_yaml_node *node)
{
    return (struct lg_rules_place){reading->name, node->key_line, node->key_column};
}

struct lg_yaml lg_rules_file(const struct lg_rules_place *place)
{
    return (struct lg_yaml){.name = place->file, .code = "E_RULES"};
}

enum lg_status lg_rules_no_such(const struct lg_placed_text *text, const char *what,
                                const char *const *known, size_t count, struct lg_error *err)
{
    const struct lg_yaml file = lg_rules_file(&text->place);
    size_t nearest = lg_names_nearest(text->text, known, count);
    bool has_nearest = nearest < count;
    return lg_yaml_wrong(&file, text->place.line, text->place.column, err, "\"%.*s\" %s%s%s%s",
                         LG_YAML_SHOWN(text->text), what, has_nearest ? "; did you mean \"" : "",
                         has_nearest ? known[nearest] : "", has_nearest ? "\"?" : "");
}

void *lg_rules_grow(struct lg_arena *memory, const void *items, size_t count, size_t more,
                    size_t item_bytes)
{
    void *grown = lg_arena_take(memory, (count + more + 1) * item_bytes);
    if (grown != NULL && count > 0) memcpy(grown, items, count * item_bytes);
    return grown;
}

enum lg_status lg_rules_keep_word(const struct lg_scheme_reading *reading, const char *word,
                                  const struct lg_rules_alphabet *alphabet,
                                  struct lg_rules_place place, struct lg_placed_text *kept,
                                  struct lg_error *err)
{
    size_t length = strspn(word, alphabet->characters);
    if (length == 0 || length > (size_t)alphabet->most || word[length] != '\0') {
        return lg_yaml_wrong(reading->yaml, place.line, place.column, err,
                             "%s \"%.*s\" is not of %s, up to %d of them", alphabet->what,
                             LG_YAML_SHOWN(word), alphabet->shown, alphabet->most);
    }
    *kept = (struct lg_placed_text){lg_arena_text(&reading->set->memory, word, length), place};
    return kept->text != NULL ? LG_OK : lg_rules_no_memory(err);
}

enum lg_status lg_rules_take_placed(const struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *map, const char *key,
                                    struct lg_placed_text *text, struct lg_error *err)
{
    enum lg_status status =
        lg_rules_take_text(reading->yaml, map, key, &reading->set->memory, &text->text, err);
    if (status == LG_OK) text->place = lg_rules_place_of(reading, lg_yaml_find(map, key));
    return status;
}

enum lg_status lg_rules_take_given(const struct lg_scheme_reading *reading,
                                   const struct lg_yaml_node *map, const char *key,
                                   const char **text, struct lg_error *err)
{
    if (lg_yaml_find(map, key) == NULL) return LG_OK;
    return lg_rules_take_text(reading->yaml, map, key, &reading->set->memory, text, err);
}

enum lg_status lg_rules_read_given_word(const struct lg_scheme_reading *reading,
                                        const struct lg_yaml_node *map,
                                        const struct lg_rules_words *words, const char **word,
                                        struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, words->what);
    size_t count = 0;
    if (node == NULL) return LG_OK;
    return lg_rules_read_words(reading->yaml, node, words, word, &count, err);
}

enum lg_status lg_rules_take_number(const struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *map,
                                    const struct lg_rules_range *range, double *value,
                                    struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_rules_find_text(reading->yaml, map, range->name, err);
    if (node == NULL) return LG_BAD_PROJECT;
    return lg_rules_read_number(reading->yaml, node, range, value, err);
}

/* Bits of the words given; all bits when none is. */
static enum lg_status read_bits(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *map, const struct lg_rules_words *words,
                                unsigned *bits, bool *is_given, struct lg_error *err)
{
    const char *given[LG_TYPE_COUNT + LG_SCOPE_COUNT];
    size_t count = 0;
    const struct lg_yaml_node *node = lg_yaml_find(map, words->what);
    *bits = (1U << words->count) - 1U;
    *is_given = node != NULL;
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_rules_read_words(reading->yaml, node, words, given, &count, err);
    if (status != LG_OK) return status;
    *bits = 0;
    for (size_t i = 0; i < words->count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (given[j] == words->allowed[i]) *bits |= 1U << i;
        }
    }
    return LG_OK;
}

enum lg_status lg_rules_read_reach(const struct lg_scheme_reading *reading,
                                   const struct lg_yaml_node *map, struct lg_reach *reach,
                                   unsigned *exact, struct lg_error *err)
{
    static const struct lg_rules_words types = {"type", lg_eval_type_names, LG_TYPE_COUNT,
                                                LG_TYPE_COUNT};
    static const struct lg_rules_words scopes = {"scope", lg_scope_names, LG_SCOPE_COUNT,
                                                 LG_SCOPE_COUNT};
    bool has_types = false;
    bool has_scopes = false;
    enum lg_status status = read_bits(reading, map, &types, &reach->types, &has_types, err);
    if (status == LG_OK) {
        status = read_bits(reading, map, &scopes, &reach->scopes, &has_scopes, err);
    }
    *exact = (has_types ? 2U : 0U) + (has_scopes ? 1U : 0U);
    return status;
}

enum lg_status lg_rules_read_operator(const struct lg_scheme_reading *reading,
                                      const struct lg_yaml_node *map, const char **comparison,
                                      struct lg_error *err)
{
    static const struct lg_rules_words words = {"operator", lg_operator_texts, LG_EQUAL + 1, 1};
    return lg_rules_read_given_word(reading, map, &words, comparison, err);
}

enum lg_operator lg_rules_operator(const char *text)
{
    enum lg_operator found = LG_AT_LEAST;
    for (unsigned i = LG_AT_LEAST; i <= LG_EQUAL; i++) {
        if (strcmp(lg_operator_texts[i], text) == 0) found = (enum lg_operator)i;
    }
    return found;
}

enum lg_status lg_rules_compile(const struct lg_placed_text *text, const char *key,
                                const struct lg_scheme *scheme, enum lg_fact_stage latest,
                                struct lg_rule_set *set, struct lg_expression *expression,
                                struct lg_error *err)
{
    const struct lg_expression_names names = {scheme, latest};
    struct lg_error fault = {.message = ""};
    enum lg_status status =
        lg_expression_compile(text->text, &names, &set->memory, expression, &fault);
    if (status == LG_OK) return LG_OK;
    if (status == LG_NO_MEMORY) return lg_rules_no_memory(err);
    const struct lg_yaml file = lg_rules_file(&text->place);
    return lg_yaml_wrong(&file, text->place.line, text->place.column, err, "%s, %s", key,
                         fault.message);
}

enum lg_status lg_rules_find_indicator(const struct lg_placed_text *code,
                                       const struct lg_scheme *scheme, size_t *position,
                                       struct lg_error *err)
{
    const char *known[KNOWN_COUNT_MAX];
    size_t count = lg_scheme_indicator_count(scheme);
    *position = lg_scheme_find(scheme, code->text);
    if (*position < count) return LG_OK;
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        const char *key = lg_indicator_entries[i].key;
        const char *known_code = lg_indicator_entries[i].code;
        if (key == NULL || strcmp(key, code->text) != 0) continue;
        const struct lg_yaml file = lg_rules_file(&code->place);
        return lg_yaml_wrong(&file, code->place.line, code->place.column, err,
                             "\"%s\" is a name for expressions; write the code \"%s\"", key,
                             known_code);
    }
    size_t known_count = 0;
    while (known_count < count && known_count < COUNT(known)) {
        known[known_count] = lg_scheme_indicator(scheme, known_count)->code;
        known_count++;
    }
    return lg_rules_no_such(code, "is no indicator", known, known_count, err);
}

bool lg_rules_ranks_before(const struct lg_draft_rank *left, const struct lg_draft_rank *right)
{
    if (left->set != right->set) return left->set > right->set;
    return left->exact > right->exact;
}
