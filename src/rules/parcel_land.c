#include "rules/parcel_land.h"

#include <math.h>
#include <stdlib.h>

enum lg_status lg_parcel_lands_init(struct lg_parcel_lands *lands, const struct lg_model *model,
                                    struct lg_error *err)
{
    *lands = (struct lg_parcel_lands){.model = model};
    size_t park_count = model->parks.table.count;
    lands->is_nested = calloc(park_count + 1, sizeof(*lands->is_nested));
    if (lands->is_nested == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for %zu parks", park_count);
    }
    for (size_t park = 0; park < park_count; park++) {
        lands->is_nested[park] =
            lg_park_is_candidate(model, park) || lg_park_parent(model, park) != LG_NO_PARK;
    }
    return lg_parcel_pieces_init(&lands->by_parcel, model, err);
}

void lg_parcel_lands_reset(struct lg_parcel_lands *lands)
{
    free(lands->is_nested);
    lg_parcel_pieces_reset(&lands->by_parcel);
    *lands = (struct lg_parcel_lands){.model = NULL};
}

/* As the sums of the parks share: with recorded areas an overlap takes nothing away. */
static double share_of(const struct lg_model *model, size_t piece)
{
    if (model->area_basis == LG_AREA_MEASURED) return model->pieces.share[piece];
    return model->pieces.inside_m2[piece] / model->parcels.area_m2[model->pieces.parcel[piece]];
}

static void add_piece(const struct lg_model *model, size_t piece, struct lg_parcel_land *land)
{
    land->account_m2 += model->pieces.account_m2[piece];
    land->floor_m2 += model->pieces.floor_area_m2[piece];
    land->share += share_of(model, piece);
}

struct lg_parcel_land lg_parcel_land_of(const struct lg_parcel_lands *lands, size_t parcel)
{
    const struct lg_model *model = lands->model;
    const struct lg_pieces *pieces = &model->pieces;
    struct lg_parcel_land land = {0, 0, 0};
    if (isnan(model->parcels.area_m2[parcel])) {
        return (struct lg_parcel_land){(double)NAN, (double)NAN, (double)NAN};
    }
    bool is_in_park = false;
    size_t candidate_piece = SIZE_MAX;
    size_t end = lands->by_parcel.start[parcel + 1];
    for (size_t i = lands->by_parcel.start[parcel]; i < end; i++) {
        size_t piece = lands->by_parcel.pieces[i];
        size_t park = pieces->park[piece];
        if (park == LG_NO_PARK) continue;
        if (!lg_park_is_candidate(model, park)) {
            is_in_park = true;
        } else if (candidate_piece == SIZE_MAX) {
            candidate_piece = piece;
        }
        if (!lands->is_nested[park]) add_piece(model, piece, &land);
    }
    if (!is_in_park && candidate_piece != SIZE_MAX) add_piece(model, candidate_piece, &land);
    return land;
}

double lg_parcel_forbidden_share(const struct lg_parcel_lands *lands, size_t parcel)
{
    const struct lg_pieces *pieces = &lands->model->pieces;
    if (pieces->forbidden_m2 == NULL) return (double)NAN;
    double forbidden_m2 = 0;
    double counted_m2 = 0;
    size_t end = lands->by_parcel.start[parcel + 1];
    for (size_t i = lands->by_parcel.start[parcel]; i < end; i++) {
        size_t piece = lands->by_parcel.pieces[i];
        forbidden_m2 += pieces->forbidden_m2[piece];
        counted_m2 += pieces->counted_m2[piece];
    }
    return counted_m2 > 0 ? forbidden_m2 / counted_m2 : (double)NAN;
}
