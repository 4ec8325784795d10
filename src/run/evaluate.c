/*
 * The evaluation: what the figures of the parks are compared with and weighed into. Its steps stand
 * on one another in this order.
 */
#include "evaluate/evaluate.h"

#include "evaluate/assessment.h"
#include "evaluate/compliance.h"
#include "evaluate/sensitivity.h"
#include "run/job.h"

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

enum lg_status lg_evaluate_sensitivity(struct lg_job *job, struct lg_error *err)
{
    if (!job->project->sensitivity || job->options->check_only) return LG_OK;
    return lg_sensitivity_fill(job->model, err);
}
