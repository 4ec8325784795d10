#include "support/stock_model.h"

#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct lg_error error;

static void *zeroed(size_t count, size_t item_bytes)
{
    void *items = calloc(count, item_bytes);
    assert_non_null(items);
    return items;
}

static double *unknown(size_t count)
{
    double *column = zeroed(count, sizeof(*column));
    for (size_t i = 0; i < count; i++) {
        column[i] = (double)NAN;
    }
    return column;
}

static double *filled(size_t count, double value)
{
    double *column = zeroed(count, sizeof(*column));
    for (size_t i = 0; i < count; i++) {
        column[i] = value;
    }
    return column;
}

static void fill_parcels(struct lg_model *model, size_t count)
{
    struct lg_parcels *parcels = &model->parcels;
    parcels->idle = zeroed(count, sizeof(*parcels->idle));
    parcels->stock_class = zeroed(count, sizeof(*parcels->stock_class));
    parcels->bond = zeroed(count, sizeof(*parcels->bond));
    parcels->investment_yuan = unknown(count);
    parcels->revenue_yuan = unknown(count);
    parcels->tax_yuan = unknown(count);
    for (size_t parcel = 0; parcel < count; parcel++) {
        char id[16];
        int length = snprintf(id, sizeof(id), "P%04zu", parcel + 1);
        parcels->id[parcel] = lg_arena_text(&parcels->table.texts, id, (size_t)length);
        assert_non_null(parcels->id[parcel]);
        parcels->idle[parcel] = (struct lg_idle_finding){
            .status = LG_IDLE_ACTIVE,
            .start_due = LG_DATE_NONE,
            .end_first = LG_DATE_NONE,
            .end_second = LG_DATE_NONE,
            .stopped_end = LG_DATE_NONE,
            .fee_yuan = (double)NAN,
        };
    }
}

static void fill_pieces(struct lg_pieces *pieces, size_t count)
{
    pieces->count = count;
    pieces->capacity = count;
    pieces->park = zeroed(count, sizeof(*pieces->park));
    pieces->parcel = zeroed(count, sizeof(*pieces->parcel));
    pieces->inside_m2 = filled(count, 10000);
    pieces->counted_m2 = filled(count, 10000);
    pieces->account_m2 = filled(count, 10000);
    pieces->share = filled(count, 1);
    pieces->floor_area_m2 = unknown(count);
    for (size_t piece = 0; piece < count; piece++) {
        pieces->parcel[piece] = piece;
    }
}

struct lg_model *stock_model_new(size_t count)
{
    struct lg_model *model = quality_model_new(count);
    assert_int_equal(lg_table_add_rows(&model->parks.table, 1, &error), LG_OK);
    quality_model_text(&model->parks.table, LG_PARK_CODE, 0, "K1");
    fill_parcels(model, count);
    fill_pieces(&model->pieces, count);
    return model;
}

void stock_model_forbid(struct lg_model *model, size_t parcel, double forbidden_m2)
{
    struct lg_pieces *pieces = &model->pieces;
    struct lg_constraints *constraints = &model->constraints;
    if (pieces->forbidden_m2 == NULL) {
        pieces->forbidden_m2 = filled(pieces->count, 0);
        pieces->constrained_m2 = filled(pieces->count, 0);
        constraints->items = zeroed(1, sizeof(*constraints->items));
        constraints->items[0] = (struct lg_constraint){.name = "生态保护红线", .forbids = true};
        constraints->count = 1;
        constraints->hits = zeroed(pieces->count, sizeof(*constraints->hits));
        constraints->hit_capacity = pieces->count;
    }
    pieces->forbidden_m2[parcel] = forbidden_m2;
    pieces->constrained_m2[parcel] = forbidden_m2;
    if (!(forbidden_m2 > 0)) return;
    constraints->hits[constraints->hit_count++] =
        (struct lg_constraint_hit){parcel, 0, forbidden_m2, forbidden_m2, 0};
}
