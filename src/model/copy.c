#include "model/copy.h"

#include "base/grow.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum lg_status lg_copy_rows_add(struct lg_copy_rows *rows, size_t row_count, struct lg_error *err)
{
    size_t needed = rows->count + row_count;
    if (needed > rows->capacity) {
        size_t capacity = lg_grow_capacity(rows->capacity, needed);
        struct lg_copy_value *values =
            lg_resize(rows->values, capacity * (rows->field_count + 1), sizeof(*values));
        if (values != NULL) rows->values = values;
        uint8_t *flags = lg_resize(rows->flags, capacity, sizeof(*flags));
        if (flags != NULL) rows->flags = flags;
        int64_t *numbers = lg_resize(rows->numbers, capacity, sizeof(*numbers));
        if (numbers != NULL) rows->numbers = numbers;
        if (values == NULL || flags == NULL || numbers == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rows of a copy", needed);
        }
        rows->capacity = capacity;
    }
    struct lg_copy_value *first = rows->values + rows->count * rows->field_count;
    for (size_t i = 0; i < row_count * rows->field_count; i++) {
        first[i] = (struct lg_copy_value){.is_set = false};
    }
    memset(rows->flags + rows->count, 0, row_count * sizeof(*rows->flags));
    memset(rows->numbers + rows->count, 0, row_count * sizeof(*rows->numbers));
    rows->count = needed;
    return LG_OK;
}

void lg_copy_rows_clear(struct lg_copy_rows *rows)
{
    rows->count = 0;
    lg_arena_reset(&rows->texts);
}

void lg_copy_rows_reset(struct lg_copy_rows *rows)
{
    free(rows->values);
    free(rows->flags);
    free(rows->numbers);
    lg_arena_reset(&rows->texts);
    *rows = (struct lg_copy_rows){0};
}

struct lg_change lg_change_blank(const char *code, int64_t feature)
{
    return (struct lg_change){
        .code = code,
        .feature = feature,
        .area_before_m2 = (double)NAN,
        .area_after_m2 = (double)NAN,
        .lon_deg = (double)NAN,
        .lat_deg = (double)NAN,
    };
}

static const char *keep(struct lg_changes *changes, const char *text, bool *failed)
{
    if (text == NULL) return NULL;
    const char *kept = lg_arena_text(&changes->texts, text, strlen(text));
    *failed = *failed || kept == NULL;
    return kept;
}

enum lg_status lg_changes_add(struct lg_changes *changes, const struct lg_change *change,
                              struct lg_error *err, const char *text, ...)
{
    char message[1024];
    va_list values;
    va_start(values, text);
    (void)vsnprintf(message, sizeof(message), text, values);
    va_end(values);
    bool failed = false;
    if (changes->count == changes->capacity) {
        size_t capacity = lg_grow_capacity(changes->capacity, changes->count + 1);
        struct lg_change *items = lg_resize(changes->items, capacity, sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the changes");
        changes->items = items;
        changes->capacity = capacity;
    }
    struct lg_change *kept = &changes->items[changes->count];
    *kept = *change;
    kept->id = keep(changes, change->id, &failed);
    kept->before = keep(changes, change->before, &failed);
    kept->after = keep(changes, change->after, &failed);
    kept->message = keep(changes, message, &failed);
    if (failed) return lg_fail(err, LG_NO_MEMORY, "no memory for the changes");
    changes->count++;
    return LG_OK;
}

void lg_changes_clear(struct lg_changes *changes)
{
    changes->count = 0;
    lg_arena_reset(&changes->texts);
}

void lg_changes_reset(struct lg_changes *changes)
{
    free(changes->items);
    lg_arena_reset(&changes->texts);
    *changes = (struct lg_changes){0};
}

static int compare_places(const struct lg_copy_suffix *suffix, uint32_t source, int64_t feature)
{
    if (suffix->source != source) return suffix->source < source ? -1 : 1;
    return (suffix->feature > feature) - (suffix->feature < feature);
}

const char *lg_copy_suffix_find(const struct lg_copy_suffix *suffixes, size_t count,
                                uint32_t source, int64_t feature)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_places(&suffixes[middle], source, feature);
        if (order == 0) return suffixes[middle].text;
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
