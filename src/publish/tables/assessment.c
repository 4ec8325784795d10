/*
 * The assessment of Article 10 (T6): each park in one row, and each flag with what it hangs on.
 *
 * Keys and meaning: domain.md 6.7; docs/reference.md. Every figure is made in measure/ and
 * evaluate/.
 */
#include "publish/tables/columns.h"
#include "publish/translate.h"

#include <math.h>
#include <string.h>

/* The flags that have columns of their own; one that a rule set adds stands in the long table. */
enum flag_column {
    EXPAND_SUPPORT,
    EXPAND_AGAINST,
    ADJUST,
    UPGRADE,
    EXIT,
    ESTABLISH,
};

static const char *const flag_codes[] = {
    [EXPAND_SUPPORT] = "EXPAND_SUPPORT",
    [EXPAND_AGAINST] = "EXPAND_AGAINST",
    [ADJUST] = "ADJUST",
    [UPGRADE] = "UPGRADE",
    [EXIT] = "EXIT",
    [ESTABLISH] = "ESTABLISH",
};

static const char *const answer_words[] = {
    [LG_FLAG_NO] = "no",
    [LG_FLAG_YES] = "yes",
    [LG_FLAG_NODATA] = "nodata",
};

/* A flag is no decision, and whoever opens the table shall read it there. */
const char *const lg_assessment_notes[2] = {
    [LG_CHINESE] = "标记仅为提示，不是决定；界限取自规则集",
    [LG_ENGLISH] = "flags are hints, no decisions; the lines are those of the rule sets",
};

static const char *note(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_assessment_notes[row->view->language];
}

/* ---- assessment ---- */

static const struct lg_park_score *score_of(const struct lg_row *row)
{
    const struct lg_park_score *scores = row->model->results.scores;
    return scores == NULL ? NULL : &scores[row->park];
}

static double fact(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_fact_value *facts = row->model->results.facts;
    return facts == NULL ? LG_NO_NUMBER : facts[row->park * LG_FACT_COUNT + column->role].value;
}

static double by_key(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_view_indicator(row->view, row->park, column->key);
}

static const char *park_class(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row) == NULL ? NULL : score_of(row)->park_class;
}

static const char *class_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row) == NULL ? NULL : score_of(row)->class_why;
}

static const char *type_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_sums *sums = row->model->results.sums;
    return sums == NULL ? NULL : sums[row->park].eval_type_why;
}

static double combined(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row) == NULL ? LG_NO_NUMBER : score_of(row)->combined;
}

static const char *partial(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_park_score *score = score_of(row);
    if (score == NULL || isnan(combined(row, column))) return NULL;
    return score->is_combined_partial ? "yes" : "no";
}

static const char *band(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    return score == NULL || score->band == NULL ? NULL : score->band->code;
}

/* A rank or a count of the ranked; neither where the park has none. */
static double of_rank(size_t rank, size_t value)
{
    return rank == 0 ? LG_NO_NUMBER : (double)value;
}

static double rank_type(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    return score == NULL ? LG_NO_NUMBER : of_rank(score->rank_type, score->rank_type);
}

static double type_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    return score == NULL ? LG_NO_NUMBER : of_rank(score->rank_type, score->type_count);
}

static double rank_class(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    return score == NULL ? LG_NO_NUMBER : of_rank(score->rank_class, score->rank_class);
}

static double class_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    return score == NULL ? LG_NO_NUMBER : of_rank(score->rank_class, score->class_count);
}

/* The place of the first row of a park among rows that are ordered by park. */
static size_t first_potential(const struct lg_results *results, size_t park)
{
    size_t low = 0;
    size_t high = results->potential_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (results->potentials[middle].park < park) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static double potential(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_results *results = &row->model->results;
    for (size_t i = first_potential(results, row->park);
         i < results->potential_count && results->potentials[i].park == row->park; i++) {
        if (results->potentials[i].kind == column->role) return results->potentials[i].area_ha;
    }
    return LG_NO_NUMBER;
}

static size_t first_flag(const struct lg_results *results, size_t park)
{
    size_t low = 0;
    size_t high = results->flag_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (results->flags[middle].park < park) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The park's answer to the flag of the column; NULL when it was not asked. */
static const struct lg_park_flag *flag_of(const struct lg_row *row,
                                          const struct lg_sheet_column *column)
{
    const struct lg_results *results = &row->model->results;
    for (size_t i = first_flag(results, row->park);
         i < results->flag_count && results->flags[i].park == row->park; i++) {
        if (strcmp(results->flags[i].flag->code, flag_codes[column->role]) == 0) {
            return &results->flags[i];
        }
    }
    return NULL;
}

static const char *flag(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_park_flag *found = flag_of(row, column);
    return found == NULL ? NULL : answer_words[found->answer];
}

static const char *flag_reason(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_park_flag *found = flag_of(row, column);
    return found == NULL ? NULL : found->reason;
}

static const struct lg_sheet_column assessment_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    PARK_TEXT("park_name", LG_PARK_NAME),
    TEXT("class", park_class),
    TEXT("class_source", class_source),
    TEXT("eval_type", lg_cell_eval_type),
    TEXT("type_source", type_source),
    NUMBER("score", LG_DECIMALS_PERCENT, combined),
    TEXT("partial", partial),
    TEXT("band", band),
    INTEGER("rank_type", rank_type),
    INTEGER("type_parks", type_parks),
    INTEGER("rank_class", rank_class),
    INTEGER("class_parks", class_parks),
    NUMBER_OF("previous_score", LG_DECIMALS_PERCENT, LG_FACT_PREVIOUS_SCORE, fact),
    NUMBER_OF("change", LG_DECIMALS_PERCENT, LG_FACT_SCORE_CHANGE, fact),
    NUMBER("supply_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("built_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("idle_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("industrial_rate", LG_DECIMALS_PERCENT, by_key),
    NUMBER("population_per_ha", LG_DECIMALS_RATIO, by_key),
    NUMBER("tax_per_ha", LG_DECIMALS_RATIO, by_key),
    NUMBER_OF("expansion_ha", LG_DECIMALS_HA, LG_POTENTIAL_EXPANSION, potential),
    NUMBER_OF("expansion_industrial_ha", LG_DECIMALS_HA, LG_POTENTIAL_EXPANSION_INDUSTRIAL,
              potential),
    NUMBER_OF("structure_ha", LG_DECIMALS_HA, LG_POTENTIAL_STRUCTURE, potential),
    NUMBER_OF("expired_ha", LG_DECIMALS_HA, LG_POTENTIAL_EXPIRED, potential),
    NUMBER_OF("idle_ha", LG_DECIMALS_HA, LG_FACT_IDLE, fact),
    NUMBER_OF("low_efficiency_ha", LG_DECIMALS_HA, LG_FACT_LOW_EFFICIENCY_HA, fact),
    NUMBER_OF("years_3", LG_DECIMALS_RATIO, LG_FACT_YEARS_3, fact),
    NUMBER_OF("years_5", LG_DECIMALS_RATIO, LG_FACT_YEARS_5, fact),
    NUMBER_OF("compliance_pct", LG_DECIMALS_PERCENT, LG_FACT_COMPLIANCE_PCT, fact),
    TEXT_OF("expand_support", EXPAND_SUPPORT, flag),
    TEXT_OF("expand_support_reason", EXPAND_SUPPORT, flag_reason),
    TEXT_OF("expand_against", EXPAND_AGAINST, flag),
    TEXT_OF("expand_against_reason", EXPAND_AGAINST, flag_reason),
    TEXT_OF("adjust", ADJUST, flag),
    TEXT_OF("adjust_reason", ADJUST, flag_reason),
    TEXT_OF("upgrade", UPGRADE, flag),
    TEXT_OF("upgrade_reason", UPGRADE, flag_reason),
    TEXT_OF("exit", EXIT, flag),
    TEXT_OF("exit_reason", EXIT, flag_reason),
    TEXT_OF("establish", ESTABLISH, flag),
    TEXT_OF("establish_reason", ESTABLISH, flag_reason),
    TEXT("note", note),
};

_Static_assert(LG_FACT_COUNT <= UINT8_MAX, "facts fit in a column's role");

static void bind_assessment(struct lg_row *row)
{
    row->park = row->model->results.assessed[row->row];
}

struct lg_sheet lg_sheet_assessment(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "assessment",
        .column_count = sizeof(assessment_columns) / sizeof(assessment_columns[0]),
        .columns = assessment_columns,
        .row_count = view->model->results.assessed_count,
        .bind = bind_assessment,
    };
}

/* ---- assessment_flags: a row for each flag, then one for each of its conditions ---- */

/* The flag that a row is of: its own row stands before those of its conditions, so flag i has the
 * row first_row + i. */
static const struct lg_park_flag *flag_at(const struct lg_row *row)
{
    const struct lg_results *results = &row->model->results;
    size_t low = 0;
    size_t high = results->flag_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (results->flags[middle].first_row + middle <= row->row) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &results->flags[low];
}

/* NULL: the row is the flag's own. */
static const struct lg_flag_row *condition_of(const struct lg_row *row)
{
    const struct lg_results *results = &row->model->results;
    const struct lg_park_flag *found = flag_at(row);
    size_t place = (size_t)(found - results->flags);
    if (row->row == found->first_row + place) return NULL;
    return &results->flag_rows[row->row - place - 1];
}

static const char *row_flag(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return flag_at(row)->flag->code;
}

static const char *row_flag_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return flag_at(row)->flag->name[row->view->language];
}

static const char *row_case(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? NULL : found->condition->case_name;
}

static const char *row_condition(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? NULL : found->condition->name;
}

static const char *row_expression(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? NULL : found->condition->value.text;
}

static double row_value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? LG_NO_NUMBER : found->value;
}

static const char *row_operator(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? NULL : lg_operator_texts[found->condition->comparison];
}

static double row_threshold(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? LG_NO_NUMBER : found->condition->threshold;
}

static const char *row_result(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return answer_words[found == NULL ? flag_at(row)->answer : found->answer];
}

static const char *row_reason(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? flag_at(row)->reason : found->reason;
}

static const char *row_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_flag_row *found = condition_of(row);
    return found == NULL ? flag_at(row)->flag->set : found->condition->source;
}

static const struct lg_sheet_column assessment_flags_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("flag", row_flag),
    TEXT("flag_name", row_flag_name),
    TEXT("case", row_case),
    TEXT("condition", row_condition),
    TEXT("expression", row_expression),
    NUMBER("value", LG_DECIMALS_NINE_DIGITS, row_value),
    TEXT("operator", row_operator),
    NUMBER("threshold", LG_DECIMALS_NINE_DIGITS, row_threshold),
    TEXT("result", row_result),
    TEXT("reason", row_reason),
    TEXT("source", row_source),
    TEXT("note", note),
};

static void bind_assessment_flags(struct lg_row *row)
{
    row->park = flag_at(row)->park;
}

struct lg_sheet lg_sheet_assessment_flags(const struct lg_view *view)
{
    const struct lg_results *results = &view->model->results;
    return (struct lg_sheet){
        .name = "assessment_flags",
        .column_count = sizeof(assessment_flags_columns) / sizeof(assessment_flags_columns[0]),
        .columns = assessment_flags_columns,
        .row_count = results->flag_count + results->flag_row_count,
        .bind = bind_assessment_flags,
    };
}
