/*
 * A sentence is held against every English pattern of the catalogue; the one with most letters of
 * its own wins. Parts of it are translated in their turn, so that reasons may stand in reasons.
 */
#include "model/sentences.h"

#include "model/facts.h"
#include "model/indicators.h"
#include "model/labels.h"
#include "model/roles.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS_MAX = 10,
    NAME_SIZE = 24,
    ID_SIZE = 128,
    DEPTH_MAX = 10,
    STEPS_MAX = 400000,
    STEPS_OF_A_LOOK = 100
};

static const char all[] = "sentence.";
static const char of_keys[] = "sentence.key."; /* words, no patterns */
static const char of_more[] = "sentence.of.";  /* several sentences, tried when nothing else fits */

/* What a part may hold, by the beginning of its name. */
enum part_kind {
    PART_TEXT,       /* from the data: as it stands */
    PART_NUMBER,     /* a number or a date */
    PART_OPERATOR,   /* ">=" */
    PART_KEY,        /* columns, figures and cases by their names, in expressions and lists too */
    PART_EXPRESSION, /* the same, but no list and no sentence of words */
    PART_CODES,      /* "A21, B11": indicators get their names */
    PART_INDICATOR,
    PART_DOCUMENT, /* an official document by its number */
    PART_SENTENCE,
    PART_ITEM, /* a sentence that is not several */
    PART_KIND_COUNT
};

static const char letters_and_signs[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_' ,+-*/().";

static const struct {
    const char *beginning;
    const char *characters; /* NULL: any */
} kinds[PART_KIND_COUNT] = {
    [PART_TEXT] = {"TEXT", NULL},
    [PART_NUMBER] = {"NUMBER", "0123456789.,+-e"},
    [PART_OPERATOR] = {"OPERATOR", "<>="},
    [PART_KEY] = {"KEY", letters_and_signs},
    [PART_EXPRESSION] = {"EXPRESSION", letters_and_signs},
    [PART_CODES] = {"CODES", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_', "},
    [PART_INDICATOR] = {"INDICATOR", NULL},
    [PART_DOCUMENT] = {"DOCUMENT", NULL},
    [PART_SENTENCE] = {"SENTENCE", NULL},
    [PART_ITEM] = {"ITEM", NULL},
};

struct part {
    enum part_kind kind;
    char name[NAME_SIZE];
    const char *begin, *end;
};

/* A pattern that fits, and what its parts are. */
struct found {
    const char *id; /* NULL: none */
    size_t letters;
    size_t part_count;
    struct part parts[PARTS_MAX];
};

/* One sentence; steps end the search in texts that are made to have it take long. */
struct search {
    size_t steps;
    size_t depth;
};

static bool find(struct search *search, const char *begin, const char *end, bool takes_more,
                 struct found *best);

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static enum part_kind kind_of(const char *name)
{
    enum part_kind kind = PART_KIND_COUNT;
    while (kind-- > 0) {
        if (begins(name, kinds[kind].beginning)) return kind;
    }
    return PART_TEXT;
}

/* The end of the longest text from here on that a part of a kind may hold. */
static const char *reach(enum part_kind kind, const char *begin, const char *end)
{
    const char *at = begin;
    bool is_name = kind == PART_TEXT || kind == PART_DOCUMENT;
    while (at < end) {
        if (kinds[kind].characters != NULL && strchr(kinds[kind].characters, *at) == NULL) break;
        if (is_name && *at == ';' && at + 1 < end && at[1] == ' ') break;
        at++;
    }
    return at;
}

static bool has(const char *begin, const char *end, const char *what)
{
    size_t length = strlen(what);
    for (; (size_t)(end - begin) >= length; begin++) {
        if (memcmp(begin, what, length) == 0) return true;
    }
    return false;
}

static bool is_indicator(const char *begin, const char *end)
{
    char code[NAME_SIZE];
    size_t length = 0;
    while (begin + length < end && begin[length] != ' ') {
        length++;
    }
    if (length >= sizeof(code)) return false;
    memcpy(code, begin, length);
    code[length] = '\0';
    return lg_indicator_find(code) != NULL;
}

static bool is_of_word(char byte)
{
    return byte != '\0' && strchr(kinds[PART_CODES].characters, byte) != NULL && byte != ' ' &&
           byte != ',';
}

static bool is_blank_about(const char *word, const char *begin, const char *end)
{
    size_t length = strlen(word);
    const char *behind = begin + 1 + length;
    return (size_t)(end - begin) > length + 1 && memcmp(begin + 1, word, length) == 0 &&
           *behind == ' ';
}

/* Words side by side are a sentence; "and" may stand between two. */
static bool has_words(const char *begin, const char *end)
{
    for (const char *at = begin + 1; at + 1 < end; at++) {
        if (*at != ' ' || !is_of_word(at[-1]) || !is_of_word(at[1])) continue;
        if (!is_blank_about("and", at, end)) return true;
        at += strlen("and ");
    }
    return false;
}

/* A comma outside of parentheses is that of a list. */
static bool is_expression(const char *begin, const char *end)
{
    int open = 0;
    for (const char *at = begin; at < end; at++) {
        open += (*at == '(') - (*at == ')');
        if (*at == ',' && open == 0) return false;
    }
    return open == 0 && !has(begin, end, " and ");
}

static bool holds(struct search *search, const struct part *part)
{
    struct found inner;
    if (part->kind == PART_SENTENCE || part->kind == PART_ITEM) {
        return find(search, part->begin, part->end, part->kind == PART_SENTENCE, &inner);
    }
    if (part->kind == PART_DOCUMENT) {
        return has(part->begin, part->end, "\xE5\x8F\xB7") /* 号 */ &&
               !has(part->begin, part->end, " ");
    }
    if (part->kind == PART_INDICATOR) return is_indicator(part->begin, part->end);
    if (part->kind != PART_KEY && part->kind != PART_EXPRESSION) return true;
    if (part->begin[0] == ' ' || has_words(part->begin, part->end)) return false;
    return part->kind == PART_KEY || is_expression(part->begin, part->end);
}

static bool fits(struct search *search, const char *pattern, const char *at, const char *end,
                 struct found *found);

/* A part begins at a pattern's brace: the shortest text that it may hold and the rest fits behind.
 */
static bool fits_part(struct search *search, const char *pattern, const char *at, const char *end,
                      struct found *found)
{
    size_t length = strcspn(pattern, "}");
    const char *rest = pattern + length + 1;
    size_t literal = strcspn(rest, "{");
    if (found->part_count == PARTS_MAX || length > NAME_SIZE) return false;
    size_t position = found->part_count++;
    struct part *part = &found->parts[position];
    memcpy(part->name, pattern + 1, length - 1);
    part->name[length - 1] = '\0';
    part->kind = kind_of(part->name);
    part->begin = at;
    const char *far = reach(part->kind, at, end);
    for (const char *stop = *rest == '\0' ? end : at + 1; stop <= far; stop++) {
        if (stop == at || (size_t)(end - stop) < literal) break;
        if (search->steps++ >= STEPS_MAX) break;
        if (memcmp(stop, rest, literal) != 0) continue;
        found->part_count = position + 1;
        part->end = stop;
        /* A sentence is looked at last: most texts that it may be are none. */
        bool is_last = part->kind == PART_SENTENCE;
        if (!is_last && !holds(search, part)) continue;
        if (!fits(search, rest, stop, end, found)) continue;
        if (!is_last || holds(search, part)) return true;
    }
    found->part_count = position;
    return false;
}

static bool fits(struct search *search, const char *pattern, const char *at, const char *end,
                 struct found *found)
{
    size_t literal = strcspn(pattern, "{");
    if ((size_t)(end - at) < literal || memcmp(at, pattern, literal) != 0) return false;
    if (pattern[literal] == '\0') return at + literal == end;
    return fits_part(search, pattern + literal, at + literal, end, found);
}

static size_t letters_of(const char *pattern)
{
    size_t letters = 0;
    while (*pattern != '\0') {
        size_t literal = strcspn(pattern, "{");
        letters += literal;
        pattern += literal;
        pattern += strcspn(pattern, "}");
        if (*pattern == '}') pattern++;
    }
    return letters;
}

/* Try the patterns of one sentence, or else those of several, of which the first one is taken. */
static void try_all(struct search *search, const char *begin, const char *end, bool is_of_more,
                    struct found *best)
{
    struct found found;
    const char *first = is_of_more ? of_more : all;
    const char *id;
    for (size_t i = lg_label_place(LG_ENGLISH, first);
         (id = lg_label_id(LG_ENGLISH, i)) != NULL && begins(id, first); i++) {
        if (begins(id, of_keys) || begins(id, of_more) != is_of_more) continue;
        const char *pattern = lg_label_at(LG_ENGLISH, i);
        if (*pattern != '{' && *pattern != *begin) continue;
        size_t letters = letters_of(pattern);
        if (best->id != NULL && letters <= best->letters) continue;
        found.part_count = 0;
        if (!fits(search, pattern, begin, end, &found)) continue;
        found.id = id;
        found.letters = letters;
        *best = found;
        if (is_of_more) return;
    }
}

/* @param takes_more  several sentences, too */
static bool find(struct search *search, const char *begin, const char *end, bool takes_more,
                 struct found *best)
{
    best->id = NULL;
    best->letters = 0;
    best->part_count = 0;
    if (begin == end || search->depth == DEPTH_MAX || search->steps >= STEPS_MAX) return false;
    search->steps += STEPS_OF_A_LOOK;
    search->depth++;
    try_all(search, begin, end, false, best);
    if (best->id == NULL && takes_more) try_all(search, begin, end, true, best);
    search->depth--;
    return best->id != NULL;
}

/* ---- parts in the language ---- */

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
    char id[ID_SIZE + sizeof(of_keys)];
    (void)snprintf(id, sizeof(id), "%s%s", of_keys, key);
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
static void add_words(struct lg_text *text, enum lg_language language, const struct part *part)
{
    char word[ID_SIZE];
    for (const char *at = part->begin; at < part->end;) {
        size_t length = 0;
        while (at + length < part->end && is_of_word(at[length])) {
            length++;
        }
        bool is_number = *at >= '0' && *at <= '9';
        if (length > 0 && length < sizeof(word) && !is_number) {
            memcpy(word, at, length);
            word[length] = '\0';
            if (part->kind == PART_CODES) {
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

static void add_operator(struct lg_text *text, const struct part *part)
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

static void add_indicator(struct lg_text *text, enum lg_language language, const struct part *part)
{
    char code[NAME_SIZE];
    (void)snprintf(code, sizeof(code), "%.*s", (int)(part->end - part->begin), part->begin);
    code[strcspn(code, " ")] = '\0';
    add_code(text, language, code);
}

static const struct part *part_of(const struct found *found, enum part_kind kind, const char *name)
{
    for (size_t i = 0; i < found->part_count; i++) {
        const struct part *part = &found->parts[i];
        if (part->kind == kind && (name == NULL || strcmp(part->name, name) == 0)) return part;
    }
    return NULL;
}

/* Two decimals of a figure beside its limit, unless it would then read as the limit itself. */
static bool add_compared(struct lg_text *text, const struct found *found, const struct part *part)
{
    enum { DECIMALS = 2, DIGITS = 3 };
    char written[NAME_SIZE];
    char rounded[NAME_SIZE];
    const size_t length = (size_t)(part->end - part->begin);
    const struct part *limit = part_of(found, PART_NUMBER, "NUMBER2");
    if (part_of(found, PART_OPERATOR, NULL) == NULL || limit == NULL || limit == part) return false;
    if (length >= sizeof(written)) return false;
    memcpy(written, part->begin, length);
    written[length] = '\0';
    const char *point = strchr(written, '.');
    if (point == NULL || strlen(point + 1) <= DECIMALS) return false;
    const double value = strtod(written, NULL);
    const bool is_small = fabs(value) < 0.1;
    (void)snprintf(rounded, sizeof(rounded), is_small ? "%.*g" : "%.*f",
                   is_small ? DIGITS : DECIMALS, value);
    if (strtod(rounded, NULL) == strtod(limit->begin, NULL)) return false;
    lg_text_add_text(text, rounded);
    return true;
}

/* The names of a park's areas are codes of the program; any other text is somebody's own. */
static void add_own_text(struct lg_text *text, enum lg_language language, const struct part *part)
{
    char code[NAME_SIZE];
    const size_t length = (size_t)(part->end - part->begin);
    const char *words = NULL;
    if (length < sizeof(code) && part->kind == PART_TEXT) {
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

static void translate(struct search *search, struct lg_text *text, enum lg_language language,
                      const struct found *found);

static void add_part(struct search *search, struct lg_text *text, enum lg_language language,
                     const struct part *part)
{
    struct found inner;
    bool is_sentence = part->kind == PART_SENTENCE || part->kind == PART_ITEM;
    if (part->kind == PART_KEY || part->kind == PART_EXPRESSION || part->kind == PART_CODES) {
        add_words(text, language, part);
    } else if (part->kind == PART_OPERATOR) {
        add_operator(text, part);
    } else if (part->kind == PART_INDICATOR) {
        add_indicator(text, language, part);
    } else if (is_sentence &&
               find(search, part->begin, part->end, part->kind == PART_SENTENCE, &inner)) {
        translate(search, text, language, &inner);
    } else {
        add_own_text(text, language, part);
    }
}

static void translate(struct search *search, struct lg_text *text, enum lg_language language,
                      const struct found *found)
{
    struct lg_label_part parts[PARTS_MAX + 1] = {{NULL, NULL}};
    struct lg_text made[PARTS_MAX] = {{0}};
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
    struct search search = {0};
    struct found found;
    if (find(&search, sentence, sentence + strlen(sentence), true, &found)) {
        search.steps = 0; /* every part is found again the way it was */
        translate(&search, text, language, &found);
        return true;
    }
    lg_text_add_text(text, sentence);
    return language == LG_ENGLISH;
}
