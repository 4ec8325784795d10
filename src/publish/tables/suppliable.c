/*
 * 用地清单 before supply (T1b): land not yet supplied in parks, and what is still to be done there.
 *
 * Meaning: domain.md 6.1 reading (b), 6.2.
 */
#include "base/answer.h"
#include "publish/tables/columns.h"

static const char *suppliable(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *const *answers = row->model->parcels.suppliable;
    return answers == NULL ? NULL : answers[row->parcel];
}

static const char *stock_class(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *const *classes = row->model->parcels.stock_class;
    return classes == NULL ? NULL : classes[row->parcel];
}

static enum lg_task task_of(const struct lg_row *row, size_t role)
{
    const char *text = lg_table_text(&row->model->parcels.table, role, row->parcel);
    return lg_task_read(text, row->model->as_of);
}

/* One open item is enough for no; else one that is not told leaves it open. */
static const char *ready(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    bool is_told = true;
    for (size_t role = LG_PARCEL_WATER; role <= LG_PARCEL_CIVIL_DEFENCE; role++) {
        enum lg_task task = task_of(row, role);
        if (task == LG_TASK_OPEN) return "no";
        if (task == LG_TASK_NONE) is_told = false;
    }
    return is_told ? "yes" : "nodata";
}

static const char *open_items(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    struct lg_text *text = lg_row_scratch(row);
    for (size_t role = LG_PARCEL_WATER; role <= LG_PARCEL_CIVIL_DEFENCE; role++) {
        enum lg_task task = task_of(row, role);
        if (task != LG_TASK_OPEN && task != LG_TASK_NONE) continue;
        if (text->size > 0) lg_text_add_char(text, ';');
        lg_text_add_text(text, lg_parcel_roles[role].name);
    }
    return lg_row_made(row);
}

static const struct lg_sheet_column suppliable_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    NUMBER("area_ha", LG_DECIMALS_HA, lg_cell_inside_ha),
    TEXT_OF("planned_use", LG_PLANNED_USE, lg_cell_use),
    TEXT_OF("planned_use_name", LG_PLANNED_USE, lg_cell_use_name),
    NUMBER_OF("far_max", LG_DECIMALS_RATIO, LG_PARCEL_FAR_MAX, lg_cell_parcel_number),
    PARCEL_TEXT("price_level", LG_PARCEL_PRICE_LEVEL),
    PARCEL_TEXT("water", LG_PARCEL_WATER),
    PARCEL_TEXT("power", LG_PARCEL_POWER),
    PARCEL_TEXT("road", LG_PARCEL_ROAD),
    PARCEL_TEXT("gas", LG_PARCEL_GAS),
    PARCEL_TEXT("heat", LG_PARCEL_HEAT),
    PARCEL_TEXT("telecom", LG_PARCEL_TELECOM),
    PARCEL_TEXT("levelled", LG_PARCEL_LEVELLED),
    PARCEL_TEXT("expropriated", LG_PARCEL_EXPROPRIATED),
    PARCEL_TEXT("resettled", LG_PARCEL_RESETTLED),
    PARCEL_TEXT("geohazard", LG_PARCEL_GEOHAZARD),
    PARCEL_TEXT("seismic", LG_PARCEL_SEISMIC),
    PARCEL_TEXT("minerals", LG_PARCEL_MINERALS),
    PARCEL_TEXT("soil_conservation", LG_PARCEL_SOIL_CONSERVATION),
    PARCEL_TEXT("flood", LG_PARCEL_FLOOD),
    PARCEL_TEXT("soil_pollution", LG_PARCEL_SOIL_POLLUTION),
    PARCEL_TEXT("heritage", LG_PARCEL_HERITAGE),
    PARCEL_TEXT("utility_lines", LG_PARCEL_UTILITY_LINES),
    PARCEL_TEXT("green_land", LG_PARCEL_GREEN_LAND),
    PARCEL_TEXT("civil_defence", LG_PARCEL_CIVIL_DEFENCE),
    TEXT("suppliable", suppliable),
    TEXT("stock_class", stock_class),
    TEXT("ready", ready),
    TEXT("open_items", open_items),
};

static void bind_suppliable(struct lg_row *row)
{
    row->piece = row->view->suppliable_pieces[row->row];
    row->park = row->model->pieces.park[row->piece];
    row->parcel = row->model->pieces.parcel[row->piece];
}

struct lg_sheet lg_sheet_suppliable(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "suppliable",
        .column_count = sizeof(suppliable_columns) / sizeof(suppliable_columns[0]),
        .columns = suppliable_columns,
        .row_count = view->suppliable_count,
        .bind = bind_suppliable,
    };
}
