/*
 * The national area formula on rings: published vectors, the closed form, geodesics, symmetries.
 */
#include "landgauge/area.h"
#include "support/cmocka.h"

#include <geodesic.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define VERTICES_MAX  4096
#define RING_VERTICES 32

static const long double pi = 3.14159265358979323846264338327950288L;
static const long double axis_m = 6378137.0L;
static const long double flattening = 1.0L / 298.257222101L;

/* Vectors of domain.md 4.4, the tolerance half of the last digit given and a little. */
struct vector {
    const char *name;
    size_t vertex_count; /* closed */
    double lon_lat_deg[16];
    double area_m2;
    double tolerance_m2;
};

static const struct vector vectors[] = {
    {"one degree square", 5, {90, 29, 91, 29, 91, 30, 90, 30, 90, 29}, 10748000427.172, 0.001},
    {"hundredth of a degree, Lhasa",
     5,
     {91, 29.65, 91.01, 29.65, 91.01, 29.66, 91, 29.66, 91, 29.65},
     1073198.0961,
     0.0001},
    {"thousandth of a degree, Lhasa",
     5,
     {91, 29.65, 91.001, 29.65, 91.001, 29.651, 91, 29.651, 91, 29.65},
     10732.4511,
     0.0001},
    {"L-shape",
     7,
     {91, 29.65, 91.02, 29.65, 91.02, 29.66, 91.01, 29.66, 91.01, 29.67, 91, 29.67, 91, 29.65},
     3219489.7883,
     0.0001},
    {"triangle with a slanted edge of 4.4 km",
     4,
     {97.17, 31.14, 97.20, 31.14, 97.17, 31.17, 97.17, 31.14},
     4757463.856,
     0.002},
    {"Golmud",
     5,
     {94.9, 36.4, 94.91, 36.4, 94.91, 36.41, 94.9, 36.41, 94.9, 36.4},
     995374.3944,
     0.0001},
    {"Shigatse",
     5,
     {88.88, 29.27, 88.89, 29.27, 88.89, 29.28, 88.88, 29.28, 88.88, 29.27},
     1077144.8716,
     0.0001},
};

static void vector_holds(void **state)
{
    const struct vector *vector = *state;
    double area_m2 = 0.0;
    struct lg_error err;
    assert_int_equal(
        lg_area_ring_divided_m2(vector->lon_lat_deg, vector->vertex_count, &area_m2, &err), LG_OK);
    ASSERT_CLOSE(area_m2, vector->area_m2, vector->tolerance_m2);
}

static void undivided_triangle_misses_land(void **state)
{
    (void)state;
    const struct vector *triangle = &vectors[4];
    ASSERT_CLOSE(lg_area_ring_m2(triangle->lon_lat_deg, triangle->vertex_count), 4757217.873,
                 0.001);
}

static void too_few_vertices_hold_no_land(void **state)
{
    (void)state;
    const double *ring = vectors[1].lon_lat_deg;
    for (size_t count = 0; count < 4; count++) {
        double area_m2 = 1.0;
        assert_true(lg_area_ring_m2(ring, count) == 0.0);
        assert_int_equal(lg_area_ring_divided_m2(ring, count, &area_m2, NULL), LG_OK);
        assert_true(area_m2 == 0.0);
    }
}

static void missing_coordinate_makes_area_missing(void **state)
{
    (void)state;
    double ring[10];
    memcpy(ring, vectors[1].lon_lat_deg, sizeof(ring));
    ring[4] = (double)NAN;
    double area_m2 = 0.0;
    assert_true(isnan(lg_area_ring_m2(ring, 5)));
    assert_int_equal(lg_area_ring_divided_m2(ring, 5, &area_m2, NULL), LG_OK);
    assert_true(isnan(area_m2));
}

static double random_unit(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* A star around a centre is simple whatever its radii. @param ring out: closed */
static void random_star(uint64_t *seed, const double centre_deg[2], double radius_deg,
                        size_t corner_count, double *ring)
{
    for (size_t i = 0; i < corner_count; i++) {
        double angle = 2.0 * (double)pi * (double)i / (double)corner_count;
        double radius = radius_deg * (0.3 + 0.7 * random_unit(seed));
        ring[2 * i] = centre_deg[0] + radius * cos(angle);
        ring[2 * i + 1] = centre_deg[1] + radius * sin(angle);
    }
    memcpy(ring + 2 * corner_count, ring, 2 * sizeof(double));
}

/* From 5 m to 100 km across, over all of China. @return vertices, the closing one included */
static size_t random_ring(uint64_t *seed, double *ring)
{
    size_t corner_count = 3 + (size_t)(random_unit(seed) * 20.0);
    double lon_deg = 74.0 + 60.0 * random_unit(seed);
    double lat_deg = 4.0 + 49.0 * random_unit(seed);
    double radius_deg = pow(10.0, -4.6 + 4.3 * random_unit(seed));
    random_star(seed, (const double[2]){lon_deg, lat_deg}, radius_deg, corner_count, ring);
    return corner_count + 1;
}

/* An edge in radians: L relative to the ring's first vertex, and B. */
struct edge {
    long double l1, b1, l2, b2;
};

static struct edge edge_of(const double *ring, size_t i)
{
    long double l0 = (long double)ring[0];
    return (struct edge){
        ((long double)ring[2 * i] - l0) * pi / 180, (long double)ring[2 * i + 1] * pi / 180,
        ((long double)ring[2 * i + 2] - l0) * pi / 180, (long double)ring[2 * i + 3] * pi / 180};
}

/* The formula letter by letter, ten sines and cosines an edge. size_m2: its terms without sign. */
static long double plain_formula_m2(const double *ring, size_t vertex_count, long double *size_m2)
{
    const long double b = axis_m * (1.0L - flattening);
    const long double e2 = flattening * (2.0L - flattening);
    const long double e4 = e2 * e2;
    const long double e6 = e4 * e2;
    const long double e8 = e4 * e4;
    const long double k[5] = {
        1 + 3.0L / 6 * e2 + 30.0L / 80 * e4 + 35.0L / 112 * e6 + 630.0L / 2304 * e8,
        1.0L / 6 * e2 + 15.0L / 80 * e4 + 21.0L / 112 * e6 + 420.0L / 2304 * e8,
        3.0L / 80 * e4 + 7.0L / 112 * e6 + 180.0L / 2304 * e8,
        1.0L / 112 * e6 + 45.0L / 2304 * e8,
        5.0L / 2304 * e8,
    };
    long double sum_m2 = 0;
    *size_m2 = 0;
    for (size_t i = 0; i + 1 < vertex_count; i++) {
        struct edge edge = edge_of(ring, i);
        long double dl = (edge.l1 + edge.l2) / 2;
        long double bm = (edge.b1 + edge.b2) / 2;
        long double d = edge.b2 - edge.b1;
        long double series = 0;
        for (int term = 0; term < 5; term++) {
            long double n = 2 * term + 1;
            series += (term % 2 == 0 ? 1 : -1) * k[term] * sinl(n * d / 2) * cosl(n * bm);
        }
        sum_m2 += 2 * b * b * dl * series;
        *size_m2 += fabsl(2 * b * b * dl * series);
    }
    return sum_m2;
}

/* Area between the equator and a latitude, one radian of longitude wide: the closed form. */
static long double zone_m2(long double latitude)
{
    const long double b = axis_m * (1.0L - flattening);
    const long double e2 = flattening * (2.0L - flattening);
    const long double e = sqrtl(e2);
    long double s = sinl(latitude);
    return b * b / 2 * (s / (1 - e2 * s * s) + 1 / (2 * e) * logl((1 + e * s) / (1 - e * s)));
}

static long double closed_form_m2(const double *ring, size_t vertex_count)
{
    long double sum_m2 = 0;
    for (size_t i = 0; i + 1 < vertex_count; i++) {
        struct edge edge = edge_of(ring, i);
        sum_m2 += (zone_m2(edge.b2) - zone_m2(edge.b1)) * (edge.l1 + edge.l2) / 2;
    }
    return sum_m2;
}

static void short_form_is_the_plain_form(void **state)
{
    (void)state;
    uint64_t seed = 20080032;
    double ring[2 * RING_VERTICES];
    for (int round = 0; round < 2000; round++) {
        size_t count = random_ring(&seed, ring);
        long double size_m2 = 0;
        long double plain_m2 = plain_formula_m2(ring, count, &size_m2);
        ASSERT_CLOSE(lg_area_ring_m2(ring, count), (double)plain_m2, 1e-13 * (double)size_m2);
    }
}

static void series_is_the_closed_form(void **state)
{
    (void)state;
    uint64_t seed = 4490;
    double ring[2 * RING_VERTICES];
    for (int round = 0; round < 500; round++) {
        size_t count = random_ring(&seed, ring);
        long double size_m2 = 0;
        (void)plain_formula_m2(ring, count, &size_m2);
        double closed_m2 = (double)closed_form_m2(ring, count);
        /*
         * The series ends with e^8; the next term, 6 e^10 sin^10 B, is 1e-11 at 54 degrees. The
         * difference of two zones loses digits: 4e13 m2 x 1e-19 x 0.02 rad an edge.
         */
        ASSERT_CLOSE(lg_area_ring_m2(ring, count), closed_m2, 1e-11 * (double)size_m2 + 1e-6);
    }
}

/* The ring with every edge in so many parts. @return its vertices, the closing one included */
static size_t divide(const struct vector *vector, size_t part_count, double *out)
{
    size_t count = 0;
    for (size_t i = 0; i + 1 < vector->vertex_count; i++) {
        const double *p = vector->lon_lat_deg + 2 * i;
        for (size_t part = 0; part < part_count; part++) {
            double t = (double)part / (double)part_count;
            assert_true(count + 1 < VERTICES_MAX);
            out[2 * count] = p[0] + t * (p[2] - p[0]);
            out[2 * count + 1] = p[1] + t * (p[3] - p[1]);
            count++;
        }
    }
    out[2 * count] = vector->lon_lat_deg[0];
    out[2 * count + 1] = vector->lon_lat_deg[1];
    return count + 1;
}

/*
 * A geodesic of length s bulges s^2 tan(B) / 8R out of the line that is straight in degrees, and
 * takes 2/3 of that times s with it: the tolerance, though opposite sides cancel most of it.
 * PROJ's own sum has noise of some 1e-4 m2 a polygon.
 */
static void geodesic_polygon_agrees(void **state)
{
    const struct vector *vector = *state;
    double lon_lat_deg[2 * VERTICES_MAX];
    double lat_deg[VERTICES_MAX];
    double lon_deg[VERTICES_MAX];
    size_t count = divide(vector, 400, lon_lat_deg);
    for (size_t i = 0; i < count; i++) {
        lon_deg[i] = lon_lat_deg[2 * i];
        lat_deg[i] = lon_lat_deg[2 * i + 1];
    }
    struct geod_geodesic ellipsoid;
    geod_init(&ellipsoid, (double)axis_m, (double)flattening);
    double geodesic_m2 = 0.0;
    double length_m = 0.0;
    geod_polygonarea(&ellipsoid, lat_deg, lon_deg, (int)count - 1, &geodesic_m2, &length_m);
    double part_m = length_m / (double)(count - 1);
    double bulge_m2 = 2.0 / 3.0 * length_m * part_m * part_m * 0.75 / (8.0 * 6.37e6);
    ASSERT_CLOSE(lg_area_ring_m2(lon_lat_deg, count), geodesic_m2, 1e-3 + bulge_m2);
}

static void reversal_turns_the_sign(void **state)
{
    (void)state;
    uint64_t seed = 7;
    double ring[2 * RING_VERTICES];
    double back[2 * RING_VERTICES];
    for (int round = 0; round < 300; round++) {
        size_t count = random_ring(&seed, ring);
        for (size_t i = 0; i < count; i++) {
            back[2 * i] = ring[2 * (count - 1 - i)];
            back[2 * i + 1] = ring[2 * (count - 1 - i) + 1];
        }
        double there_m2 = lg_area_ring_m2(ring, count);
        assert_true(there_m2 > 0.0);
        ASSERT_CLOSE(lg_area_ring_m2(back, count), -there_m2, 1e-12 * there_m2);
        double back_m2 = 0.0;
        assert_int_equal(lg_area_ring_divided_m2(ring, count, &there_m2, NULL), LG_OK);
        assert_int_equal(lg_area_ring_divided_m2(back, count, &back_m2, NULL), LG_OK);
        ASSERT_CLOSE(back_m2, -there_m2, 1e-11 * there_m2);
    }
}

static void first_vertex_does_not_matter(void **state)
{
    (void)state;
    uint64_t seed = 11;
    double ring[2 * RING_VERTICES];
    double turned[2 * RING_VERTICES];
    for (int round = 0; round < 500; round++) {
        size_t count = random_ring(&seed, ring);
        size_t shift = 1 + (size_t)(random_unit(&seed) * (double)(count - 2));
        for (size_t i = 0; i < count; i++) {
            turned[2 * i] = ring[2 * ((i + shift) % (count - 1))];
            turned[2 * i + 1] = ring[2 * ((i + shift) % (count - 1)) + 1];
        }
        double area_m2 = lg_area_ring_m2(ring, count);
        ASSERT_CLOSE(lg_area_ring_m2(turned, count), area_m2, 1e-12 * area_m2);
    }
}

/* The sector of a star between two corners, centre first. */
static double sector_m2(const double *ring, size_t from, size_t to, const double centre_deg[2])
{
    double sector[2 * (RING_VERTICES + 2)];
    size_t corner_count = to - from + 1;
    double area_m2 = 0.0;
    memcpy(sector, centre_deg, 2 * sizeof(double));
    memcpy(sector + 2, ring + 2 * from, 2 * corner_count * sizeof(double));
    memcpy(sector + 2 + 2 * corner_count, centre_deg, 2 * sizeof(double));
    assert_int_equal(lg_area_ring_divided_m2(sector, corner_count + 2, &area_m2, NULL), LG_OK);
    return area_m2;
}

/* Both halves run along the two new lines, which are divided at the same places. */
static void halves_add_up_to_the_whole(void **state)
{
    (void)state;
    uint64_t seed = 13;
    double ring[2 * RING_VERTICES];
    for (int round = 0; round < 300; round++) {
        size_t count = 4 + (size_t)(random_unit(&seed) * 16.0);
        const double centre_deg[2] = {93.0, 4.0 + 49.0 * random_unit(&seed)};
        double radius_deg = pow(10.0, -4.0 + 2.0 * random_unit(&seed));
        random_star(&seed, centre_deg, radius_deg, count, ring);
        size_t middle = 1 + (size_t)(random_unit(&seed) * (double)(count - 2));
        double whole_m2 = 0.0;
        assert_int_equal(lg_area_ring_divided_m2(ring, count + 1, &whole_m2, NULL), LG_OK);
        double sum_m2 =
            sector_m2(ring, 0, middle, centre_deg) + sector_m2(ring, middle, count, centre_deg);
        ASSERT_CLOSE(sum_m2, whole_m2, 1e-9 * whole_m2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undivided_triangle_misses_land),
        cmocka_unit_test(too_few_vertices_hold_no_land),
        cmocka_unit_test(missing_coordinate_makes_area_missing),
        cmocka_unit_test(short_form_is_the_plain_form),
        cmocka_unit_test(series_is_the_closed_form),
        cmocka_unit_test(reversal_turns_the_sign),
        cmocka_unit_test(first_vertex_does_not_matter),
        cmocka_unit_test(halves_add_up_to_the_whole),
    };
    int failed = RUN_CASES("vectors", vectors, vector_holds);
    failed += RUN_CASES("geodesics", vectors, geodesic_polygon_agrees);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    return failed;
}
