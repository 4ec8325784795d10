#include "run/job.h"

#include <stdlib.h>
#include <string.h>

struct lg_hashing {
    pthread_t thread;
    struct lg_sources *sources;
    enum lg_status status;
    struct lg_error error;
};

static void *hash_all(void *user)
{
    struct lg_hashing *hashing = user;
    for (size_t i = 0; i < hashing->sources->count; i++) {
        const struct lg_source *source = &hashing->sources->items[i];
        for (size_t f = 0; hashing->status == LG_OK && f < source->file_count; f++) {
            struct lg_input_file *file = &source->files[f];
            hashing->status =
                lg_hash_file(file->path, file->sha256, &file->size_bytes, &hashing->error);
        }
    }
    return NULL;
}

enum lg_status lg_hashing_start(struct lg_sources *sources, struct lg_hashing **hashing,
                                struct lg_error *err)
{
    *hashing = NULL;
    struct lg_hashing *started = calloc(1, sizeof(*started));
    if (started == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory to hash the input");
    started->sources = sources;
    int failed = pthread_create(&started->thread, NULL, hash_all, started);
    if (failed != 0) {
        free(started);
        return lg_fail(err, LG_INTERNAL, "no thread to hash the input: %s", strerror(failed));
    }
    *hashing = started;
    return LG_OK;
}

enum lg_status lg_hashing_end(struct lg_hashing *hashing, struct lg_error *err)
{
    if (hashing == NULL) return LG_OK;
    (void)pthread_join(hashing->thread, NULL);
    enum lg_status status = hashing->status;
    if (status != LG_OK) status = lg_fail(err, status, "%s", hashing->error.message);
    free(hashing);
    return status;
}
