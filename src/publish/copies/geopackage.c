/*
 * A copy as a GeoPackage, by GDAL.
 */
#include "publish/database/geopackage.h"
#include "publish/copies/format.h"
#include "publish/gdal_errors.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct geopackage {
    GDALDatasetH dataset;
    OGRLayerH layer;
    bool is_in_transaction;
    struct lg_gdal_errors errors;
};

/* Between listen() and heard() what GDAL says in this thread is noted. */
static void listen(struct geopackage *file)
{
    lg_gdal_listen(&file->errors);
}

static enum lg_status heard(struct lg_copy_writer *writer, bool succeeded, struct lg_error *err)
{
    struct geopackage *file = writer->state;
    struct lg_text name = {0};
    lg_copy_name(writer, ".gpkg", &name);
    enum lg_status status =
        lg_gdal_heard(&file->errors, succeeded, name.failed ? writer->stem : name.bytes, err);
    lg_text_reset(&name);
    return status;
}

/* ---- layout ---- */

static OGRFieldType ogr_type(enum lg_copy_type type)
{
    switch (type) {
    case LG_COPY_INTEGER:
        return OFTInteger;
    case LG_COPY_LONG:
        return OFTInteger64;
    case LG_COPY_REAL:
        return OFTReal;
    case LG_COPY_DAY:
        return OFTDate;
    case LG_COPY_TIME:
        return OFTDateTime;
    case LG_COPY_BYTES:
        return OFTBinary;
    case LG_COPY_TEXT:
    case LG_COPY_STORED:
        break;
    }
    return OFTString;
}

static OGRFieldSubType ogr_detail(enum lg_copy_detail detail)
{
    switch (detail) {
    case LG_COPY_BOOLEAN:
        return OFSTBoolean;
    case LG_COPY_SHORT:
        return OFSTInt16;
    case LG_COPY_FLOAT:
        return OFSTFloat32;
    case LG_COPY_JSON:
        return OFSTJSON;
    case LG_COPY_PLAIN:
        break;
    }
    return OFSTNone;
}

static bool create_fields(const struct geopackage *file, const struct lg_copy_schema *schema)
{
    bool succeeded = true;
    for (size_t i = 0; succeeded && i < schema->field_count; i++) {
        const struct lg_copy_field *field = &schema->fields[i];
        OGRFieldDefnH definition = OGR_Fld_Create(field->name, ogr_type(field->type));
        OGR_Fld_SetSubType(definition, ogr_detail(field->detail));
        if (field->type == LG_COPY_TEXT) OGR_Fld_SetWidth(definition, (int)field->width);
        succeeded = OGR_L_CreateField(file->layer, definition, FALSE) == OGRERR_NONE;
        OGR_Fld_Destroy(definition);
    }
    return succeeded;
}

/* Names that GDAL keeps for tables of its own. */
static const char *table_name(const struct lg_copy_schema *schema)
{
    static const char *const reserved[] = {"gpkg", "sqlite_", "rtree_"};
    for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
        if (strncmp(schema->layer_name, reserved[i], strlen(reserved[i])) == 0) return "layer";
    }
    return schema->layer_name[0] == '\0' ? "layer" : schema->layer_name;
}

static bool create_layer(struct geopackage *file, const struct lg_copy_schema *schema)
{
    OGRSpatialReferenceH srs = OSRNewSpatialReference(schema->wkt);
    if (srs == NULL) return false;
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    char **options = CSLSetNameValue(NULL, "FID", schema->row_number_name);
    options = CSLSetNameValue(options, "GEOMETRY_NAME", schema->shape_name);
    file->layer =
        GDALDatasetCreateLayer(file->dataset, table_name(schema), srs, wkbMultiPolygon, options);
    CSLDestroy(options);
    OSRDestroySpatialReference(srs);
    return file->layer != NULL && create_fields(file, schema);
}

static enum lg_status open_file(struct lg_copy_writer *writer, struct lg_error *err)
{
    struct geopackage *file = calloc(1, sizeof(*file));
    struct lg_text path = {0};
    lg_text_printf(&path, "%s/%s.gpkg", lg_output_dir_path(writer->dir), writer->stem);
    if (file == NULL || path.failed) {
        free(file);
        lg_text_reset(&path);
        return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", writer->stem);
    }
    writer->state = file;
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    /* For all threads: rows come from any, and each may be the one that writes the date. */
    CPLSetConfigOption("OGR_CURRENT_DATE", LG_GEOPACKAGE_DATE);
    listen(file);
    if (driver != NULL) {
        file->dataset = GDALCreate(driver, path.bytes, 0, 0, 0, GDT_Unknown, NULL);
    }
    bool succeeded = file->dataset != NULL && create_layer(file, writer->schema);
    if (succeeded) {
        file->is_in_transaction = GDALDatasetStartTransaction(file->dataset, FALSE) == OGRERR_NONE;
        succeeded = file->is_in_transaction;
    }
    lg_text_reset(&path);
    return heard(writer, succeeded, err);
}

/* ---- rows ---- */

static bool add_rings(OGRGeometryH multi, const struct lg_shapes *shapes, size_t shape)
{
    OGRGeometryH polygon = NULL;
    bool succeeded = true;
    const int stride = 2 * (int)sizeof(double);
    for (size_t ring = shapes->ring_start[shape]; succeeded && ring < shapes->ring_start[shape + 1];
         ring++) {
        const double *xy = shapes->xy + 2 * shapes->vertex_start[ring];
        size_t count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
        if (shapes->ring_is_hole[ring] == 0 || polygon == NULL) {
            polygon = OGR_G_CreateGeometry(wkbPolygon);
            succeeded = polygon != NULL && OGR_G_AddGeometryDirectly(multi, polygon) == OGRERR_NONE;
        }
        OGRGeometryH line = succeeded ? OGR_G_CreateGeometry(wkbLinearRing) : NULL;
        if (line != NULL) {
            OGR_G_SetPoints(line, (int)count, xy, stride, xy + 1, stride, NULL, 0);
        }
        succeeded = line != NULL && OGR_G_AddGeometryDirectly(polygon, line) == OGRERR_NONE;
    }
    return succeeded;
}

static bool set_shape(OGRFeatureH feature, const struct lg_shapes *shapes, size_t shape)
{
    if (lg_shapes_is_empty(shapes, shape)) return true;
    OGRGeometryH multi = OGR_G_CreateGeometry(wkbMultiPolygon);
    if (multi == NULL) return false;
    bool succeeded = add_rings(multi, shapes, shape);
    return OGR_F_SetGeometryDirectly(feature, multi) == OGRERR_NONE && succeeded;
}

static void set_value(OGRFeatureH feature, int field, enum lg_copy_type type,
                      const struct lg_copy_value *value)
{
    if (!value->is_set) {
        OGR_F_SetFieldNull(feature, field);
        return;
    }
    switch (type) {
    case LG_COPY_INTEGER:
    case LG_COPY_LONG:
        OGR_F_SetFieldInteger64(feature, field, value->integer);
        break;
    case LG_COPY_REAL:
        OGR_F_SetFieldDouble(feature, field, value->real);
        break;
    case LG_COPY_DAY:
    case LG_COPY_TIME:
        OGR_F_SetFieldDateTimeEx(feature, field, value->time[0], value->time[1], value->time[2],
                                 value->time[3], value->time[4], value->second, value->time[5]);
        break;
    case LG_COPY_BYTES:
        OGR_F_SetFieldBinary(feature, field, (int)value->length, value->bytes);
        break;
    case LG_COPY_TEXT:
    case LG_COPY_STORED:
        OGR_F_SetFieldString(feature, field, value->bytes);
        break;
    }
}

static bool add_row(const struct lg_copy_writer *writer, const struct lg_shapes *shapes,
                    const struct lg_copy_rows *rows, size_t row)
{
    const struct geopackage *file = writer->state;
    const struct lg_copy_schema *schema = writer->schema;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(file->layer));
    if (feature == NULL) return false;
    for (size_t i = 0; i < schema->field_count; i++) {
        set_value(feature, (int)i, schema->fields[i].type,
                  &rows->values[row * rows->field_count + i]);
    }
    bool succeeded = OGR_F_SetFID(feature, rows->numbers[row]) == OGRERR_NONE &&
                     set_shape(feature, shapes, row) &&
                     OGR_L_CreateFeature(file->layer, feature) == OGRERR_NONE;
    OGR_F_Destroy(feature);
    return succeeded;
}

static enum lg_status add_rows(struct lg_copy_writer *writer, const struct lg_shapes *shapes,
                               const struct lg_copy_rows *rows, struct lg_error *err)
{
    bool succeeded = true;
    listen(writer->state);
    for (size_t row = 0; succeeded && row < rows->count; row++) {
        succeeded = add_row(writer, shapes, rows, row);
    }
    return heard(writer, succeeded, err);
}

/* ---- the end ---- */

static enum lg_status finish_file(struct lg_copy_writer *writer, struct lg_error *err)
{
    struct geopackage *file = writer->state;
    struct lg_text name = {0};
    listen(file);
    bool succeeded = GDALDatasetCommitTransaction(file->dataset) == OGRERR_NONE;
    file->is_in_transaction = false;
    GDALClose(file->dataset);
    file->dataset = NULL;
    enum lg_status status = heard(writer, succeeded, err);
    lg_copy_name(writer, ".gpkg", &name);
    if (status == LG_OK && name.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", writer->stem);
    }
    if (status == LG_OK) status = lg_output_dir_sync(writer->dir, name.bytes, err);
    lg_text_reset(&name);
    return status;
}

static void drop_file(struct lg_copy_writer *writer)
{
    struct geopackage *file = writer->state;
    if (file != NULL && file->dataset != NULL) {
        /* What it says now is of a file that nobody wants. */
        listen(file);
        if (file->is_in_transaction) (void)GDALDatasetRollbackTransaction(file->dataset);
        GDALClose(file->dataset);
        lg_gdal_ignore();
    }
    CPLSetConfigOption("OGR_CURRENT_DATE", NULL);
    free(file);
    writer->state = NULL;
}

const struct lg_copy_format lg_copy_geopackage = {
    .extension = ".gpkg",
    .open = open_file,
    .add = add_rows,
    .finish = finish_file,
    .drop = drop_file,
};
