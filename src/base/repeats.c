#include "base/repeats.h"

#include "base/grow.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SLOT_COUNT_MIN = 1024 };

struct lg_repeat_slot {
    uint64_t hash;  /* 0: free */
    uint64_t count; /* rows that carry it */
};

/* FNV-1a, then mixed so that the leading bits are as good as the others. */
static uint64_t hash_text(const char *text)
{
    uint64_t hash = 1469598103934665603U;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    }
    hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ hash >> 27) * 0x94d049bb133111ebU;
    hash ^= hash >> 31;
    return hash != 0 ? hash : 1;
}

/* Whether a hash is among those told apart: its leading bits are nought. */
static bool is_kept(uint64_t hash, unsigned halvings)
{
    return halvings == 0 || hash >> (64 - halvings) == 0;
}

static struct lg_repeat_slot *find_slot(struct lg_repeat_slot *slots, size_t slot_count,
                                        uint64_t hash)
{
    size_t at = (size_t)hash & (slot_count - 1);
    while (slots[at].hash != 0 && slots[at].hash != hash) {
        at = (at + 1) & (slot_count - 1);
    }
    return &slots[at];
}

/* Into a table of another size, without what is no longer told apart. */
static enum lg_status rebuild(struct lg_repeats *repeats, size_t slot_count, struct lg_error *err)
{
    assert(slot_count > 0);
    struct lg_repeat_slot *slots = calloc(slot_count, sizeof(*slots));
    if (slots == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu ids", slot_count / 2);
    size_t hash_count = 0;
    for (size_t i = 0; i < repeats->slot_count; i++) {
        const struct lg_repeat_slot *old = &repeats->slots[i];
        if (old->hash == 0 || !is_kept(old->hash, repeats->halvings)) continue;
        *find_slot(slots, slot_count, old->hash) = *old;
        hash_count++;
    }
    free(repeats->slots);
    repeats->slots = slots;
    repeats->slot_count = slot_count;
    repeats->hash_count = hash_count;
    return LG_OK;
}

/* Room for one more hash, unless it is itself given up on the way. */
static enum lg_status make_room(struct lg_repeats *repeats, uint64_t hash, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    while (status == LG_OK && repeats->hash_count >= repeats->hash_count_max &&
           is_kept(hash, repeats->halvings)) {
        repeats->halvings++;
        assert(repeats->halvings < 64);
        status = rebuild(repeats, repeats->slot_count, err);
    }
    if (status != LG_OK || 2 * (repeats->hash_count + 1) <= repeats->slot_count) return status;
    return rebuild(repeats, repeats->slot_count > 0 ? 2 * repeats->slot_count : SLOT_COUNT_MIN,
                   err);
}

/* The smallest hash is the last to be given up: one example is enough. */
static enum lg_status keep_example(struct lg_repeats *repeats, uint64_t hash, const char *text,
                                   struct lg_error *err)
{
    if (repeats->example != NULL && repeats->example_hash <= hash) return LG_OK;
    size_t size = strlen(text) + 1;
    char *example = lg_resize(repeats->example, size, 1);
    if (example == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for an id");
    memcpy(example, text, size);
    repeats->example = example;
    repeats->example_hash = hash;
    return LG_OK;
}

enum lg_status lg_repeats_add(struct lg_repeats *repeats, const char *text, struct lg_error *err)
{
    assert(repeats->hash_count_max > 0);
    assert(text != NULL);

    uint64_t hash = hash_text(text);
    repeats->text_count++;
    if (!is_kept(hash, repeats->halvings)) return LG_OK;
    if (repeats->slot_count > 0) {
        struct lg_repeat_slot *known = find_slot(repeats->slots, repeats->slot_count, hash);
        if (known->hash != 0) {
            known->count++;
            return keep_example(repeats, hash, text, err);
        }
    }
    enum lg_status status = make_room(repeats, hash, err);
    if (status != LG_OK || !is_kept(hash, repeats->halvings)) return status;
    struct lg_repeat_slot *slot = find_slot(repeats->slots, repeats->slot_count, hash);
    *slot = (struct lg_repeat_slot){hash, 1};
    repeats->hash_count++;
    return LG_OK;
}

uint64_t lg_repeats_count(const struct lg_repeats *repeats)
{
    uint64_t count = 0;
    for (size_t i = 0; i < repeats->slot_count; i++) {
        if (repeats->slots[i].hash != 0) count += repeats->slots[i].count - 1;
    }
    return count << repeats->halvings;
}

const char *lg_repeats_example(const struct lg_repeats *repeats)
{
    bool is_known = repeats->example != NULL && is_kept(repeats->example_hash, repeats->halvings);
    return is_known ? repeats->example : NULL;
}

void lg_repeats_reset(struct lg_repeats *repeats)
{
    free(repeats->slots);
    free(repeats->example);
    *repeats = (struct lg_repeats){.hash_count_max = repeats->hash_count_max};
}
