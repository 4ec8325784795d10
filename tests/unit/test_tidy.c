/*
 * spatial/tidy: what a copy's shape becomes and what is said of it, one row per fault.
 *
 * Rings are in degrees near 91, 29.65, written as offsets of 1e-3 degrees. Shells of shapefiles run
 * clockwise, of other formats counter-clockwise (domain.md 4.2; RFC 7946, 3.1.6).
 */
#include "model/block.h"
#include "spatial/tidy.h"
#include "spatial/worker.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 64 };

// NOLINTNEXTLINE(readability-non-const-parameter): the prototype of struct lg_projection
static enum lg_status same_degrees(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    (void)count;
    (void)xy;
    (void)err;
    return LG_OK;
}

static void forget(void *state)
{
    (void)state;
}

static enum lg_status clone(const void *state, struct lg_projection *copy, struct lg_error *err)
{
    (void)state;
    (void)err;
    static int some_state;
    *copy = (struct lg_projection){.state = &some_state,
                                   .to_lon_lat = same_degrees,
                                   .from_lon_lat = same_degrees,
                                   .clone = clone,
                                   .free = forget,
                                   .is_geographic = true};
    return LG_OK;
}

static const struct lg_role roles[] = {{.name = "id", .kind = LG_KIND_TEXT}};

/* "x y, x y; - x y, ...": rings as delivered, nothing is closed; "" is no shape. */
static void add_raw(const char *text, struct lg_shapes *shapes)
{
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    while (*text != '\0') {
        text += strspn(text, " ;");
        bool is_hole = strncmp(text, "- ", 2) == 0;
        if (is_hole) text += 2;
        double values[VALUES_MAX] = {0};
        size_t count = 0;
        while (*text != '\0' && *text != ';') {
            char *end = NULL;
            assert_true(count < VALUES_MAX);
            values[count++] = strtod(text, &end);
            text = end + strspn(end, ", ");
        }
        double *xy = NULL;
        assert_int_equal(lg_shapes_add_ring(shapes, is_hole, count / 2, &xy, NULL), LG_OK);
        for (size_t i = 0; i < count; i += 2) {
            xy[i] = 91 + values[i] * 1e-3;
            xy[i + 1] = 29.65 + values[i + 1] * 1e-3;
        }
    }
}

/* The text that add_raw() would read. */
static void show(const struct lg_shapes *shapes, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t ring = 0; ring < shapes->ring_count; ring++) {
        if (ring > 0) used += (size_t)snprintf(text + used, size - used, "; ");
        const char *mark = shapes->ring_is_hole[ring] != 0 ? "- " : "";
        used += (size_t)snprintf(text + used, size - used, "%s", mark);
        for (size_t i = shapes->vertex_start[ring]; i < shapes->vertex_start[ring + 1]; i++) {
            used += (size_t)snprintf(text + used, size - used, "%s%g %g",
                                     i > shapes->vertex_start[ring] ? ", " : "",
                                     round((shapes->xy[2 * i] - 91) * 1e6) / 1e3,
                                     round((shapes->xy[2 * i + 1] - 29.65) * 1e6) / 1e3);
        }
    }
}

enum format { SHP_TO_SHP, SHP_TO_OTHER, OTHER_TO_OTHER };

#define CLOCKWISE   "0 0, 0 4, 4 4, 4 0, 0 0"
#define COUNTER     "0 0, 4 0, 4 4, 0 4, 0 0"
#define HOLE        "- 1 1, 2 1, 2 2, 1 2, 1 1" /* counter-clockwise */
#define HOLE_TURNED "- 1 1, 1 2, 2 2, 2 1, 1 1"

struct tidy_case {
    const char *name;
    enum format format;
    const char *raw, *tidy;
    size_t closed, dropped, turned, repeated;
    bool is_mended, is_lost;
    unsigned flags;
};

static const struct tidy_case cases[] = {
    {"a sound shell of a shapefile stays", SHP_TO_SHP, CLOCKWISE, CLOCKWISE, 0, 0, 0, 0, 0, 0, 0},
    {"a sound shell of GeoJSON stays", OTHER_TO_OTHER, COUNTER, COUNTER, 0, 0, 0, 0, 0, 0, 0},
    {"a shell with its hole stays", SHP_TO_SHP, CLOCKWISE "; " HOLE, CLOCKWISE "; " HOLE, 0, 0, 0,
     0, 0, 0, 0},
    {"a turned shell", SHP_TO_SHP, COUNTER, CLOCKWISE, 0, 0, 1, 0, 0, 0, 0},
    {"a turned hole", SHP_TO_SHP, CLOCKWISE "; " HOLE_TURNED, CLOCKWISE "; " HOLE, 0, 0, 1, 0, 0, 0,
     0},
    {"both turned in GeoJSON", OTHER_TO_OTHER, CLOCKWISE "; " HOLE, COUNTER "; " HOLE_TURNED, 0, 0,
     2, 0, 0, 0, 0},
    {"another format turns what ran right, and says nothing", SHP_TO_OTHER, CLOCKWISE, COUNTER, 0,
     0, 0, 0, 0, 0, 0},
    {"another format leaves what ran wrong, and says so", SHP_TO_OTHER, COUNTER, COUNTER, 0, 0, 1,
     0, 0, 0, 0},
    {"an open ring", SHP_TO_SHP, "0 0, 0 4, 4 4, 4 0", CLOCKWISE, 1, 0, 0, 0, 0, 0, 0},
    {"a vertex twice", SHP_TO_SHP, "0 0, 0 4, 0 4, 4 4, 4 0, 0 0", CLOCKWISE, 0, 0, 0, 1, 0, 0, 0},
    {"a vertex three times, and the closing one", SHP_TO_SHP,
     "0 0, 0 4, 4 4, 4 4, 4 4, 4 0, 0 0, 0 0", CLOCKWISE, 0, 0, 0, 3, 0, 0, 0},
    {"a dented ring in which each vertex stands once", SHP_TO_SHP,
     "0 0, 0 4, 2 2, 4 4, 4 0, 2 1, 0 0", "0 0, 0 4, 2 2, 4 4, 4 0, 2 1, 0 0", 0, 0, 0, 0, 0, 0, 0},
    {"a hole of two points", SHP_TO_SHP, CLOCKWISE "; - 1 1, 2 2, 1 1", CLOCKWISE, 0, 1, 0, 0, 0, 0,
     0},
    {"a bow tie", SHP_TO_SHP, "0 0, 4 4, 4 0, 0 4, 0 0", NULL, 0, 0, 0, 0, true, false, 0},
    {"no land at all", SHP_TO_SHP, "1 1, 1 1, 1 1, 1 1", "", 0, 0, 0, 0, false, true, 0},
    {"no shape", SHP_TO_SHP, "", "", 0, 0, 0, 0, false, true, 0},
    {"a bow tie that the project leaves out", SHP_TO_SHP, "0 0, 4 4, 4 0, 0 4, 0 0",
     "0 0, 4 4, 4 0, 0 4, 0 0", 0, 0, 0, 0, false, false, LG_COPY_IS_OUTSIDE},
    {"an open ring that the project leaves out", OTHER_TO_OTHER, "0 0, 0 4, 4 4, 4 0",
     "0 0, 0 4, 4 4, 4 0", 0, 0, 0, 0, false, false, LG_COPY_IS_OUTSIDE},
};

struct outcome {
    struct lg_shapes tidy;
    struct lg_tidy_row row;
    bool is_same; /* bit for bit */
};

static void tidy_text(const struct tidy_case *row, const char *raw, struct outcome *out)
{
    struct lg_error err = {""};
    struct lg_source source = {.path = "plane"};
    struct lg_sources sources = {.count = 1, .items = &source};
    struct lg_spatial_worker *worker = NULL;
    struct lg_block block = {0};
    uint8_t flags = (uint8_t)row->flags;
    memset(out, 0, sizeof(*out));
    assert_int_equal(clone(NULL, &source.projection, NULL), LG_OK);
    assert_int_equal(lg_spatial_worker_new(&sources, &worker, &err), LG_OK);
    assert_int_equal(lg_block_init(&block, roles, 1, &err), LG_OK);
    assert_int_equal(lg_table_add_rows(&block.table, 1, &err), LG_OK);
    block.table.feature[0] = 5;
    add_raw(raw, &block.raw);
    const struct lg_tidy_options options = {
        .prepare = {LG_REPAIR_STRUCTURE, LG_PREPARE_FULL, "parcels", 0, NULL},
        .was_clockwise = row->format != OTHER_TO_OTHER,
        .is_clockwise = row->format == SHP_TO_SHP,
    };
    assert_int_equal(lg_tidy_block(worker, &options, &flags, &block, &out->tidy, &out->row, &err),
                     LG_OK);
    out->is_same = lg_shapes_compare(&block.raw, 0, &out->tidy, 0) == 0;
    out->row.message = NULL; /* it dies with the block */
    lg_block_reset(&block);
    lg_spatial_worker_free(worker);
}

static void check_case(void **state)
{
    const struct tidy_case *row = *state;
    struct outcome out;
    char seen[512];
    tidy_text(row, row->raw, &out);
    show(&out.tidy, seen, sizeof(seen));
    if (row->tidy != NULL) assert_string_equal(seen, row->tidy);
    assert_int_equal(out.row.closed_count, row->closed);
    assert_int_equal(out.row.dropped_count, row->dropped);
    assert_int_equal(out.row.turned_count, row->turned);
    assert_int_equal(out.row.repeated_count, row->repeated);
    assert_int_equal(out.row.is_mended, row->is_mended);
    assert_int_equal(out.row.is_lost, row->is_lost);
    size_t count = row->closed + row->dropped + row->turned + row->repeated;
    bool is_changed = count > 0 || row->is_mended;
    bool is_turned_by_format = row->format == SHP_TO_OTHER;
    if (!is_changed && !row->is_lost && !is_turned_by_format) assert_true(out.is_same);
    if (is_changed) {
        assert_true(fabs(out.row.lon_deg - 91.002) < 0.003);
        assert_true(fabs(out.row.lat_deg - 29.652) < 0.003);
    }
    assert_int_equal(isnan(out.row.area_after_m2), !row->is_mended);
    lg_shapes_reset(&out.tidy);
}

/* The bow tie is two triangles of a quarter of its square each; before, their areas cancel out. */
static void a_repair_has_its_areas(void **state)
{
    (void)state;
    static const struct tidy_case bow_tie = {.format = SHP_TO_SHP};
    struct outcome square;
    struct outcome out;
    tidy_text(&bow_tie, "0 0, 4 4, 4 0, 0 4, 0 0", &out);
    /* Sixteen squares of 1e-3 degrees, each the third vector of domain.md 4.4 within its latitude.
     */
    assert_true(fabs(out.row.area_after_m2 - 16 * 10732.4511 / 2) < 20);
    assert_true(fabs(out.row.area_before_m2) < 10);
    lg_shapes_reset(&out.tidy);
    tidy_text(&bow_tie, CLOCKWISE, &square);
    assert_true(isnan(square.row.area_before_m2));
    lg_shapes_reset(&square.tidy);
}

/* What came out once goes through a second time untouched. */
static void tidying_twice_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct tidy_case row = cases[i];
        if (row.is_lost || row.flags != 0) continue;
        struct outcome once;
        struct outcome twice;
        char text[512];
        tidy_text(&row, row.raw, &once);
        show(&once.tidy, text, sizeof(text));
        if (row.format == SHP_TO_OTHER) row.format = OTHER_TO_OTHER;
        tidy_text(&row, text, &twice);
        assert_true(twice.is_same);
        assert_int_equal(twice.row.closed_count + twice.row.dropped_count + twice.row.turned_count +
                             twice.row.repeated_count,
                         0);
        assert_false(twice.row.is_mended);
        lg_shapes_reset(&once.tidy);
        lg_shapes_reset(&twice.tidy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_repair_has_its_areas),
        cmocka_unit_test(tidying_twice_changes_nothing),
    };
    int failed = RUN_CASES("spatial/tidy", cases, check_case);
    return failed + cmocka_run_group_tests_name("spatial/tidy", tests, NULL, NULL);
}
