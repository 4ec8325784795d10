/*
 * The list of a folder's files with their SHA-256, by which it is known to be as it was written.
 */
#include "base/grow.h"
#include "base/hash.h"
#include "base/output.h"
#include "base/output_place.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_BYTES_MAX = 1 << 20 };

/* Names in a folder, in the order of their bytes. */
struct names {
    size_t count, capacity;
    char **items; /* [count] */
};

static void forget_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->items[i]);
    }
    free((void *)names->items);
    *names = (struct names){0};
}

static bool add_name(struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        size_t capacity = lg_grow_capacity(names->capacity, names->count + 1);
        char **items = lg_resize((void *)names->items, capacity, sizeof(char *));
        if (items == NULL) return false;
        names->items = items;
        names->capacity = capacity;
    }
    char *copy = strdup(name);
    if (copy != NULL) names->items[names->count++] = copy;
    return copy != NULL;
}

static int compare_names(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

/* All entries but the list itself. */
static enum lg_status read_names(const char *path, struct names *names, struct lg_error *err)
{
    DIR *entries = opendir(path);
    if (entries == NULL) return lg_fail(err, LG_NO_OUTPUT, "%s: %s", path, strerror(errno));
    bool has_room = true;
    int failure = 0;
    while (has_room) {
        errno = 0; /* an error and the end look alike else */
        const struct dirent *entry = readdir(entries);
        failure = entry == NULL ? errno : 0;
        if (entry == NULL) break;
        bool is_own = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
                      strcmp(entry->d_name, LG_OUTPUT_LIST) == 0;
        if (!is_own) has_room = add_name(names, entry->d_name);
    }
    (void)closedir(entries);
    if (!has_room) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", path);
    if (failure != 0) return lg_fail(err, LG_NO_OUTPUT, "%s: %s", path, strerror(failure));
    if (names->count > 1) {
        qsort((void *)names->items, names->count, sizeof(char *), compare_names);
    }
    return LG_OK;
}

/* The line of one file. */
static enum lg_status add_line(const char *path, const char *name, struct lg_text *list,
                               struct lg_error *err)
{
    char digits[LG_SHA256_TEXT_SIZE];
    uint64_t size_bytes = 0;
    struct lg_text file = {0};
    lg_text_printf(&file, "%s/%s", path, name);
    enum lg_status status = file.failed ? lg_fail(err, LG_NO_MEMORY, "%s: out of memory", path)
                                        : lg_hash_file(file.bytes, digits, &size_bytes, err);
    if (status == LG_OK) lg_text_printf(list, "%s  %s\n", digits, name);
    lg_text_reset(&file);
    return status;
}

enum lg_status lg_output_list_make(const char *path, struct lg_text *list, struct lg_error *err)
{
    struct names names = {0};
    struct lg_error said = {.message = ""};
    enum lg_status status = read_names(path, &names, &said);
    for (size_t i = 0; status == LG_OK && i < names.count; i++) {
        status = add_line(path, names.items[i], list, &said);
    }
    forget_names(&names);
    if (status == LG_OK && list->failed) {
        status = lg_fail(&said, LG_NO_MEMORY, "%s: out of memory", path);
    }
    if (status == LG_OK) return LG_OK;
    /* What was just written cannot be read back. */
    return lg_fail(err, status == LG_NO_MEMORY ? status : LG_WRITE, "%s", said.message);
}

static char *read_list(const char *path)
{
    struct lg_text name = {0};
    lg_text_printf(&name, "%s/%s", path, LG_OUTPUT_LIST);
    FILE *file = name.failed ? NULL : fopen(name.bytes, "rb");
    char *text = file == NULL ? NULL : calloc(1, LIST_BYTES_MAX + 1);
    if (text != NULL) {
        size_t size = fread(text, 1, LIST_BYTES_MAX, file);
        text[size] = '\0';
    }
    if (file != NULL) (void)fclose(file);
    lg_text_reset(&name);
    return text;
}

/* Whether the list has exactly this line. */
static bool has_line(const char *list, const struct lg_text *line)
{
    const char *found = strstr(list, line->bytes);
    return found != NULL && (found == list || found[-1] == '\n');
}

enum lg_status lg_output_list_check(const char *shown, const char *path, struct lg_error *err)
{
    struct names names = {0};
    struct lg_text line = {0};
    char *list = read_list(path);
    enum lg_status status = list == NULL ? lg_fail(err, LG_NO_OUTPUT,
                                                   "%s/%s: cannot be read; choose another "
                                                   "folder",
                                                   shown, LG_OUTPUT_LIST)
                                         : read_names(path, &names, err);
    for (size_t i = 0; status == LG_OK && i < names.count; i++) {
        lg_text_clear(&line);
        struct lg_error said;
        enum lg_status hashed = add_line(path, names.items[i], &line, &said);
        if (hashed == LG_OK && !line.failed && has_line(list, &line)) continue;
        status = lg_fail(err, LG_NO_OUTPUT,
                         "%s: %s is not as it was written, somebody has worked in the folder; "
                         "choose another folder or remove this one",
                         shown, names.items[i]);
    }
    lg_text_reset(&line);
    forget_names(&names);
    free(list);
    return status;
}
