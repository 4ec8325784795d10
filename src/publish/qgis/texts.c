/*
 * What the project says of itself: title, date, sources.
 */
#include "model/labels.h"
#include "publish/qgis/parts.h"

#include <stdio.h>
#include <string.h>

enum { INPUTS_NAMED = 6, NUMBER_SIZE = 32 };

void lg_qgis_title(const struct lg_qgis_project *project, struct lg_text *text)
{
    const struct lg_book *book = project->book;
    if (book->title != NULL && book->title[0] != '\0') {
        lg_text_add_text(text, book->title);
        return;
    }
    const struct lg_sheet *parks = lg_book_sheet(book, "parks");
    const struct lg_sheet_column *name = parks == NULL ? NULL : lg_sheet_column(parks, "park_name");
    if (name != NULL && parks->row_count == 1) {
        struct lg_row row = lg_book_row(book);
        lg_row_move(&row, parks, 0);
        struct lg_cell cell = lg_row_cell(&row, name);
        if (!cell.is_missing) {
            const struct lg_label_part parts[] = {{"PARK", cell.text}, {NULL, NULL}};
            lg_label_add(text, book->language, "qgis.title.park", parts);
        }
        text->failed = text->failed || row.scratch.failed;
        lg_text_reset(&row.scratch);
    }
    if (text->size == 0) lg_text_add_text(text, lg_label(book->language, "qgis.title"));
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* Length of a file's path without its ending: the files of a layer share it. */
static size_t stem_length(const char *path)
{
    const char *dot = strrchr(last_part(path), '.');
    return dot == NULL || dot == last_part(path) ? strlen(path) : (size_t)(dot - path);
}

static bool is_named_before(const struct lg_book *book, size_t input)
{
    const char *path = book->inputs[input].path;
    size_t length = stem_length(path);
    for (size_t i = 0; i < input; i++) {
        const char *other = book->inputs[i].path;
        if (stem_length(other) == length && memcmp(other, path, length) == 0) return true;
    }
    return false;
}

/* The layers and tables that were read, so many that the line can be read. */
static void add_inputs(struct lg_text *text, const struct lg_book *book)
{
    char number[NUMBER_SIZE];
    const char *comma = lg_label(book->language, "qgis.comma");
    size_t count = 0;
    for (size_t i = 0; i < book->input_count; i++) {
        if (is_named_before(book, i)) continue;
        if (count++ >= INPUTS_NAMED) continue;
        const char *path = book->inputs[i].path;
        const char *name = last_part(path);
        if (count > 1) lg_text_add_text(text, comma);
        lg_text_add(text, name, stem_length(path) - (size_t)(name - path));
    }
    if (count <= INPUTS_NAMED) return;
    (void)snprintf(number, sizeof(number), "%zu", count);
    const struct lg_label_part parts[] = {{"COUNT", number}, {NULL, NULL}};
    lg_label_add(text, book->language, "qgis.more_inputs", parts);
}

static void add_rules(struct lg_text *text, const struct lg_book *book)
{
    const char *comma = lg_label(book->language, "qgis.comma");
    for (size_t i = 0; i < book->rule_set_count; i++) {
        if (i > 0) lg_text_add_text(text, comma);
        lg_text_add_text(text, last_part(book->rule_sets[i]));
    }
}

static void add_as_of(struct lg_text *text, const struct lg_qgis_project *project)
{
    char day[LG_DATE_TEXT_SIZE];
    const struct lg_book *book = project->book;
    if (book->as_of == LG_DATE_NONE) return;
    const struct lg_label_part parts[] = {{"DATE", lg_date_format(book->as_of, day)}, {NULL, NULL}};
    lg_label_add(text, book->language, "qgis.as_of", parts);
}

static void add_source(struct lg_text *text, const struct lg_qgis_project *project)
{
    const struct lg_book *book = project->book;
    struct lg_text inputs = {0};
    struct lg_text rules = {0};
    add_inputs(&inputs, book);
    add_rules(&rules, book);
    const struct lg_label_part parts[] = {
        {"INPUTS", inputs.bytes}, {"RULES", rules.bytes}, {"VERSION", lg_version()}, {NULL, NULL}};
    lg_label_add(text, book->language, "qgis.source", parts);
    text->failed = text->failed || inputs.failed || rules.failed;
    lg_text_reset(&inputs);
    lg_text_reset(&rules);
}

static void add_system(struct lg_text *text, const struct lg_qgis_project *project)
{
    char number[NUMBER_SIZE];
    (void)snprintf(number, sizeof(number), "%d", project->place.meridian_deg);
    const struct lg_label_part parts[] = {{"MERIDIAN", number}, {NULL, NULL}};
    lg_label_add(text, project->book->language,
                 project->place.is_metric ? "qgis.system.zone" : "qgis.system.degrees", parts);
}

/* The expression of the layout that knows the meridian puts it in. */
static void add_zone(struct lg_text *text, const struct lg_qgis_project *project)
{
    const struct lg_label_part parts[] = {{"MERIDIAN", "{MERIDIAN}"}, {NULL, NULL}};
    lg_label_add(text, project->book->language, "qgis.system.zone", parts);
}

void lg_qgis_variables_add(struct lg_qgis_project *project)
{
    static const struct {
        const char *name;
        void (*add)(struct lg_text *text, const struct lg_qgis_project *project);
    } variables[] = {
        {"landgauge_as_of", add_as_of},
        {"landgauge_source", add_source},
        {"landgauge_system", add_system},
        {"landgauge_zone", add_zone},
    };
    const size_t count = sizeof(variables) / sizeof(variables[0]);
    const char *const list[] = {"type", "QStringList", NULL};
    struct lg_xml *xml = &project->xml;
    struct lg_text value = {0};
    lg_xml_open(xml, "Variables", NULL);
    lg_xml_open(xml, "variableNames", list);
    for (size_t i = 0; i < count; i++) {
        lg_xml_element(xml, "value", NULL, variables[i].name);
    }
    lg_xml_close(xml);
    lg_xml_open(xml, "variableValues", list);
    for (size_t i = 0; i < count; i++) {
        lg_text_clear(&value);
        variables[i].add(&value, project);
        lg_xml_element(xml, "value", NULL, value.bytes);
    }
    lg_xml_close(xml);
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || value.failed;
    lg_text_reset(&value);
}
