/*
 * Labels out of the compiled catalogues (the MO format of GNU gettext: sorted ids, each with its
 * text), and sentences made of them.
 */
#include "model/labels.h"

#include "model/catalogues.h"
#include "model/land_state.h"
#include "model/law.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ID_SIZE = 128 };

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

const char *lg_label(enum lg_language language, const char *id)
{
    const unsigned char *bytes = catalogue_of(language);
    const size_t ids = number_at(bytes, AT_IDS);
    const size_t texts = number_at(bytes, AT_TEXTS);
    size_t first = 0;
    size_t end = number_at(bytes, AT_COUNT);
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const char *at =
            (const char *)bytes + number_at(bytes, ids + middle * ENTRY_SIZE + AT_OFFSET);
        int order = strcmp(id, at);
        if (order == 0) {
            return (const char *)bytes + number_at(bytes, texts + middle * ENTRY_SIZE + AT_OFFSET);
        }
        if (order < 0) {
            end = middle;
        } else {
            first = middle + 1;
        }
    }
    return NULL;
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

static const char *name_of_law(enum lg_law_kind kind, enum lg_language language, const char *code)
{
    const struct lg_law_entry *entry = lg_law_find(kind, code);
    return entry == NULL ? NULL : entry->name[language];
}

const char *lg_label_value(enum lg_language language, const char *key, const char *code)
{
    static const struct {
        const char *key;
        enum lg_law_kind kind;
    } laws[] = {
        {"status", LG_LAW_STATUS},
        {"idle_status", LG_LAW_STATUS},
        {"route", LG_LAW_ROUTE},
        {"cause", LG_LAW_CAUSE},
        {"stock_class", LG_LAW_STOCK_CLASS},
        {"due_source", LG_LAW_DUE_SOURCE},
    };
    char id[ID_SIZE];
    if (code == NULL) return NULL;
    (void)snprintf(id, sizeof(id), "value.%s.%s", key, code);
    const char *label = lg_label(language, id);
    if (label != NULL) return label;
    for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++) {
        if (strcmp(laws[i].key, key) == 0) return name_of_law(laws[i].kind, language, code);
    }
    if (strcmp(key, "land_state") != 0 && strcmp(key, "supply_state") != 0) return NULL;
    enum lg_state state = lg_state_find(code);
    return state == LG_STATE_NONE ? NULL : lg_states[state].name[language];
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
