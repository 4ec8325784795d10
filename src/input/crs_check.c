/*
 * Coordinates held against the CRS they are said to be in.
 */
#include "input/crs.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

/* Parks may straddle the edge of a zone by this much. */
#define BEYOND_DEG_MAX 1.5

/* An easting with a zone number in front: 25..45 for 3 degrees, 13..23 for 6 degrees. */
static int zone_in_easting(double x)
{
    return x >= 13e6 && x < 46e6 ? (int)floor(x / 1e6) : 0;
}

/* "; give crs: EPSG:4527 under layers.parcels", when there is such a zone on CGCS2000. */
static void suggest(const struct lg_crs *crs, int zone, bool with_prefix, char text[100])
{
    int code = 0;
    if (zone >= 25 && zone <= 45) code = (with_prefix ? 4488 : 4509) + zone;
    if (zone >= 13 && zone <= 23) code = (with_prefix ? 4478 : 4489) + zone;
    if (code != 0 && crs->is_cgcs2000) {
        (void)snprintf(text, 100, "give crs: EPSG:%d under %s if that is meant", code, crs->key);
    } else {
        (void)snprintf(text, 100, "give the right crs: under %s", crs->key);
    }
}

static enum lg_status check_zone(const struct lg_crs *crs, const struct lg_box *box,
                                 struct lg_error *err)
{
    if (!crs->is_gauss) return LG_OK;

    char advice[100];
    int written = zone_in_easting(box->x_min);
    if (written == 0) written = zone_in_easting(box->x_max);
    if (written != 0 && crs->zone_prefix == 0) {
        suggest(crs, written, true, advice);
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: easting %.0f has the zone number %d in front, %s has none; %s [E_CRS]",
                       crs->file, box->x_min, written, crs->label, advice);
    }
    if (crs->zone_prefix != 0 && written == 0 && box->x_max < 1e6) {
        suggest(crs, crs->zone_prefix, false, advice);
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: easting %.0f has no zone number in front, %s has zone %d; %s [E_CRS]",
                       crs->file, box->x_min, crs->label, crs->zone_prefix, advice);
    }
    if (written != 0 && written != crs->zone_prefix) {
        suggest(crs, written, true, advice);
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: easting %.0f is of zone %d, %s is zone %d; %s [E_CRS]", crs->file,
                       box->x_min, written, crs->label, crs->zone_prefix, advice);
    }
    return LG_OK;
}

static enum lg_status check_unit(const struct lg_crs *crs, const struct lg_box *box,
                                 struct lg_error *err)
{
    double x = fmax(fabs(box->x_min), fabs(box->x_max));
    double y = fmax(fabs(box->y_min), fabs(box->y_max));
    bool is_degrees = x <= 180.0 && y <= 90.0;
    if (crs->projection.is_geographic && (x > 360.0 || y > 90.0 + 1e-9)) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: coordinates up to (%.10g, %.10g) are no degrees, %s is geographic; "
                       "give crs: under %s [E_CRS]",
                       crs->file, box->x_max, box->y_max, crs->label, crs->key);
    }
    if (!crs->projection.is_geographic && is_degrees) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: coordinates (%.6g, %.6g) look like degrees, %s is in a plane; give "
                       "crs: under %s, such as EPSG:4490 [E_CRS]",
                       crs->file, box->x_min, box->y_min, crs->label, crs->key);
    }
    return LG_OK;
}

enum lg_status lg_crs_box_degrees(const struct lg_crs *crs, const struct lg_box *box,
                                  double degrees[4], struct lg_error *err)
{
    double grid[18];
    static const double steps[3] = {0.0, 0.5, 1.0};
    for (size_t i = 0; i < 9; i++) {
        grid[2 * i] = box->x_min + (box->x_max - box->x_min) * steps[i % 3];
        grid[2 * i + 1] = box->y_min + (box->y_max - box->y_min) * steps[i / 3];
    }
    enum lg_status status = crs->projection.to_lon_lat(crs->projection.state, 9, grid, err);
    degrees[0] = degrees[1] = HUGE_VAL;
    degrees[2] = degrees[3] = -HUGE_VAL;
    for (size_t i = 0; i < 9 && status == LG_OK; i++) {
        degrees[0] = fmin(degrees[0], grid[2 * i]);
        degrees[1] = fmin(degrees[1], grid[2 * i + 1]);
        degrees[2] = fmax(degrees[2], grid[2 * i]);
        degrees[3] = fmax(degrees[3], grid[2 * i + 1]);
    }
    return status;
}

static enum lg_status check_place(const struct lg_crs *crs, const struct lg_box *box,
                                  struct lg_error *err)
{
    double place[4];
    enum lg_status status = lg_crs_box_degrees(crs, box, place, err);
    const double *use = crs->use_box_deg;
    bool is_known = use[0] < use[2];
    bool is_inside = place[0] >= use[0] - BEYOND_DEG_MAX && place[2] <= use[2] + BEYOND_DEG_MAX &&
                     place[1] >= use[1] - BEYOND_DEG_MAX && place[3] <= use[3] + BEYOND_DEG_MAX;
    if (status == LG_OK && (!is_known || is_inside)) return LG_OK;
    if (status != LG_OK) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: coordinates from (%.10g, %.10g) to (%.10g, %.10g) have no place in "
                       "%s; give the right crs: under %s [E_CRS]",
                       crs->file, box->x_min, box->y_min, box->x_max, box->y_max, crs->label,
                       crs->key);
    }
    return lg_fail(err, LG_BAD_INPUT,
                   "%s: lies at %.4f to %.4f E, %.4f to %.4f N, %s is for %.2f to %.2f E, %.2f to "
                   "%.2f N; give the right crs: under %s [E_CRS]",
                   crs->file, place[0], place[2], place[1], place[3], crs->label, use[0], use[2],
                   use[1], use[3], crs->key);
}

enum lg_status lg_crs_check_box(const struct lg_crs *crs, const struct lg_box *box,
                                struct lg_error *err)
{
    assert(crs->projection.to_lon_lat != NULL);

    if (!(box->x_min <= box->x_max) || !(box->y_min <= box->y_max)) return LG_OK;
    enum lg_status status = check_unit(crs, box, err);
    if (status == LG_OK) status = check_zone(crs, box, err);
    if (status == LG_OK) status = check_place(crs, box, err);
    return status;
}
