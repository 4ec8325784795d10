/*
 * Rings that are valid beyond doubt: the filter before GEOS's validity test.
 */
#ifndef LG_SPATIAL_SIMPLE_RING_H
#define LG_SPATIAL_SIMPLE_RING_H

#include "model/shapes.h"

/**
 * Whether a shape is one short ring whose edges surely meet nowhere but in their common vertices.
 *
 * True is certain, whatever the rounding: such a polygon is valid. False says nothing: the shape
 * has several rings, a long ring, a vertex twice in a row, edges that meet, or edges too near to
 * each other for plain doubles to tell.
 *
 * @param shapes  rings closed, vertices finite
 */
bool lg_is_surely_valid(const struct lg_shapes *shapes, size_t row);

#endif
