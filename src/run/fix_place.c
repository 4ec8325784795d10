/*
 * Where repaired copies may stand, and what they are called.
 */
#define _XOPEN_SOURCE 700 /* realpath; NOLINT(readability-identifier-naming) */
#include "base/address.h"
#include "base/text.h"
#include "run/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEM_BYTES_MAX = 200 };

/* A path without links and dots, also of what does not exist yet; NULL when it has no folder. */
static char *resolve(const char *path)
{
    char *whole = realpath(path, NULL);
    if (whole != NULL) return whole;
    char *copy = strdup(path);
    if (copy == NULL) return NULL;
    size_t size = strlen(copy);
    while (size > 1 && copy[size - 1] == '/') {
        copy[--size] = '\0';
    }
    char *slash = strrchr(copy, '/');
    const char *name = slash == NULL ? copy : slash + 1;
    struct lg_text text = {0};
    if (slash != NULL) *slash = '\0';
    char *parent = realpath(slash == NULL ? "." : slash == copy ? "/" : copy, NULL);
    if (parent != NULL) {
        lg_text_printf(&text, "%s/%s", strcmp(parent, "/") == 0 ? "" : parent, name);
    }
    free(parent);
    free(copy);
    return text.bytes;
}

/* Whether a resolved path is a folder or lies in it. */
static bool is_in(const char *path, const char *folder)
{
    size_t size = strlen(folder);
    if (strcmp(folder, "/") == 0) return true;
    return strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

static enum lg_status check_input(const char *place, const char *fix_dir, const char *input,
                                  struct lg_error *err)
{
    char *folder = realpath(input, NULL);
    char *slash = folder == NULL ? NULL : strrchr(folder, '/');
    enum lg_status status = LG_OK;
    if (slash != NULL) {
        slash[slash == folder] = '\0';
        if (is_in(place, folder) || is_in(folder, place)) {
            status = lg_fail(err, LG_NO_OUTPUT,
                             "%s: is, holds or lies in the folder of %s; copies stand apart from "
                             "what was delivered, choose another folder",
                             fix_dir, input);
        }
    }
    free(folder);
    return status;
}

enum lg_status lg_fix_check_place(const struct lg_project *project, const char *fix_dir,
                                  const struct lg_sources *sources, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    char *place = resolve(fix_dir);
    char *result = resolve(project->output_dir);
    /* A place without a folder is refused by whoever begins it, with the reason. */
    if (place != NULL && result != NULL && (is_in(place, result) || is_in(result, place))) {
        status = lg_fail(err, LG_NO_OUTPUT,
                         "%s: is, holds or lies in the result folder %s; choose another folder",
                         fix_dir, project->output_dir);
    }
    for (size_t i = 0; place != NULL && i < sources->count; i++) {
        const struct lg_source *source = &sources->items[i];
        for (size_t f = 0; status == LG_OK && f < source->file_count; f++) {
            status = check_input(place, fix_dir, source->files[f].path, err);
        }
    }
    free(place);
    free(result);
    return status;
}

/* ---- names ---- */

/* What the source is called: the layer where the file holds several, else the file. */
static void choose_stem(const struct lg_source *source, struct lg_text *stem)
{
    const char *at = strrchr(source->path, '@');
    bool names_layer = at != NULL && strcmp(at + 1, source->layer) == 0;
    bool is_database = lg_address_is_database(source->path);
    bool is_shapefile = strcmp(source->driver, "ESRI Shapefile") == 0;
    const char *slash = strrchr(source->path, '/');
    const char *name = slash != NULL && slash[1] != '\0' ? slash + 1 : source->path;
    const char *dot = strrchr(name, '.');
    size_t size = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    if (names_layer || is_database || is_shapefile) {
        name = source->layer;
        size = strlen(name);
    }
    if (size > STEM_BYTES_MAX) size = lg_utf8_valid_prefix(name, STEM_BYTES_MAX);
    for (size_t i = 0; i < size; i++) {
        bool is_bad = name[i] == '/' || (unsigned char)name[i] < 0x20 || (i == 0 && name[i] == '.');
        lg_text_add_char(stem, (char)(is_bad ? '_' : name[i]));
    }
    if (size == 0) lg_text_add_text(stem, "layer");
}

static bool is_taken(const char *name, char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lg_text_equal_nocase(names[i], name)) return true;
    }
    return false;
}

enum lg_status lg_fix_name(const struct lg_source *source, char *const *names, size_t count,
                           char **name, struct lg_error *err)
{
    struct lg_text stem = {0};
    struct lg_text numbered = {0};
    choose_stem(source, &stem);
    lg_text_add_text(&numbered, stem.bytes == NULL ? "" : stem.bytes);
    for (int number = 2; !numbered.failed && is_taken(numbered.bytes, names, count); number++) {
        lg_text_clear(&numbered);
        lg_text_printf(&numbered, "%s-%d", stem.bytes, number);
    }
    bool failed = stem.failed || numbered.failed;
    lg_text_reset(&stem);
    if (failed) {
        lg_text_reset(&numbered);
        return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", source->path);
    }
    *name = numbered.bytes;
    return LG_OK;
}
