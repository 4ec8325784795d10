/*
 * Every pair of edges is looked at: of neighbours, that they leave their vertex in two directions;
 * of others, that they are apart.
 */
#include "spatial/simple_ring.h"

#include "spatial/sure_side.h"

#include <assert.h>

/* The number of pairs grows with the square: from here on GEOS's sorted test is faster. */
enum { VERTICES_MAX = 40 };

static bool ranges_apart(double a, double b, double c, double d)
{
    return (a < c && a < d && b < c && b < d) || (a > c && a > d && b > c && b > d);
}

static bool edges_apart(const double *a, const double *c)
{
    return ranges_apart(a[0], a[2], c[0], c[2]) || ranges_apart(a[1], a[3], c[1], c[3]) ||
           lg_surely_one_side(a, a + 2, c, c + 2) || lg_surely_one_side(c, c + 2, a, a + 2);
}

bool lg_is_surely_valid(const struct lg_shapes *shapes, size_t row)
{
    assert(row < shapes->count);

    size_t ring = shapes->ring_start[row];
    if (shapes->ring_start[row + 1] != ring + 1) return false;
    const double *xy = shapes->xy + 2 * shapes->vertex_start[ring];
    size_t vertex_count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
    if (vertex_count < 4 || vertex_count > VERTICES_MAX) return false;

    size_t edge_count = vertex_count - 1;
    for (size_t i = 0; i < edge_count; i++) {
        const double *edge = xy + 2 * i;
        const double *before = i > 0 ? edge - 2 : xy + 2 * (edge_count - 1);
        if (!lg_surely_fan_out(edge, before, edge + 2)) return false;
        /* The last edge is a neighbour of the first. */
        size_t end = i > 0 ? edge_count : edge_count - 1;
        for (size_t other = i + 2; other < end; other++) {
            if (!edges_apart(edge, xy + 2 * other)) return false;
        }
    }
    return true;
}
