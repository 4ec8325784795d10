#include "spatial/geos.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum lg_status lg_geos_fail(const struct lg_spatial_worker *worker, struct lg_error *err,
                            const char *what)
{
    const char *said = worker->geos_message;
    if (strstr(said, "bad_alloc") != NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s: out of memory in GEOS", what);
    }
    return lg_fail(err, LG_INTERNAL, "%s: GEOS: %s; please report it with the feature", what,
                   said[0] != '\0' ? said : "no reason given");
}

static GEOSGeometry *ring_from_vertices(const struct lg_spatial_worker *worker,
                                        const struct lg_shapes *shapes, size_t ring)
{
    size_t first = shapes->vertex_start[ring];
    size_t count = shapes->vertex_start[ring + 1] - first;
    assert(count <= UINT_MAX);
    GEOSCoordSequence *vertices =
        GEOSCoordSeq_copyFromBuffer_r(worker->geos, shapes->xy + 2 * first, (unsigned)count, 0, 0);
    if (vertices == NULL) return NULL;
    /* The ring takes the vertices over, even when it fails. */
    return GEOSGeom_createLinearRing_r(worker->geos, vertices);
}

static void destroy_all(const struct lg_spatial_worker *worker, GEOSGeometry **parts, size_t count)
{
    for (size_t part = 0; part < count; part++) {
        GEOSGeom_destroy_r(worker->geos, parts[part]);
    }
}

/* Rings first .. end - 1: an outer one and its holes. room: [end - first] for the holes. */
static GEOSGeometry *polygon_from_rings(const struct lg_spatial_worker *worker,
                                        const struct lg_shapes *shapes, size_t first, size_t end,
                                        GEOSGeometry **room)
{
    GEOSGeometry *outer = ring_from_vertices(worker, shapes, first);
    if (outer == NULL) return NULL;

    size_t hole_count = 0;
    for (size_t ring = first + 1; ring < end; ring++) {
        room[hole_count] = ring_from_vertices(worker, shapes, ring);
        if (room[hole_count] == NULL) {
            destroy_all(worker, room, hole_count);
            GEOSGeom_destroy_r(worker->geos, outer);
            return NULL;
        }
        hole_count++;
    }
    return GEOSGeom_createPolygon_r(worker->geos, outer, room, (unsigned)hole_count);
}

static size_t polygon_end(const struct lg_shapes *shapes, size_t first, size_t ring_end)
{
    size_t end = first + 1;
    while (end < ring_end && shapes->ring_is_hole[end] != 0) {
        end++;
    }
    return end;
}

static GEOSGeometry **part_room(struct lg_spatial_worker *worker, size_t count)
{
    if (count > worker->part_capacity) {
        size_t capacity = count < 32 ? 64 : 2 * count;
        GEOSGeometry **grown = realloc((void *)worker->parts, capacity * sizeof(GEOSGeometry *));
        if (grown == NULL) {
            (void)snprintf(worker->geos_message, sizeof(worker->geos_message), "bad_alloc");
            return NULL;
        }
        worker->parts = grown;
        worker->part_capacity = capacity;
    }
    return worker->parts;
}

GEOSGeometry *lg_geos_from_shape(struct lg_spatial_worker *worker, const struct lg_shapes *shapes,
                                 size_t row)
{
    assert(row < shapes->count);

    worker->geos_message[0] = '\0';
    size_t ring = shapes->ring_start[row];
    size_t ring_end = shapes->ring_start[row + 1];
    if (ring == ring_end) return GEOSGeom_createEmptyPolygon_r(worker->geos);

    /* Finished polygons from the front, the holes of the one at work behind them. */
    GEOSGeometry **parts = part_room(worker, ring_end - ring);
    if (parts == NULL) return NULL;
    size_t part_count = 0;
    while (ring < ring_end) {
        size_t end = polygon_end(shapes, ring, ring_end);
        GEOSGeometry *polygon = polygon_from_rings(worker, shapes, ring, end, parts + part_count);
        if (polygon == NULL) {
            destroy_all(worker, parts, part_count);
            return NULL;
        }
        parts[part_count++] = polygon;
        ring = end;
    }
    if (part_count == 1) return parts[0];
    return GEOSGeom_createCollection_r(worker->geos, GEOS_MULTIPOLYGON, parts,
                                       (unsigned)part_count);
}

static enum lg_status add_ring(struct lg_spatial_worker *worker, const GEOSGeometry *ring,
                               bool is_hole, struct lg_shapes *shapes, struct lg_error *err)
{
    const GEOSCoordSequence *vertices = GEOSGeom_getCoordSeq_r(worker->geos, ring);
    unsigned count = 0;
    if (vertices == NULL || GEOSCoordSeq_getSize_r(worker->geos, vertices, &count) == 0) {
        return lg_geos_fail(worker, err, "ring of a polygon");
    }

    double *xy = NULL;
    enum lg_status status = lg_shapes_add_ring(shapes, is_hole, count, &xy, err);
    if (status != LG_OK) return status;
    if (GEOSCoordSeq_copyToBuffer_r(worker->geos, vertices, xy, 0, 0) == 0) {
        return lg_geos_fail(worker, err, "vertices of a ring");
    }
    return LG_OK;
}

static enum lg_status add_polygon(struct lg_spatial_worker *worker, const GEOSGeometry *polygon,
                                  struct lg_shapes *shapes, struct lg_error *err)
{
    const GEOSGeometry *outer = GEOSGetExteriorRing_r(worker->geos, polygon);
    int hole_count = GEOSGetNumInteriorRings_r(worker->geos, polygon);
    if (outer == NULL || hole_count < 0) return lg_geos_fail(worker, err, "rings of a polygon");

    enum lg_status status = add_ring(worker, outer, false, shapes, err);
    for (int hole = 0; status == LG_OK && hole < hole_count; hole++) {
        const GEOSGeometry *inner = GEOSGetInteriorRingN_r(worker->geos, polygon, hole);
        if (inner == NULL) return lg_geos_fail(worker, err, "hole of a polygon");
        status = add_ring(worker, inner, true, shapes, err);
    }
    return status;
}

/* A collection inside a collection is as deep as GEOS goes; the recursion ends with the tree. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static enum lg_status add_polygons(struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                                   struct lg_shapes *shapes, struct lg_error *err)
{
    int kind = GEOSGeomTypeId_r(worker->geos, geometry);
    if (kind < 0 || GEOSisEmpty_r(worker->geos, geometry) != 0) return LG_OK;
    if (kind == GEOS_POLYGON) return add_polygon(worker, geometry, shapes, err);
    if (kind != GEOS_MULTIPOLYGON && kind != GEOS_GEOMETRYCOLLECTION) return LG_OK;

    int part_count = GEOSGetNumGeometries_r(worker->geos, geometry);
    enum lg_status status = LG_OK;
    for (int part = 0; status == LG_OK && part < part_count; part++) {
        const GEOSGeometry *inner = GEOSGetGeometryN_r(worker->geos, geometry, part);
        if (inner == NULL) return lg_geos_fail(worker, err, "part of a multipolygon");
        status = add_polygons(worker, inner, shapes, err);
    }
    return status;
}

enum lg_status lg_geos_to_shapes(struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                                 struct lg_shapes *shapes, struct lg_error *err)
{
    assert(geometry != NULL);

    enum lg_status status = lg_shapes_begin(shapes, err);
    if (status != LG_OK) return status;
    return add_polygons(worker, geometry, shapes, err);
}

GEOSGeometry *lg_geos_clip_near(struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                                struct lg_box box)
{
    GEOSContextHandle_t geos = worker->geos;
    /* Cut edges end on the frame with a rounding error: it must stay clear of the box. */
    double margin = (box.x_max - box.x_min + box.y_max - box.y_min) / 4.0;
    GEOSGeometry *clip = GEOSClipByRect_r(geos, geometry, box.x_min - margin, box.y_min - margin,
                                          box.x_max + margin, box.y_max + margin);
    if (clip == NULL) return NULL;
    if (GEOSisEmpty_r(geos, clip) != 0 || GEOSisValid_r(geos, clip) != 1) {
        GEOSGeom_destroy_r(geos, clip);
        return NULL;
    }
    return clip;
}

enum lg_status lg_geos_polygons(struct lg_spatial_worker *worker, GEOSGeometry *geometry,
                                GEOSGeometry **polygons, const char *what, struct lg_error *err)
{
    GEOSContextHandle_t geos = worker->geos;
    *polygons = NULL;
    if (geometry == NULL) return lg_geos_fail(worker, err, what);
    int type = GEOSGeomTypeId_r(geos, geometry);
    if (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON) {
        *polygons = geometry;
        return LG_OK;
    }
    struct lg_shapes kept = {0};
    enum lg_status status = lg_geos_to_shapes(worker, geometry, &kept, err);
    GEOSGeom_destroy_r(geos, geometry);
    if (status == LG_OK) {
        *polygons = lg_geos_from_shape(worker, &kept, 0);
        if (*polygons == NULL) status = lg_geos_fail(worker, err, what);
    }
    lg_shapes_reset(&kept);
    return status;
}
