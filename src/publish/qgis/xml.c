#include "publish/qgis/xml.h"

#include <assert.h>
#include <string.h>

/* U+FFFD, for what XML cannot have. */
#define REPLACEMENT "\xEF\xBF\xBD"

static const char *reference_of(unsigned char byte)
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
    case '\'':
        return "&apos;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return byte < ' ' || byte == 0x7F ? REPLACEMENT : NULL;
    }
}

/* U+FFFE and U+FFFF are well-formed UTF-8, but no characters of XML. */
static bool is_no_character(const char *bytes, size_t length)
{
    return length == 3 && memcmp(bytes, "\xEF\xBF", 2) == 0 && (unsigned char)bytes[2] >= 0xBE;
}

/* Bytes of the character that starts here; 0: it is no UTF-8. */
static size_t character_bytes(const char *bytes, size_t left)
{
    for (size_t length = 2; length <= 4 && length <= left; length++) {
        if (lg_utf8_valid(bytes, length)) return length;
    }
    return 0;
}

void lg_xml_escape(struct lg_text *text, const char *value)
{
    if (value == NULL) return;
    size_t left = strlen(value);
    while (left > 0) {
        unsigned char byte = (unsigned char)*value;
        size_t length = 1;
        if (byte < 0x80) {
            const char *reference = reference_of(byte);
            if (reference == NULL) {
                lg_text_add_char(text, *value);
            } else {
                lg_text_add_text(text, reference);
            }
        } else {
            length = character_bytes(value, left);
            if (length == 0 || is_no_character(value, length)) {
                lg_text_add_text(text, REPLACEMENT);
            } else {
                lg_text_add(text, value, length);
            }
            if (length == 0) length = 1;
        }
        value += length;
        left -= length;
    }
}

static void add_tag(struct lg_text *text, const char *name, const char *const *attributes,
                    const char *end)
{
    lg_text_add_char(text, '<');
    lg_text_add_text(text, name);
    for (; attributes != NULL && attributes[0] != NULL && attributes[1] != NULL; attributes += 2) {
        lg_text_add_char(text, ' ');
        lg_text_add_text(text, attributes[0]);
        lg_text_add_text(text, "=\"");
        lg_xml_escape(text, attributes[1]);
        lg_text_add_char(text, '"');
    }
    lg_text_add_text(text, end);
}

void lg_xml_open(struct lg_xml *xml, const char *name, const char *const *attributes)
{
    assert(xml->depth < LG_XML_DEPTH_MAX);

    add_tag(xml->text, name, attributes, ">\n");
    xml->open[xml->depth++] = name;
}

static void add_end(struct lg_text *text, const char *name)
{
    lg_text_add_text(text, "</");
    lg_text_add_text(text, name);
    lg_text_add_text(text, ">\n");
}

void lg_xml_close(struct lg_xml *xml)
{
    assert(xml->depth > 0);

    add_end(xml->text, xml->open[--xml->depth]);
}

void lg_xml_empty(struct lg_xml *xml, const char *name, const char *const *attributes)
{
    add_tag(xml->text, name, attributes, "/>\n");
}

void lg_xml_element(struct lg_xml *xml, const char *name, const char *const *attributes,
                    const char *content)
{
    add_tag(xml->text, name, attributes, ">");
    lg_xml_escape(xml->text, content);
    add_end(xml->text, name);
}
