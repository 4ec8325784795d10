/*
 * Ring areas on the CGCS2000 ellipsoid: formula (2) of 国土调查办发〔2008〕32号, domain.md 4.4.
 *
 * Symbols follow the source: B latitude, L longitude, an edge from (B1, L1) to (B2, L2), Bm its
 * mean latitude, d = B2 - B1, A to E the coefficients of the series. Everything is taken relative
 * to the ring's first vertex (L0, B0): a parcel's edges are 1e-5 rad long, and a difference of two
 * sines or two radians would lose five of their sixteen digits.
 */
#include "spatial/ellipsoid.h"

#include "landgauge/area.h"

#include <assert.h>
#include <math.h>

/* CGCS2000: semi-major axis and flattening; all else follows. */
#define AXIS_M     6378137.0
#define FLATTENING (1.0 / 298.257222101)
#define POLAR_M    (AXIS_M * (1.0 - FLATTENING))
#define E2         (FLATTENING * (2.0 - FLATTENING))
#define E4         (E2 * E2)
#define E6         (E4 * E2)
#define E8         (E4 * E4)
#define RAD        (3.14159265358979323846 / 180.0)

static const double coefficient_a =
    1.0 + 3.0 / 6.0 * E2 + 30.0 / 80.0 * E4 + 35.0 / 112.0 * E6 + 630.0 / 2304.0 * E8;
static const double coefficient_b =
    1.0 / 6.0 * E2 + 15.0 / 80.0 * E4 + 21.0 / 112.0 * E6 + 420.0 / 2304.0 * E8;
static const double coefficient_c = 3.0 / 80.0 * E4 + 7.0 / 112.0 * E6 + 180.0 / 2304.0 * E8;
static const double coefficient_d = 1.0 / 112.0 * E6 + 45.0 / 2304.0 * E8;
static const double coefficient_e = 5.0 / 2304.0 * E8;

/* Up to here the short series below are good to 1e-17; 0.05 rad are 300 km. */
#define SMALL_RAD 0.05

static double sin_of_small(double x)
{
    double xx = x * x;
    return x * (1.0 - xx / 6.0 * (1.0 - xx / 20.0 * (1.0 - xx / 42.0)));
}

static double cos_of_small(double x)
{
    double xx = x * x;
    return 1.0 - xx / 2.0 * (1.0 - xx / 12.0 * (1.0 - xx / 30.0 * (1.0 - xx / 56.0)));
}

/* The first vertex, and its latitude's sine and cosine. */
struct ring_base {
    double lon_deg, lat_deg;
    double sin_b0, cos_b0;
};

static struct ring_base base_of(const double *lon_lat_deg)
{
    double b0 = lon_lat_deg[1] * RAD;
    return (struct ring_base){lon_lat_deg[0], lon_lat_deg[1], sin(b0), cos(b0)};
}

static double cos_of_latitude(const struct ring_base *base, double above_b0)
{
    if (fabs(above_b0) > SMALL_RAD) return cos(base->lat_deg * RAD + above_b0);
    return base->cos_b0 * cos_of_small(above_b0) - base->sin_b0 * sin_of_small(above_b0);
}

/*
 * S / (2 b^2) of the edge between two vertices given relative to the base, in radians.
 *
 * sin and cos of the odd multiples follow from the single angle by
 * sin((n + 2)x) = 2 cos(2x) sin(nx) - sin((n - 2)x), and the same for cos.
 */
static double edge_sum(const struct ring_base *base, double l1, double b1, double l2, double b2)
{
    double half = (b2 - b1) / 2.0;
    double s1 = fabs(half) > SMALL_RAD ? sin(half) : sin_of_small(half);
    double c1 = cos_of_latitude(base, (b1 + b2) / 2.0);
    double s_step = 2.0 - 4.0 * s1 * s1;
    double c_step = 4.0 * c1 * c1 - 2.0;
    double s3 = s_step * s1 + s1;
    double c3 = c_step * c1 - c1;
    double s5 = s_step * s3 - s1;
    double c5 = c_step * c3 - c1;
    double s7 = s_step * s5 - s3;
    double c7 = c_step * c5 - c3;
    double s9 = s_step * s7 - s5;
    double c9 = c_step * c7 - c5;
    double series = coefficient_a * s1 * c1 - coefficient_b * s3 * c3 + coefficient_c * s5 * c5 -
                    coefficient_d * s7 * c7 + coefficient_e * s9 * c9;
    return (l1 + l2) / 2.0 * series;
}

double lg_open_ring_m2(const double *lon_lat_deg, size_t vertex_count)
{
    if (vertex_count < 3) return 0.0;

    struct ring_base base = base_of(lon_lat_deg);
    double sum = 0.0;
    double l1 = 0.0;
    double b1 = 0.0;
    for (size_t vertex = 1; vertex < vertex_count; vertex++) {
        double l2 = (lon_lat_deg[2 * vertex] - base.lon_deg) * RAD;
        double b2 = (lon_lat_deg[2 * vertex + 1] - base.lat_deg) * RAD;
        sum += edge_sum(&base, l1, b1, l2, b2);
        l1 = l2;
        b1 = b2;
    }
    sum += edge_sum(&base, l1, b1, 0.0, 0.0);
    return 2.0 * POLAR_M * POLAR_M * sum;
}

uint32_t lg_edge_part_count(double length_m)
{
    if (!(length_m > LG_AREA_EDGE_M_MAX)) return 1;

    double parts = ceil(length_m / LG_AREA_EDGE_M_MAX);
    return parts < (double)LG_EDGE_PARTS_MAX ? (uint32_t)parts : LG_EDGE_PARTS_MAX;
}

/* Length by the radii of curvature in the middle of the edge, in degrees along each axis. */
static double edge_length_m(double lon_step_deg, double lat_step_deg, double mean_lat_deg)
{
    /* No degree is longer than these anywhere: most edges are short and end here. */
    double bound_m = hypot(lat_step_deg * 111694.0, lon_step_deg * 111320.0);
    if (bound_m <= LG_AREA_EDGE_M_MAX) return bound_m;

    double b = mean_lat_deg * RAD;
    double w2 = 1.0 - E2 * sin(b) * sin(b);
    double parallel_m_per_rad = AXIS_M / sqrt(w2) * cos(b);
    double meridian_m_per_rad = AXIS_M * (1.0 - E2) / (w2 * sqrt(w2));
    return hypot(lat_step_deg * RAD * meridian_m_per_rad, lon_step_deg * RAD * parallel_m_per_rad);
}

/* edge_sum over the parts of an edge. */
static double divided_edge_sum(const struct ring_base *base, const double from[2],
                               const double to[2])
{
    double mean_lat_deg = base->lat_deg + (from[1] + to[1]) / 2.0 / RAD;
    double length_m = edge_length_m((to[0] - from[0]) / RAD, (to[1] - from[1]) / RAD, mean_lat_deg);
    uint32_t part_count = lg_edge_part_count(length_m);
    double sum = 0.0;
    double l1 = from[0];
    double b1 = from[1];
    for (uint32_t part = 1; part < part_count; part++) {
        double l2 = lg_edge_part(from[0], to[0], part, part_count);
        double b2 = lg_edge_part(from[1], to[1], part, part_count);
        sum += edge_sum(base, l1, b1, l2, b2);
        l1 = l2;
        b1 = b2;
    }
    return sum + edge_sum(base, l1, b1, to[0], to[1]);
}

double lg_open_ring_divided_m2(const double *lon_lat_deg, size_t vertex_count)
{
    if (vertex_count < 3) return 0.0;

    struct ring_base base = base_of(lon_lat_deg);
    double sum = 0.0;
    double from[2] = {0.0, 0.0};
    for (size_t vertex = 1; vertex < vertex_count; vertex++) {
        double to[2] = {(lon_lat_deg[2 * vertex] - base.lon_deg) * RAD,
                        (lon_lat_deg[2 * vertex + 1] - base.lat_deg) * RAD};
        sum += divided_edge_sum(&base, from, to);
        from[0] = to[0];
        from[1] = to[1];
    }
    sum += divided_edge_sum(&base, from, (const double[2]){0.0, 0.0});
    return 2.0 * POLAR_M * POLAR_M * sum;
}

double lg_area_ring_m2(const double *lon_lat_deg, size_t vertex_count)
{
    if (vertex_count < 4) return 0.0;

    assert(lon_lat_deg != NULL);
    return lg_open_ring_m2(lon_lat_deg, vertex_count - 1);
}

enum lg_status lg_area_ring_divided_m2(const double *lon_lat_deg, size_t vertex_count,
                                       double *area_m2, struct lg_error *err)
{
    assert(area_m2 != NULL);

    /* The parts are summed as they are made; nothing is kept that could run out of memory. */
    (void)err;
    *area_m2 = vertex_count < 4 ? 0.0 : lg_open_ring_divided_m2(lon_lat_deg, vertex_count - 1);
    return LG_OK;
}
