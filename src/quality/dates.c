/*
 * quality/: dates of one parcel against each other and against the evaluation date.
 */
#include "quality/parts.h"
#include "quality/quality.h"

/* What must not come after what (domain.md 6.9). */
static const struct {
    enum lg_parcel_role first, then;
} orders[] = {
    {LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_DUE},   {LG_PARCEL_SIGNED_ON, LG_PARCEL_HANDOVER_ON},
    {LG_PARCEL_SIGNED_ON, LG_PARCEL_START_DUE},      {LG_PARCEL_HANDOVER_ON, LG_PARCEL_START_ON},
    {LG_PARCEL_START_DUE, LG_PARCEL_COMPLETION_DUE}, {LG_PARCEL_START_ON, LG_PARCEL_SUSPENDED_ON},
    {LG_PARCEL_START_ON, LG_PARCEL_COMPLETION_ON},
};

/* Dates of things that have happened; an agreed date may lie ahead. */
static const enum lg_parcel_role actual_dates[] = {
    LG_PARCEL_SIGNED_ON,       LG_PARCEL_HANDOVER_ON,   LG_PARCEL_START_ON,
    LG_PARCEL_SUSPENDED_ON,    LG_PARCEL_COMPLETION_ON, LG_PARCEL_RECOVERED_ON,
    LG_PARCEL_IDLE_FINDING_ON,
};

/* The first day that a reading can mean: its date is the last one where only a month was written.
 */
static lg_date earliest_day(struct lg_date_reading reading)
{
    int year, month, day;
    lg_date_split(reading.date, &year, &month, &day);

    switch (reading.precision) {
    case LG_DATE_BY_DAY:
        return reading.date;
    case LG_DATE_BY_MONTH:
        return lg_date_make(year, month, 1);
    case LG_DATE_BY_YEAR:
        return lg_date_make(year, 1, 1);
    }
    return reading.date;
}

static enum lg_status check_order(struct lg_model *model, size_t row, size_t order,
                                  struct lg_error *err)
{
    const struct lg_table *table = &model->parcels.table;
    struct lg_date_reading first = lg_table_reading(table, orders[order].first, row);
    struct lg_date_reading then = lg_table_reading(table, orders[order].then, row);
    if (first.form != LG_DATE_READ || then.form != LG_DATE_READ) return LG_OK;
    if (earliest_day(first) <= then.date) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_ORDER, row);
    finding.value = (double)earliest_day(first) - (double)then.date;
    finding.limit = 0;
    char first_text[LG_DATE_TEXT_SIZE], then_text[LG_DATE_TEXT_SIZE];
    return lg_findings_add(
        &model->findings, &finding, err, "%s %s comes after %s %s; check both against the contract",
        table->roles[orders[order].first].name, lg_date_format(first.date, first_text),
        table->roles[orders[order].then].name, lg_date_format(then.date, then_text));
}

static enum lg_status check_future(struct lg_model *model, size_t row, enum lg_parcel_role role,
                                   struct lg_error *err)
{
    const struct lg_table *table = &model->parcels.table;
    struct lg_date_reading reading = lg_table_reading(table, role, row);
    if (reading.form != LG_DATE_READ || earliest_day(reading) <= model->as_of) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_FUTURE, row);
    finding.value = (double)earliest_day(reading) - (double)model->as_of;
    finding.limit = 0;
    char text[LG_DATE_TEXT_SIZE], as_of_text[LG_DATE_TEXT_SIZE];
    return lg_findings_add(&model->findings, &finding, err,
                           "%s %s lies after the evaluation date %s, yet it is said to have "
                           "happened; check the date, or evaluate as of a later one",
                           table->roles[role].name, lg_date_format(reading.date, text),
                           lg_date_format(model->as_of, as_of_text));
}

enum lg_status lg_quality_dates(struct lg_model *model, struct lg_error *err)
{
    for (size_t row = 0; row < model->parcels.table.count; row++) {
        for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
            enum lg_status status = check_order(model, row, i, err);
            if (status != LG_OK) return status;
        }
        for (size_t i = 0; i < sizeof(actual_dates) / sizeof(actual_dates[0]); i++) {
            enum lg_status status = check_future(model, row, actual_dates[i], err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}
