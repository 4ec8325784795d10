/*
 * spatial/overlay: constraints over pieces, the plan over parcels.
 *
 * All parcels are rectangles between the same two parallels, in units of 0.001 degrees of longitude
 * from 91 degrees east; what lies over them is taller. Areas are exactly proportional to widths, so
 * every expected figure is a width that can be read off the row.
 */
#include "landgauge/area.h"
#include "model/model.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/planes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNIT 0.001

/* A park is two units high, so that land of it is twice as large as parcels of its width. */
#define PARK_HEIGHT 2

enum { PARKS_MAX = 2, POLYGONS_MAX = 6, HITS_MAX = 8, PIECES_MAX = 3, USES_MAX = 3, RULES_MAX = 3 };

/* A polygon of a group, with a hole from x2 to x3 where they differ. */
struct polygon {
    size_t group;
    double x0, x1, x2, x3;
};

struct rule_row {
    bool forbids, binds_outside;
    enum lg_state state;
};

struct hit_row {
    size_t piece, constraint;
    double area, fresh, stated; /* widths; area 0 ends */
};

struct binding_case {
    const char *name;
    double parks[PARKS_MAX][2]; /* x0 = x1 ends */
    double parcel[2];
    size_t rule_count;
    struct rule_row rules[RULES_MAX];
    struct polygon polygons[POLYGONS_MAX]; /* x0 = x1 ends */
    struct hit_row hits[HITS_MAX];
    double forbidden[PIECES_MAX], constrained[PIECES_MAX];
    double on_parks[PARKS_MAX]
                   [RULES_MAX]; /* of all land of a park, in widths: it is twice as high */
    double park_forbidden[PARKS_MAX];
};

#define FORBID_C2                                                                                  \
    {                                                                                              \
        true, false, LG_STATE_C2                                                                   \
    }
#define FLAG                                                                                       \
    {                                                                                              \
        false, false, LG_STATE_NONE                                                                \
    }

static const struct binding_case binding_cases[] = {
    {"polygons of one constraint that overlap count once",
     {{0, 20}},
     {0, 10},
     1,
     {FORBID_C2},
     {{0, -1, 4, 0, 0}, {0, 2, 6, 0, 0}},
     {{0, 0, 6, 6, 6}},
     {6},
     {6},
     {{12}},
     {12}},
    {"the first in the list takes, the second has what is left",
     {{0, 20}},
     {0, 10},
     2,
     {FLAG, FORBID_C2},
     {{0, 0, 4, 0, 0}, {1, 2, 7, 0, 0}},
     {{0, 0, 4, 4, 0}, {0, 1, 5, 3, 5}},
     {5},
     {7},
     {{8, 10}},
     {10}},
    {"a whole constraint leaves nothing fresh to the next",
     {{0, 20}},
     {0, 10},
     2,
     {FORBID_C2, {false, false, LG_STATE_C1}},
     {{0, -1, 11, 0, 0}, {1, 5, 11, 0, 0}},
     {{0, 0, 10, 10, 10}, {0, 1, 5, 0, 0}},
     {10},
     {10},
     {{22, 12}},
     {22}},
    {"outside of its polygons",
     {{0, 20}},
     {0, 10},
     1,
     {{true, true, LG_STATE_NONE}},
     {{0, -5, 7, 0, 0}},
     {{0, 0, 3, 3, 0}},
     {3},
     {3},
     {{26}},
     {26}},
    {"outside binds all where no polygon is near",
     {{0, 20}},
     {0, 10},
     1,
     {{false, true, LG_STATE_NONE}},
     {{0, 50, 60, 0, 0}},
     {{0, 0, 10, 10, 0}},
     {0},
     {10},
     {{40}},
     {0}},
    {"outside binds nothing of what lies inside",
     {{0, 20}},
     {0, 10},
     1,
     {{false, true, LG_STATE_NONE}},
     {{0, -1, 11, 0, 0}},
     {{0}},
     {0},
     {0},
     {{18}},
     {0}},
    {"a hole is not bound",
     {{0, 20}},
     {0, 10},
     1,
     {FLAG},
     {{0, -1, 11, 4, 6}},
     {{0, 0, 8, 8, 0}},
     {0},
     {8},
     {{19}},
     {0}},
    {"a hole is bound outside",
     {{0, 20}},
     {0, 10},
     1,
     {{false, true, LG_STATE_NONE}},
     {{0, -1, 11, 4, 6}},
     {{0, 0, 2, 2, 0}},
     {0},
     {2},
     {{21}},
     {0}},
    {"a hole that another polygon fills is covered",
     {{0, 20}},
     {0, 10},
     1,
     {FLAG},
     {{0, -1, 11, 4, 6}, {0, 3, 7, 0, 0}},
     {{0, 0, 10, 10, 0}},
     {0},
     {10},
     {{22}},
     {0}},
    {"a parcel in two parks is bound piece by piece, outside of both, too",
     {{0, 4}, {4, 8}},
     {2, 10},
     1,
     {FORBID_C2},
     {{0, 3, 9, 0, 0}},
     {{0, 0, 1, 1, 1}, {1, 0, 4, 4, 4}, {2, 0, 1, 1, 1}},
     {1, 4, 1},
     {1, 4, 1},
     {{2}, {8}},
     {2, 8}},
    {"a sliver is nothing",
     {{0, 20}},
     {0, 10},
     1,
     {FORBID_C2},
     {{0, -1, 0.00005, 0, 0}},
     {{0}},
     {0},
     {0},
     {{0.0001}},
     {0.0001}},
    {"a sliver that is left is nothing",
     {{0, 20}},
     {0, 10},
     1,
     {FORBID_C2},
     {{0, 0.00005, 11, 0, 0}},
     {{0, 0, 10, 10, 10}},
     {10},
     {10},
     {{21.9999}},
     {21.9999}},
    {"a park that a polygon covers whole, and one that lies outside of all",
     {{2, 8}, {20, 25}},
     {2, 8},
     2,
     {FORBID_C2, {true, true, LG_STATE_NONE}},
     {{0, -1, 11, 0, 0}, {1, 2, 5, 0, 0}},
     {{0, 0, 6, 6, 6}, {0, 1, 3, 0, 0}},
     {6},
     {6},
     {{12, 6}, {0, 10}},
     {12, 10}},
    {"neighbours only touch",
     {{0, 20}},
     {0, 10},
     1,
     {FORBID_C2},
     {{0, 10, 15, 0, 0}, {0, -5, 0, 0, 0}},
     {{0}},
     {0},
     {0},
     {{10}},
     {10}},
};

static void must(enum lg_status status, const struct lg_error *err)
{
    if (status != LG_OK) fail_msg("%s: %s", lg_status_name(status), err->message);
}

static void add_ring(struct lg_shapes *shapes, bool is_hole, double x0, double x1, double y0,
                     double y1)
{
    double *xy;
    assert_int_equal(lg_shapes_add_ring(shapes, is_hole, 5, &xy, NULL), LG_OK);
    const double ring[10] = {x0, y0, x1, y0, x1, y1, x0, y1, x0, y0};
    for (size_t i = 0; i < 5; i++) {
        xy[2 * i] = WEST + UNIT * ring[2 * i];
        xy[2 * i + 1] = SOUTH + UNIT * ring[2 * i + 1];
    }
}

static double width_m2(double width)
{
    struct lg_shapes shapes = {0};
    if (width == 0.0) return 0.0;
    assert_int_equal(lg_shapes_begin(&shapes, NULL), LG_OK);
    add_ring(&shapes, false, 0, width, 0, 1);
    double area_m2 = lg_area_ring_m2(shapes.xy, 5);
    lg_shapes_reset(&shapes);
    return area_m2;
}

/* The same shapes in a plane. */
static void project(struct lg_shapes *shapes, int plane)
{
    struct lg_projection projection = projection_of(plane);
    (void)projection.from_lon_lat(projection.state, shapes->vertex_count, shapes->xy, NULL);
}

static void fill_parks(struct lg_model *model, const double parks[PARKS_MAX][2])
{
    size_t count = 0;
    while (count < PARKS_MAX && parks[count][0] != parks[count][1]) {
        assert_int_equal(lg_shapes_begin(&model->parks.lon_lat, NULL), LG_OK);
        add_ring(&model->parks.lon_lat, false, parks[count][0], parks[count][1], -0.5, 1.5);
        count++;
    }
    assert_int_equal(lg_table_add_rows(&model->parks.table, count, NULL), LG_OK);
    model->parks.area_m2 = calloc(count + 1, sizeof(*model->parks.area_m2));
    assert_non_null(model->parks.area_m2);
    for (size_t i = 0; i < count; i++) {
        model->parks.area_m2[i] = PARK_HEIGHT * width_m2(parks[i][1] - parks[i][0]);
    }
}

static void fill_parcel(struct lg_model *model, const double parcel[2], int plane)
{
    struct lg_parcels *parcels = &model->parcels;
    assert_int_equal(lg_table_add_rows(&parcels->table, 1, NULL), LG_OK);
    parcels->table.source[0] = 1;
    parcels->shape = calloc(1, sizeof(*parcels->shape));
    parcels->area_m2 = calloc(1, sizeof(*parcels->area_m2));
    parcels->id = calloc(1, sizeof(*parcels->id));
    assert_non_null(parcels->shape);
    assert_non_null(parcels->area_m2);
    assert_non_null(parcels->id);
    parcels->id[0] = "P";
    parcels->area_m2[0] = width_m2(parcel[1] - parcel[0]);
    assert_int_equal(lg_shapes_begin(&parcels->lon_lat, NULL), LG_OK);
    add_ring(&parcels->lon_lat, false, parcel[0], parcel[1], 0, 1);
    assert_int_equal(lg_shapes_append(&parcels->shapes, &parcels->lon_lat, 0, 1, NULL), LG_OK);
    project(&parcels->shapes, plane);
}

/* The polygons as a prepared block, from the last to the first where it is turned. */
static void fill_layer(struct lg_cover_layer *layer, const struct polygon *polygons, size_t source,
                       int plane, bool is_turned)
{
    struct lg_block block;
    size_t groups[POLYGONS_MAX];
    size_t count = 0;
    while (count < POLYGONS_MAX && polygons[count].x0 != polygons[count].x1) {
        count++;
    }
    assert_int_equal(lg_block_init(&block, lg_constraint_roles, LG_CONSTRAINT_ROLE_COUNT, NULL),
                     LG_OK);
    assert_int_equal(lg_table_add_rows(&block.table, count, NULL), LG_OK);
    block.source = source;
    for (size_t i = 0; i < count; i++) {
        const struct polygon *polygon = &polygons[is_turned ? count - 1 - i : i];
        groups[i] = polygon->group;
        assert_int_equal(lg_shapes_begin(&block.lon_lat, NULL), LG_OK);
        add_ring(&block.lon_lat, false, polygon->x0, polygon->x1, -0.5, 1.5);
        if (polygon->x2 == polygon->x3) continue;
        add_ring(&block.lon_lat, true, polygon->x2, polygon->x3, -0.25, 1.25);
    }
    assert_int_equal(lg_shapes_append(&block.shapes, &block.lon_lat, 0, count, NULL), LG_OK);
    project(&block.shapes, plane);
    assert_int_equal(lg_cover_layer_add(layer, &block, groups, NULL), LG_OK);
    lg_block_reset(&block);
}

static struct lg_model *model_of(const double parks[PARKS_MAX][2], const double parcel[2],
                                 int plane, int other_plane)
{
    struct lg_model *model;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    model->rules.sliver_m2 = 1.0;
    model->rules.sliver_share = 0.0001;
    model->rules.plan_share_min = 0.01;
    add_source(model, LG_SOURCE_PARKS, DEGREES);
    add_source(model, LG_SOURCE_PARCELS, plane);
    add_source(model, LG_SOURCE_CONSTRAINTS, other_plane);
    fill_parks(model, parks);
    fill_parcel(model, parcel, plane);
    return model;
}

static void check_hits(const struct lg_model *model, const struct binding_case *row)
{
    const struct lg_constraints *constraints = &model->constraints;
    size_t i = 0;
    for (; i < HITS_MAX && row->hits[i].area > 0.0; i++) {
        const struct lg_constraint_hit *hit = &constraints->hits[i];
        assert_true(i < constraints->hit_count);
        assert_int_equal(hit->piece, row->hits[i].piece);
        assert_int_equal(hit->constraint, row->hits[i].constraint);
        ASSERT_CLOSE(hit->area_m2, width_m2(row->hits[i].area), 1e-3);
        ASSERT_CLOSE(hit->fresh_m2, width_m2(row->hits[i].fresh), 1e-3);
        ASSERT_CLOSE(hit->state_m2, width_m2(row->hits[i].stated), 1e-3);
    }
    assert_int_equal(constraints->hit_count, i);
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        ASSERT_CLOSE(model->pieces.forbidden_m2[piece], width_m2(row->forbidden[piece]), 1e-3);
        ASSERT_CLOSE(model->pieces.constrained_m2[piece], width_m2(row->constrained[piece]), 1e-3);
    }
}

static void check_parks(const struct lg_model *model, const struct binding_case *row)
{
    const struct lg_parks *parks = &model->parks;
    for (size_t park = 0; park < parks->table.count; park++) {
        ASSERT_CLOSE(parks->forbidden_m2[park], width_m2(row->park_forbidden[park]), 2e-3);
        for (size_t i = 0; i < row->rule_count; i++) {
            const struct lg_park_constraint *bound =
                &model->constraints.on_parks[park * row->rule_count + i];
            double area_m2 = width_m2(row->on_parks[park][i]);
            double rest_m2 = parks->area_m2[park] - area_m2;
            ASSERT_CLOSE(bound->area_m2, area_m2, 2e-3);
            ASSERT_CLOSE(bound->inside_m2, row->rules[i].binds_outside ? rest_m2 : area_m2, 2e-3);
        }
    }
}

static void check_binding_in(const struct binding_case *row, int plane, int other_plane,
                             bool is_turned, size_t thread_count)
{
    struct lg_model *model = model_of(row->parks, row->parcel, plane, other_plane);
    struct lg_cover_layer layer = {0};
    struct lg_error err = {""};
    must(lg_overlay_cut_parcels(model, 1, NULL, &err), &err);
    model->constraints.items = calloc(row->rule_count, sizeof(*model->constraints.items));
    assert_non_null(model->constraints.items);
    model->constraints.count = row->rule_count;
    for (size_t i = 0; i < row->rule_count; i++) {
        model->constraints.items[i] = (struct lg_constraint){
            "C", row->rules[i].forbids, row->rules[i].binds_outside, row->rules[i].state};
    }
    fill_layer(&layer, row->polygons, 2, other_plane, is_turned);
    must(lg_overlay_bind(model, &layer, thread_count, NULL, &err), &err);
    check_hits(model, row);
    check_parks(model, row);
    lg_cover_layer_reset(&layer);
    lg_model_free(model);
}

static void check_binding(void **state)
{
    const struct binding_case *row = *state;
    check_binding_in(row, DEGREES, DEGREES, false, 1);
    check_binding_in(row, METRES, METRES, true, 3);
    check_binding_in(row, METRES, DEGREES, false, 1);
    check_binding_in(row, DEGREES, METRES, true, 2);
}

struct share_row {
    const char *use; /* NULL ends */
    double width;
};

struct plan_case {
    const char *name;
    struct polygon polygons[POLYGONS_MAX]; /* over a parcel from 0 to 10 */
    const char *planned_use;
    struct share_row shares[USES_MAX];
    size_t twice_count; /* findings */
};

static const char *const uses[] = {"0701", "1001", "1401"};

static const struct plan_case plan_cases[] = {
    {"halves go by code",
     {{1, 0, 5, 0, 0}, {0, 5, 10, 0, 0}},
     "0701",
     {{"0701", 5}, {"1001", 5}},
     0},
    {"the larger one counts",
     {{0, -3, 4, 0, 0}, {1, 4, 11, 0, 0}},
     "1001",
     {{"1001", 6}, {"0701", 4}},
     0},
    {"polygons of one use that overlap count once",
     {{0, 0, 4, 0, 0}, {0, 3, 5, 0, 0}, {1, 5, 10, 0, 0}},
     "0701",
     {{"0701", 5}, {"1001", 5}},
     0},
    {"two uses on one place are told",
     {{0, 0, 6, 0, 0}, {1, 5, 10, 0, 0}},
     "0701",
     {{"0701", 6}, {"1001", 5}},
     1},
    {"less than a hundredth is dropped",
     {{0, 0, 0.09, 0, 0}, {2, 0.09, 10, 0, 0}},
     "1401",
     {{"1401", 9.91}},
     0},
    {"less than half a hundredth is no use of the parcel", {{0, 0, 0.04, 0, 0}}, NULL, {{0}}, 0},
    {"from half a hundredth on it is", {{0, 0, 0.06, 0, 0}}, "0701", {{0}}, 0},
    {"no polygon near", {{0, 20, 30, 0, 0}}, NULL, {{0}}, 0},
};

static void check_plan_in(const struct plan_case *row, int plane, bool is_turned,
                          size_t thread_count)
{
    static const double parks[PARKS_MAX][2] = {{0, 20}};
    static const double parcel[2] = {0, 10};
    struct lg_model *model = model_of(parks, parcel, plane, DEGREES);
    struct lg_cover_layer layer = {0};
    struct lg_error err = {""};
    fill_layer(&layer, row->polygons, 2, DEGREES, is_turned);
    must(lg_overlay_lay_plan(model, &layer, uses, thread_count, NULL, &err), &err);

    const char *planned = model->parcels.planned_use[0];
    assert_true((planned == NULL) == (row->planned_use == NULL));
    if (planned != NULL) assert_string_equal(planned, row->planned_use);
    size_t i = 0;
    for (; i < USES_MAX && row->shares[i].use != NULL; i++) {
        assert_true(i < model->plan_shares.count);
        assert_string_equal(model->plan_shares.items[i].use, row->shares[i].use);
        ASSERT_CLOSE(model->plan_shares.items[i].area_m2, width_m2(row->shares[i].width), 1e-3);
    }
    assert_int_equal(model->plan_shares.count, i);
    assert_int_equal(model->findings.count, row->twice_count);
    lg_cover_layer_reset(&layer);
    lg_model_free(model);
}

static void check_plan(void **state)
{
    const struct plan_case *row = *state;
    check_plan_in(row, DEGREES, false, 1);
    check_plan_in(row, METRES, true, 3);
}

int main(void)
{
    int failed = RUN_CASES("spatial/overlay constraints", binding_cases, check_binding);
    failed += RUN_CASES("spatial/overlay plan", plan_cases, check_plan);
    return failed;
}
