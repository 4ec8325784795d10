/*
 * Which files there are, and the way each is written.
 */
#include "publish/publish.h"

#include "base/hooks.h"
#include "publish/book.h"
#include "publish/calendar.h"
#include "publish/database/postgis.h"
#include "publish/documents.h"
#include "publish/run_json.h"

#include <assert.h>

/* The log as the book has it: a masked one has no title that names a holder, no calendar. */
static void add_run_json(struct lg_text *text, const struct lg_book *book,
                         const struct lg_run_log *log, size_t thread_count)
{
    struct lg_project shown = *log->project;
    struct lg_run_log shown_log = *log;
    shown.title = book->title;
    shown.formats = book->formats;
    shown_log.project = &shown;
    lg_run_json_add(text, book->view, &shown_log, thread_count);
}

static enum lg_status write_calendar(const struct lg_book *book, struct lg_output_dir *dir,
                                     struct lg_error *err)
{
    struct lg_text text = {0};
    enum lg_status status = lg_calendar_add(&text, book->view, err);
    if (status == LG_OK) status = lg_output_dir_write(dir, LG_CALENDAR_FILE, &text, err);
    lg_text_reset(&text);
    return status;
}

/* The calendar is made from the model, names and all. */
static void leave_calendar_out(struct lg_book *book, const struct lg_hooks *hooks)
{
    if (!book->masks_holders || (book->formats & LG_FORMAT_ICS) == 0) return;
    book->formats &= ~(unsigned)LG_FORMAT_ICS;
    if (hooks == NULL || hooks->log == NULL) return;
    hooks->log(hooks->user, LG_LOG_NOTICE,
               LG_CALENDAR_FILE " names holders: a masked result is written without it");
}

static enum lg_status fill_folder(const struct lg_book *book, const struct lg_document_means *means,
                                  const struct lg_hooks *hooks, struct lg_output_dir *dir,
                                  struct lg_error *err)
{
    enum lg_status status = lg_documents_write(book, means, hooks, dir, err);
    if (status != LG_OK || (book->formats & LG_FORMAT_ICS) == 0 || book->check_only) return status;
    return write_calendar(book, dir, err);
}

enum lg_status lg_publish(const struct lg_model *model, const struct lg_run_log *log,
                          size_t thread_count, const struct lg_hooks *hooks,
                          struct lg_output_dir *dir, struct lg_postgis *database,
                          struct lg_error *err)
{
    assert(model != NULL);
    assert(log != NULL);
    assert(thread_count > 0);

    enum lg_status status;
    struct lg_view *view = NULL;
    struct lg_book book = {.view = NULL};
    struct lg_text run_json = {0};
    const struct lg_document_means means = {thread_count, lg_hooks_stop(hooks)};
    status = lg_view_new(model, log->project->language, &view, err);
    if (status != LG_OK) goto done;
    status = lg_book_of_run(view, log, &book, err);
    if (status != LG_OK) goto done;
    leave_calendar_out(&book, hooks);
    if (dir != NULL) {
        status = fill_folder(&book, &means, hooks, dir, err);
        if (status != LG_OK) goto done;
    }
    add_run_json(&run_json, &book, log, thread_count);
    if (dir != NULL) {
        status = lg_output_dir_write(dir, LG_OUTPUT_MARK, &run_json, err);
    } else if (run_json.failed) {
        status = lg_fail(err, LG_NO_MEMORY, LG_OUTPUT_MARK ": out of memory");
    }
    if (status != LG_OK) goto done;
    if (database != NULL) status = lg_postgis_write(database, &book, &means, &run_json, err);

done:
    lg_text_reset(&run_json);
    lg_book_reset(&book);
    lg_view_free(view);
    return status;
}
