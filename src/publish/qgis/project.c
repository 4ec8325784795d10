/*
 * The project as a whole: XML in a zip.
 */
#include "model/labels.h"
#include "publish/qgis/parts.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdio.h>
#include <string.h>

static void add_system(struct lg_xml *xml, const struct lg_text *wkt, int epsg)
{
    char code[32];
    (void)snprintf(code, sizeof(code), "EPSG:%d", epsg);
    lg_xml_open(xml, "spatialrefsys", NULL);
    lg_xml_element(xml, "wkt", NULL, wkt->bytes);
    lg_xml_element(xml, "authid", NULL, code);
    lg_xml_close(xml);
}

static void add_map_system(struct lg_qgis_project *project, const char *element)
{
    lg_xml_open(&project->xml, element, NULL);
    add_system(&project->xml, &project->place.map_wkt, project->place.epsg);
    lg_xml_close(&project->xml);
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

static void add_canvas(struct lg_qgis_project *project)
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

/* The name of the style that themes switch on, the same in every language. */
static void add_style_name(struct lg_xml *xml)
{
    lg_xml_open(xml, "map-layer-style-manager", (const char *const[]){"current", "default", NULL});
    lg_xml_empty(xml, "map-layer-style", (const char *const[]){"name", "default", NULL});
    lg_xml_close(xml);
}

static void add_layer(struct lg_qgis_project *project, const struct lg_qgis_view *view)
{
    struct lg_xml *xml = &project->xml;
    char id[LG_QGIS_PATH_SIZE];
    struct lg_text path = {0};
    struct lg_text title = {0};
    struct lg_qgis_scales numbers;
    const char *attributes[LG_QGIS_ATTRIBUTES_MAX] = {
        "type", "vector", "geometry", view->sheet->point == NULL ? "Polygon" : "Point"};
    lg_qgis_style_attributes(view, &numbers, attributes + 4);
    lg_xml_open(xml, "maplayer", attributes);
    lg_xml_element(xml, "id", NULL, lg_qgis_layer_id(id, view));
    lg_xml_element(xml, "datasource", NULL, lg_qgis_layer_path(project, view, &path));
    lg_xml_element(xml, "layername", NULL, lg_qgis_layer_title(project, view, &title));
    lg_xml_open(xml, "srs", NULL);
    add_system(xml, &project->place.degrees_wkt, LG_QGIS_EPSG_DEGREES);
    lg_xml_close(xml);
    lg_xml_element(xml, "provider", (const char *const[]){"encoding", "UTF-8", NULL},
                   lg_qgis_provider(project));
    add_style_name(xml);
    lg_qgis_style_body(xml, view);
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || title.failed || path.failed;
    lg_text_reset(&title);
    lg_text_reset(&path);
}

static void add_first_view(struct lg_qgis_project *project)
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

static void add_project(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    lg_text_add_text(xml->text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
    struct lg_text title = {0};
    lg_qgis_title(project, &title);
    lg_xml_open(xml, "qgis",
                (const char *const[]){"projectname", title.bytes == NULL ? "" : title.bytes,
                                      "version", "3.22.0", NULL});
    lg_xml_element(xml, "title", NULL, title.bytes);
    xml->text->failed = xml->text->failed || title.failed;
    lg_text_reset(&title);
    add_map_system(project, "projectCrs");
    lg_qgis_tree_add(project);
    add_canvas(project);
    lg_xml_open(xml, "projectlayers", NULL);
    for (size_t i = 0; i < project->view_count; i++) {
        add_layer(project, &project->views[i]);
    }
    lg_xml_close(xml);
    lg_qgis_themes_add(project);
    add_first_view(project);
    lg_xml_open(xml, "Layouts", NULL);
    lg_qgis_layout_add(project);
    lg_xml_close(xml);
    lg_xml_open(xml, "properties", NULL);
    add_property(xml, "SpatialRefSys", "ProjectionsEnabled", "int", "1");
    add_property(xml, "Paths", "Absolute", "bool", "false");
    lg_qgis_variables_add(project);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

/* GDAL writes no date into a zip, so that the same project has the same bytes. */
static enum lg_status zip(const struct lg_text *xml, struct lg_text *qgz, struct lg_error *err)
{
    char path[LG_QGIS_PATH_SIZE];
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

enum lg_status lg_qgis_project_make(const struct lg_book *book, const struct lg_qgis_data *data,
                                    struct lg_text *qgz, struct lg_error *err)
{
    struct lg_text text = {0};
    struct lg_qgis_project project = {.xml = {.text = &text}, .book = book, .data = data};
    enum lg_status status = lg_qgis_place_find(book, &project.place, err);
    if (status != LG_OK) goto done;
    lg_qgis_choose(&project);
    add_project(&project);
    status = text.failed ? lg_fail(err, LG_NO_MEMORY, "landgauge.qgz: out of memory")
                         : zip(&text, qgz, err);

done:
    for (size_t i = 0; i < project.view_count; i++) {
        lg_text_reset(&project.fields[i]);
    }
    lg_qgis_place_reset(&project.place);
    lg_text_reset(&text);
    return status;
}
