#include "spatial/site_close.h"

#include "base/grow.h"
#include "model/box_tree.h"
#include "spatial/sets.h"

#include <stdlib.h>

/* Corners keep their form down to an angle of 12 degrees; sharper ones lose centimetres. */
#define MITRE_LIMIT 10.0

/* Polygons of a union that are near each other are closed together, the others apart. */
struct clusters {
    size_t count;          /* of polygons */
    size_t *first_of;      /* [count] the first polygon of the cluster */
    GEOSGeometry **closed; /* [closed_count] polygons of what is made; owned */
    size_t closed_count, closed_capacity;
    size_t part_count;
};

static GEOSGeometry *grow(const struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                          double by_m)
{
    return GEOSBufferWithStyle_r(worker->geos, geometry, by_m, 8, GEOSBUF_CAP_ROUND,
                                 GEOSBUF_JOIN_MITRE, MITRE_LIMIT);
}

/* Polygons, or 0 of nothing. */
static size_t count_parts(const struct lg_spatial_worker *worker, const GEOSGeometry *geometry)
{
    if (geometry == NULL || GEOSisEmpty_r(worker->geos, geometry) != 0) return 0;
    int count = GEOSGetNumGeometries_r(worker->geos, geometry);
    return count > 0 ? (size_t)count : 0;
}

/* Land that a crack alone would part stays whole; land that hangs together by a corner does not. */
static size_t count_wide_parts(const struct lg_spatial_worker *worker, const GEOSGeometry *grown,
                               double gap_m)
{
    GEOSGeometry *shrunk = grow(worker, grown, -gap_m);
    size_t count = count_parts(worker, shrunk);
    if (shrunk != NULL) GEOSGeom_destroy_r(worker->geos, shrunk);
    return count;
}

/* One cluster without gaps and cracks; itself where it cannot be closed. Consumes it. */
static GEOSGeometry *close_cluster(const struct lg_spatial_worker *worker, GEOSGeometry *whole,
                                   double gap_m, size_t *part_count)
{
    *part_count = count_parts(worker, whole);
    GEOSGeometry *grown = grow(worker, whole, gap_m / 2.0);
    GEOSGeometry *closed = grown == NULL ? NULL : grow(worker, grown, -gap_m / 2.0);
    size_t wide_count = grown == NULL ? 0 : count_wide_parts(worker, grown, gap_m);
    if (grown != NULL) GEOSGeom_destroy_r(worker->geos, grown);
    if (closed == NULL) return whole;
    if (count_parts(worker, closed) == 0 || GEOSisValid_r(worker->geos, closed) != 1) {
        GEOSGeom_destroy_r(worker->geos, closed);
        return whole;
    }
    *part_count = wide_count > 0 ? wide_count : count_parts(worker, closed);
    GEOSGeom_destroy_r(worker->geos, whole);
    return closed;
}

/* ---- clusters ---- */

static bool read_box(const struct lg_spatial_worker *worker, const GEOSGeometry *part,
                     struct lg_box *box)
{
    GEOSContextHandle_t geos = worker->geos;
    return part != NULL && GEOSGeom_getXMin_r(geos, part, &box->x_min) == 1 &&
           GEOSGeom_getYMin_r(geos, part, &box->y_min) == 1 &&
           GEOSGeom_getXMax_r(geos, part, &box->x_max) == 1 &&
           GEOSGeom_getYMax_r(geos, part, &box->y_max) == 1;
}

/* Polygons whose boxes are within the gap are of one cluster: more than need be, never fewer. */
static bool join_near(struct clusters *clusters, const struct lg_box *boxes, double gap_m)
{
    struct lg_box_tree *tree = NULL;
    struct lg_box_hits hits = {0};
    bool is_done = lg_box_tree_new(boxes, clusters->count, &tree, NULL) == LG_OK;
    for (size_t i = 0; i < clusters->count && is_done; i++) {
        struct lg_box wide = {boxes[i].x_min - gap_m, boxes[i].y_min - gap_m,
                              boxes[i].x_max + gap_m, boxes[i].y_max + gap_m};
        is_done = lg_box_tree_query(tree, wide, &hits, NULL) == LG_OK;
        for (size_t hit = 0; hit < hits.count && is_done; hit++) {
            lg_sets_join(clusters->first_of, i, hits.items[hit]);
        }
    }
    lg_box_hits_reset(&hits);
    lg_box_tree_free(tree);
    return is_done;
}

static bool find_clusters(const struct lg_spatial_worker *worker, const GEOSGeometry *whole,
                          double gap_m, struct clusters *clusters)
{
    struct lg_box *boxes = lg_resize(NULL, clusters->count, sizeof(*boxes));
    clusters->first_of = lg_resize(NULL, clusters->count, sizeof(size_t));
    bool is_done = boxes != NULL && clusters->first_of != NULL;
    for (size_t i = 0; i < clusters->count && is_done; i++) {
        clusters->first_of[i] = i;
        is_done = read_box(worker, GEOSGetGeometryN_r(worker->geos, whole, (int)i), &boxes[i]);
    }
    is_done = is_done && join_near(clusters, boxes, gap_m);
    free(boxes);
    return is_done;
}

/* The polygons of a cluster, copied; NULL: out of memory. @param order  [count] cluster by cluster
 */
static GEOSGeometry *copy_cluster(const struct lg_spatial_worker *worker, const GEOSGeometry *whole,
                                  const size_t *order, size_t count)
{
    GEOSGeometry **parts = (GEOSGeometry **)lg_resize(NULL, count, sizeof(GEOSGeometry *));
    if (parts == NULL) return NULL;
    size_t copied = 0;
    for (; copied < count; copied++) {
        parts[copied] = GEOSGeom_clone_r(
            worker->geos, GEOSGetGeometryN_r(worker->geos, whole, (int)order[copied]));
        if (parts[copied] == NULL) break;
    }
    GEOSGeometry *cluster =
        GEOSGeom_createCollection_r(worker->geos, GEOS_MULTIPOLYGON, parts, (unsigned)copied);
    free((void *)parts);
    if (cluster == NULL || copied == count) return cluster;
    GEOSGeom_destroy_r(worker->geos, cluster);
    return NULL;
}

/* For one more polygon. */
static bool make_room(struct clusters *clusters)
{
    if (clusters->closed_count < clusters->closed_capacity) return true;
    size_t capacity = lg_grow_capacity(clusters->closed_capacity, clusters->closed_count + 1);
    void *column = (void *)clusters->closed;
    if (!lg_grow_column(&column, capacity, sizeof(GEOSGeometry *))) return false;
    clusters->closed = (GEOSGeometry **)column;
    clusters->closed_capacity = capacity;
    return true;
}

/* Keep the polygons of what was closed. Consumes it. */
static bool keep_closed(const struct lg_spatial_worker *worker, struct clusters *clusters,
                        GEOSGeometry *closed)
{
    size_t count = count_parts(worker, closed);
    bool is_done = true;
    for (size_t i = 0; i < count && is_done; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(worker->geos, closed, (int)i);
        GEOSGeometry *copy = part == NULL ? NULL : GEOSGeom_clone_r(worker->geos, part);
        is_done = copy != NULL && make_room(clusters);
        if (is_done) {
            clusters->closed[clusters->closed_count++] = copy;
        } else if (copy != NULL) {
            GEOSGeom_destroy_r(worker->geos, copy);
        }
    }
    GEOSGeom_destroy_r(worker->geos, closed);
    return is_done;
}

/* Positions of polygons, cluster by cluster in the order of their first ones. */
static size_t *order_clusters(const struct clusters *clusters)
{
    size_t count = clusters->count;
    size_t *order = lg_resize(NULL, count, sizeof(*order));
    size_t *next = lg_resize(NULL, count + 1, sizeof(*next));
    if (order != NULL && next != NULL) {
        for (size_t i = 0; i <= count; i++) {
            next[i] = 0;
        }
        for (size_t i = 0; i < count; i++) {
            next[lg_sets_first(clusters->first_of, i) + 1]++;
        }
        for (size_t i = 1; i <= count; i++) {
            next[i] += next[i - 1];
        }
        for (size_t i = 0; i < count; i++) {
            order[next[lg_sets_first(clusters->first_of, i)]++] = i;
        }
    }
    free(next);
    if (next != NULL) return order;
    free(order);
    return NULL;
}

static bool close_each(const struct lg_spatial_worker *worker, const GEOSGeometry *whole,
                       double gap_m, struct clusters *clusters)
{
    size_t *order = order_clusters(clusters);
    bool is_done = order != NULL;
    size_t end = 0;
    for (size_t first = 0; first < clusters->count && is_done; first = end) {
        size_t part_count = 0;
        size_t name = lg_sets_first(clusters->first_of, order[first]);
        end = first + 1;
        while (end < clusters->count && lg_sets_first(clusters->first_of, order[end]) == name) {
            end++;
        }
        GEOSGeometry *cluster = copy_cluster(worker, whole, order + first, end - first);
        is_done = cluster != NULL &&
                  keep_closed(worker, clusters, close_cluster(worker, cluster, gap_m, &part_count));
        clusters->part_count += part_count;
    }
    free(order);
    return is_done;
}

/* All that was closed as one geometry, which takes the polygons over; NULL: out of memory. */
static GEOSGeometry *collect_closed(const struct lg_spatial_worker *worker,
                                    struct clusters *clusters)
{
    GEOSGeometry *all = GEOSGeom_createCollection_r(
        worker->geos, GEOS_MULTIPOLYGON, clusters->closed, (unsigned)clusters->closed_count);
    clusters->closed_count = 0;
    if (all == NULL || GEOSisValid_r(worker->geos, all) == 1) return all;
    GEOSGeom_destroy_r(worker->geos, all);
    return NULL;
}

GEOSGeometry *lg_site_close(const struct lg_spatial_worker *worker, GEOSGeometry *whole,
                            double gap_m, size_t *part_count)
{
    *part_count = count_parts(worker, whole);
    if (!(gap_m > 0.0) || *part_count == 0) return whole;
    if (*part_count == 1) return close_cluster(worker, whole, gap_m, part_count);

    struct clusters clusters = {.count = *part_count};
    GEOSGeometry *closed = NULL;
    if (find_clusters(worker, whole, gap_m, &clusters) &&
        close_each(worker, whole, gap_m, &clusters)) {
        closed = collect_closed(worker, &clusters);
    }
    for (size_t i = 0; i < clusters.closed_count; i++) {
        GEOSGeom_destroy_r(worker->geos, clusters.closed[i]);
    }
    free((void *)clusters.closed);
    free(clusters.first_of);
    if (closed == NULL) return whole;
    *part_count = clusters.part_count;
    GEOSGeom_destroy_r(worker->geos, whole);
    return closed;
}
