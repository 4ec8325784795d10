/*
 * An EPSG code names a plane without doubt; other descriptions do not, and go through degrees.
 */
#include "spatial/bring.h"

#include <string.h>

size_t lg_plane_of(const struct lg_sources *sources, size_t source)
{
    const char *crs = sources->items[source].crs;
    if (crs == NULL || strncmp(crs, "EPSG:", 5) != 0) return source;
    for (size_t other = 0; other < source; other++) {
        const char *other_crs = sources->items[other].crs;
        if (other_crs != NULL && strcmp(crs, other_crs) == 0) return other;
    }
    return source;
}

size_t lg_parcel_plane(const struct lg_model *model, size_t parcel)
{
    return lg_plane_of(&model->sources, model->parcels.table.source[parcel]);
}

enum lg_status lg_bring_shape(struct lg_spatial_worker *worker, const struct lg_shapes *lon_lat,
                              size_t row, size_t plane, struct lg_shapes *brought,
                              struct lg_error *err)
{
    const struct lg_projection *projection;
    enum lg_status status = lg_worker_projection(worker, plane, &projection, err);
    if (status != LG_OK) return status;
    status = lg_shapes_append(brought, lon_lat, row, 1, err);
    if (status != LG_OK) return status;

    size_t shape = brought->count - 1;
    if (lg_shapes_is_empty(brought, shape)) return LG_OK;
    double *xy = brought->xy + 2 * lg_shapes_first_vertex(brought, shape);
    return projection->from_lon_lat(projection->state, lg_shapes_vertex_count(brought, shape), xy,
                                    err);
}

enum lg_status lg_bring_parcel(struct lg_spatial_worker *worker, const struct lg_model *model,
                               size_t parcel, size_t plane, struct lg_shapes *brought,
                               struct lg_error *err)
{
    const struct lg_parcels *parcels = &model->parcels;
    size_t row = parcels->shape[parcel];
    if (lg_parcel_plane(model, parcel) == plane) {
        return lg_shapes_append(brought, &parcels->shapes, row, 1, err);
    }
    return lg_bring_shape(worker, &parcels->lon_lat, row, plane, brought, err);
}
