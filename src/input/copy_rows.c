/*
 * The values of a row as its copy gets them, and what had to be changed in them.
 */
#include "input/copy_state.h"

#include "base/text.h"
#include "input/path.h"

#include <cpl_vsi.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a .shx: its header, one entry. */
enum { INDEX_HEADER_BYTES = 100, INDEX_ENTRY_BYTES = 8, NULL_SHAPE_WORDS = 2 };

static enum lg_status no_memory(const struct lg_copy_source *source, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "%s: the rows of its copy", source->reader->file);
}

static bool put_bytes(struct lg_copy_source *source, const char *bytes, size_t length,
                      struct lg_copy_value *value)
{
    value->bytes = lg_arena_text(&source->rows->texts, bytes, length);
    value->length = length;
    value->is_set = true;
    return value->bytes != NULL;
}

/* ---- what changes in a value ---- */

/* The bytes as they are where they are printable ASCII, the others as \xHH. */
static void show_bytes(const char *bytes, size_t length, struct lg_text *shown)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0x20 && byte < 0x7F) {
            lg_text_add_char(shown, bytes[i]);
        } else {
            lg_text_printf(shown, "\\x%02X", (unsigned)byte);
        }
    }
}

static enum lg_status tell_broken(struct lg_copy_source *source, size_t row,
                                  const struct lg_copy_field *field, const char *bytes,
                                  size_t length, bool is_cut, struct lg_error *err)
{
    struct lg_text shown = {0};
    const struct lg_table *table = &source->block->table;
    struct lg_change change = lg_change_blank("encoding", table->feature[row]);
    show_bytes(bytes, length, &shown);
    change.id = lg_table_text(table, source->request->id_role, row);
    change.before = shown.bytes;
    change.after = source->scratch.bytes;
    enum lg_status status =
        shown.failed ? no_memory(source, err)
                     : lg_changes_add(source->changes, &change, err,
                                      is_cut ? "field %s was cut inside its last character, which "
                                               "was dropped"
                                             : "field %s had bytes that are no character; they are "
                                               "U+FFFD now",
                                      field->name);
    lg_text_reset(&shown);
    return status;
}

static enum lg_status tell_suffix(struct lg_copy_source *source, int64_t feature, const char *id,
                                  const struct lg_copy_field *field, struct lg_error *err)
{
    struct lg_change change = lg_change_blank("id_suffixed", feature);
    change.id = id;
    change.before = id;
    change.after = source->scratch.bytes;
    return lg_changes_add(source->changes, &change, err,
                          "field %s: the id stands more than once; this row is called %s now",
                          field->name, change.after);
}

/* A text into a value, decoded, with the suffix of an id. */
static enum lg_status put_text(struct lg_copy_source *source, size_t row, size_t i,
                               const char *bytes, size_t length, struct lg_copy_value *value,
                               struct lg_error *err)
{
    const struct lg_table *table = &source->block->table;
    int64_t feature = table->feature[row];
    const char *id = lg_table_text(table, source->request->id_role, row);
    const char *suffix = i == source->schema.id_field ? lg_copy_suffix_of(source, feature) : NULL;
    const struct lg_copy_field *field = &source->schema.fields[i];
    enum lg_decoding decoding = lg_copy_decode(source, bytes, length, suffix);
    const char *text = source->scratch.size == 0 ? "" : source->scratch.bytes;
    if (source->scratch.failed || !put_bytes(source, text, source->scratch.size, value)) {
        return no_memory(source, err);
    }
    enum lg_status status = LG_OK;
    if (suffix != NULL) status = tell_suffix(source, feature, id, field, err);
    if (status != LG_OK || decoding == LG_DECODED) return status;
    return tell_broken(source, row, field, bytes, length, decoding == LG_DECODED_CUT, err);
}

/* ---- values of a shapefile ---- */

static enum lg_status put_stored_number(struct lg_copy_source *source,
                                        const struct lg_copy_field *field, const char *bytes,
                                        size_t length, struct lg_copy_value *value,
                                        struct lg_error *err)
{
    double number = 0;
    /* Stars are no number: null, and said once for the field. */
    if (!lg_number_read(bytes, length, &number)) return LG_OK;
    char digits[32];
    if (field->type == LG_COPY_LONG && length < sizeof(digits)) {
        memcpy(digits, bytes, length);
        digits[length] = '\0';
        value->integer = strtoll(digits, NULL, 10);
    } else if (field->type == LG_COPY_LONG) {
        return lg_fail(err, LG_INTERNAL, "%s: field %s has a number of %zu digits",
                       source->reader->file, field->name, length);
    }
    value->real = number;
    value->is_set = true;
    return LG_OK;
}

static void put_stored_day(const char *bytes, size_t length, struct lg_copy_value *value)
{
    struct lg_date_reading reading = lg_date_read(bytes, length);
    if (length != 8 || reading.form == LG_DATE_EMPTY || reading.form == LG_DATE_WRONG) return;
    char digits[9] = "";
    memcpy(digits, bytes, 8);
    long day = strtol(digits, NULL, 10);
    value->time[0] = (int)(day / 10000);
    value->time[1] = (int)(day / 100 % 100);
    value->time[2] = (int)(day % 100);
    value->is_set = true;
}

static enum lg_status put_stored(struct lg_copy_source *source, size_t row, size_t i,
                                 const char *record, struct lg_copy_value *value,
                                 struct lg_error *err)
{
    const struct lg_dbf_field *stored = &source->reader->raw_fields[i];
    const struct lg_copy_field *field = &source->schema.fields[i];
    size_t length = 0;
    const char *bytes = lg_copy_cell(stored, record, &length);
    size_t plain_length = 0;
    const char *plain = lg_dbf_value(stored, record, &plain_length);
    bool is_text = stored->type == 'C';
    if (field->type == LG_COPY_STORED) {
        bool has_room = put_bytes(source, record + stored->offset, stored->width, value);
        return has_room ? LG_OK : no_memory(source, err);
    }
    if (plain_length == 0) return LG_OK;
    switch (field->type) {
    case LG_COPY_LONG:
    case LG_COPY_REAL:
        return put_stored_number(source, field, plain, plain_length, value, err);
    case LG_COPY_DAY:
        put_stored_day(plain, plain_length, value);
        return LG_OK;
    case LG_COPY_TEXT:
        return put_text(source, row, i, is_text ? bytes : plain, is_text ? length : plain_length,
                        value, err);
    case LG_COPY_STORED:
    case LG_COPY_INTEGER:
    case LG_COPY_TIME:
    case LG_COPY_BYTES:
        break;
    }
    return lg_fail(err, LG_INTERNAL, "%s: field %s has no type", source->reader->file, field->name);
}

enum lg_status lg_copy_tell_deleted(struct lg_copy_source *source, int64_t record,
                                    struct lg_error *err)
{
    struct lg_opened *opened = &source->reader->opened;
    enum lg_status status = LG_OK;
    for (; status == LG_OK && source->next_record < record; source->next_record++) {
        const char *bytes = NULL;
        struct lg_change change = lg_change_blank("deleted_row", source->next_record);
        change.before = "marked as deleted";
        change.after = "left out";
        status = lg_dbf_record(opened->dbf, (size_t)source->next_record, &bytes, err);
        if (status != LG_OK) return status;
        if (source->schema.id_field != SIZE_MAX) {
            size_t length = 0;
            const char *id =
                lg_dbf_value(&source->reader->raw_fields[source->schema.id_field], bytes, &length);
            (void)lg_copy_decode(source, id, length, NULL);
            change.id = source->scratch.size == 0 ? NULL : source->scratch.bytes;
        }
        status = lg_changes_add(source->changes, &change, err,
                                "the row is marked as deleted in the .dbf and is not in the copy");
    }
    return status;
}

static enum lg_status keep_record(struct lg_copy_source *source, size_t row, struct lg_error *err)
{
    struct lg_opened *opened = &source->reader->opened;
    int64_t feature = source->block->table.feature[row];
    size_t field_count = source->schema.field_count;
    enum lg_status status = lg_copy_tell_deleted(source, feature, err);
    source->next_record = feature + 1;
    const char *record = NULL;
    if (status == LG_OK) status = lg_dbf_record(opened->dbf, (size_t)feature, &record, err);
    for (size_t i = 0; status == LG_OK && i < field_count; i++) {
        struct lg_copy_value *value = &source->rows->values[row * field_count + i];
        status = put_stored(source, row, i, record, value, err);
    }
    return status;
}

/* ---- values of everything else ---- */

/* Numbers have the form that ids have everywhere: whole ones no decimals. */
static const char *text_of(OGRFeatureH feature, int field, char buffer[32])
{
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
    double number = type == OFTReal ? OGR_F_GetFieldAsDouble(feature, field) : 0.0;
    if (type != OFTReal) return OGR_F_GetFieldAsString(feature, field);
    bool is_whole = fabs(number) < 1e15 && number == floor(number);
    (void)snprintf(buffer, 32, is_whole ? "%.0f" : "%.15g", number);
    return buffer;
}

static enum lg_status put_ogr(struct lg_copy_source *source, OGRFeatureH feature, size_t row,
                              size_t i, struct lg_copy_value *value, struct lg_error *err)
{
    int field = (int)i;
    char buffer[32];
    if (!OGR_F_IsFieldSetAndNotNull(feature, field)) return LG_OK;
    value->is_set = true;
    switch (source->schema.fields[i].type) {
    case LG_COPY_INTEGER:
    case LG_COPY_LONG:
        value->integer = OGR_F_GetFieldAsInteger64(feature, field);
        return LG_OK;
    case LG_COPY_REAL:
        value->real = OGR_F_GetFieldAsDouble(feature, field);
        return LG_OK;
    case LG_COPY_DAY:
    case LG_COPY_TIME:
        value->is_set = OGR_F_GetFieldAsDateTimeEx(
                            feature, field, &value->time[0], &value->time[1], &value->time[2],
                            &value->time[3], &value->time[4], &value->second, &value->time[5]) != 0;
        return LG_OK;
    case LG_COPY_BYTES: {
        int size = 0;
        const void *bytes = OGR_F_GetFieldAsBinary(feature, field, &size);
        bool has_room = put_bytes(source, size > 0 ? bytes : "", (size_t)size, value);
        return has_room ? LG_OK : no_memory(source, err);
    }
    case LG_COPY_TEXT: {
        const char *text = text_of(feature, field, buffer);
        return put_text(source, row, i, text, strlen(text), value, err);
    }
    case LG_COPY_STORED:
        break;
    }
    return lg_fail(err, LG_INTERNAL, "%s: a field has no type", source->reader->file);
}

/* ---- shapes ---- */

/* Whether the .shx has more than a null shape for a record. */
static bool has_record_shape(struct lg_copy_source *source, int64_t feature)
{
    if (source->index == NULL) {
        char *path = lg_path_sidecar(source->reader->opened.path, "shx");
        if (path != NULL) source->index = VSIFOpenL(path, "rb");
        free(path);
    }
    unsigned char entry[INDEX_ENTRY_BYTES] = {0};
    vsi_l_offset at = INDEX_HEADER_BYTES + (vsi_l_offset)feature * INDEX_ENTRY_BYTES;
    if (source->index == NULL || VSIFSeekL(source->index, at, SEEK_SET) != 0 ||
        VSIFReadL(entry, 1, sizeof(entry), source->index) != sizeof(entry)) {
        return true;
    }
    return entry[4] != 0 || entry[5] != 0 || entry[6] != 0 || entry[7] > NULL_SHAPE_WORDS;
}

static bool has_other_parts(OGRGeometryH geometry)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbPolygon || type == wkbCurvePolygon) return false;
    if (type != wkbMultiPolygon && type != wkbMultiSurface && type != wkbGeometryCollection) {
        return true;
    }
    int count = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; i < count; i++) {
        if (has_other_parts(OGR_G_GetGeometryRef(geometry, i))) return true;
    }
    return false;
}

static uint8_t look_at_shape(struct lg_copy_source *source, OGRFeatureH feature)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry == NULL || OGR_G_IsEmpty(geometry)) {
        bool is_record = source->reader->opened.dbf != NULL;
        return is_record && has_record_shape(source, OGR_F_GetFID(feature)) ? LG_COPY_HAD_SHAPE : 0;
    }
    unsigned flags = LG_COPY_HAD_SHAPE;
    source->dimension_count += OGR_G_Is3D(geometry) || OGR_G_IsMeasured(geometry);
    if (OGR_G_HasCurveGeometry(geometry, TRUE)) flags |= LG_COPY_HAD_CURVE;
    if (has_other_parts(geometry)) flags |= LG_COPY_HAD_OTHER;
    return (uint8_t)flags;
}

static int compare_numbers(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* Rows keep their numbers as long as these ascend: a GeoPackage has its rows in their order. */
static enum lg_status number_row(struct lg_copy_source *source, size_t row, int64_t number,
                                 struct lg_error *err)
{
    bool is_kept = number > source->last_number;
    source->last_number = is_kept ? number : source->last_number + 1;
    source->rows->numbers[row] = source->last_number;
    if (is_kept || source->schema.is_shapefile) return LG_OK;

    char before[24];
    char after[24];
    struct lg_change change = lg_change_blank("renumbered", number);
    (void)snprintf(before, sizeof(before), "%lld", (long long)number);
    (void)snprintf(after, sizeof(after), "%lld", (long long)source->last_number);
    change.id = lg_table_text(&source->block->table, source->request->id_role, row);
    change.before = before;
    change.after = after;
    return lg_changes_add(source->changes, &change, err,
                          "feature numbers did not ascend; row %s has the number %s now", before,
                          after);
}

enum lg_status lg_copy_keep_row(void *keeper, OGRFeatureH feature, size_t row, struct lg_error *err)
{
    struct lg_copy_source *source = keeper;
    struct lg_copy_rows *rows = source->rows;
    size_t field_count = source->schema.field_count;
    enum lg_status status = lg_copy_rows_add(rows, 1, err);
    if (status != LG_OK) return status;
    int64_t number = OGR_F_GetFID(feature);
    rows->flags[row] = look_at_shape(source, feature);
    if (source->chosen != NULL && bsearch(&number, source->chosen, source->chosen_count,
                                          sizeof(number), compare_numbers) == NULL) {
        rows->flags[row] |= LG_COPY_IS_OUTSIDE;
    }
    status = number_row(source, row, number, err);
    if (status != LG_OK) return status;
    if (source->reader->opened.dbf != NULL) return keep_record(source, row, err);
    for (size_t i = 0; status == LG_OK && i < field_count; i++) {
        status = put_ogr(source, feature, row, i, &rows->values[row * field_count + i], err);
    }
    return status;
}
