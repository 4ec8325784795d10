/*
 * What the page is made of, in the order in which it is read.
 */
#include "publish/report/report.h"

#include <stdio.h>

const struct lg_report_section lg_report_sections[] = {
    {"summary", NULL, lg_report_add_summary, NULL},
    {"first", NULL, lg_report_add_first, NULL},
    {"overview", lg_report_has_overview, lg_report_add_overview, NULL},
    {"passports", lg_report_has_parks, lg_report_begin_passports, lg_report_add_passport},
    {"parks", lg_report_has_parks, NULL, lg_report_add_park},
    {"method", NULL, lg_report_add_method, NULL},
    {"field-sheets", lg_report_has_field_sheets, lg_report_begin_field_sheets,
     lg_report_add_field_sheets},
    {NULL, NULL, NULL, NULL},
};

const struct lg_report_part lg_report_parts[] = {
    {"map", lg_report_add_park_map, false},
    {"land", lg_report_add_land, false},
    {"funnel", lg_report_add_funnel, false},
    {"indicators", lg_report_add_indicators, false},
    {"scores", lg_report_add_scores, false},
    {"potentials", lg_report_add_potentials, false},
    {"ledger", lg_report_add_ledger, false},
    {"conversion", lg_report_add_conversion, true},
    {"compliance", lg_report_add_compliance, false},
    {"flags", lg_report_add_flags, true},
    {"quality", lg_report_add_quality, true},
    {NULL, NULL, false},
};

bool lg_report_has_parks(const struct lg_report *page)
{
    return page->park_count > 0;
}

static void add_part(struct lg_report *page, const struct lg_report_part *part, size_t park)
{
    struct lg_text *html = &page->html;
    char label[64];
    size_t before = html->size;
    (void)snprintf(label, sizeof(label), "report.part.%s", part->id);
    lg_text_printf(html, "<section class=\"part %s\">", part->id);
    lg_report_add_words(page, "h4", NULL, label);
    lg_text_add_char(html, '\n');
    if (part->by_code && !page->parks[park].is_alone) {
        lg_report_add_words(page, "p", "note", "report.part.all");
    }
    size_t heading = html->size;
    part->add(page, park);
    if (html->size == heading && !html->failed) {
        html->size = before; /* nothing to tell: no heading, either */
        html->bytes[before] = '\0';
        return;
    }
    lg_text_add_text(html, "</section>\n");
}

void lg_report_add_park(struct lg_report *page, size_t park)
{
    struct lg_text *html = &page->html;
    lg_text_printf(html, "<article class=\"park\" id=\"park-%zu\"><h3>", park);
    lg_report_add_park_name(page, park);
    lg_text_printf(html, "</h3>\n<p class=\"note to\"><a href=\"#passport-%zu\">", park);
    lg_report_add_label(page, "report.section.passports");
    lg_text_add_text(html, "</a></p>\n");
    for (size_t i = 0; lg_report_parts[i].id != NULL; i++) {
        add_part(page, &lg_report_parts[i], park);
    }
    lg_text_add_text(html, "<p class=\"back\"><a href=\"#contents\">");
    lg_report_add_label(page, "report.back");
    lg_text_add_text(html, "</a></p></article>\n");
}
