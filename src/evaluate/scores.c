/*
 * From the indicators of a park to the scores of its tree: standard values, weighted sums, and the
 * reason wherever there is none.
 *
 * Source: domain.md 1.4, 1.6, 1.7.
 */
#include "base/grow.h"
#include "evaluate/evaluate.h"
#include "evaluate/parts.h"
#include "evaluate/tree_score.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Room for the largest tree, used for one park after the other. */
struct bench {
    struct lg_model *model;
    double *weights, *standards;
    struct lg_node_score *nodes;
};

static bool read_type(const char *text, enum lg_eval_type *type)
{
    for (int i = 0; text != NULL && i < LG_TYPE_COUNT; i++) {
        if (strcmp(text, lg_eval_type_names[i]) != 0) continue;
        *type = (enum lg_eval_type)i;
        return true;
    }
    return false;
}

/* Why there is no tree, where there is none. */
static enum lg_status begin_score(struct lg_model *model, size_t park, struct lg_error *err)
{
    struct lg_park_score *score = &model->results.scores[park];
    *score = (struct lg_park_score){
        .scope = lg_park_scope(model, park),
        .score = (double)NAN,
        .combined = (double)NAN,
    };
    score->has_type = read_type(model->results.sums[park].eval_type, &score->type);
    if (!score->has_type) {
        score->reason = lg_no_type_reason;
        return LG_OK;
    }
    score->tree = lg_scheme_tree(&model->rules.scheme, score->type, score->scope);
    if (score->tree != NULL) return LG_OK;
    struct lg_text text = {0};
    lg_text_printf(&text, "no tree for %s, %s: give one in a rule set",
                   lg_eval_type_names[score->type], lg_scope_names[score->scope]);
    return lg_keep_text(model, &text, &score->reason, err);
}

/* The row of an indicator as far as it does not hang on the others. */
static enum lg_status set_standard(struct bench *bench, struct lg_score_row *row,
                                   const struct lg_park_score *score, struct lg_error *err)
{
    struct lg_model *model = bench->model;
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    const struct lg_indicator *indicator =
        &model->results.indicators[row->park * count + row->node->indicator];
    const char *code = lg_table_text(&model->parks.table, LG_PARK_CODE, row->park);
    row->value = indicator->value;
    row->ideal_rule = lg_scheme_ideal(&model->rules.scheme, code, score->type, score->scope,
                                      row->node->indicator);
    if (row->ideal_rule != NULL) row->ideal = row->ideal_rule->value;
    if (isnan(row->value)) {
        assert(indicator->reason != NULL);
        row->reason = indicator->reason;
        return LG_OK;
    }
    if (isnan(row->ideal)) return lg_no_ideal_reason(model, indicator->entry, &row->reason, err);
    struct lg_standard standard = lg_standard_value(indicator->entry, row->value, row->ideal,
                                                    model->rules.evaluation.is_uncapped);
    row->score = standard.value;
    row->is_capped = standard.is_capped;
    /* A value out of its range is scored as it is, with the doubt beside it. */
    row->reason = standard.reason != NULL ? standard.reason : indicator->reason;
    return LG_OK;
}

/* Whether a node lies below another one, with a weight all the way. */
static bool counts_in(const struct lg_tree *tree, size_t node, size_t above)
{
    while (node != above && node != 0 && tree->nodes[node].weight != 0.0) {
        node = tree->nodes[node].parent;
    }
    return node == above;
}

/* What is said of an indicator below a node. */
enum flaw {
    FLAW_MISSING,  /* no value, or none that can be scored */
    FLAW_NO_IDEAL, /* a value, and nothing to hold it against */
    FLAW_DOUBTFUL,
};

static enum flaw flaw_of(const struct lg_score_row *row)
{
    if (!isnan(row->score)) return FLAW_DOUBTFUL;
    return isnan(row->value) || !isnan(row->ideal) ? FLAW_MISSING : FLAW_NO_IDEAL;
}

/* Add "; before A31, B11": the indicators below a node that have a flaw. */
static void list_below(const struct lg_tree *tree, size_t node, const struct lg_score_row *rows,
                       unsigned flaws, const char *before, struct lg_text *text)
{
    bool is_first = true;
    for (size_t i = node + 1; i < tree->node_count; i++) {
        bool is_told = tree->nodes[i].level == LG_NODE_INDICATOR && rows[i].reason != NULL &&
                       (flaws >> flaw_of(&rows[i]) & 1) != 0 && counts_in(tree, i, node);
        if (!is_told) continue;
        if (is_first && text->size > 0) lg_text_add_text(text, "; ");
        lg_text_printf(text, "%s%s", is_first ? before : ", ", tree->nodes[i].code);
        is_first = false;
    }
}

/* "missing: A31, B11; no ideal: A12" of a node without a score, "left out: A31, B11" of a partial
 * one, "doubtful: A33" of values that are out of their range. */
static enum lg_status tell_node(struct bench *bench, const struct lg_tree *tree, size_t node,
                                struct lg_score_row *rows, struct lg_error *err)
{
    struct lg_text text = {0};
    bool has_score = !isnan(rows[node].score);
    if (has_score) {
        list_below(tree, node, rows, 1U << FLAW_MISSING | 1U << FLAW_NO_IDEAL, "left out: ", &text);
    } else {
        list_below(tree, node, rows, 1U << FLAW_MISSING, "missing: ", &text);
        list_below(tree, node, rows, 1U << FLAW_NO_IDEAL, "no ideal: ", &text);
    }
    if (text.size == 0 && !has_score) {
        lg_text_add_text(&text, "no indicator below it has a weight");
    }
    if (has_score) list_below(tree, node, rows, 1U << FLAW_DOUBTFUL, "doubtful: ", &text);
    if (text.size == 0) return LG_OK;
    return lg_keep_text(bench->model, &text, &rows[node].reason, err);
}

static enum lg_status score_park(struct bench *bench, struct lg_park_score *score,
                                 struct lg_score_row *rows, size_t park, struct lg_error *err)
{
    assert(bench->weights != NULL && bench->standards != NULL);

    const struct lg_tree *tree = score->tree;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < tree->node_count; i++) {
        rows[i] = (struct lg_score_row){
            .park = park,
            .node = &tree->nodes[i],
            .value = (double)NAN,
            .ideal = (double)NAN,
            .score = (double)NAN,
        };
        bool is_leaf = tree->nodes[i].level == LG_NODE_INDICATOR;
        if (is_leaf) status = set_standard(bench, &rows[i], score, err);
        bench->weights[i] = tree->nodes[i].weight;
        bench->standards[i] = rows[i].score;
    }
    if (status != LG_OK) return status;

    lg_tree_score(tree, bench->weights, bench->standards,
                  bench->model->rules.evaluation.renormalises, bench->nodes);
    for (size_t i = 0; i < tree->node_count; i++) {
        rows[i].weight = bench->nodes[i].weight;
        rows[i].score = bench->nodes[i].score;
        rows[i].is_partial = bench->nodes[i].is_partial;
    }
    for (size_t i = 0; status == LG_OK && i < tree->node_count; i++) {
        if (tree->nodes[i].level == LG_NODE_INDICATOR) continue;
        status = tell_node(bench, tree, i, rows, err);
    }
    score->score = rows[0].score;
    score->is_partial = rows[0].is_partial;
    score->reason = rows[0].reason;
    return status;
}

static enum lg_status size_rows(struct bench *bench, struct lg_error *err)
{
    struct lg_results *results = &bench->model->results;
    size_t park_count = bench->model->parks.table.count;
    size_t most = 1;
    size_t row_count = 0;
    struct lg_park_score *scores = lg_resize(results->scores, park_count + 1, sizeof(*scores));
    if (scores == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the scores of the parks");
    results->scores = scores;
    for (size_t park = 0; park < park_count; park++) {
        enum lg_status status = begin_score(bench->model, park, err);
        if (status != LG_OK) return status;
        if (scores[park].tree == NULL) continue;
        scores[park].first_row = row_count;
        scores[park].row_count = scores[park].tree->node_count;
        row_count += scores[park].row_count;
        if (scores[park].row_count > most) most = scores[park].row_count;
    }
    struct lg_score_row *rows = lg_resize(results->score_rows, row_count + 1, sizeof(*rows));
    if (rows != NULL) results->score_rows = rows;
    results->score_row_count = row_count;
    bench->weights = calloc(most, sizeof(double));
    bench->standards = calloc(most, sizeof(double));
    bench->nodes = calloc(most, sizeof(*bench->nodes));
    bool has_room =
        rows != NULL && bench->weights != NULL && bench->standards != NULL && bench->nodes != NULL;
    if (has_room) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows of scores", row_count);
}

enum lg_status lg_scores_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parks.table.count == 0 ||
           (model->results.sums != NULL && model->results.indicators != NULL));

    struct bench bench = {.model = model};
    enum lg_status status = size_rows(&bench, err);
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        struct lg_park_score *score = &model->results.scores[park];
        if (score->tree == NULL) continue;
        status = score_park(&bench, score, model->results.score_rows + score->first_row, park, err);
    }
    free(bench.weights);
    free(bench.standards);
    free(bench.nodes);
    if (status == LG_OK) status = lg_scores_combine(model, err);
    if (status == LG_OK) status = lg_scores_check(model, err);
    return status;
}
