/*
 * JSON texts (RFC 8259): escaping, and a writer that keeps commas and indentation.
 */
#ifndef LG_PUBLISH_JSON_TEXT_H
#define LG_PUBLISH_JSON_TEXT_H

#include "base/text.h"

#include <stdint.h>

/**
 * Add a text between quotes, escaped; "null" for NULL.
 *
 * Quotes, backslashes and control characters are escaped, bytes that are not UTF-8 become U+FFFD.
 */
void lg_json_add_text(struct lg_text *text, const char *value);

/** Add a number with fixed decimals; "null" for NaN and infinities. */
void lg_json_add_number(struct lg_text *text, double value, int decimals);

/*
 * A document under construction. Zero-initialise, read text when done; a failed allocation shows
 * in text.failed.
 */
struct lg_json {
    struct lg_text text;
    int depth;      /* of objects and arrays that are open */
    bool has_items; /* the innermost of them has an item already */
    bool is_flat;   /* no line breaks */
};

/** Begin an object; key NULL inside an array or at the top. */
void lg_json_open_object(struct lg_json *json, const char *key);
void lg_json_close_object(struct lg_json *json);
void lg_json_open_array(struct lg_json *json, const char *key);
void lg_json_close_array(struct lg_json *json);
/** Members of the innermost object (key) or array (key NULL); missing values become null. */
void lg_json_text(struct lg_json *json, const char *key, const char *value);
void lg_json_int(struct lg_json *json, const char *key, int64_t value);
void lg_json_number(struct lg_json *json, const char *key, double value, int decimals);
void lg_json_bool(struct lg_json *json, const char *key, bool value);
void lg_json_null(struct lg_json *json, const char *key);

#endif
