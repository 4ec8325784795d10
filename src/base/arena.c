#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Small arenas stay small, large ones soon take few blocks. */
enum { BLOCK_BYTES_MIN = 4096 - 64, BLOCK_BYTES_MAX = 256 * 1024 - 64 };

struct lg_arena_block {
    struct lg_arena_block *next;
    size_t used_bytes;
    size_t capacity_bytes;
    _Alignas(max_align_t) unsigned char bytes[];
};

static struct lg_arena_block *new_block(size_t capacity_bytes)
{
    if (capacity_bytes > SIZE_MAX - sizeof(struct lg_arena_block)) return NULL;

    struct lg_arena_block *block = malloc(sizeof(*block) + capacity_bytes);
    if (block == NULL) return NULL;
    block->next = NULL;
    block->used_bytes = 0;
    block->capacity_bytes = capacity_bytes;
    return block;
}

static size_t next_capacity_bytes(const struct lg_arena *arena)
{
    if (arena->block == NULL) return BLOCK_BYTES_MIN;

    size_t doubled = 2 * arena->block->capacity_bytes;
    return doubled < BLOCK_BYTES_MAX ? doubled : BLOCK_BYTES_MAX;
}

/* A block of its own goes behind the newest, whose free rest stays in use. */
static void *take_alone(struct lg_arena *arena, size_t size_bytes)
{
    struct lg_arena_block *block = new_block(size_bytes);
    if (block == NULL) return NULL;

    block->used_bytes = size_bytes;
    if (arena->block == NULL) {
        arena->block = block;
    } else {
        block->next = arena->block->next;
        arena->block->next = block;
    }
    return block->bytes;
}

static void *take_aligned(struct lg_arena *arena, size_t size_bytes, size_t alignment)
{
    struct lg_arena_block *block = arena->block;
    size_t start = 0;
    if (block != NULL) start = (block->used_bytes + alignment - 1) / alignment * alignment;
    if (block == NULL || start > block->capacity_bytes ||
        size_bytes > block->capacity_bytes - start) {
        size_t capacity_bytes = next_capacity_bytes(arena);
        if (size_bytes > capacity_bytes / 4) return take_alone(arena, size_bytes);

        block = new_block(capacity_bytes);
        if (block == NULL) return NULL;
        block->next = arena->block;
        arena->block = block;
        start = 0;
    }
    block->used_bytes = start + size_bytes;
    return block->bytes + start;
}

void *lg_arena_take(struct lg_arena *arena, size_t size_bytes)
{
    assert(arena != NULL);

    return take_aligned(arena, size_bytes, _Alignof(max_align_t));
}

const char *lg_arena_text(struct lg_arena *arena, const char *text, size_t length)
{
    assert(arena != NULL);
    assert(text != NULL || length == 0);

    if (length == SIZE_MAX) return NULL;
    char *copy = take_aligned(arena, length + 1, 1);
    if (copy == NULL) return NULL;
    if (length > 0) memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void lg_arena_reset(struct lg_arena *arena)
{
    assert(arena != NULL);

    while (arena->block != NULL) {
        struct lg_arena_block *next = arena->block->next;
        free(arena->block);
        arena->block = next;
    }
}

void lg_arena_join(struct lg_arena *into, struct lg_arena *from)
{
    assert(into != NULL);
    assert(from != NULL);
    assert(into != from);

    if (from->block == NULL) return;
    if (into->block != NULL) {
        struct lg_arena_block *last = from->block;
        while (last->next != NULL) {
            last = last->next;
        }
        last->next = into->block->next;
        into->block->next = from->block;
    } else {
        into->block = from->block;
    }
    from->block = NULL;
}
