/*
 * Symbols of QGIS: fills and markers, in millimetres on the page.
 */
#ifndef LG_PUBLISH_QGIS_SYMBOLS_H
#define LG_PUBLISH_QGIS_SYMBOLS_H

#include "publish/qgis/xml.h"

enum lg_qgis_shape {
    LG_QGIS_FILL,    /* filled */
    LG_QGIS_LINES,   /* slanting lines over what lies below */
    LG_QGIS_NO_FILL, /* a boundary alone */
    LG_QGIS_SPOT,    /* a spot in a polygon */
    LG_QGIS_MARKER   /* a spot on a point */
};

struct lg_qgis_symbol {
    enum lg_qgis_shape shape;
    const char *rgb;         /* "#d55e00" */
    const char *outline_rgb; /* the same */
    double outline_mm;
    double size_mm;   /* of a spot or marker */
    const char *form; /* of a spot or marker: "circle", "triangle" ... */
    double spot_from; /* beyond the scale 1:this a polygon has a spot, too; 0: never */
};

/** Add a symbol under the name by which its layer's renderer calls it. */
void lg_qgis_symbol_add(struct lg_xml *xml, const char *name, const struct lg_qgis_symbol *symbol);

/** One member of a map of options. @param type  "QString", "double", "bool", "int" */
void lg_qgis_option_add(struct lg_xml *xml, const char *name, const char *type, const char *value);

/**
 * What expressions decide of a thing.
 * @param element   "data_defined_properties" of a layer of a symbol, behind its options;
 *                  "dataDefinedProperties" of an item of a layout
 * @param properties  property, expression, property, ..., NULL
 */
void lg_qgis_expressions_add(struct lg_xml *xml, const char *element,
                             const char *const *properties);

enum { LG_QGIS_COLOUR_SIZE = 24 };

/** A colour as QGIS writes it, "213,94,0,255". @param text  [LG_QGIS_COLOUR_SIZE] out */
const char *lg_qgis_colour(char *text, const char *rgb, int alpha);

#endif
