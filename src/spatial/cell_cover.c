#include "spatial/cell_cover.h"

#include "base/grow.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An edge from its smaller to its larger y, and which way it runs. */
struct edge {
    double x0, y0, x1, y1;
    double slope;   /* columns for each row */
    int64_t factor; /* 1 or -1: of the ring and of the direction */
};

/* The part of an edge in one row: from left to right, heights above the row's upper line, 0..1. */
struct part {
    double x0, y0, x1, y1;
    int64_t factor;
    size_t row; /* in the window */
};

static double clamp(double value, double one, double other)
{
    return fmax(fmin(value, fmax(one, other)), fmin(one, other));
}

static int64_t units_of(double share)
{
    return (int64_t)(share * (double)LG_CELL_UNITS + 0.5);
}

/* The height at a column line, rounded; the same whatever window asks. */
static int64_t units_at(const struct part *part, double x)
{
    if (x <= part->x0) return units_of(part->y0);
    if (x >= part->x1) return units_of(part->y1);
    double y = part->y0 + (x - part->x0) * ((part->y1 - part->y0) / (part->x1 - part->x0));
    return units_of(clamp(y, part->y0, part->y1));
}

/* The last line of the grid up to a place, counted from the window's first; 0 to count. */
static size_t line_before(double place, double first, size_t count)
{
    return (size_t)clamp(floor(place) - first, 0.0, (double)count);
}

/* What lies to the right of a part: in the cells it crosses by area, behind them by height. */
static void add_part(struct lg_cell_cover *cover, const struct part *part)
{
    const struct lg_cell_window *window = &cover->window;
    double first = (double)window->column;
    double end = first + (double)window->column_count;
    int64_t *height = cover->height + part->row * (window->column_count + 1);
    int64_t *units = cover->units + part->row * window->column_count;
    if (part->x0 >= end) return;

    /* Left of the window there is height alone: it is kept in front of the first cell. */
    int64_t from = units_at(part, first);
    height[0] += part->factor * llabs(from - units_of(part->y0));
    size_t cell = line_before(part->x0, first, window->column_count);
    for (; cell < window->column_count && first + (double)cell <= part->x1; cell++) {
        double line = first + (double)cell;
        double left = fmax(part->x0, line);
        double right = fmin(part->x1, line + 1.0);
        int64_t to = units_at(part, line + 1.0);
        int64_t rise = part->factor * llabs(to - from);
        double covered = 1.0 - ((left - line) + (right - line)) / 2.0;
        units[cell] += part->factor * (int64_t)((double)llabs(to - from) * covered + 0.5);
        height[cell + 1] += rise;
        from = to;
    }
}

static double column_at(const struct edge *edge, double y)
{
    return clamp(edge->x0 + (y - edge->y0) * edge->slope, edge->x0, edge->x1);
}

static void add_edge(struct lg_cell_cover *cover, const struct edge *edge)
{
    double first = (double)cover->window.row;
    size_t row_count = cover->window.row_count;
    size_t row = line_before(edge->y0, first, row_count);
    for (; row < row_count && first + (double)row < edge->y1; row++) {
        double line = first + (double)row;
        bool starts = edge->y0 >= line;
        bool ends = edge->y1 <= line + 1.0;
        struct part part = {
            .x0 = starts ? edge->x0 : column_at(edge, line),
            .y0 = starts ? edge->y0 - line : 0.0,
            .x1 = ends ? edge->x1 : column_at(edge, line + 1.0),
            .y1 = ends ? edge->y1 - line : 1.0,
            .factor = edge->factor,
            .row = row,
        };
        if (part.x0 > part.x1) {
            part = (struct part){part.x1, part.y1, part.x0, part.y0, part.factor, part.row};
        }
        add_part(cover, &part);
    }
}

static void add_ring(struct lg_cell_cover *cover, const double *xy, size_t vertex_count,
                     bool is_hole)
{
    bool runs_backwards = (lg_ring_twice_area(xy, vertex_count) < 0.0) != is_hole;
    for (size_t i = 0; i + 1 < vertex_count; i++) {
        const double *from = xy + 2 * i;
        const double *to = from + 2;
        if (from[1] == to[1]) continue;
        bool rises = from[1] < to[1];
        struct edge edge = {
            .x0 = rises ? from[0] : to[0],
            .y0 = rises ? from[1] : to[1],
            .x1 = rises ? to[0] : from[0],
            .y1 = rises ? to[1] : from[1],
            .factor = rises == runs_backwards ? 1 : -1,
        };
        edge.slope = (edge.x1 - edge.x0) / (edge.y1 - edge.y0);
        add_edge(cover, &edge);
    }
}

static enum lg_status reserve(struct lg_cell_cover *cover, struct lg_error *err)
{
    size_t needed = cover->window.row_count * (cover->window.column_count + 1);
    if (needed > cover->capacity) {
        size_t capacity = lg_grow_capacity(cover->capacity, needed);
        if (!lg_grow_column((void **)&cover->units, capacity, sizeof(*cover->units)) ||
            !lg_grow_column((void **)&cover->height, capacity, sizeof(*cover->height))) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu cells of a raster", needed);
        }
        cover->capacity = capacity;
    }
    if (needed == 0) return LG_OK;
    memset(cover->units, 0, needed * sizeof(*cover->units));
    memset(cover->height, 0, needed * sizeof(*cover->height));
    return LG_OK;
}

struct lg_cell_window lg_cell_window_of(struct lg_cell_window window, struct lg_box box)
{
    double left = fmax(floor(box.x_min), (double)window.column);
    double top = fmax(floor(box.y_min), (double)window.row);
    double right = fmin(ceil(box.x_max), (double)(window.column + window.column_count));
    double bottom = fmin(ceil(box.y_max), (double)(window.row + window.row_count));
    /* The negated comparisons refuse NaN, too. */
    if (!(left < right) || !(top < bottom)) {
        return (struct lg_cell_window){window.column, window.row, 0, 0};
    }
    return (struct lg_cell_window){(size_t)left, (size_t)top, (size_t)(right - left),
                                   (size_t)(bottom - top)};
}

enum lg_status lg_cell_cover_fill(struct lg_cell_cover *cover, struct lg_cell_window window,
                                  const struct lg_shapes *shapes, size_t shape,
                                  struct lg_error *err)
{
    assert(shape < shapes->count);

    cover->window = window;
    enum lg_status status = reserve(cover, err);
    if (status != LG_OK || window.column_count == 0 || window.row_count == 0) return status;

    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        size_t first = shapes->vertex_start[ring];
        add_ring(cover, shapes->xy + 2 * first, shapes->vertex_start[ring + 1] - first,
                 shapes->ring_is_hole[ring] != 0);
    }
    for (size_t row = 0; row < window.row_count; row++) {
        const int64_t *height = cover->height + row * (window.column_count + 1);
        int64_t *units = cover->units + row * window.column_count;
        int64_t before = 0;
        for (size_t column = 0; column < window.column_count; column++) {
            before += height[column];
            units[column] += before;
        }
    }
    return LG_OK;
}

double lg_cell_cover_area(const struct lg_shapes *shapes, size_t shape)
{
    double area = 0.0;
    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        size_t first = shapes->vertex_start[ring];
        double twice = fabs(
            lg_ring_twice_area(shapes->xy + 2 * first, shapes->vertex_start[ring + 1] - first));
        area += (shapes->ring_is_hole[ring] != 0 ? -twice : twice) / 2.0;
    }
    return area;
}

void lg_cell_cover_reset(struct lg_cell_cover *cover)
{
    free(cover->units);
    free(cover->height);
    *cover = (struct lg_cell_cover){0};
}

void lg_cell_sum_add(struct lg_cell_sum *sum, int64_t units)
{
    sum->units += units;
    sum->cells += sum->units / LG_CELL_UNITS;
    sum->units %= LG_CELL_UNITS;
    /* One way to write each sum, though a rounded cell may hold less than nothing. */
    if (sum->units < 0) {
        sum->units += LG_CELL_UNITS;
        sum->cells--;
    }
}

void lg_cell_sum_join(struct lg_cell_sum *sum, struct lg_cell_sum other)
{
    lg_cell_sum_add(sum, other.units);
    sum->cells += other.cells;
}

double lg_cell_sum_value(struct lg_cell_sum sum)
{
    return (double)sum.cells + (double)sum.units / (double)LG_CELL_UNITS;
}
