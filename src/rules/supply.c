/*
 * The supply table laid over the parcels.
 *
 * One contract may name several parcels, and several contracts one parcel: each parcel takes the
 * latest contract that names it. Rows that name no other contract, as those of filled-in requests,
 * complete it; a row without a value of the key joins by its id. Which that is depends on the rows
 * alone, never on their order.
 */
#include "base/grow.h"
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

/* A cause that is not yet known contradicts no other. */
static bool is_open_cause(const struct lg_table *table, size_t role, size_t row)
{
    if (role != LG_PARCEL_CAUSE) return false;
    const char *cause = lg_idle_find_cause(lg_table_text(table, role, row));
    return cause != NULL && strcmp(cause, "U0") == 0;
}

/* A value that the row has, over the parcel's own. */
static enum lg_status lay_value(struct lg_model *model, size_t parcel, size_t row, size_t role,
                                struct lg_error *err)
{
    struct lg_table *parcels = &model->parcels.table;
    bool has_own = has_value(parcels, role, parcel) && !is_open_cause(parcels, role, parcel);
    if (has_own && !is_same(parcels, parcel, &model->supply, row, role)) {
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

/* The work of a join: which rows name the parcel at hand. */
struct join {
    struct lg_model *model;
    size_t key;
    struct lg_text_index by_key;
    struct lg_text_index by_id; /* of the rows that have no value of the key */
    const char **ids;           /* [supply count] their ids, else NULL; NULL: none */
    bool *used;                 /* [supply count] */
    size_t *rows;               /* [row_count] of the parcel */
    size_t row_count, row_capacity;
};

/* The row that has a role's value, of those that complete the chosen one; LG_NO_ROW. */
static size_t find_completing(const struct join *join, size_t chosen, size_t role)
{
    const struct lg_table *supply = &join->model->supply;
    size_t best = LG_NO_ROW;
    for (size_t i = 0; i < join->row_count; i++) {
        size_t row = join->rows[i];
        if (row == chosen || !has_value(supply, role, row)) continue;
        if (are_two_contracts(supply, row, chosen)) continue;
        if (best == LG_NO_ROW || is_later(supply, row, best)) best = row;
    }
    return best;
}

/*
 * Lay the values over that the chosen row has not and rows of no other contract have; say how many
 * other contracts there are.
 */
static enum lg_status complete(const struct join *join, size_t parcel, size_t chosen,
                               struct lg_error *err)
{
    struct lg_model *model = join->model;
    size_t contract_count = 1;
    for (size_t i = 0; i < join->row_count; i++) {
        size_t row = join->rows[i];
        contract_count += row != chosen && are_two_contracts(&model->supply, row, chosen);
    }
    for (size_t role = 0; role < model->supply.role_count; role++) {
        bool is_open =
            is_carried(model, role, join->key) && !has_value(&model->supply, role, chosen);
        if (!is_open) continue;
        size_t row = find_completing(join, chosen, role);
        if (row == LG_NO_ROW) continue;
        enum lg_status status = lay_value(model, parcel, row, role, err);
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

static enum lg_status add_rows(struct join *join, const struct lg_text_index *index, size_t row,
                               struct lg_error *err)
{
    for (; row != LG_NO_ROW; row = lg_text_index_next(index, row)) {
        if (join->row_count == join->row_capacity) {
            size_t grown = lg_grow_capacity(join->row_capacity, join->row_count + 1);
            size_t *rows = lg_resize(join->rows, grown, sizeof(*rows));
            if (rows == NULL) {
                return lg_fail(err, LG_NO_MEMORY, "no memory to join the supply table");
            }
            join->rows = rows;
            join->row_capacity = grown;
        }
        join->rows[join->row_count++] = row;
        join->used[row] = true;
    }
    return LG_OK;
}

static enum lg_status join_parcel(struct join *join, size_t parcel, struct lg_error *err)
{
    struct lg_model *model = join->model;
    join->row_count = 0;
    enum lg_status status =
        add_rows(join, &join->by_key, find_row(model, &join->by_key, parcel, join->key), err);
    if (status == LG_OK && join->ids != NULL) {
        size_t row = find_row(model, &join->by_id, parcel, LG_PARCEL_ID);
        status = add_rows(join, &join->by_id, row, err);
    }
    if (status != LG_OK || join->row_count == 0) return status;

    size_t chosen = join->rows[0];
    for (size_t i = 1; i < join->row_count; i++) {
        if (is_later(&model->supply, join->rows[i], chosen)) chosen = join->rows[i];
    }
    if (join->row_count > 1) status = complete(join, parcel, chosen, err);
    return status == LG_OK ? lay_over(model, parcel, chosen, join->key, err) : status;
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

/* A row without a value of the key may still name its parcel by the id. */
static enum lg_status begin_join(struct join *join, struct lg_error *err)
{
    const struct lg_table *supply = &join->model->supply;
    bool has_ids = join->key != LG_PARCEL_ID && supply->columns[LG_PARCEL_ID].present;
    join->used = calloc(supply->count, sizeof(*join->used));
    if (has_ids) join->ids = calloc(supply->count, sizeof(*join->ids));
    if (join->used == NULL || (has_ids && join->ids == NULL)) {
        return lg_fail(err, LG_NO_MEMORY, "no memory to join the supply table");
    }
    enum lg_status status =
        lg_text_index_build(&join->by_key, supply->columns[join->key].text, supply->count, err);
    if (status != LG_OK || !has_ids) return status;
    for (size_t row = 0; row < supply->count; row++) {
        bool has_key = lg_table_text(supply, join->key, row) != NULL;
        join->ids[row] = has_key ? NULL : lg_table_text(supply, LG_PARCEL_ID, row);
    }
    return lg_text_index_build(&join->by_id, join->ids, supply->count, err);
}

static void end_join(struct join *join)
{
    lg_text_index_reset(&join->by_key);
    lg_text_index_reset(&join->by_id);
    free((void *)join->ids);
    free(join->used);
    free(join->rows);
}

/* How many parcels a join by a role would give a row. */
static enum lg_status count_joined(struct lg_model *model, size_t key, size_t *count,
                                   struct lg_error *err)
{
    *count = 0;
    if (!have_key(model, key)) return LG_OK;
    struct join join = {.model = model, .key = key};
    enum lg_status status = begin_join(&join, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        *count +=
            find_row(model, &join.by_key, parcel, key) != LG_NO_ROW ||
            (join.ids != NULL && find_row(model, &join.by_id, parcel, LG_PARCEL_ID) != LG_NO_ROW);
    }
    end_join(&join);
    return status;
}

enum lg_status lg_supply_choose_key(struct lg_model *model, enum lg_parcel_role *key,
                                    struct lg_error *err)
{
    size_t by_number = 0;
    size_t by_id = 0;
    *key = LG_PARCEL_SUPERVISION_NO;
    enum lg_status status = count_joined(model, LG_PARCEL_SUPERVISION_NO, &by_number, err);
    if (status == LG_OK) status = count_joined(model, LG_PARCEL_ID, &by_id, err);
    if (status != LG_OK) return status;
    bool has_number = have_key(model, LG_PARCEL_SUPERVISION_NO);
    if (!has_number || (by_id > 0 && by_id >= by_number)) *key = LG_PARCEL_ID;
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
    struct join join = {.model = model, .key = key};
    enum lg_status status = begin_join(&join, err);
    if (status == LG_OK) status = add_columns(model, key, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        status = join_parcel(&join, parcel, err);
    }
    if (status == LG_OK) status = report_unused(model, key, join.used, err);
    end_join(&join);
    return status;
}
