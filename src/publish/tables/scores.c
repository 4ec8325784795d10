/*
 * The scores of the parks: a row for each area, and a row for each node of the trees behind them.
 *
 * Keys: design.md 6; meaning: domain.md 1.7 and 6.4.
 */
#include "publish/tables/columns.h"

#include <string.h>

/* ---- scores ---- */

static const struct lg_park_score *score_of(const struct lg_row *row)
{
    return &row->model->results.scores[row->park];
}

static double count_of(size_t count)
{
    return (double)count;
}

/* A node of the park's tree as the column's key names it: goal_a, a1. Empty where the tree lacks
 * it. */
static double node_score(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_park_score *score = score_of(row);
    const char *code = strncmp(column->key, "goal_", 5) == 0 ? column->key + 5 : column->key;
    for (size_t i = 0; i < score->row_count; i++) {
        const struct lg_score_row *of = &row->model->results.score_rows[score->first_row + i];
        bool is_above = of->node->level == LG_NODE_GOAL || of->node->level == LG_NODE_SUB_GOAL;
        if (is_above && lg_text_equal_nocase(of->node->code, code)) return of->score;
    }
    return LG_NO_NUMBER;
}

static double area_score(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row)->score;
}

static double combined(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row)->combined;
}

/* Of the scores that the row has. */
static const char *partial(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    if (isnan(score->score) && isnan(score->combined)) return NULL;
    return score->is_partial || score->is_combined_partial ? "yes" : "no";
}

static const char *band(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row)->band == NULL ? NULL : score_of(row)->band->code;
}

static const char *band_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_band *of = score_of(row)->band;
    return of == NULL ? NULL : of->name[row->view->language];
}

static double rank_type(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t rank = score_of(row)->rank_type;
    return rank == 0 ? LG_NO_NUMBER : count_of(rank);
}

static double rank_class(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t rank = score_of(row)->rank_class;
    return rank == 0 ? LG_NO_NUMBER : count_of(rank);
}

static const char *park_class(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row)->park_class;
}

static const char *class_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row)->class_why;
}

static double type_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return score_of(row)->has_type ? count_of(score_of(row)->type_count) : LG_NO_NUMBER;
}

static double class_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    return score->park_class != NULL ? count_of(score->class_count) : LG_NO_NUMBER;
}

/* Of the run before; missing where there is none, or it has not the park. */
static double previous_combined(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_previous_park *parks = row->model->previous.parks;
    bool is_known = parks != NULL && parks[row->park].is_known;
    return is_known ? parks[row->park].combined : LG_NO_NUMBER;
}

static double combined_change(const struct lg_row *row, const struct lg_sheet_column *column)
{
    return combined(row, column) - previous_combined(row, column);
}

/* Why a score is missing or partial; of a whole park, why the combined one is. */
static const char *status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_park_score *score = score_of(row);
    const char *reason = score->is_whole_park ? score->combined_reason : score->reason;
    return reason == NULL ? "ok" : reason;
}

static const struct lg_sheet_column scores_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    NUMBER("goal_a", LG_DECIMALS_SCORE, node_score),
    NUMBER("goal_b", LG_DECIMALS_SCORE, node_score),
    NUMBER("goal_c", LG_DECIMALS_SCORE, node_score),
    NUMBER("score", LG_DECIMALS_SCORE, area_score),
    NUMBER("combined", LG_DECIMALS_SCORE, combined),
    TEXT("partial", partial),
    TEXT("band", band),
    INTEGER("rank_type", rank_type),
    INTEGER("rank_class", rank_class),
    NUMBER("a1", LG_DECIMALS_SCORE, node_score),
    NUMBER("a2", LG_DECIMALS_SCORE, node_score),
    NUMBER("a3", LG_DECIMALS_SCORE, node_score),
    NUMBER("b1", LG_DECIMALS_SCORE, node_score),
    NUMBER("b2", LG_DECIMALS_SCORE, node_score),
    NUMBER("c1", LG_DECIMALS_SCORE, node_score),
    TEXT("eval_type", lg_cell_eval_type),
    TEXT("type_source", lg_cell_type_source),
    TEXT("class", park_class),
    TEXT("class_source", class_source),
    INTEGER("type_parks", type_parks),
    INTEGER("class_parks", class_parks),
    TEXT("band_name", band_name),
    NUMBER("previous_combined", LG_DECIMALS_SCORE, previous_combined),
    NUMBER("change", LG_DECIMALS_SCORE, combined_change),
    TEXT("status", status),
};

static void bind_score(struct lg_row *row)
{
    row->park = row->row;
}

struct lg_sheet lg_sheet_scores(const struct lg_view *view)
{
    bool is_made = view->model->results.scores != NULL;
    return (struct lg_sheet){
        .name = "scores",
        .column_count = sizeof(scores_columns) / sizeof(scores_columns[0]),
        .columns = scores_columns,
        .row_count = is_made ? view->model->parks.table.count : 0,
        .bind = bind_score,
    };
}

/* ---- score_nodes ---- */

static const char *const level_names[] = {
    [LG_NODE_AREA] = "area",
    [LG_NODE_GOAL] = "goal",
    [LG_NODE_SUB_GOAL] = "sub_goal",
    [LG_NODE_INDICATOR] = "indicator",
};

static const struct lg_score_row *node_of(const struct lg_row *row)
{
    return &row->model->results.score_rows[row->row];
}

static const char *node_level(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return level_names[node_of(row)->node->level];
}

static const char *node_code(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->node->code;
}

static const char *node_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->node->name[row->view->language];
}

static const char *node_parent(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_tree_node *node = node_of(row)->node;
    if (node->level == LG_NODE_AREA) return NULL;
    return score_of(row)->tree->nodes[node->parent].code;
}

static double node_weight(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->weight;
}

static const char *node_weight_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->node->weight_source;
}

static double node_value(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->value;
}

static double node_ideal(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->ideal;
}

static const char *node_ideal_source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_ideal *rule = node_of(row)->ideal_rule;
    return rule == NULL ? NULL : rule->source;
}

static double node_standard(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->score;
}

static double node_weighted(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return node_of(row)->score * node_of(row)->weight;
}

static const char *node_capped(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *of = node_of(row);
    if (of->node->level != LG_NODE_INDICATOR || isnan(of->score)) return NULL;
    return of->is_capped ? "yes" : "no";
}

static const char *node_partial(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_score_row *of = node_of(row);
    if (of->node->level == LG_NODE_INDICATOR || isnan(of->score)) return NULL;
    return of->is_partial ? "yes" : "no";
}

static const char *node_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *reason = node_of(row)->reason;
    return reason == NULL ? "ok" : reason;
}

static const struct lg_sheet_column score_nodes_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("level", node_level),
    TEXT("code", node_code),
    TEXT("name", node_name),
    TEXT("parent", node_parent),
    NUMBER("weight", LG_DECIMALS_NINE_DIGITS, node_weight),
    TEXT("weight_source", node_weight_source),
    NUMBER("value", LG_DECIMALS_RATIO, node_value),
    NUMBER("ideal", LG_DECIMALS_RATIO, node_ideal),
    TEXT("ideal_source", node_ideal_source),
    NUMBER("score", LG_DECIMALS_RATIO, node_standard),
    NUMBER("weighted", LG_DECIMALS_RATIO, node_weighted),
    TEXT("capped", node_capped),
    TEXT("partial", node_partial),
    TEXT("status", node_status),
};

static void bind_node(struct lg_row *row)
{
    row->park = node_of(row)->park;
}

struct lg_sheet lg_sheet_score_nodes(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "score_nodes",
        .column_count = sizeof(score_nodes_columns) / sizeof(score_nodes_columns[0]),
        .columns = score_nodes_columns,
        .row_count = view->model->results.score_row_count,
        .bind = bind_node,
    };
}
