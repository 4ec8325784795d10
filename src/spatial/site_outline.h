/*
 * The outline of a site, and how much room there is in it.
 */
#ifndef LG_SPATIAL_SITE_OUTLINE_H
#define LG_SPATIAL_SITE_OUTLINE_H

#include "model/sites.h"
#include "spatial/geos.h"

/*
 * Longitude and latitude stretched to metres around a point: a plane for lengths of some kilometres
 * whatever the CRS of the source, be it degrees or Mercator's metres. A length east to west is off
 * by the tangent of the latitude times its way north of the point by the Earth's radius: by 0.1 %
 * at 10 km. What has a vertex in common has it still.
 */
struct lg_stretch {
    double lon_deg, lat_deg;
    double east_m, north_m; /* of one degree */
};

/** The plane around the middle of shapes in degrees, at least one that is not empty. */
struct lg_stretch lg_stretch_around(const struct lg_shapes *lon_lat);

/** @param xy  [2 * count] in: degrees; out: metres from the point */
void lg_stretch_to_metres(const struct lg_stretch *stretch, size_t count, double *xy);
/** The way back. */
void lg_stretch_to_degrees(const struct lg_stretch *stretch, size_t count, double *xy);

/**
 * Join pieces, and measure what they are together.
 *
 * One piece is taken as it is. Of several the union is taken, and gaps and cracks that are narrower
 * than gap_m are closed: they would halve every circle. Land that hangs together by less than
 * gap_m, as by a corner, is in two parts.
 *
 * @param pieces    at least one shape in degrees; out: used up
 * @param site      out: part_count, circle and compactness; all of several polygons together: area
 *                  and border are sums
 * @param lon_lat   a shape is added to it: the outline
 * @param decimals  out: of the outline
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL when GEOS cannot unite them
 */
LG_NODISCARD enum lg_status lg_site_outline(struct lg_spatial_worker *worker,
                                            struct lg_shapes *pieces, double gap_m,
                                            struct lg_site *site, struct lg_shapes *lon_lat,
                                            uint8_t *decimals, struct lg_error *err);

#endif
