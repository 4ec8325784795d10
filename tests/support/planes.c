#include "support/planes.h"

#include "support/cmocka.h"

/* NOLINTNEXTLINE(readability-non-const-parameter): the signature is the projection's */
static enum lg_status same(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    (void)count;
    (void)xy;
    (void)err;
    return LG_OK;
}

/* A made-up plane of roughly metres. */
static enum lg_status metres_to_degrees(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    (void)err;
    for (size_t i = 0; i < count; i++) {
        xy[2 * i] = WEST + (xy[2 * i] - 500000.0) / 97000.0;
        xy[2 * i + 1] = SOUTH + (xy[2 * i + 1] - 3200000.0) / 110850.0;
    }
    return LG_OK;
}

static enum lg_status degrees_to_metres(void *state, size_t count, double *xy, struct lg_error *err)
{
    (void)state;
    (void)err;
    for (size_t i = 0; i < count; i++) {
        xy[2 * i] = 500000.0 + (xy[2 * i] - WEST) * 97000.0;
        xy[2 * i + 1] = 3200000.0 + (xy[2 * i + 1] - SOUTH) * 110850.0;
    }
    return LG_OK;
}

static void forget(void *state)
{
    (void)state;
}

static enum lg_status clone_projection(const void *state, struct lg_projection *copy,
                                       struct lg_error *err);

/* The states tell the planes apart. */
static char plane_states[PLANE_COUNT];

struct lg_projection projection_of(int plane)
{
    struct lg_projection projection = {
        .state = &plane_states[plane],
        .to_lon_lat = plane == DEGREES ? same : metres_to_degrees,
        .from_lon_lat = plane == DEGREES ? same : degrees_to_metres,
        .clone = clone_projection,
        .free = forget,
        .is_geographic = plane == DEGREES,
        .metre_per_unit = plane == DEGREES ? 0.0 : 1.0,
    };
    return projection;
}

static enum lg_status clone_projection(const void *state, struct lg_projection *copy,
                                       struct lg_error *err)
{
    (void)err;
    *copy = projection_of(state == &plane_states[DEGREES] ? DEGREES : METRES);
    return LG_OK;
}

void add_source(struct lg_model *model, enum lg_source_kind kind, int plane)
{
    size_t position;
    assert_int_equal(lg_sources_add(&model->sources, kind, &position, NULL), LG_OK);
    model->sources.items[position].crs = plane == DEGREES ? "EPSG:4490 a" : "EPSG:4540 b";
    model->sources.items[position].projection = projection_of(plane);
}
