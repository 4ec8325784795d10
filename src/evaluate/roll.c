#include "evaluate/roll.h"

#include "base/grow.h"
#include "base/text_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Pieces stand by park, those in none behind all others. */
static void fill_pieces(struct lg_roll *roll)
{
    const struct lg_pieces *pieces = &roll->model->pieces;
    size_t piece = 0;
    for (size_t park = 0; park <= roll->model->parks.table.count; park++) {
        while (piece < pieces->count && pieces->park[piece] < park) {
            piece++;
        }
        roll->piece_start[park] = piece;
    }
}

static void fill_low(struct lg_roll *roll)
{
    const struct lg_results *results = &roll->model->results;
    size_t row = 0;
    for (size_t parcel = 0; parcel <= roll->model->parcels.table.count; parcel++) {
        while (row < results->low_count && results->low[row].parcel < parcel) {
            row++;
        }
        roll->low_start[parcel] = row;
    }
}

static int compare_numbers(double left, double right)
{
    if (isnan(left) || isnan(right)) return (isnan(left) ? 0 : 1) - (isnan(right) ? 0 : 1);
    return (left > right) - (left < right);
}

/* By what they say, so that no list depends on the order of the table. */
static int compare_firms(const void *left, const void *right)
{
    const struct lg_firm *a = left;
    const struct lg_firm *b = right;
    if (a->parcel != b->parcel) return a->parcel < b->parcel ? -1 : 1;
    int order = strcmp(a->name != NULL ? a->name : "", b->name != NULL ? b->name : "");
    if (order == 0) order = compare_numbers(a->office_share, b->office_share);
    return order != 0 ? order : compare_numbers(a->green_share, b->green_share);
}

static struct lg_firm read_firm(const struct lg_table *table, size_t row, size_t parcel)
{
    double land_m2 = lg_table_number(table, LG_ENTERPRISE_LAND_AREA, row);
    if (!(land_m2 > 0)) land_m2 = (double)NAN;
    return (struct lg_firm){
        .parcel = parcel,
        .name = lg_table_text(table, LG_ENTERPRISE_NAME, row),
        .office_share = lg_table_number(table, LG_ENTERPRISE_OFFICE_LAND, row) / land_m2,
        .green_share = lg_table_number(table, LG_ENTERPRISE_GREEN_LAND, row) / land_m2,
    };
}

static enum lg_status fill_firms(struct lg_roll *roll, struct lg_error *err)
{
    const struct lg_model *model = roll->model;
    const struct lg_table *table = &model->enterprises;
    struct lg_text_index ids = {0};
    enum lg_status status =
        lg_text_index_build(&ids, model->parcels.id, model->parcels.table.count, err);
    for (size_t row = 0; status == LG_OK && row < table->count; row++) {
        size_t parcel =
            lg_text_index_find(&ids, lg_table_text(table, LG_ENTERPRISE_PARCEL_ID, row));
        if (parcel == LG_NO_ROW) continue;
        roll->firms[roll->firm_count++] = read_firm(table, row, parcel);
    }
    lg_text_index_reset(&ids);
    if (status != LG_OK) return status;
    if (roll->firm_count > 0) {
        qsort(roll->firms, roll->firm_count, sizeof(*roll->firms), compare_firms);
    }
    size_t firm = 0;
    for (size_t parcel = 0; parcel <= model->parcels.table.count; parcel++) {
        while (firm < roll->firm_count && roll->firms[firm].parcel < parcel) {
            firm++;
        }
        roll->firm_start[parcel] = firm;
    }
    return LG_OK;
}

enum lg_status lg_roll_init(struct lg_roll *roll, const struct lg_model *model,
                            struct lg_error *err)
{
    size_t parcel_count = model->parcels.table.count;
    *roll = (struct lg_roll){
        .model = model,
        .piece_start = lg_resize(NULL, model->parks.table.count + 1, sizeof(size_t)),
        .low_start = lg_resize(NULL, parcel_count + 1, sizeof(size_t)),
        .firm_start = lg_resize(NULL, parcel_count + 1, sizeof(size_t)),
        .firms = lg_resize(NULL, model->enterprises.count + 1, sizeof(struct lg_firm)),
    };
    if (roll->piece_start == NULL || roll->low_start == NULL || roll->firm_start == NULL ||
        roll->firms == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for the register of %zu parcels",
                       parcel_count);
    }
    fill_pieces(roll);
    fill_low(roll);
    return fill_firms(roll, err);
}

void lg_roll_reset(struct lg_roll *roll)
{
    free(roll->piece_start);
    free(roll->low_start);
    free(roll->firm_start);
    free(roll->firms);
    *roll = (struct lg_roll){.model = NULL};
}

const struct lg_low_row *lg_roll_low(const struct lg_roll *roll, size_t parcel,
                                     enum lg_low_item item)
{
    const struct lg_low_row *rows = roll->model->results.low;
    for (size_t i = roll->low_start[parcel]; i < roll->low_start[parcel + 1]; i++) {
        if (rows[i].item == item) return &rows[i];
    }
    return NULL;
}
