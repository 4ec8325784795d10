/*
 * A YAML file as a tree in which every node knows its line and column.
 *
 * What a settings file needs and no more: one document, maps, lists and scalars. Anchors, aliases
 * and tags are refused (an alias can blow a small file up to any size), as are duplicate keys,
 * deep nesting and large files.
 *
 * libyaml's events are read directly. libcyaml maps YAML to fixed C structs; it has no maps with
 * free keys (values:), no "one or a list of them" (parks:, rules:), keeps silent on duplicate keys,
 * and tells the place of an error only as log lines to be taken apart again.
 */
#ifndef LG_BASE_YAML_H
#define LG_BASE_YAML_H

#include "base/arena.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

#define LG_YAML_FILE_BYTES_MAX 1048576
#define LG_YAML_DEPTH_MAX      16
#define LG_YAML_ENTRIES_MAX    10000 /* of one map or list */

enum lg_yaml_kind { LG_YAML_NOTHING, LG_YAML_SCALAR, LG_YAML_LIST, LG_YAML_MAP };

struct lg_yaml_node {
    enum lg_yaml_kind kind; /* LG_YAML_NOTHING: "key:", "~" or "null" without quotes */
    size_t line, column;    /* of the value, from 1; columns count characters */
    const char *text;       /* as written, terminated; "" for maps, lists and nothing */
    const char *key;        /* in a map; else NULL */
    size_t key_line, key_column;
    size_t count;                           /* children */
    struct lg_yaml_node *children, *sister; /* first child; next of the same parent */
};

/* Zero-initialise; free with lg_yaml_reset(). */
struct lg_yaml {
    const char *name; /* the file as the user called it, for messages */
    const char *code; /* the mark at the end of messages, "E_PROJECT" */
    struct lg_yaml_node *root;
    struct lg_arena memory;
};

/**
 * Read a file.
 *
 * @param path  a regular file of at most LG_YAML_FILE_BYTES_MAX
 * @param code  static text for the end of messages
 * @param yaml  out: freed by the caller, on failure too
 * @return LG_OK; LG_NO_INPUT; LG_BAD_PROJECT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_yaml_read(const char *path, const char *code, struct lg_yaml *yaml,
                                         struct lg_error *err);

/**
 * Read a text.
 *
 * @param name  what messages call it
 * @param text  [length] bytes, UTF-8; a byte-order mark is allowed
 * @return as lg_yaml_read()
 */
LG_NODISCARD enum lg_status lg_yaml_parse(const char *name, const char *code, const char *text,
                                          size_t length, struct lg_yaml *yaml,
                                          struct lg_error *err);

/** Free the tree; a zeroed one is allowed. */
void lg_yaml_reset(struct lg_yaml *yaml);

/** The entry of a map with this key; NULL when there is none or the node is no map. */
const struct lg_yaml_node *lg_yaml_find(const struct lg_yaml_node *map, const char *key);

/**
 * "NAME:LINE:COLUMN: message [CODE]", on one line whatever the file says.
 *
 * Texts of the file go through "%.*s" with LG_YAML_SHOWN(), so that a long one leaves room.
 *
 * @return LG_BAD_PROJECT
 */
enum lg_status lg_yaml_wrong(const struct lg_yaml *yaml, size_t line, size_t column,
                             struct lg_error *err, const char *text, ...) LG_PRINTF(5, 6);

/** Length and text for "%.*s": at most 60 bytes, cut between characters. */
#define LG_YAML_SHOWN(text) lg_yaml_shown_length(text), (text)
int lg_yaml_shown_length(const char *text);

/**
 * Say that a name is none of those allowed here, which are listed, the nearest first.
 *
 * @param what      "unknown key"
 * @param allowed   [count] names
 * @return LG_BAD_PROJECT
 */
enum lg_status lg_yaml_unknown(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                               bool at_key, const char *what, const char *const *allowed,
                               size_t count, struct lg_error *err);

#endif
