/*
 * Idle and suppliable land of a park that lies in one piece: where a project of some hectares would
 * find room.
 *
 * spatial/ joins the pieces and draws the outlines; rules/ tells of each site and brings them into
 * order.
 */
#ifndef LG_MODEL_SITES_H
#define LG_MODEL_SITES_H

#include "model/shapes.h"

struct lg_model;

/* Pieces that touch, or are nearer to each other than the rule set's distance. */
struct lg_site {
    size_t park;
    size_t first, piece_count; /* of lg_sites.pieces, ascending */
    size_t shape;              /* row of lon_lat and decimals */
    size_t part_count;         /* polygons of the outline */
    double circle_m; /* radius of the largest circle within the outline; NaN: none found */
    double circle_lon_deg, circle_lat_deg; /* its centre; NaN */
    double compactness; /* 4 pi area / border^2: 1 for a circle; NaN: no outline */
    const char *id;     /* rules from here on: "P1-S1", in the results' texts */
    size_t rank;        /* by area over the region; 0: the land is another park's, too, or a
                           candidate's */
    const char *kind;   /* idle suppliable mixed */
    double area_m2;     /* by the chosen basis, each piece once; NaN: not known of one */
    double idle_m2, suppliable_m2;
    size_t holder_count;         /* different names */
    size_t unknown_holder_count; /* pieces without a name */
    size_t use_parcel;           /* has the planned use of most of the land; SIZE_MAX: not known */
    double constraint_share;     /* under any constraint layer; NaN: no such layer */
    double oldest_idle_days;     /* NaN: no piece is idle by the clock */
};

struct lg_sites {
    size_t count;
    struct lg_site *items; /* [count] by code of the park, area from the largest */
    size_t piece_count;
    size_t *pieces;           /* [piece_count] site by site */
    struct lg_shapes lon_lat; /* [count] outlines in degrees */
    uint8_t *decimals;        /* [count] digits at which the rounded outline is valid */
};

/** Whether the idle ledger lists the piece: idle by the clock or found so, and in a park. */
bool lg_piece_is_in_idle_ledger(const struct lg_model *model, size_t piece);
/** Whether the piece lies in a park and can be supplied: suppliable is yes. */
bool lg_piece_is_suppliable(const struct lg_model *model, size_t piece);
/** Whether the piece belongs to a site: either of these, and some land of it counts. */
bool lg_piece_is_in_site(const struct lg_model *model, size_t piece);

/** Free the columns and start over. */
void lg_sites_reset(struct lg_sites *sites);

#endif
