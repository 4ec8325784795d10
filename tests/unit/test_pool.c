/*
 * base/pool: order, failures and stopping, which no count of threads may change.
 *
 * The job here counts blocks from 0 and notes each block given.
 */
#include "base/pool.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { BLOCK_COUNT = 200, NEVER = -1 };

struct counting {
    /* The blocks at which each step fails, NEVER for none. */
    int take_fails, work_fails, work_fails_too, give_fails;
    int start_fails; /* 1: every start */
    int stop_after;
    int taken;
    int given[BLOCK_COUNT];
    int given_count;
    atomic_int serial; /* takes and gives going on at once */
    atomic_int starts, finishes, works;
    atomic_int late_failed; /* the later of two failing blocks has failed */
    volatile sig_atomic_t stop;
};

struct state {
    int block;
    int started;
    char zeros[100];
};

static const struct counting counting_new = {
    .take_fails = NEVER,
    .work_fails = NEVER,
    .work_fails_too = NEVER,
    .give_fails = NEVER,
    .stop_after = NEVER,
};

static void nap(long nanoseconds)
{
    struct timespec rest = {0, nanoseconds};
    (void)nanosleep(&rest, NULL);
}

static enum lg_status start(void *shared, void *memory, struct lg_error *err)
{
    struct counting *c = shared;
    struct state *state = memory;
    atomic_fetch_add(&c->starts, 1);
    assert_int_equal(state->started, 0);
    for (size_t i = 0; i < sizeof(state->zeros); i++) {
        assert_int_equal(state->zeros[i], 0);
    }
    state->started = 1;
    return c->start_fails == 0 ? LG_OK : lg_fail(err, LG_INTERNAL, "start");
}

static enum lg_status take(void *shared, void *memory, bool *more, struct lg_error *err)
{
    struct counting *c = shared;
    struct state *state = memory;
    assert_int_equal(atomic_fetch_add(&c->serial, 1), 0);
    enum lg_status status = LG_OK;
    if (c->taken == c->take_fails) {
        status = lg_fail(err, LG_NO_INPUT, "take %d", c->taken);
    } else if (c->taken == BLOCK_COUNT) {
        *more = false;
    } else {
        state->block = c->taken++;
        if (state->block == c->stop_after) c->stop = 1;
    }
    atomic_fetch_sub(&c->serial, 1);
    return status;
}

static enum lg_status work(void *shared, void *memory, struct lg_error *err)
{
    struct counting *c = shared;
    struct state *state = memory;
    atomic_fetch_add(&c->works, 1);
    if (state->block % 7 == 0) nap(100000); /* so that later blocks are ready first */
    if (state->block == c->work_fails_too) {
        atomic_store(&c->late_failed, 1);
        return lg_fail(err, LG_NO_MEMORY, "work %d", state->block);
    }
    if (state->block != c->work_fails) return LG_OK;
    /* Fail after the later block, where there is one and a thread to work on it. */
    for (int i = 0; i < 1000 && c->work_fails_too != NEVER && atomic_load(&c->late_failed) == 0;
         i++) {
        nap(100000);
    }
    nap(1000000);
    return lg_fail(err, LG_BAD_INPUT, "work %d", state->block);
}

static enum lg_status give(void *shared, void *memory, struct lg_error *err)
{
    struct counting *c = shared;
    const struct state *state = memory;
    assert_int_equal(atomic_fetch_add(&c->serial, 1), 0);
    enum lg_status status = LG_OK;
    if (state->block == c->give_fails) {
        status = lg_fail(err, LG_WRITE, "give %d", state->block);
    } else {
        c->given[c->given_count++] = state->block;
    }
    atomic_fetch_sub(&c->serial, 1);
    return status;
}

static void finish(void *shared, void *memory)
{
    struct counting *c = shared;
    const struct state *state = memory;
    assert_int_equal(state->started, 1);
    atomic_fetch_add(&c->finishes, 1);
}

static enum lg_status run(struct counting *c, size_t thread_count, struct lg_error *err)
{
    struct lg_pool_job job = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct state),
        .start = start,
        .take = take,
        .work = work,
        .give = give,
        .finish = finish,
        .stop = &c->stop,
    };
    return lg_pool_run(&job, c, err);
}

struct pool_case {
    const char *name;
    const char *message;
    int take_fails, work_fails, work_fails_too, give_fails;
    enum lg_status status;
    int given_count;
};

static const struct pool_case cases[] = {
    {"all blocks in order", "", NEVER, NEVER, NEVER, NEVER, LG_OK, BLOCK_COUNT},
    {"take fails", "take 50", 50, NEVER, NEVER, NEVER, LG_NO_INPUT, 50},
    {"first take fails", "take 0", 0, NEVER, NEVER, NEVER, LG_NO_INPUT, 0},
    {"work fails", "work 50", NEVER, 50, NEVER, NEVER, LG_BAD_INPUT, 50},
    {"first work fails", "work 0", NEVER, 0, NEVER, NEVER, LG_BAD_INPUT, 0},
    {"last work fails", "work 199", NEVER, BLOCK_COUNT - 1, NEVER, NEVER, LG_BAD_INPUT, 199},
    {"give fails", "give 50", NEVER, NEVER, NEVER, 50, LG_WRITE, 50},
    {"first in order decides, not in time", "work 50", NEVER, 50, 51, NEVER, LG_BAD_INPUT, 50},
    {"give before work", "give 49", NEVER, 50, NEVER, 49, LG_WRITE, 49},
    {"work before give", "work 49", NEVER, 49, NEVER, 50, LG_BAD_INPUT, 49},
    {"work before take", "work 50", 51, 50, NEVER, NEVER, LG_BAD_INPUT, 50},
    {"take before a later work", "take 50", 50, 51, NEVER, NEVER, LG_NO_INPUT, 50},
};

static void check_case(void **state)
{
    const struct pool_case *row = *state;
    static const size_t thread_counts[] = {1, 2, 3, 8};
    for (size_t i = 0; i < sizeof(thread_counts) / sizeof(thread_counts[0]); i++) {
        /* One thread never reaches the later block, so nothing waits for it. */
        struct counting c = counting_new;
        c.take_fails = row->take_fails;
        c.work_fails = row->work_fails;
        c.work_fails_too = thread_counts[i] == 1 ? NEVER : row->work_fails_too;
        c.give_fails = row->give_fails;
        struct lg_error err = {""};
        assert_int_equal(run(&c, thread_counts[i], &err), row->status);
        assert_string_equal(err.message, row->message);
        assert_int_equal(c.given_count, row->given_count);
        for (int block = 0; block < c.given_count; block++) {
            assert_int_equal(c.given[block], block);
        }
        assert_int_equal(atomic_load(&c.starts), thread_counts[i]);
        assert_int_equal(atomic_load(&c.finishes), thread_counts[i]);
    }
}

static void failing_start_ends_the_job_and_is_finished(void **state)
{
    (void)state;
    for (size_t thread_count = 1; thread_count < 5; thread_count++) {
        struct counting c = counting_new;
        struct lg_error err = {""};
        c.start_fails = 1;
        assert_int_equal(run(&c, thread_count, &err), LG_INTERNAL);
        assert_string_equal(err.message, "start");
        assert_int_equal(c.taken, 0);
        assert_int_equal(atomic_load(&c.finishes), thread_count);
    }
}

static void stop_ends_the_job_soon(void **state)
{
    (void)state;
    for (size_t thread_count = 1; thread_count < 5; thread_count++) {
        struct counting c = counting_new;
        struct lg_error err = {""};
        c.stop_after = 20;
        assert_int_equal(run(&c, thread_count, &err), LG_STOPPED);
        assert_string_equal(err.message, "stopped");
        assert_int_equal(c.taken, 21);
    }
}

static void optional_calls_may_be_missing(void **state)
{
    (void)state;
    struct counting c = counting_new;
    struct lg_pool_job job = {.thread_count = 3, .take = take, .work = work};
    job.state_bytes = sizeof(struct state);
    assert_int_equal(lg_pool_run(&job, &c, NULL), LG_OK);
    assert_int_equal(atomic_load(&c.works), BLOCK_COUNT);
    c = counting_new;
    c.work_fails = 3;
    assert_int_equal(lg_pool_run(&job, &c, NULL), LG_BAD_INPUT);
}

/* The first block is done only when all others are, or after ten seconds. */
static enum lg_status work_longest_first(void *shared, void *memory, struct lg_error *err)
{
    struct counting *c = shared;
    const struct state *state = memory;
    (void)err;
    if (state->block > 0) {
        atomic_fetch_add(&c->works, 1);
        return LG_OK;
    }
    for (int i = 0; i < 10000 && atomic_load(&c->works) < BLOCK_COUNT - 1; i++) {
        nap(1000000);
    }
    return atomic_load(&c->works) == BLOCK_COUNT - 1 ? LG_OK : LG_INTERNAL;
}

static void nobody_waits_where_nothing_is_given(void **state)
{
    (void)state;
    struct counting c = counting_new;
    struct lg_pool_job job = {.thread_count = 2, .take = take, .work = work_longest_first};
    job.state_bytes = sizeof(struct state);
    assert_int_equal(lg_pool_run(&job, &c, NULL), LG_OK);
}

static void lost_memory_is_said(void **state)
{
    (void)state;
    for (long allowed = 0; allowed < 3; allowed++) {
        struct counting c = counting_new;
        struct lg_error err = {""};
        failing_alloc_after(allowed);
        enum lg_status status = run(&c, 2, &err);
        failing_alloc_after(-1);
        assert_int_equal(status, LG_NO_MEMORY);
        assert_string_equal(err.message, "worker threads: out of memory");
        assert_int_equal(c.taken, 0);
    }
}

/* Seven items by threes; no items are no block. */
static void blocks_are_taken_in_order(void **state)
{
    (void)state;
    static const size_t ends[] = {3, 6, 7};
    size_t taken = 0;
    size_t first = 0;
    size_t end = 0;
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        assert_true(lg_pool_next_block(7, 3, &taken, &first, &end));
        assert_int_equal(first, 3 * i);
        assert_int_equal(end, ends[i]);
        assert_int_equal(taken, ends[i]);
    }
    assert_false(lg_pool_next_block(7, 3, &taken, &first, &end));
    taken = 0;
    assert_false(lg_pool_next_block(0, 3, &taken, &first, &end));
}

static void machine_has_a_core(void **state)
{
    (void)state;
    assert_true(lg_pool_core_count() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failing_start_ends_the_job_and_is_finished),
        cmocka_unit_test(stop_ends_the_job_soon),
        cmocka_unit_test(optional_calls_may_be_missing),
        cmocka_unit_test(nobody_waits_where_nothing_is_given),
        cmocka_unit_test(lost_memory_is_said),
        cmocka_unit_test(blocks_are_taken_in_order),
        cmocka_unit_test(machine_has_a_core),
    };
    int failed = RUN_CASES("base/pool", cases, check_case);
    return failed + cmocka_run_group_tests_name("base/pool", tests, NULL, NULL);
}
