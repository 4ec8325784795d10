#include "publish/report/html.h"

#include "publish/markup.h"

#include <stdbool.h>
#include <string.h>

/* Characters of several bytes that are not shown, but change how others are read. */
static bool is_hidden(const unsigned char *at, size_t length)
{
    if (length == 2) return (at[0] == 0xc2 && at[1] < 0xa0) || (at[0] == 0xd8 && at[1] == 0x9c);
    if (length == 4) return (at[1] & 0x0f) == 0x0f && at[2] == 0xbf && at[3] >= 0xbe;
    if (length != 3) return false;
    if (at[0] == 0xe2 && at[1] == 0x80) {
        return at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xa8 && at[2] <= 0xae);
    }
    if (at[0] == 0xe2 && at[1] == 0x81) return at[2] >= 0xa6 && at[2] <= 0xa9;
    if (at[0] != 0xef) return false;
    return (at[1] == 0xbf && at[2] >= 0xbe) || (at[1] == 0xb7 && at[2] >= 0x90 && at[2] <= 0xaf);
}

static const char *stand_in_of(const unsigned char *at, size_t length)
{
    if (*at == '\'') return "&#39;";
    if (*at == '\t' || *at == '\n') return NULL;
    if (*at < ' ' || *at == 0x7f || is_hidden(at, length)) return LG_MARKUP_REPLACEMENT;
    return NULL;
}

void lg_html_add(struct lg_text *html, const char *value)
{
    if (value != NULL) lg_markup_add(html, value, strlen(value), stand_in_of);
}

void lg_html_add_short(struct lg_text *html, const char *value, size_t character_count)
{
    if (value == NULL) return;
    size_t size = lg_utf8_first(value, character_count);
    lg_markup_add(html, value, size, stand_in_of);
    if (value[size] != '\0') lg_text_add_text(html, "\xE2\x80\xA6");
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

void lg_html_add_attribute(struct lg_text *html, const char *name, const char *value)
{
    if (value == NULL) return;
    lg_text_add_char(html, ' ');
    lg_text_add_text(html, name);
    lg_text_add_text(html, "=\"");
    lg_html_add(html, value);
    lg_text_add_char(html, '"');
}

void lg_html_add_element(struct lg_text *html, const char *tag, const char *kind, const char *text)
{
    lg_text_add_char(html, '<');
    lg_text_add_text(html, tag);
    lg_html_add_attribute(html, "class", kind);
    lg_text_add_char(html, '>');
    lg_html_add(html, text);
    lg_text_printf(html, "</%s>", tag);
}

void lg_html_add_number(struct lg_text *html, double value, int decimals)
{
    struct lg_text digits = {0};
    lg_text_add_fixed(&digits, value, decimals);
    const char *at = digits.bytes == NULL ? "" : digits.bytes;
    if (*at == '-') {
        lg_text_add_text(html, "\xE2\x88\x92"); /* the minus sign */
        at++;
    }
    for (size_t left = strspn(at, "0123456789"); left > 0; left--) {
        lg_text_add_char(html, *at++);
        if (left > 1 && left % 3 == 1) lg_text_add_char(html, ',');
    }
    lg_text_add_text(html, at);
    html->failed = html->failed || digits.failed;
    lg_text_reset(&digits);
}
