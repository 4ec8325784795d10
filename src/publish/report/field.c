/*
 * Field sheets: a printed page for each parcel that is suspected to be idle and not yet found so,
 * and for those that facts are missing of. On the screen they open one at a time.
 */
#include "publish/report/field.h"

#include <stdlib.h>
#include <string.h>

enum { REQUEST_SHEETS = 50, NAME_CHARACTERS = 80 };

bool lg_report_has_field_sheets(const struct lg_report *page)
{
    const struct lg_sheet *idle = page->sheets[LG_REPORT_IDLE];
    const struct lg_sheet *requests = page->sheets[LG_REPORT_REQUESTS];
    return page->book->has_field_sheets &&
           ((idle != NULL && idle->row_count > 0) || (requests != NULL && requests->row_count > 0));
}

static void add_boxed(struct lg_report *page, const char *tag, const char *kind, const char *id)
{
    lg_report_add_words(page, tag, kind, id);
    lg_text_add_char(&page->html, '\n');
}

/* The place of the sheet in the page, and its line on the screen. */
static void open_sheet(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    struct lg_text *html = &page->html;
    bool is_idle = field->idle != SIZE_MAX;
    enum lg_report_sheet sheet = is_idle ? LG_REPORT_IDLE : LG_REPORT_REQUESTS;
    size_t row = is_idle ? field->idle : field->request;
    const char *kind = is_idle ? "idle" : "open";
    lg_text_printf(html, "<article class=\"field-sheet\" id=\"field-%s-%zu\" data-sheet=\"%s\" ",
                   kind, row, page->sheets[sheet]->name);
    lg_text_printf(html, "data-sheet-row=\"%zu\"><h3><a href=\"#field-%s-%zu\">", row, kind, row);
    lg_report_add_label(page, is_idle ? "field_sheet.title" : "field_sheet.title.open");
    lg_text_add_text(html, " \xC2\xB7 ");
    struct lg_cell cell = lg_report_cell(page, sheet, row, "parcel_id");
    if (!cell.is_missing && cell.kind == LG_CELL_TEXT) {
        lg_html_add_short(html, cell.text, NAME_CHARACTERS);
    }
    lg_text_add_text(html, "</a></h3>\n<div class=\"body\">");
}

static void add_head(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    char date[LG_DATE_TEXT_SIZE];
    const struct lg_label_part parts[] = {{"DATE", lg_date_format(page->book->as_of, date)},
                                          {NULL, NULL}};
    lg_text_add_text(&page->html, "<p class=\"where\">");
    if (field->park != SIZE_MAX) {
        lg_report_add_park_name(page, field->park);
        lg_text_add_text(&page->html, " \xC2\xB7 ");
    }
    lg_html_add_label(&page->html, page->language, "passport.as_of", parts);
    lg_text_add_text(&page->html, "</p>");
    add_boxed(page, "p", "suspected",
              field->idle != SIZE_MAX ? "field_sheet.suspected" : "field_sheet.undecided");
}

static void add_place(const struct lg_report_field *field)
{
    struct lg_report *page = field->page;
    if (field->idle == SIZE_MAX) {
        add_boxed(page, "p", "note", "field_sheet.no_map");
        return;
    }
    lg_text_add_text(&page->html, "<div class=\"place\">");
    lg_report_maps_add_parcel(page->maps, &page->html, field->idle);
    lg_report_field_add_corners(field);
    lg_text_add_text(&page->html, "</div>\n");
}

static void add_signatures(struct lg_report *page)
{
    static const char *const who[] = {"field_sheet.sign.inspectors", "field_sheet.sign.holder",
                                      "field_sheet.sign.park", "field_sheet.sign.date"};
    lg_text_add_text(&page->html, "<ul class=\"signs\">");
    for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
        lg_text_add_text(&page->html, "<li>");
        lg_report_add_words(page, "span", NULL, who[i]);
        lg_text_add_text(&page->html, "<i class=\"blank\"></i></li>");
    }
    lg_text_add_text(&page->html, "</ul>\n");
}

static void add_sheet(const struct lg_report_field *field)
{
    open_sheet(field);
    add_head(field);
    add_place(field);
    lg_report_field_add_facts(field);
    lg_report_field_add_questions(field);
    lg_report_field_add_law(field);
    add_signatures(field->page);
    lg_text_add_text(&field->page->html, "</div></article>\n");
}

/* The register's row of a parcel: of the park where it has several. */
static size_t find_registered(struct lg_report *page, size_t park, const char *parcel_id)
{
    size_t first = lg_report_find_parcel(page, LG_REPORT_REGISTER, parcel_id);
    size_t row = first;
    if (first == SIZE_MAX || park == SIZE_MAX || page->parks[park].code == NULL) return first;
    for (; row != LG_NO_ROW;
         row = lg_text_index_next(&page->by_parcel[LG_REPORT_REGISTER].index, row)) {
        if (lg_report_is(page, LG_REPORT_REGISTER, row, "park_code", page->parks[park].code)) {
            return row;
        }
    }
    return first;
}

static struct lg_report_field find_field(struct lg_report *page, size_t park, const char *parcel_id)
{
    return (struct lg_report_field){
        .page = page,
        .park = park,
        .idle = SIZE_MAX,
        .request = lg_report_find_parcel(page, LG_REPORT_REQUESTS, parcel_id),
        .clock = lg_report_find_parcel(page, LG_REPORT_CLOCKS, parcel_id),
        .registered = find_registered(page, park, parcel_id),
    };
}

static void add_idle_sheet(struct lg_report *page, size_t park, size_t row)
{
    if (lg_report_is(page, LG_REPORT_IDLE, row, "confirmed", "yes")) return;
    struct lg_report_field field = find_field(page, park, page->parcel_ids[row]);
    field.idle = row;
    add_sheet(&field);
}

/* Parcels whose case facts would decide, and that have no sheet as idle ones. */
static void add_open_sheets(struct lg_report *page, size_t park)
{
    size_t count = 0;
    size_t shown = 0;
    size_t open_count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_REQUESTS, park, &count);
    for (size_t i = 0; i < count; i++) {
        const char *id = page->by_parcel[LG_REPORT_REQUESTS].ids[rows[i]];
        if (id == NULL || lg_report_find_idle(page, id) != SIZE_MAX) continue;
        open_count++;
        if (shown == REQUEST_SHEETS) continue;
        shown++;
        struct lg_report_field field = find_field(page, park, id);
        field.request = rows[i];
        add_sheet(&field);
    }
    lg_report_add_more(page, LG_REPORT_REQUESTS, shown, open_count);
}

void lg_report_add_field_sheets(struct lg_report *page, size_t park)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, LG_REPORT_IDLE, park, &count);
    size_t *sorted = malloc((count + 1) * sizeof(*sorted));
    if (sorted == NULL || page->html.failed) {
        page->html.failed = true;
        free(sorted);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = rows[i];
    }
    lg_report_sort(page, LG_REPORT_IDLE, "priority_rank", false, sorted, count);
    for (size_t i = 0; i < count && lg_report_spill(page); i++) {
        add_idle_sheet(page, park, sorted[i]);
    }
    free(sorted);
    add_open_sheets(page, park);
}

/* Rows of the ledger whose park the book does not have. */
static void add_stray_sheets(struct lg_report *page)
{
    const struct lg_sheet *idle = page->sheets[LG_REPORT_IDLE];
    if (idle == NULL) return;
    bool *has_park = calloc(idle->row_count + 1, sizeof(*has_park));
    if (has_park == NULL) {
        page->html.failed = true;
        return;
    }
    for (size_t park = 0; park < page->park_count; park++) {
        size_t count = 0;
        const size_t *rows = lg_report_rows_of(page, LG_REPORT_IDLE, park, &count);
        for (size_t i = 0; i < count; i++) {
            has_park[rows[i]] = true;
        }
    }
    for (size_t row = 0; row < idle->row_count && lg_report_spill(page); row++) {
        if (!has_park[row]) add_idle_sheet(page, SIZE_MAX, row);
    }
    free(has_park);
}

void lg_report_begin_field_sheets(struct lg_report *page)
{
    lg_report_index_parcels(page, LG_REPORT_REQUESTS);
    lg_report_index_parcels(page, LG_REPORT_CLOCKS);
    lg_report_index_parcels(page, LG_REPORT_REGISTER);
    if (page->html.failed) return;
    add_boxed(page, "p", "note", "field_sheet.note");
    add_stray_sheets(page);
}
