/*
 * Rows by parcel, for the sheets that name no park or are asked for single parcels.
 */
#include "publish/report/report.h"

#include <string.h>

size_t lg_report_row_with(struct lg_report *page, enum lg_report_sheet sheet, size_t park,
                          const char *key, const char *text)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, sheet, park, &count);
    for (size_t i = 0; i < count; i++) {
        if (lg_report_is(page, sheet, rows[i], key, text)) return rows[i];
    }
    return SIZE_MAX;
}

void lg_report_index_parcels(struct lg_report *page, enum lg_report_sheet sheet)
{
    struct lg_report_parcels *parcels = &page->by_parcel[sheet];
    const struct lg_sheet *from = page->sheets[sheet];
    struct lg_error ignored;
    if (from == NULL || parcels->ids != NULL || page->html.failed) return;
    parcels->ids = lg_arena_take(&page->memory, (from->row_count + 1) * sizeof(*parcels->ids));
    if (parcels->ids == NULL) {
        page->html.failed = true;
        return;
    }
    for (size_t row = 0; row < from->row_count; row++) {
        struct lg_cell cell = lg_report_cell(page, sheet, row, "parcel_id");
        bool is_told = !cell.is_missing && cell.kind == LG_CELL_TEXT;
        parcels->ids[row] =
            is_told ? lg_arena_text(&page->memory, cell.text, strlen(cell.text)) : NULL;
        page->html.failed = page->html.failed || (is_told && parcels->ids[row] == NULL);
    }
    if (lg_text_index_build(&parcels->index, parcels->ids, from->row_count, &ignored) != LG_OK) {
        page->html.failed = true;
        parcels->ids = NULL;
    }
}

size_t lg_report_find_parcel(const struct lg_report *page, enum lg_report_sheet sheet,
                             const char *parcel_id)
{
    const struct lg_report_parcels *parcels = &page->by_parcel[sheet];
    size_t found =
        parcels->ids == NULL ? LG_NO_ROW : lg_text_index_find(&parcels->index, parcel_id);
    return found == LG_NO_ROW ? SIZE_MAX : found;
}

/* Add the watched rows of a park's parcels behind those of the parks before. */
static size_t list_watched(struct lg_report *page, size_t park, size_t *rows, size_t end)
{
    const struct lg_text_index *index = &page->by_parcel[LG_REPORT_WATCHLIST].index;
    size_t count = 0;
    const size_t *registered = lg_report_rows_of(page, LG_REPORT_REGISTER, park, &count);
    for (size_t i = 0; i < count; i++) {
        struct lg_cell cell = lg_report_cell(page, LG_REPORT_REGISTER, registered[i], "parcel_id");
        if (cell.is_missing || cell.kind != LG_CELL_TEXT) continue;
        size_t row = lg_text_index_find(index, cell.text);
        for (; row != LG_NO_ROW; row = lg_text_index_next(index, row)) {
            if (rows != NULL) rows[end] = row;
            end++;
        }
    }
    return end;
}

void lg_report_index_watchlist(struct lg_report *page)
{
    struct lg_report_rows *by_park = &page->by_park[LG_REPORT_WATCHLIST];
    if (page->by_park[LG_REPORT_REGISTER].start == NULL || by_park->start != NULL) return;
    lg_report_index_parcels(page, LG_REPORT_WATCHLIST);
    if (page->by_parcel[LG_REPORT_WATCHLIST].ids == NULL) return;
    size_t *start = lg_arena_take(&page->memory, (page->park_count + 1) * sizeof(*start));
    size_t count = 0;
    for (size_t park = 0; park < page->park_count; park++) {
        count = list_watched(page, park, NULL, count);
    }
    size_t *rows = lg_arena_take(&page->memory, (count + 1) * sizeof(*rows));
    if (start == NULL || rows == NULL) {
        page->html.failed = true;
        return;
    }
    start[0] = 0;
    for (size_t park = 0; park < page->park_count; park++) {
        start[park + 1] = list_watched(page, park, rows, start[park]);
        lg_report_sort(page, LG_REPORT_WATCHLIST, "days_left", false, rows + start[park],
                       start[park + 1] - start[park]);
    }
    *by_park = (struct lg_report_rows){start, rows};
}
