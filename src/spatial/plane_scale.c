/*
 * A grid of nodes, measured only where boxes are. Each node stands for a small square around it,
 * measured by the national formula: large enough that the rounding of degrees (1e-14) stays below
 * 1e-9 of it, small enough to be undivided.
 */
#include "spatial/plane_scale.h"

#include "base/grow.h"
#include "spatial/geos.h"
#include "spatial/measure_shape.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define STEP_M           2000.0
#define SQUARE_M         60.0
#define METRE_PER_DEGREE 111000.0 /* a size to begin with, no measure */
#define NODE_COUNT_MAX   4000000.0

struct lg_plane_scale {
    double x_min, y_min, step;
    size_t columns, rows; /* of nodes */
    double *values;       /* [columns * rows] NaN: not measured */
};

/* A box as a range of nodes. */
struct nodes {
    size_t left, bottom, right, top;
};

static struct nodes nodes_of(const struct lg_plane_scale *scale, struct lg_box box)
{
    struct nodes nodes = {
        (size_t)((box.x_min - scale->x_min) / scale->step),
        (size_t)((box.y_min - scale->y_min) / scale->step),
        (size_t)((box.x_max - scale->x_min) / scale->step) + 1,
        (size_t)((box.y_max - scale->y_min) / scale->step) + 1,
    };
    return nodes;
}

static bool is_box(struct lg_box box)
{
    return box.x_min <= box.x_max && box.y_min <= box.y_max;
}

/* A far-flung plane gets wider steps rather than more memory; the error grows with their square. */
static void lay_grid(struct lg_plane_scale *scale, const struct lg_box *boxes, size_t count,
                     double step)
{
    struct lg_box all = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < count; i++) {
        if (!is_box(boxes[i])) continue;
        all.x_min = fmin(all.x_min, boxes[i].x_min);
        all.y_min = fmin(all.y_min, boxes[i].y_min);
        all.x_max = fmax(all.x_max, boxes[i].x_max);
        all.y_max = fmax(all.y_max, boxes[i].y_max);
    }
    if (!is_box(all)) return;
    double width = all.x_max - all.x_min;
    double height = all.y_max - all.y_min;
    while ((width / step + 2.0) * (height / step + 2.0) > NODE_COUNT_MAX) {
        step *= 2.0;
    }
    scale->x_min = all.x_min;
    scale->y_min = all.y_min;
    scale->step = step;
    scale->columns = (size_t)(width / step) + 2;
    scale->rows = (size_t)(height / step) + 2;
}

static void mark_nodes(struct lg_plane_scale *scale, const struct lg_box *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_box(boxes[i])) continue;
        struct nodes nodes = nodes_of(scale, boxes[i]);
        for (size_t row = nodes.bottom; row <= nodes.top; row++) {
            for (size_t column = nodes.left; column <= nodes.right; column++) {
                scale->values[row * scale->columns + column] = 0.0;
            }
        }
    }
}

static enum lg_status add_square(struct lg_shapes *squares, double x, double y, double side,
                                 struct lg_error *err)
{
    static const double corners[5][2] = {
        {-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}, {-0.5, -0.5}};
    double *xy;
    enum lg_status status = lg_shapes_begin(squares, err);
    if (status == LG_OK) status = lg_shapes_add_ring(squares, false, 5, &xy, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < 5; i++) {
        xy[2 * i] = x + side * corners[i][0];
        xy[2 * i + 1] = y + side * corners[i][1];
    }
    return LG_OK;
}

/* The area that the corners enclose as they were rounded, not as they were meant. */
static double square_area(const double *xy)
{
    return (xy[2] - xy[0]) * (xy[5] - xy[1]);
}

static enum lg_status measure_nodes(struct lg_plane_scale *scale, struct lg_spatial_worker *worker,
                                    size_t plane, double side, struct lg_error *err)
{
    struct lg_shapes squares = {0};
    double *area_m2 = NULL;
    enum lg_status status = LG_OK;
    size_t node_count = scale->columns * scale->rows;
    for (size_t node = 0; status == LG_OK && node < node_count; node++) {
        if (isnan(scale->values[node])) continue;
        size_t column = node % scale->columns;
        size_t row = node / scale->columns;
        double x = scale->x_min + scale->step * (double)column;
        double y = scale->y_min + scale->step * (double)row;
        status = add_square(&squares, x, y, side, err);
    }
    if (status != LG_OK) goto done;
    area_m2 = lg_resize(NULL, squares.count, sizeof(*area_m2));
    if (area_m2 == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the scale of %zu places", node_count);
        goto done;
    }
    status = lg_measure_shapes(worker, plane, &squares, area_m2, NULL, err);
    size_t square = 0;
    for (size_t node = 0; status == LG_OK && node < node_count; node++) {
        if (isnan(scale->values[node])) continue;
        assert(square < squares.count && squares.xy != NULL);
        scale->values[node] = area_m2[square] / square_area(squares.xy + 10 * square);
        square++;
    }

done:
    free(area_m2);
    lg_shapes_reset(&squares);
    return status;
}

enum lg_status lg_plane_scale_new(struct lg_spatial_worker *worker, size_t plane,
                                  const struct lg_box *boxes, size_t count,
                                  struct lg_plane_scale **scale, struct lg_error *err)
{
    const struct lg_projection *projection;
    *scale = NULL;
    enum lg_status status = lg_worker_projection(worker, plane, &projection, err);
    if (status != LG_OK) return status;
    double metre = projection->is_geographic ? METRE_PER_DEGREE : projection->metre_per_unit;

    struct lg_plane_scale *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the scale of a plane");
    lay_grid(made, boxes, count, STEP_M / metre);
    size_t node_count = made->columns * made->rows;
    made->values = lg_resize(NULL, node_count, sizeof(*made->values));
    if (made->values == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the scale of %zu places", node_count);
        goto done;
    }
    for (size_t node = 0; node < node_count; node++) {
        made->values[node] = (double)NAN;
    }
    mark_nodes(made, boxes, count);
    status = measure_nodes(made, worker, plane, SQUARE_M / metre, err);
    if (status != LG_OK) goto done;
    *scale = made;
    made = NULL;

done:
    lg_plane_scale_free(made);
    return status;
}

double lg_plane_scale_at(const struct lg_plane_scale *scale, double x, double y)
{
    double column = (x - scale->x_min) / scale->step;
    double row = (y - scale->y_min) / scale->step;
    bool on_grid = scale->columns >= 2 && scale->rows >= 2 && column >= 0.0 && row >= 0.0 &&
                   column < (double)(scale->columns - 1) && row < (double)(scale->rows - 1);
    if (!on_grid) return (double)NAN;

    size_t left = (size_t)column;
    size_t bottom = (size_t)row;
    const double *low = scale->values + bottom * scale->columns + left;
    const double *high = low + scale->columns;
    double across = column - (double)left;
    double up = row - (double)bottom;
    return (1.0 - up) * ((1.0 - across) * low[0] + across * low[1]) +
           up * ((1.0 - across) * high[0] + across * high[1]);
}

void lg_plane_scale_free(struct lg_plane_scale *scale)
{
    if (scale == NULL) return;

    free(scale->values);
    free(scale);
}
