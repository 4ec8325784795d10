/*
 * Parcels of one hectare at one place, for the tables of the quality tests.
 */
#ifndef TESTS_SUPPORT_QUALITY_MODEL_H
#define TESTS_SUPPORT_QUALITY_MODEL_H

#include "model/model.h"

/**
 * Parcels "Z1" of 10 000 m2 at 91 E 29.65 N in one source, 宗地.shp; as of 2026-06-30, limits as
 * the built-in rule sets have them; no state known. Free with lg_model_free().
 */
struct lg_model *quality_model_new(size_t count);

/** Values of a row; the column is made where it is not there. Texts are not copied. */
void quality_model_number(struct lg_table *table, size_t role, size_t row, double value);
void quality_model_text(struct lg_table *table, size_t role, size_t row, const char *text);
void quality_model_date(struct lg_table *table, size_t role, size_t row, const char *text);

/** Say that a source has a field for a role, read in a unit. @param source  its position */
void quality_model_field(struct lg_model *model, size_t source, struct lg_field_choice choice);

/** The codes of all findings must be these, in order: "W_AREA E_AREA". */
void quality_model_check(const struct lg_model *model, const char *expected);

#endif
