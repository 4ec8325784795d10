/*
 * Sites: idle and suppliable land that lies in one piece, for who looks for room.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

#include <math.h>

static const struct lg_site *site_of(const struct lg_row *row)
{
    return &row->model->results.sites.items[row->row];
}

static const char *site_id(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return site_of(row)->id;
}

static const char *site_kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return site_of(row)->kind;
}

/* 0: what does not count in the region has no place there. */
static double site_rank(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return site_of(row)->rank == 0 ? LG_NO_NUMBER : (double)site_of(row)->rank;
}

/* The member of the site that the column's role names. */
enum site_figure {
    SITE_PARCELS,
    SITE_HOLDERS,
    SITE_AREA,
    SITE_IDLE,
    SITE_SUPPLIABLE,
    SITE_CIRCLE,
    SITE_CIRCLE_LON,
    SITE_CIRCLE_LAT,
    SITE_COMPACTNESS,
    SITE_PARTS,
    SITE_CONSTRAINED,
    SITE_OLDEST,
    SITE_UNKNOWN_HOLDERS,
};

static double site_figure(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_site *site = site_of(row);
    switch ((enum site_figure)column->role) {
    case SITE_PARCELS:
        return (double)site->piece_count;
    case SITE_HOLDERS:
        return (double)site->holder_count;
    case SITE_AREA:
        return site->area_m2 / LG_M2_PER_HA;
    case SITE_IDLE:
        return site->idle_m2 / LG_M2_PER_HA;
    case SITE_SUPPLIABLE:
        return site->suppliable_m2 / LG_M2_PER_HA;
    case SITE_CIRCLE:
        return site->circle_m;
    case SITE_CIRCLE_LON:
        return site->circle_lon_deg;
    case SITE_CIRCLE_LAT:
        return site->circle_lat_deg;
    case SITE_COMPACTNESS:
        return site->compactness;
    case SITE_PARTS:
        return (double)site->part_count;
    case SITE_CONSTRAINED:
        return site->constraint_share * 100;
    case SITE_OLDEST:
        return site->oldest_idle_days;
    case SITE_UNKNOWN_HOLDERS:
        return (double)site->unknown_holder_count;
    }
    return LG_NO_NUMBER;
}

static const char *site_use(struct lg_row *row, const struct lg_sheet_column *column)
{
    return row->parcel == SIZE_MAX ? NULL : lg_cell_use(row, column);
}

static const char *site_use_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    return row->parcel == SIZE_MAX ? NULL : lg_cell_use_name(row, column);
}

static const char *site_parcels(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_site *site = site_of(row);
    const struct lg_model *model = row->model;
    const size_t *pieces = model->results.sites.pieces + site->first;
    struct lg_text *text = lg_row_scratch(row);
    for (size_t i = 0; i < site->piece_count; i++) {
        if (i > 0) lg_text_add_char(text, ';');
        lg_text_add_text(text, model->parcels.id[model->pieces.parcel[pieces[i]]]);
    }
    return lg_row_made(row);
}

static const struct lg_sheet_column sites_columns[] = {
    TEXT("site_id", site_id),
    TEXT("park_code", lg_cell_park_code),
    PARK_TEXT("park_name", LG_PARK_NAME),
    TEXT("scope", lg_cell_scope),
    INTEGER("rank", site_rank),
    TEXT("site_kind", site_kind),
    INTEGER_OF("parcels", SITE_PARCELS, site_figure),
    INTEGER_OF("holders", SITE_HOLDERS, site_figure),
    NUMBER_OF("area_ha", LG_DECIMALS_HA, SITE_AREA, site_figure),
    NUMBER_OF("idle_ha", LG_DECIMALS_HA, SITE_IDLE, site_figure),
    NUMBER_OF("suppliable_ha", LG_DECIMALS_HA, SITE_SUPPLIABLE, site_figure),
    NUMBER_OF("circle_m", LG_DECIMALS_M2, SITE_CIRCLE, site_figure),
    NUMBER_OF("circle_lon", LG_DECIMALS_DEGREES, SITE_CIRCLE_LON, site_figure),
    NUMBER_OF("circle_lat", LG_DECIMALS_DEGREES, SITE_CIRCLE_LAT, site_figure),
    NUMBER_OF("compactness", LG_DECIMALS_RATIO, SITE_COMPACTNESS, site_figure),
    INTEGER_OF("parts", SITE_PARTS, site_figure),
    TEXT_OF("planned_use", LG_PLANNED_USE, site_use),
    TEXT_OF("planned_use_name", LG_PLANNED_USE, site_use_name),
    NUMBER_OF("constraint_pct", LG_DECIMALS_PERCENT, SITE_CONSTRAINED, site_figure),
    INTEGER_OF("oldest_idle_days", SITE_OLDEST, site_figure),
    INTEGER_OF("unknown_holders", SITE_UNKNOWN_HOLDERS, site_figure),
    TEXT("parcel_ids", site_parcels),
};

/* The parcel is the one that the planned use is taken from. */
static void bind_site(struct lg_row *row)
{
    row->park = site_of(row)->park;
    row->parcel = site_of(row)->use_parcel;
}

static struct lg_row_shape site_shape(const struct lg_row *row)
{
    const struct lg_sites *sites = &row->model->results.sites;
    size_t shape = site_of(row)->shape;
    int decimals = sites->decimals[shape];
    return (struct lg_row_shape){
        .shapes = &sites->lon_lat,
        .shape = shape,
        .decimals = decimals > LG_DECIMALS_DEGREES ? decimals : LG_DECIMALS_DEGREES,
    };
}

static const char *site_row_id(struct lg_row *row)
{
    return site_of(row)->id;
}

struct lg_sheet lg_sheet_sites(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "sites",
        .column_count = sizeof(sites_columns) / sizeof(sites_columns[0]),
        .columns = sites_columns,
        .row_count = view->model->results.sites.count,
        .bind = bind_site,
        .shape = site_shape,
        .id = site_row_id,
    };
}
