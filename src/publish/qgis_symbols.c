#include "publish/qgis_symbols.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_SIZE = 32 };

const char *lg_qgis_colour(char *text, const char *rgb, double opacity)
{
    unsigned long value = strtoul(rgb + 1, NULL, 16);
    (void)snprintf(text, LG_QGIS_COLOUR_SIZE, "%lu,%lu,%lu,%ld", value >> 16 & 0xFF,
                   value >> 8 & 0xFF, value & 0xFF, lround(opacity * 255));
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

static void add_colour(struct lg_xml *xml, const char *name, const char *rgb, double opacity)
{
    char colour[LG_QGIS_COLOUR_SIZE];
    add_text(xml, name, lg_qgis_colour(colour, rgb, opacity));
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

static void open_layer(struct lg_xml *xml, const char *class)
{
    lg_xml_open(
        xml, "layer",
        (const char *const[]){"class", class, "enabled", "1", "locked", "0", "pass", "0", NULL});
    lg_xml_open(xml, "Option", (const char *const[]){"type", "Map", NULL});
}

static void close_options(struct lg_xml *xml)
{
    lg_xml_close(xml);
}

static void open_symbol(struct lg_xml *xml, const char *type, const char *name)
{
    lg_xml_open(xml, "symbol",
                (const char *const[]){"type", type, "name", name, "alpha", "1", "clip_to_extent",
                                      "1", "force_rhr", "0", NULL});
}

static void add_simple_fill(struct lg_xml *xml, const struct lg_qgis_symbol *symbol, bool is_filled)
{
    open_layer(xml, "SimpleFill");
    add_colour(xml, "color", symbol->rgb, is_filled ? symbol->opacity : 0);
    add_text(xml, "style", is_filled ? "solid" : "no");
    add_text(xml, "joinstyle", "miter");
    add_colour(xml, "outline_color", symbol->outline_rgb, 1);
    add_text(xml, "outline_style", symbol->outline_mm > 0 ? "solid" : "no");
    add_mm(xml, "outline_width", "outline_width_unit", symbol->outline_mm);
    close_options(xml);
    lg_xml_close(xml);
}

static void add_size_expression(struct lg_xml *xml, const char *expression)
{
    lg_xml_open(xml, "data_defined_properties", NULL);
    lg_xml_open(xml, "Option", (const char *const[]){"type", "Map", NULL});
    add_text(xml, "name", "");
    lg_xml_open(xml, "Option", (const char *const[]){"name", "properties", "type", "Map", NULL});
    lg_xml_open(xml, "Option", (const char *const[]){"name", "size", "type", "Map", NULL});
    lg_qgis_option_add(xml, "active", "bool", "true");
    add_text(xml, "expression", expression);
    lg_qgis_option_add(xml, "type", "int", "3");
    lg_xml_close(xml);
    lg_xml_close(xml);
    add_text(xml, "type", "collection");
    lg_xml_close(xml);
    lg_xml_close(xml);
}

static void add_marker(struct lg_xml *xml, const char *name, const struct lg_qgis_symbol *symbol)
{
    open_symbol(xml, "marker", name);
    open_layer(xml, "SimpleMarker");
    add_text(xml, "name", symbol->form == NULL ? "circle" : symbol->form);
    add_colour(xml, "color", symbol->rgb, symbol->opacity);
    add_colour(xml, "outline_color", symbol->outline_rgb, 1);
    add_text(xml, "outline_style", "solid");
    add_mm(xml, "outline_width", "outline_width_unit", symbol->outline_mm);
    add_mm(xml, "size", "size_unit", symbol->size_mm);
    add_text(xml, "scale_method", "diameter");
    close_options(xml);
    if (symbol->size != NULL) add_size_expression(xml, symbol->size);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

static void add_spot(struct lg_xml *xml, const struct lg_qgis_symbol *symbol)
{
    open_layer(xml, "CentroidFill");
    add_text(xml, "point_on_surface", "1");
    add_text(xml, "point_on_all_parts", "0");
    close_options(xml);
    add_marker(xml, "@0@0", symbol);
    lg_xml_close(xml);
}

static void add_lines(struct lg_xml *xml, const struct lg_qgis_symbol *symbol)
{
    open_layer(xml, "LinePatternFill");
    add_text(xml, "angle", "45");
    add_colour(xml, "color", symbol->rgb, 1);
    add_mm(xml, "distance", "distance_unit", 2);
    add_mm(xml, "line_width", "line_width_unit", 0.35);
    close_options(xml);
    open_symbol(xml, "line", "@0@0");
    open_layer(xml, "SimpleLine");
    add_colour(xml, "line_color", symbol->rgb, symbol->opacity);
    add_text(xml, "line_style", "solid");
    add_mm(xml, "line_width", "line_width_unit", 0.35);
    close_options(xml);
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
    switch (symbol->shape) {
    case LG_QGIS_FILL:
        add_simple_fill(xml, symbol, true);
        break;
    case LG_QGIS_LINES:
        add_lines(xml, symbol);
        add_simple_fill(xml, symbol, false);
        break;
    case LG_QGIS_NO_FILL:
        add_simple_fill(xml, symbol, false);
        break;
    case LG_QGIS_SPOT:
    case LG_QGIS_MARKER:
        add_spot(xml, symbol);
        break;
    }
    lg_xml_close(xml);
}
