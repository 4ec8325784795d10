/*
 * The land register (T1): a row for each piece, park by park, what lies in no park last.
 *
 * Keys: design.md 6; meaning: domain.md 6.2.
 */
#include "base/units.h"
#include "model/constraints.h"
#include "publish/tables/cells_clock.h"
#include "publish/tables/columns.h"

/* Below this, a share is that of a piece, not of a whole parcel with a rounding error. */
#define WHOLE_SHARE_MIN (1 - 1e-9)

static double seq(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)(row->row + 1);
}

static double area_diff_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    double area_m2 = lg_cell_parcel_m2(row, column);
    double certificate_m2 =
        lg_table_number(&row->model->parcels.table, LG_PARCEL_CERTIFICATE_AREA, row->parcel);
    if (!(certificate_m2 > 0)) return LG_NO_NUMBER;
    return (area_m2 - certificate_m2) / certificate_m2 * 100;
}

static const char *state_code(const enum lg_state *states, size_t parcel)
{
    if (states == NULL || states[parcel] == LG_STATE_NONE) return NULL;
    return lg_states[states[parcel]].code;
}

static const char *land_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return state_code(row->model->parcels.land_state, row->parcel);
}

static const char *supply_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return state_code(row->model->parcels.supply_state, row->parcel);
}

static double floor_area_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->pieces.floor_area_m2, row->piece);
}

static double footprint_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->pieces.footprint_m2, row->piece);
}

/* A measure of the piece per m2 of its land; missing where there is no land. */
static double per_land(const struct lg_row *row, double measure)
{
    double land_m2 = lg_number_at(row->model->pieces.account_m2, row->piece);
    return land_m2 > 0 ? measure / land_m2 : LG_NO_NUMBER;
}

static double far_of_piece(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return per_land(row, floor_area_m2(row, column));
}

static double density_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return per_land(row, footprint_m2(row, column)) * 100;
}

static double coefficient_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double yards_m2 =
        lg_table_number(&row->model->parcels.table, LG_PARCEL_FOOTPRINT_YARDS, row->parcel);
    return per_land(row, yards_m2 * lg_piece_share(row)) * 100;
}

/* The piece's share of a sum of money of the parcel. */
static double shared_wan(const struct lg_row *row, double sum_yuan)
{
    return sum_yuan * lg_piece_share(row) / LG_YUAN_PER_WAN;
}

static double investment_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return shared_wan(row, lg_number_at(row->model->parcels.investment_yuan, row->parcel));
}

static double invested_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return shared_wan(row, lg_cell_parcel_number(row, column));
}

static double tax_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return shared_wan(row, lg_number_at(row->model->parcels.tax_yuan, row->parcel));
}

static double revenue_wan(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return shared_wan(row, lg_number_at(row->model->parcels.revenue_yuan, row->parcel));
}

static const char *stock_class(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *const *classes = row->model->parcels.stock_class;
    return classes == NULL ? NULL : classes[row->parcel];
}

static const char *low_efficiency(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *const *answers = row->model->parcels.low_efficiency;
    return answers == NULL ? NULL : answers[row->parcel];
}

static const char *suppliable(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *const *answers = row->model->parcels.suppliable;
    return answers == NULL ? NULL : answers[row->parcel];
}

static double split(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double share = lg_piece_share(row);
    return share < WHOLE_SHARE_MIN ? share : LG_NO_NUMBER;
}

/* Without any constraint layer nothing is known of it; without land there is no share. */
static double constraint_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double counted_m2 = row->model->pieces.counted_m2[row->piece];
    double constrained_m2 = lg_number_at(row->model->pieces.constrained_m2, row->piece);
    return counted_m2 > 0 ? constrained_m2 / counted_m2 * 100 : LG_NO_NUMBER;
}

/* The state to which most of the piece's unbuilt land was turned; only parks count it so. */
static const char *constrained_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t count;
    double turned_m2[LG_STATE_COUNT] = {0};
    const struct lg_constraint_hit *hits = lg_piece_hits(row->model, row->piece, &count);
    enum lg_state most = LG_STATE_NONE;
    if (row->park == LG_NO_PARK) return NULL;
    for (size_t i = 0; i < count; i++) {
        turned_m2[row->model->constraints.items[hits[i].constraint].state] +=
            lg_hit_turned_m2(row->model, &hits[i]);
    }
    for (enum lg_state state = LG_STATE_C1; state <= LG_STATE_C3; state++) {
        if (turned_m2[state] > turned_m2[most]) most = state;
    }
    return most == LG_STATE_NONE ? NULL : lg_states[most].code;
}

static double constrained_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t count;
    double turned_m2 = 0.0;
    const struct lg_constraint_hit *hits = lg_piece_hits(row->model, row->piece, &count);
    if (row->park == LG_NO_PARK) return LG_NO_NUMBER;
    for (size_t i = 0; i < count; i++) {
        turned_m2 += lg_hit_turned_m2(row->model, &hits[i]);
    }
    return turned_m2 > 0.0 ? turned_m2 / LG_M2_PER_HA : LG_NO_NUMBER;
}

static void add_remark(struct lg_text *text, const char *remark)
{
    if (text->size > 0) lg_text_add_char(text, ';');
    lg_text_add_text(text, remark);
}

/* "MISSING:start_due|developed": the facts that would decide the idle clock. */
static void add_missing_facts(struct lg_text *text, unsigned missing)
{
    if (missing == 0) return;
    add_remark(text, "MISSING:");
    lg_clock_add_missing(text, missing, '|');
}

/* The parcel's own remarks and, by code, what was found about it. */
static const char *remarks(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_parcels *parcels = &row->model->parcels;
    const char *own = lg_cell_parcel_text(row, column);
    uint64_t found = row->view->parcel_findings[row->parcel];
    bool is_guessed =
        parcels->land_state_guessed != NULL && parcels->land_state_guessed[row->parcel];
    unsigned missing = parcels->idle == NULL ? 0 : parcels->idle[row->parcel].missing;
    if (found == 0 && !is_guessed && missing == 0) return own;

    struct lg_text *text = lg_row_scratch(row);
    if (own != NULL) lg_text_add_text(text, own);
    for (size_t code = 0; code < LG_FINDING_CODE_COUNT; code++) {
        if ((found >> code & 1U) == 0) continue;
        add_remark(text, lg_finding_code_name((enum lg_finding_code)code));
    }
    if (is_guessed) add_remark(text, "DL_GUESS");
    add_missing_facts(text, missing);
    return lg_row_made(row);
}

static const struct lg_sheet_column register_columns[] = {
    INTEGER("seq", seq),
    TEXT("park_code", lg_cell_park_code),
    PARK_TEXT("park_name", LG_PARK_NAME),
    PARK_TEXT("level", LG_PARK_LEVEL),
    PARK_TEXT("type", LG_PARK_TYPE),
    PARK_TEXT("class", LG_PARK_CLASS),
    TEXT("scope", lg_cell_scope),
    TEXT("parcel_id", lg_cell_parcel_id),
    PARCEL_TEXT("location", LG_PARCEL_LOCATION),
    PARCEL_TEXT("holder", LG_PARCEL_HOLDER),
    NUMBER("area_m2", LG_DECIMALS_M2, lg_cell_parcel_m2),
    NUMBER("inside_m2", LG_DECIMALS_M2, lg_cell_inside_m2),
    NUMBER("area_ha", LG_DECIMALS_HA, lg_cell_inside_ha),
    NUMBER("area_mu", LG_DECIMALS_MU, lg_cell_inside_mu),
    NUMBER_OF("certificate_m2", LG_DECIMALS_M2, LG_PARCEL_CERTIFICATE_AREA, lg_cell_parcel_number),
    NUMBER("area_diff_pct", LG_DECIMALS_PERCENT, area_diff_pct),
    TEXT_OF("approved_use", LG_APPROVED_USE, lg_cell_use),
    TEXT_OF("approved_use_name", LG_APPROVED_USE, lg_cell_use_name),
    TEXT_OF("current_use", LG_CURRENT_USE, lg_cell_use),
    TEXT_OF("current_use_name", LG_CURRENT_USE, lg_cell_use_name),
    TEXT_OF("planned_use", LG_PLANNED_USE, lg_cell_use),
    TEXT_OF("planned_use_name", LG_PLANNED_USE, lg_cell_use_name),
    TEXT("land_state", land_state),
    TEXT("supply_state", supply_state),
    PARCEL_TEXT("supply_mode", LG_PARCEL_SUPPLY_MODE),
    PARCEL_TEXT("contract_no", LG_PARCEL_CONTRACT_NO),
    PARCEL_TEXT("supervision_no", LG_PARCEL_SUPERVISION_NO),
    PARCEL_DATE("signed_on", LG_PARCEL_SIGNED_ON),
    PARCEL_DATE("handover_due", LG_PARCEL_HANDOVER_DUE),
    PARCEL_DATE("handover_on", LG_PARCEL_HANDOVER_ON),
    PARCEL_DATE("start_due", LG_PARCEL_START_DUE),
    PARCEL_DATE("start_on", LG_PARCEL_START_ON),
    PARCEL_DATE("completion_due", LG_PARCEL_COMPLETION_DUE),
    PARCEL_DATE("completion_on", LG_PARCEL_COMPLETION_ON),
    NUMBER_OF("price_wan", LG_DECIMALS_WAN_YUAN, LG_PARCEL_PRICE, lg_cell_parcel_wan),
    NUMBER_OF("far_min", LG_DECIMALS_RATIO, LG_PARCEL_FAR_MIN, lg_cell_parcel_number),
    NUMBER_OF("far_max", LG_DECIMALS_RATIO, LG_PARCEL_FAR_MAX, lg_cell_parcel_number),
    NUMBER("floor_area_m2", LG_DECIMALS_M2, floor_area_m2),
    NUMBER("footprint_m2", LG_DECIMALS_M2, footprint_m2),
    NUMBER("far", LG_DECIMALS_RATIO, far_of_piece),
    NUMBER("density_pct", LG_DECIMALS_PERCENT, density_pct),
    NUMBER("coefficient_pct", LG_DECIMALS_PERCENT, coefficient_pct),
    NUMBER("investment_wan", LG_DECIMALS_WAN_YUAN, investment_wan),
    NUMBER_OF("invested_wan", LG_DECIMALS_WAN_YUAN, LG_PARCEL_INVESTED, invested_wan),
    NUMBER("tax_wan", LG_DECIMALS_WAN_YUAN, tax_wan),
    NUMBER("revenue_wan", LG_DECIMALS_WAN_YUAN, revenue_wan),
    TEXT("stock_class", stock_class),
    TEXT("idle_status", lg_cell_idle_status),
    TEXT("low_efficiency", low_efficiency),
    TEXT("constraints", lg_cell_constraints),
    NUMBER("constraint_pct", LG_DECIMALS_PERCENT, constraint_pct),
    TEXT("suppliable", suppliable),
    NUMBER("split", LG_DECIMALS_SHARE, split),
    TEXT("constrained_state", constrained_state),
    NUMBER("constrained_ha", LG_DECIMALS_HA, constrained_ha),
    TEXT_OF("remarks", LG_PARCEL_REMARKS, remarks),
};

static void bind_register(struct lg_row *row)
{
    row->piece = row->row;
    row->park = row->model->pieces.park[row->piece];
    row->parcel = row->model->pieces.parcel[row->piece];
}

struct lg_sheet lg_sheet_register(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "register",
        .column_count = sizeof(register_columns) / sizeof(register_columns[0]),
        .columns = register_columns,
        .row_count = view->model->pieces.count,
        .bind = bind_register,
        .shape = lg_piece_shape,
        .id = lg_piece_id,
    };
}
