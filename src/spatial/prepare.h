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

/* From which a shape is doubtful: of the rule set, and of the format it came in. */
struct lg_outline_limits {
    double spike_angle_deg, spike_width_m, thin_width_m;
    bool looks_for_thin; /* parcels; a narrow park is none of our business */
};

struct lg_prepare_options {
    enum lg_repair repair; /* make-valid's method */
    enum lg_prepare_depth depth;
    const char *layer;                      /* name in the findings: "parcels" */
    size_t id_role;                         /* whose text names a row in the findings */
    const struct lg_outline_limits *limits; /* at full depth; NULL: no look */
};

/**
 * Fill shapes, and at full depth lon_lat, area_m2 and decimals, from the raw shapes of a block.
 *
 * A ring that is not closed is closed; a bow tie and the like are repaired by GEOS make-valid;
 * sound rings in a wrong order are put in order by their nesting; lines and points that a repair
 * leaves are dropped. Each repair with its area change, and each loss, is a finding of the block:
 * E_GEOM where it leaves open which land is meant (too few points, not closed, crossing itself,
 * no area), else W_GEOM. With limits, spikes (W_SPIKE), thin parcels (W_THIN), vertices given twice
 * (I_VERTEX) and rings the wrong way round (I_RING) are findings, too.
 *
 * @param worker  of the calling thread
 * @param block   in: table, raw; out: the columns of spatial/
 * @return LG_OK; LG_BAD_INPUT when vertices cannot be brought to longitude and latitude;
 *         LG_NO_MEMORY
 * @source design.md 5.2 and 5.5; domain.md 4.2, 4.4 and 6.9
 */
LG_NODISCARD enum lg_status lg_prepare_block(struct lg_spatial_worker *worker,
                                             const struct lg_prepare_options *options,
                                             struct lg_block *block, struct lg_error *err);

#endif
