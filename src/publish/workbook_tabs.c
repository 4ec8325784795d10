/*
 * Which tables stand in the workbook, in which order, and under which names.
 */
#include "model/labels.h"
#include "publish/workbook_parts.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* An officer's order: the parks, their land, their figures, what is to be done, what is doubtful.
 * A table that is not in the list comes behind the others. */
static const struct lg_workbook_look looks[] = {
    {"parks", "park_name", "score"},
    {"regional_totals", "place", NULL},
    {"land_state", "name", NULL},
    {"account", "line", NULL},
    {"indicators", "name", "standard"},
    {"scores", "scope", "combined"},
    {"score_nodes", "name", NULL},
    {"potential", "kind", NULL},
    {"benchmarks", "name", NULL},
    {"sensitivity", "park_code", NULL},
    {"sensitivity_causes", "name", NULL},
    {"assessment", "park_name", "score"},
    {"assessment_flags", "flag_name", NULL},
    {"compliance", "name", NULL},
    {"compliance_summary", "scope", "met_pct"},
    {"idle_summary", "scope", NULL},
    {"idle_status", "name", NULL},
    {"idle", "parcel_id", "priority"},
    {"idle_notice", "parcel_id", NULL},
    {"sites", "site_id", NULL},
    {"waterfall", "step", NULL},
    {"watchlist", "parcel_id", NULL},
    {"requests", "parcel_id", NULL},
    {"holders", "holder", NULL},
    {"suppliable", "parcel_id", NULL},
    {"conversion", "parcel_id", NULL},
    {"conversion_matrix", "kind", NULL},
    {"low_efficiency", "parcel_id", NULL},
    {"enclaves", "park_name", NULL},
    {"register", "parcel_id", NULL},
    {"register_sums", "name", NULL},
    {"clocks", "parcel_id", NULL},
    {"evidence", "parcel_id", NULL},
    {"plan_shares", "parcel_id", NULL},
    {"constraint_shares", "parcel_id", NULL},
    {"park_places", "scope", NULL},
    {"park_constraints", "scope", NULL},
    {"quality", "severity", NULL},
    {"quality_areas", "severity", NULL},
    {"boundary", "line", NULL},
    {"overlay", "parcel_id", NULL},
};

enum { LOOK_COUNT = sizeof(looks) / sizeof(looks[0]) };

static const struct lg_workbook_look *look_of(const char *name)
{
    static const struct lg_workbook_look plain = {NULL, NULL, NULL};
    for (size_t i = 0; i < LOOK_COUNT; i++) {
        if (strcmp(looks[i].name, name) == 0) return &looks[i];
    }
    return &plain;
}

const struct lg_workbook_tab *lg_workbook_tab(const struct lg_workbook *wb, const char *name)
{
    for (size_t i = 0; i < wb->tab_count; i++) {
        if (strcmp(wb->tabs[i].sheet->name, name) == 0) return &wb->tabs[i];
    }
    return NULL;
}

/* What the table is called: a short name of its own, else the table's, else its key. */
static const char *label_of(const struct lg_workbook *wb, const char *name)
{
    static const char *const kinds[] = {"workbook.tab", "table"};
    char id[64];
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        (void)snprintf(id, sizeof(id), "%s.%s", kinds[i], name);
        const char *label = lg_label(wb->book->language, id);
        if (label != NULL) return label;
    }
    return name;
}

static bool is_taken(const struct lg_workbook *wb, const char *name)
{
    static const char *const own[] = {"workbook.cover", "workbook.chart", "workbook.codes"};
    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
        if (lg_text_equal_nocase(lg_workbook_label(wb, own[i]), name)) return true;
    }
    for (size_t i = 0; i < wb->tab_count; i++) {
        if (lg_text_equal_nocase(wb->tabs[i].name, name)) return true;
    }
    return false;
}

static void add_tab(struct lg_workbook *wb, const struct lg_sheet *sheet)
{
    struct lg_workbook_tab tab = {
        .sheet = sheet,
        .look = look_of(sheet->name),
        .part_count = (sheet->row_count + wb->rows_max - 1) / wb->rows_max,
    };
    lg_workbook_name(label_of(wb, sheet->name), 1, tab.name);
    for (size_t number = 2; is_taken(wb, tab.name); number++) {
        lg_workbook_name(sheet->name, number, tab.name);
    }
    wb->tabs[wb->tab_count++] = tab;
}

enum lg_status lg_workbook_plan(struct lg_workbook *wb, struct lg_error *err)
{
    const struct lg_book *book = wb->book;
    if (book->sheet_count == 0) return LG_OK;
    wb->tabs = lg_arena_take(&wb->memory, book->sheet_count * sizeof(*wb->tabs));
    if (wb->tabs == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    for (size_t i = 0; i < LOOK_COUNT; i++) {
        const struct lg_sheet *sheet = lg_book_sheet(book, looks[i].name);
        if (sheet != NULL) add_tab(wb, sheet);
    }
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (look_of(book->sheets[i].name)->name == NULL) add_tab(wb, &book->sheets[i]);
    }
    return LG_OK;
}

void lg_workbook_part_name(const struct lg_workbook_tab *tab, size_t part,
                           char name[LG_WORKBOOK_NAME_SIZE])
{
    lg_workbook_name(tab->name, part, name);
}
