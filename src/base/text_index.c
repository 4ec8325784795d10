#include "base/text_index.h"

#include "base/grow.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits: parcel ids differ in their last digits only, which it spreads well. */
static uint64_t hash_of(const char *key)
{
    uint64_t hash = 14695981039346656037U;
    for (const unsigned char *byte = (const unsigned char *)key; *byte != '\0'; byte++) {
        hash = (hash ^ *byte) * 1099511628211U;
    }
    return hash ^ (hash >> 32);
}

/* The slot of a text: the one that holds it, or the free one where it belongs. */
static size_t slot_of(const struct lg_text_index *index, const char *key)
{
    size_t slot = (size_t)hash_of(key) & (index->slot_count - 1);
    while (index->slots[slot] != LG_NO_ROW && strcmp(index->keys[index->slots[slot]], key) != 0) {
        slot = (slot + 1) & (index->slot_count - 1);
    }
    return slot;
}

enum lg_status lg_text_index_build(struct lg_text_index *index, const char *const *keys,
                                   size_t count, struct lg_error *err)
{
    assert(index != NULL && (keys != NULL || count == 0));

    size_t slot_count = 16;
    while (slot_count / 2 < count) {
        slot_count *= 2;
    }
    *index = (struct lg_text_index){.slot_count = slot_count, .keys = keys};
    index->slots = lg_resize(NULL, slot_count, sizeof(*index->slots));
    index->next = lg_resize(NULL, count > 0 ? count : 1, sizeof(*index->next));
    if (index->slots == NULL || index->next == NULL) {
        lg_text_index_reset(index);
        return lg_fail(err, LG_NO_MEMORY, "no memory to join %zu rows", count);
    }
    for (size_t slot = 0; slot < slot_count; slot++) {
        index->slots[slot] = LG_NO_ROW;
    }
    /* From the last row to the first, each in front of the others: rows of a text ascend. */
    for (size_t row = count; row-- > 0;) {
        if (keys[row] == NULL) continue;
        size_t slot = slot_of(index, keys[row]);
        index->next[row] = index->slots[slot];
        index->slots[slot] = row;
    }
    return LG_OK;
}

size_t lg_text_index_find(const struct lg_text_index *index, const char *key)
{
    if (key == NULL) return LG_NO_ROW;
    return index->slots[slot_of(index, key)];
}

size_t lg_text_index_next(const struct lg_text_index *index, size_t row)
{
    return index->next[row];
}

void lg_text_index_reset(struct lg_text_index *index)
{
    free(index->slots);
    free(index->next);
    *index = (struct lg_text_index){0};
}
