/*
 * Text in HTML and SVG: nothing that comes from data is ever markup.
 */
#ifndef LG_PUBLISH_REPORT_HTML_H
#define LG_PUBLISH_REPORT_HTML_H

#include "landgauge/project.h"
#include "model/labels.h"

/**
 * Add a text from data as character data or between the quotes of an attribute: nothing in it is
 * markup. Bytes that are not UTF-8, characters that HTML forbids, and marks that turn the direction
 * of writing or break a line become U+FFFD.
 * @param value  NULL adds nothing
 */
void lg_html_add(struct lg_text *html, const char *value);

/**
 * The same, cut behind so many characters, with an ellipsis.
 */
void lg_html_add_short(struct lg_text *html, const char *value, size_t character_count);

/** Add a label whose {NAMES} are replaced by texts from data, all of it escaped. */
void lg_html_add_label(struct lg_text *html, enum lg_language language, const char *id,
                       const struct lg_label_part *parts);

/** ' name="value"'; nothing when the value is NULL. */
void lg_html_add_attribute(struct lg_text *html, const char *name, const char *value);

/**
 * <tag class="kind">text</tag>
 * @param kind  NULL: no class
 */
void lg_html_add_element(struct lg_text *html, const char *tag, const char *kind, const char *text);

/** A number for people: thousands with a comma between. @param decimals 0..12 */
void lg_html_add_number(struct lg_text *html, double value, int decimals);

#endif
