#include "model/sources.h"

#include "base/grow.h"

#include <stdlib.h>

enum lg_status lg_projection_clone(const struct lg_projection *projection,
                                   struct lg_projection *copy, struct lg_error *err)
{
    enum lg_status status = projection->clone(projection->state, copy, err);
    if (status != LG_OK) return status;
    copy->is_geographic = projection->is_geographic;
    copy->metre_per_unit = projection->metre_per_unit;
    return LG_OK;
}

enum lg_status lg_sources_add(struct lg_sources *sources, enum lg_source_kind kind,
                              size_t *position, struct lg_error *err)
{
    /* A handful of sources: growing one by one is enough. */
    struct lg_source *items = lg_resize(sources->items, sources->count + 1, sizeof(*items));
    if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for a source");
    sources->items = items;
    *position = sources->count;
    items[sources->count] = (struct lg_source){.kind = kind, .feature_count = -1};
    sources->count++;
    return LG_OK;
}

void lg_sources_reset(struct lg_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        struct lg_projection *projection = &sources->items[i].projection;
        if (projection->free != NULL) projection->free(projection->state);
    }
    free(sources->items);
    lg_arena_reset(&sources->memory);
    *sources = (struct lg_sources){0};
}
