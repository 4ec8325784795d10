/*
 * The geometry member of a GeoJSON feature.
 */
#ifndef LG_PUBLISH_GEOMETRY_H
#define LG_PUBLISH_GEOMETRY_H

#include "base/text.h"
#include "publish/sheet.h"

/**
 * Add a shape as a MultiPolygon, "null" when it is empty or there is none.
 *
 * Rings are turned where they run the wrong way: outer ones counter-clockwise, holes clockwise.
 *
 * @source RFC 7946, 3.1.6
 */
void lg_geometry_add(struct lg_text *text, const struct lg_row_shape *place);

/** Add a point, "null" where there is none. */
void lg_geometry_add_point(struct lg_text *text, struct lg_row_point point);

#endif
