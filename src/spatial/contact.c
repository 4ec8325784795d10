/*
 * Contact of two valid polygons A and B, in floating point, without a wrong certainty.
 *
 * Step 1 looks at every edge of A against every edge of B, as far as they meet the common part of
 * both boxes. A pair is settled when its edges surely have no point in common, or only a common end
 * vertex (equal bit for bit), or are the same edge. Any other pair, and any pair that rounding
 * leaves open, is a doubt and ends the test. After step 1 the borders have in common nothing but
 * vertices and whole edges; so every other edge of A, its ends aside, lies altogether inside or
 * altogether outside B, and one point of it tells which. The same holds for the edges of B.
 *
 * Apart: suppose that the interiors have a point in common, and let U be a connected part of their
 * intersection. U is open and bounded, hence its border contains a piece of an edge, within both
 * boxes. If that edge belongs to A alone, it lies inside B; if to B alone, inside A; if to both, A
 * and B lie on the same side of it. When no edge is of these three kinds, the interiors are
 * disjoint.
 *
 * First inside: let V be a connected part of the interior of A without B. Its border contains a
 * piece of an edge: of A alone, outside B; or of B alone, inside A; or of both, with A and B on
 * opposite sides. When the box of A lies in that of B and no edge is of these kinds, A lies in B.
 *
 * The side of a shared edge on which a shape lies follows from the sign of its ring's area and from
 * the ring being a hole; the direction as delivered is not trusted.
 *
 * Certainty: see sure_side.h. Vertices are located as they are. An edge with both ends on the other
 * border is located by its middle; that point is rounded, so it must keep a margin to every edge.
 */
#include "spatial/contact.h"

#include "base/grow.h"
#include "spatial/sure_side.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

struct lg_contact_edge {
    double x0, y0, x1, y1;
    size_t ring;
    bool start_shared, end_shared; /* the vertex is a vertex of the other shape, too */
    bool shared;                   /* the whole edge is an edge of the other shape, too */
};

/* What an edge of one shape is to the other shape. */
enum {
    EDGE_INSIDE = 1,
    EDGE_OUTSIDE = 2,
    EDGE_SAME_SIDE = 4,
    EDGE_OTHER_SIDE = 8,
    EDGE_DOUBT = 16
};

struct lg_outline lg_outline_of(const struct lg_shapes *shapes, size_t shape)
{
    struct lg_outline outline = {shapes, shape, lg_shapes_box(shapes, shape), NULL};
    return outline;
}

static struct lg_box edge_box(const double *xy)
{
    struct lg_box box = {xy[0], xy[1], xy[2], xy[3]};
    if (box.x_min > box.x_max) {
        box.x_min = xy[2];
        box.x_max = xy[0];
    }
    if (box.y_min > box.y_max) {
        box.y_min = xy[3];
        box.y_max = xy[1];
    }
    return box;
}

enum lg_status lg_outline_index(struct lg_outline *outline, struct lg_error *err)
{
    assert(outline->edges == NULL);

    const struct lg_shapes *shapes = outline->shapes;
    size_t first = lg_shapes_first_vertex(shapes, outline->shape);
    size_t count = lg_shapes_vertex_count(shapes, outline->shape);
    struct lg_box *boxes = lg_resize(NULL, count, sizeof(*boxes));
    if (boxes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu edges", count);

    const struct lg_box nothing = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < count; i++) {
        boxes[i] = nothing;
    }
    for (size_t ring = shapes->ring_start[outline->shape];
         ring < shapes->ring_start[outline->shape + 1]; ring++) {
        for (size_t v = shapes->vertex_start[ring]; v + 1 < shapes->vertex_start[ring + 1]; v++) {
            boxes[v - first] = edge_box(shapes->xy + 2 * v);
        }
    }
    enum lg_status status = lg_box_tree_new(boxes, count, &outline->edges, err);
    free(boxes);
    return status;
}

void lg_outline_reset(struct lg_outline *outline)
{
    lg_box_tree_free(outline->edges);
    *outline = (struct lg_outline){0};
}

/* As lg_sure_side(), and 0 also when p may be nearer to the line than margin. */
static double side_of(const double *a, const double *b, double x, double y, double margin)
{
    double left = (a[0] - x) * (b[1] - y);
    double right = (a[1] - y) * (b[0] - x);
    double det = left - right;
    double bound = LG_ORIENTATION_BOUND * (fabs(left) + fabs(right)) + DBL_MIN;
    if (margin > 0.0) bound += 2.0 * margin * (fabs(b[0] - a[0]) + fabs(b[1] - a[1]));
    return fabs(det) > bound ? det : 0.0;
}

static bool same_vertex(const double *p, const double *q)
{
    return p[0] == q[0] && p[1] == q[1];
}

/* Settle a pair of edges and mark what they share; false when it stays in doubt. */
static bool settle_pair(struct lg_contact_edge *a, struct lg_contact_edge *b)
{
    const double a0[2] = {a->x0, a->y0};
    const double a1[2] = {a->x1, a->y1};
    const double b0[2] = {b->x0, b->y0};
    const double b1[2] = {b->x1, b->y1};
    bool start_start = same_vertex(a0, b0);
    bool start_end = same_vertex(a0, b1);
    bool end_start = same_vertex(a1, b0);
    bool end_end = same_vertex(a1, b1);

    a->start_shared = a->start_shared || start_start || start_end;
    a->end_shared = a->end_shared || end_start || end_end;
    b->start_shared = b->start_shared || start_start || end_start;
    b->end_shared = b->end_shared || start_end || end_end;
    if ((start_start && end_end) || (start_end && end_start)) {
        a->shared = true;
        b->shared = true;
        return true;
    }
    if (start_start) return lg_surely_fan_out(a0, a1, b1);
    if (start_end) return lg_surely_fan_out(a0, a1, b0);
    if (end_start) return lg_surely_fan_out(a1, a0, b1);
    if (end_end) return lg_surely_fan_out(a1, a0, b0);
    return lg_surely_one_side(a0, a1, b0, b1) || lg_surely_one_side(b0, b1, a0, a1);
}

static bool boxes_apart(const struct lg_contact_edge *a, const struct lg_contact_edge *b)
{
    return (a->x0 < b->x0 && a->x0 < b->x1 && a->x1 < b->x0 && a->x1 < b->x1) ||
           (a->x0 > b->x0 && a->x0 > b->x1 && a->x1 > b->x0 && a->x1 > b->x1) ||
           (a->y0 < b->y0 && a->y0 < b->y1 && a->y1 < b->y0 && a->y1 < b->y1) ||
           (a->y0 > b->y0 && a->y0 > b->y1 && a->y1 > b->y0 && a->y1 > b->y1);
}

static bool settle_pairs(struct lg_contact_edges *first, struct lg_contact_edges *second)
{
    for (size_t i = 0; i < first->count; i++) {
        for (size_t j = 0; j < second->count; j++) {
            if (boxes_apart(&first->items[i], &second->items[j])) continue;
            if (!settle_pair(&first->items[i], &second->items[j])) return false;
        }
    }
    return true;
}

/* Collecting the edges near a box. */

static enum lg_status add_edge(struct lg_contact_edges *edges, const double *xy, size_t ring,
                               struct lg_error *err)
{
    /* A repeated vertex is no edge: its neighbours carry the vertex. */
    if (same_vertex(xy, xy + 2)) return LG_OK;
    if (edges->count == edges->capacity) {
        size_t capacity = lg_grow_capacity(edges->capacity, edges->count + 1);
        struct lg_contact_edge *items = lg_resize(edges->items, capacity, sizeof(*items));
        if (items == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu edges", capacity);
        edges->items = items;
        edges->capacity = capacity;
    }
    edges->items[edges->count++] =
        (struct lg_contact_edge){.x0 = xy[0], .y0 = xy[1], .x1 = xy[2], .y1 = xy[3], .ring = ring};
    return LG_OK;
}

/* Whether the box of an edge and a box have no point in common. */
static bool is_off_box(const double *xy, const struct lg_box *box)
{
    return (xy[0] < box->x_min && xy[2] < box->x_min) ||
           (xy[0] > box->x_max && xy[2] > box->x_max) ||
           (xy[1] < box->y_min && xy[3] < box->y_min) || (xy[1] > box->y_max && xy[3] > box->y_max);
}

static enum lg_status collect_walking(const struct lg_outline *outline, struct lg_box box,
                                      struct lg_contact_edges *edges, struct lg_error *err)
{
    const struct lg_shapes *shapes = outline->shapes;
    for (size_t ring = shapes->ring_start[outline->shape];
         ring < shapes->ring_start[outline->shape + 1]; ring++) {
        for (size_t v = shapes->vertex_start[ring]; v + 1 < shapes->vertex_start[ring + 1]; v++) {
            const double *xy = shapes->xy + 2 * v;
            if (is_off_box(xy, &box)) continue;
            enum lg_status status = add_edge(edges, xy, ring, err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}

static enum lg_status collect_edges(struct lg_contact_scratch *scratch,
                                    const struct lg_outline *outline, struct lg_box box,
                                    struct lg_contact_edges *edges, struct lg_error *err)
{
    edges->count = 0;
    if (outline->edges == NULL) return collect_walking(outline, box, edges, err);

    const struct lg_shapes *shapes = outline->shapes;
    size_t first = lg_shapes_first_vertex(shapes, outline->shape);
    size_t ring = shapes->ring_start[outline->shape];
    enum lg_status status = lg_box_tree_query(outline->edges, box, &scratch->hits, err);
    for (size_t i = 0; status == LG_OK && i < scratch->hits.count; i++) {
        size_t v = first + scratch->hits.items[i];
        while (v >= shapes->vertex_start[ring + 1]) {
            ring++;
        }
        status = add_edge(edges, shapes->xy + 2 * v, ring, err);
    }
    return status;
}

/* Locating points. */

/* Flip *inside when the ray from p to the right crosses an edge; false when p is too near to it. */
static bool cross_edge(const double *xy, double x, double y, double margin, bool *inside)
{
    struct lg_box box = edge_box(xy);
    if (y < box.y_min - margin || y > box.y_max + margin || x > box.x_max + margin) return true;

    bool straddles = (xy[1] > y) != (xy[3] > y);
    if (x < box.x_min - margin) {
        *inside = *inside != straddles;
        return true;
    }
    double side = side_of(xy, xy + 2, x, y, margin);
    if (side == 0.0) return false;
    if (straddles && (side > 0.0) == (xy[3] > xy[1])) *inside = !*inside;
    return true;
}

static bool locate_walking(const struct lg_outline *outline, const double *p, double margin,
                           bool *inside)
{
    const struct lg_shapes *shapes = outline->shapes;
    for (size_t ring = shapes->ring_start[outline->shape];
         ring < shapes->ring_start[outline->shape + 1]; ring++) {
        for (size_t v = shapes->vertex_start[ring]; v + 1 < shapes->vertex_start[ring + 1]; v++) {
            if (!cross_edge(shapes->xy + 2 * v, p[0], p[1], margin, inside)) return false;
        }
    }
    return true;
}

static enum lg_status locate(struct lg_contact_scratch *scratch, const struct lg_outline *outline,
                             const double *p, double margin, enum lg_side *side,
                             struct lg_error *err)
{
    const struct lg_box *box = &outline->box;
    *side = LG_SIDE_OUT;
    if (!(p[0] >= box->x_min - margin && p[0] <= box->x_max + margin &&
          p[1] >= box->y_min - margin && p[1] <= box->y_max + margin)) {
        return LG_OK;
    }
    bool inside = false;
    bool sure = true;
    if (outline->edges == NULL) {
        sure = locate_walking(outline, p, margin, &inside);
    } else {
        const struct lg_box ray = {p[0] - margin, p[1] - margin, HUGE_VAL, p[1] + margin};
        enum lg_status status = lg_box_tree_query(outline->edges, ray, &scratch->hits, err);
        if (status != LG_OK) return status;
        const double *xy =
            outline->shapes->xy + 2 * lg_shapes_first_vertex(outline->shapes, outline->shape);
        for (size_t i = 0; sure && i < scratch->hits.count; i++) {
            sure = cross_edge(xy + 2 * scratch->hits.items[i], p[0], p[1], margin, &inside);
        }
    }
    *side = !sure ? LG_SIDE_DOUBT : inside ? LG_SIDE_IN : LG_SIDE_OUT;
    return LG_OK;
}

static enum lg_status locate_edge(struct lg_contact_scratch *scratch,
                                  const struct lg_outline *other,
                                  const struct lg_contact_edge *edge, enum lg_side *side,
                                  struct lg_error *err)
{
    double p[2] = {edge->x0, edge->y0};
    double margin = 0.0;
    if (edge->start_shared && !edge->end_shared) {
        p[0] = edge->x1;
        p[1] = edge->y1;
    } else if (edge->start_shared) {
        p[0] = edge->x0 / 2.0 + edge->x1 / 2.0;
        p[1] = edge->y0 / 2.0 + edge->y1 / 2.0;
        margin =
            4.0 * DBL_EPSILON * (fabs(edge->x0) + fabs(edge->x1) + fabs(edge->y0) + fabs(edge->y1));
    }
    return locate(scratch, other, p, margin, side, err);
}

/* Locate the edges of one shape that are not shared; *kinds collects what they are. */
static enum lg_status locate_edges(struct lg_contact_scratch *scratch,
                                   const struct lg_contact_edges *edges,
                                   const struct lg_outline *other, unsigned stop_at,
                                   unsigned *kinds, struct lg_error *err)
{
    static const unsigned kind_of_side[] = {EDGE_OUTSIDE, EDGE_INSIDE, EDGE_DOUBT};
    for (size_t i = 0; i < edges->count; i++) {
        const struct lg_contact_edge *edge = &edges->items[i];
        if (edge->shared) continue;

        /* Along a chain the side can change only at a vertex of the other shape. */
        const struct lg_contact_edge *before = i > 0 ? edge - 1 : NULL;
        if (before != NULL && !before->shared && !edge->start_shared &&
            before->ring == edge->ring && before->x1 == edge->x0 && before->y1 == edge->y0) {
            continue;
        }
        enum lg_side side;
        enum lg_status status = locate_edge(scratch, other, edge, &side, err);
        if (status != LG_OK) return status;
        *kinds |= kind_of_side[side];
        if ((*kinds & stop_at) != 0 || *kinds == (EDGE_INSIDE | EDGE_OUTSIDE)) return LG_OK;
    }
    return LG_OK;
}

/* Shared edges. */

/* Twice the signed area of a ring; 0 when rounding leaves its sign open. */
static double ring_turn(const struct lg_shapes *shapes, size_t ring)
{
    size_t count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
    const double *xy = shapes->xy + 2 * shapes->vertex_start[ring];
    double sum = 0.0;
    double size = 0.0;
    for (size_t i = 1; i + 2 < count; i++) {
        double left = (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]);
        double right = (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
        sum += left - right;
        size += fabs(left) + fabs(right);
    }
    /* Each term passes at most count additions beside its own four roundings. */
    double bound = DBL_EPSILON * (double)(count + 4) * size;
    return fabs(sum) > bound ? sum : 0.0;
}

/* Whether both shapes lie on the same side of their shared edges. */
static unsigned compare_shared(const struct lg_shapes *first_shapes,
                               const struct lg_contact_edges *first,
                               const struct lg_shapes *second_shapes,
                               const struct lg_contact_edges *second)
{
    unsigned kinds = 0;
    size_t ring_a = SIZE_MAX;
    size_t ring_b = SIZE_MAX;
    bool left_a = false;
    bool left_b = false;
    for (size_t i = 0; i < first->count; i++) {
        const struct lg_contact_edge *a = &first->items[i];
        for (size_t j = 0; a->shared && j < second->count; j++) {
            const struct lg_contact_edge *b = &second->items[j];
            bool forth = a->x0 == b->x0 && a->y0 == b->y0 && a->x1 == b->x1 && a->y1 == b->y1;
            bool back = a->x0 == b->x1 && a->y0 == b->y1 && a->x1 == b->x0 && a->y1 == b->y0;
            if (!forth && !back) continue;
            if (a->ring != ring_a || b->ring != ring_b) {
                double turn_a = ring_turn(first_shapes, a->ring);
                double turn_b = ring_turn(second_shapes, b->ring);
                if (turn_a == 0.0 || turn_b == 0.0) return EDGE_DOUBT;
                left_a = (turn_a > 0.0) != first_shapes->ring_is_hole[a->ring];
                left_b = (turn_b > 0.0) != second_shapes->ring_is_hole[b->ring];
                ring_a = a->ring;
                ring_b = b->ring;
            }
            kinds |= (left_a == left_b) == forth ? EDGE_SAME_SIDE : EDGE_OTHER_SIDE;
        }
    }
    return kinds;
}

static struct lg_box common_box(struct lg_box a, struct lg_box b)
{
    struct lg_box box = {fmax(a.x_min, b.x_min), fmax(a.y_min, b.y_min), fmin(a.x_max, b.x_max),
                         fmin(a.y_max, b.y_max)};
    return box;
}

static enum lg_contact judge(const struct lg_outline *first, const struct lg_outline *second,
                             unsigned first_kinds, unsigned second_kinds)
{
    unsigned both = first_kinds | second_kinds;
    if ((both & EDGE_DOUBT) != 0) return LG_CONTACT_DOUBT;
    if ((both & (EDGE_INSIDE | EDGE_SAME_SIDE)) == 0) return LG_CONTACT_APART;

    bool box_inside =
        first->box.x_min >= second->box.x_min && first->box.y_min >= second->box.y_min &&
        first->box.x_max <= second->box.x_max && first->box.y_max <= second->box.y_max;
    bool some_outside =
        (first_kinds & (EDGE_OUTSIDE | EDGE_OTHER_SIDE)) != 0 || (second_kinds & EDGE_INSIDE) != 0;
    return box_inside && !some_outside ? LG_CONTACT_FIRST_INSIDE : LG_CONTACT_DOUBT;
}

enum lg_status lg_contact_find(struct lg_contact_scratch *scratch, const struct lg_outline *first,
                               const struct lg_outline *second, enum lg_contact *contact,
                               struct lg_error *err)
{
    const struct lg_box box = common_box(first->box, second->box);
    *contact = LG_CONTACT_APART;
    /* A common box without width or height has no interior. */
    if (!(box.x_min < box.x_max && box.y_min < box.y_max)) return LG_OK;

    enum lg_status status = collect_edges(scratch, first, box, &scratch->first, err);
    if (status != LG_OK) return status;
    status = collect_edges(scratch, second, box, &scratch->second, err);
    if (status != LG_OK) return status;

    *contact = LG_CONTACT_DOUBT;
    if (!settle_pairs(&scratch->first, &scratch->second)) return LG_OK;

    unsigned first_kinds =
        compare_shared(first->shapes, &scratch->first, second->shapes, &scratch->second);
    unsigned second_kinds = 0;
    status = locate_edges(scratch, &scratch->first, second, EDGE_DOUBT, &first_kinds, err);
    if (status != LG_OK) return status;
    if ((first_kinds & EDGE_INSIDE) != 0 && (first_kinds & EDGE_OUTSIDE) != 0) return LG_OK;
    status = locate_edges(scratch, &scratch->second, first, EDGE_DOUBT | EDGE_INSIDE, &second_kinds,
                          err);
    if (status != LG_OK) return status;
    *contact = judge(first, second, first_kinds, second_kinds);
    return LG_OK;
}

enum lg_status lg_contact_locate(struct lg_contact_scratch *scratch,
                                 const struct lg_outline *outline, const double *xy,
                                 enum lg_side *side, struct lg_error *err)
{
    return locate(scratch, outline, xy, 0.0, side, err);
}

enum lg_status lg_contact_has_edge_near(struct lg_contact_scratch *scratch,
                                        const struct lg_outline *outline, struct lg_box box,
                                        bool *near, struct lg_error *err)
{
    enum lg_status status = collect_edges(scratch, outline, box, &scratch->first, err);
    *near = status == LG_OK && scratch->first.count > 0;
    return status;
}

void lg_contact_scratch_reset(struct lg_contact_scratch *scratch)
{
    free(scratch->first.items);
    free(scratch->second.items);
    lg_box_hits_reset(&scratch->hits);
    *scratch = (struct lg_contact_scratch){0};
}
