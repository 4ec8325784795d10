#include "publish/markup.h"

/* The entity of a character that is markup in XML and HTML alike; NULL: it is none. */
static const char *entity_of(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

/* Bytes of the character that starts here; the text is well-formed UTF-8. */
static size_t length_of(unsigned char first)
{
    if (first < 0x80) return 1;
    if (first < 0xe0) return 2;
    return first < 0xf0 ? 3 : 4;
}

/* Well-formed UTF-8; plain stretches are added whole. */
static void add_valid(struct lg_text *text, const char *bytes, size_t size,
                      const char *(*stand_in)(const unsigned char *at, size_t length))
{
    size_t plain = 0;
    for (size_t i = 0; i < size;) {
        const unsigned char *at = (const unsigned char *)bytes + i;
        size_t length = length_of(*at);
        const char *written = entity_of(*at);
        if (written == NULL) written = stand_in(at, length);
        if (written != NULL) {
            lg_text_add(text, bytes + plain, i - plain);
            lg_text_add_text(text, written);
            plain = i + length;
        }
        i += length;
    }
    lg_text_add(text, bytes + plain, size - plain);
}

void lg_markup_add(struct lg_text *text, const char *bytes, size_t size,
                   const char *(*stand_in)(const unsigned char *at, size_t length))
{
    while (size > 0) {
        size_t valid = lg_utf8_valid_prefix(bytes, size);
        add_valid(text, bytes, valid, stand_in);
        bytes += valid;
        size -= valid;
        if (size == 0) return;
        lg_text_add_text(text, LG_MARKUP_REPLACEMENT);
        bytes++;
        size--;
    }
}
