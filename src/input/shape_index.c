#include "input/shape_index.h"

#include <cpl_vsi.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADER_BYTES = 100,
    ENTRY_BYTES = 8,
    RECORD_HEAD_BYTES = 8,
    COUNTS_AT = 36,                      /* of rings and vertices, in the content of a polygon */
    LOOK_BYTES = RECORD_HEAD_BYTES + 44, /* head, type, box, counts */
    WINDOW_BYTES = 1 << 18,
};

/* Part of the .shp: records are looked at mostly in order. */
struct window {
    VSILFILE *file;
    uint64_t file_bytes;
    uint8_t *bytes; /* [WINDOW_BYTES] */
    uint64_t at;
    size_t size;
};

/* Where an entry of the index points, in bytes. */
struct place {
    uint64_t at, content_bytes;
    size_t shape;
};

static uint64_t read_big(const uint8_t *bytes)
{
    return (uint64_t)bytes[0] << 24 | (uint64_t)bytes[1] << 16 | (uint64_t)bytes[2] << 8 | bytes[3];
}

static uint64_t read_little(const uint8_t *bytes)
{
    return (uint64_t)bytes[3] << 24 | (uint64_t)bytes[2] << 16 | (uint64_t)bytes[1] << 8 | bytes[0];
}

/* Bytes of the file; NULL where it has none or cannot be read. */
static const uint8_t *look(struct window *window, uint64_t at, size_t size)
{
    if (at + size > window->file_bytes) return NULL;
    if (at < window->at || at + size > window->at + window->size) {
        window->size = 0;
        if (VSIFSeekL(window->file, at, SEEK_SET) != 0) return NULL;
        window->size = VSIFReadL(window->bytes, 1, WINDOW_BYTES, window->file);
        window->at = at;
    }
    return size > window->size ? NULL : window->bytes + (at - window->at);
}

/* Whether the counts of a polygon's rings and vertices make up its content. */
static bool is_filled(const uint8_t *content, uint64_t content_bytes)
{
    uint64_t type = read_little(content);
    if (type != 5 && type != 15 && type != 25) return true;
    if (content_bytes < LOOK_BYTES - RECORD_HEAD_BYTES) return false;
    uint64_t rings = read_little(content + COUNTS_AT);
    uint64_t vertices = read_little(content + COUNTS_AT + 4);
    uint64_t plane = 44 + 4 * rings + 16 * vertices;
    uint64_t one_value = 16 + 8 * vertices; /* range, and Z or M of each vertex */
    bool has_m_only = type == 25 && content_bytes == plane + one_value;
    bool has_z = type == 15 &&
                 (content_bytes == plane + one_value || content_bytes == plane + 2 * one_value);
    bool has_neither = type != 15 && content_bytes == plane;
    return has_neither || has_m_only || has_z;
}

static bool is_there(struct window *window, const struct place *place)
{
    if (place->at < HEADER_BYTES ||
        place->at + RECORD_HEAD_BYTES + place->content_bytes > window->file_bytes ||
        place->content_bytes < 4) {
        return false;
    }
    size_t size = LOOK_BYTES;
    if (place->content_bytes + RECORD_HEAD_BYTES < size) {
        size = RECORD_HEAD_BYTES + (size_t)place->content_bytes;
    }
    const uint8_t *record = look(window, place->at, size);
    return record != NULL && 2 * read_big(record + 4) == place->content_bytes &&
           is_filled(record + RECORD_HEAD_BYTES, place->content_bytes);
}

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

/* Two entries that lead to one place: nobody can tell whose it is. */
static void strike_shared(struct place *places, size_t count, uint8_t *lost)
{
    bool is_ordered = true;
    for (size_t i = 1; i < count && is_ordered; i++) {
        is_ordered = places[i].at > places[i - 1].at;
    }
    if (!is_ordered) qsort(places, count, sizeof(*places), compare_places);
    size_t last = 0; /* of those before, the one that reaches farthest */
    for (size_t i = 1; i < count; i++) {
        uint64_t end = places[last].at + RECORD_HEAD_BYTES + places[last].content_bytes;
        bool is_shared = places[i].at < end;
        if (is_shared) lost[places[last].shape] = lost[places[i].shape] = 1;
        if (places[i].at + RECORD_HEAD_BYTES + places[i].content_bytes > end) last = i;
    }
}

/* The entries that lead to a record, in places; the others are struck. @return places taken */
static size_t follow(struct window *window, const uint8_t *entries, size_t count,
                     struct place *places, uint8_t *lost)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *entry = entries + i * ENTRY_BYTES;
        struct place place = {2 * read_big(entry), 2 * read_big(entry + 4), i};
        if (is_there(window, &place)) {
            places[found++] = place;
        } else {
            lost[i] = 1;
        }
    }
    return found;
}

/* @param entries  out: [count * ENTRY_BYTES] */
static bool read_entries(const char *shx, size_t count, uint8_t *entries)
{
    VSILFILE *file = VSIFOpenL(shx, "rb");
    if (file == NULL) return false;
    bool is_read = VSIFSeekL(file, HEADER_BYTES, SEEK_SET) == 0 &&
                   VSIFReadL(entries, ENTRY_BYTES, count, file) == count;
    (void)VSIFCloseL(file);
    return is_read;
}

enum lg_status lg_shape_index_check(const char *shx, const char *shp, const char *name,
                                    size_t count, uint8_t **lost, size_t *lost_count,
                                    struct lg_error *err)
{
    *lost = NULL;
    *lost_count = 0;
    struct window window = {.file = VSIFOpenL(shp, "rb"), .bytes = malloc(WINDOW_BYTES)};
    uint8_t *entries = malloc(count * ENTRY_BYTES + 1);
    struct place *places = malloc((count + 1) * sizeof(*places));
    uint8_t *struck = calloc(count + 1, 1);
    enum lg_status status;
    if (window.bytes == NULL || entries == NULL || places == NULL || struck == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: %zu shapes", name, count);
        goto done;
    }
    if (window.file == NULL || VSIFSeekL(window.file, 0, SEEK_END) != 0 ||
        !read_entries(shx, count, entries)) {
        status = lg_fail(err, LG_BAD_INPUT, "%s: the .shx or .shp cannot be read; deliver it again",
                         name);
        goto done;
    }

    window.file_bytes = VSIFTellL(window.file);
    strike_shared(places, follow(&window, entries, count, places, struck), struck);
    for (size_t i = 0; i < count; i++) {
        *lost_count += struck[i];
    }
    status = LG_OK;
    if (*lost_count == count && count > 0) {
        status = lg_fail(err, LG_BAD_INPUT,
                         "%s: the .shx leads to none of its %zu shapes in the .shp; they are not "
                         "of one delivery",
                         name, count);
    } else if (*lost_count > 0) {
        *lost = struck;
        struck = NULL;
    }
done:
    if (window.file != NULL) (void)VSIFCloseL(window.file);
    free(window.bytes);
    free(entries);
    free(places);
    free(struck);
    return status;
}
