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

/** Order of dates and dates after the evaluation date (W_ORDER, W_FUTURE). */
LG_NODISCARD enum lg_status lg_quality_dates(struct lg_model *model, struct lg_error *err);

#endif
