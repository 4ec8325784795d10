/*
 * A shapefile, byte by byte: .shp, .shx, .dbf, .prj, .cpg.
 *
 * GDAL hides a full disk while it writes one, and cuts texts that are too long; here every write
 * is checked and every width was measured before. The date in the .dbf is always the same, so that
 * the same rows are the same bytes.
 */
#include "publish/copies/format.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_CODE = 9994,
    VERSION = 1000,
    TYPE_NULL = 0,
    TYPE_POLYGON = 5,
    HEADER_BYTES = 100,
    RECORD_HEADER_BYTES = 8,
    POLYGON_BYTES = 44, /* before the starts of the rings */
    TABLE_HEADER_BYTES = 32,
    FIELD_BYTES = 32,
    NAME_BYTES_MAX = 10,
};

/* dBase's date of the last change: 2000-01-01, whenever it is written. */
static const unsigned char table_date[3] = {100, 1, 1};

enum part { PART_SHP, PART_SHX, PART_DBF, PART_COUNT };

struct shapefile {
    struct lg_output_file *files[PART_COUNT];
    uint64_t shape_bytes; /* of the .shp so far */
    uint32_t record_count;
    struct lg_box box;
    struct lg_text bytes, index; /* of the block being written */
};

/* ---- numbers as bytes ---- */

static void put_little(char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        to[i] = (char)(value >> (8 * i) & 0xFF);
    }
}

static void put_big(char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        to[i] = (char)(value >> (24 - 8 * i) & 0xFF);
    }
}

static void put_double(char *to, double value)
{
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof(bits));
    put_little(to, (uint32_t)(bits & 0xFFFFFFFF));
    put_little(to + 4, (uint32_t)(bits >> 32));
}

static void add_little(struct lg_text *text, uint32_t value)
{
    char bytes[4];
    put_little(bytes, value);
    lg_text_add(text, bytes, sizeof(bytes));
}

static void add_big(struct lg_text *text, uint32_t value)
{
    char bytes[4];
    put_big(bytes, value);
    lg_text_add(text, bytes, sizeof(bytes));
}

static void add_double(struct lg_text *text, double value)
{
    char bytes[8];
    put_double(bytes, value);
    lg_text_add(text, bytes, sizeof(bytes));
}

/* ---- heads ---- */

static void make_shape_head(uint64_t size_bytes, const struct lg_box *box, char head[HEADER_BYTES])
{
    memset(head, 0, HEADER_BYTES);
    put_big(head, FILE_CODE);
    put_big(head + 24, (uint32_t)(size_bytes / 2));
    put_little(head + 28, VERSION);
    put_little(head + 32, TYPE_POLYGON);
    if (!(box->x_min <= box->x_max)) return;
    put_double(head + 36, box->x_min);
    put_double(head + 44, box->y_min);
    put_double(head + 52, box->x_max);
    put_double(head + 60, box->y_max);
}

static size_t record_size(const struct lg_copy_schema *schema)
{
    size_t size = 1; /* the deletion mark */
    for (size_t i = 0; i < schema->field_count; i++) {
        size += schema->fields[i].width;
    }
    return size;
}

static void add_table_head(const struct lg_copy_schema *schema, struct lg_text *text)
{
    size_t head_bytes = TABLE_HEADER_BYTES + schema->field_count * FIELD_BYTES + 1;
    size_t record_bytes = record_size(schema);
    assert(head_bytes <= UINT16_MAX && record_bytes <= UINT16_MAX);
    char head[TABLE_HEADER_BYTES] = {3};
    memcpy(head + 1, table_date, sizeof(table_date));
    head[8] = (char)(head_bytes & 0xFF);
    head[9] = (char)(head_bytes >> 8);
    head[10] = (char)(record_bytes & 0xFF);
    head[11] = (char)(record_bytes >> 8);
    lg_text_add(text, head, sizeof(head));
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct lg_copy_field *field = &schema->fields[i];
        char bytes[FIELD_BYTES] = {0};
        size_t size = strlen(field->name);
        assert(size <= NAME_BYTES_MAX && field->width <= UINT8_MAX);
        memcpy(bytes, field->name, size);
        bytes[11] = field->stored_type;
        bytes[16] = (char)field->width;
        bytes[17] = (char)field->stored_digits;
        lg_text_add(text, bytes, sizeof(bytes));
    }
    lg_text_add_char(text, '\r');
}

/* ---- rows ---- */

static void widen_box(struct lg_box *box, const struct lg_box *by)
{
    if (by->x_min < box->x_min) box->x_min = by->x_min;
    if (by->y_min < box->y_min) box->y_min = by->y_min;
    if (by->x_max > box->x_max) box->x_max = by->x_max;
    if (by->y_max > box->y_max) box->y_max = by->y_max;
}

static size_t content_bytes(const struct lg_shapes *shapes, size_t shape)
{
    if (lg_shapes_is_empty(shapes, shape)) return 4;
    size_t ring_count = shapes->ring_start[shape + 1] - shapes->ring_start[shape];
    return POLYGON_BYTES + 4 * ring_count + 16 * lg_shapes_vertex_count(shapes, shape);
}

static void add_polygon(struct shapefile *file, const struct lg_shapes *shapes, size_t shape)
{
    struct lg_text *text = &file->bytes;
    size_t first = lg_shapes_first_vertex(shapes, shape);
    size_t vertex_count = lg_shapes_vertex_count(shapes, shape);
    struct lg_box box = lg_shapes_box(shapes, shape);
    widen_box(&file->box, &box);
    add_little(text, TYPE_POLYGON);
    add_double(text, box.x_min);
    add_double(text, box.y_min);
    add_double(text, box.x_max);
    add_double(text, box.y_max);
    add_little(text, (uint32_t)(shapes->ring_start[shape + 1] - shapes->ring_start[shape]));
    add_little(text, (uint32_t)vertex_count);
    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        add_little(text, (uint32_t)(shapes->vertex_start[ring] - first));
    }
    for (size_t i = 0; i < 2 * vertex_count; i++) {
        add_double(text, shapes->xy[2 * first + i]);
    }
}

/* Lengths in the files count 16-bit words in 31 bits. */
static enum lg_status add_shape(struct lg_copy_writer *writer, const struct lg_shapes *shapes,
                                size_t shape, struct lg_error *err)
{
    struct shapefile *file = writer->state;
    size_t content = content_bytes(shapes, shape);
    uint64_t after = file->shape_bytes + RECORD_HEADER_BYTES + content;
    if (after / 2 > INT32_MAX || file->record_count == INT32_MAX) {
        return lg_fail(err, LG_WRITE, "%s.shp: larger than a shapefile can be", writer->stem);
    }
    add_big(&file->index, (uint32_t)(file->shape_bytes / 2));
    add_big(&file->index, (uint32_t)(content / 2));
    add_big(&file->bytes, ++file->record_count);
    add_big(&file->bytes, (uint32_t)(content / 2));
    if (content == 4) {
        add_little(&file->bytes, TYPE_NULL);
    } else {
        add_polygon(file, shapes, shape);
    }
    file->shape_bytes = after;
    return LG_OK;
}

static void add_record(const struct lg_copy_schema *schema, const struct lg_copy_value *values,
                       struct lg_text *text)
{
    lg_text_add_char(text, ' ');
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct lg_copy_value *value = &values[i];
        size_t width = schema->fields[i].width;
        size_t length = value->is_set ? value->length : 0;
        assert(length <= width);
        if (length > 0) lg_text_add(text, value->bytes, length);
        for (; length < width; length++) {
            lg_text_add_char(text, ' ');
        }
    }
}

static enum lg_status write_text(struct lg_copy_writer *writer, enum part part,
                                 struct lg_text *text, struct lg_error *err)
{
    struct shapefile *file = writer->state;
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", writer->stem);
    enum lg_status status = lg_output_file_write(file->files[part], text->bytes, text->size, err);
    lg_text_clear(text);
    return status;
}

static enum lg_status add_rows(struct lg_copy_writer *writer, const struct lg_shapes *shapes,
                               const struct lg_copy_rows *rows, struct lg_error *err)
{
    struct shapefile *file = writer->state;
    enum lg_status status = LG_OK;
    for (size_t row = 0; status == LG_OK && row < rows->count; row++) {
        status = add_shape(writer, shapes, row, err);
    }
    if (status == LG_OK) status = write_text(writer, PART_SHP, &file->bytes, err);
    if (status == LG_OK) status = write_text(writer, PART_SHX, &file->index, err);
    for (size_t row = 0; row < rows->count; row++) {
        add_record(writer->schema, rows->values + row * rows->field_count, &file->bytes);
    }
    return status == LG_OK ? write_text(writer, PART_DBF, &file->bytes, err) : status;
}

/* ---- files ---- */

static const char *const part_extensions[PART_COUNT] = {".shp", ".shx", ".dbf"};

static enum lg_status open_part(struct lg_copy_writer *writer, const char *extension,
                                struct lg_output_file **file, struct lg_error *err)
{
    struct lg_text name = {0};
    lg_copy_name(writer, extension, &name);
    enum lg_status status = name.failed
                                ? lg_fail(err, LG_NO_MEMORY, "%s: out of memory", writer->stem)
                                : lg_output_file_open(writer->dir, name.bytes, file, err);
    lg_text_reset(&name);
    return status;
}

/* .prj and .cpg */
static enum lg_status write_small(struct lg_copy_writer *writer, const char *extension,
                                  const char *content, struct lg_error *err)
{
    struct lg_output_file *file = NULL;
    enum lg_status status = open_part(writer, extension, &file, err);
    if (status == LG_OK) status = lg_output_file_write(file, content, strlen(content), err);
    if (status == LG_OK) return lg_output_file_close(file, err);
    lg_output_file_drop(file);
    return status;
}

static enum lg_status open_files(struct lg_copy_writer *writer, struct lg_error *err)
{
    struct shapefile *file = calloc(1, sizeof(*file));
    if (file == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", writer->stem);
    writer->state = file;
    file->shape_bytes = HEADER_BYTES;
    file->box = (struct lg_box){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    char head[HEADER_BYTES];
    make_shape_head(HEADER_BYTES, &file->box, head);
    enum lg_status status = write_small(writer, ".prj", writer->schema->prj, err);
    if (status == LG_OK) status = write_small(writer, ".cpg", "UTF-8", err);
    for (int part = 0; status == LG_OK && part < PART_COUNT; part++) {
        status = open_part(writer, part_extensions[part], &file->files[part], err);
        if (status == LG_OK && part != PART_DBF) {
            status = lg_output_file_write(file->files[part], head, sizeof(head), err);
        }
    }
    add_table_head(writer->schema, &file->bytes);
    return status == LG_OK ? write_text(writer, PART_DBF, &file->bytes, err) : status;
}

/* What stands in the heads is known at the end. */
static enum lg_status finish_files(struct lg_copy_writer *writer, struct lg_error *err)
{
    struct shapefile *file = writer->state;
    char head[HEADER_BYTES];
    char count[4];
    make_shape_head(file->shape_bytes, &file->box, head);
    enum lg_status status = lg_output_file_patch(file->files[PART_SHP], 0, head, sizeof(head), err);
    make_shape_head(HEADER_BYTES + (uint64_t)RECORD_HEADER_BYTES * file->record_count, &file->box,
                    head);
    if (status == LG_OK) {
        status = lg_output_file_patch(file->files[PART_SHX], 0, head, sizeof(head), err);
    }
    if (status == LG_OK) status = lg_output_file_write(file->files[PART_DBF], "\x1A", 1, err);
    put_little(count, file->record_count);
    if (status == LG_OK) {
        status = lg_output_file_patch(file->files[PART_DBF], 4, count, sizeof(count), err);
    }
    for (int part = 0; status == LG_OK && part < PART_COUNT; part++) {
        status = lg_output_file_close(file->files[part], err);
        file->files[part] = NULL;
    }
    return status;
}

static void drop_files(struct lg_copy_writer *writer)
{
    struct shapefile *file = writer->state;
    for (int part = 0; file != NULL && part < PART_COUNT; part++) {
        lg_output_file_drop(file->files[part]);
    }
    if (file != NULL) {
        lg_text_reset(&file->bytes);
        lg_text_reset(&file->index);
    }
    free(file);
    writer->state = NULL;
}

const struct lg_copy_format lg_copy_shapefile = {
    .extension = ".shp",
    .open = open_files,
    .add = add_rows,
    .finish = finish_files,
    .drop = drop_files,
};
