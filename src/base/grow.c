#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

void *lg_resize(void *array, size_t count, size_t item_bytes)
{
    if (count > SIZE_MAX / item_bytes) return NULL;
    size_t size_bytes = count * item_bytes;
    return realloc(array, size_bytes > 0 ? size_bytes : 1);
}

size_t lg_grow_capacity(size_t capacity, size_t needed)
{
    size_t grown = capacity + capacity / 2;
    if (grown < 16) grown = 16;
    return grown < needed ? needed : grown;
}

bool lg_grow_column(void **column, size_t capacity, size_t item_bytes)
{
    void *grown = lg_resize(*column, capacity, item_bytes);
    if (grown == NULL) return false;
    *column = grown;
    return true;
}
