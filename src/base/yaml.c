#include "base/yaml.h"

#include "base/address.h"
#include "base/text.h"
#include "landgauge/names.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

#define SHOWN_BYTES_MAX 60

/* One map or list whose end has not come yet. */
struct level {
    struct lg_yaml_node *node;
    struct lg_yaml_node *last; /* child */
    const char *key;           /* of a map: read, its value has not come yet */
    size_t key_line, key_column;
};

struct builder {
    struct lg_yaml *yaml;
    size_t depth;
    struct level levels[LG_YAML_DEPTH_MAX];
    bool document_seen;
};

int lg_yaml_shown_length(const char *text)
{
    size_t length = strlen(text);
    if (length > SHOWN_BYTES_MAX) length = SHOWN_BYTES_MAX;
    return (int)lg_utf8_valid_prefix(text, length);
}

enum lg_status lg_yaml_wrong(const struct lg_yaml *yaml, size_t line, size_t column,
                             struct lg_error *err, const char *text, ...)
{
    char message[sizeof(err->message)];
    va_list values;
    va_start(values, text);
    /* A cut message is still a message. */
    (void)vsnprintf(message, sizeof(message) - 64, text, values);
    va_end(values);

    /* The file's own line feeds and escape codes must not reach a terminal or a log. */
    for (char *byte = message; *byte != '\0'; byte++) {
        if ((unsigned char)*byte < 0x20 || *byte == 0x7f) *byte = '?';
    }
    return lg_fail(err, LG_BAD_PROJECT, "%s:%zu:%zu: %s [%s]", yaml->name, line, column, message,
                   yaml->code);
}

enum lg_status lg_yaml_unknown(const struct lg_yaml *yaml, const struct lg_yaml_node *node,
                               bool at_key, const char *what, const char *const *allowed,
                               size_t count, struct lg_error *err)
{
    const char *word = at_key ? node->key : node->text;
    char list[sizeof(err->message)];
    size_t used = 0;
    size_t nearest = lg_names_nearest(word, allowed, count);

    list[0] = '\0';
    for (size_t i = 0; i <= count && used < sizeof(list); i++) {
        size_t name = i == 0 ? nearest : i - 1;
        if (name == count || (i > 0 && name == nearest)) continue;
        int written = snprintf(list + used, sizeof(list) - used, " %s", allowed[name]);
        if (written < 0) break;
        used += (size_t)written;
    }
    /* "{PG:host=... password=...}" without its key is a key itself. */
    struct lg_text shown = {0};
    lg_address_show(word, &shown);
    if (shown.bytes != NULL) word = shown.bytes;
    enum lg_status status = lg_yaml_wrong(
        yaml, at_key ? node->key_line : node->line, at_key ? node->key_column : node->column, err,
        "%s \"%.*s\"; allowed here:%s", what, LG_YAML_SHOWN(word), list);
    lg_text_reset(&shown);
    return status;
}

static enum lg_status no_memory(const struct lg_yaml *yaml, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "%s: no memory to read it", yaml->name);
}

static enum lg_status wrong_at(const struct lg_yaml *yaml, yaml_mark_t mark, const char *message,
                               struct lg_error *err)
{
    return lg_yaml_wrong(yaml, mark.line + 1, mark.column + 1, err, "%s", message);
}

/* The words for nothing of YAML 1.1; in quotes they are texts like any other. */
static bool is_nothing(const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (*text == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0 ||
            strcmp(text, "Null") == 0 || strcmp(text, "NULL") == 0);
}

/* Hang a new node under the innermost open map or list, or make it the root. */
static enum lg_status add_node(struct builder *builder, const yaml_event_t *event,
                               enum lg_yaml_kind kind, struct lg_yaml_node **added,
                               struct lg_error *err)
{
    struct lg_yaml *yaml = builder->yaml;
    struct lg_yaml_node *node = lg_arena_take(&yaml->memory, sizeof(*node));
    if (node == NULL) return no_memory(yaml, err);
    *node = (struct lg_yaml_node){
        .kind = kind,
        .line = event->start_mark.line + 1,
        .column = event->start_mark.column + 1,
        .text = "",
    };
    *added = node;
    if (builder->depth == 0) {
        yaml->root = node;
        return LG_OK;
    }

    struct level *level = &builder->levels[builder->depth - 1];
    if (level->node->count == LG_YAML_ENTRIES_MAX) {
        return wrong_at(yaml, event->start_mark, "more than 10000 entries", err);
    }
    node->key = level->key;
    node->key_line = level->key_line;
    node->key_column = level->key_column;
    level->key = NULL;
    if (level->last == NULL) {
        level->node->children = node;
    } else {
        level->last->sister = node;
    }
    level->last = node;
    level->node->count++;
    return LG_OK;
}

static enum lg_status open_level(struct builder *builder, const yaml_event_t *event,
                                 enum lg_yaml_kind kind, struct lg_error *err)
{
    if (builder->depth == LG_YAML_DEPTH_MAX) {
        return wrong_at(builder->yaml, event->start_mark, "nested more than 16 deep", err);
    }
    if (builder->depth > 0) {
        const struct level *level = &builder->levels[builder->depth - 1];
        if (level->node->kind == LG_YAML_MAP && level->key == NULL) {
            return wrong_at(builder->yaml, event->start_mark, "a key must be a plain text", err);
        }
    }
    struct lg_yaml_node *node = NULL;
    enum lg_status status = add_node(builder, event, kind, &node, err);
    if (status != LG_OK) return status;
    builder->levels[builder->depth++] = (struct level){.node = node};
    return LG_OK;
}

static enum lg_status add_key(struct builder *builder, const yaml_event_t *event, const char *text,
                              struct lg_error *err)
{
    struct level *level = &builder->levels[builder->depth - 1];
    const struct lg_yaml_node *twin = lg_yaml_find(level->node, text);
    if (twin != NULL) {
        return lg_yaml_wrong(builder->yaml, event->start_mark.line + 1,
                             event->start_mark.column + 1, err,
                             "key \"%.*s\" again (first in line %zu); keep one of them",
                             LG_YAML_SHOWN(text), twin->key_line);
    }
    level->key = text;
    level->key_line = event->start_mark.line + 1;
    level->key_column = event->start_mark.column + 1;
    return LG_OK;
}

static enum lg_status add_scalar(struct builder *builder, const yaml_event_t *event,
                                 struct lg_error *err)
{
    struct lg_yaml *yaml = builder->yaml;
    const char *bytes = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (memchr(bytes, '\0', length) != NULL) {
        return wrong_at(yaml, event->start_mark, "a NUL byte in a text; remove it", err);
    }
    const char *text = lg_arena_text(&yaml->memory, bytes, length);
    if (text == NULL) return no_memory(yaml, err);

    if (builder->depth > 0) {
        const struct level *level = &builder->levels[builder->depth - 1];
        if (level->node->kind == LG_YAML_MAP && level->key == NULL) {
            return add_key(builder, event, text, err);
        }
    }
    struct lg_yaml_node *node = NULL;
    enum lg_status status =
        add_node(builder, event, is_nothing(event) ? LG_YAML_NOTHING : LG_YAML_SCALAR, &node, err);
    if (status != LG_OK) return status;
    assert(node != NULL);
    if (node->kind == LG_YAML_SCALAR) node->text = text;
    return LG_OK;
}

/* Anchors and tags: what the event carries beside its value, or NULL. */
static const char *find_extra(const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL;
    const yaml_char_t *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor != NULL) return "anchors (&name) are not taken here; write the value out";
    if (tag != NULL) return "tags (!name) are not taken here; put a text in quotes instead";
    return NULL;
}

static enum lg_status take_event(struct builder *builder, const yaml_event_t *event,
                                 struct lg_error *err)
{
    const char *extra = find_extra(event);
    if (extra != NULL) return wrong_at(builder->yaml, event->start_mark, extra, err);

    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return wrong_at(builder->yaml, event->start_mark,
                        "aliases (*name) are not taken here; write the value out", err);
    case YAML_DOCUMENT_START_EVENT:
        if (builder->document_seen) {
            return wrong_at(builder->yaml, event->start_mark,
                            "a second document (---); one file holds one", err);
        }
        builder->document_seen = true;
        return LG_OK;
    case YAML_SCALAR_EVENT:
        return add_scalar(builder, event, err);
    case YAML_SEQUENCE_START_EVENT:
        return open_level(builder, event, LG_YAML_LIST, err);
    case YAML_MAPPING_START_EVENT:
        return open_level(builder, event, LG_YAML_MAP, err);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        return LG_OK;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return LG_OK;
    }
    return LG_OK;
}

/* libyaml tells the place of a wrong byte as an offset only. */
static enum lg_status wrong_byte(const struct lg_yaml *yaml, const char *text, size_t length,
                                 size_t offset, struct lg_error *err)
{
    size_t valid = lg_utf8_valid_prefix(text, length);
    if (valid < length && valid <= offset) offset = valid;
    size_t line = 1;
    size_t column = 1;
    for (size_t i = 0; i < offset && i < length; i++) {
        if (text[i] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)text[i] & 0xc0) != 0x80) {
            column++;
        }
    }
    if (offset == valid && valid < length) {
        return lg_yaml_wrong(yaml, line, column, err,
                             "not UTF-8 text (perhaps GBK); save the file as UTF-8");
    }
    return lg_yaml_wrong(yaml, line, column, err, "a control character (byte 0x%02x); remove it",
                         offset < length ? (unsigned)(unsigned char)text[offset] : 0U);
}

static enum lg_status parser_wrong(const struct lg_yaml *yaml, const yaml_parser_t *parser,
                                   const char *text, size_t length, struct lg_error *err)
{
    if (parser->error == YAML_MEMORY_ERROR) return no_memory(yaml, err);
    if (parser->error == YAML_READER_ERROR) {
        return wrong_byte(yaml, text, length, parser->problem_offset, err);
    }
    return lg_yaml_wrong(yaml, parser->problem_mark.line + 1, parser->problem_mark.column + 1, err,
                         "not YAML: %s",
                         parser->problem != NULL ? parser->problem : "cannot be read");
}

enum lg_status lg_yaml_parse(const char *name, const char *code, const char *text, size_t length,
                             struct lg_yaml *yaml, struct lg_error *err)
{
    *yaml = (struct lg_yaml){.name = name, .code = code};
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0) return no_memory(yaml, err);
    /* Said outright, or libyaml would take a UTF-16 mark as a reason to read UTF-16. */
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);

    struct builder builder = {.yaml = yaml};
    enum lg_status status = LG_OK;
    bool more = true;
    while (status == LG_OK && more) {
        yaml_event_t event;
        if (yaml_parser_parse(&parser, &event) == 0) {
            status = parser_wrong(yaml, &parser, text, length, err);
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        status = take_event(&builder, &event, err);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (status == LG_OK && (yaml->root == NULL || yaml->root->kind == LG_YAML_NOTHING)) {
        status = lg_yaml_wrong(yaml, 1, 1, err, "the file is empty");
    }
    return status;
}

static enum lg_status check_file(const char *path, struct lg_error *err)
{
    struct stat facts;
    if (stat(path, &facts) != 0) {
        return lg_fail(err, LG_NO_INPUT, "%s: %s", path, strerror(errno));
    }
    if (!S_ISREG(facts.st_mode)) {
        return lg_fail(err, LG_NO_INPUT, "%s: not a file; give a YAML file", path);
    }
    if (facts.st_size > LG_YAML_FILE_BYTES_MAX) {
        return lg_fail(err, LG_BAD_PROJECT, "%s: %lld bytes; a YAML file here has at most %d", path,
                       (long long)facts.st_size, LG_YAML_FILE_BYTES_MAX);
    }
    return LG_OK;
}

enum lg_status lg_yaml_read(const char *path, const char *code, struct lg_yaml *yaml,
                            struct lg_error *err)
{
    *yaml = (struct lg_yaml){.name = path, .code = code};
    enum lg_status status = check_file(path, err);
    if (status != LG_OK) return status;

    FILE *file = fopen(path, "rb");
    if (file == NULL) return lg_fail(err, LG_NO_INPUT, "%s: %s", path, strerror(errno));
    char *bytes = malloc(LG_YAML_FILE_BYTES_MAX + 1);
    if (bytes == NULL) {
        status = no_memory(yaml, err);
        goto done;
    }
    size_t length = fread(bytes, 1, LG_YAML_FILE_BYTES_MAX + 1, file);
    if (ferror(file) != 0) {
        status = lg_fail(err, LG_NO_INPUT, "%s: reading stopped: %s", path, strerror(errno));
        goto done;
    }
    if (length > LG_YAML_FILE_BYTES_MAX) {
        status = lg_fail(err, LG_BAD_PROJECT, "%s: grows while it is read", path);
        goto done;
    }
    status = lg_yaml_parse(path, code, bytes, length, yaml, err);

done:
    free(bytes);
    (void)fclose(file); /* read only: nothing can be lost */
    return status;
}

void lg_yaml_reset(struct lg_yaml *yaml)
{
    lg_arena_reset(&yaml->memory);
    *yaml = (struct lg_yaml){.root = NULL};
}

const struct lg_yaml_node *lg_yaml_find(const struct lg_yaml_node *map, const char *key)
{
    if (map == NULL || map->kind != LG_YAML_MAP) return NULL;
    for (const struct lg_yaml_node *node = map->children; node != NULL; node = node->sister) {
        if (strcmp(node->key, key) == 0) return node;
    }
    return NULL;
}
