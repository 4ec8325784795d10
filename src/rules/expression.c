/*
 * One recursive descent: sum = product {(+|-) product}, product = factor {(*|/) factor}, factor =
 * - factor | number | name | min(sum, sum ...) | max(...) | (sum). Length, depth and the values
 * under way are bounded, so that no text of a file can exhaust the stack of the program.
 */
#include "rules/expression.h"

#include "base/text.h"
#include "landgauge/names.h"
#include "rules/ruleset_yaml.h"

#include <string.h>

#define DIGITS  "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"

enum { NAME_LENGTH_MAX = 60, CANDIDATE_COUNT_MAX = 256 };

struct parser {
    const char *text;
    const struct lg_expression_names *names;
    struct lg_error *err;
    size_t at;     /* byte of the text */
    size_t depth;  /* of factors within factors */
    size_t height; /* values under way */
    size_t count;
    struct lg_expression_step steps[LG_EXPRESSION_LENGTH_MAX];
};

static enum lg_status parse_sum(struct parser *parser);

/* Characters before a byte, from 1; a byte that continues a character does not count. */
static size_t character_of(const struct parser *parser, size_t byte)
{
    size_t character = 1;
    for (size_t i = 0; i < byte; i++) {
        character += ((unsigned char)parser->text[i] & 0xc0U) != 0x80U;
    }
    return character;
}

static void skip_blanks(struct parser *parser)
{
    parser->at += strspn(parser->text + parser->at, " \t\n");
}

static int character_length(const char *text)
{
    int length = 1;
    while (((unsigned char)text[length] & 0xc0U) == 0x80U) {
        length++;
    }
    return length;
}

static enum lg_status expected(const struct parser *parser, const char *what)
{
    const char *found = parser->text + parser->at;
    size_t character = character_of(parser, parser->at);
    if (*found == '\0') {
        return lg_fail(parser->err, LG_BAD_PROJECT, "character %zu: expected %s, not the end",
                       character, what);
    }
    return lg_fail(parser->err, LG_BAD_PROJECT, "character %zu: expected %s, not \"%.*s\"",
                   character, what, character_length(found), found);
}

/* A step that pushes, or takes and pushes: how many values are under way after it. */
static enum lg_status add_step(struct parser *parser, enum lg_expression_kind kind, size_t operand,
                               double constant)
{
    if (kind <= LG_STEP_INDICATOR) {
        parser->height++;
    } else if (kind != LG_STEP_NEGATE) {
        parser->height--;
    }
    if (parser->height > LG_EXPRESSION_STACK_MAX) {
        return lg_fail(parser->err, LG_BAD_PROJECT,
                       "character %zu: more than %d values wait for their operator; use fewer "
                       "parentheses",
                       character_of(parser, parser->at), LG_EXPRESSION_STACK_MAX);
    }
    /* Each step has a character of its own, so the text's length bounds them. */
    parser->steps[parser->count++] = (struct lg_expression_step){constant, operand, kind};
    return LG_OK;
}

static enum lg_status parse_number(struct parser *parser)
{
    const char *begin = parser->text + parser->at;
    size_t length = strspn(begin, DIGITS);
    if (begin[length] == '.') length += 1 + strspn(begin + length + 1, DIGITS);
    double value = 0.0;
    if (!lg_number_read(begin, length, &value)) return expected(parser, "a number");
    enum lg_status status = add_step(parser, LG_STEP_CONSTANT, 0, value);
    parser->at += length;
    return status;
}

/* Where a name stands among the park's indicators: by key, or by the code of an own one. */
static size_t find_indicator(const struct lg_scheme *scheme, const char *name)
{
    size_t count = lg_scheme_indicator_count(scheme);
    for (size_t i = 0; i < count; i++) {
        const struct lg_indicator_entry *entry = lg_scheme_indicator(scheme, i);
        const char *known = i < lg_indicator_entry_count ? entry->key : entry->code;
        if (known != NULL && strcmp(known, name) == 0) return i;
    }
    return count;
}

static enum lg_status unknown_name(const struct parser *parser, const char *name)
{
    const struct lg_scheme *scheme = parser->names->scheme;
    const char *candidates[CANDIDATE_COUNT_MAX];
    size_t count = 0;
    for (size_t fact = LG_FACT_FIRST_STATE; fact < LG_FACT_COUNT; fact++) {
        if (lg_fact_stage(fact) <= parser->names->latest && count < CANDIDATE_COUNT_MAX) {
            candidates[count++] = lg_fact_name(fact);
        }
    }
    for (size_t i = 0; i < lg_scheme_indicator_count(scheme); i++) {
        const struct lg_indicator_entry *entry = lg_scheme_indicator(scheme, i);
        const char *known = i < lg_indicator_entry_count ? entry->key : entry->code;
        if (known != NULL && count < CANDIDATE_COUNT_MAX) candidates[count++] = known;
    }
    size_t nearest = lg_names_nearest(name, candidates, count);
    size_t character = character_of(parser, parser->at);
    const struct lg_indicator_entry *entry = lg_indicator_find(name);
    if (entry != NULL && entry->key != NULL) {
        return lg_fail(parser->err, LG_BAD_PROJECT,
                       "character %zu: \"%s\" is the code of an indicator, and codes are land "
                       "here; write \"%s\"",
                       character, name, entry->key);
    }
    if (nearest == count) {
        return lg_fail(parser->err, LG_BAD_PROJECT,
                       "character %zu: unknown name \"%s\"; docs/reference.md lists the names",
                       character, name);
    }
    return lg_fail(parser->err, LG_BAD_PROJECT,
                   "character %zu: unknown name \"%s\"; did you mean \"%s\"?", character, name,
                   candidates[nearest]);
}

static enum lg_status add_name(struct parser *parser, const char *name)
{
    static const char *const made[] = {
        [LG_FACT_OF_SUMS] = "indicators",
        [LG_FACT_OF_REGISTER] = "compliance items",
        [LG_FACT_OF_SCORES] = "flags",
    };
    size_t fact = lg_fact_find(name);
    if (fact < LG_FACT_COUNT && lg_fact_stage(fact) > parser->names->latest) {
        return lg_fail(parser->err, LG_BAD_PROJECT,
                       "character %zu: \"%s\" is known only after %s are made; name something "
                       "that is known before",
                       character_of(parser, parser->at), name, made[parser->names->latest]);
    }
    if (fact < LG_FACT_COUNT) return add_step(parser, LG_STEP_FACT, fact, 0.0);
    size_t indicator = find_indicator(parser->names->scheme, name);
    if (indicator == lg_scheme_indicator_count(parser->names->scheme)) {
        return unknown_name(parser, name);
    }
    return add_step(parser, LG_STEP_INDICATOR, indicator, 0.0);
}

/* The values between the parentheses of min or max, folded two by two. */
static enum lg_status parse_values(struct parser *parser, enum lg_expression_kind kind)
{
    for (size_t count = 1;; count++) {
        enum lg_status status = parse_sum(parser);
        if (status == LG_OK && count > 1) status = add_step(parser, kind, 0, 0.0);
        if (status != LG_OK) return status;
        skip_blanks(parser);
        char next = parser->text[parser->at];
        if (next != ',' && (next != ')' || count < 2)) {
            return expected(parser, count < 2 ? "\",\"" : "\",\" or \")\"");
        }
        parser->at++;
        if (next == ')') return LG_OK;
    }
}

static enum lg_status parse_name(struct parser *parser)
{
    char name[NAME_LENGTH_MAX + 1];
    const char *begin = parser->text + parser->at;
    size_t length = strspn(begin, LETTERS DIGITS);
    if (length > NAME_LENGTH_MAX) return expected(parser, "a shorter name");
    memcpy(name, begin, length);
    name[length] = '\0';
    bool is_min = strcmp(name, "min") == 0;
    if (!is_min && strcmp(name, "max") != 0) {
        enum lg_status status = add_name(parser, name);
        parser->at += length;
        return status;
    }
    parser->at += length;
    skip_blanks(parser);
    if (parser->text[parser->at] != '(') return expected(parser, "\"(\"");
    parser->at++;
    return parse_values(parser, is_min ? LG_STEP_MIN : LG_STEP_MAX);
}

static enum lg_status parse_parentheses(struct parser *parser)
{
    parser->at++;
    enum lg_status status = parse_sum(parser);
    if (status != LG_OK) return status;
    skip_blanks(parser);
    if (parser->text[parser->at] != ')') return expected(parser, "an operator or \")\"");
    parser->at++;
    return LG_OK;
}

static enum lg_status parse_factor(struct parser *parser)
{
    skip_blanks(parser);
    if (parser->depth == LG_EXPRESSION_DEPTH_MAX) {
        return lg_fail(parser->err, LG_BAD_PROJECT,
                       "character %zu: more than %d parentheses and signs within each other",
                       character_of(parser, parser->at), LG_EXPRESSION_DEPTH_MAX);
    }
    parser->depth++;
    char next = parser->text[parser->at];
    enum lg_status status;
    if (next == '-') {
        parser->at++;
        status = parse_factor(parser);
        if (status == LG_OK) status = add_step(parser, LG_STEP_NEGATE, 0, 0.0);
    } else if (next == '(') {
        status = parse_parentheses(parser);
    } else if (next != '\0' && strchr(DIGITS, next) != NULL) {
        status = parse_number(parser);
    } else if (next != '\0' && strchr(LETTERS, next) != NULL) {
        status = parse_name(parser);
    } else {
        status = expected(parser, "a number, a name or \"(\"");
    }
    parser->depth--;
    return status;
}

static enum lg_status parse_product(struct parser *parser)
{
    enum lg_status status = parse_factor(parser);
    while (status == LG_OK) {
        skip_blanks(parser);
        char next = parser->text[parser->at];
        if (next != '*' && next != '/') return LG_OK;
        parser->at++;
        status = parse_factor(parser);
        if (status != LG_OK) return status;
        status = add_step(parser, next == '*' ? LG_STEP_MULTIPLY : LG_STEP_DIVIDE, 0, 0.0);
    }
    return status;
}

static enum lg_status parse_sum(struct parser *parser)
{
    enum lg_status status = parse_product(parser);
    while (status == LG_OK) {
        skip_blanks(parser);
        char next = parser->text[parser->at];
        if (next != '+' && next != '-') return LG_OK;
        parser->at++;
        status = parse_product(parser);
        if (status != LG_OK) return status;
        status = add_step(parser, next == '+' ? LG_STEP_ADD : LG_STEP_SUBTRACT, 0, 0.0);
    }
    return status;
}

enum lg_status lg_expression_compile(const char *text, const struct lg_expression_names *names,
                                     struct lg_arena *memory, struct lg_expression *expression,
                                     struct lg_error *err)
{
    struct parser parser = {.text = text, .names = names, .err = err};
    size_t length = strlen(text);
    if (length > LG_EXPRESSION_LENGTH_MAX) {
        return lg_fail(err, LG_BAD_PROJECT, "an expression of more than %d characters; shorten it",
                       LG_EXPRESSION_LENGTH_MAX);
    }
    enum lg_status status = parse_sum(&parser);
    if (status != LG_OK) return status;
    if (text[parser.at] != '\0') return expected(&parser, "an operator or the end");

    size_t size = parser.count * sizeof(parser.steps[0]);
    struct lg_expression_step *steps = lg_arena_take(memory, size);
    const char *kept = lg_arena_text(memory, text, length);
    if (steps == NULL || kept == NULL) return lg_rules_no_memory(err);
    memcpy(steps, parser.steps, size);
    *expression = (struct lg_expression){kept, parser.count, steps};
    return LG_OK;
}
