#include "landgauge/names.h"

#include <string.h>

#define WORD_BYTES_MAX 64

static size_t smaller(size_t left, size_t right)
{
    return left < right ? left : right;
}

/*
 * Edits between two words by the table of prefixes (Levenshtein, with swaps of neighbours as one
 * edit), three rows of it at a time. Counts bytes: the names are ASCII.
 */
static size_t count_edits(const char *from, size_t from_length, const char *to, size_t to_length)
{
    size_t rows[3][WORD_BYTES_MAX + 1];
    for (size_t j = 0; j <= to_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= from_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above_that = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= to_length; j++) {
            size_t change = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = smaller(change, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[j] = smaller(row[j], above_that[j - 2] + 1);
            }
        }
    }
    return rows[from_length % 3][to_length];
}

size_t lg_names_nearest(const char *word, const char *const *names, size_t count)
{
    size_t length = strlen(word);
    if (length == 0 || length > WORD_BYTES_MAX) return count;

    size_t nearest = count;
    size_t fewest = (length + 2) / 3 + 1; /* one more than is near */
    for (size_t i = 0; i < count; i++) {
        size_t name_length = strlen(names[i]);
        if (name_length > WORD_BYTES_MAX) continue;
        size_t edits = count_edits(word, length, names[i], name_length);
        if (edits < fewest && edits < name_length) {
            fewest = edits;
            nearest = i;
        }
    }
    for (size_t i = 0; i < count && nearest == count && length > 1; i++) {
        if (strncmp(names[i], word, length) == 0) nearest = i;
    }
    return nearest;
}
