/*
 * What is doubtful in the outline of a shape that can be used as it is.
 */
#ifndef LG_SPATIAL_OUTLINE_CHECKS_H
#define LG_SPATIAL_OUTLINE_CHECKS_H

#include "spatial/prepare.h"

enum { LG_OUTLINE_DOUBTS_MAX = 4 };

struct lg_outline_doubt {
    enum lg_finding_code code; /* LG_W_SPIKE, LG_W_THIN, LG_I_VERTEX, LG_I_RING */
    double lon_deg, lat_deg;   /* of the first place */
    double value, limit;
    char message[160];
};

struct lg_outline_look {
    size_t count;
    struct lg_outline_doubt doubts[LG_OUTLINE_DOUBTS_MAX]; /* [count] */
};

/**
 * Look at one row of a block that has been measured.
 *
 * Lengths are those on the ground near the shape, from degrees by the local scale: good to 1 %,
 * which is enough for limits of drawing. Vertices and directions are those delivered (block->raw).
 *
 * @return by value; count 0 for a lost shape
 * @source domain.md 4.2 (directions in shapefiles) and 6.9; limits of the rule set
 */
struct lg_outline_look lg_outline_look(const struct lg_outline_limits *limits,
                                       const struct lg_block *block, size_t row);

/** Length of all rings of a shape on the ground, in metres, by the local scale: good to 1 %. */
double lg_outline_length_m(const struct lg_shapes *lon_lat, size_t shape);

#endif
