/*
 * spatial/sites: which idle pieces lie together, and the room in them. Drawn in metres.
 */
#include "spatial/overlay.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/rings.h"
#include "support/site_model.h"

#include <string.h>

enum { PARCELS_MAX = 8 };

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
    struct lg_model *model = site_model_new(parcels, count, row->distance_m);
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
        cmocka_unit_test(a_park_without_idle_land_has_no_site),
        cmocka_unit_test(a_stopped_run_ends),
        cmocka_unit_test(every_allocation_may_fail),
    };
    int failed = RUN_CASES("spatial/sites", site_cases, check_case);
    return failed + cmocka_run_group_tests_name("spatial/sites, all", tests, NULL, NULL);
}
