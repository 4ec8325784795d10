/*
 * Which tree a park is evaluated by: given, by the rule, or by its fallback.
 *
 * Source: domain.md 1.2 [S02]; the fallback for what the rule leaves open is a choice of ours [P].
 */
#include "measure/tally.h"

#include <string.h>

static const char industrial[] = "工业主导型";
static const char mixed[] = "产城融合型";

static const char *read_type(const char *text)
{
    if (strstr(text, "工业主导") != NULL) return industrial;
    if (strstr(text, "产城融合") != NULL) return mixed;
    return NULL;
}

static void decide_by_rule(const struct lg_model *model, const struct lg_tally *tally,
                           struct lg_park_sums *sums)
{
    const char *name = lg_table_text(&model->parks.table, LG_PARK_NAME, tally->park);
    if (name != NULL && (strstr(name, "保税") != NULL || strstr(name, "加工区") != NULL)) {
        sums->eval_type = industrial;
        sums->eval_type_why = "rule";
        return;
    }
    double built_m2 = sums->state_m2[LG_STATE_A];
    bool is_known = built_m2 > 0.0 && !lg_tally_lacks(tally, LG_LACK_STATE) &&
                    !lg_tally_lacks(tally, LG_LACK_BUILT_KIND);
    if (!is_known) return;

    const struct lg_rules *rules = &model->rules;
    double industrial_m2 = sums->state_m2[LG_STATE_A2];
    double industrial_min_m2 = rules->type_industrial_min * built_m2;
    bool is_industrial = rules->type_at_least ? industrial_m2 >= industrial_min_m2
                                              : industrial_m2 > industrial_min_m2;
    bool is_residential = sums->state_m2[LG_STATE_A1] >= rules->type_residential_max * built_m2;
    sums->eval_type = is_industrial ? industrial : mixed;
    sums->eval_type_why = is_industrial != is_residential ? "rule" : "fallback";
}

enum lg_status lg_eval_type_decide(struct lg_model *model, const struct lg_tally *tally,
                                   struct lg_error *err)
{
    struct lg_park_sums *sums = &model->results.sums[tally->park];
    const char *given = lg_table_text(&model->parks.table, LG_PARK_EVAL_TYPE, tally->park);
    if (given != NULL && read_type(given) != NULL) {
        sums->eval_type = read_type(given);
        sums->eval_type_why = "given";
        return LG_OK;
    }
    decide_by_rule(model, tally, sums);
    if (given == NULL) return LG_OK;

    struct lg_finding finding = lg_park_finding(model, LG_W_VALUE, tally->park);
    return lg_findings_add(
        &model->findings, &finding, err,
        "eval_type \"%s\" is neither %s nor %s and counts as missing; enter one of "
        "them",
        given, industrial, mixed);
}
