/*
 * A dBase table shown to OGR without the shapes that lie beside it.
 */
#include "base/text.h"
#include "input/opened.h"
#include "input/path.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_sidecar(const char *path, const char *extension)
{
    char *sidecar = lg_path_sidecar(path, extension);
    free(sidecar);
    return sidecar != NULL;
}

/* A sparse file that consists of the whole of another one. @return NULL when memory is out */
static GByte *describe(const char *path, uint64_t size_bytes, size_t *size)
{
    struct lg_text text = {0};
    char *escaped = CPLEscapeString(path, -1, CPLES_XML);
    lg_text_printf(&text,
                   "<VSISparseFile><Length>%llu</Length><SubfileRegion>"
                   "<Filename relative=\"0\">%s</Filename><DestinationOffset>0</DestinationOffset>"
                   "<SourceOffset>0</SourceOffset><RegionLength>%llu</RegionLength>"
                   "</SubfileRegion></VSISparseFile>",
                   (unsigned long long)size_bytes, escaped, (unsigned long long)size_bytes);
    CPLFree(escaped);
    GByte *copy = text.failed ? NULL : VSIMalloc(text.size);
    if (copy != NULL) memcpy(copy, text.bytes, text.size);
    *size = text.size;
    lg_text_reset(&text);
    return copy;
}

enum lg_status lg_table_alone(const char *path, const char *name, char **memory_path,
                              struct lg_error *err)
{
    *memory_path = NULL;
    uint64_t size_bytes = 0;
    if (!has_sidecar(path, "shp") && !has_sidecar(path, "shx")) return LG_OK;
    if (!lg_path_exists(path, NULL, &size_bytes)) return LG_OK; /* OGR will say so */

    const char *base = strrchr(path, '/');
    base = base == NULL ? path : base + 1;
    size_t room = strlen(base) + 64;
    char *place = malloc(room);
    size_t size = 0;
    GByte *content = describe(path, size_bytes, &size);
    if (place != NULL && content != NULL) {
        (void)snprintf(place, room, "/vsimem/landgauge/%p/%s", (void *)content, base);
        VSILFILE *file = VSIFileFromMemBuffer(place, content, size, TRUE);
        if (file != NULL) {
            (void)VSIFCloseL(file);
            *memory_path = place;
            return LG_OK;
        }
    }
    VSIFree(content);
    free(place);
    return lg_fail(err, LG_NO_MEMORY, "%s: another way to it", name);
}
