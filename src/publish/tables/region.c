/*
 * Enclaves (T7) and the totals of the region.
 *
 * Keys: design.md 6; meaning: domain.md 6.8. Every figure is made in evaluate/.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

/* ---- enclaves ---- */

static const struct lg_enclave *enclave_of(const struct lg_row *row)
{
    return &row->model->results.enclaves[row->row];
}

static const struct lg_park_sums *sums_of(const struct lg_row *row)
{
    return &row->model->results.sums[row->park];
}

static double enclave_share(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return enclave_of(row)->share;
}

static const char *enclave_type(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return enclave_of(row)->type;
}

static const char *enclave_outside(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return enclave_of(row)->outside;
}

static double enclave_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sums_of(row)->total_m2 / LG_M2_PER_HA;
}

static double enclave_state_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_sums_state_m2(sums_of(row), (enum lg_state)column->role) / LG_M2_PER_HA;
}

static double enclave_idle_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sums_of(row)->idle_m2 / LG_M2_PER_HA;
}

static double enclave_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return enclave_of(row)->yuan[column->role] / LG_YUAN_PER_WAN;
}

static double home_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return enclave_of(row)->home_yuan[column->role] / LG_YUAN_PER_WAN;
}

static double host_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return enclave_of(row)->host_yuan[column->role] / LG_YUAN_PER_WAN;
}

static const char *enclave_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return enclave_of(row)->status;
}

/* clang-format off: one column a line */
static const struct lg_sheet_column enclaves_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    PARK_TEXT("park_name", LG_PARK_NAME),
    TEXT("scope", lg_cell_scope),
    PARK_TEXT("parent", LG_PARK_PARENT),
    PARK_TEXT("home", LG_PARK_HOME),
    PARK_TEXT("host", LG_PARK_HOST),
    NUMBER("share", LG_DECIMALS_RATIO, enclave_share),
    TEXT("enclave_type", enclave_type),
    TEXT("outside", enclave_outside),
    NUMBER("area_ha", LG_DECIMALS_HA, enclave_ha),
    NUMBER_OF("built_ha", LG_DECIMALS_HA, LG_STATE_A, enclave_state_ha),
    NUMBER_OF("supplied_ha", LG_DECIMALS_HA, LG_STATE_D, enclave_state_ha),
    NUMBER("idle_ha", LG_DECIMALS_HA, enclave_idle_ha),
    NUMBER_OF("fixed_investment_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INVESTMENT, enclave_wan),
    NUMBER_OF("industrial_revenue_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_REVENUE, enclave_wan),
    NUMBER_OF("industrial_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INDUSTRIAL_TAX, enclave_wan),
    NUMBER_OF("total_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_TOTAL_TAX, enclave_wan),
    NUMBER_OF("home_fixed_investment_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INVESTMENT, home_wan),
    NUMBER_OF("home_industrial_revenue_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_REVENUE, home_wan),
    NUMBER_OF("home_industrial_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INDUSTRIAL_TAX, home_wan),
    NUMBER_OF("home_total_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_TOTAL_TAX, home_wan),
    NUMBER_OF("host_fixed_investment_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INVESTMENT, host_wan),
    NUMBER_OF("host_industrial_revenue_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_REVENUE, host_wan),
    NUMBER_OF("host_industrial_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INDUSTRIAL_TAX, host_wan),
    NUMBER_OF("host_total_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_TOTAL_TAX, host_wan),
    TEXT("status", enclave_status),
};
/* clang-format on */

static void bind_enclave(struct lg_row *row)
{
    row->park = enclave_of(row)->park;
}

struct lg_sheet lg_sheet_enclaves(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "enclaves",
        .column_count = sizeof(enclaves_columns) / sizeof(enclaves_columns[0]),
        .columns = enclaves_columns,
        .row_count = view->model->results.enclave_count,
        .bind = bind_enclave,
    };
}

/* ---- regional_totals ---- */

static const struct lg_regional_total *total_of(const struct lg_row *row)
{
    return &row->model->results.regional_totals[row->row];
}

static const char *total_part(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return total_of(row)->part;
}

static const char *total_place(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return total_of(row)->place;
}

static const char *total_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return total_of(row)->code;
}

static const char *total_outside(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return total_of(row)->outside;
}

static double total_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)total_of(row)->park_count;
}

static double total_nested(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)total_of(row)->nested_count;
}

static double total_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return total_of(row)->land_m2[column->role] / LG_M2_PER_HA;
}

static double twice_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return total_of(row)->twice_m2 / LG_M2_PER_HA;
}

static double total_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return total_of(row)->yuan[column->role] / LG_YUAN_PER_WAN;
}

static double shared_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return total_of(row)->shared_yuan[column->role] / LG_YUAN_PER_WAN;
}

static const char *total_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return total_of(row)->status;
}

/* clang-format off: one column a line */
static const struct lg_sheet_column regional_totals_columns[] = {
    TEXT("part", total_part),
    TEXT("place", total_place),
    TEXT("place_code", total_code),
    TEXT("outside", total_outside),
    INTEGER("parks", total_parks),
    INTEGER("nested_parks", total_nested),
    NUMBER_OF("area_ha", LG_DECIMALS_HA, LG_TOTAL_AREA, total_ha),
    NUMBER_OF("a_ha", LG_DECIMALS_HA, LG_TOTAL_A, total_ha),
    NUMBER_OF("b_ha", LG_DECIMALS_HA, LG_TOTAL_B, total_ha),
    NUMBER_OF("c_ha", LG_DECIMALS_HA, LG_TOTAL_C, total_ha),
    NUMBER_OF("d_ha", LG_DECIMALS_HA, LG_TOTAL_D, total_ha),
    NUMBER_OF("e_ha", LG_DECIMALS_HA, LG_TOTAL_E, total_ha),
    NUMBER_OF("f_ha", LG_DECIMALS_HA, LG_TOTAL_F, total_ha),
    NUMBER_OF("a2_ha", LG_DECIMALS_HA, LG_TOTAL_A2, total_ha),
    NUMBER_OF("idle_ha", LG_DECIMALS_HA, LG_TOTAL_IDLE, total_ha),
    NUMBER_OF("unsurveyed_ha", LG_DECIMALS_HA, LG_TOTAL_UNSURVEYED, total_ha),
    NUMBER("twice_ha", LG_DECIMALS_HA, twice_ha),
    NUMBER_OF("fixed_investment_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INVESTMENT, total_wan),
    NUMBER_OF("industrial_revenue_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_REVENUE, total_wan),
    NUMBER_OF("industrial_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INDUSTRIAL_TAX, total_wan),
    NUMBER_OF("total_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_TOTAL_TAX, total_wan),
    NUMBER_OF("shared_fixed_investment_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INVESTMENT, shared_wan),
    NUMBER_OF("shared_industrial_revenue_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_REVENUE, shared_wan),
    NUMBER_OF("shared_industrial_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_INDUSTRIAL_TAX,
              shared_wan),
    NUMBER_OF("shared_total_tax_wan", LG_DECIMALS_WAN_YUAN, LG_MONEY_TOTAL_TAX, shared_wan),
    TEXT("status", total_status),
};
/* clang-format on */

static void bind_total(struct lg_row *row)
{
    row->park = LG_NO_PARK;
}

struct lg_sheet lg_sheet_regional_totals(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "regional_totals",
        .column_count = sizeof(regional_totals_columns) / sizeof(regional_totals_columns[0]),
        .columns = regional_totals_columns,
        .row_count = view->model->results.regional_total_count,
        .bind = bind_total,
    };
}
