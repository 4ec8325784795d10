/*
 * What a person may have meant by a mistyped name.
 */
#ifndef LANDGAUGE_NAMES_H
#define LANDGAUGE_NAMES_H

#include "landgauge/status.h"

#include <stddef.h>

/**
 * The name that is nearest to a word: fewest letters added, dropped, changed or swapped.
 *
 * @param word   as typed
 * @param names  [count] names to choose from
 * @return position of the nearest name; count when none is near (more than a third of the word,
 *         rounded up, would have to change) or the word is longer than 64 bytes; the first of
 * equally near ones
 */
LG_PUBLIC size_t lg_names_nearest(const char *word, const char *const *names, size_t count);

#endif
