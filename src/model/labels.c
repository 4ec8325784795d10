/*
 * Labels out of the compiled catalogues (the MO format of GNU gettext: sorted ids, each with its
 * text), and sentences made of them.
 */
#include "model/labels.h"

#include "model/catalogues.h"
#include "model/indicators.h"
#include "model/land_state.h"
#include "model/land_use.h"
#include "model/law.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ID_SIZE = 128, KEY_SIZE = 64 };

/* The numbers at the start of a catalogue, in its own byte order, which msgfmt was told. */
enum { AT_COUNT = 8, AT_IDS = 12, AT_TEXTS = 16, ENTRY_SIZE = 8, AT_OFFSET = 4 };

static uint32_t number_at(const unsigned char *bytes, size_t at)
{
    return (uint32_t)bytes[at] | (uint32_t)bytes[at + 1] << 8 | (uint32_t)bytes[at + 2] << 16 |
           (uint32_t)bytes[at + 3] << 24;
}

static const unsigned char *catalogue_of(enum lg_language language)
{
    const char *name = language == LG_ENGLISH ? "en" : "zh";
    for (size_t i = 0; lg_catalogues[i].name != NULL; i++) {
        if (strcmp(lg_catalogues[i].name, name) == 0) {
            return (const unsigned char *)lg_catalogues[i].bytes;
        }
    }
    assert(false);
    return NULL;
}

const char *lg_label_id(enum lg_language language, size_t place)
{
    const unsigned char *bytes = catalogue_of(language);
    if (place >= number_at(bytes, AT_COUNT)) return NULL;
    size_t entry = number_at(bytes, AT_IDS) + place * ENTRY_SIZE;
    return (const char *)bytes + number_at(bytes, entry + AT_OFFSET);
}

size_t lg_label_place(enum lg_language language, const char *beginning)
{
    size_t first = 0;
    size_t end = number_at(catalogue_of(language), AT_COUNT);
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (strcmp(beginning, lg_label_id(language, middle)) <= 0) {
            end = middle;
        } else {
            first = middle + 1;
        }
    }
    return first;
}

const char *lg_label_at(enum lg_language language, size_t place)
{
    const unsigned char *bytes = catalogue_of(language);
    assert(place < number_at(bytes, AT_COUNT));
    size_t entry = number_at(bytes, AT_TEXTS) + place * ENTRY_SIZE;
    return (const char *)bytes + number_at(bytes, entry + AT_OFFSET);
}

const char *lg_label(enum lg_language language, const char *id)
{
    size_t place = lg_label_place(language, id);
    const char *at = lg_label_id(language, place);
    return at != NULL && strcmp(at, id) == 0 ? lg_label_at(language, place) : NULL;
}

const char *lg_label_column(enum lg_language language, const char *table, const char *key)
{
    char id[ID_SIZE];
    (void)snprintf(id, sizeof(id), "column.%s.%s", table, key);
    const char *label = lg_label(language, id);
    if (label != NULL) return label;
    (void)snprintf(id, sizeof(id), "column.%s", key);
    label = lg_label(language, id);
    return label == NULL ? key : label;
}

/* Columns whose codes are those of another key. */
static const struct {
    const char *key, *same_as;
} aliases[] = {
    {"approved_group", "group"},    {"current_group", "group"},   {"planned_group", "group"},
    {"from_group", "group"},        {"to_group", "group"},        {"other_group", "group"},
    {"class_source", "source_of"},  {"type_source", "source_of"}, {"option1", "option"},
    {"option2", "option"},          {"conversion", "result"},     {"idle_status", "status"},
    {"constrained_state", "state"}, {"code", "finding"},
};

/* The key whose codes a column has: "old_land_state" has those of "land_state". */
static const char *key_of_codes(const char *key)
{
    if (strncmp(key, "old_", 4) == 0 || strncmp(key, "new_", 4) == 0) key += 4;
    for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
        if (strcmp(aliases[i].key, key) == 0) return aliases[i].same_as;
    }
    return key;
}

static const char *label_below(enum lg_language language, const char *beginning, const char *code)
{
    char id[ID_SIZE];
    (void)snprintf(id, sizeof(id), "%s.%s", beginning, code);
    return lg_label(language, id);
}

static const char *name_of_law(const char *key, enum lg_language language, const char *code)
{
    static const struct {
        const char *key;
        enum lg_law_kind kind;
    } laws[] = {
        {"status", LG_LAW_STATUS},         {"route", LG_LAW_ROUTE},
        {"cause", LG_LAW_CAUSE},           {"stock_class", LG_LAW_STOCK_CLASS},
        {"due_source", LG_LAW_DUE_SOURCE},
    };
    for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
        if (strcmp(laws[i].key, key) != 0) continue;
        const struct lg_law_entry *entry = lg_law_find(laws[i].kind, code);
        return entry == NULL ? NULL : entry->name[language];
    }
    return NULL;
}

static const char *name_of_group(enum lg_language language, const char *code)
{
    for (size_t i = 0; i < LG_GROUP_COUNT; i++) {
        if (strcmp(lg_use_groups[i].code, code) == 0) return lg_use_groups[i].name[language];
    }
    return NULL;
}

static const char *name_of_state(enum lg_language language, const char *code)
{
    enum lg_state state = lg_state_find(code);
    return state == LG_STATE_NONE ? NULL : lg_states[state].name[language];
}

static bool is_one_of(const char *key, const char *const *keys)
{
    while (*keys != NULL && strcmp(*keys, key) != 0) {
        keys++;
    }
    return *keys != NULL;
}

/* What has a name beside its own definition, or is itself a table or a column. */
static const char *name_of_source(enum lg_language language, const char *key, const char *code)
{
    static const char *const states[] = {"land_state", "supply_state", "state", NULL};
    static const char *const columns[] = {"field", "part", NULL};
    if (is_one_of(key, states)) return name_of_state(language, code);
    if (is_one_of(key, columns)) return label_below(language, "column", code);
    if (strcmp(key, "table") == 0) return label_below(language, "table", code);
    if (strcmp(key, "group") == 0) return name_of_group(language, code);
    if (strcmp(key, "indicator") == 0) {
        const struct lg_indicator_entry *entry = lg_indicator_find(code);
        return entry == NULL ? NULL : entry->name[language];
    }
    return name_of_law(key, language, code);
}

const char *lg_label_value(enum lg_language language, const char *key, const char *code)
{
    char beginning[KEY_SIZE];
    if (code == NULL) return NULL;
    key = key_of_codes(key);
    (void)snprintf(beginning, sizeof(beginning), "value.%s", key);
    const char *label = label_below(language, beginning, code);
    if (label == NULL) label = name_of_source(language, key, code);
    return label == NULL ? label_below(language, "value.any", code) : label;
}

const char *lg_label_suspected(enum lg_language language, const char *key, const char *code)
{
    if (code == NULL) return NULL;
    bool is_status = strcmp(key_of_codes(key), "status") == 0;
    const char *label = is_status ? label_below(language, "value.suspected", code) : NULL;
    return label == NULL ? lg_label_value(language, key, code) : label;
}

const char *lg_label_unit(enum lg_language language, const char *table, const char *key)
{
    static const char *const units[] = {
        "ha",   "m2",    "mu",     "pct", "wan",    "wan_per_ha", "persons_per_ha",
        "days", "years", "points", "m",   "degrees"};
    const char *label = lg_label_column(language, table, key);
    const char *open = language == LG_ENGLISH ? " (" : "（";
    const char *close = language == LG_ENGLISH ? ")" : "）";
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        char end[ID_SIZE];
        const char *unit = label_below(language, "unit", units[i]);
        assert(unit != NULL);
        (void)snprintf(end, sizeof(end), "%s%s%s", open, unit, close);
        size_t length = strlen(end);
        if (strlen(label) > length && strcmp(label + strlen(label) - length, end) == 0) return unit;
    }
    return NULL;
}

static const struct lg_label_part *find_part(const struct lg_label_part *parts, const char *name,
                                             size_t length)
{
    for (; parts->name != NULL; parts++) {
        if (strlen(parts->name) == length && memcmp(parts->name, name, length) == 0) return parts;
    }
    return NULL;
}

void lg_label_add(struct lg_text *text, enum lg_language language, const char *id,
                  const struct lg_label_part *parts)
{
    const char *at = lg_label(language, id);
    assert(at != NULL);
    while (*at != '\0') {
        size_t plain = strcspn(at, "{");
        lg_text_add(text, at, plain);
        at += plain;
        if (*at == '\0') return;
        size_t length = strcspn(at, "}");
        const struct lg_label_part *part =
            at[length] == '}' ? find_part(parts, at + 1, length - 1) : NULL;
        if (part == NULL) {
            lg_text_add_char(text, '{');
            at++;
            continue;
        }
        if (part->text != NULL) lg_text_add_text(text, part->text);
        at += length + 1;
    }
}
