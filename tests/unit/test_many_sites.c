/*
 * spatial/sites: squared paper, where sites are counted cell by cell, and rows of a thousand
 * parcels. Drawn in metres.
 */
#include "spatial/geos.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/site_model.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { CELLS = 12, PAPER_CELLS = 144, ROW_COUNT = 1000 };

/* ---- squared paper ---- */

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
    struct lg_model *model = site_model_new(parcels, paper->count, distance_m);
    struct lg_shapes *lon_lat = &model->parcels.lon_lat;
    for (size_t row = 0; row < paper->count; row++) {
        size_t column = cell_of[row] % CELLS, line = cell_of[row] / CELLS;
        add_square(lon_lat, 10.0 * (double)column, 10.0 * (double)line, 10.0);
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

/* ---- a thousand in a row ---- */

/* Squares of 20 m in the order of the draw, so many metres from one to the next. */
static struct lg_model *model_of_row(double step_m)
{
    static struct ledger_parcel parcels[ROW_COUNT];
    for (size_t i = 0; i < ROW_COUNT; i++) {
        parcels[i] = (struct ledger_parcel){
            .id = "R", .account_m2 = 400.0, .supply = LG_STATE_D, .status = LG_IDLE_FIRST};
    }
    struct lg_model *model = site_model_new(parcels, ROW_COUNT, 1.0);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        add_square(&model->parcels.lon_lat, step_m * (double)(i * 7 % ROW_COUNT), 0.0, 20.0);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sites_are_those_of_squared_paper),
        cmocka_unit_test(a_thousand_parcels_in_a_row_are_one_site),
        cmocka_unit_test(a_thousand_parcels_apart_are_a_thousand_parts),
    };
    return cmocka_run_group_tests_name("spatial/sites, many", tests, NULL, NULL);
}
