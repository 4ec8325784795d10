/*
 * Where the rows came from: files, encodings, CRS, fields, and why each was chosen.
 *
 * Written by input/, read by spatial/ (the projection), run/ and publish/ (the run log).
 */
#ifndef LG_MODEL_SOURCES_H
#define LG_MODEL_SOURCES_H

#include "base/arena.h"
#include "base/hash.h"
#include "landgauge/status.h"
#include "model/roles.h"

/*
 * A CRS as spatial/ sees it: a way between its plane and CGCS2000 longitude and latitude.
 * input/ makes it; one instance serves one thread, clone it for another.
 */
struct lg_projection {
    void *state;
    /* [2 * count] x, y in place; LG_BAD_INPUT when a vertex cannot be brought over */
    enum lg_status (*to_lon_lat)(void *state, size_t count, double *xy, struct lg_error *err);
    enum lg_status (*from_lon_lat)(void *state, size_t count, double *xy, struct lg_error *err);
    /* Called by lg_projection_clone() alone, which adds the two facts below. */
    enum lg_status (*clone)(const void *state, struct lg_projection *copy, struct lg_error *err);
    void (*free)(void *state);
    bool is_geographic;    /* x, y are longitude and latitude already (degrees) */
    double metre_per_unit; /* of a projected plane; 0 when geographic */
};

enum lg_source_kind {
    LG_SOURCE_PARKS,
    LG_SOURCE_PARCELS,
    LG_SOURCE_BUILDINGS,
    LG_SOURCE_PLAN,
    LG_SOURCE_CONSTRAINTS,
    LG_SOURCE_ENTERPRISES,
    LG_SOURCE_SUPPLY,
    LG_SOURCE_EVIDENCE, /* a raster: no rows, no fields */
    LG_SOURCE_KIND_COUNT
};

/* One role and the field that was taken for it. */
struct lg_field_choice {
    size_t role;
    const char *field;
    const char *why;      /* "project file", "alias" */
    const char *unit;     /* NULL for pure numbers, texts and dates */
    const char *unit_why; /* "project file", "data standard" */
    const char *codes;    /* declared code system; NULL */
};

struct lg_input_file {
    const char *path; /* as given by the user */
    uint64_t size_bytes;
    char sha256[LG_SHA256_TEXT_SIZE];
};

struct lg_source {
    enum lg_source_kind kind;
    const char *path;     /* as given */
    const char *layer;    /* name inside */
    const char *driver;   /* GDAL's name */
    const char *encoding; /* "GB18030", "UTF-8", "" when the format settles it */
    const char *encoding_why;
    const char *crs; /* "EPSG:4540 CGCS2000 / 3-degree Gauss-Kruger CM 93E"; NULL for tables */
    const char *crs_why;
    int64_t feature_count;           /* as the file says; -1 unknown */
    struct lg_projection projection; /* all NULL for tables */
    double metre_box[4]; /* area of use in degrees: west, south, east, north; all 0: not known */
    size_t field_count;
    struct lg_field_choice *fields; /* [field_count] */
    size_t unused_count;
    const char **unused; /* [unused_count] fields nothing was made of */
    size_t file_count;
    struct lg_input_file *files; /* [file_count] */
};

struct lg_sources {
    size_t count;
    struct lg_source *items; /* [count] */
    struct lg_arena memory;  /* what the texts and arrays above live in */
};

/**
 * Another instance of a projection, for another thread.
 * @param copy  out: free with copy->free(copy->state)
 * @return LG_OK; LG_NO_MEMORY; what the projection's own clone says
 */
LG_NODISCARD enum lg_status lg_projection_clone(const struct lg_projection *projection,
                                                struct lg_projection *copy, struct lg_error *err);
/** Add a source of which nothing is known yet. @param position out: its position */
LG_NODISCARD enum lg_status lg_sources_add(struct lg_sources *sources, enum lg_source_kind kind,
                                           size_t *position, struct lg_error *err);
/** Free everything, the projections too. */
void lg_sources_reset(struct lg_sources *sources);

#endif
