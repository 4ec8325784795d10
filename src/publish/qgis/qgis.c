#include "publish/qgis/qgis.h"

#include <assert.h>
#include <stdio.h>

enum { NAME_SIZE = 64 };

static enum lg_status write_styles(const struct lg_book *book, struct lg_output_dir *dir,
                                   struct lg_error *err)
{
    char name[NAME_SIZE];
    struct lg_text text = {0};
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < book->sheet_count && status == LG_OK; i++) {
        const struct lg_sheet *sheet = &book->sheets[i];
        if (!lg_sheet_is_layer(sheet)) continue;
        lg_text_clear(&text);
        lg_qgis_style_add(&text, book, sheet);
        (void)snprintf(name, sizeof(name), "%s.qml", sheet->name);
        status = lg_output_dir_write(dir, name, &text, err);
    }
    lg_text_reset(&text);
    return status;
}

enum lg_status lg_qgis_write(const struct lg_book *book, const struct lg_document_means *means,
                             struct lg_output_dir *dir, struct lg_error *err)
{
    assert(book != NULL && dir != NULL);

    (void)means;
    struct lg_text qgz = {0};
    const struct lg_qgis_data data = {
        .source = (book->formats & LG_FORMAT_GPKG) != 0 ? LG_QGIS_GEOPACKAGE : LG_QGIS_GEOJSON};
    enum lg_status status = lg_qgis_project_make(book, &data, &qgz, err);
    if (status == LG_OK) status = lg_output_dir_write(dir, "landgauge.qgz", &qgz, err);
    lg_text_reset(&qgz);
    if (status != LG_OK || (book->formats & LG_FORMAT_GEOJSON) == 0) return status;
    return write_styles(book, dir, err);
}
