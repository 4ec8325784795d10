#define _GNU_SOURCE /* sync_file_range; NOLINT(readability-identifier-naming) */
#include "base/output_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BUFFER_BYTES = 1024 * 1024,
    DIRECT_BYTES = 128 * 1024,         /* as large a block is not worth a copy */
    WRITEBACK_BYTES = 8 * 1024 * 1024, /* long runs on the disk, and little left for the sync */
};

struct lg_output_file {
    char *shown; /* "DIR/tables/parks.csv", for messages */
    int fd;
    int failure;          /* errno of the first write that did not succeed; 0 */
    size_t flushed_bytes; /* in the file already, before what is buffered */
    size_t started_bytes; /* of them on their way to the disk */
    size_t buffered_bytes;
    char bytes[BUFFER_BYTES];
};

static enum lg_status write_failure(const struct lg_output_file *file, const char *action,
                                    struct lg_error *err)
{
    return lg_fail(err, LG_WRITE, "%s: %s: %s", file->shown, action, strerror(file->failure));
}

static enum lg_status write_at(struct lg_output_file *file, size_t position, const char *bytes,
                               size_t size_bytes, struct lg_error *err)
{
    while (size_bytes > 0) {
        ssize_t count = pwrite(file->fd, bytes, size_bytes, (off_t)position);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            file->failure = count < 0 ? errno : EIO;
            return write_failure(file, "write", err);
        }
        bytes += count;
        position += (size_t)count;
        size_bytes -= (size_t)count;
    }
    return LG_OK;
}

/*
 * Let the kernel begin to write what is flushed, so that the sync at the end does not wait for all
 * of a large file. Whether it does is no matter: the sync is what counts.
 */
static void start_writeback(struct lg_output_file *file)
{
    size_t size_bytes = file->flushed_bytes - file->started_bytes;
    if (size_bytes < WRITEBACK_BYTES) return;
    (void)sync_file_range(file->fd, (off_t)file->started_bytes, (off_t)size_bytes,
                          SYNC_FILE_RANGE_WRITE);
    file->started_bytes = file->flushed_bytes;
}

static enum lg_status flush(struct lg_output_file *file, struct lg_error *err)
{
    enum lg_status status =
        write_at(file, file->flushed_bytes, file->bytes, file->buffered_bytes, err);
    if (status != LG_OK) return status;
    file->flushed_bytes += file->buffered_bytes;
    file->buffered_bytes = 0;
    start_writeback(file);
    return LG_OK;
}

enum lg_status lg_output_file_new(int fd, const char *folder, const char *name,
                                  struct lg_output_file **file, struct lg_error *err)
{
    struct lg_text shown = {0};
    lg_text_printf(&shown, "%s%s%s", folder, folder[0] == '\0' ? "" : "/", name);
    struct lg_output_file *made = malloc(sizeof(*made));
    if (made == NULL || shown.failed) {
        (void)close(fd);
        free(made);
        lg_text_reset(&shown);
        return lg_fail(err, LG_NO_MEMORY, "%s: out of memory", name);
    }
    made->shown = shown.bytes;
    made->fd = fd;
    made->failure = 0;
    made->flushed_bytes = 0;
    made->started_bytes = 0;
    made->buffered_bytes = 0;
    *file = made;
    return LG_OK;
}

enum lg_status lg_output_file_write(struct lg_output_file *file, const void *bytes,
                                    size_t size_bytes, struct lg_error *err)
{
    assert(file != NULL);
    assert(bytes != NULL || size_bytes == 0);

    if (file->failure != 0) return write_failure(file, "write", err);
    bool is_direct = size_bytes >= DIRECT_BYTES;
    if (is_direct || size_bytes > sizeof(file->bytes) - file->buffered_bytes) {
        enum lg_status status = flush(file, err);
        if (status != LG_OK) return status;
    }
    if (is_direct) {
        enum lg_status status = write_at(file, file->flushed_bytes, bytes, size_bytes, err);
        if (status != LG_OK) return status;
        file->flushed_bytes += size_bytes;
        start_writeback(file);
        return LG_OK;
    }
    if (size_bytes > 0) memcpy(file->bytes + file->buffered_bytes, bytes, size_bytes);
    file->buffered_bytes += size_bytes;
    return LG_OK;
}

enum lg_status lg_output_file_patch(struct lg_output_file *file, size_t position, const void *bytes,
                                    size_t size_bytes, struct lg_error *err)
{
    assert(file != NULL);
    assert(position + size_bytes <= file->flushed_bytes + file->buffered_bytes);

    if (file->failure != 0) return write_failure(file, "write", err);
    enum lg_status status = flush(file, err);
    return status == LG_OK ? write_at(file, position, bytes, size_bytes, err) : status;
}

enum lg_status lg_output_file_close(struct lg_output_file *file, struct lg_error *err)
{
    if (file == NULL) return LG_OK;

    enum lg_status status =
        file->failure != 0 ? write_failure(file, "write", err) : flush(file, err);
    if (status == LG_OK && fsync(file->fd) != 0) {
        file->failure = errno;
        status = write_failure(file, "sync", err);
    }
    /* Network file systems keep some errors for the close. */
    int fd = file->fd;
    file->fd = -1;
    if (close(fd) != 0 && status == LG_OK) {
        file->failure = errno;
        status = write_failure(file, "close", err);
    }
    lg_output_file_drop(file);
    return status;
}

void lg_output_file_drop(struct lg_output_file *file)
{
    if (file == NULL) return;

    if (file->fd >= 0) (void)close(file->fd);
    free(file->shown);
    free(file);
}
