/*
 * From delivered polygons to usable ones: validity, repair, position, area.
 */
#ifndef LG_SPATIAL_PREPARE_H
#define LG_SPATIAL_PREPARE_H

#include "landgauge/project.h"
#include "model/block.h"
#include "spatial/worker.h"

/* How much of the work a block needs. */
enum lg_prepare_depth {
    LG_PREPARE_SHAPE, /* validity and repair only: buildings */
    LG_PREPARE_FULL,  /* and lon_lat, area_m2, decimals: parks and parcels */
};

/**
 * Fill shapes, and at full depth lon_lat, area_m2 and decimals, from the raw shapes of a block.
 *
 * A ring that is not closed is closed; a bow tie, a spike, rings the wrong way round and the like
 * are repaired by GEOS make-valid; lines and points that a repair leaves are dropped. Each repair
 * with its area change, and each loss, is a finding of the block (E_GEOM for a lost shape,
 * W_GEOM for a repaired one).
 *
 * @param worker  of the calling thread
 * @param repair  make-valid's method
 * @param depth   how far to go
 * @param layer   name in the findings: "parcels"
 * @param id_role role whose text names a row in the findings
 * @param block   in: table, raw; out: the columns of spatial/
 * @return LG_OK; LG_BAD_INPUT when vertices cannot be brought to longitude and latitude;
 *         LG_NO_MEMORY
 * @source design.md 5.2 and 5.5; domain.md 4.4
 */
LG_NODISCARD enum lg_status lg_prepare_block(struct lg_spatial_worker *worker,
                                             enum lg_repair repair, enum lg_prepare_depth depth,
                                             const char *layer, size_t id_role,
                                             struct lg_block *block, struct lg_error *err);

#endif
