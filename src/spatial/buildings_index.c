/*
 * The index that buildings are laid over: the pieces of each plane.
 */
#include "spatial/buildings.h"

#include "base/grow.h"
#include "spatial/overlay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

const struct lg_shapes *lg_building_piece_shape(const struct lg_model *model, size_t piece,
                                                size_t *row)
{
    if (model->pieces.cut[piece] == LG_WHOLE_SHAPE) {
        *row = model->parcels.shape[model->pieces.parcel[piece]];
        return &model->parcels.shapes;
    }
    *row = model->pieces.cut[piece];
    return &model->pieces.cut_shapes;
}

static enum lg_status index_plane(struct lg_spatial_worker *worker, const struct lg_model *model,
                                  struct lg_plane_pieces *into, struct lg_error *err)
{
    size_t count = model->pieces.count;
    into->boxes = lg_resize(NULL, count, sizeof(*into->boxes));
    into->pieces = lg_resize(NULL, count, sizeof(*into->pieces));
    if (into->boxes == NULL || into->pieces == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the boxes of %zu pieces", count);
    }
    for (size_t piece = 0; piece < count; piece++) {
        if (lg_parcel_plane(model, model->pieces.parcel[piece]) != into->plane) continue;
        size_t row;
        const struct lg_shapes *shapes = lg_building_piece_shape(model, piece, &row);
        into->boxes[into->count] = lg_shapes_box(shapes, row);
        into->pieces[into->count++] = piece;
    }
    enum lg_status status = lg_box_tree_new(into->boxes, into->count, &into->tree, err);
    if (status != LG_OK) return status;
    return lg_plane_scale_new(worker, into->plane, into->boxes, into->count, &into->scale, err);
}

static enum lg_status index_planes(struct lg_spatial_worker *worker, const struct lg_model *model,
                                   struct lg_building_overlay *overlay, struct lg_error *err)
{
    const struct lg_sources *sources = &model->sources;
    overlay->planes = calloc(sources->count + 1, sizeof(*overlay->planes));
    overlay->told = lg_resize(NULL, sources->count, sizeof(*overlay->told));
    if (overlay->planes == NULL || overlay->told == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu sources", sources->count);
    }
    overlay->source_count = sources->count;
    enum lg_status status = LG_OK;
    for (size_t source = 0; status == LG_OK && source < sources->count; source++) {
        atomic_flag_clear(&overlay->told[source]);
        if (sources->items[source].kind != LG_SOURCE_PARCELS) continue;
        size_t plane = lg_plane_of(sources, source);
        size_t known = 0;
        while (known < overlay->plane_count && overlay->planes[known].plane != plane) {
            known++;
        }
        if (known < overlay->plane_count) continue;
        overlay->planes[overlay->plane_count].plane = plane;
        status = index_plane(worker, model, &overlay->planes[overlay->plane_count++], err);
    }
    return status;
}

enum lg_status lg_building_overlay_new(const struct lg_model *model,
                                       struct lg_building_overlay **overlay, struct lg_error *err)
{
    assert(model != NULL);
    assert(overlay != NULL);

    struct lg_spatial_worker *worker = NULL;
    *overlay = NULL;
    struct lg_building_overlay *built = calloc(1, sizeof(*built));
    if (built == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for an index of pieces");
    enum lg_status status = lg_spatial_worker_new(&model->sources, &worker, err);
    if (status == LG_OK) status = index_planes(worker, model, built, err);
    lg_spatial_worker_free(worker);
    if (status != LG_OK) {
        lg_building_overlay_free(built);
        return status;
    }
    *overlay = built;
    return LG_OK;
}

void lg_building_overlay_free(struct lg_building_overlay *overlay)
{
    if (overlay == NULL) return;

    for (size_t i = 0; i < overlay->plane_count; i++) {
        free(overlay->planes[i].pieces);
        free(overlay->planes[i].boxes);
        lg_box_tree_free(overlay->planes[i].tree);
        lg_plane_scale_free(overlay->planes[i].scale);
    }
    free(overlay->planes);
    free(overlay->told);
    free(overlay);
}
