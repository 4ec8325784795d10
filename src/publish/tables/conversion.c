/*
 * The list of uses to convert or to look into (T2), its matrices, and the sums under the register.
 *
 * Keys and meaning: domain.md 6.2, 6.3; docs/reference.md.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

static const struct lg_conversion *conversion_of(const struct lg_row *row)
{
    return &row->model->parcels.conversion[row->parcel];
}

static const char *use_group(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_use_entry *entry =
        lg_parcel_use_entry(row->model, row->parcel, (enum lg_parcel_use)column->role);
    return entry == NULL ? NULL : lg_group_code(entry->group);
}

static const char *result(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return conversion_of(row)->result;
}

static const char *price_adjustment(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return conversion_of(row)->price_adjustment;
}

static const char *step(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return conversion_of(row)->step;
}

static const char *rule(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return conversion_of(row)->rule;
}

static const char *from_group(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_group_code(conversion_of(row)->from);
}

static const char *to_group(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_group_code(conversion_of(row)->to);
}

static const struct lg_sheet_column conversion_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    NUMBER("area_ha", LG_DECIMALS_HA, lg_cell_inside_ha),
    TEXT_OF("approved_use", LG_APPROVED_USE, lg_cell_use),
    TEXT_OF("current_use", LG_CURRENT_USE, lg_cell_use),
    TEXT_OF("planned_use", LG_PLANNED_USE, lg_cell_use),
    TEXT_OF("approved_group", LG_APPROVED_USE, use_group),
    TEXT_OF("current_group", LG_CURRENT_USE, use_group),
    TEXT_OF("planned_group", LG_PLANNED_USE, use_group),
    TEXT("result", result),
    TEXT("price_adjustment", price_adjustment),
    TEXT("step", step),
    TEXT("rule", rule),
    TEXT_OF("approved_use_name", LG_APPROVED_USE, lg_cell_use_name),
    TEXT_OF("current_use_name", LG_CURRENT_USE, lg_cell_use_name),
    TEXT_OF("planned_use_name", LG_PLANNED_USE, lg_cell_use_name),
    TEXT("from_group", from_group),
    TEXT("to_group", to_group),
};

static void bind_conversion(struct lg_row *row)
{
    row->piece = row->view->conversion_pieces[row->row];
    row->park = row->model->pieces.park[row->piece];
    row->parcel = row->model->pieces.parcel[row->piece];
}

struct lg_sheet lg_sheet_conversion(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "conversion",
        .column_count = sizeof(conversion_columns) / sizeof(conversion_columns[0]),
        .columns = conversion_columns,
        .row_count = view->conversion_count,
        .bind = bind_conversion,
        .shape = lg_piece_shape,
        .id = lg_piece_id,
    };
}

/* ---- conversion_matrix ---- */

static const struct lg_matrix_cell *cell_of(const struct lg_row *row)
{
    return &row->model->results.matrix[row->row];
}

static const char *matrix_kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return cell_of(row)->kind == LG_PLANNED_USE ? "planned" : "current";
}

/* A side of a matrix has a word for what is not known, and one for its total. */
static const char *side_code(enum lg_use_group group)
{
    return group == LG_GROUP_COUNT ? "TOTAL" : lg_use_groups[group].code;
}

static const char *matrix_approved(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return side_code(cell_of(row)->approved);
}

static const char *matrix_other(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return side_code(cell_of(row)->other);
}

static double matrix_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return cell_of(row)->area_m2 / LG_M2_PER_HA;
}

static double matrix_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)cell_of(row)->parcel_count;
}

static const struct lg_sheet_column conversion_matrix_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("kind", matrix_kind),
    TEXT("approved_group", matrix_approved),
    TEXT("other_group", matrix_other),
    NUMBER("area_ha", LG_DECIMALS_HA, matrix_ha),
    INTEGER("parcels", matrix_parcels),
};

static void bind_matrix(struct lg_row *row)
{
    row->park = cell_of(row)->park;
}

struct lg_sheet lg_sheet_conversion_matrix(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "conversion_matrix",
        .column_count = sizeof(conversion_matrix_columns) / sizeof(conversion_matrix_columns[0]),
        .columns = conversion_matrix_columns,
        .row_count = view->model->results.matrix_count,
        .bind = bind_matrix,
    };
}

/* ---- register_sums ---- */

static const struct lg_register_sum *sum_of(const struct lg_row *row)
{
    return &row->model->results.register_sums[row->row];
}

static const char *sum_by(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sum_of(row)->by;
}

static const char *sum_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sum_of(row)->code;
}

static const char *sum_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sum_of(row)->name[row->view->language];
}

static double sum_parcels(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)sum_of(row)->parcel_count;
}

static double sum_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sum_of(row)->area_m2 / LG_M2_PER_HA;
}

static double sum_mu(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return sum_of(row)->area_m2 / LG_M2_PER_MU;
}

static double sum_share_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double whole_m2 = sum_of(row)->whole_m2;
    return whole_m2 > 0.0 ? 100.0 * sum_of(row)->area_m2 / whole_m2 : LG_NO_NUMBER;
}

static const struct lg_sheet_column register_sums_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("by", sum_by),
    TEXT("code", sum_code),
    TEXT("name", sum_name),
    INTEGER("parcels", sum_parcels),
    NUMBER("area_ha", LG_DECIMALS_HA, sum_ha),
    NUMBER("area_mu", LG_DECIMALS_MU, sum_mu),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, sum_share_pct),
};

static void bind_register_sums(struct lg_row *row)
{
    row->park = sum_of(row)->park;
}

struct lg_sheet lg_sheet_register_sums(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "register_sums",
        .column_count = sizeof(register_sums_columns) / sizeof(register_sums_columns[0]),
        .columns = register_sums_columns,
        .row_count = view->model->results.register_sum_count,
        .bind = bind_register_sums,
    };
}
