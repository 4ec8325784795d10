/*
 * XML as text: elements, attributes, and values from anywhere made harmless.
 */
#ifndef LG_PUBLISH_QGIS_XML_H
#define LG_PUBLISH_QGIS_XML_H

#include "base/text.h"

enum { LG_XML_DEPTH_MAX = 32 };

/* Set text, leave the rest zero, then use. Names of elements are borrowed until they are closed. */
struct lg_xml {
    struct lg_text *text;
    const char *open[LG_XML_DEPTH_MAX]; /* [depth] elements not yet closed */
    int depth;
};

/**
 * Start an element.
 * @param attributes  name, value, name, value ..., NULL; NULL alone: none. A value ends the list
 *                    when it is NULL.
 */
void lg_xml_open(struct lg_xml *xml, const char *name, const char *const *attributes);
/** End the element that was started last. */
void lg_xml_close(struct lg_xml *xml);
/** An element with attributes and nothing in it. */
void lg_xml_empty(struct lg_xml *xml, const char *name, const char *const *attributes);
/** An element with text in it. @param content  NULL: as if it were empty */
void lg_xml_element(struct lg_xml *xml, const char *name, const char *const *attributes,
                    const char *content);

/**
 * Add a value as XML 1.0 allows it: the five special characters, tabs and line ends are written as
 * references, bytes that are no UTF-8 and characters that XML does not have become U+FFFD.
 * @param value  NULL: nothing is added
 */
void lg_xml_escape(struct lg_text *text, const char *value);

#endif
