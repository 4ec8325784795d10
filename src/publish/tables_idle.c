/*
 * The idle-land ledger (T4) and the list of clocks that run out next.
 *
 * Keys: design.md 6; meaning: domain.md 6.5 and 2.3.
 */
#include "base/units.h"
#include "publish/cells_clock.h"
#include "publish/columns.h"

/* What counts as idle in the park's sums: all of the piece that counts there. */
static double idle_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_piece_account_m2(row) / LG_M2_PER_HA;
}

/* Land is suspected to be idle until an authority's finding says so. */
static const char *confirmed(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_view_is_confirmed(row->model, row->parcel) ? "yes" : "no";
}

/* Nothing is overdue where work has begun; before the start date there is nothing to count. */
static double overdue_days(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    bool is_overdue =
        clock != NULL && (clock->status == LG_IDLE_LATE || clock->status == LG_IDLE_FIRST ||
                          clock->status == LG_IDLE_SECOND);
    return is_overdue ? clock->overdue_days : LG_NO_NUMBER;
}

static double idle_days(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = lg_row_clock(row);
    if (clock == NULL || !lg_idle_is_idle(clock->status)) return LG_NO_NUMBER;
    return clock->idle_days;
}

static const char *bond(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *const *bonds = row->model->parcels.bond;
    return bonds == NULL ? NULL : bonds[row->parcel];
}

static const struct lg_sheet_column idle_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    PARCEL_TEXT("holder", LG_PARCEL_HOLDER),
    NUMBER("area_ha", LG_DECIMALS_HA, lg_cell_inside_ha),
    NUMBER("idle_ha", LG_DECIMALS_HA, idle_ha),
    TEXT("status", lg_cell_idle_status),
    TEXT("confirmed", confirmed),
    DATE("start_due", lg_cell_start_due),
    TEXT("due_source", lg_cell_due_source),
    TEXT("due_precision", lg_cell_due_precision),
    DATE("end1", lg_cell_end_first),
    DATE("end2", lg_cell_end_second),
    INTEGER("overdue_days", overdue_days),
    INTEGER("idle_days", idle_days),
    NUMBER("developed_ratio", LG_DECIMALS_RATIO, lg_cell_developed_ratio),
    NUMBER("invested_ratio", LG_DECIMALS_RATIO, lg_cell_invested_ratio),
    TEXT("cause", lg_cell_cause),
    PARCEL_TEXT("evidence", LG_PARCEL_EVIDENCE),
    TEXT("route", lg_cell_route),
    NUMBER("fee_wan", LG_DECIMALS_WAN_YUAN, lg_cell_fee_wan),
    NO_DATE("notice_by"),
    NO_DATE("reply_by"),
    PARCEL_TEXT("mortgage", LG_PARCEL_MORTGAGE),
    PARCEL_TEXT("seized", LG_PARCEL_SEIZED),
    TEXT("bond", bond),
    NO_TEXT("option1"),
    NO_TEXT("option2"),
    NO_NUMBER("priority", LG_DECIMALS_RATIO),
    NO_NUMBER("priority_area", LG_DECIMALS_RATIO),
    NO_NUMBER("priority_time", LG_DECIMALS_RATIO),
    NO_NUMBER("priority_free", LG_DECIMALS_RATIO),
    NO_NUMBER("priority_ready", LG_DECIMALS_RATIO),
    NO_TEXT("constraints"),
};

static void bind_idle(struct lg_row *row)
{
    row->piece = row->view->idle_pieces[row->row];
    row->park = row->model->pieces.park[row->piece];
    row->parcel = row->model->pieces.parcel[row->piece];
}

struct lg_sheet lg_sheet_idle(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "idle",
        .column_count = sizeof(idle_columns) / sizeof(idle_columns[0]),
        .columns = idle_columns,
        .row_count = view->idle_count,
        .bind = bind_idle,
        .shape = lg_piece_shape,
        .id = lg_piece_id,
    };
}

static const char *watch_event(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->model->results.watch[row->row].event;
}

static lg_date watch_due_on(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->model->results.watch[row->row].due_on;
}

static double watch_days_left(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->model->results.watch[row->row].days_left;
}

static const struct lg_sheet_column watch_columns[] = {
    TEXT("parcel_id", lg_cell_parcel_id),
    TEXT("event", watch_event),
    DATE("due_on", watch_due_on),
    INTEGER("days_left", watch_days_left),
};

static void bind_watch(struct lg_row *row)
{
    row->parcel = row->model->results.watch[row->row].parcel;
}

struct lg_sheet lg_sheet_watchlist(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "watchlist",
        .column_count = sizeof(watch_columns) / sizeof(watch_columns[0]),
        .columns = watch_columns,
        .row_count = view->model->results.watch_count,
        .bind = bind_watch,
    };
}
