#include "publish/mask.h"

#include "base/grow.h"
#include "base/text_index.h"
#include "model/labels.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS_BYTES = 8192, WIDTH_MIN = 3, DIGITS_SIZE = 24 };

/* Two characters of Chinese have six bytes; a shorter name is too short to be looked for. */
enum { SOUGHT_BYTES_MIN = 4 };

struct name {
    const char *text;
    const char *number; /* "holder 001" */
    bool is_word;       /* of ASCII, without a blank: it may be a code */
};

struct lg_mask {
    struct lg_arena memory;
    size_t cell_count;
    size_t cell_capacity;
    const char **cells; /* [cell_count] every cell that holds a holder */
    struct lg_text_index index;
    size_t *name_of_cell; /* [cell_count] of the first cell of a text: its name */
    size_t name_count;
    struct name *names;           /* [name_count] in the order of their numbers */
    size_t *sorted;               /* [sought_count] positions in names, by bytes */
    size_t sought_count;          /* those that are looked for in other texts */
    uint8_t starts[STARTS_BYTES]; /* a bit for the beginnings of those */
};

void lg_mask_free(struct lg_mask *mask)
{
    if (mask == NULL) return;

    lg_text_index_reset(&mask->index);
    lg_arena_reset(&mask->memory);
    free(mask->cells);
    free(mask->name_of_cell);
    free(mask->names);
    free(mask->sorted);
    free(mask);
}

/* ---- who there is ---- */

static enum lg_status no_memory(struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "no memory for the names of holders");
}

static enum lg_status keep_cell(struct lg_mask *mask, const char *text, struct lg_error *err)
{
    if (mask->cell_count == mask->cell_capacity) {
        size_t capacity = lg_grow_capacity(mask->cell_capacity, mask->cell_count + 1);
        if (!lg_grow_column((void **)&mask->cells, capacity, sizeof(*mask->cells))) {
            return no_memory(err);
        }
        mask->cell_capacity = capacity;
    }
    const char *kept = lg_arena_text(&mask->memory, text, strlen(text));
    if (kept == NULL) return no_memory(err);
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
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < sheet->row_count; i++) {
        lg_row_move(&row, sheet, i);
        const char *text = column->text(&row, column);
        if (text != NULL && text[0] != '\0') status = keep_cell(mask, text, err);
    }
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
    int width = snprintf(digits, sizeof(digits), "%zu", mask->name_count);
    if (width < WIDTH_MIN) width = WIDTH_MIN;
    struct lg_text text = {0};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < mask->name_count; i++) {
        (void)snprintf(digits, sizeof(digits), "%0*zu", width, i + 1);
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

static enum lg_status find_names(struct lg_mask *mask, enum lg_language language,
                                 struct lg_error *err)
{
    enum lg_status status = lg_text_index_build(&mask->index, mask->cells, mask->cell_count, err);
    if (status != LG_OK) return status;
    mask->names = calloc(mask->cell_count + 1, sizeof(*mask->names));
    mask->name_of_cell = calloc(mask->cell_count + 1, sizeof(*mask->name_of_cell));
    if (mask->names == NULL || mask->name_of_cell == NULL) return no_memory(err);
    for (size_t cell = 0; cell < mask->cell_count; cell++) {
        const char *text = mask->cells[cell];
        if (lg_text_index_find(&mask->index, text) != cell) continue;
        mask->name_of_cell[cell] = mask->name_count;
        mask->names[mask->name_count++] = (struct name){.text = text, .is_word = is_word(text)};
    }
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
    const struct name *const *a = left;
    const struct name *const *b = right;
    return strcmp((*a)->text, (*b)->text);
}

static enum lg_status sort_names(struct lg_mask *mask, struct lg_error *err)
{
    const struct name **sorted = calloc(mask->name_count + 1, sizeof(*sorted));
    mask->sorted = calloc(mask->name_count + 1, sizeof(*mask->sorted));
    if (sorted == NULL || mask->sorted == NULL) {
        free(sorted);
        return no_memory(err);
    }
    for (size_t i = 0; i < mask->name_count; i++) {
        const char *text = mask->names[i].text;
        if (strlen(text) < SOUGHT_BYTES_MIN) continue;
        size_t start = start_of(text);
        mask->starts[start / 8] |= (uint8_t)(1U << (start % 8));
        sorted[mask->sought_count++] = &mask->names[i];
    }
    qsort(sorted, mask->sought_count, sizeof(*sorted), compare_names);
    for (size_t i = 0; i < mask->sought_count; i++) {
        mask->sorted[i] = (size_t)(sorted[i] - mask->names);
    }
    free(sorted);
    return LG_OK;
}

/* The first of the names in a range whose byte at a place is not below one. */
static size_t lower_bound(const struct lg_mask *mask, size_t first, size_t end, size_t place,
                          unsigned byte)
{
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const char *text = mask->names[mask->sorted[middle]].text;
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
    size_t end = mask->sought_count;
    for (size_t place = 0; first < end; place++) {
        const struct name *name = &mask->names[mask->sorted[first]];
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

/* The first name in a text and where it stands; NULL: none is left. */
static const struct name *find_name(const struct lg_mask *mask, const char *text, size_t length,
                                    bool is_sentence, size_t *at)
{
    for (*at = 0; *at + SOUGHT_BYTES_MIN <= length; (*at)++) {
        if (!may_start(mask, text + *at)) continue;
        const struct name *name = longest_name(mask, text + *at, is_sentence);
        if (name != NULL) return name;
    }
    return NULL;
}

/* Whether a text has names; then it is added with their numbers. */
static bool add_masked(const struct lg_mask *mask, const char *text, bool is_sentence,
                       struct lg_text *masked)
{
    size_t length = strlen(text);
    size_t at = 0;
    const struct name *name = find_name(mask, text, length, is_sentence, &at);
    if (name == NULL) return false;
    while (name != NULL) {
        size_t size = at + strlen(name->text);
        lg_text_add(masked, text, at);
        lg_text_add_text(masked, name->number);
        text += size;
        length -= size;
        name = find_name(mask, text, length, is_sentence, &at);
    }
    lg_text_add(masked, text, length);
    return true;
}

/* ---- sheets ---- */

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
        {"evidence", ACTION_SEEK_SENTENCE}, {"parcel_id", ACTION_KEEP},
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

static const char *number_of(const struct lg_mask *mask, const char *holder)
{
    size_t cell = lg_text_index_find(&mask->index, holder);
    assert(cell != LG_NO_ROW);
    return mask->names[mask->name_of_cell[cell]].number;
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
    if (action == ACTION_NUMBER) return number_of(own->mask, value);
    /* The value may stand in the scratch itself. */
    struct lg_text masked = {0};
    if (!add_masked(own->mask, value, action == ACTION_SEEK_SENTENCE, &masked)) return value;
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
    return own->sheet.shape(&as_was);
}

static struct lg_row_point masked_point(const struct lg_row *row)
{
    const struct masked_sheet *own = row->sheet->source;
    struct lg_row as_was = *row;
    as_was.sheet = &own->sheet;
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

size_t lg_mask_count(const struct lg_mask *mask)
{
    return mask->name_count;
}

const char *lg_mask_path(const char *path)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static enum lg_status mask_title(struct lg_book *book, const struct lg_mask *mask,
                                 struct lg_error *err)
{
    struct lg_text title = {0};
    if (book->title == NULL || !add_masked(mask, book->title, true, &title)) return LG_OK;
    if (!title.failed) book->title = lg_arena_text(&book->memory, title.bytes, title.size);
    bool is_kept = !title.failed && book->title != NULL;
    lg_text_reset(&title);
    return is_kept ? LG_OK : no_memory(err);
}

enum lg_status lg_book_mask_holders(struct lg_book *book, struct lg_error *err)
{
    assert(book != NULL && book->mask == NULL);

    struct lg_mask *mask = calloc(1, sizeof(*mask));
    if (mask == NULL) return no_memory(err);
    book->mask = mask;
    book->masks_holders = true;
    enum lg_status status = keep_all_cells(book, mask, err);
    if (status == LG_OK) status = find_names(mask, book->language, err);
    if (status == LG_OK) status = sort_names(mask, err);
    if (status == LG_OK) status = mask_title(book, mask, err);
    for (size_t i = 0; status == LG_OK && i < book->sheet_count; i++) {
        status = mask_sheet(book, &book->sheets[i], mask, err);
    }
    for (size_t i = 0; i < book->input_count; i++) {
        book->inputs[i].path = lg_mask_path(book->inputs[i].path);
    }
    return status;
}
