#include "support/failing_alloc.h"

#include <stdbool.h>
#include <stddef.h>

static long allocations_left = -1;
static bool only_once = false;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void failing_alloc_after(long count)
{
    allocations_left = count;
    only_once = false;
}

void failing_alloc_once(long count)
{
    allocations_left = count;
    only_once = true;
}

static bool is_refused(void)
{
    if (allocations_left < 0) return false;
    if (allocations_left > 0) {
        allocations_left--;
        return false;
    }
    if (only_once) allocations_left = -1;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return is_refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return is_refused() ? NULL : __real_realloc(old, size);
}
