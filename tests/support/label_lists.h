/*
 * What the tests of labels hold the catalogues to: all tables, all codes, all ids.
 */
#ifndef TESTS_SUPPORT_LABEL_LISTS_H
#define TESTS_SUPPORT_LABEL_LISTS_H

#include "landgauge/project.h"
#include "publish/book.h"

enum { LABEL_ID_SIZE = 128, LABEL_SHEETS_MAX = 80 };

struct label_copy_table {
    const char *table, *keys; /* blanks between */
};

/* The codes of a key that have words of their own in the catalogues. */
struct label_codes {
    const char *key, *codes; /* blanks between */
};

/* Tables that no book describes: those of repaired copies. */
extern const struct label_copy_table label_copy_tables[];
extern const size_t label_copy_table_count;
extern const struct label_codes label_codes[];
extern const size_t label_codes_count;

/* Every table of a run and of a comparison, without rows; label_describe_sheets() fills it. */
extern struct lg_sheet label_sheets[LABEL_SHEETS_MAX];
extern size_t label_sheet_count;

/* A group set-up of cmocka. */
int label_describe_sheets(void **state);
/* NULL: there is none of that name. */
const struct lg_sheet *label_sheet_of(const char *name);
const char *label_copy_keys(const char *name);

/* A label that must be there, and say something. */
const char *label_required(enum lg_language language, const char *id);

/* Ids of a catalogue; the first is empty. */
size_t label_id_count(size_t catalogue);
const char *label_id_at(size_t catalogue, size_t position);

/* Whether a list with blanks between has the word. */
bool label_has_word(const char *list, const char *word);
/* The next word of a list; NULL after the last. @param word  [LABEL_ID_SIZE] */
const char *label_next_word(const char **list, char *word);

#endif
