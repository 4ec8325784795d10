#include "evaluate/sensitivity.h"

#include "base/grow.h"
#include "base/random.h"
#include "base/sorted.h"
#include "evaluate/causes.h"
#include "evaluate/study.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Scores made again may differ from those of the run by so much. */
#define SCORE_TOLERANCE 1e-9

enum { KEY_TEXT_SIZE = 48, LOW_PCT = 5, HIGH_PCT = 95 };

/* The streams that draws come from. */
struct streams {
    uint64_t *weights; /* [node count of all trees] */
    uint64_t *ideals;  /* [ideal count] */
};

/* By type, scope and the codes on the way down: where the rule set has it does not matter. */
static void key_weights(const struct lg_study *study, uint64_t seed, uint64_t *keys)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    uint64_t all = lg_random_key(seed, "weight");
    for (size_t at = 0; at < scheme->tree_count; at++) {
        const struct lg_tree *tree = &scheme->trees[at];
        uint64_t *of_tree = keys + study->first_node[at];
        uint64_t type = lg_random_key(all, lg_eval_type_names[tree->type]);
        of_tree[0] = lg_random_key(type, lg_scope_names[tree->scope]);
        for (size_t node = 1; node < tree->node_count; node++) {
            of_tree[node] =
                lg_random_key(of_tree[tree->nodes[node].parent], tree->nodes[node].code);
        }
    }
}

/* By indicator, park and reach: a row of the rule set is one number, wherever it is used. */
static void key_ideals(const struct lg_scheme *scheme, uint64_t seed, uint64_t *keys)
{
    uint64_t all = lg_random_key(seed, "ideal");
    for (size_t i = 0; i < scheme->ideal_count; i++) {
        const struct lg_ideal *ideal = &scheme->ideals[i];
        char reach[KEY_TEXT_SIZE];
        unsigned types = ideal->reach.types & ((1U << LG_TYPE_COUNT) - 1U);
        unsigned scopes = ideal->reach.scopes & ((1U << LG_SCOPE_COUNT) - 1U);
        (void)snprintf(reach, sizeof(reach), "%u %u", types, scopes);
        uint64_t indicator =
            lg_random_key(all, lg_scheme_indicator(scheme, ideal->indicator)->code);
        keys[i] = lg_random_key(lg_random_key(indicator, ideal->park), reach);
    }
}

static enum lg_status open_streams(const struct lg_study *study, struct streams *streams,
                                   struct lg_error *err)
{
    const struct lg_model *model = study->model;
    streams->weights = lg_resize(NULL, study->node_count + 1, sizeof(*streams->weights));
    streams->ideals =
        lg_resize(NULL, model->rules.scheme.ideal_count + 1, sizeof(*streams->ideals));
    if (streams->weights == NULL || streams->ideals == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "sensitivity: out of memory");
    }
    uint64_t seed = (uint64_t)model->rules.evaluation.seed;
    key_weights(study, seed, streams->weights);
    key_ideals(&model->rules.scheme, seed, streams->ideals);
    return LG_OK;
}

static void close_streams(struct streams *streams)
{
    free(streams->weights);
    free(streams->ideals);
}

static void draw(struct lg_study *study, const struct streams *streams, uint64_t number)
{
    const struct lg_evaluation_rules *rules = &study->model->rules.evaluation;
    lg_study_restore(study);
    for (size_t node = 0; node < study->node_count; node++) {
        study->weights[node] *=
            1.0 + lg_random_either_way(streams->weights[node], number) * rules->weight_change_max;
    }
    lg_study_level(study);
    for (size_t i = 0; i < study->model->rules.scheme.ideal_count; i++) {
        study->ideal_factors[i] =
            1.0 + lg_random_either_way(streams->ideals[i], number) * rules->ideal_change_max;
    }
    lg_study_score(study);
}

/* The smallest of sorted numbers that so many percent of them do not pass. */
static double at_percent(const double *sorted, size_t count, size_t percent)
{
    return sorted[(count * percent + 99) / 100 - 1];
}

static void end_row(struct lg_sensitivity_row *row, double *drawn, size_t draw_count)
{
    lg_sorted_make(drawn, draw_count);
    row->score_least = drawn[0];
    row->score_low = at_percent(drawn, draw_count, LOW_PCT);
    row->score_high = at_percent(drawn, draw_count, HIGH_PCT);
    row->score_most = drawn[draw_count - 1];
}

/* The parks of the type as they were scored; the sums made again must come to the same. */
static enum lg_status begin_rows(struct lg_study *study, struct lg_sensitivity_row *rows,
                                 struct lg_error *err)
{
    lg_study_score(study);
    for (size_t i = 0; i < study->park_count; i++) {
        const struct lg_park_score *score = &study->model->results.scores[study->parks[i].park];
        if (!(fabs(study->scores[i] - score->combined) <= SCORE_TOLERANCE)) {
            return lg_fail(err, LG_INTERNAL, "sensitivity: park row %zu scores %.17g, not %.17g",
                           study->parks[i].park, study->scores[i], score->combined);
        }
        rows[i] = (struct lg_sensitivity_row){
            .park = study->parks[i].park,
            .score = score->combined,
            .rank = score->rank_type,
            .rank_best = SIZE_MAX,
        };
    }
    return LG_OK;
}

static void note_draw(const struct lg_study *study, struct lg_sensitivity_row *rows, double *drawn,
                      size_t number, size_t draw_count)
{
    for (size_t i = 0; i < study->park_count; i++) {
        size_t rank = study->ranks[i];
        drawn[i * draw_count + number] = study->scores[i];
        if (rank < rows[i].rank_best) rows[i].rank_best = rank;
        if (rank > rows[i].rank_worst) rows[i].rank_worst = rank;
        if (rank == rows[i].rank) rows[i].rank_kept_share += 1.0;
    }
}

static enum lg_status draw_all(struct lg_study *study, struct lg_sensitivity_row *rows,
                               struct lg_error *err)
{
    enum lg_status status;
    size_t draw_count = (size_t)study->model->rules.evaluation.draws;
    struct streams streams = {NULL, NULL};
    double *drawn = NULL;
    status = open_streams(study, &streams, err);
    if (status != LG_OK) goto done;
    if (draw_count <= SIZE_MAX / study->park_count) {
        drawn = lg_resize(NULL, draw_count * study->park_count, sizeof(*drawn));
    }
    if (drawn == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "sensitivity: no memory for %zu draws of %zu parks",
                         draw_count, study->park_count);
        goto done;
    }
    for (size_t number = 0; number < draw_count; number++) {
        draw(study, &streams, number);
        note_draw(study, rows, drawn, number, draw_count);
    }
    for (size_t i = 0; i < study->park_count; i++) {
        end_row(&rows[i], drawn + i * draw_count, draw_count);
        rows[i].rank_kept_share /= (double)draw_count;
    }

done:
    free(drawn);
    close_streams(&streams);
    return status;
}

/* Room behind the rows of the types before. */
static enum lg_status grow_rows(struct lg_results *results, size_t count,
                                struct lg_sensitivity_row **added, struct lg_error *err)
{
    size_t before = results->sensitivity_count;
    struct lg_sensitivity_row *rows =
        lg_resize(results->sensitivity, before + count, sizeof(*rows));
    if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "sensitivity: out of memory");
    results->sensitivity = rows;
    results->sensitivity_count = before + count;
    *added = rows + before;
    return LG_OK;
}

static enum lg_status study_type(struct lg_model *model, enum lg_eval_type type,
                                 struct lg_error *err)
{
    enum lg_status status;
    struct lg_study study;
    struct lg_sensitivity_row *rows = NULL;
    status = lg_study_init(&study, model, type, err);
    if (status != LG_OK || study.park_count == 0) goto done;
    status = grow_rows(&model->results, study.park_count, &rows, err);
    if (status != LG_OK) goto done;
    assert(rows != NULL);
    status = begin_rows(&study, rows, err);
    if (status != LG_OK) goto done;
    status = draw_all(&study, rows, err);
    if (status != LG_OK) goto done;
    status = lg_causes_find(&study, model, rows, err);

done:
    lg_study_reset(&study);
    return status;
}

static int compare_rows(const void *left, const void *right)
{
    const struct lg_sensitivity_row *a = left;
    const struct lg_sensitivity_row *b = right;
    return (a->park > b->park) - (a->park < b->park);
}

/* A weight that comes to 0 or an ideal below it would weigh nothing or turn the score around. */
static enum lg_status check_rules(const struct lg_evaluation_rules *rules, struct lg_error *err)
{
    bool is_weight_fit = rules->weight_change_max >= 0.0 && rules->weight_change_max < 1.0;
    bool is_ideal_fit = rules->ideal_change_max >= 0.0 && rules->ideal_change_max < 1.0;
    if (is_weight_fit && is_ideal_fit && rules->draws > 0) return LG_OK;
    return lg_fail(err, LG_BAD_PROJECT,
                   "sensitivity needs evaluation.draws of at least 1, and weight_change_max and "
                   "ideal_change_max from 0 to below 1");
}

enum lg_status lg_sensitivity_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    assert(results->sensitivity == NULL && results->sensitivity_causes == NULL);

    enum lg_status status = check_rules(&model->rules.evaluation, err);
    if (status != LG_OK || results->scores == NULL) return status;
    for (size_t type = 0; status == LG_OK && type < LG_TYPE_COUNT; type++) {
        status = study_type(model, (enum lg_eval_type)type, err);
    }
    if (status == LG_OK && results->sensitivity_count > 0) {
        qsort(results->sensitivity, results->sensitivity_count, sizeof(*results->sensitivity),
              compare_rows);
    }
    return status;
}
