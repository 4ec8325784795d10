/*
 * Which pieces a parcel has, and the park it belongs to: the pieces are sorted by park.
 */
#ifndef LG_MODEL_PARCEL_PIECES_H
#define LG_MODEL_PARCEL_PIECES_H

#include "model/model.h"

struct lg_parcel_pieces {
    size_t *start;  /* [parcel count + 1] ranges of pieces */
    size_t *pieces; /* [pieces.count] by parcel, in order */
};

/** @param index  out: free with lg_parcel_pieces_reset(), also after a failure
 *  @return LG_OK; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_parcel_pieces_init(struct lg_parcel_pieces *index,
                                                  const struct lg_model *model,
                                                  struct lg_error *err);
void lg_parcel_pieces_reset(struct lg_parcel_pieces *index);

/** The park in which most of a parcel lies, the first of equals, a candidate only where no other
 * is; LG_NO_PARK: in none. */
size_t lg_parcel_park(const struct lg_parcel_pieces *index, const struct lg_model *model,
                      size_t parcel);

#endif
