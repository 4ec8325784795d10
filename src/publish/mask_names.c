#include "publish/mask_names.h"

#include "base/grow.h"
#include "base/text_index.h"
#include "model/holder_name.h"
#include "model/labels.h"
#include "publish/mask.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS_BYTES = 8192, WIDTH_MIN = 3, DIGITS_SIZE = 24 };

/*
 * Two characters of Chinese have six bytes; a shorter name is too short to be looked for but as all
 * of a text, or of what stands between separators.
 */
enum { SOUGHT_BYTES_MIN = 4, PART_BYTES_MIN = 6, SEPARATOR_BYTES_MAX = 3 };

struct name {
    const char *text;
    size_t holder;      /* from 0; one may be written in several ways */
    const char *number; /* "holder 001" */
    bool is_word;       /* of ASCII, without a blank: it may be a code */
};

struct names {
    size_t count;
    size_t capacity;
    struct name *items; /* [count] by bytes */
};

struct lg_mask {
    struct lg_arena memory;
    size_t cell_count;
    size_t cell_capacity;
    const char **cells; /* [cell_count] every cell that holds a holder */
    const char **keys;  /* [cell_count] the same as names are compared */
    struct lg_text_index index;
    size_t *name_of_cell; /* [cell_count] of the first cell of a text: its name */
    size_t name_count;
    struct name *names; /* [name_count] in the order of their first cells */
    size_t holder_count;
    struct names sought;          /* what is looked for anywhere in texts */
    uint8_t starts[STARTS_BYTES]; /* a bit for the beginnings of those */
    struct names too_short;       /* what is looked for between separators only */
};

void lg_mask_free(struct lg_mask *mask)
{
    if (mask == NULL) return;

    lg_text_index_reset(&mask->index);
    lg_arena_reset(&mask->memory);
    free(mask->cells);
    free(mask->keys);
    free(mask->name_of_cell);
    free(mask->names);
    free(mask->sought.items);
    free(mask->too_short.items);
    free(mask);
}

/* ---- who there is ---- */

static enum lg_status no_memory(struct lg_error *err)
{
    (void)lg_fail(err, LG_NO_MEMORY, "no memory for the names of holders");
    return LG_NO_MEMORY;
}

static enum lg_status keep_cell(struct lg_mask *mask, const char *text, struct lg_text *scratch,
                                struct lg_error *err)
{
    if (mask->cell_count == mask->cell_capacity) {
        size_t capacity = lg_grow_capacity(mask->cell_capacity, mask->cell_count + 1);
        if (!lg_grow_column((void **)&mask->cells, capacity, sizeof(*mask->cells)) ||
            !lg_grow_column((void **)&mask->keys, capacity, sizeof(*mask->keys))) {
            return no_memory(err);
        }
        mask->cell_capacity = capacity;
    }
    const char *kept = lg_arena_text(&mask->memory, text, strlen(text));
    const char *key = kept == NULL ? NULL : lg_holder_name(kept, true, &mask->memory, scratch);
    if (key == NULL) return no_memory(err);
    mask->keys[mask->cell_count] = key;
    mask->cells[mask->cell_count++] = kept;
    return LG_OK;
}

static enum lg_status keep_cells(const struct lg_book *book, const struct lg_sheet *sheet,
                                 struct lg_mask *mask, struct lg_error *err)
{
    const struct lg_sheet_column *column =
        sheet == NULL ? NULL : lg_sheet_column(sheet, LG_MASK_HOLDER);
    if (column == NULL || column->text == NULL) return LG_OK;
    struct lg_row row = lg_book_row(book);
    struct lg_text scratch = {0};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sheet->row_count; i++) {
        lg_row_move(&row, sheet, i);
        const char *text = column->text(&row, column);
        if (text != NULL && text[0] != '\0') status = keep_cell(mask, text, &scratch, err);
    }
    /* A name that is not known would be shown. */
    if (status == LG_OK && row.scratch.failed) status = no_memory(err);
    lg_text_reset(&scratch);
    lg_text_reset(&row.scratch);
    return status;
}

/* The register first: its order is that of the numbers. */
static enum lg_status keep_all_cells(const struct lg_book *book, struct lg_mask *mask,
                                     struct lg_error *err)
{
    enum lg_status status = keep_cells(book, lg_book_sheet(book, "register"), mask, err);
    for (size_t i = 0; status == LG_OK && i < book->sheet_count; i++) {
        if (strcmp(book->sheets[i].name, "register") == 0) continue;
        status = keep_cells(book, &book->sheets[i], mask, err);
    }
    return status;
}

static bool is_word(const char *text)
{
    while (*text > ' ' && *text <= '~') {
        text++;
    }
    return *text == '\0';
}

static enum lg_status number_names(struct lg_mask *mask, enum lg_language language,
                                   struct lg_error *err)
{
    char digits[DIGITS_SIZE];
    int width = snprintf(digits, sizeof(digits), "%zu", mask->holder_count);
    if (width < WIDTH_MIN) width = WIDTH_MIN;
    struct lg_text text = {0};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < mask->name_count; i++) {
        (void)snprintf(digits, sizeof(digits), "%0*zu", width, mask->names[i].holder + 1);
        const struct lg_label_part parts[] = {{"NUMBER", digits}, {NULL, NULL}};
        lg_text_clear(&text);
        lg_label_add(&text, language, "mask.holder", parts);
        if (!text.failed) {
            mask->names[i].number = lg_arena_text(&mask->memory, text.bytes, text.size);
        }
        if (mask->names[i].number == NULL) status = no_memory(err);
    }
    lg_text_reset(&text);
    return status;
}

/* @param holders  of the keys: the first cell of a holder is that of the first of his names */
static void tell_apart(struct lg_mask *mask, const struct lg_text_index *holders)
{
    for (size_t cell = 0; cell < mask->cell_count; cell++) {
        const char *text = mask->cells[cell];
        if (lg_text_index_find(&mask->index, text) != cell) continue;
        size_t first = lg_text_index_find(holders, mask->keys[cell]);
        size_t holder =
            first == cell ? mask->holder_count++ : mask->names[mask->name_of_cell[first]].holder;
        mask->name_of_cell[cell] = mask->name_count;
        mask->names[mask->name_count++] =
            (struct name){.text = text, .holder = holder, .is_word = is_word(text)};
    }
}

static enum lg_status find_names(struct lg_mask *mask, enum lg_language language,
                                 struct lg_error *err)
{
    enum lg_status status = lg_text_index_build(&mask->index, mask->cells, mask->cell_count, err);
    if (status != LG_OK) return status;
    mask->names = calloc(mask->cell_count + 1, sizeof(*mask->names));
    mask->name_of_cell = calloc(mask->cell_count + 1, sizeof(*mask->name_of_cell));
    if (mask->names == NULL || mask->name_of_cell == NULL) return no_memory(err);
    struct lg_text_index holders = {0};
    status = lg_text_index_build(&holders, mask->keys, mask->cell_count, err);
    if (status != LG_OK) return status;
    tell_apart(mask, &holders);
    lg_text_index_reset(&holders);
    return number_names(mask, language, err);
}

/* ---- where they stand in texts ---- */

static size_t start_of(const char *text)
{
    uint32_t bytes;
    memcpy(&bytes, text, sizeof(bytes));
    return (bytes * 2654435761U) >> 16;
}

static int compare_names(const void *left, const void *right)
{
    const struct name *a = left;
    const struct name *b = right;
    int order = strcmp(a->text, b->text);
    /* Of two holders that share a part the first is told. */
    return order != 0 ? order : strcmp(a->number, b->number);
}

static enum lg_status keep_name(struct names *names, const struct name *name, struct lg_error *err)
{
    if (names->count == names->capacity) {
        size_t capacity = lg_grow_capacity(names->capacity, names->count + 1);
        if (!lg_grow_column((void **)&names->items, capacity, sizeof(*names->items))) {
            return no_memory(err);
        }
        names->capacity = capacity;
    }
    names->items[names->count++] = *name;
    return LG_OK;
}

/* @param bytes_min  of what is looked for anywhere */
static enum lg_status keep_sought(struct lg_mask *mask, const struct name *name, size_t bytes_min,
                                  struct lg_error *err)
{
    size_t length = strlen(name->text);
    if (length < bytes_min) {
        return length == 0 ? LG_OK : keep_name(&mask->too_short, name, err);
    }
    size_t start = start_of(name->text);
    mask->starts[start / 8] |= (uint8_t)(1U << (start % 8));
    return keep_name(&mask->sought, name, err);
}

/* Length of what stands between two holders of one cell at the beginning of a text; 0: nothing. */
static size_t separator_bytes(const char *text)
{
    static const char *const separators[] = {"、", "，", "；", ",", ";", "/"};
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
        size_t size = strlen(separators[i]);
        if (strncmp(text, separators[i], size) == 0) return size;
    }
    return 0;
}

/* Each of several holders of one cell by itself, with the number of all. */
static enum lg_status keep_parts(struct lg_mask *mask, const struct name *name,
                                 struct lg_error *err)
{
    const char *part = name->text;
    const char *at = part;
    enum lg_status status = LG_OK;
    while (status == LG_OK && *part != '\0') {
        size_t separator = separator_bytes(at);
        if (separator == 0 && *at != '\0') {
            at++;
            continue;
        }
        size_t length = (size_t)(at - part);
        const char *trimmed = lg_text_trim(part, &length);
        bool is_whole = *at == '\0' && part == name->text;
        if (!is_whole) {
            const char *kept = lg_arena_text(&mask->memory, trimmed, length);
            if (kept == NULL) return no_memory(err);
            const struct name own = {kept, name->holder, name->number, is_word(kept)};
            if (lg_text_index_find(&mask->index, kept) == LG_NO_ROW) {
                status = keep_sought(mask, &own, PART_BYTES_MIN, err);
            }
        }
        at += separator;
        part = at;
    }
    return status;
}

static void sort_list(struct names *names)
{
    if (names->count > 0) {
        qsort(names->items, names->count, sizeof(*names->items), compare_names);
    }
}

static enum lg_status sort_names(struct lg_mask *mask, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < mask->name_count; i++) {
        status = keep_sought(mask, &mask->names[i], SOUGHT_BYTES_MIN, err);
        if (status == LG_OK) status = keep_parts(mask, &mask->names[i], err);
    }
    sort_list(&mask->sought);
    sort_list(&mask->too_short);
    return status;
}

/* The first of the names in a range whose byte at a place is not below one. */
static size_t lower_bound(const struct lg_mask *mask, size_t first, size_t end, size_t place,
                          unsigned byte)
{
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const char *text = mask->sought.items[middle].text;
        if ((unsigned char)text[place] < byte) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

/* The longest name that a text begins with; NULL: none. */
static const struct name *longest_name(const struct lg_mask *mask, const char *text,
                                       bool is_sentence)
{
    const struct name *found = NULL;
    size_t first = 0;
    size_t end = mask->sought.count;
    for (size_t place = 0; first < end; place++) {
        const struct name *name = &mask->sought.items[first];
        bool is_whole = name->text[place] == '\0';
        if (is_whole && (is_sentence || !name->is_word)) found = name;
        unsigned byte = (unsigned char)text[place];
        if (byte == 0) break;
        first = lower_bound(mask, first, end, place, byte);
        end = lower_bound(mask, first, end, place, byte + 1);
    }
    return found;
}

static bool may_start(const struct lg_mask *mask, const char *text)
{
    size_t start = start_of(text);
    return (mask->starts[start / 8] >> (start % 8) & 1U) != 0;
}

/* The first of the short names that has these bytes; NULL: none. */
static const struct name *short_name(const struct names *names, const char *text, size_t length)
{
    size_t first = 0;
    size_t end = names->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const char *own = names->items[middle].text;
        int order = strncmp(own, text, length);
        if (order < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    bool is_it = first < names->count && strncmp(names->items[first].text, text, length) == 0 &&
                 names->items[first].text[length] == '\0';
    return is_it ? &names->items[first] : NULL;
}

static bool follows_separator(const char *text, size_t at)
{
    for (size_t size = 1; size <= at && size <= SEPARATOR_BYTES_MAX; size++) {
        if (separator_bytes(text + at - size) == size) return true;
    }
    return false;
}

/* Where a name stands in a text; NULL: none is left. */
struct hit {
    const struct name *name;
    size_t at;
    size_t size;
};

/*
 * A short name that is all of a text, or in a sentence all that stands between separators: a mere
 * number may be anything there.
 */
static struct hit find_short(const struct lg_mask *mask, const char *whole, const char *text,
                             bool is_sentence)
{
    struct hit hit = {.name = NULL};
    size_t length = 0;
    while (text[length] != '\0' && separator_bytes(text + length) == 0) {
        length++;
    }
    bool is_whole = text == whole && text[length] == '\0';
    const char *trimmed = lg_text_trim(text, &length);
    if (length == 0 || length >= PART_BYTES_MIN || (!is_whole && !is_sentence)) return hit;
    if (!is_whole && strspn(trimmed, "0123456789.+-") >= length) return hit;
    const struct name *name = short_name(&mask->too_short, trimmed, length);
    if (name == NULL || (name->is_word && !is_sentence)) return hit;
    return (struct hit){name, (size_t)(trimmed - whole), length};
}

/* @param from  what is before it was looked through */
static struct hit find_name(const struct lg_mask *mask, const char *text, size_t from,
                            bool is_sentence)
{
    struct hit hit = {.name = NULL};
    for (size_t at = from; text[at] != '\0'; at++) {
        if (mask->too_short.count > 0 && (at == 0 || follows_separator(text, at))) {
            hit = find_short(mask, text, text + at, is_sentence);
            if (hit.name != NULL) return hit;
        }
        if (strnlen(text + at, SOUGHT_BYTES_MIN) < SOUGHT_BYTES_MIN) continue;
        if (!may_start(mask, text + at)) continue;
        const struct name *name = longest_name(mask, text + at, is_sentence);
        if (name != NULL) return (struct hit){name, at, strlen(name->text)};
    }
    return hit;
}

bool lg_mask_add(const struct lg_mask *mask, const char *text, bool is_sentence,
                 struct lg_text *masked)
{
    size_t done = 0;
    struct hit hit = find_name(mask, text, 0, is_sentence);
    if (hit.name == NULL) return false;
    while (hit.name != NULL) {
        lg_text_add(masked, text + done, hit.at - done);
        lg_text_add_text(masked, hit.name->number);
        done = hit.at + hit.size;
        hit = find_name(mask, text, done, is_sentence);
    }
    lg_text_add_text(masked, text + done);
    return true;
}

size_t lg_mask_count(const struct lg_mask *mask)
{
    return mask->holder_count;
}

const char *lg_mask_number(const struct lg_mask *mask, const char *holder)
{
    size_t cell = lg_text_index_find(&mask->index, holder);
    assert(cell != LG_NO_ROW);
    return mask->names[mask->name_of_cell[cell]].number;
}

enum lg_status lg_mask_new(const struct lg_book *book, struct lg_mask **mask, struct lg_error *err)
{
    assert(book != NULL && mask != NULL);

    *mask = calloc(1, sizeof(**mask));
    if (*mask == NULL) return no_memory(err);
    enum lg_status status = keep_all_cells(book, *mask, err);
    if (status == LG_OK) status = find_names(*mask, book->language, err);
    return status == LG_OK ? sort_names(*mask, err) : status;
}
