#include "model/stored.h"

#include <stdlib.h>

void lg_stored_reset(struct lg_stored *stored)
{
    free(stored->keys);
    free(stored->cells);
    free(stored->bytes);
    free(stored->ids);
    free(stored->points);
    free(stored->decimals);
    lg_shapes_reset(&stored->shapes);
    lg_arena_reset(&stored->memory);
    *stored = (struct lg_stored){0};
}
