/*
 * What a person may have meant by a mistyped name.
 */
#ifndef LANDGAUGE_NAMES_H
#define LANDGAUGE_NAMES_H

#include "landgauge/status.h"

#include <stddef.h>

/**
 * The name that is nearest to a word: fewest letters added, dropped, changed or swapped; where none
 * is near, one that the word begins.
 *
 * @param word   as typed
 * @param names  [count] names to choose from
 * @return position of the nearest name, the first of equally near ones; count when more than a
 *         third of the word, rounded up, would have to change, or it is longer than 64 bytes
 */
LG_PUBLIC size_t lg_names_nearest(const char *word, const char *const *names, size_t count);

#endif
