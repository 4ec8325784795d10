/*
 * Which layers the project has, their tree, and the themes.
 */
#include "model/labels.h"
#include "publish/qgis/parts.h"

#include <stdio.h>
#include <string.h>

const char *lg_qgis_say(const struct lg_qgis_project *project, const char *prefix, const char *name)
{
    char id[LG_QGIS_PATH_SIZE];
    (void)snprintf(id, sizeof(id), "%s.%s", prefix, name);
    const char *label = lg_label(project->book->language, id);
    return label == NULL ? name : label;
}

const char *lg_qgis_layer_id(char *id, const struct lg_qgis_view *view)
{
    /* QGIS gives another id to a layer whose own has ten characters or fewer. */
    (void)snprintf(id, LG_QGIS_PATH_SIZE, "landgauge_%s", view->layer->name);
    return id;
}

const char *lg_qgis_layer_title(const struct lg_qgis_project *project,
                                const struct lg_qgis_view *view, struct lg_text *text)
{
    lg_text_clear(text);
    lg_text_add_text(text, lg_qgis_say(project, "qgis.layer", view->layer->name));
    if (view->sheet->row_count == 0) {
        lg_text_add_text(text, lg_label(project->book->language, "qgis.none"));
    }
    return text->bytes == NULL ? "" : text->bytes;
}

static void add_table(const struct lg_qgis_data *data, const struct lg_sheet *sheet,
                      struct lg_text *text)
{
    lg_text_printf(text, "%s key='fid' estimatedmetadata=false srid=%d type=%s ", data->address,
                   LG_QGIS_EPSG_DEGREES, sheet->point == NULL ? "MultiPolygon" : "Point");
    lg_text_printf(text, "checkPrimaryKeyUnicity='0' table=\"%s\".\"%s\" (%s)", data->schema,
                   sheet->name, data->shape);
}

const char *lg_qgis_layer_path(const struct lg_qgis_project *project,
                               const struct lg_qgis_view *view, struct lg_text *text)
{
    const struct lg_sheet *sheet = view->sheet;
    lg_text_clear(text);
    switch (project->data->source) {
    case LG_QGIS_GEOPACKAGE:
        lg_text_printf(text, "./landgauge.gpkg|layername=%s", sheet->name);
        break;
    case LG_QGIS_GEOJSON:
        lg_text_printf(text, "./%s.geojson", sheet->name);
        /* Without a feature a GeoJSON file does not tell what it would hold. */
        if (sheet->row_count > 0) break;
        lg_text_printf(text, "|geometrytype=%s", sheet->point == NULL ? "MultiPolygon" : "Point");
        break;
    case LG_QGIS_DATABASE:
        add_table(project->data, sheet, text);
        break;
    }
    return text->bytes == NULL ? "" : text->bytes;
}

const char *lg_qgis_provider(const struct lg_qgis_project *project)
{
    return project->data->source == LG_QGIS_DATABASE ? "postgres" : "ogr";
}

static bool has_values(const struct lg_qgis_view *view)
{
    const struct lg_sheet_column *column = lg_sheet_column(view->sheet, view->layer->column);
    if (column == NULL) return false;
    struct lg_row row = lg_book_row(view->book);
    bool found = false;
    for (size_t i = 0; i < view->sheet->row_count && !found; i++) {
        lg_row_move(&row, view->sheet, i);
        found = !lg_row_cell(&row, column).is_missing;
    }
    lg_text_reset(&row.scratch);
    return found;
}

static const struct lg_text *find_fields(const struct lg_qgis_project *project,
                                         const struct lg_sheet *sheet)
{
    for (size_t i = 0; i < project->view_count; i++) {
        if (project->views[i].sheet == sheet) return project->views[i].fields;
    }
    return NULL;
}

static void take_view(struct lg_qgis_project *project, struct lg_qgis_view *view)
{
    view->fields = find_fields(project, view->sheet);
    if (view->fields == NULL) {
        struct lg_text *fields = &project->fields[project->view_count];
        struct lg_xml xml = {.text = fields};
        lg_qgis_fields_add(&xml, view);
        if (fields->failed) project->xml.text->failed = true;
        view->fields = fields;
    }
    project->views[project->view_count++] = *view;
}

/* Whether a layer that the theme is about, and not only drawn upon, has rows. */
static bool is_answered(const struct lg_qgis_project *project, unsigned theme)
{
    for (size_t i = 0; i < project->view_count; i++) {
        const struct lg_qgis_view *view = &project->views[i];
        if (view->layer->subject == theme && view->sheet->row_count > 0) return true;
    }
    return false;
}

void lg_qgis_choose(struct lg_qgis_project *project)
{
    for (size_t i = 0; i < lg_qgis_layer_count; i++) {
        const struct lg_qgis_layer *layer = &lg_qgis_layers[i];
        const struct lg_sheet *sheet = lg_book_sheet(project->book, layer->sheet);
        if (sheet == NULL || !lg_sheet_is_layer(sheet)) continue;
        struct lg_qgis_view view = {project->book, sheet, layer, NULL};
        if (lg_qgis_is_graduated(layer) && !has_values(&view)) continue;
        take_view(project, &view);
    }
    /* Where nothing is known to be idle, the question is another. */
    static const unsigned wanted[] = {LG_QGIS_THEME_IDLE, LG_QGIS_THEME_LAND,
                                      LG_QGIS_THEME_QUALITY};
    project->theme = LG_QGIS_THEME_IDLE;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (!is_answered(project, wanted[i])) continue;
        project->theme = wanted[i];
        return;
    }
}

static bool is_in(const struct lg_qgis_view *view, unsigned theme)
{
    return (view->layer->themes & theme) != 0;
}

static void add_tree_layer(struct lg_qgis_project *project, const struct lg_qgis_view *view)
{
    char id[LG_QGIS_PATH_SIZE];
    struct lg_text path = {0};
    struct lg_text title = {0};
    bool is_shown = is_in(view, project->theme);
    lg_xml_empty(&project->xml, "layer-tree-layer",
                 (const char *const[]){"id", lg_qgis_layer_id(id, view), "name",
                                       lg_qgis_layer_title(project, view, &title), "source",
                                       lg_qgis_layer_path(project, view, &path), "providerKey",
                                       lg_qgis_provider(project), "checked",
                                       is_shown ? "Qt::Checked" : "Qt::Unchecked", "expanded",
                                       is_shown ? "1" : "0", NULL});
    project->xml.text->failed = project->xml.text->failed || title.failed || path.failed;
    lg_text_reset(&title);
    lg_text_reset(&path);
}

/* The layout's legend names layers, not their groups. */
static void hide_in_legend(struct lg_xml *xml)
{
    lg_xml_open(xml, "customproperties", NULL);
    lg_xml_open(xml, "Option", (const char *const[]){"type", "Map", NULL});
    lg_xml_empty(xml, "Option",
                 (const char *const[]){"name", "legend/title-style", "type", "QString", "value",
                                       "hidden", NULL});
    lg_xml_close(xml);
    lg_xml_close(xml);
}

void lg_qgis_tree_add(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    lg_xml_open(xml, "layer-tree-group", NULL);
    for (size_t i = 0; i < project->view_count;) {
        enum lg_qgis_group group = project->views[i].layer->group;
        bool is_open = false;
        size_t end = i;
        for (; end < project->view_count && project->views[end].layer->group == group; end++) {
            is_open = is_open || is_in(&project->views[end], project->theme);
        }
        lg_xml_open(xml, "layer-tree-group",
                    (const char *const[]){
                        "name", lg_qgis_say(project, "qgis.group", lg_qgis_group_names[group]),
                        "checked", "Qt::Checked", "expanded", is_open ? "1" : "0", NULL});
        hide_in_legend(xml);
        for (; i < end; i++) {
            add_tree_layer(project, &project->views[i]);
        }
        lg_xml_close(xml);
    }
    lg_xml_close(xml);
}

/* The layer that a theme is about; NULL when the project has none. */
static const struct lg_qgis_view *find_subject(const struct lg_qgis_project *project,
                                               unsigned theme)
{
    for (size_t i = 0; i < project->view_count; i++) {
        if (project->views[i].layer->subject == theme) return &project->views[i];
    }
    return NULL;
}

/* QGIS sorts themes by their names: a number keeps them in the order of the questions. */
static void add_theme(struct lg_qgis_project *project, unsigned theme, const char *name, int number)
{
    struct lg_xml *xml = &project->xml;
    char id[LG_QGIS_PATH_SIZE];
    char title[LG_QGIS_PATH_SIZE];
    (void)snprintf(title, sizeof(title), "%d %s", number, lg_qgis_say(project, "qgis.theme", name));
    lg_xml_open(xml, "visibility-preset",
                (const char *const[]){"name", title, "has-expanded-info", "1", NULL});
    for (size_t i = 0; i < project->view_count; i++) {
        const struct lg_qgis_view *view = &project->views[i];
        if (!is_in(view, theme)) continue;
        lg_xml_empty(xml, "layer",
                     (const char *const[]){"id", lg_qgis_layer_id(id, view), "visible", "1",
                                           "expanded", "1", NULL});
    }
    lg_xml_close(xml);
}

void lg_qgis_themes_add(struct lg_qgis_project *project)
{
    lg_xml_open(&project->xml, "visibility-presets", NULL);
    int number = 0;
    for (size_t i = 0; i < lg_qgis_theme_count; i++) {
        if (find_subject(project, 1U << i) == NULL) continue;
        add_theme(project, 1U << i, lg_qgis_theme_names[i], ++number);
    }
    lg_xml_close(&project->xml);
}

void lg_qgis_shown_themes_add(const struct lg_qgis_project *project, struct lg_text *text)
{
    char id[LG_QGIS_PATH_SIZE];
    /* The map tells its layers and not its theme, and may have layers of several. */
    lg_text_add_text(text, "array_to_string(array_filter(array(''");
    for (size_t i = 0; i < lg_qgis_theme_count; i++) {
        const struct lg_qgis_view *subject = find_subject(project, 1U << i);
        if (subject == NULL) continue;
        lg_text_printf(text,
                       ", if(array_contains(map_get(item_variables('map'), 'map_layer_ids'), "
                       "'%s'), '%s', '')",
                       lg_qgis_layer_id(id, subject),
                       lg_qgis_say(project, "qgis.theme", lg_qgis_theme_names[i]));
    }
    lg_text_add_text(text, "), @element <> ''), ' · ')");
}
