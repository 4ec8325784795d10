#include "publish/report/map_figure.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { WIDTH_PARTS = 800, SCALE_BAR_SHARE = 4, METRES_PER_KM = 1000, PLAINNESS_MAX = 8 };

int lg_map_part(const struct lg_map_figure *figure, int parts)
{
    return parts * figure->frame.width / WIDTH_PARTS;
}

void lg_map_add_ha(struct lg_text *text, double area_ha)
{
    lg_text_add_fixed(text, area_ha, area_ha < 0.01 ? 4 : 2);
}

void lg_map_text_used(struct lg_text *part, struct lg_text *whole)
{
    whole->failed = whole->failed || part->failed;
    lg_text_reset(part);
}

/* ---- begin ---- */

static void add_title(struct lg_report_maps *maps, struct lg_text *html,
                      const struct lg_map_intro *intro)
{
    lg_html_add_label(html, maps->language, intro->title_id, intro->parts);
}

/* For the script: the drawing's height and width in metres, and the words of its buttons. */
static void add_data(const struct lg_map_figure *figure)
{
    static const char *const words[][2] = {
        {"in", "map.zoom_in"}, {"out", "map.zoom_out"}, {"all", "map.zoom_all"}, {"go", "map.go"}};
    lg_text_add_text(figure->html, " data-bounds=\"");
    lg_text_add_fixed(figure->html, figure->frame.height * figure->frame.m_per_unit, 2);
    lg_text_add_char(figure->html, ' ');
    lg_text_add_fixed(figure->html, figure->frame.width * figure->frame.m_per_unit, 2);
    lg_text_add_char(figure->html, '"');
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        lg_text_printf(figure->html, " data-%s=\"", words[i][0]);
        lg_html_add(figure->html, lg_label(figure->maps->language, words[i][1]));
        lg_text_add_char(figure->html, '"');
    }
}

/* Where the scale bar and the north arrow will be. */
static void keep_corners_free(struct lg_map_figure *figure)
{
    const struct lg_map_frame *frame = &figure->frame;
    int bar = frame->width / SCALE_BAR_SHARE + lg_map_part(figure, 24);
    lg_map_labels_take(
        &figure->labels,
        (struct lg_map_rectangle){0, frame->height - lg_map_part(figure, 48), bar, frame->height});
    lg_map_labels_take(&figure->labels,
                       (struct lg_map_rectangle){frame->width - lg_map_part(figure, 44), 0,
                                                 frame->width, lg_map_part(figure, 64)});
}

void lg_map_figure_begin(struct lg_map_figure *figure, const struct lg_map_intro *intro)
{
    struct lg_text *html = figure->html;
    const struct lg_map_frame *frame = &figure->frame;
    figure->id = ++figure->maps->drawing_count;
    figure->labels = (struct lg_map_labels){.width = frame->width, .height = frame->height};
    keep_corners_free(figure);

    lg_text_printf(html, "<figure class=\"map %s\"", intro->css_class);
    add_data(figure);
    lg_text_printf(html, ">\n<svg class=\"map-drawing\" viewBox=\"0 0 %d %d\" role=\"img\"",
                   frame->width, frame->height);
    lg_text_add_text(html, " aria-label=\"");
    add_title(figure->maps, html, intro);
    lg_text_add_text(html, "\">\n<title>");
    add_title(figure->maps, html, intro);
    lg_text_add_text(html, "</title>\n");
}

/* ---- classes and their patterns ---- */

size_t lg_map_class_of(enum lg_colour_kind kind, const char *code)
{
    assert(lg_colour_count < LG_MAP_CLASS_MAX);
    for (size_t length = code == NULL ? 0 : strlen(code); length > 0; length--) {
        for (size_t i = 0; i < lg_colour_count; i++) {
            const char *own = lg_colours[i].code;
            if (lg_colours[i].kind == kind && strlen(own) == length &&
                memcmp(own, code, length) == 0) {
                return i;
            }
        }
        if (kind != LG_COLOUR_LAND_STATE) break;
    }
    return lg_colour_count;
}

const char *lg_map_class_code(size_t class_at)
{
    return class_at < lg_colour_count ? lg_colours[class_at].code : NULL;
}

const char *lg_map_class_rgb(size_t class_at)
{
    if (class_at == lg_colour_count) return lg_colour(LG_COLOUR_IDLE_STATUS, NULL);
    return lg_colours[class_at].rgb;
}

/* Lines in a square of 12 by 12; what has none here has none on the map. */
static const char *lines_of(const char *code)
{
    static const char *const lines[][2] = {
        {"IDLE2", "M0 12L12 0M-2 2L2-2M10 14L14 10M0 0L12 12M-2 10L2 14M10-2L14 2"},
        {"IDLE1", "M0 12L12 0M-2 2L2-2M10 14L14 10"},
        {"IDLE_S", "M0 0L12 12M-2 10L2 14M10-2L14 2"},
        {"LATE", "M6 0V12"},
        {"SUSPENDED", "M0 6H12"},
        {"LATE_FIN", "M6 0V12M0 6H12"},
        {"WAIT", "M5 5h2v2h-2z"},
        {"UNKNOWN", "M2 2h2v2h-2zM8 8h2v2h-2z"},
    };
    for (size_t i = 0; code != NULL && i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (strcmp(lines[i][0], code) == 0) return lines[i][1];
    }
    return "";
}

void lg_map_add_patterns(struct lg_map_figure *figure, const struct lg_map_class *classes)
{
    struct lg_text *html = figure->html;
    lg_text_add_text(html, "<defs>\n");
    for (size_t i = 0; i <= lg_colour_count; i++) {
        if (classes[i].count == 0) continue;
        lg_text_printf(html,
                       "<pattern id=\"map%zu-%zu\" width=\"12\" height=\"12\" "
                       "patternUnits=\"userSpaceOnUse\" patternTransform=\"scale(%d)\">"
                       "<rect width=\"12\" height=\"12\" fill=\"%s\"/>",
                       figure->id, i, lg_map_part(figure, 1), lg_map_class_rgb(i));
        const char *lines = lines_of(lg_map_class_code(i));
        if (lines[0] != '\0') {
            lg_text_printf(html,
                           "<path d=\"%s\" fill=\"none\" stroke=\"#000\" stroke-opacity=\".6\" "
                           "stroke-width=\"1.5\"/>",
                           lines);
        }
        lg_text_printf(html,
                       "</pattern>\n<pattern id=\"sign%zu-%zu\" href=\"#map%zu-%zu\" "
                       "patternTransform=\"scale(%d)\"/>\n",
                       figure->id, i, figure->id, i, lg_map_part(figure, 1));
    }
    lg_text_add_text(html, "</defs>\n");
}

void lg_map_add_pattern_fill(const struct lg_map_figure *figure, size_t class_at)
{
    lg_text_printf(figure->html, " fill=\"url(#map%zu-%zu)\"", figure->id, class_at);
}

/* ---- names, legend, notes ---- */

/* @param named  the point that keeps its distance while the script zooms; NULL: none does */
static void add_text(struct lg_map_figure *figure, struct lg_map_point at, int size,
                     const struct lg_map_point *named, const char *text)
{
    lg_text_add_text(figure->html, "<text");
    if (named != NULL) {
        lg_text_printf(figure->html, " class=\"map-name\" data-at=\"%d %d\"", named->x, named->y);
    }
    lg_text_printf(figure->html,
                   " x=\"%d\" y=\"%d\" font-size=\"%d\" "
                   "text-anchor=\"middle\" fill=\"#1a1a1a\" stroke=\"#fff\" stroke-width=\"%d\" "
                   "stroke-linejoin=\"round\" paint-order=\"stroke\">",
                   at.x, at.y + size * 35 / 100, size, size / 5 + 1);
    lg_html_add(figure->html, text);
    lg_text_add_text(figure->html, "</text>\n");
}

void lg_map_add_label(struct lg_map_figure *figure, struct lg_map_point point, int gap, int size,
                      const char *text)
{
    struct lg_map_point middle;
    if (text[0] == '\0') return;
    int width = lg_map_text_width(text, size);
    if (lg_map_labels_place(&figure->labels, point, gap, width, size * 5 / 4, &middle)) {
        add_text(figure, middle, size, &point, text);
    }
}

void lg_map_open_sign(struct lg_map_figure *figure)
{
    lg_text_printf(&figure->legend,
                   "<li><svg class=\"map-sign\" width=\"24\" height=\"16\" viewBox=\"0 0 %d %d\" "
                   "aria-hidden=\"true\">",
                   lg_map_part(figure, 24), lg_map_part(figure, 16));
}

void lg_map_close_sign(struct lg_map_figure *figure, const char *text)
{
    lg_text_add_text(&figure->legend, "</svg>");
    lg_html_add(&figure->legend, text);
    lg_text_add_text(&figure->legend, "</li>\n");
}

void lg_map_note(struct lg_map_figure *figure, const char *id)
{
    if (figure->notes.size > 0) lg_text_add_char(&figure->notes, ' ');
    lg_html_add(&figure->notes, lg_label(figure->maps->language, id));
}

void lg_map_note_count(struct lg_map_figure *figure, const char *id, size_t count)
{
    struct lg_text number = {0};
    if (count == 0) return;
    lg_text_add_int(&number, (int64_t)count);
    const struct lg_label_part parts[] = {{"COUNT", number.bytes}, {NULL, NULL}};
    if (figure->notes.size > 0) lg_text_add_char(&figure->notes, ' ');
    lg_html_add_label(&figure->notes, figure->maps->language, id, parts);
    lg_map_text_used(&number, &figure->notes);
}

/* ---- end ---- */

static void add_scale_bar(struct lg_map_figure *figure)
{
    const struct lg_map_frame *frame = &figure->frame;
    double length_m = lg_map_scale_m(frame->m_per_unit * frame->width / SCALE_BAR_SHARE);
    int length = (int)lround(length_m / frame->m_per_unit);
    int left = lg_map_part(figure, 16);
    int bottom = frame->height - lg_map_part(figure, 14);
    int tick = lg_map_part(figure, 6);
    bool in_km = length_m >= METRES_PER_KM;
    struct lg_text number = {0};
    struct lg_text text = {0};
    lg_text_add_fixed(&number, in_km ? length_m / METRES_PER_KM : length_m, 0);
    const struct lg_label_part parts[] = {{"N", number.bytes}, {NULL, NULL}};
    lg_label_add(&text, figure->maps->language, in_km ? "map.km" : "map.m", parts);

    lg_text_printf(figure->html,
                   "<g class=\"map-scale\">\n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                   "fill=\"#fff\" fill-opacity=\".85\"/>\n",
                   left - tick, bottom - 4 * tick, length + 2 * tick, 5 * tick);
    lg_text_printf(figure->html,
                   "<path d=\"m%d %dv%dh%dv%d\" fill=\"none\" stroke=\"#1a1a1a\" "
                   "stroke-width=\"1.5\"/>\n",
                   left, bottom - tick, tick, length, -tick);
    int size = lg_map_part(figure, 13);
    if (text.bytes != NULL) {
        add_text(figure, (struct lg_map_point){left + length / 2, bottom - size}, size, NULL,
                 text.bytes);
    }
    lg_text_add_text(figure->html, "</g>\n");
    lg_map_text_used(&number, figure->html);
    lg_map_text_used(&text, figure->html);
}

static void add_north_arrow(struct lg_map_figure *figure)
{
    int unit = lg_map_part(figure, 1);
    int x = figure->frame.width - 24 * unit;
    int y = 12 * unit;
    lg_text_printf(figure->html,
                   "<g class=\"map-north\">\n<path d=\"m%d %dl%d %d %d %d %d %dz\" "
                   "fill=\"#1a1a1a\" stroke=\"#fff\" stroke-width=\"1.5\"/>\n",
                   x, y, 9 * unit, 30 * unit, -9 * unit, -8 * unit, -9 * unit, 8 * unit);
    add_text(figure, (struct lg_map_point){x, y + 40 * unit}, 14 * unit, NULL,
             lg_label(figure->maps->language, "map.north"));
    lg_text_add_text(figure->html, "</g>\n");
}

/* How far a vertex may have been moved, so that nobody measures in the drawing. */
static void add_grid_note(struct lg_map_figure *figure)
{
    struct lg_text number = {0};
    /* Two digits say it. */
    double grain_m = figure->frame.m_per_unit * figure->frame.grain;
    double step_m = pow(10, floor(log10(grain_m)) - 1);
    double grid_m = round(grain_m / step_m) * step_m;
    int decimals = grid_m < 10 ? 1 : 0;
    lg_text_add_fixed(&number, grid_m, grid_m < 1 ? 2 : decimals);
    const struct lg_label_part parts[] = {{"M", number.bytes}, {NULL, NULL}};
    lg_html_add_label(figure->html, figure->maps->language, "map.grid", parts);
    lg_map_text_used(&number, figure->html);
}

static void add_notes(struct lg_map_figure *figure)
{
    lg_text_add_text(figure->html, "<span class=\"map-notes\">");
    add_grid_note(figure);
    if (figure->notes.size > 0) {
        lg_text_add_char(figure->html, ' ');
        lg_text_add(figure->html, figure->notes.bytes, figure->notes.size);
    }
    lg_text_add_text(figure->html, "</span>");
}

void lg_map_figure_end(struct lg_map_figure *figure, const struct lg_map_intro *intro)
{
    struct lg_text *html = figure->html;
    add_scale_bar(figure);
    add_north_arrow(figure);
    lg_text_add_text(html, "</svg>\n");
    if (figure->legend.size > 0) {
        lg_text_add_text(html, "<ul class=\"map-legend\" aria-label=\"");
        lg_html_add(html, lg_label(figure->maps->language, "map.legend"));
        lg_text_add_text(html, "\">\n");
        lg_text_add(html, figure->legend.bytes, figure->legend.size);
        lg_text_add_text(html, "</ul>\n");
    }
    lg_text_add_text(html, "<figcaption>");
    add_title(figure->maps, html, intro);
    lg_text_add_char(html, '\n');
    add_notes(figure);
    lg_text_add_text(html, "</figcaption>\n</figure>\n");
    html->failed = html->failed || figure->labels.failed || figure->maps->row.scratch.failed;
    lg_map_text_used(&figure->legend, html);
    lg_map_text_used(&figure->notes, html);
    lg_map_labels_reset(&figure->labels);
}

bool lg_map_is_too_large(struct lg_report_maps *maps, struct lg_text *html, size_t start,
                         struct lg_map_size *size)
{
    if (html->failed || html->size - start <= size->bytes_max) return false;
    if (size->plainness == PLAINNESS_MAX) return false;
    size->plainness++;
    lg_text_cut(html, start);
    maps->drawing_count--;
    return true;
}

void lg_map_figure_empty(struct lg_report_maps *maps, struct lg_text *html,
                         const struct lg_map_intro *intro)
{
    lg_text_printf(html, "<figure class=\"map %s map-empty\">\n<p>", intro->css_class);
    lg_html_add(html, lg_label(maps->language, "map.no_shape"));
    lg_text_add_text(html, "</p>\n<figcaption>");
    add_title(maps, html, intro);
    lg_text_add_text(html, "</figcaption>\n</figure>\n");
}
