#include "publish/text_file.h"

enum lg_status lg_text_file_write(struct lg_output_dir *dir, const char *name,
                                  const struct lg_text *text, struct lg_error *err)
{
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", name);
    struct lg_output_file *file = NULL;
    enum lg_status status = lg_output_file_open(dir, name, &file, err);
    if (status != LG_OK) return status;
    status = lg_output_file_write(file, text->bytes, text->size, err);
    if (status == LG_OK) return lg_output_file_close(file, err);
    lg_output_file_drop(file);
    return status;
}
