/*
 * A layer's style, alone or in a project: fields, captions, map tips, and the parts put together.
 */
#include "publish/qgis/style.h"

#include "publish/qgis/qgis.h"

#include <stdio.h>
#include <string.h>

const char *lg_qgis_number(char *text, double value, int decimals)
{
    struct lg_text number = {0};
    lg_text_add_fixed(&number, value, decimals);
    (void)snprintf(text, LG_QGIS_NUMBER_SIZE, "%s", number.bytes == NULL ? "0" : number.bytes);
    lg_text_reset(&number);
    return text;
}

void lg_qgis_style_attributes(const struct lg_qgis_view *view, struct lg_qgis_scales *numbers,
                              const char **attributes)
{
    const struct lg_qgis_layer *layer = view->layer;
    double nearest = layer == NULL ? 0 : layer->nearest;
    double farthest = layer == NULL ? 0 : layer->farthest;
    /* QGIS calls the farthest scale the minimum. */
    const char *const list[] = {
        "styleCategories",
        "AllStyleCategories",
        "labelsEnabled",
        view->layer == NULL || view->layer->caption == NULL ? "0" : "1",
        "hasScaleBasedVisibilityFlag",
        nearest > 0 || farthest > 0 ? "1" : "0",
        "minScale",
        lg_qgis_number(numbers->farthest, farthest > 0 ? farthest : 1e8, 0),
        "maxScale",
        lg_qgis_number(numbers->nearest, nearest, 0),
        "readOnly",
        "1",
        NULL,
    };
    memcpy(attributes, list, sizeof(list));
}

void lg_qgis_style_body(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    bool is_pale = view->layer != NULL && view->layer->look == LG_QGIS_PALE;
    lg_qgis_renderer_add(xml, view);
    /* The whole layer at once: where two rows lie over each other it is as pale as elsewhere. */
    lg_xml_element(xml, "layerOpacity", NULL, is_pale ? "0.45" : "1");
    lg_qgis_captions_add(xml, view);
    if (view->fields == NULL) {
        lg_qgis_fields_add(xml, view);
    } else {
        lg_text_add(xml->text, view->fields->bytes, view->fields->size);
    }
    lg_qgis_tip_add(xml, view);
}

void lg_qgis_style_add(struct lg_text *text, const struct lg_book *book,
                       const struct lg_sheet *sheet)
{
    if (!lg_sheet_is_layer(sheet)) return;

    const struct lg_qgis_view view = {book, sheet, lg_qgis_layer_of_sheet(sheet->name), NULL};
    struct lg_xml xml = {.text = text};
    struct lg_qgis_scales numbers;
    const char *attributes[LG_QGIS_ATTRIBUTES_MAX] = {"version", "3.22.0"};
    lg_qgis_style_attributes(&view, &numbers, attributes + 2);
    lg_text_add_text(text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
    lg_xml_open(&xml, "qgis", attributes);
    lg_qgis_style_body(&xml, &view);
    lg_xml_close(&xml);
}
