#include "evaluate/causes.h"

#include "base/grow.h"
#include "evaluate/parts.h"

#include <math.h>
#include <stdlib.h>

/* The cause that moves a park's rank most. */
struct hinge {
    size_t cause; /* of the results */
    size_t count; /* causes that move the rank at all */
    size_t rank;  /* that it moves to */
    bool is_down; /* when the weight or ideal is lower */
};

/* One walk over the weights and ideals of a type. */
struct walk {
    struct lg_study *study;
    struct lg_model *model;
    const struct lg_sensitivity_row *rows; /* [park_count] */
    double *scores;                        /* [park_count] as nothing is moved */
    bool *is_moved;                        /* [park_count] by the cause at hand */
    struct hinge *hinges;                  /* [park_count] */
    size_t first_cause;                    /* of this study */
};

static enum lg_status add_cause(struct walk *walk, const struct lg_sensitivity_cause *cause,
                                struct lg_error *err)
{
    struct lg_results *results = &walk->model->results;
    size_t count = results->sensitivity_cause_count;
    struct lg_sensitivity_cause *causes =
        lg_resize(results->sensitivity_causes, count + 1, sizeof(*causes));
    if (causes == NULL) return lg_fail(err, LG_NO_MEMORY, "sensitivity: out of memory");
    causes[count] = *cause;
    results->sensitivity_causes = causes;
    results->sensitivity_cause_count = count + 1;
    return LG_OK;
}

static size_t distance(size_t left, size_t right)
{
    return left > right ? left - right : right - left;
}

/* Ranks and scores as they came, against those of the run. */
static void compare_all(struct walk *walk, struct lg_sensitivity_cause *cause, bool is_down)
{
    size_t at = walk->model->results.sensitivity_cause_count;
    for (size_t i = 0; i < walk->study->park_count; i++) {
        size_t before = walk->rows[i].rank;
        size_t rank = walk->study->ranks[i];
        double change = fabs(walk->study->scores[i] - walk->scores[i]);
        if (change > cause->score_change_most) cause->score_change_most = change;
        if (rank == before) continue;
        if (!walk->is_moved[i]) cause->moved_parks++;
        struct hinge *hinge = &walk->hinges[i];
        if (!walk->is_moved[i]) hinge->count++;
        walk->is_moved[i] = true;
        if (distance(rank, before) > distance(hinge->rank, before)) {
            hinge->cause = at;
            hinge->rank = rank;
            hinge->is_down = is_down;
        }
        if (distance(rank, before) > (size_t)abs(cause->rank_change)) {
            cause->park = walk->rows[i].park;
            cause->rank_change = (int)rank - (int)before;
        }
    }
}

static enum lg_status try_cause(struct walk *walk, size_t at, size_t node, bool is_ideal,
                                struct lg_error *err)
{
    struct lg_study *study = walk->study;
    const struct lg_evaluation_rules *rules = &study->model->rules.evaluation;
    struct lg_sensitivity_cause cause = {
        .tree = &study->model->rules.scheme.trees[at],
        .node = &study->model->rules.scheme.trees[at].nodes[node],
        .change = is_ideal ? rules->ideal_change_max : rules->weight_change_max,
        .park = SIZE_MAX,
        .is_ideal = is_ideal,
    };
    double *moved =
        (is_ideal ? study->node_factors : study->weights) + study->first_node[at] + node;
    for (size_t i = 0; i < study->park_count; i++) {
        walk->is_moved[i] = false;
    }
    for (int is_down = 0; is_down <= 1; is_down++) {
        lg_study_restore(study);
        *moved *= 1.0 + (is_down != 0 ? -cause.change : cause.change);
        if (!is_ideal) lg_study_level(study);
        lg_study_score(study);
        compare_all(walk, &cause, is_down != 0);
    }
    return add_cause(walk, &cause, err);
}

static bool is_used(const struct lg_study *study, size_t tree)
{
    for (size_t i = 0; i < study->park_count; i++) {
        for (size_t area = 0; area < study->parks[i].area_count; area++) {
            if (study->parks[i].areas[area].tree == tree) return true;
        }
    }
    return false;
}

/* Whether any park is measured against an ideal at the node that can move. */
static bool has_ideal(const struct lg_study *study, size_t tree, size_t node)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    const struct lg_tree_node *entry = &scheme->trees[tree].nodes[node];
    if (entry->level != LG_NODE_INDICATOR) return false;
    if (lg_scheme_indicator(scheme, entry->indicator)->is_negative) return false;
    for (size_t i = 0; i < study->park_count; i++) {
        for (size_t area = 0; area < study->parks[i].area_count; area++) {
            const struct lg_study_area *of = &study->parks[i].areas[area];
            if (of->tree == tree && of->rows[node].ideal_rule != NULL) return true;
        }
    }
    return false;
}

static enum lg_status try_tree(struct walk *walk, size_t tree, struct lg_error *err)
{
    const struct lg_study *study = walk->study;
    enum lg_status status = LG_OK;
    size_t node_count = study->model->rules.scheme.trees[tree].node_count;
    for (size_t node = 0; status == LG_OK && node < node_count; node++) {
        if (lg_study_sisters(study, tree, node) > 1) {
            status = try_cause(walk, tree, node, false, err);
        }
        if (status == LG_OK && has_ideal(study, tree, node)) {
            status = try_cause(walk, tree, node, true, err);
        }
    }
    return status;
}

static void tell_cause(struct lg_text *text, const struct lg_sensitivity_cause *cause)
{
    lg_text_printf(text, "the %s of %s", cause->is_ideal ? "ideal" : "weight", cause->node->code);
    if (cause->node->level != LG_NODE_AREA) {
        lg_text_printf(text, " (%s)", lg_scope_names[cause->tree->scope]);
    }
}

/* What the rank of a park hangs on, in words. */
static void tell_status(struct lg_text *text, const struct walk *walk, const struct hinge *hinge)
{
    if (walk->study->park_count == 1) {
        lg_text_add_text(text, "the only park of its type that has a score");
        return;
    }
    if (hinge->count == 0) {
        lg_text_add_text(text, "no weight or ideal alone moves the rank");
        return;
    }
    const struct lg_sensitivity_cause *cause =
        &walk->model->results.sensitivity_causes[hinge->cause];
    if (hinge->count == 1) {
        lg_text_add_text(text, "the rank hangs on ");
    } else {
        lg_text_printf(text, "%zu of %zu weights and ideals move the rank alone, most ",
                       hinge->count,
                       walk->model->results.sensitivity_cause_count - walk->first_cause);
    }
    tell_cause(text, cause);
    lg_text_printf(text, ": %zu when it is %.9g %% %s", hinge->rank, 100.0 * cause->change,
                   hinge->is_down ? "lower" : "higher");
}

static enum lg_status keep_status(struct walk *walk, size_t park, struct lg_sensitivity_row *row,
                                  struct lg_error *err)
{
    struct lg_text text = {0};
    tell_status(&text, walk, &walk->hinges[park]);
    return lg_keep_text(walk->model, &text, &row->status, err);
}

static enum lg_status begin_walk(struct walk *walk, struct lg_error *err)
{
    size_t count = walk->study->park_count;
    walk->scores = lg_resize(NULL, count, sizeof(*walk->scores));
    walk->is_moved = lg_resize(NULL, count, sizeof(*walk->is_moved));
    walk->hinges = lg_resize(NULL, count, sizeof(*walk->hinges));
    if (walk->scores == NULL || walk->is_moved == NULL || walk->hinges == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "sensitivity: out of memory");
    }
    lg_study_restore(walk->study);
    lg_study_score(walk->study);
    for (size_t i = 0; i < count; i++) {
        walk->scores[i] = walk->study->scores[i];
        walk->hinges[i] = (struct hinge){SIZE_MAX, 0, walk->rows[i].rank, false};
    }
    return LG_OK;
}

enum lg_status lg_causes_find(struct lg_study *study, struct lg_model *model,
                              struct lg_sensitivity_row *rows, struct lg_error *err)
{
    struct walk walk = {
        .study = study,
        .model = model,
        .rows = rows,
        .first_cause = model->results.sensitivity_cause_count,
    };
    enum lg_status status = begin_walk(&walk, err);
    if (status != LG_OK) goto done;
    for (size_t scope = 0; scope < LG_SCOPE_COUNT; scope++) {
        const struct lg_scheme *scheme = &study->model->rules.scheme;
        const struct lg_tree *tree = lg_scheme_tree(scheme, study->type, (enum lg_scope)scope);
        if (tree == NULL || !is_used(study, (size_t)(tree - scheme->trees))) continue;
        status = try_tree(&walk, (size_t)(tree - scheme->trees), err);
        if (status != LG_OK) goto done;
    }
    for (size_t i = 0; status == LG_OK && i < study->park_count; i++) {
        status = keep_status(&walk, i, &rows[i], err);
    }

done:
    free(walk.scores);
    free(walk.is_moved);
    free(walk.hinges);
    return status;
}
