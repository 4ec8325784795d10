/*
 * Which figure a name means: an indicator, an area, the score, a goal of its tree, the potentials.
 */
#include "landgauge/project.h"
#include "model/land_state.h"
#include "run/explain_score.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = 400 };

/* Keys of areas that are no land state. */
static const struct {
    const char *key;
    enum lg_figure_kind kind;
    const char *formula;
} area_keys[] = {
    {"ready_ha", LG_FIGURE_PART, "A + B21"}, {"idle_ha", LG_FIGURE_PART, "G"},
    {"unsurveyed_ha", LG_FIGURE_REST, NULL}, {"area_ha", LG_FIGURE_BOUNDARY, NULL},
    {"recorded_ha", LG_FIGURE_RECORD, NULL},
};

enum { AREA_KEY_COUNT = sizeof(area_keys) / sizeof(area_keys[0]) };

/* "a2_ha" */
static void state_key(const struct lg_state_entry *state, char key[LG_FIGURE_KEY_SIZE])
{
    (void)snprintf(key, LG_FIGURE_KEY_SIZE, "%s_ha", state->code);
    for (char *at = key; *at != '_'; at++) {
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at - 'A' + 'a');
    }
}

static bool find_rate(const char *name, struct lg_figure *figure)
{
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        const struct lg_indicator_entry *entry = &lg_indicator_entries[i];
        bool is_key = entry->key != NULL && lg_text_equal_nocase(entry->key, name);
        if (!is_key && !lg_text_equal_nocase(entry->code, name)) continue;
        figure->kind = LG_FIGURE_RATE;
        figure->rate = entry;
        (void)snprintf(figure->key, sizeof(figure->key), "%s",
                       entry->key == NULL ? "" : entry->key);
        return true;
    }
    return false;
}

static bool find_state(const char *name, struct lg_figure *figure)
{
    for (int state = LG_STATE_NONE + 1; state < LG_STATE_COUNT; state++) {
        state_key(&lg_states[state], figure->key);
        if (!lg_text_equal_nocase(figure->key, name)) continue;
        figure->kind = LG_FIGURE_PART;
        figure->part =
            lg_part_of_state(lg_states[state].code, figure->condition, sizeof(figure->condition));
        return true;
    }
    return false;
}

static bool find_area(const char *name, struct lg_figure *figure)
{
    for (size_t i = 0; i < AREA_KEY_COUNT; i++) {
        if (!lg_text_equal_nocase(area_keys[i].key, name)) continue;
        figure->kind = area_keys[i].kind;
        (void)snprintf(figure->key, sizeof(figure->key), "%s", area_keys[i].key);
        if (area_keys[i].formula != NULL) figure->part = *lg_part_find(area_keys[i].formula);
        return true;
    }
    return false;
}

/* Words for what is told of a whole park. */
static const struct {
    const char *name;
    enum lg_figure_kind kind;
} words[] = {
    {"score", LG_FIGURE_SCORE},         {"combined", LG_FIGURE_SCORE}, {"得分", LG_FIGURE_SCORE},
    {"potential", LG_FIGURE_POTENTIAL}, {"潜力", LG_FIGURE_POTENTIAL},
};

enum { WORD_COUNT = sizeof(words) / sizeof(words[0]) };

static bool find_word(const char *name, struct lg_figure *figure)
{
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (!lg_text_equal_nocase(words[i].name, name)) continue;
        figure->kind = words[i].kind;
        return true;
    }
    return false;
}

/* Codes that only the tables have: of the tree above its indicators, and of own indicators. */
static enum lg_status read_codes(struct lg_explaining *explaining, struct lg_found *codes,
                                 struct lg_error *err)
{
    return lg_explain_ask(
        explaining, codes,
        "SELECT DISTINCT code, 'node' AS what, NULL AS name FROM score_nodes WHERE level <> "
        "'indicator' AND code IS NOT NULL UNION SELECT code, 'own', ifnull((SELECT "
        "json_extract(p.value, '$.' || %s) FROM run_json, json_each(text, '$.policy.indicators') p "
        "WHERE json_extract(p.value, '$.code') = i.code), max(i.name)) FROM indicators i WHERE "
        "code IS NOT NULL GROUP BY code ORDER BY what, code",
        LG_VALUES(explaining->language == LG_ENGLISH ? "en" : "zh"), err);
}

/* As written before in any case of letters. */
static bool find_code(const struct lg_found *codes, const char *name, struct lg_figure *figure)
{
    size_t found = codes->row_count;
    for (size_t row = 0; row < codes->row_count; row++) {
        const char *code = lg_found_text(codes, row, "code");
        bool is_alike = found == codes->row_count && lg_text_equal_nocase(code, name);
        if (is_alike || strcmp(code, name) == 0) found = row;
    }
    if (found == codes->row_count) return false;
    bool is_node = strcmp(lg_found_text(codes, found, "what"), "node") == 0;
    figure->kind = is_node ? LG_FIGURE_NODE : LG_FIGURE_OWN;
    const char *own = lg_found_text(codes, found, "name");
    (void)snprintf(figure->key, sizeof(figure->key), "%s", lg_found_text(codes, found, "code"));
    (void)snprintf(figure->name, sizeof(figure->name), "%s", own == NULL ? "" : own);
    return true;
}

static enum lg_status name_nearest(const struct lg_explaining *explaining, const char *name,
                                   const struct lg_found *codes, struct lg_error *err)
{
    const char *names[NAMES_MAX];
    char keys[LG_STATE_COUNT][LG_FIGURE_KEY_SIZE];
    size_t count = 0;
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        names[count++] = lg_indicator_entries[i].code;
        if (lg_indicator_entries[i].key != NULL) names[count++] = lg_indicator_entries[i].key;
    }
    for (size_t i = 0; i < AREA_KEY_COUNT; i++) {
        names[count++] = area_keys[i].key;
    }
    for (int state = LG_STATE_NONE + 1; state < LG_STATE_COUNT; state++) {
        state_key(&lg_states[state], keys[state]);
        names[count++] = keys[state];
    }
    for (size_t i = 0; i < WORD_COUNT; i++) {
        names[count++] = words[i].name;
    }
    for (size_t row = 0; row < codes->row_count && count < NAMES_MAX; row++) {
        const char *code = lg_found_text(codes, row, "code");
        if (lg_indicator_find(code) == NULL) names[count++] = code;
    }
    return lg_explain_unknown(explaining, "indicator", name, names, count, err);
}

enum lg_status lg_figure_find(struct lg_explaining *explaining, const char *name,
                              struct lg_figure *figure, struct lg_error *err)
{
    *figure = (struct lg_figure){.kind = LG_FIGURE_RATE};
    bool is_known = find_rate(name, figure) || find_area(name, figure) ||
                    find_state(name, figure) || find_word(name, figure);
    if (is_known) return LG_OK;

    figure->key[0] = '\0';
    struct lg_found codes = {0};
    enum lg_status status = read_codes(explaining, &codes, err);
    if (status == LG_OK && !find_code(&codes, name, figure)) {
        status = name_nearest(explaining, name, &codes, err);
    }
    lg_found_reset(&codes);
    return status;
}
