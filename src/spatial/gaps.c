/*
 * Land of a park that no parcel covers, park by park, in the plane in which the parcels' common
 * boundaries were drawn: there neighbours share their edges bit by bit.
 *
 * Edges of the counted parts that run both ways cancel, and so do those along the park's boundary;
 * what is left goes around the gaps, which are linked from it (edge_set.h, edge_rings.h), and
 * around land that several parcels claim. Where an edge is left twice it goes around both; then a
 * point beside each edge tells whether a gap lies there. What edges cannot tell, GEOS does: it
 * joins the parcels and takes them off the park.
 */
#include "base/grow.h"
#include "base/hooks.h"
#include "base/pool.h"
#include "spatial/bring.h"
#include "spatial/edge_rings.h"
#include "spatial/land_area.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { BLOCK_PIECES = 4096 };

/* A smaller gap is what cut edges leave by rounding. */
#define GAP_M2_MIN 0.01
/* Two lines nearer to each other are one, in metres. */
#define SAME_LINE_M       1e-6
#define METRES_PER_DEGREE 111195.0
/* Lines that are two lie further apart than a part of that. */
#define SIDE_FRACTION 4.0

/* One look at all parks; read only while workers are at work, but for the counter. */
struct search {
    struct lg_model *model;
    const struct lg_hooks *hooks;
    size_t *piece_start; /* [park count + 1] ranges of the pieces, which are sorted by park */
    size_t taken;        /* parks; written in serial calls only */
};

struct search_state {
    struct lg_spatial_worker *worker;
    struct lg_land_area_scratch land;
    struct lg_shapes planar;  /* the park, then its parcels, in one plane */
    struct lg_edge_set edges; /* of all of these */
    struct lg_edge_rings rings;
    struct lg_contact_scratch contact;
    struct lg_box_hits hits;
    struct lg_shapes gaps; /* one a shape */
    GEOSGeometry **parts;  /* [part_capacity] while a collection is put together */
    size_t part_capacity;
    struct lg_quality_areas found;
    size_t first, end; /* parks of the block */
    size_t park;       /* at work */
};

/* ---- one park ---- */

static bool has_land(const struct lg_pieces *pieces, size_t piece)
{
    return pieces->counted_m2[piece] > 0.0;
}

/* The plane of the park's first parcel; that of the park itself where it has none. */
static size_t plane_of_park(const struct search *search, size_t park)
{
    const struct lg_model *model = search->model;
    for (size_t i = search->piece_start[park]; i < search->piece_start[park + 1]; i++) {
        if (has_land(&model->pieces, i)) return lg_parcel_plane(model, model->pieces.parcel[i]);
    }
    return model->parks.table.source[park];
}

/* Append what counts of a parcel in the park. */
static enum lg_status bring_piece(struct search_state *own, const struct lg_model *model,
                                  size_t piece, size_t plane, struct lg_error *err)
{
    const struct lg_pieces *pieces = &model->pieces;
    size_t parcel = pieces->parcel[piece];
    size_t cut = pieces->cut[piece];
    if (cut == LG_WHOLE_SHAPE) {
        return lg_bring_parcel(own->worker, model, parcel, plane, &own->planar, err);
    }
    if (lg_parcel_plane(model, parcel) == plane) {
        return lg_shapes_append(&own->planar, &pieces->cut_shapes, cut, 1, err);
    }
    return lg_bring_shape(own->worker, &pieces->cut_lon_lat, cut, plane, &own->planar, err);
}

/* The park and its parcels in one plane: own->planar, the park first. */
static enum lg_status bring_all(const struct search *search, struct search_state *own, size_t plane,
                                struct lg_error *err)
{
    const struct lg_model *model = search->model;
    lg_shapes_clear(&own->planar);
    enum lg_status status =
        lg_bring_shape(own->worker, &model->parks.lon_lat, own->park, plane, &own->planar, err);
    size_t end = search->piece_start[own->park + 1];
    for (size_t i = search->piece_start[own->park]; status == LG_OK && i < end; i++) {
        if (has_land(&model->pieces, i)) status = bring_piece(own, model, i, plane, err);
    }
    return status;
}

/* ---- by edges ---- */

/* How many parcels hold a point, less one where the park does: -1 in a gap. */
static enum lg_status count_claims(struct search_state *own, const struct lg_box_tree *tree,
                                   const double *xy, int *claims, bool *is_sure,
                                   struct lg_error *err)
{
    const struct lg_box at = {xy[0], xy[1], xy[0], xy[1]};
    enum lg_status status = lg_box_tree_query(tree, at, &own->hits, err);
    *claims = 0;
    for (size_t i = 0; status == LG_OK && i < own->hits.count; i++) {
        size_t shape = own->hits.items[i];
        struct lg_outline outline = lg_outline_of(&own->planar, shape);
        enum lg_side side = LG_SIDE_OUT;
        status = lg_contact_locate(&own->contact, &outline, xy, &side, err);
        if (side == LG_SIDE_DOUBT) *is_sure = false;
        if (side == LG_SIDE_IN) *claims += shape == 0 ? -1 : 1;
    }
    return status;
}

/* A point so near to the middle of an edge, on its right, that nothing else is nearer. */
static void find_side(const struct lg_edge_set *edges, const struct lg_edge *edge, double distance,
                      double *xy)
{
    const double *from = edges->xy + 2 * (size_t)edge->from;
    const double *to = edges->xy + 2 * (size_t)edge->to;
    double dx = to[0] - from[0], dy = to[1] - from[1];
    double scale = distance / hypot(dx, dy);
    xy[0] = (from[0] + to[0]) / 2.0 + dy * scale;
    xy[1] = (from[1] + to[1]) / 2.0 - dx * scale;
}

/* Keep of the edges that are left those with a gap on their right, once. */
static enum lg_status keep_gap_edges(struct search_state *own, double tolerance, bool *is_sure,
                                     struct lg_error *err)
{
    struct lg_edge_set *edges = &own->edges;
    struct lg_box_tree *tree = NULL;
    struct lg_box *boxes = lg_resize(NULL, own->planar.count, sizeof(*boxes));
    if (boxes == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for the boxes of parcels");
    for (size_t shape = 0; shape < own->planar.count; shape++) {
        boxes[shape] = lg_shapes_box(&own->planar, shape);
    }
    enum lg_status status = lg_box_tree_new(boxes, own->planar.count, &tree, err);
    struct lg_edge before = {UINT32_MAX, UINT32_MAX};
    size_t kept = 0;
    for (size_t i = 0; status == LG_OK && *is_sure && i < edges->edge_count; i++) {
        struct lg_edge edge = edges->edges[i];
        double xy[2];
        int claims = 0;
        if (edge.from == before.from && edge.to == before.to) continue;
        before = edge;
        find_side(edges, &edge, tolerance / SIDE_FRACTION, xy);
        status = count_claims(own, tree, xy, &claims, is_sure, err);
        if (claims == -1) edges->edges[kept++] = edge;
    }
    edges->edge_count = kept;
    lg_box_tree_free(tree);
    free(boxes);
    return status;
}

/* The gaps of own->planar to own->gaps; *is_sure is false where edges do not tell. */
static enum lg_status link_gaps(struct search_state *own, double metre_per_unit, bool *is_sure,
                                struct lg_error *err)
{
    struct lg_edge_set *edges = &own->edges;
    double area_min = GAP_M2_MIN / 10.0 / (metre_per_unit * metre_per_unit);
    enum lg_status status = lg_edge_set_start(edges, own->planar.vertex_count, err);
    if (status != LG_OK) return status;
    for (size_t shape = 0; shape < own->planar.count; shape++) {
        lg_edge_set_add(edges, &own->planar, shape, shape == 0);
    }
    double tolerance = SAME_LINE_M / metre_per_unit;
    status = lg_edge_set_settle(edges, tolerance, is_sure, err);
    if (status == LG_OK && *is_sure && edges->is_repeated) {
        status = keep_gap_edges(own, tolerance, is_sure, err);
    }
    if (status != LG_OK || !*is_sure) return status;
    return lg_edge_rings_link(&own->rings, edges, area_min, &own->gaps, is_sure, err);
}

/* ---- by overlay ---- */

static enum lg_status reserve_parts(struct search_state *own, size_t needed, struct lg_error *err)
{
    if (needed <= own->part_capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(own->part_capacity, needed);
    GEOSGeometry **parts = lg_resize((void *)own->parts, capacity, sizeof(GEOSGeometry *));
    if (parts == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parcels", needed);
    own->parts = parts;
    own->part_capacity = capacity;
    return LG_OK;
}

/* All parcels of own->planar joined; NULL: lg_geos_fail() says why. */
static GEOSGeometry *join_parcels(struct search_state *own)
{
    GEOSContextHandle_t geos = own->worker->geos;
    size_t count = 0;
    for (size_t shape = 1; shape < own->planar.count; shape++) {
        own->parts[count] = lg_geos_from_shape(own->worker, &own->planar, shape);
        if (own->parts[count] == NULL) break;
        count++;
    }
    bool is_whole = count + 1 == own->planar.count;
    /* The collection takes the parts over, even when it fails. */
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, own->parts, (unsigned)count);
    GEOSGeometry *joined = all != NULL && is_whole ? GEOSUnaryUnion_r(geos, all) : NULL;
    if (all != NULL) GEOSGeom_destroy_r(geos, all);
    return joined;
}

static enum lg_status split_gap(struct search_state *own, const GEOSGeometry *gap,
                                struct lg_error *err)
{
    GEOSContextHandle_t geos = own->worker->geos;
    int part_count = GEOSGetNumGeometries_r(geos, gap);
    enum lg_status status = LG_OK;
    lg_shapes_clear(&own->gaps);
    for (int i = 0; status == LG_OK && i < part_count; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, gap, i);
        if (part == NULL) return lg_geos_fail(own->worker, err, "part of a gap");
        status = lg_geos_to_shapes(own->worker, part, &own->gaps, err);
    }
    return status;
}

/* The same by GEOS; the grid makes lines one that are a rounding error apart. */
static enum lg_status overlay_gaps(struct search_state *own, const GEOSGeometry *park,
                                   double metre_per_unit, struct lg_error *err)
{
    GEOSContextHandle_t geos = own->worker->geos;
    double grid = SAME_LINE_M / metre_per_unit;
    enum lg_status status = reserve_parts(own, own->planar.count, err);
    if (status != LG_OK) return status;
    GEOSGeometry *joined = join_parcels(own);
    GEOSGeometry *gap = joined != NULL ? GEOSDifferencePrec_r(geos, park, joined, grid) : NULL;
    status = gap == NULL ? lg_geos_fail(own->worker, err, "land of a park without parcels")
                         : split_gap(own, gap, err);
    if (joined != NULL) GEOSGeom_destroy_r(geos, joined);
    if (gap != NULL) GEOSGeom_destroy_r(geos, gap);
    return status;
}

/* ---- gaps to areas ---- */

/* One park's boundary for the question which gaps lie along it. */
struct border {
    GEOSGeometry *line;
    const GEOSPreparedGeometry *prepared;
    double tolerance;
};

static enum lg_status add_gap(struct search_state *own, const struct lg_land_area_task *task,
                              const struct border *border, const GEOSGeometry *gap,
                              struct lg_error *err)
{
    struct lg_quality_area area = lg_quality_area_blank(LG_W_GAP);
    area.park = own->park;
    area.touches_boundary = GEOSPreparedDistanceWithin_r(own->worker->geos, border->prepared, gap,
                                                         border->tolerance) == 1;
    return lg_land_area_add(&own->land, task, gap, &area, &own->found, err);
}

static enum lg_status add_gaps(struct search_state *own, size_t plane, const struct border *border,
                               struct lg_error *err)
{
    const struct lg_land_area_task task = {own->worker, plane, GAP_M2_MIN};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < own->gaps.count; i++) {
        GEOSGeometry *gap = lg_geos_from_shape(own->worker, &own->gaps, i);
        if (gap == NULL) return lg_geos_fail(own->worker, err, "gap between parcels");
        status = add_gap(own, &task, border, gap, err);
        GEOSGeom_destroy_r(own->worker->geos, gap);
    }
    return status;
}

static enum lg_status find_in_plane(struct search_state *own, size_t plane,
                                    const GEOSGeometry *park, const struct border *border,
                                    double metre_per_unit, struct lg_error *err)
{
    bool is_sure = false;
    enum lg_status status = link_gaps(own, metre_per_unit, &is_sure, err);
    if (status == LG_OK && !is_sure) status = overlay_gaps(own, park, metre_per_unit, err);
    return status == LG_OK ? add_gaps(own, plane, border, err) : status;
}

static enum lg_status look_at_park(const struct search *search, struct search_state *own,
                                   struct lg_error *err)
{
    GEOSContextHandle_t geos = own->worker->geos;
    size_t plane = plane_of_park(search, own->park);
    const struct lg_projection *projection;
    enum lg_status status = lg_worker_projection(own->worker, plane, &projection, err);
    if (status == LG_OK) status = bring_all(search, own, plane, err);
    if (status != LG_OK || lg_shapes_is_empty(&own->planar, 0)) return status;
    double metre_per_unit =
        projection->metre_per_unit > 0.0 ? projection->metre_per_unit : METRES_PER_DEGREE;

    struct border border = {.tolerance = SAME_LINE_M / metre_per_unit};
    GEOSGeometry *park = lg_geos_from_shape(own->worker, &own->planar, 0);
    if (park != NULL) border.line = GEOSBoundary_r(geos, park);
    if (border.line != NULL) border.prepared = GEOSPrepare_r(geos, border.line);
    status = border.prepared == NULL
                 ? lg_geos_fail(own->worker, err, "boundary of a park")
                 : find_in_plane(own, plane, park, &border, metre_per_unit, err);
    if (border.prepared != NULL) GEOSPreparedGeom_destroy_r(geos, border.prepared);
    if (border.line != NULL) GEOSGeom_destroy_r(geos, border.line);
    if (park != NULL) GEOSGeom_destroy_r(geos, park);
    return status;
}

/* ---- all parks ---- */

static enum lg_status start_state(void *shared, void *state, struct lg_error *err)
{
    struct search *search = shared;
    struct search_state *own = state;
    return lg_spatial_worker_new(&search->model->sources, &own->worker, err);
}

static void finish_state(void *shared, void *state)
{
    (void)shared;
    struct search_state *own = state;
    lg_spatial_worker_free(own->worker);
    lg_land_area_scratch_reset(&own->land);
    lg_shapes_reset(&own->planar);
    lg_edge_set_reset(&own->edges);
    lg_edge_rings_reset(&own->rings);
    lg_contact_scratch_reset(&own->contact);
    lg_box_hits_reset(&own->hits);
    lg_shapes_reset(&own->gaps);
    lg_quality_areas_reset(&own->found);
    free((void *)own->parts);
}

/* So many parks that they have some thousand parcels: blocks then take alike, and none waits long.
 */
static enum lg_status take_parks(void *shared, void *state, bool *more, struct lg_error *err)
{
    (void)err;
    struct search *search = shared;
    struct search_state *own = state;
    size_t count = search->model->parks.table.count;
    own->first = search->taken;
    own->end = own->first;
    lg_quality_areas_clear(&own->found);
    while (own->end < count &&
           search->piece_start[own->end] - search->piece_start[own->first] < BLOCK_PIECES) {
        own->end++;
    }
    search->taken = own->end;
    *more = own->first < own->end;
    return LG_OK;
}

static enum lg_status work_parks(void *shared, void *state, struct lg_error *err)
{
    struct search_state *own = state;
    enum lg_status status = LG_OK;
    for (own->park = own->first; status == LG_OK && own->park < own->end; own->park++) {
        status = look_at_park(shared, own, err);
    }
    return status;
}

static enum lg_status give_parks(void *shared, void *state, struct lg_error *err)
{
    struct search *search = shared;
    struct search_state *own = state;
    lg_hooks_tell(search->hooks, "gaps", own->end, search->model->parks.table.count);
    return lg_quality_areas_append(&search->model->quality_areas, &own->found, err);
}

static enum lg_status index_pieces(struct search *search, struct lg_error *err)
{
    const struct lg_pieces *pieces = &search->model->pieces;
    size_t park_count = search->model->parks.table.count;
    search->piece_start = calloc(park_count + 1, sizeof(*search->piece_start));
    if (search->piece_start == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the pieces of %zu parks", park_count);
    }
    size_t piece = 0;
    for (size_t park = 0; park < park_count; park++) {
        search->piece_start[park] = piece;
        while (piece < pieces->count && pieces->park[piece] == park) {
            piece++;
        }
    }
    search->piece_start[park_count] = piece;
    return LG_OK;
}

enum lg_status lg_overlay_find_gaps(struct lg_model *model, size_t thread_count,
                                    const struct lg_hooks *hooks, struct lg_error *err)
{
    assert(model != NULL);
    assert(thread_count > 0);

    struct search search = {.model = model, .hooks = hooks};
    const struct lg_pool_job job = {
        .thread_count = thread_count,
        .state_bytes = sizeof(struct search_state),
        .start = start_state,
        .take = take_parks,
        .work = work_parks,
        .give = give_parks,
        .finish = finish_state,
        .stop = lg_hooks_stop(hooks),
    };
    enum lg_status status = index_pieces(&search, err);
    if (status == LG_OK) status = lg_pool_run(&job, &search, err);
    free(search.piece_start);
    return status;
}
