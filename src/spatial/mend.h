/*
 * From a polygon that is not valid to one that is.
 */
#ifndef LG_SPATIAL_MEND_H
#define LG_SPATIAL_MEND_H

#include "landgauge/project.h"
#include "spatial/geos.h"

#include <stdbool.h>

struct lg_mend_way {
    enum lg_repair repair; /* make-valid's method */
    bool is_nesting;       /* the rings are sound, their order is not */
    double grid;           /* what no output can tell apart, in units of the coordinates */
};

/** Whether a geometry has any polygon in it; NULL has none. */
bool lg_mend_holds_land(const struct lg_spatial_worker *worker, const GEOSGeometry *geometry);

/**
 * Mend a polygon that is not valid.
 *
 * @param how  out: the method, for a finding; static
 * @return free with GEOSGeom_destroy_r(worker->geos, ...); NULL: GEOS gave up, the worker has its
 *         message
 * @source domain.md 4.2
 */
GEOSGeometry *lg_mend(struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                      const struct lg_mend_way *way, const char **how);

#endif
