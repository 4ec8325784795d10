#include "input/project_file.h"

#include "base/text.h"

#include <string.h>

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) return true;
    }
    return false;
}

static bool is_later(const char *name, const char *const *later)
{
    size_t count = 0;
    while (later != NULL && later[count] != NULL) {
        count++;
    }
    return is_among(name, later, count);
}

enum lg_status lg_project_file_keys(const struct lg_project_file *file,
                                    const struct lg_yaml_node *map, const char *what,
                                    const char *const *allowed, size_t count,
                                    const char *const *later, struct lg_error *err)
{
    if (map->kind != LG_YAML_MAP) {
        return lg_yaml_wrong(&file->yaml, map->line, map->column, err,
                             "%s must be a map of keys and values", what);
    }
    for (const struct lg_yaml_node *node = map->children; node != NULL; node = node->sister) {
        if (is_among(node->key, allowed, count)) continue;
        if (is_later(node->key, later)) {
            return lg_yaml_wrong(&file->yaml, node->key_line, node->key_column, err,
                                 "\"%s\" is not in this version; remove it", node->key);
        }
        return lg_yaml_unknown(&file->yaml, node, true, "unknown key", allowed, count, err);
    }
    return LG_OK;
}

enum lg_status lg_project_file_scalar(const struct lg_project_file *file,
                                      const struct lg_yaml_node *node, const char *what,
                                      struct lg_error *err)
{
    if (node->kind == LG_YAML_MAP || node->kind == LG_YAML_LIST) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "\"%.*s\" must be one value, not a %s", LG_YAML_SHOWN(what),
                             node->kind == LG_YAML_MAP ? "map" : "list");
    }
    size_t length = strlen(node->text);
    (void)lg_text_trim(node->text, &length);
    if (length == 0) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "\"%.*s\" has no value; write one or remove the line",
                             LG_YAML_SHOWN(what));
    }
    return LG_OK;
}

enum lg_status lg_project_file_text(const struct lg_project_file *file,
                                    const struct lg_yaml_node *map, const char *key,
                                    const char **text, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, key);
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_project_file_scalar(file, node, key, err);
    if (status != LG_OK) return status;
    *text = lg_project_keep(file->project, node->text);
    if (*text == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", file->yaml.name);
    return LG_OK;
}

/* "PG:dbname=x", "https://...": OGR's own addresses begin with a word and a colon. */
static bool has_scheme(const char *path)
{
    size_t letters = strspn(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_");
    return letters >= 2 && path[letters] == ':';
}

const char *lg_project_file_join(const struct lg_project_file *file, const char *path)
{
    if (path[0] == '/' || has_scheme(path)) return lg_project_keep(file->project, path);

    size_t folder_length = strlen(file->folder);
    size_t path_length = strlen(path);
    char *joined = lg_project_take(file->project, folder_length + path_length + 1);
    if (joined == NULL) return NULL;
    memcpy(joined, file->folder, folder_length);
    memcpy(joined + folder_length, path, path_length + 1);
    return joined;
}

enum lg_status lg_project_file_path(const struct lg_project_file *file,
                                    const struct lg_yaml_node *map, const char *key,
                                    const char **path, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, key);
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_project_file_scalar(file, node, key, err);
    if (status != LG_OK) return status;
    *path = lg_project_file_join(file, node->text);
    if (*path == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", file->yaml.name);
    return LG_OK;
}
