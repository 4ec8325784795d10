/*
 * Parcels whose record and what stands on them contradict each other.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

#define PERCENT 100.0

double lg_cell_cover_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parcels.building_cover, row->parcel) * PERCENT;
}

double lg_cell_built_up_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parcels.built_up_share, row->parcel) * PERCENT;
}

static double told_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parcels.built_up_told, row->parcel) * PERCENT;
}

static double area_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_cell_parcel_m2(row, column) / LG_M2_PER_HA;
}

static const char *land_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_states[row->model->parcels.land_state[row->parcel]].code;
}

static const char *contradiction(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->model->results.evidence[row->row].contradiction;
}

static const struct lg_sheet_column evidence_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    NUMBER("area_ha", LG_DECIMALS_HA, area_ha),
    TEXT("land_state", land_state),
    TEXT("idle_status", lg_cell_idle_status),
    NUMBER("cover_pct", LG_DECIMALS_PERCENT, lg_cell_cover_pct),
    NUMBER("built_up_pct", LG_DECIMALS_PERCENT, lg_cell_built_up_pct),
    NUMBER("told_pct", LG_DECIMALS_PERCENT, told_pct),
    TEXT("contradiction", contradiction),
};

static void bind_evidence(struct lg_row *row)
{
    row->parcel = row->model->results.evidence[row->row].parcel;
    row->park = lg_parcel_park(&row->view->by_parcel, row->model, row->parcel);
}

struct lg_sheet lg_sheet_evidence(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "evidence",
        .column_count = sizeof(evidence_columns) / sizeof(evidence_columns[0]),
        .columns = evidence_columns,
        .row_count = view->model->results.evidence_count,
        .bind = bind_evidence,
    };
}
