#include "publish/geometry.h"

#include <math.h>

static void add_ring(struct lg_text *text, const double *xy, size_t vertex_count, bool is_hole,
                     int decimals)
{
    double area = lg_ring_twice_area(xy, vertex_count);
    bool turned = is_hole ? area > 0 : area < 0;
    lg_text_add_char(text, '[');
    for (size_t i = 0; i < vertex_count; i++) {
        const double *vertex = xy + 2 * (turned ? vertex_count - 1 - i : i);
        if (i > 0) lg_text_add_char(text, ',');
        lg_text_add_point(text, vertex, decimals);
    }
    lg_text_add_char(text, ']');
}

void lg_geometry_add(struct lg_text *text, const struct lg_row_shape *place)
{
    const struct lg_shapes *shapes = place->shapes;
    if (shapes == NULL || lg_shapes_is_empty(shapes, place->shape)) {
        lg_text_add(text, "null", 4);
        return;
    }
    size_t first = shapes->ring_start[place->shape];
    size_t end = shapes->ring_start[place->shape + 1];
    lg_text_add_text(text, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (size_t ring = first; ring < end; ring++) {
        bool is_hole = shapes->ring_is_hole[ring] != 0;
        if (ring == first) {
            lg_text_add_char(text, '[');
        } else {
            lg_text_add_text(text, is_hole ? "," : "],[");
        }
        size_t vertex = shapes->vertex_start[ring];
        add_ring(text, shapes->xy + 2 * vertex, shapes->vertex_start[ring + 1] - vertex, is_hole,
                 place->decimals);
    }
    lg_text_add_text(text, "]]}");
}

void lg_geometry_add_point(struct lg_text *text, struct lg_row_point point)
{
    if (isnan(point.lon_deg) || isnan(point.lat_deg)) {
        lg_text_add(text, "null", 4);
        return;
    }
    const double xy[2] = {point.lon_deg, point.lat_deg};
    lg_text_add_text(text, "{\"type\":\"Point\",\"coordinates\":");
    lg_text_add_point(text, xy, LG_DECIMALS_DEGREES);
    lg_text_add_char(text, '}');
}
