/*
 * spatial/sites: which idle pieces lie together, and the room in them.
 *
 * Squares are drawn in metres at 29 degrees north, where a degree of longitude has 97 438.908 m
 * (N cos B) and one of latitude 110 835.765 m (M). Lengths are therefore true to the part of a
 * metre that the tests ask for.
 */
#include "spatial/geos.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/ledger_model.h"
#include "support/rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EAST_M_PER_DEG  97438.908
#define NORTH_M_PER_DEG 110835.765
#define GAP_WIDTH_M     0.1

enum { PARCELS_MAX = 8, CELLS = 12, PAPER_CELLS = 144, ROW_COUNT = 1000 };

struct site_case {
    const char *name;
    double distance_m;
    const char *parcels[PARCELS_MAX]; /* rings of read_rings(), metres; NULL ends */
    const char *parks;                /* a digit for each; 'x': some land, none of which counts;
                                         '-': in use */
    const char *sites;                /* "01;2": rows of each */
    /* Of the first site; 0: not asked. */
    size_t part_count;
    double circle_m, compactness;
};

#define LEFT  "0 0, 100 0, 100 100, 0 100"
#define RIGHT "100 0, 200 0, 200 100, 100 100"

static const struct site_case site_cases[] = {
    {"one parcel is a site", 1, {LEFT}, "0", "0", 1, 50, 0.785398},
    {"parcels with a common border are one site",
     0,
     {LEFT, RIGHT},
     "00",
     "01",
     1,
     50,
     0.698132}, /* 4 pi 20000 / 600^2 */
    {"neighbours need not have the same vertices",
     0,
     {LEFT, "100 20, 200 20, 200 60, 100 60"},
     "00",
     "01",
     1,
     50,
     0},
    {"a corner is no border where only touching counts",
     0,
     {LEFT, "100 100, 200 100, 200 200, 100 200"},
     "00",
     "0;1",
     1,
     50,
     0},
    {"a corner is near where a distance is allowed, and leaves two parts",
     1,
     {LEFT, "100 100, 200 100, 200 200, 100 200"},
     "00",
     "01",
     2,
     50,
     0.392699}, /* 4 pi 20000 / 800^2 */
    {"a gap below the distance joins",
     1,
     {LEFT, "100.9 0, 200 0, 200 100, 100.9 100"},
     "00",
     "01",
     2,
     50,
     0},
    {"a gap above the distance separates",
     1,
     {LEFT, "101.1 0, 200 0, 200 100, 101.1 100"},
     "00",
     "0;1",
     1,
     50,
     0},
    {"a road of 12 m separates, and does not where the rule set says so",
     12.5,
     {LEFT, "112 0, 200 0, 200 100, 112 100"},
     "00",
     "01",
     2,
     50,
     0},
    {"a gap of 5 mm is touching",
     0,
     {LEFT, "100.005 0, 200 0, 200 100, 100.005 100"},
     "00",
     "01",
     1,
     50,
     0.698132},
    {"a crack of 5 cm does not halve the circle",
     1,
     {"0 0, 50 0, 50 100, 0 100", "50.05 0, 100 0, 100 100, 50.05 100"},
     "00",
     "01",
     1,
     50,
     0.785398},
    {"a crack of 20 cm is no drawing error: two parts",
     1,
     {"0 0, 50 0, 50 100, 0 100", "50.2 0, 100 0, 100 100, 50.2 100"},
     "00",
     "01",
     2,
     25,
     0},
    {"a crack is closed where other land is a lane away",
     1,
     {"50.05 0, 100 0, 100 100, 50.05 100", "0 0, 50 0, 50 100, 0 100",
      "100.5 0, 130 0, 130 30, 100.5 30"},
     "000",
     "012",
     2,
     50,
     0},
    {"parcels are joined through others",
     1,
     {"201.6 0, 300 0, 300 100, 201.6 100", LEFT, "100.8 0, 200.8 0, 200.8 100, 100.8 100"},
     "000",
     "012",
     3,
     50,
     0},
    {"land in use between them separates",
     1,
     {LEFT, RIGHT, "200 0, 300 0, 300 100, 200 100"},
     "0-0",
     "0;2",
     1,
     50,
     0},
    {"land of two parks is never joined", 1, {LEFT, RIGHT}, "01", "0;1", 1, 50, 0},
    {"what other parcels take whole is in no site", 1, {LEFT, LEFT}, "0x", "0", 1, 50, 0},
    /* 100 sqrt 2 / (1 + sqrt 2): between two outer sides and a corner of the court;
       4 pi 80000 / 1600^2 */
    {"four parcels around a court keep it",
     1,
     {"0 0, 200 0, 200 100, 0 100", "200 0, 300 0, 300 200, 200 200",
      "100 200, 300 200, 300 300, 100 300", "0 100, 100 100, 100 300, 0 300"},
     "0000",
     "0123",
     1,
     58.5786,
     0.392699},
    {"a parcel with a hole",
     1,
     {"0 0, 300 0, 300 300, 0 300; - 100 100, 100 200, 200 200, 200 100"},
     "0",
     "0",
     1,
     58.5786,
     0.392699},
    {"parcels that both claim land, kept, are one site",
     0,
     {LEFT, "50 0, 150 0, 150 100, 50 100"},
     "00",
     "01",
     1,
     50,
     0},
};

static void to_degrees(struct lg_shapes *shapes)
{
    for (size_t i = 0; i < shapes->vertex_count; i++) {
        shapes->xy[2 * i] = 91.0 + shapes->xy[2 * i] / EAST_M_PER_DEG;
        shapes->xy[2 * i + 1] = 29.0 + shapes->xy[2 * i + 1] / NORTH_M_PER_DEG;
    }
}

/* All whole parcels, idle, in the order given; drawn by the caller. */
static struct lg_model *model_of(const struct ledger_parcel *parcels, size_t count,
                                 double distance_m)
{
    struct lg_model *model = ledger_model_new(3, parcels, count);
    model->rules.sites.distance_m = distance_m;
    model->rules.gap_width_m = GAP_WIDTH_M;
    model->parcels.shape = calloc(count + 1, sizeof(*model->parcels.shape));
    model->pieces.cut = calloc(count + 1, sizeof(*model->pieces.cut));
    assert_non_null(model->parcels.shape);
    assert_non_null(model->pieces.cut);
    for (size_t i = 0; i < count; i++) {
        model->parcels.shape[i] = i;
        model->pieces.cut[i] = LG_WHOLE_SHAPE;
    }
    return model;
}

static struct lg_model *model_of_case(const struct site_case *row)
{
    struct ledger_parcel parcels[PARCELS_MAX] = {0};
    size_t count = strlen(row->parks);
    for (size_t i = 0; i < count; i++) {
        bool is_used = row->parks[i] == '-';
        parcels[i] = (struct ledger_parcel){
            .id = row->parcels[i],
            .park = row->parks[i] == '1' ? 1 : 0,
            .account_m2 = row->parks[i] == 'x' ? 0.0 : 10000.0,
            .supply = LG_STATE_D,
            .status = is_used ? LG_IDLE_ACTIVE : LG_IDLE_FIRST,
        };
    }
    struct lg_model *model = model_of(parcels, count, row->distance_m);
    for (size_t i = 0; i < count; i++) {
        read_rings(row->parcels[i], &model->parcels.lon_lat);
    }
    to_degrees(&model->parcels.lon_lat);
    return model;
}

/* Rows of the pieces, site by site. */
static void write_sites(const struct lg_sites *sites, char *text)
{
    for (size_t i = 0; i < sites->count; i++) {
        if (i > 0) *text++ = ';';
        for (size_t k = 0; k < sites->items[i].piece_count; k++) {
            *text++ = (char)('0' + sites->pieces[sites->items[i].first + k]);
        }
    }
    *text = '\0';
}

static double flat_area_m2(const struct lg_shapes *lon_lat, size_t shape)
{
    double twice = 0.0;
    for (size_t ring = lon_lat->ring_start[shape]; ring < lon_lat->ring_start[shape + 1]; ring++) {
        size_t first = lon_lat->vertex_start[ring];
        double own = fabs(
            lg_ring_twice_area(lon_lat->xy + 2 * first, lon_lat->vertex_start[ring + 1] - first));
        twice += lon_lat->ring_is_hole[ring] != 0 ? -own : own;
    }
    return twice / 2.0 * EAST_M_PER_DEG * NORTH_M_PER_DEG;
}

static void check_case(void **state)
{
    const struct site_case *row = *state;
    char text[4 * PARCELS_MAX];
    struct lg_error err = {""};
    struct lg_model *model = model_of_case(row);
    assert_int_equal(lg_overlay_join_sites(model, 2, NULL, &err), LG_OK);
    const struct lg_sites *sites = &model->results.sites;
    write_sites(sites, text);
    assert_string_equal(text, row->sites);
    assert_int_equal(sites->lon_lat.count, sites->count);
    const struct lg_site *site = &sites->items[0];
    assert_int_equal(site->part_count, row->part_count);
    /* Two parts in a hundred of area by border, which is 50 m at most. */
    ASSERT_CLOSE(site->circle_m, row->circle_m, 1.0);
    if (row->compactness > 0) ASSERT_CLOSE(site->compactness, row->compactness, 1e-3);
    struct lg_box box = lg_shapes_box(&sites->lon_lat, site->shape);
    assert_true(site->circle_lon_deg > box.x_min && site->circle_lon_deg < box.x_max);
    assert_true(site->circle_lat_deg > box.y_min && site->circle_lat_deg < box.y_max);
    lg_model_free(model);
}

/* ---- squared paper: sites are counted cell by cell ---- */

struct paper {
    bool is_idle[PAPER_CELLS];
    size_t at[PAPER_CELLS]; /* row of the model */
    size_t count;
};

static uint64_t next_number(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static struct paper draw_paper(uint64_t seed)
{
    struct paper paper = {.count = 0};
    size_t order[PAPER_CELLS];
    for (size_t i = 0; i < PAPER_CELLS; i++) {
        paper.is_idle[i] = next_number(&seed) % 100 < 45;
        order[i] = i;
    }
    for (size_t i = PAPER_CELLS - 1; i > 0; i--) {
        size_t other = (size_t)(next_number(&seed) % (i + 1));
        size_t kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
    for (size_t i = 0; i < PAPER_CELLS; i++) {
        if (paper.is_idle[order[i]]) paper.at[order[i]] = paper.count++;
    }
    return paper;
}

static struct lg_model *model_of_paper(const struct paper *paper, double distance_m)
{
    struct ledger_parcel parcels[PAPER_CELLS];
    size_t cell_of[PAPER_CELLS];
    for (size_t cell = 0; cell < PAPER_CELLS; cell++) {
        if (!paper->is_idle[cell]) continue;
        cell_of[paper->at[cell]] = cell;
        parcels[paper->at[cell]] = (struct ledger_parcel){
            .id = "C", .account_m2 = 100.0, .supply = LG_STATE_D, .status = LG_IDLE_FIRST};
    }
    struct lg_model *model = model_of(parcels, paper->count, distance_m);
    struct lg_shapes *lon_lat = &model->parcels.lon_lat;
    for (size_t row = 0; row < paper->count; row++) {
        size_t column = cell_of[row] % CELLS, line = cell_of[row] / CELLS;
        double x = 10.0 * (double)column, y = 10.0 * (double)line;
        double *xy;
        const double square[10] = {x, y, x + 10, y, x + 10, y + 10, x, y + 10, x, y};
        assert_int_equal(lg_shapes_begin(lon_lat, NULL), LG_OK);
        assert_int_equal(lg_shapes_add_ring(lon_lat, false, 5, &xy, NULL), LG_OK);
        memcpy(xy, square, sizeof(square));
    }
    to_degrees(lon_lat);
    return model;
}

/* Give the cells that lie together the number of a site. */
static size_t number_cells(const struct paper *paper, bool corners_join, size_t *numbers)
{
    size_t count = 0;
    size_t stack[9 * PAPER_CELLS];
    memset(numbers, 0, PAPER_CELLS * sizeof(*numbers));
    for (size_t start = 0; start < PAPER_CELLS; start++) {
        size_t depth = 0;
        if (!paper->is_idle[start] || numbers[start] != 0) continue;
        count++;
        stack[depth++] = start;
        while (depth > 0) {
            size_t cell = stack[--depth];
            if (!paper->is_idle[cell] || numbers[cell] != 0) continue;
            numbers[cell] = count;
            for (int way = 0; way < 9; way++) {
                int dx = way % 3 - 1, dy = way / 3 - 1;
                int x = (int)(cell % CELLS) + dx, y = (int)(cell / CELLS) + dy;
                bool is_corner = dx != 0 && dy != 0;
                if (x < 0 || y < 0 || x >= CELLS || y >= CELLS) continue;
                if (is_corner && !corners_join) continue;
                stack[depth++] = (size_t)y * CELLS + (size_t)x;
            }
        }
    }
    return count;
}

static void check_paper(uint64_t seed, bool corners_join)
{
    size_t numbers[PAPER_CELLS];
    struct paper paper = draw_paper(seed);
    size_t count = number_cells(&paper, corners_join, numbers);
    struct lg_model *models[2];
    for (size_t i = 0; i < 2; i++) {
        models[i] = model_of_paper(&paper, corners_join ? 1.0 : 0.0);
        assert_int_equal(lg_overlay_join_sites(models[i], 1 + 2 * i, NULL, NULL), LG_OK);
    }
    const struct lg_sites *sites = &models[0]->results.sites;
    const struct lg_sites *same = &models[1]->results.sites;
    assert_int_equal(sites->count, count);
    size_t site_of[PAPER_CELLS];
    for (size_t i = 0; i < sites->count; i++) {
        /* Where corners meet, some square centimetres are closed like a crack. */
        double area_m2 = 100.0 * (double)sites->items[i].piece_count;
        ASSERT_CLOSE(flat_area_m2(&sites->lon_lat, i), area_m2, 0.001 * area_m2);
        for (size_t k = 0; k < sites->items[i].piece_count; k++) {
            site_of[sites->pieces[sites->items[i].first + k]] = i;
        }
    }
    /* Two cells are of one site when they have one number. */
    size_t number_of[PAPER_CELLS] = {0};
    for (size_t cell = 0; cell < PAPER_CELLS; cell++) {
        if (!paper.is_idle[cell]) continue;
        size_t *number = &number_of[site_of[paper.at[cell]]];
        if (*number == 0) *number = numbers[cell];
        assert_int_equal(*number, numbers[cell]);
    }
    /* Threads do not show. */
    assert_int_equal(same->lon_lat.vertex_count, sites->lon_lat.vertex_count);
    assert_memory_equal(same->lon_lat.xy, sites->lon_lat.xy,
                        2 * sites->lon_lat.vertex_count * sizeof(double));
    assert_memory_equal(same->items, sites->items, sites->count * sizeof(*sites->items));
    lg_model_free(models[0]);
    lg_model_free(models[1]);
}

static void sites_are_those_of_squared_paper(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        check_paper(seed * 7919, seed % 2 == 0);
    }
}

/* Squares of 20 m in the order of the draw, so many metres from one to the next. */
static struct lg_model *model_of_row(double step_m)
{
    static struct ledger_parcel parcels[ROW_COUNT];
    for (size_t i = 0; i < ROW_COUNT; i++) {
        parcels[i] = (struct ledger_parcel){
            .id = "R", .account_m2 = 400.0, .supply = LG_STATE_D, .status = LG_IDLE_FIRST};
    }
    struct lg_model *model = model_of(parcels, ROW_COUNT, 1.0);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        double x = step_m * (double)(i * 7 % ROW_COUNT);
        const double square[10] = {x, 0, x + 20, 0, x + 20, 20, x, 20, x, 0};
        double *xy;
        assert_int_equal(lg_shapes_begin(&model->parcels.lon_lat, NULL), LG_OK);
        assert_int_equal(lg_shapes_add_ring(&model->parcels.lon_lat, false, 5, &xy, NULL), LG_OK);
        memcpy(xy, square, sizeof(square));
    }
    to_degrees(&model->parcels.lon_lat);
    assert_int_equal(lg_overlay_join_sites(model, 2, NULL, NULL), LG_OK);
    return model;
}

/* The longest row there is: each piece is joined to the one before. */
static void a_thousand_parcels_in_a_row_are_one_site(void **state)
{
    (void)state;
    struct lg_model *model = model_of_row(20.0);
    const struct lg_sites *sites = &model->results.sites;
    assert_int_equal(sites->count, 1);
    assert_int_equal(sites->items[0].piece_count, ROW_COUNT);
    assert_int_equal(sites->items[0].part_count, 1);
    ASSERT_CLOSE(sites->items[0].circle_m, 10.0, 0.2);
    /* 4 pi 20 x 20000 / (2 x 20020)^2 */
    ASSERT_CLOSE(sites->items[0].compactness, 0.00313534, 1e-5);
    lg_model_free(model);
}

/* Half a metre apart they are one site still, and a circle lies in one of them. */
static void a_thousand_parcels_apart_are_a_thousand_parts(void **state)
{
    (void)state;
    struct lg_model *model = model_of_row(20.5);
    const struct lg_sites *sites = &model->results.sites;
    assert_int_equal(sites->count, 1);
    assert_int_equal(sites->items[0].part_count, ROW_COUNT);
    ASSERT_CLOSE(sites->items[0].circle_m, 10.0, 0.1);
    /* 4 pi 400 x 1000 / (80 x 1000)^2 */
    ASSERT_CLOSE(sites->items[0].compactness, 0.000785398, 1e-7);
    lg_model_free(model);
}

static void a_park_without_idle_land_has_no_site(void **state)
{
    (void)state;
    const struct site_case row = {"", 1, {LEFT}, "-", "", 0, 0, 0};
    struct lg_model *model = model_of_case(&row);
    assert_int_equal(lg_overlay_join_sites(model, 2, NULL, NULL), LG_OK);
    assert_int_equal(model->results.sites.count, 0);
    lg_model_free(model);
}

static void a_stopped_run_ends(void **state)
{
    (void)state;
    volatile sig_atomic_t stop = 1;
    const struct lg_hooks hooks = {.stop = &stop};
    struct lg_model *model = model_of_case(&site_cases[1]);
    assert_int_equal(lg_overlay_join_sites(model, 1, &hooks, NULL), LG_STOPPED);
    lg_model_free(model);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    long count = 0;
    for (; status != LG_OK; count++) {
        struct lg_model *model = model_of_case(&site_cases[4]);
        failing_alloc_after(count);
        status = lg_overlay_join_sites(model, 1, NULL, NULL);
        failing_alloc_after(-1);
        if (status != LG_OK) {
            assert_int_equal(status, LG_NO_MEMORY);
            assert_int_equal(model->results.sites.count, 0);
        }
        lg_model_free(model);
    }
    assert_true(count > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sites_are_those_of_squared_paper),
        cmocka_unit_test(a_thousand_parcels_in_a_row_are_one_site),
        cmocka_unit_test(a_thousand_parcels_apart_are_a_thousand_parts),
        cmocka_unit_test(a_park_without_idle_land_has_no_site),
        cmocka_unit_test(a_stopped_run_ends),
        cmocka_unit_test(every_allocation_may_fail),
    };
    int failed = RUN_CASES("spatial/sites", site_cases, check_case);
    return failed + cmocka_run_group_tests_name("spatial/sites, all", tests, NULL, NULL);
}
