/*
 * The evaluation: what the figures of the parks are compared with and weighed into.
 */
#include "evaluate/evaluate.h"

#include "run/job.h"

enum lg_status lg_evaluate(struct lg_job *job, struct lg_error *err)
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
