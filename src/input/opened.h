/*
 * A source as OGR has it open: data set, layer, raw table, decoder.
 */
#ifndef LG_INPUT_OPENED_H
#define LG_INPUT_OPENED_H

#include "input/dbf.h"
#include "input/encoding.h"
#include "input/shapefile.h"
#include "landgauge/project.h"
#include "model/findings.h"
#include "model/sources.h"

#include <gdal.h>
#include <ogr_api.h>

#include <stdbool.h>

/* What is opened and how messages speak of it. */
struct lg_open_request {
    enum lg_source_kind kind;
    const char *file; /* as the user wrote it */
    const char *key;  /* "layers.parcels" */
    const char *name; /* "parcels": the layer of its findings */
    const struct lg_layer *layer;
    bool any_kind; /* inspect: a table and polygons are both fine */
};

struct lg_opened {
    char *path; /* what OGR opened */
    GDALDatasetH dataset;
    OGRLayerH layer;
    const char *driver; /* GDAL's name, static */
    bool is_shapefile;
    bool has_geometry;
    char *memory_path;          /* in /vsimem/: a converted .csv, another way to a lone .dbf */
    struct lg_shapefile parts;  /* of a shapefile */
    struct lg_dbf *dbf;         /* attributes as stored: shapefiles and .dbf tables */
    struct lg_decoder *decoder; /* of the raw table */
    struct lg_encoding encoding;
    bool settles_encoding; /* the format does: encoding is empty */
    int64_t feature_count; /* -1: not known */
};

/**
 * Open a source and decide its encoding.
 *
 * @param opened  out: lg_opened_reset(); nothing to reset on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_opened_init(const struct lg_open_request *request,
                                           struct lg_opened *opened, struct lg_error *err);
void lg_opened_reset(struct lg_opened *opened);

/** "layers.parcels" and "parcels" of a kind. */
const char *lg_source_key(enum lg_source_kind kind);
const char *lg_source_name(enum lg_source_kind kind);
bool lg_source_is_table(enum lg_source_kind kind);
/** Whether a project takes several sources of a kind. */
bool lg_source_may_repeat(enum lg_source_kind kind);

/**
 * A .csv as UTF-8 in memory, whatever it was in (BOM, UTF-16, UTF-8, GB18030).
 *
 * @param memory_path  out: a file of /vsimem/ to open and then unlink; free()
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_csv_load(const struct lg_open_request *request, const char *path,
                                        char **memory_path, struct lg_encoding *encoding,
                                        struct lg_error *err);

/**
 * A way to a .dbf that has a .shp or .shx beside it, which OGR would open, too: rows that the index
 * does not list would be lost, and without the index it would open nothing.
 *
 * @param name         what messages call it
 * @param memory_path  out: a file of /vsimem/ to open by /vsisparse/ and then unlink, free(); NULL
 *                     when the table stands alone
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_table_alone(const char *path, const char *name, char **memory_path,
                                           struct lg_error *err);

#endif
