#include "input/notes.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 32 };

static bool make_room(struct lg_notes *notes)
{
    if (notes->count < notes->capacity) return true;
    size_t capacity = notes->capacity == 0 ? FIRST_CAPACITY : 2 * notes->capacity;
    struct lg_note *items = lg_arena_take(notes->memory, capacity * sizeof(*items));
    if (items == NULL) return false;
    if (notes->count > 0) memcpy(items, notes->items, notes->count * sizeof(*items));
    notes->items = items;
    notes->capacity = capacity;
    return true;
}

void lg_note_add(struct lg_notes *notes, const struct lg_note *note, const char *text, ...)
{
    char sentence[1024];
    va_list values;
    va_start(values, text);
    int length = vsnprintf(sentence, sizeof(sentence), text, values);
    va_end(values);
    if (length < 0 || notes->failed) return;
    size_t size = strlen(sentence);
    size = lg_utf8_valid_prefix(sentence, size);
    /* A value of the data may carry anything; a terminal must not obey it. */
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)sentence[i] < 0x20 || sentence[i] == 0x7F) sentence[i] = ' ';
    }
    if (!make_room(notes)) {
        notes->failed = true;
        return;
    }
    struct lg_note *kept = &notes->items[notes->count];
    *kept = *note;
    kept->text = lg_arena_text(notes->memory, sentence, size);
    if (note->field != NULL) {
        kept->field = lg_arena_text(notes->memory, note->field, strlen(note->field));
    }
    if (note->declare != NULL) {
        kept->declare = lg_arena_text(notes->memory, note->declare, strlen(note->declare));
    }
    notes->failed = kept->text == NULL || (note->field != NULL && kept->field == NULL) ||
                    (note->declare != NULL && kept->declare == NULL);
    notes->count += !notes->failed;
}

const char *lg_note_declared(const struct lg_notes *notes, enum lg_note_section section,
                             size_t role)
{
    for (size_t i = 0; i < notes->count; i++) {
        const struct lg_note *note = &notes->items[i];
        if (note->section == section && note->role == role && note->declare != NULL) {
            return note->declare;
        }
    }
    return NULL;
}
