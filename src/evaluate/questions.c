#include "evaluate/questions.h"

#include "base/answer.h"
#include "base/units.h"

#include <math.h>
#include <string.h>

/* A share that is over its line by less than this is so in the arithmetic alone. */
static const double equal_ratio = 1e-9;

enum { RECORD_PARTS = 3 };

/* Built industrial land; not known where the use of built land, or all of its state, is missing. */
static enum lg_answer is_industrial(const struct lg_roll *roll, size_t parcel)
{
    enum lg_state state = roll->model->parcels.land_state[parcel];
    if (state == LG_STATE_NONE || state == LG_STATE_A) return LG_ANSWER_NONE;
    return lg_state_is_within(state, LG_STATE_A2) ? LG_ANSWER_YES : LG_ANSWER_NO;
}

static bool give_unplaced(enum lg_answer is_asked, size_t position, struct lg_look *look)
{
    if (is_asked != LG_ANSWER_NONE || position > 0) return false;
    *look = (struct lg_look){.verdict = LG_VERDICT_UNPLACED};
    return true;
}

/* A figure of low use in the unit of the tables. */
static struct lg_look in_unit(const struct lg_low_row *row)
{
    static const struct {
        const char *unit, *reason;
        double factor;
    } items[LG_LOW_ITEM_COUNT] = {
        [LG_LOW_FAR] = {"1", "far: below the baseline", 1},
        [LG_LOW_COEFFICIENT] = {"%", "coefficient: below the baseline", 100},
        [LG_LOW_INVESTMENT] = {"wan_yuan/ha", "investment: below the baseline",
                               LG_M2_PER_HA / LG_YUAN_PER_WAN},
        [LG_LOW_REVENUE] = {"wan_yuan/ha", "revenue: below the baseline",
                            LG_M2_PER_HA / LG_YUAN_PER_WAN},
        [LG_LOW_TAX] = {"wan_yuan/ha", "tax: below the baseline", LG_M2_PER_HA / LG_YUAN_PER_WAN},
    };
    return (struct lg_look){
        .value = row->value * items[row->item].factor,
        .line = row->baseline * items[row->item].factor,
        .unit = items[row->item].unit,
        .reason = items[row->item].reason,
        .source = row->source,
        .comparison = LG_AT_LEAST,
    };
}

static bool look_low(const struct lg_roll *roll, size_t parcel, enum lg_low_item item,
                     struct lg_look *look)
{
    static const struct {
        const char *result;
        enum lg_verdict verdict;
    } results[] = {
        {"met", LG_VERDICT_MET},
        {"below", LG_VERDICT_NOT_MET},
        {"nodata", LG_VERDICT_NO_DATA},
        {"no_baseline", LG_VERDICT_NO_LINE},
    };
    const struct lg_low_row *row = lg_roll_low(roll, parcel, item);
    *look = (struct lg_look){.verdict = LG_VERDICT_NO_LINE};
    if (row == NULL) return true;
    *look = in_unit(row);
    for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++) {
        if (strcmp(results[i].result, row->result) == 0) look->verdict = results[i].verdict;
    }
    return true;
}

static bool look_one_low(const struct lg_roll *roll, size_t parcel, size_t position,
                         enum lg_low_item item, struct lg_look *look)
{
    enum lg_answer asked = is_industrial(roll, parcel);
    if (asked != LG_ANSWER_YES) return give_unplaced(asked, position, look);
    return position == 0 && look_low(roll, parcel, item, look);
}

static bool look_far(const struct lg_roll *roll, size_t parcel, size_t position,
                     struct lg_look *look)
{
    return look_one_low(roll, parcel, position, LG_LOW_FAR, look);
}

static bool look_coefficient(const struct lg_roll *roll, size_t parcel, size_t position,
                             struct lg_look *look)
{
    return look_one_low(roll, parcel, position, LG_LOW_COEFFICIENT, look);
}

static bool look_investment(const struct lg_roll *roll, size_t parcel, size_t position,
                            struct lg_look *look)
{
    return look_one_low(roll, parcel, position, LG_LOW_INVESTMENT, look);
}

/* Revenue, then tax. */
static bool look_yield(const struct lg_roll *roll, size_t parcel, size_t position,
                       struct lg_look *look)
{
    static const enum lg_low_item items[] = {LG_LOW_REVENUE, LG_LOW_TAX};
    enum lg_answer asked = is_industrial(roll, parcel);
    if (asked != LG_ANSWER_YES) return give_unplaced(asked, position, look);
    if (position >= sizeof(items) / sizeof(items[0])) return false;
    return look_low(roll, parcel, items[position], look);
}

/* The enterprises on built industrial land: the control indicators are of industrial projects. */
static bool look_firm(const struct lg_roll *roll, size_t parcel, size_t position, bool is_office,
                      struct lg_look *look)
{
    const struct lg_evaluation_rules *rules = &roll->model->rules.evaluation;
    enum lg_answer asked = is_industrial(roll, parcel);
    if (asked != LG_ANSWER_YES) return give_unplaced(asked, position, look);
    size_t firm = roll->firm_start[parcel] + position;
    *look = (struct lg_look){.verdict = LG_VERDICT_NO_LINE};
    if (firm >= roll->firm_start[parcel + 1]) return position == 0;

    const struct lg_firm *row = &roll->firms[firm];
    double share = is_office ? row->office_share : row->green_share;
    double line = is_office ? rules->office_share_max : rules->green_share_max;
    bool is_met = share <= line * (1 + equal_ratio);
    *look = (struct lg_look){
        .value = share * 100,
        .line = line * 100,
        .unit = "%",
        .reason = row->name != NULL ? row->name : "an enterprise without name",
        .source = is_office ? "compliance.office_share_max" : "compliance.green_share_max",
        .comparison = LG_AT_MOST,
        .verdict = is_met ? LG_VERDICT_MET : LG_VERDICT_NOT_MET,
    };
    if (isnan(share)) look->verdict = LG_VERDICT_NO_DATA;
    return true;
}

static bool look_office(const struct lg_roll *roll, size_t parcel, size_t position,
                        struct lg_look *look)
{
    return look_firm(roll, parcel, position, true, look);
}

static bool look_green(const struct lg_roll *roll, size_t parcel, size_t position,
                       struct lg_look *look)
{
    return look_firm(roll, parcel, position, false, look);
}

static bool has_date(const struct lg_table *table, enum lg_parcel_role role, size_t parcel)
{
    return lg_table_date(table, role, parcel) != LG_DATE_NONE;
}

/* A contract by either number; allocated land has a decision, of which the day is enough. */
static bool has_paper(const struct lg_model *model, size_t parcel)
{
    const struct lg_table *table = &model->parcels.table;
    const char *mode = lg_table_text(table, LG_PARCEL_SUPPLY_MODE, parcel);
    bool is_allocated = lg_state_is_within(model->parcels.supply_state[parcel], LG_STATE_D1) ||
                        (mode != NULL && strstr(mode, "划拨") != NULL);
    return lg_answer_is_number(lg_table_text(table, LG_PARCEL_CONTRACT_NO, parcel)) ||
           lg_answer_is_number(lg_table_text(table, LG_PARCEL_SUPERVISION_NO, parcel)) ||
           (is_allocated && has_date(table, LG_PARCEL_SIGNED_ON, parcel));
}

static bool look_record(const struct lg_roll *roll, size_t parcel, size_t position,
                        struct lg_look *look)
{
    /* By bits: no paper 1, no agreed start 2, no holder 4. */
    static const char *const lacks[1 << RECORD_PARTS] = {
        NULL,
        "without contract_no and supervision_no",
        "without start_due",
        "without contract_no and supervision_no, start_due",
        "without holder",
        "without contract_no and supervision_no, holder",
        "without start_due, holder",
        "without contract_no and supervision_no, start_due, holder",
    };
    const struct lg_model *model = roll->model;
    const struct lg_table *table = &model->parcels.table;
    enum lg_state supply = model->parcels.supply_state[parcel];
    if (supply == LG_STATE_NONE) return give_unplaced(LG_ANSWER_NONE, position, look);
    if (!lg_state_is_within(supply, LG_STATE_D) || position > 0) return false;

    bool has_start = has_date(table, LG_PARCEL_START_DUE, parcel) ||
                     has_date(table, LG_PARCEL_REVISED_START_DUE, parcel);
    bool lacking[RECORD_PARTS] = {!has_paper(model, parcel), !has_start,
                                  lg_table_text(table, LG_PARCEL_HOLDER, parcel) == NULL};
    size_t lacks_at = (lacking[0] ? 1 : 0) + (lacking[1] ? 2 : 0) + (lacking[2] ? 4 : 0);
    *look = (struct lg_look){
        .value = RECORD_PARTS - (lacking[0] + lacking[1] + lacking[2]),
        .line = RECORD_PARTS,
        .unit = "1",
        .reason = lacks[lacks_at],
        .comparison = LG_AT_LEAST,
        .verdict = lacks_at == 0 ? LG_VERDICT_MET : LG_VERDICT_NOT_MET,
    };
    return true;
}

static bool look_plan(const struct lg_roll *roll, size_t parcel, size_t position,
                      struct lg_look *look)
{
    const struct lg_model *model = roll->model;
    const struct lg_table *table = &model->parcels.table;
    if (!lg_parcel_is_idle(model, parcel)) {
        bool is_open = lg_parcel_may_be_idle(model, parcel);
        return give_unplaced(is_open ? LG_ANSWER_NONE : LG_ANSWER_NO, position, look);
    }
    bool is_met = has_date(table, LG_PARCEL_DISPOSAL_DUE, parcel) ||
                  has_date(table, LG_PARCEL_DISPOSED_ON, parcel);
    *look = (struct lg_look){
        .value = is_met ? 1 : 0,
        .line = 1,
        .unit = "1",
        .reason = is_met ? NULL : "without disposal_due and disposed_on",
        .comparison = LG_AT_LEAST,
        .verdict = is_met ? LG_VERDICT_MET : LG_VERDICT_NOT_MET,
    };
    return position == 0;
}

static bool look_conversion(const struct lg_roll *roll, size_t parcel, size_t position,
                            struct lg_look *look)
{
    const struct lg_conversion *rows = roll->model->parcels.conversion;
    const char *result = rows != NULL ? rows[parcel].result : NULL;
    bool is_decided = result != NULL && strcmp(result, "UNDECIDED") != 0;
    *look = (struct lg_look){.verdict = LG_VERDICT_NO_DATA, .reason = result};
    if (is_decided) {
        bool is_same = strcmp(result, "SAME") == 0;
        look->verdict = is_same ? LG_VERDICT_MET : LG_VERDICT_NOT_MET;
    }
    return position == 0;
}

#define NO_BASELINE   "industrial parcels without a baseline of their industry"
#define NOT_PLACED    "parcels without a land state that says whether they are industrial"
#define NO_ENTERPRISE "industrial parcels without an enterprise in the table"

static const char nobody_industrial[] = "the park has no built industrial land";

const struct lg_question lg_questions[LG_QUESTION_COUNT] = {
    {LG_FACT_REGISTER_COMPLETE_PCT,
     false,
     true,
     {[LG_VERDICT_UNPLACED] = "parcels without a supply state"},
     "the park has no supplied land",
     look_record},
    {LG_FACT_DISPOSAL_PLAN_PCT,
     false,
     true,
     {[LG_VERDICT_UNPLACED] = "parcels of which it is not known whether they are idle"},
     "the park has no idle land",
     look_plan},
    {LG_FACT_FAR_MET_PCT,
     false,
     true,
     {[LG_VERDICT_NO_DATA] = "industrial parcels without floor area",
      [LG_VERDICT_NO_LINE] = NO_BASELINE,
      [LG_VERDICT_UNPLACED] = NOT_PLACED},
     nobody_industrial,
     look_far},
    {LG_FACT_COEFFICIENT_MET_PCT,
     false,
     true,
     {[LG_VERDICT_NO_DATA] = "industrial parcels without footprint_yards",
      [LG_VERDICT_NO_LINE] = NO_BASELINE,
      [LG_VERDICT_UNPLACED] = NOT_PLACED},
     nobody_industrial,
     look_coefficient},
    {LG_FACT_OFFICE_MET_PCT,
     true,
     true,
     {[LG_VERDICT_NO_DATA] = "enterprises without office_land or land_area",
      [LG_VERDICT_NO_LINE] = NO_ENTERPRISE,
      [LG_VERDICT_UNPLACED] = NOT_PLACED},
     nobody_industrial,
     look_office},
    {LG_FACT_GREEN_MET_PCT,
     true,
     true,
     {[LG_VERDICT_NO_DATA] = "enterprises without green_land or land_area",
      [LG_VERDICT_NO_LINE] = NO_ENTERPRISE,
      [LG_VERDICT_UNPLACED] = NOT_PLACED},
     nobody_industrial,
     look_green},
    {LG_FACT_INVESTMENT_MET_PCT,
     false,
     true,
     {[LG_VERDICT_NO_DATA] = "industrial parcels without an investment",
      [LG_VERDICT_NO_LINE] = NO_BASELINE,
      [LG_VERDICT_UNPLACED] = NOT_PLACED},
     nobody_industrial,
     look_investment},
    {LG_FACT_YIELD_MET_PCT,
     false,
     true,
     {[LG_VERDICT_NO_DATA] = "industrial parcels without a revenue or a tax",
      [LG_VERDICT_NO_LINE] = NO_BASELINE,
      [LG_VERDICT_UNPLACED] = NOT_PLACED},
     nobody_industrial,
     look_yield},
    {LG_FACT_CONFORMING_PCT,
     false,
     false,
     {[LG_VERDICT_NO_DATA] = "parcels whose uses cannot be compared (UNDECIDED)"},
     NULL,
     look_conversion},
};

static void count_parcel(const struct lg_roll *roll, const struct lg_question *question,
                         size_t parcel, struct lg_answers *answers)
{
    struct lg_look look;
    enum lg_verdict worst = LG_VERDICT_NO_LINE;
    size_t position = 0;
    for (; question->look(roll, parcel, position, &look); position++) {
        if (question->is_listed && look.verdict == LG_VERDICT_NOT_MET) answers->listed++;
        if (question->counts_looks) answers->counts[look.verdict]++;
        if (look.verdict > worst) worst = look.verdict;
    }
    if (position > 0 && !question->counts_looks) answers->counts[worst]++;
}

struct lg_answers lg_question_ask(const struct lg_roll *roll, const struct lg_question *question,
                                  size_t park)
{
    const struct lg_pieces *pieces = &roll->model->pieces;
    struct lg_answers answers = {0};
    size_t end = roll->piece_start[park + 1];
    for (size_t piece = roll->piece_start[park]; piece < end; piece++) {
        count_parcel(roll, question, pieces->parcel[piece], &answers);
    }
    return answers;
}
