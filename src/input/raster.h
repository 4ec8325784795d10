/*
 * The evidence raster: any raster that GDAL reads, opened and read window by window.
 */
#ifndef LG_INPUT_RASTER_H
#define LG_INPUT_RASTER_H

#include "landgauge/project.h"
#include "model/ground.h"
#include "model/sources.h"

struct lg_raster;

/**
 * Open a raster.
 *
 * Its CRS is decided by the rules of the layers (input/crs.h), and the centres of its outermost
 * cells are held against the CRS. Cells tell nothing where the raster's mask says so (nodata,
 * a mask, an alpha band) or their value is not a number.
 *
 * @param evidence  path, crs, band, built; borrowed until the raster is closed
 * @param sources   a row is added, with the projection
 * @param raster    out: close with lg_raster_close(); NULL on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT (no raster, no such band, complex values, no place on
 *         the earth, no or unusable CRS); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_raster_open(const struct lg_evidence *evidence,
                                           struct lg_sources *sources, struct lg_raster **raster,
                                           struct lg_error *err);

/** Where its cells lie and how they are read; lives as long as the raster. */
const struct lg_ground_grid *lg_raster_grid(const struct lg_raster *raster);

/** NULL is allowed. */
void lg_raster_close(struct lg_raster *raster);

#endif
