/*
 * The tables and layers of a result folder, cell by cell as they were written.
 *
 * What explanations and comparisons ask of a result goes through a database (input/
 * result_tables.h); here all of a table is wanted as it stands, its digits included.
 */
#ifndef LG_INPUT_STORED_H
#define LG_INPUT_STORED_H

#include "base/text.h"
#include "model/stored.h"

/**
 * Read tables/NAME.csv: UTF-8 with or without a byte order mark, RFC 4180. An empty cell is
 * missing; the apostrophe before what looks like a formula is taken away.
 *
 * @param folder  of the result
 * @param name    "register"; borrowed by stored
 * @param stored  zeroed; out: reset by the caller, after a failure, too
 * @return LG_OK; LG_NO_INPUT (no such file, cannot be read); LG_BAD_INPUT (no text, a row with
 *         other cells than the header has, quotes where none can be); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_stored_read_table(const char *folder, const char *name,
                                                 struct lg_stored *stored, struct lg_error *err);

/**
 * Read the places of NAME.geojson: id and geometry of each feature.
 *
 * @param stored  with its table; out: its places, as many as it has rows
 * @return as above; LG_BAD_INPUT also for another count of features
 */
LG_NODISCARD enum lg_status lg_stored_read_layer(const char *folder, struct lg_stored *stored,
                                                 struct lg_error *err);

/** Whether the result has tables/NAME.csv, or NAME.geojson. */
bool lg_stored_has_table(const char *folder, const char *name);
bool lg_stored_has_layer(const char *folder, const char *name);

/** All of a file, terminated. For these readers only. @param bytes  out: free() */
LG_NODISCARD enum lg_status lg_stored_read_file(const char *folder, const char *shown, char **bytes,
                                                size_t *size_bytes, struct lg_error *err);

#endif
