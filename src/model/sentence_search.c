/*
 * A sentence is held against every English pattern of the catalogue; the one with most letters of
 * its own wins.
 */
#include "model/sentence_search.h"

#include "model/indicators.h"
#include "model/labels.h"

#include <string.h>

enum { DEPTH_MAX = 10, STEPS_MAX = 400000, STEPS_OF_A_LOOK = 100 };

static const char all[] = "sentence.";
static const char of_more[] = "sentence.of."; /* several sentences, tried when nothing else fits */

static const char letters_and_signs[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_' ,+-*/().";

static const struct {
    const char *beginning;
    const char *characters; /* NULL: any */
} kinds[LG_PART_KIND_COUNT] = {
    [LG_PART_TEXT] = {"TEXT", NULL},
    [LG_PART_NUMBER] = {"NUMBER", "0123456789.,+-e"},
    [LG_PART_OPERATOR] = {"OPERATOR", "<>="},
    [LG_PART_KEY] = {"KEY", letters_and_signs},
    [LG_PART_EXPRESSION] = {"EXPRESSION", letters_and_signs},
    [LG_PART_CODES] = {"CODES",
                       "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_', "},
    [LG_PART_INDICATOR] = {"INDICATOR", NULL},
    [LG_PART_DOCUMENT] = {"DOCUMENT", NULL},
    [LG_PART_SENTENCE] = {"SENTENCE", NULL},
    [LG_PART_ITEM] = {"ITEM", NULL},
};

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static enum lg_sentence_kind kind_of(const char *name)
{
    enum lg_sentence_kind kind = LG_PART_KIND_COUNT;
    while (kind-- > 0) {
        if (begins(name, kinds[kind].beginning)) return kind;
    }
    return LG_PART_TEXT;
}

/* The end of the longest text from here on that a part of a kind may hold. */
static const char *reach(enum lg_sentence_kind kind, const char *begin, const char *end)
{
    const char *at = begin;
    bool is_name = kind == LG_PART_TEXT || kind == LG_PART_DOCUMENT;
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
    char code[LG_SENTENCE_NAME_SIZE];
    size_t length = 0;
    while (begin + length < end && begin[length] != ' ') {
        length++;
    }
    if (length >= sizeof(code)) return false;
    memcpy(code, begin, length);
    code[length] = '\0';
    return lg_indicator_find(code) != NULL;
}

bool lg_sentence_is_of_word(char byte)
{
    return byte != '\0' && strchr(kinds[LG_PART_CODES].characters, byte) != NULL && byte != ' ' &&
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
        bool is_between = lg_sentence_is_of_word(at[-1]) && lg_sentence_is_of_word(at[1]);
        if (*at != ' ' || !is_between) continue;
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

static bool holds(struct lg_sentence_search *search, const struct lg_sentence_part *part)
{
    struct lg_sentence_found inner;
    if (part->kind == LG_PART_SENTENCE || part->kind == LG_PART_ITEM) {
        return lg_sentence_find(search, part->begin, part->end, part->kind == LG_PART_SENTENCE,
                                &inner);
    }
    if (part->kind == LG_PART_DOCUMENT) {
        return has(part->begin, part->end, "\xE5\x8F\xB7") /* 号 */ &&
               !has(part->begin, part->end, " ");
    }
    if (part->kind == LG_PART_INDICATOR) return is_indicator(part->begin, part->end);
    if (part->kind != LG_PART_KEY && part->kind != LG_PART_EXPRESSION) return true;
    if (part->begin[0] == ' ' || has_words(part->begin, part->end)) return false;
    return part->kind == LG_PART_KEY || is_expression(part->begin, part->end);
}

static bool fits(struct lg_sentence_search *search, const char *pattern, const char *at,
                 const char *end, struct lg_sentence_found *found);

/* A part begins at a pattern's brace: the shortest text that it may hold and the rest fits behind.
 */
static bool fits_part(struct lg_sentence_search *search, const char *pattern, const char *at,
                      const char *end, struct lg_sentence_found *found)
{
    size_t length = strcspn(pattern, "}");
    const char *rest = pattern + length + 1;
    size_t literal = strcspn(rest, "{");
    if (found->part_count == LG_SENTENCE_PARTS_MAX || length > LG_SENTENCE_NAME_SIZE) return false;
    size_t position = found->part_count++;
    struct lg_sentence_part *part = &found->parts[position];
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
        bool is_last = part->kind == LG_PART_SENTENCE;
        if (!is_last && !holds(search, part)) continue;
        if (!fits(search, rest, stop, end, found)) continue;
        if (!is_last || holds(search, part)) return true;
    }
    found->part_count = position;
    return false;
}

static bool fits(struct lg_sentence_search *search, const char *pattern, const char *at,
                 const char *end, struct lg_sentence_found *found)
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
static void try_all(struct lg_sentence_search *search, const char *begin, const char *end,
                    bool is_of_more, struct lg_sentence_found *best)
{
    struct lg_sentence_found found;
    const char *first = is_of_more ? of_more : all;
    const char *id;
    for (size_t i = lg_label_place(LG_ENGLISH, first);
         (id = lg_label_id(LG_ENGLISH, i)) != NULL && begins(id, first); i++) {
        if (begins(id, LG_SENTENCE_KEYS) || begins(id, of_more) != is_of_more) continue;
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

bool lg_sentence_find(struct lg_sentence_search *search, const char *begin, const char *end,
                      bool takes_more, struct lg_sentence_found *best)
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
