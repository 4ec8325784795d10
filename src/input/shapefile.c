#include "input/shapefile.h"

#include "input/path.h"
#include "input/shape_index.h"

#include <cpl_vsi.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES = 100, INDEX_ENTRY_BYTES = 8, MAGIC = 9994 };

struct shape_header {
    uint32_t magic, announced_words;
    uint32_t type;
    vsi_l_offset size_bytes; /* of the file */
};

static uint32_t read_big(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static enum lg_status read_header(const char *path, const char *name, const char *part,
                                  struct shape_header *header, struct lg_error *err)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) {
        return lg_fail(err, LG_NO_INPUT, "%s: the .%s cannot be opened; check its permissions",
                       name, part);
    }
    uint8_t bytes[HEADER_BYTES];
    bool is_whole = VSIFReadL(bytes, 1, sizeof(bytes), file) == sizeof(bytes) &&
                    VSIFSeekL(file, 0, SEEK_END) == 0;
    header->size_bytes = is_whole ? VSIFTellL(file) : 0;
    (void)VSIFCloseL(file);
    if (is_whole) {
        header->magic = read_big(bytes);
        header->announced_words = read_big(bytes + 24);
        header->type = bytes[32] | (uint32_t)bytes[33] << 8 | (uint32_t)bytes[34] << 16 |
                       (uint32_t)bytes[35] << 24;
    }
    if (!is_whole || header->magic != MAGIC) {
        return lg_fail(err, LG_BAD_INPUT, "%s: the .%s is no part of a shapefile; deliver it again",
                       name, part);
    }
    if ((vsi_l_offset)header->announced_words * 2 > header->size_bytes) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: the .%s announces %.0f bytes, %.0f are there (cut); deliver it again",
                       name, part, (double)header->announced_words * 2.0,
                       (double)header->size_bytes);
    }
    return LG_OK;
}

static enum lg_status check_type(const char *name, uint32_t type, struct lg_error *err)
{
    switch (type) {
    case 5:
    case 15:
    case 25:
        return LG_OK;
    case 1:
    case 11:
    case 21:
    case 8:
    case 18:
    case 28:
        return lg_fail(err, LG_BAD_INPUT, "%s: points; a layer of polygons is needed", name);
    case 3:
    case 13:
    case 23:
        return lg_fail(err, LG_BAD_INPUT, "%s: lines; a layer of polygons is needed", name);
    case 31:
        return lg_fail(err, LG_BAD_INPUT, "%s: multipatches; save them as polygons first", name);
    case 0:
        return lg_fail(err, LG_BAD_INPUT, "%s: null shapes only; a layer of polygons is needed",
                       name);
    default:
        return lg_fail(err, LG_BAD_INPUT, "%s: shape type %u does not exist; deliver it again",
                       name, (unsigned)type);
    }
}

/* Record count of a .dbf from its header, -1 when it cannot be read. */
static double count_records(const char *path)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) return -1.0;
    uint8_t bytes[8] = {0};
    bool is_whole = VSIFReadL(bytes, 1, sizeof(bytes), file) == sizeof(bytes);
    (void)VSIFCloseL(file);
    return is_whole ? bytes[4] + 256.0 * bytes[5] + 65536.0 * bytes[6] + 16777216.0 * bytes[7]
                    : -1.0;
}

char *lg_small_file_read(const char *path, size_t size_max)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    char *text = file == NULL ? NULL : calloc(1, size_max + 1);
    if (text != NULL) (void)VSIFReadL(text, 1, size_max, file);
    if (file != NULL) (void)VSIFCloseL(file);
    return text;
}

static enum lg_status find_parts(const char *path, const char *name, char **shx,
                                 struct lg_shapefile *parts, struct lg_error *err)
{
    *shx = lg_path_sidecar(path, "shx");
    parts->dbf = lg_path_sidecar(path, "dbf");
    parts->prj = lg_path_sidecar(path, "prj");
    parts->cpg = lg_path_sidecar(path, "cpg");
    if (*shx == NULL) {
        return lg_fail(err, LG_NO_INPUT,
                       "%s: the .shx (index) is missing; deliver all of .shp .shx .dbf .prj", name);
    }
    if (parts->dbf == NULL) {
        return lg_fail(err, LG_NO_INPUT,
                       "%s: the .dbf (attributes) is missing; deliver all of .shp .shx .dbf .prj",
                       name);
    }
    if (parts->cpg != NULL) parts->cpg_text = lg_small_file_read(parts->cpg, 60);
    return LG_OK;
}

enum lg_status lg_shapefile_check(const char *path, const char *name, struct lg_shapefile *parts,
                                  struct lg_error *err)
{
    *parts = (struct lg_shapefile){0};
    char *shx = NULL;
    enum lg_status status = find_parts(path, name, &shx, parts, err);
    struct shape_header shapes = {0};
    struct shape_header index = {0};
    if (status == LG_OK) status = read_header(path, name, "shp", &shapes, err);
    if (status == LG_OK) status = check_type(name, shapes.type, err);
    if (status == LG_OK) status = read_header(shx, name, "shx", &index, err);
    if (status == LG_OK) {
        double index_count =
            ((double)index.announced_words * 2.0 - HEADER_BYTES) / INDEX_ENTRY_BYTES;
        double record_count = count_records(parts->dbf);
        if (index_count < record_count || index_count > record_count) {
            status = lg_fail(err, LG_BAD_INPUT,
                             "%s: %.0f shapes in the .shx, %.0f records in the .dbf; they are not "
                             "of one delivery",
                             name, index_count, record_count);
        } else {
            parts->shape_count = (size_t)index_count;
        }
    }
    size_t lost_count = 0;
    if (status == LG_OK) {
        status = lg_shape_index_check(shx, path, name, parts->shape_count, &parts->lost,
                                      &lost_count, err);
    }
    free(shx);
    if (status != LG_OK) lg_shapefile_reset(parts);
    return status;
}

bool lg_shapefile_is_lost(const struct lg_shapefile *parts, int64_t shape)
{
    return parts->lost != NULL && shape >= 0 && (uint64_t)shape < parts->shape_count &&
           parts->lost[shape] != 0;
}

void lg_shapefile_reset(struct lg_shapefile *parts)
{
    free(parts->dbf);
    free(parts->prj);
    free(parts->cpg);
    free(parts->cpg_text);
    free(parts->lost);
    *parts = (struct lg_shapefile){0};
}
