/*
 * Land to look at, as polygons: claimed twice, claimed by nobody, claimed outside every park.
 *
 * spatial/ collects them, quality/ tells of those that pass the limits, publish/ shows those.
 */
#ifndef LG_MODEL_QUALITY_AREAS_H
#define LG_MODEL_QUALITY_AREAS_H

#include "model/findings.h"
#include "model/shapes.h"

#include <stdbool.h>

struct lg_quality_area {
    enum lg_finding_code code; /* LG_W_OVERLAP, LG_E_DUP, LG_W_GAP, LG_W_NEST, LG_W_OUT,
                                  LG_I_CANDIDATE */
    size_t park;               /* SIZE_MAX: in none; of two parks the first */
    size_t other_park;         /* of two parks the second; else SIZE_MAX */
    size_t parcel;             /* claims: the winner, LG_W_OUT: the parcel; else SIZE_MAX */
    size_t other_parcel;       /* claims: the loser; else SIZE_MAX */
    double area_m2;            /* national formula */
    double width_m;            /* mean width: twice the area by the length of the edges */
    bool touches_boundary;     /* LG_W_GAP: lies along the park's own boundary */
    bool is_told;              /* quality: passes the limits, so it is a finding and is shown */
    double lon_deg, lat_deg;   /* a point in it; LG_W_OUT: a corner */
    size_t shape;              /* row of lon_lat and decimals */
};

struct lg_quality_areas {
    size_t count, capacity;
    struct lg_quality_area *items; /* [count] */
    struct lg_shapes lon_lat;      /* [count] by item's shape */
    uint8_t *decimals;             /* [lon_lat.count] digits at which the rounded shape is valid */
    size_t decimals_capacity;
};

/** An area of a code with nothing else known: places NaN, positions SIZE_MAX. */
struct lg_quality_area lg_quality_area_blank(enum lg_finding_code code);

/**
 * Add an area.
 *
 * @param area     its shape is set here
 * @param lon_lat  column that holds its polygon, degrees; copied
 * @param row      in lon_lat
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_quality_areas_add(struct lg_quality_areas *areas,
                                                 const struct lg_quality_area *area,
                                                 const struct lg_shapes *lon_lat, size_t row,
                                                 uint8_t decimals, struct lg_error *err);
/** Copy all of from behind areas. @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_quality_areas_append(struct lg_quality_areas *areas,
                                                    const struct lg_quality_areas *from,
                                                    struct lg_error *err);
/** Order by code, park, other park, parcels, place, area: not by the order in which they came. */
void lg_quality_areas_sort(struct lg_quality_areas *areas);
/** Forget the areas, keep the memory. */
void lg_quality_areas_clear(struct lg_quality_areas *areas);
void lg_quality_areas_reset(struct lg_quality_areas *areas);

#endif
