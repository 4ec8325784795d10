/*
 * evaluate/: the facts of a park that rest on its industrial parcels and their enterprises. Parcels
 * of one hectare; every figure worked by hand beside its scene. As of 2026-06-30.
 */
#include "evaluate/compliance.h"
#include "evaluate/notes.h"
#include "support/cmocka.h"
#include "support/compliance_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((double)NAN)

/* ---- built industrial land ---- */

struct low_case {
    const char *name;
    enum lg_fact fact;
    enum lg_low_item item;
    const char *lack;
};

static const struct low_case low_cases[] = {
    {"floor area ratio", LG_FACT_FAR_MET_PCT, LG_LOW_FAR, "industrial parcels without floor area"},
    {"coefficient", LG_FACT_COEFFICIENT_MET_PCT, LG_LOW_COEFFICIENT,
     "industrial parcels without footprint_yards"},
    {"investment", LG_FACT_INVESTMENT_MET_PCT, LG_LOW_INVESTMENT,
     "industrial parcels without an investment"},
    {"tax alone", LG_FACT_YIELD_MET_PCT, LG_LOW_TAX,
     "industrial parcels without a revenue or a tax"},
};

/*
 * Three met, one below: 75 %. One without a figure, one without a baseline, one of which nothing is
 * known (no row), one whose built land is of no known use; a shop is not asked. Of the 8 asked 4
 * are judged.
 */
static void check_low(void **state)
{
    const struct low_case *row = *state;
    struct lg_model *model = compliance_model_new(9);
    build_industry(model, 7);
    model->parcels.land_state[7] = LG_STATE_A;
    model->parcels.land_state[8] = LG_STATE_A4;
    for (size_t parcel = 0; parcel < 3; parcel++) {
        compliance_model_low(model, parcel, row->item, 1, 1, "met");
    }
    compliance_model_low(model, 3, row->item, 0.5, 1, "below");
    compliance_model_low(model, 4, row->item, NONE, 1, "nodata");
    compliance_model_low(model, 5, row->item, 1, NONE, "no_baseline");
    char reason[256];
    (void)snprintf(reason, sizeof(reason),
                   "judged 4 of 8; industrial parcels without a baseline of their industry: 2; %s: "
                   "1; parcels without a land state that says whether they are industrial: 1",
                   row->lack);
    check_fact(model, row->fact, 75, reason);
    lg_model_free(model);
}

static void none_measured_is_no_share(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(2);
    build_industry(model, 1);
    model->parcels.land_state[1] = LG_STATE_A1;
    compliance_model_low(model, 0, LG_LOW_FAR, NONE, 1, "nodata");
    check_fact(model, LG_FACT_FAR_MET_PCT, NONE,
               "judged 0 of 1; industrial parcels without floor area: 1");
    model->parcels.land_state[0] = LG_STATE_A1;
    check_fact(model, LG_FACT_FAR_MET_PCT, NONE, "the park has no built industrial land");
    check_fact(model, LG_FACT_OFFICE_MET_PCT, NONE, "the park has no built industrial land");
    lg_model_free(model);
}

/*
 * P1 meets both, P2 fails the tax alone, P3 fails both, P4 meets the revenue and has no tax to tell
 * of, P5 meets the revenue and has no baseline for the tax. Met 2 of 4; P4 is open.
 */
static void yield_asks_revenue_and_tax(void **state)
{
    (void)state;
    static const char *const results[5][2] = {
        {"met", "met"},    {"met", "below"},       {"below", "below"},
        {"met", "nodata"}, {"met", "no_baseline"},
    };
    struct lg_model *model = compliance_model_new(5);
    build_industry(model, 5);
    for (size_t parcel = 0; parcel < 5; parcel++) {
        compliance_model_low(model, parcel, LG_LOW_REVENUE, 1, 1, results[parcel][0]);
        compliance_model_low(model, parcel, LG_LOW_TAX, 1, 1, results[parcel][1]);
    }
    check_fact(model, LG_FACT_YIELD_MET_PCT, 50,
               "judged 4 of 5; industrial parcels without a revenue or a tax: 1");
    lg_model_free(model);
}

/* ---- enterprises ---- */

/*
 * On P1 two enterprises: office 7 % (in mu, and in m2 a hair above), green 20.01 %;
 * office 7.01 %, green 0. On P2 one without office land, green 10 %. P3 has none. On P4, a shop,
 * all is office. Office: met 1 of 2; green: met 2 of 3.
 */
static void enterprises_within_their_shares(void **state)
{
    (void)state;
    const double mu = 2000.0 / 3.0;
    struct lg_model *model = compliance_model_new(4);
    build_industry(model, 3);
    model->parcels.land_state[3] = LG_STATE_A4;
    compliance_model_firm(model, "P0001", "乙", 10000, 701, 0);
    compliance_model_firm(model, "P0002", "丙", 10000, NONE, 1000);
    compliance_model_firm(model, "P0001", "甲", 203 * mu, 14.21 * mu, 40.6203 * mu);
    compliance_model_firm(model, "P0004", "商", 10000, 10000, 10000);
    compliance_model_firm(model, "nowhere", "丁", 10000, 0, 0);
    check_fact(model, LG_FACT_OFFICE_MET_PCT, 50,
               "judged 2 of 4; industrial parcels without an enterprise in the table: 1; "
               "enterprises without office_land or land_area: 1");
    check_fact(model, LG_FACT_GREEN_MET_PCT, 200.0 / 3,
               "judged 3 of 4; industrial parcels without an enterprise in the table: 1");
    lg_model_free(model);
}

static void land_area_of_0_is_no_share(void **state)
{
    (void)state;
    struct lg_model *model = compliance_model_new(1);
    build_industry(model, 1);
    check_fact(model, LG_FACT_GREEN_MET_PCT, NONE,
               "judged 0 of 1; industrial parcels without an enterprise in the table: 1");
    compliance_model_firm(model, "P0001", "甲", 0, 0, 0);
    check_fact(model, LG_FACT_GREEN_MET_PCT, NONE,
               "judged 0 of 1; enterprises without green_land or land_area: 1");
    lg_model_free(model);
}

/* ---- standard land, uses ---- */

/*
 * Supplied, by the approved use industrial: P1 yes (1 ha), P2 no (3 ha), P3 no answer; P4 of no
 * approved use, built as industry, yes (1 ha); P5 approved as housing; P6 of no known use; P7 not
 * supplied. Yes 2 of 5 ha.
 */
static void standard_land_of_industrial_supply(void **state)
{
    (void)state;
    static const char *const uses[7] = {"1001", "1001", "1001", NULL, "0701", NULL, "1001"};
    static const char *const answers[7] = {"是", "否", NULL, "yes", "是", "是", "是"};
    struct lg_model *model = compliance_model_new(7);
    model->use_systems[LG_APPROVED_USE] = LG_USE_YDYH2023;
    for (size_t parcel = 0; parcel < 7; parcel++) {
        model->parcels.supply_state[parcel] = parcel == 6 ? LG_STATE_E21 : LG_STATE_D21;
        quality_model_text(&model->parcels.table, LG_PARCEL_APPROVED_USE, parcel, uses[parcel]);
        quality_model_text(&model->parcels.table, LG_PARCEL_STANDARD_LAND, parcel, answers[parcel]);
    }
    model->parcels.land_state[3] = LG_STATE_A2;
    model->pieces.account_m2[1] = 30000;
    check_fact(model, LG_FACT_STANDARD_LAND_PCT, 40,
               "answered 3; industrial supplied parcels without standard_land: 1; parcels of which "
               "it is not known whether they are industrial supply: 1");
    for (size_t parcel = 0; parcel < 7; parcel++) {
        model->parcels.supply_state[parcel] = LG_STATE_E21;
    }
    check_fact(model, LG_FACT_STANDARD_LAND_PCT, NONE, lg_note_no_industrial_supply);
    /* All of its land counts for others. */
    model->parcels.supply_state[0] = LG_STATE_D21;
    model->pieces.account_m2[0] = 0;
    check_fact(model, LG_FACT_STANDARD_LAND_PCT, NONE, "what is answered for has no area");
    lg_model_free(model);
}

/* One the same, two not, one that cannot be compared: a third. */
static void uses_that_agree(void **state)
{
    (void)state;
    static const char *const results[4] = {"SAME", "SUSPECTED", "INDUSTRIAL", "UNDECIDED"};
    struct lg_model *model = compliance_model_new(4);
    check_fact(model, LG_FACT_CONFORMING_PCT, NONE,
               "judged 0 of 4; parcels whose uses cannot be compared (UNDECIDED): 4");
    model->parcels.conversion = calloc(4, sizeof(*model->parcels.conversion));
    assert_non_null(model->parcels.conversion);
    for (size_t parcel = 0; parcel < 4; parcel++) {
        model->parcels.conversion[parcel].result = results[parcel];
    }
    check_fact(model, LG_FACT_CONFORMING_PCT, 100.0 / 3,
               "judged 3 of 4; parcels whose uses cannot be compared (UNDECIDED): 1");
    lg_model_free(model);
}

/* P1 is low, P2 not; P3 without an answer leaves it open, unless it is idle anyway. */
static void land_used_too_little(void **state)
{
    (void)state;
    static const char *answers[3] = {"yes", "no", "nodata"};
    struct lg_model *model = compliance_model_new(3);
    check_fact(model, LG_FACT_LOW_EFFICIENCY_HA, 0, NULL);
    build_industry(model, 3);
    check_fact(model, LG_FACT_LOW_EFFICIENCY_HA, NONE,
               "industrial parcels of which too little has a baseline and a figure: 3 (3.0000 ha); "
               "known for certain: 0.0000 ha");
    model->parcels.low_efficiency = calloc(3, sizeof(char *));
    assert_non_null(model->parcels.low_efficiency);
    memcpy((void *)model->parcels.low_efficiency, (const void *)answers, sizeof(answers));
    model->parcels.stock_class[0] = "S3b";
    check_fact(model, LG_FACT_LOW_EFFICIENCY_HA, NONE,
               "industrial parcels of which too little has a baseline and a figure: 1 (1.0000 ha); "
               "known for certain: 1.0000 ha");
    model->parcels.stock_class[2] = "S2c";
    check_fact(model, LG_FACT_LOW_EFFICIENCY_HA, 1, NULL);
    *compliance_model_fact(model, 0, LG_STATE_A2) =
        (struct lg_fact_value){NONE, "land_state is missing on 1 parcel (1.0000 ha)"};
    check_fact(model, LG_FACT_LOW_EFFICIENCY_HA, NONE,
               "land_state is missing on 1 parcel (1.0000 ha)");
    lg_model_free(model);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_measured_is_no_share),
        cmocka_unit_test(yield_asks_revenue_and_tax),
        cmocka_unit_test(enterprises_within_their_shares),
        cmocka_unit_test(land_area_of_0_is_no_share),
        cmocka_unit_test(standard_land_of_industrial_supply),
        cmocka_unit_test(uses_that_agree),
        cmocka_unit_test(land_used_too_little),
    };
    int failed = RUN_CASES("evaluate/register_facts low use", low_cases, check_low);
    return failed +
           cmocka_run_group_tests_name("evaluate/register_facts industry", tests, NULL, NULL);
}
