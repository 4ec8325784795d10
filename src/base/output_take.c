/*
 * Files of an earlier folder in a new one: by a second link where the file system has it.
 */
#include "base/output.h"
#include "base/text.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 1024 * 1024, DEPTH_MAX = 8 };

struct taking {
    struct lg_output_dir *dir;
    const char *from; /* the earlier folder */
    int to_fd;        /* the new one */
};

static enum lg_status copy_open(int fd, const char *name, struct lg_output_file *file,
                                struct lg_error *err)
{
    char *bytes = malloc(COPY_BYTES);
    if (bytes == NULL) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", name);
    enum lg_status status = LG_OK;
    ssize_t size = 1;
    while (status == LG_OK && size > 0) {
        size = read(fd, bytes, COPY_BYTES);
        if (size < 0 && errno == EINTR) {
            size = 1;
        } else if (size < 0) {
            status = lg_fail(err, LG_NO_INPUT, "%s: %s", name, strerror(errno));
        } else {
            status = lg_output_file_write(file, bytes, (size_t)size, err);
        }
    }
    free(bytes);
    return status;
}

static enum lg_status copy_file(const struct taking *taking, const char *path, const char *name,
                                struct lg_error *err)
{
    struct lg_output_file *file = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return lg_fail(err, LG_NO_INPUT, "%s: %s", path, strerror(errno));
    enum lg_status status = lg_output_file_open(taking->dir, name, &file, err);
    if (status == LG_OK) status = copy_open(fd, path, file, err);
    if (status == LG_OK) {
        status = lg_output_file_close(file, err);
    } else {
        lg_output_file_drop(file);
    }
    (void)close(fd);
    return status;
}

/* Whether there is a file or folder of this name in the new folder already. */
static bool is_there(const struct taking *taking, const char *name)
{
    struct stat stat;
    return fstatat(taking->to_fd, name, &stat, AT_SYMLINK_NOFOLLOW) == 0;
}

static enum lg_status take_file(const struct taking *taking, const char *name, struct lg_error *err)
{
    if (is_there(taking, name)) return LG_OK;
    struct lg_text path = {0};
    lg_text_printf(&path, "%s/%s", taking->from, name);
    if (path.failed) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", name);
    enum lg_status status = LG_OK;
    if (linkat(AT_FDCWD, path.bytes, taking->to_fd, name, 0) != 0) {
        status = copy_file(taking, path.bytes, name, err);
    }
    lg_text_reset(&path);
    return status;
}

static enum lg_status take_folder(const struct taking *taking, const char *name, int depth,
                                  struct lg_error *err);

/* @param name  relative to both folders */
static enum lg_status take_entry(const struct taking *taking, const char *name, int fd,
                                 const char *own, int depth, struct lg_error *err)
{
    struct stat stat;
    if (fstatat(fd, own, &stat, AT_SYMLINK_NOFOLLOW) != 0) {
        return lg_fail(err, LG_NO_INPUT, "%s/%s: %s", taking->from, name, strerror(errno));
    }
    if (S_ISREG(stat.st_mode)) return take_file(taking, name, err);
    if (S_ISDIR(stat.st_mode) && depth < DEPTH_MAX) {
        return take_folder(taking, name, depth + 1, err);
    }
    return lg_fail(err, LG_NO_OUTPUT,
                   "%s/%s: neither a file nor a folder, and so nothing of a result; move it away",
                   taking->from, name);
}

static enum lg_status take_entries(const struct taking *taking, const char *name, DIR *folder,
                                   int depth, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    while (status == LG_OK) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        /* What could not be listed would be lost with the earlier folder. */
        if (entry == NULL && errno != 0) {
            status = lg_fail(err, LG_NO_INPUT, "%s/%s: %s", taking->from, name, strerror(errno));
        }
        if (entry == NULL) break;
        const char *own = entry->d_name;
        if (strcmp(own, ".") == 0 || strcmp(own, "..") == 0) continue;
        struct lg_text path = {0};
        lg_text_printf(&path, "%s%s%s", name, name[0] == '\0' ? "" : "/", own);
        status = path.failed ? lg_fail(err, LG_NO_MEMORY, "%s: no memory", own)
                             : take_entry(taking, path.bytes, dirfd(folder), own, depth, err);
        lg_text_reset(&path);
    }
    return status;
}

/* All of a folder; name is empty for the earlier folder itself. */
static enum lg_status take_folder(const struct taking *taking, const char *name, int depth,
                                  struct lg_error *err)
{
    struct lg_text path = {0};
    lg_text_printf(&path, "%s/%s", taking->from, name);
    if (path.failed) return lg_fail(err, LG_NO_MEMORY, "%s: no memory", name);
    DIR *folder = opendir(path.bytes);
    int failure = errno;
    lg_text_reset(&path);
    if (folder == NULL) {
        return lg_fail(err, LG_NO_INPUT, "%s/%s: %s", taking->from, name, strerror(failure));
    }
    enum lg_status status = LG_OK;
    if (name[0] != '\0' && !is_there(taking, name)) {
        status = lg_output_dir_make(taking->dir, name, err);
    }
    if (status == LG_OK) status = take_entries(taking, name, folder, depth, err);
    (void)closedir(folder);
    return status;
}

static enum lg_status open_new(struct taking *taking, struct lg_error *err)
{
    taking->to_fd = open(lg_output_dir_path(taking->dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (taking->to_fd >= 0) return LG_OK;
    return lg_fail(err, LG_NO_OUTPUT, "%s: %s", taking->from, strerror(errno));
}

enum lg_status lg_output_dir_take(struct lg_output_dir *dir, const char *folder, const char *name,
                                  struct lg_error *err)
{
    assert(dir != NULL && folder != NULL);

    struct taking taking = {dir, folder, -1};
    enum lg_status status = open_new(&taking, err);
    if (status != LG_OK) return status;
    status = name == NULL ? take_folder(&taking, "", 0, err) : take_file(&taking, name, err);
    (void)close(taking.to_fd);
    return status;
}
