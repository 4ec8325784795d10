/*
 * One parcel at the park boundaries. Inside spatial/ only: cut.c runs it over all parcels.
 */
#ifndef LG_SPATIAL_CUT_PARCEL_H
#define LG_SPATIAL_CUT_PARCEL_H

#include "spatial/bring.h"
#include "spatial/contact.h"
#include "spatial/pieces.h"

/* All parks in the plane of one parcel source. */
struct lg_plane_parks {
    struct lg_shapes shapes;     /* [park count] */
    struct lg_outline *outlines; /* [outline_count] indexed; NULL: no parcel is in this plane */
    size_t outline_count;
    struct lg_box_tree *tree;
};

/* Who claims whose land: for each parcel a range of rivals. */
struct lg_rivals {
    size_t *start; /* [parcel count + 1] NULL: there are no overlaps at all */
    size_t *items; /* [overlap count] parcels, ascending within a range */
};

/* What all workers read. */
struct lg_cut_job {
    const struct lg_model *model;
    size_t *planes;               /* [source count] lg_plane_of() of each source */
    struct lg_plane_parks *parks; /* [source count] by plane */
    struct lg_rivals winners;     /* over a parcel */
    struct lg_rivals losers;      /* under a parcel */
};

/* A part of the parcel at work: in a park, or in none. */
struct lg_cut_region {
    size_t park;
    double inside_m2;       /* adjusted to close on the parcel's area */
    double raw_m2;          /* as measured */
    GEOSGeometry *geometry; /* owned; NULL: the whole parcel */
    size_t degrees;         /* row of lg_cut_state.degrees, when it is cut */
};

/* One worker. Zero-initialise all but the worker. */
struct lg_cut_state {
    struct lg_spatial_worker *worker;
    struct lg_contact_scratch scratch;
    struct lg_box_hits hits;
    GEOSGeometry **park_geometry; /* [source count * park count] by plane and park, on first use */
    size_t park_geometry_count;

    /* The parcel at work. */
    size_t parcel, plane;
    struct lg_outline outline;
    GEOSGeometry *geometry; /* NULL until an overlay needs it */
    struct lg_cut_region *regions;
    size_t region_count, region_capacity;
    GEOSGeometry *rest;     /* outside every park so far; NULL: the whole parcel */
    size_t rest_degrees;    /* row of degrees that is the rest; LG_WHOLE_SHAPE: none */
    double rest_m2;         /* adjusted; NaN: not measured */
    size_t ring_count;      /* of the parts at all boundaries so far */
    struct lg_shapes flat;  /* what is being measured */
    struct lg_shapes fresh; /* the same in degrees */
    struct lg_shapes degrees;
    struct lg_shapes planar; /* [degrees.count] the same before they were brought to degrees */
    struct lg_shapes rival;  /* one shape */

    /* The block's result. */
    size_t first, end; /* parcels */
    struct lg_piece *pieces;
    size_t piece_count, piece_capacity;
    struct lg_shapes cuts;       /* in degrees */
    struct lg_shapes plane_cuts; /* [cuts.count] in the plane of the parcel */
    struct lg_findings findings;
};

/** Cut one parcel: rows are added to state->pieces and cuts. @return LG_OK; LG_INTERNAL;
 * LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_cut_parcel(const struct lg_cut_job *job, struct lg_cut_state *state,
                                          size_t parcel, struct lg_error *err);

/* cut_claims.c */

/**
 * Write the rows of the regions found, less what other parcels take away (design.md 5.4).
 *
 * Land counted once: counted is the region without the parcels that win, disputed what is left of
 * it and claimed by parcels that lose. Land kept whole: counted is the region, disputed what
 * winners claim of it; so either way a common part is disputed on one of its two sides only.
 */
LG_NODISCARD enum lg_status lg_cut_write_regions(const struct lg_cut_job *job,
                                                 struct lg_cut_state *state, struct lg_error *err);

/* cut_tools.c */

/** The parcel at work for GEOS; made once a parcel. */
LG_NODISCARD enum lg_status lg_cut_parcel_geometry(const struct lg_cut_job *job,
                                                   struct lg_cut_state *state,
                                                   const GEOSGeometry **geometry,
                                                   struct lg_error *err);

/** A park for GEOS in the plane at work; made once a worker. */
LG_NODISCARD enum lg_status lg_cut_park_geometry(const struct lg_cut_job *job,
                                                 struct lg_cut_state *state, size_t park,
                                                 const GEOSGeometry **geometry,
                                                 struct lg_error *err);

/**
 * Measure geometries of the plane at work and keep them, there and in degrees.
 *
 * @param area_m2  out: [count]
 * @param first    out: row of state->degrees of the first; the others follow
 */
LG_NODISCARD enum lg_status lg_cut_measure(struct lg_cut_state *state,
                                           const GEOSGeometry *const *geometries, size_t count,
                                           double *area_m2, size_t *first, struct lg_error *err);

/** A failure of GEOS that names the parcel at work. */
enum lg_status lg_cut_fail(const struct lg_cut_job *job, const struct lg_cut_state *state,
                           struct lg_error *err);

/** Free what belongs to the parcel at work. */
void lg_cut_forget_parcel(struct lg_cut_state *state);

void lg_cut_state_reset(struct lg_cut_state *state);

#endif
