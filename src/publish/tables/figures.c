/*
 * The land of the parks in rows: land states, the closed account.
 *
 * Keys: design.md 6; meaning: domain.md 1.3 and 6.4.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

/* Without the first entry, which stands for "no state known". */
enum { STATE_ROWS = LG_STATE_COUNT - 1 };

/* Figures of the row's park; NULL when none were made. */
static const struct lg_park_sums *sums_of(const struct lg_row *row)
{
    const struct lg_park_sums *sums = row->model->results.sums;
    return sums == NULL || row->park == LG_NO_PARK ? NULL : &sums[row->park];
}

/* A part of the park's area by the chosen basis; missing where there is none. */
static double part_pct(const struct lg_row *row, double part_m2)
{
    const struct lg_park_sums *sums = sums_of(row);
    if (sums == NULL || !(sums->total_m2 > 0)) return LG_NO_NUMBER;
    return part_m2 / sums->total_m2 * 100;
}

static enum lg_state state_of_row(const struct lg_row *row)
{
    return (enum lg_state)(1 + row->row % STATE_ROWS);
}

static double state_m2(const struct lg_row *row)
{
    return lg_sums_state_m2(&row->model->results.sums[row->park], state_of_row(row));
}

static const char *state_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_states[state_of_row(row)].code;
}

static const char *state_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_states[state_of_row(row)].name[row->view->language];
}

static double state_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return state_m2(row) / LG_M2_PER_HA;
}

static double state_mu(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return state_m2(row) / LG_M2_PER_MU;
}

static double state_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return part_pct(row, state_m2(row));
}

static double state_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)row->model->results.sums[row->park].state_parcels[state_of_row(row)];
}

/* Of the run before; missing where there is none, or it has not the park. */
static double state_previous_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const double *previous_m2 = row->model->previous.state_m2;
    if (previous_m2 == NULL) return LG_NO_NUMBER;
    return previous_m2[row->park * LG_STATE_COUNT + state_of_row(row)] / LG_M2_PER_HA;
}

static double state_change_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return state_ha(row, column) - state_previous_ha(row, column);
}

static const struct lg_sheet_column land_state_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("code", state_code),
    TEXT("name", state_name),
    NUMBER("area_ha", LG_DECIMALS_HA, state_ha),
    NUMBER("area_mu", LG_DECIMALS_MU, state_mu),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, state_pct),
    INTEGER("parcels", state_parcels),
    NUMBER("previous_ha", LG_DECIMALS_HA, state_previous_ha),
    NUMBER("change_ha", LG_DECIMALS_HA, state_change_ha),
};

static void bind_land_state(struct lg_row *row)
{
    row->park = row->row / STATE_ROWS;
}

struct lg_sheet lg_sheet_land_state(const struct lg_view *view)
{
    const struct lg_model *model = view->model;
    return (struct lg_sheet){
        .name = "land_state",
        .column_count = sizeof(land_state_columns) / sizeof(land_state_columns[0]),
        .columns = land_state_columns,
        .row_count = model->results.sums == NULL ? 0 : model->parks.table.count * STATE_ROWS,
        .bind = bind_land_state,
    };
}

static const struct lg_account_row *account_of(const struct lg_row *row)
{
    return &row->model->results.account[row->row];
}

static const char *account_line(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return account_of(row)->line;
}

static const char *account_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    enum lg_state code = account_of(row)->code;
    return code == LG_STATE_NONE ? NULL : lg_states[code].code;
}

static double account_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return account_of(row)->area_m2 / LG_M2_PER_HA;
}

static double account_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return part_pct(row, account_of(row)->area_m2);
}

static const struct lg_sheet_column account_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("line", account_line),
    TEXT("code", account_code),
    NUMBER("area_ha", LG_DECIMALS_HA, account_ha),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, account_pct),
};

static void bind_account(struct lg_row *row)
{
    row->park = account_of(row)->park;
}

struct lg_sheet lg_sheet_account(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "account",
        .column_count = sizeof(account_columns) / sizeof(account_columns[0]),
        .columns = account_columns,
        .row_count = view->model->results.account_count,
        .bind = bind_account,
    };
}
