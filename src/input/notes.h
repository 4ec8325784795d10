/*
 * What a look at a layer finds worth saying, each with its evidence.
 */
#ifndef LG_INPUT_NOTES_H
#define LG_INPUT_NOTES_H

#include "base/arena.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

enum lg_note_section {
    LG_NOTE_ENCODING,
    LG_NOTE_CRS,
    LG_NOTE_ROLES,
    LG_NOTE_UNITS,
    LG_NOTE_CODES,
    LG_NOTE_DATES,
    LG_NOTE_CHECKS,
    LG_NOTE_SECTION_COUNT
};

#define LG_NOTE_NO_ROLE ((size_t)-1)

struct lg_note {
    enum lg_note_section section;
    size_t role;         /* LG_NOTE_NO_ROLE: of no role */
    const char *field;   /* of the layer; NULL: of none */
    const char *text;    /* one sentence */
    const char *declare; /* the unit or code system that the evidence speaks for; NULL: none */
};

/* Zero-initialise, give it an arena, then add. */
struct lg_notes {
    struct lg_arena *memory; /* borrowed */
    size_t count, capacity;
    struct lg_note *items; /* [count] */
    bool failed;           /* memory was out: check once at the end */
};

/**
 * Add a note.
 *
 * @param note  section, role, field and declare (both copied); its text is not read
 * @param text  printf format of the sentence
 */
void lg_note_add(struct lg_notes *notes, const struct lg_note *note, const char *text, ...)
    LG_PRINTF(3, 4);

/** The declaration that the notes of a section speak for; NULL: none. */
const char *lg_note_declared(const struct lg_notes *notes, enum lg_note_section section,
                             size_t role);

#endif
