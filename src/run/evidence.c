/*
 * The evidence raster between its file and the parcels.
 */
#include "run/job.h"
#include "spatial/coverage.h"

enum lg_status lg_check_evidence(const struct lg_evidence *evidence, struct lg_error *err)
{
    if (evidence->path != NULL && evidence->built_count == 0) {
        return lg_fail(err, LG_USAGE,
                       "%s: which cell values mean built-up is not said; add evidence: {built: "
                       "[1, 2]} with them to the project file",
                       evidence->path);
    }
    if (evidence->path == NULL && evidence->built_count > 0) {
        return lg_fail(err, LG_USAGE,
                       "evidence has no raster; give path: under evidence in the project file, or "
                       "--evidence FILE");
    }
    return LG_OK;
}

enum lg_status lg_open_evidence(struct lg_job *job, struct lg_error *err)
{
    const struct lg_evidence *evidence = &job->project->evidence;
    if (evidence->path == NULL) return LG_OK;
    enum lg_status status = lg_raster_open(evidence, &job->model->sources, &job->raster, err);
    if (status != LG_OK) return status;
    const struct lg_ground_grid *grid = lg_raster_grid(job->raster);
    const struct lg_source *source = &job->model->sources.items[grid->source];
    lg_job_log(job, LG_LOG_NOTICE, "%s: %s, %zu x %zu cells, band %zu, %s (%s)", source->path,
               source->driver, grid->column_count, grid->row_count,
               evidence->band > 0 ? evidence->band : 1, source->crs, source->crs_why);
    return LG_OK;
}

enum lg_status lg_load_evidence(struct lg_job *job, struct lg_error *err)
{
    if (job->raster == NULL) return LG_OK;
    return lg_coverage_find(job->model, lg_raster_grid(job->raster), job->thread_count, &job->hooks,
                            err);
}
