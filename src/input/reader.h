/*
 * One layer or table, opened and read block by block.
 *
 * OGR stays inside. Opening decides encoding, CRS and fields, each with its reason, and writes
 * them into a row of the model's sources; reading gives rows in our units.
 */
#ifndef LG_INPUT_READER_H
#define LG_INPUT_READER_H

#include "landgauge/project.h"
#include "model/block.h"
#include "model/sources.h"

struct lg_reader;

/**
 * Open a source.
 *
 * @param kind      what it is read as: decides the roles, and whether it must have polygons and a
 * CRS
 * @param layer     path and what the user declared
 * @param sources   a row is added, with the projection for spatial kinds
 * @param findings  doubts of the layer as a whole
 * @param reader    out: close with lg_reader_close(); NULL on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT (empty layer, points, no or unusable CRS, no text
 *         decoding that fits, a declared field that is not there); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_reader_open(enum lg_source_kind kind, const struct lg_layer *layer,
                                           struct lg_sources *sources, struct lg_findings *findings,
                                           struct lg_reader **reader, struct lg_error *err);

/** Position of the reader's row in the sources. */
size_t lg_reader_source(const struct lg_reader *reader);

/** Roles of a kind of source: [*role_count]. */
const struct lg_role *lg_reader_roles(enum lg_source_kind kind, size_t *role_count);

/**
 * Read the next rows into a cleared block. One thread at a time, any thread.
 *
 * @param row_count_max  at least 1
 * @param block          out: table and raw filled; table.count 0 at the end of the source
 * @return LG_OK; LG_BAD_INPUT (a row cannot be read); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_reader_read(struct lg_reader *reader, size_t row_count_max,
                                           struct lg_block *block, struct lg_error *err);

/** NULL is allowed. */
void lg_reader_close(struct lg_reader *reader);

/** Register drivers and keep GDAL from writing to stderr; call once, early. */
void lg_input_start(void);

#endif
