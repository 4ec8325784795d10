/*
 * The supply table laid over the parcels.
 *
 * One contract may name several parcels, and several contracts one parcel: each parcel takes the
 * latest contract that names it. Rows that name no other contract, as those of filled-in requests,
 * complete it. Which that is depends on the rows alone, never on their order.
 */
#include "base/text_index.h"
#include "rules/facts.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two numbers that differ by less were rounded on the way, not changed. */
static const double same_number_ratio = 1e-9;

static bool has_value(const struct lg_table *table, size_t role, size_t row)
{
    switch (table->roles[role].kind) {
    case LG_KIND_TEXT:
        return lg_table_text(table, role, row) != NULL;
    case LG_KIND_NUMBER:
        return !isnan(lg_table_number(table, role, row));
    case LG_KIND_DATE:
        return lg_table_date(table, role, row) != LG_DATE_NONE;
    }
    return false;
}

static int compare_numbers(double left, double right)
{
    if (isnan(left) || isnan(right)) return (isnan(left) ? 0 : 1) - (isnan(right) ? 0 : 1);
    return (left > right) - (left < right);
}

static int compare_texts(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return (left != NULL) - (right != NULL);
    return strcmp(left, right);
}

/* Order of two values of one role, a missing one first. */
static int compare_values(const struct lg_table *table, size_t role, size_t left, size_t right)
{
    switch (table->roles[role].kind) {
    case LG_KIND_TEXT:
        return compare_texts(lg_table_text(table, role, left), lg_table_text(table, role, right));
    case LG_KIND_NUMBER:
        return compare_numbers(lg_table_number(table, role, left),
                               lg_table_number(table, role, right));
    case LG_KIND_DATE: {
        lg_date a = lg_table_date(table, role, left);
        lg_date b = lg_table_date(table, role, right);
        return (a > b) - (a < b);
    }
    }
    return 0;
}

/* Whether a row's contract counts before another's: the later signature, then any value at all. */
static bool is_later(const struct lg_table *supply, size_t row, size_t other)
{
    int order = compare_values(supply, LG_PARCEL_SIGNED_ON, row, other);
    for (size_t role = 0; order == 0 && role < supply->role_count; role++) {
        order = compare_values(supply, role, row, other);
    }
    return order > 0;
}

static bool is_same(const struct lg_table *table, size_t row, const struct lg_table *supply,
                    size_t supply_row, size_t role)
{
    switch (table->roles[role].kind) {
    case LG_KIND_TEXT:
        return strcmp(lg_table_text(table, role, row), lg_table_text(supply, role, supply_row)) ==
               0;
    case LG_KIND_NUMBER: {
        double ours = lg_table_number(table, role, row);
        double theirs = lg_table_number(supply, role, supply_row);
        return fabs(ours - theirs) <= same_number_ratio * fmax(fabs(ours), fabs(theirs));
    }
    case LG_KIND_DATE:
        return lg_table_date(table, role, row) == lg_table_date(supply, role, supply_row);
    }
    return false;
}

static enum lg_status report_difference(struct lg_model *model, size_t parcel, size_t row,
                                        size_t role, struct lg_error *err)
{
    const struct lg_table *ours = &model->parcels.table;
    const struct lg_table *theirs = &model->supply;
    const char *name = ours->roles[role].name;
    struct lg_finding finding = lg_parcel_finding(model, LG_W_SUPPLY, parcel);
    switch (ours->roles[role].kind) {
    case LG_KIND_TEXT:
        return lg_findings_add(&model->findings, &finding, err,
                               "%s is \"%s\" in the supply table and \"%s\" in the parcel layer; "
                               "the supply table counts; correct the older one",
                               name, lg_table_text(theirs, role, row),
                               lg_table_text(ours, role, parcel));
    case LG_KIND_NUMBER:
        finding.value = lg_table_number(ours, role, parcel);
        finding.limit = lg_table_number(theirs, role, row);
        return lg_findings_add(&model->findings, &finding, err,
                               "%s differs between the parcel layer (value) and the supply table "
                               "(limit), in yuan, m2 or %%; the supply table counts; correct the "
                               "older one",
                               name);
    case LG_KIND_DATE: {
        char their_day[LG_DATE_TEXT_SIZE];
        char our_day[LG_DATE_TEXT_SIZE];
        return lg_findings_add(&model->findings, &finding, err,
                               "%s is %s in the supply table and %s in the parcel layer; the "
                               "supply table counts; correct the older one",
                               name, lg_date_format(lg_table_date(theirs, role, row), their_day),
                               lg_date_format(lg_table_date(ours, role, parcel), our_day));
    }
    }
    return LG_OK;
}

/* The texts stay in the supply table's memory, which lives as long as the parcels'. */
static void copy_value(struct lg_table *parcels, size_t parcel, const struct lg_table *supply,
                       size_t row, size_t role)
{
    struct lg_column *into = &parcels->columns[role];
    const struct lg_column *from = &supply->columns[role];
    switch (parcels->roles[role].kind) {
    case LG_KIND_TEXT:
        into->text[parcel] = from->text[row];
        break;
    case LG_KIND_NUMBER:
        into->number[parcel] = from->number[row];
        break;
    case LG_KIND_DATE:
        into->date[parcel] = from->date[row];
        break;
    }
}

static bool is_carried(const struct lg_model *model, size_t role, size_t key)
{
    return role != key && model->supply.columns[role].present &&
           lg_supply_carries((enum lg_parcel_role)role);
}

/* A value that the row has, over the parcel's own. */
static enum lg_status lay_value(struct lg_model *model, size_t parcel, size_t row, size_t role,
                                struct lg_error *err)
{
    struct lg_table *parcels = &model->parcels.table;
    if (has_value(parcels, role, parcel) && !is_same(parcels, parcel, &model->supply, row, role)) {
        enum lg_status status = report_difference(model, parcel, row, role, err);
        if (status != LG_OK) return status;
    }
    copy_value(parcels, parcel, &model->supply, row, role);
    return LG_OK;
}

static enum lg_status lay_over(struct lg_model *model, size_t parcel, size_t row, size_t key,
                               struct lg_error *err)
{
    for (size_t role = 0; role < model->supply.role_count; role++) {
        if (!is_carried(model, role, key) || !has_value(&model->supply, role, row)) continue;
        enum lg_status status = lay_value(model, parcel, row, role, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

/* Whether two rows cannot be of one contract: both give what identifies one, and differ. */
static bool are_two_contracts(const struct lg_table *supply, size_t row, size_t other)
{
    static const size_t roles[] = {LG_PARCEL_CONTRACT_NO, LG_PARCEL_SUPERVISION_NO,
                                   LG_PARCEL_SIGNED_ON};
    bool is_named[2] = {false, false};
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
        bool has_row = has_value(supply, roles[i], row);
        bool has_other = has_value(supply, roles[i], other);
        is_named[0] = is_named[0] || has_row;
        is_named[1] = is_named[1] || has_other;
        if (!has_row || !has_other) continue;
        return compare_values(supply, roles[i], row, other) != 0;
    }
    /* Two rows that both name a contract in ways that cannot be compared are taken as two. */
    return is_named[0] && is_named[1];
}

static enum lg_status report_several(struct lg_model *model, size_t parcel, size_t row_count,
                                     size_t chosen, struct lg_error *err)
{
    char day[LG_DATE_TEXT_SIZE];
    lg_date signed_on = lg_table_date(&model->supply, LG_PARCEL_SIGNED_ON, chosen);
    const char *contract = lg_table_text(&model->supply, LG_PARCEL_CONTRACT_NO, chosen);
    struct lg_finding finding = lg_parcel_finding(model, LG_W_SUPPLY, parcel);
    finding.value = (double)row_count;
    return lg_findings_add(
        &model->findings, &finding, err,
        "%zu rows of the supply table name the parcel; the latest counts, contract "
        "%s signed on %s; check that the others have ended",
        row_count, contract != NULL ? contract : "without number",
        signed_on != LG_DATE_NONE ? lg_date_format(signed_on, day) : "an unknown day");
}

/*
 * Lay the rows over that complete the chosen one, which stands over them all; say how many rows are
 * of other contracts. Of two rows that complete it, the one that is_later() stands over the other,
 * and a value of the layer is compared with the chosen row's alone.
 */
static enum lg_status complete(struct lg_model *model, size_t parcel,
                               const struct lg_text_index *index, size_t first, size_t chosen,
                               size_t key, struct lg_error *err)
{
    const struct lg_table *supply = &model->supply;
    size_t contract_count = 1;
    for (size_t row = first; row != LG_NO_ROW; row = lg_text_index_next(index, row)) {
        if (row != chosen && are_two_contracts(supply, row, chosen)) contract_count++;
    }
    for (size_t role = 0; role < supply->role_count; role++) {
        if (!is_carried(model, role, key) || has_value(supply, role, chosen)) continue;
        size_t best = LG_NO_ROW;
        for (size_t row = first; row != LG_NO_ROW; row = lg_text_index_next(index, row)) {
            if (row == chosen || !has_value(supply, role, row) ||
                are_two_contracts(supply, row, chosen)) {
                continue;
            }
            if (best == LG_NO_ROW || is_later(supply, row, best)) best = row;
        }
        if (best == LG_NO_ROW) continue;
        enum lg_status status = lay_value(model, parcel, best, role, err);
        if (status != LG_OK) return status;
    }
    if (contract_count == 1) return LG_OK;
    return report_several(model, parcel, contract_count, chosen, err);
}

/*
 * The first row that joins a parcel. An id that had to be made unique ("#2" behind it, or a feature
 * number for a missing one) is what our own tables say, and stands before the one delivered.
 */
static size_t find_row(const struct lg_model *model, const struct lg_text_index *index,
                       size_t parcel, size_t key)
{
    size_t row = LG_NO_ROW;
    if (key == LG_PARCEL_ID) row = lg_text_index_find(index, model->parcels.id[parcel]);
    if (row != LG_NO_ROW) return row;
    return lg_text_index_find(index, lg_table_text(&model->parcels.table, key, parcel));
}

/* Whether both sides have the role; every parcel has an id. */
static bool have_key(const struct lg_model *model, size_t key)
{
    return model->supply.columns[key].present &&
           (key == LG_PARCEL_ID || model->parcels.table.columns[key].present);
}

static enum lg_status join_parcel(struct lg_model *model, const struct lg_text_index *index,
                                  size_t parcel, size_t key, bool *used, struct lg_error *err)
{
    size_t row = find_row(model, index, parcel, key);
    if (row == LG_NO_ROW) return LG_OK;

    size_t first = row;
    size_t chosen = row;
    for (; row != LG_NO_ROW; row = lg_text_index_next(index, row)) {
        used[row] = true;
        if (is_later(&model->supply, row, chosen)) chosen = row;
    }
    enum lg_status status = complete(model, parcel, index, first, chosen, key, err);
    return status == LG_OK ? lay_over(model, parcel, chosen, key, err) : status;
}

static enum lg_status report_unused(struct lg_model *model, size_t key, const bool *used,
                                    struct lg_error *err)
{
    const char *name = model->supply.roles[key].name;
    for (size_t row = 0; row < model->supply.count; row++) {
        if (used[row]) continue;
        const char *value = lg_table_text(&model->supply, key, row);
        struct lg_finding finding = lg_finding_blank(LG_W_JOIN, "supply");
        finding.source = model->supply.source[row];
        finding.feature = model->supply.feature[row];
        enum lg_status status =
            value == NULL
                ? lg_findings_add(&model->findings, &finding, err,
                                  "row has no %s and joins no parcel; enter it", name)
                : lg_findings_add(&model->findings, &finding, err,
                                  "no parcel has the %s \"%s\"; correct it, or name another key",
                                  name, value);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static enum lg_status add_columns(struct lg_model *model, size_t key, struct lg_error *err)
{
    for (size_t role = 0; role < model->supply.role_count; role++) {
        if (!is_carried(model, role, key)) continue;
        enum lg_status status = lg_table_add_column(&model->parcels.table, role, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

/* How many parcels find a row by a role. */
static enum lg_status count_joined(const struct lg_model *model, size_t key, size_t *count,
                                   struct lg_error *err)
{
    struct lg_text_index index = {0};
    *count = 0;
    if (!have_key(model, key)) return LG_OK;
    enum lg_status status =
        lg_text_index_build(&index, model->supply.columns[key].text, model->supply.count, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        *count += find_row(model, &index, parcel, key) != LG_NO_ROW;
    }
    lg_text_index_reset(&index);
    return status;
}

enum lg_status lg_supply_choose_key(const struct lg_model *model, enum lg_parcel_role *key,
                                    struct lg_error *err)
{
    size_t by_number = 0;
    size_t by_id = 0;
    *key = LG_PARCEL_SUPERVISION_NO;
    enum lg_status status = count_joined(model, LG_PARCEL_SUPERVISION_NO, &by_number, err);
    if (status == LG_OK) status = count_joined(model, LG_PARCEL_ID, &by_id, err);
    if (status != LG_OK) return status;
    if (!have_key(model, LG_PARCEL_SUPERVISION_NO) || (by_id > 0 && by_id >= by_number))
        *key = LG_PARCEL_ID;
    return LG_OK;
}

enum lg_status lg_supply_join(struct lg_model *model, enum lg_parcel_role key, struct lg_error *err)
{
    assert(key < LG_PARCEL_ROLE_COUNT && model->supply.roles[key].kind == LG_KIND_TEXT);

    if (model->supply.count == 0) return LG_OK;
    const char *name = model->supply.roles[key].name;
    if (!have_key(model, key)) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: no field for %s, which joins the supply table to the parcels; name it "
                       "under fields:, or give another key:",
                       model->supply.columns[key].present ? "parcels" : "supply table", name);
    }
    struct lg_text_index index = {0};
    bool *used = calloc(model->supply.count, sizeof(*used));
    if (used == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to join the supply table");
    enum lg_status status =
        lg_text_index_build(&index, model->supply.columns[key].text, model->supply.count, err);
    if (status == LG_OK) status = add_columns(model, key, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        status = join_parcel(model, &index, parcel, key, used, err);
    }
    if (status == LG_OK) status = report_unused(model, key, used, err);
    lg_text_index_reset(&index);
    free(used);
    return status;
}
