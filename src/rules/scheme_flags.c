/*
 * Flags for those who decide (domain.md 6.7): conditions in cases, changed field by field.
 */
#include "rules/scheme_draft.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { CODE_LENGTH_MAX = 24, NAME_LENGTH_MAX = 40, CONDITIONS_MAX = 100 };

static const char *const places[] = {"parks", "candidates"};

static const struct lg_rules_alphabet flag_alphabet = {"flag code", LG_RULES_CAPITALS,
                                                       LG_RULES_CAPITALS_SHOWN, CODE_LENGTH_MAX};
static const struct lg_rules_alphabet name_alphabet = {"name", LG_RULES_SMALL "0123456789_",
                                                       "a to z, 0 to 9 and _", NAME_LENGTH_MAX};

static enum lg_status check_map(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *node, const char *of,
                                struct lg_error *err)
{
    if (node->kind == LG_YAML_MAP && node->count > 0) return LG_OK;
    return lg_yaml_wrong(reading->yaml, node->line, node->column, err, "%s must be a map of %s",
                         node->key, of);
}

/* The fields that a row gives stand over those of earlier sets. */
static enum lg_status read_fields(const struct lg_scheme_reading *reading,
                                  const struct lg_yaml_node *entry, struct lg_draft_condition *row,
                                  struct lg_error *err)
{
    static const char *const keys[] = {"value", "operator", "threshold", "source"};
    static const struct lg_rules_range range = {"threshold", -1e9, 1e9, false};
    enum lg_status status =
        lg_rules_check_keys(reading->yaml, entry, entry->key, keys, COUNT(keys), err);
    if (status == LG_OK && lg_yaml_find(entry, "value") != NULL) {
        status = lg_rules_take_placed(reading, entry, "value", &row->value, err);
    }
    if (status == LG_OK) status = lg_rules_read_operator(reading, entry, &row->comparison, err);
    if (status == LG_OK && lg_yaml_find(entry, "threshold") != NULL) {
        status = lg_rules_take_number(reading, entry, &range, &row->threshold, err);
    }
    if (status != LG_OK) return status;
    row->set = reading->name;
    return lg_rules_take_text(reading->yaml, entry, "source", &reading->set->memory, &row->source,
                              err);
}

/* The place of a condition; condition_count when there is none. */
static size_t find_condition(const struct lg_draft_flag *flag, const char *case_name,
                             const char *name)
{
    size_t at = 0;
    while (at < flag->condition_count && (strcmp(flag->conditions[at].case_name, case_name) != 0 ||
                                          strcmp(flag->conditions[at].name.text, name) != 0)) {
        at++;
    }
    return at;
}

static enum lg_status read_case(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *map, struct lg_draft_flag *flag,
                                struct lg_error *err)
{
    struct lg_placed_text case_name = {.text = NULL};
    enum lg_status status = lg_rules_keep_word(
        reading, map->key, &name_alphabet, lg_rules_place_of_key(reading, map), &case_name, err);
    if (status == LG_OK) status = check_map(reading, map, "conditions", err);
    if (status != LG_OK) return status;
    for (const struct lg_yaml_node *entry = map->children; entry != NULL; entry = entry->sister) {
        size_t at = find_condition(flag, case_name.text, entry->key);
        bool is_new = at == flag->condition_count;
        struct lg_draft_condition *row = &flag->conditions[at];
        if (is_new && flag->condition_count == CONDITIONS_MAX) {
            return lg_yaml_wrong(reading->yaml, entry->key_line, entry->key_column, err,
                                 "more than %d conditions of one flag; remove some",
                                 CONDITIONS_MAX);
        }
        if (is_new) {
            *row =
                (struct lg_draft_condition){.case_name = case_name.text, .threshold = (double)NAN};
        }
        status = lg_rules_keep_word(reading, entry->key, &name_alphabet,
                                    lg_rules_place_of_key(reading, entry), &row->name, err);
        if (status == LG_OK) status = read_fields(reading, entry, row, err);
        if (status != LG_OK) return status;
        if (is_new) flag->condition_count++;
    }
    return LG_OK;
}

/* Room for every condition of a flag's cases behind those of earlier sets. */
static enum lg_status make_room(struct lg_arena *memory, const struct lg_yaml_node *cases,
                                struct lg_draft_flag *flag, struct lg_error *err)
{
    size_t more = 0;
    for (const struct lg_yaml_node *map = cases->children; map != NULL; map = map->sister) {
        more += map->count;
    }
    flag->conditions = lg_rules_grow(memory, flag->conditions, flag->condition_count, more,
                                     sizeof(*flag->conditions));
    return flag->conditions != NULL ? LG_OK : lg_rules_no_memory(err);
}

static enum lg_status read_flag(const struct lg_scheme_reading *reading,
                                const struct lg_yaml_node *entry, struct lg_draft_flag *flag,
                                struct lg_error *err)
{
    static const char *const keys[] = {"zh", "en", "applies", "cases"};
    static const struct lg_rules_words words = {"applies", places, COUNT(places), 1};
    enum lg_status status =
        lg_rules_keep_word(reading, entry->key, &flag_alphabet,
                           lg_rules_place_of_key(reading, entry), &flag->code, err);
    if (status == LG_OK) {
        status = lg_rules_check_keys(reading->yaml, entry, entry->key, keys, COUNT(keys), err);
    }
    if (status == LG_OK) status = check_map(reading, entry, "fields", err);
    flag->set = reading->name;
    if (status == LG_OK) status = lg_rules_take_given(reading, entry, "zh", &flag->name[0], err);
    if (status == LG_OK) status = lg_rules_take_given(reading, entry, "en", &flag->name[1], err);
    if (status == LG_OK) {
        status = lg_rules_read_given_word(reading, entry, &words, &flag->applies, err);
    }
    const struct lg_yaml_node *cases = lg_yaml_find(entry, "cases");
    if (status != LG_OK || cases == NULL) return status;
    status = check_map(reading, cases, "cases to conditions", err);
    if (status == LG_OK) status = make_room(&reading->set->memory, cases, flag, err);
    for (const struct lg_yaml_node *map = cases->children; map != NULL && status == LG_OK;
         map = map->sister) {
        status = read_case(reading, map, flag, err);
    }
    return status;
}

enum lg_status lg_scheme_read_flags(struct lg_scheme_reading *reading,
                                    const struct lg_yaml_node *node, struct lg_error *err)
{
    struct lg_scheme_draft *draft = reading->draft;
    enum lg_status status = check_map(reading, node, "codes", err);
    if (status != LG_OK) return status;
    struct lg_draft_flag *flags = lg_rules_grow(&reading->set->memory, draft->flags,
                                                draft->flag_count, node->count, sizeof(*flags));
    if (flags == NULL) return lg_rules_no_memory(err);
    draft->flags = flags;
    for (const struct lg_yaml_node *entry = node->children; entry != NULL; entry = entry->sister) {
        size_t at = 0;
        while (at < draft->flag_count && strcmp(flags[at].code.text, entry->key) != 0) {
            at++;
        }
        if (at == draft->flag_count) flags[at] = (struct lg_draft_flag){.applies = NULL};
        status = read_flag(reading, entry, &flags[at], err);
        if (status != LG_OK) return status;
        if (at == draft->flag_count) draft->flag_count++;
    }
    return LG_OK;
}

static enum lg_status missing(const struct lg_placed_text *where, const char *key,
                              struct lg_error *err)
{
    const struct lg_yaml file = lg_rules_file(&where->place);
    return lg_yaml_wrong(&file, where->place.line, where->place.column, err,
                         "\"%s\" of %s is missing; add it", key, where->text);
}

static enum lg_status make_condition(const struct lg_draft_condition *draft,
                                     const struct lg_scheme *scheme, struct lg_rule_set *set,
                                     struct lg_flag_condition *row, struct lg_error *err)
{
    if (draft->value.text == NULL) return missing(&draft->name, "value", err);
    if (draft->comparison == NULL) return missing(&draft->name, "operator", err);
    if (isnan(draft->threshold)) return missing(&draft->name, "threshold", err);
    *row = (struct lg_flag_condition){
        .case_name = draft->case_name,
        .name = draft->name.text,
        .threshold = draft->threshold,
        .comparison = lg_rules_operator(draft->comparison),
        .source = draft->source,
        .set = draft->set,
    };
    return lg_rules_compile(&draft->value, "value", scheme, LG_FACT_OF_SCORES, set, &row->value,
                            err);
}

/* Whether a case was named by a condition before this one. */
static bool is_known_case(const struct lg_draft_flag *flag, size_t position)
{
    for (size_t i = 0; i < position; i++) {
        if (strcmp(flag->conditions[i].case_name, flag->conditions[position].case_name) == 0) {
            return true;
        }
    }
    return false;
}

/* A later set may add to a case of an earlier one: those of a case go together. */
static enum lg_status make_conditions(const struct lg_draft_flag *draft,
                                      const struct lg_scheme *scheme, struct lg_rule_set *set,
                                      struct lg_flag_condition *rows, struct lg_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < draft->condition_count; i++) {
        if (is_known_case(draft, i)) continue;
        for (size_t j = i; j < draft->condition_count; j++) {
            const struct lg_draft_condition *row = &draft->conditions[j];
            if (strcmp(row->case_name, draft->conditions[i].case_name) != 0) continue;
            enum lg_status status = make_condition(row, scheme, set, &rows[count++], err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}

static enum lg_status make_flag(const struct lg_draft_flag *draft, const struct lg_scheme *scheme,
                                struct lg_rule_set *set, struct lg_flag *flag, struct lg_error *err)
{
    if (draft->name[0] == NULL) return missing(&draft->code, "zh", err);
    if (draft->name[1] == NULL) return missing(&draft->code, "en", err);
    if (draft->applies == NULL) return missing(&draft->code, "applies", err);
    if (draft->condition_count == 0) return missing(&draft->code, "cases", err);
    struct lg_flag_condition *rows =
        lg_arena_take(&set->memory, draft->condition_count * sizeof(*rows));
    if (rows == NULL) return lg_rules_no_memory(err);
    *flag = (struct lg_flag){
        .code = draft->code.text,
        .name = {draft->name[0], draft->name[1]},
        .of_candidates = draft->applies == places[1],
        .condition_count = draft->condition_count,
        .conditions = rows,
        .set = draft->set,
    };
    return make_conditions(draft, scheme, set, rows, err);
}

enum lg_status lg_scheme_make_flags(struct lg_scheme_draft *draft, struct lg_scheme *scheme,
                                    struct lg_rule_set *set, struct lg_error *err)
{
    struct lg_flag *flags = lg_arena_take(&set->memory, (draft->flag_count + 1) * sizeof(*flags));
    if (flags == NULL) return lg_rules_no_memory(err);
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < draft->flag_count && status == LG_OK; i++) {
        status = make_flag(&draft->flags[i], scheme, set, &flags[i], err);
    }
    scheme->flags = flags;
    scheme->flag_count = draft->flag_count;
    return status;
}
