/*
 * The questions that decide a case, chosen by what is missing or in doubt, with room for answers.
 */
#include "publish/report/field.h"

#include <string.h>

enum {
    SITE_BIT = 1,
    DATE_BIT = 2,
    YES_NO_BIT = 4,
    PERCENT_BIT = 8,
    LINE_BIT = 16,
    CAUSES_BIT = 32
};

static bool has_status(const struct lg_report_field *field, const char *status)
{
    enum lg_report_sheet sheet = LG_REPORT_IDLE;
    size_t row = SIZE_MAX;
    struct lg_cell cell = lg_report_field_cell(field, "status", &sheet, &row);
    return !cell.is_missing && cell.kind == LG_CELL_TEXT && strcmp(cell.text, status) == 0;
}

static bool is_missing(const struct lg_report_field *field, const char *key)
{
    enum lg_report_sheet sheet = LG_REPORT_IDLE;
    size_t row = SIZE_MAX;
    return lg_report_field_cell(field, key, &sheet, &row).is_missing;
}

/* Whether the clock asks for a fact: its name stands among ; and |. */
static bool is_requested(const struct lg_report_field *field, const char *name)
{
    struct lg_cell cell =
        lg_report_cell(field->page, LG_REPORT_REQUESTS, field->request, "missing_fields");
    if (cell.is_missing || cell.kind != LG_CELL_TEXT) return false;
    for (const char *at = cell.text; *at != '\0';) {
        size_t length = strcspn(at, ";|");
        if (length == strlen(name) && strncmp(at, name, length) == 0) return true;
        at += length;
        at += strspn(at, ";|");
    }
    return false;
}

static bool has_begun(const struct lg_report_field *field)
{
    return has_status(field, "IDLE_S") || has_status(field, "STARTED_NODATA") ||
           has_status(field, "SUSPENDED");
}

static bool asks_contract(const struct lg_report_field *field)
{
    return is_missing(field, "start_due") || is_requested(field, "contract_no") ||
           is_requested(field, "signed_on");
}

static bool asks_handover(const struct lg_report_field *field)
{
    return is_missing(field, "handover_on");
}

static bool asks_start(const struct lg_report_field *field)
{
    return !has_begun(field);
}

static bool asks_stop(const struct lg_report_field *field)
{
    return has_begun(field) || is_requested(field, "developed_pct") ||
           is_requested(field, "invested_pct");
}

static bool asks_price(const struct lg_report_field *field)
{
    return is_requested(field, "price") || is_missing(field, "price_wan");
}

static bool asks_mortgage(const struct lg_report_field *field)
{
    return is_missing(field, "mortgage") || is_missing(field, "seized");
}

struct question {
    const char *id;
    bool (*is_asked)(const struct lg_report_field *field); /* NULL: always */
    unsigned answers;
};

static const struct question questions[] = {
    {"field_sheet.ask.site", NULL, SITE_BIT},
    {"field_sheet.ask.contract", asks_contract, DATE_BIT | LINE_BIT},
    {"field_sheet.ask.handover", asks_handover, YES_NO_BIT | DATE_BIT | LINE_BIT},
    {"field_sheet.ask.start", asks_start, YES_NO_BIT | DATE_BIT | LINE_BIT},
    {"field_sheet.ask.stop", asks_stop, YES_NO_BIT | DATE_BIT},
    {"field_sheet.ask.developed", NULL, YES_NO_BIT | PERCENT_BIT},
    {"field_sheet.ask.invested", NULL, YES_NO_BIT | PERCENT_BIT},
    {"field_sheet.ask.cause", NULL, CAUSES_BIT | LINE_BIT},
    {"field_sheet.ask.price", asks_price, LINE_BIT},
    {"field_sheet.ask.mortgage", asks_mortgage, YES_NO_BIT | LINE_BIT},
    {"field_sheet.ask.photos", NULL, LINE_BIT},
    {"field_sheet.ask.remarks", NULL, LINE_BIT},
};

static void add_box(struct lg_report *page, const char *words)
{
    lg_text_add_text(&page->html, "<span class=\"tick\"><i></i>");
    lg_html_add(&page->html, words);
    lg_text_add_text(&page->html, "</span> ");
}

static void add_causes(struct lg_report *page)
{
    static const char *const codes[] = {"G1", "G2", "G3", "G4", "G5", "G6", "F1", "P1", "O0"};
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        lg_text_add_text(&page->html, "<span class=\"tick\"><i></i>");
        lg_text_printf(&page->html, "%s ", codes[i]);
        lg_html_add(&page->html, lg_label_value(page->language, "cause", codes[i]));
        lg_text_add_text(&page->html, "</span> ");
    }
}

static void add_blank(struct lg_report *page, const char *id, const char *kind)
{
    lg_text_add_text(&page->html, "<span class=\"fill ");
    lg_text_printf(&page->html, "%s\">", kind);
    lg_report_add_label(page, id);
    lg_text_add_text(&page->html, "<i class=\"blank\"></i></span>");
}

static void add_answers(struct lg_report *page, unsigned answers)
{
    static const char *const sites[] = {"field_sheet.site.empty",  "field_sheet.site.stacked",
                                        "field_sheet.site.tilled", "field_sheet.site.pit",
                                        "field_sheet.site.works",  "field_sheet.site.built"};
    if ((answers & SITE_BIT) != 0) {
        for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
            add_box(page, lg_label(page->language, sites[i]));
        }
        add_blank(page, "field_sheet.other", "short");
    }
    if ((answers & YES_NO_BIT) != 0) {
        add_box(page, lg_label_value(page->language, "any", "yes"));
        add_box(page, lg_label_value(page->language, "any", "no"));
    }
    if ((answers & CAUSES_BIT) != 0) add_causes(page);
    if ((answers & DATE_BIT) != 0) add_blank(page, "field_sheet.date", "short");
    if ((answers & PERCENT_BIT) != 0) add_blank(page, "field_sheet.percent", "short");
    if (answers == LINE_BIT) {
        add_blank(page, "field_sheet.text", "wide");
    } else if ((answers & LINE_BIT) != 0) {
        add_blank(page, "field_sheet.proof", "long");
    }
}

static void add_requested(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    static const char *const names[] = {"start_due", "handover_on",   "contract_no",
                                        "signed_on", "developed_pct", "invested_pct",
                                        "cause",     "evidence",      "price"};
    bool is_first = true;
    if (field->request == SIZE_MAX) return;
    lg_text_add_text(&page->html, "<p class=\"wanted\">");
    lg_report_add_label(page, "field_sheet.wanted");
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (!is_requested(field, names[i])) continue;
        if (!is_first) lg_report_add_label(page, "report.and");
        lg_html_add(&page->html, lg_label_value(page->language, "missing_fields", names[i]));
        is_first = false;
    }
    lg_text_add_text(&page->html, "</p>\n");
}

void lg_report_field_add_questions(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    lg_report_add_words(page, "h4", NULL, "field_sheet.questions");
    add_requested(field);
    lg_text_add_text(&page->html, "<ol class=\"asks\">\n");
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
        const struct question *question = &questions[i];
        if (question->is_asked != NULL && !question->is_asked(field)) continue;
        lg_text_add_text(&page->html, "<li><strong>");
        lg_report_add_label(page, question->id);
        lg_text_add_text(&page->html, "</strong> ");
        add_answers(page, question->answers);
        lg_text_add_text(&page->html, "</li>\n");
    }
    lg_text_add_text(&page->html, "</ol>\n");
}
