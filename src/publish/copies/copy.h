/*
 * Repaired copies of layers: shapefiles written byte by byte, GeoPackages by GDAL.
 */
#ifndef LG_PUBLISH_COPIES_COPY_H
#define LG_PUBLISH_COPIES_COPY_H

#include "base/output.h"
#include "model/copy.h"
#include "model/shapes.h"

struct lg_copy_writer;

/**
 * Begin a copy.
 *
 * @param dir     folder under construction
 * @param stem    of the file names, without folder and extension
 * @param schema  must outlive the writer
 * @param writer  out: end with lg_copy_writer_close() or lg_copy_writer_drop()
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_copy_writer_open(struct lg_output_dir *dir, const char *stem,
                                                const struct lg_copy_schema *schema,
                                                struct lg_copy_writer **writer,
                                                struct lg_error *err);

/**
 * Write rows behind those that are there. Serial, any thread.
 *
 * @param shapes  [rows->count] an empty one is a row without geometry
 * @return LG_OK; LG_WRITE; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_copy_writer_add(struct lg_copy_writer *writer,
                                               const struct lg_shapes *shapes,
                                               const struct lg_copy_rows *rows,
                                               struct lg_error *err);

/**
 * Finish the files, sync them, read them back and count their rows; consumed in every case.
 * @return LG_OK; LG_WRITE; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_copy_writer_close(struct lg_copy_writer *writer,
                                                 struct lg_error *err);

/** Close without caring for the content; NULL is allowed. */
void lg_copy_writer_drop(struct lg_copy_writer *writer);

/** ".shp" or ".gpkg". */
const char *lg_copy_extension(const struct lg_copy_schema *schema);

/* ---- the list of changes ---- */

/** Open changes.csv in a folder and write its head. */
LG_NODISCARD enum lg_status lg_changes_open(struct lg_output_dir *dir, struct lg_output_file **file,
                                            struct lg_error *err);

/**
 * Write changes.
 *
 * @param layer   "parcels"
 * @param source  file name
 */
LG_NODISCARD enum lg_status lg_changes_write(struct lg_output_file *file, const char *layer,
                                             const char *source, const struct lg_changes *changes,
                                             struct lg_error *err);

/* One copy, for the list of copies. */
struct lg_copy_entry {
    const char *layer, *source, *copy;
    size_t row_count, change_count;
};

/** Write copies.csv: every copy, also those in which nothing had to be changed. */
LG_NODISCARD enum lg_status lg_copies_write(struct lg_output_dir *dir,
                                            const struct lg_copy_entry *entries, size_t count,
                                            struct lg_error *err);

#endif
