/*
 * The geometry of a row as well-known binary: the same numbers as the GeoJSON has.
 */
#ifndef LG_PUBLISH_DATABASE_SHAPE_BYTES_H
#define LG_PUBLISH_DATABASE_SHAPE_BYTES_H

#include "base/text.h"
#include "publish/sheet.h"

/**
 * Add a shape as a multipolygon in the machine's byte order; nothing when it is empty or there is
 * none. Coordinates are rounded and rings turned as in lg_geometry_add().
 *
 * @source OGC 06-103r4, 8.2 (well-known binary)
 */
void lg_shape_bytes_add(struct lg_text *bytes, const struct lg_row_shape *place);

/** Add a point; nothing where there is none. */
void lg_shape_bytes_add_point(struct lg_text *bytes, struct lg_row_point point);

#endif
