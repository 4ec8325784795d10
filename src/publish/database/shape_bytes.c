#include "publish/database/shape_bytes.h"

#include <math.h>
#include <string.h>

enum { TYPE_POINT = 1, TYPE_POLYGON = 3, TYPE_MULTIPOLYGON = 6 };

static void add_count(struct lg_text *bytes, size_t count)
{
    uint32_t value = (uint32_t)count;
    lg_text_add(bytes, (const char *)&value, sizeof(value));
}

/* Byte order and type. */
static void add_head(struct lg_text *bytes, uint32_t type)
{
    const uint16_t one = 1;
    char order = 0; /* 1 where the machine has the low byte first */
    memcpy(&order, &one, 1);
    lg_text_add_char(bytes, order);
    lg_text_add(bytes, (const char *)&type, sizeof(type));
}

static void add_vertex(struct lg_text *bytes, const double *xy, int decimals)
{
    const double rounded[2] = {lg_round_fixed(xy[0], decimals), lg_round_fixed(xy[1], decimals)};
    lg_text_add(bytes, (const char *)rounded, sizeof(rounded));
}

/* Outer rings run counter-clockwise, holes clockwise. */
static void add_ring(struct lg_text *bytes, const struct lg_shapes *shapes, size_t ring,
                     int decimals)
{
    size_t first = shapes->vertex_start[ring];
    size_t count = shapes->vertex_start[ring + 1] - first;
    const double *xy = shapes->xy + 2 * first;
    double area = lg_ring_twice_area(xy, count);
    bool turned = shapes->ring_is_hole[ring] != 0 ? area > 0 : area < 0;
    add_count(bytes, count);
    for (size_t i = 0; i < count; i++) {
        add_vertex(bytes, xy + 2 * (turned ? count - 1 - i : i), decimals);
    }
}

/* The ring behind an outer one and its holes. */
static size_t end_of_polygon(const struct lg_shapes *shapes, size_t first, size_t end)
{
    size_t ring = first + 1;
    while (ring < end && shapes->ring_is_hole[ring] != 0) {
        ring++;
    }
    return ring;
}

void lg_shape_bytes_add(struct lg_text *bytes, const struct lg_row_shape *place)
{
    const struct lg_shapes *shapes = place->shapes;
    if (shapes == NULL || lg_shapes_is_empty(shapes, place->shape)) return;
    size_t first = shapes->ring_start[place->shape];
    size_t end = shapes->ring_start[place->shape + 1];
    size_t polygon_count = 0;
    for (size_t ring = first; ring < end; ring = end_of_polygon(shapes, ring, end)) {
        polygon_count++;
    }
    add_head(bytes, TYPE_MULTIPOLYGON);
    add_count(bytes, polygon_count);
    while (first < end) {
        size_t next = end_of_polygon(shapes, first, end);
        add_head(bytes, TYPE_POLYGON);
        add_count(bytes, next - first);
        for (; first < next; first++) {
            add_ring(bytes, shapes, first, place->decimals);
        }
    }
}

void lg_shape_bytes_add_point(struct lg_text *bytes, struct lg_row_point point)
{
    if (isnan(point.lon_deg) || isnan(point.lat_deg)) return;
    const double xy[2] = {point.lon_deg, point.lat_deg};
    add_head(bytes, TYPE_POINT);
    add_vertex(bytes, xy, LG_DECIMALS_DEGREES);
}
