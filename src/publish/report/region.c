/*
 * The parks beside each other: one line of each, totals of the region, enclaves.
 */
#include "publish/report/report.h"

#include <stdlib.h>

static const struct lg_report_column total_columns[] = {
    {"part", NULL, LG_LOOK_CODE, false},
    {"place", NULL, LG_LOOK_PLAIN, true},
    {"parks", NULL, LG_LOOK_PLAIN, false},
    {"area_ha", NULL, LG_LOOK_PLAIN, false},
    {"d_ha", NULL, LG_LOOK_PLAIN, false},
    {"a_ha", NULL, LG_LOOK_PLAIN, false},
    {"e_ha", NULL, LG_LOOK_PLAIN, false},
    {"idle_ha", NULL, LG_LOOK_PLAIN, false},
    {"total_tax_wan", NULL, LG_LOOK_PLAIN, true},
    {"shared_total_tax_wan", NULL, LG_LOOK_PLAIN, true},
    {"status", NULL, LG_LOOK_WIDE, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column enclave_columns[] = {
    {"park_code", NULL, LG_LOOK_PARK, false},
    {"home", NULL, LG_LOOK_PLAIN, false},
    {"host", NULL, LG_LOOK_PLAIN, false},
    {"share", NULL, LG_LOOK_PLAIN, false},
    {"enclave_type", NULL, LG_LOOK_CODE, false},
    {"area_ha", NULL, LG_LOOK_PLAIN, false},
    {"idle_ha", NULL, LG_LOOK_PLAIN, false},
    {"total_tax_wan", NULL, LG_LOOK_PLAIN, true},
    {"home_total_tax_wan", NULL, LG_LOOK_PLAIN, true},
    {"host_total_tax_wan", NULL, LG_LOOK_PLAIN, true},
    {"status", NULL, LG_LOOK_WIDE, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};

bool lg_report_has_overview(const struct lg_report *page)
{
    return page->park_count > 1;
}

/* A number of another sheet in the line of a park: the element says which cell it is. */
static void add_other(struct lg_report *page, enum lg_report_sheet sheet, size_t park,
                      const char *key)
{
    lg_text_add_text(&page->html, "<td class=\"n\">");
    lg_report_add_figure(page, sheet, lg_report_row_of(page, sheet, park), key);
    lg_text_add_text(&page->html, "</td>");
}

static void add_other_header(struct lg_report *page, const char *table, const char *key)
{
    lg_text_add_text(&page->html, "<th scope=\"col\" class=\"n\">");
    lg_html_add(&page->html, lg_label_column(page->language, table, key));
    lg_text_add_text(&page->html, "</th>");
}

static const char *const park_keys[] = {"area_ha",     "d_ha",       "a_ha",     "idle_ha",
                                        "supply_rate", "built_rate", "idle_rate"};
enum { PARK_KEYS = sizeof(park_keys) / sizeof(park_keys[0]) };

static void add_park_line(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    lg_text_printf(html, "<tr data-row=\"%zu\"><th scope=\"row\"><a href=\"#park-%zu\">", park,
                   park);
    lg_report_add_park_name(page, park);
    lg_text_add_text(html, "</a></th>");
    lg_report_add_code_cell(page, LG_REPORT_PARKS, park, "eval_type");
    for (size_t i = 0; i < PARK_KEYS; i++) {
        lg_report_add_cell(page, LG_REPORT_PARKS, park, park_keys[i]);
    }
    add_other(page, LG_REPORT_SCORES, park, "combined");
    add_other(page, LG_REPORT_SCORES, park, "rank_type");
    add_other(page, LG_REPORT_SCORES, park, "type_parks");
    lg_text_add_text(html, "</tr>\n");
}

static void add_park_lines(struct lg_report *page)
{
    struct lg_text *html = &page->html;
    lg_report_open_table(page, LG_REPORT_PARKS);
    lg_text_add_text(html, "<thead><tr>");
    lg_report_add_column(page, LG_REPORT_PARKS, "park_name");
    lg_report_add_column(page, LG_REPORT_PARKS, "eval_type");
    for (size_t i = 0; i < PARK_KEYS; i++) {
        lg_report_add_column(page, LG_REPORT_PARKS, park_keys[i]);
    }
    add_other_header(page, "scores", "combined");
    add_other_header(page, "scores", "rank_type");
    add_other_header(page, "scores", "type_parks");
    lg_text_add_text(html, "</tr></thead><tbody>\n");
    for (size_t park = 0; park < page->park_count; park++) {
        add_park_line(page, park);
    }
    lg_report_close_table(page);
}

/* All rows of a sheet as a table under a heading. */
static void add_all(struct lg_report *page, enum lg_report_sheet sheet, const char *title,
                    const struct lg_report_column *columns)
{
    const struct lg_sheet *from = page->sheets[sheet];
    if (from == NULL || from->row_count == 0) return;
    size_t *rows = malloc(from->row_count * sizeof(*rows));
    if (rows == NULL) {
        page->html.failed = true;
        return;
    }
    for (size_t row = 0; row < from->row_count; row++) {
        rows[row] = row;
    }
    const struct lg_report_table table = {sheet, columns, rows, from->row_count, false};
    lg_report_add_words(page, "h3", NULL, title);
    lg_report_add_table(page, &table);
    free(rows);
}

void lg_report_add_overview(struct lg_report *page)
{
    add_park_lines(page);
    lg_report_add_words(page, "p", "note", "report.overview.note");
    add_all(page, LG_REPORT_REGIONAL_TOTALS, "report.totals", total_columns);
    add_all(page, LG_REPORT_ENCLAVES, "report.enclaves", enclave_columns);
}
