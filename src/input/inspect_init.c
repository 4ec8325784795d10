/*
 * A starter project file from a look at layers.
 */
#include "base/address.h"
#include "base/output.h"
#include "base/text.h"
#include "input/look.h"
#include "input/reader.h"
#include "landgauge/run.h"

#include <ogr_api.h>

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
    bool is_relative = layer[0] != '/' && !lg_address_is_database(layer);
    struct lg_text whole = {0};
    char folder[4096];
    if (!is_beside && is_relative && getcwd(folder, sizeof(folder)) != NULL) {
        lg_text_printf(&whole, "%s/", folder);
    }
    lg_address_strip(layer, &whole);
    if (whole.failed) text->failed = true;
    add_quoted(text, whole.bytes == NULL ? layer : whole.bytes);
    lg_text_reset(&whole);
}

/* A password is not written down. */
static void add_password_note(struct lg_text *text, const char *layer, const char *indent)
{
    struct lg_text stripped = {0};
    lg_address_strip(layer, &stripped);
    bool had_one = !stripped.failed && stripped.bytes != NULL && strcmp(stripped.bytes, layer) != 0;
    if (had_one) lg_text_printf(text, "%s# its password belongs into ~/.pgpass\n", indent);
    text->failed = text->failed || stripped.failed;
    lg_text_reset(&stripped);
}

/* A sentence as a comment: it never leaves its line. */
static void add_comment(struct lg_text *text, const char *indent, const char *sentence)
{
    lg_text_printf(text, "%s# ", indent);
    for (const char *c = sentence; *c != '\0'; c++) {
        lg_text_add(text, (unsigned char)*c < 0x20 ? " " : c, 1);
    }
    lg_text_add_char(text, '\n');
}

/* What a section has to say of a role, or of none, above its line. */
static void add_evidence(struct lg_text *text, const struct lg_look *look,
                         enum lg_note_section section, size_t role, const char *indent)
{
    for (size_t i = 0; i < look->notes.count; i++) {
        const struct lg_note *note = &look->notes.items[i];
        if (note->section != section || note->role != role) continue;
        struct lg_text line = {0};
        if (note->field != NULL) lg_text_printf(&line, "%s: ", note->field);
        lg_text_add_text(&line, note->text);
        if (line.bytes != NULL) add_comment(text, indent, line.bytes);
        if (line.failed) text->failed = true;
        lg_text_reset(&line);
    }
}

static void add_fields(struct lg_text *text, const struct lg_look *look, const char *indent,
                       const char *deeper)
{
    if (look->uses.count == 0) {
        lg_text_printf(text, "%s# fields: {id: NAME}  # no field was recognised\n", indent);
    } else {
        lg_text_printf(text, "%sfields:\n", indent);
    }
    for (size_t role = 0; role < look->role_count; role++) {
        const struct lg_field_use *use = lg_look_use(look, role);
        const char *at = look->uses.count == 0 ? indent : deeper;
        add_evidence(text, look, LG_NOTE_ROLES, role, at);
        if (use == NULL) continue;
        add_evidence(text, look, LG_NOTE_DATES, role, at);
        /* Of states the system is settled, and what is left to say has no line of its own. */
        if (use->choice.codes != NULL) add_evidence(text, look, LG_NOTE_CODES, role, at);
        lg_text_printf(text, "%s%s: ", at, look->roles[role].name);
        add_quoted(text, use->choice.field);
        lg_text_printf(text, "  # %s\n", look->roles[role].label[0]);
    }
    add_evidence(text, look, LG_NOTE_ROLES, LG_NOTE_NO_ROLE, indent);
}

/* The unit that the evidence speaks for, else the data standard's: written out, to be read over. */
static void add_units(struct lg_text *text, const struct lg_look *look, const char *indent,
                      const char *deeper)
{
    bool has_units = false;
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        if (choice->unit == NULL) continue;
        if (!has_units) lg_text_printf(text, "%sunits:  # check each\n", indent);
        has_units = true;
        add_evidence(text, look, LG_NOTE_UNITS, choice->role, deeper);
        const char *unit = lg_note_declared(&look->notes, LG_NOTE_UNITS, choice->role);
        lg_text_printf(text, "%s%s: %s%s\n", deeper, look->roles[choice->role].name,
                       unit == NULL ? choice->unit : unit,
                       unit == NULL ? "  # as the data standard has it"
                                    : "  # not the data standard's unit: CONFIRM");
    }
    add_evidence(text, look, LG_NOTE_UNITS, LG_NOTE_NO_ROLE, indent);
}

static bool wants_codes(const struct lg_look *look, size_t use)
{
    const struct lg_field_choice *choice = &look->uses.items[use].choice;
    return look->roles[choice->role].is_code && choice->codes == NULL;
}

/*
 * Systems that the evidence speaks for stand as lines; undecided ones as a block of comments, from
 * which taking the marks away must leave a file that can be read.
 */
static void add_codes(struct lg_text *text, const struct lg_look *look, const char *indent,
                      const char *deeper)
{
    bool has_decided = false;
    bool has_undecided = false;
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        const char *system = lg_note_declared(&look->notes, LG_NOTE_CODES, choice->role);
        has_undecided = has_undecided || (wants_codes(look, i) && system == NULL);
        if (!wants_codes(look, i) || system == NULL) continue;
        if (!has_decided) lg_text_printf(text, "%scodes:  # CONFIRM each\n", indent);
        has_decided = true;
        add_evidence(text, look, LG_NOTE_CODES, choice->role, deeper);
        lg_text_printf(text, "%s%s: %s\n", deeper, look->roles[choice->role].name, system);
    }
    if (!has_undecided) return;
    if (!has_decided) {
        lg_text_printf(text, "%s# codes:  # which system is it: gb2017, survey3 or ydyh2023?\n",
                       indent);
    }
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        if (!wants_codes(look, i)) continue;
        if (lg_note_declared(&look->notes, LG_NOTE_CODES, choice->role) != NULL) continue;
        add_evidence(text, look, LG_NOTE_CODES, choice->role, indent);
        lg_text_printf(text, "%s#   %s: gb2017\n", indent, look->roles[choice->role].name);
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

/* Encoding and CRS as found, and what to write where they were not. */
static void add_origin(struct lg_text *text, const struct lg_look *look, const char *indent)
{
    const struct lg_notes *notes = &look->notes;
    if (!look->opened.settles_encoding) {
        const char *other = lg_note_declared(notes, LG_NOTE_ENCODING, LG_NOTE_NO_ROLE);
        add_evidence(text, look, LG_NOTE_ENCODING, LG_NOTE_NO_ROLE, indent);
        lg_text_printf(text, "%s# encoding: %s  # found: %s (%s)\n", indent,
                       other == NULL ? look->opened.encoding.name : other,
                       look->opened.encoding.name, look->opened.encoding.why);
    }
    if (look->crs.label[0] != '\0') {
        lg_text_printf(text, "%s# CRS: %s (%s)\n", indent, look->crs.label, look->crs.why);
    }
    add_evidence(text, look, LG_NOTE_CRS, LG_NOTE_NO_ROLE, indent);
    if (look->crs_error.message[0] == '\0') return;
    add_comment(text, indent, look->crs_error.message);
    bool has_candidate = false;
    for (size_t i = 0; i < notes->count; i++) {
        const struct lg_note *note = &notes->items[i];
        if (note->section != LG_NOTE_CRS || note->declare == NULL) continue;
        has_candidate = true;
        lg_text_printf(text, "%s# crs: %s\n", indent, note->declare);
    }
    if (!has_candidate) lg_text_printf(text, "%s# crs: EPSG:4490\n", indent);
}

/* A constraint has no roles; what it does to the land under it only the user knows. */
static void add_constraint(struct lg_text *text, const struct lg_look *look, const char *layer,
                           const char *project)
{
    const char *slash = strrchr(layer, '/');
    const char *name = slash == NULL ? layer : slash + 1;
    if (lg_address_is_database(layer)) name = OGR_L_GetName(look->opened.layer);
    struct lg_text stem = {0};
    lg_text_add(&stem, name, strcspn(name, ".@"));
    lg_text_add_text(text, "    - name: ");
    add_quoted(text, stem.bytes == NULL ? name : stem.bytes);
    lg_text_add_text(text, "\n      path: ");
    add_path(text, layer, project);
    lg_text_printf(text, "\n      # read as %s: %s; %lld rows\n", lg_source_name(look->kind),
                   look->kind_why, (long long)look->opened.feature_count);
    add_password_note(text, layer, "      ");
    add_origin(text, look, "      ");
    lg_text_add_text(text, "      effect: flag  # or forbid: CONFIRM\n"
                           "      # state: C2  # C1, C2 or C3: what unbuilt land under it is\n"
                           "      # binds: outside  # where the land outside of it is bound\n");
    if (stem.failed) text->failed = true;
    lg_text_reset(&stem);
}

static void add_source(struct lg_text *text, const struct lg_look *look, const char *layer,
                       const char *project)
{
    if (look->kind == LG_SOURCE_CONSTRAINTS) {
        add_constraint(text, look, layer, project);
        return;
    }
    bool is_list = lg_source_may_repeat(look->kind);
    const char *indent = is_list ? "      " : "    ";
    const char *deeper = is_list ? "        " : "      ";
    lg_text_add_text(text, is_list ? "    - path: " : "    path: ");
    add_path(text, layer, project);
    lg_text_printf(text, "\n%s# read as %s: %s; %lld rows\n", indent, lg_source_name(look->kind),
                   look->kind_why, (long long)look->opened.feature_count);
    add_password_note(text, layer, indent);
    add_origin(text, look, indent);
    add_fields(text, look, indent, deeper);
    if (lg_source_is_table(look->kind)) {
        lg_text_printf(text, "%skey: %s\n", indent, join_key(look));
    }
    add_units(text, look, indent, deeper);
    add_codes(text, look, indent, deeper);
    add_evidence(text, look, LG_NOTE_CHECKS, LG_NOTE_NO_ROLE, indent);
    add_unused(text, look, indent);
}

/* All sources of one kind. @return LG_BAD_INPUT when there are two where one is allowed */
static enum lg_status add_kind(struct lg_text *text, enum lg_source_kind kind,
                               const struct lg_look *looks, const char *const *paths, size_t count,
                               const char *project, struct lg_error *err)
{
    size_t found = 0;
    bool may_repeat = lg_source_may_repeat(kind);
    for (size_t i = 0; i < count; i++) {
        if (looks[i].kind != kind) continue;
        if (found++ == 0) lg_text_printf(text, "  %s:\n", lg_source_name(kind));
        if (found > 1 && !may_repeat) {
            return lg_fail(err, LG_BAD_INPUT, "%s: a second layer that looks like %s; give one",
                           looks[i].file, lg_source_name(kind));
        }
        add_source(text, &looks[i], paths[i], project);
    }
    bool is_needed = (kind == LG_SOURCE_PARKS || kind == LG_SOURCE_PARCELS) && found == 0;
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
        "it is left out\n"
        "rules: [kfq-2014, order53-2012, control-2008, tibet-2026, benchmarks-published]\n"
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
