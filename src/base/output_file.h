/*
 * A file that is being written. For base/output.c only.
 */
#ifndef LG_BASE_OUTPUT_FILE_H
#define LG_BASE_OUTPUT_FILE_H

#include "base/output.h"

/**
 * A file object for a descriptor, which is closed with it, and when memory is out.
 *
 * @param folder  before the name in messages; "": nothing
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_output_file_new(int fd, const char *folder, const char *name,
                                               struct lg_output_file **file, struct lg_error *err);

#endif
