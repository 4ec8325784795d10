/*
 * The area formula on open rings, for callers inside spatial/.
 */
#ifndef LG_SPATIAL_ELLIPSOID_H
#define LG_SPATIAL_ELLIPSOID_H

#include <stddef.h>
#include <stdint.h>

/* An edge of 7000 km is no edge of ours: a nonsense vertex must not cost all memory. */
#define LG_EDGE_PARTS_MAX 100000U

/**
 * How many equal parts an edge of this length is divided into; 1 for a NaN.
 * @source domain.md 4.4
 */
uint32_t lg_edge_part_count(double length_m);

/**
 * Part k of part_count between two coordinates; the same bits from either end of the edge, so
 * that neighbours divide their common edge at the same places.
 */
static inline double lg_edge_part(double from, double to, uint32_t k, uint32_t part_count)
{
    return (from * (double)(part_count - k) + to * (double)k) / (double)part_count;
}

/**
 * As lg_area_ring_m2(), for a ring whose last vertex does not repeat the first.
 * @param lon_lat_deg  [2 * vertex_count]; fewer than 3 give 0
 */
double lg_open_ring_m2(const double *lon_lat_deg, size_t vertex_count);

/** As lg_area_ring_divided_m2(), for an open ring. */
double lg_open_ring_divided_m2(const double *lon_lat_deg, size_t vertex_count);

#endif
