/*
 * What the enterprises invest, earn and pay, on their parcels.
 */
#include "base/grow.h"
#include "base/text_index.h"
#include "measure/measure.h"
#include "measure/sum.h"

#include <stdlib.h>

enum { MONEY_COUNT = 3 };

static const size_t enterprise_roles[MONEY_COUNT] = {LG_ENTERPRISE_INVESTMENT,
                                                     LG_ENTERPRISE_REVENUE, LG_ENTERPRISE_TAX};
static const size_t parcel_roles[MONEY_COUNT] = {LG_PARCEL_INVESTMENT, LG_PARCEL_REVENUE,
                                                 LG_PARCEL_TAX};

/* One enterprise on one parcel. */
struct entry {
    size_t parcel;
    double money_yuan[MONEY_COUNT];
};

static int compare_numbers(double left, double right)
{
    if (isnan(left) || isnan(right)) return (isnan(left) ? 0 : 1) - (isnan(right) ? 0 : 1);
    return (left > right) - (left < right);
}

/* By what they say, so that the sums do not depend on the order of the table. */
static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->parcel != b->parcel) return a->parcel < b->parcel ? -1 : 1;
    for (size_t kind = 0; kind < MONEY_COUNT; kind++) {
        int order = compare_numbers(a->money_yuan[kind], b->money_yuan[kind]);
        if (order != 0) return order;
    }
    return 0;
}

static enum lg_status report_unjoined(struct lg_model *model, size_t row, struct lg_error *err)
{
    const char *name = lg_table_text(&model->enterprises, LG_ENTERPRISE_NAME, row);
    const char *id = lg_table_text(&model->enterprises, LG_ENTERPRISE_PARCEL_ID, row);
    struct lg_finding finding = lg_finding_blank(LG_W_JOIN, "enterprises");
    finding.source = model->enterprises.source[row];
    finding.feature = model->enterprises.feature[row];
    if (name == NULL) name = "without name";
    if (id == NULL) {
        return lg_findings_add(&model->findings, &finding, err,
                               "enterprise %s has no parcel_id, so its figures count nowhere; "
                               "enter it",
                               name);
    }
    return lg_findings_add(&model->findings, &finding, err,
                           "enterprise %s names parcel \"%s\", which is not in the parcel layer, "
                           "so its figures count nowhere; correct the parcel_id",
                           name, id);
}

/* Where each enterprise stands; those on no parcel are said one by one. */
static enum lg_status find_parcels(struct lg_model *model, struct entry *entries,
                                   size_t *entry_count, struct lg_error *err)
{
    const struct lg_table *table = &model->enterprises;
    struct lg_text_index index = {0};
    enum lg_status status =
        lg_text_index_build(&index, model->parcels.id, model->parcels.table.count, err);
    *entry_count = 0;
    for (size_t row = 0; status == LG_OK && row < table->count; row++) {
        const char *id = lg_table_text(table, LG_ENTERPRISE_PARCEL_ID, row);
        size_t parcel = lg_text_index_find(&index, id);
        if (parcel == LG_NO_ROW) {
            status = report_unjoined(model, row, err);
            continue;
        }
        struct entry *entry = &entries[(*entry_count)++];
        entry->parcel = parcel;
        for (size_t kind = 0; kind < MONEY_COUNT; kind++) {
            entry->money_yuan[kind] = lg_table_number(table, enterprise_roles[kind], row);
        }
    }
    lg_text_index_reset(&index);
    return status;
}

static void add_up(const struct entry *entries, size_t entry_count, size_t kind, double *sums_yuan)
{
    for (size_t first = 0; first < entry_count;) {
        size_t parcel = entries[first].parcel;
        struct lg_sum sum = {0};
        bool is_known = false;
        for (; first < entry_count && entries[first].parcel == parcel; first++) {
            double yuan = entries[first].money_yuan[kind];
            if (isnan(yuan)) continue;
            lg_sum_add(&sum, yuan);
            is_known = true;
        }
        if (is_known) sums_yuan[parcel] = lg_sum_value(sum);
    }
}

static enum lg_status report_counts(struct lg_model *model, const struct entry *entries,
                                    size_t entry_count, struct lg_error *err)
{
    size_t parcel_count = model->parcels.table.count;
    size_t unjoined = model->enterprises.count - entry_count;
    size_t held = 0;
    for (size_t i = 0; i < entry_count; i++) {
        held += i == 0 || entries[i].parcel != entries[i - 1].parcel;
    }
    if (unjoined > 0) {
        struct lg_finding finding = lg_finding_blank(LG_W_JOIN, "enterprises");
        finding.value = (double)unjoined;
        enum lg_status status = lg_findings_add(
            &model->findings, &finding, err,
            "%zu of %zu enterprises stand on no parcel of the layer; see the findings of each",
            unjoined, model->enterprises.count);
        if (status != LG_OK) return status;
    }
    if (held == parcel_count) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_I_MISSING, "enterprises");
    finding.value = (double)(parcel_count - held);
    return lg_findings_add(&model->findings, &finding, err,
                           "%zu of %zu parcels have no enterprise in the table; nothing is "
                           "invested, earned or paid on them in the sums",
                           parcel_count - held, parcel_count);
}

static double **money_column(struct lg_parcels *parcels, size_t kind)
{
    double **columns[MONEY_COUNT] = {&parcels->investment_yuan, &parcels->revenue_yuan,
                                     &parcels->tax_yuan};
    return columns[kind];
}

static enum lg_status size_columns(struct lg_parcels *parcels, struct lg_error *err)
{
    size_t row_count = parcels->table.count > 0 ? parcels->table.count : 1;
    for (size_t kind = 0; kind < MONEY_COUNT; kind++) {
        double *column = lg_resize(*money_column(parcels, kind), row_count, sizeof(*column));
        if (column == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for the money of %zu parcels", row_count);
        }
        *money_column(parcels, kind) = column;
        for (size_t parcel = 0; parcel < parcels->table.count; parcel++) {
            column[parcel] = lg_table_number(&parcels->table, parcel_roles[kind], parcel);
        }
    }
    return LG_OK;
}

/* A column that the table has stands over the parcel layer's whole column of that kind. */
static void lay_over(struct lg_model *model, const struct entry *entries, size_t entry_count)
{
    for (size_t kind = 0; kind < MONEY_COUNT; kind++) {
        if (!model->enterprises.columns[enterprise_roles[kind]].present) continue;
        double *column = *money_column(&model->parcels, kind);
        for (size_t parcel = 0; parcel < model->parcels.table.count; parcel++) {
            column[parcel] = (double)NAN;
        }
        add_up(entries, entry_count, kind, column);
    }
}

enum lg_status lg_measure_enterprises(struct lg_model *model, struct lg_error *err)
{
    enum lg_status status = size_columns(&model->parcels, err);
    if (status != LG_OK || model->enterprises.count == 0) return status;

    size_t entry_count = 0;
    struct entry *entries = lg_resize(NULL, model->enterprises.count, sizeof(*entries));
    if (entries == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu enterprises",
                       model->enterprises.count);
    }
    status = find_parcels(model, entries, &entry_count, err);
    if (status == LG_OK) {
        if (entry_count > 0) qsort(entries, entry_count, sizeof(*entries), compare_entries);
        lay_over(model, entries, entry_count);
        status = report_counts(model, entries, entry_count, err);
    }
    free(entries);
    return status;
}
