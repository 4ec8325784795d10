/*
 * Built industrial land against the baselines of its industry, item by item.
 *
 * Meaning: domain.md 2.7 and 2.8; docs/reference.md.
 */
#include "base/units.h"
#include "publish/tables/columns.h"

static const struct lg_low_row *low_of(const struct lg_row *row)
{
    return &row->model->results.low[row->row];
}

static const char *industry(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return low_of(row)->industry;
}

static const char *edition(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return low_of(row)->edition;
}

static const char *item(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_low_item_names[low_of(row)->item];
}

/* In the unit of the table: a ratio, percent, or wan per ha. */
static double in_unit(const struct lg_low_row *low, double value)
{
    switch (low->item) {
    case LG_LOW_COEFFICIENT:
        return value * 100;
    case LG_LOW_INVESTMENT:
    case LG_LOW_REVENUE:
    case LG_LOW_TAX:
        return value * LG_M2_PER_HA / LG_YUAN_PER_WAN;
    case LG_LOW_FAR:
    case LG_LOW_ITEM_COUNT:
        break;
    }
    return value;
}

static double value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return in_unit(low_of(row), low_of(row)->value);
}

static double baseline(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return in_unit(low_of(row), low_of(row)->baseline);
}

static double gap(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return value(row, column) - baseline(row, column);
}

static double gap_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return gap(row, column) / baseline(row, column) * 100;
}

static const char *result(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return low_of(row)->result;
}

static const char *source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return low_of(row)->source;
}

static const struct lg_sheet_column low_efficiency_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("parcel_id", lg_cell_parcel_id),
    NUMBER("area_ha", LG_DECIMALS_HA, lg_cell_inside_ha),
    TEXT("industry", industry),
    TEXT("edition", edition),
    TEXT("item", item),
    NUMBER("value", LG_DECIMALS_RATIO, value),
    NUMBER("baseline", LG_DECIMALS_RATIO, baseline),
    NUMBER("gap", LG_DECIMALS_RATIO, gap),
    NUMBER("gap_pct", LG_DECIMALS_PERCENT, gap_pct),
    TEXT("result", result),
    TEXT("source", source),
};

/* The park in which most of the parcel lies, and the piece there. */
static void bind_low(struct lg_row *row)
{
    const struct lg_parcel_pieces *index = &row->view->by_parcel;
    row->parcel = low_of(row)->parcel;
    row->park = lg_parcel_park(index, row->model, row->parcel);
    size_t end = index->start[row->parcel + 1];
    for (size_t i = index->start[row->parcel]; i < end; i++) {
        if (row->model->pieces.park[index->pieces[i]] == row->park) row->piece = index->pieces[i];
    }
}

struct lg_sheet lg_sheet_low_efficiency(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "low_efficiency",
        .column_count = sizeof(low_efficiency_columns) / sizeof(low_efficiency_columns[0]),
        .columns = low_efficiency_columns,
        .row_count = view->model->results.low_count,
        .bind = bind_low,
    };
}
