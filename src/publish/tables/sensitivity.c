/*
 * How scores and ranks move when weights and ideals do; rows only where the run was asked for them.
 *
 * Meaning: docs/method.md, docs/reference.md. Every figure is made in evaluate/.
 */
#include "publish/tables/columns.h"

static double percent(double share)
{
    return 100.0 * share;
}

/* ---- sensitivity ---- */

static const struct lg_sensitivity_row *row_of(const struct lg_row *row)
{
    return &row->model->results.sensitivity[row->row];
}

static const char *eval_type(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_eval_type_names[row->model->results.scores[row->park].type];
}

static double score(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row_of(row)->score;
}

static double score_least(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row_of(row)->score_least;
}

static double score_low(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row_of(row)->score_low;
}

static double score_high(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row_of(row)->score_high;
}

static double score_most(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row_of(row)->score_most;
}

static double rank(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)row_of(row)->rank;
}

static double rank_best(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)row_of(row)->rank_best;
}

static double rank_worst(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)row_of(row)->rank_worst;
}

static double rank_kept_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return percent(row_of(row)->rank_kept_share);
}

static const char *status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row_of(row)->status;
}

static const struct lg_sheet_column sensitivity_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("eval_type", eval_type),
    NUMBER("score", LG_DECIMALS_PERCENT, score),
    NUMBER("score_least", LG_DECIMALS_PERCENT, score_least),
    NUMBER("score_low", LG_DECIMALS_PERCENT, score_low),
    NUMBER("score_high", LG_DECIMALS_PERCENT, score_high),
    NUMBER("score_most", LG_DECIMALS_PERCENT, score_most),
    INTEGER("rank", rank),
    INTEGER("rank_best", rank_best),
    INTEGER("rank_worst", rank_worst),
    NUMBER("rank_kept_pct", LG_DECIMALS_PERCENT, rank_kept_pct),
    TEXT("status", status),
};

static void bind_sensitivity(struct lg_row *row)
{
    row->park = row_of(row)->park;
}

struct lg_sheet lg_sheet_sensitivity(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "sensitivity",
        .column_count = sizeof(sensitivity_columns) / sizeof(sensitivity_columns[0]),
        .columns = sensitivity_columns,
        .row_count = view->model->results.sensitivity_count,
        .bind = bind_sensitivity,
    };
}

/* ---- sensitivity_causes ---- */

static const struct lg_sensitivity_cause *cause_of(const struct lg_row *row)
{
    return &row->model->results.sensitivity_causes[row->row];
}

static const char *cause_type(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_eval_type_names[cause_of(row)->tree->type];
}

static const char *cause_scope(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return lg_scope_names[cause_of(row)->tree->scope];
}

static const char *cause_node(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return cause_of(row)->node->code;
}

static const char *cause_name(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return cause_of(row)->node->name[row->view->language];
}

static const char *cause_kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return cause_of(row)->is_ideal ? "ideal" : "weight";
}

static double change_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return percent(cause_of(row)->change);
}

static double moved_parks(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)cause_of(row)->moved_parks;
}

static double score_change_most(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return cause_of(row)->score_change_most;
}

static double rank_change(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return row->park == LG_NO_PARK ? LG_NO_NUMBER : (double)cause_of(row)->rank_change;
}

static const struct lg_sheet_column sensitivity_causes_columns[] = {
    TEXT("eval_type", cause_type),
    TEXT("scope", cause_scope),
    TEXT("node", cause_node),
    TEXT("name", cause_name),
    TEXT("kind", cause_kind),
    NUMBER("change_pct", LG_DECIMALS_PERCENT, change_pct),
    INTEGER("moved_parks", moved_parks),
    NUMBER("score_change_most", LG_DECIMALS_PERCENT, score_change_most),
    TEXT("park_code", lg_cell_park_code),
    INTEGER("rank_change", rank_change),
};

static void bind_causes(struct lg_row *row)
{
    row->park = cause_of(row)->park;
}

struct lg_sheet lg_sheet_sensitivity_causes(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "sensitivity_causes",
        .column_count = sizeof(sensitivity_causes_columns) / sizeof(sensitivity_causes_columns[0]),
        .columns = sensitivity_causes_columns,
        .row_count = view->model->results.sensitivity_cause_count,
        .bind = bind_causes,
    };
}
