/*
 * Where each park lies: among the other parks, and under the constraints. What candidates for a new
 * park and changes of a boundary are judged by.
 *
 * Meaning: domain.md 6.7 (设立, 调区); docs/reference.md.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

static double of_park_pct(const struct lg_row *row, double area_m2)
{
    double park_m2 = row->model->parks.area_m2[row->park];
    return park_m2 > 0 ? area_m2 / park_m2 * 100 : LG_NO_NUMBER;
}

/* ---- park_places ---- */

static double overlap_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parks.overlap_m2, row->park) / LG_M2_PER_HA;
}

static const char *nearest_park(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_parks *parks = &row->model->parks;
    if (parks->nearest_park == NULL || parks->nearest_park[row->park] == LG_NO_PARK) return NULL;
    return lg_table_text(&parks->table, LG_PARK_CODE, parks->nearest_park[row->park]);
}

static double nearest_m(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parks.nearest_m, row->park);
}

static double forbidden_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_number_at(row->model->parks.forbidden_m2, row->park) / LG_M2_PER_HA;
}

static double forbidden_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return of_park_pct(row, lg_number_at(row->model->parks.forbidden_m2, row->park));
}

static const struct lg_sheet_column park_places_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("candidate", lg_cell_candidate),
    NUMBER("overlap_ha", LG_DECIMALS_HA, overlap_ha),
    TEXT("nearest_park", nearest_park),
    NUMBER("nearest_m", LG_DECIMALS_M2, nearest_m),
    NUMBER("forbidden_ha", LG_DECIMALS_HA, forbidden_ha),
    NUMBER("forbidden_pct", LG_DECIMALS_PERCENT, forbidden_pct),
};

static void bind_place(struct lg_row *row)
{
    row->park = row->row;
}

struct lg_sheet lg_sheet_park_places(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "park_places",
        .column_count = sizeof(park_places_columns) / sizeof(park_places_columns[0]),
        .columns = park_places_columns,
        .row_count = view->model->parks.table.count,
        .bind = bind_place,
    };
}

/* ---- park_constraints ---- */

static const struct lg_park_constraint *bound_of(const struct lg_row *row)
{
    return &row->model->constraints.on_parks[row->row];
}

static const struct lg_constraint *constraint_of(const struct lg_row *row)
{
    const struct lg_constraints *constraints = &row->model->constraints;
    return &constraints->items[row->row % constraints->count];
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

static double bound_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return bound_of(row)->area_m2 / LG_M2_PER_HA;
}

static double bound_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return of_park_pct(row, bound_of(row)->area_m2);
}

static double within_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return bound_of(row)->inside_m2 / LG_M2_PER_HA;
}

static double within_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return of_park_pct(row, bound_of(row)->inside_m2);
}

static const struct lg_sheet_column park_constraints_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("constraint", constraint_name),
    TEXT("effect", constraint_effect),
    NUMBER("area_ha", LG_DECIMALS_HA, bound_ha),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, bound_pct),
    NUMBER("inside_ha", LG_DECIMALS_HA, within_ha),
    NUMBER("inside_pct", LG_DECIMALS_PERCENT, within_pct),
};

static void bind_park_constraint(struct lg_row *row)
{
    row->park = row->row / row->model->constraints.count;
}

struct lg_sheet lg_sheet_park_constraints(const struct lg_view *view)
{
    const struct lg_model *model = view->model;
    bool is_measured = model->constraints.on_parks != NULL;
    return (struct lg_sheet){
        .name = "park_constraints",
        .column_count = sizeof(park_constraints_columns) / sizeof(park_constraints_columns[0]),
        .columns = park_constraints_columns,
        .row_count = is_measured ? model->parks.table.count * model->constraints.count : 0,
        .bind = bind_park_constraint,
    };
}
