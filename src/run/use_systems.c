/*
 * Which code system each of the three uses is in. Two systems under one role would be compared
 * digit by digit, so they are refused.
 */
#include "run/job.h"

/* Which of the three uses a role of a source is; 3: none. */
static size_t use_of_role(enum lg_source_kind kind, size_t role)
{
    static const size_t roles[3] = {LG_PARCEL_CURRENT_USE, LG_PARCEL_APPROVED_USE,
                                    LG_PARCEL_PLANNED_USE};
    if (kind == LG_SOURCE_PLAN) return role == LG_PLAN_PLANNED_USE ? 2 : 3;
    if (kind != LG_SOURCE_PARCELS) return 3;
    size_t use = 0;
    while (use < 3 && roles[use] != role) {
        use++;
    }
    return use;
}

static enum lg_status set_use_system(struct lg_model *model, const struct lg_source *source,
                                     size_t use, enum lg_use_system system, struct lg_error *err)
{
    static const char *const names[3] = {"current_use", "approved_use", "planned_use"};
    if (model->use_systems[use] != LG_USE_NONE && model->use_systems[use] != system) {
        return lg_fail(err, LG_BAD_PROJECT,
                       "%s: %s is in %s, another layer has it in %s; give one code system for all",
                       source->path, names[use], lg_use_system_name(system),
                       lg_use_system_name(model->use_systems[use]));
    }
    model->use_systems[use] = system;
    return LG_OK;
}

/*
 * A plan without planned uses says nothing; one without a system beside layers with one would be
 * read in theirs, which nobody said.
 */
static enum lg_status check_plan(const struct lg_model *model, const struct lg_source *source,
                                 struct lg_error *err)
{
    if (source->kind != LG_SOURCE_PLAN) return LG_OK;
    const struct lg_field_choice *field = NULL;
    for (size_t f = 0; f < source->field_count; f++) {
        if (source->fields[f].role == LG_PLAN_PLANNED_USE) field = &source->fields[f];
    }
    if (field == NULL) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: no field for planned_use; name it under layers.plan: {fields: "
                       "{planned_use: ...}}",
                       source->path);
    }
    if (field->codes != NULL || model->use_systems[LG_PLANNED_USE] == LG_USE_NONE) return LG_OK;
    return lg_fail(err, LG_BAD_PROJECT,
                   "%s: planned_use is in no declared code system, another layer has it in %s; "
                   "declare codes: {planned_use: ...} for it, too",
                   source->path, lg_use_system_name(model->use_systems[LG_PLANNED_USE]));
}

enum lg_status lg_find_use_systems(struct lg_model *model, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < model->sources.count; i++) {
        const struct lg_source *source = &model->sources.items[i];
        for (size_t f = 0; status == LG_OK && f < source->field_count; f++) {
            size_t use = use_of_role(source->kind, source->fields[f].role);
            if (use == 3 || source->fields[f].codes == NULL) continue;
            status = set_use_system(model, source, use, lg_use_system_find(source->fields[f].codes),
                                    err);
        }
    }
    for (size_t i = 0; status == LG_OK && i < model->sources.count; i++) {
        status = check_plan(model, &model->sources.items[i], err);
    }
    return status;
}
