/*
 * All clocks: one row for each parcel in a park that was supplied, with the facts that the clock
 * saw and what it made of them. From this table alone a status can be explained.
 *
 * Meaning: domain.md 2.2 and 2.3.
 */
#include "publish/tables/cells_clock.h"
#include "publish/tables/columns.h"

static const char *state_code(const enum lg_state *states, const struct lg_row *row)
{
    if (states == NULL || states[row->parcel] == LG_STATE_NONE) return NULL;
    return lg_states[states[row->parcel]].code;
}

static const char *supply_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return state_code(row->model->parcels.supply_state, row);
}

/* A guess stands in brackets: only a survey ends a clock. */
static const char *land_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const bool *guessed = row->model->parcels.land_state_guessed;
    const char *code = state_code(row->model->parcels.land_state, row);
    if (code == NULL || guessed == NULL || !guessed[row->parcel]) return code;
    struct lg_text *text = lg_row_scratch(row);
    lg_text_printf(text, "(%s)", code);
    return lg_row_made(row);
}

static lg_date stopped_end(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    return clock == NULL ? LG_DATE_NONE : clock->stopped_end;
}

static const char *missing(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    if (clock == NULL || clock->missing == 0) return NULL;
    lg_clock_add_missing(lg_row_scratch(row), clock->missing, ';');
    return lg_row_made(row);
}

/* "signed_on:month": where a month or a year was written, and its last day stands for it. */
static const char *coarse_dates(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    static const struct {
        const char *key;
        enum lg_parcel_role role;
    } dates[] = {
        {"signed_on", LG_PARCEL_SIGNED_ON},
        {"handover_on", LG_PARCEL_HANDOVER_ON},
        {"revised_start_due", LG_PARCEL_REVISED_START_DUE},
        {"agreed_start", LG_PARCEL_START_DUE},
        {"start_on", LG_PARCEL_START_ON},
        {"suspended_on", LG_PARCEL_SUSPENDED_ON},
        {"completion_due", LG_PARCEL_COMPLETION_DUE},
        {"completion_on", LG_PARCEL_COMPLETION_ON},
        {"recovered_on", LG_PARCEL_RECOVERED_ON},
        {"idle_finding_on", LG_PARCEL_IDLE_FINDING_ON},
    };
    struct lg_text *text = lg_row_scratch(row);
    for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
        struct lg_date_reading reading =
            lg_table_reading(&row->model->parcels.table, dates[i].role, row->parcel);
        bool is_coarse = reading.form == LG_DATE_READ && reading.precision != LG_DATE_BY_DAY;
        if (!is_coarse) continue;
        lg_text_printf(text, "%s%s:%s", text->size > 0 ? ";" : "", dates[i].key,
                       reading.precision == LG_DATE_BY_MONTH ? "month" : "year");
    }
    return lg_row_made(row);
}

static const struct lg_sheet_column clocks_columns[] = {
    TEXT("parcel_id", lg_cell_parcel_id),
    TEXT("status", lg_cell_idle_status),
    TEXT("supply_state", supply_state),
    TEXT("land_state", land_state),
    PARCEL_DATE("signed_on", LG_PARCEL_SIGNED_ON),
    PARCEL_DATE("handover_on", LG_PARCEL_HANDOVER_ON),
    DATE("start_due", lg_cell_start_due),
    TEXT("due_source", lg_cell_due_source),
    TEXT("due_precision", lg_cell_due_precision),
    PARCEL_DATE("revised_start_due", LG_PARCEL_REVISED_START_DUE),
    PARCEL_DATE("agreed_start", LG_PARCEL_START_DUE),
    PARCEL_DATE("start_on", LG_PARCEL_START_ON),
    PARCEL_DATE("suspended_on", LG_PARCEL_SUSPENDED_ON),
    PARCEL_DATE("completion_due", LG_PARCEL_COMPLETION_DUE),
    PARCEL_DATE("completion_on", LG_PARCEL_COMPLETION_ON),
    PARCEL_DATE("recovered_on", LG_PARCEL_RECOVERED_ON),
    DATE("end1", lg_cell_end_first),
    DATE("end2", lg_cell_end_second),
    DATE("stopped_end", stopped_end),
    NUMBER("developed_ratio", LG_DECIMALS_RATIO, lg_cell_developed_ratio),
    NUMBER("invested_ratio", LG_DECIMALS_RATIO, lg_cell_invested_ratio),
    TEXT("cause", lg_cell_cause),
    PARCEL_TEXT("evidence", LG_PARCEL_EVIDENCE),
    TEXT("route", lg_cell_route),
    NUMBER("fee_wan", LG_DECIMALS_WAN_YUAN, lg_cell_fee_wan),
    NUMBER_OF("price_wan", LG_DECIMALS_WAN_YUAN, LG_PARCEL_PRICE, lg_cell_parcel_wan),
    PARCEL_TEXT("idle_finding_no", LG_PARCEL_IDLE_FINDING_NO),
    PARCEL_DATE("idle_finding_on", LG_PARCEL_IDLE_FINDING_ON),
    TEXT("missing", missing),
    TEXT("coarse_dates", coarse_dates),
};

static void bind_clock(struct lg_row *row)
{
    row->parcel = row->view->clock_parcels[row->row];
}

struct lg_sheet lg_sheet_clocks(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "clocks",
        .column_count = sizeof(clocks_columns) / sizeof(clocks_columns[0]),
        .columns = clocks_columns,
        .row_count = view->clock_count,
        .bind = bind_clock,
    };
}
