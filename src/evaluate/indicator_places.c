/*
 * An indicator of a park beside those of the others, beside published figures and beside the run
 * before.
 *
 * Source: domain.md 1.11, 6.4.
 */
#include "base/grow.h"
#include "evaluate/evaluate.h"
#include "evaluate/parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const char national[] = "national";

/* Whether a published figure was made for parks of this type; one of no type has those for all. */
static bool is_for(const struct lg_benchmark *benchmark, const struct lg_park_score *score)
{
    const unsigned all = (1U << LG_TYPE_COUNT) - 1;
    if (!score->has_type) return (benchmark->types & all) == all;
    return (benchmark->types >> score->type & 1U) != 0;
}

/* Whether the first is to be held against a park rather than the second: national first, then the
 * latest that was known at the day of the evaluation, else the earliest after it. */
static bool is_nearer(const struct lg_benchmark *first, const struct lg_benchmark *second,
                      lg_date as_of)
{
    bool first_is_national = strcmp(first->region, national) == 0;
    bool second_is_national = strcmp(second->region, national) == 0;
    if (first_is_national != second_is_national) return first_is_national;
    bool has_first = first->data_date != LG_DATE_NONE;
    bool has_second = second->data_date != LG_DATE_NONE;
    if (has_first != has_second) return has_first;
    bool first_was_known = first->data_date <= as_of;
    bool second_was_known = second->data_date <= as_of;
    if (first_was_known != second_was_known) return first_was_known;
    return first_was_known ? first->data_date > second->data_date
                           : first->data_date < second->data_date;
}

static const struct lg_benchmark *find_nearest(const struct lg_model *model, size_t park,
                                               size_t indicator)
{
    const struct lg_scheme *scheme = &model->rules.scheme;
    const struct lg_benchmark *nearest = NULL;
    for (size_t i = 0; i < scheme->benchmark_count; i++) {
        const struct lg_benchmark *benchmark = &scheme->benchmarks[i];
        bool fits =
            benchmark->indicator == indicator && is_for(benchmark, &model->results.scores[park]);
        if (!fits) continue;
        if (nearest == NULL || is_nearer(benchmark, nearest, model->as_of)) nearest = benchmark;
    }
    return nearest;
}

/* The row of the park's tree that has the indicator; NULL: the tree does not. */
static const struct lg_score_row *find_scored(const struct lg_model *model, size_t park,
                                              size_t indicator)
{
    const struct lg_park_score *score = &model->results.scores[park];
    for (size_t i = 0; i < score->row_count; i++) {
        const struct lg_score_row *row = &model->results.score_rows[score->first_row + i];
        bool is_it = row->node->level == LG_NODE_INDICATOR && row->node->indicator == indicator;
        if (is_it) return row;
    }
    return NULL;
}

/* Among the areas of one scope, equal where the published digits are. */
static void set_rank(const struct lg_model *model, size_t park, size_t indicator,
                     struct lg_indicator_place *place)
{
    const struct lg_results *results = &model->results;
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    const struct lg_indicator *own = &results->indicators[park * count + indicator];
    if (lg_park_is_candidate(model, park)) return;
    double sign = own->entry->is_negative ? -1.0 : 1.0;
    double value = sign * lg_as_published(own->value, LG_VALUE_DECIMALS);
    size_t better = 0;
    for (size_t other = 0; other < model->parks.table.count; other++) {
        double against = results->indicators[other * count + indicator].value;
        if (isnan(against) || results->scores[other].scope != results->scores[park].scope) continue;
        if (lg_park_is_candidate(model, other)) continue;
        place->rank_count++;
        better += sign * lg_as_published(against, LG_VALUE_DECIMALS) > value;
    }
    place->rank = isnan(value) ? 0 : better + 1;
}

static void add_benchmarks(struct lg_model *model, size_t park, size_t indicator)
{
    struct lg_results *results = &model->results;
    const struct lg_scheme *scheme = &model->rules.scheme;
    size_t count = lg_scheme_indicator_count(scheme);
    double value = results->indicators[park * count + indicator].value;
    for (size_t i = 0; i < scheme->benchmark_count; i++) {
        const struct lg_benchmark *benchmark = &scheme->benchmarks[i];
        bool fits = benchmark->indicator == indicator && is_for(benchmark, &results->scores[park]);
        if (!fits) continue;
        results->benchmarks[results->benchmark_count++] = (struct lg_benchmark_row){
            .park = park,
            .indicator = indicator,
            .benchmark = benchmark,
            .distance = value - benchmark->value,
        };
    }
}

enum lg_status lg_places_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    size_t park_count = model->parks.table.count;
    assert(park_count == 0 || results->scores != NULL);
    assert(results->indicator_count == park_count * count);

    size_t most = park_count * model->rules.scheme.benchmark_count;
    struct lg_indicator_place *places =
        lg_resize(results->places, results->indicator_count + 1, sizeof(*places));
    if (places != NULL) results->places = places;
    struct lg_benchmark_row *rows = lg_resize(results->benchmarks, most + 1, sizeof(*rows));
    if (rows != NULL) results->benchmarks = rows;
    if (places == NULL || rows == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the places of %zu indicators",
                       results->indicator_count);
    }
    results->benchmark_count = 0;
    for (size_t i = 0; i < results->indicator_count; i++) {
        size_t park = i / count;
        places[i] = (struct lg_indicator_place){
            .benchmark = find_nearest(model, park, i % count),
            .scored = find_scored(model, park, i % count),
            .previous = model->previous.is_given ? model->previous.indicators[i] : (double)NAN,
        };
        set_rank(model, park, i % count, &places[i]);
        add_benchmarks(model, park, i % count);
    }
    return LG_OK;
}
