#include "publish/qgis/xml.h"

#include "publish/markup.h"

#include <assert.h>
#include <string.h>

/* U+FFFE and U+FFFF are well-formed UTF-8, but no characters of XML. */
static bool is_no_character(const unsigned char *at, size_t length)
{
    return length == 3 && at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE;
}

static const char *stand_in_of(const unsigned char *at, size_t length)
{
    switch (*at) {
    case '\'':
        return "&apos;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        if (*at < ' ' || *at == 0x7F || is_no_character(at, length)) return LG_MARKUP_REPLACEMENT;
        return NULL;
    }
}

void lg_xml_escape(struct lg_text *text, const char *value)
{
    if (value != NULL) lg_markup_add(text, value, strlen(value), stand_in_of);
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
