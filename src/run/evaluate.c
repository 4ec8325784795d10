/*
 * The evaluation: what the figures of the parks are compared with and weighed into. Its steps stand
 * on one another in this order.
 */
#include "evaluate/evaluate.h"

#include "base/text.h"
#include "evaluate/assessment.h"
#include "evaluate/compliance.h"
#include "evaluate/sensitivity.h"
#include "run/job.h"

#include <math.h>
#include <string.h>

static bool has_park(const struct lg_model *model, const char *code)
{
    for (size_t park = 0; park < model->parks.table.count; park++) {
        const char *own = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
        if (own != NULL && strcmp(own, code) == 0) return true;
    }
    return false;
}

static bool is_told(const struct lg_scheme *scheme, size_t position)
{
    for (size_t i = 0; i < position; i++) {
        const char *park = scheme->ideals[i].park;
        if (park != NULL && strcmp(park, scheme->ideals[position].park) == 0) return true;
    }
    return false;
}

/* An ideal of a park that is not here may be meant for another run, or its code may be misspelt. */
static void log_absent_parks(struct lg_job *job)
{
    const struct lg_scheme *scheme = &job->model->rules.scheme;
    struct lg_text text = {0};
    for (size_t i = 0; i < scheme->ideal_count; i++) {
        const char *park = scheme->ideals[i].park;
        if (park == NULL || has_park(job->model, park) || is_told(scheme, i)) continue;
        lg_text_printf(&text, "%s%s", text.size > 0 ? ", " : "", park);
    }
    if (!text.failed && text.bytes != NULL) {
        lg_job_log(job, LG_LOG_NOTICE,
                   "ideals: of parks that are not in this run: %s; if one is, correct its code in "
                   "the rule set",
                   text.bytes);
    }
    lg_text_reset(&text);
}

enum lg_status lg_evaluate_register(struct lg_job *job, struct lg_error *err)
{
    return lg_register_facts_fill(job->model, err);
}

enum lg_status lg_evaluate_scores(struct lg_job *job, struct lg_error *err)
{
    struct lg_model *model = job->model;
    enum lg_status status = lg_previous_join(job, err);
    if (status == LG_OK) status = lg_scores_fill(model, err);
    if (status != LG_OK) return status;
    lg_ranks_fill(model);
    log_absent_parks(job);
    status = lg_places_fill(model, err);
    if (status == LG_OK) status = lg_potentials_fill(model, err);
    if (status == LG_OK) status = lg_score_facts_fill(model, err);
    return status;
}

enum lg_status lg_evaluate_items(struct lg_job *job, struct lg_error *err)
{
    return lg_compliance_fill(job->model, err);
}

enum lg_status lg_evaluate_flags(struct lg_job *job, struct lg_error *err)
{
    return lg_assessment_fill(job->model, err);
}

void lg_count_scores(const struct lg_model *model, struct lg_run_summary *summary)
{
    for (size_t park = 0; park < model->parks.table.count; park++) {
        const struct lg_park_score *score = &model->results.scores[park];
        if (!score->is_whole_park || lg_park_is_candidate(model, park)) continue;
        if (isnan(score->combined)) {
            summary->unscored_count++;
        } else {
            summary->scored_count++;
            summary->partial_count += score->is_combined_partial;
        }
    }
}

enum lg_status lg_evaluate_sensitivity(struct lg_job *job, struct lg_error *err)
{
    if (!job->project->sensitivity || job->options->check_only) return LG_OK;
    return lg_sensitivity_fill(job->model, err);
}
