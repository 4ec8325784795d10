#include "publish/rows.h"

#include "base/pool.h"

/* Rows a block: enough to hide the hand-over, few enough for the block's text to stay in cache. */
enum { BLOCK_ROWS = 256 };

struct shared {
    const struct lg_sheet *sheet;
    const struct lg_row_format *format;
    const struct lg_view *view;
    struct lg_output_file *file;
    size_t next; /* first row that nobody has taken */
};

struct state {
    size_t first, count;
    struct lg_row row;
    struct lg_text text;
};

static enum lg_status take(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct shared *all = shared;
    struct state *own = state;
    (void)err;
    size_t left = all->sheet->row_count - all->next;
    own->first = all->next;
    own->count = left < BLOCK_ROWS ? left : BLOCK_ROWS;
    all->next += own->count;
    *more = own->count > 0;
    return LG_OK;
}

static enum lg_status work(void *shared, void *state, struct lg_error *err)
{
    const struct shared *all = shared;
    struct state *own = state;
    own->row.view = all->view;
    own->row.model = all->view->model;
    lg_text_clear(&own->text);
    for (size_t i = 0; i < own->count; i++) {
        lg_row_move(&own->row, all->sheet, own->first + i);
        all->format->add_row(&own->text, all->sheet, &own->row, all->format->context);
    }
    if (own->text.failed || own->row.scratch.failed) {
        return lg_fail(err, LG_NO_MEMORY, "rows %zu to %zu of %s: out of memory", own->first + 1,
                       own->first + own->count, all->sheet->name);
    }
    return LG_OK;
}

static enum lg_status give(void *shared, void *state, struct lg_error *err)
{
    struct shared *all = shared;
    const struct state *own = state;
    return lg_output_file_write(all->file, own->text.bytes, own->text.size, err);
}

static void finish(void *shared, void *state)
{
    struct state *own = state;
    (void)shared;
    lg_text_reset(&own->text);
    lg_text_reset(&own->row.scratch);
}

enum lg_status lg_rows_write(const struct lg_sheet *sheet, const struct lg_row_format *format,
                             const struct lg_row_means *means, struct lg_output_file *file,
                             struct lg_error *err)
{
    struct shared shared = {sheet, format, means->view, file, 0};
    struct lg_pool_job job = {
        .thread_count = means->thread_count,
        .state_bytes = sizeof(struct state),
        .take = take,
        .work = work,
        .give = give,
        .finish = finish,
        .stop = means->stop,
    };
    /* A few rows are done before a second thread has started. */
    if (sheet->row_count <= BLOCK_ROWS) job.thread_count = 1;
    return lg_pool_run(&job, &shared, err);
}
