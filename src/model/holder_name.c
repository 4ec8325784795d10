/*
 * Blanks at the ends or several inside, full-width and half-width parentheses are taken as equal.
 * Nothing else is: two companies may differ by a letter.
 */
#include "model/holder_name.h"

#include <string.h>

static const struct {
    const char *written;
    char read;
} folded[] = {{"\u3000", ' '}, {"\u00A0", ' '}, {"\t", ' '}, {"\r", ' '},
              {"\n", ' '},     {"（", '('},     {"）", ')'}};

/* The character at a place as it is compared; 0: as it is written. */
static char fold(const char *text, size_t *size)
{
    for (size_t i = 0; i < sizeof(folded) / sizeof(folded[0]); i++) {
        if (text[0] != folded[i].written[0]) continue;
        *size = strlen(folded[i].written);
        if (strncmp(text, folded[i].written, *size) == 0) return folded[i].read;
    }
    *size = 1;
    return '\0';
}

/* A name without blanks at the ends, and one where several are inside; parentheses as asked. */
static void add_name(struct lg_text *text, const char *name, bool folds_parentheses)
{
    bool has_blank = false;
    lg_text_clear(text);
    for (size_t size = 0; *name != '\0'; name += size) {
        char folded_to = fold(name, &size);
        if (folded_to == ' ' || *name == ' ') {
            has_blank = text->size > 0;
            continue;
        }
        if (has_blank) lg_text_add_char(text, ' ');
        has_blank = false;
        if (folded_to != '\0' && folds_parentheses) {
            lg_text_add_char(text, folded_to);
        } else {
            lg_text_add(text, name, size);
        }
    }
}

const char *lg_holder_name(const char *name, bool folds_parentheses, struct lg_arena *arena,
                           struct lg_text *scratch)
{
    add_name(scratch, name == NULL ? "" : name, folds_parentheses);
    if (scratch->failed) return NULL;
    /* Most names are written as they are compared: the table has them. */
    if (name != NULL && scratch->size > 0 && strcmp(scratch->bytes, name) == 0) return name;
    return lg_arena_text(arena, scratch->size > 0 ? scratch->bytes : "", scratch->size);
}
