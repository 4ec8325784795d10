#include "input/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool allot(size_t count, struct lg_arena *memory, struct lg_sample *sample)
{
    sample->field_count = count;
    sample->fields = lg_arena_take(memory, (count + 1) * sizeof(*sample->fields));
    sample->profiles = lg_arena_take(memory, (count + 1) * sizeof(*sample->profiles));
    if (sample->fields == NULL || sample->profiles == NULL) return false;
    memset(sample->fields, 0, (count + 1) * sizeof(*sample->fields));
    memset(sample->profiles, 0, (count + 1) * sizeof(*sample->profiles));
    for (size_t i = 0; i < count; i++) {
        sample->fields[i].is_state_like = true;
    }
    return true;
}

/* Take note of a value; false when memory is out. */
static bool note(struct lg_sample *sample, size_t field, const char *value, size_t length,
                 struct lg_arena *memory)
{
    value = lg_text_trim(value, &length);
    if (length == 0) return true;

    struct lg_field_profile *profile = &sample->profiles[field];
    profile->filled++;
    sample->fields[field].is_filled = true;
    if (!lg_is_land_state(value, length)) sample->fields[field].is_state_like = false;
    if (profile->example_count == LG_SAMPLE_EXAMPLE_COUNT) return true;
    for (size_t i = 0; i < profile->example_count; i++) {
        const char *known = profile->examples[i];
        if (strlen(known) == length && memcmp(known, value, length) == 0) return true;
    }
    const char *kept = lg_arena_text(memory, value, length);
    if (kept == NULL) return false;
    profile->examples[profile->example_count++] = kept;
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
    bool has_room = allot(count, memory, sample);
    for (size_t i = 0; has_room && i < count; i++) {
        sample->fields[i].name = decode_name(opened, &fields[i], &text, memory);
        sample->fields[i].stored_bytes = fields[i].name_size;
        sample->profiles[i].type = dbf_type(fields[i].type);
        sample->fields[i].is_usable = strcmp(sample->profiles[i].type, "other") != 0;
        sample->profiles[i].width = (int)fields[i].width;
        has_room = sample->fields[i].name != NULL;
    }
    size_t record_count = lg_dbf_record_count(opened->dbf);
    if (record_count > row_count_max) record_count = row_count_max;
    for (size_t row = 0; has_room && row < record_count; row++) {
        const char *record = NULL;
        status = lg_dbf_record(opened->dbf, row, &record, err);
        if (status != LG_OK) break;
        if (record[0] == '*') continue;
        sample->row_count++;
        for (size_t i = 0; has_room && i < count; i++) {
            if (!sample->fields[i].is_usable) continue;
            size_t length = 0;
            const char *value = lg_dbf_value(&fields[i], record, &length);
            lg_text_clear(&text);
            (void)lg_decode(opened->decoder, value, length, &text);
            has_room = !text.failed &&
                       note(sample, i, text.bytes == NULL ? "" : text.bytes, text.size, memory);
        }
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
    bool has_room = allot((size_t)count, memory, sample);
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
    while (has_room && sample->row_count < row_count_max) {
        OGRFeatureH feature = OGR_L_GetNextFeature(opened->layer);
        if (feature == NULL) break;
        sample->row_count++;
        for (int i = 0; has_room && i < count; i++) {
            if (!sample->fields[i].is_usable || !OGR_F_IsFieldSetAndNotNull(feature, i)) continue;
            const char *value = OGR_F_GetFieldAsString(feature, i);
            size_t length = lg_utf8_valid_prefix(value, strlen(value));
            has_room = note(sample, (size_t)i, value, length, memory);
        }
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
