/*
 * The map of a field sheet: one suspected parcel among its neighbours, and its corners.
 */
#include "publish/report/map.h"

#include "publish/report/map_idle.h"

#include <assert.h>
#include <stdlib.h>

enum {
    PARCEL_WIDTH = 1600,
    CORNER_COUNT_MAX = 40,
    CORNER_SIZE = 14,
    NEIGHBOUR_SIZE = 12,
    ID_CHARACTERS = 80,
    BYTES_MAX = 100000
};

/* How much of the land around is shown: this part of the parcel's extent at each side. */
static const double around = 0.35;

void lg_report_maps_add_anchor(struct lg_text *html, size_t idle_row)
{
    lg_text_add_text(html, "parcel-");
    lg_text_add_int(html, (int64_t)idle_row);
}

size_t lg_report_maps_corners(const struct lg_report_maps *maps, size_t idle_row,
                              struct lg_report_corner *corners, size_t capacity)
{
    const struct lg_sheet *sheet = maps->layers[LG_MAP_IDLE].sheet;
    struct lg_row row = lg_book_row(maps->book);
    size_t count = 0;
    lg_row_move(&row, sheet, idle_row);
    struct lg_row_shape place = {.shapes = NULL};
    if (sheet->shape != NULL) place = sheet->shape(&row);
    if (place.shapes == NULL) return 0;
    const struct lg_shapes *shapes = place.shapes;
    size_t first_ring = shapes->ring_start[place.shape];
    for (size_t ring = first_ring; ring < shapes->ring_start[place.shape + 1]; ring++) {
        /* The last vertex is the first one again. */
        for (size_t i = shapes->vertex_start[ring]; i + 1 < shapes->vertex_start[ring + 1]; i++) {
            if (count < capacity) {
                corners[count] = (struct lg_report_corner){
                    count + 1, ring - first_ring, lg_round_fixed(shapes->xy[2 * i], place.decimals),
                    lg_round_fixed(shapes->xy[2 * i + 1], place.decimals), place.decimals};
            }
            count++;
        }
    }
    return count;
}

/* Rows of the register that the drawing shows. */
struct neighbours {
    size_t count;
    size_t *rows; /* [count] */
};

/* @return false when memory is out */
static bool find_neighbours(const struct lg_map_figure *figure, size_t park,
                            struct neighbours *found)
{
    const struct lg_map_layer *layer = &figure->maps->layers[LG_MAP_REGISTER];
    const struct lg_box window = lg_map_frame_box(&figure->frame);
    size_t count = 0;
    const size_t *rows = lg_map_rows_of(figure->maps, LG_MAP_REGISTER, park, &count);
    const struct lg_box_hits *hits = NULL;
    if (count == 0) return true;
    if (!lg_map_find_near(figure->maps, park, &window, &hits)) return false;
    found->rows = calloc(hits->count + 1, sizeof(*found->rows));
    if (found->rows == NULL) return false;
    for (size_t i = 0; i < hits->count; i++) {
        size_t row = rows[hits->items[i]];
        if (lg_map_row_is_in(figure->maps, layer, row, park)) found->rows[found->count++] = row;
    }
    return true;
}

static void add_neighbours(struct lg_map_figure *figure, const struct neighbours *found)
{
    struct lg_report_maps *maps = figure->maps;
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_REGISTER];
    struct lg_map_path path = {0};
    for (size_t i = 0; i < found->count; i++) {
        struct lg_row_shape place = lg_map_shape_at(maps, layer->sheet, found->rows[i]);
        (void)lg_map_path_add(&path, &figure->frame, place.shapes, place.shape);
    }
    figure->html->failed = figure->html->failed || path.d.failed;
    if (path.d.size > 0) {
        lg_text_add_text(figure->html, "<path fill=\"#ededed\" stroke=\"#808080\" d=\"");
        lg_text_add(figure->html, path.d.bytes, path.d.size);
        lg_text_add_text(figure->html, "\"/>\n");
        lg_map_open_sign(figure);
        lg_text_add_text(&figure->legend, "<rect width=\"100%\" height=\"100%\" fill=\"#ededed\" "
                                          "stroke=\"#808080\" stroke-width=\"2\"/>");
        lg_map_close_sign(figure, lg_label(maps->language, "map.neighbour"));
    }
    lg_map_path_reset(&path);
}

/* The numbers of the neighbours, where there is room; the parcel's own stands in the caption. */
static void add_neighbour_names(struct lg_map_figure *figure, const struct neighbours *found,
                                size_t idle_row)
{
    struct lg_report_maps *maps = figure->maps;
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_REGISTER];
    const struct lg_map_frame *frame = &figure->frame;
    const struct lg_box *own = &maps->layers[LG_MAP_IDLE].boxes[idle_row];
    struct lg_map_point low = lg_map_frame_place(frame, own->x_min, own->y_min);
    struct lg_map_point high = lg_map_frame_place(frame, own->x_max, own->y_max);
    lg_map_labels_take(&figure->labels, (struct lg_map_rectangle){low.x, high.y, high.x, low.y});
    for (size_t i = 0; i < found->count; i++) {
        lg_row_move(&maps->row, layer->sheet, found->rows[i]);
        const char *parcel = lg_map_text_at(maps, "parcel_id");
        if (parcel == NULL) continue;
        lg_map_add_label(figure, lg_map_middle(frame, &layer->boxes[found->rows[i]]),
                         LG_MAP_ONLY_ON_POINT, lg_map_part(figure, NEIGHBOUR_SIZE), parcel);
    }
}

static void add_corners(struct lg_map_figure *figure, size_t idle_row)
{
    struct lg_report_corner corners[CORNER_COUNT_MAX];
    size_t count = lg_report_maps_corners(figure->maps, idle_row, corners, CORNER_COUNT_MAX);
    size_t shown = count < CORNER_COUNT_MAX ? count : CORNER_COUNT_MAX;
    size_t left_out = figure->labels.left_out;
    struct lg_map_path dots = {0};
    for (size_t i = 0; i < shown; i++) {
        lg_map_path_add_dot(
            &dots, lg_map_frame_place(&figure->frame, corners[i].lon_deg, corners[i].lat_deg));
    }
    if (dots.d.size > 0 && !dots.d.failed) {
        lg_text_printf(figure->html,
                       "<path fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"6\" "
                       "stroke-linecap=\"round\" d=\"%s\"/>\n",
                       dots.d.bytes);
    }
    figure->html->failed = figure->html->failed || dots.d.failed;
    lg_map_path_reset(&dots);
    for (size_t i = 0; i < shown; i++) {
        struct lg_text text = {0};
        lg_text_printf(&text, "J%zu", corners[i].number);
        if (text.bytes != NULL) {
            lg_map_add_label(
                figure, lg_map_frame_place(&figure->frame, corners[i].lon_deg, corners[i].lat_deg),
                lg_map_part(figure, 6), lg_map_part(figure, CORNER_SIZE), text.bytes);
        }
        lg_map_text_used(&text, figure->html);
    }
    lg_map_note_count(figure, "map.corners_left_out",
                      count - shown + figure->labels.left_out - left_out);
}

static struct lg_box widen(struct lg_box box)
{
    double lon_deg = (box.x_max - box.x_min) * around;
    double lat_deg = (box.y_max - box.y_min) * around;
    return (struct lg_box){box.x_min - lon_deg, box.y_min - lat_deg, box.x_max + lon_deg,
                           box.y_max + lat_deg};
}

static size_t find_park(struct lg_report_maps *maps, size_t idle_row)
{
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_IDLE];
    for (size_t park = 0; park < maps->park_count; park++) {
        if (layer->start[park] == layer->start[park + 1]) continue;
        size_t first = layer->start[park];
        size_t end = layer->start[park + 1];
        while (first < end) {
            size_t middle = first + (end - first) / 2;
            if (layer->rows[middle] == idle_row) return park;
            if (layer->rows[middle] < idle_row) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
    }
    return LG_NO_ROW;
}

static void draw_parcel(struct lg_report_maps *maps, struct lg_text *html,
                        const struct lg_map_intro *intro, const struct lg_map_idle *idle,
                        const struct lg_map_size *size)
{
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_IDLE];
    struct lg_box box = widen(layer->boxes[idle->rows[0]]);
    struct lg_map_figure figure = {.maps = maps, .html = html};
    if (!lg_map_idle_begin(&figure, &box, size, intro, idle)) return;
    struct neighbours found = {0, NULL};
    size_t park = find_park(maps, idle->rows[0]);
    if (park != LG_NO_ROW && !find_neighbours(&figure, park, &found)) html->failed = true;
    add_neighbours(&figure, &found);
    lg_map_idle_add(&figure, idle);
    add_corners(&figure, idle->rows[0]);
    add_neighbour_names(&figure, &found, idle->rows[0]);
    free(found.rows);
    lg_map_figure_end(&figure, intro);
}

void lg_report_maps_add_parcel(struct lg_report_maps *maps, struct lg_text *html, size_t idle_row)
{
    assert(maps->layers[LG_MAP_IDLE].sheet != NULL);
    assert(idle_row < maps->layers[LG_MAP_IDLE].sheet->row_count);

    struct lg_map_idle idle = {.count = 1, .hint_count_max = 1};
    struct lg_text id = {0};
    idle.rows = calloc(1, sizeof(*idle.rows));
    if (idle.rows == NULL) {
        html->failed = true;
        return;
    }
    idle.rows[0] = idle_row;
    if (lg_map_idle_read(maps, &idle)) {
        const char *parcel = lg_map_text_at(maps, "parcel_id");
        if (parcel != NULL) lg_text_add_short(&id, parcel, ID_CHARACTERS);
        const struct lg_label_part parts[] = {{"PARCEL", id.bytes}, {NULL, NULL}};
        const struct lg_map_intro intro = {"map-field", "map.parcel", parts};
        struct lg_map_size size = {.width = PARCEL_WIDTH,
                                   .height_min = PARCEL_WIDTH / 2,
                                   .height_max = PARCEL_WIDTH * 3 / 4,
                                   .margin = 16,
                                   .bytes_max = BYTES_MAX};
        size_t start = html->size;
        do {
            draw_parcel(maps, html, &intro, &idle, &size);
        } while (lg_map_is_too_large(maps, html, start, &size));
    }
    html->failed = html->failed || idle.classes == NULL;
    lg_map_text_used(&id, html);
    lg_map_idle_reset(&idle);
}
