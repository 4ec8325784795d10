/*
 * A layer's style, alone or in a project: fields, captions, map tips, and the parts put together.
 */
#include "publish/qgis_style.h"

#include "model/labels.h"
#include "publish/qgis.h"

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

static const char *caption_of(const struct lg_qgis_view *view)
{
    return view->layer == NULL ? NULL : view->layer->caption;
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
        caption_of(view) == NULL ? "0" : "1",
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

void lg_qgis_captions_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    char far[LG_QGIS_NUMBER_SIZE];
    if (caption_of(view) == NULL) return;
    bool is_scaled = view->layer->caption_far > 0;
    lg_xml_open(xml, "labeling", (const char *const[]){"type", "simple", NULL});
    lg_xml_open(xml, "settings", (const char *const[]){"calloutType", "simple", NULL});
    lg_xml_open(xml, "text-style",
                (const char *const[]){"fieldName", view->layer->caption, "isExpression", "1",
                                      "fontSize", is_scaled ? "7" : "10", "fontSizeUnit", "Point",
                                      "textColor", "26,26,26,255", NULL});
    lg_xml_empty(xml, "text-buffer",
                 (const char *const[]){"bufferDraw", "1", "bufferSize", "0.8", "bufferSizeUnits",
                                       "MM", "bufferColor", "255,255,255,255", NULL});
    lg_xml_close(xml);
    lg_xml_empty(xml, "placement", (const char *const[]){"placement", "1", NULL});
    lg_xml_empty(xml, "rendering",
                 (const char *const[]){"scaleVisibility", is_scaled ? "1" : "0", "scaleMin", "0",
                                       "scaleMax", lg_qgis_number(far, view->layer->caption_far, 0),
                                       NULL});
    lg_xml_close(xml);
    lg_xml_close(xml);
}

void lg_qgis_fields_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    const struct lg_sheet *sheet = view->sheet;
    lg_xml_open(xml, "aliases", NULL);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *key = sheet->columns[i].key;
        lg_xml_empty(xml, "alias",
                     (const char *const[]){"field", key, "name",
                                           lg_label_column(view->book->language, sheet->name, key),
                                           NULL});
    }
    lg_xml_close(xml);
}

void lg_qgis_tip_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    if (view->layer == NULL || view->layer->tip == NULL) return;
    struct lg_text html = {0};
    lg_text_add_text(&html, "<table>");
    for (const char *at = view->layer->tip; *at != '\0';) {
        char key[32];
        size_t length = strcspn(at, " ");
        (void)snprintf(key, sizeof(key), "%.*s", (int)length, at);
        at += length + (at[length] == ' ' ? 1 : 0);
        if (lg_sheet_column(view->sheet, key) == NULL) continue;
        lg_text_printf(&html, "<tr><td>%s</td><td>[%% \"%s\" %%]</td></tr>",
                       lg_label_column(view->book->language, view->sheet->name, key), key);
    }
    lg_text_add_text(&html, "</table>");
    lg_xml_element(xml, "mapTip", NULL, html.bytes);
    xml->text->failed = xml->text->failed || html.failed;
    lg_text_reset(&html);
}

void lg_qgis_style_body(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    lg_qgis_renderer_add(xml, view);
    lg_qgis_captions_add(xml, view);
    lg_qgis_fields_add(xml, view);
    lg_qgis_tip_add(xml, view);
}

void lg_qgis_style_add(struct lg_text *text, const struct lg_book *book,
                       const struct lg_sheet *sheet)
{
    if (!lg_sheet_is_layer(sheet)) return;

    const struct lg_qgis_view view = {book, sheet, lg_qgis_layer_of_sheet(sheet->name)};
    struct lg_xml xml = {.text = text};
    struct lg_qgis_scales numbers;
    const char *attributes[LG_QGIS_ATTRIBUTES_MAX] = {"version", "3.22.0"};
    lg_qgis_style_attributes(&view, &numbers, attributes + 2);
    lg_text_add_text(text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
    lg_xml_open(&xml, "qgis", attributes);
    lg_qgis_style_body(&xml, &view);
    lg_xml_close(&xml);
}
