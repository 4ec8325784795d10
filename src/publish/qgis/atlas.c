/*
 * The series of sheets: the layout once for each park, at a scale at which its parcels are seen.
 *
 * A project over several zones is in degrees, in which no park has its shape and no map a scale:
 * each of its sheets is in the zone of its park.
 */
#include "publish/qgis/parts.h"
#include "publish/qgis/symbols.h"

#include <stdio.h>
#include <string.h>

#define ZONE_DEG LG_QGIS_WRITTEN(LG_QGIS_ZONE_DEG)
#define FIRST    LG_QGIS_WRITTEN(LG_QGIS_FIRST_MERIDIAN_DEG)
#define LAST     LG_QGIS_WRITTEN(LG_QGIS_LAST_MERIDIAN_DEG)
#define MERIDIAN "(" ZONE_DEG " * to_int(round(x(centroid(@atlas_geometry)) / " ZONE_DEG ")))"

/* Parks that share a name are told apart, and areas that share a code, as on the map. */
static const char page_name[] =
    "coalesce(\"park_name\", \"park_code\") || "
    "if(count_distinct(\"park_code\", group_by:=coalesce(\"park_name\", \"park_code\")) > 1, "
    "coalesce(' ' || \"park_code\", ''), '') || if(\"scope\" IS NOT NULL AND "
    "count(\"park_code\", group_by:=\"park_code\") > 1, ' ' || represent_value(\"scope\"), '')";

/* What every file system takes. */
static const char file_name[] =
    "lpad(to_string(@atlas_featurenumber), 3, '0') || '_' || "
    "regexp_replace(coalesce(\"park_code\", ''), '[^0-9A-Za-z_.-]', '_')";

static const char zone[] =
    "if(" LG_QGIS_IS_SHEET " AND " MERIDIAN " >= " FIRST " AND " MERIDIAN " <= " LAST ", "
    "'EPSG:' || to_string(" LG_QGIS_WRITTEN(LG_QGIS_EPSG_FIRST_ZONE) " + to_int((" MERIDIAN
                                                                     " - " FIRST ") / " ZONE_DEG
                                                                     ")), @project_crs)";

/* The next scale that one can say, as that of the whole layout. What is round stays as it is. */
static const char round_scale[] =
    "if(" LG_QGIS_IS_SHEET ", with_variable('power', 10 ^ floor(log10(@map_scale)), @power * "
    "array_first(array_filter(array(" LG_QGIS_WRITTEN(
        LG_QGIS_SCALE_STEPS) ", 10), "
                             "@element * @power > 0.9999 * @map_scale))), NULL)";

const char lg_qgis_sheet_system[] =
    "if(" LG_QGIS_IS_SHEET " AND map_get(item_variables('map'), 'map_crs') <> @project_crs, "
    "replace(@landgauge_zone, '{MERIDIAN}', to_string(" MERIDIAN ")), @landgauge_system)";

static const struct lg_qgis_view *find_parks(const struct lg_qgis_project *project)
{
    for (size_t i = 0; i < project->view_count; i++) {
        const struct lg_qgis_view *view = &project->views[i];
        if (strcmp(view->layer->name, "parks") == 0 && view->sheet->row_count > 0) return view;
    }
    return NULL;
}

void lg_qgis_sheets_add(struct lg_qgis_project *project)
{
    char id[LG_QGIS_PATH_SIZE];
    const struct lg_qgis_view *parks = find_parks(project);
    if (parks == NULL) return;
    lg_xml_empty(&project->xml, "Atlas",
                 (const char *const[]){"enabled", "1", "coverageLayer", lg_qgis_layer_id(id, parks),
                                       "pageNameExpression", page_name, "filenamePattern",
                                       file_name, "hideCoverage", "0", "filterFeatures", "0",
                                       "sortFeatures", "0", NULL});
}

void lg_qgis_sheet_map_add(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    if (find_parks(project) == NULL) return;
    lg_xml_open(xml, "LayoutObject", NULL);
    lg_qgis_expressions_add(
        xml, "dataDefinedProperties",
        (const char *const[]){"dataDefinedMapScale", round_scale,
                              project->place.is_metric ? NULL : "dataDefinedCrs", zone, NULL});
    lg_xml_close(xml);
    /* A round scale leaves room around the park by itself. */
    lg_xml_empty(
        xml, "AtlasMap",
        (const char *const[]){"atlasDriven", "1", "scalingMode", "2", "margin", "0.04", NULL});
}
