/*
 * Opening a source for its copy, and reading it block by block.
 */
#include "input/copy.h"

#include "base/grow.h"
#include "input/copy_state.h"
#include "input/gdal_errors.h"

#include <cpl_error.h>
#include <cpl_vsi.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *lg_copy_keep(struct lg_copy_source *source, const char *text)
{
    return lg_arena_text(&source->memory, text, strlen(text));
}

const char *lg_copy_suffix_of(const struct lg_copy_source *source, int64_t feature)
{
    const struct lg_copy_request *request = source->request;
    return lg_copy_suffix_find(request->suffixes, request->suffix_count, request->source, feature);
}

enum lg_decoding lg_copy_decode(struct lg_copy_source *source, const char *bytes, size_t length,
                                const char *suffix)
{
    const struct lg_opened *opened = &source->reader->opened;
    struct lg_decoder *decoder = opened->dbf != NULL ? opened->decoder : source->reader->utf8;
    lg_text_clear(&source->scratch);
    enum lg_decoding decoding = lg_decode(decoder, bytes, length, &source->scratch);
    if (suffix == NULL) return decoding;

    /* The program's id is the text without its blanks. */
    size_t size = source->scratch.size;
    const char *text = size == 0 ? "" : lg_text_trim(source->scratch.bytes, &size);
    if (size > 0) memmove(source->scratch.bytes, text, size);
    source->scratch.size = size;
    lg_text_add_text(&source->scratch, suffix);
    return decoding;
}

static int compare_numbers(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* The feature numbers of the rows that where: lets through, in order. */
static enum lg_status find_chosen(struct lg_copy_source *source, struct lg_error *err)
{
    const struct lg_layer *layer = source->request->layer;
    if (layer->where == NULL) return LG_OK;

    struct lg_opened opened;
    struct lg_open_request request = {
        .kind = source->request->kind,
        .file = source->reader->file,
        .key = lg_source_key(source->request->kind),
        .name = lg_source_name(source->request->kind),
        .layer = layer,
    };
    enum lg_status status = lg_opened_init(&request, &opened, err);
    if (status != LG_OK) return status;
    size_t capacity = 0;
    OGR_L_ResetReading(opened.layer);
    source->chosen = lg_resize(NULL, 1, sizeof(*source->chosen));
    char reason[LG_REASON_SIZE];
    while (source->chosen != NULL) {
        CPLErrorReset(); /* a row that cannot be read and the end look alike else */
        OGRFeatureH feature = OGR_L_GetNextFeature(opened.layer);
        if (feature == NULL && CPLGetLastErrorType() >= CE_Failure) {
            status = lg_fail(err, LG_BAD_INPUT, "%s: rows that pass where: cannot be read: %s",
                             request.file, lg_gdal_reason(reason));
        }
        if (feature == NULL) break;
        if (source->chosen_count == capacity) {
            capacity = lg_grow_capacity(capacity, source->chosen_count + 1);
            int64_t *grown = lg_resize(source->chosen, capacity, sizeof(*grown));
            if (grown == NULL) status = lg_fail(err, LG_NO_MEMORY, "%s: rows", request.file);
            if (grown != NULL) source->chosen = grown;
        }
        if (status == LG_OK) source->chosen[source->chosen_count++] = OGR_F_GetFID(feature);
        OGR_F_Destroy(feature);
        if (status != LG_OK) break;
    }
    lg_opened_reset(&opened);
    if (source->chosen == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: rows", request.file);
    qsort(source->chosen, source->chosen_count, sizeof(*source->chosen), compare_numbers);
    return status;
}

/* Of the roles only the id is read: it names the rows that something is changed in. */
static enum lg_status read_id_alone(struct lg_copy_source *source, struct lg_error *err)
{
    struct lg_reader *reader = source->reader;
    reader->uses.count = 0;
    if (source->schema.id_field == SIZE_MAX) return LG_OK;

    struct lg_field_use *use = lg_arena_take(&source->memory, sizeof(*use));
    if (use == NULL) return lg_fail(err, LG_NO_MEMORY, "%s", reader->file);
    *use = (struct lg_field_use){
        .choice = {.role = source->request->id_role, .field = source->request->id_field},
        .field = source->schema.id_field,
        .factor = 1.0,
    };
    reader->uses.items = use;
    reader->uses.count = 1;
    return LG_OK;
}

enum lg_status lg_copy_source_open(const struct lg_copy_request *request,
                                   struct lg_sources *sources, struct lg_changes *changes,
                                   struct lg_copy_source **source, struct lg_error *err)
{
    assert(request->kind <= LG_SOURCE_BUILDINGS && request->layer != NULL);

    *source = NULL;
    struct lg_findings findings = {0};
    struct lg_copy_source *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "%s", lg_source_name(request->kind));

    made->request = request;
    made->last_number = -1;
    made->layer = *request->layer;
    made->layer.where = NULL;
    made->layer.values = NULL;
    made->layer.value_count = 0;
    enum lg_status status =
        lg_reader_open_whole(request->kind, &made->layer, sources, &findings, &made->reader, err);
    if (status == LG_OK) status = lg_copy_layout(made, changes, err);
    if (status == LG_OK) status = lg_copy_crs(made, changes, err);
    if (status == LG_OK) status = read_id_alone(made, err);
    if (status == LG_OK) status = find_chosen(made, err);
    lg_findings_reset(&findings);
    if (status != LG_OK) {
        lg_copy_source_close(made);
        return status;
    }
    made->reader->keep_row = lg_copy_keep_row;
    made->reader->keeper = made;
    *source = made;
    return LG_OK;
}

const struct lg_copy_schema *lg_copy_source_schema(const struct lg_copy_source *source)
{
    return &source->schema;
}

/* At the end: what is known only when every row was seen. */
static enum lg_status tell_end(struct lg_copy_source *source, struct lg_error *err)
{
    const struct lg_dbf *dbf = source->reader->opened.dbf;
    enum lg_status status = LG_OK;
    if (dbf != NULL) status = lg_copy_tell_deleted(source, (int64_t)lg_dbf_record_count(dbf), err);
    if (status != LG_OK || source->dimension_count == 0) return status;

    char before[64];
    struct lg_change change = lg_change_blank("dimension_dropped", -1);
    (void)snprintf(before, sizeof(before), "%zu shapes with Z or M", source->dimension_count);
    change.before = before;
    change.after = "X and Y";
    source->dimension_count = 0; /* said once */
    return lg_changes_add(source->changes, &change, err,
                          "%s, which the figures do not use, were dropped", before);
}

enum lg_status lg_copy_source_read(struct lg_copy_source *source, size_t row_count_max,
                                   struct lg_block *block, struct lg_copy_rows *rows,
                                   struct lg_changes *changes, struct lg_error *err)
{
    assert(source != NULL && row_count_max > 0);

    source->block = block;
    source->rows = rows;
    source->changes = changes;
    rows->field_count = source->schema.field_count;
    enum lg_status status = lg_reader_read(source->reader, row_count_max, block, err);
    if (status == LG_OK && source->reader->is_ended) status = tell_end(source, err);
    source->block = NULL;
    source->rows = NULL;
    source->changes = NULL;
    return status;
}

void lg_copy_source_close(struct lg_copy_source *source)
{
    if (source == NULL) return;

    lg_reader_close(source->reader);
    if (source->index != NULL) (void)VSIFCloseL(source->index);
    lg_arena_reset(&source->memory);
    lg_text_reset(&source->scratch);
    free(source->chosen);
    free(source);
}
