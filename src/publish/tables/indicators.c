/*
 * The indicators of the parks in rows, with what they are held against: ideals, published figures,
 * the other parks, the run before.
 *
 * Keys: design.md 6; meaning: domain.md 1.4, 1.6, 1.11 and 6.4.
 */
#include "publish/tables/columns.h"

/* NULL when the evaluation was not made. */
static const struct lg_indicator_place *place_of(const struct lg_row *row)
{
    const struct lg_indicator_place *places = row->model->results.places;
    return places == NULL ? NULL : &places[row->indicator];
}

/* The indicator in the park's tree; NULL: the tree does not have it. */
static const struct lg_score_row *scored_of(const struct lg_row *row)
{
    const struct lg_indicator_place *place = place_of(row);
    return place == NULL ? NULL : place->scored;
}

static const struct lg_benchmark *benchmark_of(const struct lg_row *row)
{
    const struct lg_indicator_place *place = place_of(row);
    return place == NULL ? NULL : place->benchmark;
}

static double numerator(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_row_indicator(row)->numerator;
}

static double denominator(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_row_indicator(row)->denominator;
}

static const char *status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *reason = lg_row_indicator(row)->reason;
    return reason == NULL ? "ok" : reason;
}

static double ideal(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    return scored == NULL ? LG_NO_NUMBER : scored->ideal;
}

static const char *ideal_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    return scored == NULL || scored->ideal_rule == NULL ? NULL : scored->ideal_rule->source;
}

static double standard(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    return scored == NULL ? LG_NO_NUMBER : scored->score;
}

static const char *standard_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    if (scored == NULL) return NULL;
    return scored->reason == NULL ? "ok" : scored->reason;
}

static const char *capped(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    if (scored == NULL || isnan(scored->score)) return NULL;
    return scored->is_capped ? "yes" : "no";
}

static double weight(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    return scored == NULL ? LG_NO_NUMBER : scored->weight;
}

static const char *weight_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *scored = scored_of(row);
    return scored == NULL ? NULL : scored->node->weight_source;
}

static double weighted(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return standard(row, column) * weight(row, column);
}

/* The node of a level above the indicator, by its code. */
static const char *above(const struct lg_row *row, enum lg_node_level level)
{
    const struct lg_score_row *scored = scored_of(row);
    if (scored == NULL) return NULL;
    const struct lg_tree *tree = row->model->results.scores[row->park].tree;
    const struct lg_tree_node *node = scored->node;
    while (node->level > level) {
        node = &tree->nodes[node->parent];
    }
    return node->level == level ? node->code : NULL;
}

static const char *goal(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return above(row, LG_NODE_GOAL);
}

static const char *sub_goal(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return above(row, LG_NODE_SUB_GOAL);
}

static double benchmark(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_benchmark *of = benchmark_of(row);
    return of == NULL ? LG_NO_NUMBER : of->value;
}

/* "national-2024 (2023-12-31)": the source of each line stands in the benchmarks. */
static const char *benchmark_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_benchmark *of = benchmark_of(row);
    if (of == NULL) return NULL;
    struct lg_text *text = lg_row_scratch(row);
    lg_text_add_text(text, of->line);
    if (of->data_date == LG_DATE_NONE) {
        lg_text_printf(text, " (%d)", of->year);
    } else {
        char day[LG_DATE_TEXT_SIZE];
        lg_text_printf(text, " (%s)", lg_date_format(of->data_date, day));
    }
    return lg_row_made(row);
}

static double benchmark_distance(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return lg_cell_indicator_value(row, column) - benchmark(row, column);
}

static double rank(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_indicator_place *place = place_of(row);
    return place == NULL || place->rank == 0 ? LG_NO_NUMBER : (double)place->rank;
}

static double rank_of(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_indicator_place *place = place_of(row);
    return place == NULL ? LG_NO_NUMBER : (double)place->rank_count;
}

static double change(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_indicator_place *place = place_of(row);
    return place == NULL ? LG_NO_NUMBER : lg_cell_indicator_value(row, column) - place->previous;
}

static const struct lg_sheet_column indicator_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("eval_type", lg_cell_eval_type),
    TEXT("code", lg_cell_indicator_code),
    TEXT("name", lg_cell_indicator_name),
    TEXT("unit", lg_cell_indicator_unit),
    NUMBER("numerator", LG_DECIMALS_HA, numerator),
    NUMBER("denominator", LG_DECIMALS_HA, denominator),
    NUMBER("value", LG_DECIMALS_RATIO, lg_cell_indicator_value),
    NUMBER("ideal", LG_DECIMALS_RATIO, ideal),
    NUMBER("standard", LG_DECIMALS_RATIO, standard),
    NUMBER("weight", LG_DECIMALS_RATIO, weight),
    NUMBER("benchmark", LG_DECIMALS_RATIO, benchmark),
    TEXT("benchmark_source", benchmark_source),
    INTEGER("rank", rank),
    NUMBER("change", LG_DECIMALS_RATIO, change),
    TEXT("status", status),
    TEXT("goal", goal),
    TEXT("sub_goal", sub_goal),
    TEXT("ideal_source", ideal_source),
    TEXT("capped", capped),
    NUMBER("weighted", LG_DECIMALS_RATIO, weighted),
    TEXT("weight_source", weight_source),
    NUMBER("benchmark_distance", LG_DECIMALS_RATIO, benchmark_distance),
    INTEGER("rank_of", rank_of),
    TEXT("type_source", lg_cell_type_source),
    TEXT("standard_status", standard_status),
};

static void bind(struct lg_row *row)
{
    row->indicator = row->row;
    row->park = lg_row_indicator(row)->park;
}

struct lg_sheet lg_sheet_indicators(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "indicators",
        .column_count = sizeof(indicator_columns) / sizeof(indicator_columns[0]),
        .columns = indicator_columns,
        .row_count = view->model->results.indicator_count,
        .bind = bind,
    };
}
