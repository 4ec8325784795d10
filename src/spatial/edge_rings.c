/*
 * Each edge is walked against its direction, so that the land lies on the left. At a vertex where
 * several edges leave, the walk takes the first one clockwise from where it came: so it goes round
 * one piece of land and never across it. A vertex met again closes a ring, which is taken out of
 * the walk; what is left goes on.
 */
#include "spatial/edge_rings.h"

#include "base/grow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum lg_status grow_column(void **column, size_t capacity, size_t item_bytes,
                                  struct lg_error *err)
{
    if (lg_grow_column(column, capacity, item_bytes)) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rings", capacity);
}

static enum lg_status reserve(struct lg_edge_rings *scratch, const struct lg_edge_set *set,
                              struct lg_error *err)
{
    enum lg_status status = LG_OK;
    if (set->vertex_count + 2 > scratch->vertex_capacity) {
        size_t capacity = lg_grow_capacity(scratch->vertex_capacity, set->vertex_count + 2);
        status = grow_column((void **)&scratch->start, capacity, sizeof(size_t), err);
        if (status == LG_OK) {
            status = grow_column((void **)&scratch->path_place, capacity, sizeof(size_t), err);
        }
        if (status == LG_OK) scratch->vertex_capacity = capacity;
    }
    if (status == LG_OK && set->edge_count + 1 > scratch->edge_capacity) {
        size_t capacity = lg_grow_capacity(scratch->edge_capacity, set->edge_count + 1);
        status = grow_column((void **)&scratch->leaving, capacity, sizeof(size_t), err);
        if (status == LG_OK) {
            status = grow_column((void **)&scratch->used, capacity, sizeof(uint8_t), err);
        }
        if (status == LG_OK) {
            status = grow_column((void **)&scratch->path, capacity, sizeof(uint32_t), err);
        }
        if (status == LG_OK) scratch->edge_capacity = capacity;
    }
    return status;
}

/* Edges are walked backwards: they leave from their end. */
static void group_edges(struct lg_edge_rings *scratch, const struct lg_edge_set *set)
{
    memset(scratch->start, 0, (set->vertex_count + 2) * sizeof(*scratch->start));
    memset(scratch->path_place, 0, set->vertex_count * sizeof(*scratch->path_place));
    memset(scratch->used, 0, set->edge_count);
    for (size_t i = 0; i < set->edge_count; i++) {
        scratch->start[set->edges[i].to + 2]++;
    }
    for (size_t i = 2; i < set->vertex_count + 2; i++) {
        scratch->start[i] += scratch->start[i - 1];
    }
    for (size_t i = 0; i < set->edge_count; i++) {
        scratch->leaving[scratch->start[set->edges[i].to + 1]++] = i;
    }
}

/* Angle from the way back to the way on, clockwise, 0 < angle <= 2 pi. */
static double clockwise_angle(const double *at, const double *came_from, const double *goes_to)
{
    double bx = came_from[0] - at[0], by = came_from[1] - at[1];
    double ox = goes_to[0] - at[0], oy = goes_to[1] - at[1];
    double angle = atan2(oy * bx - ox * by, ox * bx + oy * by);
    return angle < 0.0 ? -angle : 2.0 * 3.14159265358979323846 - angle;
}

/* The edge to go on with; SIZE_MAX when none is left. */
static size_t choose_edge(const struct lg_edge_rings *scratch, const struct lg_edge_set *set,
                          uint32_t came_from, uint32_t at)
{
    size_t best = SIZE_MAX;
    double best_angle = (double)INFINITY;
    for (size_t i = scratch->start[at]; i < scratch->start[at + 1]; i++) {
        size_t edge = scratch->leaving[i];
        if (scratch->used[edge] != 0) continue;
        if (scratch->start[at + 1] - scratch->start[at] == 1) return edge;
        double angle = clockwise_angle(set->xy + 2 * (size_t)at, set->xy + 2 * (size_t)came_from,
                                       set->xy + 2 * (size_t)set->edges[edge].from);
        if (angle < best_angle) {
            best = edge;
            best_angle = angle;
        }
    }
    return best;
}

/* Keep the vertices path[first .. end - 1] as a ring, unless it is rounding. */
static enum lg_status keep_ring(struct lg_edge_rings *scratch, const struct lg_edge_set *set,
                                size_t first, size_t end, double area_min, struct lg_error *err)
{
    if (end - first < 3) return LG_OK;
    struct lg_shapes *rings = &scratch->rings;
    double *xy = NULL;
    enum lg_status status = lg_shapes_begin(rings, err);
    if (status == LG_OK) status = lg_shapes_add_ring(rings, false, end - first + 1, &xy, err);
    if (status != LG_OK) return status;
    for (size_t i = first; i <= end; i++) {
        size_t vertex = scratch->path[i == end ? first : i];
        memcpy(xy + 2 * (i - first), set->xy + 2 * vertex, 2 * sizeof(double));
    }
    if (rings->count > scratch->area_capacity) {
        size_t capacity = lg_grow_capacity(scratch->area_capacity, rings->count);
        status = grow_column((void **)&scratch->area, capacity, sizeof(double), err);
        if (status != LG_OK) return status;
        scratch->area_capacity = capacity;
    }
    double area = lg_ring_twice_area(xy, end - first + 1) / 2.0;
    /* A dropped ring stays as a shape of area 0: nobody asks for it. */
    scratch->area[rings->count - 1] = fabs(area) > area_min ? area : 0.0;
    return LG_OK;
}

static enum lg_status walk(struct lg_edge_rings *scratch, const struct lg_edge_set *set,
                           size_t edge, double area_min, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    uint32_t at = set->edges[edge].to;
    size_t length = 0;
    scratch->path[length++] = at;
    scratch->path_place[at] = length;
    while (status == LG_OK && edge != SIZE_MAX) {
        scratch->used[edge] = 1;
        uint32_t came_from = at;
        at = set->edges[edge].from;
        if (scratch->path_place[at] != 0) {
            size_t first = scratch->path_place[at] - 1;
            status = keep_ring(scratch, set, first, length, area_min, err);
            for (size_t i = first + 1; i < length; i++) {
                scratch->path_place[scratch->path[i]] = 0;
            }
            length = first + 1;
        } else {
            scratch->path[length++] = at;
            scratch->path_place[at] = length;
        }
        /* As many edges come as leave, so a walk ends where it began. */
        edge = choose_edge(scratch, set, came_from, at);
    }
    for (size_t i = 0; i < length; i++) {
        scratch->path_place[scratch->path[i]] = 0;
    }
    return status;
}

/* ---- holes ---- */

static enum lg_status reserve_rings(struct lg_edge_rings *scratch, size_t count,
                                    struct lg_error *err)
{
    if (count <= scratch->ring_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(scratch->ring_capacity, count);
    enum lg_status status = grow_column((void **)&scratch->outer, capacity, sizeof(size_t), err);
    if (status == LG_OK) {
        status = grow_column((void **)&scratch->owner, capacity, sizeof(size_t), err);
    }
    if (status == LG_OK) {
        status = grow_column((void **)&scratch->boxes, capacity, sizeof(struct lg_box), err);
    }
    if (status == LG_OK) scratch->ring_capacity = capacity;
    return status;
}

/* Whether a ring lies in an outer one; doubt when all its vertices are on the border. */
static enum lg_status locate_ring(struct lg_edge_rings *scratch, size_t ring, size_t outer,
                                  enum lg_side *side, struct lg_error *err)
{
    struct lg_outline outline = lg_outline_of(&scratch->rings, outer);
    const double *xy = scratch->rings.xy + 2 * lg_shapes_first_vertex(&scratch->rings, ring);
    size_t count = lg_shapes_vertex_count(&scratch->rings, ring);
    enum lg_status status = LG_OK;
    *side = LG_SIDE_DOUBT;
    for (size_t i = 0; status == LG_OK && *side == LG_SIDE_DOUBT && i + 1 < count; i++) {
        status = lg_contact_locate(&scratch->contact, &outline, xy + 2 * i, side, err);
    }
    return status;
}

/*
 * The outer ring that a hole belongs to: the smallest ring around it. Where that is a hole itself,
 * or there is none, the ring goes round land that several parcels claim, or that lies outside.
 */
static enum lg_status find_owner(struct lg_edge_rings *scratch, size_t hole, bool *is_sure,
                                 struct lg_error *err)
{
    size_t owner = SIZE_MAX;
    enum lg_status status = lg_box_tree_query(
        scratch->ring_tree, lg_shapes_box(&scratch->rings, hole), &scratch->hits, err);
    for (size_t i = 0; status == LG_OK && i < scratch->hits.count; i++) {
        size_t ring = scratch->hits.items[i];
        double area = fabs(scratch->area[ring]);
        bool is_closer = owner == SIZE_MAX || area < fabs(scratch->area[owner]);
        if (ring == hole || area <= fabs(scratch->area[hole]) || !is_closer) continue;
        enum lg_side side = LG_SIDE_OUT;
        status = locate_ring(scratch, hole, ring, &side, err);
        if (side == LG_SIDE_DOUBT) *is_sure = false;
        if (side == LG_SIDE_IN) owner = ring;
    }
    bool is_outer = owner != SIZE_MAX && scratch->area[owner] > 0.0;
    scratch->owner[hole] = is_outer ? owner : SIZE_MAX;
    return status;
}

static enum lg_status assign_holes(struct lg_edge_rings *scratch, bool *is_sure,
                                   struct lg_error *err)
{
    size_t count = scratch->rings.count;
    enum lg_status status = reserve_rings(scratch, count + 1, err);
    if (status != LG_OK) return status;
    scratch->outer_count = 0;
    for (size_t ring = 0; ring < count; ring++) {
        /* An inverted box is never found: that of a ring that was dropped. */
        scratch->boxes[ring] = (struct lg_box){1.0, 1.0, 0.0, 0.0};
        if (scratch->area[ring] != 0.0) {
            scratch->boxes[ring] = lg_shapes_box(&scratch->rings, ring);
        }
        if (scratch->area[ring] > 0.0) scratch->outer[scratch->outer_count++] = ring;
    }
    status = lg_box_tree_new(scratch->boxes, count, &scratch->ring_tree, err);
    for (size_t ring = 0; status == LG_OK && *is_sure && ring < count; ring++) {
        if (scratch->area[ring] < 0.0) status = find_owner(scratch, ring, is_sure, err);
    }
    lg_box_tree_free(scratch->ring_tree);
    scratch->ring_tree = NULL;
    return status;
}

/* A hole by its outer ring; those of none come last. */
struct owned {
    size_t owner, ring;
};

static int compare_owned(const void *left, const void *right)
{
    const struct owned *a = left;
    const struct owned *b = right;
    if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
    return (a->ring > b->ring) - (a->ring < b->ring);
}

static enum lg_status copy_ring(const struct lg_shapes *rings, size_t ring, bool is_hole,
                                struct lg_shapes *polygons, struct lg_error *err)
{
    size_t count = lg_shapes_vertex_count(rings, ring);
    double *xy = NULL;
    enum lg_status status = lg_shapes_add_ring(polygons, is_hole, count, &xy, err);
    if (status != LG_OK) return status;
    memcpy(xy, rings->xy + 2 * lg_shapes_first_vertex(rings, ring), 2 * count * sizeof(*xy));
    return LG_OK;
}

static enum lg_status build_polygons(const struct lg_edge_rings *scratch,
                                     struct lg_shapes *polygons, struct lg_error *err)
{
    size_t count = scratch->rings.count;
    size_t hole_count = 0;
    struct owned *holes = lg_resize(NULL, count + 1, sizeof(*holes));
    if (holes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu rings", count);
    for (size_t ring = 0; ring < count; ring++) {
        if (scratch->area[ring] < 0.0) {
            holes[hole_count++] = (struct owned){scratch->owner[ring], ring};
        }
    }
    qsort(holes, hole_count, sizeof(*holes), compare_owned);
    enum lg_status status = LG_OK;
    size_t hole = 0;
    for (size_t i = 0; status == LG_OK && i < scratch->outer_count; i++) {
        size_t outer = scratch->outer[i]; /* ascending, like the holes' owners */
        status = lg_shapes_begin(polygons, err);
        if (status == LG_OK) status = copy_ring(&scratch->rings, outer, false, polygons, err);
        for (; status == LG_OK && hole < hole_count && holes[hole].owner == outer; hole++) {
            status = copy_ring(&scratch->rings, holes[hole].ring, true, polygons, err);
        }
    }
    free(holes);
    return status;
}

enum lg_status lg_edge_rings_link(struct lg_edge_rings *scratch, const struct lg_edge_set *set,
                                  double area_min, struct lg_shapes *polygons, bool *is_sure,
                                  struct lg_error *err)
{
    *is_sure = true;
    lg_shapes_clear(&scratch->rings);
    lg_shapes_clear(polygons);
    enum lg_status status = reserve(scratch, set, err);
    if (status != LG_OK) return status;
    group_edges(scratch, set);
    for (size_t edge = 0; status == LG_OK && edge < set->edge_count; edge++) {
        if (scratch->used[edge] == 0) status = walk(scratch, set, edge, area_min, err);
    }
    if (status == LG_OK) status = assign_holes(scratch, is_sure, err);
    if (status != LG_OK || !*is_sure) return status;
    return build_polygons(scratch, polygons, err);
}

void lg_edge_rings_reset(struct lg_edge_rings *scratch)
{
    lg_shapes_reset(&scratch->rings);
    free(scratch->area);
    free(scratch->start);
    free(scratch->leaving);
    free(scratch->used);
    free(scratch->path);
    free(scratch->path_place);
    free(scratch->outer);
    free(scratch->owner);
    free(scratch->boxes);
    lg_contact_scratch_reset(&scratch->contact);
    lg_box_hits_reset(&scratch->hits);
    *scratch = (struct lg_edge_rings){.area = NULL};
}
