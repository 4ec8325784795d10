/*
 * The parts of a layer's style in QGIS: shared by the project and by the styles beside the layers.
 */
#ifndef LG_PUBLISH_QGIS_STYLE_H
#define LG_PUBLISH_QGIS_STYLE_H

#include "publish/qgis/layers.h"
#include "publish/qgis/xml.h"

/* A layer of the table with the sheet of the book that it shows. */
struct lg_qgis_view {
    const struct lg_book *book;
    const struct lg_sheet *sheet;
    const struct lg_qgis_layer *layer; /* NULL: none was made for the sheet */
    const struct lg_text *fields;      /* what lg_qgis_fields_add() adds; NULL: not made yet */
};

enum { LG_QGIS_ATTRIBUTES_MAX = 24, LG_QGIS_NUMBER_SIZE = 32 };

/* The texts of the scales, as long as the attributes are used. */
struct lg_qgis_scales {
    char nearest[LG_QGIS_NUMBER_SIZE];
    char farthest[LG_QGIS_NUMBER_SIZE];
};

/**
 * Attributes that QGIS expects on the element around a style: whether there are captions, and the
 * scales that the layer is seen at.
 * @param numbers     lives as long as the attributes
 * @param attributes  out: [LG_QGIS_ATTRIBUTES_MAX] names and values, ends with NULL
 */
void lg_qgis_style_attributes(const struct lg_qgis_view *view, struct lg_qgis_scales *numbers,
                              const char **attributes);

/** Add everything inside the element: renderer, captions, fields, map tip. */
void lg_qgis_style_body(struct lg_xml *xml, const struct lg_qgis_view *view);

/** The renderer. A book without memory for it leaves xml->text->failed. */
void lg_qgis_renderer_add(struct lg_xml *xml, const struct lg_qgis_view *view);
/**
 * Add an expression: half the width of the disc that a row has, mm.
 * @param view  of a layer that is drawn as LG_QGIS_SIZES
 */
void lg_qgis_disc_add(struct lg_text *text, const struct lg_qgis_view *view);
/** Names of the fields and of the codes in them. */
void lg_qgis_fields_add(struct lg_xml *xml, const struct lg_qgis_view *view);
/** The texts on the map. */
void lg_qgis_captions_add(struct lg_xml *xml, const struct lg_qgis_view *view);
/** What is told of the shape under the mouse. */
void lg_qgis_tip_add(struct lg_xml *xml, const struct lg_qgis_view *view);

/** Fonts that have Chinese, the first for Windows, the others for Linux. */
#define LG_QGIS_FONT "Microsoft YaHei"

/** A number as text. @param text  [LG_QGIS_NUMBER_SIZE] out */
const char *lg_qgis_number(char *text, double value, int decimals);

#endif
