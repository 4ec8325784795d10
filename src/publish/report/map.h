/*
 * The maps of the report: inline SVG, each a <figure class="map"> with legend, scale bar, north
 * arrow and a caption that says what was left out.
 *
 * No attribute "style" is written, every text from data is escaped, and shapes are generalised to
 * the units of the drawing, so that a map costs a few bytes for each vertex that can be seen. The
 * script of the report (src/data/report/map_script.js) makes the same drawing pan and zoom; nothing
 * depends on it.
 */
#ifndef LG_PUBLISH_REPORT_MAP_H
#define LG_PUBLISH_REPORT_MAP_H

#include "publish/book.h"

/* What the maps of a book are drawn from: the rows of register, idle and sites by park. */
struct lg_report_maps;

/**
 * Sort the rows of a book's layers by park.
 *
 * @param book  borrowed; every sheet may be missing
 * @param maps  out: free with lg_report_maps_free(); NULL on failure. One thread at a time.
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_report_maps_new(const struct lg_book *book,
                                               struct lg_report_maps **maps, struct lg_error *err);
/** NULL is allowed. */
void lg_report_maps_free(struct lg_report_maps *maps);

/**
 * All parks and the suspected idle land. Parks too small to be seen are dots with their names.
 * Nothing when the book has no sheet "parks".
 */
void lg_report_maps_add_region(struct lg_report_maps *maps, struct lg_text *html);
/**
 * A park: its outline, the land states muted, idle land by status on top, sites.
 * @param park_row  row of the sheet "parks"
 */
void lg_report_maps_add_park(struct lg_report_maps *maps, struct lg_text *html, size_t park_row);
/** The same smaller and plainer, for the page that a leader carries. */
void lg_report_maps_add_passport(struct lg_report_maps *maps, struct lg_text *html,
                                 size_t park_row);
/**
 * A suspected parcel, its neighbours grey, its corners numbered as lg_report_maps_corners() does.
 * @param idle_row  row of the sheet "idle"
 */
void lg_report_maps_add_parcel(struct lg_report_maps *maps, struct lg_text *html, size_t idle_row);

/**
 * The id of the element that tells about a row of the sheet "idle": "parcel-12". Who writes the
 * ledger gives it to the row; a click on the parcel in a map leads there.
 */
void lg_report_maps_add_anchor(struct lg_text *html, size_t idle_row);

/* A corner of a parcel as it is written in idle.geojson. */
struct lg_report_corner {
    size_t number; /* 1-based, over all rings */
    size_t ring;   /* 0-based; the first is an outer one */
    double lon_deg, lat_deg;
    int decimals; /* to write with */
};

/**
 * The corners of a suspected parcel, each once.
 * @param corners   out: [capacity], the first ones
 * @return how many there are, may exceed capacity; 0 when the row has no shape
 */
size_t lg_report_maps_corners(const struct lg_report_maps *maps, size_t idle_row,
                              struct lg_report_corner *corners, size_t capacity);

#endif
