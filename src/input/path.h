/*
 * From what the user wrote (F, F@layer, a .zip, a folder) to what OGR opens.
 */
#ifndef LG_INPUT_PATH_H
#define LG_INPUT_PATH_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stdint.h>

struct lg_path {
    char *file;  /* as VSI and OGR take it */
    char *layer; /* name inside, NULL: not said */
};

/**
 * Resolve.
 *
 * The address of a database is only taken apart. A .zip or a folder stands for the one layer file
 * in it, or for the one named behind '@'.
 *
 * @param given     as in the project file
 * @param is_table  tables (.csv, .xlsx, .dbf) count as layer files, too
 * @param path      out: lg_path_reset(); all NULL on failure
 * @return LG_OK; LG_NO_INPUT (no such file, no such layer in it, none or several to choose from);
 *         LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_path_resolve(const char *given, bool is_table, struct lg_path *path,
                                            struct lg_error *err);
void lg_path_reset(struct lg_path *path);

/** Whether VSI finds a file or a folder there. Outputs may be NULL. */
bool lg_path_exists(const char *path, bool *is_folder, uint64_t *size_bytes);

/** Whether a path ends in ".extension", ASCII letters without case. */
bool lg_path_has_extension(const char *path, const char *extension);

/** The sidecar of a file with another extension in any case; NULL when it is not there. free() */
char *lg_path_sidecar(const char *path, const char *extension);

/**
 * The encoding of the member names of a zip: "CP936", "UTF-8", or NULL when they are ASCII or say
 * it themselves. Looks at the central directory only.
 */
const char *lg_zip_name_encoding(const char *path);

#endif
