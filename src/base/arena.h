/*
 * Small texts that die together.
 */
#ifndef LG_BASE_ARENA_H
#define LG_BASE_ARENA_H

#include <stddef.h>

/* Zero-initialise, then use; one thread at a time. */
struct lg_arena {
    struct lg_arena_block *block; /* newest first */
};

/** Uninitialised bytes aligned for any type; NULL when memory is out. */
void *lg_arena_take(struct lg_arena *arena, size_t size_bytes);

/** A terminated copy of length bytes; NULL when memory is out. */
const char *lg_arena_text(struct lg_arena *arena, const char *text, size_t length);

/** Free everything taken; the arena may be used again. */
void lg_arena_reset(struct lg_arena *arena);

/** Move all of one arena into another; the source is empty afterwards. */
void lg_arena_join(struct lg_arena *into, struct lg_arena *from);

#endif
