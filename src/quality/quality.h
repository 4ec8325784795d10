/*
 * Findings on what the tables say (dates, codes, ids, areas, densities, enterprises) and on land
 * claimed twice, by nobody or outside; the boundary table; the place of each finding.
 */
#ifndef LG_QUALITY_QUALITY_H
#define LG_QUALITY_QUALITY_H

#include "model/model.h"

/**
 * Dates that are none (E_DATE), month precision (W_DATE), 1900-01-01 (W_DATE1900), codes,
 * candidates that are neither yes nor no (W_VALUE).
 */
LG_NODISCARD enum lg_status lg_quality_attributes(struct lg_model *model, struct lg_error *err);

/**
 * Recorded areas against measured ones: per parcel and per park (W_AREA, E_AREA with the bands of
 * domain.md 4.6), and the unit that a median ratio looks like (W_UNIT, domain.md 4.7).
 */
LG_NODISCARD enum lg_status lg_quality_areas(struct lg_model *model, struct lg_error *err);

/**
 * Tell of land claimed twice, by nobody, or outside every park: W_OVERLAP, E_DUP, W_NEST, and
 * W_GAP for gaps above both tolerances, with what narrower and smaller ones add up to.
 *
 * @param model  in: quality_areas of spatial/, pieces, sums; out: the areas sorted, with their
 *               parks and with is_told set; parts of parcels outside every park are areas W_OUT
 */
LG_NODISCARD enum lg_status lg_quality_land(struct lg_model *model, struct lg_error *err);

/**
 * Fill results.boundary: each park's approved area, delivered boundary and parcels' outer edge,
 * with the strips between by size. After lg_quality_land().
 */
LG_NODISCARD enum lg_status lg_quality_boundary(struct lg_model *model, struct lg_error *err);

/**
 * Give each finding of a parcel the id, the park and the place it lacks. After all others.
 */
LG_NODISCARD enum lg_status lg_quality_complete(struct lg_model *model, struct lg_error *err);

/**
 * Codes that look like another system or edition than the one declared (W_SYSTEM): one finding for
 * each source and role, its value the share of the rows with a code.
 *
 * Found where codes that the declared system lacks are known to another one, or have the three
 * digits of GB/T 21010-2007. Codes of both that mean different things count with them where the
 * other system fits more of the column's rows than the declared one. Looked at: land_state, and the
 * uses that have a declared system. Each code that the declared system lacks is E_CODE besides.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 3, 3.1, 3.2; which codes collide is what the tables of src/data say
 */
LG_NODISCARD enum lg_status lg_quality_systems(struct lg_model *model, struct lg_error *err);

/**
 * Floor area, footprint and yards of each parcel against each other, the contract and what is
 * usual (W_FAR), and the unit that their medians look like (W_UNIT).
 *
 * With a buildings layer floor area and footprint are those of the parcel's pieces, on the land
 * that counts there, of parcels that lie in parks but for a usual part; land in two nested parks
 * weighs twice on both sides of a ratio. Without one they are the recorded floor_area and
 * footprint on the parcel's measured area; footprint_yards is always recorded. A parcel that has
 * no measured area, or a column whose unit is doubted (W_UNIT), is not judged.
 *
 * Found: floor area below the footprint (a building has at least one storey), beyond figure_ratio
 * and the rounding of the written digits; a footprint, or footprint with yards, larger than the
 * parcel; footprint_yards below the footprint, which it contains; far above the contract's
 * far_max; far of completed land below its far_min; far_min above far_max; far of built land
 * outside the rule set's far_min to far_max. Streets, other transport and parks have no usual far,
 * and land known to be built (A) but not as what has no lower one.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 1.11 (sanity ranges), 4.6, 6.9
 */
LG_NODISCARD enum lg_status lg_quality_figures(struct lg_model *model, struct lg_error *err);

/**
 * What each enterprise says of its land against itself; no parcel is needed for it.
 *
 * Found, beyond figure_ratio and the rounding of the written digits: parts that do not make the
 * land, or known parts that make more (E_SUM: an identity of areas, as those of domain.md 1.3); far
 * other than floor area by land, coefficient other than footprint with yards by land, floor area
 * or yards below the footprint, cover larger than the land (W_FAR: figures of density that cannot
 * be). Found for a column as a whole: a median that looks like another unit (W_UNIT), land against
 * the measured area of the parcels named, areas against the land; its rows are then not judged by
 * it. Found among the rows: one name twice on one parcel (E_DUP).
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 1.4, 1.10, 2.8, 4.7, 6.9
 */
LG_NODISCARD enum lg_status lg_quality_enterprises(struct lg_model *model, struct lg_error *err);

/**
 * Parcel codes of 19 and real-estate unit numbers of 28 characters whose parts are malformed, codes
 * with one character too few or too many, and parcels of state-owned construction land (supplied,
 * or surveyed as built) whose code is of another feature than GB, GS or GX (W_ID).
 *
 * Looked at in parcels, supply and enterprises: texts of 18 to 20 and 27 to 29 digits and letters,
 * in a field that holds such codes (ZDDM, BDCDYH and their Chinese names), or with letters where
 * the feature stands. Ids of other shapes, such as a tract number, are no codes and no finding.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 4.1, last paragraph [S70]
 */
LG_NODISCARD enum lg_status lg_quality_ids(struct lg_model *model, struct lg_error *err);

/**
 * Codes of the plan layer that its declared system does not have (E_CODE), polygons without one
 * (I_MISSING).
 *
 * @param plan  rows of the plan layer, roles lg_plan_roles
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_quality_plan_codes(struct lg_model *model,
                                                  const struct lg_table *plan,
                                                  struct lg_error *err);

/**
 * Parcels whose own planned_use is not what the plan layer has on most of them (W_PLAN). Codes are
 * compared as the declared system has them; a class and one below it are no contradiction.
 *
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 6.2 (GH_CODE: plan layer or field)
 */
LG_NODISCARD enum lg_status lg_quality_plan(struct lg_model *model, struct lg_error *err);

/**
 * Parcels whose record and what stands on them contradict each other: surveyed as built in a class
 * where buildings stand, and empty (W_EMPTY); supplied and recorded as not started, and built-up
 * (W_STARTED). Fills parcels.building_cover and results.evidence.
 *
 * Empty is what all sources that know the parcel, the buildings layer and the evidence raster, find
 * at most so much of as the rules allow of each; built-up what one of them finds enough of.
 * A buildings layer is no proof of emptiness where others took more of the parcel than
 * out_share_min. What the raster does not tell is a finding of it as a whole: W_OUT when it tells
 * of no parcel, I_MISSING when it tells of less than half of some.
 *
 * @param model  in: pieces with buildings, land states, the clock; parcels.built_up_share and
 *               built_up_told where there is a raster
 * @return LG_OK; LG_NO_MEMORY
 * @source own conventions: the parameters evidence.* of the rule set
 */
LG_NODISCARD enum lg_status lg_quality_evidence(struct lg_model *model, struct lg_error *err);

/** Order of dates and dates after the evaluation date (W_ORDER, W_FUTURE). */
LG_NODISCARD enum lg_status lg_quality_dates(struct lg_model *model, struct lg_error *err);

#endif
