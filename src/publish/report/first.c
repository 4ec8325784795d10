/*
 * What to do first: the few rows of each list that lead furthest, with links into the page.
 */
#include "publish/report/report.h"

#include <stdlib.h>

enum { FIRST_ROWS = 10, FLAG_ROWS = 20 };

static const struct lg_report_column idle_columns[] = {
    {"priority_rank", NULL, LG_LOOK_PLAIN, false},
    {"parcel_id", NULL, LG_LOOK_PARCEL, false},
    {"idle_ha", NULL, LG_LOOK_PLAIN, false},
    {"status", NULL, LG_LOOK_STATUS, false},
    {"confirmed", NULL, LG_LOOK_CODE, false},
    {"park_code", NULL, LG_LOOK_PARK, false},
    {"holder", NULL, LG_LOOK_PLAIN, true},
    {"route", NULL, LG_LOOK_CODE, false},
    {"fee_wan", NULL, LG_LOOK_PLAIN, true},
    {"option1", "option", LG_LOOK_CODE, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column watch_columns[] = {
    {"due_on", NULL, LG_LOOK_PLAIN, false}, {"days_left", NULL, LG_LOOK_PLAIN, false},
    {"event", NULL, LG_LOOK_CODE, false},   {"parcel_id", NULL, LG_LOOK_PARCEL, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column request_columns[] = {
    {"rank", NULL, LG_LOOK_PLAIN, false},      {"parcel_id", NULL, LG_LOOK_PARCEL, false},
    {"blocks_ha", NULL, LG_LOOK_PLAIN, false}, {"missing_fields", NULL, LG_LOOK_CODES, false},
    {"park_code", NULL, LG_LOOK_PARK, false},  {"holder", NULL, LG_LOOK_PLAIN, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column flag_columns[] = {
    {"park_code", NULL, LG_LOOK_PARK, false},
    {"flag_name", NULL, LG_LOOK_PLAIN, false},
    {"reason", NULL, LG_LOOK_WIDE, false},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};
static const struct lg_report_column site_columns[] = {
    {"rank", NULL, LG_LOOK_PLAIN, false},
    {"site_id", NULL, LG_LOOK_PARCEL, false},
    {"area_ha", NULL, LG_LOOK_PLAIN, false},
    {"site_kind", NULL, LG_LOOK_CODE, false},
    {"park_code", NULL, LG_LOOK_PARK, false},
    {"idle_ha", NULL, LG_LOOK_PLAIN, true},
    {"parcels", NULL, LG_LOOK_PLAIN, false},
    {"holders", NULL, LG_LOOK_PLAIN, false},
    {"circle_m", NULL, LG_LOOK_PLAIN, false},
    {"compactness", NULL, LG_LOOK_PLAIN, false},
    {"planned_use_name", NULL, LG_LOOK_PLAIN, true},
    {NULL, NULL, LG_LOOK_PLAIN, false},
};

/* A list of the page's first part. */
struct list {
    const char *title;
    const char *note;
    const struct lg_report_column *columns;
    const char *order; /* a number of the rows, the smallest first; NULL: the order of the sheet */
    enum lg_report_sheet sheet;
    unsigned most;
    bool (*is_in)(struct lg_report *page, size_t row); /* NULL: every row */
};

/* A flag itself, not one of its conditions. */
static bool is_raised(struct lg_report *page, size_t row)
{
    return lg_report_is(page, LG_REPORT_ASSESSMENT_FLAGS, row, "result", "yes") &&
           lg_report_cell(page, LG_REPORT_ASSESSMENT_FLAGS, row, "condition").is_missing;
}

/* What lies in a park within another one stands among the other one's rows, too; a proposed park
 * is not counted on the first page. */
static bool is_counted(struct lg_report *page, enum lg_report_sheet sheet, size_t row)
{
    struct lg_cell code = lg_report_cell(page, sheet, row, "park_code");
    size_t park = code.is_missing ? SIZE_MAX : lg_report_find_park(page, code.text);
    return park == SIZE_MAX || !page->parks[park].is_nested;
}

static bool is_pending(struct lg_report *page, size_t row)
{
    return is_counted(page, LG_REPORT_IDLE, row) &&
           lg_report_cell(page, LG_REPORT_IDLE, row, "disposed_on").is_missing;
}

static bool is_site_once(struct lg_report *page, size_t row)
{
    return is_counted(page, LG_REPORT_SITES, row);
}

static const struct list lists[] = {
    {"report.first.idle", "report.first.idle.note", idle_columns, "priority_rank", LG_REPORT_IDLE,
     FIRST_ROWS, is_pending},
    {"report.first.watch", "report.first.watch.note", watch_columns, NULL, LG_REPORT_WATCHLIST,
     FIRST_ROWS, NULL},
    {"report.first.requests", "report.first.requests.note", request_columns, "rank",
     LG_REPORT_REQUESTS, FIRST_ROWS, NULL},
    {"report.first.flags", "report.first.flags.note", flag_columns, NULL,
     LG_REPORT_ASSESSMENT_FLAGS, FLAG_ROWS, is_raised},
    {"report.first.sites", "report.first.sites.note", site_columns, "rank", LG_REPORT_SITES,
     FIRST_ROWS, is_site_once},
};

/* @return whether it has rows; nothing is added when it has none */
static bool add_list(struct lg_report *page, const struct list *list)
{
    const struct lg_sheet *sheet = page->sheets[list->sheet];
    if (sheet == NULL) return true;
    size_t *rows = malloc((sheet->row_count + 1) * sizeof(*rows));
    if (rows == NULL) {
        page->html.failed = true;
        return true;
    }
    size_t count = 0;
    for (size_t row = 0; row < sheet->row_count; row++) {
        if (list->is_in == NULL || list->is_in(page, row)) rows[count++] = row;
    }
    if (list->order != NULL) {
        lg_report_sort(page, list->sheet, list->order, false, rows, count);
    }
    if (count > 0) {
        size_t shown = count < list->most ? count : list->most;
        const struct lg_report_table table = {list->sheet, list->columns, rows, shown, false};
        lg_text_printf(&page->html, "<section class=\"list %s\">", sheet->name);
        lg_report_add_words(page, "h3", NULL, list->title);
        lg_report_add_words(page, "p", "note", list->note);
        lg_report_add_table(page, &table);
        lg_report_add_more(page, list->sheet, shown, count);
        lg_text_add_text(&page->html, "</section>\n");
    }
    free(rows);
    return count > 0;
}

void lg_report_add_first(struct lg_report *page)
{
    bool has_empty = false;
    bool is_empty[sizeof(lists) / sizeof(lists[0])];
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        is_empty[i] = !add_list(page, &lists[i]);
        has_empty = has_empty || is_empty[i];
    }
    if (!has_empty) return;
    /* One line for all that there is nothing of, instead of a heading each. */
    lg_text_add_text(&page->html, "<p class=\"nothing\">");
    lg_report_add_label(page, "report.first.none");
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        if (!is_empty[i]) continue;
        lg_report_add_words(page, "span", "item", lists[i].title);
    }
    lg_text_add_text(&page->html, "</p>\n");
}
