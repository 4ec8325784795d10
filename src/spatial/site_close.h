/*
 * Gaps and cracks in the land of a site closed.
 */
#ifndef LG_SPATIAL_SITE_CLOSE_H
#define LG_SPATIAL_SITE_CLOSE_H

#include "spatial/geos.h"

/**
 * The union of a site's land without gaps and cracks that are narrower than gap_m.
 *
 * Polygons that are further from each other than that are closed alone: to buffer many apart takes
 * GEOS the square of their number.
 *
 * @param whole       polygons in a plane, metres; consumed; NULL is handed back
 * @param gap_m       0: nothing is closed
 * @param part_count  out: polygons of it; land that a crack alone would part is one, land that
 *                    hangs together by less than gap_m is two
 * @return the closed union, or the whole as it was where it cannot be closed; owned by the caller
 */
GEOSGeometry *lg_site_close(const struct lg_spatial_worker *worker, GEOSGeometry *whole,
                            double gap_m, size_t *part_count);

#endif
