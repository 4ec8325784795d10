#include "publish/texts.h"

#include "publish/csv.h"
#include "publish/geojson.h"
#include "publish/rows.h"

#include <assert.h>
#include <stdio.h>

enum { NAME_SIZE = 64 };

struct job {
    const struct lg_book *book;
    struct lg_row_means means;
    struct lg_output_dir *dir;
};

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
    lg_geojson_add_header(&text, sheet, job->book);
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

static enum lg_status write_sheet(const struct job *job, const struct lg_sheet *sheet,
                                  struct lg_error *err)
{
    unsigned formats = job->book->formats;
    if ((formats & LG_FORMAT_GEOJSON) != 0 && lg_sheet_is_layer(sheet)) {
        enum lg_status status = write_geojson(job, sheet, err);
        if (status != LG_OK) return status;
    }
    if ((formats & LG_FORMAT_CSV) != 0) return write_csv(job, sheet, err);
    return LG_OK;
}

static void tell_progress(const struct lg_hooks *hooks, size_t done, size_t total)
{
    if (hooks == NULL || hooks->progress == NULL) return;
    hooks->progress(hooks->user, "publish", done, total);
}

enum lg_status lg_texts_write(const struct lg_book *book, size_t thread_count,
                              const struct lg_hooks *hooks, struct lg_output_dir *dir,
                              struct lg_error *err)
{
    assert(book != NULL && dir != NULL);
    assert(thread_count > 0);

    const struct job job = {
        .book = book,
        .means = {book->view, thread_count, hooks == NULL ? NULL : hooks->stop},
        .dir = dir,
    };
    if ((book->formats & LG_FORMAT_CSV) != 0) {
        enum lg_status status = lg_output_dir_make(dir, "tables", err);
        if (status != LG_OK) return status;
    }
    for (size_t i = 0; i < book->sheet_count; i++) {
        tell_progress(hooks, i, book->sheet_count);
        enum lg_status status = write_sheet(&job, &book->sheets[i], err);
        if (status != LG_OK) return status;
    }
    tell_progress(hooks, book->sheet_count, book->sheet_count);
    return LG_OK;
}
