/*
 * Blocks of work over threads, taken and given back in order.
 *
 * Each worker takes a block (one at a time), works on it (all at once), and gives it back (one at
 * a time, in the order taken). So input can be a stream, output a file, and the count of threads
 * cannot be seen in either.
 */
#ifndef LG_BASE_POOL_H
#define LG_BASE_POOL_H

#include "landgauge/status.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct lg_pool_job {
    size_t thread_count; /* at least 1; 1 runs in the calling thread */
    size_t state_bytes;  /* each worker gets zeroed memory of this size as its state */
    /* Prepare a worker's state (a GEOS context, buffers); may be NULL. Called in its thread. */
    enum lg_status (*start)(void *shared, void *state, struct lg_error *err);
    /* Fill the state with the next block, or set *more to false when there is none. Serial. */
    enum lg_status (*take)(void *shared, void *state, bool *more, struct lg_error *err);
    /* Work on the block in the state. Parallel: shared is read only. */
    enum lg_status (*work)(void *shared, void *state, struct lg_error *err);
    /* Hand the block over. Serial, in the order of the takes, never during a take. May be NULL, and
     * then a worker goes on to its next block whatever the others do. */
    enum lg_status (*give)(void *shared, void *state, struct lg_error *err);
    /* Free what is in a state, prepared or half prepared; may be NULL. */
    void (*finish)(void *shared, void *state);
    const volatile sig_atomic_t *stop; /* NULL, or ends the job with LG_STOPPED when not 0 */
};

/**
 * Run a job to its end.
 *
 * @param job     what to do
 * @param shared  handed to every call
 * @return LG_OK; LG_STOPPED; LG_NO_MEMORY; the first failure in the order of the blocks that any
 *         call returned, with its message
 */
LG_NODISCARD enum lg_status lg_pool_run(const struct lg_pool_job *job, void *shared,
                                        struct lg_error *err);

/**
 * Take the next items of a row of them, for take().
 *
 * @param count  items in all
 * @param size   items of a block, the last one apart; at least 1
 * @param taken  how many were taken before; out: with these
 * @param first  out: position of the first of the block
 * @param end    out: one behind its last
 * @return false when none are left
 */
bool lg_pool_next_block(size_t count, size_t size, size_t *taken, size_t *first, size_t *end);

/** How many threads this machine runs at once; at least 1. */
size_t lg_pool_core_count(void);

#endif
