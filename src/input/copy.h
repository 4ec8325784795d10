/*
 * A layer read a second time, with every row and field as delivered, to be copied.
 */
#ifndef LG_INPUT_COPY_H
#define LG_INPUT_COPY_H

#include "landgauge/project.h"
#include "model/block.h"
#include "model/copy.h"
#include "model/sources.h"

struct lg_copy_source;

struct lg_copy_request {
    enum lg_source_kind kind; /* a spatial one */
    const struct lg_layer *layer;
    const char *id_field; /* the field that was taken for the id role; NULL: none */
    size_t id_role;
    uint32_t source;                       /* its number in the suffixes */
    const struct lg_copy_suffix *suffixes; /* [suffix_count] by source and feature */
    size_t suffix_count;
};

/**
 * Open a source that was read before, and decide how its copy is laid out.
 *
 * A shapefile stays one, its texts in UTF-8 and its fields as wide as they need; where a name or a
 * text does not fit even so, it becomes a GeoPackage, as every other format does. where: and
 * values: of the layer are not applied.
 *
 * @param request  its texts must outlive the source
 * @param sources  a row is added, with the projection
 * @param changes  what changes in the layer as a whole
 * @param source   out: close with lg_copy_source_close(); NULL on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT; LG_NO_MEMORY
 * @source domain.md 6.11: widths count bytes, nothing is cut
 */
LG_NODISCARD enum lg_status lg_copy_source_open(const struct lg_copy_request *request,
                                                struct lg_sources *sources,
                                                struct lg_changes *changes,
                                                struct lg_copy_source **source,
                                                struct lg_error *err);

const struct lg_copy_schema *lg_copy_source_schema(const struct lg_copy_source *source);

/**
 * Read the next rows. One thread at a time, any thread.
 *
 * @param row_count_max  at least 1
 * @param block          out: cleared before; raw shapes, feature numbers, the id where there is one
 * @param rows           out: cleared before; table.count rows of values, ids with their suffix
 * @param changes        added to: what changes in the values, rows marked as deleted
 * @return LG_OK; LG_BAD_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_copy_source_read(struct lg_copy_source *source, size_t row_count_max,
                                                struct lg_block *block, struct lg_copy_rows *rows,
                                                struct lg_changes *changes, struct lg_error *err);

/** NULL is allowed. */
void lg_copy_source_close(struct lg_copy_source *source);

#endif
