/*
 * Arrays that grow.
 */
#ifndef LG_BASE_GROW_H
#define LG_BASE_GROW_H

#include <stdbool.h>
#include <stddef.h>

/** realloc() for count items, refusing a size that does not fit; NULL when memory is out. */
void *lg_resize(void *array, size_t count, size_t item_bytes);

/** The next capacity that holds needed items: half as much again, at least 16. */
size_t lg_grow_capacity(size_t capacity, size_t needed);

/**
 * Give one of several columns that grow together room for capacity items.
 * @param column  address of the column's pointer; unchanged on failure
 * @return false when memory is out
 */
bool lg_grow_column(void **column, size_t capacity, size_t item_bytes);

#endif
