/*
 * Areas on the CGCS2000 ellipsoid by the national formula for land-survey units.
 */
#ifndef LANDGAUGE_AREA_H
#define LANDGAUGE_AREA_H

#include "landgauge/status.h"

#include <stddef.h>

/* The survey's spacing: longer edges are divided into equal parts first. */
#define LG_AREA_EDGE_M_MAX 70.0

/**
 * Signed ellipsoid area of one ring of longitudes and latitudes, edges taken as they come.
 *
 * The mean-longitude trapezoid is exact for short edges only: divide long ones before.
 *
 * @param lon_lat_deg   [2 * vertex_count] longitude, latitude, degrees on CGCS2000
 * @param vertex_count  at least 4, the last vertex repeats the first; fewer give 0
 * @return area in m2, positive when the ring runs counter-clockwise
 * @source 国土调查办发〔2008〕32号 formula (2), domain.md 4.4 [S60][S61]
 */
LG_PUBLIC double lg_area_ring_m2(const double *lon_lat_deg, size_t vertex_count);

/**
 * Ellipsoid area of one ring, edges longer than LG_AREA_EDGE_M_MAX divided in the plane of
 * longitude and latitude first.
 *
 * @param lon_lat_deg   [2 * vertex_count] as above
 * @param vertex_count  as above
 * @param area_m2       out: signed as above
 * @return LG_OK; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_area_ring_divided_m2(const double *lon_lat_deg,
                                                              size_t vertex_count, double *area_m2,
                                                              struct lg_error *err);

#endif
