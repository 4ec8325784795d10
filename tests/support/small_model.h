/*
 * Two parks and three parcels with figures that can be checked by hand.
 *
 *   park K1 (100 ha) and K2 (50 ha); parcel P1 (1 ha, with a hole) wholly in K1, P2 (2 ha) for
 *   0.6 in K1 and 0.4 in K2, P3, whose shape was lost, in no park.
 */
#ifndef TESTS_SUPPORT_SMALL_MODEL_H
#define TESTS_SUPPORT_SMALL_MODEL_H

#include "landgauge/run.h"
#include "model/model.h"

/** Made afresh; free with lg_model_free(). Ends the program when memory is out. */
struct lg_model *small_model_new(void);

/** Give a parcel or park another text; the column is made where it is not there. */
void small_model_text(struct lg_table *table, size_t role, size_t row, const char *text);

#endif
