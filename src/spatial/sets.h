/*
 * Sets of numbers that are joined, each named after its smallest member (union and find).
 */
#ifndef LG_SPATIAL_SETS_H
#define LG_SPATIAL_SETS_H

#include <stddef.h>

/**
 * The smallest member of the set; the way there is halved for the next who asks.
 * @param first_of  of each number a member of its set, never a larger one; at the start itself
 */
size_t lg_sets_first(size_t *first_of, size_t at);

/** Make one set of two. */
void lg_sets_join(size_t *first_of, size_t left, size_t right);

#endif
