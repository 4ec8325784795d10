/*
 * The project as a whole: XML in a zip.
 */
#include "model/labels.h"
#include "publish/qgis.h"
#include "publish/qgis_place.h"
#include "publish/qgis_style.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 96, LAYERS_MAX = 32 };

struct project {
    struct lg_xml xml;
    const struct lg_book *book;
    enum lg_qgis_source source;
    struct lg_qgis_place place;
    size_t view_count;
    struct lg_qgis_view views[LAYERS_MAX]; /* [view_count] topmost first */
};

static const char *say(const struct project *project, const char *prefix, const char *name)
{
    char id[PATH_SIZE];
    (void)snprintf(id, sizeof(id), "%s.%s", prefix, name);
    const char *label = lg_label(project->book->language, id);
    return label == NULL ? name : label;
}

/* QGIS takes only ids of more than ten characters. */
static void make_id(char *id, const char *name)
{
    (void)snprintf(id, PATH_SIZE, "landgauge_%s", name);
}

static void make_source(const struct project *project, const char *sheet, char *source)
{
    (void)snprintf(source, PATH_SIZE,
                   project->source == LG_QGIS_GEOPACKAGE ? "./landgauge.gpkg|layername=%s"
                                                         : "./%s.geojson",
                   sheet);
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

static void choose_layers(struct project *project)
{
    for (size_t i = 0; i < lg_qgis_layer_count; i++) {
        const struct lg_qgis_layer *layer = &lg_qgis_layers[i];
        const struct lg_sheet *sheet = lg_book_sheet(project->book, layer->sheet);
        if (sheet == NULL || !lg_sheet_is_layer(sheet)) continue;
        const struct lg_qgis_view view = {project->book, sheet, layer};
        if (layer->look == LG_QGIS_CLASSES && !has_values(&view)) continue;
        project->views[project->view_count++] = view;
    }
}

static void add_system(struct lg_xml *xml, const struct lg_text *wkt, int epsg)
{
    char code[32];
    (void)snprintf(code, sizeof(code), "EPSG:%d", epsg);
    lg_xml_open(xml, "spatialrefsys", NULL);
    lg_xml_element(xml, "wkt", NULL, wkt->bytes);
    lg_xml_element(xml, "authid", NULL, code);
    lg_xml_close(xml);
}

static void add_map_system(struct project *project, const char *element)
{
    lg_xml_open(&project->xml, element, NULL);
    add_system(&project->xml, &project->place.map_wkt, project->place.epsg);
    lg_xml_close(&project->xml);
}

static bool is_shown(const struct lg_qgis_view *view)
{
    return (view->layer->themes & LG_QGIS_THEME_IDLE) != 0;
}

static void add_tree_layer(struct project *project, const struct lg_qgis_view *view)
{
    char id[PATH_SIZE];
    char source[PATH_SIZE];
    make_id(id, view->layer->name);
    make_source(project, view->sheet->name, source);
    lg_xml_empty(&project->xml, "layer-tree-layer",
                 (const char *const[]){"id", id, "name",
                                       say(project, "qgis.layer", view->layer->name), "source",
                                       source, "providerKey", "ogr", "checked",
                                       is_shown(view) ? "Qt::Checked" : "Qt::Unchecked", "expanded",
                                       is_shown(view) ? "1" : "0", NULL});
}

static void add_tree(struct project *project)
{
    struct lg_xml *xml = &project->xml;
    lg_xml_open(xml, "layer-tree-group", NULL);
    for (size_t i = 0; i < project->view_count;) {
        enum lg_qgis_group group = project->views[i].layer->group;
        lg_xml_open(xml, "layer-tree-group",
                    (const char *const[]){"name",
                                          say(project, "qgis.group", lg_qgis_group_names[group]),
                                          "checked", "Qt::Checked", "expanded", "1", NULL});
        for (; i < project->view_count && project->views[i].layer->group == group; i++) {
            add_tree_layer(project, &project->views[i]);
        }
        lg_xml_close(xml);
    }
    lg_xml_close(xml);
}

static void add_box_elements(struct lg_xml *xml, const struct lg_box *box, int decimals)
{
    char number[LG_QGIS_NUMBER_SIZE];
    lg_xml_open(xml, "extent", NULL);
    lg_xml_element(xml, "xmin", NULL, lg_qgis_number(number, box->x_min, decimals));
    lg_xml_element(xml, "ymin", NULL, lg_qgis_number(number, box->y_min, decimals));
    lg_xml_element(xml, "xmax", NULL, lg_qgis_number(number, box->x_max, decimals));
    lg_xml_element(xml, "ymax", NULL, lg_qgis_number(number, box->y_max, decimals));
    lg_xml_close(xml);
}

static void add_canvas(struct project *project)
{
    struct lg_xml *xml = &project->xml;
    lg_xml_open(xml, "mapcanvas",
                (const char *const[]){"name", "theMapCanvas", "annotationsVisible", "1", NULL});
    lg_xml_element(xml, "units", NULL, project->place.is_metric ? "meters" : "degrees");
    add_box_elements(xml, &project->place.box, project->place.is_metric ? 2 : 7);
    lg_xml_element(xml, "rotation", NULL, "0");
    add_map_system(project, "destinationsrs");
    lg_xml_close(xml);
}

static void add_layer(struct project *project, const struct lg_qgis_view *view)
{
    struct lg_xml *xml = &project->xml;
    char id[PATH_SIZE];
    char source[PATH_SIZE];
    struct lg_qgis_scales numbers;
    const char *attributes[LG_QGIS_ATTRIBUTES_MAX] = {
        "type", "vector", "geometry", view->sheet->point == NULL ? "Polygon" : "Point"};
    lg_qgis_style_attributes(view, &numbers, attributes + 4);
    make_id(id, view->layer->name);
    make_source(project, view->sheet->name, source);
    lg_xml_open(xml, "maplayer", attributes);
    lg_xml_element(xml, "id", NULL, id);
    lg_xml_element(xml, "datasource", NULL, source);
    lg_xml_element(xml, "layername", NULL, say(project, "qgis.layer", view->layer->name));
    lg_xml_open(xml, "srs", NULL);
    add_system(xml, &project->place.degrees_wkt, 4490);
    lg_xml_close(xml);
    lg_xml_element(xml, "provider", (const char *const[]){"encoding", "UTF-8", NULL}, "ogr");
    lg_qgis_style_body(xml, view);
    lg_xml_close(xml);
}

static void add_first_view(struct project *project)
{
    struct lg_xml *xml = &project->xml;
    const struct lg_box *box = &project->place.box;
    int decimals = project->place.is_metric ? 2 : 7;
    char west[LG_QGIS_NUMBER_SIZE];
    char south[LG_QGIS_NUMBER_SIZE];
    char east[LG_QGIS_NUMBER_SIZE];
    char north[LG_QGIS_NUMBER_SIZE];
    lg_xml_open(xml, "ProjectViewSettings", (const char *const[]){"UseProjectScales", "0", NULL});
    lg_xml_open(xml, "DefaultViewExtent",
                (const char *const[]){"xmin", lg_qgis_number(west, box->x_min, decimals), "ymin",
                                      lg_qgis_number(south, box->y_min, decimals), "xmax",
                                      lg_qgis_number(east, box->x_max, decimals), "ymax",
                                      lg_qgis_number(north, box->y_max, decimals), NULL});
    add_system(xml, &project->place.map_wkt, project->place.epsg);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

static void add_property(struct lg_xml *xml, const char *group, const char *name, const char *type,
                         const char *value)
{
    lg_xml_open(xml, group, NULL);
    lg_xml_element(xml, name, (const char *const[]){"type", type, NULL}, value);
    lg_xml_close(xml);
}

static const char *title_of(const struct project *project)
{
    const char *title = project->book->title;
    return title == NULL || title[0] == '\0' ? lg_label(project->book->language, "qgis.title")
                                             : title;
}

static void add_project(struct project *project)
{
    struct lg_xml *xml = &project->xml;
    lg_text_add_text(xml->text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
    lg_xml_open(xml, "qgis",
                (const char *const[]){"projectname", title_of(project), "version", "3.22.0", NULL});
    lg_xml_element(xml, "title", NULL, title_of(project));
    add_map_system(project, "projectCrs");
    add_tree(project);
    add_canvas(project);
    lg_xml_open(xml, "projectlayers", NULL);
    for (size_t i = 0; i < project->view_count; i++) {
        add_layer(project, &project->views[i]);
    }
    lg_xml_close(xml);
    add_first_view(project);
    lg_xml_open(xml, "properties", NULL);
    add_property(xml, "SpatialRefSys", "ProjectionsEnabled", "int", "1");
    add_property(xml, "Paths", "Absolute", "bool", "false");
    lg_xml_close(xml);
    lg_xml_close(xml);
}

/* GDAL writes no date into a zip, so that the same project has the same bytes. */
static enum lg_status zip(const struct lg_text *xml, struct lg_text *qgz, struct lg_error *err)
{
    char path[PATH_SIZE];
    enum lg_status status = LG_OK;
    /* The address keeps projects apart that are made at the same time; the file has no name. */
    (void)snprintf(path, sizeof(path), "/vsimem/landgauge_%p.zip", (const void *)xml);
    void *file = CPLCreateZip(path, NULL);
    if (file == NULL) return lg_fail(err, LG_INTERNAL, "landgauge.qgz: cannot be packed");
    bool is_whole = CPLCreateFileInZip(file, "landgauge.qgs", NULL) == CE_None &&
                    CPLWriteFileInZip(file, xml->bytes, (int)xml->size) == CE_None &&
                    CPLCloseFileInZip(file) == CE_None;
    is_whole = CPLCloseZip(file) == CE_None && is_whole;
    vsi_l_offset size = 0;
    GByte *bytes = VSIGetMemFileBuffer(path, &size, TRUE);
    if (is_whole && bytes != NULL) {
        lg_text_add(qgz, (const char *)bytes, (size_t)size);
        if (qgz->failed) status = lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory");
    } else {
        status = lg_fail(err, LG_INTERNAL, "landgauge.qgz: cannot be packed");
    }
    CPLFree(bytes);
    return status;
}

enum lg_status lg_qgis_project_make(const struct lg_book *book, enum lg_qgis_source source,
                                    struct lg_text *qgz, struct lg_error *err)
{
    struct lg_text text = {0};
    struct project project = {.xml = {.text = &text}, .book = book, .source = source};
    enum lg_status status = lg_qgis_place_find(book, &project.place, err);
    if (status != LG_OK) goto done;
    choose_layers(&project);
    add_project(&project);
    status = text.failed ? lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory")
                         : zip(&text, qgz, err);

done:
    lg_qgis_place_reset(&project.place);
    lg_text_reset(&text);
    return status;
}
