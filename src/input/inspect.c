/*
 * The look at a layer as lines for a person.
 */
#include "base/text.h"
#include "input/look.h"
#include "input/reader.h"
#include "landgauge/run.h"

#include <ogr_api.h>

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    EXAMPLE_CELLS_MAX = 20,  /* of one example */
    EXAMPLES_CELLS_MAX = 40, /* of all */
    EXAMPLE_COUNT = 3,
    COLUMN_COUNT = 7,
    LINE_CELLS = 100,
    LABEL_CELLS = 12 /* "  encoding  " */
};

/* Places on a terminal that a text takes: Chinese characters take two. */
static size_t display_width(const char *text)
{
    size_t width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if ((*c & 0xC0) == 0x80) continue;
        /* E2 BA and up: CJK, Hangul, full-width forms and the planes above. */
        width += *c >= 0xE2 && !(*c == 0xE2 && c[1] < 0xBA) ? 2 : 1;
    }
    return width;
}

static void add_padded(struct lg_text *text, const char *cell, size_t width, bool is_last)
{
    lg_text_add_text(text, cell);
    for (size_t used = display_width(cell); !is_last && used < width + 2; used++) {
        lg_text_add_char(text, ' ');
    }
}

/* A table whose columns align: cells are texts of an arena. */
struct grid {
    size_t row_count;
    const char *(*cells)[COLUMN_COUNT]; /* [row_count] */
};

static void print_grid(struct lg_text *text, const struct grid *grid)
{
    size_t widths[COLUMN_COUNT] = {0};
    for (size_t row = 0; row < grid->row_count; row++) {
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            size_t width = display_width(grid->cells[row][i]);
            if (width > widths[i]) widths[i] = width;
        }
    }
    for (size_t row = 0; row < grid->row_count; row++) {
        lg_text_add_text(text, "  ");
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            add_padded(text, grid->cells[row][i], widths[i], i + 1 == COLUMN_COUNT);
        }
        lg_text_add_char(text, '\n');
    }
}

static const char *keep(struct lg_look *look, struct lg_text *cell)
{
    const char *kept =
        cell->failed
            ? NULL
            : lg_arena_text(&look->memory, cell->bytes == NULL ? "" : cell->bytes, cell->size);
    lg_text_clear(cell);
    return kept;
}

/* The end of as many characters as a terminal has room for. */
static size_t cut_at(const char *text, size_t cells_max)
{
    size_t shown = 0;
    size_t cells = 0;
    while (text[shown] != '\0') {
        size_t next = shown + 1;
        while (((unsigned char)text[next] & 0xC0) == 0x80) {
            next++;
        }
        cells += (unsigned char)text[shown] >= 0xE2 ? 2 : 1;
        if (cells > cells_max) break;
        shown = next;
    }
    return shown;
}

/* Zeros behind a decimal point are the width of the field, not the value. */
static size_t without_zeros(const char *text, size_t size)
{
    bool is_number = strspn(text, "+-0123456789.") == size && memchr(text, '.', size) != NULL;
    while (is_number && size > 1 && text[size - 1] == '0') {
        size--;
    }
    if (is_number && size > 1 && text[size - 1] == '.') size--;
    return size;
}

/* A value may carry anything; a terminal must not obey it. */
static void add_shown(struct lg_text *text, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool is_control = (unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7F;
        lg_text_add(text, is_control ? " " : &bytes[i], 1);
    }
}

/* Up to three values, long ones cut at a character. */
static void add_examples(struct lg_text *cell, const struct lg_field_profile *profile)
{
    size_t cells = 0;
    for (size_t i = 0; i < profile->value_count && i < EXAMPLE_COUNT; i++) {
        const char *example = profile->values[i];
        size_t size = without_zeros(example, strlen(example));
        size_t shown = cut_at(example, EXAMPLE_CELLS_MAX);
        if (shown > size) shown = size;
        cells +=
            display_width(example) < EXAMPLE_CELLS_MAX ? display_width(example) : EXAMPLE_CELLS_MAX;
        if (i > 0 && cells > EXAMPLES_CELLS_MAX) break;
        if (i > 0) lg_text_add_text(cell, ", ");
        add_shown(cell, example, shown);
        if (shown < size) lg_text_add_text(cell, "...");
    }
}

/* The roles that a field serves; two may read one. */
static void add_roles(struct lg_text *cell, const struct lg_look *look, size_t field,
                      const char **unit)
{
    for (size_t i = 0; i < look->uses.count; i++) {
        const struct lg_field_choice *choice = &look->uses.items[i].choice;
        if (look->uses.items[i].field != field) continue;
        lg_text_printf(cell, "%s%s", cell->size == 0 ? "" : "+", look->roles[choice->role].name);
        if (choice->unit != NULL) *unit = choice->unit;
        if (choice->codes != NULL) *unit = choice->codes;
    }
    if (cell->size == 0) lg_text_add_char(cell, '-');
}

static bool fill_row(struct lg_look *look, size_t field, const char *cells[COLUMN_COUNT])
{
    const struct lg_field_profile *profile = &look->sample.profiles[field];
    const char *name = look->sample.fields[field].name;
    struct lg_text cell = {0};
    cells[5] = "";
    add_shown(&cell, name, strlen(name));
    cells[0] = keep(look, &cell);
    lg_text_add_text(&cell, profile->type);
    if (profile->width > 0) lg_text_printf(&cell, " %d", profile->width);
    cells[1] = keep(look, &cell);
    if (look->sample.row_count > 0) {
        double share = 100.0 * (double)profile->filled / (double)look->sample.row_count;
        lg_text_add_fixed(&cell, share, 0);
        lg_text_add_char(&cell, '%');
    }
    cells[2] = keep(look, &cell);
    lg_text_add_int(&cell, (int64_t)profile->value_count);
    cells[3] = keep(look, &cell);
    add_roles(&cell, look, field, &cells[5]);
    cells[4] = keep(look, &cell);
    add_examples(&cell, profile);
    cells[6] = keep(look, &cell);
    bool has_room = cells[0] != NULL && cells[1] != NULL && cells[2] != NULL && cells[3] != NULL &&
                    cells[4] != NULL && cells[6] != NULL;
    lg_text_reset(&cell);
    return has_room;
}

static bool print_fields(struct lg_text *text, struct lg_look *look)
{
    static const char *const heads[COLUMN_COUNT] = {"field", "type", "filled",  "values",
                                                    "role",  "unit", "examples"};
    size_t count = look->sample.field_count;
    struct grid grid = {.row_count = count + 1};
    grid.cells = lg_arena_take(&look->memory, (count + 1) * sizeof(*grid.cells));
    if (grid.cells == NULL) return false;
    memcpy((void *)grid.cells[0], heads, sizeof(heads));
    for (size_t i = 0; i < count; i++) {
        if (!fill_row(look, i, grid.cells[i + 1])) return false;
    }
    print_grid(text, &grid);
    return true;
}

/* Where a line ends that starts at text: behind the last blank that it has room for. */
static size_t line_end(const char *text, size_t cells_max)
{
    size_t all = strlen(text);
    size_t end = cut_at(text, cells_max);
    if (end == all) return all;
    size_t blank = end;
    while (blank > 0 && text[blank] != ' ') {
        blank--;
    }
    return blank > 0 ? blank : end > 0 ? end : all;
}

/* A sentence behind a label, broken at blanks, its further lines under its first. */
static void print_wrapped(struct lg_text *text, const char *label, size_t label_cells,
                          const char *sentence)
{
    add_padded(text, label, label_cells - 2, false);
    while (*sentence != '\0') {
        size_t end = line_end(sentence, LINE_CELLS - label_cells);
        lg_text_add(text, sentence, end);
        lg_text_add_char(text, '\n');
        sentence += end;
        while (*sentence == ' ') {
            sentence++;
        }
        if (*sentence != '\0') add_padded(text, "", label_cells - 2, false);
    }
}

static void print_section_lines(struct lg_text *text, const struct lg_look *look,
                                enum lg_note_section section)
{
    for (size_t i = 0; i < look->notes.count; i++) {
        if (look->notes.items[i].section != section) continue;
        print_wrapped(text, "", LABEL_CELLS, look->notes.items[i].text);
    }
}

static void print_rows(struct lg_text *text, const struct lg_look *look)
{
    const struct lg_opened *opened = &look->opened;
    lg_text_printf(text, "  rows      %lld", (long long)opened->feature_count);
    if (opened->is_shapefile) lg_text_add_text(text, ", the same in .shx and .dbf");
    bool is_all =
        opened->feature_count < 0 ||
        (int64_t)(look->sample.row_count + look->sample.deleted_count) >= opened->feature_count;
    if (!is_all) lg_text_printf(text, "; looked at the first %zu", look->sample.row_count);
    lg_text_add_char(text, '\n');
}

static void print_head(struct lg_text *text, const struct lg_look *look)
{
    const struct lg_opened *opened = &look->opened;
    lg_text_printf(text, "%s\n  driver    %s, layer %s\n", look->file, opened->driver,
                   OGR_L_GetName(opened->layer));
    print_rows(text, look);
    lg_text_printf(text, "  geometry  %s\n",
                   opened->has_geometry ? OGRGeometryTypeToName(OGR_L_GetGeomType(opened->layer))
                                        : "none (a table)");
    struct lg_text line = {0};
    if (opened->settles_encoding) {
        lg_text_add_text(&line, "settled by the format");
    } else {
        lg_text_printf(&line, "%s (%s)", opened->encoding.name, opened->encoding.why);
    }
    print_wrapped(text, "  encoding", LABEL_CELLS, line.bytes == NULL ? "" : line.bytes);
    print_section_lines(text, look, LG_NOTE_ENCODING);
    lg_text_clear(&line);
    if (look->crs.label[0] != '\0') {
        lg_text_printf(&line, "%s (%s)", look->crs.label, look->crs.why);
        print_wrapped(text, "  CRS", LABEL_CELLS, line.bytes == NULL ? "" : line.bytes);
        lg_text_clear(&line);
    }
    if (look->crs_error.message[0] != '\0') {
        lg_text_printf(&line, "cannot be used: %s", look->crs_error.message);
        print_wrapped(text, "  CRS", LABEL_CELLS, line.bytes == NULL ? "" : line.bytes);
    }
    print_section_lines(text, look, LG_NOTE_CRS);
    if (look->box.x_min <= look->box.x_max) {
        lg_text_printf(text, "  extent    x %.10g to %.10g, y %.10g to %.10g\n", look->box.x_min,
                       look->box.x_max, look->box.y_min, look->box.y_max);
    }
    lg_text_printf(text, "  read as   %s (%s)\n", lg_source_name(look->kind), look->kind_why);
    if (line.failed) text->failed = true;
    lg_text_reset(&line);
}

static const char *note_label(const struct lg_look *look, const struct lg_note *note)
{
    if (note->role != LG_NOTE_NO_ROLE) return look->roles[note->role].name;
    return note->field == NULL ? "" : "-";
}

/* The notes of a section under its title: role, field, sentence. */
static void print_section(struct lg_text *text, const struct lg_look *look,
                          enum lg_note_section section, const char *title)
{
    size_t role_cells = 0;
    size_t field_cells = 0;
    bool has_any = false;
    for (size_t i = 0; i < look->notes.count; i++) {
        const struct lg_note *note = &look->notes.items[i];
        if (note->section != section) continue;
        has_any = true;
        size_t role = display_width(note_label(look, note));
        size_t field = note->field == NULL ? 0 : display_width(note->field);
        if (role > role_cells) role_cells = role;
        if (field > field_cells) field_cells = field;
    }
    if (!has_any) return;
    lg_text_printf(text, "\n  %s\n", title);
    struct lg_text label = {0};
    size_t label_cells =
        4 + (role_cells == 0 ? 0 : role_cells + 2) + (field_cells == 0 ? 0 : field_cells + 2);
    for (size_t i = 0; i < look->notes.count; i++) {
        const struct lg_note *note = &look->notes.items[i];
        if (note->section != section) continue;
        lg_text_clear(&label);
        lg_text_add_text(&label, "    ");
        if (role_cells > 0) add_padded(&label, note_label(look, note), role_cells, false);
        if (note->field != NULL) lg_text_add_text(&label, note->field);
        print_wrapped(text, label.bytes == NULL ? "" : label.bytes, label_cells, note->text);
    }
    if (label.failed) text->failed = true;
    lg_text_reset(&label);
}

static void print_sections(struct lg_text *text, const struct lg_look *look)
{
    print_section(text, look, LG_NOTE_ROLES, "roles: what else could be, and what is missing");
    print_section(text, look, LG_NOTE_UNITS,
                  "units: what the numbers come to against the shapes; declared ones count");
    print_section(text, look, LG_NOTE_CODES, "codes: rows that each code system knows");
    print_section(text, look, LG_NOTE_DATES, "dates: spellings and rows");
    print_section(text, look, LG_NOTE_CHECKS, "check");
}

enum lg_status lg_inspect(const struct lg_layer *layer, char **text, struct lg_error *err)
{
    assert(layer != NULL && layer->path != NULL && text != NULL);

    *text = NULL;
    lg_input_start();
    struct lg_look look;
    enum lg_status status = lg_look_take(layer, &look, err);
    if (status != LG_OK) return status;

    struct lg_text lines = {0};
    print_head(&lines, &look);
    lg_text_add_char(&lines, '\n');
    bool has_room = print_fields(&lines, &look);
    print_sections(&lines, &look);
    if (!has_room || lines.failed) {
        lg_text_reset(&lines);
        status = lg_fail(err, LG_NO_MEMORY, "%s: its description", look.file);
    } else {
        *text = lines.bytes;
    }
    lg_look_reset(&look);
    return status;
}
