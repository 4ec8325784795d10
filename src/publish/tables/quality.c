/*
 * The data-quality list (T8), and an account for each parcel that is not wholly counted in one
 * park.
 *
 * Keys: design.md 6; meaning: domain.md 6.9 and design.md 5.3.
 */
#include "publish/tables/columns.h"

#include <math.h>
#include <string.h>

/* Relative: less of a parcel missing is the rounding of its parts, not land. */
#define ROUNDING_RATIO 1e-9

static const struct lg_finding *finding_of(const struct lg_row *row)
{
    return &row->model->findings.items[row->row];
}

static const char *finding_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_finding_code_name(finding_of(row)->code);
}

static const char *finding_severity(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_severity_name(lg_finding_severity(finding_of(row)->code));
}

static const char *finding_layer(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->layer;
}

static double finding_feature(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    int64_t feature = finding_of(row)->feature;
    return feature < 0 ? LG_NO_NUMBER : (double)feature;
}

static const char *finding_parcel_id(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->parcel_id;
}

static const char *finding_park_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->park_code;
}

static double finding_lon(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->lon_deg;
}

static double finding_lat(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->lat_deg;
}

static double finding_value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->value;
}

static double finding_limit(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->limit;
}

/* The file's own name, so that the result reads the same wherever the data lie. */
static const char *finding_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_sources *sources = &row->model->sources;
    size_t source = finding_of(row)->source;
    if (source >= sources->count || sources->items[source].path == NULL) return NULL;
    const char *slash = strrchr(sources->items[source].path, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : sources->items[source].path;
}

static const char *finding_message(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return finding_of(row)->message;
}

static const struct lg_sheet_column quality_columns[] = {
    TEXT("code", finding_code),
    TEXT("severity", finding_severity),
    TEXT("layer", finding_layer),
    INTEGER("feature", finding_feature),
    TEXT("parcel_id", finding_parcel_id),
    TEXT("park_code", finding_park_code),
    NUMBER("lon", LG_DECIMALS_DEGREES, finding_lon),
    NUMBER("lat", LG_DECIMALS_DEGREES, finding_lat),
    NUMBER("value", LG_DECIMALS_NINE_DIGITS, finding_value),
    NUMBER("limit", LG_DECIMALS_NINE_DIGITS, finding_limit),
    TEXT("message", finding_message),
    TEXT("source", finding_source),
};

static struct lg_row_point finding_point(const struct lg_row *row)
{
    const struct lg_finding *finding = finding_of(row);
    return (struct lg_row_point){finding->lon_deg, finding->lat_deg};
}

/* Findings are sorted, so the number is the same in every run on the same data. */
static const char *finding_id(struct lg_row *row)
{
    struct lg_text *text = lg_row_scratch(row);
    lg_text_add_fixed(text, (double)(row->row + 1), 0);
    return lg_row_made(row);
}

struct lg_sheet lg_sheet_quality(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "quality",
        .column_count = sizeof(quality_columns) / sizeof(quality_columns[0]),
        .columns = quality_columns,
        .row_count = view->model->findings.count,
        .point = finding_point,
        .id = finding_id,
    };
}

/* Where the land of one parcel went; the sum is its area unless parks overlap. */
struct land_split {
    double inside_m2;  /* counted in parks */
    double outside_m2; /* counted in no park */
    double overlap_m2; /* counted for another parcel */
};

static struct land_split split_of(const struct lg_row *row)
{
    const struct lg_view *view = row->view;
    const struct lg_pieces *pieces = &row->model->pieces;
    struct land_split split = {0};
    if (isnan(row->model->parcels.area_m2[row->parcel])) {
        /* A lost shape: nobody knows where its land is. */
        return (struct land_split){LG_NO_NUMBER, LG_NO_NUMBER, LG_NO_NUMBER};
    }
    double told_m2 = 0;
    size_t end = view->by_parcel.start[row->parcel + 1];
    for (size_t i = view->by_parcel.start[row->parcel]; i < end; i++) {
        size_t piece = view->by_parcel.pieces[i];
        double *side = pieces->park[piece] == LG_NO_PARK ? &split.outside_m2 : &split.inside_m2;
        *side += pieces->counted_m2[piece];
        split.overlap_m2 += pieces->inside_m2[piece] - pieces->counted_m2[piece];
        told_m2 += pieces->inside_m2[piece];
    }
    /* What others take outside every park is in no piece of this parcel. */
    double area_m2 = row->model->parcels.area_m2[row->parcel];
    if (area_m2 - told_m2 > area_m2 * ROUNDING_RATIO) split.overlap_m2 += area_m2 - told_m2;
    return split;
}

static double split_inside_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return split_of(row).inside_m2;
}

static double split_overlap_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return split_of(row).overlap_m2;
}

static double split_outside_m2(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return split_of(row).outside_m2;
}

static const char *split_parks(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_view *view = row->view;
    const struct lg_model *model = row->model;
    struct lg_text *text = lg_row_scratch(row);
    size_t end = view->by_parcel.start[row->parcel + 1];
    for (size_t i = view->by_parcel.start[row->parcel]; i < end; i++) {
        size_t park = model->pieces.park[view->by_parcel.pieces[i]];
        if (park == LG_NO_PARK) continue;
        const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
        if (code == NULL) continue;
        if (text->size > 0) lg_text_add_char(text, ';');
        lg_text_add_text(text, code);
    }
    return lg_row_made(row);
}

static const struct lg_sheet_column overlay_columns[] = {
    TEXT("parcel_id", lg_cell_parcel_id),
    NUMBER("area_m2", LG_DECIMALS_M2, lg_cell_parcel_m2),
    NUMBER("inside_m2", LG_DECIMALS_M2, split_inside_m2),
    NUMBER("overlap_m2", LG_DECIMALS_M2, split_overlap_m2),
    NUMBER("outside_m2", LG_DECIMALS_M2, split_outside_m2),
    TEXT("parks", split_parks),
};

static void bind_overlay(struct lg_row *row)
{
    row->parcel = row->view->split_parcels[row->row];
}

struct lg_sheet lg_sheet_overlay(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "overlay",
        .column_count = sizeof(overlay_columns) / sizeof(overlay_columns[0]),
        .columns = overlay_columns,
        .row_count = view->split_count,
        .bind = bind_overlay,
    };
}
