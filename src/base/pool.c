/*
 * Blocks have numbers in the order of their takes. One mutex guards the takes, the gives and the
 * few figures below; a worker that is done waits until its number is next to be given, failed or
 * not; where nothing is given, nobody waits. A failure is kept by the number of its block, so that
 * the first in order decides however the threads ran, and exactly the blocks before it are given.
 */
#define _GNU_SOURCE /* sched_getaffinity; NOLINT(readability-identifier-naming) */
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

struct pool {
    const struct lg_pool_job *job;
    void *shared;
    pthread_mutex_t mutex;
    pthread_cond_t turn; /* next_give has moved */
    /* Below: guarded by the mutex. */
    int64_t next_take;
    int64_t next_give;
    bool ended;
    int64_t failed_at; /* INT64_MAX while nothing failed; a start that fails is before block 0 */
    enum lg_status failed_status;
    struct lg_error failed_err;
};

struct worker {
    struct pool *pool;
    int64_t place; /* 0 is the calling thread */
    void *state;
    pthread_t thread;
};

static void lock(struct pool *pool)
{
    int failed = pthread_mutex_lock(&pool->mutex);
    assert(failed == 0);
    (void)failed;
}

static void unlock(struct pool *pool)
{
    int failed = pthread_mutex_unlock(&pool->mutex);
    assert(failed == 0);
    (void)failed;
}

/* Under the mutex. */
static void keep_failure(struct pool *pool, int64_t block, enum lg_status status,
                         const struct lg_error *err)
{
    pool->ended = true;
    if (block >= pool->failed_at) return;
    pool->failed_at = block;
    pool->failed_status = status;
    pool->failed_err = *err;
}

/* Take the next block; false when the worker has nothing more to do. */
static bool take_block(struct worker *worker, int64_t *block)
{
    struct pool *pool = worker->pool;
    const struct lg_pool_job *job = pool->job;
    bool taken = false;
    lock(pool);
    if (!pool->ended) {
        struct lg_error err = {""};
        enum lg_status status = LG_OK;
        bool more = true;
        if (job->stop != NULL && *job->stop != 0) {
            status = lg_fail(&err, LG_STOPPED, "stopped");
        } else {
            status = job->take(pool->shared, worker->state, &more, &err);
        }
        if (status != LG_OK) {
            keep_failure(pool, pool->next_take, status, &err);
        } else if (!more) {
            pool->ended = true;
        } else {
            *block = pool->next_take++;
            taken = true;
        }
    }
    unlock(pool);
    return taken;
}

/* Under the mutex. */
static void give_in_turn(struct worker *worker, int64_t block, struct lg_error *err)
{
    struct pool *pool = worker->pool;
    while (pool->next_give != block) {
        int failed = pthread_cond_wait(&pool->turn, &pool->mutex);
        assert(failed == 0);
        (void)failed;
    }
    if (block < pool->failed_at) {
        enum lg_status status = pool->job->give(pool->shared, worker->state, err);
        if (status != LG_OK) keep_failure(pool, block, status, err);
    }
    pool->next_give++;
    int failed = pthread_cond_broadcast(&pool->turn);
    assert(failed == 0);
    (void)failed;
}

static void give_block(struct worker *worker, int64_t block, enum lg_status status,
                       struct lg_error *err)
{
    struct pool *pool = worker->pool;
    lock(pool);
    if (status != LG_OK) keep_failure(pool, block, status, err);
    if (pool->job->give != NULL) give_in_turn(worker, block, err);
    unlock(pool);
}

static bool is_wanted(struct pool *pool, int64_t block)
{
    lock(pool);
    bool wanted = block < pool->failed_at;
    unlock(pool);
    return wanted;
}

static void *run_worker(void *argument)
{
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    const struct lg_pool_job *job = pool->job;
    struct lg_error err = {""};
    enum lg_status status = LG_OK;
    if (job->start != NULL) status = job->start(pool->shared, worker->state, &err);
    if (status != LG_OK) {
        lock(pool);
        keep_failure(pool, worker->place - (int64_t)job->thread_count, status, &err);
        unlock(pool);
    }
    int64_t block = 0;
    while (status == LG_OK && take_block(worker, &block)) {
        if (is_wanted(pool, block)) status = job->work(pool->shared, worker->state, &err);
        give_block(worker, block, status, &err);
    }
    if (job->finish != NULL) job->finish(pool->shared, worker->state);
    return NULL;
}

static enum lg_status new_workers(struct pool *pool, struct worker **workers, struct lg_error *err)
{
    const struct lg_pool_job *job = pool->job;
    *workers = calloc(job->thread_count, sizeof(**workers));
    if (*workers == NULL) return lg_fail(err, LG_NO_MEMORY, "worker threads: out of memory");

    for (size_t i = 0; i < job->thread_count; i++) {
        struct worker *worker = &(*workers)[i];
        worker->pool = pool;
        worker->place = (int64_t)i;
        worker->state = calloc(1, job->state_bytes > 0 ? job->state_bytes : 1);
        if (worker->state == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "worker threads: out of memory");
        }
    }
    return LG_OK;
}

static void free_workers(struct worker *workers, size_t count)
{
    if (workers == NULL) return;

    for (size_t i = 0; i < count; i++) {
        free(workers[i].state);
    }
    free(workers);
}

/* A machine that gives fewer threads than wanted is slower, and the results are the same. */
static void run_workers(struct worker *workers, size_t count)
{
    size_t started = 1;
    while (started < count &&
           pthread_create(&workers[started].thread, NULL, run_worker, &workers[started]) == 0) {
        started++;
    }
    (void)run_worker(&workers[0]);
    for (size_t i = 1; i < started; i++) {
        int failed = pthread_join(workers[i].thread, NULL);
        assert(failed == 0);
        (void)failed;
    }
}

enum lg_status lg_pool_run(const struct lg_pool_job *job, void *shared, struct lg_error *err)
{
    assert(job != NULL);
    assert(job->thread_count >= 1);
    assert(job->take != NULL);
    assert(job->work != NULL);

    enum lg_status status;
    struct worker *workers = NULL;
    struct pool pool = {.job = job, .shared = shared, .failed_at = INT64_MAX};
    if (pthread_mutex_init(&pool.mutex, NULL) != 0) {
        return lg_fail(err, LG_NO_MEMORY, "worker threads: out of memory");
    }
    if (pthread_cond_init(&pool.turn, NULL) != 0) {
        status = lg_fail(err, LG_NO_MEMORY, "worker threads: out of memory");
        goto done;
    }
    status = new_workers(&pool, &workers, err);
    if (status == LG_OK) {
        run_workers(workers, job->thread_count);
        if (pool.failed_at != INT64_MAX) {
            status = lg_fail(err, pool.failed_status, "%s", pool.failed_err.message);
        }
    }
    free_workers(workers, job->thread_count);
    (void)pthread_cond_destroy(&pool.turn);

done:
    (void)pthread_mutex_destroy(&pool.mutex);
    return status;
}

bool lg_pool_next_block(size_t count, size_t size, size_t *taken, size_t *first, size_t *end)
{
    assert(size > 0 && *taken <= count);

    *first = *taken;
    *end = count - *first > size ? *first + size : count;
    *taken = *end;
    return *first < *end;
}

size_t lg_pool_core_count(void)
{
    /* What the process may use (taskset, a batch system's share), not what is built in. */
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (sched_getaffinity(0, sizeof(cores), &cores) == 0 && CPU_COUNT(&cores) > 0) {
        return (size_t)CPU_COUNT(&cores);
    }
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}
