/*
 * quality/: what an enterprise says of its land against itself, with or without a parcel.
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include "base/text_index.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A median of recorded / computed coefficients this near to 1/100 was written as a share. */
#define SHARE_TOLERANCE 0.05

enum { FIRST_PART = LG_ENTERPRISE_PLANT_LAND, LAST_PART = LG_ENTERPRISE_OTHER_LAND };

struct enterprise_work {
    struct lg_model *model;
    const struct lg_table *table;
    struct lg_text_index parcels; /* of the parcels' ids, for a place to show */
    double *land_m2;              /* [row count] recorded; NaN where there is none */
    double *ratios;               /* [row count] of whatever median is looked for */
    double *parcel_m2;            /* [row count] measured, of the parcel named; NaN: none */
    /* [source count] the unit is doubted: of the role, of the parts as a whole */
    bool *suspect[LG_ENTERPRISE_ROLE_COUNT];
    bool *parts_suspect;
    struct lg_column_digits *digits[LG_ENTERPRISE_ROLE_COUNT]; /* [source count] */
};

static enum lg_status start_columns(struct enterprise_work *work, struct lg_error *err)
{
    size_t source_count = work->model->sources.count + 1;
    work->parts_suspect = calloc(source_count, sizeof(bool));
    bool is_short = work->parts_suspect == NULL;
    for (size_t role = LG_ENTERPRISE_LAND_AREA; role < LG_ENTERPRISE_ROLE_COUNT; role++) {
        work->suspect[role] = calloc(source_count, sizeof(bool));
        work->digits[role] = calloc(source_count, sizeof(struct lg_column_digits));
        if (work->suspect[role] == NULL || work->digits[role] == NULL) {
            is_short = true;
            break;
        }
        lg_quality_column_digits(work->model, work->table, role, work->digits[role]);
    }
    if (!is_short) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu sources", source_count);
}

static enum lg_status start_work(struct enterprise_work *work, struct lg_error *err)
{
    const struct lg_parcels *parcels = &work->model->parcels;
    size_t count = work->table->count;
    work->land_m2 = calloc(count, sizeof(double));
    work->ratios = calloc(count, sizeof(double));
    work->parcel_m2 = calloc(count, sizeof(double));
    if (work->land_m2 == NULL || work->ratios == NULL || work->parcel_m2 == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu enterprises", count);
    }
    enum lg_status status =
        lg_text_index_build(&work->parcels, parcels->id, parcels->table.count, err);
    if (status != LG_OK) return status;
    for (size_t row = 0; row < count; row++) {
        size_t parcel = lg_text_index_find(
            &work->parcels, lg_table_text(work->table, LG_ENTERPRISE_PARCEL_ID, row));
        work->land_m2[row] = lg_table_number(work->table, LG_ENTERPRISE_LAND_AREA, row);
        work->parcel_m2[row] = parcel != LG_NO_ROW ? parcels->area_m2[parcel] : (double)NAN;
    }
    return start_columns(work, err);
}

static void finish_work(struct enterprise_work *work)
{
    for (size_t role = 0; role < LG_ENTERPRISE_ROLE_COUNT; role++) {
        free(work->suspect[role]);
        free(work->digits[role]);
    }
    free(work->parts_suspect);
    free(work->land_m2);
    free(work->ratios);
    free(work->parcel_m2);
    lg_text_index_reset(&work->parcels);
}

/* The row's own finding, with the place of the parcel that it names. */
static struct lg_finding enterprise_finding(const struct enterprise_work *work,
                                            enum lg_finding_code code, size_t row)
{
    struct lg_finding finding = lg_quality_row_finding(work->model, work->table, code, row);
    size_t parcel = lg_text_index_find(&work->parcels, finding.parcel_id);
    if (parcel != LG_NO_ROW && work->model->parcels.center_lon_lat_deg != NULL) {
        finding.lon_deg = work->model->parcels.center_lon_lat_deg[2 * parcel];
        finding.lat_deg = work->model->parcels.center_lon_lat_deg[2 * parcel + 1];
    }
    return finding;
}

static const char *name_of(const struct enterprise_work *work, size_t row)
{
    const char *name = lg_table_text(work->table, LG_ENTERPRISE_NAME, row);
    return name != NULL ? name : "without name";
}

/* A number of a row, NaN where it is missing or the unit of its column is doubted. */
static double sound_number(const struct enterprise_work *work, size_t role, size_t row)
{
    assert(work->suspect[role] != NULL);
    if (work->suspect[role][work->table->source[row]]) return (double)NAN;
    return lg_table_number(work->table, role, row);
}

static double rounding_of(const struct enterprise_work *work, size_t role, size_t row)
{
    assert(work->digits[role] != NULL);
    return lg_quality_rounding(lg_table_number(work->table, role, row),
                               &work->digits[role][work->table->source[row]]);
}

struct parts_sum {
    double m2, rounding_m2;
    size_t known_count;
};

static struct parts_sum add_parts(const struct enterprise_work *work, size_t row)
{
    struct parts_sum sum = {0};
    for (size_t role = FIRST_PART; role <= LAST_PART; role++) {
        double part_m2 = lg_table_number(work->table, role, row);
        if (isnan(part_m2)) continue;
        sum.m2 += part_m2;
        sum.rounding_m2 += rounding_of(work, role, row);
        sum.known_count++;
    }
    return sum;
}

static enum lg_status look_at_parts(struct enterprise_work *work, size_t source,
                                    struct lg_error *err)
{
    size_t count = 0;
    assert(work->parts_suspect != NULL);
    for (size_t row = 0; row < work->table->count; row++) {
        if (work->table->source[row] != source || !(work->land_m2[row] > 0)) continue;
        struct parts_sum sum = add_parts(work, row);
        if (sum.m2 > 0) work->ratios[count++] = sum.m2 / work->land_m2[row];
    }
    if (count == 0) return LG_OK;
    const struct lg_source *item = &work->model->sources.items[source];
    double median = lg_quality_median(work->ratios, count);
    double factor;
    const char *declared = lg_quality_declared_unit(item, LG_ENTERPRISE_PLANT_LAND, &factor);
    const char *unit = lg_quality_unit_by_ratio(median, factor);
    if (unit == NULL) return LG_OK;

    work->parts_suspect[source] = true;
    struct lg_finding finding = lg_finding_blank(LG_W_UNIT, "enterprises");
    finding.source = source;
    finding.value = median;
    finding.limit = 1;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "the parts of the land (plant_land to other_land) of %s make %.4g of "
                           "land_area in the median, as if they were in %s and not in %s, or "
                           "land_area in another unit; declare units: for them if so; its rows are "
                           "not judged one by one",
                           lg_quality_file_name(item->path), median, unit, declared);
}

/* A coefficient is in %; a column of shares would be wrong in every row. */
static enum lg_status look_at_coefficients(struct enterprise_work *work, size_t source,
                                           struct lg_error *err)
{
    size_t count = 0;
    for (size_t row = 0; row < work->table->count; row++) {
        if (work->table->source[row] != source) continue;
        double recorded_pct = lg_table_number(work->table, LG_ENTERPRISE_COEFFICIENT, row);
        double computed = sound_number(work, LG_ENTERPRISE_FOOTPRINT_YARDS, row) /
                          sound_number(work, LG_ENTERPRISE_LAND_AREA, row);
        if (!(computed > 0) || isinf(computed) || !(recorded_pct > 0)) continue;
        work->ratios[count++] = recorded_pct / (100 * computed);
    }
    if (count == 0) return LG_OK;
    double median = lg_quality_median(work->ratios, count);
    if (fabs(100 * median - 1) > SHARE_TOLERANCE) return LG_OK;

    work->suspect[LG_ENTERPRISE_COEFFICIENT][source] = true;
    struct lg_finding finding = lg_finding_blank(LG_W_UNIT, "enterprises");
    finding.source = source;
    finding.value = median;
    finding.limit = 1;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "coefficient of %s is %.4g of footprint_yards by land_area in the "
                           "median, as if it were a share and not in %%; deliver it in %%; its "
                           "rows are not judged one by one",
                           lg_quality_file_name(work->model->sources.items[source].path), median);
}

static enum lg_status look_at_units(struct enterprise_work *work, struct lg_error *err)
{
    static const size_t built[] = {LG_ENTERPRISE_FLOOR_AREA, LG_ENTERPRISE_FOOTPRINT,
                                   LG_ENTERPRISE_FOOTPRINT_YARDS};
    const struct lg_area_column land = {"enterprises", work->table, work->parcel_m2,
                                        LG_ENTERPRISE_LAND_AREA};
    enum lg_status status =
        lg_quality_look_at_units(work->model, &land, work->suspect[LG_ENTERPRISE_LAND_AREA], err);
    /* Nothing can be held against land whose own unit is doubted. */
    for (size_t row = 0; row < work->table->count; row++) {
        work->land_m2[row] = sound_number(work, LG_ENTERPRISE_LAND_AREA, row);
    }
    for (size_t i = 0; status == LG_OK && i < sizeof(built) / sizeof(built[0]); i++) {
        const struct lg_area_column column = {"enterprises", work->table, work->land_m2, built[i]};
        status = lg_quality_look_at_floors(work->model, &column, work->suspect[built[i]], err);
    }
    for (size_t source = 0; status == LG_OK && source < work->model->sources.count; source++) {
        status = look_at_parts(work, source, err);
        if (status == LG_OK) status = look_at_coefficients(work, source, err);
    }
    return status;
}

/* All parts make the land; where some are missing, the others cannot make more than it. */
static enum lg_status check_parts(const struct enterprise_work *work, size_t row,
                                  struct lg_error *err)
{
    double land_m2 = work->land_m2[row];
    assert(work->parts_suspect != NULL);
    if (!(land_m2 > 0) || work->parts_suspect[work->table->source[row]]) return LG_OK;
    struct parts_sum sum = add_parts(work, row);
    double slack_m2 = work->model->rules.figure_ratio * land_m2 + sum.rounding_m2 +
                      rounding_of(work, LG_ENTERPRISE_LAND_AREA, row);
    bool is_whole = sum.known_count == LAST_PART - FIRST_PART + 1;
    bool is_off = is_whole ? fabs(sum.m2 - land_m2) > slack_m2 : sum.m2 > land_m2 + slack_m2;
    if (!is_off) return LG_OK;

    struct lg_finding finding = enterprise_finding(work, LG_E_SUM, row);
    finding.value = (sum.m2 - land_m2) / LG_M2_PER_HA;
    finding.limit = slack_m2 / LG_M2_PER_HA;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "the %s of the land of enterprise %s make %.4f ha, its land_area is "
                           "%.4f ha (difference in ha); correct the one that is wrong",
                           is_whole ? "parts" : "known parts", name_of(work, row),
                           sum.m2 / LG_M2_PER_HA, land_m2 / LG_M2_PER_HA);
}

/* One area of a record by its land, and how far rounding may have moved the ratio; NaN: unknown. */
struct ratio {
    double area_m2, value, slack;
};

static struct ratio ratio_to_land(const struct enterprise_work *work, size_t role, size_t row)
{
    double land_m2 = work->land_m2[row];
    double area_m2 = sound_number(work, role, row);
    struct ratio ratio = {.area_m2 = area_m2, .value = (double)NAN};
    if (!(land_m2 > 0) || isnan(area_m2)) return ratio;
    ratio.value = area_m2 / land_m2;
    ratio.slack = rounding_of(work, role, row) / land_m2 +
                  ratio.value * rounding_of(work, LG_ENTERPRISE_LAND_AREA, row) / land_m2;
    return ratio;
}

static enum lg_status check_far(const struct enterprise_work *work, size_t row,
                                struct lg_error *err)
{
    double recorded = sound_number(work, LG_ENTERPRISE_FAR, row);
    struct ratio floor = ratio_to_land(work, LG_ENTERPRISE_FLOOR_AREA, row);
    if (isnan(recorded) || isnan(floor.value)) return LG_OK;
    double slack = work->model->rules.figure_ratio * floor.value + floor.slack +
                   rounding_of(work, LG_ENTERPRISE_FAR, row);
    if (fabs(recorded - floor.value) <= slack) return LG_OK;

    struct lg_finding finding = enterprise_finding(work, LG_W_FAR, row);
    finding.value = recorded;
    finding.limit = floor.value;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "far of enterprise %s is %.4f, but its floor_area of %.1f m2 on %.4f ha "
                           "makes %.4f; correct the one that is wrong",
                           name_of(work, row), recorded, floor.area_m2,
                           work->land_m2[row] / LG_M2_PER_HA, floor.value);
}

/* What cannot be: more ground covered than there is, yards without the footprint in them. */
static enum lg_status check_cover(const struct enterprise_work *work, size_t row, size_t role,
                                  bool *is_told, struct lg_error *err)
{
    struct ratio cover = ratio_to_land(work, role, row);
    *is_told = cover.value > 1 + work->model->rules.figure_ratio + cover.slack;
    if (!*is_told) return LG_OK;

    struct lg_finding finding = enterprise_finding(work, LG_W_FAR, row);
    finding.value = cover.value;
    finding.limit = 1;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "%s of enterprise %s is %.1f m2, more than its land_area of %.4f ha; "
                           "correct the one that is wrong",
                           work->table->roles[role].name, name_of(work, row), cover.area_m2,
                           work->land_m2[row] / LG_M2_PER_HA);
}

/* @param role  what must not be less than the footprint */
static enum lg_status check_footprint(const struct enterprise_work *work, size_t row, size_t role,
                                      struct lg_error *err)
{
    double larger_m2 = sound_number(work, role, row);
    double footprint_m2 = sound_number(work, LG_ENTERPRISE_FOOTPRINT, row);
    if (isnan(larger_m2) || isnan(footprint_m2)) return LG_OK;
    double slack_m2 = work->model->rules.figure_ratio * footprint_m2 +
                      rounding_of(work, role, row) +
                      rounding_of(work, LG_ENTERPRISE_FOOTPRINT, row);
    if (larger_m2 >= footprint_m2 - slack_m2) return LG_OK;

    struct lg_finding finding = enterprise_finding(work, LG_W_FAR, row);
    finding.value = larger_m2;
    finding.limit = footprint_m2;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "%s of enterprise %s is %.1f m2, less than its footprint of %.1f m2; "
                           "correct the one that is wrong",
                           work->table->roles[role].name, name_of(work, row), larger_m2,
                           footprint_m2);
}

/* Without yards in the record a coefficient is at least what the buildings cover. */
static enum lg_status check_coefficient(const struct enterprise_work *work, size_t row,
                                        struct lg_error *err)
{
    double recorded_pct = sound_number(work, LG_ENTERPRISE_COEFFICIENT, row);
    struct ratio cover = ratio_to_land(work, LG_ENTERPRISE_FOOTPRINT_YARDS, row);
    bool is_least = isnan(cover.area_m2);
    if (is_least) cover = ratio_to_land(work, LG_ENTERPRISE_FOOTPRINT, row);
    if (isnan(recorded_pct) || isnan(cover.value)) return LG_OK;
    double slack_pct = 100 * (work->model->rules.figure_ratio * cover.value + cover.slack) +
                       rounding_of(work, LG_ENTERPRISE_COEFFICIENT, row);
    double off_pct = recorded_pct - 100 * cover.value;
    if (is_least ? off_pct >= -slack_pct : fabs(off_pct) <= slack_pct) return LG_OK;

    struct lg_finding finding = enterprise_finding(work, LG_W_FAR, row);
    finding.value = recorded_pct;
    finding.limit = 100 * cover.value;
    return lg_findings_add(
        &work->model->findings, &finding, err,
        "coefficient of enterprise %s is %.2f %%, but its %s of %.1f m2 on %.4f "
        "ha %s %.2f %%; correct the one that is wrong",
        name_of(work, row), recorded_pct, is_least ? "footprint" : "footprint_yards", cover.area_m2,
        work->land_m2[row] / LG_M2_PER_HA, is_least ? "alone makes" : "makes", 100 * cover.value);
}

static enum lg_status check_row(const struct enterprise_work *work, size_t row,
                                struct lg_error *err)
{
    bool is_told = false;
    enum lg_status status = check_parts(work, row, err);
    if (status == LG_OK) status = check_far(work, row, err);
    if (status == LG_OK) {
        status = check_footprint(work, row, LG_ENTERPRISE_FLOOR_AREA, err);
    }
    if (status == LG_OK) {
        status = check_footprint(work, row, LG_ENTERPRISE_FOOTPRINT_YARDS, err);
    }
    if (status == LG_OK) status = check_cover(work, row, LG_ENTERPRISE_FOOTPRINT, &is_told, err);
    if (status == LG_OK && !is_told) {
        status = check_cover(work, row, LG_ENTERPRISE_FOOTPRINT_YARDS, &is_told, err);
    }
    /* A coefficient by an area that cannot be says nothing of the coefficient. */
    if (status == LG_OK && !is_told) status = check_coefficient(work, row, err);
    return status;
}

struct entry {
    const char *id, *name;
    size_t row;
    int64_t feature;
    uint32_t source;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    int order = strcmp(a->id, b->id);
    if (order == 0) order = strcmp(a->name, b->name);
    if (order == 0) order = (a->source > b->source) - (a->source < b->source);
    return order != 0 ? order : (a->feature > b->feature) - (a->feature < b->feature);
}

static enum lg_status report_twin(const struct enterprise_work *work, const struct entry *entry,
                                  size_t number, struct lg_error *err)
{
    struct lg_finding finding = enterprise_finding(work, LG_E_DUP, entry->row);
    finding.value = (double)number;
    finding.limit = 1;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "enterprise %s stands %zu times on parcel %s, and its figures count as "
                           "often; delete the row, or give it its own name",
                           entry->name, number, entry->id);
}

/* Several enterprises may share a parcel and one may have several: both together name a row. */
static enum lg_status find_twins(const struct enterprise_work *work, struct lg_error *err)
{
    const struct lg_table *table = work->table;
    struct entry *entries = calloc(table->count, sizeof(*entries));
    if (entries == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu enterprises", table->count);
    }
    size_t count = 0;
    for (size_t row = 0; row < table->count; row++) {
        const char *id = lg_table_text(table, LG_ENTERPRISE_PARCEL_ID, row);
        const char *name = lg_table_text(table, LG_ENTERPRISE_NAME, row);
        if (id == NULL || name == NULL) continue;
        entries[count++] = (struct entry){id, name, row, table->feature[row], table->source[row]};
    }
    if (count > 0) qsort(entries, count, sizeof(*entries), compare_entries);
    enum lg_status status = LG_OK;
    size_t twin = 1;
    for (size_t i = 1; status == LG_OK && i < count; i++) {
        bool is_same = strcmp(entries[i].id, entries[i - 1].id) == 0 &&
                       strcmp(entries[i].name, entries[i - 1].name) == 0;
        twin = is_same ? twin + 1 : 1;
        if (twin > 1) status = report_twin(work, &entries[i], twin, err);
    }
    free(entries);
    return status;
}

enum lg_status lg_quality_enterprises(struct lg_model *model, struct lg_error *err)
{
    if (model->enterprises.count == 0) return LG_OK;

    struct enterprise_work work = {.model = model, .table = &model->enterprises};
    enum lg_status status = start_work(&work, err);
    if (status == LG_OK) status = find_twins(&work, err);
    if (status == LG_OK) status = look_at_units(&work, err);
    for (size_t row = 0; status == LG_OK && row < work.table->count; row++) {
        status = check_row(&work, row, err);
    }
    finish_work(&work);
    return status;
}
