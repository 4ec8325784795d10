/*
 * The layout to print: A3 landscape, map, legend, scale, north, date, sources.
 *
 * The texts are expressions of the project's title and variables, so that nothing that came from
 * the data is taken for an expression.
 */
#include "publish/qgis/parts.h"
#include "publish/qgis/symbols.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLACE_SIZE = 64 };

/* Millimetres on the page. */
struct frame {
    double x, y, width, height;
};

static const struct frame page = {0, 0, 420, 297};
static const struct frame title_frame = {12, 9, 330, 14};
static const struct frame date_frame = {328, 12, 80, 10};
static const struct frame map_frame = {12, 26, 310, 246};
static const struct frame legend_frame = {328, 26, 80, 200};
static const struct frame north_frame = {328, 227, 16, 18};
static const struct frame bar_frame = {328, 247, 80, 14};
static const struct frame scale_frame = {328, 262, 80, 10};
static const struct frame source_frame = {12, 275, 396, 14};

/* Items are known by their numbers, so that the same project has the same bytes. */
enum item { PAGE, MAP, TITLE, DATE, LEGEND, NORTH, BAR, SCALE, SOURCE, ITEM_COUNT };

static const struct {
    const char *id, *uuid, *type;
} items[ITEM_COUNT] = {
    [PAGE] = {"page", "{6c67a000-0000-4000-8000-000000000001}", "65638"},
    [MAP] = {"map", "{6c67a000-0000-4000-8000-000000000002}", "65639"},
    [TITLE] = {"title", "{6c67a000-0000-4000-8000-000000000003}", "65641"},
    [DATE] = {"date", "{6c67a000-0000-4000-8000-000000000004}", "65641"},
    [LEGEND] = {"legend", "{6c67a000-0000-4000-8000-000000000005}", "65642"},
    [NORTH] = {"north", "{6c67a000-0000-4000-8000-000000000006}", "65640"},
    [BAR] = {"scalebar", "{6c67a000-0000-4000-8000-000000000007}", "65646"},
    [SCALE] = {"scale", "{6c67a000-0000-4000-8000-000000000008}", "65641"},
    [SOURCE] = {"source", "{6c67a000-0000-4000-8000-000000000009}", "65641"},
};

static void add_item_colour(struct lg_xml *xml, const char *element, const char *grey)
{
    lg_xml_empty(
        xml, element,
        (const char *const[]){"red", grey, "green", grey, "blue", grey, "alpha", "255", NULL});
}

/* Start an item with what all have and its own attributes; both lists end with NULL. */
static void open_item(struct lg_xml *xml, enum item item, const struct frame *frame,
                      const char *const *more)
{
    enum { COMMON = 28, MORE_MAX = 44 };
    char place[PLACE_SIZE];
    char size[PLACE_SIZE];
    char level[PLACE_SIZE];
    struct lg_text text = {0};
    lg_text_printf(&text, "%.2f,%.2f,mm", frame->x, frame->y);
    (void)snprintf(place, sizeof(place), "%s", text.bytes == NULL ? "" : text.bytes);
    lg_text_clear(&text);
    lg_text_printf(&text, "%.2f,%.2f,mm", frame->width, frame->height);
    (void)snprintf(size, sizeof(size), "%s", text.bytes == NULL ? "" : text.bytes);
    (void)snprintf(level, sizeof(level), "%d", (int)item);
    xml->text->failed = xml->text->failed || text.failed;
    lg_text_reset(&text);
    const char *attributes[COMMON + MORE_MAX + 1] = {
        "type",
        items[item].type,
        "id",
        items[item].id,
        "uuid",
        items[item].uuid,
        "templateUuid",
        items[item].uuid,
        "position",
        place,
        "positionOnPage",
        place,
        "size",
        size,
        "referencePoint",
        "0",
        "itemRotation",
        "0",
        "zValue",
        level,
        "visibility",
        "1",
        "opacity",
        "1",
        "frame",
        item == MAP ? "true" : "false",
        "outlineWidthM",
        "0.3,mm",
    };
    size_t count = COMMON;
    for (size_t i = 0; i < MORE_MAX && more[i] != NULL; i++) {
        attributes[count++] = more[i];
    }
    lg_xml_open(xml, "LayoutItem", attributes);
    add_item_colour(xml, "FrameColor", "89");
    add_item_colour(xml, "BackgroundColor", "255");
}

static void add_page(struct lg_xml *xml)
{
    const char *const none[] = {NULL};
    const struct lg_qgis_symbol paper = {LG_QGIS_FILL, "#ffffff", "#ffffff", 0, 0, "circle", 0};
    lg_xml_open(xml, "PageCollection", NULL);
    lg_qgis_symbol_add(xml, "", &paper);
    open_item(xml, PAGE, &page, none);
    lg_qgis_symbol_add(xml, "", &paper);
    lg_xml_close(xml);
    lg_xml_close(xml);
}

/* The next scale that one can say. */
static double round_scale(double scale)
{
    static const double steps[] = {LG_QGIS_SCALE_STEPS};
    double power = pow(10, floor(log10(scale)));
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (steps[i] * power >= scale) return steps[i] * power;
    }
    return 10 * power;
}

/* The box that the map shows: the project's, widened to the shape of its frame and a round scale.
 */
static struct lg_box find_extent(const struct lg_qgis_place *place)
{
    double middle_x = (place->box.x_min + place->box.x_max) / 2;
    double middle_y = (place->box.y_min + place->box.y_max) / 2;
    double unit = fmax((place->box.x_max - place->box.x_min) / map_frame.width,
                       (place->box.y_max - place->box.y_min) / map_frame.height);
    if (place->is_metric) unit = round_scale(unit * 1000) / 1000;
    double half_x = unit * map_frame.width / 2;
    double half_y = unit * map_frame.height / 2;
    return (struct lg_box){middle_x - half_x, middle_y - half_y, middle_x + half_x,
                           middle_y + half_y};
}

static void add_map(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    const struct lg_box box = find_extent(&project->place);
    int decimals = project->place.is_metric ? 4 : 10;
    char west[LG_QGIS_NUMBER_SIZE];
    char south[LG_QGIS_NUMBER_SIZE];
    char east[LG_QGIS_NUMBER_SIZE];
    char north[LG_QGIS_NUMBER_SIZE];
    open_item(xml, MAP, &map_frame,
              (const char *const[]){"background", "true", "followPreset", "false", "keepLayerSet",
                                    "false", "mapRotation", "0", "drawCanvasItems", "true",
                                    "labelMargin", "2,mm", "frameJoinStyle", "miter", NULL});
    lg_xml_empty(xml, "Extent",
                 (const char *const[]){"xmin", lg_qgis_number(west, box.x_min, decimals), "ymin",
                                       lg_qgis_number(south, box.y_min, decimals), "xmax",
                                       lg_qgis_number(east, box.x_max, decimals), "ymax",
                                       lg_qgis_number(north, box.y_max, decimals), NULL});
    lg_xml_empty(xml, "LayerSet", NULL);
    lg_qgis_sheet_map_add(project);
    lg_xml_close(xml);
}

struct line {
    enum item item;
    const struct frame *frame;
    const char *text; /* with expressions between [% and %] */
    const char *font; /* as QFont writes it: family, points, and from the fifth on weight */
    const char *halign, *valign;
    const char *grey;
};

/* Of Qt's alignments: left 1, right 2, top 32, bottom 64, middle 128. */
static void add_line(struct lg_xml *xml, const struct line *line)
{
    open_item(xml, line->item, line->frame,
              (const char *const[]){"background", "false", "labelText", line->text, "htmlState",
                                    "0", "halign", line->halign, "valign", line->valign, "marginX",
                                    "0", "marginY", "0", NULL});
    lg_xml_empty(xml, "LabelFont",
                 (const char *const[]){"description", line->font, "style", "", NULL});
    add_item_colour(xml, "FontColor", line->grey);
    lg_xml_close(xml);
}

static void add_legend_style(struct lg_xml *xml, const char *name, const char *font,
                             const char *margin_mm)
{
    lg_xml_open(xml, "style",
                (const char *const[]){"name", name, "alignment", "1", "indent", "0", "marginTop",
                                      margin_mm, "marginBottom",
                                      strcmp(name, "title") == 0 ? "3" : "0", "marginLeft",
                                      strcmp(name, "symbolLabel") == 0 ? "2" : "0", NULL});
    lg_xml_empty(xml, "styleFont", (const char *const[]){"description", font, "style", "", NULL});
    lg_xml_close(xml);
}

/* It has what the map shows, whichever theme that is. */
static void add_legend(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    open_item(xml, LEGEND, &legend_frame,
              (const char *const[]){"background",
                                    "false",
                                    "title",
                                    lg_qgis_say(project, "qgis.layout", "legend"),
                                    "titleAlignment",
                                    "1",
                                    "legendFilterByMap",
                                    "1",
                                    "map_uuid",
                                    items[MAP].uuid,
                                    "resizeToContents",
                                    "1",
                                    "columnCount",
                                    "1",
                                    "symbolWidth",
                                    "7",
                                    "symbolHeight",
                                    "5",
                                    "boxSpace",
                                    "0",
                                    "columnSpace",
                                    "2",
                                    "wrapChar",
                                    "",
                                    "lineSpacing",
                                    "1",
                                    "symbolAlignment",
                                    "1",
                                    "fontColor",
                                    "#1a1a1a",
                                    NULL});
    lg_xml_open(xml, "styles", NULL);
    add_legend_style(xml, "title", LG_QGIS_FONT ",14,-1,5,50,0,0,0,0,0", "0");
    add_legend_style(xml, "group", LG_QGIS_FONT ",11,-1,5,50,0,0,0,0,0", "3");
    add_legend_style(xml, "subgroup", LG_QGIS_FONT ",11,-1,5,50,0,0,0,0,0", "4");
    add_legend_style(xml, "symbol", LG_QGIS_FONT ",9,-1,5,50,0,0,0,0,0", "1.6");
    add_legend_style(xml, "symbolLabel", LG_QGIS_FONT ",9,-1,5,50,0,0,0,0,0", "1.6");
    lg_xml_close(xml);
    lg_xml_close(xml);
}

/* The arrow comes with QGIS, which finds it by this name wherever it is installed. */
static void add_north(struct lg_xml *xml)
{
    open_item(xml, NORTH, &north_frame,
              (const char *const[]){"background",
                                    "false",
                                    "file",
                                    "arrows/NorthArrow_02.svg",
                                    "mode",
                                    "2",
                                    "resizeMode",
                                    "0",
                                    "anchorPoint",
                                    "4",
                                    "mapUuid",
                                    items[MAP].uuid,
                                    "northMode",
                                    "0",
                                    "northOffset",
                                    "0",
                                    "pictureRotation",
                                    "0",
                                    "svgFillColor",
                                    "26,26,26,255",
                                    "svgBorderColor",
                                    "26,26,26,255",
                                    "svgBorderWidth",
                                    "0.2",
                                    NULL});
    lg_xml_close(xml);
}

/*
 * Metres below some kilometres across, as one would say it. QGIS takes the longest segment of one
 * digit when one fits: the least width is not more than half of the most.
 */
static void add_bar(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    const struct lg_box *box = &project->place.box;
    bool is_small = project->place.is_metric && box->x_max - box->x_min < 6000;
    open_item(xml, BAR, &bar_frame,
              (const char *const[]){"background",
                                    "false",
                                    "mapUuid",
                                    items[MAP].uuid,
                                    "style",
                                    "Single Box",
                                    "unitType",
                                    is_small ? "meters" : "km",
                                    "unitLabel",
                                    lg_qgis_say(project, "qgis.layout", is_small ? "m" : "km"),
                                    "numMapUnitsPerScaleBarUnit",
                                    "1",
                                    "segmentSizeMode",
                                    "1",
                                    "minBarWidth",
                                    "29",
                                    "maxBarWidth",
                                    "60",
                                    "numSegments",
                                    "2",
                                    "numSegmentsLeft",
                                    "0",
                                    "numUnitsPerSegment",
                                    "1",
                                    "height",
                                    "2",
                                    "labelBarSpace",
                                    "1.5",
                                    "boxContentSpace",
                                    "0",
                                    "alignment",
                                    "0",
                                    "outlineWidth",
                                    "0.2",
                                    NULL});
    lg_xml_open(xml, "text-style",
                (const char *const[]){"fontFamily", LG_QGIS_FONT, "fontSize", "9", "fontSizeUnit",
                                      "Point", "textColor", "26,26,26,255", NULL});
    lg_xml_close(xml);
    add_item_colour(xml, "strokeColor", "26");
    add_item_colour(xml, "fillColor", "26");
    add_item_colour(xml, "fillColor2", "255");
    lg_xml_close(xml);
}

/* The scale of a map in degrees, which differs from place to place, has two digits. */
#define MAP_SCALE "map_get(item_variables('map'), 'map_scale')"
static const char metric_scale[] = "[% '1 : ' || format_number(" MAP_SCALE ", 0) %]";
static const char any_scale[] =
    "[% if(map_get(item_variables('map'), 'map_crs') = @project_crs, "
    "'≈ 1 : ' || format_number(round(" MAP_SCALE ", 1 - floor(log10(" MAP_SCALE "))), 0), "
    "'1 : ' || format_number(" MAP_SCALE ", 0)) %]";

/* A bold letter is three wide, what is not ASCII five, the frame 190. */
#define WIDTH_OF(TEXT) "3 * length(" TEXT ") + 2 * length(regexp_replace(" TEXT ", '[ -~]', ''))"

/*
 * One line, so long that it fits with the theme behind it: names have ends of lines in them and may
 * be of any length.
 */
static void add_title(const struct lg_qgis_project *project, struct lg_text *text)
{
    lg_text_add_text(text, "[% with_variable('theme', coalesce(' · ' || nullif(");
    lg_qgis_shown_themes_add(project, text);
    lg_text_add_text(text,
                     ", ''), ''), with_variable('title', trim(regexp_replace(if(" LG_QGIS_IS_SHEET
                     ", @atlas_pagename, @project_title), '\\\\s+', ' ')), ");
    lg_text_add_text(text, "with_variable('room', max(60, 185 - (" WIDTH_OF("@theme") ")), ");
    lg_text_add_text(text, "with_variable('width', " WIDTH_OF("@title") ", if(@width > @room, ");
    lg_text_add_text(text, "left(@title, floor((@room - 5.0) * length(@title) / @width)) || '…', "
                           "@title) || @theme)))) %]");
}

void lg_qgis_layout_add(struct lg_qgis_project *project)
{
    struct lg_xml *xml = &project->xml;
    struct lg_text source = {0};
    struct lg_text title = {0};
    add_title(project, &title);
    /* A sheet has the name of its park on top, and the project's with the sources. */
    lg_text_printf(&source,
                   "[%% if(" LG_QGIS_IS_SHEET ", @project_title || ' · ', '') || %s || '\n' || "
                   "@landgauge_source %%]",
                   lg_qgis_sheet_system);
    const struct line lines[] = {
        {TITLE, &title_frame, title.bytes == NULL ? "" : title.bytes,
         LG_QGIS_FONT ",24,-1,5,75,0,0,0,0,0", "1", "128", "26"},
        {DATE, &date_frame, "[% @landgauge_as_of %]", LG_QGIS_FONT ",11,-1,5,50,0,0,0,0,0", "2",
         "128", "64"},
        {SCALE, &scale_frame, project->place.is_metric ? metric_scale : any_scale,
         LG_QGIS_FONT ",10,-1,5,50,0,0,0,0,0", "1", "32", "26"},
        {SOURCE, &source_frame, source.bytes == NULL ? "" : source.bytes,
         LG_QGIS_FONT ",8,-1,5,50,0,0,0,0,0", "1", "32", "64"},
    };
    lg_xml_open(xml, "Layout",
                (const char *const[]){"name", lg_qgis_say(project, "qgis.layout", "name"), "units",
                                      "mm", "printResolution", "300", NULL});
    add_page(xml);
    add_map(project);
    add_legend(project);
    add_north(xml);
    add_bar(project);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        add_line(xml, &lines[i]);
    }
    lg_qgis_sheets_add(project);
    lg_xml_close(xml);
    xml->text->failed = xml->text->failed || source.failed || title.failed;
    lg_text_reset(&source);
    lg_text_reset(&title);
}
