/*
 * What the files of quality/ share: findings that name a parcel, and columns of recorded areas.
 */
#ifndef LG_QUALITY_PARTS_H
#define LG_QUALITY_PARTS_H

#include "model/model.h"

#include <stdbool.h>

/** The last part of a path, so that a finding reads the same wherever the data lies. */
const char *lg_quality_file_name(const char *path);
/** A finding that names a row of parks, parcels, enterprises or supply as well as it can. */
struct lg_finding lg_quality_row_finding(const struct lg_model *model, const struct lg_table *table,
                                         enum lg_finding_code code, size_t row);
/** The field taken for a role in a row's source; NULL: none was. */
const struct lg_field_choice *lg_quality_find_field(const struct lg_model *model,
                                                    const struct lg_table *table, size_t role,
                                                    size_t row);
/** The user's own name of that field; the role's where no field was taken. */
const char *lg_quality_field_name(const struct lg_model *model, const struct lg_table *table,
                                  size_t role, size_t row);
/** The file name of a row's source. */
const char *lg_quality_source_name(const struct lg_model *model, const struct lg_table *table,
                                   size_t row);

/* A column of areas as somebody wrote them, beside the measured areas of the same rows. */
struct lg_area_column {
    const char *layer;
    const struct lg_table *table;
    const double *area_m2; /* [table->count] measured */
    size_t role;
};

/**
 * See which unit the areas of each source look like, by the median of recorded / measured.
 *
 * A median near the size of another unit is a finding W_UNIT; one of 1.0010 to 1.0016 that most
 * rows share is a finding W_AREA, the mark of a survey on a raised datum; one that is off by more
 * than area_ratio_error and that most rows share to 1 % is a finding E_AREA of the whole column.
 *
 * @param column   what to look at
 * @param suspect  [sources.count] out: set where W_UNIT was found, else untouched
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 4.6 and 4.7
 */
LG_NODISCARD enum lg_status lg_quality_look_at_units(struct lg_model *model,
                                                     const struct lg_area_column *column,
                                                     bool *suspect, struct lg_error *err);

/**
 * See whether floor areas or footprints are in the unit declared: a median ratio to the land
 * outside 0.001 to 20 is a finding W_UNIT.
 *
 * @param column   the column of floor areas, footprints, or footprints with yards
 * @param suspect  [sources.count] out: set where W_UNIT was found, else untouched
 * @return LG_OK; LG_NO_MEMORY
 * @source domain.md 4.7; the standard has floor areas in 10 000 m2, surveys often in m2
 */
LG_NODISCARD enum lg_status lg_quality_look_at_floors(struct lg_model *model,
                                                      const struct lg_area_column *column,
                                                      bool *suspect, struct lg_error *err);

/** The smaller of the two middle values of an even count. @param items  [count > 0] sorted here */
double lg_quality_median(double *items, size_t count);

/** The unit that a source's field was read in. @param factor  out: its size in m2 */
const char *lg_quality_declared_unit(const struct lg_source *source, size_t role, double *factor);

/**
 * The unit by whose size a median is off, or NULL: a number of true_factor m2 that was read as
 * one of declared_factor m2 gives the ratio declared_factor / true_factor.
 */
const char *lg_quality_unit_by_ratio(double median, double declared_factor);

/* How the figures of a column are written in one source. */
struct lg_column_digits {
    double factor; /* one of the written unit in ours */
    int decimals;  /* 0..2: that they have at least */
};

/**
 * How many decimals the figures of a column are written with, as far as the numbers tell: a zero at
 * the end of one shows in its neighbours. Numbers of single precision (0.58999997) count as what
 * they stand for. Areas in ha, 10 000 m2 and larger units have two by every standard, shown or not.
 *
 * @param digits  [sources.count] out
 */
void lg_quality_column_digits(const struct lg_model *model, const struct lg_table *table,
                              size_t role, struct lg_column_digits *digits);

/**
 * Half of the last digit that a recorded number was written with: what rounding may have moved it
 * by.
 *
 * @param number  in our unit
 * @param digits  of its column and source
 * @return in our unit
 */
double lg_quality_rounding(double number, const struct lg_column_digits *digits);

#endif
