/*
 * On which side of a line a point surely lies.
 *
 * A determinant counts as having a sign only when it exceeds the bound on its rounding error of
 * Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates
 * (1997), stage A. In the header because it is most of what the tests of pairs of edges do.
 */
#ifndef LG_SPATIAL_SURE_SIDE_H
#define LG_SPATIAL_SURE_SIDE_H

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Unit roundoff is half of DBL_EPSILON: (3 + 16 u) u, rounded up. */
#define LG_ORIENTATION_BOUND (2.0 * DBL_EPSILON)

/** Positive when p lies left of a to b, negative right of it, 0 when rounding leaves it open. */
static inline double lg_sure_side(const double *a, const double *b, const double *p)
{
    double left = (a[0] - p[0]) * (b[1] - p[1]);
    double right = (a[1] - p[1]) * (b[0] - p[0]);
    double det = left - right;
    return fabs(det) > LG_ORIENTATION_BOUND * (fabs(left) + fabs(right)) + DBL_MIN ? det : 0.0;
}

/** Whether p and q surely lie on one side of the line through a and b, neither of them on it. */
static inline bool lg_surely_one_side(const double *a, const double *b, const double *p,
                                      const double *q)
{
    double side_p = lg_sure_side(a, b, p);
    double side_q = lg_sure_side(a, b, q);
    return (side_p > 0.0 && side_q > 0.0) || (side_p < 0.0 && side_q < 0.0);
}

/** Whether two edges from one vertex p, to q and to r, surely have no other point in common. */
static inline bool lg_surely_fan_out(const double *p, const double *q, const double *r)
{
    if (lg_sure_side(p, q, r) != 0.0) return true;

    /* On one line, they still leave p in opposite directions when the angle is over 90 degrees. */
    double x = (q[0] - p[0]) * (r[0] - p[0]);
    double y = (q[1] - p[1]) * (r[1] - p[1]);
    return x + y < -(LG_ORIENTATION_BOUND * (fabs(x) + fabs(y)) + DBL_MIN);
}

#endif
