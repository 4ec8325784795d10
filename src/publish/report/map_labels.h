/*
 * Where names stand in a drawing so that none covers another: one after the other, each at the
 * first of a few places around its point that is still free. What has no place is left out and
 * counted.
 */
#ifndef LG_PUBLISH_REPORT_MAP_LABELS_H
#define LG_PUBLISH_REPORT_MAP_LABELS_H

#include "publish/report/map_frame.h"

struct lg_map_rectangle {
    int left, top, right, bottom;
};

/* In place of a gap: the name may stand on what it names, or nowhere else. */
enum { LG_MAP_ON_POINT = -1, LG_MAP_ONLY_ON_POINT = -2 };

/* Zero-initialise, set the extent; then take and place. */
struct lg_map_labels {
    int width, height; /* of the drawing: nothing stands outside */
    size_t left_out;   /* names for which there was no place */
    size_t count, capacity;
    struct lg_map_rectangle *taken; /* [count] */
    bool failed;                    /* memory was out */
};

/** Keep a place free of names. */
void lg_map_labels_take(struct lg_map_labels *labels, struct lg_map_rectangle place);

/**
 * A place for a name.
 *
 * @param point   what it names
 * @param gap     between the point and the name; LG_MAP_ON_POINT: there first
 * @param width   of the name, see lg_map_text_width()
 * @param height  of the name
 * @param middle  out: the middle of the name
 * @return false when there is none; then it is counted
 */
bool lg_map_labels_place(struct lg_map_labels *labels, struct lg_map_point point, int gap,
                         int width, int height, struct lg_map_point *middle);

/** How wide a text is at most, about: full-width characters a square, others 0.62 of it. */
int lg_map_text_width(const char *text, int size);

void lg_map_labels_reset(struct lg_map_labels *labels);

#endif
