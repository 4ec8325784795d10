/*
 * Polygons as columns: rings and vertices of many shapes in a row.
 *
 * A shape is a multipolygon: its first ring is an outer one, each ring marked as a hole belongs to
 * the outer ring before it. Rings are closed (the first vertex is repeated). A shape without rings
 * is empty: what could not be read or repaired.
 */
#ifndef LG_MODEL_SHAPES_H
#define LG_MODEL_SHAPES_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lg_shapes {
    size_t count;
    size_t *ring_start; /* [count + 1] first ring of a shape */
    size_t ring_count;
    size_t *vertex_start;  /* [ring_count + 1] first vertex of a ring */
    uint8_t *ring_is_hole; /* [ring_count] */
    size_t vertex_count;
    double *xy; /* [2 * vertex_count] easting, northing or longitude, latitude */
    size_t shape_capacity, ring_capacity, vertex_capacity;
};

/* West, south, east, north in the CRS of the shapes. */
struct lg_box {
    double x_min, y_min, x_max, y_max;
};

/** Free the columns and start over; a zeroed struct is an empty one. */
void lg_shapes_reset(struct lg_shapes *shapes);
/** Forget all shapes, keep the memory. */
void lg_shapes_clear(struct lg_shapes *shapes);
/** Add a shape without rings; rings are then added to it. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_shapes_begin(struct lg_shapes *shapes, struct lg_error *err);
/**
 * Add a ring to the last shape.
 * @param vertex_count  of the ring, the closing one included
 * @param xy            out: [2 * vertex_count] to fill, valid until the next addition
 */
LG_NODISCARD enum lg_status lg_shapes_add_ring(struct lg_shapes *shapes, bool is_hole,
                                               size_t vertex_count, double **xy,
                                               struct lg_error *err);
/** Add copies of count shapes of another column, from first on. */
LG_NODISCARD enum lg_status lg_shapes_append(struct lg_shapes *shapes, const struct lg_shapes *from,
                                             size_t first, size_t count, struct lg_error *err);
bool lg_shapes_is_empty(const struct lg_shapes *shapes, size_t shape);
/** Vertices of all rings of a shape: a range of xy. */
size_t lg_shapes_first_vertex(const struct lg_shapes *shapes, size_t shape);
size_t lg_shapes_vertex_count(const struct lg_shapes *shapes, size_t shape);
/** Bounding box; inverted (x_min > x_max) for an empty shape. */
struct lg_box lg_shapes_box(const struct lg_shapes *shapes, size_t shape);
/**
 * Twice the signed area of a ring in the plane: positive when it runs counter-clockwise.
 *
 * Computed relative to the first vertex, so that far coordinates cost no digits.
 *
 * @param xy            [2 * vertex_count] closed or not: the last edge adds nothing
 * @param vertex_count  0 gives 0
 */
double lg_ring_twice_area(const double *xy, size_t vertex_count);
/** Order of two shapes by their rings and vertices: less than, equal to, greater than 0. */
int lg_shapes_compare(const struct lg_shapes *left, size_t left_shape,
                      const struct lg_shapes *right, size_t right_shape);

/**
 * Bring a shape in degrees into the form in which it is written: outer rings counter-clockwise,
 * holes clockwise (RFC 7946, 3.1.6), coordinates rounded. Done twice it changes nothing.
 */
void lg_shapes_settle(struct lg_shapes *shapes, size_t shape, int decimals);

#endif
