/*
 * What the data tell of a parcel: facts, corners, and the articles behind its status and route.
 */
#include "publish/report/field.h"

#include "model/law.h"

#include <string.h>

enum { TEXT_CHARACTERS = 60, CORNERS = 24, CODE_SIZE = 32 };

/* The sheets in the order in which a fact is looked for, and the row of the parcel in each. */
struct source {
    enum lg_report_sheet sheet;
    size_t row;
};
enum { SOURCES = 4 };

static void list_sources(const struct lg_report_field *field, struct source sources[SOURCES])
{
    sources[0] = (struct source){LG_REPORT_IDLE, field->idle};
    sources[1] = (struct source){LG_REPORT_CLOCKS, field->clock};
    sources[2] = (struct source){LG_REPORT_REGISTER, field->registered};
    sources[3] = (struct source){LG_REPORT_REQUESTS, field->request};
}

struct lg_cell lg_report_field_cell(const struct lg_report_field *field, const char *key,
                                    enum lg_report_sheet *sheet, size_t *row)
{
    struct source sources[SOURCES];
    list_sources(field, sources);
    for (size_t i = 0; i < SOURCES; i++) {
        struct lg_cell cell = lg_report_cell(field->page, sources[i].sheet, sources[i].row, key);
        if (cell.is_missing) continue;
        *sheet = sources[i].sheet;
        *row = sources[i].row;
        return cell;
    }
    *sheet = LG_REPORT_IDLE;
    *row = SIZE_MAX;
    return (struct lg_cell){.is_missing = true};
}

struct fact {
    const char *key;
    const char *words; /* the column that codes stand under; NULL: no code */
    bool is_wide;
};

static const struct fact facts[] = {
    {"holder", NULL, true},
    {"location", NULL, true},
    {"area_ha", NULL, false},
    {"certificate_m2", NULL, false},
    {"approved_use_name", NULL, false},
    {"current_use_name", NULL, false},
    {"supply_mode", NULL, false},
    {"contract_no", NULL, false},
    {"supervision_no", NULL, false},
    {"price_wan", NULL, false},
    {"signed_on", NULL, false},
    {"handover_on", NULL, false},
    {"start_due", NULL, false},
    {"due_source", "due_source", false},
    {"start_on", NULL, false},
    {"suspended_on", NULL, false},
    {"completion_due", NULL, false},
    {"end1", NULL, false},
    {"overdue_days", NULL, false},
    {"idle_days", NULL, false},
    {"developed_ratio", NULL, false},
    {"invested_ratio", NULL, false},
    {"cause", "cause", false},
    {"evidence", NULL, false},
    {"route", "route", false},
    {"fee_wan", NULL, false},
    {"mortgage", "mortgage", false},
    {"seized", "seized", false},
    {"constraints", "constraint", true},
};

static void add_value(struct lg_report *page, const struct fact *fact, const struct lg_cell *cell,
                      enum lg_report_sheet sheet, size_t row)
{
    char date[LG_DATE_TEXT_SIZE];
    switch (cell->kind) {
    case LG_CELL_TEXT:
        if (fact->words != NULL) {
            lg_report_add_codes(page, fact->words, cell->text);
        } else {
            lg_html_add_short(&page->html, cell->text, TEXT_CHARACTERS);
        }
        break;
    case LG_CELL_DATE:
        lg_text_add_text(&page->html, lg_date_format(cell->date, date));
        break;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER:
    default:
        lg_report_add_figure(page, sheet, row, fact->key);
    }
}

void lg_report_field_add_facts(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    struct lg_text *html = &page->html;
    lg_report_add_words(page, "h4", NULL, "field_sheet.facts");
    lg_text_add_text(html, "<dl class=\"known\">\n");
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        enum lg_report_sheet sheet = LG_REPORT_IDLE;
        size_t row = SIZE_MAX;
        struct lg_cell cell = lg_report_field_cell(field, facts[i].key, &sheet, &row);
        if (cell.is_missing) continue; /* what decides is asked for instead */
        lg_text_add_text(html, facts[i].is_wide ? "<div class=\"wide\"><dt>" : "<div><dt>");
        lg_html_add(html, lg_label_column(page->language, page->sheets[sheet]->name, facts[i].key));
        lg_text_add_text(html, "</dt><dd>");
        add_value(page, &facts[i], &cell, sheet, row);
        lg_text_add_text(html, "</dd></div>\n");
    }
    lg_text_add_text(html, "</dl>\n");
}

void lg_report_field_add_corners(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    struct lg_text *html = &page->html;
    struct lg_report_corner corners[CORNERS];
    size_t count = lg_report_maps_corners(page->maps, field->idle, corners, CORNERS);
    size_t shown = count < CORNERS ? count : CORNERS;
    if (count == 0) return;
    lg_text_add_text(html, "<div class=\"corners\"><table><thead><tr><th scope=\"col\">");
    lg_report_add_label(page, "field_sheet.corner");
    lg_text_add_text(html, "</th><th scope=\"col\">");
    lg_report_add_label(page, "field_sheet.longitude");
    lg_text_add_text(html, "</th><th scope=\"col\">");
    lg_report_add_label(page, "field_sheet.latitude");
    lg_text_add_text(html, "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < shown; i++) {
        lg_text_printf(html, "<tr><th scope=\"row\">J%zu</th><td>", corners[i].number);
        lg_text_add_fixed(html, corners[i].lon_deg, corners[i].decimals);
        lg_text_add_text(html, "</td><td>");
        lg_text_add_fixed(html, corners[i].lat_deg, corners[i].decimals);
        lg_text_add_text(html, "</td></tr>\n");
    }
    lg_text_add_text(html, "</tbody></table>");
    if (shown < count) {
        struct lg_text left_out = {0};
        lg_text_add_int(&left_out, (int64_t)(count - shown));
        const struct lg_label_part parts[] = {{"COUNT", left_out.bytes}, {NULL, NULL}};
        lg_text_add_text(html, "<p class=\"note\">");
        lg_html_add_label(html, page->language, "field_sheet.corners_left_out", parts);
        lg_text_add_text(html, "</p>");
        html->failed = html->failed || left_out.failed;
        lg_text_reset(&left_out);
    }
    lg_report_add_words(page, "p", "note", "field_sheet.datum");
    lg_text_add_text(html, "</div>\n");
}

static void add_entry(const struct lg_report_field *field, enum lg_law_kind kind, const char *key)
{
    struct lg_report *page = field->page;
    enum lg_report_sheet sheet = LG_REPORT_IDLE;
    size_t row = SIZE_MAX;
    struct lg_cell cell = lg_report_field_cell(field, key, &sheet, &row);
    const struct lg_law_entry *entry =
        cell.is_missing || cell.kind != LG_CELL_TEXT ? NULL : lg_law_find(kind, cell.text);
    if (entry == NULL) return;
    const struct lg_label_part parts[] = {{"WORDS", entry->words[page->language]},
                                          {"ARTICLE", entry->article[page->language]},
                                          {NULL, NULL}};
    lg_text_add_text(&page->html, "<li>");
    lg_html_add_label(&page->html, page->language, "field_sheet.law.entry", parts);
    lg_text_add_text(&page->html, "</li>\n");
}

void lg_report_field_add_law(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    lg_report_add_words(page, "h4", NULL, "field_sheet.law");
    lg_text_add_text(&page->html, "<ul class=\"law\">\n");
    add_entry(field, LG_LAW_STATUS, "status");
    add_entry(field, LG_LAW_ROUTE, "route");
    lg_report_add_words(page, "li", NULL, "field_sheet.law.duty");
    lg_text_add_text(&page->html, "</ul>\n");
}
