/*
 * The list of items to be met: each item of a park against its line, and what of it single parcels
 * do not meet.
 *
 * Meaning: domain.md 6.6; docs/reference.md.
 */
#include "publish/tables/columns.h"

#include <string.h>

static const struct lg_compliance_row *compliance_of(const struct lg_row *row)
{
    return &row->model->results.compliance[row->row];
}

static bool is_of_park(const struct lg_row *row)
{
    return compliance_of(row)->parcel == SIZE_MAX;
}

static const char *item(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->item->code;
}

static const char *name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->item->name[row->view->language];
}

static const char *level(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return is_of_park(row) ? "park" : "parcel";
}

static const char *parcel_id(struct lg_row *row, const struct lg_sheet_column *column)
{
    return is_of_park(row) ? NULL : lg_cell_parcel_id(row, column);
}

static const char *basis(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->item->basis;
}

static const char *operator_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_operator_texts[compliance_of(row)->comparison];
}

static double threshold(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->threshold;
}

static const char *unit(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->unit;
}

static double value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->value;
}

static const char *result(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->result;
}

static double gap(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->gap;
}

/* Parcels have no weight, and the line of a parcel is not the one that the item's kind is of. */
static double weight(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return is_of_park(row) ? compliance_of(row)->item->weight : LG_NO_NUMBER;
}

static const char *kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return is_of_park(row) ? compliance_of(row)->item->kind : NULL;
}

static const char *source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return compliance_of(row)->source;
}

static const char *status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *reason = compliance_of(row)->reason;
    return reason == NULL ? "ok" : reason;
}

static const struct lg_sheet_column compliance_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("item", item),
    TEXT("name", name),
    TEXT("level", level),
    TEXT("parcel_id", parcel_id),
    TEXT("basis", basis),
    TEXT("operator", operator_text),
    NUMBER("threshold", LG_DECIMALS_RATIO, threshold),
    TEXT("unit", unit),
    NUMBER("value", LG_DECIMALS_RATIO, value),
    TEXT("result", result),
    NUMBER("gap", LG_DECIMALS_RATIO, gap),
    NUMBER("weight", LG_DECIMALS_RATIO, weight),
    TEXT("kind", kind),
    TEXT("source", source),
    TEXT("status", status),
};

static void bind_compliance(struct lg_row *row)
{
    row->park = compliance_of(row)->park;
    row->parcel = compliance_of(row)->parcel;
}

struct lg_sheet lg_sheet_compliance(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "compliance",
        .column_count = sizeof(compliance_columns) / sizeof(compliance_columns[0]),
        .columns = compliance_columns,
        .row_count = view->model->results.compliance_count,
        .bind = bind_compliance,
    };
}

/* Rows stand by park; the first that is not of an earlier one. */
static size_t first_row(const struct lg_results *results, size_t park)
{
    size_t low = 0;
    size_t high = results->compliance_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (results->compliance[middle].park < park) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* How many items of the park have a result; NULL: any. */
static double count_items(const struct lg_row *row, const char *wanted)
{
    const struct lg_results *results = &row->model->results;
    double count = 0;
    for (size_t i = first_row(results, row->park);
         i < results->compliance_count && results->compliance[i].park == row->park; i++) {
        const struct lg_compliance_row *made = &results->compliance[i];
        bool is_wanted = wanted == NULL || strcmp(made->result, wanted) == 0;
        if (made->parcel == SIZE_MAX && is_wanted) count++;
    }
    return count;
}

static double items(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_items(row, NULL);
}

static double met(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_items(row, "MET");
}

static double not_met(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_items(row, "NOT_MET");
}

static double nodata(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_items(row, "NODATA");
}

static double not_applicable(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return count_items(row, "NOT_APPLICABLE");
}

static const struct lg_fact_value *share_of(const struct lg_row *row)
{
    return &row->model->results.facts[row->park * LG_FACT_COUNT + LG_FACT_COMPLIANCE_PCT];
}

static double met_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return share_of(row)->value;
}

static const char *share_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return share_of(row)->reason == NULL ? "ok" : share_of(row)->reason;
}

static const struct lg_sheet_column compliance_summary_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    INTEGER("items", items),
    INTEGER("met", met),
    INTEGER("not_met", not_met),
    INTEGER("nodata", nodata),
    INTEGER("not_applicable", not_applicable),
    NUMBER("met_pct", LG_DECIMALS_PERCENT, met_pct),
    TEXT("status", share_status),
};

static void bind_park(struct lg_row *row)
{
    row->park = row->row;
}

struct lg_sheet lg_sheet_compliance_summary(const struct lg_view *view)
{
    const struct lg_model *model = view->model;
    return (struct lg_sheet){
        .name = "compliance_summary",
        .column_count = sizeof(compliance_summary_columns) / sizeof(compliance_summary_columns[0]),
        .columns = compliance_summary_columns,
        .row_count = model->results.compliance == NULL ? 0 : model->parks.table.count,
        .bind = bind_park,
    };
}
