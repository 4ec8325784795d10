#include "input/dbf.h"

#include <cpl_vsi.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Records are read in windows of about this size: rows are asked for mostly in order. */
enum { WINDOW_BYTES = 1 << 18, HEADER_BYTES = 32, FIELD_BYTES = 32, FIELD_COUNT_MAX = 2047 };

struct lg_dbf {
    VSILFILE *file;
    char *name;
    size_t record_count, header_size, record_size;
    uint8_t language;
    size_t field_count;
    struct lg_dbf_field *fields; /* [field_count] */
    char *window;                /* [window_capacity * record_size] */
    size_t window_first, window_count, window_capacity;
};

static size_t read_le(const uint8_t *bytes, size_t count)
{
    size_t value = 0;
    for (size_t i = count; i > 0; i--) {
        value = value << 8 | bytes[i - 1];
    }
    return value;
}

static enum lg_status read_header(struct lg_dbf *dbf, struct lg_error *err)
{
    uint8_t header[HEADER_BYTES];
    if (VSIFReadL(header, 1, sizeof(header), dbf->file) != sizeof(header)) {
        return lg_fail(err, LG_BAD_INPUT, "%s: shorter than a dBase header; deliver it again",
                       dbf->name);
    }
    dbf->record_count = read_le(header + 4, 4);
    dbf->header_size = read_le(header + 8, 2);
    dbf->record_size = read_le(header + 10, 2);
    dbf->language = header[29];
    if (dbf->header_size < HEADER_BYTES + 1 || dbf->record_size < 1) {
        return lg_fail(err, LG_BAD_INPUT, "%s: the dBase header is damaged; deliver it again",
                       dbf->name);
    }
    if (VSIFSeekL(dbf->file, 0, SEEK_END) != 0) {
        return lg_fail(err, LG_BAD_INPUT, "%s: cannot be read to its end", dbf->name);
    }
    vsi_l_offset size = VSIFTellL(dbf->file);
    vsi_l_offset body = size < dbf->header_size ? 0 : size - dbf->header_size;
    if (dbf->record_count > body / dbf->record_size) {
        return lg_fail(
            err, LG_BAD_INPUT,
            "%s: %zu records announced, %zu are there (the file is cut); deliver it again",
            dbf->name, dbf->record_count, (size_t)(body / dbf->record_size));
    }
    return LG_OK;
}

static void take_field(struct lg_dbf *dbf, const uint8_t *bytes, size_t offset)
{
    struct lg_dbf_field *field = &dbf->fields[dbf->field_count++];
    size_t size = 0;
    while (size < 11 && bytes[size] != 0) {
        size++;
    }
    memcpy(field->name, bytes, size);
    while (size > 0 && field->name[size - 1] == ' ') {
        size--;
    }
    field->name[size] = '\0';
    field->name_size = size;
    field->type = (char)bytes[11];
    field->offset = offset;
    field->width = bytes[16];
    field->decimals = bytes[17];
}

static enum lg_status read_fields(struct lg_dbf *dbf, struct lg_error *err)
{
    size_t room = (dbf->header_size - HEADER_BYTES) / FIELD_BYTES;
    if (room > FIELD_COUNT_MAX) room = FIELD_COUNT_MAX;
    uint8_t *bytes = malloc(room * FIELD_BYTES + 1);
    dbf->fields = calloc(room + 1, sizeof(*dbf->fields));
    enum lg_status status;
    if (bytes == NULL || dbf->fields == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: %zu fields", dbf->name, room);
        goto done;
    }
    if (VSIFSeekL(dbf->file, HEADER_BYTES, SEEK_SET) != 0 ||
        VSIFReadL(bytes, FIELD_BYTES, room, dbf->file) != room) {
        status =
            lg_fail(err, LG_BAD_INPUT, "%s: the field list is cut; deliver it again", dbf->name);
        goto done;
    }
    size_t offset = 1; /* the deletion mark stands first */
    for (size_t i = 0; i < room && bytes[i * FIELD_BYTES] != 0x0D; i++) {
        const uint8_t *field = bytes + i * FIELD_BYTES;
        if (field[11] != '0') take_field(dbf, field, offset);
        offset += field[16];
    }
    if (offset > dbf->record_size) {
        status = lg_fail(err, LG_BAD_INPUT,
                         "%s: the fields take %zu bytes, a record has %zu (damaged header)",
                         dbf->name, offset, dbf->record_size);
        goto done;
    }
    status = LG_OK;
done:
    free(bytes);
    return status;
}

enum lg_status lg_dbf_open(const char *path, const char *name, struct lg_dbf **dbf,
                           struct lg_error *err)
{
    assert(path != NULL && name != NULL);

    *dbf = NULL;
    struct lg_dbf *built = calloc(1, sizeof(*built));
    if (built == NULL) return lg_fail(err, LG_NO_MEMORY, "%s", name);

    enum lg_status status;
    built->name = malloc(strlen(name) + 1);
    if (built->name == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "%s", name);
        goto fail;
    }
    memcpy(built->name, name, strlen(name) + 1);
    built->file = VSIFOpenL(path, "rb");
    if (built->file == NULL) {
        status = lg_fail(err, LG_NO_INPUT, "%s: cannot be opened; check its permissions", name);
        goto fail;
    }
    status = read_header(built, err);
    if (status != LG_OK) goto fail;
    status = read_fields(built, err);
    if (status != LG_OK) goto fail;

    assert(built->record_size > 0);
    built->window_capacity = WINDOW_BYTES / built->record_size + 1;
    built->window = malloc(built->window_capacity * built->record_size);
    if (built->window == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: a window of records", name);
        goto fail;
    }
    *dbf = built;
    return LG_OK;
fail:
    lg_dbf_close(built);
    return status;
}

void lg_dbf_close(struct lg_dbf *dbf)
{
    if (dbf == NULL) return;

    if (dbf->file != NULL) (void)VSIFCloseL(dbf->file);
    free(dbf->window);
    free(dbf->fields);
    free(dbf->name);
    free(dbf);
}

size_t lg_dbf_record_count(const struct lg_dbf *dbf)
{
    return dbf->record_count;
}

uint8_t lg_dbf_language(const struct lg_dbf *dbf)
{
    return dbf->language;
}

const struct lg_dbf_field *lg_dbf_fields(const struct lg_dbf *dbf, size_t *count)
{
    *count = dbf->field_count;
    return dbf->fields;
}

enum lg_status lg_dbf_record(struct lg_dbf *dbf, size_t record, const char **bytes,
                             struct lg_error *err)
{
    assert(record < dbf->record_count);

    if (record < dbf->window_first || record - dbf->window_first >= dbf->window_count) {
        size_t count = dbf->record_count - record;
        if (count > dbf->window_capacity) count = dbf->window_capacity;
        vsi_l_offset at = dbf->header_size + (vsi_l_offset)record * dbf->record_size;
        dbf->window_count = 0;
        if (VSIFSeekL(dbf->file, at, SEEK_SET) != 0 ||
            VSIFReadL(dbf->window, dbf->record_size, count, dbf->file) != count) {
            return lg_fail(err, LG_BAD_INPUT, "%s: record %zu cannot be read", dbf->name, record);
        }
        dbf->window_first = record;
        dbf->window_count = count;
    }
    *bytes = dbf->window + (record - dbf->window_first) * dbf->record_size;
    return LG_OK;
}

const char *lg_dbf_value(const struct lg_dbf_field *field, const char *record, size_t *length)
{
    const char *value = record + field->offset;
    const char *zero = memchr(value, '\0', field->width);
    size_t size = zero == NULL ? field->width : (size_t)(zero - value);
    while (size > 0 && value[size - 1] == ' ') {
        size--;
    }
    while (size > 0 && *value == ' ') {
        value++;
        size--;
    }
    *length = size;
    return value;
}
