#include "evaluate/study.h"

#include "base/grow.h"
#include "evaluate/parts.h"
#include "evaluate/tree_score.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* A park in the order of scores. */
struct lg_study_place {
    double score; /* as published */
    size_t park;  /* of the study */
};

static size_t find_tree(const struct lg_study *study, enum lg_eval_type type, enum lg_scope scope)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    const struct lg_tree *tree = lg_scheme_tree(scheme, type, scope);
    return tree == NULL ? SIZE_MAX : (size_t)(tree - scheme->trees);
}

static void add_area(const struct lg_study *study, struct lg_study_park *entry, size_t park)
{
    const struct lg_park_score *score = &study->model->results.scores[park];
    struct lg_study_area area = {NULL, SIZE_MAX, SIZE_MAX};
    area.weight_tree = find_tree(study, study->type, score->scope);
    if (score->tree != NULL) {
        assert(score->row_count == score->tree->node_count);
        area.tree = find_tree(study, score->type, score->scope);
        area.rows = &study->model->results.score_rows[score->first_row];
    }
    entry->areas[entry->area_count++] = area;
}

/* The park's main area and expansion area, or the only area that it has. */
static void add_park(struct lg_study *study, size_t first, size_t end)
{
    const struct lg_model *model = study->model;
    size_t park = lg_whole_park_row(model, first, end);
    size_t expansion = lg_find_scope(model, first, end, LG_SCOPE_EXPANSION);
    struct lg_study_park *entry = &study->parks[study->park_count++];
    *entry = (struct lg_study_park){.park = park};
    add_area(study, entry, park);
    if (expansion != end && expansion != park) add_area(study, entry, expansion);
}

static bool is_of_study(const struct lg_park_score *score, enum lg_eval_type type)
{
    return score->is_whole_park && score->has_type && score->type == type && score->rank_type > 0 &&
           !isnan(score->combined);
}

static size_t count_parks(const struct lg_model *model, enum lg_eval_type type)
{
    size_t count = 0;
    for (size_t park = 0; park < model->parks.table.count; park++) {
        if (is_of_study(&model->results.scores[park], type)) count++;
    }
    return count;
}

static enum lg_status make_room(struct lg_study *study, size_t park_count, struct lg_error *err)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    study->first_node = lg_resize(NULL, scheme->tree_count + 1, sizeof(*study->first_node));
    study->weights = lg_resize(NULL, study->node_count + 1, sizeof(*study->weights));
    study->node_factors = lg_resize(NULL, study->node_count + 1, sizeof(*study->node_factors));
    study->ideal_factors = lg_resize(NULL, scheme->ideal_count + 1, sizeof(*study->ideal_factors));
    study->standards = lg_resize(NULL, study->node_count + 1, sizeof(*study->standards));
    study->nodes = lg_resize(NULL, study->node_count + 1, sizeof(*study->nodes));
    study->parks = lg_resize(NULL, park_count + 1, sizeof(*study->parks));
    study->places = lg_resize(NULL, park_count + 1, sizeof(*study->places));
    study->scores = lg_resize(NULL, park_count + 1, sizeof(*study->scores));
    study->ranks = lg_resize(NULL, park_count + 1, sizeof(*study->ranks));
    bool is_made = study->first_node != NULL && study->weights != NULL &&
                   study->node_factors != NULL && study->ideal_factors != NULL &&
                   study->standards != NULL && study->nodes != NULL && study->parks != NULL &&
                   study->places != NULL && study->scores != NULL && study->ranks != NULL;
    return is_made ? LG_OK : lg_fail(err, LG_NO_MEMORY, "sensitivity: out of memory");
}

enum lg_status lg_study_init(struct lg_study *study, const struct lg_model *model,
                             enum lg_eval_type type, struct lg_error *err)
{
    const struct lg_scheme *scheme = &model->rules.scheme;
    *study = (struct lg_study){.model = model, .type = type};
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        study->node_count += scheme->trees[tree].node_count;
    }
    enum lg_status status = make_room(study, count_parks(model, type), err);
    if (status != LG_OK) return status;
    size_t node = 0;
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        study->first_node[tree] = node;
        node += scheme->trees[tree].node_count;
    }
    size_t end = 0;
    for (size_t first = 0; first < model->parks.table.count; first = end) {
        end = lg_end_of_code(model, first);
        size_t park = lg_whole_park_row(model, first, end);
        if (is_of_study(&model->results.scores[park], type)) add_park(study, first, end);
    }
    lg_study_restore(study);
    return LG_OK;
}

void lg_study_reset(struct lg_study *study)
{
    free(study->parks);
    free(study->first_node);
    free(study->weights);
    free(study->node_factors);
    free(study->ideal_factors);
    free(study->standards);
    free(study->nodes);
    free(study->places);
    free(study->scores);
    free(study->ranks);
    *study = (struct lg_study){.model = NULL};
}

bool lg_study_has(const struct lg_study *study, size_t tree)
{
    return study->model->rules.scheme.trees[tree].type == study->type;
}

/* Whether a node shares its place with another: the areas of a type are sisters, too. */
static bool is_sister(const struct lg_study *study, size_t tree, size_t node, size_t other_tree,
                      size_t other)
{
    const struct lg_tree *trees = study->model->rules.scheme.trees;
    if (node == 0 || other == 0) {
        return node == 0 && other == 0 && trees[tree].type == trees[other_tree].type;
    }
    return tree == other_tree && trees[tree].nodes[node].parent == trees[tree].nodes[other].parent;
}

size_t lg_study_sisters(const struct lg_study *study, size_t tree, size_t node)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    size_t count = 0;
    for (size_t other = 0; other < scheme->tree_count; other++) {
        for (size_t i = 0; i < scheme->trees[other].node_count; i++) {
            if (is_sister(study, tree, node, other, i)) count++;
        }
    }
    return count;
}

void lg_study_restore(struct lg_study *study)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        for (size_t node = 0; node < scheme->trees[tree].node_count; node++) {
            study->weights[study->first_node[tree] + node] = scheme->trees[tree].nodes[node].weight;
        }
    }
    for (size_t node = 0; node < study->node_count; node++) {
        study->node_factors[node] = 1.0;
    }
    for (size_t ideal = 0; ideal < scheme->ideal_count; ideal++) {
        study->ideal_factors[ideal] = 1.0;
    }
}

/* Weights of one place, as written and as moved. */
struct level {
    double written, moved;
    size_t count;
};

static void add_weight(struct level *level, double written, double moved)
{
    level->written += written;
    level->moved += moved;
    level->count++;
}

/* 1 where nothing moved: the same sum divided by itself. */
static double brought_back(const struct level *level, double written, double moved)
{
    if (level->count <= 1 || !(level->moved > 0.0)) return written;
    return moved * (level->written / level->moved);
}

static void level_children(struct lg_study *study, size_t at, size_t parent)
{
    const struct lg_tree *tree = &study->model->rules.scheme.trees[at];
    double *weights = study->weights + study->first_node[at];
    struct level level = {0};
    for (size_t node = parent + 1; node < tree->node_count; node++) {
        if (tree->nodes[node].parent != parent) continue;
        add_weight(&level, tree->nodes[node].weight, weights[node]);
    }
    for (size_t node = parent + 1; node < tree->node_count; node++) {
        if (tree->nodes[node].parent != parent) continue;
        weights[node] = brought_back(&level, tree->nodes[node].weight, weights[node]);
    }
}

static void level_areas(struct lg_study *study)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    struct level level = {0};
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        if (!lg_study_has(study, tree)) continue;
        add_weight(&level, scheme->trees[tree].nodes[0].weight,
                   study->weights[study->first_node[tree]]);
    }
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        if (!lg_study_has(study, tree)) continue;
        double *weight = &study->weights[study->first_node[tree]];
        *weight = brought_back(&level, scheme->trees[tree].nodes[0].weight, *weight);
    }
}

void lg_study_level(struct lg_study *study)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    level_areas(study);
    for (size_t tree = 0; tree < scheme->tree_count; tree++) {
        for (size_t node = 0; node < scheme->trees[tree].node_count; node++) {
            if (scheme->trees[tree].nodes[node].level == LG_NODE_INDICATOR) continue;
            level_children(study, tree, node);
        }
    }
}

/* As it was scored, but where its ideal is moved. */
static double standard_of(const struct lg_study *study, const struct lg_score_row *row,
                          size_t place)
{
    const struct lg_scheme *scheme = &study->model->rules.scheme;
    if (row->node->level != LG_NODE_INDICATOR || isnan(row->score)) return row->score;
    const struct lg_indicator_entry *entry = lg_scheme_indicator(scheme, row->node->indicator);
    if (entry->is_negative || row->ideal_rule == NULL) return row->score;
    double factor = study->node_factors[place] *
                    study->ideal_factors[(size_t)(row->ideal_rule - scheme->ideals)];
    if (factor == 1.0) return row->score;
    bool is_uncapped = study->model->rules.evaluation.is_uncapped;
    return lg_standard_value(entry, row->value, row->ideal * factor, is_uncapped).value;
}

static double score_area(struct lg_study *study, const struct lg_study_area *area)
{
    if (area->tree == SIZE_MAX) return (double)NAN;
    const struct lg_tree *tree = &study->model->rules.scheme.trees[area->tree];
    size_t first = study->first_node[area->tree];
    for (size_t node = 0; node < tree->node_count; node++) {
        study->standards[node] = standard_of(study, &area->rows[node], first + node);
    }
    lg_tree_score(tree, study->weights + first, study->standards,
                  study->model->rules.evaluation.renormalises, study->nodes);
    return study->nodes[0].score;
}

/* Which areas of a park count was settled when it was scored; here only the weights have moved. */
static double score_park(struct lg_study *study, const struct lg_study_park *park)
{
    double sum = 0.0;
    double within = 0.0;
    double last = (double)NAN;
    size_t count = 0;
    for (size_t i = 0; i < park->area_count; i++) {
        double score = score_area(study, &park->areas[i]);
        if (isnan(score)) continue;
        size_t tree = park->areas[i].weight_tree;
        double weight = tree == SIZE_MAX ? 0.0 : study->weights[study->first_node[tree]];
        sum += weight * score;
        within += weight;
        last = score;
        count++;
    }
    if (count <= 1) return last;
    return study->model->rules.evaluation.renormalises ? sum / within : sum;
}

/* From the best on; equals in the order of the parks. */
static int compare_places(const void *left, const void *right)
{
    const struct lg_study_place *a = left;
    const struct lg_study_place *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return (a->park > b->park) - (a->park < b->park);
}

void lg_study_score(struct lg_study *study)
{
    for (size_t i = 0; i < study->park_count; i++) {
        study->scores[i] = score_park(study, &study->parks[i]);
        /* What has a score keeps one: weights stay above 0. */
        assert(!isnan(study->scores[i]));
        study->places[i].score = lg_as_published(study->scores[i], LG_SCORE_DECIMALS);
        study->places[i].park = i;
    }
    qsort(study->places, study->park_count, sizeof(*study->places), compare_places);
    size_t rank = 0;
    for (size_t i = 0; i < study->park_count; i++) {
        if (i == 0 || study->places[i].score != study->places[i - 1].score) rank = i + 1;
        study->ranks[study->places[i].park] = rank;
    }
}
