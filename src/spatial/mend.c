#include "spatial/mend.h"

static const char *const repair_names[] = {
    [LG_REPAIR_STRUCTURE] = "structure", [LG_REPAIR_LINEWORK] = "linework"};

bool lg_mend_holds_land(const struct lg_spatial_worker *worker, const GEOSGeometry *geometry)
{
    double area = 0.0;
    return geometry != NULL && GEOSArea_r(worker->geos, geometry, &area) == 1 && area > 0.0;
}

/*
 * Sound rings in a wrong order: a hole drawn in the direction of its outer ring reads as a second
 * polygon, and make-valid would fill it. Nesting tells which ring is a hole (domain.md 4.2).
 * NULL when the rings meet, so that nesting does not tell.
 */
static GEOSGeometry *nest_rings(const struct lg_spatial_worker *worker,
                                const GEOSGeometry *geometry)
{
    GEOSGeometry *lines = GEOSBoundary_r(worker->geos, geometry);
    GEOSGeometry *nested = lines != NULL ? GEOSBuildArea_r(worker->geos, lines) : NULL;
    if (lines != NULL) GEOSGeom_destroy_r(worker->geos, lines);
    bool is_sound = lg_mend_holds_land(worker, nested) &&
                    GEOSisValid_r(worker->geos, nested) == 1 &&
                    GEOSGetNumCoordinates_r(worker->geos, nested) ==
                        GEOSGetNumCoordinates_r(worker->geos, geometry);
    if (is_sound || nested == NULL) return nested;
    GEOSGeom_destroy_r(worker->geos, nested);
    return NULL;
}

/* Whether a polygon is valid when each of its vertices is rounded. */
static bool bears_rounding(const struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                           double grid)
{
    GEOSGeometry *rounded =
        GEOSGeom_setPrecision_r(worker->geos, geometry, grid, GEOS_PREC_NO_TOPO);
    bool is_valid = rounded != NULL && GEOSisValid_r(worker->geos, rounded) == 1;
    if (rounded != NULL) GEOSGeom_destroy_r(worker->geos, rounded);
    return is_valid;
}

/*
 * Make-valid may leave vertices that differ in the last bit of a double: no count of decimals would
 * keep them apart, and the ring that was written would touch itself. On the grid they are one.
 */
static GEOSGeometry *bring_onto_grid(const struct lg_spatial_worker *worker, GEOSGeometry *mended,
                                     double grid)
{
    if (mended == NULL || bears_rounding(worker, mended, grid)) return mended;
    GEOSGeometry *precise = GEOSGeom_setPrecision_r(worker->geos, mended, grid, 0);
    bool is_sound =
        lg_mend_holds_land(worker, precise) && GEOSisValid_r(worker->geos, precise) == 1;
    GEOSGeometry *left_over = is_sound ? mended : precise;
    if (left_over != NULL) GEOSGeom_destroy_r(worker->geos, left_over);
    return is_sound ? precise : mended;
}

GEOSGeometry *lg_mend(struct lg_spatial_worker *worker, const GEOSGeometry *geometry,
                      const struct lg_mend_way *way, const char **how)
{
    worker->geos_message[0] = '\0';
    GEOSGeometry *nested = way->is_nesting ? nest_rings(worker, geometry) : NULL;
    *how = nested != NULL ? "rings by nesting" : repair_names[way->repair];
    if (nested != NULL) return nested;
    GEOSGeometry *mended =
        GEOSMakeValidWithParams_r(worker->geos, geometry, worker->repair_params[way->repair]);
    return bring_onto_grid(worker, mended, way->grid);
}
