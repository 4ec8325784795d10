#include "publish/documents.h"

#include "base/pool.h"
#include "publish/geopackage.h"
#include "publish/qgis.h"
#include "publish/report.h"
#include "publish/workbook.h"

#include <assert.h>

struct document {
    unsigned format; /* LG_FORMAT_* */
    bool in_check;   /* made when only the data are checked */
    enum lg_status (*write)(const struct lg_book *book, const struct lg_document_means *means,
                            struct lg_output_dir *dir, struct lg_error *err);
};

/* The longest first: the others are made beside it. */
static const struct document documents[] = {
    {LG_FORMAT_XLSX, true, lg_workbook_write},
    {LG_FORMAT_GPKG, true, lg_geopackage_write},
    {LG_FORMAT_REPORT, false, lg_report_write},
    {LG_FORMAT_QGIS, true, lg_qgis_write},
};

enum { DOCUMENT_COUNT = sizeof(documents) / sizeof(documents[0]) };

struct shared {
    const struct lg_book *book;
    const struct lg_document_means *means;
    struct lg_output_dir *dir;
    size_t next; /* first document that nobody has taken */
};

struct state {
    const struct document *document;
};

static enum lg_status take(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct shared *all = shared;
    struct state *own = state;
    (void)err;
    *more = false;
    while (all->next < DOCUMENT_COUNT && !*more) {
        own->document = &documents[all->next++];
        *more = (all->book->formats & own->document->format) != 0 &&
                (own->document->in_check || !all->book->check_only);
    }
    return LG_OK;
}

static enum lg_status work(void *shared, void *state, struct lg_error *err)
{
    const struct shared *all = shared;
    const struct state *own = state;
    return own->document->write(all->book, all->means, all->dir, err);
}

enum lg_status lg_documents_write(const struct lg_book *book, const struct lg_document_means *means,
                                  struct lg_output_dir *dir, struct lg_error *err)
{
    assert(book != NULL && dir != NULL);
    assert(means->thread_count > 0);

    struct shared shared = {book, means, dir, 0};
    const struct lg_pool_job job = {
        .thread_count = means->thread_count,
        .state_bytes = sizeof(struct state),
        .take = take,
        .work = work,
        .stop = means->stop,
    };
    return lg_pool_run(&job, &shared, err);
}
