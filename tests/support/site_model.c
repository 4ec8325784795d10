#include "support/site_model.h"

#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#define GAP_WIDTH_M 0.1

void to_degrees(struct lg_shapes *shapes)
{
    for (size_t i = 0; i < shapes->vertex_count; i++) {
        shapes->xy[2 * i] = 91.0 + shapes->xy[2 * i] / EAST_M_PER_DEG;
        shapes->xy[2 * i + 1] = 29.0 + shapes->xy[2 * i + 1] / NORTH_M_PER_DEG;
    }
}

struct lg_model *site_model_new(const struct ledger_parcel *parcels, size_t count,
                                double distance_m)
{
    struct lg_model *model = ledger_model_new(3, parcels, count);
    model->rules.sites.distance_m = distance_m;
    model->rules.gap_width_m = GAP_WIDTH_M;
    model->parcels.shape = calloc(count + 1, sizeof(*model->parcels.shape));
    model->pieces.cut = calloc(count + 1, sizeof(*model->pieces.cut));
    assert_non_null(model->parcels.shape);
    assert_non_null(model->pieces.cut);
    for (size_t i = 0; i < count; i++) {
        model->parcels.shape[i] = i;
        model->pieces.cut[i] = LG_WHOLE_SHAPE;
    }
    return model;
}

void add_square(struct lg_shapes *shapes, double x, double y, double side_m)
{
    const double east = x + side_m, north = y + side_m;
    const double square[10] = {x, y, east, y, east, north, x, north, x, y};
    double *xy;
    assert_int_equal(lg_shapes_begin(shapes, NULL), LG_OK);
    assert_int_equal(lg_shapes_add_ring(shapes, false, 5, &xy, NULL), LG_OK);
    memcpy(xy, square, sizeof(square));
}
