/*
 * From degrees to the whole numbers of a map's drawing, and the length of its scale bar.
 *
 * A map is drawn on a plane that touches the ellipsoid in the middle of the map: longitudes and
 * latitudes are stretched by the radii of the ellipsoid there. Across 10 km the lengths are true to
 * 1 in 1000, which is less than a line's width; across a region of 100 km east-west lengths at the
 * northern and southern edges are off by less than 1 in 100.
 */
#ifndef LG_PUBLISH_REPORT_MAP_FRAME_H
#define LG_PUBLISH_REPORT_MAP_FRAME_H

#include "base/text.h"
#include "model/shapes.h"

struct lg_map_point {
    int x, y; /* units of the drawing; y grows to the south */
};

struct lg_map_frame {
    double lon_deg, lat_deg; /* the middle */
    double units_per_lon_deg, units_per_lat_deg;
    double m_per_unit;
    int width, height; /* of the drawing, in units */
    int grain;         /* vertices of shapes move to multiples of so many units; 1 at least */
    int plainness;     /* of its size */
};

/* What a drawing may look like. */
struct lg_map_size {
    int width;
    int height_min, height_max;
    int margin;    /* at each side, at least */
    int foot;      /* below all that, for the scale bar */
    int plainness; /* 0: all that is told; the more, the fewer words and the coarser the shapes */
    size_t bytes_max; /* of the whole figure */
};

/** Whether a box holds a point at least, and only what can be degrees. */
bool lg_map_box_is_some(const struct lg_box *box_deg);
/** Make a box hold another one; one that is nothing adds nothing. */
void lg_map_box_add(struct lg_box *box_deg, const struct lg_box *other_deg);
/** A box that holds nothing. */
struct lg_box lg_map_box_none(void);

/**
 * The frame in which a box is as large as fits; a box without any extent is 100 m wide.
 * @param box_deg  degrees; lg_map_box_is_some()
 */
struct lg_map_frame lg_map_frame_fit(const struct lg_box *box_deg, const struct lg_map_size *size);

/** Where a place is drawn; far outside the drawing, points are moved to where they do no harm. */
struct lg_map_point lg_map_frame_place(const struct lg_map_frame *frame, double lon_deg,
                                       double lat_deg);
/** The part of the earth that the drawing shows. */
struct lg_box lg_map_frame_box(const struct lg_map_frame *frame);

/** The longest of 1, 2 and 5 times a power of ten metres that is not longer. @param m above 0 */
double lg_map_scale_m(double m);

#endif
