/*
 * The tables of a result, all at once over the threads, into a book of stored sheets.
 */
#include "run/report.h"

#include "base/pool.h"
#include "input/stored.h"
#include "publish/book_stored.h"
#include "publish/mask.h"
#include "publish/view.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* Without places these documents would lack their maps. */
enum {
    FORMATS_WITH_PLACES = LG_FORMAT_GEOJSON | LG_FORMAT_GPKG | LG_FORMAT_QGIS | LG_FORMAT_REPORT
};

struct shared {
    struct lg_reporting *reporting;
    size_t next; /* first table that nobody has taken */
};

struct state {
    size_t position;
};

/* A table that has rows without a model describes tables, and is told anew. */
static bool tells_itself(const struct lg_sheet *described)
{
    return described->row_count > 0;
}

static bool is_wanted(const struct lg_reporting *reporting, size_t position)
{
    return lg_book_sheet_in_check(position) || !reporting->book.check_only;
}

static enum lg_status take(void *shared, void *state, bool *more, struct lg_error *err)
{
    struct shared *all = shared;
    struct state *own = state;
    (void)err;
    while (all->next < lg_book_sheet_count() && !is_wanted(all->reporting, all->next)) {
        all->next++;
    }
    *more = all->next < lg_book_sheet_count();
    own->position = all->next++;
    return LG_OK;
}

static enum lg_status lacks_layer(const struct lg_reporting *reporting, const char *name,
                                  struct lg_error *err)
{
    return lg_fail(err, LG_NO_INPUT,
                   "%s: no %s.geojson, which maps are made from; run again with --formats "
                   "geojson,csv, or ask for --formats csv,xlsx",
                   reporting->folder, name);
}

static enum lg_status lacks_table(const struct lg_reporting *reporting, const char *name,
                                  struct lg_error *err)
{
    return lg_fail(err, LG_NO_INPUT,
                   "%s: no tables/%s.csv, which documents are made from; run again with --formats "
                   "geojson,csv and this version",
                   reporting->folder, name);
}

static enum lg_status read_table(const struct lg_reporting *reporting, size_t position,
                                 struct lg_error *err)
{
    const struct lg_sheet described = lg_book_sheet_at(position, reporting->view);
    struct lg_stored *stored = &reporting->tables[position];
    const char *folder = reporting->folder;
    if (tells_itself(&described)) return LG_OK;
    if (!lg_stored_has_table(folder, described.name)) {
        return lacks_table(reporting, described.name, err);
    }
    enum lg_status status = lg_stored_read_table(folder, described.name, stored, err);
    if (status == LG_OK) status = lg_book_check_stored(&described, stored, err);
    if (status != LG_OK || !lg_sheet_is_layer(&described)) return status;
    if (lg_stored_has_layer(folder, described.name)) {
        return lg_stored_read_layer(folder, stored, err);
    }
    bool needs_places = (reporting->book.formats & FORMATS_WITH_PLACES) != 0;
    return needs_places ? lacks_layer(reporting, described.name, err) : LG_OK;
}

static enum lg_status work(void *shared, void *state, struct lg_error *err)
{
    const struct shared *all = shared;
    const struct state *own = state;
    return read_table(all->reporting, own->position, err);
}

static enum lg_status read_all(struct lg_reporting *reporting, struct lg_error *err)
{
    struct shared shared = {reporting, 0};
    const struct lg_pool_job job = {
        .thread_count = reporting->thread_count,
        .state_bytes = sizeof(struct state),
        .take = take,
        .work = work,
        .stop = reporting->hooks.stop,
    };
    return lg_pool_run(&job, &shared, err);
}

enum lg_status lg_report_read_tables(struct lg_reporting *reporting, struct lg_error *err)
{
    reporting->tables = calloc(lg_book_sheet_count(), sizeof(*reporting->tables));
    if (reporting->tables == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the tables");
    enum lg_status status = read_all(reporting, err);
    if (status == LG_OK) status = lg_book_begin_stored(&reporting->book, err);
    for (size_t i = 0; status == LG_OK && i < lg_book_sheet_count(); i++) {
        struct lg_stored *stored = &reporting->tables[i];
        if (!is_wanted(reporting, i)) continue;
        const struct lg_sheet described = lg_book_sheet_at(i, reporting->view);
        if (tells_itself(&described)) {
            reporting->book.sheets[reporting->book.sheet_count++] = described;
            continue;
        }
        lg_stored_translate(stored, &reporting->translation, &reporting->untranslated_count);
        reporting->row_count += stored->row_count;
        status = lg_book_add_stored(&reporting->book, i, stored, err);
    }
    if (status == LG_OK && reporting->options->mask_holders) {
        status = lg_book_mask_holders(&reporting->book, err);
    }
    return status;
}
