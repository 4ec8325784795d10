/*
 * Which files a source was read from: to be hashed and listed in the run log.
 */
#ifndef LG_INPUT_SOURCE_FILES_H
#define LG_INPUT_SOURCE_FILES_H

#include "model/sources.h"

#include <gdal.h>

/**
 * Fill the files of a source, sorted by path.
 *
 * @param source   position in the sources
 * @param dataset  whose files GDAL names; NULL: path is the only one
 * @param path     what stands for the source where GDAL names none
 * @param more     a file that GDAL does not name; NULL: none
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_source_files_add(struct lg_sources *sources, size_t source,
                                                GDALDatasetH dataset, const char *path,
                                                const char *more, struct lg_error *err);

#endif
