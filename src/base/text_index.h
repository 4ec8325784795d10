/*
 * Which rows carry a text? The hash behind joins.
 */
#ifndef LG_BASE_TEXT_INDEX_H
#define LG_BASE_TEXT_INDEX_H

#include "landgauge/status.h"

#include <stddef.h>

#define LG_NO_ROW ((size_t)-1)

struct lg_text_index {
    size_t slot_count;       /* a power of two */
    size_t *slots;           /* [slot_count] first row of a text, LG_NO_ROW where free */
    size_t *next;            /* [row count] next row of the same text, LG_NO_ROW behind the last */
    const char *const *keys; /* [row count] borrowed */
};

/**
 * Index all rows by their text; a NULL text is in no index.
 *
 * @param index  out: free with lg_text_index_reset()
 * @param keys   [count] must outlive the index
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_text_index_build(struct lg_text_index *index,
                                                const char *const *keys, size_t count,
                                                struct lg_error *err);

/** The first row with this text, LG_NO_ROW when there is none; key may be NULL. */
size_t lg_text_index_find(const struct lg_text_index *index, const char *key);

/** The next row with the same text as this one, in ascending order; LG_NO_ROW. */
size_t lg_text_index_next(const struct lg_text_index *index, size_t row);

void lg_text_index_reset(struct lg_text_index *index);

#endif
