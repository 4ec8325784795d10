/*
 * The idle-land ledger (T4) and the list of clocks that run out next.
 *
 * Keys: design.md 6; meaning: domain.md 6.5 and 2.3.
 */
#include "base/units.h"
#include "publish/tables/cells_clock.h"
#include "publish/tables/columns.h"

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
    return lg_parcel_is_found_idle(row->model, row->parcel) ? "yes" : "no";
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

/* The day of the event is not counted, so the last day is so many later (Civil Code art. 201). */
static lg_date day_after(const struct lg_row *row, size_t role, int days)
{
    lg_date from = lg_table_date(&row->model->parcels.table, role, row->parcel);
    lg_date never = lg_date_make(9999, 12, 31);
    if (from == LG_DATE_NONE) return LG_DATE_NONE;
    return from > never - days ? never : from + days;
}

static lg_date notice_by(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return day_after(row, LG_PARCEL_SUSPECTED_ON, row->model->rules.idle_notice_days);
}

static lg_date reply_by(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return day_after(row, LG_PARCEL_NOTICE_RECEIVED_ON, row->model->rules.idle_reply_days);
}

static const char *text_at(const char *const *texts, const struct lg_row *row)
{
    return texts == NULL ? NULL : texts[row->parcel];
}

static const char *option_first(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return text_at(row->model->parcels.option_first, row);
}

static const char *option_second(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return text_at(row->model->parcels.option_second, row);
}

/* The member of the parcel's priority that the column's role names. */
enum priority_part { PART_AREA, PART_TIME, PART_FREE, PART_READY, PART_TOTAL, PART_MOST };

static double priority(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_priority *all = row->model->parcels.priority;
    if (all == NULL) return LG_NO_NUMBER;
    const struct lg_priority *own = &all[row->parcel];
    switch ((enum priority_part)column->role) {
    case PART_AREA:
        return own->area;
    case PART_TIME:
        return own->time;
    case PART_FREE:
        return own->free;
    case PART_READY:
        return own->ready;
    case PART_TOTAL:
        return own->total;
    case PART_MOST:
        return own->most;
    }
    return LG_NO_NUMBER;
}

static double priority_rank(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_priority *all = row->model->parcels.priority;
    if (all == NULL || all[row->parcel].rank == 0) return LG_NO_NUMBER;
    return (double)all[row->parcel].rank;
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
    DATE("notice_by", notice_by),
    DATE("reply_by", reply_by),
    PARCEL_TEXT("mortgage", LG_PARCEL_MORTGAGE),
    PARCEL_TEXT("seized", LG_PARCEL_SEIZED),
    TEXT("bond", bond),
    TEXT("option1", option_first),
    TEXT("option2", option_second),
    NUMBER_OF("priority", LG_DECIMALS_RATIO, PART_TOTAL, priority),
    NUMBER_OF("priority_area", LG_DECIMALS_RATIO, PART_AREA, priority),
    NUMBER_OF("priority_time", LG_DECIMALS_RATIO, PART_TIME, priority),
    NUMBER_OF("priority_free", LG_DECIMALS_RATIO, PART_FREE, priority),
    NUMBER_OF("priority_ready", LG_DECIMALS_RATIO, PART_READY, priority),
    TEXT("constraints", lg_cell_constraints),
    PARCEL_TEXT("location", LG_PARCEL_LOCATION),
    PARCEL_TEXT("idle_finding_no", LG_PARCEL_IDLE_FINDING_NO),
    PARCEL_DATE("idle_finding_on", LG_PARCEL_IDLE_FINDING_ON),
    PARCEL_TEXT("disposal_unit", LG_PARCEL_DISPOSAL_UNIT),
    PARCEL_DATE("disposal_due", LG_PARCEL_DISPOSAL_DUE),
    PARCEL_DATE("disposed_on", LG_PARCEL_DISPOSED_ON),
    NUMBER_OF("priority_most", LG_DECIMALS_RATIO, PART_MOST, priority),
    INTEGER("priority_rank", priority_rank),
    NUMBER("evidence_cover_pct", LG_DECIMALS_PERCENT, lg_cell_cover_pct),
    NUMBER("evidence_built_up_pct", LG_DECIMALS_PERCENT, lg_cell_built_up_pct),
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
