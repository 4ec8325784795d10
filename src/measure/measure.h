/*
 * Land states, sums, indicators and the closed account of each park.
 */
#ifndef LG_MEASURE_MEASURE_H
#define LG_MEASURE_MEASURE_H

#include "model/model.h"

/**
 * Fill parcels.land_state, land_state_guessed and supply_state.
 *
 * A state at a parent code (A, B, B2) is refined by the group of the current use (design.md 5.7);
 * a missing one is taken from the use by domain.md 7's line, marked as guessed. A code that the
 * tree does not have is a finding E_CODE and no state.
 */
LG_NODISCARD enum lg_status lg_measure_states(struct lg_model *model, struct lg_error *err);

/**
 * Join the enterprises: parcels.investment_yuan, revenue_yuan, tax_yuan.
 * The table's sums where a table is given, else the parcel layer's own fields; NaN when neither.
 */
LG_NODISCARD enum lg_status lg_measure_enterprises(struct lg_model *model, struct lg_error *err);

/**
 * Fill pieces.account_m2, footprint_m2, floor_area_m2 and results.sums, account, indicators.
 * Needs the states, the enterprises and the idle clock.
 *
 * Asserts the identities: states + unsurveyed = park to 1e-9 relative (LG_INTERNAL when broken);
 * T = A+B+C = D+E+F, ready = D + E, G <= D and so on within the tolerance are findings E_SUM.
 *
 * @source domain.md 1.3, 1.4; design.md 5.2 to 5.7, 6 (account)
 */
LG_NODISCARD enum lg_status lg_measure_parks(struct lg_model *model, struct lg_error *err);

#endif
