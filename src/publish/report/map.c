#include "publish/report/map.h"

#include "publish/report/map_idle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    PASSPORT_WIDTH = 800,
    PASSPORT_COUNT_MAX = 400, /* more parcels than that are not told apart in a passport */
    PARK_WIDTH = 2400,
    CROWDED_WIDTH = 1600,         /* of a park with many parcels */
    CROWDED_COUNT = 600,          /* parcels */
    PARCEL_LINE_COUNT_MAX = 3000, /* more parcels than that would be all lines */
    HINT_COUNT_MAX = 2000,
    REGION_HINT_COUNT_MAX = 400,
    DOT_EXTENT_PARTS = 10, /* smaller parks are dots */
    NAME_SIZE = 16,
    /* The page of a single park stays below 3 MB, whatever is in it. */
    BYTES_MAX = 1300000,
    PASSPORT_BYTES_MAX = 400000,
    REGION_BYTES_MAX = 800000,
};

/* Of a park of which no more is shown. */
#define PARK_FILL "#eef2e6"

static struct lg_map_size size_of(int width)
{
    return (struct lg_map_size){.width = width,
                                .height_min = width * 45 / 100,
                                .height_max = width * 85 / 100,
                                .margin = width * 3 / 100,
                                .foot = width * 3 / 100,
                                .bytes_max =
                                    width == PASSPORT_WIDTH ? PASSPORT_BYTES_MAX : BYTES_MAX};
}

/* ---- outlines ---- */

static void add_outline_look(struct lg_text *text, bool is_candidate)
{
    lg_text_add_text(text, " stroke=\"#1a1a1a\" stroke-width=\"1.8\"");
    if (is_candidate) lg_text_add_text(text, " stroke-dasharray=\"9 5\"");
}

static void add_outline_legend(struct lg_map_figure *figure, bool is_candidate)
{
    lg_map_open_sign(figure);
    lg_text_add_text(&figure->legend, "<rect width=\"100%\" height=\"100%\" fill=\"none\"");
    add_outline_look(&figure->legend, is_candidate);
    lg_text_add_text(&figure->legend, "/>");
    lg_map_close_sign(
        figure, lg_label(figure->maps->language, is_candidate ? "map.candidate" : "map.outline"));
}

/* @return whether anything is left of it */
static bool add_outline(struct lg_map_figure *figure, size_t park, const char *fill)
{
    struct lg_report_maps *maps = figure->maps;
    struct lg_map_path path = {0};
    if (!lg_map_box_is_some(&maps->parks[park].box)) return false;
    struct lg_row_shape place = lg_map_shape_at(maps, maps->park_sheet, park);
    bool is_seen = lg_map_path_add(&path, &figure->frame, place.shapes, place.shape);
    if (is_seen) {
        lg_text_printf(figure->html, "<path class=\"map-outline\" fill=\"%s\"", fill);
        add_outline_look(figure->html, maps->parks[park].is_candidate);
        lg_text_printf(figure->html, " d=\"%s\"><title>", path.d.bytes);
        lg_html_add(figure->html, maps->parks[park].name);
        lg_text_add_text(figure->html, "</title></path>\n");
    }
    figure->html->failed = figure->html->failed || path.d.failed;
    lg_map_path_reset(&path);
    return is_seen;
}

/* ---- land states ---- */

/* A path for each colour, in the order of the palette; the last one is of what is not known. */
static void collect_states(struct lg_map_figure *figure, size_t park, struct lg_map_path *paths,
                           size_t *vanished_count)
{
    struct lg_report_maps *maps = figure->maps;
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_REGISTER];
    size_t count = 0;
    const size_t *rows = lg_map_rows_of(maps, LG_MAP_REGISTER, park, &count);
    for (size_t i = 0; i < count; i++) {
        if (!lg_map_row_is_in(maps, layer, rows[i], park)) continue;
        if (!lg_map_box_is_some(&layer->boxes[rows[i]])) continue;
        struct lg_row_shape place = lg_map_shape_at(maps, layer->sheet, rows[i]);
        size_t at = lg_map_class_of(LG_COLOUR_LAND_STATE, lg_map_text_at(maps, "land_state"));
        if (!lg_map_path_add(&paths[at], &figure->frame, place.shapes, place.shape)) {
            (*vanished_count)++;
        }
    }
}

static void write_state(struct lg_map_figure *figure, const struct lg_map_path *path,
                        size_t class_at)
{
    enum lg_language language = figure->maps->language;
    const char *name = lg_label_value(language, "land_state", lg_map_class_code(class_at));
    lg_text_printf(figure->html, "<path fill=\"%s\" d=\"", lg_map_class_rgb(class_at));
    lg_text_add(figure->html, path->d.bytes, path->d.size);
    lg_text_add_text(figure->html, "\"/>\n");
    lg_map_open_sign(figure);
    lg_text_printf(&figure->legend,
                   "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\" fill-opacity=\".45\"/>",
                   lg_map_class_rgb(class_at));
    lg_map_close_sign(figure, name == NULL ? lg_label(language, "map.unknown") : name);
}

/* Unless they are too many for a small map. @return whether they are drawn */
static bool add_states(struct lg_map_figure *figure, size_t park)
{
    struct lg_map_path paths[LG_MAP_CLASS_MAX] = {{{0}, {0}, 0, NULL}};
    size_t vanished_count = 0;
    size_t count = 0;
    (void)lg_map_rows_of(figure->maps, LG_MAP_REGISTER, park, &count);
    if (figure->frame.width == PASSPORT_WIDTH && count > PASSPORT_COUNT_MAX) return false;
    collect_states(figure, park, paths, &vanished_count);
    lg_text_printf(figure->html,
                   "<g class=\"map-land\" fill-opacity=\".45\" stroke=\"#fff\" "
                   "stroke-width=\"%s\">\n",
                   count > PARCEL_LINE_COUNT_MAX ? "0" : ".7");
    for (size_t at = 0; at <= lg_colour_count; at++) {
        if (paths[at].d.size > 0) write_state(figure, &paths[at], at);
        figure->html->failed = figure->html->failed || paths[at].d.failed;
        lg_map_path_reset(&paths[at]);
    }
    lg_text_add_text(figure->html, "</g>\n");
    lg_map_note_count(figure, "map.vanished", vanished_count);
    return true;
}

/* ---- a park ---- */

/* The park's outline; without one, what lies in it. */
static struct lg_box box_of_park(struct lg_report_maps *maps, size_t park)
{
    struct lg_box box = maps->parks[park].box;
    if (lg_map_box_is_some(&box)) return box;
    size_t count = 0;
    const size_t *rows = lg_map_rows_of(maps, LG_MAP_REGISTER, park, &count);
    for (size_t i = 0; i < count; i++) {
        lg_map_box_add(&box, &maps->layers[LG_MAP_REGISTER].boxes[rows[i]]);
    }
    return box;
}

/* @return false when memory is out */
static bool list_idle_of_park(struct lg_report_maps *maps, size_t park, struct lg_map_idle *idle)
{
    size_t count = 0;
    const size_t *rows = lg_map_rows_of(maps, LG_MAP_IDLE, park, &count);
    idle->rows = calloc(count + 1, sizeof(*idle->rows));
    if (idle->rows == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        if (!lg_map_row_is_in(maps, &maps->layers[LG_MAP_IDLE], rows[i], park)) continue;
        idle->rows[idle->count++] = rows[i];
    }
    return count == 0 || lg_map_idle_read(maps, idle);
}

static void draw_park(struct lg_report_maps *maps, struct lg_text *html, size_t park,
                      const struct lg_map_intro *intro, const struct lg_map_idle *idle,
                      const struct lg_map_size *size)
{
    struct lg_box box = box_of_park(maps, park);
    struct lg_map_figure figure = {.maps = maps, .html = html};
    if (!lg_map_idle_begin(&figure, &box, size, intro, idle)) return;
    bool has_states = add_states(&figure, park);
    if (add_outline(&figure, park, has_states ? "none" : PARK_FILL)) {
        add_outline_legend(&figure, maps->parks[park].is_candidate);
    }
    lg_map_idle_add(&figure, idle);
    if (size->width != PASSPORT_WIDTH) lg_map_add_sites(&figure, park);
    lg_map_figure_end(&figure, intro);
}

static void add_park(struct lg_report_maps *maps, struct lg_text *html, size_t park,
                     const char *css_class, int width)
{
    const struct lg_label_part parts[] = {{"PARK", maps->parks[park].name}, {NULL, NULL}};
    const struct lg_map_intro intro = {css_class, "map.park", parts};
    struct lg_map_idle idle = {.hint_count_max = width == PASSPORT_WIDTH ? 0 : HINT_COUNT_MAX,
                               .is_ranked = width != PASSPORT_WIDTH};
    struct lg_map_size size = size_of(width);
    size_t start = html->size;
    if (!list_idle_of_park(maps, park, &idle)) html->failed = true;
    bool again = !html->failed;
    while (again) {
        draw_park(maps, html, park, &intro, &idle, &size);
        again = lg_map_is_too_large(maps, html, start, &size);
    }
    lg_map_idle_reset(&idle);
}

void lg_report_maps_add_park(struct lg_report_maps *maps, struct lg_text *html, size_t park_row)
{
    assert(park_row < maps->park_count);

    size_t count = 0;
    (void)lg_map_rows_of(maps, LG_MAP_REGISTER, park_row, &count);
    add_park(maps, html, park_row, "map-park", count > CROWDED_COUNT ? CROWDED_WIDTH : PARK_WIDTH);
}

void lg_report_maps_add_passport(struct lg_report_maps *maps, struct lg_text *html, size_t park_row)
{
    assert(park_row < maps->park_count);

    add_park(maps, html, park_row, "map-passport", PASSPORT_WIDTH);
}

/* ---- the region ---- */

static bool is_dot(const struct lg_map_figure *figure, size_t park)
{
    const struct lg_box *box = &figure->maps->parks[park].box;
    struct lg_map_point low = lg_map_frame_place(&figure->frame, box->x_min, box->y_min);
    struct lg_map_point high = lg_map_frame_place(&figure->frame, box->x_max, box->y_max);
    int extent = lg_map_part(figure, DOT_EXTENT_PARTS);
    return high.x - low.x < extent && low.y - high.y < extent;
}

/* A full dot; of a proposed park a ring. */
static void add_dot_look(struct lg_text *text, struct lg_map_point at, bool is_candidate)
{
    for (int i = 0; i < (is_candidate ? 2 : 1); i++) {
        lg_text_printf(text,
                       "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" "
                       "stroke-linecap=\"round\" d=\"m%d %dh0\"/>",
                       i == 0 ? "#1a1a1a" : "#fff", i == 0 ? 11 : 7, at.x, at.y);
    }
}

static void add_park_dot(struct lg_map_figure *figure, size_t park)
{
    const struct lg_map_park *own = &figure->maps->parks[park];
    lg_text_add_text(figure->html, "<g class=\"map-dot\"><title>");
    lg_html_add(figure->html, own->name);
    lg_text_add_text(figure->html, "</title>");
    add_dot_look(figure->html, lg_map_middle(&figure->frame, &own->box), own->is_candidate);
    lg_text_add_text(figure->html, "</g>\n");
}

static void add_dot_legend(struct lg_map_figure *figure, bool is_candidate)
{
    const struct lg_map_point middle = {lg_map_part(figure, 12), lg_map_part(figure, 8)};
    lg_map_open_sign(figure);
    add_dot_look(&figure->legend, middle, is_candidate);
    lg_map_close_sign(figure, lg_label(figure->maps->language,
                                       is_candidate ? "map.candidate_dot" : "map.park_dot"));
}

static void add_parks(struct lg_map_figure *figure)
{
    struct lg_report_maps *maps = figure->maps;
    size_t outline_count[2] = {0};
    size_t dot_count[2] = {0};
    size_t missing_count = 0;
    for (size_t i = 0; i < maps->park_count; i++) {
        size_t kind = maps->parks[i].is_candidate ? 1 : 0;
        if (!lg_map_box_is_some(&maps->parks[i].box)) {
            missing_count++;
        } else if (is_dot(figure, i)) {
            add_park_dot(figure, i);
            dot_count[kind]++;
        } else if (add_outline(figure, i, PARK_FILL)) {
            outline_count[kind]++;
        }
    }
    for (size_t kind = 0; kind < 2; kind++) {
        if (outline_count[kind] > 0) add_outline_legend(figure, kind == 1);
        if (dot_count[kind] > 0) add_dot_legend(figure, kind == 1);
    }
    lg_map_note_count(figure, "map.park_dots", dot_count[0] + dot_count[1]);
    lg_map_note_count(figure, "map.parks_missing", missing_count);
}

/* Beside a dot; around a park that its name would cover, so that what is idle in it stays seen. */
static int name_gap(const struct lg_map_figure *figure, size_t park)
{
    const struct lg_map_park *own = &figure->maps->parks[park];
    struct lg_map_point low = lg_map_frame_place(&figure->frame, own->box.x_min, own->box.y_min);
    struct lg_map_point high = lg_map_frame_place(&figure->frame, own->box.x_max, own->box.y_max);
    if (is_dot(figure, park)) return lg_map_part(figure, 8);
    int width = lg_map_text_width(own->name, lg_map_part(figure, NAME_SIZE));
    if (width < high.x - low.x) return LG_MAP_ON_POINT;
    int extent = high.x - low.x > low.y - high.y ? high.x - low.x : low.y - high.y;
    return extent / 2 + lg_map_part(figure, 4);
}

static void add_park_names(struct lg_map_figure *figure)
{
    const struct lg_report_maps *maps = figure->maps;
    for (size_t i = 0; i < maps->park_count; i++) {
        const struct lg_map_park *park = &maps->parks[i];
        if (park->group != i || !lg_map_box_is_some(&park->box)) continue;
        lg_map_add_label(figure, lg_map_middle(&figure->frame, &park->box), name_gap(figure, i),
                         lg_map_part(figure, NAME_SIZE), park->name);
    }
    lg_map_note_count(figure, "map.names_left_out", figure->labels.left_out);
}

/*
 * Each hectare once, as the sums over all parks have it: what lies in a park within another one is
 * among the other one's rows, too.
 *
 * @param left_out  out: rows that are not there for that
 * @return false when memory is out
 */
static bool list_idle_of_region(struct lg_report_maps *maps, struct lg_map_idle *idle,
                                size_t *left_out)
{
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_IDLE];
    if (layer->sheet == NULL) return true;
    idle->rows = calloc(layer->sheet->row_count + 1, sizeof(*idle->rows));
    bool *is_left_out = calloc(layer->sheet->row_count + 1, sizeof(*is_left_out));
    bool has_room = idle->rows != NULL && is_left_out != NULL;
    for (size_t park = 0; has_room && park < maps->park_count; park++) {
        if (maps->parks[park].is_counted) continue;
        for (size_t i = layer->start[park]; i < layer->start[park + 1]; i++) {
            is_left_out[layer->rows[i]] = true;
        }
    }
    for (size_t row = 0; has_room && row < layer->sheet->row_count; row++) {
        if (is_left_out[row]) {
            ++*left_out;
        } else {
            idle->rows[idle->count++] = row;
        }
    }
    free(is_left_out);
    return has_room && lg_map_idle_read(maps, idle);
}

static void draw_region(struct lg_report_maps *maps, struct lg_text *html,
                        const struct lg_map_intro *intro, const struct lg_map_idle *idle,
                        const struct lg_map_size *size, size_t left_out)
{
    struct lg_box box = lg_map_box_none();
    for (size_t i = 0; i < maps->park_count; i++) {
        lg_map_box_add(&box, &maps->parks[i].box);
    }
    struct lg_map_figure figure = {.maps = maps, .html = html};
    if (!lg_map_idle_begin(&figure, &box, size, intro, idle)) return;
    add_parks(&figure);
    lg_map_idle_add(&figure, idle);
    add_park_names(&figure);
    lg_map_note_count(&figure, "map.not_counted", left_out);
    lg_map_figure_end(&figure, intro);
}

void lg_report_maps_add_region(struct lg_report_maps *maps, struct lg_text *html)
{
    const struct lg_label_part parts[] = {{NULL, NULL}};
    const struct lg_map_intro intro = {"map-region", "map.region", parts};
    if (maps->park_sheet == NULL) return;

    size_t left_out = 0;
    struct lg_map_idle idle = {.hint_count_max = REGION_HINT_COUNT_MAX};
    struct lg_map_size size = size_of(CROWDED_WIDTH);
    size.bytes_max = REGION_BYTES_MAX;
    size_t start = html->size;
    if (!list_idle_of_region(maps, &idle, &left_out)) html->failed = true;
    bool again = !html->failed;
    while (again) {
        draw_region(maps, html, &intro, &idle, &size, left_out);
        again = lg_map_is_too_large(maps, html, start, &size);
    }
    lg_map_idle_reset(&idle);
}
