/*
 * The struct lg_projection of model/sources.h over OGR's coordinate transformation.
 */
#ifndef LG_INPUT_PROJECTION_H
#define LG_INPUT_PROJECTION_H

#include "model/sources.h"

#include <ogr_srs_api.h>

/** Longitude and latitude on CGCS2000 or WGS 84 already: nothing to do. Cannot fail. */
struct lg_projection lg_projection_identity(void);

/**
 * A way between two CRS without ballpark operations.
 *
 * @param source      borrowed
 * @param target      geographic, degrees; borrowed
 * @param projection  out: all zero on failure
 * @return LG_OK; LG_BAD_INPUT when PROJ has no such way (its reason is the message); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_projection_between(OGRSpatialReferenceH source,
                                                  OGRSpatialReferenceH target,
                                                  struct lg_projection *projection,
                                                  struct lg_error *err);

#endif
