/*
 * The clock of every parcel: facts from the columns, the finding, the stock class, the first look
 * at special bonds, and what contradicts the records.
 */
#include "base/answer.h"
#include "base/grow.h"
#include "rules/facts.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static enum lg_supply supply_of(enum lg_state state)
{
    if (state == LG_STATE_NONE) return LG_SUPPLY_UNKNOWN;
    return lg_state_is_within(state, LG_STATE_D) ? LG_SUPPLIED : LG_SUPPLY_NONE;
}

struct lg_idle_facts lg_idle_facts_read(const struct lg_model *model, size_t parcel)
{
    const struct lg_parcels *parcels = &model->parcels;
    const struct lg_table *table = &parcels->table;
    const char *cause = lg_table_text(table, LG_PARCEL_CAUSE, parcel);
    const char *known_cause = lg_idle_find_cause(cause);
    return (struct lg_idle_facts){
        .supply = supply_of(parcels->supply_state[parcel]),
        .surveyed_built = lg_state_is_within(parcels->land_state[parcel], LG_STATE_A) &&
                          !parcels->land_state_guessed[parcel],
        .revised_start_due = lg_table_date(table, LG_PARCEL_REVISED_START_DUE, parcel),
        .start_due = lg_table_date(table, LG_PARCEL_START_DUE, parcel),
        .handover_on = lg_table_date(table, LG_PARCEL_HANDOVER_ON, parcel),
        .start_on = lg_table_date(table, LG_PARCEL_START_ON, parcel),
        .suspended_on = lg_table_date(table, LG_PARCEL_SUSPENDED_ON, parcel),
        .completion_due = lg_table_date(table, LG_PARCEL_COMPLETION_DUE, parcel),
        .completion_on = lg_table_date(table, LG_PARCEL_COMPLETION_ON, parcel),
        .recovered_on = lg_table_date(table, LG_PARCEL_RECOVERED_ON, parcel),
        .due_area_m2 = lg_table_number(table, LG_PARCEL_DUE_AREA, parcel),
        .developed_area_m2 = lg_table_number(table, LG_PARCEL_DEVELOPED_AREA, parcel),
        .developed_pct = lg_table_number(table, LG_PARCEL_DEVELOPED_PCT, parcel),
        .total_investment_yuan = lg_table_number(table, LG_PARCEL_TOTAL_INVESTMENT, parcel),
        .invested_yuan = lg_table_number(table, LG_PARCEL_INVESTED, parcel),
        .invested_pct = lg_table_number(table, LG_PARCEL_INVESTED_PCT, parcel),
        .price_yuan = lg_table_number(table, LG_PARCEL_PRICE, parcel),
        .cause = cause != NULL && known_cause == NULL ? "U0" : known_cause,
        .has_evidence = lg_table_text(table, LG_PARCEL_EVIDENCE, parcel) != NULL,
    };
}

/* domain.md 2.6: supplied in time, and waiting, late, idle or suspended. */
static const char *bond_of(const struct lg_model *model, size_t parcel)
{
    switch (model->parcels.idle[parcel].status) {
    case LG_IDLE_NOT_APPLICABLE:
    case LG_IDLE_DONE:
    case LG_IDLE_LATE_FINISH:
    case LG_IDLE_ACTIVE:
    case LG_IDLE_STATUS_COUNT:
        return "no";
    case LG_IDLE_UNKNOWN:
    case LG_IDLE_STARTED_NODATA:
    case LG_IDLE_WAIT:
    case LG_IDLE_LATE:
    case LG_IDLE_FIRST:
    case LG_IDLE_SECOND:
    case LG_IDLE_STOPPED:
    case LG_IDLE_SUSPENDED:
        break;
    }
    lg_date signed_on = lg_table_date(&model->parcels.table, LG_PARCEL_SIGNED_ON, parcel);
    if (signed_on != LG_DATE_NONE && signed_on > model->rules.bond_cutoff) return "no";
    enum lg_idle_status status = model->parcels.idle[parcel].status;
    bool is_open = status == LG_IDLE_UNKNOWN || status == LG_IDLE_STARTED_NODATA;
    return signed_on == LG_DATE_NONE || is_open ? "nodata" : "yes";
}

static enum lg_status check_cause(struct lg_model *model, size_t parcel, struct lg_error *err)
{
    const char *cause = lg_table_text(&model->parcels.table, LG_PARCEL_CAUSE, parcel);
    if (cause == NULL || lg_idle_find_cause(cause) != NULL) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_VALUE, parcel);
    return lg_findings_add(&model->findings, &finding, err,
                           "cause \"%s\" is none of G1 to G6, F1, P1, O0, U0 and counts as not yet "
                           "known (U0); enter the code or map it under values:",
                           cause);
}

/* What the clock would say of surveyed built land if the survey did not say that it is built. */
static enum lg_status check_built(struct lg_model *model, size_t parcel,
                                  const struct lg_idle_facts *facts, struct lg_error *err)
{
    if (!facts->surveyed_built || facts->supply != LG_SUPPLIED) return LG_OK;

    struct lg_idle_facts unsurveyed = *facts;
    unsurveyed.surveyed_built = false;
    struct lg_idle_finding clock = lg_idle_judge(&model->rules.idle, &unsurveyed, model->as_of);
    if (!lg_idle_is_idle(clock.status)) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_STATE, parcel);
    return lg_findings_add(
        &model->findings, &finding, err,
        "land is surveyed as built (%s), but by its dates it would be %s, days: %d; enter the "
        "dates of start and completion or correct the land state",
        lg_states[model->parcels.land_state[parcel]].code, lg_idle_status_code(clock.status),
        clock.idle_days);
}

/* What makes a mark of idleness impossible whatever the clock says (domain.md 6.9). */
static enum lg_status report_impossible(struct lg_model *model, size_t parcel,
                                        const struct lg_idle_facts *facts, bool *is_told,
                                        struct lg_error *err)
{
    bool is_completed =
        facts->completion_on != LG_DATE_NONE && facts->completion_on <= model->as_of;
    bool is_unsupplied = facts->supply == LG_SUPPLY_NONE;
    *is_told = is_unsupplied || is_completed || facts->surveyed_built;
    if (!*is_told) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_STATE, parcel);
    char day[LG_DATE_TEXT_SIZE];
    if (is_unsupplied) {
        return lg_findings_add(&model->findings, &finding, err,
                               "recorded as idle, but by its supply state (%s) it was never "
                               "supplied, and only supplied land can be idle; correct the record "
                               "or the supply state",
                               lg_states[model->parcels.supply_state[parcel]].code);
    }
    if (is_completed) {
        return lg_findings_add(&model->findings, &finding, err,
                               "recorded as idle, but completed on %s; correct the record or the "
                               "date",
                               lg_date_format(facts->completion_on, day));
    }
    return lg_findings_add(&model->findings, &finding, err,
                           "recorded as idle, but surveyed as built (%s); correct the record or "
                           "the land state",
                           lg_states[model->parcels.land_state[parcel]].code);
}

static enum lg_status check_record(struct lg_model *model, size_t parcel,
                                   const struct lg_idle_facts *facts, struct lg_error *err)
{
    const char *recorded = lg_table_text(&model->parcels.table, LG_PARCEL_RECORDED_IDLE, parcel);
    enum lg_answer answer = lg_answer_read(recorded);
    if (answer == LG_ANSWER_NONE) return LG_OK;
    if (answer == LG_ANSWER_WRONG) {
        struct lg_finding finding = lg_parcel_finding(model, LG_W_VALUE, parcel);
        return lg_findings_add(&model->findings, &finding, err,
                               "recorded_idle \"%s\" is neither yes nor no and counts as missing; "
                               "enter 是 or 否",
                               recorded);
    }
    enum lg_idle_status status = model->parcels.idle[parcel].status;
    bool is_open = status == LG_IDLE_UNKNOWN || status == LG_IDLE_STARTED_NODATA;
    bool is_recorded = answer == LG_ANSWER_YES;
    bool is_told = false;
    if (is_recorded) {
        enum lg_status reported = report_impossible(model, parcel, facts, &is_told, err);
        if (reported != LG_OK || is_told) return reported;
    }
    if (is_open || is_recorded == lg_idle_is_idle(status)) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_STATE, parcel);
    return lg_findings_add(
        &model->findings, &finding, err,
        "recorded as %s, but the clock says %s%s; the idle area is taken from the "
        "%s; check the dates and the record",
        is_recorded ? "idle" : "not idle", lg_idle_status_code(status),
        status == LG_IDLE_NOT_APPLICABLE ? ", as the land was never supplied" : "",
        model->rules.idle_from_record ? "record" : "clock");
}

static enum lg_status size_columns(struct lg_parcels *parcels, struct lg_error *err)
{
    size_t count = parcels->table.count > 0 ? parcels->table.count : 1;
    struct lg_idle_finding *idle = lg_resize(parcels->idle, count, sizeof(*idle));
    if (idle != NULL) parcels->idle = idle;
    const char **stock_class = lg_resize((void *)parcels->stock_class, count, sizeof(char *));
    if (stock_class != NULL) parcels->stock_class = stock_class;
    const char **bond = lg_resize((void *)parcels->bond, count, sizeof(char *));
    if (bond != NULL) parcels->bond = bond;
    if (idle != NULL && stock_class != NULL && bond != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the clocks of %zu parcels", count);
}

enum lg_status lg_idle_judge_parcels(struct lg_model *model, struct lg_error *err)
{
    assert(model->as_of != LG_DATE_NONE);

    struct lg_parcels *parcels = &model->parcels;
    enum lg_status status = size_columns(parcels, err);
    if (status != LG_OK) return status;
    assert(parcels->table.count == 0 ||
           (parcels->land_state != NULL && parcels->supply_state != NULL));

    for (size_t parcel = 0; parcel < parcels->table.count; parcel++) {
        struct lg_idle_facts facts = lg_idle_facts_read(model, parcel);
        parcels->idle[parcel] = lg_idle_judge(&model->rules.idle, &facts, model->as_of);
        parcels->stock_class[parcel] = lg_stock_class_of(model, parcel);
        parcels->bond[parcel] = bond_of(model, parcel);
        status = check_cause(model, parcel, err);
        if (status == LG_OK) status = check_built(model, parcel, &facts, err);
        if (status == LG_OK) status = check_record(model, parcel, &facts, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}
