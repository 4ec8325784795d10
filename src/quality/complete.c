/*
 * quality/: a finding made while a block of rows was prepared knows the file and the row, not yet
 * the parcel's name in the result, its park and its middle.
 */
#include "base/grow.h"
#include "model/parcel_pieces.h"
#include "quality/quality.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A parcel by the row of the file that it came from. */
struct origin {
    size_t source;
    int64_t feature;
    size_t parcel;
};

static int compare_origins(const void *left, const void *right)
{
    const struct origin *a = left;
    const struct origin *b = right;
    if (a->source != b->source) return a->source < b->source ? -1 : 1;
    return (a->feature > b->feature) - (a->feature < b->feature);
}

static struct origin *sort_origins(const struct lg_model *model, struct lg_error *err)
{
    const struct lg_table *table = &model->parcels.table;
    struct origin *origins = lg_resize(NULL, table->count, sizeof(*origins));
    if (origins == NULL) {
        (void)lg_fail(err, LG_NO_MEMORY, "no memory to place findings on %zu parcels",
                      table->count);
        return NULL;
    }
    for (size_t parcel = 0; parcel < table->count; parcel++) {
        origins[parcel] = (struct origin){table->source[parcel], table->feature[parcel], parcel};
    }
    qsort(origins, table->count, sizeof(*origins), compare_origins);
    return origins;
}

static void complete(const struct lg_model *model, const struct lg_parcel_pieces *index,
                     size_t parcel, struct lg_finding *finding)
{
    finding->parcel_id = model->parcels.id[parcel];
    size_t park = lg_parcel_park(index, model, parcel);
    if (finding->park_code == NULL && park != LG_NO_PARK) {
        finding->park_code = lg_table_text(&model->parks.table, LG_PARK_CODE, park);
    }
    if (isnan(finding->lon_deg)) {
        finding->lon_deg = model->parcels.center_lon_lat_deg[2 * parcel];
        finding->lat_deg = model->parcels.center_lon_lat_deg[2 * parcel + 1];
    }
}

enum lg_status lg_quality_complete(struct lg_model *model, struct lg_error *err)
{
    struct lg_parcel_pieces index = {.start = NULL};
    size_t count = model->parcels.table.count;
    struct origin *origins = sort_origins(model, err);
    if (origins == NULL) return LG_NO_MEMORY;

    enum lg_status status = lg_parcel_pieces_init(&index, model, err);
    for (size_t i = 0; status == LG_OK && i < model->findings.count; i++) {
        struct lg_finding *finding = &model->findings.items[i];
        if (finding->feature < 0 || strcmp(finding->layer, "parcels") != 0) continue;
        const struct origin key = {finding->source, finding->feature, 0};
        const struct origin *found =
            bsearch(&key, origins, count, sizeof(*origins), compare_origins);
        if (found != NULL) complete(model, &index, found->parcel, finding);
    }
    lg_parcel_pieces_reset(&index);
    free(origins);
    return status;
}
