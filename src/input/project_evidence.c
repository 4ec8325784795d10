/*
 * evidence: in a project file: the raster, and which of its values mean built-up.
 */
#include "input/project_file.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { BAND_MAX = 65535 };

/* Where the second number of "5-7" begins; NULL: there is one number. A sign is no hyphen. */
static const char *find_hyphen(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        bool follows_digit = c > text && strchr("0123456789. ", c[-1]) != NULL;
        if (*c == '-' && follows_digit && strspn(text, " ") < (size_t)(c - text)) return c;
    }
    return NULL;
}

static bool read_range(const char *text, struct lg_value_range *range)
{
    const char *hyphen = find_hyphen(text);
    size_t length = hyphen != NULL ? (size_t)(hyphen - text) : strlen(text);
    if (!lg_number_read(text, length, &range->first)) return false;
    range->last = range->first;
    if (hyphen != NULL && !lg_number_read(hyphen + 1, strlen(hyphen + 1), &range->last)) {
        return false;
    }
    return isfinite(range->first) && isfinite(range->last) && range->first <= range->last;
}

static enum lg_status read_built(const struct lg_project_file *file, const struct lg_yaml_node *map,
                                 struct lg_evidence *evidence, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, "built");
    bool is_list = node != NULL && node->kind == LG_YAML_LIST;
    if (node == NULL || (is_list && node->count == 0)) {
        const struct lg_yaml_node *at = node != NULL ? node : map;
        return lg_yaml_wrong(&file->yaml, at->line, at->column, err,
                             "evidence has no \"built\"; list the cell values that mean built-up, "
                             "such as built: [1, 2, \"5-7\"]");
    }
    size_t count = is_list ? node->count : 1;
    evidence->built = lg_project_take(file->project, count * sizeof(*evidence->built));
    if (evidence->built == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s: no memory", file->yaml.name);
    }
    node = is_list ? node->children : node;
    for (size_t i = 0; i < count; i++) {
        enum lg_status status = lg_project_file_scalar(file, node, "built", err);
        if (status != LG_OK) return status;
        if (!read_range(node->text, &evidence->built[i])) {
            return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                                 "built \"%.*s\" is no value and no range; write 5 or \"5-7\"",
                                 LG_YAML_SHOWN(node->text));
        }
        evidence->built_count++;
        node = node->sister;
    }
    return LG_OK;
}

static enum lg_status read_band(const struct lg_project_file *file, const struct lg_yaml_node *map,
                                struct lg_evidence *evidence, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, "band");
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_project_file_scalar(file, node, "band", err);
    if (status != LG_OK) return status;
    double band = 0.0;
    if (!lg_number_read(node->text, strlen(node->text), &band) || floor(band) != band ||
        !(band >= 1.0 && band <= BAND_MAX)) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "band \"%.*s\" is not a whole number from 1 to %d",
                             LG_YAML_SHOWN(node->text), BAND_MAX);
    }
    evidence->band = (size_t)band;
    return LG_OK;
}

enum lg_status lg_project_file_evidence(const struct lg_project_file *file, struct lg_error *err)
{
    static const char *const keys[] = {"path", "built", "band", "crs"};
    const struct lg_yaml_node *map = lg_yaml_find(file->yaml.root, "evidence");
    if (map == NULL) return LG_OK;
    struct lg_evidence *evidence = &file->project->evidence;
    enum lg_status status =
        lg_project_file_keys(file, map, "evidence", keys, COUNT(keys), NULL, err);
    if (status == LG_OK) status = lg_project_file_path(file, map, "path", &evidence->path, err);
    if (status == LG_OK) status = lg_project_file_text(file, map, "crs", &evidence->crs, err);
    if (status == LG_OK) status = read_built(file, map, evidence, err);
    if (status == LG_OK) status = read_band(file, map, evidence, err);
    return status;
}
