/*
 * What every map of the report has around its shapes: the figure, patterns, legend, scale bar,
 * north arrow, caption and notes.
 */
#ifndef LG_PUBLISH_REPORT_MAP_FIGURE_H
#define LG_PUBLISH_REPORT_MAP_FIGURE_H

#include "model/palette.h"
#include "publish/report/html.h"
#include "publish/report/map_labels.h"
#include "publish/report/map_path.h"
#include "publish/report/map_rows.h"

/* A class of the legend: a colour of the palette, or what has none. */
enum { LG_MAP_CLASS_MAX = 64 };

struct lg_map_class {
    size_t count;
    double area_ha; /* of those whose area is known */
};

struct lg_map_figure {
    struct lg_report_maps *maps;
    struct lg_text *html;
    struct lg_map_frame frame;
    struct lg_map_labels labels;
    struct lg_text legend; /* items so far */
    struct lg_text notes;  /* sentences so far */
    size_t id;             /* of this drawing in the page */
    bool idle_is_plain;    /* idle land is drawn without hatches */
};

/* How a figure begins. */
struct lg_map_intro {
    const char *css_class; /* "map-park" */
    const char *title_id;  /* label */
    const struct lg_label_part *parts;
};

/** So many of 800 parts of the drawing's width: sizes of texts and signs. */
int lg_map_part(const struct lg_map_figure *figure, int parts);

/** Write the beginning up to the first shape. The figure has maps, html and frame. */
void lg_map_figure_begin(struct lg_map_figure *figure, const struct lg_map_intro *intro);
/** Write scale bar, north arrow, legend, caption and notes, and free what the figure has. */
void lg_map_figure_end(struct lg_map_figure *figure, const struct lg_map_intro *intro);
/**
 * Whether a map has to be drawn again because it has more bytes than the page can bear: if so, what
 * was written of it is taken away, and its size is plainer.
 *
 * @param start  bytes of html before the map
 */
bool lg_map_is_too_large(struct lg_report_maps *maps, struct lg_text *html, size_t start,
                         struct lg_map_size *size);
/** A figure of words: there is nothing that could be drawn. */
void lg_map_figure_empty(struct lg_report_maps *maps, struct lg_text *html,
                         const struct lg_map_intro *intro);

/** The class of a code: its colour's position in the palette; the last one when it has none. */
size_t lg_map_class_of(enum lg_colour_kind kind, const char *code);
/** The code and colour of a class; code NULL of the last one. */
const char *lg_map_class_code(size_t class_at);
const char *lg_map_class_rgb(size_t class_at);

/** Write the patterns of the classes that occur; each is told by its lines in a grey print, too. */
void lg_map_add_patterns(struct lg_map_figure *figure, const struct lg_map_class *classes);
/** Write ' fill="url(#…)"' of a class's pattern. */
void lg_map_add_pattern_fill(const struct lg_map_figure *figure, size_t class_at);

/** Write a name at a place that is free; none when there is not. See lg_map_labels_place(). */
void lg_map_add_label(struct lg_map_figure *figure, struct lg_map_point point, int gap, int size,
                      const char *text);

/** Free a text that was put into another one; what it lacks for want of memory, that one lacks. */
void lg_map_text_used(struct lg_text *part, struct lg_text *whole);

/** Begin an item of the legend; then write its sign in a box of 48 by 32 and close it. */
void lg_map_open_sign(struct lg_map_figure *figure);
/** @param text  what the sign means; escaped here */
void lg_map_close_sign(struct lg_map_figure *figure, const char *text);

/** Add a sentence below the map. */
void lg_map_note(struct lg_map_figure *figure, const char *id);
/** Add a sentence below the map with a number for {COUNT}; nothing when it is 0. */
void lg_map_note_count(struct lg_map_figure *figure, const char *id, size_t count);

/** "12.35", four decimals below 0.01; nothing when it is NaN. */
void lg_map_add_ha(struct lg_text *text, double area_ha);

#endif
