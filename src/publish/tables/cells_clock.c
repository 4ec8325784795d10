#include "publish/tables/cells_clock.h"

#include "base/units.h"

const struct lg_idle_finding *lg_row_clock(const struct lg_row *row)
{
    const struct lg_idle_finding *idle = row->model->parcels.idle;
    return idle == NULL ? NULL : &idle[row->parcel];
}

lg_date lg_cell_start_due(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_DATE_NONE : clock->start_due;
}

const char *lg_cell_due_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    if (clock == NULL) return NULL;
    switch (clock->due_source) {
    case LG_DUE_UNKNOWN:
        return NULL;
    case LG_DUE_SUPPLEMENT:
        return "SUPP";
    case LG_DUE_CONTRACT:
        return "CONTRACT";
    case LG_DUE_HANDOVER:
        return "HANDOVER+1Y";
    }
    return NULL;
}

const char *lg_cell_due_precision(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    static const char *const names[] = {
        [LG_DATE_BY_DAY] = "day",
        [LG_DATE_BY_MONTH] = "month",
        [LG_DATE_BY_YEAR] = "year",
    };
    const struct lg_idle_finding *clock = lg_row_clock(row);
    if (clock == NULL || clock->due_source == LG_DUE_UNKNOWN) return NULL;
    static const size_t roles[] = {
        [LG_DUE_SUPPLEMENT] = LG_PARCEL_REVISED_START_DUE,
        [LG_DUE_CONTRACT] = LG_PARCEL_START_DUE,
        [LG_DUE_HANDOVER] = LG_PARCEL_HANDOVER_ON,
    };
    size_t role = roles[clock->due_source];
    struct lg_date_reading reading =
        lg_table_reading(&row->model->parcels.table, role, row->parcel);
    return reading.form == LG_DATE_READ ? names[reading.precision] : NULL;
}

lg_date lg_cell_end_first(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_DATE_NONE : clock->end_first;
}

lg_date lg_cell_end_second(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_DATE_NONE : clock->end_second;
}

double lg_cell_developed_ratio(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_NO_NUMBER : clock->developed_ratio;
}

double lg_cell_invested_ratio(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_NO_NUMBER : clock->invested_ratio;
}

const char *lg_cell_cause(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? NULL : clock->cause;
}

const char *lg_cell_route(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? NULL : lg_idle_route_code(clock->route);
}

/* Of the whole parcel: a fee is set once, whatever the parks it lies in. */
double lg_cell_fee_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_NO_NUMBER : clock->fee_yuan / LG_YUAN_PER_WAN;
}

void lg_clock_add_missing(struct lg_text *text, unsigned missing, char separator)
{
    static const struct {
        enum lg_idle_missing bit;
        const char *fact;
    } facts[] = {
        {LG_MISSING_SUPPLY, "supply_state"}, {LG_MISSING_START_DUE, "start_due"},
        {LG_MISSING_DEVELOPED, "developed"}, {LG_MISSING_INVESTED, "invested"},
        {LG_MISSING_PRICE, "price"},
    };
    bool is_first = true;
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        if ((missing & (unsigned)facts[i].bit) == 0) continue;
        if (!is_first) lg_text_add_char(text, separator);
        lg_text_add_text(text, facts[i].fact);
        is_first = false;
    }
}
