/*
 * publish/csv: quoting, formulas, missing values, and whole rows of the tables.
 *
 * The figures are those of support/small_model.h, worked out by hand.
 */
#include "publish/csv.h"
#include "publish/view.h"
#include "support/cmocka.h"
#include "support/small_model.h"

#include <math.h>
#include <string.h>

struct cell_case {
    const char *name;
    const char *value;
    const char *expected;
};

static const struct cell_case cell_cases[] = {
    {"missing text is an empty cell", NULL, ""},
    {"empty text is an empty cell", "", ""},
    {"plain text stands as it is", "东园 A-1", "东园 A-1"},
    {"a comma asks for quotes", "a,b", "\"a,b\""},
    {"quotes are doubled", "say \"so\"", "\"say \"\"so\"\"\""},
    {"a line break asks for quotes", "a\nb", "\"a\nb\""},
    {"a carriage return inside asks for quotes", "a\rb", "\"a\rb\""},
    {"a blank at the end asks for quotes", "a ", "\"a \""},
    {"equals sign is no formula", "=1+1", "'=1+1"},
    {"plus sign is no formula", "+86 891", "'+86 891"},
    {"minus sign is no formula", "-2", "'-2"},
    {"at sign is no formula", "@SUM(A1)", "'@SUM(A1)"},
    {"tab is no formula", "\t=1", "'\t=1"},
    {"carriage return is no formula", "\r=1", "\"'\r=1\""},
    {"formula with quotes keeps both rules", "=\"a\"", "\"'=\"\"a\"\"\""},
    {"an equals sign further on is harmless", "a=1", "a=1"},
    {"bytes that are no UTF-8 are replaced", "a\xB0z", "a\xEF\xBF\xBDz"},
};

static void check_cell(void **state)
{
    const struct cell_case *row = *state;
    struct lg_text text = {0};
    lg_csv_add_text(&text, row->value);
    assert_string_equal(text.bytes == NULL ? "" : text.bytes, row->expected);
    lg_text_reset(&text);
}

struct number_case {
    const char *name;
    double value;
    enum lg_cell_kind kind;
    int decimals;
    const char *expected;
};

static const struct number_case number_cases[] = {
    {"missing number is nothing", LG_NO_NUMBER, LG_CELL_NUMBER, 2, ""},
    {"infinite number is nothing", (double)INFINITY, LG_CELL_NUMBER, 2, ""},
    {"zero is not missing", 0, LG_CELL_NUMBER, 2, "0.00"},
    {"negative number is no formula", -1.5, LG_CELL_NUMBER, 2, "-1.50"},
    {"integer has no point", 366, LG_CELL_INTEGER, 0, "366"},
    {"nine digits of a share", 0.003, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS, "0.003"},
    {"nine digits hide the last bits", 0.1 + 0.2, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS, "0.3"},
    {"nine digits of an area", 12345.678949, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS, "12345.6789"},
    {"nine digits keep whole numbers", 1500, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS, "1500"},
    {"nine digits of a large number", 123456789012.0, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS,
     "123456789012"},
    {"nine digits of a tiny number", 2.5e-7, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS, "0.00000025"},
    {"nine digits of nothing", 0, LG_CELL_NUMBER, LG_DECIMALS_NINE_DIGITS, "0"},
};

static void check_number(void **state)
{
    const struct number_case *row = *state;
    const struct lg_sheet_column column = {
        .key = "n", .kind = row->kind, .decimals = (uint8_t)row->decimals};
    struct lg_text text = {0};
    lg_sheet_add_number(&text, &column, row->value);
    assert_string_equal(text.bytes == NULL ? "" : text.bytes, row->expected);
    lg_text_reset(&text);
}

/* A table, a row of it, and the row's exact text. */
struct line_case {
    const char *name;
    struct lg_sheet (*make)(const struct lg_view *view);
    size_t row;
    const char *expected;
};

static const struct line_case line_cases[] = {
    {"a parcel wholly in a park", lg_sheet_register, 0,
     "1,K1,东园,,,,主区,P1,\"Road \"\"7\"\", gate\",'=SUM(A1),10000.0000,10000.0000,1.00000000,"
     "15.000000,8000.0000,25.0000,,,A2,工矿仓储用地,,,A2,D2,,,,2024-02-29,,,,,,,1234.567800,"
     "0.000000,,5000.0000,2500.0000,0.500000,25.0000,,,,,,S5,DONE,,,,,,,,W_AREA\r\n"},
    {"a piece carries its share; known zero is not missing", lg_sheet_register, 1,
     "2,K1,东园,,,,主区,P2,,,20000.0000,12000.0000,1.20000000,18.000000,,,,,,,,,B21,D2,,,,,,,"
     "2025-01-01,,,,,,,0.0000,0.0000,0.000000,0.0000,,60.000000,,,0.000000,S2c,IDLE1,,,,,0.6000,,,"
     "见附件;DL_GUESS;MISSING:price\r\n"},
    {"the other piece of the same parcel", lg_sheet_register, 2,
     "3,K2,,,,,主区,P2,,,20000.0000,8000.0000,0.80000000,12.000000,,,,,,,,,B21,D2,,,,,,,"
     "2025-01-01,,,,,,,,,,,,40.000000,,,0.000000,S2c,IDLE1,,,,,0.4000,,,"
     "见附件;DL_GUESS;MISSING:price\r\n"},
    {"nobody knows where a lost parcel lies", lg_sheet_register, 3,
     "4,,,,,,园区外,P3,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"
     "UNKNOWN,,,,,,,,MISSING:start_due|developed\r\n"},
    {"idle land: suspected, one day, no fee without a price", lg_sheet_idle, 0,
     "K1,P2,,1.20000000,1.20000000,IDLE1,no,2025-01-01,CONTRACT,day,2026-01-01,2027-01-01,366,1,"
     "0.000000,,O0,,FEE,,,,,,yes,,,,,,,,,,,,,,,,,,\r\n"},
    {"a park with its figures: no supply state known, so D, E, F missing", lg_sheet_parks, 0,
     "K1,东园,,,,主区,工业主导型,,100.00000000,,1.00000000,0.00000000,0.00000000,,,,"
     "0.00000000,1.00000000,0.00000000,1.00000000,1.20000000,97.80000000,,,,"
     "100.0000,,,,,,,,,,,no\r\n"},
    {"a supply state that no parcel has been given", lg_sheet_land_state, LG_STATE_D - 1,
     "K1,主区,D,已供应国有建设用地,,,,0,,\r\n"},
    {"a land state of a park", lg_sheet_land_state, 0,
     "K1,主区,A,已建成城镇建设用地,1.00000000,15.000000,1.0000,1,,\r\n"},
    {"an indicator with a value", lg_sheet_indicators, 0,
     "K1,主区,工业主导型,A21,工业用地率,%,1.00000000,1.00000000,100.000000,,,,,,,,ok,,,,,,,,,,"
     "\r\n"},
    {"an indicator without one says why", lg_sheet_indicators, 1,
     "K1,主区,工业主导型,B22,人口密度,persons/ha,,1.00000000,,,,,,,,,no population,,,,,,,,,,\r\n"},
    {"a line of the account", lg_sheet_account, 0, "K1,主区,surveyed,A,1.00000000,1.0000\r\n"},
    {"land outside every park", lg_sheet_account, 1, ",园区外,outside,,0.50000000,\r\n"},
    {"a clock that runs out", lg_sheet_watchlist, 0, "P2,two_years,2027-01-01,90\r\n"},
    {"a finding with a place", lg_sheet_quality, 0,
     "W_AREA,warning,parcels,0,P1,K1,91.15000000,29.15000000,0.25,0.003,"
     "\"recorded 8000, measured 10000 m2\",\r\n"},
    {"a finding without one", lg_sheet_quality, 1,
     "I_MISSING,notice,parks,,,,,,,,no population,\r\n"},
    {"where a split parcel went", lg_sheet_overlay, 0,
     "P2,20000.0000,20000.0000,0.0000,0.0000,K1;K2\r\n"},
    {"a lost parcel", lg_sheet_overlay, 1, "P3,,,,,\r\n"},
};

static void check_line_of(const struct line_case *row, const struct lg_model *model)
{
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    struct lg_sheet sheet = row->make(view);
    struct lg_row at = {.view = view, .model = model};
    struct lg_text text = {0};
    lg_row_move(&at, &sheet, row->row);
    lg_csv_add_row(&text, &sheet, &at);
    assert_string_equal(text.bytes, row->expected);
    lg_text_reset(&text);
    lg_text_reset(&at.scratch);
    lg_view_free(view);
}

static void check_line(void **state)
{
    struct lg_model *model = small_model_new();
    check_line_of(*state, model);
    lg_model_free(model);
}

/* The part of P2 in K2, were there no K2; and P1 a loser of 1000 m2 to another parcel. */
static const struct line_case outside_cases[] = {
    {"what lies in no park has its row, without a park", lg_sheet_register, 2,
     "3,,,,,,园区外,P2,,,20000.0000,0.0000,0.00000000,0.000000,,,,,,,,,B21,D2,,,,,,,2025-01-01,,,"
     ",,,,,,,,,40.000000,,,0.000000,S2c,IDLE1,,,,,0.4000,,,见附件;DL_GUESS;MISSING:price\r\n"},
    {"a parcel that lost an overlap", lg_sheet_overlay, 0,
     "P1,10000.0000,9000.0000,1000.0000,0.0000,K1\r\n"},
    {"a parcel partly outside", lg_sheet_overlay, 1,
     "P2,20000.0000,12000.0000,0.0000,8000.0000,K1\r\n"},
};

static void check_line_outside(void **state)
{
    struct lg_model *model = small_model_new();
    model->pieces.park[2] = LG_NO_PARK;
    model->pieces.counted_m2[0] = 9000;
    check_line_of(*state, model);
    lg_model_free(model);
}

/* P2 at 12000 in K1 and 8000 in no park, of which another parcel takes 3000. */
static const struct line_case lost_cases[] = {
    {"what another takes outside every park is an overlap", lg_sheet_overlay, 0,
     "P2,20000.0000,12000.0000,3000.0000,5000.0000,K1\r\n"},
};

static void check_line_lost(void **state)
{
    struct lg_model *model = small_model_new();
    model->pieces.park[2] = LG_NO_PARK;
    /* As the overlay leaves it: land that winners take outside every park is no park's matter. */
    model->pieces.inside_m2[2] = model->pieces.counted_m2[2] = 5000;
    check_line_of(*state, model);
    lg_model_free(model);
}

struct key_case {
    const char *name;
    struct lg_sheet (*make)(const struct lg_view *view);
    const char *keys;
};

/* design.md 6, letter for letter. */
static const struct key_case key_cases[] = {
    {"keys of the parks", lg_sheet_parks,
     "park_code park_name level type class scope eval_type parent area_ha recorded_ha "
     "a_ha b_ha "
     "c_ha d_ha e_ha f_ha a1_ha a2_ha b21_ha ready_ha idle_ha unsurveyed_ha development_rate "
     "supply_rate built_rate industrial_rate far density industrial_far industrial_coefficient "
     "investment_per_ha industrial_tax_per_ha tax_per_ha population_per_ha idle_rate score "
     "candidate"},
    {"keys of the register", lg_sheet_register,
     "seq park_code park_name level type class scope parcel_id location holder area_m2 inside_m2 "
     "area_ha area_mu certificate_m2 area_diff_pct approved_use approved_use_name current_use "
     "current_use_name planned_use planned_use_name land_state supply_state supply_mode "
     "contract_no supervision_no signed_on handover_due handover_on start_due start_on "
     "completion_due completion_on price_wan far_min far_max floor_area_m2 footprint_m2 far "
     "density_pct coefficient_pct investment_wan invested_wan tax_wan revenue_wan stock_class "
     "idle_status low_efficiency constraints constraint_pct suppliable split constrained_state "
     "constrained_ha remarks"},
    {"keys of the land states", lg_sheet_land_state,
     "park_code scope code name area_ha area_mu share_pct parcels previous_ha change_ha"},
    {"keys of the indicators", lg_sheet_indicators,
     "park_code scope eval_type code name unit numerator denominator value ideal standard weight "
     "benchmark benchmark_source rank change status goal sub_goal ideal_source capped weighted "
     "weight_source benchmark_distance rank_of type_source standard_status"},
    {"keys of the scores", lg_sheet_scores,
     "park_code scope goal_a goal_b goal_c score combined partial band rank_type rank_class a1 a2 "
     "a3 b1 b2 c1 eval_type type_source class class_source type_parks class_parks band_name "
     "previous_combined change status"},
    {"keys of the nodes of the trees", lg_sheet_score_nodes,
     "park_code scope level code name parent weight weight_source value ideal ideal_source score "
     "weighted capped partial status"},
    {"keys of the potentials", lg_sheet_potential,
     "park_code scope kind indicator area_ha raw_ha years_3 years_5 status"},
    {"keys of the published figures", lg_sheet_benchmarks,
     "park_code scope code name unit value line region year data_date benchmark distance "
     "distance_pct derived source"},
    {"keys of the account", lg_sheet_account, "park_code scope line code area_ha share_pct"},
    {"keys of the idle ledger", lg_sheet_idle,
     "park_code parcel_id holder area_ha idle_ha status confirmed start_due due_source "
     "due_precision end1 end2 overdue_days idle_days developed_ratio invested_ratio cause evidence "
     "route fee_wan notice_by reply_by mortgage seized bond option1 option2 priority priority_area "
     "priority_time priority_free priority_ready constraints location idle_finding_no "
     "idle_finding_on disposal_unit disposal_due disposed_on priority_most priority_rank "
     "evidence_cover_pct evidence_built_up_pct"},
    {"keys of the watch list", lg_sheet_watchlist, "parcel_id event due_on days_left"},
    {"keys of the quality list", lg_sheet_quality,
     "code severity layer feature parcel_id park_code lon lat value limit message source"},
    {"keys of the enclaves", lg_sheet_enclaves,
     "park_code park_name scope parent home host share enclave_type outside area_ha built_ha "
     "supplied_ha idle_ha fixed_investment_wan industrial_revenue_wan industrial_tax_wan "
     "total_tax_wan home_fixed_investment_wan home_industrial_revenue_wan home_industrial_tax_wan "
     "home_total_tax_wan host_fixed_investment_wan host_industrial_revenue_wan "
     "host_industrial_tax_wan host_total_tax_wan status"},
    {"keys of the totals of the region", lg_sheet_regional_totals,
     "part place place_code outside parks nested_parks area_ha a_ha b_ha c_ha d_ha e_ha f_ha a2_ha "
     "idle_ha unsurveyed_ha twice_ha fixed_investment_wan industrial_revenue_wan "
     "industrial_tax_wan total_tax_wan shared_fixed_investment_wan shared_industrial_revenue_wan "
     "shared_industrial_tax_wan shared_total_tax_wan status"},
    {"keys of the overlay account", lg_sheet_overlay,
     "parcel_id area_m2 inside_m2 overlap_m2 outside_m2 parks"},
    {"keys of the items to be met", lg_sheet_compliance,
     "park_code scope item name level parcel_id basis operator threshold unit value result gap "
     "weight kind source status"},
    {"keys of their counts", lg_sheet_compliance_summary,
     "park_code scope items met not_met nodata not_applicable met_pct status"},
    {"keys of the columns of all tables", lg_sheet_fields,
     "table table_name key label unit kind decimals label_zh label_en"},
};

static void check_keys(void **state)
{
    const struct key_case *row = *state;
    struct lg_model *model = small_model_new();
    struct lg_view *view = NULL;
    assert_int_equal(lg_view_new(model, LG_CHINESE, &view, NULL), LG_OK);
    struct lg_sheet sheet = row->make(view);
    struct lg_text expected = {0};
    lg_text_add_text(&expected, "\xEF\xBB\xBF");
    for (const char *at = row->keys; *at != '\0'; at++) {
        if (*at == ' ') {
            lg_text_add_char(&expected, ',');
        } else {
            lg_text_add_char(&expected, *at);
        }
    }
    lg_text_add_text(&expected, "\r\n");
    struct lg_text text = {0};
    lg_csv_add_header(&text, &sheet);
    assert_string_equal(text.bytes, expected.bytes);
    lg_text_reset(&text);
    lg_text_reset(&expected);
    lg_view_free(view);
    lg_model_free(model);
}

int main(void)
{
    int failed = RUN_CASES("publish/csv cells", cell_cases, check_cell);
    failed += RUN_CASES("publish/csv numbers", number_cases, check_number);
    failed += RUN_CASES("publish/csv rows", line_cases, check_line);
    failed += RUN_CASES("publish/csv rows in no park", outside_cases, check_line_outside);
    failed += RUN_CASES("lines of lost land", lost_cases, check_line_lost);
    failed += RUN_CASES("publish/csv keys", key_cases, check_keys);
    return failed;
}
