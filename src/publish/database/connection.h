/*
 * "PG:host=... dbname=... password=...": the address of a database, taken apart so that its schema
 * can be chosen and its password never shows.
 */
#ifndef LG_PUBLISH_DATABASE_CONNECTION_H
#define LG_PUBLISH_DATABASE_CONNECTION_H

#include "base/text.h"
#include "landgauge/status.h"

#include <stdbool.h>

struct lg_connection {
    struct lg_text address; /* "PG:key='value' ..." for GDAL, without what names a schema */
    struct lg_text shared;  /* host, port, dbname, service and sslmode of it, as QGIS writes them */
    struct lg_text schema;  /* of active_schema= or schemas=; empty: not given */
};

/** Whether an output is a database and not a folder. */
bool lg_connection_is_database(const char *place);

/**
 * Whether an output was meant as one, rightly written or not ("pg:...", "postgresql://..."): as a
 * folder it would show its password in the name.
 */
bool lg_connection_is_meant(const char *place);

/**
 * Take an address apart.
 *
 * @param place       begins with "PG:", then key=value or a URI as libpq reads them
 * @param connection  out: reset by the caller, after a failure, too
 * @return LG_OK; LG_USAGE when it is neither, or a schema has a name other than of
 *         letters, digits and underscores; the message shows nothing of the address; LG_NO_MEMORY
 * @source PostgreSQL 15, 34.1.1 Connection Strings
 */
LG_NODISCARD enum lg_status lg_connection_read(const char *place, struct lg_connection *connection,
                                               struct lg_error *err);
void lg_connection_reset(struct lg_connection *connection);

/** Put "***" in the place of a password wherever it stands in a message. */
void lg_connection_hide(const struct lg_connection *connection, struct lg_error *err);

#endif
