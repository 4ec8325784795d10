/*
 * The shape with fewer vertices is a sum of windows: a convex ring is one; any other ring is the
 * sum of the triangles from its first vertex to each of its edges, each with the sign of its turn
 * (a place outside the ring is then covered as often forth as back). Holes count less. The other
 * shape is clipped at each window.
 *
 * Each ring is clipped at each edge of a convex window (Sutherland and Hodgman, Reentrant Polygon
 * Clipping, 1974). A ring that falls into parts comes out with the parts joined along the window's
 * edge, forth and back: no shape to keep, but its area is right. All is computed relative to a
 * vertex of the window, so that eastings of millions of metres cost no digits.
 */
#include "spatial/common_area.h"

#include "base/grow.h"

#include <math.h>
#include <stdlib.h>

enum { WINDOW_VERTICES_MAX = 16 };

/* A convex ring, open, relative to its first vertex. */
struct window {
    double origin[2];
    double xy[2 * WINDOW_VERTICES_MAX];
    size_t count;
    double turn; /* 1 counter-clockwise, -1 clockwise */
};

static double cross(const double *a, const double *b, const double *p)
{
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

double lg_plane_area(const struct lg_shapes *shapes, size_t row)
{
    double area = 0.0;
    for (size_t ring = shapes->ring_start[row]; ring < shapes->ring_start[row + 1]; ring++) {
        size_t first = shapes->vertex_start[ring];
        size_t count = shapes->vertex_start[ring + 1] - first;
        double twice =
            count > 0 ? fabs(lg_ring_twice_area(shapes->xy + 2 * first, count - 1)) : 0.0;
        area += shapes->ring_is_hole[ring] ? -twice / 2.0 : twice / 2.0;
    }
    return area;
}

/* A valid ring that never turns back is convex. */
static bool is_convex(const struct window *window)
{
    for (size_t i = 0; i < window->count; i++) {
        const double *a = window->xy + 2 * i;
        const double *b = window->xy + 2 * ((i + 1) % window->count);
        const double *c = window->xy + 2 * ((i + 2) % window->count);
        if (window->turn * cross(a, b, c) < 0.0) return false;
    }
    return true;
}

static void set_vertex(struct window *window, size_t i, const double *xy)
{
    window->xy[2 * i] = xy[0] - window->origin[0];
    window->xy[2 * i + 1] = xy[1] - window->origin[1];
}

static void set_turn(struct window *window)
{
    window->turn = lg_ring_twice_area(window->xy, window->count) < 0.0 ? -1.0 : 1.0;
}

/*
 * The whole ring (open) as one window; false when it is not convex. A vertex that is repeated
 * counts once: between its copies a ring seems to go straight on, whichever way it turns.
 */
static bool make_window(const double *xy, size_t count, struct window *window)
{
    if (count > WINDOW_VERTICES_MAX) return false;
    window->origin[0] = xy[0];
    window->origin[1] = xy[1];
    window->count = 0;
    for (size_t i = 0; i < count; i++) {
        const double *next = xy + 2 * ((i + 1) % count);
        if (xy[2 * i] == next[0] && xy[2 * i + 1] == next[1]) continue;
        set_vertex(window, window->count++, xy + 2 * i);
    }
    if (window->count < 3) return false;
    set_turn(window);
    return is_convex(window);
}

/* The triangle from the ring's first vertex to its edge at vertex i. */
static void make_triangle(const double *xy, size_t i, struct window *window)
{
    window->origin[0] = xy[0];
    window->origin[1] = xy[1];
    window->count = 3;
    set_vertex(window, 0, xy);
    set_vertex(window, 1, xy + 2 * i);
    set_vertex(window, 2, xy + 2 * i + 2);
    set_turn(window);
}

static enum lg_status reserve(struct lg_clip_scratch *scratch, size_t needed, struct lg_error *err)
{
    if (needed <= scratch->capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(scratch->capacity, needed);
    double *from = lg_resize(scratch->from, capacity, 2 * sizeof(*from));
    if (from != NULL) scratch->from = from;
    double *to = lg_resize(scratch->to, capacity, 2 * sizeof(*to));
    if (to != NULL) scratch->to = to;
    if (from == NULL || to == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory to clip %zu vertices", needed);
    }
    scratch->capacity = capacity;
    return LG_OK;
}

/* Keep what lies left of a to b (right for turn -1); to has room for twice the count. */
static size_t clip_at(const double *a, const double *b, double turn, const double *from,
                      size_t count, double *to)
{
    size_t kept = 0;
    if (count == 0) return 0;
    const double *p = from + 2 * (count - 1);
    double side_p = turn * cross(a, b, p);
    for (size_t i = 0; i < count; i++) {
        const double *q = from + 2 * i;
        double side_q = turn * cross(a, b, q);
        if ((side_p < 0.0) != (side_q < 0.0)) {
            double t = side_p / (side_p - side_q);
            to[2 * kept] = p[0] + t * (q[0] - p[0]);
            to[2 * kept + 1] = p[1] + t * (q[1] - p[1]);
            kept++;
        }
        if (side_q >= 0.0) {
            to[2 * kept] = q[0];
            to[2 * kept + 1] = q[1];
            kept++;
        }
        p = q;
        side_p = side_q;
    }
    return kept;
}

/* Area of one ring within the window. */
static enum lg_status clip_ring(struct lg_clip_scratch *scratch, const struct window *window,
                                const double *xy, size_t count, double *area, struct lg_error *err)
{
    enum lg_status status = reserve(scratch, count, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < count; i++) {
        scratch->from[2 * i] = xy[2 * i] - window->origin[0];
        scratch->from[2 * i + 1] = xy[2 * i + 1] - window->origin[1];
    }
    for (size_t i = 0; count > 0 && i < window->count; i++) {
        status = reserve(scratch, 2 * count, err);
        if (status != LG_OK) return status;
        count = clip_at(window->xy + 2 * i, window->xy + 2 * ((i + 1) % window->count),
                        window->turn, scratch->from, count, scratch->to);
        double *swapped = scratch->from;
        scratch->from = scratch->to;
        scratch->to = swapped;
    }
    *area = fabs(lg_ring_twice_area(scratch->from, count)) / 2.0;
    return LG_OK;
}

static enum lg_status clip_shape(struct lg_clip_scratch *scratch, const struct window *window,
                                 const struct lg_shapes *shapes, size_t row, double *area,
                                 struct lg_error *err)
{
    *area = 0.0;
    for (size_t ring = shapes->ring_start[row]; ring < shapes->ring_start[row + 1]; ring++) {
        size_t first = shapes->vertex_start[ring];
        size_t count = shapes->vertex_start[ring + 1] - first;
        double ring_area = 0.0;
        if (count < 4) continue;
        enum lg_status status =
            clip_ring(scratch, window, shapes->xy + 2 * first, count - 1, &ring_area, err);
        if (status != LG_OK) return status;
        *area += shapes->ring_is_hole[ring] ? -ring_area : ring_area;
    }
    *area = fmax(0.0, *area);
    return LG_OK;
}

/* What a ring (open) of the one shape has in common with the other. */
static enum lg_status sum_windows(struct lg_clip_scratch *scratch, const double *xy, size_t count,
                                  const struct lg_shapes *shapes, size_t row, double *area,
                                  struct lg_error *err)
{
    struct window window;
    if (make_window(xy, count, &window)) {
        return clip_shape(scratch, &window, shapes, row, area, err);
    }
    double sum = 0.0;
    for (size_t i = 1; i + 1 < count; i++) {
        double part = 0.0;
        make_triangle(xy, i, &window);
        enum lg_status status = clip_shape(scratch, &window, shapes, row, &part, err);
        if (status != LG_OK) return status;
        sum += window.turn * part;
    }
    *area = fabs(sum);
    return LG_OK;
}

enum lg_status lg_common_area(struct lg_clip_scratch *scratch, const struct lg_shapes *first,
                              size_t first_row, const struct lg_shapes *second, size_t second_row,
                              double *area, struct lg_error *err)
{
    if (lg_shapes_vertex_count(first, first_row) > lg_shapes_vertex_count(second, second_row)) {
        const struct lg_shapes *other = first;
        size_t other_row = first_row;
        first = second;
        first_row = second_row;
        second = other;
        second_row = other_row;
    }
    double sum = 0.0;
    for (size_t ring = first->ring_start[first_row]; ring < first->ring_start[first_row + 1];
         ring++) {
        size_t start = first->vertex_start[ring];
        size_t count = first->vertex_start[ring + 1] - start;
        double part = 0.0;
        if (count < 4) continue;
        enum lg_status status =
            sum_windows(scratch, first->xy + 2 * start, count - 1, second, second_row, &part, err);
        if (status != LG_OK) return status;
        sum += first->ring_is_hole[ring] ? -part : part;
    }
    *area = fmax(0.0, sum);
    return LG_OK;
}

void lg_clip_scratch_reset(struct lg_clip_scratch *scratch)
{
    free(scratch->from);
    free(scratch->to);
    *scratch = (struct lg_clip_scratch){0};
}
