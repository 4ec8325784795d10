#include "input/result_tables.h"

#include "base/text.h"
#include "input/gdal_errors.h"
#include "input/path.h"
#include "input/reader.h"
#include "input/result_load.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <ogr_api.h>

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUN_FILE "run.json"

enum {
    LACKS_MAX = 2 * LG_RESULT_TABLE_COUNT,
    NAME_SIZE = 64,
    REASON_SIZE = 160,
    SQL_SIZE = 200,
    RUN_BYTES_MAX = 256 * 1024 * 1024
};

/* Why a file's table is not in the database; empty when it is. */
struct lack {
    char table[NAME_SIZE]; /* "register_csv" */
    char reason[REASON_SIZE];
};

struct lg_result {
    char *folder;
    GDALDatasetH store; /* an SQLite database in memory */
    size_t lack_count;
    struct lack lacks[LACKS_MAX];
    struct lg_shapes shapes[LG_RESULT_LAYER_COUNT];
};

struct lg_result_row {
    OGRFeatureH feature;
};

static enum lg_status open_store(struct lg_result *result, struct lg_error *err)
{
    char metadata[] = "METADATA=NO";
    char *options[] = {metadata, NULL};
    char reason[LG_REASON_SIZE];
    lg_input_start();
    CPLErrorReset();
    GDALDriverH driver = GDALGetDriverByName("SQLite");
    if (driver != NULL) {
        result->store = GDALCreate(driver, ":memory:", 0, 0, 0, GDT_Unknown, options);
    }
    if (result->store != NULL) return LG_OK;
    return lg_fail(err, LG_INTERNAL, "no SQLite in this GDAL, which the check asks (%s)",
                   lg_gdal_reason(reason));
}

enum lg_status lg_result_ask(struct lg_result *result, const char *sql,
                             enum lg_status (*take)(void *user, const struct lg_result_row *row,
                                                    struct lg_error *err),
                             void *user, struct lg_error *err)
{
    char reason[LG_REASON_SIZE];
    CPLErrorReset();
    /* Without a layer there is either an error or no row. */
    OGRLayerH layer = GDALDatasetExecuteSQL(result->store, sql, NULL, NULL);
    enum lg_status status = LG_OK;
    OGRFeatureH feature;
    while (status == LG_OK && layer != NULL && (feature = OGR_L_GetNextFeature(layer)) != NULL) {
        const struct lg_result_row row = {feature};
        if (take != NULL) status = take(user, &row, err);
        OGR_F_Destroy(feature);
    }
    if (status == LG_OK && CPLGetLastErrorType() >= CE_Failure) {
        status = lg_fail(err, LG_INTERNAL, "%s: SQL: %s; please report it", result->folder,
                         lg_gdal_reason(reason));
    }
    if (layer != NULL) GDALDatasetReleaseResultSet(result->store, layer);
    return status;
}

enum lg_status lg_result_do(struct lg_result *result, const char *sql, struct lg_error *err)
{
    return lg_result_ask(result, sql, NULL, NULL, err);
}

int lg_result_row_count(const struct lg_result_row *row)
{
    return OGR_F_GetFieldCount(row->feature);
}

const char *lg_result_row_name(const struct lg_result_row *row, int column)
{
    return OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(row->feature, column));
}

const char *lg_result_row_text(const struct lg_result_row *row, int column)
{
    if (OGR_F_IsFieldSetAndNotNull(row->feature, column) == 0) return NULL;
    return OGR_F_GetFieldAsString(row->feature, column);
}

double lg_result_row_number(const struct lg_result_row *row, int column)
{
    if (OGR_F_IsFieldSetAndNotNull(row->feature, column) == 0) return (double)NAN;
    return OGR_F_GetFieldAsDouble(row->feature, column);
}

static OGRLayerH make_layer(struct lg_result *result, const char *name, const char *const *columns,
                            OGRFieldType type)
{
    char launder[] = "LAUNDER=NO";
    char fid[] = "FID=n";
    char *options[] = {launder, fid, NULL};
    OGRLayerH layer = GDALDatasetCreateLayer(result->store, name, NULL, wkbNone, options);
    for (size_t i = 0; layer != NULL && columns[i] != NULL; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(columns[i], type);
        if (OGR_L_CreateField(layer, field, FALSE) != OGRERR_NONE) layer = NULL;
        OGR_Fld_Destroy(field);
    }
    return layer;
}

static bool put_row(OGRLayerH layer, const double *values, int count, size_t number)
{
    OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (row == NULL) return false;
    for (int i = 0; i < count; i++) {
        if (isnan(values[i])) {
            OGR_F_SetFieldNull(row, i);
        } else {
            OGR_F_SetFieldDouble(row, i, values[i]);
        }
    }
    (void)OGR_F_SetFID(row, (GIntBig)number);
    bool is_put = OGR_L_CreateFeature(layer, row) == OGRERR_NONE;
    OGR_F_Destroy(row);
    return is_put;
}

enum lg_status lg_result_put(struct lg_result *result, const char *table,
                             const char *const *columns, const double *values, size_t row_count,
                             struct lg_error *err)
{
    int count = 0;
    while (columns[count] != NULL) {
        count++;
    }
    OGRLayerH layer = make_layer(result, table, columns, OFTReal);
    bool is_put = layer != NULL && GDALDatasetStartTransaction(result->store, FALSE) == OGRERR_NONE;
    for (size_t row = 0; is_put && row < row_count; row++) {
        is_put = put_row(layer, values + row * (size_t)count, count, row + 1);
    }
    if (is_put && GDALDatasetCommitTransaction(result->store) == OGRERR_NONE) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows of %s", row_count, table);
}

/* The whole file as text. @param text  the caller's, also after a failure */
static enum lg_status read_run_file(const char *folder, struct lg_text *text, struct lg_error *err)
{
    char bytes[8192];
    struct lg_text path = {0};
    lg_text_printf(&path, "%s/" RUN_FILE, folder);
    if (path.failed) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", folder);
    FILE *file = fopen(path.bytes, "rb");
    int reason = errno;
    lg_text_reset(&path);
    if (file == NULL && reason == ENOENT) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: no result of landgauge (" RUN_FILE " is missing); give the folder that "
                       "was the -o of a run",
                       folder);
    }
    if (file == NULL) {
        return lg_fail(err, LG_NO_INPUT, "%s/" RUN_FILE ": %s", folder, strerror(reason));
    }
    size_t size;
    while ((size = fread(bytes, 1, sizeof(bytes), file)) > 0 && text->size < RUN_BYTES_MAX) {
        lg_text_add(text, bytes, size);
    }
    bool is_read = ferror(file) == 0;
    (void)fclose(file);
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", folder);
    if (is_read && text->size > 0 && memchr(text->bytes, '\0', text->size) == NULL) return LG_OK;
    return lg_fail(err, is_read ? LG_BAD_INPUT : LG_NO_INPUT, "%s/" RUN_FILE ": %s", folder,
                   is_read ? "empty, or no text" : "cannot be read");
}

static enum lg_status take_number(void *user, const struct lg_result_row *row, struct lg_error *err)
{
    (void)err;
    *(double *)user = lg_result_row_number(row, 0);
    return LG_OK;
}

static enum lg_status load_run_file(struct lg_result *result, const char *folder, const char *as,
                                    struct lg_error *err)
{
    static const char *const columns[] = {"text", NULL};
    struct lg_text text = {0};
    enum lg_status status = read_run_file(folder, &text, err);
    OGRLayerH layer = NULL;
    OGRFeatureH row = NULL;
    if (status == LG_OK) layer = make_layer(result, as, columns, OFTString);
    if (layer != NULL) row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (row != NULL) {
        OGR_F_SetFieldString(row, 0, text.bytes);
        if (OGR_L_CreateFeature(layer, row) != OGRERR_NONE) layer = NULL;
        OGR_F_Destroy(row);
    }
    lg_text_reset(&text);
    if (status != LG_OK) return status;
    if (row == NULL || layer == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for " RUN_FILE);

    double is_ours = 0.0;
    char sql[SQL_SIZE];
    (void)snprintf(sql, sizeof(sql),
                   "SELECT CASE WHEN json_valid(text) THEN json_extract(text, '$.program') = "
                   "'landgauge' END FROM %s",
                   as);
    status = lg_result_ask(result, sql, take_number, &is_ours, err);
    if (status != LG_OK) return status;
    if (is_ours == 1.0) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s: no result of landgauge (" RUN_FILE " is %s)", folder,
                   isnan(is_ours) ? "no JSON, or does not say of which program"
                                  : "of another program");
}

static enum lg_status load_file(struct lg_result *result, const struct lg_result_table *table,
                                bool is_layer, struct lg_error *err)
{
    char shown[NAME_SIZE];
    struct lg_text path = {0};
    struct lack *lack = &result->lacks[result->lack_count++];
    assert(result->lack_count <= sizeof(result->lacks) / sizeof(result->lacks[0]));
    (void)snprintf(shown, sizeof(shown), is_layer ? "%s.geojson" : "tables/%s.csv", table->name);
    (void)snprintf(lack->table, sizeof(lack->table), is_layer ? "%s_layer" : "%s_csv", table->name);
    lg_text_printf(&path, "%s/%s", result->folder, shown);
    if (path.failed) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", shown);

    enum lg_status status = LG_OK;
    if (!lg_path_exists(path.bytes, NULL, NULL)) {
        (void)snprintf(lack->reason, sizeof(lack->reason), "%s is missing", shown);
    } else {
        const struct lg_result_file file = {
            .table = table,
            .path = path.bytes,
            .shown = shown,
            .target = lack->table,
            .is_layer = is_layer,
            .shapes = is_layer ? &result->shapes[table - lg_result_tables] : NULL,
        };
        const char *column = NULL;
        bool lacks = false;
        status = lg_result_load(result->store, &file, &lacks, &column, err);
        if (status == LG_OK && lacks) {
            (void)snprintf(lack->reason, sizeof(lack->reason), "%s has no column %s", shown,
                           column);
        }
    }
    lg_text_reset(&path);
    return status;
}

/* Find the file of a table to fetch; false: there is none. @param path  the caller's */
static bool find_file(const char *folder, const struct lg_result_table *table,
                      struct lg_result_file *file, struct lg_text *path, char shown[NAME_SIZE])
{
    for (int turn = 0; turn <= (table->has_layer ? 1 : 0); turn++) {
        /* Shapes are in the layer alone. */
        int is_layer = file->shapes != NULL ? 1 - turn : turn;
        (void)snprintf(shown, NAME_SIZE, is_layer != 0 ? "%s.geojson" : "tables/%s.csv",
                       table->name);
        lg_text_clear(path);
        lg_text_printf(path, "%s/%s", folder, shown);
        file->is_layer = is_layer != 0;
        file->path = path->bytes;
        file->shown = shown;
        if (!path->failed && lg_path_exists(path->bytes, NULL, NULL)) return true;
    }
    return false;
}

static void name_missing(const struct lg_result_table *table, struct lack *lack)
{
    if (table->has_layer) {
        (void)snprintf(lack->reason, sizeof(lack->reason),
                       "tables/%s.csv and %s.geojson are missing", table->name, table->name);
    } else {
        (void)snprintf(lack->reason, sizeof(lack->reason), "tables/%s.csv is missing", table->name);
    }
}

/* The columns of a table, or of it under that name. */
static const struct lg_result_table *find_list(const struct lg_result_table *lists,
                                               const char *name, const char *as)
{
    const struct lg_result_table *found = NULL;
    for (const struct lg_result_table *table = lists; table->name != NULL; table++) {
        if (strcmp(table->name, name) != 0) continue;
        if (table->as == NULL && found == NULL) found = table;
        if (table->as != NULL && strcmp(table->as, as) == 0) found = table;
    }
    assert(found != NULL);
    return found;
}

/*
 * Find a file and copy it; wanted says what of it, and the table's name in the database.
 * @param is_layer  out: the layer was taken, not the table
 */
static enum lg_status fetch(struct lg_result *result, const char *folder,
                            const struct lg_result_file *wanted, bool *is_layer,
                            struct lg_error *err)
{
    assert(result->lack_count < LACKS_MAX);
    struct lg_result_file own = *wanted;
    struct lg_result_file *file = &own;
    char shown[NAME_SIZE];
    struct lg_text path = {0};
    struct lack *lack = &result->lacks[result->lack_count++];
    (void)snprintf(lack->table, sizeof(lack->table), "%s", file->target);
    const char *lacking = NULL;
    bool has_file = find_file(folder, file->table, file, &path, shown);
    bool lacks = !has_file;
    if (!file->is_layer) file->shapes = NULL;
    enum lg_status status = LG_OK;
    if (path.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: no memory", file->table->name);
    } else if (has_file) {
        status = lg_result_load(result->store, file, &lacks, &lacking, err);
    } else {
        name_missing(file->table, lack);
    }
    if (status == LG_OK && lacks) {
        if (lacking != NULL) {
            (void)snprintf(lack->reason, sizeof(lack->reason), "%s has no column %s", shown,
                           lacking);
        }
        status = lg_result_make(result->store, file, err);
    }
    lg_text_reset(&path);
    *is_layer = file->is_layer;
    return status;
}

enum lg_status lg_result_fetch(struct lg_result *result, const char *name, const char *as,
                               const char *column, const char *value, struct lg_error *err)
{
    assert(column == NULL || value != NULL);
    bool is_layer = false;
    const struct lg_result_file file = {
        .table = find_list(lg_result_lists, name, as),
        .target = as,
        .column = column,
        .value = value,
    };
    return fetch(result, result->folder, &file, &is_layer, err);
}

enum lg_status lg_result_fetch_of(struct lg_result *result, const char *folder, const char *name,
                                  const char *as, struct lg_shapes *shapes, bool *has_shapes,
                                  struct lg_error *err)
{
    bool is_layer = false;
    const struct lg_result_file file = {
        .table = find_list(lg_result_diffed, name, as),
        .target = as,
        .shapes = shapes,
    };
    enum lg_status status = fetch(result, folder, &file, &is_layer, err);
    if (shapes != NULL) *has_shapes = is_layer && lg_result_lack(result, as) == NULL;
    return status;
}

static enum lg_status load_files(struct lg_result *result, struct lg_error *err)
{
    /* The tables with a layer stand first, in the order of the layers. */
    assert(lg_result_tables[LG_RESULT_IDLE].has_layer &&
           !lg_result_tables[LG_RESULT_LAYER_COUNT].has_layer);

    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < LG_RESULT_TABLE_COUNT; i++) {
        const struct lg_result_table *table = &lg_result_tables[i];
        status = load_file(result, table, false, err);
        if (status == LG_OK && table->has_layer) status = load_file(result, table, true, err);
    }
    return status;
}

static enum lg_status check_folder(const char *folder, struct lg_error *err)
{
    bool is_folder = false;
    if (!lg_path_exists(folder, &is_folder, NULL)) {
        return lg_fail(err, LG_NO_INPUT,
                       "%s: no such folder; give the folder that was the -o of a run", folder);
    }
    if (is_folder) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s: no folder; give the one that was the -o of a run",
                   folder);
}

enum lg_status lg_result_begin(const char *folder, struct lg_result **result, struct lg_error *err)
{
    assert(folder != NULL);

    *result = NULL;
    enum lg_status status = check_folder(folder, err);
    if (status != LG_OK) return status;
    struct lg_result *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", folder);
    made->folder = strdup(folder);
    status = made->folder == NULL ? lg_fail(err, LG_NO_MEMORY, "%s: no memory", folder) : LG_OK;
    if (status == LG_OK) status = open_store(made, err);
    if (status == LG_OK) status = load_run_file(made, folder, "run_json", err);
    if (status != LG_OK) {
        lg_result_close(made);
        return status;
    }
    *result = made;
    return LG_OK;
}

enum lg_status lg_result_open(const char *folder, struct lg_result **result, struct lg_error *err)
{
    enum lg_status status = lg_result_begin(folder, result, err);
    if (status != LG_OK) return status;
    assert(*result != NULL);
    status = load_files(*result, err);
    if (status == LG_OK) return LG_OK;
    lg_result_close(*result);
    *result = NULL;
    return status;
}

enum lg_status lg_result_join(struct lg_result *result, const char *folder, const char *as,
                              struct lg_error *err)
{
    enum lg_status status = check_folder(folder, err);
    if (status != LG_OK) return status;
    return load_run_file(result, folder, as, err);
}

void lg_result_close(struct lg_result *result)
{
    if (result == NULL) return;

    for (size_t i = 0; i < LG_RESULT_LAYER_COUNT; i++) {
        lg_shapes_reset(&result->shapes[i]);
    }
    if (result->store != NULL) GDALClose(result->store);
    free(result->folder);
    free(result);
}

const char *lg_result_table_name(size_t table)
{
    return table < LG_RESULT_TABLE_COUNT ? lg_result_tables[table].name : NULL;
}

const char *lg_result_lack(const struct lg_result *result, const char *table)
{
    for (size_t i = 0; i < result->lack_count; i++) {
        const struct lack *lack = &result->lacks[i];
        if (strcmp(lack->table, table) != 0) continue;
        return lack->reason[0] == '\0' ? NULL : lack->reason;
    }
    return "no table of a result";
}

const struct lg_shapes *lg_result_shapes(const struct lg_result *result, enum lg_result_layer layer)
{
    return &result->shapes[layer];
}
