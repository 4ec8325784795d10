/*
 * Findings counted, and what the figures rest on: method, rules, inputs, licences.
 */
#include "publish/report/report.h"

#include "landgauge/run.h"
#include "model/palette.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { CODES_MOST = 64, CODE_SIZE = 32, NAME_SIZE = 96 };

/* Findings of one code. */
struct finding_count {
    char code[CODE_SIZE];
    char severity[CODE_SIZE];
    size_t count;
    size_t first; /* row */
};

static void keep_code(char kept[CODE_SIZE], const struct lg_cell *cell)
{
    (void)snprintf(kept, CODE_SIZE, "%s", cell->is_missing ? "" : cell->text);
}

/* Count a row; the rows are sorted by severity and code, so the last code is looked at first. */
static size_t count_row(struct lg_report *page, size_t row, struct finding_count *counts,
                        size_t used)
{
    struct lg_cell cell = lg_report_cell(page, LG_REPORT_QUALITY, row, "code");
    if (cell.is_missing) return used;
    for (size_t i = used; i-- > 0;) {
        if (strcmp(counts[i].code, cell.text) == 0) {
            counts[i].count++;
            return used;
        }
    }
    if (used == CODES_MOST) return used;
    struct finding_count *count = &counts[used];
    *count = (struct finding_count){.count = 1, .first = row};
    keep_code(count->code, &cell);
    cell = lg_report_cell(page, LG_REPORT_QUALITY, row, "severity");
    keep_code(count->severity, &cell);
    return used + 1;
}

static void add_finding(struct lg_report *page, const struct finding_count *count, const char *park)
{
    struct lg_text *html = &page->html;
    char name[NAME_SIZE];
    const char *severity = lg_label_value(page->language, "severity", count->severity);
    const char *meaning = lg_label_value(page->language, "finding", count->code);
    lg_text_add_text(html, "<tr><td>");
    lg_report_add_swatch(page, lg_colour(LG_COLOUR_SEVERITY, count->severity));
    lg_html_add(html, severity == NULL ? count->severity : severity);
    lg_text_add_text(html, "</td><td class=\"code\">");
    lg_html_add(html, count->code);
    lg_text_add_text(html, "</td><td>");
    lg_html_add(html, meaning);
    lg_text_add_text(html, "</td><td class=\"n\">");
    (void)snprintf(name, sizeof(name), "quality/%s/%s", park, count->code);
    lg_report_add_derived(page, name, (double)count->count, 0);
    lg_text_add_text(html, "</td><td class=\"w\">");
    lg_report_add_sentence(page, LG_REPORT_QUALITY, count->first, "message", 240);
    lg_text_add_text(html, "</td></tr>\n");
}

static void add_findings_header(struct lg_report *page)
{
    static const char *const keys[] = {"severity", "code", NULL, NULL, "message"};
    static const char *const words[] = {NULL, NULL, "report.meaning", "report.count", NULL};
    struct lg_text *html = &page->html;
    lg_text_add_text(html,
                     "<div class=\"scroll\" tabindex=\"0\"><table class=\"findings\"><thead><tr>");
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        lg_text_printf(html, "<th scope=\"col\"%s>", i == 3 ? " class=\"n\"" : "");
        lg_html_add(html, keys[i] == NULL ? lg_label(page->language, words[i])
                                          : lg_label_column(page->language, "quality", keys[i]));
        lg_text_add_text(html, "</th>");
    }
    lg_text_add_text(html, "</tr></thead><tbody>\n");
}

static void add_counts(struct lg_report *page, const struct finding_count *counts, size_t used,
                       const char *park)
{
    static const char *const severities[] = {"error", "warning", "notice"};
    add_findings_header(page);
    for (size_t level = 0; level < sizeof(severities) / sizeof(severities[0]); level++) {
        for (size_t i = 0; i < used; i++) {
            if (strcmp(counts[i].severity, severities[level]) == 0) {
                add_finding(page, &counts[i], park);
            }
        }
    }
    lg_report_close_table(page);
}

void lg_report_add_quality(struct lg_report *page, size_t park)
{
    struct finding_count counts[CODES_MOST];
    char name[CODE_SIZE];
    size_t used = 0;
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_QUALITY, park, &count);
    for (size_t i = 0; i < count; i++) {
        used = count_row(page, rows[i], counts, used);
    }
    if (used == 0) return;
    (void)snprintf(name, sizeof(name), "%zu", park);
    add_counts(page, counts, used, name);
}

/* Findings of no park in the book. */
static void add_other_findings(struct lg_report *page)
{
    struct finding_count counts[CODES_MOST];
    const struct lg_sheet *quality = page->sheets[LG_REPORT_QUALITY];
    size_t used = 0;
    for (size_t row = 0; quality != NULL && row < quality->row_count; row++) {
        struct lg_cell park = lg_report_cell(page, LG_REPORT_QUALITY, row, "park_code");
        if (!park.is_missing && lg_report_find_park(page, park.text) != SIZE_MAX) continue;
        used = count_row(page, row, counts, used);
    }
    if (used == 0) return;
    lg_report_add_words(page, "h3", NULL, "report.findings.other");
    add_counts(page, counts, used, "none");
}

static void add_paragraphs(struct lg_report *page)
{
    static const char *const ids[] = {"report.method.suspected", "report.method.missing",
                                      "report.method.rounding", "report.method.potential",
                                      "report.method.hints"};
    lg_text_add_text(&page->html, "<ul class=\"method\">\n");
    lg_report_add_words(page, "li", NULL,
                        page->book->area == LG_AREA_MEASURED ? "report.method.area.measured"
                                                             : "report.method.area.recorded");
    lg_report_add_words(page, "li", NULL, "report.method.qgis");
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        lg_report_add_words(page, "li", NULL, ids[i]);
    }
    lg_text_add_text(&page->html, "</ul>\n");
}

static void add_headers(struct lg_report *page, const char *const *ids)
{
    lg_text_add_text(&page->html,
                     "<div class=\"scroll\" tabindex=\"0\"><table class=\"sources\"><thead><tr>");
    for (; *ids != NULL; ids++) {
        lg_report_add_words(page, "th", NULL, *ids);
    }
    lg_text_add_text(&page->html, "</tr></thead><tbody>\n");
}

static void add_inputs(struct lg_report *page)
{
    static const char *const ids[] = {"report.input.kind", "report.input.file", "report.input.crs",
                                      "report.input.sha256", NULL};
    struct lg_text *html = &page->html;
    if (page->book->input_count == 0) return;
    lg_report_add_words(page, "h3", NULL, "report.inputs");
    add_headers(page, ids);
    for (size_t i = 0; i < page->book->input_count; i++) {
        const struct lg_book_input *input = &page->book->inputs[i];
        const char *kind = lg_label_value(page->language, "layer", input->kind);
        const char *file = input->path == NULL ? NULL : strrchr(input->path, '/');
        lg_text_add_text(html, "<tr>");
        lg_html_add_element(html, "td", NULL, kind == NULL ? input->kind : kind);
        lg_html_add_element(html, "td", NULL, file == NULL ? input->path : file + 1);
        lg_html_add_element(html, "td", NULL, input->crs);
        lg_html_add_element(html, "td", "hash", input->sha256);
        lg_text_add_text(html, "</tr>\n");
    }
    lg_report_close_table(page);
}

static void add_rules(struct lg_report *page)
{
    static const char *const ids[] = {"report.rule.key", "report.rule.value", "report.rule.set",
                                      "report.rule.source", NULL};
    struct lg_text *html = &page->html;
    const struct lg_book *book = page->book;
    lg_report_add_words(page, "h3", NULL, "report.rules");
    lg_text_add_text(html, "<p>");
    for (size_t i = 0; i < book->rule_set_count; i++) {
        if (i > 0) lg_report_add_label(page, "report.and");
        lg_html_add(html, book->rule_sets[i]);
    }
    lg_text_add_text(html, "</p>\n");
    if (book->parameter_count == 0) return;
    add_headers(page, ids);
    for (size_t i = 0; i < book->parameter_count; i++) {
        const struct lg_rule_parameter *parameter = &book->parameters[i];
        lg_text_add_text(html, "<tr>");
        lg_html_add_element(html, "td", "code", parameter->key);
        lg_html_add_element(html, "td", "n", parameter->value);
        lg_html_add_element(html, "td", NULL, parameter->set);
        lg_text_add_text(html, "<td class=\"w\">");
        lg_report_add_source(page, parameter->source);
        lg_text_add_text(html, "</td>");
        lg_text_add_text(html, "</tr>\n");
    }
    lg_report_close_table(page);
}

void lg_report_add_method(struct lg_report *page)
{
    const struct lg_label_part version[] = {{"VERSION", lg_version()}, {NULL, NULL}};
    add_other_findings(page);
    add_paragraphs(page);
    add_inputs(page);
    add_rules(page);
    lg_report_add_words(page, "h3", NULL, "report.program");
    lg_text_add_text(&page->html, "<p>");
    lg_html_add_label(&page->html, page->language, "report.program.text", version);
    lg_text_add_text(&page->html, "</p>\n<p>");
    lg_report_add_label(page, "report.licence");
    lg_text_add_text(&page->html, "</p>\n");
}
