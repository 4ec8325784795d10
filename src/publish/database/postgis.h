/*
 * A result in a PostGIS database: one schema, written in one transaction.
 *
 * The schema is known as ours by its comment. What has it is replaced, an empty one is filled, any
 * other is refused. Until the transaction is committed nobody sees anything of it, and whatever
 * fails before leaves the database as it was.
 */
#ifndef LG_PUBLISH_DATABASE_POSTGIS_H
#define LG_PUBLISH_DATABASE_POSTGIS_H

#include "base/text.h"
#include "publish/documents.h"

struct lg_postgis; /* the schema of a result */

/**
 * Look whether a result can be written, by making room for it and taking that back.
 *
 * @param place       "PG:..."; with active_schema= or schemas= that is the schema, else it is
 *                    landgauge_YYYYMMDD, or landgauge_check_YYYYMMDD of a check
 * @param as_of       the day of the default name
 * @param check_only  the result of a check
 * @param database    out: end with lg_postgis_commit() or lg_postgis_abort(); NULL on failure
 * @return LG_OK; LG_USAGE; LG_NO_OUTPUT: no connection, no right, no PostGIS, or the schema holds
 *         something else; LG_BUSY: another run writes it; LG_NO_MEMORY. No message has the password
 */
LG_NODISCARD enum lg_status lg_postgis_begin(const char *place, lg_date as_of, bool check_only,
                                             struct lg_postgis **database, struct lg_error *err);

/** The name of the schema; lives as long as the database. */
const char *lg_postgis_schema(const struct lg_postgis *database);

/**
 * Connect again and write every layer and table, their styles and the table "run"; the transaction
 * stays open.
 *
 * @param run_json  what stands in run.json
 * @return LG_OK; LG_NO_OUTPUT; LG_BUSY; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_postgis_write(struct lg_postgis *database,
                                             const struct lg_book *book,
                                             const struct lg_document_means *means,
                                             const struct lg_text *run_json, struct lg_error *err);

/**
 * Commit, see that it came through, disconnect, free.
 * @param database  consumed in every case; NULL is LG_OK
 * @return LG_OK; LG_WRITE
 */
LG_NODISCARD enum lg_status lg_postgis_commit(struct lg_postgis *database, struct lg_error *err);

/** Roll back, disconnect, free; NULL is allowed. */
void lg_postgis_abort(struct lg_postgis *database);

#endif
