#include "publish/geojson.h"

#include "model/diff.h"
#include "publish/geometry.h"
#include "publish/json_text.h"

#include <math.h>
#include <stdlib.h>

static const char *const area_texts[] = {
    [LG_CHINESE] = "CGCS2000椭球面积，按国土调查办发〔2008〕32号图斑椭球面积公式由经纬度计算，"
                   "长于70米的边先在源坐标系平面内等分；面积按取位前的坐标计算",
    [LG_ENGLISH] = "area on the CGCS2000 ellipsoid by the formula of 国土调查办发〔2008〕32号 from "
                   "longitude and latitude, edges longer than 70 m first divided in the plane of "
                   "the source; computed before the coordinates were rounded",
};
static const char *const datum_texts[] = {
    [LG_CHINESE] = "坐标为CGCS2000经纬度，按规则视同WGS 84（相差不足一米）",
    [LG_ENGLISH] = "coordinates are CGCS2000 longitude and latitude, by rule taken as WGS 84 (they "
                   "differ by less than a metre)",
};

enum lg_status lg_geojson_keys_init(struct lg_geojson_keys *keys, const struct lg_sheet *sheet,
                                    struct lg_error *err)
{
    *keys = (struct lg_geojson_keys){0};
    keys->start = calloc(sheet->column_count + 1, sizeof(*keys->start));
    if (keys->start == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "%s.geojson: out of memory", sheet->name);
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (i > 0) lg_text_add_char(&keys->bytes, ',');
        lg_json_add_text(&keys->bytes, sheet->columns[i].key);
        lg_text_add_char(&keys->bytes, ':');
        keys->start[i + 1] = keys->bytes.size;
    }
    if (keys->bytes.failed) {
        return lg_fail(err, LG_NO_MEMORY, "%s.geojson: out of memory", sheet->name);
    }
    return LG_OK;
}

void lg_geojson_keys_reset(struct lg_geojson_keys *keys)
{
    lg_text_reset(&keys->bytes);
    free(keys->start);
    keys->start = NULL;
}

/* The foreign member: by what program, rules, date and files the layer was made. */
static void add_origin(struct lg_json *json, const struct lg_book *book)
{
    char day[LG_DATE_TEXT_SIZE];
    lg_json_open_object(json, "landgauge");
    lg_json_text(json, "program", "landgauge");
    lg_json_text(json, "version", lg_version());
    lg_json_open_array(json, "rules");
    for (size_t i = 0; i < book->rule_set_count; i++) {
        lg_json_text(json, NULL, book->rule_sets[i]);
    }
    lg_json_close_array(json);
    lg_json_text(json, "as_of", lg_date_format(book->as_of, day));
    lg_json_text(json, "area_basis", book->area == LG_AREA_RECORDED ? "recorded" : "measured");
    lg_json_text(json, "area", area_texts[book->language]);
    lg_json_open_array(json, "inputs");
    for (size_t i = 0; i < book->input_count; i++) {
        lg_json_open_object(json, NULL);
        lg_json_text(json, "path", book->inputs[i].path);
        lg_json_text(json, "sha256", book->inputs[i].sha256);
        lg_json_close_object(json);
    }
    lg_json_close_array(json);
    lg_json_text(json, "note", datum_texts[book->language]);
    lg_json_close_object(json);
}

/* The box of one row and the digits it is written with; false where it has no place. */
static bool find_box(const struct lg_sheet *sheet, const struct lg_row *row, struct lg_box *box,
                     int *decimals)
{
    if (sheet->point != NULL) {
        struct lg_row_point point = sheet->point(row);
        *box = (struct lg_box){point.lon_deg, point.lat_deg, point.lon_deg, point.lat_deg};
        return !isnan(point.lon_deg) && !isnan(point.lat_deg);
    }
    struct lg_row_shape place = sheet->shape(row);
    if (place.shapes == NULL || lg_shapes_is_empty(place.shapes, place.shape)) return false;
    struct lg_box exact = lg_shapes_box(place.shapes, place.shape);
    *decimals = place.decimals;
    /* Of the coordinates that are written: the feature's own digits may be fewer than the box's. */
    *box = (struct lg_box){
        lg_round_fixed(exact.x_min, *decimals), lg_round_fixed(exact.y_min, *decimals),
        lg_round_fixed(exact.x_max, *decimals), lg_round_fixed(exact.y_max, *decimals)};
    return true;
}

/* Add the bounding box of all rows. */
static void add_box(struct lg_json *json, const struct lg_sheet *sheet, const struct lg_view *view)
{
    struct lg_row row = {.view = view, .model = view->model};
    struct lg_box all = {0};
    int all_decimals = LG_DECIMALS_DEGREES;
    bool found = false;
    for (size_t i = 0; i < sheet->row_count; i++) {
        struct lg_box box;
        int decimals = LG_DECIMALS_DEGREES;
        lg_row_move(&row, sheet, i);
        if (!find_box(sheet, &row, &box, &decimals)) continue;
        if (!found) all = box;
        found = true;
        if (box.x_min < all.x_min) all.x_min = box.x_min;
        if (box.y_min < all.y_min) all.y_min = box.y_min;
        if (box.x_max > all.x_max) all.x_max = box.x_max;
        if (box.y_max > all.y_max) all.y_max = box.y_max;
        if (decimals > all_decimals) all_decimals = decimals;
    }
    if (!found) return;
    lg_json_open_array(json, "bbox");
    lg_json_number(json, NULL, all.x_min, all_decimals);
    lg_json_number(json, NULL, all.y_min, all_decimals);
    lg_json_number(json, NULL, all.x_max, all_decimals);
    lg_json_number(json, NULL, all.y_max, all_decimals);
    lg_json_close_array(json);
}

/* Behind the opening and the member "landgauge": the box; the object stays open. */
static void end_header(struct lg_text *text, struct lg_json *json, const struct lg_sheet *sheet,
                       const struct lg_view *view)
{
    add_box(json, sheet, view);
    lg_json_open_array(json, "features");
    lg_text_add(text, json->text.bytes, json->text.size);
    text->failed = text->failed || json->text.failed;
    lg_text_reset(&json->text);
}

static void add_run(struct lg_json *json, const char *key, const struct lg_diff_side *side)
{
    lg_json_open_object(json, key);
    lg_json_text(json, "folder", side->folder);
    lg_json_text(json, "version", side->version);
    lg_json_text(json, "as_of", side->as_of_text);
    lg_json_text(json, "area_basis", side->basis);
    lg_json_close_object(json);
}

void lg_geojson_add_diff_header(struct lg_text *text, const struct lg_sheet *sheet,
                                const struct lg_view *view)
{
    struct lg_json json = {.is_flat = true};
    lg_json_open_object(&json, NULL);
    lg_json_text(&json, "type", "FeatureCollection");
    lg_json_open_object(&json, "landgauge");
    lg_json_text(&json, "program", "landgauge");
    lg_json_text(&json, "version", lg_version());
    add_run(&json, "old", &view->diff->sides[LG_DIFF_OLD]);
    add_run(&json, "new", &view->diff->sides[LG_DIFF_NEW]);
    lg_json_text(&json, "note", datum_texts[view->language]);
    lg_json_close_object(&json);
    end_header(text, &json, sheet, view);
}

void lg_geojson_add_header(struct lg_text *text, const struct lg_sheet *sheet,
                           const struct lg_book *book)
{
    /* The object stays open: the features follow. */
    struct lg_json json = {.is_flat = true};
    lg_json_open_object(&json, NULL);
    lg_json_text(&json, "type", "FeatureCollection");
    add_origin(&json, book);
    end_header(text, &json, sheet, book->view);
}

static void add_value(struct lg_text *text, const struct lg_sheet_column *column,
                      struct lg_row *row)
{
    char day[LG_DATE_TEXT_SIZE];
    switch (column->kind) {
    case LG_CELL_TEXT:
        lg_json_add_text(text, column->text == NULL ? NULL : column->text(row, column));
        return;
    case LG_CELL_INTEGER:
    case LG_CELL_NUMBER: {
        size_t before = text->size;
        if (column->number != NULL) lg_sheet_add_number(text, column, column->number(row, column));
        if (text->size == before) lg_text_add(text, "null", 4);
        return;
    }
    case LG_CELL_DATE: {
        lg_date date = column->date == NULL ? LG_DATE_NONE : column->date(row, column);
        lg_json_add_text(text, date == LG_DATE_NONE ? NULL : lg_date_format(date, day));
        return;
    }
    }
}

void lg_geojson_add_feature(struct lg_text *text, const struct lg_sheet *sheet, struct lg_row *row,
                            const struct lg_geojson_keys *keys)
{
    lg_text_add_text(text, row->row == 0 ? "\n" : ",\n");
    lg_text_add_text(text, "{\"type\":\"Feature\",\"id\":");
    lg_json_add_text(text, sheet->id(row));
    lg_text_add_text(text, ",\"properties\":{");
    for (size_t i = 0; i < sheet->column_count; i++) {
        lg_text_add(text, keys->bytes.bytes + keys->start[i], keys->start[i + 1] - keys->start[i]);
        add_value(text, &sheet->columns[i], row);
    }
    lg_text_add_text(text, "},\"geometry\":");
    if (sheet->point != NULL) {
        lg_geometry_add_point(text, sheet->point(row));
    } else {
        struct lg_row_shape place = sheet->shape(row);
        lg_geometry_add(text, &place);
    }
    lg_text_add_char(text, '}');
}

void lg_geojson_add_footer(struct lg_text *text)
{
    lg_text_add_text(text, "\n]}\n");
}
