/*
 * spatial/contact: hand-made pairs, and random ones judged by counting cells and by GEOS.
 */
#include "model/sources.h"
#include "spatial/contact.h"
#include "spatial/geos.h"
#include "support/cmocka.h"
#include "support/rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The answer walking through edges; it must be the same with an index on either side. */
static enum lg_contact find(const struct lg_shapes *shapes, size_t first, size_t second)
{
    struct lg_contact_scratch scratch = {0};
    struct lg_outline a = lg_outline_of(shapes, first);
    struct lg_outline b = lg_outline_of(shapes, second);
    enum lg_contact plain;
    enum lg_contact indexed;
    assert_int_equal(lg_contact_find(&scratch, &a, &b, &plain, NULL), LG_OK);
    assert_int_equal(lg_outline_index(&a, NULL), LG_OK);
    assert_int_equal(lg_contact_find(&scratch, &a, &b, &indexed, NULL), LG_OK);
    assert_int_equal(indexed, plain);
    assert_int_equal(lg_outline_index(&b, NULL), LG_OK);
    assert_int_equal(lg_contact_find(&scratch, &a, &b, &indexed, NULL), LG_OK);
    assert_int_equal(indexed, plain);
    lg_outline_reset(&a);
    lg_outline_reset(&b);
    lg_contact_scratch_reset(&scratch);
    return plain;
}

struct pair_case {
    const char *name;
    const char *first, *second;
    enum lg_contact expected;
};

#define SQUARE "0 0, 4 0, 4 4, 0 4"
#define RING   "0 0, 9 0, 9 9, 0 9;- 3 3, 3 6, 6 6, 6 3"

static const struct pair_case pairs[] = {
    {"boxes apart", SQUARE, "5 0, 9 0, 9 4, 5 4", LG_CONTACT_APART},
    {"neighbours share a whole edge", SQUARE, "4 0, 8 0, 8 4, 4 4", LG_CONTACT_APART},
    {"neighbour runs the other way round", SQUARE, "4 0, 4 4, 8 4, 8 0", LG_CONTACT_APART},
    {"neighbours share a corner", SQUARE, "4 4, 8 4, 8 8, 4 8", LG_CONTACT_APART},
    {"slanted neighbours share an edge", "0 0, 4 0, 5 4, 0 4", "4 0, 9 0, 9 4, 5 4",
     LG_CONTACT_APART},
    {"slanted neighbours share a straight chain", "0 0, 4 0, 5 4, 6 8, 0 8",
     "4 0, 9 0, 9 8, 6 8, 5 4", LG_CONTACT_APART},
    {"interlocking without touch", "0 0, 9 0, 9 2, 2 2, 2 9, 0 9", "3 3, 9 3, 9 9, 3 9",
     LG_CONTACT_APART},
    {"filling a hole is beside", "3 3, 6 3, 6 6, 3 6", RING, LG_CONTACT_APART},
    {"hole and filling the other way round", RING, "3 3, 3 6, 6 6, 6 3", LG_CONTACT_APART},
    {"in a hole without touch", "4 4, 5 4, 5 5, 4 5", RING, LG_CONTACT_APART},
    {"around everything is no inside", "-1 -1, 10 -1, 10 10, -1 10", SQUARE, LG_CONTACT_DOUBT},
    {"inside without touch", "1 1, 2 1, 2 2, 1 2", SQUARE, LG_CONTACT_FIRST_INSIDE},
    {"the same shape is inside", SQUARE, SQUARE, LG_CONTACT_FIRST_INSIDE},
    {"the same shape turned", SQUARE, "4 4, 4 0, 0 0, 0 4", LG_CONTACT_FIRST_INSIDE},
    {"inside with one corner free", "0 0, 3 3, 0 4", SQUARE, LG_CONTACT_FIRST_INSIDE},
    {"inside along a whole edge", "0 0, 4 0, 2 2", SQUARE, LG_CONTACT_FIRST_INSIDE},
    {"inside by its corners", "0 0, 4 4, 1 3", SQUARE, LG_CONTACT_FIRST_INSIDE},
    {"half by a diagonal", "0 0, 4 4, 0 4", SQUARE, LG_CONTACT_FIRST_INSIDE},
    {"covers a hole", "1 1, 8 1, 8 8, 1 8", RING, LG_CONTACT_DOUBT},
    {"fills out with the hole", "0 0, 9 0, 9 9, 0 9", RING, LG_CONTACT_DOUBT},
    {"a ring in its own hull", RING, "0 0, 9 0, 9 9, 0 9", LG_CONTACT_FIRST_INSIDE},
    {"crossing edges", SQUARE, "2 2, 6 2, 6 6, 2 6", LG_CONTACT_DOUBT},
    {"touch in the middle of an edge", "0 0, 4 4, 0 4", "2 2, 6 0, 6 3", LG_CONTACT_DOUBT},
    {"touch at the border of both boxes", SQUARE, "4 1, 8 0, 8 4", LG_CONTACT_APART},
    {"cross through one vertex", "0 0, 2 0, 2 2, 0 2", "0 0, 3 1, 3 3, 1 3", LG_CONTACT_DOUBT},
    {"second of two parts overlaps", "20 0, 21 0, 21 1, 20 1; 1 1, 2 1, 2 2, 1 2", SQUARE,
     LG_CONTACT_DOUBT},
    {"both parts inside", "3 3, 3.5 3, 3.5 3.5; 1 1, 2 1, 2 2, 1 2", SQUARE,
     LG_CONTACT_FIRST_INSIDE},
    {"repeated vertices do no harm", "0 0, 4 0, 4 0, 4 4, 0 4", "4 0, 8 0, 8 4, 4 4, 4 4",
     LG_CONTACT_APART},
    {"an empty shape is apart", "", SQUARE, LG_CONTACT_APART},
};

static void check_pair(void **state)
{
    const struct pair_case *row = *state;
    struct lg_shapes shapes = {0};
    read_rings(row->first, &shapes);
    read_rings(row->second, &shapes);
    assert_int_equal(find(&shapes, 0, 1), row->expected);
    lg_shapes_reset(&shapes);
}

/* A fixed sequence, so that a failure can be seen again. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static size_t draw_below(uint64_t *state, size_t end)
{
    return (size_t)(draw(state) * (double)end);
}

enum { GRID = 6, NODES = GRID + 1 };

struct mesh {
    double xy[NODES][NODES][2];
    uint64_t seed;
};

/* Cells of a rectangle, less those of its hole. */
struct cells {
    size_t x0, y0, x1, y1;
    size_t hole[4]; /* all 0: none */
};

static void draw_mesh(struct mesh *mesh, double jitter)
{
    for (size_t i = 0; i < NODES; i++) {
        for (size_t j = 0; j < NODES; j++) {
            mesh->xy[i][j][0] = 446123.377 + 17.31 * (double)i + jitter * draw(&mesh->seed);
            mesh->xy[i][j][1] = 3280456.118 + 13.07 * (double)j + jitter * draw(&mesh->seed);
        }
    }
}

/* The ring around a rectangle of cells over every node of the mesh, in a random direction and from
 * a random corner on; keep < 1 drops some of the nodes. */
static void add_mesh_ring(struct mesh *mesh, const size_t r[4], bool is_hole, double keep,
                          struct lg_shapes *shapes)
{
    double ring[4 * NODES][2];
    size_t count = 0;
    size_t total = 2 * (r[2] - r[0] + r[3] - r[1]);
    size_t start = draw_below(&mesh->seed, total);
    bool backwards = draw(&mesh->seed) < 0.5;
    for (size_t k = 0; k < total; k++) {
        size_t at = (start + (backwards ? total - k : k)) % total;
        size_t width = r[2] - r[0];
        size_t height = r[3] - r[1];
        size_t i = at < width                ? r[0] + at
                   : at < width + height     ? r[2]
                   : at < 2 * width + height ? r[2] - (at - width - height)
                                             : r[0];
        size_t j = at < width                ? r[1]
                   : at < width + height     ? r[1] + at - width
                   : at < 2 * width + height ? r[3]
                                             : r[3] - (at - 2 * width - height);
        bool corner = (i == r[0] || i == r[2]) && (j == r[1] || j == r[3]);
        if (!corner && draw(&mesh->seed) > keep) continue;
        memcpy(ring[count++], mesh->xy[i][j], sizeof(ring[0]));
    }
    memcpy(ring[count++], ring[0], sizeof(ring[0]));
    double *xy;
    assert_int_equal(lg_shapes_add_ring(shapes, is_hole, count, &xy, NULL), LG_OK);
    memcpy(xy, ring, count * sizeof(ring[0]));
}

static struct cells draw_cells(struct mesh *mesh, double keep, struct lg_shapes *shapes)
{
    struct cells cells = {0};
    cells.x0 = draw_below(&mesh->seed, GRID);
    cells.y0 = draw_below(&mesh->seed, GRID);
    cells.x1 = cells.x0 + 1 + draw_below(&mesh->seed, GRID - cells.x0);
    cells.y1 = cells.y0 + 1 + draw_below(&mesh->seed, GRID - cells.y0);
    const size_t outer[4] = {cells.x0, cells.y0, cells.x1, cells.y1};
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    add_mesh_ring(mesh, outer, false, keep, shapes);
    if (cells.x1 - cells.x0 >= 3 && cells.y1 - cells.y0 >= 3 && draw(&mesh->seed) < 0.6) {
        cells.hole[0] = cells.x0 + 1;
        cells.hole[1] = cells.y0 + 1;
        cells.hole[2] = cells.x1 - 1;
        cells.hole[3] = cells.y1 - 1;
        add_mesh_ring(mesh, cells.hole, true, keep, shapes);
    }
    return cells;
}

static bool has_cell(const struct cells *c, size_t i, size_t j)
{
    bool in_hole = i >= c->hole[0] && i < c->hole[2] && j >= c->hole[1] && j < c->hole[3];
    return i >= c->x0 && i < c->x1 && j >= c->y0 && j < c->y1 && !in_hole;
}

static enum lg_contact count_cells(const struct cells *a, const struct cells *b)
{
    size_t common = 0;
    size_t only_a = 0;
    for (size_t i = 0; i < GRID; i++) {
        for (size_t j = 0; j < GRID; j++) {
            common += has_cell(a, i, j) && has_cell(b, i, j);
            only_a += has_cell(a, i, j) && !has_cell(b, i, j);
        }
    }
    if (common == 0) return LG_CONTACT_APART;
    return only_a == 0 ? LG_CONTACT_FIRST_INSIDE : LG_CONTACT_DOUBT;
}

/* A certain answer must agree with GEOS to what rounding leaves of an area. */
static void judge_by_geos(struct lg_spatial_worker *worker, const struct lg_shapes *shapes,
                          enum lg_contact contact)
{
    if (contact == LG_CONTACT_DOUBT) return;
    GEOSGeometry *a = lg_geos_from_shape(worker, shapes, 0);
    GEOSGeometry *b = lg_geos_from_shape(worker, shapes, 1);
    assert_non_null(a);
    assert_non_null(b);
    if (GEOSisValid_r(worker->geos, a) == 1 && GEOSisValid_r(worker->geos, b) == 1) {
        GEOSGeometry *rest = contact == LG_CONTACT_APART ? GEOSIntersection_r(worker->geos, a, b)
                                                         : GEOSDifference_r(worker->geos, a, b);
        double area;
        assert_non_null(rest);
        assert_int_equal(GEOSArea_r(worker->geos, rest, &area), 1);
        ASSERT_CLOSE(area, 0.0, 1e-7);
        GEOSGeom_destroy_r(worker->geos, rest);
    }
    GEOSGeom_destroy_r(worker->geos, a);
    GEOSGeom_destroy_r(worker->geos, b);
}

struct random_case {
    const char *name;
    size_t pair_count;
    double jitter, keep; /* keep 1: every node is a vertex, so the answer can be counted */
};

static const struct random_case randoms[] = {
    {"cells of a slanted mesh are decided without doubt", 20000, 3.0, 1.0},
    {"cells of a straight grid are decided without doubt", 20000, 0.0, 1.0},
    {"almost straight grid", 20000, 1e-9, 1.0},
    {"slanted mesh with vertices dropped", 20000, 3.0, 0.5},
    {"straight grid with vertices dropped", 20000, 0.0, 0.5},
    {"nearly straight grid with vertices dropped", 20000, 1e-9, 0.5},
};

static void check_random(void **state)
{
    const struct random_case *row = *state;
    struct lg_sources sources = {0};
    struct lg_spatial_worker *worker;
    struct lg_shapes shapes = {0};
    struct mesh mesh = {.seed = 11};
    size_t certain = 0;
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    for (size_t pair = 0; pair < row->pair_count; pair++) {
        lg_shapes_clear(&shapes);
        draw_mesh(&mesh, row->jitter);
        struct cells a = draw_cells(&mesh, row->keep, &shapes);
        struct cells b = draw_cells(&mesh, row->keep, &shapes);
        enum lg_contact contact = find(&shapes, 0, 1);
        certain += contact != LG_CONTACT_DOUBT;
        if (row->keep >= 1.0 && row->jitter != 1e-9) {
            assert_int_equal(contact, count_cells(&a, &b));
        }
        if (pair % 4 == 0) judge_by_geos(worker, &shapes, contact);
    }
    assert_true(certain > row->pair_count / 10);
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

/* Stars with vertices on whole numbers: vertices on edges, edges on edges, anything goes. */
static void add_star(uint64_t *seed, struct lg_shapes *shapes)
{
    double xy[9][2];
    size_t count = 4 + draw_below(seed, 4);
    double x = 3.0 + floor(6.0 * draw(seed));
    double y = 3.0 + floor(6.0 * draw(seed));
    for (size_t i = 0; i < count; i++) {
        double angle = 6.283185307179586 * ((double)i + 0.8 * draw(seed)) / (double)count;
        double radius = 2.0 + 5.0 * draw(seed);
        xy[i][0] = rint(x + radius * cos(angle));
        xy[i][1] = rint(y + radius * sin(angle));
    }
    memcpy(xy[count], xy[0], sizeof(xy[0]));
    double *ring;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(shapes, false, count + 1, &ring, NULL), LG_OK);
    memcpy(ring, xy, (count + 1) * sizeof(xy[0]));
}

static void stars_on_whole_numbers(void **state)
{
    (void)state;
    struct lg_sources sources = {0};
    struct lg_spatial_worker *worker;
    struct lg_shapes shapes = {0};
    uint64_t seed = 5;
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, NULL), LG_OK);
    for (size_t pair = 0; pair < 30000; pair++) {
        lg_shapes_clear(&shapes);
        add_star(&seed, &shapes);
        add_star(&seed, &shapes);
        judge_by_geos(worker, &shapes, find(&shapes, 0, 1));
    }
    lg_shapes_reset(&shapes);
    lg_spatial_worker_free(worker);
}

struct point_case {
    const char *name;
    double xy[2];
    enum lg_side expected;
};

static const struct point_case points[] = {
    {"inside the ring's band", {1.0, 4.0}, LG_SIDE_IN},
    {"in the hole", {4.0, 4.0}, LG_SIDE_OUT},
    {"right of everything", {10.0, 4.0}, LG_SIDE_OUT},
    {"left of everything at a vertex's height", {-1.0, 3.0}, LG_SIDE_OUT},
    {"inside at a vertex's height", {1.0, 3.0}, LG_SIDE_IN},
    {"between hole and border at a vertex's height", {8.0, 6.0}, LG_SIDE_IN},
    {"on an edge", {9.0, 4.0}, LG_SIDE_DOUBT},
    {"on a vertex", {3.0, 3.0}, LG_SIDE_DOUBT},
    {"on an edge of the hole", {3.0, 5.0}, LG_SIDE_DOUBT},
};

static void check_point(void **state)
{
    const struct point_case *row = *state;
    struct lg_contact_scratch scratch = {0};
    struct lg_shapes shapes = {0};
    read_rings(RING, &shapes);
    struct lg_outline outline = lg_outline_of(&shapes, 0);
    enum lg_side side;
    assert_int_equal(lg_contact_locate(&scratch, &outline, row->xy, &side, NULL), LG_OK);
    assert_int_equal(side, row->expected);
    assert_int_equal(lg_outline_index(&outline, NULL), LG_OK);
    assert_int_equal(lg_contact_locate(&scratch, &outline, row->xy, &side, NULL), LG_OK);
    assert_int_equal(side, row->expected);

    bool near;
    struct lg_box band = {0.5, 0.5, 2.5, 8.5};
    assert_int_equal(lg_contact_has_edge_near(&scratch, &outline, band, &near, NULL), LG_OK);
    assert_false(near);
    band.x_max = 3.0;
    assert_int_equal(lg_contact_has_edge_near(&scratch, &outline, band, &near, NULL), LG_OK);
    assert_true(near);
    lg_outline_reset(&outline);
    lg_contact_scratch_reset(&scratch);
    lg_shapes_reset(&shapes);
}

int main(void)
{
    const struct CMUnitTest stars[] = {cmocka_unit_test(stars_on_whole_numbers)};
    int failed = RUN_CASES("spatial/contact pairs", pairs, check_pair);
    failed += RUN_CASES("spatial/contact meshes", randoms, check_random);
    failed += RUN_CASES("spatial/contact points", points, check_point);
    failed += cmocka_run_group_tests_name("spatial/contact stars", stars, NULL, NULL);
    return failed;
}
