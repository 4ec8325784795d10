/*
 * One thread's tools. Everything is made on first use where it can be: most workers see one source
 * only.
 */
#include "landgauge/project.h"
#include "spatial/geos.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static void keep_message(const char *message, void *user)
{
    struct lg_spatial_worker *worker = user;
    (void)snprintf(worker->geos_message, sizeof(worker->geos_message), "%s", message);
}

/* GEOS tells of its doubts by notices ("Self-intersection at ..."); our findings do it better. */
static void ignore_message(const char *message, void *user)
{
    (void)message;
    (void)user;
}

static GEOSMakeValidParams *new_repair_params(GEOSContextHandle_t geos,
                                              enum GEOSMakeValidMethods method)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos);
    if (params == NULL) return NULL;

    if (GEOSMakeValidParams_setMethod_r(geos, params, method) == 0 ||
        GEOSMakeValidParams_setKeepCollapsed_r(geos, params, 0) == 0) {
        GEOSMakeValidParams_destroy_r(geos, params);
        return NULL;
    }
    return params;
}

enum lg_status lg_spatial_worker_new(const struct lg_sources *sources,
                                     struct lg_spatial_worker **worker, struct lg_error *err)
{
    assert(sources != NULL);
    assert(worker != NULL);

    *worker = NULL;
    struct lg_spatial_worker *made = calloc(1, sizeof(*made));
    if (made == NULL) return lg_fail(err, LG_NO_MEMORY, "out of memory for a geometry worker");

    made->sources = sources;
    made->geos = GEOS_init_r();
    if (made->geos == NULL) goto fail;

    GEOSContext_setErrorMessageHandler_r(made->geos, keep_message, made);
    GEOSContext_setNoticeMessageHandler_r(made->geos, ignore_message, NULL);
    made->repair_params[LG_REPAIR_STRUCTURE] =
        new_repair_params(made->geos, GEOS_MAKE_VALID_STRUCTURE);
    made->repair_params[LG_REPAIR_LINEWORK] =
        new_repair_params(made->geos, GEOS_MAKE_VALID_LINEWORK);
    if (made->repair_params[LG_REPAIR_STRUCTURE] == NULL ||
        made->repair_params[LG_REPAIR_LINEWORK] == NULL) {
        goto fail;
    }

    *worker = made;
    return LG_OK;

fail:
    lg_spatial_worker_free(made);
    return lg_fail(err, LG_NO_MEMORY, "out of memory for a GEOS context");
}

void lg_spatial_worker_free(struct lg_spatial_worker *worker)
{
    if (worker == NULL) return;

    for (size_t source = 0; source < worker->projection_count; source++) {
        struct lg_projection *projection = &worker->projections[source];
        if (projection->state != NULL) projection->free(projection->state);
    }
    for (size_t method = 0; method < 2; method++) {
        if (worker->repair_params[method] != NULL) {
            GEOSMakeValidParams_destroy_r(worker->geos, worker->repair_params[method]);
        }
    }
    if (worker->geos != NULL) GEOS_finish_r(worker->geos);
    lg_shapes_reset(&worker->cleaned);
    lg_shapes_reset(&worker->rounded);
    free((void *)worker->parts);
    free(worker->projections);
    free(worker->vertices);
    free(worker->steps);
    free(worker);
}

/* A later source may appear while a worker lives: the clones grow with the sources. */
static enum lg_status grow_projections(struct lg_spatial_worker *worker, struct lg_error *err)
{
    size_t count = worker->sources->count;
    struct lg_projection *grown = realloc(worker->projections, count * sizeof(*grown));
    if (grown == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "out of memory for the projections of %zu sources",
                       count);
    }

    for (size_t source = worker->projection_count; source < count; source++) {
        grown[source] = (struct lg_projection){.state = NULL};
    }
    worker->projections = grown;
    worker->projection_count = count;
    return LG_OK;
}

enum lg_status lg_worker_projection(struct lg_spatial_worker *worker, size_t source,
                                    const struct lg_projection **projection, struct lg_error *err)
{
    assert(source < worker->sources->count);

    *projection = NULL;
    if (source >= worker->projection_count) {
        enum lg_status status = grow_projections(worker, err);
        if (status != LG_OK) return status;
    }
    struct lg_projection *own = &worker->projections[source];
    if (own->clone == NULL) {
        const struct lg_projection *original = &worker->sources->items[source].projection;
        assert(original->clone != NULL && original->to_lon_lat != NULL);
        struct lg_projection copy = {.state = NULL};
        enum lg_status status = lg_projection_clone(original, &copy, err);
        if (status != LG_OK) return status;
        assert(copy.clone != NULL && copy.to_lon_lat != NULL && copy.free != NULL);
        /* A clone is made from the state alone, which need not know what plane it leads to. */
        copy.is_geographic = original->is_geographic;
        copy.metre_per_unit = original->metre_per_unit;
        *own = copy;
    }
    *projection = own;
    return LG_OK;
}
