/*
 * The two formats of a copy, behind one face.
 */
#ifndef LG_PUBLISH_COPIES_FORMAT_H
#define LG_PUBLISH_COPIES_FORMAT_H

#include "base/text.h"
#include "publish/copies/copy.h"

struct lg_copy_format {
    const char *extension;
    enum lg_status (*open)(struct lg_copy_writer *writer, struct lg_error *err);
    enum lg_status (*add)(struct lg_copy_writer *writer, const struct lg_shapes *shapes,
                          const struct lg_copy_rows *rows, struct lg_error *err);
    /* Finish the files and sync them. */
    enum lg_status (*finish)(struct lg_copy_writer *writer, struct lg_error *err);
    /* Let go of what is open; also after finish. */
    void (*drop)(struct lg_copy_writer *writer);
};

struct lg_copy_writer {
    const struct lg_copy_format *format;
    struct lg_output_dir *dir;
    const struct lg_copy_schema *schema;
    char *stem;
    size_t row_count;
    void *state; /* of the format */
};

extern const struct lg_copy_format lg_copy_shapefile;
extern const struct lg_copy_format lg_copy_geopackage;

/** "STEM.extension" in a text that the caller resets; failed when memory is out. */
void lg_copy_name(const struct lg_copy_writer *writer, const char *extension, struct lg_text *name);

#endif
