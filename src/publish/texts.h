/*
 * The tables as CSV, the layers as GeoJSON.
 */
#ifndef LG_PUBLISH_TEXTS_H
#define LG_PUBLISH_TEXTS_H

#include "publish/book.h"
#include "publish/rows.h"

/**
 * Write tables/NAME.csv of a sheet.
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_texts_write_table(const struct lg_sheet *sheet,
                                                 const struct lg_row_means *means,
                                                 struct lg_output_dir *dir, struct lg_error *err);

/**
 * Write NAME.geojson of a layer.
 *
 * @param head  what stands before the features (publish/geojson.h)
 * @return as lg_texts_write_table()
 */
LG_NODISCARD enum lg_status lg_texts_write_layer(const struct lg_sheet *sheet,
                                                 const struct lg_text *head,
                                                 const struct lg_row_means *means,
                                                 struct lg_output_dir *dir, struct lg_error *err);

/**
 * Write tables/NAME.csv of every sheet and NAME.geojson of every layer, as the formats ask.
 *
 * @param thread_count  at least 1: rows are formatted in blocks over this many threads and written
 *                      in order
 * @param hooks         NULL when nobody watches
 * @param dir           without a folder "tables" yet
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_texts_write(const struct lg_book *book, size_t thread_count,
                                           const struct lg_hooks *hooks, struct lg_output_dir *dir,
                                           struct lg_error *err);

#endif
