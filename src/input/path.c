/* GDAL's stat structure is the one for large files, which strict C hides. */
#define _LARGEFILE64_SOURCE 1 // NOLINT(readability-identifier-naming): the C library's name

#include "input/path.h"

#include "base/address.h"
#include "base/text.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const layer_extensions[] = {"shp", "gpkg", "geojson", "fgb", "gdb", NULL};
static const char *const table_extensions[] = {"csv", "xlsx", "dbf", NULL};

bool lg_path_has_extension(const char *path, const char *extension)
{
    size_t size = strlen(path);
    size_t end = strlen(extension);
    return size > end && path[size - end - 1] == '.' &&
           lg_text_equal_nocase(path + size - end, extension);
}

bool lg_path_exists(const char *path, bool *is_folder, uint64_t *size_bytes)
{
    VSIStatBufL found;
    if (VSIStatL(path, &found) != 0) return false;
    if (is_folder != NULL) *is_folder = VSI_ISDIR(found.st_mode);
    if (size_bytes != NULL) *size_bytes = (uint64_t)found.st_size;
    return true;
}

/* "PG:dbname=parks": a word of letters and a colon, which no file is called. */
static bool is_connection(const char *path)
{
    size_t letters = strspn(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    return letters >= 2 && path[letters] == ':';
}

char *lg_path_sidecar(const char *path, const char *extension)
{
    size_t stem = strlen(path);
    while (stem > 0 && path[stem - 1] != '.' && path[stem - 1] != '/') {
        stem--;
    }
    if (stem == 0 || path[stem - 1] == '/') return NULL;
    size_t size = strlen(extension);
    char *found = calloc(1, stem + size + 1);
    for (int upper = 0; found != NULL && upper < 2; upper++) {
        for (size_t i = 0; i < stem; i++) {
            found[i] = path[i];
        }
        for (size_t i = 0; i < size; i++) {
            char c = extension[i];
            if (upper && c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
            found[stem + i] = c;
        }
        if (lg_path_exists(found, NULL, NULL)) return found;
    }
    free(found);
    return NULL;
}

static enum lg_status keep(struct lg_path *path, const char *file, size_t file_size,
                           const char *layer, struct lg_error *err)
{
    path->file = strndup(file, file_size);
    path->layer = layer == NULL ? NULL : strdup(layer);
    if (path->file != NULL && (layer == NULL || path->layer != NULL)) return LG_OK;
    lg_path_reset(path);
    return lg_fail(err, LG_NO_MEMORY, "a path");
}

/* What only OGR can try; its library would repeat parts of a database's address that it cannot
 * read. */
static enum lg_status split_connection(const char *given, struct lg_path *path,
                                       struct lg_error *err)
{
    if (!lg_address_is_whole(given)) {
        struct lg_text shown = {0};
        lg_address_show(given, &shown);
        (void)lg_fail(err, LG_NO_INPUT,
                      "%s: is no list of key=value and no URI; put a value with blanks or '@' in "
                      "quotes, in a URI write signs as %%40",
                      shown.bytes == NULL ? "the address" : shown.bytes);
        lg_text_reset(&shown);
        return LG_NO_INPUT;
    }
    const char *at = lg_address_layer(given);
    if (at == NULL) return keep(path, given, strlen(given), NULL, err);
    return keep(path, given, (size_t)(at - given), at + 1, err);
}

/* File and layer apart; the file is there, or is a connection. */
static enum lg_status split(const char *given, struct lg_path *path, struct lg_error *err)
{
    if (lg_path_exists(given, NULL, NULL)) return keep(path, given, strlen(given), NULL, err);
    const char *at = strrchr(given, '@');
    if (at != NULL && at > given && at[1] != '\0' && !lg_address_is_database(given)) {
        char *head = strndup(given, (size_t)(at - given));
        if (head == NULL) return lg_fail(err, LG_NO_MEMORY, "a path");
        bool is_file = lg_path_exists(head, NULL, NULL);
        free(head);
        if (is_file) return keep(path, given, (size_t)(at - given), at + 1, err);
    }
    if (is_connection(given)) return split_connection(given, path, err);
    return lg_fail(err, LG_NO_INPUT, "%s: no such file", given);
}

static bool is_layer_file(const char *name, bool is_table)
{
    for (size_t i = 0; layer_extensions[i] != NULL; i++) {
        if (lg_path_has_extension(name, layer_extensions[i])) return true;
    }
    for (size_t i = 0; is_table && table_extensions[i] != NULL; i++) {
        if (lg_path_has_extension(name, table_extensions[i])) return true;
    }
    return false;
}

/* Whether a member answers to a name: "园区/地块.shp", "地块.shp" or "地块". */
static bool is_called(const char *member, const char *name)
{
    const char *base = strrchr(member, '/');
    base = base == NULL ? member : base + 1;
    size_t stem = strlen(base);
    const char *dot = strrchr(base, '.');
    if (dot != NULL) stem = (size_t)(dot - base);
    return strcmp(member, name) == 0 || strcmp(base, name) == 0 ||
           (strlen(name) == stem && strncmp(base, name, stem) == 0);
}

struct choice {
    const char *member; /* the first that fits */
    size_t count;
    size_t file_count; /* layer files of any name */
    struct lg_text list;
};

static void look_through(char **members, const char *name, bool is_table, struct choice *choice)
{
    for (int i = 0; members != NULL && members[i] != NULL; i++) {
        const char *member = members[i];
        if (member[0] == '.' || !is_layer_file(member, is_table)) continue;
        if (strncmp(member, "__MACOSX/", 9) == 0) continue;
        /* The table of a shapefile is no layer of its own. */
        bool is_part = false;
        for (int k = 0; lg_path_has_extension(member, "dbf") && members[k] != NULL; k++) {
            is_part = is_part || (lg_path_has_extension(members[k], "shp") &&
                                  strncmp(members[k], member, strlen(member) - 3) == 0);
        }
        if (is_part) continue;
        choice->file_count++;
        if (choice->list.size < 600) {
            lg_text_printf(&choice->list, "%s%s", choice->list.size == 0 ? "" : ", ", member);
        }
        if (name != NULL && !is_called(member, name)) continue;
        if (choice->count++ == 0) choice->member = member;
    }
}

static enum lg_status choose_member(const char *given, const char *folder, char **members,
                                    bool is_table, struct lg_path *path, struct lg_error *err)
{
    struct choice choice = {0};
    bool is_named = path->layer != NULL;
    look_through(members, path->layer, is_table, &choice);
    if (choice.count == 0 && is_named && choice.file_count == 1) {
        /* The name is of a layer inside the one file. */
        look_through(members, NULL, is_table, &choice);
    } else if (choice.count == 1) {
        free(path->layer);
        path->layer = NULL;
    }
    enum lg_status status;
    if (choice.count == 1) {
        size_t size = strlen(folder) + strlen(choice.member) + 2;
        char *file = malloc(size);
        status = file == NULL ? lg_fail(err, LG_NO_MEMORY, "%s", given) : LG_OK;
        if (file != NULL) {
            (void)snprintf(file, size, "%s/%s", folder, choice.member);
            free(path->file);
            path->file = file;
        }
    } else if (choice.list.size == 0) {
        status = lg_fail(err, LG_NO_INPUT, "%s: no layer in it (.shp, .gpkg, .geojson, .fgb%s)",
                         given, is_table ? ", .csv, .xlsx" : "");
    } else {
        status = lg_fail(err, LG_NO_INPUT, "%s: %s; name one behind '@'; there are: %s", given,
                         choice.count == 0 ? "no such layer in it" : "several layers in it",
                         choice.list.bytes == NULL ? "" : choice.list.bytes);
    }
    lg_text_reset(&choice.list);
    return status;
}

static enum lg_status enter(const char *given, bool is_table, struct lg_path *path,
                            struct lg_error *err)
{
    bool is_folder = false;
    bool is_there = lg_path_exists(path->file, &is_folder, NULL);
    bool is_zip = is_there && lg_path_has_extension(path->file, "zip");
    if (!is_zip && (!is_folder || lg_path_has_extension(path->file, "gdb"))) return LG_OK;

    struct lg_text folder = {0};
    bool is_inside = strncmp(path->file, "/vsizip/", 8) == 0;
    lg_text_printf(&folder, "%s%s", is_zip && !is_inside ? "/vsizip/" : "", path->file);
    if (folder.failed) {
        lg_text_reset(&folder);
        return lg_fail(err, LG_NO_MEMORY, "%s", given);
    }
    /* The listing is kept by GDAL with the names as decoded at the first look. */
    const char *names = is_zip ? lg_zip_name_encoding(path->file + (is_inside ? 8 : 0)) : NULL;
    if (names != NULL) CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", names);
    char **members = is_zip ? VSIReadDirRecursive(folder.bytes) : VSIReadDir(folder.bytes);
    if (names != NULL) CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", NULL);
    enum lg_status status = choose_member(given, folder.bytes, members, is_table, path, err);
    CSLDestroy(members);
    lg_text_reset(&folder);
    return status;
}

enum lg_status lg_path_resolve(const char *given, bool is_table, struct lg_path *path,
                               struct lg_error *err)
{
    assert(given != NULL);

    *path = (struct lg_path){0};
    enum lg_status status = split(given, path, err);
    if (status == LG_OK) status = enter(given, is_table, path, err);
    if (status != LG_OK) lg_path_reset(path);
    return status;
}

void lg_path_reset(struct lg_path *path)
{
    free(path->file);
    free(path->layer);
    *path = (struct lg_path){0};
}
