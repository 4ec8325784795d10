/*
 * The lists beside the idle ledger: the public notice, what to ask for, and whose land it is.
 *
 * Meaning: domain.md 2.1 (article 11) and 6.5; keys: design.md 6.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

/* The clock's finding of the row's parcel where it is idle; NULL. */
static const struct lg_idle_finding *idle_clock_of(const struct lg_row *row)
{
    const struct lg_idle_finding *idle = row->model->parcels.idle;
    bool is_idle = idle != NULL && lg_idle_is_idle(idle[row->parcel].status);
    return is_idle ? &idle[row->parcel] : NULL;
}

/* The first of the idle days. */
static lg_date idle_since(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = idle_clock_of(row);
    return clock == NULL ? LG_DATE_NONE : row->model->as_of - clock->idle_days + 1;
}

static double idle_days(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *clock = idle_clock_of(row);
    return clock == NULL ? LG_NO_NUMBER : clock->idle_days;
}

/* Article 11 publishes a cause only where it is the government's. */
static const char *public_cause(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_idle_finding *idle = row->model->parcels.idle;
    const char *cause = idle == NULL ? NULL : idle[row->parcel].cause;
    return lg_idle_is_government_caused(cause) ? cause : NULL;
}

static const struct lg_sheet_column idle_notice_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    PARK_TEXT("park_name", LG_PARK_NAME),
    TEXT("parcel_id", lg_cell_parcel_id),
    PARCEL_TEXT("location", LG_PARCEL_LOCATION),
    PARCEL_TEXT("holder", LG_PARCEL_HOLDER),
    NUMBER("area_ha", LG_DECIMALS_HA, lg_cell_inside_ha),
    PARCEL_TEXT("finding_no", LG_PARCEL_IDLE_FINDING_NO),
    PARCEL_DATE("finding_on", LG_PARCEL_IDLE_FINDING_ON),
    DATE("idle_since", idle_since),
    INTEGER("idle_days", idle_days),
    TEXT("cause", public_cause),
};

static void bind_notice(struct lg_row *row)
{
    row->piece = row->view->notice_pieces[row->row];
    row->park = row->model->pieces.park[row->piece];
    row->parcel = row->model->pieces.parcel[row->piece];
}

struct lg_sheet lg_sheet_idle_notice(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "idle_notice",
        .column_count = sizeof(idle_notice_columns) / sizeof(idle_notice_columns[0]),
        .columns = idle_notice_columns,
        .row_count = view->notice_count,
        .bind = bind_notice,
    };
}

/* ---- requests ---- */

static const struct lg_request_row *request_of(const struct lg_row *row)
{
    return &row->model->results.requests[row->row];
}

static const char *missing_fields(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return request_of(row)->missing_fields;
}

static double blocks_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return request_of(row)->blocks_m2 / LG_M2_PER_HA;
}

static double rank(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)(row->row + 1);
}

/* For the receiver to fill in. */
static const char *blank_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)row;
    (void)column;
    return NULL;
}

static lg_date blank_date(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)row;
    (void)column;
    return LG_DATE_NONE;
}

static double blank_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)row;
    (void)column;
    return LG_NO_NUMBER;
}

static const struct lg_sheet_column requests_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    PARCEL_TEXT("holder", LG_PARCEL_HOLDER),
    TEXT("missing_fields", missing_fields),
    NUMBER("blocks_ha", LG_DECIMALS_HA, blocks_ha),
    INTEGER("rank", rank),
    PARCEL_TEXT("contract_no", LG_PARCEL_CONTRACT_NO),
    PARCEL_TEXT("supervision_no", LG_PARCEL_SUPERVISION_NO),
    DATE("signed_on", blank_date),
    DATE("handover_on", blank_date),
    DATE("start_due", blank_date),
    DATE("start_on", blank_date),
    DATE("suspended_on", blank_date),
    DATE("completion_on", blank_date),
    NUMBER("developed_pct", LG_DECIMALS_PERCENT, blank_number),
    NUMBER("invested_pct", LG_DECIMALS_PERCENT, blank_number),
    NUMBER("price", LG_DECIMALS_WAN_YUAN, blank_number),
    TEXT("cause", blank_text),
    TEXT("evidence", blank_text),
};

static void bind_request(struct lg_row *row)
{
    row->park = request_of(row)->park;
    row->parcel = request_of(row)->parcel;
}

struct lg_sheet lg_sheet_requests(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "requests",
        .column_count = sizeof(requests_columns) / sizeof(requests_columns[0]),
        .columns = requests_columns,
        .row_count = view->model->results.request_count,
        .bind = bind_request,
    };
}

/* ---- holders ---- */

static const struct lg_holder_row *holder_of(const struct lg_row *row)
{
    return &row->model->results.holders[row->row];
}

static const char *holder_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return holder_of(row)->holder;
}

static double holder_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)holder_of(row)->parcel_count;
}

static double holder_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return holder_of(row)->area_m2 / LG_M2_PER_HA;
}

static double holder_idle_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return holder_of(row)->idle_m2 / LG_M2_PER_HA;
}

static double holder_idle_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_holder_row *holder = holder_of(row);
    return holder->supplied_m2 > 0 ? 100 * holder->idle_m2 / holder->supplied_m2 : LG_NO_NUMBER;
}

static double oldest_idle_days(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    int days = holder_of(row)->oldest_idle_days;
    return days > 0 ? days : LG_NO_NUMBER;
}

static double holder_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)holder_of(row)->park_count;
}

static const struct lg_sheet_column holders_columns[] = {
    TEXT("holder", holder_name),
    INTEGER("parcels", holder_parcels),
    NUMBER("area_ha", LG_DECIMALS_HA, holder_ha),
    NUMBER("idle_ha", LG_DECIMALS_HA, holder_idle_ha),
    NUMBER("idle_share_pct", LG_DECIMALS_PERCENT, holder_idle_pct),
    INTEGER("oldest_idle_days", oldest_idle_days),
    INTEGER("parks", holder_parks),
};

struct lg_sheet lg_sheet_holders(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "holders",
        .column_count = sizeof(holders_columns) / sizeof(holders_columns[0]),
        .columns = holders_columns,
        .row_count = view->model->results.holder_count,
    };
}
