#include "publish/qgis/symbols.h"

#include <stdio.h>
#include <stdlib.h>

/* A far boundary is a thin one: it would be a blot. */
#define FAR_OUTLINE_SHARE 0.35

enum { OPAQUE = 255 };

const char *lg_qgis_colour(char *text, const char *rgb, int alpha)
{
    unsigned long value = strtoul(rgb + 1, NULL, 16);
    (void)snprintf(text, LG_QGIS_COLOUR_SIZE, "%lu,%lu,%lu,%d", value >> 16 & 0xFF,
                   value >> 8 & 0xFF, value & 0xFF, alpha);
    return text;
}

void lg_qgis_option_add(struct lg_xml *xml, const char *name, const char *type, const char *value)
{
    lg_xml_empty(xml, "Option",
                 (const char *const[]){"name", name, "type", type, "value", value, NULL});
}

static void add_text(struct lg_xml *xml, const char *name, const char *value)
{
    lg_qgis_option_add(xml, name, "QString", value);
}

static void add_colour(struct lg_xml *xml, const char *name, const char *rgb, int alpha)
{
    char colour[LG_QGIS_COLOUR_SIZE];
    add_text(xml, name, lg_qgis_colour(colour, rgb, alpha));
}

static void add_mm(struct lg_xml *xml, const char *name, const char *unit_name, double mm)
{
    struct lg_text text = {0};
    lg_text_add_fixed(&text, mm, 2);
    add_text(xml, name, text.bytes == NULL ? "0" : text.bytes);
    add_text(xml, unit_name, "MM");
    xml->text->failed = xml->text->failed || text.failed;
    lg_text_reset(&text);
}

static void open_options(struct lg_xml *xml, const char *name)
{
    if (name == NULL) {
        lg_xml_open(xml, "Option", (const char *const[]){"type", "Map", NULL});
    } else {
        lg_xml_open(xml, "Option", (const char *const[]){"name", name, "type", "Map", NULL});
    }
}

/* A layer of a symbol, its options open. */
static void open_layer(struct lg_xml *xml, const char *class)
{
    lg_xml_open(
        xml, "layer",
        (const char *const[]){"class", class, "enabled", "1", "locked", "0", "pass", "0", NULL});
    open_options(xml, NULL);
}

static void open_symbol(struct lg_xml *xml, const char *type, const char *name)
{
    lg_xml_open(xml, "symbol",
                (const char *const[]){"type", type, "name", name, "alpha", "1", "clip_to_extent",
                                      "1", "force_rhr", "0", NULL});
}

void lg_qgis_expressions_add(struct lg_xml *xml, const char *element, const char *const *properties)
{
    lg_xml_open(xml, element, NULL);
    open_options(xml, NULL);
    add_text(xml, "name", "");
    open_options(xml, "properties");
    for (; *properties != NULL; properties += 2) {
        open_options(xml, properties[0]);
        lg_qgis_option_add(xml, "active", "bool", "true");
        add_text(xml, "expression", properties[1]);
        lg_qgis_option_add(xml, "type", "int", "3");
        lg_xml_close(xml);
    }
    lg_xml_close(xml);
    add_text(xml, "type", "collection");
    lg_xml_close(xml);
    lg_xml_close(xml);
}

/* The same with an expression that is used up by it. */
static void add_made_expression(struct lg_xml *xml, const char *property,
                                struct lg_text *expression)
{
    const char *bytes = expression->bytes == NULL ? "" : expression->bytes;
    lg_qgis_expressions_add(xml, "data_defined_properties",
                            (const char *const[]){property, bytes, NULL});
    xml->text->failed = xml->text->failed || expression->failed;
    lg_text_reset(expression);
}

static void add_simple_fill(struct lg_xml *xml, const struct lg_qgis_symbol *symbol, bool is_filled)
{
    open_layer(xml, "SimpleFill");
    add_colour(xml, "color", symbol->rgb, is_filled ? OPAQUE : 0);
    add_text(xml, "style", is_filled ? "solid" : "no");
    add_text(xml, "joinstyle", "miter");
    add_colour(xml, "outline_color", symbol->outline_rgb, OPAQUE);
    add_text(xml, "outline_style", symbol->outline_mm > 0 ? "solid" : "no");
    add_mm(xml, "outline_width", "outline_width_unit", symbol->outline_mm);
    lg_xml_close(xml);
    if (symbol->spot_from > 0 && !is_filled) {
        struct lg_text expression = {0};
        lg_text_printf(&expression, "if(coalesce(@map_scale, 0) > %.0f, %.2f, %.2f)",
                       symbol->spot_from, symbol->outline_mm * FAR_OUTLINE_SHARE,
                       symbol->outline_mm);
        add_made_expression(xml, "outlineWidth", &expression);
    }
    lg_xml_close(xml);
}

static void add_marker(struct lg_xml *xml, const char *name, const struct lg_qgis_symbol *symbol)
{
    bool is_ring = symbol->shape == LG_QGIS_NO_FILL;
    /* A legend shows spot and filling over each other: they must be as one. */
    const char *edge = is_ring                         ? symbol->outline_rgb
                       : symbol->shape == LG_QGIS_FILL ? symbol->rgb
                                                       : "#ffffff";
    open_symbol(xml, "marker", name);
    open_layer(xml, "SimpleMarker");
    add_text(xml, "name", symbol->form);
    add_colour(xml, "color", symbol->rgb, is_ring ? 0 : OPAQUE);
    add_colour(xml, "outline_color", edge, OPAQUE);
    add_text(xml, "outline_style", "solid");
    add_mm(xml, "outline_width", "outline_width_unit", 0.3);
    add_mm(xml, "size", "size_unit", symbol->size_mm);
    add_text(xml, "scale_method", "diameter");
    lg_xml_close(xml);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

static void add_spot(struct lg_xml *xml, const struct lg_qgis_symbol *symbol)
{
    open_layer(xml, "CentroidFill");
    add_text(xml, "point_on_surface", "1");
    add_text(xml, "point_on_all_parts", "0");
    lg_xml_close(xml);
    if (symbol->spot_from > 0) {
        struct lg_text expression = {0};
        lg_text_printf(&expression, "coalesce(@map_scale, 0) > %.0f", symbol->spot_from);
        add_made_expression(xml, "enabled", &expression);
    }
    add_marker(xml, "@0@0", symbol);
    lg_xml_close(xml);
}

static void add_lines(struct lg_xml *xml, const struct lg_qgis_symbol *symbol)
{
    open_layer(xml, "LinePatternFill");
    add_text(xml, "angle", "45");
    add_mm(xml, "distance", "distance_unit", 2);
    lg_xml_close(xml);
    open_symbol(xml, "line", "@0@0");
    open_layer(xml, "SimpleLine");
    add_colour(xml, "line_color", symbol->rgb, OPAQUE);
    add_text(xml, "line_style", "solid");
    add_mm(xml, "line_width", "line_width_unit", 0.35);
    lg_xml_close(xml);
    lg_xml_close(xml);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

void lg_qgis_symbol_add(struct lg_xml *xml, const char *name, const struct lg_qgis_symbol *symbol)
{
    if (symbol->shape == LG_QGIS_MARKER) {
        add_marker(xml, name, symbol);
        return;
    }
    open_symbol(xml, "fill", name);
    if (symbol->shape == LG_QGIS_LINES) add_lines(xml, symbol);
    if (symbol->shape != LG_QGIS_SPOT) {
        add_simple_fill(xml, symbol, symbol->shape == LG_QGIS_FILL);
    }
    if (symbol->shape == LG_QGIS_SPOT || symbol->spot_from > 0) add_spot(xml, symbol);
    lg_xml_close(xml);
}
