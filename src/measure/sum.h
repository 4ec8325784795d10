/*
 * Sums that do not lose the small to the large (Neumaier's variant of Kahan's summation).
 */
#ifndef LG_MEASURE_SUM_H
#define LG_MEASURE_SUM_H

#include <math.h>

/* Zero-initialise, then add. */
struct lg_sum {
    double total;
    double rest; /* what rounding took from total */
};

static inline void lg_sum_add(struct lg_sum *sum, double value)
{
    double total = sum->total + value;
    if (fabs(sum->total) >= fabs(value)) {
        sum->rest += (sum->total - total) + value;
    } else {
        sum->rest += (value - total) + sum->total;
    }
    sum->total = total;
}

static inline double lg_sum_value(struct lg_sum sum)
{
    return sum.total + sum.rest;
}

#endif
