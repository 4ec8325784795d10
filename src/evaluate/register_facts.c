/*
 * The facts that rest on the register and the lists: shares of parcels and enterprises that meet a
 * line, land that is overdue or used too little.
 *
 * Source: domain.md 2.5, 2.7, 2.8, 6.2, 6.3, 6.6. Areas in ha, shares in percent, as all facts.
 */
#include "base/answer.h"
#include "base/text.h"
#include "base/units.h"
#include "evaluate/compliance.h"
#include "evaluate/notes.h"
#include "evaluate/park_facts.h"
#include "evaluate/questions.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Land that has a property, and land of which that is not known. */
struct land {
    double found_m2, open_m2;
    size_t open_parcels;
};

static void add_land(struct land *land, bool is_open, double area_m2)
{
    if (!is_open) {
        land->found_m2 += area_m2;
        return;
    }
    land->open_m2 += area_m2;
    land->open_parcels++;
}

/* "judged 3 of 5; industrial parcels without floor area: 2" */
static void describe(const struct lg_question *question, const struct lg_answers *answers,
                     struct lg_text *text)
{
    size_t judged = answers->counts[LG_VERDICT_MET] + answers->counts[LG_VERDICT_NOT_MET];
    size_t asked = judged;
    for (size_t i = 0; i < LG_VERDICT_COUNT; i++) {
        if (question->count_names[i] != NULL) asked += answers->counts[i];
    }
    if (asked == judged) return;
    lg_text_printf(text, "judged %zu of %zu", judged, asked);
    for (size_t i = 0; i < LG_VERDICT_COUNT; i++) {
        if (question->count_names[i] == NULL || answers->counts[i] == 0) continue;
        lg_text_printf(text, "; %s: %zu", question->count_names[i], answers->counts[i]);
    }
}

/* The share of those that can be judged; nobody asked, and the item does not apply. */
static enum lg_status set_share(struct lg_model *model, const struct lg_roll *roll,
                                const struct lg_question *question, size_t park,
                                struct lg_fact_value *fact, struct lg_error *err)
{
    struct lg_answers answers = lg_question_ask(roll, question, park);
    size_t met = answers.counts[LG_VERDICT_MET];
    size_t judged = met + answers.counts[LG_VERDICT_NOT_MET];
    struct lg_text text = {0};
    describe(question, &answers, &text);
    assert(judged > 0 || text.size > 0 || text.failed || question->nobody != NULL);
    *fact = (struct lg_fact_value){(double)NAN, question->nobody};
    if (judged > 0) *fact = (struct lg_fact_value){(double)met / (double)judged * 100, NULL};
    return lg_note_keep(model, &text, fact, err);
}

/* "approved_on is missing on 2 parcels (1.2500 ha); 0.5000 ha are known to be overdue" */
static enum lg_status set_land(struct lg_model *model, const struct land *land, const char *open,
                               struct lg_fact_value *fact, struct lg_error *err)
{
    struct lg_text text = {0};
    *fact = (struct lg_fact_value){land->found_m2 / LG_M2_PER_HA, NULL};
    if (land->open_parcels == 0) return LG_OK;
    fact->value = (double)NAN;
    lg_text_printf(&text, "%s: %zu (", open, land->open_parcels);
    lg_text_add_fixed(&text, land->open_m2 / LG_M2_PER_HA, 4);
    lg_text_add_text(&text, " ha); known for certain: ");
    lg_text_add_fixed(&text, land->found_m2 / LG_M2_PER_HA, 4);
    lg_text_add_text(&text, " ha");
    return lg_note_keep(model, &text, fact, err);
}

static bool has_class(const struct lg_model *model, size_t parcel, const char *stock_class)
{
    const char *given = model->parcels.stock_class[parcel];
    return given != NULL && strcmp(given, stock_class) == 0;
}

/* S1b; unsupplied land without the day of its approval may be overdue, too. */
static enum lg_status set_overdue(struct lg_model *model, const struct lg_roll *roll, size_t park,
                                  struct lg_fact_value *facts, struct lg_error *err)
{
    struct lg_fact_value *fact = &facts[LG_FACT_OVERDUE_APPROVAL_HA];
    struct land land = {0};
    if (lg_note_is_missing(&facts[LG_STATE_E], fact)) return LG_OK;
    for (size_t piece = roll->piece_start[park]; piece < roll->piece_start[park + 1]; piece++) {
        size_t parcel = model->pieces.parcel[piece];
        if (!lg_state_is_within(model->parcels.supply_state[parcel], LG_STATE_E)) continue;
        lg_date day = lg_table_date(&model->parcels.table, LG_PARCEL_APPROVED_ON, parcel);
        bool is_open = day == LG_DATE_NONE;
        if (!is_open && !has_class(model, parcel, "S1b")) continue;
        add_land(&land, is_open, model->pieces.account_m2[piece]);
    }
    return set_land(model, &land, "unsupplied parcels without approved_on", fact, err);
}

/* S3b; built industrial land in use, or of which that is not known, that cannot be judged. */
static enum lg_status set_low_use(struct lg_model *model, const struct lg_roll *roll, size_t park,
                                  struct lg_fact_value *facts, struct lg_error *err)
{
    struct lg_fact_value *fact = &facts[LG_FACT_LOW_EFFICIENCY_HA];
    const char *const *answers = model->parcels.low_efficiency;
    struct land land = {0};
    if (lg_note_is_missing(&facts[LG_STATE_A2], fact)) return LG_OK;
    for (size_t piece = roll->piece_start[park]; piece < roll->piece_start[park + 1]; piece++) {
        size_t parcel = model->pieces.parcel[piece];
        const char *answer = answers != NULL ? answers[parcel] : NULL;
        if (!lg_state_is_within(model->parcels.land_state[parcel], LG_STATE_A2)) continue;
        bool is_low = has_class(model, parcel, "S3b");
        bool is_no = answer != NULL && strcmp(answer, "no") == 0;
        bool may_be_in_use =
            has_class(model, parcel, "S5") || model->parcels.idle[parcel].status == LG_IDLE_UNKNOWN;
        if (!is_low && (is_no || !may_be_in_use)) continue;
        add_land(&land, !is_low, model->pieces.account_m2[piece]);
    }
    return set_land(model, &land,
                    "industrial parcels of which too little has a baseline and a figure", fact,
                    err);
}

/* By the approved use, as supplied land may not be built yet; else by what is built. */
static enum lg_answer is_industrial_supply(const struct lg_model *model, size_t parcel)
{
    const struct lg_use_entry *use = lg_parcel_use_entry(model, parcel, LG_APPROVED_USE);
    enum lg_state land = model->parcels.land_state[parcel];
    if (use != NULL && use->group != LG_GROUP_NONE) {
        return use->group == LG_GROUP_IND ? LG_ANSWER_YES : LG_ANSWER_NO;
    }
    if (lg_state_is_within(land, LG_STATE_A2)) return LG_ANSWER_YES;
    bool is_told = lg_state_is_within(land, LG_STATE_A) && land != LG_STATE_A;
    return is_told ? LG_ANSWER_NO : LG_ANSWER_NONE;
}

/* What supplied land says of being standard land. */
struct standard {
    double yes_m2, no_m2;
    size_t answered, unanswered, unplaced;
};

static void add_standard(const struct lg_model *model, size_t piece, struct standard *sums)
{
    size_t parcel = model->pieces.parcel[piece];
    double area_m2 = model->pieces.account_m2[piece];
    enum lg_state supply = model->parcels.supply_state[parcel];
    enum lg_answer industrial = is_industrial_supply(model, parcel);
    bool is_supplied = lg_state_is_within(supply, LG_STATE_D);
    if ((!is_supplied && supply != LG_STATE_NONE) || industrial == LG_ANSWER_NO) return;
    if (!is_supplied || industrial == LG_ANSWER_NONE) {
        sums->unplaced++;
        return;
    }
    const char *text = lg_table_text(&model->parcels.table, LG_PARCEL_STANDARD_LAND, parcel);
    enum lg_answer answer = lg_answer_read(text);
    bool is_answered = (answer == LG_ANSWER_YES || answer == LG_ANSWER_NO) && !isnan(area_m2);
    if (!is_answered) {
        sums->unanswered++;
        return;
    }
    sums->answered++;
    *(answer == LG_ANSWER_YES ? &sums->yes_m2 : &sums->no_m2) += area_m2;
}

static enum lg_status set_standard(struct lg_model *model, const struct lg_roll *roll, size_t park,
                                   struct lg_fact_value *facts, struct lg_error *err)
{
    struct lg_fact_value *fact = &facts[LG_FACT_STANDARD_LAND_PCT];
    struct standard sums = {0};
    struct lg_text text = {0};
    for (size_t piece = roll->piece_start[park]; piece < roll->piece_start[park + 1]; piece++) {
        add_standard(model, piece, &sums);
    }
    double asked_m2 = sums.yes_m2 + sums.no_m2;
    *fact = (struct lg_fact_value){(double)NAN, lg_note_no_industrial_supply};
    if (sums.answered > 0) fact->reason = "what is answered for has no area";
    if (asked_m2 > 0) *fact = (struct lg_fact_value){sums.yes_m2 / asked_m2 * 100, NULL};
    if (sums.unanswered + sums.unplaced == 0) return LG_OK;
    lg_text_printf(&text,
                   "answered %zu; industrial supplied parcels without standard_land: %zu; parcels "
                   "of which it is not known whether they are industrial supply: %zu",
                   sums.answered, sums.unanswered, sums.unplaced);
    return lg_note_keep(model, &text, fact, err);
}

/* Two full years and no cause that excuses: a cause not proven does not (domain.md 2.3). */
static enum lg_status set_recoverable(struct lg_model *model, const struct lg_roll *roll,
                                      size_t park, struct lg_fact_value *facts,
                                      struct lg_error *err)
{
    struct lg_fact_value *fact = &facts[LG_FACT_RECOVERABLE_PARCELS];
    size_t found = 0;
    size_t unread = 0;
    struct lg_text text = {0};
    for (size_t piece = roll->piece_start[park]; piece < roll->piece_start[park + 1]; piece++) {
        const struct lg_idle_finding *clock = &model->parcels.idle[model->pieces.parcel[piece]];
        unread += clock->status == LG_IDLE_UNKNOWN;
        found += clock->status == LG_IDLE_SECOND && clock->route != LG_ROUTE_ART12;
    }
    *fact = (struct lg_fact_value){(double)found, NULL};
    if (unread == 0) return LG_OK;
    fact->value = (double)NAN;
    lg_text_printf(&text, "parcels whose idle clock cannot be read: %zu; known for certain: %zu",
                   unread, found);
    return lg_note_keep(model, &text, fact, err);
}

/* Where no parcel is known, nothing found is not nothing there. */
static void leave_open(struct lg_fact_value *facts)
{
    static const enum lg_fact of_land[] = {
        LG_FACT_OVERDUE_APPROVAL_HA,
        LG_FACT_LOW_EFFICIENCY_HA,
        LG_FACT_STANDARD_LAND_PCT,
        LG_FACT_RECOVERABLE_PARCELS,
    };
    const struct lg_fact_value missing = {(double)NAN, "the park has no parcels"};
    for (size_t i = 0; i < LG_QUESTION_COUNT; i++) {
        facts[lg_questions[i].fact] = missing;
    }
    for (size_t i = 0; i < sizeof(of_land) / sizeof(of_land[0]); i++) {
        facts[of_land[i]] = missing;
    }
}

static enum lg_status fill_park(struct lg_model *model, const struct lg_roll *roll, size_t park,
                                struct lg_error *err)
{
    struct lg_fact_value *facts = model->results.facts + park * LG_FACT_COUNT;
    enum lg_status status = lg_park_facts_fill(model, park, err);
    if (status == LG_OK && roll->piece_start[park] == roll->piece_start[park + 1]) {
        leave_open(facts);
        return LG_OK;
    }
    for (size_t i = 0; status == LG_OK && i < LG_QUESTION_COUNT; i++) {
        status = set_share(model, roll, &lg_questions[i], park, &facts[lg_questions[i].fact], err);
    }
    if (status == LG_OK) status = set_overdue(model, roll, park, facts, err);
    if (status == LG_OK) status = set_low_use(model, roll, park, facts, err);
    if (status == LG_OK) status = set_standard(model, roll, park, facts, err);
    if (status == LG_OK) status = set_recoverable(model, roll, park, facts, err);
    return status;
}

enum lg_status lg_register_facts_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parks.table.count == 0 || model->results.facts != NULL);

    struct lg_roll roll = {.model = NULL};
    enum lg_status status = lg_roll_init(&roll, model, err);
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        status = fill_park(model, &roll, park, err);
    }
    lg_roll_reset(&roll);
    return status;
}
