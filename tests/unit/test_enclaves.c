/*
 * evaluate/enclaves: parents and shares of made-up parks, and what they add up to
 * (藏政办发〔2026〕2号 art. 8; domain.md 6.8). Worked by hand.
 */
#include "evaluate/evaluate.h"
#include "support/cmocka.h"
#include "support/region_model.h"
#include "support/worked_example.h"

#include <math.h>
#include <string.h>

#define NONE ((double)NAN)

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
        cmocka_unit_test(test_no_park_at_all),
    };
    int failed = cmocka_run_group_tests_name("evaluate/enclaves", tests, NULL, NULL);
    failed += RUN_CASES("evaluate/enclaves shares", share_cases, check_share);
    return failed;
}
