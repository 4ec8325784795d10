/*
 * quality/: dates and land-use codes as they stand in the tables.
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include "base/answer.h"
#include "base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_coarse(struct lg_date_reading reading)
{
    return reading.form == LG_DATE_READ && reading.precision != LG_DATE_BY_DAY;
}

/*
 * The days that the idle clock counts from or to. The survey's standard asks for the month alone
 * where it has dates (domain.md 4.2), so every row of a sound layer would be a finding otherwise.
 */
static bool needs_day(const struct lg_model *model, const struct lg_table *table, size_t role)
{
    if (table == &model->parks.table) return false;
    return role == LG_PARCEL_START_DUE || role == LG_PARCEL_HANDOVER_ON ||
           role == LG_PARCEL_START_ON || role == LG_PARCEL_SUSPENDED_ON ||
           role == LG_PARCEL_COMPLETION_ON || role == LG_PARCEL_RECOVERED_ON;
}

/* What is written is quoted, but not at any length: it may be a whole remark. */
enum { QUOTED_BYTES_MAX = 60 };

static enum lg_status report_wrong(struct lg_model *model, const struct lg_table *table,
                                   size_t role, size_t row, struct lg_error *err)
{
    struct lg_finding finding = lg_quality_row_finding(model, table, LG_E_DATE, row);
    const char *written = lg_table_wrong(table, role, row);
    size_t size = written != NULL ? strlen(written) : 0;
    if (size > QUOTED_BYTES_MAX) size = lg_utf8_valid_prefix(written, QUOTED_BYTES_MAX);
    return lg_findings_add(&model->findings, &finding, err,
                           "%s, field %s of row %" PRId64 " of %s, holds \"%.*s\", which is no "
                           "date of the calendar and counts as missing; correct it to YYYY-MM-DD",
                           table->roles[role].name, lg_quality_field_name(model, table, role, row),
                           table->feature[row], lg_quality_source_name(model, table, row),
                           (int)size, written != NULL ? written : "");
}

static enum lg_status check_date(struct lg_model *model, const struct lg_table *table, size_t role,
                                 size_t row, struct lg_error *err)
{
    const char *name = table->roles[role].name;
    struct lg_date_reading reading = lg_table_reading(table, role, row);
    struct lg_finding finding;
    char day[LG_DATE_TEXT_SIZE];

    switch (reading.form) {
    case LG_DATE_EMPTY:
        break;
    case LG_DATE_WRONG:
        return report_wrong(model, table, role, row, err);
    case LG_DATE_PLACEHOLDER:
        finding = lg_quality_row_finding(model, table, LG_W_DATE1900, row);
        return lg_findings_add(&model->findings, &finding, err,
                               "%s is 1900-01-01, which the land market writes for none, and "
                               "counts as missing; enter the date of the contract",
                               name);
    case LG_DATE_READ:
        if (!is_coarse(reading) || !needs_day(model, table, role)) break;
        finding = lg_quality_row_finding(model, table, LG_W_DATE, row);
        return lg_findings_add(&model->findings, &finding, err,
                               "%s has no %s, so %s stands for it; enter the day of the contract",
                               name, reading.precision == LG_DATE_BY_MONTH ? "day" : "month",
                               lg_date_format(reading.date, day));
    }
    return LG_OK;
}

/* Whether a parcel's date can only be the supply table's, where it is found in its own row. */
static bool is_from_supply(const struct lg_model *model, size_t role, size_t row)
{
    const struct lg_table *parcels = &model->parcels.table;
    if (!model->supply.columns[role].present) return false;
    if (parcels->source[row] >= model->sources.count) return false;
    return lg_quality_find_field(model, parcels, role, row) == NULL;
}

/* Months of dates that no clock reads, once for all rows of a source. */
static enum lg_status report_coarse(struct lg_model *model, const struct lg_table *table,
                                    size_t role, size_t source, struct lg_error *err)
{
    size_t coarse_count = 0;
    size_t row_count = 0;
    for (size_t row = 0; row < table->count; row++) {
        if (table->source[row] != source) continue;
        /* All rows of a source have the same fields: the first one tells. */
        if (row_count == 0 && table == &model->parcels.table && is_from_supply(model, role, row)) {
            return LG_OK;
        }
        coarse_count += is_coarse(lg_table_reading(table, role, row));
        row_count++;
    }
    if (coarse_count == 0) return LG_OK;
    struct lg_finding finding =
        lg_finding_blank(LG_W_DATE, table == &model->supply ? "supply" : "parcels");
    finding.source = source;
    finding.value = (double)coarse_count;
    return lg_findings_add(&model->findings, &finding, err,
                           "%s of %s has no day in %zu of %zu rows, so the last day of the month "
                           "or year stands for it; the idle clock does not read it, enter the day "
                           "where an order of dates hangs on it",
                           table->roles[role].name,
                           lg_quality_file_name(model->sources.items[source].path), coarse_count,
                           row_count);
}

static enum lg_status report_coarse_sources(struct lg_model *model, const struct lg_table *table,
                                            size_t role, struct lg_error *err)
{
    if (needs_day(model, table, role) || table == &model->parks.table) return LG_OK;
    enum lg_status status = LG_OK;
    enum lg_source_kind kind = table == &model->supply ? LG_SOURCE_SUPPLY : LG_SOURCE_PARCELS;
    for (size_t source = 0; status == LG_OK && source < model->sources.count; source++) {
        if (model->sources.items[source].kind != kind) continue;
        status = report_coarse(model, table, role, source, err);
    }
    return status;
}

/* What is neither yes nor no makes no candidate, and its overlaps are those of parks. */
static enum lg_status check_candidates(struct lg_model *model, struct lg_error *err)
{
    const struct lg_table *parks = &model->parks.table;
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < parks->count; park++) {
        const char *written = lg_table_text(parks, LG_PARK_CANDIDATE, park);
        if (lg_answer_read(written) != LG_ANSWER_WRONG) continue;
        struct lg_finding finding = lg_park_finding(model, LG_W_VALUE, park);
        status = lg_findings_add(&model->findings, &finding, err,
                                 "candidate \"%s\" is neither yes nor no, so the boundary counts "
                                 "as a park; enter 是 or 否",
                                 written);
    }
    return status;
}

static enum lg_status check_dates(struct lg_model *model, const struct lg_table *table,
                                  struct lg_error *err)
{
    for (size_t role = 0; role < table->role_count; role++) {
        if (table->roles[role].kind != LG_KIND_DATE || !table->columns[role].present) continue;
        enum lg_status status = LG_OK;
        for (size_t row = 0; status == LG_OK && row < table->count; row++) {
            if (table == &model->parcels.table && is_from_supply(model, role, row)) continue;
            status = check_date(model, table, role, row, err);
        }
        if (status == LG_OK) status = report_coarse_sources(model, table, role, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

/*
 * Whether a class has others below it: "06" where there is "0601", but not "16" of the guide of
 * 2023. Its second level says enough; the third is for plans in detail.
 */
static bool is_parent_code(enum lg_use_system system, const struct lg_use_entry *entry)
{
    char child[16];
    if (system == LG_USE_KFQ || strlen(entry->code) > 2) return false;
    int length = snprintf(child, sizeof(child), "%s01", entry->code);
    assert(length > 0 && (size_t)length < sizeof(child));
    const struct lg_use_entry *found = lg_use_find(system, child);
    return found != NULL && strcmp(found->code, child) == 0;
}

static const char *use_role_name(enum lg_parcel_use use)
{
    static const size_t roles[LG_PARCEL_USE_COUNT] = {
        [LG_CURRENT_USE] = LG_PARCEL_CURRENT_USE,
        [LG_APPROVED_USE] = LG_PARCEL_APPROVED_USE,
        [LG_PLANNED_USE] = LG_PARCEL_PLANNED_USE,
    };
    return lg_parcel_roles[roles[use]].name;
}

static bool is_of_plan_layer(const struct lg_model *model, enum lg_parcel_use use, size_t row)
{
    const char *const *by_layer = model->parcels.planned_use;
    return use == LG_PLANNED_USE && by_layer != NULL && by_layer[row] != NULL;
}

static enum lg_status check_use(struct lg_model *model, enum lg_parcel_use use, size_t row,
                                struct lg_error *err)
{
    enum lg_use_system system = model->use_systems[use];
    const char *code = lg_parcel_use(model, row, use);
    if (code == NULL) return LG_OK;

    const char *name = use_role_name(use);
    const struct lg_use_entry *entry = lg_use_find(system, code);
    /* A code of the plan layer is a finding of its polygon, not of every parcel below it. */
    if (entry == NULL && is_of_plan_layer(model, use, row)) return LG_OK;
    if (entry == NULL) {
        struct lg_finding finding = lg_parcel_finding(model, LG_E_CODE, row);
        return lg_findings_add(&model->findings, &finding, err,
                               "%s is \"%s\", which %s does not have; correct it, or name its code "
                               "under values:",
                               name, code, lg_use_system_name(system));
    }
    struct lg_finding finding = lg_parcel_finding(model, LG_W_CODE, row);
    if (system == LG_USE_GB50137 && entry->group == LG_GROUP_NONE) {
        return lg_findings_add(
            &model->findings, &finding, err,
            "%s is \"%s\", which is no single use in %s and counts as not known; "
            "enter the use of the plan",
            name, code, lg_use_system_name(system));
    }
    if (!is_parent_code(system, entry)) return LG_OK;
    return lg_findings_add(&model->findings, &finding, err,
                           "%s is \"%s\", a class of %s that has classes below it; enter the "
                           "class of the survey",
                           name, code, lg_use_system_name(system));
}

static enum lg_status check_uses(struct lg_model *model, struct lg_error *err)
{
    for (enum lg_parcel_use use = LG_CURRENT_USE; use < LG_PARCEL_USE_COUNT; use++) {
        if (model->use_systems[use] == LG_USE_NONE) continue;
        for (size_t row = 0; row < model->parcels.table.count; row++) {
            enum lg_status status = check_use(model, use, row, err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}

enum lg_status lg_quality_attributes(struct lg_model *model, struct lg_error *err)
{
    const struct lg_table *tables[] = {&model->parks.table, &model->parcels.table, &model->supply};
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        enum lg_status status = check_dates(model, tables[i], err);
        if (status != LG_OK) return status;
    }
    enum lg_status status = check_candidates(model, err);
    return status == LG_OK ? check_uses(model, err) : status;
}
