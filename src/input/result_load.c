/*
 * Rows are read by GDAL's own CSV and GeoJSON drivers, every cell as it stands: nothing here is
 * shared with the way the files were written.
 */
#include "input/result_load.h"

#include "base/grow.h"
#include "base/text.h"
#include "input/gdal_errors.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <ogr_api.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 80, KEY_SIZE = 400 };

/* The file open, and where each of our columns stands in it and in the database. */
struct copying {
    const struct lg_result_file *file;
    GDALDatasetH dataset;
    OGRLayerH from, into;
    size_t column_count;
    const struct lg_result_column *columns;   /* [column_count] */
    struct lg_result_column all[COLUMNS_MAX]; /* where the table takes all that the file has */
    int place[COLUMNS_MAX];                   /* in the file's rows */
    int wanted;                /* column of ours by whose value rows are wanted; -1: all are */
    int park_code, scope, key; /* positions of ours; key: of the column park, -1 none */
    size_t row;                /* from 1 */
    struct lg_text scratch;
};

static enum lg_status no_memory(const struct copying *copying, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "no memory for %s", copying->file->shown);
}

static enum lg_status open_file(struct copying *copying, struct lg_error *err)
{
    static const char *const layer_options[] = {"DATE_AS_STRING=YES", NULL};
    static const char *const table_options[] = {"AUTODETECT_TYPE=NO", "EMPTY_STRING_AS_NULL=YES",
                                                NULL};
    static const char *const layer_drivers[] = {"GeoJSON", NULL};
    static const char *const table_drivers[] = {"CSV", NULL};
    const struct lg_result_file *file = copying->file;
    char reason[LG_REASON_SIZE];
    CPLErrorReset();
    copying->dataset = GDALOpenEx(file->path, GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                  file->is_layer ? layer_drivers : table_drivers,
                                  file->is_layer ? layer_options : table_options, NULL);
    if (copying->dataset != NULL) copying->from = GDALDatasetGetLayer(copying->dataset, 0);
    if (copying->from != NULL) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s: cannot be read as %s (%s); take the result from the run",
                   file->shown, file->is_layer ? "GeoJSON" : "CSV", lg_gdal_reason(reason));
}

/* Every field of the file is a column. */
static void take_all_columns(struct copying *copying, OGRFeatureDefnH layout)
{
    int count = OGR_FD_GetFieldCount(layout);
    for (int i = 0; i < count && i < COLUMNS_MAX - 1; i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(layout, i));
        copying->all[copying->column_count++] = (struct lg_result_column){.name = name};
    }
    copying->columns = copying->all;
}

static void begin_columns(struct copying *copying, const struct lg_result_file *file)
{
    *copying = (struct copying){
        .file = file,
        .column_count = file->table->column_count,
        .columns = file->table->columns,
        .wanted = -1,
        .park_code = -1,
        .scope = -1,
    };
}

static void find_key(struct copying *copying)
{
    for (size_t i = 0; i < copying->column_count; i++) {
        const char *name = copying->columns[i].name;
        if (strcmp(name, "park_code") == 0) copying->park_code = (int)i;
        if (strcmp(name, "scope") == 0) copying->scope = (int)i;
        if (copying->file->column != NULL && strcmp(name, copying->file->column) == 0) {
            copying->wanted = (int)i;
        }
    }
    bool has_key = copying->park_code >= 0 && copying->scope >= 0;
    copying->key = has_key ? (int)copying->column_count : -1;
}

/* A layer without features has no fields, and none of its columns is missed. */
static bool find_columns(struct copying *copying, const char **lacking)
{
    OGRFeatureDefnH layout = OGR_L_GetLayerDefn(copying->from);
    if (copying->column_count == 0) take_all_columns(copying, layout);
    bool is_bare = copying->file->is_layer && OGR_FD_GetFieldCount(layout) == 0;
    *lacking = NULL;
    for (size_t i = 0; i < copying->column_count; i++) {
        const struct lg_result_column *column = &copying->columns[i];
        copying->place[i] = OGR_FD_GetFieldIndex(layout, column->name);
        bool is_missed = copying->place[i] < 0 && !is_bare && !column->is_optional;
        if (is_missed && *lacking == NULL) *lacking = column->name;
    }
    find_key(copying);
    if (copying->file->column != NULL && copying->wanted < 0 && *lacking == NULL) {
        *lacking = copying->file->column;
    }
    return *lacking == NULL;
}

static enum lg_status make_field(struct copying *copying, const char *name, OGRFieldType type,
                                 struct lg_error *err)
{
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    OGRErr made = OGR_L_CreateField(copying->into, field, FALSE);
    OGR_Fld_Destroy(field);
    if (made == OGRERR_NONE) return LG_OK;
    return lg_fail(err, LG_INTERNAL, "%s: no column %s in the database", copying->file->shown,
                   name);
}

static enum lg_status make_table(struct copying *copying, GDALDatasetH store, struct lg_error *err)
{
    char launder[] = "LAUNDER=NO";
    char fid[] = "FID=n";
    char *options[] = {launder, fid, NULL};
    char reason[LG_REASON_SIZE];
    copying->into = GDALDatasetCreateLayer(store, copying->file->target, NULL, wkbNone, options);
    if (copying->into == NULL) {
        return lg_fail(err, LG_INTERNAL, "%s: no table in the database (%s)", copying->file->shown,
                       lg_gdal_reason(reason));
    }
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < copying->column_count; i++) {
        const struct lg_result_column *column = &copying->columns[i];
        status = make_field(copying, column->name, column->is_number ? OFTReal : OFTString, err);
    }
    if (status == LG_OK && copying->key >= 0) status = make_field(copying, "park", OFTString, err);
    return status;
}

static enum lg_status read_number(const struct copying *copying, const char *text, const char *name,
                                  double *number, struct lg_error *err)
{
    char *end = NULL;
    *number = CPLStrtod(text, &end);
    if (end != text && *end == '\0' && isfinite(*number)) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: row %zu: %s '%.60s' is no number; take the result from "
                   "the run",
                   copying->file->shown, copying->row, name, text);
}

/* The apostrophe keeps a spreadsheet from taking a text for a formula; it is no part of the text.
 */
static const char *without_guard(const struct copying *copying, const char *text)
{
    if (copying->file->is_layer || text[0] != '\'') return text;
    const char *formula = text + strspn(text, "'");
    bool is_guarded = *formula != '\0' && strchr("=+-@\t\r", *formula) != NULL;
    return is_guarded ? text + 1 : text;
}

/* GDAL's CSV driver tells every end of a line within a cell as a line feed; so are those of layers.
 */
static const char *with_line_feeds(struct copying *copying, const char *text)
{
    if (!copying->file->is_layer || strchr(text, '\r') == NULL) return text;
    lg_text_clear(&copying->scratch);
    for (const char *at = text; *at != '\0'; at++) {
        bool is_pair = (at[0] == '\r' && at[1] == '\n') || (at[0] == '\n' && at[1] == '\r');
        lg_text_add(&copying->scratch, *at == '\r' ? "\n" : at, 1);
        if (is_pair) at++;
    }
    return copying->scratch.failed ? text : copying->scratch.bytes;
}

static enum lg_status copy_cell(struct copying *copying, OGRFeatureH from, OGRFeatureH into,
                                int column, struct lg_error *err)
{
    const struct lg_result_column *ours = &copying->columns[column];
    int place = copying->place[column];
    if (place < 0 || OGR_F_IsFieldSetAndNotNull(from, place) == 0) {
        /* Said, not left out: one statement then does for all rows. */
        OGR_F_SetFieldNull(into, column);
        return LG_OK;
    }
    if (!ours->is_number) {
        const char *text = OGR_F_GetFieldAsString(from, place);
        OGR_F_SetFieldString(into, column, with_line_feeds(copying, without_guard(copying, text)));
        return copying->scratch.failed ? no_memory(copying, err) : LG_OK;
    }
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(from, place));
    double number = OGR_F_GetFieldAsDouble(from, place);
    if (type != OFTInteger && type != OFTInteger64 && type != OFTReal) {
        enum lg_status status =
            read_number(copying, OGR_F_GetFieldAsString(from, place), ours->name, &number, err);
        if (status != LG_OK) return status;
    }
    OGR_F_SetFieldDouble(into, column, number);
    return LG_OK;
}

/* "CODE SCOPE"; no park for what lies outside every park, which has no code. */
static void name_park(const struct copying *copying, OGRFeatureH into)
{
    char key[KEY_SIZE];
    if (copying->key < 0) return;
    if (OGR_F_IsFieldSetAndNotNull(into, copying->park_code) == 0) {
        OGR_F_SetFieldNull(into, copying->key);
        return;
    }
    /* The texts of a feature live in it, so both may be held at once. */
    (void)snprintf(key, sizeof(key), "%s %s", OGR_F_GetFieldAsString(into, copying->park_code),
                   OGR_F_GetFieldAsString(into, copying->scope));
    OGR_F_SetFieldString(into, copying->key, key);
}

static enum lg_status add_ring(const struct copying *copying, OGRGeometryH ring, bool is_hole,
                               struct lg_error *err)
{
    int count = OGR_G_GetPointCount(ring);
    if (count <= 0) return LG_OK;
    double *xy = NULL;
    enum lg_status status =
        lg_shapes_add_ring(copying->file->shapes, is_hole, (size_t)count, &xy, err);
    if (status != LG_OK) return status;
    const int stride = 2 * (int)sizeof(double);
    (void)OGR_G_GetPoints(ring, xy, stride, xy + 1, stride, NULL, 0);
    for (int i = 0; i < 2 * count; i++) {
        if (isfinite(xy[i]) && fabs(xy[i]) <= (i % 2 == 0 ? 180.0 : 90.0)) continue;
        return lg_fail(err, LG_BAD_INPUT, "%s: row %zu: a vertex is no longitude and latitude",
                       copying->file->shown, copying->row);
    }
    return LG_OK;
}

static enum lg_status add_polygon(const struct copying *copying, OGRGeometryH polygon,
                                  struct lg_error *err)
{
    enum lg_status status = LG_OK;
    int count = OGR_G_GetGeometryCount(polygon);
    for (int i = 0; status == LG_OK && i < count; i++) {
        status = add_ring(copying, OGR_G_GetGeometryRef(polygon, i), i > 0, err);
    }
    return status;
}

static enum lg_status copy_shape(const struct copying *copying, OGRFeatureH from,
                                 struct lg_error *err)
{
    enum lg_status status = lg_shapes_begin(copying->file->shapes, err);
    OGRGeometryH geometry = OGR_F_GetGeometryRef(from);
    if (status != LG_OK || geometry == NULL) return status;
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbPolygon) return add_polygon(copying, geometry, err);
    if (type != wkbMultiPolygon) {
        return lg_fail(err, LG_BAD_INPUT, "%s: row %zu: its geometry is no polygon",
                       copying->file->shown, copying->row);
    }
    int count = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; status == LG_OK && i < count; i++) {
        status = add_polygon(copying, OGR_G_GetGeometryRef(geometry, i), err);
    }
    return status;
}

static bool is_wanted(const struct copying *copying, OGRFeatureH from)
{
    if (copying->wanted < 0) return true;
    int place = copying->place[copying->wanted];
    if (place < 0 || OGR_F_IsFieldSetAndNotNull(from, place) == 0) return false;
    const char *text = without_guard(copying, OGR_F_GetFieldAsString(from, place));
    return strcmp(text, copying->file->value) == 0;
}

static enum lg_status copy_row(struct copying *copying, OGRFeatureH from, struct lg_error *err)
{
    copying->row++;
    if (!is_wanted(copying, from)) return LG_OK;
    OGRFeatureH into = OGR_F_Create(OGR_L_GetLayerDefn(copying->into));
    if (into == NULL) return no_memory(copying, err);
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < copying->column_count; i++) {
        status = copy_cell(copying, from, into, (int)i, err);
    }
    if (status == LG_OK) {
        name_park(copying, into);
        (void)OGR_F_SetFID(into, (GIntBig)copying->row);
        if (OGR_L_CreateFeature(copying->into, into) != OGRERR_NONE) {
            status = no_memory(copying, err);
        }
    }
    if (status == LG_OK && copying->file->shapes != NULL) status = copy_shape(copying, from, err);
    OGR_F_Destroy(into);
    return status;
}

static enum lg_status copy_rows(struct copying *copying, struct lg_error *err)
{
    char reason[LG_REASON_SIZE];
    enum lg_status status = LG_OK;
    OGRFeatureH from;
    CPLErrorReset();
    OGR_L_ResetReading(copying->from);
    while (status == LG_OK && (from = OGR_L_GetNextFeature(copying->from)) != NULL) {
        status = copy_row(copying, from, err);
        OGR_F_Destroy(from);
    }
    if (status != LG_OK || CPLGetLastErrorType() < CE_Failure) return status;
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: broken behind row %zu (%s); take the result from the run",
                   copying->file->shown, copying->row, lg_gdal_reason(reason));
}

enum lg_status lg_result_load(GDALDatasetH store, const struct lg_result_file *file, bool *lacks,
                              const char **column, struct lg_error *err)
{
    assert(file->table->column_count < COLUMNS_MAX);

    struct copying copying;
    begin_columns(&copying, file);
    *lacks = false;
    *column = NULL;
    enum lg_status status = open_file(&copying, err);
    if (status != LG_OK) goto done;
    *lacks = !find_columns(&copying, column);
    if (*lacks) goto done;
    status = make_table(&copying, store, err);
    if (status != LG_OK) goto done;
    if (GDALDatasetStartTransaction(store, FALSE) != OGRERR_NONE) {
        status = lg_fail(err, LG_INTERNAL, "%s: the database takes no rows", file->shown);
        goto done;
    }
    status = copy_rows(&copying, err);
    /* The table is wanted as far as it came only when all of it came. */
    if (status == LG_OK && GDALDatasetCommitTransaction(store) != OGRERR_NONE) {
        status = no_memory(&copying, err);
    } else if (status != LG_OK) {
        (void)GDALDatasetRollbackTransaction(store);
    }

done:
    lg_text_reset(&copying.scratch);
    if (copying.dataset != NULL) GDALClose(copying.dataset);
    return status;
}

enum lg_status lg_result_make(GDALDatasetH store, const struct lg_result_file *file,
                              struct lg_error *err)
{
    struct copying copying;
    begin_columns(&copying, file);
    find_key(&copying);
    return make_table(&copying, store, err);
}
