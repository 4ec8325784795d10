/*
 * A starter project file from a look at layers.
 */
#include "base/output.h"
#include "base/text.h"
#include "input/look.h"
#include "input/reader.h"
#include "landgauge/run.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A YAML text in double quotes. */
static void add_quoted(struct lg_text *text, const char *value)
{
    lg_text_add_char(text, '"');
    for (const char *c = value; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') lg_text_add_char(text, '\\');
        if ((unsigned char)*c >= 0x20) lg_text_add_char(text, *c);
    }
    lg_text_add_char(text, '"');
}

/*
 * The path as it is to be written: the file's own folder is where relative paths start, so they
 * stay as they are beside it and become absolute elsewhere.
 */
static void add_path(struct lg_text *text, const char *layer, const char *project)
{
    bool is_beside = strchr(project, '/') == NULL;
    bool is_relative = layer[0] != '/' && strncmp(layer, "PG:", 3) != 0;
    struct lg_text whole = {0};
    char folder[4096];
    if (!is_beside && is_relative && getcwd(folder, sizeof(folder)) != NULL) {
        lg_text_printf(&whole, "%s/", folder);
    }
    lg_text_add_text(&whole, layer);
    if (whole.failed) text->failed = true;
    add_quoted(text, whole.bytes == NULL ? layer : whole.bytes);
    lg_text_reset(&whole);
}

static void add_choices(struct lg_text *text, const struct lg_look *look, const char *indent)
{
    lg_text_printf(text, "%sfields:\n", indent);
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        lg_text_printf(text, "%s  %s: ", indent, look->roles[choice->role].name);
        add_quoted(text, choice->field);
        lg_text_printf(text, "  # %s\n", look->roles[choice->role].label[0]);
    }
    bool has_units = false;
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        if (choice->unit == NULL) continue;
        if (!has_units) {
            lg_text_printf(text, "%sunits:  # as the data standard says: check\n", indent);
        }
        has_units = true;
        lg_text_printf(text, "%s  %s: %s\n", indent, look->roles[choice->role].name, choice->unit);
    }
}

/* Commented out as one block: taking the marks away must leave a file that can be read. */
static void add_codes(struct lg_text *text, const struct lg_look *look, const char *indent)
{
    bool has_any = false;
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        const struct lg_role *role = &look->roles[choice->role];
        if (!role->is_code || choice->codes != NULL) continue;
        if (!has_any) {
            lg_text_printf(text, "%s# codes:  # which system is it: gb2017, survey3 or ydyh2023?\n",
                           indent);
        }
        has_any = true;
        lg_text_printf(text, "%s#   %s: gb2017\n", indent, role->name);
    }
}

static void add_unused(struct lg_text *text, const struct lg_look *look, const char *indent)
{
    bool has_any = false;
    for (size_t i = 0; i < look->sample.field_count; i++) {
        if (look->uses.is_used[i]) continue;
        if (!has_any) lg_text_printf(text, "%s# not used:", indent);
        has_any = true;
        lg_text_add_char(text, ' ');
        for (const char *c = look->sample.fields[i].name; *c != '\0'; c++) {
            if ((unsigned char)*c >= 0x20) lg_text_add_char(text, *c);
        }
    }
    if (has_any) lg_text_add_char(text, '\n');
}

static const char *join_key(const struct lg_look *look)
{
    if (look->kind == LG_SOURCE_ENTERPRISES) return "parcel_id";
    if (lg_look_use(look, LG_PARCEL_SUPERVISION_NO) != NULL) return "supervision_no";
    if (lg_look_use(look, LG_PARCEL_CONTRACT_NO) != NULL) return "contract_no";
    return "id";
}

static void add_source(struct lg_text *text, const struct lg_look *look, const char *layer,
                       const char *project)
{
    bool is_list = look->kind == LG_SOURCE_PARKS || look->kind == LG_SOURCE_PARCELS;
    const char *indent = is_list ? "      " : "    ";
    lg_text_add_text(text, is_list ? "    - path: " : "    path: ");
    add_path(text, layer, project);
    lg_text_printf(text, "\n%s# read as %s: %s; %lld rows\n", indent, lg_source_name(look->kind),
                   look->kind_why, (long long)look->opened.feature_count);
    if (!look->opened.settles_encoding) {
        lg_text_printf(text, "%s# encoding: %s  # %s\n", indent, look->opened.encoding.name,
                       look->opened.encoding.why);
    }
    if (look->crs_error.message[0] != '\0') {
        lg_text_printf(text, "%s# %s\n%s# crs: EPSG:4490\n", indent, look->crs_error.message,
                       indent);
    } else if (look->crs.label[0] != '\0') {
        lg_text_printf(text, "%s# CRS: %s (%s)\n", indent, look->crs.label, look->crs.why);
    }
    if (look->uses.count > 0) {
        add_choices(text, look, indent);
    } else {
        lg_text_printf(text, "%s# fields: {id: NAME}  # no field was recognised\n", indent);
    }
    if (lg_source_is_table(look->kind)) {
        lg_text_printf(text, "%skey: %s\n", indent, join_key(look));
    }
    add_codes(text, look, indent);
    add_unused(text, look, indent);
}

/* All sources of one kind. @return LG_BAD_INPUT when there are two where one is allowed */
static enum lg_status add_kind(struct lg_text *text, enum lg_source_kind kind,
                               const struct lg_look *looks, const char *const *paths, size_t count,
                               const char *project, struct lg_error *err)
{
    size_t found = 0;
    bool may_repeat = kind == LG_SOURCE_PARKS || kind == LG_SOURCE_PARCELS;
    for (size_t i = 0; i < count; i++) {
        if (looks[i].kind != kind) continue;
        if (found++ == 0) lg_text_printf(text, "  %s:\n", lg_source_name(kind));
        if (found > 1 && !may_repeat) {
            return lg_fail(err, LG_BAD_INPUT, "%s: a second layer that looks like %s; give one",
                           paths[i], lg_source_name(kind));
        }
        add_source(text, &looks[i], paths[i], project);
    }
    bool is_needed = may_repeat && found == 0;
    if (is_needed) {
        lg_text_printf(text, "  # %s: none was given, and a run needs one\n  # %s: {path: F}\n",
                       lg_source_name(kind), lg_source_name(kind));
    }
    return LG_OK;
}

static bool has_sources(const struct lg_look *looks, size_t count, bool is_table)
{
    for (size_t i = 0; i < count; i++) {
        if (lg_source_is_table(looks[i].kind) == is_table) return true;
    }
    return false;
}

static enum lg_status write_project(struct lg_text *text, const struct lg_look *looks,
                                    const char *const *paths, size_t count, const char *project,
                                    struct lg_error *err)
{
    lg_text_add_text(text, "# Starter project of landgauge: check every choice, then\n"
                           "#     landgauge run ");
    lg_text_add_text(text, project);
    lg_text_add_text(
        text,
        "\n# title: the park and the year\n# as_of: 2026-06-30  # the day of judgement; today when "
        "it is left out\nrules: [kfq-2014, order53-2012, tibet-2026]\n"
        "area: measured  # or recorded\n");
    if (has_sources(looks, count, false)) lg_text_add_text(text, "layers:\n");
    enum lg_status status = LG_OK;
    bool is_headed = false;
    for (int kind = 0; kind < LG_SOURCE_KIND_COUNT && status == LG_OK; kind++) {
        bool is_table = lg_source_is_table((enum lg_source_kind)kind);
        bool starts_tables = is_table && !is_headed && has_sources(looks, count, true);
        if (starts_tables) lg_text_add_text(text, "tables:\n");
        is_headed = is_headed || is_table;
        status = add_kind(text, (enum lg_source_kind)kind, looks, paths, count, project, err);
    }
    lg_text_add_text(text, "output: {dir: out}\n");
    if (status == LG_OK && text->failed) status = lg_fail(err, LG_NO_MEMORY, "%s", project);
    return status;
}

enum lg_status lg_inspect_init(const char *const *paths, size_t count, const char *path,
                               struct lg_error *err)
{
    assert(paths != NULL && count > 0 && path != NULL);

    lg_input_start();
    enum lg_status status = LG_OK;
    size_t looked = 0;
    struct lg_text text = {0};
    struct lg_look *looks = calloc(count, sizeof(*looks));
    if (looks == NULL) return lg_fail(err, LG_NO_MEMORY, "%s", path);
    while (looked < count && status == LG_OK) {
        struct lg_layer layer = {.path = paths[looked]};
        status = lg_look_take(&layer, &looks[looked], err);
        if (status == LG_OK) looked++;
    }
    if (status == LG_OK) status = write_project(&text, looks, paths, count, path, err);
    if (status == LG_OK) status = lg_output_new_file(path, text.bytes, text.size, err);
    for (size_t i = 0; i < looked; i++) {
        lg_look_reset(&looks[i]);
    }
    free(looks);
    lg_text_reset(&text);
    return status;
}
