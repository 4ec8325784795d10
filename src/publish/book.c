#include "publish/book.h"

#include "publish/mask.h"
#include "publish/run_sources.h"

#include <assert.h>
#include <string.h>

/* Every sheet in the order in which they are written. */
static const struct {
    struct lg_sheet (*make)(const struct lg_view *view);
    bool in_check; /* written when only the data are checked */
} sheets[] = {
    {lg_sheet_parks, false},
    {lg_sheet_register, false},
    {lg_sheet_register_sums, false},
    {lg_sheet_land_state, false},
    {lg_sheet_indicators, false},
    {lg_sheet_account, false},
    {lg_sheet_conversion, false},
    {lg_sheet_conversion_matrix, false},
    {lg_sheet_idle, false},
    {lg_sheet_watchlist, false},
    {lg_sheet_clocks, false},
    {lg_sheet_quality, true},
    {lg_sheet_quality_areas, true},
    {lg_sheet_overlay, true},
    {lg_sheet_boundary, true},
    {lg_sheet_plan_shares, false},
    {lg_sheet_constraint_shares, false},
    {lg_sheet_park_places, false},
    {lg_sheet_park_constraints, false},
    {lg_sheet_idle_notice, false},
    {lg_sheet_requests, false},
    {lg_sheet_holders, false},
    {lg_sheet_idle_status, false},
    {lg_sheet_idle_summary, false},
    {lg_sheet_waterfall, false},
    {lg_sheet_suppliable, false},
    {lg_sheet_sites, false},
    {lg_sheet_low_efficiency, false},
    {lg_sheet_evidence, false},
    {lg_sheet_enclaves, false},
    {lg_sheet_regional_totals, false},
    {lg_sheet_scores, false},
    {lg_sheet_score_nodes, false},
    {lg_sheet_potential, false},
    {lg_sheet_benchmarks, false},
    {lg_sheet_assessment, false},
    {lg_sheet_assessment_flags, false},
    {lg_sheet_sensitivity, false},
    {lg_sheet_sensitivity_causes, false},
    {lg_sheet_compliance, false},
    {lg_sheet_compliance_summary, false},
    {lg_sheet_fields, true}, /* the last: it describes all before it */
};

enum { SHEET_COUNT = sizeof(sheets) / sizeof(sheets[0]) };

static enum lg_status keep_inputs(const struct lg_sources *sources, struct lg_book *book,
                                  struct lg_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < sources->count; i++) {
        count += sources->items[i].file_count;
    }
    if (count == 0) return LG_OK;
    book->inputs = lg_arena_take(&book->memory, count * sizeof(*book->inputs));
    if (book->inputs == NULL) return lg_fail(err, LG_NO_MEMORY, "inputs: no memory");
    for (size_t i = 0; i < sources->count; i++) {
        const struct lg_source *source = &sources->items[i];
        for (size_t file = 0; file < source->file_count; file++) {
            book->inputs[book->input_count++] =
                (struct lg_book_input){lg_source_kind_name(source->kind), source->files[file].path,
                                       source->files[file].sha256, source->crs};
        }
    }
    return LG_OK;
}

static enum lg_status keep_sheets(struct lg_book *book, struct lg_error *err)
{
    book->sheets = lg_arena_take(&book->memory, SHEET_COUNT * sizeof(*book->sheets));
    if (book->sheets == NULL) return lg_fail(err, LG_NO_MEMORY, "tables: no memory");
    for (size_t i = 0; i < SHEET_COUNT; i++) {
        if (book->check_only && !sheets[i].in_check) continue;
        book->sheets[book->sheet_count++] = sheets[i].make(book->view);
    }
    return LG_OK;
}

enum lg_status lg_book_of_run(const struct lg_view *view, const struct lg_run_log *log,
                              struct lg_book *book, struct lg_error *err)
{
    assert(view != NULL && view->model != NULL);
    assert(log != NULL);

    *book = (struct lg_book){
        .view = view,
        .language = view->language,
        .title = log->project->title,
        .as_of = view->model->as_of,
        .area = view->model->area_basis,
        .formats = log->project->formats,
        .check_only = log->options->check_only,
        .has_field_sheets = log->project->field_sheets,
        .rule_set_count = log->rule_set_count,
        .rule_sets = log->rule_sets,
        .parameter_count = log->parameter_count,
        .parameters = log->parameters,
    };
    enum lg_status status = keep_inputs(&view->model->sources, book, err);
    if (status == LG_OK) status = keep_sheets(book, err);
    if (status == LG_OK && log->project->mask_holders) status = lg_book_mask_holders(book, err);
    return status;
}

void lg_book_reset(struct lg_book *book)
{
    lg_mask_free(book->mask);
    lg_arena_reset(&book->memory);
    *book = (struct lg_book){.view = NULL};
}

const struct lg_sheet *lg_book_sheet(const struct lg_book *book, const char *name)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (strcmp(book->sheets[i].name, name) == 0) return &book->sheets[i];
    }
    return NULL;
}

bool lg_sheet_is_layer(const struct lg_sheet *sheet)
{
    return sheet->shape != NULL || sheet->point != NULL;
}

struct lg_row lg_book_row(const struct lg_book *book)
{
    return (struct lg_row){.view = book->view, .model = book->view->model};
}

size_t lg_book_sheet_count(void)
{
    return SHEET_COUNT;
}

struct lg_sheet lg_book_sheet_at(size_t position, const struct lg_view *view)
{
    assert(position < SHEET_COUNT);

    return sheets[position].make(view);
}

bool lg_book_sheet_in_check(size_t position)
{
    assert(position < SHEET_COUNT);

    return sheets[position].in_check;
}
