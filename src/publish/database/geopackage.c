#include "publish/database/geopackage.h"

#include "base/sql_text.h"
#include "publish/database/geopackage_rows.h"
#include "publish/database/sheet_layer.h"
#include "publish/gdal_errors.h"
#include "publish/qgis/qgis.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>

#include <stdio.h>
#include <string.h>

/* As QGIS makes the table: the project is its .qgz, in hexadecimal digits. */
static const char projects_table[] =
    "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)";

/* Settings of this thread alone while the file is written. */
static const struct {
    const char *key;
    const char *value;
} settings[] = {
    {"OGR_CURRENT_DATE", LG_GEOPACKAGE_DATE},
    /* The whole file is synced once, when it is done. */
    {"OGR_SQLITE_SYNCHRONOUS", "OFF"},
};

static void set_settings(bool on)
{
    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
        CPLSetThreadLocalConfigOption(settings[i].key, on ? settings[i].value : NULL);
    }
}

/* ---- styles and project ---- */

enum style_field {
    STYLE_CATALOG,
    STYLE_SCHEMA,
    STYLE_TABLE,
    STYLE_GEOMETRY,
    STYLE_NAME,
    STYLE_QML,
    STYLE_SLD,
    STYLE_IS_DEFAULT,
    STYLE_DESCRIPTION,
    STYLE_OWNER,
    STYLE_UI,
    STYLE_TIME,
    STYLE_FIELD_COUNT
};

/* Named and typed as by QGIS, which looks for the names. */
static const struct {
    const char *name;
    OGRFieldType type;
    OGRFieldSubType detail;
    int width;
} style_fields[STYLE_FIELD_COUNT] = {
    [STYLE_CATALOG] = {"f_table_catalog", OFTString, OFSTNone, 256},
    [STYLE_SCHEMA] = {"f_table_schema", OFTString, OFSTNone, 256},
    [STYLE_TABLE] = {"f_table_name", OFTString, OFSTNone, 256},
    [STYLE_GEOMETRY] = {"f_geometry_column", OFTString, OFSTNone, 256},
    [STYLE_NAME] = {"styleName", OFTString, OFSTNone, 30},
    [STYLE_QML] = {"styleQML", OFTString, OFSTNone, 0},
    [STYLE_SLD] = {"styleSLD", OFTString, OFSTNone, 0},
    [STYLE_IS_DEFAULT] = {"useAsDefault", OFTInteger, OFSTBoolean, 0},
    [STYLE_DESCRIPTION] = {"description", OFTString, OFSTNone, 0},
    [STYLE_OWNER] = {"owner", OFTString, OFSTNone, 30},
    [STYLE_UI] = {"ui", OFTString, OFSTNone, 30},
    [STYLE_TIME] = {"update_time", OFTDateTime, OFSTNone, 0},
};

/* A table that is listed like all others: QGIS finds no styles in one that is not. */
static OGRLayerH create_styles(GDALDatasetH dataset)
{
    char option[] = "FID=id";
    char *options[] = {option, NULL};
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "layer_styles", NULL, wkbNone, options);
    for (size_t i = 0; layer != NULL && i < STYLE_FIELD_COUNT; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(style_fields[i].name, style_fields[i].type);
        OGR_Fld_SetSubType(field, style_fields[i].detail);
        OGR_Fld_SetWidth(field, style_fields[i].width);
        if (OGR_L_CreateField(layer, field, FALSE) != OGRERR_NONE) layer = NULL;
        OGR_Fld_Destroy(field);
    }
    return layer;
}

static bool add_style(OGRLayerH layer, const struct lg_book *book, const struct lg_sheet *sheet,
                      const char *qml)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (feature == NULL) return false;
    OGR_F_SetFieldString(feature, STYLE_CATALOG, "");
    OGR_F_SetFieldString(feature, STYLE_SCHEMA, "");
    OGR_F_SetFieldString(feature, STYLE_TABLE, sheet->name);
    OGR_F_SetFieldString(feature, STYLE_GEOMETRY, LG_LAYER_SHAPE);
    OGR_F_SetFieldString(feature, STYLE_NAME, sheet->name);
    OGR_F_SetFieldString(feature, STYLE_QML, qml);
    OGR_F_SetFieldString(feature, STYLE_SLD, "");
    OGR_F_SetFieldInteger(feature, STYLE_IS_DEFAULT, 1);
    OGR_F_SetFieldString(feature, STYLE_DESCRIPTION, lg_sheet_layer_title(book, sheet));
    OGR_F_SetFieldString(feature, STYLE_OWNER, "");
    OGR_F_SetFieldNull(feature, STYLE_UI);
    OGR_F_SetFieldString(feature, STYLE_TIME, LG_GEOPACKAGE_DATE);
    bool succeeded = OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
    OGR_F_Destroy(feature);
    return succeeded;
}

static bool add_styles(const struct lg_layer_place *place, struct lg_text *qml)
{
    const struct lg_book *book = place->book;
    OGRLayerH layer = create_styles(place->dataset);
    bool succeeded = layer != NULL;
    for (size_t i = 0; succeeded && i < book->sheet_count; i++) {
        lg_text_clear(qml);
        lg_qgis_style_add(qml, book, &book->sheets[i]);
        if (qml->size > 0) succeeded = add_style(layer, book, &book->sheets[i], qml->bytes);
    }
    return succeeded && OGR_L_SyncToDisk(layer) == OGRERR_NONE;
}

/* One statement; its error is heard. */
static bool do_sql(GDALDatasetH dataset, const char *sql)
{
    OGRLayerH answer = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (answer != NULL) GDALDatasetReleaseResultSet(dataset, answer);
    return true;
}

static bool add_project(const struct lg_layer_place *place, const struct lg_text *qgz,
                        struct lg_text *sql)
{
    lg_text_clear(sql);
    lg_text_add_text(sql, "INSERT INTO qgis_projects VALUES ('" LG_QGIS_PROJECT "', NULL, '");
    lg_sql_add_digits(sql, qgz);
    lg_text_add_text(sql, "')");
    if (sql->failed) return false;
    return do_sql(place->dataset, projects_table) && do_sql(place->dataset, sql->bytes);
}

static enum lg_status add_extras(const struct lg_layer_place *place, struct lg_error *err)
{
    struct lg_text qgz = {0};
    struct lg_text text = {0};
    const struct lg_qgis_data data = {.source = LG_QGIS_GEOPACKAGE};
    enum lg_status status = lg_qgis_project_make(place->book, &data, &qgz, err);
    if (status == LG_OK) {
        lg_gdal_listen(place->errors);
        bool succeeded = add_styles(place, &text) && add_project(place, &qgz, &text);
        status = lg_gdal_heard(place->errors, succeeded, place->name, err);
    }
    if (text.failed) status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", place->name);
    lg_text_reset(&qgz);
    lg_text_reset(&text);
    return status;
}

/* ---- the file ---- */

static enum lg_status open_file(const char *path, struct lg_layer_place *place,
                                struct lg_error *err)
{
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    lg_gdal_listen(place->errors);
    if (driver != NULL) place->dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
    bool succeeded =
        place->dataset != NULL && GDALDatasetStartTransaction(place->dataset, FALSE) == OGRERR_NONE;
    return lg_gdal_heard(place->errors, succeeded, place->name, err);
}

/* Tables without rows, each with its index, styles and the project. */
static enum lg_status make_tables(const struct lg_layer_place *place, struct lg_error *err)
{
    bool succeeded = true;
    lg_gdal_listen(place->errors);
    for (size_t i = 0; succeeded && i < place->book->sheet_count; i++) {
        OGRLayerH layer = lg_sheet_layer_create(place, &place->book->sheets[i]);
        succeeded = layer != NULL && OGR_L_SyncToDisk(layer) == OGRERR_NONE;
    }
    enum lg_status status = lg_gdal_heard(place->errors, succeeded, place->name, err);
    return status == LG_OK ? add_extras(place, err) : status;
}

/* Commit, or give up, and close. */
static enum lg_status close_file(struct lg_layer_place *place, enum lg_status status,
                                 struct lg_error *err)
{
    if (place->dataset == NULL) return status;
    lg_gdal_listen(place->errors);
    bool succeeded = status == LG_OK && GDALDatasetCommitTransaction(place->dataset) == OGRERR_NONE;
    if (!succeeded) (void)GDALDatasetRollbackTransaction(place->dataset);
    GDALClose(place->dataset);
    place->dataset = NULL;
    if (status == LG_OK) return lg_gdal_heard(place->errors, succeeded, place->name, err);
    lg_gdal_ignore();
    return status;
}

static int64_t count_rows(GDALDatasetH dataset, const char *table)
{
    char sql[128];
    (void)snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM \"%s\"", table);
    OGRLayerH answer = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    OGRFeatureH feature = answer == NULL ? NULL : OGR_L_GetNextFeature(answer);
    int64_t count = feature == NULL ? -1 : OGR_F_GetFieldAsInteger64(feature, 0);
    if (feature != NULL) OGR_F_Destroy(feature);
    if (answer != NULL) GDALDatasetReleaseResultSet(dataset, answer);
    return count;
}

/* Every row is in the file: counted from its pages, not from what is noted. */
static enum lg_status check_file(const char *path, const struct lg_book *book, struct lg_error *err)
{
    struct lg_gdal_errors errors = {0};
    lg_gdal_listen(&errors);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    bool is_whole = dataset != NULL;
    for (size_t i = 0; is_whole && i < book->sheet_count; i++) {
        const struct lg_sheet *sheet = &book->sheets[i];
        is_whole = count_rows(dataset, sheet->name) == (int64_t)sheet->row_count;
    }
    if (dataset != NULL) GDALClose(dataset);
    lg_gdal_ignore();
    if (is_whole && errors.count == 0) return LG_OK;
    return lg_fail(err, LG_WRITE, LG_GEOPACKAGE_FILE ": not whole when read back after writing");
}

enum lg_status lg_geopackage_write(const struct lg_book *book,
                                   const struct lg_document_means *means, struct lg_output_dir *dir,
                                   struct lg_error *err)
{
    struct lg_text path = {0};
    struct lg_gdal_errors errors = {0};
    struct lg_layer_place place = {
        .book = book,
        .name = LG_GEOPACKAGE_FILE,
        .errors = &errors,
        .stop = means->stop,
    };
    lg_text_printf(&path, "%s/%s", lg_output_dir_path(dir), LG_GEOPACKAGE_FILE);
    if (path.failed) {
        lg_text_reset(&path);
        return lg_fail(err, LG_NO_MEMORY, LG_GEOPACKAGE_FILE ": out of memory");
    }
    GDALAllRegister();
    set_settings(true);
    enum lg_status status = open_file(path.bytes, &place, err);
    if (status == LG_OK) status = make_tables(&place, err);
    status = close_file(&place, status, err);
    if (status == LG_OK) {
        status = lg_geopackage_fill(path.bytes, place.name, book, means->stop, err);
    }
    if (status == LG_OK) status = lg_output_dir_sync(dir, LG_GEOPACKAGE_FILE, err);
    if (status == LG_OK) status = check_file(path.bytes, book, err);
    set_settings(false);
    lg_text_reset(&path);
    return status;
}
