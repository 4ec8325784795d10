/*
 * quality/: what the record says of a parcel against what stands on it, by the buildings layer and
 * by the evidence raster. Recorded footprints are records themselves, and no evidence.
 */
#include "base/grow.h"
#include "quality/parts.h"
#include "quality/quality.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define M2_PER_MICRO_M2 1e-6
#define PERCENT         100.0

enum { MEASURED_SIZE = 200 };

/* Buildings on the pieces of a parcel, and the land that they stand on. */
struct cover_sum {
    int64_t footprint_micro_m2;
    double counted_m2;
};

struct evidence_work {
    struct lg_model *model;
    struct cover_sum *sums; /* [parcel count] NULL: no buildings layer */
    size_t raster;          /* source; SIZE_MAX: none */
    size_t row_capacity;
};

/* What is known to stand on one parcel; NaN: not known. */
struct measured {
    double cover;    /* share of its land under buildings */
    double built_up; /* share of built-up cells */
    bool is_whole;   /* cover is that of the parcel, not of a part that others have left of it */
};

static enum lg_status add_up_buildings(struct evidence_work *work, struct lg_error *err)
{
    struct lg_model *model = work->model;
    size_t count = model->parcels.table.count;
    if (!model->buildings.given) return LG_OK;
    work->sums = calloc(count + 1, sizeof(*work->sums));
    double *cover = lg_resize(model->parcels.building_cover, count + 1, sizeof(*cover));
    if (cover != NULL) model->parcels.building_cover = cover;
    if (work->sums == NULL || cover == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for the buildings of %zu parcels", count);
    }
    for (size_t piece = 0; piece < model->pieces.count; piece++) {
        struct cover_sum *sum = &work->sums[model->pieces.parcel[piece]];
        double counted_m2 = model->pieces.counted_m2[piece];
        if (isnan(counted_m2)) continue;
        sum->counted_m2 += counted_m2;
        sum->footprint_micro_m2 += model->pieces.footprint_micro_m2[piece];
    }
    for (size_t parcel = 0; parcel < count; parcel++) {
        const struct cover_sum *sum = &work->sums[parcel];
        double footprint_m2 = (double)sum->footprint_micro_m2 * M2_PER_MICRO_M2;
        cover[parcel] = sum->counted_m2 > 0.0 ? footprint_m2 / sum->counted_m2 : (double)NAN;
    }
    return LG_OK;
}

static struct measured read_measured(const struct evidence_work *work, size_t parcel)
{
    const struct lg_model *model = work->model;
    struct measured measured = {(double)NAN, (double)NAN, false};
    if (work->sums != NULL) {
        double whole_m2 = (1.0 - model->rules.out_share_min) * model->parcels.area_m2[parcel];
        measured.cover = model->parcels.building_cover[parcel];
        measured.is_whole = work->sums[parcel].counted_m2 >= whole_m2;
    }
    if (model->parcels.built_up_share != NULL) {
        measured.built_up = model->parcels.built_up_share[parcel];
    }
    return measured;
}

/* ---- what the record says ---- */

/* Land where buildings stand when it is built; streets, open utilities and greens may have none. */
static bool is_recorded_as_built(const struct lg_model *model, size_t parcel)
{
    static const enum lg_state classes[] = {LG_STATE_A,  LG_STATE_A1, LG_STATE_A2,
                                            LG_STATE_A4, LG_STATE_A5, LG_STATE_A52};
    if (model->parcels.land_state_guessed[parcel]) return false;
    for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
        if (model->parcels.land_state[parcel] == classes[i]) return true;
    }
    return false;
}

static bool is_recorded_as_not_started(const struct lg_model *model, size_t parcel)
{
    if (lg_state_is_within(model->parcels.land_state[parcel], LG_STATE_A)) return false;
    enum lg_idle_status status = model->parcels.idle[parcel].status;
    return status == LG_IDLE_WAIT || status == LG_IDLE_LATE || status == LG_IDLE_FIRST ||
           status == LG_IDLE_SECOND;
}

/* ---- against what stands there ---- */

/* "buildings cover 0.10 % of its land, and 0.00 % of it is built-up by x.tif" */
static void describe(const struct evidence_work *work, const struct measured *measured,
                     char text[MEASURED_SIZE])
{
    char cover[80] = "";
    char built_up[110] = "";
    if (!isnan(measured->cover)) {
        (void)snprintf(cover, sizeof(cover), "buildings cover %.2f %% of its land",
                       measured->cover * PERCENT);
    }
    if (!isnan(measured->built_up)) {
        const char *path = work->model->sources.items[work->raster].path;
        (void)snprintf(built_up, sizeof(built_up), "%.2f %% of it is built-up by %.60s",
                       measured->built_up * PERCENT, lg_quality_file_name(path));
    }
    bool has_both = cover[0] != '\0' && built_up[0] != '\0';
    (void)snprintf(text, MEASURED_SIZE, "%s%s%s", cover, has_both ? ", and " : "", built_up);
}

static enum lg_status keep_row(struct evidence_work *work, size_t parcel, const char *contradiction,
                               struct lg_error *err)
{
    struct lg_results *results = &work->model->results;
    if (results->evidence_count == work->row_capacity) {
        size_t capacity = lg_grow_capacity(work->row_capacity, results->evidence_count + 1);
        struct lg_evidence_row *rows = lg_resize(results->evidence, capacity, sizeof(*rows));
        if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows", capacity);
        results->evidence = rows;
        work->row_capacity = capacity;
    }
    results->evidence[results->evidence_count++] = (struct lg_evidence_row){parcel, contradiction};
    return LG_OK;
}

/* Nothing stands there as far as any source tells: one that sees a building settles it. */
static enum lg_status check_empty(struct evidence_work *work, size_t parcel,
                                  const struct measured *measured, struct lg_error *err)
{
    const struct lg_model *model = work->model;
    const struct lg_evidence_rules *limits = &model->rules.evidence;
    bool has_cover = measured->is_whole && !isnan(measured->cover);
    if (!has_cover && isnan(measured->built_up)) return LG_OK;
    if (measured->cover > limits->empty_share_max) return LG_OK;
    if (measured->built_up > limits->raster_empty_share_max) return LG_OK;
    if (!is_recorded_as_built(model, parcel)) return LG_OK;

    char text[MEASURED_SIZE];
    describe(work, measured, text);
    struct lg_finding finding = lg_parcel_finding(model, LG_W_EMPTY, parcel);
    finding.value = has_cover ? measured->cover : measured->built_up;
    finding.limit = has_cover ? limits->empty_share_max : limits->raster_empty_share_max;
    enum lg_status status = lg_findings_add(
        &work->model->findings, &finding, err,
        "recorded as built (%s), yet %s; look at the site: correct land_state where nothing "
        "stands, or deliver the buildings that are missing",
        lg_states[model->parcels.land_state[parcel]].code, text);
    return status == LG_OK ? keep_row(work, parcel, "built_but_empty", err) : status;
}

/* One source that sees buildings is enough: the other may be older. */
static enum lg_status check_started(struct evidence_work *work, size_t parcel,
                                    const struct measured *measured, struct lg_error *err)
{
    const struct lg_model *model = work->model;
    const struct lg_evidence_rules *limits = &model->rules.evidence;
    /* A missing share is not as large as any limit. */
    bool is_covered = measured->cover >= limits->built_share_min;
    if (!is_covered && !(measured->built_up >= limits->raster_built_share_min)) return LG_OK;
    if (!is_recorded_as_not_started(model, parcel)) return LG_OK;

    char text[MEASURED_SIZE];
    describe(work, measured, text);
    struct lg_finding finding = lg_parcel_finding(model, LG_W_STARTED, parcel);
    finding.value = is_covered ? measured->cover : measured->built_up;
    finding.limit = is_covered ? limits->built_share_min : limits->raster_built_share_min;
    enum lg_status status = lg_findings_add(
        &work->model->findings, &finding, err,
        "recorded as not started (%s), yet %s; look at the site: a start that was made belongs in "
        "start_on and changes the clock",
        lg_idle_status_code(model->parcels.idle[parcel].status), text);
    return status == LG_OK ? keep_row(work, parcel, "unstarted_but_built", err) : status;
}

/* ---- what the raster does not tell ---- */

static enum lg_status report_silence(const struct evidence_work *work, struct lg_error *err)
{
    struct lg_model *model = work->model;
    const struct lg_parcels *parcels = &model->parcels;
    size_t untold_count = 0;
    size_t example = 0;
    double most_told = 0.0;
    for (size_t parcel = 0; parcel < parcels->table.count; parcel++) {
        if (isnan(parcels->built_up_told[parcel])) continue;
        most_told = fmax(most_told, parcels->built_up_told[parcel]);
        if (!isnan(parcels->built_up_share[parcel])) continue;
        if (untold_count++ == 0) example = parcel;
    }
    if (untold_count == 0) return LG_OK;
    const char *name = lg_quality_file_name(model->sources.items[work->raster].path);
    struct lg_finding finding =
        lg_finding_blank(most_told > 0.0 ? LG_I_MISSING : LG_W_OUT, "evidence");
    finding.source = work->raster;
    finding.value = (double)untold_count;
    if (!(most_told > 0.0)) {
        return lg_findings_add(&model->findings, &finding, err,
                               "%s has no cell that tells of any of the %zu parcels; check its "
                               "place, its CRS and its nodata value",
                               name, untold_count);
    }
    return lg_findings_add(&model->findings, &finding, err,
                           "%zu of %zu parcels lie for less than half on cells of %s that tell, "
                           "such as %s with %.2f %%: their built-up share is not known; deliver a "
                           "raster that covers them",
                           untold_count, parcels->table.count, name, parcels->id[example],
                           parcels->built_up_told[example] * PERCENT);
}

static size_t find_raster(const struct lg_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->items[i].kind == LG_SOURCE_EVIDENCE) return i;
    }
    return SIZE_MAX;
}

enum lg_status lg_quality_evidence(struct lg_model *model, struct lg_error *err)
{
    struct evidence_work work = {.model = model, .raster = find_raster(&model->sources)};
    bool has_raster = work.raster != SIZE_MAX && model->parcels.built_up_share != NULL;
    if (!model->buildings.given && !has_raster) return LG_OK;

    enum lg_status status = add_up_buildings(&work, err);
    for (size_t parcel = 0; status == LG_OK && parcel < model->parcels.table.count; parcel++) {
        const struct measured measured = read_measured(&work, parcel);
        status = check_empty(&work, parcel, &measured, err);
        if (status == LG_OK) status = check_started(&work, parcel, &measured, err);
    }
    if (status == LG_OK && has_raster) status = report_silence(&work, err);
    free(work.sums);
    return status;
}
