/*
 * The two states of each parcel: as surveyed, refined by the use, or guessed from it.
 */
#include "base/answer.h"
#include "base/grow.h"
#include "measure/measure.h"
#include "measure/sum.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What the summaries count. */
struct tally {
    size_t parcel_count;
    struct lg_sum m2;
};

enum tally_kind {
    TALLY_ALL,
    TALLY_PARENT,      /* left at A, B or B2 */
    TALLY_GUESSED,     /* land state from the use */
    TALLY_STATELESS,   /* no land state */
    TALLY_CONTRACT,    /* supplied by the signs of a contract */
    TALLY_SUPPLY_NONE, /* no supply state */
    TALLY_COUNT
};

struct work {
    struct lg_model *model;
    bool *has_building; /* [parcel count] some building stands on it */
    struct tally tallies[TALLY_COUNT];
};

/* domain.md 7: the line from the group of a use to a land state, for built land. */
static enum lg_state state_of_group(enum lg_use_group group)
{
    switch (group) {
    case LG_GROUP_RES:
        return LG_STATE_A1;
    case LG_GROUP_IND:
        return LG_STATE_A2;
    case LG_GROUP_RD:
        return LG_STATE_A31;
    case LG_GROUP_TR:
        return LG_STATE_A32;
    case LG_GROUP_COM:
        return LG_STATE_A4;
    case LG_GROUP_GRN:
        return LG_STATE_A51;
    case LG_GROUP_PUB:
        return LG_STATE_A52;
    case LG_GROUP_SPC:
        return LG_STATE_A6;
    case LG_GROUP_RUR:
        return LG_STATE_B12;
    case LG_GROUP_WAT:
        return LG_STATE_C1;
    case LG_GROUP_AGR:
    case LG_GROUP_OTH:
    case LG_GROUP_NONE:
    case LG_GROUP_COUNT:
        break;
    }
    return LG_STATE_NONE;
}

static enum lg_use_group use_group(const struct lg_model *model, size_t parcel)
{
    const char *code = lg_table_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, parcel);
    const struct lg_use_entry *entry = lg_use_find(model->use_systems[LG_CURRENT_USE], code);
    return entry != NULL ? entry->group : LG_GROUP_NONE;
}

static enum lg_answer readiness(const struct lg_model *model, size_t parcel)
{
    return lg_answer_read(lg_table_text(&model->parcels.table, LG_PARCEL_READY_FOR_SUPPLY, parcel));
}

/* A parent code by the group of the use; a state that the use does not fit stays what it is. */
static enum lg_state refine(const struct lg_model *model, size_t parcel, enum lg_state state)
{
    if (state != LG_STATE_A && state != LG_STATE_B && state != LG_STATE_B2) return state;

    enum lg_use_group group = use_group(model, parcel);
    if (state == LG_STATE_A) {
        enum lg_state finer = state_of_group(group);
        return lg_state_is_within(finer, LG_STATE_A) ? finer : LG_STATE_A;
    }
    bool is_open = group == LG_GROUP_AGR || group == LG_GROUP_OTH;
    if (state == LG_STATE_B && group == LG_GROUP_RUR) return LG_STATE_B12;
    if (state == LG_STATE_B && !is_open) return LG_STATE_B;
    enum lg_answer ready = readiness(model, parcel);
    if (ready == LG_ANSWER_YES) return LG_STATE_B21;
    return ready == LG_ANSWER_NO || is_open ? LG_STATE_B22 : LG_STATE_B2;
}

/* Completed, with floor area or footprint, under a building, or of a survey's built class. */
static bool is_known_built(const struct work *work, size_t parcel)
{
    const struct lg_model *model = work->model;
    const struct lg_table *table = &model->parcels.table;
    lg_date completion_on = lg_table_date(table, LG_PARCEL_COMPLETION_ON, parcel);
    return (completion_on != LG_DATE_NONE && completion_on <= model->as_of) ||
           lg_table_number(table, LG_PARCEL_FLOOR_AREA, parcel) > 0.0 ||
           lg_table_number(table, LG_PARCEL_FOOTPRINT, parcel) > 0.0 ||
           work->has_building[parcel] || model->use_systems[LG_CURRENT_USE] == LG_USE_SURVEY3;
}

/* domain.md 7, last paragraph: the state that the use suggests. */
static enum lg_state guess(const struct work *work, size_t parcel)
{
    const struct lg_model *model = work->model;
    enum lg_use_group group = use_group(model, parcel);
    if (group == LG_GROUP_NONE) return LG_STATE_NONE;

    enum lg_state state = state_of_group(group);
    /* Water is water without a building on it. */
    if (state == LG_STATE_C1) return state;
    if (state != LG_STATE_NONE && is_known_built(work, parcel)) return state;
    return readiness(model, parcel) == LG_ANSWER_YES ? LG_STATE_B21 : LG_STATE_B22;
}

static enum lg_status report_code(struct lg_model *model, size_t parcel, size_t role,
                                  const char *code, const char *range, struct lg_error *err)
{
    struct lg_finding finding = lg_parcel_finding(model, LG_E_CODE, parcel);
    return lg_findings_add(&model->findings, &finding, err,
                           "%s \"%s\" is not a code of %s and counts as missing; correct it, or "
                           "map it under values:",
                           lg_parcel_roles[role].name, code, range);
}

static void count(struct work *work, enum tally_kind kind, size_t parcel)
{
    double area_m2 = work->model->parcels.area_m2[parcel];
    work->tallies[kind].parcel_count++;
    if (!isnan(area_m2)) lg_sum_add(&work->tallies[kind].m2, area_m2);
}

static enum lg_status set_land_state(struct work *work, size_t parcel, struct lg_error *err)
{
    struct lg_model *model = work->model;
    const char *code = lg_table_text(&model->parcels.table, LG_PARCEL_LAND_STATE, parcel);
    /* The tree may also stand in the use column: then it is a survey, not a guess. */
    if (code == NULL && model->use_systems[LG_CURRENT_USE] == LG_USE_KFQ) {
        code = lg_table_text(&model->parcels.table, LG_PARCEL_CURRENT_USE, parcel);
    }
    enum lg_status status = LG_OK;
    enum lg_state state = lg_state_find(code);
    bool is_guess = false;
    if (code == NULL) {
        state = guess(work, parcel);
        is_guess = state != LG_STATE_NONE;
    } else if (lg_state_is_construction(state)) {
        state = refine(model, parcel, state);
    } else {
        state = LG_STATE_NONE;
        status = report_code(model, parcel, LG_PARCEL_LAND_STATE, code, "A to C3", err);
    }
    model->parcels.land_state[parcel] = state;
    model->parcels.land_state_guessed[parcel] = is_guess;

    count(work, TALLY_ALL, parcel);
    if (is_guess) count(work, TALLY_GUESSED, parcel);
    if (state == LG_STATE_NONE) count(work, TALLY_STATELESS, parcel);
    if (state == LG_STATE_A || state == LG_STATE_B || state == LG_STATE_B2) {
        count(work, TALLY_PARENT, parcel);
    }
    return status;
}

/* The survey writes its supply type where others write the mode of a contract. */
static bool is_mode_of_contract(const char *mode)
{
    return mode != NULL && strstr(mode, "不可") == NULL && strstr(mode, "尚可") == NULL &&
           strstr(mode, "未供") == NULL;
}

/* The hand-over is a sign only once it has happened: the past must not know it. */
static bool has_contract(const struct lg_table *table, size_t parcel, lg_date as_of)
{
    lg_date handover_on = lg_table_date(table, LG_PARCEL_HANDOVER_ON, parcel);
    return lg_table_text(table, LG_PARCEL_CONTRACT_NO, parcel) != NULL ||
           lg_table_text(table, LG_PARCEL_SUPERVISION_NO, parcel) != NULL ||
           lg_table_date(table, LG_PARCEL_SIGNED_ON, parcel) != LG_DATE_NONE ||
           lg_table_date(table, LG_PARCEL_START_DUE, parcel) != LG_DATE_NONE ||
           (handover_on != LG_DATE_NONE && handover_on <= as_of) ||
           is_mode_of_contract(lg_table_text(table, LG_PARCEL_SUPPLY_MODE, parcel));
}

static enum lg_status set_supply_state(struct work *work, size_t parcel, struct lg_error *err)
{
    struct lg_model *model = work->model;
    const char *code = lg_table_text(&model->parcels.table, LG_PARCEL_SUPPLY_STATE, parcel);
    enum lg_status status = LG_OK;
    enum lg_state state = lg_state_find(code);
    if (lg_state_is_construction(state)) state = LG_STATE_NONE;
    if (code != NULL && state == LG_STATE_NONE) {
        status = report_code(model, parcel, LG_PARCEL_SUPPLY_STATE, code, "D to F", err);
    }
    if (state == LG_STATE_NONE && has_contract(&model->parcels.table, parcel, model->as_of)) {
        state = LG_STATE_D;
        count(work, TALLY_CONTRACT, parcel);
    }
    if (state == LG_STATE_NONE) count(work, TALLY_SUPPLY_NONE, parcel);
    model->parcels.supply_state[parcel] = state;
    return status;
}

/* Built land that the supply state says was never supplied. */
static enum lg_status check_contradiction(struct lg_model *model, size_t parcel,
                                          struct lg_error *err)
{
    enum lg_state land = model->parcels.land_state[parcel];
    enum lg_state supply = model->parcels.supply_state[parcel];
    bool is_unsupplied =
        lg_state_is_within(supply, LG_STATE_E) || lg_state_is_within(supply, LG_STATE_F);
    if (!lg_state_is_within(land, LG_STATE_A) || !is_unsupplied) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_STATE, parcel);
    return lg_findings_add(
        &model->findings, &finding, err,
        "land is built (%s), but by its supply state (%s) it was never supplied; "
        "correct one of them, or look for the papers",
        lg_states[land].code, lg_states[supply].code);
}

static enum lg_status report_tally(struct lg_model *model, const struct tally *tally,
                                   enum lg_finding_code code, const char *text,
                                   struct lg_error *err)
{
    if (tally->parcel_count == 0) return LG_OK;
    struct lg_finding finding = lg_finding_blank(code, "parcels");
    finding.value = lg_sum_value(tally->m2) / LG_M2_PER_HA;
    return lg_findings_add(&model->findings, &finding, err, "%zu %s (value in ha): %s",
                           tally->parcel_count, tally->parcel_count == 1 ? "parcel" : "parcels",
                           text);
}

static enum lg_status report_guesses(const struct work *work, struct lg_error *err)
{
    struct lg_model *model = work->model;
    double all_m2 = lg_sum_value(work->tallies[TALLY_ALL].m2);
    double guessed_m2 = lg_sum_value(work->tallies[TALLY_GUESSED].m2);
    enum lg_status status =
        report_tally(model, &work->tallies[TALLY_GUESSED], LG_I_GUESS,
                     "the land state is missing and guessed from the current use (DL_GUESS); "
                     "survey it",
                     err);
    if (status != LG_OK || !(guessed_m2 > model->rules.guessed_share_max * all_m2)) return status;

    struct lg_finding finding = lg_finding_blank(LG_W_STATE, "parcels");
    finding.value = guessed_m2 / all_m2;
    finding.limit = model->rules.guessed_share_max;
    return lg_findings_add(&model->findings, &finding, err,
                           "a larger share of the land than allowed has a guessed land state: take "
                           "every figure of this run as an estimate, and survey the states");
}

static enum lg_status report(const struct work *work, struct lg_error *err)
{
    struct lg_model *model = work->model;
    enum lg_status status = report_guesses(work, err);
    if (status == LG_OK) {
        status = report_tally(model, &work->tallies[TALLY_PARENT], LG_W_CODE,
                              "the land state is A, B or B2 only, and the current use does not say "
                              "which part of it; enter the code below it",
                              err);
    }
    if (status == LG_OK) {
        status = report_tally(model, &work->tallies[TALLY_STATELESS], LG_I_MISSING,
                              "there is no land_state, and no current_use of a declared code "
                              "system to guess it from; all indicators need it",
                              err);
    }
    if (status == LG_OK) {
        status = report_tally(
            model, &work->tallies[TALLY_CONTRACT], LG_I_GUESS,
            "there is no supply_state, but a contract: taken as supplied (D); enter the "
            "state",
            err);
    }
    if (status == LG_OK) {
        status = report_tally(model, &work->tallies[TALLY_SUPPLY_NONE], LG_I_MISSING,
                              "there is no supply_state and no sign of a contract; A11, A12, C11 "
                              "and the idle clock need it; enter the state",
                              err);
    }
    return status;
}

static enum lg_status find_buildings(struct work *work, struct lg_error *err)
{
    const struct lg_pieces *pieces = &work->model->pieces;
    size_t parcel_count = work->model->parcels.table.count;
    work->has_building = calloc(parcel_count + 1, sizeof(*work->has_building));
    if (work->has_building == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the states of %zu parcels", parcel_count);
    }
    if (!work->model->buildings.given) return LG_OK;
    for (size_t piece = 0; piece < pieces->count; piece++) {
        if (pieces->footprint_micro_m2[piece] > 0) work->has_building[pieces->parcel[piece]] = true;
    }
    return LG_OK;
}

static enum lg_status size_columns(struct lg_parcels *parcels, struct lg_error *err)
{
    size_t row_count = parcels->table.count > 0 ? parcels->table.count : 1;
    enum lg_state *land = lg_resize(parcels->land_state, row_count, sizeof(*land));
    if (land != NULL) parcels->land_state = land;
    bool *guessed = lg_resize(parcels->land_state_guessed, row_count, sizeof(*guessed));
    if (guessed != NULL) parcels->land_state_guessed = guessed;
    enum lg_state *supply = lg_resize(parcels->supply_state, row_count, sizeof(*supply));
    if (supply != NULL) parcels->supply_state = supply;
    if (land != NULL && guessed != NULL && supply != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the states of %zu parcels", row_count);
}

enum lg_status lg_measure_states(struct lg_model *model, struct lg_error *err)
{
    struct work work = {.model = model};
    enum lg_status status = size_columns(&model->parcels, err);
    if (status == LG_OK) status = find_buildings(&work, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        status = set_land_state(&work, parcel, err);
        if (status == LG_OK) status = set_supply_state(&work, parcel, err);
        if (status == LG_OK) status = check_contradiction(model, parcel, err);
    }
    if (status == LG_OK) status = report(&work, err);
    free(work.has_building);
    return status;
}
