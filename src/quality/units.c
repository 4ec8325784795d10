/*
 * quality/: the unit and the datum that a column of areas looks like as a whole.
 *
 * One wrong area is a parcel's affair; when the median is wrong, the column was declared wrongly.
 */
#include "quality/parts.h"

#include "base/sorted.h"
#include "base/units.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A median within this of a unit's size is taken for that unit; surveys differ by far less. */
#define UNIT_RATIO_TOLERANCE 0.05

/* Areas on the ground at 2800 to 5000 m against those on the ellipsoid, domain.md 4.6. */
#define RAISED_RATIO_MIN      1.0010
#define RAISED_RATIO_MAX      1.0016
#define RAISED_ROW_COUNT_MIN  5
#define RAISED_QUARTILE_SLACK 0.0005

/* One ratio for all: the middle half of the rows is no wider than this, relative. */
#define SLIP_ROW_COUNT_MIN 5
#define SLIP_SPREAD_MAX    0.01

#define FAR_MIN 0.001
#define FAR_MAX 20.0
/* Between these a floor area ratio is an everyday one: the unit that leads there is the guess. */
#define FAR_USUAL_MIN 0.02
#define FAR_USUAL_MAX 10.0

struct ratios {
    double *items; /* [count] sorted */
    size_t count;
};

/* A ratio that some row really has. */
static double quantile(const struct ratios *ratios, double share)
{
    return lg_sorted_quantile(ratios->items, ratios->count, share);
}

/* Ratios recorded / measured of the rows of one source that have both. */
static void collect_ratios(const struct lg_area_column *column, size_t source,
                           struct ratios *ratios)
{
    ratios->count = 0;
    for (size_t row = 0; row < column->table->count; row++) {
        if (column->table->source[row] != source) continue;
        double recorded_m2 = lg_table_number(column->table, column->role, row);
        double measured_m2 = column->area_m2[row];
        if (!(recorded_m2 > 0) || !(measured_m2 > 0)) continue;
        ratios->items[ratios->count++] = recorded_m2 / measured_m2;
    }
    lg_sorted_make(ratios->items, ratios->count);
}

double lg_quality_median(double *items, size_t count)
{
    assert(count > 0);
    lg_sorted_make(items, count);
    return lg_sorted_quantile(items, count, 0.5);
}

const char *lg_quality_declared_unit(const struct lg_source *source, size_t role, double *factor)
{
    enum lg_unit_kind kind;
    for (size_t i = 0; i < source->field_count; i++) {
        const struct lg_field_choice *choice = &source->fields[i];
        if (choice->role != role || choice->unit == NULL) continue;
        if (lg_unit_find(choice->unit, &kind, factor)) return choice->unit;
    }
    *factor = 1;
    return "m2";
}

const char *lg_quality_unit_by_ratio(double median, double declared_factor)
{
    static const char *const names[] = {"m2", "mu", "ha", "km2"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        enum lg_unit_kind kind;
        double factor;
        if (!lg_unit_find(names[i], &kind, &factor) || factor == declared_factor) continue;
        if (fabs(median * factor / declared_factor - 1) <= UNIT_RATIO_TOLERANCE) return names[i];
    }
    return NULL;
}

static bool looks_raised(const struct ratios *ratios)
{
    double median = quantile(ratios, 0.5);
    return ratios->count >= RAISED_ROW_COUNT_MIN && median >= RAISED_RATIO_MIN &&
           median <= RAISED_RATIO_MAX &&
           quantile(ratios, 0.25) >= RAISED_RATIO_MIN - RAISED_QUARTILE_SLACK &&
           quantile(ratios, 0.75) <= RAISED_RATIO_MAX + RAISED_QUARTILE_SLACK;
}

/*
 * Far from the measured areas, and all by one ratio: no row is wrong by itself, the column was
 * computed in another projection or zone.
 */
static bool looks_slipped(const struct lg_rules *rules, const struct ratios *ratios)
{
    double median = quantile(ratios, 0.5);
    return ratios->count >= SLIP_ROW_COUNT_MIN && fabs(1 / median - 1) > rules->area_ratio_error &&
           quantile(ratios, 0.75) - quantile(ratios, 0.25) <= SLIP_SPREAD_MAX * median;
}

static enum lg_status tell_slip(struct lg_model *model, const struct lg_area_column *column,
                                size_t source, const struct ratios *ratios, struct lg_error *err)
{
    double median = quantile(ratios, 0.5);
    struct lg_finding finding = lg_finding_blank(LG_E_AREA, column->layer);
    finding.source = source;
    finding.value = 100 * (1 / median - 1);
    finding.limit = 100 * model->rules.area_ratio_error;
    return lg_findings_add(&model->findings, &finding, err,
                           "%s of %s: measured areas are %+.1f %% from it in the median of %zu "
                           "rows, half of them within %.1f %% of that: a slip of the whole column, "
                           "as if taken in another projection or zone; have it computed again",
                           column->table->roles[column->role].name,
                           lg_quality_file_name(model->sources.items[source].path),
                           100 * (1 / median - 1), ratios->count, 100 * SLIP_SPREAD_MAX);
}

static enum lg_status look_at_source(struct lg_model *model, const struct lg_area_column *column,
                                     size_t source, const struct ratios *ratios, bool *suspect,
                                     struct lg_error *err)
{
    const struct lg_source *item = &model->sources.items[source];
    const char *role = column->table->roles[column->role].name;
    const char *file = lg_quality_file_name(item->path);
    double median = quantile(ratios, 0.5);
    double factor;
    const char *declared = lg_quality_declared_unit(item, column->role, &factor);
    const char *unit = lg_quality_unit_by_ratio(median, factor);

    if (unit != NULL) {
        suspect[source] = true;
        struct lg_finding finding = lg_finding_blank(LG_W_UNIT, column->layer);
        finding.source = source;
        finding.value = median;
        finding.limit = 1;
        return lg_findings_add(&model->findings, &finding, err,
                               "%s of %s is %.4g of the measured area in the median, as if it "
                               "were in %s and not in %s; declare units: {%s: %s} if so; its %zu "
                               "areas are not compared one by one",
                               role, file, median, unit, declared, role, unit, ratios->count);
    }
    if (looks_raised(ratios)) {
        struct lg_finding finding = lg_finding_blank(LG_W_AREA, column->layer);
        finding.source = source;
        finding.value = median;
        finding.limit = RAISED_RATIO_MIN;
        return lg_findings_add(&model->findings, &finding, err,
                               "%s of %s is %.4f of the measured area in the median, as after a "
                               "survey on a raised local datum; ask the surveyor for its height",
                               role, file, median);
    }
    if (looks_slipped(&model->rules, ratios)) return tell_slip(model, column, source, ratios, err);
    return LG_OK;
}

enum lg_status lg_quality_look_at_units(struct lg_model *model, const struct lg_area_column *column,
                                        bool *suspect, struct lg_error *err)
{
    if (!column->table->columns[column->role].present || column->table->count == 0) return LG_OK;

    struct ratios ratios = {.items = calloc(column->table->count, sizeof(*ratios.items))};
    if (ratios.items == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu area ratios",
                       column->table->count);
    }
    enum lg_status status = LG_OK;
    for (size_t source = 0; source < model->sources.count && status == LG_OK; source++) {
        collect_ratios(column, source, &ratios);
        if (ratios.count > 0) {
            status = look_at_source(model, column, source, &ratios, suspect, err);
        }
    }
    free(ratios.items);
    return status;
}

/* The unit that brings a floor area ratio into the usual range, or NULL. */
static const char *floor_unit(double median, double declared_factor)
{
    static const char *const names[] = {"m2", "wan_m2"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        enum lg_unit_kind kind;
        double factor;
        if (!lg_unit_find(names[i], &kind, &factor) || factor == declared_factor) continue;
        double far = median * factor / declared_factor;
        if (far >= FAR_USUAL_MIN && far <= FAR_USUAL_MAX) return names[i];
    }
    return NULL;
}

static enum lg_status look_at_floors_of(struct lg_model *model, const struct lg_area_column *column,
                                        size_t source, const struct ratios *ratios, bool *suspect,
                                        struct lg_error *err)
{
    double median = quantile(ratios, 0.5);
    if (median >= FAR_MIN && median <= FAR_MAX) return LG_OK;

    suspect[source] = true;

    const struct lg_source *item = &model->sources.items[source];
    double factor;
    const char *declared = lg_quality_declared_unit(item, column->role, &factor);
    const char *unit = floor_unit(median, factor);
    const char *role = column->table->roles[column->role].name;
    const char *file = lg_quality_file_name(item->path);
    struct lg_finding finding = lg_finding_blank(LG_W_UNIT, column->layer);
    finding.source = source;
    finding.value = median;
    finding.limit = median > FAR_MAX ? FAR_MAX : FAR_MIN;
    if (unit == NULL) {
        return lg_findings_add(&model->findings, &finding, err,
                               "%s of %s is %.4g of the land in the median, and no unit explains "
                               "it; check the field",
                               role, file, median);
    }
    return lg_findings_add(&model->findings, &finding, err,
                           "%s of %s is %.4g of the land in the median, as if it were in %s and "
                           "not in %s; declare units: {%s: %s} if so; its rows are not judged one "
                           "by one",
                           role, file, median, unit, declared, role, unit);
}

enum lg_status lg_quality_look_at_floors(struct lg_model *model,
                                         const struct lg_area_column *column, bool *suspect,
                                         struct lg_error *err)
{
    if (!column->table->columns[column->role].present || column->table->count == 0) return LG_OK;

    struct ratios ratios = {.items = calloc(column->table->count, sizeof(*ratios.items))};
    if (ratios.items == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu floor area ratios",
                       column->table->count);
    }
    enum lg_status status = LG_OK;
    for (size_t source = 0; source < model->sources.count && status == LG_OK; source++) {
        collect_ratios(column, source, &ratios);
        if (ratios.count > 0) {
            status = look_at_floors_of(model, column, source, &ratios, suspect, err);
        }
    }
    free(ratios.items);
    return status;
}
