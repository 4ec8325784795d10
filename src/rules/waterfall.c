/*
 * From the gross idle land of a park down to what can be used: each layer takes what no earlier
 * one has, then seizure takes the rest of its parcels.
 */
#include "base/answer.h"
#include "base/grow.h"
#include "rules/ledger.h"
#include "rules/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double closure_ratio = 1e-9;
static const double closure_m2 = 1e-6;

/* Idle land of one park on its way down, by the chosen area basis. */
struct fall {
    double gross_m2, seized_m2, usable_m2;
    double *under_m2; /* [constraint count] taken by a forbidding layer; under a flagging one */
};

struct work {
    struct lg_model *model;
    struct fall fall;
    size_t next_hit;
    size_t missing_count;  /* expected layers that the project has not */
    bool is_seizure_known; /* some source has the field */
    size_t capacity;
};

static bool is_given(const struct lg_model *model, const char *name)
{
    for (size_t i = 0; i < model->constraints.count; i++) {
        if (strcmp(model->constraints.items[i].name, name) == 0) return true;
    }
    return false;
}

/* Forbidden land of a piece that the fresh parts of its forbidding hits leave out: it lies under an
 * earlier layer that only flags. Measured. */
static double hidden_m2(const struct lg_model *model, size_t piece, size_t first_hit,
                        size_t end_hit)
{
    if (model->pieces.forbidden_m2 == NULL) return 0.0;
    double hidden = model->pieces.forbidden_m2[piece];
    for (size_t hit = first_hit; hit < end_hit; hit++) {
        const struct lg_constraint_hit *of = &model->constraints.hits[hit];
        if (model->constraints.items[of->constraint].forbids) hidden -= of->fresh_m2;
    }
    return hidden > 0.0 ? hidden : 0.0;
}

/* What the layers leave of an idle piece. */
static double take_hits(struct work *work, size_t piece, size_t first_hit, size_t end_hit)
{
    const struct lg_model *model = work->model;
    double left_m2 = model->pieces.account_m2[piece];
    double counted_m2 = model->pieces.counted_m2[piece];
    double scale = counted_m2 > 0.0 ? left_m2 / counted_m2 : 0.0;
    double hidden = hidden_m2(model, piece, first_hit, end_hit);
    for (size_t hit = first_hit; hit < end_hit; hit++) {
        const struct lg_constraint_hit *of = &model->constraints.hits[hit];
        if (!model->constraints.items[of->constraint].forbids) {
            work->fall.under_m2[of->constraint] += of->area_m2 * scale;
            continue;
        }
        double uncovered = fmin(fmax(of->area_m2 - of->fresh_m2, 0.0), hidden);
        hidden -= uncovered;
        double taken_m2 = fmin((of->fresh_m2 + uncovered) * scale, left_m2);
        work->fall.under_m2[of->constraint] += taken_m2;
        left_m2 -= taken_m2;
    }
    return left_m2;
}

static void add_piece(struct work *work, size_t piece)
{
    const struct lg_model *model = work->model;
    const struct lg_constraints *constraints = &model->constraints;
    size_t first_hit = work->next_hit;
    while (first_hit < constraints->hit_count && constraints->hits[first_hit].piece < piece) {
        first_hit++;
    }
    size_t end_hit = first_hit;
    while (end_hit < constraints->hit_count && constraints->hits[end_hit].piece == piece) {
        end_hit++;
    }
    work->next_hit = end_hit;
    size_t parcel = model->pieces.parcel[piece];
    if (!lg_parcel_is_idle(model, parcel)) return;

    work->fall.gross_m2 += model->pieces.account_m2[piece];
    double left_m2 = take_hits(work, piece, first_hit, end_hit);
    const char *seized = lg_table_text(&model->parcels.table, LG_PARCEL_SEIZED, parcel);
    if (lg_answer_read_burden(seized) == LG_ANSWER_YES) {
        work->fall.seized_m2 += left_m2;
    } else {
        work->fall.usable_m2 += left_m2;
    }
}

/* A row behind the last one; taken_m2 NaN takes nothing away. */
static void add_row(struct work *work, struct lg_waterfall_row row, bool takes, double *left_m2)
{
    struct lg_results *results = &work->model->results;
    assert(results->waterfall_count < work->capacity);
    if (takes) *left_m2 -= row.taken_m2;
    row.left_m2 = *left_m2;
    results->waterfall[results->waterfall_count++] = row;
}

static void add_layer_rows(struct work *work, size_t park, bool is_known, double *left_m2)
{
    const struct lg_model *model = work->model;
    for (size_t i = 0; i < model->constraints.count; i++) {
        const struct lg_constraint *constraint = &model->constraints.items[i];
        add_row(work,
                (struct lg_waterfall_row){
                    .park = park,
                    .step = "constraint",
                    .name = constraint->name,
                    .effect = constraint->forbids ? "forbid" : "flag",
                    .is_given = true,
                    .taken_m2 = is_known ? work->fall.under_m2[i] : (double)NAN,
                },
                constraint->forbids, left_m2);
    }
    for (size_t i = 0; i < model->rules.policy.expected_count; i++) {
        const char *name = model->rules.policy.expected[i].name;
        if (is_given(model, name)) continue;
        add_row(work,
                (struct lg_waterfall_row){
                    .park = park, .step = "constraint", .name = name, .taken_m2 = (double)NAN},
                false, left_m2);
    }
}

static enum lg_status add_park_rows(struct work *work, size_t park, struct lg_error *err)
{
    const struct fall *fall = &work->fall;
    double idle_m2 = work->model->results.sums[park].idle_m2;
    double tolerance_m2 = closure_ratio * fall->gross_m2 + closure_m2;
    bool is_known = !isnan(idle_m2);
    if (is_known && fabs(fall->gross_m2 - idle_m2) > tolerance_m2) {
        return lg_fail(err, LG_INTERNAL, "park %zu: idle pieces are %.4f m2, the sum %.4f m2", park,
                       fall->gross_m2, idle_m2);
    }
    double left_m2 = idle_m2;
    add_row(work,
            (struct lg_waterfall_row){
                .park = park, .step = "gross", .is_given = true, .taken_m2 = (double)NAN},
            false, &left_m2);
    add_layer_rows(work, park, is_known, &left_m2);
    bool takes = work->is_seizure_known;
    add_row(work,
            (struct lg_waterfall_row){
                .park = park,
                .step = "seized",
                .is_given = takes,
                .taken_m2 = takes && is_known ? fall->seized_m2 : (double)NAN,
            },
            takes, &left_m2);
    if (is_known && fabs(left_m2 - fall->usable_m2) > tolerance_m2) {
        return lg_fail(err, LG_INTERNAL,
                       "park %zu: the steps leave %.4f m2 of the idle land, the pieces %.4f m2",
                       park, left_m2, fall->usable_m2);
    }
    if (left_m2 < 0.0) left_m2 = 0.0;
    add_row(work,
            (struct lg_waterfall_row){
                .park = park, .step = "usable", .is_given = true, .taken_m2 = (double)NAN},
            false, &left_m2);
    return LG_OK;
}

static enum lg_status begin(struct work *work, struct lg_error *err)
{
    struct lg_model *model = work->model;
    struct lg_results *results = &model->results;
    for (size_t i = 0; i < model->rules.policy.expected_count; i++) {
        if (!is_given(model, model->rules.policy.expected[i].name)) work->missing_count++;
    }
    size_t per_park = 3 + model->constraints.count + work->missing_count;
    work->capacity = model->parks.table.count * per_park;
    work->is_seizure_known = model->parcels.table.columns[LG_PARCEL_SEIZED].present;
    work->fall.under_m2 = calloc(model->constraints.count + 1, sizeof(double));
    struct lg_waterfall_row *rows =
        lg_resize(results->waterfall, work->capacity + 1, sizeof(*rows));
    if (rows != NULL) results->waterfall = rows;
    results->waterfall_count = 0;
    if (rows != NULL && work->fall.under_m2 != NULL) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for the waterfall of %zu parks",
                   model->parks.table.count);
}

enum lg_status lg_waterfall_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parks.table.count == 0 || model->results.sums != NULL);

    struct work work = {.model = model};
    enum lg_status status = begin(&work, err);
    size_t piece = 0;
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        work.fall.gross_m2 = 0.0;
        work.fall.seized_m2 = 0.0;
        work.fall.usable_m2 = 0.0;
        memset(work.fall.under_m2, 0, (model->constraints.count + 1) * sizeof(double));
        for (; piece < model->pieces.count && model->pieces.park[piece] == park; piece++) {
            add_piece(&work, piece);
        }
        status = add_park_rows(&work, park, err);
    }
    free(work.fall.under_m2);
    return status;
}
