/*
 * quality/: areas as recorded against areas as measured, parcel by parcel and park by park.
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>

/* How a recorded area stands to the measured one. */
struct comparison {
    bool differs;              /* more than the tolerance of domain.md 4.6 */
    enum lg_finding_code code; /* LG_W_AREA or LG_E_AREA where it differs */
    double ratio;              /* (measured - recorded) / recorded; infinite for recorded 0 */
    double limit_ratio;
};

/* The tolerance is the larger of the two, so both must be passed. */
static struct comparison compare_areas(const struct lg_rules *rules, double recorded_m2,
                                       double measured_m2)
{
    struct comparison result = {.code = LG_W_AREA, .limit_ratio = rules->area_ratio_warning};
    double difference_m2 = measured_m2 - recorded_m2;
    result.ratio = recorded_m2 > 0 ? difference_m2 / recorded_m2 : (double)INFINITY;
    result.differs = fabs(difference_m2) > rules->area_m2_warning &&
                     fabs(result.ratio) > rules->area_ratio_warning;
    if (fabs(result.ratio) > rules->area_ratio_error) {
        result.code = LG_E_AREA;
        result.limit_ratio = rules->area_ratio_error;
    }
    return result;
}

static const char *direction(const struct comparison *result)
{
    return result->ratio < 0 ? "smaller" : "larger";
}

static enum lg_status compare_parcel(struct lg_model *model, const struct lg_area_column *column,
                                     size_t row, struct lg_error *err)
{
    double recorded_m2 = lg_table_number(column->table, column->role, row);
    double measured_m2 = column->area_m2[row];
    if (isnan(recorded_m2) || isnan(measured_m2)) return LG_OK;
    struct comparison result = compare_areas(&model->rules, recorded_m2, measured_m2);
    if (!result.differs) return LG_OK;

    const char *role = column->table->roles[column->role].name;
    struct lg_finding finding = lg_parcel_finding(model, result.code, row);
    finding.limit = 100 * result.limit_ratio;
    if (!isfinite(result.ratio)) {
        return lg_findings_add(
            &model->findings, &finding, err,
            "%s is %.2f m2, measured %.2f m2; enter the area, or leave the field "
            "empty where it is not known",
            role, recorded_m2, measured_m2);
    }
    finding.value = 100 * result.ratio;
    return lg_findings_add(&model->findings, &finding, err,
                           "%s is %.2f m2, measured %.2f m2: %.2f %% %s by geometry, the limit is "
                           "%.1f %%; check the boundary and the record",
                           role, recorded_m2, measured_m2, 100 * fabs(result.ratio),
                           direction(&result), 100 * result.limit_ratio);
}

static enum lg_status compare_parcels(struct lg_model *model, const struct lg_area_column *column,
                                      const bool *suspect, struct lg_error *err)
{
    for (size_t row = 0; row < column->table->count; row++) {
        if (suspect[column->table->source[row]]) continue;
        enum lg_status status = compare_parcel(model, column, row, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static struct lg_finding doubted_park(const struct lg_model *model, size_t park,
                                      const struct comparison *result)
{
    struct lg_finding finding = lg_park_finding(model, result->code, park);
    finding.value = isfinite(result->ratio) ? 100 * result->ratio : (double)NAN;
    finding.limit = 100 * result->limit_ratio;
    return finding;
}

/* The recorded areas of a park's parcels, split at its boundary like the parcels themselves. */
struct park_total {
    double recorded_m2, measured_m2;
    size_t piece_count;
};

static void add_pieces(const struct lg_model *model, const bool *suspect, struct park_total *totals)
{
    const struct lg_pieces *pieces = &model->pieces;
    const struct lg_table *table = &model->parcels.table;
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->park[i] == LG_NO_PARK) continue;
        size_t parcel = pieces->parcel[i];
        double recorded_m2 = lg_table_number(table, LG_PARCEL_RECORDED_AREA, parcel);
        bool is_known = !isnan(recorded_m2) && !isnan(pieces->counted_m2[i]) &&
                        !isnan(pieces->share[i]) && !suspect[table->source[parcel]];
        if (!is_known) continue;
        struct park_total *total = &totals[pieces->park[i]];
        total->recorded_m2 += recorded_m2 * pieces->share[i];
        total->measured_m2 += pieces->counted_m2[i];
        total->piece_count++;
    }
}

static enum lg_status compare_sum(struct lg_model *model, size_t park,
                                  const struct park_total *total, struct lg_error *err)
{
    if (total->piece_count == 0) return LG_OK;
    struct comparison result = compare_areas(&model->rules, total->recorded_m2, total->measured_m2);
    if (!result.differs || !isfinite(result.ratio)) return LG_OK;

    struct lg_finding finding = doubted_park(model, park, &result);
    return lg_findings_add(
        &model->findings, &finding, err,
        "recorded areas in the park (parcels: %zu) add up to %.4f ha, measured "
        "%.4f ha: %.2f %% %s by geometry, the limit is %.1f %%; find out which of "
        "the two the figures shall rest on",
        total->piece_count, total->recorded_m2 / LG_M2_PER_HA, total->measured_m2 / LG_M2_PER_HA,
        100 * fabs(result.ratio), direction(&result), 100 * result.limit_ratio);
}

static enum lg_status compare_sums(struct lg_model *model, const bool *suspect,
                                   struct lg_error *err)
{
    size_t park_count = model->parks.table.count;
    if (park_count == 0) return LG_OK;
    struct park_total *totals = calloc(park_count, sizeof(*totals));
    if (totals == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for the area sums of %zu parks",
                       park_count);
    }
    enum lg_status status = LG_OK;
    add_pieces(model, suspect, totals);
    for (size_t park = 0; park < park_count && status == LG_OK; park++) {
        status = compare_sum(model, park, &totals[park], err);
    }
    free(totals);
    return status;
}

static enum lg_status compare_park(struct lg_model *model, const struct lg_area_column *column,
                                   size_t park, struct lg_error *err)
{
    double recorded_m2 = lg_table_number(column->table, column->role, park);
    double measured_m2 = column->area_m2[park];
    if (isnan(recorded_m2) || isnan(measured_m2) || recorded_m2 <= 0) return LG_OK;

    /* Land approved by law is the main area alone; a park repeats the figure in its other rows. */
    bool is_other_scope = lg_park_scope(model, park) == LG_SCOPE_EXPANSION;
    if (column->role == LG_PARK_APPROVED_AREA && is_other_scope) return LG_OK;

    struct comparison result = compare_areas(&model->rules, recorded_m2, measured_m2);
    if (!result.differs) return LG_OK;
    struct lg_finding finding = doubted_park(model, park, &result);
    return lg_findings_add(
        &model->findings, &finding, err,
        "%s of the park is %.4f ha, measured %.4f ha: %.2f %% %s by geometry, the "
        "limit is %.1f %%; compare the boundary with the one approved",
        column->table->roles[column->role].name, recorded_m2 / LG_M2_PER_HA,
        measured_m2 / LG_M2_PER_HA, 100 * fabs(result.ratio), direction(&result),
        100 * result.limit_ratio);
}

static enum lg_status compare_parks(struct lg_model *model, const struct lg_area_column *column,
                                    const bool *suspect, struct lg_error *err)
{
    for (size_t park = 0; park < column->table->count; park++) {
        if (suspect[column->table->source[park]]) continue;
        enum lg_status status = compare_park(model, column, park, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

/* One column: first the unit of the whole, then, where that is right, row by row. */
static enum lg_status check_column(struct lg_model *model, const struct lg_area_column *column,
                                   struct lg_error *err)
{
    bool *suspect = calloc(model->sources.count + 1, sizeof(*suspect));
    if (suspect == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu sources", model->sources.count);
    }
    enum lg_status status = lg_quality_look_at_units(model, column, suspect, err);
    if (status != LG_OK) goto done;
    if (column->table == &model->parks.table) {
        status = compare_parks(model, column, suspect, err);
        goto done;
    }
    status = compare_parcels(model, column, suspect, err);
    if (status != LG_OK) goto done;
    if (column->role == LG_PARCEL_RECORDED_AREA) status = compare_sums(model, suspect, err);
done:
    free(suspect);
    return status;
}

enum lg_status lg_quality_areas(struct lg_model *model, struct lg_error *err)
{
    const struct lg_area_column columns[] = {
        {"parcels", &model->parcels.table, model->parcels.area_m2, LG_PARCEL_RECORDED_AREA},
        {"parcels", &model->parcels.table, model->parcels.area_m2, LG_PARCEL_CERTIFICATE_AREA},
        {"parks", &model->parks.table, model->parks.area_m2, LG_PARK_APPROVED_AREA},
        {"parks", &model->parks.table, model->parks.area_m2, LG_PARK_RECORDED_AREA},
    };
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        if (!columns[i].table->columns[columns[i].role].present) continue;
        enum lg_status status = check_column(model, &columns[i], err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}
