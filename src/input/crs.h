/*
 * Which CRS a layer is in, whether it may be used, and the way to CGCS2000 longitude and latitude.
 *
 * CGCS2000 and WGS 84 are taken as the same (they differ by less than a metre); Xi'an 80 and
 * Beijing 54 are refused unless the user gives the parameters; nothing is ever transformed by a
 * ballpark operation (platform.md 6, domain.md 4.3).
 */
#ifndef LG_INPUT_CRS_H
#define LG_INPUT_CRS_H

#include "model/shapes.h"
#include "model/sources.h"

struct lg_crs_facts {
    const char *file;     /* what messages call the layer's file */
    const char *key;      /* "layers.parcels": where crs: may be given */
    const char *declared; /* the user's crs:, NULL */
    void *definition;     /* the layer's own OGRSpatialReferenceH, borrowed; NULL: none */
    bool is_shapefile;    /* the definition comes from a .prj */
};

struct lg_crs {
    const char *file, *key; /* as in the facts, borrowed */
    char label[200];        /* "EPSG:4540 CGCS2000 / 3-degree Gauss-Kruger CM 93E" */
    char why[240];
    struct lg_projection projection;
    double use_box_deg[4]; /* area of use: west, south, east, north; all 0: not known */
    bool is_gauss;         /* a Gauss-Kruger zone in metres */
    bool is_cgcs2000;
    int zone_prefix;     /* zone number in front of the easting; 0: none */
    double meridian_deg; /* of a Gauss-Kruger zone */
    int zone_width_deg;  /* 3 or 6 by the CRS's name; 0: it does not say */
    bool is_web_mercator;
};

/**
 * Decide.
 *
 * @param crs  out: free crs->projection by its free; nothing to free on failure
 * @return LG_OK; LG_BAD_INPUT (none, not identified, a datum without a way to CGCS2000);
 *         LG_NO_MEMORY
 * @source design.md 5.1
 */
LG_NODISCARD enum lg_status lg_crs_decide(const struct lg_crs_facts *facts, struct lg_crs *crs,
                                          struct lg_error *err);

/**
 * Hold coordinates against the CRS: degrees or metres, zone number of the easting, area of use
 * (1.5 degrees beyond it are tolerated: parks may straddle a zone's edge).
 *
 * @param box  extent in the plane of the layer; an inverted one is fine
 * @return LG_OK; LG_BAD_INPUT naming what does not go together
 */
LG_NODISCARD enum lg_status lg_crs_check_box(const struct lg_crs *crs, const struct lg_box *box,
                                             struct lg_error *err);

/**
 * A box of the layer's plane as one of degrees: the hull of nine places of it.
 *
 * @param degrees  out: west, south, east, north
 * @return LG_OK; LG_BAD_INPUT when a place cannot be brought over
 */
LG_NODISCARD enum lg_status lg_crs_box_degrees(const struct lg_crs *crs, const struct lg_box *box,
                                               double degrees[4], struct lg_error *err);

#endif
