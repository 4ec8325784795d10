/*
 * Which pattern of the catalogue a sentence is, and what stands in its parts. For
 * model/sentences.c.
 */
#ifndef LG_MODEL_SENTENCE_SEARCH_H
#define LG_MODEL_SENTENCE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

enum { LG_SENTENCE_PARTS_MAX = 10, LG_SENTENCE_NAME_SIZE = 24 };

/* What a part may hold, by the beginning of its name. */
enum lg_sentence_kind {
    LG_PART_TEXT,     /* from the data: as it stands */
    LG_PART_NUMBER,   /* a number or a date */
    LG_PART_OPERATOR, /* ">=" */
    LG_PART_KEY,      /* columns, figures and cases by their names, in expressions and lists too */
    LG_PART_EXPRESSION, /* the same, but no list and no sentence of words */
    LG_PART_CODES,      /* "A21, B11": indicators get their names */
    LG_PART_INDICATOR,
    LG_PART_DOCUMENT, /* an official document by its number */
    LG_PART_SENTENCE,
    LG_PART_ITEM, /* a sentence that is not several */
    LG_PART_KIND_COUNT
};

struct lg_sentence_part {
    enum lg_sentence_kind kind;
    char name[LG_SENTENCE_NAME_SIZE];
    const char *begin, *end;
};

/* A pattern that fits, and what its parts are. */
struct lg_sentence_found {
    const char *id; /* NULL: none */
    size_t letters;
    size_t part_count;
    struct lg_sentence_part parts[LG_SENTENCE_PARTS_MAX];
};

/* One sentence; steps end the search in texts that are made to have it take long. */
struct lg_sentence_search {
    size_t steps;
    size_t depth;
};

/* The beginning of the labels that are words, and no patterns. */
#define LG_SENTENCE_KEYS "sentence.key."

/**
 * The pattern that fits a stretch of text best.
 *
 * @param search      zeroed before the first look
 * @param begin       UTF-8
 * @param end         one behind its last byte
 * @param takes_more  several sentences, too
 * @param best        out: valid as long as the text; its id is NULL when none fits
 * @return whether one does
 */
bool lg_sentence_find(struct lg_sentence_search *search, const char *begin, const char *end,
                      bool takes_more, struct lg_sentence_found *best);

/** Whether a byte may be of the name of a column, figure or code. */
bool lg_sentence_is_of_word(char byte);

#endif
