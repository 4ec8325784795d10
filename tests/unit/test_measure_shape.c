/*
 * Shapes in a Gauss-Krüger plane to areas and degrees.
 *
 * The projection is one of our own (Krüger's series to n^4, good to 1e-7 m), checked against the
 * check points of domain.md 4.4; so neither PROJ nor the code under test judges itself.
 */
#include "landgauge/area.h"
#include "spatial/measure_shape.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FLATTENING     (1.0 / 298.257222101)
#define THIRD          (FLATTENING / (2.0 - FLATTENING)) /* n, the third flattening */
#define RAD            (3.14159265358979323846 / 180.0)
#define FALSE_EAST_M   500000.0
#define CORNERS_MAX    8
#define EDGE_PARTS     64
#define SHAPES_IN_BULK 3000

static const double n1 = THIRD;
static const double n2 = THIRD * THIRD;
static const double n3 = THIRD * THIRD * THIRD;
static const double n4 = THIRD * THIRD * THIRD * THIRD;

static double rectifying_radius_m(void)
{
    return 6378137.0 / (1.0 + n1) * (1.0 + n2 / 4.0 + n4 / 64.0);
}

static double eccentricity(void)
{
    return sqrt(FLATTENING * (2.0 - FLATTENING));
}

static void to_plane(double central_deg, double *xy)
{
    const double alpha[4] = {n1 / 2.0 - 2.0 / 3.0 * n2 + 5.0 / 16.0 * n3 + 41.0 / 180.0 * n4,
                             13.0 / 48.0 * n2 - 3.0 / 5.0 * n3 + 557.0 / 1440.0 * n4,
                             61.0 / 240.0 * n3 - 103.0 / 140.0 * n4, 49561.0 / 161280.0 * n4};
    double e = eccentricity();
    double s = sin(xy[1] * RAD);
    double l = (xy[0] - central_deg) * RAD;
    double t = sinh(atanh(s) - e * atanh(e * s));
    double xi0 = atan2(t, cos(l));
    double eta0 = asinh(sin(l) / hypot(t, cos(l)));
    double xi = xi0;
    double eta = eta0;
    for (int j = 0; j < 4; j++) {
        double k = 2.0 * (j + 1);
        xi += alpha[j] * sin(k * xi0) * cosh(k * eta0);
        eta += alpha[j] * cos(k * xi0) * sinh(k * eta0);
    }
    xy[0] = FALSE_EAST_M + rectifying_radius_m() * eta;
    xy[1] = rectifying_radius_m() * xi;
}

static void from_plane(double central_deg, double *xy)
{
    const double beta[4] = {n1 / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - 1.0 / 360.0 * n4,
                            1.0 / 48.0 * n2 + 1.0 / 15.0 * n3 - 437.0 / 1440.0 * n4,
                            17.0 / 480.0 * n3 - 37.0 / 840.0 * n4, 4397.0 / 161280.0 * n4};
    double e = eccentricity();
    double xi = xy[1] / rectifying_radius_m();
    double eta = (xy[0] - FALSE_EAST_M) / rectifying_radius_m();
    double xi0 = xi;
    double eta0 = eta;
    for (int j = 0; j < 4; j++) {
        double k = 2.0 * (j + 1);
        xi0 -= beta[j] * sin(k * xi) * cosh(k * eta);
        eta0 -= beta[j] * cos(k * xi) * sinh(k * eta);
    }
    /* The isometric latitude gives the latitude by iteration, each step gains two digits. */
    double isometric = asinh(sin(xi0) / hypot(sinh(eta0), cos(xi0)));
    double s = tanh(isometric);
    for (int step = 0; step < 12; step++) {
        s = tanh(isometric + e * atanh(e * s));
    }
    xy[0] = central_deg + atan2(sinh(eta0), cos(xi0)) / RAD;
    xy[1] = asin(s) / RAD;
}

static enum lg_status zone_to_lon_lat(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)err;
    for (size_t i = 0; i < count; i++) {
        from_plane(*(const double *)state, xy + 2 * i);
    }
    return LG_OK;
}

/* The signature is the projection's. NOLINTNEXTLINE(readability-non-const-parameter) */
static enum lg_status degrees_to_lon_lat(void *state, size_t count, double *xy,
                                         struct lg_error *err)
{
    (void)state;
    (void)count;
    (void)xy;
    (void)err;
    return LG_OK;
}

static enum lg_status spoil_lon_lat(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    (void)err;
    xy[2 * count - 1] = (double)NAN;
    return LG_OK;
}

static enum lg_status clone_zone(const void *state, struct lg_projection *copy,
                                 struct lg_error *err);

static struct lg_projection zone(double central_deg)
{
    struct lg_projection made = {
        .to_lon_lat = zone_to_lon_lat, .clone = clone_zone, .free = free, .metre_per_unit = 1.0};
    double *state = malloc(sizeof(*state));
    assert_non_null(state);
    *state = central_deg;
    made.state = state;
    return made;
}

/* Zones, degrees (central meridian 0) and the one that spoils (below 0) differ in one call only. */
static enum lg_status clone_zone(const void *state, struct lg_projection *copy,
                                 struct lg_error *err)
{
    (void)err;
    double central_deg = *(const double *)state;
    *copy = zone(central_deg);
    if (central_deg == 0.0) {
        copy->to_lon_lat = degrees_to_lon_lat;
        copy->is_geographic = true;
        copy->metre_per_unit = 0.0;
    }
    if (central_deg < 0.0) copy->to_lon_lat = spoil_lon_lat;
    return LG_OK;
}

struct fixture {
    struct lg_source source;
    struct lg_sources sources;
    struct lg_spatial_worker *worker;
    struct lg_shapes shapes;
    struct lg_error err;
};

static void start(struct fixture *fixture, double central_deg)
{
    memset(fixture, 0, sizeof(*fixture));
    fixture->source.projection = zone(central_deg);
    fixture->sources.count = 1;
    fixture->sources.items = &fixture->source;
    assert_int_equal(lg_spatial_worker_new(&fixture->sources, &fixture->worker, &fixture->err),
                     LG_OK);
}

static void finish(struct fixture *fixture)
{
    lg_spatial_worker_free(fixture->worker);
    fixture->source.projection.free(fixture->source.projection.state);
    lg_shapes_reset(&fixture->shapes);
}

struct point {
    const char *name;
    double lon_deg, lat_deg, central_deg, east_m, north_m;
};

/* domain.md 4.4, given to a millimetre */
static const struct point points[] = {
    {"Lhasa, own zone", 91.0, 29.65, 90, 596825.586, 3281734.103},
    {"Lhasa, neighbour zone", 91.0, 29.65, 93, 306333.657, 3282988.648},
    {"Qamdo", 97.17, 31.14, 96, 611580.042, 3447085.410},
    {"Golmud", 94.9, 36.4, 96, 401321.407, 4030489.910},
};

static void projection_of_this_test_is_right(void **state)
{
    const struct point *point = *state;
    double xy[2] = {point->lon_deg, point->lat_deg};
    to_plane(point->central_deg, xy);
    ASSERT_CLOSE(xy[0], point->east_m, 6e-4);
    ASSERT_CLOSE(xy[1], point->north_m, 6e-4);
    from_plane(point->central_deg, xy);
    ASSERT_CLOSE(xy[0], point->lon_deg, 1e-12);
    ASSERT_CLOSE(xy[1], point->lat_deg, 1e-12);
}

struct polygon {
    const char *name;
    double central_deg; /* 0: in degrees */
    size_t corner_count, hole_count;
    double lon_lat_deg[2 * CORNERS_MAX]; /* open */
    double hole_deg[2 * CORNERS_MAX];    /* open */
    double area_m2, tolerance_m2;
};

/*
 * domain.md 4.4; edges are straight in degrees there, so they come in 64 parts to the plane. What
 * is left is the bulge of a part, of opposite sign on opposite edges: below 2e-3 m2 for 4 km.
 */
#define LHASA  91, 29.65, 91.01, 29.65, 91.01, 29.66, 91, 29.66
#define HOLE   91.002, 29.652, 91.004, 29.652, 91.004, 29.654, 91.002, 29.654
#define HOLE_2 91.002, 29.654, 91.004, 29.654, 91.004, 29.652, 91.002, 29.652
#define GOLMUD 94.9, 36.4, 94.91, 36.4, 94.91, 36.41, 94.9, 36.41
static const struct polygon polygons[] = {
    {"Lhasa, degrees", 0, 4, 0, {LHASA}, {0}, 1073198.0961, 1e-4},
    {"Lhasa, own zone", 90, 4, 0, {LHASA}, {0}, 1073198.0961, 1e-3},
    {"Lhasa, neighbour zone", 93, 4, 0, {LHASA}, {0}, 1073198.0961, 1e-3},
    {"with a hole, degrees", 0, 4, 4, {LHASA}, {HOLE}, 1030269.3364, 1e-4},
    {"with a hole, own zone", 90, 4, 4, {LHASA}, {HOLE}, 1030269.3364, 1e-3},
    {"with a hole the other way round", 93, 4, 4, {LHASA}, {HOLE_2}, 1030269.3364, 1e-3},
    {"Golmud, own zone", 96, 4, 0, {GOLMUD}, {0}, 995374.3944, 1e-3},
    {"Golmud, neighbour zone", 93, 4, 0, {GOLMUD}, {0}, 995374.3944, 1e-3},
    {"triangle, own zone",
     96,
     3,
     0,
     {97.17, 31.14, 97.20, 31.14, 97.17, 31.17},
     {0},
     4757463.918, /* the limit of ever finer parts */
     0.1},
};

static void add_ring(struct fixture *fixture, double central_deg, const double *corners,
                     size_t corner_count, bool is_hole)
{
    double *xy = NULL;
    size_t parts = central_deg != 0.0 ? EDGE_PARTS : 1;
    size_t count = corner_count * parts;
    assert_int_equal(lg_shapes_add_ring(&fixture->shapes, is_hole, count + 1, &xy, &fixture->err),
                     LG_OK);
    for (size_t i = 0; i <= count; i++) {
        const double *from = corners + 2 * (i / parts % corner_count);
        const double *to = corners + 2 * ((i / parts + 1) % corner_count);
        double t = (double)(i % parts) / (double)parts;
        xy[2 * i] = from[0] + t * (to[0] - from[0]);
        xy[2 * i + 1] = from[1] + t * (to[1] - from[1]);
        if (central_deg > 0.0) to_plane(central_deg, xy + 2 * i);
    }
}

static void add_polygon(struct fixture *fixture, const struct polygon *polygon)
{
    assert_int_equal(lg_shapes_begin(&fixture->shapes, &fixture->err), LG_OK);
    add_ring(fixture, polygon->central_deg, polygon->lon_lat_deg, polygon->corner_count, false);
    if (polygon->hole_count == 0) return;
    add_ring(fixture, polygon->central_deg, polygon->hole_deg, polygon->hole_count, true);
}

static void area_holds_in_any_plane(void **state)
{
    const struct polygon *polygon = *state;
    struct fixture fixture;
    double area_m2 = 0.0;
    start(&fixture, polygon->central_deg);
    add_polygon(&fixture, polygon);
    assert_int_equal(
        lg_measure_shape(fixture.worker, 0, &fixture.shapes, 0, &area_m2, &fixture.err), LG_OK);
    ASSERT_CLOSE(area_m2, polygon->area_m2, polygon->tolerance_m2);
    finish(&fixture);
}

/* Three corners in the plane: the same area as with every edge in 2000 parts made by hand. */
static void long_edges_are_straight_in_the_plane(void **state)
{
    (void)state;
    enum { PARTS = 2000 };
    const double corners[8] = {611580, 3447085, 614440, 3447085, 611580, 3450410, 611580, 3447085};
    struct fixture fixture;
    start(&fixture, 96);
    double *xy = NULL;
    double area_m2 = 0.0;
    assert_int_equal(lg_shapes_begin(&fixture.shapes, &fixture.err), LG_OK);
    assert_int_equal(lg_shapes_add_ring(&fixture.shapes, false, 4, &xy, &fixture.err), LG_OK);
    memcpy(xy, corners, sizeof(corners));
    assert_int_equal(
        lg_measure_shape(fixture.worker, 0, &fixture.shapes, 0, &area_m2, &fixture.err), LG_OK);

    double *fine = calloc(3 * PARTS + 1, 2 * sizeof(*fine));
    assert_non_null(fine);
    for (size_t i = 0; i <= 3 * (size_t)PARTS; i++) {
        size_t edge = i / PARTS < 3 ? i / PARTS : 0;
        double t = (double)(i % PARTS) / PARTS;
        fine[2 * i] = corners[2 * edge] + t * (corners[2 * edge + 2] - corners[2 * edge]);
        fine[2 * i + 1] =
            corners[2 * edge + 1] + t * (corners[2 * edge + 3] - corners[2 * edge + 1]);
        from_plane(96, fine + 2 * i);
    }
    /*
     * Undivided, the slanted edge alone is 246 m2 off (domain.md 4.4). That shrinks with the square
     * of the parts, here 41, 48 and 63: 0.15 + 0.11 + 0.06 m2 if all edges were as bad.
     */
    ASSERT_CLOSE(area_m2, lg_area_ring_m2(fine, 3 * (size_t)PARTS + 1), 0.32);
    free(fine);
    finish(&fixture);
}

/* 3000 shapes of 260 divided vertices fill several batches; each area is as of the shape alone. */
static void bulk_is_shape_by_shape(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture, 90);
    for (size_t shape = 0; shape < SHAPES_IN_BULK; shape++) {
        if (shape % 7 == 0) {
            assert_int_equal(lg_shapes_begin(&fixture.shapes, &fixture.err), LG_OK);
        } else {
            add_polygon(&fixture, &polygons[shape % 2 == 0 ? 1 : 4]);
        }
    }
    double *area_m2 = calloc(SHAPES_IN_BULK, sizeof(*area_m2));
    assert_non_null(area_m2);
    struct lg_shapes lon_lat = {0};
    assert_int_equal(
        lg_measure_shapes(fixture.worker, 0, &fixture.shapes, area_m2, &lon_lat, &fixture.err),
        LG_OK);
    assert_int_equal(lon_lat.count, SHAPES_IN_BULK);
    assert_int_equal(lon_lat.vertex_count, fixture.shapes.vertex_count);
    for (size_t shape = 0; shape < SHAPES_IN_BULK; shape += 101) {
        double alone_m2 = 0.0;
        assert_int_equal(
            lg_measure_shape(fixture.worker, 0, &fixture.shapes, shape, &alone_m2, &fixture.err),
            LG_OK);
        assert_true(area_m2[shape] == alone_m2);
        assert_int_equal(lg_shapes_vertex_count(&lon_lat, shape),
                         lg_shapes_vertex_count(&fixture.shapes, shape));
    }
    /* The last vertex of all is a closing one: the first corner of the last shape. */
    size_t last = lon_lat.vertex_count - 1;
    size_t first = lon_lat.vertex_start[lon_lat.ring_count - 1];
    assert_true(lon_lat.xy[2 * last] == lon_lat.xy[2 * first]);
    ASSERT_CLOSE(lon_lat.xy[2 * last], 91.0, 0.0021);
    lg_shapes_reset(&lon_lat);
    free(area_m2);
    finish(&fixture);
}

static void empty_shape_has_no_area(void **state)
{
    (void)state;
    struct fixture fixture;
    double area_m2 = 1.0;
    start(&fixture, 90);
    assert_int_equal(lg_shapes_begin(&fixture.shapes, &fixture.err), LG_OK);
    assert_int_equal(
        lg_measure_shape(fixture.worker, 0, &fixture.shapes, 0, &area_m2, &fixture.err), LG_OK);
    assert_true(area_m2 == 0.0);
    finish(&fixture);
}

static void vertex_that_comes_out_as_no_number_is_refused(void **state)
{
    (void)state;
    struct fixture fixture;
    double area_m2 = 0.0;
    start(&fixture, -1);
    fixture.source.path = "parcels.shp";
    assert_int_equal(lg_shapes_begin(&fixture.shapes, &fixture.err), LG_OK);
    add_ring(&fixture, 0, polygons[0].lon_lat_deg, 4, false);
    assert_int_equal(
        lg_measure_shape(fixture.worker, 0, &fixture.shapes, 0, &area_m2, &fixture.err),
        LG_BAD_INPUT);
    assert_non_null(strstr(fixture.err.message, "parcels.shp: a vertex comes out at"));
    finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_edges_are_straight_in_the_plane),
        cmocka_unit_test(bulk_is_shape_by_shape),
        cmocka_unit_test(empty_shape_has_no_area),
        cmocka_unit_test(vertex_that_comes_out_as_no_number_is_refused),
    };
    int failed = RUN_CASES("check points", points, projection_of_this_test_is_right);
    failed += RUN_CASES("areas", polygons, area_holds_in_any_plane);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    return failed;
}
