/*
 * changes.csv: every change of the repaired copies; copies.csv: the copies.
 */
#include "publish/copies/copy.h"
#include "publish/csv.h"
#include "publish/tables/columns.h"

#include <stdio.h>

static const struct lg_sheet_column change_columns[] = {
    NO_TEXT("layer"),
    NO_TEXT("source"),
    NO_INTEGER("feature"),
    NO_TEXT("id"),
    NO_TEXT("change"),
    NO_TEXT("before"),
    NO_TEXT("after"),
    NO_NUMBER("area_before_m2", LG_DECIMALS_M2),
    NO_NUMBER("area_after_m2", LG_DECIMALS_M2),
    NO_NUMBER("lon", LG_DECIMALS_DEGREES),
    NO_NUMBER("lat", LG_DECIMALS_DEGREES),
    NO_TEXT("message"),
};

static const struct lg_sheet_column copy_columns[] = {
    NO_TEXT("layer"), NO_TEXT("source"), NO_TEXT("copy"), NO_INTEGER("rows"), NO_INTEGER("changes"),
};

enum { AREA_BEFORE = 7, AREA_AFTER = 8, LON = 9, LAT = 10, ROWS = 3, CHANGES = 4 };

static enum lg_status write_text(struct lg_output_file *file, const struct lg_text *text,
                                 struct lg_error *err)
{
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "no memory for the list of changes");
    return lg_output_file_write(file, text->bytes, text->size, err);
}

static enum lg_status open_table(struct lg_output_dir *dir, const struct lg_sheet *sheet,
                                 struct lg_output_file **file, struct lg_error *err)
{
    char name[40];
    struct lg_text head = {0};
    (void)snprintf(name, sizeof(name), "%s.csv", sheet->name);
    lg_csv_add_header(&head, sheet);
    *file = NULL;
    enum lg_status status = lg_output_file_open(dir, name, file, err);
    if (status == LG_OK) status = write_text(*file, &head, err);
    if (status != LG_OK) {
        lg_output_file_drop(*file);
        *file = NULL;
    }
    lg_text_reset(&head);
    return status;
}

enum lg_status lg_changes_open(struct lg_output_dir *dir, struct lg_output_file **file,
                               struct lg_error *err)
{
    const struct lg_sheet sheet = {
        .name = "changes",
        .column_count = sizeof(change_columns) / sizeof(change_columns[0]),
        .columns = change_columns,
    };
    return open_table(dir, &sheet, file, err);
}

static void add_cell(struct lg_text *text, const char *value)
{
    lg_csv_add_text(text, value);
    lg_text_add_char(text, ',');
}

static void add_number(struct lg_text *text, size_t column, double value)
{
    lg_sheet_add_number(text, &change_columns[column], value);
    lg_text_add_char(text, ',');
}

enum lg_status lg_changes_write(struct lg_output_file *file, const char *layer, const char *source,
                                const struct lg_changes *changes, struct lg_error *err)
{
    struct lg_text text = {0};
    for (size_t i = 0; i < changes->count; i++) {
        const struct lg_change *change = &changes->items[i];
        add_cell(&text, layer);
        add_cell(&text, source);
        if (change->feature >= 0) lg_text_add_int(&text, change->feature);
        lg_text_add_char(&text, ',');
        add_cell(&text, change->id);
        add_cell(&text, change->code);
        add_cell(&text, change->before);
        add_cell(&text, change->after);
        add_number(&text, AREA_BEFORE, change->area_before_m2);
        add_number(&text, AREA_AFTER, change->area_after_m2);
        add_number(&text, LON, change->lon_deg);
        add_number(&text, LAT, change->lat_deg);
        lg_csv_add_text(&text, change->message);
        lg_text_add_text(&text, "\r\n");
    }
    enum lg_status status = text.size > 0 || text.failed ? write_text(file, &text, err) : LG_OK;
    lg_text_reset(&text);
    return status;
}

enum lg_status lg_copies_write(struct lg_output_dir *dir, const struct lg_copy_entry *entries,
                               size_t count, struct lg_error *err)
{
    const struct lg_sheet sheet = {
        .name = "copies",
        .column_count = sizeof(copy_columns) / sizeof(copy_columns[0]),
        .columns = copy_columns,
    };
    struct lg_text text = {0};
    struct lg_output_file *file = NULL;
    enum lg_status status = open_table(dir, &sheet, &file, err);
    for (size_t i = 0; status == LG_OK && i < count; i++) {
        add_cell(&text, entries[i].layer);
        add_cell(&text, entries[i].source);
        add_cell(&text, entries[i].copy);
        lg_sheet_add_number(&text, &copy_columns[ROWS], (double)entries[i].row_count);
        lg_text_add_char(&text, ',');
        lg_sheet_add_number(&text, &copy_columns[CHANGES], (double)entries[i].change_count);
        lg_text_add_text(&text, "\r\n");
    }
    if (status == LG_OK && count > 0) status = write_text(file, &text, err);
    if (status == LG_OK) {
        status = lg_output_file_close(file, err);
    } else {
        lg_output_file_drop(file);
    }
    lg_text_reset(&text);
    return status;
}
