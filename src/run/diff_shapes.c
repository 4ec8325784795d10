/*
 * The shapes of one side as drawn: areas of the rows, one shape for each parcel.
 */
#include "run/diff.h"

#include <assert.h>

/* Measure the rows; a parcel of several rows gets one shape. */
static enum lg_status measure_parcel(struct lg_diff_side *side, struct lg_diff_parcel *parcel,
                                     struct lg_shapes *parts, struct lg_error *err)
{
    enum lg_status status = LG_OK;
    lg_shapes_clear(parts);
    for (size_t i = 0; status == LG_OK && i < parcel->row_count; i++) {
        struct lg_diff_row *row = &side->rows[parcel->first_row + i];
        assert(row->shape < side->row_shapes.count);
        row->drawn_m2 = lg_lon_lat_area_m2(&side->row_shapes, row->shape, NULL);
        status = lg_shapes_append(parts, &side->row_shapes, row->shape, 1, err);
    }
    parcel->shape = side->parcel_shapes.count;
    if (status == LG_OK && parcel->row_count == 1) {
        status = lg_shapes_append(&side->parcel_shapes, parts, 0, 1, err);
    } else if (status == LG_OK) {
        status = lg_lon_lat_join(parts, 0, parts->count, &side->parcel_shapes, err);
    }
    if (status != LG_OK) return status;
    parcel->drawn_m2 = lg_lon_lat_area_m2(&side->parcel_shapes, parcel->shape, &parcel->border_m);
    return LG_OK;
}

enum lg_status lg_diff_measure(struct lg_diff_side *side, struct lg_error *err)
{
    struct lg_shapes parts = {0};
    enum lg_status status = LG_OK;
    for (size_t i = 0; status == LG_OK && i < side->parcel_count; i++) {
        status = measure_parcel(side, &side->parcels[i], &parts, err);
    }
    lg_shapes_reset(&parts);
    return status;
}
