/*
 * Shapes as the path of an SVG drawing, generalised to its units.
 *
 * Vertices move to whole units, or to whole grains of a frame; repeated ones, and those on the line
 * between their neighbours, are dropped. A ring of which no area is left vanishes with its holes.
 * Outer rings all run one way and holes the other, so that many shapes in one path are filled right
 * by the nonzero rule even where they lie over each other.
 */
#ifndef LG_PUBLISH_REPORT_MAP_PATH_H
#define LG_PUBLISH_REPORT_MAP_PATH_H

#include "publish/report/map_frame.h"

/* Zero-initialise, then add; d is what stands in the attribute. */
struct lg_map_path {
    struct lg_text d;
    struct lg_map_point at; /* where the next relative step begins */
    size_t point_capacity;
    struct lg_map_point *points; /* of the ring at hand */
};

/**
 * Add what is left of a shape.
 * @return whether anything is; false, too, when memory is out: then d has failed
 */
bool lg_map_path_add(struct lg_map_path *path, const struct lg_map_frame *frame,
                     const struct lg_shapes *shapes, size_t shape);
/** Add a line without length, which a round end makes a dot. */
void lg_map_path_add_dot(struct lg_map_path *path, struct lg_map_point point);
/** Empty, keep the memory. */
void lg_map_path_clear(struct lg_map_path *path);
void lg_map_path_reset(struct lg_map_path *path);

/**
 * Drop repeated points and those on a line with their neighbours, around the end as well.
 * @param points  [count] in and out: a ring, closed or not
 * @return how many are left: at least 3, or 0 when the ring has no area
 */
size_t lg_map_ring_reduce(struct lg_map_point *points, size_t count);

#endif
