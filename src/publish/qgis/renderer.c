/*
 * Renderers: a colour for each code, shades for classes of a number, or one symbol.
 */
#include "model/labels.h"
#include "publish/qgis/classes.h"
#include "publish/qgis/style.h"
#include "publish/qgis/symbols.h"

#include <stdio.h>
#include <string.h>

#define EDGE      "#4d4d4d"
#define PARK_EDGE "#1a1a1a"
#define NOTHING   "#bfbfbf"
#define SITE_EDGE "#332288"

enum { NAME_SIZE = 16 };

/* Severities differ in form, too. */
static const char *form_of(const char *code)
{
    if (code != NULL && strcmp(code, "error") == 0) return "triangle";
    if (code != NULL && strcmp(code, "warning") == 0) return "diamond";
    return "circle";
}

static struct lg_qgis_symbol symbol_of(const struct lg_qgis_view *view, const char *rgb)
{
    struct lg_qgis_symbol symbol = {LG_QGIS_FILL, rgb, EDGE, 0.15, 3, "circle", 0};
    if (view->layer != NULL) symbol.spot_from = view->layer->spot_from;
    switch (view->layer == NULL ? LG_QGIS_OUTLINE : view->layer->look) {
    case LG_QGIS_OUTLINE:
        symbol.shape = LG_QGIS_NO_FILL;
        symbol.outline_rgb = PARK_EDGE;
        symbol.outline_mm = 0.6;
        symbol.size_mm = 2.4;
        break;
    case LG_QGIS_CODES:
    case LG_QGIS_PALE:
        break;
    case LG_QGIS_CLASSES:
        /* Its spot fits between the edges of a swatch in the legend. */
        symbol.size_mm = 4;
        /* Sites lie on other colours, of which a light shade could be one. */
        if (view->layer->group == LG_QGIS_IDLE) {
            symbol.outline_rgb = PARK_EDGE;
            symbol.outline_mm = 0.4;
        }
        break;
    case LG_QGIS_SIZES:
        symbol.shape = LG_QGIS_SPOT;
        break;
    case LG_QGIS_POINTS:
        symbol.shape = LG_QGIS_MARKER;
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
    /* A legend speaks of all rows: idle land is suspected there, a map tip knows what is confirmed.
     */
    bool is_idle = view->layer->colours == LG_COLOUR_IDLE_STATUS;
    const char *name =
        lg_label_value(view->book->language, is_idle ? "suspected" : view->layer->column, code);
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
        struct lg_qgis_symbol symbol =
            symbol_of(view, lg_colour(view->layer->colours, codes->items[i].code));
        symbol.form = form_of(codes->items[i].code);
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

/* One class as QGIS has it, and how it is drawn. */
struct range {
    double lower, upper;
    const char *label; /* NULL: the bounds */
    struct lg_qgis_symbol symbol;
};

enum { RANGES_MAX = LG_QGIS_CLASSES_MAX + 2 };

/* The symbol of a class by its place among the shades or sizes, 0 the least. */
static struct lg_qgis_symbol symbol_of_class(const struct lg_qgis_view *view, size_t shade)
{
    static const char *const shades[LG_QGIS_CLASSES_MAX] = {"1", "2", "3", "4", "5"};
    static const double sizes_mm[LG_QGIS_CLASSES_MAX] = {2, 3.5, 5, 6.5, 8};
    bool is_size = view->layer->look == LG_QGIS_SIZES;
    struct lg_qgis_symbol symbol =
        symbol_of(view, is_size ? lg_colour(LG_COLOUR_IDLE_STATUS, "IDLE2")
                                : lg_colour(LG_COLOUR_INTENSITY, shades[shade]));
    if (is_size) symbol.size_mm = sizes_mm[shade];
    return symbol;
}

static struct range missing_range(const struct lg_qgis_view *view, double missing)
{
    struct range range = {missing, missing, lg_label(view->book->language, "qgis.no_value"),
                          symbol_of(view, lg_colour(LG_COLOUR_INTENSITY, NULL))};
    if (range.symbol.shape == LG_QGIS_FILL) range.symbol.shape = LG_QGIS_LINES;
    if (range.symbol.shape == LG_QGIS_SPOT) range.symbol.size_mm = 1;
    return range;
}

static size_t list_ranges(const struct lg_qgis_view *view, const struct lg_qgis_classes *classes,
                          struct range *ranges)
{
    size_t count = 0;
    if (classes->has_missing) ranges[count++] = missing_range(view, classes->missing);
    if (classes->has_zero) {
        ranges[count] = (struct range){0, 0, "0", symbol_of_class(view, 0)};
        /* A spot is there because of what it counts: where that is nothing, it is no colour. */
        if (view->layer->look == LG_QGIS_SIZES) ranges[count].symbol.rgb = NOTHING;
        count++;
    }
    size_t lowest = classes->has_zero ? 1 : 0;
    size_t most = LG_QGIS_CLASSES_MAX - 1;
    for (size_t i = 0; i < classes->count; i++) {
        /* The uppermost class always has the darkest shade. */
        size_t shade = classes->count == 1
                           ? (lowest + most + 1) / 2
                           : lowest + (2 * i * (most - lowest) + classes->count - 1) /
                                          (2 * (classes->count - 1));
        ranges[count++] = (struct range){classes->bounds[i], classes->bounds[i + 1], NULL,
                                         symbol_of_class(view, shade)};
    }
    return count;
}

/* A bound to be read: without zeros at its end. */
static void add_bound(struct lg_text *text, double bound, int decimals)
{
    lg_text_add_fixed(text, bound, decimals);
    if (decimals == 0 || text->failed) return;
    while (text->bytes[text->size - 1] == '0') {
        text->bytes[--text->size] = '\0';
    }
    if (text->bytes[text->size - 1] == '.') text->bytes[--text->size] = '\0';
}

static void add_range(struct lg_xml *xml, const struct range *range, size_t position, int decimals)
{
    char name[NAME_SIZE];
    char lower[LG_QGIS_NUMBER_SIZE];
    char upper[LG_QGIS_NUMBER_SIZE];
    struct lg_text label = {0};
    (void)snprintf(name, sizeof(name), "%zu", position);
    if (range->label == NULL) {
        add_bound(&label, range->lower, decimals);
        lg_text_add_text(&label, " – ");
        add_bound(&label, range->upper, decimals);
    } else {
        lg_text_add_text(&label, range->label);
    }
    lg_xml_empty(xml, "range",
                 (const char *const[]){"symbol", name, "render", "true", "lower",
                                       lg_qgis_number(lower, range->lower, decimals), "upper",
                                       lg_qgis_number(upper, range->upper, decimals), "label",
                                       label.bytes == NULL ? "" : label.bytes, NULL});
    xml->text->failed = xml->text->failed || label.failed;
    lg_text_reset(&label);
}

static void add_classes(struct lg_xml *xml, const struct lg_qgis_view *view,
                        const struct lg_sheet_column *column)
{
    struct lg_qgis_classes classes;
    struct range ranges[RANGES_MAX];
    struct lg_text attribute = {0};
    char number[LG_QGIS_NUMBER_SIZE];
    if (lg_qgis_classes_find(view->book, view->sheet, column, &classes, NULL) != LG_OK) {
        xml->text->failed = true;
    }
    size_t count = list_ranges(view, &classes, ranges);
    lg_text_printf(&attribute, "coalesce(\"%s\", %s)", column->key,
                   lg_qgis_number(number, classes.missing, 0));
    lg_xml_open(xml, "renderer-v2",
                (const char *const[]){
                    "type", "graduatedSymbol", "forceraster", "0", "symbollevels", "0",
                    "enableorderby", "0", "graduatedMethod",
                    view->layer->look == LG_QGIS_SIZES ? "GraduatedSize" : "GraduatedColor", "attr",
                    attribute.bytes == NULL ? "" : attribute.bytes, NULL});
    lg_xml_open(xml, "ranges", NULL);
    for (size_t i = 0; i < count; i++) {
        add_range(xml, &ranges[i], i, classes.decimals);
    }
    lg_xml_close(xml);
    lg_xml_open(xml, "symbols", NULL);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(number, sizeof(number), "%zu", i);
        lg_qgis_symbol_add(xml, number, &ranges[i].symbol);
    }
    lg_xml_close(xml);
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || attribute.failed;
    lg_text_reset(&attribute);
}

void lg_qgis_disc_add(struct lg_text *text, const struct lg_qgis_view *view)
{
    const struct lg_sheet_column *column = lg_sheet_column(view->sheet, view->layer->column);
    struct lg_qgis_classes classes = {0};
    struct range ranges[RANGES_MAX];
    char missing[LG_QGIS_NUMBER_SIZE];
    char upper[LG_QGIS_NUMBER_SIZE];
    if (column == NULL ||
        lg_qgis_classes_find(view->book, view->sheet, column, &classes, NULL) != LG_OK) {
        text->failed = true;
        return;
    }
    size_t count = list_ranges(view, &classes, ranges);
    if (count > 0) lg_text_add_text(text, "CASE");
    for (size_t i = 0; i < count; i++) {
        lg_text_printf(text, " WHEN coalesce(\"%s\", %s) <= %s THEN %.2f", column->key,
                       lg_qgis_number(missing, classes.missing, 0),
                       lg_qgis_number(upper, ranges[i].upper, classes.decimals),
                       ranges[i].symbol.size_mm / 2);
    }
    lg_text_add_text(text, count > 0 ? " ELSE 0 END" : "0");
}

void lg_qgis_renderer_add(struct lg_xml *xml, const struct lg_qgis_view *view)
{
    const char *key = view->layer == NULL ? NULL : view->layer->column;
    const struct lg_sheet_column *column = key == NULL ? NULL : lg_sheet_column(view->sheet, key);
    if (column == NULL) {
        add_single(xml, view);
    } else if (lg_qgis_is_graduated(view->layer)) {
        add_classes(xml, view, column);
    } else {
        add_codes(xml, view);
    }
}
