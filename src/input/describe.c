/*
 * What was decided about a source, as its row of the model.
 */
#include "input/reader_state.h"

#include "input/path.h"

#include <cpl_string.h>

#include <stdlib.h>
#include <string.h>

static const char *keep(struct lg_sources *sources, const char *text, bool *failed)
{
    if (text == NULL) return NULL;
    const char *kept = lg_arena_text(&sources->memory, text, strlen(text));
    if (kept == NULL) *failed = true;
    return kept;
}

static void describe_fields(const struct lg_reader *reader, struct lg_sources *sources,
                            struct lg_source *source, bool *failed)
{
    const struct lg_field_uses *uses = &reader->uses;
    source->fields = lg_arena_take(&sources->memory, (uses->count + 1) * sizeof(*source->fields));
    if (source->fields == NULL) {
        *failed = true;
        return;
    }
    source->field_count = uses->count;
    for (size_t i = 0; i < uses->count; i++) {
        struct lg_field_choice *choice = &source->fields[i];
        *choice = uses->items[i].choice;
        choice->field = keep(sources, choice->field, failed);
        choice->unit = keep(sources, choice->unit, failed);
        choice->codes = keep(sources, choice->codes, failed);
    }
}

static void describe_unused(const struct lg_reader *reader, const struct lg_field *fields,
                            size_t field_count, struct lg_sources *sources,
                            struct lg_source *source, bool *failed)
{
    const char **unused = lg_arena_take(&sources->memory, (field_count + 1) * sizeof(*unused));
    if (unused == NULL) {
        *failed = true;
        return;
    }
    source->unused = unused;
    source->unused_count = 0;
    for (size_t i = 0; i < field_count; i++) {
        if (reader->uses.is_used[i]) continue;
        unused[source->unused_count++] = keep(sources, fields[i].name, failed);
    }
}

/* The file on disk that holds a path: the archive of a member; NULL: none is at hand. */
static char *file_on_disk(const char *path)
{
    bool is_member = strncmp(path, "/vsizip/", 8) == 0;
    if (!is_member && strncmp(path, "/vsi", 4) == 0) return NULL;
    char *file = strdup(path + (is_member ? 8 : 0));
    bool is_folder = false;
    while (file != NULL && (!lg_path_exists(file, &is_folder, NULL) || is_folder)) {
        char *slash = is_member ? strrchr(file, '/') : NULL;
        if (slash == NULL || slash == file) {
            free(file);
            return NULL;
        }
        *slash = '\0';
    }
    return file;
}

static void add_file(struct lg_sources *sources, struct lg_source *source, const char *path,
                     bool *failed)
{
    char *file = file_on_disk(path);
    if (file == NULL) return;
    bool is_known = false;
    for (size_t i = 0; i < source->file_count; i++) {
        is_known = is_known || strcmp(source->files[i].path, file) == 0;
    }
    uint64_t size_bytes = 0;
    if (!is_known && lg_path_exists(file, NULL, &size_bytes)) {
        struct lg_input_file *entry = &source->files[source->file_count++];
        *entry =
            (struct lg_input_file){.path = keep(sources, file, failed), .size_bytes = size_bytes};
    }
    free(file);
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(((const struct lg_input_file *)left)->path,
                  ((const struct lg_input_file *)right)->path);
}

static void describe_files(const struct lg_reader *reader, struct lg_sources *sources,
                           struct lg_source *source, bool *failed)
{
    const struct lg_opened *opened = &reader->opened;
    char **list = opened->memory_path == NULL ? GDALGetFileList(opened->dataset) : NULL;
    size_t count = list == NULL ? 0 : (size_t)CSLCount(list);
    source->files = lg_arena_take(&sources->memory, (count + 2) * sizeof(*source->files));
    source->file_count = 0;
    if (source->files == NULL) {
        *failed = true;
    } else if (count == 0) {
        add_file(sources, source, opened->path, failed);
    }
    for (size_t i = 0; i < count && !*failed; i++) {
        add_file(sources, source, list[i], failed);
    }
    /* It decides the encoding, and GDAL does not list it. */
    if (opened->parts.cpg != NULL && !*failed) {
        add_file(sources, source, opened->parts.cpg, failed);
    }
    if (source->file_count > 1 && !*failed) {
        qsort(source->files, source->file_count, sizeof(*source->files), compare_paths);
    }
    CSLDestroy(list);
}

enum lg_status lg_source_describe(const struct lg_reader *reader, const struct lg_field *fields,
                                  size_t field_count, struct lg_sources *sources,
                                  struct lg_error *err)
{
    struct lg_source *source = &sources->items[reader->source];
    const struct lg_opened *opened = &reader->opened;
    bool failed = false;
    source->path = reader->file;
    source->layer = keep(sources, OGR_L_GetName(opened->layer), &failed);
    source->driver = keep(sources, opened->driver, &failed);
    source->encoding = keep(sources, opened->encoding.name, &failed);
    source->encoding_why =
        keep(sources, opened->settles_encoding ? "the format settles it" : opened->encoding.why,
             &failed);
    source->feature_count = opened->feature_count;
    if (reader->crs.label[0] != '\0') {
        source->crs = keep(sources, reader->crs.label, &failed);
        source->crs_why = keep(sources, reader->crs.why, &failed);
        memcpy(source->metre_box, reader->crs.use_box_deg, sizeof(source->metre_box));
    }
    describe_fields(reader, sources, source, &failed);
    describe_unused(reader, fields, field_count, sources, source, &failed);
    describe_files(reader, sources, source, &failed);
    return failed ? lg_fail(err, LG_NO_MEMORY, "%s: its description", reader->file) : LG_OK;
}
