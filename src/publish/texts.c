#include "publish/texts.h"

#include "base/hooks.h"
#include "publish/csv.h"
#include "publish/geojson.h"

#include <assert.h>
#include <stdio.h>

enum { NAME_SIZE = 64 };

/* A file of a sheet: what stands before its rows, how each is written, what stands behind them. */
struct parts {
    const struct lg_text *head;
    const struct lg_row_format *format;
    const struct lg_text *foot; /* NULL: nothing */
};

static enum lg_status write_text(struct lg_output_file *file, const struct lg_text *text,
                                 const char *name, struct lg_error *err)
{
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", name);
    return lg_output_file_write(file, text->bytes, text->size, err);
}

static enum lg_status write_file(const char *name, const struct lg_sheet *sheet,
                                 const struct parts *parts, const struct lg_row_means *means,
                                 struct lg_output_dir *dir, struct lg_error *err)
{
    struct lg_output_file *file = NULL;
    enum lg_status status = lg_output_file_open(dir, name, &file, err);
    if (status == LG_OK) status = write_text(file, parts->head, name, err);
    if (status == LG_OK) status = lg_rows_write(sheet, parts->format, means, file, err);
    if (status == LG_OK && parts->foot != NULL) status = write_text(file, parts->foot, name, err);
    if (status == LG_OK) return lg_output_file_close(file, err);
    lg_output_file_drop(file);
    return status;
}

static void add_csv_row(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                        const void *context)
{
    (void)context;
    lg_csv_add_row(text, sheet, row);
}

enum lg_status lg_texts_write_table(const struct lg_sheet *sheet, const struct lg_row_means *means,
                                    struct lg_output_dir *dir, struct lg_error *err)
{
    static const struct lg_row_format format = {add_csv_row, NULL};
    struct lg_text head = {0};
    const struct parts parts = {&head, &format, NULL};
    char name[NAME_SIZE];
    (void)snprintf(name, sizeof(name), "tables/%s.csv", sheet->name);
    lg_csv_add_header(&head, sheet);
    enum lg_status status = write_file(name, sheet, &parts, means, dir, err);
    lg_text_reset(&head);
    return status;
}

static void add_geojson_row(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                            const void *context)
{
    lg_geojson_add_feature(text, sheet, row, context);
}

enum lg_status lg_texts_write_layer(const struct lg_sheet *sheet, const struct lg_text *head,
                                    const struct lg_row_means *means, struct lg_output_dir *dir,
                                    struct lg_error *err)
{
    struct lg_text foot = {0};
    struct lg_geojson_keys keys = {0};
    const struct lg_row_format format = {add_geojson_row, &keys};
    const struct parts parts = {head, &format, &foot};
    char name[NAME_SIZE];
    (void)snprintf(name, sizeof(name), "%s.geojson", sheet->name);
    lg_geojson_add_footer(&foot);
    enum lg_status status = lg_geojson_keys_init(&keys, sheet, err);
    if (status == LG_OK) status = write_file(name, sheet, &parts, means, dir, err);
    lg_geojson_keys_reset(&keys);
    lg_text_reset(&foot);
    return status;
}

static enum lg_status write_sheet(const struct lg_book *book, const struct lg_sheet *sheet,
                                  const struct lg_row_means *means, struct lg_output_dir *dir,
                                  struct lg_error *err)
{
    enum lg_status status = LG_OK;
    if ((book->formats & LG_FORMAT_GEOJSON) != 0 && lg_sheet_is_layer(sheet)) {
        struct lg_text head = {0};
        lg_geojson_add_header(&head, sheet, book);
        status = lg_texts_write_layer(sheet, &head, means, dir, err);
        lg_text_reset(&head);
    }
    if (status != LG_OK || (book->formats & LG_FORMAT_CSV) == 0) return status;
    return lg_texts_write_table(sheet, means, dir, err);
}

enum lg_status lg_texts_write(const struct lg_book *book, size_t thread_count,
                              const struct lg_hooks *hooks, struct lg_output_dir *dir,
                              struct lg_error *err)
{
    assert(book != NULL && dir != NULL);
    assert(thread_count > 0);

    const struct lg_row_means means = {book->view, thread_count, lg_hooks_stop(hooks)};
    if ((book->formats & LG_FORMAT_CSV) != 0) {
        enum lg_status status = lg_output_dir_make(dir, "tables", err);
        if (status != LG_OK) return status;
    }
    for (size_t i = 0; i < book->sheet_count; i++) {
        lg_hooks_tell(hooks, "publish", i, book->sheet_count);
        enum lg_status status = write_sheet(book, &book->sheets[i], &means, dir, err);
        if (status != LG_OK) return status;
    }
    lg_hooks_tell(hooks, "publish", book->sheet_count, book->sheet_count);
    return LG_OK;
}
