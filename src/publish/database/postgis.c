#include "publish/database/postgis.h"

#include "base/sql_text.h"
#include "model/labels.h"
#include "publish/database/connection.h"
#include "publish/database/postgis_room.h"
#include "publish/database/sheet_layer.h"
#include "publish/gdal_errors.h"
#include "publish/qgis/qgis.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA_NAME_SIZE = 64, NAME_SIZE = SCHEMA_NAME_SIZE + 16 };

struct lg_postgis {
    struct lg_connection connection;
    char schema[SCHEMA_NAME_SIZE];
    char name[NAME_SIZE]; /* "schema landgauge_20260630", for messages */
    lg_date as_of;
    GDALDatasetH dataset; /* NULL: not connected */
    struct lg_gdal_errors errors;
    int64_t run_number; /* of the table "run" as the database counts its tables */
};

/* ---- the connection ---- */

static enum lg_status connect(struct lg_postgis *database, struct lg_error *err)
{
    const char *const drivers[] = {"PostgreSQL", NULL};
    database->errors = (struct lg_gdal_errors){0};
    lg_gdal_listen(&database->errors);
    CPLErrorReset();
    database->dataset = GDALOpenEx(database->connection.address.bytes,
                                   GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers, NULL, NULL);
    bool succeeded = database->dataset != NULL;
    if (succeeded) {
        succeeded = GDALDatasetStartTransaction(database->dataset, FALSE) == OGRERR_NONE;
    }
    enum lg_status status = lg_gdal_heard(&database->errors, succeeded, database->name, NULL);
    if (status == LG_OK) return LG_OK;
    const char *reason = database->errors.first;
    (void)lg_fail(err, LG_NO_OUTPUT,
                  "%s: no connection to the database: %s; look at host, port, dbname and user",
                  database->name, reason[0] == '\0' ? "no reason was given" : reason);
    return LG_NO_OUTPUT;
}

static void disconnect(struct lg_postgis *database)
{
    if (database->dataset == NULL) return;
    /* What it says now is of rows that nobody wants. */
    struct lg_gdal_errors ignored = {0};
    lg_gdal_listen(&ignored);
    (void)GDALDatasetRollbackTransaction(database->dataset);
    GDALClose(database->dataset);
    lg_gdal_ignore();
    database->dataset = NULL;
}

static enum lg_status make_room(struct lg_postgis *database, struct lg_error *err)
{
    const struct lg_postgis_room room = {
        .dataset = database->dataset,
        .schema = database->schema,
        .name = database->name,
        .as_of = database->as_of,
        .errors = &database->errors,
    };
    return lg_postgis_make_room(&room, err);
}

static void name_schema(struct lg_postgis *database, bool check_only)
{
    int year = 0;
    int month = 0;
    int day = 0;
    const struct lg_text *given = &database->connection.schema;
    if (given->size > 0) {
        (void)snprintf(database->schema, sizeof(database->schema), "%s", given->bytes);
    } else {
        lg_date_split(database->as_of, &year, &month, &day);
        (void)snprintf(database->schema, sizeof(database->schema), "landgauge_%s%04d%02d%02d",
                       check_only ? "check_" : "", year, month, day);
    }
    (void)snprintf(database->name, sizeof(database->name), "schema %s", database->schema);
}

enum lg_status lg_postgis_begin(const char *place, lg_date as_of, bool check_only,
                                struct lg_postgis **database, struct lg_error *err)
{
    assert(lg_connection_is_database(place));
    assert(as_of != LG_DATE_NONE);

    *database = NULL;
    struct lg_postgis *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "database: out of memory");
    made->as_of = as_of;
    enum lg_status status = lg_connection_read(place, &made->connection, err);
    if (status == LG_OK) {
        GDALAllRegister();
        name_schema(made, check_only);
        status = connect(made, err);
    }
    if (status == LG_OK) status = make_room(made, err);
    disconnect(made);
    lg_connection_hide(&made->connection, err);
    if (status == LG_OK) {
        *database = made;
    } else {
        lg_postgis_abort(made);
    }
    return status;
}

const char *lg_postgis_schema(const struct lg_postgis *database)
{
    return database->schema;
}

/* ---- what stands beside the layers ---- */

static void add_style(struct lg_text *sql, const struct lg_postgis *database,
                      const struct lg_book *book, const struct lg_sheet *sheet)
{
    struct lg_text qml = {0};
    lg_qgis_style_add(&qml, book, sheet);
    sql->failed = sql->failed || qml.failed;
    if (qml.size > 0 && !sql->failed) {
        lg_text_add_text(sql, "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, "
                              "f_table_name, f_geometry_column, stylename, styleqml, useasdefault, "
                              "description) VALUES (current_database(), ");
        lg_sql_add_text(sql, database->schema);
        lg_text_add_text(sql, ", ");
        lg_sql_add_text(sql, sheet->name);
        lg_text_add_text(sql, ", '" LG_LAYER_SHAPE "', ");
        lg_sql_add_text(sql, sheet->name);
        lg_text_add_text(sql, ", XMLPARSE(DOCUMENT ");
        lg_sql_add_text(sql, qml.bytes);
        lg_text_add_text(sql, "), true, ");
        lg_sql_add_text(sql, lg_sheet_layer_title(book, sheet));
        lg_text_add_text(sql, ");\n");
    }
    lg_text_reset(&qml);
}

/* What the columns of a table are called. */
static void add_comments(struct lg_text *sql, const struct lg_postgis *database,
                         const struct lg_book *book, const struct lg_sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *key = sheet->columns[i].key;
        lg_text_printf(sql, "COMMENT ON COLUMN \"%s\".\"%s\".\"%s\" IS ", database->schema,
                       sheet->name, key);
        lg_sql_add_text(sql, lg_label_column(book->language, sheet->name, key));
        lg_text_add_text(sql, ";\n");
    }
}

/* The project, in the table that QGIS makes and looks for. */
static enum lg_status add_project(struct lg_text *sql, const struct lg_postgis *database,
                                  const struct lg_book *book, struct lg_error *err)
{
    const struct lg_text *shared = &database->connection.shared;
    const struct lg_qgis_data data = {
        .source = LG_QGIS_DATABASE,
        .address = shared->bytes == NULL ? "" : shared->bytes,
        .schema = database->schema,
        .shape = LG_LAYER_SHAPE,
    };
    struct lg_text qgz = {0};
    enum lg_status status = lg_qgis_project_make(book, &data, &qgz, err);
    lg_text_printf(sql,
                   "CREATE TABLE \"%s\".qgis_projects (name text PRIMARY KEY, metadata jsonb, "
                   "content bytea);\n",
                   database->schema);
    lg_text_printf(sql,
                   "INSERT INTO \"%s\".qgis_projects VALUES ('" LG_QGIS_PROJECT "', '{}', '\\x",
                   database->schema);
    lg_sql_add_digits(sql, &qgz);
    lg_text_add_text(sql, "');\n");
    lg_text_reset(&qgz);
    return status;
}

/* Styles, names of columns, the project, and the log of the run, verbatim. */
static enum lg_status add_extras(const struct lg_postgis *database, const struct lg_book *book,
                                 const struct lg_text *run_json, const struct lg_layer_place *place,
                                 struct lg_error *err)
{
    struct lg_text sql = {0};
    struct lg_text clean = {0};
    enum lg_status status = add_project(&sql, database, book, err);
    for (size_t i = 0; i < book->sheet_count; i++) {
        add_comments(&sql, database, book, &book->sheets[i]);
        add_style(&sql, database, book, &book->sheets[i]);
    }
    lg_text_printf(&sql, "CREATE TABLE \"%s\".run (content json NOT NULL);\n", database->schema);
    lg_text_printf(&sql, "INSERT INTO \"%s\".run VALUES (", database->schema);
    lg_sql_add_text(&sql, lg_sheet_layer_clean(run_json->bytes, &clean));
    lg_text_add_text(&sql, ")");
    if (status == LG_OK && (sql.failed || clean.failed)) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", database->name);
    } else if (status == LG_OK) {
        lg_gdal_listen(place->errors);
        bool succeeded = lg_postgis_do(database->dataset, sql.bytes);
        status = lg_gdal_heard(place->errors, succeeded, database->name, err);
    }
    lg_text_reset(&sql);
    lg_text_reset(&clean);
    return status;
}

/* ---- writing ---- */

/* Every row has arrived: what went wrong in a COPY is not always said. */
static enum lg_status count_rows(struct lg_postgis *database, const struct lg_book *book,
                                 struct lg_error *err)
{
    char sql[2 * NAME_SIZE];
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct lg_sheet *sheet = &book->sheets[i];
        int64_t count = 0;
        (void)snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM \"%s\".\"%s\"", database->schema,
                       sheet->name);
        lg_gdal_listen(&database->errors);
        bool succeeded = lg_postgis_ask_number(database->dataset, sql, &count);
        enum lg_status status = lg_gdal_heard(&database->errors, succeeded, database->name, err);
        if (status != LG_OK) return status;
        if (count != (int64_t)sheet->row_count) {
            return lg_fail(err, LG_WRITE, "%s: table %s has %lld of %zu rows", database->name,
                           sheet->name, (long long)count, sheet->row_count);
        }
    }
    return LG_OK;
}

/* The number by which the database knows the table "run": another one after each replacement. */
static bool ask_run_number(struct lg_postgis *database, int64_t *number)
{
    char sql[2 * NAME_SIZE];
    (void)snprintf(sql, sizeof(sql), "SELECT COALESCE(to_regclass('\"%s\".run')::oid::bigint, 0)",
                   database->schema);
    return lg_postgis_ask_number(database->dataset, sql, number);
}

static enum lg_status fill(struct lg_postgis *database, const struct lg_layer_place *place,
                           const struct lg_text *run_json, struct lg_error *err)
{
    const struct lg_book *book = place->book;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < book->sheet_count; i++) {
        status = lg_sheet_layer_write(place, &book->sheets[i], err);
    }
    if (status == LG_OK) status = add_extras(database, book, run_json, place, err);
    if (status == LG_OK) status = count_rows(database, book, err);
    if (status != LG_OK) return status;
    lg_gdal_listen(&database->errors);
    bool succeeded = ask_run_number(database, &database->run_number);
    return lg_gdal_heard(&database->errors, succeeded, database->name, err);
}

enum lg_status lg_postgis_write(struct lg_postgis *database, const struct lg_book *book,
                                const struct lg_document_means *means,
                                const struct lg_text *run_json, struct lg_error *err)
{
    assert(database != NULL && database->dataset == NULL);
    assert(run_json != NULL && run_json->size > 0);

    enum lg_status status = connect(database, err);
    if (status == LG_OK) status = make_room(database, err);
    if (status == LG_OK) {
        char **options = CSLSetNameValue(NULL, "SCHEMA", database->schema);
        options = CSLSetNameValue(options, "LAUNDER", "NO");
        options = CSLSetNameValue(options, "DIM", "2");
        const struct lg_layer_place place = {
            .book = book,
            .dataset = database->dataset,
            .name = database->name,
            .options = options,
            .errors = &database->errors,
            .stop = means->stop,
        };
        CPLSetThreadLocalConfigOption("PG_USE_COPY", "YES");
        status = fill(database, &place, run_json, err);
        CPLSetThreadLocalConfigOption("PG_USE_COPY", NULL);
        CSLDestroy(options);
    }
    if (status != LG_OK) disconnect(database);
    lg_connection_hide(&database->connection, err);
    return status;
}

enum lg_status lg_postgis_commit(struct lg_postgis *database, struct lg_error *err)
{
    if (database == NULL) return LG_OK;
    assert(database->dataset != NULL);

    int64_t number = 0;
    lg_gdal_listen(&database->errors);
    /* A transaction that has failed ends with COMMIT, too: so the table is asked for. */
    bool succeeded = GDALDatasetCommitTransaction(database->dataset) == OGRERR_NONE &&
                     ask_run_number(database, &number) && number == database->run_number;
    enum lg_status status = lg_gdal_heard(&database->errors, succeeded, database->name, err);
    lg_connection_hide(&database->connection, err);
    lg_postgis_abort(database);
    return status;
}

void lg_postgis_abort(struct lg_postgis *database)
{
    if (database == NULL) return;
    disconnect(database);
    lg_connection_reset(&database->connection);
    free(database);
}
