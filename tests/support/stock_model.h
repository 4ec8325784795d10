/*
 * Parcels of one hectare in one park, for the tests of what is said of stock land.
 */
#ifndef TESTS_SUPPORT_STOCK_MODEL_H
#define TESTS_SUPPORT_STOCK_MODEL_H

#include "support/quality_model.h"

/**
 * The parcels of quality_model_new() with ids "P0001" ..., all land of park K1 by the measured
 * area, active by their clock, of no stock class, with no layer of constraints; money and floor
 * area not known. Free with lg_model_free().
 */
struct lg_model *stock_model_new(size_t count);

/** Lay a forbidding layer over part of a parcel's land, 0 to 10 000 m2; over none it exists, too.
 */
void stock_model_forbid(struct lg_model *model, size_t parcel, double forbidden_m2);

#endif
