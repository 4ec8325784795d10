/*
 * What the look at stock land needs of the run: the edition that industries are declared in, where
 * the lists it goes by came from, and the order of its steps.
 */
#include "base/text.h"
#include "run/job.h"

#include <string.h>

/* Two editions under one role would be compared digit by digit, and the numbers moved: refuse. */
static enum lg_status take_edition(const struct lg_source *source, const char *codes,
                                   const char **edition, struct lg_error *err)
{
    const char *found = lg_industry_edition_find(codes);
    if (found == NULL) return LG_OK;
    if (*edition == NULL || strcmp(*edition, found) == 0) {
        *edition = found;
        return LG_OK;
    }
    return lg_fail(err, LG_BAD_PROJECT,
                   "%s: industry is in GB/T 4754-%s, another parcel layer has it in GB/T 4754-%s; "
                   "give one edition for all",
                   source->path, found, *edition);
}

enum lg_status lg_find_industry_editions(struct lg_model *model, struct lg_error *err)
{
    for (size_t i = 0; i < model->sources.count; i++) {
        const struct lg_source *source = &model->sources.items[i];
        bool is_parcels = source->kind == LG_SOURCE_PARCELS;
        if (!is_parcels && source->kind != LG_SOURCE_ENTERPRISES) continue;
        size_t role = is_parcels ? (size_t)LG_PARCEL_INDUSTRY : (size_t)LG_ENTERPRISE_INDUSTRY;
        const char **edition =
            is_parcels ? &model->industry_edition : &model->enterprise_industry_edition;
        for (size_t f = 0; f < source->field_count; f++) {
            if (source->fields[f].role != role) continue;
            enum lg_status status = take_edition(source, source->fields[f].codes, edition, err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}

void lg_log_rule_lists(struct lg_job *job)
{
    struct lg_text text = {0};
    for (size_t i = 0; i < LG_RULE_LIST_COUNT; i++) {
        const struct lg_rule_list *list = &job->rule_set.lists[i];
        if (list->set == NULL) continue;
        lg_text_printf(&text, "%s%s from %s (%zu)", i > 0 ? ", " : "", list->key, list->set,
                       list->count);
    }
    if (!text.failed && text.bytes != NULL) {
        lg_job_log(job, LG_LOG_NOTICE, "rules: %s", text.bytes);
    }
    lg_text_reset(&text);
}

enum lg_status lg_weigh_stock(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = lg_low_use_judge(job->model, err);
    if (status == LG_OK) status = lg_options_fill(job->model, err);
    if (status == LG_OK) status = lg_priority_fill(job->model, err);
    return status;
}
