#include "input/sample.h"

#include <math.h>
#include <string.h>

/* Values longer than this are told apart by their beginnings only. */
enum { VALUE_BYTES_MAX = 200, FIRST_CAPACITY = 16 };

static bool allot(size_t count, size_t row_capacity, struct lg_arena *memory,
                  struct lg_sample *sample)
{
    sample->field_count = count;
    sample->row_capacity = row_capacity;
    sample->fields = lg_arena_take(memory, (count + 1) * sizeof(*sample->fields));
    sample->profiles = lg_arena_take(memory, (count + 1) * sizeof(*sample->profiles));
    sample->features = lg_arena_take(memory, (row_capacity + 1) * sizeof(*sample->features));
    if (sample->fields == NULL || sample->profiles == NULL || sample->features == NULL) {
        return false;
    }
    memset(sample->fields, 0, (count + 1) * sizeof(*sample->fields));
    memset(sample->profiles, 0, (count + 1) * sizeof(*sample->profiles));
    for (size_t i = 0; i < count; i++) {
        struct lg_field_profile *profile = &sample->profiles[i];
        sample->fields[i].is_state_like = true;
        profile->cells = lg_arena_take(memory, (row_capacity + 1) * sizeof(*profile->cells));
        if (profile->cells == NULL) return false;
        memset(profile->cells, 0xFF, (row_capacity + 1) * sizeof(*profile->cells));
    }
    return true;
}

static size_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 1469598103934665603U; /* FNV-1a */
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211U;
    }
    return (size_t)(hash ^ hash >> 32);
}

/* Where a value stands or would stand. */
static uint32_t *find_slot(struct lg_field_profile *profile, const char *value, size_t length)
{
    size_t at = hash_bytes(value, length) % profile->slot_count;
    while (profile->slots[at] != LG_SAMPLE_NO_VALUE) {
        const char *known = profile->values[profile->slots[at]];
        if (strncmp(known, value, length) == 0 && known[length] == '\0') break;
        at = (at + 1) % profile->slot_count;
    }
    return &profile->slots[at];
}

/* Twice the room for different values; what is outgrown stays in the arena until it dies. */
static bool grow(struct lg_field_profile *profile, struct lg_arena *memory)
{
    size_t capacity = profile->value_capacity == 0 ? FIRST_CAPACITY : 2 * profile->value_capacity;
    size_t slot_count = 2 * capacity;
    const char **values = lg_arena_take(memory, capacity * sizeof(*values));
    uint32_t *row_counts = lg_arena_take(memory, capacity * sizeof(*row_counts));
    uint32_t *slots = lg_arena_take(memory, slot_count * sizeof(*slots));
    if (values == NULL || row_counts == NULL || slots == NULL) return false;
    memset(slots, 0xFF, slot_count * sizeof(*slots));
    for (size_t i = 0; i < profile->value_count; i++) {
        values[i] = profile->values[i];
        row_counts[i] = profile->row_counts[i];
    }
    profile->values = values;
    profile->row_counts = row_counts;
    profile->slots = slots;
    profile->slot_count = slot_count;
    profile->value_capacity = capacity;
    for (size_t i = 0; i < profile->value_count; i++) {
        *find_slot(profile, values[i], strlen(values[i])) = (uint32_t)i;
    }
    return true;
}

static bool is_all_stars(const char *value, size_t length)
{
    size_t stars = 0;
    while (stars < length && value[stars] == '*') {
        stars++;
    }
    return stars == length;
}

/* Take note of a value of the row that comes next; false when memory is out. */
static bool note(struct lg_sample *sample, size_t field, const char *value, size_t length,
                 struct lg_arena *memory)
{
    struct lg_field_profile *profile = &sample->profiles[field];
    value = lg_text_trim(value, &length);
    if (length > VALUE_BYTES_MAX) length = lg_utf8_valid_prefix(value, VALUE_BYTES_MAX);
    length = strnlen(value, length);
    if (length == 0) return true;
    if (is_all_stars(value, length) && strcmp(profile->type, "number") == 0) {
        profile->star_count++;
        return true;
    }

    profile->filled++;
    sample->fields[field].is_filled = true;
    if (!lg_is_land_state(value, length)) sample->fields[field].is_state_like = false;
    if (profile->value_count == profile->value_capacity && !grow(profile, memory)) return false;
    uint32_t *slot = find_slot(profile, value, length);
    if (*slot == LG_SAMPLE_NO_VALUE) {
        const char *kept = lg_arena_text(memory, value, length);
        if (kept == NULL) return false;
        *slot = (uint32_t)profile->value_count;
        profile->values[profile->value_count] = kept;
        profile->row_counts[profile->value_count++] = 0;
    }
    profile->row_counts[*slot]++;
    profile->cells[sample->row_count] = *slot;
    return true;
}

static const char *dbf_type(char type)
{
    switch (type) {
    case 'C':
        return "text";
    case 'N':
    case 'F':
        return "number";
    case 'D':
        return "date";
    case 'L':
        return "yes/no";
    default:
        return "other";
    }
}

/* A field name in UTF-8; half a character that ten bytes left at its end is dropped. */
static const char *decode_name(struct lg_opened *opened, const struct lg_dbf_field *field,
                               struct lg_text *text, struct lg_arena *memory)
{
    lg_text_clear(text);
    (void)lg_decode(opened->decoder, field->name, field->name_size, text);
    if (text->failed) return NULL;
    return lg_arena_text(memory, text->bytes == NULL ? "" : text->bytes, text->size);
}

static enum lg_status sample_dbf(struct lg_opened *opened, size_t row_count_max,
                                 struct lg_arena *memory, struct lg_sample *sample,
                                 struct lg_error *err)
{
    size_t count = 0;
    const struct lg_dbf_field *fields = lg_dbf_fields(opened->dbf, &count);
    struct lg_text text = {0};
    enum lg_status status = LG_OK;
    size_t record_count = lg_dbf_record_count(opened->dbf);
    size_t row_capacity = record_count < row_count_max ? record_count : row_count_max;
    bool has_room = allot(count, row_capacity, memory, sample);
    for (size_t i = 0; has_room && i < count; i++) {
        sample->fields[i].name = decode_name(opened, &fields[i], &text, memory);
        sample->fields[i].stored_bytes = fields[i].name_size;
        sample->profiles[i].type = dbf_type(fields[i].type);
        sample->fields[i].is_usable = strcmp(sample->profiles[i].type, "other") != 0;
        sample->profiles[i].width = (int)fields[i].width;
        has_room = sample->fields[i].name != NULL;
    }
    for (size_t row = 0; has_room && row < record_count && sample->row_count < row_capacity;
         row++) {
        const char *record = NULL;
        status = lg_dbf_record(opened->dbf, row, &record, err);
        if (status != LG_OK) break;
        if (record[0] == '*') {
            sample->deleted_count++;
            continue;
        }
        for (size_t i = 0; has_room && i < count; i++) {
            if (!sample->fields[i].is_usable) continue;
            size_t length = 0;
            const char *value = lg_dbf_value(&fields[i], record, &length);
            lg_text_clear(&text);
            (void)lg_decode(opened->decoder, value, length, &text);
            has_room = !text.failed &&
                       note(sample, i, text.bytes == NULL ? "" : text.bytes, text.size, memory);
        }
        sample->features[sample->row_count++] = (int64_t)row;
    }
    lg_text_reset(&text);
    return status == LG_OK && !has_room ? lg_fail(err, LG_NO_MEMORY, "a look at the fields")
                                        : status;
}

static const char *ogr_type(OGRFieldType type)
{
    switch ((int)type) {
    case OFTString:
        return "text";
    case OFTInteger:
    case OFTInteger64:
    case OFTReal:
        return "number";
    case OFTDate:
    case OFTDateTime:
        return "date";
    default:
        return "other";
    }
}

static enum lg_status sample_ogr(struct lg_opened *opened, size_t row_count_max,
                                 struct lg_arena *memory, struct lg_sample *sample,
                                 struct lg_error *err)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(opened->layer);
    int count = OGR_FD_GetFieldCount(definition);
    bool is_small =
        opened->feature_count >= 0 && (uint64_t)opened->feature_count < (uint64_t)row_count_max;
    size_t row_capacity = is_small ? (size_t)opened->feature_count : row_count_max;
    bool has_room = allot((size_t)count, row_capacity, memory, sample);
    for (int i = 0; has_room && i < count; i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        const char *name = OGR_Fld_GetNameRef(field);
        sample->fields[i].name =
            lg_arena_text(memory, name, lg_utf8_valid_prefix(name, strlen(name)));
        sample->profiles[i].type = ogr_type(OGR_Fld_GetType(field));
        sample->fields[i].is_usable = strcmp(sample->profiles[i].type, "other") != 0;
        sample->profiles[i].width = OGR_Fld_GetWidth(field);
        has_room = sample->fields[i].name != NULL;
    }
    OGR_L_ResetReading(opened->layer);
    while (has_room && sample->row_count < row_capacity) {
        OGRFeatureH feature = OGR_L_GetNextFeature(opened->layer);
        if (feature == NULL) break;
        for (int i = 0; has_room && i < count; i++) {
            if (!sample->fields[i].is_usable || !OGR_F_IsFieldSetAndNotNull(feature, i)) continue;
            const char *value = OGR_F_GetFieldAsString(feature, i);
            size_t length = lg_utf8_valid_prefix(value, strlen(value));
            has_room = note(sample, (size_t)i, value, length, memory);
        }
        sample->features[sample->row_count++] = (int64_t)OGR_F_GetFID(feature);
        OGR_F_Destroy(feature);
    }
    OGR_L_ResetReading(opened->layer);
    return has_room ? LG_OK : lg_fail(err, LG_NO_MEMORY, "a look at the fields");
}

enum lg_status lg_sample_take(struct lg_opened *opened, size_t row_count_max,
                              struct lg_arena *memory, struct lg_sample *sample,
                              struct lg_error *err)
{
    *sample = (struct lg_sample){0};
    return opened->dbf != NULL ? sample_dbf(opened, row_count_max, memory, sample, err)
                               : sample_ogr(opened, row_count_max, memory, sample, err);
}

const char *lg_sample_value(const struct lg_sample *sample, size_t field, size_t row)
{
    uint32_t cell = sample->profiles[field].cells[row];
    return cell == LG_SAMPLE_NO_VALUE ? NULL : sample->profiles[field].values[cell];
}

double lg_sample_number(const struct lg_sample *sample, size_t field, size_t row)
{
    const char *value = lg_sample_value(sample, field, row);
    double number = (double)NAN;
    if (value != NULL && !lg_number_read(value, strlen(value), &number)) return (double)NAN;
    return number;
}
