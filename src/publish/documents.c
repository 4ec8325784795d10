#include "publish/documents.h"

#include "base/pool.h"
#include "publish/database/geopackage.h"
#include "publish/qgis/qgis.h"
#include "publish/report/report.h"
#include "publish/texts.h"
#include "publish/workbook/workbook.h"

#include <assert.h>

struct document {
    unsigned format; /* LG_FORMAT_* */
    bool in_check;   /* made when only the data are checked */
    bool is_long;    /* takes as long as the text files together, or longer */
    enum lg_status (*write)(const struct lg_book *book, const struct lg_document_means *means,
                            struct lg_output_dir *dir, struct lg_error *err);
};

/* The longest first: the others are made beside it. */
static const struct document documents[] = {
    {LG_FORMAT_XLSX, true, true, lg_workbook_write},
    {LG_FORMAT_GPKG, true, true, lg_geopackage_write},
    {LG_FORMAT_REPORT, false, false, lg_report_write},
    {LG_FORMAT_QGIS, true, false, lg_qgis_write},
};

enum { DOCUMENT_COUNT = sizeof(documents) / sizeof(documents[0]) };

struct shared {
    const struct lg_book *book;
    const struct lg_document_means *means;
    const struct lg_hooks *hooks;
    struct lg_output_dir *dir;
    size_t text_thread_count; /* 0: the text files are there, or someone writes them */
    size_t next;              /* first document that nobody has taken */
};

struct state {
    size_t text_thread_count;        /* 0: it is a document */
    const struct document *document; /* NULL: the text files */
};

static bool is_made(const struct lg_book *book, const struct document *document)
{
    return (book->formats & document->format) != 0 && (document->in_check || !book->check_only);
}

static enum lg_status take(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct shared *all = shared;
    struct state *own = state;
    (void)err;
    own->document = NULL;
    own->text_thread_count = all->text_thread_count;
    all->text_thread_count = 0;
    *more = own->text_thread_count > 0;
    while (all->next < DOCUMENT_COUNT && !*more) {
        own->document = &documents[all->next++];
        *more = is_made(all->book, own->document);
    }
    return LG_OK;
}

static enum lg_status work(void *shared, void *state, struct lg_error *err)
{
    const struct shared *all = shared;
    const struct state *own = state;
    if (own->document == NULL) {
        return lg_texts_write(all->book, own->text_thread_count, all->hooks, all->dir, err);
    }
    return own->document->write(all->book, all->means, all->dir, err);
}

static bool has_long_document(const struct lg_book *book)
{
    for (size_t i = 0; i < DOCUMENT_COUNT; i++) {
        if (documents[i].is_long && is_made(book, &documents[i])) return true;
    }
    return false;
}

enum lg_status lg_documents_write(const struct lg_book *book, const struct lg_document_means *means,
                                  const struct lg_hooks *hooks, struct lg_output_dir *dir,
                                  struct lg_error *err)
{
    assert(book != NULL && dir != NULL);
    assert(means->thread_count > 0);

    struct shared shared = {book, means, hooks, dir, 0, 0};
    const struct lg_pool_job job = {
        .thread_count = means->thread_count,
        .state_bytes = sizeof(struct state),
        .take = take,
        .work = work,
        .stop = means->stop,
    };
    if (means->thread_count > 1 && has_long_document(book)) {
        /* One thread has the long document from the start, the others write text. */
        shared.text_thread_count = means->thread_count - 1;
    } else {
        enum lg_status status = lg_texts_write(book, means->thread_count, hooks, dir, err);
        if (status != LG_OK) return status;
    }
    return lg_pool_run(&job, &shared, err);
}
