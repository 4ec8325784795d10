/*
 * What to do first: the few rows of each list that lead furthest, with links into the page.
 */
#include "publish/report.h"

#include <stdlib.h>

enum { FIRST_ROWS = 10, FLAG_ROWS = 20 };

static const struct lg_report_column idle_columns[] = {
    {"priority_rank", LG_LOOK_PLAIN, NULL, false},
    {"parcel_id", LG_LOOK_PARCEL, NULL, false},
    {"park_code", LG_LOOK_PARK, NULL, false},
    {"holder", LG_LOOK_PLAIN, NULL, true},
    {"idle_ha", LG_LOOK_PLAIN, NULL, false},
    {"status", LG_LOOK_STATUS, NULL, false},
    {"confirmed", LG_LOOK_CODE, NULL, false},
    {"route", LG_LOOK_CODE, NULL, false},
    {"fee_wan", LG_LOOK_PLAIN, NULL, true},
    {"option1", LG_LOOK_CODE, "option", true},
    {NULL, LG_LOOK_PLAIN, NULL, false},
};
static const struct lg_report_column watch_columns[] = {
    {"due_on", LG_LOOK_PLAIN, NULL, false}, {"days_left", LG_LOOK_PLAIN, NULL, false},
    {"event", LG_LOOK_CODE, NULL, false},   {"parcel_id", LG_LOOK_PARCEL, NULL, false},
    {NULL, LG_LOOK_PLAIN, NULL, false},
};
static const struct lg_report_column request_columns[] = {
    {"rank", LG_LOOK_PLAIN, NULL, false},      {"parcel_id", LG_LOOK_PARCEL, NULL, false},
    {"park_code", LG_LOOK_PARK, NULL, false},  {"holder", LG_LOOK_PLAIN, NULL, true},
    {"blocks_ha", LG_LOOK_PLAIN, NULL, false}, {"missing_fields", LG_LOOK_CODES, NULL, false},
    {NULL, LG_LOOK_PLAIN, NULL, false},
};
static const struct lg_report_column flag_columns[] = {
    {"park_code", LG_LOOK_PARK, NULL, false},
    {"flag_name", LG_LOOK_PLAIN, NULL, false},
    {"reason", LG_LOOK_WIDE, NULL, false},
    {NULL, LG_LOOK_PLAIN, NULL, false},
};
static const struct lg_report_column site_columns[] = {
    {"rank", LG_LOOK_PLAIN, NULL, false},
    {"site_id", LG_LOOK_PARCEL, NULL, false},
    {"park_code", LG_LOOK_PARK, NULL, false},
    {"kind", LG_LOOK_CODE, NULL, false},
    {"area_ha", LG_LOOK_PLAIN, NULL, false},
    {"idle_ha", LG_LOOK_PLAIN, NULL, true},
    {"parcels", LG_LOOK_PLAIN, NULL, false},
    {"holders", LG_LOOK_PLAIN, NULL, false},
    {"circle_m", LG_LOOK_PLAIN, NULL, false},
    {"compactness", LG_LOOK_PLAIN, NULL, false},
    {"planned_use_name", LG_LOOK_PLAIN, NULL, true},
    {NULL, LG_LOOK_PLAIN, NULL, false},
};

/* A list of the page's first part. */
struct list {
    const char *title;
    const char *note;
    enum lg_report_sheet sheet;
    const struct lg_report_column *columns;
    const char *order; /* a number of the rows; NULL: the order of the sheet */
    bool largest_first;
    size_t most;
    bool (*is_in)(struct lg_report *page, size_t row); /* NULL: every row */
};

/* A flag itself, not one of its conditions. */
static bool is_raised(struct lg_report *page, size_t row)
{
    return lg_report_is(page, LG_REPORT_ASSESSMENT_FLAGS, row, "result", "yes") &&
           lg_report_cell(page, LG_REPORT_ASSESSMENT_FLAGS, row, "condition").is_missing;
}

static bool is_pending(struct lg_report *page, size_t row)
{
    return lg_report_cell(page, LG_REPORT_IDLE, row, "disposed_on").is_missing;
}

static const struct list lists[] = {
    {"report.first.idle", "report.first.idle.note", LG_REPORT_IDLE, idle_columns, "priority_rank",
     false, FIRST_ROWS, is_pending},
    {"report.first.watch", "report.first.watch.note", LG_REPORT_WATCHLIST, watch_columns, NULL,
     false, FIRST_ROWS, NULL},
    {"report.first.requests", "report.first.requests.note", LG_REPORT_REQUESTS, request_columns,
     "rank", false, FIRST_ROWS, NULL},
    {"report.first.flags", "report.first.flags.note", LG_REPORT_ASSESSMENT_FLAGS, flag_columns,
     NULL, false, FLAG_ROWS, is_raised},
    {"report.first.sites", "report.first.sites.note", LG_REPORT_SITES, site_columns, "rank", false,
     FIRST_ROWS, NULL},
};

static void add_list(struct lg_report *page, const struct list *list)
{
    const struct lg_sheet *sheet = page->sheets[list->sheet];
    if (sheet == NULL) return;
    size_t *rows = malloc((sheet->row_count + 1) * sizeof(*rows));
    if (rows == NULL) {
        page->html.failed = true;
        return;
    }
    size_t count = 0;
    for (size_t row = 0; row < sheet->row_count; row++) {
        if (list->is_in == NULL || list->is_in(page, row)) rows[count++] = row;
    }
    if (list->order != NULL) {
        lg_report_sort(page, list->sheet, list->order, list->largest_first, rows, count);
    }
    lg_text_printf(&page->html, "<section class=\"list %s\">", sheet->name);
    lg_report_add_words(page, "h3", NULL, list->title);
    if (count == 0) {
        lg_report_add_words(page, "p", "nothing", "report.nothing");
    } else {
        size_t shown = count < list->most ? count : list->most;
        const struct lg_report_table table = {list->sheet, list->columns, rows, shown, false};
        lg_report_add_words(page, "p", "note", list->note);
        lg_report_add_table(page, &table);
        lg_report_add_more(page, list->sheet, shown, count);
    }
    lg_text_add_text(&page->html, "</section>\n");
    free(rows);
}

void lg_report_add_first(struct lg_report *page)
{
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        add_list(page, &lists[i]);
    }
}
