#include "spatial/inner_circle.h"

#include "base/grow.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* A long shape is covered by no more squares than that in its length. */
#define SQUARES_MAX 256.0

/* A square by its middle. */
struct square {
    double x, y, half;
    double most; /* no centre in it has a larger circle */
};

/* Squares as a heap, the most promising first. */
struct search {
    const struct lg_shapes *flat;
    size_t first_ring, end_ring;
    double exact;
    struct lg_inner_circle best;
    struct square *squares; /* [count] */
    size_t count, capacity;
};

static double square_distance_to_edge(const double *from, const double *to, double x, double y)
{
    double dx = to[0] - from[0], dy = to[1] - from[1];
    double length2 = dx * dx + dy * dy;
    double along = length2 > 0.0 ? ((x - from[0]) * dx + (y - from[1]) * dy) / length2 : 0.0;
    along = fmin(fmax(along, 0.0), 1.0);
    double away_x = from[0] + along * dx - x, away_y = from[1] + along * dy - y;
    return away_x * away_x + away_y * away_y;
}

/* To the nearest edge; negative outside, where a line to the east crosses an even number. */
static double distance_inside(const struct search *search, double x, double y)
{
    const struct lg_shapes *flat = search->flat;
    double least2 = HUGE_VAL;
    bool is_inside = false;
    for (size_t ring = search->first_ring; ring < search->end_ring; ring++) {
        for (size_t at = flat->vertex_start[ring]; at + 1 < flat->vertex_start[ring + 1]; at++) {
            const double *from = flat->xy + 2 * at;
            const double *to = from + 2;
            double distance2 = square_distance_to_edge(from, to, x, y);
            if (distance2 < least2) least2 = distance2;
            bool crosses = (from[1] > y) != (to[1] > y);
            if (crosses && x < from[0] + (y - from[1]) / (to[1] - from[1]) * (to[0] - from[0])) {
                is_inside = !is_inside;
            }
        }
    }
    return is_inside ? sqrt(least2) : -sqrt(least2);
}

static void swap(struct square *left, struct square *right)
{
    struct square kept = *left;
    *left = *right;
    *right = kept;
}

static void push(struct search *search, struct square square)
{
    size_t at = search->count++;
    search->squares[at] = square;
    while (at > 0 && search->squares[(at - 1) / 2].most < search->squares[at].most) {
        swap(&search->squares[(at - 1) / 2], &search->squares[at]);
        at = (at - 1) / 2;
    }
}

static struct square pop(struct search *search)
{
    struct square top = search->squares[0];
    search->squares[0] = search->squares[--search->count];
    for (size_t at = 0, larger = 0;; at = larger) {
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < search->count; child++) {
            if (search->squares[child].most > search->squares[larger].most) larger = child;
        }
        if (larger == at) return top;
        swap(&search->squares[at], &search->squares[larger]);
    }
}

/* Try the middle of a square, and keep the square while it promises more. */
static enum lg_status look(struct search *search, double x, double y, double half,
                           struct lg_error *err)
{
    double distance = distance_inside(search, x, y);
    if (distance > search->best.radius) search->best = (struct lg_inner_circle){x, y, distance};
    double most = distance + half * sqrt(2.0);
    if (most <= search->best.radius + search->exact) return LG_OK;
    if (search->count == search->capacity) {
        size_t capacity = lg_grow_capacity(search->capacity, search->count + 1);
        struct square *squares = lg_resize(search->squares, capacity, sizeof(*squares));
        if (squares == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for a circle");
        search->squares = squares;
        search->capacity = capacity;
    }
    push(search, (struct square){x, y, half, most});
    return LG_OK;
}

static enum lg_status cover(struct search *search, struct lg_box box, struct lg_error *err)
{
    double width = box.x_max - box.x_min, height = box.y_max - box.y_min;
    double side = fmax(fmin(width, height), fmax(width, height) / SQUARES_MAX);
    enum lg_status status = LG_OK;
    if (!(side > 0.0)) return LG_OK;
    size_t column_count = (size_t)ceil(width / side), line_count = (size_t)ceil(height / side);
    for (size_t column = 0; status == LG_OK && column < column_count; column++) {
        for (size_t line = 0; status == LG_OK && line < line_count; line++) {
            double x = box.x_min + ((double)column + 0.5) * side;
            double y = box.y_min + ((double)line + 0.5) * side;
            status = look(search, x, y, side / 2.0, err);
        }
    }
    return status;
}

enum lg_status lg_inner_circle_find(const struct lg_shapes *flat, size_t row, double exact,
                                    struct lg_inner_circle *circle, struct lg_error *err)
{
    assert(row < flat->count && exact > 0.0);

    struct search search = {
        .flat = flat,
        .first_ring = flat->ring_start[row],
        .end_ring = flat->ring_start[row + 1],
        .exact = exact,
    };
    struct lg_box box = lg_shapes_box(flat, row);
    enum lg_status status = lg_shapes_is_empty(flat, row) ? LG_OK : cover(&search, box, err);
    while (status == LG_OK && search.count > 0) {
        struct square top = pop(&search);
        if (top.most <= search.best.radius + exact) break;
        double half = top.half / 2.0;
        for (int quarter = 0; status == LG_OK && quarter < 4; quarter++) {
            double x = top.x + (quarter % 2 == 0 ? -half : half);
            double y = top.y + (quarter < 2 ? -half : half);
            status = look(&search, x, y, half, err);
        }
    }
    free(search.squares);
    *circle = search.best;
    return status;
}
