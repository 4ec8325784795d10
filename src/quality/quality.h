/*
 * Findings on texts, numbers, dates and codes of the tables, and on recorded against measured
 * areas.
 */
#ifndef LG_QUALITY_QUALITY_H
#define LG_QUALITY_QUALITY_H

#include "model/model.h"

/** Dates that are none (E_DATE), month precision (W_DATE), 1900-01-01 (W_DATE1900), codes. */
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

/** Order of dates and dates after the evaluation date (W_ORDER, W_FUTURE). */
LG_NODISCARD enum lg_status lg_quality_dates(struct lg_model *model, struct lg_error *err);

#endif
