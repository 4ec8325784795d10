/*
 * The polygons of a layer in order, and in every plane that parcels, or parks, are in.
 */
#include "base/grow.h"
#include "spatial/bring.h"
#include "spatial/cover.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum lg_status lg_cover_layer_add(struct lg_cover_layer *layer, const struct lg_block *block,
                                  const size_t *groups, struct lg_error *err)
{
    size_t count = block->table.count;
    size_t needed = layer->count + count;
    if (needed > layer->capacity) {
        size_t capacity = lg_grow_capacity(layer->capacity, needed);
        size_t *group = lg_resize(layer->group, capacity, sizeof(*group));
        if (group != NULL) layer->group = group;
        size_t *source = lg_resize(layer->source, capacity, sizeof(*source));
        if (source != NULL) layer->source = source;
        if (group == NULL || source == NULL) {
            return lg_fail(err, LG_NO_MEMORY, "no memory for %zu polygons", needed);
        }
        layer->capacity = capacity;
    }
    enum lg_status status = lg_shapes_append(&layer->shapes, &block->shapes, 0, count, err);
    if (status == LG_OK) status = lg_shapes_append(&layer->lon_lat, &block->lon_lat, 0, count, err);
    if (status != LG_OK) return status;
    for (size_t row = 0; row < count; row++) {
        layer->group[layer->count + row] = groups[row];
        layer->source[layer->count + row] = block->source;
    }
    layer->count = needed;
    return LG_OK;
}

void lg_cover_layer_reset(struct lg_cover_layer *layer)
{
    lg_shapes_reset(&layer->shapes);
    lg_shapes_reset(&layer->lon_lat);
    free(layer->group);
    free(layer->source);
    *layer = (struct lg_cover_layer){.count = 0};
}

/* A polygon on its way to its place. */
struct place {
    const struct lg_cover_layer *layer;
    size_t row;
};

/* By group, then geometry: twins are the same land, so which of them comes first does not show. */
static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    size_t group_a = a->layer->group[a->row];
    size_t group_b = b->layer->group[b->row];
    if (group_a != group_b) return group_a < group_b ? -1 : 1;
    int order = lg_shapes_compare(&a->layer->lon_lat, a->row, &b->layer->lon_lat, b->row);
    if (order != 0) return order;
    /* Two sources may have one polygon in two planes: the vertices there decide. */
    order = lg_shapes_compare(&a->layer->shapes, a->row, &b->layer->shapes, b->row);
    if (order != 0) return order;
    return (a->row > b->row) - (a->row < b->row);
}

static enum lg_status sort_polygons(const struct lg_cover_layer *layer,
                                    struct lg_cover_index *index, struct place **places,
                                    struct lg_error *err)
{
    *places = lg_resize(NULL, layer->count, sizeof(**places));
    index->group = lg_resize(NULL, layer->count, sizeof(*index->group));
    if (*places == NULL || index->group == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory to sort %zu polygons", layer->count);
    }
    for (size_t row = 0; row < layer->count; row++) {
        if (layer->group[row] == SIZE_MAX || lg_shapes_is_empty(&layer->lon_lat, row)) continue;
        (*places)[index->count++] = (struct place){layer, row};
    }
    qsort(*places, index->count, sizeof(**places), compare_places);
    for (size_t i = 0; i < index->count; i++) {
        index->group[i] = layer->group[(*places)[i].row];
    }
    return LG_OK;
}

/* As drawn where the plane is the source's own: boundaries that were drawn once stay one. */
static enum lg_status bring_polygon(struct lg_spatial_worker *worker,
                                    const struct lg_cover_index *index, const struct place *place,
                                    size_t plane, struct lg_shapes *brought, struct lg_error *err)
{
    const struct lg_cover_layer *layer = place->layer;
    if (index->planes[layer->source[place->row]] == plane) {
        return lg_shapes_append(brought, &layer->shapes, place->row, 1, err);
    }
    return lg_bring_shape(worker, &layer->lon_lat, place->row, plane, brought, err);
}

static enum lg_status fill_plane(struct lg_spatial_worker *worker,
                                 const struct lg_cover_index *index, const struct place *places,
                                 size_t plane, struct lg_error *err)
{
    struct lg_cover_plane *into = &index->by_plane[plane];
    enum lg_status status = LG_OK;
    struct lg_box *boxes = lg_resize(NULL, index->count, sizeof(*boxes));
    into->outlines = calloc(index->count + 1, sizeof(*into->outlines));
    if (boxes == NULL || into->outlines == NULL) {
        free(boxes);
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu polygons", index->count);
    }
    for (size_t i = 0; status == LG_OK && i < index->count; i++) {
        status = bring_polygon(worker, index, &places[i], plane, &into->shapes, err);
    }
    for (size_t i = 0; status == LG_OK && i < index->count; i++) {
        into->outlines[i] = lg_outline_of(&into->shapes, i);
        boxes[i] = into->outlines[i].box;
        status = lg_outline_index(&into->outlines[i], err);
        into->outline_count = i + 1;
    }
    if (status == LG_OK) status = lg_box_tree_new(boxes, index->count, &into->tree, err);
    free(boxes);
    return status;
}

static enum lg_status fill_planes(struct lg_cover_index *index, const struct lg_model *model,
                                  const struct place *places, bool with_parks, struct lg_error *err)
{
    const struct lg_sources *sources = &model->sources;
    struct lg_spatial_worker *worker = NULL;
    index->planes = lg_resize(NULL, sources->count, sizeof(*index->planes));
    index->by_plane = calloc(sources->count + 1, sizeof(*index->by_plane));
    if (index->planes == NULL || index->by_plane == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu sources", sources->count);
    }
    index->source_count = sources->count;
    for (size_t source = 0; source < sources->count; source++) {
        index->planes[source] = lg_plane_of(sources, source);
    }
    enum lg_status status = lg_spatial_worker_new(sources, &worker, err);
    for (size_t source = 0; status == LG_OK && source < sources->count; source++) {
        size_t plane = index->planes[source];
        enum lg_source_kind kind = sources->items[source].kind;
        if (kind != LG_SOURCE_PARCELS && !(with_parks && kind == LG_SOURCE_PARKS)) continue;
        if (index->by_plane[plane].outlines != NULL) continue;
        status = fill_plane(worker, index, places, plane, err);
    }
    lg_spatial_worker_free(worker);
    return status;
}

enum lg_status lg_cover_index_init(struct lg_cover_index *index, const struct lg_model *model,
                                   const struct lg_cover_layer *layer, bool with_parks,
                                   struct lg_error *err)
{
    assert(index != NULL && model != NULL && layer != NULL);

    struct place *places = NULL;
    *index = (struct lg_cover_index){.count = 0};
    enum lg_status status = sort_polygons(layer, index, &places, err);
    if (status == LG_OK) status = fill_planes(index, model, places, with_parks, err);
    free(places);
    return status;
}

void lg_cover_index_reset(struct lg_cover_index *index)
{
    for (size_t i = 0; index->by_plane != NULL && i < index->source_count; i++) {
        struct lg_cover_plane *plane = &index->by_plane[i];
        for (size_t polygon = 0; polygon < plane->outline_count; polygon++) {
            lg_outline_reset(&plane->outlines[polygon]);
        }
        free(plane->outlines);
        lg_shapes_reset(&plane->shapes);
        lg_box_tree_free(plane->tree);
    }
    free(index->by_plane);
    free(index->planes);
    free(index->group);
    *index = (struct lg_cover_index){.count = 0};
}
