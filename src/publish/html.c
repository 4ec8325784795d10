#include "publish/html.h"

#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD";

/* The entity of a character that has a meaning in HTML; NULL when it stands for itself. */
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
    case '\'':
        return "&#39;";
    case '\t':
    case '\n':
        return NULL;
    default:
        return byte < 0x20 || byte == 0x7f ? replacement : NULL;
    }
}

static void add_valid(struct lg_text *html, const char *value, size_t size)
{
    size_t plain = 0;
    for (size_t i = 0; i < size; i++) {
        const char *entity = entity_of((unsigned char)value[i]);
        if (entity == NULL) continue;
        lg_text_add(html, value + plain, i - plain);
        lg_text_add_text(html, entity);
        plain = i + 1;
    }
    lg_text_add(html, value + plain, size - plain);
}

void lg_html_add(struct lg_text *html, const char *value)
{
    size_t left = value == NULL ? 0 : strlen(value);
    while (left > 0) {
        size_t valid = lg_utf8_valid_prefix(value, left);
        add_valid(html, value, valid);
        value += valid;
        left -= valid;
        if (left == 0) return;
        lg_text_add_text(html, replacement);
        value++;
        left--;
    }
}

void lg_html_add_label(struct lg_text *html, enum lg_language language, const char *id,
                       const struct lg_label_part *parts)
{
    struct lg_text text = {0};
    lg_label_add(&text, language, id, parts);
    lg_html_add(html, text.bytes);
    html->failed = html->failed || text.failed;
    lg_text_reset(&text);
}
