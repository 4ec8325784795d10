/*
 * Whether a park in another one is in it, by the parcels: what of a parcel lies in the one and not
 * in the other is land that no total has. Land under no parcel is not seen.
 */
#include "evaluate/enclave_parks.h"
#include "model/parcel_pieces.h"

#include <string.h>

/* Land of a parcel in any scope of the park's parent. */
static double in_parent_m2(const struct lg_enclave_parks *all,
                           const struct lg_parcel_pieces *by_parcel, size_t parcel, size_t parent)
{
    const struct lg_model *model = all->model;
    const struct lg_table *parks = &model->parks.table;
    const char *code = lg_table_text(parks, LG_PARK_CODE, parent);
    double sum_m2 = 0.0;
    for (size_t i = by_parcel->start[parcel]; i < by_parcel->start[parcel + 1]; i++) {
        size_t piece = by_parcel->pieces[i];
        size_t park = model->pieces.park[piece];
        if (park == LG_NO_PARK) continue;
        const char *other = lg_table_text(parks, LG_PARK_CODE, park);
        bool is_parent =
            park == parent || (code != NULL && other != NULL && strcmp(code, other) == 0);
        if (is_parent) sum_m2 += model->pieces.inside_m2[piece];
    }
    return sum_m2;
}

static enum lg_status tell_beyond(struct lg_enclave_parks *all, size_t park, struct lg_error *err)
{
    struct lg_model *model = all->model;
    struct lg_finding finding = lg_park_finding(model, LG_W_VALUE, park);
    finding.value = all->parks[park].beyond_m2;
    finding.limit = model->rules.sliver_m2;
    return lg_findings_add(
        &model->findings, &finding, err,
        "%.2f m2 of the park's parcels lie outside its parent %s, whose land is "
        "all that totals count of the two; correct the parent or a boundary",
        finding.value, lg_table_text(&model->parks.table, LG_PARK_CODE, all->parks[park].parent));
}

enum lg_status lg_nested_land_check(struct lg_enclave_parks *all, struct lg_error *err)
{
    const struct lg_model *model = all->model;
    struct lg_parcel_pieces by_parcel = {.start = NULL};
    enum lg_status status = lg_parcel_pieces_init(&by_parcel, model, err);
    for (size_t piece = 0; status == LG_OK && piece < model->pieces.count; piece++) {
        size_t park = model->pieces.park[piece];
        if (park == LG_NO_PARK || all->parks[park].parent == LG_NO_PARK) continue;
        double beyond_m2 =
            model->pieces.inside_m2[piece] -
            in_parent_m2(all, &by_parcel, model->pieces.parcel[piece], all->parks[park].parent);
        /* A part so small was not split off at a boundary. */
        if (beyond_m2 > model->rules.sliver_m2) all->parks[park].beyond_m2 += beyond_m2;
    }
    lg_parcel_pieces_reset(&by_parcel);
    for (size_t park = 0; status == LG_OK && park < model->parks.table.count; park++) {
        if (all->parks[park].beyond_m2 > 0.0) status = tell_beyond(all, park, err);
    }
    return status;
}
