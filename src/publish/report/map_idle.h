/*
 * Idle land and sites on a map.
 */
#ifndef LG_PUBLISH_REPORT_MAP_IDLE_H
#define LG_PUBLISH_REPORT_MAP_IDLE_H

#include "publish/report/map_figure.h"

/* Rows of idle land that a map shows. */
struct lg_map_idle {
    size_t count;
    size_t *rows;     /* [count] of the sheet idle */
    uint8_t *classes; /* [count] */
    struct lg_map_class sums[LG_MAP_CLASS_MAX];
    size_t hint_count_max; /* more parcels than that are drawn without hover texts */
    bool is_ranked;        /* the first ranks stand on the map */
};

/**
 * Read the status of the rows.
 * @param idle  rows and count are set; classes is made: free with lg_map_idle_reset()
 * @return false when memory is out
 */
bool lg_map_idle_read(struct lg_report_maps *maps, struct lg_map_idle *idle);
void lg_map_idle_reset(struct lg_map_idle *idle);

/**
 * Begin a map that shows idle land: fit it, with the hatches and the legend of the land.
 *
 * @param figure  has maps and html
 * @return false where nothing can be drawn: a figure of words stands there, and is whole
 */
bool lg_map_idle_begin(struct lg_map_figure *figure, const struct lg_box *box,
                       const struct lg_map_size *size, const struct lg_map_intro *intro,
                       const struct lg_map_idle *idle);
/** Draw the rows over what is there. */
void lg_map_idle_add(struct lg_map_figure *figure, const struct lg_map_idle *idle);

/** Draw the outlines of a park's sites of more than one parcel, on top of all. */
void lg_map_add_sites(struct lg_map_figure *figure, size_t park);

/** The middle of a box, where it is drawn. @param box_deg lg_map_box_is_some() */
struct lg_map_point lg_map_middle(const struct lg_map_frame *frame, const struct lg_box *box_deg);

#endif
