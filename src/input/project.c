/*
 * The project file of design.md 4, top level. Why libyaml and not libcyaml: base/yaml.h.
 */
#include "landgauge/project.h"

#include "base/arena.h"
#include "base/text.h"
#include "input/project_file.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void *lg_project_take(struct lg_project *project, size_t size_bytes)
{
    return lg_arena_take(project->memory, size_bytes > 0 ? size_bytes : 1);
}

const char *lg_project_keep(struct lg_project *project, const char *text)
{
    return lg_arena_text(project->memory, text, strlen(text));
}

enum lg_status lg_project_new(struct lg_project **project, struct lg_error *err)
{
    *project = NULL;
    struct lg_project *fresh = calloc(1, sizeof(*fresh));
    struct lg_arena *memory = calloc(1, sizeof(*memory));
    if (fresh == NULL || memory == NULL) {
        free(fresh);
        free(memory);
        return lg_fail(err, LG_NO_MEMORY, "no memory for a project");
    }
    fresh->as_of = LG_DATE_NONE;
    fresh->formats = LG_FORMATS_DEFAULT;
    const double not_given = (double)NAN;
    fresh->tolerances =
        (struct lg_tolerances){not_given, not_given, not_given, not_given, not_given};
    fresh->memory = memory;
    *project = fresh;
    return LG_OK;
}

void lg_project_free(struct lg_project *project)
{
    if (project == NULL) return;
    lg_arena_reset(project->memory);
    free(project->memory);
    free(project);
}

enum lg_status lg_project_add_layer(struct lg_project *project, struct lg_layers *layers,
                                    const char *path, struct lg_error *err)
{
    size_t size_bytes = (layers->count + 1) * sizeof(*layers->items);
    struct lg_layer *items = lg_project_take(project, size_bytes);
    const char *kept = lg_project_keep(project, path);
    if (items == NULL || kept == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", path);

    if (layers->count > 0) memcpy(items, layers->items, layers->count * sizeof(*items));
    items[layers->count] = (struct lg_layer){.path = kept};
    layers->items = items;
    layers->count++;
    return LG_OK;
}

/* One of some words; chosen keeps its value where the map does not have the key. */
static enum lg_status read_word(const struct lg_project_file *file, const struct lg_yaml_node *map,
                                const char *key, const char *const words[2], unsigned *chosen,
                                struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(map, key);
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_project_file_scalar(file, node, key, err);
    if (status != LG_OK) return status;
    for (unsigned i = 0; i < 2; i++) {
        if (strcmp(words[i], node->text) == 0) {
            *chosen = i;
            return LG_OK;
        }
    }
    return lg_yaml_unknown(&file->yaml, node, false, "unknown value", words, 2, err);
}

static enum lg_status read_choices(const struct lg_project_file *file, struct lg_error *err)
{
    static const char *const areas[] = {
        [LG_AREA_MEASURED] = "measured", [LG_AREA_RECORDED] = "recorded"};
    static const char *const repairs[] = {
        [LG_REPAIR_STRUCTURE] = "structure", [LG_REPAIR_LINEWORK] = "linework"};
    static const char *const overlaps[] = {
        [LG_OVERLAPS_ONCE] = "once", [LG_OVERLAPS_KEEP] = "keep"};
    struct lg_project *project = file->project;
    const struct lg_yaml_node *root = file->yaml.root;

    static const char *const answers[] = {"false", "true"};
    unsigned area = project->area;
    unsigned repair = project->repair;
    unsigned overlap = project->overlaps;
    unsigned sensitivity = project->sensitivity;
    enum lg_status status = read_word(file, root, "area", areas, &area, err);
    if (status == LG_OK) status = read_word(file, root, "repair", repairs, &repair, err);
    if (status == LG_OK) status = read_word(file, root, "overlaps", overlaps, &overlap, err);
    if (status == LG_OK) status = read_word(file, root, "sensitivity", answers, &sensitivity, err);
    project->sensitivity = sensitivity == 1;
    project->area = (enum lg_area_basis)area;
    project->repair = (enum lg_repair)repair;
    project->overlaps = (enum lg_overlaps)overlap;
    return status;
}

static enum lg_status read_as_of(const struct lg_project_file *file, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(file->yaml.root, "as_of");
    if (node == NULL) return LG_OK;
    enum lg_status status = lg_project_file_scalar(file, node, "as_of", err);
    if (status != LG_OK) return status;
    struct lg_date_reading reading = lg_date_read(node->text, strlen(node->text));
    if (reading.form != LG_DATE_READ || reading.precision != LG_DATE_BY_DAY) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "as_of \"%.*s\" is not a day; write it as YYYY-MM-DD",
                             LG_YAML_SHOWN(node->text));
    }
    file->project->as_of = reading.date;
    return LG_OK;
}

/* A rule set is a file when it looks like one; a built-in name has neither slash nor ending. */
static bool is_rules_path(const char *text)
{
    size_t length = strlen(text);
    return strchr(text, '/') != NULL || (length > 5 && strcmp(text + length - 5, ".yaml") == 0) ||
           (length > 4 && strcmp(text + length - 4, ".yml") == 0);
}

static enum lg_status read_rules(const struct lg_project_file *file, struct lg_error *err)
{
    const struct lg_yaml_node *node = lg_yaml_find(file->yaml.root, "rules");
    if (node == NULL) return LG_OK;
    struct lg_project *project = file->project;
    bool is_list = node->kind == LG_YAML_LIST;
    size_t count = is_list ? node->count : 1;
    project->rules = lg_project_take(project, count * sizeof(*project->rules));
    if (project->rules == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", file->yaml.name);

    node = is_list ? node->children : node;
    for (size_t i = 0; i < count; i++) {
        enum lg_status status = lg_project_file_scalar(file, node, "rules", err);
        if (status != LG_OK) return status;
        const char *name = is_rules_path(node->text) ? lg_project_file_join(file, node->text)
                                                     : lg_project_keep(project, node->text);
        if (name == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", file->yaml.name);
        project->rules[project->rules_count++] = name;
        node = node->sister;
    }
    return LG_OK;
}

static enum lg_status read_tolerances(const struct lg_project_file *file, struct lg_error *err)
{
    static const char *const keys[] = {"sliver_m2", "sliver_share", "area_ratio", "area_m2",
                                       "closure"};
    const struct lg_yaml_node *map = lg_yaml_find(file->yaml.root, "tolerances");
    if (map == NULL) return LG_OK;
    enum lg_status status =
        lg_project_file_keys(file, map, "tolerances", keys, COUNT(keys), NULL, err);
    if (status != LG_OK) return status;

    struct lg_tolerances *tolerances = &file->project->tolerances;
    double *const places[] = {&tolerances->sliver_m2, &tolerances->sliver_share,
                              &tolerances->area_ratio, &tolerances->area_m2, &tolerances->closure};
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct lg_yaml_node *node = lg_yaml_find(map, keys[i]);
        if (node == NULL) continue;
        status = lg_project_file_scalar(file, node, keys[i], err);
        if (status != LG_OK) return status;
        bool is_area = places[i] == &tolerances->sliver_m2 || places[i] == &tolerances->area_m2;
        double value = 0.0;
        /* The negated comparison refuses NaN, too. */
        if (!lg_number_read(node->text, strlen(node->text), &value) ||
            !(value >= 0.0 && value <= (is_area ? 1e9 : 1.0))) {
            return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                                 "%s \"%.*s\" is not a number from 0 to %s", keys[i],
                                 LG_YAML_SHOWN(node->text), is_area ? "1e9 (m2)" : "1 (a share)");
        }
        *places[i] = value;
    }
    return LG_OK;
}

const char *const lg_format_names[] = {"geojson", "csv",  "ics",    "gpkg",
                                       "qgis",    "xlsx", "report", NULL};

bool lg_formats_fit(unsigned formats)
{
    return (formats & LG_FORMAT_QGIS) == 0 || (formats & (LG_FORMAT_GPKG | LG_FORMAT_GEOJSON)) != 0;
}

static enum lg_status read_format(const struct lg_project_file *file,
                                  const struct lg_yaml_node *node, struct lg_error *err)
{
    enum lg_status status = lg_project_file_scalar(file, node, "formats", err);
    if (status != LG_OK) return status;
    size_t count = 0;
    for (; lg_format_names[count] != NULL; count++) {
        if (strcmp(lg_format_names[count], node->text) == 0) {
            file->project->formats |= 1U << count;
            return LG_OK;
        }
    }
    if (strcmp(node->text, "metrics") == 0) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "format \"metrics\" is not in this version; remove it");
    }
    return lg_yaml_unknown(&file->yaml, node, false, "unknown format", lg_format_names, count, err);
}

static enum lg_status read_formats(const struct lg_project_file *file,
                                   const struct lg_yaml_node *node, struct lg_error *err)
{
    bool is_list = node->kind == LG_YAML_LIST;
    file->project->formats = 0;
    file->project->formats_given = true;
    if (is_list && node->count == 0) {
        return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                             "formats is an empty list; write geojson, csv, xlsx or the like");
    }
    const struct lg_yaml_node *format = is_list ? node->children : node;
    for (; format != NULL; format = is_list ? format->sister : NULL) {
        enum lg_status status = read_format(file, format, err);
        if (status != LG_OK) return status;
    }
    if (lg_formats_fit(file->project->formats)) return LG_OK;
    return lg_yaml_wrong(&file->yaml, node->line, node->column, err,
                         "formats has qgis, which shows gpkg or geojson: add one of them");
}

static enum lg_status read_output(const struct lg_project_file *file, struct lg_error *err)
{
    static const char *const keys[] = {"dir", "publish", "formats", "lang", "mask", "field_sheets"};
    static const char *const masks[] = {"none", "holder"};
    static const char *const answers[] = {"false", "true"};
    static const char *const languages[] = {[LG_CHINESE] = "zh", [LG_ENGLISH] = "en"};
    const struct lg_yaml_node *map = lg_yaml_find(file->yaml.root, "output");
    if (map == NULL) return LG_OK;

    struct lg_project *project = file->project;
    unsigned language = project->language;
    unsigned mask = project->mask_holders;
    unsigned field_sheets = project->field_sheets;
    enum lg_status status = lg_project_file_keys(file, map, "output", keys, COUNT(keys), NULL, err);
    if (status == LG_OK) {
        status = lg_project_file_path(file, map, "dir", &project->output_dir, err);
    }
    if (status == LG_OK) {
        status = lg_project_file_text(file, map, "publish", &project->publish, err);
    }
    if (status == LG_OK) status = read_word(file, map, "lang", languages, &language, err);
    if (status == LG_OK) status = read_word(file, map, "mask", masks, &mask, err);
    if (status == LG_OK) {
        status = read_word(file, map, "field_sheets", answers, &field_sheets, err);
    }
    project->mask_holders = mask == 1;
    project->field_sheets = field_sheets == 1;
    project->language = (enum lg_language)language;
    project->language_given = lg_yaml_find(map, "lang") != NULL;
    const struct lg_yaml_node *formats = lg_yaml_find(map, "formats");
    if (status == LG_OK && formats != NULL) status = read_formats(file, formats, err);
    return status;
}

/* layers: or tables:, each kind under its own name. */
static enum lg_status read_sources(const struct lg_project_file *file, const char *section,
                                   const enum lg_source_kind *kinds, size_t kind_count,
                                   struct lg_error *err)
{
    static const char *const names[LG_SOURCE_KIND_COUNT] = {
        [LG_SOURCE_PARKS] = "parks",         [LG_SOURCE_PARCELS] = "parcels",
        [LG_SOURCE_BUILDINGS] = "buildings", [LG_SOURCE_ENTERPRISES] = "enterprises",
        [LG_SOURCE_PLAN] = "plan",           [LG_SOURCE_CONSTRAINTS] = "constraints",
        [LG_SOURCE_SUPPLY] = "supply",
    };
    struct lg_project *project = file->project;
    struct lg_layers *const places[LG_SOURCE_KIND_COUNT] = {
        [LG_SOURCE_PARKS] = &project->parks,
        [LG_SOURCE_PARCELS] = &project->parcels,
        [LG_SOURCE_BUILDINGS] = &project->buildings,
        [LG_SOURCE_PLAN] = &project->plan,
        [LG_SOURCE_ENTERPRISES] = &project->enterprises,
        [LG_SOURCE_SUPPLY] = &project->supply,
    };
    const struct lg_yaml_node *map = lg_yaml_find(file->yaml.root, section);
    if (map == NULL) return LG_OK;

    const char *allowed[LG_SOURCE_KIND_COUNT];
    for (size_t i = 0; i < kind_count; i++) {
        allowed[i] = names[kinds[i]];
    }
    enum lg_status status =
        lg_project_file_keys(file, map, section, allowed, kind_count, NULL, err);
    for (size_t i = 0; i < kind_count && status == LG_OK; i++) {
        const struct lg_yaml_node *node = lg_yaml_find(map, allowed[i]);
        if (node == NULL) continue;
        if (kinds[i] == LG_SOURCE_CONSTRAINTS) {
            status = lg_project_file_constraints(file, node, err);
        } else {
            status = lg_project_file_layers(file, node, kinds[i], places[kinds[i]], err);
        }
    }
    return status;
}

static enum lg_status read_file(const struct lg_project_file *file, struct lg_error *err)
{
    static const char *const keys[] = {
        "title",  "as_of",    "rules",      "area",     "layers",      "tables",  "output",
        "repair", "overlaps", "tolerances", "evidence", "sensitivity", "previous"};
    static const enum lg_source_kind layers[] = {LG_SOURCE_PARKS, LG_SOURCE_PARCELS,
                                                 LG_SOURCE_BUILDINGS, LG_SOURCE_PLAN,
                                                 LG_SOURCE_CONSTRAINTS};
    static const enum lg_source_kind tables[] = {LG_SOURCE_ENTERPRISES, LG_SOURCE_SUPPLY};
    const struct lg_yaml_node *root = file->yaml.root;

    enum lg_status status =
        lg_project_file_keys(file, root, "a project file", keys, COUNT(keys), NULL, err);
    if (status == LG_OK) {
        status = lg_project_file_text(file, root, "title", &file->project->title, err);
    }
    if (status == LG_OK) status = read_as_of(file, err);
    if (status == LG_OK) status = read_rules(file, err);
    if (status == LG_OK) status = read_choices(file, err);
    if (status == LG_OK) status = read_sources(file, "layers", layers, COUNT(layers), err);
    if (status == LG_OK) status = read_sources(file, "tables", tables, COUNT(tables), err);
    if (status == LG_OK) status = read_output(file, err);
    if (status == LG_OK) status = read_tolerances(file, err);
    if (status == LG_OK) status = lg_project_file_evidence(file, err);
    if (status == LG_OK) {
        status = lg_project_file_path(file, root, "previous", &file->project->previous_dir, err);
    }
    return status;
}

enum lg_status lg_project_read(const char *path, struct lg_project **project, struct lg_error *err)
{
    struct lg_project_file file = {.folder = ""};
    *project = NULL;
    enum lg_status status = lg_project_new(&file.project, err);
    if (status != LG_OK) return status;
    assert(file.project != NULL);

    const char *slash = strrchr(path, '/');
    if (slash != NULL) {
        file.folder = lg_arena_text(file.project->memory, path, (size_t)(slash - path) + 1);
        if (file.folder == NULL) {
            status = lg_fail(err, LG_NO_MEMORY, "%s: no memory", path);
            goto done;
        }
    }
    status = lg_yaml_read(path, "E_PROJECT", &file.yaml, err);
    if (status == LG_OK) status = read_file(&file, err);

done:
    lg_yaml_reset(&file.yaml);
    if (status == LG_OK) {
        *project = file.project;
    } else {
        lg_project_free(file.project);
    }
    return status;
}
