#include "model/table.h"

#include "base/grow.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct lg_date_reading no_date = {LG_DATE_EMPTY, LG_DATE_BY_DAY, LG_DATE_NONE};

enum lg_status lg_table_init(struct lg_table *table, const struct lg_role *roles, size_t role_count,
                             struct lg_error *err)
{
    *table = (struct lg_table){.roles = roles, .role_count = role_count};
    table->columns = calloc(role_count, sizeof(*table->columns));
    if (table->columns == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for a table");
    return LG_OK;
}

void lg_table_reset(struct lg_table *table)
{
    for (size_t role = 0; table->columns != NULL && role < table->role_count; role++) {
        free((void *)table->columns[role].text);
        free(table->columns[role].number);
        free(table->columns[role].date);
        free((void *)table->columns[role].wrong);
    }
    free(table->columns);
    free(table->source);
    free(table->feature);
    lg_arena_reset(&table->texts);
    *table = (struct lg_table){0};
}

static void fill_missing(struct lg_column *column, enum lg_kind kind, size_t first, size_t count)
{
    for (size_t row = first; row < first + count; row++) {
        switch (kind) {
        case LG_KIND_TEXT:
            column->text[row] = NULL;
            break;
        case LG_KIND_NUMBER:
            column->number[row] = (double)NAN;
            break;
        case LG_KIND_DATE:
            column->date[row] = no_date;
            if (column->wrong != NULL) column->wrong[row] = NULL;
            break;
        }
    }
}

static enum lg_status size_wrong(struct lg_column *column, size_t capacity, struct lg_error *err)
{
    const char **resized = lg_resize((void *)column->wrong, capacity, sizeof(*resized));
    if (resized == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows", capacity);
    column->wrong = resized;
    return LG_OK;
}

/* Room for the written form of wrong dates, empty in every row so far. */
static enum lg_status add_wrong(struct lg_table *table, struct lg_column *column,
                                struct lg_error *err)
{
    if (column->wrong != NULL) return LG_OK;
    enum lg_status status = size_wrong(column, table->capacity, err);
    if (status != LG_OK) return status;
    assert(column->wrong != NULL);
    for (size_t row = 0; row < table->count; row++) {
        column->wrong[row] = NULL;
    }
    return LG_OK;
}

/* Bring a column's array to a capacity. */
static enum lg_status size_column(struct lg_column *column, enum lg_kind kind, size_t capacity,
                                  struct lg_error *err)
{
    void *resized = NULL;
    switch (kind) {
    case LG_KIND_TEXT:
        resized = lg_resize((void *)column->text, capacity, sizeof(*column->text));
        if (resized != NULL) column->text = resized;
        break;
    case LG_KIND_NUMBER:
        resized = lg_resize(column->number, capacity, sizeof(*column->number));
        if (resized != NULL) column->number = resized;
        break;
    case LG_KIND_DATE:
        resized = lg_resize(column->date, capacity, sizeof(*column->date));
        if (resized != NULL) column->date = resized;
        break;
    }
    if (resized == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows", capacity);
    return column->wrong != NULL ? size_wrong(column, capacity, err) : LG_OK;
}

enum lg_status lg_table_add_column(struct lg_table *table, size_t role, struct lg_error *err)
{
    assert(role < table->role_count);
    struct lg_column *column = &table->columns[role];
    if (column->present) return LG_OK;

    enum lg_kind kind = table->roles[role].kind;
    enum lg_status status = size_column(column, kind, table->capacity, err);
    if (status != LG_OK) return status;
    column->present = true;
    fill_missing(column, kind, 0, table->count);
    return LG_OK;
}

static enum lg_status reserve_rows(struct lg_table *table, size_t needed, struct lg_error *err)
{
    if (needed <= table->capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(table->capacity, needed);
    for (size_t role = 0; role < table->role_count; role++) {
        struct lg_column *column = &table->columns[role];
        if (!column->present) continue;
        enum lg_status status = size_column(column, table->roles[role].kind, capacity, err);
        if (status != LG_OK) return status;
    }
    uint32_t *source = lg_resize(table->source, capacity, sizeof(*source));
    if (source == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows", needed);
    table->source = source;
    int64_t *feature = lg_resize(table->feature, capacity, sizeof(*feature));
    if (feature == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows", needed);
    table->feature = feature;
    table->capacity = capacity;
    return LG_OK;
}

enum lg_status lg_table_add_rows(struct lg_table *table, size_t row_count, struct lg_error *err)
{
    enum lg_status status = reserve_rows(table, table->count + row_count, err);
    if (status != LG_OK) return status;
    for (size_t role = 0; role < table->role_count; role++) {
        if (table->columns[role].present) {
            fill_missing(&table->columns[role], table->roles[role].kind, table->count, row_count);
        }
    }
    for (size_t row = table->count; row < table->count + row_count; row++) {
        table->source[row] = 0;
        table->feature[row] = -1;
    }
    table->count += row_count;
    return LG_OK;
}

static void copy_cells(struct lg_column *column, enum lg_kind kind, size_t first,
                       const struct lg_column *from, size_t count)
{
    switch (kind) {
    case LG_KIND_TEXT:
        memcpy((void *)(column->text + first), (const void *)from->text,
               count * sizeof(*from->text));
        break;
    case LG_KIND_NUMBER:
        memcpy(column->number + first, from->number, count * sizeof(*from->number));
        break;
    case LG_KIND_DATE:
        memcpy(column->date + first, from->date, count * sizeof(*from->date));
        if (from->wrong == NULL) break;
        memcpy((void *)(column->wrong + first), (const void *)from->wrong,
               count * sizeof(*from->wrong));
        break;
    }
}

enum lg_status lg_table_append(struct lg_table *table, struct lg_table *from, struct lg_error *err)
{
    assert(table->roles == from->roles);
    if (from->count == 0) return LG_OK;

    for (size_t role = 0; role < from->role_count; role++) {
        if (!from->columns[role].present) continue;
        enum lg_status status = lg_table_add_column(table, role, err);
        if (status == LG_OK && from->columns[role].wrong != NULL) {
            status = add_wrong(table, &table->columns[role], err);
        }
        if (status != LG_OK) return status;
    }
    size_t first = table->count;
    enum lg_status status = lg_table_add_rows(table, from->count, err);
    if (status != LG_OK) return status;
    for (size_t role = 0; role < from->role_count; role++) {
        if (!from->columns[role].present) continue;
        copy_cells(&table->columns[role], table->roles[role].kind, first, &from->columns[role],
                   from->count);
    }
    memcpy(table->source + first, from->source, from->count * sizeof(*from->source));
    memcpy(table->feature + first, from->feature, from->count * sizeof(*from->feature));
    lg_arena_join(&table->texts, &from->texts);
    from->count = 0;
    return LG_OK;
}

/* New item i is the old item order[i]; scratch holds count items. */
static void reorder_items(void *items, void *scratch, size_t item_bytes, const size_t *order,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        memcpy((char *)scratch + i * item_bytes, (const char *)items + order[i] * item_bytes,
               item_bytes);
    }
    memcpy(items, scratch, count * item_bytes);
}

enum lg_status lg_table_reorder(struct lg_table *table, const size_t *order, struct lg_error *err)
{
    if (table->count == 0) return LG_OK;
    void *scratch = lg_resize(NULL, table->count, sizeof(struct lg_date_reading));
    if (scratch == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to sort a table");

    for (size_t role = 0; role < table->role_count; role++) {
        struct lg_column *column = &table->columns[role];
        if (!column->present) continue;
        switch (table->roles[role].kind) {
        case LG_KIND_TEXT:
            reorder_items((void *)column->text, scratch, sizeof(*column->text), order,
                          table->count);
            break;
        case LG_KIND_NUMBER:
            reorder_items(column->number, scratch, sizeof(*column->number), order, table->count);
            break;
        case LG_KIND_DATE:
            reorder_items(column->date, scratch, sizeof(*column->date), order, table->count);
            if (column->wrong == NULL) break;
            reorder_items((void *)column->wrong, scratch, sizeof(*column->wrong), order,
                          table->count);
            break;
        }
    }
    reorder_items(table->source, scratch, sizeof(*table->source), order, table->count);
    reorder_items(table->feature, scratch, sizeof(*table->feature), order, table->count);
    free(scratch);
    return LG_OK;
}

void lg_table_clear(struct lg_table *table)
{
    table->count = 0;
    lg_arena_reset(&table->texts);
}

enum lg_status lg_table_keep_wrong(struct lg_table *table, size_t role, size_t row,
                                   const char *text, struct lg_error *err)
{
    assert(role < table->role_count && table->roles[role].kind == LG_KIND_DATE);
    assert(table->columns[role].present && row < table->count);
    enum lg_status status = add_wrong(table, &table->columns[role], err);
    if (status == LG_OK) table->columns[role].wrong[row] = text;
    return status;
}

const char *lg_table_text(const struct lg_table *table, size_t role, size_t row)
{
    assert(role < table->role_count && table->roles[role].kind == LG_KIND_TEXT);
    return table->columns[role].present ? table->columns[role].text[row] : NULL;
}

double lg_table_number(const struct lg_table *table, size_t role, size_t row)
{
    assert(role < table->role_count && table->roles[role].kind == LG_KIND_NUMBER);
    return table->columns[role].present ? table->columns[role].number[row] : (double)NAN;
}

struct lg_date_reading lg_table_reading(const struct lg_table *table, size_t role, size_t row)
{
    assert(role < table->role_count && table->roles[role].kind == LG_KIND_DATE);
    return table->columns[role].present ? table->columns[role].date[row] : no_date;
}

const char *lg_table_wrong(const struct lg_table *table, size_t role, size_t row)
{
    assert(role < table->role_count && table->roles[role].kind == LG_KIND_DATE);
    const struct lg_column *column = &table->columns[role];
    bool is_kept =
        column->present && column->wrong != NULL && column->date[row].form == LG_DATE_WRONG;
    return is_kept ? column->wrong[row] : NULL;
}

lg_date lg_table_date(const struct lg_table *table, size_t role, size_t row)
{
    return lg_table_reading(table, role, row).date;
}
