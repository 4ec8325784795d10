/*
 * Main area and expansion area of a park in one score, and the band of it.
 *
 * Source: domain.md 1.7 (0.8 and 0.2 in the found example); the bands are a choice of ours [P].
 */
#include "evaluate/parts.h"

#include <math.h>

/* Weights of the areas add up to 1, as those of a node do. */
static const double weight_slack = 1e-6;

static const char other_row_reason[] = "the combined score stands at the park's main area";

static size_t count_scope(const struct lg_model *model, size_t first, size_t end,
                          enum lg_scope scope)
{
    size_t count = 0;
    for (size_t row = first; row < end; row++) {
        count += lg_park_scope(model, row) == scope;
    }
    return count;
}

/* An area in the park's score. */
struct area {
    const struct lg_park_score *score;
    double weight; /* NaN: the trees do not say */
};

static struct area area_of(const struct lg_model *model, size_t row, const struct lg_park_score *of)
{
    struct area area = {&model->results.scores[row], (double)NAN};
    if (!of->has_type) return area;
    const struct lg_tree *tree = lg_scheme_tree(&model->rules.scheme, of->type, area.score->scope);
    if (tree != NULL) area.weight = tree->nodes[0].weight;
    return area;
}

/* The score of one area alone, where the other has none. */
static enum lg_status take_one(struct lg_model *model, const struct area areas[LG_SCOPE_COUNT],
                               struct lg_park_score *whole, struct lg_error *err)
{
    bool has_main = !isnan(areas[LG_SCOPE_MAIN].score->score);
    bool has_expansion = !isnan(areas[LG_SCOPE_EXPANSION].score->score);
    enum lg_scope left = has_main ? LG_SCOPE_EXPANSION : LG_SCOPE_MAIN;
    bool takes = model->rules.evaluation.renormalises && (has_main || has_expansion);
    struct lg_text text = {0};
    if (takes) {
        whole->is_combined_partial = true;
        const struct area *taken = &areas[has_main ? LG_SCOPE_MAIN : LG_SCOPE_EXPANSION];
        whole->combined = taken->score->score;
        lg_text_printf(&text, "left out: %s (%s)", lg_scope_names[left], areas[left].score->reason);
        if (taken->score->reason != NULL) lg_text_printf(&text, "; %s", taken->score->reason);
        return lg_keep_text(model, &text, &whole->combined_reason, err);
    }
    for (int i = 0; i < LG_SCOPE_COUNT; i++) {
        if (!isnan(areas[i].score->score)) continue;
        lg_text_printf(&text, "%s%s has no score (%s)", text.size == 0 ? "" : "; ",
                       lg_scope_names[i], areas[i].score->reason);
    }
    return lg_keep_text(model, &text, &whole->combined_reason, err);
}

/* What the scores of the areas leave out, and which values are doubtful. */
static enum lg_status tell_areas(struct lg_model *model, const struct area areas[LG_SCOPE_COUNT],
                                 struct lg_park_score *whole, struct lg_error *err)
{
    struct lg_text text = {0};
    for (int i = 0; i < LG_SCOPE_COUNT; i++) {
        if (areas[i].score->reason == NULL) continue;
        lg_text_printf(&text, "%s%s: %s", text.size == 0 ? "" : "; ", lg_scope_names[i],
                       areas[i].score->reason);
    }
    whole->is_combined_partial =
        areas[LG_SCOPE_MAIN].score->is_partial || areas[LG_SCOPE_EXPANSION].score->is_partial;
    if (text.size == 0) return LG_OK;
    return lg_keep_text(model, &text, &whole->combined_reason, err);
}

/* An area without a weight says nothing of the park: the other's score is the park's. */
static const struct lg_park_score *only_weighed(const struct area areas[LG_SCOPE_COUNT])
{
    const struct area *base = &areas[LG_SCOPE_MAIN];
    const struct area *expansion = &areas[LG_SCOPE_EXPANSION];
    if (expansion->weight == 0.0 && base->weight > 0.0) return base->score;
    if (base->weight == 0.0 && expansion->weight > 0.0) return expansion->score;
    return NULL;
}

static void take_whole(const struct lg_park_score *score, struct lg_park_score *whole)
{
    whole->combined = score->score;
    whole->is_combined_partial = score->is_partial;
    whole->combined_reason = score->reason;
}

static enum lg_status put_together(struct lg_model *model, const struct area areas[LG_SCOPE_COUNT],
                                   struct lg_park_score *whole, struct lg_error *err)
{
    const struct area *base = &areas[LG_SCOPE_MAIN];
    const struct area *expansion = &areas[LG_SCOPE_EXPANSION];
    const struct lg_park_score *only = only_weighed(areas);
    double within = base->weight + expansion->weight;
    bool renormalises = model->rules.evaluation.renormalises;
    bool has_weights = within > 0.0 && (renormalises || fabs(within - 1.0) <= weight_slack);
    if (only != NULL && has_weights) {
        take_whole(only, whole);
        return LG_OK;
    }
    if (isnan(base->score->score) || isnan(expansion->score->score)) {
        return take_one(model, areas, whole, err);
    }
    if (!has_weights) {
        struct lg_text text = {0};
        lg_text_printf(&text, "weights of %s and %s do not add up to 1 for %s",
                       lg_scope_names[LG_SCOPE_MAIN], lg_scope_names[LG_SCOPE_EXPANSION],
                       lg_eval_type_names[whole->type]);
        return lg_keep_text(model, &text, &whole->combined_reason, err);
    }
    whole->combined =
        base->weight * base->score->score + expansion->weight * expansion->score->score;
    if (renormalises) whole->combined /= within;
    return tell_areas(model, areas, whole, err);
}

static const struct lg_band *find_band(const struct lg_scheme *scheme, double combined)
{
    double published = lg_as_published(combined, LG_SCORE_DECIMALS);
    for (size_t i = 0; i < scheme->band_count; i++) {
        if (published >= scheme->bands[i].from) return &scheme->bands[i];
    }
    return NULL;
}

/* The rows of one code. */
static enum lg_status combine_park(struct lg_model *model, size_t first, size_t end,
                                   struct lg_error *err)
{
    struct lg_park_score *scores = model->results.scores;
    size_t main_row = lg_find_scope(model, first, end, LG_SCOPE_MAIN);
    size_t expansion_row = lg_find_scope(model, first, end, LG_SCOPE_EXPANSION);
    struct lg_park_score *whole = &scores[lg_whole_park_row(model, first, end)];
    enum lg_status status = LG_OK;
    for (size_t row = first; row < end; row++) {
        scores[row].combined_reason = other_row_reason;
    }
    whole->is_whole_park = true;
    whole->combined_reason = NULL;
    bool is_twice = count_scope(model, first, end, LG_SCOPE_MAIN) > 1 ||
                    count_scope(model, first, end, LG_SCOPE_EXPANSION) > 1;
    if (is_twice) {
        whole->combined_reason = "the park has more than one area of a scope";
    } else if (end - first == 1) {
        take_whole(whole, whole);
    } else {
        const struct area areas[LG_SCOPE_COUNT] = {
            [LG_SCOPE_MAIN] = area_of(model, main_row, whole),
            [LG_SCOPE_EXPANSION] = area_of(model, expansion_row, whole),
        };
        status = put_together(model, areas, whole, err);
    }
    if (!isnan(whole->combined)) whole->band = find_band(&model->rules.scheme, whole->combined);
    return status;
}

enum lg_status lg_scores_combine(struct lg_model *model, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t first = 0; status == LG_OK && first < model->parks.table.count;) {
        size_t end = lg_end_of_code(model, first);
        status = combine_park(model, first, end, err);
        first = end;
    }
    return status;
}
