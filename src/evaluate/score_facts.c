/*
 * Scores, ranks, years of supply and the run before as facts, which flags may ask for.
 *
 * Source: domain.md 1.8, 6.7; Article 10 [S01].
 */
#include "base/sorted.h"
#include "evaluate/evaluate.h"
#include "evaluate/parts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const char other_row_reason[] = "of a whole park: it stands at the park's main area";
static const char no_class_reason[] =
    "the class of the park is not known: give class, or classes in a rule set";

static struct lg_fact_value found(double value)
{
    return (struct lg_fact_value){value, NULL};
}

static struct lg_fact_value missing(const char *reason)
{
    return (struct lg_fact_value){(double)NAN, reason};
}

/* The years stand with the potentials of the park, which come in its order. */
static void set_years(const struct lg_model *model, size_t park, struct lg_fact_value *facts)
{
    const struct lg_results *results = &model->results;
    for (size_t i = 0; i < results->potential_count; i++) {
        const struct lg_potential_row *row = &results->potentials[i];
        if (row->park != park || row->kind != LG_POTENTIAL_EXPANSION) continue;
        facts[LG_FACT_YEARS_3] = found(row->years_3);
        facts[LG_FACT_YEARS_5] = found(row->years_5);
        if (isnan(row->years_3)) facts[LG_FACT_YEARS_3] = missing(row->reason);
        if (isnan(row->years_5)) facts[LG_FACT_YEARS_5] = missing(row->reason);
    }
}

/* Half of the parks of the class stand above, half below. */
static enum lg_status find_median(const struct lg_model *model, const struct lg_park_score *own,
                                  double *median, struct lg_error *err)
{
    size_t count = 0;
    double *scores = calloc(model->parks.table.count + 1, sizeof(*scores));
    if (scores == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the scores of a class");
    for (size_t park = 0; park < model->parks.table.count; park++) {
        const struct lg_park_score *score = &model->results.scores[park];
        if (score->rank_class == 0 || !lg_is_of_class(score, own->park_class)) continue;
        scores[count++] = score->combined;
    }
    lg_sorted_make(scores, count);
    *median = count == 0 ? (double)NAN : lg_sorted_median(scores, count);
    free(scores);
    return LG_OK;
}

static enum lg_status set_class(struct lg_model *model, size_t park, struct lg_fact_value *facts,
                                struct lg_error *err)
{
    static const enum lg_fact of_class[] = {LG_FACT_CLASS_MEDIAN, LG_FACT_CLASS_RANK_PCT,
                                            LG_FACT_CLASS_LAST_PCT};
    const struct lg_park_score *score = &model->results.scores[park];
    int least = model->rules.evaluation.class_parks_min;
    const char *reason = score->park_class == NULL ? no_class_reason : NULL;
    enum lg_status status = LG_OK;
    facts[LG_FACT_CLASS_PARKS] =
        reason == NULL ? found((double)score->class_count) : missing(reason);
    if (reason == NULL && (score->class_count == 0 || (double)score->class_count < least)) {
        struct lg_text text = {0};
        lg_text_printf(&text, "the class has %zu parks with a score, fewer than %d: ranks only",
                       score->class_count, least);
        status = lg_keep_text(model, &text, &reason, err);
    }
    for (size_t i = 0; i < 3; i++) {
        facts[of_class[i]] = missing(reason);
    }
    if (status != LG_OK || reason != NULL) return status;

    double median = (double)NAN;
    status = find_median(model, score, &median, err);
    if (status != LG_OK) return status;
    facts[LG_FACT_CLASS_MEDIAN] = found(median);
    double percent = 100.0 / (double)score->class_count;
    bool is_ranked = score->rank_class > 0;
    reason = score->combined_reason;
    facts[LG_FACT_CLASS_RANK_PCT] =
        is_ranked ? found(percent * (double)score->rank_class) : missing(reason);
    facts[LG_FACT_CLASS_LAST_PCT] =
        is_ranked ? found(percent * (double)score->class_from_end) : missing(reason);
    return LG_OK;
}

static void set_previous(const struct lg_model *model, size_t park, struct lg_fact_value *facts)
{
    struct lg_fact_value *score = &facts[LG_FACT_PREVIOUS_SCORE];
    struct lg_fact_value *last = &facts[LG_FACT_PREVIOUS_CLASS_LAST_PCT];
    struct lg_fact_value *change = &facts[LG_FACT_SCORE_CHANGE];
    const char *reason = NULL;
    if (!model->previous.is_given) {
        reason = "no run before is given: give --previous";
    } else if (!model->previous.parks[park].is_known) {
        reason = "the park is not in the run before";
    }
    if (reason != NULL) {
        *score = *last = *change = missing(reason);
        return;
    }
    const struct lg_previous_park *before = &model->previous.parks[park];
    *score = found(before->combined);
    *last = found(before->class_last_pct);
    /* The score before is known as it was written: digits behind those are no change. */
    *change =
        found(lg_as_published(facts[LG_FACT_SCORE].value, LG_SCORE_DECIMALS) - before->combined);
    if (isnan(before->combined)) score->reason = "the park had no combined score in the run before";
    if (isnan(before->class_last_pct)) {
        last->reason = "the park had no place in a class of enough parks in the run before";
    }
    if (!isnan(change->value)) return;
    change->reason = score->reason != NULL ? score->reason : facts[LG_FACT_SCORE].reason;
}

/* Land that is ready and not supplied is what may still be supplied (E): ready = D + E. */
static void set_expansion(const struct lg_model *model, size_t first, size_t end,
                          struct lg_fact_value *facts)
{
    size_t row = lg_find_scope(model, first, end, LG_SCOPE_EXPANSION);
    facts[LG_FACT_EXPANSION_READY_HA] =
        row < end ? model->results.facts[row * LG_FACT_COUNT + LG_STATE_E]
                  : missing("the park has no expansion area (发展方向区)");
}

/* All facts of the rows of one code. */
static enum lg_status set_park(struct lg_model *model, size_t first, size_t end,
                               struct lg_error *err)
{
    static const enum lg_fact of_whole[] = {
        LG_FACT_SCORE,
        LG_FACT_CLASS_PARKS,
        LG_FACT_CLASS_MEDIAN,
        LG_FACT_CLASS_RANK_PCT,
        LG_FACT_CLASS_LAST_PCT,
        LG_FACT_PREVIOUS_SCORE,
        LG_FACT_SCORE_CHANGE,
        LG_FACT_PREVIOUS_CLASS_LAST_PCT,
        LG_FACT_EXPANSION_READY_HA,
    };
    size_t whole = lg_whole_park_row(model, first, end);
    for (size_t row = first; row < end; row++) {
        struct lg_fact_value *facts = model->results.facts + row * LG_FACT_COUNT;
        for (size_t i = 0; i < sizeof(of_whole) / sizeof(of_whole[0]); i++) {
            facts[of_whole[i]] = missing(other_row_reason);
        }
        set_years(model, row, facts);
    }
    const struct lg_park_score *score = &model->results.scores[whole];
    struct lg_fact_value *facts = model->results.facts + whole * LG_FACT_COUNT;
    facts[LG_FACT_SCORE] =
        isnan(score->combined) ? missing(score->combined_reason) : found(score->combined);
    set_previous(model, whole, facts);
    set_expansion(model, first, end, facts);
    return set_class(model, whole, facts, err);
}

enum lg_status lg_score_facts_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parks.table.count == 0 || model->results.scores != NULL);

    enum lg_status status = LG_OK;
    for (size_t first = 0; status == LG_OK && first < model->parks.table.count;) {
        size_t end = lg_end_of_code(model, first);
        status = set_park(model, first, end, err);
        first = end;
    }
    return status;
}
