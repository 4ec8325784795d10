/*
 * Writing a copy and reading it back: what GDAL does not say while it writes, it says here.
 */
#include "publish/copies/copy.h"

#include "publish/copies/format.h"

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct lg_copy_format *format_of(const struct lg_copy_schema *schema)
{
    return schema->is_shapefile ? &lg_copy_shapefile : &lg_copy_geopackage;
}

const char *lg_copy_extension(const struct lg_copy_schema *schema)
{
    return format_of(schema)->extension;
}

void lg_copy_name(const struct lg_copy_writer *writer, const char *extension, struct lg_text *name)
{
    lg_text_clear(name);
    lg_text_printf(name, "%s%s", writer->stem, extension);
}

enum lg_status lg_copy_writer_open(struct lg_output_dir *dir, const char *stem,
                                   const struct lg_copy_schema *schema,
                                   struct lg_copy_writer **writer, struct lg_error *err)
{
    assert(dir != NULL && stem != NULL && schema != NULL);

    *writer = NULL;
    GDALAllRegister();
    struct lg_copy_writer *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", stem);
    made->format = format_of(schema);
    made->dir = dir;
    made->schema = schema;
    made->stem = strdup(stem);
    enum lg_status status = made->stem == NULL
                                ? lg_fail(err, LG_NO_MEMORY, "%s: out of memory", stem)
                                : made->format->open(made, err);
    if (status == LG_OK) {
        *writer = made;
    } else {
        lg_copy_writer_drop(made);
    }
    return status;
}

enum lg_status lg_copy_writer_add(struct lg_copy_writer *writer, const struct lg_shapes *shapes,
                                  const struct lg_copy_rows *rows, struct lg_error *err)
{
    assert(shapes->count == rows->count && rows->field_count == writer->schema->field_count);

    enum lg_status status = writer->format->add(writer, shapes, rows, err);
    if (status == LG_OK) writer->row_count += rows->count;
    return status;
}

/* Every row, with all that is in it, can be read from the file. */
static enum lg_status count_rows(const char *path, const char *name, size_t expected,
                                 struct lg_error *err)
{
    CPLErrorReset();
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    OGRLayerH layer = dataset == NULL ? NULL : GDALDatasetGetLayer(dataset, 0);
    size_t count = 0;
    OGRFeatureH feature = NULL;
    while (layer != NULL && (feature = OGR_L_GetNextFeature(layer)) != NULL) {
        OGR_F_Destroy(feature);
        count++;
    }
    bool is_whole = layer != NULL && CPLGetLastErrorType() < CE_Failure && count == expected;
    if (dataset != NULL) GDALClose(dataset);
    if (is_whole) return LG_OK;
    return lg_fail(err, LG_WRITE, "%s: read back after writing: %zu of %zu rows are there", name,
                   count, expected);
}

enum lg_status lg_copy_writer_close(struct lg_copy_writer *writer, struct lg_error *err)
{
    assert(writer != NULL);

    struct lg_text name = {0};
    struct lg_text path = {0};
    enum lg_status status = writer->format->finish(writer, err);
    writer->format->drop(writer);
    lg_copy_name(writer, writer->format->extension, &name);
    lg_text_printf(&path, "%s/%s", lg_output_dir_path(writer->dir),
                   name.bytes == NULL ? "" : name.bytes);
    if (status == LG_OK && (name.failed || path.failed)) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", writer->stem);
    }
    if (status == LG_OK) status = count_rows(path.bytes, name.bytes, writer->row_count, err);
    lg_text_reset(&name);
    lg_text_reset(&path);
    lg_copy_writer_drop(writer);
    return status;
}

void lg_copy_writer_drop(struct lg_copy_writer *writer)
{
    if (writer == NULL) return;

    if (writer->state != NULL) writer->format->drop(writer);
    free(writer->stem);
    free(writer);
}
