/*
 * Each item of the list against its line: of the park, and of the parcels that do not meet it.
 */
#include "evaluate/compliance.h"

#include "base/grow.h"
#include "base/text.h"
#include "evaluate/notes.h"
#include "evaluate/questions.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct book {
    struct lg_model *model;
    struct lg_roll roll;
    size_t capacity; /* of results.compliance */
};

/*
 * An expansion area is land in reserve, a candidate is no park yet: what is to be met is asked of
 * the main areas of parks.
 */
static bool is_asked(const struct lg_model *model, size_t park)
{
    return lg_park_scope(model, park) == LG_SCOPE_MAIN && !lg_park_is_candidate(model, park);
}

static enum lg_status add_row(struct book *book, const struct lg_compliance_row *row,
                              struct lg_error *err)
{
    struct lg_results *results = &book->model->results;
    if (results->compliance_count == book->capacity) {
        size_t wanted = lg_grow_capacity(book->capacity, results->compliance_count + 1);
        struct lg_compliance_row *rows = lg_resize(results->compliance, wanted, sizeof(*rows));
        if (rows == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu items", wanted);
        results->compliance = rows;
        book->capacity = wanted;
    }
    results->compliance[results->compliance_count++] = *row;
    return LG_OK;
}

/* What lacks to the line; where the line itself is not enough, it may be 0 although it is not met.
 */
static double gap_of(enum lg_operator comparison, double value, double threshold)
{
    if (isnan(value) || isnan(threshold)) return (double)NAN;
    if (lg_operator_holds(comparison, value, threshold)) return 0;
    return fabs(value - threshold);
}

static bool names_fact(const struct lg_expression *expression, enum lg_fact fact)
{
    for (size_t i = 0; i < expression->step_count; i++) {
        const struct lg_expression_step *step = &expression->steps[i];
        if (step->kind == LG_STEP_FACT && step->operand == (size_t)fact) return true;
    }
    return false;
}

/* The fact that an item looks at and nothing else; NULL: it computes something. */
static const struct lg_fact_value *only_fact(const struct lg_expression *expression,
                                             const struct lg_operands *operands)
{
    bool is_fact = expression->step_count == 1 && expression->steps[0].kind == LG_STEP_FACT;
    return is_fact ? &operands->facts[expression->steps[0].operand] : NULL;
}

static void judge(const struct lg_fact_value *fact, struct lg_compliance_row *row)
{
    if (isnan(row->threshold)) {
        row->result = "NOT_APPLICABLE";
        row->reason = "no line set";
    } else if (!isnan(row->value)) {
        bool is_met = lg_operator_holds(row->comparison, row->value, row->threshold);
        row->result = is_met ? "MET" : "NOT_MET";
        if (fact != NULL) row->reason = fact->reason;
    } else if (lg_note_is_nothing_to_ask(row->reason)) {
        row->result = "NOT_APPLICABLE";
    } else {
        bool is_broken = fact != NULL && row->reason != NULL &&
                         strcmp(row->reason, lg_note_broken_boundary) == 0;
        row->result = is_broken ? "NOT_MET" : "NODATA";
    }
}

static struct lg_compliance_row judge_park(const struct lg_compliance_item *item, size_t park,
                                           const struct lg_operands *operands)
{
    struct lg_fact_value value = lg_expression_value(&item->value, operands);
    struct lg_compliance_row row = {
        .park = park,
        .parcel = SIZE_MAX,
        .item = item,
        .value = value.value,
        .threshold = item->threshold,
        .gap = gap_of(item->comparison, value.value, item->threshold),
        .unit = item->unit,
        .reason = value.reason,
        .source = item->source,
        .comparison = item->comparison,
    };
    judge(only_fact(&item->value, operands), &row);
    return row;
}

/* The figures of one parcel that do not meet what the question asks. */
static enum lg_status add_parcel(struct book *book, const struct lg_question *question,
                                 const struct lg_compliance_item *item, size_t piece,
                                 struct lg_error *err)
{
    struct lg_look look;
    const struct lg_pieces *pieces = &book->model->pieces;
    size_t parcel = pieces->parcel[piece];
    for (size_t i = 0; question->look(&book->roll, parcel, i, &look); i++) {
        if (look.verdict != LG_VERDICT_NOT_MET) continue;
        const struct lg_compliance_row row = {
            .park = pieces->park[piece],
            .parcel = parcel,
            .item = item,
            .value = look.value,
            .threshold = look.line,
            .gap = gap_of(look.comparison, look.value, look.line),
            .unit = look.unit,
            .result = "NOT_MET",
            .reason = look.reason,
            .source = look.source,
            .comparison = look.comparison,
        };
        enum lg_status status = add_row(book, &row, err);
        if (status != LG_OK) return status;
    }
    return LG_OK;
}

static bool names_listed(const struct lg_expression *expression)
{
    for (size_t i = 0; i < LG_QUESTION_COUNT; i++) {
        if (lg_questions[i].is_listed && names_fact(expression, lg_questions[i].fact)) return true;
    }
    return false;
}

/* Parcel by parcel; a parcel that fails two facts of the item has a row for each. */
static enum lg_status add_parcels(struct book *book, const struct lg_compliance_item *item,
                                  size_t park, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    size_t end = book->roll.piece_start[park + 1];
    if (!names_listed(&item->value)) return LG_OK;
    for (size_t piece = book->roll.piece_start[park]; piece < end; piece++) {
        for (size_t i = 0; status == LG_OK && i < LG_QUESTION_COUNT; i++) {
            const struct lg_question *question = &lg_questions[i];
            if (!question->is_listed || !names_fact(&item->value, question->fact)) continue;
            status = add_parcel(book, question, item, piece, err);
        }
    }
    return status;
}

/* The weighted share of the items that are met; one that is not known might not be. */
static enum lg_status set_share(struct lg_model *model, size_t park, size_t first_row,
                                struct lg_error *err)
{
    struct lg_fact_value *fact =
        &model->results.facts[park * LG_FACT_COUNT + LG_FACT_COMPLIANCE_PCT];
    double met = 0;
    double asked = 0;
    size_t unknown = 0;
    struct lg_text text = {0};
    *fact = (struct lg_fact_value){(double)NAN, "no item with a line and a weight applies"};
    for (size_t i = first_row; i < model->results.compliance_count; i++) {
        const struct lg_compliance_row *row = &model->results.compliance[i];
        bool counts = row->parcel == SIZE_MAX && row->item->weight > 0 &&
                      strcmp(row->result, "NOT_APPLICABLE") != 0;
        if (!counts) continue;
        if (strcmp(row->result, "NODATA") == 0) {
            lg_text_printf(&text, "%s%s", unknown++ == 0 ? "not known: " : ", ", row->item->code);
            continue;
        }
        asked += row->item->weight;
        if (strcmp(row->result, "MET") == 0) met += row->item->weight;
    }
    if (unknown == 0 && asked > 0) *fact = (struct lg_fact_value){met / asked * 100, NULL};
    return lg_note_keep(model, &text, fact, err);
}

/* What the facts counted of the parcels is what the items list. */
static enum lg_status check_rows(const struct book *book, size_t park, size_t first_row,
                                 struct lg_error *err)
{
    const struct lg_scheme *scheme = &book->model->rules.scheme;
    size_t row_count = book->model->results.compliance_count - first_row;
    size_t expected = scheme->item_count;
    for (size_t i = 0; i < LG_QUESTION_COUNT; i++) {
        struct lg_answers answers = lg_question_ask(&book->roll, &lg_questions[i], park);
        for (size_t item = 0; item < scheme->item_count; item++) {
            bool is_named = names_fact(&scheme->items[item].value, lg_questions[i].fact);
            if (is_named) expected += answers.listed;
        }
    }
    if (row_count == expected) return LG_OK;
    return lg_fail(err, LG_INTERNAL,
                   "park %zu: %zu rows of compliance, its items and parcels are %zu", park,
                   row_count, expected);
}

static enum lg_status fill_park(struct book *book, size_t park, struct lg_fact_value *indicators,
                                struct lg_error *err)
{
    const struct lg_results *results = &book->model->results;
    const struct lg_scheme *scheme = &book->model->rules.scheme;
    const struct lg_operands operands = {results->facts + park * LG_FACT_COUNT, indicators};
    size_t count = lg_scheme_indicator_count(scheme);
    size_t first_row = results->compliance_count;
    for (size_t i = 0; i < count; i++) {
        const struct lg_indicator *row = &results->indicators[park * count + i];
        indicators[i] = (struct lg_fact_value){row->value, row->reason};
    }
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < scheme->item_count; i++) {
        const struct lg_compliance_row row = judge_park(&scheme->items[i], park, &operands);
        status = add_row(book, &row, err);
        if (status == LG_OK) status = add_parcels(book, &scheme->items[i], park, err);
    }
    if (status == LG_OK) status = check_rows(book, park, first_row, err);
    if (status == LG_OK) status = set_share(book->model, park, first_row, err);
    return status;
}

static enum lg_status fill_parks(struct book *book, struct lg_error *err)
{
    struct lg_model *model = book->model;
    enum lg_status status = LG_OK;
    size_t count = lg_scheme_indicator_count(&model->rules.scheme);
    struct lg_fact_value *indicators = lg_resize(NULL, count + 1, sizeof(*indicators));
    if (indicators == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu indicators", count);
    }
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        struct lg_fact_value *fact =
            &model->results.facts[park * LG_FACT_COUNT + LG_FACT_COMPLIANCE_PCT];
        *fact = (struct lg_fact_value){(double)NAN, "asked of the main areas of parks only"};
        if (is_asked(model, park)) status = fill_park(book, park, indicators, err);
    }
    free(indicators);
    return status;
}

enum lg_status lg_compliance_fill(struct lg_model *model, struct lg_error *err)
{
    assert(model->parks.table.count == 0 ||
           (model->results.facts != NULL && model->results.indicators != NULL));

    free(model->results.compliance);
    model->results.compliance = NULL;
    model->results.compliance_count = 0;
    struct book book = {.model = model};
    enum lg_status status = lg_roll_init(&book.roll, model, err);
    if (status == LG_OK) status = fill_parks(&book, err);
    lg_roll_reset(&book.roll);
    return status;
}
