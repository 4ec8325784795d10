/*
 * What the plan and the constraints have on each parcel, and the cells that other sheets take of
 * it.
 *
 * Meaning: domain.md 5.4, 6.2 (GH_CODE, LIMIT, LIMIT_PCT); docs/reference.md.
 */
#include "model/constraints.h"
#include "base/units.h"
#include "publish/tables/columns.h"

const char *lg_cell_constraints(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t count;
    const struct lg_constraint_hit *hits = lg_piece_hits(row->model, row->piece, &count);
    if (count == 0) return NULL;
    struct lg_text *text = lg_row_scratch(row);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) lg_text_add_char(text, ';');
        lg_text_add_text(text, row->model->constraints.items[hits[i].constraint].name);
    }
    return lg_row_made(row);
}

/* ---- plan_shares ---- */

static const struct lg_plan_share *plan_of(const struct lg_row *row)
{
    return &row->model->plan_shares.items[row->row];
}

static const char *plan_use(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return plan_of(row)->use;
}

static const struct lg_use_entry *plan_entry(const struct lg_row *row)
{
    return lg_use_find(row->model->use_systems[LG_PLANNED_USE], plan_of(row)->use);
}

static const char *plan_use_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_use_entry *entry = plan_entry(row);
    return entry == NULL ? NULL : entry->name[row->view->language];
}

static const char *plan_group(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_use_entry *entry = plan_entry(row);
    return entry == NULL ? NULL : lg_group_code(entry->group);
}

static double plan_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return plan_of(row)->area_m2 / LG_M2_PER_HA;
}

static double plan_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double parcel_m2 = row->model->parcels.area_m2[row->parcel];
    return parcel_m2 > 0 ? plan_of(row)->area_m2 / parcel_m2 * 100 : LG_NO_NUMBER;
}

static const struct lg_sheet_column plan_shares_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    TEXT("planned_use", plan_use),
    TEXT("planned_use_name", plan_use_name),
    TEXT("planned_group", plan_group),
    NUMBER("area_ha", LG_DECIMALS_HA, plan_ha),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, plan_pct),
};

/* The park in which most of the parcel lies. */
static void bind_plan_share(struct lg_row *row)
{
    row->parcel = plan_of(row)->parcel;
    row->park = lg_parcel_park(&row->view->by_parcel, row->model, row->parcel);
}

struct lg_sheet lg_sheet_plan_shares(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "plan_shares",
        .column_count = sizeof(plan_shares_columns) / sizeof(plan_shares_columns[0]),
        .columns = plan_shares_columns,
        .row_count = view->model->plan_shares.count,
        .bind = bind_plan_share,
    };
}

/* ---- constraint_shares ---- */

static const struct lg_constraint_hit *hit_of(const struct lg_row *row)
{
    return &row->model->constraints.hits[row->row];
}

static const struct lg_constraint *constraint_of(const struct lg_row *row)
{
    return &row->model->constraints.items[hit_of(row)->constraint];
}

static const char *constraint_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return constraint_of(row)->name;
}

static const char *constraint_effect(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return constraint_of(row)->forbids ? "forbid" : "flag";
}

static const char *constraint_state(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    enum lg_state state = constraint_of(row)->state;
    return state == LG_STATE_NONE ? NULL : lg_states[state].code;
}

static double constraint_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return hit_of(row)->area_m2 / LG_M2_PER_HA;
}

static double constraint_share_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double counted_m2 = row->model->pieces.counted_m2[row->piece];
    return counted_m2 > 0 ? hit_of(row)->area_m2 / counted_m2 * 100 : LG_NO_NUMBER;
}

static double fresh_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return hit_of(row)->fresh_m2 / LG_M2_PER_HA;
}

/* Only parks count land as what a constraint makes of it. */
static double turned_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (row->park == LG_NO_PARK) return 0.0;
    return lg_hit_turned_m2(row->model, hit_of(row)) / LG_M2_PER_HA;
}

static const struct lg_sheet_column constraint_shares_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("parcel_id", lg_cell_parcel_id),
    TEXT("constraint", constraint_name),
    TEXT("effect", constraint_effect),
    TEXT("state", constraint_state),
    NUMBER("area_ha", LG_DECIMALS_HA, constraint_ha),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, constraint_share_pct),
    NUMBER("fresh_ha", LG_DECIMALS_HA, fresh_ha),
    NUMBER("turned_ha", LG_DECIMALS_HA, turned_ha),
};

static void bind_constraint_share(struct lg_row *row)
{
    row->piece = hit_of(row)->piece;
    row->park = row->model->pieces.park[row->piece];
    row->parcel = row->model->pieces.parcel[row->piece];
}

struct lg_sheet lg_sheet_constraint_shares(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "constraint_shares",
        .column_count = sizeof(constraint_shares_columns) / sizeof(constraint_shares_columns[0]),
        .columns = constraint_shares_columns,
        .row_count = view->model->constraints.hit_count,
        .bind = bind_constraint_share,
    };
}
