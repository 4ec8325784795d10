/*
 * The evaluation: what the figures of the parks are compared with and weighed into. Its steps stand
 * on one another in this order.
 */
#include "evaluate/evaluate.h"

#include "evaluate/assessment.h"
#include "evaluate/compliance.h"
#include "evaluate/sensitivity.h"
#include "run/job.h"

#include <math.h>

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
