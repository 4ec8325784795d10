/*
 * Numbers in order, and what stands at a place among them.
 */
#ifndef LG_BASE_SORTED_H
#define LG_BASE_SORTED_H

#include <stddef.h>

/** Sort ascending. @param numbers [count] none of them NaN; NULL when count is 0 */
void lg_sorted_make(double *numbers, size_t count);

/**
 * The number below which so large a share lies: always one that is there, of two middle ones the
 * smaller.
 * @param sorted  [count] ascending, at least one
 * @param share   0..1
 */
double lg_sorted_quantile(const double *sorted, size_t count, double share);

/**
 * The median: of an even count the mean of the two in the middle, so that the other way round it
 * is the negative.
 * @param sorted  [count] ascending, at least one
 */
double lg_sorted_median(const double *sorted, size_t count);

#endif
