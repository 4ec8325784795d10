#include "base/sorted.h"

#include <assert.h>
#include <stdlib.h>

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

void lg_sorted_make(double *numbers, size_t count)
{
    if (count > 0) qsort(numbers, count, sizeof(*numbers), compare_numbers);
}

double lg_sorted_quantile(const double *sorted, size_t count, double share)
{
    assert(count > 0);

    return sorted[(size_t)(share * (double)(count - 1))];
}

double lg_sorted_median(const double *sorted, size_t count)
{
    assert(count > 0);

    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
}
