/*
 * evaluate/enclaves: parents and shares of made-up parks, and what they add up to
 * (藏政办发〔2026〕2号 art. 8; domain.md 6.8). Worked by hand.
 */
#include "evaluate/evaluate.h"
#include "support/cmocka.h"
#include "support/region_model.h"
#include "support/worked_example.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

static struct lg_model *run_scene(const struct region_park *parks, size_t count)
{
    struct lg_model *model = region_model_new(parks, count);
    struct lg_error err = {.message = ""};
    enum lg_status status = lg_enclaves_fill(model, &err);
    if (status != LG_OK) print_error("%s\n", err.message);
    assert_int_equal(status, LG_OK);
    return model;
}

static const struct lg_regional_total *total_of(const struct lg_model *model, const char *name)
{
    for (size_t i = 0; i < model->results.regional_total_count; i++) {
        const struct lg_regional_total *row = &model->results.regional_totals[i];
        if (strcmp(row->place != NULL ? row->place : row->part, name) == 0) return row;
    }
    fail_msg("no total of %s", name);
    return NULL;
}

static void assert_same(double actual, double expected)
{
    assert_int_equal(isnan(actual) != 0, isnan(expected) != 0);
    if (!isnan(expected)) ASSERT_CLOSE(actual, expected, 1e-6);
}

/* Area, taxes by location and by share; the other money goes the same ways. */
static void assert_total(const struct lg_model *model, const char *name, double area_ha,
                         double tax_wan, double shared_wan)
{
    const struct lg_regional_total *row = total_of(model, name);
    assert_same(row->land_m2[LG_TOTAL_AREA] / 10000, area_ha);
    assert_same(row->yuan[LG_MONEY_TOTAL_TAX] / 10000, tax_wan);
    assert_same(row->shared_yuan[LG_MONEY_TOTAL_TAX] / 10000, shared_wan);
    assert_same(row->yuan[LG_MONEY_INDUSTRIAL_TAX] / 10000, tax_wan / 2);
    assert_same(row->shared_yuan[LG_MONEY_INDUSTRIAL_TAX] / 10000, shared_wan / 2);
    assert_same(row->shared_yuan[LG_MONEY_REVENUE] / 10000, shared_wan * 4);
    assert_same(row->shared_yuan[LG_MONEY_INVESTMENT] / 10000, shared_wan * 10);
}

static void assert_enclave(const struct lg_model *model, size_t row, const char *type,
                           const char *outside, double home_wan, double host_wan,
                           const char *status)
{
    assert_true(row < model->results.enclave_count);
    const struct lg_enclave *enclave = &model->results.enclaves[row];
    assert_string_equal(enclave->type == NULL ? "-" : enclave->type, type);
    assert_string_equal(enclave->outside, outside);
    assert_same(enclave->home_yuan[LG_MONEY_TOTAL_TAX] / 10000, home_wan);
    assert_same(enclave->host_yuan[LG_MONEY_TOTAL_TAX] / 10000, host_wan);
    assert_string_equal(enclave->status, status);
}

static void test_each_way_adds_up(void **state)
{
    (void)state;
    struct lg_model *model = run_scene(region_parks, PARK_COUNT);
    /* ALL, INSIDE, OUTSIDE, then Lhasa 5401, Nagqu 5406, Ngari 5425, Golmud. */
    const struct lg_results *results = &model->results;
    assert_int_equal(results->regional_total_count, 7);
    assert_string_equal(results->regional_totals[3].place, "拉萨");
    assert_string_equal(results->regional_totals[3].code, "5401");
    assert_string_equal(results->regional_totals[6].place, "青海省格尔木市");
    assert_null(results->regional_totals[6].code);
    assert_string_equal(results->regional_totals[6].outside, "yes");
    assert_null(results->regional_totals[0].outside);

    /* 500 + 300 + 300 + 100 ha, 100 + 40 + 30 + 5 wan. */
    assert_total(model, "ALL", 1200, 175, 175);
    /* Q gives a quarter of its 40 to Golmud. */
    assert_total(model, "INSIDE", 900, 135, 165);
    assert_total(model, "OUTSIDE", 300, 40, 10);
    assert_total(model, "青海省格尔木市", 300, 40, 10);
    /* E's own 70, Z's 20, 0.4 of N's 10, 0.75 of Q's 40. */
    assert_total(model, "拉萨", 500, 100, 124);
    assert_total(model, "那曲", 0, 0, 6);
    assert_total(model, "阿里", 400, 35, 35);

    const struct lg_regional_total *all = total_of(model, "ALL");
    assert_int_equal(all->park_count, 3);
    assert_int_equal(all->nested_count, 2);
    assert_int_equal(total_of(model, "拉萨")->park_count, 1);
    assert_int_equal(total_of(model, "拉萨")->nested_count, 2);
    assert_int_equal(total_of(model, "那曲")->park_count, 0);
    assert_string_equal(all->status, "ok");
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_A], 3700000, 0);
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_B], 8300000, 0);
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_C], 0, 0);
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_D], 3700000, 0);
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_E], 8300000, 0);
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_A2], 3700000, 0);
    ASSERT_CLOSE(all->land_m2[LG_TOTAL_IDLE], 925000, 0);
    assert_int_equal(model->findings.count, 0);
    lg_model_free(model);
}

static void test_which_parks_are_enclaves(void **state)
{
    (void)state;
    struct lg_model *model = run_scene(region_parks, PARK_COUNT);
    assert_int_equal(model->results.enclave_count, 3);
    assert_enclave(model, 0, "INTRA_REGION", "no", 6, 4, "ok");
    assert_enclave(model, 1, "INTER_PROVINCE", "yes", 30, 10, "ok");
    assert_enclave(model, 2, "NESTED", "no", NONE, NONE,
                   "home and host are one place, nothing to divide");
    assert_int_equal(model->results.enclaves[2].park, PARK_Z);
    ASSERT_CLOSE(model->results.enclaves[2].yuan[LG_MONEY_TOTAL_TAX], 200000, 0);
    ASSERT_CLOSE(model->results.enclaves[0].share, 0.6, 0);
    lg_model_free(model);
}

/* A is Lhasa's, B in it Nagqu's, C in B Ngari's: 60, 32 and 8 of their own. */
static void test_parks_in_parks_in_parks(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, NULL, "拉萨", NULL, NONE, 90, 9, 100},
        {"B", NULL, "A", "那曲", NULL, 0.5, 50, 5, 40},
        {"C", NULL, "B", "阿里", NULL, 0.25, 20, 2, 8},
    };
    struct lg_model *model = run_scene(scene, 3);
    assert_total(model, "ALL", 90, 100, 100);
    assert_total(model, "拉萨", 90, 100, 60 + 16 + 6);
    assert_total(model, "那曲", 0, 0, 16);
    assert_total(model, "阿里", 0, 0, 2);
    assert_enclave(model, 0, "INTRA_REGION", "no", 16, 16, "ok");
    assert_enclave(model, 1, "INTRA_REGION", "no", 2, 6, "ok");
    lg_model_free(model);
}

/* A candidate is nobody's land: in no sum, nobody's parent, and no enclave (domain.md 6.7). */
static void test_a_candidate_counts_nowhere(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, NULL, "拉萨", NULL, NONE, 90, 9, 100},
        {"B", NULL, "A", "那曲", "拉萨", 0.5, 50, 5, 40},
        {"C", NULL, "B", "阿里", NULL, 0.5, 20, 2, 8},
    };
    struct lg_model *model = region_model_new(scene, 3);
    set_cell_text(&model->parks.table, LG_PARK_CANDIDATE, 1, "是");
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    /* C names the candidate as its parent, which is none: a park of its own in Ngari. */
    assert_total(model, "ALL", 110, 108, 108);
    assert_total(model, "拉萨", 90, 100, 100);
    assert_total(model, "阿里", 20, 8, 8);
    for (size_t i = 0; i < model->results.enclave_count; i++) {
        assert_int_not_equal(model->results.enclaves[i].park, 1);
    }
    lg_model_free(model);
}

/* A park in Q belongs where Q does, at Q's share, when it says nothing else. */
static void test_what_a_park_has_from_its_parent(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"Q", NULL, NULL, "拉萨", "格尔木", 0.75, 300, 100, 40},
        {"QA", NULL, "Q", NULL, NULL, NONE, 10, 5, 8},
        {"QB", NULL, "Q", "那曲", NULL, 0.5, 10, 5, 4},
    };
    struct lg_model *model = run_scene(scene, 3);
    /* Own 28, QA's 8 at three quarters, half of QB's 4 to Nagqu. */
    assert_total(model, "拉萨", 0, 0, 27);
    assert_total(model, "那曲", 0, 0, 2);
    assert_total(model, "格尔木", 300, 40, 11);
    assert_enclave(model, 0, "INTER_PROVINCE", "yes", 21, 7, "ok");
    assert_enclave(model, 1, "INTER_PROVINCE", "yes", 6, 2, "ok");
    lg_model_free(model);
}

/* The share is asked for only where it tells a total from another. */
static void test_a_share_that_is_missing(void **state)
{
    (void)state;
    struct region_park scene[PARK_COUNT];
    memcpy(scene, region_parks, sizeof(scene));
    scene[PARK_Q].share = NONE;
    struct lg_model *model = run_scene(scene, PARK_COUNT);
    assert_total(model, "ALL", 1200, 175, 175);
    assert_total(model, "INSIDE", 900, 135, NONE);
    assert_total(model, "拉萨", 500, 100, NONE);
    assert_total(model, "青海省格尔木市", 300, 40, NONE);
    assert_total(model, "那曲", 0, 0, 6);
    assert_string_equal(total_of(model, "拉萨")->status,
                        "shared_fixed_investment_wan lacks share of Q; "
                        "shared_industrial_revenue_wan lacks share of Q; "
                        "shared_industrial_tax_wan lacks share of Q; "
                        "shared_total_tax_wan lacks share of Q");
    assert_enclave(model, 1, "INTER_PROVINCE", "yes", NONE, NONE, "no share");
    lg_model_free(model);
}

/* What lies in E is in E's taxes; only who shares differently than E needs figures of its own. */
static void test_money_that_is_missing(void **state)
{
    (void)state;
    struct lg_model *model = region_model_new(region_parks, PARK_COUNT);
    model->results.sums[PARK_Z].tax_yuan = NONE;
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    assert_total(model, "ALL", 1200, 175, 175);
    assert_total(model, "拉萨", 500, 100, 124);
    assert_string_equal(model->results.enclaves[2].status,
                        "home and host are one place, nothing to divide; no total_tax_wan");

    model->results.sums[PARK_N].tax_yuan = NONE;
    model->results.sums[PARK_S1].tax_yuan = NONE;
    model->results.sums[PARK_S2].tax_yuan = NONE;
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    const struct lg_regional_total *nagqu = total_of(model, "那曲");
    assert_same(nagqu->yuan[LG_MONEY_TOTAL_TAX], 0);
    assert_same(nagqu->shared_yuan[LG_MONEY_TOTAL_TAX], NONE);
    assert_same(nagqu->shared_yuan[LG_MONEY_INVESTMENT], 600000);
    assert_string_equal(nagqu->status, "shared_total_tax_wan lacks N");
    const struct lg_regional_total *all = total_of(model, "ALL");
    assert_same(all->yuan[LG_MONEY_TOTAL_TAX], NONE);
    assert_string_equal(all->status, "total_tax_wan lacks S; shared_total_tax_wan lacks S");
    assert_enclave(model, 0, "INTRA_REGION", "no", NONE, NONE, "no total_tax_wan");
    lg_model_free(model);
}

static void test_land_that_is_missing(void **state)
{
    (void)state;
    struct lg_model *model = region_model_new(region_parks, PARK_COUNT);
    model->results.sums[PARK_E].state_parcels[LG_STATE_D] = 0;
    model->results.sums[PARK_E].state_m2[LG_STATE_D] = 0;
    model->results.sums[PARK_S2].idle_m2 = NONE;
    model->results.sums[PARK_Z].idle_m2 = NONE;
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    const struct lg_regional_total *all = total_of(model, "ALL");
    assert_same(all->land_m2[LG_TOTAL_D], NONE);
    assert_same(all->land_m2[LG_TOTAL_IDLE], NONE);
    assert_same(all->land_m2[LG_TOTAL_A], 3700000);
    assert_string_equal(all->status, "d_ha lacks E; e_ha lacks E; f_ha lacks E; idle_ha lacks S");
    assert_string_equal(total_of(model, "OUTSIDE")->status, "ok");
    lg_model_free(model);
}

/* N has more than E, in whose figures it is to be: what is E's own is not known. */
static void test_more_inside_than_there_is(void **state)
{
    (void)state;
    struct region_park scene[PARK_COUNT];
    memcpy(scene, region_parks, sizeof(scene));
    scene[PARK_N].tax_wan = 90;
    struct lg_model *model = run_scene(scene, PARK_COUNT);
    assert_total(model, "ALL", 1200, 175, 175);
    assert_total(model, "那曲", 0, 0, NONE);
    assert_string_equal(total_of(model, "那曲")->status,
                        "shared_fixed_investment_wan lacks rest of E; "
                        "shared_industrial_revenue_wan lacks rest of E; "
                        "shared_industrial_tax_wan lacks rest of E; "
                        "shared_total_tax_wan lacks rest of E");
    assert_int_equal(model->findings.count, LG_PARK_MONEY_COUNT);
    assert_int_equal(model->findings.items[0].code, LG_W_VALUE);
    assert_string_equal(model->findings.items[3].park_code, "E");
    assert_string_equal(model->findings.items[3].message,
                        "the parks in it have more total_tax_wan than the park itself, whose "
                        "figures must hold theirs; its rest is not known");
    lg_model_free(model);
}

struct share_case {
    const char *name;
    double share;
    double home_wan, host_wan; /* of 40 */
    size_t findings;
};

static const struct share_case share_cases[] = {
    {"all to the home", 1, 40, 0, 0},
    {"all to the host", 0, 0, 40, 0},
    {"percent are not guessed", 30, NONE, NONE, 1},
    {"a little too much", 1.0001, NONE, NONE, 1},
    {"less than nothing", -0.1, NONE, NONE, 1},
};

static void check_share(void **state)
{
    const struct share_case *row = *state;
    struct region_park park = region_parks[PARK_Q];
    park.share = row->share;
    struct lg_model *model = run_scene(&park, 1);
    assert_enclave(model, 0, "INTER_PROVINCE", "yes", row->home_wan, row->host_wan,
                   row->findings > 0 ? "no share" : "ok");
    assert_int_equal(model->findings.count, row->findings);
    if (row->findings > 0) {
        assert_int_equal(model->findings.items[0].code, LG_W_VALUE);
        ASSERT_CLOSE(model->findings.items[0].value, row->share, 0);
    }
    lg_model_free(model);
}

/* Of A, B and C the first two hold each other; C lies in A; D says itself; F names nobody. */
static void test_parents_that_are_none(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, "B", "拉萨", NULL, NONE, 10, 1, 10},
        {"B", NULL, "A", "拉萨", NULL, NONE, 20, 1, 20},
        {"C", NULL, "A", "拉萨", NULL, NONE, 5, 1, 5},
        {"D", NULL, "D", "拉萨", NULL, NONE, 30, 1, 30},
        {"F", NULL, "X", "拉萨", NULL, NONE, 40, 1, 40},
    };
    struct lg_model *model = run_scene(scene, 5);
    assert_total(model, "ALL", 100, 100, 100);
    assert_int_equal(total_of(model, "ALL")->park_count, 4);
    assert_int_equal(total_of(model, "ALL")->nested_count, 1);
    assert_string_equal(total_of(model, "ALL")->status,
                        "A has parents in a circle, land perhaps counted twice; "
                        "B has parents in a circle, land perhaps counted twice; "
                        "D has parents in a circle, land perhaps counted twice");
    assert_int_equal(model->findings.count, 4);
    assert_non_null(strstr(model->findings.items[0].message, "parent \"B\" lies, by the parents"));
    assert_string_equal(model->findings.items[3].message,
                        "parent \"X\" is the code of no park here, so the park counts as lying in "
                        "none; correct the code or add the park");
    assert_enclave(model, 0, "-", "no", NONE, NONE,
                   "parents in a circle; home and host are one place, nothing to divide");
    assert_enclave(model, 4, "-", "no", NONE, NONE,
                   "parent not found; home and host are one place, nothing to divide");
    lg_model_free(model);
}

/* A park in a park of Lhasa cannot lie in Nagqu, nor be larger. */
static void test_a_park_and_its_parent_disagree(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, NULL, "拉萨", NULL, NONE, 10, 1, 10},
        {"B", NULL, "A", "那曲", "那曲", 0.5, 10.02, 1, 4},
    };
    struct lg_model *model = run_scene(scene, 2);
    assert_total(model, "拉萨", 10, 10, 8);
    assert_total(model, "那曲", 0, 0, 2);
    assert_int_equal(model->findings.count, 2);
    assert_string_equal(
        model->findings.items[0].message,
        "host 那曲, but its parent A lies in 拉萨, so the park counts there; correct "
        "the host or the parent");
    assert_non_null(strstr(model->findings.items[1].message, "larger than its parent A"));
    lg_model_free(model);
}

/* A has neither; B has a host and no home; C is the region's own, in Lhasa. */
static void test_places_that_nobody_tells(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", NULL, NULL, NULL, NULL, NONE, 10, 1, 10},
        {"B", NULL, NULL, NULL, "拉萨", 0.5, 20, 1, 20},
        {"C", NULL, NULL, "西藏自治区", "拉萨", NONE, 40, 1, 40},
        {"D", NULL, NULL, "青海", "四川", 0.5, 80, 1, 80},
    };
    struct lg_model *model = run_scene(scene, 4);
    assert_total(model, "ALL", 150, 150, 150);
    assert_total(model, "UNKNOWN", 10, 10, 20);
    assert_total(model, "INSIDE", 60, 60, 50);
    assert_total(model, "OUTSIDE", 80, 80, 80);
    assert_total(model, "拉萨", 60, 60, 50);
    assert_total(model, "西藏", 0, 0, 0);
    assert_total(model, "青海", 0, 0, 40);
    assert_string_equal(total_of(model, "UNKNOWN")->outside, "unknown");
    assert_int_equal(model->results.enclave_count, 3);
    assert_enclave(model, 0, "-", "no", 10, 10, "no home");
    assert_enclave(model, 1, "-", "no", NONE, NONE,
                   "home and host are one place, nothing to divide");
    assert_enclave(model, 2, "-", "yes", 40, 40, "home and host both outside the region");
    lg_model_free(model);
}

/* E and Q share 2 ha in two pieces, S and Q 1 ha; N's are E's. */
static void test_land_of_two_parks(void **state)
{
    (void)state;
    static const struct {
        size_t park, other_park;
        double area_m2;
    } shared[] = {
        {PARK_E, PARK_Q, 15000},
        {PARK_E, PARK_Q, 5000},
        {PARK_N, PARK_Q, 500},
        {PARK_Q, PARK_S1, 10000},
    };
    struct lg_model *model = region_model_new(region_parks, PARK_COUNT);
    struct lg_quality_areas *areas = &model->quality_areas;
    areas->items = calloc(4, sizeof(*areas->items));
    assert_non_null(areas->items);
    areas->count = 4;
    for (size_t i = 0; i < 4; i++) {
        areas->items[i] = lg_quality_area_blank(LG_W_NEST);
        areas->items[i].park = shared[i].park;
        areas->items[i].other_park = shared[i].other_park;
        areas->items[i].area_m2 = shared[i].area_m2;
    }
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    ASSERT_CLOSE(total_of(model, "ALL")->twice_m2, 30000, 0);
    ASSERT_CLOSE(total_of(model, "INSIDE")->twice_m2, 0, 0);
    ASSERT_CLOSE(total_of(model, "ALL")->land_m2[LG_TOTAL_AREA], 12000000, 0);
    assert_string_equal(total_of(model, "ALL")->status,
                        "E and Q share land, counted twice; Q and S share land, counted twice");
    lg_model_free(model);
}

/*
 * N has parcels P0, which is all in E, P1, of which 300 m2 are not, P2, not in E at all, and P3,
 * of which less than a sliver is not.
 */
static void test_a_park_beyond_its_parent(void **state)
{
    (void)state;
    static const struct {
        size_t park, parcel;
        double inside_m2;
    } pieces[] = {
        {PARK_E, 0, 1000}, {PARK_E, 1, 700},  {PARK_E, 3, 999.5},
        {PARK_N, 0, 1000}, {PARK_N, 1, 1000}, {PARK_N, 2, 50},
        {PARK_N, 3, 1000}, {PARK_Q, 2, 50},   {LG_NO_PARK, 2, 10},
    };
    enum { PIECES = sizeof(pieces) / sizeof(pieces[0]) };
    struct lg_model *model = region_model_new(region_parks, PARK_COUNT);
    model->rules.sliver_m2 = 1;
    assert_int_equal(lg_table_add_rows(&model->parcels.table, 4, NULL), LG_OK);
    model->pieces.park = calloc(PIECES, sizeof(*model->pieces.park));
    model->pieces.parcel = calloc(PIECES, sizeof(*model->pieces.parcel));
    model->pieces.inside_m2 = calloc(PIECES, sizeof(*model->pieces.inside_m2));
    assert_non_null(model->pieces.park);
    assert_non_null(model->pieces.parcel);
    assert_non_null(model->pieces.inside_m2);
    model->pieces.count = PIECES;
    for (size_t i = 0; i < PIECES; i++) {
        model->pieces.park[i] = pieces[i].park;
        model->pieces.parcel[i] = pieces[i].parcel;
        model->pieces.inside_m2[i] = pieces[i].inside_m2;
    }
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    assert_int_equal(model->findings.count, 1);
    ASSERT_CLOSE(model->findings.items[0].value, 350, 1e-9);
    assert_string_equal(model->findings.items[0].park_code, "N");
    assert_string_equal(model->findings.items[0].message,
                        "350.00 m2 of the park's parcels lie outside its parent E, whose land is "
                        "all that totals count of the two; correct the parent or a boundary");
    const char *said = "N lies partly outside E, land not counted";
    assert_string_equal(total_of(model, "ALL")->status, said);
    assert_string_equal(total_of(model, "拉萨")->status, said);
    assert_string_equal(total_of(model, "OUTSIDE")->status, "ok");
    assert_total(model, "ALL", 1200, 175, 175);
    lg_model_free(model);
}

/* The share of a scope is its own; what lies in the other scope goes by that one. */
static void test_scopes_of_a_parent(void **state)
{
    (void)state;
    static const struct region_park scene[] = {
        {"A", "主区", NULL, "拉萨", "格尔木", 0.5, 10, 1, 10},
        {"A", "发展方向区", NULL, "拉萨", "格尔木", 0.2, 20, 1, 20},
        {"B", "发展方向区", "A", "那曲", NULL, 1, 5, 1, 10},
    };
    struct lg_model *model = run_scene(scene, 3);
    /* 0.5 of 10 and 0.2 of the 10 that are not B's. */
    assert_total(model, "拉萨", 0, 0, 7);
    assert_total(model, "那曲", 0, 0, 10);
    assert_total(model, "格尔木", 30, 30, 13);
    assert_int_equal(total_of(model, "ALL")->park_count, 1);
    lg_model_free(model);
}

/* A status names twenty parks and counts the others. */
static void test_many_parks_lack_a_figure(void **state)
{
    (void)state;
    enum { MANY = 23 };
    static char codes[MANY][8];
    struct region_park scene[MANY];
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(codes[i], sizeof(codes[i]), "K%02zu", i);
        scene[i] = region_parks[PARK_E];
        scene[i].code = codes[i];
    }
    struct lg_model *model = region_model_new(scene, MANY);
    for (size_t i = 0; i < MANY; i++) {
        model->results.sums[i].idle_m2 = NONE;
    }
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    const char *status = total_of(model, "ALL")->status;
    assert_non_null(strstr(status, "idle_ha lacks K00, K01, "));
    assert_non_null(strstr(status, ", K19, 3 more"));
    assert_null(strstr(status, "K20"));
    lg_model_free(model);
}

static void test_no_park_at_all(void **state)
{
    (void)state;
    struct lg_model *model = NULL;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    assert_int_equal(lg_enclaves_fill(model, NULL), LG_OK);
    assert_int_equal(model->results.enclave_count, 0);
    assert_int_equal(model->results.regional_total_count, 3);
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_way_adds_up),
        cmocka_unit_test(test_which_parks_are_enclaves),
        cmocka_unit_test(test_parks_in_parks_in_parks),
        cmocka_unit_test(test_a_candidate_counts_nowhere),
        cmocka_unit_test(test_what_a_park_has_from_its_parent),
        cmocka_unit_test(test_a_share_that_is_missing),
        cmocka_unit_test(test_money_that_is_missing),
        cmocka_unit_test(test_land_that_is_missing),
        cmocka_unit_test(test_more_inside_than_there_is),
        cmocka_unit_test(test_parents_that_are_none),
        cmocka_unit_test(test_a_park_and_its_parent_disagree),
        cmocka_unit_test(test_places_that_nobody_tells),
        cmocka_unit_test(test_land_of_two_parks),
        cmocka_unit_test(test_a_park_beyond_its_parent),
        cmocka_unit_test(test_scopes_of_a_parent),
        cmocka_unit_test(test_many_parks_lack_a_figure),
        cmocka_unit_test(test_no_park_at_all),
    };
    int failed = cmocka_run_group_tests_name("evaluate/enclaves", tests, NULL, NULL);
    failed += RUN_CASES("evaluate/enclaves shares", share_cases, check_share);
    return failed;
}
