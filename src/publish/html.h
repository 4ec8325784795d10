/*
 * Text in HTML and SVG.
 */
#ifndef LG_PUBLISH_HTML_H
#define LG_PUBLISH_HTML_H

#include "landgauge/project.h"
#include "model/labels.h"

/**
 * Add a text from data as character data or between the quotes of an attribute: nothing in it is
 * markup. Bytes that are not UTF-8 and control characters that HTML forbids become U+FFFD.
 * @param value  NULL adds nothing
 */
void lg_html_add(struct lg_text *html, const char *value);

/** Add a label whose {NAMES} are replaced by texts from data, all of it escaped. */
void lg_html_add_label(struct lg_text *html, enum lg_language language, const char *id,
                       const struct lg_label_part *parts);

#endif
