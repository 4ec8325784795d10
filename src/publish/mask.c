#include "publish/mask.h"

#include "publish/mask_names.h"

#include <assert.h>
#include <string.h>

static enum lg_status no_memory(struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "no memory to mask the tables");
}

enum action { ACTION_SEEK, ACTION_SEEK_SENTENCE, ACTION_NUMBER, ACTION_EMPTY, ACTION_KEEP };

/* A sheet as it was, and what becomes of its columns. */
struct masked_sheet {
    struct lg_sheet sheet;
    const struct lg_mask *mask;
    uint8_t *actions; /* [column_count] enum action */
    size_t layer;     /* column of the layer that a row is about; column_count: none */
};

static enum action choose_action(const char *key)
{
    static const struct {
        const char *key;
        enum action action;
    } rows[] = {
        {LG_MASK_HOLDER, ACTION_NUMBER},    {"remarks", ACTION_EMPTY},
        {"message", ACTION_SEEK_SENTENCE},  {"location", ACTION_SEEK_SENTENCE},
        {"evidence", ACTION_SEEK_SENTENCE}, {"mortgage", ACTION_SEEK_SENTENCE},
        {"seized", ACTION_SEEK_SENTENCE},   {"parcel_id", ACTION_KEEP},
        {"park_code", ACTION_KEEP},         {"contract_no", ACTION_KEEP},
        {"supervision_no", ACTION_KEEP},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strcmp(rows[i].key, key) == 0) return rows[i].action;
    }
    return ACTION_SEEK;
}

/*
 * An enterprise may hold no land and so be in no list of holders: a sentence about a row of their
 * table would name it.
 */
static bool names_enterprise(struct lg_row *row, const struct masked_sheet *own, enum action action)
{
    if (action != ACTION_SEEK_SENTENCE || own->layer == own->sheet.column_count) return false;
    const struct lg_sheet_column *column = &own->sheet.columns[own->layer];
    const char *layer = column->text == NULL ? NULL : column->text(row, column);
    return layer != NULL && strcmp(layer, "enterprises") == 0;
}

static const char *masked_text(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct lg_sheet *shown = row->sheet;
    const struct masked_sheet *own = shown->source;
    size_t position = (size_t)(column - shown->columns);
    const struct lg_sheet_column *original = &own->sheet.columns[position];
    const enum action action = own->actions[position];
    if (action == ACTION_EMPTY) return NULL;
    row->sheet = &own->sheet;
    bool is_unsaid = names_enterprise(row, own, action);
    const char *value = is_unsaid ? NULL : original->text(row, original);
    row->sheet = shown;
    if (value == NULL || value[0] == '\0' || action == ACTION_KEEP) return value;
    if (action == ACTION_NUMBER) return lg_mask_number(own->mask, value);
    /* The value may stand in the scratch itself. */
    struct lg_text masked = {0};
    if (!lg_mask_add(own->mask, value, action == ACTION_SEEK_SENTENCE, &masked)) return value;
    struct lg_text *scratch = lg_row_scratch(row);
    if (!masked.failed) lg_text_add(scratch, masked.bytes, masked.size);
    scratch->failed = scratch->failed || masked.failed;
    lg_text_reset(&masked);
    return lg_row_made(row);
}

static double masked_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct masked_sheet *own = row->sheet->source;
    const struct lg_sheet_column *original = &own->sheet.columns[column - row->sheet->columns];
    struct lg_row as_was = *row;
    as_was.sheet = &own->sheet;
    return original->number(&as_was, original);
}

static lg_date masked_date(const struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct masked_sheet *own = row->sheet->source;
    const struct lg_sheet_column *original = &own->sheet.columns[column - row->sheet->columns];
    struct lg_row as_was = *row;
    as_was.sheet = &own->sheet;
    return original->date(&as_was, original);
}

static void masked_bind(struct lg_row *row)
{
    const struct lg_sheet *shown = row->sheet;
    const struct masked_sheet *own = shown->source;
    row->sheet = &own->sheet;
    own->sheet.bind(row);
    row->sheet = shown;
}

static struct lg_row_shape masked_shape(const struct lg_row *row)
{
    const struct masked_sheet *own = row->sheet->source;
    struct lg_row as_was = *row;
    as_was.sheet = &own->sheet;
    /* cppcheck-suppress returnDanglingLifetime ; a place has nothing of the row */
    return own->sheet.shape(&as_was);
}

static struct lg_row_point masked_point(const struct lg_row *row)
{
    const struct masked_sheet *own = row->sheet->source;
    struct lg_row as_was = *row;
    as_was.sheet = &own->sheet;
    /* cppcheck-suppress returnDanglingLifetime ; a place has nothing of the row */
    return own->sheet.point(&as_was);
}

static const char *masked_id(struct lg_row *row)
{
    const struct lg_sheet *shown = row->sheet;
    const struct masked_sheet *own = shown->source;
    row->sheet = &own->sheet;
    const char *id = own->sheet.id(row);
    row->sheet = shown;
    return id;
}

static enum lg_status mask_sheet(struct lg_book *book, struct lg_sheet *sheet,
                                 const struct lg_mask *mask, struct lg_error *err)
{
    size_t count = sheet->column_count;
    struct masked_sheet *own = lg_arena_take(&book->memory, sizeof(*own));
    struct lg_sheet_column *columns = lg_arena_take(&book->memory, count * sizeof(*columns));
    uint8_t *actions = lg_arena_take(&book->memory, count);
    if (own == NULL || columns == NULL || actions == NULL) return no_memory(err);
    *own = (struct masked_sheet){*sheet, mask, actions, count};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(sheet->columns[i].key, "layer") == 0) own->layer = i;
        columns[i] = sheet->columns[i];
        actions[i] = (uint8_t)choose_action(columns[i].key);
        if (columns[i].text != NULL) columns[i].text = masked_text;
        if (columns[i].number != NULL) columns[i].number = masked_number;
        if (columns[i].date != NULL) columns[i].date = masked_date;
    }
    sheet->columns = columns;
    sheet->source = own;
    if (sheet->bind != NULL) sheet->bind = masked_bind;
    if (sheet->shape != NULL) sheet->shape = masked_shape;
    if (sheet->point != NULL) sheet->point = masked_point;
    if (sheet->id != NULL) sheet->id = masked_id;
    return LG_OK;
}

/* ---- the book ---- */

const char *lg_mask_path(const char *path)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static enum lg_status mask_title(struct lg_book *book, const struct lg_mask *mask,
                                 struct lg_error *err)
{
    struct lg_text title = {0};
    if (book->title == NULL || !lg_mask_add(mask, book->title, true, &title)) return LG_OK;
    if (!title.failed) book->title = lg_arena_text(&book->memory, title.bytes, title.size);
    bool is_kept = !title.failed && book->title != NULL;
    lg_text_reset(&title);
    return is_kept ? LG_OK : no_memory(err);
}

enum lg_status lg_book_mask_holders(struct lg_book *book, struct lg_error *err)
{
    assert(book != NULL && book->mask == NULL);

    enum lg_status status = lg_mask_new(book, &book->mask, err);
    book->masks_holders = true;
    const struct lg_mask *mask = book->mask;
    if (status == LG_OK) status = mask_title(book, mask, err);
    for (size_t i = 0; status == LG_OK && i < book->sheet_count; i++) {
        status = mask_sheet(book, &book->sheets[i], mask, err);
    }
    for (size_t i = 0; i < book->input_count; i++) {
        book->inputs[i].path = lg_mask_path(book->inputs[i].path);
    }
    return status;
}
