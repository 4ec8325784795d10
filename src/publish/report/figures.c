/*
 * A park's indicators against what they are held against, its scores and potentials.
 */
#include "publish/report/report.h"

#include "model/palette.h"

#include <math.h>

static const char *const indicator_keys[] = {"value", "ideal",   "standard", "benchmark",
                                             "rank",  "rank_of", "change"};
enum { INDICATOR_KEYS = sizeof(indicator_keys) / sizeof(indicator_keys[0]) };

static void add_indicator_name(struct lg_report *page, size_t row)
{
    struct lg_text *html = &page->html;
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_INDICATORS, row, "name");
    lg_html_add_short(html, cell.is_missing ? NULL : cell.text, 60);
    cell = lg_report_cell(page, LG_REPORT_INDICATORS, row, "code");
    lg_text_add_text(html, " <span class=\"code\">");
    lg_html_add_short(html, cell.is_missing ? NULL : cell.text, 20);
    lg_text_add_text(html, "</span> <span class=\"unit\">");
    cell = lg_report_cell(page, LG_REPORT_INDICATORS, row, "unit");
    if (!cell.is_missing) {
        const char *unit = lg_label_value(page->language, "unit", cell.text);
        lg_html_add_short(html, unit == NULL ? cell.text : unit, 20);
    }
    lg_text_add_text(html, "</span>");
}

/* Why there is no value, or why it is to be doubted, under the name. */
static void add_indicator_status(struct lg_report *page, size_t row)
{
    if (lg_report_is(page, LG_REPORT_INDICATORS, row, "status", "ok")) return;
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_INDICATORS, row, "status");
    if (cell.is_missing) return;
    lg_text_add_text(&page->html, "<span class=\"why\">");
    lg_report_add_sentence(page, LG_REPORT_INDICATORS, row, "status", 200);
    lg_text_add_text(&page->html, "</span>");
}

/* @param shown  a bit for each of indicator_keys */
static void add_indicator(struct lg_report *page, size_t row, unsigned shown)
{
    struct lg_text *html = &page->html;
    const struct lg_report_bullet bullet = {
        lg_report_number(page, LG_REPORT_INDICATORS, row, "value"),
        lg_report_number(page, LG_REPORT_INDICATORS, row, "ideal"),
        lg_report_number(page, LG_REPORT_INDICATORS, row, "benchmark"),
    };
    lg_text_printf(html, "<tr data-row=\"%zu\"><th scope=\"row\">", row);
    add_indicator_name(page, row);
    add_indicator_status(page, row);
    lg_text_add_text(html, "</th><td class=\"drawn\">");
    lg_report_add_bullet(page, &bullet);
    lg_text_add_text(html, "</td>");
    for (size_t i = 0; i < INDICATOR_KEYS; i++) {
        if ((shown >> i & 1) != 0) {
            lg_report_add_cell(page, LG_REPORT_INDICATORS, row, indicator_keys[i]);
        }
    }
    lg_text_add_text(html, "</tr>\n");
}

void lg_report_add_indicators(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_INDICATORS, park, &count);
    if (count == 0) return;
    unsigned shown = 0;
    lg_report_open_table(page, LG_REPORT_INDICATORS);
    lg_text_add_text(html, "<thead><tr>");
    lg_report_add_column(page, LG_REPORT_INDICATORS, "name");
    lg_text_add_text(html, "<th scope=\"col\"></th>");
    for (size_t i = 0; i < INDICATOR_KEYS; i++) {
        /* The value has its column even where there is none. */
        if (i > 0 &&
            !lg_report_has_any(page, LG_REPORT_INDICATORS, rows, count, indicator_keys[i])) {
            continue;
        }
        shown |= 1U << i;
        lg_report_add_column(page, LG_REPORT_INDICATORS, indicator_keys[i]);
    }
    lg_text_add_text(html, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        add_indicator(page, rows[i], shown);
    }
    lg_report_close_table(page);
    lg_text_add_text(html, "<p class=\"note key\"><svg class=\"keys\" viewBox=\"0 0 20 16\" "
                           "aria-hidden=\"true\"><rect y=\"4\" width=\"20\" height=\"8\"/></svg>");
    lg_report_add_label(page, "report.key.value");
    lg_text_add_text(html, "<svg class=\"keys\" viewBox=\"0 0 20 16\" aria-hidden=\"true\">"
                           "<path class=\"ideal\" d=\"M10 0v16\"/></svg>");
    lg_report_add_label(page, "report.key.ideal");
    lg_text_add_text(html, "<svg class=\"keys\" viewBox=\"0 0 20 16\" aria-hidden=\"true\">"
                           "<path class=\"benchmark\" d=\"M10 0v16\"/></svg>");
    lg_report_add_label(page, "report.key.benchmark");
    lg_text_add_text(html, "</p>\n");
}

static bool is_branch(struct lg_report *page, size_t row)
{
    return lg_report_is(page, LG_REPORT_SCORE_NODES, row, "level", "goal") ||
           lg_report_is(page, LG_REPORT_SCORE_NODES, row, "level", "sub_goal") ||
           lg_report_is(page, LG_REPORT_SCORE_NODES, row, "level", "area");
}

static void add_node(struct lg_report *page, size_t row)
{
    struct lg_text *html = &page->html;
    bool is_goal = !lg_report_is(page, LG_REPORT_SCORE_NODES, row, "level", "sub_goal");
    double score = lg_report_number(page, LG_REPORT_SCORE_NODES, row, "score");
    lg_text_printf(html, "<tr data-row=\"%zu\"%s><th scope=\"row\">", row,
                   is_goal ? " class=\"whole\"" : "");
    struct lg_cell name = lg_report_cell(page, LG_REPORT_SCORE_NODES, row, "name");
    lg_html_add_short(html, name.is_missing ? NULL : name.text, 60);
    lg_text_add_text(html, "</th><td class=\"drawn\">");
    if (!isnan(score)) {
        lg_report_add_bar(page, lg_colour(LG_COLOUR_INTENSITY, is_goal ? "5" : "4"), score, 100);
    }
    lg_text_add_text(html, "</td>");
    lg_report_add_cell(page, LG_REPORT_SCORE_NODES, row, "score");
    lg_report_add_cell(page, LG_REPORT_SCORE_NODES, row, "weight");
    lg_text_add_text(html, "</tr>\n");
}

static void add_nodes(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_SCORE_NODES, park, &count);
    if (count == 0) return;
    lg_report_open_table(page, LG_REPORT_SCORE_NODES);
    lg_text_add_text(html, "<thead><tr>");
    lg_report_add_column(page, LG_REPORT_SCORE_NODES, "name");
    lg_text_add_text(html, "<th scope=\"col\"></th>");
    lg_report_add_column(page, LG_REPORT_SCORE_NODES, "score");
    lg_report_add_column(page, LG_REPORT_SCORE_NODES, "weight");
    lg_text_add_text(html, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        if (is_branch(page, rows[i])) add_node(page, rows[i]);
    }
    lg_report_close_table(page);
}

static const struct lg_report_column score_columns[] = {
    {"score", NULL, LG_LOOK_PLAIN, false},     {"combined", NULL, LG_LOOK_PLAIN, true},
    {"band_name", NULL, LG_LOOK_PLAIN, true},  {"rank_type", NULL, LG_LOOK_PLAIN, true},
    {"rank_class", NULL, LG_LOOK_PLAIN, true}, {"previous_combined", NULL, LG_LOOK_PLAIN, true},
    {"change", NULL, LG_LOOK_PLAIN, true},     {"partial", NULL, LG_LOOK_CODE, true},
    {"status", NULL, LG_LOOK_WIDE, true},      {NULL, NULL, LG_LOOK_PLAIN, false},
};

void lg_report_add_scores(struct lg_report *page, size_t park)
{
    size_t row = lg_report_row_of(page, LG_REPORT_SCORES, park);
    if (row == SIZE_MAX) return;
    const struct lg_report_table table = {LG_REPORT_SCORES, score_columns, &row, 1, false};
    lg_report_add_table(page, &table);
    if (!isnan(lg_report_number(page, LG_REPORT_SCORES, row, "score"))) add_nodes(page, park);
}

static const struct lg_report_column potential_columns[] = {
    {"kind", NULL, LG_LOOK_CODE, false},     {"indicator", NULL, LG_LOOK_CODE, true},
    {"area_ha", NULL, LG_LOOK_PLAIN, false}, {"years_3", NULL, LG_LOOK_PLAIN, true},
    {"years_5", NULL, LG_LOOK_PLAIN, true},  {"status", NULL, LG_LOOK_WIDE, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};

void lg_report_add_potentials(struct lg_report *page, size_t park)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_POTENTIAL, park, &count);
    if (count == 0) return;
    const struct lg_report_table table = {LG_REPORT_POTENTIAL, potential_columns, rows, count,
                                          false};
    lg_report_add_table(page, &table);
    lg_report_add_words(page, "p", "note", "report.potentials.note");
}
