/*
 * Room for a result in a database: the schema, what was there before, the table of styles.
 */
#ifndef LG_PUBLISH_DATABASE_POSTGIS_ROOM_H
#define LG_PUBLISH_DATABASE_POSTGIS_ROOM_H

#include "landgauge/date.h"
#include "publish/gdal_errors.h"

#include <gdal.h>
#include <stdint.h>

struct lg_postgis_room {
    GDALDatasetH dataset; /* in a transaction */
    const char *schema;   /* letters, digits, underscores */
    const char *name;     /* for messages */
    lg_date as_of;
    struct lg_gdal_errors *errors;
};

/**
 * Keep other runs away until the transaction ends, and make the schema an empty one of ours.
 *
 * Tables of an earlier result are dropped unless something else depends on them; the schema itself
 * and the rights on it stay. public.layer_styles is created where it is missing, and loses the rows
 * of the schema.
 *
 * @return LG_OK; LG_NO_OUTPUT; LG_BUSY; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_postgis_make_room(const struct lg_postgis_room *room,
                                                 struct lg_error *err);

/** Do statements that answer nothing; errors are heard by who listens. @return always true */
bool lg_postgis_do(GDALDatasetH dataset, const char *sql);

/** The number in the one cell of an answer. @return false when there is none */
bool lg_postgis_ask_number(GDALDatasetH dataset, const char *sql, int64_t *number);

#endif
