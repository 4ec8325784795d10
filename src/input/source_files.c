#include "input/source_files.h"

#include "input/path.h"

#include <cpl_string.h>

#include <stdlib.h>
#include <string.h>

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
        *entry = (struct lg_input_file){.path = lg_arena_text(&sources->memory, file, strlen(file)),
                                        .size_bytes = size_bytes};
        *failed = *failed || entry->path == NULL;
    }
    free(file);
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(((const struct lg_input_file *)left)->path,
                  ((const struct lg_input_file *)right)->path);
}

enum lg_status lg_source_files_add(struct lg_sources *sources, size_t source, GDALDatasetH dataset,
                                   const char *path, const char *more, struct lg_error *err)
{
    struct lg_source *row = &sources->items[source];
    char **list = dataset != NULL ? GDALGetFileList(dataset) : NULL;
    size_t count = list == NULL ? 0 : (size_t)CSLCount(list);
    row->files = lg_arena_take(&sources->memory, (count + 2) * sizeof(*row->files));
    row->file_count = 0;
    bool failed = row->files == NULL;
    if (!failed && count == 0) add_file(sources, row, path, &failed);
    for (size_t i = 0; i < count && !failed; i++) {
        add_file(sources, row, list[i], &failed);
    }
    /* The .cpg of a shapefile: it decides the encoding, and GDAL does not list it. */
    if (more != NULL && !failed) add_file(sources, row, more, &failed);
    if (row->file_count > 1 && !failed) {
        qsort(row->files, row->file_count, sizeof(*row->files), compare_paths);
    }
    CSLDestroy(list);
    return failed ? lg_fail(err, LG_NO_MEMORY, "%s: the list of its files", path) : LG_OK;
}
