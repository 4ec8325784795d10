/*
 * Which tables stand in the workbook, in which order, and under which names.
 */
#include "model/labels.h"
#include "publish/workbook/parts.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* An officer's order: the parks, their land, their figures, what is to be done, what is doubtful.
 * A table that is not in the list comes behind the others. */
static const struct lg_workbook_look looks[] = {
    {"parks", "park_name", "score", false},
    {"regional_totals", "place", NULL, false},
    {"land_state", "name", NULL, false},
    {"account", "line", NULL, false},
    {"indicators", "name", "standard", false},
    {"scores", "scope", "combined", false},
    {"score_nodes", "name", NULL, false},
    {"potential", "kind", NULL, false},
    {"benchmarks", "name", NULL, false},
    {"sensitivity", "park_code", NULL, false},
    {"sensitivity_causes", "name", NULL, false},
    {"assessment", "park_name", "score", false},
    {"assessment_flags", "flag_name", NULL, false},
    {"compliance", "name", NULL, false},
    {"compliance_summary", "scope", "met_pct", false},
    {"idle_summary", "scope", NULL, false},
    {"idle_status", "name", NULL, false},
    {"idle", "parcel_id", "priority", true},
    {"idle_notice", "parcel_id", NULL, false},
    {"sites", "site_id", NULL, false},
    {"waterfall", "step", NULL, false},
    {"watchlist", "parcel_id", NULL, false},
    {"requests", "parcel_id", NULL, false},
    {"holders", "holder", NULL, false},
    {"suppliable", "parcel_id", NULL, false},
    {"conversion", "parcel_id", NULL, false},
    {"conversion_matrix", "kind", NULL, false},
    {"low_efficiency", "parcel_id", NULL, false},
    {"enclaves", "park_name", NULL, false},
    {"register", "parcel_id", NULL, true},
    {"register_sums", "name", NULL, false},
    {"clocks", "parcel_id", NULL, false},
    {"evidence", "parcel_id", NULL, false},
    {"plan_shares", "parcel_id", NULL, false},
    {"constraint_shares", "parcel_id", NULL, false},
    {"park_places", "scope", NULL, false},
    {"park_constraints", "scope", NULL, false},
    {"quality", "severity", NULL, false},
    {"quality_areas", "severity", NULL, false},
    {"boundary", "line", NULL, false},
    {"overlay", "parcel_id", NULL, false},
};

enum { LOOK_COUNT = sizeof(looks) / sizeof(looks[0]) };

static const struct lg_workbook_look *look_of(const char *name)
{
    static const struct lg_workbook_look plain = {NULL, NULL, NULL, false};
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
    static const char *const own[] = {"workbook.cover", "workbook.chart", "workbook.codes",
                                      "workbook.sentences"};
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
    tab.is_left_out = sheet->row_count > LG_WORKBOOK_LONG_ROWS && !tab.look->is_always;
    if (tab.is_left_out) tab.part_count = 0;
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
