#include "publish/database/sheet_layer.h"

#include "model/labels.h"
#include "publish/database/shape_bytes.h"

#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    EPSG_CGCS2000 = 4490,
    STOP_ROWS = 256, /* rows between two looks at the flag */
    LABEL_ID_SIZE = 80,
};

/* U+FFFD. */
#define REPLACEMENT "\xEF\xBF\xBD"

/* What the rows of one sheet are written with. */
struct filling {
    OGRLayerH layer;
    OGRFeatureH feature; /* one for all rows: its fields are set over and over */
    struct lg_row row;
    struct lg_text bytes; /* of a geometry */
    struct lg_text clean; /* a text that was no UTF-8 */
};

const char *lg_sheet_layer_title(const struct lg_book *book, const struct lg_sheet *sheet)
{
    char id[LABEL_ID_SIZE];
    (void)snprintf(id, sizeof(id), "table.%s", sheet->name);
    const char *label = lg_label(book->language, id);
    return label == NULL ? sheet->name : label;
}

const char *lg_sheet_layer_clean(const char *text, struct lg_text *made)
{
    size_t length = strlen(text);
    if (lg_utf8_valid(text, length)) return text;
    lg_text_clear(made);
    while (length > 0) {
        size_t valid = lg_utf8_valid_prefix(text, length);
        lg_text_add(made, text, valid);
        if (valid == length) break;
        lg_text_add_text(made, REPLACEMENT);
        text += valid + 1;
        length -= valid + 1;
    }
    return made->failed ? "" : made->bytes;
}

/* ---- the table ---- */

static OGRFieldType field_type(enum lg_cell_kind kind)
{
    switch (kind) {
    case LG_CELL_TEXT:
        return OFTString;
    case LG_CELL_INTEGER:
        return OFTInteger64;
    case LG_CELL_NUMBER:
        return OFTReal;
    case LG_CELL_DATE:
        return OFTDate;
    }
    return OFTString;
}

static OGRLayerH create_layer(const struct lg_layer_place *place, const struct lg_sheet *sheet)
{
    OGRSpatialReferenceH srs = NULL;
    OGRwkbGeometryType type = wkbNone;
    if (lg_sheet_is_layer(sheet)) {
        type = sheet->point != NULL ? wkbPoint : wkbMultiPolygon;
        srs = OSRNewSpatialReference(NULL);
        if (srs == NULL || OSRImportFromEPSG(srs, EPSG_CGCS2000) != OGRERR_NONE) {
            OSRDestroySpatialReference(srs);
            return NULL;
        }
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    }
    char **options = CSLDuplicate(place->options);
    options = CSLSetNameValue(options, "FID", LG_LAYER_NUMBER);
    options = CSLSetNameValue(options, "GEOMETRY_NAME", LG_LAYER_SHAPE);
    options = CSLSetNameValue(options, "DESCRIPTION", lg_sheet_layer_title(place->book, sheet));
    OGRLayerH layer = GDALDatasetCreateLayer(place->dataset, sheet->name, srs, type, options);
    CSLDestroy(options);
    if (srs != NULL) OSRDestroySpatialReference(srs);
    return layer;
}

static bool create_fields(OGRLayerH layer, const struct lg_sheet *sheet)
{
    bool succeeded = true;
    for (size_t i = 0; succeeded && i < sheet->column_count; i++) {
        const struct lg_sheet_column *column = &sheet->columns[i];
        OGRFieldDefnH field = OGR_Fld_Create(column->key, field_type(column->kind));
        succeeded = OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
        OGR_Fld_Destroy(field);
    }
    return succeeded;
}

OGRLayerH lg_sheet_layer_create(const struct lg_layer_place *place, const struct lg_sheet *sheet)
{
    OGRLayerH layer = create_layer(place, sheet);
    return layer != NULL && create_fields(layer, sheet) ? layer : NULL;
}

/* ---- its rows ---- */

static void set_cell(struct filling *filling, int field, const struct lg_sheet_column *column)
{
    int year = 0;
    int month = 0;
    int day = 0;
    OGRFeatureH feature = filling->feature;
    const struct lg_cell cell = lg_row_cell(&filling->row, column);
    if (cell.is_missing) {
        OGR_F_SetFieldNull(feature, field);
        return;
    }
    switch (cell.kind) {
    case LG_CELL_TEXT:
        OGR_F_SetFieldString(feature, field, lg_sheet_layer_clean(cell.text, &filling->clean));
        return;
    case LG_CELL_INTEGER:
        assert(fabs(cell.number) < (double)INT64_MAX);
        OGR_F_SetFieldInteger64(feature, field, (GIntBig)cell.number);
        return;
    case LG_CELL_NUMBER:
        OGR_F_SetFieldDouble(feature, field, cell.number);
        return;
    case LG_CELL_DATE:
        lg_date_split(cell.date, &year, &month, &day);
        OGR_F_SetFieldDateTime(feature, field, year, month, day, 0, 0, 0, 0);
        return;
    }
}

static bool set_place(struct filling *filling, const struct lg_sheet *sheet)
{
    lg_text_clear(&filling->bytes);
    if (sheet->point != NULL) {
        lg_shape_bytes_add_point(&filling->bytes, sheet->point(&filling->row));
    } else {
        struct lg_row_shape shape = sheet->shape(&filling->row);
        lg_shape_bytes_add(&filling->bytes, &shape);
    }
    OGRGeometryH geometry = NULL;
    if (filling->bytes.size > 0) {
        assert(filling->bytes.size <= INT_MAX);
        if (OGR_G_CreateFromWkb(filling->bytes.bytes, NULL, &geometry, (int)filling->bytes.size) !=
            OGRERR_NONE) {
            return false;
        }
    }
    return OGR_F_SetGeometryDirectly(filling->feature, geometry) == OGRERR_NONE;
}

static bool add_row(struct filling *filling, const struct lg_sheet *sheet, size_t position)
{
    lg_row_move(&filling->row, sheet, position);
    for (size_t i = 0; i < sheet->column_count; i++) {
        set_cell(filling, (int)i, &sheet->columns[i]);
    }
    if (lg_sheet_is_layer(sheet) && !set_place(filling, sheet)) return false;
    return OGR_F_SetFID(filling->feature, (GIntBig)position + 1) == OGRERR_NONE &&
           OGR_L_CreateFeature(filling->layer, filling->feature) == OGRERR_NONE;
}

/* The rows, then what OGR holds back until then: the spatial index, the end of a COPY. */
static enum lg_status add_rows(const struct lg_layer_place *place, const struct lg_sheet *sheet,
                               struct filling *filling, bool *succeeded, struct lg_error *err)
{
    for (size_t i = 0; *succeeded && i < sheet->row_count; i++) {
        if (i % STOP_ROWS == 0 && place->stop != NULL && *place->stop != 0) {
            return lg_fail(err, LG_STOPPED, "stopped while %s was written to %s", sheet->name,
                           place->name);
        }
        *succeeded = add_row(filling, sheet, i);
    }
    *succeeded = *succeeded && OGR_L_SyncToDisk(filling->layer) == OGRERR_NONE;
    if (filling->bytes.failed || filling->clean.failed || filling->row.scratch.failed) {
        return lg_fail(err, LG_NO_MEMORY, "rows of %s: out of memory", sheet->name);
    }
    return LG_OK;
}

enum lg_status lg_sheet_layer_write(const struct lg_layer_place *place,
                                    const struct lg_sheet *sheet, struct lg_error *err)
{
    assert(place != NULL && sheet != NULL);

    enum lg_status status = LG_OK;
    struct filling filling = {.row = lg_book_row(place->book)};
    lg_gdal_listen(place->errors);
    filling.layer = lg_sheet_layer_create(place, sheet);
    bool succeeded = filling.layer != NULL;
    if (succeeded) {
        filling.feature = OGR_F_Create(OGR_L_GetLayerDefn(filling.layer));
        succeeded = filling.feature != NULL;
    }
    if (succeeded) status = add_rows(place, sheet, &filling, &succeeded, err);
    if (filling.feature != NULL) OGR_F_Destroy(filling.feature);
    lg_text_reset(&filling.bytes);
    lg_text_reset(&filling.clean);
    lg_text_reset(&filling.row.scratch);
    enum lg_status heard =
        lg_gdal_heard(place->errors, succeeded, place->name, status == LG_OK ? err : NULL);
    return status == LG_OK ? heard : status;
}
