/*
 * Text that grows, and numbers in and out of text without a locale.
 */
#ifndef LG_BASE_TEXT_H
#define LG_BASE_TEXT_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A growing text. Zero-initialise, then use. Once an allocation failed, it keeps what it has,
 * ignores every addition and says so in failed: check once at the end.
 */
struct lg_text {
    char *bytes; /* [size + 1], terminated; NULL while empty */
    size_t size;
    size_t capacity;
    bool failed;
};

void lg_text_add(struct lg_text *text, const char *bytes, size_t size);
void lg_text_add_text(struct lg_text *text, const char *terminated);
void lg_text_add_char(struct lg_text *text, char byte);
/**
 * The first characters of a text, with an ellipsis where some are left out: a name of thousands of
 * them shall not fill a page.
 */
void lg_text_add_short(struct lg_text *text, const char *terminated, size_t character_count);
/** printf in the C locale: a point is a point whatever a library has set. */
void lg_text_printf(struct lg_text *text, const char *layout, ...) LG_PRINTF(2, 3);
/** Decimal digits of an integer. */
void lg_text_add_int(struct lg_text *text, int64_t value);
/**
 * A number with a fixed count of decimals, '.' as the point, halves away from zero, "-0.00" never
 * written. Nothing is added for NaN or infinities: the caller writes what missing is.
 * @param decimals 0..12
 */
void lg_text_add_fixed(struct lg_text *text, double value, int decimals);
/**
 * The number that lg_text_add_fixed() would write, as the double next to those digits; NaN and
 * infinities as they are.
 */
double lg_round_fixed(double value, int decimals);
/** "[x,y]", both as lg_text_add_fixed() writes them. @param xy  magnitudes below 2^63 */
void lg_text_add_point(struct lg_text *text, const double xy[2], int decimals);
/**
 * Room for size more bytes and a pointer to write them at; NULL when memory is out. The room is
 * zeroed and not yet part of the text: the caller adds to text->size what it wrote.
 */
char *lg_text_room(struct lg_text *text, size_t size);
/** Keep the first bytes only. @param size  at most text->size */
void lg_text_cut(struct lg_text *text, size_t size);
/** Empty, keep the memory. */
void lg_text_clear(struct lg_text *text);
/** Free the memory; the text may be used again. */
void lg_text_reset(struct lg_text *text);

/**
 * Read a whole text as a decimal number ("1 234" and "1,234" are not numbers; "12.5 " is).
 * @return false when it is none or too large for a double
 */
bool lg_number_read(const char *text, size_t length, double *value);

/** Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms). */
bool lg_utf8_valid(const char *bytes, size_t length);
/** The longest prefix that is well-formed UTF-8. */
size_t lg_utf8_valid_prefix(const char *bytes, size_t length);
/** Bytes of the first so many characters, well-formed or not; all of them where there are fewer. */
size_t lg_utf8_first(const char *terminated, size_t character_count);
/** Whether the bytes are well-formed GB18030 (one, two and four byte characters). */
bool lg_gb18030_valid(const char *bytes, size_t length);
/**
 * A message of a library as one line: control characters as blanks, none at the end, cut at a whole
 * character.
 * @param line  out: [size], terminated
 */
void lg_text_line(char *line, size_t size, const char *message);
/** Compare ASCII letters without case, other bytes exactly; like strcmp. */
int lg_text_compare_nocase(const char *left, const char *right);
bool lg_text_equal_nocase(const char *left, const char *right);
/** The text without blanks (ASCII and U+3000) at both ends. @param length in: bytes; out: bytes
 * left */
const char *lg_text_trim(const char *text, size_t *length);

#endif
