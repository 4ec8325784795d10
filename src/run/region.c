/*
 * The totals of the region, and which names were taken for places outside of it.
 */
#include "base/text.h"
#include "evaluate/evaluate.h"
#include "run/job.h"

#include <string.h>

/* A misspelt prefecture would be taken for one: the log shows them. */
static void log_outside(struct lg_job *job)
{
    const struct lg_results *results = &job->model->results;
    struct lg_text text = {0};
    for (size_t i = 0; i < results->regional_total_count; i++) {
        const struct lg_regional_total *row = &results->regional_totals[i];
        if (row->place == NULL || strcmp(row->outside, "yes") != 0) continue;
        lg_text_printf(&text, "%s%s", text.size > 0 ? ", " : "", row->place);
    }
    if (!text.failed && text.bytes != NULL) {
        lg_job_log(
            job, LG_LOG_NOTICE,
            "region: outside, by the rule set's region_places: %s; if one lies inside, write "
            "its prefecture before it or add it to the list",
            text.bytes);
    }
    lg_text_reset(&text);
}

enum lg_status lg_add_region(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_enclaves_fill(job->model, err);
    if (status == LG_OK) log_outside(job);
    return status;
}
