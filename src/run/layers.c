/*
 * The plan and the constraints: read whole, laid over parcels and pieces, and forgotten.
 */
#include "base/grow.h"
#include "quality/quality.h"
#include "run/job.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static enum lg_status no_memory(const char *what, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "no memory for the %s", what);
}

/* ---- plan ---- */

/* The groups are not known before all uses are. */
static enum lg_status keep_plan(struct lg_job *job, struct lg_block *block, struct lg_error *err)
{
    size_t *groups = lg_resize(NULL, block->table.count, sizeof(*groups));
    if (groups == NULL) return no_memory("plan", err);
    for (size_t row = 0; row < block->table.count; row++) {
        groups[row] = SIZE_MAX;
    }
    enum lg_status status = lg_cover_layer_add(&job->cover, block, groups, err);
    free(groups);
    return status == LG_OK ? lg_table_append(&job->plan, &block->table, err) : status;
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The uses of the plan, each once, in order; they live in the model. */
static enum lg_status list_uses(struct lg_job *job, const char **uses, size_t *use_count,
                                struct lg_error *err)
{
    size_t count = 0;
    for (size_t row = 0; row < job->plan.count; row++) {
        const char *use = lg_table_text(&job->plan, LG_PLAN_PLANNED_USE, row);
        if (use != NULL) uses[count++] = use;
    }
    if (count > 0) qsort((void *)uses, count, sizeof(*uses), compare_texts);
    *use_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (*use_count > 0 && strcmp(uses[*use_count - 1], uses[i]) == 0) continue;
        const char *kept = lg_arena_text(&job->model->plan_shares.texts, uses[i], strlen(uses[i]));
        if (kept == NULL) return no_memory("plan", err);
        uses[(*use_count)++] = kept;
    }
    return LG_OK;
}

static void group_by_use(struct lg_job *job, const char *const *uses, size_t use_count)
{
    for (size_t row = 0; row < job->plan.count; row++) {
        const char *use = lg_table_text(&job->plan, LG_PLAN_PLANNED_USE, row);
        if (use == NULL) continue;
        const char *const *found =
            bsearch(&use, (const void *)uses, use_count, sizeof(*uses), compare_texts);
        assert(found != NULL);
        job->cover.group[row] = (size_t)(found - uses);
    }
}

static enum lg_status lay_uses(struct lg_job *job, struct lg_error *err)
{
    size_t use_count = 0;
    const char **uses = lg_resize(NULL, job->plan.count, sizeof(*uses));
    if (uses == NULL) return no_memory("plan", err);
    enum lg_status status = list_uses(job, uses, &use_count, err);
    if (status == LG_OK) {
        group_by_use(job, uses, use_count);
        status =
            lg_overlay_lay_plan(job->model, &job->cover, uses, job->thread_count, &job->hooks, err);
    }
    free((void *)uses);
    return status;
}

enum lg_status lg_lay_plan(struct lg_job *job, struct lg_error *err)
{
    if (job->inputs[LG_SOURCE_PLAN].count == 0) return LG_OK;

    enum lg_status status = lg_table_init(&job->plan, lg_plan_roles, LG_PLAN_ROLE_COUNT, err);
    if (status == LG_OK) {
        status = lg_load_polygons(job, LG_SOURCE_PLAN, "plan", LG_PLAN_ID, keep_plan, err);
    }
    if (status == LG_OK) status = lg_quality_plan_codes(job->model, &job->plan, err);
    if (status == LG_OK) status = lay_uses(job, err);
    lg_table_reset(&job->plan);
    lg_cover_layer_reset(&job->cover);
    return status;
}

/* ---- constraints ---- */

/* The constraint that a source is a file of. */
static size_t constraint_of(const struct lg_job *job, size_t source)
{
    const struct lg_input_readers *inputs = &job->inputs[LG_SOURCE_CONSTRAINTS];
    size_t i = 0;
    while (i < inputs->count && lg_reader_source(inputs->items[i]) != source) {
        i++;
    }
    assert(i < inputs->count);
    return job->project->constraints.owners[i];
}

static enum lg_status keep_constraint(struct lg_job *job, struct lg_block *block,
                                      struct lg_error *err)
{
    size_t constraint = constraint_of(job, block->source);
    size_t *groups = lg_resize(NULL, block->table.count, sizeof(*groups));
    if (groups == NULL) return no_memory("constraints", err);
    for (size_t row = 0; row < block->table.count; row++) {
        groups[row] = constraint;
    }
    enum lg_status status = lg_cover_layer_add(&job->cover, block, groups, err);
    free(groups);
    return status;
}

static enum lg_status list_constraints(struct lg_job *job, struct lg_error *err)
{
    const struct lg_constraint_layers *given = &job->project->constraints;
    struct lg_constraints *constraints = &job->model->constraints;
    constraints->items = lg_resize(NULL, given->count, sizeof(*constraints->items));
    if (constraints->items == NULL) return no_memory("constraints", err);
    for (size_t i = 0; i < given->count; i++) {
        const struct lg_constraint_rule *rule = &given->items[i];
        const char *name = lg_arena_text(&constraints->texts, rule->name, strlen(rule->name));
        if (name == NULL) return no_memory("constraints", err);
        constraints->items[i] = (struct lg_constraint){
            .name = name,
            .forbids = rule->forbids,
            .binds_outside = rule->binds_outside,
            .state = rule->state == NULL ? LG_STATE_NONE : lg_state_find(rule->state),
        };
    }
    constraints->count = given->count;
    return LG_OK;
}

enum lg_status lg_lay_constraints(struct lg_job *job, struct lg_error *err)
{
    if (job->inputs[LG_SOURCE_CONSTRAINTS].count == 0) return LG_OK;

    enum lg_status status = list_constraints(job, err);
    if (status == LG_OK) {
        status = lg_load_polygons(job, LG_SOURCE_CONSTRAINTS, "constraints", LG_CONSTRAINT_ID,
                                  keep_constraint, err);
    }
    if (status == LG_OK) {
        status = lg_overlay_bind(job->model, &job->cover, job->thread_count, &job->hooks, err);
    }
    lg_cover_layer_reset(&job->cover);
    return status;
}
