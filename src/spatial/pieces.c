/*
 * Columns that grow together, and their order.
 */
#include "spatial/pieces.h"

#include "base/grow.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static enum lg_status reserve_rows(struct lg_pieces *pieces, size_t needed, struct lg_error *err)
{
    if (needed <= pieces->capacity) return LG_OK;
    size_t capacity = lg_grow_capacity(pieces->capacity, needed);
    void *sizes[] = {pieces->park, pieces->parcel, pieces->cut};
    void *numbers[] = {pieces->inside_m2,    pieces->counted_m2, pieces->disputed_m2,
                       pieces->share,        pieces->account_m2, pieces->footprint_m2,
                       pieces->floor_area_m2};
    void *sums[] = {pieces->footprint_micro_m2, pieces->floor_micro_m2};
    bool done = true;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        done = lg_grow_column(&sizes[i], capacity, sizeof(size_t)) && done;
    }
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        done = lg_grow_column(&numbers[i], capacity, sizeof(double)) && done;
    }
    for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
        done = lg_grow_column(&sums[i], capacity, sizeof(int64_t)) && done;
    }
    /* What was moved must be kept even when another column could not grow. */
    pieces->park = sizes[0];
    pieces->parcel = sizes[1];
    pieces->cut = sizes[2];
    pieces->inside_m2 = numbers[0];
    pieces->counted_m2 = numbers[1];
    pieces->disputed_m2 = numbers[2];
    pieces->share = numbers[3];
    pieces->account_m2 = numbers[4];
    pieces->footprint_m2 = numbers[5];
    pieces->floor_area_m2 = numbers[6];
    pieces->footprint_micro_m2 = sums[0];
    pieces->floor_micro_m2 = sums[1];
    if (!done) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu pieces of parcels", needed);
    pieces->capacity = capacity;
    return LG_OK;
}

static enum lg_status append_cuts(struct lg_pieces *pieces, const struct lg_shapes *cuts,
                                  const struct lg_shapes *plane_cuts, struct lg_error *err)
{
    size_t needed = pieces->cut_lon_lat.count + cuts->count;
    /* As many digits as shapes fit, so that growth is amortised by the shapes' own. */
    enum lg_status status = lg_shapes_append(&pieces->cut_lon_lat, cuts, 0, cuts->count, err);
    if (status != LG_OK) return status;
    status = lg_shapes_append(&pieces->cut_shapes, plane_cuts, 0, plane_cuts->count, err);
    if (status != LG_OK) return status;
    uint8_t *decimals = lg_resize(pieces->cut_decimals, pieces->cut_lon_lat.shape_capacity, 1);
    if (decimals == NULL) return lg_fail(err, LG_NO_MEMORY, "no memory for %zu cut pieces", needed);
    pieces->cut_decimals = decimals;
    return LG_OK;
}

static void set_row(struct lg_pieces *pieces, size_t row, const struct lg_piece *item)
{
    pieces->park[row] = item->park;
    pieces->parcel[row] = item->parcel;
    pieces->inside_m2[row] = item->inside_m2;
    pieces->counted_m2[row] = item->counted_m2;
    pieces->disputed_m2[row] = item->disputed_m2;
    pieces->share[row] = item->share;
    pieces->cut[row] = item->cut;
    pieces->account_m2[row] = (double)NAN;
    pieces->footprint_m2[row] = (double)NAN;
    pieces->floor_area_m2[row] = (double)NAN;
    pieces->footprint_micro_m2[row] = 0;
    pieces->floor_micro_m2[row] = 0;
}

enum lg_status lg_pieces_append(struct lg_pieces *pieces, const struct lg_piece *items,
                                size_t count, const struct lg_shapes *cuts,
                                const struct lg_shapes *plane_cuts, struct lg_error *err)
{
    assert(cuts->count == plane_cuts->count);

    size_t cut_first = pieces->cut_lon_lat.count;
    enum lg_status status = reserve_rows(pieces, pieces->count + count, err);
    if (status != LG_OK) return status;
    status = append_cuts(pieces, cuts, plane_cuts, err);
    if (status != LG_OK) return status;

    for (size_t i = 0; i < count; i++) {
        struct lg_piece item = items[i];
        if (item.cut != LG_WHOLE_SHAPE) {
            item.cut += cut_first;
            pieces->cut_decimals[item.cut] = item.cut_decimals;
        }
        set_row(pieces, pieces->count + i, &item);
    }
    pieces->count += count;
    return LG_OK;
}

static int compare_pieces(const void *left, const void *right)
{
    const struct lg_piece *a = left;
    const struct lg_piece *b = right;
    if (a->park != b->park) return a->park < b->park ? -1 : 1;
    return (a->parcel > b->parcel) - (a->parcel < b->parcel);
}

enum lg_status lg_pieces_sort(struct lg_pieces *pieces, struct lg_error *err)
{
    struct lg_piece *rows = lg_resize(NULL, pieces->count, sizeof(*rows));
    if (rows == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory to sort %zu pieces of parcels", pieces->count);
    }
    for (size_t i = 0; i < pieces->count; i++) {
        rows[i] = (struct lg_piece){
            .park = pieces->park[i],
            .parcel = pieces->parcel[i],
            .inside_m2 = pieces->inside_m2[i],
            .counted_m2 = pieces->counted_m2[i],
            .disputed_m2 = pieces->disputed_m2[i],
            .share = pieces->share[i],
            .cut = pieces->cut[i],
        };
    }
    if (pieces->count > 0) qsort(rows, pieces->count, sizeof(*rows), compare_pieces);
    for (size_t i = 0; i < pieces->count; i++) {
        set_row(pieces, i, &rows[i]);
    }
    free(rows);
    return LG_OK;
}

void lg_pieces_clear(struct lg_pieces *pieces)
{
    pieces->count = 0;
    lg_shapes_clear(&pieces->cut_lon_lat);
    lg_shapes_clear(&pieces->cut_shapes);
}
