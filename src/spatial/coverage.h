/*
 * Parcels over the cells of a raster: how much of each stands on built-up ground.
 */
#ifndef LG_SPATIAL_COVERAGE_H
#define LG_SPATIAL_COVERAGE_H

#include "landgauge/run.h"
#include "model/ground.h"
#include "model/model.h"

/* Cells that tell of less of a parcel say nothing of it. Own convention. */
#define LG_TOLD_SHARE_MIN 0.5

/**
 * Fill parcels.built_up_share and parcels.built_up_told.
 *
 * Each parcel is brought into the plane of the raster, edges longer than LG_AREA_EDGE_M_MAX first
 * divided in the plane of its own source, and from there into columns and rows; what it covers of
 * each cell is exact (spatial/cell_cover.h). Cells count by their part under the parcel, all of
 * one size. A parcel that has no place in the plane of the raster lies outside of it.
 *
 * The raster is read tile by tile, where there are parcels; the columns do not depend on the size
 * of a tile nor on thread_count, to the last bit.
 *
 * @param model  in: parcels in their order
 * @param grid   the raster; a row of model->sources is its source
 * @return LG_OK; LG_BAD_INPUT (cells cannot be read); LG_STOPPED; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_coverage_find(struct lg_model *model,
                                             const struct lg_ground_grid *grid, size_t thread_count,
                                             const struct lg_hooks *hooks, struct lg_error *err);

#endif
