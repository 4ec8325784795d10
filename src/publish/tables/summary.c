/*
 * Idle land of each park: by status, in money and cases, and down to what can be used.
 *
 * Meaning: domain.md 6.5. Every figure is made in rules/ and measure/.
 */
#include "base/units.h"
#include "model/labels.h"
#include "publish/tables/columns.h"

static double percent(double part, double whole)
{
    return whole > 0 ? 100 * part / whole : LG_NO_NUMBER;
}

static double count_of(size_t count)
{
    return (double)count;
}

/* Figures of the row's park; NULL when none were made. */
static const struct lg_park_sums *sums_of(const struct lg_row *row)
{
    const struct lg_park_sums *sums = row->model->results.sums;
    return sums == NULL ? NULL : &sums[row->park];
}

/* ---- idle_status ---- */

static const struct lg_idle_status_row *status_of(const struct lg_row *row)
{
    return &row->model->results.idle_status[row->row];
}

static const char *status_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_idle_status_code(status_of(row)->status);
}

static const char *status_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_label_value(row->view->language, "suspected",
                          lg_idle_status_code(status_of(row)->status));
}

static double status_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_of(status_of(row)->parcel_count);
}

static double status_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return status_of(row)->area_m2 / LG_M2_PER_HA;
}

static double status_share_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = sums_of(row);
    return sums == NULL ? LG_NO_NUMBER : percent(status_of(row)->area_m2, sums->surveyed_m2);
}

static const struct lg_sheet_column idle_status_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("status", status_code),
    TEXT("name", status_name),
    INTEGER("parcels", status_parcels),
    NUMBER("area_ha", LG_DECIMALS_HA, status_ha),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, status_share_pct),
};

static void bind_status(struct lg_row *row)
{
    row->park = status_of(row)->park;
}

struct lg_sheet lg_sheet_idle_status(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "idle_status",
        .column_count = sizeof(idle_status_columns) / sizeof(idle_status_columns[0]),
        .columns = idle_status_columns,
        .row_count = view->model->results.idle_status_count,
        .bind = bind_status,
    };
}

/* ---- idle_summary ---- */

static const struct lg_idle_summary *summary_of(const struct lg_row *row)
{
    return &row->model->results.idle_summary[row->park];
}

static double idle_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = sums_of(row);
    return sums == NULL ? LG_NO_NUMBER : sums->idle_m2 / LG_M2_PER_HA;
}

static double idle_rate(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_view_indicator(row->view, row->park, column->key);
}

static double government_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_of(summary_of(row)->government_parcels);
}

static double government_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return summary_of(row)->government_m2 / LG_M2_PER_HA;
}

static double government_share_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = sums_of(row);
    return sums == NULL ? LG_NO_NUMBER : percent(summary_of(row)->government_m2, sums->idle_m2);
}

static double fee_total_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return summary_of(row)->fee_yuan / LG_YUAN_PER_WAN;
}

static double fee_unknown_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_of(summary_of(row)->fee_unknown_parcels);
}

static double bond_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_of(summary_of(row)->bond_parcels);
}

static double bond_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return summary_of(row)->bond_m2 / LG_M2_PER_HA;
}

static double usable_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return summary_of(row)->usable_m2 / LG_M2_PER_HA;
}

static double what_if_tax_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return summary_of(row)->what_if_tax_yuan / LG_YUAN_PER_WAN;
}

static double what_if_investment_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return summary_of(row)->what_if_investment_yuan / LG_YUAN_PER_WAN;
}

static const struct lg_sheet_column idle_summary_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    NUMBER("idle_ha", LG_DECIMALS_HA, idle_ha),
    NUMBER("idle_rate", LG_DECIMALS_PERCENT, idle_rate),
    INTEGER("government_parcels", government_parcels),
    NUMBER("government_ha", LG_DECIMALS_HA, government_ha),
    NUMBER("government_share_pct", LG_DECIMALS_PERCENT, government_share_pct),
    NUMBER("fee_total_wan", LG_DECIMALS_WAN_YUAN, fee_total_wan),
    INTEGER("fee_unknown_parcels", fee_unknown_parcels),
    INTEGER("bond_parcels", bond_parcels),
    NUMBER("bond_ha", LG_DECIMALS_HA, bond_ha),
    NUMBER("usable_ha", LG_DECIMALS_HA, usable_ha),
    NUMBER("what_if_tax_wan", LG_DECIMALS_WAN_YUAN, what_if_tax_wan),
    NUMBER("what_if_investment_wan", LG_DECIMALS_WAN_YUAN, what_if_investment_wan),
};

static void bind_summary(struct lg_row *row)
{
    row->park = row->row;
}

struct lg_sheet lg_sheet_idle_summary(const struct lg_view *view)
{
    bool is_made = view->model->results.idle_summary != NULL;
    return (struct lg_sheet){
        .name = "idle_summary",
        .column_count = sizeof(idle_summary_columns) / sizeof(idle_summary_columns[0]),
        .columns = idle_summary_columns,
        .row_count = is_made ? view->model->parks.table.count : 0,
        .bind = bind_summary,
    };
}

/* ---- waterfall ---- */

static const struct lg_waterfall_row *fall_of(const struct lg_row *row)
{
    return &row->model->results.waterfall[row->row];
}

/* Every park has as many rows. */
static double fall_seq(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t park_count = row->model->parks.table.count;
    return count_of(row->row % (row->model->results.waterfall_count / park_count) + 1);
}

static const char *fall_step(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return fall_of(row)->step;
}

static const char *fall_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return fall_of(row)->name;
}

static const char *fall_effect(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return fall_of(row)->effect;
}

static const char *fall_given(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return fall_of(row)->is_given ? "yes" : "no";
}

static double fall_taken_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return fall_of(row)->taken_m2 / LG_M2_PER_HA;
}

static double fall_left_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return fall_of(row)->left_m2 / LG_M2_PER_HA;
}

static const struct lg_sheet_column waterfall_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    INTEGER("seq", fall_seq),
    TEXT("step", fall_step),
    TEXT("name", fall_name),
    TEXT("effect", fall_effect),
    TEXT("given", fall_given),
    NUMBER("taken_ha", LG_DECIMALS_HA, fall_taken_ha),
    NUMBER("left_ha", LG_DECIMALS_HA, fall_left_ha),
};

static void bind_fall(struct lg_row *row)
{
    row->park = fall_of(row)->park;
}

struct lg_sheet lg_sheet_waterfall(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "waterfall",
        .column_count = sizeof(waterfall_columns) / sizeof(waterfall_columns[0]),
        .columns = waterfall_columns,
        .row_count = view->model->results.waterfall_count,
        .bind = bind_fall,
    };
}
