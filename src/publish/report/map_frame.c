#include "publish/report/map_frame.h"

#include <assert.h>
#include <math.h>

/* CGCS2000. */
static const double semi_major_m = 6378137.0;
static const double flattening = 1 / 298.257222101;

static const double degree_rad = 3.14159265358979323846 / 180;

enum { EXTENT_MIN_M = 100, FAR_AWAY = 20, DEGREES_MAX = 1000 };

struct lg_box lg_map_box_none(void)
{
    const double far = (double)INFINITY;
    return (struct lg_box){far, far, -far, -far};
}

/* NaN and infinities are no degrees, and neither is what was never turned into degrees. */
static bool is_degree(double value)
{
    return fabs(value) <= DEGREES_MAX;
}

bool lg_map_box_is_some(const struct lg_box *box_deg)
{
    return is_degree(box_deg->x_min) && is_degree(box_deg->y_min) && is_degree(box_deg->x_max) &&
           is_degree(box_deg->y_max) && box_deg->x_min <= box_deg->x_max &&
           box_deg->y_min <= box_deg->y_max;
}

void lg_map_box_add(struct lg_box *box_deg, const struct lg_box *other_deg)
{
    if (!lg_map_box_is_some(other_deg)) return;
    box_deg->x_min = fmin(box_deg->x_min, other_deg->x_min);
    box_deg->y_min = fmin(box_deg->y_min, other_deg->y_min);
    box_deg->x_max = fmax(box_deg->x_max, other_deg->x_max);
    box_deg->y_max = fmax(box_deg->y_max, other_deg->y_max);
}

/*
 * Metres of a degree along the parallel and along the meridian: the radii of curvature N and M of
 * the ellipsoid. Near a pole a degree of longitude is taken to be what it is at 89 degrees.
 */
static void degree_lengths_m(double lat_deg, double *lon_m, double *lat_m)
{
    double phi = fmax(-89, fmin(89, lat_deg)) * degree_rad;
    double e2 = flattening * (2 - flattening);
    double w2 = 1 - e2 * sin(phi) * sin(phi);
    double n_m = semi_major_m / sqrt(w2);
    *lon_m = n_m * cos(phi) * degree_rad;
    *lat_m = n_m * (1 - e2) / w2 * degree_rad;
}

struct lg_map_frame lg_map_frame_fit(const struct lg_box *box_deg, const struct lg_map_size *size)
{
    assert(lg_map_box_is_some(box_deg));
    assert(size->width > 2 * size->margin && size->height_min > 2 * size->margin);
    assert(size->plainness >= 0);

    struct lg_map_frame frame = {
        .lon_deg = (box_deg->x_min + box_deg->x_max) / 2,
        .lat_deg = (box_deg->y_min + box_deg->y_max) / 2,
        .width = size->width,
        .grain = size->plainness < 2 ? 1 : 1 << (size->plainness - 1),
        .plainness = size->plainness,
    };
    double lon_m = 0;
    double lat_m = 0;
    degree_lengths_m(frame.lat_deg, &lon_m, &lat_m);
    double width_m = fmax(EXTENT_MIN_M, (box_deg->x_max - box_deg->x_min) * lon_m);
    double height_m = fmax(EXTENT_MIN_M, (box_deg->y_max - box_deg->y_min) * lat_m);

    double room = size->width - 2 * size->margin;
    double height = ceil(room * height_m / width_m) + 2 * size->margin;
    frame.height = (int)fmax(size->height_min, fmin(size->height_max, height));
    frame.m_per_unit = fmax(width_m / room, height_m / (frame.height - 2 * size->margin));
    frame.units_per_lon_deg = lon_m / frame.m_per_unit;
    frame.units_per_lat_deg = lat_m / frame.m_per_unit;
    frame.height += size->foot;
    frame.lat_deg -= size->foot / 2.0 / frame.units_per_lat_deg;
    return frame;
}

/* Numbers that a drawing program reads; what is so far outside is not seen. */
static int to_unit(double value, int extent)
{
    double limit = (double)extent * FAR_AWAY;
    if (isnan(value)) return 0;
    return (int)lround(fmax(-limit, fmin(limit, value)));
}

struct lg_map_point lg_map_frame_place(const struct lg_map_frame *frame, double lon_deg,
                                       double lat_deg)
{
    double x = frame->width / 2.0 + (lon_deg - frame->lon_deg) * frame->units_per_lon_deg;
    double y = frame->height / 2.0 - (lat_deg - frame->lat_deg) * frame->units_per_lat_deg;
    return (struct lg_map_point){to_unit(x, frame->width), to_unit(y, frame->height)};
}

struct lg_box lg_map_frame_box(const struct lg_map_frame *frame)
{
    double half_lon_deg = frame->width / 2.0 / frame->units_per_lon_deg;
    double half_lat_deg = frame->height / 2.0 / frame->units_per_lat_deg;
    return (struct lg_box){frame->lon_deg - half_lon_deg, frame->lat_deg - half_lat_deg,
                           frame->lon_deg + half_lon_deg, frame->lat_deg + half_lat_deg};
}

double lg_map_scale_m(double m)
{
    assert(m > 0);

    double power = pow(10, floor(log10(m)));
    if (power > m) power /= 10;
    if (5 * power <= m) return 5 * power;
    return 2 * power <= m ? 2 * power : power;
}
