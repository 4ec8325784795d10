/*
 * Idle parcels drawn in metres, for the tests of sites.
 *
 * They lie at 29 degrees north, where a degree of longitude has 97 438.908 m (N cos B) and one of
 * latitude 110 835.765 m (M). Lengths are therefore true to the part of a metre that the tests ask
 * for.
 */
#ifndef TESTS_SUPPORT_SITE_MODEL_H
#define TESTS_SUPPORT_SITE_MODEL_H

#include "support/ledger_model.h"

#define EAST_M_PER_DEG  97438.908
#define NORTH_M_PER_DEG 110835.765

/** A model of whole parcels, in the order given; the caller draws them in model->parcels.lon_lat.
 */
struct lg_model *site_model_new(const struct ledger_parcel *parcels, size_t count,
                                double distance_m);

/** Bring what was drawn in metres to the ground. */
void to_degrees(struct lg_shapes *shapes);

/** Draw a square in metres, its south-western corner at x, y. */
void add_square(struct lg_shapes *shapes, double x, double y, double side_m);

#endif
