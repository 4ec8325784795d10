/*
 * Layers that went through another projection or another export are often off by a few decimetres
 * as a whole. That is no change of any parcel, and is told once.
 */
#include "base/grow.h"
#include "base/sorted.h"
#include "run/diff.h"

#include <math.h>
#include <stdlib.h>

#define LAT_M_PER_DEG 111132.0
#define LON_M_PER_DEG 111320.0
#define RAD_PER_DEG   0.017453292519943295

/* A shift of fewer parcels is no common one; a parcel this much larger was drawn anew. */
enum { PARCELS_LEAST = 5 };
#define AREA_RATIO 1e-4

/* From the old box to the new one, at its two corners. */
struct corner_shift {
    double east_m[2], north_m[2];
};

static struct corner_shift shift_of(const struct lg_diff *diff, size_t from, size_t to)
{
    const struct lg_box a = lg_shapes_box(&diff->sides[LG_DIFF_OLD].parcel_shapes, from);
    const struct lg_box b = lg_shapes_box(&diff->sides[LG_DIFF_NEW].parcel_shapes, to);
    double lon_m = LON_M_PER_DEG * cos(a.y_min * RAD_PER_DEG);
    return (struct corner_shift){
        {(b.x_min - a.x_min) * lon_m, (b.x_max - a.x_max) * lon_m},
        {(b.y_min - a.y_min) * LAT_M_PER_DEG, (b.y_max - a.y_max) * LAT_M_PER_DEG},
    };
}

static bool is_near(const struct corner_shift *corners, const struct lg_shift *shift)
{
    /* Projections disagree along a layer; but not by so much as they shift it. */
    double limit_m = fmin(LG_DIFF_SHIFT_M, hypot(shift->east_m, shift->north_m) / 2.0);
    for (int i = 0; i < 2; i++) {
        if (!(fabs(corners->east_m[i] - shift->east_m) <= limit_m)) return false;
        if (!(fabs(corners->north_m[i] - shift->north_m) <= limit_m)) return false;
    }
    return true;
}

/* Of the same size, as far as two projections agree on it. */
static bool is_as_large(const struct lg_diff *diff, size_t from, size_t to)
{
    double old_m2 = diff->sides[LG_DIFF_OLD].parcels[from].drawn_m2;
    double new_m2 = diff->sides[LG_DIFF_NEW].parcels[to].drawn_m2;
    return old_m2 > 0.0 && fabs(new_m2 - old_m2) <= fmax(LG_DIFF_AREA_M2, AREA_RATIO * old_m2);
}

static double median(double *numbers, size_t count)
{
    lg_sorted_make(numbers, count);
    return lg_sorted_median(numbers, count);
}

enum lg_status lg_diff_find_shift(const struct lg_diff *diff, const size_t *partners,
                                  struct lg_shift *shift, struct lg_error *err)
{
    size_t count = 0;
    size_t near_count = 0;
    size_t parcel_count = diff->sides[LG_DIFF_OLD].parcel_count;
    *shift = (struct lg_shift){.is_there = false};
    double *east_m = lg_resize(NULL, 2 * parcel_count + 1, sizeof(*east_m));
    if (east_m == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to look for a shift");
    double *north_m = east_m + parcel_count;
    for (size_t from = 0; from < parcel_count; from++) {
        if (partners[from] == LG_NO_ROW_HERE || !is_as_large(diff, from, partners[from])) continue;
        struct corner_shift corners = shift_of(diff, from, partners[from]);
        east_m[count] = (corners.east_m[0] + corners.east_m[1]) / 2.0;
        north_m[count] = (corners.north_m[0] + corners.north_m[1]) / 2.0;
        count++;
    }
    if (count >= PARCELS_LEAST) {
        shift->east_m = median(east_m, count);
        shift->north_m = median(north_m, count);
    }
    free(east_m);
    for (size_t from = 0; count >= PARCELS_LEAST && from < parcel_count; from++) {
        if (partners[from] == LG_NO_ROW_HERE || !is_as_large(diff, from, partners[from])) continue;
        struct corner_shift corners = shift_of(diff, from, partners[from]);
        near_count += is_near(&corners, shift);
    }
    bool is_large = hypot(shift->east_m, shift->north_m) > LG_DIFF_BORDER_M;
    shift->is_there = is_large && 2 * near_count > count;
    return LG_OK;
}

bool lg_diff_is_shifted(const struct lg_shift *shift, const struct lg_diff *diff, size_t from,
                        size_t to, double common_m2)
{
    if (!shift->is_there || !is_as_large(diff, from, to)) return false;
    /* No more is lost than a strip along the border. */
    const struct lg_diff_parcel *old_parcel = &diff->sides[LG_DIFF_OLD].parcels[from];
    double strip_m2 = old_parcel->border_m * hypot(shift->east_m, shift->north_m);
    if (old_parcel->drawn_m2 - common_m2 > strip_m2) return false;
    struct corner_shift corners = shift_of(diff, from, to);
    return is_near(&corners, shift);
}
