/*
 * The first page: the figures that are asked for first, the map of all parks, idle land by status.
 */
#include "publish/report/report.h"

#include "model/palette.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The statuses that count as idle, in the order in which they are shown. */
static const char *const idle_codes[] = {"IDLE2", "IDLE1", "IDLE_S"};
/* ... and those of land that is on its way there or cannot be told. */
static const char *const other_codes[] = {"LATE", "WAIT", "SUSPENDED", "STARTED_NODATA", "UNKNOWN"};

enum {
    IDLE_CODES = sizeof(idle_codes) / sizeof(idle_codes[0]),
    OTHER_CODES = sizeof(other_codes) / sizeof(other_codes[0]),
    ID_SIZE = 64,
};

/* Land by status over the parks that lie in no other. */
struct status_sum {
    double area_ha;
    double parcels;
};

static struct status_sum sum_status(struct lg_report *page, const char *code)
{
    struct status_sum sum = {0, 0};
    for (size_t park = 0; park < page->park_count; park++) {
        size_t count = 0;
        const size_t *rows = lg_report_rows_of(page, LG_REPORT_IDLE_STATUS, park, &count);
        if (page->parks[park].is_nested) continue;
        for (size_t i = 0; i < count; i++) {
            if (!lg_report_is(page, LG_REPORT_IDLE_STATUS, rows[i], "status", code)) continue;
            sum.area_ha += lg_report_number(page, LG_REPORT_IDLE_STATUS, rows[i], "area_ha");
            sum.parcels += lg_report_number(page, LG_REPORT_IDLE_STATUS, rows[i], "parcels");
        }
    }
    return sum;
}

static double sum_idle_parcels(struct lg_report *page)
{
    double parcels = 0;
    if (page->sheets[LG_REPORT_IDLE_STATUS] == NULL) return LG_NO_NUMBER;
    for (size_t i = 0; i < IDLE_CODES; i++) {
        parcels += sum_status(page, idle_codes[i]).parcels;
    }
    return parcels;
}

/* The row of all parks together; SIZE_MAX: none. */
static size_t total_row(struct lg_report *page)
{
    const struct lg_sheet *sheet = page->sheets[LG_REPORT_REGIONAL_TOTALS];
    for (size_t row = 0; sheet != NULL && row < sheet->row_count; row++) {
        if (lg_report_is(page, LG_REPORT_REGIONAL_TOTALS, row, "part", "ALL")) return row;
    }
    return SIZE_MAX;
}

static void open_card(struct lg_report *page, const char *kind)
{
    lg_text_printf(&page->html, "<li class=\"card %s\"><p class=\"figure\">", kind);
}

/* The table that a figure is from by its name, which the workbook's sheet has, too; its file as a
 * hint. */
static void add_from(struct lg_report *page, const char *tag, const char *table)
{
    char id[ID_SIZE];
    (void)snprintf(id, sizeof(id), "table.%s", table);
    lg_text_printf(&page->html, "<%s class=\"from\" title=\"tables/%s.csv\">", tag, table);
    lg_report_add_label(page, id);
    lg_text_printf(&page->html, "</%s>", tag);
}

static void close_card(struct lg_report *page, const char *unit, const char *name,
                       const char *table)
{
    lg_text_add_char(&page->html, ' ');
    lg_report_add_words(page, "span", "unit", unit);
    lg_text_add_text(&page->html, "</p>");
    lg_report_add_words(page, "p", "name", name);
    add_from(page, "p", table);
    lg_text_add_text(&page->html, "</li>\n");
}

static void add_total_card(struct lg_report *page, const char *kind, const char *key,
                           const char *unit, const char *name)
{
    open_card(page, kind);
    lg_report_add_figure(page, LG_REPORT_REGIONAL_TOTALS, total_row(page), key);
    close_card(page, unit, name, "regional_totals");
}

static void add_idle_rate_card(struct lg_report *page)
{
    open_card(page, "idle");
    if (page->park_count == 1) {
        lg_report_add_figure(page, LG_REPORT_PARKS, 0, "idle_rate");
        close_card(page, "report.unit.percent", "report.card.idle_rate", "parks");
        return;
    }
    size_t total = total_row(page);
    double idle_ha = lg_report_number(page, LG_REPORT_REGIONAL_TOTALS, total, "idle_ha");
    double supplied_ha = lg_report_number(page, LG_REPORT_REGIONAL_TOTALS, total, "d_ha");
    double rate = supplied_ha > 0 ? idle_ha / supplied_ha * 100 : LG_NO_NUMBER;
    lg_report_add_derived(page, "idle_rate", rate, LG_DECIMALS_PERCENT);
    close_card(page, "report.unit.percent", "report.card.idle_rate", "regional_totals");
}

static void add_undecided_card(struct lg_report *page)
{
    const struct lg_sheet *requests = page->sheets[LG_REPORT_REQUESTS];
    open_card(page, "doubt");
    lg_report_add_derived(page, "requests",
                          requests == NULL ? LG_NO_NUMBER : (double)requests->row_count, 0);
    close_card(page, "report.unit.parcels", "report.card.undecided", "requests");
}

static void add_fee_card(struct lg_report *page)
{
    double total = LG_NO_NUMBER;
    for (size_t park = 0; park < page->park_count; park++) {
        size_t row = lg_report_row_of(page, LG_REPORT_IDLE_SUMMARY, park);
        double fee = lg_report_number(page, LG_REPORT_IDLE_SUMMARY, row, "fee_total_wan");
        if (page->parks[park].is_nested || isnan(fee)) continue;
        total = isnan(total) ? fee : total + fee;
    }
    open_card(page, "idle");
    lg_report_add_derived(page, "fees", total, LG_DECIMALS_WAN_YUAN);
    close_card(page, "report.unit.wan_yuan", "report.card.fees", "idle_summary");
}

static void add_scored_card(struct lg_report *page)
{
    double scored = 0;
    for (size_t park = 0; park < page->park_count; park++) {
        size_t row = lg_report_row_of(page, LG_REPORT_SCORES, park);
        scored += isnan(lg_report_number(page, LG_REPORT_SCORES, row, "combined")) ? 0 : 1;
    }
    open_card(page, "plain");
    lg_report_add_derived(page, "scored",
                          page->sheets[LG_REPORT_SCORES] == NULL ? LG_NO_NUMBER : scored, 0);
    close_card(page, "report.unit.parks", "report.card.scored", "scores");
}

static void add_findings_card(struct lg_report *page)
{
    static const struct {
        const char *code, *name;
    } severities[] = {
        {"error", "report.error"}, {"warning", "report.warning"}, {"notice", "report.notice"}};
    const struct lg_sheet *quality = page->sheets[LG_REPORT_QUALITY];
    if (quality == NULL) return;
    size_t counts[3] = {0};
    for (size_t row = 0; row < quality->row_count; row++) {
        for (size_t i = 0; i < 3; i++) {
            counts[i] += lg_report_is(page, LG_REPORT_QUALITY, row, "severity", severities[i].code);
        }
    }
    lg_text_add_text(&page->html, "<li class=\"card doubt findings\"><p class=\"figure\">");
    for (size_t i = 0; i < 3; i++) {
        if (i > 0) lg_text_add_text(&page->html, " <span class=\"unit\">/</span> ");
        lg_report_add_derived(page, severities[i].name + strlen("report."), (double)counts[i], 0);
    }
    lg_text_add_text(&page->html, "</p>");
    lg_report_add_words(page, "p", "name", "report.card.findings");
    add_from(page, "p", "quality");
    lg_text_add_text(&page->html, "</li>\n");
}

static void add_cards(struct lg_report *page)
{
    lg_text_add_text(&page->html, "<ul class=\"cards\">\n");
    add_total_card(page, "plain", "parks", "report.unit.parks", "report.card.parks");
    add_total_card(page, "plain", "area_ha", "report.unit.ha", "report.card.area");
    add_total_card(page, "plain", "d_ha", "report.unit.ha", "report.card.supplied");
    add_total_card(page, "plain", "a_ha", "report.unit.ha", "report.card.built");
    add_total_card(page, "idle", "idle_ha", "report.unit.ha", "report.card.idle");
    double idle_parcels = sum_idle_parcels(page);
    /* None found is not none where the land could not be told: missing, as its area is. */
    if (idle_parcels <= 0 &&
        isnan(lg_report_number(page, LG_REPORT_REGIONAL_TOTALS, total_row(page), "idle_ha"))) {
        idle_parcels = LG_NO_NUMBER;
    }
    open_card(page, "idle");
    lg_report_add_derived(page, "idle_parcels", idle_parcels, 0);
    close_card(page, "report.unit.parcels", "report.card.idle_parcels", "idle_status");
    add_idle_rate_card(page);
    add_fee_card(page);
    add_undecided_card(page);
    add_scored_card(page);
    add_findings_card(page);
    lg_text_add_text(&page->html, "</ul>\n");
}

static void add_status_row(struct lg_report *page, const char *code, double most)
{
    struct lg_text *html = &page->html;
    struct status_sum sum = sum_status(page, code);
    char name[64];
    const char *rgb = lg_colour(LG_COLOUR_IDLE_STATUS, code);
    lg_text_add_text(html, "<tr><th scope=\"row\">");
    lg_report_add_swatch(page, rgb);
    lg_html_add(html, lg_label_value(page->language, "suspected", code));
    lg_text_add_text(html, "</th><td class=\"n\">");
    (void)snprintf(name, sizeof(name), "status/%s/parcels", code);
    lg_report_add_derived(page, name, sum.parcels, 0);
    lg_text_add_text(html, "</td><td class=\"n\">");
    (void)snprintf(name, sizeof(name), "status/%s/area_ha", code);
    lg_report_add_derived(page, name, sum.area_ha, LG_DECIMALS_HA);
    lg_text_add_text(html, "</td><td class=\"drawn\">");
    lg_report_add_bar(page, rgb, sum.area_ha, most);
    lg_text_add_text(html, "</td></tr>\n");
}

/* What is idle, and what is on the way: a bar of each as long as its land. */
static void add_status(struct lg_report *page)
{
    struct lg_text *html = &page->html;
    const struct lg_sheet *sheet = page->sheets[LG_REPORT_IDLE_STATUS];
    if (sheet == NULL || page->park_count == 0) return;
    double most = 0;
    for (size_t i = 0; i < IDLE_CODES; i++) {
        most = fmax(most, sum_status(page, idle_codes[i]).area_ha);
    }
    for (size_t i = 0; i < OTHER_CODES; i++) {
        most = fmax(most, sum_status(page, other_codes[i]).area_ha);
    }
    lg_text_add_text(html, "<section class=\"status\">");
    lg_report_add_words(page, "h3", NULL, "report.status");
    lg_text_add_text(html, "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>"
                           "<th scope=\"col\">");
    lg_html_add(html, lg_label_column(page->language, "idle_status", "status"));
    lg_text_add_text(html, "</th><th scope=\"col\" class=\"n\">");
    lg_html_add(html, lg_label_column(page->language, "idle_status", "parcels"));
    lg_text_add_text(html, "</th><th scope=\"col\" class=\"n\">");
    lg_html_add(html, lg_label_column(page->language, "idle_status", "area_ha"));
    lg_text_add_text(html, "</th><th scope=\"col\"></th></tr></thead><tbody>\n");
    for (size_t i = 0; i < IDLE_CODES; i++) {
        add_status_row(page, idle_codes[i], most);
    }
    for (size_t i = 0; i < OTHER_CODES; i++) {
        add_status_row(page, other_codes[i], most);
    }
    lg_report_close_table(page);
    lg_report_add_words(page, "p", "note", "report.status.note");
    lg_text_add_text(html, "</section>\n");
}

/* Why a total is missing. */
static void add_total_status(struct lg_report *page)
{
    struct lg_cell status =
        lg_report_cell(page, LG_REPORT_REGIONAL_TOTALS, total_row(page), "status");
    if (status.is_missing || strcmp(status.text, "ok") == 0) return;
    lg_text_add_text(&page->html, "<p class=\"note\">");
    lg_report_add_label(page, "report.total.status");
    lg_text_add_char(&page->html, ' ');
    add_from(page, "span", "regional_totals");
    lg_text_add_char(&page->html, ' ');
    lg_report_add_sentence(page, LG_REPORT_REGIONAL_TOTALS, total_row(page), "status", 400);
    lg_text_add_text(&page->html, "</p>\n");
}

void lg_report_add_summary(struct lg_report *page)
{
    add_cards(page);
    add_total_status(page);
    lg_report_add_words(page, "p", "note", "report.suspected");
    lg_text_add_text(&page->html, "<div class=\"beside\">\n");
    lg_report_maps_add_region(page->maps, &page->html);
    add_status(page);
    lg_text_add_text(&page->html, "</div>\n");
}
