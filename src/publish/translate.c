#include "publish/translate.h"

#include "model/indicators.h"
#include "model/labels.h"
#include "model/land_state.h"
#include "model/land_use.h"
#include "model/scheme.h"

#include <assert.h>
#include <string.h>

/* Which column names what the code of another means. */
static const struct naming {
    const char *table; /* NULL: any that has both */
    const char *name;
    const char *code; /* NULL: a sentence without a code */
} namings[] = {
    {NULL, "approved_use_name", "approved_use"},
    {NULL, "current_use_name", "current_use"},
    {NULL, "planned_use_name", "planned_use"},
    {NULL, "note", NULL},
    {"land_state", "name", "code"},
    {"register_sums", "name", "code"},
    {"idle_status", "name", "status"},
    {"indicators", "name", "code"},
    {"benchmarks", "name", "code"},
    {"scores", "band_name", "band"},
    {"score_nodes", "name", "code"},
    {"sensitivity_causes", "name", "node"},
    {"compliance", "name", "item"},
    {"assessment_flags", "flag_name", "flag"},
};

/* A name of a code in both languages; the names NULL where the code is not known. */
typedef const char *const *(*find_names)(const char *code);

static const char *const *state_names(const char *code)
{
    enum lg_state state = lg_state_find(code);
    return state == LG_STATE_NONE ? NULL : lg_states[state].name;
}

static const char *const *stock_names(const char *code)
{
    const struct lg_stock_entry *entry = lg_stock_find(code);
    return entry == NULL ? NULL : entry->name;
}

static const char *const *indicator_names(const char *code)
{
    const struct lg_indicator_entry *entry = lg_indicator_find(code);
    return entry == NULL ? NULL : entry->name;
}

static const char *const *scope_names(const char *code)
{
    for (int scope = 0; scope < LG_SCOPE_COUNT; scope++) {
        if (strcmp(lg_scope_names[scope], code) == 0) return lg_scope_area_names[scope];
    }
    return NULL;
}

static bool is_same(const char *left, const char *right)
{
    return left != NULL && right != NULL && strcmp(left, right) == 0;
}

static const char *name_of_use(const struct lg_translation *translation, const char *code,
                               const char *name)
{
    for (int system = LG_USE_NONE + 1; system < LG_USE_SYSTEM_COUNT; system++) {
        const struct lg_use_entry *entry = lg_use_find((enum lg_use_system)system, code);
        if (entry != NULL && is_same(entry->name[translation->from], name)) {
            return entry->name[translation->to];
        }
    }
    return NULL;
}

/* Idle land is suspected in tables of figures. */
static const char *name_of_status(const struct lg_translation *translation, const char *code,
                                  const char *name)
{
    const char *known = lg_label_value(translation->from, "suspected", code);
    return is_same(known, name) ? lg_label_value(translation->to, "suspected", code) : NULL;
}

static const char *name_of_pair(const struct lg_translation *translation, const char *code,
                                const char *name)
{
    for (size_t i = 0; i < translation->pair_count; i++) {
        const struct lg_name_pair *pair = &translation->pairs[i];
        if (is_same(pair->code, code) && is_same(pair->name[translation->from], name)) {
            return pair->name[translation->to];
        }
    }
    return NULL;
}

/* What stands where there is no code. */
static const char *name_without_code(const struct lg_translation *translation, const char *name)
{
    const char *const *const all[] = {lg_assessment_notes, lg_name_unknown, lg_name_unclassed};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        if (is_same(all[i][translation->from], name)) return all[i][translation->to];
    }
    return NULL;
}

/* The name in the other language; NULL: nobody knows it. */
static const char *translate(const struct lg_translation *translation, const char *code,
                             const char *name)
{
    static const find_names finders[] = {state_names, stock_names, indicator_names, scope_names};
    if (code == NULL) return name_without_code(translation, name);
    const char *found = name_of_pair(translation, code, name);
    for (size_t i = 0; found == NULL && i < sizeof(finders) / sizeof(finders[0]); i++) {
        const char *const *names = finders[i](code);
        if (names != NULL && is_same(names[translation->from], name)) {
            found = names[translation->to];
        }
    }
    if (found == NULL) found = name_of_status(translation, code, name);
    return found != NULL ? found : name_of_use(translation, code, name);
}

static size_t find_column(const struct lg_stored *stored, const char *key)
{
    size_t column = 0;
    while (column < stored->column_count && strcmp(stored->keys[column], key) != 0) {
        column++;
    }
    return column;
}

static void translate_column(struct lg_stored *stored, const struct lg_translation *translation,
                             size_t name, size_t code, size_t *left_count)
{
    size_t by = find_column(stored, "by");
    for (size_t row = 0; row < stored->row_count; row++) {
        union lg_stored_cell *cells = stored->cells + row * stored->column_count;
        if (cells[name].text == NULL) continue;
        /* Parks are called the same in every language. */
        if (by < stored->column_count && is_same(cells[by].text, "park")) continue;
        const char *code_text = code < stored->column_count ? cells[code].text : NULL;
        const char *found = translate(translation, code_text, cells[name].text);
        if (found == NULL) {
            (*left_count)++;
        } else {
            cells[name].text = found;
        }
    }
}

void lg_stored_translate(struct lg_stored *stored, const struct lg_translation *translation,
                         size_t *left_count)
{
    assert(stored != NULL && translation != NULL && left_count != NULL);

    if (translation->from == translation->to) return;
    for (size_t i = 0; i < sizeof(namings) / sizeof(namings[0]); i++) {
        const struct naming *naming = &namings[i];
        if (naming->table != NULL && strcmp(naming->table, stored->name) != 0) continue;
        size_t name = find_column(stored, naming->name);
        size_t code =
            naming->code == NULL ? stored->column_count : find_column(stored, naming->code);
        bool has_code = naming->code == NULL || code < stored->column_count;
        if (name < stored->column_count && has_code) {
            translate_column(stored, translation, name, code, left_count);
        }
    }
}
