#define _GNU_SOURCE /* renameat2; NOLINT(readability-identifier-naming) */
#include "base/output.h"

#include "base/output_file.h"
#include "base/output_place.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct lg_output_dir {
    struct lg_output_place place;
    int work_fd;          /* -1: not made yet */
    struct lg_text path;  /* of the folder under construction */
    struct lg_text names; /* of the folders made inside, each terminated */
};

/* ---- folders ---- */

enum lg_status lg_output_file_open(struct lg_output_dir *dir, const char *name,
                                   struct lg_output_file **file, struct lg_error *err)
{
    assert(dir != NULL);
    assert(name != NULL);
    assert(file != NULL);

    *file = NULL;
    int fd = openat(dir->work_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) {
        return lg_fail(err, LG_NO_OUTPUT, "%s/%s: create: %s", dir->place.shown, name,
                       strerror(errno));
    }
    return lg_output_file_new(fd, dir->place.shown, name, file, err);
}

enum lg_status lg_output_dir_write(struct lg_output_dir *dir, const char *name,
                                   const struct lg_text *text, struct lg_error *err)
{
    if (text->failed) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", name);
    struct lg_output_file *file = NULL;
    enum lg_status status = lg_output_file_open(dir, name, &file, err);
    if (status != LG_OK) return status;
    status = lg_output_file_write(file, text->bytes, text->size, err);
    if (status == LG_OK) return lg_output_file_close(file, err);
    lg_output_file_drop(file);
    return status;
}

static enum lg_status begin(const char *path, const char *mark, struct lg_output_dir **dir,
                            struct lg_error *err)
{
    assert(path != NULL);
    assert(dir != NULL);

    enum lg_status status;
    bool exists = false;
    *dir = NULL;
    struct lg_output_dir *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", path);

    made->work_fd = -1;
    status = lg_output_place_open(path, &made->place, err);
    if (status == LG_OK) status = lg_output_place_lock(&made->place, err);
    if (status != LG_OK) goto fail;

    made->place.mark = mark;
    made->place.is_listed = strcmp(mark, LG_OUTPUT_LIST) == 0;
    lg_text_printf(&made->path, "%s/%s", made->place.parent, made->place.work_name);
    if (made->path.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: out of memory", path);
        goto fail;
    }
    lg_output_place_sweep(&made->place);
    status = lg_output_place_check(&made->place, &exists, err);
    if (status != LG_OK) goto fail;

    if (mkdirat(made->place.parent_fd, made->place.work_name, 0755) == 0) {
        made->work_fd = openat(made->place.parent_fd, made->place.work_name,
                               O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }
    if (made->work_fd < 0) {
        status = lg_fail(err, LG_NO_OUTPUT, "%s: cannot be created: %s", made->place.shown,
                         strerror(errno));
        goto fail;
    }
    *dir = made;
    return LG_OK;

fail:
    lg_output_dir_abort(made);
    return status;
}

enum lg_status lg_output_dir_begin(const char *path, struct lg_output_dir **dir,
                                   struct lg_error *err)
{
    return begin(path, LG_OUTPUT_MARK, dir, err);
}

enum lg_status lg_output_dir_begin_listed(const char *path, struct lg_output_dir **dir,
                                          struct lg_error *err)
{
    return begin(path, LG_OUTPUT_LIST, dir, err);
}

enum lg_status lg_output_dir_begin_diff(const char *path, struct lg_output_dir **dir,
                                        struct lg_error *err)
{
    return begin(path, LG_OUTPUT_DIFF_MARK, dir, err);
}

const char *lg_output_dir_path(const struct lg_output_dir *dir)
{
    return dir->path.bytes;
}

enum lg_status lg_output_dir_sync(struct lg_output_dir *dir, const char *name, struct lg_error *err)
{
    int fd = openat(dir->work_fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int failure = fd >= 0 && fsync(fd) == 0 ? 0 : errno;
    if (fd >= 0) (void)close(fd);
    if (failure == 0) return LG_OK;
    return lg_fail(err, LG_WRITE, "%s/%s: sync: %s", dir->place.shown, name, strerror(failure));
}

enum lg_status lg_output_dir_list(struct lg_output_dir *dir, struct lg_error *err)
{
    struct lg_text list = {0};
    struct lg_output_file *file = NULL;
    enum lg_status status = lg_output_list_make(dir->path.bytes, &list, err);
    if (status == LG_OK) status = lg_output_file_open(dir, LG_OUTPUT_LIST, &file, err);
    if (status == LG_OK) status = lg_output_file_write(file, list.bytes, list.size, err);
    if (status == LG_OK) {
        status = lg_output_file_close(file, err);
    } else {
        lg_output_file_drop(file);
    }
    lg_text_reset(&list);
    return status;
}

enum lg_status lg_output_dir_make(struct lg_output_dir *dir, const char *name, struct lg_error *err)
{
    assert(dir != NULL);
    assert(name != NULL);

    if (mkdirat(dir->work_fd, name, 0755) != 0) {
        return lg_fail(err, LG_NO_OUTPUT, "%s/%s: create: %s", dir->place.shown, name,
                       strerror(errno));
    }
    lg_text_add(&dir->names, name, strlen(name) + 1);
    if (dir->names.failed) {
        return lg_fail(err, LG_NO_MEMORY, "%s/%s: out of memory", dir->place.shown, name);
    }
    return LG_OK;
}

/* Some file systems have nothing to sync in a folder and say so. */
static int sync_folder(int fd)
{
    if (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP) return 0;
    return errno;
}

static enum lg_status sync_folders(const struct lg_output_dir *dir, struct lg_error *err)
{
    int failure = 0;
    for (size_t at = 0; at < dir->names.size && failure == 0;) {
        const char *name = dir->names.bytes + at;
        int fd = openat(dir->work_fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        failure = fd < 0 ? errno : sync_folder(fd);
        if (fd >= 0) (void)close(fd);
        at += strlen(name) + 1;
    }
    if (failure == 0) failure = sync_folder(dir->work_fd);
    if (failure == 0) return LG_OK;
    return lg_fail(err, LG_WRITE, "%s: sync: %s", dir->place.shown, strerror(failure));
}

/* How the new folder came to its place, and so where the earlier result is now. */
enum step { STEP_NONE, STEP_RENAMED, STEP_EXCHANGED, STEP_MOVED_AWAY };

/* Errors by which a file system or a kernel says that it knows no such rename. */
static bool is_unknown_rename(int error)
{
    return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

static int step_into_place(const struct lg_output_place *place, bool exists, enum step *step)
{
    int fd = place->parent_fd;
    *step = STEP_NONE;
    if (!exists) {
        if (renameat(fd, place->work_name, fd, place->name) != 0) return errno;
        *step = STEP_RENAMED;
        return 0;
    }
    if (renameat2(fd, place->work_name, fd, place->name, RENAME_EXCHANGE) == 0) {
        *step = STEP_EXCHANGED;
        return 0;
    }
    if (!is_unknown_rename(errno)) return errno;
    if (renameat(fd, place->name, fd, place->old_name) != 0) return errno;
    if (renameat(fd, place->work_name, fd, place->name) != 0) {
        int failure = errno;
        (void)renameat(fd, place->old_name, fd, place->name);
        return failure;
    }
    *step = STEP_MOVED_AWAY;
    return 0;
}

static void step_back(const struct lg_output_place *place, enum step step)
{
    int fd = place->parent_fd;
    switch (step) {
    case STEP_NONE:
        break;
    case STEP_RENAMED:
        (void)renameat(fd, place->name, fd, place->work_name);
        break;
    case STEP_EXCHANGED:
        (void)renameat2(fd, place->work_name, fd, place->name, RENAME_EXCHANGE);
        break;
    case STEP_MOVED_AWAY:
        (void)renameat(fd, place->name, fd, place->work_name);
        (void)renameat(fd, place->old_name, fd, place->name);
        break;
    }
}

enum lg_status lg_output_dir_commit(struct lg_output_dir *dir, struct lg_error *err)
{
    assert(dir != NULL);
    assert(dir->work_fd >= 0);

    bool exists = false;
    enum step step = STEP_NONE;
    enum lg_status status = sync_folders(dir, err);
    /* What came there in the meantime is not ours to remove. */
    if (status == LG_OK) status = lg_output_place_check(&dir->place, &exists, err);
    if (status != LG_OK) goto done;

    int failure = step_into_place(&dir->place, exists, &step);
    if (failure == 0) failure = sync_folder(dir->place.parent_fd);
    if (failure != 0) {
        step_back(&dir->place, step);
        status = lg_fail(err, LG_WRITE, "%s: rename into place: %s", dir->place.shown,
                         strerror(failure));
        goto done;
    }
    if (step == STEP_MOVED_AWAY) {
        lg_output_remove_tree(dir->place.parent_fd, dir->place.old_name);
    }

done:
    /* After an exchange the work's name is the earlier result's. */
    lg_output_dir_abort(dir);
    return status;
}

void lg_output_dir_abort(struct lg_output_dir *dir)
{
    if (dir == NULL) return;

    if (dir->work_fd >= 0) {
        (void)close(dir->work_fd);
        lg_output_remove_tree(dir->place.parent_fd, dir->place.work_name);
    }
    lg_text_reset(&dir->names);
    lg_text_reset(&dir->path);
    lg_output_place_close(&dir->place);
    free(dir);
}

/* ---- one file alone ---- */

/* Give the file its name unless the name is taken. */
static int rename_new(const struct lg_output_place *place)
{
    int fd = place->parent_fd;
    if (renameat2(fd, place->work_name, fd, place->name, RENAME_NOREPLACE) == 0) return 0;
    if (!is_unknown_rename(errno)) return errno;
    if (linkat(fd, place->work_name, fd, place->name, 0) != 0) return errno;
    (void)unlinkat(fd, place->work_name, 0);
    return 0;
}

static enum lg_status write_new_file(const struct lg_output_place *place, const void *bytes,
                                     size_t size_bytes, struct lg_error *err)
{
    struct lg_output_file *file = NULL;
    /* Only a killed process with our number can have left one. */
    (void)unlinkat(place->parent_fd, place->work_name, 0);
    int fd =
        openat(place->parent_fd, place->work_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) return lg_fail(err, LG_NO_OUTPUT, "%s: create: %s", place->shown, strerror(errno));

    enum lg_status status = lg_output_file_new(fd, "", place->shown, &file, err);
    if (status == LG_OK) status = lg_output_file_write(file, bytes, size_bytes, err);
    if (status == LG_OK) {
        status = lg_output_file_close(file, err);
    } else {
        lg_output_file_drop(file);
    }
    if (status != LG_OK) goto fail;

    int failure = rename_new(place);
    if (failure == EEXIST) {
        status = lg_fail(err, LG_NO_OUTPUT, "%s: exists already; choose another name or remove it",
                         place->shown);
        goto fail;
    }
    if (failure == 0) failure = sync_folder(place->parent_fd);
    if (failure == 0) return LG_OK;
    status = lg_fail(err, LG_WRITE, "%s: rename into place: %s", place->shown, strerror(failure));

fail:
    (void)unlinkat(place->parent_fd, place->work_name, 0);
    return status;
}

enum lg_status lg_output_new_file(const char *path, const void *bytes, size_t size_bytes,
                                  struct lg_error *err)
{
    assert(path != NULL);
    assert(bytes != NULL || size_bytes == 0);

    struct lg_output_place place;
    struct stat there;
    enum lg_status status = lg_output_place_open(path, &place, err);
    if (status == LG_OK) {
        if (fstatat(place.parent_fd, place.name, &there, AT_SYMLINK_NOFOLLOW) == 0) {
            status = lg_fail(err, LG_NO_OUTPUT,
                             "%s: exists already; choose another name or remove it", place.shown);
        } else {
            status = write_new_file(&place, bytes, size_bytes, err);
        }
    }
    lg_output_place_close(&place);
    return status;
}
