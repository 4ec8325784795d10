/*
 * Places as they are written: whoever reads them of the model at the end of a run has the very
 * coordinates that a reader of the files has, and so makes the same maps.
 */
#include "run/job.h"

#include "publish/sheet.h"

static void settle(struct lg_shapes *shapes, size_t shape, const uint8_t *decimals)
{
    bool is_finer = decimals != NULL && *decimals > LG_DECIMALS_DEGREES;
    lg_shapes_settle(shapes, shape, is_finer ? *decimals : LG_DECIMALS_DEGREES);
}

void lg_settle_places(struct lg_model *model)
{
    struct lg_parcels *parcels = &model->parcels;
    struct lg_parks *parks = &model->parks;
    struct lg_pieces *pieces = &model->pieces;
    struct lg_quality_areas *areas = &model->quality_areas;
    struct lg_sites *sites = &model->results.sites;
    for (size_t i = 0; i < parks->lon_lat.count; i++) {
        settle(&parks->lon_lat, i, parks->decimals == NULL ? NULL : &parks->decimals[i]);
    }
    for (size_t i = 0; i < parcels->lon_lat.count; i++) {
        size_t shape = parcels->shape == NULL ? i : parcels->shape[i];
        settle(&parcels->lon_lat, shape, parcels->decimals == NULL ? NULL : &parcels->decimals[i]);
    }
    for (size_t i = 0; i < pieces->cut_lon_lat.count; i++) {
        settle(&pieces->cut_lon_lat, i,
               pieces->cut_decimals == NULL ? NULL : &pieces->cut_decimals[i]);
    }
    for (size_t i = 0; i < areas->lon_lat.count; i++) {
        settle(&areas->lon_lat, i, &areas->decimals[i]);
    }
    for (size_t i = 0; i < sites->lon_lat.count; i++) {
        settle(&sites->lon_lat, i, sites->decimals == NULL ? NULL : &sites->decimals[i]);
    }
}
