/*
 * spatial/overlay: parks over parks, and how far the nearest other one is.
 *
 * All parks are rectangles along meridians and parallels. Which two of their points are nearest can
 * then be said by hand (of two meridians the ends nearer to the pole), and PROJ's geodesic says how
 * far these are from each other.
 */
#include "landgauge/area.h"
#include "model/model.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/planes.h"

#include <geodesic.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define UNIT 0.001 /* degrees */

enum { PARKS_MAX = 4, NO = -1 };

/* West, south, east, north in degrees. */
struct park_row {
    const char *code; /* NULL ends */
    struct lg_box box;
    const char *parent, *candidate;
};

static void must(enum lg_status status, const struct lg_error *err)
{
    if (status != LG_OK) fail_msg("%s: %s", lg_status_name(status), err->message);
}

static double geodesic_m(double lon1, double lat1, double lon2, double lat2)
{
    struct geod_geodesic ellipsoid;
    double distance_m;
    geod_init(&ellipsoid, 6378137.0, 1 / 298.257222101);
    geod_inverse(&ellipsoid, lat1, lon1, lat2, lon2, &distance_m, NULL, NULL);
    return distance_m;
}

static void add_box(struct lg_shapes *shapes, struct lg_box box)
{
    double *xy;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(shapes, false, 5, &xy, NULL), LG_OK);
    const double ring[10] = {box.x_min, box.y_min, box.x_max, box.y_min, box.x_max,
                             box.y_max, box.x_min, box.y_max, box.x_min, box.y_min};
    memcpy(xy, ring, sizeof(ring));
}

static struct lg_model *new_model(size_t park_count, int plane)
{
    static const size_t roles[] = {LG_PARK_CODE, LG_PARK_PARENT, LG_PARK_CANDIDATE};
    struct lg_model *model;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    model->rules.sliver_m2 = 1.0;
    add_source(model, LG_SOURCE_PARKS, plane);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(lg_table_add_column(&model->parks.table, roles[i], NULL), LG_OK);
    }
    assert_int_equal(lg_table_add_rows(&model->parks.table, park_count, NULL), LG_OK);
    return model;
}

static struct lg_model *model_of(const struct park_row *rows, int plane)
{
    size_t count = 0;
    while (count < PARKS_MAX && rows[count].code != NULL) {
        count++;
    }
    struct lg_model *model = new_model(count, plane);
    for (size_t i = 0; i < count; i++) {
        struct lg_column *columns = model->parks.table.columns;
        columns[LG_PARK_CODE].text[i] = rows[i].code;
        columns[LG_PARK_PARENT].text[i] = rows[i].parent;
        columns[LG_PARK_CANDIDATE].text[i] = rows[i].candidate;
        add_box(&model->parks.lon_lat, rows[i].box);
    }
    return model;
}

/* ---- who is near ---- */

/* Widths and heights in UNIT from the corner of the planes. */
struct scene {
    const char *name;
    struct park_row parks[PARKS_MAX];
    double overlap[PARKS_MAX]; /* widths, of land one UNIT high */
    int nearest[PARKS_MAX];    /* NO: there is none */
    bool touches[PARKS_MAX];   /* 0 m */
    size_t nest, candidate;    /* areas found */
};

#define ROW(CODE, X0, X1, PARENT, CANDIDATE)                                                       \
    {                                                                                              \
        CODE, {X0, 0, X1, 1}, PARENT, CANDIDATE                                                    \
    }

static const struct scene scenes[] = {
    {"a park alone has none", {ROW("A", 0, 10, NULL, NULL)}, {0}, {NO}, {false}, 0, 0},
    {"two parks apart",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 12, 20, NULL, "否")},
     {0, 0},
     {1, 0},
     {false, false},
     0,
     0},
    {"a border in common is no land",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 10, 20, NULL, NULL)},
     {0, 0},
     {1, 0},
     {true, true},
     0,
     0},
    {"land of two parks counts for both and is a finding",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 7, 20, NULL, NULL)},
     {3, 3},
     {1, 0},
     {true, true},
     1,
     0},
    {"a candidate knows the park, the park not the candidate",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 7, 20, NULL, "是")},
     {0, 3},
     {NO, 0},
     {false, true},
     0,
     1},
    {"two candidates on one place do not know each other",
     {ROW("A", 0, 10, NULL, "yes"), ROW("B", 7, 20, NULL, "1"), ROW("C", 30, 31, NULL, NULL)},
     {0, 0, 0},
     {2, 2, NO},
     {false, false, false},
     0,
     1},
    {"a candidate within a park",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 2, 6, NULL, "是")},
     {0, 4},
     {NO, 0},
     {false, true},
     0,
     1},
    {"land that two others have is shared once",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 4, 20, NULL, NULL), ROW("C", 2, 12, NULL, "是")},
     {6, 6, 10},
     {1, 0, 0},
     {true, true, true},
     1,
     2},
    {"a parent and scopes of one park are no others",
     {ROW("A", 0, 10, NULL, NULL), ROW("A", 0, 12, NULL, NULL), ROW("B", 2, 4, "A", NULL),
      ROW("C", 20, 21, NULL, NULL)},
     {0, 0, 0, 0},
     {3, 3, 3, 1},
     {false, false, false, false},
     0,
     0},
    {"a word that is no answer makes no candidate",
     {ROW("A", 0, 10, NULL, NULL), ROW("B", 7, 20, NULL, "也许")},
     {3, 3},
     {1, 0},
     {true, true},
     1,
     0},
    {"of equally near ones the first",
     {ROW("A", 0, 1, NULL, NULL), ROW("B", 2, 3, NULL, NULL), ROW("C", 4, 5, NULL, NULL),
      ROW("D", 2, 3, NULL, "是")},
     {0, 0, 0, 1},
     {1, 0, 1, 1},
     {false, false, false, true},
     0,
     1},
};

static double width_m2(double width)
{
    struct lg_shapes shapes = {0};
    if (width == 0.0) return 0.0;
    add_box(&shapes, (struct lg_box){WEST, SOUTH, WEST + UNIT * width, SOUTH + UNIT});
    double area_m2 = lg_area_ring_m2(shapes.xy, 5);
    lg_shapes_reset(&shapes);
    return area_m2;
}

static size_t count_areas(const struct lg_model *model, enum lg_finding_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < model->quality_areas.count; i++) {
        count += model->quality_areas.items[i].code == code;
    }
    return count;
}

static void check_scene_in(const struct scene *scene, int plane)
{
    struct lg_error err = {""};
    struct park_row rows[PARKS_MAX];
    memcpy(rows, scene->parks, sizeof(rows));
    for (size_t i = 0; i < PARKS_MAX; i++) {
        struct lg_box box = rows[i].box;
        rows[i].box = (struct lg_box){WEST + UNIT * box.x_min, SOUTH + UNIT * box.y_min,
                                      WEST + UNIT * box.x_max, SOUTH + UNIT * box.y_max};
    }
    struct lg_model *model = model_of(rows, plane);
    must(lg_overlay_check_parks(model, &err), &err);
    must(lg_overlay_find_nearest_parks(model, &err), &err);
    const struct lg_parks *parks = &model->parks;
    for (size_t i = 0; i < parks->table.count; i++) {
        ASSERT_CLOSE(parks->overlap_m2[i], width_m2(scene->overlap[i]), 1e-3);
        bool has_none = scene->nearest[i] == NO;
        assert_int_equal(parks->nearest_park[i], has_none ? LG_NO_PARK : (size_t)scene->nearest[i]);
        assert_int_equal(isnan(parks->nearest_m[i]), has_none);
        if (!has_none) assert_int_equal(parks->nearest_m[i] == 0.0, scene->touches[i]);
    }
    assert_int_equal(count_areas(model, LG_W_NEST), scene->nest);
    assert_int_equal(count_areas(model, LG_I_CANDIDATE), scene->candidate);
    lg_model_free(model);
}

static void check_scene(void **state)
{
    check_scene_in(*state, DEGREES);
    check_scene_in(*state, METRES);
}

/* Land of a park is counted in its parent, but not where that is a candidate. */
static void parents_of_parks(void **state)
{
    (void)state;
    const struct park_row rows[PARKS_MAX] = {ROW("A", 0, 10, NULL, NULL), ROW("B", 2, 4, "A", NULL),
                                             ROW("C", 20, 30, NULL, "是"),
                                             ROW("D", 22, 24, "C", NULL)};
    static const size_t parents[PARKS_MAX] = {LG_NO_PARK, 0, LG_NO_PARK, LG_NO_PARK};
    struct lg_model *model = model_of(rows, DEGREES);
    for (size_t i = 0; i < PARKS_MAX; i++) {
        assert_int_equal(lg_park_parent(model, i), parents[i]);
        assert_int_equal(lg_park_is_candidate(model, i), i == 2);
    }
    assert_true(lg_park_may_share(model, 3, 2));
    assert_false(lg_park_is_other(model, 0, 2));
    assert_true(lg_park_is_other(model, 2, 0));
    lg_model_free(model);
}

/* A and B name each other: each counts by itself. C lies in one of them, D names itself. */
static void parents_in_a_circle(void **state)
{
    (void)state;
    const struct park_row rows[PARKS_MAX] = {ROW("A", 0, 10, "B", NULL), ROW("B", 2, 4, "A", NULL),
                                             ROW("C", 6, 8, "A", NULL),
                                             ROW("D", 20, 24, "D", NULL)};
    static const size_t parents[PARKS_MAX] = {LG_NO_PARK, LG_NO_PARK, 0, LG_NO_PARK};
    static const bool is_circle[PARKS_MAX] = {true, true, false, true};
    struct lg_model *model = model_of(rows, DEGREES);
    for (size_t i = 0; i < PARKS_MAX; i++) {
        assert_int_equal(lg_park_parent(model, i), parents[i]);
        assert_int_equal(lg_park_is_in_circle(model, i), is_circle[i]);
    }
    lg_model_free(model);
}

/* ---- how far ---- */

struct distance_row {
    const char *name;
    double west, south;            /* of the first park, 0.01 degrees square */
    double dx0, dy0, dx1, dy1;     /* of the second from there */
    double from_dx, from_dy;       /* the two points that are nearest, from there */
    double to_dx, to_dy, relative; /* relative: what the distance may be off by */
};

/* Near Lhasa, in Ngari, on the equator, and in the other three quarters of the globe. */
static const struct distance_row distances[] = {
    {"50 m north", 91, 29, 0, 0.01045, 0.01, 0.02, 0, 0.01, 0, 0.01045, 1e-6},
    {"50 m east: the northern ends are nearer", 91, 29, 0.0105, 0, 0.02, 0.01, 0.01, 0.01, 0.0105,
     0.01, 1e-6},
    {"2 km east of a taller one", 79, 33, 0.0315, -0.5, 0.05, 0.5, 0.01, 0.01, 0.0315, 0.01, 1e-4},
    {"corner to corner", 91, 29, 0.05, 0.03, 0.06, 0.04, 0.01, 0.01, 0.05, 0.03, 1e-6},
    {"50 km away", 91, 29, 0.4, 0.3, 0.5, 0.4, 0.01, 0.01, 0.4, 0.3, 1e-5},
    {"300 km away, in other zones", 85, 31, 3.0, 1.0, 3.1, 1.1, 0.01, 0.01, 3.0, 1.0, 1e-4},
    {"south of the equator the southern ends", 150, -34, 0.0315, 0, 0.05, 0.01, 0.01, 0, 0.0315, 0,
     1e-6},
    {"across the equator", 37, -0.005, 0, 0.03, 0.01, 0.04, 0, 0.01, 0, 0.03, 1e-6},
    {"west of Greenwich", -70, -45, -0.05, -0.03, -0.04, -0.02, 0, 0, -0.04, -0.02, 1e-6},
    {"across Greenwich, far north", -0.005, 60, 0.03, 0, 0.04, 0.01, 0.01, 0.01, 0.03, 0.01, 1e-6},
};

static void check_distance_in(const struct distance_row *row, int plane)
{
    struct lg_error err = {""};
    const struct park_row rows[PARKS_MAX] = {
        {"A", {row->west, row->south, row->west + 0.01, row->south + 0.01}, NULL, NULL},
        {"B",
         {row->west + row->dx0, row->south + row->dy0, row->west + row->dx1, row->south + row->dy1},
         NULL,
         NULL},
    };
    struct lg_model *model = model_of(rows, plane);
    must(lg_overlay_find_nearest_parks(model, &err), &err);
    double expected_m = geodesic_m(row->west + row->from_dx, row->south + row->from_dy,
                                   row->west + row->to_dx, row->south + row->to_dy);
    ASSERT_CLOSE(model->parks.nearest_m[0], expected_m, row->relative * expected_m);
    /* The same bits from the other one. */
    assert_true(model->parks.nearest_m[0] == model->parks.nearest_m[1]);
    lg_model_free(model);
}

static void check_distance(void **state)
{
    check_distance_in(*state, DEGREES);
    check_distance_in(*state, METRES);
}

/* ---- many ---- */

enum { MANY = 200 };

/* Numbers of 0..1 that are the same on every machine. */
static double next_part(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Of two boxes north of the equator: of what they have in common east-west any meridian, of what
 * they have in common north-south the northern end, else the corners. */
static double box_distance_m(struct lg_box left, struct lg_box right)
{
    double lon1 = 0.0;
    double lon2 = 0.0;
    if (left.x_max < right.x_min) {
        lon1 = left.x_max;
        lon2 = right.x_min;
    } else if (right.x_max < left.x_min) {
        lon1 = left.x_min;
        lon2 = right.x_max;
    }
    double lat1 = fmin(left.y_max, right.y_max);
    double lat2 = lat1;
    if (left.y_max < right.y_min) {
        lat1 = left.y_max;
        lat2 = right.y_min;
    } else if (right.y_max < left.y_min) {
        lat1 = left.y_min;
        lat2 = right.y_max;
    }
    return lon1 == lon2 && lat1 == lat2 ? 0.0 : geodesic_m(lon1, lat1, lon2, lat2);
}

/* Held against all pairs, which the index is there to avoid. */
static void many_parks(void **state)
{
    (void)state;
    struct lg_error err = {""};
    struct lg_box boxes[MANY];
    char codes[MANY][8];
    uint64_t seed = 20260630;
    struct lg_model *model = new_model(MANY, DEGREES);
    for (size_t i = 0; i < MANY; i++) {
        double west = 79.0 + 20.0 * next_part(&seed);
        double south = 27.0 + 9.0 * next_part(&seed);
        boxes[i] = (struct lg_box){west, south, west + 0.01 + 0.2 * next_part(&seed),
                                   south + 0.01 + 0.1 * next_part(&seed)};
        (void)snprintf(codes[i], sizeof(codes[i]), "K%zu", i);
        model->parks.table.columns[LG_PARK_CODE].text[i] = codes[i];
        if (i % 10 == 0) model->parks.table.columns[LG_PARK_CANDIDATE].text[i] = "是";
        add_box(&model->parks.lon_lat, boxes[i]);
    }
    must(lg_overlay_find_nearest_parks(model, &err), &err);
    for (size_t i = 0; i < MANY; i++) {
        double least_m = HUGE_VAL;
        for (size_t other = 0; other < MANY; other++) {
            if (other == i || other % 10 == 0) continue;
            least_m = fmin(least_m, box_distance_m(boxes[i], boxes[other]));
        }
        size_t nearest = model->parks.nearest_park[i];
        assert_true(nearest != i && nearest % 10 != 0);
        ASSERT_CLOSE(model->parks.nearest_m[i], least_m, 1e-4 * least_m);
        ASSERT_CLOSE(box_distance_m(boxes[i], boxes[nearest]), least_m, 1e-4 * least_m);
    }
    lg_model_free(model);
}

int main(void)
{
    const struct CMUnitTest others[] = {cmocka_unit_test(parents_of_parks),
                                        cmocka_unit_test(parents_in_a_circle),
                                        cmocka_unit_test(many_parks)};
    int failed = RUN_CASES("spatial/overlay parks", scenes, check_scene);
    failed += RUN_CASES("spatial/overlay distances", distances, check_distance);
    failed += cmocka_run_group_tests_name("spatial/overlay many parks", others, NULL, NULL);
    return failed;
}
