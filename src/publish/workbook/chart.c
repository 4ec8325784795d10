/*
 * The evaluation as charts: the scores of the parks, and of a single park its indicators.
 */
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARKS_MAX = 30, /* more bars than that cannot be read on a page */
    INDICATORS_MAX = 40,
    GOAL_COUNT = 3,
    FIRST_ROW = 4,
    CHART_COLUMN = 8,
    BAR_PIXELS = 20,
    FRAME_PIXELS = 150,
    CHART_PIXELS = 760, /* wide */
    ROW_PIXELS = 20,
    BAR_COLOUR = 0x0072B2,
};

static const char *const goal_keys[GOAL_COUNT] = {"goal_a", "goal_b", "goal_c"};
static const lxw_color_t goal_colours[GOAL_COUNT] = {0x0072B2, 0xE69F00, 0x44AA99};

struct ranked {
    const char *code, *name, *scope;
    double score;
    double goals[GOAL_COUNT]; /* NaN: none */
};

static double number_of(struct lg_row *row, const char *key)
{
    const struct lg_sheet_column *column = lg_sheet_column(row->sheet, key);
    return column == NULL ? LG_NO_NUMBER : lg_row_cell(row, column).number;
}

/* A copy of a text cell; NULL when it is missing or memory is out. */
static const char *text_of(struct lg_workbook *wb, struct lg_row *row, const char *key)
{
    const struct lg_sheet_column *column = lg_sheet_column(row->sheet, key);
    if (column == NULL) return NULL;
    const struct lg_cell cell = lg_row_cell(row, column);
    if (cell.is_missing || cell.kind != LG_CELL_TEXT) return NULL;
    const char *kept = lg_arena_text(&wb->memory, cell.text, strlen(cell.text));
    if (kept == NULL) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return kept;
}

static size_t count_scored(const struct lg_workbook *wb, const struct lg_sheet *scores)
{
    size_t count = 0;
    struct lg_row row = lg_book_row(wb->book);
    for (size_t i = 0; i < scores->row_count; i++) {
        lg_row_move(&row, scores, i);
        if (!isnan(number_of(&row, "combined"))) count++;
    }
    lg_text_reset(&row.scratch);
    return count;
}

bool lg_workbook_has_chart(const struct lg_workbook *wb)
{
    const struct lg_sheet *scores = lg_book_sheet(wb->book, "scores");
    return scores != NULL && count_scored(wb, scores) > 0;
}

/* The highest first; equal ones by code. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return strcmp(a->code == NULL ? "" : a->code, b->code == NULL ? "" : b->code);
}

static void collect(struct lg_workbook *wb, const struct lg_sheet *scores, struct ranked *ranked)
{
    struct lg_row row = lg_book_row(wb->book);
    for (size_t i = 0; i < scores->row_count; i++) {
        lg_row_move(&row, scores, i);
        struct ranked one = {.score = number_of(&row, "combined")};
        if (isnan(one.score)) continue;
        one.code = text_of(wb, &row, "park_code");
        one.scope = text_of(wb, &row, "scope");
        for (size_t goal = 0; goal < GOAL_COUNT; goal++) {
            one.goals[goal] = number_of(&row, goal_keys[goal]);
        }
        *ranked++ = one;
    }
    if (row.scratch.failed) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_text_reset(&row.scratch);
}

/* Give the parks that are shown their names; the code where there is none. */
static void name_parks(struct lg_workbook *wb, struct ranked *ranked, size_t count)
{
    const struct lg_sheet *parks = lg_book_sheet(wb->book, "parks");
    struct lg_row row = lg_book_row(wb->book);
    for (size_t i = 0; parks != NULL && i < parks->row_count; i++) {
        lg_row_move(&row, parks, i);
        const struct lg_sheet_column *column = lg_sheet_column(parks, "park_code");
        if (column == NULL) break;
        const struct lg_cell cell = lg_row_cell(&row, column);
        for (size_t at = 0; at < count && !cell.is_missing; at++) {
            if (ranked[at].code == NULL || strcmp(ranked[at].code, cell.text) != 0) continue;
            if (ranked[at].name == NULL) ranked[at].name = text_of(wb, &row, "park_name");
            break;
        }
    }
    for (size_t at = 0; at < count; at++) {
        if (ranked[at].name == NULL) ranked[at].name = ranked[at].code;
    }
    if (row.scratch.failed) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_text_reset(&row.scratch);
}

/* A chart of bars that lie, the first row on top. */
static lxw_chart *new_bars(struct lg_workbook *wb, const char *title, const char *axis)
{
    lxw_chart *chart = workbook_add_chart(wb->file, LXW_CHART_BAR);
    if (chart == NULL) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    chart_title_set_name(chart, title);
    chart_axis_set_name(chart->x_axis, axis);
    chart_axis_set_min(chart->x_axis, 0);
    chart_axis_set_max(chart->x_axis, 100);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    return chart;
}

/* Cells of a sheet that a chart shows: names in a column, figures in another. */
struct shown {
    const char *sheet;
    lxw_row_t first, last;
    lxw_col_t names, figures;
};

static void add_series(struct lg_workbook *wb, lxw_chart *chart, const struct shown *shown,
                       lxw_color_t colour, bool has_labels)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (series == NULL) {
        lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    lxw_chart_fill fill = {.color = colour};
    chart_series_set_categories(series, shown->sheet, shown->first, shown->names, shown->last,
                                shown->names);
    chart_series_set_values(series, shown->sheet, shown->first, shown->figures, shown->last,
                            shown->figures);
    chart_series_set_name_range(series, shown->sheet, shown->first - 1, shown->figures);
    chart_series_set_fill(series, &fill);
    if (!has_labels) return;
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "0.00");
}

static void insert(struct lg_workbook *wb, lxw_worksheet *to, lxw_chart *chart, lxw_row_t row,
                   size_t pixels)
{
    enum { DEFAULT_WIDTH = 480, DEFAULT_HEIGHT = 288 };
    lxw_chart_options options = {
        .x_scale = (double)CHART_PIXELS / DEFAULT_WIDTH,
        .y_scale = (double)pixels / DEFAULT_HEIGHT,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
    };
    lg_workbook_said(wb, worksheet_insert_chart_opt(to, row, CHART_COLUMN, chart, &options));
}

static size_t pixels_of(size_t bars)
{
    return FRAME_PIXELS + bars * BAR_PIXELS;
}

static void put_figure(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row, lxw_col_t column,
                       double value, unsigned decimals)
{
    if (isnan(value)) return;
    lg_workbook_said(
        wb, worksheet_write_number(to, row, column, value, lg_workbook_figure(wb, decimals, true)));
}

static void put_header(struct lg_workbook *wb, lxw_worksheet *to, lxw_row_t row, const char *table,
                       const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lg_workbook_put(wb, to, row, (lxw_col_t)i,
                        lg_label_column(wb->book->language, table, keys[i]), wb->header);
    }
}

/* The scores of the parks as rows and bars; the row behind them. */
static lxw_row_t add_scores(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                            const struct ranked *ranked, size_t count)
{
    static const char *const keys[] = {"park_code", "park_name", "combined",
                                       "goal_a",    "goal_b",    "goal_c"};
    enum { CODE, NAME, SCORE, GOALS, KEY_COUNT = GOALS + GOAL_COUNT };
    put_header(wb, to, FIRST_ROW - 1, "scores", keys, KEY_COUNT);
    for (size_t i = 0; i < count; i++) {
        lxw_row_t row = (lxw_row_t)(FIRST_ROW + i);
        lg_workbook_put(wb, to, row, CODE, ranked[i].code, wb->text);
        lg_workbook_put(wb, to, row, NAME, ranked[i].name, wb->text);
        put_figure(wb, to, row, SCORE, ranked[i].score, 2);
        for (size_t goal = 0; goal < GOAL_COUNT; goal++) {
            put_figure(wb, to, row, (lxw_col_t)(GOALS + goal), ranked[i].goals[goal], 2);
        }
    }
    const lxw_row_t last = (lxw_row_t)(FIRST_ROW + count - 1);
    struct shown shown = {name, FIRST_ROW, last, NAME, SCORE};
    lxw_chart *chart = new_bars(wb, lg_workbook_label(wb, "workbook.chart.scores"),
                                lg_workbook_label(wb, "workbook.chart.score_axis"));
    if (chart == NULL) return last + 1;
    add_series(wb, chart, &shown, BAR_COLOUR, true);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    insert(wb, to, chart, FIRST_ROW - 1, pixels_of(count));
    lxw_chart *goals = new_bars(wb, lg_workbook_label(wb, "workbook.chart.goals"),
                                lg_workbook_label(wb, "workbook.chart.score_axis"));
    if (goals == NULL) return last + 1;
    for (size_t goal = 0; goal < GOAL_COUNT; goal++) {
        shown.figures = (lxw_col_t)(GOALS + goal);
        add_series(wb, goals, &shown, goal_colours[goal], false);
    }
    chart_legend_set_position(goals, LXW_CHART_LEGEND_BOTTOM);
    insert(wb, to, goals, (lxw_row_t)(FIRST_ROW + pixels_of(count) / ROW_PIXELS),
           pixels_of(count * 2));
    return last + 1;
}

static bool is_text(struct lg_row *row, const char *key, const char *text)
{
    const struct lg_sheet_column *column = lg_sheet_column(row->sheet, key);
    if (column == NULL || text == NULL) return false;
    const struct lg_cell cell = lg_row_cell(row, column);
    return !cell.is_missing && strcmp(cell.text, text) == 0;
}

/* The indicators of the only park: how far each has come to its ideal. */
static void add_indicators(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                           const struct ranked *park, lxw_row_t first)
{
    static const char *const keys[] = {"code", "name", "score", "value", "ideal"};
    enum { CODE, NAME, STANDARD, VALUE, IDEAL, KEY_COUNT };
    const struct lg_sheet *nodes = lg_book_sheet(wb->book, "score_nodes");
    if (nodes == NULL) return;
    lxw_row_t at = first;
    struct lg_row row = lg_book_row(wb->book);
    for (size_t i = 0; i < nodes->row_count && at < first + INDICATORS_MAX; i++) {
        lg_row_move(&row, nodes, i);
        if (!is_text(&row, "level", "indicator") || !is_text(&row, "park_code", park->code) ||
            !is_text(&row, "scope", park->scope)) {
            continue;
        }
        if (at == first) put_header(wb, to, first - 1, "score_nodes", keys, KEY_COUNT);
        lg_workbook_put(wb, to, at, CODE, text_of(wb, &row, "code"), wb->text);
        lg_workbook_put(wb, to, at, NAME, text_of(wb, &row, "name"), wb->text);
        put_figure(wb, to, at, STANDARD, number_of(&row, "score"), 2);
        put_figure(wb, to, at, VALUE, number_of(&row, "value"), 2);
        put_figure(wb, to, at, IDEAL, number_of(&row, "ideal"), 2);
        at++;
    }
    if (row.scratch.failed) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_text_reset(&row.scratch);
    if (at == first) return;
    lxw_chart *chart = new_bars(wb, lg_workbook_label(wb, "workbook.chart.indicators"),
                                lg_workbook_label(wb, "workbook.chart.standard_axis"));
    if (chart == NULL) return;
    const struct shown shown = {name, first, at - 1, NAME, STANDARD};
    add_series(wb, chart, &shown, BAR_COLOUR, true);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    enum { ROWS_OF_SCORES = 20 };
    insert(wb, to, chart, FIRST_ROW + ROWS_OF_SCORES, pixels_of(at - first));
}

/* How many parks there are, and how many of them are shown. */
static void add_note(struct lg_workbook *wb, lxw_worksheet *to, size_t count, size_t shown)
{
    char all[24];
    char some[24];
    struct lg_text text = {0};
    (void)snprintf(all, sizeof(all), "%zu", count);
    (void)snprintf(some, sizeof(some), "%zu", shown);
    const struct lg_label_part parts[] = {{"COUNT", all}, {"SHOWN", some}, {NULL, NULL}};
    lg_label_add(&text, wb->book->language, "workbook.chart.note", parts);
    if (text.failed) lg_workbook_said(wb, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lg_workbook_put(wb, to, 1, 0, text.bytes, wb->key);
    lg_text_reset(&text);
}

enum lg_status lg_workbook_add_chart(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                                     struct lg_error *err)
{
    static const double widths[] = {14, 30, 12, 12, 12, 12};
    const struct lg_sheet *scores = lg_book_sheet(wb->book, "scores");
    const size_t count = count_scored(wb, scores);
    struct ranked *ranked = lg_arena_take(&wb->memory, count * sizeof(*ranked));
    if (ranked == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    collect(wb, scores, ranked);
    qsort(ranked, count, sizeof(*ranked), compare_ranked);
    const size_t shown = count < PARKS_MAX ? count : PARKS_MAX;
    name_parks(wb, ranked, shown);
    for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
        lg_workbook_said(wb, worksheet_set_column(to, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL));
    }
    lg_workbook_said(wb, worksheet_set_row(to, 0, 30, NULL));
    lg_workbook_put(wb, to, 0, 0, lg_workbook_label(wb, "workbook.chart.title"), wb->title);
    add_note(wb, to, count, shown);
    lxw_row_t next = add_scores(wb, to, name, ranked, shown);
    if (count == 1) add_indicators(wb, to, name, &ranked[0], next + 2);
    lg_workbook_print_setup(wb, to, name, 0);
    worksheet_gridlines(to, LXW_HIDE_ALL_GRIDLINES);
    return lg_workbook_fault(wb, err);
}
