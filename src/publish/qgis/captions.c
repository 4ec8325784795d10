/*
 * The texts on the map.
 */
#include "model/labels.h"
#include "publish/qgis/parts.h"
#include "publish/qgis/symbols.h"

#include <stdio.h>
#include <string.h>

/* Where a text stands, as QGIS numbers it. */
#define AROUND "0"
#define OVER   "1"

/* QGIS takes the first of them that the machine has. */
static const char *const fonts[] = {LG_QGIS_FONT, "Noto Sans CJK SC", "Source Han Sans SC",
                                    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"};

/* The caption with the unit in its place. */
static void add_with_unit(struct lg_text *text, const struct lg_qgis_view *view)
{
    static const char place[] = "{ha}";
    const char *caption = view->layer->caption;
    const char *at = strstr(caption, place);
    if (at == NULL) {
        lg_text_add_text(text, caption);
        return;
    }
    lg_text_add(text, caption, (size_t)(at - caption));
    lg_text_add_text(text, lg_label(view->book->language, "unit.ha"));
    lg_text_add_text(text, at + strlen(place));
}

static void add_text_style(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    struct lg_text expression = {0};
    add_with_unit(&expression, view);
    bool is_name = view->layer->caption_far == 0;
    lg_xml_open(xml, "text-style",
                (const char *const[]){"fieldName", expression.bytes == NULL ? "" : expression.bytes,
                                      "isExpression", "1", "fontFamily", LG_QGIS_FONT, "fontSize",
                                      is_name ? "10" : "7.5", "fontSizeUnit", "Point", "fontWeight",
                                      is_name ? "75" : "50", "multilineHeight", "0.9", "textColor",
                                      "26,26,26,255", NULL});
    lg_xml_open(xml, "families", NULL);
    for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++) {
        lg_xml_empty(xml, "family", (const char *const[]){"name", fonts[i], NULL});
    }
    lg_xml_close(xml);
    lg_xml_empty(xml, "text-buffer",
                 (const char *const[]){"bufferDraw", "1", "bufferSize", is_name ? "0.9" : "0.6",
                                       "bufferSizeUnits", "MM", "bufferColor", "255,255,255,255",
                                       NULL});
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || expression.failed;
    lg_text_reset(&expression);
}

/* The layer that has discs for the rows of this sheet; NULL: none. */
static const struct lg_qgis_layer *find_discs(const struct lg_sheet *sheet)
{
    for (size_t i = 0; i < lg_qgis_layer_count; i++) {
        const struct lg_qgis_layer *layer = &lg_qgis_layers[i];
        if (layer->look == LG_QGIS_SIZES && strcmp(layer->sheet, sheet->name) == 0 &&
            lg_sheet_column(sheet, layer->column) != NULL) {
            return layer;
        }
    }
    return NULL;
}

/*
 * A text keeps off what is drawn of its row, since its halo would bite into it: seen from afar, the
 * disc where the map has discs, else a spot.
 */
static void add_distance(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    static const double halo_mm = 1;
    static const double spot_mm = 2.3;
    char id[LG_QGIS_PATH_SIZE];
    struct lg_text expression = {0};
    struct lg_qgis_view discs = *view;
    discs.layer = find_discs(view->sheet);
    lg_text_printf(&expression, "%g + if(coalesce(@map_scale, 0) <= %.0f, 0, ", halo_mm,
                   view->layer->look == LG_QGIS_SIZES ? view->layer->nearest
                                                      : view->layer->spot_from);
    if (discs.layer != NULL) {
        lg_text_printf(&expression, "if(array_contains(@map_layer_ids, '%s'), ",
                       lg_qgis_layer_id(id, &discs));
        lg_qgis_disc_add(&expression, &discs);
        lg_text_printf(&expression, ", %g))", spot_mm);
    } else {
        lg_text_printf(&expression, "%g)", spot_mm);
    }
    lg_qgis_expressions_add(xml, "dd_properties",
                            (const char *const[]){"LabelDistance",
                                                  expression.bytes == NULL ? "" : expression.bytes,
                                                  NULL});
    xml->text->failed = xml->text->failed || expression.failed;
    lg_text_reset(&expression);
}

void lg_qgis_captions_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    char far[LG_QGIS_NUMBER_SIZE];
    if (view->layer == NULL || view->layer->caption == NULL) return;
    bool is_name = view->layer->caption_far == 0;
    bool is_around = view->sheet->point != NULL || view->layer->look == LG_QGIS_SIZES;
    lg_xml_open(xml, "labeling", (const char *const[]){"type", "simple", NULL});
    lg_xml_open(xml, "settings", (const char *const[]){"calloutType", "simple", NULL});
    add_text_style(xml, view);
    lg_xml_empty(xml, "text-format", (const char *const[]){"multilineAlign", "1", NULL});
    lg_xml_empty(xml, "placement",
                 (const char *const[]){"placement", is_around || is_name ? AROUND : OVER, "dist",
                                       is_around || is_name ? "1" : "0", "distUnits", "MM",
                                       "priority", is_name ? "10" : "5", "centroidInside", "1",
                                       "centroidWhole", "1", NULL});
    lg_xml_empty(xml, "rendering",
                 (const char *const[]){"scaleVisibility", is_name ? "0" : "1", "scaleMin", "0",
                                       "scaleMax", lg_qgis_number(far, view->layer->caption_far, 0),
                                       "obstacle", "0", NULL});
    if (is_name) add_distance(xml, view);
    lg_xml_close(xml);
    lg_xml_close(xml);
}
