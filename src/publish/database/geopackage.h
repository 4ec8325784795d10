/*
 * landgauge.gpkg: every layer and table of a result in one file, with its styles and a project.
 */
#ifndef LG_PUBLISH_DATABASE_GEOPACKAGE_H
#define LG_PUBLISH_DATABASE_GEOPACKAGE_H

#include "publish/documents.h"

#define LG_GEOPACKAGE_FILE "landgauge.gpkg"

/* The day that stands in a GeoPackage, whenever it is written: same input, same bytes. */
#define LG_GEOPACKAGE_DATE "2000-01-01T00:00:00.000Z"

/**
 * Write landgauge.gpkg.
 *
 * Besides the sheets it has layer_styles, where QGIS finds the style of a layer, and qgis_projects
 * with the project "landgauge", whose layers are those of the file.
 *
 * @return LG_OK; LG_WRITE; LG_NO_MEMORY; LG_STOPPED; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_geopackage_write(const struct lg_book *book,
                                                const struct lg_document_means *means,
                                                struct lg_output_dir *dir, struct lg_error *err);

#endif
