/*
 * What the QGIS project shows: its layers, their groups, and the themes that show some of them.
 */
#ifndef LG_PUBLISH_QGIS_LAYERS_H
#define LG_PUBLISH_QGIS_LAYERS_H

#include "model/palette.h"
#include "publish/book.h"

/* How a layer is drawn. */
enum lg_qgis_look {
    LG_QGIS_OUTLINE, /* a boundary and nothing in it */
    LG_QGIS_CODES,   /* a colour for each code of the column */
    LG_QGIS_PALE,    /* the same, to stand below other layers */
    LG_QGIS_POINTS,  /* the same, of points */
    LG_QGIS_CLASSES, /* shades of one scale for classes of a number */
    LG_QGIS_SIZES    /* a spot in each shape, the larger the larger the number */
};

/* In the order of the tree. */
enum lg_qgis_group {
    LG_QGIS_PARKS,
    LG_QGIS_QUALITY,
    LG_QGIS_IDLE,
    LG_QGIS_CONVERSION,
    LG_QGIS_INTENSITY,
    LG_QGIS_LAND,
    LG_QGIS_GROUP_COUNT
};

/* Bits of lg_qgis_layer.themes: a theme is the answer to a question. */
enum lg_qgis_theme {
    LG_QGIS_THEME_IDLE = 1,
    LG_QGIS_THEME_SITES = 2,
    LG_QGIS_THEME_CLOCK = 4,
    LG_QGIS_THEME_LAND = 8,
    LG_QGIS_THEME_FAR = 16,
    LG_QGIS_THEME_SCORE = 32,
    LG_QGIS_THEME_INVESTMENT = 64,
    LG_QGIS_THEME_CONVERSION = 128,
    LG_QGIS_THEME_QUALITY = 256,
    LG_QGIS_THEMES_ALL = 511
};

struct lg_qgis_layer {
    const char *name;   /* "land_pale": its id, and its label "qgis.layer.land_pale" */
    const char *sheet;  /* where its rows are */
    const char *column; /* what it is coloured by; NULL: one symbol */
    enum lg_qgis_look look;
    enum lg_colour_kind colours;
    enum lg_qgis_group group;
    unsigned themes;     /* LG_QGIS_THEME_* that show it */
    unsigned subject;    /* the one theme that is about it; 0: none, others are drawn upon it */
    const char *caption; /* expression of the text on a shape, {ha} is the unit; NULL: none */
    double caption_far;  /* 1:this is the farthest scale with that text; 0: always there */
    double nearest;      /* seen from 1:this on; 0: however near */
    double farthest;     /* seen up to 1:this; 0: however far */
    double spot_from;    /* beyond 1:this a spot stands for a shape; 0: never */
    const char *tip;     /* keys of the columns that its map tip tells, with blanks between */
};

/* In the order of drawing, the topmost first; layers of a group stand together. */
extern const struct lg_qgis_layer lg_qgis_layers[];
extern const size_t lg_qgis_layer_count;

extern const char *const lg_qgis_group_names[LG_QGIS_GROUP_COUNT]; /* labels qgis.group.NAME */

/* Labels qgis.theme.NAME; the bit of a theme is 1 << its position. */
extern const char *const lg_qgis_theme_names[];
extern const size_t lg_qgis_theme_count;

/** Whether it is drawn by classes of a number. */
bool lg_qgis_is_graduated(const struct lg_qgis_layer *layer);

/** The layer as which a sheet is shown when it is opened alone; NULL: none is made for it. */
const struct lg_qgis_layer *lg_qgis_layer_of_sheet(const char *sheet);

#endif
