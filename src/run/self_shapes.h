/*
 * The drawn areas of a result's layers, for the rules of the self check.
 */
#ifndef LG_RUN_SELF_SHAPES_H
#define LG_RUN_SELF_SHAPES_H

#include "input/result_tables.h"

/**
 * Measure the shapes of the layers that are there by geodesics and unite the rows of each park.
 * Makes the tables drawn_parks, drawn_register, drawn_idle, drawn_row and drawn_union.
 *
 * @param sliver_m2  land that two parcels may share without being an overlap
 * @param failed     called for a park whose rows GEOS cannot unite
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_self_shapes_measure(struct lg_result *result, double sliver_m2,
                                                   void (*failed)(void *user, const char *park),
                                                   void *user, struct lg_error *err);

#endif
