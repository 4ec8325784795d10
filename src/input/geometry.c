/*
 * Polygons of OGR into columns of rings; curves become lines, Z and M are dropped.
 */
#include "input/reader_state.h"

#include "base/grow.h"

#include <math.h>
#include <string.h>

/* Collections of collections deeper than this are no land parcels. */
enum { DEPTH_MAX = 8 };

static bool make_room(struct lg_reader *reader, size_t vertex_count)
{
    size_t needed = reader->vertex_count + vertex_count;
    if (needed > reader->xy_capacity) {
        size_t capacity = lg_grow_capacity(reader->xy_capacity, needed);
        double *xy = lg_resize(reader->xy, capacity, 2 * sizeof(double));
        if (xy == NULL) return false;
        reader->xy = xy;
        reader->xy_capacity = capacity;
    }
    if (reader->ring_count == reader->ring_capacity) {
        size_t capacity = lg_grow_capacity(reader->ring_capacity, reader->ring_count + 1);
        size_t *sizes = lg_resize(reader->ring_sizes, capacity, sizeof(*sizes));
        if (sizes != NULL) reader->ring_sizes = sizes;
        uint8_t *holes = lg_resize(reader->ring_holes, capacity, sizeof(*holes));
        if (holes != NULL) reader->ring_holes = holes;
        if (sizes == NULL || holes == NULL) return false;
        reader->ring_capacity = capacity;
    }
    return true;
}

static bool take_polygon(struct lg_reader *reader, OGRGeometryH polygon)
{
    int ring_count = OGR_G_GetGeometryCount(polygon);
    for (int i = 0; i < ring_count; i++) {
        OGRGeometryH ring = OGR_G_GetGeometryRef(polygon, i);
        int count = ring == NULL ? 0 : OGR_G_GetPointCount(ring);
        if (count <= 0) continue;
        if (!make_room(reader, (size_t)count)) return false;
        double *xy = reader->xy + 2 * reader->vertex_count;
        const int stride = 2 * (int)sizeof(double);
        (void)OGR_G_GetPoints(ring, xy, stride, xy + 1, stride, NULL, 0);
        reader->ring_sizes[reader->ring_count] = (size_t)count;
        reader->ring_holes[reader->ring_count] = i > 0;
        reader->ring_count++;
        reader->vertex_count += (size_t)count;
    }
    return true;
}

/* @param other  out: set when a part is no polygon; @return false when memory is out */
static bool take_parts(struct lg_reader *reader, OGRGeometryH geometry, int depth, bool *other)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbPolygon) return take_polygon(reader, geometry);
    if ((type != wkbMultiPolygon && type != wkbGeometryCollection) || depth == DEPTH_MAX) {
        *other = true;
        return true;
    }
    int count = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; i < count; i++) {
        if (!take_parts(reader, OGR_G_GetGeometryRef(geometry, i), depth + 1, other)) return false;
    }
    return true;
}

static enum lg_status add_rings(struct lg_reader *reader, struct lg_shapes *shapes,
                                struct lg_error *err)
{
    const double *from = reader->xy;
    enum lg_status status = LG_OK;
    for (size_t i = 0; i < reader->ring_count && status == LG_OK; i++) {
        double *to = NULL;
        size_t count = reader->ring_sizes[i];
        status = lg_shapes_add_ring(shapes, reader->ring_holes[i] != 0, count, &to, err);
        if (status == LG_OK) memcpy(to, from, 2 * count * sizeof(double));
        from += 2 * count;
    }
    return status;
}

enum lg_status lg_geometry_read(struct lg_reader *reader, OGRFeatureH feature,
                                struct lg_block *block, struct lg_error *err)
{
    enum lg_status status = lg_shapes_begin(&block->raw, err);
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (status != LG_OK) return status;

    struct lg_finding finding = lg_finding_blank(LG_E_GEOM, lg_source_name(reader->kind));
    finding.source = reader->source;
    finding.feature = OGR_F_GetFID(feature);
    if (lg_shapefile_is_lost(&reader->opened.parts, finding.feature)) {
        return lg_findings_add(&block->findings, &finding, err,
                               "the .shx leads to no whole shape in the .shp; have the layer "
                               "delivered again");
    }
    if (geometry == NULL) return LG_OK;

    reader->ring_count = 0;
    reader->vertex_count = 0;
    reader->dimension_count += OGR_G_Is3D(geometry) || OGR_G_IsMeasured(geometry);
    OGRGeometryH straight = NULL;
    /* Also what only may be curved: a MultiSurface of straight edges is what many GeoPackages hold.
     */
    if (OGR_G_HasCurveGeometry(geometry, FALSE)) {
        straight = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
        if (straight != NULL) geometry = straight;
    }
    bool other = false;
    bool has_room = take_parts(reader, geometry, 0, &other);
    const char *type = OGR_G_GetGeometryName(geometry);
    status = has_room ? add_rings(reader, &block->raw, err)
                      : lg_fail(err, LG_NO_MEMORY, "%s: a shape", reader->file);
    if (status == LG_OK && other) {
        status = lg_findings_add(
            &block->findings, &finding, err,
            "geometry %s has parts that are no polygons and are left out; delete them, or draw "
            "them as polygons",
            type);
    }
    if (straight != NULL) OGR_G_DestroyGeometry(straight);
    return status;
}
