#include "evaluate/assessment.h"

#include "base/grow.h"
#include "evaluate/parts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The assessment under way. */
struct assessment {
    struct lg_model *model;
    struct lg_fact_value *indicators; /* [indicator count] of the park at hand */
    size_t row_capacity, flag_capacity;
};

/* Whether a row of the parks table is asked: each park once, every row of a candidate. */
static bool is_assessed(const struct lg_model *model, size_t park)
{
    if (lg_park_is_candidate(model, park)) return true;
    const struct lg_park_score *scores = model->results.scores;
    return scores != NULL && scores[park].is_whole_park;
}

static enum lg_status list_parks(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    results->assessed = lg_resize(NULL, model->parks.table.count + 1, sizeof(*results->assessed));
    if (results->assessed == NULL) return lg_fail(err, LG_NO_MEMORY, "assessment: out of memory");
    for (size_t park = 0; park < model->parks.table.count; park++) {
        if (is_assessed(model, park)) results->assessed[results->assessed_count++] = park;
    }
    return LG_OK;
}

static void set_indicators(struct assessment *assessment, size_t park)
{
    const struct lg_results *results = &assessment->model->results;
    size_t count = lg_scheme_indicator_count(&assessment->model->rules.scheme);
    assert(results->indicator_count == assessment->model->parks.table.count * count);
    for (size_t i = 0; i < count; i++) {
        const struct lg_indicator *indicator = &results->indicators[park * count + i];
        assessment->indicators[i] = (struct lg_fact_value){indicator->value, indicator->reason};
    }
}

/* ---- answers ---- */

static enum lg_flag_answer answer_condition(struct lg_flag_row *row)
{
    if (isnan(row->value)) return LG_FLAG_NODATA;
    if (isnan(row->condition->threshold)) {
        row->reason = "there is no line to compare with";
        return LG_FLAG_NODATA;
    }
    bool holds =
        lg_operator_holds(row->condition->comparison, row->value, row->condition->threshold);
    return holds ? LG_FLAG_YES : LG_FLAG_NO;
}

/* Where the case that begins at a row ends. */
static size_t case_end(const struct lg_flag_row *rows, size_t begin, size_t count)
{
    size_t end = begin + 1;
    while (end < count &&
           strcmp(rows[end].condition->case_name, rows[begin].condition->case_name) == 0) {
        end++;
    }
    return end;
}

/* All must hold; one that fails decides, whatever is missing of the others. */
static enum lg_flag_answer answer_case(const struct lg_flag_row *rows, size_t begin, size_t end)
{
    enum lg_flag_answer answer = LG_FLAG_YES;
    for (size_t i = begin; i < end; i++) {
        if (rows[i].answer == LG_FLAG_NO) return LG_FLAG_NO;
        if (rows[i].answer == LG_FLAG_NODATA) answer = LG_FLAG_NODATA;
    }
    return answer;
}

/* One case is enough; one that is open keeps the flag open when none holds. */
static enum lg_flag_answer answer_flag(const struct lg_flag_row *rows, size_t count)
{
    enum lg_flag_answer answer = LG_FLAG_NO;
    for (size_t begin = 0; begin < count; begin = case_end(rows, begin, count)) {
        enum lg_flag_answer found = answer_case(rows, begin, case_end(rows, begin, count));
        if (found == LG_FLAG_YES) return LG_FLAG_YES;
        if (found == LG_FLAG_NODATA) answer = LG_FLAG_NODATA;
    }
    return answer;
}

/* ---- reasons ---- */

/* "supply_rate = 85.5 (not >= 90)", "score: no tree for the type". */
static void tell_condition(struct lg_text *text, const struct lg_flag_row *row)
{
    const struct lg_flag_condition *condition = row->condition;
    if (row->answer == LG_FLAG_NODATA) {
        lg_text_printf(text, "%s: %s", condition->value.text, row->reason);
        return;
    }
    lg_text_printf(text, "%s = %.9g (%s%s %.9g)", condition->value.text, row->value,
                   row->answer == LG_FLAG_NO ? "not " : "",
                   lg_operator_texts[condition->comparison], condition->threshold);
}

/* The conditions of a case that decided it: all that hold, or the ones that fail or are open. */
static void tell_case(struct lg_text *text, const struct lg_flag_row *rows, size_t begin,
                      size_t end, enum lg_flag_answer answer)
{
    if (text->size > 0) lg_text_add_text(text, "; ");
    lg_text_printf(text, "%s: ", rows[begin].condition->case_name);
    bool is_first = true;
    for (size_t i = begin; i < end; i++) {
        if (rows[i].answer != answer) continue;
        if (!is_first) lg_text_add_text(text, ", ");
        tell_condition(text, &rows[i]);
        is_first = false;
    }
}

static enum lg_status tell_flag(struct lg_model *model, struct lg_park_flag *flag,
                                struct lg_error *err)
{
    const struct lg_flag_row *rows = model->results.flag_rows + flag->first_row;
    size_t count = flag->flag->condition_count;
    struct lg_text text = {0};
    for (size_t begin = 0; begin < count;) {
        size_t end = case_end(rows, begin, count);
        if (answer_case(rows, begin, end) == flag->answer) {
            tell_case(&text, rows, begin, end, flag->answer);
        }
        begin = end;
    }
    return lg_keep_text(model, &text, &flag->reason, err);
}

/* ---- flags ---- */

static enum lg_status reserve(struct assessment *assessment, size_t row_count, struct lg_error *err)
{
    struct lg_results *results = &assessment->model->results;
    size_t rows = results->flag_row_count + row_count;
    size_t flags = results->flag_count + 1;
    if (rows > assessment->row_capacity) {
        size_t capacity = lg_grow_capacity(assessment->row_capacity, rows);
        struct lg_flag_row *grown = lg_resize(results->flag_rows, capacity, sizeof(*grown));
        if (grown == NULL) return lg_fail(err, LG_NO_MEMORY, "assessment: out of memory");
        results->flag_rows = grown;
        assessment->row_capacity = capacity;
    }
    if (flags > assessment->flag_capacity) {
        size_t capacity = lg_grow_capacity(assessment->flag_capacity, flags);
        struct lg_park_flag *grown = lg_resize(results->flags, capacity, sizeof(*grown));
        if (grown == NULL) return lg_fail(err, LG_NO_MEMORY, "assessment: out of memory");
        results->flags = grown;
        assessment->flag_capacity = capacity;
    }
    return LG_OK;
}

static enum lg_status ask_flag(struct assessment *assessment, size_t park,
                               const struct lg_flag *flag, struct lg_error *err)
{
    struct lg_results *results = &assessment->model->results;
    enum lg_status status = reserve(assessment, flag->condition_count, err);
    if (status != LG_OK) return status;
    const struct lg_operands operands = {
        .facts = results->facts + park * LG_FACT_COUNT,
        .indicators = assessment->indicators,
    };
    struct lg_flag_row *rows = results->flag_rows + results->flag_row_count;
    for (size_t i = 0; i < flag->condition_count; i++) {
        const struct lg_flag_condition *condition = &flag->conditions[i];
        struct lg_fact_value value = lg_expression_value(&condition->value, &operands);
        rows[i] = (struct lg_flag_row){
            .park = park,
            .flag = flag,
            .condition = condition,
            .value = value.value,
            .reason = value.reason,
        };
        rows[i].answer = answer_condition(&rows[i]);
    }
    struct lg_park_flag *answered = &results->flags[results->flag_count];
    *answered = (struct lg_park_flag){
        .park = park,
        .flag = flag,
        .first_row = results->flag_row_count,
        .answer = answer_flag(rows, flag->condition_count),
    };
    results->flag_row_count += flag->condition_count;
    results->flag_count++;
    return tell_flag(assessment->model, answered, err);
}

static enum lg_status ask_park(struct assessment *assessment, size_t park, struct lg_error *err)
{
    const struct lg_scheme *scheme = &assessment->model->rules.scheme;
    bool is_candidate = lg_park_is_candidate(assessment->model, park);
    set_indicators(assessment, park);
    for (size_t i = 0; i < scheme->flag_count; i++) {
        const struct lg_flag *flag = &scheme->flags[i];
        if (flag->of_candidates != is_candidate || flag->condition_count == 0) continue;
        enum lg_status status = ask_flag(assessment, park, flag, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

enum lg_status lg_assessment_fill(struct lg_model *model, struct lg_error *err)
{
    struct lg_results *results = &model->results;
    assert(results->assessed == NULL && results->flags == NULL && results->flag_rows == NULL);

    if (results->facts == NULL) return LG_OK;
    enum lg_status status = list_parks(model, err);
    if (status != LG_OK) return status;
    struct assessment assessment = {.model = model};
    size_t indicator_count = lg_scheme_indicator_count(&model->rules.scheme);
    assessment.indicators = lg_resize(NULL, indicator_count, sizeof(*assessment.indicators));
    if (assessment.indicators == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "assessment: out of memory");
    }
    for (size_t i = 0; status == LG_OK && i < results->assessed_count; i++) {
        status = ask_park(&assessment, results->assessed[i], err);
    }
    free(assessment.indicators);
    return status;
}
