/*
 * Land that is claimed twice, by nobody or outside every park, and each park's boundary three ways.
 *
 * Meaning: domain.md 6.9; docs/reference.md.
 */
#include "publish/tables/columns.h"

#include "base/units.h"

static const struct lg_quality_area *area_of(const struct lg_row *row)
{
    return &row->model->quality_areas.items[row->view->told_areas[row->row]];
}

static const char *area_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_finding_code_name(area_of(row)->code);
}

static const char *area_severity(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_severity_name(lg_finding_severity(area_of(row)->code));
}

static const char *park_code_at(const struct lg_row *row, size_t park)
{
    return park == LG_NO_PARK ? NULL : lg_table_text(&row->model->parks.table, LG_PARK_CODE, park);
}

static const char *parcel_id_at(const struct lg_row *row, size_t parcel)
{
    return parcel == SIZE_MAX ? NULL : row->model->parcels.id[parcel];
}

static const char *area_park(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return park_code_at(row, area_of(row)->park);
}

static const char *area_other_park(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return park_code_at(row, area_of(row)->other_park);
}

static const char *area_parcel(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return parcel_id_at(row, area_of(row)->parcel);
}

static const char *area_other_parcel(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return parcel_id_at(row, area_of(row)->other_parcel);
}

static double area_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return area_of(row)->area_m2;
}

static double area_width_m(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return area_of(row)->width_m;
}

/* Gaps only: whether one lies along the park's boundary. */
static const char *area_touches(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    if (area_of(row)->code != LG_W_GAP) return NULL;
    return area_of(row)->touches_boundary ? "yes" : "no";
}

static struct lg_row_shape area_shape(const struct lg_row *row)
{
    const struct lg_quality_areas *areas = &row->model->quality_areas;
    size_t shape = area_of(row)->shape;
    return (struct lg_row_shape){&areas->lon_lat, shape, areas->decimals[shape]};
}

/* The areas are sorted, so the number is the same in every run on the same data. */
static const char *area_id(struct lg_row *row)
{
    struct lg_text *text = lg_row_scratch(row);
    lg_text_add_fixed(text, (double)(row->row + 1), 0);
    return lg_row_made(row);
}

static const struct lg_sheet_column quality_areas_columns[] = {
    TEXT("code", area_code),
    TEXT("severity", area_severity),
    TEXT("park_code", area_park),
    TEXT("other_park_code", area_other_park),
    TEXT("parcel_id", area_parcel),
    TEXT("other_parcel_id", area_other_parcel),
    NUMBER("area_m2", LG_DECIMALS_M2, area_m2),
    NUMBER("width_m", LG_DECIMALS_M2, area_width_m),
    TEXT("at_boundary", area_touches),
};

struct lg_sheet lg_sheet_quality_areas(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "quality_areas",
        .column_count = sizeof(quality_areas_columns) / sizeof(quality_areas_columns[0]),
        .columns = quality_areas_columns,
        .row_count = view->told_count,
        .shape = area_shape,
        .id = area_id,
    };
}

/* ---- boundary ---- */

static const struct lg_boundary_row *boundary_of(const struct lg_row *row)
{
    return &row->model->results.boundary[row->row];
}

static const char *boundary_line(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return boundary_of(row)->line;
}

static const char *boundary_class(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return boundary_of(row)->size_class;
}

static double boundary_count(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t count = boundary_of(row)->count;
    return count == 0 ? LG_NO_NUMBER : (double)count;
}

static double boundary_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return boundary_of(row)->area_m2;
}

static double boundary_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return boundary_of(row)->area_m2 / LG_M2_PER_HA;
}

/* Of the delivered boundary's area. */
static double boundary_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    double whole_m2 = row->model->parks.area_m2[row->park];
    return whole_m2 > 0.0 ? 100.0 * boundary_of(row)->area_m2 / whole_m2 : LG_NO_NUMBER;
}

static const struct lg_sheet_column boundary_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("line", boundary_line),
    TEXT("size_class", boundary_class),
    INTEGER("count", boundary_count),
    NUMBER("area_m2", LG_DECIMALS_M2, boundary_m2),
    NUMBER("area_ha", LG_DECIMALS_HA, boundary_ha),
    NUMBER("share_pct", LG_DECIMALS_PERCENT, boundary_pct),
};

static void bind_boundary(struct lg_row *row)
{
    row->park = boundary_of(row)->park;
}

struct lg_sheet lg_sheet_boundary(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "boundary",
        .column_count = sizeof(boundary_columns) / sizeof(boundary_columns[0]),
        .columns = boundary_columns,
        .row_count = view->model->results.boundary_count,
        .bind = bind_boundary,
    };
}
