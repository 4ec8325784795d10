/*
 * GeoJSON read for what the tables do not have: the id and the geometry of each feature, with the
 * digits they were written with. All else is gone over.
 */
#include "input/stored.h"

#include "base/grow.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 96, DECIMALS_MIN = 8, DECIMALS_MAX = 12, NUMBER_BYTES_MAX = 40 };

struct reading {
    const char *at; /* the bytes are terminated, so one more can be looked at */
    const char *shown;
    struct lg_stored *stored;
    double *ring; /* [2 * ring_capacity] */
    size_t ring_capacity;
    struct lg_text text; /* the string that was read last */
    struct lg_error *err;
};

static enum lg_status broken(const struct reading *reading, const char *what)
{
    return lg_fail(reading->err, LG_BAD_INPUT, "%s: row %zu: %s; take the result from the run",
                   reading->shown, reading->stored->place_count + 1, what);
}

static enum lg_status no_memory(const struct reading *reading)
{
    return lg_fail(reading->err, LG_NO_MEMORY, "%s: no memory for row %zu", reading->shown,
                   reading->stored->place_count + 1);
}

static char look(struct reading *reading)
{
    reading->at += strspn(reading->at, " \t\r\n");
    return *reading->at;
}

static bool take(struct reading *reading, char byte)
{
    if (look(reading) != byte) return false;
    reading->at++;
    return true;
}

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* Four digits behind "\u"; -1 when they are none. */
static int take_unit(struct reading *reading)
{
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(reading->at[0]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
        reading->at++;
    }
    return unit;
}

static void add_character(struct lg_text *text, unsigned code)
{
    if (code < 0x80U) {
        lg_text_add_char(text, (char)code);
        return;
    }
    if (code < 0x800U) {
        lg_text_add_char(text, (char)(0xC0U | code >> 6));
    } else if (code < 0x10000U) {
        lg_text_add_char(text, (char)(0xE0U | code >> 12));
        lg_text_add_char(text, (char)(0x80U | (code >> 6 & 0x3FU)));
    } else {
        lg_text_add_char(text, (char)(0xF0U | code >> 18));
        lg_text_add_char(text, (char)(0x80U | (code >> 12 & 0x3FU)));
        lg_text_add_char(text, (char)(0x80U | (code >> 6 & 0x3FU)));
    }
    lg_text_add_char(text, (char)(0x80U | (code & 0x3FU)));
}

static bool take_unicode(struct reading *reading)
{
    int unit = take_unit(reading);
    if (unit <= 0) return false;
    if (unit < 0xD800 || unit > 0xDFFF) {
        add_character(&reading->text, (unsigned)unit);
        return true;
    }
    if (unit > 0xDBFF || strncmp(reading->at, "\\u", 2) != 0) return false;
    reading->at += 2;
    int low = take_unit(reading);
    if (low < 0xDC00 || low > 0xDFFF) return false;
    unsigned code = 0x10000U + ((unsigned)(unit - 0xD800) << 10) + (unsigned)(low - 0xDC00);
    add_character(&reading->text, code);
    return true;
}

static bool take_escape(struct reading *reading)
{
    static const char names[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    char name = *reading->at;
    if (name == '\0') return false;
    reading->at++;
    if (name == 'u') return take_unicode(reading);
    const char *found = strchr(names, name);
    if (found == NULL) return false;
    lg_text_add_char(&reading->text, bytes[found - names]);
    return true;
}

/* A string, into reading->text. */
static bool take_string(struct reading *reading)
{
    if (!take(reading, '"')) return false;
    lg_text_clear(&reading->text);
    for (;;) {
        size_t plain = strcspn(reading->at, "\"\\");
        lg_text_add(&reading->text, reading->at, plain);
        reading->at += plain;
        if (*reading->at == '\0') return false;
        if (*reading->at++ == '"') return true;
        if (!take_escape(reading)) return false;
    }
}

static bool skip_string(struct reading *reading)
{
    reading->at++;
    for (;;) {
        reading->at += strcspn(reading->at, "\"\\");
        if (*reading->at == '\0') return false;
        if (*reading->at++ == '"') return true;
        if (*reading->at == '\0') return false;
        reading->at++;
    }
}

/* Go over a value, however deep. */
static bool skip_value(struct reading *reading)
{
    size_t depth = 0;
    do {
        char byte = look(reading);
        if (byte == '\0') return false;
        if (byte == '"') {
            if (!skip_string(reading)) return false;
        } else if (byte == '{' || byte == '[') {
            depth++;
            reading->at++;
        } else if (byte == '}' || byte == ']') {
            if (depth == 0) return false;
            depth--;
            reading->at++;
        } else {
            size_t size = strcspn(reading->at, "{}[]\" \t\r\n,");
            if (size == 0 && depth == 0) return false;
            reading->at += size == 0 ? 1 : size;
        }
    } while (depth > 0);
    return true;
}

/* A key and its colon. */
static bool take_key(struct reading *reading)
{
    return take_string(reading) && take(reading, ':');
}

static bool is_text(const struct reading *reading, const char *wanted)
{
    return reading->text.size == strlen(wanted) &&
           memcmp(reading->text.bytes, wanted, reading->text.size) == 0;
}

/* @param decimals  in, out: the most digits behind a point */
static bool take_number(struct reading *reading, double *number, int *decimals)
{
    (void)look(reading);
    size_t size = strspn(reading->at, "0123456789.-+eE");
    if (size == 0 || size > NUMBER_BYTES_MAX) return false;
    const char *point = memchr(reading->at, '.', size);
    if (point != NULL) {
        int digits = (int)strspn(point + 1, "0123456789");
        if (digits > *decimals) *decimals = digits;
    }
    if (!lg_number_read(reading->at, size, number)) return false;
    reading->at += size;
    return *decimals <= DECIMALS_MAX;
}

static bool take_position(struct reading *reading, double xy[2], int *decimals)
{
    return take(reading, '[') && take_number(reading, &xy[0], decimals) && take(reading, ',') &&
           take_number(reading, &xy[1], decimals) && take(reading, ']') && fabs(xy[0]) <= 180.0 &&
           fabs(xy[1]) <= 90.0;
}

static enum lg_status take_ring(struct reading *reading, bool is_hole, int *decimals)
{
    size_t count = 0;
    if (!take(reading, '[')) return broken(reading, "a ring that is none");
    do {
        if (count == reading->ring_capacity) {
            size_t capacity = lg_grow_capacity(reading->ring_capacity, count + 1);
            if (!lg_grow_column((void **)&reading->ring, capacity, 2 * sizeof(*reading->ring))) {
                return no_memory(reading);
            }
            reading->ring_capacity = capacity;
        }
        if (!take_position(reading, reading->ring + 2 * count, decimals)) {
            return broken(reading, "a vertex is no longitude and latitude");
        }
        count++;
    } while (take(reading, ','));
    if (!take(reading, ']') || count < 4) return broken(reading, "a ring that is none");
    double *xy = NULL;
    enum lg_status status =
        lg_shapes_add_ring(&reading->stored->shapes, is_hole, count, &xy, reading->err);
    if (status == LG_OK) memcpy(xy, reading->ring, 2 * count * sizeof(*xy));
    return status;
}

static enum lg_status take_polygon(struct reading *reading, int *decimals)
{
    bool is_hole = false;
    if (!take(reading, '[')) return broken(reading, "a polygon that is none");
    do {
        enum lg_status status = take_ring(reading, is_hole, decimals);
        if (status != LG_OK) return status;
        is_hole = true;
    } while (take(reading, ','));
    return take(reading, ']') ? LG_OK : broken(reading, "a polygon that is none");
}

static enum lg_status take_polygons(struct reading *reading)
{
    int decimals = DECIMALS_MIN;
    if (!take(reading, '[')) return broken(reading, "polygons that are none");
    do {
        enum lg_status status = take_polygon(reading, &decimals);
        if (status != LG_OK) return status;
    } while (take(reading, ','));
    reading->stored->decimals[reading->stored->place_count] = (uint8_t)decimals;
    return take(reading, ']') ? LG_OK : broken(reading, "polygons that are none");
}

/* null, or {"type":...,"coordinates":...} in this order, as every writer has it. */
static enum lg_status take_geometry(struct reading *reading)
{
    struct lg_stored *stored = reading->stored;
    if (look(reading) != '{') {
        if (strncmp(reading->at, "null", 4) != 0) return broken(reading, "no geometry");
        reading->at += 4;
        return LG_OK;
    }
    reading->at++;
    if (!take_key(reading) || !is_text(reading, "type") || !take_string(reading)) {
        return broken(reading, "a geometry without a type");
    }
    bool is_point = is_text(reading, "Point");
    if (!is_point && !is_text(reading, "MultiPolygon")) {
        return broken(reading, "its geometry is neither MultiPolygon nor Point");
    }
    if (!take(reading, ',') || !take_key(reading) || !is_text(reading, "coordinates")) {
        return broken(reading, "a geometry without coordinates");
    }
    enum lg_status status = LG_OK;
    int decimals = DECIMALS_MIN;
    if (!is_point) {
        status = take_polygons(reading);
    } else if (!take_position(reading, stored->points + 2 * stored->place_count, &decimals)) {
        status = broken(reading, "a point is no longitude and latitude");
    }
    if (status != LG_OK) return status;
    return take(reading, '}') ? LG_OK : broken(reading, "a geometry that does not end");
}

static enum lg_status begin_place(struct reading *reading)
{
    struct lg_stored *stored = reading->stored;
    if (stored->place_count == stored->place_capacity) {
        size_t capacity = lg_grow_capacity(stored->place_capacity, stored->place_count + 1);
        bool has_grown =
            lg_grow_column((void **)&stored->ids, capacity, sizeof(*stored->ids)) &&
            lg_grow_column((void **)&stored->points, capacity, 2 * sizeof(*stored->points)) &&
            lg_grow_column((void **)&stored->decimals, capacity, sizeof(*stored->decimals));
        if (!has_grown) return no_memory(reading);
        stored->place_capacity = capacity;
    }
    stored->ids[stored->place_count] = NULL;
    stored->points[2 * stored->place_count] = (double)NAN;
    stored->points[2 * stored->place_count + 1] = (double)NAN;
    stored->decimals[stored->place_count] = DECIMALS_MIN;
    return lg_shapes_begin(&stored->shapes, reading->err);
}

static enum lg_status take_id(struct reading *reading)
{
    struct lg_stored *stored = reading->stored;
    bool is_id = take_string(reading) && (reading->text.failed || reading->text.size > 0);
    if (!is_id) return broken(reading, "an id that is no text");
    if (reading->text.failed) return no_memory(reading);
    const char *id = lg_arena_text(&stored->memory, reading->text.bytes, reading->text.size);
    stored->ids[stored->place_count] = id;
    return id == NULL ? no_memory(reading) : LG_OK;
}

static enum lg_status take_member(struct reading *reading, bool *has_geometry)
{
    if (!take_key(reading)) return broken(reading, "no JSON");
    if (is_text(reading, "id")) return take_id(reading);
    if (is_text(reading, "geometry") && !*has_geometry) {
        *has_geometry = true;
        return take_geometry(reading);
    }
    return skip_value(reading) ? LG_OK : broken(reading, "no JSON");
}

static enum lg_status take_feature(struct reading *reading)
{
    enum lg_status status = begin_place(reading);
    bool has_geometry = false;
    if (status == LG_OK && !take(reading, '{')) status = broken(reading, "no feature");
    while (status == LG_OK) {
        status = take_member(reading, &has_geometry);
        if (status != LG_OK || !take(reading, ',')) break;
    }
    if (status != LG_OK) return status;
    if (!take(reading, '}')) return broken(reading, "a feature that does not end");
    if (reading->stored->ids[reading->stored->place_count] == NULL) {
        return broken(reading, "a feature without an id");
    }
    reading->stored->place_count++;
    return LG_OK;
}

static enum lg_status take_features(struct reading *reading)
{
    if (!take(reading, '[')) return broken(reading, "no features");
    if (take(reading, ']')) return LG_OK;
    do {
        enum lg_status status = take_feature(reading);
        if (status != LG_OK) return status;
    } while (take(reading, ','));
    return take(reading, ']') ? LG_OK : broken(reading, "features that do not end");
}

static enum lg_status take_collection(struct reading *reading)
{
    bool has_features = false;
    if (!take(reading, '{')) return broken(reading, "no GeoJSON");
    do {
        enum lg_status status = LG_OK;
        if (!take_key(reading)) return broken(reading, "no GeoJSON");
        if (is_text(reading, "features") && !has_features) {
            has_features = true;
            status = take_features(reading);
        } else if (!skip_value(reading)) {
            status = broken(reading, "no GeoJSON");
        }
        if (status != LG_OK) return status;
    } while (take(reading, ','));
    if (!take(reading, '}') || !has_features) return broken(reading, "it does not end");
    return LG_OK;
}

enum lg_status lg_stored_read_layer(const char *folder, struct lg_stored *stored,
                                    struct lg_error *err)
{
    assert(folder != NULL && stored != NULL && stored->name != NULL);
    assert(!stored->has_places);

    char shown[NAME_SIZE];
    char *bytes = NULL;
    size_t size = 0;
    (void)snprintf(shown, sizeof(shown), "%s.geojson", stored->name);
    enum lg_status status = lg_stored_read_file(folder, shown, &bytes, &size, err);
    if (status != LG_OK) return status;
    struct reading reading = {.at = bytes, .shown = shown, .stored = stored, .err = err};
    status = take_collection(&reading);
    if (status == LG_OK && stored->place_count != stored->row_count) {
        status = lg_fail(err, LG_BAD_INPUT,
                         "%s has %zu features, tables/%s.csv %zu rows; take both from the same run",
                         shown, stored->place_count, stored->name, stored->row_count);
    }
    stored->has_places = status == LG_OK;
    lg_text_reset(&reading.text);
    free(reading.ring);
    free(bytes);
    return status;
}
