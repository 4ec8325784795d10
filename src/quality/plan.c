/*
 * quality/: the planned uses of the plan layer, by themselves and against those of the parcels.
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include <stdlib.h>
#include <string.h>

/* A polygon of the plan, which no other finding names. */
static struct lg_finding polygon_finding(const struct lg_table *plan, enum lg_finding_code code,
                                         size_t row)
{
    struct lg_finding finding = lg_finding_blank(code, "plan");
    finding.source = plan->source[row];
    finding.feature = plan->feature[row];
    return finding;
}

static enum lg_status check_code(struct lg_model *model, const struct lg_table *plan, size_t row,
                                 struct lg_error *err)
{
    const char *code = lg_table_text(plan, LG_PLAN_PLANNED_USE, row);
    enum lg_use_system system = model->use_systems[LG_PLANNED_USE];
    if (code == NULL) {
        struct lg_finding finding = polygon_finding(plan, LG_I_MISSING, row);
        return lg_findings_add(&model->findings, &finding, err,
                               "a polygon of the plan has no planned_use and counts for none; "
                               "enter its code");
    }
    if (system == LG_USE_NONE || lg_use_find(system, code) != NULL) return LG_OK;
    struct lg_finding finding = polygon_finding(plan, LG_E_CODE, row);
    return lg_findings_add(&model->findings, &finding, err,
                           "planned_use is \"%s\", which %s does not have; correct it, or name its "
                           "code under values:",
                           code, lg_use_system_name(system));
}

enum lg_status lg_quality_plan_codes(struct lg_model *model, const struct lg_table *plan,
                                     struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t row = 0; status == LG_OK && row < plan->count; row++) {
        status = check_code(model, plan, row, err);
    }
    return status;
}

/* A class says the same as one below it, only less: 10 and 1001 do not contradict each other. */
static bool is_one_use(enum lg_use_system system, const char *left, const char *right)
{
    const struct lg_use_entry *a = lg_use_find(system, left);
    const struct lg_use_entry *b = lg_use_find(system, right);
    if (a == NULL || b == NULL) return strcmp(left, right) == 0;
    size_t a_length = strlen(a->code);
    size_t b_length = strlen(b->code);
    return strncmp(a->code, b->code, a_length < b_length ? a_length : b_length) == 0;
}

enum lg_status lg_quality_plan(struct lg_model *model, struct lg_error *err)
{
    const char *const *by_layer = model->parcels.planned_use;
    if (by_layer == NULL) return LG_OK;

    for (size_t parcel = 0; parcel < model->parcels.table.count; parcel++) {
        const char *own = lg_table_text(&model->parcels.table, LG_PARCEL_PLANNED_USE, parcel);
        const char *plan = by_layer[parcel];
        if (own == NULL || plan == NULL) continue;
        if (is_one_use(model->use_systems[LG_PLANNED_USE], own, plan)) continue;
        struct lg_finding finding = lg_parcel_finding(model, LG_W_PLAN, parcel);
        enum lg_status status = lg_findings_add(
            &model->findings, &finding, err,
            "planned_use of the parcel is \"%s\", the plan layer has \"%s\" on most "
            "of it, which is taken; correct the one that is out of date",
            own, plan);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}
