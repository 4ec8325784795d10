/*
 * Cells are made in the bytes that were read: quotes taken away, a terminator behind each.
 */
#include "input/stored.h"

#include "base/grow.h"
#include "input/path.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

enum { NAME_SIZE = 96, COLUMNS_MAX = 200 };

static void name_file(char shown[NAME_SIZE], const char *name, bool is_layer)
{
    (void)snprintf(shown, NAME_SIZE, is_layer ? "%s.geojson" : "tables/%s.csv", name);
}

static bool has_file(const char *folder, const char *name, bool is_layer)
{
    char shown[NAME_SIZE];
    struct lg_text path = {0};
    name_file(shown, name, is_layer);
    lg_text_printf(&path, "%s/%s", folder, shown);
    bool has = !path.failed && lg_path_exists(path.bytes, NULL, NULL);
    lg_text_reset(&path);
    return has;
}

bool lg_stored_has_table(const char *folder, const char *name)
{
    return has_file(folder, name, false);
}

bool lg_stored_has_layer(const char *folder, const char *name)
{
    return has_file(folder, name, true);
}

static enum lg_status read_open_file(FILE *file, const char *shown, char **bytes,
                                     size_t *size_bytes, struct lg_error *err)
{
    struct stat stat;
    if (fstat(fileno(file), &stat) != 0 || !S_ISREG(stat.st_mode)) {
        return lg_fail(err, LG_NO_INPUT, "%s: no file", shown);
    }
    size_t size = (size_t)stat.st_size;
    *bytes = malloc(size + 1);
    if (*bytes == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: %zu bytes", shown, size);
    if (fread(*bytes, 1, size, file) != size) {
        return lg_fail(err, LG_NO_INPUT, "%s: cannot be read to its end", shown);
    }
    (*bytes)[size] = '\0';
    *size_bytes = size;
    if (memchr(*bytes, '\0', size) == NULL && lg_utf8_valid(*bytes, size)) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s: no text in UTF-8; take the result from the run", shown);
}

enum lg_status lg_stored_read_file(const char *folder, const char *shown, char **bytes,
                                   size_t *size_bytes, struct lg_error *err)
{
    *bytes = NULL;
    *size_bytes = 0;
    struct lg_text path = {0};
    lg_text_printf(&path, "%s/%s", folder, shown);
    if (path.failed) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", shown);
    FILE *file = fopen(path.bytes, "rb");
    int failure = errno;
    lg_text_reset(&path);
    if (file == NULL) return lg_fail(err, LG_NO_INPUT, "%s: %s", shown, strerror(failure));
    enum lg_status status = read_open_file(file, shown, bytes, size_bytes, err);
    (void)fclose(file);
    if (status == LG_OK) return LG_OK;
    free(*bytes);
    *bytes = NULL;
    return status;
}

struct cursor {
    char *at;
    char *end;
    const char *shown;
    size_t row; /* 0: the header */
};

static enum lg_status broken(const struct cursor *cursor, const char *what, struct lg_error *err)
{
    if (cursor->row == 0) {
        return lg_fail(err, LG_BAD_INPUT, "%s: header: %s; take the result from the run",
                       cursor->shown, what);
    }
    return lg_fail(err, LG_BAD_INPUT, "%s: row %zu: %s; take the result from the run",
                   cursor->shown, cursor->row, what);
}

/* The text between quotes, put together where it stands; the cursor is behind the last of them. */
static bool take_quoted(struct cursor *cursor, char **text, char **end)
{
    char *to = ++cursor->at;
    *text = to;
    while (cursor->at < cursor->end) {
        char *quote = memchr(cursor->at, '"', (size_t)(cursor->end - cursor->at));
        if (quote == NULL) return false;
        size_t size = (size_t)(quote - cursor->at);
        bool is_doubled = quote + 1 < cursor->end && quote[1] == '"';
        memmove(to, cursor->at, size + (is_doubled ? 1 : 0));
        to += size + (is_doubled ? 1 : 0);
        cursor->at = quote + (is_doubled ? 2 : 1);
        if (is_doubled) continue;
        *end = to;
        return true;
    }
    return false;
}

static bool take_plain(struct cursor *cursor, char **text, char **end)
{
    *text = cursor->at;
    cursor->at += strcspn(cursor->at, ",\r\n\"");
    *end = cursor->at;
    return cursor->at == cursor->end || *cursor->at != '"';
}

/* Go behind what ends a cell. @param is_last  out: it was the last of its row */
static bool take_end(struct cursor *cursor, bool *is_last)
{
    *is_last = true;
    if (cursor->at == cursor->end) return true;
    char byte = *cursor->at++;
    if (byte == ',') *is_last = false;
    if (byte == ',' || byte == '\n') return true;
    return byte == '\r' && cursor->at < cursor->end && *cursor->at++ == '\n';
}

static enum lg_status take_cell(struct cursor *cursor, const char **text, bool *is_last,
                                struct lg_error *err)
{
    char *start = NULL;
    char *end = NULL;
    bool is_quoted = cursor->at < cursor->end && *cursor->at == '"';
    bool is_taken =
        is_quoted ? take_quoted(cursor, &start, &end) : take_plain(cursor, &start, &end);
    if (!is_taken) return broken(cursor, "a quote that does not end, or stands in a cell", err);
    if (!take_end(cursor, is_last)) return broken(cursor, "no comma behind a cell", err);
    *end = '\0';
    *text = start == end ? NULL : start;
    return LG_OK;
}

/* publish/csv.c puts an apostrophe before a text that begins as a formula, after apostrophes, too.
 */
static const char *without_guard(const char *text)
{
    if (text == NULL || text[0] != '\'') return text;
    const char *formula = text + strspn(text, "'");
    return *formula != '\0' && strchr("=+-@\t\r", *formula) != NULL ? text + 1 : text;
}

static enum lg_status take_header(struct cursor *cursor, struct lg_stored *stored,
                                  struct lg_error *err)
{
    stored->keys = calloc(COLUMNS_MAX, sizeof(*stored->keys));
    if (stored->keys == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", cursor->shown);
    bool is_last = false;
    while (!is_last) {
        const char *key = NULL;
        enum lg_status status = take_cell(cursor, &key, &is_last, err);
        if (status != LG_OK) return status;
        if (key == NULL) return broken(cursor, "a column without a name", err);
        if (stored->column_count == COLUMNS_MAX) return broken(cursor, "too many columns", err);
        stored->keys[stored->column_count++] = key;
    }
    return LG_OK;
}

static enum lg_status take_row(struct cursor *cursor, struct lg_stored *stored,
                               struct lg_error *err)
{
    cursor->row++;
    if (stored->row_count == stored->row_capacity) {
        size_t capacity = lg_grow_capacity(stored->row_capacity, stored->row_count + 1);
        if (!lg_grow_column((void **)&stored->cells, capacity,
                            stored->column_count * sizeof(*stored->cells))) {
            return lg_fail(err, LG_NO_MEMORY, "%s: no memory for row %zu", cursor->shown,
                           cursor->row);
        }
        stored->row_capacity = capacity;
    }
    union lg_stored_cell *cells = stored->cells + stored->row_count * stored->column_count;
    size_t count = 0;
    bool is_last = false;
    while (!is_last) {
        const char *text = NULL;
        enum lg_status status = take_cell(cursor, &text, &is_last, err);
        if (status != LG_OK) return status;
        if (count == stored->column_count) return broken(cursor, "more cells than columns", err);
        cells[count++].text = without_guard(text);
    }
    if (count < stored->column_count) return broken(cursor, "fewer cells than columns", err);
    stored->row_count++;
    return LG_OK;
}

enum lg_status lg_stored_read_table(const char *folder, const char *name, struct lg_stored *stored,
                                    struct lg_error *err)
{
    assert(folder != NULL && name != NULL && stored != NULL);

    char shown[NAME_SIZE];
    size_t size = 0;
    name_file(shown, name, false);
    stored->name = name;
    enum lg_status status = lg_stored_read_file(folder, shown, &stored->bytes, &size, err);
    if (status != LG_OK) return status;
    assert(stored->bytes != NULL);
    struct cursor cursor = {stored->bytes, stored->bytes + size, shown, 0};
    if (size >= 3 && memcmp(cursor.at, BYTE_ORDER_MARK, 3) == 0) cursor.at += 3;
    status = take_header(&cursor, stored, err);
    while (status == LG_OK && cursor.at < cursor.end) {
        status = take_row(&cursor, stored, err);
    }
    return status;
}
