/*
 * rules/sites: what is told of sites, and their order. Which pieces lie together is given here.
 */
#include "rules/rules.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"
#include "support/ledger_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARCEL_COUNT = 8, SITE_COUNT = 5 };

/* One name in two writings, one holder with two parcels, and one without. */
static const struct ledger_parcel parcels[PARCEL_COUNT] = {
    {"P1", 0, 10000, LG_STATE_D, LG_IDLE_FIRST, "甲公司（拉萨）", NULL, NULL},
    {"P2", 0, 20000, LG_STATE_D, LG_IDLE_SECOND, "甲公司(拉萨) ", NULL, NULL},
    {"P3", 0, 30000, LG_STATE_E, LG_IDLE_NOT_APPLICABLE, NULL, NULL, NULL},
    {"P4", 0, 25000, LG_STATE_D, LG_IDLE_STOPPED, "乙公司", NULL, NULL},
    {"P5", 0, 80000, LG_STATE_D, LG_IDLE_ACTIVE, "乙公司", NULL, NULL},
    {"P6", 1, 60000, LG_STATE_E, LG_IDLE_NOT_APPLICABLE, NULL, NULL, NULL},
    {"P7", 1, 60000, LG_STATE_E, LG_IDLE_NOT_APPLICABLE, "丙公司", NULL, NULL},
    {"P8", 2, 90000, LG_STATE_D, LG_IDLE_FIRST, "丁公司", NULL, NULL},
};

/* Sites of rows 0 1 2, 3, 5, 6, 7. */
static const size_t site_pieces[] = {0, 1, 2, 3, 5, 6, 7};
static const size_t site_sizes[SITE_COUNT] = {3, 1, 1, 1, 1};

static struct lg_model *model_new(void)
{
    struct lg_model *model = ledger_model_new(3, parcels, PARCEL_COUNT);
    struct lg_sites *sites = &model->results.sites;
    model->parcels.suppliable = calloc(PARCEL_COUNT, sizeof(*model->parcels.suppliable));
    sites->items = calloc(SITE_COUNT, sizeof(*sites->items));
    sites->pieces = malloc(sizeof(site_pieces));
    assert_non_null(model->parcels.suppliable);
    assert_non_null(sites->items);
    assert_non_null(sites->pieces);
    memcpy(sites->pieces, site_pieces, sizeof(site_pieces));
    for (size_t i = 0; i < SITE_COUNT; i++) {
        sites->items[i] =
            (struct lg_site){.first = sites->piece_count, .piece_count = site_sizes[i], .shape = i};
        sites->items[i].park = model->pieces.park[site_pieces[sites->piece_count]];
        sites->piece_count += site_sizes[i];
    }
    sites->count = SITE_COUNT;
    for (size_t i = 0; i < PARCEL_COUNT; i++) {
        model->parcels.idle[i].idle_days = 100 * (int)(i + 1);
        if (parcels[i].supply == LG_STATE_E) model->parcels.suppliable[i] = "yes";
    }
    /* K2 is another scope of K1, K3 a candidate. */
    ledger_model_text(&model->parks.table, LG_PARK_CODE, 1, "K1");
    ledger_model_text(&model->parks.table, LG_PARK_SCOPE, 0, "主区");
    ledger_model_text(&model->parks.table, LG_PARK_SCOPE, 1, "发展方向区");
    ledger_model_text(&model->parks.table, LG_PARK_CANDIDATE, 2, "是");
    return model;
}

static void tell(struct lg_model *model)
{
    struct lg_error err = {""};
    if (lg_sites_tell(model, &err) != LG_OK) fail_msg("%s", err.message);
}

static void order_and_names(void **state)
{
    (void)state;
    static const struct {
        const char *id, *kind;
        size_t shape, rank;
        double area_m2, idle_m2, suppliable_m2;
    } expected[SITE_COUNT] = {
        /* Of equal ones the first comes first; the scopes of a park count on together. */
        {"K1-S1", "mixed", 0, 1, 60000, 30000, 30000},
        {"K1-S2", "suppliable", 2, 2, 60000, 0, 60000},
        {"K1-S3", "suppliable", 3, 3, 60000, 0, 60000},
        {"K1-S4", "idle", 1, 4, 25000, 25000, 0},
        /* A candidate's land has no rank in the region. */
        {"K3-S1", "idle", 4, 0, 90000, 90000, 0},
    };
    struct lg_model *model = model_new();
    tell(model);
    for (size_t i = 0; i < SITE_COUNT; i++) {
        const struct lg_site *site = &model->results.sites.items[i];
        assert_string_equal(site->id, expected[i].id);
        assert_string_equal(site->kind, expected[i].kind);
        assert_int_equal(site->shape, expected[i].shape);
        assert_int_equal(site->rank, expected[i].rank);
        ASSERT_CLOSE(site->area_m2, expected[i].area_m2, 1e-6);
        ASSERT_CLOSE(site->idle_m2, expected[i].idle_m2, 1e-6);
        ASSERT_CLOSE(site->suppliable_m2, expected[i].suppliable_m2, 1e-6);
    }
    lg_model_free(model);
}

static void holders_and_age(void **state)
{
    (void)state;
    struct lg_model *model = model_new();
    tell(model);
    const struct lg_site *sites = model->results.sites.items;
    assert_int_equal(sites[0].holder_count, 1);
    assert_int_equal(sites[0].unknown_holder_count, 1);
    ASSERT_CLOSE(sites[0].oldest_idle_days, 200, 0);
    assert_int_equal(sites[1].holder_count, 0);
    assert_int_equal(sites[1].unknown_holder_count, 1);
    assert_true(isnan(sites[1].oldest_idle_days));
    assert_true(isnan(sites[0].constraint_share));
    lg_model_free(model);
}

static void land_in_both_lists_counts_once(void **state)
{
    (void)state;
    struct lg_model *model = model_new();
    /* Found idle by an authority, and never supplied. */
    ledger_model_text(&model->parcels.table, LG_PARCEL_IDLE_FINDING_NO, 2, "2026-1");
    tell(model);
    const struct lg_site *site = &model->results.sites.items[0];
    ASSERT_CLOSE(site->area_m2, 60000, 1e-6);
    ASSERT_CLOSE(site->idle_m2, 60000, 1e-6);
    ASSERT_CLOSE(site->suppliable_m2, 30000, 1e-6);
    assert_string_equal(site->kind, "mixed");
    lg_model_free(model);
}

static const struct use_case {
    const char *name;
    const char *uses[3]; /* of P1 (1 ha), P2 (2 ha), P3 (3 ha) */
    size_t parcel;       /* whose use it is; SIZE_MAX: not known */
} use_cases[] = {
    {"the use of most of the land", {"1001", "09", "1001"}, 0},
    {"more land has the other use", {"1001", "09", "09"}, 1},
    {"equal land: the first by code", {"1001", "1001", "0901"}, 2},
    {"equal land: a known use before none", {"1001", "1001", NULL}, 0},
    {"more land has no use: none is told", {"1001", NULL, NULL}, SIZE_MAX},
    {"no use at all", {NULL, NULL, NULL}, SIZE_MAX},
};

static void check_use(void **state)
{
    const struct use_case *row = *state;
    struct lg_model *model = model_new();
    for (size_t i = 0; i < 3; i++) {
        if (row->uses[i] == NULL) continue;
        ledger_model_text(&model->parcels.table, LG_PARCEL_PLANNED_USE, i, row->uses[i]);
    }
    tell(model);
    assert_int_equal(model->results.sites.items[0].use_parcel, row->parcel);
    lg_model_free(model);
}

static void constraints_by_area(void **state)
{
    (void)state;
    struct lg_model *model = model_new();
    model->pieces.constrained_m2 = calloc(PARCEL_COUNT, sizeof(double));
    assert_non_null(model->pieces.constrained_m2);
    model->pieces.constrained_m2[1] = 15000;
    tell(model);
    ASSERT_CLOSE(model->results.sites.items[0].constraint_share, 0.25, 1e-12);
    ASSERT_CLOSE(model->results.sites.items[1].constraint_share, 0, 0);
    lg_model_free(model);
}

static void an_area_not_known_stands_behind(void **state)
{
    (void)state;
    struct lg_model *model = model_new();
    model->pieces.account_m2[1] = (double)NAN;
    tell(model);
    const struct lg_site *site = &model->results.sites.items[3];
    assert_string_equal(site->id, "K1-S4");
    assert_int_equal(site->shape, 0);
    assert_true(isnan(site->area_m2));
    assert_true(isnan(site->idle_m2));
    ASSERT_CLOSE(site->suppliable_m2, 30000, 1e-6);
    lg_model_free(model);
}

static void a_piece_left_out_is_a_broken_program(void **state)
{
    (void)state;
    struct lg_model *model = model_new();
    model->parcels.idle[4].status = LG_IDLE_FIRST;
    assert_int_equal(lg_sites_tell(model, NULL), LG_INTERNAL);
    lg_model_free(model);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    enum lg_status status = LG_NO_MEMORY;
    long count = 0;
    for (; status != LG_OK; count++) {
        struct lg_model *model = model_new();
        failing_alloc_after(count);
        status = lg_sites_tell(model, NULL);
        failing_alloc_after(-1);
        if (status != LG_OK) assert_int_equal(status, LG_NO_MEMORY);
        lg_model_free(model);
    }
    assert_true(count > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_names),
        cmocka_unit_test(holders_and_age),
        cmocka_unit_test(land_in_both_lists_counts_once),
        cmocka_unit_test(constraints_by_area),
        cmocka_unit_test(an_area_not_known_stands_behind),
        cmocka_unit_test(a_piece_left_out_is_a_broken_program),
        cmocka_unit_test(every_allocation_may_fail),
    };
    int failed = RUN_CASES("rules/sites use", use_cases, check_use);
    return failed + cmocka_run_group_tests_name("rules/sites", tests, NULL, NULL);
}
