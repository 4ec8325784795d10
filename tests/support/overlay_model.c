#include "support/overlay_model.h"

#include "landgauge/area.h"
#include "spatial/overlay.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>

void must(enum lg_status status, const struct lg_error *err)
{
    if (status != LG_OK) fail_msg("%s: %s", lg_status_name(status), err->message);
}

void add_box(struct lg_shapes *shapes, double x0, double x1, double y0, double y1)
{
    double *xy;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    if (x0 == x1) return;
    assert_int_equal(lg_shapes_add_ring(shapes, false, 5, &xy, NULL), LG_OK);
    const double ring[10] = {x0, y0, x1, y0, x1, y1, x0, y1, x0, y0};
    for (size_t i = 0; i < 5; i++) {
        xy[2 * i] = WEST + UNIT * ring[2 * i];
        xy[2 * i + 1] = SOUTH + UNIT * ring[2 * i + 1];
    }
}

double width_m2(double width)
{
    struct lg_shapes shapes = {0};
    add_box(&shapes, 0, width, 0, 1);
    double area_m2 = lg_area_ring_m2(shapes.xy, 5);
    lg_shapes_reset(&shapes);
    return area_m2;
}

void add_rows(struct lg_table *table, size_t count, const size_t *roles, size_t role_count)
{
    for (size_t i = 0; i < role_count; i++) {
        assert_int_equal(lg_table_add_column(table, roles[i], NULL), LG_OK);
    }
    assert_int_equal(lg_table_add_rows(table, count, NULL), LG_OK);
}

static void fill_parks(struct lg_model *model, const struct park_row *rows)
{
    static const size_t roles[] = {LG_PARK_CODE, LG_PARK_PARENT};
    size_t count = 0;
    while (count < PARKS_MAX && rows[count].code != NULL) {
        count++;
    }
    add_rows(&model->parks.table, count, roles, 2);
    for (size_t i = 0; i < count; i++) {
        model->parks.table.columns[LG_PARK_CODE].text[i] = rows[i].code;
        model->parks.table.columns[LG_PARK_PARENT].text[i] = rows[i].parent;
        model->parks.table.source[i] = 0;
        add_box(&model->parks.lon_lat, rows[i].x0, rows[i].x1, -0.5, 1.5);
    }
}

static void fill_parcels(struct lg_model *model, const struct parcel_row *rows, int plane)
{
    static const size_t roles[] = {LG_PARCEL_SIGNED_ON};
    struct lg_parcels *parcels = &model->parcels;
    size_t count = 0;
    while (count < PARCELS_MAX && rows[count].id != NULL) {
        count++;
    }
    add_rows(&parcels->table, count, roles, 1);
    parcels->shape = calloc(count + 1, sizeof(*parcels->shape));
    parcels->area_m2 = calloc(count + 1, sizeof(*parcels->area_m2));
    parcels->id = calloc(count + 1, sizeof(*parcels->id));
    assert_non_null(parcels->shape);
    assert_non_null(parcels->area_m2);
    assert_non_null(parcels->id);
    for (size_t i = 0; i < count; i++) {
        int own_plane = rows[i].other_plane ? 1 - plane : plane;
        parcels->table.source[i] = 1 + (uint32_t)rows[i].other_plane;
        if (rows[i].signed_year != 0) {
            parcels->table.columns[LG_PARCEL_SIGNED_ON].date[i] = (struct lg_date_reading){
                LG_DATE_READ, LG_DATE_BY_DAY, lg_date_make(rows[i].signed_year, 6, 1)};
        }
        parcels->id[i] = rows[i].id;
        parcels->shape[i] = i;
        parcels->area_m2[i] =
            rows[i].x0 == rows[i].x1 ? (double)NAN : width_m2(rows[i].x1 - rows[i].x0);
        add_box(&parcels->lon_lat, rows[i].x0, rows[i].x1, 0, 1);
        assert_int_equal(lg_shapes_append(&parcels->shapes, &parcels->lon_lat, i, 1, NULL), LG_OK);
        struct lg_projection projection = projection_of(own_plane);
        if (lg_shapes_is_empty(&parcels->shapes, i)) continue;
        double *xy = parcels->shapes.xy + 2 * lg_shapes_first_vertex(&parcels->shapes, i);
        (void)projection.from_lon_lat(projection.state, lg_shapes_vertex_count(&parcels->shapes, i),
                                      xy, NULL);
    }
}

struct lg_model *overlay_model_new(enum lg_overlaps overlaps, const struct park_row *parks,
                                   const struct parcel_row *parcels, int plane)
{
    struct lg_model *model;
    assert_int_equal(lg_model_new(&model, NULL), LG_OK);
    model->rules.sliver_m2 = 1.0;
    model->rules.sliver_share = 0.0001;
    model->rules.storey_height_m = 3.0;
    model->overlaps = overlaps;
    add_source(model, LG_SOURCE_PARKS, DEGREES);
    add_source(model, LG_SOURCE_PARCELS, plane);
    add_source(model, LG_SOURCE_PARCELS, 1 - plane);
    fill_parks(model, parks);
    fill_parcels(model, parcels, plane);
    return model;
}

void run_overlays(struct lg_model *model, size_t thread_count)
{
    struct lg_error err = {""};
    must(lg_overlay_check_parks(model, &err), &err);
    must(lg_overlay_find_overlaps(model, thread_count, NULL, &err), &err);
    must(lg_overlay_cut_parcels(model, thread_count, NULL, &err), &err);
}
