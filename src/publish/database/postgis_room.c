#include "publish/database/postgis_room.h"

#include "base/text.h"

#include <ogr_api.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* By this beginning of its comment a schema is known as ours. */
#define MARK "landgauge result"

/* What is asked of the schema, one cell each. */
enum answer {
    ANSWER_HAS_POSTGIS,
    ANSWER_IS_FREE, /* no other run is at it */
    ANSWER_EXISTS,
    ANSWER_IS_OWNED,
    ANSWER_IS_MARKED,
    ANSWER_OBJECT_COUNT,
    ANSWER_OTHER_COUNT, /* of what is no table, index or sequence */
    ANSWER_HAS_STYLES,
    ANSWER_TABLES, /* "a.b, a.c"; empty: none */
};

/* Each answer has a name of its own: OGR finds them by name. */
static const char question[] =
    "SELECT (SELECT COUNT(*) FROM pg_extension WHERE extname = 'postgis') AS has_postgis,"
    " pg_try_advisory_xact_lock(hashtext('landgauge'), hashtext('%s'))::int AS is_free,"
    " (n.oid IS NOT NULL)::int AS does_exist,"
    " COALESCE(pg_has_role(n.nspowner, 'USAGE'), false)::int AS is_owned,"
    " COALESCE(obj_description(n.oid, 'pg_namespace') LIKE '" MARK "%%', false)::int AS is_marked,"
    " (SELECT COUNT(*) FROM pg_class c WHERE c.relnamespace = n.oid)"
    " + (SELECT COUNT(*) FROM pg_proc p WHERE p.pronamespace = n.oid) AS object_count,"
    " (SELECT COUNT(*) FROM pg_class c WHERE c.relnamespace = n.oid"
    " AND c.relkind NOT IN ('r', 'i', 'S', 't'))"
    " + (SELECT COUNT(*) FROM pg_proc p WHERE p.pronamespace = n.oid) AS other_count,"
    " (to_regclass('public.layer_styles') IS NOT NULL)::int AS has_styles,"
    " (SELECT string_agg(format('%%I.%%I', n.nspname, c.relname), ', ' ORDER BY c.relname)"
    " FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind = 'r') AS tables"
    " FROM (SELECT 1) AS one LEFT JOIN pg_namespace n ON n.nspname = '%s'";

/* As QGIS makes it. */
static const char styles_table[] =
    "CREATE TABLE public.layer_styles (id serial PRIMARY KEY, f_table_catalog varchar, "
    "f_table_schema varchar, f_table_name varchar, f_geometry_column varchar, stylename text, "
    "styleqml xml, stylesld xml, useasdefault boolean, description text, "
    "owner varchar(63) DEFAULT CURRENT_USER, ui xml, "
    "update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar);\n";

bool lg_postgis_do(GDALDatasetH dataset, const char *sql)
{
    OGRLayerH answer = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (answer != NULL) GDALDatasetReleaseResultSet(dataset, answer);
    return true;
}

bool lg_postgis_ask_number(GDALDatasetH dataset, const char *sql, int64_t *number)
{
    OGRLayerH answer = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    OGRFeatureH row = answer == NULL ? NULL : OGR_L_GetNextFeature(answer);
    bool is_there = row != NULL;
    if (is_there) *number = OGR_F_GetFieldAsInteger64(row, 0);
    if (row != NULL) OGR_F_Destroy(row);
    if (answer != NULL) GDALDatasetReleaseResultSet(dataset, answer);
    return is_there;
}

/* Whether the schema may become ours. */
static enum lg_status judge(const struct lg_postgis_room *room, OGRFeatureH row,
                            struct lg_error *err)
{
    const char *name = room->name;
    if (OGR_F_GetFieldAsInteger64(row, ANSWER_HAS_POSTGIS) == 0) {
        return lg_fail(err, LG_NO_OUTPUT,
                       "%s: the database has no PostGIS; let its owner say CREATE EXTENSION "
                       "postgis",
                       name);
    }
    if (OGR_F_GetFieldAsInteger(row, ANSWER_IS_FREE) == 0) {
        return lg_fail(err, LG_BUSY, "%s: another run is writing it; try again later", name);
    }
    if (OGR_F_GetFieldAsInteger(row, ANSWER_EXISTS) == 0) return LG_OK;
    if (OGR_F_GetFieldAsInteger(row, ANSWER_IS_MARKED) == 0 &&
        OGR_F_GetFieldAsInteger64(row, ANSWER_OBJECT_COUNT) > 0) {
        return lg_fail(err, LG_NO_OUTPUT,
                       "%s: is not empty and not a result of landgauge; give another by "
                       "active_schema=NAME",
                       name);
    }
    if (OGR_F_GetFieldAsInteger(row, ANSWER_IS_OWNED) == 0) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: belongs to another user of the database", name);
    }
    if (OGR_F_GetFieldAsInteger64(row, ANSWER_OTHER_COUNT) > 0) {
        return lg_fail(err, LG_NO_OUTPUT,
                       "%s: holds views or functions that landgauge has not made; put them into "
                       "a schema of their own",
                       name);
    }
    return LG_OK;
}

static void add_statements(const struct lg_postgis_room *room, OGRFeatureH row, struct lg_text *sql)
{
    char day[LG_DATE_TEXT_SIZE];
    const char *tables = OGR_F_GetFieldAsString(row, ANSWER_TABLES);
    /* Readers may hold a table for a while; the transaction may wait for the folder to be synced.
     */
    lg_text_add_text(sql, "SET LOCAL lock_timeout = '60s';\n"
                          "SET LOCAL idle_in_transaction_session_timeout = 0;\n"
                          "SET LOCAL standard_conforming_strings = on;\n");
    if (OGR_F_GetFieldAsInteger(row, ANSWER_EXISTS) == 0) {
        lg_text_printf(sql, "CREATE SCHEMA \"%s\";\n", room->schema);
    } else if (tables[0] != '\0') {
        lg_text_printf(sql, "DROP TABLE %s;\n", tables);
    }
    lg_text_printf(sql, "COMMENT ON SCHEMA \"%s\" IS '" MARK " as of %s';\n", room->schema,
                   lg_date_format(room->as_of, day));
    if (OGR_F_GetFieldAsInteger(row, ANSWER_HAS_STYLES) == 0) lg_text_add_text(sql, styles_table);
    lg_text_printf(sql,
                   "DELETE FROM public.layer_styles WHERE f_table_schema = '%s' AND "
                   "f_table_catalog = current_database()",
                   room->schema);
}

static enum lg_status look(const struct lg_postgis_room *room, struct lg_text *sql,
                           struct lg_error *err)
{
    struct lg_text asked = {0};
    lg_text_printf(&asked, question, room->schema, room->schema);
    if (asked.failed) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", room->name);
    lg_gdal_listen(room->errors);
    OGRLayerH answer = GDALDatasetExecuteSQL(room->dataset, asked.bytes, NULL, NULL);
    OGRFeatureH row = answer == NULL ? NULL : OGR_L_GetNextFeature(answer);
    enum lg_status status = lg_gdal_heard(room->errors, row != NULL, room->name, err);
    if (status == LG_OK) {
        status = judge(room, row, err);
    } else {
        status = LG_NO_OUTPUT;
    }
    if (status == LG_OK) add_statements(room, row, sql);
    if (row != NULL) OGR_F_Destroy(row);
    if (answer != NULL) GDALDatasetReleaseResultSet(room->dataset, answer);
    lg_text_reset(&asked);
    return status;
}

enum lg_status lg_postgis_make_room(const struct lg_postgis_room *room, struct lg_error *err)
{
    assert(room != NULL && room->dataset != NULL);

    struct lg_text sql = {0};
    enum lg_status status = look(room, &sql, err);
    if (status == LG_OK && sql.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", room->name);
    }
    if (status == LG_OK) {
        lg_gdal_listen(room->errors);
        (void)lg_postgis_do(room->dataset, sql.bytes);
        status = lg_gdal_heard(room->errors, true, room->name, err);
        /* Nothing was written yet: there is no room. */
        if (status == LG_WRITE) status = LG_NO_OUTPUT;
    }
    lg_text_reset(&sql);
    return status;
}
