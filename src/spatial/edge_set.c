#include "spatial/edge_set.h"

#include "base/grow.h"
#include "spatial/sure_side.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- memory ---- */

static enum lg_status grow_column(void **column, size_t capacity, size_t item_bytes,
                                  struct lg_error *err)
{
    if (lg_grow_column(column, capacity, item_bytes)) return LG_OK;
    return lg_fail(err, LG_NO_MEMORY, "no memory for %zu edges", capacity);
}

static enum lg_status reserve_vertices(struct lg_edge_set *set, size_t needed, struct lg_error *err)
{
    if (needed <= set->vertex_capacity) return LG_OK;
    if (needed >= UINT32_MAX / 4) return lg_fail(err, LG_NO_MEMORY, "%zu vertices", needed);
    size_t capacity = lg_grow_capacity(set->vertex_capacity, needed);
    enum lg_status status = grow_column((void **)&set->xy, 2 * capacity, sizeof(double), err);
    if (status == LG_OK) status = grow_column((void **)&set->same, capacity, sizeof(uint32_t), err);
    if (status == LG_OK) set->vertex_capacity = capacity;
    return status;
}

static enum lg_status reserve_edges(struct lg_edge_set *set, size_t needed, struct lg_error *err)
{
    if (needed <= set->edge_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(set->edge_capacity, needed);
    enum lg_status status =
        grow_column((void **)&set->edges, capacity, sizeof(struct lg_edge), err);
    if (status == LG_OK) status = grow_column((void **)&set->net, capacity, sizeof(int8_t), err);
    if (status == LG_OK) set->edge_capacity = capacity;
    return status;
}

/* An empty table at most half full with so many entries. */
static enum lg_status clear_table(struct lg_edge_set *set, size_t entry_count, struct lg_error *err)
{
    size_t capacity = 64;
    while (capacity < 2 * entry_count) {
        capacity *= 2;
    }
    if (capacity > set->table_room) {
        enum lg_status status = grow_column((void **)&set->table, capacity, sizeof(uint32_t), err);
        if (status != LG_OK) return status;
        set->table_room = capacity;
    }
    set->table_capacity = capacity;
    memset(set->table, 0, capacity * sizeof(*set->table));
    return LG_OK;
}

static enum lg_status reserve_boxes(struct lg_edge_set *set, size_t needed, struct lg_error *err)
{
    if (needed <= set->box_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(set->box_capacity, needed);
    enum lg_status status = grow_column((void **)&set->boxes, capacity, sizeof(struct lg_box), err);
    if (status == LG_OK) set->box_capacity = capacity;
    return status;
}

enum lg_status lg_edge_set_start(struct lg_edge_set *set, size_t vertex_count_max,
                                 struct lg_error *err)
{
    set->vertex_count = 0;
    set->edge_count = 0;
    enum lg_status status = reserve_vertices(set, vertex_count_max, err);
    if (status == LG_OK) status = reserve_edges(set, vertex_count_max, err);
    if (status == LG_OK) status = clear_table(set, vertex_count_max, err);
    return status;
}

/* ---- vertices and edges ---- */

/* Mix of two words; the constants are those of splitmix64 (Vigna, public domain). */
static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t x = a * UINT64_C(0x9E3779B97F4A7C15) ^ b;
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

static uint32_t vertex_at(struct lg_edge_set *set, const double *xy)
{
    /* Minus nought is nought. */
    const double key[2] = {xy[0] + 0.0, xy[1] + 0.0};
    uint64_t bits[2];
    memcpy(bits, key, sizeof(bits));
    size_t mask = set->table_capacity - 1;
    size_t place = mix(bits[0], bits[1]) & mask;
    while (set->table[place] != 0) {
        const double *known = set->xy + 2 * (size_t)(set->table[place] - 1);
        if (known[0] == key[0] && known[1] == key[1]) return set->table[place] - 1;
        place = (place + 1) & mask;
    }
    assert(set->vertex_count < set->vertex_capacity);
    uint32_t vertex = (uint32_t)set->vertex_count++;
    set->xy[2 * (size_t)vertex] = key[0];
    set->xy[2 * (size_t)vertex + 1] = key[1];
    set->table[place] = vertex + 1;
    return vertex;
}

void lg_edge_set_add(struct lg_edge_set *set, const struct lg_shapes *shapes, size_t shape,
                     bool right_side)
{
    for (size_t ring = shapes->ring_start[shape]; ring < shapes->ring_start[shape + 1]; ring++) {
        const double *xy = shapes->xy + 2 * shapes->vertex_start[ring];
        size_t count = shapes->vertex_start[ring + 1] - shapes->vertex_start[ring];
        bool is_left = (lg_ring_twice_area(xy, count) > 0.0) != (shapes->ring_is_hole[ring] != 0);
        bool is_turned = is_left == right_side;
        uint32_t from = vertex_at(set, xy);
        for (size_t i = 1; i < count; i++) {
            uint32_t to = vertex_at(set, xy + 2 * i);
            if (from == to) continue;
            assert(set->edge_count < set->edge_capacity);
            set->edges[set->edge_count++] =
                is_turned ? (struct lg_edge){to, from} : (struct lg_edge){from, to};
            from = to;
        }
    }
}

/* ---- cancelling ---- */

/* An edge for each time that it runs one way more than the other: behind the keys, then to the
 * front. */
static enum lg_status write_left_edges(struct lg_edge_set *set, size_t key_count,
                                       struct lg_error *err)
{
    size_t left = 0;
    for (size_t i = 0; i < key_count; i++) {
        left += (size_t)abs(set->net[i]);
    }
    enum lg_status status = reserve_edges(set, key_count + left, err);
    if (status != LG_OK) return status;
    struct lg_edge *next = set->edges + key_count;
    for (size_t i = 0; i < key_count; i++) {
        struct lg_edge key = set->edges[i];
        struct lg_edge edge = set->net[i] > 0 ? key : (struct lg_edge){key.to, key.from};
        for (int copy = 0; copy < abs(set->net[i]); copy++) {
            *next++ = edge;
        }
    }
    memmove(set->edges, set->edges + key_count, left * sizeof(*set->edges));
    set->edge_count = left;
    set->is_repeated = left > key_count;
    for (size_t i = 0; !set->is_repeated && i < key_count; i++) {
        set->is_repeated = abs(set->net[i]) > 1;
    }
    return LG_OK;
}

/* Leave of each pair of vertices the edges in the direction in which more of them run. */
static enum lg_status cancel(struct lg_edge_set *set, struct lg_error *err)
{
    enum lg_status status = clear_table(set, set->edge_count, err);
    if (status != LG_OK) return status;
    size_t mask = set->table_capacity - 1;
    size_t kept = 0;
    for (size_t i = 0; i < set->edge_count; i++) {
        struct lg_edge edge = set->edges[i];
        bool is_back = edge.from > edge.to;
        struct lg_edge key = is_back ? (struct lg_edge){edge.to, edge.from} : edge;
        size_t place = mix(key.from, key.to) & mask;
        while (set->table[place] != 0) {
            const struct lg_edge *known = &set->edges[set->table[place] - 1];
            if (known->from == key.from && known->to == key.to) break;
            place = (place + 1) & mask;
        }
        if (set->table[place] == 0) {
            set->edges[kept] = key;
            set->net[kept] = 0;
            set->table[place] = (uint32_t)(++kept);
        }
        int8_t *net = &set->net[set->table[place] - 1];
        if (*net > -100 && *net < 100) *net = (int8_t)(*net + (is_back ? -1 : 1));
    }
    return write_left_edges(set, kept, err);
}

/* Only vertices of edges that are left; the edges follow. */
static void drop_vertices(struct lg_edge_set *set)
{
    memset(set->same, 0, set->vertex_count * sizeof(*set->same));
    for (size_t i = 0; i < set->edge_count; i++) {
        set->same[set->edges[i].from] = 1;
        set->same[set->edges[i].to] = 1;
    }
    uint32_t kept = 0;
    for (size_t i = 0; i < set->vertex_count; i++) {
        if (set->same[i] == 0) continue;
        memmove(set->xy + 2 * (size_t)kept, set->xy + 2 * i, 2 * sizeof(double));
        set->same[i] = kept++;
    }
    for (size_t i = 0; i < set->edge_count; i++) {
        set->edges[i].from = set->same[set->edges[i].from];
        set->edges[i].to = set->same[set->edges[i].to];
    }
    set->vertex_count = kept;
}

/* ---- what nearly meets ---- */

static struct lg_box box_around(const double *a, const double *b, double margin)
{
    return (struct lg_box){fmin(a[0], b[0]) - margin, fmin(a[1], b[1]) - margin,
                           fmax(a[0], b[0]) + margin, fmax(a[1], b[1]) + margin};
}

static uint32_t stands_for(const struct lg_edge_set *set, uint32_t vertex)
{
    while (set->same[vertex] != vertex) {
        vertex = set->same[vertex];
    }
    return vertex;
}

/* A cell of a grid, for the table of vertices. */
static uint64_t cell_key(double x, double y)
{
    return mix((uint64_t)(int64_t)floor(x), (uint64_t)(int64_t)floor(y));
}

static void take_for_one(struct lg_edge_set *set, uint32_t left, uint32_t right)
{
    uint32_t own = stands_for(set, left);
    uint32_t other = stands_for(set, right);
    if (own < other) set->same[other] = own;
    if (other < own) set->same[own] = other;
}

static bool is_near(const struct lg_edge_set *set, size_t left, size_t right, double tolerance)
{
    return fabs(set->xy[2 * left] - set->xy[2 * right]) <= tolerance &&
           fabs(set->xy[2 * left + 1] - set->xy[2 * right + 1]) <= tolerance;
}

/*
 * Look for earlier vertices in the cells, twice as wide as the tolerance, that the square around
 * the vertex can reach, and put it into its own.
 */
static void merge_vertex(struct lg_edge_set *set, uint32_t vertex, double tolerance)
{
    static const double reach[5][2] = {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}, {0, 0}};
    size_t mask = set->table_capacity - 1;
    const double *xy = set->xy + 2 * (size_t)vertex;
    size_t place = 0;
    for (size_t i = 0; i < 5; i++) {
        place = cell_key((xy[0] / tolerance + reach[i][0]) / 2.0,
                         (xy[1] / tolerance + reach[i][1]) / 2.0) &
                mask;
        for (; set->table[place] != 0; place = (place + 1) & mask) {
            uint32_t other = set->table[place] - 1;
            if (is_near(set, vertex, other, tolerance)) take_for_one(set, vertex, other);
        }
    }
    set->table[place] = vertex + 1;
}

/* Vertices near each other become the first of them. */
static enum lg_status merge_vertices(struct lg_edge_set *set, double tolerance,
                                     struct lg_error *err)
{
    enum lg_status status = clear_table(set, set->vertex_count, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < set->vertex_count; i++) {
        set->same[i] = (uint32_t)i;
    }
    for (size_t i = 0; i < set->vertex_count; i++) {
        merge_vertex(set, (uint32_t)i, tolerance);
    }
    size_t kept = 0;
    for (size_t i = 0; i < set->edge_count; i++) {
        struct lg_edge edge = {stands_for(set, set->edges[i].from),
                               stands_for(set, set->edges[i].to)};
        if (edge.from != edge.to) set->edges[kept++] = edge;
    }
    set->edge_count = kept;
    return LG_OK;
}

/* Where a vertex lies along an edge; false when it is not on it, or at an end. */
static bool lies_along(const struct lg_edge_set *set, const struct lg_edge *edge, uint32_t vertex,
                       double tolerance, double *along)
{
    if (edge->from == vertex || edge->to == vertex) return false;
    const double *a = set->xy + 2 * (size_t)edge->from;
    const double *b = set->xy + 2 * (size_t)edge->to;
    const double *p = set->xy + 2 * (size_t)vertex;
    double dx = b[0] - a[0], dy = b[1] - a[1];
    double px = p[0] - a[0], py = p[1] - a[1];
    double length2 = dx * dx + dy * dy;
    *along = (px * dx + py * dy) / length2;
    if (!(*along > 0.0 && *along < 1.0)) return false;
    return fabs(px * dy - py * dx) <= tolerance * sqrt(length2);
}

static enum lg_status add_split(struct lg_edge_set *set, const struct lg_edge_split *split,
                                struct lg_error *err)
{
    if (set->split_count == set->split_capacity) {
        size_t capacity = lg_grow_capacity(set->split_capacity, set->split_count + 1);
        enum lg_status status =
            grow_column((void **)&set->splits, capacity, sizeof(struct lg_edge_split), err);
        if (status != LG_OK) return status;
        set->split_capacity = capacity;
    }
    set->splits[set->split_count++] = *split;
    return LG_OK;
}

/* Whether two edges without a common vertex surely do not cross. */
static bool are_surely_apart(const struct lg_edge_set *set, const struct lg_edge *left,
                             const struct lg_edge *right)
{
    const double *a = set->xy + 2 * (size_t)left->from;
    const double *b = set->xy + 2 * (size_t)left->to;
    const double *c = set->xy + 2 * (size_t)right->from;
    const double *d = set->xy + 2 * (size_t)right->to;
    return lg_surely_one_side(a, b, c, d) || lg_surely_one_side(c, d, a, b);
}

static bool share_vertex(const struct lg_edge *left, const struct lg_edge *right)
{
    return left->from == right->from || left->from == right->to || left->to == right->from ||
           left->to == right->to;
}

/* Let two edges that cross run through a new vertex; *is_sure is cleared where they do not. */
static enum lg_status cross_edges(struct lg_edge_set *set, size_t left, size_t right, bool *is_sure,
                                  struct lg_error *err)
{
    enum lg_status status = reserve_vertices(set, set->vertex_count + 1, err);
    if (status != LG_OK) return status;
    const double *a = set->xy + 2 * (size_t)set->edges[left].from;
    const double *b = set->xy + 2 * (size_t)set->edges[left].to;
    const double *c = set->xy + 2 * (size_t)set->edges[right].from;
    const double *d = set->xy + 2 * (size_t)set->edges[right].to;
    double ux = b[0] - a[0], uy = b[1] - a[1], vx = d[0] - c[0], vy = d[1] - c[1];
    double turn = ux * vy - uy * vx;
    double along_left = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn;
    double along_right = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn;
    if (!(along_left > 0.0 && along_left < 1.0 && along_right > 0.0 && along_right < 1.0)) {
        *is_sure = false;
        return LG_OK;
    }
    uint32_t vertex = (uint32_t)set->vertex_count++;
    set->xy[2 * (size_t)vertex] = a[0] + along_left * ux;
    set->xy[2 * (size_t)vertex + 1] = a[1] + along_left * uy;
    set->same[vertex] = vertex;
    const struct lg_edge_split splits[2] = {{left, along_left, vertex},
                                            {right, along_right, vertex}};
    status = add_split(set, &splits[0], err);
    return status == LG_OK ? add_split(set, &splits[1], err) : status;
}

static enum lg_status split_at(struct lg_edge_set *set, size_t edge, uint32_t vertex,
                               double tolerance, struct lg_error *err)
{
    struct lg_edge_split split = {edge, 0.0, vertex};
    if (!lies_along(set, &set->edges[edge], vertex, tolerance, &split.along)) return LG_OK;
    return add_split(set, &split, err);
}

/* Two edges whose boxes meet: an end on the other edge, else a crossing. */
static enum lg_status meet_edges(struct lg_edge_set *set, size_t left, size_t right,
                                 double tolerance, bool *is_sure, struct lg_error *err)
{
    const struct lg_edge a = set->edges[left];
    const struct lg_edge b = set->edges[right];
    size_t split_count = set->split_count;
    enum lg_status status = split_at(set, right, a.from, tolerance, err);
    if (status == LG_OK) status = split_at(set, right, a.to, tolerance, err);
    if (status == LG_OK) status = split_at(set, left, b.from, tolerance, err);
    if (status == LG_OK) status = split_at(set, left, b.to, tolerance, err);
    if (status != LG_OK || set->split_count > split_count) return status;
    if (share_vertex(&a, &b) || are_surely_apart(set, &a, &b)) return LG_OK;
    return cross_edges(set, left, right, is_sure, err);
}

/* Splits where edges meet in other points than common vertices; none when no two do. */
static enum lg_status find_meetings(struct lg_edge_set *set, double tolerance, bool *is_sure,
                                    struct lg_error *err)
{
    struct lg_box_tree *tree = NULL;
    enum lg_status status = reserve_boxes(set, set->edge_count, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < set->edge_count; i++) {
        const struct lg_edge *edge = &set->edges[i];
        set->boxes[i] = box_around(set->xy + 2 * (size_t)edge->from, set->xy + 2 * (size_t)edge->to,
                                   tolerance / 2.0);
    }
    status = lg_box_tree_new(set->boxes, set->edge_count, &tree, err);
    set->split_count = 0;
    for (size_t i = 0; status == LG_OK && *is_sure && i < set->edge_count; i++) {
        status = lg_box_tree_query(tree, set->boxes[i], &set->hits, err);
        for (size_t hit = 0; status == LG_OK && hit < set->hits.count; hit++) {
            size_t other = set->hits.items[hit];
            if (other > i) status = meet_edges(set, i, other, tolerance, is_sure, err);
        }
    }
    lg_box_tree_free(tree);
    return status;
}

static int compare_splits(const void *left, const void *right)
{
    const struct lg_edge_split *a = left;
    const struct lg_edge_split *b = right;
    if (a->edge != b->edge) return a->edge < b->edge ? -1 : 1;
    if (a->along != b->along) return a->along < b->along ? -1 : 1;
    return (a->vertex > b->vertex) - (a->vertex < b->vertex);
}

/* A vertex is found on an edge from every edge that ends there: keep one split of each. */
static void drop_twins(struct lg_edge_set *set)
{
    size_t kept = 1;
    for (size_t i = 1; i < set->split_count; i++) {
        const struct lg_edge_split *last = &set->splits[kept - 1];
        if (set->splits[i].edge == last->edge && set->splits[i].vertex == last->vertex) continue;
        set->splits[kept++] = set->splits[i];
    }
    set->split_count = kept;
}

/* Let each edge run through the vertices on it. */
static enum lg_status split_edges(struct lg_edge_set *set, struct lg_error *err)
{
    if (set->split_count == 0) return LG_OK;
    qsort(set->splits, set->split_count, sizeof(*set->splits), compare_splits);
    drop_twins(set);
    enum lg_status status = reserve_edges(set, set->edge_count + set->split_count, err);
    if (status != LG_OK) return status;
    for (size_t i = 0; i < set->split_count; i++) {
        const struct lg_edge_split *split = &set->splits[i];
        bool is_last = i + 1 == set->split_count || set->splits[i + 1].edge != split->edge;
        bool is_first = i == 0 || set->splits[i - 1].edge != split->edge;
        struct lg_edge whole = set->edges[split->edge];
        /* The last part keeps the place of the edge: its begin moves along with the splits. */
        struct lg_edge part = {is_first ? whole.from : set->splits[i - 1].vertex, split->vertex};
        set->edges[set->edge_count++] = part;
        if (is_last) set->edges[split->edge].from = split->vertex;
    }
    return LG_OK;
}

/* Merge and split once; set->split_count is 0 when nothing was left to split. */
static enum lg_status settle_once(struct lg_edge_set *set, double tolerance, bool *is_sure,
                                  struct lg_error *err)
{
    enum lg_status status = merge_vertices(set, tolerance, err);
    if (status == LG_OK) status = cancel(set, err);
    if (status == LG_OK) status = find_meetings(set, tolerance, is_sure, err);
    return status == LG_OK ? split_edges(set, err) : status;
}

enum lg_status lg_edge_set_settle(struct lg_edge_set *set, double tolerance, bool *is_sure,
                                  struct lg_error *err)
{
    enum { ROUNDS_MAX = 6 };
    *is_sure = true;
    enum lg_status status = cancel(set, err);
    if (status != LG_OK) return status;
    drop_vertices(set);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        status = settle_once(set, tolerance, is_sure, err);
        if (status != LG_OK || !*is_sure) return status;
        if (set->split_count == 0) return LG_OK;
    }
    *is_sure = false;
    return LG_OK;
}

void lg_edge_set_reset(struct lg_edge_set *set)
{
    free(set->xy);
    free(set->edges);
    free(set->table);
    free(set->net);
    free(set->same);
    free(set->boxes);
    free(set->splits);
    lg_box_hits_reset(&set->hits);
    *set = (struct lg_edge_set){.vertex_count = 0};
}
