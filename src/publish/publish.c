/*
 * Which files there are, and the way each is written.
 */
#include "publish/publish.h"

#include "publish/calendar.h"
#include "publish/csv.h"
#include "publish/geojson.h"
#include "publish/rows.h"
#include "publish/run_json.h"

#include <assert.h>
#include <stdio.h>

enum { NAME_SIZE = 64 };

struct job {
    const struct lg_view *view;
    const struct lg_run_log *log;
    struct lg_row_means means;
    struct lg_output_dir *dir;
};

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
};

enum { SHEET_COUNT = sizeof(sheets) / sizeof(sheets[0]) };

static enum lg_status write_text(struct lg_output_file *file, const struct lg_text *text,
                                 const char *name, struct lg_error *err)
{
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", name);
    return lg_output_file_write(file, text->bytes, text->size, err);
}

static void add_csv_row(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                        const void *context)
{
    (void)context;
    lg_csv_add_row(text, sheet, row);
}

static enum lg_status write_csv(const struct job *job, const struct lg_sheet *sheet,
                                struct lg_error *err)
{
    enum lg_status status;
    char name[NAME_SIZE];
    struct lg_text header = {0};
    struct lg_output_file *file = NULL;
    (void)snprintf(name, sizeof(name), "tables/%s.csv", sheet->name);
    status = lg_output_file_open(job->dir, name, &file, err);
    if (status != LG_OK) goto done;
    lg_csv_add_header(&header, sheet);
    status = write_text(file, &header, name, err);
    if (status != LG_OK) goto done;
    const struct lg_row_format format = {add_csv_row, NULL};
    status = lg_rows_write(sheet, &format, &job->means, file, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_close(file, err);
    file = NULL;

done:
    lg_output_file_drop(file);
    lg_text_reset(&header);
    return status;
}

static void add_geojson_row(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                            const void *context)
{
    lg_geojson_add_feature(text, sheet, row, context);
}

static enum lg_status write_geojson(const struct job *job, const struct lg_sheet *sheet,
                                    struct lg_error *err)
{
    enum lg_status status;
    char name[NAME_SIZE];
    struct lg_text text = {0};
    struct lg_geojson_keys keys = {0};
    struct lg_output_file *file = NULL;
    (void)snprintf(name, sizeof(name), "%s.geojson", sheet->name);
    status = lg_geojson_keys_init(&keys, sheet, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_open(job->dir, name, &file, err);
    if (status != LG_OK) goto done;
    lg_geojson_add_header(&text, sheet, job->view, job->log);
    status = write_text(file, &text, name, err);
    if (status != LG_OK) goto done;
    const struct lg_row_format format = {add_geojson_row, &keys};
    status = lg_rows_write(sheet, &format, &job->means, file, err);
    if (status != LG_OK) goto done;
    lg_text_clear(&text);
    lg_geojson_add_footer(&text);
    status = write_text(file, &text, name, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_close(file, err);
    file = NULL;

done:
    lg_output_file_drop(file);
    lg_geojson_keys_reset(&keys);
    lg_text_reset(&text);
    return status;
}

static enum lg_status write_run_json(const struct job *job, struct lg_error *err)
{
    enum lg_status status;
    struct lg_text text = {0};
    struct lg_output_file *file = NULL;
    status = lg_output_file_open(job->dir, LG_OUTPUT_MARK, &file, err);
    if (status != LG_OK) goto done;
    lg_run_json_add(&text, job->view, job->log, job->means.thread_count);
    status = write_text(file, &text, LG_OUTPUT_MARK, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_close(file, err);
    file = NULL;

done:
    lg_output_file_drop(file);
    lg_text_reset(&text);
    return status;
}

static enum lg_status write_sheet(const struct job *job, const struct lg_sheet *sheet,
                                  struct lg_error *err)
{
    unsigned formats = job->log->project->formats;
    bool is_layer = sheet->shape != NULL || sheet->point != NULL;
    if ((formats & LG_FORMAT_GEOJSON) != 0 && is_layer) {
        enum lg_status status = write_geojson(job, sheet, err);
        if (status != LG_OK) return status;
    }
    if ((formats & LG_FORMAT_CSV) != 0) return write_csv(job, sheet, err);
    return LG_OK;
}

static enum lg_status write_calendar(const struct job *job, struct lg_error *err)
{
    enum lg_status status;
    struct lg_text text = {0};
    struct lg_output_file *file = NULL;
    status = lg_calendar_add(&text, job->view, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_open(job->dir, LG_CALENDAR_FILE, &file, err);
    if (status != LG_OK) goto done;
    status = write_text(file, &text, LG_CALENDAR_FILE, err);
    if (status != LG_OK) goto done;
    status = lg_output_file_close(file, err);
    file = NULL;

done:
    lg_output_file_drop(file);
    lg_text_reset(&text);
    return status;
}

static void tell_progress(const struct lg_hooks *hooks, size_t done)
{
    if (hooks == NULL || hooks->progress == NULL) return;
    hooks->progress(hooks->user, "publish", done, SHEET_COUNT);
}

enum lg_status lg_publish(const struct lg_model *model, const struct lg_run_log *log,
                          size_t thread_count, const struct lg_hooks *hooks,
                          struct lg_output_dir *dir, struct lg_error *err)
{
    assert(model != NULL);
    assert(log != NULL);
    assert(thread_count > 0);

    enum lg_status status;
    struct lg_view *view = NULL;
    status = lg_view_new(model, log->project->language, &view, err);
    if (status != LG_OK) goto done;
    const struct job job = {
        .view = view,
        .log = log,
        .means = {view, thread_count, hooks == NULL ? NULL : hooks->stop},
        .dir = dir,
    };
    if ((log->project->formats & LG_FORMAT_CSV) != 0) {
        status = lg_output_dir_make(dir, "tables", err);
        if (status != LG_OK) goto done;
    }
    for (size_t i = 0; i < SHEET_COUNT; i++) {
        tell_progress(hooks, i);
        if (log->options->check_only && !sheets[i].in_check) continue;
        struct lg_sheet sheet = sheets[i].make(view);
        status = write_sheet(&job, &sheet, err);
        if (status != LG_OK) goto done;
    }
    if ((log->project->formats & LG_FORMAT_ICS) != 0 && !log->options->check_only) {
        status = write_calendar(&job, err);
        if (status != LG_OK) goto done;
    }
    status = write_run_json(&job, err);
    if (status == LG_OK) tell_progress(hooks, SHEET_COUNT);

done:
    lg_view_free(view);
    return status;
}
