/*
 * How many decimals a shape needs when it is written in degrees.
 */
#ifndef LG_SPATIAL_DECIMALS_H
#define LG_SPATIAL_DECIMALS_H

#include "model/shapes.h"
#include "spatial/worker.h"

#define LG_DECIMALS_MIN 8
#define LG_DECIMALS_MAX 12

/**
 * The smallest count of decimals at which a shape stays valid when its vertices are rounded.
 *
 * 8 decimals are a millimetre: nearly all shapes do with them. LG_DECIMALS_MAX also when rounding
 * to that leaves the shape invalid, LG_DECIMALS_MIN for an empty shape.
 *
 * @param lon_lat   closed rings in degrees
 * @param decimals  out: LG_DECIMALS_MIN .. LG_DECIMALS_MAX
 * @return LG_OK; LG_NO_MEMORY
 * @source design.md 6: validity kept after rounding
 */
LG_NODISCARD enum lg_status lg_decimals_choose(struct lg_spatial_worker *worker,
                                               const struct lg_shapes *lon_lat, size_t row,
                                               uint8_t *decimals, struct lg_error *err);

/**
 * The same for the last shape of a column, which is mended where no count of decimals will do: a
 * part cut off along an edge of its parcel may run back on itself by less than any decimal shows,
 * and such a strip has no area to lose.
 *
 * @param lon_lat  in: closed rings in degrees; out: its last shape as it can be written
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_decimals_settle(struct lg_spatial_worker *worker,
                                               struct lg_shapes *lon_lat, uint8_t *decimals,
                                               struct lg_error *err);

#endif
