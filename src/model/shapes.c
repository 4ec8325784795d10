#include "model/shapes.h"

#include "base/grow.h"
#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void lg_shapes_reset(struct lg_shapes *shapes)
{
    free(shapes->ring_start);
    free(shapes->vertex_start);
    free(shapes->ring_is_hole);
    free(shapes->xy);
    *shapes = (struct lg_shapes){0};
}

void lg_shapes_clear(struct lg_shapes *shapes)
{
    shapes->count = 0;
    shapes->ring_count = 0;
    shapes->vertex_count = 0;
}

/* The start columns have one entry more than they count: the end of the last item. */
static enum lg_status reserve_shapes(struct lg_shapes *shapes, size_t needed, struct lg_error *err)
{
    if (needed <= shapes->shape_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(shapes->shape_capacity, needed);
    size_t *ring_start = lg_resize(shapes->ring_start, capacity + 1, sizeof(*ring_start));
    if (ring_start == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu shapes", needed);
    ring_start[0] = 0;
    shapes->ring_start = ring_start;
    shapes->shape_capacity = capacity;
    return LG_OK;
}

static enum lg_status reserve_rings(struct lg_shapes *shapes, size_t needed, struct lg_error *err)
{
    if (needed <= shapes->ring_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(shapes->ring_capacity, needed);
    size_t *vertex_start = lg_resize(shapes->vertex_start, capacity + 1, sizeof(*vertex_start));
    if (vertex_start == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rings", needed);
    vertex_start[0] = 0;
    shapes->vertex_start = vertex_start;
    uint8_t *is_hole = lg_resize(shapes->ring_is_hole, capacity, sizeof(*is_hole));
    if (is_hole == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rings", needed);
    shapes->ring_is_hole = is_hole;
    shapes->ring_capacity = capacity;
    return LG_OK;
}

static enum lg_status reserve_vertices(struct lg_shapes *shapes, size_t needed,
                                       struct lg_error *err)
{
    if (needed <= shapes->vertex_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(shapes->vertex_capacity, needed);
    double *xy = lg_resize(shapes->xy, capacity, 2 * sizeof(*xy));
    if (xy == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu vertices", needed);
    shapes->xy = xy;
    shapes->vertex_capacity = capacity;
    return LG_OK;
}

enum lg_status lg_shapes_begin(struct lg_shapes *shapes, struct lg_error *err)
{
    enum lg_status status = reserve_shapes(shapes, shapes->count + 1, err);
    if (status != LG_OK) return status;
    shapes->ring_start[shapes->count] = shapes->ring_count;
    shapes->count++;
    shapes->ring_start[shapes->count] = shapes->ring_count;
    return LG_OK;
}

enum lg_status lg_shapes_add_ring(struct lg_shapes *shapes, bool is_hole, size_t vertex_count,
                                  double **xy, struct lg_error *err)
{
    assert(shapes->count > 0);

    enum lg_status status = reserve_rings(shapes, shapes->ring_count + 1, err);
    if (status != LG_OK) return status;
    status = reserve_vertices(shapes, shapes->vertex_count + vertex_count, err);
    if (status != LG_OK) return status;

    *xy = shapes->xy + 2 * shapes->vertex_count;
    shapes->ring_is_hole[shapes->ring_count] = is_hole;
    shapes->vertex_start[shapes->ring_count] = shapes->vertex_count;
    shapes->vertex_count += vertex_count;
    shapes->ring_count++;
    shapes->vertex_start[shapes->ring_count] = shapes->vertex_count;
    shapes->ring_start[shapes->count] = shapes->ring_count;
    return LG_OK;
}

enum lg_status lg_shapes_append(struct lg_shapes *shapes, const struct lg_shapes *from,
                                size_t first, size_t count, struct lg_error *err)
{
    assert(shapes != from);
    assert(first + count <= from->count);
    if (count == 0) return LG_OK;

    size_t ring_first = from->ring_start[first];
    size_t ring_count = from->ring_start[first + count] - ring_first;
    size_t vertex_first = ring_count > 0 ? from->vertex_start[ring_first] : 0;
    size_t vertex_count =
        ring_count > 0 ? from->vertex_start[ring_first + ring_count] - vertex_first : 0;
    enum lg_status status = reserve_shapes(shapes, shapes->count + count, err);
    if (status != LG_OK) return status;
    status = reserve_rings(shapes, shapes->ring_count + ring_count, err);
    if (status != LG_OK) return status;
    status = reserve_vertices(shapes, shapes->vertex_count + vertex_count, err);
    if (status != LG_OK) return status;

    for (size_t i = 1; i <= count; i++) {
        shapes->ring_start[shapes->count + i] =
            shapes->ring_count + from->ring_start[first + i] - ring_first;
    }
    for (size_t i = 1; i <= ring_count; i++) {
        shapes->vertex_start[shapes->ring_count + i] =
            shapes->vertex_count + from->vertex_start[ring_first + i] - vertex_first;
    }
    if (ring_count > 0) {
        memcpy(shapes->ring_is_hole + shapes->ring_count, from->ring_is_hole + ring_first,
               ring_count * sizeof(*shapes->ring_is_hole));
        memcpy(shapes->xy + 2 * shapes->vertex_count, from->xy + 2 * vertex_first,
               2 * vertex_count * sizeof(*shapes->xy));
    }
    shapes->count += count;
    shapes->ring_count += ring_count;
    shapes->vertex_count += vertex_count;
    return LG_OK;
}

bool lg_shapes_is_empty(const struct lg_shapes *shapes, size_t shape)
{
    assert(shape < shapes->count);
    return shapes->ring_start[shape] == shapes->ring_start[shape + 1];
}

size_t lg_shapes_first_vertex(const struct lg_shapes *shapes, size_t shape)
{
    assert(shape < shapes->count);
    return lg_shapes_is_empty(shapes, shape) ? 0 : shapes->vertex_start[shapes->ring_start[shape]];
}

size_t lg_shapes_vertex_count(const struct lg_shapes *shapes, size_t shape)
{
    assert(shape < shapes->count);
    if (lg_shapes_is_empty(shapes, shape)) return 0;
    return shapes->vertex_start[shapes->ring_start[shape + 1]] -
           shapes->vertex_start[shapes->ring_start[shape]];
}

struct lg_box lg_shapes_box(const struct lg_shapes *shapes, size_t shape)
{
    struct lg_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    size_t count = lg_shapes_vertex_count(shapes, shape);
    if (count == 0) return box;
    const double *xy = shapes->xy + 2 * lg_shapes_first_vertex(shapes, shape);
    for (size_t i = 0; i < count; i++) {
        double x = xy[2 * i];
        double y = xy[2 * i + 1];
        box.x_min = x < box.x_min ? x : box.x_min;
        box.x_max = x > box.x_max ? x : box.x_max;
        box.y_min = y < box.y_min ? y : box.y_min;
        box.y_max = y > box.y_max ? y : box.y_max;
    }
    return box;
}

static int compare_counts(size_t left, size_t right)
{
    return (left > right) - (left < right);
}

int lg_shapes_compare(const struct lg_shapes *left, size_t left_shape,
                      const struct lg_shapes *right, size_t right_shape)
{
    size_t count = lg_shapes_vertex_count(left, left_shape);
    int order = compare_counts(count, lg_shapes_vertex_count(right, right_shape));
    if (order != 0 || count == 0) return order;

    const double *a = left->xy + 2 * lg_shapes_first_vertex(left, left_shape);
    const double *b = right->xy + 2 * lg_shapes_first_vertex(right, right_shape);
    for (size_t i = 0; i < 2 * count; i++) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    /* The same vertices can still be cut into rings differently. */
    size_t rings = left->ring_start[left_shape + 1] - left->ring_start[left_shape];
    order =
        compare_counts(rings, right->ring_start[right_shape + 1] - right->ring_start[right_shape]);
    for (size_t i = 0; order == 0 && i < rings; i++) {
        size_t p = left->ring_start[left_shape] + i;
        size_t q = right->ring_start[right_shape] + i;
        order = compare_counts(left->vertex_start[p + 1] - left->vertex_start[p],
                               right->vertex_start[q + 1] - right->vertex_start[q]);
    }
    return order;
}

double lg_ring_twice_area(const double *xy, size_t vertex_count)
{
    double sum = 0.0;
    for (size_t i = 1; i + 1 < vertex_count; i++) {
        const double *a = xy + 2 * i;
        sum += (a[0] - xy[0]) * (a[3] - xy[1]) - (a[2] - xy[0]) * (a[1] - xy[1]);
    }
    return sum;
}

static void turn_ring(double *xy, size_t vertex_count)
{
    for (size_t i = 0; i < vertex_count / 2; i++) {
        double *a = xy + 2 * i;
        double *b = xy + 2 * (vertex_count - 1 - i);
        const double kept[2] = {a[0], a[1]};
        a[0] = b[0];
        a[1] = b[1];
        b[0] = kept[0];
        b[1] = kept[1];
    }
}

void lg_shapes_settle(struct lg_shapes *shapes, size_t shape, int decimals)
{
    assert(shape < shapes->count);

    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        double *xy = shapes->xy + 2 * shapes->vertex_start[ring];
        size_t count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
        double area = lg_ring_twice_area(xy, count);
        if (shapes->ring_is_hole[ring] != 0 ? area > 0 : area < 0) turn_ring(xy, count);
        for (size_t i = 0; i < 2 * count; i++) {
            xy[i] = lg_round_fixed(xy[i], decimals);
        }
    }
}
