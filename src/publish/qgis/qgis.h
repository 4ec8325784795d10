/*
 * landgauge.qgz, a QGIS project that shows a result as themes of maps, and the style of each layer.
 *
 * Written for QGIS 3.22 and later. The project names its layers by relative paths, so that the
 * folder can be moved; it stands beside landgauge.gpkg or beside the GeoJSON files. In a GeoPackage
 * or a database it is kept among the tables that it shows.
 */
#ifndef LG_PUBLISH_QGIS_H
#define LG_PUBLISH_QGIS_H

#include "publish/documents.h"

/* Where a project finds its layers. */
enum lg_qgis_source {
    LG_QGIS_GEOPACKAGE, /* ./landgauge.gpkg|layername=NAME */
    LG_QGIS_GEOJSON,    /* ./NAME.geojson */
    LG_QGIS_DATABASE    /* a table of a schema */
};

struct lg_qgis_data {
    enum lg_qgis_source source;
    const char *address; /* of a database, "host='...' dbname='...'" as QGIS writes it */
    const char *schema;  /* of a database: letters, digits, underscores */
    const char *shape;   /* of a database: the column of shapes */
};

/* What a project is called that is kept beside its data. */
#define LG_QGIS_PROJECT "landgauge"

/**
 * Add the style of a layer as a whole QML document: colours, labels, names of fields and values,
 * map tips. Nothing is added for a sheet that is no layer.
 */
void lg_qgis_style_add(struct lg_text *text, const struct lg_book *book,
                       const struct lg_sheet *sheet);

/**
 * Make the project.
 *
 * @param qgz  out: the bytes of landgauge.qgz; reset by the caller, after a failure, too
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when a library refuses
 */
LG_NODISCARD enum lg_status lg_qgis_project_make(const struct lg_book *book,
                                                 const struct lg_qgis_data *data,
                                                 struct lg_text *qgz, struct lg_error *err);

/**
 * Write landgauge.qgz, and NAME.qml beside each NAME.geojson.
 *
 * The project shows landgauge.gpkg when it is among the book's formats, else the GeoJSON files.
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_qgis_write(const struct lg_book *book,
                                          const struct lg_document_means *means,
                                          struct lg_output_dir *dir, struct lg_error *err);

#endif
