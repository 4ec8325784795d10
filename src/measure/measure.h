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
 * tree does not have is a finding E_CODE and no state. A missing supply state is D where the parcel
 * carries the sign of a contract (contract_no, supervision_no, signed_on, start_due, handover_on,
 * supply_mode): the clock and the sums then agree on what is supplied.
 */
LG_NODISCARD enum lg_status lg_measure_states(struct lg_model *model, struct lg_error *err);

/**
 * Join the enterprises: parcels.investment_yuan, revenue_yuan, tax_yuan.
 * The table's sums for each kind of money that the table has, else the parcel layer's own field;
 * NaN where neither says anything. Enterprises on no parcel are findings (W_JOIN).
 */
LG_NODISCARD enum lg_status lg_measure_enterprises(struct lg_model *model, struct lg_error *err);

/**
 * Fill pieces.account_m2, footprint_m2, floor_area_m2 and results.sums, facts, account, indicators.
 * Needs the states, the enterprises and the idle clock.
 *
 * Indicators stand park by park: the built-in ones, then those of the rule set. A park whose
 * parcels cover more than it has, beyond rounding and slivers, is a fault of ours (LG_INTERNAL)
 * where everything is measured once and in one CRS, else a finding (E_CLOSURE; E_SUM for recorded
 * areas). Gaps are findings W_GAP, broken identities of domain.md 1.3 E_SUM.
 *
 * @return LG_OK; LG_INTERNAL when states, gap and account of a park do not close to 1e-9 relative;
 *         LG_NO_MEMORY
 * @source domain.md 1.3, 1.4; design.md 5.2 to 5.7, 6 (account)
 */
LG_NODISCARD enum lg_status lg_measure_parks(struct lg_model *model, struct lg_error *err);

/**
 * Fill results.matrix: from approved to planned, from approved to current uses, by group and park.
 * Needs pieces.account_m2. All land of a park's register is in each of its matrices.
 *
 * @return LG_OK; LG_INTERNAL when a matrix does not add up to the register to 1e-9 relative;
 *         LG_NO_MEMORY
 * @source domain.md 6.3
 */
LG_NODISCARD enum lg_status lg_measure_matrices(struct lg_model *model, struct lg_error *err);

/**
 * Fill results.register_sums: the register of each park by land state, supply state, first level of
 * the current use and stock class. Needs pieces.account_m2, the states and the stock classes.
 *
 * @return as lg_measure_matrices()
 * @source domain.md 6.2, sums
 */
LG_NODISCARD enum lg_status lg_measure_register(struct lg_model *model, struct lg_error *err);

#endif
