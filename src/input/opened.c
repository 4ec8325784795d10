#include "input/opened.h"

#include "base/address.h"
#include "input/gdal_errors.h"
#include "input/path.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *key, *name;
    bool is_table, may_repeat;
} kinds[LG_SOURCE_KIND_COUNT] = {
    [LG_SOURCE_PARKS] = {"layers.parks", "parks", false, true},
    [LG_SOURCE_PARCELS] = {"layers.parcels", "parcels", false, true},
    [LG_SOURCE_BUILDINGS] = {"layers.buildings", "buildings", false, false},
    [LG_SOURCE_PLAN] = {"layers.plan", "plan", false, true},
    [LG_SOURCE_CONSTRAINTS] = {"layers.constraints", "constraints", false, true},
    [LG_SOURCE_ENTERPRISES] = {"tables.enterprises", "enterprises", true, false},
    [LG_SOURCE_SUPPLY] = {"tables.supply", "supply", true, false},
    [LG_SOURCE_EVIDENCE] = {"evidence", "evidence", false, false},
};

const char *lg_source_key(enum lg_source_kind kind)
{
    return kinds[kind].key;
}

const char *lg_source_name(enum lg_source_kind kind)
{
    return kinds[kind].name;
}

bool lg_source_is_table(enum lg_source_kind kind)
{
    return kinds[kind].is_table;
}

bool lg_source_may_repeat(enum lg_source_kind kind)
{
    return kinds[kind].may_repeat;
}

static bool is_polygon_type(OGRwkbGeometryType type)
{
    switch ((int)OGR_GT_Flatten(type)) {
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbSurface:
    case wkbGeometryCollection:
    case wkbUnknown:
        return true;
    default:
        return false;
    }
}

/* Names of the layers, for messages. */
static void list_layers(GDALDatasetH dataset, struct lg_text *list)
{
    int count = GDALDatasetGetLayerCount(dataset);
    for (int i = 0; i < count && list->size < 500; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        lg_text_printf(list, "%s%s", i == 0 ? "" : ", ", OGR_L_GetName(layer));
    }
    if (list->size == 0) lg_text_add_text(list, "none");
}

/* The layer that is meant where none is named: the only one, or the only one of its kind. */
static OGRLayerH only_layer(const struct lg_open_request *request, GDALDatasetH dataset)
{
    int count = GDALDatasetGetLayerCount(dataset);
    OGRLayerH found = NULL;
    int fit_count = 0;
    for (int i = 0; i < count; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        OGRwkbGeometryType type = OGR_L_GetGeomType(layer);
        bool fits = lg_source_is_table(request->kind) ? OGR_L_GetFeatureCount(layer, TRUE) > 0
                                                      : type != wkbNone && is_polygon_type(type);
        if (!fits) continue;
        fit_count++;
        found = layer;
    }
    if (fit_count == 1) return found;
    return count == 1 ? GDALDatasetGetLayer(dataset, 0) : NULL;
}

static enum lg_status pick_layer(const struct lg_open_request *request, const char *name,
                                 struct lg_opened *opened, struct lg_error *err)
{
    opened->layer = name != NULL ? GDALDatasetGetLayerByName(opened->dataset, name)
                                 : only_layer(request, opened->dataset);
    if (opened->layer != NULL) return LG_OK;

    struct lg_text list = {0};
    list_layers(opened->dataset, &list);
    enum lg_status status =
        lg_fail(err, LG_NO_INPUT, "%s: %s; name one behind '@'; there are: %s", request->file,
                name != NULL ? "no such layer in it" : "several layers in it",
                list.bytes == NULL ? "" : list.bytes);
    lg_text_reset(&list);
    return status;
}

static enum lg_status check_geometry(const struct lg_open_request *request,
                                     struct lg_opened *opened, struct lg_error *err)
{
    OGRwkbGeometryType type = OGR_L_GetGeomType(opened->layer);
    opened->has_geometry = type != wkbNone;
    if (lg_source_is_table(request->kind)) return LG_OK;
    if (type == wkbNone && !request->any_kind) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: a table without geometry; a layer of polygons is "
                       "needed for %s",
                       request->file, request->key);
    }
    if (type == wkbNone || is_polygon_type(type)) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s: geometry is %s; a layer of polygons is needed",
                   request->file, OGRGeometryTypeToName(type));
}

static enum lg_status open_dataset(const struct lg_open_request *request, const char *path,
                                   const char *const *options, struct lg_opened *opened,
                                   struct lg_error *err)
{
    CPLErrorReset();
    /* The first row of a sheet is its head, whatever the cells look like. */
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE");
    opened->dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, options, NULL);
    int count = opened->dataset == NULL ? 0 : GDALDatasetGetLayerCount(opened->dataset);
    bool is_book = count > 0 && lg_path_has_extension(path, "xlsx");
    for (int i = 0; is_book && i < count; i++) {
        /* A sheet is parsed when it is first asked for something. */
        (void)OGR_L_GetLayerDefn(GDALDatasetGetLayer(opened->dataset, i));
    }
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", NULL);
    if (opened->dataset == NULL) {
        char reason[LG_REASON_SIZE];
        bool is_said = CPLGetLastErrorMsg()[0] != '\0';
        (void)lg_gdal_reason(reason);
        VSILFILE *file = VSIFOpenL(path, "rb");
        bool is_readable = file != NULL;
        if (file != NULL) (void)VSIFCloseL(file);
        return lg_fail(err, is_readable ? LG_BAD_INPUT : LG_NO_INPUT,
                       "%s: cannot be opened as a layer (%s); deliver a shapefile, GeoPackage, "
                       "GeoJSON or FlatGeobuf",
                       request->file, is_said ? reason : "of no format that is known");
    }
    opened->driver = GDALGetDriverShortName(GDALGetDatasetDriver(opened->dataset));
    return LG_OK;
}

/* Encoding of a raw table, from what its sidecars and its bytes say. */
static enum lg_status decide_encoding(const struct lg_open_request *request,
                                      struct lg_opened *opened, struct lg_error *err)
{
    struct lg_encoding_facts facts = {
        .file = request->file,
        .key = request->key,
        .declared = request->layer->encoding,
        .cpg = opened->parts.cpg_text,
        .language = lg_dbf_language(opened->dbf),
    };
    enum lg_status status = lg_census_dbf(opened->dbf, &facts.census, err);
    if (status == LG_OK) status = lg_encoding_decide(&facts, &opened->encoding, err);
    if (status == LG_OK) status = lg_decoder_open(opened->encoding.name, &opened->decoder, err);
    return status;
}

static enum lg_status open_shapefile(const struct lg_open_request *request,
                                     struct lg_opened *opened, struct lg_error *err)
{
    bool is_table = lg_path_has_extension(opened->path, "dbf");
    enum lg_status status = LG_OK;
    if (lg_path_has_extension(opened->path, "shx")) {
        return lg_fail(err, LG_BAD_INPUT, "%s: the index of a shapefile; name the .shp under %s",
                       request->file, request->key);
    }
    if (is_table && !request->any_kind && !lg_source_is_table(request->kind)) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: the table of a shapefile, without its shapes; name the .shp under %s",
                       request->file, request->key);
    }
    opened->is_shapefile = !is_table;
    if (!is_table) status = lg_shapefile_check(opened->path, request->file, &opened->parts, err);
    if (status != LG_OK) return status;
    if (is_table) {
        opened->parts.cpg = lg_path_sidecar(opened->path, "cpg");
        if (opened->parts.cpg != NULL) {
            opened->parts.cpg_text = lg_small_file_read(opened->parts.cpg, 60);
        }
    }
    const char *table = is_table ? opened->path : opened->parts.dbf;
    status = lg_dbf_open(table, request->file, &opened->dbf, err);
    if (status == LG_OK) status = decide_encoding(request, opened, err);
    if (status != LG_OK) return status;

    char option[LG_ENCODING_NAME_SIZE + 16];
    (void)snprintf(option, sizeof(option), "ENCODING=%s", opened->encoding.name);
    const char *const options[] = {option, NULL};
    if (is_table) {
        status = lg_table_alone(opened->path, request->file, &opened->memory_path, err);
        if (status != LG_OK) return status;
    }
    if (opened->memory_path == NULL) {
        return open_dataset(request, opened->path, options, opened, err);
    }
    struct lg_text path = {0};
    lg_text_printf(&path, "/vsisparse/%s", opened->memory_path);
    status = path.failed ? lg_fail(err, LG_NO_MEMORY, "%s", request->file)
                         : open_dataset(request, path.bytes, options, opened, err);
    lg_text_reset(&path);
    return status;
}

static enum lg_status open_any(const struct lg_open_request *request, struct lg_opened *opened,
                               struct lg_error *err)
{
    const char *path = opened->path;
    if (lg_path_has_extension(path, "shp") || lg_path_has_extension(path, "dbf") ||
        lg_path_has_extension(path, "shx")) {
        return open_shapefile(request, opened, err);
    }
    if (lg_path_has_extension(path, "csv") || lg_path_has_extension(path, "txt")) {
        enum lg_status status =
            lg_csv_load(request, path, &opened->memory_path, &opened->encoding, err);
        if (status != LG_OK) return status;
        const char *const options[] = {"HEADERS=YES", "EMPTY_STRING_AS_NULL=YES", NULL};
        return open_dataset(request, opened->memory_path, options, opened, err);
    }
    opened->settles_encoding = true;
    if (request->layer->encoding != NULL) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: encoding: under %s is for shapefiles and .csv; take it out",
                       request->file, request->key);
    }
    return open_dataset(request, path, NULL, opened, err);
}

static enum lg_status filter_rows(const struct lg_open_request *request, struct lg_opened *opened,
                                  struct lg_error *err)
{
    const char *where = request->layer->where;
    char reason[LG_REASON_SIZE];
    CPLErrorReset();
    if (where != NULL && OGR_L_SetAttributeFilter(opened->layer, where) != OGRERR_NONE) {
        return lg_fail(err, LG_BAD_INPUT, "%s: where: '%s' under %s is no filter (%s)",
                       request->file, where, request->key, lg_gdal_reason(reason));
    }
    opened->feature_count = OGR_L_GetFeatureCount(opened->layer, TRUE);
    if (opened->feature_count != 0) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s: %s", request->file,
                   where == NULL ? "no rows (the layer is empty); check the delivery"
                                 : "no row passes where:; correct the filter");
}

enum lg_status lg_opened_init(const struct lg_open_request *request, struct lg_opened *opened,
                              struct lg_error *err)
{
    *opened = (struct lg_opened){.feature_count = -1};
    struct lg_path path;
    bool wants_tables = request->any_kind || lg_source_is_table(request->kind);
    enum lg_status status = lg_path_resolve(request->layer->path, wants_tables, &path, err);
    if (status != LG_OK) return status;

    opened->path = path.file;
    path.file = NULL;
    status = open_any(request, opened, err);
    if (status == LG_OK) status = pick_layer(request, path.layer, opened, err);
    if (status == LG_OK) status = check_geometry(request, opened, err);
    if (status == LG_OK) status = filter_rows(request, opened, err);
    lg_path_reset(&path);
    if (status == LG_OK) return LG_OK;
    lg_error_hide(err, request->layer->path);
    lg_opened_reset(opened);
    return status;
}

void lg_opened_reset(struct lg_opened *opened)
{
    lg_decoder_close(opened->decoder);
    lg_dbf_close(opened->dbf);
    if (opened->dataset != NULL) GDALClose(opened->dataset);
    if (opened->memory_path != NULL) (void)VSIUnlink(opened->memory_path);
    free(opened->memory_path);
    free(opened->path);
    lg_shapefile_reset(&opened->parts);
    *opened = (struct lg_opened){0};
}
