/*
 * quality/: how densely a parcel is built, against itself, its contract and what is usual.
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define M2_PER_MICRO_M2 1e-6

enum { FIGURE_COUNT = 3 };

static const enum lg_parcel_role figure_roles[FIGURE_COUNT] = {
    LG_PARCEL_FLOOR_AREA, LG_PARCEL_FOOTPRINT, LG_PARCEL_FOOTPRINT_YARDS};

/* Buildings on the pieces of a parcel, and the land that they stand on. */
struct built_sum {
    int64_t floor_micro_m2, footprint_micro_m2;
    double counted_m2;
};

struct figures_work {
    struct lg_model *model;
    bool *suspect[FIGURE_COUNT]; /* [source count] the unit of that column is doubted */
    struct lg_column_digits *digits[FIGURE_COUNT]; /* [source count] */
    struct built_sum *sums;                        /* [parcel count] NULL: no buildings layer */
};

/* One parcel: m2 of floor, footprint and yards on each m2 of land; NaN: not known. */
struct figures {
    size_t parcel;
    double far, density, coefficient;
    double far_slack, density_slack, coefficient_slack; /* what rounding may have moved them by */
};

static enum lg_status start_work(struct figures_work *work, struct lg_error *err)
{
    struct lg_model *model = work->model;
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        work->suspect[i] = calloc(model->sources.count + 1, sizeof(bool));
        work->digits[i] = calloc(model->sources.count + 1, sizeof(struct lg_column_digits));
        if (work->suspect[i] == NULL || work->digits[i] == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "out of memory for %zu sources",
                           model->sources.count);
        }
        lg_quality_column_digits(model, &model->parcels.table, figure_roles[i], work->digits[i]);
    }
    if (!model->buildings.given) return LG_OK;
    work->sums = calloc(model->parcels.table.count + 1, sizeof(*work->sums));
    if (work->sums == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for the buildings of %zu parcels",
                       model->parcels.table.count);
    }
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        struct built_sum *sum = &work->sums[model->pieces.parcel[piece]];
        double counted_m2 = model->pieces.counted_m2[piece];
        if (isnan(counted_m2)) continue;
        sum->counted_m2 += counted_m2;
        sum->floor_micro_m2 += model->pieces.floor_micro_m2[piece];
        sum->footprint_micro_m2 += model->pieces.footprint_micro_m2[piece];
    }
    return LG_OK;
}

static void finish_work(struct figures_work *work)
{
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        free(work->suspect[i]);
        free(work->digits[i]);
    }
    free(work->sums);
}

static enum lg_status look_at_units(const struct figures_work *work, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < FIGURE_COUNT; i++) {
        const struct lg_area_column column = {"parcels", &work->model->parcels.table,
                                              work->model->parcels.area_m2, figure_roles[i]};
        status = lg_quality_look_at_floors(work->model, &column, work->suspect[i], err);
    }
    return status;
}

/* @param slack  out: half of the last digit written, as the ratio is */
static double recorded_ratio(const struct figures_work *work, size_t parcel, size_t figure,
                             double *slack)
{
    const struct lg_table *table = &work->model->parcels.table;
    double area_m2 = work->model->parcels.area_m2[parcel];
    double recorded_m2 = lg_table_number(table, figure_roles[figure], parcel);
    *slack = 0;
    assert(work->suspect[figure] != NULL && work->digits[figure] != NULL);
    if (isnan(recorded_m2) || !(area_m2 > 0)) return (double)NAN;
    if (work->suspect[figure][table->source[parcel]]) return (double)NAN;
    const struct lg_column_digits *digits = &work->digits[figure][table->source[parcel]];
    *slack = lg_quality_rounding(recorded_m2, digits) / area_m2;
    return recorded_m2 / area_m2;
}

static struct figures read_figures(const struct figures_work *work, size_t parcel)
{
    struct figures figures = {.parcel = parcel, .far = (double)NAN, .density = (double)NAN};
    figures.coefficient = recorded_ratio(work, parcel, 2, &figures.coefficient_slack);
    if (work->sums == NULL) {
        figures.far = recorded_ratio(work, parcel, 0, &figures.far_slack);
        figures.density = recorded_ratio(work, parcel, 1, &figures.density_slack);
        return figures;
    }
    const struct built_sum *sum = &work->sums[parcel];
    double area_m2 = work->model->parcels.area_m2[parcel];
    /* A small part of a parcel tells little of the whole, which the contract is about. */
    if (!(sum->counted_m2 >= (1 - work->model->rules.out_share_min) * area_m2)) return figures;
    figures.far = (double)sum->floor_micro_m2 * M2_PER_MICRO_M2 / sum->counted_m2;
    figures.density = (double)sum->footprint_micro_m2 * M2_PER_MICRO_M2 / sum->counted_m2;
    return figures;
}

static const char *figure_origin(const struct figures_work *work)
{
    return work->sums != NULL ? "by the buildings layer" : "as recorded";
}

static enum lg_status check_storeys(const struct figures_work *work, const struct figures *figures,
                                    struct lg_error *err)
{
    double slack = work->model->rules.figure_ratio * figures->density + figures->far_slack +
                   figures->density_slack;
    if (!(figures->far < figures->density - slack)) return LG_OK;

    double area_m2 = work->model->parcels.area_m2[figures->parcel];
    struct lg_finding finding = lg_parcel_finding(work->model, LG_W_FAR, figures->parcel);
    finding.value = figures->far;
    finding.limit = figures->density;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "the floor area of %.1f m2 is less than the footprint of %.1f m2 (%s), "
                           "yet a building has at least one storey; correct the one that is wrong",
                           figures->far * area_m2, figures->density * area_m2, figure_origin(work));
}

/* @param what  the part of the land that cannot be larger than all of it */
static enum lg_status check_share(const struct figures_work *work, const struct figures *figures,
                                  const char *what, double share, double slack,
                                  struct lg_error *err)
{
    if (!(share > 1 + work->model->rules.figure_ratio + slack)) return LG_OK;

    double area_m2 = work->model->parcels.area_m2[figures->parcel];
    struct lg_finding finding = lg_parcel_finding(work->model, LG_W_FAR, figures->parcel);
    finding.value = share;
    finding.limit = 1;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "the %s of %.1f m2 is larger than the parcel of %.1f m2; check it, its "
                           "unit and the boundary",
                           what, share * area_m2, area_m2);
}

/* A nought is what many write for "not known": said once for a source, not once a row. */
static bool is_nought_of_yards(const struct figures_work *work, size_t parcel)
{
    double yards_m2 =
        lg_table_number(&work->model->parcels.table, LG_PARCEL_FOOTPRINT_YARDS, parcel);
    return yards_m2 == 0.0 && read_figures(work, parcel).density > 0;
}

static enum lg_status report_noughts(const struct figures_work *work, size_t source,
                                     struct lg_error *err)
{
    const struct lg_table *table = &work->model->parcels.table;
    size_t nought_count = 0;
    size_t row_count = 0;
    for (size_t row = 0; row < table->count; row++) {
        if (table->source[row] != source) continue;
        nought_count += is_nought_of_yards(work, row);
        row_count++;
    }
    if (nought_count == 0) return LG_OK;
    struct lg_finding finding = lg_finding_blank(LG_W_FAR, "parcels");
    finding.source = source;
    finding.value = (double)nought_count;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "footprint_yards of %s is 0 in %zu of %zu rows although they have a "
                           "footprint, and counts as none (A34); enter it, or leave the field "
                           "empty where it is not known",
                           lg_quality_file_name(work->model->sources.items[source].path),
                           nought_count, row_count);
}

static enum lg_status report_all_noughts(const struct figures_work *work, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    if (!work->model->parcels.table.columns[LG_PARCEL_FOOTPRINT_YARDS].present) return status;
    for (size_t source = 0; status == LG_OK && source < work->model->sources.count; source++) {
        if (work->model->sources.items[source].kind != LG_SOURCE_PARCELS) continue;
        status = report_noughts(work, source, err);
    }
    return status;
}

static enum lg_status check_yards(const struct figures_work *work, const struct figures *figures,
                                  struct lg_error *err)
{
    double slack = work->model->rules.figure_ratio * figures->density + figures->density_slack +
                   figures->coefficient_slack;
    if (!(figures->coefficient < figures->density - slack)) return LG_OK;
    if (is_nought_of_yards(work, figures->parcel)) return LG_OK;

    double area_m2 = work->model->parcels.area_m2[figures->parcel];
    struct lg_finding finding = lg_parcel_finding(work->model, LG_W_FAR, figures->parcel);
    finding.value = figures->coefficient;
    finding.limit = figures->density;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "footprint_yards of %.1f m2 is less than the footprint of %.1f m2 (%s), "
                           "which it contains; correct the one that is wrong",
                           figures->coefficient * area_m2, figures->density * area_m2,
                           figure_origin(work));
}

/* Surveyed as built, or completed: what is still being built need not reach the lower limit. */
static bool is_completed(const struct lg_model *model, size_t parcel)
{
    lg_date on = lg_table_date(&model->parcels.table, LG_PARCEL_COMPLETION_ON, parcel);
    bool is_surveyed = lg_state_is_within(model->parcels.land_state[parcel], LG_STATE_A) &&
                       !model->parcels.land_state_guessed[parcel];
    return is_surveyed || (on != LG_DATE_NONE && on <= model->as_of);
}

static enum lg_status report_contract(const struct figures_work *work,
                                      const struct figures *figures, bool is_above, double agreed,
                                      struct lg_error *err)
{
    struct lg_finding finding = lg_parcel_finding(work->model, LG_W_FAR, figures->parcel);
    finding.value = figures->far;
    finding.limit = agreed;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "the floor area ratio is %.3f (%s), %s the agreed %s of %g; compare "
                           "floor area and contract",
                           figures->far, figure_origin(work), is_above ? "above" : "below",
                           is_above ? "far_max" : "far_min", agreed);
}

/* @param is_told  out: the side is found already, so what is usual adds nothing */
static enum lg_status check_contract(const struct figures_work *work, const struct figures *figures,
                                     bool *is_told, struct lg_error *err)
{
    struct lg_model *model = work->model;
    const struct lg_table *table = &model->parcels.table;
    double least = lg_table_number(table, LG_PARCEL_FAR_MIN, figures->parcel);
    double most = lg_table_number(table, LG_PARCEL_FAR_MAX, figures->parcel);
    double ratio = model->rules.figure_ratio;
    *is_told = false;

    if (least > 0 && most > 0 && least > most) {
        struct lg_finding finding = lg_parcel_finding(model, LG_W_FAR, figures->parcel);
        finding.value = least;
        finding.limit = most;
        return lg_findings_add(&model->findings, &finding, err,
                               "far_min %g is above far_max %g; correct them by the contract",
                               least, most);
    }
    if (most > 0 && figures->far > most * (1 + ratio) + figures->far_slack) {
        *is_told = true;
        return report_contract(work, figures, true, most, err);
    }
    if (least > 0 && figures->far < least * (1 - ratio) - figures->far_slack &&
        is_completed(model, figures->parcel)) {
        *is_told = true;
        return report_contract(work, figures, false, least, err);
    }
    return LG_OK;
}

static enum lg_status check_usual(const struct figures_work *work, const struct figures *figures,
                                  struct lg_error *err)
{
    const struct lg_rules *rules = &work->model->rules;
    enum lg_state land = work->model->parcels.land_state[figures->parcel];
    bool is_open = lg_state_is_within(land, LG_STATE_A3) || lg_state_is_within(land, LG_STATE_A51);
    if (!lg_state_is_within(land, LG_STATE_A) || is_open) return LG_OK;
    bool is_low = figures->far < rules->far_min - figures->far_slack && land != LG_STATE_A;
    bool is_high = figures->far > rules->far_max + figures->far_slack;
    if (!is_low && !is_high) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(work->model, LG_W_FAR, figures->parcel);
    finding.value = figures->far;
    finding.limit = is_low ? rules->far_min : rules->far_max;
    return lg_findings_add(&work->model->findings, &finding, err,
                           "the floor area ratio of built land (%s) is %.3f (%s), outside the "
                           "usual %g to %g; check floor area, unit, boundary and land state",
                           lg_states[land].code, figures->far, figure_origin(work), rules->far_min,
                           rules->far_max);
}

static enum lg_status check_parcel(const struct figures_work *work, size_t parcel,
                                   struct lg_error *err)
{
    struct figures figures = read_figures(work, parcel);
    bool is_told = false;
    enum lg_status status = check_storeys(work, &figures, err);
    if (status == LG_OK) {
        status =
            check_share(work, &figures, "footprint", figures.density, figures.density_slack, err);
    }
    if (status == LG_OK) {
        status = check_share(work, &figures, "footprint_yards", figures.coefficient,
                             figures.coefficient_slack, err);
    }
    if (status == LG_OK) status = check_yards(work, &figures, err);
    if (status == LG_OK) status = check_contract(work, &figures, &is_told, err);
    if (status == LG_OK && !is_told) status = check_usual(work, &figures, err);
    return status;
}

enum lg_status lg_quality_figures(struct lg_model *model, struct lg_error *err)
{
    struct figures_work work = {.model = model};
    enum lg_status status = start_work(&work, err);
    if (status == LG_OK) status = look_at_units(&work, err);
    if (status == LG_OK) status = report_all_noughts(&work, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        status = check_parcel(&work, parcel, err);
    }
    finish_work(&work);
    return status;
}
