#include "publish/report/map_idle.h"

#include "publish/report/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RANK_MAX = 20, RANK_SIZE = 15, HATCH_EXTENT_PARTS = 8 };

/* A browser prints each hatched shape as a picture of its own (docs/performance.md, Documents). */
enum { HATCHED_MAX = 50 };

/* How long a line of a hint is, and where there is so much on a map that there are none. */
enum { HINT_CHARACTERS = 120, PLAIN_HINT_CHARACTERS = 40, PLAINNESS_WITHOUT_HINTS = 3 };

struct lg_map_point lg_map_middle(const struct lg_map_frame *frame, const struct lg_box *box_deg)
{
    return lg_map_frame_place(frame, (box_deg->x_min + box_deg->x_max) / 2,
                              (box_deg->y_min + box_deg->y_max) / 2);
}

bool lg_map_idle_read(struct lg_report_maps *maps, struct lg_map_idle *idle)
{
    const struct lg_sheet *sheet = maps->layers[LG_MAP_IDLE].sheet;
    idle->classes = calloc(idle->count + 1, sizeof(*idle->classes));
    if (idle->classes == NULL) return false;
    for (size_t i = 0; i < idle->count; i++) {
        lg_row_move(&maps->row, sheet, idle->rows[i]);
        size_t at = lg_map_class_of(LG_COLOUR_IDLE_STATUS, lg_map_text_at(maps, "status"));
        double area_ha = lg_map_number_at(maps, "idle_ha");
        idle->classes[i] = (uint8_t)at;
        idle->sums[at].count++;
        if (isfinite(area_ha)) idle->sums[at].area_ha += area_ha;
    }
    return true;
}

void lg_map_idle_reset(struct lg_map_idle *idle)
{
    free(idle->rows);
    free(idle->classes);
    *idle = (struct lg_map_idle){.count = 0};
}

/* The land is suspected to be idle unless an authority has found it idle. */
static const char *status_name(const struct lg_map_figure *figure, size_t class_at, bool is_found)
{
    enum lg_language language = figure->maps->language;
    const char *code = lg_map_class_code(class_at);
    const char *name = is_found ? NULL : lg_label_value(language, "suspected", code);
    if (name == NULL) name = lg_label_value(language, "status", code);
    return name == NULL ? lg_label(language, "map.unknown") : name;
}

/* ---- one parcel ---- */

static size_t hint_characters(const struct lg_map_figure *figure)
{
    return figure->frame.plainness > 0 ? PLAIN_HINT_CHARACTERS : HINT_CHARACTERS;
}

static void add_line(struct lg_map_figure *figure, const char *text)
{
    if (text == NULL) return;
    lg_text_add_char(figure->html, '\n');
    lg_html_add_short(figure->html, text, hint_characters(figure));
}

/* What is told about the row that was moved to: id, status, area, holder. */
static void add_hint(struct lg_map_figure *figure, size_t class_at)
{
    struct lg_report_maps *maps = figure->maps;
    struct lg_text area = {0};
    lg_text_add_text(figure->html, "<title>");
    lg_html_add_short(figure->html, lg_map_text_at(maps, "parcel_id"), hint_characters(figure));
    const char *confirmed = lg_map_text_at(maps, "confirmed");
    bool is_found = confirmed != NULL && strcmp(confirmed, "yes") == 0;
    add_line(figure, status_name(figure, class_at, is_found));
    if (is_found) add_line(figure, lg_label(maps->language, "map.found"));
    double area_ha = lg_map_number_at(maps, "idle_ha");
    if (isfinite(area_ha)) {
        lg_map_add_ha(&area, area_ha);
        const struct lg_label_part parts[] = {{"HA", area.bytes}, {NULL, NULL}};
        lg_text_add_char(figure->html, '\n');
        lg_html_add_label(figure->html, maps->language, "map.area", parts);
        lg_map_text_used(&area, figure->html);
    }
    add_line(figure, lg_map_text_at(maps, "holder"));
    lg_text_add_text(figure->html, "</title>");
}

/* The shape in path, or a dot where nothing is left of it. @return whether it is a dot */
static bool make_path(struct lg_map_figure *figure, struct lg_map_path *path, size_t row)
{
    const struct lg_map_layer *layer = &figure->maps->layers[LG_MAP_IDLE];
    struct lg_row_shape place = lg_map_shape_at(figure->maps, layer->sheet, row);
    if (lg_map_path_add(path, &figure->frame, place.shapes, place.shape)) return false;
    lg_map_path_add_dot(path, lg_map_middle(&figure->frame, &layer->boxes[row]));
    return true;
}

static void add_look(struct lg_map_figure *figure, size_t class_at, bool is_dot)
{
    if (is_dot) {
        lg_text_printf(figure->html,
                       " fill=\"none\" stroke=\"%s\" stroke-width=\"7\" stroke-linecap=\"round\"",
                       lg_map_class_rgb(class_at));
    } else if (figure->idle_is_plain) {
        lg_text_printf(figure->html, " fill=\"%s\"", lg_map_class_rgb(class_at));
    } else {
        lg_map_add_pattern_fill(figure, class_at);
    }
}

/* @return whether it is a dot */
static bool add_parcel(struct lg_map_figure *figure, struct lg_map_path *path, size_t row,
                       size_t class_at)
{
    lg_map_path_clear(path);
    bool is_dot = make_path(figure, path, row);
    lg_text_printf(figure->html, "<path class=\"map-parcel%s\" data-row=\"",
                   is_dot ? " map-spot" : "");
    lg_text_add_int(figure->html, (int64_t)row);
    lg_text_add_char(figure->html, '"');
    add_look(figure, class_at, is_dot);
    lg_text_add_text(figure->html, " d=\"");
    if (path->d.bytes != NULL) lg_text_add_text(figure->html, path->d.bytes);
    lg_text_add_text(figure->html, "\">");
    add_hint(figure, class_at);
    lg_text_add_text(figure->html, "</path>\n");
    return is_dot;
}

/* ---- all of them ---- */

static bool has_place(const struct lg_map_figure *figure, size_t row)
{
    return lg_map_box_is_some(&figure->maps->layers[LG_MAP_IDLE].boxes[row]);
}

static size_t add_each(struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    struct lg_map_path path = {0};
    size_t dot_count = 0;
    for (size_t i = 0; i < idle->count; i++) {
        if (!has_place(figure, idle->rows[i])) continue;
        if (add_parcel(figure, &path, idle->rows[i], idle->classes[i])) dot_count++;
        figure->html->failed = figure->html->failed || path.d.failed;
    }
    lg_map_path_reset(&path);
    return dot_count;
}

static void write_class(struct lg_map_figure *figure, struct lg_map_path *path, size_t class_at,
                        bool is_dot)
{
    figure->html->failed = figure->html->failed || path->d.failed;
    if (path->d.size == 0) return;
    lg_text_add_text(figure->html, is_dot ? "<path class=\"map-spot\"" : "<path");
    add_look(figure, class_at, is_dot);
    lg_text_add_text(figure->html, " d=\"");
    lg_text_add(figure->html, path->d.bytes, path->d.size);
    lg_text_add_text(figure->html, "\"/>\n");
}

/* One path for each status, one more for its dots. */
static size_t add_by_class(struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    const struct lg_map_layer *layer = &figure->maps->layers[LG_MAP_IDLE];
    struct lg_map_path path = {0};
    struct lg_map_path dots = {0};
    size_t dot_count = 0;
    for (size_t at = 0; at <= lg_colour_count; at++) {
        if (idle->sums[at].count == 0) continue;
        lg_map_path_clear(&path);
        lg_map_path_clear(&dots);
        for (size_t i = 0; i < idle->count; i++) {
            size_t row = idle->rows[i];
            if (idle->classes[i] != at || !has_place(figure, row)) continue;
            struct lg_row_shape place = lg_map_shape_at(figure->maps, layer->sheet, row);
            if (lg_map_path_add(&path, &figure->frame, place.shapes, place.shape)) continue;
            lg_map_path_add_dot(&dots, lg_map_middle(&figure->frame, &layer->boxes[row]));
            dot_count++;
        }
        write_class(figure, &path, at, false);
        write_class(figure, &dots, at, true);
    }
    lg_map_path_reset(&path);
    lg_map_path_reset(&dots);
    return dot_count;
}

static void add_class_legend(struct lg_map_figure *figure, const struct lg_map_class *sum,
                             size_t class_at)
{
    struct lg_text count = {0};
    struct lg_text area = {0};
    struct lg_text text = {0};
    lg_text_add_int(&count, (int64_t)sum->count);
    lg_map_add_ha(&area, sum->area_ha);
    const struct lg_label_part parts[] = {{"NAME", status_name(figure, class_at, false)},
                                          {"COUNT", count.bytes},
                                          {"HA", area.bytes},
                                          {NULL, NULL}};
    lg_label_add(&text, figure->maps->language, "map.idle", parts);
    lg_map_open_sign(figure);
    lg_text_add_text(&figure->legend, "<rect width=\"100%\" height=\"100%\" fill=\"");
    if (figure->idle_is_plain) {
        lg_text_add_text(&figure->legend, lg_map_class_rgb(class_at));
    } else {
        lg_text_printf(&figure->legend, "url(#sign%zu-%zu)", figure->id, class_at);
    }
    lg_text_add_text(&figure->legend, "\" stroke=\"#1a1a1a\"/>");
    lg_map_close_sign(figure, text.bytes);
    lg_map_text_used(&count, &figure->legend);
    lg_map_text_used(&area, &figure->legend);
    lg_map_text_used(&text, &figure->legend);
}

static void add_legend(struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    bool is_known = figure->maps->layers[LG_MAP_IDLE].sheet != NULL;
    if (idle->count == 0) lg_map_note(figure, is_known ? "map.no_idle" : "map.idle_unknown");
    for (size_t at = 0; at <= lg_colour_count; at++) {
        if (idle->sums[at].count > 0) add_class_legend(figure, &idle->sums[at], at);
    }
}

/* Whether most of the parcels are too small for hatches, which would only make them dark. */
static bool are_small(const struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    size_t small_count = 0;
    for (size_t i = 0; i < idle->count; i++) {
        const struct lg_box *box = &figure->maps->layers[LG_MAP_IDLE].boxes[idle->rows[i]];
        double width = (box->x_max - box->x_min) * figure->frame.units_per_lon_deg;
        if (!(width > lg_map_part(figure, HATCH_EXTENT_PARTS))) small_count++;
    }
    return 2 * small_count > idle->count;
}

/* Whether each parcel is a shape of its own with a hint, or all of a class are one. */
static bool is_drawn_each(const struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    return idle->count <= idle->hint_count_max && figure->frame.plainness < PLAINNESS_WITHOUT_HINTS;
}

static bool is_plain(const struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    return are_small(figure, idle) || (is_drawn_each(figure, idle) && idle->count > HATCHED_MAX);
}

bool lg_map_idle_begin(struct lg_map_figure *figure, const struct lg_box *box,
                       const struct lg_map_size *size, const struct lg_map_intro *intro,
                       const struct lg_map_idle *idle)
{
    if (!lg_map_box_is_some(box)) {
        lg_map_figure_empty(figure->maps, figure->html, intro);
        return false;
    }
    figure->frame = lg_map_frame_fit(box, size);
    lg_map_figure_begin(figure, intro);
    figure->idle_is_plain = is_plain(figure, idle);
    if (!figure->idle_is_plain) lg_map_add_patterns(figure, idle->sums);
    add_legend(figure, idle);
    return true;
}

static void add_rank(struct lg_map_figure *figure, size_t row, size_t rank)
{
    const struct lg_box *box = &figure->maps->layers[LG_MAP_IDLE].boxes[row];
    struct lg_text text = {0};
    lg_text_add_int(&text, (int64_t)rank);
    if (text.bytes != NULL) {
        lg_map_add_label(figure, lg_map_middle(&figure->frame, box), LG_MAP_ONLY_ON_POINT,
                         lg_map_part(figure, RANK_SIZE), text.bytes);
    }
    lg_map_text_used(&text, figure->html);
}

/* The first ranks, as the ledger has them; for what has no room the ledger is enough. */
static void add_ranks(struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    size_t rows[RANK_MAX + 1];
    size_t left_out = figure->labels.left_out;
    for (size_t rank = 1; rank <= RANK_MAX; rank++) {
        rows[rank] = LG_NO_ROW;
    }
    for (size_t i = 0; i < idle->count; i++) {
        lg_row_move(&figure->maps->row, figure->maps->layers[LG_MAP_IDLE].sheet, idle->rows[i]);
        double rank = lg_map_number_at(figure->maps, "priority_rank");
        if (rank >= 1 && rank <= RANK_MAX && has_place(figure, idle->rows[i])) {
            rows[(size_t)rank] = idle->rows[i];
        }
    }
    for (size_t rank = 1; rank <= RANK_MAX; rank++) {
        if (rows[rank] != LG_NO_ROW) add_rank(figure, rows[rank], rank);
    }
    figure->labels.left_out = left_out;
}

void lg_map_idle_add(struct lg_map_figure *figure, const struct lg_map_idle *idle)
{
    size_t missing_count = 0;
    for (size_t i = 0; i < idle->count; i++) {
        if (!has_place(figure, idle->rows[i])) missing_count++;
    }
    lg_text_add_text(figure->html, "<g class=\"map-idle\" fill-rule=\"nonzero\" stroke=\"#1a1a1a\" "
                                   "stroke-width=\"");
    bool is_each = is_drawn_each(figure, idle);
    lg_text_add_text(figure->html, figure->idle_is_plain ? ".4\">\n" : "1\">\n");
    size_t dot_count = is_each ? add_each(figure, idle) : add_by_class(figure, idle);
    lg_text_add_text(figure->html, "</g>\n");
    if (idle->is_ranked) add_ranks(figure, idle);
    lg_map_note_count(figure, "map.dots", dot_count);
    lg_map_note_count(figure, "map.missing", missing_count);
    if (!is_each) lg_map_note_count(figure, "map.no_hints", idle->count);
}

/* ---- sites ---- */

/* "面积（公顷）：3.20" of a figure of the site that was moved to; nothing when it has none. */
static void add_site_figure(struct lg_map_figure *figure, const char *key)
{
    struct lg_report_maps *maps = figure->maps;
    double value = lg_map_number_at(maps, key);
    struct lg_text number = {0};
    if (!isfinite(value)) return;
    lg_text_add_fixed(&number, value, value == round(value) ? 0 : 2);
    const struct lg_label_part parts[] = {{"NAME", lg_label_column(maps->language, "sites", key)},
                                          {"VALUE", number.bytes},
                                          {NULL, NULL}};
    lg_text_add_char(figure->html, '\n');
    lg_html_add_label(figure->html, maps->language, "map.figure", parts);
    lg_map_text_used(&number, figure->html);
}

static void add_site(struct lg_map_figure *figure, const struct lg_map_path *path)
{
    static const char *const keys[] = {"rank", "area_ha", "idle_ha", "suppliable_ha", "holders"};
    lg_text_printf(figure->html,
                   "<path class=\"map-site\" fill=\"none\" stroke=\"#003c8f\" "
                   "stroke-width=\"2.5\" stroke-dasharray=\"7 4\" d=\"%s\"><title>",
                   path->d.bytes);
    lg_html_add(figure->html, lg_map_text_at(figure->maps, "site_id"));
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        add_site_figure(figure, keys[i]);
    }
    lg_text_add_text(figure->html, "</title></path>\n");
}

/* Outlines without hover texts. */
static void write_sites(struct lg_map_figure *figure, const struct lg_map_path *path)
{
    lg_text_add_text(figure->html, "<path class=\"map-site\" fill=\"none\" stroke=\"#003c8f\" "
                                   "stroke-width=\"2.5\" d=\"");
    lg_text_add(figure->html, path->d.bytes, path->d.size);
    lg_text_add_text(figure->html, "\"/>\n");
}

static void add_site_legend(struct lg_map_figure *figure, size_t count)
{
    struct lg_text number = {0};
    struct lg_text text = {0};
    lg_text_add_int(&number, (int64_t)count);
    const struct lg_label_part parts[] = {{"COUNT", number.bytes}, {NULL, NULL}};
    lg_label_add(&text, figure->maps->language, "map.site", parts);
    lg_map_open_sign(figure);
    lg_text_add_text(&figure->legend,
                     "<rect width=\"100%\" height=\"100%\" fill=\"none\" stroke=\"#003c8f\" "
                     "stroke-width=\"5\" stroke-dasharray=\"7 4\"/>");
    lg_map_close_sign(figure, text.bytes);
    lg_map_text_used(&number, &figure->legend);
    lg_map_text_used(&text, &figure->legend);
}

void lg_map_add_sites(struct lg_map_figure *figure, size_t park)
{
    struct lg_report_maps *maps = figure->maps;
    const struct lg_map_layer *layer = &maps->layers[LG_MAP_SITES];
    struct lg_map_path path = {0};
    size_t count = 0;
    size_t seen_count = 0;
    const bool is_one_path = figure->frame.plainness > 0;
    const size_t *rows = lg_map_rows_of(maps, LG_MAP_SITES, park, &count);
    for (size_t i = 0; i < count && !path.d.failed; i++) {
        if (!lg_map_row_is_in(maps, layer, rows[i], park)) continue;
        if (!lg_map_box_is_some(&layer->boxes[rows[i]])) continue;
        struct lg_row_shape place = lg_map_shape_at(maps, layer->sheet, rows[i]);
        /* One parcel is on the map already. */
        if (lg_map_number_at(maps, "parcels") < 2) continue;
        if (!is_one_path) lg_map_path_clear(&path);
        if (!lg_map_path_add(&path, &figure->frame, place.shapes, place.shape)) continue;
        if (!is_one_path) add_site(figure, &path);
        seen_count++;
    }
    figure->html->failed = figure->html->failed || path.d.failed;
    if (is_one_path && seen_count > 0) write_sites(figure, &path);
    lg_map_path_reset(&path);
    if (seen_count > 0) add_site_legend(figure, seen_count);
}
