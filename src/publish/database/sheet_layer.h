/*
 * A sheet as a table or a layer of a GeoPackage or of a database, through OGR.
 */
#ifndef LG_PUBLISH_DATABASE_SHEET_LAYER_H
#define LG_PUBLISH_DATABASE_SHEET_LAYER_H

#include "publish/book.h"
#include "publish/gdal_errors.h"

#include <gdal.h>
#include <ogr_api.h>

/* The column of the row numbers, from 1 on, and the one of the geometry. */
#define LG_LAYER_NUMBER "fid"
#define LG_LAYER_SHAPE  "geom"

/* Where the sheets of a book become layers. */
struct lg_layer_place {
    const struct lg_book *book;
    GDALDatasetH dataset;              /* open for writing, in a transaction */
    const char *name;                  /* "landgauge.gpkg", for messages */
    char **options;                    /* for the creation of each layer; NULL: none */
    struct lg_gdal_errors *errors;     /* of all that was done there */
    const volatile sig_atomic_t *stop; /* NULL: never */
};

/**
 * Create the table of a sheet and leave it empty; to be called between lg_gdal_listen() and
 * lg_gdal_heard(). @return NULL when that fails
 */
OGRLayerH lg_sheet_layer_create(const struct lg_layer_place *place, const struct lg_sheet *sheet);

/**
 * Create the layer of a sheet, EPSG:4490 where it has places, and write all of its rows.
 *
 * Columns have the sheet's keys and the type of their cells, values are those of the CSV, places
 * those of the GeoJSON; what is missing is NULL. The label of the table is the description.
 *
 * @return LG_OK; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_sheet_layer_write(const struct lg_layer_place *place,
                                                 const struct lg_sheet *sheet,
                                                 struct lg_error *err);

/** What a table is called in the language of the book; its name where there is no label. */
const char *lg_sheet_layer_title(const struct lg_book *book, const struct lg_sheet *sheet);

/**
 * The text without bytes that are no UTF-8: each of them becomes U+FFFD.
 * @param made  where a changed text lives, until the next call
 */
const char *lg_sheet_layer_clean(const char *text, struct lg_text *made);

#endif
