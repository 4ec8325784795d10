#include "model/parcel_pieces.h"

#include <assert.h>
#include <stdlib.h>

/* Room for count items, at least one, so that NULL always means "out of memory". */
static size_t *zeroed(size_t count)
{
    return calloc(count > 0 ? count : 1, sizeof(size_t));
}

enum lg_status lg_parcel_pieces_init(struct lg_parcel_pieces *index, const struct lg_model *model,
                                     struct lg_error *err)
{
    const struct lg_pieces *pieces = &model->pieces;
    size_t parcel_count = model->parcels.table.count;
    index->start = zeroed(parcel_count + 2);
    index->pieces = zeroed(pieces->count);
    if (index->start == NULL || index->pieces == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "index of %zu pieces: out of memory", pieces->count);
    }
    /* Counting sort; start[p + 1] runs along as the place of the next piece of parcel p. */
    size_t *start = index->start;
    for (size_t piece = 0; piece < pieces->count; piece++) {
        assert(pieces->parcel[piece] < parcel_count);
        start[pieces->parcel[piece] + 2]++;
    }
    for (size_t parcel = 0; parcel < parcel_count; parcel++) {
        start[parcel + 2] += start[parcel + 1];
    }
    for (size_t piece = 0; piece < pieces->count; piece++) {
        index->pieces[start[pieces->parcel[piece] + 1]++] = piece;
    }
    return LG_OK;
}

void lg_parcel_pieces_reset(struct lg_parcel_pieces *index)
{
    free(index->start);
    free(index->pieces);
    *index = (struct lg_parcel_pieces){.start = NULL};
}

size_t lg_parcel_park(const struct lg_parcel_pieces *index, const struct lg_model *model,
                      size_t parcel)
{
    const struct lg_pieces *pieces = &model->pieces;
    size_t park = LG_NO_PARK;
    bool is_candidate = true;
    double most_m2 = -1.0;
    for (size_t i = index->start[parcel]; i < index->start[parcel + 1]; i++) {
        size_t piece = index->pieces[i];
        double inside_m2 = pieces->inside_m2[piece];
        if (pieces->park[piece] == LG_NO_PARK) continue;
        bool in_candidate = lg_park_is_candidate(model, pieces->park[piece]);
        bool is_better = in_candidate == is_candidate ? inside_m2 > most_m2 : is_candidate;
        if (!is_better) continue;
        park = pieces->park[piece];
        is_candidate = in_candidate;
        most_m2 = inside_m2;
    }
    return park;
}
