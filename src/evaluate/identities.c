/*
 * What must hold between the figures of an evaluation, whatever the data are: a break is a fault of
 * ours.
 */
#include "evaluate/parts.h"

#include <math.h>
#include <string.h>

static const double closure_ratio = 1e-9;
static const double weight_slack = 1e-6; /* as far as rule sets may be off (domain.md 1.7) */
static const double score_slack = 1e-3;  /* what that slack does to a score */

static const struct lg_indicator *find(const struct lg_indicator *rows, size_t count,
                                       const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].entry->code, code) == 0) return &rows[i];
    }
    return NULL;
}

/* A10 x A11 x A12 = A / (A + B): (A + B21) and D stand above and below. */
static enum lg_status check_rates(const struct lg_model *model, size_t park, struct lg_error *err)
{
    static const char *const codes[] = {"A10", "A11", "A12"};
    const struct lg_fact_value *facts = model->results.facts + park * LG_FACT_COUNT;
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    double product = 1.0;
    for (size_t i = 0; i < 3; i++) {
        const struct lg_indicator *row =
            find(model->results.indicators + park * count, count, codes[i]);
        product *= row == NULL ? (double)NAN : row->value / 100.0;
    }
    double built = facts[LG_STATE_A].value / facts[LG_FACT_BUILDABLE].value;
    if (isnan(product) || fabs(product - built) <= closure_ratio * built) return LG_OK;
    return lg_fail(err, LG_INTERNAL, "park %zu: A10 x A11 x A12 is %.12g, A / (A + B) %.12g", park,
                   product, built);
}

/* The weights below a node with a score add up to 1. */
static enum lg_status check_weights(const struct lg_model *model, size_t park, struct lg_error *err)
{
    const struct lg_park_score *score = &model->results.scores[park];
    const struct lg_score_row *rows = model->results.score_rows + score->first_row;
    for (size_t node = 0; node < score->row_count; node++) {
        if (isnan(rows[node].score) || rows[node].node->level == LG_NODE_INDICATOR) continue;
        double within = 0.0;
        for (size_t i = node + 1; i < score->row_count; i++) {
            bool counts = rows[i].node->parent == node && !isnan(rows[i].weight);
            if (counts) within += rows[i].weight;
        }
        if (fabs(within - 1.0) <= weight_slack) continue;
        return lg_fail(err, LG_INTERNAL, "park %zu: the weights below %s add up to %.9g", park,
                       rows[node].node->code, within);
    }
    return LG_OK;
}

static enum lg_status check_bounds(const struct lg_model *model, size_t park, struct lg_error *err)
{
    const struct lg_park_score *score = &model->results.scores[park];
    double most = model->rules.evaluation.is_uncapped ? HUGE_VAL : 100.0 + score_slack;
    for (size_t i = 0; i < score->row_count; i++) {
        const struct lg_score_row *row = &model->results.score_rows[score->first_row + i];
        if (isnan(row->score) || (row->score >= 0.0 && row->score <= most)) continue;
        return lg_fail(err, LG_INTERNAL, "park %zu: the score of %s is %.9g", park, row->node->code,
                       row->score);
    }
    if (isnan(score->combined) || (score->combined >= 0.0 && score->combined <= most)) return LG_OK;
    return lg_fail(err, LG_INTERNAL, "park %zu: the combined score is %.9g", park, score->combined);
}

enum lg_status lg_scores_check(const struct lg_model *model, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        status = check_rates(model, park, err);
        if (status == LG_OK) status = check_weights(model, park, err);
        if (status == LG_OK) status = check_bounds(model, park, err);
    }
    return status;
}
