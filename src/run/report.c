/*
 * The documents of a result again: its files are read into a book, and the book is written.
 */
#include "run/report.h"

#include "base/output.h"
#include "base/pool.h"
#include "input/reader.h"
#include "model/model.h"
#include "publish/calendar.h"
#include "publish/database/connection.h"
#include "publish/documents.h"
#include "publish/view.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool is_same_folder(const char *left, const char *right)
{
    struct stat a;
    struct stat b;
    return stat(left, &a) == 0 && stat(right, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* Whether the result itself is renewed. */
static bool is_in_place(const struct lg_reporting *reporting)
{
    const char *output = reporting->options->output_dir;
    return output == NULL || is_same_folder(output, reporting->folder);
}

static enum lg_status check_place(const struct lg_reporting *reporting, struct lg_error *err)
{
    if (lg_connection_is_meant(reporting->options->output_dir)) {
        return lg_fail(err, LG_USAGE,
                       "report: documents go into a folder; only a run writes a database");
    }
    if (!reporting->options->mask_holders || !is_in_place(reporting)) return LG_OK;
    return lg_fail(err, LG_USAGE,
                   "report: masked tables would replace those with the names; give another folder "
                   "with -o");
}

static enum lg_status begin_view(struct lg_reporting *reporting, struct lg_error *err)
{
    enum lg_status status = lg_model_new(&reporting->model, err);
    if (status != LG_OK) return status;
    status = lg_view_new(reporting->model, reporting->book.language, &reporting->view, err);
    reporting->book.view = reporting->view;
    return status;
}

/* What is written, of what is asked for; what the folder has of other formats stays in it. */
static void choose_formats(struct lg_reporting *reporting)
{
    struct lg_book *book = &reporting->book;
    const struct lg_report_options *options = reporting->options;
    bool in_place = is_in_place(reporting);
    unsigned all = in_place ? book->formats : LG_FORMATS_ALL;
    unsigned wanted = options->formats != 0 ? options->formats : all;
    if (book->check_only) wanted &= ~(unsigned)LG_FORMAT_REPORT; /* it has none */
    bool is_told_alike = !options->mask_holders && book->language == reporting->translation.from;
    bool had_calendar = (book->formats & LG_FORMAT_ICS) != 0 && !book->check_only;
    bool wants_calendar = (wanted & LG_FORMAT_ICS) != 0 && had_calendar;
    reporting->has_calendar = wants_calendar && is_told_alike;
    reporting->is_calendar_old = wants_calendar && !is_told_alike && in_place;
    reporting->is_calendar_lost = wants_calendar && !is_told_alike && !in_place;
    reporting->formats_there = in_place ? book->formats | wanted : wanted;
    if (!had_calendar || reporting->is_calendar_lost) {
        reporting->formats_there &= ~(unsigned)LG_FORMAT_ICS;
    }
    book->formats = wanted & ~(unsigned)LG_FORMAT_ICS;
    book->has_field_sheets = options->field_sheets;
    if (reporting->is_masked) book->masks_holders = true;
}

static enum lg_status read_result(struct lg_reporting *reporting, struct lg_error *err)
{
    enum lg_status status = lg_result_begin(reporting->folder, &reporting->result, err);
    if (status == LG_OK) status = lg_report_read_facts(reporting, err);
    if (status == LG_OK) {
        choose_formats(reporting);
        status = begin_view(reporting, err);
    }
    return status == LG_OK ? lg_report_read_tables(reporting, err) : status;
}

static enum lg_status write_run_json(struct lg_reporting *reporting, struct lg_output_dir *dir,
                                     struct lg_error *err)
{
    struct lg_text text = {0};
    enum lg_status status = lg_report_add_run_json(reporting, &text, err);
    if (status == LG_OK) status = lg_output_dir_write(dir, LG_OUTPUT_MARK, &text, err);
    lg_text_reset(&text);
    return status;
}

static enum lg_status write_all(struct lg_reporting *reporting, struct lg_output_dir *dir,
                                struct lg_error *err)
{
    const struct lg_document_means means = {reporting->thread_count, reporting->hooks.stop};
    const struct lg_book *book = &reporting->book;
    enum lg_status status = lg_documents_write(book, &means, &reporting->hooks, dir, err);
    if (status == LG_OK) status = write_run_json(reporting, dir, err);
    if (status != LG_OK) return status;
    if (is_in_place(reporting)) return lg_output_dir_take(dir, reporting->folder, NULL, err);
    if (!reporting->has_calendar) return LG_OK;
    return lg_output_dir_take(dir, reporting->folder, LG_CALENDAR_FILE, err);
}

/* The place is locked before the result is read: no run replaces it in between. */
static enum lg_status fill_output(struct lg_reporting *reporting, struct lg_error *err)
{
    struct lg_output_dir *dir = NULL;
    const char *output =
        is_in_place(reporting) ? reporting->folder : reporting->options->output_dir;
    enum lg_status status = lg_output_dir_begin(output, &dir, err);
    if (status != LG_OK) return status;
    status = read_result(reporting, err);
    if (status == LG_OK) status = write_all(reporting, dir, err);
    bool is_stopped = reporting->hooks.stop != NULL && *reporting->hooks.stop != 0;
    if (status == LG_OK && is_stopped) {
        status = lg_fail(err, LG_STOPPED, "stopped before the documents were put in their place");
    }
    if (status == LG_OK) return lg_output_dir_commit(dir, err);
    lg_output_dir_abort(dir);
    return status;
}

static enum lg_status check_folder(const char *folder, struct lg_error *err)
{
    struct lg_result *result = NULL;
    enum lg_status status = lg_result_begin(folder, &result, err);
    lg_result_close(result);
    return status;
}

static void reset(struct lg_reporting *reporting)
{
    lg_book_reset(&reporting->book);
    for (size_t i = 0; reporting->tables != NULL && i < lg_book_sheet_count(); i++) {
        lg_stored_reset(&reporting->tables[i]);
    }
    free(reporting->tables);
    lg_view_free(reporting->view);
    lg_model_free(reporting->model);
    lg_result_close(reporting->result);
}

enum lg_status lg_report(const char *folder, const struct lg_report_options *options,
                         const struct lg_hooks *hooks, char **text, struct lg_error *err)
{
    assert(folder != NULL && options != NULL && text != NULL);

    *text = NULL;
    struct lg_reporting reporting = {
        .folder = folder,
        .options = options,
        .thread_count = options->thread_count > 0 ? options->thread_count : lg_pool_core_count(),
    };
    if (hooks != NULL) reporting.hooks = *hooks;
    lg_input_start();
    struct lg_text told = {0};
    enum lg_status status = check_place(&reporting, err);
    /* Before the place is made: a wrong word shall leave nothing beside it. */
    if (status == LG_OK) status = check_folder(folder, err);
    if (status == LG_OK) status = fill_output(&reporting, err);
    if (status == LG_OK) lg_report_tell(&reporting, &told);
    reset(&reporting);
    if (status == LG_OK) *text = told.bytes;
    return status;
}
