/*
 * A .csv brought to UTF-8 before OGR sees it; its fields stay texts (no .csvt beside it counts).
 */
#include "input/opened.h"

#include <cpl_vsi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tables of enterprises and contracts; anything larger was not meant. */
#define CSV_BYTES_MAX ((vsi_l_offset)1 << 30)

static enum lg_status read_all(const struct lg_open_request *request, const char *path,
                               struct lg_text *bytes, struct lg_error *err)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) {
        return lg_fail(err, LG_NO_INPUT, "%s: cannot be opened; check its permissions",
                       request->file);
    }
    enum lg_status status;
    vsi_l_offset size = VSIFSeekL(file, 0, SEEK_END) == 0 ? VSIFTellL(file) : 0;
    if (size > CSV_BYTES_MAX) {
        status =
            lg_fail(err, LG_BAD_INPUT, "%s: a table of more than 1 GiB; split it", request->file);
        goto done;
    }
    char *room = lg_text_room(bytes, (size_t)size);
    if (room == NULL && size > 0) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: %.0f bytes", request->file, (double)size);
        goto done;
    }
    if (VSIFSeekL(file, 0, SEEK_SET) != 0 ||
        (size > 0 && VSIFReadL(room, 1, (size_t)size, file) != size)) {
        status = lg_fail(err, LG_NO_INPUT, "%s: cannot be read to its end", request->file);
        goto done;
    }
    bytes->size += (size_t)size;
    status = LG_OK;
done:
    (void)VSIFCloseL(file);
    return status;
}

static void set(struct lg_encoding *encoding, const char *name, const char *why)
{
    (void)snprintf(encoding->name, sizeof(encoding->name), "%s", name);
    (void)snprintf(encoding->why, sizeof(encoding->why), "%s", why);
}

/* @param skip  out: bytes of the byte order mark */
static enum lg_status decide(const struct lg_open_request *request, const struct lg_text *bytes,
                             struct lg_encoding *encoding, size_t *skip, struct lg_error *err)
{
    *skip = 0;
    memset(encoding, 0, sizeof(*encoding));
    if (bytes->size >= 3 && memcmp(bytes->bytes, "\xEF\xBB\xBF", 3) == 0) {
        *skip = 3;
        set(encoding, "UTF-8", "byte order mark");
    } else if (bytes->size >= 2 && memcmp(bytes->bytes, "\xFF\xFE", 2) == 0) {
        *skip = 2;
        set(encoding, "UTF-16LE", "byte order mark");
    } else if (bytes->size >= 2 && memcmp(bytes->bytes, "\xFE\xFF", 2) == 0) {
        *skip = 2;
        set(encoding, "UTF-16BE", "byte order mark");
    }
    if (*skip > 0 && request->layer->encoding == NULL) return LG_OK;

    struct lg_encoding_facts facts = {
        .file = request->file,
        .key = request->key,
        .declared = request->layer->encoding,
        .language = -1,
    };
    /* By lines: a count of lines says more than "one text". */
    size_t start = *skip;
    for (size_t at = start; at <= bytes->size; at++) {
        if (at < bytes->size && bytes->bytes[at] != '\n') continue;
        if (at > start) lg_census_add(&facts.census, bytes->bytes + start, at - start, false);
        start = at + 1;
    }
    return lg_encoding_decide(&facts, encoding, err);
}

/* Hand the bytes over to a file of /vsimem/ in a folder of its own. */
static enum lg_status publish(const struct lg_open_request *request, const char *path,
                              struct lg_text *bytes, char **memory_path, struct lg_error *err)
{
    const char *base = strrchr(path, '/');
    base = base == NULL ? path : base + 1;
    size_t size = strlen(base) + 64;
    *memory_path = malloc(size);
    /* OGR's CSV driver goes by the extension. */
    size_t stem = strcspn(base, ".");
    GByte *copy = VSIMalloc(bytes->size + 1);
    if (*memory_path != NULL && copy != NULL) {
        (void)snprintf(*memory_path, size, "/vsimem/landgauge/%p/%.*s.csv", (void *)copy, (int)stem,
                       base);
        if (bytes->size > 0) memcpy(copy, bytes->bytes, bytes->size);
        VSILFILE *file = VSIFileFromMemBuffer(*memory_path, copy, bytes->size, TRUE);
        if (file != NULL) {
            (void)VSIFCloseL(file);
            return LG_OK;
        }
    }
    VSIFree(copy);
    free(*memory_path);
    *memory_path = NULL;
    return lg_fail(err, LG_NO_MEMORY, "%s: %zu bytes", request->file, bytes->size);
}

enum lg_status lg_csv_load(const struct lg_open_request *request, const char *path,
                           char **memory_path, struct lg_encoding *encoding, struct lg_error *err)
{
    *memory_path = NULL;
    struct lg_text bytes = {0};
    struct lg_text text = {0};
    struct lg_decoder *decoder = NULL;
    size_t skip = 0;
    enum lg_status status = read_all(request, path, &bytes, err);
    if (status == LG_OK) status = decide(request, &bytes, encoding, &skip, err);
    if (status == LG_OK) status = lg_decoder_open(encoding->name, &decoder, err);
    if (status != LG_OK) goto done;
    if (bytes.size > skip &&
        lg_decode(decoder, bytes.bytes + skip, bytes.size - skip, &text) != LG_DECODED) {
        status = lg_fail(err, LG_BAD_INPUT, "%s: not all of it is %s; save it as UTF-8",
                         request->file, encoding->name);
        goto done;
    }
    if (text.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: %zu bytes", request->file, bytes.size);
        goto done;
    }
    status = publish(request, path, &text, memory_path, err);
done:
    lg_decoder_close(decoder);
    lg_text_reset(&bytes);
    lg_text_reset(&text);
    return status;
}
