/*
 * How a copy is laid out: its fields, their widths, and whether it can stay a shapefile.
 */
#include "input/copy_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Limits of a .dbf: of a field name, of a text field, of a record. */
enum { NAME_BYTES_MAX = 10, TEXT_BYTES_MAX = 254, RECORD_BYTES_MAX = 65535, LONG_DIGITS_MAX = 18 };

const char *lg_copy_cell(const struct lg_dbf_field *field, const char *record, size_t *length)
{
    const char *value = record + field->offset;
    const char *zero = memchr(value, '\0', field->width);
    size_t size = zero == NULL ? field->width : (size_t)(zero - value);
    while (size > 0 && value[size - 1] == ' ') {
        size--;
    }
    *length = size;
    return value;
}

static enum lg_status no_memory(const struct lg_copy_source *source, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "%s: the layout of its copy", source->reader->file);
}

static bool allot_fields(struct lg_copy_source *source, size_t count)
{
    struct lg_copy_schema *schema = &source->schema;
    schema->field_count = count;
    schema->id_field = SIZE_MAX;
    schema->fields = lg_arena_take(&source->memory, (count + 1) * sizeof(*schema->fields));
    source->censuses = lg_arena_take(&source->memory, (count + 1) * sizeof(*source->censuses));
    if (schema->fields == NULL || source->censuses == NULL) return false;
    memset(schema->fields, 0, (count + 1) * sizeof(*schema->fields));
    memset(source->censuses, 0, (count + 1) * sizeof(*source->censuses));
    return true;
}

static void find_id_field(struct lg_copy_source *source)
{
    const char *wanted = source->request->id_field;
    struct lg_copy_schema *schema = &source->schema;
    for (size_t i = 0; wanted != NULL && i < schema->field_count; i++) {
        if (strcmp(schema->fields[i].name, wanted) != 0) continue;
        schema->id_field = i;
        return;
    }
}

/* ---- the cells of a shapefile ---- */

static bool consists_of(const char *bytes, size_t length, const char *set)
{
    for (size_t i = 0; i < length; i++) {
        if (strchr(set, bytes[i]) == NULL) return false;
    }
    return true;
}

static bool is_day(const char *bytes, size_t length)
{
    struct lg_date_reading reading = lg_date_read(bytes, length);
    if (length != 8 || !consists_of(bytes, length, "0123456789")) return false;
    return reading.form == LG_DATE_EMPTY || reading.form == LG_DATE_PLACEHOLDER ||
           (reading.form == LG_DATE_READ && reading.precision == LG_DATE_BY_DAY);
}

static void look_at_number(const char *bytes, size_t length, struct lg_copy_census *census)
{
    double number = 0;
    if (length == 0) return;
    if (consists_of(bytes, length, "*")) {
        census->star_count++;
    } else if (!lg_number_read(bytes, length, &number)) {
        census->has_junk = true;
    } else if (memchr(bytes, '.', length) != NULL || memchr(bytes, 'e', length) != NULL ||
               memchr(bytes, 'E', length) != NULL) {
        census->has_fraction = true;
    } else if (length > LONG_DIGITS_MAX) {
        census->has_junk = true; /* a code: more digits than a number keeps */
    }
}

static enum lg_status look_at_cell(struct lg_copy_source *source, size_t i, const char *record,
                                   const char *suffix, struct lg_error *err)
{
    const struct lg_dbf_field *field = &source->reader->raw_fields[i];
    struct lg_copy_census *census = &source->censuses[i];
    size_t length = 0;
    const char *bytes = lg_copy_cell(field, record, &length);
    size_t plain_length = 0;
    const char *plain = lg_dbf_value(field, record, &plain_length);
    if (field->type == 'N' || field->type == 'F') look_at_number(plain, plain_length, census);
    if (field->type == 'D' && plain_length > 0 && !is_day(plain, plain_length)) {
        census->has_junk = true;
    }
    if (field->type != 'C' && i != source->schema.id_field) return LG_OK;
    (void)lg_copy_decode(source, bytes, length, suffix);
    if (source->scratch.failed) return no_memory(source, err);
    if (source->scratch.size > census->bytes_max) census->bytes_max = source->scratch.size;
    return LG_OK;
}

static enum lg_status look_at_cells(struct lg_copy_source *source, bool *has_suffix,
                                    struct lg_error *err)
{
    struct lg_dbf *dbf = source->reader->opened.dbf;
    size_t record_count = lg_dbf_record_count(dbf);
    *has_suffix = false;
    for (size_t record = 0; record < record_count; record++) {
        const char *bytes = NULL;
        enum lg_status status = lg_dbf_record(dbf, record, &bytes, err);
        if (status != LG_OK) return status;
        if (bytes[0] == '*') continue;
        const char *suffix = lg_copy_suffix_of(source, (int64_t)record);
        *has_suffix = *has_suffix || suffix != NULL;
        for (size_t i = 0; i < source->schema.field_count; i++) {
            status =
                look_at_cell(source, i, bytes, i == source->schema.id_field ? suffix : NULL, err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}

static enum lg_status name_stored_fields(struct lg_copy_source *source, struct lg_changes *changes,
                                         struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < source->schema.field_count; i++) {
        const struct lg_dbf_field *stored = &source->reader->raw_fields[i];
        struct lg_copy_field *field = &source->schema.fields[i];
        enum lg_decoding decoding = lg_copy_decode(source, stored->name, stored->name_size, NULL);
        const char *name = source->scratch.size == 0 ? "" : source->scratch.bytes;
        field->name = source->scratch.failed ? NULL : lg_copy_keep(source, name);
        if (field->name == NULL) return no_memory(source, err);
        field->type = stored->type == 'C' ? LG_COPY_TEXT : LG_COPY_STORED;
        field->stored_type = stored->type;
        field->width = (unsigned)stored->width;
        field->stored_digits = stored->decimals;
        if (decoding == LG_DECODED) continue;
        struct lg_change change = lg_change_blank("encoding", -1);
        change.after = field->name;
        status = lg_changes_add(changes, &change, err,
                                "the name of field %s ended in bytes that are no character; they "
                                "were dropped or replaced",
                                field->name);
    }
    return status;
}

static enum lg_status tell_field(struct lg_changes *changes, const char *code,
                                 const struct lg_copy_field *field, const char *before,
                                 const char *after, struct lg_error *err)
{
    struct lg_change change = lg_change_blank(code, -1);
    change.before = before;
    change.after = after;
    return lg_changes_add(changes, &change, err, "field %s was %s and is %s now", field->name,
                          before, after);
}

/* Texts take more bytes in UTF-8; an id that gets a suffix is a text. */
static enum lg_status widen_fields(struct lg_copy_source *source, bool has_suffix,
                                   struct lg_changes *changes, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < source->schema.field_count; i++) {
        struct lg_copy_field *field = &source->schema.fields[i];
        size_t needed = source->censuses[i].bytes_max;
        bool becomes_text =
            has_suffix && i == source->schema.id_field && field->type == LG_COPY_STORED;
        bool is_wider = field->type == LG_COPY_TEXT && needed > field->width;
        if (!becomes_text && !is_wider) continue;
        char before[32];
        char after[32];
        (void)snprintf(before, sizeof(before), "%c %u", field->stored_type, field->width);
        field->width = (unsigned)needed;
        if (becomes_text) {
            field->type = LG_COPY_TEXT;
            field->stored_type = 'C';
            field->stored_digits = 0;
        }
        (void)snprintf(after, sizeof(after), "%c %u", field->stored_type, field->width);
        status =
            tell_field(changes, becomes_text ? "field_type" : "width", field, before, after, err);
    }
    return status;
}

/* Why the copy cannot be a shapefile; an empty text: it can. */
static void find_obstacle(const struct lg_copy_source *source, char reason[160])
{
    const struct lg_copy_schema *schema = &source->schema;
    size_t record_bytes = 1;
    reason[0] = '\0';
    for (size_t i = 0; i < schema->field_count && reason[0] == '\0'; i++) {
        const struct lg_copy_field *field = &schema->fields[i];
        size_t needed = source->censuses[i].bytes_max;
        record_bytes += needed > field->width ? needed : field->width;
        if (strlen(field->name) > NAME_BYTES_MAX) {
            (void)snprintf(reason, 160, "the name of field %.60s takes %zu bytes in UTF-8, %d fit",
                           field->name, strlen(field->name), NAME_BYTES_MAX);
        } else if (needed > field->width && needed > TEXT_BYTES_MAX) {
            (void)snprintf(reason, 160, "a text of field %.60s takes %zu bytes in UTF-8, %d fit",
                           field->name, needed, TEXT_BYTES_MAX);
        }
    }
    if (reason[0] == '\0' && record_bytes > RECORD_BYTES_MAX) {
        (void)snprintf(reason, 160, "a record takes %zu bytes in UTF-8, %d fit", record_bytes,
                       RECORD_BYTES_MAX);
    }
}

/* ---- GeoPackage ---- */

/* What the cells of a .dbf field become where types are real ones: text when any value is none. */
static void type_stored_field(struct lg_copy_field *field, const struct lg_copy_census *census)
{
    bool is_number = field->stored_type == 'N' || field->stored_type == 'F';
    field->type = LG_COPY_TEXT;
    if (is_number && !census->has_junk) {
        bool is_whole = field->stored_digits == 0 && !census->has_fraction;
        field->type = is_whole ? LG_COPY_LONG : LG_COPY_REAL;
    } else if (field->stored_type == 'D' && !census->has_junk) {
        field->type = LG_COPY_DAY;
    }
    field->width = 0;
}

static enum lg_status tell_stars(const struct lg_copy_source *source, struct lg_changes *changes,
                                 struct lg_error *err)
{
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < source->schema.field_count; i++) {
        const struct lg_copy_field *field = &source->schema.fields[i];
        size_t count = source->censuses[i].star_count;
        if (count == 0 || field->type == LG_COPY_TEXT) continue;
        struct lg_change change = lg_change_blank("stars", -1);
        char before[48];
        (void)snprintf(before, sizeof(before), "%zu cells of stars", count);
        change.before = before;
        change.after = "no value";
        status = lg_changes_add(changes, &change, err,
                                "field %s: %s stand for no number, or for one too long for the "
                                "field; they have no value now",
                                field->name, before);
    }
    return status;
}

static bool is_taken(const struct lg_copy_schema *schema, size_t before, const char *name)
{
    for (size_t i = 0; i < before; i++) {
        if (lg_text_equal_nocase(schema->fields[i].name, name)) return true;
    }
    return false;
}

/* A name that no field has: the wanted one, else with a number behind it. */
static const char *free_name(struct lg_copy_source *source, size_t before, const char *wanted)
{
    const char *name = *wanted == '\0' ? "field" : wanted;
    for (int number = 2; is_taken(&source->schema, before, name); number++) {
        char numbered[300];
        (void)snprintf(numbered, sizeof(numbered), "%.280s_%d", wanted, number);
        name = lg_copy_keep(source, numbered);
        if (name == NULL) return NULL;
    }
    return name;
}

/* Columns of a GeoPackage differ without case; number and geometry have columns, too. */
static enum lg_status name_columns(struct lg_copy_source *source, struct lg_changes *changes,
                                   struct lg_error *err)
{
    struct lg_copy_schema *schema = &source->schema;
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < schema->field_count; i++) {
        struct lg_copy_field *field = &schema->fields[i];
        const char *name = free_name(source, i, field->name);
        if (name == NULL) return no_memory(source, err);
        if (strcmp(name, field->name) == 0) continue;
        struct lg_change change = lg_change_blank("field_renamed", -1);
        change.before = field->name;
        change.after = name;
        const char *why = *field->name == '\0' ? "a field needs a name"
                                               : "a GeoPackage cannot have two fields of one name";
        field->name = name;
        status = lg_changes_add(changes, &change, err, "%s: field %zu is called %s now", why, i + 1,
                                name);
    }
    if (status != LG_OK) return status;
    OGRLayerH layer = source->reader->opened.layer;
    const char *number = schema->was_shapefile ? "" : OGR_L_GetFIDColumn(layer);
    const char *shape = schema->was_shapefile ? "" : OGR_L_GetGeometryColumn(layer);
    number = lg_copy_keep(source, *number == '\0' ? "fid" : number);
    shape = lg_copy_keep(source, *shape == '\0' ? "geom" : shape);
    if (number != NULL) schema->row_number_name = free_name(source, schema->field_count, number);
    if (shape != NULL) schema->shape_name = free_name(source, schema->field_count, shape);
    bool has_names = schema->row_number_name != NULL && schema->shape_name != NULL;
    return has_names ? LG_OK : no_memory(source, err);
}

static enum lg_status tell_format(struct lg_changes *changes, const char *driver,
                                  const char *reason, struct lg_error *err)
{
    struct lg_change change = lg_change_blank("format", -1);
    change.before = driver;
    change.after = "GPKG";
    return lg_changes_add(changes, &change, err,
                          "written as a GeoPackage with multipolygons, outer rings "
                          "counter-clockwise: %s",
                          reason);
}

static enum lg_status lay_out_shapefile(struct lg_copy_source *source, struct lg_changes *changes,
                                        struct lg_error *err)
{
    struct lg_opened *opened = &source->reader->opened;
    struct lg_copy_schema *schema = &source->schema;
    size_t count = 0;
    (void)lg_dbf_fields(opened->dbf, &count);
    if (!allot_fields(source, count)) return no_memory(source, err);
    bool has_suffix = false;
    char reason[160];
    schema->is_shapefile = true;
    schema->was_shapefile = true;
    enum lg_status status = name_stored_fields(source, changes, err);
    if (status != LG_OK) return status;
    find_id_field(source);
    status = look_at_cells(source, &has_suffix, err);
    if (status != LG_OK) return status;
    find_obstacle(source, reason);
    if (reason[0] == '\0') return widen_fields(source, has_suffix, changes, err);

    schema->is_shapefile = false;
    for (size_t i = 0; i < count; i++) {
        bool is_id = has_suffix && i == schema->id_field;
        type_stored_field(&schema->fields[i], &source->censuses[i]);
        if (is_id) schema->fields[i].type = LG_COPY_TEXT;
    }
    status = tell_format(changes, opened->driver, reason, err);
    if (status == LG_OK) status = tell_stars(source, changes, err);
    return status == LG_OK ? name_columns(source, changes, err) : status;
}

/* ---- everything but shapefiles ---- */

static void type_ogr_field(OGRFieldDefnH definition, struct lg_copy_field *field)
{
    OGRFieldSubType detail = OGR_Fld_GetSubType(definition);
    int width = OGR_Fld_GetWidth(definition);
    field->detail = LG_COPY_PLAIN;
    field->type = LG_COPY_TEXT;
    switch ((int)OGR_Fld_GetType(definition)) {
    case OFTInteger:
        field->type = LG_COPY_INTEGER;
        if (detail == OFSTBoolean) field->detail = LG_COPY_BOOLEAN;
        if (detail == OFSTInt16) field->detail = LG_COPY_SHORT;
        return;
    case OFTInteger64:
        field->type = LG_COPY_LONG;
        return;
    case OFTReal:
        field->type = LG_COPY_REAL;
        if (detail == OFSTFloat32) field->detail = LG_COPY_FLOAT;
        return;
    case OFTDate:
        field->type = LG_COPY_DAY;
        return;
    case OFTDateTime:
        field->type = LG_COPY_TIME;
        return;
    case OFTBinary:
        field->type = LG_COPY_BYTES;
        return;
    case OFTString:
        if (detail == OFSTJSON) field->detail = LG_COPY_JSON;
        field->width = width > 0 ? (unsigned)width : 0;
        return;
    default: /* times and lists, as text */
        return;
    }
}

static bool has_own_text_form(OGRFieldType type)
{
    return type == OFTTime || type == OFTIntegerList || type == OFTInteger64List ||
           type == OFTRealList || type == OFTStringList;
}

static bool has_suffixes(const struct lg_copy_source *source)
{
    const struct lg_copy_request *request = source->request;
    for (size_t i = 0; i < request->suffix_count; i++) {
        if (request->suffixes[i].source == request->source) return true;
    }
    return false;
}

static enum lg_status take_ogr_fields(struct lg_copy_source *source, struct lg_changes *changes,
                                      struct lg_error *err)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(source->reader->opened.layer);
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < source->schema.field_count; i++) {
        struct lg_copy_field *field = &source->schema.fields[i];
        field->name =
            lg_copy_keep(source, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, (int)i)));
        if (field->name == NULL) return no_memory(source, err);
        type_ogr_field(OGR_FD_GetFieldDefn(definition, (int)i), field);
    }
    find_id_field(source);
    for (size_t i = 0; status == LG_OK && i < source->schema.field_count; i++) {
        struct lg_copy_field *field = &source->schema.fields[i];
        OGRFieldType type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, (int)i));
        bool becomes_text =
            i == source->schema.id_field && field->type != LG_COPY_TEXT && has_suffixes(source);
        if (i == source->schema.id_field && has_suffixes(source)) field->width = 0;
        if (!becomes_text && !has_own_text_form(type)) continue;
        field->type = LG_COPY_TEXT;
        field->detail = LG_COPY_PLAIN;
        status =
            tell_field(changes, "field_type", field, OGR_GetFieldTypeName(type), "String", err);
    }
    return status;
}

static enum lg_status lay_out_other(struct lg_copy_source *source, struct lg_changes *changes,
                                    struct lg_error *err)
{
    const struct lg_opened *opened = &source->reader->opened;
    int count = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(opened->layer));
    if (!allot_fields(source, (size_t)count)) return no_memory(source, err);
    enum lg_status status = LG_OK;
    if (strcmp(opened->driver, "GPKG") != 0) {
        status = tell_format(changes, opened->driver, "copies are shapefiles or GeoPackages", err);
    }
    if (status == LG_OK) status = take_ogr_fields(source, changes, err);
    return status == LG_OK ? name_columns(source, changes, err) : status;
}

static enum lg_status tell_encoding(const struct lg_copy_source *source, struct lg_changes *changes,
                                    struct lg_error *err)
{
    const struct lg_opened *opened = &source->reader->opened;
    char cpg[LG_ENCODING_NAME_SIZE] = "";
    bool is_utf8 = strcmp(opened->encoding.name, "UTF-8") == 0;
    bool is_said = opened->parts.cpg_text != NULL &&
                   strlen(opened->parts.cpg_text) < LG_ENCODING_NAME_SIZE &&
                   lg_encoding_name(opened->parts.cpg_text, cpg) && strcmp(cpg, "UTF-8") == 0;
    if (is_utf8 && is_said) return LG_OK;
    struct lg_change change = lg_change_blank("encoding", -1);
    char before[LG_ENCODING_NAME_SIZE + 20];
    (void)snprintf(before, sizeof(before), "%s%s", opened->encoding.name,
                   opened->parts.cpg_text == NULL ? ", no .cpg" : "");
    change.before = before;
    change.after = "UTF-8";
    return lg_changes_add(changes, &change, err,
                          "all texts are in UTF-8 now, as its .cpg says; "
                          "take encoding: out of the project file");
}

enum lg_status lg_copy_layout(struct lg_copy_source *source, struct lg_changes *changes,
                              struct lg_error *err)
{
    const struct lg_opened *opened = &source->reader->opened;
    source->schema.layer_name = lg_copy_keep(source, OGR_L_GetName(opened->layer));
    if (source->schema.layer_name == NULL) return no_memory(source, err);
    if (opened->dbf == NULL) return lay_out_other(source, changes, err);
    enum lg_status status = tell_encoding(source, changes, err);
    return status == LG_OK ? lay_out_shapefile(source, changes, err) : status;
}
