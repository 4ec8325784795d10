/*
 * What is doubtful in an outline: each doubt with a shape that has it and a near miss that has not.
 *
 * The plane of these tests is metres, near enough, at 91, 29.65: a unit is 1 / 111195 degrees of
 * latitude and 1 / (111195 cos latitude) degrees of longitude, the scale of the checks themselves.
 */
#include "model/block.h"
#include "spatial/outline_checks.h"
#include "support/cmocka.h"
#include "support/rings.h"

#include <math.h>
#include <string.h>

#define LAT_DEG 29.65
#define LON_DEG 91.0

static const struct lg_outline_limits limits = {
    .spike_angle_deg = 1, .spike_width_m = 0.1, .thin_width_m = 0.1, .looks_for_thin = true};
static const struct lg_role roles[] = {{.name = "id", .kind = LG_KIND_TEXT}};

struct doubt_case {
    const char *name;
    const char *rings; /* of read_rings(): metres */
    double area_m2;
    bool from_shapefile;
    unsigned codes;       /* bits of the doubts expected */
    double value;         /* of the first doubt; NaN: not asked */
    const char *in_first; /* text in its message; NULL: no doubt */
};

#define BIT(CODE) (1u << ((CODE)-LG_W_SPIKE))

static const struct doubt_case doubt_cases[] = {
    {"a square is beyond doubt", "0 0, 0 100, 100 100, 100 0", 10000, true, 0, (double)NAN, NULL},
    /* a needle 10 m long on a base of 0.1 m: atan(0.1 / 10) = 0.57 degrees, 0.1 m wide at most */
    {"a needle of half a degree is a spike",
     "0 0, 0 100, 50 100, 50.05 110, 50.09 100, 100 100, 100 0", 10000, false, BIT(LG_W_SPIKE), 1,
     "1 spike sharper than 1 degrees and narrower than 0.1 m"},
    {"two needles are counted together",
     "0 0, 0 100, 20 100, 20.05 110, 20.09 100, 50 100, 50.05 110, 50.09 100, 100 100, 100 0",
     10000, false, BIT(LG_W_SPIKE), 2, "2 spikes"},
    {"a needle into the land is one, too",
     "0 0, 0 100, 50 100, 50.05 90, 50.09 100, 100 100, 100 0", 10000, false, BIT(LG_W_SPIKE), 1,
     "1 spike"},
    /* atan(0.3 / 10) = 1.7 degrees */
    {"a wedge of two degrees is none", "0 0, 0 100, 50 100, 50.15 110, 50.3 100, 100 100, 100 0",
     10000, false, 0, (double)NAN, NULL},
    /* 0.8 degrees, but the shorter edge of 20 m ends 0.28 m from the longer one */
    {"a sharp corner of long edges is none", "0 0, 20 0.28, 2000 0, 1000 -500", 1e5, false, 0,
     (double)NAN, NULL},
    {"a spike is seen past a vertex given twice",
     "0 0, 0 100, 50 100, 50.05 110, 50.05 110, 50.09 100, 100 100, 100 0", 10000, true,
     BIT(LG_W_SPIKE) | BIT(LG_I_VERTEX), 1, "1 spike"},
    /* 100 m by 0.08 m: twice 8 m2 by 200.16 m of edges */
    {"a strip of 8 cm is thin", "0 0, 0 0.08, 100 0.08, 100 0", 8, false, BIT(LG_W_THIN),
     16 / 200.16, "strip of 8.00 m2 with a mean width of 0.080 m"},
    {"a strip of 12 cm is not", "0 0, 0 0.12, 100 0.12, 100 0", 12, false, 0, (double)NAN, NULL},
    {"a vertex three times over is two too many", "0 0, 0 100, 0 100, 0 100, 100 100, 100 0", 10000,
     true, BIT(LG_I_VERTEX), 2, "2 vertices stand twice in a row"},
    {"counter-clockwise is wrong in a shapefile", "0 0, 100 0, 100 100, 0 100", 10000, true,
     BIT(LG_I_RING), 1, "1 ring runs the wrong way round"},
    {"counter-clockwise is right elsewhere", "0 0, 100 0, 100 100, 0 100", 10000, false, 0,
     (double)NAN, NULL},
    {"a clockwise hole is wrong in a shapefile",
     "0 0, 0 100, 100 100, 100 0; - 20 20, 20 40, 40 40, 40 20", 9600, true, BIT(LG_I_RING), 1,
     "1 ring runs the wrong way round"},
    {"a counter-clockwise hole is right there",
     "0 0, 0 100, 100 100, 100 0; - 20 20, 40 20, 40 40, 20 40", 9600, true, 0, (double)NAN, NULL},
};

/* A degree at 29.65 N on CGCS2000: M = 6351040.35 m, N cos(lat) = 5547552.56 m, times pi / 180. */
static void to_degrees(struct lg_shapes *shapes)
{
    double y_scale = 1 / 110846.565;
    double x_scale = 1 / 96823.058;
    for (size_t i = 0; i < shapes->vertex_count; i++) {
        shapes->xy[2 * i] = LON_DEG + shapes->xy[2 * i] * x_scale;
        shapes->xy[2 * i + 1] = LAT_DEG + shapes->xy[2 * i + 1] * y_scale;
    }
}

static struct lg_outline_look look_at(const char *rings, double area_m2, bool from_shapefile,
                                      const struct lg_outline_limits *with)
{
    struct lg_block block;
    struct lg_error err;
    assert_int_equal(lg_block_init(&block, roles, 1, &err), LG_OK);
    assert_int_equal(lg_table_add_rows(&block.table, 1, &err), LG_OK);
    read_rings(rings, &block.raw);
    read_rings(rings, &block.lon_lat);
    to_degrees(&block.lon_lat);
    assert_int_equal(lg_block_size_columns(&block, &err), LG_OK);
    block.fate[0] = LG_SHAPE_VALID;
    block.area_m2[0] = area_m2;
    block.outer_is_clockwise = from_shapefile;
    struct lg_outline_look look = lg_outline_look(with, &block, 0);
    lg_block_reset(&block);
    return look;
}

static void doubts_hold(void **state)
{
    const struct doubt_case *row = *state;
    struct lg_outline_look look = look_at(row->rings, row->area_m2, row->from_shapefile, &limits);
    unsigned codes = 0;
    for (size_t i = 0; i < look.count; i++) {
        codes |= BIT(look.doubts[i].code);
        /* The place is in or on the square of the case. */
        assert_in_range(look.doubts[i].lon_deg * 1e6, 90999999, 91020700);
        assert_in_range(look.doubts[i].lat_deg * 1e6, 29645000, 29651000);
    }
    assert_int_equal(codes, row->codes);
    if (look.count == 0) return;
    if (!isnan(row->value)) ASSERT_CLOSE(look.doubts[0].value, row->value, 1e-3 * row->value);
    assert_non_null(strstr(look.doubts[0].message, row->in_first));
}

static void narrow_parks_are_not_looked_for(void **state)
{
    (void)state;
    struct lg_outline_limits of_parks = limits;
    of_parks.looks_for_thin = false;
    assert_int_equal(look_at("0 0, 0 0.08, 100 0.08, 100 0", 8, false, &of_parks).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(narrow_parks_are_not_looked_for)};
    int failed = RUN_CASES("outline", doubt_cases, doubts_hold);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    return failed;
}
