/*
 * Where a project lies: its coordinate reference system and what it shows at first.
 */
#ifndef LG_PUBLISH_QGIS_PLACE_H
#define LG_PUBLISH_QGIS_PLACE_H

#include "model/shapes.h"
#include "publish/book.h"

#include <stdbool.h>

/* The system of the layers, CGCS2000 in degrees. */
enum { LG_QGIS_EPSG_DEGREES = 4490 };

/* 3-degree zones of CGCS2000 without a number: one code for each meridian from the first to the
 * last. */
#define LG_QGIS_EPSG_FIRST_ZONE    4534
#define LG_QGIS_FIRST_MERIDIAN_DEG 75
#define LG_QGIS_LAST_MERIDIAN_DEG  135
#define LG_QGIS_ZONE_DEG           3

struct lg_qgis_place {
    int epsg;                   /* of the map */
    int meridian_deg;           /* of a zone */
    bool is_metric;             /* metres, else degrees */
    struct lg_text map_wkt;     /* WKT 2 of the map's system */
    struct lg_text degrees_wkt; /* of the layers', EPSG:4490 */
    struct lg_box box;          /* the parks with some room around, in the map's system */
};

/**
 * The code of the map's system: the 3-degree Gauss-Krüger zone of CGCS2000 around the middle where
 * the land lies within 3 degrees of its meridian, else the degrees of EPSG:4490.
 */
int lg_qgis_place_epsg(const struct lg_box *box_deg);

/**
 * The place of a book: that of its parks, else of all its layers.
 * @param place  out: reset by the caller, after a failure, too
 * @return LG_OK; LG_NO_MEMORY; LG_INTERNAL
 */
LG_NODISCARD enum lg_status lg_qgis_place_find(const struct lg_book *book,
                                               struct lg_qgis_place *place, struct lg_error *err);
void lg_qgis_place_reset(struct lg_qgis_place *place);

#endif
