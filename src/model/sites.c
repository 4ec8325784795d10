#include "model/sites.h"

#include "model/model.h"

#include <stdlib.h>
#include <string.h>

bool lg_piece_is_in_idle_ledger(const struct lg_model *model, size_t piece)
{
    size_t parcel = model->pieces.parcel[piece];
    if (model->pieces.park[piece] == LG_NO_PARK) return false;
    if (lg_parcel_is_found_idle(model, parcel)) return true;
    return model->parcels.idle != NULL && lg_idle_is_idle(model->parcels.idle[parcel].status);
}

bool lg_piece_is_suppliable(const struct lg_model *model, size_t piece)
{
    const char *const *answers = model->parcels.suppliable;
    if (model->pieces.park[piece] == LG_NO_PARK || answers == NULL) return false;
    const char *answer = answers[model->pieces.parcel[piece]];
    return answer != NULL && strcmp(answer, "yes") == 0;
}

bool lg_piece_is_in_site(const struct lg_model *model, size_t piece)
{
    return model->pieces.counted_m2[piece] > 0.0 &&
           (lg_piece_is_in_idle_ledger(model, piece) || lg_piece_is_suppliable(model, piece));
}

void lg_sites_reset(struct lg_sites *sites)
{
    free(sites->items);
    free(sites->pieces);
    lg_shapes_reset(&sites->lon_lat);
    free(sites->decimals);
    *sites = (struct lg_sites){.count = 0};
}
