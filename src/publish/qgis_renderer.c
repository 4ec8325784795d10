/*
 * Renderers: a colour for each code, shades for classes of a number, or one symbol.
 */
#include "model/labels.h"
#include "publish/qgis_classes.h"
#include "publish/qgis_style.h"
#include "publish/qgis_symbols.h"

#include <stdio.h>
#include <string.h>

#define EDGE      "#4d4d4d"
#define PARK_EDGE "#1a1a1a"
#define SITE_EDGE "#332288"

enum { NAME_SIZE = 16 };

static struct lg_qgis_symbol symbol_of(const struct lg_qgis_view *view, const char *rgb)
{
    struct lg_qgis_symbol symbol = {LG_QGIS_FILL, rgb, EDGE, 0.15, 3, 1, NULL, NULL};
    switch (view->layer == NULL ? LG_QGIS_OUTLINE : view->layer->look) {
    case LG_QGIS_OUTLINE:
        symbol.shape = LG_QGIS_NO_FILL;
        symbol.outline_rgb = PARK_EDGE;
        symbol.outline_mm = 0.6;
        break;
    case LG_QGIS_HATCH:
        symbol.shape = LG_QGIS_LINES;
        symbol.outline_mm = 0.5;
        break;
    case LG_QGIS_CODES:
    case LG_QGIS_CLASSES:
        break;
    case LG_QGIS_PALE:
        symbol.opacity = 0.3;
        symbol.outline_rgb = "#bfbfbf";
        symbol.outline_mm = 0.1;
        break;
    case LG_QGIS_SPOTS:
        symbol.shape = LG_QGIS_SPOT;
        symbol.outline_rgb = "#ffffff";
        symbol.outline_mm = 0.3;
        break;
    case LG_QGIS_POINTS:
        symbol.shape = LG_QGIS_MARKER;
        symbol.outline_rgb = "#ffffff";
        symbol.outline_mm = 0.2;
        break;
    }
    if (view->sheet->point != NULL) symbol.shape = LG_QGIS_MARKER;
    return symbol;
}

static void open_renderer(struct lg_xml *xml, const char *type, const char *attribute)
{
    lg_xml_open(xml, "renderer-v2",
                (const char *const[]){"type", type, "forceraster", "0", "symbollevels", "0",
                                      "enableorderby", "0", attribute == NULL ? NULL : "attr",
                                      attribute, NULL});
}

static void add_single(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    const struct lg_qgis_symbol symbol = symbol_of(view, SITE_EDGE);
    open_renderer(xml, "singleSymbol", NULL);
    lg_xml_open(xml, "symbols", NULL);
    lg_qgis_symbol_add(xml, "0", &symbol);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

/* The codes from first on that share one entry of the palette. */
static size_t same_entry_count(const struct lg_qgis_codes *codes, size_t first)
{
    size_t count = 1;
    while (first + count < codes->count &&
           codes->items[first + count].entry == codes->items[first].entry) {
        count++;
    }
    return count;
}

static void add_label(struct lg_text *text, const struct lg_qgis_view *view, const char *code)
{
    const char *name = lg_label_value(view->book->language, view->layer->column, code);
    if (name == NULL || view->layer->colours == LG_COLOUR_LAND_STATE) {
        lg_text_add_text(text, code);
        if (name != NULL) lg_text_add_char(text, ' ');
    }
    if (name != NULL) lg_text_add_text(text, name);
}

static void add_category(struct lg_xml *xml, const struct lg_qgis_view *view, size_t symbol,
                         const struct lg_qgis_code *codes, size_t count)
{
    char name[NAME_SIZE];
    struct lg_text label = {0};
    (void)snprintf(name, sizeof(name), "%zu", symbol);
    if (count == 0) {
        lg_text_add_text(&label, lg_label(view->book->language, "qgis.others"));
    } else {
        add_label(&label, view,
                  codes->entry == SIZE_MAX ? codes->code : lg_colours[codes->entry].code);
    }
    const char *text = label.bytes == NULL ? "" : label.bytes;
    if (count <= 1) {
        lg_xml_empty(xml, "category",
                     (const char *const[]){"symbol", name, "render", "true", "type", "string",
                                           "value", count == 0 ? "" : codes->code, "label", text,
                                           NULL});
    } else {
        lg_xml_open(xml, "category",
                    (const char *const[]){"symbol", name, "render", "true", "label", text, NULL});
        for (size_t i = 0; i < count; i++) {
            lg_xml_empty(xml, "val",
                         (const char *const[]){"type", "QString", "value", codes[i].code, NULL});
        }
        lg_xml_close(xml);
    }
    xml->text->failed = xml->text->failed || label.failed;
    lg_text_reset(&label);
}

static void add_code_symbols(struct lg_xml *xml, const struct lg_qgis_view *view,
                             const struct lg_qgis_codes *codes)
{
    char name[NAME_SIZE];
    size_t made = 0;
    lg_xml_open(xml, "symbols", NULL);
    for (size_t i = 0; i < codes->count; i += same_entry_count(codes, i)) {
        const struct lg_qgis_symbol symbol =
            symbol_of(view, lg_colour(view->layer->colours, codes->items[i].code));
        (void)snprintf(name, sizeof(name), "%zu", made++);
        lg_qgis_symbol_add(xml, name, &symbol);
    }
    if (codes->has_others) {
        const struct lg_qgis_symbol symbol = symbol_of(view, lg_colour(view->layer->colours, NULL));
        (void)snprintf(name, sizeof(name), "%zu", made);
        lg_qgis_symbol_add(xml, name, &symbol);
    }
    lg_xml_close(xml);
}

static void add_codes(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    struct lg_arena memory = {0};
    struct lg_qgis_codes codes;
    if (lg_qgis_codes_find(view->book, view->sheet, view->layer, &memory, &codes, NULL) != LG_OK) {
        xml->text->failed = true;
    }
    open_renderer(xml, "categorizedSymbol", view->layer->column);
    lg_xml_open(xml, "categories", NULL);
    size_t made = 0;
    for (size_t i = 0; i < codes.count;) {
        size_t count = same_entry_count(&codes, i);
        add_category(xml, view, made++, &codes.items[i], count);
        i += count;
    }
    if (codes.has_others) add_category(xml, view, made, NULL, 0);
    lg_xml_close(xml);
    add_code_symbols(xml, view, &codes);
    lg_xml_close(xml);
    lg_arena_reset(&memory);
}

/* One class as QGIS has it, and what its shade is. */
struct range {
    double lower, upper;
    const char *label; /* NULL: the bounds */
    const char *rgb;
    bool is_missing;
};

static size_t list_ranges(const struct lg_qgis_view *view, const struct lg_qgis_classes *classes,
                          struct range *ranges)
{
    static const char *const shades[] = {"1", "2", "3", "4", "5"};
    size_t count = 0;
    if (classes->has_missing) {
        ranges[count++] = (struct range){classes->missing, classes->missing,
                                         lg_label(view->book->language, "qgis.no_value"),
                                         lg_colour(LG_COLOUR_INTENSITY, NULL), true};
    }
    if (classes->has_zero) {
        ranges[count++] = (struct range){0, 0, "0", lg_colour(LG_COLOUR_INTENSITY, "1"), false};
    }
    size_t lowest = classes->has_zero ? 1 : 0;
    size_t shade_count = LG_QGIS_CLASSES_MAX - lowest;
    for (size_t i = 0; i < classes->count; i++) {
        /* The darkest shade is always the uppermost class. */
        size_t shade =
            classes->count == 1 ? 3 : lowest + i * (shade_count - 1) / (classes->count - 1);
        ranges[count++] = (struct range){classes->bounds[i], classes->bounds[i + 1], NULL,
                                         lg_colour(LG_COLOUR_INTENSITY, shades[shade]), false};
    }
    return count;
}

static void add_range(struct lg_xml *xml, const struct range *range, size_t position, int decimals)
{
    char name[NAME_SIZE];
    char lower[LG_QGIS_NUMBER_SIZE];
    char upper[LG_QGIS_NUMBER_SIZE];
    char label[2 * LG_QGIS_NUMBER_SIZE + 8];
    (void)snprintf(name, sizeof(name), "%zu", position);
    (void)lg_qgis_number(lower, range->lower, decimals);
    (void)lg_qgis_number(upper, range->upper, decimals);
    (void)snprintf(label, sizeof(label), "%s – %s", lower, upper);
    lg_xml_empty(xml, "range",
                 (const char *const[]){"symbol", name, "render", "true", "lower", lower, "upper",
                                       upper, "label", range->label == NULL ? label : range->label,
                                       NULL});
}

static void add_classes(struct lg_xml *xml, const struct lg_qgis_view *view,
                        const struct lg_sheet_column *column)
{
    struct lg_qgis_classes classes;
    struct range ranges[LG_QGIS_CLASSES_MAX + 2];
    struct lg_text attribute = {0};
    char number[LG_QGIS_NUMBER_SIZE];
    if (lg_qgis_classes_find(view->book, view->sheet, column, &classes, NULL) != LG_OK) {
        xml->text->failed = true;
    }
    size_t count = list_ranges(view, &classes, ranges);
    lg_text_printf(&attribute, "coalesce(\"%s\", %s)", column->key,
                   lg_qgis_number(number, classes.missing, 0));
    lg_xml_open(xml, "renderer-v2",
                (const char *const[]){"type", "graduatedSymbol", "forceraster", "0", "symbollevels",
                                      "0", "enableorderby", "0", "graduatedMethod",
                                      "GraduatedColor", "attr",
                                      attribute.bytes == NULL ? "" : attribute.bytes, NULL});
    lg_xml_open(xml, "ranges", NULL);
    for (size_t i = 0; i < count; i++) {
        add_range(xml, &ranges[i], i, classes.decimals);
    }
    lg_xml_close(xml);
    lg_xml_open(xml, "symbols", NULL);
    for (size_t i = 0; i < count; i++) {
        struct lg_qgis_symbol symbol = symbol_of(view, ranges[i].rgb);
        if (ranges[i].is_missing) symbol.shape = LG_QGIS_LINES;
        (void)snprintf(number, sizeof(number), "%zu", i);
        lg_qgis_symbol_add(xml, number, &symbol);
    }
    lg_xml_close(xml);
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || attribute.failed;
    lg_text_reset(&attribute);
}

void lg_qgis_renderer_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    const char *key = view->layer == NULL ? NULL : view->layer->column;
    const struct lg_sheet_column *column = key == NULL ? NULL : lg_sheet_column(view->sheet, key);
    if (column == NULL) {
        add_single(xml, view);
    } else if (view->layer->look == LG_QGIS_CLASSES) {
        add_classes(xml, view, column);
    } else {
        add_codes(xml, view);
    }
}
