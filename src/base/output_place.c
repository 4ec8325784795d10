#define _XOPEN_SOURCE 700 /* realpath; NOLINT(readability-identifier-naming) */
#include "base/output_place.h"

#include "base/output.h"
#include "base/text.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PID_TEXT_SIZE = 24, LOCK_TRIES_MAX = 1000 };

static enum lg_status no_memory(const char *path, struct lg_error *err)
{
    return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", path);
}

static enum lg_status open_parent(const char *parent, struct lg_output_place *place,
                                  struct lg_error *err)
{
    place->parent_fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (place->parent_fd >= 0) return LG_OK;
    if (errno == ENOENT) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: the folder %s does not exist; create it first",
                       place->shown, parent);
    }
    return lg_fail(err, LG_NO_OUTPUT, "%s: the folder %s: %s", place->shown, parent,
                   strerror(errno));
}

/* Divide a path into its folder and its last component and open the folder. */
static enum lg_status divide_path(char *path, struct lg_output_place *place, struct lg_error *err)
{
    char *slash = strrchr(path, '/');
    const char *parent = ".";
    const char *name = path;
    if (slash == path) {
        parent = "/";
        name = slash + 1;
    } else if (slash != NULL) {
        *slash = '\0';
        parent = path;
        name = slash + 1;
    }
    if (name[0] == '\0') {
        return lg_fail(err, LG_NO_OUTPUT, "%s: is the root folder; choose a folder in it",
                       place->shown);
    }
    place->name = strdup(name);
    place->parent = strdup(parent);
    if (place->name == NULL || place->parent == NULL) return no_memory(place->shown, err);
    return open_parent(parent, place, err);
}

/* ".NAME.KIND" or ".NAME.KIND.PID"; NULL when memory is out. */
static char *name_beside(const char *name, const char *kind, long pid)
{
    struct lg_text text = {0};
    lg_text_printf(&text, ".%s.%s", name, kind);
    if (pid > 0) lg_text_printf(&text, ".%ld", pid);
    if (text.failed) lg_text_reset(&text);
    return text.bytes;
}

static enum lg_status make_names(struct lg_output_place *place, struct lg_error *err)
{
    long pid = (long)getpid();
    place->lock_name = name_beside(place->name, "lock", 0);
    place->work_name = name_beside(place->name, "tmp", pid);
    place->old_name = name_beside(place->name, "old", pid);
    if (place->lock_name == NULL || place->work_name == NULL || place->old_name == NULL) {
        return no_memory(place->shown, err);
    }
    return LG_OK;
}

enum lg_status lg_output_place_open(const char *path, struct lg_output_place *place,
                                    struct lg_error *err)
{
    assert(path != NULL);
    assert(place != NULL);

    enum lg_status status;
    char *whole = NULL;
    *place = (struct lg_output_place){.parent_fd = -1, .lock_fd = -1};
    if (path[0] == '\0') return lg_fail(err, LG_NO_OUTPUT, "the output's name is empty; give one");

    place->shown = strdup(path);
    if (place->shown == NULL) return no_memory(path, err);
    for (size_t i = strlen(place->shown); i > 1 && place->shown[i - 1] == '/'; i--) {
        place->shown[i - 1] = '\0';
    }
    /* What exists is resolved, so that "." has a name and a link's target is replaced, not it. */
    whole = realpath(place->shown, NULL);
    if (whole == NULL && errno == ENOENT) whole = strdup(place->shown);
    if (whole == NULL && errno == ENOMEM) return no_memory(path, err);
    if (whole == NULL) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: %s", place->shown, strerror(errno));
    }
    status = divide_path(whole, place, err);
    if (status == LG_OK) status = make_names(place, err);
    free(whole);
    return status;
}

static enum lg_status busy(const struct lg_output_place *place, int fd, struct lg_error *err)
{
    char pid[PID_TEXT_SIZE];
    ssize_t size = pread(fd, pid, sizeof(pid) - 1, 0);
    size_t digits = 0;
    while (size > 0 && digits < (size_t)size && pid[digits] >= '0' && pid[digits] <= '9') {
        digits++;
    }
    /* The holder may be between locking the file and writing its number. */
    if (digits == 0) {
        return lg_fail(err, LG_BUSY, "%s: another run is writing here; try again later",
                       place->shown);
    }
    return lg_fail(err, LG_BUSY, "%s: another run (process %.*s) is writing here; try again later",
                   place->shown, (int)digits, pid);
}

static int lock_file(int fd)
{
    int failed = 0;
    do {
        failed = flock(fd, LOCK_EX | LOCK_NB);
    } while (failed != 0 && errno == EINTR);
    return failed;
}

/* The holder removes the file before it lets go: a lock on a removed file guards nothing. */
static bool is_still_there(const struct lg_output_place *place, int fd)
{
    struct stat opened;
    struct stat named;
    if (fstat(fd, &opened) != 0) return false;
    if (fstatat(place->parent_fd, place->lock_name, &named, AT_SYMLINK_NOFOLLOW) != 0) return false;
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static enum lg_status write_pid(struct lg_output_place *place, struct lg_error *err)
{
    char pid[PID_TEXT_SIZE];
    int size = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());
    assert(size > 0 && (size_t)size < sizeof(pid));
    if (ftruncate(place->lock_fd, 0) != 0 ||
        pwrite(place->lock_fd, pid, (size_t)size, 0) != (ssize_t)size) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: lock file %s beside it: %s", place->shown,
                       place->lock_name, strerror(errno));
    }
    return LG_OK;
}

enum lg_status lg_output_place_lock(struct lg_output_place *place, struct lg_error *err)
{
    assert(place != NULL);
    assert(place->lock_fd < 0);

    for (int tries = 0; place->lock_fd < 0; tries++) {
        /* Holders come and go in turns, or the file system gives one file several numbers. */
        if (tries == LOCK_TRIES_MAX) {
            return lg_fail(err, LG_BUSY, "%s: other runs are writing here; try again later",
                           place->shown);
        }
        int fd = openat(place->parent_fd, place->lock_name,
                        O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (fd < 0) {
            return lg_fail(err, LG_NO_OUTPUT, "%s: cannot be created: %s", place->shown,
                           strerror(errno));
        }
        if (lock_file(fd) != 0) {
            enum lg_status status = errno == EWOULDBLOCK
                                        ? busy(place, fd, err)
                                        : lg_fail(err, LG_NO_OUTPUT, "%s: lock file %s: %s",
                                                  place->shown, place->lock_name, strerror(errno));
            (void)close(fd);
            return status;
        }
        if (is_still_there(place, fd)) {
            place->lock_fd = fd;
        } else {
            (void)close(fd);
        }
    }
    return write_pid(place, err);
}

void lg_output_place_close(struct lg_output_place *place)
{
    assert(place != NULL);

    if (place->lock_fd >= 0) {
        (void)unlinkat(place->parent_fd, place->lock_name, 0);
        (void)close(place->lock_fd);
    }
    if (place->parent_fd >= 0) (void)close(place->parent_fd);
    free(place->shown);
    free(place->name);
    free(place->parent);
    free(place->lock_name);
    free(place->work_name);
    free(place->old_name);
    *place = (struct lg_output_place){.parent_fd = -1, .lock_fd = -1};
}

/* Open a folder's entries for reading; NULL when it is none. */
static DIR *open_entries(int parent_fd, const char *name)
{
    int fd = openat(parent_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return NULL;
    DIR *entries = fdopendir(fd);
    if (entries == NULL) (void)close(fd);
    return entries;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

void lg_output_remove_tree(int parent_fd, const char *name)
{
    assert(name != NULL);

    if (unlinkat(parent_fd, name, 0) == 0) return;
    DIR *entries = open_entries(parent_fd, name);
    if (entries == NULL) return;
    struct dirent *entry = NULL;
    while ((entry = readdir(entries)) != NULL) {
        if (!is_dots(entry->d_name)) lg_output_remove_tree(dirfd(entries), entry->d_name);
    }
    (void)closedir(entries);
    (void)unlinkat(parent_fd, name, AT_REMOVEDIR);
}

/* Whether an entry is what name_beside() calls the work of some process. */
static bool is_beside(const char *entry, const char *ours)
{
    size_t stem = (size_t)(strrchr(ours, '.') + 1 - ours);
    if (strncmp(entry, ours, stem) != 0 || entry[stem] == '\0') return false;
    return entry[stem + strspn(entry + stem, "0123456789")] == '\0';
}

void lg_output_place_sweep(const struct lg_output_place *place)
{
    assert(place != NULL);
    assert(place->lock_fd >= 0);

    DIR *entries = open_entries(place->parent_fd, ".");
    if (entries == NULL) return;
    struct dirent *entry = NULL;
    while ((entry = readdir(entries)) != NULL) {
        struct stat there;
        bool is_old = is_beside(entry->d_name, place->old_name);
        if (is_old && fstatat(place->parent_fd, place->name, &there, AT_SYMLINK_NOFOLLOW) != 0 &&
            renameat(place->parent_fd, entry->d_name, place->parent_fd, place->name) == 0) {
            continue;
        }
        if (is_old || is_beside(entry->d_name, place->work_name)) {
            lg_output_remove_tree(place->parent_fd, entry->d_name);
        }
    }
    (void)closedir(entries);
}

/* An earlier folder of copies, in which nobody has worked since. */
static enum lg_status check_list(const struct lg_output_place *place, struct lg_error *err)
{
    struct lg_text path = {0};
    lg_text_printf(&path, "%s/%s", place->parent, place->name);
    enum lg_status status = path.failed ? no_memory(place->shown, err)
                                        : lg_output_list_check(place->shown, path.bytes, err);
    lg_text_reset(&path);
    return status;
}

/* Empty, or with the mark of a result in it. */
static enum lg_status check_entries(const struct lg_output_place *place, DIR *entries,
                                    struct lg_error *err)
{
    bool is_empty = true;
    struct dirent *entry = NULL;
    errno = 0;
    while ((entry = readdir(entries)) != NULL) {
        if (strcmp(entry->d_name, place->mark) == 0) {
            return place->is_listed ? check_list(place, err) : LG_OK;
        }
        if (!is_dots(entry->d_name)) is_empty = false;
    }
    if (errno != 0) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: read: %s", place->shown, strerror(errno));
    }
    if (is_empty) return LG_OK;
    return lg_fail(err, LG_NO_OUTPUT,
                   "%s: the folder is not empty and holds no earlier %s (no %s in it); choose "
                   "another or empty it",
                   place->shown, place->is_listed ? "copies" : "result", place->mark);
}

enum lg_status lg_output_place_check(const struct lg_output_place *place, bool *exists,
                                     struct lg_error *err)
{
    assert(place != NULL);
    assert(exists != NULL);

    *exists = false;
    DIR *entries = open_entries(place->parent_fd, place->name);
    if (entries == NULL && errno == ENOENT) return LG_OK;
    if (entries == NULL && (errno == ENOTDIR || errno == ELOOP)) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: is no folder; choose another name or remove it",
                       place->shown);
    }
    if (entries == NULL) {
        return lg_fail(err, LG_NO_OUTPUT, "%s: %s", place->shown, strerror(errno));
    }
    *exists = true;
    enum lg_status status = check_entries(place, entries, err);
    (void)closedir(entries);
    return status;
}
