/*
 * What the project file and the command line say over the rule sets.
 */
#include "base/text.h"
#include "run/job.h"

#include <math.h>
#include <string.h>

/* The run log says what was used: the parameter's value, and who gave it. */
static enum lg_status log_override(struct lg_rule_set *set, const char *key, const char *value,
                                   const char *from, struct lg_error *err)
{
    const char *kept = lg_arena_text(&set->memory, value, strlen(value));
    if (kept == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the rules");
    for (size_t i = 0; i < set->parameter_count; i++) {
        struct lg_rule_parameter *parameter = &set->parameters[i];
        if (strcmp(parameter->key, key) != 0) continue;
        parameter->value = kept;
        parameter->set = from;
        parameter->source = NULL;
        return LG_OK;
    }
    return lg_fail(err, LG_INTERNAL, "no rule parameter %s", key);
}

static enum lg_status override_tolerances(struct lg_job *job, struct lg_error *err)
{
    const struct lg_tolerances *given = &job->project->tolerances;
    struct lg_rules *rules = &job->model->rules;
    const struct {
        const char *key;
        double given;
        double *used;
    } rows[] = {
        {"tolerances.sliver_m2", given->sliver_m2, &rules->sliver_m2},
        {"tolerances.sliver_share", given->sliver_share, &rules->sliver_share},
        {"tolerances.area_ratio_warning", given->area_ratio, &rules->area_ratio_warning},
        {"tolerances.area_m2_warning", given->area_m2, &rules->area_m2_warning},
        {"tolerances.closure_ratio", given->closure, &rules->closure_ratio},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (isnan(rows[i].given)) continue;
        struct lg_text text = {0};
        *rows[i].used = rows[i].given;
        lg_text_printf(&text, "%.9g", rows[i].given);
        enum lg_status status =
            text.failed
                ? lg_fail(err, LG_NO_MEMORY, "no memory for the tolerances")
                : log_override(&job->rule_set, rows[i].key, text.bytes, "project file", err);
        lg_text_reset(&text);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static enum lg_status override_evaluation(struct lg_job *job, struct lg_error *err)
{
    static const char from[] = "command line";
    const struct lg_run_options *options = job->options;
    struct lg_evaluation_rules *evaluation = &job->model->rules.evaluation;
    enum lg_status status = LG_OK;
    if (options->cap != LG_CAP_OF_RULES) {
        evaluation->is_uncapped = options->cap == LG_CAP_NONE;
        status = log_override(&job->rule_set, "evaluation.cap",
                              evaluation->is_uncapped ? "none" : "100", from, err);
    }
    if (status == LG_OK && options->renormalise) {
        evaluation->renormalises = true;
        status = log_override(&job->rule_set, "evaluation.renormalise", "true", from, err);
    }
    return status;
}

enum lg_status lg_override_rules(struct lg_job *job, struct lg_error *err)
{
    enum lg_status status = override_tolerances(job, err);
    if (status == LG_OK) status = override_evaluation(job, err);
    if (status != LG_OK) return status;
    return lg_rules_check_weights(&job->model->rules, &job->rule_set, err);
}
