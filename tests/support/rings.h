/*
 * Shapes of a test as text.
 */
#ifndef TESTS_SUPPORT_RINGS_H
#define TESTS_SUPPORT_RINGS_H

#include "model/shapes.h"

/*
 * Add one shape: rings as "x y, x y; x y, ...", '-' and a blank before a hole, of at most 31
 * vertices each; the reader closes them.
 */
void read_rings(const char *text, struct lg_shapes *shapes);

#endif
