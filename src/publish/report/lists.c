/*
 * A park's lists: the idle ledger, what is taken off on the way to usable land, conversions, items
 * that are not met, flags.
 */
#include "publish/report/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CONVERSION_ROWS = 10, ITEM_ROWS = 30, NAME_SIZE = 96 };

static const struct lg_report_column idle_columns[] = {
    {"priority_rank", NULL, LG_LOOK_PLAIN, false},
    {"parcel_id", NULL, LG_LOOK_PARCEL, false},
    {"holder", NULL, LG_LOOK_PLAIN, true},
    {"idle_ha", NULL, LG_LOOK_PLAIN, false},
    {"status", NULL, LG_LOOK_STATUS, false},
    {"confirmed", NULL, LG_LOOK_CODE, false},
    {"start_due", NULL, LG_LOOK_PLAIN, false},
    {"idle_days", NULL, LG_LOOK_PLAIN, false},
    {"cause", NULL, LG_LOOK_CODE, false},
    {"route", NULL, LG_LOOK_CODE, false},
    {"fee_wan", NULL, LG_LOOK_PLAIN, true},
    {"reply_by", NULL, LG_LOOK_PLAIN, true},
    {"seized", NULL, LG_LOOK_CODE, true},
    {"mortgage", NULL, LG_LOOK_CODE, true},
    {"option1", "option", LG_LOOK_CODE, true},
    {"constraints", "constraint", LG_LOOK_CODES, true},
    {"disposal_due", NULL, LG_LOOK_PLAIN, true},
    {"disposed_on", NULL, LG_LOOK_PLAIN, true},
    {"priority", NULL, LG_LOOK_PLAIN, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column summary_columns[] = {
    {"idle_ha", NULL, LG_LOOK_PLAIN, false},
    {"idle_rate", NULL, LG_LOOK_PLAIN, false},
    {"government_ha", NULL, LG_LOOK_PLAIN, false},
    {"fee_total_wan", NULL, LG_LOOK_PLAIN, false},
    {"fee_unknown_parcels", NULL, LG_LOOK_PLAIN, false},
    {"bond_parcels", NULL, LG_LOOK_PLAIN, false},
    {"usable_ha", NULL, LG_LOOK_PLAIN, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column waterfall_columns[] = {
    {"step", NULL, LG_LOOK_CODE, false},      {"name", "constraint", LG_LOOK_CODE, true},
    {"effect", NULL, LG_LOOK_CODE, true},     {"given", NULL, LG_LOOK_CODE, false},
    {"taken_ha", NULL, LG_LOOK_PLAIN, false}, {"left_ha", NULL, LG_LOOK_PLAIN, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column conversion_columns[] = {
    {"parcel_id", NULL, LG_LOOK_PARCEL, false},
    {"area_ha", NULL, LG_LOOK_PLAIN, false},
    {"approved_use_name", NULL, LG_LOOK_PLAIN, false},
    {"current_use_name", NULL, LG_LOOK_PLAIN, false},
    {"planned_use_name", NULL, LG_LOOK_PLAIN, false},
    {"result", NULL, LG_LOOK_CODE, false},
    {"step", NULL, LG_LOOK_CODE, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column met_columns[] = {
    {"items", NULL, LG_LOOK_PLAIN, false},          {"met", NULL, LG_LOOK_PLAIN, false},
    {"not_met", NULL, LG_LOOK_PLAIN, false},        {"nodata", NULL, LG_LOOK_PLAIN, false},
    {"not_applicable", NULL, LG_LOOK_PLAIN, false}, {"met_pct", NULL, LG_LOOK_PLAIN, false},
    {"status", NULL, LG_LOOK_WIDE, true},           {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column item_columns[] = {
    {"item", NULL, LG_LOOK_PLAIN, false},      {"name", NULL, LG_LOOK_PLAIN, false},
    {"value", NULL, LG_LOOK_PLAIN, false},     {"operator", NULL, LG_LOOK_CODE, false},
    {"threshold", NULL, LG_LOOK_PLAIN, false}, {"gap", NULL, LG_LOOK_PLAIN, false},
    {"unit", NULL, LG_LOOK_CODE, false},       {"basis", NULL, LG_LOOK_SENTENCE, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column flag_columns[] = {
    {"flag_name", NULL, LG_LOOK_PLAIN, false},
    {"result", NULL, LG_LOOK_CODE, false},
    {"reason", NULL, LG_LOOK_WIDE, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};

/* Rows of a park, to be picked from and put into another order; NULL when there are none. */
static size_t *copy_rows(struct lg_report *page, enum lg_report_sheet sheet, size_t park,
                         size_t *count)
{
    const size_t *rows = lg_report_rows_of(page, sheet, park, count);
    if (*count == 0) return NULL;
    size_t *copy = malloc(*count * sizeof(*copy));
    if (copy == NULL) {
        page->html.failed = true;
        return NULL;
    }
    for (size_t i = 0; i < *count; i++) {
        copy[i] = rows[i];
    }
    return copy;
}

/* Keep the rows whose cell has a text. */
static size_t keep_rows(struct lg_report *page, enum lg_report_sheet sheet, const char *key,
                        const char *text, size_t *rows, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (lg_report_is(page, sheet, rows[i], key, text)) rows[kept++] = rows[i];
    }
    return kept;
}

static void add_park_table(struct lg_report *page, enum lg_report_sheet sheet, size_t park,
                           const struct lg_report_column *columns)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, sheet, park, &count);
    const struct lg_report_table table = {sheet, columns, rows, count, false};
    lg_report_add_table(page, &table);
}

void lg_report_choose_ledger(struct lg_report *page)
{
    for (size_t park = 0; park < page->park_count; park++) {
        size_t count = 0;
        size_t *rows = copy_rows(page, LG_REPORT_IDLE, park, &count);
        if (rows == NULL) continue;
        lg_report_sort(page, LG_REPORT_IDLE, "priority_rank", false, rows, count);
        for (size_t i = 0; i < count && i < page->ledger_rows; i++) {
            page->listed[rows[i]] = true;
        }
        free(rows);
    }
}

void lg_report_add_ledger(struct lg_report *page, size_t park)
{
    size_t count = 0;
    size_t *rows = copy_rows(page, LG_REPORT_IDLE, park, &count);
    add_park_table(page, LG_REPORT_IDLE_SUMMARY, park, summary_columns);
    if (rows == NULL) return;
    lg_report_sort(page, LG_REPORT_IDLE, "priority_rank", false, rows, count);
    size_t shown = count < page->ledger_rows ? count : page->ledger_rows;
    const struct lg_report_table table = {LG_REPORT_IDLE, idle_columns, rows, shown, true};
    lg_report_add_words(page, "p", "note", "report.ledger.note");
    lg_report_add_table(page, &table);
    lg_report_add_more(page, LG_REPORT_IDLE, shown, count);
    free(rows);
    (void)lg_report_rows_of(page, LG_REPORT_WATERFALL, park, &count);
    if (count == 0) return;
    lg_report_add_words(page, "h5", NULL, "report.waterfall");
    add_park_table(page, LG_REPORT_WATERFALL, park, waterfall_columns);
}

static const char *const conversion_results[] = {"SUSPECTED",  "FORBIDDEN",    "PRICE",
                                                 "INDUSTRIAL", "PLAN_DIFFERS", "UNDECIDED"};
enum { CONVERSION_RESULTS = sizeof(conversion_results) / sizeof(conversion_results[0]) };

/* Parcels and land of one result, as a line of a table. */
static void add_result_row(struct lg_report *page, size_t park, const char *code,
                           const size_t *rows, size_t count)
{
    struct lg_text *html = &page->html;
    char name[NAME_SIZE];
    double parcels = 0;
    double area_ha = 0;
    for (size_t i = 0; i < count; i++) {
        if (!lg_report_is(page, LG_REPORT_CONVERSION, rows[i], "result", code)) continue;
        parcels++;
        area_ha += lg_report_number(page, LG_REPORT_CONVERSION, rows[i], "area_ha");
    }
    if (parcels == 0) return;
    lg_text_add_text(html, "<tr><th scope=\"row\">");
    lg_html_add(html, lg_label_value(page->language, "result", code));
    lg_text_add_text(html, "</th><td class=\"n\">");
    (void)snprintf(name, sizeof(name), "conversion/%zu/%s/parcels", park, code);
    lg_report_add_derived(page, name, parcels, 0);
    lg_text_add_text(html, "</td><td class=\"n\">");
    (void)snprintf(name, sizeof(name), "conversion/%zu/%s/area_ha", park, code);
    lg_report_add_derived(page, name, area_ha, LG_DECIMALS_HA);
    lg_text_add_text(html, "</td></tr>\n");
}

static void add_results(struct lg_report *page, size_t park, const size_t *rows, size_t count)
{
    struct lg_text *html = &page->html;
    lg_text_add_text(html, "<div class=\"scroll\" tabindex=\"0\"><table class=\"narrow\">"
                           "<thead><tr><th scope=\"col\">");
    lg_html_add(html, lg_label_column(page->language, "conversion", "result"));
    lg_text_add_text(html, "</th><th scope=\"col\" class=\"n\">");
    lg_html_add(html, lg_label_column(page->language, "idle_status", "parcels"));
    lg_text_add_text(html, "</th><th scope=\"col\" class=\"n\">");
    lg_html_add(html, lg_label_column(page->language, "conversion", "area_ha"));
    lg_text_add_text(html, "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < CONVERSION_RESULTS; i++) {
        add_result_row(page, park, conversion_results[i], rows, count);
    }
    lg_report_close_table(page);
}

void lg_report_add_conversion(struct lg_report *page, size_t park)
{
    size_t count = 0;
    size_t *rows = copy_rows(page, LG_REPORT_CONVERSION, park, &count);
    if (rows == NULL) return;
    add_results(page, park, rows, count);
    size_t kept = keep_rows(page, LG_REPORT_CONVERSION, "result", "SUSPECTED", rows, count);
    lg_report_sort(page, LG_REPORT_CONVERSION, "area_ha", true, rows, kept);
    size_t shown = kept < CONVERSION_ROWS ? kept : CONVERSION_ROWS;
    const struct lg_report_table table = {LG_REPORT_CONVERSION, conversion_columns, rows, shown,
                                          false};
    if (shown > 0) lg_report_add_words(page, "h5", NULL, "report.conversion.suspected");
    lg_report_add_table(page, &table);
    lg_report_add_more(page, LG_REPORT_CONVERSION, shown, kept);
    free(rows);
}

void lg_report_add_compliance(struct lg_report *page, size_t park)
{
    size_t count = 0;
    size_t *rows = copy_rows(page, LG_REPORT_COMPLIANCE, park, &count);
    if (rows == NULL) return;
    add_park_table(page, LG_REPORT_COMPLIANCE_SUMMARY, park, met_columns);
    size_t kept = keep_rows(page, LG_REPORT_COMPLIANCE, "result", "NOT_MET", rows, count);
    kept = keep_rows(page, LG_REPORT_COMPLIANCE, "level", "park", rows, kept);
    size_t shown = kept < ITEM_ROWS ? kept : ITEM_ROWS;
    const struct lg_report_table table = {LG_REPORT_COMPLIANCE, item_columns, rows, shown, false};
    if (shown > 0) lg_report_add_words(page, "h5", NULL, "report.compliance.not_met");
    lg_report_add_table(page, &table);
    lg_report_add_more(page, LG_REPORT_COMPLIANCE, shown, kept);
    free(rows);
}

void lg_report_add_flags(struct lg_report *page, size_t park)
{
    size_t count = 0;
    size_t kept = 0;
    size_t *rows = copy_rows(page, LG_REPORT_ASSESSMENT_FLAGS, park, &count);
    if (rows == NULL) return;
    for (size_t i = 0; i < count; i++) {
        if (lg_report_cell(page, LG_REPORT_ASSESSMENT_FLAGS, rows[i], "condition").is_missing) {
            rows[kept++] = rows[i];
        }
    }
    const struct lg_report_table table = {LG_REPORT_ASSESSMENT_FLAGS, flag_columns, rows, kept,
                                          false};
    lg_report_add_words(page, "p", "note", "report.first.flags.note");
    lg_report_add_table(page, &table);
    free(rows);
}
