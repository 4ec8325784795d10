#include "input/projection.h"

#include "input/gdal_errors.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_multiproc.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* OCT wants x and y apart: vertices go through buffers of this many. */
enum { CHUNK_COUNT = 1024 };

struct way {
    OGRCoordinateTransformationH forward, backward;
    CPLMutex *lock; /* clones are taken by several threads from one instance */
    double x[CHUNK_COUNT], y[CHUNK_COUNT];
    int ok[CHUNK_COUNT];
};

/* The signature is that of lg_projection. */
// NOLINTNEXTLINE(readability-non-const-parameter)
static enum lg_status keep_as_is(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    (void)count;
    (void)xy;
    (void)err;
    return LG_OK;
}

static enum lg_status clone_identity(const void *state, struct lg_projection *copy,
                                     struct lg_error *err)
{
    (void)state;
    (void)err;
    *copy = lg_projection_identity();
    return LG_OK;
}

static void free_nothing(void *state)
{
    (void)state;
}

struct lg_projection lg_projection_identity(void)
{
    return (struct lg_projection){
        .to_lon_lat = keep_as_is,
        .from_lon_lat = keep_as_is,
        .clone = clone_identity,
        .free = free_nothing,
        .is_geographic = true,
    };
}

static enum lg_status carry(struct way *way, OGRCoordinateTransformationH transformation,
                            size_t count, double *xy, struct lg_error *err)
{
    for (size_t first = 0; first < count; first += CHUNK_COUNT) {
        size_t part = count - first < CHUNK_COUNT ? count - first : CHUNK_COUNT;
        double *chunk = xy + 2 * first;
        for (size_t i = 0; i < part; i++) {
            way->x[i] = chunk[2 * i];
            way->y[i] = chunk[2 * i + 1];
        }
        /* The return value only says whether all went well; the vertices are looked at below. */
        (void)OCTTransformEx(transformation, (int)part, way->x, way->y, NULL, way->ok);
        for (size_t i = 0; i < part; i++) {
            if (!way->ok[i] || !isfinite(way->x[i]) || !isfinite(way->y[i])) {
                return lg_fail(err, LG_BAD_INPUT,
                               "vertex (%.10g, %.10g) has no place in its CRS; check crs: [E_CRS]",
                               chunk[2 * i], chunk[2 * i + 1]);
            }
        }
        for (size_t i = 0; i < part; i++) {
            chunk[2 * i] = way->x[i];
            chunk[2 * i + 1] = way->y[i];
        }
    }
    return LG_OK;
}

static enum lg_status carry_forward(void *state, size_t count, double *xy, struct lg_error *err)
{
    struct way *way = state;
    return carry(way, way->forward, count, xy, err);
}

static enum lg_status carry_backward(void *state, size_t count, double *xy, struct lg_error *err)
{
    struct way *way = state;
    return carry(way, way->backward, count, xy, err);
}

static void free_way(void *state)
{
    struct way *way = state;
    if (way == NULL) return;

    if (way->forward != NULL) OCTDestroyCoordinateTransformation(way->forward);
    if (way->backward != NULL) OCTDestroyCoordinateTransformation(way->backward);
    if (way->lock != NULL) CPLDestroyMutex(way->lock);
    free(way);
}

/* @param forward  consumed; NULL is a failure. */
static struct way *make_way(OGRCoordinateTransformationH forward)
{
    struct way *way = calloc(1, sizeof(*way));
    if (way == NULL) {
        if (forward != NULL) OCTDestroyCoordinateTransformation(forward);
        return NULL;
    }
    way->forward = forward;
    if (forward != NULL) way->backward = OCTGetInverse(forward);
    way->lock = CPLCreateMutex(); /* born held */
    if (way->lock != NULL) CPLReleaseMutex(way->lock);
    if (way->forward == NULL || way->backward == NULL || way->lock == NULL) {
        free_way(way);
        return NULL;
    }
    return way;
}

static enum lg_status clone_way(const void *state, struct lg_projection *copy,
                                struct lg_error *err);

static struct lg_projection wrap(struct way *way)
{
    return (struct lg_projection){
        .state = way,
        .to_lon_lat = carry_forward,
        .from_lon_lat = carry_backward,
        .clone = clone_way,
        .free = free_way,
    };
}

static enum lg_status clone_way(const void *state, struct lg_projection *copy, struct lg_error *err)
{
    const struct way *way = state;
    *copy = (struct lg_projection){.state = NULL};
    if (!CPLAcquireMutex(way->lock, 1000.0)) {
        return lg_fail(err, LG_NO_MEMORY, "a copy of a projection: its lock is not to be had");
    }
    OGRCoordinateTransformationH forward = OCTClone(way->forward);
    CPLReleaseMutex(way->lock);
    struct way *built = make_way(forward);
    if (built == NULL) return lg_fail(err, LG_NO_MEMORY, "a copy of a projection");
    *copy = wrap(built);
    return LG_OK;
}

enum lg_status lg_projection_between(OGRSpatialReferenceH source, OGRSpatialReferenceH target,
                                     struct lg_projection *projection, struct lg_error *err)
{
    assert(source != NULL && target != NULL);

    *projection = (struct lg_projection){.state = NULL};
    OGRCoordinateTransformationOptionsH options = OCTNewCoordinateTransformationOptions();
    if (options == NULL) return lg_fail(err, LG_NO_MEMORY, "a projection");
    (void)OCTCoordinateTransformationOptionsSetBallparkAllowed(options, FALSE);
    CPLErrorReset();
    OGRCoordinateTransformationH forward =
        OCTNewCoordinateTransformationEx(source, target, options);
    OCTDestroyCoordinateTransformationOptions(options);
    if (forward == NULL) {
        char reason[LG_REASON_SIZE];
        return lg_fail(err, LG_BAD_INPUT, "%s", lg_gdal_reason(reason));
    }

    struct way *way = make_way(forward);
    if (way == NULL) return lg_fail(err, LG_NO_MEMORY, "a projection");
    *projection = wrap(way);
    return LG_OK;
}
