#include "base/text.h"

#include <assert.h>
#include <string.h>

static bool is_within(unsigned char byte, unsigned char first, unsigned char last)
{
    return byte >= first && byte <= last;
}

/* Length of the well-formed character at the start of size bytes (Unicode table 3-7), 0 if none. */
static size_t utf8_character(const unsigned char *at, size_t size)
{
    unsigned char lead = at[0];
    if (lead <= 0x7F) return 1;
    if (!is_within(lead, 0xC2, 0xF4)) return 0;

    size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size < length) return 0;
    for (size_t i = 1; i < length; i++) {
        if (!is_within(at[i], 0x80, 0xBF)) return 0;
    }
    /* Overlong forms, surrogates, and what lies behind U+10FFFF. */
    if (lead == 0xE0 && at[1] < 0xA0) return 0;
    if (lead == 0xED && at[1] > 0x9F) return 0;
    if (lead == 0xF0 && at[1] < 0x90) return 0;
    if (lead == 0xF4 && at[1] > 0x8F) return 0;
    return length;
}

size_t lg_utf8_valid_prefix(const char *bytes, size_t length)
{
    assert(bytes != NULL || length == 0);

    size_t at = 0;
    while (at < length) {
        size_t size = utf8_character((const unsigned char *)bytes + at, length - at);
        if (size == 0) break;
        at += size;
    }
    return at;
}

size_t lg_utf8_first(const char *terminated, size_t character_count)
{
    assert(terminated != NULL);

    size_t size = 0;
    for (; terminated[size] != '\0'; size++) {
        /* Every byte but those that continue a character starts one. */
        if (((unsigned char)terminated[size] & 0xC0) != 0x80 && character_count-- == 0) break;
    }
    return size;
}

bool lg_utf8_valid(const char *bytes, size_t length)
{
    return lg_utf8_valid_prefix(bytes, length) == length;
}

static size_t gb18030_character(const unsigned char *at, size_t size)
{
    if (at[0] <= 0x7F) return 1;
    if (size < 2 || !is_within(at[0], 0x81, 0xFE)) return 0;
    if (is_within(at[1], 0x40, 0x7E) || is_within(at[1], 0x80, 0xFE)) return 2;
    if (size < 4 || !is_within(at[1], '0', '9')) return 0;
    return is_within(at[2], 0x81, 0xFE) && is_within(at[3], '0', '9') ? 4 : 0;
}

bool lg_gb18030_valid(const char *bytes, size_t length)
{
    assert(bytes != NULL || length == 0);

    size_t at = 0;
    while (at < length) {
        size_t size = gb18030_character((const unsigned char *)bytes + at, length - at);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

static int lower(char byte)
{
    unsigned char value = (unsigned char)byte;
    return value >= 'A' && value <= 'Z' ? value - 'A' + 'a' : value;
}

int lg_text_compare_nocase(const char *left, const char *right)
{
    assert(left != NULL);
    assert(right != NULL);

    size_t i = 0;
    while (left[i] != '\0' && lower(left[i]) == lower(right[i])) {
        i++;
    }
    return lower(left[i]) - lower(right[i]);
}

bool lg_text_equal_nocase(const char *left, const char *right)
{
    return lg_text_compare_nocase(left, right) == 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static const char ideographic_space[] = "\xE3\x80\x80"; /* U+3000 */

enum { IDEOGRAPHIC_SPACE_BYTES = 3 };

static bool is_ideographic_space(const char *at)
{
    return memcmp(at, ideographic_space, IDEOGRAPHIC_SPACE_BYTES) == 0;
}

const char *lg_text_trim(const char *text, size_t *length)
{
    assert(length != NULL);
    assert(text != NULL || *length == 0);

    size_t left = *length;
    while (left > 0) {
        size_t blank_bytes = is_blank(text[0]) ? 1 : 0;
        if (left >= IDEOGRAPHIC_SPACE_BYTES && is_ideographic_space(text)) {
            blank_bytes = IDEOGRAPHIC_SPACE_BYTES;
        }
        if (blank_bytes == 0) break;
        text += blank_bytes;
        left -= blank_bytes;
    }
    while (left > 0) {
        size_t blank_bytes = is_blank(text[left - 1]) ? 1 : 0;
        if (left >= IDEOGRAPHIC_SPACE_BYTES &&
            is_ideographic_space(text + left - IDEOGRAPHIC_SPACE_BYTES)) {
            blank_bytes = IDEOGRAPHIC_SPACE_BYTES;
        }
        if (blank_bytes == 0) break;
        left -= blank_bytes;
    }
    *length = left;
    return text;
}

void lg_text_line(char *line, size_t size, const char *message)
{
    size_t length = strlen(message);
    if (length >= size) length = size - 1;
    length = lg_utf8_valid_prefix(message, length);
    for (size_t i = 0; i < length; i++) {
        line[i] = message[i];
        if ((unsigned char)message[i] < ' ') line[i] = ' ';
    }
    while (length > 0 && line[length - 1] == ' ') {
        length--;
    }
    line[length] = '\0';
}
