/*
 * spatial/cell_cover and spatial/coverage: what a polygon covers of each cell of a raster.
 *
 * The reference is another way to the same figures: each ring is clipped by the four half planes of
 * a cell (Sutherland and Hodgman 1974) and its area taken by the shoelace formula. The clip leaves
 * doubled edges where a ring is not convex, and they have no area.
 */
#include "model/model.h"
#include "spatial/cell_cover.h"
#include "spatial/coverage.h"
#include "support/cmocka.h"
#include "support/planes.h"
#include "support/rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RING_MAX = 200, CLIPPED_MAX = 4 * RING_MAX };

#define CELL_TOLERANCE 1e-9

/* A fixed sequence, so that a failure can be seen again. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* ---- the reference ---- */

struct open_ring {
    size_t count;
    double xy[CLIPPED_MAX][2];
};

/* Keep the side of a line where sign * (coordinate - limit) >= 0. */
static void clip(struct open_ring *ring, size_t axis, double limit, double sign)
{
    struct open_ring kept = {.count = 0};
    for (size_t i = 0; i < ring->count; i++) {
        const double *from = ring->xy[i];
        const double *to = ring->xy[(i + 1) % ring->count];
        double before = sign * (from[axis] - limit);
        double after = sign * (to[axis] - limit);
        assert_true(kept.count + 2 <= CLIPPED_MAX);
        if (before >= 0) memcpy(kept.xy[kept.count++], from, sizeof(kept.xy[0]));
        if ((before > 0 && after < 0) || (before < 0 && after > 0)) {
            double share = before / (before - after);
            kept.xy[kept.count][axis] = limit;
            kept.xy[kept.count][1 - axis] =
                from[1 - axis] + share * (to[1 - axis] - from[1 - axis]);
            kept.count++;
        }
    }
    *ring = kept;
}

static double shoelace(const struct open_ring *ring)
{
    double twice = 0;
    for (size_t i = 1; i + 1 < ring->count; i++) {
        double ux = ring->xy[i][0] - ring->xy[0][0];
        double uy = ring->xy[i][1] - ring->xy[0][1];
        double vx = ring->xy[i + 1][0] - ring->xy[0][0];
        double vy = ring->xy[i + 1][1] - ring->xy[0][1];
        twice += ux * vy - uy * vx;
    }
    return twice / 2;
}

static double reference_cell(const struct lg_shapes *shapes, size_t shape, double column,
                             double row)
{
    double area = 0;
    for (size_t r = shapes->ring_start[shape]; r < shapes->ring_start[shape + 1]; r++) {
        size_t first = shapes->vertex_start[r];
        static struct open_ring ring;
        ring.count = shapes->vertex_start[r + 1] - first - 1;
        memcpy(ring.xy, shapes->xy + 2 * first, ring.count * sizeof(ring.xy[0]));
        double sign = shoelace(&ring) < 0 ? -1 : 1;
        clip(&ring, 0, column, 1);
        clip(&ring, 0, column + 1, -1);
        clip(&ring, 1, row, 1);
        clip(&ring, 1, row + 1, -1);
        area += (shapes->ring_is_hole[r] != 0 ? -sign : sign) * shoelace(&ring);
    }
    return area;
}

/* Every cell against the reference, what lies in the window against the whole. */
static void check_shape(const struct lg_shapes *shapes, size_t shape, struct lg_cell_window window)
{
    struct lg_cell_cover cover = {.units = NULL};
    struct lg_error err;
    assert_int_equal(lg_cell_cover_fill(&cover, window, shapes, shape, &err), LG_OK);
    struct lg_cell_sum sum = {0};
    for (size_t i = 0; i < window.column_count * window.row_count; i++) {
        double column = (double)(window.column + i % window.column_count);
        size_t row_number = window.row + i / window.column_count;
        double row = (double)row_number;
        double expected = reference_cell(shapes, shape, column, row);
        double actual = (double)cover.units[i] / (double)LG_CELL_UNITS;
        ASSERT_CLOSE(actual, expected, CELL_TOLERANCE);
        lg_cell_sum_add(&sum, cover.units[i]);
    }
    struct lg_box box = lg_shapes_box(shapes, shape);
    bool is_inside = box.x_min >= (double)window.column && box.y_min >= (double)window.row &&
                     box.x_max <= (double)(window.column + window.column_count) &&
                     box.y_max <= (double)(window.row + window.row_count);
    double area = lg_cell_cover_area(shapes, shape);
    if (is_inside) ASSERT_CLOSE(lg_cell_sum_value(sum), area, 1e-12 * fmax(area, 1e-3));
    lg_cell_cover_reset(&cover);
}

/* ---- shapes by hand ---- */

struct shape_row {
    const char *name;
    const char *rings;
    struct lg_cell_window window;
    double units[16]; /* of the window, row by row; sixteen at most are looked at */
};

static const struct shape_row shapes_by_hand[] = {
    {"a cell exactly", "1 1, 2 1, 2 2, 1 2", {0, 0, 3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0}},
    {"a cell the other way round", "1 1, 1 2, 2 2, 2 1", {0, 0, 3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0}},
    {"half of a cell by its diagonal", "0 0, 1 0, 1 1", {0, 0, 2, 1}, {0.5, 0}},
    {"a quarter in the corner of four",
     "0.5 0.5, 1.5 0.5, 1.5 1.5, 0.5 1.5",
     {0, 0, 2, 2},
     {0.25, 0.25, 0.25, 0.25}},
    {"a hole of one cell",
     "0 0, 3 0, 3 3, 0 3; - 1 1, 2 1, 2 2, 1 2",
     {0, 0, 3, 3},
     {1, 1, 1, 1, 0, 1, 1, 1, 1}},
    {"a hole that runs like its outer ring",
     "0 0, 2 0, 2 2, 0 2; - 0.5 0.5, 1.5 0.5, 1.5 1.5, 0.5 1.5",
     {0, 0, 2, 2},
     {0.75, 0.75, 0.75, 0.75}},
    {"two parts in one cell",
     "0 0, 0.25 0, 0.25 1, 0 1; 0.5 0, 0.75 0, 0.75 1, 0.5 1",
     {0, 0, 1, 1},
     {0.5}},
    {"smaller than a cell",
     "0.125 0.25, 0.25 0.25, 0.25 0.375, 0.125 0.375",
     {0, 0, 1, 1},
     {0.015625}},
    {"beyond the window on all sides", "-5 -5, 9 -5, 9 9, -5 9", {1, 1, 2, 2}, {1, 1, 1, 1}},
    {"left of the window and above it",
     "-5 -5, 0.5 -5, 0.5 0.5, -5 0.5",
     {0, 0, 2, 2},
     {0.25, 0, 0, 0}},
    {"right of the window alone", "3 0, 4 0, 4 4, 3 4", {0, 0, 3, 3}, {0, 0, 0, 0, 0, 0, 0, 0, 0}},
    {"a window in the middle", "0 0, 4 0, 4 4", {1, 1, 2, 2}, {0.5, 1, 0, 0.5}},
};

static void test_by_hand(void **state)
{
    const struct shape_row *row = *state;
    struct lg_shapes shapes = {.count = 0};
    struct lg_cell_cover cover = {.units = NULL};
    struct lg_error err;
    read_rings(row->rings, &shapes);
    assert_int_equal(lg_cell_cover_fill(&cover, row->window, &shapes, 0, &err), LG_OK);
    for (size_t i = 0; i < row->window.column_count * row->window.row_count; i++) {
        /* Binary fractions: not one unit is lost. */
        assert_int_equal(cover.units[i], (int64_t)(row->units[i] * (double)LG_CELL_UNITS));
    }
    check_shape(&shapes, 0, row->window);
    lg_cell_cover_reset(&cover);
    lg_shapes_reset(&shapes);
}

/* ---- shapes at random ---- */

struct random_row {
    const char *name;
    double size;     /* radius in cells */
    double snap;     /* vertices are multiples of this; 0: any */
    size_t vertices; /* of the outer ring */
    bool has_hole;
};

static const struct random_row random_rows[] = {
    {"any place", 6, 0, 12, false},
    {"with a hole", 6, 0, 12, true},
    {"corners on the corners of cells", 6, 1, 12, false},
    {"corners on the borders, with a hole", 7, 0.5, 20, true},
    {"smaller than a cell", 0.3, 0, 7, true},
    {"much smaller than a cell", 0.01, 0, 5, false},
    {"slivers and spikes", 8, 0, 60, true},
};

/* A star around a point: simple whatever its radii are, the hole within its smallest radius. */
static void add_star(struct lg_shapes *shapes, bool is_hole, const double centre[2],
                     const double radii[2], const struct random_row *row, uint64_t *seed)
{
    struct lg_error err;
    double *xy = NULL;
    assert_int_equal(lg_shapes_add_ring(shapes, is_hole, row->vertices + 1, &xy, &err), LG_OK);
    for (size_t i = 0; i < row->vertices; i++) {
        double angle = 6.283185307179586 * (double)i / (double)row->vertices;
        double radius = radii[0] + (radii[1] - radii[0]) * draw(seed);
        xy[2 * i] = centre[0] + radius * cos(angle);
        xy[2 * i + 1] = centre[1] + radius * sin(angle);
        if (row->snap > 0) {
            xy[2 * i] = round(xy[2 * i] / row->snap) * row->snap;
            xy[2 * i + 1] = round(xy[2 * i + 1] / row->snap) * row->snap;
        }
    }
    memcpy(xy + 2 * row->vertices, xy, 2 * sizeof(*xy));
}

static void add_random(struct lg_shapes *shapes, const struct random_row *row, uint64_t *seed)
{
    struct lg_error err;
    const double centre[2] = {8 + 4 * draw(seed), 8 + 4 * draw(seed)};
    const double outer[2] = {0.5 * row->size, row->size};
    const double inner[2] = {0.05 * row->size, 0.3 * row->size};
    assert_int_equal(lg_shapes_begin(shapes, &err), LG_OK);
    add_star(shapes, false, centre, outer, row, seed);
    if (row->has_hole) add_star(shapes, true, centre, inner, row, seed);
}

static void test_random(void **state)
{
    const struct random_row *row = *state;
    uint64_t seed = 20260630;
    for (int round = 0; round < 200; round++) {
        struct lg_shapes shapes = {.count = 0};
        add_random(&shapes, row, &seed);
        check_shape(&shapes, 0, (struct lg_cell_window){0, 0, 22, 22});
        check_shape(&shapes, 0, (struct lg_cell_window){9, 7, 4, 6});
        lg_shapes_reset(&shapes);
    }
}

/* However a grid is cut into windows, each cell gets the same units. */
static void test_windows(void **state)
{
    (void)state;
    uint64_t seed = 7;
    const struct random_row row = {"", 9, 0, 40, true};
    struct lg_cell_cover whole = {.units = NULL};
    struct lg_cell_cover part = {.units = NULL};
    struct lg_error err;
    for (int round = 0; round < 50; round++) {
        struct lg_shapes shapes = {.count = 0};
        add_random(&shapes, &row, &seed);
        const struct lg_cell_window all = {0, 0, 24, 24};
        assert_int_equal(lg_cell_cover_fill(&whole, all, &shapes, 0, &err), LG_OK);
        for (size_t tile = 0; tile < 24; tile++) {
            const struct lg_cell_window window = {tile % 6 * 4, tile / 6 * 6, 4, 6};
            assert_int_equal(lg_cell_cover_fill(&part, window, &shapes, 0, &err), LG_OK);
            for (size_t i = 0; i < 24; i++) {
                size_t cell = (window.row + i / 4) * 24 + window.column + i % 4;
                assert_int_equal(part.units[i], whole.units[cell]);
            }
        }
        lg_shapes_reset(&shapes);
    }
    lg_cell_cover_reset(&whole);
    lg_cell_cover_reset(&part);
}

/* Two that share an edge share out its cells to the last unit. */
static void test_neighbours(void **state)
{
    (void)state;
    struct lg_shapes shapes = {.count = 0};
    struct lg_cell_cover left = {.units = NULL};
    struct lg_cell_cover right = {.units = NULL};
    struct lg_error err;
    const struct lg_cell_window window = {0, 0, 9, 9};
    read_rings("0 0, 3.1415 0, 6.28 4.4, 2.718 9, 0 9", &shapes);
    read_rings("9 0, 9 9, 2.718 9, 6.28 4.4, 3.1415 0", &shapes);
    assert_int_equal(lg_cell_cover_fill(&left, window, &shapes, 0, &err), LG_OK);
    assert_int_equal(lg_cell_cover_fill(&right, window, &shapes, 1, &err), LG_OK);
    for (size_t i = 0; i < 81; i++) {
        assert_int_equal(left.units[i] + right.units[i], LG_CELL_UNITS);
    }
    lg_cell_cover_reset(&left);
    lg_cell_cover_reset(&right);
    lg_shapes_reset(&shapes);
}

static void test_sums(void **state)
{
    (void)state;
    struct lg_cell_sum sum = {0};
    struct lg_cell_sum other = {0};
    for (int i = 0; i < 100000; i++) {
        lg_cell_sum_add(&sum, LG_CELL_UNITS - 1);
        lg_cell_sum_add(&other, -1);
    }
    assert_int_equal(other.cells, -1);
    assert_int_equal(other.units, LG_CELL_UNITS - 100000);
    lg_cell_sum_join(&sum, (struct lg_cell_sum){0, 100000});
    assert_int_equal(sum.cells, 100000);
    assert_int_equal(sum.units, 0);
}

/* ---- parcels over a raster ---- */

enum { COLUMNS = 61, ROWS = 47 };

static enum lg_status read_noise(void *state, const size_t first[2], const size_t count[2],
                                 uint8_t *ground, struct lg_error *err)
{
    (void)state;
    (void)err;
    for (size_t i = 0; i < count[0] * count[1]; i++) {
        size_t column = first[0] + i % count[0];
        size_t row = first[1] + i / count[0];
        assert_true(column < COLUMNS && row < ROWS);
        ground[i] = (uint8_t)((column * 7 + row * 13 + column * row) % 3);
    }
    return LG_OK;
}

/* Rotated by a sixth of a turn or so, cells of 0.0004 by 0.0003 degrees, rows to the south. */
static const struct lg_ground_grid rotated = {
    .corner = {WEST - 0.004, SOUTH + 0.012},
    .column = {0.00035, 0.00019},
    .row = {0.00016, -0.00026},
    .column_count = COLUMNS,
    .row_count = ROWS,
    .tile_columns = 512,
    .tile_rows = 512,
    .read = read_noise,
};

static void place_on_earth(const struct lg_ground_grid *grid, double *xy)
{
    double column = xy[0];
    double row = xy[1];
    xy[0] = grid->corner[0] + column * grid->column[0] + row * grid->row[0];
    xy[1] = grid->corner[1] + column * grid->column[1] + row * grid->row[1];
}

/* Stars in the cells of the grid, some over its edge, one beyond, one without a shape. */
static struct lg_model *new_scene(const struct lg_ground_grid *grid, struct lg_shapes *in_cells,
                                  size_t count)
{
    struct lg_model *model = NULL;
    struct lg_error err;
    uint64_t seed = 42;
    const struct random_row row = {"", 9, 0, 24, true};
    assert_int_equal(lg_model_new(&model, &err), LG_OK);
    add_source(model, LG_SOURCE_PARCELS, DEGREES);
    add_source(model, LG_SOURCE_PARKS, DEGREES); /* stands for the raster: its plane is asked for */
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(lg_table_add_rows(&model->parcels.table, 1, &err), LG_OK);
        if (i + 1 < count) {
            add_random(in_cells, &row, &seed);
        } else {
            assert_int_equal(lg_shapes_begin(in_cells, &err), LG_OK);
        }
        size_t first = lg_shapes_first_vertex(in_cells, i);
        double dx = i + 2 == count ? 500 : 65 * draw(&seed) - 10;
        double dy = 50 * draw(&seed) - 10;
        for (size_t v = 0; v < lg_shapes_vertex_count(in_cells, i); v++) {
            in_cells->xy[2 * (first + v)] += dx;
            in_cells->xy[2 * (first + v) + 1] += dy;
        }
    }
    assert_int_equal(lg_shapes_append(&model->parcels.shapes, in_cells, 0, count, &err), LG_OK);
    for (size_t v = 0; v < model->parcels.shapes.vertex_count; v++) {
        place_on_earth(grid, model->parcels.shapes.xy + 2 * v);
    }
    model->parcels.shape = calloc(count, sizeof(size_t));
    assert_non_null(model->parcels.shape);
    for (size_t i = 0; i < count; i++) {
        model->parcels.shape[i] = i;
    }
    return model;
}

static void check_parcel(const struct lg_model *model, const struct lg_shapes *in_cells,
                         size_t parcel)
{
    double told = 0;
    double built = 0;
    for (size_t cell = 0; cell < (size_t)COLUMNS * ROWS; cell++) {
        const size_t first[2] = {cell % COLUMNS, cell / COLUMNS};
        const size_t one[2] = {1, 1};
        uint8_t ground = 0;
        assert_int_equal(read_noise(NULL, first, one, &ground, NULL), LG_OK);
        if (ground == LG_GROUND_SILENT) continue;
        double share = reference_cell(in_cells, parcel, (double)first[0], (double)first[1]);
        told += share;
        built += ground == LG_GROUND_BUILT ? share : 0;
    }
    double told_share = told / lg_cell_cover_area(in_cells, parcel);
    ASSERT_CLOSE(model->parcels.built_up_told[parcel], told_share, CELL_TOLERANCE);
    if (told_share < LG_TOLD_SHARE_MIN) {
        assert_true(isnan(model->parcels.built_up_share[parcel]));
    } else {
        ASSERT_CLOSE(model->parcels.built_up_share[parcel], built / told, CELL_TOLERANCE);
    }
}

static void test_parcels(void **state)
{
    (void)state;
    enum { COUNT = 60 };
    struct lg_shapes in_cells = {.count = 0};
    struct lg_error err;
    struct lg_ground_grid grid = rotated;
    struct lg_model *model = new_scene(&grid, &in_cells, COUNT);
    grid.source = 1;
    assert_int_equal(lg_coverage_find(model, &grid, 1, NULL, &err), LG_OK);
    size_t known = 0;
    for (size_t parcel = 0; parcel + 1 < COUNT; parcel++) {
        check_parcel(model, &in_cells, parcel);
        known += !isnan(model->parcels.built_up_share[parcel]);
    }
    assert_true(known > COUNT / 3 && known < COUNT - 5);
    assert_true(model->parcels.built_up_told[COUNT - 2] == 0.0);
    assert_true(isnan(model->parcels.built_up_told[COUNT - 1]));

    double first[2 * COUNT];
    memcpy(first, model->parcels.built_up_share, COUNT * sizeof(double));
    memcpy(first + COUNT, model->parcels.built_up_told, COUNT * sizeof(double));
    static const size_t tiles[][3] = {{1, 1, 1}, {7, 5, 3}, {16, 16, 2}, {61, 1, 4}};
    for (size_t i = 0; i < sizeof(tiles) / sizeof(tiles[0]); i++) {
        grid.tile_columns = tiles[i][0];
        grid.tile_rows = tiles[i][1];
        assert_int_equal(lg_coverage_find(model, &grid, tiles[i][2], NULL, &err), LG_OK);
        assert_memory_equal(first, model->parcels.built_up_share, COUNT * sizeof(double));
        assert_memory_equal(first + COUNT, model->parcels.built_up_told, COUNT * sizeof(double));
    }
    lg_shapes_reset(&in_cells);
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_parcels),
    };
    int failed = RUN_CASES("by hand", shapes_by_hand, test_by_hand);
    failed += RUN_CASES("at random", random_rows, test_random);
    failed += cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
    return failed;
}
