#include "model/constraints.h"

const struct lg_constraint_hit *lg_piece_hits(const struct lg_model *model, size_t piece,
                                              size_t *count)
{
    const struct lg_constraints *constraints = &model->constraints;
    size_t first = 0;
    size_t end = constraints->hit_count;
    *count = 0;
    if (end == 0) return NULL;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (constraints->hits[middle].piece < piece) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    while (end < constraints->hit_count && constraints->hits[end].piece == piece) {
        end++;
    }
    *count = end - first;
    return constraints->hits + first;
}

double lg_hit_turned_m2(const struct lg_model *model, const struct lg_constraint_hit *hit)
{
    const struct lg_pieces *pieces = &model->pieces;
    size_t parcel = pieces->parcel[hit->piece];
    double counted_m2 = pieces->counted_m2[hit->piece];
    double account_m2 = pieces->account_m2[hit->piece];
    if (model->constraints.items[hit->constraint].state == LG_STATE_NONE) return 0.0;
    if (!lg_state_is_within(model->parcels.land_state[parcel], LG_STATE_B2)) return 0.0;
    if (lg_state_is_within(model->parcels.supply_state[parcel], LG_STATE_D)) return 0.0;
    /* The negated comparison passes over NaN, too. */
    if (!(counted_m2 > 0.0 && account_m2 > 0.0)) return 0.0;
    return hit->state_m2 * (account_m2 / counted_m2);
}
