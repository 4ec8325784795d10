/*
 * Attribute values into columns: decoded, trimmed, in our units.
 */
#include "input/reader_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum cell_type { CELL_MISSING, CELL_TEXT, CELL_NUMBER, CELL_JUNK, CELL_STARS };

/* One value as the source has it. */
struct cell {
    enum cell_type type;
    const char *bytes; /* text, or a number as written; NULL for a number of OGR's own */
    size_t length;
    double number;
};

static struct cell text_cell(const char *bytes, size_t length)
{
    return (struct cell){.type = length == 0 ? CELL_MISSING : CELL_TEXT,
                         .bytes = bytes,
                         .length = length,
                         .number = (double)NAN};
}

static bool is_all_stars(const char *bytes, size_t length)
{
    size_t stars = 0;
    while (stars < length && bytes[stars] == '*') {
        stars++;
    }
    return stars == length;
}

static struct cell raw_cell(const struct lg_dbf_field *field, const char *record)
{
    size_t length = 0;
    const char *bytes = lg_dbf_value(field, record, &length);
    struct cell cell = text_cell(bytes, length);
    if (cell.type == CELL_MISSING) return cell;
    if (field->type == 'L' && (*bytes == '?' || *bytes == ' ')) cell.type = CELL_MISSING;
    if (field->type != 'N' && field->type != 'F') return cell;
    if (is_all_stars(bytes, length)) {
        cell.type = CELL_STARS;
    } else {
        bool is_number = lg_number_read(bytes, length, &cell.number);
        cell.type = is_number ? CELL_NUMBER : CELL_JUNK;
    }
    return cell;
}

static struct cell ogr_cell(OGRFeatureH feature, int field, enum lg_kind kind, char buffer[32])
{
    if (!OGR_F_IsFieldSetAndNotNull(feature, field)) return text_cell(NULL, 0);
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
    if (type == OFTReal || (kind == LG_KIND_NUMBER && type != OFTString)) {
        double number = OGR_F_GetFieldAsDouble(feature, field);
        return (struct cell){.type = isfinite(number) ? CELL_NUMBER : CELL_MISSING,
                             .number = number};
    }
    if ((type == OFTDate || type == OFTDateTime) && kind == LG_KIND_DATE) {
        int year = 0;
        int month = 0;
        int day = 0;
        int rest = 0;
        if (!OGR_F_GetFieldAsDateTime(feature, field, &year, &month, &day, &rest, &rest, &rest,
                                      &rest)) {
            return text_cell(NULL, 0);
        }
        int length = snprintf(buffer, 32, "%04d-%02d-%02d", year, month, day);
        return text_cell(buffer, length > 0 && length < 32 ? (size_t)length : 0);
    }
    const char *text = OGR_F_GetFieldAsString(feature, field);
    return text_cell(text, strlen(text));
}

static size_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 1469598103934665603U; /* FNV-1a */
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211U;
    }
    return (size_t)(hash ^ hash >> 32);
}

/* The text in UTF-8, trimmed, in the block's arena; from the cache when it was seen lately. */
static enum lg_status decode_text(struct lg_reader *reader, struct lg_table *table,
                                  const struct cell *cell, const struct lg_cached_text **result,
                                  struct lg_error *err)
{
    struct lg_cached_text *place =
        &reader->cache[hash_bytes(cell->bytes, cell->length) % LG_TEXT_CACHE_SIZE];
    *result = place;
    if (place->raw != NULL && place->length == cell->length &&
        memcmp(place->raw, cell->bytes, cell->length) == 0) {
        return LG_OK;
    }
    struct lg_decoder *decoder = reader->opened.dbf != NULL ? reader->opened.decoder : reader->utf8;
    lg_text_clear(&reader->scratch);
    place->decoding = lg_decode(decoder, cell->bytes, cell->length, &reader->scratch);
    size_t length = reader->scratch.size;
    const char *text =
        reader->scratch.bytes == NULL ? "" : lg_text_trim(reader->scratch.bytes, &length);
    place->text = length == 0 ? NULL : lg_arena_text(&table->texts, text, length);
    bool is_same = place->text != NULL && length == cell->length &&
                   memcmp(place->text, cell->bytes, length) == 0;
    place->raw =
        is_same ? place->text : lg_arena_text(&reader->cache_memory, cell->bytes, cell->length);
    place->length = cell->length;
    if (place->raw == NULL || reader->scratch.failed || (length > 0 && place->text == NULL)) {
        place->raw = NULL;
        return lg_fail(err, LG_NO_MEMORY, "%s: texts", reader->file);
    }
    return LG_OK;
}

static enum lg_status add_finding(struct lg_reader *reader, struct lg_block *block, size_t row,
                                  enum lg_finding_code code, const char *text,
                                  const struct lg_field_use *use, struct lg_error *err)
{
    struct lg_finding finding = lg_finding_blank(code, lg_source_name(reader->kind));
    finding.source = reader->source;
    finding.feature = block->table.feature[row];
    return lg_findings_add(&block->findings, &finding, err, "field %s (%s) %s", use->choice.field,
                           reader->roles[use->choice.role].name, text);
}

/* Decode with the findings that the bytes call for. @param text out: NULL when blank */
static enum lg_status read_text(struct lg_reader *reader, struct lg_block *block, size_t row,
                                const struct lg_field_use *use, const struct cell *cell,
                                const char **text, struct lg_error *err)
{
    const struct lg_cached_text *known = NULL;
    enum lg_status status = decode_text(reader, &block->table, cell, &known, err);
    if (status != LG_OK) return status;
    *text = known->text;
    if (known->decoding == LG_DECODED_CUT) {
        return add_finding(
            reader, block, row, LG_W_ENC,
            "is cut inside its last character, which is dropped; widen the field and enter the "
            "text again",
            use, err);
    }
    if (known->decoding == LG_DECODED_BROKEN) {
        return add_finding(
            reader, block, row, LG_W_ENC,
            "has bytes that are no characters, shown as U+FFFD; enter the text again", use, err);
    }
    return LG_OK;
}

static const char *map_value(const struct lg_value_map *map, const char *text)
{
    for (size_t i = 0; map != NULL && text != NULL && i < map->codes.count; i++) {
        if (strcmp(map->codes.items[i].key, text) == 0) return map->codes.items[i].value;
    }
    return text;
}

static bool is_digits(const struct cell *cell)
{
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->bytes[i] < '0' || cell->bytes[i] > '9') return false;
    }
    return cell->bytes != NULL && cell->length > 0;
}

/* A number where a text is wanted: codes and ids keep their digits and have no decimals. */
static struct cell written_number(const struct cell *cell, char buffer[32])
{
    if (cell->type != CELL_NUMBER || is_digits(cell)) {
        return text_cell(cell->bytes, cell->length);
    }
    bool is_whole = fabs(cell->number) < 1e15 && cell->number == floor(cell->number);
    int length = snprintf(buffer, 32, is_whole ? "%.0f" : "%.15g", cell->number);
    return text_cell(buffer, length > 0 && length < 32 ? (size_t)length : 0);
}

static enum lg_status put_text(struct lg_reader *reader, struct lg_block *block, size_t row,
                               const struct lg_field_use *use, const struct cell *cell,
                               struct lg_error *err)
{
    char buffer[32];
    struct cell written = written_number(cell, buffer);
    const char *text = NULL;
    enum lg_status status = LG_OK;
    if (written.type == CELL_MISSING) return LG_OK;
    status = read_text(reader, block, row, use, &written, &text, err);
    if (status != LG_OK) return status;
    const char *mapped = map_value(use->values, text);
    if (mapped != text) {
        struct cell ours = text_cell(mapped, strlen(mapped));
        const char *kept = lg_arena_text(&block->table.texts, ours.bytes, ours.length);
        if (kept == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: texts", reader->file);
        text = kept;
    }
    block->table.columns[use->choice.role].text[row] = text;
    return LG_OK;
}

static enum lg_status put_number(struct lg_reader *reader, struct lg_block *block, size_t row,
                                 const struct lg_field_use *use, const struct cell *cell,
                                 struct lg_error *err)
{
    double number = cell->number;
    const char *text = NULL;
    if (cell->type == CELL_TEXT) {
        enum lg_status status = read_text(reader, block, row, use, cell, &text, err);
        if (status != LG_OK || text == NULL) return status;
    }
    if (cell->type == CELL_NUMBER ||
        (text != NULL && lg_number_read(text, strlen(text), &number))) {
        block->table.columns[use->choice.role].number[row] = number * use->factor;
        return LG_OK;
    }
    char message[120];
    const char *shown = text != NULL ? text : cell->bytes;
    size_t length = text != NULL ? strlen(text) : cell->length;
    length = lg_utf8_valid_prefix(shown, length < 60 ? length : 60);
    (void)snprintf(message, sizeof(message),
                   "has '%.*s', which is no number and counts as missing; correct it", (int)length,
                   shown);
    return add_finding(reader, block, row, LG_W_VALUE, message, use, err);
}

static enum lg_status put_date(struct lg_reader *reader, struct lg_block *block, size_t row,
                               const struct lg_field_use *use, const struct cell *cell,
                               struct lg_error *err)
{
    char buffer[32];
    struct cell written = written_number(cell, buffer);
    const char *text = NULL;
    if (written.type == CELL_MISSING) return LG_OK;
    enum lg_status status = read_text(reader, block, row, use, &written, &text, err);
    if (status != LG_OK || text == NULL) return status;
    struct lg_date_reading reading = lg_date_read(text, strlen(text));
    block->table.columns[use->choice.role].date[row] = reading;
    if (reading.form != LG_DATE_WRONG) return LG_OK;
    return lg_table_keep_wrong(&block->table, use->choice.role, row, text, err);
}

enum lg_status lg_row_read(struct lg_reader *reader, OGRFeatureH feature, struct lg_block *block,
                           size_t row, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    const char *record = NULL;
    int64_t number = OGR_F_GetFID(feature);
    block->table.source[row] = (uint32_t)reader->source;
    block->table.feature[row] = number;
    if (reader->opened.dbf != NULL) {
        if (number < 0 || (uint64_t)number >= lg_dbf_record_count(reader->opened.dbf)) {
            return lg_fail(err, LG_BAD_INPUT, "%s: row %lld has no record in the .dbf",
                           reader->file, (long long)number);
        }
        status = lg_dbf_record(reader->opened.dbf, (size_t)number, &record, err);
    }
    for (size_t i = 0; i < reader->uses.count && status == LG_OK; i++) {
        struct lg_field_use *use = &reader->uses.items[i];
        enum lg_kind kind = reader->roles[use->choice.role].kind;
        char buffer[32];
        struct cell cell = record != NULL ? raw_cell(&reader->raw_fields[use->field], record)
                                          : ogr_cell(feature, (int)use->field, kind, buffer);
        use->star_count += cell.type == CELL_STARS;
        if (cell.type == CELL_MISSING || cell.type == CELL_STARS) continue;
        switch (kind) {
        case LG_KIND_TEXT:
            status = put_text(reader, block, row, use, &cell, err);
            break;
        case LG_KIND_NUMBER:
            status = put_number(reader, block, row, use, &cell, err);
            break;
        case LG_KIND_DATE:
            status = put_date(reader, block, row, use, &cell, err);
            break;
        }
    }
    return status;
}
