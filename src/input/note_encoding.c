/*
 * What speaks for the encoding that was chosen, and what against it.
 */
#include "input/look.h"

#include <stdio.h>
#include <string.h>

enum { EXAMPLE_CELLS_MAX = 16 };

static void count_text(char text[40], size_t count, size_t whole)
{
    if (count == whole || count == 0) {
        (void)snprintf(text, 40, "%s", count == 0 ? "none" : "all");
    } else {
        (void)snprintf(text, 40, "%zu", count);
    }
}

/* The example as it would read in an encoding; empty where it cannot be shown. */
static void read_example(const struct lg_text_census *census, const char *name,
                         struct lg_text *text)
{
    struct lg_decoder *decoder = NULL;
    struct lg_error err;
    lg_text_clear(text);
    if (lg_decoder_open(name, &decoder, &err) != LG_OK) {
        text->failed = true;
        return;
    }
    (void)lg_decode(decoder, census->example, census->example_size, text);
    lg_decoder_close(decoder);
    size_t shown = 0;
    for (size_t cells = 0; shown < text->size && cells < EXAMPLE_CELLS_MAX; cells++) {
        shown++;
        while (shown < text->size && ((unsigned char)text->bytes[shown] & 0xC0) == 0x80) {
            shown++;
        }
    }
    if (text->bytes != NULL) text->bytes[shown] = '\0';
}

static void note_readings(struct lg_look *look, const struct lg_text_census *census)
{
    struct lg_text chinese = {0};
    struct lg_text utf8 = {0};
    read_example(census, "GB18030", &chinese);
    read_example(census, "UTF-8", &utf8);
    const struct lg_note note = {LG_NOTE_ENCODING, LG_NOTE_NO_ROLE, NULL, NULL, NULL};
    if (chinese.bytes != NULL && utf8.bytes != NULL) {
        lg_note_add(&look->notes, &note, "one text as GB18030: %s; as UTF-8: %s", chinese.bytes,
                    utf8.bytes);
    }
    if (chinese.failed || utf8.failed) look->notes.failed = true;
    lg_text_reset(&chinese);
    lg_text_reset(&utf8);
}

/* Texts that are UTF-8 by accident are rare: a declaration of GBK over them is doubtful. */
static void note_doubts(struct lg_look *look, const struct lg_text_census *census)
{
    const struct lg_encoding *encoding = &look->opened.encoding;
    bool is_both = census->utf8_bad == 0 && census->gb_bad == 0;
    bool is_gb = strcmp(encoding->name, "GB18030") == 0;
    if (is_both || encoding->doubtful) note_readings(look, census);
    if (is_both && is_gb) {
        const struct lg_note note = {LG_NOTE_ENCODING, LG_NOTE_NO_ROLE, NULL, NULL, "UTF-8"};
        lg_note_add(&look->notes, &note,
                    "GBK texts are hardly ever well-formed UTF-8, and these all are: if the second "
                    "reads right, declare encoding: UTF-8");
    } else if (encoding->doubtful && look->opened.parts.cpg_text != NULL) {
        const struct lg_note note = {LG_NOTE_CHECKS, LG_NOTE_NO_ROLE, NULL, NULL, NULL};
        lg_note_add(&look->notes, &note,
                    "the .cpg and the bytes contradict each other, and the bytes win: have the "
                    ".cpg corrected, other programs believe it");
    }
}

void lg_note_encoding(struct lg_look *look)
{
    const struct lg_opened *opened = &look->opened;
    const struct lg_text_census *census = &opened->encoding.census;
    const struct lg_note note = {LG_NOTE_ENCODING, LG_NOTE_NO_ROLE, NULL, NULL, NULL};
    if (opened->settles_encoding || census->high_count == 0) return;

    char utf8[40];
    char chinese[40];
    count_text(utf8, census->high_count - census->utf8_bad, census->high_count);
    count_text(chinese, census->high_count - census->gb_bad, census->high_count);
    lg_note_add(&look->notes, &note,
                "of %zu texts with bytes above 0x7F %s can be GB18030, %s can be UTF-8",
                census->high_count, chinese, utf8);
    if (opened->dbf != NULL && lg_dbf_language(opened->dbf) != 0) {
        lg_note_add(&look->notes, &note, "language byte of the .dbf: 0x%02X",
                    (unsigned)lg_dbf_language(opened->dbf));
    }
    if (census->cut_count > 0) {
        lg_note_add(&look->notes, &note,
                    "%zu texts are cut inside their last character, as by a field too narrow; half "
                    "a character is dropped",
                    census->cut_count);
    }
    note_doubts(look, census);
}
