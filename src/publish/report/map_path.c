#include "publish/report/map_path.h"

#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

/* Twice the area of the triangle; 0 when the three lie on a line. */
static int64_t turn(struct lg_map_point a, struct lg_map_point b, struct lg_map_point c)
{
    return (int64_t)(b.x - a.x) * (c.y - a.y) - (int64_t)(b.y - a.y) * (c.x - a.x);
}

/* Put a point behind the others, dropping those that it makes needless. */
static size_t push(struct lg_map_point *points, size_t count, struct lg_map_point point)
{
    while (count > 1 && turn(points[count - 2], points[count - 1], point) == 0) {
        count--;
    }
    if (count == 1 && points[0].x == point.x && points[0].y == point.y) return count;
    points[count] = point;
    return count + 1;
}

static int64_t twice_area(const struct lg_map_point *points, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 2; i < count; i++) {
        sum += turn(points[0], points[i - 1], points[i]);
    }
    return sum;
}

size_t lg_map_ring_reduce(struct lg_map_point *points, size_t count)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        left = push(points, left, points[i]);
    }
    /* The ends meet: the last points may be needless, and then the first ones. */
    size_t first = 0;
    for (bool again = true; again && left - first > 2;) {
        again = false;
        if (turn(points[left - 2], points[left - 1], points[first]) == 0) {
            left--;
            again = true;
        } else if (turn(points[left - 1], points[first], points[first + 1]) == 0) {
            first++;
            again = true;
        }
    }
    for (size_t i = first; first > 0 && i < left; i++) {
        points[i - first] = points[i];
    }
    left -= first;
    return left > 2 && twice_area(points, left) != 0 ? left : 0;
}

static void add_step(struct lg_map_path *path, struct lg_map_point point, bool is_first)
{
    int dx = point.x - path->at.x;
    int dy = point.y - path->at.y;
    if (!is_first && dx >= 0) lg_text_add_char(&path->d, ' ');
    lg_text_add_int(&path->d, dx);
    if (dy >= 0) lg_text_add_char(&path->d, ' ');
    lg_text_add_int(&path->d, dy);
    path->at = point;
}

/* "m3 4 5 6-7 8z": steps relative to the point before; from the start of the ring after its end. */
static void write_ring(struct lg_map_path *path, size_t count)
{
    lg_text_add_char(&path->d, 'm');
    for (size_t i = 0; i < count; i++) {
        add_step(path, path->points[i], i == 0);
    }
    lg_text_add_char(&path->d, 'z');
    path->at = path->points[0];
}

static void reverse(struct lg_map_point *points, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct lg_map_point point = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = point;
    }
}

/* The nearest multiple. */
static int to_grain(int value, int grain)
{
    int lower = value >= 0 ? value / grain : -((grain - 1 - value) / grain);
    return (value - lower * grain) * 2 < grain ? lower * grain : (lower + 1) * grain;
}

static struct lg_map_point place_vertex(const struct lg_map_frame *frame, const double *xy)
{
    struct lg_map_point point = lg_map_frame_place(frame, xy[0], xy[1]);
    if (frame->grain == 1) return point;
    return (struct lg_map_point){to_grain(point.x, frame->grain), to_grain(point.y, frame->grain)};
}

/* @return whether anything was left of it */
static bool add_ring(struct lg_map_path *path, const struct lg_map_frame *frame,
                     const struct lg_shapes *shapes, size_t ring)
{
    size_t start = shapes->vertex_start[ring];
    size_t count = shapes->vertex_start[ring + 1] - start;
    if (count > path->point_capacity) {
        size_t capacity = lg_grow_capacity(path->point_capacity, count);
        void *points = lg_resize(path->points, capacity, sizeof(*path->points));
        if (points == NULL) {
            path->d.failed = true;
            return false;
        }
        path->points = points;
        path->point_capacity = capacity;
    }
    for (size_t i = 0; i < count; i++) {
        path->points[i] = place_vertex(frame, shapes->xy + 2 * (start + i));
    }
    /* Turned first: whichever way a sliver runs in the data, the same is left of it. */
    bool is_hole = shapes->ring_is_hole[ring] != 0;
    if ((twice_area(path->points, count) > 0) == is_hole) reverse(path->points, count);
    size_t left = lg_map_ring_reduce(path->points, count);
    if (left == 0) return false;
    write_ring(path, left);
    return true;
}

bool lg_map_path_add(struct lg_map_path *path, const struct lg_map_frame *frame,
                     const struct lg_shapes *shapes, size_t shape)
{
    bool is_seen = false;
    bool outer_is_seen = false;
    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        bool is_hole = shapes->ring_is_hole[ring] != 0;
        if (is_hole && !outer_is_seen) continue;
        bool ring_is_seen = add_ring(path, frame, shapes, ring);
        if (!is_hole) outer_is_seen = ring_is_seen;
        is_seen = is_seen || ring_is_seen;
    }
    return is_seen && !path->d.failed;
}

void lg_map_path_add_dot(struct lg_map_path *path, struct lg_map_point point)
{
    lg_text_add_char(&path->d, 'm');
    add_step(path, point, true);
    lg_text_add_text(&path->d, "h0");
}

void lg_map_path_clear(struct lg_map_path *path)
{
    lg_text_clear(&path->d);
    path->at = (struct lg_map_point){0, 0};
}

void lg_map_path_reset(struct lg_map_path *path)
{
    lg_text_reset(&path->d);
    free(path->points);
    *path = (struct lg_map_path){.points = NULL};
}
