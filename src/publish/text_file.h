/*
 * A text as a file of the result.
 */
#ifndef LG_PUBLISH_TEXT_FILE_H
#define LG_PUBLISH_TEXT_FILE_H

#include "base/output.h"
#include "base/text.h"

/**
 * Write a text as one file of the folder.
 * @param text  one that failed is not written
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_text_file_write(struct lg_output_dir *dir, const char *name,
                                               const struct lg_text *text, struct lg_error *err);

#endif
