/*
 * A sentence by its pattern (sentence_search.h); parts of it are translated in their turn, so that
 * reasons may stand in reasons.
 */
#include "model/sentences.h"

#include "model/facts.h"
#include "model/indicators.h"
#include "model/labels.h"
#include "model/roles.h"
#include "model/sentence_search.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ID_SIZE = 128 };

/* A column's name without its unit in parentheses. */
static void add_column(struct lg_text *text, enum lg_language language, const char *key)
{
    const char *open = language == LG_ENGLISH ? " (" : "\xEF\xBC\x88"; /* （ */
    const char *label = lg_label_column(language, "regional_totals", key);
    size_t length = strlen(label);
    for (const char *at = label; (at = strstr(at, open)) != NULL; at++) {
        length = (size_t)(at - label);
    }
    lg_text_add(text, label, length);
}

static const char *name_of_role(enum lg_language language, const char *key)
{
    static const struct {
        const struct lg_role *roles;
        size_t count;
    } lists[] = {
        {lg_parcel_roles, LG_PARCEL_ROLE_COUNT},
        {lg_park_roles, LG_PARK_ROLE_COUNT},
        {lg_enterprise_roles, LG_ENTERPRISE_ROLE_COUNT},
        {lg_building_roles, LG_BUILDING_ROLE_COUNT},
    };
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        size_t role = lg_role_find(lists[i].roles, lists[i].count, key);
        if (role < lists[i].count) return lists[i].roles[role].label[language];
    }
    return NULL;
}

static const char *name_of_indicator(enum lg_language language, const char *key)
{
    for (size_t i = 0; i < lg_indicator_entry_count; i++) {
        const struct lg_indicator_entry *entry = &lg_indicator_entries[i];
        bool is_key = entry->key != NULL && strcmp(entry->key, key) == 0;
        if (is_key || strcmp(entry->code, key) == 0) return entry->name[language];
    }
    return NULL;
}

/* The name of a case, field, figure or column; the key itself where it has none. */
static void add_key(struct lg_text *text, enum lg_language language, const char *key)
{
    char id[ID_SIZE + sizeof(LG_SENTENCE_KEYS)];
    (void)snprintf(id, sizeof(id), "%s%s", LG_SENTENCE_KEYS, key);
    const char *label = lg_label(language, id);
    size_t fact = lg_fact_find(key);
    if (label == NULL) label = name_of_role(language, key);
    if (label == NULL && fact < LG_FACT_COUNT) label = lg_fact_label(fact, (int)language);
    if (label == NULL) label = name_of_indicator(language, key);
    if (label == NULL) {
        add_column(text, language, key);
    } else {
        lg_text_add_text(text, label);
    }
}

static void add_code(struct lg_text *text, enum lg_language language, const char *code)
{
    const struct lg_indicator_entry *entry = lg_indicator_find(code);
    lg_text_add_text(text, code);
    if (entry != NULL) lg_text_printf(text, " %s", entry->name[language]);
}

/* Word by word; a comma becomes that of lists, and "and" has no blanks about it. */
static void add_words(struct lg_text *text, enum lg_language language,
                      const struct lg_sentence_part *part)
{
    char word[ID_SIZE];
    for (const char *at = part->begin; at < part->end;) {
        size_t length = 0;
        while (at + length < part->end && lg_sentence_is_of_word(at[length])) {
            length++;
        }
        bool is_number = *at >= '0' && *at <= '9';
        if (length > 0 && length < sizeof(word) && !is_number) {
            memcpy(word, at, length);
            word[length] = '\0';
            if (part->kind == LG_PART_CODES) {
                add_code(text, language, word);
            } else {
                add_key(text, language, word);
            }
            at += length;
        } else if (*at == ',' && at + 1 < part->end && at[1] == ' ') {
            lg_text_add_text(text, language == LG_ENGLISH ? ", " : "\xE3\x80\x81"); /* 、 */
            at += 2;
        } else if (part->end - at >= 5 && memcmp(at, " and ", 5) == 0) {
            lg_text_add_text(text, language == LG_ENGLISH ? " and "
                                                          : lg_label(language, "sentence.key.and"));
            at += 5;
        } else if (*at == '*') {
            lg_text_add_text(text, "\xC3\x97"); /* × */
            at++;
        } else {
            lg_text_add(text, at, length > 0 ? length : 1);
            at += length > 0 ? length : 1;
        }
    }
}

static void add_operator(struct lg_text *text, const struct lg_sentence_part *part)
{
    static const char *const signs[][2] = {{">=", "\xE2\x89\xA5"}, {"<=", "\xE2\x89\xA4"}};
    size_t length = (size_t)(part->end - part->begin);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (length == 2 && memcmp(part->begin, signs[i][0], 2) == 0) {
            lg_text_add_text(text, signs[i][1]);
            return;
        }
    }
    lg_text_add(text, part->begin, length);
}

static void add_indicator(struct lg_text *text, enum lg_language language,
                          const struct lg_sentence_part *part)
{
    char code[LG_SENTENCE_NAME_SIZE];
    (void)snprintf(code, sizeof(code), "%.*s", (int)(part->end - part->begin), part->begin);
    code[strcspn(code, " ")] = '\0';
    add_code(text, language, code);
}

static const struct lg_sentence_part *part_of(const struct lg_sentence_found *found,
                                              enum lg_sentence_kind kind, const char *name)
{
    for (size_t i = 0; i < found->part_count; i++) {
        const struct lg_sentence_part *part = &found->parts[i];
        if (part->kind == kind && (name == NULL || strcmp(part->name, name) == 0)) return part;
    }
    return NULL;
}

/* A number of a sentence, of which no other byte is a part. */
static double number_of(const struct lg_sentence_part *part)
{
    double number = 0;
    bool is_one = lg_number_read(part->begin, (size_t)(part->end - part->begin), &number);
    return is_one ? number : (double)NAN;
}

/* Enough decimals for two of a figure, or for two digits of a small one. */
static int decimals_for(double value)
{
    enum { DECIMALS_MIN = 2, DECIMALS_MAX = 12 };
    int decimals = DECIMALS_MIN;
    double least = 0.1;
    while (decimals < DECIMALS_MAX && fabs(value) < least) {
        decimals++;
        least /= 10;
    }
    return decimals;
}

/*
 * A figure beside its limit, with as few decimals as people want to read, unless it would then read
 * as the limit itself or as one beyond it.
 */
static bool add_compared(struct lg_text *text, const struct lg_sentence_found *found,
                         const struct lg_sentence_part *part)
{
    const struct lg_sentence_part *limit = part_of(found, LG_PART_NUMBER, "NUMBER2");
    bool is_compared = part_of(found, LG_PART_OPERATOR, NULL) != NULL && limit != NULL;
    if (!is_compared || limit == part || part->kind != LG_PART_NUMBER) return false;
    double value = number_of(part);
    int decimals = decimals_for(value);
    double rounded = lg_round_fixed(value, decimals);
    bool is_same_side =
        value < number_of(limit) ? rounded < number_of(limit) : rounded > number_of(limit);
    const char *point = memchr(part->begin, '.', (size_t)(part->end - part->begin));
    bool is_long = point != NULL && part->end - point - 1 > decimals;
    if (isnan(value) || !is_long || !is_same_side) return false;
    lg_text_add_fixed(text, value, decimals);
    return true;
}

/* The names of a park's areas are codes of the program; any other text is somebody's own. */
static void add_own_text(struct lg_text *text, enum lg_language language,
                         const struct lg_sentence_part *part)
{
    char code[LG_SENTENCE_NAME_SIZE];
    const size_t length = (size_t)(part->end - part->begin);
    const char *words = NULL;
    if (length < sizeof(code) && part->kind == LG_PART_TEXT) {
        memcpy(code, part->begin, length);
        code[length] = '\0';
        words = lg_label_value(language, "scope", code);
    }
    if (words == NULL) {
        lg_text_add(text, part->begin, length);
    } else {
        lg_text_add_text(text, words);
    }
}

static void translate(struct lg_sentence_search *search, struct lg_text *text,
                      enum lg_language language, const struct lg_sentence_found *found);

static void add_part(struct lg_sentence_search *search, struct lg_text *text,
                     enum lg_language language, const struct lg_sentence_part *part)
{
    struct lg_sentence_found inner;
    bool is_sentence = part->kind == LG_PART_SENTENCE || part->kind == LG_PART_ITEM;
    if (part->kind == LG_PART_KEY || part->kind == LG_PART_EXPRESSION ||
        part->kind == LG_PART_CODES) {
        add_words(text, language, part);
    } else if (part->kind == LG_PART_OPERATOR) {
        add_operator(text, part);
    } else if (part->kind == LG_PART_INDICATOR) {
        add_indicator(text, language, part);
    } else if (is_sentence && lg_sentence_find(search, part->begin, part->end,
                                               part->kind == LG_PART_SENTENCE, &inner)) {
        translate(search, text, language, &inner);
    } else {
        add_own_text(text, language, part);
    }
}

static void translate(struct lg_sentence_search *search, struct lg_text *text,
                      enum lg_language language, const struct lg_sentence_found *found)
{
    struct lg_label_part parts[LG_SENTENCE_PARTS_MAX + 1] = {{NULL, NULL}};
    struct lg_text made[LG_SENTENCE_PARTS_MAX] = {{0}};
    for (size_t i = 0; i < found->part_count; i++) {
        if (!add_compared(&made[i], found, &found->parts[i])) {
            add_part(search, &made[i], language, &found->parts[i]);
        }
        parts[i] = (struct lg_label_part){found->parts[i].name, made[i].bytes};
        text->failed = text->failed || made[i].failed;
    }
    lg_label_add(text, language, found->id, parts);
    for (size_t i = 0; i < found->part_count; i++) {
        lg_text_reset(&made[i]);
    }
}

bool lg_sentence_add(struct lg_text *text, enum lg_language language, const char *sentence)
{
    struct lg_sentence_search search = {0};
    struct lg_sentence_found found;
    if (lg_sentence_find(&search, sentence, sentence + strlen(sentence), true, &found)) {
        search.steps = 0; /* every part is found again the way it was */
        translate(&search, text, language, &found);
        return true;
    }
    lg_text_add_text(text, sentence);
    return language == LG_ENGLISH;
}
