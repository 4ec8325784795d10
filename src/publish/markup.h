/*
 * Texts from data within markup, for XML and HTML.
 */
#ifndef LG_PUBLISH_MARKUP_H
#define LG_PUBLISH_MARKUP_H

#include "base/text.h"

/* U+FFFD, for what a markup cannot have. */
#define LG_MARKUP_REPLACEMENT "\xEF\xBF\xBD"

/**
 * Add bytes from anywhere as character data; each byte that is no UTF-8 becomes U+FFFD.
 *
 * @param stand_in  what is written for a well-formed character of length bytes, '&', '<', '>' and
 *                  '"' apart, which are always written as entities; NULL: the character itself
 */
void lg_markup_add(struct lg_text *text, const char *bytes, size_t size,
                   const char *(*stand_in)(const unsigned char *at, size_t length));

#endif
