/*
 * The report's sheets, looked up once, and their rows by park: the page is made in one pass,
 * however many parks there are.
 */
#include "publish/report/report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const sheet_names[LG_REPORT_SHEET_COUNT] = {
    [LG_REPORT_PARKS] = "parks",
    [LG_REPORT_REGISTER] = "register",
    [LG_REPORT_LAND_STATE] = "land_state",
    [LG_REPORT_INDICATORS] = "indicators",
    [LG_REPORT_ACCOUNT] = "account",
    [LG_REPORT_CONVERSION] = "conversion",
    [LG_REPORT_IDLE] = "idle",
    [LG_REPORT_IDLE_STATUS] = "idle_status",
    [LG_REPORT_IDLE_SUMMARY] = "idle_summary",
    [LG_REPORT_WATERFALL] = "waterfall",
    [LG_REPORT_WATCHLIST] = "watchlist",
    [LG_REPORT_REQUESTS] = "requests",
    [LG_REPORT_SITES] = "sites",
    [LG_REPORT_SCORES] = "scores",
    [LG_REPORT_SCORE_NODES] = "score_nodes",
    [LG_REPORT_POTENTIAL] = "potential",
    [LG_REPORT_COMPLIANCE] = "compliance",
    [LG_REPORT_COMPLIANCE_SUMMARY] = "compliance_summary",
    [LG_REPORT_ASSESSMENT] = "assessment",
    [LG_REPORT_ASSESSMENT_FLAGS] = "assessment_flags",
    [LG_REPORT_ENCLAVES] = "enclaves",
    [LG_REPORT_REGIONAL_TOTALS] = "regional_totals",
    [LG_REPORT_QUALITY] = "quality",
    [LG_REPORT_CLOCKS] = "clocks",
};

/* A text of a cell that outlives it; NULL when it is missing. */
static const char *keep_text(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                             const char *key)
{
    struct lg_cell cell = lg_report_cell(page, sheet, row, key);
    if (cell.is_missing) return NULL;
    const char *text = lg_arena_text(&page->memory, cell.text, strlen(cell.text));
    page->html.failed = page->html.failed || text == NULL;
    return text;
}

static bool is_same(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return left == right;
    return strcmp(left, right) == 0;
}

static enum lg_status index_parks(struct lg_report *page, struct lg_error *err)
{
    size_t count = page->park_count;
    const char **codes = lg_arena_take(&page->memory, (count + 1) * sizeof(*codes));
    page->parks = lg_arena_take(&page->memory, (count + 1) * sizeof(*page->parks));
    if (codes == NULL || page->parks == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "report.html: no memory");
    }
    for (size_t i = 0; i < count; i++) {
        struct lg_report_park *park = &page->parks[i];
        park->code = keep_text(page, LG_REPORT_PARKS, i, "park_code");
        park->scope = keep_text(page, LG_REPORT_PARKS, i, "scope");
        const char *name = keep_text(page, LG_REPORT_PARKS, i, "park_name");
        park->name = name != NULL ? name : park->code != NULL ? park->code : "";
        codes[i] = park->code;
    }
    return lg_text_index_build(&page->park_index, codes, count, err);
}

static void relate_parks(struct lg_report *page)
{
    for (size_t i = 0; i < page->park_count; i++) {
        struct lg_report_park *park = &page->parks[i];
        size_t first = lg_text_index_find(&page->park_index, park->code);
        park->first = first == LG_NO_ROW ? i : first;
        park->is_alone =
            park->first == i &&
            (first == LG_NO_ROW || lg_text_index_next(&page->park_index, first) == LG_NO_ROW);
        struct lg_cell parent = lg_report_cell(page, LG_REPORT_PARKS, i, "parent");
        park->is_nested = (!parent.is_missing && !is_same(parent.text, park->code) &&
                           lg_text_index_find(&page->park_index, parent.text) != LG_NO_ROW) ||
                          lg_report_is(page, LG_REPORT_PARKS, i, "candidate", "yes");
    }
}

/* The park that a row tells of; SIZE_MAX: none that the book has. */
static size_t park_of_row(struct lg_report *page, enum lg_report_sheet sheet, size_t row)
{
    struct lg_cell code = lg_report_cell(page, sheet, row, "park_code");
    if (code.is_missing) return SIZE_MAX;
    size_t first = lg_text_index_find(&page->park_index, code.text);
    if (first == LG_NO_ROW) return SIZE_MAX;
    if (lg_sheet_column(page->sheets[sheet], "scope") == NULL) return first;
    struct lg_cell scope = lg_report_cell(page, sheet, row, "scope");
    const char *text = scope.is_missing ? NULL : scope.text;
    for (size_t park = first; park != LG_NO_ROW;
         park = lg_text_index_next(&page->park_index, park)) {
        if (is_same(page->parks[park].scope, text)) return park;
    }
    return SIZE_MAX;
}

/* The ids of the ledger's rows, kept to be found from other sheets. */
static enum lg_status index_idle(struct lg_report *page, struct lg_error *err)
{
    const struct lg_sheet *idle = page->sheets[LG_REPORT_IDLE];
    size_t count = idle == NULL ? 0 : idle->row_count;
    page->parcel_ids = lg_arena_take(&page->memory, (count + 1) * sizeof(*page->parcel_ids));
    page->idle_parks = lg_arena_take(&page->memory, (count + 1) * sizeof(*page->idle_parks));
    page->listed = lg_arena_take(&page->memory, (count + 1) * sizeof(*page->listed));
    if (page->parcel_ids == NULL || page->idle_parks == NULL || page->listed == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "report.html: no memory");
    }
    for (size_t row = 0; row < count; row++) {
        page->parcel_ids[row] = keep_text(page, LG_REPORT_IDLE, row, "parcel_id");
        page->idle_parks[row] = SIZE_MAX;
        page->listed[row] = false;
    }
    return lg_text_index_build(&page->idle_index, page->parcel_ids, count, err);
}

/* The row of the ledger that a row of the register stands in: the first that nobody has taken. */
static void settle_row(struct lg_report *page, size_t row)
{
    struct lg_cell id = lg_report_cell(page, LG_REPORT_REGISTER, row, "parcel_id");
    size_t idle = id.is_missing ? LG_NO_ROW : lg_text_index_find(&page->idle_index, id.text);
    if (idle == LG_NO_ROW) return;
    size_t park = park_of_row(page, LG_REPORT_REGISTER, row);
    for (; park != SIZE_MAX && idle != LG_NO_ROW;
         idle = lg_text_index_next(&page->idle_index, idle)) {
        if (page->idle_parks[idle] != SIZE_MAX) continue;
        if (park_of_row(page, LG_REPORT_IDLE, idle) != page->parks[park].first) continue;
        page->idle_parks[idle] = park;
        return;
    }
}

/*
 * The ledger tells the code of a park alone. Where a park has several areas, the register tells in
 * which of them a parcel lies; both have their rows in the same order.
 */
static void settle_idle(struct lg_report *page)
{
    bool has_several = false;
    for (size_t park = 0; park < page->park_count; park++) {
        has_several = has_several || !page->parks[park].is_alone;
    }
    const struct lg_sheet *sheet = page->sheets[LG_REPORT_REGISTER];
    for (size_t row = 0; has_several && sheet != NULL && row < sheet->row_count; row++) {
        settle_row(page, row);
    }
}

static enum lg_status sort_by_park(struct lg_report *page, enum lg_report_sheet sheet,
                                   struct lg_error *err)
{
    size_t count = page->sheets[sheet]->row_count;
    struct lg_report_rows *by_park = &page->by_park[sheet];
    by_park->start = lg_arena_take(&page->memory, (page->park_count + 2) * sizeof(size_t));
    by_park->rows = lg_arena_take(&page->memory, (count + 1) * sizeof(size_t));
    size_t *parks = malloc((count + 1) * sizeof(*parks));
    if (by_park->start == NULL || by_park->rows == NULL || parks == NULL) {
        free(parks);
        return lg_fail(err, LG_NO_MEMORY, "report.html: no memory");
    }
    memset(by_park->start, 0, (page->park_count + 2) * sizeof(size_t));
    for (size_t row = 0; row < count; row++) {
        bool is_settled = sheet == LG_REPORT_IDLE && page->idle_parks[row] != SIZE_MAX;
        parks[row] = is_settled ? page->idle_parks[row] : park_of_row(page, sheet, row);
        if (parks[row] != SIZE_MAX) by_park->start[parks[row] + 2]++;
    }
    for (size_t park = 2; park < page->park_count + 2; park++) {
        by_park->start[park] += by_park->start[park - 1];
    }
    /* start[park + 1] is where its next row goes; in the end, where the next park begins. */
    for (size_t row = 0; row < count; row++) {
        if (parks[row] != SIZE_MAX) by_park->rows[by_park->start[parks[row] + 1]++] = row;
    }
    free(parks);
    return LG_OK;
}

enum lg_status lg_report_init(struct lg_report *page, const struct lg_book *book,
                              struct lg_error *err)
{
    page->book = book;
    page->row = lg_book_row(book);
    for (size_t i = 0; i < LG_REPORT_SHEET_COUNT; i++) {
        page->sheets[i] = lg_book_sheet(book, sheet_names[i]);
    }
    const struct lg_sheet *parks = page->sheets[LG_REPORT_PARKS];
    page->park_count = parks == NULL ? 0 : parks->row_count;
    enum lg_status status = index_parks(page, err);
    if (status == LG_OK) {
        relate_parks(page);
        status = index_idle(page, err);
    }
    if (status == LG_OK) settle_idle(page);
    for (size_t i = 0; i < LG_REPORT_SHEET_COUNT && status == LG_OK; i++) {
        if (page->sheets[i] == NULL || i == LG_REPORT_PARKS ||
            lg_sheet_column(page->sheets[i], "park_code") == NULL) {
            continue;
        }
        status = sort_by_park(page, (enum lg_report_sheet)i, err);
    }
    if (status == LG_OK && page->html.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "report.html: no memory");
    }
    return status;
}

void lg_report_reset(struct lg_report *page)
{
    lg_text_index_reset(&page->park_index);
    lg_text_index_reset(&page->idle_index);
    for (size_t i = 0; i < LG_REPORT_SHEET_COUNT; i++) {
        lg_text_index_reset(&page->by_parcel[i].index);
    }
    lg_report_maps_free(page->maps);
    lg_text_reset(&page->row.scratch);
    lg_text_reset(&page->html);
    lg_arena_reset(&page->memory);
    *page = (struct lg_report){.book = NULL};
}

const size_t *lg_report_rows_of(const struct lg_report *page, enum lg_report_sheet sheet,
                                size_t park, size_t *count)
{
    const struct lg_report_rows *by_park = &page->by_park[sheet];
    *count = 0;
    if (by_park->start == NULL || park >= page->park_count) return NULL;
    *count = by_park->start[park + 1] - by_park->start[park];
    return by_park->rows + by_park->start[park];
}

size_t lg_report_row_of(const struct lg_report *page, enum lg_report_sheet sheet, size_t park)
{
    size_t count = 0;
    const size_t *rows = lg_report_rows_of(page, sheet, park, &count);
    return count == 0 ? SIZE_MAX : rows[0];
}

size_t lg_report_find_park(const struct lg_report *page, const char *code)
{
    size_t found = lg_text_index_find(&page->park_index, code);
    return found == LG_NO_ROW ? SIZE_MAX : found;
}

size_t lg_report_find_idle(const struct lg_report *page, const char *parcel_id)
{
    size_t found = lg_text_index_find(&page->idle_index, parcel_id);
    return found == LG_NO_ROW ? SIZE_MAX : found;
}

struct ranked {
    double number; /* smaller first */
    size_t row;
};

static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *one = left;
    const struct ranked *other = right;
    if (one->number != other->number) return one->number < other->number ? -1 : 1;
    return one->row < other->row ? -1 : one->row > other->row;
}

void lg_report_sort(struct lg_report *page, enum lg_report_sheet sheet, const char *key,
                    bool largest_first, size_t *rows, size_t count)
{
    struct ranked *ranked = malloc((count + 1) * sizeof(*ranked));
    if (ranked == NULL) {
        page->html.failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        double number = lg_report_number(page, sheet, rows[i], key);
        ranked[i] = (struct ranked){largest_first ? -number : number, rows[i]};
        if (isnan(number)) ranked[i].number = (double)INFINITY;
    }
    qsort(ranked, count, sizeof(*ranked), compare_ranked);
    for (size_t i = 0; i < count; i++) {
        rows[i] = ranked[i].row;
    }
    free(ranked);
}
